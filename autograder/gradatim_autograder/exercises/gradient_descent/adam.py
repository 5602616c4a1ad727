"""One step of Adam: momentum and RMSprop together, both with bias correction."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import table, vector, where, zero, zeros
from gradatim_autograder.exercises.gradient_descent import shared

exercise = declare("adam", returns=("w", "m", "v"), points={"w": 3, "m": 1, "v": 1}, section=N_("Both together: Adam"))


@exercise.reference
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


def _rates(rng):
    """lr, beta1, beta2 and eps away from their usual values and from each other."""
    return tuple(float(rng.uniform(*limits)) for limits in ((0.1, 0.4), (0.56, 0.68), (0.74, 0.86), (0.1, 0.4)))


@exercise.probe(times=2)
def later_steps(rng):
    D, M = sizes(rng, 2, 2, 5)
    w, dw, m = (numbers(rng, D, M) for _each in range(3))
    return w, dw, m, rng.uniform(0.3, 4.0, (D, M)), int(rng.integers(2, 6)), *_rates(rng)


exercise.probes(first_step=exercise.but(later_steps, m=np.zeros_like, v=np.zeros_like, t=1))


def _vectors(rng):
    """One shape for all: averages that are kept from call to call are those of another array."""
    w, dw, m = (numbers(rng, 5) for _each in range(3))
    return w, dw, m, rng.uniform(0.3, 4.0, 5)


@exercise.probe()
def late_step(rng):
    """The betas are so near to 1 that there is something left to correct."""
    lr, _beta1, _beta2, eps = _rates(rng)
    return *_vectors(rng), int(rng.integers(25, 40)), lr, *map(float, rng.uniform((0.94, 0.98), (0.96, 0.99))), eps


exercise.probes(
    # t = 1, though with a state that is not zero: no term may hide.
    first_step_in_between=lambda rng: (*_vectors(rng), 1, *_rates(rng)),
    later_step_of_a_vector=lambda rng: (*_vectors(rng), int(rng.integers(2, 6)), *_rates(rng)),
    # Some weights have had no gradient yet: without eps they would give 0 / 0.
    unused_weights=exercise.but(
        later_steps, dw=shared.without_first, m=shared.without_first, v=shared.without_first, eps=1e-8
    ),
    # No gradient in this step for some weights: their averages fade, and they roll on.
    seldom_inputs=exercise.but(later_steps, dw=shared.without_first),
    # m is the gradient, as in RMSprop.
    no_first_beta=exercise.but(later_steps, beta1=0.0),
    # v is the newest square.
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
    zero("beta1"),
    zero("beta2"),
    zero("lr"),
    shared.second_call(adam, states=2),
)

exercise.wrong_lines("""
uphill: The step goes uphill: it is added to w. Subtract it.  > One step by hand
    w = w + lr * m_hat / (np.sqrt(v_hat) + eps)
learning_rate_forgotten: The learning rate lr is missing in the step. Multiply by it.
    w = w - m_hat / (np.sqrt(v_hat) + eps)
not_corrected: The step uses m and v without correction. Divide m by 1 - beta1**t and v by 1 - beta2**t first.
> Bias correction, with numbers
    m_hat = m ;; v_hat = v
only_m_corrected: Only m is corrected. Correct v too, with beta2.  > Bias correction, with numbers
    v_hat = v
only_v_corrected: Only v is corrected. Correct m too, with beta1.  > Bias correction, with numbers
    m_hat = m
corrected_from_zero: The correction is that of the step before. t is 1 at the first step, so raise beta to the power
of t itself.  > Bias correction, with numbers
    t => t - 1
    t => max(t - 1, 1)
corrected_one_ahead: The correction is that of the next step. t is 1 at the first step, so raise beta to the power of
t itself.  > Bias correction, with numbers
    t => t + 1
corrected_without_t: The correction is 1 - beta at every step. Divide by 1 - beta**t, which changes from step to step.
> Bias correction, with numbers
    m_hat = m / (1 - beta1) ;; v_hat = v / (1 - beta2)
power_of_difference: A correction is (1 - beta)**t. Raise beta alone to the power of t, then subtract that from 1.
> Bias correction, with numbers
    m_hat = m / (1 - beta1) ** t ;; v_hat = v / (1 - beta2) ** t
    v_hat = v / (1 - beta2) ** t
    m_hat = m / (1 - beta1) ** t
times_t: beta is multiplied by t. Raise it to the power of t: beta**t.  > Bias correction, with numbers
    m_hat = m / (1 - beta1 * t) ;; v_hat = v / (1 - beta2 * t)
correction_multiplied: The correction multiplies. Divide by it: early averages are too small.
> Bias correction, with numbers
    m_hat = m * (1 - beta1**t) ;; v_hat = v * (1 - beta2**t)
correction_by_one_beta: Both corrections use beta1. Correct v with beta2.  > Bias correction, with numbers
    v_hat = v / (1 - beta1**t)
square_forgotten: v averages the gradients themselves. It should average their squares.  > A cache that forgets: RMSprop
    v = beta2 * v + (1 - beta2) * dw
square_of_m: v takes in the square of m. It should take in the square of the gradient.  > A cache that forgets: RMSprop
    v = beta2 * v + (1 - beta2) * m**2
m_not_used: The step uses dw, as in RMSprop. It should go along the corrected m.  > A ball that rolls: momentum
    m_hat = dw
v_not_used: The step is lr times the corrected m, as in momentum. Divide it by the root of the corrected v, plus eps.
> A cache that forgets: RMSprop
    w = w - lr * m_hat
betas_exchanged: beta1 and beta2 are exchanged. beta1 should belong to m, beta2 to v.
    beta1 => beta2 ;; beta2 => beta1
