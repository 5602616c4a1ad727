"""An author's mistakes: each knows its file, line and cell, and all of them are reported together."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gradatim_autograder.course import CourseError

if TYPE_CHECKING:
    from gradatim_autograder.build import Changes


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one source; `where` is the cell, "cell 3 (# %%)", or "" for the whole file."""

    path: str
    line: int
    where: str
    text: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return f"{self.path}:{self.line}: {where}{self.text}"


class BuildError(CourseError):
    """Some chapters cannot be built: `problems` says why, `changes` what was done for the others."""

    def __init__(self, problems: list[Problem], changes: "Changes | None" = None):
        self.problems = sorted(problems)
        self.changes = changes
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(f"{count} in the sources; their notebooks were left as they are:\n{lines}")
