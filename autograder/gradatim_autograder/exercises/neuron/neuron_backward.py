"""The gradients of one neuron: how z answers to each input, each weight and the bias."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, with_twice, with_zero
from gradatim_autograder.exercise.argument_class import (
    equal_numbers,
    holds_zero,
    integers,
    one_entry,
    where,
    zero,
    zeros,
)

exercise = declare(
    "neuron_backward",
    returns=("dx", "dw", "db"),
    points={"dx": 1, "dw": 1, "db": 1},
    section=N_("Backwards: who is responsible for the error?"),
)


@exercise.reference
def neuron_backward(dout, x, w):
    dx = dout * w
    dw = dout * x
    db = dout
    return dx, dw, db


@exercise.forward(dx="x", dw="w", db="b")
def loss(dout, x, w, b=0.3):
    return float(dout * (x @ w + b))


exercise.probes(
    times=2,
    uphill=sized(lambda rng, size: (float(rng.uniform(0.4, 3.4)), numbers(rng, size), numbers(rng, size)), 3, 6),
    downhill=sized(lambda rng, size: (-float(rng.uniform(0.4, 3.4)), numbers(rng, size), numbers(rng, size)), 3, 6),
)


def _of_inputs(rng, x):
    return float(rng.uniform(0.4, 3.4)), x, numbers(rng, len(x))


def _of_weights(rng, w):
    return float(rng.uniform(0.4, 3.4)), numbers(rng, len(w)), w


exercise.probes(
    whole_inputs=lambda rng: (float(rng.uniform(0.4, 3.4)), rng.permutation([1, 2, -3, 5]), numbers(rng, 4)),
    an_input_of_zero=lambda rng: _of_inputs(rng, with_zero(numbers(rng, 4), at=1)),
    a_weight_of_zero=lambda rng: _of_weights(rng, with_zero(numbers(rng, 4), at=2)),
    equal_inputs=lambda rng: _of_inputs(rng, with_twice(numbers(rng, 5), at=0, again=3)),
    equal_weights=lambda rng: _of_weights(rng, with_twice(numbers(rng, 5), at=1, again=4)),
    single_input=lambda rng: (float(rng.uniform(0.4, 3.4)), numbers(rng, 1), numbers(rng, 1)),
    # The bias alone has a part in it.
    no_signal=lambda rng: (float(rng.uniform(0.4, 3.4)), np.zeros(3), numbers(rng, 3)),
    no_error=lambda rng: (0.0, numbers(rng, 4), numbers(rng, 4)),
)

exercise.classes(
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

exercise.wrong_lines("""
x_and_w_exchanged: dx and dw are exchanged. The slope along an input is its weight, and the slope along a weight is
its input. The results should come in the order dx, dw, db.
    return dw, dx, db
dout_forgotten: dout is not used. These are the slopes of z itself; multiply each by dout (the chain rule).
    return 1.0 * w, 1.0 * x, 1.0
dout_forgotten_in_dx: dx is the slope of z along x, without dout. Multiply it by dout.
    dx = 1.0 * w
dout_forgotten_in_dw: dw is the slope of z along w, without dout. Multiply it by dout.
    dw = 1.0 * x
db_is_one: db is 1: the slope of z along b, without dout. Multiply it by dout.
    db = 1.0
db_is_zero: db is 0. It should not be: if b grows by 1, z does too.
    db = 0.0
db_summed_over_inputs: db is dout times the number of inputs. The bias is added once, however many inputs there are,
so dout should count once.
    db = dout * len(x)
db_from_inputs: db is dout times the sum of the inputs. The bias is not multiplied by any input, so db should not hold
them.
    db = dout * np.sum(x)
added: dout is added to the slopes. It should be multiplied by them (the chain rule).
    dx = dout + w ;; dw = dout + x
    dx = dout + w ;; dw = dout + x ;; db = dout + 1
divided: dout is divided by the slopes. It should be multiplied by them (the chain rule).
    dx = dout / w ;; dw = dout / x
divided_by_inputs: dx and dw are divided by the number of inputs. Nothing should be averaged in one neuron.
    return dx / len(x), dw / len(x), db
dx_from_sum: dx is made from the sum x w. The slope of the sum along one input is the weight of that input.
    dx = dout * (x @ w) * np.ones_like(x)
dw_from_sum: dw is made from the sum x w. The slope of the sum along one weight is the input of that weight.
    dw = dout * (x @ w) * np.ones_like(x)
dw_outer: dw is a matrix: every input times every weight. Each weight has one input, so dw should have the shape of w.
    dw = dout * np.outer(x, w)
sign_of_dout_lost: dout has lost its sign. Where raising z makes the loss smaller, dout is negative.
    dout => abs(dout)
dx_summed: dx is one number. Every input has its own gradient: dx should have the shape of x.
    dx = np.sum(dout * w)
dw_summed: dw is one number. Every weight has its own gradient: dw should have the shape of w.
    dw = np.sum(dout * x)
dx_from_product: dx is made from the product x w. The slope of x w along x is w alone.
    dx = dout * x * w
dw_from_product: dw is made from the product x w. The slope of x w along w is x alone.
    dw = dout * x * w
db_per_input: db is an array. There is one bias, so db should be one number.
    db = dout * np.ones_like(x)
sign_flipped: dx, dw and db have the opposite signs. They should point uphill; the minus sign comes later, with the
step.
    dout => -dout
""")

exercise.alternatives("""
loops: return [dout * weight for weight in w], [dout * value for value in x], dout
float32: return np.float32(dout * w), np.float32(dout * x), np.float32(dout)
one gradient for inputs and constant:
    d = dout * np.append(x, 1.0)
    return [dout * w, d[:-1], d[-1]]
""")
