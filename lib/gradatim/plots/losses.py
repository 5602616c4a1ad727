"""Losses in the course of a training, or of several.

learning_curves  the loss on the training part and on the validation part, epoch after epoch
loss_bands       several runs of each kind: the middle one as a curve, and a band from the lowest to the highest
loss_by_size     the loss on both parts against the number of training samples, with a dot for each run
loss_curves      loss against step, one curve for each run, on a logarithmic axis
same_runs        runs that should be the same: their losses on each other, and how far each is from the first
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from gradatim.colours import BLACK, BLUE, GREEN, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, words
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.plots.parts.runs import styles_of, values_of
from gradatim.student import NotReady, call
from gradatim.text import _

# -- learning_curves --------------------------------------------------------------------------------------------------


def learning_curves(
    train: Callable[..., object],
    measure: Callable[..., object],
    params: object,
    epochs: int,
    every: int = 1,
    stop: Callable[..., object] | None = None,
    label: str | None = None,
    title: str | None = None,
) -> Picture | Drawn | Message:
    """Train `every` epochs at a time and measure after each time; the best epoch of the validation part is marked.

    train(params, epochs) -> params; measure(params) -> (training loss, validation loss); stop(losses) -> place of the
    loss at which `early_stopping` would end, marked too. `label` names the other part (default: validation).
    Returns a `Message` where one of the functions cannot be used.
    """
    try:
        measured = [_pair(call(measure, params))]
        for _round in range(epochs // every):
            params = call(train, params, every)
            measured.append(_pair(call(measure, params)))
        losses = np.array(measured)
        stopped = None if stop is None else _place(call(stop, losses[:, 1].tolist()), len(losses))
    except NotReady as trouble:
        return Message(str(trouble))
    return _learning_curves_picture(
        rounded(losses), every, int(losses[:, 1].argmin()), stopped, label or _("validation"), title
    )


@drawing
def _learning_curves_picture(losses, every, best, stopped, label, title):
    """`losses` (T, 2): training and validation; `best` and `stopped` (or None) are the places that are marked."""
    at = np.arange(len(losses)) * every
    figure, axes = new_figure(7.2, 4.2)
    axes.plot(at, losses[:, 0], color=BLUE, label=_("training"))
    axes.plot(at, losses[:, 1], color=VERMILION, linestyle="--", label=label)
    _mark(axes, at[best], losses[best, 1], "o", "white", _("best epoch of all: {epoch}").format(epoch=at[best]))
    if stopped is not None:
        text = _("kept by early stopping: {epoch}").format(epoch=at[stopped])
        _mark(axes, at[stopped], losses[stopped, 1], "D", GREEN, text)
    axes.set(xlabel=_("epochs"), ylabel=_("loss"), title=title or "")
    axes.set_xlim(0, at[-1] or 1)
    axes.set_ylim(0, None)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    return Picture(figure, _learning_curves_in_words(losses, at, best, stopped, label, title))


def _mark(axes, epoch, loss, marker, colour, text):
    axes.scatter(
        epoch, loss, marker=marker, s=60, facecolor=colour, edgecolor=BLACK, zorder=4, label=text, clip_on=False
    )


def _learning_curves_in_words(losses, at, best, stopped, label, title):
    text = _(
        "Loss against epochs, from 0 to {last}. Training part: from {first} to {end}. Other part ({label}): "
        "from {start}, smallest at epoch {epoch} with {best}, at the end {final}."
    ).format(
        last=at[-1],
        first=words(losses[0, 0]),
        end=words(losses[-1, 0]),
        label=label,
        start=words(losses[0, 1]),
        epoch=at[best],
        best=words(losses[best, 1]),
        final=words(losses[-1, 1]),
    )
    if stopped is not None:
        more = _("Early stopping keeps epoch {epoch}, with {loss}.")
        text += " " + more.format(epoch=at[stopped], loss=words(losses[stopped, 1]))
    return f"{title}. {text}" if title else text


def _pair(returned):
    try:
        pair = np.asarray(returned, dtype=float)
    except (TypeError, ValueError):
        pair = np.empty(0)
    if pair.shape != (2,):
        raise NotReady(_("Two losses are needed, of the training part and of the validation part."))
    if not np.isfinite(pair).all():
        raise NotReady(_("A loss is no longer a finite number (nan or inf): the training has run away."))
    return pair


def _place(returned, count):
    try:
        place = int(returned)
    except (TypeError, ValueError):
        place = -1
    if not 0 <= place < count:
        raise NotReady(_("early_stopping should return the place of a loss, from 0 to {last}.").format(last=count - 1))
    return place


# -- loss_bands -------------------------------------------------------------------------------------------------------


def loss_bands(
    kinds: Mapping[str, tuple[ArrayLike, ArrayLike] | Callable[[], object]],
    title: str | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
) -> Picture | Drawn | Message:
    """`kinds`: a dict of names, each with places (T,) and the losses (R, T) of R runs there, or a function without
    arguments that returns the two.

    The curve is the median of the runs, the band goes from the lowest to the highest. Both axes are logarithmic: places
    and losses are above 0. Returns a `Message` where a function raises or returns something else.
    """
    try:
        found = {name: _band(name, runs) for name, runs in kinds.items()}
    except NotReady as trouble:
        return Message(str(trouble))
    return _loss_bands_picture(found, title, x_label, y_label)


@drawing
def _loss_bands_picture(bands, title, x_label, y_label):
    """`bands`: for each name four arrays (T,): places, lowest, median, highest."""
    figure, axes = new_figure(7.2, 4.0)
    lines = []
    for (name, (at, low, middle, high)), (colour, marker, dashes) in zip(bands.items(), styles_of(bands), strict=True):
        axes.fill_between(at, low, high, color=colour, alpha=0.2, lw=0)
        every = max(1, -(-len(at) // MARKERS))
        axes.plot(at, middle, color=colour, marker=marker, ls=dashes, ms=5, lw=1.5, markevery=every, label=name)
        lines.append(
            _("{name}: at {place} {end}, the runs lie between {low} and {high}.").format(
                name=name, place=words(at[-1]), end=words(middle[-1]), low=words(low[-1]), high=words(high[-1])
            )
        )
    axes.set(xscale="log", yscale="log", xlabel=x_label or _("step"), ylabel=y_label or _("loss"), title=title or "")
    plain_numbers(axes.xaxis, *axes.get_xlim())
    plain_numbers(axes.yaxis, *axes.get_ylim())
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    start = _(
        "Both axes are logarithmic. Each curve is the median of several runs, with a band from lowest to highest."
    )
    return Picture(figure, " ".join([*([f"{title}."] if title else []), start, *lines]))


def _band(name, runs):
    wrong = _("{name} should give places and, for each run, one loss for each place, all above 0.").format(name=name)
    returned = call(runs) if callable(runs) else runs
    try:
        places, losses = (np.asarray(each, dtype=float) for each in returned)
    except (TypeError, ValueError):
        raise NotReady(wrong) from None
    if losses.ndim != 2 or not losses.size or places.shape != losses.shape[1:]:
        raise NotReady(wrong)
    if not (np.isfinite(losses).all() and (losses > 0).all() and (places > 0).all()):
        raise NotReady(wrong)
    return tuple(rounded(each) for each in (places, losses.min(axis=0), np.median(losses, axis=0), losses.max(axis=0)))


# -- loss_by_size -----------------------------------------------------------------------------------------------------


def loss_by_size(
    measure: Callable[..., object],
    sizes: Sequence[int],
    seeds: Sequence[int],
    least: float | None = None,
    title: str | None = None,
) -> Picture | Drawn | Message:
    """Train with each number of samples on each seed: dots for the runs, lines through their means.

    measure(size, seed) -> (training loss, validation loss); `least` is a loss that no network can go below, drawn as a
    level. Returns a `Message` where `measure` cannot be used.
    """
    try:
        losses = np.array([[_pair(call(measure, size, seed)) for seed in seeds] for size in sizes])
    except NotReady as trouble:
        return Message(str(trouble))
    return _loss_by_size_picture(rounded(losses), [int(size) for size in sizes], least, title)


@drawing
def _loss_by_size_picture(losses, sizes, least, title):
    """`losses` (sizes, seeds, 2): training and validation."""
    figure, axes = new_figure(7.2, 4.2)
    lines = [_("Loss against the number of training samples, {count} runs each.").format(count=losses.shape[1])]
    looks = ((_("training"), BLUE, "o", "-"), (_("validation"), VERMILION, "s", "--"))
    for part, (name, colour, marker, dashes) in enumerate(looks):
        means = losses[:, :, part].mean(axis=1)
        axes.plot(sizes, means, color=colour, ls=dashes, marker=marker, ms=5, label=name)
        shift = (0.93, 1.07)[part]  # the dots of the two parts side by side
        for run in losses[:, :, part].T:
            axes.scatter(np.array(sizes) * shift, run, marker=marker, s=14, facecolor="none", edgecolor=colour)
        each = ", ".join(
            _("{size}: {mean} ({low} to {high})").format(
                size=size, mean=words(mean), low=words(runs.min()), high=words(runs.max())
            )
            for size, mean, runs in zip(sizes, means, losses[:, :, part], strict=True)
        )
        lines.append(_("{name}: {each}.").format(name=name, each=each))
    if least is not None:
        axes.axhline(least, color=BLACK, lw=1, ls=":", label=_("the least possible"))
        lines.append(_("The least possible is {least}.").format(least=words(least)))
    axes.set_xscale("log")
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.set_xticks([], minor=True)
    axes.set(xlabel=_("training samples (logarithmic axis)"), ylabel=_("loss"), title=title or "")
    axes.set_ylim(0, None)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    return Picture(figure, " ".join([*([f"{title}."] if title else []), *lines]))


# -- loss_curves ------------------------------------------------------------------------------------------------------

MARKERS = 12  # at most so many on one curve


def loss_curves(
    curves: Mapping[str, ArrayLike | Callable[[], object]],
    title: str | None = None,
    x_label: str | None = None,
    x: ArrayLike | None = None,
) -> Picture | Drawn | Message:
    """`curves`: a dict of names, each with its losses (T,) or a function without arguments that returns them.

    `x` holds the places of the losses for all curves, 0, 1, 2, ... where it is None; longer than a curve is allowed.
    A curve ends at its first loss that is not finite. Returns a `Message` where a function raises.
    """
    try:
        found = {name: rounded(_losses(name, losses, finite=False)) for name, losses in curves.items()}
    except NotReady as trouble:
        return Message(str(trouble))
    return _loss_curves_picture(found, title, x_label, None if x is None else np.asarray(x, dtype=float))


@drawing
def _loss_curves_picture(curves, title, x_label, x):
    figure, axes = new_figure(7.2, 4.0)
    lines = []
    for (name, losses), (colour, marker, dashes) in zip(curves.items(), styles_of(curves), strict=True):
        finite = np.isfinite(losses)
        end = len(losses) if finite.all() else int(finite.argmin())
        where = np.arange(end) if x is None else x[:end]
        every = max(1, -(-end // MARKERS))
        axes.plot(
            where, losses[:end], color=colour, marker=marker, ls=dashes, ms=5, lw=1.5, markevery=every, label=name
        )
        text = (
            _("{name}: from {start} to {end}.") if end == len(losses) else _("{name}: from {start} to {end}, then nan.")
        )
        if end and x is not None:
            low = int(losses[:end].argmin())
            lowest = _("Its lowest loss is {loss} at {place}.").format(loss=words(losses[low]), place=words(where[low]))
        else:
            lowest = ""
        if end:
            lines.append(text.format(name=name, start=words(losses[0]), end=words(losses[end - 1])))
            lines += [lowest] if lowest else []
    axes.set_yscale("log")
    plain_numbers(axes.yaxis, *axes.get_ylim())
    if x is not None:
        axes.set_xscale("log")
        plain_numbers(axes.xaxis, *axes.get_xlim())
    axes.set(xlabel=x_label or _("step"), ylabel=_("loss"), title=title or "")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    start = _("Loss curves on a logarithmic axis.")
    return Picture(figure, " ".join([*([f"{title}."] if title else []), start, *lines]))


# -- same_runs --------------------------------------------------------------------------------------------------------

WIDEST = 9.0  # of the first curve; each later one is narrower, so that all of them are seen
SMALLEST = 1e-18  # a difference of 0 has no place on a logarithmic axis; it is drawn here
EQUAL = 1e-6  # what counts as equal


def same_runs(
    runs: Mapping[str, ArrayLike | Callable[[], object]], title: str | None = None, x_label: str | None = None
) -> Picture | Drawn | Message:
    """`runs`: a dict of names, each with its losses (T,) or a function without arguments that returns them.

    The first run is the one that the others are compared with. Returns a `Message` where a function raises or the
    lengths differ.
    """
    try:
        found = {name: _losses(name, run) for name, run in runs.items()}
    except NotReady as trouble:
        return Message(str(trouble))
    if len({len(losses) for losses in found.values()}) != 1:
        lengths = ", ".join(f"{name} {len(losses)}" for name, losses in found.items())
        return Message(_("The runs have different lengths: {lengths}.").format(lengths=lengths))
    # Rounded where they are drawn; the differences, which lie far behind the rounding, are taken before.
    first = next(iter(found.values()))
    apart = {name: np.abs(losses - first) for name, losses in list(found.items())[1:]}
    losses = {name: rounded(each) for name, each in found.items()}
    return _same_runs_picture(losses, apart, title, x_label)


@drawing
def _same_runs_picture(losses, apart, title, x_label):
    figure, axes = new_figure(9.2 if apart else 5.6, 3.8, columns=2 if apart else 1, squeeze=False)
    first, *others = losses
    styles = {first: (BLACK, "", "-"), **dict(zip(others, styles_of(others), strict=True))}
    widths = dict(zip(losses, np.linspace(WIDEST, 1.5, len(losses)) if apart else [2.0], strict=True))
    left, lines = axes[0, 0], [_("Losses of runs that should be the same.")]
    for name, each in losses.items():
        left.plot(each, color=styles[name][0], lw=widths[name], label=name, solid_capstyle="butt")
        lines.append(_("{name}: from {start:.4g} to {end:.4g}.").format(name=name, start=each[0], end=each[-1]))
    left.set(xlabel=x_label or _("step"), ylabel=_("loss"), title=title or "")
    left.legend(frameon=False)
    if apart:
        lines += _differences(axes[0, 1], apart, styles, next(iter(losses)), x_label)
    for each in axes.flat:
        each.grid(alpha=0.3)
    return Picture(figure, " ".join([*([f"{title}."] if title else []), *lines]))


def _differences(axes, apart, styles, first, x_label):
    """Draw them on a logarithmic axis; what there is to say of them."""
    lines = []
    for name, each in apart.items():
        colour, marker, dashes = styles[name]
        shown = np.maximum(each, SMALLEST)
        axes.plot(
            shown, color=colour, marker=marker, ls=dashes, ms=4, lw=1, markevery=max(1, len(each) // 12), label=name
        )
        lines.append(
            _("{name} differs from {first} by at most {gap:.1g}.").format(name=name, first=first, gap=each.max())
        )
    axes.axhline(EQUAL, color="black", lw=1, ls=":")
    axes.text(0, EQUAL * 1.5, _("counts as equal below this line"), fontsize=9, va="bottom")
    axes.set(xlabel=x_label or _("step"), ylabel=_("difference of the loss"), yscale="log", ylim=(SMALLEST / 3, 1e-3))
    axes.set_title(_("How far from: {first}").format(first=first))
    axes.legend(frameon=False, loc="center right")
    return lines


# -- the losses of a run ----------------------------------------------------------------------------------------------


def _losses(name, losses, finite=True):
    """The losses (T,) of a run; where not `finite`, nan and inf may be among them."""
    return values_of(name, losses, _("{name} should give a list of losses.").format(name=name), finite)
