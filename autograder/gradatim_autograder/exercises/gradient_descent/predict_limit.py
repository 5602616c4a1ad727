"""A prediction: the learning rate from which on the steps no longer get smaller."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# L(w) = 2 w^2, as in the notebook: w becomes (1 - 4 lr) w.
exercise = prediction(
    "predict_limit",
    returns=("lr",),
    points={"lr": 1},
    section=N_("The learning rate: too small, right, too large"),
    value="0.5",
    also=("2 / 4", "(1 + 1) / 4"),
)

exercise.wrong_values("""
limit_of_the_example: 1 is the limit for (w - 3)^2. The slope of 2 w^2 is 4 w: twice as steep.
    1
best_rate: With 0.25 the factor is 0: one step leads to the lowest point. At the limit the factor is -1.
    0.25
factor_one: With 0 the factor is 1: nothing moves. The other limit is where the factor is -1.
    0
slope_given: 4 is how steep the slope is. For which lr is 1 - 4 lr equal to -1?
    4
upside_down: 2 is the inverse of the limit. For which lr is 1 - 4 lr equal to -1?
    2
sign_lost: A learning rate is positive. For which lr is 1 - 4 lr equal to -1?
    -0.5
""")
