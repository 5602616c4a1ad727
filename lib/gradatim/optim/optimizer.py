"""What all optimisers have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradatim.nn.parameters import Parameters
from gradatim.text import _

BLOCK = 25_000  # numbers at a time: the vectors of a step stay in the processor's cache (100 kB each in float32)


class Optimizer:
    """Moves `parameters.values` (P,), one vector with all parameters of a model, against `parameters.grads` (P,).

    An optimiser of your own defines `move`, and in `names` what it keeps from step to step: for ("m", "v") the vectors
    `self.m` and `self.v` (P,), 0 at first. `lr` may be changed between steps.
    """

    names: tuple[str, ...] = ()

    def __init__(self, parameters: Parameters, lr: float):
        if not hasattr(parameters, "grads"):
            raise TypeError(
                _("An optimiser needs a model's parameters(); it got {what}.").format(what=repr(parameters))
            )
        if not lr > 0:
            raise ValueError(_("lr must be above 0; it is {lr}").format(lr=lr))
        self.parameters, self.lr = parameters, lr
        for name in self.names:
            setattr(self, name, np.zeros_like(parameters.values))
        self._blocks = _blocks(parameters.values, parameters.grads, *(getattr(self, name) for name in self.names))

    def step(self) -> None:
        """One step: uses the gradients of the last backward pass, and leaves them as they are."""
        for block in self._blocks:
            self.move(*block)

    def move(self, w: NDArray, dw: NDArray, space: NDArray, *kept: NDArray) -> None:
        """Change some parameters w by their gradients dw, in place, and what is kept for them.

        `space` has the same shape and is for intermediate results: a step needs no new memory.
        """
        raise NotImplementedError


def _blocks(w: NDArray, dw: NDArray, *kept: NDArray) -> list[tuple[NDArray, ...]]:
    """The same part of each vector (views) and room of the same size, for one part after the other.

    From the end: there the gradient of a large layer was written last and is still in the cache.
    """
    space = np.empty_like(w[:BLOCK])
    parts = [slice(start, start + BLOCK) for start in range(0, len(w), BLOCK)]
    return [(w[part], dw[part], space[: len(w[part])], *(x[part] for x in kept)) for part in reversed(parts)]
