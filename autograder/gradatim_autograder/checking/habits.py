"""Ways to be wrong that need no declaration: what is tried on one result over all probes, whatever the exercise."""

from dataclasses import dataclass

import numpy as np
from gradatim.text import N_

from gradatim_autograder.checking.compare import close, same


@dataclass(frozen=True)
class Habit:
    """`transform(right, args)` gives what this habit makes of the right value, or None where it does not apply."""

    name: str
    hint: str
    transform: object

    def explains(self, got, want, args):
        if any(not isinstance(each, np.ndarray) for each in (*got, *want)):
            return False
        with np.errstate(all="ignore"):
            seen = [self.transform(right.astype(float), a) for right, a in zip(want, args, strict=True)]
        if any(each is None for each in seen):
            return False
        seen = [np.asarray(each) for each in seen]
        differs = any(not same(a, b) for a, b in zip(seen, want, strict=True))
        return differs and all(same(g, a) for g, a in zip(got, seen, strict=True))


def _batch(args):
    return next((len(value) for value in args if isinstance(value, np.ndarray) and value.ndim), None)


def _with_batch(change):
    return lambda right, args: change(right, _batch(args)) if _batch(args) else None


def _on_axes(count, change):
    """A change of results with at least `count` axes."""
    return lambda right, args: change(right) if right.ndim >= count else None


def _argument(right, args):
    arrays = [np.asarray(value, dtype=float) for value in args if isinstance(value, np.ndarray | float)]
    return next((value for value in arrays if value.shape == right.shape), None)


def _first(right, args):
    return right.flat[0] if right.size > 1 else None


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


