# %% wrong | mse | divides by the number of rows N only, not by all N * K entries
def mse(y_hat, y):
    total = 0
    for n in range(len(y)):
        for k in range(len(y[n])):
            total += (y_hat[n][k] - y[n][k]) ** 2
    return total / len(y)


# %% wrong | mse | casts the predictions to the dtype of the targets, so with whole-number (int) targets the decimals of the predictions are cut off
def mse(y_hat, y):
    y_hat = np.asarray(y_hat).astype(y.dtype)
    diff = y_hat - y
    return np.mean(diff ** 2)


# %% right | mse | nested generator with zip, divides by the counted entries
def mse(y_hat, y):
    squares = [(float(a) - float(b)) ** 2 for row_a, row_b in zip(y_hat, y) for a, b in zip(row_a, row_b)]
    return sum(squares) / len(squares)


# %% wrong | mse_backward | the factor 2 is missing
def mse_backward(y_hat, y):
    n, k = y.shape
    return (y_hat - y) / (n * k)


# %% wrong | mse_backward | the result array takes the dtype of y, so with int targets the slopes are truncated to whole numbers
def mse_backward(y_hat, y):
    grad = np.zeros_like(y)
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            grad[i, j] = 2 * (y_hat[i, j] - y[i, j]) / y.size
    return grad


# %% wrong | bce | clips with 1e-20, and 1 - 1e-20 rounds to exactly 1, so for p = 1 the log of 0 (nan or inf) remains
def bce(p, y):
    eps = 1e-20
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce | clips only below: p = 1 still gives log(1 - p) = log 0, so nan or inf
def bce(p, y):
    p = np.maximum(p, 1e-12)
    loss = 0.0
    for pi, yi in zip(p, y):
        loss -= yi * np.log(pi) + (1 - yi) * np.log(1 - pi)
    return loss / len(y)


# %% wrong | bce | no clipping: where p is exactly 0 or 1 and the label disagrees the loss is infinite
def bce(p, y):
    q = np.where(y == 1, p, 1 - p)
    return np.mean(-np.log(q))


# %% wrong | bce | clips far too strongly (0.01 to 0.99), so ordinary small or large probabilities get a wrong loss
def bce(p, y):
    p = np.clip(p, 0.01, 0.99)
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


# %% right | bce | takes the probability of the truth by np.where and clips that alone, below only
def bce(p, y):
    truth = np.where(np.asarray(y) == 1, p, 1.0 - p)
    return -np.log(np.maximum(truth, 1e-12)).sum() / len(truth)


