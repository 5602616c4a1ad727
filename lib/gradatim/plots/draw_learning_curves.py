"""The loss on the training part and on a part that was held back, epoch after epoch."""

import numpy as np

from gradatim.colours import BLACK, BLUE, GREEN, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call
from gradatim.text import _


def learning_curves(train, measure, params, epochs, every=1, stop=None, label=None, title=None):
    """Train `every` epochs at a time and measure after each time; the best epoch of the held-back part is marked.

    train(params, epochs) -> params; measure(params) -> (training loss, held-back loss); stop(losses) -> place of the
    loss at which `early_stopping` would end, marked too. `label` names the held-back part (default: test).
    Returns a `Message` where one of the functions cannot be used.
    """
    try:
        losses = [_pair(call(measure, params))]
        for _round in range(epochs // every):
            params = call(train, params, every)
            losses.append(_pair(call(measure, params)))
        losses = np.array(losses)
        stopped = None if stop is None else _place(call(stop, losses[:, 1].tolist()), len(losses))
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(rounded(losses), every, int(losses[:, 1].argmin()), stopped, label or _("test"), title)


@drawing
def _picture(losses, every, best, stopped, label, title):
    """`losses` (T, 2): training and held back; `best` and `stopped` (or None) are the places that are marked."""
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
    return Picture(figure, _alt(losses, at, best, stopped, label, title))


def _mark(axes, epoch, loss, marker, colour, text):
    axes.scatter(
        epoch, loss, marker=marker, s=60, facecolor=colour, edgecolor=BLACK, zorder=4, label=text, clip_on=False
    )


def _alt(losses, at, best, stopped, label, title):
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
        raise NotReady(_("Two losses are needed, of the training part and of the part that was held back."))
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
