"""The parameters of the recurrent layer as PyTorch names and turns them, with its two biases."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare, numbers, sized

NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
SUM = "bias_ih_l0 + bias_hh_l0"
SHAPES = "both biases have the shape (H,) (1: yes, 0: no)"

exercise = declare(
    "rnn_to_torch",
    returns=("state",),
    points={"weight_ih_l0": 0.5, "weight_hh_l0": 1, "state": 0.5},
    section=N_("A recurrent network"),
    seen=("weight_ih_l0", "weight_hh_l0", SUM, SHAPES),
)


@exercise.view
def looked_at(returned, Wx, Wh, b):
    """Both weights, the sum of the biases, for how b is shared out between them makes no difference, and whether each
    of them has a number for each neuron.
    """
    if not isinstance(returned, dict):
        raise Refusal(N_("Return a dict with PyTorch's four names."), mistake="no_dict")
    if "bias_hh_l0" not in returned and set(returned) == {*NAMES} - {"bias_hh_l0"}:
        raise Refusal(
            N_("bias_hh_l0 is missing. PyTorch asks for both biases; together they should be b."),
            mistake="second_bias_missing",
        )
    if set(returned) != set(NAMES):
        raise Refusal(N_("The names should be weight_ih_l0, weight_hh_l0, bias_ih_l0 and bias_hh_l0."), "other_names")
    weights = [_array(returned[name], name) for name in NAMES[:2]]
    biases = [_array(returned[name], name) for name in NAMES[2:]]
    fits = all(bias.shape == np.shape(b) for bias in biases)
    return *weights, biases[0] + biases[1] if fits else b, float(fits)  # others have no sum, or one that is stretched


def _array(value, name):
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        raise Refusal(N_("{name} should be an array of numbers."), "no_array", name=name)
    return array


@exercise.reference
def rnn_to_torch(Wx, Wh, b):
    Wx_turned = Wx.T
    Wh_turned = Wh.T
    first = b
    second = np.zeros(len(b))
    return {"weight_ih_l0": Wx_turned, "weight_hh_l0": Wh_turned, "bias_ih_l0": first, "bias_hh_l0": second}


def _layer(rng, D, H):
    return numbers(rng, D, H), numbers(rng, H, H), numbers(rng, H)


exercise.probes(times=3, ordinary=sized(_layer, 2, 6))
exercise.probes(
    square=lambda rng: _layer(rng, *[int(rng.integers(3, 6))] * 2),
    one_neuron=lambda rng: _layer(rng, int(rng.integers(2, 6)), 1),
    one_input=lambda rng: _layer(rng, 1, int(rng.integers(2, 6))),
)

exercise.classes("""
square: where there are as many inputs as neurons  if Wx.shape[0] == Wx.shape[1]
one_column: where there is one neuron  if len(b) == 1
one_row: where there is one input  if len(Wx) == 1
""")

exercise.wrong_lines("""
not_turned: Both weights are laid out as in this course. PyTorch has one row for each neuron: turn both with .T.
    Wx_turned = Wx ;; Wh_turned = Wh
Wh_not_turned: weight_hh_l0 is not turned. Wh is square, so PyTorch would take it without a word; turn it too.
    Wh_turned = Wh
Wx_not_turned: weight_ih_l0 is not turned. It should have one row for each neuron, (H, D).
    Wx_turned = Wx
reshaped: weight_ih_l0 is reshaped, which tears the neurons apart. Turning it (.T) makes each column a row.
    Wx_turned = Wx.reshape(Wx.shape[1], Wx.shape[0])
    Wx_turned = Wx.reshape(Wx.shape[1], Wx.shape[0], order="F")
both_reshaped: Both weights are reshaped. weight_hh_l0 keeps its layout then, and the neurons of weight_ih_l0 are torn
apart. Turn both with .T.
    Wx_turned = Wx.reshape(Wx.shape[1], Wx.shape[0]) ;; Wh_turned = Wh.reshape(Wh.shape[1], Wh.shape[0])
bias_twice: b stands in both biases. PyTorch adds the two, so it counts twice: together they should be b.
    second = b
bias_forgotten: The two biases add up to 0. Together they should be b.
    first = np.zeros(len(b))
    second = -b
bias_halved: The two biases make half of b together. Their sum should be b.
    first = b / 2
bias_too_large: The two biases make one and a half times b together. Their sum should be b.
    second = b / 2
bias_subtracted: The sum of the two biases is -b. It should be b.
    first = -b
ones_added: The second bias is 1 for each neuron, and PyTorch adds it. The sum of both should be b.
    second = np.ones(len(b))
weights_exchanged: The two weights are exchanged. "ih" is from the input to the state, "hh" from state to state.
    return {"weight_ih_l0": Wh_turned, "weight_hh_l0": Wx_turned, "bias_ih_l0": first, "bias_hh_l0": second}
    return {"weight_ih_l0": Wh, "weight_hh_l0": Wx, "bias_ih_l0": first, "bias_hh_l0": second}
rows_reversed: The neurons are in reverse order. Turn the matrices with .T, which keeps their order.
    Wx_turned = Wx.T[::-1] ;; Wh_turned = Wh.T[::-1]
second_bias_missing: There is no second bias. PyTorch asks for both; together they should be b.
    return {"weight_ih_l0": Wx_turned, "weight_hh_l0": Wh_turned, "bias_ih_l0": first}
other_names: The dict has other names than PyTorch's. Take the four of the table.
    return {"weight_ih": Wx_turned, "weight_hh": Wh_turned, "bias_ih": first, "bias_hh": second}
    return {"Wx": Wx_turned, "Wh": Wh_turned, "b": first}
no_dict: The arrays come without their names. PyTorch asks for a dict.
    return Wx_turned, Wh_turned, first, second
bias_of_another_shape: Each of the two biases should have the shape (H,): one number for each neuron.
    second = 0.0
    first = b[:, None]
    first = b[None, :]
""")

exercise.alternatives("""
b in the second bias:
    state = {}
    state["weight_ih_l0"] = np.transpose(Wx)
    state["weight_hh_l0"] = np.transpose(Wh)
    state["bias_ih_l0"] = np.zeros_like(b)
    state["bias_hh_l0"] = b.copy()
    return state
half of b in each:
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b / 2, "bias_hh_l0": b / 2}
einsum:
    turned = [np.einsum("ij->ji", W) for W in (Wh, Wx)]
    return {"bias_hh_l0": 0 * b, "bias_ih_l0": b, "weight_hh_l0": turned[0], "weight_ih_l0": turned[1]}
lists, neuron by neuron:
    H = Wh.shape[0]
    rows_x, rows_h = [], []
    for j in range(H):
        rows_x.append([Wx[i, j] for i in range(Wx.shape[0])])
        rows_h.append([Wh[i, j] for i in range(H)])
    return {"weight_ih_l0": rows_x, "weight_hh_l0": rows_h, "bias_ih_l0": list(b), "bias_hh_l0": [0] * H}
float32, in a loop:
    state = {"bias_ih_l0": b.astype(np.float32), "bias_hh_l0": np.zeros(b.shape, dtype=np.float32)}
    for name, W in (("weight_ih_l0", Wx), ("weight_hh_l0", Wh)):
        turned = np.zeros((W.shape[1], W.shape[0]), dtype=np.float32)
        for i in range(W.shape[0]):
            turned[:, i] = W[i]
        state[name] = turned
    return state
""")
