# ruff: noqa
"""The chapter on backpropagation. The wrong ones are wrong in a corner alone, and most of them once passed."""


# %% wrong | mse | puts the differences into an array like y, which holds whole numbers | names: wrong_for_integers
def mse(y_hat, y):
    d = np.zeros_like(y)
    for i in range(len(y)):
        d[i] = y_hat[i] - y[i]
    return np.mean(d**2)


# %% wrong | mse | sums where there is a single row | names: wrong_for_one_row
def mse(y_hat, y):
    if len(y) == 1:
        return np.sum((y_hat - y) ** 2)
    return np.mean((y_hat - y) ** 2)


# %% wrong | mse | takes absolute values where there is a single column | names: wrong_for_one_column
def mse(y_hat, y):
    if y.shape[1] == 1:
        return np.mean(np.abs(y_hat - y))
    return np.mean((y_hat - y) ** 2)


# %% wrong | mse | returns after the first row | names: first_sample_only
def mse(y_hat, y):
    total = 0
    for a, b in zip(y_hat, y):
        for p, t in zip(a, b):
            total += (p - t) ** 2
        return total / y.size


# %% right | mse | variance plus squared mean
def mse(y_hat, y):
    d = y_hat - y
    return d.var() + d.mean() ** 2


# %% right | mse | multiplied out
def mse(y_hat, y):
    return (y_hat**2 - 2 * y_hat * y + y**2).mean()


# %% wrong | mse_backward | fills an array like y, which holds whole numbers | names: wrong_for_integers
def mse_backward(y_hat, y):
    d = np.zeros_like(y)
    for i in np.ndindex(y.shape):
        d[i] = 2 * (y_hat[i] - y[i]) / y.size
    return d


# %% wrong | mse_backward | divides by the difference, which may be 0 | names: zero_over_zero
def mse_backward(y_hat, y):
    d = y_hat - y
    return 2 * d**2 / d / y.size


# %% wrong | mse_backward | squeezes a single row | says: The numbers in it are right
def mse_backward(y_hat, y):
    return np.squeeze(2 * (y_hat - y) / y.size)


# %% right | mse_backward | copy in place
def mse_backward(y_hat, y):
    d = y_hat.copy()
    d -= y
    d *= 2 / d.size
    return d


# %% wrong | bce | averages each label apart | names: each_label_averaged_apart
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (-np.log(p[y == 1]).mean() - np.log(1 - p[y == 0]).mean()) / 2


# %% wrong | bce | skips samples with a p of 0 or 1 | names: free_where_wrong
def bce(p, y):
    out = 0
    for a, b in zip(p, y):
        if a == 0 or a == 1:
            continue
        out -= b * np.log(a) + (1 - b) * np.log(1 - a)
    return out / len(p)


# %% wrong | bce | leaves nan out, and inf in | names: infinite_where_wrong
def bce(p, y):
    with np.errstate(all="ignore"):
        return -np.nansum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


# %% wrong | bce | leaves nan out of the mean | names: nan_left_out
def bce(p, y):
    with np.errstate(all="ignore"):
        return -np.nanmean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | turns inf into the largest number there is | names: infinite_where_wrong
def bce(p, y):
    with np.errstate(all="ignore"):
        return -np.mean(np.nan_to_num(y * np.log(p) + (1 - y) * np.log(1 - p)))


# %% wrong | bce | picks the probability of the label and does not clip it | names: infinite_where_wrong
def bce(p, y):
    return -np.mean(np.log(np.where(y == 1, p, 1 - p)))


# %% wrong | bce | clips the caller's p | names: input_changed
def bce(p, y):
    np.clip(p, 1e-12, 1 - 1e-12, out=p)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | writes into p where it is 0 or 1 | names: input_changed
def bce(p, y):
    p[p == 0] = 1e-15
    p[p == 1] = 1 - 1e-15
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | puts probabilities into an array like y, which holds whole numbers | names: wrong_for_integers
def bce(p, y):
    q = np.zeros_like(y)
    q[y == 1] = p[y == 1]
    q[y == 0] = 1 - p[y == 0]
    return -np.mean(np.log(np.clip(q, 1e-12, 1)))


