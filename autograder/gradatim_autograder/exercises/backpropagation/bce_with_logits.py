"""Binary cross-entropy straight from the scores, safe for large ones: log(1 + exp(z)) - y z, the mean over the samples."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized
from gradatim_autograder.exercise.argument_class import integers, large, one_entry, where
from gradatim_autograder.exercises.backpropagation import shared

exercise = declare(
    "bce_with_logits",
    returns=("loss",),
    points={"loss": 1, "large numbers": 1},
    section=N_("Two classes, from one score"),
)


@exercise.reference
def bce_with_logits(z, y):
    log_S = np.maximum(z, 0) + np.log(1 + np.exp(-np.abs(z)))
    losses = log_S - y * z
    return np.mean(losses)


exercise.probes(times=3, ordinary=sized(lambda rng, N: (2 * numbers(rng, N), shared.labels(rng, N)), 5, 9))
exercise.probes(
    one_sample=lambda rng: (numbers(rng, 1), rng.integers(2, size=1).astype(float)),
    whole_labels=sized(lambda rng, N: (2 * numbers(rng, N), shared.labels(rng, N).astype(int)), 5, 9),
    whole_scores=sized(lambda rng, N: (rng.permutation(np.arange(N) - 3), shared.labels(rng, N)), 6, 9),
    cats_alone=sized(lambda rng, N: (2 * numbers(rng, N), np.ones(N)), 5, 9),
    no_cats=sized(lambda rng, N: (2 * numbers(rng, N), np.zeros(N)), 5, 9),
    zeros_among_them=sized(
        lambda rng, N: (rng.permutation(np.arange(N) % 2) * numbers(rng, N), shared.labels(rng, N)), 5, 9
    ),
)


def far(rng, N, high, label):
    """Ordinary samples, and one with a score of about 1000 or -1000 and this label."""
    z, y = np.append(2 * numbers(rng, N), high * (1000 + rng.uniform(1, 9))), np.append(shared.labels(rng, N), label)
    order = rng.permutation(N + 1)
    return z[order], y[order]


# Each alone: what is safe on one side only is wrong on the other. Where score and label agree, the sample costs 0.
exercise.probes(
    "large numbers",
    high_and_right=sized(lambda rng, N: far(rng, N, 1, 1.0), 4, 7),
    low_and_right=sized(lambda rng, N: far(rng, N, -1, 0.0), 4, 7),
    high_and_wrong=sized(lambda rng, N: far(rng, N, 1, 0.0), 4, 7),
    low_and_wrong=sized(lambda rng, N: far(rng, N, -1, 1.0), 4, 7),
)

exercise.classes(
    one_entry("z"),
    integers("y"),
    integers("z"),
    where("label_1_alone", N_("where all labels are 1"), lambda y: (y == 1).all()),
    where("label_0_alone", N_("where all labels are 0"), lambda y: (y == 0).all()),
    where("score_of_0", N_("where a score is exactly 0"), lambda z: (z == 0).any()),
    large("z"),
    where("high_and_right", N_("where a score is large and its label is 1"), lambda z, y: ((z > 100) & (y == 1)).any()),
    where(
        "low_and_right",
        N_("where a score is very negative and its label is 0"),
        lambda z, y: ((z < -100) & (y == 0)).any(),
    ),
    where("high_and_wrong", N_("where a score is large and its label is 0"), lambda z, y: ((z > 100) & (y == 0)).any()),
    where(
        "low_and_wrong",
        N_("where a score is very negative and its label is 1"),
        lambda z, y: ((z < -100) & (y == 1)).any(),
    ),
)

exercise.wrong_lines("""
log_of_sigmoid: For large scores the loss is not finite: exp has overflowed, or a probability has rounded to 0. Work
with the scores themselves, without the probabilities.
    losses = -(y * np.log(1 / (1 + np.exp(-z))) + (1 - y) * np.log(1 - 1 / (1 + np.exp(-z))))
    losses = -np.log(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z))))
