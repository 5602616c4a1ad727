"""A learning rate that falls with every epoch: lr0 / (1 + rate epoch)."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import where, zero
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


@exercise.probe()
def a_late_epoch(rng):
    """The rate goes on falling, below a hundredth of lr0."""
    return float(rng.uniform(0.2, 0.9)), int(rng.integers(2000, 3000)), float(rng.uniform(0.5, 0.9))


@exercise.probe()
def no_fall(rng):
    lr0, epoch, _rate = later_epochs(rng)
    return lr0, epoch, 0.0


exercise.covers(
    zero("epoch"),
    where("late", N_("where epoch is large"), lambda epoch: epoch > 1000),
    zero("rate"),
)


@exercise.mistake("one_forgotten", N_("It divides by rate * epoch, which is 0 at epoch 0. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 / (rate * epoch)


@exercise.mistake("product", N_("This is lr0 * rate * epoch, which grows from 0 on. Divide lr0 by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 * rate * epoch


@exercise.mistake("multiplied", N_("It multiplies by 1 + rate * epoch, so the learning rate grows. Divide by it."))
def _(lr0, epoch, rate):
    return lr0 * (1 + rate * epoch)


@exercise.mistake(
    "parentheses_missing",
    N_(
        "rate * epoch is added to lr0, so the learning rate grows. Divide lr0 by the whole sum 1 + rate * "
        "epoch, in parentheses."
    ),
)
def _(lr0, epoch, rate):
    return lr0 / 1 + rate * epoch


@exercise.mistake(
    "parentheses_misplaced",
    N_("It divides by 1 + rate and multiplies by epoch. Divide by the whole sum 1 + rate * epoch, in parentheses."),
)
def _(lr0, epoch, rate):
    return lr0 / (1 + rate) * epoch


@exercise.mistake(
    "power", N_("This is lr0 / (1 + rate)**epoch, a power. Multiply rate by epoch: divide by 1 + rate * epoch.")
)
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
    return lr0 * np.exp(-rate * epoch)


@exercise.mistake("straight_line", N_("This falls along a straight line and ends below 0. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 - rate * epoch


@exercise.mistake("straight_line")
def _(lr0, epoch, rate):
    return lr0 * (1 - rate * epoch)


@exercise.mistake(
    "counts_from_one", N_("It counts one epoch too many. The first epoch is 0 and should have the full rate lr0.")
)
def _(lr0, epoch, rate):
    return lr0 / (1 + rate * (epoch + 1))


@exercise.mistake(
    "rate_and_epoch_added", N_("It divides by 1 + rate + epoch. Multiply rate and epoch: 1 + rate * epoch.")
)
def _(lr0, epoch, rate):
    return lr0 / (1 + rate + epoch)


@exercise.mistake("rate_not_used", N_("rate makes no difference: it divides by 1 + epoch. Divide by 1 + rate * epoch."))
def _(lr0, epoch, rate):
    return lr0 / (1 + epoch)


@exercise.mistake(
    "epoch_not_used", N_("The learning rate is lr0 / (1 + rate) in every epoch. Divide by 1 + rate * epoch.")
)
def _(lr0, epoch, rate):
    return lr0 / (1 + rate)


@exercise.mistake("factor_alone", N_("This is the factor alone. Multiply it by lr0."))
def _(lr0, epoch, rate):
    return 1 / (1 + rate * epoch)


@exercise.mistake(
    "minus_for_plus", N_("It divides by 1 - rate * epoch. Divide by 1 + rate * epoch, which grows from epoch to epoch.")
)
def _(lr0, epoch, rate):
    divisor = 1 - rate * epoch
    return lr0 / divisor if divisor else np.inf


@exercise.mistake(
    "root_of_divisor", N_("It divides by the root of 1 + rate * epoch. Divide by 1 + rate * epoch itself.")
)
def _(lr0, epoch, rate):
    return lr0 / np.sqrt(1 + rate * epoch)


@exercise.mistake("divisor_squared", N_("It divides by the square of 1 + rate * epoch. Divide by it once."))
def _(lr0, epoch, rate):
    return lr0 / (1 + rate * epoch) ** 2


@exercise.mistake(
    "compounded",
    N_("It divides again and again, by a sum for each epoch so far. Divide lr0 once, by 1 + rate * epoch."),
)
def _(lr0, epoch, rate):
    for each in range(epoch + 1):
        lr0 = lr0 / (1 + rate * each)
    return lr0


@exercise.mistake("compounded")
def _(lr0, epoch, rate):
    for each in range(epoch):
        lr0 = lr0 / (1 + rate * each)
    return lr0


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
