"""Binary cross-entropy: how wrong probabilities are."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sizes
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercises.backpropagation import shared

CHEAP, DEAR = 10, 1000  # what a sample may cost that is certain and wrong: a clip to 1e-12 makes it 27.6

exercise = declare(
    "bce", returns=("loss",), points={"loss": 1.5, "p of 0 or 1": 0.5}, section=N_("How wrong is a probability?")
)


@exercise.reference
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    losses = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return np.mean(losses)


@exercise.drive
def use(bce, p, y):
    """The loss. Where a sample is certain and wrong, the loss hangs on how far inside p is clipped, and any usual clip
    is right: then it counts as the loss with the clip of the text.
    """
    wrong = p == 1 - y
    right = -np.mean(np.log(np.where(wrong, 1e-12, np.where(y == 1, p, 1 - p)))) if wrong.any() else None
    others = -np.log(np.where(y == 1, p, 1 - p)[~wrong]).sum()
    before = p.copy()
    loss = bce(p, y)
    if not np.array_equal(p, before):
        p[:] = np.nan  # a change as small as that of a clip would pass for rounding
    single = isinstance(loss, float | np.floating | np.ndarray) and np.shape(loss) == ()
    if right is None or not single:
        return loss
    return right if CHEAP < (loss * len(y) - others) / wrong.sum() < DEAR else loss


def with_one_more(rng, probability, label):
    """Some samples, and among them one of this probability and label."""
    (N,) = sizes(rng, 1, 4, 7)
    p, y = np.append(rng.uniform(0.2, 0.8, N), probability), np.append(np.arange(N) % 2, label)
    order = rng.permutation(N + 1)
    return p[order], y[order]


shared.label_probes(exercise)
exercise.probes(
    "p of 0 or 1",
    # Where the label agrees with a probability of 0 or 1, the loss is 0, however narrow or wide the clip is.
    certain_of_0=lambda rng: with_one_more(rng, 0.0, 0.0),
    certain_of_1=lambda rng: with_one_more(rng, 1.0, 1.0),
    wrong_with_0=lambda rng: with_one_more(rng, 0.0, 1.0),
    wrong_with_1=lambda rng: with_one_more(rng, 1.0, 0.0),
)

exercise.classes(
    *shared.LABELS,
    where("certain_of_0", N_("where p is exactly 0 and y is 0"), lambda p, y: ((p == 0) & (y == 0)).any()),
    where("certain_of_1", N_("where p is exactly 1 and y is 1"), lambda p, y: ((p == 1) & (y == 1)).any()),
    where("wrong_with_0", N_("where p is exactly 0 and y is 1"), lambda p, y: ((p == 0) & (y == 1)).any()),
    where("wrong_with_1", N_("where p is exactly 1 and y is 0"), lambda p, y: ((p == 1) & (y == 0)).any()),
)

exercise.wrong_lines("""
clip_missing: At p = 0 or p = 1 the logarithm of 0 spoils the loss. Clip p to [1e-12, 1 - 1e-12] first.
> Probabilities of exactly 0 and 1
    p = p
clipped_at_0_only: p is kept away from 0 but not from 1: at p = 1 the term log(1 - p) is the logarithm of 0. Clip p at
both ends, by a number that is not so small that 1 minus it is 1 again.  > Probabilities of exactly 0 and 1
    p = np.maximum(p, 1e-12)
clipped_at_1_only: p is kept away from 1 but not from 0: at p = 0 the term log(p) is the logarithm of 0. Clip p at
both ends.  > Probabilities of exactly 0 and 1
    p = np.minimum(p, 1 - 1e-12)
infinite_where_wrong: Where p is exactly 0 or 1 and the label says the opposite, the loss is infinite or nearly so.
Clip p first.  > Probabilities of exactly 0 and 1
    p = p ;; losses = -np.log(np.where(y == 1, p, 1 - p))
    p = p ;; losses = -np.nan_to_num(y * np.log(p)) - np.nan_to_num((1 - y) * np.log(1 - p))
nan_left_out: Samples with a p of exactly 0 or 1 that agrees with the label are left out. They should count: clip p
first.  > Probabilities of exactly 0 and 1
    p = p ;; return np.nanmean(losses)
certain_ones_left_out: Samples with a p of exactly 0 or 1 are left out of the mean. They should count: clip p instead.
> Probabilities of exactly 0 and 1
    p = p ;; return np.mean(losses[(p > 0) & (p < 1)])
first_term_only: Only y log(p) is there, so samples with the label 0 cost nothing. They should cost -log(1 - p).
    losses = -y * np.log(p)
    p = p ;; losses = -y * np.log(p)
second_term_only: Only (1 - y) log(1 - p) is there, so samples with the label 1 cost nothing. They should cost -log(p).
    losses = -(1 - y) * np.log(1 - p)
    p = p ;; losses = -(1 - y) * np.log(1 - p)
label_forgotten: Every sample costs -log(p), whatever its label. Those with the label 0 should cost -log(1 - p).
    losses = -np.log(p)
    p = p ;; losses = -np.log(p)
minus_missing: The minus sign is missing. Logarithms of probabilities are negative.
    return -np.mean(losses)
minus_for_first_term_only: The minus sign reaches the first term only. It should reach both.
    losses = -y * np.log(p) + (1 - y) * np.log(1 - p)
    p = p ;; losses = -y * np.log(p) + (1 - y) * np.log(1 - p)
terms_subtracted: The second term is subtracted from the first. Add the two terms, then take the minus.
    losses = y * np.log(p) - (1 - y) * np.log(1 - p)
    p = p ;; losses = y * np.log(p) - (1 - y) * np.log(1 - p)