# %% wrong | bce_backward | not divided by N
def bce_backward(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -y / p + (1 - y) / (1 - p)


# %% wrong | bce_backward | missing brackets in the denominator: divides by p and then multiplies by (1 - p)
def bce_backward(p, y):
    N = len(p)
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / p * (1 - p) / N


# %% wrong | cross_entropy | P[:, y] picks an N x N table of columns instead of one entry per row
def cross_entropy(P, y):
    return -np.log(P[:, y]).mean()


# %% wrong | cross_entropy | clips P in place (out=P), so the caller's zeros are changed
def cross_entropy(P, y):
    np.clip(P, 1e-12, 1.0, out=P)
    right = P[np.arange(len(y)), y]
    return -np.mean(np.log(right))


# %% wrong | cross_entropy | the mean runs over all N * C entries of the one-hot product, so the loss is too small by the factor C
def cross_entropy(P, y):
    N, C = P.shape
    Y = np.eye(C)[y]
    return -np.mean(Y * np.log(np.clip(P, 1e-12, None)))


# %% wrong | cross_entropy | the one-hot width is y.max() + 1 instead of the number of columns of P; fails if the last class is missing among the labels
def cross_entropy(P, y):
    onehot = np.zeros((len(y), y.max() + 1))
    onehot[np.arange(len(y)), y] = 1
    return -np.sum(onehot * np.log(P + 1e-15)) / len(y)


# %% wrong | softmax_cross_entropy_backward | subtracts the largest number of the whole matrix, not of each row; a row far below it underflows to 0 / 0
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - np.max(Z))
    P = E / np.sum(E, axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


# %% wrong | softmax_cross_entropy_backward | divides by N * C (Z.size) instead of N
def softmax_cross_entropy_backward(Z, y):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    Y = np.eye(Z.shape[1])[y]
    return (P - Y) / Z.size


# %% wrong | softmax_cross_entropy_backward | P[:, y] -= 1 takes 1 off in every row in all columns named by y, not one entry per row
def softmax_cross_entropy_backward(Z, y):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    dZ = e / e.sum(axis=1, keepdims=True)
    dZ[:, y] -= 1
    return dZ / Z.shape[0]


# %% wrong | softmax_cross_entropy_backward | exp without taking off the row maximum: large scores overflow to nan
def softmax_cross_entropy_backward(scores, labels):
    exps = np.exp(scores)
    probs = exps / exps.sum(axis=1).reshape(-1, 1)
    probs[range(len(labels)), labels] -= 1
    return probs / len(labels)


# %% right | softmax_cross_entropy_backward | row by row in pure Python lists with math.exp; a list is turned into an array at the end
def softmax_cross_entropy_backward(Z, y):
    import math
    rows = []
    for z, k in zip(Z, y):
        top = max(z)
        e = [math.exp(v - top) for v in z]
        s = sum(e)
        rows.append([(v / s - (1 if j == k else 0)) / len(Z) for j, v in enumerate(e)])
    return np.array(rows)


# %% wrong | dense_backward | tries dout @ W first and turns W only if the shapes do not fit; wrong wherever W is square
def dense_backward(dout, X, W):
    dW = X.T @ dout
    db = dout.sum(axis=0)
    try:
        dX = dout @ W
    except ValueError:
        dX = dout @ W.T
    return dX, dW, db


# %% wrong | dense_backward | divides dW and db by N once more, although the mean is already in dout
def dense_backward(dout, X, W):
    m = X.shape[0]
    dW = np.dot(X.T, dout) / m
    db = np.sum(dout, axis=0) / m
    dX = np.dot(dout, W.T)
    return dX, dW, db


# %% wrong | dense_backward | squeeze makes db a plain number of shape () where there is a single neuron (M = 1)
def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, np.squeeze(dout.sum(axis=0, keepdims=True))


# %% wrong | dense_backward | two mistakes: results in the order dW, db, dX, and db keeps the axis, shape (1, M)
def dense_backward(dout, X, W):
    dW = X.T @ dout
    db = np.sum(dout, axis=0, keepdims=True)
    dX = dout @ W.T
    return dW, db, dX


# %% right | dense_backward | einsum for all three gradients
def dense_backward(dout, X, W):
    return (
        np.einsum("nm,dm->nd", dout, W),
        np.einsum("nd,nm->dm", X, dout),
        np.einsum("nm->m", dout),
    )


# %% wrong | backprop_two_layer | the slope of tanh is taken as 1 - tanh(H)^2 from the output H, so tanh is applied twice
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = len(X)
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = (p - y.reshape(-1, 1)) / N
    dH = dZ2 @ W2.T
    dZ1 = dH * (1 - np.tanh(H) ** 2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# %% wrong | backprop_two_layer | multiplies p - y by the slope p (1 - p) of the sigmoid, which cross-entropy has already cancelled
def backprop_two_layer(X, y, params):
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    y = y[:, None]
    dz2 = (p - y) * p * (1 - p) / len(X)
    dW2 = H.T @ dz2
    db2 = dz2.sum(axis=0)
    dz1 = dz2 @ params["W2"].T * (1 - H ** 2)
    dW1 = X.T @ dz1
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | backprop_two_layer | the division by N is missing in W1 and b1 only: dZ1 is built from the undivided error
def backprop_two_layer(X, y, params):
    N = X.shape[0]
    H = np.tanh(np.dot(X, params["W1"]) + params["b1"])
    p = 1.0 / (1.0 + np.exp(-(np.dot(H, params["W2"]) + params["b2"])))
    err = p - y.reshape(N, 1)
    grads = {}
    grads["W2"] = np.dot(H.T, err) / N
    grads["b2"] = err.mean(axis=0)
    dz1 = np.dot(err, params["W2"].T) * (1 - H * H)
    grads["W1"] = np.dot(X.T, dz1)
    grads["b1"] = dz1.sum(axis=0)
    return grads


# %% wrong | backprop_two_layer | b2's gradient is a single number (shape ()), not of shape (1,)
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    d2 = (p - y[:, None]) / len(y)
    d1 = (d2 @ W2.T) * (1 - H**2)
    return dict(W1=X.T @ d1, b1=d1.sum(0), W2=H.T @ d2, b2=np.sum(d2))


# %% right | backprop_two_layer | loops over the samples and adds up outer products, with += into zero arrays of the parameters' shapes
def backprop_two_layer(X, y, params):
    g = {k: np.zeros(np.shape(v)) for k, v in params.items()}
    N = len(X)
    for x, t in zip(X, y):
        h = np.tanh(x @ params["W1"] + params["b1"])
        z = float((h @ params["W2"] + params["b2"])[0])
        p = 0.5 * (1 + np.tanh(z / 2))
        dz2 = (p - t) / N
        g["W2"] += dz2 * h[:, None]
        g["b2"] += dz2
        dz1 = dz2 * params["W2"][:, 0] * (1 - h * h)
        g["W1"] += np.outer(x, dz1)
        g["b1"] += dz1
    return g


# %% wrong | numerical_gradient | the entry is not put back after the step, so all earlier entries stay moved by -h while later ones are measured
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        grad[i] = (up - down) / (2 * h)
    return grad


# %% wrong | numerical_gradient | the gradient array has the dtype of x (zeros_like of the caller's x), so for whole-number arrays the slopes are truncated
def numerical_gradient(f, x, h):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        plus = np.array(x, dtype=float)
        minus = np.array(x, dtype=float)
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(plus) - f(minus)) / (2 * h)
    return grad


# %% wrong | numerical_gradient | one-sided difference instead of the central one
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    fx = f(x)
    grad = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        xp = x.copy()
        xp[i] += h
        grad[i] = (f(xp) - fx) / h
    return grad


# %% wrong | numerical_gradient | loops over the first axis only, so for a matrix a whole row is moved at once
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for i in range(len(x)):
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


# %% right | numerical_gradient | rows of an identity matrix as steps, reshaped to the shape of x
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    steps = np.eye(x.size) * h
    slopes = [(f(x + s.reshape(x.shape)) - f(x - s.reshape(x.shape))) / (2 * h) for s in steps]
    return np.array(slopes).reshape(x.shape)


# %% wrong | relative_error | norm with ord 2 is the spectral norm for a matrix, not the root of the sum of squares of all entries
def relative_error(a, n):
    num = np.linalg.norm(a - n, 2)
    den = np.linalg.norm(a, 2) + np.linalg.norm(n, 2)
    if den == 0:
        return 0
    return num / den


# %% wrong | relative_error | tests for zero by the sum of the entries, so arrays whose entries cancel count as zero
def relative_error(a, n):
    if np.sum(a) == 0 and np.sum(n) == 0:
        return 0.0
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# %% wrong | relative_error | divides by the norm of the sum a + n instead of the sum of the two norms
def relative_error(a, n):
    if not a.any() and not n.any():
        return 0
    return np.sqrt(((a - n) ** 2).sum()) / np.sqrt(((a + n) ** 2).sum())


# %% wrong | descend | in-place w -= changes the points already in the list for an array start (and the caller's start); numbers are right
def descend(gradient, w, lr, steps):
    points = [w]
    for _ in range(steps):
        w -= lr * gradient(w)
        points.append(w)
    return points


# %% wrong | descend | the slope is computed once at the start and used for all steps
def descend(gradient, w, lr, steps):
    path = [w]
    slope = gradient(w)
    for i in range(steps):
        w = w - lr * slope
        path.append(w)
    return path


# %% wrong | descend | keeps the points in an array of the start's dtype, so a whole-number start gives truncated points
def descend(gradient, w, lr, steps):
    w = np.asarray(w)
    path = np.zeros((steps + 1,) + w.shape, dtype=w.dtype)
    path[0] = w
    for t in range(steps):
        path[t + 1] = path[t] - lr * gradient(path[t])
    return list(path)


# %% wrong | descend | stops early as soon as the slope is nearly zero, so the list has fewer than steps + 1 points
def descend(gradient, w, lr, steps):
    history = [w]
    for _ in range(steps):
        g = gradient(w)
        if np.all(np.abs(g) < 1e-6):
            break
        w = w - lr * g
        history.append(w)
    return history


# %% right | descend | recursion
def descend(gradient, w, lr, steps):
    if steps == 0:
        return [w]
    return [w] + descend(gradient, w - lr * gradient(w), lr, steps - 1)


# %% wrong | sgd | params.copy() is shallow, and -= changes the caller's arrays in place
def sgd(params, grads, lr):
    new = params.copy()
    for key in new:
        new[key] -= lr * grads[key]
    return new


# %% wrong | sgd | pairs the values by position (zip of the two dicts' values), not by their keys
def sgd(params, grads, lr):
    return {k: p - lr * g for k, p, g in zip(params.keys(), params.values(), grads.values())}


# %% wrong | sgd | entries that are plain numbers are returned without a step
def sgd(params, grads, lr):
    out = {}
    for name, value in params.items():
        if isinstance(value, np.ndarray):
            out[name] = value - lr * grads[name]
        else:
            out[name] = value
    return out


# %% right | sgd | deep copy first, then new values built on the copy, by key
def sgd(params, grads, lr=0.01):
    import copy
    result = copy.deepcopy(params)
    for key in grads:
        result[key] = result[key] + (-lr) * grads[key]
    return result


# %% wrong | mini_batches | the last incomplete batch is dropped
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    for b in range(len(X) // batch_size):
        idx = order[b * batch_size:(b + 1) * batch_size]
        batches.append((X[idx], y[idx]))
    return batches


# %% wrong | mini_batches | N // batch_size + 1 batches: an empty last batch where N is a multiple of batch_size
def mini_batches(X, y, batch_size, rng):
    N = len(X)
    order = rng.permutation(N)
    Xs, ys = X[order], y[order]
    n_batches = N // batch_size + 1
    return [(Xs[i * batch_size:(i + 1) * batch_size], ys[i * batch_size:(i + 1) * batch_size]) for i in range(n_batches)]


# %% wrong | mini_batches | X and y are shuffled with two different orders, so labels no longer belong to their rows
def mini_batches(X, y, batch_size, rng):
    X = rng.permutation(X)
    y = rng.permutation(y)
    return [(X[i:i + batch_size], y[i:i + batch_size]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | makes a generator of its own with seed 0 and ignores rng, so every epoch has the same order
def mini_batches(X, y, batch_size, rng):
    rng = np.random.default_rng(0)
    order = rng.permutation(len(y))
    return [(X[order[i:i + batch_size]], y[order[i:i + batch_size]]) for i in range(0, len(y), batch_size)]


# %% wrong | mini_batches | array_split makes batches of nearly equal sizes instead of full ones of batch_size with a smaller last one
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    count = int(np.ceil(len(X) / batch_size))
    return [(X[part], y[part]) for part in np.array_split(order, count)]


# %% wrong | mini_batches | draws with replacement (rng.integers), so some samples come twice and others never
def mini_batches(X, y, batch_size, rng):
    n = len(X)
    order = rng.integers(0, n, size=n)
    out = []
    start = 0
    while start < n:
        pick = order[start:start + batch_size]
        out.append((X[pick], y[pick]))
        start += batch_size
    return out


# %% right | mini_batches | order by sorting random keys (argsort of rng.random), index arrays consumed in a while loop
def mini_batches(X, y, batch_size, rng):
    rest = np.argsort(rng.random(len(X)))
    pairs = []
    while len(rest) > 0:
        now, rest = rest[:batch_size], rest[batch_size:]
        pairs.append((X[now], y[now]))
    return pairs


# %% wrong | momentum | the step uses the old velocity instead of the new one
def momentum(w, dw, v, lr, beta):
    w_new = w - lr * v
    v_new = beta * v + (1 - beta) * dw
    return w_new, v_new


# %% wrong | momentum | classical form: the factor (1 - beta) at the gradient is missing
def momentum(w, dw, v, lr, beta):
    v = beta * v + dw
    return w - lr * v, v


# %% wrong | momentum | a velocity of zeros is treated as the first step and replaced by the whole gradient, without (1 - beta)
def momentum(w, dw, v, lr, beta):
    if not np.any(v):
        v = dw.copy()
    else:
        v = beta * v + (1 - beta) * dw
    return w - lr * v, v


# %% wrong | adagrad | eps stands inside the root
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw ** 2
    return w - lr * dw / np.sqrt(cache + eps), cache


# %% wrong | adagrad | cache += changes the caller's cache array in place
def adagrad(w, dw, cache, lr, eps):
    cache += dw ** 2
    w = w - lr * dw / (np.sqrt(cache) + eps)
    return w, cache


# %% wrong | adagrad | one cache number for all weights: the squares are summed over the entries, not kept entry by entry
def adagrad(w, dw, cache, lr, eps):
    new_cache = cache + np.sum(dw * dw)
    return w - lr * dw / (np.sqrt(new_cache) + eps), new_cache


# %% wrong | rmsprop | beta and 1 - beta are exchanged
def rmsprop(w, dw, cache, lr, beta, eps):
    c = (1 - beta) * cache + beta * dw ** 2
    return w - lr * dw / (np.sqrt(c) + eps), c


# %% wrong | rmsprop | the step divides by the root of the old cache
def rmsprop(w, dw, cache, lr, beta, eps):
    step = lr * dw / (np.sqrt(cache) + eps)
    cache = beta * cache + (1 - beta) * np.square(dw)
    return w - step, cache


# %% wrong | adam | returns the bias-corrected m and v as the state, so they are corrected twice at the next step
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    m = m / (1 - beta1 ** t)
    v = v / (1 - beta2 ** t)
    w = w - lr * m / (np.sqrt(v) + eps)
    return w, m, v


# %% wrong | adam | uses t + 1 in the correction although t already starts at 1
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw * dw
    m_hat = m / (1 - beta1 ** (t + 1))
    v_hat = v / (1 - beta2 ** (t + 1))
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | bias correction only in the first step (t == 1), left out later
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    if t == 1:
        mh, vh = m / (1 - beta1), v / (1 - beta2)
    else:
        mh, vh = m, v
    return w - lr * mh / (np.sqrt(vh) + eps), m, v


# %% wrong | adam | hard-coded 0.9 and 0.999 in the bias correction instead of beta1 and beta2
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m_new = beta1 * m + (1 - beta1) * dw
    v_new = beta2 * v + (1 - beta2) * dw ** 2
    m_corr = m_new / (1 - 0.9 ** t)
    v_corr = v_new / (1 - 0.999 ** t)
    return w - lr * m_corr / (np.sqrt(v_corr) + eps), m_new, v_new


# %% right | adam | the correction is put into the learning rate, with eps scaled accordingly (as in Keras, but exact)
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (np.square(dw) - v)
    root = np.sqrt(1 - np.power(beta2, t))
    alpha = lr * root / (1 - np.power(beta1, t))
    return w - alpha * m / (np.sqrt(v) + eps * root), m, v


# %% wrong | lr_decay | brackets missing: lr0 / 1 + rate * epoch, so the rate grows
def lr_decay(lr0, epoch, rate):
    return lr0 / 1 + rate * epoch


# %% wrong | lr_decay | exponential fall lr0 * rate ** epoch instead of dividing by 1 + rate * epoch
def lr_decay(lr0, epoch, rate):
    return lr0 * rate ** epoch


# %% wrong | step_decay | counts epochs from 1: (epoch + 1) // every, so each fall comes one epoch too early
def step_decay(lr0, epoch, rate, every):
    return lr0 * rate ** ((epoch + 1) // every)


# %% wrong | step_decay | round(epoch / every) in place of cutting off the fraction: falls half a period too early
def step_decay(lr0, epoch, rate, every):
    k = round(epoch / every)
    return lr0 * rate ** k


# %% right | step_decay | a loop that multiplies by rate at each multiple of every
def step_decay(lr0, epoch, rate, every):
    lr = lr0
    for e in range(1, epoch + 1):
        if e % every == 0:
            lr *= rate
    return lr


# %% wrong | grid_search | np.argmin takes a nan for the smallest, so a diverged run can win
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best = rates[int(np.argmin(losses))]
    return (best if np.any(np.isfinite(losses)) else np.nan), losses


# %% wrong | grid_search | best rate starts as rates[0], which is returned instead of nan if all runs diverged
def grid_search(train, rates):
    best_rate, best_loss = rates[0], float("inf")
    losses = []
    for rate in rates:
        loss = train(rate)
        losses.append(loss)
        if np.isfinite(loss) and loss < best_loss:
            best_loss = loss
            best_rate = rate
    return best_rate, losses


# %% wrong | grid_search | <= instead of <: of several equal smallest losses the last rate wins, not the first
def grid_search(train, rates):
    best_rate = np.nan
    best_loss = np.inf
    losses = []
    for r in rates:
        l = train(r)
        losses.append(l)
        if np.isfinite(l) and l <= best_loss:
            best_rate, best_loss = r, l
    return best_rate, losses


# %% wrong | grid_search | the position in the list of finite losses is used as position in rates; wrong if a diverged run stands before the best
def grid_search(train, rates):
    losses = [train(rate) for rate in rates]
    finite = [l for l in losses if np.isfinite(l)]
    if not finite:
        return np.nan, losses
    return rates[finite.index(min(finite))], losses


# %% wrong | grid_search | train is called again in the comparison (two or three trainings for a rate), and not once for each rate
def grid_search(train, rates):
    losses = [train(rate) for rate in rates]
    best = np.nan
    smallest = np.inf
    for rate in rates:
        if train(rate) < smallest:
            smallest = train(rate)
            best = rate
    return best, losses


# %% right | grid_search | min over (loss, position) pairs of the finite runs
def grid_search(train, rates):
    rates = list(rates)
    losses = list(map(train, rates))
    pairs = [(loss, i) for i, loss in enumerate(losses) if np.isfinite(loss)]
    return (rates[min(pairs)[1]] if pairs else np.nan), losses


# %% wrong | range_test | a smallest loss of 0 is taken for "none yet" (if best and ...), so after a loss of 0 the explosion is not noticed
def range_test(step, rates):
    losses = []
    best = None
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss):
            break
        if best and loss > 4 * best:
            break
        losses.append(loss)
        best = loss if best is None else min(best, loss)
    return losses


# %% wrong | range_test | the exploded loss is kept in the list before the test stops
def range_test(step, rates):
    losses = []
    for r in rates:
        losses.append(step(r))
        if not np.isfinite(losses[-1]) or losses[-1] > 4 * min(losses):
            break
    return losses


# %% wrong | range_test | compares with 4 times the first loss instead of the smallest loss so far
def range_test(step, rates):
    losses = []
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or (losses and loss > 4 * losses[0]):
            return losses
        losses.append(loss)
    return losses


# %% wrong | range_test | continue instead of break: after an explosion further steps are taken and later losses kept
def range_test(step, rates):
    losses = []
    smallest = np.inf
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or loss > 4 * smallest:
            continue
        losses.append(loss)
        smallest = min(smallest, loss)
    return losses


# %% wrong | range_test | the smallest loss starts at 1.0 instead of infinity, so a first loss above 4 counts as exploded
def range_test(step, rates):
    out, low = [], 1.0
    for r in rates:
        loss = step(r)
        if np.isnan(loss) or np.isinf(loss) or loss > 4 * low:
            break
        out.append(loss)
        low = min(low, loss)
    return out


# %% wrong | split | int() cuts the number of test samples off instead of rounding it
def split(X, y, test_fraction, rng):
    n_test = int(len(X) * test_fraction)
    order = rng.permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split | order[-n:] and order[:-n]: with 0 test samples everything lands in the test part and training is empty
def split(X, y, test_fraction, rng):
    idx = rng.permutation(len(X))
    n = round(len(X) * test_fraction)
    return X[idx[:-n]], y[idx[:-n]], X[idx[-n:]], y[idx[-n:]]


# %% wrong | split | results in the order X_train, X_test, y_train, y_test as in scikit-learn
def split(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    k = round(len(X) * test_fraction)
    te, tr = order[:k], order[k:]
    return X[tr], X[te], y[tr], y[te]


# %% wrong | split | each sample is drawn for the test part with probability test_fraction, so their number is not round(N * test_fraction)
def split(X, y, test_fraction, rng):
    mask = rng.random(len(X)) < test_fraction
    return X[~mask], y[~mask], X[mask], y[mask]


# %% right | split | draws the test rows by rng.choice without replacement and takes the rest by a boolean mask
def split(X, y, test_fraction, rng):
    N = len(X)
    chosen = rng.choice(N, size=round(N * test_fraction), replace=False)
    is_test = np.zeros(N, dtype=bool)
    is_test[chosen] = True
    return X[~is_test], y[~is_test], X[is_test], y[is_test]


# %% wrong | standardize | adds 1e-8 to the spread instead of dividing constant columns by 1, so test values in such a column become huge
def standardize(X_train, X_test):
    mu = X_train.mean(axis=0)
    sd = X_train.std(axis=0) + 1e-8
    return (X_train - mu) / sd, (X_test - mu) / sd


# %% wrong | standardize | the test part is standardised by its own mean and spread
def standardize(X_train, X_test):
    def scale(A):
        s = A.std(axis=0)
        s = np.where(s == 0, 1, s)
        return (A - A.mean(axis=0)) / s
    return scale(X_train), scale(X_test)


# %% wrong | standardize | mean and spread are computed from training and test part together (leak)
def standardize(X_train, X_test):
    both = np.concatenate([X_train, X_test])
    mean = both.mean(axis=0)
    std = both.std(axis=0)
    std[std < 1e-12] = 1
    return (X_train - mean) / std, (X_test - mean) / std


# %% wrong | standardize | constant columns are set to 0 in the test part too, where x - mean should be left
def standardize(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    const = (X_train == X_train[0]).all(axis=0)
    s = np.where(const, 1.0, s)
    A = (X_train - m) / s
    B = (X_test - m) / s
    A[:, const] = 0
    B[:, const] = 0
    return A, B


# %% wrong | standardize | sample standard deviation with ddof=1 (divides by N - 1)
def standardize(X_train, X_test):
    mean = np.mean(X_train, axis=0)
    std = np.std(X_train, axis=0, ddof=1)
    std[std < 1e-10] = 1.0
    return (X_train - mean) / std, (X_test - mean) / std


# %% wrong | standardize | results are written into arrays of the tables' dtype, so tables of whole numbers give truncated values
def standardize(X_train, X_test):
    a, b = np.zeros_like(X_train), np.zeros_like(X_test)
    for j in range(X_train.shape[1]):
        col = X_train[:, j]
        m, s = col.mean(), col.std()
        if col.min() == col.max():
            s = 1
        a[:, j] = (col - m) / s
        b[:, j] = (X_test[:, j] - m) / s
    return a, b


# %% right | standardize | finds constant columns by min == max and returns arrays built column by column from lists
def standardize(X_train, X_test):
    train_cols, test_cols = [], []
    for col, other in zip(np.asarray(X_train, dtype=float).T, np.asarray(X_test, dtype=float).T):
        if col.min() == col.max():
            m, s = col[0], 1.0
        else:
            m = sum(col) / len(col)
            s = (sum((c - m) ** 2 for c in col) / len(col)) ** 0.5
        train_cols.append([(c - m) / s for c in col])
        test_cols.append([(c - m) / s for c in other])
    return np.array(train_cols).T, np.array(test_cols).T


# %% wrong | train_network | W2 is updated before the gradient of the hidden layer is computed, so dA1 uses the new W2
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = [params[k].copy() for k in ("W1", "b1", "W2", "b2")]
    N = len(X)
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        Z2 = A1 @ W2 + b2
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.mean(np.log(P[np.arange(N), y])))
        dZ2 = P.copy()
        dZ2[np.arange(N), y] -= 1
        dZ2 /= N
        W2 = W2 - lr * A1.T @ dZ2
        b2 = b2 - lr * dZ2.sum(axis=0)
        dZ1 = dZ2 @ W2.T * (1 - A1 ** 2)
        W1 = W1 - lr * X.T @ dZ1
        b1 = b1 - lr * dZ1.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | returns the parameters of the epoch with the smallest loss (as they were before its update) instead of those after the last update
def train_network(X, y, params, lr, epochs):
    p = {k: v.copy() for k, v in params.items()}
    best, best_loss, losses = p, np.inf, []
    Y = np.eye(p["W2"].shape[1])[y]
    for _ in range(epochs):
        A1 = np.tanh(X @ p["W1"] + p["b1"])
        Z2 = A1 @ p["W2"] + p["b2"]
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        loss = -np.mean(np.log((P * Y).sum(axis=1)))
        losses.append(loss)
        if loss < best_loss:
            best, best_loss = p, loss
        d2 = (P - Y) / len(X)
        d1 = d2 @ p["W2"].T * (1 - A1 ** 2)
        g = {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": A1.T @ d2, "b2": d2.sum(axis=0)}
        p = {k: p[k] - lr * g[k] for k in p}
    return best, losses


# %% wrong | train_network | in-place updates (-=) change the caller's arrays in params
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    rows = np.arange(len(y))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        Z2 = A1 @ W2 + b2
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[rows, y]).mean())
        P[rows, y] -= 1
        dZ2 = P / len(y)
        dZ1 = (dZ2 @ W2.T) * (1 - A1 * A1)
        W2 -= lr * (A1.T @ dZ2)
        b2 -= lr * dZ2.sum(axis=0)
        W1 -= lr * (X.T @ dZ1)
        b1 -= lr * dZ1.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | each loss is measured after the update of its epoch, not before it
def train_network(X, y, params, lr, epochs):
    def forward(p):
        A1 = np.tanh(X @ p["W1"] + p["b1"])
        Z2 = A1 @ p["W2"] + p["b2"]
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        return A1, E / E.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    losses = []
    for epoch in range(epochs):
        A1, P = forward(params)
        d2 = P.copy()
        d2[rows, y] -= 1
        d2 = d2 / len(y)
        d1 = d2 @ params["W2"].T * (1 - A1 ** 2)
        params = {
            "W1": params["W1"] - lr * X.T @ d1,
            "b1": params["b1"] - lr * d1.sum(axis=0),
            "W2": params["W2"] - lr * A1.T @ d2,
            "b2": params["b2"] - lr * d2.sum(axis=0),
        }
        losses.append(-np.mean(np.log(forward(params)[1][rows, y])))
    return params, losses


# %% wrong | train_network | tanh_backward is given A1 (the output) in place of Z1, so tanh is applied twice in the slope
def dense_forward(X, W, b):
    return X @ W + b

def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    n = np.arange(len(y))
    for _ in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = np.tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.mean(np.log(P[n, y])))
        P[n, y] -= 1
        dA1, dW2, db2 = dense_backward(P / len(y), A1, W2)
        dZ1 = tanh_backward(dA1, A1)
        _, dW1, db1 = dense_backward(dZ1, X, W1)
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% right | train_network | losses by log-sum-exp, in-place updates on deep copies made first
def train_network(X, y, params, lr, epochs):
    import copy
    net = copy.deepcopy(params)
    losses = []
    N = X.shape[0]
    Y = (np.arange(net["W2"].shape[1]) == np.asarray(y)[:, None]).astype(float)
    for _ in range(epochs):
        A = np.tanh(X @ net["W1"] + net["b1"])
        Z = A @ net["W2"] + net["b2"]
        top = Z.max(axis=1, keepdims=True)
        log_sum = top + np.log(np.exp(Z - top).sum(axis=1, keepdims=True))
        log_p = Z - log_sum
        losses.append(float(-(Y * log_p).sum() / N))
        delta = (np.exp(log_p) - Y) / N
        back = (delta @ net["W2"].T) * (1 - A ** 2)
        net["W2"] -= lr * A.T @ delta
        net["b2"] -= lr * delta.sum(axis=0)
        net["W1"] -= lr * X.T @ back
        net["b1"] -= lr * back.sum(axis=0)
    return net, losses


# %% wrong | accuracy | the search for the largest score starts from 0, so rows with only negative scores always give class 0
def accuracy(P, y):
    hits = 0
    for row, label in zip(P, y):
        best, best_score = 0, 0
        for c, s in enumerate(row):
            if s > best_score:
                best, best_score = c, s
        hits += best == label
    return hits / len(y)


# %% wrong | accuracy | argmax over axis 0 (the samples) instead of the classes
def accuracy(P, y):
    return np.mean(np.argmax(P, axis=0) == y)


# %% wrong | accuracy | returns the number of right samples as a percentage (times 100), not a share from 0 to 1
def accuracy(P, y):
    pred = P.argmax(axis=1)
    return (pred == y).sum() / len(y) * 100


# %% wrong | confusion_matrix | M[y, predicted] += 1 counts each cell only once however often it occurs
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=int)
    M[y, predicted] += 1
    return M


# %% wrong | confusion_matrix | transposed: row = predicted class, column = true class
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=int)
    for p, t in zip(predicted, y):
        M[p, t] += 1
    return M


# %% wrong | confusion_matrix | takes the number of classes from the labels that occur (np.unique) instead of C, so a class that does not occur has no row and column
def confusion_matrix(predicted, y, C):
    classes = np.unique(np.concatenate([y, predicted]))
    return np.array([[np.sum((y == a) & (predicted == b)) for b in classes] for a in classes])


# %% right | confusion_matrix | bincount of the combined number y * C + predicted
def confusion_matrix(predicted, y, C):
    return np.bincount(np.asarray(y) * C + np.asarray(predicted), minlength=C * C).reshape(C, C)


# %% wrong | Dense | dW and db are accumulated over calls of backward instead of set anew
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.dW = np.zeros(W.shape)
        self.db = np.zeros(b.shape)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW += self.X.T @ dout
        self.db += dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | X is remembered on the class (Dense.X), so a second layer overwrites the memory of the first
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        Dense.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = Dense.X.T @ dout
        self.db = np.sum(dout, axis=0)
        return dout @ self.W.T


# %% wrong | Dense | X is remembered in the first forward only, so backward after a second forward uses the old input
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.X = None

    def forward(self, X):
        if self.X is None:
            self.X = X
        return np.dot(X, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.X.T, dout)
        self.db = dout.sum(axis=0)
        return np.dot(dout, self.W.T)


# %% wrong | Tanh | the slope is 1 - Z^2 from the input instead of 1 - A^2 from the output
class Tanh:
    def forward(self, Z):
        self.Z = Z
        return np.tanh(Z)

    def backward(self, dout):
        return dout * (1 - self.Z ** 2)


# %% wrong | Tanh | the memory is one list shared by all Tanh objects (class attribute), so the last forward of any layer counts
class Tanh:
    cache = []

    def forward(self, Z):
        A = np.tanh(Z)
        self.cache.append(A)
        return A

    def backward(self, dout):
        return dout * (1 - self.cache[-1] ** 2)


# %% wrong | Network | self.layers.reverse() turns the list itself round, so the next forward after a backward begins at the last layer
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)

