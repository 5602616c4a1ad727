"""Backpropagation through time: one loop back over the steps, in which the gradients of shared weights add up."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import square, where
from gradatim_autograder.exercises.text import shared

exercise = declare(
    "rnn_backward",
    returns=("dWx", "dWh", "db", "dH0"),
    points={"dWx": 1, "dWh": 2, "db": 1, "dH0": 1},
    section=N_("Backpropagation through time"),
)


@exercise.reference
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dh = np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


@exercise.forward(dWx="Wx", dWh="Wh", db="b", dH0="H0")
def loss(X, H0, Wx, Wh, b, dH):
    h, total = H0, 0.0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        total += np.sum(dH[:, t] * h)
    return float(total)


def _arguments(rng, N, T, D, H):
    return *shared.of_a_network(rng, (N, T, D), H, of_inputs=0.8, of_biases=0.3), numbers(rng, N, T, H)


exercise.probes(times=4, ordinary=lambda rng: _arguments(rng, *sizes(rng, 4, 3, 7)))


def _one_dH(rng, t):
    *arguments, dH = _arguments(rng, *sizes(rng, 4, 3, 6))
    one = np.zeros_like(dH)
    one[:, t] = dH[:, t]
    return *arguments, one


def _only(step, dH):
    return dH.shape[1] > 1 and np.flatnonzero(dH.any(axis=(0, 2))).tolist() == [step % dH.shape[1]]


exercise.probes(
    # More steps than anybody goes back by habit (truncated backpropagation through time).
    many_steps=sized(lambda rng, N, D, H: _arguments(rng, N, int(rng.integers(13, 17)), D, H), 2, 5),
    one_step=sized(lambda rng, N, D, H: _arguments(rng, N, 1, D, H), 3, 7),
    one_sample=lambda rng: _arguments(rng, 1, *sizes(rng, 3, 3, 7)),
    # One neuron with one input, as in the text.
    single_neuron=lambda rng: _arguments(rng, *sizes(rng, 2, 3, 7), 1, 1),
    from_zeros=exercise.but(lambda rng: _arguments(rng, *sizes(rng, 4, 3, 7)), H0=lambda H0: 0 * H0),
    # The loss depends on the last state alone, as in the text.
    last_state_only=lambda rng: _one_dH(rng, -1),
    # The last question of the chapter.
    first_state_only=lambda rng: _one_dH(rng, 0),
    # Wx fits turned or not.
    as_many_inputs_as_neurons=sized(lambda rng, N, T, D: _arguments(rng, N, T, D, D), 3, 7),
    # The states fit turned or not.
    as_many_samples_as_neurons=sized(lambda rng, N, T, D: _arguments(rng, N, T, D, N), 3, 7),
    # The inputs of a step fit turned or not.
    as_many_samples_as_inputs=sized(lambda rng, N, T, H: _arguments(rng, N, T, N, H), 3, 7),
)

exercise.classes(
    *shared.SEQUENCES,
    square("H0"),
    where("as_many_samples_as_inputs", N_("where there are as many samples as inputs"), lambda X: len(X) == X.shape[2]),
    where("last_state_only", N_("where dH is 0 at all steps but the last"), lambda dH: _only(-1, dH)),
    where("first_state_only", N_("where dH is 0 at all steps but the first"), lambda dH: _only(0, dH)),
)

exercise.wrong_lines("""
time_forgotten: No gradient goes from one step to the step before. The state of a step went into the next step too:
add dh.
    dz = dH[:, t] * (1 - states[t + 1] ** 2)
    dz = dH[:, t] * (1 - states[t + 1] ** 2) ;; return dWx, dWh, db, np.zeros_like(H0)
only_the_last_dH: Only the dH of the last step is used. Every state may have gone to the loss directly: add dH[:, t]
at each step.
    dz = (dH[:, t] if t == T - 1 else dh) * (1 - states[t + 1] ** 2)
slope_of_tanh_skipped: tanh is passed over on the way back. Multiply by its slope, 1 - h squared.
    dz = dH[:, t] + dh
slope_from_the_state_before: The slope of tanh is taken from the state before the step. It should be 1 minus the
square of the state after it.
    dz = (dH[:, t] + dh) * (1 - states[t] ** 2)
slope_of_tanh_twice: The slope is 1 - tanh(h) squared, with the state h. It should be 1 - h squared: the state is the
output of tanh already.
    dz = (dH[:, t] + dh) * (1 - np.tanh(states[t + 1]) ** 2)
