"""One step with momentum: the velocity is a moving average of the gradients."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

VELOCITY = N_("A ball that rolls: momentum")

exercise = Exercise(
    "momentum", chapter="06-gradient-descent", returns=("w", "v"), points={"w": 2, "v": 1}, section=VELOCITY
)


@exercise.reference
def momentum(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * v, v


@exercise.probe(times=4)
def matrices(rng):
    D, M = sizes(rng, 2, 2, 5)
    w, dw, v = (numbers(rng, D, M) for _each in range(3))
    return w, dw, v, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.85))


@exercise.probe(times=2)
def biases(rng):
    (M,) = sizes(rng, 1, 4, 6)
    w, dw, v = (numbers(rng, M) for _each in range(3))
    return w, dw, v, float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.15, 0.4))


@exercise.mistake(
    "uphill", N_("The step goes uphill: w - lr * v, against the velocity."), reread=N_("One step by hand")
)
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w + lr * v, v


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is not used in the step."))
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - v, v


@exercise.mistake("learning_rate_twice", N_("The learning rate comes in twice. It belongs into the step only."))
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * lr * dw
    return w - lr * v, v


@exercise.mistake("learning_rate_twice")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * lr * v, v


@exercise.mistake(
    "betas_exchanged",
    N_("beta and 1 - beta are exchanged. The old velocity keeps the share beta, the gradient adds the share 1 - beta."),
)
def _(w, dw, v, lr, beta):
    v = (1 - beta) * v + beta * dw
    return w - lr * v, v


@exercise.mistake(
    "classical_momentum",
    N_("This is the classical form, beta v + dw. In this course the gradient is weighted with 1 - beta: an average."),
)
def _(w, dw, v, lr, beta):
    v = beta * v + dw
    return w - lr * v, v


@exercise.mistake(
    "learning_rate_in_velocity",
    N_("The learning rate is inside the velocity. Here v is an average of gradients, and lr comes with the step."),
)
def _(w, dw, v, lr, beta):
    v = beta * v + lr * dw
    return w - v, v


@exercise.mistake("learning_rate_in_velocity")
def _(w, dw, v, lr, beta):
    v = beta * v - lr * dw
    return w + v, v


@exercise.mistake("learning_rate_in_velocity")
def _(w, dw, v, lr, beta):
    v = beta * v + lr * (1 - beta) * dw
    return w - v, v


@exercise.mistake("velocity_not_used", N_("w takes a plain step with dw. It should move with the velocity v."))
def _(w, dw, v, lr, beta):
    return w - lr * dw, beta * v + (1 - beta) * dw


@exercise.mistake("old_velocity_used", N_("w moves with the old velocity. First the new v, then the step with it."))
def _(w, dw, v, lr, beta):
    return w - lr * v, beta * v + (1 - beta) * dw


@exercise.mistake(
    "velocity_not_kept", N_("w is right, but the old velocity comes back. The next step needs the new one.")
)
def _(w, dw, v, lr, beta):
    return w - lr * (beta * v + (1 - beta) * dw), v


@exercise.mistake("past_forgotten", N_("The old velocity is not used: beta v is missing."))
def _(w, dw, v, lr, beta):
    v = (1 - beta) * dw
    return w - lr * v, v


@exercise.mistake("past_never_fades", N_("The old velocity keeps its full size. Multiply it by beta."))
def _(w, dw, v, lr, beta):
    v = v + (1 - beta) * dw
    return w - lr * v, v


@exercise.mistake(
    "gradient_subtracted", N_("The gradient is taken off the velocity. It is added; the minus comes with the step.")
)
def _(w, dw, v, lr, beta):
    v = beta * v - (1 - beta) * dw
    return w - lr * v, v


@exercise.mistake("gradient_subtracted")
def _(w, dw, v, lr, beta):
    v = beta * v - (1 - beta) * dw
    return w + lr * v, v


@exercise.mistake("beta_for_both", N_("Both parts are weighted with beta. The gradient gets the share 1 - beta."))
def _(w, dw, v, lr, beta):
    v = beta * v + beta * dw
    return w - lr * v, v


@exercise.mistake("beta_fixed", N_("beta is fixed at 0.9. Use the beta that is passed in."))
def _(w, dw, v, lr, beta):
    v = 0.9 * v + 0.1 * dw
    return w - lr * v, v


@exercise.mistake(
    "gradient_counted_again", N_("The new gradient counts twice: it is in v already, so the step is lr * v alone.")
)
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * (beta * v + (1 - beta) * dw), v


@exercise.mistake("gradient_counted_again")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * (v + dw), v


@exercise.mistake("step_alone", N_("The new w is the step alone. Take it off the old w."))
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return -lr * v, v


@exercise.mistake(
    "gradient_squared",
    N_("The gradient is squared. That belongs to other rules; momentum averages the gradient itself."),
)
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw**2
    return w - lr * v, v


@exercise.mistake("parentheses_missing", N_("Parentheses are missing: 1 - beta * dw is not (1 - beta) * dw."))
def _(w, dw, v, lr, beta):
    v = beta * v + 1 - beta * dw
    return w - lr * v, v


@exercise.alternative("a part of the way towards the gradient")
def _(w, dw, v, lr, beta):
    v = v + (1 - beta) * (dw - v)
    w = w - lr * v
    return w, v


@exercise.alternative("loops")
def _(w, dw, v, lr, beta):
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        new_v[i] = beta * v[i] + (1 - beta) * dw[i]
        new_w[i] = w[i] - lr * new_v[i]
    return new_w, new_v


@exercise.alternative("float32")
def _(w, dw, v, lr, beta):
    v = np.float32(beta) * v.astype(np.float32) + np.float32(1 - beta) * dw.astype(np.float32)
    return w.astype(np.float32) - np.float32(lr) * v, v


@exercise.alternative("lists")
def _(w, dw, v, lr, beta):
    v = np.add(np.multiply(v, beta), np.multiply(dw, 1 - beta))
    return [np.subtract(w, v * lr).tolist(), v.tolist()]
