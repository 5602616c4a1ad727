"""A learning-rate range test: one step for each rate, from small to large, until the loss explodes."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "range_test",
    chapter="06-gradient-descent",
    returns=("losses",),
    points={"losses": 3},
    section=N_("The range test"),
)


@exercise.reference
def range_test(step, rates):
    losses, smallest = [], np.inf
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        losses.append(loss)
        smallest = min(smallest, loss)
    return losses


class Step:
    """One training step after the other: call number k gives losses[k] plus the rate, the last loss for ever."""

    __name__ = "step"

    def __init__(self, losses):
        self.losses, self.calls = losses, 0

    def __call__(self, rate):
        loss = self.losses[min(self.calls, len(self.losses) - 1)] + rate
        self.calls += 1
        return float(loss)


def _test(rng, losses):
    """A step with these losses, scaled by chance, and as many rising rates, too small to decide anything."""
    rates = 10.0 ** np.linspace(-1.0, -0.4, len(losses)) * rng.uniform(0.8, 1.2)
    return Step(np.array(losses) * rng.uniform(10, 30)), rates


@exercise.probe()
def explodes(rng):
    """More than 4 times the smallest, though less than 4 times the first and the one before."""
    return _test(rng, [7.0, 6.2, 4.1, 2.0, 2.6, 5.1, 9.3, 16.0, 30.0, 3.0, 50.0, 70.0])


@exercise.probe()
def explodes_at_once(rng):
    """The loss comes back down afterwards; the test has ended all the same."""
    return _test(rng, [5.0, 4.8, 3.9, 3.1, 1.7, 60.0, 2.0, 1.8])


@exercise.probe()
def becomes_nan(rng):
    return _test(rng, [6.0, 5.1, 3.7, 4.2, np.nan, 2.2, 1.9, 3.0, 2.5])


@exercise.probe()
def becomes_infinite(rng):
    return _test(rng, [4.0, 3.0, 2.1, 3.3, 5.7, np.inf, np.inf])


@exercise.probe()
def does_not_explode(rng):
    """It goes up and down, yet stays below 4 times the smallest so far; the first is above 4 times the last."""
    return _test(rng, [7.0, 6.5, 2.7, 2.9, 1.6, 5.6, 1.3])


@exercise.mistake(
    "never_stops",
    N_(
        "It goes on after the loss has exploded. Stop at a loss that is not finite or above 4 times the smallest so far."
    ),
)
def _(step, rates):
    return [step(rate) for rate in rates]


@exercise.mistake("exploded_loss_kept", N_("The loss that ended the test is in the list. Check before you append."))
def _(step, rates):
    losses, smallest = [], np.inf
    for rate in rates:
        loss = step(rate)
        losses.append(loss)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        smallest = min(smallest, loss)
    return losses


@exercise.mistake(
    "compared_with_first", N_("The loss is compared with the first one. Compare it with the smallest so far.")
)
def _(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss > 4 * losses[0]):
            break
        losses.append(loss)
    return losses


@exercise.mistake(
    "compared_with_last", N_("The loss is compared with the one before. Compare it with the smallest so far.")
)
def _(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss > 4 * losses[-1]):
            break
        losses.append(loss)
    return losses


@exercise.mistake(
    "compared_with_largest", N_("The loss is compared with the largest so far. Compare it with the smallest.")
)
def _(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss > 4 * max(losses)):
            break
        losses.append(loss)
    return losses


exercise.slip(
    "goes_on_after_nan",
    N_("nan does not stop it: no comparison with nan is true. Ask np.isfinite as well."),
    change=("if not np.isfinite(loss) or", "if"),
)


@exercise.mistake("goes_on_after_nan")
def _(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if losses and loss > 4 * min(losses):
            break
        losses.append(loss)
    return losses


exercise.slip(
    "stops_only_when_not_finite",
    N_("It stops only at nan or inf. Stop also above 4 times the smallest loss so far."),
    change=[
        ("losses, smallest = [], np.inf", "losses = []"),
        ("np.isfinite(loss) or loss > 4 * smallest", "np.isfinite(loss)"),
        ("smallest = min(smallest, loss)", "pass"),
    ],
)

exercise.slip(
    "stops_at_any_rise",
    N_("It stops as soon as the loss rises. A little noise is normal: stop above 4 times the smallest so far."),
    change=("> 4 *", ">"),
)


@exercise.mistake("stops_at_any_rise")
def _(step, rates):
    losses = []
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or (losses and loss > losses[-1]):
            break
        losses.append(loss)
    return losses


exercise.slip(
    "skipped_not_stopped",
    N_("The exploded losses are skipped, and the test goes on. It should end: break."),
    change=(
        "if not np.isfinite(loss) or loss > 4 * smallest:\n    break\nlosses.append(loss)\nsmallest = min(smallest, loss)",
        "if np.isfinite(loss) and not loss > 4 * smallest:\n    losses.append(loss)\n    smallest = min(smallest, loss)",
    ),
)

exercise.slip(
    "stepped_twice",
    N_("It calls step twice for each rate. Each call trains: call it once and keep the loss."),
    change=[
        ("for rate in rates:", "for rate in rates:\n    if not np.isfinite(step(rate)):\n        break"),
        ("if not np.isfinite(loss) or", "if"),
    ],
)

exercise.slip("stepped_twice", change=("losses.append(loss)", "losses.append(step(rate))"))


@exercise.mistake(
    "all_steps_first",
    N_(
        "All steps are made before the losses are looked at, and the loss is compared with the smallest of all of them."
    ),
)
def _(step, rates):
    losses = [step(rate) for rate in rates]
    smallest = min([loss for loss in losses if np.isfinite(loss)])
    kept = []
    for loss in losses:
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        kept.append(loss)
    return kept


@exercise.mistake("rates_returned", N_("It returns the rates. Wanted are the losses."))
def _(step, rates):
    used, smallest = [], np.inf
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        used.append(rate)
        smallest = min(smallest, loss)
    return used


exercise.slip(
    "smallest_returned",
    N_("It returns the smallest loss. Wanted is the list of all losses up to the end of the test."),
    change=[
        ("losses, smallest = [], np.inf", "smallest = np.inf"),
        ("losses.append(loss)", "pass"),
        ("return losses", "return smallest"),
    ],
)


@exercise.mistake("first_step_only", N_("It ends after the first step. Is the return inside the loop?"))
def _(step, rates):
    return [step(rate) for rate in rates[:1]]


exercise.slip(
    "rates_backwards",
    N_("The rates are taken from the last to the first. Begin with the smallest."),
    change=("for rate in rates:", "for rate in rates[::-1]:"),
)

exercise.slip(
    "starts_too_low",
    N_("The smallest loss starts too low, so the test ends at once. Start from np.inf."),
    change=("losses, smallest = [], np.inf", "losses, smallest = [], 0.0"),
)

exercise.slip(
    "skipped_not_stopped",
    change=(
        "if not np.isfinite(loss) or loss > 4 * smallest:\n    break\nlosses.append(loss)\nsmallest = min(smallest, loss)",
        "if np.isnan(loss) or loss <= 4 * smallest:\n    losses.append(loss)\n    smallest = min(smallest, loss)",
    ),
)

exercise.slip(
    "smallest_returned_too",
    N_("It returns the smallest loss as well. Return the losses alone."),
    change=("return losses", "return losses, smallest"),
)


@exercise.alternative("smallest of the list")
def _(step, rates):
    losses = []
    for i in range(len(rates)):
        loss = step(rates[i])
        if np.isnan(loss) or np.isinf(loss):
            return losses
        if len(losses) > 0 and loss > 4 * min(losses):
            return losses
        losses.append(loss)
    return losses


@exercise.alternative("the new one counted among the smallest")
def _(step, rates):
    losses = np.zeros(0)
    for rate in rates:
        longer = np.append(losses, step(rate))
        if not longer[-1] <= 4 * np.min(longer):
            break
        if np.isinf(longer[-1]):
            break
        losses = longer
    return losses


@exercise.alternative("all steps, cut afterwards")
def _(step, rates):
    losses = np.array([step(rate) for rate in rates], dtype=np.float32)
    for i in range(len(losses)):
        if not np.isfinite(losses[i]) or (i > 0 and losses[i] > 4 * losses[:i].min()):
            return losses[:i]
    return losses
