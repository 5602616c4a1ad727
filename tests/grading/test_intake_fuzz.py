"""A class with a mallory in it who hands in whatever the grammar makes: the others' work comes through, byte for byte.

Trees and zips are made at random from a seed that a failure tells: links, pipes, odd and endless names, folders called
like notebooks, what systems put before names, nested `submitted`, several entries of one name, damaged bytes.
"""

import json
import os
import random
import shutil
import stat
import tempfile
import zipfile
from collections import defaultdict
from datetime import UTC
from pathlib import Path

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.attachments import read_attachments
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.roster import Entry, Roster
from gradatim_autograder.grading.intake.students import Students
from mini_course import notebook
from thorough import thorough

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}
ROSTER = Roster([Entry("ada", "Ada", "Lovelace"), Entry("bob", "Bob", "Roy"), Entry("mallory", "Mallory", "Moe")])
SECRET = b"the seed that nobody may read"
NAMES = {"ada": "Ada Lovelace", "bob": "Bob Roy", "mallory": "Mallory Moe"}
NUMBERS = {"ada": 71, "bob": 72, "mallory": 73}
# How a class is handed out: a folder or a file's beginning for each person.
LAYOUTS = {
    "nbgrader": ("submitted/{id}/", "01-neuron/01-neuron.ipynb"),
    "folders": ("{id}/", "01-neuron.ipynb"),
    "moodle": ("{name}_{number}_assignsubmission_file_/", "01-neuron.ipynb"),
    "moodle files": ("{name}_{number}_assignsubmission_file_", "01-neuron.ipynb"),
    "canvas": ("{id}_{number}_9{number}_", "01-neuron.ipynb"),
    "blackboard": ("Homework 1_{id}_attempt_2026-01-05-10-00-0{one}_", "01-neuron.ipynb"),
    "brightspace": ("1{number}-9 - {name} - Jan 5, 2026 1000 AM - ", "01-neuron.ipynb"),
}
WORDS = [
    "ada", "bob", "Ada Lovelace", "mallory", "submitted", "01-neuron", "02-layers", "final", "data", "x",
    "timestamp.txt", "Ada Lovelace_71_assignsubmission_file_", "ada_71_971_", "x_ada_attempt_2026-01-05-10-00-00_",
    "ada_01-neuron", "12-3 - Ada Lovelace - Jan 5 - ", "autograded", "__MACOSX", ".git", "numpy.py", "a b",
    "é", "張" * 80, "n" * 255,
    "\x1b[31m", "\u202e", "=cmd|x", "-rf", "~", "con", "new\nline", "\t", "01-neuron.ipynb", "x.ipynb", "CH.IPYNB",
    "%s{0}",
]  # fmt: skip
IN_A_ZIP = ["..", ".", "", "C:", "\\", "/", "a" * 3000]
NOTEBOOK = json.dumps(notebook("02-layers", solved=False)).encode()
CONTENTS = [
    b"",
    b"{",
    b"x" * 3000,
    NOTEBOOK,
    b"\xff\xfe",
    b"[" * 5000,
    b"2020-01-01 10:00:00 UTC",
    b'{"grade_id": "step"}',
]


# When the names of the honest say that they handed in; no other layout's names say it.
TIMES = defaultdict(dict) | {
    "blackboard": {"ada": "2026-01-05 10:00:01 UTC", "bob": "2026-01-05 10:00:02 UTC"},
    "brightspace": dict.fromkeys(("ada", "bob", "Ada_Lovelace", "Bob_Roy"), "2026-01-05 10:00:00 UTC"),
}  # fmt: skip


class Mallory:
    """What one person hands in, at random."""

    def __init__(self, rng, beginning):
        self.rng, self.beginning = rng, beginning

    def place(self, odd=()):
        rng = self.rng
        words = [rng.choice([*WORDS, *odd]) for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 30]))]
        name = words[-1] + rng.choice(["", ".ipynb", ".ipynb", ".txt", ".zip", "_01-neuron.ipynb"])
        return self.beginning + "/".join([*words[:-1], name])

    def in_folder(self, root, secret):
        for _ in range(self.rng.randrange(1, 7)):
            path = root / self.place()
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self.make(path, root, secret)
            except OSError:  # no system has such a file, or another has its place
                continue

    def make(self, path, root, secret):
        kind = self.rng.choice(["file"] * 5 + ["link", "link", "pipe", "folder", "bytes"])
        if path.exists() or path.is_symlink():
            return
        if kind == "file":
            path.write_bytes(self.rng.choice(CONTENTS))
        elif kind == "link":
            target = self.rng.choice([secret, secret.parent, "/", root, path, "nowhere", "../01-neuron.ipynb", ".."])
            path.symlink_to(target)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.with_name(os.fsdecode(os.fsencode(path.stem) + b"\xff\x94" + os.fsencode(path.suffix))).write_bytes(
                b"{}"
            )

    def in_zip(self, archive):
        for _ in range(self.rng.randrange(1, 7)):
            entry = zipfile.ZipInfo(self.place(IN_A_ZIP) + self.rng.choice(["", "", "", "/"]))
            entry.create_system = 3
            kind = self.rng.choice([0, stat.S_IFREG, stat.S_IFREG, stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR])
            entry.external_attr = (kind | 0o644) << 16
            entry.compress_type = self.rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2,
                                                   zipfile.ZIP_LZMA])  # fmt: skip
            entry.date_time = self.rng.choice(
                [(2026, 1, 1, 1, 1, 1), (1980, 0, 0, 0, 0, 0), (2107, 15, 31, 31, 63, 62)]
            )
            data = b"../../secret/seed.ipynb" if kind == stat.S_IFLNK else self.rng.choice(CONTENTS)
            archive.writestr(entry, data)


