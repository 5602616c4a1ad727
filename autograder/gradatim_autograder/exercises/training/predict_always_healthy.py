"""A prediction: the accuracy of an answer that never changes."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Of 200 people 8 are ill; the network always says healthy, as in the notebook.
exercise = prediction(
    "predict_always_healthy",
    returns=("share",),
    points={"share": 1},
    section=N_("Step 8: how good is it?"),
    value="192 / 200",
    also=("0.96", "1 - 8 / 200"),
)

exercise.wrong_values("""
share_of_ill: This is the share of the ill: the wrong answers. Accuracy counts the right ones.
    8 / 200
per_cent: This is per cent. Give the share, between 0 and 1.
    96
count: This is the number of right answers. Divide it by 200.
    192
nothing_right: It is right for everybody who is healthy. How many are they?
    0
half: It does not guess by chance: it always says healthy. Count for whom that is right.
    0.5
ill_to_healthy: It is divided by the number of the healthy. Divide by all 200.
    1 - 8 / 192
""")
