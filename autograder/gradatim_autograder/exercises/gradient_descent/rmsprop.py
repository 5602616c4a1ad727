"""One step of RMSprop: like Adagrad, but the cache forgets."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import table, vector, zero, zeros
from gradatim_autograder.exercises.gradient_descent import shared

exercise = declare(
    "rmsprop", returns=("w", "cache"), points={"w": 2, "cache": 1}, section=N_("A cache that forgets: RMSprop")
)


@exercise.reference
def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    w = w - lr * dw / (np.sqrt(cache) + eps)
    return w, cache


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


exercise.probes(
    # The cache is still 0.
    first_step=exercise.but(matrices, cache=np.zeros_like),
    # No gradient in this step for some weights: their cache fades all the same.
    seldom_inputs=exercise.but(matrices, dw=shared.without_first),
    # With a beta of 0 the cache is the newest square.
    no_past=exercise.but(matrices, beta=0.0),
    no_rate=exercise.but(matrices, lr=0.0),
)

exercise.classes(
    table("w"),
    vector("w"),
    zeros("cache"),
    *shared.seldom("cache"),
    zero("beta"),
    zero("lr"),
    shared.second_call(rmsprop, states=1),
)

exercise.wrong_lines("""
uphill: The step goes uphill: it is added to w. Subtract it.  > One step by hand
    w = w + lr * dw / (np.sqrt(cache) + eps)
learning_rate_forgotten: The learning rate lr is missing in the step. Multiply by it.
    w = w - dw / (np.sqrt(cache) + eps)
learning_rate_squared: The learning rate lr comes in twice. Multiply by it once.
    w = w - lr**2 * dw / (np.sqrt(cache) + eps)
betas_exchanged: beta and 1 - beta are exchanged. The old cache should keep the share beta, the new square should add
the share 1 - beta.
    cache = (1 - beta) * cache + beta * dw**2
forgets_nothing: The cache only grows, as in Adagrad. Keep the share beta of it, and add the share 1 - beta of the new
square.  > Each weight its own rate: Adagrad
    cache = cache + dw**2
share_missing: The new square is added whole. Give it the share 1 - beta: the cache should be an average.
    cache = beta * cache + dw**2
old_cache_never_fades: The old cache keeps its full size. Multiply it by beta.
    cache = cache + (1 - beta) * dw**2
past_forgotten: The old cache plays no part. Add beta times it.
    cache = (1 - beta) * dw**2
beta_for_both: Both parts are weighted with beta. Give the new square the share 1 - beta.
    cache = beta * cache + beta * dw**2
square_forgotten: The cache averages gradients that are not squared. It should average their squares.
    cache = beta * cache + (1 - beta) * dw
    cache = beta * cache + (1 - beta) * np.abs(dw)
share_squared: The share 1 - beta is squared with the gradient. Square dw alone.
    cache = beta * cache + ((1 - beta) * dw) ** 2
old_cache_used: The step uses the old cache. Compute the new cache first, then take the step.
    cache = beta * cache + (1 - beta) * dw**2 -> pass ;; return w, beta * cache + (1 - beta) * dw**2
cache_not_kept: w is right, but the old cache comes back. Return the new one: the next step goes on from it.
    cache = beta * cache + (1 - beta) * dw**2 -> pass
        ;; w = w - lr * dw / (np.sqrt(beta * cache + (1 - beta) * dw**2) + eps)
root_kept: The root comes back as the cache. Return the average of the squares itself.
    cache = np.sqrt(beta * cache + (1 - beta) * dw**2) ;; w = w - lr * dw / (cache + eps)
sum_squared: The whole average is squared. Square dw alone, then take the average.
    cache = (beta * cache + (1 - beta) * dw) ** 2
eps_inside_root: eps is inside the square root. Add it behind the root: sqrt(cache) + eps.
> Each weight its own rate: Adagrad
    w = w - lr * dw / np.sqrt(cache + eps)
eps_forgotten: eps is missing. Add it behind the root, or a weight that had no gradient yet gives 0 / 0.
> Each weight its own rate: Adagrad
    w = w - lr * dw / np.sqrt(cache)
root_forgotten: The square root is missing. Divide by sqrt(cache) + eps.  > Each weight its own rate: Adagrad
    w = w - lr * dw / (cache + eps)
