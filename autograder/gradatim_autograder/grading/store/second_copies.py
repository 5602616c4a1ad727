"""Second copies, in `backup/`, of the small files that nobody can make again: who has which id, and the seed.

A file that is missing or damaged is put back from its copy, and that is said.
"""

import json

from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.seed import SEED, read_seed

STUDENTS = "students.json"


def put_back(folder: Folder, begun: bool, chosen: int | None) -> list[str]:
    """Put back what is lost; in words, what was, and what could not be.

    Parameters
    ----------
    begun
        Whether something was graded in this folder before.
    chosen
        The seed that a person chose for this run.
    """
    said = []
    for name, is_sound, without in (
        (STUDENTS, _is_students, "ids are made anew from the names: look whether students of one name are still apart"),
        (SEED, _is_seed, "a new one is drawn, and everybody is graded again"),
    ):
        there = folder.has(name)
        if (name == SEED and chosen is not None) or _holds(folder, name, is_sound):
            continue
        what = f"{folder.path(name)} was {'damaged' if there else 'missing'}"
        if _holds(folder, ("backup", name), is_sound):
            folder.write(name, folder.read(("backup", name)), mode=0o600 if name == SEED else None, durable=True)
            said.append(f"{what}; it was put back from its copy in backup")
        elif (there and name != SEED) or (begun and not there):
            said.append(f"{what}, and there is no copy of it: {without}")
    return said


def keep_students(folder: Folder) -> None:
    """Copy students.json where it has changed."""
    data = folder.read(STUDENTS)
    if not folder.has(("backup", STUDENTS)) or folder.read(("backup", STUDENTS)) != data:
        folder.write(("backup", STUDENTS), data, durable=True)


def _holds(folder, place, is_sound):
    try:
        return is_sound(folder, place)
    except FileNotFoundError:
        return False


def _is_students(folder, place):
    try:
        found = json.loads(folder.read(place))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and all(isinstance(each, list) and _is_student(*each[:3]) for each in found.values())


def _is_student(name=None, number=None, *more):
    return isinstance(name, str) and isinstance(number, str | None) and not more


def _is_seed(folder, place):
    return read_seed(folder, place) is not None
