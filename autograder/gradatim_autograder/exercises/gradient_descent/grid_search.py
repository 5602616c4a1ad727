"""Grid search: train with each learning rate and keep the one with the smallest loss."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import ArgumentClass, one_entry, where

DIVERGED = "where all runs diverge"
CALLS = "the calls of train"
NUMBER = "the number of calls of train"
ORDER = "the order in which train gets the rates"

exercise = declare(
    "grid_search",
    returns=("best_rate", "losses"),
    points={"best_rate": 1.5, "losses": 1, DIVERGED: 1, CALLS: 0.5},
    section=N_("Grid search on a logarithmic grid"),
)


@exercise.reference
def grid_search(train, rates):
    losses = []
    best_rate, best_loss = np.nan, np.inf
    for rate in rates:
        loss = train(rate)
        losses.append(loss)
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


class Train:
    """A training that gives these losses for these rates. `got` are the rates that it was called with; `watched` says
    whether they are what is compared.
    """

    __name__ = "train"

    def __init__(self, losses, rates, watched):
        self.losses, self.rates, self.watched, self.got = losses, rates, watched, []

    def __call__(self, rate):
        place = int(np.argmin(np.abs(self.rates - rate)))
        self.got.append(float(rate))
        return float(self.losses[place] + 0.01 * (rate - self.rates[place]))

    @property
    def best(self):
        """The places of the smallest finite loss."""
        finite = self.losses[np.isfinite(self.losses)]
        return np.flatnonzero(self.losses == finite.min()).tolist() if finite.size else []


@exercise.drive
def use(grid_search, train, rates):
    """What it returns; or, where train is watched, how often it was called, and in which order each rate came first."""
    returned = grid_search(train, rates)
    if not train.watched or returned is None:
        return returned
    return {NUMBER: len(train.got), ORDER: list(dict.fromkeys(train.got))}


def _search(rng, losses, order=None, as_list=False, watched=False):
    """A training that gives these losses for some rates, and the rates; in no order if none is given."""
    order = rng.permutation(len(losses)) if order is None else np.array(order)
    rates = 10.0 ** (order * 0.5 - 3.3 + rng.uniform(0, 0.2))
    return Train(losses, rates, watched), rates.tolist() if as_list else rates


def _losses(rng, count, best, tie=None, instead=()):
    """Finite losses, all different; the smallest stands at place `best`, and again at `tie`. Others, by their places, may
    be given instead.
    """
    losses = rng.permutation(np.arange(count)) * rng.uniform(0.2, 0.5) + rng.uniform(1.2, 2.0)
    losses[[int(losses.argmin()), best]] = losses[[best, int(losses.argmin())]]
    if tie is not None:
        losses[tie] = losses[best]
    for place, loss in dict(instead).items():
        losses[place] = loss
    return losses


exercise.probes(
    all_finite=lambda rng: _search(rng, _losses(rng, 6, best=2)),
    # The first run and one in the middle are not finite; the smallest loss is behind them.
    first_is_nan=lambda rng: _search(rng, _losses(rng, 7, best=4, instead={0: np.nan, 2: np.inf})),
    first_is_infinite=lambda rng: _search(rng, _losses(rng, 7, best=5, instead={0: np.inf, 3: np.nan})),
    nan_in_the_middle=lambda rng: _search(rng, _losses(rng, 6, best=1, instead={3: np.nan, 5: np.nan})),
    # As they are shortly before they overflow: whatever number the best loss starts from, it is smaller.
    huge=lambda rng: _search(rng, _losses(rng, 6, best=1, instead={4: np.nan}) * 1e30),
    first_is_best=lambda rng: _search(rng, _losses(rng, 5, best=0)),
    last_is_best=lambda rng: _search(rng, _losses(rng, 5, best=4)),
    tie_of_rising_rates=lambda rng: _search(rng, _losses(rng, 6, best=1, tie=3), range(6)),
    tie_of_falling_rates=lambda rng: _search(rng, _losses(rng, 6, best=2, tie=4), range(5, -1, -1)),
)


@exercise.probe()
def perfect(rng):
    """The smallest loss is 0."""
    losses = _losses(rng, 6, best=2)
    return _search(rng, losses - losses[2])


exercise.probes(
    rates_as_a_list=lambda rng: _search(rng, _losses(rng, 5, best=2), as_list=True),
    one_rate=lambda rng: _search(rng, _losses(rng, 1, best=0)),
)

exercise.probes(
    CALLS,
    times=2,
    watched=lambda rng: _search(rng, _losses(rng, 6, best=2, instead={4: np.nan}), watched=True),
)

exercise.probes(
    DIVERGED,
    all_diverge=lambda rng: _search(rng, np.array([np.inf, np.nan, np.inf, np.nan])),
    all_infinite=lambda rng: _search(rng, np.full(3, np.inf)),
    all_nan=lambda rng: _search(rng, np.full(3, np.nan)),
)


def _is_best(train, place):
    """Whether the best rate stands there, and no other is as good."""
    return train.best == [place % len(train.losses)]


def _first_is_nan(train):
    return bool(train.best) and np.isnan(train.losses[0])


def _the_first_if_none_is_finite(train, rates):
    best_rate, losses = grid_search(train, rates)
    return best_rate if np.isfinite(losses).any() else rates[0], losses


exercise.classes(
    one_entry("rates"),
    where("list", N_("where rates is a list"), lambda rates: isinstance(rates, list)),
    where("first_is_best", N_("where the first rate is the best"), lambda train: _is_best(train, 0)),
    where("last_is_best", N_("where the last rate is the best"), lambda train: _is_best(train, -1)),
    where("tie", N_("where the smallest loss occurs twice"), lambda train: len(train.best) > 1),
    where("first_is_nan", N_("where the first loss is nan and others are finite"), _first_is_nan),
    where(
        "first_not_finite",
        N_("where the first loss is nan or inf and others are finite"),
        lambda train: bool(train.best) and not np.isfinite(train.losses[0]),
    ),
    # With an answer of its own: nan and inf are no other numbers when something is added to them.
    ArgumentClass(
        "no_run_finite",
        N_("where no run is finite"),
        lambda train: not train.best,
        ("train",),
        _the_first_if_none_is_finite,
    ),
    where("zero_loss", N_("where the smallest loss is 0"), lambda train: np.any(train.losses == 0)),
    where("huge", N_("where all losses are huge"), lambda train: bool(train.best) and np.nanmin(train.losses) > 1e20),
)

exercise.wrong_lines("""
largest_loss: It picks the largest loss, or a run with nan. The smallest finite loss should win.
    return rates[losses.index(max(losses))], losses
    return rates[np.argmax(losses)], losses
    np.inf -> -np.inf ;; if np.isfinite(loss) and loss > best_loss:
