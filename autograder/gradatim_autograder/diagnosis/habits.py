"""Ways to be wrong that need no declaration: what is tried on one result over all probes, whatever the exercise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from gradatim.text import N_, _
from numpy.typing import ArrayLike, NDArray

from gradatim_autograder.checking.compare import much_nearer, same
from gradatim_autograder.checking.evidence import Column
from gradatim_autograder.checking.values import are_arrays
from gradatim_autograder.inside.function.code_facts import CodeFacts


@dataclass(frozen=True)
class Habit:
    """A way to be wrong.

    Attributes
    ----------
    hint
        What can be seen in the result; true of it whatever the code is.
    transform
        `transform(right, args)` gives what the habit makes of the right value, None where it does not apply.
    ask, where
        A question about the code, and a text that has to stand in it for that (inside/tokens.py).
    """

    name: str
    hint: str
    transform: Callable[[NDArray, tuple], ArrayLike | None]
    ask: str = ""
    where: str = ""

    def text(self, result: str, facts: CodeFacts | None = None) -> str:
        """What is said of a result."""
        said = _(self.hint).format(name=result)
        asked = self.ask and facts is not None and (not self.where or self.where in facts.tokens)
        return f"{said} {_(self.ask)}" if asked else said

    def explains(self, got: Column, want: Column, args: Sequence[tuple]) -> bool:
        """Whether it makes the results `got` of the right ones, on all probes."""
        if not are_arrays(got) or not are_arrays(want):
            return False
        with np.errstate(all="ignore"):
            pairs = zip(want, args, strict=True)
            seen = [self.transform(right.astype(float), a) if right.size else None for right, a in pairs]
        if all(each is None for each in seen):
            return False
        # Where it does not apply, as to a single entry, it changes nothing.
        made = [right if each is None else np.asarray(each) for each, right in zip(seen, want, strict=True)]
        differs = any(not same(a, b) for a, b in zip(made, want, strict=True))
        triples = zip(got, made, want, strict=True)
        return differs and all(same(g, a) and (same(g, b) or much_nearer(g, a, b)) for g, a, b in triples)


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


RETURNS_EARLY, LEAVES = N_("Does it return inside the loop?"), "leaves a loop"
NOT_SET_BACK = N_("Is a sum set back to 0?")

HABITS = (
    Habit("sign_flipped", N_("{name} has the wrong sign."), lambda r, a: -r),
    Habit("transposed", N_("{name} is transposed: rows and columns are exchanged."), lambda r, a: r.T),
    Habit("doubled", N_("{name} is twice the right value."), lambda r, a: 2 * r),
    Habit("halved", N_("{name} is half the right value."), lambda r, a: r / 2),
    Habit("squared", N_("{name} is the square of the right value."), lambda r, a: r**2),
    Habit("sign_lost", N_("{name} has lost its minus signs."), lambda r, a: np.abs(r)),
    Habit("all_zero", N_("{name} is zero everywhere."), lambda r, a: 0 * r),
    Habit("all_one", N_("{name} is one everywhere."), lambda r, a: 0 * r + 1),
    Habit("one_added", N_("{name} is too large by 1."), lambda r, a: r + 1),
    Habit("rounded", N_("{name} is rounded to whole numbers."), lambda r, a: np.round(r)),
    Habit(
        "truncated",
        N_("{name} has lost everything behind the decimal point."),
        lambda r, a: np.trunc(r),
        N_("Is it, or its array, made of whole numbers (int)?"),
    ),
    Habit(
        "relu_applied",
        N_("{name} is right where it is positive, and 0 where it should be negative."),
        lambda r, a: np.maximum(r, 0),
    ),
    Habit("sigmoid_applied", N_("{name} is the sigmoid of the right value."), lambda r, a: _sigmoid(r)),
    Habit("tanh_applied", N_("{name} is the tanh of the right value."), lambda r, a: np.tanh(r)),
    Habit(
        "thresholded",
        N_("{name} is 1 where the right value is positive, and 0 elsewhere."),
        lambda r, a: (r > 0).astype(float),
    ),
    Habit("argument_returned", N_("{name} is equal to one of the arguments."), _argument),
    Habit("reversed", N_("{name} is in reverse order."), _on_axes(1, lambda r: r[::-1])),
    Habit("columns_reversed", N_("The columns of {name} are in reverse order."), _on_axes(2, lambda r: r[:, ::-1])),
    Habit("flattened", N_("{name} is laid out in one row; it should keep its axes."), _on_axes(2, np.ravel)),
    Habit("axis_added", N_("{name} has one axis too many, of length 1."), lambda r, a: r[..., None]),
    Habit("axis_added", N_("{name} has one axis too many, of length 1."), lambda r, a: r[None]),
    Habit("last_missing", N_("The last entry (or row) of {name} is missing."), _on_axes(1, lambda r: r[:-1])),
    Habit("last_column_missing", N_("The last column of {name} is missing."), _on_axes(2, lambda r: r[:, :-1])),
    Habit(
        "rounded_down",
        N_("{name} is rounded down."),
        lambda r, a: np.floor(r),
        N_("Is it divided with // in place of /?"),
        "//",
    ),
    Habit("first_entry_only", N_("{name} is its first entry only."), _first, RETURNS_EARLY, LEAVES),
    Habit(
        "first_only",
        N_("{name} ends after its first entry (or row)."),
        _on_axes(1, lambda r: r[:1]),
        RETURNS_EARLY,
        LEAVES,
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
        N_("{name} is the running sum of the right values: it grows from entry to entry."),
        _on_axes(1, lambda r: np.cumsum(r, axis=0)),
        NOT_SET_BACK,
        "for",
    ),
    Habit(
        "added_up_on_the_way",
        N_("{name} is the running sum of the right values: it grows from column to column."),
        _on_axes(2, lambda r: np.cumsum(r, axis=1)),
        NOT_SET_BACK,
        "for",
    ),
    Habit("centred", N_("{name} is the right value minus its mean."), _on_axes(1, lambda r: r - r.mean())),
    Habit(
        "first_left_zero",
        N_("The first entry (or row) of {name} is 0; the others are right."),
        _on_axes(1, lambda r: np.concatenate([0 * r[:1], r[1:]])),
        N_("Does a loop start at 1?"),
        "for",
    ),
    Habit(
        "last_left_zero",
        N_("The last entry (or row) of {name} is 0; the others are right."),
        _on_axes(1, lambda r: np.concatenate([r[:-1], 0 * r[-1:]])),
        N_("Does a loop stop one step too early?"),
        "for",
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
