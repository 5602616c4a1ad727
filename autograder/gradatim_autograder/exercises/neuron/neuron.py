"""One neuron: z = x1 w1 + x2 w2 + ... + b."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, with_twice, with_zero

exercise = declare("neuron", returns=("z",), points={"z": 2}, section=N_("The neuron as a function"))


@exercise.reference
def neuron(x, w, b):
    return x @ w + b


# More inputs than the two and three of the examples.
exercise.probes(
    times=2,
    easily_fired=sized(lambda rng, size: (numbers(rng, size), numbers(rng, size), float(rng.uniform(0.2, 2))), 4, 7),
    hardly_fired=sized(lambda rng, size: (numbers(rng, size), numbers(rng, size), -float(rng.uniform(0.2, 2))), 4, 7),
)


def _of_inputs(rng, x):
    return x, numbers(rng, len(x)), numbers(rng)


def _of_weights(rng, w):
    return numbers(rng, len(w)), w, numbers(rng)


def _product_twice(rng):
    """The same input with the same weight: both products count."""
    x, w = (with_twice(numbers(rng, 5), at=0, again=2) for _each in range(2))
    return x, w, numbers(rng)


exercise.probes(
    whole_inputs=lambda rng: _of_inputs(rng, rng.permutation([1, 2, -3, 5])),
    with_a_zero=lambda rng: _of_inputs(rng, with_zero(numbers(rng, 4), at=1)),
    with_a_weight_of_zero=lambda rng: _of_weights(rng, with_zero(numbers(rng, 4), at=1)),
    with_a_number_twice=lambda rng: _of_inputs(rng, with_twice(numbers(rng, 5), at=0, again=3)),
    with_a_weight_twice=lambda rng: _of_weights(rng, with_twice(numbers(rng, 5), at=1, again=4)),
    with_a_product_twice=_product_twice,
    two_inputs=lambda rng: (numbers(rng, 2), numbers(rng, 2), numbers(rng)),
    single_input=lambda rng: (numbers(rng, 1), numbers(rng, 1), numbers(rng)),
    bias_of_zero=lambda rng: (numbers(rng, 5), numbers(rng, 5), 0.0),
    no_signal=lambda rng: (np.zeros(4), numbers(rng, 4), float(rng.uniform(0.2, 2))),
)


def _twice(a):
    return len(set(a.tolist())) < len(a)


exercise.classes("""
integers x
a_zero_among_inputs: where one of the inputs is 0  if np.any(x) and np.any(x == 0)
holds_zero w
equal_inputs: where two inputs are equal  if bool(np.any(x)) and _twice(x)
equal_inputs_only: where two inputs are equal, with different weights
    bool(np.any(x)) and _twice(x) and not _twice(w)
equal_weights: where two weights are equal  if _twice(w)
equal_weights_only: where two weights are equal, for different inputs  if _twice(w) and not _twice(x)
equal_products: where two of the products are equal  if _twice(x * w) and _twice(w)
two_inputs: where there are two inputs  if len(x) == 2
one_entry x
zeros x
zero b
""")

exercise.wrong_lines("""
bias_forgotten: The bias b is not added.  > The weighted sum, by hand
    return x @ w
bias_subtracted: The bias is subtracted. It should be added.
    return x @ w - b
bias_per_input: The bias is added once for every input. It should be added once, to the finished sum.
    return np.sum(x * w + b)
bias_multiplied: The sum is multiplied by the bias. The bias should be added to it.
    return x @ w * b
bias_inside: The bias is added to the inputs before they are weighted. Weight first, sum, then add b.
    return (x + b) @ w
bias_added_to_weights: The bias is added to the weights. Weight the inputs, sum, then add b.
    return x @ (w + b)
not_summed: There is one number for each input. Add the products up to one sum.
    return x * w + b
sums_multiplied: Inputs and weights are summed first and the sums multiplied. Multiply pair by pair, then add.
    return x.sum() * w.sum() + b
mean_of_products: The products are averaged. Add them up; a neuron does not divide.
    return np.mean(x * w) + b
weights_added: Inputs and weights are added. Each input should be multiplied by its weight.
    return np.sum(x + w) + b
weights_ignored: The weights are not used. Multiply each input by its weight.
    return x.sum() + b
first_input_only: Only the first input is used. All of them should be: is the return inside the loop?
    return x[0] * w[0] + b
last_input_only: Only the last input is used. All of them should be: does a loop replace the total in place of adding
to it?
    return x[-1] * w[-1] + b
last_input_missing: The last input is left out. Does the loop stop one too early?
    return x[:-1] @ w[:-1] + b
first_input_missing: The first input is left out. Python counts from 0.
    return x[1:] @ w[1:] + b
threshold_applied: The answer is 0 or 1, as if the threshold were applied already. It should be the sum z itself.
    return 1.0 if x @ w + b > 0 else 0.0
two_inputs_only: Only the first two inputs are used. Go through all of them, however many.
    return x[:2] @ w[:2] + b
    return x[0] * w[0] + x[1] * w[1] + b
three_inputs_only: Only the first three inputs are used. Go through all of them, however many.
    return x[:3] @ w[:3] + b
    return x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
weights_reversed: The weights are taken from the last to the first. The first input should meet the first weight.
    return x @ w[::-1] + b
products_multiplied: The products are multiplied with each other. Add them up.
    return np.prod(x * w) + b
sums_on_the_way: These are the sums on the way, after each product. Wanted is the last of them, one number.
    return np.cumsum(x * w) + b
divided_by_weights: The sum is divided by the sum of the weights, which makes it a weighted mean. A neuron should not
divide.
    return x @ w / w.sum() + b
""")

exercise.alternatives("""
loop:
    z = b
    for value, weight in zip(x, w):
        z += value * weight
    return z
loop by index:
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total + b
sum of products: return float(np.sum(np.multiply(w, x)) + b)
the bias as a weight of a constant input: return np.append(x, 1.0) @ np.append(w, b)
float32: return np.float32(x.astype(np.float32) @ w.astype(np.float32) + b)
""")
