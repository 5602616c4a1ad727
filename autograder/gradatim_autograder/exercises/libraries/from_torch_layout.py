"""The way back from PyTorch's names and layout to the course's."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sizes

exercise = declare(
    "from_torch_layout",
    returns=("params",),
    points={"W1": 0.5, "W2": 0.5, "params": 1},
    section=N_("Two ways to lay out a matrix"),
)


@exercise.reference
def from_torch_layout(state):
    W1 = state["hidden.weight"].T
    b1 = state["hidden.bias"]
    W2 = state["output.weight"].T
    b2 = state["output.bias"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def _network(rng, D, H):
    """In PyTorch's order."""
    return {
        "hidden.weight": numbers(rng, H, D),
        "hidden.bias": numbers(rng, H),
        "output.weight": numbers(rng, 1, H),
        "output.bias": numbers(rng, 1),
    }


@exercise.probe()
def more_inputs(rng):
    H, D = sorted(sizes(rng, 2, 2, 6))
    return (_network(rng, D, H),)


@exercise.probe(times=2)
def more_neurons(rng):
    """The entries come in an order of their own: a dict is read by its keys."""
    D, H = sorted(sizes(rng, 2, 2, 6))
    return (dict(reversed(_network(rng, D, H).items())),)


exercise.probes(
    as_many=counted(lambda rng, size: (_network(rng, size, size),), 3, 6),
    one_neuron=lambda rng: (_network(rng, int(rng.integers(2, 5)), 1),),
    one_input=lambda rng: (_network(rng, 1, int(rng.integers(2, 5))),),
)


def _size(state):
    """How many more inputs than neurons."""
    H, D = state["hidden.weight"].shape
    return D - H


exercise.classes("""
more_inputs: where there are more inputs than hidden neurons  if _size(state) > 0
more_neurons: where there are more hidden neurons than inputs  if _size(state) < 0
square: where there are as many inputs as hidden neurons  if _size(state) == 0
one_neuron: where there is one hidden neuron  if len(state["hidden.bias"]) == 1
one_input: where there is one input  if state["hidden.weight"].shape[1] == 1
another_order: where the entries of state come in another order  if next(iter(state)) != "hidden.weight"
""")

exercise.wrong_lines("""
not_turned: The weights are laid out as in PyTorch. This course has one column for each neuron: turn both with .T.
    W1 = state["hidden.weight"] ;; W2 = state["output.weight"]
only_hidden_turned: W2 is not turned. It should have the shape (H, 1): one column, for the one output neuron.
    W2 = state["output.weight"]
only_output_turned: W1 is not turned. It should have one column for each hidden neuron.
    W1 = state["hidden.weight"]
reshaped: W1 is reshaped, which tears the neurons apart. Turning it (.T) makes each row a column.
    W1 = state["hidden.weight"].reshape(state["hidden.weight"].shape[::-1])
    W1 = state["hidden.weight"].reshape(state["hidden.weight"].shape[::-1], order="F")
mirrored: The neurons in W1 are in reverse order. Turn the matrix with .T, which keeps their order.
    W1 = state["hidden.weight"].T[:, ::-1]
inputs_mirrored: The inputs in W1 are in reverse order. Turn the matrix with .T, which keeps their order.
    W1 = state["hidden.weight"].T[::-1]
W2_flat: W2 is a vector. It should be a matrix of shape (H, 1), because the output layer has one neuron.
    W2 = state["output.weight"][0]
b2_a_number: b2 is a number. It should keep its shape, (1,).
    b2 = state["output.bias"][0]
biases_left_at_zero: The biases are 0. Take over the numbers of hidden.bias and output.bias.
    b1 = state["hidden.bias"] * 0 ;; b2 = state["output.bias"] * 0
biases_as_columns: The biases have become matrices with one column. Leave them as they are: one number for each neuron.
    b1 = state["hidden.bias"][:, None] ;; b2 = state["output.bias"][:, None]
biases_as_rows: The biases have become matrices with one row. Leave them as they are: one number for each neuron.
    b1 = state["hidden.bias"][None, :] ;; b2 = state["output.bias"][None, :]
layers_exchanged: The two layers are exchanged. The layer called hidden should give W1 and b1.
    return {"W2": W1, "b2": b1, "W1": W2, "b1": b2}
biases_exchanged: The two biases are exchanged. That of the hidden layer should be b1, that of the output layer b2.
    b1 = state["output.bias"] ;; b2 = state["hidden.bias"]
by_position: The entries are taken in the order in which they come. Ask the dict for each of them by its name.
    return {name: np.transpose(value) for name, value in zip(("W1", "b1", "W2", "b2"), state.values())}
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2} -> W1, b1, W2, b2 = state.values()
        return {"W1": W1.T, "b1": b1, "W2": W2.T, "b2": b2}
""")

exercise.alternatives("""
np.transpose:
    params = {}
    params["W1"] = np.transpose(state["hidden.weight"])
    params["b1"] = np.array(state["hidden.bias"])
    params["W2"] = np.transpose(state["output.weight"])
    params["b2"] = np.array(state["output.bias"])
    return params
all of them turned: a vector stays as it is:
    names = {"hidden.weight": "W1", "hidden.bias": "b1", "output.weight": "W2", "output.bias": "b2"}
    return {names[key]: value.T for key, value in state.items()}
filled in a loop:
    params = {"b1": list(state["hidden.bias"]), "b2": list(state["output.bias"])}
    for name, key in (("W1", "hidden.weight"), ("W2", "output.weight")):
        rows = state[key]
        W = np.zeros((rows.shape[1], rows.shape[0]), dtype=np.float32)
        for i in range(rows.shape[1]):
            for j in range(rows.shape[0]):
                W[i, j] = rows[j, i]
        params[name] = W
    return params
columns put side by side:
    return {
        "W1": np.column_stack(state["hidden.weight"]),
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].reshape(-1, 1),
        "b2": state["output.bias"],
    }
""")
