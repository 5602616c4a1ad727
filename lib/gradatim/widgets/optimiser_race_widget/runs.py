"""The runs of a race: each optimiser from the same start, ours or a student's own function in its place."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradatim.optim import SGD, Adagrad, Adam, Optimizer, RMSprop
from gradatim.student import NotReady, name_of
from gradatim.text import N_, _
from gradatim.widgets.kit.own_function import call_own, newest
from gradatim.widgets.optimiser_race_widget.surfaces import Surface

STEPS = 100
BETA, BETAS, EPS = 0.9, (0.9, 0.999), 1e-8
GOAL = 0.01  # of the loss at the start
LOST = 1e9  # a weight beyond that has run away: what its optimiser returns from there on is nobody's mistake


class Optimiser:
    """One that races: its name, how ours is made, and how a function with the course's signature is called.

    Parameters
    ----------
    make
        `make(parameters, lr)` gives an optimiser of `gradatim.optim`.
    call
        `call(function, w, dw, kept, t, lr)` gives the function's answer, as a tuple (w, *kept).
    kept
        How many arrays it keeps from step to step.
    """

    def __init__(
        self, label: str, make: Callable[[Any, float], Optimizer], call: Callable[..., Any], kept: int
    ) -> None:
        self.label, self.make, self.call, self.kept = label, make, call, kept


OPTIMISERS = {
    "sgd": Optimiser(
        N_("plain (SGD)"),
        SGD,
        lambda function, w, dw, kept, t, lr: (function({"w": w}, {"w": dw}, lr)["w"],),
        0,
    ),
    "momentum": Optimiser(
        N_("momentum"),
        lambda parameters, lr: SGD(parameters, lr, momentum=BETA),
        lambda function, w, dw, kept, t, lr: function(w, dw, *kept, lr, BETA),
        1,
    ),
    "adagrad": Optimiser(
        N_("Adagrad"),
        lambda parameters, lr: Adagrad(parameters, lr, eps=EPS),
        lambda function, w, dw, kept, t, lr: function(w, dw, *kept, lr, EPS),
        1,
    ),
    "rmsprop": Optimiser(
        N_("RMSprop"),
        lambda parameters, lr: RMSprop(parameters, lr, beta=BETA, eps=EPS),
        lambda function, w, dw, kept, t, lr: function(w, dw, *kept, lr, BETA, EPS),
        1,
    ),
    "adam": Optimiser(
        N_("Adam"),
        lambda parameters, lr: Adam(parameters, lr, betas=BETAS, eps=EPS),
        lambda function, w, dw, kept, t, lr: function(w, dw, *kept, t, lr, *BETAS, EPS),
        2,
    ),
}


class Run:
    """`path` (STEPS + 1, 2) and `losses` (STEPS + 1,), nan and inf once it has run away.

    `arrived` is the first step from which on the loss stays below `GOAL` of the start's, or None.
    """

    def __init__(self, surface: Surface, path: NDArray[np.float64]) -> None:
        self.path = path
        with np.errstate(over="ignore", invalid="ignore"):
            self.losses = np.nan_to_num(surface.loss(path), nan=np.inf)
        above = np.flatnonzero(~(self.losses <= GOAL * self.losses[0]))
        self.arrived = int(above[-1]) + 1 if above[-1] < STEPS else None

    def lost(self, step: int) -> bool:
        """Whether the loss at this step is larger than at the start."""
        return not self.losses[step] <= self.losses[0] * (1 + 1e-9)


def run_of(name: str, surface: Surface, rate: float, function: Callable[..., Any] | None = None) -> Run:
    """The `Run` of one optimiser. Raises `NotReady` where the student's `function` cannot be used."""
    with np.errstate(all="ignore"):
        if function is None:
            return Run(surface, _walk_of_ours(OPTIMISERS[name], surface, rate))
        return Run(surface, _walk_of_own(OPTIMISERS[name], surface, rate, newest(function)))


def _walk_of_ours(optimiser, surface, rate):
    path = np.empty((STEPS + 1, 2))
    parameters = SimpleNamespace(values=surface.first.copy(), grads=np.zeros(2))
    made = optimiser.make(parameters, rate)
    for t in range(STEPS):
        path[t] = parameters.values
        parameters.grads[:] = surface.gradient(parameters.values)
        made.step()
    path[STEPS] = parameters.values
    return path


def _walk_of_own(optimiser, surface, rate, function):
    """All steps in one call, so that they share the time that a widget waits."""
    name = name_of(function)

    def walk():
        path = np.full((STEPS + 1, 2), np.nan)
        path[0], kept = surface.first, [np.zeros(2)] * optimiser.kept
        for t in range(1, STEPS + 1):
            w = path[t - 1]
            slopes = surface.gradient(w)
            returned = optimiser.call(function, w.copy(), slopes, [each.copy() for each in kept], t, rate)
            arrays = _arrays(returned, 1 + optimiser.kept)
            if arrays is None:
                return None, _problem(name, optimiser, returned)
            if not np.isfinite(arrays).all():
                if np.abs(w).max() < LOST:
                    return None, _("{name} returned numbers that are not finite (nan or inf).").format(name=name)
                break
            path[t], *kept = arrays
        return path, None

    walk.__name__ = name  # for the sentence of an error
    path, problem = call_own(walk)
    if problem is not None:
        raise NotReady(problem)
    return path


def _arrays(returned, count):
    """What a function has returned, as `count` arrays (2,), or None where it is something else."""
    try:
        arrays = [np.asarray(each, dtype=float) for each in returned]
    except (TypeError, ValueError):
        return None
    return arrays if len(arrays) == count and all(each.shape == (2,) for each in arrays) else None


def _problem(name, optimiser, returned):
    if not optimiser.kept:
        return _("{name} should return a dict whose arrays have the shapes of the parameters.").format(name=name)
    try:
        shapes = ", ".join(str(np.shape(each)) for each in returned)
    except (TypeError, ValueError):
        shapes = type(returned).__name__
    text = _("{name} should return {count} arrays of the shape (2,), like its w; it returned {given}.")
    return text.format(name=name, count=1 + optimiser.kept, given=shapes)
