"""Has a class graded by the command in a process of its own, and notes all that can be seen of it."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mini_course import make_course

from attacks.classes import HOME, Class, Upload
from attacks.classes.things import Closed, Link, Timed, lay, pack
from attacks.classes.watch import Watch
from attacks.classes.work import mistaken, work

SEED = 918273645
SECRET = "s3cret-of-the-instructor"
PRIVATE = "only-ada-wrote-this-4711"
COMMAND = Path(__file__).with_name("command.py")
HONEST = ("ada", "bob", "zoe")  # before, among and after the hostile ones
LONG = 1_000_000  # characters of the command's output that are kept


@dataclass
class Places:
    """Where things are while a class is graded. `outside` is what belongs to the instructor alone."""

    folder: Path
    outside: Path = field(init=False)
    course: Path = field(init=False)
    grading: Path = field(init=False)
    given: Path = field(init=False)

    def __post_init__(self):
        self.outside, self.course = self.folder / "home", self.folder / "course"
        self.grading, self.given = self.folder / "grading", self.folder / "given"

    def named(self):
        return {"outside": self.outside, "course": self.course, "grading": self.grading, "given": self.given}


@dataclass
class Seen:
    """What a run left.

    status    of the command; None where it was ended after its time
    rows      of marks.csv by student and chapter;  refused  the rows of not-graded.csv
    told      the lines that say what needs a look;  looks  by student, what results/ says of it
    pages, notebooks   by student and chapter
    wrong     what must never be: each a line;  theirs  the same, by the student in whose folders it is
    checked   what the uploads' own checks found
    """

    places: Places
    status: int | None
    output: str
    seconds: float
    peak: int
    rows: dict = field(default_factory=dict)
    refused: list = field(default_factory=list)
    told: list = field(default_factory=list)
    looks: dict = field(default_factory=dict)
    took: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    notebooks: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)
    theirs: dict = field(default_factory=dict)
    checked: dict = field(default_factory=dict)

    def points(self, who: str) -> float:
        """What the students whose id holds `who` got together."""
        return sum(
            float(row["points"] or 0) for (student, _), row in self.rows.items() if _plain(who) in _plain(student)
        )

    def named(self, who: str) -> bool:
        """Whether the report says anything of somebody in whose names `who` stands."""
        said = [*self.told, *(str(list(row.values())) for row in self.refused)]
        said += [f"{student}" for student, look in self.looks.items() if look]
        return any(_plain(who) in _plain(each) for each in said)

    def ids(self, who: str) -> list[str]:
        """The id of an honest one; a system's name for them may have more behind it."""
        return sorted({student for student, _chapter in self.rows if student.split("_")[0] == who})

    def got(self, who: str) -> dict:
        """All that an honest one gets back, by chapter: the marks, the page, the notebook. Nothing where it is not
        certain who they are.
        """
        found = {}
        for (student, chapter), row in self.rows.items():
            if [student] == self.ids(who):
                marks = {**row, "student": who, "note": "", "status": row["status"] == "not graded"}
                key = student, chapter
                found[chapter] = (marks, self.pages.get(key), self.notebooks.get(key))
        return found


def _plain(text):
    return re.sub(r"\W|_", "", text).casefold()


def run(about: Class, walls: str = "bubblewrap") -> Seen:
    """Grade a class in a folder that is gone afterwards."""
    below = about.below if os.access(about.below or "/nowhere", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="attacked-", dir=below))
    try:
        return _run(about, Places(folder.resolve()), walls)
    finally:
        _remove(folder)


def _run(about, places, walls):
    shutil.copytree(_course(about.chapters), places.course)
    _outside(places.outside)
    if about.way == "in place":
        places.given = places.grading
    before = {}
    if about.before:  # the honest ones' class was graded before
        shutil.copytree(_graded(about.chapters, walls), places.grading)
    _hand_in(about, places)
    if about.whole:
        about.whole(places)
    if about.before:
        about.before(places)
    before = _state(places, about)
    seen = _start(about, places, walls)
    after = _state(places, about)
    seen.wrong += [
        f"changed: {name}" for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)
    ]
    _look(seen)
    for name, upload in about.uploads.items():
        seen.checked[name] = upload.check(seen) if upload.check else ""
    return seen


def _hand_in(about, places):
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


@cache
def _course(chapters):
    return make_course(Path(tempfile.mkdtemp(prefix="attacked-course-")) / "course", *chapters)


@cache
def _graded(chapters, walls):
    """The grading folder of a class of honest ones."""
    places = Places(Path(tempfile.mkdtemp(prefix="attacked-before-")).resolve())
    shutil.copytree(_course(chapters), places.course)
    _outside(places.outside)
    _hand_in(Class({}, chapters), places)
    seen = _start(Class({}, chapters), places, walls)
    assert seen.status == 0, seen.output
    return places.grading


def _outside(home):
    home.mkdir()
    (home / ".bashrc").write_text("# the instructor's\n")
    (home / "secret").write_text(SECRET + "\n")
    (home / "secret.ipynb").write_bytes(work(says=SECRET))
    (home / "folder").mkdir()
    (home / "folder" / "key").write_text(SECRET + "\n")