class Network:
    def __init__(self, weights):
        self.layers = []
        for i, (W, b) in enumerate(weights):
            if i > 0:
                self.layers.append(Tanh())
            self.layers.append(Dense(W, b))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        self.layers.reverse()
        for layer in self.layers:
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | one Tanh object is used for all hidden layers, so with three or more dense layers its memory is overwritten
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)

class Network:
    def __init__(self, weights):
        act = Tanh()
        self.layers = []
        for W, b in weights[:-1]:
            self.layers += [Dense(W, b), act]
        self.layers.append(Dense(*weights[-1]))

    def forward(self, X):
        out = X
        for layer in self.layers:
            out = layer.forward(out)
        return out

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | layers is a class attribute shared by all networks, so a second network appends its layers to the first one's
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)

class Network:
    layers = []

    def __init__(self, weights):
        for n, (W, b) in enumerate(weights):
            self.layers.append(Dense(W, b))
            if n < len(weights) - 1:
                self.layers.append(Tanh())

    def forward(self, X):
        for l in self.layers:
            X = l.forward(X)
        return X

    def backward(self, dout):
        for l in self.layers[::-1]:
            dout = l.backward(dout)
        return dout

    def update(self, lr):
        for l in self.layers:
            if isinstance(l, Dense):
                l.W = l.W - lr * l.dW
                l.b = l.b - lr * l.db


