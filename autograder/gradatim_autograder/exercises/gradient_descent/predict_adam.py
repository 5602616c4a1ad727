"""A prediction: the first step of Adam for a large gradient."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# w = 2, dw = -50, m = v = 0, t = 1, lr = 0.1, beta1 = 0.9, beta2 = 0.999, eps = 0, as in the notebook.
exercise = prediction(
    "predict_adam",
    returns=("w",),
    points={"w": 1},
    section=N_("Bias correction, with numbers"),
    value="2.1",
    also=("2 - 0.1 * -50 / 2500**0.5", "21 / 10"),
)

exercise.wrong_values("""
uphill: The length is right. The gradient is negative, so the step should go to larger w.
    1.9
plain_step: This is a plain step, w - lr dw. Adam divides by the size of the gradient.
    7
plain_step_uphill: This is a plain step, and uphill. Adam divides by the size of the gradient.
    -3
only_m_corrected: Only m is corrected. Divide v by 1 - 0.999 as well.
    2 + 0.1 * 50 / (0.001 * 2500) ** 0.5
only_v_corrected: Only v is corrected. Divide m by 1 - 0.9 as well.
    2.01
not_corrected: m and v are used as they are. Correct them first, with t = 1.
    2 + 0.1 * 5 / (0.001 * 2500) ** 0.5
root_forgotten: The square root is missing: divide by the root of v.
    2.002
step_given: This is the length of the step. Where does it lead to from w = 2?
    0.1
learning_rate_forgotten: The corrected ratio is -1; multiply it by the learning rate 0.1.
    3
""")
