"""Answers to the exercises of the chapter on gradient descent. `tests/support/answers.py` says how they are read."""

# ruff: noqa (written as students write)


# %% wrong | descend | stops where the slope is 0 | names: wrong_for_level_ground
def descend(gradient, w, lr, steps):
    path = [w]
    for _ in range(steps):
        g = gradient(w)
        if np.all(np.abs(g) < 1e-8):
            break
        w = w - lr * g
        path.append(w)
    return path


# %% wrong | descend | each point is an array of the start's kind: int | names: points_truncated
def descend(gradient, w, lr, steps):
    path = [w]
    for _ in range(steps):
        new = np.empty_like(w)
        new[...] = path[-1] - lr * gradient(path[-1])
        path.append(new)
    return path


# %% wrong | descend | the prepared array holds whole numbers where the start does | names: points_truncated
def descend(gradient, w, lr, steps):
    path = np.full((steps + 1, *np.shape(w)), w)
    for t in range(steps):
        path[t + 1] = path[t] - lr * gradient(path[t])
    return path


# %% wrong | descend | prepared for starts with one axis | names: wrong_for_table
def descend(gradient, w, lr, steps):
    w = np.atleast_1d(np.array(w, dtype=float))
    path = np.zeros((steps + 1, len(w)))
    path[0] = w
    for t in range(steps):
        path[t + 1] = path[t] - lr * gradient(path[t])
    return path if path.shape[1] > 1 else path[:, 0]


# %% wrong | descend | an empty list for 0 steps | names: wrong_for_zero
def descend(gradient, w, lr, steps):
    if steps == 0:
        return []
    path = [w]
    for _ in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


# %% wrong | descend | changes the start in place | names: changed_in_place, input_changed
def descend(gradient, w, lr, steps):
    path = [w]
    for _ in range(steps):
        w -= lr * gradient(w)
        path.append(w)
    return path


# %% wrong | descend | the list is kept from call to call by a default | names: not_repeatable
def descend(gradient, w, lr, steps, path=[]):
    path.append(w)
    for _ in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


# %% right | descend | float32, and the gradient at the end too
def descend(gradient, w, lr, steps):
    path = []
    while True:
        path.append(np.asarray(w, dtype=np.float32))
        slope = gradient(w)
        if len(path) > steps:
            return path
        w = w - lr * slope


# %% right | descend | a dict in between
def descend(gradient, w, lr, steps):
    at = {0: w}
    for t in range(1, steps + 1):
        at[t] = at[t - 1] - lr * gradient(at[t - 1])
    return [at[t] for t in sorted(at)]


# %% wrong | sgd | writes into the caller's dict | names: input_changed | never: exactly those
def sgd(params, grads, lr):
    for key in params:
        params[key] = params[key] - lr * grads[key]
    return params


# %% wrong | sgd | a copy of the dict holds the caller's arrays | names: input_changed
def sgd(params, grads, lr):
    new = params.copy()
    for key in new:
        new[key] -= lr * grads[key]
    return new


# %% wrong | sgd | in place, and nothing comes back | names: input_changed, returned_none
def sgd(params, grads, lr):
    for key in params:
        params[key] -= lr * grads[key]


# %% wrong | sgd | a single number has no copy() | names: wrong_for_single_number
def sgd(params, grads, lr):
    new = {}
    for key in params:
        new[key] = params[key].copy()
        new[key] -= lr * grads[key]
    return new


# %% wrong | sgd | loops over rows and columns, not over a third axis | names: wrong_for_three_axes
def sgd(params, grads, lr):
    new = {}
    for key, w in params.items():
        w, dw = np.array(w, dtype=float), grads[key]
        if w.ndim == 0:
            w = w - lr * dw
        elif w.ndim == 1:
            for i in range(len(w)):
                w[i] -= lr * dw[i]
        elif w.ndim == 2:
            for i in range(w.shape[0]):
                for j in range(w.shape[1]):
                    w[i, j] -= lr * dw[i, j]
        new[key] = w
    return new


