"""Data that a student passes to a widget: two inputs and targets of 0 and 1."""

import numpy as np
from numpy.typing import ArrayLike

from gradatim.text import _


def problem_of(X: ArrayLike | None, y: ArrayLike | None) -> str | None:
    """Why X and y cannot be used: a sentence, or None. X (N, 2), y (N,) of 0 and 1, or both None."""
    if X is None and y is None:
        return None
    try:
        samples, labels = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    except (TypeError, ValueError):
        return _("X and y must be arrays of numbers.")
    shape = samples.shape
    if len(shape) != 2 or shape[1] != 2:
        return _("X must have two columns, one for each input; its shape is {shape}.").format(shape=shape)
    if not len(samples) or not np.isfinite(samples).all():
        return _("X must have at least one row, and only finite numbers (no nan, no inf).")
    if labels.shape != (shape[0],) or not set(labels.tolist()) <= {0.0, 1.0}:
        return _("y must hold one target, 0 or 1, for each of the {count} rows of X.").format(count=shape[0])
    return None
