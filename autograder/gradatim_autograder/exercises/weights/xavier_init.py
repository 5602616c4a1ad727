"""Xavier's start: weights uniform between - and + sqrt(6 / (n_in + n_out))."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

AXES, ROWS, COLUMNS = "The number of axes of W", "The number of rows of W", "The number of columns of W"
MEAN = "The mean of W, over its spread,"
SPREAD = "The spread (standard deviation) of W"
LARGE = "The share of weights more than 1.8 spreads from 0"
DIFFERENT = "The share of different numbers in W"

# As in he_init: n >= 3080 weights, and `within` in standard deviations of what is measured on right answers.
#   mean over spread    1 / sqrt(n) = 0.0180                    within 0.165        = 9.2
#   spread              0.447 / sqrt(n) = 0.81 %                within 8 %          = 9.9
#   large weights       0 (uniform numbers end at 1.73 spreads), within 0.02
#   different numbers   0 (a float32 number comes twice now and then), within 0.02
# Normal numbers have 0.072 large ones (standard deviation 0.005). The nearest spread of a known mistake is that of
# sqrt(3 / (n_in + n_out)), 29 % less; that of sqrt(6 / n_out) is 8 % more in the first kind of layer and 48 % in the second.
exercise = Exercise(
    "xavier_init",
    chapter="04-weights-and-biases",
    returns=("W",),
    points={"W": 2},
    section=N_("A compromise for both directions: Xavier"),
    seen=(AXES, ROWS, COLUMNS, MEAN, SPREAD, LARGE, DIFFERENT),
    within={MEAN: 0.165, LARGE: 0.02, DIFFERENT: 0.02},
    within_share={SPREAD: 0.08},
)


@exercise.view
def weights(returned, n_in, n_out, rng):
    """The shape of W and what its numbers are like."""
    if isinstance(returned, tuple) and len(returned) == 2:
        raise Refusal(
            N_("It returns two things. This function returns W alone; the biases are He's part."),
            mistake="biases_returned",
        )
    try:
        W = np.asarray(returned, dtype=float)
    except (TypeError, ValueError):
        raise Refusal(N_("W must be a matrix of numbers.")) from None
    if W.size == 0:
        raise Refusal(N_("W is empty. It needs a number for each pair of an input and a neuron."))
    shape = W.ndim, *W.shape[:2], *(1, 1)[W.ndim :]
    if not np.isfinite(W).all():
        return *shape, np.nan, np.nan, np.nan, 1.0
    mean, spread = W.mean(), W.std()
    if spread <= 1e-9 * abs(mean):  # all the same, but for rounding
        return *shape, mean, 0.0, 0.0, 1 / W.size
    return *shape, mean / spread, spread, np.mean(np.abs(W) > 1.8 * spread), len(np.unique(W)) / W.size


@exercise.reference
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.probe()
def many_neurons(rng):
    return int(rng.integers(22, 27)), int(rng.integers(140, 156)), np.random.default_rng(int(rng.integers(2**40)))


@exercise.probe()
def fewer_neurons_than_inputs(rng):
    return int(rng.integers(62, 68)), int(rng.integers(50, 54)), np.random.default_rng(int(rng.integers(2**40)))


@exercise.mistake("n_in_only", N_("The limit comes from n_in alone. Xavier's rule has the sum n_in + n_out."))
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake("n_out_only", N_("The limit comes from n_out alone. Xavier's rule has the sum n_in + n_out."))
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake(
    "brackets_missing",
    N_("6 / n_in + n_out divides first and adds n_out then. The sum needs brackets: 6 / (n_in + n_out)."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake(
    "sizes_multiplied",
    N_("n_in and n_out are multiplied. The compromise is their mean, so their sum is below the line."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in * n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake("root_forgotten", N_("The square root is missing in the limit, or the limit comes in twice."))
def _(n_in, n_out, rng):
    limit = 6 / (n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake("root_of_six_only", N_("The root is taken of the 6 only. It goes over the whole fraction."))
def _(n_in, n_out, rng):
    limit = np.sqrt(6) / (n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake("six_outside_the_root", N_("The 6 stands outside of the root. It belongs below it."))
def _(n_in, n_out, rng):
    limit = 6 / np.sqrt(n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake(
    "standard_deviation_for_limit",
    N_(
        "sqrt(2 / (n_in + n_out)) is the standard deviation. Uniform numbers reach further: the limit is sqrt(3) times it."
    ),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(2 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake(
    "three_for_six", N_("There is a 3 where a 6 belongs: the mean of n_in and n_out is half of their sum.")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(3 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake("upside_down", N_("The fraction is upside down. More connections need smaller weights."))
def _(n_in, n_out, rng):
    limit = np.sqrt((n_in + n_out) / 6)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


NOT_SCALED = N_("The weights are not scaled. They should lie between - and + the limit.")


@exercise.mistake("not_scaled", NOT_SCALED)
def _(n_in, n_out, rng):
    return rng.uniform(-1.0, 1.0, size=(n_in, n_out))


@exercise.mistake("not_scaled")
def _(n_in, n_out, rng):
    return rng.random((n_in, n_out))


@exercise.mistake("not_scaled")
def _(n_in, n_out, rng):
    return rng.normal(size=(n_in, n_out))


@exercise.mistake("from_zero", N_("The weights lie between 0 and the limit. They should begin at minus the limit."))
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(0.0, limit, size=(n_in, n_out))


@exercise.mistake(
    "from_limit_to_one",
    N_("rng.uniform with a single limit draws between it and 1. Give both ends: minus the limit and the limit."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(limit, size=(n_in, n_out))


@exercise.mistake("from_limit_to_one")
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, size=(n_in, n_out))


@exercise.mistake(
    "only_half_as_wide",
    N_("The weights lie between minus and plus half of the limit. From - to + the limit it is twice the limit wide."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return (rng.random((n_in, n_out)) - 0.5) * limit


@exercise.mistake(
    "not_centred",
    N_("2 limit times rng.random reaches from 0 to twice the limit. Take the limit off, so that the mean is 0."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.random((n_in, n_out)) * 2 * limit


@exercise.mistake(
    "normal_numbers",
    N_("The numbers are normal, though with the right spread. Here they should be uniform: rng.uniform."),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@exercise.mistake(
    "limit_as_standard_deviation",
    N_(
        "The numbers are normal, with the limit as their standard deviation. Draw uniform ones between - and + the limit."
    ),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(6 / (n_in + n_out)), size=(n_in, n_out))


@exercise.mistake("rule_of_he", N_("This is He's rule: normal, with n_in alone. Xavier's is uniform, with both sizes."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out))


@exercise.mistake(
    "only_the_two_ends",
    N_("Every weight is - or + the limit itself. Draw numbers between the two."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.choice([-limit, limit], size=(n_in, n_out))


@exercise.mistake(
    "shape_transposed", N_("W has the shape (n_out, n_in). In this course it is (n_in, n_out): a neuron is a column.")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_out, n_in))


ONE_NUMBER = N_("This is one number. W needs a random one for each entry: size=(n_in, n_out).")


@exercise.mistake("one_number", ONE_NUMBER)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit)


@exercise.mistake("one_number")
def _(n_in, n_out, rng):
    return np.sqrt(6 / (n_in + n_out))


@exercise.mistake(
    "neurons_all_alike",
    N_("All neurons have the same weights, and so they would stay alike. Draw a number for each entry."),
    reread=N_("Equal neurons stay equal"),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return np.repeat(rng.uniform(-limit, limit, size=(n_in, 1)), n_out, axis=1)


ALL_THE_SAME = N_("All weights are the same number, so all neurons are alike and stay alike. Draw one for each entry.")


@exercise.mistake("all_the_same", ALL_THE_SAME, reread=N_("Equal neurons stay equal"))
def _(n_in, n_out, rng):
    return np.full((n_in, n_out), np.sqrt(6 / (n_in + n_out)))


@exercise.mistake(
    "all_zeros",
    N_("All weights are 0. Then no error reaches the hidden layer, and all its neurons are alike."),
    reread=N_("All zeros: nothing moves"),
)
def _(n_in, n_out, rng):
    return np.zeros((n_in, n_out))


@exercise.mistake("shape_in_two_arguments", N_("The shape is one argument, a pair of numbers: size=(n_in, n_out)."))
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, n_in, n_out)


@exercise.mistake(
    "no_such_method",
    N_("A generator has no rand; that is a function of np.random. The generator's are rng.uniform and rng.random."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return (2 * rng.rand(n_in, n_out) - 1) * limit


@exercise.mistake(
    "up_to_zero", N_("The weights lie between minus the limit and 0. They should reach up to plus the limit.")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return -rng.uniform(0.0, limit, size=(n_in, n_out))


@exercise.mistake(
    "normal_with_n_in",
    N_(
        "The numbers are normal, and their spread comes from n_in alone. Draw uniform ones, with both sizes in the limit."
    ),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(1 / n_in), size=(n_in, n_out))


@exercise.mistake(
    "twelve_for_six", N_("There is a 12 where a 6 belongs. n_in + n_out is not halved any more below the 6.")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / ((n_in + n_out) / 2))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@exercise.mistake(
    "one_neuron_only", N_("W has weights for one neuron only. It needs a column for each: (n_in, n_out).")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=n_in)


@exercise.mistake(
    "laid_in_one_row", N_("W is one long row of n_in · n_out numbers. It should be a matrix: (n_in, n_out).")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=n_in * n_out)


@exercise.mistake(
    "weights_of_a_neuron_all_alike",
    N_("Each neuron has one number for all its weights. Draw a number for each entry of W."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return np.tile(rng.uniform(-limit, limit, size=n_out), (n_in, 1))


@exercise.alternative("from random")
def _(n_in, n_out, rng):
    limit = np.sqrt(6.0 / (n_in + n_out))
    return (2 * rng.random((n_in, n_out)) - 1) * limit


@exercise.alternative("entry by entry")
def _(n_in, n_out, rng):
    a = (6 / (n_in + n_out)) ** 0.5
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = a * (2 * rng.random() - 1)
    return W


@exercise.alternative("neuron by neuron")
def _(n_in, n_out, rng):
    variance = 2 / (n_in + n_out)
    limit = np.sqrt(3 * variance)
    return np.column_stack([rng.uniform(-limit, limit, n_in) for _neuron in range(n_out)])


@exercise.alternative("float32, lists of rows")
def _(n_in, n_out, rng):
    limit = np.float32(np.sqrt(6 / (n_in + n_out)))
    W = rng.random(n_in * n_out, dtype=np.float32).reshape(n_out, n_in).T
    return list(limit - 2 * limit * W)