# %% wrong | Network | two mistakes: a tanh also behind the last dense layer, and update moves W only, never b
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)

class Network:
    def __init__(self, weights):
        self.layers = []
        for W, b in weights:
            self.layers.append(Dense(W, b))
            self.layers.append(Tanh())

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW


# %% right | Network | functools.reduce over the layers, hidden layers found by hasattr dW
from functools import reduce

class Dense:
    def __init__(self, W, b):
        self.W = np.array(W, dtype=float)
        self.b = np.array(b, dtype=float)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)

class Network:
    def __init__(self, weights):
        self.layers = [layer for W, b in weights for layer in (Tanh(), Dense(W, b))][1:]

    def forward(self, X):
        return reduce(lambda a, layer: layer.forward(a), self.layers, X)

    def backward(self, dout):
        return reduce(lambda g, layer: layer.backward(g), self.layers[::-1], dout)

    def update(self, lr):
        for layer in self.layers:
            if hasattr(layer, "dW"):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | early_stopping | stops one epoch too late: waits until more than patience epochs (>) have brought nothing
def early_stopping(losses, patience):
    best, best_epoch, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited > patience:
                break
    return best_epoch


# %% wrong | early_stopping | the wait counter is not set back to 0 at a new best, so all bad epochs are counted, not those in a row
def early_stopping(losses, patience):
    best_epoch = 0
    bad = 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best_epoch]:
            best_epoch = i
        else:
            bad += 1
        if bad == patience:
            return best_epoch
    return best_epoch


