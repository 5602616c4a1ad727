"""A network that reads digits, already trained: for a first look before the course has taught how to train one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from gradatim import nn

FILE = Path(__file__).parent / "files" / "reader.npz"


def digit_reader() -> Callable[[ArrayLike], NDArray[np.float64]]:
    """A function that reads digits: X (N, 8, 8, 1), ink from 0 to 1 -> P (N, 10), the probability of each digit.

        plots.own_digit(data.digit_reader(), drawing)

    It is the network with two convolutions of the chapter on images; `tools/make_reader.py` has trained it on all of
    `digits`, so these say nothing about how well it reads.
    """
    from gradatim import nn

    model, softmax = network(np.random.default_rng(0)), nn.Softmax()
    with np.load(FILE) as file:
        for name, values in model.named_parameters():
            values[...] = file[key(name)]

    def digit_reader(X: ArrayLike) -> NDArray[np.float64]:
        return softmax.forward(model.predict(X).astype(float))

    return digit_reader


def network(rng: np.random.Generator) -> nn.Sequential:
    """The network, with start weights drawn from `rng`."""
    from gradatim import nn  # only whoever reads digits needs it

    return nn.Sequential(
        nn.Conv2d(1, 12, 3, padding=1, rng=rng),
        nn.ReLU(),
        nn.Conv2d(12, 24, 3, padding=1, rng=rng),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(384, 10, rng),
    )


def key(parameter: str) -> str:
    """What a parameter is called in the file."""
    return parameter.replace(".", "_")