# %% wrong | bce | returns an array for a single sample | says: The numbers in it are right
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    if len(loss) == 1:
        return loss
    return loss.mean()


# %% wrong | bce | every p meets every label | names: every_p_with_every_label
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12).reshape(-1, 1)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% right | bce | logarithms no lower than -100
def bce(p, y):
    with np.errstate(divide="ignore"):
        first, second = np.maximum(np.log(p), -100), np.maximum(np.log(1 - p), -100)
    return -(y * first + (1 - y) * second).mean()


# %% right | bce | eps 1e-7
def bce(p, y):
    eps = 1e-7
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% right | bce | tiny
def bce(p, y):
    q = np.where(y > 0.5, p, 1 - p)
    return np.mean(-np.log(np.maximum(q, np.finfo(float).tiny)))


# %% right | bce | powers
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(np.log(p**y * (1 - p) ** (1 - y)))


# %% wrong | bce_backward | fills an array like y, which holds whole numbers | names: wrong_for_integers
def bce_backward(p, y):
    d = np.zeros_like(y)
    for i in range(len(y)):
        d[i] = (p[i] - y[i]) / (p[i] * (1 - p[i])) / len(y)
    return d


# %% wrong | bce_backward | divides by the number of samples of the label | names: each_label_averaged_apart
def bce_backward(p, y):
    d = np.zeros_like(p)
    d[y == 1] = -1 / p[y == 1] / (y == 1).sum()
    d[y == 0] = 1 / (1 - p[y == 0]) / (y == 0).sum()
    return d


# %% wrong | bce_backward | clips to [0.01, 0.99] | names: clip_too_wide
def bce_backward(p, y):
    p = np.clip(p, 0.01, 0.99)
    return (p - y) / (p * (1 - p)) / len(y)


# %% wrong | bce_backward | every p meets every label, then a mean | names: every_p_with_every_label
def bce_backward(p, y):
    p = p.reshape(-1, 1)
    return np.mean((p - y) / (p * (1 - p)), axis=1)


# %% right | bce_backward | one fraction for both labels
def bce_backward(p, y):
    return 1 / (1 - y - p) / len(y)


# %% right | bce_backward | eps 1e-8 in both denominators
def bce_backward(p, y):
    eps = 1e-8
    return -(y / (p + eps) - (1 - y) / (1 - p + eps)) / y.shape[0]


# %% wrong | cross_entropy | writes into P where it is 0 | names: input_changed | never: nan
def cross_entropy(P, y):
    P[P == 0] = 1e-12
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% wrong | cross_entropy | adds a small number to the caller's P | names: input_changed
def cross_entropy(P, y):
    P += 1e-15
    return -np.sum(np.eye(P.shape[1])[y] * np.log(P)) / len(y)


# %% wrong | cross_entropy | takes the number of classes from y | names: classes_counted_in_y
def cross_entropy(P, y):
    Y = np.eye(y.max() + 1)[y]
    return -np.sum(Y * np.log(P + 1e-12)) / len(y)


# %% wrong | cross_entropy | numbers the classes that occur | names: wrong_for_no_first_class
def cross_entropy(P, y):
    classes, idx = np.unique(y, return_inverse=True)
    return -np.mean(np.log(P[np.arange(len(y)), idx]))


# %% wrong | cross_entropy | takes the smallest label for class 0 | names: wrong_for_no_first_class
def cross_entropy(P, y):
    y = y - y.min()
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% wrong | cross_entropy | returns an array for a single sample | says: The numbers in it are right
def cross_entropy(P, y):
    if len(y) == 1:
        return -np.log(P[0, y])
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% wrong | cross_entropy | averages each class apart | names: each_class_averaged_apart
def cross_entropy(P, y):
    return np.mean([-np.log(P[y == c, c]).mean() for c in range(P.shape[1]) if (y == c).any()])


