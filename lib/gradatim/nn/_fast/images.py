"""How the layers of images keep them in memory: (H, C, W, N), the batch last.

Outside an image batch is (N, H, W, C). NumPy is quick where much lies side by side: with the batch last, a step of a
layer is one operation on whole rows of many images. Going from one order to the other moves nothing: `outside` is a
view, and `inside` of that view is the array it came from.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gradatim.nn.module import Module
from gradatim.text import _


def inside(X: NDArray) -> NDArray:
    """X (N, H, W, C) -> (H, C, W, N), side by side in memory; copied only where it is not so already."""
    return np.ascontiguousarray(X.transpose(1, 3, 2, 0))


def outside(A: NDArray) -> NDArray:
    """A (H, C, W, N) -> (N, H, W, C), a view."""
    return A.transpose(3, 0, 2, 1)


def check_window(layer: Module, kernel_size: int, stride: int, padding: int = 0) -> None:
    """Raise ValueError where the sizes of a layer's window make no sense."""
    whole = all(isinstance(size, (int, np.integer)) for size in (kernel_size, stride, padding))
    if not whole or kernel_size < 1 or stride < 1 or padding < 0:
        message = _("{layer}: kernel_size and stride have to be whole numbers of at least 1, padding of at least 0.")
        raise ValueError(message.format(layer=layer))


def check_images(
    layer: Module, X: NDArray, kernel_size: int, padding: int = 0, channels: int | Literal["C"] = "C"
) -> None:
    """Raise ValueError where X is no batch of images with these channels on which a window has room."""
    if X.ndim != 4 or channels not in ("C", X.shape[3]):
        message = _("{layer}: X has the shape {given}; it has to be (N, H, W, {wanted}), the channels last.")
        raise ValueError(message.format(layer=layer, given=X.shape, wanted=channels))
    if min(X.shape[1:3]) + 2 * padding < kernel_size:
        message = _("{layer}: a window of {size} by {size} has no room on images of {height} by {width}.")
        raise ValueError(message.format(layer=layer, size=kernel_size, height=X.shape[1], width=X.shape[2]))
