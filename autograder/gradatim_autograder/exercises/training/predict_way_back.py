"""A prediction: in which order the layers of a network run backwards."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Layers 1 Dense, 2 Tanh, 3 Dense, 4 Tanh, 5 Dense, as in the notebook.
exercise = prediction(
    "predict_way_back",
    returns=("order",),
    points={"order": 1},
    section=N_("Layers as objects"),
    value="[5, 4, 3, 2, 1]",
    also=("(5, 4, 3, 2, 1)", "list(range(5, 0, -1))"),
)

exercise.wrong_values("""
forward_order: This is the order of the forward pass. The way back should begin at the loss, behind the last layer.
    [1, 2, 3, 4, 5]
only_dense: The activations are left out. They should have their turn too: they multiply by their slope.
    [5, 3, 1]
first_left_out: The first layer is missing. It has weights, whose gradients are wanted.
    [5, 4, 3, 2]
last_left_out: The last layer is missing. The loss gives the gradient of its output.
    [4, 3, 2, 1]
counted_from_zero: Your numbers begin at 0. The layers should be numbered from 1.
    [4, 3, 2, 1, 0]
dense_first: The dense layers come first. No layer should be passed over: each needs the gradient of the one behind
it.
    [5, 3, 1, 4, 2]
""")
