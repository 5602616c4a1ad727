"""Small pictures side by side: photographs, digits, filters, feature maps."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, words
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import N_, _

KINDS = {  # the colour map, and what its ends mean
    "light": ("gray", N_("brightness: 0 black, 1 white")),
    "ink": ("gray_r", N_("ink: 0 paper, 1 black")),
    "share": ("gray_r", N_("share of the largest number: 0 white, 1 black")),
    "signed": ("PuOr", N_("value: orange below 0, purple above")),
}


def images(pictures, *args, titles=None, title=None, kind="light", columns=6, inches=1.5):
    """Draw `pictures`, a list of arrays (H, W), or the function that returns it from `args`, `columns` in a row.

    `kind`: "light" from 0 to 1, "ink" from 0 (paper) to 1, "share" from 0 to 1, or "signed", whose colours are
    white at 0. Each is `inches` wide. Returns a `Message` where the function raises or returns something else.
    """
    try:
        found = _tables(call(pictures, *args), pictures) if callable(pictures) else _tables(pictures, images)
    except NotReady as trouble:
        return Message(str(trouble))
    names = [str(number) for number in range(len(found))] if titles is None else [str(name) for name in titles]
    return _picture([rounded(each) for each in found], names[: len(found)], title, kind, columns, inches)


@drawing
def _picture(pictures, names, title, kind, columns, inches):
    from matplotlib.figure import Figure

    colours, label = KINDS[kind]
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    tall = max(each.shape[0] / each.shape[1] for each in pictures)
    width, height = columns * inches + 0.9, rows * (inches * tall + 0.3) + (0.35 if title else 0.1)
    figure = Figure(figsize=(width, max(height, 1.7)), dpi=100, facecolor="white", layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False)
    largest = max(max(np.abs(each).max() for each in pictures), 1e-12)
    low, high = (-largest, largest) if kind == "signed" else (0, 1)
    for place, each in enumerate(axes.flat):
        each.set_axis_off()
        if place < len(pictures):
            shown = each.imshow(pictures[place], cmap=colours, vmin=low, vmax=high, interpolation="nearest")
            each.set_title(names[place], fontsize=10)
            each.set_axis_on()
            each.set(xticks=[], yticks=[])
    bar = figure.colorbar(shown, ax=axes, shrink=min(1.0, 1.6 / height * 1.2), fraction=0.06, pad=0.02)
    bar.ax.tick_params(labelsize=8)
    bar.set_label(_(label), fontsize=8)
    if title:
        figure.suptitle(title, fontsize=11)
    return Picture(figure, _alt(pictures, names, title, kind))


def _alt(pictures, names, title, kind):
    text = _("{name}, {H} by {W} pixels, from {low} to {high}, mean {mean}")
    parts = [
        text.format(
            name=name,
            H=each.shape[0],
            W=each.shape[1],
            low=words(each.min()),
            high=words(each.max()),
            mean=words(each.mean()),
        )
        for name, each in zip(names, pictures, strict=True)
    ]
    start = _("Pictures side by side ({kind}).").format(kind=_(KINDS[kind][1]))
    return " ".join([*([title + "."] if title else []), start, "; ".join(parts) + "."])


def _tables(returned, function):
    name = name_of(function)
    wrong = _("{name} should return a list of pictures, each a table of numbers (H, W).").format(name=name)
    if not isinstance(returned, list | tuple | np.ndarray) or not len(returned):
        raise NotReady(wrong)
    return [numbers_in(each, name, lambda shape: len(shape) == 2 and min(shape) > 0, wrong) for each in returned]
