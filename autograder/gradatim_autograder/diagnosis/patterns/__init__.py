"""What the difference between wrong results and right ones looks like.

Every sentence here is true of the numbers, whatever the code is: a pattern is tried on all probes and told only where
it holds on each.

column      one result on all probes, beside the right ones: what the patterns are looked for in
form        another shape;  numbers   what wrong numbers have in common, wherever they stand
region      wrong, or right, in one region alone;  scale   the right ones times a factor, or joined with an argument
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.diagnosis.patterns import numbers, scale
from gradatim_autograder.diagnosis.patterns.column import Column
from gradatim_autograder.diagnosis.patterns.form import form
from gradatim_autograder.diagnosis.patterns.region import region

OF_ONE_SHAPE = (
    scale.by_quantity,
    scale.by_factor,
    scale.shifted,
    scale.by_argument,
    numbers.signs,
    region,
    numbers.order,
    numbers.by_line,
    numbers.zero_or_right,
    numbers.cut_off,
    numbers.whole_rows,
    numbers.one_side,
)


def pattern(
    name: str, got: list[NDArray[np.float64]], want: list[NDArray[np.float64]], args: list[dict[str, Any]]
) -> Finding | None:
    """The finding for one result, or None. `args` are by name."""
    column = Column(name, got, want, args)
    with np.errstate(all="ignore"):
        ways = OF_ONE_SHAPE if column.of_one_shape else (form,)
        return next((found for way in ways if (found := way(column))), None)


def by_quantity(
    name: str, got: list[NDArray[np.float64]], want: list[NDArray[np.float64]], args: list[dict[str, Any]]
) -> Finding | None:
    """The finding where one result is the right one times or divided by a size or an argument, else None."""
    column = Column(name, got, want, args)
    with np.errstate(all="ignore"):
        return scale.by_quantity(column) if column.of_one_shape else None
