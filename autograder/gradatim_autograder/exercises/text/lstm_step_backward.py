"""Back through one step of an LSTM: two gradients arrive, and the straight way goes through the forget gate."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercises.text import shared

exercise = declare(
    "lstm_step_backward",
    returns=("dh", "dc", "dWx", "dWh", "db"),
    points={"dh": 1, "dc": 2, "dWx": 1, "dWh": 1, "db": 1},
    section=N_("Back through the cell"),
)


@exercise.reference
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i = 1 / (1 + np.exp(-z[:, :H]))
    f = 1 / (1 + np.exp(-z[:, H : 2 * H]))
    g = np.tanh(z[:, 2 * H : 3 * H])
    o = 1 / (1 + np.exp(-z[:, 3 * H :]))
    t = np.tanh(f * c + i * g)
    arrived = dc_new + dh_new * o * (1 - t**2)
    dzi = arrived * g * i * (1 - i)
    dzf = arrived * c * f * (1 - f)
    dzg = arrived * i * (1 - g**2)
    dzo = dh_new * t * o * (1 - o)
    dz = np.hstack([dzi, dzf, dzg, dzo])
    dh = dz @ Wh.T
    dc = arrived * f
    dWx = x.T @ dz
    dWh = h.T @ dz
    db = dz.sum(axis=0)
    return dh, dc, dWx, dWh, db


@exercise.forward(dh="h", dc="c", dWx="Wx", dWh="Wh", db="b")
def loss(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = c / (1 + np.exp(-zf)) + np.tanh(zg) / (1 + np.exp(-zi))
    return float(np.sum(dh_new * np.tanh(c_new) / (1 + np.exp(-zo))) + np.sum(dc_new * c_new))


def _arguments(rng, N, D, H):
    return numbers(rng, N, H), numbers(rng, N, H), *shared.of_a_cell(rng, N, D, H)


exercise.probes(times=10, ordinary=lambda rng: _arguments(rng, *sizes(rng, 3, 3, 7)))

exercise.probes(
    one_sample=lambda rng: _arguments(rng, 1, *sizes(rng, 2, 3, 7)),
    one_input=sized(lambda rng, N, H: _arguments(rng, N, 1, H), 3, 7),
    # One neuron with one input, as in the text.
    single_neuron=lambda rng: _arguments(rng, *sizes(rng, 1, 3, 7), 1, 1),
    first_step=exercise.but(lambda rng: _arguments(rng, *sizes(rng, 3, 3, 7)), h=lambda h: 0 * h, c=lambda c: 0 * c),
    # What arrives at the last step: nothing along the cell.
    last_step=exercise.but(lambda rng: _arguments(rng, *sizes(rng, 3, 3, 7)), dc_new=lambda dc: 0 * dc),
    # A step whose state goes nowhere but on: nothing along h.
    along_the_cell_alone=exercise.but(lambda rng: _arguments(rng, *sizes(rng, 3, 3, 7)), dh_new=lambda dh: 0 * dh),
    as_many_samples_as_neurons=sized(lambda rng, N, D: _arguments(rng, N, D, N), 3, 7),
    as_many_samples_as_inputs=sized(lambda rng, N, H: _arguments(rng, N, N, H), 3, 7),
    # Wx fits turned or not.
    four_times_the_neurons=sized(lambda rng, N: _arguments(rng, N, 8, 2), 3, 7),
)

exercise.classes(*shared.CELLS)
exercise.classes("""
zeros dh_new
zeros dc_new
square x
""")

exercise.wrong_lines("""
path_through_h_forgotten: Only dc_new arrives at the new cell. It also reaches the loss through h_new: add that path.
    arrived = dc_new
dc_new_forgotten: dc_new has no part in it. The new cell also goes on to the next step: add dc_new.
    arrived = dh_new * o * (1 - t**2)
slope_of_tanh_missing: From h_new to the new cell the slope of tanh is missing: 1 minus the square of tanh of c_new.
    arrived = dc_new + dh_new * o
square_missing: The slope of tanh is 1 - tanh, without the square.
    arrived = dc_new + dh_new * o * (1 - t)
slope_of_the_cell: The slope of tanh is 1 minus the square of the cell. It should be 1 minus the square of its tanh.
    arrived = dc_new + dh_new * o * (1 - (f * c + i * g) ** 2)
slope_at_the_old_cell: The slope of tanh is taken at the old cell. The new one went into tanh.
    arrived = dc_new + dh_new * o * (1 - np.tanh(c) ** 2)
slope_times_both: dc_new is multiplied by o and by the slope of tanh too. It arrives at the cell directly.
    arrived = (dc_new + dh_new) * o * (1 - t**2)
output_gate_missing: From h_new to the new cell the output gate o is missing.
    arrived = dc_new + dh_new * (1 - t**2)