def beginning(layout, who):
    return LAYOUTS[layout][0].format(id=who, name=NAMES[who], number=NUMBERS[who], one=NUMBERS[who] % 10)


def honest(layout):
    return {beginning(layout, who) + LAYOUTS[layout][1]: f"{who}'s own work".encode() for who in ("ada", "bob")}


def damage(data, rng, archive_path):
    """Flip bytes of mallory's entries, their contents and headers, never the list's or the others'."""
    with zipfile.ZipFile(archive_path) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    mallorys = entries[2].header_offset if len(entries) > 2 else 0
    for _ in range(rng.choice([0, 0, 1, 3, 20])):
        at = rng.randrange(mallorys, archive.start_dir)
        data[at] ^= rng.randrange(1, 256)
    return data


def given_of(rng, layout, folder, secret):
    """A class, as a folder or a zip."""
    mallory = Mallory(rng, beginning(layout, "mallory"))
    if rng.random() < 0.5:
        given = folder / "given"
        for name, data in honest(layout).items():
            (given / name).parent.mkdir(parents=True, exist_ok=True)
            (given / name).write_bytes(data)
        mallory.in_folder(given, secret)
        return given
    given = folder / "given.zip"
    with zipfile.ZipFile(given, "w") as archive:
        for name, data in honest(layout).items():
            archive.writestr(name, data)
        mallory.in_zip(archive)
    given.write_bytes(damage(bytearray(given.read_bytes()), rng, given))
    return given


def snapshot(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("part", range(4))
def test_whatever_mallory_hands_in_the_others_come_through(part):
    many = thorough(300, 5000) // 4
    for seed in range(part * many, (part + 1) * many):
        folder = Path(tempfile.mkdtemp(prefix="fuzz"))
        try:
            one_class(seed, folder)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error
        finally:
            shutil.rmtree(folder)


def one_class(seed, folder):
    rng = random.Random(seed)
    layout = rng.choice(list(LAYOUTS))
    outside = folder / "secret"
    outside.mkdir()
    secret = outside / "seed.ipynb"
    secret.write_bytes(SECRET)
    given = given_of(rng, layout, folder, secret)
    before = snapshot(outside)
    roster = ROSTER if rng.random() < 0.5 else None
    work = folder / "grading"
    work.mkdir()
    students = Students(work / "students.json")
    intake = collect(given, IDS, roster, students, work / "copies", UTC)
    students.save()
    assert snapshot(outside) == before, "something outside has changed"
    assert sorted(path.name for path in folder.iterdir()) == sorted(["secret", given.name, "grading"])
    copies = sorted(path.name for path in (work / "copies").iterdir())
    assert all(name.isdigit() for name in copies) and all(path.is_file() for path in (work / "copies").iterdir())
    others = {}
    for each in intake.submissions:
        data = each.file.read()
        contents, left_out = read_attachments(each.attachments)
        assert SECRET not in (data, *contents.values()), "a link was followed"
        assert left_out == [] and len(contents) == len(each.attachments)
        if data.endswith(b"'s own work"):
            others[each.student] = data
            assert each.attachments == () and each.look == (), (each, "not mallory's alone")
            assert each.timestamp == TIMES[layout].get(each.student), (each, "the system's time, or none")
        told = (each.student, each.chapter, each.file.where, *each.look, *each.notes)
        assert all(text.isprintable() for text in told), told
    names = ("ada", "bob")
    ids = {who: "_".join(NAMES[who].split()) for who in names} if not roster and layout in (
        "moodle", "moodle files", "brightspace") else {who: who for who in names}  # fmt: skip
    assert others == {ids[who]: f"{who}'s own work".encode() for who in names}
    mine = {each.student for each in intake.submissions} - set(ids.values())
    assert len(mine) <= 1 and all(each.lower().startswith("mallory") for each in mine), mine
    for each in intake.troubles:
        assert all(text.isprintable() for text in (each.where, each.reason, each.todo, each.student, each.chapter)), (
            each
        )
        assert each.student not in ids.values(), (each, "mallory's trouble is called another's")


def test_a_zip_that_is_damaged_anywhere_is_read_or_refused(tmp_path):
    """Also in its list: one sentence, or a class."""
    rng = random.Random(7)
    given = tmp_path / "given.zip"
    for seed in range(thorough(100, 2000)):
        with zipfile.ZipFile(given, "w") as archive:
            for name, data in honest("moodle").items():
                archive.writestr(name, data)
            Mallory(random.Random(seed), beginning("moodle", "mallory")).in_zip(archive)
        data = bytearray(given.read_bytes())
        for _ in range(rng.choice([1, 2, 10, 100])):
            data[rng.randrange(len(data))] = rng.randrange(256)
        given.write_bytes(data[: rng.choice([len(data), len(data), rng.randrange(len(data))])])
        copies = Path(tempfile.mkdtemp(dir=tmp_path))
        try:
            intake = collect(given, IDS, ROSTER, Students(tmp_path / "students.json"), copies)
        except CourseError as error:
            assert "\n" not in str(error) and str(given) in str(error)
        else:
            assert all(each.file.read() is not None for each in intake.submissions)
        shutil.rmtree(copies)
