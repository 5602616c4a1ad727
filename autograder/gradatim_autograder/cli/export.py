"""`gradatim export`."""

import argparse
from pathlib import Path

from gradatim_autograder.cli.grade import add_folder_argument, use_folder
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.shown import shown

SYSTEMS = ("canvas", "moodle", "brightspace", "blackboard", "sakai", "gradescope")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "export",
        help="Write the marks for a learning-management system",
        description="Write the marks of a chapter into the file that a learning-management system takes, and the "
        "feedback pages into a zip under the names that it knows. Who still waits for your points is left out. "
        "marks.csv in the grading folder stays as it is.",
        epilog="Exit status: 0 everybody's marks are in it, 1 somebody was left out, 2 it could not be done.",
    )
    command.add_argument("--to", required=True, choices=SYSTEMS, metavar="SYSTEM", help=", ".join(SYSTEMS))
    command.add_argument(
        "--template", type=Path, metavar="FILE",
        help="the system's own file, which is filled in: its export of the grades, Moodle's grading worksheet, the "
        "zip of Sakai",
    )  # fmt: skip
    command.add_argument("--chapter", metavar="CHAPTER", help="which chapter, where several are graded")
    command.add_argument(
        "--column", default="", metavar="TITLE",
        help="the title of the work in the system (default: the column that has the chapter's name in it)",
    )  # fmt: skip
    command.add_argument("--scale", action="store_true", help="bring the points to the maximum that the system has")
    add_folder_argument(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from gradatim_autograder.grading.export.write import export, in_words
    from gradatim_autograder.grading.store.faults import in_words as in_words_of

    course = Course.find()
    use_folder(args.grading)
    try:
        done = export(course, args.to, args.chapter, args.template, args.column, args.scale)
    except OSError as error:
        raise CourseError(in_words_of(error, course.grading.resolve())) from None
    for line in in_words(done):
        print(shown(line, longest=5000))
    return 0 if done.complete else 1
