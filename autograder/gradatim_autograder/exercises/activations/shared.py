"""What the exercises of this chapter share: how their arguments are drawn, and hints that fit each of them."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import sizes

# Headings of the chapter.
EVERY_SHAPE = N_("An array of any shape")
BACKWARDS = N_("Backwards through an activation")
ENTRY_BY_ENTRY = N_("Why entry by entry")

# Hints.
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
DOUT_FORGOTTEN = N_("dout is not used. This is the slope itself; multiply it by dout (the chain rule).")
DOUT_ADDED = N_("dout is added to the slope. The chain rule multiplies.")
SLOPE_MISSING = N_("dout is passed on as it came. Multiply it by the slope of the activation.")
ARGUMENTS_EXCHANGED = N_("dout and z are exchanged: the slope is taken at dout. Take it at z, and multiply it by dout.")
SLOPE_AT_DOUT = N_("The slope is taken at dout. Take it at z: that is where the activation was computed.")
DOUT_INSIDE = N_("dout is multiplied inside. The slope is made from z alone; dout is multiplied by it afterwards.")
MATRIX_PRODUCT = N_("dout and the slopes are multiplied as matrices. Each entry has its own slope: use *.")

# How far from 0: near (below every alpha drawn), below 1 and above 1, so that no other threshold can hide.
BANDS = ((0.1, 0.2), (0.6, 0.9), (1.2, 3.0))


def around_zero(rng, *shape):
    """Numbers of both signs in all three bands, never 0; the shape needs six entries at least."""
    return gradient_and_sums(rng, *shape)[1]


def gradient_and_sums(rng, *shape):
    """dout and z of the same shape; each sign of one meets each sign of the other."""
    count = int(np.prod(shape))
    places = np.arange(count)
    far = np.array([rng.uniform(*BANDS[place % 3]) for place in places])
    z = far * np.where(places % 6 < 3, 1.0, -1.0)
    dout = rng.uniform(0.3, 2.0, size=count) * np.where(places % 2 == 0, 1.0, -1.0)
    order = rng.permutation(count)
    return dout[order].reshape(shape), z[order].reshape(shape)


def vector_shape(rng):
    return (int(rng.integers(6, 10)),)


def table_shape(rng):
    """Two different sizes, six entries at least."""
    return tuple(sizes(rng, 2, 2, 5))