nan_wins: The first run that ended with nan wins. Let only finite losses compete.
    return rates[np.argmin(losses)], losses
first_nan_wins: Where the first loss is nan, the first rate wins: no loss is smaller than nan. Let only finite losses
compete, and return nan where there are none.
    return rates[losses.index(min(losses))], losses
    return min(zip(losses, rates, strict=True))[1], losses
best_lost_at_nan: A loss of nan takes the place of the best so far, and the next loss takes its place. Pass over each
nan.
    if not loss >= best_loss:
diverged_counts_as_zero: A run that diverged counts as a loss of 0 and wins. It should never win.
    loss = np.nan_to_num(train(rate), nan=0, posinf=0)
all_diverged_forgotten: It is right, as long as some run is finite. Where none is, best_rate should be nan: no rate is
the best.
    np.nan -> rates[0]
    np.nan -> None
    np.nan -> 0
    return rates[np.nanargmin(losses)], losses
    return rates[np.argmin(np.nan_to_num(losses, nan=np.inf))], losses
    of "smallest pair": best_rate = min(finite, key=lambda pair: pair[0])[1]
place_returned: best_rate is the place of the best rate in the list. Return the rate that stands there.
    return np.argmin(losses), losses
    return np.argmin(np.nan_to_num(losses, nan=np.inf)), losses
