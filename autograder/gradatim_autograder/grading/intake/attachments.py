"""The files beside a submitted notebook that it may need: helper modules and data."""

import re
import sys
from collections.abc import Iterable
from functools import cache

from gradatim_autograder.grading.intake.copies import Copies
from gradatim_autograder.grading.intake.offer import Offered, UnreadableFile
from gradatim_autograder.grading.shown import shown

MAX_FILES = 50
MAX_BYTES = 20_000_000  # of all together
MAX_NAME = 200  # bytes; systems take 255, and some need a few for themselves
MAX_TOLD = 10  # that were left out
MODULES = (".py", ".pyc", ".so", ".pyd")
OURS = {"gradatim", "gradatim_autograder", "sitecustomize", "usercustomize"}
TIMESTAMP = "timestamp.txt"  # nbgrader's
_UNUSABLE = re.compile(r'[<>:"|?*\\]|[. ]$')

Beside = list[tuple[tuple[str, ...], Offered]]


def select(files: Beside, copies: Copies | None = None, given: Iterable = ()) -> tuple[Beside, list[str]]:
    """Those of the files beside a notebook that come along, copied, and in words which were left out and why.

    Parameters
    ----------
    files
        Places and files, from the intake.
    given
        The places of the course's own files, which lie there too.
    """
    taken: dict[tuple[str, ...], Offered] = {}
    left_out, room = [], MAX_BYTES
    for place, file in files:
        reason = file.refused or _refused(place) or _in_the_way(place, taken, given)
        if not reason and len(taken) == MAX_FILES:
            left_out.append(f"left out: {file.where} and what comes after it (more than {MAX_FILES} files)")
            break
        if not reason:
            try:
                file = copies.take(file, room) if copies else _whole(file, room)
            except UnreadableFile as error:
                reason = str(error)
            else:
                room -= file.size
                taken[place] = file
        if reason:
            left_out.append(f"left out: {file.where} ({reason})")
    if len(left_out) > MAX_TOLD:
        left_out[MAX_TOLD:] = [f"left out: {len(left_out) - MAX_TOLD} more files like these"]
    return list(taken.items()), left_out


def read_attachments(files: Beside, given: Iterable = ()) -> tuple[dict[tuple[str, ...], bytes], list[str]]:
    """The contents by place beside the notebook, and in words which were left out and why; as in `select`."""
    kept, left_out = select(files, given=given)
    return {place: file.read() for place, file in kept}, left_out


def _whole(file, room):
    """The file with its bytes, which are read only so far as there is room."""
    data, size = [], 0
    for piece in file.chunks():
        size += len(piece)
        if size > room:
            raise UnreadableFile(f"the files beside the notebook are larger than {MAX_BYTES // 1_000_000} MB")
        data.append(piece)
    whole = b"".join(data)
    return Offered(file.parts, file.time, lambda: whole, file.path, size)


def _refused(place):
    """Why a file of this name cannot lie beside the notebook, "" where it can."""
    if any(_UNUSABLE.search(part) or shown(part) != part for part in place):
        return "its name cannot be used"
    if any(len(part.encode("utf-8", "backslashreplace")) > MAX_NAME for part in place):
        return f"its name is longer than {MAX_NAME} bytes"
    if place[0].casefold() == TIMESTAMP or place[0].lower().endswith(".ipynb"):
        return "its name is that of the notebook or of its time"
    module = place[0].split(".")[0]
    is_module = len(place) > 1 or place[0].lower().endswith(MODULES)
    if is_module and (module in sys.stdlib_module_names or module in OURS or module in _installed()):
        return f"it would take the place of the module {module}"
    return ""


def _in_the_way(place, taken, given):
    """Why it cannot lie beside those taken already: a file and a folder cannot share a name, whatever the case."""
    own = tuple(part.casefold() for part in place)
    for each in (*taken, *(each for each in given if each != place)):  # of the same name the course's counts
        other = tuple(part.casefold() for part in each)
        if own[: len(other)] == other or other[: len(own)] == own:
            return f"its place is taken by {shown('/'.join(each))}"
    return ""


@cache
def _installed():
    from importlib.metadata import packages_distributions

    return set(packages_distributions())
