"""A prediction: a price rises by a share and falls by the same share."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# 200 points, up by 50 per cent, down by 50 per cent, as in the notebook.
exercise = prediction(
    "predict_up_and_down",
    returns=("price",),
    points={"price": 1},
    section=N_("Returns"),
    value="200 * (1 + 0.5) * (1 - 0.5)",
    also=("150.0", "150"),
)

exercise.wrong_values("""
shares_added: The two returns are added, to 0. The second one is a share of 300, not of 200: multiply.
    200
first_day_only: This is the price after the first day. The second takes half of it away.
    300
second_day_only: This is 200 less 50 per cent. The price was 300 before it fell.
    100
up_twice: It rises twice here. On the second day it falls.
    450
down_twice: It falls twice here. On the first day it rises.
    50
as_a_share: This is the factor. Give the price in points.
    0.75
""")