loss_returned: best_rate is the smallest loss. Return the rate that gave it.
    return min(losses), losses
    of "smallest pair": best_rate = min(finite)[0] if finite else np.nan
diverged_left_out: The losses of the runs that diverged are left out. losses should have one entry for each rate, as
train gave it.
    return best_rate, [loss for loss in losses if np.isfinite(loss)]
places_shifted: The place of the best rate is counted without the runs that diverged. Count it among all rates.
    of "smallest pair": finite = [loss for loss in losses if np.isfinite(loss)]
        ;; best_rate = rates[np.argmin(finite)] if finite else np.nan
nan_replaced: nan is replaced in losses. Return the losses as train gave them.
    losses.append(loss) -> losses.append(loss if np.isfinite(loss) else np.inf)
last_rate: best_rate is the last rate that was tried. Keep a rate only if its loss is smaller than the best so far.
    return rates[-1], losses
best_loss_not_kept: The last finite run wins. Is the best loss so far kept, together with its rate?
    best_rate, best_loss = rate, loss -> best_rate = rate
no_run_wins: best_rate is nan even where runs are finite. From what does the best loss start? Every finite loss should
be below it.
    np.inf -> 0
losses_sorted: losses is sorted. Its entries should stand in the order of the rates.
    return best_rate, sorted(losses, key=lambda loss: (not np.isfinite(loss), np.nan_to_num(loss)))
trained_on_places: train gets the place of the rate in the list. Give it the rate itself.
    of "smallest pair": losses = [train(i) for i in range(len(rates))]
first_run_only: It ends after the first rate. Is the return inside the loop?
    for rate in rates[:1]:
stops_when_diverged: It stops at the first run that diverged. Go on with the next rate: they may come in any order.
    loss = train(rate) -> ...
        if not np.isfinite(loss):
            break
    losses.append(loss) -> ...
        if not np.isfinite(loss):
            break
smallest_of_equal: Where two losses are equally small, the smaller of their rates wins. Take the first one in the list.
    of "smallest pair": best_rate = min(finite)[1] if finite else np.nan
last_of_equal: Where two losses are equally small, the last of their rates wins. Take the first.
    if np.isfinite(loss) and loss <= best_loss:
trained_twice: train is called more than once for a rate. Each call trains a network: call it once and keep the loss.
    losses.append(loss) -> losses.append(train(rate))
    if train(rate) < best_loss: best_rate, best_loss = rate, train(rate)
    of "smallest pair": pair[0] -> train(pair[1])
    of "argmin of the finite ones": losses = np.vectorize(train)(rates)
other_order: train is called for the rates in another order. Go through them as they stand.
    of "smallest pair": losses = list(map(train, rates)) -> known = {rate: train(rate) for rate in sorted(rates)}
        losses = [known[rate] for rate in rates]
""")

exercise.alternatives("""
argmin of the finite ones:
    losses = np.array([train(rate) for rate in rates])
    finite = np.where(np.isfinite(losses), losses, np.inf)
    best_rate = rates[np.argmin(finite)] if np.isfinite(losses).any() else np.nan
    return best_rate, losses
smallest pair:
    losses = list(map(train, rates))
    finite = [(loss, rate) for loss, rate in zip(losses, rates, strict=True) if np.isfinite(loss)]
    best_rate = min(finite, key=lambda pair: pair[0])[1] if finite else np.nan
    return best_rate, losses
loop over places:
    losses = []
    best = -1
    for i in range(len(rates)):
        losses.append(train(rates[i]))
        if np.isfinite(losses[i]) and (best < 0 or losses[i] < losses[best]):
            best = i
    return [rates[best] if best >= 0 else np.nan, losses]
sorted pairs:
    losses = {}
    for rate in rates:
        losses[rate] = train(rate)
    order = sorted((rate for rate in losses if np.isfinite(losses[rate])), key=losses.get)
    return np.array(order[0] if order else np.nan, dtype=np.float32), list(losses.values())
""")
