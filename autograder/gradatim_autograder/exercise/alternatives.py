"""Other right answers of an exercise, which a check must accept, as what stands in the function.

    exercise.alternatives('''
    both halves added:
        return np.maximum(z, 0) + alpha * np.minimum(z, 0)
    a copy with its negative entries changed:
        a = z.copy()
        a[z < 0] = alpha * z[z < 0]
        return a
    ''')

At the margin stands a name and a colon. Indented below it stands the whole body; the first line, with the parameters,
is the reference's. A line of wrong lines that begins with `of "both halves added": …` changes that answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gradatim_autograder.exercise.wrong_lines import Unreadable


@dataclass
class Answer:
    """One right answer of a block: the number of its first line, its name, and the lines of its body."""

    at: int
    name: str
    body: list[str] = field(default_factory=list)

    def source(self, first_line: str) -> str:
        """The function, with this first line."""
        return "\n".join((first_line, *self.body, ""))


def answers(block: str) -> Iterator[Answer]:
    """The right answers of a block, in order; line numbers count from 0. Raises Unreadable."""
    answer = None
    for at, line in enumerate(block.splitlines()):
        if not line.strip():
            continue
        if line[0] == " ":
            if answer is None:
                raise Unreadable(at, f"{line.strip()!r} stands before the first name of a right answer")
            answer.body.append(line)
        else:
            if answer:
                yield _whole(answer)
            if not line.rstrip().endswith(":"):
                raise Unreadable(at, f"{line!r} should be the name of a right answer and a colon")
            answer = Answer(at, line.rstrip()[:-1])
    if answer:
        yield _whole(answer)


def _whole(answer):
    if not answer.body:
        raise Unreadable(answer.at, f"{answer.name!r} has no body")
    return answer
