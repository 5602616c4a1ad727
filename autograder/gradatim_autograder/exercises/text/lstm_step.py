"""One step of an LSTM: three gates, a candidate, and two states that go on."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sized, sizes
from gradatim_autograder.exercises.text import shared

exercise = declare(
    "lstm_step", returns=("h_new", "c_new"), points={"h_new": 1.5, "c_new": 1.5}, section=N_("A cell with gates")
)


@exercise.reference
def lstm_step(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i = 1 / (1 + np.exp(-z[:, :H]))
    f = 1 / (1 + np.exp(-z[:, H : 2 * H]))
    g = np.tanh(z[:, 2 * H : 3 * H])
    o = 1 / (1 + np.exp(-z[:, 3 * H :]))
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new


exercise.probes(times=5, ordinary=lambda rng: shared.of_a_cell(rng, *sizes(rng, 3, 3, 7)))

exercise.probes(
    one_sample=lambda rng: shared.of_a_cell(rng, 1, *sizes(rng, 2, 3, 7)),
    one_input=sized(lambda rng, N, H: shared.of_a_cell(rng, N, 1, H), 3, 7),
    # One neuron with one input, as in the text.
    single_neuron=lambda rng: shared.of_a_cell(rng, *sizes(rng, 1, 3, 7), 1, 1),
    first_step=exercise.but(
        lambda rng: shared.of_a_cell(rng, *sizes(rng, 3, 3, 7)), h=lambda h: 0 * h, c=lambda c: 0 * c
    ),
    as_many_samples_as_neurons=sized(lambda rng, N, D: shared.of_a_cell(rng, N, D, N), 3, 7),
    # Wx fits turned or not.
    four_times_the_neurons=sized(lambda rng, N: shared.of_a_cell(rng, N, 8, 2), 3, 7),
    # Far out on the gates' curves, where a straight line is no sigmoid.
    wide_open=exercise.but(lambda rng: shared.of_a_cell(rng, *sizes(rng, 3, 3, 7)), Wx=lambda W: 6 * W),
)

exercise.classes(*shared.CELLS)

exercise.wrong_lines("""
f_and_i_exchanged: The gates i and f are exchanged. The first block is i, which belongs to the candidate; the second
is f, which belongs to the old cell.
    c_new = i * c + f * g
    i = 1 / (1 + np.exp(-z[:, H : 2 * H])) ;; f = 1 / (1 + np.exp(-z[:, :H]))
o_before_g: The blocks are read in the order i, f, o, g. Here they stand in the order i, f, g, o.
    g = np.tanh(z[:, 3 * H :]) ;; o = 1 / (1 + np.exp(-z[:, 2 * H : 3 * H]))
f_and_o_exchanged: The gates f and o are exchanged. The second block is f, which belongs to the old cell; the last is
o, which belongs to h_new.
    c_new = o * c + i * g ;; h_new = f * np.tanh(c_new)
every_fourth_column: A gate takes every fourth column of z. It should take a block: H columns that stand side by side.
    i = 1 / (1 + np.exp(-z[:, ::4])) ;; f = 1 / (1 + np.exp(-z[:, 1::4])) ;; g = np.tanh(z[:, 2::4])
        ;; o = 1 / (1 + np.exp(-z[:, 3::4]))
candidate_by_sigmoid: The candidate g goes through the sigmoid. It should go through tanh, so that it can be negative.
    g = 1 / (1 + np.exp(-z[:, 2 * H : 3 * H]))
candidate_without_tanh: The candidate g has no tanh.
    g = z[:, 2 * H : 3 * H]
gates_by_tanh: The gates go through tanh. They should go through the sigmoid, which lies between 0 and 1.
    i = np.tanh(z[:, :H]) ;; f = np.tanh(z[:, H : 2 * H]) ;; o = np.tanh(z[:, 3 * H :])
gates_without_sigmoid: The gates have no sigmoid: they are the sums that should go into it.
    i = z[:, :H] ;; f = z[:, H : 2 * H] ;; o = z[:, 3 * H :]
input_gate_forgotten: The input gate i has no part in the new cell. Multiply the candidate by it.
    c_new = f * c + g
forget_gate_forgotten: The forget gate f has no part in the new cell. Multiply the old cell by it.
    c_new = c + i * g
old_cell_forgotten: The old cell c has no part in the new one, so nothing is kept.
    c_new = i * g
forget_gate_turned_round: The old cell is multiplied by 1 - f. f says how much is kept, not how much is forgotten.
    c_new = (1 - f) * c + i * g
