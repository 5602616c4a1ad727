"""A prediction: what ten sigmoids leave of a signal on its way back, at best."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

exercise = prediction(
    "predict_vanishing",
    returns=("the signal",),
    points={"the signal": 1},
    section=N_("Saturation and vanishing gradients"),
    value="0.25**10",
    also=("1e-6", "9.5e-7", "0.0000009"),
    tolerance=0.1,  # one digit is enough
)

exercise.wrong_values("""
times_ten: This is 10 times the slope. Multiply by the slope once for each layer.
    0.25 * 10
divided_by_ten: This is the slope divided by 10. Multiply by the slope once for each layer.
    0.25 / 10
one_layer_only: This is what one layer leaves. The signal goes through ten.
    0.25
one_layer_missing: Nine layers are counted. The signal goes through ten.
    0.25**9
one_layer_too_many: Eleven layers are counted. The signal goes through ten.
    0.25**11
value_for_slope: This multiplies the values 0.5. The signal should be multiplied by slopes.
    0.5**10
taken_off: A quarter is taken off in each layer. A quarter should be what is left.
    0.75**10
nothing_left: This is nothing at all. It should become very small, but not 0. How small?
    0
nothing_lost: This would need a slope of 1 in each layer. How large is the slope of a sigmoid at best?
    1
grows: The signal grows. It should become smaller: multiply by a number below 1.
    4**10
slope_at_one: This takes the slope at z = 1. At best, the slope is larger.
    0.1966**10
    0.2**10
zeros_miscounted: Nearly, but the number of zeros behind the decimal point is not right.
    1e-5
    1e-7
    9.5e-6
    9.5e-8
""")

exercise.alternatives("""
a loop:
    signal = 1.0
    for _layer in range(10):
        signal *= 0.25
    return np.array([signal])
""")
