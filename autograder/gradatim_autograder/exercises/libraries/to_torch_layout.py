"""The parameters of the two-layer network as PyTorch names and turns them."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

# `allowed` stays empty: what is asked for is plain NumPy, and a sandbox shows no framework.
exercise = Exercise(
    "to_torch_layout",
    chapter="11-libraries",
    returns=("state",),
    points={"hidden.weight": 0.5, "output.weight": 0.5, "state": 1},
    section=N_("Two ways to lay out a matrix"),
)


@exercise.reference
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"].T,
        "hidden.bias": params["b1"],
        "output.weight": params["W2"].T,
        "output.bias": params["b2"],
    }


@exercise.probe(times=4)
def a_network(rng):
    D, H = sizes(rng, 2, 2, 6)
    return ({"W1": numbers(rng, D, H), "b1": numbers(rng, H), "W2": numbers(rng, H, 1), "b2": numbers(rng, 1)},)


exercise.slip(
    "not_turned",
    N_("The weights are laid out as in this course. PyTorch has one row for each neuron: turn both with .T."),
    change=[('params["W1"].T', 'params["W1"]'), ('params["W2"].T', 'params["W2"]')],
)

exercise.slip(
    "only_hidden_turned",
    N_("output.weight is not turned. PyTorch lays out every layer in the same way, the last one too."),
    change=('params["W2"].T', 'params["W2"]'),
)

exercise.slip(
    "only_output_turned",
    N_("hidden.weight is not turned. It needs one row for each hidden neuron."),
    change=('params["W1"].T', 'params["W1"]'),
)

exercise.slip(
    "reshaped",
    N_("hidden.weight is reshaped, which tears the neurons apart. Turning it (.T) makes each column a row."),
    change=('params["W1"].T', 'params["W1"].reshape(params["W1"].shape[::-1])'),
)

exercise.slip(
    "mirrored",
    N_(
        "The rows of hidden.weight are in reverse order. Turn the matrix with .T, which keeps the order of the neurons."
    ),
    change=('params["W1"].T', 'params["W1"].T[::-1]'),
)

exercise.slip(
    "inputs_mirrored",
    N_("The inputs are in reverse order. Turn the matrix with .T, which keeps the order of the inputs."),
    change=('params["W1"].T', 'params["W1"].T[:, ::-1]'),
)

exercise.slip(
    "biases_as_columns",
    N_("The biases have become matrices with one column. A bias stays what it is: one number for each neuron."),
    change=[('params["b1"]', 'params["b1"][:, None]'), ('params["b2"]', 'params["b2"][:, None]')],
)

exercise.slip(
    "biases_as_rows",
    N_("The biases have become matrices with one row. A bias stays what it is: one number for each neuron."),
    change=[('params["b1"]', 'params["b1"][None, :]'), ('params["b2"]', 'params["b2"][None, :]')],
)

exercise.slip(
    "output_flat",
    N_("output.weight is a vector. It is a matrix with one row, because the output layer has one neuron."),
    change=('params["W2"].T', 'params["W2"][:, 0]'),
)

exercise.slip(
    "output_bias_a_number",
    N_("output.bias is a number. It keeps its shape, (1,)."),
    change=('params["b2"]', 'params["b2"][0]'),
)

exercise.slip(
    "layers_exchanged",
    N_("The two layers are exchanged. W1 and b1 belong to the layer called hidden."),
    change=[
        ('"hidden.weight"', '"x"'),
        ('"hidden.bias"', '"y"'),
        ('"output.weight"', '"hidden.weight"'),
        ('"output.bias"', '"hidden.bias"'),
        ('"x"', '"output.weight"'),
        ('"y"', '"output.bias"'),
    ],
)

exercise.slip(
    "biases_exchanged",
    N_("The two biases are exchanged. b1 belongs to the hidden layer and b2 to the output layer."),
    change=[('params["b1"]', "None"), ('params["b2"]', 'params["b1"]'), ("None", 'params["b2"]')],
)

exercise.slip(
    "biases_left_at_zero",
    N_("The biases are 0. Take over the numbers of b1 and b2."),
    change=[('params["b1"]', 'params["b1"] * 0'), ('params["b2"]', 'params["b2"] * 0')],
)


@exercise.alternative("np.transpose")
def _(params):
    state = {}
    state["hidden.weight"] = np.transpose(params["W1"])
    state["output.weight"] = np.transpose(params["W2"])
    state["hidden.bias"] = params["b1"].copy()
    state["output.bias"] = params["b2"].copy()
    return state


@exercise.alternative("a loop over the layers")
def _(params):
    state = {}
    for name, number in (("hidden", "1"), ("output", "2")):
        state[name + ".weight"] = params["W" + number].T
        state[name + ".bias"] = params["b" + number]
    return state


@exercise.alternative("neuron by neuron")
def _(params):
    state = {"hidden.bias": list(params["b1"]), "output.bias": list(params["b2"])}
    for name, W in (("hidden.weight", params["W1"]), ("output.weight", params["W2"])):
        rows = []
        for j in range(W.shape[1]):
            rows.append([W[i, j] for i in range(W.shape[0])])
        state[name] = rows
    return state


@exercise.alternative("float32, axes exchanged")
def _(params):
    small = {name: value.astype(np.float32) for name, value in params.items()}
    return {
        "hidden.weight": small["W1"].swapaxes(0, 1),
        "hidden.bias": small["b1"],
        "output.weight": np.einsum("ij->ji", small["W2"]),
        "output.bias": small["b2"],
    }
