"""The way back from PyTorch's names and layout to the course's."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "from_torch_layout",
    chapter="11-libraries",
    returns=("params",),
    points={"W1": 0.5, "W2": 0.5, "params": 1},
    section=N_("Two ways to lay out a matrix"),
)


@exercise.reference
def from_torch_layout(state):
    return {
        "W1": state["hidden.weight"].T,
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].T,
        "b2": state["output.bias"],
    }


@exercise.probe(times=4)
def a_network(rng):
    """The entries come in an order of their own: a dict is read by its keys."""
    D, H = sizes(rng, 2, 2, 6)
    return (
        {
            "output.bias": numbers(rng, 1),
            "output.weight": numbers(rng, 1, H),
            "hidden.bias": numbers(rng, H),
            "hidden.weight": numbers(rng, H, D),
        },
    )


exercise.slip(
    "not_turned",
    N_("The weights are laid out as in PyTorch. This course has one column for each neuron: turn both with .T."),
    change=[
        ('state["hidden.weight"].T', 'state["hidden.weight"]'),
        ('state["output.weight"].T', 'state["output.weight"]'),
    ],
)

exercise.slip(
    "only_hidden_turned",
    N_("W2 is not turned. It has the shape (H, 1): one column, for the one output neuron."),
    change=('state["output.weight"].T', 'state["output.weight"]'),
)

exercise.slip(
    "only_output_turned",
    N_("W1 is not turned. It needs one column for each hidden neuron."),
    change=('state["hidden.weight"].T', 'state["hidden.weight"]'),
)

exercise.slip(
    "reshaped",
    N_("W1 is reshaped, which tears the neurons apart. Turning it (.T) makes each row a column."),
    change=('state["hidden.weight"].T', 'state["hidden.weight"].reshape(state["hidden.weight"].shape[::-1])'),
)

exercise.slip(
    "mirrored",
    N_("The neurons in W1 are in reverse order. Turn the matrix with .T, which keeps their order."),
    change=('state["hidden.weight"].T', 'state["hidden.weight"].T[:, ::-1]'),
)

exercise.slip(
    "biases_as_columns",
    N_("The biases have become matrices with one column. A bias stays what it is: one number for each neuron."),
    change=[
        ('state["hidden.bias"]', 'state["hidden.bias"][:, None]'),
        ('state["output.bias"]', 'state["output.bias"][:, None]'),
    ],
)

exercise.slip(
    "biases_as_rows",
    N_("The biases have become matrices with one row. A bias stays what it is: one number for each neuron."),
    change=[
        ('state["hidden.bias"]', 'state["hidden.bias"][None, :]'),
        ('state["output.bias"]', 'state["output.bias"][None, :]'),
    ],
)

exercise.slip(
    "W2_flat",
    N_("W2 is a vector. It is a matrix of shape (H, 1), because the output layer has one neuron."),
    change=('state["output.weight"].T', 'state["output.weight"][0]'),
)

exercise.slip(
    "b2_a_number",
    N_("b2 is a number. It keeps its shape, (1,)."),
    change=('state["output.bias"]', 'state["output.bias"][0]'),
)

exercise.slip(
    "layers_exchanged",
    N_("The two layers are exchanged. The layer called hidden gives W1 and b1."),
    change=[('"W1"', '"x"'), ('"b1"', '"y"'), ('"W2"', '"W1"'), ('"b2"', '"b1"'), ('"x"', '"W2"'), ('"y"', '"b2"')],
)

exercise.slip(
    "biases_exchanged",
    N_("The two biases are exchanged. The bias of the hidden layer is b1, that of the output layer b2."),
    change=[
        ('state["hidden.bias"]', "None"),
        ('state["output.bias"]', 'state["hidden.bias"]'),
        ("None", 'state["output.bias"]'),
    ],
)


@exercise.mistake(
    "by_position",
    N_("The entries are taken in the order in which they come. Ask the dict for each of them by its name."),
)
def _(state):
    return {name: np.transpose(value) for name, value in zip(("W1", "b1", "W2", "b2"), state.values())}


@exercise.alternative("np.transpose")
def _(state):
    params = {}
    params["W1"] = np.transpose(state["hidden.weight"])
    params["b1"] = np.array(state["hidden.bias"])
    params["W2"] = np.transpose(state["output.weight"])
    params["b2"] = np.array(state["output.bias"])
    return params


@exercise.alternative("all of them turned: a vector stays as it is")
def _(state):
    names = {"hidden.weight": "W1", "hidden.bias": "b1", "output.weight": "W2", "output.bias": "b2"}
    return {names[key]: value.T for key, value in state.items()}


@exercise.alternative("filled in a loop")
def _(state):
    params = {"b1": list(state["hidden.bias"]), "b2": list(state["output.bias"])}
    for name, key in (("W1", "hidden.weight"), ("W2", "output.weight")):
        rows = state[key]
        W = np.zeros((rows.shape[1], rows.shape[0]), dtype=np.float32)
        for i in range(rows.shape[1]):
            for j in range(rows.shape[0]):
                W[i, j] = rows[j, i]
        params[name] = W
    return params


@exercise.alternative("columns put side by side")
def _(state):
    return {
        "W1": np.column_stack(state["hidden.weight"]),
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].reshape(-1, 1),
        "b2": state["output.bias"],
    }
