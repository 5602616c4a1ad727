"""The standard deviation of the weights that gives the sums a variance of 1."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "scale_for",
    chapter="04-weights-and-biases",
    returns=("scale",),
    points={"scale": 2},
    section=N_("The variance of a sum"),
)


@exercise.reference
def scale_for(n_in, mean_square):
    return 1 / np.sqrt(n_in * mean_square)


@exercise.probe(times=3)
def small_inputs(rng):
    return int(rng.integers(20, 300)), float(rng.uniform(0.15, 0.45))


@exercise.probe(times=2)
def large_inputs(rng):
    return int(rng.integers(20, 300)), float(rng.uniform(2.2, 6.0))


@exercise.mistake(
    "variance_for_standard_deviation",
    N_("This is the variance of the weights. The standard deviation is its square root."),
)
def _(n_in, mean_square):
    return 1 / (n_in * mean_square)


@exercise.mistake(
    "upside_down",
    N_("This is how much weights of spread 1 would enlarge the sums. The weights have to undo it: one over that."),
)
def _(n_in, mean_square):
    return np.sqrt(n_in * mean_square)


@exercise.mistake("upside_down")
def _(n_in, mean_square):
    return n_in * mean_square


@exercise.mistake(
    "mean_square_forgotten",
    N_("mean_square is not used. Larger inputs need smaller weights."),
)
def _(n_in, mean_square):
    return 1 / np.sqrt(n_in)


@exercise.mistake(
    "number_of_inputs_forgotten",
    N_("n_in is not used. The sum has n_in terms, and each adds its variance."),
)
def _(n_in, mean_square):
    return 1 / np.sqrt(mean_square)


@exercise.mistake(
    "mean_square_on_the_wrong_side",
    N_("mean_square stands above the line. Larger inputs need smaller weights. Mind that 1 / a * b is (1 / a) * b."),
)
def _(n_in, mean_square):
    return np.sqrt(mean_square / n_in)


@exercise.mistake(
    "number_of_inputs_on_the_wrong_side",
    N_("n_in stands above the line. More inputs need smaller weights. Mind that 1 / a * b is (1 / a) * b."),
)
def _(n_in, mean_square):
    return np.sqrt(n_in / mean_square)


@exercise.mistake(
    "root_of_inputs_only",
    N_("The root is taken of n_in only. mean_square is a mean of squares, so it stands below the root as well."),
)
def _(n_in, mean_square):
    return 1 / (np.sqrt(n_in) * mean_square)


@exercise.mistake("root_of_inputs_only")
def _(n_in, mean_square):
    return 1 / np.sqrt(n_in) * mean_square


@exercise.mistake(
    "root_of_mean_square_only",
    N_("The root is taken of mean_square only. The variance grows with n_in, the spread with its root."),
)
def _(n_in, mean_square):
    return 1 / (n_in * np.sqrt(mean_square))


@exercise.mistake("divided_by_inputs", N_("The weights are divided by n_in. The spread of a sum grows with its root."))
def _(n_in, mean_square):
    return 1 / n_in


@exercise.mistake(
    "rule_for_relu",
    N_("This is the rule for one value of mean_square, which is 0.5. Here it may be any number: use it."),
)
def _(n_in, mean_square):
    return np.sqrt(2 / n_in)


@exercise.mistake("rule_for_relu")
def _(n_in, mean_square):
    return np.sqrt(2 / (n_in * mean_square))


@exercise.mistake("rule_for_relu")
def _(n_in, mean_square):
    return np.sqrt(2 / n_in * mean_square)


@exercise.mistake(
    "variance_with_mean_square_above",
    N_(
        "There is no root, and mean_square stands above the line. Solve 1 = n_in · Var(w) · mean_square for Var(w) first."
    ),
)
def _(n_in, mean_square):
    return mean_square / n_in


@exercise.mistake("mean_square_squared", N_("mean_square is squared. It is a mean of squares already."))
def _(n_in, mean_square):
    return 1 / (n_in * mean_square**2)


@exercise.mistake("example_returned", N_("This is the number of the example. Compute it from n_in and mean_square."))
def _(n_in, mean_square):
    return 0.2


@exercise.mistake("added", N_("n_in and mean_square are added. In the variance of the sum they are multiplied."))
def _(n_in, mean_square):
    return 1 / np.sqrt(n_in + mean_square)


@exercise.mistake("squared", N_("It is squared where a root is wanted: from a variance to a spread leads the root."))
def _(n_in, mean_square):
    return 1 / (n_in * mean_square) ** 2


@exercise.mistake("sign_flipped", N_("It is negative. A standard deviation is never below 0."))
def _(n_in, mean_square):
    return -1 / np.sqrt(n_in * mean_square)


@exercise.alternative("root of the quotient")
def _(n_in, mean_square):
    variance = 1 / (n_in * mean_square)
    return np.sqrt(variance)


@exercise.alternative("power")
def _(n_in, mean_square):
    return (n_in * mean_square) ** -0.5


@exercise.alternative("two roots, float32")
def _(n_in, mean_square):
    return np.float32(1) / (np.float32(np.sqrt(n_in)) * np.float32(mean_square) ** 0.5)


@exercise.alternative("divided step by step")
def _(n_in, mean_square):
    return np.sqrt(1 / n_in / mean_square)
