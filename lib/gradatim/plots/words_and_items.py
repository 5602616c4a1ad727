"""Words, and other things with names.

attention_map  which words a translation looks at while it writes each of its own
item_map       items as points in a plane, each with its name: those that are alike stand together
positions      the numbers that tell a place, a row for each place and a column for each wave
word_scores    words with a number each, as bars to both sides
"""

from collections.abc import Callable

import numpy as np

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

# -- attention_map ----------------------------------------------------------------------------------------------------

DARK = 0.6  # from this weight on a number is white


def attention_map(
    weights: Callable[..., object],
    *args: object,
    title: str | None = None,
    read: str | None = None,
    written: str | None = None,
) -> Picture | Drawn | Message:
    """Draw what `weights(*args)` returns: the attention A (T, S), the list of S words read, that of T words written.

    Row t holds the weights with which written word t looked at the source words. `read` and `written` are the labels of
    the axes, where these are no words. Returns a `Message` where the function raises or returns something else.
    """
    try:
        found, source, out = _attention(call(weights, *args), weights)
    except NotReady as trouble:
        return Message(str(trouble))
    return _attention_map_picture(found, source, out, title, read, written)


@drawing
def _attention_map_picture(found, source, written, title, x_label, y_label):
    T, S = found.shape
    figure, axes = new_figure(2.1 + 0.85 * S, 1.3 + 0.5 * T)
    image = axes.imshow(found, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for t in range(T):
        for s in range(S):
            colour = "white" if found[t, s] > DARK else "black"
            axes.text(s, t, f"{found[t, s]:.2f}", ha="center", va="center", fontsize=10, color=colour)
    axes.set_xticks(range(S), source)
    axes.set_yticks(range(T), written)
    axes.set_xticks(np.arange(S - 1) + 0.5, minor=True)
    axes.set_yticks(np.arange(T - 1) + 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    axes.tick_params(which="both", length=0)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set(xlabel=x_label or _("word that is read"), ylabel=y_label or _("word that is written"))
    axes.set_title(title or "")
    figure.colorbar(image, label=_("weight"))
    return Picture(figure, _attention_map_in_words(found, source, written, title))


def _attention_map_in_words(found, source, written, title):
    rows = [
        _("{word}: {weights}, most at {best}").format(
            word=word, weights=", ".join(words(round(weight, 2)) for weight in row), best=source[int(row.argmax())]
        )
        for word, row in zip(written, found, strict=True)
    ]
    text = _(
        "Attention as a table. Each row is a written word; its weights stand in the order of the words that are read, "
        "{source}. {rows}."
    ).format(source=", ".join(source), rows="; ".join(rows))
    return f"{title}. {text}" if title else text


def _attention(returned, weights):
    """(A, source words, written words), checked."""
    try:
        found, source, written = returned
        found, source, written = rounded(found), [str(word) for word in source], [str(word) for word in written]
    except (TypeError, ValueError):
        found, source, written = np.empty(0), [], []
    if found.shape != (len(written), len(source)) or not found.size or not np.isfinite(found).all():
        text = _("{name} should return three things: the weights (T, S), the S words read and the T words written.")
        raise NotReady(text.format(name=name_of(weights)))
    return found, source, written


# -- item_map ---------------------------------------------------------------------------------------------------------


def item_map(items: Callable[[], object], title: str | None = None) -> Picture | Drawn | Message:
    """`items()` returns the places (N, 2) and the N names. A `Message` where it raises or gives other things."""
    try:
        points, names = _items(call(items), name_of(items))
    except NotReady as trouble:
        return Message(str(trouble))
    return _item_map_picture(points, names, title)


@drawing
def _item_map_picture(points, names, title):
    figure, axes = new_figure(8.0, 6.0)
    axes.scatter(points[:, 0], points[:, 1], s=22, color=BLUE, zorder=3)
    axes.set(xlabel=_("first direction"), ylabel=_("second direction"), title=title or "")
    axes.margins(x=0.16, y=0.08)
    axes.grid(alpha=0.3)
    labels = [
        axes.text(*point, name, va="center", fontsize=8.5, color=BLACK)
        for point, name in zip(points, names, strict=True)
    ]
    axes.set(xlim=axes.get_xlim(), ylim=axes.get_ylim())
    figure.draw_without_rendering()  # now the sizes of the names are known
    dots, to_data = axes.transData.transform(points), axes.transData.inverted()
    halves = np.array([[box.width, box.height] for box in (label.get_window_extent() for label in labels)]) / 2
    for label, point, dot, place, half in zip(
        labels, points, dots, _apart(dots, halves, axes.bbox.extents), halves, strict=True
    ):
        side = np.sign(place[0] - dot[0])
        end = to_data.transform(place - [side * half[0], 0])
        label.set(position=end, ha="left" if side > 0 else "right")
        axes.plot(*zip(point, end, strict=True), color=GREY, lw=0.7, zorder=2)
    places = [
        _("{name} at ({x}, {y})").format(name=name, x=words(round(x, 2)), y=words(round(y, 2)))
        for name, (x, y) in zip(names, points, strict=True)
    ]
    alt = _("A map of {count} items: {places}.").format(count=len(names), places="; ".join(places))
    return Picture(figure, f"{title}. {alt}" if title else alt)


def _apart(dots, halves, frame):
    """Centres of the names, left or right of their dots, all in pixels: each in turn goes where it covers the least."""
    height = 2.2 * halves[:, 1].max()
    ends = np.array([(side * out, row / 2) for row in range(-18, 19) for out in (0.5, 1.3, 2.2) for side in (1, -1)])
    ends = dots[:, None] + height * ends  # (N, places, 2): where the lines from the dots may end
    spots = ends + np.sign(ends - dots[:, None]) * [1, 0] * (halves[:, None] + 0.15 * height)
    low, high = spots - halves[:, None], spots + halves[:, None]
    outside = ((low < frame[:2]) | (high > frame[2:])).any(axis=2)
    hidden = (np.abs(spots[:, :, None] - dots) < halves[:, None, None] + 0.3 * height).all(axis=3).sum(axis=2)
    long = np.abs(ends - dots[:, None]).sum(axis=2) / height
    alone = long + 1000 * outside + 100 * hidden + 8 * _crossed(dots, ends, 0.3 * height)
    chosen = alone.argmin(axis=1)
    for _round in range(8):
        for n in range(len(dots)):
            others = np.arange(len(dots)) != n
            there = spots[others, chosen[others]]
            room = halves[others] + halves[n] + [0.3 * height, 0.1 * height]
            covers = (np.abs(spots[n][:, None] - there) < room).all(axis=2).sum(axis=1)
            through = sum(
                (np.abs(dots[n] + share * (ends[n] - dots[n])[:, None] - there) < halves[others]).all(axis=2)
                for share in (0.25, 0.5, 0.75, 1.0)
            ).sum(axis=1)
            chosen[n] = (alone[n] + 50 * covers + 8 * through).argmin()
    return spots[np.arange(len(dots)), chosen]


def _crossed(dots, ends, near):
    """(N, places): how many other dots the line from dot n to each of its ends comes near to."""
    lines = ends - dots[:, None]
    others = dots[None, None] - dots[:, None, None]  # (N, 1, N, 2)
    share = (others * lines[:, :, None]).sum(axis=3) / (lines**2).sum(axis=2)[:, :, None]
    gap = np.linalg.norm(others - np.clip(share, 0, 1)[..., None] * lines[:, :, None], axis=3)
    return (gap < near).sum(axis=2) - 1  # its own dot is one of them


def _items(returned, name):
    try:
        points, names = returned
        points, names = np.asarray(points, dtype=float), [str(each) for each in names]
    except (TypeError, ValueError):
        points, names = np.empty(0), []
    if points.shape != (len(names), 2) or not names or not np.isfinite(points).all():
        raise NotReady(_("{name} should return places (N, 2) and N names.").format(name=name))
    return rounded(points), names


# -- positions --------------------------------------------------------------------------------------------------------


def positions(
    encoding: Callable[[int, int], object], T: int, D: int, title: str | None = None
) -> Picture | Drawn | Message:
    """Draw the table P (T, D) that `encoding(T, D)` returns: a row for each place, colours from -1 to 1.

    Returns a `Message` where the function raises or returns something else.
    """
    try:
        wrong = _("{name} should return an array of shape ({T}, {D}); it is {shape}.").format(
            name=name_of(encoding), T=T, D=D, shape="{shape}"
        )
        P = numbers_in(call(encoding, T, D), name_of(encoding), lambda shape: shape == (T, D), wrong)
    except NotReady as trouble:
        return Message(str(trouble))
    return _positions_picture(rounded(P), title)


@drawing
def _positions_picture(P, title):
    figure, axes = new_figure(7.2, 3.6)
    image = axes.imshow(P, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto", interpolation="nearest")
    axes.set(xlabel=_("column"), ylabel=_("place"), title=title or "")
    figure.colorbar(image)
    change = np.abs(np.diff(P, axis=0)).mean(axis=0) if len(P) > 1 else np.zeros(P.shape[1])
    text = _(
        "A table of colours with {rows} rows, one for each place, and {columns} columns. Column {fast} changes most "
        "from place to place, column {slow} least."
    ).format(rows=len(P), columns=P.shape[1], fast=int(change.argmax()), slow=int(change.argmin()))
    return Picture(figure, f"{title}. {text}" if title else text)


# -- word_scores ------------------------------------------------------------------------------------------------------


def word_scores(
    scores: Callable[..., object], *args: object, title: str | None = None, x_label: str | None = None
) -> Picture | Drawn | Message:
    """Draw what `scores(*args)` returns, a dict of words and numbers, in its order from the top.

    Returns a `Message` where the function raises or returns something else.
    """
    try:
        found = _scores(call(scores, *args), scores)
    except NotReady as trouble:
        return Message(str(trouble))
    return _word_scores_picture(list(found), rounded(list(found.values())), title, x_label)


@drawing
def _word_scores_picture(names, values, title, x_label):
    figure, axes = new_figure(6.8, 1.0 + 0.27 * len(names))
    places = np.arange(len(names))
    bars = axes.barh(places, values, color=[BLUE if value >= 0 else VERMILION for value in values])
    for bar, value in zip(bars, values, strict=True):
        bar.set_hatch("" if value >= 0 else "//")
        bar.set_edgecolor("white")
    axes.axvline(0, color=BLACK, lw=1)
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", alpha=0.3)
    axes.set(xlabel=x_label or _("score"), title=title or "")
    pairs = ", ".join(f"{name} {words(round(float(value), 2))}" for name, value in zip(names, values, strict=True))
    text = _("Bars for {count} words, from the top: {pairs}.").format(count=len(names), pairs=pairs)
    return Picture(figure, f"{title}. {text}" if title else text)


def _scores(returned, scores):
    try:
        found = {str(word): float(value) for word, value in returned.items()}
    except (AttributeError, TypeError, ValueError):
        found = {}
    if not found or not np.isfinite(list(found.values())).all():
        raise NotReady(_("{name} should return a dict of words, each with a number.").format(name=name_of(scores)))
    return found
