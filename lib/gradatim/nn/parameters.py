"""All parameters of a model in one vector, so that an optimiser moves them all at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import DTypeLike

from gradatim.nn.module import Module


class Parameters:
    """`values` (P,) and `grads` (P,): each layer's arrays become views of parts of them.

    A view is an array without memory of its own: the layers read and write the very numbers that the optimiser moves.
    One long subtraction is much faster than many short ones.
    """

    def __init__(self, layers: Iterable[Module], dtype: DTypeLike):
        arrays = [(layer, name) for layer in layers for name in layer.names]
        size = sum(getattr(layer, name).size for layer, name in arrays)
        self.values = np.empty(size, dtype)
        self.grads = np.zeros(size, dtype)
        start = 0
        for layer, name in arrays:
            array = getattr(layer, name)
            part = slice(start, start + array.size)
            self.values[part] = array.ravel()
            layer.__dict__["_" + name] = self.values[part].reshape(array.shape)
            layer.__dict__["d" + name] = self.grads[part].reshape(array.shape)
            start = part.stop

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        return f"Parameters({len(self)})"
