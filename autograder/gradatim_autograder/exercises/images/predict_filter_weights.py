"""A prediction: how many parameters a convolutional layer has."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# Pictures of 100 by 100 pixels with 3 channels; 16 filters of 5 by 5, as in the notebook.
exercise = Exercise(
    "predict_filter_weights",
    chapter="08-images",
    returns=("count",),
    points={"count": 1},
    section=N_("Few weights, used everywhere"),
    reveal=False,
)


@exercise.reference
def predict_filter_weights():
    return 5 * 5 * 3 * 16 + 16


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("biases_forgotten", N_("The biases are missing: each filter has one."))
def _():
    return 1200


@exercise.mistake(
    "channels_forgotten",
    N_("The channels are missing. Each filter should look at all three: it has 5 times 5 times 3 weights."),
)
def _():
    return 416


@exercise.mistake("one_filter", N_("That is one filter. There are 16."))
def _():
    return 76


@exercise.mistake("one_filter")
def _():
    return 75


@exercise.mistake(
    "channels_and_biases_forgotten", N_("Channels and biases are missing: how many weights has one filter?")
)
def _():
    return 400


@exercise.mistake("one_bias", N_("There is only one bias in it. Each of the 16 filters has its own."))
def _():
    return 1201


@exercise.mistake(
    "bias_for_each_channel", N_("There is a bias for each channel in it. A filter has one bias, added to the sum.")
)
def _():
    return 1248


@exercise.mistake(
    "counted_at_every_place",
    N_("The places are counted in. The same filter works at every place; its weights are there once."),
)
def _():
    return 96 * 96 * 1216


@exercise.mistake("counted_at_every_place")
def _():
    return 100 * 100 * 1216


@exercise.mistake(
    "as_a_dense_layer", N_("That is a dense layer with 16 neurons. A filter sees a window of 5 by 5 only.")
)
def _():
    return 30000 * 16 + 16


@exercise.alternative("as a sum")
def _():
    return 16 * (5 * 5 * 3 + 1)


@exercise.alternative("decimal")
def _():
    return 1216.0
