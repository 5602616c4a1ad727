"""A class of a few students with a small course, graded in this process in a fraction of a second."""

import csv
import io
import os
import shutil
from pathlib import Path

import cheap_run
from gradatim_autograder.cli import grade as grade_command
from gradatim_autograder.cli import main
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.batch import grade as batch
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from gradatim_autograder.grading.store import keys
from gradatim_autograder.grading.submission import job
from mini_course import cell, make_course, notebook
from nbgrader.api import Gradebook

CHAPTER = "00-start-here"
EXERCISES = of_chapter(CHAPTER)
FULL = float(sum(exercise.max_points for exercise in EXERCISES.values()))  # its points


class Inline:
    """Stands for `pool.Pool`, and calls at once."""

    def __init__(self, *_arguments):
        self._answers = []

    busy = property(lambda self: len(self._answers))
    room = property(lambda self: len(self._answers) < 3)

    def start(self, _workers):
        """There is nobody to wake."""

    def submit(self, tag, function, *arguments, alone=False):
        """Everything is alone here."""
        self._answers.append((tag, function(*arguments)))

    def wait(self, _timeout):
        answers, self._answers = self._answers, []
        return answers

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        """There is nobody to end."""


def work(student, **changed) -> bytes:
    """A submission: all right but for the exercises in `changed`."""
    made = Notebook(notebook(CHAPTER, solved=False))
    for name, exercise in EXERCISES.items():
        made.write(name, changed.get(name, pasted(exercise.reference, name)))
    made.write("why", f"Because, says {student}.")
    made.cells.insert(2, cell("code", f"# handed in by {student}"))
    return made.dump()


def graded_in_this_process(patch, drawn=False):
    """From now on cells run here, the digest of the whole package is taken once, and no picture of a class is drawn,
    unless it is asked for.
    """
    version = keys.version()
    patch.setattr(job.seam, "run", cheap_run.run)
    patch.setattr(batch, "Pool", Inline)
    patch.setattr(batch, "version", lambda: version)
    patch.setattr(batch, "choose", lambda: "bubblewrap")
    patch.setenv("GRADATIM_GRADING", "grading")
    if not drawn:
        patch.setattr(grade_command, "picture", lambda _course, _batch: "")


class SmallClass:
    """`given`, `grading` and the course in one folder. `expected` are the points of each student."""

    def __init__(self, folder: Path, students=("ada", "bob", "mallory")):
        self.folder = folder
        self.course = make_course(folder / "course", CHAPTER)
        self.given, self.grading = folder / "given", folder / "grading"
        self.given.mkdir()
        self.expected = {}
        names = list(EXERCISES)
        for number, student in enumerate(students):
            wrong = names[: number % 3]
            self.hand_in(student, **{name: f"def {name}(*arguments):\n    return None" for name in wrong})
            self.expected[student] = FULL - sum(EXERCISES[name].max_points for name in wrong)

    def hand_in(self, student, **changed):
        (self.given / f"{student}_{CHAPTER}.ipynb").write_bytes(work(student, **changed))

    def copy(self, folder: Path) -> "SmallClass":
        """The same class, graded as far as this one, in another folder."""
        made = object.__new__(SmallClass)
        made.folder, made.course, made.given, made.grading = folder, self.course, self.given, folder / "grading"
        made.expected = dict(self.expected)
        if self.grading.exists():
            shutil.copytree(self.grading, made.grading, symlinks=True)
        return made

    def grade(self, *options, given=None) -> int:
        """The exit status of `gradatim grade`."""
        before = Path.cwd()
        os.chdir(self.course)
        try:
            return main(["grade", str(given or self.given), "--grading", str(self.grading), "--seed", "5",
                         "--workers", "1", *options])  # fmt: skip
        finally:
            os.chdir(before)

    def rows(self) -> dict[str, dict]:
        text = (self.grading / "marks.csv").read_text(encoding="utf-8")
        return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}

    def marks(self) -> dict[str, float]:
        return {student: float(row["points"]) for student, row in self.rows().items() if row["points"]}

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.grading / 'gradebook.db'}")

    def mark_by_hand(self, student, points=1.5, comment="Well said"):
        """What a person does in Formgrader."""
        with self.gradebook() as gradebook:
            grade = gradebook.find_grade("why", CHAPTER, CHAPTER, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            gradebook.find_comment("why", CHAPTER, CHAPTER, student).manual_comment = comment
            gradebook.db.commit()
        self.expected[student] += points

    def published(self, step, student) -> Path:
        suffix = ".html" if step == "feedback" else ".ipynb"
        return self.grading / step / student / CHAPTER / f"{CHAPTER}{suffix}"

    def page(self, student) -> str:
        return self.published("feedback", student).read_text(encoding="utf-8")

    def rest(self) -> list[str]:
        """What no run may leave behind."""
        found = [str(path.relative_to(self.grading)) for path in self.grading.rglob("*")]
        return [name for name in found if ".gradatim-" in name or name.endswith(".new") or name.startswith(".work")]
