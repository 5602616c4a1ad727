"""A series on a scale that its training part alone decides."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import equal_numbers, one_entry, where

exercise = declare(
    "scale_series",
    returns=("scaled_train", "scaled_test", "mean", "spread"),
    points={"scaled_train": 1, "scaled_test": 1, "mean": 0.5, "spread": 0.5},
    section=N_("One scale, from the past"),
)


@exercise.reference
def scale_series(train, test):
    mean = train.mean()
    spread = train.std()
    scaled_train = (train - mean) / spread
    scaled_test = (test - mean) / spread
    return scaled_train, scaled_test, mean, spread


def _parts(rng):
    """The test part lies higher than the training part, as where a series grows, and moves more; both have a value
    below 0."""
    N, T = sizes(rng, 2, 5, 10)
    place, scale = float(rng.uniform(4.0, 9.0)), float(rng.uniform(1.5, 3.0))
    train, test = numbers(rng, N) * scale + place, numbers(rng, T) * scale * 1.7 + 2.2 * place
    train[1], test[1] = -0.8, -1.5
    return train, test


exercise.probes(times=2, ordinary=_parts)

exercise.probes(
    one_value=exercise.but(_parts, test=lambda test: test[:1]),
    # The spread is below 1.
    small_numbers=exercise.but(_parts, train=lambda train: train / 20, test=lambda test: test / 20),
    # The mean is below 0.
    below_zero=exercise.but(_parts, train=lambda train: -train, test=lambda test: -test),
)


@exercise.probe()
def train_twice(rng):
    """As in the notebook, where there is nothing else to scale."""
    train, _test = _parts(rng)
    return train, train.copy()


@exercise.probe()
def values_again(rng):
    """Values that occur several times: each time they count."""
    train, test = _parts(rng)
    train[-2:], test[-1] = train[0], train[0]
    return train, test


exercise.classes(
    equal_numbers("train"),
    one_entry("test"),
    where("spread_below_1", N_("where the spread of train is below 1"), lambda train: train.std() < 1),
    where("mean_below_0", N_("where the mean of train is below 0"), lambda train: train.mean() < 0),
    where("train_twice", N_("where test is train itself"), lambda train, test: np.array_equal(train, test)),
)

exercise.wrong_lines("""
leak: The scale is that of both parts together: the future leaks into the past. Take mean and spread of train alone.
    mean = np.concatenate([train, test]).mean() ;; spread = np.concatenate([train, test]).std()
    mean = np.concatenate([train, test]).mean() ;; spread = np.concatenate([train, test]).std()
        ;; return scaled_train, scaled_test, train.mean(), train.std()
leak_in_the_mean: The mean is that of both parts together: the future leaks into the past. Use train alone, as for the
spread.
    mean = np.concatenate([train, test]).mean()
leak_in_the_spread: The spread is that of both parts together: the future leaks into the past. Use train alone, as for
the mean.
    spread = np.concatenate([train, test]).std()
own_scale_for_test: test is scaled by its own mean and spread. Use those of train, or one value means two things.
    scaled_test = (test - test.mean()) / test.std()
scale_of_the_test_part: Mean and spread are those of test. They should be those of train, which is all that is known.
    mean = test.mean() ;; spread = test.std()
own_mean_for_test: The mean of test is subtracted from test. Subtract the mean of train.
    scaled_test = (test - test.mean()) / spread
test_left_as_it_was: test comes back as it was. Scale it too, by the mean and spread of train.
    scaled_test = test
variance_for_spread: It divides by the variance. The spread is its root: std.
    spread = train.var()
mean_distance_for_spread: It divides by the mean distance from the mean. The spread is the standard deviation: std.
    spread = np.abs(train - mean).mean()
one_less: The spread is divided by N - 1 (ddof=1). This course divides by N, as np.std does.
    spread = train.std(ddof=1)
brackets_forgotten: Only the mean is divided by the spread. Put the difference in brackets.
    scaled_train = train - mean / spread ;; scaled_test = test - mean / spread
not_centred: It is divided by the spread, but the mean is not subtracted. Subtract it first.
    scaled_train = train / spread ;; scaled_test = test / spread
only_centred: The mean is subtracted, but nothing is divided by the spread. Divide by it, too.
    scaled_train = train - mean ;; scaled_test = test - mean
multiplied: It is multiplied by the spread. Divide by it.
    scaled_train = (train - mean) * spread ;; scaled_test = (test - mean) * spread
stretched_to_0_1: This stretches the training part to 0 ... 1. Wanted are the mean 0 and the spread 1.
    mean = train.min() ;; spread = train.max() - train.min()
mean_and_spread_exchanged: The last two results are exchanged. The mean should come before the spread.
    return scaled_train, scaled_test, spread, mean
scale_afterwards: The mean and spread that come back are those after scaling, 0 and 1. Keep those of train as it was.
    return scaled_train, scaled_test, scaled_train.mean(), scaled_train.std()
median_for_mean: The median is subtracted. Subtract the mean.
    mean = np.median(train)
divided_by_the_largest: It divides by the largest value. Take off the mean and divide by the spread.
    scaled_train = train / train.max() ;; scaled_test = test / train.max()
own_spread_for_test: test is divided by its own spread. Use that of train.
    scaled_test = (test - mean) / test.std()
variance_returned: The last result is the variance. The spread is its root.
    return scaled_train, scaled_test, mean, spread**2
numbers_not_returned: Mean and spread are missing in what is returned: four results.
    return scaled_train, scaled_test
brackets_forgotten_once: In one of the parts only the mean is divided by the spread. Put the difference in brackets.
    scaled_test = test - mean / spread
    scaled_train = train - mean / spread
""")

exercise.alternatives("""
sums:
    mean = sum(train) / len(train)
    spread = (sum((train - mean) ** 2) / len(train)) ** 0.5
    return (train - mean) / spread, (test - mean) / spread, mean, spread
loops:
    total = 0.0
    for value in train:
        total += value
    mean = total / len(train)
    squares = 0.0
    for value in train:
        squares += (value - mean) ** 2
    spread = np.sqrt(squares / len(train))
    return [(value - mean) / spread for value in train], [(value - mean) / spread for value in test], mean, spread
float32:
    mean, spread = np.mean(train), np.std(train)
    scaled = ((np.concatenate([train, test]) - mean) / spread).astype(np.float32)
    return scaled[: len(train)], scaled[len(train) :], np.float32(mean), np.float32(spread)
a tiny number in the denominator:
    mean, spread = train.mean(), train.std() + 1e-9
    return (train - mean) / spread, (test - mean) / spread, mean, spread
""")