def _state(places, about):
    """A digest of each file that grading must leave alone."""
    watched = [places.outside, *([] if about.way == "in place" else [places.given]), places.course]
    found = {}
    for top in watched:
        paths = [top] if top.is_file() else [*top.rglob("*")]
        for path in paths:
            if path.is_file() and not path.is_symlink():
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _start(about, places, walls) -> Seen:
    scratch = places.folder / "scratch"
    scratch.mkdir(exist_ok=True)
    environment = {
        **{key: value for key, value in os.environ.items() if key != "GRADATIM_GRADING"},
        "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200", "HOME": str(places.outside), "ATTACKED_WALLS": walls,
        "XDG_CACHE_HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch), "XDG_DATA_HOME": str(scratch),
        "IPYTHONDIR": str(scratch), "MPLCONFIGDIR": str(scratch), "JUPYTER_CONFIG_DIR": str(scratch),
        "JUPYTER_DATA_DIR": str(scratch), "GRADER_SECRET": SECRET,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }  # fmt: skip
    words = [sys.executable, str(COMMAND), "grade", str(places.given), "--grading", str(places.grading), "--seed",
             str(SEED), "--timeout", str(about.timeout), "--workers", "2", *about.options]  # fmt: skip
    words += ["--unsafe"] if walls == "unsafe" else []
    words += ["--roster", str(places.folder / "class.csv")] if about.roster else []
    began = time.monotonic()
    log = places.folder / "output"
    with log.open("wb") as stream:
        process = subprocess.Popen(words, cwd=places.course, env=environment, stdin=subprocess.DEVNULL, stdout=stream,
                                   stderr=subprocess.STDOUT, start_new_session=True)  # fmt: skip
        with Watch(process.pid) as watch:
            try:
                status = process.wait(about.seconds)
            except subprocess.TimeoutExpired:
                status = None
            seconds = time.monotonic() - began
            alive = watch.alive() if status is not None else []
            watch.end()
        process.wait()
    with log.open("rb") as stream:
        output = stream.read(LONG).decode("utf-8", "replace")
    seen = Seen(places, status, output, seconds, watch.peak)
    seen.wrong += [f"alive afterwards: {each}" for each in alive]
    seen.wrong += [f"{seen.peak} MB were used"] * (seen.peak > about.memory)
    if status is None:
        seen.wrong.append(f"it hung: ended after {about.seconds:.0f} s")
    elif status not in (0, 1):
        seen.wrong += [] if about.refusal and about.refusal in output else [f"it aborted ({status}): {output[-300:]}"]
    return seen


def _look(seen):
    grading, output = seen.places.grading, seen.output
    seen.rows = {(row["student"], row["chapter"]): row for row in _table(seen, grading / "marks.csv")}
    seen.refused = _table(seen, grading / "not-graded.csv")
    at = re.search(r"needs? a look:", output)
    seen.told = output[at.end() :].splitlines() if at else []
    for path in sorted(grading.glob("results/*/*.json")):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        reason = [kept["reason"]] if kept.get("reason") else []
        seen.looks.setdefault(kept["student"], []).extend([*kept.get("look", ()), *reason])
        seen.took[kept["student"]] = seen.took.get(kept["student"], 0) + kept.get("seconds", 0)
    for step, suffix, kept in (("feedback", ".html", seen.pages), ("autograded", ".ipynb", seen.notebooks)):
        for path in sorted(grading.glob(f"{step}/*/*/*{suffix}")):
            if path.stem == path.parent.name and path.is_file():
                kept[path.parts[-3], path.parts[-2]] = path.read_bytes()
    if "Traceback (most recent call last)" in output:
        seen.wrong.append(f"a traceback: {output[-300:]}")
    if found := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", output):
        seen.wrong.append(
            f"control characters reach the terminal: {output[max(0, found.start() - 40) : found.end() + 5]!r}"
        )
    for who, fault in _secrets(seen):
        seen.theirs.setdefault(who, []).append(fault)


def _table(seen, path):
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    if found := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text):
        seen.wrong.append(f"control characters in {path.name}: {text[max(0, found.start() - 40) : found.end() + 5]!r}")
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        cells = [str(each) for each in row.values() if each]
        seen.wrong += [f"a formula in {path.name}: {each[:60]!r}" for each in cells if each[0] in "=+-@\t\r"]
    return rows


def _secrets(seen):
    """Where something stands that must not be there: in what students get, or kept below a student's name."""
    secrets = {SECRET: "a secret file", str(SEED): "the seed", "SQLite format 3": "the gradebook"}
    paths = {str(seen.places.course): "a path", str(seen.places.grading): "a path", str(seen.places.outside): "a path"}
    for step in ("feedback", "autograded", "submitted", "results"):
        for path in sorted((seen.places.grading / step).rglob("*")):
            who, place = path.relative_to(seen.places.grading).parts[1], path.relative_to(seen.places.grading)
            if path.is_symlink() and (step != "submitted" or seen.places.given != seen.places.grading):
                yield who, f"a link is in {place}"
            if path.is_symlink() or not path.is_file():
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            words = {**secrets, **(paths if step == "feedback" else {})}
            if who.split("_")[0] != "ada":
                words[PRIVATE] = "what ada wrote"
            for word, what in words.items():
                if word in text and not (step == "results" and what == "a path"):
                    yield who, f"{what} is in {place}"


def _remove(folder):
    for path in [*folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink() and not os.access(path, os.W_OK | os.X_OK):
            path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


__all__ = ["HOME", "Places", "Seen", "me", "run"]
