# %% wrong | mse | sums the squares over the K columns and averages over the samples only, so K times too large
def mse(y_hat, y):
    return np.mean(np.sum((y_hat - y) ** 2, axis=1))


# %% wrong | mse | squares the mean of the differences instead of taking the mean of the squares, so errors of both signs cancel
def mse(y_hat, y):
    error = (y_hat - y).mean()
    return error ** 2


# %% wrong | mse | the return stands inside the outer loop, so only the first row is added up (divided by all entries)
def mse(y_hat, y):
    total = 0
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            total += (y_hat[i, j] - y[i, j]) ** 2
        return total / y.size


# %% wrong | mse | subtracts in place (-=) and squares in place, so the caller's y_hat is destroyed; the number returned is right
def mse(y_hat, y):
    y_hat -= y
    y_hat *= y_hat
    return y_hat.sum() / y_hat.size


# %% wrong | mse | multiplies the differences as matrices (d @ d.T) instead of entry by entry, so products between different samples get in
def mse(y_hat, y):
    d = y_hat - y
    return np.mean(d @ d.T)


# %% wrong | mse | averages over the wrong entries only: predictions that are exactly right are left out of the count (and nan if all are right)
def mse(y_hat, y):
    d = y_hat - y
    wrong = d[d != 0]
    return np.mean(wrong ** 2)


# %% wrong | mse | special case for one single sample (N = 1) returns the sum of the squares, not their mean
def mse(y_hat, y):
    sq = np.square(y_hat - y)
    if sq.shape[0] == 1:
        return sq.sum()
    return sq.mean()


# %% wrong | mse | only the mean over the samples (axis=0): returns K numbers, one for each column, not one number
def mse(y_hat, y):
    return ((y_hat - y) ** 2).mean(axis=0)


# %% wrong | mse | rounds the result to two decimals
def mse(y_hat, y):
    return round(float(np.mean((y_hat - y) ** 2)), 2)


# %% right | mse | plain Python loops over nested entries, counting them
def mse(predicted, true):
    total, count = 0.0, 0
    for r1, r2 in zip(predicted, true):
        for a, b in zip(r1, r2):
            total = total + (a - b) * (a - b)
            count += 1
    return total / count


# %% right | mse | trace of d.T @ d: only the diagonal, the squared columns, is added up
def mse(y_hat, y):
    d = y_hat - y
    return np.trace(d.T @ d) / d.size


# %% wrong | mse_backward | the factor 2 is forgotten
def mse_backward(y_hat, y):
    return (y_hat - y) / y.size


# %% wrong | mse_backward | takes the mean of the slopes, so one number comes back and not an array (N, K)
def mse_backward(y_hat, y):
    return np.mean(2 * (y_hat - y))


# %% wrong | mse_backward | off by one: the inner loop ends at K - 1, so the last column stays 0
def mse_backward(y_hat, y):
    N, K = y.shape
    grad = np.zeros((N, K))
    for i in range(N):
        for j in range(K - 1):
            grad[i][j] = 2 * (y_hat[i][j] - y[i][j]) / (N * K)
    return grad


# %% wrong | mse_backward | "grad = y_hat" is no copy: the in-place steps overwrite the caller's y_hat
def mse_backward(y_hat, y):
    grad = y_hat
    grad -= y
    grad *= 2
    grad /= y.size
    return grad


# %% wrong | mse_backward | uses integer division //, so the slopes are rounded down to whole numbers
def mse_backward(y_hat, y):
    return 2 * (y_hat - y) // y.size


# %% wrong | mse_backward | with one column (K = 1) a special case forgets to divide by N
def mse_backward(y_hat, y):
    if y.shape[1] == 1:
        return 2 * (y_hat - y)
    return 2 * (y_hat - y) / y.size


# %% wrong | mse_backward | divides by K (shape[1]) only, takes it for the number of all entries
def mse_backward(y_hat, y):
    n_samples = y.shape[1]
    return 2.0 * np.subtract(y_hat, y) / n_samples


# %% right | mse_backward | a nested list in place of an array
def mse_backward(y_hat, y):
    n = len(y) * len(y[0])
    return [[2 * (a - b) / n for a, b in zip(ra, rb)] for ra, rb in zip(y_hat, y)]


# %% right | mse_backward | a lambda assigned to the name, one formula
mse_backward = lambda y_hat, y: (y_hat - y) * (2 / np.prod(y.shape))


# %% right | mse_backward | central differences of the square with step 1, which are exact for a parabola
def _sq(a, b):
    return (a - b) ** 2

def mse_backward(y_hat, y):
    return (_sq(y_hat + 1.0, y) - _sq(y_hat - 1.0, y)) / 2.0 / y_hat.size


# %% wrong | bce | logarithm to the base 10 instead of the natural one
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))


# %% wrong | bce | the result of np.clip is thrown away (not assigned), so p is not clipped and exact 0 and 1 give nan or inf
def bce(p, y):
    np.clip(p, 1e-12, 1 - 1e-12)
    q = y * np.log(p) + (1 - y) * np.log(1 - p)
    return -q.mean()


# %% wrong | bce | clips from below only, so p = 1 still gives log(0) in the second term
def bce(p, y):
    p = np.maximum(p, 1e-12)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


