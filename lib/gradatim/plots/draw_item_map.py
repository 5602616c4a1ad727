"""Items as points in a plane, each with its name: those that are alike stand together."""

import numpy as np

from gradatim.colours import BLACK, BLUE, GREY
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of
from gradatim.text import _


def item_map(items, title=None):
    """`items()` returns the places (N, 2) and the N names. A `Message` where it raises or gives other things."""
    try:
        points, names = _items(call(items), name_of(items))
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(points, names, title)


@drawing
def _picture(points, names, title):
    figure, axes = new_figure(8.0, 6.0)
    axes.scatter(points[:, 0], points[:, 1], s=22, color=BLUE, zorder=3)
    heights = _apart(points)
    low, high = points[:, 0].min(), points[:, 0].max()
    for (x, y), height, name in zip(points, heights, names, strict=True):
        left = x > (low + high) / 2
        end = x + (-1 if left else 1) * 0.025 * (high - low)
        axes.plot([x, end], [y, height], color=GREY, lw=0.7, zorder=2)
        axes.text(end, height, f" {name} ", ha="right" if left else "left", va="center", fontsize=8.5, color=BLACK)
    axes.set(xlabel=_("first direction"), ylabel=_("second direction"), title=title or "")
    axes.margins(0.08)
    axes.grid(alpha=0.3)
    places = [
        _("{name} at ({x}, {y})").format(name=name, x=words(round(x, 2)), y=words(round(y, 2)))
        for name, (x, y) in zip(names, points, strict=True)
    ]
    alt = _("A map of {count} items: {places}.").format(count=len(names), places="; ".join(places))
    return Picture(figure, f"{title}. {alt}" if title else alt)


def _apart(points):
    """Heights for the names: those of one half of the picture are pushed apart until each has a line of its own."""
    step = 0.032 * (np.ptp(points[:, 1]) or 1)
    heights = points[:, 1].copy()
    right = points[:, 0] > (points[:, 0].min() + points[:, 0].max()) / 2
    for half in (right, ~right):
        order = np.flatnonzero(half)[np.argsort(points[half, 1], kind="stable")]
        for _round in range(200):
            gaps = np.diff(heights[order])
            push = np.clip(step - gaps, 0, None) / 2
            heights[order[:-1]] -= push
            heights[order[1:]] += push
    return heights


def _items(returned, name):
    try:
        points, names = returned
        points, names = np.asarray(points, dtype=float), [str(each) for each in names]
    except (TypeError, ValueError):
        points, names = np.empty(0), []
    if points.shape != (len(names), 2) or not names or not np.isfinite(points).all():
        raise NotReady(_("{name} should return places (N, 2) and N names.").format(name=name))
    return rounded(points), names
