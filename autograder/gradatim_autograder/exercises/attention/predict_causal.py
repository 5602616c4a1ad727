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
own_place_hidden_and_not_normalised: These weights do not add up to 1, and a place may look at itself too.
    [0.25, 0.25, 0.25, 0, 0]
    [0.2, 0.2, 0.2, 0, 0]
not_normalised_again: These weights add up to 0.8. Softmax comes behind the mask, so what is left adds up to 1.
    [0.2, 0.2, 0.2, 0.2, 0]
own_place_hidden: A place may look at itself. Count from 0: place 3 is the fourth.
    [1 / 3, 1 / 3, 1 / 3, 0, 0]
later_places: These are the places from its own on. A causal mask hides what comes later.
    [0, 0, 0, 0.5, 0.5]
only_the_later: Only what comes later has a weight here. A causal mask hides just that.
    [0, 0, 0, 0, 1]
from_the_other_end: Place 0 has no weight here. It comes before place 3, so it is visible; what comes later is hidden.
    [0, 0.25, 0.25, 0.25, 0.25]
column_for_row: These are the weights with which the five queries look at place 3. Wanted are those with which the query
at place 3 looks at the five places.
    [0, 0, 0, 0.25, 0.2]
all_queries: These are the weights of all five queries. Wanted is one row of them: that of the query at place 3.
    np.tri(5) / np.tri(5).sum(axis=1, keepdims=True)
visible_only: These are the weights of the visible places alone. A hidden place has a weight too: give all five.
    [0.25, 0.25, 0.25, 0.25]
in_percent: These are percent. Weights add up to 1, not to 100.
    [25, 25, 25, 25, 0]
its_own_only: It may look at every place before it too.
    [0, 0, 0, 1, 0]
without_its_place: It may look at all places before it, and at itself.
    [0.25, 0.25, 0.25, 0, 0.25]
sum_of_the_seen: Each visible place gets the same weight, and together they are 1.
    [1, 1, 1, 1, 0]
""")
