"""Xavier's start: weights uniform between - and + sqrt(6 / (n_in + n_out))."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare
from gradatim_autograder.exercises.deep_networks import shared
from gradatim_autograder.exercises.deep_networks.shared import DIFFERENT, LARGE, MEAN, SEEN, SPREAD

# As in he_init: n >= 3080 weights, or 1980, and `within` in standard deviations of what is measured on right answers.
#   mean over spread    1 / sqrt(n) = 0.0180, 0.0225            within 0.165        = 9.2, 7.3
#   spread              0.447 / sqrt(n) = 0.81 %, 1.00 %        within 8 %          = 9.9, 8.0
#   large weights       0 (uniform numbers end at 1.73 spreads), within 0.02
#   different numbers   0 (a float32 number comes twice now and then), within 0.02
# Normal numbers have 0.072 large ones (standard deviation 0.005). The nearest spread of a known mistake is that of
# sqrt(3 / (n_in + n_out)), 29 % less; that of sqrt(6 / n_out) is 8 % more in the first kind of layer, and 48 % in the
# second.
exercise = declare(
    "xavier_init",
    returns=("W",),
    points={"W": 2},
    section=N_("A compromise for both directions: Xavier"),
    seen=SEEN,
    within={MEAN: 0.165, LARGE: 0.02},
    within_share={SPREAD: 0.08, DIFFERENT: 0.02},
)


@exercise.view
def weights(returned, n_in, n_out, rng):
    """The shape of W and what its numbers are like."""
    if isinstance(returned, tuple) and len(returned) == 2:
        raise Refusal(
            N_("It returns two things. Return W alone; the biases belong to the next exercise."),
            mistake="biases_returned",
        )
    W = shared.matrix(returned, N_("W must be a matrix of numbers."))
    return shared.looks(W, n_in, n_out, spread=np.sqrt(2 / (n_in + n_out)), large=0.0)


@exercise.reference
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


shared.probes(exercise)

exercise.wrong_lines("""
n_in_only: The limit comes from n_in alone. It should come from the sum n_in + n_out.
    limit = np.sqrt(6 / n_in)
    limit = np.sqrt(3 / n_in)
    limit = 1 / np.sqrt(n_in)
n_out_only: The limit comes from n_out alone. It should come from the sum n_in + n_out.
    limit = np.sqrt(6 / n_out)
    limit = 1 / np.sqrt(n_out)
brackets_missing: The limit is sqrt(6 / n_in + n_out), where n_out is added after the division. Put brackets around
the sum: n_in + n_out belongs below the line.
    limit = np.sqrt(6 / n_in + n_out)
sizes_multiplied: n_in and n_out are multiplied. Add them: the compromise is their mean.
    limit = np.sqrt(6 / (n_in * n_out))
root_forgotten: The limit is 6 / (n_in + n_out). It should be the square root of that.
    limit = 6 / (n_in + n_out)
root_of_six_only: The limit is sqrt(6) / (n_in + n_out). The root should go over the whole fraction.
    limit = np.sqrt(6) / (n_in + n_out)
variance_for_limit: The limit is 2 / (n_in + n_out). That is the variance; the limit should be the root of three times
the variance.
    limit = 2 / (n_in + n_out)
six_outside_the_root: The limit is 6 / sqrt(n_in + n_out). The root should go over the whole fraction, the 6 as well.
    limit = 6 / np.sqrt(n_in + n_out)
standard_deviation_for_limit: The limit is sqrt(2 / (n_in + n_out)). That is the standard deviation; the limit should
be sqrt(3) times as large.
    limit = np.sqrt(2 / (n_in + n_out))
three_for_six: The limit is sqrt(3 / (n_in + n_out)). It should have a 6: the mean of n_in and n_out is half of their
sum.
    limit = np.sqrt(3 / (n_in + n_out))
upside_down: The fraction is upside down: the limit is sqrt((n_in + n_out) / 6). More connections need smaller
weights.
    limit = np.sqrt((n_in + n_out) / 6)
not_scaled: The weights are not scaled. They should lie between - and + the limit.
    limit = 1
    return rng.random((n_in, n_out))
    return rng.normal(size=(n_in, n_out))
from_zero: The weights lie between 0 and the limit. They should begin at minus the limit.
    return rng.uniform(0, limit, size=(n_in, n_out))
from_limit_to_one: The weights reach up to 1, as they do where rng.uniform is given one end only. Give both: minus the
limit and the limit.
    return rng.uniform(limit, size=(n_in, n_out))
    return rng.uniform(-limit, size=(n_in, n_out))
only_half_as_wide: The weights lie between minus and plus half of the limit. They should lie between minus and plus
the limit itself.
    return (rng.random((n_in, n_out)) - 0.5) * limit
