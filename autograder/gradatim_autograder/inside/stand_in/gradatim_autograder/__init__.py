"""Stands in for the package of the checks, which a student's cells import and the sandbox does not hold.

The grader calls the course's own checks from outside. A `check` in a cell of the student's own says so.
"""


class Elsewhere:
    """What `check` returns here."""

    points = 0.0
    max_points = 0.0
    passed = False
    mistake = None
    mistakes = ()
    message = "The checks run outside this notebook when it is graded."

    def __repr__(self):
        return self.message

    __str__ = __repr__


def check(function=None, exercise=None):
    return Elsewhere()