# %% wrong | early_stopping | compares with the previous epoch's loss instead of the best so far
def early_stopping(losses, patience):
    wait, best = 0, 0
    for i in range(1, len(losses)):
        if losses[i] < losses[i - 1]:
            wait = 0
            if losses[i] < losses[best]:
                best = i
        else:
            wait += 1
            if wait >= patience:
                break
    return best


# %% wrong | early_stopping | an equal loss counts as better (<=), so it becomes the best epoch and resets the waiting
def early_stopping(losses, patience):
    best_epoch = 0
    for epoch, loss in enumerate(losses):
        if loss <= losses[best_epoch]:
            best_epoch = epoch
        elif epoch - best_epoch >= patience:
            return best_epoch
    return best_epoch


# %% wrong | early_stopping | demands an improvement of at least 1e-3 (min_delta), so slightly smaller losses do not count
def early_stopping(losses, patience, min_delta=1e-3):
    best = float("inf")
    best_epoch = counter = 0
    for epoch, val_loss in enumerate(losses):
        if val_loss < best - min_delta:
            best = val_loss
            best_epoch = epoch
            counter = 0
        else:
            counter += 1
            if counter >= patience:
                break
    return best_epoch


# %% right | early_stopping | looks at slices: the first epoch from which the next patience losses are all not smaller, otherwise the first minimum
def early_stopping(losses, patience):
    losses = list(losses)
    for e in range(len(losses)):
        if losses[e] != min(losses[:e + 1]) or losses[e] in losses[:e]:
            continue
        after = losses[e + 1:e + 1 + patience]
        if len(after) == patience and all(l >= losses[e] for l in after):
            return e
    return losses.index(min(losses))


