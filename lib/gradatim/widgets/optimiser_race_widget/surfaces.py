"""Three losses of two weights for a race: a round bowl, a ravine, a saddle.

Each has `name`, `first` (where all start), `lowest_points` (K, 2), `x_range`, `y_range`, `loss(points)` and
`gradient(w)`.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.text import N_
from gradatim.widgets.descent import landscapes
from gradatim.widgets.descent.landscapes import Quadratic


class Bowl(Quadratic):
    """(w1^2 + w2^2) / 2 from (-4, 1.5): as steep along w1 as along w2."""

    name = N_("bowl (a round parabola)")
    x_range, y_range = (-5.0, 5.0), (-3.0, 3.0)
    lowest_points = ((0.0, 0.0),)

    def __init__(self):
        super().__init__([1.0, 1.0], [0.0, 0.0], [-4.0, 1.5])


class Ravine(landscapes.Ravine):
    """The ravine of the chapter on gradient descent, from (-4, 1)."""

    name = N_("ravine")
    x_range, y_range = (-5.0, 5.0), (-2.0, 2.0)
    lowest_points = ((0.0, 0.0),)


class Saddle:
    """w1^2 / 2 + (w2^2 - 1)^2 / 4: level at (0, 0), lowest at (0, 1) and (0, -1). It starts almost on the ridge."""

    name = N_("saddle")
    x_range, y_range = (-2.5, 2.5), (-1.8, 1.8)
    lowest_points = ((0.0, 1.0), (0.0, -1.0))
    first = np.array([-2.0, 0.001])

    def loss(self, points: ArrayLike) -> NDArray[np.float64]:
        """points (..., 2) -> (...)."""
        points = np.asarray(points)
        with np.errstate(over="ignore", invalid="ignore"):
            return 0.5 * points[..., 0] ** 2 + 0.25 * (points[..., 1] ** 2 - 1) ** 2

    def gradient(self, w: NDArray) -> NDArray[np.float64]:
        """w (2,) -> the slopes (2,)."""
        return np.array([w[0], w[1] ** 3 - w[1]])


Surface = Bowl | Ravine | Saddle
