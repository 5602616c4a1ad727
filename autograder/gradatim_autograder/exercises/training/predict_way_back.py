"""A prediction: in which order the layers of a network run backwards."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# Layers 1 Dense, 2 Tanh, 3 Dense, 4 Tanh, 5 Dense, as in the notebook.
exercise = Exercise(
    "predict_way_back",
    chapter="07-training",
    returns=("order",),
    points={"order": 1},
    section=N_("Layers as objects"),
    reveal=False,
)


@exercise.reference
def predict_way_back():
    return [5, 4, 3, 2, 1]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "forward_order",
    N_("This is the order of the forward pass. The way back should begin at the loss, behind the last layer."),
)
def _():
    return [1, 2, 3, 4, 5]


@exercise.mistake(
    "only_dense", N_("The activations are left out. They should have their turn too: they multiply by their slope.")
)
def _():
    return [5, 3, 1]


@exercise.mistake("first_left_out", N_("The first layer is missing. It has weights, whose gradients are wanted."))
def _():
    return [5, 4, 3, 2]


@exercise.mistake("last_left_out", N_("The last layer is missing. The loss gives the gradient of its output."))
def _():
    return [4, 3, 2, 1]


@exercise.mistake("counted_from_zero", N_("Your numbers begin at 0. The layers should be numbered from 1."))
def _():
    return [4, 3, 2, 1, 0]


@exercise.mistake(
    "dense_first",
    N_("The dense layers come first. No layer should be passed over: each needs the gradient of the one behind it."),
)
def _():
    return [5, 3, 1, 4, 2]


@exercise.alternative("tuple")
def _():
    return (5, 4, 3, 2, 1)


@exercise.alternative("from a range")
def _():
    return list(range(5, 0, -1))