slope_of_the_sum: The slope is 1 minus the square of the sum that goes into tanh. It should be 1 minus the square of
what comes out, h.
    dz = (dH[:, t] + dh) * (1 - (X[:, t] @ Wx + states[t] @ Wh + b) ** 2)
square_missing: The slope of tanh is 1 - h, without the square. It should be 1 minus the square of the state.
    dz = (dH[:, t] + dh) * (1 - states[t + 1])
slope_missing_on_the_way_back: What goes to the step before leaves out the slope of tanh. It comes from dz, in which
the slope is.  > The weights are shared
    dz @ Wh.T -> (dH[:, t] + dh) @ Wh.T
slope_on_dh_only: The slope multiplies dh only. Add dH[:, t] and dh first, then multiply both by the slope.
    dz = dH[:, t] + dh * (1 - states[t + 1] ** 2)
slope_on_dH_only: The slope multiplies dH only. Add dH[:, t] and dh first, then multiply both by the slope.
    dz = dH[:, t] * (1 - states[t + 1] ** 2) + dh
Wh_not_transposed: On the way back Wh has to be turned. Both of its sizes are H, so the other product fits too, and is
wrong.  > The weights are shared
    Wh.T -> Wh
state_after_in_dWh: dWh is made from the state after each step. Take the state before it, which went into Wh.
> The weights are shared
    dWh += states[t + 1].T @ dz
start_state_forgotten_in_dWh: In dWh the first step is left out. Its old state was H0.  > The weights are shared
    dWh += states[t].T @ dz * (t > 0)
index_below_zero: In dWh, the last state stands in front of the first step. H0 should stand there. (An index t - 1 is
-1 there, which means the last one.)  > The weights are shared
    dWh += states[t if t > 0 else T].T @ dz
start_state_at_every_step: In dWh, H0 stands at every step. It should stand at the first step alone; each other step
has the state before it.  > The weights are shared
    dWh += H0.T @ dz
dWh_transposed: dWh is transposed. The old state, turned, should come first, then dz.  > The weights are shared
    dWh += dz.T @ states[t]
one_step_only: dWx, dWh and db are those of the first step alone. The weights are shared, so all steps add up (+=).
> The weights are shared
    dWx = X[:, t].T @ dz ;; dWh = states[t].T @ dz ;; db = dz.sum(axis=0)
dWx_one_step_only: dWx is that of the first step alone. The weights are shared, so all steps add up (+=).
> The weights are shared
    dWx = X[:, t].T @ dz
dWh_one_step_only: dWh is that of the first step alone. The weights are shared, so all steps add up (+=).
> The weights are shared
    dWh = states[t].T @ dz
db_one_step_only: db is that of the first step alone. The bias is shared, so all steps add up (+=).
> The weights are shared
    db = dz.sum(axis=0)
last_step_alone: dWx, dWh and db are those of the last step alone. Go back to the first step; all steps add up.
> The weights are shared
    reversed(range(T)) -> [T - 1]
    dWx += (t == T - 1) * X[:, t].T @ dz
        ;; dWh += (t == T - 1) * states[t].T @ dz
        ;; db += (t == T - 1) * dz.sum(axis=0)
averaged_over_steps: The gradients are divided by the number of steps. Add up all steps, without a division.
> The weights are shared
    return dWx / T, dWh / T, db / T, dh
divided_by_samples: The gradients are divided by the number of samples. The division by N is in dH already.
> The weights are shared
    return dWx / len(X), dWh / len(X), db / len(X), dh
db_averaged: db is the mean over the samples. It should be the sum: the division by N is in dH already.
> The weights are shared
    db += dz.mean(axis=0)
forward_in_time: The way back goes from the first step to the last. It should begin with the last one.
    reversed(range(T)) -> range(T)
dh_adds_up: dh grows from step to step. Make anew what goes to the step before: dz times Wh turned.
> The weights are shared
    dz @ Wh.T -> dh + dz @ Wh.T
dH0_before_Wh: dH0 is the gradient along the sum of the first step. It still has to go back through Wh.
> The weights are shared
    return dWx, dWh, db, dz
dH0_with_slope: dH0 is multiplied by 1 - H0 squared. H0 is given: no tanh of this network made it.
> The weights are shared
    return dWx, dWh, db, dh * (1 - H0**2)
dH0_with_dH: dH of the first step is added to dH0. Leave it out: it belongs to the state after the first step, not to
H0.  > The weights are shared
    return dWx, dWh, db, dh + dH[:, 0]
dH0_added_over_samples: dH0 is added up over the samples. Each sample should have its own row: (N, H).
> The weights are shared
    return dWx, dWh, db, dh.sum(axis=0)
