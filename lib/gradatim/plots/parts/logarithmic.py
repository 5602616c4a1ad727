"""Logarithmic axes with plain numbers: 0.2 and 50 in place of powers of ten times something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axis import Axis

LABELLED = (1, 2, 5)
DECADES = 2.5  # an axis longer than that has labels at powers of ten only


def plain_numbers(axis: Axis, low: float, high: float) -> None:
    """Make a logarithmic axis from `low` to `high` carry plain numbers."""
    short = np.log10(high / low) < DECADES

    def label(value, _place):
        digit = value / 10 ** np.floor(np.log10(value) + 1e-9)
        whole = abs(digit - round(digit)) < 1e-6
        return f"{value:g}" if whole and round(digit) in (LABELLED if short else (1,)) else ""

    axis.set_major_formatter(label)
    axis.set_minor_formatter(label)
