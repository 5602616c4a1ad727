"""One step with momentum: the velocity is a moving average of the gradients."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import holds_zero, table, vector, zero, zeros
from gradatim_autograder.exercises.gradient_descent import shared

exercise = declare("momentum", returns=("w", "v"), points={"w": 2, "v": 1}, section=N_("A ball that rolls: momentum"))


@exercise.reference
def momentum(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    w = w - lr * v
    return w, v


@exercise.probe(times=3)
def matrices(rng):
    D, M = sizes(rng, 2, 2, 5)
    w, dw, v = (numbers(rng, D, M) for _each in range(3))
    return w, dw, v, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.85))


@exercise.probe(times=2)
def biases(rng):
    """One shape for all of them: a velocity that is kept from call to call is that of another array."""
    w, dw, v = (numbers(rng, 5) for _each in range(3))
    return w, dw, v, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.15, 0.4))


exercise.probes(
    # The velocity is still 0.
    first_step=exercise.but(matrices, v=np.zeros_like),
    # No gradient: the ball rolls on.
    level_ground=exercise.but(biases, dw=np.zeros_like),
    # No gradient for some weights: their velocity fades all the same.
    seldom_inputs=exercise.but(matrices, dw=shared.without_first),
    # With a beta of 0 the velocity is the gradient.
    no_past=exercise.but(matrices, beta=0.0),
    no_rate=exercise.but(matrices, lr=0.0),
)

exercise.classes(
    table("w"),
    vector("w"),
    zeros("v"),
    zeros("dw"),
    holds_zero("dw"),
    zero("beta"),
    zero("lr"),
    shared.second_call(momentum, states=1),
)

exercise.wrong_lines("""
uphill: The step goes uphill. It should go against the velocity: subtract lr * v from w.  > One step by hand
    w = w + lr * v
learning_rate_forgotten: The step is the whole velocity. Multiply it by the learning rate lr.
    w = w - v
learning_rate_twice: The learning rate comes in twice. It should come in once, in the step.
    v = beta * v + (1 - beta) * lr * dw
    w = w - lr**2 * v
betas_exchanged: beta and 1 - beta are exchanged. The old velocity should keep the share beta, the gradient should add
the share 1 - beta.
    v = (1 - beta) * v + beta * dw
classical_momentum: The new v is that of the classical form, beta v + dw. Weight the gradient with 1 - beta, as in
this course: v should be an average.
    v = beta * v + dw
learning_rate_in_velocity: The learning rate is inside the velocity. v should be an average of gradients: multiply by
lr in the step only.
    v = beta * v + lr * dw ;; w = w - v
    v = beta * v - lr * dw ;; w = w + v
    v = beta * v + lr * (1 - beta) * dw ;; w = w - v
velocity_not_used: w takes a plain step with dw. It should move with the velocity v.
    w = w - lr * dw
old_velocity_used: w moves with the old velocity. Compute the new v first, then take the step with it.
    v = beta * v + (1 - beta) * dw -> pass ;; return w, beta * v + (1 - beta) * dw
velocity_not_kept: w is right, but the old velocity comes back. Return the new one: the next step goes on from it.
    v = beta * v + (1 - beta) * dw -> pass ;; w = w - lr * (beta * v + (1 - beta) * dw)
past_forgotten: The old velocity plays no part. Add beta times it.
    v = (1 - beta) * dw
past_never_fades: The old velocity keeps its full size. Multiply it by beta.
    v = v + (1 - beta) * dw
gradient_subtracted: The gradient is subtracted from the velocity. Add it; the minus should come with the step.
    v = beta * v - (1 - beta) * dw
    v = beta * v - (1 - beta) * dw ;; w = w + lr * v
beta_for_both: Both parts are weighted with beta. Give the gradient the share 1 - beta.
    v = beta * v + beta * dw
beta_fixed: beta is 0.9 whatever is passed in. Use the beta that is passed in.
    v = 0.9 * v + 0.1 * dw
gradient_counted_again: The step is lr * (v + dw), so the new gradient comes in once more. It is in v already: take lr
* v alone.
    w = w - lr * (v + dw)
nesterov: The step looks ahead, as in Nesterov's rule: the velocity fades once more, and the gradient comes in again.
The step should be lr times the new v.
    w = w - lr * (beta * v + (1 - beta) * dw)
    w = w - lr * (beta * v + dw)
velocity_rescaled: In the step, v is divided by 1 - beta. Use it as it is.
    w = w - lr * v / (1 - beta)
classical_nesterov: This is Nesterov's rule in the classical form: v is beta v + dw, and the step looks ahead. v
should be an average, as in this course, and the step lr times the new v.
    v = beta * v + dw ;; w = w - lr * (beta * v + dw)
starts_at_the_gradient: Where v is 0, the new v is the whole gradient. The first step should be like the others: the
share 1 - beta of dw.
    v = beta * v + (1 - beta) * dw if np.any(v) else dw
step_alone: The old w is missing in the new one. Subtract the step from the old w.
    w = -lr * v
gradient_squared: The gradient is squared. Average the gradient itself: squares belong to other rules.
    v = beta * v + (1 - beta) * dw**2
parentheses_missing: The new v is beta v + 1 - beta dw. Multiply dw by the whole of 1 - beta, in parentheses.
    v = beta * v + 1 - beta * dw
""")

exercise.alternatives("""
a part of the way towards the gradient:
    v = v + (1 - beta) * (dw - v)
    w = w - lr * v
    return w, v
loops:
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        new_v[i] = beta * v[i] + (1 - beta) * dw[i]
        new_w[i] = w[i] - lr * new_v[i]
    return new_w, new_v
float32:
    v = np.float32(beta) * v.astype(np.float32) + np.float32(1 - beta) * dw.astype(np.float32)
    return w.astype(np.float32) - np.float32(lr) * v, v
lists:
    v = np.add(np.multiply(v, beta), np.multiply(dw, 1 - beta))
    return [np.subtract(w, v * lr).tolist(), v.tolist()]
""")