# %% wrong | sgd | single numbers do not learn | names: wrong_for_single_number
def sgd(params, grads, lr):
    return {k: v - lr * grads[k] if np.ndim(v) else v for k, v in params.items()}


# %% wrong | sgd | counts the layers: W1, b1, W2, ... | names: wrong_for_other_names
def sgd(params, grads, lr):
    new = {}
    for i in range(1, len(params) // 2 + 1):
        for letter in "Wb":
            key = letter + str(i)
            new[key] = params[key] - lr * grads[key]
    return new


# %% wrong | sgd | pairs by order | names: paired_by_order
def sgd(params, grads, lr):
    return dict(zip(params, [w - lr * g for w, g in zip(params.values(), grads.values())]))


# %% right | sgd | in the order of the gradients
def sgd(params, grads, lr):
    return dict(map(lambda item: (item[0], params[item[0]] - lr * item[1]), grads.items()))


# %% wrong | momentum | Nesterov's look-ahead | names: nesterov | never: counts twice
def momentum(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * (beta * v + (1 - beta) * dw), v


# %% wrong | momentum | Nesterov's look-ahead with the whole gradient | names: nesterov
def momentum(w, dw, v, lr, beta):
    v_new = beta * v + (1 - beta) * dw
    return w - lr * (dw + beta * v_new), v_new


# %% wrong | momentum | PyTorch's SGD with nesterov=True | names: classical_nesterov
def momentum(w, dw, v, lr, beta):
    v = beta * v + dw
    step = dw + beta * v
    return w - lr * step, v


# %% wrong | momentum | PyTorch's SGD with momentum | names: classical_momentum
def momentum(w, dw, v, lr, beta):
    buf = beta * v + dw
    return w - lr * buf, buf


# %% wrong | momentum | Keras's velocity | names: learning_rate_in_velocity
def momentum(w, dw, v, lr, beta):
    v = beta * v - lr * dw
    return w + v, v


# %% wrong | momentum | PyTorch's first step: v = dw | names: starts_at_the_gradient
def momentum(w, dw, v, lr, beta):
    if np.all(v == 0):
        v = dw
    else:
        v = beta * v + (1 - beta) * dw
    return w - lr * v, v


# %% wrong | momentum | rests where the gradient is 0 | names: wrong_for_zeros
def momentum(w, dw, v, lr, beta):
    if not dw.any():
        return w, v
    v = beta * v + (1 - beta) * dw
    return w - lr * v, v


# %% wrong | momentum | keeps its own velocity for each shape
def momentum(w, dw, v, lr, beta):
    if not hasattr(momentum, "v") or momentum.v.shape != w.shape:
        momentum.v = v
    momentum.v = beta * momentum.v + (1 - beta) * dw
    return w - lr * momentum.v, momentum.v


# %% wrong | momentum | v in place | names: input_changed
def momentum(w, dw, v, lr, beta):
    v *= beta
    v += (1 - beta) * dw
    return w - lr * v, v


# %% right | momentum | a part of the way back
def momentum(w, dw, v, lr, beta):
    v = dw + beta * (v - dw)
    return np.subtract(w, lr * v), v


# %% wrong | adagrad | the larger of root and eps | names: eps_without_effect
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / np.maximum(np.sqrt(cache), eps), cache


# %% wrong | adagrad | a plain step where the cache is 0 | names: wrong_for_zeros
def adagrad(w, dw, cache, lr, eps):
    if not cache.any():
        return w - lr * dw, dw**2
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | adagrad | eps is 1e-8 whatever is passed in | names: eps_without_effect | says: as it is passed in
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + 1e-8), cache


# %% wrong | adagrad | cache in place | names: input_changed
def adagrad(w, dw, cache, lr, eps):
    cache += dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% right | adagrad | a rate for each weight
def adagrad(w, dw, cache, lr, eps):
    new_cache = cache + np.square(dw)
    rates = np.full_like(w, lr) / (np.power(new_cache, 0.5) + eps)
    return w + -rates * dw, new_cache


# %% wrong | rmsprop | an average of sizes, and no root | names: spread_for_square
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * np.abs(dw)
    return w - lr * dw / (cache + eps), cache


# %% wrong | rmsprop | the running variance around the mean gradient | names: mean_taken_off
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * (dw - dw.mean()) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | rmsprop | the first cache is the whole square | names: starts_at_the_square
def rmsprop(w, dw, cache, lr, beta, eps):
    if np.sum(cache) == 0:
        cache = dw**2
    else:
        cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | rmsprop | eps stays in the cache | names: eps_kept
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2 + eps
    return w - lr * dw / np.sqrt(cache), cache


# %% wrong | rmsprop | divides by the gradient on the way | names: wrong_for_unused_weight
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr / (np.sqrt(cache) / dw + eps / dw), cache


# %% right | rmsprop | row by row
def rmsprop(w, dw, cache, lr, beta, eps):
    new = [beta * c + (1 - beta) * g * g for c, g in zip(cache, dw)]
    return np.array([a - lr * g / (np.sqrt(c) + eps) for a, g, c in zip(w, dw, new)]), np.array(new)


# %% wrong | adam | Nadam, corrected with t | names: nesterov | never: beta1 is squared
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    look = beta1 * m_hat + (1 - beta1) * dw / (1 - beta1**t)
    return w - lr * look / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | Nadam, corrected with t + 1 | names: nesterov | never: beta1 is squared
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * dw / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adam | t from 0, kept away from 0 | names: corrected_from_zero
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    t = max(t - 1, 1)
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


# %% wrong | adam | the power around 1 - beta | names: power_of_difference
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1) ** t) / (np.sqrt(v / (1 - beta2) ** t) + eps), m, v