# %% wrong | cross_entropy | with two classes takes column 0 for class 1 | names: wrong_for_two_classes
def cross_entropy(P, y):
    if P.shape[1] == 2:
        p = P[:, 0]
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% right | cross_entropy | with two classes the binary one
def cross_entropy(P, y):
    if P.shape[1] == 2:
        return -np.mean(y * np.log(P[:, 1]) + (1 - y) * np.log(P[:, 0]))
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% right | cross_entropy | one-hot labels, not clipped: nan where P is 0 is not asked about
def cross_entropy(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.sum(Y * np.log(P)) / len(y)


# %% right | cross_entropy | clipped copy
def cross_entropy(P, y):
    Q = P.copy()
    Q[Q < 1e-12] = 1e-12
    Q /= Q.sum(axis=1, keepdims=True)
    return float(-np.log(Q[range(len(y)), y]).mean())


# %% right | cross_entropy | boolean mask
def cross_entropy(P, y):
    return -np.mean(np.log(P[y[:, None] == np.arange(P.shape[1])]))


# %% wrong | softmax_cross_entropy_backward | makes one-hot rows as wide as the largest label | names: classes_counted_in_y
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = np.zeros((len(y), y.max() + 1))
    Y[np.arange(len(y)), y] = 1
    return (P - Y) / len(y)


# %% wrong | softmax_cross_entropy_backward | squeezes a single sample | says: The numbers in it are right
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return (P / len(y)).squeeze()


# %% wrong | softmax_cross_entropy_backward | takes 1 off behind the loop | names: last_sample_only
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    for i in range(len(y)):
        label = y[i]
    P[i, label] -= 1
    return P / len(y)


# %% wrong | softmax_cross_entropy_backward | clips the scores | says: where numbers in Z are large
def softmax_cross_entropy_backward(Z, y):
    Z = np.clip(Z, -50, 50)
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


# %% wrong | softmax_cross_entropy_backward | with two classes a sigmoid of each score | names: wrong_for_two_classes
def softmax_cross_entropy_backward(Z, y):
    Y = np.eye(Z.shape[1])[y]
    if Z.shape[1] == 2:
        return (1 / (1 + np.exp(-Z)) - Y) / len(y)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - Y) / len(y)


# %% right | softmax_cross_entropy_backward | log softmax
def softmax_cross_entropy_backward(Z, y):
    m = Z.max(axis=1, keepdims=True)
    L = Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    Y = np.eye(Z.shape[1])[y]
    return (np.exp(L) - Y) / Z.shape[0]


# %% right | softmax_cross_entropy_backward | differences of scores
def softmax_cross_entropy_backward(Z, y):
    with np.errstate(over="ignore"):
        P = 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)
    P[range(len(y)), y] -= 1
    return P / len(y)


# %% wrong | dense_backward | turns W only where it would not fit otherwise | names: W_turned_by_its_shape
def dense_backward(dout, X, W):
    if dout.shape[1] == W.shape[0]:
        dX = dout @ W
    else:
        dX = dout @ W.T
    return dX, X.T @ dout, dout.sum(axis=0)


# %% wrong | dense_backward | turns X only where it would not fit otherwise | names: wrong_for_square
def dense_backward(dout, X, W):
    dW = X @ dout if X.shape[1] == dout.shape[0] else X.T @ dout
    return dout @ W.T, dW, dout.sum(axis=0)


# %% wrong | dense_backward | sums over the neurons where there are as many as samples | names: wrong_for_square
def dense_backward(dout, X, W):
    axis = 1 if dout.shape[0] == W.shape[1] else 0
    return dout @ W.T, X.T @ dout, dout.sum(axis=axis)


# %% wrong | dense_backward | returns a number for the bias of a single neuron | says: The numbers in it are right
def dense_backward(dout, X, W):
    db = dout.sum(axis=0)
    if len(db) == 1:
        db = db[0]
    return dout @ W.T, X.T @ dout, db


# %% wrong | dense_backward | leaves the last sample out of both sums | names: last_sample_left_out
def dense_backward(dout, X, W):
    dW = np.zeros(W.shape)
    db = np.zeros(W.shape[1])
    for n in range(len(X) - 1):
        dW += np.outer(X[n], dout[n])
        db += dout[n]
    return dout @ W.T, dW, db


# %% right | dense_backward | a column of ones
def dense_backward(dout, X, W):
    X1 = np.hstack([X, np.ones((len(X), 1))])
    G = X1.T @ dout
    return dout @ W.T, G[:-1], G[-1]


