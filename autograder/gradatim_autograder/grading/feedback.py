"""The page that a student gets back."""

from pathlib import Path

from gradatim.text import _
from nbconvert.exporters import HTMLExporter
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

TEMPLATES = Path(__file__).parent / "templates"


class FeedbackExporter(HTMLExporter):
    """nbconvert's exporter with this course's template."""

    def __init__(self, config=None, **kwargs):
        config = (config or Config()).copy()
        config.FeedbackExporter.template_name = "gradatim_feedback"
        config.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
        super().__init__(config=config, **kwargs)


class MarkedByHand(NbGraderPreprocessor):
    """Tells the template in words which cells a person has still to mark, and what to say of the whole."""

    def preprocess(self, nb, resources):
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            grades = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"]).grades
            waiting = {grade.name: grade.manual_score is not None for grade in grades if grade.needs_manual_grade}
        for cell in nb.cells:
            if utils.is_grade(cell) and cell.metadata.nbgrader.grade_id in waiting:
                cell.metadata.nbgrader["waiting"] = words_waiting(waiting[cell.metadata.nbgrader.grade_id])
        about["waiting"] = any("waiting" in cell.metadata.get("nbgrader", {}) for cell in nb.cells)
        about["words"] = words()
        return nb, resources


def words_waiting(marked_before: bool) -> str:
    """What stands beside a cell that a person has still to mark."""
    return _("changed since it was marked; it will be marked again") if marked_before else _("not marked yet")


def words() -> dict[str, str]:
    """What the template says of the whole."""
    return {
        "not_yet": _("Some answers are not marked yet; their points are not counted here."),
        "repaired": _("Your notebook was repaired before it was graded:"),
    }
