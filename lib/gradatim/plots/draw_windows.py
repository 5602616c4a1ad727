"""Which values of a series each window holds, and which one it is to forecast."""

import numpy as np

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Message, Picture, new_figure
from gradatim.student import NotReady, call, name_of
from gradatim.text import _


def windows(make_windows, length, width, ahead, title=None):
    """Draw what `make_windows(series, width, ahead)` cuts out of the series 0, 1, ..., length - 1: one row a window.

    Returns a `Message` where the function raises or returns no windows.
    """
    try:
        returned = call(make_windows, np.arange(length, dtype=float), width, ahead)
        X, y = _places(returned, length, name_of(make_windows))
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(X, y, length, title)


@drawing
def _picture(X, y, length, title):
    """X (N, width) and y (N,): places in the series."""
    N = len(X)
    figure, axes = new_figure(1.6 + 0.5 * length, 1.3 + 0.38 * N)
    for row in range(N):
        for place in range(length):
            axes.text(place, row, str(place), ha="center", va="center", color=GREY, fontsize=10)
        for place in X[row]:
            _cell(axes, place, row, BLUE)
        _cell(axes, y[row], row, VERMILION)
    axes.set_yticks(range(N), [_("window {n}").format(n=n) for n in range(N)])
    axes.set_xticks([])
    axes.set_xlim(-0.6, length - 0.4)
    axes.set_ylim(N - 0.4, -0.6)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlabel(_("place in the series (blue: the window; orange with a frame: the target)"))
    axes.set_title(title or "")
    rows = [
        _("window {n}: {places}, target {target}").format(n=n, places=", ".join(map(str, X[n])), target=y[n])
        for n in range(N)
    ]
    alt = _("The places of a series that each window holds. {rows}.").format(rows="; ".join(rows))
    return Picture(figure, f"{title}. {alt}" if title else alt)


def _cell(axes, place, row, colour):
    target = colour == VERMILION
    axes.text(
        place,
        row,
        str(place),
        ha="center",
        va="center",
        color="white",
        fontsize=10,
        weight="bold" if target else "normal",
        bbox={"boxstyle": "square,pad=0.35", "facecolor": colour, "edgecolor": BLACK if target else colour},
        zorder=3,
    )


def _places(returned, length, name):
    try:
        X, y = (np.asarray(each, dtype=float) for each in returned)
    except (TypeError, ValueError):
        X, y = np.empty(0), np.empty(0)
    fits = X.ndim == 2 and y.shape == X.shape[:1] and 0 < X.size <= 400
    whole = fits and all((each == np.round(each)).all() and ((each >= 0) & (each < length)).all() for each in (X, y))
    if not whole:
        raise NotReady(_("{name} should return windows (N, width) of the series, and N targets.").format(name=name))
    return X.astype(int), y.astype(int)
