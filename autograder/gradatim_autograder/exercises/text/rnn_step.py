"""One step of a recurrent network: the new state from the input and the old state."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sized, sizes
from gradatim_autograder.exercise.argument_class import one_column, one_row, square, zeros
from gradatim_autograder.exercises.text import shared

exercise = declare("rnn_step", returns=("h_new",), points={"h_new": 2}, section=N_("One step"))


@exercise.reference
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh + b)


def _arguments(rng, N, D, H):
    return shared.of_a_network(rng, (N, D), H)


exercise.probes(times=5, ordinary=lambda rng: _arguments(rng, *sizes(rng, 3, 3, 7)))

exercise.probes(
    one_sample=lambda rng: _arguments(rng, 1, *sizes(rng, 2, 3, 7)),
    one_input=sized(lambda rng, N, H: _arguments(rng, N, 1, H), 3, 7),
    one_neuron=lambda rng: _arguments(rng, *sizes(rng, 2, 3, 7), 1),
    # The old state is 0, as it mostly is in front of a sequence.
    first_step=exercise.but(lambda rng: _arguments(rng, *sizes(rng, 3, 3, 7)), h=lambda h: 0 * h),
    # Wx fits turned or not.
    as_many_inputs_as_neurons=sized(lambda rng, N, D: _arguments(rng, N, D, D), 3, 7),
)

exercise.classes(one_row("x"), one_column("x"), one_column("h"), zeros("h"), square("Wx"))

exercise.wrong_lines("""
tanh_missing: tanh is missing: this is the sum that goes into it.
    return x @ Wx + h @ Wh + b
old_state_forgotten: The old state h has no part in it. Without it the network remembers nothing.
    return np.tanh(x @ Wx + b)
input_forgotten: The input x has no part in it.
    return np.tanh(h @ Wh + b)
bias_forgotten: The bias b is missing.
    return np.tanh(x @ Wx + h @ Wh)
Wh_transposed: Wh is turned. Both of its sizes are H, so it fits, but the weights are mixed up: h @ Wh.
    return np.tanh(x @ Wx + h @ Wh.T + b)
tanh_of_the_input_only: tanh goes around the part of the input only. It should go around the whole sum.
    return np.tanh(x @ Wx) + h @ Wh + b
tanh_of_the_state_only: tanh goes around the part of the old state only. It should go around the whole sum.
    return x @ Wx + np.tanh(h @ Wh + b)
tanh_of_each_part: tanh is taken of the two parts one by one. Add up first, then take tanh once.
    return np.tanh(x @ Wx) + np.tanh(h @ Wh + b)
bias_outside: The bias is added behind tanh. It should be added to the sum inside.
    return np.tanh(x @ Wx + h @ Wh) + b
bias_twice: The bias comes in twice. Add it once: the two parts share it.
    return np.tanh(x @ Wx + h @ Wh + b + b)
sigmoid_for_tanh: The activation is the sigmoid. It should be tanh, so that the state can be negative.
    return 1 / (1 + np.exp(-(x @ Wx + h @ Wh + b)))
relu_for_tanh: The activation is ReLU. It should be tanh, which keeps the state between -1 and 1.
    return np.maximum(x @ Wx + h @ Wh + b, 0)
old_state_added: The old state is added to the new one. It should come in through Wh only.
    return h + np.tanh(x @ Wx + h @ Wh + b)
state_without_weights: The old state is added without its weights Wh.
    return np.tanh(x @ Wx + h + b)
parts_multiplied: The two parts are multiplied. Add them up.
    return np.tanh(x @ Wx * (h @ Wh) + b)
old_state_subtracted: The part of the old state is taken off. Add it.
    return np.tanh(x @ Wx - h @ Wh + b)
factors_exchanged: In the product with the old state the factors are exchanged. The state should come first: (N, H)
times (H, H).
    return np.tanh(x @ Wx + Wh @ h + b)
elementwise: Arrays are multiplied entry by entry (*). Weights need the product @.
    return np.tanh(x @ Wx + h * Wh + b)
parts_averaged: The two parts are averaged. Add them up as they are.
    return np.tanh((x @ Wx + h @ Wh) / 2 + b)
input_goes_through_Wh: The part of the input goes through Wh as well. Only the old state should go through Wh.
    return np.tanh((x @ Wx + h) @ Wh + b)
""")

exercise.alternatives("""
one product for both: return np.tanh(np.concatenate([x, h], axis=1) @ np.concatenate([Wx, Wh], axis=0) + b)
loops:
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
tanh by exponentials, rows appended:
    rows = []
    for one, state in zip(x, h):
        z = one @ Wx + state @ Wh + b
        rows.append((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)))
    return rows
einsum, float32:
    z = np.einsum("nd,dk->nk", x, Wx) + np.einsum("nj,jk->nk", h, Wh) + b
    return np.tanh(z.astype(np.float32))
""")
