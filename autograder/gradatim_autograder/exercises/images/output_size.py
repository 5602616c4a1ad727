"""At how many places a filter fits: the size of what a convolution returns."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "output_size",
    chapter="08-images",
    returns=("size",),
    points={"size": 1},
    section=N_("Stride and padding"),
)


@exercise.reference
def output_size(n, f, stride, pad):
    return (n + 2 * pad - f) // stride + 1


# f, stride, pad, and how many pixels are left over at the edge: none, one, all but one of a further step.
KINDS = ((5, 1, 2, 0), (7, 3, 4, 2), (6, 5, 4, 1), (9, 4, 2, 3), (5, 4, 3, 0))


for _kind in KINDS:

    @exercise.probe()
    def picture(rng, kind=_kind):
        f, stride, pad, rest = kind
        steps = int(rng.integers(11, 30))
        return steps * stride + rest + f - 2 * pad, f, stride, pad


@exercise.probe()
def one_place(rng):
    """The filter covers the whole picture."""
    n = int(rng.integers(11, 20))
    return n, n, 3, 0


exercise.slip(
    "one_forgotten", N_("The 1 is missing: the first place counts too, before any step."), change=(" + 1", "")
)

exercise.slip(
    "padded_once", N_("The pad is counted once. It is put on both sides: 2 * pad."), change=("2 * pad", "pad")
)

exercise.slip("pad_forgotten", N_("The pad is not counted."), change=("n + 2 * pad - f", "n - f"))

exercise.slip(
    "rounded_up",
    N_("It is rounded up. Where no whole step is left, there is no further place: round down."),
    change=("(n + 2 * pad - f) // stride", "-((f - n - 2 * pad) // stride)"),
)

exercise.slip(
    "not_rounded",
    N_("The result is no whole number. A step that does not fit is not made: divide with //."),
    change=("//", "/"),
)

exercise.slip(
    "rounded_to_nearest",
    N_("It is rounded to the nearest number. Round down: a step that does not fit whole is not made."),
    change=("(n + 2 * pad - f) // stride + 1", "round((n + 2 * pad - f) / stride) + 1"),
)

exercise.slip(
    "stride_forgotten", N_("The stride is not used: the window moves by stride pixels."), change=(" // stride", "")
)

exercise.slip(
    "filter_forgotten",
    N_("The size of the filter is not taken off: the window has to lie inside."),
    change=("n + 2 * pad - f", "n + 2 * pad"),
)

exercise.slip(
    "one_before_the_division",
    N_("The 1 is added before the division. It is the first place: add it to the number of steps."),
    change=("(n + 2 * pad - f) // stride + 1", "(n + 2 * pad - f + 1) // stride"),
)

exercise.slip(
    "pad_subtracted", N_("The pad is taken off. It makes the picture larger."), change=("n + 2 * pad", "n - 2 * pad")
)

exercise.slip(
    "only_n_divided",
    N_("Only a part is divided by the stride. Take f off first, then count the steps; mind the brackets."),
    change=("(n + 2 * pad - f) // stride + 1", "n + 2 * pad - f // stride + 1"),
)


@exercise.alternative("counted")
def _(n, f, stride, pad):
    count = 0
    for start in range(-pad, n + pad, stride):
        if start + f <= n + pad:
            count += 1
    return count


@exercise.alternative("range")
def _(n, f, stride, pad):
    return len(range(0, n + 2 * pad - f + 1, stride))


@exercise.alternative("int of a quotient")
def _(n, f, stride, pad):
    steps = (n - f + 2 * pad) / stride
    return int(steps) + 1


@exercise.alternative("one division")
def _(n, f, stride, pad):
    return (n + 2 * pad - f + stride) // stride
