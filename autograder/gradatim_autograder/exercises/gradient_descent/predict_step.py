"""A prediction: one step of gradient descent by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# L(w) = (w - 3)^2, w = 6, lr = 0.2, as in the notebook.
exercise = prediction(
    "predict_step",
    returns=("w",),
    points={"w": 1},
    section=N_("One step by hand"),
    value="6 - 0.2 * 2 * (6 - 3)",
    also=("6 - 1.2", "4.8"),
)

exercise.wrong_values("""
uphill: This goes uphill. The step should go against the slope: minus.
    7.2
factor_two_forgotten: The slope of (w - 3)^2 is 2 (w - 3); the factor 2 is missing.
    5.4
learning_rate_forgotten: The whole slope is subtracted. Multiply it by the learning rate first.
    0
loss_for_slope: This subtracts 0.2 times the loss. The step uses the slope, not the loss itself.
    4.2
slope_given: This is the slope at w = 6. Multiply it by 0.2 and subtract it from w.
    6
step_given: This is the length of the step. Where does it lead to?
    1.2
    -1.2
shift_forgotten: The slope of (w - 3)^2 is 2 (w - 3); this uses 2 w.
    3.6
lowest_point: 3 is the lowest point. One step of this length does not lead so far.
    3
""")
