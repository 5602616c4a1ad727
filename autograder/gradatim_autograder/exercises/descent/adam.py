"""One step of Adam: momentum and RMSprop together, both with bias correction."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

CORRECTION = N_("Bias correction, with numbers")
ADAGRAD = N_("Each weight its own rate: Adagrad")
RMSPROP = N_("A cache that forgets: RMSprop")
MOMENTUM = N_("A ball that rolls: momentum")

exercise = Exercise(
    "adam",
    chapter="06-gradient-descent",
    returns=("w", "m", "v"),
    points={"w": 3, "m": 1, "v": 1},
    section=N_("Both together: Adam"),
)


@exercise.reference
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def _rates(rng):
    """lr, beta1, beta2 and eps away from their usual values and from each other."""
    return tuple(float(rng.uniform(*limits)) for limits in ((0.1, 0.4), (0.56, 0.68), (0.74, 0.86), (0.1, 0.4)))


@exercise.probe(times=4)
def later_steps(rng):
    D, M = sizes(rng, 2, 2, 5)
    w, dw, m = (numbers(rng, D, M) for _each in range(3))
    return w, dw, m, rng.uniform(0.3, 4.0, (D, M)), int(rng.integers(2, 6)), *_rates(rng)


@exercise.probe(times=2)
def first_step(rng):
    """t = 1, though with a state that is not zero: no term may hide."""
    (M,) = sizes(rng, 1, 4, 6)
    w, dw, m = (numbers(rng, M) for _each in range(3))
    return w, dw, m, rng.uniform(0.3, 4.0, M), 1, *_rates(rng)


@exercise.mistake("uphill", N_("The step goes uphill: it adds. Take it away."), reread=N_("One step by hand"))
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w + lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is not used."))
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake(
    "not_corrected", N_("m and v are used as they are. Divide each by 1 - beta to the power of t first."), CORRECTION
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * m / (np.sqrt(v) + eps), m, v


@exercise.mistake("only_m_corrected", N_("Only m is corrected. v needs its own correction, with beta2."), CORRECTION)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), m, v


@exercise.mistake("only_v_corrected", N_("Only v is corrected. m needs its own correction, with beta1."), CORRECTION)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * m / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake(
    "corrected_from_zero",
    N_("The correction uses t - 1. t is 1 at the first step, so the power is t itself."),
    CORRECTION,
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - lr * (m / (1 - beta1 ** (t - 1))) / (np.sqrt(v / (1 - beta2 ** (t - 1))) + eps), m, v


@exercise.mistake(
    "corrected_one_ahead",
    N_("The correction uses t + 1. t is 1 at the first step, so the power is t itself."),
    CORRECTION,
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps), m, v


@exercise.mistake(
    "corrected_without_t", N_("The correction is the same at every step. It is 1 - beta to the power of t."), CORRECTION
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps), m, v


@exercise.mistake(
    "power_of_difference", N_("The power is around 1 - beta. Only beta is raised to the power of t."), CORRECTION
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1) ** t) / (np.sqrt(v / (1 - beta2) ** t) + eps), m, v


@exercise.mistake("times_t", N_("beta is multiplied by t. It is raised to the power of t: beta**t."), CORRECTION)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return w - lr * (m / (1 - beta1 * t)) / (np.sqrt(v / (1 - beta2 * t)) + eps), m, v


@exercise.mistake(
    "correction_multiplied", N_("The correction multiplies. Early averages are too small, so divide them."), CORRECTION
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m * (1 - beta1**t)) / (np.sqrt(v * (1 - beta2**t)) + eps), m, v


@exercise.mistake(
    "corrected_moments_returned",
    N_("The corrected m and v come back. They are for this step only; the next step goes on from m and v themselves."),
    CORRECTION,
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = (beta1 * m + (1 - beta1) * dw) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * dw**2) / (1 - beta2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v


@exercise.mistake("correction_by_one_beta", N_("Both corrections use beta1. v is corrected with beta2."), CORRECTION)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps), m, v


@exercise.mistake(
    "old_moments_used", N_("The step uses the old m and v. First compute the new ones, then take the step.")
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    new_w = w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return new_w, beta1 * m + (1 - beta1) * dw, beta2 * v + (1 - beta2) * dw**2


@exercise.mistake("state_not_kept", N_("w is right, but the old m and v come back. The next step needs the new ones."))
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    new_m = beta1 * m + (1 - beta1) * dw
    new_v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (new_m / (1 - beta1**t)) / (np.sqrt(new_v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("v_not_updated", N_("v stays as it was. It takes in the square of the new gradient."), RMSPROP)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("m_not_updated", N_("m stays as it was. It takes in the new gradient."), MOMENTUM)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("square_forgotten", N_("v averages the gradients themselves. It averages their squares."), RMSPROP)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw
    with np.errstate(invalid="ignore"):
        return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("square_of_m", N_("v takes in the square of m. It takes in the square of the gradient."), RMSPROP)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * m**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("m_not_used", N_("The step uses dw, as in RMSprop. Adam steps along the corrected m."), MOMENTUM)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * dw / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("v_not_used", N_("The step is not divided by the root of v: it is momentum alone."), RMSPROP)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)), m, v


@exercise.mistake("betas_exchanged", N_("beta1 and beta2 are exchanged. beta1 belongs to m, beta2 to v."))
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta2 * m + (1 - beta2) * dw
    v = beta1 * v + (1 - beta1) * dw**2
    return w - lr * (m / (1 - beta2**t)) / (np.sqrt(v / (1 - beta1**t)) + eps), m, v


@exercise.mistake(
    "shares_exchanged", N_("beta and 1 - beta are exchanged. The old average keeps the share beta."), MOMENTUM
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = (1 - beta1) * m + beta1 * dw
    v = (1 - beta2) * v + beta2 * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake(
    "classical_momentum", N_("m adds the whole gradient. It adds the share 1 - beta1: an average."), MOMENTUM
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake(
    "share_missing_in_v", N_("v adds the whole square. It adds the share 1 - beta2: an average."), RMSPROP
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("forgets_nothing", N_("v only grows, as in Adagrad. It keeps the share beta2 of itself."), RMSPROP)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = v + dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("share_squared", N_("The share 1 - beta2 is squared with the gradient. Square dw alone."), RMSPROP)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + ((1 - beta2) * dw) ** 2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("eps_inside_root", N_("eps is inside the square root. Add it behind the root."), ADAGRAD)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t) + eps), m, v


@exercise.mistake(
    "eps_forgotten", N_("eps is missing. Without it a weight that had no gradient yet gives 0 / 0."), ADAGRAD
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t)), m, v


@exercise.mistake(
    "root_forgotten", N_("The square root is missing. Divide by the root of the corrected v, plus eps."), ADAGRAD
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps), m, v


@exercise.mistake(
    "parentheses_missing", N_("Parentheses are missing: a / b + c is not a / (b + c). Divide by the sum."), ADAGRAD
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t)) + eps, m, v


@exercise.mistake("parentheses_missing")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - (lr * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake(
    "eps_not_scaled",
    N_(
        "The two corrections are put into the learning rate. Then eps has to be multiplied by the root of 1 - beta2**t too."
    ),
    CORRECTION,
)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + eps), m, v


@exercise.mistake("values_fixed", N_("beta1 and beta2 are fixed at 0.9 and 0.999. Use those that are passed in."))
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = 0.9 * m + (1 - 0.9) * dw
    v = 0.999 * v + (1 - 0.999) * dw**2
    return w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + eps), m, v


@exercise.mistake("step_alone", N_("The new w is the step alone. Take it off the old w."))
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return -lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.mistake("caret_for_power", N_("In Python ^ is not a power. Write beta1**t and beta2**t."), CORRECTION)
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1 ^ t)) / (np.sqrt(v / (1 - beta2 ^ t)) + eps), m, v


@exercise.mistake("power_of_difference")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2) ** t) + eps), m, v


@exercise.mistake("power_of_difference")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1) ** t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@exercise.alternative("the corrections in the rate and in eps")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw * dw
    root = np.sqrt(1 - beta2**t)
    rate = lr * root / (1 - beta1**t)
    return w - rate * m / (v**0.5 + eps * root), m, v


@exercise.alternative("loops")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    w, m, v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
        m[i] = beta1 * m[i] + (1 - beta1) * dw[i]
        v[i] = beta2 * v[i] + (1 - beta2) * dw[i] ** 2
        m_hat = m[i] / (1 - beta1**t)
        v_hat = v[i] / (1 - beta2**t)
        w[i] -= lr * m_hat / (v_hat**0.5 + eps)
    return w, m, v


@exercise.alternative("float32")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    dw = dw.astype(np.float32)
    m = np.float32(beta1) * m.astype(np.float32) + np.float32(1 - beta1) * dw
    v = np.float32(beta2) * v.astype(np.float32) + np.float32(1 - beta2) * np.square(dw)
    m_hat, v_hat = m / np.float32(1 - beta1**t), v / np.float32(1 - beta2**t)
    return w.astype(np.float32) - np.float32(lr) * m_hat / (np.sqrt(v_hat) + np.float32(eps)), m, v


@exercise.alternative("a part of the way towards the gradient")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (np.square(dw) - v)
    step = lr / (1 - np.power(beta1, t)) * m / (np.sqrt(v / (1 - np.power(beta2, t))) + eps)
    return [w - step, m, v]
