"""First weights. Biases start at 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

# Quoted: NumPy loads its random numbers when they are first named.
Init: TypeAlias = "Callable[[int, int, np.random.Generator], NDArray]"


def xavier_uniform(n_in: int, n_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """W (n_in, n_out), uniform between -a and a with a = sqrt(6 / (n_in + n_out)); for tanh and sigmoid.

    Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, equation 16.
    """
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def kaiming_normal(n_in: int, n_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """W (n_in, n_out), normal with mean 0 and standard deviation sqrt(2 / n_in); for ReLU.

    He, Zhang, Ren and Sun (2015), *Delving Deep into Rectifiers*, equation 10.
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
