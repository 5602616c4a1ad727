"""A prediction: the weighted sum of one neuron with three inputs, by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# x = (2, -1, 3), w = (0.5, 1, -0.25), b = 0.4, as in the notebook.
exercise = Exercise(
    "predict_sum",
    chapter="01-neuron",
    returns=("z",),
    points={"z": 1},
    section=N_("The weighted sum, by hand"),
    reveal=False,
)


@exercise.reference
def predict_sum():
    return 2 * 0.5 + -1 * 1 + 3 * -0.25 + 0.4


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("bias_forgotten", N_("The three products are right, but the bias 0.4 is not added."))
def _():
    return -0.75


@exercise.mistake("bias_subtracted", N_("The bias is subtracted. It should be added: + 0.4."))
def _():
    return -1.15


@exercise.mistake("weight_sign_lost", N_("The third weight is -0.25, so the third product is -0.75, not 0.75."))
def _():
    return 1.15


@exercise.mistake("input_sign_lost", N_("The second input is -1, so the second product is -1, not 1."))
def _():
    return 1.65


@exercise.mistake("all_signs_lost", N_("Two products are negative: -1 times 1, and 3 times -0.25."))
def _():
    return 3.15


@exercise.mistake("weights_not_used", N_("This adds the inputs and the bias. Multiply each input by its weight first."))
def _():
    return 4.4


@exercise.mistake(
    "sign_of_sum_lost",
    N_("Go through the products once more: those that pull down outweigh the others. On which side of 0 does z end?"),
)
def _():
    return 0.35


@exercise.mistake("last_product_missing", N_("The third product is left out. All three inputs count."))
def _():
    return 0.4


@exercise.mistake("decided_already", N_("That is the decision, 1 or 0. Wanted is the sum z itself."))
def _():
    return 0


@exercise.mistake("decided_already")
def _():
    return 1


@exercise.alternative("as a sum")
def _():
    return 1 - 1 - 0.75 + 0.4


@exercise.alternative("rounded number")
def _():
    return -0.35
