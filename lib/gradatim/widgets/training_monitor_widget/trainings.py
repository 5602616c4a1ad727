"""What the training monitor trains: a model of `gradatim.nn`, or whatever a student's own two functions train.

A training has `reset()`, `epoch(rate)` and `measure()` -> losses of the training and the held-out part and, where there
are any, both accuracies (2 or 4 numbers). Both raise `NotReady` where a student's function cannot be used.
"""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gradatim.nn import CrossEntropyLoss, Loss, Sequential
from gradatim.nn._fast.threads import one_thread
from gradatim.nn.training import fitting_data, one_epoch
from gradatim.optim import SGD, Optimizer
from gradatim.student import NotReady, name_of
from gradatim.text import _
from gradatim.widgets.kit.own_function import call_own, numbers_of

SECONDS = 10.0  # one epoch may take so long


class OwnTraining:
    """epoch(params, lr) -> params after one epoch; measure(params) -> 2 or 4 numbers; params can be anything."""

    def __init__(self, epoch: Callable[..., Any], measure: Callable[..., Any], start: Any) -> None:
        self._epoch, self._measure, self._start = epoch, measure, start
        self.reset()

    def reset(self) -> None:
        self.params = copy.deepcopy(self._start)

    def epoch(self, rate: float) -> None:
        with np.errstate(all="ignore"):
            params = call_own(self._epoch, self.params, rate, seconds=SECONDS)
        if params is None:
            text = _("{name} should return the parameters after the epoch; it returned None.")
            raise NotReady(text.format(name=name_of(self._epoch)))
        self.params = params

    def measure(self) -> tuple[float, ...]:
        with np.errstate(all="ignore"):
            numbers = numbers_of(self._measure, self.params, finite=False, seconds=SECONDS)
        if numbers.shape not in ((2,), (4,)):
            text = _("{name} should return 2 losses, or 2 losses and 2 accuracies; it returned the shape {shape}.")
            raise NotReady(text.format(name=name_of(self._measure), shape=numbers.shape))
        return tuple(numbers.tolist())


class ModelTraining:
    """A `Sequential` on X, y in mini-batches, measured on X, y and on `held_out` (X, y).

    Raises ValueError where they do not fit.
    """

    def __init__(
        self,
        model: Sequential,
        X: ArrayLike,
        y: ArrayLike,
        held_out: tuple[ArrayLike, ArrayLike],
        loss: Loss | None = None,
        optimizer: Optimizer | None = None,
        batch_size: int = 32,
    ) -> None:
        self.model, self.loss = model, loss or CrossEntropyLoss()
        self.data = fitting_data(model, X, y, self.loss)
        self.held_out = fitting_data(model, *held_out, self.loss)
        self.optimizer = optimizer or SGD(model.parameters(), lr=1.0)
        if self.optimizer.parameters is not model.parameters():
            raise ValueError(_("The optimiser belongs to another model: make it with this model's parameters()."))
        self.batch_size = batch_size
        self._start = model.snapshot(), *self._state()
        self._rng = np.random.default_rng(0)

    def reset(self) -> None:
        snapshot, arrays, numbers = self._start
        self.model.restore(snapshot)
        for name, array in arrays.items():
            getattr(self.optimizer, name)[:] = array
        vars(self.optimizer).update(numbers)
        self._rng = np.random.default_rng(0)

    def epoch(self, rate: float) -> None:
        self.optimizer.lr = rate

        def training():
            with one_thread(), np.errstate(all="ignore"):
                one_epoch(self.model, *self.data, self.loss, self.optimizer, self.batch_size, self._rng)

        call_own(training, seconds=SECONDS)

    def measure(self) -> tuple[float, ...]:
        def measuring():
            with one_thread(), np.errstate(all="ignore"):
                outputs = [(self.model.predict(X), y) for X, y in (self.data, self.held_out)]
                return [part(*pair) for part in (self.loss.forward, self.loss.accuracy) for pair in outputs]

        numbers = call_own(measuring, seconds=SECONDS)
        return tuple(number for number in numbers if number is not None)

    def _state(self):
        """What the optimiser keeps from step to step: its arrays and its numbers (such as Adam's t)."""
        arrays = {name: getattr(self.optimizer, name).copy() for name in self.optimizer.names}
        numbers = {name: value for name, value in vars(self.optimizer).items() if isinstance(value, int | float)}
        return arrays, numbers


Training = OwnTraining | ModelTraining
