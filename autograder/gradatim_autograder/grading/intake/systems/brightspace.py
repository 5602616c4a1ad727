"""Brightspace: a folder USERID-SUBMISSIONID - NAME - DATE, or the same before the file's name.

Older ones write NAME- DATE, and some an id of the university's before the name. The first date ends the system's part.

    12345-67890 - Jane Smith - Oct 5, 2026 1022 AM/01-neuron.ipynb
    12345-67890 - Jane Smith - Oct 5, 2026 1022 AM - 01-neuron.ipynb
    12345-67890 - N0123456 - Jane Smith- 5 October, 2026 1022 - 01-neuron.ipynb
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from gradatim_autograder.grading.intake.systems.made import LONGEST, Identity, Made

_MONTH = r"[^\W\d_]{2,15}\.?"
_CLOCK = r"\d{1,2}[:.h]?\d{2}(?:[ \u202f\u00a0]?[AaPp]\.?[ ]?[Mm]\.?)?"
_DATE = (
    rf"(?:{_MONTH} \d{{1,2}},? \d{{4}},? {_CLOCK}|\d{{1,2}}\.? (?:de )?{_MONTH},? (?:de )?\d{{4}},? {_CLOCK}"
    rf"|\d{{4}}-\d\d-\d\d {_CLOCK})"
)
_NUMBERS = r"(?P<number>\d{1,19})-\d{1,19} - "
_OWN = r"(?:(?P<own>[A-Za-z]{0,4}\d{4,12}) - )?"
_DATED = re.compile(rf"(?:{_NUMBERS})?{_OWN}(?P<name>.+?) ?- ?(?P<date>{_DATE})(?: - |$)", re.S)
_UNDATED = re.compile(rf"{_NUMBERS}(?P<name>.+?)(?: - |$)", re.S)
_SIGNS = " _-.,"


def reading_for(texts: Iterable[str]) -> dict[str, Made]:
    """Each name of one download. A number that several people share is no user's."""
    found = {text: made for text in texts if (made := read(text))}
    names = {made.identity.name for made in found.values()}
    numbers = {made.identity.number for made in found.values()}
    if len(names) > 1 and len(numbers) == 1:
        return {text: replace(made, identity=replace(made.identity, number=None)) for text, made in found.items()}
    return found


def read(text: str) -> Made | None:
    """A folder's or a file's name, or None."""
    head = text[:LONGEST]
    match = _DATED.match(head) or _UNDATED.match(head)
    if not match or not match["name"].strip(_SIGNS):
        return None
    more = match.groupdict()
    identity = Identity(match["name"].strip(_SIGNS), match["number"], more.get("own") or "", "brightspace")
    return Made(identity, text[match.end() :].lstrip(_SIGNS), more.get("date"))
