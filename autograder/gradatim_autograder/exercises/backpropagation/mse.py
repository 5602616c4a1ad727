"""The mean squared error."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercises.backpropagation import shared

exercise = declare("mse", returns=("loss",), points={"loss": 1}, section=N_("How wrong is a number?"))


@exercise.reference
def mse(y_hat, y):
    squares = (y_hat - y) ** 2
    return np.mean(squares)


shared.prediction_probes(exercise)


@exercise.probe()
def all_right(rng):
    y = numbers(rng, *sizes(rng, 2, 3, 6))
    return y.copy(), y


exercise.classes(
    *shared.PREDICTIONS,
    where("all_right", N_("where every prediction is exactly right"), lambda y_hat, y: (y_hat == y).all()),
)

exercise.wrong_lines("""
mean_over_samples_only: The sum is divided by the number of samples (rows). Divide by the number of all entries, rows
times columns.
    return np.sum(squares) / len(y)
divided_by_columns: The sum is divided by the number of columns. Divide by the number of all entries, rows times
columns.
    return np.sum(squares) / y.shape[1]
not_averaged: The squares are added up but not divided by how many there are. Take their mean.
    return np.sum(squares)
halved: The loss is half as large as it should be. Some books put a 1/2 in front; this course does not.
    return np.mean(squares) / 2
half_of_the_sum_over_samples: The sum is divided by twice the number of samples. Divide by the number of all entries,
without a 2.
    return np.sum(squares) / (2 * len(y))
root_taken: This is the root of the mean squared error. Wanted is the mean itself.
    return np.sqrt(np.mean(squares))
absolute_error: The differences are made positive but not squared. Square them instead.
    return np.mean(np.abs(y_hat - y))
not_squared: The differences are not squared, so errors of both signs cancel each other. Square each of them.
    return np.mean(y_hat - y)
    return np.mean(y - y_hat)
square_of_the_mean: The mean is squared. First square every difference, then take the mean.
    return np.mean(y_hat - y) ** 2
difference_of_squares: It subtracts the squares. First subtract, then square: 3 - 2 is 1, 9 - 4 is not.
    squares = y_hat**2 - y**2
added: Prediction and target are added. Take their difference.
    squares = (y_hat + y) ** 2
sign_flipped: The loss is negative. A mean of squares is never below 0.
    return -np.mean(squares)
squares_returned: It returns every square. The loss should be one number: their mean.
    return squares
one_loss_per_sample: It returns one loss for each sample. Take the mean over all entries.
    return np.mean(squares, axis=1)
    return np.sum(squares, axis=1)
one_loss_per_column: It returns one loss for each column. Take the mean over all entries.
    return np.mean(squares, axis=0)
norm_of_the_difference: This is the length (norm) of the difference. Wanted is the mean of its squares.
    return np.linalg.norm(y_hat - y)
only_target_squared: Only y is squared. Square the whole difference.
    return np.mean(y_hat - y**2)
first_sample_only: Only the first sample (row) counts. The mean should run over all entries.
    return np.mean(squares[0])
    return np.sum(squares[0])
    return np.sum(squares[0]) / y.size
last_sample_only: Only the last sample (row) counts. The mean should run over all entries.
    return np.mean(squares[-1])
    return np.sum(squares[-1])
    return np.sum(squares[-1]) / y.size
last_sample_left_out: The last sample (row) is left out. The mean should run over all entries.
    return np.sum(squares[:-1]) / y.size
    return np.mean(squares[:-1])
first_column_only: Only the first column counts. The mean should run over all entries.
    return np.mean(squares[:, 0])
variance: This is the variance of the differences: their mean is subtracted first. Square the differences as they are.
    return np.var(y_hat - y)
brackets_missing: The sum is divided by the number of rows and multiplied by that of the columns. Divide by both.
    return np.sum(squares) / len(y) * y.shape[1]
square_of_the_sum: The sum is squared. First square every difference, then add up.
    return np.sum(y_hat - y) ** 2 / y.size
root_before_dividing: The root of the sum of squares is divided by the number of entries. Divide the sum itself.
    return np.linalg.norm(y_hat - y) / y.size
divided_twice: The mean is divided once more. Divide once, by the number of all entries.
    return np.mean(squares) / len(y)
    return np.mean(squares) / y.size
    return np.mean(squares) / y.shape[1]
divided_by_one_less: The sum is divided by one less than the number of entries. Divide by their number itself.
    return np.sum(squares) / (y.size - 1)
right_ones_left_out: Predictions that are exactly right are left out of the mean. They should count, with an error of 0.
    return np.mean(squares[y_hat != y])
    return np.sum(squares) / np.sum(y_hat != y)
    return np.sum(squares) / max(np.sum(y_hat != y), 1)
""")

exercise.alternatives("""
loops:
    total = 0.0
    for i in range(len(y)):
        for j in range(len(y[0])):
            difference = y_hat[i][j] - y[i][j]
            total += difference * difference
    return total / (len(y) * len(y[0]))
sum over size: return np.sum(np.square(y - y_hat)) / y.size
mean of the rows' means: return sum(np.mean((a - b) ** 2) for a, b in zip(y_hat, y, strict=True)) / len(y)
float32: return np.mean((y_hat.astype(np.float32) - y.astype(np.float32)) ** 2)
dot product:
    d = (y_hat - y).ravel()
    return d @ d / len(d)
""")
