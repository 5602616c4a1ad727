"""The answer of a check."""

from dataclasses import dataclass

from gradatim.text import _

from gradatim_autograder.checking import render


@dataclass(frozen=True)
class Part:
    """Some of an exercise's points: what they are for, how many there are and how many were reached."""

    name: str
    points: float
    max_points: float


@dataclass(frozen=True)
class Result:
    """What `check` returns.

    points      reached, from 0 to `max_points`
    passed      whether all of them were reached
    mistake     the short name of the known mistake, or None
    mistakes    all names: more than one where several were made, or where it is one of them
    message     the feedback as plain text
    status      "right", "wrong", "not written" or "refused" (the call of `check` itself was wrong)

    In a notebook its plain text is the number of points, which is how nbgrader reads partial credit, and its
    HTML is the feedback; in a Python prompt it shows the message.
    """

    exercise: str
    points: float
    max_points: float
    status: str
    heading: str
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    mistakes: tuple[str, ...] = ()
    certain: bool = True
    hints: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()
    printed: str = ""

    @classmethod
    def refused(cls, text, exercise=None):
        """The result of a call of `check` that names no exercise or no function."""
        maximum = exercise.max_points if exercise else 0.0
        return cls(exercise.name if exercise else "", 0.0, maximum, "refused", _("Nothing was checked."), (text,))

    @property
    def passed(self):
        return self.status == "right"

    @property
    def mistake(self):
        return self.mistakes[0] if self.mistakes and self.certain else None

    @property
    def message(self):
        return render.as_text(self)

    def __str__(self):
        return self.message

    def __repr__(self):
        return self.message

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(float(self.points)), "text/html": render.as_html(self)}
