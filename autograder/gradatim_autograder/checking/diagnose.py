"""Names the mistake: compares the student's answers with those of each known mistake, on every probe."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from gradatim.text import N_, _

from gradatim_autograder.checking.changes import all_changes
from gradatim_autograder.checking.compare import close, same
from gradatim_autograder.checking.subject import local
from gradatim_autograder.checking.values import read


@dataclass(frozen=True)
class Diagnosis:
    """The names of the mistakes found, a hint for each, and headings to reread.

    `certain` is False where several known mistakes give exactly these answers: then it is one of them.
    """

    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()
    certain: bool = True


class Evidence:
    """Everything that was seen: for each probe its arguments, the student's and the right answer."""

    def __init__(self, exercise, args, calls):
        self.exercise = exercise
        self.args = args
        self._right_calls = [local(exercise, exercise.solve).call(each) for each in args]
        self.right = [self.read(i, call) for i, call in enumerate(self._right_calls)]
        self.answers = [self.read(i, call) for i, call in enumerate(calls)]

    def read(self, i, call):
        """What a call with the arguments of probe `i` brought, taken apart."""
        return read(self.exercise, call, self.args[i], self._right_calls[i].returned)

    def answers_of(self, function):
        """What another function gives, probe by probe, each only when it is asked for."""
        subject = local(self.exercise, function)
        return (self.read(i, subject.call(args)) for i, args in enumerate(self.args))

    def column(self, answers, name):
        return [answer.results.get(name) for answer in answers]

    def names(self):
        """The names of all results, in order."""
        return list(dict.fromkeys(name for answer in self.right for name in answer.results))

    def wrong_names(self):
        """The results that are wrong on some probe."""
        return [n for n in self.names() if not _all_same(self.column(self.answers, n), self.column(self.right, n))]


def diagnose(exercise, evidence) -> Diagnosis:
    """The most exact explanation: one known mistake for everything; for each wrong result a known mistake, a habit or
    a single change to a right answer; or such a change that ends in the same error.
    """
    made = {}
    for mistake in exercise.mistakes:
        made.setdefault(mistake.name, []).append((mistake, list(evidence.answers_of(mistake.function))))
    whole = [name for name, forms in made.items() if any(same_answers(evidence.answers, a) for _m, a in forms)]
    if whole:
        return _from_mistakes(whole, made, certain=len(whole) == 1)
    # A fixed table has no results that could be swapped or scaled, and a factor would give a prediction away.
    if not any(evidence.args) or not exercise.reveal:
        return Diagnosis()
    if exercise.look or any(answer.kind for answer in evidence.answers):
        return _from_change(exercise, _change_of_all(exercise, evidence)) or Diagnosis()
    swapped = _swapped(evidence)
    if swapped:
        return swapped
    return _result_by_result(evidence, made, exercise)


def _result_by_result(evidence, made, exercise):
    names, hints, reread, certain = [], [], [], True
    for result in evidence.wrong_names():
        got = evidence.column(evidence.answers, result)
        want = evidence.column(evidence.right, result)
        found = _explaining(result, got, evidence, made)
        if found:
            part = _from_mistakes(found, made, certain=len(found) == 1)
        else:
            # A mistake that would spoil other results too is not the one that was made here.
            habit = next((habit for habit in HABITS if habit.explains(got, want, evidence.args)), None)
            if habit:
                part = Diagnosis((habit.name,), (_(habit.hint).format(name=result),), (_(exercise.section),))
            else:
                part = _from_change(exercise, _change_of_one(exercise, evidence, result), result)
            if part is None:
                continue
        certain &= part.certain
        names += [name for name in part.names if name not in names]
        hints += [hint for hint in part.hints if hint not in hints]
        reread += [heading for heading in part.reread if heading not in reread]
    return Diagnosis(tuple(names), tuple(hints), tuple(reread), certain)


def _explaining(result, got, evidence, made):
    """Known mistakes that give this result and agree in all that they spoil."""
    return [
        name
        for name, forms in made.items()
        if any(_all_same(got, evidence.column(a, result)) and _agrees(a, evidence) for _mistake, a in forms)
    ]


def _agrees(answers, evidence):
    for name in evidence.names():
        column = evidence.column(answers, name)
        spoiled = not _all_same(column, evidence.column(evidence.right, name))
        if spoiled and not _all_same(column, evidence.column(evidence.answers, name)):
            return False
    return True


def _from_mistakes(names, made, certain):
    mistakes = [made[name][0][0] for name in names]
    hints = tuple(_(mistake.hint) for mistake in mistakes)
    reread = tuple(dict.fromkeys(_(mistake.reread) for mistake in mistakes))
    return Diagnosis(tuple(names), hints, reread, certain)


# -- single changes to a right answer ------------------------------------------------------------------------------


