"""A learning rate that falls with every epoch: lr0 / (1 + rate epoch)."""

import math

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "lr_decay",
    chapter="06-gradient-descent",
    returns=("lr",),
    points={"lr": 1},
    section=N_("A learning rate that falls"),
)


@exercise.reference
def lr_decay(lr0, epoch, rate):
    return lr0 / (1 + rate * epoch)


@exercise.probe(times=4)
def later_epochs(rng):
    return float(rng.uniform(0.2, 0.9)), int(rng.integers(3, 12)), float(rng.uniform(0.15, 0.45))


@exercise.probe()
def first_epoch(rng):
    """Epoch 0 has the full rate."""
    return float(rng.uniform(0.2, 0.9)), 0, float(rng.uniform(0.15, 0.45))


@exercise.mistake("one_forgotten", N_("The 1 + is missing. At epoch 0 it would divide by 0."))
def _(lr0, epoch, rate):
    return lr0 / (rate * epoch)


@exercise.mistake("one_forgotten")
def _(lr0, epoch, rate):
    return lr0 * rate * epoch


@exercise.mistake("multiplied", N_("It multiplies, so the rate grows. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 * (1 + rate * epoch)


@exercise.mistake("parentheses_missing", N_("Parentheses are missing: a / 1 + b is a + b. Divide by the whole sum."))
def _(lr0, epoch, rate):
    return lr0 / 1 + rate * epoch


@exercise.mistake("parentheses_missing")
def _(lr0, epoch, rate):
    return lr0 / (1 + rate) * epoch


@exercise.mistake("power", N_("This falls as a power, (1 + rate)**epoch. Here epoch is multiplied: 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 / (1 + rate) ** epoch


@exercise.mistake("power_of_rate", N_("This is lr0 * rate**epoch, another decay. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 * rate**epoch


@exercise.mistake("power_of_rest", N_("This is lr0 * (1 - rate)**epoch, another decay. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 * (1 - rate) ** epoch


@exercise.mistake("exponential", N_("This falls as an exponential function. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 * math.exp(-rate * epoch)


@exercise.mistake("straight_line", N_("This falls along a straight line and ends below 0. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 - rate * epoch


@exercise.mistake("straight_line")
def _(lr0, epoch, rate):
    return lr0 * (1 - rate * epoch)


@exercise.mistake(
    "counts_from_one", N_("It counts one epoch too many. The first epoch is 0 and has the full rate lr0.")
)
def _(lr0, epoch, rate):
    return lr0 / (1 + rate * (epoch + 1))


@exercise.mistake("rate_and_epoch_added", N_("rate and epoch are added. Multiply them: 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 / (1 + rate + epoch)


@exercise.mistake("rate_not_used", N_("rate is not used: it divides by 1 + epoch."))
def _(lr0, epoch, rate):
    return lr0 / (1 + epoch)


@exercise.mistake("epoch_not_used", N_("epoch is not used: the rate is the same in every epoch."))
def _(lr0, epoch, rate):
    return lr0 / (1 + rate)


@exercise.mistake("factor_alone", N_("This is the factor alone. Multiply it by lr0."))
def _(lr0, epoch, rate):
    return 1 / (1 + rate * epoch)


@exercise.mistake(
    "minus_for_plus", N_("It divides by 1 - rate * epoch. It is 1 +: the divisor grows from epoch to epoch.")
)
def _(lr0, epoch, rate):
    divisor = 1 - rate * epoch
    return lr0 / divisor if divisor else np.inf


@exercise.alternative("the factor first")
def _(lr0, epoch, rate):
    factor = 1.0 / (1.0 + epoch * rate)
    return factor * lr0


@exercise.alternative("the divisor as a running sum")
def _(lr0, epoch, rate):
    divisor = 1
    for _each in range(epoch):
        divisor += rate
    return lr0 / divisor


@exercise.alternative("a power")
def _(lr0, epoch, rate):
    return np.float32(lr0 * (1 + rate * epoch) ** -1)
