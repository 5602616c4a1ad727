"""The command `gradatim`. Each subcommand is one module here with `add_parser(commands)` and `run(args)`."""

import argparse
import sys

from gradatim_autograder.cli import build, demo, doctor, exercises, export, grade, open_course, report
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.shown import shown

COMMANDS = (open_course, build, exercises, grade, report, export, demo, doctor)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="gradatim",
        description="Neural networks by hand in NumPy: a Jupyter course with checks that name the mistake. "
        "Without a command it opens the course.",
    )
    commands = top.add_subparsers(dest="command", metavar="command")
    for module in COMMANDS:
        module.add_parser(commands)
    open_course.add_arguments(top)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit status (0 done, 1 something needs a look, 2 cannot be done)."""
    args = parser().parse_args(argv)
    try:
        return getattr(args, "run", open_course.run)(args)
    except CourseError as error:
        print("\n".join(shown(line, longest=5000) for line in f"gradatim: {error}".split("\n")), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ngradatim: stopped.", file=sys.stderr)
        return 130