log_of_clipped_sigmoid: Where a sample is certain and wrong, the loss ends at what the clip of the probability allows.
It should grow with the score: do not compute the probability at all.
    losses = -np.log(np.clip(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z))), 1e-12, 1))
    losses = -np.log(np.clip(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z))), 1e-15, 1))
    losses = -np.log(np.clip(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z))), 1e-9, 1))
    losses = -np.log(np.clip(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))), 1e-300, 1))
    losses = -np.log(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z))) + 1e-12)
    losses = -np.log(np.where(y == 1, np.clip(1 / (1 + np.exp(-z)), 1e-15, 1 - 1e-15), 1 - np.clip(1 / (1 + np.exp(-z)), 1e-15, 1 - 1e-15)))
    losses = -np.log(np.where(y == 1, np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12), 1 - np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12)))
    losses = -np.log(np.where(y == 1, np.clip(1 / (1 + np.exp(-z)), 1e-10, 1 - 1e-10), 1 - np.clip(1 / (1 + np.exp(-z)), 1e-10, 1 - 1e-10)))
    losses = -np.log(np.where(y == 1, np.clip(1 / (1 + np.exp(-z)), 1e-9, 1 - 1e-9), 1 - np.clip(1 / (1 + np.exp(-z)), 1e-9, 1 - 1e-9)))
    losses = -np.log(np.where(y == 1, np.clip(1 / (1 + np.exp(-z)), 1e-8, 1 - 1e-8), 1 - np.clip(1 / (1 + np.exp(-z)), 1e-8, 1 - 1e-8)))
    losses = -np.log(np.where(y == 1, np.clip(1 / (1 + np.exp(-z)), 1e-7, 1 - 1e-7), 1 - np.clip(1 / (1 + np.exp(-z)), 1e-7, 1 - 1e-7)))
largest_number_for_infinity: Where a sample is certain and wrong, the largest number that there is stands for infinity.
Work with the scores themselves, without the probabilities.
    losses = -np.nan_to_num(y * np.log(1 / (1 + np.exp(-z)))) - np.nan_to_num((1 - y) * np.log(1 - 1 / (1 + np.exp(-z))))
free_where_lost: A sample whose label has a probability that rounds to 0 costs nothing. It should cost the most.
    losses = -np.nan_to_num(np.log(np.where(y == 1, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(-z)))), neginf=0.0)
scores_cut_off: The scores are cut off at a bound. Beyond it the loss should go on growing with the score.
    z => np.clip(z, -30, 30)
    z => np.clip(z, -50, 50)
    z => np.clip(z, -100, 100)
    z => np.clip(z, -500, 500)
    z => np.clip(z, -700, 700)
    z => np.clip(z, -709, 709)
overflow: exp of a large score is inf. Take the larger of z and 0 out first, so that the exponent is never positive.
    log_S = np.log(1 + np.exp(z))
exp_of_size: The exponent is the size of z. It should be minus the size of z, which is never positive.
    log_S = np.maximum(z, 0) + np.log(1 + np.exp(np.abs(z)))
exponent_of_other_sign: Where z is below 0, the exponent -z is positive. It should be minus the size of z on both sides.
    log_S = np.maximum(z, 0) + np.log(1 + np.exp(-z))
overflow_below_0: exp of -z is inf where z is very negative. Use this form for positive scores alone, or take the larger
of z and 0 out.
    log_S = z + np.log(1 + np.exp(-z))
maximum_missing: The larger of z and 0 is missing: log(1 + exp(z)) is that plus log(1 + exp(-|z|)).
    log_S = np.log(1 + np.exp(-np.abs(z)))
largest_of_all: The largest score of all samples is added everywhere. np.maximum(z, 0) compares each score with 0.
    log_S = np.max(z) + np.log(1 + np.exp(-np.abs(z)))
    log_S = max(np.max(z), 0) + np.log(1 + np.exp(-np.abs(z)))
size_for_maximum: The size of z stands where the larger of z and 0 belongs. For a negative z that is 0.
    log_S = np.abs(z) + np.log(1 + np.exp(-np.abs(z)))
score_for_maximum: The score itself stands where the larger of z and 0 belongs. For a negative z that is 0.
    log_S = z + np.log(1 + np.exp(-np.abs(z)))
smaller_for_larger: The smaller of z and 0 is taken. Take the larger one.
    log_S = np.minimum(z, 0) + np.log(1 + np.exp(-np.abs(z)))
one_missing: The 1 in the logarithm is missing. It is the exponential of the other score, 0.
    log_S = np.maximum(z, 0) + np.log(np.exp(-np.abs(z)))
    log_S = np.maximum(z, 0) - np.abs(z)
    log_S = z
small_term_missing: Only the larger of z and 0 is there. The logarithm belongs to it: it matters where z is near 0.
    log_S = np.maximum(z, 0)
label_forgotten: The term y z is missing, so every sample costs as if its label were 0.
    losses = log_S
every_label_1: Every sample costs as if its label were 1. Multiply the score that is subtracted by its label.
    losses = log_S - z
label_term_summed: y z is added up over the samples, and the rest is averaged. The mean is that of both together.
    return np.mean(log_S) - np.sum(y * z)
label_without_score: The label itself is subtracted. Where it is 1, subtract the score.
    losses = log_S - y
score_added: y z is added. Subtract it: a high score should cost less where the label is 1.
    losses = log_S + y * z
label_0_costs_log_2: Every sample with the label 0 costs log 2, whatever its score. It should cost log(1 + exp(z)).
    losses = np.logaddexp(0, -y * z)
    losses = np.log(1 + np.exp(-y * z))
