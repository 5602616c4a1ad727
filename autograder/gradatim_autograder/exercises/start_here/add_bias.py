"""A vector added to every row, without changing what was given."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "add_bias",
    chapter="00-start-here",
    returns=("out",),
    points={"out": 2},
    section=N_("Broadcasting: a vector added to every row"),
)


@exercise.reference
def add_bias(Z, b):
    return Z + b


@exercise.probe(times=4)
def layer(rng):
    N, M = sizes(rng, 2, 3, 8)
    return numbers(rng, N, M), numbers(rng, M)


@exercise.mistake("bias_forgotten", N_("Nothing is added: the matrix comes back as it was."))
def _(Z, b):
    return Z.copy()


@exercise.mistake("bias_summed", N_("The sum of b is added to every entry. Each column has its own number in b."))
def _(Z, b):
    return Z + b.sum()


@exercise.mistake("first_row_only", N_("b is added to the first row only. It belongs to every row."))
def _(Z, b):
    out = Z.copy()
    out[0] += b
    return out


@exercise.mistake("bias_subtracted", N_("b is subtracted. It is to be added."))
def _(Z, b):
    return Z - b


@exercise.mistake(
    "bias_as_column",
    N_("b is made a column, which would add one number to each row. As it is, b already fits the rows."),
)
def _(Z, b):
    return Z + b[:, None]


@exercise.mistake("multiplied", N_("Z and b are multiplied. They are to be added."))
def _(Z, b):
    return Z * b


@exercise.mistake("row_appended", N_("b is put below the matrix as one more row. Add it to every row that is there."))
def _(Z, b):
    return np.vstack([Z, b])


@exercise.mistake(
    "row_lengthened", N_("b is appended to each row, as + does with lists. Between arrays + adds number to number.")
)
def _(Z, b):
    return np.hstack([Z, np.tile(b, (len(Z), 1))])


@exercise.mistake("grows_from_row_to_row", N_("b is added once more in each row. Every row gets it once."))
def _(Z, b):
    return Z + np.arange(1, len(Z) + 1)[:, None] * b


@exercise.mistake(
    "entry_for_each_row",
    N_("Each row gets one number of b, that of the row. b belongs to the columns: every row gets all of b."),
)
def _(Z, b):
    out = Z.copy()
    for i in range(len(Z)):
        out[i] += b[i]
    return out


@exercise.mistake("last_row_missing", N_("The last row is as it was. Does the loop stop one step too early?"))
def _(Z, b):
    out = Z.copy()
    out[:-1] += b
    return out


@exercise.alternative("loop")
def _(Z, b):
    return [[value + bias for value, bias in zip(row, b)] for row in Z]


@exercise.alternative("two loops by index")
def _(Z, b):
    out = Z.copy()
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            out[i, j] += b[j]
    return out


@exercise.alternative("copy, then in place")
def _(Z, b):
    out = Z.copy()
    out += b
    return out
