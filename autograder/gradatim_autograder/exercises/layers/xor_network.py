"""Two layers with weights chosen by hand that compute XOR: many answers are right."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

exercise = Exercise(
    "xor_network",
    chapter="02-layers",
    returns=("the row 0, 0", "the row 0, 1", "the row 1, 0", "the row 1, 1"),
    points={"the row 0, 0": 1, "the row 0, 1": 1, "the row 1, 0": 1, "the row 1, 1": 1},
    section=N_("XOR with two layers"),
    reveal=False,
)


@exercise.view
def truth_table(returned):
    """What the stack of threshold layers answers on the four rows."""
    if not isinstance(returned, tuple | list) or not returned:
        raise Refusal(N_("Return a list of layers: [(W1, b1), (W2, b2)]."), mistake="no_list_of_layers")
    if len(returned) == 4 and all(isinstance(each, np.ndarray) for each in returned):
        raise Refusal(
            N_("The four arrays stand in one list. Put them in pairs: [(W1, b1), (W2, b2)]."), mistake="no_pairs"
        )
    A = ROWS
    for number, layer in enumerate(returned, start=1):
        try:
            W, b = (np.asarray(each, dtype=float) for each in layer)
        except (TypeError, ValueError, OverflowError):
            text = N_("Layer {number} must be a pair (W, b) of numbers.")
            raise Refusal(text, mistake="no_pairs", number=number) from None
        if W.ndim == 1 and b.ndim == 2:
            text = N_("In layer {number} W and b are exchanged. The pair should be (W, b).")
            raise Refusal(text, mistake="pair_exchanged", number=number)
        if W.ndim != 2 or W.shape[0] != A.shape[1] or b.shape != (W.shape[1],):
            text = N_(
                "Inputs of layer {number}: {inputs}. So its W must have the shape ({inputs}, neurons) and b the "
                "shape (neurons,). Now W has the shape {w_shape} and b has the shape {b_shape}."
            )
            mistake = "wrong_form"
            raise Refusal(text, mistake, number=number, inputs=A.shape[1], w_shape=W.shape, b_shape=b.shape)
        # Rounded, so that 0.1 + 0.2 - 0.3 counts as the 0 that the student means.
        A = np.where(np.round(A @ W + b, 9) > 0, 1.0, 0.0)
    if A.shape[1] != 1:
        text = N_("The last layer must have one neuron; it has {count}.")
        raise Refusal(text, mistake="more_than_one_output", count=A.shape[1])
    return A[:, 0]


@exercise.reference
def xor_network():
    hidden = np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5])
    output = np.array([[1.0], [1.0]]), np.array([-1.5])
    return [hidden, output]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "or_instead",
    N_("This network computes OR: it must be silent when both inputs are 1. Does the NAND neuron have a say?"),
)
def _():
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [0.0]], [-0.5])]


@exercise.mistake("and_instead", N_("This network computes AND. It should fire when exactly one input is 1."))
def _():
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [-1.0]], [-0.5])]


@exercise.mistake(
    "nand_instead",
    N_("This network computes NAND: it must be silent when both inputs are 0. Does the OR neuron have a say?"),
)
def _():
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[0.0], [1.0]], [-0.5])]


@exercise.mistake(
    "inverted",
    N_("0 and 1 are exchanged: this network fires when both inputs are the same. It should fire when they differ."),
)
def _():
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[-1.0], [-1.0]], [1.5])]


@exercise.mistake(
    "always_fires",
    N_("It always fires. Compute the output neuron's sum for the row 0, 0 by hand: it should be 0 or below."),
)
def _():
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-0.5])]


@exercise.mistake(
    "never_fires",
    N_("It never fires. Compute the output neuron's sum for the row 0, 1 by hand: it should be above 0."),
)
def _():
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-2.5])]


@exercise.mistake(
    "neurons_as_rows",
    N_(
        "It fires for only one of the rows 0, 1 and 1, 0. It should fire for both. Does each hidden neuron "
        "have a column of W1, with both its weights?"
    ),
)
def _():
    return [([[1.0, 1.0], [-1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.mistake(
    "one_input_alone",
    N_(
        "It answers by one of the inputs alone. Both should count: go through the hidden neurons by hand. "
        "Does each use both inputs?"
    ),
)
def _():
    return [([[1.0, -1.0], [0.0, 0.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.mistake("one_input_alone")
def _():
    return [([[0.0, 0.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.mistake("one_input_alone")
def _():
    return [([[-1.0, 0.0], [0.0, 0.0]], [0.5, 0.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.mistake("one_input_alone")
def _():
    return [([[0.0, 0.0], [-1.0, 0.0]], [0.5, 0.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.mistake(
    "nor_instead",
    N_("This network computes NOR: it fires only where both inputs are 0. It should fire where exactly one is 1."),
)
def _():
    return [([[-1.0, -1.0], [-1.0, -1.0]], [0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.mistake("neurons_as_rows")
def _():
    return [([[-1.0, -1.0], [1.0, 1.0]], [1.5, -0.5]), ([[1.0], [1.0]], [-1.5])]


@exercise.alternative("OR but not AND")
def _():
    return [(np.array([[1, 1], [1, 1]]), np.array([-0.5, -1.5])), (np.array([[1], [-1]]), np.array([-0.5]))]


@exercise.alternative("one but not the other")
def _():
    return [([[2, -2], [-2, 2]], [-1, -1]), ([[2], [2]], [-1])]


@exercise.alternative("three hidden neurons")
def _():
    return [([[1, -1, 1], [-1, 1, 1]], [-0.5, -0.5, -1.5]), ([[1], [1], [0]], [-0.5])]
