"""He's start for a layer before ReLU: normal weights with standard deviation sqrt(2 / n_in), biases 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare
from gradatim_autograder.exercises.deep_networks import shared
from gradatim_autograder.exercises.deep_networks.shared import DIFFERENT, LARGE, MEAN, SEEN, SPREAD

# A layer has n >= 22 * 140 = 3080 weights; with a single neuron or a single input it has n >= 1980. Standard deviations
# of what is measured on right answers, for both n, and how many of them `within` is. The reference is measured too, so
# the difference spreads sqrt(2) times as far: `within` is at least 6 standard deviations of it in the first case, and
# 5.1 in the second, which a right answer exceeds about once in a million checks.
#   mean over spread    1 / sqrt(n) = 0.0180, 0.0225                    within 0.165        = 9.2, 7.3
#   spread              1 / sqrt(2 n) = 1.27 %, 1.59 %                  within 12 %         = 9.4, 7.6
#   large weights       sqrt(0.0719 * 0.9281 / n) = 0.0047, 0.0058      within 0.042        = 9.0, 7.2
#   different numbers   0 (a float32 number comes twice now and then), within 0.02
# The nearest spread of a known mistake is that of sqrt(2 / (n_in + n_out)), 26 % less in the second kind of layer.
# Uniform numbers have no large ones (0 in place of 0.072, which is 6 standard deviations outside of `within`).
exercise = declare(
    "he_init",
    returns=("W", "b"),
    points={"W": 2, "b": 1},
    section=N_("Half of it is cut off: He"),
    seen=(*SEEN, "b"),
    within={MEAN: 0.165, LARGE: 0.042},
    within_share={SPREAD: 0.12, DIFFERENT: 0.02},
)


@exercise.view
def layer(returned, n_in, n_out, rng):
    """The shape of W, what its numbers are like, and b itself."""
    if isinstance(returned, dict) or (isinstance(returned, tuple) and len(returned) != 2):
        raise Refusal(N_("Return two things: W, b."), mistake="wrong_number_of_results")
    W, b = returned if isinstance(returned, tuple | list) and len(returned) == 2 else (returned, None)
    W = shared.matrix(W, N_("W must be a matrix of numbers. Return two things: W, b."))
    if _is_weights(b, n_in, n_out) and W.shape == (n_out,):
        raise Refusal(
            N_("b and W are exchanged: the first result is a vector, the second a matrix. Return W first, then b."),
            mistake="results_exchanged",
        )
    return *shared.looks(W, n_in, n_out, spread=np.sqrt(2 / n_in), large=0.0719), b


def _is_weights(b, n_in, n_out):
    """Whether b is what W should be, or W turned, so that both are in each other's place."""
    try:
        b = np.asarray(b, dtype=float)
    except (TypeError, ValueError):
        return False
    return b.shape in ((n_in, n_out), (n_out, n_in)) and bool(b.any())


@exercise.reference
def he_init(n_in, n_out, rng):
    scale = np.sqrt(2 / n_in)
    W = rng.normal(0, scale, size=(n_in, n_out))
    b = np.zeros(n_out)
    return W, b


shared.probes(exercise)

