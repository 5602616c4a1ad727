"""A prediction: the slope of ReLU at three places."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# At z = -2, 0.5 and 3, as in the notebook.
exercise = prediction(
    "predict_relu_slope",
    returns=("the slopes",),
    points={"the slopes": 1},
    section=N_("ReLU: half a line"),
    value="[0, 1, 1]",
    also=("0, 1, 1", "[0.0, 1.0, 1.0]"),
)

exercise.wrong_values("""
values_for_slopes: These are the values of ReLU. How fast does it rise at each place?
    [0, 0.5, 3]
z_itself: These are the places. How fast does ReLU rise at each of them?
    [-2, 0.5, 3]
minus_one_below: Left of 0 the curve lies flat on the axis: it does not fall.
    [-1, 1, 1]
one_everywhere: Left of 0 the curve lies flat on the axis: it does not rise.
    [1, 1, 1]
zero_everywhere: Right of 0 the curve is not flat. When z grows by 1, so does ReLU.
    [0, 0, 0]
slope_grows: Right of 0 the curve is a straight line: it has the same slope everywhere.
    [0, 0.5, 1]
    [0, 1, 3]
    [0, 1, 2]
only_far_right: At 0.5 the curve rises already: its corner is at 0.
    [0, 0, 1]
order_turned: These are the slopes in another order. The first is the one at z = -2.
    [1, 1, 0]
sides_exchanged: The two sides are exchanged. The curve should be flat on the left.
    [1, 0, 0]
""")
