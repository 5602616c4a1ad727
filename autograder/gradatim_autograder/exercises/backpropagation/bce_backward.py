"""The gradient of the binary cross-entropy along the probabilities."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sizes
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercises.backpropagation import shared

exercise = declare("bce_backward", returns=("dp",), points={"dp": 2}, section=N_("The gradient of the cross-entropy"))


@exercise.reference
def bce_backward(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    dp = (p - y) / (p * (1 - p)) / len(y)
    return dp


@exercise.forward(dp="p")
def loss(p, y):
    return float(-np.mean(np.log(np.where(y == 1, p, 1 - p))))


shared.label_probes(exercise)


# So near that a wide clip shows, and so far that a small number in the denominator does not.
@exercise.probe()
def nearly_certain(rng):
    (N,) = sizes(rng, 1, 5, 9)
    p, y = rng.uniform(0.2, 0.8, N), shared.labels(rng, N)
    near = rng.uniform(0.005, 0.007, 2)
    p[np.argmax(y == 1)], p[np.argmax(y == 0)] = near[0], 1 - near[1]
    return p, y


exercise.classes(
    *shared.LABELS,
    where("nearly_certain", N_("where p is near 0 or 1"), lambda p: (np.minimum(p, 1 - p) < 0.01).any()),
)

exercise.wrong_lines("""
mean_forgotten: The slopes are not divided by the number of samples. They should be: the loss is a mean.
    dp = (p - y) / (p * (1 - p))
divided_twice: The slopes are divided by the number of samples twice. Divide once.
    return dp / len(y)
sign_flipped: Every sign is wrong. With the label 1 the slope should be negative: a larger p lowers the loss.
    dp = (y - p) / (p * (1 - p)) / len(y)
slope_of_z: This is (p - y) / N, the slope along z, before the sigmoid. For that along p, divide by p (1 - p).
    dp = (p - y) / len(y)
slope_of_z_without_mean: This is p - y, the slope along z for one sample. For that along p, divide by p (1 - p), and
by N.
    dp = p - y
multiplied_by_the_slope: p - y is multiplied by p (1 - p), the slope of the sigmoid. Divide by it instead.
    dp = (p - y) * p * (1 - p) / len(y)
first_term_only: Only -y / p is there. Samples with the label 0 should have the slope 1 / (1 - p).
    dp = -y / p / len(y)
second_term_only: Only (1 - y) / (1 - p) is there. Samples with the label 1 should have the slope -1 / p.
    dp = (1 - y) / (1 - p) / len(y)
inner_slope_forgotten: The second term has the wrong sign: the slope of log(1 - p) along p is -1 / (1 - p).
    dp = -(y / p + (1 - y) / (1 - p)) / len(y)
signs_of_terms_lost: The first term has the wrong sign: for the label 1 the slope of -log(p) is -1 / p.
    dp = (y / p + (1 - y) / (1 - p)) / len(y)
denominators_exchanged: The denominators are exchanged. y should go with p, and 1 - y with 1 - p.
    dp = (-y / (1 - p) + (1 - y) / p) / len(y)
averaged_to_one_number: The answer is one number. Every probability should have its own slope.
    return np.sum(dp)
one_denominator_missing: p - y is divided by p alone. Divide by 1 - p as well.
    dp = (p - y) / p / len(y)
brackets_missing: p - y is divided by p but multiplied by 1 - p. Divide by both.
    dp = (p - y) / p * (1 - p) / len(y)
    dp = (p - y) / p * (1 - p)
only_second_term_divided: Only the second term is divided by N. Divide both.
    dp = -y / p + (1 - y) / (1 - p) / len(y)
squared_error_slope: This is the gradient of the mean squared error. Wanted is that of the cross-entropy.
    dp = 2 * (p - y) / len(y)
logarithms_kept: The logarithms are still there. The slope of log(p) is 1 / p.
    dp = -(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)
    dp = -(y * np.log(p) + (1 - y) * np.log(1 - p))
clip_too_wide: Probabilities near 0 and 1 are pushed too far inside. Clip to [1e-12, 1 - 1e-12].
    p = np.clip(p, 0.01, 1 - 0.01)
    p = np.clip(p, 0.1, 0.9)
each_label_averaged_apart: Each slope is divided by the number of samples of its label. Divide by the number of all
samples.
    dp = (p - y) / (p * (1 - p)) / np.where(y == 1, np.sum(y == 1), np.sum(y == 0))
every_p_with_every_label: Every probability meets every label, as in an (N, N) table. Each p should meet its own label
alone.
    p => p[:, None]
    y => y[:, None]
    y => y[:, None] ;; return np.mean(dp, axis=0)
    y => y[:, None] ;; return np.sum(dp, axis=0)
brackets_missing_above: In the second term only y is divided by 1 - p. Divide the whole of 1 - y.
    dp = (-y / p + 1 - y / (1 - p)) / len(y)
reciprocals_missing: The slopes are made of -p and 1 - p. Both belong in the denominator: the slope of log(p) is 1 / p.
    dp = (-y * p + (1 - y) * (1 - p)) / len(y)
divided_by_ones: The slopes are divided by the number of samples with the label 1. Divide by the number of all samples.
    dp = (p - y) / (p * (1 - p)) / np.sum(y)
factor_2: There is a factor 2 as in the squared error. The slope of -log(p) is -1 / p, without a 2.
    return 2 * dp
first_sample_only: Only the first sample has a slope; the others are 0. Each p should have its own.
    return dp -> dp[1:] = 0; return dp
last_sample_only: Only the last sample has a slope; the others are 0. Each p should have its own.
    return dp -> dp[:-1] = 0; return dp
""")

exercise.alternatives("""
loop:
    dp = []
    for i in range(len(p)):
        q = min(max(p[i], 1e-12), 1 - 1e-12)
        if y[i] == 1:
            dp.append(-1 / q / len(p))
        else:
            dp.append(1 / (1 - q) / len(p))
    return dp
the two terms:
    p = np.clip(p, 1e-10, 1 - 1e-10)
    return -(y / p - (1 - y) / (1 - p)) / len(p)
by cases:
    N = y.shape[0]
    return np.where(y == 1, -1 / np.maximum(p, 1e-12), 1 / np.maximum(1 - p, 1e-12)) / N
float32 with a wider clip:
    q = np.clip(p.astype(np.float32), np.float32(1e-6), np.float32(1 - 1e-6))
    return (np.where(y > 0.5, -1 / q, 1 / (1 - q)) / len(y)).astype(np.float32)
not clipped: return (p - y) / (p * (1 - p)) / len(y)
a small number in the denominator: return (p - y) / (p * (1 - p) + 1e-12) / len(y)
""")
