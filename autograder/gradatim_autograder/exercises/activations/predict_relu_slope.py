"""A prediction: the slope of ReLU at three places."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# At z = -2, 0.5 and 3, as in the notebook.
exercise = Exercise(
    "predict_relu_slope",
    chapter="03-activations",
    returns=("the slopes",),
    points={"the slopes": 1},
    section=N_("ReLU: half a line"),
    reveal=False,
)


@exercise.reference
def predict_relu_slope():
    return [0, 1, 1]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("values_for_slopes", N_("These are the values of ReLU. How fast does it rise at each place?"))
def _():
    return [0, 0.5, 3]


@exercise.mistake("z_itself", N_("These are the places. How fast does ReLU rise at each of them?"))
def _():
    return [-2, 0.5, 3]


@exercise.mistake("minus_one_below", N_("Left of 0 the curve lies flat on the axis: it does not fall."))
def _():
    return [-1, 1, 1]


@exercise.mistake("one_everywhere", N_("Left of 0 the curve lies flat on the axis: it does not rise."))
def _():
    return [1, 1, 1]


@exercise.mistake("zero_everywhere", N_("Right of 0 the curve is not flat. When z grows by 1, so does ReLU."))
def _():
    return [0, 0, 0]


@exercise.mistake("slope_grows", N_("Right of 0 the curve is a straight line: it has the same slope everywhere."))
def _():
    return [0, 0.5, 1]


@exercise.mistake("slope_grows")
def _():
    return [0, 1, 3]


@exercise.mistake("only_far_right", N_("At 0.5 the curve rises already: its corner is at 0."))
def _():
    return [0, 0, 1]


@exercise.mistake("order_turned", N_("These are the slopes in another order. The first is the one at z = -2."))
def _():
    return [1, 1, 0]


@exercise.mistake("sides_exchanged", N_("The two sides are exchanged. The curve should be flat on the left."))
def _():
    return [1, 0, 0]


@exercise.mistake("slope_grows")
def _():
    return [0, 1, 2]


@exercise.alternative("a tuple")
def _():
    return 0, 1, 1


@exercise.alternative("floats")
def _():
    return [0.0, 1.0, 1.0]
