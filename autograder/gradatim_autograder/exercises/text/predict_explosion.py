"""A prediction: what six steps back through time make of a gradient."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

exercise = prediction(
    "predict_explosion",
    returns=("gradients",),
    points={"gradients": 1},
    section=N_("Gradients that explode or vanish"),
    value="[64, 0.015625]",
    also=("[2**6, 0.5**6]", "(64.0, 1 / 64)"),
)

exercise.wrong_values("""
added: The weights are added up. Along a path slopes are multiplied.
    [12, 3]
one_step_too_few: This is five steps back. From h6 to h0 it is six.
    [32, 0.03125]
one_step_too_many: This is seven steps back. From h6 to h0 it is six.
    [128, 0.0078125]
one_step_only: This is one step back. Each of the six steps multiplies once more.
    [2, 0.5]
exchanged: The two answers are exchanged: first the weight 2, then the weight 0.5.
    [0.015625, 64]
squared_exponent: This is 6 to the power of 2. Multiply the weight six times: 2 to the power of 6.
    [36, 1 / 36]
unchanged: Each step back multiplies by the weight, and the weight is not 1.
    [1, 1]
""")
