"""ReLU: positive numbers pass, negative ones become 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    EVERY_SHAPE,
    NUMBERS_ONLY,
    TABLES_ONLY,
    VECTORS_ONLY,
    around_zero,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "relu",
    chapter="03-activations",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.5},
    section=N_("ReLU: half a line"),
)


@exercise.reference
def relu(z):
    return np.maximum(z, 0)


@exercise.probe(times=2, part="a vector")
def vector(rng):
    return (around_zero(rng, *vector_shape(rng)),)


@exercise.probe(times=2, part="a table")
def table(rng):
    return (around_zero(rng, *table_shape(rng)),)


@exercise.mistake("minimum", N_("It keeps the negative numbers. ReLU keeps the positive ones."))
def _(z):
    return np.minimum(z, 0)


@exercise.mistake("absolute", N_("Negative numbers become positive. They become 0."))
def _(z):
    return np.abs(z)


@exercise.mistake(
    "negated", N_("Below 0 it gives -z, and 0 above. ReLU passes positive numbers and stops negative ones.")
)
def _(z):
    return np.maximum(-z, 0)


@exercise.mistake("step_instead", N_("This is the step function. Above 0, ReLU gives z itself."))
def _(z):
    return np.where(z > 0, 1.0, 0.0)


@exercise.mistake("leak", N_("Negative numbers are made small, not 0. That is the leaky ReLU of a later section."))
def _(z):
    return np.where(z > 0, z, 0.01 * z)


@exercise.mistake("leak")
def _(z):
    return np.where(z > 0, z, 0.1 * z)


@exercise.mistake("clipped_at_one", N_("Numbers above 1 are cut off. ReLU has no upper end."))
def _(z):
    return np.clip(z, 0, 1)


@exercise.mistake("threshold_at_one", N_("It begins at 1. ReLU begins at 0."))
def _(z):
    return np.where(z > 1, z, 0.0)


@exercise.mistake("floor_at_one", N_("It takes the larger of z and 1. ReLU takes the larger of z and 0."))
def _(z):
    return np.maximum(z, 1)


@exercise.mistake("minus_one_below", N_("Negative numbers become -1. They become 0."))
def _(z):
    return np.where(z > 0, z, -1.0)


@exercise.mistake("squared", N_("Positive numbers are squared. Above 0, ReLU is z itself."))
def _(z):
    return z * np.maximum(z, 0)


@exercise.mistake(
    "negatives_dropped",
    N_("The negative numbers are left out, so the shape changes. Each keeps its place and becomes 0."),
)
def _(z):
    return z[z > 0]


@exercise.mistake("negatives_dropped")
def _(z):
    return np.array([v for v in z.ravel() if v > 0])


@exercise.mistake(
    "largest_entry",
    N_("np.max looks for the largest entry. np.maximum compares each entry with 0."),
    reread=EVERY_SHAPE,
)
def _(z):
    return np.max(z, 0)


@exercise.mistake("largest_entry")
def _(z):
    return max(0, np.max(z))


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(z):
    return max(0, z)


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(z):
    return np.array([max(0, v) for v in z])


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = max(0, z[i, j])
    return a


@exercise.mistake("tables_only")
def _(z):
    return np.array([[max(0, v) for v in row] for row in z])


@exercise.mistake("smooth_instead", N_("This is log(1 + exp(z)), the softplus: ReLU with its corner rounded off."))
def _(z):
    return np.log(1 + np.exp(z))


@exercise.mistake(
    "sigmoid_instead", N_("z is multiplied by its sigmoid. That is another activation; ReLU has a sharp corner.")
)
def _(z):
    return z / (1 + np.exp(-z))


@exercise.mistake("largest_entry")
def _(z):
    return np.max([z, 0])


@exercise.mistake("largest_entry")
def _(z):
    return np.max(z, axis=1)


@exercise.alternative("a decision")
def _(z):
    return np.where(z > 0, z, 0.0)


@exercise.alternative("times a mask")
def _(z):
    return z * (z > 0)


@exercise.alternative("half of the sum with the absolute value")
def _(z):
    return (z + np.abs(z)) / 2


@exercise.alternative("a copy with its negative entries set to 0")
def _(z):
    a = z.copy()
    a[a < 0] = 0
    return a


@exercise.alternative("loop over all entries")
def _(z):
    values = []
    for v in z.ravel():
        if v > 0:
            values.append(v)
        else:
            values.append(0.0)
    return np.array(values).reshape(z.shape)


@exercise.alternative("float32")
def _(z):
    return np.clip(z, 0, None).astype(np.float32)
