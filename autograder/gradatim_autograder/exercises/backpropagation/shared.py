"""What a loss and its gradient share: how their arguments are drawn, and the classes that these belong to."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import numbers, sized
from gradatim_autograder.exercise.argument_class import integers, one_column, one_entry, one_row, where

# -- predictions and targets: tables of numbers ----------------------------------------------------------------------


def whole_targets(rng, N, K):
    y = rng.integers(-9, 10, (N, K))
    return y + numbers(rng, N, K), y


def some_right(rng, N, K):
    y = numbers(rng, N, K)
    right = rng.permutation(np.arange(N * K) % 3 == 0).reshape(N, K)
    return np.where(right, y, y + numbers(rng, N, K)), y


def prediction_probes(exercise):
    """Declare ordinary probes and one for each of these classes."""
    exercise.probes(times=3, ordinary=sized(lambda rng, N, K: (numbers(rng, N, K), numbers(rng, N, K)), 3, 7))
    exercise.probes(
        one_sample=sized(lambda rng, K: (numbers(rng, 1, K), numbers(rng, 1, K)), 3, 7),
        one_number_each=sized(lambda rng, N: (numbers(rng, N, 1), numbers(rng, N, 1)), 3, 7),
        whole_targets=sized(whole_targets, 3, 6),
        some_right=sized(some_right, 3, 6),
    )


PREDICTIONS = (
    one_row("y_hat"),
    one_column("y_hat"),
    integers("y"),
    where("right_predictions", N_("where some predictions are exactly right"), lambda y_hat, y: (y_hat == y).any()),
)


# -- probabilities and labels ----------------------------------------------------------------------------------------


def labels(rng, N):
    """Unequal numbers of both labels: their two means are not the mean."""
    return rng.permutation(np.arange(N) % 3 > 0).astype(float)


def label_probes(exercise):
    """Declare ordinary probes and one for each of these classes."""
    exercise.probes(times=3, ordinary=sized(lambda rng, N: (rng.uniform(0.05, 0.95, N), labels(rng, N)), 5, 9))
    exercise.probes(
        one_sample=lambda rng: (rng.uniform(0.1, 0.9, 1), rng.integers(2, size=1).astype(float)),
        whole_labels=sized(lambda rng, N: (rng.uniform(0.05, 0.95, N), labels(rng, N).astype(int)), 5, 9),
        cats_alone=sized(lambda rng, N: (rng.uniform(0.05, 0.95, N), np.ones(N)), 5, 9),
        no_cats=sized(lambda rng, N: (rng.uniform(0.05, 0.95, N), np.zeros(N)), 5, 9),
    )


LABELS = (
    one_entry("p"),
    integers("y"),
    where("label_1_alone", N_("where all labels are 1"), lambda y: (y == 1).all()),
    where("label_0_alone", N_("where all labels are 0"), lambda y: (y == 0).all()),
)


# -- scores ----------------------------------------------------------------------------------------------------------


def in_binary(values):
    """Rounded so that float32 keeps their digits beside 1000 too: who computes in float32 is not to be refused."""
    return np.round(values * 1024) / 1024
