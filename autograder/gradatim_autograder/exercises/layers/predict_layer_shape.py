"""A prediction: the shape of a layer's output."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# X is (5, 3): five samples of three numbers; the layer has two neurons.
exercise = prediction(
    "predict_layer_shape",
    returns=("shape",),
    points={"shape": 1},
    section=N_("Many samples at once"),
    value="(5, 2)",
    also=("[5, 2]", "np.array([5, 2])"),
)

exercise.wrong_values("""
transposed: Samples are rows and neurons are columns, not the other way round.
    (2, 5)
shape_of_weights: That is the shape of the weights, (inputs, neurons). The output has one row for each sample.
    (3, 2)
shape_of_input: That is the shape of the input. A layer of two neurons gives two numbers for each sample.
    (5, 3)
one_sample: That is the output for one sample. There are five.
    (2,)
one_neuron: That is the output of one neuron. The layer has two.
    (5,)
inner_size_kept: The size that the two matrices share disappears. The output is a matrix: (rows, columns).
    (5, 3, 2)
shape_of_weights_transposed: The output has one row for each sample. There are five samples.
    (2, 3)
number_of_entries: That is how many numbers the output holds. Its shape says how many rows and columns.
    10
""")
