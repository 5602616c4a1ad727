"""A vector added to every row, without changing what was given."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sizes, with_twice, with_zero
from gradatim_autograder.exercise.argument_class import equal_numbers, holds_zero, one_column, one_row, square, where

exercise = declare(
    "add_bias",
    returns=("out",),
    points={"out": 2},
    section=N_("Broadcasting: a vector added to every row"),
)


@exercise.reference
def add_bias(Z, b):
    return Z + b


@exercise.probe(times=2)
def tall(rng):
    M, N = sorted(sizes(rng, 2, 3, 8))
    return numbers(rng, N, M), numbers(rng, M)


@exercise.probe(times=2)
def wide(rng):
    N, M = sorted(sizes(rng, 2, 3, 8))
    return numbers(rng, N, M), numbers(rng, M)


exercise.probes(
    nothing_to_add_to_one_column=exercise.but(tall, b=lambda b: with_zero(b, at=1)),
    row_of_zeros=exercise.but(tall, Z=lambda Z: with_zero(Z, at=1)),
    the_same_for_two_columns=exercise.but(tall, b=lambda b: with_twice(b, at=0, again=2)),
    two_equal_rows=exercise.but(tall, Z=lambda Z: with_twice(Z, at=1, again=3)),
    single_row=counted(lambda rng, M: (numbers(rng, 1, M), numbers(rng, M)), 3, 7),
    single_column=lambda rng: (numbers(rng, int(rng.integers(3, 7)), 1), numbers(rng, 1)),
    as_many_rows_as_columns=lambda rng: (numbers(rng, 4, 4), numbers(rng, 4)),
)

exercise.classes(
    one_row("Z"),
    one_column("Z"),
    square("Z"),
    holds_zero("b"),
    equal_numbers("b"),
    equal_numbers("Z"),
    where("row_of_zeros", N_("where a row of Z is zero everywhere"), lambda Z: bool((~Z.any(axis=1)).any())),
)

exercise.wrong_lines("""
bias_forgotten: Nothing is added: the matrix comes back as it was.
    return Z.copy()
bias_summed: The sum of b is added to every entry. Each column should get its own number of b.
    return Z + b.sum()
first_row_only: b is added to the first row only. It should be added to every row.
    of "copy, then in place": out += b -> out[0] += b
bias_subtracted: b is subtracted. It should be added.
    return Z - b
bias_as_column: b is used as a column, which has one number for each row. It should stay a vector: so it fits the
rows.
    return Z + b[:, None]
multiplied: Z and b are multiplied. They should be added.
    return Z * b
row_appended: b stands below the matrix as one more row. Add it to every row that is there.
    return np.vstack([Z, b])
row_lengthened: b stands behind each row, as + does with lists. Add number to number: + does that between arrays.
    return np.hstack([Z, np.tile(b, (len(Z), 1))])
grows_from_row_to_row: The first row gets b once, the second twice, the third three times, and so on. Every row should
get it once.
    return Z + np.arange(1, len(Z) + 1)[:, None] * b
rows_counted_by_b: It goes through as many rows as b has numbers. It should go through all rows: len(Z), or
Z.shape[0], says how many.
    of "copy, then in place": out += b -> out[: len(b)] += b
    of "two loops by index": for i in range(len(b)):
last_row_missing: The last row is as it was. Does the loop stop one step too early?
    of "copy, then in place": out += b -> out[:-1] += b
entry_for_each_row: Each row gets a single number of b, the first row the first one. Every row should get all of b,
one number for each column.
    of "two loops by index": out[i, j] += b[i]
""")

exercise.alternatives("""
loop: return [[value + bias for value, bias in zip(row, b)] for row in Z]
two loops by index:
    out = Z.copy()
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            out[i, j] += b[j]
    return out
copy, then in place:
    out = Z.copy()
    out += b
    return out
""")
