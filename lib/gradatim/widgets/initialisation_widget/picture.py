"""What the initialisation widget draws: for each layer a histogram of its activations, and one of its gradients."""

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.collections import PolyCollection
from numpy.typing import NDArray

from gradatim.colours import BLACK, BLUE, VERMILION
from gradatim.picture import words
from gradatim.text import _
from gradatim.widgets.kit.live_picture import LivePicture

WIDTH, HEIGHT = 900, 470  # pixels
BINS = 60
FINE = 120  # bins of a logarithmic scale, which has more to hold
COUNTED = 100  # samples of which a histogram is made
WIDEST = 0.84  # of a histogram, in layers
ALL_NAMED = 10  # in more layers than this, every second standard deviation is written
SCALES = {"tanh": (-1.0, 1.0, False), "sigmoid": (0.0, 1.0, False), "relu": (-4.0, 4.0, True)}  # low, high, logarithmic
GRADIENTS = (-10.0, 5.0, True)


class LayersPicture(LivePicture):
    """`show` sets the histograms of all layers; the scales are fixed, and what lies beyond stands at their ends."""

    def __init__(self) -> None:
        super().__init__(WIDTH, HEIGHT, _("Histograms of the activations and of the gradients; described below."))
        above, below = self.figure.subplots(2, 1)
        self.rows = [_Row(above, BLUE), _Row(below, VERMILION)]
        for axes, name in ((above, _("its activations")), (below, _("the gradients that arrive there"))):
            axes.set_xlabel(_("layer, and below it the standard deviation of {these}").format(these=name), labelpad=34)
        self.move(*(artist for row in self.rows for artist in row.moving))
        self._standing: str | None = None

    def show(
        self,
        activation: str,
        outputs: Sequence[NDArray],
        gradients: Sequence[NDArray],
        spreads: Sequence[Sequence[str]],
    ) -> None:
        """outputs, gradients: one array (samples, width) a layer; spreads: the standard deviations of both."""
        if self._standing != activation:
            self._standing = activation
            name = _("activation above 0") if activation == "relu" else _("activation")
            self.rows[0].stand(SCALES[activation], name)
            self.rows[1].stand(GRADIENTS, _("gradient without its sign"))
            self.changed()
        for row, layers, some in zip(self.rows, (outputs, gradients), spreads, strict=True):
            row.show(layers, some)


class _Row:
    """One histogram for each layer, side by side, and the standard deviations below."""

    def __init__(self, axes, colour):
        self.axes = axes
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_xticks([])
        self.bars = PolyCollection([], facecolor=colour, lw=0)
        axes.add_collection(self.bars, autolim=False)
        self.lines = PolyCollection([], closed=False, edgecolor=BLACK, lw=0.6)
        axes.add_collection(self.lines, autolim=False)
        place = axes.get_xaxis_transform()
        most = ALL_NAMED * 2
        style = {"ha": "center", "va": "top", "fontsize": 9.5, "color": BLACK, "transform": place, "linespacing": 1.3}
        self.texts = [axes.text(1, -0.04, "", **style) for _text in range(most)]
        self.moving = [self.bars, self.lines, *self.texts]

    def stand(self, scale, name):
        self.low, self.high, self.logarithmic = scale
        self.bins = FINE if self.logarithmic else BINS
        self.edges = np.repeat(np.linspace(self.low, self.high, self.bins + 1), 2)
        room = 0.04 * (self.high - self.low)
        self.axes.set(ylim=(self.low - room, self.high + room), ylabel=name)
        ticks = np.linspace(self.low, self.high, 3)
        if self.logarithmic:
            ticks = np.arange(self.low, self.high + 1, 5 if self.high - self.low > 10 else 2)
        self.axes.set_yticks(ticks, [f"$10^{{{tick:.0f}}}$" if self.logarithmic else words(tick) for tick in ticks])

    def show(self, layers, spreads):
        self.axes.set_xlim(0.5, len(layers) + 0.5)
        lefts = np.arange(1, len(layers) + 1) - 0.4
        self.lines.set_verts([[(x, y) for y in self.axes.get_ylim()] for x in lefts])
        shapes = []
        for left, numbers in zip(lefts, layers, strict=True):
            widths = WIDEST * np.repeat(self._shares(numbers[:COUNTED]), 2)
            shapes.append(np.column_stack([left + np.concatenate([[0], widths, [0]]), self.edges]))
        self.bars.set_verts(shapes)
        every = 1 if len(layers) <= ALL_NAMED else 2
        for k, text in enumerate(self.texts):
            text.set_visible(k < len(layers))
            if k < len(layers):
                text.set_x(k + 1)
                text.set_text(f"{k + 1}\n{spreads[k]}" if k % every == 0 else str(k + 1))

    def _shares(self, numbers):
        """The counts (bins,) as shares of the highest. What is exactly 0 has no place on a logarithmic scale."""
        if self.logarithmic:
            numbers = np.log10(np.abs(numbers[numbers != 0]))
        places = (numbers - self.low) * (self.bins / (self.high - self.low))
        counts = np.bincount(np.clip(places, 0, self.bins - 1).astype(int).ravel(), minlength=self.bins)
        return counts / max(counts.max(), 1)


def in_two_digits(numbers: Iterable[float]) -> list[str]:
    return [words(float(f"{number:.2g}")) for number in numbers]
