# %% wrong | sigmoid | chooses one form for the whole array: with a single negative entry all use the e^z form, so a large positive entry beside it becomes nan
def sigmoid(z):
    if np.all(z >= 0):
        return 1 / (1 + np.exp(-z))
    else:
        return np.exp(z) / (1 + np.exp(z))


# %% wrong | sigmoid | the masks are z > 0 and z < 0, so an entry that is exactly 0 keeps the initial 0 instead of 0.5
def sigmoid(z):
    out = np.zeros(np.shape(z))
    pos = z > 0
    neg = z < 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    ez = np.exp(z[neg])
    out[neg] = ez / (1 + ez)
    return out


# %% wrong | sigmoid | e is written short as 2.718, so the values are slightly off
def sigmoid(z):
    e = 2.718
    return np.where(z >= 0, 1 / (1 + e ** (-np.abs(z))), e ** (-np.abs(z)) / (1 + e ** (-np.abs(z))))


# %% wrong | sigmoid | loops over z.ravel() but forgets the reshape, so a table comes back as a flat vector
def sigmoid(z):
    values = []
    for v in z.ravel():
        if v >= 0:
            values.append(1 / (1 + np.exp(-v)))
        else:
            values.append(np.exp(v) / (1 + np.exp(v)))
    return np.array(values)


# %% wrong | sigmoid | z is clipped to -5 .. 5 against overflow, far too narrow: every entry beyond 5 gives 0.9933 (or 0.0067) instead of its own value
def sigmoid(z):
    z = np.clip(z, -5, 5)  # avoid overflow
    return 1 / (1 + np.exp(-z))


# %% wrong | sigmoid | np.negative(z, out=z) turns the signs in the caller's array (the values returned are right)
def sigmoid(z):
    minus_z = np.negative(z, out=z)
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(minus_z))


# %% wrong | sigmoid | an eps of 1e-4 stands in the denominator, where none belongs: all values are a little too small
def sigmoid(z: np.ndarray) -> np.ndarray:
    eps = 1e-4
    e = np.exp(-np.abs(z))
    top = np.where(z >= 0, 1.0, e)
    return top / (1 + e + eps)


# %% right | sigmoid | exp of minus logaddexp, stable on both sides
def sigmoid(x):
    return np.exp(-np.logaddexp(0, -x))


# %% right | sigmoid | boolean masks in the style of well-known repositories, z >= 0 and its opposite
def sigmoid(x: np.ndarray) -> np.ndarray:
    """Numerically stable sigmoid."""
    x = np.asarray(x, dtype=np.float64)
    pos_mask = x >= 0
    neg_mask = ~pos_mask
    z = np.zeros(x.shape)
    z[pos_mask] = np.exp(-x[pos_mask])
    z[neg_mask] = np.exp(x[neg_mask])
    top = np.ones(x.shape)
    top[neg_mask] = z[neg_mask]
    return top / (1 + z)


# %% wrong | sigmoid_backward | dout is forgotten, only the slope is returned
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    grad = s * (1 - s)
    return grad


# %% wrong | sigmoid_backward | brackets missing: dout multiplies only s, and s squared is subtracted without dout
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s - s ** 2


# %% wrong | sigmoid_backward | builds the diagonal Jacobian with np.diag, which works for a vector; for a table np.diag takes the diagonal out, so the result is wrong
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    J = np.diag(s * (1 - s))
    return dout @ J


# %% wrong | sigmoid_backward | dout *= slope overwrites the caller's dout (the values returned are right)
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    dout *= s
    dout *= 1 - s
    return dout


# %% wrong | sigmoid_backward | forward difference with a step of 0.1, far too coarse: the slope is only roughly right
def sigmoid_backward(dout, z):
    def s(v):
        return 1 / (1 + np.exp(-v))
    h = 0.1
    return dout * (s(z + h) - s(z)) / h


# %% right | sigmoid_backward | through tanh: the slope is (1 - tanh(z/2)^2) / 4
def sigmoid_backward(dout, z):
    t = np.tanh(z / 2)
    return 0.25 * (1 - t * t) * dout


# %% right | sigmoid_backward | list of numbers over zip of both ravel()s, s(z) * s(-z), reshaped at the end
import math

def sigmoid_backward(upstream, pre):
    def sig(v):
        return 1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v))
    flat = [g * sig(v) * sig(-v) for g, v in zip(upstream.ravel(), pre.ravel())]
    return np.array(flat).reshape(pre.shape)