parentheses_missing: eps comes in after the division. It should be part of the divisor: divide by the whole sum, in
parentheses.  > Each weight its own rate: Adagrad
    w = w - lr * dw / np.sqrt(cache) + eps
    w = w - (lr * dw / np.sqrt(cache) + eps)
multiplied: It multiplies by sqrt(cache) + eps. Divide by it: large gradients should make the rate small.
    w = w - lr * dw * (np.sqrt(cache) + eps)
plain_step: w takes a plain step. Divide it by sqrt(cache) + eps.
    w = w - lr * dw
gradient_missing_in_step: The step is lr / (sqrt(cache) + eps), which is the rate alone. Multiply it by dw.
    w = w - lr / (np.sqrt(cache) + eps)
cache_for_gradient: The step uses the cache in place of dw. The cache should stand below the line only.
    w = w - lr * cache / (np.sqrt(cache) + eps)
gradient_squared_in_step: The step uses dw squared. Use dw itself: the square belongs into the cache only.
    w = w - lr * dw**2 / (np.sqrt(cache) + eps)
beta_fixed: beta is 0.9 whatever is passed in. Use the beta that is passed in.
    cache = 0.9 * cache + 0.1 * dw**2
one_rate_for_all: The squares are averaged over all weights. Each weight should have a cache of its own.
    cache = beta * cache + (1 - beta) * np.mean(dw**2)
step_alone: The old w is missing in the new one. Subtract the step from the old w.
    w = -lr * dw / (np.sqrt(cache) + eps)
spread_for_square: The cache holds the size of the gradients, not their mean square. Average dw**2, and take the root
in the step only.
    cache = beta * cache + (1 - beta) * np.abs(dw) ;; w = w - lr * dw / (cache + eps)
    cache = np.sqrt(beta * cache**2 + (1 - beta) * dw**2) ;; w = w - lr * dw / (cache + eps)
eps_kept: eps is added to the cache and stays in it. Add it only where you divide.
    cache = beta * cache + (1 - beta) * dw**2 + eps ;; w = w - lr * dw / np.sqrt(cache)
    cache = beta * cache + (1 - beta) * dw**2 + eps
mean_taken_off: The mean of all gradients is subtracted before they are squared. Square dw itself.
    cache = beta * cache + (1 - beta) * (dw - dw.mean()) ** 2
starts_at_the_square: Where the cache is 0, the new one is the whole square. The first step should be like the others:
the share 1 - beta of dw**2.
    cache = beta * cache + (1 - beta) * dw**2 if np.any(cache) else dw**2
bias_corrected: In the step, the new cache is divided by 1 - beta. Use it as it is: RMSprop has no correction.
    w = w - lr * dw / (np.sqrt(cache / (1 - beta)) + eps)
eps_without_effect: Where the root is larger than eps, eps makes no difference. Add eps, as it is passed in, to every
root.
    w = w - lr * dw / np.maximum(np.sqrt(cache), eps)
    w = w - lr * dw / np.where(cache == 0, eps, np.sqrt(cache))
""")

exercise.alternatives("""
the rate first:
    cache = cache + (1 - beta) * (dw * dw - cache)
    rate = lr / (cache**0.5 + eps)
    return w - rate * dw, cache
loops:
    new_w, new_cache = np.zeros_like(w), np.zeros_like(cache)
    for i in np.ndindex(w.shape):
        new_cache[i] = beta * cache[i] + (1 - beta) * dw[i] ** 2
        new_w[i] = w[i] - lr * dw[i] / (new_cache[i] ** 0.5 + eps)
    return new_w, new_cache
float32:
    dw = dw.astype(np.float32)
    cache = np.float32(beta) * cache.astype(np.float32) + np.float32(1 - beta) * np.square(dw)
    return w.astype(np.float32) - np.float32(lr) * dw / (np.sqrt(cache) + np.float32(eps)), cache
lists:
    cache = np.add(np.multiply(cache, beta), np.power(dw, 2) * (1 - beta))
    return [np.subtract(w, np.divide(dw, np.add(np.sqrt(cache), eps)) * lr).tolist(), cache.tolist()]
""")
