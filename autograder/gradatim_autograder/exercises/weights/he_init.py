"""He's start for a layer before ReLU: normal weights with standard deviation sqrt(2 / n_in), biases 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

AXES, ROWS, COLUMNS = "The number of axes of W", "The number of rows of W", "The number of columns of W"
MEAN = "The mean of W, over its spread,"
SPREAD = "The spread (standard deviation) of W"
LARGE = "The share of weights more than 1.8 spreads from 0"
DIFFERENT = "The share of different numbers in W"

# A layer has n >= 22 * 140 = 3080 weights. Standard deviations of what is measured on right answers, for n = 3080, and how
# many of them `within` is. The reference is measured too, so the difference spreads sqrt(2) times as far: `within` is at
# least 6 standard deviations of it, which a right answer exceeds less than once in a hundred million.
#   mean over spread    1 / sqrt(n) = 0.0180                    within 0.165        = 9.2
#   spread              1 / sqrt(2 n) = 1.27 %                  within 12 %         = 9.4
#   large weights       sqrt(0.0719 * 0.9281 / n) = 0.0047      within 0.042        = 9.0
#   different numbers   0 (a float32 number comes twice now and then), within 0.02
# The nearest spread of a known mistake is that of sqrt(2 / (n_in + n_out)), 26 % less in the second kind of layer.
# Uniform numbers have no large ones (0 in place of 0.072, which is 6 standard deviations outside of `within`).
exercise = Exercise(
    "he_init",
    chapter="04-weights-and-biases",
    returns=("W", "b"),
    points={"W": 2, "b": 1},
    section=N_("Half of it is cut off: He"),
    seen=(AXES, ROWS, COLUMNS, MEAN, SPREAD, LARGE, DIFFERENT, "b"),
    within={MEAN: 0.165, LARGE: 0.042, DIFFERENT: 0.02},
    within_share={SPREAD: 0.12},
)


@exercise.view
def layer(returned, n_in, n_out, rng):
    """The shape of W, what its numbers are like, and b itself."""
    if isinstance(returned, dict) or (isinstance(returned, tuple) and len(returned) != 2):
        raise Refusal(N_("Return two things: W, b."), mistake="wrong_number_of_results")
    W, b = returned if isinstance(returned, tuple | list) and len(returned) == 2 else (returned, None)
    try:
        W = np.asarray(W, dtype=float)
    except (TypeError, ValueError):
        raise Refusal(N_("W must be a matrix of numbers. Return two things: W, b.")) from None
    if W.size == 0:
        raise Refusal(N_("W is empty. It needs a number for each pair of an input and a neuron."))
    shape = W.ndim, *W.shape[:2], *(1, 1)[W.ndim :]
    if not np.isfinite(W).all():
        return *shape, np.nan, np.nan, np.nan, 1.0, b
    mean, spread = W.mean(), W.std()
    if spread <= 1e-9 * abs(mean):  # all the same, but for rounding
        return *shape, mean, 0.0, 0.0, 1 / W.size, b
    return *shape, mean / spread, spread, np.mean(np.abs(W) > 1.8 * spread), len(np.unique(W)) / W.size, b


@exercise.reference
def he_init(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.probe()
def many_neurons(rng):
    return int(rng.integers(22, 27)), int(rng.integers(140, 156)), np.random.default_rng(int(rng.integers(2**40)))


@exercise.probe()
def fewer_neurons_than_inputs(rng):
    return int(rng.integers(62, 68)), int(rng.integers(50, 54)), np.random.default_rng(int(rng.integers(2**40)))


@exercise.mistake(
    "n_out_for_n_in",
    N_("The spread comes from n_out. The sum of a neuron has n_in terms, so n_in decides."),
    reread=N_("The variance of a sum"),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_out), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "sum_of_both_sizes",
    N_("n_in + n_out is below the root: that is Xavier's rule. He takes n_in alone."),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "variance_for_standard_deviation",
    N_("2 / n_in is the variance. rng.normal wants the standard deviation, its square root."),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, 2 / n_in, size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "two_forgotten",
    N_("The 2 is missing. ReLU cuts off half of the squares; twice the variance makes up for it."),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(1 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake("two_outside_the_root", N_("The 2 stands outside of the root. It is the variance that is doubled."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, 2 / np.sqrt(n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "root_of_two_only", N_("The root is taken of the 2 only. It goes over the whole fraction: sqrt(2 / n_in).")
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2) / n_in, size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake("upside_down", N_("The fraction is upside down. More inputs need smaller weights."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(n_in / 2), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake("multiplied_with_inputs", N_("The spread grows with n_in. More inputs need smaller weights: divide."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 * n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake("six_for_two", N_("sqrt(6 / n_in) is a limit for uniform numbers. The standard deviation has a 2."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(6 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake("not_scaled", N_("W has the spread 1: it is not scaled. Multiply by sqrt(2 / n_in)."))
def _(n_in, n_out, rng):
    return rng.normal(size=(n_in, n_out)), np.zeros(n_out)


FIXED_SCALE = N_("W has the same spread for all layers. It has to depend on n_in.")


@exercise.mistake("fixed_scale", FIXED_SCALE)
def _(n_in, n_out, rng):
    return rng.normal(size=(n_in, n_out)) * 0.01, np.zeros(n_out)


@exercise.mistake("fixed_scale")
def _(n_in, n_out, rng):
    return rng.normal(size=(n_in, n_out)) * 0.1, np.zeros(n_out)


@exercise.mistake(
    "scale_as_mean",
    N_("The scale is the first argument of rng.normal, which is the mean. The mean is 0; the scale comes second."),
)
def _(n_in, n_out, rng):
    return rng.normal(np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "uniform_numbers",
    N_("The numbers are uniform, though with the right spread. Here they should be normal: rng.normal."),
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "uniform_within_the_scale",
    N_("The numbers are uniform between - and + the scale, so their spread is too small. Draw them with rng.normal."),
)
def _(n_in, n_out, rng):
    scale = np.sqrt(2 / n_in)
    return rng.uniform(-scale, scale, size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "no_negative_weights",
    N_("rng.random draws from 0 to 1, so no weight is negative. Draw with rng.normal, which has the mean 0."),
)
def _(n_in, n_out, rng):
    return rng.random((n_in, n_out)) * np.sqrt(2 / n_in), np.zeros(n_out)


@exercise.mistake("sign_of_weights_lost", N_("All weights are positive. A normal start has both signs: leave out abs."))
def _(n_in, n_out, rng):
    return np.abs(rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out))), np.zeros(n_out)


@exercise.mistake(
    "shape_transposed", N_("W has the shape (n_out, n_in). In this course it is (n_in, n_out): a neuron is a column.")
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_out, n_in)), np.zeros(n_out)


@exercise.mistake(
    "one_neuron_only", N_("W has weights for one neuron only. It needs a column for each: (n_in, n_out).")
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=n_in), np.zeros(n_out)


@exercise.mistake(
    "neurons_all_alike",
    N_("All neurons have the same weights, and so they would stay alike. Draw a number for each entry."),
    reread=N_("Equal neurons stay equal"),
)
def _(n_in, n_out, rng):
    column = rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, 1))
    return np.repeat(column, n_out, axis=1), np.zeros(n_out)


@exercise.mistake(
    "weights_of_a_neuron_all_alike",
    N_("Each neuron has one number for all its weights. Draw a number for each entry of W."),
)
def _(n_in, n_out, rng):
    row = rng.normal(0.0, np.sqrt(2 / n_in), size=n_out)
    return np.tile(row, (n_in, 1)), np.zeros(n_out)


ONE_NUMBER = N_("All weights are the same number, so all neurons are alike and stay alike. Draw one for each entry.")


@exercise.mistake("all_the_same", ONE_NUMBER, reread=N_("Equal neurons stay equal"))
def _(n_in, n_out, rng):
    return np.full((n_in, n_out), np.sqrt(2 / n_in)), np.zeros(n_out)


@exercise.mistake("all_the_same")
def _(n_in, n_out, rng):
    return np.ones((n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "all_zeros",
    N_("All weights are 0. Then no error reaches the hidden layer, and all its neurons are alike."),
    reread=N_("All zeros: nothing moves"),
)
def _(n_in, n_out, rng):
    return np.zeros((n_in, n_out)), np.zeros(n_out)


@exercise.mistake("biases_random", N_("The biases are drawn as well. They start at 0; the weights break the symmetry."))
def _(n_in, n_out, rng):
    W = rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out))
    return W, rng.normal(0.0, np.sqrt(2 / n_in), size=n_out)


NOT_ZERO = N_("The biases are all the same number, but not 0. They start at 0.")


@exercise.mistake("biases_not_zero", NOT_ZERO)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.ones(n_out)


@exercise.mistake("biases_not_zero")
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.full(n_out, 0.1)


@exercise.mistake("biases_not_zero")
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.full(n_out, 0.01)


@exercise.mistake("one_bias", N_("b is a single 0. Each of the n_out neurons has its own: shape (n_out,)."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), 0.0


@exercise.mistake("one_bias")
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(1)


@exercise.mistake("a_bias_for_each_input", N_("b has n_in entries. The neurons have biases, not the inputs: n_out."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_in)


@exercise.mistake("bias_as_row_matrix", N_("b is a matrix with one row. It should be a plain vector: shape (n_out,)."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros((1, n_out))


@exercise.mistake("bias_as_column", N_("b is a matrix with one column. It should be a plain vector: shape (n_out,)."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros((n_out, 1))


@exercise.mistake("a_bias_for_each_weight", N_("b has the shape of W. There is one bias for each neuron: (n_out,)."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros((n_in, n_out))


@exercise.mistake("biases_not_returned", N_("The biases are not returned. Return both: W, b."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out))


@exercise.mistake("results_exchanged", N_("b and W are in each other's place. Return W first."))
def _(n_in, n_out, rng):
    return np.zeros(n_out), rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out))


SIZE_IN_TWO = N_("The shape is one argument, a pair of numbers: size=(n_in, n_out).")


@exercise.mistake("shape_in_two_arguments", SIZE_IN_TWO)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), n_in, n_out), np.zeros(n_out)


@exercise.mistake("shape_in_two_arguments")
def _(n_in, n_out, rng):
    return rng.standard_normal(n_in, n_out) * np.sqrt(2 / n_in), np.zeros(n_out)


@exercise.mistake(
    "no_such_method",
    N_("A generator has no randn; that is a function of np.random. The generator's is rng.standard_normal."),
)
def _(n_in, n_out, rng):
    return rng.randn(n_in, n_out) * np.sqrt(2 / n_in), np.zeros(n_out)


@exercise.mistake(
    "no_such_method_rand",
    N_("A generator has no rand, and rand would be uniform. Use rng.normal or rng.standard_normal."),
)
def _(n_in, n_out, rng):
    return rng.rand(n_in, n_out) * np.sqrt(2 / n_in), np.zeros(n_out)


@exercise.mistake(
    "bias_shape_in_two_arguments",
    N_("np.zeros takes the second number for a dtype. b is a plain vector: its shape is n_out alone."),
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out, 1)


@exercise.mistake(
    "laid_in_one_row", N_("W is one long row of n_in · n_out numbers. It should be a matrix: (n_in, n_out).")
)
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=n_in * n_out), np.zeros(n_out)


@exercise.mistake("mean_of_both_sizes", N_("The mean of n_in and n_out is below the root. He takes n_in alone."))
def _(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(4 / (n_in + n_out)), size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "rule_of_xavier", N_("This is Xavier's rule: uniform, with both sizes. He's is normal, with n_in alone.")
)
def _(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out)), np.zeros(n_out)


@exercise.mistake(
    "uniform_and_too_narrow",
    N_("rng.random minus 0.5 is uniform between -0.5 and 0.5. Draw normal numbers with the mean 0: rng.normal."),
)
def _(n_in, n_out, rng):
    return (rng.random((n_in, n_out)) - 0.5) * np.sqrt(2 / n_in), np.zeros(n_out)


@exercise.mistake("twice_too_large", N_("The weights are twice too large. The 2 stands below the root, once."))
def _(n_in, n_out, rng):
    return 2 * rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@exercise.alternative("standard normal, scaled")
def _(n_in, n_out, rng):
    W = rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in)
    b = np.zeros((n_out,))
    return W, b


@exercise.alternative("neuron by neuron")
def _(n_in, n_out, rng):
    columns = [rng.normal(0, (2 / n_in) ** 0.5, n_in) for _neuron in range(n_out)]
    return np.array(columns).T, [0.0] * n_out


@exercise.alternative("entry by entry")
def _(n_in, n_out, rng):
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.standard_normal() * (2 / n_in) ** 0.5
    return W, np.zeros(n_out)


@exercise.alternative("drawn transposed")
def _(n_in, n_out, rng):
    return rng.normal(scale=np.sqrt(2 / n_in), size=(n_out, n_in)).T, 0 * np.arange(n_out)


@exercise.alternative("float32, in one long row")
def _(n_in, n_out, rng):
    W = rng.standard_normal(n_in * n_out, dtype=np.float32).reshape(n_in, n_out)
    return W / np.sqrt(np.float32(n_in / 2)), np.zeros(n_out, dtype=np.float32)
