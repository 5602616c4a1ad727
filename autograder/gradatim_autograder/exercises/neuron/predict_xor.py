"""A prediction: how many rows of XOR can one neuron get right?"""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

exercise = prediction(
    "predict_xor",
    returns=("rows",),
    points={"rows": 1},
    section=N_("Why XOR fails"),
    value="3",
    also=("3.0", "np.array(3)"),
)

exercise.wrong_values("""
all_four: All four would mean that one straight line separates XOR. Try to draw it.
    4
two: More than two is possible. Try the weights of OR: on which rows do OR and XOR differ?
    2
one: A neuron that never fires already gets two rows right. Look for a better line.
    1
none: A neuron that never fires already gets two rows right. Look for a better line.
    0
""")