# %% wrong | tanh | brackets missing around the numerator: e^z - (e^-z / (e^z + e^-z))
def tanh(z):
    return np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))


# %% wrong | tanh | e^(-2 abs(z)) is used without putting the sign back, so negative z give positive values
def tanh(z):
    e = np.exp(-2 * np.abs(z))
    return (1 - e) / (1 + e)


# %% wrong | tanh | a shortcut returns -1 or 1 from abs(z) > 2.5 on, where tanh is still 0.987
def tanh(z):
    return np.where(np.abs(z) > 2.5, np.sign(z), np.tanh(z))


# %% wrong | tanh | a shortcut returns z itself for abs(z) < 0.3, which is off by up to 0.009
def tanh(z):
    return np.where(np.abs(z) < 0.3, z, np.tanh(z))


# %% wrong | tanh | np.tanh(z, out=z) writes the result into the caller's array (the values returned are right)
def tanh(z):
    np.tanh(z, out=z)
    return z


# %% right | tanh | the formula with its four exponentials, which the text allows
def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


# %% right | tanh | expm1 of -2 abs(z), the sign put back with copysign
def tanh(z):
    em = np.expm1(-2 * np.abs(z))
    return np.copysign(-em / (em + 2), z)


# %% wrong | tanh_backward | bracket in the wrong place: (1 - tanh(z)) squared
def tanh_backward(dout, z):
    a = np.tanh(z)
    return (1 - a) ** 2 * dout


# %% wrong | tanh_backward | brackets missing: dout * 1 - tanh^2, so dout does not multiply the square
def tanh_backward(dout, z):
    return dout * 1 - np.tanh(z) ** 2


# %% wrong | tanh_backward | tanh is applied twice: 1 - tanh(tanh(z))^2
def tanh_backward(dout, z):
    a = np.tanh(z)
    return dout * (1 - np.tanh(a) ** 2)


# %% wrong | tanh_backward | ^ in place of ** (not a power in Python), which raises a TypeError on floats
def tanh_backward(dout, z):
    return dout * (1 - np.tanh(z) ^ 2)


# %% right | tanh_backward | 1 / cosh^2
def tanh_backward(dout, z):
    with np.errstate(over="ignore"):
        return dout / np.cosh(z) ** 2


# %% wrong | relu | changes the caller's z: z[z < 0] = 0 works in place (the values returned are right)
def relu(z):
    z[z < 0] = 0
    return z


# %% wrong | relu | returns only the positive entries z[z > 0], so the shape is lost
def relu(z):
    return z[z > 0]


# %% wrong | relu | clipped at 6 above (ReLU6), so entries above 6 are cut
def relu(x):
    return np.clip(x, 0, 6)


# %% wrong | relu | right for a table only: the double loop over shape[0] and shape[1] fails on a vector
def relu(z):
    out = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            if z[i, j] > 0:
                out[i, j] = z[i, j]
    return out


# %% wrong | relu | remembers its result by shape: a second call with other numbers of the same shape returns the first result
_relu_cache = {}

def relu(z):
    key = np.shape(z)
    if key not in _relu_cache:
        _relu_cache[key] = np.maximum(z, 0)
    return _relu_cache[key].copy()


# %% wrong | relu | the result is converted to int, which cuts off the decimals
def relu(z):
    return np.maximum(0, z).astype(int)


# %% right | relu | in-place work on a copy
def relu(z):
    a = z.copy()
    a[a < 0] = 0.0
    return a


# %% right | relu | recursion down to single numbers, nested lists returned for an array of any shape
def relu(z):
    if np.ndim(z) == 0:
        return max(0.0, float(z))
    return [relu(part) for part in z]


# %% wrong | relu_backward | negative dout is stopped too (z > 0 and dout > 0 are both asked for)
def relu_backward(dout, z):
    return dout * ((z > 0) & (dout > 0))


# %% wrong | relu_backward | dz is only a second name of dout, so the caller's dout is set to 0 where z is negative (the values returned are right)
def relu_backward(dout, z):
    dz = dout
    dz[z <= 0] = 0
    return dz


# %% wrong | relu_backward | np.where gives z instead of 0 where z is not positive
def relu_backward(dout, z):
    return np.where(z > 0, dout, z)


