"""A prediction: the weighted sum of one neuron with three inputs, by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# x = (2, -1, 3), w = (0.5, 1, -0.25), b = 0.4, as in the notebook.
exercise = prediction(
    "predict_sum",
    returns=("z",),
    points={"z": 1},
    section=N_("The weighted sum, by hand"),
    value="2 * 0.5 + -1 * 1 + 3 * -0.25 + 0.4",
    also=("1 - 1 - 0.75 + 0.4", "-0.35"),
)

exercise.wrong_values("""
bias_forgotten: The three products are right, but the bias 0.4 is not added.
    -0.75
bias_subtracted: The bias is subtracted. It should be added: + 0.4.
    -1.15
weight_sign_lost: The third weight is -0.25, so the third product is -0.75, not 0.75.
    1.15
input_sign_lost: The second input is -1, so the second product is -1, not 1.
    1.65
all_signs_lost: Two products are negative: -1 times 1, and 3 times -0.25.
    3.15
weights_not_used: This adds the inputs and the bias. Multiply each input by its weight first.
    4.4
sign_of_sum_lost: Go through the products once more: those that pull down outweigh the others. On which side of 0 does
z end?
    0.35
last_product_missing: The third product is left out. All three inputs count.
    0.4
decided_already: That is the decision, 1 or 0. Wanted is the sum z itself.
    0
    1
""")
