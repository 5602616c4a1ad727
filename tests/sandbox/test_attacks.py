"""Hostile submissions get what the honest answers in them earn, harm no other, leave nothing alive and end in time."""

import json
import os
import shutil
import socket
import subprocess
import sys

import pytest
from attacks import classes, collected
from attacks.classes.verdict import rows
from attacks.grading import CHAPTER, Grader
from gradatim_autograder.course import Course
from gradatim_autograder.grading.release.read import read_chapter
from mini_course import make_course
from places import CORPUS, ROOT, SUPPORT
from thorough import thorough

PATHS = {"PYTHONPATH": f"{CORPUS}{os.pathsep}{SUPPORT}", "PYTHONDONTWRITEBYTECODE": "1"}
ATTACKS = collected()
CLASSES = classes.collected()
WITH_WALLS = sys.platform == "linux" and shutil.which("bwrap")
needs_walls = pytest.mark.skipif(not WITH_WALLS and not os.environ.get("CI"), reason="bubblewrap is not installed")

# Enough to see that the walls of another kind stand; each of them is tried in full by hand.
AS_USER = [
    "leak-files left", "leak-memory", "leak-messages left", "leak-privileges", "leak-sockets", "crash-kill",
    "hang-in C", "fill-processes", "fill-memory of nobody", "fill-disk", "survive-daemon",
]  # fmt: skip
APART = ["survive-daemon", "leak-files left"]
UNSAFE = ["score-displayed", "crash-segmentation fault", "hang-loop", "survive-daemon", "survive-programs"]


@pytest.fixture(scope="module")
def chapter(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("attacked") / "course", CHAPTER)
    return read_chapter(Course(root), CHAPTER)


@pytest.fixture(scope="module")
def grader(chapter):
    with Grader(chapter, "bubblewrap") as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def servers():
    """What a sandbox must not reach."""
    opened = []
    for family, place in ((socket.AF_INET, ("127.0.0.1", 38765)), (socket.AF_UNIX, "\0gradatim-attacked")):
        server = socket.socket(family)
        try:
            server.bind(place)
            server.listen()
        except OSError:  # another worker's tests have it
            pass
        opened.append(server)
    yield
    for server in opened:
        server.close()


def test_there_are_many():
    assert len(ATTACKS) >= 60
    assert sum(len(each.uploads) for each in CLASSES.values()) >= 300
    assert {*AS_USER, *APART, *UNSAFE} <= ATTACKS.keys()
    assert all(attack.what for attack in ATTACKS.values())


# On a developer's machine one of each family is tried, and one class of each room that it attacks. CI tries all.
OF_EACH_FAMILY = list({name.partition("-")[0]: name for name in reversed(ATTACKS)}.values())


@needs_walls
@pytest.mark.parametrize("name", ATTACKS if thorough(0, 1) else OF_EACH_FAMILY)
def test_an_attack_gets_what_its_honest_answers_earn(name, grader, record_property):
    row = grader.row(name, ATTACKS[name])
    record_property("attack", row.as_dict())
    assert row.faults == ""


AT_HAND = ["intake, in a zip", "links, in place", "hidden", "bookkeeping, a table dropped"]


@needs_walls
@pytest.mark.parametrize("family", CLASSES if thorough(0, 1) else AT_HAND)
def test_a_class_is_graded_as_if_nobody_in_it_were_hostile(family, record_property):
    """Nobody gets more than the honest part earns, all others get what they would get; the report names who tried."""
    found = rows(family, CLASSES[family])
    for row in found:
        record_property("attack", row.as_dict())
    assert {row.name: row.faults for row in found if row.faults} == {}


def graded_apart(walls, names, command=()):
    """The faults by name, and what the grader said of its walls, from a process of its own."""
    environment = {**os.environ, **PATHS}
    words = [*command, sys.executable, "-m", "attacks.grading", walls, *names]
    ended = subprocess.run(words, cwd=CORPUS, env=environment, capture_output=True, text=True, timeout=280)
    assert ended.returncode == 0, ended.stderr[-2000:]
    about, *lines = map(json.loads, ended.stdout.splitlines())
    return about, {line["name"]: line["faults"] for line in lines}


def as_user():
    """A command that runs another as an ordinary user, who can read this Python; nothing where one is grading now."""
    return [] if os.getuid() else [str(CORPUS / "attacks" / "as_user.sh"), sys.base_prefix, str(ROOT), sys.prefix]


@pytest.mark.thorough
@needs_walls
def test_an_ordinary_user_has_the_same_walls():
    about, faults = graded_apart("bubblewrap", AS_USER, as_user())
    assert about["user"] != 0 and about["walls"]
    assert faults == dict.fromkeys(AS_USER, "")


# What needs control groups to hold (memory without an owner, the number of processes) is not among them: where podman
# runs within another container it has none.
BY_CONTAINERS = ["leak-files left", "leak-memory", "leak-sockets", "crash-kill", "hang-in C", "survive-daemon"]
PODMAN = str(CORPUS / "attacks" / "with_podman.sh")


@pytest.fixture(scope="module")
def by_containers(tmp_path_factory):
    """The program and the command in front, by which containers are had: podman, or else what stands in for docker."""
    if subprocess.run([PODMAN, "true"], capture_output=True, timeout=120).returncode == 0:
        return "podman", [PODMAN]
    program = tmp_path_factory.mktemp("stand-in") / "docker"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{SUPPORT / "docker_by_bubblewrap.py"}" "$@"\n')
    program.chmod(0o755)
    return "docker", ["env", f"PATH={program.parent}:{os.environ['PATH']}"]


@pytest.mark.thorough
@needs_walls
def test_containers_have_the_same_walls(by_containers):
    program, command = by_containers
    # What stands in for docker gives root's processes the rights that docker takes away.
    names = [name for name in BY_CONTAINERS if program == "podman" or name != "leak-memory"]
    _about, faults = graded_apart(program, names, command)
    assert faults == dict.fromkeys(names, "")


@pytest.mark.thorough
@pytest.mark.parametrize("way", ["a user", *(["containers"] if thorough(0, 1) else [])])
@needs_walls
def test_whole_classes_fare_alike_for_a_user_and_by_containers(way, by_containers):
    walls, command = ("bubblewrap", as_user()) if way == "a user" else by_containers
    # In containers a student's process keeps its /proc, which tells where things are mounted from (docs/security.md).
    families = ["links, in place", *(["walls"] if way == "a user" else []), *(["links"] if thorough(0, 1) else [])]
    words = [*command, sys.executable, "-m", "attacks.table", "--walls", walls, "--json", "--classes", *families]
    environment = {**os.environ, **PATHS}
    ended = subprocess.run(words, cwd=CORPUS, env=environment, capture_output=True, text=True, timeout=900)
    found = list(map(json.loads, ended.stdout.splitlines()))
    assert len(found) >= 15, ended.stderr[-2000:]
    assert {row["name"]: row["faults"] for row in found if row["faults"]} == {}


@pytest.mark.thorough
@needs_walls
def test_without_namespaces_in_namespaces_each_submission_has_a_sandbox():
    about, faults = graded_apart("apart", APART)
    assert not about["walls"]
    assert faults == dict.fromkeys(APART, "")


@pytest.mark.skipif(sys.platform != "linux", reason="what is left alive is seen in /proc")
def test_without_a_sandbox_crashes_and_loops_cost_themselves():
    _about, faults = graded_apart("unsafe", UNSAFE)
    assert faults == dict.fromkeys(UNSAFE, "")
