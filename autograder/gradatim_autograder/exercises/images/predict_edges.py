"""A prediction: what the edge filter says along a row that gets brighter at one place."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Every row of the picture is (0.2, 0.2, 0.2, 0.8, 0.8, 0.8), and f is 3, as in the notebook.
exercise = prediction(
    "predict_edges",
    returns=("outputs",),
    points={"outputs": 1},
    section=N_("Blur, sharpen, edges"),
    value="[0.0, 0.8 - 0.2, 0.8 - 0.2, 0.0]",
    also=("[0, 0.6, 0.6, 0]", "0.0, 0.6, 0.6, 0.0"),
)

exercise.wrong_values("""
one_place_only: The edge is seen at one place. The filter is three pixels wide: at how many places does it lie across
the edge?
    [0, 0.6, 0, 0]
    [0, 0, 0.6, 0]
wrong_sign: The sign is exchanged. The filter is right minus left, and the right side is brighter.
    [0, -0.6, -0.6, 0]
sums_for_means: These are sums over three pixels. The filter compares means: each weight is 1 / 3.
    [0, 1.8, 1.8, 0]
divided_once_more: This is a third of the number. A window has three rows, and all of them count.
    [0, 0.2, 0.2, 0]
bright_area_counts: On an even area left and right are the same, however bright it is. What is their difference?
    [0, 0.6, 0.6, 0.6]
    [0.2, 0.6, 0.6, 0.8]
six_places: There are six numbers. A window of three pixels has four places in a row of six.
    [0, 0, 0.6, 0.6, 0, 0]
    [0, 0, 0, 0.6, 0, 0]
neighbours_compared: Neighbours are compared. The filter's columns lie two pixels apart.
    [0, 0, 0.6, 0, 0]
""")
