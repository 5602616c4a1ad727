"""A prediction: the spread of a sum with 100 inputs."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Var(z) = 100 · 1 · 1 = 100, so the standard deviation is 10.
exercise = prediction(
    "predict_spread",
    returns=("spread",),
    points={"spread": 1},
    section=N_("The variance of a sum"),
    value="10",
    also=("10.0", "np.sqrt(100 * 1.0 * 1.0)"),
)

exercise.wrong_values("""
variance: That is the variance of the sum. The standard deviation is its square root.
    100
unchanged: Each of the hundred terms adds its variance, so the sum spreads more than one term.
    1
divided_by_root: The sum spreads more than one term, not less. A tenth is what the weights would need to undo it.
    0.1
mean_not_sum: A mean of a hundred terms would spread like that. The neuron adds and does not divide.
    0.01
zero: The mean of the sum is 0. The question is how far the sums lie from it.
    0
squared: That is the square of the variance. From the variance to the spread leads the square root.
    10000
half: The formula has no half in it. All hundred terms count fully.
    50
""")
