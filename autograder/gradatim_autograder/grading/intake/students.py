"""The ids of students who are on no roster, made from names and remembered in the grading folder."""

import json
import unicodedata
import zlib
from pathlib import Path

from gradatim_autograder.grading.intake.names import letters, safe_id
from gradatim_autograder.grading.intake.systems import Identity
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

    def id_for(self, student: Identity) -> str:
        """The student's id, "" where the name holds nothing that an id can be made of."""
        plain = safe_id(student.name)
        tried = [plain]
        if student.number:
            tried.append(f"{plain}_{student.number}")
        name = _same_case(student.name).encode("utf-8", "backslashreplace")
        tried.append(f"{plain}-{zlib.crc32(name):08x}")
        for identifier in tried if plain else ():
            holder = self._holder(identifier)
            if holder is None or _same_person(holder, student):
                if holder is None or (student.number and not holder.number):
                    self._hold(identifier, student)
                return identifier
        return ""

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


def _same_person(one, other):
    numbers = {each.number for each in (one, other) if each.number}
    return _same_case(one.name) == _same_case(other.name) and len(numbers) < 2


def _spelt_alike(one, other):
    numbers = {each.number for each in (one, other) if each.number}
    return letters(one.name) == letters(other.name) != "" and len(numbers) < 2
