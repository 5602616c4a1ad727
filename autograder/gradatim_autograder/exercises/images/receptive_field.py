"""How much of a picture one output sees through several layers of windows."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare(
    "receptive_field",
    returns=("pixels",),
    points={"pixels": 1},
    section=N_("A second convolution"),
)


@exercise.reference
def receptive_field(sizes, strides):
    pixels, jump = 1, 1
    for f, stride in zip(sizes, strides):
        pixels += (f - 1) * jump
        jump *= stride
    return pixels


# Windows of different sizes and strides of different lengths, so that no two layers can change places unnoticed. The
# last stride, which does not count, is never 1 here.
LAYERS = (
    ((3, 5, 2), (2, 3, 4)),
    ((5, 3), (3, 2)),
    ((2, 4, 3, 6), (2, 1, 3, 2)),
    ((4, 2, 7, 3), (1, 2, 3, 5)),
    ((6, 3, 4), (4, 3, 2)),
    ((7, 2, 3, 5, 4), (3, 2, 1, 2, 3)),
)

for _layers in LAYERS:

    @exercise.probe()
    def layers(rng, layers=_layers):
        return drawn(rng, *layers)


def drawn(rng, sizes, strides):
    """The sizes, some of them larger, which leaves no two of them equal to each other's; and the strides."""
    more = int(rng.integers(0, 4))
    return [int(size) + more for size in sizes], list(strides)


exercise.probes(
    one_layer=lambda rng: drawn(rng, (4,), (3,)),
    one_layer_of_stride_1=lambda rng: drawn(rng, (3,), (1,)),
    all_strides_1=lambda rng: drawn(rng, (3, 5, 2, 4), (1, 1, 1, 1)),
    all_alike=lambda rng: drawn(rng, (3, 3, 3), (2, 2, 2)),
    equal_sizes=lambda rng: drawn(rng, (3, 3, 3), (1, 2, 3)),
    equal_strides=lambda rng: drawn(rng, (2, 5, 4), (2, 2, 2)),
    single_pixels=lambda rng: ([3, 1, 4, 1], [2, 3, 1, 2]),
    first_is_a_pixel=lambda rng: ([1, 3 + int(rng.integers(4)), 4], [3, 2, 2]),
    gaps=lambda rng: ([2, 3, 2], [3 + int(rng.integers(3)), 2, 4]),
    as_in_the_text=lambda rng: ([3, 3, 2, 3], [1, 1, 2, 1]),
    many_layers=lambda rng: drawn(rng, (3, 2, 4, 3, 2, 5, 3, 2), (1, 2, 1, 3, 2, 1, 2, 3)),
)

exercise.classes("""
one_layer: where there is a single layer  if len(sizes) == 1
two_layers: where there are two layers  if len(sizes) == 2
many_layers: where there are many layers  if len(sizes) > 5
all_strides_1: where all strides are 1  if set(strides) == {1}
no_stride_1: where no stride is 1  if 1 not in strides
equal_numbers sizes
equal_strides: where two layers have the same stride  if len(set(strides)) < len(strides)
single_pixels: where a window is a single pixel  if 1 in sizes
first_is_a_pixel: where the first window is a single pixel  if sizes[0] == 1
gaps: where a stride is larger than its window  if any(stride > f for f, stride in zip(sizes, strides))
first_stride_1: where the first stride is 1 and others are not
    strides[0] == 1 and max(strides) > 1
last_stride_1: where the last stride is 1 and others are not  if strides[-1] == 1 and max(strides) > 1
""")

