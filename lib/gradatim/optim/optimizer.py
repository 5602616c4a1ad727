"""What all optimisers have in common."""

import numpy as np

from gradatim.text import _


class Optimizer:
    """Moves `parameters.values` (P,), one vector with all parameters of a model, against `parameters.grads` (P,).

    `lr` may be changed between steps. `space` (P,) is room for intermediate results: a step needs no new memory.
    """

    def __init__(self, parameters, lr):
        if not hasattr(parameters, "grads"):
            raise TypeError(
                _("An optimiser needs a model's parameters(); it got {what}.").format(what=repr(parameters))
            )
        if not lr > 0:
            raise ValueError(_("lr must be above 0; it is {lr}").format(lr=lr))
        self.parameters, self.lr = parameters, lr
        self.space = self.zeros()

    def step(self):
        """One step: uses the gradients of the last backward pass."""
        raise NotImplementedError

    def zeros(self):
        """One 0 for each parameter."""
        return np.zeros_like(self.parameters.values)
