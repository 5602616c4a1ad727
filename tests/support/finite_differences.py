"""A finite difference beside the gradients of a training."""

import numpy as np


def check_gradients(params, loss):
    """`loss(params)` gives the loss and a dict of gradients: a step along the largest entries of each agrees."""
    _value, grads = loss(params)
    for key, gradient in grads.items():
        largest = np.argsort(-np.abs(gradient), axis=None)[:3]
        for where in zip(*np.unravel_index(largest, gradient.shape), strict=True):
            moved = []
            for step in (1e-5, -1e-5):
                p = {name: value.copy() for name, value in params.items()}
                p[key][where] += step
                moved.append(loss(p)[0])
            assert np.isclose((moved[0] - moved[1]) / 2e-5, gradient[where], rtol=1e-4, atol=1e-9), key
