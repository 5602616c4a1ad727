"""Activations side by side: each curve, its slope, and where it is so flat that hardly any signal comes back."""

import numpy as np

from gradatim.colours import BLUE, GREY, VERMILION
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.plots.sigmoid import sigmoid, sigmoid_slope
from gradatim.student import NotReady, call, name_of
from gradatim.text import N_, _

Z = np.linspace(-5, 5, 501) + 1e-9  # never exactly at a kink
FLAT = 0.05  # a slope below this is called flat: the activation is saturated there


def _known(alpha):
    """Title, curve and slope of the activations of the course."""
    return {
        "step": (N_("step"), lambda z: np.where(z > 0, 1.0, 0.0), lambda z: 0 * z),
        "sigmoid": (N_("sigmoid"), sigmoid, sigmoid_slope),
        "tanh": (N_("tanh"), np.tanh, lambda z: 1 - np.tanh(z) ** 2),
        "relu": (N_("ReLU"), lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
        "leaky_relu": (
            N_("leaky ReLU"),
            lambda z: np.where(z > 0, z, alpha * z),
            lambda z: np.where(z > 0, 1.0, alpha),
        ),
    }


def activation_functions(*activations, slopes=True, alpha=0.1):
    """Draw activations side by side, with their slopes and the flat parts shaded.

    activations   names ("step", "sigmoid", "tanh", "relu", "leaky_relu"), or pairs of a student's functions
                  (forward(z), backward(dout, z)); alpha is the slope of the known leaky ReLU below 0
    slopes        False: the curves alone

    Returns a `Message` where a student's function raises or returns something else.
    """
    try:
        curves = [_curve(activation, alpha, slopes) for activation in activations]
    except NotReady as trouble:
        return Message(str(trouble))
    width = max(5.4, 3.1 * len(curves) + 0.4)
    figure, axes = new_figure(width, 3.4, columns=len(curves), squeeze=False, sharey=True)
    texts = [_draw(each, *curve) for each, curve in zip(axes[0], curves, strict=True)]
    handles, labels = axes[0][0].get_legend_handles_labels()
    if any((slope is not None) and _flat(slope).any() for _title, _values, slope in curves):
        from matplotlib.patches import Patch

        handles.append(Patch(facecolor=GREY, alpha=0.25, hatch="//"))
        labels.append(_("slope below {flat}").format(flat=words(FLAT)))
    if slopes:
        figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    axes[0][0].set_ylabel(_("value and slope") if slopes else _("value"))
    return Picture(figure, " ".join(texts))


def _curve(activation, alpha, slopes):
    """The title, the values and the slopes (or None) over `Z`."""
    if isinstance(activation, str):
        title, forward, backward = _known(alpha)[activation]
        return _(title), forward(Z), backward(Z) if slopes else None
    forward, backward = activation
    values = _numbers(call(forward, Z), forward)
    return name_of(forward), values, _numbers(call(backward, np.ones_like(Z), Z), backward) if slopes else None


def _numbers(returned, function):
    try:
        numbers = np.asarray(returned, dtype=float)
    except (TypeError, ValueError):
        numbers = np.empty(0)
    if numbers.shape != Z.shape:
        raise NotReady(_("{name} should return one number for each entry of z.").format(name=name_of(function)))
    if not np.isfinite(numbers).all():
        text = _("{name} returned numbers that are not finite (nan or inf).")
        raise NotReady(text.format(name=name_of(function)))
    return numbers


def _flat(slope):
    return np.abs(slope) < FLAT


def _without_jumps(values):
    """A jump is no part of the curve: the line is interrupted there."""
    return np.where(np.abs(np.diff(values, prepend=values[0])) > 0.5, np.nan, values)


def _draw(axes, title, values, slope):
    """Draw one activation; returns what it shows in words."""
    axes.plot(Z, _without_jumps(values), color=BLUE, lw=2.5, label=_("value"))
    if slope is not None:
        axes.plot(Z, _without_jumps(slope), color=VERMILION, lw=2, ls="--", label=_("slope"))
        low, high = -1.3, 2.2
        axes.fill_between(
            Z, low, high, where=_flat(slope), facecolor=GREY, edgecolor=GREY, alpha=0.25, hatch="//", lw=0, zorder=0
        )
    axes.axhline(0, color=GREY, lw=0.8, zorder=1)
    axes.axvline(0, color=GREY, lw=0.8, zorder=1)
    axes.set(xlim=(-5, 5), ylim=(-1.3, 2.2), xlabel="z", title=title)
    axes.spines[["top", "right"]].set_visible(False)
    return _in_words(title, values, slope)


def _in_words(title, values, slope):
    at = [int(np.abs(Z - z).argmin()) for z in (-5, -1, 1, 5)]
    text = _("{title}: about {values} at z = -5, -1, 1, 5.").format(
        title=title, values=", ".join(words(round(values[i], 3)) for i in at)
    )
    if slope is None:
        return text
    flat = _flat(slope)
    text += " " + _("Its slope there: about {slopes}; at most {most}.").format(
        slopes=", ".join(words(round(slope[i], 3)) for i in at), most=words(round(slope.max(), 3))
    )
    if flat.all():
        return text + " " + _("It is flat everywhere.")
    if not flat.any():
        return text + " " + _("It is flat nowhere.")
    steep = Z[~flat]
    where = [
        _("below {z}").format(z=words(round(steep[0], 1))) if flat[0] else "",
        _("above {z}").format(z=words(round(steep[-1], 1))) if flat[-1] else "",
    ]
    return text + " " + _("It is flat for z {where}.").format(where=_(" and ").join(filter(None, where)))
