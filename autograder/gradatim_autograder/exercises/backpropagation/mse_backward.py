"""The gradient of the mean squared error along the predictions."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "mse_backward",
    chapter="05-backpropagation",
    returns=("dy_hat",),
    points={"dy_hat": 2},
    section=N_("The gradient of the squared error"),
)


@exercise.reference
def mse_backward(y_hat, y):
    return 2 * (y_hat - y) / y.size


@exercise.forward(dy_hat="y_hat")
def loss(y_hat, y):
    return float(np.mean((y_hat - y) ** 2))


@exercise.probe(times=5)
def ordinary(rng):
    N, K = sizes(rng, 2, 3, 7)
    return numbers(rng, N, K), numbers(rng, N, K)


@exercise.mistake("factor_2_missing", N_("The factor 2 is missing. The slope of a square is twice what is squared."))
def _(y_hat, y):
    return (y_hat - y) / y.size


@exercise.mistake(
    "divided_by_samples",
    N_("It is divided by the number of samples (rows). The loss is a mean over all entries, rows times columns."),
)
def _(y_hat, y):
    return 2 * (y_hat - y) / len(y)


@exercise.mistake(
    "divided_by_samples_without_2",
    N_("The factor 2 is missing, and it is divided by the rows only. The loss is a mean over all entries."),
)
def _(y_hat, y):
    return (y_hat - y) / len(y)


@exercise.mistake(
    "divided_by_columns",
    N_("It is divided by the number of columns. The loss is a mean over all entries, rows times columns."),
)
def _(y_hat, y):
    return 2 * (y_hat - y) / y.shape[1]


@exercise.mistake(
    "mean_forgotten", N_("It is not divided. The loss is a mean, so each entry's slope is divided by their number.")
)
def _(y_hat, y):
    return 2 * (y_hat - y)


@exercise.mistake(
    "only_the_difference",
    N_("This is the difference alone. The square brings a factor 2, the mean a division by the number of entries."),
)
def _(y_hat, y):
    return y_hat - y


@exercise.mistake(
    "prediction_and_target_exchanged",
    N_("The sign is wrong: it is y - y_hat. A prediction that is too large must have a positive slope."),
)
def _(y_hat, y):
    return 2 * (y - y_hat) / y.size


@exercise.mistake("prediction_and_target_exchanged")
def _(y_hat, y):
    return 2 * (y - y_hat)


@exercise.mistake("square_kept", N_("The difference is still squared. The slope of a square is not a square."))
def _(y_hat, y):
    return 2 * (y_hat - y) ** 2 / y.size


@exercise.mistake(
    "averaged_to_one_number",
    N_("It is one number. Every prediction has its own slope: the result has the shape of y_hat."),
)
def _(y_hat, y):
    return np.mean(2 * (y_hat - y))


@exercise.mistake("averaged_to_one_number")
def _(y_hat, y):
    return 2 * np.sum(y_hat - y)


@exercise.mistake(
    "averaged_over_samples",
    N_("The samples are averaged. Every prediction has its own slope: the result has the shape of y_hat."),
)
def _(y_hat, y):
    return np.mean(2 * (y_hat - y), axis=0)


@exercise.mistake("only_the_sign", N_("Only the sign of the difference is used. A larger error has a larger slope."))
def _(y_hat, y):
    return np.sign(y_hat - y) / y.size


@exercise.mistake(
    "absolute_difference", N_("The differences have lost their signs. The sign says which way to change a prediction.")
)
def _(y_hat, y):
    return 2 * np.abs(y_hat - y) / y.size


@exercise.mistake("target_forgotten", N_("The targets are not used. What is squared is y_hat - y, not y_hat."))
def _(y_hat, y):
    return 2 * y_hat / y.size


@exercise.mistake("loss_returned", N_("This is the loss itself. Wanted is its slope along each prediction."))
def _(y_hat, y):
    return np.mean((y_hat - y) ** 2)


@exercise.mistake("prediction_and_target_exchanged")
def _(y_hat, y):
    return 2 * (y - y_hat) / len(y)


@exercise.mistake("square_kept")
def _(y_hat, y):
    return (y_hat - y) ** 2 / y.size


@exercise.mistake("averaged_over_samples")
def _(y_hat, y):
    return np.mean(2 * (y_hat - y), axis=1)


@exercise.alternative("loops")
def _(y_hat, y):
    N, K = len(y), len(y[0])
    dy_hat = np.zeros((N, K))
    for i in range(N):
        for j in range(K):
            dy_hat[i, j] = 2 * (y_hat[i, j] - y[i, j]) / (N * K)
    return dy_hat


@exercise.alternative("list of lists")
def _(y_hat, y):
    count = y.shape[0] * y.shape[1]
    return [
        [2 * (a - b) / count for a, b in zip(left, right, strict=True)] for left, right in zip(y_hat, y, strict=True)
    ]


@exercise.alternative("minus twice the other difference")
def _(y_hat, y):
    return -2 / np.size(y) * (y - y_hat)


@exercise.alternative("float32")
def _(y_hat, y):
    return (2 * (y_hat - y) / y.size).astype(np.float32)
