"""A prediction: dropout by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# x = (2, 4, -1, 8), keep = 0.8, mask = (1, 0, 1, 1), as in the notebook.
exercise = prediction(
    "predict_dropout",
    returns=("out",),
    points={"out": 1},
    section=N_("Dropout"),
    value="[2.5, 0, -1.25, 10]",
    also=("(2.5, 0.0, -1.25, 10.0)", "[2 / 0.8, 0 / 0.8, -1 / 0.8, 8 / 0.8]"),
)

exercise.wrong_values("""
not_divided: What is kept is not divided by keep. It should be.
    [2, 0, -1, 8]
multiplied: What is kept is multiplied by keep. Divide it by keep.
    [1.6, 0, -0.8, 6.4]
mask_forgotten: The second unit is kept. It should be dropped: its mask is 0.
    [2.5, 5, -1.25, 10]
mask_reversed: What should be kept is dropped. The mask is 1 where a unit is kept.
    [0, 5, 0, 0]
divided_by_drop: It is divided by 1 - keep = 0.2. Divide by keep.
    [10, 0, -5, 40]
dropped_removed: The dropped unit is left out. It should stay in its place, as 0.
    [2.5, -1.25, 10]
divided_by_share: It is divided by the share of ones in this mask, 3 / 4. Divide by the probability keep, 0.8.
    [2 / 0.75, 0, -1 / 0.75, 8 / 0.75]
""")
