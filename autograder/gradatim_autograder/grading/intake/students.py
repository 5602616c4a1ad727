"""The ids of students who are on no roster, made from names and remembered in the grading folder."""

import json
import unicodedata
import zlib
from collections.abc import Collection
from pathlib import Path

from gradatim_autograder.grading.intake.names import letters, safe_id
from gradatim_autograder.grading.intake.systems.made import Identity
from gradatim_autograder.grading.store.atomic import Folder


class Students:
    """Gives every student one id and no two students the same.

    `students.json` says who holds an id, so that a later run gives the same student the same id.
    """

    def __init__(self, path: Path):
        self.path = path
        self.holders: dict[str, Identity] = {}
        self._folded: dict[str, str] = {}  # ids that differ in case alone would be one folder on macOS and Windows
        self._spelt: dict[str, set[str]] = {}
        self._named: dict[str, Identity] = {}
        try:
            kept = json.loads(Folder(path.parent).read(path.name))
            for key, value in [(key, Identity(*value)) for key, value in kept.items()]:
                self._hold(key, value)
        except FileNotFoundError:
            pass
        except (ValueError, TypeError, AttributeError):
            pass  # it can be made again from the submissions' names

    def _hold(self, identifier, student):
        self.holders[identifier] = student
        self._folded.setdefault(identifier.casefold(), identifier)
        self._spelt.setdefault(letters(student.name), set()).add(identifier)
        if student.number or student.name.casefold() not in self._named:
            self._named[student.name.casefold()] = student

    def named(self, name: str) -> Identity | None:
        """The student of this name, in whatever case."""
        return self._named.get(name.casefold())

    def id_for(self, student: Identity, alone: bool = True) -> str:
        """The student's id, "" where nothing is there that an id can be made of.

        Parameters
        ----------
        alone
            Nobody else of the name is among those of the same download. Then the number of one assignment alone, which
            is another in the next, says nothing.
        """
        if student.passing and alone and (known := self._of_the_name(student)):
            return known
        plain = safe_id(student.name)
        if not plain and student.number:
            plain = safe_id(f"user_{student.number}")
        tried = [plain]
        if student.number:
            tried.append(f"{plain}_{student.number}")
        name = _same_case(student.name).encode("utf-8", "backslashreplace")
        tried.append(f"{plain}-{zlib.crc32(name):08x}")
        if student.number:
            tried.append(f"{plain}-{zlib.crc32(name + student.number.encode()):08x}")
        for identifier in tried if plain else ():
            holder = self._holder(identifier)
            if holder is None or _same_person(holder, student, alone):
                if holder is None or (student.number and not holder.number):
                    self._hold(identifier, student)
                return identifier
        return ""

    def _of_the_name(self, student):
        """The id of the one student of this name, "" where there are none or several."""
        same = {key for key in self._spelt.get(letters(student.name), ()) if self._has_name(key, student.name)}
        exact = [key for key in same if self.holders[key].number == student.number]
        return (exact or list(same))[0] if len(exact or same) == 1 else ""

    def _has_name(self, identifier, name):
        return _same_case(self.holders[identifier].name) == _same_case(name)

    def namesakes(self, identifier: str, but: Collection[str]) -> list[str]:
        """Other ids of students of the very name, but those of these numbers."""
        name = self.holders[identifier].name if identifier in self.holders else ""
        same = self._spelt.get(letters(name), set()) - {identifier}
        return sorted(key for key in same if self._has_name(key, name) and self.holders[key].number not in but)

    def alike(self, identifier: str) -> list[str]:
        """Other ids whose holders' names differ from this one's in case or punctuation only: perhaps one person."""
        holder = self.holders.get(identifier)
        if holder is None:
            return []
        others = self._spelt.get(letters(holder.name), set()) - {identifier}
        return sorted(key for key in others if _spelt_alike(holder, self.holders[key]))

    def _holder(self, identifier):
        return self.holders.get(self._folded.get(identifier.casefold()))

    def save(self) -> None:
        """Write the file whole or not at all; after a power cut it is still there."""
        holders = {key: [who.name, who.number] for key, who in sorted(self.holders.items())}
        text = json.dumps(holders, ensure_ascii=False, indent=1) + "\n"
        Folder(self.path.parent).write(self.path.name, text.encode("utf-8", "backslashreplace"), durable=True)


def _same_case(name):
    return unicodedata.normalize("NFC", name).strip()


def _same_person(holder, student, alone):
    if _same_case(holder.name) != _same_case(student.name):
        return False
    if student.passing and not alone:  # which of the two has it been?
        return holder.number == student.number
    return len({each.number for each in (holder, student) if each.number}) < 2


def _spelt_alike(one, other):
    numbers = {each.number for each in (one, other) if each.number}
    return letters(one.name) == letters(other.name) != "" and len(numbers) < 2
