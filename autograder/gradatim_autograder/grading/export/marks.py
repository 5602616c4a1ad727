"""What there is to give back for one chapter, and what has to wait."""

from dataclasses import dataclass, field

from gradatim_autograder.grading.batch.tables import BY_HAND, NO_SUBMISSION
from gradatim_autograder.grading.store.results import GRADED


@dataclass(frozen=True)
class Given:
    """The marks of one chapter.

    Attributes
    ----------
    title
        What the system calls the work, where that is not the chapter's name.
    points
        By student, those who are graded.
    maximum
        The points that there are.
    waiting
        Who waits for a person's marks.
    not_graded
        Who handed in what could not be graded.
    """

    chapter: str
    points: dict[str, float]
    maximum: float
    title: str = ""
    waiting: list[str] = field(default_factory=list)
    not_graded: list[str] = field(default_factory=list)

    @property
    def called(self) -> str:
        return self.title or self.chapter


def given(rows: list[dict], chapter: str, title: str = "") -> Given:
    """From the rows of marks.csv."""
    own = [row for row in rows if row["chapter"] == chapter]
    graded = {row["student"]: float(row["points"]) for row in own if row["status"] == GRADED}
    return Given(
        chapter, graded, max((float(row["max_points"] or 0) for row in own), default=0.0), title,
        [row["student"] for row in own if row["status"] == BY_HAND],
        [row["student"] for row in own if row["status"] not in (GRADED, BY_HAND, NO_SUBMISSION)],
    )  # fmt: skip
