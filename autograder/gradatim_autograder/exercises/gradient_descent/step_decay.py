"""A learning rate that falls in steps: lr0 * rate ** (epoch // every)."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare("step_decay", returns=("lr",), points={"lr": 2}, section=N_("A learning rate that falls"))


@exercise.reference
def step_decay(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch // every)


def _drawn(rng, bounds, epoch):
    """lr0, an epoch that hangs on `every`, rate and `every`, a number within these bounds."""
    lr0, rate, every = float(rng.uniform(0.2, 0.9)), float(rng.uniform(0.6, 0.85)), int(rng.integers(*bounds))
    return lr0, epoch(every), rate, every


exercise.probes(
    # Rounding up tells; there have been many steps.
    just_after_a_step=lambda rng: _drawn(rng, (5, 9), lambda every: every * int(rng.integers(5, 8)) + 1),
    # Rounding to the nearest number tells, counting from 1 does not.
    late_between_two_steps=lambda rng: _drawn(rng, (5, 9), lambda every: every * int(rng.integers(2, 5)) - 2),
    just_before_a_step=lambda rng: _drawn(rng, (3, 8), lambda every: every * int(rng.integers(3, 5)) - 1),
    at_a_step=lambda rng: _drawn(rng, (3, 8), lambda every: every * int(rng.integers(2, 4))),
    before_the_first_step=lambda rng: _drawn(rng, (4, 9), lambda every: every - 2),
    at_the_first_step=lambda rng: _drawn(rng, (3, 8), lambda every: every),
    first_epoch=lambda rng: _drawn(rng, (4, 9), lambda every: 0),
)


@exercise.probe()
def a_step_in_each_epoch(rng):
    lr0, rate = float(rng.uniform(0.2, 0.9)), float(rng.uniform(0.6, 0.85))
    return lr0, int(rng.integers(5, 9)), rate, 1


@exercise.probe()
def many_steps(rng):
    """The rate goes on falling, below a thousandth of lr0."""
    every = int(rng.integers(3, 8))
    return float(rng.uniform(0.2, 0.9)), every * int(rng.integers(14, 18)) + 1, float(rng.uniform(0.5, 0.6)), every


exercise.classes("""
at_a_step: where `every` divides epoch  if 1 < every and epoch and epoch % every == 0
at_the_first_step: where epoch is `every`  if epoch == every > 1
before_the_first_step: where epoch is smaller than `every`  if epoch < every
zero epoch
every_epoch: where `every` is 1  if every == 1
many_steps: where there have been many steps  if epoch // every > 12
""")

exercise.wrong_lines("""
not_in_steps: The learning rate falls a little in every epoch. Cut off the fraction: epoch // every.
    return lr0 * rate ** (epoch / every)
rounded: The number of steps is epoch / every, rounded to the nearest number. Round down: epoch // every.
    return lr0 * rate ** round(epoch / every)
rounded_up: The number of steps is epoch / every, rounded up. Round down: epoch // every.
    return lr0 * rate ** (-(-epoch // every))
    of "loop": for each in range(epoch):
multiplied: It multiplies by the number of steps. Each step should multiply by rate once more: a power.
    return lr0 * rate * (epoch // every)
every_ignored: The learning rate falls in every epoch. It should fall once for each `every` epochs.
    return lr0 * rate**epoch
remainder_used: The power is the remainder, epoch % every. Take the number of whole steps, epoch // every.
    return lr0 * rate ** (epoch % every)
grows: It divides by rate, so the learning rate grows. Multiply by rate at each step.
    return lr0 / rate ** (epoch // every)
one_step_only: The learning rate falls once and then stays. It should fall again after each further `every` epochs.
    return lr0 * rate if epoch >= every else lr0
only_on_multiples: The learning rate is lower only in the epochs that `every` divides, and lr0 again in those between.
It should stay down.
    return lr0 * rate if epoch % every == 0 else lr0
    return lr0 * rate if epoch > 0 and epoch % every == 0 else lr0
counts_from_one: It counts one epoch too many. The first epoch is 0, so the first step should come at epoch = every.
    return lr0 * rate ** ((epoch + 1) // every)
one_epoch_late: Every step comes one epoch late. At epoch = every the learning rate should have fallen already.
    return lr0 * rate ** ((epoch - 1) // every)
    of "loop": for each in range(1, epoch):
one_step_too_many: There is one step too many. Before epoch = every the learning rate should still be lr0.
    return lr0 * rate ** (epoch // every + 1)
rest_for_rate: Each step multiplies by 1 - rate. It should multiply by rate itself.
    return lr0 * (1 - rate) ** (epoch // every)
divided: It divides by a sum 1 + ..., as the smooth fall does. Each step should multiply by rate.
    return lr0 / (1 + rate * (epoch // every))
    return lr0 / (1 + rate * epoch // every)
factor_alone: This is the factor alone. Multiply it by lr0.
    return rate ** (epoch // every)
base_too_large: lr0 is inside the power. Raise rate alone to the power.
    return (lr0 * rate) ** (epoch // every)
rounded_down_to_zero: The learning rate is 0 in every epoch. Is it cut by //? Cut epoch // every alone, in
parentheses: ** comes before //.
    return lr0 * rate**epoch // every
upside_down: The power is every // epoch. Exchange the two: epoch // every.
    return lr0 * rate ** (every // epoch)
subtracted: Each step subtracts rate. It should multiply by rate.
    return lr0 - rate * (epoch // every)
power_missing: This is lr0 * rate * epoch, divided by `every` and cut. Raise rate to a power: epoch // every.
    return lr0 * rate * epoch // every
caret_for_power: In Python ^ is not a power. Write rate ** (...).
    return lr0 * rate ^ epoch // every
""")

exercise.alternatives("""
loop:
    lr = lr0
    for each in range(1, epoch + 1):
        if each % every == 0:
            lr *= rate
    return lr
while:
    while epoch >= every:
        lr0, epoch = lr0 * rate, epoch - every
    return lr0
cut off:
    steps = int(epoch / every)
    return rate**steps * lr0
""")
