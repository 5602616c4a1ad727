"""A learning rate that falls in steps: lr0 * rate ** (epoch // every)."""

from gradatim.text import N_

from gradatim_autograder.argument_class import where, zero
from gradatim_autograder.exercise import Exercise

EARLY = N_("The number of steps is epoch / every, rounded up. Round down: epoch // every.")

exercise = Exercise(
    "step_decay",
    chapter="06-gradient-descent",
    returns=("lr",),
    points={"lr": 2},
    section=N_("A learning rate that falls"),
)


@exercise.reference
def step_decay(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch // every)


def _rates(rng):
    return float(rng.uniform(0.2, 0.9)), float(rng.uniform(0.6, 0.85))


@exercise.probe()
def just_after_a_step(rng):
    """Rounding up tells; there have been many steps."""
    lr0, rate = _rates(rng)
    every = int(rng.integers(5, 9))
    return lr0, every * int(rng.integers(5, 8)) + 1, rate, every


@exercise.probe()
def late_between_two_steps(rng):
    """Rounding to the nearest number tells, counting from 1 does not."""
    lr0, rate = _rates(rng)
    every = int(rng.integers(5, 9))
    return lr0, every * int(rng.integers(2, 5)) - 2, rate, every


@exercise.probe()
def just_before_a_step(rng):
    lr0, rate = _rates(rng)
    every = int(rng.integers(3, 8))
    return lr0, every * int(rng.integers(3, 5)) - 1, rate, every


@exercise.probe()
def at_a_step(rng):
    lr0, rate = _rates(rng)
    every = int(rng.integers(3, 8))
    return lr0, every * int(rng.integers(2, 4)), rate, every


@exercise.probe()
def before_the_first_step(rng):
    lr0, rate = _rates(rng)
    every = int(rng.integers(4, 9))
    return lr0, every - 2, rate, every


@exercise.probe()
def at_the_first_step(rng):
    lr0, rate = _rates(rng)
    every = int(rng.integers(3, 8))
    return lr0, every, rate, every


@exercise.probe()
def first_epoch(rng):
    lr0, rate = _rates(rng)
    return lr0, 0, rate, int(rng.integers(4, 9))


@exercise.probe()
def a_step_in_each_epoch(rng):
    lr0, rate = _rates(rng)
    return lr0, int(rng.integers(5, 9)), rate, 1


@exercise.probe()
def many_steps(rng):
    """The rate goes on falling, below a thousandth of lr0."""
    every = int(rng.integers(3, 8))
    return float(rng.uniform(0.2, 0.9)), every * int(rng.integers(14, 18)) + 1, float(rng.uniform(0.5, 0.6)), every


exercise.covers(
    where(
        "at_a_step", N_("where `every` divides epoch"), lambda epoch, every: 1 < every and epoch and epoch % every == 0
    ),
    where("at_the_first_step", N_("where epoch is `every`"), lambda epoch, every: epoch == every > 1),
    where("before_the_first_step", N_("where epoch is smaller than `every`"), lambda epoch, every: epoch < every),
    zero("epoch"),
    where("every_epoch", N_("where `every` is 1"), lambda every: every == 1),
    where("many_steps", N_("where there have been many steps"), lambda epoch, every: epoch // every > 12),
)


@exercise.mistake(
    "not_in_steps", N_("The learning rate falls a little in every epoch. Cut off the fraction: epoch // every.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch / every)


@exercise.mistake(
    "rounded", N_("The number of steps is epoch / every, rounded to the nearest number. Round down: epoch // every.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** round(epoch / every)


@exercise.mistake("rounded_up", EARLY)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** -(-epoch // every)


@exercise.mistake("rounded_up")
def _(lr0, epoch, rate, every):
    for each in range(epoch):
        if each % every == 0:
            lr0 = lr0 * rate
    return lr0


@exercise.mistake(
    "multiplied", N_("It multiplies by the number of steps. Each step should multiply by rate once more: a power.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate * (epoch // every)


@exercise.mistake(
    "every_ignored", N_("The learning rate falls in every epoch. It should fall once for each `every` epochs.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate**epoch


@exercise.mistake(
    "remainder_used", N_("The power is the remainder, epoch % every. Take the number of whole steps, epoch // every.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch % every)


@exercise.mistake("grows", N_("It divides by rate, so the learning rate grows. Multiply by rate at each step."))
def _(lr0, epoch, rate, every):
    return lr0 / rate ** (epoch // every)


@exercise.mistake(
    "one_step_only",
    N_("The learning rate falls once and then stays. It should fall again after each further `every` epochs."),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate if epoch >= every else lr0


@exercise.mistake(
    "only_on_multiples",
    N_(
        "The learning rate is lower only in the epochs that `every` divides, and lr0 again in those between. "
        "It should stay down."
    ),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate if epoch % every == 0 else lr0


@exercise.mistake("only_on_multiples")
def _(lr0, epoch, rate, every):
    return lr0 * rate if epoch > 0 and epoch % every == 0 else lr0


@exercise.mistake(
    "counts_from_one",
    N_("It counts one epoch too many. The first epoch is 0, so the first step should come at epoch = every."),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** ((epoch + 1) // every)


@exercise.mistake(
    "one_epoch_late",
    N_("Every step comes one epoch late. At epoch = every the learning rate should have fallen already."),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** ((epoch - 1) // every)


@exercise.mistake("one_epoch_late")
def _(lr0, epoch, rate, every):
    for each in range(1, epoch):
        if each % every == 0:
            lr0 = lr0 * rate
    return lr0


@exercise.mistake(
    "one_step_too_many", N_("There is one step too many. Before epoch = every the learning rate should still be lr0.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch // every + 1)


@exercise.mistake("rest_for_rate", N_("Each step multiplies by 1 - rate. It should multiply by rate itself."))
def _(lr0, epoch, rate, every):
    return lr0 * (1 - rate) ** (epoch // every)


@exercise.mistake(
    "divided", N_("It divides by a sum 1 + ..., as the smooth fall does. Each step should multiply by rate.")
)
def _(lr0, epoch, rate, every):
    return lr0 / (1 + rate * (epoch // every))


@exercise.mistake("factor_alone", N_("This is the factor alone. Multiply it by lr0."))
def _(lr0, epoch, rate, every):
    return rate ** (epoch // every)


@exercise.mistake("base_too_large", N_("lr0 is inside the power. Raise rate alone to the power."))
def _(lr0, epoch, rate, every):
    return (lr0 * rate) ** (epoch // every)


@exercise.mistake(
    "rounded_down_to_zero",
    N_(
        "The learning rate is 0 in every epoch. Is it cut by //? Cut epoch // every alone, in parentheses: "
        "** comes before //."
    ),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate**epoch // every


@exercise.mistake("upside_down", N_("The power is every // epoch. Exchange the two: epoch // every."))
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (every // epoch)


@exercise.mistake("subtracted", N_("Each step takes rate off. It should multiply by rate."))
def _(lr0, epoch, rate, every):
    return lr0 - rate * (epoch // every)


@exercise.mistake(
    "power_missing",
    N_("This is lr0 * rate * epoch, divided by `every` and cut. Raise rate to a power: epoch // every."),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate * epoch // every


@exercise.mistake("divided")
def _(lr0, epoch, rate, every):
    return lr0 / (1 + rate * epoch // every)


@exercise.mistake("caret_for_power", N_("In Python ^ is not a power. Write rate ** (...)."))
def _(lr0, epoch, rate, every):
    return lr0 * rate ^ (epoch // every)


@exercise.alternative("loop")
def _(lr0, epoch, rate, every):
    lr = lr0
    for each in range(1, epoch + 1):
        if each % every == 0:
            lr *= rate
    return lr


@exercise.alternative("while")
def _(lr0, epoch, rate, every):
    while epoch >= every:
        lr0, epoch = lr0 * rate, epoch - every
    return lr0


@exercise.alternative("cut off")
def _(lr0, epoch, rate, every):
    steps = int(epoch / every)
    return rate**steps * lr0
