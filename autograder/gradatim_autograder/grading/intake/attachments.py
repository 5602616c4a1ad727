"""The files beside a submitted notebook that it may need: helper modules and data."""

import re
import sys
from functools import cache

from gradatim_autograder.grading.intake.given import Offered, UnreadableFile

MAX_FILES = 50
MAX_BYTES = 20_000_000  # of all together
MODULES = (".py", ".pyc", ".so", ".pyd")
OURS = {"gradatim", "gradatim_autograder", "sitecustomize", "usercustomize"}
_UNUSABLE = re.compile(r'[\x00-\x1f<>:"|?*\\]|[. ]$')


def read_attachments(files: list[tuple[tuple[str, ...], Offered]]) -> tuple[dict[tuple[str, ...], bytes], list[str]]:
    """The contents by place beside the notebook, and in words which were left out and why.

    files   places and files, from the intake
    """
    contents, left_out = {}, []
    room = MAX_BYTES
    for place, file in files:
        reason = _refused(place)
        if not reason and len(contents) == MAX_FILES:
            left_out.append(f"left out: {file.where} and what comes after it (more than {MAX_FILES} files)")
            break
        try:
            data = b"" if reason else file.read()
        except UnreadableFile as error:
            reason = str(error)
        if not reason and len(data) > room:
            reason = f"the files beside the notebook are larger than {MAX_BYTES // 1_000_000} MB"
        if reason:
            left_out.append(f"left out: {file.where} ({reason})")
            continue
        room -= len(data)
        contents[place] = data
    return contents, left_out


def _refused(place):
    """Why a file of this name cannot lie beside the notebook, "" where it can."""
    if any(_UNUSABLE.search(part) for part in place):
        return "its name cannot be used"
    module = place[0].split(".")[0]
    is_module = len(place) > 1 or place[0].lower().endswith(MODULES)
    if is_module and (module in sys.stdlib_module_names or module in OURS or module in _installed()):
        return f"it would take the place of the module {module}"
    return ""


@cache
def _installed():
    from importlib.metadata import packages_distributions

    return set(packages_distributions())
