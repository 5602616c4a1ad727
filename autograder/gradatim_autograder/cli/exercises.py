"""`gradatim exercises`: what the checks know."""

import argparse
from collections.abc import Iterator


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "exercises",
        help="List the exercises and what their checks know",
        description="List every exercise with its points, its probes (the sets of arguments that a check draws), the "
        "known mistakes that it can name, and the other right answers that it is tested with.",
    )
    command.add_argument("chapter", nargs="?", metavar="CHAPTER", help='e.g. "01-neuron" (default: all)')
    command.add_argument("--csv", action="store_true", help="print comma-separated values for a spreadsheet")
    command.add_argument(
        "--classes",
        action="store_true",
        help="list, for each exercise, the classes of arguments that its probes cover (a tie, pad 0, a single row …)",
    )
    command.set_defaults(run=run)


CLASS_COLUMNS = ("chapter", "exercise", "class", "probes", "holds")
COLUMNS = ("chapter", "exercise", "points", "probes", "mistakes", "alternatives")


def rows(chapter: str | None = None) -> Iterator[tuple[str, str, str, int, int, int]]:
    """One row of COLUMNS for each exercise, chapter after chapter."""
    from gradatim_autograder.exercise.registry import all_exercises

    for name, exercise in all_exercises().items():
        if chapter in (None, exercise.chapter):
            yield (
                exercise.chapter,
                name,
                f"{exercise.max_points:g}",
                len(exercise.draw(0)),
                len({mistake.name for mistake in exercise.mistakes}),
                len(exercise.alternatives),
            )


def class_rows(chapter: str | None = None) -> Iterator[tuple[str, str, str, str, str]]:
    """One row of CLASS_COLUMNS for each class of arguments; "-" probes where no single argument shows it."""
    from gradatim_autograder.exercise.registry import all_exercises

    for name, exercise in all_exercises().items():
        if chapter in (None, exercise.chapter):
            held = [exercise.classes_of(probe.args) for probe in exercise.draw(0)]
            for each in exercise.classes:
                count = "-" if each.wrong else sum(each in classes for classes in held)
                yield exercise.chapter, name, each.name, str(count), each.text


def run(args: argparse.Namespace) -> int:
    from gradatim_autograder.course import CourseError
    from gradatim_autograder.exercise.registry import all_exercises

    found: list[tuple[str | int, ...]] = list(rows(args.chapter))
    if not found:
        known = ", ".join(sorted({each.chapter for each in all_exercises().values()}))
        raise CourseError(f"There is no chapter {args.chapter} with exercises. Chapters: {known}.")
    columns: tuple[str, ...] = COLUMNS
    if args.classes:
        found, columns = list(class_rows(args.chapter)), CLASS_COLUMNS
    if args.csv:
        _print_csv(found, columns)
    else:
        _print_table(found, columns)
    return 0


def _print_csv(found, columns):
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(found)


def _print_table(found, columns):
    from rich import box
    from rich.console import Console
    from rich.table import Table

    totals = _totals(found) if columns is COLUMNS else [""] * (len(columns) - 1)
    table = Table(box=box.SIMPLE, show_footer=columns is COLUMNS)
    for name, total in zip(columns[1:], totals, strict=True):
        words = name in ("exercise", "class", "holds")
        table.add_column(name, footer=total, justify="left" if words else "right", no_wrap=name != "holds")
    before = ("", "")
    for row in found:
        if before[0] not in ("", row[0]):
            table.add_section()
        if row[0] != before[0]:
            table.add_row(row[0])
        table.add_row(f"  {row[1]}" if row[:2] != before else "", *map(str, row[2:]))
        before = row[:2]
    Console().print(table)


def _totals(found):
    totals = [f"{len(found)} exercises", f"{sum(float(row[2]) for row in found):g}"]
    return totals + [str(sum(row[i] for row in found)) for i in (3, 4, 5)]
