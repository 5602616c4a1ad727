"""What exercises of this chapter share: what is looked at in random weights, and a row without a spread."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal
from gradatim_autograder.exercise.argument_class import where

AXES, ROWS, COLUMNS = "The number of axes of W", "The number of rows of W", "The number of columns of W"
MEAN = "The mean of W, divided by its standard deviation,"
SPREAD = "The standard deviation of W"
LARGE = "The share of weights that are more than 1.8 standard deviations from 0"
DIFFERENT = "The number of different weights in W"
SEEN = (AXES, ROWS, COLUMNS, MEAN, SPREAD, LARGE, DIFFERENT)


def matrix(W, refusal):
    """W as an array; `refusal` is what is said where it is none."""
    try:
        W = np.asarray(W, dtype=float)
    except (TypeError, ValueError):
        raise Refusal(refusal) from None
    if W.size == 0:
        raise Refusal(N_("W is empty. It needs a number for each pair of an input and a neuron."))
    return W


def looks(W, n_in, n_out, spread, large):
    """What stands in SEEN: the shape of W and what its numbers are like. `spread` and `large` are what is right."""
    if W.ndim != 2 or not np.isfinite(W).all():  # one sentence says what is wrong; the rest is left as it should be
        spread = spread if W.ndim != 2 else np.nan
        return W.ndim, W.size if W.ndim == 1 else n_in, n_out, 0.0, spread, large, n_in * n_out
    mean, spread, different = W.mean(), W.std(), len(np.unique(W))
    if spread <= 1e-9 * abs(mean):  # all the same, but for rounding
        mean, spread, different = 0.0, 0.0, 1
    elif different > 0.98 * W.size:
        different = n_in * n_out  # of a W of another size, too, all are different
    large = np.mean(np.abs(W) > 1.8 * spread)
    return 2, *W.shape, mean / (spread or 1.0), spread, large, different


def probes(exercise):
    """Declare layers of several kinds, and their classes."""

    @exercise.probe()
    def many_neurons(rng):
        return int(rng.integers(22, 27)), int(rng.integers(140, 156)), _generator(rng)

    @exercise.probe()
    def fewer_neurons_than_inputs(rng):
        return int(rng.integers(62, 68)), int(rng.integers(50, 54)), _generator(rng)

    @exercise.probe()
    def as_many_neurons_as_inputs(rng):
        n = int(rng.integers(57, 62))
        return n, n, _generator(rng)

    # Not more than 2000: a larger number is refused where a reference stands in for a student's function at grading.
    @exercise.probe()
    def single_neuron(rng):
        return int(rng.integers(1980, 2001)), 1, _generator(rng)

    @exercise.probe()
    def single_input(rng):
        return 1, int(rng.integers(1980, 2001)), _generator(rng)

    either = N_("where there is a single input or a single neuron")
    exercise.classes(
        where("square", N_("where there are as many neurons as inputs"), lambda n_in, n_out: n_in == n_out),
        where("one_neuron", N_("where there is a single neuron"), lambda n_out: n_out == 1),
        where("one_input", N_("where there is a single input"), lambda n_in: n_in == 1),
        where("one_of_either", either, lambda n_in, n_out: 1 in (n_in, n_out)),
    )


def _generator(rng):
    return np.random.default_rng(int(rng.integers(2**40)))


def with_a_constant_row(rng, X):
    """X with one row, not the first, in which all numbers are the same."""
    X[rng.integers(1, len(X))] = rng.choice([-7, -5, 5, 9]) / 4
    return X
