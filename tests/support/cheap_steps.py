"""What test_grade_publish puts into nbgrader: cheap_run as a step of Autograde, and a plugin for late submissions."""

import json

from cheap_run import run
from nbformat import from_dict
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import NbGraderPreprocessor


class CheapExecute(NbGraderPreprocessor):
    """The same as a step of nbgrader's own Autograde."""

    def preprocess(self, nb, resources):
        return from_dict(run(json.loads(json.dumps(nb)), "", {}, None).notebook), resources


class Third(BasePlugin):
    """A plugin for late submissions: a third of the points, and none at all for the one who is ill."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return None if student_id == "ill" else score / 3 + (1000 if student_id == "verylate" else 0)


class Broken(BasePlugin):
    """A plugin for late submissions that has a mistake."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        raise KeyError(student_id)
