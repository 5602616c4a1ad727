"""A prediction: the gradient of a word that stands in two places."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# idx = (3, 1, 3), dout = (1, 2), (5, 0), (4, -1), as in the notebook.
exercise = prediction(
    "predict_repeated_word",
    returns=("row",),
    points={"row": 1},
    section=N_("Back through the lookup"),
    value="[5, 1]",
    also=("(5.0, 1.0)", "[1 + 4, 2 + (-1)]"),
)

exercise.wrong_values("""
last_place_only: This is the gradient of the second place alone. Both places moved the loss.
    [4, -1]
first_place_only: This is the gradient of the first place alone. Both places moved the loss.
    [1, 2]
averaged: This is the mean of the two gradients. Where paths meet, slopes are added.
    [2.5, 0.5]
another_word: This is the row of word 1. Word 3 stands in the first place and in the third.
    [5, 0]
all_words: These are the gradients of all three places. In the second place stands another word.
    [10, 1]
does_not_occur: Word 3 occurs in the text, so the loss depends on its row.
    [0, 0]
""")
