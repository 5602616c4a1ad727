"""Watch a network train: loss and accuracy live, with a learning rate that can be turned meanwhile."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gradatim.drawing import drawing
from gradatim.nn import Loss, Sequential
from gradatim.optim import Optimizer
from gradatim.picture import Message, words
from gradatim.student import NotReady
from gradatim.text import _
from gradatim.widgets.descent.moons_training import moons_model
from gradatim.widgets.kit.controls import choice, log_slider
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.player import Player
from gradatim.widgets.training_monitor_widget.picture import TrainingPicture
from gradatim.widgets.training_monitor_widget.trainings import ModelTraining, OwnTraining, Training

LOW, HIGH = 1e-4, 100.0  # rates
AT_ONCE = 5  # epochs that are trained before anything is pressed: a saved notebook shows something too
HEAD_START, SLICE = 0.4, 0.05  # seconds for these, and between two pictures
RISEN = 1.1  # times its lowest: a validation loss above has turned


@drawing
def training_monitor(
    epoch: Callable[..., Any] | None = None,
    measure: Callable[..., Any] | None = None,
    start: Any = None,
    rate: float = 1.0,
    epochs: int = 2000,
    *,
    model: Sequential | None = None,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    loss: Loss | None = None,
    optimizer: Optimizer | None = None,
    batch_size: int = 32,
) -> "TrainingMonitorWidget | Message":
    """Loss and accuracy on the training part and on a validation part, while a network trains.

    Give `epoch`, `measure` and `start`; or `model`, `X`, `y` and `held_out`, with `loss`, `optimizer` and `batch_size`
    if you like; or nothing, for a network with 40 hidden neurons on 60 points of two moons.
    Returns a `Message` where something is missing or does not fit.

    Parameters
    ----------
    epoch
        Your own epoch(params, lr) -> params.
    measure
        Your own measure(params) -> training loss, validation loss and, if you like, both accuracies.
    start
        The first params, of any type.
    rate
        The first learning rate, from 0.0001 to 100.
    epochs
        The longest training.
    model
        A `gradatim.nn.Sequential`.
    X, y
        Its data.
    held_out
        A pair (X, y).
    loss, optimizer, batch_size
        What it trains with; cross-entropy and SGD by default.
    """
    own = [each is not None for each in (epoch, measure, start)]
    given = [each is not None for each in (model, X, y, held_out)]
    if any(own) and not all(own):
        return Message(_("epoch, measure and start belong together: one of them is missing."))
    if any(given) and not all(given):
        return Message(_("model, X, y and held_out belong together: one of them is missing."))
    training: Training | None = None
    try:
        if epoch is not None and measure is not None:
            training = OwnTraining(epoch, measure, start)
        elif model is not None and X is not None and y is not None and held_out is not None:
            training = ModelTraining(model, X, y, held_out, loss, optimizer, batch_size)
    except (ValueError, TypeError, AttributeError) as trouble:
        return Message(str(trouble))
    return TrainingMonitorWidget(training, rate, epochs)


class TrainingMonitorWidget(LiveWidget):
    """The controls are `rate`, `player` and `speed`; `history` holds the numbers measured from epoch 0 on."""

    picture: TrainingPicture

    def __init__(self, training: Training | None = None, rate: float = 1.0, epochs: int = 2000) -> None:
        if training is None:
            model, X, y, held_out = moons_model()
            training = ModelTraining(model, X, y, held_out, batch_size=len(X))
        self.training, self.epochs = training, epochs
        self.rate = log_slider(_("learning rate"), rate, LOW, HIGH)
        self.player = Player(self._advance, self._reset, begin=self._begin, interval=0.03, step=_("One epoch"))
        speeds = [(_("{count} epochs").format(count=count), count) for count in (5, 25, 100)]
        self.speed = choice(_("at once"), [(_("1 epoch"), 1), *speeds], value=AT_ONCE)
        self.history: list[tuple[float, ...]] = []
        self._rates: list[float] = []
        self.problem: str | None = None
        self._train(AT_ONCE, HEAD_START)
        with_accuracy = bool(self.history) and len(self.history[0]) == 4
        self.start(TrainingPicture(with_accuracy, (LOW, HIGH)), [[self.rate], [self.player, self.speed]])

    # -- training ------------------------------------------------------------------------------------------

    def _train(self, count, seconds):
        """So many epochs, or as many as fit into so many seconds, at least one; whether there is a further one."""
        end = time.perf_counter() + seconds
        try:
            if not self.history:
                self.history.append(self.training.measure())
                self.problem = None
            for _epoch in range(count):
                if self._over():
                    return False
                rate = self.rate.value
                self.training.epoch(rate)
                measured = self.training.measure()
                if len(measured) != len(self.history[0]):
                    raise NotReady(_("Each time the same numbers have to be measured: 2 or 4."))
                self._rates.append(rate)
                self.history.append(measured)
                self.problem = None
                if time.perf_counter() > end:
                    break
        except NotReady as trouble:
            self.problem = str(trouble)
            return False
        return not self._over()

    def _over(self):
        return len(self.history) > self.epochs or not np.isfinite(self.history[-1]).all()

    def _advance(self):
        more = self._train(self.speed.value, SLICE) if self.player.playing else self._train(1, SLICE)
        self.changed()
        return more

    def _begin(self):
        if self.history and self._over():
            self._clear()

    def _reset(self):
        self._clear()
        self._train(0, SLICE)
        self.changed()

    def _clear(self):
        self.training.reset()
        self.history, self._rates, self.problem = [], [], None

    # -- the picture and the words -------------------------------------------------------------------------

    def draw(self) -> None:
        history = list(self.history)  # it may grow meanwhile
        if history:
            numbers = np.array(history, dtype=float)
            self.picture.show(numbers, self._rates[: len(history) - 1], self.rate.value, _lowest(numbers))
            self.picture.heading.set_text(self._short())
        if self.problem is not None:
            self.picture.draw()  # what was trained stays in sight
            raise NotReady(self.problem)

    def describe(self) -> tuple[str, str]:
        numbers = np.array(self.history, dtype=float)
        parts = [self._result(), self._rates_in_words()]
        first, last = numbers[0], numbers[-1]
        text = _("Loss: training from {a} to {b}, validation from {c} to {d}, lowest {best} at epoch {at}.")
        at = _lowest(numbers)
        values = dict(zip("abcd", map(words, (first[0], last[0], first[1], last[1])), strict=True))
        if at is not None:
            parts.append(text.format(best=words(numbers[at, 1]), at=at, **values))
        if len(last) == 4:
            text = _("Accuracy: training {a}, validation {b}.")
            parts.append(text.format(a=words(last[2]), b=words(last[3])))
        return parts[0], " ".join(parts)

    def _short(self):
        last = self.history[-1]
        text = _("Epoch {epoch}: training loss {a}, validation {b}.")
        return text.format(epoch=len(self.history) - 1, a=words(last[0]), b=words(last[1]))

    def _result(self):
        """Where the training stands, and what can be read off the curves."""
        numbers = np.array(self.history, dtype=float)
        epoch, best = len(numbers) - 1, _lowest(numbers)
        if not np.isfinite(numbers[-1]).all():
            text = _(
                "Epoch {epoch}: the loss is no longer a number. No rate can mend that: reset, and choose a smaller one."
            )
            return text.format(epoch=epoch)
        if numbers[-1, 0] > 2 * numbers[0, 0]:
            return self._short() + " " + _("The training loss is far above that of the start: the rate is too large.")
        if best and numbers[-1, 1] > RISEN * numbers[best, 1] and numbers[-1, 0] < numbers[best, 0]:
            text = _(
                "Overfitting: since epoch {best} the validation loss has risen from {low}, and the training loss fell."
            )
            return self._short() + " " + text.format(best=best, low=words(numbers[best, 1]))
        if len(self.history) > self.epochs:
            return self._short() + " " + _("This is the last epoch.")
        return self._short()

    def _rates_in_words(self):
        """The rates that were used, each with the epoch from which on it was."""
        changes = [(k + 1, rate) for k, rate in enumerate(self._rates) if k == 0 or rate != self._rates[k - 1]]
        now = _("The learning rate is {rate}.").format(rate=words(self.rate.value))
        if len(changes) < 2:
            return now
        told = "; ".join(_("{rate} from epoch {epoch} on").format(rate=words(r), epoch=k) for k, r in changes[-8:])
        return _("{now} It was: {rates}.").format(now=now, rates=told)


def _lowest(numbers):
    """The epoch with the lowest validation loss, or None where none is finite."""
    held = np.where(np.isfinite(numbers[:, 1]), numbers[:, 1], np.inf)
    return int(held.argmin()) if held.min() < np.inf else None
