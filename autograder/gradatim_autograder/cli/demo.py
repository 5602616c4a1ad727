"""`gradatim demo`."""

import argparse
from pathlib import Path

from gradatim_autograder.cli.grade import grade_and_report, use_folder, whole_number
from gradatim_autograder.course import Course

TIMEOUT = 15  # seconds a cell; one submission has a function that never ends


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "demo",
        help="Make a class of submissions and grade it",
        description="Make a class of submissions to one chapter (right answers, known mistakes, unfinished and broken "
        "ones), grade it as `gradatim grade` does, and compare the marks with those that each must get.",
        epilog="Exit status: 0 all marks are as they must be, 1 some are not, 2 it could not be done.",
    )
    command.add_argument("--students", type=_count, default=30, metavar="N", help="how many submissions (default: 30)")
    command.add_argument("--chapter", default="01-neuron", help="default: 01-neuron")
    command.add_argument("--folder", type=Path, default=Path("demo"), help="where it all goes (default: demo)")
    command.add_argument("--seed", type=whole_number, default=1, metavar="N", help="another class for another number")
    command.set_defaults(run=run)


def _count(text):
    value = whole_number(text)
    if not 1 <= value <= 10_000:
        raise argparse.ArgumentTypeError("give a number of students from 1 to 10000")
    return value


def run(args: argparse.Namespace) -> int:
    from gradatim_autograder.grading.demo.class_of import differences, make_class

    course = Course.find()
    folder = args.folder.resolve()
    planned = make_class(course, folder, args.chapter, args.students, args.seed)
    print(
        f"Made {len(planned)} submissions in {folder / 'submissions'}; what to expect is in {folder / 'expected.csv'}."
    )
    use_folder(folder / "grading")
    status = grade_and_report(course, folder / "submissions", seed=args.seed, timeout=TIMEOUT)
    if status not in (0, 1):
        return status
    from gradatim_autograder.grading.batch.tables import AllMarks

    wrong = differences(planned, args.chapter, AllMarks.of(course).marks)
    for line in wrong:
        print(f"Not as expected: {line}")
    if not wrong:
        broken = sum(each.expected is None for each in planned)
        print(f"All marks are as expected ({len(planned) - broken} graded, {broken} unreadable on purpose).")
    return 1 if wrong else 0
