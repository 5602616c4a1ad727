"""One step of RMSprop: like Adagrad, but the cache forgets."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

ADAGRAD = N_("Each weight its own rate: Adagrad")

exercise = Exercise(
    "rmsprop",
    chapter="06-gradient-descent",
    returns=("w", "cache"),
    points={"w": 2, "cache": 1},
    section=N_("A cache that forgets: RMSprop"),
)


@exercise.reference
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.probe(times=4)
def matrices(rng):
    """eps is so large that its place tells."""
    D, M = sizes(rng, 2, 2, 5)
    w, dw, cache = numbers(rng, D, M), numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.85)), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def biases(rng):
    (M,) = sizes(rng, 1, 4, 6)
    w, dw, cache = numbers(rng, M), numbers(rng, M), rng.uniform(0.3, 4.0, M)
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.15, 0.4)), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def unused_weights(rng):
    """Some weights have had no gradient yet: without eps they would give 0 / 0."""
    D, M = sizes(rng, 2, 2, 5)
    dw, cache = numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    dw[:, 0] = cache[:, 0] = 0.0
    rates = float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.85))
    return numbers(rng, D, M), dw, cache, *rates, 1e-8


@exercise.mistake("uphill", N_("The step goes uphill: it adds. Take it away."), reread=N_("One step by hand"))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w + lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is not used."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("learning_rate_squared", N_("The learning rate lr comes in twice."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "betas_exchanged",
    N_("beta and 1 - beta are exchanged. The old cache keeps the share beta, the new square adds the share 1 - beta."),
)
def _(w, dw, cache, lr, beta, eps):
    cache = (1 - beta) * cache + beta * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "forgets_nothing",
    N_("The cache only grows, as in Adagrad. RMSprop keeps the share beta of it and adds the share 1 - beta."),
    reread=ADAGRAD,
)
def _(w, dw, cache, lr, beta, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "share_missing", N_("The new square is added whole. It gets the share 1 - beta: the cache is an average.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("old_cache_never_fades", N_("The old cache keeps its full size. Multiply it by beta."))
def _(w, dw, cache, lr, beta, eps):
    cache = cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("past_forgotten", N_("The old cache is not used: beta * cache is missing."))
def _(w, dw, cache, lr, beta, eps):
    cache = (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("beta_for_both", N_("Both parts are weighted with beta. The new square gets the share 1 - beta."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + beta * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("square_forgotten", N_("The cache averages the gradients themselves. It averages their squares."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw
    with np.errstate(invalid="ignore"):
        return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("square_forgotten")
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * np.abs(dw)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("share_squared", N_("The share 1 - beta is squared with the gradient. Square dw alone."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + ((1 - beta) * dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("sum_squared", N_("The whole average is squared. Square dw alone, then average."))
def _(w, dw, cache, lr, beta, eps):
    cache = (beta * cache + (1 - beta) * dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("old_cache_used", N_("The step uses the old cache. First the new cache, then the step."))
def _(w, dw, cache, lr, beta, eps):
    return w - lr * dw / (np.sqrt(cache) + eps), beta * cache + (1 - beta) * dw**2


@exercise.mistake("cache_not_kept", N_("w is right, but the old cache comes back. The next step needs the new one."))
def _(w, dw, cache, lr, beta, eps):
    return w - lr * dw / (np.sqrt(beta * cache + (1 - beta) * dw**2) + eps), cache


@exercise.mistake(
    "eps_inside_root",
    N_("eps is inside the square root. Add it behind the root: sqrt(cache) + eps."),
    reread=ADAGRAD,
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / np.sqrt(cache + eps), cache


@exercise.mistake(
    "eps_forgotten",
    N_("eps is missing. Without it a weight that had no gradient yet gives 0 / 0."),
    reread=ADAGRAD,
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    with np.errstate(invalid="ignore"):
        return w - lr * dw / np.sqrt(cache), cache


@exercise.mistake("root_forgotten", N_("The square root is missing. Divide by sqrt(cache) + eps."), reread=ADAGRAD)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (cache + eps), cache


@exercise.mistake(
    "parentheses_missing",
    N_("Parentheses are missing: a / b + c is not a / (b + c). Divide by the sum."),
    reread=ADAGRAD,
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    with np.errstate(invalid="ignore"):
        return w - lr * dw / np.sqrt(cache) + eps, cache


@exercise.mistake("parentheses_missing")
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    with np.errstate(invalid="ignore"):
        return w - (lr * dw / np.sqrt(cache) + eps), cache


@exercise.mistake("multiplied", N_("It multiplies by the root. Large gradients should make the rate small: divide."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw * (np.sqrt(cache) + eps), cache


@exercise.mistake("plain_step", N_("w takes a plain step. Divide it by sqrt(cache) + eps."))
def _(w, dw, cache, lr, beta, eps):
    return w - lr * dw, beta * cache + (1 - beta) * dw**2


@exercise.mistake(
    "gradient_missing_in_step", N_("dw is missing in the step: lr / (sqrt(cache) + eps) is the rate, not the step.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "cache_for_gradient", N_("The step uses the cache in place of dw. The cache stands below the line only.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * cache / (np.sqrt(cache) + eps), cache


@exercise.mistake("gradient_squared_in_step", N_("The step uses dw squared. The square belongs into the cache only."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw**2 / (np.sqrt(cache) + eps), cache


@exercise.mistake("root_kept", N_("The root comes back as the cache. Keep the average of the squares itself."))
def _(w, dw, cache, lr, beta, eps):
    root = np.sqrt(beta * cache + (1 - beta) * dw**2)
    return w - lr * dw / (root + eps), root


@exercise.mistake("beta_fixed", N_("beta is fixed at 0.9. Use the beta that is passed in."))
def _(w, dw, cache, lr, beta, eps):
    cache = 0.9 * cache + 0.1 * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "one_rate_for_all", N_("The squares are averaged over all weights. Each weight has a cache of its own.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * np.mean(dw**2)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("step_alone", N_("The new w is the step alone. Take it off the old w."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return -lr * dw / (np.sqrt(cache) + eps), cache


@exercise.alternative("the rate first")
def _(w, dw, cache, lr, beta, eps):
    cache = cache + (1 - beta) * (dw * dw - cache)
    rate = lr / (cache**0.5 + eps)
    return w - rate * dw, cache


@exercise.alternative("loops")
def _(w, dw, cache, lr, beta, eps):
    new_w, new_cache = np.zeros_like(w), np.zeros_like(cache)
    for i in np.ndindex(w.shape):
        new_cache[i] = beta * cache[i] + (1 - beta) * dw[i] ** 2
        new_w[i] = w[i] - lr * dw[i] / (new_cache[i] ** 0.5 + eps)
    return new_w, new_cache


@exercise.alternative("float32")
def _(w, dw, cache, lr, beta, eps):
    dw = dw.astype(np.float32)
    cache = np.float32(beta) * cache.astype(np.float32) + np.float32(1 - beta) * np.square(dw)
    return w.astype(np.float32) - np.float32(lr) * dw / (np.sqrt(cache) + np.float32(eps)), cache


@exercise.alternative("lists")
def _(w, dw, cache, lr, beta, eps):
    cache = np.add(np.multiply(cache, beta), np.power(dw, 2) * (1 - beta))
    return [np.subtract(w, np.divide(dw, np.add(np.sqrt(cache), eps)) * lr).tolist(), cache.tolist()]
