"""nbgrader's settings for this course, read by `nbgrader …` run in this folder, by JupyterLab's Formgrader and by
`gradatim`. What grading produces goes to `grading/`, or to the folder that GRADATIM_GRADING names.
"""

import os
from contextlib import suppress
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

c = get_config()  # noqa: F821 (traitlets puts it here)

root = Path(__file__).resolve().parent
grading = (root / os.environ.get("GRADATIM_GRADING", "grading")).resolve()

with suppress(OSError):
    grading.mkdir(parents=True, exist_ok=True)  # SQLite makes the gradebook, but not its folder


def step(name):
    """The folder of one step of grading, as seen from the root: nbgrader joins the two, also in its patterns.

    Forward slashes on every system: a backslash would be an escape in nbgrader's patterns.
    """
    try:
        return Path(os.path.relpath(grading / name, root)).as_posix()
    except ValueError:  # Windows: another drive has no relative path
        return (grading / name).as_posix()


c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = ""
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course/en"
c.CourseDirectory.submitted_directory = step("submitted")
c.CourseDirectory.autograded_directory = step("autograded")
c.CourseDirectory.feedback_directory = step("feedback")
c.CourseDirectory.solution_directory = step("solution")
c.CourseDirectory.source_with_tests_directory = step("source_with_tests")
c.CourseDirectory.db_url = f"sqlite:///{(grading / 'gradebook.db').as_posix()}"

# nbgrader copies whatever lies beside a notebook: the sources there hold the solutions. Only they are left out, by
# their names, so that a helper module that a student hands in comes along.
sources = sorted({path.name for path in (root / "solutions").rglob("*.py")})
c.CourseDirectory.ignore = [*CourseDirectory().ignore, "[0-9][0-9]-*.py", *sources]

c.ExportPlugin.to = str(grading / "grades.csv")  # `nbgrader export`

# A submission is mended first: copied, deleted or damaged cells stop nothing. Its cells are run by our Execute.
c.Autograde.sanitize_preprocessors = [
    "gradatim_autograder.grading.commands.preprocessors.Mend",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "gradatim_autograder.grading.commands.execute.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# The page for the student: with what was repaired, and "not marked yet" where a person has still to read.
c.GenerateFeedback.exporter_class = "gradatim_autograder.grading.commands.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "gradatim_autograder.grading.commands.feedback.MarkedByHand",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
# What a student wrote is shown without scripts and in bounded time, on the page and in Formgrader.
shown = "gradatim_autograder.grading.submission"
c.HTMLExporter.filters = {
    "markdown2html": f"{shown}.written.markdown2html",
    **{name: f"{shown}.coloured.{name}" for name in ("highlight_code", "ansi2html", "strip_files_prefix")},
}
