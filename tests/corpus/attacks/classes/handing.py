"""Lays out what a class hands in: the honest ones' notebooks and the hostile uploads, in a folder or a zip."""

import re

from attacks.classes import Class, Upload
from attacks.classes.seen import HONEST, PRIVATE, Places
from attacks.classes.things import Closed, Link, Timed, lay, pack
from attacks.classes.work import mistaken, work


def hand_in(about: Class, places: Places):
    """Write it to `places.given`."""
    files = {}
    people = {**dict.fromkeys(HONEST), **about.uploads}
    for name in sorted(people, key=lambda each: (each == "zoe", each != "ada", each == "bob")):
        files |= _honest(name, about) if name in HONEST else _hostile(name, people[name], about, places)
    if about.way == "zip":
        places.given = places.given.with_suffix(".zip")
        pack(places.given, files)
    else:
        base = places.given / "submitted" if about.way == "in place" else places.given
        base.mkdir(parents=True, exist_ok=True)
        lay(base, files)
    if about.roster:
        (places.folder / "class.csv").write_text(about.roster)


def _honest(who, about):
    files = {}
    for chapter in about.chapters:
        data = mistaken(chapter) if who == "bob" else work(chapter, says=PRIVATE if who == "ada" else "So it is.")
        files[about.neighbours.format(who=who, chapter=chapter)] = Timed(data, 1_700_000_000)
    return files


def me(name: str, upload: Upload) -> str:
    """What stands for an upload in names: letters that stand in no other's."""
    return upload.me or "m" + re.sub(r"[^a-z0-9]", "", name.lower()) + "x"


def _hostile(name, upload, about, places):
    words = {"me": me(name, upload), "chapter": upload.chapter or about.chapters[0]}
    return {_filled(place, words, places): _filled(thing, words, places) for place, thing in upload.files.items()}


def _filled(thing, words, places):
    if isinstance(thing, Link):
        return Link(_filled(thing.to, words, places))
    if isinstance(thing, Timed):
        return Timed(_filled(thing.data, words, places), thing.time)
    if isinstance(thing, Closed):
        return Closed(_filled(thing.data, words, places), thing.mode)
    if not isinstance(thing, str):
        return thing
    for word, value in {**words, **places.named()}.items():
        thing = thing.replace("{" + word + "}", str(value))
    return thing
