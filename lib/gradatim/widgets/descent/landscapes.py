"""Three losses to descend on: a parabola of one weight, a ravine of two, a network of 337.

Each has `name`, `steps`, `run(rate)`, `run_own(descend, rate)`, `curvature()` (its largest one) and `where(path)`: the
points (T, 2) at which its picture shows a path.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.data import moons
from gradatim.text import N_
from gradatim.widgets.descent.runs import Run
from gradatim.widgets.descent.small_network import SmallNetwork
from gradatim.widgets.kit.own_function import numbers_of


class Quadratic:
    """Half the sum of curvature times distance squared: descent multiplies each distance by 1 - rate curvature."""

    name: str
    steps: int
    good = 0.01

    def __init__(self, curvatures: ArrayLike, lowest: ArrayLike, start: ArrayLike) -> None:
        self.curvatures, self.lowest, self.first = (np.array(each, dtype=float) for each in (curvatures, lowest, start))

    def loss(self, points: ArrayLike) -> NDArray[np.float64]:
        """points (..., P) -> (...)."""
        with np.errstate(over="ignore"):
            return 0.5 * ((np.asarray(points) - self.lowest) ** 2 * self.curvatures).sum(axis=-1)

    def gradient(self, w: ArrayLike) -> NDArray[np.float64]:
        """w (P,) -> the slopes (P,)."""
        return self.curvatures * (np.asarray(w, dtype=float) - self.lowest)

    def run(self, rate: float) -> Run:
        factors = 1 - rate * self.curvatures
        with np.errstate(over="ignore"):
            path = self.lowest + (self.first - self.lowest) * factors ** np.arange(self.steps + 1)[:, None]
        return Run(rate, path, self.loss(path), self.good)

    def run_own(self, descend: Callable[..., Any], rate: float) -> Run:
        one = len(self.lowest) == 1
        start = float(self.first[0]) if one else self.first

        def gradient(w):
            slope = self.gradient(w)
            return float(slope[0]) if one else slope

        shape = (self.steps + 1,) if one else (self.steps + 1, len(self.lowest))
        with np.errstate(all="ignore"):
            path = numbers_of(descend, gradient, start, rate, self.steps, shape=shape, finite=False)
            path = path.reshape(self.steps + 1, -1)
            return Run(rate, path, self.loss(path), self.good)

    def curvature(self) -> float:
        return float(self.curvatures.max())


class Parabola(Quadratic):
    """(w - 3)^2 from w = 0, as in the chapter on gradient descent."""

    name, steps = N_("parabola (one weight)"), 30

    def __init__(self):
        super().__init__([2.0], [3.0], [0.0])

    def where(self, path: NDArray) -> NDArray:
        return np.column_stack([path[:, 0], self.loss(path)])


class Ravine(Quadratic):
    """(w1^2 + 20 w2^2) / 2 from (-4, 1), as in the chapter on gradient descent."""

    name, steps = N_("ravine (two weights)"), 60

    def __init__(self):
        super().__init__([1.0, 20.0], [0.0, 0.0], [-4.0, 1.0])

    def where(self, path: NDArray) -> NDArray:
        return path


class Moons:
    """A network 2-16-16-1 on two moons. Its loss is shown on a plane through the start and the end of a calm run."""

    name, steps, good = N_("network (337 weights)"), 200, 0.25
    calm = 0.3  # a rate at which the run is smooth
    X: NDArray
    y: NDArray

    def __init__(self, X: ArrayLike | None = None, y: ArrayLike | None = None) -> None:
        self.X, self.y = moons(200, 0.15, 0) if X is None else (np.asarray(X, dtype=float), np.asarray(y))
        centre, spread = self.X.mean(axis=0), self.X.std(axis=0)
        self.scaled = lambda X: (X - centre) / np.where(spread > 0, spread, 1.0)
        self.network = SmallNetwork(self.scaled(self.X), self.y)
        self._reference = self.network.run(self.calm, self.steps)[0].astype(float)
        self._across = _plane(self._reference)

    def run(self, rate: float) -> Run:
        return Run(rate, *self.network.run(rate, self.steps), self.good)

    def run_own(self, descend: Callable[..., Any], rate: float) -> Run:
        network, shape = self.network, (self.steps + 1, len(self.network.start))
        start = network.start.astype(float)
        path = numbers_of(
            descend, lambda vector: network.gradient(vector), start, rate, self.steps, shape=shape, finite=False
        )
        return Run(rate, path.astype(np.float32), network.losses(path), self.good)

    def curvature(self) -> float:
        """The largest curvature met on the way of the calm run."""
        return max(self.network.curvature(point) for point in self._reference[:: self.steps // 8])

    def where(self, path: NDArray) -> NDArray:
        with np.errstate(all="ignore"):
            return (path - self._reference[0]) @ self._across

    def slice(self, columns: int = 33, rows: int = 25) -> tuple[NDArray, NDArray, NDArray[np.float64]]:
        """Both axes of the plane, and the losses (rows, columns) on it."""
        shown = self.where(self._reference)
        low, high = shown.min(axis=0), shown.max(axis=0)
        margin = 0.45 * (high - low)
        first = np.linspace(low[0] - margin[0], high[0] + margin[0], columns)
        second = np.linspace(low[1] - margin[1], high[1] + margin[1], rows)
        grid = np.stack(np.meshgrid(first, second), axis=-1).reshape(-1, 2)
        losses = self.network.losses(self._reference[0] + grid @ self._across.T)
        return first, second, losses.reshape(rows, columns)


Landscape = Parabola | Ravine | Moons


def _plane(path):
    """Two directions (P, 2) at right angles: from the start to the end of a path, and to where it strays most."""
    away = path - path[0]
    along = away[-1] / np.linalg.norm(away[-1])
    aside = away - np.outer(away @ along, along)
    farthest = aside[np.linalg.norm(aside, axis=1).argmax()]
    return np.column_stack([along, farthest / np.linalg.norm(farthest)])
