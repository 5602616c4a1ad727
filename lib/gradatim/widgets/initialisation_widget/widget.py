"""Choose how the weights begin, and see in all layers at once what becomes of the activations and of the gradients."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gradatim.drawing import drawing
from gradatim.nn._fast.threads import one_thread
from gradatim.plots.parts.ten_layers import ACTIVATIONS, generators, go_back, outputs_of, usable_weights
from gradatim.student import NotReady, name_of
from gradatim.text import N_, _
from gradatim.widgets.initialisation_widget.picture import LayersPicture, in_two_digits
from gradatim.widgets.kit.controls import choice, log_slider, slider
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_function import call_own, newest

SEED = 4  # that of the chapter's pictures
OWN, BY_HAND = "own", "by hand"
# The standard deviation for n neurons in each layer. Xavier is uniform: its limit is √3 times as far.
SCHEMES: dict[str, tuple[str, Callable[[float], float]]] = {
    "zeros": (N_("zeros"), lambda n: 0.0),
    "small": (N_("too small"), lambda n: 0.01),
    "large": (N_("too large"), lambda n: 1.0),
    "xavier": (N_("Xavier"), lambda n: np.sqrt(1 / n)),
    "he": (N_("He"), lambda n: np.sqrt(2 / n)),
}
NAMES = {"tanh": "tanh", "relu": "ReLU", "sigmoid": "sigmoid"}
SAMPLES, LEAST, WORK = 300, 40, 10 * 100**2  # deeper and wider networks get fewer samples: the answer has to be instant
FAR = 10.0  # a change by more than this factor, from the first layer to the last, is a trouble
DULL = 0.2  # of the largest slope: below it a neuron counts as saturated


@drawing
def initialisation(
    start: Callable[..., Any] | None = None,
    scheme: str = "small",
    activation: str = "tanh",
    depth: int = 10,
    width: int = 100,
) -> "InitialisationWidget":
    """Histograms of activations and gradients in all layers of a network at its start.

    Raises ValueError for another scheme or activation.

    Parameters
    ----------
    start
        Your own start(n_in, n_out, rng) -> W (n_in, n_out), or (W, b); shown first. Biases stay 0.
    scheme
        What is shown first otherwise: "zeros", "small", "large", "xavier" or "he".
    activation
        "tanh", "relu" or "sigmoid".
    depth
        The number of layers, from 2 to 20.
    width
        The number of neurons in each, from 10 to 200.
    """
    for name, given, known in (("scheme", scheme, SCHEMES), ("activation", activation, NAMES)):
        if given not in known:
            text = _("{name} must be one of {names}; it is {given}")
            raise ValueError(text.format(name=name, names=", ".join(known), given=given))
    return InitialisationWidget(start, scheme, activation, depth, width)


class InitialisationWidget(LiveWidget):
    """The controls are `scheme`, `spread` (moving it makes the scheme the slider's), `depth`, `neurons`, `activation`.

    `spreads` are the standard deviations of the activations and of the gradients, from the first layer to the last.
    """

    picture: LayersPicture

    def __init__(
        self,
        start_of_weights: Callable[..., Any] | None = None,
        scheme: str = "small",
        activation: str = "tanh",
        depth: int = 10,
        width: int = 100,
    ) -> None:
        self.own = start_of_weights
        schemes = [(_(title), name) for name, (title, _spread) in SCHEMES.items()]
        if self.own is not None:
            schemes.insert(0, (_("{name} (own)").format(name=name_of(self.own)), OWN))
            scheme = OWN
        schemes.append((_("the slider's"), BY_HAND))
        self.scheme = choice(_("start"), schemes, scheme)
        self.spread = log_slider(_("sd of weights"), 0.01, 0.001, 3)
        self.depth = slider(_("layers"), depth, 2, 20, 1)
        self.neurons = slider(_("neurons in each"), width, 10, 200, 10)
        self.activation = choice(_("activation"), [(title, name) for name, title in NAMES.items()], activation)
        self._drawn = np.empty(0)
        self._following = False
        self._follow()
        self.scheme.observe(self._follow)
        self.neurons.observe(self._follow)
        self.spread.observe(self._by_hand)
        controls = [[self.scheme, self.activation], [self.spread], [self.depth, self.neurons]]
        self.start(LayersPicture(), controls)

    def draw(self) -> None:
        activation = self.activation.value
        with one_thread(), np.errstate(all="ignore"):
            weights = self._weights(int(self.neurons.value), int(self.depth.value))
            samples = np.clip(SAMPLES * WORK // (len(weights) * len(weights[0]) ** 2), LEAST, SAMPLES)
            outputs = outputs_of(weights, activation, SEED, samples)
            gradients = go_back(weights, outputs, activation, SEED)
            self.spreads = [[float(numbers.std()) for numbers in layers] for layers in (outputs, gradients)]
            if not np.isfinite(self.spreads).all():
                raise NotReady(_("The numbers overflow on their way: these weights are far too large."))
            slopes = ACTIVATIONS[activation][1](outputs[-1])
        dull = DULL * {"tanh": 1.0, "relu": 0.0, "sigmoid": 0.25}[activation]
        self.saturated = float((slopes < dull).mean())
        self.picture.show(activation, outputs, gradients, [in_two_digits(some) for some in self.spreads])

    def describe(self) -> tuple[str, str]:
        there, back = self.spreads
        values = {"first": in_two_digits(there[:1])[0], "last": in_two_digits(there[-1:])[0], "n": len(there)}
        values |= {"arrives": in_two_digits(back[:1])[0], "leaves": in_two_digits(back[-1:])[0]}
        texts = [
            _("Activations: standard deviation {first} in layer 1, {last} in layer {n}: {verdict}."),
            _("Gradients: {leaves} in layer {n}, {arrives} in layer 1: {verdict}."),
        ]
        verdicts = self._verdict_there(there), _verdict(back[-1], back[0])
        result = " ".join(text.format(**values, verdict=each) for text, each in zip(texts, verdicts, strict=True))
        text = _(
            "Histograms of the activations ({activation}) and of the gradients in {count} layers of {width} neurons; "
            "start: {start}. Standard deviations from the first layer to the last, of the activations: {activations}; "
            "of the gradients: {gradients}."
        ).format(
            activation=NAMES[self.activation.value],
            count=len(there),
            width=int(self.neurons.value),
            start=self._start_in_words(),
            activations=", ".join(in_two_digits(there)),
            gradients=", ".join(in_two_digits(back)),
        )
        return result, text

    # -- the weights ---------------------------------------------------------------------------------------

    def _weights(self, width, depth):
        scheme, size = self.scheme.value, (width, width)
        if scheme == OWN:
            return self._own_weights(width, generators(SEED, depth))
        if scheme == "xavier":
            limit = np.sqrt(6 / (width + width))
            return [rng.uniform(-limit, limit, size) for rng in generators(SEED, depth)]
        if self._drawn.shape != (depth, *size):  # kept while only their spread changes
            self._drawn = np.array([rng.normal(0.0, 1.0, size) for rng in generators(SEED, depth)])
        return (self.spread.value if scheme == BY_HAND else SCHEMES[scheme][1](width)) * self._drawn

    def _own_weights(self, width, rngs):
        """Of all layers in one call, so that together they may take the time of one."""
        function = newest(self.own)

        def all_layers():
            return [function(width, width, rng) for rng in rngs]

        all_layers.__name__ = name_of(function)
        return [usable_weights(function, returned, width) for returned in call_own(all_layers)]

    def _start_in_words(self):
        scheme = self.scheme.value
        if scheme == OWN:
            return name_of(self.own)
        spread = self.spread.value if scheme == BY_HAND else SCHEMES[scheme][1](self.neurons.value)
        title = _("normal weights") if scheme == BY_HAND else _(SCHEMES[scheme][0])
        return _("{title}, standard deviation {spread}").format(title=title, spread=in_two_digits([spread])[0])

    # -- the slider follows the scheme, and moving it is a scheme of its own ---------------------------------

    def _follow(self):
        if self.scheme.value in SCHEMES and self.scheme.value != "zeros":
            self._following = True
            try:
                self.spread.value = float(f"{SCHEMES[self.scheme.value][1](self.neurons.value):.3g}")
            finally:
                self._following = False

    def _by_hand(self):
        if not self._following:
            self.scheme.value = BY_HAND

    def _verdict_there(self, spreads):
        if self.saturated > 0.5:
            return _("saturated")
        return _verdict(spreads[0], spreads[-1])


def _verdict(start, end):
    """What has become of a spread on its way."""
    if end == 0:
        return _("nothing is left")
    if end < start / FAR:
        return _("they vanish")
    return _("they explode") if end > start * FAR else _("they keep their size")
