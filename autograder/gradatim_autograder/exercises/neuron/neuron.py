"""One neuron: z = x1 w1 + x2 w2 + ... + b."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "neuron", chapter="01-neuron", returns=("z",), points={"z": 2}, section=N_("The neuron as a function")
)


@exercise.reference
def neuron(x, w, b):
    return x @ w + b


@exercise.probe(times=3)
def easily_fired(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return numbers(rng, size), numbers(rng, size), float(rng.uniform(0.2, 2))


@exercise.probe(times=3)
def hardly_fired(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return numbers(rng, size), numbers(rng, size), -float(rng.uniform(0.2, 2))


@exercise.mistake("bias_forgotten", N_("The bias b is not added."), reread=N_("The bias shifts the threshold"))
def _(x, w, b):
    return x @ w


@exercise.mistake("bias_subtracted", N_("The bias is subtracted. The formula adds it: + b."))
def _(x, w, b):
    return x @ w - b


@exercise.mistake(
    "bias_per_input", N_("The bias is added once for every input. It is added once, to the finished sum.")
)
def _(x, w, b):
    return np.sum(x * w + b)


@exercise.mistake("bias_multiplied", N_("The sum is multiplied by the bias. The bias is added."))
def _(x, w, b):
    return x @ w * b


@exercise.mistake(
    "bias_inside",
    N_("The bias is added to the inputs before they are weighted. Weight first, sum, then add b."),
)
def _(x, w, b):
    return (x + b) @ w


@exercise.mistake("bias_added_to_weights", N_("The bias is added to the weights. Weight the inputs, sum, then add b."))
def _(x, w, b):
    return x @ (w + b)


@exercise.mistake(
    "not_summed",
    N_(
        "There is one number for each input. Add the products up to one sum.",
    ),
)
def _(x, w, b):
    return x * w + b


@exercise.mistake(
    "sums_multiplied",
    N_("Inputs and weights are summed first and the sums multiplied. Multiply pair by pair, then add."),
)
def _(x, w, b):
    return x.sum() * w.sum() + b


@exercise.mistake("mean_of_products", N_("The products are averaged. A neuron adds them up and does not divide."))
def _(x, w, b):
    return np.mean(x * w) + b


@exercise.mistake("weights_added", N_("Inputs and weights are added. Each input is multiplied by its weight."))
def _(x, w, b):
    return np.sum(x + w) + b


@exercise.mistake("weights_ignored", N_("The weights are not used."))
def _(x, w, b):
    return x.sum() + b


@exercise.mistake("first_input_only", N_("Only the first input is used. Go through all of them."))
def _(x, w, b):
    return x[0] * w[0] + b


@exercise.mistake(
    "last_input_only",
    N_("Only the last product is left. In a loop, add to the total instead of replacing it."),
)
def _(x, w, b):
    return x[-1] * w[-1] + b


@exercise.mistake("last_input_missing", N_("The last input is left out. Does the loop stop one too early?"))
def _(x, w, b):
    return x[:-1] @ w[:-1] + b


@exercise.mistake("first_input_missing", N_("The first input is left out. Python counts from 0."))
def _(x, w, b):
    return x[1:] @ w[1:] + b


@exercise.mistake(
    "threshold_applied",
    N_("The answer is 0 or 1: the threshold is applied already. This function returns the sum z itself."),
    reread=N_("The threshold"),
)
def _(x, w, b):
    return 1.0 if x @ w + b > 0 else 0.0


@exercise.mistake("two_inputs_only", N_("Only the first two inputs are used. Go through all of them, however many."))
def _(x, w, b):
    return x[:2] @ w[:2] + b


@exercise.alternative("loop")
def _(x, w, b):
    z = b
    for value, weight in zip(x, w):
        z += value * weight
    return z


@exercise.alternative("loop by index")
def _(x, w, b):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total + b


@exercise.alternative("sum of products")
def _(x, w, b):
    return float(np.sum(np.multiply(w, x)) + b)


@exercise.alternative("the bias as a weight of a constant input")
def _(x, w, b):
    return np.append(x, 1.0) @ np.append(w, b)


@exercise.alternative("float32")
def _(x, w, b):
    return np.float32(x.astype(np.float32) @ w.astype(np.float32) + b)
