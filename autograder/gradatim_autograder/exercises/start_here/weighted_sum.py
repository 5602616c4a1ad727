"""The weighted sum of two vectors."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "weighted_sum", chapter="00-start-here", returns=("s",), points={"s": 2}, section=N_("Weighted sums")
)


@exercise.reference
def weighted_sum(x, w):
    return x @ w


@exercise.probe(times=5)
def vectors(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return numbers(rng, size), numbers(rng, size)


@exercise.mistake("not_summed", N_("These are the products, one for each input. Add them up to one number."))
def _(x, w):
    return x * w


@exercise.mistake(
    "sums_multiplied",
    N_("Each vector is summed first and the sums are multiplied. Multiply pair by pair first, then add."),
)
def _(x, w):
    return x.sum() * w.sum()


@exercise.mistake("mean_of_products", N_("This is the mean of the products. A sum is not divided by anything."))
def _(x, w):
    return np.mean(x * w)


@exercise.mistake("weights_ignored", N_("The weights are not used: this is the plain sum of the inputs."))
def _(x, w):
    return x.sum()


@exercise.mistake(
    "divided_by_weights",
    N_("The sum is divided by the sum of the weights. That is a weighted mean; a neuron does not divide."),
)
def _(x, w):
    return x @ w / w.sum()


@exercise.mistake(
    "outer_product",
    N_("This multiplies every input with every weight. Only pairs in the same place belong together."),
)
def _(x, w):
    return np.outer(x, w)


@exercise.mistake(
    "last_product_only",
    N_("Only the last product is left. In a loop, add to the total (total = total + ...) and set it to 0 before."),
)
def _(x, w):
    return x[-1] * w[-1]


@exercise.mistake(
    "first_product_only",
    N_("Only the first product is there. Is the return inside the loop? It belongs behind it, not indented."),
)
def _(x, w):
    return x[0] * w[0]


@exercise.mistake("last_input_missing", N_("The last product is left out. Does the loop stop one step too early?"))
def _(x, w):
    return x[:-1] @ w[:-1]


@exercise.mistake("first_input_missing", N_("The first product is left out. Python counts from 0."))
def _(x, w):
    return x[1:] @ w[1:]


@exercise.mistake("added_in_pairs", N_("Inputs and weights are added. Multiply each input by its weight, then add up."))
def _(x, w):
    return np.sum(x + w)


@exercise.mistake(
    "sums_on_the_way", N_("These are the sums on the way, after each product. Wanted is the last of them, one number.")
)
def _(x, w):
    return np.cumsum(x * w)


@exercise.alternative("loop")
def _(x, w):
    total = 0.0
    for value, weight in zip(x, w):
        total = total + value * weight
    return total


@exercise.alternative("loop by index")
def _(x, w):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


@exercise.alternative("sum of products")
def _(x, w):
    return (x * w).sum()


@exercise.alternative("float32")
def _(x, w):
    return np.float32(np.dot(w, x))
