"""The weighted sum of two vectors."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, with_twice, with_zero

exercise = declare("weighted_sum", returns=("s",), points={"s": 2}, section=N_("Weighted sums"))


@exercise.reference
def weighted_sum(x, w):
    return x @ w


# Longer than the three fruits of the example.
exercise.probes(times=5, vectors=sized(lambda rng, size: (numbers(rng, size), numbers(rng, size)), 4, 7))


def _of_weights(rng, w):
    return numbers(rng, len(w)), w


exercise.probes(
    # Whole numbers of fruit, as in the example.
    counts=lambda rng: (rng.permutation([2, 3, 1, 4, 6]), numbers(rng, 5)),
    with_a_zero=lambda rng: (with_zero(numbers(rng, 5), at=1), numbers(rng, 5)),
    with_a_weight_of_zero=lambda rng: _of_weights(rng, with_zero(numbers(rng, 5), at=2)),
    with_a_number_twice=lambda rng: (with_twice(numbers(rng, 5), at=0, again=3), numbers(rng, 5)),
    with_a_weight_twice=lambda rng: _of_weights(rng, with_twice(numbers(rng, 5), at=1, again=4)),
    # The same number with the same weight: both products count.
    with_a_product_twice=lambda rng: tuple(with_twice(numbers(rng, 5), at=0, again=2) for _each in range(2)),
    two=lambda rng: (numbers(rng, 2), numbers(rng, 2)),
    single=lambda rng: (numbers(rng, 1), numbers(rng, 1)),
)


def _twice(a):
    return len(set(a.tolist())) < len(a)


exercise.classes("""
integers x
equal_numbers x
equal_numbers w
equal_numbers_only: where x holds a number twice, with different weights  if _twice(x) and not _twice(w)
equal_weights_only: where w holds a number twice, for different numbers in x  if _twice(w) and not _twice(x)
equal_products: where two of the products are equal  if _twice(x * w) and _twice(w)
holds_zero x
holds_zero w
one_entry x
two_numbers: where x and w have two numbers each  if len(x) == 2
""")

exercise.wrong_lines("""
not_summed: These are the products, one for each input. Add them up to one number.
    return x * w
sums_multiplied: Each vector is summed first and the sums are multiplied. Multiply pair by pair first, then add.
    return x.sum() * w.sum()
mean_of_products: This is the mean of the products. Wanted is their sum, which is not divided by anything.
    return np.mean(x * w)
weights_ignored: This is the plain sum of the inputs, without the weights. Multiply each input by its weight first.
    return x.sum()
divided_by_weights: The sum is divided by the sum of the weights, which makes it a weighted mean. It should not be
divided.
    return x @ w / w.sum()
outer_product: Every input is multiplied by every weight. Multiply only those in the same place, and add the products
up.
    return np.outer(x, w)
last_product_only: Only the last product comes back. All should be added up: is the total set to 0 once, before the
loop?
    return x[-1] * w[-1]
first_product_only: Only the first product comes back. All should be added up: is the return inside a loop? Then move
it behind the loop.
    return x[0] * w[0]
last_input_missing: The last product is left out. Does the loop stop one step too early?
    return x[:-1] @ w[:-1]
first_input_missing: The first product is left out. Python counts from 0.
    return x[1:] @ w[1:]
three_inputs_only: It takes the first three numbers, as in the example. Take all of them, however many there are.
    return x[0] * w[0] + x[1] * w[1] + x[2] * w[2]
    return x[:3] @ w[:3]
added_in_pairs: Inputs and weights are added. Multiply each input by its weight, then add up.
    return np.sum(x + w)
sums_on_the_way: These are the sums on the way, after each product. Wanted is the last of them, one number.
    return np.cumsum(x * w)
""")

exercise.alternatives("""
loop:
    total = 0.0
    for value, weight in zip(x, w):
        total = total + value * weight
    return total
loop by index:
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total
sum of products: return (x * w).sum()
float32: return np.float32(np.dot(w, x))
""")
