"""A prediction: what PyTorch's gradient is after a second backward pass."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# w = 3 and the loss w * w, twice, as in the notebook.
exercise = prediction(
    "predict_second_gradient",
    returns=("gradient",),
    points={"gradient": 1},
    section=N_("PyTorch adds gradients up"),
    value="12",
    also=("12.0", "2 * 3 + 2 * 3"),
)

exercise.wrong_values("""
set_anew: This is the gradient of one pass. The second pass adds its own to what is there already.
    6
loss: This is the loss. The slope of w * w at w = 3 is wanted, twice.
    9
both_losses: These are the two losses together. The gradient along w is wanted.
    18
multiplied: The two gradients are multiplied. They are added.
    36
cancelled: The second gradient does not take the first away. It is added to it.
    0
one_factor_forgotten: w is used twice in w * w: the slope is 3 + 3 in each pass.
    3
updated_between: No step is taken between the two passes: w is still 3 in the second one.
    -6
""")
