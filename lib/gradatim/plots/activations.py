"""Activations: their curves, and what they make of the numbers in many layers.

activation_functions   activations side by side: each curve, its slope, and where it is so flat that hardly any signal
                       comes back
activation_histograms  what happens to the numbers on their way through ten layers, for a way to draw the weights
exponential            the exponential with three tangents: it rises as fast as it is high
step_function          the threshold function
"""

from collections.abc import Callable

import numpy as np

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, words
from gradatim.plots.parts.activation_curves import FLAT, HIGH, LOW, Z, is_flat, known, where_flat, without_jumps
from gradatim.plots.parts.ten_layers import BINS, LAYERS, counted, go_forward, side_by_side
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

# -- activation_functions ---------------------------------------------------------------------------------------------


def activation_functions(
    *activations: str | tuple[Callable[..., object], Callable[..., object]], slopes: bool = True, alpha: float = 0.1
) -> Picture | Drawn | Message:
    """Draw activations side by side, with their slopes and the flat parts shaded.

    Returns a `Message` where a student's function raises or returns something else.

    Parameters
    ----------
    *activations
        Names ("step", "sigmoid", "tanh", "relu", "leaky_relu"), or pairs of a student's functions (forward(z),
        backward(dout, z)).
    slopes
        False: the curves alone.
    alpha
        The slope of the known leaky ReLU below 0.
    """
    try:
        curves = [_curve(activation, alpha, slopes) for activation in activations]
    except NotReady as trouble:
        return Message(str(trouble))
    return _activation_functions_picture(curves)


@drawing
def _activation_functions_picture(curves):
    """`curves` holds the title, the values and the slopes (or None) of each activation over `Z`."""
    slopes = any(slope is not None for _title, _values, slope in curves)
    width = max(5.4, 3.1 * len(curves) + 0.4)
    figure, axes = new_figure(width, 3.4, columns=len(curves), squeeze=False, sharey=True)
    texts = [_draw_curve(each, *curve) for each, curve in zip(axes[0], curves, strict=True)]
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


def _draw_curve(axes, title, values, slope):
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
    return _curve_in_words(title, values, slope)


def _curve_in_words(title, values, slope):
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


# -- exponential ------------------------------------------------------------------------------------------------------


@drawing
def exponential() -> Picture:
    """Draw the exponential with tangents at -1, 0 and 1, each labelled with the value and the slope there."""
    figure, axes = new_figure(5.4, 3.8)
    z = np.linspace(-3, 2, 200)
    axes.plot(z, np.exp(z), color=BLUE, lw=2.5, label=_("the exponential"))
    for n, at in enumerate((-1.0, 0.0, 1.0)):
        height = np.exp(at)
        ends = np.array([at - 0.9, at + 0.9])
        label = _("tangent") if n == 0 else None
        axes.plot(ends, height + height * (ends - at), color=VERMILION, lw=2, ls="--", label=label)
        axes.plot(at, height, "o", color=BLACK, ms=6)
        text = _("height {height}, slope {height}").format(height=words(round(height, 2)))
        axes.annotate(text, (at, height), xytext=(-10, 4), textcoords="offset points", ha="right", va="bottom")
    axes.axhline(0, color=GREY, lw=0.8)
    axes.set(xlim=(-3, 2), ylim=(-0.3, 6), xlabel="z", ylabel=_("value"))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper left", frameon=False)
    alt = _(
        "The exponential over z from -3 to 2, with its tangents at three points. Each tangent is as steep as the curve "
        "is high: 0.37 at z = -1, 1 at z = 0, 2.72 at z = 1."
    )
    return Picture(figure, alt)


# -- activation_histograms --------------------------------------------------------------------------------------------


def activation_histograms(
    start: float | Callable[..., object], activation: str = "tanh", title: str | None = None, seed: int = 4
) -> Picture | Drawn | Message:
    """One histogram for each of ten layers of 100 neurons, through which 300 samples of spread 1 go; biases 0.

    `start` is the standard deviation of normal weights, or a function `start(n_in, n_out, rng)` that returns W or W, b.
    `activation` is "tanh" or "relu"; for "relu" the zeros are left out. Returns a `Message` where `start` raises.
    """
    if not callable(start):
        return _of_spread(start, activation, title, seed)
    try:
        return _of_layers(go_forward(start, activation, seed)[1], activation, title)
    except NotReady as trouble:
        return Message(str(trouble))


@drawing
def _of_spread(start, activation, title, seed):
    return _of_layers(go_forward(start, activation, seed)[1], activation, title)


def _of_layers(outputs, activation, title):
    low, high = (-1.0, 1.0) if activation == "tanh" else (0.0, _top(outputs))
    shown = [numbers[numbers > 0] if activation == "relu" else numbers for numbers in outputs]
    return _activation_histograms_picture(*counted(outputs, shown, np.linspace(low, high, BINS + 1)), activation, title)


@drawing
def _activation_histograms_picture(counts, edges, spreads, activation, title):
    """The arguments of `side_by_side`, and what is written on the picture."""
    figure, axes = side_by_side(counts, edges, spreads)
    low, high = edges[0], edges[-1]
    axes.set(
        ylim=(low - 0.04 * (high - low), high + 0.04 * (high - low)),
        xlabel=_("layer, and below it the standard deviation of its activations"),
        ylabel=_("activation (zeros left out)") if activation == "relu" else _("activation"),
        title=title or "",
    )
    text = _(
        "Histograms of the activations ({activation}) in {count} layers. Standard deviations from the first layer to "
        "the last: {spreads}."
    ).format(activation=activation, count=LAYERS, spreads=", ".join(spreads))
    return Picture(figure, f"{title}. {text}" if title else text)


def _top(outputs):
    """The largest activation that is shown: few are larger."""
    return max(float(np.quantile(numbers, 0.995)) for numbers in outputs) or 1.0


# -- step_function ----------------------------------------------------------------------------------------------------


@drawing
def step_function() -> Picture:
    """The step function: 0 up to and including z = 0, and 1 above."""
    figure, axes = new_figure(5.2, 2.8)
    axes.plot([-4, 0], [0, 0], color=BLUE, lw=3)
    axes.plot([0, 4], [1, 1], color=BLUE, lw=3)
    axes.plot([0, 0], [0, 1], color=BLUE, lw=1, ls=":")
    axes.plot(0, 0, "o", color=BLUE, ms=10)
    axes.plot(0, 1, "o", mfc="white", mec=BLUE, mew=2, ms=10)
    axes.axvline(0, color=BLACK, lw=0.6, zorder=0)
    axes.set(xlabel="z", ylabel="step(z)", ylim=(-0.2, 1.25), xlim=(-4, 4), title=_("The step function"))
    axes.set_yticks([0, 1])
    axes.annotate(_("at z = 0: still 0"), xy=(0, 0), xytext=(14, 12), textcoords="offset points", color=BLACK)
    axes.spines[["top", "right"]].set_visible(False)
    return Picture(
        figure, _("The step function: 0 for all z up to and including 0, then a jump to 1 for all z above 0.")
    )
