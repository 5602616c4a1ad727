"""The scores of one sample, their exponentials, and the probabilities that softmax makes of them."""

import numpy as np

from gradatim.colours import BLUE, GREEN, GREY, ORANGE
from gradatim.drawing import drawing
from gradatim.picture import Picture, new_figure, words
from gradatim.text import _


@drawing
def probabilities(scores, names=None):
    """Three bar charts: `scores` (C,), their exponentials, and their shares; `names` of the classes."""
    scores = np.asarray(scores, dtype=float)
    names = names or [str(place) for place in range(len(scores))]
    powers = np.exp(scores)
    shares = powers / powers.sum()
    figure, axes = new_figure(8.4, 3.0, columns=3)
    charts = (
        (_("scores z"), scores, BLUE, ""),
        (_("exp(z), all positive"), powers, ORANGE, "//"),
        (_("divided by their sum"), shares, GREEN, ".."),
    )
    for each, (title, values, colour, hatch) in zip(axes, charts, strict=True):
        bars = each.bar(names, values, color=colour, edgecolor="white", hatch=hatch)
        each.bar_label(bars, labels=[_short(value) for value in values], padding=2)
        each.axhline(0, color=GREY, lw=0.8)
        each.margins(y=0.18)
        each.set(title=title)
        each.spines[["top", "right"]].set_visible(False)
    rows = [
        _("{name}: score {score}, exp {power}, probability {share}.").format(
            name=name, score=words(z), power=_short(power), share=_short(share)
        )
        for name, z, power, share in zip(names, scores, powers, shares, strict=True)
    ]
    return Picture(figure, " ".join(rows))


def _short(value):
    return words(round(float(value), 3))
