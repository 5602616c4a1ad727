"""A mask and a copy: some entries of a matrix are replaced, and the matrix that was given stays as it was."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, with_twice, with_zero
from gradatim_autograder.exercise.argument_class import (
    equal_numbers,
    holds_zero,
    integers,
    one_column,
    one_row,
    square,
    where,
)

exercise = declare("without_negatives", returns=("out",), points={"out": 2}, section=N_("Copies and masks"))


@exercise.reference
def without_negatives(X):
    out = X.copy()
    out[out < 0] = 0
    return out


def signed(rng, N, D):
    """Numbers of both signs in every column, and rows of one sign alone."""
    X = numbers(rng, N, D)
    X[0], X[-1] = np.abs(X[0]), -np.abs(X[-1])
    return (X,)


mixed = sized(signed, 4, 6)
exercise.probes(times=3, mixed=mixed)
exercise.probes(
    with_zeros=exercise.but(mixed, X=lambda X: with_zero(X, at=1)),
    two_equal_rows=exercise.but(mixed, X=lambda X: with_twice(X, at=0, again=2)),
    all_positive=exercise.but(mixed, X=np.abs),
    all_negative=exercise.but(mixed, X=lambda X: -np.abs(X)),
    single_row=lambda rng: signed(rng, 1, 5),
    single_column=lambda rng: signed(rng, 5, 1),
    as_many_rows_as_columns=lambda rng: signed(rng, 4, 4),
    whole_numbers=lambda rng: (rng.permutation(np.arange(-7, 8)).reshape(3, 5),),
)

exercise.classes(
    one_row("X"),
    one_column("X"),
    square("X"),
    holds_zero("X"),
    equal_numbers("X"),
    integers("X"),
    where("no_negative", N_("where no number is negative"), lambda X: bool((np.asarray(X) >= 0).all())),
    where("all_negative", N_("where all numbers are negative"), lambda X: bool((np.asarray(X) < 0).all())),
)

exercise.wrong_lines("""
sign_taken_away: Negative numbers lose their sign. They should become 0.
    out[out < 0] = 0 -> out = np.abs(out)
positive_became_zero: The positive numbers became 0. The negative ones should: it is the wrong way round.
    out[out < 0] = 0 -> out[out > 0] = 0
    return np.minimum(X, 0)
unchanged: The matrix comes back as it was. Put 0 where an entry is below 0.
    out[out < 0] = 0 -> pass
taken_out: The positive numbers come back as one row. Keep the shape, with 0 in the places of the negative ones.
    return X[X >= 0]
    return X[X > 0]
negatives_taken_out: The negative numbers come back as one row. Keep the shape, with 0 in their places.
    return X[X < 0]
ones_and_zeros: What comes back says where the numbers are positive, with 1 or True. It should hold the numbers themselves.
    return out > 0
    return (X > 0).astype(float)
mask_returned: What comes back says where the numbers are negative, with 1 or True. It should hold the numbers of X, with
0 in these places.
    return X < 0
    return (X < 0).astype(float)
minus_one: Negative numbers become −1. They should become 0.
    out[out < 0] = 0 -> out[out < 0] = -1
only_below_minus_one: Only numbers below −1 become 0. Every negative number should.
    out < 0 -> out < -1
small_ones_too: Positive numbers below 1 become 0 too. They should stay.
    out < 0 -> out < 1
rows_of_negatives: A whole row becomes 0 where one of its numbers is negative. Each entry is asked by itself.
    out[out < 0] = 0 -> out[(out < 0).any(axis=1)] = 0
last_row_missing: The last row keeps its negative numbers. Go on to the end.
    out[out < 0] = 0 -> out[:-1][out[:-1] < 0] = 0
first_row_only: Only the first row loses its negative numbers. All rows should.
    out[out < 0] = 0 -> out[0, out[0] < 0] = 0
largest_of_each_column: One number comes back for each column, the largest. np.max finds one number of many;
np.maximum compares each entry with 0.
    return np.max(X, axis=0)
largest_of_all: The largest number of all comes back, a single one. Each entry should be compared with 0 by itself.
    return np.max(X)
""")

exercise.alternatives("""
maximum: return np.maximum(X, 0)
where: return np.where(X < 0, 0, X)
product with the mask: return X * (X > 0)
clip: return np.clip(X, 0, None)
list of lists: return [[value if value > 0 else 0 for value in row] for row in X]
loops by index:
    out = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if X[i, j] > 0:
                out[i, j] = X[i, j]
    return out
float32: return np.maximum(X, 0).astype(np.float32)
""")
