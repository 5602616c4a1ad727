"""At how many places a filter fits: the size of what a convolution returns."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare

exercise = declare(
    "output_size",
    returns=("size",),
    points={"size": 1},
    section=N_("Stride and padding"),
)


@exercise.reference
def output_size(n, f, stride, pad):
    return (n + 2 * pad - f) // stride + 1


# f, stride, pad, and how many pixels are left over at the edge: none, one, all but one of a further step.
KINDS = (
    (5, 1, 2, 0),
    (7, 3, 4, 2),
    (6, 5, 4, 1),
    (9, 4, 2, 3),
    (5, 4, 3, 0),
    (4, 1, 0, 0),
    (3, 2, 0, 1),
    (5, 3, 0, 0),
    (3, 1, 1, 0),
    (4, 1, 3, 0),
    (6, 1, 1, 0),
    (1, 3, 0, 2),
    (2, 5, 1, 3),
)

for _kind in KINDS:

    @exercise.probe()
    def picture(rng, kind=_kind):
        f, stride, pad, rest = kind
        steps = int(rng.integers(11, 30))
        return steps * stride + rest + f - 2 * pad, f, stride, pad


exercise.probes(
    # The filter covers the whole picture.
    one_place=counted(lambda rng, n: (n, n, 3, 0), 11, 20),
    # The filter covers the picture and its rim.
    one_place_with_a_rim=counted(lambda rng, n: (n, n + 4, 3, 2), 11, 20),
    # The filter covers the row, but not the rim.
    whole_row_with_a_rim=counted(lambda rng, n: (n, n, 2, 3), 11, 20),
    # There is one place, and what is left over is less than a step.
    no_step=counted(lambda rng, n: (n, n - 2, 5, 1), 11, 20),
)

exercise.classes("""
zero pad
pad_1: where pad is 1  if pad == 1
stride_1: where stride is 1  if stride == 1
stride_1_pad_0: where stride is 1 and pad is 0  if stride == 1 and pad == 0
stride_1_with_a_rim: where stride is 1 and pad is not 0  if stride == 1 and pad > 0
size_changed_at_stride_1: where stride is 1, pad is not 0 and there are not as many places as pixels
    stride == 1 and pad > 0 and f != 2 * pad + 1
size_kept: where there are as many places as pixels  if (n + 2 * pad - f) // stride + 1 == n
rest: where the division leaves a rest  if (n + 2 * pad - f) % stride > 0
no_rest: where the division leaves no rest  if (n + 2 * pad - f) % stride == 0
gaps: where stride is larger than f  if stride > f
filter_of_one: where f is 1  if f == 1
one_place: where there is a single place  if n + 2 * pad - f < stride
whole_row: where f is n  if n == f
whole_row_with_a_rim: where f is n and pad is not 0  if n == f and pad > 0
covers_all: where the filter is as long as the padded row  if n + 2 * pad == f
""")

exercise.wrong_lines("""
one_forgotten: The size is too small by 1. The first place should count too, before any step.
    return (n + 2 * pad - f) // stride
padded_once: The pad is counted once. It should be counted for both sides of the row.
    return (n + pad - f) // stride + 1
pad_forgotten: The pad is not counted. The rim should make the row longer, on both sides.
    return (n - f) // stride + 1
    return max(0, (n - f) // stride + 1)
rounded_up: The number of steps is rounded up. Round down: where no whole step is left, there is no further place.
    return -(-(n + 2 * pad - f) // stride) + 1
not_rounded: The number of steps is not rounded. Round down: a step that does not fit whole is not made.
    return (n + 2 * pad - f) / stride + 1
rounded_to_nearest: The number of steps is rounded to the nearest whole number. Round down: a step that does not fit
whole is not made.
    return round((n + 2 * pad - f) / stride) + 1
stride_forgotten: The size is that for stride 1. The window should move by stride pixels.
    return n + 2 * pad - f + 1
filter_forgotten: The size of the filter is not taken off. The whole filter has to lie inside, in its last place too.
    return (n + 2 * pad) // stride + 1
one_before_the_division: The 1 is divided by the stride as well. It stands for the first place: add it to the number
of steps.
    return (n + 2 * pad - f + 1) // stride
pad_subtracted: The pad is taken off. Add it: the rim makes the row longer.
    return (n - 2 * pad - f) // stride + 1
only_a_part_divided: Only a part is divided by the stride. Add the rim and take f off first, then divide.
    return n + 2 * pad - f // stride + 1
    return (n + 2 * pad) // stride - f + 1
    return (n - f) // stride + 2 * pad + 1
last_start_missing: The window that ends exactly at the edge is left out. It fits, so it should be counted too.
    return (n + 2 * pad - f - 1) // stride + 1
""")

exercise.alternatives("""
counted:
    count = 0
    for start in range(-pad, n + pad, stride):
        if start + f <= n + pad:
            count += 1
    return count
range: return len(range(0, n + 2 * pad - f + 1, stride))
int of a quotient:
    steps = (n - f + 2 * pad) / stride
    return int(steps) + 1
one division: return (n + 2 * pad - f + stride) // stride
""")
