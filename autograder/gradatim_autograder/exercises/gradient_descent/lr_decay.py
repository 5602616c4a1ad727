"""A learning rate that falls with every epoch: lr0 / (1 + rate epoch)."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where, zero

exercise = declare("lr_decay", returns=("lr",), points={"lr": 1}, section=N_("A learning rate that falls"))


@exercise.reference
def lr_decay(lr0, epoch, rate):
    return lr0 / (1 + rate * epoch)


@exercise.probe(times=4)
def later_epochs(rng):
    return float(rng.uniform(0.2, 0.9)), int(rng.integers(3, 12)), float(rng.uniform(0.15, 0.45))


exercise.probes(
    # Epoch 0 has the full rate.
    first_epoch=lambda rng: (float(rng.uniform(0.2, 0.9)), 0, float(rng.uniform(0.15, 0.45))),
)


@exercise.probe()
def a_late_epoch(rng):
    """The rate goes on falling, below a hundredth of lr0."""
    return float(rng.uniform(0.2, 0.9)), int(rng.integers(2000, 3000)), float(rng.uniform(0.5, 0.9))


exercise.probes(no_fall=exercise.but(later_epochs, rate=0.0))

exercise.classes(zero("epoch"), where("late", N_("where epoch is large"), lambda epoch: epoch > 1000), zero("rate"))

exercise.wrong_lines("""
one_forgotten: It divides by rate * epoch, which is 0 at epoch 0. Divide by 1 + rate * epoch.
    return lr0 / (rate * epoch)
product: This is lr0 * rate * epoch, which grows from 0 on. Divide lr0 by 1 + rate * epoch.
    return lr0 * rate * epoch
multiplied: It multiplies by 1 + rate * epoch, so the learning rate grows. Divide by it.
    return lr0 * (1 + rate * epoch)
parentheses_missing: rate * epoch is added to lr0, so the learning rate grows. Divide lr0 by the whole sum 1 + rate *
epoch, in parentheses.
    return lr0 / 1 + rate * epoch
parentheses_misplaced: It divides by 1 + rate and multiplies by epoch. Divide by the whole sum 1 + rate * epoch, in
parentheses.
    return lr0 / (1 + rate) * epoch
power: This is lr0 / (1 + rate)**epoch, a power. Multiply rate by epoch: divide by 1 + rate * epoch.
    return lr0 / (1 + rate) ** epoch
power_of_rate: This is lr0 * rate**epoch, another decay. Divide by 1 + rate * epoch.
    return lr0 * rate**epoch
power_of_rest: This is lr0 * (1 - rate)**epoch, another decay. Divide by 1 + rate * epoch.
    return lr0 * (1 - rate) ** epoch
exponential: This falls as an exponential function. Divide by 1 + rate * epoch.
    return lr0 * np.exp(-rate * epoch)
straight_line: This falls along a straight line and ends below 0. Divide by 1 + rate * epoch.
    return lr0 - rate * epoch
    return lr0 * (1 - rate * epoch)
counts_from_one: It counts one epoch too many. The first epoch is 0 and should have the full rate lr0.
    return lr0 / (1 + rate * (epoch + 1))
minus_for_plus: It divides by 1 - rate * epoch. Divide by 1 + rate * epoch, which grows from epoch to epoch.
    return lr0 / (1 - rate * epoch)
compounded: It divides again and again, by a sum for each epoch so far. Divide lr0 once, by 1 + rate * epoch.
    return lr0 / np.prod(1 + rate * np.arange(epoch + 1))
    return lr0 / np.prod(1 + rate * np.arange(epoch))
rate_and_epoch_added: It divides by 1 + rate + epoch. Multiply rate and epoch: 1 + rate * epoch.
    return lr0 / (1 + rate + epoch)
rate_not_used: rate makes no difference: it divides by 1 + epoch. Divide by 1 + rate * epoch.
    return lr0 / (1 + epoch)
epoch_not_used: The learning rate is lr0 / (1 + rate) in every epoch. Divide by 1 + rate * epoch.
    return lr0 / (1 + rate)
factor_alone: This is the factor alone. Multiply it by lr0.
    return 1 / (1 + rate * epoch)
root_of_divisor: It divides by the root of 1 + rate * epoch. Divide by 1 + rate * epoch itself.
    return lr0 / np.sqrt(1 + rate * epoch)
divisor_squared: It divides by the square of 1 + rate * epoch. Divide by it once.
    return lr0 / (1 + rate * epoch) ** 2
""")

exercise.alternatives("""
the factor first:
    factor = 1.0 / (1.0 + epoch * rate)
    return factor * lr0
the divisor as a running sum:
    divisor = 1
    for _each in range(epoch):
        divisor += rate
    return lr0 / divisor
a power: return np.float32(lr0 * (1 + rate * epoch) ** -1)
""")