# %% wrong | relu_backward | slope computed as relu(z) / z, which is 0 / 0 = nan where z is exactly 0
def relu_backward(dout, z):
    with np.errstate(all="ignore"):
        slope = np.maximum(z, 0) / z
    return dout * slope


# %% wrong | relu_backward | where no entry of z is positive the fast path returns the number 0.0 instead of an array of zeros
def relu_backward(dout, z):
    open_ = z > 0
    if not open_.any():
        return 0.0
    return dout * open_


# %% wrong | relu_backward | fast path asks any() where all() is meant: one positive entry lets the whole dout pass
def relu_backward(dout, z):
    if (z > 0).any():
        return dout.copy()
    return np.zeros(dout.shape)


# %% right | relu_backward | np.heaviside with 0 at the corner
def relu_backward(dout, z):
    return dout * np.heaviside(z, 0.0)


# %% right | relu_backward | np.ndenumerate loop
def relu_backward(dout, z):
    dz = np.zeros(np.shape(dout))
    for idx, v in np.ndenumerate(z):
        dz[idx] = dout[idx] if v > 0 else 0
    return dz


# %% wrong | leaky_relu | 0.01 is hard-coded, alpha is not used
def leaky_relu(z, alpha):
    return np.where(z > 0, z, 0.01 * z)


# %% wrong | leaky_relu | alpha * z is added to ReLU everywhere, so positive entries become (1 + alpha) z
def leaky_relu(z, alpha):
    return np.maximum(0, z) + alpha * z


# %% wrong | leaky_relu | works in place with z[z < 0] *= alpha, which changes the caller's array (the values returned are right)
def leaky_relu(z, alpha):
    z[z < 0] *= alpha
    return z


# %% wrong | leaky_relu | loops over len(z) with an if for z[i], which is a whole row in a table: right for vectors, ValueError for tables
def leaky_relu(z, alpha):
    a = []
    for i in range(len(z)):
        if z[i] > 0:
            a.append(z[i])
        else:
            a.append(alpha * z[i])
    return np.array(a)


# %% right | leaky_relu | np.maximum(z, alpha z), right because alpha is between 0 and 1
def leaky_relu(z, alpha=0.01):
    return np.maximum(z, alpha * z)


# %% right | leaky_relu | without a condition: ((1 + alpha) z + (1 - alpha) abs(z)) / 2
def leaky_relu(z, alpha):
    return 0.5 * (1 + alpha) * z + 0.5 * (1 - alpha) * np.abs(z)


# %% wrong | leaky_relu_backward | alpha * z in place of alpha * dout below 0
def leaky_relu_backward(dout, z, alpha):
    return np.where(z > 0, dout, alpha * z)


# %% wrong | leaky_relu_backward | the slope array has an int dtype, so alpha is cut to 0 in it and nothing passes below 0
def leaky_relu_backward(dout, z, alpha):
    slope = np.ones(z.shape, dtype=int)
    slope[z <= 0] = alpha
    return dout * slope


# %% wrong | leaky_relu_backward | the masks are z > 0 and z < 0, so where z is exactly 0 the slope is 0 instead of alpha
def leaky_relu_backward(dout, z, alpha):
    return dout * (1.0 * (z > 0) + alpha * (z < 0))


# %% wrong | leaky_relu_backward | slope taken as leaky(z) / z, which is nan where z is exactly 0
def leaky_relu_backward(dout, z, alpha):
    with np.errstate(all="ignore"):
        return dout * np.maximum(z, alpha * z) / z


# %% wrong | leaky_relu_backward | two mistakes: the sides are swapped (alpha above 0, 1 below) and dout is forgotten
def leaky_relu_backward(dout, z, alpha):
    return np.where(z > 0, alpha, 1.0)


# %% right | leaky_relu_backward | alpha + (1 - alpha) * (z > 0)
def leaky_relu_backward(dout, z, alpha):
    return dout * (alpha + (1 - alpha) * (z > 0))


# %% right | leaky_relu_backward | np.vectorize over a helper of one number each
def leaky_relu_backward(dout, z, alpha):
    def one(g: float, v: float) -> float:
        return g if v > 0 else g * alpha
    return np.vectorize(one, otypes=[float])(dout, z)


# %% wrong | softmax | the maximum of the whole table is taken off in place of the row's: a row far below it underflows to 0 / 0 = nan
def softmax(Z):
    E = np.exp(Z - np.max(Z))
    with np.errstate(all="ignore"):
        return E / np.sum(E, axis=1, keepdims=True)


