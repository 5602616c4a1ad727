"""A prediction: dropout by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# x = (2, 4, -1, 8), keep = 0.8, mask = (1, 0, 1, 1), as in the notebook.
exercise = Exercise(
    "predict_dropout",
    chapter="07-training",
    returns=("out",),
    points={"out": 1},
    section=N_("Dropout"),
    reveal=False,
)


@exercise.reference
def predict_dropout():
    return [2.5, 0, -1.25, 10]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("not_divided", N_("What is kept is not divided by keep. It should be."))
def _():
    return [2, 0, -1, 8]


@exercise.mistake("multiplied", N_("What is kept is multiplied by keep. Divide it by keep."))
def _():
    return [1.6, 0, -0.8, 6.4]


@exercise.mistake("mask_forgotten", N_("The second unit is kept. It should be dropped: its mask is 0."))
def _():
    return [2.5, 5, -1.25, 10]


@exercise.mistake("mask_reversed", N_("What should be kept is dropped. The mask is 1 where a unit is kept."))
def _():
    return [0, 5, 0, 0]


@exercise.mistake("divided_by_drop", N_("It is divided by 1 - keep = 0.2. Divide by keep."))
def _():
    return [10, 0, -5, 40]


@exercise.mistake("dropped_removed", N_("The dropped unit is left out. It should stay in its place, as 0."))
def _():
    return [2.5, -1.25, 10]


@exercise.mistake(
    "divided_by_share",
    N_("It is divided by the share of ones in this mask, 3 / 4. Divide by the probability keep, 0.8."),
)
def _():
    return [2 / 0.75, 0, -1 / 0.75, 8 / 0.75]


@exercise.alternative("tuple")
def _():
    return (2.5, 0.0, -1.25, 10.0)


@exercise.alternative("as divisions")
def _():
    return [2 / 0.8, 0 / 0.8, -1 / 0.8, 8 / 0.8]
