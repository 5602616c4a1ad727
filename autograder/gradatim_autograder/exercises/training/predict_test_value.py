"""A prediction: one test value, standardised by the numbers of the training part."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# The training column is (2, 2, 6, 6): mean 4, spread 2. The test value is 10, as in the notebook.
exercise = prediction(
    "predict_test_value",
    returns=("value",),
    points={"value": 1},
    section=N_("Standardising, and what leaks"),
    value="(10 - 4) / 2",
    also=("3.0", "3"),
)

exercise.wrong_values("""
own_mean: 0 comes out if 10 is its own mean. Use the mean of the training column.
    0
leak: Mean and spread hold the test value 10 as well. Take them from the training column alone.
    (10 - 5.2) / 8.96**0.5
variance_for_spread: It is divided by the variance 4. Divide by its root, the spread.
    1.5
not_divided: The mean is taken off; now divide by the spread.
    6
not_centred: The mean is not taken off. Take it off before you divide.
    5
one_less: The spread is made with a division by N - 1. Divide by N.
    (10 - 4) / (16 / 3) ** 0.5
""")
