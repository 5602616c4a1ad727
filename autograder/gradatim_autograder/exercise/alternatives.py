"""Other right answers of an exercise, which a check must accept, as what stands in the function.

    exercise.alternatives('''
    both halves added: return np.maximum(z, 0) + alpha * np.minimum(z, 0)
    a copy with its negative entries changed:
        a = z.copy()
        a[z < 0] = alpha * z[z < 0]
        return a
    ''')

At the margin stands a name and a colon. Indented below it stands the whole body, or behind the colon where it is one
return. The first line, with the parameters, is the reference's. A line of wrong lines that begins with `of "masks": …`
changes the answer called "masks".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gradatim_autograder.exercise.wrong_lines import Unreadable

NAME = re.compile(r"(.+?):(?:\s+(return\b.*?))?\s*$")


@dataclass
class Answer:
    """One right answer of a block: the number of its first line, its name, the lines of its body, and whether that is
    whole, behind the colon.
    """

    at: int
    name: str
    body: list[str] = field(default_factory=list)
    whole: bool = False

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
            if answer.whole:
                raise Unreadable(at, f"{line.strip()!r} stands below {answer.name!r}, whose body is behind the colon")
            answer.body.append(line)
        else:
            if answer:
                yield _whole(answer)
            found = NAME.match(line)
            if not found:
                what = "the name of a right answer and a colon, behind which nothing stands but one return"
                raise Unreadable(at, f"{line!r} should be {what}")
            answer = Answer(at, found[1], [f"    {found[2]}"] if found[2] else [], whole=bool(found[2]))
    if answer:
        yield _whole(answer)


def _whole(answer):
    if not answer.body:
        raise Unreadable(answer.at, f"{answer.name!r} has no body")
    return answer
