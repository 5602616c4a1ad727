"""Sakai: TITLE/LAST, FIRST(EID)/Submission attachment(s)/FILE, with grades.csv in TITLE and timestamp.txt beside
the folder.

The EID is whom the student signs in as. "Submission attachment(s)" is in the site's language; where grades.csv lies
beside the students' folders, that is not looked at.

    Homework 1/Muster, Ada(amuster)/Submission attachment(s)/01-neuron.ipynb
    Muster, Ada(amuster)_Submission attachment(s)_01-neuron.ipynb
"""

import re

from gradatim_autograder.grading.intake.systems.made import LONGEST, Identity, Made

BELOW = "submission attachment(s)"
LISTS = {"grades.csv", "grades.xls", "grades.xlsx"}
_FOLDER = re.compile(r"(?P<name>.*?)\s*\((?P<eid>[^()]+)\)", re.S)
_FLAT = re.compile(r"(?P<name>[^()]*)\((?P<eid>[^()]+)\)_submission attachment\(s\)_", re.S | re.I)


def read_folder(folder: str, below: str, beside_a_list: bool = False) -> Made | None:
    """A student's folder, by the name of the next one in it; or None."""
    match = _FOLDER.fullmatch(folder[:LONGEST])
    if not match or not (beside_a_list or below.casefold() == BELOW):
        return None
    return _made(match, "")


def read(text: str) -> Made | None:
    """A file's name where the folders were made a part of it, or None."""
    match = _FLAT.match(text[:LONGEST])
    return _made(match, text[match.end() :]) if match else None


def _made(match, rest):
    last, _comma, first = match["name"].partition(",")
    called = f"{first.strip()} {last.strip()}".strip()
    eid = match["eid"].strip()
    return Made(Identity(eid, called=called, system="sakai"), rest) if eid else None
