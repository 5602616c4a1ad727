"""When to stop, and which epoch to keep."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare
from gradatim_autograder.exercise.argument_class import large

exercise = declare("early_stopping", returns=("epoch",), points={"epoch": 2}, section=N_("Stopping early"))


@exercise.reference
def early_stopping(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            break
    return best


def course(rng, start, gaps):
    """Losses that reach a new smallest value, wait for a gap of epochs that are larger than the last two."""
    losses, level = [start + 0.4], start
    for gap in gaps:
        losses.append(level)
        losses.extend(level + rng.uniform(0.12, 0.2, size=gap))
        level -= rng.uniform(0.05, 0.1)
    return losses


def start_of(rng):
    return float(rng.uniform(1.2, 1.5))


@exercise.probe(times=2)
def waits_and_stops(rng):
    """A gap one short of the patience, then one as long as it, and after that a deeper valley, too late."""
    patience = int(rng.integers(3, 6))
    return course(rng, start_of(rng), (2, patience - 2, patience - 1, 0, patience, 2, 0)), patience


@exercise.probe(times=2)
def stops_later(rng):
    """The first wait is one too long: nothing that comes after it counts. It goes up and down, and falls at the end."""
    patience = int(rng.integers(3, 6))
    losses = course(rng, start_of(rng), (0, 2, 1, patience + 1, 0))
    losses.insert(1, losses[0] + 0.3)
    losses[-4] = losses[-5] - 0.01  # it falls while it waits: that is nothing new
    return losses, patience


@exercise.probe(times=2)
def never_stops(rng):
    """The losses end before the patience does; the last one is smaller than the one before, but not the smallest."""
    patience = int(rng.integers(4, 6))
    losses = course(rng, start_of(rng), (1, 2, 0, patience - 2))
    losses[-1] = losses[-2] - 0.01
    return losses, patience


def valley(rng, losses):
    """A patience and losses that hang on it: `losses(low, patience)`."""
    patience = int(rng.integers(3, 5))
    return losses(float(rng.uniform(0.6, 0.9)), patience), patience


exercise.probes(
    # The smallest loss comes again: that is no improvement, and the patience runs on.
    ties=lambda rng: valley(
        rng, lambda low, n: [low + 0.3, low, low + 0.1, *[low] * (n - 2), low + 0.2, low - 0.3, low - 0.1]
    ),
    # Whoever sets the waiting back here, or does not count this epoch, gets to the deeper valley.
    tie_that_uses_up_the_patience=lambda rng: valley(
        rng, lambda low, n: [low + 0.3, low, *[low + 0.1] * (n - 1), low, low + 0.2, low - 0.3, low - 0.1]
    ),
    # Nothing better comes after the tie: the first of the two is the best.
    tie_at_the_end=lambda rng: valley(rng, lambda low, n: [low + 0.3, low, low + 0.1, low, low + 0.2]),
    patience_1=lambda rng: (course(rng, start_of(rng), (0, 0, 1, 0)), 1),
    patience_2=lambda rng: (course(rng, start_of(rng), (1, 0, 2, 0)), 2),
    first_is_best=counted(lambda rng, patience: (course(rng, start_of(rng), (patience, 0))[1:], patience), 3, 6),
    last_is_best=counted(lambda rng, patience: (course(rng, start_of(rng), (1, 2, 0)), patience), 3, 5),
)


@exercise.probe()
def fewer_than_patience(rng):
    losses = course(rng, start_of(rng), (int(rng.integers(2, 4)),))
    return losses, len(losses)


exercise.probes(
    single=lambda rng: ([start_of(rng)], int(rng.integers(3, 6))),
    # Only whoever counts the small gain is still there for the last valley.
    small_gain=lambda rng: valley(
        rng, lambda low, n: [low + 0.3, low, low + 0.1, low - 1e-9, *[low + 0.2] * (n - 1), low - 0.3]
    ),
)


@exercise.probe()
def loss_of_zero(rng):
    """0 is a loss like any other, and the smallest: nothing after it is better."""
    patience = int(rng.integers(3, 5))
    return [0.6, 0.3, *[0.4] * (patience - 1), 0.0, 0.2, 0.1, *[0.3] * patience], patience


exercise.probes(large_losses=exercise.but(waits_and_stops, losses=lambda losses: [1e12 * loss for loss in losses]))


def _has_small_gain(losses):
    lowest = np.minimum.accumulate(losses)
    gains = lowest[:-1] - lowest[1:]
    return bool(((gains > 0) & (gains < 1e-3)).any())


exercise.classes("""
patience_1: where patience is 1  if patience == 1
patience_2: where patience is 2  if patience == 2
first_is_best: where the first loss is the best  if len(losses) > 1 and early_stopping(losses, patience) == 0
last_is_best: where the last loss is the best
    len(losses) > 1 and early_stopping(losses, patience) == len(losses) - 1
