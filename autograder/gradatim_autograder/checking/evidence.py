"""What was seen of a student's function, beside the right answers, and whether two answers agree."""

import copy
from collections.abc import Callable, Iterable, Sequence

from gradatim_autograder.checking.compare import much_nearer, same
from gradatim_autograder.checking.course_functions import call_own
from gradatim_autograder.checking.subject import Call
from gradatim_autograder.checking.values import Answer, Outcome, read
from gradatim_autograder.exercise import Exercise

Column = Sequence[Outcome | None]  # one result on several probes; None where an answer has it not


class Evidence:
    """Everything that was seen: for each probe its arguments, the student's and the right answer."""

    def __init__(
        self,
        exercise: Exercise,
        args: Sequence[tuple],
        calls: Sequence[Call],
        parts: Sequence[str | None] | None = None,
    ):
        self.exercise = exercise
        self.args = args
        self.parts = parts or [None] * len(args)
        self._right_calls = [call_own(exercise, exercise.reference, each) for each in args]
        self.right = [self.read(i, call) for i, call in enumerate(self._right_calls)]
        self.answers = [self.read(i, call) for i, call in enumerate(calls)]
        self._others: dict[Callable, dict[int, Answer]] = {}

    def read(self, i: int, call: Call) -> Answer:
        """What a call with the arguments of probe `i` brought, taken apart."""
        return read(self.exercise, call, self.args[i], self._right_calls[i].returned)

    def answers_of(self, function: Callable) -> Sequence[Answer]:
        """What another function of the course gives, probe by probe. It is called once for each probe, however often
        it is asked for.
        """
        return _Answers(self, function, self._others.setdefault(function, {}))

    def _answer_of(self, function, i):
        return self.read(i, call_own(self.exercise, function, self.args[i]))

    def of(self, part: str | None) -> "Evidence":
        """The evidence of the probes of one part alone."""
        return self._chosen([i for i, each in enumerate(self.parts) if each == part])

    def with_result(self, name: str) -> "Evidence":
        """The evidence of the probes that have this result alone."""
        return self._chosen([i for i, answer in enumerate(self.right) if name in answer.results])

    def wrong_first(self) -> "Evidence":
        """The same evidence, the probes with wrong answers before the others."""
        wrong = self.wrong()
        return self._chosen(sorted(range(len(wrong)), key=lambda i: not wrong[i]))

    def _chosen(self, chosen):
        some = copy.copy(self)
        for name in ("args", "parts", "_right_calls", "right", "answers"):
            setattr(some, name, [getattr(self, name)[i] for i in chosen])
        some._others = {}
        some._answer_of = lambda function, i: self.answers_of(function)[chosen[i]]
        return some

    def wrong(self) -> list[bool]:
        """For each probe whether its answer is wrong."""
        return [not same_answers([mine], [right]) for mine, right in zip(self.answers, self.right, strict=True)]

    def column(self, answers: Iterable[Answer], name: str) -> list[Outcome | None]:
        return [answer.results.get(name) for answer in answers]

    def names(self) -> list[str]:
        """The names of all results, in order."""
        return list(dict.fromkeys(name for answer in self.right for name in answer.results))

    def wrong_names(self) -> list[str]:
        """The results that are wrong on some probe."""
        return [n for n in self.names() if not all_same(self.column(self.answers, n), self.column(self.right, n))]


class _Answers(Sequence[Answer]):
    """Answers by probe, each made when it is first asked for: mostly the first one differs and says enough."""

    def __init__(self, evidence, function, made):
        self._evidence, self._function = evidence, function
        self._made = made  # by the number of the probe; it belongs to the evidence

    def __len__(self):
        return len(self._evidence.args)

    def __getitem__(self, i):
        if not 0 <= i < len(self):
            raise IndexError(i)
        if i not in self._made:
            self._made[i] = self._evidence._answer_of(self._function, i)
        return self._made[i]


def explained(answers: Sequence[Answer], made: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether `made`, the answers of a wrong function, are the student's, and not the `right` ones as well."""
    return same_answers(answers, made) and all(
        columns_differ(mine.results, theirs.results, best.results)
        for mine, theirs, best in zip(answers, made, right, strict=True)
    )


def columns_differ(mine: dict[str, Outcome], made: dict[str, Outcome], right: dict[str, Outcome]) -> bool:
    """Whether results are much nearer to those of a wrong function than to the right ones, wherever they are wrong."""
    return all(
        same(got, right[name]) or much_nearer(got, made.get(name), right[name])
        for name, got in mine.items()
        if right.get(name) is not None
    )


def explained_column(got: Column, made: Column, want: Column) -> bool:
    """The same for one result on all probes."""
    return all_same(got, made) and all(
        a is None or same(a, c) or much_nearer(a, b, c) for a, b, c in zip(got, made, want, strict=True)
    )


def same_answers(answers: Iterable[Answer], others: Iterable[Answer]) -> bool:
    """Whether two lists of answers agree, one by one: the same problem, or the same results.

    How close they have to be is said by the dtype of `answers`.
    """
    return all(
        a.kind == b.kind and a.text == b.text and _same_results(a.results, b.results)
        for a, b in zip(answers, others, strict=True)
    )


def _same_results(results, others):
    return results.keys() == others.keys() and all(same(results[name], others[name]) for name in results)


def all_same(got: Column, want: Column) -> bool:
    """Whether two columns agree; where neither has the result (a key that not every dict has), they do."""
    return all((a is None and b is None) or same(a, b) for a, b in zip(got, want, strict=True))
