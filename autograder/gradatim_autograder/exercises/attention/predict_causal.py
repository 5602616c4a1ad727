"""A prediction: equal scores behind a causal mask."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# Five places, all scores equal, the query at place 3 (the fourth), as in the notebook.
exercise = prediction(
    "predict_causal",
    returns=("weights",),
    points={"weights": 1},
    section=N_("Masks"),
    value="[0.25, 0.25, 0.25, 0.25, 0]",
    also=("(1 / 4, 1 / 4, 1 / 4, 1 / 4, 0.0)", "[0.25] * 4 + [0]"),
)

exercise.wrong_values("""
mask_ignored: These are the weights without a mask. Place 4 comes later: it is hidden.
    [0.2, 0.2, 0.2, 0.2, 0.2]
not_normalised_again: These weights add up to 0.8. Softmax comes behind the mask, so what is left adds up to 1.
    [0.2, 0.2, 0.2, 0.2, 0]
own_place_hidden: A place may look at itself. Count from 0: place 3 is the fourth.
    [1 / 3, 1 / 3, 1 / 3, 0, 0]
later_places: These are the places from its own on. A causal mask hides what comes later.
    [0, 0, 0, 0.5, 0.5]
its_own_only: It may look at every place before it too.
    [0, 0, 0, 1, 0]
without_its_place: It may look at all places before it, and at itself.
    [0.25, 0.25, 0.25, 0, 0.25]
sum_of_the_seen: Each visible place gets the same weight, and together they are 1.
    [1, 1, 1, 1, 0]
""")