shares_exchanged: beta and 1 - beta are exchanged. The old averages should keep the share beta.
> A ball that rolls: momentum
    m = (1 - beta1) * m + beta1 * dw ;; v = (1 - beta2) * v + beta2 * dw**2
classical_momentum: m adds the whole gradient. Add the share 1 - beta1 of it: m should be an average.
> A ball that rolls: momentum
    m = beta1 * m + dw
share_missing_in_v: v adds the whole square. Add the share 1 - beta2 of it: v should be an average.
> A cache that forgets: RMSprop
    v = beta2 * v + dw**2
forgets_nothing: v only grows, as in Adagrad. Keep the share beta2 of it, and add the share 1 - beta2 of the square.
> A cache that forgets: RMSprop
    v = v + dw**2
share_squared: The share 1 - beta2 is squared with the gradient. Square dw alone.  > A cache that forgets: RMSprop
    v = beta2 * v + ((1 - beta2) * dw) ** 2
eps_inside_root: eps is inside the square root. Add it behind the root.  > Each weight its own rate: Adagrad
    w = w - lr * m_hat / np.sqrt(v_hat + eps)
eps_forgotten: eps is missing. Add it behind the root, or a weight that had no gradient yet gives 0 / 0.
> Each weight its own rate: Adagrad
    w = w - lr * m_hat / np.sqrt(v_hat)
root_forgotten: The square root is missing. Divide by the root of the corrected v, plus eps.
> Each weight its own rate: Adagrad
    w = w - lr * m_hat / (v_hat + eps)
parentheses_missing: eps comes in after the division. It should be part of the divisor: divide by the whole sum, in
parentheses.  > Each weight its own rate: Adagrad
    w = w - lr * m_hat / np.sqrt(v_hat) + eps
    w = w - (lr * m_hat / np.sqrt(v_hat) + eps)
eps_not_scaled: eps is added to the root of the uncorrected v. Correct v first, then take the root, then add eps.
> Bias correction, with numbers
    w = w - lr * m_hat * np.sqrt(1 - beta2**t) / (np.sqrt(v) + eps)
values_fixed: beta1 and beta2 are 0.9 and 0.999 whatever is passed in. Use those that are passed in.
    beta1 => 0.9 ;; beta2 => 0.999
step_alone: The old w is missing in the new one. Subtract the step from the old w.
    w = -lr * m_hat / (np.sqrt(v_hat) + eps)
caret_for_power: In Python ^ is not a power. Write beta1**t and beta2**t.  > Bias correction, with numbers
    m_hat = m / (1 - beta1 ^ t) ;; v_hat = v / (1 - beta2 ^ t)
nesterov: The step looks ahead, as in Nesterov's rule (Nadam): the gradient is averaged into m a second time. The step
should use the corrected m itself.
    w = w - lr * (beta1 * m_hat + (1 - beta1) * dw / (1 - beta1**t)) / (np.sqrt(v_hat) + eps)
    m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * dw / (1 - beta1**t)
    w = w - lr * (beta1 * m_hat + (1 - beta1) * dw) / (np.sqrt(v_hat) + eps)
corrected_m_returned: m comes back corrected. Return m itself: the next step goes on from it.
> Bias correction, with numbers
    return w, m_hat, v
corrected_v_returned: v comes back corrected. Return v itself: the next step goes on from it.
> Bias correction, with numbers
    return w, m, v_hat
corrected_moments_returned: The corrected m and v come back. Return m and v themselves: the next step goes on from
them.  > Bias correction, with numbers
    return w, m_hat, v_hat
old_moments_used: The step uses the old m and v. Compute the new ones first, then take the step.
    m = beta1 * m + (1 - beta1) * dw; v = beta2 * v + (1 - beta2) * dw**2 -> pass
        ;; return w, beta1 * m + (1 - beta1) * dw, beta2 * v + (1 - beta2) * dw**2
state_not_kept: w is right, but the old m and v come back. Return the new ones: the next step goes on from them.
    m = beta1 * m + (1 - beta1) * dw; v = beta2 * v + (1 - beta2) * dw**2 -> pass
        ;; m_hat = (beta1 * m + (1 - beta1) * dw) / (1 - beta1**t)
        ;; v_hat = (beta2 * v + (1 - beta2) * dw**2) / (1 - beta2**t)
v_not_updated: v stays as it was. It should take in the square of the new gradient.  > A cache that forgets: RMSprop
    v = beta2 * v + (1 - beta2) * dw**2 -> pass
m_not_updated: m stays as it was. It should take in the new gradient.  > A ball that rolls: momentum
    m = beta1 * m + (1 - beta1) * dw -> pass
correction_outside_root: The root of v is divided by the whole correction. Correct v first, then take the root.
> Bias correction, with numbers
    v_hat = v ;; w = w - lr * m_hat / (np.sqrt(v_hat) / (1 - beta2**t) + eps)
mean_taken_off: m is subtracted from the gradient before the square. v should average the squares of the gradients
themselves.  > A cache that forgets: RMSprop
    v = beta2 * v + (1 - beta2) * (dw - m) ** 2
""")

exercise.alternatives("""
the corrections in the rate and in eps:
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw * dw
    root = np.sqrt(1 - beta2**t)
    rate = lr * root / (1 - beta1**t)
    return w - rate * m / (v**0.5 + eps * root), m, v
loops:
    w, m, v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
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
    return w.astype(np.float32) - np.float32(lr) * m_hat / (np.sqrt(v_hat) + np.float32(eps)), m, v
a part of the way towards the gradient:
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (np.square(dw) - v)
    step = lr / (1 - np.power(beta1, t)) * m / (np.sqrt(v / (1 - np.power(beta2, t))) + eps)
    return [w - step, m, v]
""")
