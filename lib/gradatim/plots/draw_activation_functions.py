"""Activations side by side: each curve, its slope, and where it is so flat that hardly any signal comes back."""

import numpy as np

from gradatim.colours import BLUE, GREY, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.plots.activation_curves import FLAT, HIGH, LOW, Z, is_flat, known, where_flat, without_jumps
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _


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
    return _picture(curves)


@drawing
def _picture(curves):
    """`curves` holds the title, the values and the slopes (or None) of each activation over `Z`."""
    slopes = any(slope is not None for _title, _values, slope in curves)
    width = max(5.4, 3.1 * len(curves) + 0.4)
    figure, axes = new_figure(width, 3.4, columns=len(curves), squeeze=False, sharey=True)
    texts = [_draw(each, *curve) for each, curve in zip(axes[0], curves, strict=True)]
    handles, labels = axes[0][0].get_legend_handles_labels()
    if any((slope is not None) and is_flat(slope).any() for _title, _values, slope in curves):
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
        title, forward, backward = known(alpha)[activation]
        return _(title), forward(Z), backward(Z) if slopes else None
    forward, backward = activation
    values = _numbers(call(forward, Z), forward)
    return name_of(forward), values, _numbers(call(backward, np.ones_like(Z), Z), backward) if slopes else None


def _numbers(returned, function):
    name = name_of(function)
    wrong = _("{name} should return one number for each entry of z.").format(name=name)
    return rounded(numbers_in(returned, name, lambda shape: shape == Z.shape, wrong))


def _draw(axes, title, values, slope):
    """Draw one activation; returns what it shows in words."""
    axes.plot(Z, without_jumps(values), color=BLUE, lw=2.5, label=_("value"))
    if slope is not None:
        axes.plot(Z, without_jumps(slope), color=VERMILION, lw=2, ls="--", label=_("slope"))
        axes.fill_between(
            Z, LOW, HIGH, where=is_flat(slope), facecolor=GREY, edgecolor=GREY, alpha=0.25, hatch="//", lw=0, zorder=0
        )
    axes.axhline(0, color=GREY, lw=0.8, zorder=1)
    axes.axvline(0, color=GREY, lw=0.8, zorder=1)
    axes.set(xlim=(-5, 5), ylim=(LOW, HIGH), xlabel="z", title=title)
    axes.spines[["top", "right"]].set_visible(False)
    return _in_words(title, values, slope)


def _in_words(title, values, slope):
    at = [int(np.abs(Z - z).argmin()) for z in (-5, -1, 1, 5)]
    text = _("{title}: about {values} at z = -5, -1, 1, 5.").format(
        title=title, values=", ".join(words(round(values[i], 3)) for i in at)
    )
    if slope is None:
        return text
    text += " " + _("Its slope there: about {slopes}; at most {most}.").format(
        slopes=", ".join(words(round(slope[i], 3)) for i in at), most=words(round(slope.max(), 3))
    )
    return text + " " + where_flat(slope)
