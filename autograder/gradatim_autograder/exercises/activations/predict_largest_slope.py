"""A prediction: how steep the sigmoid is at its steepest point."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

exercise = prediction(
    "predict_largest_slope",
    returns=("the slope",),
    points={"the slope": 1},
    section=N_("The slope of the sigmoid"),
    value="0.5 * (1 - 0.5)",
    also=("1 / 4", "max(k / 1000 * (1 - k / 1000) for k in range(1001))"),
)

exercise.wrong_values("""
value_for_slope: This is s where the slope is largest. The slope is s (1 - s).
    0.5
place_for_slope: This is the z where the slope is largest. How large is the slope there?
    0
one: That is the upper end of s. The slope is s (1 - s): which s makes this product largest?
    1
slope_at_one: This is the slope at z = 1, from the text. Somewhere the sigmoid is steeper.
    0.1966
    0.197
    0.2
    0.731 * (1 - 0.731)
    0.7311 * (1 - 0.7311)
    0.19661193324148185
value_at_one: This is s at z = 1. The largest slope is asked for: the largest s (1 - s).
    0.7311
""")
