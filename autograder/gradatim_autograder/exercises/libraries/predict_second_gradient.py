"""A prediction: what PyTorch's gradient is after a second backward pass."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# w = 3 and the loss w * w, twice, as in the notebook.
exercise = Exercise(
    "predict_second_gradient",
    chapter="11-libraries",
    returns=("gradient",),
    points={"gradient": 1},
    section=N_("PyTorch adds gradients up"),
    reveal=False,
)


@exercise.reference
def predict_second_gradient():
    return 12


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "set_anew", N_("This is the gradient of one pass. The second pass adds its own to what is there already.")
)
def _():
    return 6


@exercise.mistake("loss", N_("This is the loss. The slope of w * w at w = 3 is wanted, twice."))
def _():
    return 9


@exercise.mistake("both_losses", N_("These are the two losses together. The gradient along w is wanted."))
def _():
    return 18


@exercise.mistake("multiplied", N_("The two gradients are multiplied. They are added."))
def _():
    return 36


@exercise.mistake("cancelled", N_("The second gradient does not take the first away. It is added to it."))
def _():
    return 0


@exercise.mistake("one_factor_forgotten", N_("w is used twice in w * w: the slope is 3 + 3 in each pass."))
def _():
    return 3


@exercise.mistake("updated_between", N_("No step is taken between the two passes: w is still 3 in the second one."))
def _():
    return -6


@exercise.alternative("decimal")
def _():
    return 12.0


@exercise.alternative("a sum")
def _():
    return 2 * 3 + 2 * 3
