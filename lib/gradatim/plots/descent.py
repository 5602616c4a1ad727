"""Gradient descent and its learning rate.

descent_1d          gradient descent on a curve: the same start, one panel for each learning rate
descent_2d          paths of several optimisers on the contour lines of a loss with two weights
learning_rate_grid  the result of a grid search: loss against learning rate, both logarithmic, with the best rate marked
line_before_after   the line on which a neuron decides, before and after a change of its weights
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLACK, BLUE, GREY, ORANGE, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, signed, words
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.plots.parts.plane import draw_line, draw_points, finish, limits, wrong_rows_text
from gradatim.plots.parts.runs import styles_of
from gradatim.student import NotReady, call, numbers_in
from gradatim.text import _

# -- descent_1d -------------------------------------------------------------------------------------------------------

PANEL, HEIGHT = 2.5, 3.1  # inches


def descent_1d(
    descend: Callable[..., object],
    loss: Callable[[NDArray], NDArray],
    gradient: Callable[..., object] | None,
    start: float,
    rates: Sequence[float],
    steps: int,
) -> Picture | Drawn | Message:
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
    return _descent_1d_picture((curve, loss(curve)), [(path, loss(path)) for path in paths], list(rates))


@drawing
def _descent_1d_picture(curve, paths, rates):
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


# -- descent_2d -------------------------------------------------------------------------------------------------------

GRID, LEVELS = 121, 12
MARKERS = 40  # at most so many on one path


def descent_2d(
    loss: Callable[[NDArray, NDArray], NDArray],
    paths: Mapping[str, ArrayLike | Callable[[], object]],
    lowest: Sequence[float] = (0.0, 0.0),
    title: str | None = None,
) -> Picture | Drawn | Message:
    """Contour lines of `loss(w1, w2)` with `paths`: a dict of names, each with its points (T, 2) or a function without
    arguments that returns them. `lowest` is marked with a star.

    Returns a `Message` where a function raises or a path holds something else.
    """
    try:
        found = {name: _points(name, path) for name, path in paths.items()}
    except NotReady as trouble:
        return Message(str(trouble))
    corners = np.vstack([*found.values(), [lowest]])
    low, high = corners.min(axis=0), corners.max(axis=0)
    margin = 0.12 * (high - low).max()
    sides = [np.linspace(a - margin, b + margin, GRID) for a, b in zip(low, high, strict=True)]
    ends = [(float(loss(*path[0])), float(loss(*path[-1]))) for path in found.values()]
    return _descent_2d_picture(sides, loss(*np.meshgrid(*sides)), found, ends, lowest, title)


@drawing
def _descent_2d_picture(sides, heights, paths, ends, lowest, title):
    """`heights` is the loss over the grid of `sides`; `ends` its value at the start and at the end of each path."""
    figure, axes = new_figure(8.0, 4.6)
    levels = np.quantile(heights, np.linspace(0.02, 0.98, LEVELS) ** 2)
    axes.contour(*np.meshgrid(*sides), heights, levels=np.unique(levels), colors=[GREY], linewidths=0.7, alpha=0.7)
    for (name, path), (colour, marker, dashes) in zip(paths.items(), styles_of(paths), strict=True):
        every = -(-len(path) // MARKERS)
        axes.plot(*path.T, color=colour, marker=marker, ls=dashes, ms=5, lw=1.4, markevery=every, label=name)
    start = next(iter(paths.values()))[0]
    axes.plot(*start, marker="X", ms=11, mfc="white", mec=BLACK, ls="", label=_("start"))
    axes.plot(*lowest, marker="*", ms=16, mfc="white", mec=BLACK, ls="", label=_("lowest point"))
    axes.set(xlabel="$w_1$", ylabel="$w_2$", title=title or "")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=4, frameon=False)
    lines = [
        _("{name}: {count} steps, from loss {start} to loss {end} at ({w1}, {w2}).").format(
            name=name,
            count=len(path) - 1,
            start=words(first),
            end=words(last),
            w1=words(round(path[-1][0], 4)),
            w2=words(round(path[-1][1], 4)),
        )
        for (name, path), (first, last) in zip(paths.items(), ends, strict=True)
    ]
    text = _("Contour lines of the loss over two weights, with the paths of the optimisers.")
    return Picture(figure, " ".join([*([f"{title}."] if title else []), text, *lines]))


def _points(name, path):
    wrong = _("{name} should give points with two numbers each.").format(name=name)
    return numbers_in(call(path) if callable(path) else path, name, lambda shape: shape[1:] == (2,), wrong)


# -- learning_rate_grid -----------------------------------------------------------------------------------------------

HIGHEST = 1000  # times the smallest loss: what is above would press the rest of the curve flat


def learning_rate_grid(
    grid_search: Callable[..., object], train: Callable[..., object] | None, rates: Sequence[float] | NDArray
) -> Picture | Drawn | Message:
    """What `grid_search(train, rates) -> best_rate, losses` finds. Runs that diverged (not finite, or 1000 times
    the smallest loss) are crosses at the upper edge.

    Returns a `Message` where `grid_search` raises or returns something else.
    """
    try:
        best, losses = _found(call(grid_search, train, rates), len(rates))
    except NotReady as trouble:
        return Message(str(trouble))
    return _learning_rate_grid_picture(np.asarray(rates, dtype=float), losses, best)


@drawing
def _learning_rate_grid_picture(rates, losses, best):
    order = np.argsort(rates)
    with np.errstate(invalid="ignore"):
        finite = losses <= HIGHEST * np.min(losses, where=np.isfinite(losses), initial=np.inf)
    finite &= np.isfinite(losses)
    figure, axes = new_figure(6.6, 4.0)
    shown = order[finite[order]]
    axes.plot(rates[shown], losses[shown], color=BLUE, marker="o", label=_("loss"))
    lost = rates[~finite]
    axes.plot(
        lost,
        np.full(len(lost), 0.96),
        "x",
        color=VERMILION,
        ms=9,
        mew=2.5,
        transform=axes.get_xaxis_transform(),
        label=_("diverged"),
    )
    (place,) = np.nonzero(finite & np.isclose(rates, best)) if np.isfinite(best) else ((),)
    if len(place):
        at = rates[place[0]], losses[place[0]]
        axes.plot(
            *at, marker="*", ms=20, mfc=ORANGE, mec=BLACK, ls="", label=_("best: lr = {rate}").format(rate=words(best))
        )
    axes.set(xscale="log", xlabel=_("learning rate"), ylabel=_("validation loss"))
    plain_numbers(axes.xaxis, *axes.get_xlim())
    if finite.any():
        axes.set_yscale("log")
        plain_numbers(axes.yaxis, *axes.get_ylim())
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    lines = [
        _("{rate}: {loss}").format(rate=words(rates[i]), loss=words(losses[i]) if finite[i] else _("diverged"))
        for i in order
    ]
    end = _("The best is {rate}.").format(rate=words(best)) if len(place) else _("No rate is marked as the best.")
    return Picture(
        figure, _("Validation loss for each learning rate. {lines}. {end}").format(lines="; ".join(lines), end=end)
    )


def _found(returned, count):
    try:
        best, losses = returned
        best, losses = float(best), np.asarray(losses, dtype=float)
    except (TypeError, ValueError):
        raise NotReady(_("grid_search should return best_rate and losses.")) from None
    if losses.shape != (count,):
        raise NotReady(_("grid_search should return one loss for each rate: {count}.").format(count=count))
    return best, rounded(losses)


# -- line_before_after ------------------------------------------------------------------------------------------------


def line_before_after(
    before: tuple[ArrayLike, float],
    after: tuple[ArrayLike, float] | Callable[[], object],
    X: ArrayLike,
    y: ArrayLike,
    title: str | None = None,
) -> Picture | Drawn | Message:
    """The line of a neuron with w (2,) and b `before`, dashed, and `after`, with the side where it then fires shaded.

    Each is a pair of w and b; `after` may be a function without arguments that returns it. X (N, 2), y (N,) of 0 and 1.
    Returns a `Message` where it raises or returns something else.
    """
    try:
        new = _w_and_b(call(after) if callable(after) else after)
    except NotReady as trouble:
        return Message(str(trouble))
    return _line_before_after_picture(_w_and_b(before), new, np.asarray(X, dtype=float), np.asarray(y), title)


@drawing
def _line_before_after_picture(before, after, X, y, title):
    """`before` and `after` (3,) are w1, w2 and b."""
    figure, axes = new_figure(4.6, 5.0)
    low, high = limits(X)
    draw_line(axes, after[:2], after[2], low, high)
    first, second = np.meshgrid(*[np.linspace(low, high, 120)] * 2)
    if before[:2].any():
        z = before[0] * first + before[1] * second + before[2]
        axes.contour(first, second, z, levels=[0.0], colors=[BLUE], linewidths=2, linestyles="--")
    draw_points(axes, X, y)
    axes.plot([], [], color=BLUE, lw=2, ls="--", label=_("before"))
    axes.plot([], [], color=BLACK, lw=2, label=_("after"))
    finish(axes, low, high, title, _("fires"))
    lines = [
        _("{when}: it fires where {formula}. {wrong}").format(
            when=when,
            formula=f"{words(round(w1, 4))} x1 {signed(round(w2, 4))} x2 {signed(round(b, 4))} > 0",
            wrong=wrong_rows_text(X, y, (X @ [w1, w2] + b > 0).astype(float)),
        )
        for when, (w1, w2, b) in ((_("Before"), before), (_("After"), after))
    ]
    return Picture(figure, " ".join([*([f"{title}."] if title else []), _("The plane of x1 and x2."), *lines]))


def _w_and_b(returned):
    wrong = _("w with two numbers and b with one are needed.")
    try:
        w, b = returned
        numbers = np.concatenate([np.ravel(np.asarray(w, dtype=float)), np.ravel(np.asarray(b, dtype=float))])
    except (TypeError, ValueError):
        raise NotReady(wrong) from None
    if numbers.shape != (3,) or not np.isfinite(numbers).all():
        raise NotReady(wrong)
    return rounded(numbers)