# %% wrong | l2_gradient | lam / (2 N): the 2 of the square was not cancelled, so the pull is half of what it should be
def l2_gradient(dW, W, lam, N):
    return dW + lam / (2 * N) * W


# %% wrong | l2_gradient | divides by the number of rows of W instead of the number of samples N
def l2_gradient(dW, W, lam, N):
    N = len(W)
    return dW + lam / N * W


# %% wrong | l2_gradient | pulls with W * |W| instead of W (each weight is multiplied by its own absolute value)
def l2_gradient(dW, W, lam, N):
    return dW + (lam / N) * np.abs(W) * W


# %% wrong | dropout_forward | keep and drop exchanged: an entry is kept where the random number is above keep
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) > keep).astype(float)
    return X * mask / keep, mask


# %% wrong | dropout_forward | not divided by keep in training; at test time X is multiplied by keep instead (old, not inverted dropout)
def dropout_forward(X, keep, rng, train):
    if train:
        mask = (rng.random(X.shape) < keep).astype(float)
        return X * mask, mask
    return X * keep, np.ones(X.shape)


# %% wrong | dropout_forward | one draw per column for the whole batch instead of one for every entry
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    column_mask = (rng.random(X.shape[1]) < keep) * 1.0
    mask = np.tile(column_mask, (X.shape[0], 1))
    return X * mask / keep, mask


