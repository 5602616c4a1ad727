# %% wrong | predict_step | adds the step instead of subtracting it (6 + 0.2 * 6 = 7.2)
def predict_step():
    return 6 + 0.2 * 2 * (6 - 3)


# %% wrong | predict_limit | uses the coefficient 2 of the loss as curvature instead of the 4 of the slope (gives 1)
def predict_limit():
    return 2 / 2


# %% wrong | predict_batches | forgets the last incomplete batch in the count (7 instead of 8)
def predict_batches():
    return 250 // 32, 250 % 32


# %% right | predict_batches | computed with ceil, returned as a list
def predict_batches():
    n = int(np.ceil(250 / 32))
    return [n, 250 - (n - 1) * 32]


# %% wrong | predict_adam | forgets the bias correction, so the step is 3.16 lr instead of lr
def predict_adam():
    m = 0.1 * -50
    v = 0.001 * 2500
    return 2 - 0.1 * m / np.sqrt(v)


# %% right | predict_adam | by the sign of the gradient
def predict_adam():
    return 2 - 0.1 * np.sign(-50)


# %% wrong | descend | the start is missing from the list, so only `steps` points come back
def descend(gradient, w, lr, steps):
    points = []
    for i in range(steps):
        w = w - lr * gradient(w)
        points.append(w)
    return points


# %% wrong | descend | w -= in place: with arrays all entries of the list are the same array, and the caller's start is changed; numbers are right
def descend(gradient, w, lr, steps):
    points = [w]
    for i in range(steps):
        w -= lr * gradient(w)
        points.append(w)
    return points


# %% wrong | descend | the list holds copies and is right, but w -= changes the caller's start array in place
def descend(gradient, w, lr, steps):
    points = [np.copy(w)]
    for i in range(steps):
        w -= lr * gradient(w)
        points.append(np.copy(w))
    return points


# %% wrong | descend | return stands inside the loop, so only one step is taken
def descend(gradient, w, lr, steps):
    points = [w]
    for i in range(steps):
        w = w - lr * gradient(w)
        points.append(w)
        return points


# %% wrong | descend | stops early once a step is shorter than 1e-3, so the list gets too short near the lowest point
def descend(gradient, w, lr, steps):
    points = [w]
    for i in range(steps):
        new = w - lr * gradient(w)
        points.append(new)
        if np.linalg.norm(new - w) < 1e-3:
            break
        w = new
    return points


# %% wrong | descend | returns an empty list for steps = 0 instead of the list with the start alone
def descend(gradient, w, lr, steps):
    if steps == 0:
        return []
    points = [w]
    for i in range(steps):
        w = w - lr * gradient(w)
        points.append(w)
    return points


# %% wrong | descend | np.full takes its dtype from the start, so for an integer start (such as 0) every point is cut to an integer
def descend(gradient, w, lr, steps):
    out = np.full((steps + 1,) + np.shape(w), w)
    for k in range(steps):
        out[k + 1] = out[k] - lr * gradient(out[k])
    return list(out)


# %% wrong | descend | float(w) at the start: works for a number, raises a TypeError for an array of several weights
def descend(gradient, w, lr, steps):
    w = float(w)
    points = [w]
    for _ in range(steps):
        w = w - lr * gradient(w)
        points.append(w)
    return points


# %% wrong | descend | every step starts from the original w again (the result is not stored in w), so all later points are equal
def descend(gradient, w, lr, steps):
    points = [w]
    for _ in range(steps):
        w_new = w - lr * gradient(w)
        points.append(w_new)
    return points


# %% right | descend | recursion, the start put in front of the rest
def descend(gradient, w, lr, steps):
    if steps == 0:
        return [w]
    return [w] + descend(gradient, w - lr * gradient(w), lr, steps - 1)


# %% right | descend | itertools.accumulate with a lambda
from itertools import accumulate, repeat

def descend(gradient, w, lr, steps):
    return list(accumulate(repeat(None, steps), lambda p, _: p - lr * gradient(p), initial=w))


# %% right | descend | while loop, reading the last point with points[-1], type hints and renamed parameters
def descend(grad_fn, x0, eta: float, n_iter: int) -> list:
    points = [x0]
    while len(points) <= n_iter:
        points.append(points[-1] - eta * grad_fn(points[-1]))
    return points


# %% right | descend | in-place work on a float copy, and a copy appended each time
def descend(gradient, w, lr, steps):
    w = np.array(w, dtype=float)
    points = [w.copy()]
    for _ in range(steps):
        w -= lr * gradient(w)
        points.append(w.copy())
    return points


# %% wrong | sgd | params.copy() is shallow and -= changes the caller's arrays in place, though the dict is new
def sgd(params, grads, lr):
    new = params.copy()
    for key in new:
        new[key] -= lr * grads[key]
    return new


