"""nbgrader's own converters, in this process, on one submission at a time.

They work in `grading/.work/` and what is finished is moved into its place as a whole: wherever grading is
stopped, no half-graded notebook is left that nbgrader would later skip as existing.
"""

import json
import logging
import os
import re
import shutil
import warnings
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.execute import Execute
from gradatim_autograder.grading.gradebook import confirm_marks, has_chapter
from gradatim_autograder.grading.mend import NOTES
from gradatim_autograder.grading.source import solution_notebook
from gradatim_autograder.nbgrader_setup import load_config


class NotGraded(Exception):
    """nbgrader could not grade this submission; the text says why."""


class _Folders:
    """Finds one submission's notebook without patterns, in which brackets in a path mean something else."""

    def _format(self, step, assignment_id, student_id, escape):
        base = str(Path(self.coursedir.root) / step)
        return os.path.sep.join([re.escape(base) if escape else base, student_id, assignment_id])

    def _format_source(self, assignment_id, student_id, escape=False):
        return self._format(self._input_directory, assignment_id, student_id, escape)

    def _format_dest(self, assignment_id, student_id, escape=False):
        return self._format(self._output_directory, assignment_id, student_id, escape)

    def init_notebooks(self):
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        self.notebooks = []
        self.assignments = {folder: [f"{folder}{os.sep}{self.coursedir.assignment_id}.ipynb"]}


class _Assign(_Folders, GenerateAssignment):
    pass


class _Autograde(_Folders, Autograde):
    pass


class _Feedback(_Folders, GenerateFeedback):
    pass


