"""A prediction: the shape of a matrix plus a vector."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "predict_shape",
    chapter="00-start-here",
    returns=("shape",),
    points={"shape": 1},
    section=N_("Broadcasting: a vector added to every row"),
    reveal=False,
)


@exercise.reference
def predict_shape():
    return (4, 3)


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("rows_and_columns_exchanged", N_("The order is (rows, columns), as in X.shape."))
def _():
    return (3, 4)


@exercise.mistake(
    "shape_of_vector",
    N_("That is the shape of the vector alone. The sum has a row for every row of the matrix."),
)
def _():
    return (3,)


@exercise.mistake(
    "row_appended", N_("The vector is not put below the matrix as one more row; it is added to each row.")
)
def _():
    return (5, 3)


@exercise.mistake("sizes_added", N_("Shapes are not added. Adding numbers does not make an array larger."))
def _():
    return (4, 6)


@exercise.mistake("sizes_added")
def _():
    return (7, 3)


@exercise.mistake(
    "number_of_entries", N_("That is how many numbers the sum holds. Its shape says how many rows and columns.")
)
def _():
    return 12


@exercise.mistake("number_of_entries")
def _():
    return (12,)


@exercise.mistake("rows_only", N_("That is the number of rows alone. The sum has columns too: (rows, columns)."))
def _():
    return 4


@exercise.mistake("rows_only")
def _():
    return (4,)


@exercise.alternative("list")
def _():
    return [4, 3]


@exercise.alternative("array")
def _():
    return np.array([4, 3])
