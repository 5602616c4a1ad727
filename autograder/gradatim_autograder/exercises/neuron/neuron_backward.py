"""The gradients of one neuron: how z answers to each input, each weight and the bias."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import equal_numbers, holds_zero, integers, one_entry, where, zero, zeros
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "neuron_backward",
    chapter="01-neuron",
    returns=("dx", "dw", "db"),
    points={"dx": 1, "dw": 1, "db": 1},
    section=N_("Backwards: who is responsible for the error?"),
)


@exercise.reference
def neuron_backward(dout, x, w):
    return dout * w, dout * x, dout


@exercise.forward(dx="x", dw="w", db="b")
def loss(dout, x, w, b=0.3):
    return float(dout * (x @ w + b))


@exercise.probe(times=2)
def uphill(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return float(rng.uniform(0.4, 3.4)), numbers(rng, size), numbers(rng, size)


@exercise.probe(times=2)
def downhill(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return -float(rng.uniform(0.4, 3.4)), numbers(rng, size), numbers(rng, size)


@exercise.probe()
def whole_inputs(rng):
    return float(rng.uniform(0.4, 3.4)), rng.permutation([1, 2, -3, 5]), numbers(rng, 4)


@exercise.probe()
def an_input_of_zero(rng):
    x = numbers(rng, 4)
    x[1] = 0.0
    return float(rng.uniform(0.4, 3.4)), x, numbers(rng, 4)


@exercise.probe()
def a_weight_of_zero(rng):
    w = numbers(rng, 4)
    w[2] = 0.0
    return float(rng.uniform(0.4, 3.4)), numbers(rng, 4), w


@exercise.probe()
def equal_inputs(rng):
    x = numbers(rng, 5)
    x[3] = x[0]
    return float(rng.uniform(0.4, 3.4)), x, numbers(rng, 5)


@exercise.probe()
def equal_weights(rng):
    w = numbers(rng, 5)
    w[4] = w[1]
    return float(rng.uniform(0.4, 3.4)), numbers(rng, 5), w


@exercise.probe()
def single_input(rng):
    return float(rng.uniform(0.4, 3.4)), numbers(rng, 1), numbers(rng, 1)


@exercise.probe()
def no_signal(rng):
    """The bias alone has a part in it."""
    return float(rng.uniform(0.4, 3.4)), np.zeros(3), numbers(rng, 3)


@exercise.probe()
def no_error(rng):
    return 0.0, numbers(rng, 4), numbers(rng, 4)


exercise.covers(
    where("negative", N_("where dout is negative"), lambda dout: dout < 0),
    zero("dout"),
    integers("x"),
    holds_zero("x"),
    holds_zero("w"),
    equal_numbers("x"),
    equal_numbers("w"),
    one_entry("x"),
    zeros("x"),
)


@exercise.mistake(
    "x_and_w_exchanged",
    N_(
        "dx and dw are exchanged. The slope along an input is its weight, and the slope along a weight is its "
        "input. The results should come in the order dx, dw, db."
    ),
)
def _(dout, x, w):
    return dout * x, dout * w, dout


@exercise.mistake(
    "dout_forgotten",
    N_("dout is not used. These are the slopes of z itself; multiply each by dout (the chain rule)."),
)
def _(dout, x, w):
    return w * 1.0, x * 1.0, 1.0


@exercise.mistake("dout_forgotten_in_dx", N_("dx is the slope of z along x, without dout. Multiply it by dout."))
def _(dout, x, w):
    return w * 1.0, dout * x, dout


@exercise.mistake("dout_forgotten_in_dw", N_("dw is the slope of z along w, without dout. Multiply it by dout."))
def _(dout, x, w):
    return dout * w, x * 1.0, dout


@exercise.mistake("db_is_one", N_("db is 1: the slope of z along b, without dout. Multiply it by dout."))
def _(dout, x, w):
    return dout * w, dout * x, 1.0


@exercise.mistake("db_is_zero", N_("db is 0. It should not be: if b grows by 1, z does too."))
def _(dout, x, w):
    return dout * w, dout * x, 0.0


@exercise.mistake(
    "db_summed_over_inputs",
    N_(
        "db is dout times the number of inputs. The bias is added once, however many inputs there are, so "
        "dout should count once."
    ),
)
def _(dout, x, w):
    return dout * w, dout * x, dout * len(x)


@exercise.mistake(
    "db_from_inputs",
    N_("db is dout times the sum of the inputs. The bias is not multiplied by any input, so db should not hold them."),
)
def _(dout, x, w):
    return dout * w, dout * x, dout * np.sum(x)


@exercise.mistake("added", N_("dout is added to the slopes. It should be multiplied by them (the chain rule)."))
def _(dout, x, w):
    return dout + w, dout + x, dout


@exercise.mistake("added")
def _(dout, x, w):
    return dout + w, dout + x, dout + 1


@exercise.mistake("divided", N_("dout is divided by the slopes. It should be multiplied by them (the chain rule)."))
def _(dout, x, w):
    return dout / w, dout / x, dout


@exercise.mistake(
    "divided_by_inputs", N_("dx and dw are divided by the number of inputs. Nothing should be averaged in one neuron.")
)
def _(dout, x, w):
    return dout * w / len(x), dout * x / len(x), dout


@exercise.mistake(
    "dx_from_sum", N_("dx is made from the sum x w. The slope of the sum along one input is the weight of that input.")
)
def _(dout, x, w):
    return dout * (x @ w) * np.ones_like(x), dout * x, dout


@exercise.mistake(
    "dw_from_sum", N_("dw is made from the sum x w. The slope of the sum along one weight is the input of that weight.")
)
def _(dout, x, w):
    return dout * w, dout * (x @ w) * np.ones_like(x), dout


@exercise.mistake(
    "dw_outer",
    N_("dw is a matrix: every input times every weight. Each weight has one input, so dw should have the shape of w."),
)
def _(dout, x, w):
    return dout * w, dout * np.outer(x, w), dout


@exercise.mistake(
    "sign_of_dout_lost", N_("dout has lost its sign. Where raising z makes the loss smaller, dout is negative.")
)
def _(dout, x, w):
    return abs(dout) * w, abs(dout) * x, abs(dout)


@exercise.mistake("dx_summed", N_("dx is one number. Every input has its own gradient: dx should have the shape of x."))
def _(dout, x, w):
    return np.sum(dout * w), dout * x, dout


@exercise.mistake(
    "dw_summed", N_("dw is one number. Every weight has its own gradient: dw should have the shape of w.")
)
def _(dout, x, w):
    return dout * w, np.sum(dout * x), dout


@exercise.mistake("dx_from_product", N_("dx is made from the product x w. The slope of x w along x is w alone."))
def _(dout, x, w):
    return dout * x * w, dout * x, dout


@exercise.mistake("dw_from_product", N_("dw is made from the product x w. The slope of x w along w is x alone."))
def _(dout, x, w):
    return dout * w, dout * x * w, dout


@exercise.mistake("db_per_input", N_("db is an array. There is one bias, so db should be one number."))
def _(dout, x, w):
    return dout * w, dout * x, dout * np.ones_like(x)


@exercise.mistake(
    "sign_flipped",
    N_("dx, dw and db have the opposite signs. They should point uphill; the minus sign comes later, with the step."),
)
def _(dout, x, w):
    return -dout * w, -dout * x, -dout


@exercise.alternative("loops")
def _(dout, x, w):
    return [dout * weight for weight in w], [dout * value for value in x], dout


@exercise.alternative("float32")
def _(dout, x, w):
    return np.float32(dout * w), np.float32(dout * x), np.float32(dout)


@exercise.alternative("one gradient for inputs and constant")
def _(dout, x, w):
    d = dout * np.append(x, 1.0)
    return [dout * w, d[:-1], d[-1]]
