"""A prediction: one test value, standardised by the numbers of the training part."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# The training column is (2, 2, 6, 6): mean 4, spread 2. The test value is 10, as in the notebook.
exercise = Exercise(
    "predict_test_value",
    chapter="07-training",
    returns=("value",),
    points={"value": 1},
    section=N_("Standardising, and what leaks"),
    reveal=False,
)


@exercise.reference
def predict_test_value():
    return (10 - 4) / 2


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("own_mean", N_("0 comes out if 10 is its own mean. Use the mean of the training column."))
def _():
    return 0


@exercise.mistake(
    "leak", N_("Mean and spread hold the test value 10 as well. Take them from the training column alone.")
)
def _():
    return (10 - 5.2) / 2.993325909419153


@exercise.mistake("variance_for_spread", N_("It is divided by the variance 4. Divide by its root, the spread."))
def _():
    return 1.5


@exercise.mistake("not_divided", N_("The mean is taken off; now divide by the spread."))
def _():
    return 6


@exercise.mistake("not_centred", N_("The mean is not taken off. Take it off before you divide."))
def _():
    return 5


@exercise.mistake("one_less", N_("The spread is made with a division by N - 1. Divide by N."))
def _():
    return (10 - 4) / (16 / 3) ** 0.5


@exercise.alternative("decimal")
def _():
    return 3.0


@exercise.alternative("whole")
def _():
    return 3
