"""One step of AdamW: every weight shrinks by a share, and Adam's step is subtracted."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import table, vector, where, zero, zeros
from gradatim_autograder.exercises.gradient_descent import shared

exercise = declare(
    "adamw", returns=("w", "m", "v"), points={"w": 3, "m": 1, "v": 1}, section=N_("Weight decay in Adam")
)


@exercise.reference
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    decay = lr * weight_decay * w
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - decay - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


def _rates(rng):
    """lr, beta1, beta2, eps and weight_decay away from their usual values and from each other."""
    limits = (0.1, 0.4), (0.56, 0.68), (0.74, 0.86), (0.1, 0.4), (0.42, 0.54)
    return tuple(float(rng.uniform(*each)) for each in limits)


@exercise.probe(times=2)
def later_steps(rng):
    D, M = sizes(rng, 2, 2, 5)
    w, dw, m = (numbers(rng, D, M) for _each in range(3))
    return w, dw, m, rng.uniform(0.3, 4.0, (D, M)), int(rng.integers(2, 6)), *_rates(rng)


def _vectors(rng):
    """One shape for all: averages that are kept from call to call are those of another array."""
    w, dw, m = (numbers(rng, 5) for _each in range(3))
    return w, dw, m, rng.uniform(0.3, 4.0, 5)


@exercise.probe()
def late_step(rng):
    """The betas are so near to 1 that there is something left to correct."""
    lr, _beta1, _beta2, eps, decay = _rates(rng)
    betas = map(float, rng.uniform((0.94, 0.98), (0.96, 0.99)))
    return *_vectors(rng), int(rng.integers(25, 40)), lr, *betas, eps, decay


exercise.probes(
    first_step=exercise.but(later_steps, m=np.zeros_like, v=np.zeros_like, t=1),
    # t = 1, though with a state that is not zero: no term may hide.
    first_step_in_between=lambda rng: (*_vectors(rng), 1, *_rates(rng)),
    later_step_of_a_vector=lambda rng: (*_vectors(rng), int(rng.integers(2, 6)), *_rates(rng)),
    # Some weights have had no gradient yet: they shrink all the same, and without eps they would give 0 / 0.
    unused_weights=exercise.but(
        later_steps, dw=shared.without_first, m=shared.without_first, v=shared.without_first, eps=1e-8
    ),
    # No gradient in this step for some weights: they shrink, their averages fade, and they roll on.
    seldom_inputs=exercise.but(later_steps, dw=shared.without_first),
    # It is Adam.
    no_decay=exercise.but(later_steps, weight_decay=0.0),
    no_first_beta=exercise.but(later_steps, beta1=0.0),
    no_second_beta=exercise.but(later_steps, beta2=0.0),
    no_rate=exercise.but(later_steps, lr=0.0),
)

exercise.classes(
    table("w"),
    vector("w"),
    zeros("m"),
    where("first_step", N_("where t is 1"), lambda t: t == 1),
    where("late_step", N_("where t is large"), lambda t: t > 20),
    *shared.seldom("v"),
    zero("weight_decay"),
    zero("beta1"),
    zero("beta2"),
    zero("lr"),
    shared.second_call(adamw, states=2),
)

exercise.wrong_lines("""
l2_in_the_gradient: weight_decay * w is added to the gradient, so it goes through m and v: that is L2 with Adam. Shrink
w itself, and leave dw as it is.
    m = beta1 * m + (1 - beta1) * (dw + weight_decay * w) ;; v = beta2 * v + (1 - beta2) * (dw + weight_decay * w) ** 2
        ;; w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
l2_and_shrinking: The weights are pulled twice: in the gradient, and by shrinking. Leave the gradient as it is.
    m = beta1 * m + (1 - beta1) * (dw + weight_decay * w) ;; v = beta2 * v + (1 - beta2) * (dw + weight_decay * w) ** 2