forget_gate_missing_in_dc: dc is what arrives at the new cell. On the way to the old one it passes the forget gate:
multiply by f.
    dc = arrived
dc_without_h: dc holds dc_new alone, times f. What comes through h_new goes back to the old cell too.
    dc = dc_new * f
dc_by_input_gate: dc is multiplied by i. The old cell was multiplied by f.
    dc = arrived * i
dc_with_dc_new: dc_new is added to dc. It has arrived at the new cell, and goes on through f only.
    dc = dc_new + arrived * f
slopes_of_the_gates_missing: The slopes of the four activations are missing: i (1 - i) for a gate, 1 minus the square
for the candidate.
    dzi = arrived * g ;; dzf = arrived * c ;; dzg = arrived * i ;; dzo = dh_new * t
slopes_of_the_sigmoids_missing: The slopes of the three sigmoids are missing: s (1 - s), with the gate s.
    dzi = arrived * g ;; dzf = arrived * c ;; dzo = dh_new * t
slope_of_the_candidate_missing: The slope of the candidate's tanh is missing: 1 minus the square of g.
    dzg = arrived * i
candidate_as_gate: The slope of the candidate is g (1 - g). It went through tanh: 1 minus the square of g.
    dzg = arrived * i * g * (1 - g)
gates_as_tanh: The slopes of the gates are those of tanh. They went through the sigmoid: s (1 - s).
    dzi = arrived * g * (1 - i**2) ;; dzf = arrived * c * (1 - f**2) ;; dzo = dh_new * t * (1 - o**2)
output_gate_as_tanh: The slope of the output gate is that of tanh. It went through the sigmoid: o (1 - o).
    dzo = dh_new * t * (1 - o**2)
slope_of_the_candidates_sum: The slope of the candidate is 1 minus the square of the sum that goes into tanh. It should be 1
minus the square of what comes out, g.
    dzg = arrived * i * (1 - z[:, 2 * H : 3 * H] ** 2)
slope_of_the_other_tanh: The slope of the candidate is 1 minus the square of the tanh of the new cell. The candidate is a tanh of
its own: 1 minus the square of g.
    dzg = arrived * i * (1 - t**2)
slopes_of_the_sums: The slopes are made from the sums that go into the sigmoids. Make them from what comes out, the gates.
    dzi = arrived * g * z[:, :H] * (1 - z[:, :H]) ;; dzf = arrived * c * z[:, H : 2 * H] * (1 - z[:, H : 2 * H])
        ;; dzo = dh_new * t * z[:, 3 * H :] * (1 - z[:, 3 * H :])
    dzi = arrived * g * z[:, :H] * (1 - z[:, :H]) ;; dzf = arrived * c * z[:, H : 2 * H] * (1 - z[:, H : 2 * H])
        ;; dzg = arrived * i * (1 - z[:, 2 * H : 3 * H] ** 2)
        ;; dzo = dh_new * t * z[:, 3 * H :] * (1 - z[:, 3 * H :])
dc_new_reaches_dc_alone: dc_new goes back to dc alone. It arrives at the new cell, and from there it goes to i, f and g too.
    dzi = (arrived - dc_new) * g * i * (1 - i) ;; dzf = (arrived - dc_new) * c * f * (1 - f)
        ;; dzg = (arrived - dc_new) * i * (1 - g**2)
new_cell_for_old: The gradient of the forget gate holds the new cell. The gate multiplied the old one, c.
    dzf = arrived * (f * c + i * g) * f * (1 - f)
tanh_missing_at_o: The gradient of the output gate holds the new cell. The gate multiplied the tanh of it.
    dzo = dh_new * (f * c + i * g) * o * (1 - o)
o_from_the_cell: The gradient of the output gate is made from what arrives at the cell. The gate is a factor of h_new
alone: take dh_new.
    dzo = arrived * t * o * (1 - o)
i_and_g_exchanged: The factors of i and g are exchanged: in a product, the slope along one factor is the other one.
    dzi = arrived * i * i * (1 - i) ;; dzg = arrived * g * (1 - g**2)
blocks_in_another_order: The four blocks of dz stand in another order than i, f, g, o.
    dz = np.hstack([dzi, dzf, dzo, dzg])
    dz = np.hstack([dzf, dzi, dzg, dzo])
Wh_not_turned: In dh, Wh is not turned. (N, 4H) times (H, 4H) does not fit; Wh turned, (4H, H), does.
    dh = dz @ Wh
dh_through_Wx: dh comes back through Wx. The old state went through Wh.
    dh = dz @ Wx.T
dh_with_dh_new: dh_new is added to dh. The old state reaches the new one through z alone.
    dh = dh_new + dz @ Wh.T
