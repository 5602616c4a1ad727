"""One step of a recurrent network: the new state from the input and the old state."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_column, one_row, square, zeros
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "rnn_step",
    chapter="09-text",
    returns=("h_new",),
    points={"h_new": 2},
    section=N_("One step"),
)


@exercise.reference
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh + b)


def _arguments(rng, N, D, H):
    """Sums of the order of 1, where tanh is neither flat nor straight."""
    return (
        numbers(rng, N, D),
        0.5 * numbers(rng, N, H),
        numbers(rng, D, H) / np.sqrt(D),
        numbers(rng, H, H) / np.sqrt(H),
        0.5 * numbers(rng, H),
    )


@exercise.probe(times=5)
def ordinary(rng):
    return _arguments(rng, *sizes(rng, 3, 3, 7))


@exercise.probe()
def one_sample(rng):
    return _arguments(rng, 1, *sizes(rng, 2, 3, 7))


@exercise.probe()
def one_input(rng):
    N, H = sizes(rng, 2, 3, 7)
    return _arguments(rng, N, 1, H)


@exercise.probe()
def one_neuron(rng):
    return _arguments(rng, *sizes(rng, 2, 3, 7), 1)


@exercise.probe()
def first_step(rng):
    """The old state is 0, as it mostly is in front of a sequence."""
    x, h, Wx, Wh, b = _arguments(rng, *sizes(rng, 3, 3, 7))
    return x, 0 * h, Wx, Wh, b


@exercise.probe()
def as_many_inputs_as_neurons(rng):
    """Wx fits turned or not."""
    N, D = sizes(rng, 2, 3, 7)
    return _arguments(rng, N, D, D)


exercise.covers(one_row("x"), one_column("x"), one_column("h"), zeros("h"), square("Wx"))


exercise.slip(
    "tanh_missing",
    N_("tanh is missing: this is the sum that goes into it."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "x @ Wx + h @ Wh + b"),
)

exercise.slip(
    "old_state_forgotten",
    N_("The old state h has no part in it. Without it the network remembers nothing."),
    change=("x @ Wx + h @ Wh + b", "x @ Wx + b"),
)

exercise.slip(
    "input_forgotten",
    N_("The input x has no part in it."),
    change=("x @ Wx + h @ Wh + b", "h @ Wh + b"),
)

exercise.slip("bias_forgotten", N_("The bias b is missing."), change=("h @ Wh + b", "h @ Wh"))

exercise.slip(
    "Wh_transposed",
    N_("Wh is turned. Both of its sizes are H, so it fits, but the weights are mixed up: h @ Wh."),
    change=("h @ Wh", "h @ Wh.T"),
)

exercise.slip(
    "tanh_of_the_input_only",
    N_("tanh goes around the part of the input only. It should go around the whole sum."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "np.tanh(x @ Wx) + h @ Wh + b"),
)

exercise.slip(
    "tanh_of_the_state_only",
    N_("tanh goes around the part of the old state only. It should go around the whole sum."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "x @ Wx + np.tanh(h @ Wh + b)"),
)

exercise.slip(
    "tanh_of_each_part",
    N_("tanh is taken of the two parts one by one. Add up first, then take tanh once."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "np.tanh(x @ Wx) + np.tanh(h @ Wh + b)"),
)

exercise.slip(
    "bias_outside",
    N_("The bias is added behind tanh. It should be added to the sum inside."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "np.tanh(x @ Wx + h @ Wh) + b"),
)

exercise.slip(
    "bias_twice",
    N_("The bias comes in twice. Add it once: the two parts share it."),
    change=("h @ Wh + b", "h @ Wh + b + b"),
)

exercise.slip(
    "sigmoid_for_tanh",
    N_("The activation is the sigmoid. It should be tanh, so that the state can be negative."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "1 / (1 + np.exp(-(x @ Wx + h @ Wh + b)))"),
)

exercise.slip(
    "relu_for_tanh",
    N_("The activation is ReLU. It should be tanh, which keeps the state between -1 and 1."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "np.maximum(x @ Wx + h @ Wh + b, 0)"),
)

exercise.slip(
    "old_state_added",
    N_("The old state is added to the new one. It should come in through Wh only."),
    change=("np.tanh(x @ Wx + h @ Wh + b)", "h + np.tanh(x @ Wx + h @ Wh + b)"),
)

exercise.slip(
    "state_without_weights",
    N_("The old state is added without its weights Wh."),
    change=("h @ Wh + b", "h + b"),
)

exercise.slip(
    "parts_multiplied",
    N_("The two parts are multiplied. Add them up."),
    change=("x @ Wx + h @ Wh + b", "(x @ Wx) * (h @ Wh) + b"),
)

exercise.slip(
    "old_state_subtracted",
    N_("The part of the old state is taken off. Add it."),
    change=("x @ Wx + h @ Wh", "x @ Wx - h @ Wh"),
)

exercise.slip(
    "factors_exchanged",
    N_(
        "In the product with the old state the factors are exchanged. The state should come first: (N, H) times (H, H)."
    ),
    change=("h @ Wh", "Wh @ h"),
)

exercise.slip(
    "elementwise",
    N_("Arrays are multiplied entry by entry (*). Weights need the product @."),
    change=("h @ Wh", "h * Wh"),
)


exercise.slip(
    "parts_averaged",
    N_("The two parts are averaged. Add them up as they are."),
    change=("x @ Wx + h @ Wh", "(x @ Wx + h @ Wh) / 2"),
)

exercise.slip(
    "input_goes_through_Wh",
    N_("The part of the input goes through Wh as well. Only the old state should go through Wh."),
    change=("x @ Wx + h @ Wh", "(x @ Wx + h) @ Wh"),
)


@exercise.alternative("one product for both")
def _(x, h, Wx, Wh, b):
    return np.tanh(np.concatenate([x, h], axis=1) @ np.concatenate([Wx, Wh], axis=0) + b)


@exercise.alternative("loops")
def _(x, h, Wx, Wh, b):
    N, H = h.shape
    new = np.zeros((N, H))
    for n in range(N):
        for k in range(H):
            z = b[k]
            for d in range(x.shape[1]):
                z += x[n, d] * Wx[d, k]
            for j in range(H):
                z += h[n, j] * Wh[j, k]
            new[n, k] = np.tanh(z)
    return new


@exercise.alternative("tanh by exponentials, rows appended")
def _(x, h, Wx, Wh, b):
    rows = []
    for one, state in zip(x, h):
        z = one @ Wx + state @ Wh + b
        rows.append((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)))
    return rows


@exercise.alternative("einsum, float32")
def _(x, h, Wx, Wh, b):
    z = np.einsum("nd,dk->nk", x, Wx) + np.einsum("nj,jk->nk", h, Wh) + b
    return np.tanh(z.astype(np.float32))
