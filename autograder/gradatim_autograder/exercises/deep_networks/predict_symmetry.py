"""A prediction: how many different hidden neurons are left when all start with the same weights?"""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Four hidden neurons, all weights 0.5, all biases 0: equal gradients at every step, so the columns of W1 stay equal.
exercise = prediction(
    "predict_symmetry",
    returns=("columns",),
    points={"columns": 1},
    section=N_("Equal neurons stay equal"),
    value="1",
    also=("1.0", "np.array(1)"),
)

exercise.wrong_values("""
all_different: For two columns to become different, they need different gradients at some step. Do they get them?
    4
three: Look at the gradients of two equal hidden neurons again. What could make just one pair alike?
    3
one_for_each_input: W1 has two rows, one for each input. The question is how many of its columns differ.
    2
none: Count the different columns: where all columns are alike, the number is not 0. And all can learn alike.
    0
""")
