"""A prediction: the gradient of a word that stands in two places."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# idx = (3, 1, 3), dout = (1, 2), (5, 0), (4, -1), as in the notebook.
exercise = Exercise(
    "predict_repeated_word",
    chapter="09-text",
    returns=("row",),
    points={"row": 1},
    section=N_("Back through the lookup"),
    reveal=False,
)


@exercise.reference
def predict_repeated_word():
    return [5, 1]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("last_place_only", N_("This is the gradient of the second place alone. Both places moved the loss."))
def _():
    return [4, -1]


@exercise.mistake("first_place_only", N_("This is the gradient of the first place alone. Both places moved the loss."))
def _():
    return [1, 2]


@exercise.mistake("averaged", N_("This is the mean of the two gradients. Where paths meet, slopes are added."))
def _():
    return [2.5, 0.5]


@exercise.mistake("another_word", N_("This is the row of word 1. Word 3 stands in the first place and in the third."))
def _():
    return [5, 0]


@exercise.mistake(
    "all_words", N_("These are the gradients of all three places. In the second place stands another word.")
)
def _():
    return [10, 1]


@exercise.mistake("does_not_occur", N_("Word 3 occurs in the text, so the loss depends on its row."))
def _():
    return [0, 0]


@exercise.alternative("tuple")
def _():
    return (5.0, 1.0)


@exercise.alternative("as sums")
def _():
    return [1 + 4, 2 + (-1)]
