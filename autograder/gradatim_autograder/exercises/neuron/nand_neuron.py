"""Weights chosen by hand so that one neuron computes NAND: many answers are right."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare

ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

exercise = declare(
    "nand_neuron",
    returns=("the row 0, 0", "the row 0, 1", "the row 1, 0", "the row 1, 1"),
    points={"the row 0, 0": 0.5, "the row 0, 1": 0.5, "the row 1, 0": 0.5, "the row 1, 1": 0.5},
    section=N_("Choosing weights by hand"),
    reveal=False,
)


def _row_of_numbers(returned):
    """How many numbers it holds where it is one row of them, else 0."""
    if not isinstance(returned, np.ndarray | list | tuple):
        return 0
    return len(returned) if all(isinstance(each, int | float | np.number) for each in returned) else 0


@exercise.view
def truth_table(returned):
    """What the neuron answers on the four rows: 1 where x @ w + b > 0."""
    if _row_of_numbers(returned) == 3:
        text = N_("It returns three numbers in one row. Return two things: w, an array of two weights, and b.")
        raise Refusal(text, mistake="bias_among_weights")
    if _row_of_numbers(returned) == 4:
        text = N_("It returns four numbers: is that the column of NAND? Wanted are the weights w and the bias b.")
        raise Refusal(text, mistake="outputs_in_place_of_weights")
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        raise Refusal(N_("Return two things, w and b: return np.array([..., ...]), ..."), mistake="not_a_pair")
    try:
        w, b = np.asarray(returned[0], dtype=float), np.asarray(returned[1], dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Refusal(N_("w and b must be numbers.")) from None
    if w.size == 1 and b.shape == (2,):
        raise Refusal(
            N_("First comes one number and then come two, so w and b are exchanged. Return w first, then b."),
            mistake="bias_first",
        )
    if w.shape != (2,):
        text = N_("w has the shape {shape}. It should have the shape (2,): two numbers, one for each input.")
        raise Refusal(text, mistake="wrong_form", shape=w.shape)
    if b.size != 1:
        text = N_("b holds {count} numbers. It should be one number.")
        raise Refusal(text, mistake="wrong_form", count=b.size)
    # Rounded, so that 0.1 + 0.2 - 0.3 counts as the 0 that the student means.
    return np.where(np.round(ROWS @ w + b.item(), 9) > 0, 1.0, 0.0)


@exercise.reference
def nand_neuron():
    return np.array([-1.0, -1.0]), 1.5


exercise.probes(once=lambda rng: ())

exercise.wrong_lines("""
and_instead: This neuron computes AND. Change the signs of the weights and of the bias. Then check every row: a sum of
exactly 0 is silent.
    return np.array([1.0, 1.0]), -1.5
or_instead: This neuron computes OR. It should be silent only when both inputs are 1.
    return np.array([1.0, 1.0]), -0.5
too_strict: It fires only when both inputs are 0. One input of 1 must not be enough to silence it, and a sum of
exactly 0 is silent: make b larger.
    return np.array([-1.0, -1.0]), 0.5
always_fires: It fires on every row. Two inputs of 1 must pull the sum to 0 or below. Are both weights negative? If
so, make b smaller.
    return np.array([-1.0, -1.0]), 2.5
never_fires: It never fires. With both inputs 0 the sum is the bias, so b must be above 0.
    return np.array([-1.0, -1.0]), -0.5
one_input_ignored: It answers by the first input alone: a 1 there silences it. With that input alone at 1, the sum
should stay above 0.
    return np.array([-1.0, 0.0]), 0.5
other_input_ignored: It answers by the second input alone: a 1 there silences it. With that input alone at 1, the sum
should stay above 0.
    return np.array([0.0, -1.0]), 0.5
fires_with_one_input: It fires where one of the inputs, always the same one, is 1, and nowhere else. An input of 1
should pull the sum down, not up.
    return np.array([1.0, 0.0]), -0.5
    return np.array([0.0, 1.0]), -0.5
weights_of_opposite_signs: One weight is positive, the other negative. For NAND both inputs should pull the sum down.
    return np.array([1.0, -1.0]), 0.5
    return np.array([-1.0, 1.0]), 0.5
    return np.array([1.0, -1.0]), -0.5
    return np.array([-1.0, 1.0]), -0.5
""")

exercise.alternatives("""
other weights: return [-2, -3], 4
zero exactly where it must be silent: return np.array([-0.2, -0.1]), 0.3
""")
