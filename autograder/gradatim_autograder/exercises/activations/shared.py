"""What the exercises of this chapter share: how their arguments are drawn, and hints that fit each of them."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import sizes
from gradatim_autograder.exercise.argument_class import (
    holds_zero,
    large,
    one_column,
    one_entry,
    one_row,
    table,
    three_axes,
    vector,
    where,
    zeros,
)

NUMBERS_ONLY = N_(
    "A question about one number is put to a whole array. np.where(condition, a, b) asks and decides for each entry."
)
FOR_ONE_NUMBER = N_(
    "A function for one number, such as those of math, gets a whole array. NumPy's own take arrays: np.exp, np.tanh."
)
VECTORS_ONLY = N_(
    "It works for a vector but not for a table, whose entries are rows. Write it without a loop, or for any shape."
)
TABLES_ONLY = N_(
    "It works for a table but not for a vector, which has one axis. Write it without a loop, or for any shape."
)
DOUT_FORGOTTEN = N_("dz is the slope itself, whatever dout is. Multiply the slope by dout (the chain rule).")
DOUT_ADDED = N_("dz is dout plus the slope. By the chain rule it should be dout times the slope.")
NAN_AT_ZERO = N_(
    "Where z is 0 the result is nan. Is something divided by 0 there? The result should be a number for every z."
)
NO_UPPER_END = N_("Large numbers are cut off. There should be no upper end: above 0 the result has to be z itself.")
SLOPE_MISSING = N_("dout is passed on as it came. Multiply it by the slope of the activation.")
ARGUMENTS_EXCHANGED = N_(
    "dout and z are exchanged: dz is z times the slope at dout. It should be dout times the slope at z."
)
SLOPE_AT_DOUT = N_("The slope is taken at dout. Take it at z: that is where the activation was computed.")
DOUT_INSIDE = N_("dout comes into the slope. Make the slope from z alone, and multiply it by dout afterwards.")
ADDED_UP = N_(
    "Products of several entries are added up. Each entry of dz should be dout times the slope of this entry alone."
)
DIVIDED_BY_COUNT = N_(
    "dz is divided by the number of its rows or of its entries. Leave this out: where the loss is a mean,"
    " dout holds it already."
)
MATRIX_PRODUCT = N_("dout and the slopes are multiplied as matrices. Multiply them entry by entry: use *.")

# How far from 0: near (below every alpha drawn), below 1 and above 1, so that no other threshold can hide.
BANDS = ((0.1, 0.2), (0.6, 0.9), (1.2, 3.0))
# Where a curve with flat ends is nearly flat, but not yet to all digits.
FLAT = ((4.1, 5.0), (6.0, 7.0), (8.0, 9.0))
# Where ReLU still rises. An upper end that somebody gave it (6 is usual) lies below.
FAR = ((7.0, 9.0), (15.0, 30.0), (40.0, 90.0))


def gradient_and_sums(rng, *shape, bands=BANDS):
    """dout and z of the same shape, which needs six entries at least; each sign of one meets each sign of the other.

    z holds numbers of both signs in all three bands, never 0.
    """
    count = int(np.prod(shape))
    places = np.arange(count)
    far = np.array([rng.uniform(*bands[place % 3]) for place in places])
    z = far * np.where(places % 6 < 3, 1.0, -1.0)
    dout = rng.uniform(0.3, 2.0, size=count) * np.where(places % 2 == 0, 1.0, -1.0)
    order = rng.permutation(count)
    return dout[order].reshape(shape), z[order].reshape(shape)


def an_alpha(rng):
    return float(rng.uniform(0.25, 0.4))


# -- arguments: each function gives dout and z ----------------------------------------------------------------------


def ordinary(rng):
    return gradient_and_sums(rng, int(rng.integers(6, 10)))


def two_axes(rng):
    """Two different sizes, six entries at least."""
    return gradient_and_sums(rng, *sizes(rng, 2, 2, 5))


def with_zeros(rng, at_a_corner):
    """A vector in which two of the sums are exactly 0. A corner has no slope, and every number between those of its two
    sides is right there. So at a corner dout is 0 as well, and dz is 0 whatever the slope: only nan is not.
    """
    dout, z = gradient_and_sums(rng, 6)
    there = np.zeros(2) if at_a_corner else rng.uniform(0.3, 2.0, size=2) * (1.0, -1.0)
    order = rng.permutation(8)
    return np.concatenate([dout, there])[order], np.concatenate([z, np.zeros(2)])[order]


def of_one_sign(rng, sign):
    dout, z = gradient_and_sums(rng, 7)
    return dout, sign * np.abs(z)


def far_out(rng, bands):
    return gradient_and_sums(rng, 6, bands=bands)


def single(rng):
    """A vector with one entry, which is positive: what asks about one number gives its shape back then."""
    return rng.uniform(0.3, 2.0, size=1) * rng.choice([-1.0, 1.0]), rng.uniform(1.2, 3.0, size=1)


def row(rng):
    return gradient_and_sums(rng, 1, int(rng.integers(6, 9)))


def column(rng):
    return gradient_and_sums(rng, int(rng.integers(6, 9)), 1)


def block(rng):
    """Three axes of different lengths."""
    return gradient_and_sums(rng, *sizes(rng, 3, 2, 4))


ALL_NEGATIVE = where("all_negative", N_("where z is negative everywhere"), lambda z: bool(np.all(z < 0)))
ALL_POSITIVE = where("all_positive", N_("where z is positive everywhere"), lambda z: bool(np.all(z > 0)))
NEARLY_FLAT = where(
    "nearly_flat",
    N_("where z lies between 4 and 10, or between -10 and -4"),
    lambda z: bool(np.all((np.abs(z) > 4) & (np.abs(z) < 10))),
)

SHAPES = (vector("z"), table("z"), three_axes("z"), one_entry("z"), one_row("z"), one_column("z"))
STRAIGHT = (*SHAPES, holds_zero("z"), ALL_NEGATIVE, ALL_POSITIVE, large("z", than=10))
BENT = (*SHAPES, holds_zero("z"), zeros("z"), ALL_NEGATIVE, ALL_POSITIVE, NEARLY_FLAT)


def probes(exercise, of, bands):
    """Declare ordinary probes and one for each of these classes. `of(dout, z, rng)` makes the arguments."""

    @exercise.probe(part="a vector")
    def a_vector(rng):
        return of(*ordinary(rng), rng)

    @exercise.probe(part="a table")
    def a_table(rng):
        return of(*two_axes(rng), rng)

    @exercise.probe(part="a vector")
    def zeros_among_them(rng):
        return of(*with_zeros(rng, at_a_corner=bands is FAR), rng)

    @exercise.probe(part="a vector")
    def all_negative(rng):
        return of(*of_one_sign(rng, -1), rng)

    @exercise.probe(part="a vector")
    def all_positive(rng):
        return of(*of_one_sign(rng, 1), rng)

    @exercise.probe(part="a vector")
    def far_from_zero(rng):
        return of(*far_out(rng, bands), rng)

    @exercise.probe(part="a vector")
    def single_entry(rng):
        return of(*single(rng), rng)

    if bands is FLAT:

        @exercise.probe(part="a vector")
        def zero_everywhere(rng):
            dout, z = gradient_and_sums(rng, 7)
            return of(dout, 0 * z, rng)

    @exercise.probe(part="a table")
    def single_row(rng):
        return of(*row(rng), rng)

    @exercise.probe(part="a table")
    def single_column(rng):
        return of(*column(rng), rng)

    @exercise.probe(part="three axes")
    def block_of_numbers(rng):
        return of(*block(rng), rng)
