"""The result of a grid search: loss against learning rate, both logarithmic, with the best rate marked."""

import numpy as np

from gradatim.colours import BLACK, BLUE, ORANGE, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.plots.logarithmic import plain_numbers
from gradatim.student import NotReady, call
from gradatim.text import _

HIGHEST = 1000  # times the smallest loss: what is above would press the rest of the curve flat


def learning_rate_grid(grid_search, train, rates):
    """What `grid_search(train, rates) -> best_rate, losses` finds. Runs that diverged (not finite, or 1000 times
    the smallest loss) are crosses at the upper edge.

    Returns a `Message` where `grid_search` raises or returns something else.
    """
    try:
        best, losses = _found(call(grid_search, train, rates), len(rates))
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(np.asarray(rates, dtype=float), losses, best)


@drawing
def _picture(rates, losses, best):
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
