"""One step of Adagrad: each weight has a learning rate of its own, which only falls."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "adagrad",
    chapter="06-gradient-descent",
    returns=("w", "cache"),
    points={"w": 2, "cache": 1},
    section=N_("Each weight its own rate: Adagrad"),
)


@exercise.reference
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.probe(times=4)
def matrices(rng):
    """eps is so large that its place tells."""
    D, M = sizes(rng, 2, 2, 5)
    w, dw, cache = numbers(rng, D, M), numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def biases(rng):
    (M,) = sizes(rng, 1, 4, 6)
    w, dw, cache = numbers(rng, M), numbers(rng, M), rng.uniform(0.3, 4.0, M)
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def unused_weights(rng):
    """Some weights have had no gradient yet: without eps they would give 0 / 0."""
    D, M = sizes(rng, 2, 2, 5)
    dw, cache = numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    dw[:, 0] = cache[:, 0] = 0.0
    return numbers(rng, D, M), dw, cache, float(rng.uniform(0.1, 0.4)), 1e-8


@exercise.mistake("uphill", N_("The step goes uphill: it adds. Take it away."), reread=N_("One step by hand"))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w + lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is not used."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("learning_rate_squared", N_("The learning rate lr comes in twice."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("square_forgotten", N_("The cache collects the gradients themselves. It collects their squares."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw
    with np.errstate(invalid="ignore"):
        return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("square_forgotten")
def _(w, dw, cache, lr, eps):
    cache = cache + np.abs(dw)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("cache_replaced", N_("The cache is replaced by the newest square. Add the square to what it holds."))
def _(w, dw, cache, lr, eps):
    cache = dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("old_cache_used", N_("The step uses the old cache. First add the square, then take the step."))
def _(w, dw, cache, lr, eps):
    return w - lr * dw / (np.sqrt(cache) + eps), cache + dw**2


@exercise.mistake("cache_not_kept", N_("w is right, but the old cache comes back. The next step needs the new one."))
def _(w, dw, cache, lr, eps):
    return w - lr * dw / (np.sqrt(cache + dw**2) + eps), cache


@exercise.mistake("eps_inside_root", N_("eps is inside the square root. Add it behind the root: sqrt(cache) + eps."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / np.sqrt(cache + eps), cache


@exercise.mistake("eps_forgotten", N_("eps is missing. Without it a weight that had no gradient yet gives 0 / 0."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    with np.errstate(invalid="ignore"):
        return w - lr * dw / np.sqrt(cache), cache


@exercise.mistake("eps_subtracted", N_("eps is taken off. It is added, so that the divisor cannot be 0."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) - eps), cache


@exercise.mistake("root_forgotten", N_("The square root is missing. Divide by sqrt(cache) + eps."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (cache + eps), cache


@exercise.mistake(
    "parentheses_missing", N_("Parentheses are missing: a / b + c is not a / (b + c). Divide by the sum.")
)
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    with np.errstate(invalid="ignore"):
        return w - lr * dw / np.sqrt(cache) + eps, cache


@exercise.mistake("parentheses_missing")
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    with np.errstate(invalid="ignore"):
        return w - (lr * dw / np.sqrt(cache) + eps), cache


@exercise.mistake("multiplied", N_("It multiplies by the root. Large gradients should make the rate small: divide."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw * (np.sqrt(cache) + eps), cache


@exercise.mistake("plain_step", N_("w takes a plain step. Divide it by sqrt(cache) + eps."))
def _(w, dw, cache, lr, eps):
    return w - lr * dw, cache + dw**2


@exercise.mistake(
    "gradient_missing_in_step", N_("dw is missing in the step: lr / (sqrt(cache) + eps) is the rate, not the step.")
)
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr / (np.sqrt(cache) + eps), cache


@exercise.mistake("gradient_squared_in_step", N_("The step uses dw squared. The square belongs into the cache only."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw**2 / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "one_rate_for_all", N_("The squares are added up over all weights. Each weight has a cache of its own.")
)
def _(w, dw, cache, lr, eps):
    cache = cache + np.sum(dw**2)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("root_kept", N_("The root comes back as the cache. Keep the sum of the squares itself."))
def _(w, dw, cache, lr, eps):
    root = np.sqrt(cache + dw**2)
    return w - lr * dw / (root + eps), root


@exercise.mistake("eps_kept", N_("eps is added to the cache and stays in it. Add it only where you divide."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2 + eps
    return w - lr * dw / np.sqrt(cache), cache


@exercise.mistake("eps_kept")
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2 + eps
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "forgets", N_("The cache fades, as in RMSprop. Adagrad forgets nothing: it adds the square to the whole old cache.")
)
def _(w, dw, cache, lr, eps):
    cache = 0.9 * cache + 0.1 * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "step_in_cache", N_("The cache collects the squares of the steps. It collects the squares of the gradients.")
)
def _(w, dw, cache, lr, eps):
    cache = cache + (lr * dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("step_alone", N_("The new w is the step alone. Take it off the old w."))
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return -lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("sum_squared", N_("The whole sum is squared. Square dw alone, then add it to the cache."))
def _(w, dw, cache, lr, eps):
    cache = (cache + dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.alternative("the rate first")
def _(w, dw, cache, lr, eps):
    new = cache + dw * dw
    rate = lr / (new**0.5 + eps)
    return w - rate * dw, new


@exercise.alternative("loops")
def _(w, dw, cache, lr, eps):
    w, cache = w.copy(), cache.copy()
    for i in np.ndindex(w.shape):
        cache[i] += dw[i] ** 2
        w[i] -= lr * dw[i] / (cache[i] ** 0.5 + eps)
    return w, cache


@exercise.alternative("float32")
def _(w, dw, cache, lr, eps):
    dw = dw.astype(np.float32)
    cache = cache.astype(np.float32) + np.square(dw)
    return w.astype(np.float32) - np.float32(lr) * dw / (np.sqrt(cache) + np.float32(eps)), cache


@exercise.alternative("lists")
def _(w, dw, cache, lr, eps):
    cache = np.add(cache, np.power(dw, 2))
    return [np.subtract(w, np.divide(dw, np.add(np.sqrt(cache), eps)) * lr).tolist(), cache.tolist()]