labels_exchanged: The labels are the wrong way round: a high score should cost much where the label is 0.
    losses = log_S - (1 - y) * z
    losses = y * log_S + (1 - y) * (log_S - z)
only_label_1: Samples with the label 0 cost nothing. They should cost log(1 + exp(z)).
    losses = y * (log_S - z)
    losses = y * log_S - y * z
only_label_0: Samples with the label 1 cost nothing. They should cost log(1 + exp(-z)).
    losses = (1 - y) * log_S
minus_for_first_term_only: The whole loss has the wrong sign. It should never be below 0.
    return -np.mean(losses)
    losses = y * z - log_S
probabilities_expected: z is taken as probabilities. It holds scores: any number, before the sigmoid.
    losses = -(y * np.log(z) + (1 - y) * np.log(1 - z))
    losses = -(y * np.log(np.clip(z, 1e-12, 1 - 1e-12)) + (1 - y) * np.log(1 - np.clip(z, 1e-12, 1 - 1e-12)))
sigmoid_twice: The sigmoid is applied twice. The score itself belongs into the formula.
    z => 1 / (1 + np.exp(-z))
not_averaged: The losses of the samples are added up. Divide by their number.
    return np.sum(losses)
one_loss_per_sample: It returns one loss for each sample. The loss should be one number: their mean.
    return losses
divided_twice: The sum is divided by the number of samples twice. Divide once: a mean is divided already.
    return np.mean(losses) / len(y)
divided_by_ones: The sum is divided by the number of samples with the label 1. Divide by the number of all samples.
    return np.sum(losses) / np.sum(y)
logarithm_to_base_2: The logarithm is the one to base 2. Use the natural one, np.log.
    return np.mean(losses) / np.log(2)
    log_S = np.maximum(z, 0) + np.log2(1 + np.exp(-np.abs(z)))
logarithm_to_base_10: The logarithm is the one to base 10. Use the natural one, np.log.
    return np.mean(losses) / np.log(10)
    log_S = np.maximum(z, 0) + np.log10(1 + np.exp(-np.abs(z)))
log1p_of_too_much: The logarithm is taken of 2 + exp(-|z|): log1p adds a 1 of its own.
    log_S = np.maximum(z, 0) + np.log1p(1 + np.exp(-np.abs(z)))
squared_error: This is the squared error of the probabilities. Wanted is the cross-entropy.
    losses = (1 / (1 + np.exp(-z)) - y) ** 2
squared_error_of_scores: This is the squared error of the scores. Wanted is the cross-entropy of their sigmoid.
    losses = (z - y) ** 2
every_score_with_every_label: Every score meets every label, as in an (N, N) table. Each should meet its own label
alone.
    y => y[:, None]
    y => y[:, None] ;; return np.sum(losses) / len(y)
each_label_averaged_apart: The samples of each label are averaged apart. Every sample should count alike: take one mean
over all of them.
    return np.mean(losses[y == 1]) + np.mean(losses[y == 0])
    return (np.mean(losses[y == 1]) + np.mean(losses[y == 0])) / 2
first_sample_only: This is the loss of the first sample alone. Take the mean over all samples.
    return losses[0]
    return losses[0] / len(y)
last_sample_only: This is the loss of the last sample alone. Take the mean over all samples.
    return losses[-1]
    return losses[-1] / len(y)
last_sample_left_out: The last sample is left out. The mean should run over all samples.
    return np.sum(losses[:-1]) / len(y)
    return np.mean(losses[:-1])
mean_of_first_term_only: The mean is taken of one term only. It should be taken of both together.
    return np.mean(log_S) - y * z
    return log_S - np.mean(y * z)
""")

exercise.alternatives("""
loop:
    total = 0.0
    for score, label in zip(z, y):
        s = score if label == 1 else -score
        total += np.log(1 + np.exp(-s)) if s > 0 else -s + np.log(1 + np.exp(s))
    return total / len(z)
logaddexp: return np.mean(np.logaddexp(0, z) - y * z)
score towards the label: return np.logaddexp(0, np.where(y == 1, -z, z)).mean()
float32:
    s = np.where(y == 1, z, -z).astype(np.float32)
    return np.mean(np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(s))))
log-sum-exp of two scores:
    Z = np.column_stack([np.zeros(len(z)), z])
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return (log_S - Z[np.arange(len(z)), np.asarray(y, dtype=int)]).mean()
logarithms of both probabilities:
    small = np.log1p(np.exp(-np.abs(z)))
    log_p = np.minimum(z, 0) - small
    log_q = np.minimum(-z, 0) - small
    return -np.sum(y * log_p + (1 - y) * log_q) / len(y)
""")
