"""Runs that should be the same: their losses on each other, and how far each is from the first."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure
from gradatim.plots.runs import styles_of, values_of
from gradatim.student import NotReady
from gradatim.text import _

WIDEST = 9.0  # of the first curve; each later one is narrower, so that all of them are seen
SMALLEST = 1e-18  # a difference of 0 has no place on a logarithmic axis; it is drawn here
EQUAL = 1e-6  # what counts as equal


def same_runs(runs, title=None, x_label=None):
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
    return _picture(losses, apart, title, x_label)


@drawing
def _picture(losses, apart, title, x_label):
    figure, axes = new_figure(9.2 if apart else 5.6, 3.8, columns=2 if apart else 1, squeeze=False)
    styles = dict(zip(losses, styles_of(losses), strict=True))
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


def _losses(name, losses):
    return values_of(name, losses, _("{name} should give a list of losses.").format(name=name))
