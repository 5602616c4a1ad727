"""Gradient descent: all the points on the way down."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import integers, single_number, table, vector, where, zero
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "descend", chapter="06-gradient-descent", returns=("path",), points={"path": 2}, section=N_("Step after step")
)


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


@exercise.probe(times=2)
def several_numbers(rng):
    D, steps = sizes(rng, 2, 3, 6)
    return *_valley(rng, D), steps


@exercise.probe()
def a_matrix(rng):
    D, M, steps = sizes(rng, 3, 2, 5)
    return *_valley(rng, D, M), steps


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


@exercise.probe()
def no_steps(rng):
    return *_valley(rng, *sizes(rng, 1, 3, 6)), 0


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


@exercise.probe()
def no_rate(rng):
    gradient, start, _lr, steps = one_number(rng)
    return gradient, start, 0.0, steps


exercise.covers(
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


@exercise.mistake(
    "uphill",
    N_("It walks uphill. The gradient points to where the loss grows, so the step should go against it: minus."),
    reread=N_("One step by hand"),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w + lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake(
    "learning_rate_forgotten",
    N_("Each step is the whole gradient. Multiply it by the learning rate lr."),
    reread=N_("One step by hand"),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - gradient(w)
        path.append(w)
    return path


@exercise.mistake(
    "learning_rate_squared",
    N_("The learning rate lr comes in twice. Multiply by it once."),
    reread=N_("One step by hand"),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - lr * lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake("start_missing", N_("The start is missing. The path should begin with w as it was given."))
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake(
    "end_missing",
    N_("The last point is missing. There should be the start and one point for every step: steps + 1 in all."),
)
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps):
        path.append(w)
        w = w - lr * gradient(w)
    return path


@exercise.mistake("last_point_only", N_("It returns the last point only. Return the list of all points."))
def _(gradient, w, lr, steps):
    for _step in range(steps):
        w = w - lr * gradient(w)
    return w


@exercise.mistake("one_step_only", N_("The path ends after the first step. Is the return inside the loop?"))
def _(gradient, w, lr, steps):
    return [w, w - lr * gradient(w)]


exercise.slip("one_step_only", change=("path.append(w)", "path.append(w)\nreturn path"))

exercise.slip(
    "returns_in_first_step",
    N_("The path ends after the first step, and with 0 steps None comes back. Is the return inside the loop?"),
    change=[("return path", "pass"), ("path.append(w)", "path.append(w)\nreturn path")],
)


@exercise.mistake(
    "gradient_not_renewed",
    N_("Every step uses the gradient of the start. Compute it anew at the point where you stand."),
)
def _(gradient, w, lr, steps):
    path = [w]
    slope = gradient(w)
    for _step in range(steps):
        w = w - lr * slope
        path.append(w)
    return path


@exercise.mistake(
    "always_from_the_start",
    N_("Every step starts at the first point again. Each should go on from where the last one ended."),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        path.append(w - lr * gradient(w))
    return path


@exercise.mistake(
    "gradients_returned", N_("It collects the gradients. Collect the points, the values of w on the way.")
)
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps):
        path.append(gradient(w))
        w = w - lr * gradient(w)
    return path


@exercise.mistake("gradient_alone", N_("The old w is missing in the new one. Take the step off the old w."))
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = -lr * gradient(w)
        path.append(w)
    return path


exercise.slip(
    "same_point_everywhere",
    N_("All points in the list are the last one. Append the point of each step when the step is made."),
    change=("return path", "return [w for _point in path]"),
)

exercise.slip(
    "changed_in_place",
    N_(
        "Where w is an array, all points in the list are the last one. Make a new array in each step: one "
        "that is changed in place changes in the list too."
    ),
    change=("w = w - lr * gradient(w)", "w -= lr * gradient(w)"),
)

exercise.slip(
    "one_step_too_many",
    N_("It walks one step too many. There should be steps + 1 points: the start and one for every step."),
    change=("range(steps)", "range(steps + 1)"),
)

exercise.slip(
    "learning_rate_divides",
    N_("The gradient is divided by the learning rate. Multiply by it."),
    change=("lr * gradient(w)", "gradient(w) / lr"),
    reread=N_("One step by hand"),
)

exercise.slip(
    "points_truncated",
    N_(
        "Where the start is a whole number (int), the points have lost what stands behind the decimal point. "
        "An array that is made of such a start holds whole numbers only: let it hold floats."
    ),
    change=[
        ("path = [w]", "path = np.array([w] * (steps + 1))"),
        ("for _step in range(steps):", "for t in range(steps):"),
        ("w = w - lr * gradient(w)", "path[t + 1] = path[t] - lr * gradient(path[t])"),
        ("path.append(w)", "pass"),
    ],
)


@exercise.mistake("gradient_not_called", N_("gradient is a function. Call it at the point: gradient(w)."))
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - lr * gradient
        path.append(w)
    return path


@exercise.mistake("start_missing")
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps + 1):
        w = w - lr * gradient(w)
        path.append(w)
    return path


@exercise.alternative("prepared array")
def _(gradient, w, lr, steps):
    path = np.zeros((steps + 1, *np.shape(w)))
    path[0] = w
    for t in range(steps):
        path[t + 1] = path[t] - lr * gradient(path[t])
    return path


@exercise.alternative("on a copy, in place")
def _(gradient, w, lr, steps):
    w = np.array(w, dtype=float)
    path = [w.copy()]
    while len(path) <= steps:
        w -= lr * gradient(w)
        path.append(w.copy())
    return np.array(path)


@exercise.alternative("recursion")
def _(gradient, w, lr, steps):
    def rest(w, left):
        return [w, *rest(w - lr * gradient(w), left - 1)] if left > 0 else [w]

    return rest(w, steps)


@exercise.alternative("from the last point of the path")
def _(gradient, w, lr, steps):
    path = [w]
    for t in range(steps):
        path += [path[t] - np.multiply(lr, gradient(path[-1]))]
    return tuple(path)
