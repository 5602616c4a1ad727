"""Binary cross-entropy: how wrong probabilities are."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, sizes

exercise = Exercise(
    "bce",
    chapter="05-backpropagation",
    returns=("loss",),
    points={"loss": 1.5, "p of 0 or 1": 0.5},
    section=N_("How wrong is a probability?"),
)


@exercise.reference
def bce(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.probe(times=5)
def ordinary(rng):
    (N,) = sizes(rng, 1, 5, 9)
    return rng.uniform(0.05, 0.95, N), rng.permutation(np.arange(N) % 2).astype(float)


# Where the label agrees with a probability of 0 or 1, the loss is 0, however narrow or wide the clip is.
@exercise.probe(part="p of 0 or 1")
def certain_of_0(rng):
    (N,) = sizes(rng, 1, 4, 7)
    p, y = np.append(rng.uniform(0.2, 0.8, N), 0.0), np.append(np.arange(N) % 2, 0.0)
    order = rng.permutation(N + 1)
    return p[order], y[order]


@exercise.probe(part="p of 0 or 1")
def certain_of_1(rng):
    (N,) = sizes(rng, 1, 4, 7)
    p, y = np.append(rng.uniform(0.2, 0.8, N), 1.0), np.append(np.arange(N) % 2, 1.0)
    order = rng.permutation(N + 1)
    return p[order], y[order]


@exercise.mistake(
    "clip_missing",
    N_("At p = 0 or p = 1 the logarithm of 0 spoils the loss. Clip p to [1e-12, 1 - 1e-12] first."),
    reread=N_("Probabilities of exactly 0 and 1"),
)
def _(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake(
    "clipped_at_0_only",
    N_("p is kept away from 0 but not from 1: at p = 1 the term log(1 - p) is the logarithm of 0."),
    reread=N_("Probabilities of exactly 0 and 1"),
)
def _(p, y):
    p = np.maximum(p, 1e-12)
    with np.errstate(all="ignore"):
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake(
    "first_term_only",
    N_("Only y log(p) is there, so samples with the label 0 cost nothing. They cost -log(1 - p)."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p))


@exercise.mistake(
    "second_term_only",
    N_("Only (1 - y) log(1 - p) is there, so samples with the label 1 cost nothing. They cost -log(p)."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean((1 - y) * np.log(1 - p))


@exercise.mistake(
    "label_forgotten", N_("The labels are not used: -log(p) counts for every sample. It belongs to the label 1 alone.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(np.log(p))


@exercise.mistake("minus_missing", N_("The minus sign is missing. Logarithms of probabilities are negative."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake(
    "minus_for_first_term_only",
    N_("The minus sign reaches the first term only. Put brackets around both terms."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean(-y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake(
    "terms_subtracted", N_("The second term is subtracted from the first. Add the two terms, then take the minus.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))


@exercise.mistake("not_averaged", N_("The losses of the samples are added up. Divide by their number."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake("one_loss_per_sample", N_("It returns one loss for each sample. The loss is one number: their mean."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake("divided_twice", N_("It is divided by the number of samples twice. The mean divides already."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


@exercise.mistake("logarithm_to_base_2", N_("The logarithm is the one to base 2. Use the natural one, np.log."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))


@exercise.mistake("logarithm_to_base_10", N_("The logarithm is the one to base 10. Use the natural one, np.log."))
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))


@exercise.mistake(
    "labels_exchanged",
    N_("The labels are the wrong way round: label 1 should cost -log(p), label 0 should cost -log(1 - p)."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))


@exercise.mistake(
    "p_and_y_exchanged", N_("p and y are exchanged. The logarithm is taken of the probability, not of the label.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    with np.errstate(all="ignore"):
        return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@exercise.mistake("p_and_y_exchanged")
def _(p, y):
    y = np.clip(y, 1e-12, 1 - 1e-12)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@exercise.mistake(
    "one_minus_logarithm", N_("The second term has 1 - log(p). It is the logarithm of 1 - p: np.log(1 - p).")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * (1 - np.log(p)))


@exercise.mistake(
    "logarithm_missing", N_("There is no logarithm. The loss of a sample is -log of the probability of its label.")
)
def _(p, y):
    return np.mean(y * (1 - p) + (1 - y) * p)


@exercise.mistake("logarithm_missing")
def _(p, y):
    return -np.mean(y * p + (1 - y) * (1 - p))


@exercise.mistake(
    "logarithm_of_the_mean", N_("The logarithm is taken of the mean. First the logarithms, then their mean.")
)
def _(p, y):
    return -np.log(np.mean(y * p + (1 - y) * (1 - p)))


@exercise.mistake("squared_error", N_("This is the mean squared error. Cross-entropy takes logarithms."))
def _(p, y):
    return np.mean((p - y) ** 2)


@exercise.mistake(
    "clip_too_wide",
    N_("p is clipped far inside: probabilities near 0 and 1 lose their meaning. Clip to [1e-12, 1 - 1e-12]."),
    reread=N_("Probabilities of exactly 0 and 1"),
)
def _(p, y):
    p = np.clip(p, 1e-2, 1 - 1e-2)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@exercise.mistake(
    "mean_of_first_term_only", N_("The mean is taken of the first term only: close its bracket behind the second one.")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p)) + (1 - y) * np.log(1 - p)


@exercise.mistake("mean_of_first_term_only")
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(np.mean(y * np.log(p)) + (1 - y) * np.log(1 - p))


@exercise.mistake(
    "brackets_missing",
    N_("1 - y * log(1 - p) multiplies first. Put brackets around 1 - y: it switches the term on and off."),
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + 1 - y * np.log(1 - p))


@exercise.mistake(
    "log_p_for_both_labels", N_("Samples with the label 0 get log(p) with the opposite sign. They need log(1 - p).")
)
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) - (1 - y) * np.log(p))


@exercise.alternative("loop")
def _(p, y):
    total = 0.0
    for i in range(len(p)):
        right = p[i] if y[i] == 1 else 1 - p[i]
        total += -np.log(max(right, 1e-12))
    return total / len(p)


@exercise.alternative("probability of the right label")
def _(p, y):
    return -np.log(np.where(y == 1, p, 1 - p)).mean()


@exercise.alternative("eps inside the logarithm")
def _(p, y):
    eps = 1e-9
    return -np.sum(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps)) / len(y)


@exercise.alternative("float32 with a wider clip")
def _(p, y):
    p = np.clip(p.astype(np.float32), np.float32(1e-6), np.float32(1 - 1e-6))
    return np.mean(-y.astype(np.float32) * np.log(p) - (1 - y.astype(np.float32)) * np.log(1 - p))


@exercise.alternative("the two groups apart")
def _(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(np.log(p[y == 1]).sum() + np.log1p(-p[y == 0]).sum()) / len(y)
