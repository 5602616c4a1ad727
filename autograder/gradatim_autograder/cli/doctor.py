"""`gradatim doctor`."""

import argparse
import importlib
import shutil
import sys
from importlib.metadata import version

from gradatim_autograder.course import Course, CourseError

GOOD, BAD = "ok  ", "NO  "


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "doctor",
        help="Say what this machine can do for grading, and what to install",
        description="Try what grading needs on this machine: the sandbox for students' code, nbgrader, the course.",
        epilog="Exit status: 0 grading is safe here, 1 something is missing.",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from gradatim_autograder.nbgrader_setup import put_python_on_path
    from gradatim_autograder.sandbox.container import PROGRAMS
    from gradatim_autograder.sandbox.examine import examine_bubblewrap, examine_container

    put_python_on_path()
    print("The sandbox")
    best = examine_bubblewrap()
    safe = _say(best)
    if not safe:
        print("\nIn its place")
        safe = True in map(_say, map(examine_container, PROGRAMS))
    print("\nGrading")
    ready = False not in [_say_one(*each) for each in _grading()]
    print()
    if safe and ready:
        print("Grading is safe here.")
    elif ready:
        print("Students' code cannot be walled in here: `gradatim grade` refuses, unless you give --unsafe.")
    return 0 if safe and ready else 1


def _say(findings) -> bool:
    return False not in [_say_one(each.good, each.text, each.advice) for each in findings]


def _say_one(good, text, advice="") -> bool:
    print(f"  {GOOD if good else BAD}{text}")
    if advice and not good:
        print(f"      {advice}")
    return good


def _grading():
    """(good, text, advice) of each thing beside the sandbox."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 11), f"Python {python}", "Python 3.11 or newer is needed."
    for name in ("nbgrader", "nbconvert", "numpy", "matplotlib", "msgpack"):
        try:
            importlib.import_module(name)
            yield True, f"{name} {version(name)}", ""
        except ImportError as error:
            yield False, f"{name} cannot be imported: {error}", "Install the course again: see README.md."
    yield bool(shutil.which("alembic")), "alembic, which nbgrader calls", "It belongs to nbgrader: install it again."
    try:
        course = Course.find()
        chapters = [name for name in course.chapters() if (course.solutions / name / f"{name}.ipynb").is_file()]
        yield bool(chapters), f"the course in {course.root}, with {len(chapters)} chapters", "Run: gradatim build"
    except CourseError as error:
        yield False, str(error), ""
