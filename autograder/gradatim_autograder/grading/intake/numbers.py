"""The numbers by which systems know the students, kept in the grading folder: marks go back under them.

numbers.json: {"ada": [["canvas", "71"]], "bob": [["moodle", "4711"], ["moodle", "4820"]]}. A student may have several:
Moodle gives another one in each assignment.
"""

import json
from collections.abc import Iterable

from gradatim_autograder.grading.intake.systems.made import Identity
from gradatim_autograder.grading.store.atomic import Folder

NAME = "numbers.json"
Numbers = dict[str, list[tuple[str, str]]]  # by the student's id: the system and the number


def read_numbers(folder: Folder) -> Numbers:
    """Those kept. A file that is missing or damaged holds none: the next run learns them again."""
    try:
        kept = json.loads(folder.read(NAME))
        return {str(student): [(str(system), str(number)) for system, number in own] for student, own in kept.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def keep_numbers(folder: Folder, known: Iterable[tuple[str, Identity]]) -> None:
    """Add what a run has learnt of its students."""
    before = read_numbers(folder)
    numbers = {student: list(own) for student, own in before.items()}
    for student, who in known:
        if who.number and (who.system, who.number) not in numbers.setdefault(student, []):
            numbers[student].append((who.system, who.number))
    numbers = {student: own for student, own in sorted(numbers.items()) if own}
    if numbers != before:
        data = json.dumps(numbers, ensure_ascii=False, indent=1) + "\n"
        folder.write(NAME, data.encode("utf-8", "backslashreplace"), durable=True)
