"""Which line of a system's list is whose.

What is surest decides: the system's number for a person, then a login, then a mail address, then the name. A line that
fits two students, or a student whom two lines fit, is left alone and told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gradatim_autograder.grading.intake.names import letters
from gradatim_autograder.grading.intake.numbers import Numbers
from gradatim_autograder.grading.intake.roster import Roster
from gradatim_autograder.grading.intake.systems.made import Identity


@dataclass(frozen=True)
class Line:
    """What a system's list says of a person; "" where it does not say it.

    Attributes
    ----------
    names
        The person's name, in the ways in which it may be written.
    """

    numbers: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    email: str = ""
    names: tuple[str, ...] = ()


class People:
    """The students of a grading folder, to be found by what a system says of them.

    Parameters
    ----------
    holders
        Who holds an id, as the intake remembers it.
    numbers
        By which systems know them, as the intake remembers it.
    """

    def __init__(
        self, students: Iterable[str], holders: Mapping[str, Identity], roster: Roster | None, numbers: Numbers
    ):
        self._by: dict[str, dict[str, set[str]]] = {
            each: defaultdict(set) for each in ("number", "login", "mail", "name")
        }
        self._holders, self._numbers = holders, numbers
        self.listed = frozenset(roster.entries if roster else ())
        for student in students:
            self._add("login", student, student)
            holder = holders.get(student)
            if holder is not None:
                self._add("name", holder.name, student)
            for _system, number in numbers.get(student, ()):
                self._add("number", number, student)
            entry = roster.entries.get(student) if roster else None
            if entry is not None:
                self._add("mail", entry.email, student)
                self._add("number", entry.number[1] if entry.number else "", student)
                for name in entry.also:
                    self._add("name", name, student)
                if entry.first_name and entry.last_name:
                    self._add("name", f"{entry.first_name} {entry.last_name}", student)
                    self._add("name", f"{entry.last_name} {entry.first_name}", student)

    def _add(self, kind, text, student):
        if key := letters(text):
            self._by[kind][key].add(student)

    def claims(self, line: Line) -> list[set[str]]:
        """The students that a line fits, by each of what it says: the surest first."""
        mails = (line.email, line.email.partition("@")[0])
        ways = (
            ("number", line.numbers), ("login", line.logins), ("name", line.logins), ("mail", mails[:1]),
            ("login", mails), ("name", line.names), ("login", line.names), ("login", line.numbers),
        )  # fmt: skip
        return [self._found(kind, texts) for kind, texts in ways]

    def numbered(self, students: Iterable[str], system: str) -> list[tuple[str, str]]:
        """The students of whom this system has one number, with it."""
        found = [
            (who, {number for of, number in self._numbers.get(who, ()) if of == system}) for who in sorted(students)
        ]
        return [(who, next(iter(own))) for who, own in found if len(own) == 1]

    def name_of(self, student: str) -> str:
        """The name under which work came in, the id where there is none."""
        holder = self._holders.get(student)
        return holder.name if holder else student

    def _found(self, kind, texts):
        return {student for text in texts if letters(text) for student in self._by[kind].get(letters(text), ())}


@dataclass(frozen=True)
class Matched:
    """Lines and students brought together.

    Attributes
    ----------
    student_of
        By the index of the line.
    unclear
        Lines that fit several students, or a student whom several lines fit, in words.
    """

    student_of: Mapping[int, str]
    unclear: list[str]


def match(lines: Mapping[int, Line], people: People, label: Mapping[int, str]) -> Matched:
    """Bring lines and students together. `label` says what a line is called where it is told.

    Who is found by something surer is no longer looked for by a name: two of one name are told apart by a number.
    """
    student_of: dict[int, str] = {}
    unclear: dict[int, str] = {}
    claims = {index: people.claims(line) for index, line in lines.items()}
    for way in range(max(map(len, claims.values()), default=0)):
        taken, lines_of = set(student_of.values()), defaultdict(list)
        for index in claims.keys() - student_of.keys() - unclear.keys():
            found = claims[index][way] - taken
            if len(found) > 1:
                unclear[index] = f"{label[index]} may be {' or '.join(sorted(found))}"
            for student in found if len(found) == 1 else ():
                lines_of[student].append(index)
        for student, several in lines_of.items():
            if len(several) == 1:
                student_of[several[0]] = student
            else:
                said = f"{student} may be {' or '.join(label[index] for index in sorted(several))}"
                unclear |= dict.fromkeys(several, said)
    return Matched(student_of, list(dict.fromkeys(unclear[index] for index in sorted(unclear))))