# %% wrong | dropout_forward | the mask is read off the output (out != 0), so entries of X that are 0 always get a mask of 0
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    out = np.where(rng.random(X.shape) < keep, X / keep, 0.0)
    mask = (out != 0).astype(float)
    return out, mask


# %% wrong | dropout_backward | multiplies by keep instead of dividing
def dropout_backward(dout, mask, keep):
    return dout * mask * keep


# %% wrong | dropout_backward | kept entries with a negative gradient get 0, because the test is mask * dout > 0 and not the mask alone
def dropout_backward(dout, mask, keep):
    return np.where(mask * dout > 0, dout / keep, 0.0)


# %% wrong | batchnorm_forward | momentum on the wrong side: the old running average gets 1 - momentum (PyTorch's convention)
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, var = X.mean(axis=0), X.var(axis=0)
        running_mean = (1 - momentum) * running_mean + momentum * mu
        running_var = (1 - momentum) * running_var + momentum * var
    else:
        mu, var = running_mean, running_var
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | running variance uses N - 1 (ddof=1) while the normalising divides by N
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    N = X.shape[0]
    mu = X.mean(axis=0)
    var = ((X - mu) ** 2).mean(axis=0)
    out = gamma * (X - mu) / np.sqrt(var + eps) + beta
    running_mean = momentum * running_mean + (1 - momentum) * mu
    running_var = momentum * running_var + (1 - momentum) * var * N / (N - 1)
    return out, running_mean, running_var


