"""Gradient descent on a curve: the same start, one panel for each learning rate."""

import numpy as np

from gradatim.colours import BLACK, BLUE, ORANGE
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, numbers_in
from gradatim.text import _

PANEL, HEIGHT = 2.5, 3.1  # inches


def descent_1d(descend, loss, gradient, start, rates, steps):
    """The paths of `descend(gradient, w, lr, steps)` from `start` on the curve of `loss`, for each of `rates`.

    Returns a `Message` where `descend` raises or returns something else than steps + 1 numbers.
    """
    try:
        paths = [_path(call(descend, gradient, start, rate, steps), steps) for rate in rates]
    except NotReady as trouble:
        return Message(str(trouble))
    points = np.concatenate(paths)
    margin = 0.1 * np.ptp(points) or 1.0
    curve = np.linspace(points.min() - margin, points.max() + margin, 200)
    return _picture((curve, loss(curve)), [(path, loss(path)) for path in paths], list(rates))


@drawing
def _picture(curve, paths, rates):
    """`curve` and each of `paths`, one for each of `rates`, is a pair: places (T,) and the losses there (T,)."""
    figure, panels = new_figure(PANEL * len(rates), HEIGHT, columns=len(rates), sharey=True, squeeze=False)
    highest = curve[1].max()
    for axes, (path, losses), rate in zip(panels[0], paths, rates, strict=True):
        axes.plot(*curve, color=BLACK, lw=1)
        axes.plot(path, losses, color=BLUE, marker="o", ms=5, lw=1, ls="--")
        axes.plot(path[0], losses[0], marker="s", ms=9, mfc=ORANGE, mec=BLACK, ls="")
        axes.set(xlim=(curve[0][0], curve[0][-1]), xlabel="w", title=f"lr = {words(rate)}")
        axes.set_ylim(-0.06 * highest, 1.02 * highest)
    panels[0][0].set_ylabel(_("loss"))
    lines = [
        _("lr = {rate}: w goes {path}.").format(rate=words(rate), path=", ".join(words(w) for w in path))
        for (path, _losses), rate in zip(paths, rates, strict=True)
    ]
    text = _("The curve of the loss, and the points after each step, from the start at the square.")
    return Picture(figure, " ".join([text, *lines]))


def _path(returned, steps):
    wrong = _("descend should return the start and one point for each step: {count}.").format(count=steps + 1)
    return rounded(numbers_in(returned, "descend", lambda shape: shape == (steps + 1,), wrong))
