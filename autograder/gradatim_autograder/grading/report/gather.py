"""What there is to count: of each submission its marks, what its checks found, when it was handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.diagnosis.finding import PATTERN
from gradatim_autograder.grading.batch.tables import AllMarks
from gradatim_autograder.grading.intake.attachments import TIMESTAMP
from gradatim_autograder.grading.intake.times import read_time
from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.results import GRADED, Results
from gradatim_autograder.grading.submission.marks import Marks

FOR_A_CLASS = "wrong_for_"  # how a finding begins that says for which arguments alone an answer is wrong


@dataclass(frozen=True)
class Found:
    """One thing that a check found out: its short name, how it was found out, and the sentence."""

    name: str
    kind: str
    text: str

    @property
    def named(self) -> bool:
        """Whether it says which mistake was made; what a difference looks like does not."""
        return self.kind != PATTERN or self.name.startswith(FOR_A_CLASS)


@dataclass(frozen=True)
class Told:
    """What a check found (docs/results.md). `parts` are those that lack points."""

    status: str = ""
    found: tuple[Found, ...] = ()
    one_of: bool = False
    parts: tuple[str, ...] = ()
    behaviour: str = ""

    @property
    def named(self) -> list[Found]:
        return list({each.name: each for each in reversed(self.found) if each.named}.values())[::-1]

    @property
    def likeness(self) -> str:
        """What equal wrong answers have in common: their behaviour, or what is known where that is not."""
        return self.behaviour or " ".join([*self.parts, *sorted(each.name for each in self.found)])


@dataclass(frozen=True)
class Work:
    """A graded submission.

    Attributes
    ----------
    told
        What the check in each test cell found, by the cell's id.
    handed_in
        In Greenwich's time; None where that is not known.
    """

    student: str
    chapter: str
    marks: Marks
    told: Mapping[str, Told]
    handed_in: datetime | None = None


@dataclass(frozen=True)
class Gathered:
    """A class.

    Attributes
    ----------
    folder
        The grading folder.
    chapters
        What the course made of the chapters.
    works
        By chapter and student.
    not_graded
        By chapter, who handed in what could not be graded.
    absent
        By chapter, who is on the list of the class and handed in nothing.
    """

    folder: Folder
    chapters: Mapping[str, ChapterSource]
    works: list[Work]
    not_graded: dict[str, list[str]] = field(default_factory=dict)
    absent: dict[str, list[str]] = field(default_factory=dict)

    def of_chapter(self, chapter: str) -> list[Work]:
        return [work for work in self.works if work.chapter == chapter]

    @property
    def names(self) -> list[str]:
        """The chapters of which something was handed in."""
        return sorted({*self.not_graded, *(work.chapter for work in self.works)})


def gather(course: Course) -> Gathered:
    """Read a grading folder. Raises CourseError where nothing is graded in it."""
    folder = Folder(course.grading.resolve())
    known = Results(folder.root).all()[0]
    if not known:
        raise CourseError(f"Nothing is graded in {folder.root} yet. Run `gradatim grade` first.")
    tables = AllMarks.of(course)
    made = Gathered(folder, tables.chapters, [])
    for result in sorted(known, key=lambda each: (each.chapter, each.student)):
        marks = tables.marks.get((result.student, result.chapter)) if result.status == GRADED else None
        if marks is None:
            made.not_graded.setdefault(result.chapter, []).append(result.student)
            continue
        told = {str(each.get("cell")): told_by(each) for each in result.checks if isinstance(each, dict)}
        made.works.append(Work(result.student, result.chapter, marks, told, _handed_in(folder, result)))
    have = {(each.student, each.chapter) for each in known}
    for chapter in made.names:
        listed = tables.roster.entries if tables.roster else ()
        made.absent[chapter] = sorted(student for student in listed if (student, chapter) not in have)
    return made


def told_by(check: dict) -> Told:
    """What stands in a result; what has another form there is left out."""

    def text(value, otherwise=""):
        return value if isinstance(value, str) else otherwise

    def dicts(value):
        return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

    found = [Found(text(each.get("name")), text(each.get("kind")), text(each.get("text")))
             for each in dicts(check.get("mistakes"))]  # fmt: skip
    parts = [
        text(each.get("name")) for each in dicts(check.get("parts")) if each.get("points") != each.get("max_points")
    ]
    return Told(text(check.get("status")), tuple(each for each in found if each.name), check.get("one_of") is True,
                tuple(parts), text(check.get("behaviour")))  # fmt: skip


def _handed_in(folder, result):
    try:
        data = folder.read(("submitted", result.student, result.chapter, TIMESTAMP))
    except OSError:
        return None
    return read_time(data.decode("utf-8", "replace"), bare=UTC)
