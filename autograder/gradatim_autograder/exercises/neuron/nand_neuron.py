"""Weights chosen by hand so that one neuron computes NAND: many answers are right."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

exercise = Exercise(
    "nand_neuron",
    chapter="01-neuron",
    returns=("the row 0, 0", "the row 0, 1", "the row 1, 0", "the row 1, 1"),
    points={"the row 0, 0": 0.5, "the row 0, 1": 0.5, "the row 1, 0": 0.5, "the row 1, 1": 0.5},
    section=N_("Choosing weights by hand"),
    reveal=False,
)


@exercise.view
def truth_table(returned):
    """What the neuron answers on the four rows: 1 where x @ w + b > 0."""
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        raise Refusal(N_("Return two things, w and b: return np.array([..., ...]), ..."))
    try:
        w, b = np.asarray(returned[0], dtype=float), np.asarray(returned[1], dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Refusal(N_("w and b must be numbers.")) from None
    if w.shape != (2,) or b.size != 1:
        raise Refusal(N_("w must hold two numbers, one for each input, and b must be one number."))
    # Rounded, so that 0.1 + 0.2 - 0.3 counts as the 0 that the student means.
    return np.where(np.round(ROWS @ w + b.item(), 9) > 0, 1.0, 0.0)


@exercise.reference
def nand_neuron():
    return np.array([-1.0, -1.0]), 1.5


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "and_instead",
    N_("This neuron computes AND. NAND is its opposite: change the sign of the weights and of the bias."),
)
def _():
    return np.array([1.0, 1.0]), -1.5


@exercise.mistake("or_instead", N_("This neuron computes OR. NAND is silent only when both inputs are 1."))
def _():
    return np.array([1.0, 1.0]), -0.5


@exercise.mistake(
    "too_strict",
    N_("It fires only when both inputs are 0. One input of 1 must not be enough to silence it: make b larger."),
)
def _():
    return np.array([-1.0, -1.0]), 0.5


@exercise.mistake(
    "always_fires",
    N_("It fires on every row. Two inputs of 1 must pull the sum to 0 or below: make b smaller."),
)
def _():
    return np.array([-1.0, -1.0]), 2.5


@exercise.mistake("never_fires", N_("It never fires. With both inputs 0 the sum is the bias, so b must be above 0."))
def _():
    return np.array([-1.0, -1.0]), -0.5


@exercise.mistake("one_input_ignored", N_("It looks at the first input alone. Both weights must pull the sum down."))
def _():
    return np.array([-1.0, 0.0]), 0.5


@exercise.mistake("other_input_ignored", N_("It looks at the second input alone. Both weights must pull the sum down."))
def _():
    return np.array([0.0, -1.0]), 0.5


@exercise.alternative("other weights")
def _():
    return [-2, -3], 4


@exercise.alternative("zero exactly where it must be silent")
def _():
    return np.array([-0.2, -0.1]), 0.3
