"""A prediction: the accuracy of an answer that never changes."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# Of 200 people 8 are ill; the network always says healthy, as in the notebook.
exercise = Exercise(
    "predict_always_healthy",
    chapter="07-training",
    returns=("share",),
    points={"share": 1},
    section=N_("Step 8: how good is it?"),
    reveal=False,
)


@exercise.reference
def predict_always_healthy():
    return 192 / 200


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "share_of_ill", N_("This is the share of the ill: the wrong answers. Accuracy counts the right ones.")
)
def _():
    return 8 / 200


@exercise.mistake("per_cent", N_("This is per cent. Give the share, between 0 and 1."))
def _():
    return 96


@exercise.mistake("count", N_("This is the number of right answers. Divide it by 200."))
def _():
    return 192


@exercise.mistake("nothing_right", N_("It is right for everybody who is healthy. How many are they?"))
def _():
    return 0


@exercise.mistake("half", N_("It does not guess by chance: it always says healthy. Count for whom that is right."))
def _():
    return 0.5


@exercise.mistake("ill_to_healthy", N_("It is divided by the number of the healthy. Divide by all 200."))
def _():
    return 1 - 8 / 192


@exercise.alternative("decimal")
def _():
    return 0.96


@exercise.alternative("one minus the ill")
def _():
    return 1 - 8 / 200
