"""A prediction: how many batches an epoch has, and how large the last one is."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# 250 samples in batches of 32, as in the notebook.
exercise = Exercise(
    "predict_batches",
    chapter="06-gradient-descent",
    returns=("batches", "last"),
    points={"batches": 1, "last": 1},
    section=N_("Batch, stochastic, mini-batch"),
    reveal=False,
)


@exercise.reference
def predict_batches():
    return 8, 26


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "last_batch_dropped", N_("Only the full batches are counted. The samples that are left over form one more.")
)
def _():
    return 7, 32


@exercise.mistake(
    "last_batch_not_counted", N_("26 samples are left over. They form a batch of their own: count it too.")
)
def _():
    return 7, 26


@exercise.mistake(
    "last_batch_filled",
    N_("The number is right, but 8 full batches would hold 256 samples. How many are left for the last?"),
)
def _():
    return 8, 32


@exercise.mistake("missing_given", N_("6 is what the last batch lacks to be full. How many samples does it have?"))
def _():
    return 8, 6


@exercise.mistake(
    "fraction_given", N_("A batch is whole: 250 / 32 is 7.8125, so there are 7 full batches and one smaller one.")
)
def _():
    return 7.8125, 26


@exercise.mistake("exchanged", N_("First the number of batches, then the size of the last one."))
def _():
    return 26, 8


@exercise.mistake("one_too_many", N_("7 full batches hold 224 samples; one more holds the rest. That makes 8."))
def _():
    return 9, 26


@exercise.mistake("spread_evenly", N_("The samples are spread evenly. Every batch should be full but the last one."))
def _():
    return 8, 31


@exercise.alternative("computed")
def _():
    return -(-250 // 32), 250 % 32


@exercise.alternative("as a list")
def _():
    return [8.0, 26]
