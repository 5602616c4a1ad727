"""The names that learning-management systems make of a student and the name of the file that the student handed in.

    Canvas       smithjane_12345_67890_01-neuron-1.ipynb      smithjane_LATE_12345_67890_01-neuron.ipynb
    Moodle       Jane Smith_1234567_assignsubmission_file_01-neuron.ipynb, or a folder of such a name
    Blackboard   Homework 1_jsmith_attempt_2026-01-05-10-00-00_01-neuron.ipynb
    Brightspace  12345-67890 - Jane Smith - Jan 5, 2026 1000 AM - 01-neuron.ipynb

What stands in front is the system's; what comes behind it is whatever the student called the file, and may look like
the work of a system too.
"""

import re
from dataclasses import dataclass

from gradatim_autograder.grading.intake.names import SEPARATORS

_SYSTEMS = (
    re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)", re.I),
    re.compile(r"(?P<name>[^_]+)_(?:late_)?(?P<number>\d+)_\d+(?:_|$)", re.I),
    re.compile(r".+?_(?P<name>[^_]+)_attempt_\d{4}(?:-\d\d){2,5}", re.I),
    re.compile(r"(?P<number>\d+)-\d+ - (?P<name>.+?) - ", re.I),
)
_LONGEST = 400  # characters in which a system's own part is looked for


@dataclass(frozen=True)
class Identity:
    """A student as a name gives them: a name, and the number by which the system knows them, if any."""

    name: str
    number: str | None = None


@dataclass(frozen=True)
class Made:
    """A name that a system made: of whom, and what the student called the file."""

    identity: Identity
    rest: str


def made_by_system(text: str) -> Made | None:
    """The system's part and the student's in `text`; of several systems the one whose part ends first decides."""
    found = []
    for pattern in _SYSTEMS:
        match = pattern.match(text[:_LONGEST])
        if match and match["name"].strip(SEPARATORS):
            found.append(match)
    if not found:
        return None
    match = min(found, key=lambda each: each.end())
    identity = Identity(match["name"].strip(SEPARATORS), match.groupdict().get("number"))
    return Made(identity, text[match.end() :].lstrip(SEPARATORS))


def system_identity(text: str) -> Identity | None:
    """The student in a name that a system made, or None."""
    made = made_by_system(text)
    return made.identity if made else None