# %% wrong | bce | the upper limit 1 - 1e-17 is exactly 1.0 in floats, so p = 1 is not clipped and gives nan or inf
def bce(p, y):
    eps = 1e-17
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | clips to [0.01, 0.99], much too tight: very sure probabilities lose their true loss
def bce(p, y):
    p = np.clip(p, 0.01, 0.99)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | clips in place by index assignment, so exact 0 and 1 in the caller's p are changed; the number is right
def bce(p, y):
    p[p < 1e-12] = 1e-12
    p[p > 1 - 1e-12] = 1 - 1e-12
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | the minus stands before the first mean only, so the term of y = 0 gets the wrong sign
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p)) + np.mean((1 - y) * np.log(1 - p))


# %% wrong | bce | drops nan samples by nanmean, so a sample with p exactly 0 or 1 that is right is missing in N (and a wrong one gives inf)
def bce(p, y):
    with np.errstate(all="ignore"):
        terms = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return np.nanmean(terms)


# %% wrong | bce | handles 0 * log 0 as 0 but does not clip: p = 0 with y = 1 (or p = 1 with y = 0) gives inf
def xlogy(a, b):
    return np.array([0.0 if ai == 0 else ai * np.log(bi) for ai, bi in zip(a, b)])

def bce(p, y):
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


# %% wrong | bce | 1e-3 is added inside both logarithms in place of clipping, which shifts every value
def bce(p, y):
    return -np.mean(y * np.log(p + 1e-3) + (1 - y) * np.log(1 - p + 1e-3))


# %% right | bce | picks the probability of the truth with np.where from the clipped p
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    q = np.where(np.asarray(y) == 1, p, 1 - p)
    return -np.log(q).mean()


# %% right | bce | two dot products, clip made by np.minimum and np.maximum
def bce(p, y):
    p = np.minimum(np.maximum(p, 1e-12), 1 - 1e-12)
    return -(y @ np.log(p) + (1 - y) @ np.log1p(-p)) / y.shape[0]


# %% right | bce | takes q, the probability of the truth, first and clips q from below
def bce(p, y):
    q = p * y + (1 - p) * (1 - y)
    return float(np.mean(-np.log(np.clip(q, 1e-12, 1 - 1e-12))))