decay_in_m_alone: weight_decay * w goes into m. Shrink w itself, and leave m to the gradient.
    m = beta1 * m + (1 - beta1) * (dw + weight_decay * w) ;; w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
decay_divided_by_root: The shrinking is divided by the root of v as well. It should be lr * weight_decay * w, the same
share for every weight.
    w = w - lr * (m_hat + weight_decay * w) / (np.sqrt(v_hat) + eps)
decay_forgotten: weight_decay is not used: this is Adam. Let w shrink by lr * weight_decay * w too.
    decay = 0
learning_rate_not_in_decay: w shrinks by weight_decay * w. Multiply that by lr too.
    decay = weight_decay * w
weight_decay_not_in_decay: w shrinks by lr * w. Multiply that by weight_decay too.
    decay = lr * w
grows: The weights grow by lr * weight_decay * w. They should shrink: subtract it.
    decay = -lr * weight_decay * w
shrunk_after_the_step: The new w is shrunk, after Adam's step. Shrink the old one: lr * weight_decay times the w that
came in.
    w = (1 - lr * weight_decay) * (w - lr * m_hat / (np.sqrt(v_hat) + eps))
factor_alone: w is multiplied by lr * weight_decay. It should lose this share: multiply by 1 minus it.
    w = lr * weight_decay * w - lr * m_hat / (np.sqrt(v_hat) + eps)
betas_times_t: The betas are multiplied by t. Raise them to the power of t.
    m_hat = m / (1 - beta1 * t) ;; v_hat = v / (1 - beta2 * t)
factor_without_rate: w is multiplied by weight_decay. It should lose a share, lr * weight_decay: multiply by 1 minus it.
    w = weight_decay * w - lr * m_hat / (np.sqrt(v_hat) + eps)
same_amount_for_all: Every weight loses the same amount, lr * weight_decay. This is a share: multiply it by w.
    decay = lr * weight_decay
decay_halved: w shrinks by half of lr * weight_decay. PyTorch's form has no half.
    decay = lr * weight_decay * w / 2
decay_doubled: w shrinks by twice lr * weight_decay. There is no 2 in this form.
    decay = 2 * lr * weight_decay * w
rate_squared: The shrinking is multiplied by lr twice. Once is enough.
    decay = lr**2 * weight_decay * w
decay_by_sign: Every weight shrinks by the same amount, by its sign. It should shrink in proportion to w.
    decay = lr * weight_decay * np.sign(w)
decay_squared: The square of w is subtracted. w should shrink by lr * weight_decay times w itself.
    decay = lr * weight_decay * w**2
decay_of_the_gradient: The shrinking is made from dw. It should be made from w: large weights shrink more.
    decay = lr * weight_decay * dw
decay_averaged: The shrinking is divided by the number of weights. weight_decay is not divided by anything.
    decay = lr * weight_decay * w / w.size
decay_of_rows: The shrinking is divided by the number of rows. weight_decay is not divided by anything.
    decay = lr * weight_decay * w / len(w)
corrected_decay: The shrinking is divided by 1 - beta1**t. The correction belongs to m and v alone.
    decay = lr * weight_decay * w / (1 - beta1**t)
shrinking_alone: w only shrinks. Subtract Adam's step too.
    w = w - decay
uphill: The step goes uphill: it is added to w. Subtract it.
    w = w - decay + lr * m_hat / (np.sqrt(v_hat) + eps)
learning_rate_forgotten: The learning rate lr is missing in Adam's step. Multiply by it.
    w = w - decay - m_hat / (np.sqrt(v_hat) + eps)
not_corrected: The step uses m and v without correction. Divide m by 1 - beta1**t and v by 1 - beta2**t first.
    m_hat = m ;; v_hat = v
only_m_corrected: Only m is corrected. Correct v too, with beta2.
    v_hat = v
only_v_corrected: Only v is corrected. Correct m too, with beta1.
    m_hat = m
