"""What plain descent does with one learning rate, and the word for it: slow, right, oscillating or diverging."""

import numpy as np
from numpy.typing import ArrayLike

from gradatim.picture import words
from gradatim.text import _

SLOW, RIGHT, OSCILLATING, DIVERGING = "slow", "right", "oscillating", "diverging"
TURNED = -0.3  # cosine between two steps below which the second goes back
TURNS = 5  # so many are called oscillating
TAIL = 10  # the last tenth of a run says whether it diverges: single losses of a network jump about
ARRIVED = 1e-3  # of the first loss: what comes after it is no longer judged


class Run:
    """`path` (T + 1, P) and `losses` (T + 1,) of one rate; `kind` is one of the four words.

    `good` is the share of the first loss that counts as arrived: a run that stays above it is slow.
    """

    def __init__(self, rate: float, path: ArrayLike, losses: ArrayLike, good: float) -> None:
        self.rate, self.path, self.losses = rate, np.asarray(path), np.asarray(losses, dtype=float)
        self.steps = len(self.losses) - 1
        self.kind = _kind(self.path, self.losses, good)

    def verdict(self) -> str:
        """What the run did, in a sentence with its numbers."""
        first, last = (words(loss) for loss in (self.losses[0], self.losses[-1]))
        texts = {
            SLOW: _("Too slow: after {steps} steps the loss has come from {first} to {last} only."),
            RIGHT: _("Right: the loss falls from {first} to {last} in {steps} steps."),
            OSCILLATING: _("Oscillating: it jumps to and fro; after {steps} steps the loss is {last}."),
            DIVERGING: _("Diverging: after {steps} steps the loss is {last}, more than the {first} of the start."),
        }
        return texts[self.kind].format(steps=self.steps, first=first, last=last)


def name_of_kind(kind: str) -> str:
    """The word that is shown for a kind."""
    return {
        SLOW: _("too slow"),
        RIGHT: _("right"),
        OSCILLATING: _("oscillating"),
        DIVERGING: _("diverging"),
    }[kind]


def _kind(path, losses, good):
    first = losses[0]
    if not np.isfinite(losses).all() or losses[-len(losses) // TAIL :].mean() > first * (1 + 1e-9):
        return DIVERGING
    near = losses <= ARRIVED * first
    end = int(near.argmax()) if near.any() else len(losses) - 1
    if _turns(path[: end + 1]) >= TURNS or losses.max() > 1.5 * first:
        return OSCILLATING
    return RIGHT if losses.min() <= good * first else SLOW


def _turns(path):
    """How many steps go back, more or less, where the last one came from."""
    steps = np.diff(path.reshape(len(path), -1).astype(float), axis=0)
    products = (steps[1:] * steps[:-1]).sum(axis=1)
    lengths = np.linalg.norm(steps, axis=1)
    return int((products < TURNED * lengths[1:] * lengths[:-1]).sum())