# %% wrong | bce_backward | the minus of the inner link 1 - p is forgotten, so y = 0 gets the wrong sign
def bce_backward(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (-y / p - (1 - y) / (1 - p)) / len(p)


# %% wrong | bce_backward | (p - y) / N, the slope along z in front of the sigmoid and not along p: the denominator p (1 - p) is missing
def bce_backward(p, y):
    return (p - y) / p.shape[0]


# %% wrong | bce_backward | missing brackets: divides by p and then multiplies by (1 - p)
def bce_backward(p, y):
    N = len(y)
    return 1 / N * (p - y) / p * (1 - p)


# %% wrong | bce_backward | 1e-2 is added to the denominator, which makes every slope too small, most where p is near 0 or 1
def bce_backward(p, y):
    return (p - y) / (p * (1 - p) + 1e-2) / len(y)


# %% wrong | bce_backward | the result array has an integer dtype, so the slopes are cut to whole numbers
def bce_backward(p, y):
    dp = np.zeros(len(p), dtype=int)
    for i in range(len(p)):
        dp[i] = (p[i] - y[i]) / (p[i] * (1 - p[i])) / len(p)
    return dp


# %% wrong | bce_backward | clips to [0.05, 0.95], so slopes of probabilities nearer to 0 or 1 are wrong
def bce_backward(p, y):
    p = np.clip(p, 0.05, 0.95)
    return (-(y / p) + (1 - y) / (1 - p)) / y.size


# %% right | bce_backward | a list by comprehension, one case for each label, without clipping
def bce_backward(p, y):
    n = len(p)
    return [(-1 / a if b == 1 else 1 / (1 - a)) / n for a, b in zip(p, y)]


# %% right | bce_backward | 1 over the signed probability of the truth
def bce_backward(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    # y=1 -> -p ; y=0 -> 1-p
    signed_q = 1 - y - p
    return 1 / (len(p) * signed_q)


# %% right | bce_backward | boolean masks that fill an empty array
def bce_backward(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    dp = np.empty(p.shape)
    cat = y == 1
    dp[cat] = -1.0 / p[cat]
    dp[~cat] = 1.0 / (1.0 - p[~cat])
    dp /= p.size
    return dp


# %% wrong | cross_entropy | P[:, y] takes all rows for each label (an N x N table) instead of one entry per sample
def cross_entropy(P, y):
    return -np.mean(np.log(P[:, y]))


# %% wrong | cross_entropy | np.mean over the whole one-hot table divides by N C instead of N
def cross_entropy(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.mean(Y * np.log(P))


# %% wrong | cross_entropy | logarithm of the mean probability instead of the mean of the logarithms
def cross_entropy(P, y):
    right = P[np.arange(P.shape[0]), y]
    return -np.log(np.mean(right))


# %% wrong | cross_entropy | the one-hot table is built with y.max() + 1 columns, so it does not fit (an error, or a wrong number if all labels are 0) where the last class is not among the labels
def cross_entropy(P, y):
    Y = np.zeros((len(y), y.max() + 1))
    Y[np.arange(len(y)), y] = 1
    return -(Y * np.log(P)).sum(axis=1).mean()


# %% wrong | cross_entropy | adds the terms (1 - Y) log(1 - P) of the binary cross-entropy for the other classes
def cross_entropy(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(y)


# %% wrong | cross_entropy | labels taken as counting from 1: column y - 1 (label 0 becomes the last column)
def cross_entropy(P, y):
    losses = [-np.log(P[i][y[i] - 1]) for i in range(len(y))]
    return sum(losses) / len(losses)


# %% wrong | cross_entropy | with two classes (C = 2) a special case treats column 0 as the probability of class 1
def cross_entropy(P, y):
    if P.shape[1] == 2:
        p = P[:, 0]
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% wrong | cross_entropy | numbers the classes anew by np.unique, so the wrong columns are read where some class has no sample
def cross_entropy(P, y):
    classes, idx = np.unique(y, return_inverse=True)
    return -np.log(P[np.arange(len(idx)), idx]).mean()


# %% wrong | cross_entropy | takes the logarithm in place (out=P), so the caller's P is overwritten; the number is right
def cross_entropy(P, y):
    np.log(P, out=P)
    return -P[np.arange(len(y)), y].mean()


# %% right | cross_entropy | take_along_axis with clipping
def cross_entropy(P, y):
    picked = np.take_along_axis(P, y.reshape(-1, 1), axis=1)
    return -np.log(np.clip(picked, 1e-12, 1.0)).mean()


# %% right | cross_entropy | the one-hot sum of the books through einsum and a comparison of labels
def cross_entropy(P, y):
    N, C = P.shape
    Y = (y[:, None] == np.arange(C)[None, :]).astype(float)
    return -np.einsum("nc,nc->", Y, np.log(P)) / N


# %% right | cross_entropy | diagonal of the N x N table P[:, y]
def cross_entropy(P, y):
    return -np.mean(np.log(np.diag(P[:, y])))


# %% wrong | chain_by_hand | db and dc exchanged: each gets its own value instead of the value of the other input
def chain_by_hand():
    return 5, 15, -10, -4


# %% wrong | chain_by_hand | the factor d = 5 of the last product is forgotten on the way to a, b and c
def chain_by_hand():
    a, b, c, d = 2, 3, -2, 5
    return 1, c, b, a + b * c


# %% wrong | chain_by_hand | order of the drawing b, c, a, d instead of a, b, c, d
def chain_by_hand():
    da, db, dc, dd = 5, -10, 15, -4
    return db, dc, da, dd


# %% wrong | chain_by_hand | at the last times each input gets its own value: dq = q = -4 and dd = d = 5
def chain_by_hand():
    a, b, c, d = 2, 3, -2, 5
    q = a + b * c
    dq = q
    dd = d
    da = dq
    db = dq * c
    dc = dq * b
    return da, db, dc, dd


# %% right | chain_by_hand | computed backward through the graph, returned as an array
def chain_by_hand():
    a, b, c, d = 2.0, 3.0, -2.0, 5.0
    m = b * c
    q = m + a
    dL = 1.0
    dq, dd = dL * d, dL * q
    dm, da = dq, dq
    db, dc = dm * c, dm * b
    return np.array([da, db, dc, dd])


# %% right | chain_by_hand | a list of whole numbers
def chain_by_hand():
    return [5, -10, 15, -4]


# %% wrong | predict_two_paths | multiplies the slopes of u and v (1 * 6) instead of the product with the other value and the sum
def predict_two_paths():
    x = 3
    return 1 * 2 * x


# %% right | predict_two_paths | the derivative of x**3 + x**2 as an expression
def predict_two_paths():
    x = 3
    return 3 * x**2 + 2 * x


# %% wrong | softmax_cross_entropy_backward | takes off the largest number of the whole table, not of each row: rows that are far below it become 0 / 0 = nan
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - np.max(Z))
    P = E / np.sum(E, axis=1, keepdims=True)
    P[range(len(y)), y] -= 1
    return P / len(y)


# %% wrong | softmax_cross_entropy_backward | takes the largest number of the first row off every row, so rows with much larger or much smaller scores overflow or become 0 / 0
def softmax_cross_entropy_backward(Z, y):
    biggest = max(Z[0])
    rows = []
    for n in range(len(Z)):
        e = np.exp(Z[n] - biggest)
        p = e / e.sum()
        p[y[n]] -= 1
        rows.append(p / len(Z))
    return np.array(rows)


# %% wrong | softmax_cross_entropy_backward | P[:, y] -= 1 takes 1 off whole columns for every label, not one entry per row
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[:, y] -= 1
    return P / Z.shape[0]


# %% wrong | softmax_cross_entropy_backward | Z -= max works in place: the caller's scores are changed; the result is right
def softmax_cross_entropy_backward(Z, y):
    Z -= Z.max(axis=1, keepdims=True)
    P = np.exp(Z)
    P /= P.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    P /= len(y)
    return P


# %% wrong | softmax_cross_entropy_backward | multiplies P - Y once more by P (1 - P), the slope of softmax is in it already
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = np.eye(Z.shape[1])[y]
    return (P - Y) * P * (1 - P) / len(y)


# %% wrong | softmax_cross_entropy_backward | divides P by N before taking off 1: the one-hot label is not divided by N
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    dZ = E / E.sum(axis=1, keepdims=True) / len(y)
    dZ[np.arange(len(y)), y] -= 1
    return dZ


# %% wrong | softmax_cross_entropy_backward | scores are clipped to [-500, 500] in place of taking off the largest, so larger scores become equal (1000 and 999 tie)
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(np.clip(Z, -500, 500))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


# %% wrong | softmax_cross_entropy_backward | the one-hot table has max(y) + 1 columns, so it does not fit (an error, or wrong numbers if all labels are 0) where the last class has no sample
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(max(y) + 1)[y]) / len(y)


# %% wrong | softmax_cross_entropy_backward | only the right class gets a slope, all other entries are set to 0
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dZ = np.zeros_like(P)
    for n in range(len(y)):
        dZ[n, y[n]] = (P[n, y[n]] - 1) / len(y)
    return dZ


# %% wrong | softmax_cross_entropy_backward | two mistakes: sum without keepdims divides along the wrong axis (fits only if N = C), and not divided by N
def softmax_cross_entropy_backward(Z, y):
    e = np.exp(Z - Z.max(axis=1)[:, None])
    p = e / e.sum(axis=1)
    p[np.arange(len(y)), y] -= 1
    return p


# %% right | softmax_cross_entropy_backward | with the logarithm of softmax (log-sum-exp) and then exp
def softmax_cross_entropy_backward(Z, y):
    m = Z.max(axis=1, keepdims=True)
    logP = Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    dZ = np.exp(logP)
    dZ[np.arange(Z.shape[0]), y] -= 1.0
    return dZ / Z.shape[0]


# %% right | softmax_cross_entropy_backward | the whole softmax matrix (Jacobian) for each sample times the slope -1/p, written stably as minus column k over p_k
def softmax_cross_entropy_backward(Z, y):
    out = []
    N = len(y)
    for z, k in zip(Z, y):
        e = np.exp(z - np.max(z))
        p = e / np.sum(e)
        delta = np.array([1.0 if j == k else 0.0 for j in range(len(z))])
        # dp_k/dz_j = p_k (delta_jk - p_j); divided by p_k analytically
        out.append(-(delta - p) / N)
    return np.stack(out)


# %% right | softmax_cross_entropy_backward | P by differences of the scores, 1 / sum exp(z_i - z_j), where an overflow to inf is silenced and gives the right 0; nested lists returned
def softmax_cross_entropy_backward(scores, labels):
    n = len(labels)
    with np.errstate(over="ignore"):
        P = 1 / np.exp(scores[:, None, :] - scores[:, :, None]).sum(axis=2)
    Y = np.zeros_like(P)
    Y[np.arange(n), labels] = 1
    return ((P - Y) / n).tolist()


# %% wrong | dense_backward | dW divided by N once more, though dout has the mean in it already
def dense_backward(dout, X, W):
    dX = dout @ W.T
    dW = X.T @ dout / X.shape[0]
    db = dout.sum(axis=0)
    return dX, dW, db


# %% wrong | dense_backward | db is the mean over the samples, not the sum
def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, np.mean(dout, axis=0)


# %% wrong | dense_backward | where D = M (square W) a shape test takes dout @ W without turning W
def dense_backward(dout, X, W):
    if dout.shape[1] == W.shape[0]:
        dX = dout @ W
    else:
        dX = dout @ W.T
    return dX, X.T @ dout, dout.sum(axis=0)


# %% wrong | dense_backward | dW = dout.T @ X is only reshaped to (D, M), not transposed: the entries are in the wrong places
def dense_backward(dout, X, W):
    dX = dout @ W.T
    dW = (dout.T @ X).reshape(W.shape)
    db = dout.sum(axis=0)
    return dX, dW, db


# %% wrong | dense_backward | in the loop over the samples dW = instead of dW +=, so only the last sample counts
def dense_backward(dout, X, W):
    dX = np.zeros_like(X)
    db = np.zeros(W.shape[1])
    for n in range(len(X)):
        dX[n] = W @ dout[n]
        dW = np.outer(X[n], dout[n])
        db += dout[n]
    return dX, dW, db


# %% wrong | dense_backward | "db = dout[0]" is a view and no copy: db += changes the first row of the caller's dout; the results are right
def dense_backward(dout, X, W):
    dX = dout @ W.T
    dW = X.T @ dout
    db = dout[0]
    for row in dout[1:]:
        db += row
    return dX, dW, db


# %% wrong | dense_backward | np.squeeze drops the axes of length 1, so with one sample, one input or one neuron the shapes are wrong
def dense_backward(dout, X, W):
    dX = np.squeeze(dout @ W.T)
    dW = np.squeeze(X.T @ dout)
    db = np.squeeze(dout.sum(axis=0, keepdims=True))
    return dX, dW, db


# %% wrong | dense_backward | db is made from dW: dW.sum(axis=0) instead of dout.sum(axis=0)
def dense_backward(dout, X, W):
    dW = X.T @ dout
    db = dW.sum(axis=0)
    return dout @ W.T, dW, db


# %% wrong | dense_backward | with one single sample (N = 1) a special case exchanges the factors: np.outer(dout, X) has the shape (M, D)
def dense_backward(dout, X, W):
    db = dout.sum(axis=0)
    dX = dout @ W.T
    if X.shape[0] == 1:
        dW = np.outer(dout, X)
    else:
        dW = X.T @ dout
    return dX, dW, db


# %% wrong | dense_backward | gradients are kept and added up in a global dict: right at the first call, too large at every further call with the same shape
_grads = {}

def dense_backward(dout, X, W):
    dX = dout @ W.T
    key = W.shape
    old_W, old_b = _grads.get(key, (0.0, 0.0))
    dW = old_W + X.T @ dout
    db = old_b + dout.sum(axis=0)
    _grads[key] = (dW, db)
    return dX, dW, db


# %% wrong | dense_backward | the db of integer dtype cuts off the decimals of the sums
def dense_backward(dout, X, W):
    N, M = dout.shape
    db = np.zeros(M, dtype=int)
    for j in range(M):
        db[j] = dout[:, j].sum()
    return dout @ W.T, X.T @ dout, db


# %% right | dense_backward | four nested loops as in "entry by entry", three lists in a list
def dense_backward(dout, X, W):
    N, M = len(dout), len(dout[0])
    D = len(W)
    dX = [[0.0] * D for _ in range(N)]
    dW = [[0.0] * M for _ in range(D)]
    db = [0.0] * M
    for n in range(N):
        for m in range(M):
            db[m] += dout[n][m]
            for d in range(D):
                dW[d][m] += X[n][d] * dout[n][m]
                dX[n][d] += W[d][m] * dout[n][m]
    return [dX, dW, db]


# %% right | dense_backward | bias as a column of ones beside X, one product for dW and db together
def dense_backward(dout, X, W):
    X1 = np.hstack([X, np.ones((X.shape[0], 1))])
    G = X1.T @ dout
    return dout @ W.T, G[:-1], G[-1]


# %% right | dense_backward | sum of outer products by broadcasting, tensordot for dX
def dense_backward(grad_out, inputs, weights):
    dW = (inputs[:, :, None] * grad_out[:, None, :]).sum(axis=0)
    dX = np.tensordot(grad_out, weights, axes=([1], [1]))
    db = np.add.reduce(grad_out, axis=0)
    return dX, dW, db


# %% wrong | backprop_two_layer | y of shape (N,) is subtracted from p of shape (N, 1): an (N, N) table, summed over its columns so that shapes fit again
def backprop_two_layer(X, y, params):
    N = len(y)
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y).sum(axis=1, keepdims=True) / N
    dZ1 = (dZ2 @ params["W2"].T) * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | divides by N twice: in dZ2 and again in the dense layer helper for dW and db
def _dense_back(dout, X, W):
    N = X.shape[0]
    return dout @ W.T, X.T @ dout / N, dout.sum(axis=0) / N

def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(X)
    dH, dW2, db2 = _dense_back(dZ2, H, params["W2"])
    _, dW1, db1 = _dense_back(dH * (1 - H**2), X, params["W1"])
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | backprop_two_layer | tanh applied twice in its slope: 1 - tanh(H)**2 with the output H instead of 1 - H**2
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dH = dZ2 @ params["W2"].T
    dZ1 = dH * (1 - np.tanh(H) ** 2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | the slope of tanh is taken from the sum: 1 - Z1**2 instead of 1 - tanh(Z1)**2
def backprop_two_layer(X, y, params):
    Z1 = X @ params["W1"] + params["b1"]
    H = np.tanh(Z1)
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - Z1**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | p - y is multiplied once more by the slope p (1 - p) of the sigmoid, which has cancelled already
def backprop_two_layer(X, y, params):
    m = X.shape[0]
    A1 = np.tanh(np.dot(X, params["W1"]) + params["b1"])
    A2 = 1 / (1 + np.exp(-(np.dot(A1, params["W2"]) + params["b2"])))
    dZ2 = (A2 - y.reshape(m, 1)) * A2 * (1 - A2) / m
    dW2 = np.dot(A1.T, dZ2)
    db2 = np.sum(dZ2, axis=0)
    dZ1 = np.dot(dZ2, params["W2"].T) * (1 - np.power(A1, 2))
    dW1 = np.dot(X.T, dZ1)
    db1 = np.sum(dZ1, axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | backprop_two_layer | db1 and db2 keep the samples' axis (keepdims): shapes (1, H) and (1, 1) instead of (H,) and (1,)
def backprop_two_layer(X, Y, parameters):
    m = X.shape[0]
    A1 = np.tanh(X @ parameters["W1"] + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(A1 @ parameters["W2"] + parameters["b2"])))
    dZ2 = A2 - Y.reshape(-1, 1)
    dW2 = (1 / m) * A1.T @ dZ2
    db2 = (1 / m) * np.sum(dZ2, axis=0, keepdims=True)
    dZ1 = dZ2 @ parameters["W2"].T * (1 - A1**2)
    dW1 = (1 / m) * X.T @ dZ1
    db1 = (1 / m) * np.sum(dZ1, axis=0, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | backprop_two_layer | the bias b2 is forgotten in the forward pass
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | W2 is changed by a training step before dH is computed with it: dH uses the new W2, and the caller's params["W2"] is changed in place
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dW2 = H.T @ dZ2
    db2 = dZ2.sum(axis=0)
    W2 = params["W2"]
    W2 -= 0.1 * dW2
    dZ1 = dZ2 @ W2.T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": dW2, "b2": db2}


# %% wrong | backprop_two_layer | b2's gradient is a single number (shape ()) and not of shape (1,)
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum()}


# %% wrong | backprop_two_layer | "grads = params" is no copy: the gradients overwrite the caller's parameters; the values are right
def backprop_two_layer(X, y, params):
    grads = params
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    grads["W1"] = X.T @ dZ1
    grads["b1"] = dZ1.sum(axis=0)
    grads["W2"] = H.T @ dZ2
    grads["b2"] = dZ2.sum(axis=0)
    return grads


# %% wrong | backprop_two_layer | the probabilities are rounded to 0 or 1 before y is taken off
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    prediction = (p > 0.5).astype(float)
    dZ2 = (prediction - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | db1 and db2 are means: divided by N a second time, the weights are right
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.mean(axis=0), "W2": H.T @ dZ2, "b2": dZ2.mean(axis=0)}


# %% wrong | backprop_two_layer | in the loop over the samples = instead of += for W1 and b1, so only the last sample counts in the first layer
def backprop_two_layer(X, y, params):
    g = {k: np.zeros_like(v) for k, v in params.items()}
    N = len(y)
    for x, t in zip(X, y):
        h = np.tanh(x @ params["W1"] + params["b1"])
        p = 1 / (1 + np.exp(-(h @ params["W2"] + params["b2"])))
        dz2 = (p - t) / N
        g["W2"] += np.outer(h, dz2)
        g["b2"] += dz2
        dz1 = params["W2"] @ dz2 * (1 - h * h)
        g["W1"] = np.outer(x, dz1)
        g["b1"] = dz1
    return g


# %% wrong | backprop_two_layer | with H = 1 (one hidden neuron) W2 is not used on the way back: the shape test replaces dH by dZ2
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = (p - y[:, None]) / len(y)
    dH = dZ2 if H.shape == dZ2.shape else dZ2 @ W2.T
    dZ1 = dH * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | a gradients dict as a mutable default argument with +=: a second call adds to the gradients of the first
def backprop_two_layer(X, y, params, grads={}):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    new = {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}
    for k in new:
        if k in grads and grads[k].shape == new[k].shape:
            grads[k] = grads[k] + new[k]
        else:
            grads[k] = new[k]
    return dict(grads)


# %% wrong | backprop_two_layer | two mistakes: not divided by N, and db1 sums everything to one number
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    d2 = p - y[:, None]
    d1 = d2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ d1, "b1": d1.sum(), "W2": H.T @ d2, "b2": d2.sum(axis=0)}


# %% right | backprop_two_layer | Andrew-Ng style: dZ2 without 1/m, each gradient times 1/m
def backprop_two_layer(X, Y, parameters):
    m = X.shape[0]
    A1 = np.tanh(np.dot(X, parameters["W1"]) + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(np.dot(A1, parameters["W2"]) + parameters["b2"])))
    dZ2 = A2 - Y.reshape(m, 1)
    dW2 = (1 / m) * np.dot(A1.T, dZ2)
    db2 = (1 / m) * np.sum(dZ2, axis=0)
    dZ1 = np.dot(dZ2, parameters["W2"].T) * (1 - np.power(A1, 2))
    dW1 = (1 / m) * np.dot(X.T, dZ1)
    db1 = (1 / m) * np.sum(dZ1, axis=0)
    grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    return grads


# %% right | backprop_two_layer | one sample at a time, += into zeros, sigmoid through tanh
def backprop_two_layer(X, y, params):
    grads = {name: np.zeros(np.shape(value)) for name, value in params.items()}
    for x, target in zip(X, y):
        h = np.tanh(params["W1"].T @ x + params["b1"])
        p = 0.5 * (1 + np.tanh((h @ params["W2"] + params["b2"]) / 2))
        dz2 = (p - target) / len(X)
        dz1 = dz2[0] * params["W2"][:, 0] * (1 - h) * (1 + h)
        grads["b2"] += dz2
        grads["W2"] += h[:, None] * dz2
        grads["b1"] += dz1
        grads["W1"] += np.outer(x, dz1)
    return grads


# %% right | backprop_two_layer | small layer classes with forward and backward, as in public repositories
class _Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class _Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, dout):
        return dout * (1 - self.out**2)