state_for_cell: The forget gate multiplies h. It should multiply the old cell c.
    c_new = f * h + i * g
one_minus_f: The candidate is multiplied by 1 - f. It has a gate of its own: i.
    c_new = f * c + (1 - f) * g
one_minus_i: The old cell is multiplied by 1 - i. It has a gate of its own: f.
    c_new = (1 - i) * c + i * g
gate_around_both: The forget gate multiplies the new part as well. It belongs to the old cell alone.
    c_new = f * (c + i * g)
tanh_around_the_cell: The new cell goes through tanh and is handed on like that. Only h_new should see the tanh of it.
    c_new = np.tanh(f * c + i * g) ;; h_new = o * c_new
tanh_of_the_cell_twice: The new cell goes through tanh, and then once more for h_new. Hand the sum on as it is.
    c_new = np.tanh(f * c + i * g)
parts_of_the_cell_subtracted: The new part is taken away from the old cell. Add the two.
    c_new = f * c - i * g
output_gate_forgotten: The output gate o has no part in h_new.
    h_new = np.tanh(c_new)
tanh_missing_in_h: In h_new the tanh of the new cell is missing.
    h_new = o * c_new
tanh_around_o: In h_new tanh goes around the product. It should go around the new cell alone.
    h_new = np.tanh(o * c_new)
sigmoid_in_h: In h_new the new cell goes through the sigmoid. It should go through tanh.
    h_new = o / (1 + np.exp(-c_new))
old_cell_in_h: h_new is made from the old cell. Make it from the new one.
    h_new = o * np.tanh(c)
old_state_added: The old state h is added to h_new. It should come in through Wh alone.
    h_new = h + o * np.tanh(c_new)
cell_in_the_sum: The sum z holds c @ Wh. It should hold h @ Wh: the gates look at the state h.
    z = x @ Wx + c @ Wh + b
old_state_not_in_the_sum: The old state h has no part in the sum z.
    z = x @ Wx + b
input_not_in_the_sum: The input x has no part in the sum z.
    z = h @ Wh + b
bias_forgotten: The bias b is missing.
    z = x @ Wx + h @ Wh
bias_twice: The bias b is added twice. It belongs to the sum once.
    z = x @ Wx + b + h @ Wh + b
gates_the_wrong_way_round: Every gate is 1 minus what it should be. Is a minus sign missing in the sigmoid?
    i = 1 / (1 + np.exp(z[:, :H])) ;; f = 1 / (1 + np.exp(z[:, H : 2 * H])) ;; o = 1 / (1 + np.exp(z[:, 3 * H :]))
order_of_results: The two results are exchanged: h_new first, then c_new.
    return c_new, h_new
""")

exercise.alternatives("""
split in four, sigmoid by tanh:
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, o = (0.5 + 0.5 * np.tanh(gate / 2) for gate in (i, f, o))
    cell = i * np.tanh(g) + c * f
    return np.tanh(cell) * o, cell
one product for both, float32:
    z = (np.hstack([x, h]) @ np.vstack([Wx, Wh]) + b).astype(np.float32)
    H = z.shape[1] // 4
    gates = 1 / (1 + np.exp(-z))
    cell = gates[:, H : 2 * H] * c + gates[:, :H] * np.tanh(z[:, 2 * H : 3 * H])
    return gates[:, -H:] * np.tanh(cell), cell
number by number:
    N, H = h.shape
    h_new, c_new = np.zeros((N, H)), np.zeros((N, H))
    for n in range(N):
        for k in range(H):
            sums = []
            for block in range(4):
                column = block * H + k
                total = b[column]
                for d in range(x.shape[1]):
                    total += x[n, d] * Wx[d, column]
                for j in range(H):
                    total += h[n, j] * Wh[j, column]
                sums.append(total)
            i, f, o = (1 / (1 + np.exp(-sums[block])) for block in (0, 1, 3))
            c_new[n, k] = f * c[n, k] + i * np.tanh(sums[2])
            h_new[n, k] = o * np.tanh(c_new[n, k])
    return h_new, c_new
four dense layers, rows as lists:
    H = h.shape[1]
    blocks = [x @ Wx[:, k : k + H] + h @ Wh[:, k : k + H] + b[k : k + H] for k in (0, H, 2 * H, 3 * H)]
    states, cells = [], []
    for n in range(len(x)):
        i, f, g, o = (block[n] for block in blocks)
        cell = c[n] / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
        cells.append(cell)
        states.append(np.tanh(cell) / (1 + np.exp(-o)))
    return states, cells
""")
