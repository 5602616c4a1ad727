"""Layers one behind the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from gradatim.nn.module import Module
from gradatim.nn.parameters import Parameters
from gradatim.nn.training import fit
from gradatim.text import _

ROWS_AT_ONCE = 1000  # so many samples are predicted at a time: a thousand images of 28 by 28 take 100 MB on the way

Snapshot = tuple[NDArray, list[list[NDArray]]]  # the parameters; the states of each layer


class Sequential(Module):
    """The output of each layer is the input of the next: `Sequential(Linear(64, 32, rng), ReLU(), ...)`.

    It computes in float32, which is exact enough to train and twice as fast; `dtype=np.float64` is for comparing
    gradients. The layers' parameters become parts of one vector, `parameters().values`.
    """

    def __init__(self, *layers: Module, dtype: DTypeLike = np.float32):
        for layer in layers:
            if not isinstance(layer, Module) or isinstance(layer, Sequential):
                raise TypeError(_("Sequential needs layers; it got {what}.").format(what=repr(layer)))
        if not layers or len(set(map(id, layers))) < len(layers):
            raise ValueError(_("Sequential needs at least one layer, and each place a layer of its own."))
        self.layers = list(layers)
        self.dtype = np.dtype(dtype)
        self._parameters = Parameters(self.layers, self.dtype)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, D) -> the last layer's output (N, M)."""
        out = np.asarray(X, self.dtype)
        for layer in self.layers:
            out = layer.forward(out)
        self.out = out
        return out

    def backward_parameters(self, dout: NDArray) -> None:
        """dout (N, M) -> the gradient with respect to the first layer's output. Writes the gradients of all parameters.

        The gradient of the input, which training does not need, is left out: in a first layer it is half of the work.
        """
        for layer in self.layers[:0:-1]:
            layer.backward_parameters(dout)
            dout = layer.backward_input(dout)  # type: ignore[assignment]  # only a first layer has none
        self.layers[0].backward_parameters(dout)
        self._dfirst = dout

    def backward_input(self, dout: NDArray) -> NDArray | None:
        """dX (N, D), after `backward_parameters` of the same dout; None where X are numbers of words."""
        return self.layers[0].backward_input(self._dfirst)

    def parameters(self) -> Parameters:
        """All parameters and gradients as vectors: what an optimiser gets."""
        return self._parameters

    def predict(self, X: ArrayLike) -> NDArray:
        """X (N, D) -> the outputs (N, M), with all layers as in use. For classes: `predict(X).argmax(axis=1)`."""
        X = np.asarray(X, self.dtype)
        before = [layer.training for layer in self.layers]
        self.eval()
        try:
            if X.ndim == 0 or len(X) <= ROWS_AT_ONCE:
                return self.forward(X)
            starts = range(0, len(X), ROWS_AT_ONCE)
            return np.concatenate([self.forward(X[start : start + ROWS_AT_ONCE]) for start in starts])
        finally:
            for layer, training in zip(self.layers, before, strict=True):
                layer.training = training

    fit = fit

    def train(self) -> None:
        for layer in self.layers:
            layer.train()

    def eval(self) -> None:
        for layer in self.layers:
            layer.eval()

    def named_parameters(self) -> list[tuple[str, NDArray]]:
        """Pairs of a name and an array, as in PyTorch with the layer's number before: [("0.W", W), ("0.b", b), ...]."""
        return [(f"{n}.{name}", x) for n, layer in enumerate(self.layers) for name, x in layer.named_parameters()]

    def named_gradients(self) -> list[tuple[str, NDArray]]:
        return [(f"{n}.{name}", x) for n, layer in enumerate(self.layers) for name, x in layer.named_gradients()]

    def snapshot(self) -> Snapshot:
        """A copy of all that training changes, for `restore`."""
        states = [[np.copy(getattr(layer, name)) for name in layer.states] for layer in self.layers]
        return self._parameters.values.copy(), states

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to what `snapshot` returned."""
        self._parameters.values[:], states = snapshot
        for layer, arrays in zip(self.layers, states, strict=True):
            for name, array in zip(layer.states, arrays, strict=True):
                setattr(layer, name, array.copy())

    def __setstate__(self, state):
        self.__dict__.update(state)  # a copy's layers have arrays of their own: tie them together again
        self._parameters = Parameters(self.layers, self.dtype)

    def __repr__(self) -> str:
        return f"Sequential({', '.join(map(repr, self.layers))})"