exercise.wrong_lines("""
n_out_for_n_in: The standard deviation comes from n_out. It should come from n_in: the sum of a neuron has n_in terms.
> The variance of a sum
    scale = np.sqrt(2 / n_out)
    scale = np.sqrt(1 / n_out)
    scale = 2 / n_out
sum_of_both_sizes: The standard deviation is sqrt(2 / (n_in + n_out)), as in Xavier's rule. It should come from n_in
alone.
    scale = np.sqrt(2 / (n_in + n_out))
variance_for_standard_deviation: The standard deviation of W is 2 / n_in. That should be its variance: take the square
root.
    scale = 2 / n_in
two_forgotten: The variance of W is 1 / n_in. It should be twice that: ReLU cuts off half of the squares.
    scale = np.sqrt(1 / n_in)
one_over_n_in: The standard deviation of W is 1 / n_in. It should be the root of the variance, and the variance has a
2 above the line.
    scale = 1 / n_in
two_outside_the_root: The standard deviation of W is 2 / sqrt(n_in), so its variance is 4 / n_in. The variance should
be 2 / n_in.
    scale = 2 / np.sqrt(n_in)
root_of_two_only: The standard deviation of W is sqrt(2) / n_in. The root should go over the whole fraction.
    scale = np.sqrt(2) / n_in
upside_down: The fraction is upside down: the standard deviation of W is sqrt(n_in / 2). More inputs need smaller
weights.
    scale = np.sqrt(n_in / 2)
multiplied_with_inputs: The standard deviation of W grows with n_in. More inputs need smaller weights: divide.
    scale = np.sqrt(2 * n_in)
six_for_two: The standard deviation of W is sqrt(6 / n_in), which is a limit for uniform numbers. It should have a 2
in place of the 6.
    scale = np.sqrt(6 / n_in)
not_scaled: W has the standard deviation 1: it is not scaled. Multiply by sqrt(2 / n_in).
    scale = 1
fixed_scale: W has the same standard deviation for all layers. The standard deviation has to depend on n_in.
    scale = 0.01
    scale = 0.1
scale_as_mean: The mean of W is sqrt(2 / n_in), and its standard deviation is 1. The mean should be 0, and sqrt(2 /
n_in) the standard deviation. In rng.normal the mean comes first.
    W = rng.normal(scale, size=(n_in, n_out))
no_negative_weights: No weight is negative: the numbers are uniform, from 0 to sqrt(2 / n_in). Draw normal ones, with
the mean 0.
    W = rng.random((n_in, n_out)) * scale
sign_of_weights_lost: All weights are positive, as if they had lost their signs. They should have both signs.
    return np.abs(W), b
shape_transposed: W has the shape (n_out, n_in). It should have the shape (n_in, n_out): a neuron is a column.
    W = rng.normal(0, scale, size=(n_out, n_in))
one_neuron_only: W has weights for one neuron only. It needs a column for each: (n_in, n_out).
    W = rng.normal(0, scale, size=n_in)
whole_numbers: W holds whole numbers: what stands behind the decimal point is lost. Keep it, in an array of floats.
    return W.astype(int), b
    return np.round(W), b
few_different_numbers: W holds a few different numbers only, such as -1, 0 and 1. Draw normal numbers, which can take
every value: rng.normal.
    W = rng.integers(-1, 2, size=(n_in, n_out))
    W = rng.integers(-1, 2, size=(n_in, n_out)) * scale
    W = rng.choice([-1, 1], size=(n_in, n_out)) * scale
all_the_same: All weights are the same number, so all neurons are alike and stay alike. Draw one for each entry.
> Equal neurons stay equal
    W = np.full((n_in, n_out), scale)
    W = np.ones((n_in, n_out))
neurons_all_alike: All neurons have the same weights, and so they would stay alike. Draw a number for each entry.
> Equal neurons stay equal
    W = np.repeat(rng.normal(0, scale, size=(n_in, 1)), n_out, axis=1)
weights_of_a_neuron_all_alike: Each neuron has one number for all its weights. Draw a number for each entry of W.
    W = np.tile(rng.normal(0, scale, size=n_out), (n_in, 1))
all_zeros: All weights are 0, so no error reaches the hidden layer, and all its neurons are alike. Draw a number for
each entry.  > All zeros: nothing moves
    W = np.zeros((n_in, n_out))
biases_random: The biases differ from each other, as if they were drawn. They should start at 0; the weights break the
symmetry.
    b = rng.normal(0, scale, size=n_out)
biases_not_zero: The biases are all the same number, but not 0. They should start at 0.
    b = np.ones(n_out)
    b = np.full(n_out, 0.1)
    b = np.full(n_out, 0.01)
one_bias: b is a single 0. Each of the n_out neurons should have its own: shape (n_out,).
    b = 0.0
    b = np.zeros(1)
a_bias_for_each_input: b has n_in entries. It should have n_out: the neurons have biases, not the inputs.
    b = np.zeros(n_in)
bias_as_row_matrix: b is a matrix with one row. It should be a plain vector: shape (n_out,).
    b = np.zeros((1, n_out))
bias_as_column: b is a matrix with one column. It should be a plain vector: shape (n_out,).
    b = np.zeros((n_out, 1))
a_bias_for_each_weight: b has the shape of W. There should be one bias for each neuron: shape (n_out,).
    b = np.zeros((n_in, n_out))
biases_not_returned: The biases are not returned. Return both: W, b.
    return W
shape_in_two_arguments: The shape comes as two arguments. It should be one, a pair of numbers: size=(n_in, n_out).
    W = rng.normal(0, scale, n_in, n_out)
    W = rng.standard_normal(n_in, n_out) * scale
no_such_method: A generator has no randn; that is a function of np.random. The generator's is rng.standard_normal.
    W = rng.randn(n_in, n_out) * scale
no_such_method_rand: A generator has no rand, and rand would be uniform. Use rng.normal or rng.standard_normal.
    W = rng.rand(n_in, n_out) * scale
bias_shape_in_two_arguments: np.zeros takes the second number for a dtype. b should be a plain vector: its shape is
n_out alone.
    b = np.zeros(n_out, 1)
laid_in_one_row: W is one long row of n_in · n_out numbers. It should be a matrix: (n_in, n_out).
    W = rng.normal(0, scale, size=n_in * n_out)
mean_of_both_sizes: The variance of W is 2 over the mean of n_in and n_out. It should be 2 over n_in alone.
    scale = np.sqrt(4 / (n_in + n_out))
uniform_numbers: The numbers are uniform, though with the right standard deviation. They should be normal: rng.normal.
    scale = np.sqrt(6 / n_in) ;; W = rng.uniform(-scale, scale, size=(n_in, n_out))
uniform_within_the_scale: The numbers are uniform between -s and s, where s is sqrt(2 / n_in). They should be normal,
with the standard deviation s.
    W = rng.uniform(-scale, scale, size=(n_in, n_out))
rule_of_xavier: This is Xavier's rule: uniform, with both sizes. Numbers for ReLU should be normal, with n_in alone.
    scale = np.sqrt(6 / (n_in + n_out)) ;; W = rng.uniform(-scale, scale, size=(n_in, n_out))
uniform_and_too_narrow: The numbers are uniform, between - and + half of sqrt(2 / n_in). Draw normal ones, with the
mean 0: rng.normal.
    W = (rng.random((n_in, n_out)) - 0.5) * scale
twice_too_large: The weights are twice too large: their standard deviation is 2 sqrt(2 / n_in). The 2 should stand
under the root only.
    return 2 * W, b
cut_off: Large weights are cut off, so that many of them are the same number. Keep the normal numbers as they are
drawn.
    return np.clip(W, -2 * scale, 2 * scale), b
    return np.clip(W, -scale, scale), b
rounded: The weights are rounded, so that many of them are the same number. Keep all their digits.
    return np.round(W, 1), b
    return np.round(W, 2), b
    return np.round(W, 3), b
""")

exercise.alternatives("""
standard normal, scaled:
    W = rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in)
    b = np.zeros((n_out,))
    return W, b
neuron by neuron:
    columns = [rng.normal(0, (2 / n_in) ** 0.5, n_in) for _neuron in range(n_out)]
    return np.array(columns).T, [0.0] * n_out
entry by entry:
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.standard_normal() * (2 / n_in) ** 0.5
    return W, np.zeros(n_out)
drawn transposed: return rng.normal(scale=np.sqrt(2 / n_in), size=(n_out, n_in)).T, 0 * np.arange(n_out)
float32, in one long row:
    W = rng.standard_normal(n_in * n_out, dtype=np.float32).reshape(n_in, n_out)
    return W / np.sqrt(np.float32(n_in / 2)), np.zeros(n_out, dtype=np.float32)
""")