# %% wrong | adam | the correction of v outside of the root | names: correction_outside_root
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) / (1 - beta2**t) + eps), m, v


# %% wrong | adam | m is corrected in place | names: corrected_m_returned
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m /= 1 - beta1**t
    return w - lr * m / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


# %% wrong | adam | eps beside the root of the uncorrected v | names: eps_not_scaled
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    lr_t = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - lr_t * m / (np.sqrt(v) + eps), m, v


# %% wrong | adam | AdaBelief: the square of dw - m | names: mean_taken_off
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * (dw - m) ** 2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


# %% wrong | adam | corrects in the first ten steps only | names: wrong_for_late_step
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    mh, vh = m, v
    if t <= 10:
        mh, vh = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v


# %% wrong | adam | the sign of the gradient at t = 1 | names: wrong_for_first_step
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    if t == 1:
        return w - lr * np.sign(dw), (1 - beta1) * dw, (1 - beta2) * dw**2
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


# %% wrong | adam | divides by m on the way | names: wrong_for_unused_weight
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    mh, vh = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr / (np.sqrt(vh) / mh + eps / mh), m, v


# %% wrong | adam | counts the steps itself | says: t is not used
_t = [0]


def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    _t[0] += 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1 ** _t[0])) / (np.sqrt(v / (1 - beta2 ** _t[0])) + eps), m, v


# %% right | adam | the corrections as sums of powers
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = m - (1 - beta1) * (m - dw)
    v = beta2 * v + (1 - beta2) * dw**2
    c1 = (1 - beta1) * sum(beta1**i for i in range(t))
    c2 = (1 - beta2) * sum(beta2**i for i in range(t))
    return w - lr * (m / c1) / (eps + (v / c2) ** 0.5), m, v


# %% wrong | lr_decay | the root of the divisor | names: root_of_divisor | never: A number in it
def lr_decay(lr0, epoch, rate):
    return lr0 / (1 + rate * epoch) ** 0.5


# %% wrong | lr_decay | divides in each epoch anew | names: compounded
def lr_decay(lr0, epoch, rate):
    lr = lr0
    for e in range(1, epoch + 1):
        lr = lr / (1 + rate * e)
    return lr


# %% wrong | lr_decay | 0 at epoch 0 | names: wrong_for_zero
def lr_decay(lr0, epoch, rate):
    if not epoch:
        return 0.0
    return lr0 / (1 + rate * epoch)


# %% right | lr_decay | the inverse of the rate grows evenly
def lr_decay(lr0, epoch, rate):
    return 1 / (1 / lr0 + rate * epoch / lr0)


