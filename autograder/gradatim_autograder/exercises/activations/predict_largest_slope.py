"""A prediction: how steep the sigmoid is at its steepest point."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "predict_largest_slope",
    chapter="03-activations",
    returns=("the slope",),
    points={"the slope": 1},
    section=N_("The slope of the sigmoid"),
    reveal=False,
)


@exercise.reference
def predict_largest_slope():
    return 0.5 * (1 - 0.5)


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("value_for_slope", N_("This is s where the slope is largest. The slope is s (1 - s)."))
def _():
    return 0.5


@exercise.mistake("place_for_slope", N_("This is the z where the slope is largest. How large is the slope there?"))
def _():
    return 0


@exercise.mistake("one", N_("That is the upper end of s. The slope is s (1 - s): which s makes this product largest?"))
def _():
    return 1


@exercise.mistake("slope_at_one", N_("This is the slope at z = 1, from the text. Somewhere the sigmoid is steeper."))
def _():
    return 0.1966


@exercise.mistake("slope_at_one")
def _():
    return 0.197


@exercise.mistake("slope_at_one")
def _():
    return 0.2


@exercise.mistake("slope_at_one")
def _():
    return 0.731 * (1 - 0.731)


@exercise.mistake("slope_at_one")
def _():
    return 0.7311 * (1 - 0.7311)


@exercise.mistake("slope_at_one")
def _():
    return 0.19661193324148185


@exercise.mistake("value_at_one", N_("This is s at z = 1. The largest slope is asked for: the largest s (1 - s)."))
def _():
    return 0.7311


@exercise.alternative("as a fraction")
def _():
    return 1 / 4


@exercise.alternative("the largest of many")
def _():
    return max(k / 1000 * (1 - k / 1000) for k in range(1001))