not_centred: The weights lie between 0 and twice the limit. Take the limit off, so that the mean is 0.
    return rng.random((n_in, n_out)) * 2 * limit
normal_numbers: The numbers are normal, though with the right standard deviation. They should be uniform: rng.uniform.
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))
variance_for_standard_deviation: The numbers are normal, with the standard deviation 2 / (n_in + n_out), which is the
variance. Draw uniform ones between - and + the limit.
    return rng.normal(0, 2 / (n_in + n_out), size=(n_in, n_out))
limit_as_standard_deviation: The numbers are normal, with the limit as their standard deviation. Draw uniform ones
between - and + the limit.
    return rng.normal(0, limit, size=(n_in, n_out))
rule_of_he: This is the rule for ReLU: normal, with n_in alone. Here the numbers should be uniform, with both sizes in
the limit.
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
only_the_two_ends: Every weight is minus or plus the limit itself. Draw numbers between the two.
    return rng.choice([-limit, limit], size=(n_in, n_out))
shape_transposed: W has the shape (n_out, n_in). It should have the shape (n_in, n_out): a neuron is a column.
    return rng.uniform(-limit, limit, size=(n_out, n_in))
one_number: This is one number. W needs a random one for each entry: size=(n_in, n_out).
    return rng.uniform(-limit, limit)
    return limit
neurons_all_alike: All neurons have the same weights, and so they would stay alike. Draw a number for each entry.
> Equal neurons stay equal
    return np.repeat(rng.uniform(-limit, limit, size=(n_in, 1)), n_out, axis=1)
all_the_same: All weights are the same number, so all neurons are alike and stay alike. Draw one for each entry.
> Equal neurons stay equal
    return np.full((n_in, n_out), limit)
all_zeros: All weights are 0, so no error reaches the hidden layer. Draw a number for each entry. (An array of whole
numbers, int, makes 0 of all numbers between -1 and 1.)  > All zeros: nothing moves
    return np.zeros((n_in, n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out)).astype(int)
few_different_numbers: W holds a few different numbers only, such as -1, 0 and 1. Draw uniform numbers, which can take
every value: rng.uniform.
    return rng.integers(-1, 2, size=(n_in, n_out))
    return rng.choice([-1, 1], size=(n_in, n_out))
shape_in_two_arguments: The shape comes as two arguments. It should be one, a pair of numbers: size=(n_in, n_out).
    return rng.uniform(-limit, limit, n_in, n_out)
no_such_method: A generator has no rand; that is a function of np.random. The generator's are rng.uniform and
rng.random.
    return (2 * rng.rand(n_in, n_out) - 1) * limit
up_to_zero: The weights lie between minus the limit and 0. They should reach up to plus the limit.
    return -rng.uniform(0, limit, size=(n_in, n_out))
normal_with_n_in: The numbers are normal, and their standard deviation comes from n_in alone. Draw uniform ones, with
both sizes in the limit.
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out))
twelve_for_six: The limit is sqrt(12 / (n_in + n_out)). It should have a 6 in place of the 12: with it, n_in + n_out
is not halved.
    limit = np.sqrt(12 / (n_in + n_out))
one_neuron_only: W has weights for one neuron only. It needs a column for each: (n_in, n_out).
    return rng.uniform(-limit, limit, size=n_in)
laid_in_one_row: W is one long row of n_in · n_out numbers. It should be a matrix: (n_in, n_out).
    return rng.uniform(-limit, limit, size=n_in * n_out)
weights_of_a_neuron_all_alike: Each neuron has one number for all its weights. Draw a number for each entry of W.
    return np.tile(rng.uniform(-limit, limit, size=n_out), (n_in, 1))
rounded: The weights are rounded, so that many of them are the same number. Keep all their digits.
    return np.round(rng.uniform(-limit, limit, size=(n_in, n_out)), 2)
    return np.round(rng.uniform(-limit, limit, size=(n_in, n_out)), 3)
""")

exercise.alternatives("""
from random:
    limit = np.sqrt(6.0 / (n_in + n_out))
    return (2 * rng.random((n_in, n_out)) - 1) * limit
entry by entry:
    a = (6 / (n_in + n_out)) ** 0.5
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = a * (2 * rng.random() - 1)
    return W
neuron by neuron:
    variance = 2 / (n_in + n_out)
    limit = np.sqrt(3 * variance)
    return np.column_stack([rng.uniform(-limit, limit, n_in) for _neuron in range(n_out)])
float32, lists of rows:
    limit = np.float32(np.sqrt(6 / (n_in + n_out)))
    W = rng.random(n_in * n_out, dtype=np.float32).reshape(n_out, n_in).T
    return list(limit - 2 * limit * W)
""")