class _Heard(logging.Handler):
    """Keeps what a converter says, for the reason of a failure."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record):
        self.lines += record.getMessage().strip().splitlines()


class Engine:
    """Grades submissions into the gradebook of a course's grading folder.

    timeout   the seconds that one cell may take
    """

    def __init__(self, course: Course, timeout: float):
        self.course = course
        self.grading = course.grading.resolve()
        self.work = self.grading / ".work"
        shutil.rmtree(self.work, ignore_errors=True)  # what a run that was killed left
        self.work.mkdir(parents=True)
        self.config = load_config(course)
        self.config.Execute.timeout = max(1, round(timeout))
        self.config.NbGraderPreprocessor.enabled = True
        # What comes here is mended already, and its notes for the student stand in it.
        self.config.Autograde.sanitize_preprocessors = [
            each for each in self.config.Autograde.sanitize_preprocessors if not str(each).endswith(".Mend")
        ]
        self.db_url = self.config.CourseDirectory.db_url
        self.log = logging.Logger("gradatim.grading")
        log_file = logging.FileHandler(self.grading / "grade.log", encoding="utf-8", delay=True)
        log_file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self.log.addHandler(log_file)
        self.log.setLevel(logging.INFO)

    def try_solution(self, chapter: str):
        """Run the chapter's own solution: where that does not get all points, nobody's marks can be trusted."""
        notebook = nbformat.read(solution_notebook(self.course, chapter), as_version=4)
        folder = self.work / "solution"
        folder.mkdir(exist_ok=True)
        here = Path.cwd()
        os.chdir(self.course.root)
        try:
            ran, _resources = Execute(config=self.config, log=self.log).preprocess(
                notebook, {"metadata": {"path": str(folder)}}
            )
        except Exception as error:
            raise CourseError(f"The solution of {chapter} could not be run, so nothing was graded: {error}") from None
        finally:
            os.chdir(here)
        for cell in ran.cells:
            if utils.is_grade(cell) and not utils.is_solution(cell):
                score, maximum = utils.determine_grade(cell)
                if score is None or score < maximum:
                    errors = [f"{e.ename}: {e.evalue}" for c in ran.cells for e in c.get("outputs", ()) if "ename" in e]
                    raise CourseError(
                        f"The solution of {chapter} itself gets {score:g} of {maximum:g} points in "
                        f"{cell.metadata.nbgrader.grade_id}, so nothing was graded. "
                        f"{errors[0] if errors else 'Is the course installed and built?'}"
                    )

    def ensure_assignment(self, chapter: str, digest: str):
        """Put a chapter's cells into the gradebook, from its solution notebook, unless they are there unchanged."""
        kept = self.grading / "chapters" / f"{chapter}.sha256"
        if has_chapter(self.db_url, chapter) and kept.is_file() and kept.read_text() == digest:
            return
        try:
            self._convert(_Assign, chapter, ".", release_directory=self.work / "release")
        except NotGraded as error:
            if "submissions associated" in str(error):
                raise CourseError(
                    f"The exercises of {chapter} have changed since this grading folder was begun "
                    f"({self.grading}). Use a new folder: --grading DIR."
                ) from None
            raise CourseError(
                f"{solution_notebook(self.course, chapter)} cannot be put into the gradebook: {error}"
            ) from None
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(digest)

    # -- one submission ----------------------------------------------------------------------------------------

    def grade(self, student: str, chapter: str, notebook: dict, timestamp: str | None = None,
              attachments: dict[tuple[str, ...], bytes] | None = None, outdated=frozenset()) -> list[str]:  # fmt: skip
        """Run and mark one clean notebook; return what went wrong while it ran.

        attachments   the files beside it, by place
        outdated      the cells whose marks by hand were of an earlier submission already

        Marks go to the gradebook, the notebook with its outputs to autograded/, the page for the student to
        feedback/. Raises NotGraded.
        """
        for step in ("submitted", "autograded", "feedback"):
            shutil.rmtree(self.work / step, ignore_errors=True)
        folder = self.work / "submitted" / student / chapter
        folder.mkdir(parents=True)
        (folder / f"{chapter}.ipynb").write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
        for place, data in (attachments or {}).items():
            (folder / Path(*place)).parent.mkdir(parents=True, exist_ok=True)
            (folder / Path(*place)).write_bytes(data)
        if timestamp:
            (folder / "timestamp.txt").write_text(timestamp + "\n", encoding="utf-8")
        self._convert(
            _Autograde,
            chapter,
            student,
            submitted_directory=self.work / "submitted",
            autograded_directory=self.work / "autograded",
        )
        place = Path(student, chapter, f"{chapter}.ipynb")
        graded = json.loads((self.work / "autograded" / place).read_text(encoding="utf-8"))
        unchanged = _same_work(self.grading / "autograded" / place, graded)
        confirm_marks(self.db_url, student, chapter, unchanged - set(outdated))
        self._feedback(student, chapter, self.work / "autograded")
        problems = graded["metadata"].get(NOTES, {}).get("problems", [])
        self._publish("autograded", student, chapter, f"{chapter}.ipynb", "timestamp.txt")
        self._publish("feedback", student, chapter, f"{chapter}.html")
        return problems

    def renew_feedback(self, student: str, chapter: str):
        """Make the student's page again, after a person changed marks or comments."""
        shutil.rmtree(self.work / "feedback", ignore_errors=True)
        self._feedback(student, chapter, self.grading / "autograded")
        self._publish("feedback", student, chapter, f"{chapter}.html")

    def is_published(self, student: str, chapter: str) -> bool:
        page = self.grading / "feedback" / student / chapter / f"{chapter}.html"
        return page.is_file() and (self.grading / "autograded" / student / chapter / f"{chapter}.ipynb").is_file()

    def _feedback(self, student, chapter, graded):
        self._convert(
            _Feedback,
            chapter,
            student,
            autograded_directory=graded,
            feedback_directory=self.work / "feedback",
        )

    def _publish(self, step, student, chapter, *names):
        target = self.grading / step / student / chapter
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            made = self.work / step / student / chapter / name
            if made.is_file():
                if os.name == "nt" and (target / name).exists():
                    (target / name).chmod(0o644)  # Windows replaces no read-only file
                made.replace(target / name)

    def _convert(self, converter, chapter, student, **folders):
        config = self.config.copy()
        for name, folder in folders.items():
            config.CourseDirectory[name] = str(folder)
        heard = _Heard()
        self.log.addHandler(heard)
        self.log.info("%s %s %s", converter.__name__.strip("_"), student, chapter)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way of adding a submission
                course = CourseDirectory(config=config, student_id=student, assignment_id=chapter)
                converter(coursedir=course, config=config, log=self.log, force=True).start()
        except NbGraderException:
            raise NotGraded(_reason(heard.lines)) from None
        except (Exception, SystemExit) as error:
            self.log.exception("%s %s", student, chapter)
            raise NotGraded(f"{type(error).__name__}: {error}") from None
        finally:
            self.log.removeHandler(heard)


def _same_work(before: Path, graded: dict) -> set[str]:
    """The ids of the graded cells for which a student's work is the same as in the notebook graded before."""
    try:
        old = _work(json.loads(before.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    new = _work(graded)
    return {grade_id for grade_id, work in new.items() if old.get(grade_id) == work}


def _work(notebook):
    """What a person marked, by the id of the graded cell: an answer, or all code up to and with the test."""
    found, code = {}, []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        marks = cell["metadata"].get("nbgrader", {})
        code += [source] if cell["cell_type"] == "code" else []
        if marks.get("grade"):
            found[marks["grade_id"]] = source if marks.get("solution") else tuple(code)
    return found


def _reason(lines):
    """The line of an error in what a converter said: the last of its traceback."""
    said = [line for line in lines if re.match(r"^[\w.]*(Error|Exception|Exit|Timeout)\b", line)]
    return (said or [line for line in lines if line] or ["nbgrader gave no reason; see grade.log"])[-1]
