"""Two layers with weights chosen by hand that compute XOR: many answers are right."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare

ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

exercise = declare(
    "xor_network",
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


exercise.probes(once=lambda rng: ())

exercise.wrong_lines("""
or_instead: This network computes OR: it must be silent when both inputs are 1. Does the NAND neuron have a say?
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [0.0]], [-0.5])]
and_instead: This network computes AND. It should fire when exactly one input is 1.
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [-1.0]], [-0.5])]
nand_instead: This network computes NAND: it must be silent when both inputs are 0. Does the OR neuron have a say?
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[0.0], [1.0]], [-0.5])]
inverted: 0 and 1 are exchanged: this network fires when both inputs are the same. It should fire when they differ.
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[-1.0], [-1.0]], [1.5])]
always_fires: It always fires. Compute the output neuron's sum for the row 0, 0 by hand: it should be 0 or below.
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-0.5])]
never_fires: It never fires. Compute the output neuron's sum for the row 0, 1 by hand: it should be above 0.
    return [([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-2.5])]
neurons_as_rows: It fires for only one of the rows 0, 1 and 1, 0. It should fire for both. Does each hidden neuron
have a column of W1, with both its weights?
    return [([[1.0, 1.0], [-1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]
    return [([[-1.0, -1.0], [1.0, 1.0]], [1.5, -0.5]), ([[1.0], [1.0]], [-1.5])]
one_input_alone: It answers by one of the inputs alone. Both should count: go through the hidden neurons by hand. Does
each use both inputs?
    return [([[1.0, -1.0], [0.0, 0.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]
    return [([[0.0, 0.0], [1.0, -1.0]], [-0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]
    return [([[-1.0, 0.0], [0.0, 0.0]], [0.5, 0.5]), ([[1.0], [1.0]], [-1.5])]
    return [([[0.0, 0.0], [-1.0, 0.0]], [0.5, 0.5]), ([[1.0], [1.0]], [-1.5])]
nor_instead: This network computes NOR: it fires only where both inputs are 0. It should fire where exactly one is 1.
    return [([[-1.0, -1.0], [-1.0, -1.0]], [0.5, 1.5]), ([[1.0], [1.0]], [-1.5])]
""")

exercise.alternatives("""
OR but not AND: return [(np.array([[1, 1], [1, 1]]), np.array([-0.5, -1.5])), (np.array([[1], [-1]]), np.array([-0.5]))]
one but not the other: return [([[2, -2], [-2, 2]], [-1, -1]), ([[2], [2]], [-1])]
three hidden neurons: return [([[1, -1, 1], [-1, 1, 1]], [-0.5, -0.5, -1.5]), ([[1], [1], [0]], [-0.5])]
""")
