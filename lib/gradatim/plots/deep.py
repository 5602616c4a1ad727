"""Deep networks: random numbers to begin with, neurons that no longer answer, and many runs at once.

active_neurons      for each neuron of a few layers, how often it answers with more than 0; the dead ones are marked
ranges              a number for each setting, measured in several runs: the mean as a line, and from lowest to highest
uniform_and_normal  histograms of uniform and of normal random numbers of the same spread
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, words
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.plots.parts.runs import styles_of
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

# -- active_neurons ---------------------------------------------------------------------------------------------------


def active_neurons(activations: Callable[[], object], title: str | None = None) -> Picture | Drawn | Message:
    """A row of squares for each layer, the darker the more samples a neuron answers with a number above 0.

    activations() -> a list of arrays (N, H), the activations of each layer. A neuron that answers 0 to every sample is
    crossed out. Returns a `Message` where the function raises or returns something else.
    """
    name = name_of(activations)
    wrong = _("{name} should return a list of tables of numbers, one for each layer.").format(name=name)
    try:
        returned = call(activations)
        if not isinstance(returned, list | tuple) or not returned:
            raise NotReady(wrong)
        layers = [numbers_in(layer, name, _is_table, wrong) for layer in returned]
    except NotReady as trouble:
        return Message(str(trouble))
    return _active_neurons_picture([rounded((layer > 0).mean(axis=0)) for layer in layers], title)


def _is_table(shape):
    return len(shape) == 2 and 0 not in shape


@drawing
def _active_neurons_picture(shares, title):
    """`shares` holds for each layer the share of samples (H,) that each neuron answers."""
    from matplotlib.patches import Rectangle

    widest = max(map(len, shares))
    figure, axes = new_figure(7.6, 0.9 + 0.34 * len(shares))
    for row, layer in enumerate(shares):
        for column, share in enumerate(layer):
            dead = share == 0
            axes.add_patch(
                Rectangle(
                    (column - 0.45, row - 0.45),
                    0.9,
                    0.9,
                    facecolor="white" if dead else BLUE,
                    alpha=1.0 if dead else 0.15 + 0.85 * share,
                    lw=0,
                )
            )
            if dead:
                axes.plot(column, row, "x", color=VERMILION, ms=7, mew=1.6)
    dead = [int(np.sum(layer == 0)) for layer in shares]
    labels = [_("layer {layer}").format(layer=n) for n in range(1, len(shares) + 1)]
    axes.set_yticks(range(len(shares)), labels)
    axes.set_xticks([])
    axes.set(xlim=(-0.7, widest - 0.3), ylim=(len(shares) - 0.4, -0.6), title=title or "")
    axes.set_xlabel(_("a square is a neuron: the darker, the more samples it answers; a cross: none"))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    counts = ", ".join(f"{label}: {count}" for label, count in zip(labels, dead, strict=True))
    text = _("How many neurons answer 0 to every sample: {counts}.").format(counts=counts)
    return Picture(figure, f"{title}. {text}" if title else text)


# -- ranges -----------------------------------------------------------------------------------------------------------


def ranges(
    measure: Callable[[], object],
    x: ArrayLike,
    x_label: str,
    y_label: str,
    title: str | None = None,
    logarithmic: bool = True,
) -> Picture | Drawn | Message:
    """Several runs for each setting: a line through the means, and bars from the lowest to the highest run.

    measure() -> a dict of names, each with its numbers (len(x), runs). `x` holds the settings; its axis is logarithmic
    unless told otherwise. Returns a `Message` where the function raises or returns something else.
    """
    x, name = np.asarray(x, dtype=float), name_of(measure)
    wrong = _("{name} should return numbers for each of the {count} settings, one for each run.").format(
        name=name, count=len(x)
    )
    try:
        returned = call(measure)
        if not isinstance(returned, dict) or not returned:
            raise NotReady(wrong)
        found = {
            label: rounded(numbers_in(each, name, lambda shape: _is_table(shape) and shape[0] == len(x), wrong))
            for label, each in returned.items()
        }
    except NotReady as trouble:
        return Message(str(trouble))
    return _ranges_picture(found, x, x_label, y_label, title, logarithmic)


@drawing
def _ranges_picture(found, x, x_label, y_label, title, logarithmic):
    figure, axes = new_figure(7.2, 3.9)
    lines = []
    for place, ((name, runs), (colour, marker, dashes)) in enumerate(zip(found.items(), styles_of(found), strict=True)):
        means, low, high = runs.mean(axis=1), runs.min(axis=1), runs.max(axis=1)
        shift = 0.025 * (place - (len(found) - 1) / 2)  # side by side: bars on each other cannot be told apart
        at = x * 10 ** (shift * np.log10(x.max() / x.min())) if logarithmic else x + shift * np.ptp(x)
        axes.vlines(at, low, high, color=colour, lw=4, alpha=0.3)
        axes.plot(at, means, color=colour, marker=marker, ls=dashes, ms=5, lw=1.5, label=name)
        each = ", ".join(
            f"{words(value)}: {words(round(mean, 3))} ({words(round(a, 3))} - {words(round(b, 3))})"
            for value, mean, a, b in zip(x, means, low, high, strict=True)
        )
        lines.append(_("{name}: {each}.").format(name=name, each=each))
    if logarithmic:
        axes.set_xscale("log")
        plain_numbers(axes.xaxis, *axes.get_xlim())
    axes.set(xlabel=x_label, ylabel=y_label, title=title or "")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    start = _("{y} against {x}, the mean of the runs (the lowest - the highest).").format(y=y_label, x=x_label)
    return Picture(figure, " ".join([*([f"{title}."] if title else []), start, *lines]))


# -- uniform_and_normal -----------------------------------------------------------------------------------------------

DRAWN = 100_000


@drawing
def uniform_and_normal() -> Picture:
    """Histograms of 100,000 uniform and 100,000 normal numbers with mean 0 and standard deviation 1, side by side."""
    rng = np.random.default_rng(0)
    limit = np.sqrt(3)
    kinds = {_("uniform"): rng.uniform(-limit, limit, DRAWN), _("normal"): rng.normal(size=DRAWN)}
    figure, axes = new_figure(7.6, 2.9, columns=2, sharey=True)
    lines = []
    for each, (name, numbers) in zip(axes, kinds.items(), strict=True):
        within = np.mean(np.abs(numbers) < 1)
        each.axvspan(-1, 1, color=GREY, alpha=0.2, lw=0)
        each.hist(numbers, bins=np.linspace(-4, 4, 65), color=BLUE)
        each.axvline(0, color=BLACK, lw=0.8)
        each.set(title=name, xlim=(-4, 4), xticks=range(-4, 5))
        each.set_xlabel(_("{share} % within one standard deviation").format(share=round(100 * within)))
        each.spines[["top", "right"]].set_visible(False)
        furthest = words(round(np.abs(numbers).max(), 1))
        lines.append(
            _("{name}: {share} % between -1 and 1, the furthest at {furthest} from 0.").format(
                name=name, share=round(100 * within), furthest=furthest
            )
        )
    axes[0].set_ylabel(_("how many of {count}").format(count=DRAWN))
    start = _("Two histograms of random numbers with mean 0 and standard deviation 1: a flat block, and a bell.")
    return Picture(figure, " ".join([start, *lines]))