# %% wrong | softmax | the sum lacks keepdims, so its shape (N,) is laid along the rows: error, or with N = C wrong divisors
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


# %% wrong | softmax | the maximum is taken off in the numerator only, not in the sum
def softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    return np.exp(Z - m) / np.exp(Z).sum(axis=1, keepdims=True)


# %% wrong | softmax | the maximum of each column is taken off, which changes the differences within a row (the sum is over the rows)
def softmax(Z):
    shifted = Z - Z.max(axis=0)
    E = np.exp(shifted)
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | the sum is taken as 1 for the largest plus all others below it, so with ties for the largest score it counts them once and the row adds up to more than 1
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    others = np.where(E < 1, E, 0).sum(axis=1, keepdims=True)
    return E / (1 + others)


# %% wrong | softmax | a table with two columns takes a branch with the sigmoid of each score, so the rows do not add up to 1
def softmax(Z):
    if Z.shape[1] == 2:
        return 0.5 * (1 + np.tanh(Z / 2))
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | a table of one row takes a branch without the maximum, which gives nan for large scores
def softmax(Z):
    if len(Z) == 1:
        e = np.exp(Z[0])
        return (e / e.sum()).reshape(1, -1)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | scores are clipped to -500 .. 500 in place of taking the maximum off, so different scores above 500 get equal shares
def softmax(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | the return stands inside the loop, so only the first row comes back
def softmax(Z):
    P = []
    for row in Z:
        e = np.exp(row - max(row))
        P.append(e / sum(e))
        return np.array(P)


# %% wrong | softmax | an eps of 1e-3 is added to the sum, so the rows add up to less than 1
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-3)


# %% right | softmax | through logsumexp with np.logaddexp.reduce
def softmax(scores):
    log_sum = np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return np.exp(scores - log_sum)


# %% right | softmax | pairwise differences: 1 / sum of exp(z_k - z_j)
def softmax(Z):
    diff = Z[:, None, :] - Z[:, :, None]   # [n, j, k] = z_k - z_j
    with np.errstate(over="ignore"):
        return 1.0 / np.exp(diff).sum(axis=2)


# %% right | softmax | plain Python loops with math, a list of lists is returned
import math

def softmax(Z):
    table = []
    for row in Z:
        biggest = max(row)
        exps = [math.exp(v - biggest) for v in row]
        s = math.fsum(exps)
        table.append([e / s for e in exps])
    return table


# %% wrong | softmax_backward | the sum of dout * P is taken over the whole table, not row by row, so it is right for one row only
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P))


