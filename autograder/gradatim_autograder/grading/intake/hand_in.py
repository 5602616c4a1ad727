"""When something was handed in, as the system or nbgrader tells it.

    nbgrader      timestamp.txt in submitted/STUDENT/CHAPTER/
    Sakai         timestamp.txt in the student's folder, beside that of the attachments
    Blackboard, Brightspace   in the name that the system made
    Gradescope    in submission_metadata.yml
    Moodle        in its grading worksheet, given as the list of the class
    Canvas        says only that it was late

What lies in an upload tells nothing: a student wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from gradatim_autograder.grading.intake.attachments import TIMESTAMP
from gradatim_autograder.grading.intake.offer import Offered, UnreadableFile
from gradatim_autograder.grading.intake.place import Placed
from gradatim_autograder.grading.intake.roster import Roster
from gradatim_autograder.grading.intake.times import read_time
from gradatim_autograder.grading.shown import shown

LONGEST = 200  # bytes of a timestamp


@dataclass(frozen=True)
class Told:
    """What is told of one file.

    Attributes
    ----------
    moment
        In Greenwich's time and without a zone, None where nothing certain is told.
    look
        What a person should look at.
    notes
        What else is worth knowing.
    """

    moment: datetime | None = None
    look: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stamp(self) -> str | None:
        """As nbgrader writes it."""
        return f"{self.moment} UTC" if self.moment else None

    @property
    def seconds(self) -> float | None:
        """Since 1970."""
        return self.moment.replace(tzinfo=UTC).timestamp() if self.moment else None


class HandIns:
    """The times of a batch.

    Parameters
    ----------
    files
        All that was given.
    local
        The zone of times without one, None for that of this computer.
    """

    def __init__(self, files: Iterable[Offered], roster: Roster | None, local: tzinfo | None):
        self._stamps = {file.parts[:-1]: file for file in files if file.name == TIMESTAMP}
        self._roster, self._local = roster, local

    def of(self, item: Placed) -> Told:
        """What is told of a notebook."""
        late = ("late, says the system",) if item.made and item.made.late else ()
        beside = self._stamps.get(item.file.parts[:-1])
        if item.stamped:
            return self._read(_text(beside), TIMESTAMP, UTC) if beside else Told()
        if beside and not self._is_sakais(item):
            late = (*late, f"a {TIMESTAMP} inside what was handed in was left out: it is not nbgrader's")
        told = self._by_system(item)
        return Told(told.moment, told.look, (*told.notes, *late))

    def _by_system(self, item):
        if item.made and item.made.handed_in:
            return self._read(item.made.handed_in, "its name", None)
        if self._is_sakais(item) and (own := self._stamps.get(_own_folder(item))):
            return self._read(_text(own), TIMESTAMP, None)
        text = self._roster.handed_in(item.identity) if self._roster and item.identity else ""
        return self._read(text, "the list of the class", None) if text else Told()

    def _is_sakais(self, item):
        return item.identity is not None and item.identity.system == "sakai" and len(item.inside) > 1

    def _read(self, text, where, bare):
        if not text:
            return Told()
        moment = read_time(text, self._local, bare) if shown(text) == text else None
        if moment is not None:
            return Told(moment)
        certain = "write it as 2026-10-05 14:00:00 +0200"
        said = f"when it was handed in is not certain: {shown(text[:60])!r} in {where}"
        return Told(look=(f"{said}; {certain}",)) if where == TIMESTAMP else Told(notes=(said,))


def _own_folder(item):
    """The student's own folder."""
    return item.file.parts[: len(item.file.parts) - len(item.inside)]


def _text(file):
    """The text of a timestamp, "" where there is nothing to read."""
    data = b""
    try:
        for piece in file.chunks():
            data += piece
            if len(data) >= LONGEST:
                break
    except UnreadableFile:
        return ""
    return data[:LONGEST].decode("utf-8", "replace").strip()
