"""Where things are in a checkout of the course."""

import os
from dataclasses import dataclass
from pathlib import Path

EXPERIMENT = "experiment"  # tags a cell that takes long and on which no points hang: it is not run when work is graded
GRADING_VARIABLE = "GRADATIM_GRADING"  # another folder for what grading produces; nbgrader_config.py reads it too


class CourseError(Exception):
    """A mistake of the person at the keyboard; its text is the whole message, no traceback is shown."""


@dataclass(frozen=True)
class Course:
    """A checkout of the course: the folder that holds `nbgrader_config.py`, `solutions/` and `course/`."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> "Course":
        """The course around `start` (default: the working folder), else the one this code runs from."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents, *Path(__file__).resolve().parents):
            if (folder / "nbgrader_config.py").is_file() and (folder / "solutions").is_dir():
                return cls(folder)
        raise CourseError(
            f"No course found in {start} or above it. Go into the folder that you cloned (it holds "
            "nbgrader_config.py and solutions/) and run the command again."
        )

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    def release(self, language: str = "en") -> Path:
        return self.root / "course" / language

    @property
    def grading(self) -> Path:
        """What grading produces: submitted, autograded, feedback, gradebook.db, marks.csv. Git ignores it."""
        return self.root / os.environ.get(GRADING_VARIABLE, "grading")

    def chapters(self) -> list[str]:
        """The chapters' names, e.g. "01-neuron", in order."""
        return sorted(path.parent.name for path in self.solutions.glob("*/*.py") if path.stem == path.parent.name)