class _SigmoidWithLoss:
    def forward(self, x, t):
        self.t = t.reshape(x.shape)
        e = np.exp(-np.abs(x))
        self.y = np.where(x >= 0, 1.0, e) / (1 + e)

    def backward(self, dout=1):
        return dout * (self.y - self.t) / self.t.shape[0]


def backprop_two_layer(X, y, params):
    l1, act, l2, last = _Linear(params["W1"], params["b1"]), _Tanh(), _Linear(params["W2"], params["b2"]), _SigmoidWithLoss()
    last.forward(l2.forward(act.forward(l1.forward(X))), y)
    l1.backward(act.backward(l2.backward(last.backward())))
    return {"W1": l1.dW, "b1": l1.db, "W2": l2.dW, "b2": l2.db}


# %% right | backprop_two_layer | the long chain: slope of the loss along p, times slope of the sigmoid, both with the same clipped p
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = X.shape[0]
    t = y[:, None]
    Z1 = X @ W1 + b1
    H = np.tanh(Z1)
    Z2 = H @ W2 + b2
    e = np.exp(-np.abs(Z2))
    p = np.where(Z2 >= 0, 1.0, e) / (1 + e)
    p = np.clip(p, 1e-12, 1 - 1e-12)
    dp = (-t / p + (1 - t) / (1 - p)) / N
    dZ2 = dp * (p * (1 - p))
    dH = dZ2 * W2.T
    dZ1 = dH / np.cosh(Z1) ** 2
    grads = dict()
    grads["W1"] = np.einsum("nd,nh->dh", X, dZ1)
    grads["b1"] = np.einsum("nh->h", dZ1)
    grads["W2"] = np.einsum("nh,nk->hk", H, dZ2)
    grads["b2"] = np.einsum("nk->k", dZ2)
    return grads