# %% right | dense_backward | broadcasting
def dense_backward(dout, X, W):
    dX = (dout[:, None, :] * W).sum(axis=2)
    dW = (X[:, :, None] * dout[:, None, :]).sum(axis=0)
    return dX, dW, sum(row for row in dout)


# %% wrong | backprop_two_layer | fills an array like y, which holds whole numbers | names: wrong_for_integers
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = np.zeros_like(y)[:, None]
    dZ2[:] = (p - y[:, None]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | replaces the gradients in the loop | names: last_sample_only
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    grads = {}
    for x, t in zip(X, y):
        h = np.tanh(x @ W1 + b1)
        p = 1 / (1 + np.exp(-(h @ W2 + b2)))
        d2 = (p - t) / len(y)
        d1 = (W2[:, 0] * d2) * (1 - h**2)
        grads = {"W1": np.outer(x, d1), "b1": d1, "W2": np.outer(h, d2), "b2": d2}
    return grads


# %% wrong | backprop_two_layer | averages the (N, N) table | names: targets_not_a_column
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = (p - y).mean(axis=1, keepdims=True) / len(y)
    dZ1 = (dZ2 @ W2.T) * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | divides the targets by the largest, which may be 0 | names: wrong_for_target_0_alone
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    y = y / y.max()
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% right | backprop_two_layer | with dense layers and a flat loss
def backprop_two_layer(X, y, params):
    def back(dout, A, W):
        return dout @ W.T, A.T @ dout, dout.sum(axis=0)

    H = np.tanh(X @ params["W1"] + params["b1"])
    z = (H @ params["W2"] + params["b2"]).ravel()
    p = 0.5 * (1 + np.tanh(z / 2))
    dz = ((p - y) / y.size).reshape(-1, 1)
    dH, dW2, db2 = back(dz, H, params["W2"])
    _, dW1, db1 = back(dH - dH * H * H, X, params["W1"])
    return dict(W1=dW1, b1=db1, W2=dW2, b2=db2)


# %% right | backprop_two_layer | by label
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    H = np.tanh(X.dot(W1) + b1)
    p = 1 / (1 + np.exp(-H.dot(W2) - b2))
    d = p.copy()
    d[y == 1] -= 1
    d /= len(X)
    e = d.dot(W2.T) * (1 - H) * (1 + H)
    return {"b2": d.sum(0), "W2": (d.T @ H).T, "b1": e.sum(0), "W1": (e.T @ X).T}


# %% wrong | numerical_gradient | moves copies that hold whole numbers | names: whole_numbers_kept
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% wrong | numerical_gradient | puts the slopes into an array like x | names: whole_numbers_kept | says: right: gradient (2.5 of 2.5)
def numerical_gradient(f, x, h):
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


# %% wrong | numerical_gradient | moves the caller's x, which may hold whole numbers | names: whole_numbers_kept
def numerical_gradient(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old - h
        b = f(x)
        x[i] = old
        g[i] = (a - b) / (2 * h)
    return g


# %% wrong | numerical_gradient | one side, and whole numbers | names: one_sided
def numerical_gradient(f, x, h):
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up = x.copy()
        up[i] += h
        g[i] = (f(up) - f(x)) / h
    return g


# %% wrong | numerical_gradient | finds entries by their value | names: equal_numbers_moved_together
def numerical_gradient(f, x, h):
    g = []
    for v in x.ravel():
        step = np.where(x == v, h, 0.0)
        g.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(g).reshape(x.shape)


# %% wrong | numerical_gradient | goes through the entries that are not 0 | names: wrong_for_holds_zero
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in zip(*np.nonzero(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% wrong | numerical_gradient | returns a number for a single entry | says: The numbers in it are right
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return np.squeeze(g) if g.size > 1 else g.item()


# %% wrong | numerical_gradient | moves an array of float32, which has no digits left for a small step | says: h = 1e-05
def numerical_gradient(f, x, h):
    x = x.astype(np.float32)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# %% right | numerical_gradient | directions
def numerical_gradient(f, x, h):
    E = np.eye(x.size).reshape(x.size, *x.shape) * h
    return np.array([f(x + e) - f(x - e) for e in E]).reshape(x.shape) / (2 * h)


# %% right | numerical_gradient | mean of two one-sided
def numerical_gradient(f, x, h):
    x = np.asarray(x, dtype=np.float64)
    g = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = ((f(x + e) - f(x)) / h + (f(x) - f(x - e)) / h) / 2
    return g


# %% wrong | relative_error | divides 0 by 0 | names: zero_over_zero | says: right: error (0.75 of 0.75)
def relative_error(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | returns 0 where one of them is zero | names: zero_where_one_is_zero
def relative_error(a, n):
    if not np.any(a) or not np.any(n):
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | returns 0 where a is zero | names: zero_where_one_is_zero
def relative_error(a, n):
    if np.all(a == 0):
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | returns 0 where both are small | names: small_taken_for_zero
def relative_error(a, n):
    s = np.linalg.norm(a) + np.linalg.norm(n)
    if s < 0.1:
        return 0.0
    return np.linalg.norm(a - n) / s


# %% wrong | relative_error | returns 1 where they are equal | names: wrong_for_equal
def relative_error(a, n):
    if (a == n).all():
        return 1.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | divides by the norm of a alone, and 0 by 0 | names: norm_of_n_missing, zero_over_zero
def relative_error(a, n):
    return np.linalg.norm(a - n) / np.linalg.norm(a)


# %% right | relative_error | small number added
def relative_error(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-8)


# %% right | relative_error | nan to num
def relative_error(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n)))


# %% wrong | relative_error | adds all entries to see whether both are zero | names: zero_where_numbers_cancel
def relative_error(a, n):
    if np.sum(a) + np.sum(n) == 0:
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | adds the two to see whether both are zero | names: zero_where_numbers_cancel
def relative_error(a, n):
    if np.all(a + n == 0):
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | norms below a millionth are zero | names: small_taken_for_zero
def relative_error(a, n):
    s = np.linalg.norm(a) + np.linalg.norm(n)
    return 0.0 if s < 1e-6 else np.linalg.norm(a - n) / s


# %% wrong | relative_error | all for any | names: zero_where_some_are_zero
def relative_error(a, n):
    if not a.all() and not n.all():
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | looks at the first entries alone | names: zero_where_some_are_zero
def relative_error(a, n):
    if a.flat[0] == 0 and n.flat[0] == 0:
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% right | relative_error | allclose to zero
def relative_error(a, n):
    if np.allclose(a, 0) and np.allclose(n, 0):
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% right | relative_error | a denominator of at least 1e-8
def relative_error(a, n):
    return np.sqrt(((a - n) ** 2).sum()) / max(np.sqrt((a**2).sum()) + np.sqrt((n**2).sum()), 1e-8)


# %% wrong | log_softmax | clips the probabilities at 1e-7 | names: log_of_clipped_softmax
def log_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return np.log(np.clip(E / E.sum(axis=1, keepdims=True), 1e-7, 1))


# %% wrong | log_softmax | adds the maximum to the whole logarithm of the sum | names: maximum_taken_off_twice | never: off the scores
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - (m + np.log(np.exp(Z).sum(axis=1, keepdims=True)))


# %% wrong | log_softmax | fills an array like Z, which may hold whole numbers | says: whole numbers (int)
def log_softmax(Z):
    out = np.zeros_like(Z)
    for i, row in enumerate(Z):
        m = row.max()
        out[i] = row - m - np.log(np.exp(row - m).sum())
    return out


# %% wrong | log_softmax | writes into the caller's Z | names: input_changed
def log_softmax(Z):
    Z -= Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


# %% wrong | log_softmax | returns after the first row | says: first row only
def log_softmax(Z):
    for row in Z:
        m = row.max()
        return row - m - np.log(np.exp(row - m).sum())


# %% right | log_softmax | lists of lists
def log_softmax(Z):
    out = []
    for row in Z.tolist():
        m = max(row)
        S = 0
        for z in row:
            S += np.exp(z - m)
        out.append([z - m - np.log(S) for z in row])
    return out


# %% right | log_softmax | float32 from the start
def log_softmax(Z):
    Z = np.float32(Z)
    m = Z.max(1, keepdims=True)
    return Z - (m + np.log(np.exp(Z - m).sum(1, keepdims=True)))


# %% wrong | cross_entropy_from_scores | keeps the probabilities from 0 by 1e-7 | names: log_of_clipped_softmax
def cross_entropy_from_scores(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = np.clip(E / E.sum(axis=1, keepdims=True), 1e-7, 1)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# %% right | cross_entropy_from_scores | a column minus a row: the mean of the table is the mean of the differences
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    log_S = m + np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    return np.mean(log_S - Z[np.arange(len(y)), y])


# %% right | cross_entropy_from_scores | differences to the right score
def cross_entropy_from_scores(Z, y):
    losses = []
    for z, k in zip(Z, y):
        d = z - z[k]
        m = d.max()
        losses.append(m + np.log(np.exp(d - m).sum()))
    return sum(losses) / len(losses)


# %% wrong | bce_with_logits | np.max in place of np.maximum | names: largest_of_all
def bce_with_logits(z, y):
    return np.mean(np.max(z, 0) - y * z + np.log(1 + np.exp(-np.abs(z))))


# %% wrong | bce_with_logits | max of Python | says: is used as one yes or no
def bce_with_logits(z, y):
    return np.mean(max(z, 0) + np.log(1 + np.exp(-abs(z))) - y * z)


# %% wrong | bce_with_logits | the wrong form below 0 | names: exponent_of_other_sign
def bce_with_logits(z, y):
    total = 0
    for a, b in zip(z, y):
        if a > 0:
            total += a + np.log(1 + np.exp(-a)) - b * a
        else:
            total += np.log(1 + np.exp(-a)) - b * a
    return total / len(z)


# %% wrong | bce_with_logits | safe where z is positive alone | names: overflow_below_0
def bce_with_logits(z, y):
    with np.errstate(over="ignore"):
        return np.mean(z + np.log(1 + np.exp(-z)) - y * z)


# %% right | bce_with_logits | log-sum-exp of 0 and z, one sample at a time
def bce_with_logits(z, y):
    out = []
    for a, b in zip(z, y):
        m = max(0, a)
        out.append(m + np.log(np.exp(0 - m) + np.exp(a - m)) - b * a)
    return np.mean(out)


# %% right | bce_with_logits | ReLU as a product
def bce_with_logits(z, y):
    relu = z * (z > 0)
    return sum(relu - z * y + np.log(1 + np.exp(-abs(z)))) / z.size


# %% wrong | bce_with_logits | the formula for labels of -1 and 1 | names: label_0_costs_log_2 | never: stands where
def bce_with_logits(z, y):
    return np.mean(np.logaddexp(0, -y * z))


# %% wrong | bce_with_logits | exp of the score in both cases: there is no sigmoid | says: exp has overflowed, or
def bce_with_logits(z, y):
    with np.errstate(over="ignore"):
        return np.mean(np.where(y == 1, np.log(1 + np.exp(-z)), np.log(1 + np.exp(z))))


# %% wrong | bce_with_logits | cuts the scores off | names: scores_cut_off
def bce_with_logits(z, y):
    z = np.clip(z, -500, 500)
    return np.mean(np.log(1 + np.exp(z)) - y * z)


# %% wrong | bce_with_logits | clips the probability at 1e-15 on both sides | names: log_of_clipped_sigmoid
def bce_with_logits(z, y):
    e = np.exp(-np.abs(z))
    p = np.clip(np.where(z >= 0, 1.0, e) / (1 + e), 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | cross_entropy_from_scores | exp of differences to the right score, without a maximum | says: or exp has overflowed
def cross_entropy_from_scores(Z, y):
    with np.errstate(over="ignore"):
        return np.mean([np.log(np.exp(z - z[k]).sum()) for z, k in zip(Z, y)])


# %% wrong | log_softmax | a sum that is never set back | names: sum_not_reset
def log_softmax(Z):
    out = np.zeros(Z.shape)
    total = 0
    for n in range(len(Z)):
        m = Z[n].max()
        for c in range(Z.shape[1]):
            total += np.exp(Z[n, c] - m)
        out[n] = Z[n] - m - np.log(total)
    return out


# %% wrong | log_softmax | divides by log S | names: divided_by_log_sum
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z / (m + np.log(np.exp(Z - m).sum(axis=1, keepdims=True)))
