"""A prediction: one step of gradient descent by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# L(w) = (w - 3)^2, w = 6, lr = 0.2, as in the notebook.
exercise = Exercise(
    "predict_step",
    chapter="06-gradient-descent",
    returns=("w",),
    points={"w": 1},
    section=N_("One step by hand"),
    reveal=False,
)


@exercise.reference
def predict_step():
    return 6 - 0.2 * 2 * (6 - 3)


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("uphill", N_("This goes uphill. The step should go against the slope: minus."))
def _():
    return 7.2


@exercise.mistake("factor_two_forgotten", N_("The slope of (w - 3)^2 is 2 (w - 3); the factor 2 is missing."))
def _():
    return 5.4


@exercise.mistake(
    "learning_rate_forgotten", N_("The whole slope is taken off. Multiply it by the learning rate first.")
)
def _():
    return 0


@exercise.mistake(
    "loss_for_slope", N_("This takes off 0.2 times the loss. The step uses the slope, not the loss itself.")
)
def _():
    return 4.2


@exercise.mistake("slope_given", N_("This is the slope at w = 6. Multiply it by 0.2 and take it off w."))
def _():
    return 6


@exercise.mistake("step_given", N_("This is the length of the step. Where does it lead to?"))
def _():
    return 1.2


@exercise.mistake("step_given")
def _():
    return -1.2


@exercise.mistake("shift_forgotten", N_("The slope of (w - 3)^2 is 2 (w - 3); this uses 2 w."))
def _():
    return 3.6


@exercise.mistake("lowest_point", N_("3 is the lowest point. One step of this length does not lead so far."))
def _():
    return 3


@exercise.alternative("as a sum")
def _():
    return 6 - 1.2


@exercise.alternative("rounded number")
def _():
    return 4.8
