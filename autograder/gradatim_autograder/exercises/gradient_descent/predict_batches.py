"""A prediction: how many batches an epoch has, and how large the last one is."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# 250 samples in batches of 32, as in the notebook.
exercise = prediction(
    "predict_batches",
    returns=("batches", "last"),
    points={"batches": 1, "last": 1},
    section=N_("Batch, stochastic, mini-batch"),
    value="8, 26",
    also=("-(-250 // 32), 250 % 32", "[8.0, 26]"),
)

exercise.wrong_values("""
last_batch_dropped: Only the full batches are counted. The samples that are left over form one more.
    7, 32
last_batch_not_counted: 26 samples are left over. They form a batch of their own: count it too.
    7, 26
last_batch_filled: The number is right, but 8 full batches would hold 256 samples. How many are left for the last?
    8, 32
missing_given: 6 is what the last batch lacks to be full. How many samples does it have?
    8, 6
fraction_given: A batch is whole: 250 / 32 is 7.8125, so there are 7 full batches and one smaller one.
    7.8125, 26
exchanged: First the number of batches, then the size of the last one.
    26, 8
one_too_many: 7 full batches hold 224 samples; one more holds the rest. That makes 8.
    9, 26
spread_evenly: The samples are spread evenly. Every batch should be full but the last one.
    8, 31
""")