# %% wrong | sgd | pairs parameters and gradients by their order (zip of values) instead of by key
def sgd(params, grads, lr):
    new = {}
    for (key, p), g in zip(params.items(), grads.values()):
        new[key] = p - lr * g
    return new


# %% wrong | sgd | return inside the loop: only the first parameter comes back
def sgd(params, grads, lr):
    new_params = {}
    for key in params:
        new_params[key] = params[key] - lr * grads[key]
        return new_params


# %% wrong | sgd | parameters whose name begins with b are copied without a step (biases are not updated)
def sgd(params, grads, lr):
    updated = {}
    for name in params:
        if name.startswith("b"):
            updated[name] = params[name].copy()
        else:
            updated[name] = params[name] - lr * grads[name]
    return updated


# %% wrong | sgd | the result is right and the parameters stay, but grads[k] *= lr changes the caller's gradients
def sgd(params, grads, lr):
    new = {}
    for k in params:
        grads[k] *= lr
        new[k] = params[k] - grads[k]
    return new


# %% wrong | sgd | the gradient is summed over the rows and broadcast, so that 2-d parameters take the same step in each row; 1-d is right
def sgd(params, grads, lr):
    new = {}
    for k in params:
        g = grads[k]
        if np.ndim(g) == 2:
            g = g.sum(axis=0)
        new[k] = params[k] - lr * g
    return new


# %% wrong | sgd | divides the gradient by the number of rows of the array, although it is a mean already
def sgd(params, grads, lr):
    return {k: params[k] - lr * grads[k] / len(grads[k]) for k in params}


# %% right | sgd | deep copy first, then in-place steps on the copy by key
import copy

def sgd(params, grads, lr):
    new = copy.deepcopy(params)
    for k in new:
        new[k] -= lr * grads[k]
    return new


# %% right | sgd | both dicts sorted by key, then zipped
def sgd(params, grads, lr):
    keys = sorted(params)
    ps = [params[k] for k in keys]
    gs = [grads[k] for k in keys]
    return dict(zip(keys, [p - lr * g for p, g in zip(ps, gs)]))


# %% right | sgd | np.subtract with a helper, loop over the gradients' keys
def _step(p, g, lr):
    return np.subtract(p, np.multiply(lr, g))

def sgd(params, grads, lr):
    out = dict()
    for name in grads:
        out[name] = _step(params[name], grads[name], lr)
    return out