not_averaged: The losses of the samples are added up. Divide by their number.
    return np.sum(losses)
one_loss_per_sample: It returns one loss for each sample. The loss should be one number: their mean.
    return losses
divided_twice: The sum is divided by the number of samples twice. Divide once: a mean is divided already.
    return np.mean(losses) / len(y)
logarithm_to_base_2: The logarithm is the one to base 2. Use the natural one, np.log.
    losses = -(y * np.log2(p) + (1 - y) * np.log2(1 - p))
logarithm_to_base_10: The logarithm is the one to base 10. Use the natural one, np.log.
    losses = -(y * np.log10(p) + (1 - y) * np.log10(1 - p))
labels_exchanged: The labels are the wrong way round: label 1 should cost -log(p), label 0 should cost -log(1 - p).
    losses = -((1 - y) * np.log(p) + y * np.log(1 - p))
    p = p ;; losses = -((1 - y) * np.log(p) + y * np.log(1 - p))
p_and_y_exchanged: p and y are exchanged. The logarithm should be taken of the probability, not of the label.
    losses = -(p * np.log(y) + (1 - p) * np.log(1 - y))
    p => y ;; y => p
one_minus_logarithm: The second term has 1 - log(p). It should have the logarithm of 1 - p.
    losses = -(y * np.log(p) + (1 - y) * (1 - np.log(p)))
    p = p ;; losses = -(y * np.log(p) + (1 - y) * (1 - np.log(p)))
logarithm_missing: There is no logarithm. The loss of a sample should be -log of the probability of its label.
    losses = y * (1 - p) + (1 - y) * p
    losses = -(y * p + (1 - y) * (1 - p))
logarithm_of_the_mean: The logarithm is taken of the mean. First take the logarithms, then their mean.
    return -np.log(np.mean(y * p + (1 - y) * (1 - p)))
squared_error: This is the mean squared error. Wanted is the cross-entropy, which takes logarithms.
    losses = (p - y) ** 2
clip_too_wide: p is clipped far inside: probabilities near 0 and 1 lose their meaning. Clip to [1e-12, 1 - 1e-12].
> Probabilities of exactly 0 and 1
    p = np.clip(p, 0.01, 1 - 0.01)
    p = np.clip(p, 0.001, 1 - 0.001)
    p = np.clip(p, 0.1, 0.9)
mean_of_first_term_only: The mean is taken of the first term only. It should be taken of both together.
    return -np.mean(y * np.log(p)) + (1 - y) * np.log(1 - p)
    return -(np.mean(y * np.log(p)) + (1 - y) * np.log(1 - p))
    p = p ;; return -np.mean(y * np.log(p)) + (1 - y) * np.log(1 - p)
brackets_missing: The second term is 1 - y log(1 - p). It should be log(1 - p), times the whole of 1 - y.
    losses = -(y * np.log(p) + 1 - y * np.log(1 - p))
    p = p ;; losses = -(y * np.log(p) + 1 - y * np.log(1 - p))
log_p_for_both_labels: Samples with the label 0 cost log(p). They should cost -log(1 - p).
    losses = -(y * np.log(p) - (1 - y) * np.log(p))
    p = p ;; losses = -(y * np.log(p) - (1 - y) * np.log(p))
each_label_averaged_apart: The samples of each label are averaged apart. Every sample should count alike: take one
mean over all of them.
    return np.mean(losses[y == 1]) + np.mean(losses[y == 0])
    return (np.mean(losses[y == 1]) + np.mean(losses[y == 0])) / 2
divided_by_ones: The sum is divided by the number of samples with the label 1. Divide by the number of all samples.
    return np.sum(losses) / np.sum(y)
last_sample_left_out: The last sample is left out. The mean should run over all samples.
    return np.sum(losses[:-1]) / len(y)
    return np.mean(losses[:-1])
every_p_with_every_label: Every probability meets every label, as in an (N, N) table. Each p should meet its own label
alone.
    y => y[:, None]
    y => y[:, None] ;; return np.sum(losses) / len(y)
first_sample_only: This is the loss of the first sample alone. Take the mean over all samples.
    return losses[0]
    return losses[0] / len(y)
last_sample_only: This is the loss of the last sample alone. Take the mean over all samples.
    return losses[-1]
    return losses[-1] / len(y)
free_where_wrong: A sample that is certain and wrong costs nothing here. It should cost much: clip p, and let every
sample count.  > Probabilities of exactly 0 and 1
    p = p ;; losses = -(y * np.log(np.where(p > 0, p, 1)) + (1 - y) * np.log(np.where(p < 1, 1 - p, 1)))
nan_made_0: Where a p of exactly 0 or 1 agrees with its label, the whole loss is 0. Every sample should count: clip p.
> Probabilities of exactly 0 and 1
    p = p ;; return np.nan_to_num(np.mean(losses))
""")

exercise.alternatives("""
loop:
    total = 0.0
    for i in range(len(p)):
        right = p[i] if y[i] == 1 else 1 - p[i]
        total += -np.log(max(right, 1e-12))
    return total / len(p)
probability of the right label: return -np.log(np.maximum(np.where(y == 1, p, 1 - p), 1e-15)).mean()
eps inside the logarithm:
    eps = 1e-9
    return -np.sum(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps)) / len(y)
float32 with a wider clip:
    p = np.clip(p.astype(np.float32), np.float32(1e-6), np.float32(1 - 1e-6))
    return np.mean(-y.astype(np.float32) * np.log(p) - (1 - y.astype(np.float32)) * np.log(1 - p))
the two groups apart:
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(np.log(p[y == 1]).sum() + np.log1p(-p[y == 0]).sum()) / len(y)
""")
