"""A recurrent network over a whole sequence: each state goes into the next."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sized, sizes
from gradatim_autograder.exercises.text import shared

exercise = declare("rnn_forward", returns=("H",), points={"H": 2}, section=N_("A whole sequence"))


@exercise.reference
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, _D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0
    for t in range(T):
        z = X[:, t] @ Wx + h @ Wh + b
        h = np.tanh(z)
        H[:, t] = h
    return H


def _arguments(rng, N, T, D, H):
    return shared.of_a_network(rng, (N, T, D), H)


exercise.probes(times=3, ordinary=lambda rng: _arguments(rng, *sizes(rng, 4, 3, 7)))

exercise.probes(
    # More steps than anybody writes out, or cuts a sequence off at.
    many_steps=sized(lambda rng, N, D, H: _arguments(rng, N, int(rng.integers(13, 17)), D, H), 3, 7),
    one_step=sized(lambda rng, N, D, H: _arguments(rng, N, 1, D, H), 3, 7),
    one_sample=lambda rng: _arguments(rng, 1, *sizes(rng, 3, 3, 7)),
    # One neuron with one input, as in the text.
    single_neuron=lambda rng: _arguments(rng, *sizes(rng, 2, 3, 7), 1, 1),
    from_zeros=exercise.but(lambda rng: _arguments(rng, *sizes(rng, 4, 3, 7)), H0=lambda H0: 0 * H0),
    # Wx fits turned or not.
    as_many_inputs_as_neurons=sized(lambda rng, N, T, D: _arguments(rng, N, T, D, D), 3, 7),
)

exercise.classes(*shared.SEQUENCES)

exercise.wrong_lines("""
state_not_carried: Every step starts from H0. The state of one step should go into the next.
    z = X[:, t] @ Wx + H0 @ Wh + b
start_at_zero: It starts from zeros. The first step should use the given state H0.
    h = H0 -> h = np.zeros_like(H0)
old_state_forgotten: The old state has no part in it: every step sees its own input only. Each step should use the
state before it, too.
    z = X[:, t] @ Wx + b
last_state_only: Only the last state is returned. Return the states of all steps, (N, T, H).
    return h
steps_and_samples_exchanged: Samples are taken for steps. X[t] is a sample; step t of all samples is X[:, t].
    range(T) -> range(N) ;; z = X[t] @ Wx + h @ Wh + b ;; H[:, t] = h -> H[t] = h
first_input_only: Every step reads the first input. Step t should read X[:, t].
    z = X[:, 0] @ Wx + h @ Wh + b
read_backwards: The sequence is read from its end. Start with step 0.
    for t in reversed(range(T)):
time_first: The axes are exchanged: this is (T, N, H). In this course the samples come first, (N, T, H).
    return H.swapaxes(0, 1)
start_state_included: H0 stands in front of the states. H should hold the states after each of the T steps.
    return np.concatenate([H0[:, None], H], axis=1)
states_before_the_steps: H holds the state before each step. Step t of H should be the state after x has come in.
    return np.concatenate([H0[:, None], H[:, :-1]], axis=1)
last_step_missing: The last step is not made.
    for t in range(T - 1):
first_step_missing: The first step is not made. Steps are counted from 0.
    for t in range(1, T):
tanh_missing: tanh is missing.
    h = np.tanh(z) -> h = z
bias_forgotten: The bias b is missing.
    z = X[:, t] @ Wx + h @ Wh
Wh_transposed: Wh is turned. Both of its sizes are H, so it fits, but the weights are mixed up.
    z = X[:, t] @ Wx + h @ Wh.T + b
returns_in_loop: Only the first step is in H, the others are 0. Make all steps. Is the return inside the loop?
    H[:, t] = h -> ...; return H
last_state_everywhere: H holds the last state at every step. Each step should have its own. Is one array changed in
place and stored for all steps?
    return np.repeat(h[:, None], T, axis=1)
states_not_kept: H stays at zero. Put the state of each step into H.
    H[:, t] = h -> pass
states_added_up: The states are added up from step to step. H should hold each state by itself.
    return H.cumsum(axis=1)
tanh_at_the_end: tanh is taken once, at the end. Every step should take it, before its state goes into the next step.
    h = np.tanh(z) -> h = z ;; return np.tanh(H)
input_of_another_step: Each step reads the input of another step. Step t should read X[:, t].
    z = X[:, t - 1] @ Wx + h @ Wh + b
old_state_added: The old state is added to the new one. It should come in through Wh only.
    h = np.tanh(z) -> h = h + np.tanh(z)
side_by_side: The states of all steps stand side by side in one row. There should be three axes, (N, T, H): np.stack
makes a new one.
    return H.reshape(N, -1)
""")


@exercise.mistake(
    "state_of_another_sample",
    N_("Each sample goes on from the last state of the sample before it. It should start from its own row of H0."),
)
def _(X, H0, Wx, Wh, b):
    h, H = H0[0], np.zeros((*X.shape[:2], H0.shape[1]))
    for n in range(len(X)):
        for t in range(X.shape[1]):
            h = np.tanh(X[n, t] @ Wx + h @ Wh + b)
            H[n, t] = h
    return H


exercise.alternatives("""
states appended and stacked:
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    return np.stack(states[1:], axis=1)
all inputs at once, then the steps:
    Z = X @ Wx + b
    for t in range(Z.shape[1]):
        before = H0 if t == 0 else Z[:, t - 1]
        Z[:, t] = np.tanh(Z[:, t] + before @ Wh)
    return Z
sample by sample, float32:
    rows = []
    for sequence, h in zip(X.astype(np.float32), H0.astype(np.float32)):
        states = []
        for x in sequence:
            h = np.tanh(x @ Wx + h @ Wh + b)
            states.append(h)
        rows.append(states)
    return np.array(rows, dtype=np.float32)
time in front:
    h = H0
    states = []
    for x in X.transpose(1, 0, 2):
        h = np.tanh(np.dot(x, Wx) + np.dot(h, Wh) + b)
        states.append(h)
    return np.array(states).transpose(1, 0, 2)
""")
