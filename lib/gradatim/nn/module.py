"""What all layers have in common."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.text import _


class Module:
    """A step of a network. A layer of your own defines `forward`, `backward_input` and, if it learns, the rest.

    `names` lists what is learned: for "W" the array is `self.W` and its gradient `self.dW`. `states` lists arrays that
    belong to the layer but are not learned. `forward` keeps its output in `self.out`.
    """

    names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    training = True
    out: NDArray | None = None

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, D) -> out (N, M). Keeps what the backward pass needs."""
        raise NotImplementedError

    def backward_input(self, dout: NDArray) -> NDArray | None:
        """dout (N, M) -> dX (N, D), for the X of the last forward pass; None where X has no gradient."""
        raise NotImplementedError

    def backward_parameters(self, dout: NDArray) -> None:
        """Write the gradients of what is learned (they are replaced, not added up)."""

    def backward(self, dout: ArrayLike) -> NDArray | None:
        """dout (N, M), of the shape of the last output -> dX (N, D). Also writes the gradients of what is learned.

        Raises ValueError for another shape, RuntimeError before the first forward pass.
        """
        if self.out is None:
            raise RuntimeError(_("{layer}: backward comes after forward.").format(layer=self))
        dout = np.asarray(dout, self.out.dtype)
        if dout.shape != self.out.shape:
            message = _("{layer}: dout has the shape {given}; the output of forward has {wanted}.")
            raise ValueError(message.format(layer=self, given=dout.shape, wanted=self.out.shape))
        self.backward_parameters(dout)
        return self.backward_input(dout)

    def __call__(self, X: ArrayLike) -> NDArray:
        return self.forward(X)

    def named_parameters(self) -> list[tuple[str, NDArray]]:
        """Pairs of a name and an array: [("W", W), ("b", b)]."""
        return [(name, getattr(self, name)) for name in self.names]

    def named_gradients(self) -> list[tuple[str, NDArray]]:
        """The gradients of the last backward pass, under the same names."""
        return [(name, getattr(self, "d" + name)) for name in self.names]

    def train(self) -> None:
        """Behave as in training (dropout drops, batch normalization uses the batch)."""
        self.training = True

    def eval(self) -> None:
        """Behave as in use (dropout does nothing, batch normalization uses its running means)."""
        self.training = False

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        for name in cls.names:
            setattr(cls, name, _learned(name))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def floats(X: ArrayLike) -> NDArray[np.floating]:
    """X as an array of floats: other numbers (an int would overflow) become float64."""
    X = np.asarray(X)
    return X if X.dtype.kind == "f" else X.astype(np.float64)


def _learned(name: str) -> property:
    """An attribute whose array is replaced number by number, as it may be a part of a model's one long vector."""

    def write(layer, value):
        if "_" + name in layer.__dict__:
            layer.__dict__["_" + name][...] = value
        else:
            layer.__dict__["_" + name] = value

    return property(attrgetter("_" + name), write)
