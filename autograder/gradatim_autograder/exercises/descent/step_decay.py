"""A learning rate that falls in steps: lr0 * rate ** (epoch // every)."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

EARLY = N_(
    "Every step comes too early: epoch / every is rounded up, or epoch 0 counts as a step. Cut off the fraction: "
    "epoch // every."
)

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


@exercise.probe(times=2)
def just_after_a_step(rng):
    """Rounding up tells."""
    lr0, rate = _rates(rng)
    every = int(rng.integers(5, 9))
    return lr0, every * int(rng.integers(2, 5)) + 1, rate, every


@exercise.probe(times=2)
def late_between_two_steps(rng):
    """Rounding to the nearest number tells, counting from 1 does not."""
    lr0, rate = _rates(rng)
    every = int(rng.integers(5, 9))
    return lr0, every * int(rng.integers(2, 5)) - 2, rate, every


@exercise.probe(times=2)
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


@exercise.mistake("not_in_steps", N_("The rate falls a little in every epoch. Cut off the fraction: epoch // every."))
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch / every)


@exercise.mistake(
    "rounded", N_("epoch / every is rounded to the nearest number. Cut off the fraction: epoch // every.")
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
    "multiplied", N_("It multiplies by the number of steps. Each step multiplies by rate once more: a power.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate * (epoch // every)


@exercise.mistake("every_ignored", N_("The rate falls in every epoch. It falls once for each `every` epochs."))
def _(lr0, epoch, rate, every):
    return lr0 * rate**epoch


@exercise.mistake("remainder_used", N_("% gives the remainder. The number of whole steps is epoch // every."))
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch % every)


@exercise.mistake("grows", N_("It divides, so the rate grows. Multiply by rate at each step."))
def _(lr0, epoch, rate, every):
    return lr0 / rate ** (epoch // every)


@exercise.mistake(
    "one_step_only", N_("The rate falls once and then stays. It falls again after each further `every` epochs.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate if epoch >= every else lr0


@exercise.mistake("one_step_only")
def _(lr0, epoch, rate, every):
    return lr0 * rate if epoch % every == 0 else lr0


@exercise.mistake(
    "counts_from_one",
    N_("It counts one epoch too many. The first epoch is 0, so the first step comes at epoch = every."),
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** ((epoch + 1) // every)


@exercise.mistake(
    "one_epoch_late", N_("Every step comes one epoch late. At epoch = every the rate has fallen already.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate ** ((epoch - 1) // every)


@exercise.mistake("one_step_too_many", N_("There is one step too many: before epoch = every the rate is still lr0."))
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (epoch // every + 1)


@exercise.mistake("rest_for_rate", N_("It multiplies by 1 - rate. rate itself is the factor of each step."))
def _(lr0, epoch, rate, every):
    return lr0 * (1 - rate) ** (epoch // every)


@exercise.mistake(
    "divided", N_("This is lr0 / (1 + rate * steps), the other decay. Here each step multiplies by rate.")
)
def _(lr0, epoch, rate, every):
    return lr0 / (1 + rate * (epoch // every))


@exercise.mistake("factor_alone", N_("This is the factor alone. Multiply it by lr0."))
def _(lr0, epoch, rate, every):
    return rate ** (epoch // every)


@exercise.mistake("base_too_large", N_("lr0 is inside the power. Only rate is raised to the power."))
def _(lr0, epoch, rate, every):
    return (lr0 * rate) ** (epoch // every)


@exercise.mistake(
    "order_of_operations", N_("Parentheses are missing: ** comes before //. Put epoch // every into parentheses.")
)
def _(lr0, epoch, rate, every):
    return lr0 * rate**epoch // every


@exercise.mistake("upside_down", N_("every and epoch are exchanged: it computes every // epoch."))
def _(lr0, epoch, rate, every):
    return lr0 * rate ** (every // epoch)


@exercise.mistake("subtracted", N_("Each step takes rate off. Each step multiplies by rate."))
def _(lr0, epoch, rate, every):
    return lr0 - rate * (epoch // every)


@exercise.mistake("order_of_operations")
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
