"""When to stop, and which epoch to keep."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "early_stopping",
    chapter="07-training",
    returns=("epoch",),
    points={"epoch": 2},
    section=N_("Stopping early"),
)


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


@exercise.probe(times=3)
def waits_and_stops(rng):
    """A gap one short of the patience, then one as long as it, and after that a deeper valley, too late."""
    patience = int(rng.integers(3, 6))
    return course(rng, float(rng.uniform(1.2, 1.5)), (2, patience - 2, patience - 1, 0, patience, 2, 0)), patience


@exercise.probe(times=2)
def stops_later(rng):
    """The first wait is one too long: nothing that comes after it counts. It goes up and down, and falls at the end."""
    patience = int(rng.integers(3, 6))
    losses = course(rng, float(rng.uniform(1.2, 1.5)), (0, 2, 1, patience + 1, 0))
    losses.insert(1, losses[0] + 0.3)
    return losses, patience


@exercise.probe(times=2)
def never_stops(rng):
    """The losses end before the patience does; the last one is smaller than the one before, but not the smallest."""
    patience = int(rng.integers(4, 6))
    losses = course(rng, float(rng.uniform(1.2, 1.5)), (1, 2, 0, patience - 2))
    losses[-1] = losses[-2] - 0.01
    return losses, patience


@exercise.probe(times=2)
def ties(rng):
    """The smallest loss comes again: that is no improvement, and the patience runs on."""
    patience = int(rng.integers(3, 5))
    low = float(rng.uniform(0.8, 1.1))
    return [low + 0.3, low, low + 0.1, *[low] * (patience - 2), low + 0.2, low - 0.3, low - 0.1], patience


@exercise.mistake(
    "smallest_of_all",
    N_("This is the smallest loss of all epochs. Training stops before it gets there, once its patience is used up."),
)
def _(losses, patience):
    return int(np.argmin(losses))


exercise.slip(
    "epoch_of_stopping",
    N_("This is the epoch at which training stops. Return the best epoch: its weights are the ones to keep."),
    change=("break", "return epoch"),
)


@exercise.mistake("epoch_of_stopping")
def _(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            return epoch
    return len(losses) - 1


@exercise.mistake(
    "last_epoch_where_never_stopped",
    N_("Where it never stops, it returns the last epoch. The best epoch is wanted there too."),
)
def _(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            return best
    return len(losses) - 1


@exercise.mistake(
    "nothing_where_never_stopped",
    N_("Where it never stops, it returns None. After the loop, return the best epoch too."),
)
def _(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            return best


exercise.slip(
    "stops_too_late",
    N_("It waits one epoch too long. It stops when patience epochs in a row have brought nothing better."),
    change=("elif epoch - best == patience:", "elif epoch - best > patience:"),
)

exercise.slip(
    "stops_too_early",
    N_("It stops one epoch too early. It stops when patience epochs in a row have brought nothing better."),
    change=("elif epoch - best == patience:", "elif epoch - best == patience - 1:"),
)

exercise.slip(
    "count_not_set_back",
    N_("The waiting is counted in all. A new smallest loss sets it back to 0: the epochs must be in a row."),
    change=[
        ("best = 0", "best, waited = 0, 0"),
        (
            "elif epoch - best == patience:\n    break",
            "else:\n    waited += 1\n    if waited == patience:\n        break",
        ),
    ],
)

exercise.slip(
    "equal_counts_as_better",
    N_("An equal loss counts as better. Only a smaller one does: <, not <=."),
    change=("if losses[epoch] < losses[best]:", "if losses[epoch] <= losses[best]:"),
)

exercise.slip(
    "compared_with_the_last",
    N_("It compares with the epoch before. Compare with the best so far; a loss that rises and falls deceives."),
    change=[
        ("best = 0", "best, waited = 0, 0"),
        (
            "if losses[epoch] < losses[best]:\n    best = epoch\nelif epoch - best == patience:\n    break",
            "if losses[epoch] < losses[epoch - 1]:\n    best, waited = epoch, 0\nelse:\n    waited += 1\n    if waited == patience:\n        break",
        ),
    ],
)

exercise.slip(
    "counted_from_one",
    N_("The epochs are counted from 1. The first loss belongs to epoch 0."),
    change=("return best", "return best + 1"),
)

exercise.slip(
    "loss_returned",
    N_("This is the best loss. Return its epoch, a whole number."),
    change=("return best", "return losses[best]"),
)

exercise.slip(
    "largest_loss",
    N_("It keeps the largest loss. The best loss is the smallest."),
    change=("if losses[epoch] < losses[best]:", "if losses[epoch] > losses[best]:"),
)

exercise.slip(
    "patience_not_used",
    N_("It stops at the first loss that is not better. Wait for patience epochs."),
    change=("elif epoch - best == patience:", "else:"),
)


@exercise.mistake("best_never_moves", N_("The best epoch is never updated."))
def _(losses, patience):
    best = 0
    return best


@exercise.alternative("a counter that is set back")
def _(losses, patience):
    best_loss, best_epoch, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited >= patience:
            return best_epoch
    return best_epoch


@exercise.alternative("the first epoch that is followed by nothing better")
def _(losses, patience):
    for epoch in range(len(losses)):
        following = losses[epoch + 1 : epoch + 1 + patience]
        is_best = losses[epoch] < min([*list(losses[:epoch]), np.inf])
        if is_best and all(loss >= losses[epoch] for loss in following):
            return epoch
    return 0


@exercise.alternative("running minimum")
def _(losses, patience):
    smallest = np.minimum.accumulate(np.array(losses))
    for epoch in range(patience, len(losses)):
        if smallest[epoch] == smallest[epoch - patience]:
            return int(np.argmin(losses[: epoch + 1]))
    return int(np.argmin(losses))


@exercise.alternative("as a decimal number")
def _(losses, patience):
    best = 0.0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[int(best)]:
            best = float(epoch)
        elif epoch - best >= patience:
            break
    return best
