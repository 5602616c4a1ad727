"""The answer of a check."""

from dataclasses import dataclass

from gradatim.text import _

from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.verdict import render
from gradatim_autograder.verdict.data import as_data


@dataclass(frozen=True)
class Part:
    """Some of an exercise's points: what they are for, how many there are and how many were reached."""

    name: str
    points: float
    max_points: float


@dataclass(frozen=True)
class Result:
    """What `check` returns.

    In a notebook its plain text is the number of points, which is how nbgrader reads partial credit, and its
    HTML is the feedback; in a Python prompt it shows the message.

    Attributes
    ----------
    points
        Those reached, from 0 to `max_points`.
    passed
        Whether all of them were reached.
    findings
        What was found out about a wrong answer, the surest first.
    one_of
        Whether each of several known mistakes, or changes, explains the answers alone.
    mistake
        The short name of the first finding; None where it is one of several.
    mistakes
        The short names of all findings.
    classes
        The declared classes of arguments for which it is wrong on some probe.
    message
        The feedback as plain text.
    status
        "right", "wrong", "not written" or "refused" (the call of `check` itself was wrong).
    behaviour
        A digest of the answers, where they were compared and are not right: two wrong functions with the same one do
        the same.
    """

    exercise: str
    points: float
    max_points: float
    status: str
    heading: str
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()
    one_of: bool = False
    reread: tuple[str, ...] = ()
    printed: str = ""
    classes: tuple[str, ...] = ()
    behaviour: str = ""

    @classmethod
    def refused(cls, text: str, exercise: Exercise | None = None) -> "Result":
        """The result of a call of `check` that names no exercise or no function."""
        maximum = exercise.max_points if exercise else 0.0
        return cls(exercise.name if exercise else "", 0.0, maximum, "refused", _("Nothing was checked."), (text,))

    @property
    def passed(self) -> bool:
        return self.status == "right"

    @property
    def mistake(self) -> str | None:
        return self.findings[0].name if self.findings and not self.one_of else None

    @property
    def mistakes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(finding.name for finding in self.findings))

    @property
    def hints(self) -> tuple[str, ...]:
        """The sentences of the findings."""
        return tuple(finding.text for finding in self.findings if finding.text)

    @property
    def message(self) -> str:
        return render.as_text(self)

    def __str__(self):
        return self.message

    def __repr__(self):
        return self.message

    def _repr_mimebundle_(self, include=None, exclude=None):
        shown = {"text/plain": repr(float(self.points)), "text/html": render.as_html(self)}
        return shown, {"gradatim": as_data(self)}
