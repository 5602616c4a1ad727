"""A prediction: the learning rate from which on the steps no longer get smaller."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# L(w) = 2 w^2, as in the notebook: w becomes (1 - 4 lr) w.
exercise = Exercise(
    "predict_limit",
    chapter="06-gradient-descent",
    returns=("lr",),
    points={"lr": 1},
    section=N_("The learning rate: too small, right, too large"),
    reveal=False,
)


@exercise.reference
def predict_limit():
    return 0.5


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "limit_of_the_example", N_("1 is the limit for (w - 3)^2. The slope of 2 w^2 is 4 w: twice as steep.")
)
def _():
    return 1


@exercise.mistake(
    "best_rate", N_("With 0.25 the factor is 0: one step leads to the lowest point. At the limit the factor is -1.")
)
def _():
    return 0.25


@exercise.mistake("factor_one", N_("With 0 the factor is 1: nothing moves. The other limit is where the factor is -1."))
def _():
    return 0


@exercise.mistake("slope_given", N_("4 is how steep the slope is. For which lr is 1 - 4 lr equal to -1?"))
def _():
    return 4


@exercise.mistake("upside_down", N_("2 is the inverse of the limit. For which lr is 1 - 4 lr equal to -1?"))
def _():
    return 2


@exercise.mistake("sign_lost", N_("A learning rate is positive. For which lr is 1 - 4 lr equal to -1?"))
def _():
    return -0.5


@exercise.alternative("as a fraction")
def _():
    return 2 / 4


@exercise.alternative("solved")
def _():
    return (1 + 1) / 4