HABITS = (
    Habit("sign_flipped", N_("{name} has the wrong sign."), lambda r, a: -r),
    Habit("transposed", N_("{name} is transposed: rows and columns are exchanged."), lambda r, a: r.T),
    Habit("doubled", N_("{name} is twice the right value."), lambda r, a: 2 * r),
    Habit("halved", N_("{name} is half the right value."), lambda r, a: r / 2),
    Habit("squared", N_("{name} is the square of the right value."), lambda r, a: r**2),
    Habit("sign_lost", N_("{name} has lost its minus signs."), lambda r, a: np.abs(r)),
    Habit("times_batch", N_("{name} is too large by the number of rows."), _with_batch(lambda r, n: r * n)),
    Habit(
        "over_batch",
        N_("{name} is divided by the number of rows once too often."),
        _with_batch(lambda r, n: r / n),
    ),
    Habit("all_zero", N_("{name} is zero everywhere."), lambda r, a: 0 * r),
    Habit("all_one", N_("{name} is one everywhere."), lambda r, a: 0 * r + 1),
    Habit("one_added", N_("{name} is too large by 1."), lambda r, a: r + 1),
    Habit("rounded", N_("{name} is rounded to whole numbers."), lambda r, a: np.round(r)),
    Habit(
        "truncated",
        N_("{name} has lost everything behind the decimal point. Is it, or its array, made of whole numbers (int)?"),
        lambda r, a: np.trunc(r),
    ),
    Habit("relu_applied", N_("{name} is right, but its negative numbers are set to 0."), lambda r, a: np.maximum(r, 0)),
    Habit(
        "sigmoid_applied", N_("{name} has gone through a sigmoid, which is not asked for."), lambda r, a: _sigmoid(r)
    ),
    Habit("tanh_applied", N_("{name} has gone through tanh, which is not asked for."), lambda r, a: np.tanh(r)),
    Habit(
        "thresholded",
        N_("{name} is 0 or 1 only: a threshold is applied, which is not asked for."),
        lambda r, a: (r > 0).astype(float),
    ),
    Habit("argument_returned", N_("{name} is one of the arguments, as it came in."), _argument),
    Habit("reversed", N_("{name} is in reverse order."), _on_axes(1, lambda r: r[::-1])),
    Habit("columns_reversed", N_("The columns of {name} are in reverse order."), _on_axes(2, lambda r: r[:, ::-1])),
    Habit("flattened", N_("{name} is laid out in one row; it should keep its axes."), _on_axes(2, np.ravel)),
    Habit("axis_added", N_("{name} has one axis too many, of length 1."), lambda r, a: r[..., None]),
    Habit("axis_added", N_("{name} has one axis too many, of length 1."), lambda r, a: r[None]),
    Habit("last_missing", N_("The last entry (or row) of {name} is missing."), _on_axes(1, lambda r: r[:-1])),
    Habit("last_column_missing", N_("The last column of {name} is missing."), _on_axes(2, lambda r: r[:, :-1])),
    Habit(
        "rounded_down",
        N_("{name} is rounded down. Is it divided with // in place of /?"),
        lambda r, a: np.floor(r),
    ),
    Habit("rounded_to_cents", N_("{name} is rounded. Return it with all its digits."), lambda r, a: np.round(r, 2)),
    Habit("first_entry_only", N_("{name} is the first entry only. Does it return inside the loop?"), _first),
    Habit(
        "first_only",
        N_("{name} ends after its first entry (or row). Does it return inside the loop?"),
        _on_axes(1, lambda r: r[:1]),
    ),
    Habit("last_entries_only", N_("{name} holds its last entry only."), _on_axes(1, lambda r: r[-1:])),
    Habit(
        "all_like_last", N_("{name} holds its last entry (or row) everywhere."), _on_axes(1, lambda r: 0 * r + r[-1])
    ),
    Habit(
        "all_like_first", N_("{name} holds its first entry (or row) everywhere."), _on_axes(1, lambda r: 0 * r + r[0])
    ),
    Habit(
        "columns_like_last",
        N_("{name} holds its last column everywhere."),
        _on_axes(2, lambda r: 0 * r + r[:, -1:]),
    ),
    Habit(
        "added_up_on_the_way",
        N_("{name} grows from entry to entry: a sum is not set back to 0."),
        _on_axes(1, lambda r: np.cumsum(r, axis=0)),
    ),
    Habit(
        "added_up_on_the_way",
        N_("{name} grows from column to column: a sum is not set back to 0."),
        _on_axes(2, lambda r: np.cumsum(r, axis=1)),
    ),
    Habit("centred", N_("The mean is taken off {name}."), _on_axes(1, lambda r: r - r.mean())),
    Habit(
        "first_left_zero",
        N_("The first entry (or row) of {name} is still 0. Does a loop start at 1?"),
        _on_axes(1, lambda r: np.concatenate([0 * r[:1], r[1:]])),
    ),
    Habit(
        "last_left_zero",
        N_("The last entry (or row) of {name} is still 0. Does a loop stop one step too early?"),
        _on_axes(1, lambda r: np.concatenate([r[:-1], 0 * r[-1:]])),
    ),
    Habit(
        "index_of_largest",
        N_("{name} holds the places of the largest numbers (argmax), not the numbers."),
        _on_axes(2, lambda r: r.argmax(axis=1)),
    ),
    Habit("summed", N_("{name} is added up to one number."), _on_axes(1, np.sum)),
    Habit("averaged", N_("{name} is averaged to one number."), _on_axes(1, np.mean)),
    Habit("summed_over_rows", N_("The rows of {name} are added up."), _on_axes(2, lambda r: r.sum(axis=0))),
    Habit("summed_over_columns", N_("The columns of {name} are added up."), _on_axes(2, lambda r: r.sum(axis=1))),
    Habit("first_row_only", N_("{name} holds the first row only."), _on_axes(2, lambda r: r[0])),
    Habit("last_row_only", N_("{name} holds the last row only."), _on_axes(2, lambda r: r[-1])),
    Habit("sorted", N_("{name} is sorted."), _on_axes(1, lambda r: np.sort(r, axis=0))),
)

# Habits that are also looked for beside a known mistake.
BESIDE = ("sign_flipped", "transposed", "flattened", "axis_added")


def constant_factor(got, want):
    """The one factor between `got` and `want` on all probes, or None."""
    factors = []
    for mine, right in zip(got, want, strict=True):
        if not isinstance(mine, np.ndarray) or not isinstance(right, np.ndarray) or mine.shape != right.shape:
            return None
        large = np.abs(right) > 1e-9
        if not large.any() or not close(mine[~large], right[~large]).all():
            return None
        factors.extend((mine[large] / right[large]).ravel())
    spread = np.ptp(factors)
    return float(np.mean(factors)) if np.isfinite(spread) and spread < 1e-6 * max(1, abs(factors[0])) else None
