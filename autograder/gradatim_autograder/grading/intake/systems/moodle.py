"""Moodle: FULLNAME_UNIQUEID_assignsubmission_file with the student's own folders in it, or before the file's name.

The number is that of a student in one assignment: the next has another for them. With blind marking all are called
"Participant", in the site's language. A team is GROUP_GROUPID, and who is in none is in the "Default group",
without a number. Neither name holds "_": Moodle makes blanks of it.

    Jane Smith_1234567_assignsubmission_file_/01-neuron.ipynb
    Jane Smith_1234567_assignsubmission_file_01-neuron.ipynb
    Participant_1234567_assignsubmission_file/01-neuron.ipynb
    Default group_assignsubmission_file/01-neuron.ipynb
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from gradatim_autograder.grading.intake.systems.made import LONGEST, Identity, Made

_PERSON = re.compile(
    r"(?P<name>.+?)_(?P<number>\d{1,19})_assignsubmission_(?:file|onlinetext|[a-z][a-z0-9]*)(?=_|$)_*", re.I
)
_TEAM = re.compile(r"(?P<name>[^_]+)_assignsubmission_(?:file|onlinetext|[a-z][a-z0-9]*)(?=_|$)_*", re.I)
_SIGNS = " _-.,"
# "Participant" in some of Moodle's languages; where a whole batch is called by one word, any word will do.
_BLIND = (
    "participant participante teilnehmer teilnehmerin teilnehmende partecipante deelnemer deltaker "
    "deltager deltagare uczestnik účastník osallistuja résztvevő participantul katılımcı учасник участник "
    "συμμετέχων 参与者 参加者 參與者 참가자 مشارك משתתף "
)
_BLIND_WORDS = {word.casefold() for word in _BLIND.split()}
MANY = 3  # of one name and no other: no class is like that


def read(text: str) -> Made | None:
    """A folder's or a file's name, or None."""
    head = text[:LONGEST]
    if match := _PERSON.match(head):
        name = match["name"].strip(_SIGNS)
        return _blind(Made(Identity(name, match["number"], system="moodle"), text[match.end() :])) if name else None
    match = _TEAM.match(head)
    name = match["name"].strip(_SIGNS) if match else ""
    return Made(Identity(name), text[match.end() :], team=True) if match and name else None


def _blind(made, always=False):
    who = made.identity
    if not always and "".join(filter(str.isalpha, who.name)).casefold() not in _BLIND_WORDS:
        return made
    return replace(made, identity=replace(who, name=f"{who.name} {who.number}"))


def reading_for(texts: Iterable[str]) -> dict[str, Made]:
    """Each name as the others of one download bear it out: whether all are "Participant"."""
    read_so = {text: made for text in texts if (made := read(text))}
    numbers = defaultdict(set)
    for made in read_so.values():
        numbers[made.identity.name].add(made.identity.number)
    if len(numbers) == 1 and len(next(iter(numbers.values()))) >= MANY:
        return {text: _blind(made, always=True) for text, made in read_so.items()}
    return read_so
