"""A prediction: how many weights and biases has a network with 3 inputs, 4 hidden neurons and 2 outputs?"""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# 3 · 4 + 4 = 16 in the hidden layer, 4 · 2 + 2 = 10 in the output layer.
exercise = prediction(
    "predict_parameters",
    returns=("total",),
    points={"total": 1},
    section=N_("How many numbers a network has"),
    value="26",
    also=("26.0", "np.array(3 * 4 + 4 + 4 * 2 + 2)"),
)

exercise.wrong_values("""
biases_forgotten: Those are the weights. Each neuron that computes something has a bias too.
    20
biases_for_inputs: The three inputs have no biases: the input layer computes nothing.
    29
a_bias_for_each_input: A layer has as many biases as it has neurons, not as many as it has inputs.
    27
one_bias_per_layer: A layer has a bias for each of its neurons, not one for all.
    22
one_bias_in_all: Every neuron has a bias of its own, not one for the whole network.
    21
neurons_counted: Those are the neurons. Count the numbers that they carry.
    9
sizes_multiplied: The sizes are multiplied all together. Count layer by layer, then add.
    24
first_layer_only: That is the hidden layer. The output layer has weights and biases as well.
    16
last_layer_only: That is the output layer. The hidden layer has weights and biases as well.
    10
biases_only: Those are the biases. Add the weights of each layer.
    6
""")
