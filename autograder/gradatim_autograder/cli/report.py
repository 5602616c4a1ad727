"""`gradatim report`, and the report at the end of `gradatim grade`."""

import argparse

from gradatim_autograder.cli.grade import add_folder_argument, use_folder
from gradatim_autograder.course import Course
from gradatim_autograder.grading.shown import shown


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "report",
        help="Draw a picture of the class: marks, exercises, mistakes",
        description="Write one page about the class into report/ in the grading folder, and its figures as CSV files: "
        "how the marks lie, how hard each exercise is, which mistakes were made and where to reread, which wrong "
        "answers have no name yet. `gradatim grade` writes it too, without the similarity.",
        epilog="Exit status: 0 it is written, 2 it could not be done.",
    )
    command.add_argument(
        "--similarity",
        action="store_true",
        help="also show pairs of students whose work has something rare in common, beside each other, to be looked at",
    )
    add_folder_argument(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from rich.console import Console

    from gradatim_autograder.grading.report.write import write_report

    course = Course.find()
    use_folder(args.grading)
    console = Console(highlight=False)
    with console.status("Counting …") as status:
        path, made = write_report(course, args.similarity, lambda what: status.update(f"Counting: {shown(what)} …"))
    console.print(shown(f"The class in a picture: {path}", longest=5000), markup=False, soft_wrap=True)
    console.print(f"Its figures are in the CSV files beside it ({len(made.students)} students).", markup=False)
    if args.similarity:
        count = sum(len(chapter.pairs or ()) for chapter in made.chapters)
        told = f"{count} pairs have something rare in common: look at them; they prove nothing."
        console.print(told if count else "No two students' work has more in common than chance brings.", markup=False)
    return 0
