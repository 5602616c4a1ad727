"""Canvas: SORTABLENAME[_LATE]_USERID_ATTACHMENTID_FILE, and without names [LATE_]anon_XXXXX_ATTACHMENTID_FILE.

The name is in small letters and without blanks and signs, but "_" stays; "LATE" alone is in capitals. A name may be
empty (one of signs alone), and it may be a group's. Canvas takes "_7_" out of a name, not "_7" at its end: "team_7"
of the user 4711 is team_7_4711_901_FILE, which could be "team" of the user 7 as well. What the other names of the
batch are like decides.

    smithjane_12345_67890_01-neuron-1.ipynb      smithjane_LATE_12345_67890_01-neuron.ipynb
    LATE_anon_k3Pq9_67890_01-neuron.ipynb
"""

import re
from collections.abc import Callable, Iterable

from gradatim_autograder.grading.intake.systems.made import LONGEST, Identity, Made

_WORD = r"[^\x00-/:-@\[-^`{-\x7f]"  # what Ruby calls a word's characters is all but ASCII's signs
_ID = r"[1-9]\d{0,18}"
_IDS = r"(?P<late>_LATE)?_(?P<number>{0})_(?P<attachment>{0})(?:_|$)(?P<rest>.*)"
_PLAIN = re.compile(r"(?P<name>[^_]+)" + _IDS.format(_ID), re.S)
_WIDE = re.compile(rf"(?P<name>{_WORD}*?)" + _IDS.format(_ID), re.S)  # also a name with "_" in it, and an empty one
_LONG = 4  # digits that the ids have where such a name stands alone: jane_smith_10_5 is no name of Canvas's
_LATE_ONE = re.compile(rf"(?P<name>{_WORD}+_\d+)_(?P<number>{_ID})_(?P<attachment>{_ID})_(?P<rest>.*)", re.S)
_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?anon_(?P<number>[0-9A-Za-z]{5})_(?P<attachment>\d{1,19})(?:_|$)(?P<rest>.*)", re.S
)


def read(text: str) -> Made | None:
    """A file's name, with no other to compare it with; or None."""
    match = _PLAIN.match(text[:LONGEST])
    wide = None if match else _WIDE.match(text[:LONGEST])
    if wide and min(len(wide["number"]), len(wide["attachment"])) >= _LONG:
        match = wide
    return _made(match, text)


def read_anonymous(text: str) -> Made | None:
    """A file's name of an assignment that is marked without names, or None."""
    match = _ANONYMOUS.match(text[:LONGEST])
    if not match:
        return None
    identity = Identity(f"anon_{match['number']}", match["number"], system="canvas, without names")
    return _of(match, text, identity)


def other_reading(text: str) -> Made | None:
    """The name as that of a user whose name ends in "_" and a number, or None."""
    early = _PLAIN.match(text[:LONGEST]) or _WIDE.match(text[:LONGEST])
    late = _LATE_ONE.match(text[:LONGEST])
    if not early or not late or early["late"] or late["name"] != f"{early['name']}_{early['number']}":
        return None
    return _made(late, text)


def reading_for(texts: Iterable[str], known: Callable[[str], bool] = lambda _name: False) -> dict[str, Made]:
    """Each name as the others of one download bear it out: users' numbers are of one size in one Canvas.

    Who is known already is taken for that one.
    """
    texts = list(texts)
    early = {text: made for text in texts if (made := read(text))}
    wide = {text: made for text in texts if (made := _made(_WIDE.match(text[:LONGEST]), text))}
    if 2 * len(early | wide) > len(texts):
        early = wide | early
    late = {text: made for text in early if (made := other_reading(text))}
    sure = [int(made.identity.number or 0) for text, made in early.items() if text not in late]
    if sure:
        usual = range(min(sure) // 10, max(sure) * 10 + 1)
        taken = {
            text: made for text, made in late.items() if _number(early[text]) not in usual and _number(made) in usual
        }
    else:
        all_late = len(late) > 1 and all(_number(early[text]) < 1000 <= _number(made) for text, made in late.items())
        taken = late if all_late else {}
    for text, made in late.items():
        if known(made.identity.name) != known(early[text].identity.name):
            taken = {**taken, text: made if known(made.identity.name) else early[text]}
    return early | taken


def _number(made):
    return int(made.identity.number or 0)


def _made(match, text):
    if not match:
        return None
    number = match["number"]
    return _of(match, text, Identity(match["name"].strip(" _-.,") or number, number, system="canvas"))


def _of(match, text, identity):
    late = bool(match.groupdict().get("late"))
    return Made(identity, text[match.start("rest") :], late=late, serial=int(match["attachment"]))