# %% right | backprop_two_layer | y flattened to a vector throughout, and the shapes of W2 and b2 made at the end; other order of the keys
def backprop_two_layer(X, y, params):
    w2 = params["W2"].ravel()
    H = np.tanh(X @ params["W1"] + params["b1"])
    z = H @ w2 + params["b2"].item()
    p = np.exp(-np.logaddexp(0, -z))
    dz = (p - np.ravel(y)) / len(z)
    dZ1 = np.outer(dz, w2) * (1 - H * H)
    return {
        "b2": dz.sum(keepdims=True),
        "W2": (dz @ H)[:, np.newaxis],
        "b1": np.ones(len(z)) @ dZ1,
        "W1": (dZ1.T @ X).T,
    }


# %% wrong | numerical_gradient | one-sided difference (f(x + h) - f(x)) / h instead of the central one
def numerical_gradient(f, x, h):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        xp = np.array(x, dtype=float)
        xp[i] += h
        grad[i] = (f(xp) - f(np.array(x, dtype=float))) / h
    return grad


# %% wrong | numerical_gradient | moves all entries at once: every entry gets the sum of all the slopes
def numerical_gradient(f, x, h):
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(x.shape, slope)


# %% wrong | numerical_gradient | the moved entry is not put back in the copy, so earlier entries stay at x - h while later ones are measured
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        plus = f(x)
        x[i] = old - h
        minus = f(x)
        grad[i] = (plus - minus) / (2 * h)
    return grad


