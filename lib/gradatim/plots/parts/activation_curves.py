"""The activations of the course as curves with slopes, and where they are flat."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.picture import words
from gradatim.plots.parts.sigmoid import sigmoid, sigmoid_slope
from gradatim.text import N_, _

Z = np.linspace(-5, 5, 501) + 1e-9  # never exactly at a kink
FLAT = 0.05  # a slope below this is called flat: the activation is saturated there
LOW, HIGH = -1.3, 2.2  # of the vertical axis


def known(alpha: float) -> dict[str, tuple[str, Callable[[NDArray], NDArray], Callable[[NDArray], NDArray]]]:
    """Title, curve and slope of the activations of the course. Exactly at its jump, the step has no slope: nan."""
    return {
        "step": (N_("step"), lambda z: np.where(z > 0, 1.0, 0.0), lambda z: np.where(z == 0, np.nan, 0.0)),
        "sigmoid": (N_("sigmoid"), sigmoid, sigmoid_slope),
        "tanh": (N_("tanh"), np.tanh, lambda z: 1 - np.tanh(z) ** 2),
        "relu": (N_("ReLU"), lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
        "leaky_relu": (
            N_("leaky ReLU"),
            lambda z: np.where(z > 0, z, alpha * z),
            lambda z: np.where(z > 0, 1.0, alpha),
        ),
    }


def is_flat(slope: ArrayLike) -> NDArray[np.bool_]:
    return np.abs(slope) < FLAT


def without_jumps(values: NDArray) -> NDArray:
    """A jump is no part of the curve: the line is interrupted there."""
    return np.where(np.abs(np.diff(values, prepend=values[0])) > 0.5, np.nan, values)


def where_flat(slope: NDArray) -> str:
    """A sentence on the slopes (501,) over `Z`."""
    flat = is_flat(slope)
    if flat.all():
        return _("It is flat everywhere.")
    if not flat.any():
        return _("It is flat nowhere.")
    edges = np.flatnonzero(np.diff(flat)) + 1
    where = []
    for part in np.split(np.arange(len(Z)), edges)[0 if flat[0] else 1 :: 2]:
        first, last = words(round(Z[max(part[0] - 1, 0)], 1)), words(round(Z[min(part[-1] + 1, len(Z) - 1)], 1))
        if part[0] == 0:
            where.append(_("below {z}").format(z=last))
        elif part[-1] == len(Z) - 1:
            where.append(_("above {z}").format(z=first))
        else:
            where.append(_("between {low} and {high}").format(low=first, high=last))
    return _("It is flat for z {where}.").format(where=_(" and ").join(where))
