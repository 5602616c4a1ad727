"""A network 2-16-16-1 and its descent, as fast as NumPy goes: 200 steps while a slider moves."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast.threads import one_thread

HIDDEN = 16
SHAPES = ((HIDDEN, 3), (HIDDEN, HIDDEN + 1), (1, HIDDEN + 1))  # one row for each neuron: its weights, then its bias
SIZE = sum(rows * columns for rows, columns in SHAPES)


class SmallNetwork:
    """tanh, tanh, sigmoid with binary cross-entropy on X (N, 2), y (N,) of 0 and 1; full-batch steps in float32.

    All parameters are one vector (337,). `start` is where each run begins.
    """

    def __init__(self, X: ArrayLike, y: ArrayLike, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        parts = [rng.normal(0, np.sqrt(1 / (columns - 1)), (rows, columns)) for rows, columns in SHAPES]
        for part in parts:
            part[:, -1] = 0  # biases
        self.start = np.concatenate([part.ravel() for part in parts]).astype(np.float32)
        self.X, self.y = with_ones(X), np.asarray(y, dtype=np.float32)[None]

    def run(self, rate: float, steps: int) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """The points (steps + 1, 337) and losses (steps + 1,) of plain descent with this rate."""
        path = np.empty((steps + 1, SIZE), np.float32)
        sums = np.empty((steps + 1, self.y.size), np.float32)
        path[0] = self.start
        slope = np.empty(SIZE, np.float32)
        factor = np.float32(rate)
        with one_thread(), np.errstate(all="ignore"):
            for t in range(steps):
                sums[t] = self._slope(path[t], slope)
                np.multiply(slope, factor, out=path[t + 1])
                np.subtract(path[t], path[t + 1], out=path[t + 1])
            sums[steps] = self._forward(path[steps], self.X)[-1]
            return path, self._loss(sums)

    def gradient(self, vector: ArrayLike) -> NDArray[np.float64]:
        """The gradient (337,) at `vector` (337,), float64: for a descent of one's own."""
        slope = np.empty(SIZE, np.float32)
        with np.errstate(all="ignore"):
            self._slope(np.ascontiguousarray(vector, dtype=np.float32), slope)
        return slope.astype(np.float64)

    def losses(self, path: NDArray) -> NDArray[np.float64]:
        """The losses (T,) at the points of a path (T, 337)."""
        with one_thread(), np.errstate(all="ignore"):
            sums = [self._forward(np.ascontiguousarray(point, np.float32), self.X)[-1][0] for point in path]
            return self._loss(np.array(sums))

    def answers(self, vector: NDArray, inputs: NDArray[np.float32]) -> NDArray:
        """The probabilities (M,) of class 1 for inputs (3, M) as `with_ones` makes them."""
        with one_thread(), np.errstate(all="ignore"):
            return 0.5 + 0.5 * np.tanh(0.5 * self._forward(vector, inputs)[-1][0])

    def curvature(self, vector: NDArray, rounds: int = 30) -> float:
        """The largest curvature of the loss at `vector`: power iteration with differences of gradients."""
        rng = np.random.default_rng(0)
        direction = rng.normal(size=SIZE)
        here, largest = vector.astype(np.float64), 0.0
        for _round in range(rounds):
            direction /= np.linalg.norm(direction) or 1.0
            reach = 1e-2 * direction
            direction = (self.gradient(here + reach) - self.gradient(here - reach)) / 2e-2
            largest = float(np.linalg.norm(direction))
        return largest

    def _forward(self, vector, inputs):
        W1, W2, W3 = _parts(vector)
        H1 = np.ones((HIDDEN + 1, inputs.shape[1]), np.float32)
        H2 = np.ones((HIDDEN + 1, inputs.shape[1]), np.float32)
        np.tanh(W1.dot(inputs), out=H1[:-1])
        np.tanh(W2.dot(H1), out=H2[:-1])
        return H1, H2, W3.dot(H2)

    def _slope(self, vector, slope):
        """Write the gradient into `slope`; returns the sums before the sigmoid (N,)."""
        _W1, W2, W3 = _parts(vector)
        dW1, dW2, dW3 = _parts(slope)
        H1, H2, z = self._forward(vector, self.X)
        dz = (0.5 + 0.5 * np.tanh(0.5 * z) - self.y) / self.y.size
        np.dot(dz, H2.T, out=dW3)
        H2 = H2[:-1]
        dA2 = W3[0, :-1, None] * dz * (1 - H2 * H2)
        np.dot(dA2, H1.T, out=dW2)
        H1 = H1[:-1]
        dA1 = W2[:, :-1].T.dot(dA2) * (1 - H1 * H1)
        np.dot(dA1, self.X.T, out=dW1)
        return z[0]

    def _loss(self, sums):
        """The losses (T,) from the sums before the sigmoid (T, N): log(1 + exp(z)) - y z."""
        return (np.logaddexp(0, sums) - self.y * sums).mean(axis=1).astype(np.float64)


def _parts(vector):
    parts, start = [], 0
    for rows, columns in SHAPES:
        parts.append(vector[start : start + rows * columns].reshape(rows, columns))
        start += rows * columns
    return parts


def with_ones(X: ArrayLike) -> NDArray[np.float32]:
    """X (N, 2) -> (3, N): one column for each sample, with a 1 that the bias belongs to."""
    X = np.asarray(X, dtype=np.float32)
    return np.vstack([X.T, np.ones((1, len(X)), np.float32)])
