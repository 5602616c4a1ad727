"""Grid search: train with each learning rate and keep the one with the smallest loss."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

DIVERGED = "all runs diverged"

exercise = Exercise(
    "grid_search",
    chapter="06-gradient-descent",
    returns=("best_rate", "losses"),
    points={"best_rate": 2, "losses": 1, DIVERGED: 1},
    section=N_("Grid search on a logarithmic grid"),
)


@exercise.reference
def grid_search(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


def _search(rng, losses):
    """A training that gives these losses for some rates, and the rates; in no order."""
    rates = 10.0 ** (rng.permutation(len(losses)) * 0.5 - 3.3 + rng.uniform(0, 0.2))

    def train(rate):
        place = int(np.argmin(np.abs(rates - rate)))
        return float(losses[place] + 0.01 * (rate - rates[place]))

    return train, rates


def _losses(rng, count):
    """Finite losses, all different; the smallest is neither first nor last, nor at the smallest or largest rate."""
    return rng.permutation(np.arange(count)) * rng.uniform(0.2, 0.5) + rng.uniform(1.2, 2.0)


@exercise.probe(times=2)
def all_finite(rng):
    losses = _losses(rng, 6)
    losses[[int(losses.argmin()), 2]] = losses[[2, int(losses.argmin())]]
    return _search(rng, losses)


@exercise.probe()
def first_is_nan(rng):
    """The first run and one in the middle are not finite; the smallest loss is behind them."""
    losses = _losses(rng, 7)
    losses[[int(losses.argmin()), 4]] = losses[[4, int(losses.argmin())]]
    losses[0], losses[2] = np.nan, np.inf
    return _search(rng, losses)


@exercise.probe()
def first_is_infinite(rng):
    losses = _losses(rng, 7)
    losses[[int(losses.argmin()), 5]] = losses[[5, int(losses.argmin())]]
    losses[0], losses[3] = np.inf, np.nan
    return _search(rng, losses)


@exercise.probe(times=2)
def nan_in_the_middle(rng):
    """Large losses, as sums of squares give them."""
    losses = _losses(rng, 6) * 1000
    losses[[int(losses.argmin()), 1]] = losses[[1, int(losses.argmin())]]
    losses[3], losses[5] = np.nan, np.nan
    return _search(rng, losses)


@exercise.probe(part=DIVERGED)
def all_diverge(rng):
    return _search(rng, np.array([np.inf, np.nan, np.inf, np.nan]))


@exercise.probe(part=DIVERGED)
def all_infinite(rng):
    return _search(rng, np.full(3, np.inf))


@exercise.probe(part=DIVERGED)
def all_nan(rng):
    return _search(rng, np.full(3, np.nan))


@exercise.mistake("largest_loss", N_("It picks the largest loss. The smaller the loss, the better."))
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, -np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if np.isfinite(loss) and loss > best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake("largest_loss")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return rates[np.argmax(losses)], losses


@exercise.mistake("largest_loss")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return rates[losses.index(max(losses))], losses


NAN_WINS = N_(
    "A run that ended with nan wins. argmin and min stop at nan, and nan_to_num makes it 0, the best of all. Let only "
    "finite losses compete."
)


@exercise.mistake("nan_wins", NAN_WINS)
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return rates[np.argmin(losses)], losses


@exercise.mistake("nan_wins")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return rates[losses.index(min(losses))], losses


@exercise.mistake("nan_wins")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return min(zip(losses, rates, strict=True))[1], losses


@exercise.mistake("nan_wins")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = rates[0], losses[0]
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake("nan_wins")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if not loss >= best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake(
    "diverged_counts_as_zero", N_("A run that diverged counts as a loss of 0 and wins. It must never win.")
)
def _(train, rates):
    losses = [loss if np.isfinite(loss) else 0.0 for loss in map(train, rates)]
    return rates[np.argmin(losses)], losses


ALL_DIVERGED = N_("Right, as long as some run is finite. Where none is, best_rate should be nan: no rate is the best.")


@exercise.mistake("all_diverged_forgotten", ALL_DIVERGED)
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return rates[np.argmin(np.where(np.isfinite(losses), losses, np.inf))], losses


@exercise.mistake("all_diverged_forgotten")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return rates[np.nanargmin(losses)], losses


@exercise.mistake("all_diverged_forgotten")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    finite = [pair for pair in zip(losses, rates, strict=True) if np.isfinite(pair[0])]
    return min(finite)[1], losses


@exercise.mistake("all_diverged_forgotten")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = rates[0], np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake("all_diverged_forgotten")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = None, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake("all_diverged_forgotten")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = 0, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake(
    "place_returned", N_("best_rate is the place of the best rate in the list. Return the rate that stands there.")
)
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return np.argmin(np.where(np.isfinite(losses), losses, np.inf)), losses


@exercise.mistake("place_returned")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return np.argmin(losses), losses


@exercise.mistake("loss_returned", N_("best_rate is the smallest loss. Return the rate that gave it."))
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return min([loss for loss in losses if np.isfinite(loss)], default=np.nan), losses


@exercise.mistake("loss_returned")
def _(train, rates):
    losses = [train(rate) for rate in rates]
    return min(losses), losses


@exercise.mistake(
    "places_shifted",
    N_("The diverged losses are left out before the smallest is looked for, so its place no longer fits the rates."),
)
def _(train, rates):
    losses = [train(rate) for rate in rates]
    finite = [loss for loss in losses if np.isfinite(loss)]
    return (rates[np.argmin(finite)] if finite else np.nan), losses


@exercise.mistake(
    "diverged_left_out",
    N_("The losses of the runs that diverged are left out. losses has one entry for each rate, as train gave it."),
)
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, [loss for loss in losses if np.isfinite(loss)]


@exercise.mistake("nan_replaced", N_("nan is replaced in losses. Return the losses as train gave them."))
def _(train, rates):
    losses = [train(rate) for rate in rates]
    losses = [loss if np.isfinite(loss) else np.inf for loss in losses]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake(
    "stops_when_diverged",
    N_("It stops at the first run that diverged. The rates come in any order, so go on with the next."),
)
def _(train, rates):
    losses, best_rate, best_loss = [], np.nan, np.inf
    for rate in rates:
        loss = train(rate)
        losses.append(loss)
        if not np.isfinite(loss):
            break
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake(
    "last_rate",
    N_("best_rate is the last rate that was tried. Keep a rate only if its loss is smaller than the best so far."),
)
def _(train, rates):
    return rates[-1], [train(rate) for rate in rates]


@exercise.mistake(
    "best_loss_not_kept",
    N_("The best loss so far is not updated, so the last finite run wins. Keep it together with the rate."),
)
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate = rate
    return best_rate, losses


@exercise.mistake("starts_too_low", N_("The best loss starts too low, so no run can beat it. Start from np.inf."))
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, 0.0
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.mistake("losses_sorted", N_("losses is sorted. Its entries stand in the order of the rates."))
def _(train, rates):
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, sorted(losses, key=lambda loss: (not np.isfinite(loss), np.nan_to_num(loss)))


@exercise.mistake("trained_on_places", N_("train gets the place of the rate in the list. Give it the rate itself."))
def _(train, rates):
    losses = [train(i) for i in range(len(rates))]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses, strict=True):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses


@exercise.alternative("argmin of the finite ones")
def _(train, rates):
    losses = np.array([train(rate) for rate in rates])
    finite = np.where(np.isfinite(losses), losses, np.inf)
    best_rate = rates[np.argmin(finite)] if np.isfinite(losses).any() else np.nan
    return best_rate, losses


@exercise.alternative("smallest pair")
def _(train, rates):
    losses = list(map(train, rates))
    finite = [(loss, rate) for loss, rate in zip(losses, rates, strict=True) if np.isfinite(loss)]
    if not finite:
        return float("nan"), losses
    return min(finite)[1], losses


@exercise.alternative("loop over places")
def _(train, rates):
    losses = []
    best = -1
    for i in range(len(rates)):
        losses.append(train(rates[i]))
        if np.isfinite(losses[i]) and (best < 0 or losses[i] < losses[best]):
            best = i
    return [rates[best] if best >= 0 else np.nan, losses]


@exercise.alternative("sorted pairs")
def _(train, rates):
    losses = {}
    for rate in rates:
        losses[rate] = train(rate)
    order = sorted((rate for rate in losses if np.isfinite(losses[rate])), key=losses.get)
    return np.array(order[0] if order else np.nan, dtype=np.float32), list(losses.values())
