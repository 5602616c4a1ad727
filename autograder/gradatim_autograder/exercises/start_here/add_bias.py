"""A vector added to every row, without changing what was given."""

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


@exercise.alternative("loop")
def _(Z, b):
    return [[value + bias for value, bias in zip(row, b)] for row in Z]


@exercise.alternative("copy, then in place")
def _(Z, b):
    out = Z.copy()
    out += b
    return out
