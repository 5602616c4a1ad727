"""Central differences: the gradient of any function of an array, without a single derivative."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

# The functions are NumPy's own, so that they are the same wherever the student's code runs. None is quadratic, and
# the steps are large: a difference with another step or on one side only gives clearly other numbers.
exercise = Exercise(
    "numerical_gradient",
    chapter="05-backpropagation",
    returns=("gradient",),
    points={"gradient": 3},
    section=N_("Checking a gradient"),
)


@exercise.reference
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient


@exercise.probe(times=2)
def vector(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return np.linalg.norm, numbers(rng, size), float(rng.uniform(0.2, 0.6))


@exercise.probe(times=2)
def matrix(rng):
    rows, columns = sizes(rng, 2, 2, 4)
    # The condition number depends on which numbers stand in one row: the shape has to be kept.
    return np.linalg.cond, numbers(rng, rows, columns), float(rng.uniform(0.05, 0.2))


@exercise.probe()
def three_axes(rng):
    return np.std, numbers(rng, *sizes(rng, 3, 2, 4)), float(rng.uniform(0.2, 0.6))


@exercise.alternative("copies")
def _(f, x, h):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient


exercise.slip(
    "one_sided",
    N_("Only one side is used, x + h or x - h, beside x itself. A central difference goes h up and h down."),
    of="copies",
    change=[
        ("above, below = x.copy(), x.copy()", "above = x.copy()"),
        ("below[i] -= h\ngradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) - f(x)) / h"),
    ],
)


@exercise.mistake("one_sided")
def _(f, x, h):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        below = x.copy()
        below[i] -= h
        gradient[i] = (f(x) - f(below)) / h
    return gradient


exercise.slip(
    "second_point_is_x",
    N_("The second value is f(x) where f(x - h) belongs. From x + h it goes down by 2h, or start from the old value."),
    of="copies",
    change=[
        ("above, below = x.copy(), x.copy()", "above = x.copy()"),
        ("below[i] -= h\ngradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) - f(x)) / (2 * h)"),
    ],
)

exercise.slip(
    "divided_by_h",
    N_("The difference is divided by h. From x - h to x + h it is 2h, so divide by 2 * h."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) - f(below)) / h"),
)

exercise.slip(
    "not_divided",
    N_("The difference is not divided. A slope is a difference over the distance, 2 * h."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = f(above) - f(below)"),
)

exercise.slip(
    "brackets_missing",
    N_("/ 2 * h divides by 2 and multiplies by h. Write / (2 * h)."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) - f(below)) / 2 * h"),
)

exercise.slip(
    "brackets_missing_above",
    N_("f(x + h) - f(x - h) / (2h) divides the second term only. Use brackets."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = f(above) - f(below) / (2 * h)"),
)

exercise.slip(
    "h_ignored",
    N_("The step h is not used; a fixed one stands in its place."),
    of="copies",
    change=("x = np.array(x, dtype=float)", "h = 1e-5\nx = np.array(x, dtype=float)"),
)


@exercise.mistake("half_step", N_("The points are half a step away: x + h/2 and x - h/2. Go a whole h to each side."))
def _(f, x, h):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += h / 2
        below[i] -= h / 2
        gradient[i] = (f(above) - f(below)) / h
    return gradient


exercise.slip(
    "entry_not_put_back",
    N_("An entry that was moved stays moved. Put it back before the next one: only one entry moves at a time."),
    change=[
        ("old = x[i]\nx[i] = old + h", "x[i] += h"),
        (
            "x[i] = old - h\nbelow = f(x)\nx[i] = old\ngradient[i] = (above - below) / (2 * h)",
            "x[i] -= 2 * h\ngradient[i] = (above - f(x)) / (2 * h)",
        ),
    ],
)


@exercise.mistake("entry_not_put_back")
def _(f, x, h):
    above, below = np.array(x, dtype=float), np.array(x, dtype=float)
    gradient = np.zeros(above.shape)
    for i in np.ndindex(above.shape):
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient


exercise.slip(
    "second_point_is_x",
    change=[
        ("x[i] = old + h", "x[i] += h"),
        ("x[i] = old - h", "x[i] -= h"),
        ("below = f(x)", "gradient[i] = (above - f(x)) / (2 * h)"),
        ("gradient[i] = (above - below) / (2 * h)", "pass"),
    ],
)

exercise.slip(
    "copy_missing",
    N_("x + h and x - h are one and the same array, so their difference is 0. Work on copies, or one after the other."),
    of="copies",
    change=[
        ("above, below = x.copy(), x.copy()", "old = x[i]\nabove = x"),
        ("above[i] += h", "above[i] += h\nbelow = x"),
        ("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) - f(below)) / (2 * h)\nx[i] = old"),
    ],
)


@exercise.mistake(
    "all_moved_at_once", N_("All entries are moved at once. Move one entry at a time: each has its own slope.")
)
def _(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@exercise.mistake("all_moved_at_once")
def _(f, x, h):
    x = np.array(x, dtype=float)
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


exercise.slip(
    "sign_flipped",
    N_("The difference is the wrong way round: f(x + h) comes first, then f(x - h)."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(below) - f(above)) / (2 * h)"),
)

exercise.slip(
    "added",
    N_("The two values are added. A slope is a difference."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) + f(below)) / (2 * h)"),
)

exercise.slip(
    "whole_rows_moved",
    N_("x[i] is a whole row of a matrix. Move single entries: np.ndindex(x.shape) goes through all of them."),
    of="copies",
    change=("for i in np.ndindex(x.shape):", "for i in range(len(x)):"),
)


@exercise.mistake("whole_rows_moved")
def _(f, x, h):
    x = np.array(x, dtype=float)
    gradient = []
    for i in range(len(x)):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / (2 * h))
    return np.array(gradient)


@exercise.mistake("flat_gradient", N_("The gradient is laid out in one row. It has the shape of x."))
def _(f, x, h):
    x = np.array(x, dtype=float)
    gradient = []
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / (2 * h))
    return np.array(gradient)


@exercise.mistake(
    "shape_of_x_lost",
    N_("f gets x laid out in one row. A function of a matrix needs the matrix: keep the shape of x."),
)
def _(f, x, h):
    flat = np.array(x, dtype=float).ravel()
    gradient = np.zeros(flat.shape)
    for i in range(flat.size):
        above, below = flat.copy(), flat.copy()
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient.reshape(np.shape(x))


exercise.slip(
    "only_vectors",
    N_("It goes through range(x.size) but uses the number as an index of x itself, which fits vectors only."),
    of="copies",
    change=("for i in np.ndindex(x.shape):", "for i in range(x.size):"),
)


@exercise.mistake(
    "only_matrices",
    N_("Two loops fit matrices only. np.ndindex(x.shape) goes through the entries of an array of any shape."),
)
def _(f, x, h):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            above, below = x.copy(), x.copy()
            above[i, j] += h
            below[i, j] -= h
            gradient[i, j] = (f(above) - f(below)) / (2 * h)
    return gradient


exercise.slip(
    "first_entry_only",
    N_("Only the first entry has a gradient. Is the return inside the loop?"),
    of="copies",
    change=("return gradient", "    return gradient"),
)

exercise.slip(
    "h_missing_below",
    N_("The difference is divided by 2 alone. From x - h to x + h it is 2 * h."),
    of="copies",
    change=("gradient[i] = (f(above) - f(below)) / (2 * h)", "gradient[i] = (f(above) - f(below)) / 2"),
)

exercise.slip(
    "double_step",
    N_("The points are 2h away on each side. Go h to each side; together that is 2h."),
    of="copies",
    change=[("above[i] += h", "above[i] += 2 * h"), ("below[i] -= h", "below[i] -= 2 * h")],
)


@exercise.mistake("all_moved_at_once")
def _(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


@exercise.alternative("a direction for each entry")
def _(f, x, h):
    gradient = []
    for k in range(x.size):
        step = np.zeros(x.size)
        step[k] = h
        step = step.reshape(x.shape)
        gradient.append((f(x + step) - f(x - step)) / 2 / h)
    return np.array(gradient).reshape(x.shape)


@exercise.alternative("flat view")
def _(f, x, h):
    x = x * 1.0
    flat = x.reshape(-1)
    gradient = np.zeros_like(x)
    for k in range(len(flat)):
        old = flat[k]
        flat[k] = old + h
        up = f(x)
        flat[k] = old - h
        gradient.flat[k] = 0.5 * (up - f(x)) / h
        flat[k] = old
    return gradient


@exercise.alternative("float32 at the end")
def _(f, x, h):
    gradient = np.empty(x.shape, dtype=np.float32)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@exercise.alternative("an array like x")
def _(f, x, h):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
