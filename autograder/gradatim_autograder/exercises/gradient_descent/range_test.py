"""A learning-rate range test: one step for each rate, from small to large, until the loss explodes."""

import inspect

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

STEPS = "the number of calls of step"
LENGTH = "the number of losses"  # where it is 0: in an empty list there is nothing to be compared

exercise = declare("range_test", returns=("losses",), points={"losses": 2, STEPS: 1}, section=N_("The range test"))


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
    """One training step after the other: call number k gives losses[k] plus the rate times `weight`, the last loss for
    ever.
    """

    __name__ = "step"

    def __init__(self, losses, weight=1.0):
        self.losses, self.weight, self.calls = losses, weight, 0

    def __call__(self, rate):
        loss = self.losses[min(self.calls, len(self.losses) - 1)] + self.weight * rate
        self.calls += 1
        return float(loss)


@exercise.drive
def use(range_test, step, rates):
    """What it returns, and how many steps it took for that: after the explosion each one spoils the network."""
    returned = range_test(step, rates)
    if returned is None:
        return None
    losses = list(returned) if inspect.isgenerator(returned) else returned
    if np.isfinite(step.losses[0]):
        return {"losses": losses, STEPS: step.calls}
    listed = isinstance(losses, list | tuple) or (isinstance(losses, np.ndarray) and losses.ndim > 0)
    return {LENGTH: len(losses) if listed else losses, STEPS: step.calls}


def _test(rng, losses):
    """A step with these losses, scaled by chance, and as many rising rates, too small to decide anything."""
    rates = 10.0 ** np.linspace(-1.0, -0.4, len(losses)) * rng.uniform(0.8, 1.2)
    scale = 10 ** rng.uniform(1, 3)
    return Step(np.array(losses) * scale, scale / 10), rates


exercise.probes(
    # More than 4 times the smallest, though less than 4 times the first and the one before.
    explodes=lambda rng: _test(rng, [7.0, 6.2, 4.1, 2.0, 2.6, 5.1, 9.3, 16.0, 30.0, 3.0, 50.0, 70.0]),
    # The loss comes back down afterwards; the test has ended all the same.
    explodes_at_once=lambda rng: _test(rng, [5.0, 4.8, 3.9, 3.1, 1.7, 60.0, 2.0, 1.8]),
    becomes_nan=lambda rng: _test(rng, [6.0, 5.1, 3.7, 4.2, np.nan, 2.2, 1.9, 3.0, 2.5]),
    becomes_infinite=lambda rng: _test(rng, [4.0, 3.0, 2.1, 3.3, 5.7, np.inf, np.inf]),
    # It goes up and down, yet stays below 4 times the smallest so far; the first is above 4 times the last.
    does_not_explode=lambda rng: _test(rng, [7.0, 6.5, 2.7, 2.9, 1.6, 5.6, 1.3]),
    # The first loss stays the smallest.
    never_falls=lambda rng: _test(rng, [1.5, 1.9, 2.6, 3.8, 5.2, 7.0, 3.0]),
    explodes_at_the_end=lambda rng: _test(rng, [5.0, 4.1, 2.3, 2.9, 4.4, 24.0]),
    # inf, which is not above 4 times inf.
    first_not_finite=lambda rng: _test(rng, [np.inf, 4.0, 2.5, 3.1, 2.0]),
)


@exercise.probe()
def four_times(rng):
    """A loss that is exactly 4 times the smallest, without rounding: it has not exploded."""
    rates = np.arange(1, 8) / 8
    losses = np.array([9.0, 5.0, 2.0, 8.0, 3.0, 1.0, 4.0]) * int(rng.integers(10, 30))
    return Step(losses - rates), rates


@exercise.probe()
def zero_loss(rng):
    """Exactly 0, without rounding: of the losses after it each one above 0 has exploded."""
    rates = np.arange(1, 8) / 8
    losses = np.array([9.0, 5.0, 0.0, 0.0, 3.0, 1.0, 2.0]) * int(rng.integers(10, 30))
    return Step(losses - rates), rates


exercise.probes(one_rate=lambda rng: _test(rng, [3.0]))


def _losses(step, rates):
    """All losses, as if no explosion ended the test."""
    return step.losses + step.weight * rates


def _explosion(step, rates):
    """The place of the first loss that has exploded; the number of rates where none has."""
    losses = _losses(step, rates)
    finite = np.where(np.isfinite(losses), losses, np.inf)
    so_far = np.concatenate([[np.inf], np.minimum.accumulate(finite)[:-1]])
    return int(np.argmax(np.append(~np.isfinite(losses) | (losses > 4 * so_far), True)))


def _ends_by(step, rates, kind):
    """Whether the loss that ends the test is of this kind."""
    place = _explosion(step, rates)
    return 0 < place < len(rates) and bool(kind(_losses(step, rates)[place]))


def _has_four_times(step, rates):
    losses = _losses(step, rates)
    return bool(losses.all() and (losses[1:] == 4 * np.minimum.accumulate(losses)[:-1]).any())


