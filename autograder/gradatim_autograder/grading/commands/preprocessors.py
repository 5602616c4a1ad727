"""Steps that nbgrader_config.py puts into nbgrader's own converters."""

import json
from functools import cache

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from gradatim_autograder.course import Course
from gradatim_autograder.grading.release.read import read_chapter
from gradatim_autograder.grading.submission.mending.mend import mend_notebook
from gradatim_autograder.grading.submission.mending.note import page_notes


@cache
def _chapter(course, chapter, _changed):
    return read_chapter(course, chapter)


class Mend(NbGraderPreprocessor):
    """Makes a clean notebook of a submission, so that stock `nbgrader autograde` stops at no damaged one either."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        course, name = Course.find(), resources["nbgrader"]["assignment"]
        changed = (course.solutions / name / f"{name}.ipynb").stat().st_mtime_ns
        mended = mend_notebook(json.loads(json.dumps(nb)), _chapter(course, name, changed))
        for note in mended.notes:
            self.log.warning("Mended: %s", note)
        mended.notebook["metadata"] = {**mended.notebook["metadata"], **page_notes(mended)}
        return from_dict(mended.notebook), resources
