"""Known mistakes of an exercise as a list of what students write instead.

    exercise.wrong_lines('''
    dW_transposed: dW is transposed. It has the shape of W, (D, M): X turned, times dout.
        dW = dout.T @ X
    power_of_difference: The power is around 1 - beta. Only beta is raised to the power of t.
    > Bias correction, with numbers
        m_hat = m / (1 - beta1) ** t ;; v_hat = v / (1 - beta2) ** t
        v_hat = v / (1 - beta2) ** t
    ''')

- At the margin stand a mistake's name, a colon and its hint, which may go on in further lines. Behind ">", at the
  beginning of a line or after two blanks, stands the heading to reread; without one it is the exercise's section. A
  name alone is a further way to make a mistake from above. {NAME}, as the whole hint or heading, is a text of the
  module's own, or of the one that the exercise names as its `texts`: such as a hint that several exercises share.
- Each indented line is a wrong answer: the right one with this line in the place of the one that sets the same name,
  returns, or begins the same block. `old -> new` and `old => new` say what is replaced; `changed` in change.py tells
  all that may be written. Further lines are further ways to make the same mistake. `;;` joins changes that go
  together. Lines that are indented more belong to the line above them.
- `of "loops": …` changes the alternative called "loops" instead of the reference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NAME = re.compile(r"([A-Za-z]\w*):(?:\s+(.*))?$")
FORGOTTEN = re.compile(r"\w+:(\s+[A-Z{]|$)")  # the next name, and no line of a hint
SHARED = re.compile(r"\{([A-Za-z_]\w*)\}$")
PARTLY = re.compile(r"\{[A-Z][A-Z0-9_]*\}")
HEADING = re.compile(r"(?:^|\s\s)>\s+")
OF = re.compile(r'of "([^"]+)":\s*')


class Unreadable(ValueError):
    """A block that cannot be read; `at` is the number of the line."""

    def __init__(self, at: int, text: str):
        super().__init__(text)
        self.at = at


@dataclass
class Entry:
    """One mistake of a block: the number of its first line, its texts, and its wrong answers by line number."""

    at: int
    name: str
    hint: str = ""
    reread: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """A line of its text: of the hint, or of the heading, which begins behind a ">"."""
        if self.reread:
            self.reread = f"{self.reread} {text}"
        else:
            hint, *heading = HEADING.split(text, maxsplit=1)
            self.hint, self.reread = f"{self.hint} {hint}".strip(), heading[0] if heading else ""


def entries(block: str) -> Iterator[Entry]:
    """The mistakes of a block, in order; line numbers count from 0. Raises Unreadable."""
    entry, margin = None, None
    for at, line in enumerate(block.splitlines()):
        text = line.strip()
        if not text:
            continue
        if line[0] != " ":
            named = NAME.match(line)
            if named and (entry is None or entry.answers):
                if entry:
                    yield entry
                entry, margin = Entry(at, named[1]), None
                entry.add((named[2] or "").strip())
            elif entry is None or entry.answers:
                raise Unreadable(at, f"{text!r} should begin with the name of a mistake and a colon")
            elif named and FORGOTTEN.match(text):
                raise Unreadable(entry.at, f"{entry.name!r} has no wrong line")
            else:
                entry.add(text)
        elif entry is None:
            raise Unreadable(at, f"{text!r} stands before the first name of a mistake")
        else:
            indent = len(line) - len(line.lstrip())
            if margin is None or indent <= margin:
                entry.answers.append((at, text))
                margin = indent
            else:
                number, before = entry.answers[-1]
                entry.answers[-1] = number, f"{before}\n{line[margin:].rstrip()}"
    if entry:
        yield entry
        if not entry.answers:
            raise Unreadable(entry.at, f"{entry.name!r} has no wrong line")


def parts(answer: str) -> tuple[str | None, list[str]]:
    """The alternative that is changed (None: the reference) and the changes that go together."""
    of = OF.match(answer)
    return of and of[1], [each.strip() for each in re.split(r"\s;;\s", answer[of.end() :] if of else answer)]


def text_of(written: str, names: dict[str, Any]) -> str:
    """A hint or heading as it is written, or the shared one that {NAME} stands for. ValueError where there is none."""
    shared = SHARED.match(written)
    if not shared and PARTLY.search(written):
        raise ValueError(f"{PARTLY.findall(written)[0]} is not the whole text: it takes the place of a hint or heading")
    if shared and shared[1] not in names:
        raise ValueError(f"there is no text called {shared[1]}")
    return names[shared[1]] if shared else written
