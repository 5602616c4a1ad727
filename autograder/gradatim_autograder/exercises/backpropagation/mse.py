"""The mean squared error."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "mse", chapter="05-backpropagation", returns=("loss",), points={"loss": 1}, section=N_("How wrong is a number?")
)


@exercise.reference
def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


@exercise.probe(times=5)
def ordinary(rng):
    N, K = sizes(rng, 2, 3, 7)
    return numbers(rng, N, K), numbers(rng, N, K)


@exercise.mistake(
    "mean_over_samples_only",
    N_("The sum is divided by the number of samples (rows). Divide by the number of all entries, rows times columns."),
)
def _(y_hat, y):
    return np.sum((y_hat - y) ** 2) / len(y)


@exercise.mistake(
    "divided_by_columns",
    N_("The sum is divided by the number of columns. Divide by the number of all entries, rows times columns."),
)
def _(y_hat, y):
    return np.sum((y_hat - y) ** 2) / y.shape[1]


@exercise.mistake("not_averaged", N_("The squares are added up but not divided by how many there are."))
def _(y_hat, y):
    return np.sum((y_hat - y) ** 2)


@exercise.mistake(
    "halved", N_("The loss is half as large as it should be. Some books put a 1/2 in front; this course does not.")
)
def _(y_hat, y):
    return np.mean((y_hat - y) ** 2) / 2


@exercise.mistake(
    "half_of_the_sum_over_samples",
    N_("The sum is divided by twice the number of samples. Divide by the number of all entries, without a 2."),
)
def _(y_hat, y):
    return np.sum((y_hat - y) ** 2) / (2 * len(y))


@exercise.mistake("root_taken", N_("The root is taken at the end. The mean squared error is the mean itself."))
def _(y_hat, y):
    return np.sqrt(np.mean((y_hat - y) ** 2))


@exercise.mistake("absolute_error", N_("The differences are made positive but not squared."))
def _(y_hat, y):
    return np.mean(np.abs(y_hat - y))


@exercise.mistake(
    "not_squared",
    N_("The differences are not squared, so errors of both signs cancel each other."),
)
def _(y_hat, y):
    return np.mean(y_hat - y)


@exercise.mistake("not_squared")
def _(y_hat, y):
    return np.mean(y - y_hat)


@exercise.mistake("square_of_the_mean", N_("The mean is squared. First square every difference, then take the mean."))
def _(y_hat, y):
    return np.mean(y_hat - y) ** 2


@exercise.mistake(
    "difference_of_squares", N_("It subtracts the squares. First subtract, then square: 3 - 2 is 1, 9 - 4 is not.")
)
def _(y_hat, y):
    return np.mean(y_hat**2 - y**2)


@exercise.mistake("added", N_("Prediction and target are added. The error is their difference."))
def _(y_hat, y):
    return np.mean((y_hat + y) ** 2)


@exercise.mistake("sign_flipped", N_("The loss is negative. A mean of squares is never below 0."))
def _(y_hat, y):
    return -np.mean((y_hat - y) ** 2)


@exercise.mistake("squares_returned", N_("It returns every square. The loss is one number: their mean."))
def _(y_hat, y):
    return (y_hat - y) ** 2


@exercise.mistake("one_loss_per_sample", N_("It returns one loss for each sample. Take the mean over all entries."))
def _(y_hat, y):
    return np.mean((y_hat - y) ** 2, axis=1)


@exercise.mistake("one_loss_per_column", N_("It returns one loss for each column. Take the mean over all entries."))
def _(y_hat, y):
    return np.mean((y_hat - y) ** 2, axis=0)


@exercise.mistake("one_loss_per_sample")
def _(y_hat, y):
    return np.sum((y_hat - y) ** 2, axis=1)


@exercise.mistake(
    "norm_of_the_difference", N_("This is the length (norm) of the difference. Wanted is the mean of its squares.")
)
def _(y_hat, y):
    return np.linalg.norm(y_hat - y)


@exercise.mistake("only_target_squared", N_("Only y is squared. Put brackets around the difference, then square it."))
def _(y_hat, y):
    return np.mean(y_hat - y**2)


@exercise.alternative("loops")
def _(y_hat, y):
    total = 0.0
    for i in range(len(y)):
        for j in range(len(y[0])):
            difference = y_hat[i][j] - y[i][j]
            total += difference * difference
    return total / (len(y) * len(y[0]))


@exercise.alternative("sum over size")
def _(y_hat, y):
    return np.sum(np.square(y - y_hat)) / y.size


@exercise.alternative("mean of the rows' means")
def _(y_hat, y):
    return sum(np.mean((a - b) ** 2) for a, b in zip(y_hat, y, strict=True)) / len(y)


@exercise.alternative("float32")
def _(y_hat, y):
    return np.mean((y_hat.astype(np.float32) - y.astype(np.float32)) ** 2)


@exercise.alternative("dot product")
def _(y_hat, y):
    d = (y_hat - y).ravel()
    return d @ d / len(d)