# %% wrong | mini_batches | rows and labels are shuffled with two different orders
def mini_batches(X, y, batch_size, rng):
    Xs = X[rng.permutation(len(X))]
    ys = y[rng.permutation(len(y))]
    return [(Xs[i:i + batch_size], ys[i:i + batch_size]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | rng is replaced by a new generator with the fixed seed 0, so each epoch has the same order
def mini_batches(X, y, batch_size, rng):
    rng = np.random.default_rng(0)
    order = rng.permutation(len(X))
    return [(X[order[i:i + batch_size]], y[order[i:i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | draws from NumPy's global generator np.random instead of rng, so the same seed does not give the same batches
def mini_batches(X, y, batch_size, rng):
    order = np.random.permutation(len(X))
    return [(X[order[i:i + batch_size]], y[order[i:i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | each batch is drawn anew from all samples, so a sample may come in several batches and others in none
def mini_batches(X, y, batch_size, rng):
    N = len(X)
    batches = []
    done = 0
    while done < N:
        size = min(batch_size, N - done)
        idx = rng.choice(N, size, replace=False)
        batches.append((X[idx], y[idx]))
        done += size
    return batches


# %% wrong | mini_batches | an empty extra batch at the end if N is a multiple of batch_size
def mini_batches(X, y, batch_size, rng):
    N = X.shape[0]
    order = rng.permutation(N)
    batches = []
    for k in range(N // batch_size + 1):
        idx = order[k * batch_size:(k + 1) * batch_size]
        batches.append((X[idx], y[idx]))
    return batches


# %% wrong | mini_batches | np.array_split makes batches of nearly equal size (7 in 3s gives 3, 2, 2) instead of full ones and a rest
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    n = int(np.ceil(len(X) / batch_size))
    return [(X[part], y[part]) for part in np.array_split(order, n)]


# %% wrong | mini_batches | shuffles the caller's X and y in place
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    X[:] = X[order]
    y[:] = y[order]
    return [(X[i:i + batch_size].copy(), y[i:i + batch_size].copy()) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | the last batch is filled up with samples from the beginning of the order, which so come twice
def mini_batches(X, y, batch_size, rng):
    N = len(X)
    order = rng.permutation(N)
    result = []
    for i in range(0, N, batch_size):
        idx = [order[j % N] for j in range(i, i + batch_size)]
        result.append((X[idx], y[idx]))
    return result


# %% wrong | mini_batches | cuts first and shuffles only inside each batch, so each batch always holds the same samples
def mini_batches(X, y, batch_size, rng):
    batches = []
    for i in range(0, len(X), batch_size):
        Xb, yb = X[i:i + batch_size], y[i:i + batch_size]
        p = rng.permutation(len(Xb))
        batches.append((Xb[p], yb[p]))
    return batches


# %% wrong | mini_batches | a rest of one sample is given as (D,) and a bare number, not as (1, D) and (1,)
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    out = []
    for i in range(0, len(X), batch_size):
        idx = order[i:i + batch_size]
        if len(idx) == 1:
            out.append((X[idx[0]], y[idx[0]]))
        else:
            out.append((X[idx], y[idx]))
    return out


# %% wrong | mini_batches | the order is drawn only at the first call and kept for later calls with as many samples, so a second epoch has no new order
_orders = {}

def mini_batches(X, y, batch_size, rng):
    N = len(X)
    if N not in _orders:
        _orders[N] = rng.permutation(N)
    order = _orders[N]
    return [(X[order[i:i + batch_size]], y[order[i:i + batch_size]]) for i in range(0, N, batch_size)]


# %% wrong | mini_batches | batch_size larger than N: the loop never runs and the list is empty (otherwise right)
def mini_batches(X, y, batch_size, rng):
    N = len(X)
    order = rng.permutation(N)
    if batch_size > N:
        n_batches = 0
    else:
        n_batches = (N + batch_size - 1) // batch_size
    res = []
    for b in range(n_batches):
        idx = order[b * batch_size:b * batch_size + batch_size]
        res.append((X[idx], y[idx]))
    return res


# %% wrong | mini_batches | rng.permuted shuffles each column (those of X and y) on its own, so rows and labels are torn apart
def mini_batches(X, y, batch_size, rng):
    data = np.column_stack([X, y])
    data = rng.permuted(data, axis=0)
    return [(data[i:i + batch_size, :-1], data[i:i + batch_size, -1]) for i in range(0, len(X), batch_size)]


# %% right | mini_batches | order from argsort of random numbers, np.split at the borders
def mini_batches(X, y, batch_size, rng):
    order = np.argsort(rng.random(len(X)))
    borders = np.arange(batch_size, len(X), batch_size)
    return [(X[part], y[part]) for part in np.split(order, borders)]


# %% right | mini_batches | Fisher-Yates by hand with rng.integers on a list of indices, batches grown sample by sample
def mini_batches(X, y, batch_size, rng):
    idx = list(range(len(X)))
    for i in range(len(idx) - 1, 0, -1):
        j = int(rng.integers(0, i + 1))
        idx[i], idx[j] = idx[j], idx[i]
    groups = []
    for n, i in enumerate(idx):
        if n % batch_size == 0:
            groups.append([])
        groups[-1].append(i)
    return [(X[g], y[g]) for g in groups]


# %% right | mini_batches | full batches first and the rest in an if, as in well-known course code (Andrew Ng), with math.floor
import math

def mini_batches(X, y, batch_size, rng):
    m = X.shape[0]
    result = []
    permutation = list(rng.permutation(m))
    shuffled_X = X[permutation, :]
    shuffled_y = y[permutation]
    num_complete = math.floor(m / batch_size)
    for k in range(0, num_complete):
        result.append((shuffled_X[k * batch_size:(k + 1) * batch_size, :], shuffled_y[k * batch_size:(k + 1) * batch_size]))
    if m % batch_size != 0:
        result.append((shuffled_X[num_complete * batch_size:, :], shuffled_y[num_complete * batch_size:]))
    return result


# %% right | mini_batches | draws each batch from the samples that remain with rng.choice without replacement
def mini_batches(X, y, batch_size, rng):
    left = np.arange(len(X))
    batches = []
    while len(left) > 0:
        pick = rng.choice(left, size=min(batch_size, len(left)), replace=False)
        left = np.setdiff1d(left, pick)
        batches.append((X[pick], y[pick]))
    return batches


# %% right | mini_batches | inner generator turned into a list, rng.shuffle on an index array
def mini_batches(X, y, batch_size, rng):
    idx = np.arange(y.shape[0])
    rng.shuffle(idx)

    def pieces():
        for s in range(0, idx.size, batch_size):
            chosen = idx[s:s + batch_size]
            yield np.take(X, chosen, axis=0), np.take(y, chosen)

    return list(pieces())


# %% wrong | momentum | classical form: v = beta v + dw, the factor 1 - beta is missing
def momentum(w, dw, v, lr, beta):
    v = beta * v + dw
    w = w - lr * v
    return w, v


# %% wrong | momentum | the step uses the old v, before the update
def momentum(w, dw, v, lr, beta):
    w_new = w - lr * v
    v_new = beta * v + (1 - beta) * dw
    return w_new, v_new


# %% wrong | momentum | v is changed in place, so the caller's velocity array changes; the result is right
def momentum(w, dw, v, lr, beta):
    v *= beta
    v += (1 - beta) * dw
    return w - lr * v, v


# %% wrong | momentum | lr is put into the velocity (v = beta v + lr dw), so v is wrong in size and 1 - beta is missing as well
def momentum(w, dw, v, lr, beta):
    v_next = beta * v + lr * dw
    w_next = w - v_next
    return w_next, v_next


# %% wrong | momentum | Nesterov: the step looks ahead with beta v + (1 - beta) dw of the new v, instead of the new v itself
def momentum(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    look_ahead = beta * v + (1 - beta) * dw
    return w - lr * look_ahead, v


# %% wrong | momentum | wrong only for v = 0: there the velocity is set to the whole gradient dw instead of (1 - beta) dw
def momentum(w, dw, v, lr, beta):
    if not np.any(v):
        v = dw
    else:
        v = beta * v + (1 - beta) * dw
    return w - lr * v, v


# %% wrong | momentum | beta = 0 is taken for "not given" and replaced by 0.9; all other betas are right
def momentum(w, dw, v, lr, beta):
    beta = beta or 0.9
    v = beta * v + (1 - beta) * dw
    return w - lr * v, v


# %% wrong | momentum | w is right but the returned velocity is lr * v instead of v
def momentum(w, dw, v, lr, beta):
    v = lr * (beta * v + (1 - beta) * dw)
    return w - v, v


# %% right | momentum | v written as v + (1 - beta)(dw - v)
def momentum(w, dw, v, lr, beta):
    v = v + (1 - beta) * (dw - v)
    return w - lr * v, v


# %% right | momentum | np.average with weights over the stacked old velocity and gradient, returned as a list
def momentum(w, dw, v, lr, beta):
    v_new = np.average(np.stack([v, dw]), axis=0, weights=[beta, 1 - beta])
    return [w - lr * v_new, v_new]


# %% right | momentum | entry by entry with np.ndindex on copies
def momentum(w, dw, v, lr, beta):
    w, v = np.array(w, dtype=float), np.array(v, dtype=float)
    for i in np.ndindex(w.shape):
        v[i] = beta * v[i] + (1 - beta) * dw[i]
        w[i] = w[i] - lr * v[i]
    return w, v


# %% wrong | adagrad | eps inside the root: sqrt(cache + eps)
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw ** 2
    w = w - lr * dw / np.sqrt(cache + eps)
    return w, cache


# %% wrong | adagrad | missing parentheses: eps is added to the quotient dw / sqrt(cache) instead of to the root
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw ** 2
    w = w - lr * (dw / np.sqrt(cache) + eps)
    return w, cache


# %% wrong | adagrad | cache += changes the caller's cache in place
def adagrad(w, dw, cache, lr, eps):
    cache += dw ** 2
    w = w - lr * dw / (np.sqrt(cache) + eps)
    return w, cache


# %% wrong | adagrad | one common cache: adds the sum of the squares of all weights to each entry
def adagrad(w, dw, cache, lr, eps):
    cache = cache + np.sum(dw ** 2)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | adagrad | the parameter eps is ignored, 1e-8 is hard-coded
def adagrad(w, dw, cache, lr, eps):
    cache = cache + np.square(dw)
    return w - lr * dw / (np.sqrt(cache) + 1e-8), cache


# %% wrong | adagrad | no eps at all: 0 / 0 = nan for a weight that had no gradient yet
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw ** 2
    return w - lr * dw / np.sqrt(cache), cache


# %% wrong | adagrad | eps as lower bound, max(sqrt(cache), eps), instead of being added
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw ** 2
    return w - lr * dw / np.maximum(np.sqrt(cache), eps), cache


# %% wrong | adagrad | the update is skipped altogether if any entry of dw is 0 (np.all for a guard), also for the other weights
def adagrad(w, dw, cache, lr, eps):
    if not np.all(dw):
        return w.copy(), cache.copy()
    cache = cache + dw ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% right | adagrad | the squares by dw * dw, the root by ** 0.5, the rate of each weight computed first
def adagrad(w, dw, cache, lr, eps):
    total = cache + dw * dw
    own_rate = lr / (total ** 0.5 + eps)
    return w - own_rate * dw, total


# %% right | adagrad | the root by np.hypot of the root of the old cache and dw
def adagrad(w, dw, cache, lr, eps):
    root = np.hypot(np.sqrt(cache), dw)
    return w - lr * dw / (root + eps), cache + np.square(dw)


# %% right | adagrad | changes only the entries with a gradient other than 0, on copies
def adagrad(w, dw, cache, lr, eps):
    w = np.array(w, dtype=float)
    cache = np.array(cache, dtype=float)
    dw = np.asarray(dw)
    hit = dw != 0
    cache[hit] += dw[hit] ** 2
    w[hit] -= lr * dw[hit] / (np.sqrt(cache[hit]) + eps)
    return w, cache


# %% wrong | rmsprop | 1 - beta is squared together with the gradient: ((1 - beta) dw)**2
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + ((1 - beta) * dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | rmsprop | eps is squared and put inside the root, sqrt(cache + eps**2)
def rmsprop(w, dw, cache, lr, beta, eps):
    s = beta * cache + (1 - beta) * np.square(dw)
    return w - lr * dw / np.sqrt(s + eps ** 2), s


# %% wrong | rmsprop | wrong only for a cache of 0 (first step): it is set to dw**2 at once
def rmsprop(w, dw, cache, lr, beta, eps):
    if np.all(cache == 0):
        cache = dw ** 2
    else:
        cache = beta * cache + (1 - beta) * dw ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | rmsprop | divides the cache by 1 - beta for the step (a bias correction that belongs to Adam's first step)
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw ** 2
    corrected = cache / (1 - beta)
    return w - lr * dw / (np.sqrt(corrected) + eps), cache


# %% wrong | rmsprop | the step uses the old cache, and w is changed in place
def rmsprop(w, dw, cache, lr, beta, eps):
    w -= lr * dw / (np.sqrt(cache) + eps)
    cache = beta * cache + (1 - beta) * dw ** 2
    return w, cache


# %% wrong | rmsprop | wrong only where dw is 0: there the cache is left as it was instead of falling to beta * cache
def rmsprop(w, dw, cache, lr, beta, eps):
    new_cache = np.where(dw == 0, cache, beta * cache + (1 - beta) * dw ** 2)
    return w - lr * dw / (np.sqrt(new_cache) + eps), new_cache


# %% wrong | rmsprop | lr and beta exchanged in the own parameter list (arguments come by position)
def rmsprop(w, dw, cache, beta, lr, eps):
    cache = beta * cache + (1 - beta) * dw ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% right | rmsprop | cache by cache - (1 - beta)(cache - dw**2), docstring and type hints
def rmsprop(w: np.ndarray, dw: np.ndarray, cache: np.ndarray, lr: float, beta: float, eps: float):
    """One RMSprop step."""
    forget = 1.0 - beta
    cache = cache - forget * (cache - dw * dw)
    step = np.divide(dw, np.sqrt(cache) + eps)
    return w - lr * step, cache


# %% right | rmsprop | CS231n style with a config dict of its own and copies
def rmsprop(w, dw, cache, lr, beta, eps):
    config = {"learning_rate": lr, "decay_rate": beta, "epsilon": eps, "cache": cache.copy()}
    config["cache"] *= config["decay_rate"]
    config["cache"] += (1 - config["decay_rate"]) * dw ** 2
    next_w = w.copy()
    next_w -= config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"])
    return next_w, config["cache"]


# %% right | rmsprop | scalar function made for arrays by np.vectorize
def _one(wi, gi, ci, lr, beta, eps):
    ci = beta * ci + (1 - beta) * gi ** 2
    return wi - lr * gi / (ci ** 0.5 + eps), ci

def rmsprop(w, dw, cache, lr, beta, eps):
    f = np.vectorize(_one, otypes=[float, float])
    new_w, new_cache = f(w, dw, cache, lr, beta, eps)
    return new_w, new_cache


# %% wrong | adam | returns the corrected averages, so they would be corrected twice
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    m = m / (1 - beta1 ** t)
    v = v / (1 - beta2 ** t)
    w = w - lr * m / (np.sqrt(v) + eps)
    return w, m, v


# %% wrong | adam | the correction does not use t: divides by 1 - beta in every step, right only for t = 1
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    m_hat = m / (1 - beta1)
    v_hat = v / (1 - beta2)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | counts t from 0: uses t + 1 as exponent of the correction
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | eps inside the root
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    mhat = m / (1 - beta1 ** t)
    vhat = v / (1 - beta2 ** t)
    return w - lr * mhat / np.sqrt(vhat + eps), m, v


# %% wrong | adam | the short form lr sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + eps): eps is added to the uncorrected root, so it counts too much
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    lr_t = lr * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
    return w - lr_t * m / (np.sqrt(v) + eps), m, v


# %% wrong | adam | v is averaged with beta1 instead of beta2 (the correction uses beta2)
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta1 * v + (1 - beta1) * dw ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | v averages the square of the new m instead of dw**2
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * m ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | m and v are changed in place, so the caller's arrays change; the result is right
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * dw
    v *= beta2
    v += (1 - beta2) * dw ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | t is ignored: a counter of its own in a global counts the calls, so other t or a second run are corrected wrongly
_t = 0

def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    global _t
    _t += 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    m_hat = m / (1 - beta1 ** _t)
    v_hat = v / (1 - beta2 ** _t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | corrects only in the first ten steps: from t = 11 on the uncorrected averages are used
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    if t <= 10:
        m_hat = m / (1 - beta1 ** t)
        v_hat = v / (1 - beta2 ** t)
    else:
        m_hat, v_hat = m, v
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | two mistakes: plus for minus in the step, and 1 - beta2 forgotten in v
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + dw ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w + lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | the step takes the new gradient dw instead of the corrected average m_hat
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    v_hat = v / (1 - beta2 ** t)
    return w - lr * dw / (np.sqrt(v_hat) + eps), m, v


# %% right | adam | the short form with eps scaled by sqrt(1 - beta2^t), so that it is the same formula
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw ** 2
    root = np.sqrt(1 - beta2 ** t)
    lr_t = lr * root / (1 - beta1 ** t)
    return w - lr_t * m / (np.sqrt(v) + eps * root), m, v


# %% right | adam | helper closure for the moving average, correction by the sum of the weights (1 - beta) beta^k
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    ema = lambda old, new, b: b * old + (1 - b) * new
    weight = lambda b: sum((1 - b) * b ** k for k in range(int(t)))
    m, v = ema(m, dw, beta1), ema(v, dw * dw, beta2)
    return w - lr * (m / weight(beta1)) / (np.sqrt(v / weight(beta2)) + eps), m, v


# %% right | adam | in the style of a well-known framework: in place on copies, denom with sqrt(v) / sqrt(bias_correction2) + eps
def adam(w, dw, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    exp_avg, exp_avg_sq = np.array(m, dtype=float), np.array(v, dtype=float)
    exp_avg *= beta1
    exp_avg += (1 - beta1) * dw
    exp_avg_sq *= beta2
    exp_avg_sq += (1 - beta2) * dw * dw
    bias_correction1 = 1 - beta1 ** t
    bias_correction2 = 1 - beta2 ** t
    denom = np.sqrt(exp_avg_sq) / np.sqrt(bias_correction2) + eps
    step_size = lr / bias_correction1
    return w - step_size * exp_avg / denom, exp_avg, exp_avg_sq


# %% right | adam | beta**t computed by a loop of products
def power(b, t):
    p = 1.0
    for _ in range(t):
        p *= b
    return p

def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    new_m = beta1 * m + (1 - beta1) * dw
    new_v = beta2 * v + (1 - beta2) * np.square(dw)
    m_hat = new_m / (1 - power(beta1, t))
    v_hat = new_v / (1 - power(beta2, t))
    new_w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new_w, new_m, new_v


# %% wrong | lr_decay | counts epochs from 1: uses epoch + 1, so the first epoch does not have the full rate
def lr_decay(lr0, epoch, rate):
    return lr0 / (1 + rate * (epoch + 1))


# %% wrong | lr_decay | power for product: (1 + rate)**epoch instead of 1 + rate * epoch
def lr_decay(lr0, epoch, rate):
    return lr0 / (1 + rate) ** epoch


# %% wrong | lr_decay | applies the decay to the already decayed rate in each epoch, so the factors multiply up
def lr_decay(lr0, epoch, rate):
    lr = lr0
    for e in range(1, epoch + 1):
        lr = lr / (1 + rate * e)
    return lr


# %% wrong | lr_decay | rounds the result to 4 digits
def lr_decay(lr0, epoch, rate):
    return round(lr0 / (1 + rate * epoch), 4)


# %% wrong | lr_decay | wrong only for epoch 0: there it already returns the rate of epoch 1
def lr_decay(lr0, epoch, rate):
    return lr0 / (1 + rate * max(epoch, 1))


# %% wrong | lr_decay | never falls below a hundredth of lr0: a floor that the text does not have
def lr_decay(lr0, epoch, rate):
    lr = lr0 / (1 + rate * epoch)
    if lr < 0.01 * lr0:
        lr = 0.01 * lr0
    return lr


# %% right | lr_decay | lambda
lr_decay = lambda lr0, epoch, rate: lr0 * (1 + rate * epoch) ** -1


# %% right | lr_decay | the denominator built up by a loop over the epochs
def lr_decay(lr0, epoch, rate):
    denominator = 1.0
    for _ in range(epoch):
        denominator += rate
    return lr0 / denominator


# %% wrong | step_decay | counts epochs from 1: (epoch + 1) // every falls one epoch too early
def step_decay(lr0, epoch, rate, every):
    return lr0 * rate ** np.floor((1 + epoch) / every)


# %% wrong | step_decay | range(every, epoch, every) leaves out epoch itself: falls one epoch too late, at 11 instead of 10
def step_decay(lr0, epoch, rate, every):
    lr = lr0
    for _ in range(every, epoch, every):
        lr *= rate
    return lr


# %% wrong | step_decay | falls only once: from epoch `every` on always lr0 * rate
def step_decay(lr0, epoch, rate, every):
    if epoch < every:
        return lr0
    return lr0 * rate


# %% wrong | step_decay | multiplies by rate only in epochs that are multiples of every, and is back at lr0 in between
def step_decay(lr0, epoch, rate, every):
    lr = lr0
    if epoch > 0 and epoch % every == 0:
        lr = lr * rate
    return lr


# %% wrong | step_decay | rounds epoch / every to the nearest instead of cutting off, so it falls half a stage too early
def step_decay(lr0, epoch, rate, every):
    return lr0 * rate ** round(epoch / every)


# %% wrong | step_decay | falls by the share rate, lr0 * (1 - rate)**n, right only for rate 0.5
def step_decay(lr0, epoch, rate, every):
    return lr0 * (1 - rate) ** (epoch // every)


# %% wrong | step_decay | wrong only for every = 1: an early return gives lr0 * rate whatever the epoch
def step_decay(lr0, epoch, rate, every):
    if every == 1:
        return lr0 * rate
    return lr0 * rate ** (epoch // every)


# %% right | step_decay | recursion: every epochs back, times rate
def step_decay(lr0, epoch, rate, every):
    if epoch < every:
        return lr0
    return rate * step_decay(lr0, epoch - every, rate, every)


# %% right | step_decay | loop over all epochs up to this one, multiplying when a stage is full
def step_decay(lr0, epoch, rate, every):
    lr = lr0
    for e in range(1, epoch + 1):
        if e % every == 0:
            lr *= rate
    return lr


# %% right | step_decay | with divmod
def step_decay(lr0, epoch, rate, every):
    times, _ = divmod(epoch, every)
    return lr0 * pow(rate, times)


# %% wrong | grid_search | np.nanargmin raises if all losses are nan, and gives a rate if all are inf; mixed cases are right
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best = np.nanargmin(losses)
    return rates[best], losses


# %% wrong | grid_search | the best loss starts with the first loss: if that is nan, no comparison is ever true and the first rate wins
def grid_search(train, rates):
    losses = []
    for r in rates:
        losses.append(train(r))
    best_loss, best_rate = losses[0], rates[0]
    for r, loss in zip(rates, losses):
        if loss < best_loss:
            best_loss, best_rate = loss, r
    return best_rate, losses


# %% wrong | grid_search | nan is replaced by inf in the returned losses
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    losses = [l if np.isfinite(l) else float("inf") for l in losses]
    i = int(np.argmin(losses))
    return (rates[i] if np.isfinite(losses[i]) else np.nan), losses


# %% wrong | grid_search | train is called twice for each rate, once for the list and once for the comparison
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best_rate, best_loss = np.nan, np.inf
    for r in rates:
        loss = train(r)
        if np.isfinite(loss) and loss < best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | returns None instead of nan if no run is finite
def grid_search(train, rates):
    best_rate, best_loss = None, float("inf")
    losses = []
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if loss < best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | the best loss starts at 1, so nothing wins (nan comes back) if all finite losses are 1 or larger
def grid_search(train, rates):
    best_loss = 1
    best_rate = np.nan
    losses = []
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if np.isfinite(loss) and loss < best_loss:
            best_loss = loss
            best_rate = r
    return best_rate, losses


# %% wrong | grid_search | a loss of exactly 0 counts as no result (truth value of the loss), so it never wins
def grid_search(train, rates):
    best_rate, best_loss = np.nan, np.inf
    losses = []
    for rate in rates:
        loss = train(rate)
        losses.append(loss)
        if loss and np.isfinite(loss) and loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


# %% wrong | grid_search | checks only for nan, so if all runs end with inf the first rate is returned instead of nan
def grid_search(train, rates):
    losses = []
    best = None
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if np.isnan(loss):
            continue
        if best is None or loss < best[0]:
            best = (loss, r)
    return (np.nan if best is None else best[1]), losses


# %% wrong | grid_search | trains the rates in sorted order instead of the given order, so the losses do not belong to the given rates
def grid_search(train, rates):
    rates = sorted(rates)
    losses = [train(r) for r in rates]
    clean = [l if np.isfinite(l) else np.inf for l in losses]
    i = clean.index(min(clean))
    return (rates[i] if np.isfinite(clean[i]) else np.nan), losses


# %% wrong | grid_search | losses above 100 count as diverged although they are finite, so nan is returned if all are that large
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    ok = [(l, r) for l, r in zip(losses, rates) if l < 100]
    if len(ok) == 0:
        return np.nan, losses
    return min(ok)[1], losses


# %% wrong | grid_search | the index of the best among the finite losses is used for the full list of rates, wrong as soon as a nan or inf stands before it
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    finite = [l for l in losses if np.isfinite(l)]
    if not finite:
        return np.nan, losses
    return rates[int(np.argmin(finite))], losses


# %% wrong | grid_search | stops as soon as a finite loss is not lower than the best so far, taking it for the wall of the valley
def grid_search(train, rates):
    losses = []
    best_rate, best_loss = np.nan, np.inf
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if np.isfinite(loss) and loss < best_loss:
            best_rate, best_loss = r, loss
        elif np.isfinite(loss):
            break
    return best_rate, losses


# %% right | grid_search | np.where to replace what is not finite by inf for the search only, argmin after it
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    arr = np.array(losses, dtype=float)
    masked = np.where(np.isfinite(arr), arr, np.inf)
    if np.isinf(masked).all():
        return np.nan, losses
    return rates[int(masked.argmin())], losses


# %% right | grid_search | min with a default over a generator of pairs, sorted by the loss
def grid_search(train, rates):
    losses = list(map(train, rates))
    pairs = ((loss, i) for i, loss in enumerate(losses) if np.isfinite(loss))
    best = min(pairs, default=None)
    return (np.nan if best is None else rates[best[1]]), losses


# %% right | grid_search | no isfinite at all: best loss starts at inf, comparisons with nan and inf are false by themselves
def grid_search(train, rates):
    best_rate, best_loss, losses = float("nan"), float("inf"), []
    for rate in rates:
        losses.append(train(rate))
        if losses[-1] < best_loss:
            best_rate, best_loss = rate, losses[-1]
    return best_rate, losses


# %% wrong | range_test | compares with the first loss instead of the smallest so far
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss):
            break
        if losses and loss > 4 * losses[0]:
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | compares with the loss just before instead of the smallest so far
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss > 4 * losses[-1]):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | takes all steps first and cuts the list afterwards, so step is called with rates beyond the explosion
def range_test(step, rates):
    all_losses = [step(r) for r in rates]
    kept = []
    for loss in all_losses:
        if not np.isfinite(loss) or (kept and loss > 4 * min(kept)):
            break
        kept.append(loss)
    return kept


# %% wrong | range_test | continue for break: exploded losses are left out but the test goes on
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss):
            continue
        if losses and loss > 4 * min(losses):
            continue
        losses.append(loss)
    return losses


# %% wrong | range_test | stops already at exactly 4 times the smallest loss (>= for >)
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss >= 4 * min(losses)):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | the first loss is kept without a test, so a nan or inf in the first step stays in the list
def range_test(step, rates):
    losses = [step(rates[0])]
    for rate in rates[1:]:
        loss = step(rate)
        if not np.isfinite(loss) or loss > 4 * min(losses):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | tests only for nan: an inf in the very first step is kept, since inf > 4 * inf is false
def range_test(step, rates):
    losses, smallest = [], float("inf")
    for rate in rates:
        loss = step(rate)
        if np.isnan(loss) or loss > 4 * smallest:
            break
        smallest = min(smallest, loss)
        losses.append(loss)
    return losses


# %% wrong | range_test | the smallest loss starts at 1 instead of inf, so a first loss above 4 counts as exploded
def range_test(step, rates):
    losses = []
    smallest = 1.0
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        losses.append(loss)
        if loss < smallest:
            smallest = loss
    return losses


# %% wrong | range_test | the return stands in the explosion branch only: None comes back if nothing explodes
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            return losses
        losses.append(loss)


# %% wrong | range_test | a smallest loss of exactly 0 is taken for "none yet", so an explosion after it is not noticed
def range_test(step, rates):
    losses = []
    smallest = 0
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss):
            break
        if smallest and loss > 4 * smallest:
            break
        losses.append(loss)
        smallest = min(losses)
    return losses


# %% wrong | range_test | the condition is joined with `and`: stops only if the loss is not finite and larger, so finite explosions and nan go on
def range_test(step, rates):
    losses = []
    low = float("inf")
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) and loss > 4 * low:
            break
        low = min(low, loss)
        losses.append(loss)
    return losses


# %% right | range_test | the condition for going on instead of the one for stopping: loss <= 4 min of all with the new one, which is false for nan
def range_test(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if np.isfinite(loss) and loss <= 4 * min(losses + [loss]):
            losses.append(loss)
        else:
            break
    return losses


# %% right | range_test | takewhile over a lazy map with a stateful helper
from itertools import takewhile
import math

def range_test(step, rates):
    low = math.inf

    def alive(loss):
        nonlocal low
        if not math.isfinite(loss) or loss > 4 * low:
            return False
        low = min(low, loss)
        return True

    return list(takewhile(alive, map(step, rates)))


# %% right | range_test | while loop with an index and return in the middle, min with default
def range_test(step, rates):
    history = []
    i = 0
    while i < len(rates):
        current = step(rates[i])
        i += 1
        limit = 4 * min(history, default=np.inf)
        if np.isnan(current) or np.isinf(current) or current > limit:
            return history
        history.append(current)
    return history