# %% wrong | numerical_gradient | np.zeros_like(x) is an integer array for whole-number x, so the slopes are cut to whole numbers
def numerical_gradient(f, x, h):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        xp = np.array(x, dtype=float)
        xm = np.array(x, dtype=float)
        xp[i] = xp[i] + h
        xm[i] = xm[i] - h
        grad[i] = (f(xp) - f(xm)) / (2 * h)
    return grad


# %% wrong | numerical_gradient | x.copy() keeps the integer dtype, so for whole-number x the step h is lost and the slopes are wrong
def numerical_gradient(f, x, h):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        xp = x.copy()
        xm = x.copy()
        xp[i] = x[i] + h
        xm[i] = x[i] - h
        grad[i] = (f(xp) - f(xm)) / (2 * h)
    return grad


# %% wrong | numerical_gradient | the parameter h is ignored: 1e-5 is hard-coded
def numerical_gradient(f, x, h):
    h = 1e-5
    g = np.zeros(x.shape)
    base = np.array(x, dtype=float)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(base + e) - f(base - e)) / (2 * h)
    return g


# %% wrong | numerical_gradient | for i in range(len(x)) moves whole rows: right for vectors only, wrong for matrices
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in range(len(x)):
        up = np.array(x, dtype=float)
        down = np.array(x, dtype=float)
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% wrong | numerical_gradient | f is called with the flattened array, not with one of the shape of x, so every f that needs the shape is wrong or fails
def numerical_gradient(f, x, h):
    flat = np.array(x, dtype=float).ravel()
    g = np.zeros(flat.size)
    for k in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[k] += h
        down[k] -= h
        g[k] = (f(up) - f(down)) / (2 * h)
    return g.reshape(x.shape)


