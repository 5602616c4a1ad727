"""Which learning rates are good, read off the losses of a range test or of a grid search."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARLY, LATE = 0.2, 0.8  # shares of the fall of log(loss): between them lies the region of a range test
HARDLY = 1.25  # the loss falls by a smaller factor: that is noise
WELL_BELOW = 4  # a good rate is at least so many times smaller than the one at which the loss exploded
SMOOTH = 5  # losses of mini-batches are noisy: so many are averaged
NEARLY = 1.25  # times the smallest loss of a grid search: about as good


def smoothed(losses: ArrayLike) -> NDArray[np.float64]:
    """losses (T,) -> running means (T,) over up to `SMOOTH` neighbours."""
    losses = np.asarray(losses, dtype=float)
    kernel = np.ones(min(SMOOTH, len(losses) or 1))
    if not len(losses):
        return losses
    return np.convolve(losses, kernel, "same") / np.convolve(np.ones(len(losses)), kernel, "same")


def falling_region(
    rates: Sequence[float] | NDArray, losses: Sequence[float] | NDArray, exploded: float | None = None
) -> tuple[float, float] | None:
    """The rates (low, high) between which a range test's loss falls, or None where it hardly falls.

    At `low` a fifth of the way down is done (on a logarithmic axis), at `high` four fifths, unless that is too near to
    `exploded`, the rate that ended the test (None where it did not).
    """
    if len(losses) < SMOOTH:
        return None
    curve = np.log(np.maximum(smoothed(losses), 1e-300))
    level = np.median(curve[: max(3, len(curve) // 10)])
    lowest = int(curve.argmin())
    fall = level - curve[lowest]
    if not fall > np.log(HARDLY):
        return None
    low = int(np.flatnonzero(curve[: lowest + 1] > level - EARLY * fall).max(initial=-1)) + 1
    high = int((curve <= level - LATE * fall).argmax())
    end = max(rates[high], rates[low])
    return rates[low], end if exploded is None else max(rates[low], min(end, exploded / WELL_BELOW))


def even_region(rates: Sequence[float] | NDArray, losses: Sequence[float] | NDArray) -> tuple[float, float] | None:
    """The rates (low, high) around the best one whose losses are about as small, or None where no loss is finite."""
    losses = np.where(np.isfinite(losses), losses, np.inf)
    if not len(losses) or losses.min() == np.inf:
        return None
    best = low = high = int(losses.argmin())
    good = losses <= NEARLY * losses[best]
    while low > 0 and good[low - 1]:
        low -= 1
    while high < len(good) - 1 and good[high + 1]:
        high += 1
    return rates[low], rates[high]