exercise.wrong_lines("""
strides_forgotten: The strides are not used. After a stride of 2, neighbours lie 2 pixels apart: a window reaches
farther.
    pixels += f - 1
own_stride_too_early: A layer's own stride is counted for its own window. It should count for the layers after it only.
    pixels += (f - 1) * jump -> pixels += (f - 1) * jump * stride
own_stride_only: Each window is multiplied by the stride of its own layer alone. It should be the product of all strides
before it.
    pixels += (f - 1) * stride
last_stride_only: Only the stride of the layer just before counts. The strides multiply: take the product of all before
it.
    jump = stride
strides_added: The strides are added up. They multiply: two strides of 2 make a step of 4 pixels.
    jump += stride
strides_added_from_0: The steps are the sum of the strides less one each. Strides multiply: two strides of 2 make a step
of 4 pixels.
    jump += stride - 1
whole_window_added: Each layer adds its whole window. It should add f - 1: one of its places is there already.
    pixels += f * jump
whole_windows_from_0: Each layer adds its whole window, from 0 on. Begin with 1 pixel and add f - 1 places for each
layer.
    pixels, jump = 0, 1 ;; pixels += f * jump
first_window_twice: The first window is counted twice. Begin with it and go on with the second layer, or begin with 1.
    pixels, jump = sizes[0], 1
    pixels, jump = sizes[0], strides[0]
half_windows: A window of even size is taken for one pixel more. It adds f - 1 places, whether f is odd or even.
    pixels += 2 * (f // 2) * jump
all_strides_everywhere: Every window is multiplied by all strides. Only the strides of the layers before it should
count.
    return int(1 + sum(f - 1 for f in sizes) * np.prod(strides))
seen_so_far_multiplied: What was seen so far is multiplied by each stride. A stride changes nothing of it: it makes the
steps of the layers after it longer.
    pixels += (f - 1) * jump -> pixels = pixels * stride + f - 1
two_layers_only: Only the first two layers count. Go on to the end of the list.
    return sizes[0] + (sizes[1] - 1) * strides[0] if len(sizes) > 1 else sizes[0]
begins_at_0: The count is too small by 1. Before any layer, an output sees one pixel: itself.
    pixels, jump = 0, 1
sizes_added: The sizes are added up. A further layer adds f - 1 places, each as many pixels as the strides before it
make.
    return sum(sizes)
sizes_multiplied: The sizes are multiplied. Windows overlap: a further layer adds f - 1 places, times the strides before
it.
    return int(np.prod(sizes))
last_layer_only: Only the last window counts. Each of its places has seen a window of the layer before.
    return sizes[-1]
first_layer_only: Only the first window counts. The layers after it see more: does the function return inside the loop?
    return sizes[0]
last_layer_missing: The last layer is left out. Go on to the end of the list.
    for f, stride in zip(sizes[:-1], strides[:-1]):
first_layer_missing: The first layer is left out. Begin with it.
    for f, stride in zip(sizes[1:], strides[1:]):
order_turned: The layers are taken in the wrong order. The strides that count for a layer are those of the layers before
it, nearer to the picture.
    for f, stride in zip(sizes[::-1], strides[::-1]):
    of "from the last layer back": zip(sizes[::-1], strides[::-1]) -> zip(sizes, strides)
window_and_stride_exchanged: Windows and strides are exchanged. sizes comes first.
    for stride, f in zip(sizes, strides):
area_returned: This is the number of pixels of the whole square. Return how many there are in a row of it.
    return pixels**2
step_returned: This is how many pixels apart two neighbouring outputs lie. Return how many pixels one of them sees.
    return jump
two_numbers: Two numbers come back. Return one: how many pixels an output sees.
    return pixels, jump
one_step_too_many: Going back from the last layer, a step too many is counted at every layer. r outputs have r - 1 steps
between them, and then comes one window.
    of "from the last layer back": (pixels - 1) * stride + f -> pixels * stride + f
one_step_too_many_one_pixel_less: Going back from the last layer, r outputs are given r steps. There are r - 1 between
them, and then comes one window.
    of "from the last layer back": (pixels - 1) * stride + f -> pixels * stride + f - 1
layer_by_layer: This is a list, layer by layer. Return the number of the last one.
    pixels, jump = 1, 1 -> pixels, jump, seen = 1, 1, []
        ;; jump *= stride -> seen.append(pixels); jump *= stride
        ;; return seen
""")

exercise.alternatives("""
from the last layer back:
    pixels = 1
    for f, stride in zip(sizes[::-1], strides[::-1]):
        pixels = (pixels - 1) * stride + f
    return pixels
the layers in turn:
    pixels = 1
    jump = 1
    for i in range(len(sizes)):
        pixels = pixels + (sizes[i] - 1) * jump
        jump = jump * strides[i]
    return pixels
cumulative product:
    steps = np.cumprod([1] + list(strides[:-1]))
    return int(np.sum((np.array(sizes) - 1) * steps) + 1)
a product for each layer:
    total = 1
    for i, f in enumerate(sizes):
        product = 1
        for s in strides[:i]:
            product *= s
        total += product * (f - 1)
    return float(total)
first and last pixel:
    first, last = 0, 0
    for i in range(len(sizes) - 1, -1, -1):
        first = first * strides[i]
        last = last * strides[i] + sizes[i] - 1
    return last - first + 1
from the first window on:
    pixels = sizes[0]
    jump = strides[0]
    for f, s in zip(sizes[1:], strides[1:]):
        pixels += f * jump - jump
        jump *= s
    return pixels
""")