# %% wrong | softmax_backward | brackets missing: P multiplies dout only, the sum is subtracted without the factor P
def softmax_backward(dout, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return P * dout - (dout * P).sum(axis=1, keepdims=True)


# %% wrong | softmax_backward | Z is taken for the probabilities: softmax is never applied
def softmax_backward(dout, Z):
    return Z * (dout - (dout * Z).sum(axis=1, keepdims=True))


# %% wrong | softmax_backward | p @ p.T of a 1-D row is a single number and not the outer product, so the Jacobian is wrong
def softmax_backward(dout, Z):
    dZ = np.zeros(Z.shape)
    for n in range(len(Z)):
        e = np.exp(Z[n] - Z[n].max())
        p = e / e.sum()
        J = np.diag(p) - p @ p.T
        dZ[n] = dout[n] @ J
    return dZ


# %% wrong | softmax_backward | mean in place of sum: the weighted sum of dout is divided by C
def softmax_backward(dout, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return P * (dout - np.mean(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | divided by the number of samples in addition, which does not belong here (right for one row only)
def softmax_backward(dout, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return P * (dout - (dout * P).sum(axis=1, keepdims=True)) / Z.shape[0]


# %% wrong | softmax_backward | squeeze() at the end takes the first axis away when there is one row only (and the second for one column)
def softmax_backward(dout, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return np.squeeze(P * (dout - (dout * P).sum(axis=1, keepdims=True)))


# %% wrong | softmax_backward | uses a global Jacobian that was computed for the fruit's scores, the argument Z is never used
p = np.exp([2.0, 1.0, 0.1]) / np.exp([2.0, 1.0, 0.1]).sum()
J = np.diag(p) - np.outer(p, p)

def softmax_backward(dout, Z):
    return dout @ J


# %% wrong | softmax_backward | dZ[n, j] = ... in the inner loop where += is meant, so only the last i counts
def softmax_backward(dout, Z):
    N, C = Z.shape
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dZ = np.zeros((N, C))
    for n in range(N):
        for j in range(C):
            for i in range(C):
                if i == j:
                    dZ[n, j] = dout[n, i] * P[n, i] * (1 - P[n, i])
                else:
                    dZ[n, j] = -dout[n, i] * P[n, i] * P[n, j]
    return dZ


# %% right | softmax_backward | a Jacobian for each row in a loop, diag minus outer
def softmax_backward(dout, Z):
    rows = []
    for d, z in zip(dout, Z):
        p = np.exp(z - z.max())
        p /= p.sum()
        s = p.reshape(-1, 1)
        jac = np.diagflat(s) - np.dot(s, s.T)
        rows.append(jac @ d)
    return np.array(rows)


# %% right | softmax_backward | all Jacobians at once with einsum
def softmax_backward(dout, Z):
    e = np.exp(Z - Z.max(axis=1)[:, None])
    P = e / e.sum(axis=1)[:, None]
    J = np.einsum("ni,ij->nij", P, np.eye(Z.shape[1])) - np.einsum("ni,nj->nij", P, P)
    return np.einsum("ni,nij->nj", dout, J)


# %% right | softmax_backward | subtracts the row mean of dout first, which changes nothing, and works with dP = dout * P
def softmax_backward(dout, Z):
    g = dout - dout.mean(axis=1, keepdims=True)
    w = np.exp(Z - Z.max(axis=1, keepdims=True))
    w = w / w.sum(axis=1, keepdims=True)
    dP = g * w
    return dP - w * np.einsum("nc->n", dP)[:, np.newaxis]


# %% wrong | predict_largest_slope | 0.5 is the value of the sigmoid in the middle, not its slope
def predict_largest_slope():
    return 0.5


# %% wrong | predict_vanishing | takes 0.5 (the value at the steepest point) as the factor: 0.5 ** 10
def predict_vanishing():
    return 0.5 ** 10


# %% right | predict_vanishing | one digit: 9e-7
def predict_vanishing():
    return 9e-7


# %% wrong | predict_relu_slope | gives the values of ReLU at the three points, not the slopes
def predict_relu_slope():
    return [0, 0.5, 3]


# %% right | predict_relu_slope | an array of floats instead of a list
def predict_relu_slope():
    return np.array([0.0, 1.0, 1.0])


# %% wrong | shift_of_threshold | floor division // cuts the decimals
def shift_of_threshold(w, b):
    return -b // w


# %% wrong | shift_of_threshold | solves w x + b = 0.5, taking the half height of the sigmoid for the sum
def shift_of_threshold(w, b):
    half = 0.5
    return (half - b) / w


# %% wrong | shift_of_threshold | prints the result instead of returning it
def shift_of_threshold(w, b):
    x = -b / w
    print(x)


# %% right | shift_of_threshold | np.linalg.solve of a system with one unknown
def shift_of_threshold(w, b):
    return np.linalg.solve([[w]], [-b])[0]


# %% wrong | connections_to_matrix | transposed: the receiver is in the row and the sender in the column
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for src, dst, w in connections:
        C[dst - 1, src - 1] = w
    return C


# %% wrong | connections_to_matrix | the size is the largest number in the list in place of n, so the last neurons are lost if they have no connection
def connections_to_matrix(connections, n):
    size = 0
    for f, t, w in connections:
        size = max(size, f, t)
    C = np.zeros((size, size))
    for f, t, w in connections:
        C[f - 1, t - 1] = w
    return C


# %% wrong | connections_to_matrix | the matrix has an int dtype, so the weights lose their decimals
def connections_to_matrix(connections, n):
    C = np.zeros((n, n), dtype=int)
    for f, t, w in connections:
        C[f - 1][t - 1] = w
    return C


# %% wrong | connections_to_matrix | [[0] * n] * n makes n names of one single row, so all rows come out alike
def connections_to_matrix(connections, n):
    C = [[0.0] * n] * n
    for f, t, w in connections:
        C[f - 1][t - 1] = w
    return np.array(C)


# %% wrong | connections_to_matrix | the smaller number always goes to the row, so a connection from a higher number to a lower one ends up on the wrong side of the diagonal
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for f, t, w in connections:
        lo, hi = min(f, t), max(f, t)
        C[lo - 1, hi - 1] = w
    return C


# %% wrong | connections_to_matrix | a dictionary keyed by the sender alone keeps only the last connection of each sender
def connections_to_matrix(connections, n):
    sends = {f: (t, w) for f, t, w in connections}
    C = np.zeros((n, n))
    for f, (t, w) in sends.items():
        C[f - 1, t - 1] = w
    return C


# %% wrong | connections_to_matrix | pop() empties the caller's list (the matrix is right)
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    while connections:
        f, t, w = connections.pop()
        C[f - 1, t - 1] = w
    return C


# %% wrong | connections_to_matrix | negative weights are left out (only w > 0 is entered)
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for f, t, w in connections:
        if w > 0:
            C[f - 1, t - 1] = w
    return C


# %% wrong | connections_to_matrix | counts a new row whenever the sender changes, so it is wrong for an unsorted list or a neuron that sends nothing
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    row, last = -1, None
    for f, t, w in connections:
        if f != last:
            row += 1
            last = f
        C[row, t - 1] = w
    return C


# %% right | connections_to_matrix | nested comprehension over a dictionary, a list of lists is returned
def connections_to_matrix(connections, n):
    weight = {(f, t): w for f, t, w in connections}
    return [[weight.get((i, j), 0.0) for j in range(1, n + 1)] for i in range(1, n + 1)]


# %% right | connections_to_matrix | sum of outer products of unit vectors
def connections_to_matrix(connections, n):
    unit = np.eye(n)
    C = np.zeros((n, n))
    for f, t, w in connections:
        C += w * np.outer(unit[f - 1], unit[t - 1])
    return C


# %% wrong | add_constant_input | the ones are the first column and the biases the first row, where the last was asked for (the product is right)
def add_constant_input(X, W, b):
    X1 = np.hstack([np.ones((X.shape[0], 1)), X])
    W1 = np.vstack([b, W])
    return X1, W1


# %% wrong | add_constant_input | the ones are the first column of X1 but the biases the last row of W1
def add_constant_input(X, W, b):
    X1 = np.insert(X, 0, 1.0, axis=1)
    W1 = np.vstack([W, b])
    return X1, W1


# %% wrong | add_constant_input | np.insert at -1 puts the ones before the last column, not behind it
def add_constant_input(X, W, b):
    X1 = np.insert(X, -1, 1.0, axis=1)
    W1 = np.vstack((W, b))
    return X1, W1


# %% wrong | add_constant_input | X1 has an int dtype (np.ones with dtype=int), so the inputs lose their decimals
def add_constant_input(X, W, b):
    X1 = np.ones((X.shape[0], X.shape[1] + 1), dtype=int)
    X1[:, :-1] = X
    W1 = np.vstack([W, b])
    return X1, W1


# %% wrong | add_constant_input | if all biases are 0, X and W come back unchanged, without the column and the row
def add_constant_input(X, W, b):
    if not np.any(b):
        return X.copy(), W.copy()
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


# %% wrong | add_constant_input | ones and biases are swapped: the bias stands in the new column of X, the ones in the new row of W (X1 is wrong, and it fails for more than one bias)
def add_constant_input(X, W, b):
    X1 = np.hstack([X, np.full((X.shape[0], 1), b)])
    W1 = np.vstack([W, np.ones((1, W.shape[1]))])
    return X1, W1


# %% wrong | add_constant_input | the last row of W is overwritten by b in place of adding a row: W1 has D rows, the caller's W is changed
def add_constant_input(X, W, b):
    X1 = np.hstack([X, np.ones((X.shape[0], 1))])
    W1 = W
    W1[-1] = b
    return X1, W1


# %% right | add_constant_input | np.pad with constant_values, then b is written into the padded row
def add_constant_input(X, W, b):
    X1 = np.pad(X, ((0, 0), (0, 1)), constant_values=1.0)
    W1 = np.pad(W, ((0, 1), (0, 0)))
    W1[-1] = b
    return X1, W1


# %% right | add_constant_input | np.insert at the index D for both, a list of two is returned
def add_constant_input(X, W, b):
    D = X.shape[1]
    return [np.insert(X, D, 1, axis=1), np.insert(W, D, b, axis=0)]


# %% wrong | count_parameters | the number of inputs D is added as biases in place of the number of neurons M
def count_parameters(sizes):
    total = 0
    for D, M in zip(sizes, sizes[1:]):
        total += D * M + D
    return total


# %% wrong | count_parameters | the loop starts at 0, where sizes[i - 1] is the last layer: a connection from the output back to the input is counted
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes)):
        total += sizes[i - 1] * sizes[i] + sizes[i]
    return total


# %% wrong | count_parameters | sizes.index(m) finds the first layer of that size, so it is wrong if two layers have the same size
def count_parameters(sizes):
    total = 0
    for m in sizes[1:]:
        d = sizes[sizes.index(m) - 1]
        total += d * m + m
    return total


# %% wrong | count_parameters | pop(0) takes the layers out of the caller's list (the number is right)
def count_parameters(sizes):
    total = 0
    d = sizes.pop(0)
    while sizes:
        m = sizes.pop(0)
        total += (d + 1) * m
        d = m
    return total


# %% wrong | count_parameters | the mutable default argument keeps the count, so a second call adds to the first
def count_parameters(sizes, counts=[]):
    for d, m in zip(sizes, sizes[1:]):
        counts.append(d * m + m)
    return sum(counts)


# %% wrong | count_parameters | int16 arithmetic overflows for large layers (784 * 128 is beyond 32767)
def count_parameters(sizes):
    s = np.array(sizes, dtype=np.int16)
    per_layer = s[:-1] * s[1:] + s[1:]
    return int(per_layer.sum())


# %% wrong | count_parameters | one bias for each layer in place of one for each neuron
def count_parameters(sizes):
    total = 0
    for k in range(1, len(sizes)):
        total += sizes[k - 1] * sizes[k] + 1
    return total


# %% right | count_parameters | builds the real arrays and counts their entries
def count_parameters(sizes):
    params = []
    for d, m in zip(sizes[:-1], sizes[1:]):
        params += [np.empty((d, m)), np.empty(m)]
    return sum(p.size for p in params)


# %% right | count_parameters | one dot product of sizes + 1 with the next sizes
def count_parameters(sizes):
    s = np.asarray(sizes, dtype=np.int64)
    return int(np.dot(s[:-1] + 1, s[1:]))


# %% wrong | scale_for | brackets missing: 1 / n_in * mean_square multiplies by mean_square in place of dividing
def scale_for(n_in, mean_square):
    return np.sqrt(1 / n_in * mean_square)


# %% wrong | scale_for | mean squares below 1 are raised to 1 (max), so the result is too small for them
def scale_for(n_in, mean_square):
    return 1 / np.sqrt(n_in * max(mean_square, 1.0))


# %% wrong | scale_for | ** 1/2 without brackets is a power of 1 divided by 2: half the variance in place of its root
def scale_for(n_in, mean_square):
    var_w = 1 / (n_in * mean_square)
    return var_w ** 1/2


# %% wrong | scale_for | rounded to two decimals, which spoils small results (0.0316 becomes 0.03)
def scale_for(n_in, mean_square):
    return round(float(np.sqrt(1 / (n_in * mean_square))), 2)


# %% right | scale_for | product to the power of -0.5
def scale_for(n_in: int, mean_square: float = 1.0) -> float:
    return (n_in * mean_square) ** -0.5


# %% right | scale_for | exp and log
import math

def scale_for(n_in, mean_square):
    return math.exp(-(math.log(n_in) + math.log(mean_square)) / 2)


# %% wrong | xavier_init | a new generator with seed 0 is made inside, rng is ignored: every call gives the same weights
def xavier_init(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    L = np.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-L, L, size=(n_in, n_out))


# %% wrong | xavier_init | (random - 0.5) * L reaches only from -L/2 to L/2, the factor 2 is missing
def xavier_init(n_in, n_out, rng):
    L = np.sqrt(6 / (n_in + n_out))
    W = rng.random(size=(n_in, n_out))
    W = (W - 0.5) * L
    return W


# %% wrong | xavier_init | normal in place of uniform numbers (with the right standard deviation)
def xavier_init(n_in, n_out, rng):
    std = np.sqrt(2 / (n_in + n_out))
    return rng.normal(0.0, std, size=(n_in, n_out))


# %% wrong | xavier_init | limit sqrt(3 / n_in) without n_out, right only if n_in equals n_out
def xavier_init(n_in, n_out, rng):
    L = np.sqrt(3 / n_in)
    return rng.uniform(-L, L, size=(n_in, n_out))


# %% wrong | xavier_init | one column is drawn and repeated for all neurons, so all neurons start equal
def xavier_init(n_in, n_out, rng):
    L = np.sqrt(6 / (n_in + n_out))
    column = rng.uniform(-L, L, size=(n_in, 1))
    return np.repeat(column, n_out, axis=1)


# %% wrong | xavier_init | the root of 6 is written short as 2, so the limit is too small by a fifth
def xavier_init(n_in, n_out, rng):
    L = 2 / np.sqrt(n_in + n_out)  # sqrt(6) is about 2
    return L * rng.uniform(-1, 1, size=(n_in, n_out))


# %% right | xavier_init | 2 * random - 1, times the limit, drawn transposed
def xavier_init(n_in, n_out, rng):
    L = (6.0 / (n_in + n_out)) ** 0.5
    U = rng.random((n_out, n_in)).T
    return L * (2 * U - 1)


# %% right | xavier_init | by way of the standard deviation: sd * sqrt(3), in the style of PyTorch with a gain
import math

def xavier_init(n_in, n_out, rng, gain=1.0):
    std = gain * math.sqrt(2.0 / float(n_in + n_out))
    a = math.sqrt(3.0) * std
    return rng.uniform(-a, a, (n_in, n_out))


# %% wrong | he_init | sqrt(2 / n_in) stands in the place of the mean: rng.normal(sd, size=...) gives the mean sd and the standard deviation 1
def he_init(n_in, n_out, rng):
    sd = np.sqrt(2 / n_in)
    W = rng.normal(sd, size=(n_in, n_out))
    return W, np.zeros(n_out)


# %% wrong | he_init | b has the shape (1, n_out) in place of (n_out,)
def he_init(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    b = np.zeros((1, n_out))
    return W, b


# %% wrong | he_init | np.random.randn in place of rng
def he_init(n_in, n_out, rng):
    W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
    b = np.zeros(n_out)
    return W, b


# %% wrong | he_init | 1 / sqrt(n_in // 2): floor division, wrong for an odd n_in
def he_init(n_in, n_out, rng):
    W = rng.normal(0.0, 1.0, size=(n_in, n_out)) / np.sqrt(n_in // 2)
    return W, np.zeros(n_out)


# %% wrong | he_init | the weights are clipped at one standard deviation, so they are not normal and spread too little
def he_init(n_in, n_out, rng):
    sd = np.sqrt(2 / n_in)
    W = np.clip(rng.normal(0, sd, size=(n_in, n_out)), -sd, sd)
    b = np.zeros(n_out)
    return W, b


# %% wrong | he_init | squeeze() makes W a vector (n_in,) when there is one neuron (or one input)
def he_init(n_in, n_out, rng):
    W = np.squeeze(rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)))
    b = np.zeros(n_out)
    return W, b


# %% wrong | he_init | two mistakes: the shape of W is (n_out, n_in), and the two results are returned as b, W
def he_init(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))
    b = np.zeros(n_out)
    return b, W


# %% wrong | he_init | absolute values of the weights: all are positive
def he_init(n_in, n_out, rng):
    W = abs(rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)))
    return W, np.zeros(n_out)


# %% right | he_init | normal numbers by Box and Muller from rng.random
def he_init(n_in, n_out, rng):
    u = 1.0 - rng.random((n_in, n_out))
    v = rng.random((n_in, n_out))
    normal = np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)
    return np.sqrt(2 / n_in) * normal, np.zeros(n_out)


# %% right | he_init | standard_normal divided by sqrt(n_in / 2), reshaped from one long vector
def he_init(fan_in, fan_out, generator):
    W = generator.standard_normal(fan_in * fan_out).reshape(fan_in, fan_out)
    W = W / np.sqrt(fan_in / 2)
    b = np.zeros(shape=fan_out, dtype=float)
    return W, b


# %% wrong | predict_parameters | the biases are forgotten: 3 * 4 + 4 * 2
def predict_parameters():
    return 20


# %% wrong | predict_symmetry | 4: assumes that training makes the four neurons different
def predict_symmetry():
    return 4


# %% wrong | predict_spread | the variance of the sums, not the standard deviation
def predict_spread():
    return 100


# %% right | predict_spread | the root of the variance
def predict_spread():
    return np.sqrt(100 * 1 * 1)
