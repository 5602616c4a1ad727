"""A prediction: the first step of Adam for a large gradient."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# w = 2, dw = -50, m = v = 0, t = 1, lr = 0.1, beta1 = 0.9, beta2 = 0.999, eps = 0, as in the notebook.
exercise = Exercise(
    "predict_adam",
    chapter="06-gradient-descent",
    returns=("w",),
    points={"w": 1},
    section=N_("Bias correction, with numbers"),
    reveal=False,
)


@exercise.reference
def predict_adam():
    return 2.1


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("uphill", N_("The length is right. The gradient is negative, so the step should go to larger w."))
def _():
    return 1.9


@exercise.mistake("plain_step", N_("This is a plain step, w - lr dw. Adam divides by the size of the gradient."))
def _():
    return 7


@exercise.mistake(
    "plain_step_uphill", N_("This is a plain step, and uphill. Adam divides by the size of the gradient.")
)
def _():
    return -3


@exercise.mistake("only_m_corrected", N_("Only m is corrected. Divide v by 1 - 0.999 as well."))
def _():
    return 2 + 0.1 * 50 / (0.001 * 2500) ** 0.5


@exercise.mistake("only_v_corrected", N_("Only v is corrected. Divide m by 1 - 0.9 as well."))
def _():
    return 2.01


@exercise.mistake("not_corrected", N_("m and v are used as they are. Correct them first, with t = 1."))
def _():
    return 2 + 0.1 * 5 / (0.001 * 2500) ** 0.5


@exercise.mistake("root_forgotten", N_("The square root is missing: divide by the root of v."))
def _():
    return 2.002


@exercise.mistake("step_given", N_("This is the length of the step. Where does it lead to from w = 2?"))
def _():
    return 0.1


@exercise.mistake("learning_rate_forgotten", N_("The corrected ratio is -1; multiply it by the learning rate 0.1."))
def _():
    return 3


@exercise.alternative("computed")
def _():
    return 2 - 0.1 * -50 / 2500**0.5


@exercise.alternative("as an integer fraction")
def _():
    return 21 / 10
