"""All parameters of a model in one vector, so that an optimiser moves them all at once."""

import numpy as np


class Parameters:
    """`values` (P,) and `grads` (P,): each layer's arrays become views of parts of them.

    A view is an array without memory of its own: the layers read and write the very numbers that the optimiser moves.
    One long subtraction is much faster than many short ones.
    """

    def __init__(self, layers, dtype):
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

    def __len__(self):
        return len(self.values)

    def __repr__(self):
        return f"Parameters({len(self)})"