never_stops: where the training never stops  if early_stopping(losses, patience) + patience >= len(losses)
fewer_than_patience: where there are no more losses than the patience  if len(losses) <= patience
small_gain: where a loss is smaller than the best so far by very little  if _has_small_gain(losses)
holds_zero losses
equal_numbers losses
""")
exercise.classes(large("losses", 1e6))
exercise.classes("""
one_entry losses
""")

exercise.wrong_lines("""
epoch_of_stopping: This is the epoch at which training stops. Return the best epoch: its weights are the ones to keep.
    break -> return epoch
    break -> return epoch ;; return len(losses) - 1
last_epoch_where_never_stopped: Where it never stops, it returns the last epoch. The best epoch is wanted there too.
    break -> return best ;; return len(losses) - 1
nothing_where_never_stopped: Where it never stops, it returns None. After the loop, return the best epoch too.
    break -> return best ;; return best -> pass
stops_too_late: It waits one epoch too long. It should stop when patience epochs in a row have brought nothing better.
    epoch - best == patience -> epoch - best > patience
stops_too_early: It stops one epoch too early. It should stop when patience epochs in a row have brought nothing
better.
    patience -> patience - 1
equal_counts_as_better: An equal loss counts as better. Only a smaller one should.
    losses[epoch] < losses[best] -> losses[epoch] <= losses[best]
counted_from_one: The epochs are counted from 1. The first loss belongs to epoch 0.
    return best + 1
loss_returned: This is the best loss. Return its epoch, a whole number.
    return losses[best]
largest_loss: It keeps the epoch of the largest loss. Keep that of the smallest.
    losses[epoch] < losses[best] -> losses[epoch] > losses[best]
patience_not_used: It stops at the first loss that is not better. Wait for patience epochs.
    epoch - best == patience -> True
min_delta: A loss that is smaller by very little does not count as better. Any smaller loss should count.
    losses[epoch] < losses[best] -> losses[epoch] < losses[best] - 0.001
equal_not_counted: An epoch whose loss equals the best is not counted as waiting. It should be: it has brought nothing
better.
    of "a counter that is set back": waited += loss > best_loss
last_of_equals: Of epochs with equal losses it returns the last. Return the first: an equal loss is not better.
    of "a counter that is set back": waited += 1 -> waited += 1
        if loss == best_loss:
            best_epoch = epoch
first_epoch_left_out: Epoch 0 is never taken as the best so far. Its loss should be the first to compare with.
    of "a counter that is set back": for epoch, loss in list(enumerate(losses))[1:]:
last_epoch_left_out: The last epoch is never the best. Look at every loss, the last one too.
    for epoch in range(1, len(losses) - 1):
large_losses_never_best: Very large losses never count as the best so far. Begin with the first loss, or with
infinity.
    of "a counter that is set back": np.inf -> 1000
smallest_of_all: This is the smallest loss of all epochs. Training stops before it gets there, once its patience is
used up.
    return int(np.argmin(losses))
count_not_set_back: The waiting is counted in all. A new smallest loss should set the count back to 0: the epochs must
be in a row.
    of "a counter that is set back": best_loss, best_epoch, waited = loss, epoch, 0
        -> best_loss, best_epoch = loss, epoch
compared_with_the_last: Each loss is compared with the one before it. Compare it with the best so far.
    losses[epoch] < losses[best] -> losses[epoch] < losses[epoch - 1]
equal_sets_waiting_back: The waiting begins anew at a loss that equals the best. Only a smaller one should set it back.
    of "a counter that is set back": waited = waited + 1 if loss > best_loss else 0
rises_counted: It counts losses that are not smaller than the epoch before. Count those that are not smaller than the
best.
    of "a counter that is set back": waited = waited + 1 if loss >= losses[epoch - 1] else 0
best_never_moves: This is epoch 0, whatever the losses are. Look for the smallest loss so far.
    return 0
""")

exercise.alternatives("""
a counter that is set back:
    best_loss, best_epoch, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited >= patience:
            return best_epoch
    return best_epoch
the first epoch that is followed by nothing better:
    for epoch in range(len(losses)):
        following = losses[epoch + 1 : epoch + 1 + patience]
        is_best = losses[epoch] < min([*list(losses[:epoch]), np.inf])
        if is_best and all(loss >= losses[epoch] for loss in following):
            return epoch
    return 0
running minimum:
    smallest = np.minimum.accumulate(np.array(losses))
    for epoch in range(patience, len(losses)):
        if smallest[epoch] == smallest[epoch - patience]:
            return int(np.argmin(losses[: epoch + 1]))
    return int(np.argmin(losses))
as a decimal number:
    best = 0.0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[int(best)]:
            best = float(epoch)
        elif epoch - best >= patience:
            break
    return best
""")