dH0_is_zero: dH0 is 0. The start state H0 went into the first step, so a gradient comes back to it.
> The weights are shared
    return dWx, dWh, db, np.zeros_like(H0)
started_from_zero: The forward pass starts from zeros. The first step should use H0.  > A whole sequence
    H0 => np.zeros_like(H0)
bias_forgotten: In the forward pass the bias is missing, so all states are wrong.  > A whole sequence
    X[:, t] @ Wx + states[t] @ Wh + b -> X[:, t] @ Wx + states[t] @ Wh
tanh_missing_forward: In the forward pass tanh is missing, so all states are wrong.  > A whole sequence
    np.tanh(X[:, t] @ Wx + states[t] @ Wh + b) -> X[:, t] @ Wx + states[t] @ Wh + b
state_not_carried_forward: In the forward pass every step starts from H0. The state of one step should go into the
next.  > A whole sequence
    states[t] @ Wh -> H0 @ Wh
last_step_left_out: The last step is left out on the way back. Start with step T - 1.  > The weights are shared
    reversed(range(T)) -> reversed(range(T - 1))
first_step_left_out: The first step is left out on the way back. Go down to step 0.  > The weights are shared
    reversed(range(T)) -> range(T - 1, 0, -1)
step_before_in_dWx: dWx is made from the input of another step. At step t, take the input X[:, t].
> The weights are shared
    dWx += X[:, t - 1].T @ dz
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dWx, -dWh, -db, -dh
db_not_summed: db has a row for each sample. Add them up: the bias is the same for all samples.
> The weights are shared
    db = db + dz
slope_of_sigmoid: Your slope is h (1 - h), that of the sigmoid. The slope of tanh is 1 - h squared.
    dz = (dH[:, t] + dh) * states[t + 1] * (1 - states[t + 1])
dH_of_another_step: dH is read from the other end: the last step gets the first gradient. Step t should get dH[:, t].
    dz = (dH[:, T - 1 - t] + dh) * (1 - states[t + 1] ** 2)
dh_multiplied: dH and dh are multiplied. Add them: they come over two paths.
    dz = (dH[:, t] * dh if t < T - 1 else dH[:, t]) * (1 - states[t + 1] ** 2)
""")

exercise.alternatives("""
states in an array, lists of steps:
    N, T, _D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    dWx, dWh, db = 0, 0, 0
    dh = 0
    for t in range(T - 1, -1, -1):
        before = H[:, t - 1] if t > 0 else H0
        dz = (dh + dH[:, t]) * (1 - H[:, t] * H[:, t])
        dWx = dWx + X[:, t].T @ dz
        dWh = dWh + before.T @ dz
        db = db + np.sum(dz, axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh
all products behind the loop:
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    H = np.stack(states, axis=1)
    dZ = np.zeros_like(dH)
    dh = np.zeros_like(H0)
    for t in range(X.shape[1])[::-1]:
        dZ[:, t] = (dH[:, t] + dh) * (1 - H[:, t + 1] ** 2)
        dh = dZ[:, t] @ Wh.T
    return np.einsum("ntd,nth->dh", X, dZ), np.einsum("nth,ntk->hk", H[:, :-1], dZ), dZ.sum(axis=(0, 1)), dh
sample by sample:
    dWx, dWh, db = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape)
    dH0 = np.zeros(H0.shape)
    for n in range(len(X)):
        states = [H0[n]]
        for x in X[n]:
            states.append(np.tanh(x @ Wx + states[-1] @ Wh + b))
        dh = np.zeros(len(b))
        for t in reversed(range(len(X[n]))):
            dh = dh + dH[n, t]
            dz = dh * (1 - states[t + 1] ** 2)
            dWx += np.outer(X[n, t], dz)
            dWh += np.outer(states[t], dz)
            db += dz
            dh = Wh @ dz
        dH0[n] = dh
    return dWx, dWh, db, dH0
with the sums kept, float32:
    X, H0, Wx, Wh, b, dH = (each.astype(np.float32) for each in (X, H0, Wx, Wh, b, dH))
    hs, zs, h = [], [], H0
    for t in range(X.shape[1]):
        hs.append(h)
        zs.append(X[:, t] @ Wx + h @ Wh + b)
        h = np.tanh(zs[-1])
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    while zs:
        t = len(zs) - 1
        dz = (dH[:, t] + dh) / np.cosh(zs.pop()) ** 2
        dWx, dWh, db = dWx + X[:, t].T @ dz, dWh + hs.pop().T @ dz, db + dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh
""")