corrected_from_zero: The correction is that of the step before. t is 1 at the first step, so raise beta to the power
of t itself.
    t => t - 1
    t => max(t - 1, 1)
corrected_one_ahead: The correction is that of the next step. t is 1 at the first step, so raise beta to the power of
t itself.
    t => t + 1
correction_by_one_beta: Both corrections use beta1. Correct v with beta2.
    v_hat = v / (1 - beta1**t)
square_forgotten: v averages the gradients themselves. It should average their squares.
    v = beta2 * v + (1 - beta2) * dw
betas_exchanged: beta1 and beta2 are exchanged. beta1 should belong to m, beta2 to v.
    beta1 => beta2 ;; beta2 => beta1
shares_exchanged: beta and 1 - beta are exchanged. The old averages should keep the share beta.
    m = (1 - beta1) * m + beta1 * dw ;; v = (1 - beta2) * v + beta2 * dw**2
eps_inside_root: eps is inside the square root. Add it behind the root.
    w = w - decay - lr * m_hat / np.sqrt(v_hat + eps)
eps_forgotten: eps is missing. Add it behind the root, or a weight that had no gradient yet gives 0 / 0.
    w = w - decay - lr * m_hat / np.sqrt(v_hat)
root_forgotten: The square root is missing. Divide by the root of the corrected v, plus eps.
    w = w - decay - lr * m_hat / (v_hat + eps)
parentheses_missing: eps comes in after the division. It should be part of the divisor: divide by the whole sum, in
parentheses.
    w = w - decay - lr * m_hat / np.sqrt(v_hat) + eps
m_not_used: The step uses dw, as in RMSprop. It should go along the corrected m.
    m_hat = dw
v_not_used: The step is lr times the corrected m, as in momentum. Divide it by the root of the corrected v, plus eps.
    w = w - decay - lr * m_hat
corrected_moments_returned: The corrected m and v come back. Return m and v themselves: the next step goes on from
them.
    return w, m_hat, v_hat
state_not_kept: w is right, but the old m and v come back. Return the new ones: the next step goes on from them.
    m = beta1 * m + (1 - beta1) * dw; v = beta2 * v + (1 - beta2) * dw**2 -> pass
        ;; m_hat = (beta1 * m + (1 - beta1) * dw) / (1 - beta1**t)
        ;; v_hat = (beta2 * v + (1 - beta2) * dw**2) / (1 - beta2**t)
""")

exercise.alternatives("""
shrunk first:
    w = (1 - lr * weight_decay) * w
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw * dw
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
lr outside the brackets:
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * np.square(dw)
    step = (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps)
    return w - lr * (step + weight_decay * w), m, v
loops:
    w, m, v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
        w[i] -= lr * weight_decay * w[i]
        m[i] = beta1 * m[i] + (1 - beta1) * dw[i]
        v[i] = beta2 * v[i] + (1 - beta2) * dw[i] ** 2
        m_hat = m[i] / (1 - beta1**t)
        v_hat = v[i] / (1 - beta2**t)
        w[i] -= lr * m_hat / (v_hat**0.5 + eps)
    return w, m, v
float32:
    dw = dw.astype(np.float32)
    m = np.float32(beta1) * m.astype(np.float32) + np.float32(1 - beta1) * dw
    v = np.float32(beta2) * v.astype(np.float32) + np.float32(1 - beta2) * np.square(dw)
    m_hat, v_hat = m / np.float32(1 - beta1**t), v / np.float32(1 - beta2**t)
    w = w.astype(np.float32) * np.float32(1 - lr * weight_decay)
    return w - np.float32(lr) * m_hat / (np.sqrt(v_hat) + np.float32(eps)), m, v
a part of the way towards the gradient:
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (np.square(dw) - v)
    step = lr / (1 - np.power(beta1, t)) * m / (np.sqrt(v / (1 - np.power(beta2, t))) + eps)
    return [w - step - lr * weight_decay * w, m, v]
""")
