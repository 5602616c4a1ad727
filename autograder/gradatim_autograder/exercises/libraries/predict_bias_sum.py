"""A prediction: what one step does to two biases that are added."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# b_ih = 0.2, b_hh = 0.1, a gradient of 0.5 along each, and the rate 0.1, as in the notebook.
exercise = prediction(
    "predict_bias_sum",
    returns=("bias_sum",),
    points={"bias_sum": 1},
    section=N_("A recurrent network"),
    value="0.2",
    also=("0.15 + 0.05", "0.3 - 2 * 0.1 * 0.5"),
)

exercise.wrong_values("""
one_step: This is where a single bias of 0.3 would be. Here both biases take a step.
    0.25
first_bias_only: This is b_ih alone after its step. The sum of both is wanted.
    0.15
second_bias_only: This is b_hh alone after its step. The sum of both is wanted.
    0.05
no_step: This is the sum before the step.
    0.3
uphill: The steps go uphill. They are subtracted.
    0.4
rate_forgotten: The gradient is taken as it is. The step is the rate times the gradient.
    -0.7
rate_and_one_bias_forgotten: The gradient is taken as it is, and once. Each bias takes a step of the rate times it.
    -0.2
steps_only: This is what the two steps take away. The sum after them is wanted.
    0.1
""")