# %% wrong | numerical_gradient | after the step up it only goes back to x (minus h, not 2 h), so f(x) is used for f(x - h): half of a one-sided slope
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        keep = x[i]
        x[i] += h
        f1 = f(x)
        x[i] -= h
        f2 = f(x)
        g[i] = (f1 - f2) / (2 * h)
        x[i] = keep
    return g


# %% wrong | numerical_gradient | works in float32, where a step of 1e-5 is lost in rounding
def numerical_gradient(f, x, h):
    x32 = x.astype(np.float32)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x32.copy(), x32.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% wrong | numerical_gradient | the step is made relative, h * |x|, instead of h: 0 / 0 = nan where an entry is 0 (or an error), and for large h other numbers elsewhere
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = h * abs(x[i])
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[i] += step
        down[i] -= step
        g[i] = (f(up) - f(down)) / (2 * step)
    return g


# %% wrong | numerical_gradient | entries that are 0 are skipped and get slope 0
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        if not x[i]:
            continue
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% wrong | numerical_gradient | five-point formula instead of the central difference: with a large h the result differs from (f(x + h) - f(x - h)) / 2h
def numerical_gradient(f, x, h):
    def at(i, s):
        z = np.array(x, dtype=float)
        z[i] += s * h
        return f(z)

    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        g[i] = (-at(i, 2) + 8 * at(i, 1) - 8 * at(i, -1) + at(i, -2)) / (12 * h)
    return g


