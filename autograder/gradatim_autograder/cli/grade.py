"""`gradatim grade`."""

import argparse
import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradatim_autograder.course import GRADING_VARIABLE, Course, CourseError
from gradatim_autograder.grading.shown import few, shown

if TYPE_CHECKING:
    from rich.console import Console

    from gradatim_autograder.grading.batch.grade import Batch

NAMED = 10  # submissions that are left are named, up to so many

STATUS = """\
Under "need a look" stands what was not graded, and what was graded although
  - it was interrupted, or Python died in it
  - an exercise or a written answer was missing, stands in another cell, or was recognised by its place
  - a test was changed (the course's own was used), a cell was copied, or a cell could not be read
  - it is not certain whose it is, or a file beside it was left out
  - points were earned in a way that no program can judge, or fewer where the course's library is not there
Not there stands what changes nothing: a renamed file, another kernel, cells in another order, a deleted test that was
put back. Written answers that wait for a person are "to mark by hand"; they need no other look.

Exit status: 0 everything is graded and nothing needs a look, 1 something needs a look, 2 nothing could be done."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "grade",
        help="Grade a folder or zip of submissions",
        description=textwrap.fill(
            "Grade a folder or zip of submissions through nbgrader, into its gradebook: nbgrader's "
            "submitted/STUDENT/CHAPTER/CHAPTER.ipynb, or files called STUDENT_CHAPTER.ipynb as learning-management "
            "systems export them. What you give is not changed. Run it again at any time: what is graded already is "
            "not graded again.",
            width=100,
        ),
        epilog=STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("submissions", type=Path, metavar="FOLDER_OR_ZIP", help="what the students handed in")
    add_folder_argument(command)
    command.add_argument(
        "--roster", type=Path, metavar="CSV",
        help="the students who may be graded: column id or student_id, else the first, or a system's list as it is; "
        "a column group tells who is in which team; it is remembered",
    )  # fmt: skip
    command.add_argument(
        "--seed", type=whole_number, metavar="N", help="draw the checks' inputs from this seed from now on"
    )
    command.add_argument(
        "--timeout",
        type=seconds,
        default=30,
        metavar="SECONDS",
        help="the processor time that one cell, or one check, may take; a notebook ten times that (default: 30). By "
        "the clock it may be six times as much and 10 seconds, so that a busy machine changes no mark",
    )
    command.add_argument(
        "--workers",
        type=workers,
        metavar="N",
        help="how many submissions are run at a time (default: the cores of this machine that may be used)",
    )
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="run them on the workers of this Dask scheduler, e.g. tcp://10.0.0.1:8786 (needs the extra `cluster`)",
    )
    command.add_argument(
        "--timezone", metavar="ZONE",
        help="the zone of times of hand-in that are told without one, e.g. Europe/Berlin (default: this computer's)",
    )  # fmt: skip
    command.add_argument(
        "--unsafe",
        action="store_true",
        help="run the students' code without a sandbox, with your rights (every report says so)",
    )
    command.add_argument("--again", action="store_true", help="grade also what is graded already")
    command.set_defaults(run=run)


def add_folder_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--grading",
        type=Path,
        metavar="DIR",
        help="where the gradebook, the feedback and marks.csv go (default: grading)",
    )


def whole_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 30:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def workers(text: str) -> int:
    value = whole_number(text)
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of workers from 1 to 1000")
    return value


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1 <= value <= 86400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 1 to 86400")
    return value


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    use_folder(args.grading)
    return grade_and_report(
        course, args.submissions, roster=args.roster, seed=args.seed, timeout=args.timeout, again=args.again,
        workers=args.workers, unsafe=args.unsafe, scheduler=args.scheduler, timezone=args.timezone,
    )  # fmt: skip


def use_folder(folder: Path | None) -> None:
    """Put what grading produces into `folder`, for this process and those it starts."""
    if folder is not None:
        if folder.exists() and not folder.is_dir():
            raise CourseError(f"{folder} is a file. Give a folder with --grading.")
        os.environ[GRADING_VARIABLE] = str(folder.resolve())


def grade_and_report(course: Course, given: Path, workers: int | None = None, **options: Any) -> int:
    """Grade and show what came of it; return the exit status. `options` are further ones of `grade`."""
    from rich.console import Console

    from gradatim_autograder.grading.batch import grade as grading
    from gradatim_autograder.grading.batch import terminal

    console = Console(highlight=False)
    with terminal.Progress(console) as progress:
        batch = grading.grade(course, given, progress, workers=workers or cores(), **options)
    terminal.show(console, batch)
    say_where(console, course, batch, terminal.waiting(batch.rows), picture(course, batch))
    if batch.stopped:
        return 130
    return 0 if batch.all_graded else 1


def picture(course: Course, batch: "Batch") -> str:
    """Draw the class anew where something has changed; says where the picture is. What goes wrong costs it alone."""
    from gradatim_autograder.grading.store.log import open_log

    if batch.stopped:
        return ""
    try:
        from gradatim_autograder.grading.report.write import write_if_changed

        return str(write_if_changed(course, again=batch.fresh > 0) or "")
    except Exception as error:  # the marks are there, and they are what counts
        with open_log(course.grading.resolve()) as log:
            log.exception("the picture of the class")
        return f"could not be drawn ({type(error).__name__}: {error}); the marks are as they should be"


def say_where(console: "Console", course: Course, batch: "Batch", by_hand: str, drawn: str = "") -> None:
    """Say where everything is, how to open it, how to go on.

    Parameters
    ----------
    by_hand
        What waits for a person, in words.
    drawn
        Where the picture of the class is, or why there is none.
    """
    folder = course.grading.resolve()
    done = len(batch.results) - batch.fresh
    before = f", {done} were graded before" if done else ""
    lines = [
        "",
        f"{batch.fresh} looked at in {batch.seconds:.0f} seconds{before}.",
        f"Marks:      {folder / 'marks.csv'}",
        f"Feedback:   {folder / 'feedback'}{os.sep}STUDENT{os.sep}CHAPTER{os.sep}CHAPTER.html",
        f"Gradebook:  {folder / 'gradebook.db'}",
        f"Formgrader: uv run gradatim open --instructor --grading {_quoted(folder)}",
    ]
    if drawn:
        lines.insert(3, f"The class:  {drawn}")
    if batch.renewed:
        lines.append(f"Penalties:  {batch.renewed} computed anew: a due date, an extension or marks have changed")
    if by_hand:
        lines.append(f"By hand:    {by_hand}")
    if batch.troubles or any(each.status != "graded" for each in batch.results):
        lines.insert(3, f"Not graded: {folder / 'not-graded.csv'}")
    if batch.stopped:
        lines.append(
            f"Stopped; {len(batch.left)} are left: {_named(batch.left)}. Everything graded so far is kept: run the "
            "same command again."
        )
    for line in lines:
        console.print(shown(line, longest=5000), markup=False, soft_wrap=True)


def _named(left):
    """Who is left, the first of them by name."""
    return few([f"{student} {chapter}" for student, chapter in left], NAMED)


def _quoted(path):
    text = str(path)
    return f'"{text}"' if " " in text else text
