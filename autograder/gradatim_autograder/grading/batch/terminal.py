"""What the instructor gets to see in the terminal: progress, a table, and what needs a look.

Names and reasons come from students' files: they are shown as they are written, and nothing in them is obeyed.
"""

from collections import Counter
from typing import TYPE_CHECKING, Self

from gradatim_autograder.grading.batch.grade import Batch
from gradatim_autograder.grading.batch.tables import BY_HAND
from gradatim_autograder.grading.intake.collect import Submission
from gradatim_autograder.grading.shown import shown
from gradatim_autograder.grading.store.results import GRADED

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

LONGEST = 5000  # characters of a line


class Progress:
    """A bar with the number done, the time left and the student at work."""

    def __init__(self, console: "Console"):
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns = [
            TextColumn("Grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("about"),
            TimeRemainingColumn(),
            TextColumn("left  {task.fields[who]}", markup=False),
        ]
        self._bar = RichProgress(*columns, console=console, speed_estimate_period=600)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_error):
        if self._task is not None:
            self._bar.update(self._task, who="")
        self._bar.stop()

    def start(self, total: int) -> None:
        self._task = self._bar.add_task("grading", total=total, who="")

    def at(self, submission: Submission) -> None:
        if self._task is not None:
            self._bar.update(self._task, who=shown(f"{submission.student} {submission.chapter}"))

    def done(self) -> None:
        if self._task is not None:
            self._bar.advance(self._task)


def waiting(rows: list[dict]) -> str:
    """In one line, which chapters wait for a person's marks and in how many submissions; "" where none does."""
    counts = Counter(row["chapter"] for row in rows if row["status"] == BY_HAND)
    if not counts:
        return ""
    chapters = ", ".join(f"{chapter} ({count})" for chapter, count in sorted(counts.items()))
    return f"answers wait for your points in {chapters}; give them in Formgrader, then run this command again"


def show(console: "Console", batch: Batch) -> None:
    """Print the table and the list of what needs a look."""
    from rich.table import Table
    from rich.text import Text

    if not batch.rows and not batch.troubles and not batch.said:
        return
    table = Table(title=f"{len(batch.rows)} submissions" if len(batch.rows) != 1 else "1 submission")
    table.add_column("student", overflow="fold")
    table.add_column("chapter", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("note", overflow="fold", ratio=1)
    for row in batch.rows:
        points = f"{row['points']} / {row['max_points']}" if row["points"] else "not graded"
        table.add_row(*[Text(shown(each, LONGEST)) for each in (row["student"], row["chapter"], points, row["note"])])
    if batch.rows:
        console.print(table)
    look = needs_a_look(batch)
    if look:
        console.print(Text(f"\n{len(look)} need a look:" if len(look) > 1 else "\n1 needs a look:", style="bold"))
        for line in look:
            console.print(Text(f"  {shown(line, LONGEST)}"), soft_wrap=True)
    if batch.said:
        console.print(Text("\nFound damaged in the grading folder:", style="bold"))
        for line in batch.said:
            console.print(Text(f"  {shown(line, LONGEST)}"), soft_wrap=True)


def needs_a_look(batch: Batch) -> list[str]:
    """In one line each: what was not graded, what went wrong, what was repaired in a student's work, what to do."""
    lines = []
    for each in batch.troubles:
        todo = f"; {each.todo}" if each.todo else ""
        lines.append(f"not graded: {each.where}: {each.reason}{todo}")
    for result in batch.results:
        if result.status != GRADED:
            lines.append(f"not graded: {result.student}, {result.chapter} ({result.file}): {result.reason}")
        elif result.needs_a_look:
            what = "; ".join([each for each in (result.reason, *result.look) if each])
            lines.append(f"graded, but: {result.student}, {result.chapter}: {what}")
    return lines
