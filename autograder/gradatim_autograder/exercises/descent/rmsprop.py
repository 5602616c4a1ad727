"""One step of RMSprop: like Adagrad, but the cache forgets."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import table, vector, when, where, zero, zeros
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


@exercise.probe(times=3)
def matrices(rng):
    """eps is so large that its place tells."""
    D, M = sizes(rng, 2, 2, 5)
    w, dw, cache = numbers(rng, D, M), numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.85)), float(rng.uniform(0.1, 0.4))


@exercise.probe(times=2)
def biases(rng):
    """One shape for both: a cache that is kept from call to call is that of another array."""
    w, dw, cache = numbers(rng, 5), numbers(rng, 5), rng.uniform(0.3, 4.0, 5)
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.15, 0.4)), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def unused_weights(rng):
    """Some weights have had no gradient yet: without eps they would give 0 / 0."""
    D, M = sizes(rng, 2, 2, 5)
    dw, cache = numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    dw[:, 0] = cache[:, 0] = 0.0
    rates = float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.85))
    return numbers(rng, D, M), dw, cache, *rates, 1e-8


@exercise.probe()
def first_step(rng):
    """The cache is still 0."""
    w, dw, cache, *rates = matrices(rng)
    return w, dw, np.zeros_like(cache), *rates


@exercise.probe()
def seldom_inputs(rng):
    """No gradient in this step for some weights: their cache fades all the same."""
    w, dw, cache, *rates = matrices(rng)
    dw[:, 0] = 0.0
    return w, dw, cache, *rates


@exercise.probe()
def no_past(rng):
    """With a beta of 0 the cache is the newest square."""
    w, dw, cache, lr, _beta, eps = matrices(rng)
    return w, dw, cache, lr, 0.0, eps


@exercise.probe()
def no_rate(rng):
    w, dw, cache, _lr, beta, eps = matrices(rng)
    return w, dw, cache, 0.0, beta, eps


_kept = {}


def _own_cache(w, dw, cache, lr, beta, eps):
    """It goes on from a cache of its own where it knows one of this shape."""
    w, _kept[w.shape] = rmsprop(w, dw, _kept.get(w.shape, cache), lr, beta, eps)
    return w, _kept[w.shape]


exercise.covers(
    table("w"),
    vector("w"),
    zeros("cache"),
    where(
        "unused_weight",
        N_("where a weight has had no gradient yet"),
        lambda dw, cache: np.any((dw == 0) & (cache == 0)),
    ),
    where(
        "no_gradient_now",
        N_("where a weight has no gradient in this step, but has had some"),
        lambda dw, cache: np.any((dw == 0) & (cache > 0)),
    ),
    zero("beta"),
    zero("lr"),
    when("second_call", N_("when it is called again with arrays of the same shape"), _own_cache),
)


@exercise.mistake("uphill", N_("The step goes uphill: it is added to w. Take it away."), reread=N_("One step by hand"))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w + lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is missing in the step. Multiply by it."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("learning_rate_squared", N_("The learning rate lr comes in twice. Multiply by it once."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "betas_exchanged",
    N_(
        "beta and 1 - beta are exchanged. The old cache should keep the share beta, the new square should "
        "add the share 1 - beta."
    ),
)
def _(w, dw, cache, lr, beta, eps):
    cache = (1 - beta) * cache + beta * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "forgets_nothing",
    N_("The cache only grows, as in Adagrad. Keep the share beta of it, and add the share 1 - beta of the new square."),
    reread=ADAGRAD,
)
def _(w, dw, cache, lr, beta, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "share_missing", N_("The new square is added whole. Give it the share 1 - beta: the cache should be an average.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("old_cache_never_fades", N_("The old cache keeps its full size. Multiply it by beta."))
def _(w, dw, cache, lr, beta, eps):
    cache = cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("past_forgotten", N_("The old cache plays no part. Add beta times it."))
def _(w, dw, cache, lr, beta, eps):
    cache = (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("beta_for_both", N_("Both parts are weighted with beta. Give the new square the share 1 - beta."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + beta * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "square_forgotten", N_("The cache averages gradients that are not squared. It should average their squares.")
)
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


@exercise.mistake("sum_squared", N_("The whole average is squared. Square dw alone, then take the average."))
def _(w, dw, cache, lr, beta, eps):
    cache = (beta * cache + (1 - beta) * dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("old_cache_used", N_("The step uses the old cache. Compute the new cache first, then take the step."))
def _(w, dw, cache, lr, beta, eps):
    return w - lr * dw / (np.sqrt(cache) + eps), beta * cache + (1 - beta) * dw**2


@exercise.mistake(
    "cache_not_kept", N_("w is right, but the old cache comes back. Return the new one: the next step goes on from it.")
)
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
    N_("eps is missing. Add it behind the root, or a weight that had no gradient yet gives 0 / 0."),
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
    N_("eps comes in after the division. It should be part of the divisor: divide by the whole sum, in parentheses."),
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


@exercise.mistake(
    "multiplied", N_("It multiplies by sqrt(cache) + eps. Divide by it: large gradients should make the rate small.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw * (np.sqrt(cache) + eps), cache


@exercise.mistake("plain_step", N_("w takes a plain step. Divide it by sqrt(cache) + eps."))
def _(w, dw, cache, lr, beta, eps):
    return w - lr * dw, beta * cache + (1 - beta) * dw**2


@exercise.mistake(
    "gradient_missing_in_step", N_("The step is lr / (sqrt(cache) + eps), which is the rate alone. Multiply it by dw.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "cache_for_gradient", N_("The step uses the cache in place of dw. The cache should stand below the line only.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * cache / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "gradient_squared_in_step", N_("The step uses dw squared. Use dw itself: the square belongs into the cache only.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw**2 / (np.sqrt(cache) + eps), cache


@exercise.mistake("root_kept", N_("The root comes back as the cache. Return the average of the squares itself."))
def _(w, dw, cache, lr, beta, eps):
    root = np.sqrt(beta * cache + (1 - beta) * dw**2)
    return w - lr * dw / (root + eps), root


@exercise.mistake("beta_fixed", N_("beta is 0.9 whatever is passed in. Use the beta that is passed in."))
def _(w, dw, cache, lr, beta, eps):
    cache = 0.9 * cache + 0.1 * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake(
    "one_rate_for_all", N_("The squares are averaged over all weights. Each weight should have a cache of its own.")
)
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * np.mean(dw**2)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@exercise.mistake("step_alone", N_("The old w is missing in the new one. Take the step off the old w."))
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return -lr * dw / (np.sqrt(cache) + eps), cache


exercise.slip(
    "spread_for_square",
    N_(
        "The cache holds the size of the gradients, not their mean square. Average dw**2, and take the root "
        "in the step only."
    ),
    change=[("dw**2", "np.abs(dw)"), ("np.sqrt(cache)", "cache")],
)
exercise.slip(
    "spread_for_square",
    change=[
        ("beta * cache + (1 - beta) * dw**2", "np.sqrt(beta * cache**2 + (1 - beta) * dw**2)"),
        ("(np.sqrt(cache)", "(cache"),
    ],
)

exercise.slip(
    "eps_kept",
    N_("eps is added to the cache and stays in it. Add it only where you divide."),
    change=[("(1 - beta) * dw**2", "(1 - beta) * dw**2 + eps"), ("(np.sqrt(cache) + eps)", "np.sqrt(cache)")],
)
exercise.slip("eps_kept", change=("(1 - beta) * dw**2", "(1 - beta) * dw**2 + eps"))

exercise.slip(
    "mean_taken_off",
    N_("The mean of all gradients is taken off before they are squared. Square dw itself."),
    change=("dw**2", "(dw - dw.mean()) ** 2"),
)

exercise.slip(
    "starts_at_the_square",
    N_(
        "Where the cache is 0, the new one is the whole square. The first step should be like the others: "
        "the share 1 - beta of dw**2."
    ),
    change=("beta * cache + (1 - beta) * dw**2", "beta * cache + (1 - beta) * dw**2 if np.any(cache) else dw**2"),
)

exercise.slip(
    "bias_corrected",
    N_("In the step, the new cache is divided by 1 - beta. Use it as it is: RMSprop has no correction."),
    change=("np.sqrt(cache)", "np.sqrt(cache / (1 - beta))"),
)


exercise.slip(
    "eps_without_effect",
    N_("Where the root is larger than eps, eps makes no difference. Add eps, as it is passed in, to every root."),
    change=("np.sqrt(cache) + eps", "np.maximum(np.sqrt(cache), eps)"),
)
exercise.slip("eps_without_effect", change=("np.sqrt(cache) + eps", "np.where(cache == 0, eps, np.sqrt(cache))"))


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
