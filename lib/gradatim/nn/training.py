"""The training loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast.memory import keep_freed_memory
from gradatim.nn._fast.threads import one_thread
from gradatim.nn.losses import Loss
from gradatim.progress import Progress
from gradatim.text import _

if TYPE_CHECKING:
    from gradatim.nn.sequential import Sequential, Snapshot
    from gradatim.optim.optimizer import Optimizer

History = dict[str, list[float]]

BYTES_AT_ONCE = 1 << 18  # so much shuffled data at a time: it stays in the processor's cache


def fit(
    model: Sequential,
    X: ArrayLike,
    y: ArrayLike,
    loss: Loss,
    optimizer: Optimizer,
    epochs: int = 10,
    batch_size: int = 32,
    validation_data: tuple[ArrayLike, ArrayLike] | None = None,
    patience: int | None = None,
    seed: np.random.Generator | int | None = 0,
    progress: bool | None = None,
) -> History:
    """Train on X (N, D) and y (N,) or (N, M), in mini-batches that are shuffled anew in every epoch.

    `loss` is a `Loss`; `optimizer` was made with this model's `parameters()`. Returns the history, a dict of lists with
    one number per epoch: "loss" and, for classes, "accuracy" (of the training batches as they came, so the model was
    still learning), and for `validation_data=(X, y)` "val_loss" and "val_accuracy" (after the epoch).

    With `patience`, training stops when the validation loss has not improved for so many epochs, and the model goes
    back to its best epoch. The same `seed` gives the same shuffles. `progress=None` prints a line with the time left
    if training takes more than a second, True always, False never. Where the loss is no longer a number, training says
    so and stops. Raises ValueError where X, y and the model do not fit.
    """
    X, y = fitting_data(model, X, y, loss)
    if validation_data is not None:
        validation_data = fitting_data(model, *validation_data, loss)
    elif patience is not None:
        raise ValueError(_("patience needs validation_data=(X, y)."))
    if optimizer.parameters is not model.parameters():
        raise ValueError(_("The optimiser belongs to another model: make it with this model's parameters()."))
    if batch_size < 1:
        raise ValueError(_("batch_size must be at least 1; it is {size}").format(size=batch_size))
    rng = np.random.default_rng(seed)
    history: History = {}
    best: tuple[float, int, Snapshot] | None = None
    keep_freed_memory()
    with one_thread(), np.errstate(over="ignore", invalid="ignore"), Progress(epochs, progress) as bar:
        for epoch in range(1, epochs + 1):
            _record(history, "", *one_epoch(model, X, y, loss, optimizer, batch_size, rng))
            if validation_data is not None:
                output, y_val = model.predict(validation_data[0]), validation_data[1]
                _record(history, "val_", loss.forward(output, y_val), loss.accuracy(output, y_val))
            bar.show(epoch, history)
            if not np.isfinite(history["loss"][-1]):
                bar.say(_("The loss is no longer a number: training stopped. A smaller learning rate helps."))
                break
            if patience is not None:
                if best is None or history["val_loss"][-1] < best[0]:
                    best = history["val_loss"][-1], epoch, model.snapshot()
                elif epoch - best[1] >= patience:
                    break
    if best is not None:
        model.restore(best[2])
    return history


def one_epoch(
    model: Sequential,
    X: NDArray,
    y: NDArray,
    loss: Loss,
    optimizer: Optimizer,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[float, float | None]:
    """One step for each batch; returns the mean loss and the accuracy."""
    model.train()
    order = rng.permutation(len(X))
    outputs: list[NDArray] = []
    for X_batch, y_batch in _batches(X, y, batch_size, order):
        output = model.forward(X_batch)
        model.backward_parameters(loss.backward(output, y_batch))
        optimizer.step()
        outputs.append(output)
    output, y = np.concatenate(outputs), y.take(order, axis=0)
    return loss.forward(output, y), loss.accuracy(output, y)


def _batches(X: NDArray, y: NDArray, batch_size: int, order: NDArray) -> Iterator[tuple[NDArray, NDArray]]:
    """Pairs of X (batch_size, D) and y in the given order. Rows are fetched for many batches at once."""
    batches_at_once = max(1, BYTES_AT_ONCE // (batch_size * max(X[0].nbytes, 1)))
    size = batch_size * batches_at_once
    for first in range(0, len(order), size):
        rows = order[first : first + size]
        X_part, y_part = X.take(rows, axis=0), y.take(rows, axis=0)
        for start in range(0, len(rows), batch_size):
            yield X_part[start : start + batch_size], y_part[start : start + batch_size]


def fitting_data(model: Sequential, X: ArrayLike, y: ArrayLike, loss: Loss) -> tuple[NDArray, NDArray]:
    """X and y in the model's number format, if they fit each other and the model."""
    X, y = np.asarray(X, model.dtype), loss.targets(y, model.dtype)
    if len(X) != len(y) or not len(X):
        message = _("X has the shape {X} and y {y}; both need the same number of rows, at least 1.")
        raise ValueError(message.format(X=X.shape, y=y.shape))
    output = model.predict(X[:1])
    loss.check(np.broadcast_to(output, (len(X), *output.shape[1:])), y)
    return X, y


def _record(history: History, prefix: str, loss: float, accuracy: float | None) -> None:
    history.setdefault(prefix + "loss", []).append(loss)
    if accuracy is not None:
        history.setdefault(prefix + "accuracy", []).append(accuracy)
