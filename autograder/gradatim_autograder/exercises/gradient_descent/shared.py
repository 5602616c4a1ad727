"""What the optimizers share: a step's arguments, and the classes that they belong to."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise.argument_class import ArgumentClass, when


def without_first(array):
    """No gradient for the weights of one input."""
    array[:, 0] = 0.0
    return array


def second_call(step, states):
    """A step that goes on from states of its own where it knows some of this shape; it has so many."""
    kept = {}

    def own(w, dw, *rest):
        w, *kept[w.shape] = step(w, dw, *kept.get(w.shape, rest[:states]), *rest[states:])
        return w, *kept[w.shape]

    return when("second_call", N_("when it is called again with arrays of the same shape"), own)


def seldom(squares):
    """Weights without a gradient, now or so far; `squares` is the argument that remembers their squares."""
    never = N_("where a weight has had no gradient yet")
    now = N_("where a weight has no gradient in this step, but has had some")
    return (
        ArgumentClass("unused_weight", never, lambda dw, past: np.any((dw == 0) & (past == 0)), ("dw", squares)),
        ArgumentClass("no_gradient_now", now, lambda dw, past: np.any((dw == 0) & (past > 0)), ("dw", squares)),
    )
