"""The standard deviation of the weights that gives the sums a variance of 1."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where

exercise = declare("scale_for", returns=("scale",), points={"scale": 2}, section=N_("The variance of a sum"))


@exercise.reference
def scale_for(n_in, mean_square):
    return 1 / np.sqrt(n_in * mean_square)


exercise.probes(times=3, small_inputs=lambda rng: (int(rng.integers(20, 300)), float(rng.uniform(0.15, 0.45))))

exercise.probes(times=2, large_inputs=lambda rng: (int(rng.integers(20, 300)), float(rng.uniform(2.2, 6.0))))

exercise.probes(
    single_input=lambda rng: (1, float(rng.uniform(2.2, 6.0))),
    mean_square_of_one=lambda rng: (int(rng.integers(20, 300)), 1.0),
    tiny_inputs=lambda rng: (int(rng.integers(20, 300)), float(rng.uniform(2e-4, 6e-4))),
)

exercise.classes(
    where("one_input", N_("where there is a single input"), lambda n_in: n_in == 1),
    where("mean_square_of_one", N_("where mean_square is 1"), lambda mean_square: mean_square == 1),
    where("small_inputs", N_("where mean_square is below 1"), lambda mean_square: mean_square < 1),
    where("tiny_inputs", N_("where mean_square is very small"), lambda mean_square: mean_square < 0.001),
    where("large_inputs", N_("where mean_square is above 1"), lambda mean_square: mean_square > 1),
)

exercise.wrong_lines("""
variance_for_standard_deviation: This is the variance of the weights. Return the standard deviation, its square root.
    return 1 / (n_in * mean_square)
upside_down: This is the standard deviation, or the variance, of sums whose weights have the standard deviation 1. The
weights should undo it: the larger it is, the smaller they have to be.
    return np.sqrt(n_in * mean_square)
    return n_in * mean_square
mean_square_forgotten: mean_square has no effect. It should have one: larger inputs need smaller weights.
    return 1 / np.sqrt(n_in)
number_of_inputs_forgotten: n_in has no effect. It should have one: the sum has n_in terms, and each adds its
variance.
    return 1 / np.sqrt(mean_square)
mean_square_on_the_wrong_side: The result grows with mean_square. It should become smaller: larger inputs need smaller
weights. (In Python 1 / a * b is (1 / a) * b.)
    return np.sqrt(mean_square / n_in)
number_of_inputs_on_the_wrong_side: The result grows with n_in. It should become smaller: more inputs need smaller
weights. (In Python 1 / a * b is (1 / a) * b.)
    return np.sqrt(n_in / mean_square)
root_of_inputs_only: The root is taken of n_in only. Take it of the product of n_in and mean_square, and divide 1 by
it.
    return 1 / (np.sqrt(n_in) * mean_square)
    return 1 / np.sqrt(n_in) * mean_square
root_of_mean_square_only: The root is taken of mean_square only. Take it of n_in too: the variance of a sum grows with
n_in, its standard deviation with the root.
    return 1 / (n_in * np.sqrt(mean_square))
divided_by_inputs: This is 1 / n_in. The standard deviation of a sum grows with the root of n_in, and with that of
mean_square: the result should undo both.
    return 1 / n_in
rule_for_relu: This is sqrt(2 / n_in), which is right for a mean_square of 0.5 only. mean_square may be any number:
use it.
    return np.sqrt(2 / n_in)
two_below_the_root: There is a 2 under the root. Leave it out: it belongs to a mean_square of 0.5, and here
mean_square itself comes in.
    return np.sqrt(2 / (n_in * mean_square))
    return np.sqrt(2 / n_in * mean_square)
variance_with_mean_square_above: This is mean_square / n_in. Solve 1 = n_in · Var(w) · mean_square for Var(w) first,
then take the root.
    return mean_square / n_in
mean_square_squared: This is 1 / (n_in * mean_square**2). Take mean_square as it is, a mean of squares already, and
take the root of the whole.
    return 1 / (n_in * mean_square**2)
example_returned: This is 0.2, the number of the example. Compute the result from n_in and mean_square.
    return 0.2
added: n_in and mean_square are added. Multiply them, as in the variance of the sum.
    return 1 / np.sqrt(n_in + mean_square)
squared: This is 1 over the square of n_in times mean_square. Take the root in place of the square.
    return 1 / (n_in * mean_square) ** 2
sign_flipped: The result is negative. A standard deviation should never be below 0.
    return -1 / np.sqrt(n_in * mean_square)
""")

exercise.alternatives("""
root of the quotient:
    variance = 1 / (n_in * mean_square)
    return np.sqrt(variance)
power: return (n_in * mean_square) ** -0.5
two roots, float32: return np.float32(1) / (np.float32(np.sqrt(n_in)) * np.float32(mean_square) ** 0.5)
divided step by step: return np.sqrt(1 / n_in / mean_square)
""")
