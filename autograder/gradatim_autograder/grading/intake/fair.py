"""Goes through a tree in turn, so that one upload of a million files leaves the others their share of what is read."""

from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from gradatim_autograder.grading.intake.offer import Offered, refuse

MAX_FILES = 100_000  # and folders


class Folder(Protocol):
    """A folder of whatever was given. `entries` lists what lies in it, once."""

    parts: tuple[str, ...]

    def entries(self) -> Iterator["Folder | Offered"]: ...


def files_of(root: Folder) -> list[Offered]:
    """The files in the order of their places. Where there are too many, one more names the folder they are in."""
    found = list(islice(_in_turn(root), MAX_FILES + 1))
    files = [each for each in found if isinstance(each, Offered)]
    if len(found) > MAX_FILES:
        place = _fullest(found)
        reason = f"more than {MAX_FILES} files and folders were given, most of them here; the rest of it was not read"
        files.append(refuse((*place, "…"), reason))
    return sorted(files, key=lambda each: each.parts)


def _in_turn(folder):
    """What lies in a folder, then one from each folder below it, in turn."""
    below = deque()
    for each in folder.entries():
        if not isinstance(each, Offered):
            below.append(_in_turn(each))
        yield each
    while below:
        turn = below.popleft()
        each = next(turn, None)
        if each is not None:
            below.append(turn)
            yield each


def _fullest(found):
    """The deepest folder that holds more than half of what was found."""
    place = ()
    while True:
        depth = len(place) + 1
        counts = Counter(each.parts[:depth] for each in found if each.parts[: depth - 1] == place)
        fullest, count = counts.most_common(1)[0] if counts else ((), 0)
        if len(fullest) < depth or count * 2 <= len(found):
            return place
        place = fullest
