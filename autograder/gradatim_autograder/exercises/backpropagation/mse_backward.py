"""The gradient of the mean squared error along the predictions."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.backpropagation import shared

exercise = declare(
    "mse_backward", returns=("dy_hat",), points={"dy_hat": 2}, section=N_("The gradient of the squared error")
)


@exercise.reference
def mse_backward(y_hat, y):
    dy_hat = 2 * (y_hat - y) / y.size
    return dy_hat


@exercise.forward(dy_hat="y_hat")
def loss(y_hat, y):
    return float(np.mean((y_hat - y) ** 2))


shared.prediction_probes(exercise)
exercise.classes(*shared.PREDICTIONS)

exercise.wrong_lines("""
factor_2_missing: The factor 2 is missing. The slope of a square is twice what is squared.
    dy_hat = (y_hat - y) / y.size
divided_by_samples: The slopes are divided by the number of samples (rows). Divide by that of all entries, rows times
columns.
    dy_hat = 2 * (y_hat - y) / len(y)
divided_by_samples_without_2: The factor 2 is missing, and the slopes are divided by the number of rows. Divide by
that of all entries.
    dy_hat = (y_hat - y) / len(y)
divided_by_columns: The slopes are divided by the number of columns. Divide by that of all entries, rows times columns.
    dy_hat = 2 * (y_hat - y) / y.shape[1]
mean_forgotten: The slopes are not divided. The loss is a mean over all entries: divide by their number.
    dy_hat = 2 * (y_hat - y)
only_the_difference: This is the difference alone. The square brings a factor 2, the mean a division by the number of
entries.
    dy_hat = y_hat - y
prediction_and_target_exchanged: Every sign is wrong, as with y - y_hat. A prediction that is too large should have a
positive slope.
    dy_hat = 2 * (y - y_hat) / y.size
    dy_hat = 2 * (y - y_hat)
    dy_hat = 2 * (y - y_hat) / len(y)
square_kept: The differences are still squared. The slope of a square is not a square: leave the power out.
    dy_hat = 2 * (y_hat - y) ** 2 / y.size
    dy_hat = (y_hat - y) ** 2 / y.size
averaged_to_one_number: The answer is one number. It should have the shape of y_hat: every prediction has its own slope.
    return np.mean(2 * (y_hat - y))
    return 2 * np.sum(y_hat - y)
averaged_over_samples: The samples are averaged. The answer should have the shape of y_hat: every prediction has its
own slope.
    return np.mean(2 * (y_hat - y), axis=0)
only_the_sign: Only the sign of the difference is used. A larger error should have a larger slope.
    dy_hat = np.sign(y_hat - y) / y.size
absolute_difference: The differences have lost their signs. Keep them: the sign says which way to change a prediction.
    dy_hat = 2 * np.abs(y_hat - y) / y.size
target_forgotten: The targets are not used. The loss squares y_hat - y, not y_hat: begin with that difference.
    dy_hat = 2 * y_hat / y.size
loss_returned: This is the loss itself. Wanted is its slope along each prediction.
    return np.mean((y_hat - y) ** 2)
averaged_over_columns: The columns are averaged. The answer should have the shape of y_hat: every prediction has its
own slope.
    return np.mean(2 * (y_hat - y), axis=1)
brackets_missing: Only y is divided, and only y_hat is multiplied by 2. Do both to the whole difference.
    dy_hat = 2 * y_hat - y / y.size
brackets_missing_below: The slopes are divided by the number of rows and multiplied by that of the columns. Divide by
both.
    dy_hat = 2 * (y_hat - y) / len(y) * y.shape[1]
divided_twice: The slopes are divided once too often. Divide once, by the number of all entries, rows times columns.
    return dy_hat / len(y)
    return dy_hat / y.size
    return dy_hat / y.shape[1]
divided_by_columns_without_2: The factor 2 is missing, and the slopes are divided by the number of columns. Divide by
that of all entries.
    dy_hat = (y_hat - y) / y.shape[1]
zero_over_zero: Where a prediction is exactly right, 0 is divided by 0. The slope should be 0 there.
    dy_hat = 2 * (y_hat - y) ** 2 / (y_hat - y) / y.size
first_sample_only: Only the first sample (row) has slopes; the others are 0. Each should have its own.
    return dy_hat -> dy_hat[1:] = 0; return dy_hat
last_sample_only: Only the last sample (row) has slopes; the others are 0. Each should have its own.
    return dy_hat -> dy_hat[:-1] = 0; return dy_hat
""")

exercise.alternatives("""
loops:
    N, K = len(y), len(y[0])
    dy_hat = np.zeros((N, K))
    for i in range(N):
        for j in range(K):
            dy_hat[i, j] = 2 * (y_hat[i, j] - y[i, j]) / (N * K)
    return dy_hat
list of lists:
    count = y.shape[0] * y.shape[1]
    return [[2 * (a - b) / count for a, b in zip(left, right)] for left, right in zip(y_hat, y)]
minus twice the other difference: return -2 / np.size(y) * (y - y_hat)
float32: return (2 * (y_hat - y) / y.size).astype(np.float32)
""")
