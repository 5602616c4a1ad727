"""ReLU: positive numbers pass, negative ones become 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    EVERY_SHAPE,
    FAR,
    FOR_ONE_NUMBER,
    NAN_AT_ZERO,
    NO_UPPER_END,
    NUMBERS_ONLY,
    STRAIGHT,
    TABLES_ONLY,
    VECTORS_ONLY,
    around_zero,
    special_probes,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "relu",
    chapter="03-activations",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.25, "three axes": 0.25},
    section=N_("ReLU: half a line"),
)


@exercise.reference
def relu(z):
    return np.maximum(z, 0)


@exercise.probe(part="a vector")
def vector(rng):
    return (around_zero(rng, *vector_shape(rng)),)


@exercise.probe(part="a table")
def table(rng):
    return (around_zero(rng, *table_shape(rng)),)


special_probes(exercise, lambda dout, z, rng: (z,), FAR)

exercise.covers(*STRAIGHT)


@exercise.mistake(
    "minimum", N_("Negative numbers are kept, and positive ones become 0. It should be the other way round.")
)
def _(z):
    return np.minimum(z, 0)


@exercise.mistake("absolute", N_("Negative numbers become positive. They should become 0."))
def _(z):
    return np.abs(z)


@exercise.mistake(
    "negated",
    N_("Below 0 the result is -z, above 0 it is 0. ReLU should pass positive numbers and make 0 of negative ones."),
)
def _(z):
    return np.maximum(-z, 0)


@exercise.mistake("step_instead", N_("This is the step function. Above 0, ReLU should give z itself."))
def _(z):
    return np.where(z > 0, 1.0, 0.0)


@exercise.mistake(
    "leak",
    N_(
        "Negative numbers become small, but not 0. That is the leaky ReLU of a later section; here they "
        "should become 0."
    ),
)
def _(z):
    return np.where(z > 0, z, 0.01 * z)


@exercise.mistake("leak")
def _(z):
    return np.where(z > 0, z, 0.1 * z)


@exercise.mistake("leak")
def _(z):
    return np.where(z > 0, z, 0.2 * z)


@exercise.mistake("cut_off_above", NO_UPPER_END)
def _(z):
    return np.clip(z, 0, 6)


@exercise.mistake("cut_off_above")
def _(z):
    return np.clip(z, 0, 5)


@exercise.mistake("cut_off_above")
def _(z):
    return np.clip(z, 0, 10)


@exercise.mistake("nan_at_zero", NAN_AT_ZERO)
def _(z):
    return (z / np.abs(z) + 1) / 2 * z


@exercise.mistake(
    "exponential_below", N_("Below 0 the curve bends (this is the ELU). Negative numbers should become 0.")
)
def _(z):
    return np.where(z > 0, z, np.exp(z) - 1)


@exercise.mistake("clipped_at_one", N_("Numbers above 1 become 1. ReLU should have no upper end."))
def _(z):
    return np.clip(z, 0, 1)


@exercise.mistake(
    "threshold_at_one", N_("Numbers between 0 and 1 become 0. ReLU should begin at 0: these numbers have to pass.")
)
def _(z):
    return np.where(z > 1, z, 0.0)


@exercise.mistake("floor_at_one", N_("The result is the larger of z and 1. It should be the larger of z and 0."))
def _(z):
    return np.maximum(z, 1)


@exercise.mistake("minus_one_below", N_("Negative numbers become -1. They should become 0."))
def _(z):
    return np.where(z > 0, z, -1.0)


@exercise.mistake("minus_one_below")
def _(z):
    return np.where(z < 0, -1.0, z)


@exercise.mistake("squared", N_("Positive numbers are squared. They should stay as they are."))
def _(z):
    return z * np.maximum(z, 0)


@exercise.mistake(
    "negatives_dropped",
    N_("The negative numbers are left out, so the shape changes. Each should keep its place and become 0."),
)
def _(z):
    return z[z > 0]


@exercise.mistake("negatives_dropped")
def _(z):
    return np.array([v for v in z.ravel() if v > 0])


@exercise.mistake(
    "largest_entry",
    N_("The largest of several entries is taken, as np.max does. Compare each entry with 0 on its own: np.maximum."),
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


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(z):
    return max(0.0, float(z))


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(z):
    return np.array([max(0, v) for v in z])


@exercise.mistake("vectors_only")
def _(z):
    return np.array([v if v > 0 else 0 * v for v in z])


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


@exercise.mistake(
    "smooth_instead",
    N_("This is log(1 + exp(z)), the softplus, with a rounded corner. ReLU should be 0 below 0 and z itself above."),
)
def _(z):
    return np.log(1 + np.exp(z))


@exercise.mistake(
    "sigmoid_instead", N_("This is the sigmoid. Above 0, ReLU should give z itself, and below 0 it should give 0.")
)
def _(z):
    return 1 / (1 + np.exp(-z))


@exercise.mistake(
    "swish_instead",
    N_("z is multiplied by its sigmoid. That is another activation; ReLU should be 0 below 0 and z itself above."),
)
def _(z):
    return z / (1 + np.exp(-z))


@exercise.mistake("largest_entry")
def _(z):
    return np.max([z, 0])


@exercise.mistake("largest_entry")
def _(z):
    return np.max(z, axis=1)


@exercise.mistake("step_instead")
def _(z):
    return np.where(z >= 0, 1.0, 0.0)


@exercise.mistake("step_instead")
def _(z):
    return np.heaviside(z, 0.5)


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