dWh_from_the_new_state: dWh is made from the new state. Take the old one, which was multiplied by Wh.
    dWh = (o * t).T @ dz
dWh_from_the_cell: dWh is made from the cell c. Take the state h, which was multiplied by Wh.
    dWh = c.T @ dz
dWx_transposed: dWx is transposed. It has the shape of Wx, (D, 4H): x turned, times dz.
    dWx = dz.T @ x
dWh_transposed: dWh is transposed. It has the shape of Wh, (H, 4H): h turned, times dz.
    dWh = dz.T @ h
db_averaged: db is the mean over the samples. It should be the sum: the division by N is in what arrives already.
    db = dz.mean(axis=0)
db_not_summed: db has a row for each sample. Add the samples up: (4H,).
    db = dz
divided_by_samples: The gradients of the weights are divided by N. The division is in what arrives already.
    dWx = x.T @ dz / len(x) ;; dWh = h.T @ dz / len(x) ;; db = dz.mean(axis=0)
bias_forgotten: In the forward pass the bias is missing, so all gates are wrong.  > A cell with gates
    z = x @ Wx + h @ Wh
o_before_g: In the forward pass the blocks are read in the order i, f, o, g. Here they stand in the order i, f, g, o.
> A cell with gates
    g = np.tanh(z[:, 3 * H :]) ;; o = 1 / (1 + np.exp(-z[:, 2 * H : 3 * H]))
order_of_results: dh and dc are exchanged. Wanted are dh, dc, dWx, dWh, db.
    return dc, dh, dWx, dWh, db
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dh, -dc, -dWx, -dWh, -db
""")

exercise.alternatives("""
split, gradients of the gates by name:
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, o = (0.5 + 0.5 * np.tanh(gate / 2) for gate in (i, f, o))
    g = np.tanh(g)
    c_new = f * c + i * g
    do = dh_new * np.tanh(c_new)
    dct = dh_new * o / np.cosh(c_new) ** 2 + dc_new
    di, df, dg = dct * g, dct * c, dct * i
    dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), dg * (1 - g**2), do * o * (1 - o)], axis=1)
    return dz @ Wh.T, dct * f, x.T @ dz, h.T @ dz, np.ones(len(x)) @ dz
into one prepared array, float32:
    N, H = h.shape
    z = x @ Wx + h @ Wh + b
    s = 1 / (1 + np.exp(-z))
    g = np.tanh(z[:, 2 * H : 3 * H])
    t = np.tanh(s[:, H : 2 * H] * c + s[:, :H] * g)
    total = dc_new + dh_new * s[:, 3 * H :] * (1 - t * t)
    dz = np.zeros((N, 4 * H), dtype=np.float32)
    dz[:, :H] = total * g
    dz[:, H : 2 * H] = total * c
    dz[:, 3 * H :] = dh_new * t
    dz *= s * (1 - s)
    dz[:, 2 * H : 3 * H] = total * s[:, :H] * (1 - g * g)
    return dz @ Wh.T, total * s[:, H : 2 * H], x.T @ dz, h.T @ dz, dz.sum(axis=0)
sample by sample:
    H = h.shape[1]
    dh, dc = np.zeros_like(h), np.zeros_like(c)
    dWx, dWh, db = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape)
    for n in range(len(x)):
        z = x[n] @ Wx + h[n] @ Wh + b
        i, f, o = (1 / (1 + np.exp(-z[k : k + H])) for k in (0, H, 3 * H))
        g = np.tanh(z[2 * H : 3 * H])
        t = np.tanh(f * c[n] + i * g)
        total = dc_new[n] + dh_new[n] * o * (1 - t**2)
        d = np.concatenate(
            [total * g * i * (1 - i), total * c[n] * f * (1 - f), total * i * (1 - g**2), dh_new[n] * t * o * (1 - o)]
        )
        dh[n], dc[n] = Wh @ d, total * f
        dWx += np.outer(x[n], d)
        dWh += np.outer(h[n], d)
        db += d
    return dh, dc, dWx, dWh, db
einsum:
    i, f, g, o = np.split(np.einsum("nd,dk->nk", x, Wx) + np.einsum("nh,hk->nk", h, Wh) + b, 4, axis=1)
    i, f, g, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), np.tanh(g), 1 / (1 + np.exp(-o))
    t = np.tanh(f * c + i * g)
    total = dc_new + dh_new * o * (1 - t**2)
    slopes = [total * g * (i - i**2), total * c * (f - f**2), total * i * (1 - g**2), dh_new * t * (o - o**2)]
    dz = np.hstack(slopes)
    return (
        np.einsum("nk,hk->nh", dz, Wh),
        total * f,
        np.einsum("nd,nk->dk", x, dz),
        np.einsum("nh,nk->hk", h, dz),
        np.einsum("nk->k", dz),
    )
""")