exercise.classes("""
becomes_nan: where the loss becomes nan  if _ends_by(step, rates, np.isnan)
becomes_inf: where the loss becomes inf  if _ends_by(step, rates, np.isinf)
no_explosion: where the loss does not explode  if len(rates) > 1 and _explosion(step, rates) == len(rates)
explodes_at_the_end: where the loss explodes at the last rate  if _explosion(step, rates) == len(rates) - 1
first_not_finite: where the first loss is not finite  if not _explosion(step, rates)
four_times: where a loss is exactly 4 times the smallest so far  if _has_four_times(step, rates)
zero_loss: where a loss is 0  if np.any(_losses(step, rates) == 0)
never_falls: where the first loss is the smallest  if len(rates) > 1 and _losses(step, rates).argmin() == 0
one_entry rates
""")

exercise.wrong_lines("""
never_stops: It goes on after the loss has exploded. Stop at a loss that is not finite or above 4 times the smallest so
far.
    break -> pass
exploded_loss_kept: The loss that ended the test is in the list. Leave it out: check a loss before you append it.
    break -> losses.append(loss); ...
compared_with_first: The loss is compared with the first one. Compare it with the smallest so far.
    smallest = min(smallest, loss) -> smallest = losses[0]
compared_with_last: The loss is compared with the one before. Compare it with the smallest so far.
    smallest = min(smallest, loss) -> smallest = loss
compared_with_largest: The loss is compared with the largest so far. Compare it with the smallest so far.
    smallest = min(smallest, loss) -> smallest = max(losses)
goes_on_after_nan: A loss of nan does not end the test: no comparison with nan is true. Ask np.isfinite as well.
    if loss > 4 * smallest:
    if losses and loss > 4 * min(losses):
stops_only_when_not_finite: It stops only at nan or inf. Stop also above 4 times the smallest loss so far.
    if not np.isfinite(loss):
stops_at_any_rise: It stops as soon as the loss rises. A little noise should not end the test: stop above 4 times the
smallest so far.
    if not np.isfinite(loss) or loss > smallest:
    if not np.isfinite(loss) or (losses and loss > losses[-1]):
skipped_not_stopped: The losses that have exploded are left out, and the test goes on. It should end at the first of
them.
    break -> continue
only_not_finite_skipped: A loss that is not finite is left out, and the test goes on. It should end there.
    loss = step(rate) -> ...
        if not np.isfinite(loss):
            continue
nan_kept_and_others_skipped: Losses above 4 times the smallest are left out, nan is kept, and the test goes on. It
should end at the first loss of either kind.
    if loss > 4 * smallest: continue
stepped_twice: step is called twice for a rate. Each call trains: call it once for each rate and keep the loss.
    losses.append(loss) -> losses.append(step(rate))
    loss = step(rate) -> if not np.isfinite(step(rate)): break
        loss = step(rate)
all_steps_first: All steps are made, and each loss is compared with the smallest of all. Compare it with the smallest so
far, and end at the explosion.
    of "one after the other": smallest = float("inf") -> losses = list(map(step, rates)); smallest = np.nanmin(losses)
        ;; map(step, rates) -> losses
steps_after_the_end: The losses are right, but step is called for further rates after the explosion. Each call trains:
end there.
    of "one after the other": map(step, rates) -> list(map(step, rates))
rates_returned: It returns the rates. Return the losses.
    losses.append(loss) -> losses.append(rate)
smallest_returned: It returns the smallest loss. Return the list of all losses up to the end of the test.
    return smallest
first_step_only: It ends after the first step. Is the return inside the loop?
    losses.append(loss) -> ...; return losses
    losses.append(loss) -> ...; return losses ;; return losses -> pass
    loss = step(rate) -> return [step(rate)]
rates_backwards: The rates are taken from the last to the first. Begin with the smallest.
    for rate in rates[::-1]:
last_rate_missing: There is no step with the last rate. Make one with it too, unless the loss has exploded before.
    for rate in rates[:-1]:
ends_at_once: The first loss counts as exploded already. Is the smallest loss so far inf at the start?
    losses, smallest = [], 0
smallest_returned_too: It returns the smallest loss as well. Return the losses alone.
    return losses, smallest
stops_at_four_times: A loss of exactly 4 times the smallest ends the test. Only a larger one should.
    if not np.isfinite(loss) or loss >= 4 * smallest:
""")

exercise.alternatives("""
smallest of the list:
    losses = []
    for i in range(len(rates)):
        loss = step(rates[i])
        if np.isnan(loss) or np.isinf(loss):
            return losses
        if len(losses) > 0 and loss > 4 * min(losses):
            return losses
        losses.append(loss)
    return losses
the new one counted among the smallest:
    losses = np.zeros(0)
    for rate in rates:
        longer = np.append(losses, step(rate))
        if not longer[-1] <= 4 * np.min(longer):
            break
        if np.isinf(longer[-1]):
            break
        losses = longer
    return losses
float32, the place of the end:
    losses = np.zeros(len(rates), dtype=np.float32)
    end = 0
    while end < len(rates):
        losses[end] = step(rates[end])
        if not np.isfinite(losses[end]) or (losses[: end + 1] * 4).min() < losses[end]:
            break
        end += 1
    return losses[:end]
one after the other:
    smallest = float("inf")
    for loss in map(step, rates):
        if not loss < float("inf") or loss / 4 > smallest:
            break
        smallest = min(smallest, loss)
        yield loss
""")
