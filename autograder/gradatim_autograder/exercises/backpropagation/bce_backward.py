"""The gradient of the binary cross-entropy along the probabilities."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, sizes

exercise = Exercise(
    "bce_backward",
    chapter="05-backpropagation",
    returns=("dp",),
    points={"dp": 2},
    section=N_("The gradient of the cross-entropy"),
)


@exercise.reference
def bce_backward(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / (p * (1 - p)) / len(y)


@exercise.forward(dp="p")
def loss(p, y):
    return float(-np.mean(np.log(np.where(y == 1, p, 1 - p))))


@exercise.probe(times=5)
def ordinary(rng):
    (N,) = sizes(rng, 1, 5, 9)
    return rng.uniform(0.05, 0.95, N), rng.permutation(np.arange(N) % 2).astype(float)


@exercise.mistake(
    "mean_forgotten", N_("It is not divided by the number of samples. The loss is a mean, so each slope is divided.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / (p * (1 - p))


@exercise.mistake("divided_twice", N_("It is divided by the number of samples twice."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / (p * (1 - p)) / len(y) ** 2


@exercise.mistake(
    "sign_flipped", N_("The sign is wrong. With the label 1, a larger p lowers the loss: the slope is negative.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (y - p) / (p * (1 - p)) / len(y)


@exercise.mistake(
    "slope_of_z",
    N_("(p - y) / N is the slope along z, before the sigmoid. Along p it is divided by p (1 - p)."),
)
def _(p, y):
    return (p - y) / len(y)


@exercise.mistake(
    "slope_of_z_without_mean",
    N_("p - y is the slope along z for one sample. Along p it is divided by p (1 - p), and by the number of samples."),
)
def _(p, y):
    return p - y


@exercise.mistake(
    "multiplied_by_the_slope",
    N_("It multiplies by p (1 - p). That is the slope of the sigmoid; here it stands in the denominator."),
)
def _(p, y):
    return (p - y) * p * (1 - p) / len(y)


@exercise.mistake("first_term_only", N_("Only -y / p is there. Samples with the label 0 have the slope 1 / (1 - p)."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -y / p / len(y)


@exercise.mistake(
    "second_term_only", N_("Only (1 - y) / (1 - p) is there. Samples with the label 1 have the slope -1 / p.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (1 - y) / (1 - p) / len(y)


@exercise.mistake(
    "inner_slope_forgotten",
    N_("The second term has the wrong sign: the slope of log(1 - p) along p is -1 / (1 - p)."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(y / p + (1 - y) / (1 - p)) / len(y)


@exercise.mistake(
    "signs_of_terms_lost",
    N_("The first term has the wrong sign: for the label 1 the slope of -log(p) is -1 / p."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (y / p + (1 - y) / (1 - p)) / len(y)


@exercise.mistake(
    "denominators_exchanged", N_("The denominators are exchanged: y goes with p, and 1 - y goes with 1 - p.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (-y / (1 - p) + (1 - y) / p) / len(y)


@exercise.mistake("averaged_to_one_number", N_("It is one number. Every probability has its own slope."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean((p - y) / (p * (1 - p)))


@exercise.mistake("one_denominator_missing", N_("It is divided by p alone. For the label 0 the denominator is 1 - p."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / p / len(y)


@exercise.mistake(
    "brackets_missing",
    N_("(p - y) / p * (1 - p) multiplies by 1 - p. Put brackets around p * (1 - p) to divide by both."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / p * (1 - p) / len(y)


@exercise.mistake("only_second_term_divided", N_("Only the second term is divided by N: put brackets around both."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -y / p + (1 - y) / (1 - p) / len(y)


@exercise.mistake("squared_error_slope", N_("This is the gradient of the mean squared error."))
def _(p, y):
    return 2 * (p - y) / len(y)


@exercise.mistake("logarithms_kept", N_("The logarithms are still there. The slope of log(p) is 1 / p."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


@exercise.mistake("brackets_missing")
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / p * (1 - p)


@exercise.alternative("loop")
def _(p, y):
    dp = []
    for i in range(len(p)):
        q = min(max(p[i], 1e-12), 1 - 1e-12)
        if y[i] == 1:
            dp.append(-1 / q / len(p))
        else:
            dp.append(1 / (1 - q) / len(p))
    return dp


@exercise.alternative("the two terms")
def _(p, y):
    p = np.clip(p, 1e-10, 1 - 1e-10)
    return -(y / p - (1 - y) / (1 - p)) / len(p)


@exercise.alternative("by cases")
def _(p, y):
    N = y.shape[0]
    return np.where(y == 1, -1 / np.maximum(p, 1e-12), 1 / np.maximum(1 - p, 1e-12)) / N


@exercise.alternative("float32 with a wider clip")
def _(p, y):
    q = np.clip(p.astype(np.float32), np.float32(1e-6), np.float32(1 - 1e-6))
    return (np.where(y > 0.5, -1 / q, 1 / (1 - q)) / len(y)).astype(np.float32)


@exercise.alternative("not clipped")
def _(p, y):
    return (p - y) / (p * (1 - p)) / len(y)


@exercise.alternative("a small number in the denominator")
def _(p, y):
    return (p - y) / (p * (1 - p) + 1e-12) / len(y)
