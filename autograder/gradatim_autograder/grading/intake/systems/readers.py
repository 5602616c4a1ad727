"""The systems whose part stands in a name, and which of them made the names of a batch.

What stands in front is the system's; what comes behind it is whatever the student called the file, and may look
like the work of a system too. So the system that explains most names of a download is believed, and where that does
not decide, of several the one whose part ends first.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from gradatim_autograder.grading.intake.systems import blackboard, brightspace, canvas, classroom, moodle, sakai
from gradatim_autograder.grading.intake.systems.made import Identity, Made

_ALONE: tuple[Callable[[str], Made | None], ...] = (
    moodle.read,
    canvas.read_anonymous,
    canvas.read,
    blackboard.read,
    brightspace.read,
    sakai.read,
)


def made_by_system(text: str) -> Made | None:
    """The system's part and the student's in `text`, with no other name to compare it with."""
    return _first(text, [made for read in _ALONE if (made := read(text))])


def system_identity(text: str) -> Identity | None:
    """The student in a name that a system made, or None."""
    made = made_by_system(text)
    return made.identity if made else None


def readings(texts: Collection[str], stems: Collection[str], chapters: Collection[str],
             known: Callable[[str], bool]) -> dict[str, Made]:  # fmt: skip
    """Those of the names at the front of one download that a system made, each as all of them bear it out.

    Parameters
    ----------
    stems
        Those of them that are notebooks'.
    """
    by_system = [
        moodle.reading_for(texts),
        _each(canvas.read_anonymous, texts),
        canvas.reading_for(texts, known),
        blackboard.reading_for(texts, known),
        brightspace.reading_for(texts),
        _each(sakai.read, texts),
        classroom.reading_for(stems, chapters),
    ]
    counts = [len(each) for each in by_system]
    for i in (1, 2):  # no two uploads of Canvas have one number
        counts[i] = len({made.serial for made in by_system[i].values()})
    best = Counter(counts)[max(counts)] == 1
    chosen = by_system[counts.index(max(counts))] if best else {}
    found = {}
    for text in texts:
        made = chosen.get(text) or _first(text, [each[text] for each in by_system if text in each])
        if made:
            found[text] = made
    return found


def _each(read, texts: Iterable[str]):
    return {text: made for text in texts if (made := read(text))}


def _first(text, made):
    return min(made, key=lambda each: len(text) - len(each.rest), default=None)
