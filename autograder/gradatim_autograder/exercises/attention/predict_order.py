"""A prediction: what self-attention gives where two words have changed places."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# "man bites dog" has the outputs (1, 5), (2, 7), (4, 0), as in the notebook; "dog bites man" is asked.
exercise = prediction(
    "predict_order",
    returns=("out",),
    points={"out": 1},
    section=N_("Order is lost"),
    value="[[4, 0], [2, 7], [1, 5]]",
    also=("((4.0, 0.0), (2.0, 7.0), (1.0, 5.0))", "np.array([[1, 5], [2, 7], [4, 0]])[::-1]"),
)

exercise.wrong_values("""
unchanged: The rows belong to their words. The words have changed places, so the rows have too.
    [[1, 5], [2, 7], [4, 0]]
moved_on: The words of places 0 and 2 have changed places; "bites" has stayed where it was.
    [[4, 0], [1, 5], [2, 7]]
    [[2, 7], [4, 0], [1, 5]]
numbers_turned: The two numbers of each row have changed places too. Only whole rows move.
    [[0, 4], [7, 2], [5, 1]]
columns_turned: The two numbers within each row have changed places. The words have: whole rows move.
    [[5, 1], [7, 2], [0, 4]]
one_number_of_each: Only one number of each row has moved. A word takes its whole row along.
    [[4, 5], [2, 7], [1, 0]]
    [[1, 0], [2, 7], [4, 5]]
neighbours_exchanged: Two rows that stand beside each other have changed places here. In the text, the words of places 0
and 2 have.
    [[2, 7], [1, 5], [4, 0]]
    [[1, 5], [4, 0], [2, 7]]
middle_changed: The row of "bites" has changed. It asks the same question as before, and finds the same three words.
    [[4, 0], [7, 2], [1, 5]]
    [[4, 0], [5, 5 / 2], [1, 5]]
middle_left_out: Give all three rows, that of "bites" too.
    [[4, 0], [1, 5]]
turned: The table is turned. Give a row for each place.
    [[4, 2, 1], [0, 7, 5]]
    [[1, 2, 4], [5, 7, 0]]
all_the_same: Each word still has a query of its own, and an output of its own.
    [[7 / 3, 4], [7 / 3, 4], [7 / 3, 4]]
""")
