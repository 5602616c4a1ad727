"""The parameters of the two-layer network as PyTorch names and turns them."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sizes

# `allowed` stays empty: what is asked for is plain NumPy, and a sandbox shows no framework.
exercise = declare(
    "to_torch_layout",
    returns=("state",),
    points={"hidden.weight": 0.5, "output.weight": 0.5, "state": 1},
    section=N_("Two ways to lay out a matrix"),
)


@exercise.reference
def to_torch_layout(params):
    W1 = params["W1"].T
    b1 = params["b1"]
    W2 = params["W2"].T
    b2 = params["b2"]
    return {"hidden.weight": W1, "hidden.bias": b1, "output.weight": W2, "output.bias": b2}


def _network(rng, D, H):
    return {"W1": numbers(rng, D, H), "b1": numbers(rng, H), "W2": numbers(rng, H, 1), "b2": numbers(rng, 1)}


@exercise.probe()
def more_inputs(rng):
    H, D = sorted(sizes(rng, 2, 2, 6))
    return (_network(rng, D, H),)


@exercise.probe(times=2)
def more_neurons(rng):
    """The entries come in an order of their own: a dict is read by its keys."""
    D, H = sorted(sizes(rng, 2, 2, 6))
    params = _network(rng, D, H)
    return ({name: params[name] for name in ("b2", "W2", "b1", "W1")},)


exercise.probes(
    as_many=counted(lambda rng, size: (_network(rng, size, size),), 3, 6),
    one_neuron=lambda rng: (_network(rng, int(rng.integers(2, 5)), 1),),
    one_input=lambda rng: (_network(rng, 1, int(rng.integers(2, 5))),),
)

exercise.classes("""
more_inputs: where W1 has more rows than columns  if np.subtract(*params["W1"].shape) > 0
more_neurons: where W1 has more columns than rows  if np.subtract(*params["W1"].shape) < 0
square: where W1 has as many rows as columns  if len(set(params["W1"].shape)) == 1
one_neuron: where there is one hidden neuron  if len(params["b1"]) == 1
one_input: where there is one input  if len(params["W1"]) == 1
another_order: where the entries of params come in another order  if list(params) != ["W1", "b1", "W2", "b2"]
""")

exercise.wrong_lines("""
not_turned: The weights are laid out as in this course. PyTorch has one row for each neuron: turn both with .T.
    W1 = params["W1"] ;; W2 = params["W2"]
only_hidden_turned: output.weight is not turned. Turn it too: PyTorch lays out every layer in the same way.
    W2 = params["W2"]
only_output_turned: hidden.weight is not turned. It should have one row for each neuron.
    W1 = params["W1"]
reshaped: hidden.weight is reshaped, which tears the neurons apart. Turning it (.T) makes each column a row.
    W1 = params["W1"].reshape(params["W1"].shape[::-1])
    W1 = params["W1"].reshape(params["W1"].shape[::-1], order="F")
mirrored: The rows of hidden.weight are in reverse order. Turn the matrix with .T, which keeps the order of the
neurons.
    W1 = params["W1"].T[::-1]
inputs_mirrored: The inputs are in reverse order. Turn the matrix with .T, which keeps the order of the inputs.
    W1 = params["W1"].T[:, ::-1]
output_flat: output.weight is a vector. It should be a matrix with one row, because the output layer has one neuron.
    W2 = params["W2"][:, 0]
output_bias_a_number: output.bias is a number. It should keep its shape, (1,).
    b2 = params["b2"][0]
biases_left_at_zero: The biases are 0. Take over the numbers of b1 and b2.
    b1 = params["b1"] * 0 ;; b2 = params["b2"] * 0
biases_as_columns: The biases have become matrices with one column. Leave them as they are: one number for each neuron.
    b1 = params["b1"][:, None] ;; b2 = params["b2"][:, None]
biases_as_rows: The biases have become matrices with one row. Leave them as they are: one number for each neuron.
    b1 = params["b1"][None, :] ;; b2 = params["b2"][None, :]
layers_exchanged: The two layers are exchanged. The layer called hidden should hold W1 and b1.
    return {"output.weight": W1, "output.bias": b1, "hidden.weight": W2, "hidden.bias": b2}
biases_exchanged: The two biases are exchanged. That of the hidden layer should hold b1, that of the output layer b2.
    b1 = params["b2"] ;; b2 = params["b1"]
by_position: The entries are taken in the order in which they come. Ask the dict for each of them by its name.
    of "a loop over the layers": return {name: np.transpose(value) for name, value in zip(state, params.values())}
    return {"hidden.weight": W1, "hidden.bias": b1, "output.weight": W2, "output.bias": b2}
        -> W1, b1, W2, b2 = params.values()
        return {"hidden.weight": W1.T, "hidden.bias": b1, "output.weight": W2.T, "output.bias": b2}
""")

exercise.alternatives("""
np.transpose:
    state = {}
    state["hidden.weight"] = np.transpose(params["W1"])
    state["output.weight"] = np.transpose(params["W2"])
    state["hidden.bias"] = params["b1"].copy()
    state["output.bias"] = params["b2"].copy()
    return state
a loop over the layers:
    state = {}
    for name, number in (("hidden", "1"), ("output", "2")):
        state[name + ".weight"] = params["W" + number].T
        state[name + ".bias"] = params["b" + number]
    return state
neuron by neuron:
    state = {"hidden.bias": list(params["b1"]), "output.bias": list(params["b2"])}
    for name, W in (("hidden.weight", params["W1"]), ("output.weight", params["W2"])):
        rows = []
        for j in range(W.shape[1]):
            rows.append([W[i, j] for i in range(W.shape[0])])
        state[name] = rows
    return state
float32, axes exchanged:
    small = {name: value.astype(np.float32) for name, value in params.items()}
    return {
        "hidden.weight": small["W1"].swapaxes(0, 1),
        "hidden.bias": small["b1"],
        "output.weight": np.einsum("ij->ji", small["W2"]),
        "output.bias": small["b2"],
    }
""")
