"""Gradient descent: all the points on the way down."""

import numpy as np
from gradatim.text import N_

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


@exercise.probe(times=3)
def one_number(rng):
    slope, lowest = float(rng.uniform(0.7, 1.6)), numbers(rng)
    start = lowest + float(rng.uniform(1.0, 3.0)) * float(rng.choice([-1.0, 1.0]))
    return lambda w: slope * (w - lowest), start, float(rng.uniform(0.15, 0.45)), int(rng.integers(3, 7))


@exercise.probe(times=3)
def several_numbers(rng):
    D, steps = sizes(rng, 2, 3, 6)
    slopes, lowest = rng.uniform(0.5, 1.6, D), numbers(rng, D)
    start = lowest + rng.uniform(0.5, 3.0, D) * rng.choice([-1.0, 1.0], D)
    return lambda w: slopes * (w - lowest) ** 3 / 4, start, float(rng.uniform(0.05, 0.15)), steps


@exercise.mistake(
    "uphill",
    N_("It walks uphill. The gradient points to where the loss grows, so the step goes against it: minus."),
    reread=N_("One step by hand"),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w + lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is not used."), reread=N_("One step by hand"))
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - gradient(w)
        path.append(w)
    return path


@exercise.mistake("learning_rate_squared", N_("The learning rate lr comes in twice."), reread=N_("One step by hand"))
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - lr * lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake("start_missing", N_("The start is missing. The path begins with w as it was given."))
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake(
    "end_missing", N_("The last point is missing. There is the start and one point for every step: steps + 1 in all.")
)
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps):
        path.append(w)
        w = w - lr * gradient(w)
    return path


@exercise.mistake("last_point_only", N_("It returns the last point only. Wanted is the list of all points."))
def _(gradient, w, lr, steps):
    for _step in range(steps):
        w = w - lr * gradient(w)
    return w


@exercise.mistake("one_step_only", N_("It ends after the first step. Is the return inside the loop?"))
def _(gradient, w, lr, steps):
    return [w, w - lr * gradient(w)]


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
    N_("Every step starts at the first point again. Each step goes on from where the last one ended."),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        path.append(w - lr * gradient(w))
    return path


@exercise.mistake(
    "gradients_returned", N_("It collects the gradients. Wanted are the points, the values of w on the way.")
)
def _(gradient, w, lr, steps):
    path = []
    for _step in range(steps):
        path.append(gradient(w))
        w = w - lr * gradient(w)
    return path


@exercise.mistake("gradient_alone", N_("The new w is the step alone. The step is taken off the old w: w - lr * slope."))
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = -lr * gradient(w)
        path.append(w)
    return path


@exercise.mistake(
    "same_point_everywhere",
    N_("All points are the last one: w -= ... changes the one array that is in the list so often. Make a new array."),
)
def _(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return [w for _point in path]


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
