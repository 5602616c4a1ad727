"""What was seen of a student's function, beside the right answers, and whether two answers agree."""

import copy

from gradatim_autograder.checking.compare import same
from gradatim_autograder.checking.subject import local
from gradatim_autograder.checking.values import read


class Evidence:
    """Everything that was seen: for each probe its arguments, the student's and the right answer."""

    def __init__(self, exercise, args, calls, parts=None):
        self.exercise = exercise
        self.args = args
        self.parts = parts or [None] * len(args)
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

    def of(self, part):
        """The evidence of the probes of one part alone."""
        return self._chosen([i for i, each in enumerate(self.parts) if each == part])

    def with_result(self, name):
        """The evidence of the probes that have this result alone."""
        return self._chosen([i for i, answer in enumerate(self.right) if name in answer.results])

    def wrong_first(self):
        """The same evidence, the probes with wrong answers before the others."""
        rights = [same_answers([mine], [right]) for mine, right in zip(self.answers, self.right, strict=True)]
        return self._chosen(sorted(range(len(rights)), key=rights.__getitem__))

    def _chosen(self, chosen):
        some = copy.copy(self)
        for name in ("args", "parts", "_right_calls", "right", "answers"):
            setattr(some, name, [getattr(self, name)[i] for i in chosen])
        return some

    def column(self, answers, name):
        return [answer.results.get(name) for answer in answers]

    def names(self):
        """The names of all results, in order."""
        return list(dict.fromkeys(name for answer in self.right for name in answer.results))

    def wrong_names(self):
        """The results that are wrong on some probe."""
        return [n for n in self.names() if not all_same(self.column(self.answers, n), self.column(self.right, n))]


def same_answers(answers, others):
    """Whether two lists of answers agree, one by one: the same problem, or the same results."""
    return all(
        a.kind == b.kind and a.text == b.text and _same_results(a.results, b.results)
        for a, b in zip(answers, others, strict=True)
    )


def _same_results(results, others):
    return results.keys() == others.keys() and all(same(results[name], others[name]) for name in results)


def all_same(got, want):
    """Whether two columns agree; where neither has the result (a key that not every dict has), they do."""
    return all((a is None and b is None) or same(a, b) for a, b in zip(got, want, strict=True))
