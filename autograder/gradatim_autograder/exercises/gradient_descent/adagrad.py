"""One step of Adagrad: each weight has a learning rate of its own, which only falls."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import table, vector, zero, zeros
from gradatim_autograder.exercises.gradient_descent import shared

exercise = declare(
    "adagrad", returns=("w", "cache"), points={"w": 2, "cache": 1}, section=N_("Each weight its own rate: Adagrad")
)


@exercise.reference
def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw**2
    w = w - lr * dw / (np.sqrt(cache) + eps)
    return w, cache


@exercise.probe(times=3)
def matrices(rng):
    """eps is so large that its place tells."""
    D, M = sizes(rng, 2, 2, 5)
    w, dw, cache = numbers(rng, D, M), numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.1, 0.4))


@exercise.probe(times=2)
def biases(rng):
    """One shape for both: a cache that is kept from call to call is that of another array."""
    w, dw, cache = numbers(rng, 5), numbers(rng, 5), rng.uniform(0.3, 4.0, 5)
    return w, dw, cache, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def unused_weights(rng):
    """Some weights have had no gradient yet: without eps they would give 0 / 0."""
    D, M = sizes(rng, 2, 2, 5)
    dw, cache = numbers(rng, D, M), rng.uniform(0.3, 4.0, (D, M))
    dw[:, 0] = cache[:, 0] = 0.0
    return numbers(rng, D, M), dw, cache, float(rng.uniform(0.1, 0.4)), 1e-8


exercise.probes(
    # The cache is still 0.
    first_step=exercise.but(matrices, cache=np.zeros_like),
    # No gradient in this step for some weights: they rest, with the cache that they have.
    seldom_inputs=exercise.but(matrices, dw=shared.without_first),
    no_rate=exercise.but(matrices, lr=0.0),
)

exercise.classes(
    table("w"),
    vector("w"),
    zeros("cache"),
    *shared.seldom("cache"),
    zero("lr"),
    shared.second_call(adagrad, states=1),
)

exercise.wrong_lines("""
uphill: The step goes uphill: it is added to w. Subtract it.  > One step by hand
    w = w + lr * dw / (np.sqrt(cache) + eps)
learning_rate_forgotten: The learning rate lr is missing in the step. Multiply by it.
    w = w - dw / (np.sqrt(cache) + eps)
learning_rate_squared: The learning rate lr comes in twice. Multiply by it once.
    w = w - lr**2 * dw / (np.sqrt(cache) + eps)
square_forgotten: The cache collects gradients that are not squared. It should collect their squares.
    cache = cache + dw
    cache = cache + np.abs(dw)
cache_replaced: The new cache is the newest square alone. Add the square to what the cache holds.
    cache = dw**2
old_cache_used: The step uses the old cache. First add the square, then take the step.
    cache = cache + dw**2 -> pass ;; return w, cache + dw**2
cache_not_kept: w is right, but the old cache comes back. Return the new one: the next step goes on from it.
    cache = cache + dw**2 -> pass ;; w = w - lr * dw / (np.sqrt(cache + dw**2) + eps)
eps_inside_root: eps is inside the square root. Add it behind the root: sqrt(cache) + eps.
    w = w - lr * dw / np.sqrt(cache + eps)
eps_forgotten: eps is missing. Add it behind the root, or a weight that had no gradient yet gives 0 / 0.
    w = w - lr * dw / np.sqrt(cache)
eps_subtracted: eps is subtracted from the root. Add it, so that the divisor cannot be 0.
    w = w - lr * dw / (np.sqrt(cache) - eps)
root_forgotten: The square root is missing. Divide by sqrt(cache) + eps.
    w = w - lr * dw / (cache + eps)
parentheses_missing: eps comes in after the division. It should be part of the divisor: divide by the whole sum, in
parentheses.
    w = w - lr * dw / np.sqrt(cache) + eps
    w = w - (lr * dw / np.sqrt(cache) + eps)
multiplied: It multiplies by sqrt(cache) + eps. Divide by it: large gradients should make the rate small.
    w = w - lr * dw * (np.sqrt(cache) + eps)
plain_step: w takes a plain step. Divide it by sqrt(cache) + eps.
    w = w - lr * dw
gradient_missing_in_step: The step is lr / (sqrt(cache) + eps), which is the rate alone. Multiply it by dw.
    w = w - lr / (np.sqrt(cache) + eps)
gradient_squared_in_step: The step uses dw squared. Use dw itself: the square belongs into the cache only.
    w = w - lr * dw**2 / (np.sqrt(cache) + eps)
one_rate_for_all: The squares are added up over all weights. Each weight should have a cache of its own.
    cache = cache + np.sum(dw**2)
eps_kept: eps is added to the cache and stays in it. Add it only where you divide.
    cache = cache + dw**2 + eps ;; w = w - lr * dw / np.sqrt(cache)
    cache = cache + dw**2 + eps
forgets: The cache fades, as in RMSprop. It should forget nothing: add the square to the whole old cache.
    cache = 0.9 * cache + 0.1 * dw**2
step_in_cache: The cache collects the squares of lr * dw. It should collect the squares of dw.
    cache = cache + (lr * dw) ** 2
step_alone: The old w is missing in the new one. Subtract the step from the old w.
    w = -lr * dw / (np.sqrt(cache) + eps)
sum_squared: The new cache is the square of cache + dw. Square dw alone, then add it to the cache.
    cache = (cache + dw) ** 2
root_kept: The root comes back as the cache. Return the sum of the squares itself.
    cache = np.sqrt(cache + dw**2) ;; w = w - lr * dw / (cache + eps)
cache_taken_for_a_root: The new cache is the root of cache**2 + dw**2. It should be a sum of squares, which the old
one is already.
    cache = np.sqrt(cache**2 + dw**2) ;; w = w - lr * dw / (cache + eps)
eps_without_effect: Where the root is larger than eps, eps makes no difference. Add eps, as it is passed in, to every
root.
    w = w - lr * dw / np.maximum(np.sqrt(cache), eps)
    w = w - lr * dw / np.where(cache == 0, eps, np.sqrt(cache))
""")

exercise.alternatives("""
the rate first:
    new = cache + dw * dw
    rate = lr / (new**0.5 + eps)
    return w - rate * dw, new
loops:
    w, cache = w.copy(), cache.copy()
    for i in np.ndindex(w.shape):
        cache[i] += dw[i] ** 2
        w[i] -= lr * dw[i] / (cache[i] ** 0.5 + eps)
    return w, cache
float32:
    dw = dw.astype(np.float32)
    cache = cache.astype(np.float32) + np.square(dw)
    return w.astype(np.float32) - np.float32(lr) * dw / (np.sqrt(cache) + np.float32(eps)), cache
lists:
    cache = np.add(cache, np.power(dw, 2))
    return [np.subtract(w, np.divide(dw, np.add(np.sqrt(cache), eps)) * lr).tolist(), cache.tolist()]
""")