# %% wrong | batchnorm_forward | eps is added to the spread, outside the root
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        m = np.mean(X, axis=0)
        v = np.var(X, axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * m
        running_var = momentum * running_var + (1 - momentum) * v
    else:
        m, v = running_mean, running_var
    X_hat = (X - m) / (np.sqrt(v) + eps)
    return gamma * X_hat + beta, running_mean, running_var


# %% wrong | batchnorm_forward | the running averages are moved at test time as well
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    bm, bv = X.mean(axis=0), X.var(axis=0)
    m, v = (bm, bv) if train else (running_mean, running_var)
    out = gamma * ((X - m) / np.sqrt(v + eps)) + beta
    return out, momentum * running_mean + (1 - momentum) * bm, momentum * running_var + (1 - momentum) * bv


# %% wrong | batchnorm_forward | in training it normalises by the updated running averages instead of the batch's mean and variance
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        running_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
        running_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
    x_hat = (X - running_mean) / np.sqrt(running_var + eps)
    return gamma * x_hat + beta, running_mean, running_var


# %% wrong | batchnorm_backward | mean and spread are treated as fixed: only the direct path dxhat / s, two terms are missing
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mu = X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - mu) / s
    return dout * gamma / s, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | the term through the spread is missing
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0)) / s
    return dX, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


# %% wrong | batchnorm_backward | dgamma and dbeta are means over the samples instead of sums
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    return dX, (dout * xhat).mean(axis=0), dout.mean(axis=0)


# %% wrong | batchnorm_backward | dgamma uses the centred X - mean, not divided by the spread
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N = X.shape[0]
    d = X - X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * d).sum(axis=0)
    dxhat = dout * gamma
    dv = -(dxhat * d).sum(axis=0) / s**2 / (2 * s)
    dd = dxhat / s + 2 / N * d * dv
    dX = dd - dd.sum(axis=0) / N
    return dX, dgamma, dbeta


# %% right | batchnorm_backward | the well-known compact formula with N in front (kevinzakka / cs231n style)
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N, D = X.shape
    ivar = 1.0 / np.sqrt(np.var(X, axis=0) + eps)
    x_hat = (X - np.mean(X, axis=0)) * ivar
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(x_hat * dout, axis=0)
    dX = (gamma * ivar / N) * (N * dout - x_hat * dgamma - dbeta)
    return dX, dgamma, dbeta


# %% right | relative_error | tiny 1e-12 in the denominator instead of a special case, norms by ravel and dot product
def relative_error(a, n):
    def length(v):
        v = np.ravel(v).astype(float)
        return np.sqrt(v @ v)
    return length(np.subtract(a, n)) / (length(a) + length(n) + 1e-12)


# %% right | dropout_forward | draws entry by entry with rng.random() in two loops, keyword train with a default
def dropout_forward(X, keep, rng, train=True):
    mask = np.ones(X.shape)
    if not train:
        return X, mask
    out = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if rng.random() < keep:
                out[i, j] = X[i, j] / keep
            else:
                mask[i, j] = 0.0
    return out, mask


# %% right | range_test | keeps the whole history in one list and asks min(losses, default=inf) each time
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not (np.isfinite(loss) and loss <= 4 * min(losses, default=np.inf)):
            break
        losses.append(loss)
    return losses
