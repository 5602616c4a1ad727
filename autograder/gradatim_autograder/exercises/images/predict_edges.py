"""A prediction: what the edge filter says along a row that gets brighter at one place."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# Every row of the picture is (0.2, 0.2, 0.2, 0.8, 0.8, 0.8), and f is 3, as in the notebook.
exercise = Exercise(
    "predict_edges",
    chapter="08-images",
    returns=("outputs",),
    points={"outputs": 1},
    section=N_("Blur, sharpen, edges"),
    reveal=False,
)


@exercise.reference
def predict_edges():
    return [0.0, 0.8 - 0.2, 0.8 - 0.2, 0.0]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "one_place_only",
    N_(
        "The edge is seen at one place. The filter is three pixels wide: at how many places does it lie across the edge?"
    ),
)
def _():
    return [0, 0.6, 0, 0]


@exercise.mistake("one_place_only")
def _():
    return [0, 0, 0.6, 0]


@exercise.mistake(
    "wrong_sign", N_("The sign is exchanged. The filter is right minus left, and the right side is brighter.")
)
def _():
    return [0, -0.6, -0.6, 0]


@exercise.mistake(
    "sums_for_means", N_("These are sums over three pixels. The filter compares means: each weight is 1 / 3.")
)
def _():
    return [0, 1.8, 1.8, 0]


@exercise.mistake(
    "divided_once_more", N_("This is a third of the number. A window has three rows, and all of them count.")
)
def _():
    return [0, 0.2, 0.2, 0]


@exercise.mistake(
    "bright_area_counts",
    N_("On an even area left and right are the same, however bright it is. What is their difference?"),
)
def _():
    return [0, 0.6, 0.6, 0.6]


@exercise.mistake("bright_area_counts")
def _():
    return [0.2, 0.6, 0.6, 0.8]


@exercise.mistake("six_places", N_("There are six numbers. A window of three pixels has four places in a row of six."))
def _():
    return [0, 0, 0.6, 0.6, 0, 0]


@exercise.mistake("six_places")
def _():
    return [0, 0, 0, 0.6, 0, 0]


@exercise.mistake("neighbours_compared", N_("Neighbours are compared. The filter's columns lie two pixels apart."))
def _():
    return [0, 0, 0.6, 0, 0]


@exercise.alternative("decimal")
def _():
    return [0, 0.6, 0.6, 0]


@exercise.alternative("tuple")
def _():
    return 0.0, 0.6, 0.6, 0.0