def _change_of_all(exercise, evidence):
    """The change that gives every answer, errors and wrong numbers of results too; None where there is none."""
    return _fitting(exercise, evidence, lambda made, answer: same_answers([made], [answer]))


def _change_of_one(exercise, evidence, result):
    """The change that gives this result on every probe, whatever it makes of the others."""
    return _fitting(
        exercise,
        evidence,
        lambda made, answer: _all_same([made.results.get(result)], [answer.results.get(result)]),
    )


def _fitting(exercise, evidence, fits):
    # Many changes end in nan, or in an answer that cannot be looked at: none of them says what was done.
    if not any(map(_tells, evidence.answers)):
        return None
    found = []
    for change in all_changes((exercise.solve, *(each.function for each in exercise.alternatives))):
        made = evidence.answers_of(change.function)
        if all(fits(mine, answer) for mine, answer in zip(made, evidence.answers, strict=True)):
            found.append(change)
    # All of them compute the same. The most telling one names a variable or a number.
    return min(found, key=lambda change: not change.values, default=None)


def _tells(answer):
    """Whether an answer is more than nan, and can be looked at."""
    if answer.kind:
        return not answer.kind.startswith("type")
    return any(not isinstance(r, np.ndarray) or not np.isnan(r.astype(float)).all() for r in answer.results.values())


def _from_change(exercise, change, result=None):
    if change is None:
        return None
    text = f"{result}: {change.text}" if result and len(exercise.returns) > 1 else change.text
    return Diagnosis((change.name,), (text,), (_(exercise.section),))


def same_answers(answers, others):
    """Whether two lists of answers agree, one by one: the same problem, or the same results."""
    return all(a.kind == b.kind and _same_results(a.results, b.results) for a, b in zip(answers, others, strict=True))


def _same_results(results, others):
    return results.keys() == others.keys() and all(same(results[name], others[name]) for name in results)


def _all_same(got, want):
    """Whether two columns agree; where neither has the result (a key that not every dict has), they do."""
    return all((a is None and b is None) or same(a, b) for a, b in zip(got, want, strict=True))


def _swapped(evidence):
    names = evidence.names()
    for order in permutations(names) if 1 < len(names) <= 4 else ():
        columns = zip(names, order, strict=True)
        if list(order) != names and all(
            _all_same(evidence.column(evidence.answers, here), evidence.column(evidence.right, there))
            for here, there in columns
        ):
            hint = _("Every result is right but in the wrong place: it returns {got}; wanted is {want}.")
            text = hint.format(got=", ".join(order), want=", ".join(names))
            return Diagnosis(("results_swapped",), (text,), ())
    return None


# -- habits: ways to be wrong that need no declaration, tried on one result over all probes ------------------


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
        N_("{name} has lost everything behind the decimal point. Is its array made of whole numbers?"),
        lambda r, a: np.trunc(r),
    ),
    Habit("relu_applied", N_("{name} is right, but its negative numbers are set to 0."), lambda r, a: np.maximum(r, 0)),
    Habit(
        "sigmoid_applied", N_("{name} has gone through a sigmoid, which is not asked for."), lambda r, a: _sigmoid(r)
    ),
    Habit("tanh_applied", N_("{name} has gone through tanh, which is not asked for."), lambda r, a: np.tanh(r)),
    Habit("argument_returned", N_("{name} is one of the arguments, as it came in."), _argument),
    Habit("reversed", N_("{name} is in reverse order."), _on_axes(1, lambda r: r[::-1])),
    Habit("columns_reversed", N_("The columns of {name} are in reverse order."), _on_axes(2, lambda r: r[:, ::-1])),
    Habit("flattened", N_("{name} is laid out in one row; it should keep its axes."), _on_axes(2, np.ravel)),
    Habit("axis_added", N_("{name} has one axis too many, of length 1."), lambda r, a: r[..., None]),
    Habit("axis_added", N_("{name} has one axis too many, of length 1."), lambda r, a: r[None]),
    Habit("last_missing", N_("The last entry of {name} is missing."), _on_axes(1, lambda r: r[:-1])),
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
        N_("{name} ends after its first entry. Does it return inside the loop?"),
        _on_axes(1, lambda r: r[:1]),
    ),
    Habit("last_entries_only", N_("{name} holds its last entry only."), _on_axes(1, lambda r: r[-1:])),
    Habit("all_like_last", N_("{name} holds its last entry everywhere."), _on_axes(1, lambda r: 0 * r + r[-1])),
    Habit("all_like_first", N_("{name} holds its first entry everywhere."), _on_axes(1, lambda r: 0 * r + r[0])),
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
        N_("The first entry of {name} is still 0. Does a loop start at 1?"),
        _on_axes(1, lambda r: np.concatenate([0 * r[:1], r[1:]])),
    ),
    Habit(
        "last_left_zero",
        N_("The last entry of {name} is still 0. Does a loop stop one step too early?"),
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