# %% wrong | numerical_gradient | up and down are the same array (down = up), so both calls of f get the same numbers and every slope is 0
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = np.array(x, dtype=float)
        down = up
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% right | numerical_gradient | steps along unit vectors from np.eye, list comprehension, default for h
def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    steps = h * np.eye(x.size).reshape((x.size,) + x.shape)
    return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps]).reshape(x.shape)


# %% right | numerical_gradient | cs231n style with np.nditer on one float copy, old value put back
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=np.float64)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=[["readwrite"]])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        pos = f(x)
        x[ix] = oldval - h
        neg = f(x)
        x[ix] = oldval
        grad[ix] = (pos - neg) / (2 * h)
        it.iternext()
    return grad


# %% right | numerical_gradient | flat index through .flat, mean of the step up and the step down slopes (f(x) cancels)
def numerical_gradient(f, x, h):
    middle = f(np.array(x, dtype=float))
    grad = np.empty(np.shape(x))
    for k in range(x.size):
        up = np.array(x, dtype=float)
        up.flat[k] += h
        down = np.array(x, dtype=float)
        down.flat[k] -= h
        forward = (f(up) - middle) / h
        backward = (middle - f(down)) / h
        grad.flat[k] = (forward + backward) / 2
    return grad


# %% wrong | relative_error | the largest of the entry-wise relative errors, |a - n| / max(1e-8, |a| + |n|), instead of norms over all entries
def relative_error(a, n):
    return np.max(np.abs(a - n) / np.maximum(1e-8, np.abs(a) + np.abs(n)))


# %% wrong | relative_error | the denominator is the norm of the sum |a + n| instead of the sum of the norms
def relative_error(a, n):
    denominator = np.linalg.norm(a + n)
    if denominator == 0:
        return 0.0
    return np.linalg.norm(a - n) / denominator


# %% wrong | relative_error | returns 0 if either array is zero, where the answer is 1 when the other is not
def relative_error(a, n):
    na, nn = np.linalg.norm(a), np.linalg.norm(n)
    if na == 0 or nn == 0:
        return 0.0
    return np.linalg.norm(a - n) / (na + nn)


# %% wrong | relative_error | an eps of 1e-6 in the denominator makes the error too small for tiny gradients
def relative_error(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-6)


# %% wrong | relative_error | tiny gradients (norms together below 1e-6) count as zero and give 0, though only exact zeros should
def relative_error(a, n):
    den = np.linalg.norm(a) + np.linalg.norm(n)
    if den < 1e-6:
        return 0.0
    return np.linalg.norm(a - n) / den


# %% wrong | relative_error | norm with ord=2: for a matrix that is the largest singular value, not the root of the sum of all squares (and an error for more than two axes)
def relative_error(a, n):
    norm = lambda v: np.linalg.norm(v, 2)
    if norm(a) + norm(n) == 0:
        return 0.0
    return norm(a - n) / (norm(a) + norm(n))


# %% wrong | relative_error | sums of absolute values (L1) instead of the root of the sum of squares
def relative_error(a, n):
    def length(v):
        return np.abs(v).sum()

    bottom = length(a) + length(n)
    return length(a - n) / bottom if bottom else 0.0


# %% wrong | relative_error | the test for zero adds the entries (a.sum() + n.sum() == 0), so entries that cancel, as in opposite gradients, give 0
def relative_error(a, n):
    if a.sum() + n.sum() == 0:
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | "not a.all() and not n.all()" is true as soon as each array has one zero entry, and then 0 comes back
def relative_error(a, n):
    if not a.all() and not n.all():
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | rounds to three decimals, so small errors such as 1e-8 become 0
def relative_error(a, n):
    s = np.linalg.norm(a) + np.linalg.norm(n)
    if s == 0:
        return 0.0
    return round(np.linalg.norm(a - n) / s, 3)


# %% right | relative_error | root mean squares in all three places: the number of entries cancels
def relative_error(a, n):
    rms = lambda v: np.sqrt(np.mean(np.square(v)))
    if not np.any(a) and not np.any(n):
        return 0.0
    return rms(a - n) / (rms(a) + rms(n))


# %% right | relative_error | math.sqrt and loops over the flattened arrays, ZeroDivisionError caught
import math

def _length(values):
    s = 0.0
    for v in values:
        s += float(v) ** 2
    return math.sqrt(s)

def relative_error(a, n):
    a, n = np.ravel(a), np.ravel(n)
    try:
        return _length(a - n) / (_length(a) + _length(n))
    except ZeroDivisionError:
        return 0.0


# %% right | relative_error | identical arrays return 0 first, which covers both zero
def relative_error(a, n):
    if np.array_equal(a, n):
        return 0.0
    diff = np.subtract(a, n).ravel()
    return np.sqrt(diff @ diff) / (np.sqrt(np.vdot(a, a)) + np.sqrt(np.vdot(n, n)))
