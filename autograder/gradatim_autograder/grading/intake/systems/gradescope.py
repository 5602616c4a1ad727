"""Gradescope: assignment_N_export/submission_N/FILE, and beside these folders submission_metadata.yml, which says
whose they are.

Its keys are Ruby's symbols, ":submitters:" with ":name:", ":sid:" and ":email:", and ":created_at:". Several
submitters are a group. The file is read event by event: nothing is constructed and no alias is unfolded.
"""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from gradatim_autograder.grading.intake.offer import Offered, UnreadableFile
from gradatim_autograder.grading.intake.systems.made import Identity, Made

LIST = re.compile(r"submission_metadata\.ya?ml", re.I)
FOLDER = re.compile(r"submission_\d{1,19}")
EXPORT = re.compile(r"assignment_\d{1,19}_export.*", re.I)
MAX_BYTES = 20_000_000
MAX_DEPTH = 40
MAX_MEMBERS = 100  # of a group
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = ("", "~", "null")


def told_by(files: Iterable[Offered]) -> tuple[dict[tuple[str, ...], Made], list[tuple[Offered, str]]]:
    """Whose the folders are that a list beside them names; and the lists that cannot be read, with the reason.

    A list that lies in somebody's submission says nothing.
    """
    lists = [file for file in files if LIST.fullmatch(file.name) and not any(map(FOLDER.fullmatch, file.parts[:-1]))]
    depth = min((len(file.parts) for file in lists), default=0)
    told: dict[tuple[str, ...], Made] = {}
    unread = []
    for file in (each for each in lists if len(each.parts) == depth):
        try:
            submissions = _read(_bytes(file))
        except (UnreadableFile, yaml.YAMLError, UnicodeError, ValueError) as error:
            unread.append((file, _first_line(error)))
            continue
        told |= {(*file.parts[:-1], name): made for name, value in submissions.items() if (made := _made(value))}
    return told, unread


def _first_line(error):
    return (str(error).splitlines() or [type(error).__name__])[0]


def _bytes(file):
    data = b""
    for piece in file.chunks():
        data += piece
        if len(data) > MAX_BYTES:
            raise UnreadableFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return data


def _made(submission) -> Made | None:
    if not isinstance(submission, dict):
        return None
    submitters = submission.get("submitters")
    members = [who for each in submitters[:MAX_MEMBERS] if (who := _who(each))] if isinstance(submitters, list) else []
    created = submission.get("created_at")
    if not members:
        return None
    return Made(members[0], handed_in=created if isinstance(created, str) else None, members=tuple(members))


def _who(submitter) -> Identity | None:
    if not isinstance(submitter, dict):
        return None
    name, sid, mail = (_text(submitter.get(key)) for key in ("name", "sid", "email"))
    if sid or mail:
        return Identity(sid or mail, called=name, system="gradescope")
    return Identity(name, system="gradescope") if name else None


def _text(value):
    return value.strip() if isinstance(value, str) and value not in _NOTHING else ""


def _read(data) -> dict[str, Any]:
    """The whole file as dicts, lists and texts."""
    read: Any = None
    anchors: dict[str, Any] = {}
    open_ones: list[Any] = []
    keys: list[str | None] = []

    def put(value, anchor=None):
        nonlocal read
        if anchor:
            anchors[anchor] = value
        if not open_ones:
            read = value if read is None else read
        elif isinstance(open_ones[-1], list):
            open_ones[-1].append(value)
        elif keys[-1] is None:
            keys[-1] = value.strip(":") if isinstance(value, str) else ""
        else:
            open_ones[-1][keys[-1]] = value
            keys[-1] = None

    for event in yaml.parse(data, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            put(event.value, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            put(anchors.get(event.anchor))
        elif isinstance(event, yaml.CollectionStartEvent):
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            put(value, event.anchor)
            open_ones.append(value)
            keys.append(None)
            if len(open_ones) > MAX_DEPTH:
                raise ValueError("it is nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            open_ones.pop()
            keys.pop()
    return read if isinstance(read, dict) else {}