# %% wrong | step_decay | a loop that leaves out the last epoch | names: one_epoch_late
def step_decay(lr0, epoch, rate, every):
    lr = lr0
    for e in range(epoch):
        if e % every == 0 and e > 0:
            lr *= rate
    return lr


# %% wrong | step_decay | > for >= | names: one_epoch_late
def step_decay(lr0, epoch, rate, every):
    while epoch > every:
        lr0 *= rate
        epoch -= every
    return lr0


# %% wrong | step_decay | epoch 0 counts as a step | names: one_step_too_many
def step_decay(lr0, epoch, rate, every):
    lr = lr0
    for e in range(epoch + 1):
        if e % every == 0:
            lr *= rate
    return lr


# %% wrong | step_decay | too late at the first step alone | names: wrong_for_at_the_first_step
def step_decay(lr0, epoch, rate, every):
    if epoch == every:
        return lr0
    return lr0 * rate ** (epoch // every)


# %% wrong | step_decay | no steps where every is 1 | names: wrong_for_every_epoch
def step_decay(lr0, epoch, rate, every):
    if every <= 1:
        return lr0
    return lr0 * rate ** (epoch // every)


# %% wrong | step_decay | three steps at most
def step_decay(lr0, epoch, rate, every):
    return lr0 * rate ** min(3, epoch // every)


# %% right | step_decay | a product over the steps
def step_decay(lr0, epoch, rate, every):
    steps, _rest = divmod(epoch, every)
    return np.prod([lr0] + [rate] * steps)


# %% wrong | grid_search | place 0 is taken for no place | names: wrong_for_first_is_best
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best = None
    for i, loss in enumerate(losses):
        if np.isfinite(loss) and (not best or loss < losses[best]):
            best = i
    return (rates[best] if best else np.nan), losses


# %% wrong | grid_search | 0 stands for no loss yet | names: wrong_for_zero_loss
def grid_search(train, rates):
    losses = []
    best_rate, best_loss = np.nan, 0
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if np.isfinite(loss) and (best_loss == 0 or loss < best_loss):
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | the best loss starts at 1e9 | names: wrong_for_huge
def grid_search(train, rates):
    losses = []
    best_rate, best_loss = np.nan, 1e9
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if loss < best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | <= for < | names: last_of_equal
def grid_search(train, rates):
    losses = []
    best_rate, best_loss = np.nan, np.inf
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if np.isfinite(loss) and loss <= best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | the rate is looked up by its loss | names: last_of_equal
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    table = {l: r for r, l in zip(rates, losses) if np.isfinite(l)}
    return (table[min(table)] if table else np.nan), losses


# %% wrong | grid_search | the first loss is the best until another one is smaller: nan stays | names: wrong_for_first_is_nan
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best = 0
    for i in range(1, len(rates)):
        if np.isfinite(losses[i]) and losses[i] < losses[best]:
            best = i
    return (rates[best] if np.isfinite(losses[best]) else np.nan), losses


# %% wrong | grid_search | the last rate is not compared | names: wrong_for_last_is_best
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best_rate, best_loss = np.nan, np.inf
    for i in range(len(rates) - 1):
        if losses[i] < best_loss:
            best_rate, best_loss = rates[i], losses[i]
    return best_rate, losses


# %% wrong | grid_search | indexes the list of rates by an array | names: wrong_for_list
def grid_search(train, rates):
    losses = np.array([train(r) for r in rates])
    ok = np.isfinite(losses)
    if not ok.any():
        return np.nan, losses
    return rates[ok][np.argmin(losses[ok])], losses


# %% wrong | grid_search | the best loss starts as nan | names: no_run_wins | never: too low
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best_rate, best_loss = np.nan, np.nan
    for r, loss in zip(rates, losses):
        if loss < best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | trains again to find the smallest | names: trained_twice
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    finite = [r for r, l in zip(rates, losses) if np.isfinite(l)]
    return (min(finite, key=lambda r: train(r)) if finite else np.nan), losses


# %% wrong | grid_search | np.vectorize calls once more for the dtype | names: trained_twice
def grid_search(train, rates):
    losses = np.vectorize(train)(np.array(rates))
    if not np.isfinite(losses).any():
        return np.nan, losses
    return rates[int(np.argmin(np.where(np.isfinite(losses), losses, np.inf)))], losses


# %% wrong | grid_search | trains the best one again at the end | says: the number of calls of train is 7; right is 6
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best_rate, best_loss = np.nan, np.inf
    for r, l in zip(rates, losses):
        if l < best_loss:
            best_rate, best_loss = r, l
    if np.isfinite(best_loss):
        train(best_rate)
    return best_rate, losses


# %% wrong | grid_search | from the last rate to the first | says: reverse order
def grid_search(train, rates):
    losses = [train(r) for r in rates[::-1]][::-1]
    best_rate, best_loss = np.nan, np.inf
    for r, l in zip(rates, losses):
        if l < best_loss:
            best_rate, best_loss = r, l
    return best_rate, losses


# %% wrong | grid_search | stops at the first run that diverged | names: stops_when_diverged
def grid_search(train, rates):
    losses = []
    for r in rates:
        l = train(r)
        if not np.isfinite(l):
            break
        losses.append(l)
    return (rates[int(np.argmin(losses))] if losses else np.nan), losses


# %% right | grid_search | a masked array
def grid_search(train, rates):
    losses = list(map(train, rates))
    masked = np.ma.masked_invalid(losses)
    if masked.count() == 0:
        return np.nan, losses
    return rates[masked.argmin()], losses


# %% right | grid_search | places by their losses, rates as floats
def grid_search(train, rates):
    losses = [float(train(float(rate))) for rate in rates]
    places = [i for i in range(len(rates)) if losses[i] not in (np.inf,) and losses[i] == losses[i]]
    if not places:
        return np.nan, losses
    return rates[min(places, key=losses.__getitem__)], losses


# %% wrong | range_test | all steps are made, and the list is cut | names: steps_after_the_end
def range_test(step, rates):
    losses = [step(r) for r in rates]
    for i in range(len(losses)):
        if not np.isfinite(losses[i]) or (i > 0 and losses[i] > 4 * min(losses[:i])):
            return losses[:i]
    return losses


# %% wrong | range_test | a flag instead of break | names: steps_after_the_end
def range_test(step, rates):
    losses, smallest, exploded = [], np.inf, False
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or loss > 4 * smallest:
            exploded = True
        if not exploded:
            losses.append(loss)
            smallest = min(smallest, loss)
    return losses


# %% wrong | range_test | looks one step ahead | says: the number of calls of step
def range_test(step, rates):
    losses, smallest, i = [], np.inf, 0
    loss = step(rates[0])
    while i < len(rates) and np.isfinite(loss) and loss <= 4 * smallest:
        losses.append(loss)
        smallest = min(smallest, loss)
        i += 1
        loss = step(rates[min(i, len(rates) - 1)])
    return losses


# %% wrong | range_test | asks about the loss one step later | names: wrong_for_explodes_at_the_end
def range_test(step, rates):
    losses = []
    for r in rates:
        if losses and (not np.isfinite(losses[-1]) or (len(losses) > 1 and losses[-1] > 4 * min(losses[:-1]))):
            losses.pop()
            break
        losses.append(step(r))
    return losses


# %% wrong | range_test | the first loss is never asked about | names: wrong_for_first_not_finite
def range_test(step, rates):
    losses = [step(rates[0])]
    for r in rates[1:]:
        loss = step(r)
        if not np.isfinite(loss) or loss > 4 * min(losses):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | inf is not above 4 times inf | names: wrong_for_first_not_finite
def range_test(step, rates):
    losses, smallest = [], float("inf")
    for r in rates:
        loss = step(r)
        if np.isnan(loss) or loss > 4 * smallest:
            break
        losses.append(loss)
        smallest = min(smallest, loss)
    return losses


# %% wrong | range_test | >= for > | names: stops_at_four_times
def range_test(step, rates):
    losses = []
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or (losses and loss >= 4 * min(losses)):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | divides by the smallest loss | names: wrong_for_zero_loss, division_by_zero
def range_test(step, rates):
    losses = []
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or (losses and loss / min(losses) > 4):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | range(len(rates) - 1) | names: last_rate_missing
def range_test(step, rates):
    losses = []
    for i in range(len(rates) - 1):
        loss = step(rates[i])
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
    return losses


# %% wrong | range_test | the smallest is the last one | names: compared_with_last
def range_test(step, rates):
    losses, smallest = [], np.inf
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        losses.append(loss)
        smallest = loss
    return losses


# %% wrong | range_test | < for > | names: ends_at_once | never: too low
def range_test(step, rates):
    losses, smallest = [], np.inf
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or loss < 4 * smallest:
            break
        losses.append(loss)
        smallest = min(smallest, loss)
    return losses


# %% wrong | range_test | a fixed number for 4 times the smallest | never: largest so far
def range_test(step, rates):
    losses = []
    for r in rates:
        loss = step(r)
        if not np.isfinite(loss) or loss > 1000:
            break
        losses.append(loss)
    return losses


# %% right | range_test | recursion
def range_test(step, rates):
    def go(i, smallest):
        if i == len(rates):
            return []
        loss = step(rates[i])
        if np.isfinite(loss) and loss <= 4 * smallest:
            return [loss] + go(i + 1, min(loss, smallest))
        return []

    return go(0, float("inf"))


# %% wrong | mini_batches | the rest is dropped | names: last_batch_dropped
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [
        (X[order[i : i + batch_size]], y[order[i : i + batch_size]])
        for i in range(0, len(X) - len(X) % batch_size, batch_size)
    ]


# %% wrong | mini_batches | a single batch is not shuffled | names: wrong_for_one_batch
def mini_batches(X, y, batch_size, rng):
    if batch_size >= len(X):
        return [(X, y)]
    order = rng.permutation(len(X))
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | a row alone loses its axis | names: wrong_for_single_row
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [
        (np.squeeze(X[order[i : i + batch_size]]), y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)
    ]


# %% wrong | mini_batches | refuses a batch_size above N | names: wrong_for_larger_than_all
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    if batch_size > len(X):
        raise ValueError("too large")
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | one permutation for every epoch | names: same_order_always
_order = []


def mini_batches(X, y, batch_size, rng):
    global _order
    if len(_order) != len(X):
        _order = rng.permutation(len(X))
    return [(X[_order[i : i + batch_size]], y[_order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | one permutation for each generator | names: same_order_in_each_epoch
_known = {}


def mini_batches(X, y, batch_size, rng):
    if id(rng) not in _known:
        _known[id(rng)] = (rng, rng.permutation(len(X)))
    order = _known[id(rng)][1]
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | a generator of its own without a seed | names: other_generator
def mini_batches(X, y, batch_size, rng):
    order = np.random.default_rng().permutation(len(X))
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | X and y shuffled one after the other | names: rows_and_labels_apart
def mini_batches(X, y, batch_size, rng):
    X, y = X.copy(), y.copy()
    rng.shuffle(X)
    rng.shuffle(y)
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | X shuffled alone | names: rows_and_labels_apart
def mini_batches(X, y, batch_size, rng):
    X = rng.permutation(X)
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


# %% wrong | mini_batches | one batch too many where they come out even | names: empty_batch
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    n = len(X) // batch_size + 1
    return [
        (X[order[k * batch_size : (k + 1) * batch_size]], y[order[k * batch_size : (k + 1) * batch_size]])
        for k in range(n)
    ]


# %% wrong | mini_batches | all batches are views of one buffer | says: every sample in some batch
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    buffer = np.empty((batch_size, X.shape[1]))
    for i in range(0, len(X), batch_size):
        part = order[i : i + batch_size]
        buffer[: len(part)] = X[part]
        batches.append((buffer[: len(part)], y[part]))
    return batches


# %% right | mini_batches | pairs shuffled in a list
def mini_batches(X, y, batch_size, rng):
    pairs = list(zip(X, y))
    rng.shuffle(pairs)
    out = []
    while pairs:
        rows, labels = zip(*pairs[:batch_size])
        out.append((np.stack(rows), np.array(labels)))
        pairs = pairs[batch_size:]
    return out


# %% right | mini_batches | a seed drawn from rng
def mini_batches(X, y, batch_size, rng):
    child = np.random.default_rng(rng.integers(2**32))
    order = child.permutation(len(X))
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% right | mini_batches | the shuffle written out
def mini_batches(X, y, batch_size, rng):
    order = list(range(len(X)))
    for i in range(len(X) - 1, 0, -1):
        j = rng.integers(0, i + 1)
        order[i], order[j] = order[j], order[i]
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


# %% wrong | range_test | each step has the rate of the next one
def range_test(step, rates):
    losses = []
    for i in range(len(rates)):
        loss = step(rates[min(i + 1, len(rates) - 1)])
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
    return losses


# %% right | range_test | a generator
def range_test(step, rates):
    best = np.inf
    for r in rates.tolist():
        loss = step(r)
        if not (loss <= 4 * best and loss < np.inf):
            return
        best = np.fmin(best, loss)
        yield loss


# %% right | grid_search | a stable sort, which puts nan last
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best = np.argsort(losses, kind="stable")[0]
    return (rates[best] if np.isfinite(losses[best]) else np.nan), losses


# %% wrong | grid_search | the first loss is the best until one is smaller | names: first_nan_wins | never: argmin
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best_rate, best_loss = rates[0], losses[0]
    for r, loss in zip(rates, losses):
        if loss < best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | the smallest by min | names: first_nan_wins
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    return rates[losses.index(min(losses))], losses


# %% wrong | grid_search | nan made 0 | names: nan_wins | never: argmin
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    return rates[np.argmin(np.nan_to_num(losses))], losses


# %% wrong | grid_search | not above the best | names: best_lost_at_nan
def grid_search(train, rates):
    losses = [train(r) for r in rates]
    best_rate, best_loss = np.nan, np.inf
    for r, loss in zip(rates, losses):
        if not loss >= best_loss:
            best_rate, best_loss = r, loss
    return best_rate, losses


# %% wrong | grid_search | return inside the loop | names: first_run_only
def grid_search(train, rates):
    losses = []
    best_rate, best_loss = np.nan, np.inf
    for r in rates:
        loss = train(r)
        losses.append(loss)
        if loss < best_loss:
            best_rate, best_loss = r, loss
        return best_rate, losses


# %% wrong | descend | return inside the loop, and none behind it | names: returns_in_first_step
def descend(gradient, w, lr, steps):
    path = [w]
    for _ in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
        return path


# %% wrong | descend | stops when the points grow large | names: wrong_for_growing_steps
def descend(gradient, w, lr, steps):
    path = [w]
    for _ in range(steps):
        w = w - lr * gradient(w)
        path.append(np.clip(w, -1000, 1000))
    return path


# %% wrong | descend | 0 is taken for no rate | names: wrong_for_zero
def descend(gradient, w, lr, steps):
    lr = lr or 0.1
    path = [w]
    for _ in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


# %% wrong | momentum | the velocity stays where the gradient is 0 | names: wrong_for_holds_zero
def momentum(w, dw, v, lr, beta):
    v = np.where(dw != 0, beta * v + (1 - beta) * dw, v)
    return w - lr * v, v


# %% wrong | momentum | 0 is taken for no beta | names: wrong_for_zero
def momentum(w, dw, v, lr, beta):
    beta = beta or 0.9
    v = beta * v + (1 - beta) * dw
    return w - lr * v, v


# %% wrong | rmsprop | the cache stays where the gradient is 0 | names: wrong_for_no_gradient_now
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = np.where(dw != 0, beta * cache + (1 - beta) * dw**2, cache)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | rmsprop | 0 is taken for no beta | names: wrong_for_zero
def rmsprop(w, dw, cache, lr, beta, eps):
    if not beta:
        beta = 0.9
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% wrong | adam | weights without a gradient are left alone | names: wrong_for_no_gradient_now
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    seen = dw != 0
    new_m = np.where(seen, beta1 * m + (1 - beta1) * dw, m)
    new_v = np.where(seen, beta2 * v + (1 - beta2) * dw**2, v)
    step = lr * new_m / (1 - beta1**t) / (np.sqrt(new_v / (1 - beta2**t)) + eps)
    return np.where(seen, w - step, w), new_m, new_v


# %% wrong | adam | 0 is taken for no beta2 | names: wrong_for_zero
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    beta2 = beta2 or 0.999
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


# %% wrong | lr_decay | never below a hundredth of lr0 | names: wrong_for_late
def lr_decay(lr0, epoch, rate):
    return max(lr0 / (1 + rate * epoch), lr0 / 100)


# %% wrong | step_decay | never below 0.001 | names: wrong_for_many_steps
def step_decay(lr0, epoch, rate, every):
    return max(lr0 * rate ** (epoch // every), 1e-3)


# %% wrong | range_test | 0 is taken for no loss yet | names: wrong_for_zero_loss
def range_test(step, rates):
    losses, smallest = [], 0
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (smallest and loss > 4 * smallest):
            break
        losses.append(loss)
        if not smallest or loss < smallest:
            smallest = loss
    return losses


# %% wrong | range_test | return inside the loop, and none behind it | names: first_step_only
def range_test(step, rates):
    losses, smallest = [], np.inf
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        losses.append(loss)
        smallest = min(smallest, loss)
        return losses


# %% wrong | range_test | continue for break at nan | names: only_not_finite_skipped
def range_test(step, rates):
    losses = []
    for r in rates:
        loss = step(r)
        if np.isnan(loss) or np.isinf(loss):
            continue
        if losses and loss > 4 * min(losses):
            break
        losses.append(loss)
    return losses


# %% wrong | adagrad | 0 is taken for no rate | names: wrong_for_zero
def adagrad(w, dw, cache, lr, eps):
    lr = lr or 0.01
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# %% right | momentum | nothing to do where there is no rate
def momentum(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return (w.copy() if lr == 0 else w - lr * v), v


# %% right | lr_decay | epoch after epoch
def lr_decay(lr0, epoch, rate):
    lr = lr0
    for e in range(epoch):
        lr = lr * (1 + rate * e) / (1 + rate * (e + 1))
    return lr


# %% wrong | warmup_cosine | divides by warmup where there is none | names: wrong_for_zero
def warmup_cosine(lr0, step, warmup, total):
    warm = min(1, (step + 1) / warmup)
    s = max(0, step - warmup) / (total - warmup)
    return lr0 * warm * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | the fall is written over the warm-up | names: warm_up_without_effect
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        lr = lr0 * (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    lr = lr0 * (1 + np.cos(np.pi * s)) / 2
    return lr


# %% wrong | warmup_cosine | a list whose last rate is 0 | names: falls_to_zero
def warmup_cosine(lr0, step, warmup, total):
    lrs = np.empty(total)
    lrs[:warmup] = np.linspace(0, lr0, warmup + 1)[1:]
    lrs[warmup:] = lr0 * (np.cos(np.linspace(0, np.pi, total - warmup)) + 1) / 2
    return lrs[step]


# %% wrong | warmup_cosine | the warm-up starts at a tenth | never: one step behind
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (0.1 + 0.9 * step / warmup)
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% right | warmup_cosine | both factors at every step
def warmup_cosine(lr0, step, warmup, total):
    progress = max(0, step - warmup) / max(1, total - warmup)
    warm = min(1.0, (step + 1) / warmup) if warmup > 0 else 1.0
    return lr0 * warm * 0.5 * (1 + np.cos(progress * np.pi))


# %% right | warmup_cosine | all rates of the training, made by linspace
def warmup_cosine(lr0, step, warmup, total):
    lrs = np.empty(total)
    lrs[:warmup] = np.linspace(0, lr0, warmup + 1)[1:]
    lrs[warmup:] = lr0 * (np.cos(np.linspace(0, np.pi, total - warmup, endpoint=False)) + 1) / 2
    return lrs[step]
