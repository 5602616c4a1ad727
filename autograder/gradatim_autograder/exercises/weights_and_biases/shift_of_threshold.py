"""Where a neuron with one input has its threshold: z = 0 at x = -b / w."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercise.argument_class import where, zero

exercise = declare("shift_of_threshold", returns=("x",), points={"x": 1}, section=N_("The bias shifts the curve"))


@exercise.reference
def shift_of_threshold(w, b):
    return -b / w


exercise.probes(times=3, ordinary=lambda rng: (numbers(rng) * 1.3, numbers(rng) * 2.7))

exercise.probes(
    negative_weight=lambda rng: (-float(rng.uniform(1.2, 3.0)), float(rng.uniform(4.0, 9.0))),
    positive_weight_and_bias=lambda rng: (float(rng.uniform(1.2, 3.0)), float(rng.uniform(4.0, 9.0))),
    negative_bias=lambda rng: (float(rng.uniform(1.2, 3.0)), -float(rng.uniform(4.0, 9.0))),
    no_bias=lambda rng: (numbers(rng), 0.0),
    small_weight=lambda rng: (numbers(rng) / 40, numbers(rng)),
)


@exercise.probe()
def whole_numbers(rng):
    """The bias is no multiple of the weight, and neither is 1: a division without a rest tells."""
    w = int(rng.choice([-7, -5, 5, 7]))
    return w, int(rng.choice([-1, 1]) * rng.choice([11, 12, 13]))


exercise.classes(
    where("negative_weight", N_("where w is negative"), lambda w: w < 0),
    zero("b"),
    where("small_weight", N_("where w is near 0"), lambda w: abs(w) < 0.1),
    where("whole_numbers", N_("where w and b are whole numbers (int)"), lambda w, b: type(w) is type(b) is int),
)

exercise.wrong_lines("""
sign_lost: This is b / w: the sign is missing. Solve w x + b = 0: b goes to the other side before you divide.
    return b / w
not_divided: This is -b, the value that w x has to reach. The question is which x brings it there: divide by the
weight.
    return -b
bias_itself: This is b itself. Solve w x + b = 0 for x; the weight plays a part too.
    return b
multiplied: b is multiplied by w. To free x from w x = -b, divide by w.
    return -b * w
    return b * w
upside_down: The fraction is upside down: the weight is divided by the bias. Divide by the weight, to free x from w x
= -b.
    return -w / b
    return w / b
weight_subtracted: The weight is subtracted. Divide by it: it multiplies x.
    return -b - w
    return b - w
sign_of_weight_lost: The sign of the weight is lost. With a negative weight the same bias should shift the curve the
other way.
    return -b / abs(w)
distance_only: This is the distance of the threshold from 0. It should have a sign, which says on which side the
threshold lies.
    return abs(b / w)
curve_in_place_of_x: This is the height of the curve at the threshold. Return the x at which it is reached.
    return 0.5
weight_added: This is w + b, the sum z for x = 1. Solve w x + b = 0 for x instead.
    return w + b
slope_of_curve: This is four times the threshold, as if w were divided by 4. Leave that out: w / 4 is the slope at the
threshold, not its place.
    return -b / (w / 4)
divided_without_rest: The result is rounded down to a whole number, as // does. Keep what is behind the decimal point:
divide with /.
    return -b // w
sign_of_bias_lost: The sign of the bias is lost. A positive and a negative bias should shift the curve to different
sides.
    return abs(b) / w
    return -abs(b) / w
half_in_place_of_zero: This is where the sum z is 0.5. It should be where z is 0: there the curve is at 0.5.
    return (0.5 - b) / w
one_in_place_of_zero: This is where the sum z is 1. It should be where z is 0.
    return (1 - b) / w
""")

exercise.alternatives("""
minus at the weight: return b / -w
from 0 minus b:
    x = (0 - b) / w
    return x
root of a polynomial: return np.roots([w, b])[0]
float32: return np.float32(-b) / np.float32(w)
in an array: return np.array(-1 / w * b)
""")
