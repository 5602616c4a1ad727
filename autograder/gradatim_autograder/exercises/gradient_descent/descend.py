"""Gradient descent: all the points on the way down."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import integers, single_number, table, vector, where, zero

exercise = declare("descend", returns=("path",), points={"path": 2}, section=N_("Step after step"))


@exercise.reference
def descend(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


@exercise.probe(times=2)
def one_number(rng):
    slope, lowest = float(rng.uniform(0.7, 1.6)), numbers(rng)
    start = lowest + float(rng.uniform(1.0, 3.0)) * float(rng.choice([-1.0, 1.0]))
    return lambda w: slope * (w - lowest), start, float(rng.uniform(0.15, 0.45)), int(rng.integers(3, 7))


def _valley(rng, *shape):
    """A gradient that is 0 at one place, and a start at some distance from it."""
    slopes, lowest = rng.uniform(0.5, 1.6, shape), numbers(rng, *shape)
    start = lowest + rng.uniform(0.5, 3.0, shape) * rng.choice([-1.0, 1.0], shape)
    return lambda w: slopes * (w - lowest) ** 3 / 4, start, float(rng.uniform(0.05, 0.15))


exercise.probes(times=2, several_numbers=sized(lambda rng, D, steps: (*_valley(rng, D), steps), 3, 6))

exercise.probes(a_matrix=sized(lambda rng, D, M, steps: (*_valley(rng, D, M), steps), 2, 5))


@exercise.probe()
def a_whole_number(rng):
    """An array made of the start would hold whole numbers only."""
    gradient, _start, lr, steps = one_number(rng)
    return gradient, int(rng.choice([-4, -3, 3, 4])), lr, steps


@exercise.probe()
def whole_numbers(rng):
    D, steps = sizes(rng, 2, 3, 6)
    gradient, start, lr = _valley(rng, D)
    return gradient, np.rint(start).astype(int) + 1, lr, steps


exercise.probes(no_steps=lambda rng: (*_valley(rng, *sizes(rng, 1, 3, 6)), 0))


@exercise.probe()
def level_ground(rng):
    """The start is the lowest point: all steps are made there, and lead nowhere."""
    slope, lowest = float(rng.uniform(0.7, 1.6)), numbers(rng)
    return lambda w: slope * (w - lowest), lowest, float(rng.uniform(0.15, 0.45)), int(rng.integers(3, 7))


@exercise.probe()
def growing_steps(rng):
    """A rate above the limit: each step is longer than the last."""
    slope, lowest = float(rng.uniform(0.7, 1.6)), numbers(rng)
    start = lowest + float(rng.uniform(3.0, 5.0)) * float(rng.choice([-1.0, 1.0]))
    return lambda w: slope * (w - lowest), start, float(rng.uniform(3.5, 5.0)), 9


exercise.probes(no_rate=exercise.but(one_number, lr=0.0))

exercise.classes(
    single_number("w"),
    vector("w"),
    table("w"),
    where("whole_number", N_("where w is a whole number (int)"), lambda w: isinstance(w, int)),
    integers("w"),
    zero("steps"),
    where("level_ground", N_("where the slope at the start is 0"), lambda gradient, w: not np.any(gradient(w))),
    where("growing_steps", N_("where lr is so large that the steps grow"), lambda lr: lr > 3),
    zero("lr"),
)

exercise.wrong_lines("""
uphill: It walks uphill. The gradient points to where the loss grows, so the step should go against it: minus.
> One step by hand
    w = w + lr * gradient(w)
learning_rate_forgotten: Each step is the whole gradient. Multiply it by the learning rate lr.  > One step by hand
    w = w - gradient(w)
learning_rate_squared: The learning rate lr comes in twice. Multiply by it once.  > One step by hand
    w = w - lr**2 * gradient(w)
start_missing: The start is missing. The path should begin with w as it was given.
    path = []
    path = [] ;; for _step in range(steps + 1):
end_missing: The last point is missing. There should be the start and one point for every step: steps + 1 in all.
    path = [] ;; w = w - lr * gradient(w); path.append(w) -> path.append(w); w = w - lr * gradient(w)
last_point_only: It returns the last point only. Return the list of all points.
    return w
one_step_only: The path ends after the first step. Is the return inside the loop?
    path.append(w) -> ...; return path
    for _step in range(1):
returns_in_first_step: The path ends after the first step, and with 0 steps None comes back. Is the return inside the
loop?
    path.append(w) -> ...; return path ;; return path -> pass
gradient_not_renewed: Every step uses the gradient of the start. Compute it anew at the point where you stand.
    path = [w] -> ...; slope = gradient(w) ;; w = w - lr * slope
always_from_the_start: Every step starts at the first point again. Each should go on from where the last one ended.
    w = w - lr * gradient(w) -> pass ;; path.append(w) -> path.append(w - lr * gradient(w))
gradient_alone: The old w is missing in the new one. Subtract the step from the old w.
    w = -lr * gradient(w)
same_point_everywhere: All points in the list are the last one. Append the point of each step when the step is made.
    return [w for _point in path]
changed_in_place: Where w is an array, all points in the list are the last one. Make a new array in each step: one
that is changed in place changes in the list too.
    w -= lr * gradient(w)
one_step_too_many: It walks one step too many. There should be steps + 1 points: the start and one for every step.
    for _step in range(steps + 1):
learning_rate_divides: The gradient is divided by the learning rate. Multiply by it.  > One step by hand
    w = w - gradient(w) / lr
gradient_not_called: gradient is a function. Call it at the point: gradient(w).
    w = w - lr * gradient
gradients_returned: It collects the gradients. Collect the points, the values of w on the way.
    path = [] ;; w = w - lr * gradient(w); path.append(w) -> path.append(gradient(w)); w = w - lr * gradient(w)
points_truncated: Where the start is a whole number (int), the points have lost what stands behind the decimal point.
An array that is made of such a start holds whole numbers only: let it hold floats.
    of "prepared array": path = np.array([w] * (steps + 1))
""")

exercise.alternatives("""
prepared array:
    path = np.zeros((steps + 1, *np.shape(w)))
    path[0] = w
    for t in range(steps):
        path[t + 1] = path[t] - lr * gradient(path[t])
    return path
on a copy, in place:
    w = np.array(w, dtype=float)
    path = [w.copy()]
    while len(path) <= steps:
        w -= lr * gradient(w)
        path.append(w.copy())
    return np.array(path)
recursion:
    def rest(w, left):
        return [w, *rest(w - lr * gradient(w), left - 1)] if left > 0 else [w]
    return rest(w, steps)
from the last point of the path:
    path = [w]
    for t in range(steps):
        path += [path[t] - np.multiply(lr, gradient(path[-1]))]
    return tuple(path)
""")
