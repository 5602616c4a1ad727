"""Steps of nbgrader's own GenerateFeedback, which nbgrader_config.py names; `page` does the same without nbgrader."""

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from gradatim_autograder.grading.submission.exporter import FeedbackExporter, words, words_waiting

__all__ = ["FeedbackExporter", "MarkedByHand"]


class MarkedByHand(NbGraderPreprocessor):
    """Tells the template in words which cells a person has still to mark, and what to say of the whole."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
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
