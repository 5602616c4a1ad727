"""Teams for Education: Submitted files/NAME/ASSIGNMENT/Version N/FILE. Of several versions the highest counts."""

import re

from gradatim_autograder.grading.intake.systems.made import Identity, Made

TOP = "submitted files"
_VERSION = re.compile(r"[^\W\d_]{3,20} (?P<version>\d{1,6})")
_ENGLISH = re.compile(r"version \d{1,6}", re.I)


def name_at(folders: tuple[str, ...]) -> int | None:
    """Which of a file's folders is a student's, or None: the one below "Submitted files" that has versions in it."""
    for at, folder in enumerate(folders[:-3]):
        if folder.casefold() == TOP and _VERSION.fullmatch(folders[at + 3]):
            return at + 1
    return None


def read_folders(folders: tuple[str, ...], below_the_top: bool) -> Made | None:
    """A file's folders from the student's on, or None. Without "Submitted files" above, "Version" is in English."""
    if len(folders) < 3 or not (_VERSION if below_the_top else _ENGLISH).fullmatch(folders[2]):
        return None
    version = int(folders[2].rpartition(" ")[2])
    return Made(Identity(folders[0].strip(), system="teams"), title=folders[1], version=version)
