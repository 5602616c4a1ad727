"""`gradatim exercises`: what the checks know."""

import argparse


def add_parser(commands):
    command = commands.add_parser(
        "exercises",
        help="List the exercises and what their checks know",
        description="List every exercise with its points, its probes (the sets of arguments that a check draws), the "
        "known mistakes that it can name, and the other right answers that it is tested with.",
    )
    command.add_argument("chapter", nargs="?", metavar="CHAPTER", help='e.g. "01-neuron" (default: all)')
    command.add_argument("--csv", action="store_true", help="print comma-separated values for a spreadsheet")
    command.set_defaults(run=run)


COLUMNS = ("chapter", "exercise", "points", "probes", "mistakes", "alternatives")


def rows(chapter=None):
    """One row of COLUMNS for each exercise, chapter after chapter."""
    from gradatim_autograder.registry import all_exercises

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


def run(args: argparse.Namespace) -> int:
    from gradatim_autograder.course import CourseError
    from gradatim_autograder.registry import all_exercises

    found = list(rows(args.chapter))
    if not found:
        known = ", ".join(sorted({each.chapter for each in all_exercises().values()}))
        raise CourseError(f"There is no chapter {args.chapter} with exercises. Chapters: {known}.")
    if args.csv:
        _print_csv(found)
    else:
        _print_table(found)
    return 0


def _print_csv(found):
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(found)


def _print_table(found):
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_footer=True)
    totals = [f"{len(found)} exercises", f"{sum(float(row[2]) for row in found):g}"]
    totals += [str(sum(row[i] for row in found)) for i in (3, 4, 5)]
    for number, (name, total) in enumerate(zip(COLUMNS[1:], totals, strict=True)):
        table.add_column(name, footer=total, justify="right" if number else "left", no_wrap=True)
    before = None
    for row in found:
        if before not in (None, row[0]):
            table.add_section()
        if row[0] != before:
            table.add_row(row[0])
        table.add_row(f"  {row[1]}", *map(str, row[2:]))
        before = row[0]
    Console().print(table)
