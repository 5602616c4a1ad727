"""The mean squared error."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import integers, one_column, one_row, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "mse", chapter="05-backpropagation", returns=("loss",), points={"loss": 1}, section=N_("How wrong is a number?")
)


@exercise.reference
def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


@exercise.probe(times=3)
def ordinary(rng):
    N, K = sizes(rng, 2, 3, 7)
    return numbers(rng, N, K), numbers(rng, N, K)


@exercise.probe()
def one_sample(rng):
    (K,) = sizes(rng, 1, 3, 7)
    return numbers(rng, 1, K), numbers(rng, 1, K)


@exercise.probe()
def one_number_each(rng):
    (N,) = sizes(rng, 1, 3, 7)
    return numbers(rng, N, 1), numbers(rng, N, 1)


@exercise.probe()
def whole_targets(rng):
    N, K = sizes(rng, 2, 3, 6)
    y = rng.integers(-9, 10, (N, K))
    return y + numbers(rng, N, K), y


@exercise.probe()
def some_right(rng):
    N, K = sizes(rng, 2, 3, 6)
    y = numbers(rng, N, K)
    right = rng.permutation(np.arange(N * K) % 3 == 0).reshape(N, K)
    return np.where(right, y, y + numbers(rng, N, K)), y


@exercise.probe()
def all_right(rng):
    y = numbers(rng, *sizes(rng, 2, 3, 6))
    return y.copy(), y


exercise.covers(
    one_row("y_hat"),
    one_column("y_hat"),
    integers("y"),
    where("right_predictions", N_("where some predictions are exactly right"), lambda y_hat, y: (y_hat == y).any()),
    where("all_right", N_("where every prediction is exactly right"), lambda y_hat, y: (y_hat == y).all()),
)


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


@exercise.mistake(
    "not_averaged", N_("The squares are added up but not divided by how many there are. Take their mean.")
)
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


@exercise.mistake("root_taken", N_("This is the root of the mean squared error. Wanted is the mean itself."))
def _(y_hat, y):
    return np.sqrt(np.mean((y_hat - y) ** 2))


@exercise.mistake("absolute_error", N_("The differences are made positive but not squared. Square them instead."))
def _(y_hat, y):
    return np.mean(np.abs(y_hat - y))


@exercise.mistake(
    "not_squared",
    N_("The differences are not squared, so errors of both signs cancel each other. Square each of them."),
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


@exercise.mistake("added", N_("Prediction and target are added. Take their difference."))
def _(y_hat, y):
    return np.mean((y_hat + y) ** 2)


@exercise.mistake("sign_flipped", N_("The loss is negative. A mean of squares is never below 0."))
def _(y_hat, y):
    return -np.mean((y_hat - y) ** 2)


@exercise.mistake("squares_returned", N_("It returns every square. The loss should be one number: their mean."))
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


@exercise.mistake("only_target_squared", N_("Only y is squared. Square the whole difference."))
def _(y_hat, y):
    return np.mean(y_hat - y**2)


exercise.slip(
    "first_sample_only",
    N_("Only the first sample (row) counts. The mean should run over all entries."),
    change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat[0] - y[0]) ** 2)"),
)

exercise.slip("first_sample_only", change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat[0] - y[0]) ** 2)"))

exercise.slip("first_sample_only", change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat[0] - y[0]) ** 2) / y.size"))

exercise.slip(
    "last_sample_only",
    N_("Only the last sample (row) counts. The mean should run over all entries."),
    change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat[-1] - y[-1]) ** 2)"),
)

exercise.slip("last_sample_only", change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat[-1] - y[-1]) ** 2)"))

exercise.slip("last_sample_only", change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat[-1] - y[-1]) ** 2) / y.size"))

exercise.slip(
    "last_sample_left_out",
    N_("The last sample (row) is left out. The mean should run over all entries."),
    change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat[:-1] - y[:-1]) ** 2) / y.size"),
)

exercise.slip("last_sample_left_out", change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat[:-1] - y[:-1]) ** 2)"))

exercise.slip(
    "first_column_only",
    N_("Only the first column counts. The mean should run over all entries."),
    change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat[:, 0] - y[:, 0]) ** 2)"),
)

exercise.slip(
    "variance",
    N_("This is the variance of the differences: their mean is taken off first. Square the differences as they are."),
    change=("np.mean((y_hat - y) ** 2)", "np.var(y_hat - y)"),
)

exercise.slip(
    "brackets_missing",
    N_("The sum is divided by the number of rows and multiplied by that of the columns. Divide by both."),
    change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat - y) ** 2) / len(y) * y.shape[1]"),
)

exercise.slip(
    "square_of_the_sum",
    N_("The sum is squared. First square every difference, then add up."),
    change=("np.mean((y_hat - y) ** 2)", "np.sum(y_hat - y) ** 2 / y.size"),
)

exercise.slip(
    "root_before_dividing",
    N_("The root of the sum of squares is divided by the number of entries. Divide the sum itself."),
    change=("np.mean((y_hat - y) ** 2)", "np.linalg.norm(y_hat - y) / y.size"),
)

exercise.slip(
    "divided_twice",
    N_("The mean is divided once more. Divide once, by the number of all entries."),
    change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat - y) ** 2) / len(y)"),
)

exercise.slip("divided_twice", change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat - y) ** 2) / y.size"))

exercise.slip("divided_twice", change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat - y) ** 2) / y.shape[1]"))

exercise.slip(
    "divided_by_one_less",
    N_("The sum is divided by one less than the number of entries. Divide by their number itself."),
    change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat - y) ** 2) / (y.size - 1)"),
)

exercise.slip(
    "right_ones_left_out",
    N_("Predictions that are exactly right are left out of the mean. They should count, with an error of 0."),
    change=("np.mean((y_hat - y) ** 2)", "np.mean((y_hat - y)[y_hat != y] ** 2)"),
)

exercise.slip(
    "right_ones_left_out", change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat - y) ** 2) / np.sum(y_hat != y)")
)

exercise.slip(
    "right_ones_left_out",
    change=("np.mean((y_hat - y) ** 2)", "np.sum((y_hat - y) ** 2) / max(np.sum(y_hat != y), 1)"),
)


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
