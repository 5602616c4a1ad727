"""Has a class graded by the command in a process of its own."""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from gradatim_autograder.sandbox import container
from mini_course import make_course

from attacks.classes import Class
from attacks.classes.handing import hand_in
from attacks.classes.seen import SECRET, SEED, Places, Seen, look
from attacks.classes.watch import Watch
from attacks.classes.work import work

COMMAND = Path(__file__).with_name("command.py")
SLOWER = 5  # a container for each submission
LONG = 1_000_000  # characters of the command's output that are kept


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
    hand_in(about, places)
    if about.whole:
        about.whole(places)
    if about.before:
        about.before(places)
    before = _state(places, about)
    planted = {path for path in places.grading.rglob("*") if path.is_symlink()}
    seen = _start(about, places, walls)
    seen.planted = planted
    after = _state(places, about)
    seen.wrong += [
        f"changed: {name}" for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)
    ]
    look(seen)
    for name, upload in about.uploads.items():
        seen.checked[name] = upload.check(seen) if upload.check else ""
    return seen


@cache
def _course(chapters):
    return make_course(_kept("course") / "course", *chapters)


def _kept(what) -> Path:
    """A folder that is there until the process ends."""
    folder = Path(tempfile.mkdtemp(prefix=f"attacked-{what}-")).resolve()
    atexit.register(_remove, folder)
    return folder


@cache
def _graded(chapters, walls):
    """The grading folder of a class of honest ones."""
    places = Places(_kept("before"))
    shutil.copytree(_course(chapters), places.course)
    _outside(places.outside)
    hand_in(Class({}, chapters), places)
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
    longest = about.seconds * (SLOWER if walls in container.PROGRAMS else 1)
    began = time.monotonic()
    log = places.folder / "output"
    with log.open("wb") as stream:
        process = subprocess.Popen(words, cwd=places.course, env=environment, stdin=subprocess.DEVNULL, stdout=stream,
                                   stderr=subprocess.STDOUT, start_new_session=True)  # fmt: skip
        with Watch(process.pid) as watch:
            try:
                status = process.wait(longest)
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
        seen.wrong.append(f"it hung: ended after {longest:.0f} s")
    elif status not in (0, 1):
        seen.wrong += [] if about.refusal and about.refusal in output else [f"it aborted ({status}): {output[-300:]}"]
    return seen


def _remove(folder):
    for path in [*folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink() and not os.access(path, os.W_OK | os.X_OK):
            path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
