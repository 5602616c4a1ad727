"""The sigmoid, for pictures that compute with it."""

import numpy as np
from numpy.typing import NDArray


def sigmoid(z: NDArray) -> NDArray:
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z: NDArray) -> NDArray:
    return sigmoid(z) * (1 - sigmoid(z))
