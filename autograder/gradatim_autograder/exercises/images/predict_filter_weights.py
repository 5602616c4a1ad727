"""A prediction: how many parameters a convolutional layer has."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Pictures of 100 by 100 pixels with 3 channels; 16 filters of 5 by 5, as in the notebook.
exercise = prediction(
    "predict_filter_weights",
    returns=("count",),
    points={"count": 1},
    section=N_("Few weights, used everywhere"),
    value="5 * 5 * 3 * 16 + 16",
    also=("16 * (5 * 5 * 3 + 1)", "1216.0"),
)

exercise.wrong_values("""
biases_forgotten: The biases are missing: each filter has one.
    1200
channels_forgotten: The channels are missing. Each filter should look at all three: it has 5 times 5 times 3 weights.
    416
one_filter: That is one filter. There are 16.
    76
    75
channels_and_biases_forgotten: Channels and biases are missing: how many weights has one filter?
    400
one_bias: There is only one bias in it. Each of the 16 filters has its own.
    1201
bias_for_each_channel: There is a bias for each channel in it. A filter has one bias, added to the sum.
    1248
counted_at_every_place: The places are counted in. The same filter works at every place; its weights are there once.
    96 * 96 * 1216
    100 * 100 * 1216
as_a_dense_layer: That is a dense layer with 16 neurons. A filter sees a window of 5 by 5 only.
    30000 * 16 + 16
""")
