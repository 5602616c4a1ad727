"""A prediction: what ten sigmoids leave of a signal on its way back, at best."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

exercise = Exercise(
    "predict_vanishing",
    chapter="03-activations",
    returns=("the signal",),
    points={"the signal": 1},
    section=N_("Saturation and vanishing gradients"),
    reveal=False,
)

BEST = 0.25**10
NEAR = 0.1  # relative: one digit is enough


@exercise.view
def signal(returned):
    """The number in units of the right one, which is too small to be compared as it is; 1 where it is near enough."""
    try:
        value = np.asarray(returned, dtype=float).item()
    except (TypeError, ValueError, OverflowError):
        raise Refusal(N_("Return one number.")) from None
    return (1.0 if abs(value / BEST - 1) < NEAR else value / BEST,)


@exercise.reference
def predict_vanishing():
    return 0.25**10


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("times_ten", N_("This is 10 times the slope. Multiply by the slope once for each layer."))
def _():
    return 0.25 * 10


@exercise.mistake("divided_by_ten", N_("This is the slope divided by 10. Multiply by the slope once for each layer."))
def _():
    return 0.25 / 10


@exercise.mistake("one_layer_only", N_("This is what one layer leaves. The signal goes through ten."))
def _():
    return 0.25


@exercise.mistake("one_layer_missing", N_("Nine layers are counted. The signal goes through ten."))
def _():
    return 0.25**9


@exercise.mistake("one_layer_too_many", N_("Eleven layers are counted. The signal goes through ten."))
def _():
    return 0.25**11


@exercise.mistake("value_for_slope", N_("This multiplies the values 0.5. The signal should be multiplied by slopes."))
def _():
    return 0.5**10


@exercise.mistake("taken_off", N_("A quarter is taken off in each layer. A quarter should be what is left."))
def _():
    return 0.75**10


@exercise.mistake("nothing_left", N_("This is nothing at all. It should become very small, but not 0. How small?"))
def _():
    return 0


@exercise.mistake(
    "nothing_lost", N_("This would need a slope of 1 in each layer. How large is the slope of a sigmoid at best?")
)
def _():
    return 1


@exercise.mistake("grows", N_("The signal grows. It should become smaller: multiply by a number below 1."))
def _():
    return 4**10


@exercise.mistake("slope_at_one", N_("This takes the slope at z = 1. At best, the slope is larger."))
def _():
    return 0.1966**10


@exercise.mistake("slope_at_one")
def _():
    return 0.2**10


@exercise.mistake("zeros_miscounted", N_("Nearly, but the number of zeros behind the decimal point is not right."))
def _():
    return 1e-5


@exercise.mistake("zeros_miscounted")
def _():
    return 1e-7


@exercise.mistake("zeros_miscounted")
def _():
    return 9.5e-6


@exercise.mistake("zeros_miscounted")
def _():
    return 9.5e-8


@exercise.alternative("about a millionth")
def _():
    return 1e-6


@exercise.alternative("two digits")
def _():
    return 9.5e-7


@exercise.alternative("one digit")
def _():
    return 0.0000009


@exercise.alternative("a loop")
def _():
    signal = 1.0
    for _layer in range(10):
        signal *= 0.25
    return np.array([signal])
