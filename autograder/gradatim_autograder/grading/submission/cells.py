"""Runs a clean notebook: the student's cells in the sandbox, the course's tests on this side of it."""

import inspect
import re
import time
from collections.abc import Mapping
from dataclasses import replace

from gradatim.text import N_, _

from gradatim_autograder.checking.not_by_hand import borrowed_text
from gradatim_autograder.course import EXPERIMENT
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.submission.clean import Cleaner
from gradatim_autograder.grading.submission.outputs import make_safe, no_score, well_formed
from gradatim_autograder.inside.function.shortcuts import FRAMEWORKS
from gradatim_autograder.sandbox.session import CellRun, Session, TimeUp
from gradatim_autograder.verdict.result import Result

IMPORT_ERRORS = ("ModuleNotFoundError", "ImportError")
NOTEBOOK = 30  # times what is kept of one cell, of a notebook
CLEANING = 15.0  # seconds that making all its outputs harmless may take
LONGEST = 100_000  # characters of what a check says
WITHOUT_LIBRARY = N_(
    "Your notebook holds commands beyond those of the course, so this answer was tried again where the course's own "
    "library is not there. What {name} earned there counts."
)
NOT_RUN = N_("This experiment takes long and no points depend on it. It is not run when your work is graded.")
TEST = re.compile(r"\s*check\(\s*(\w+)\s*\)\s*")


class Cells:
    """Runs the cells of one notebook, in order.

    Parameters
    ----------
    session
        Where they run.
    seed
        That of the checks' inputs.
    cleaner
        Takes out of what is shown what nobody should see.
    max_output
        Characters that are kept of what one cell shows.
    """

    def __init__(self, session: Session, seed: int, cleaner: Cleaner, max_output: int,
                 before: Mapping[int, float] | None = None):  # fmt: skip
        """`before`: the points of the tests by place, where this is the second judgement (`second_look`)."""
        self.before = before
        self.undecided: set[int] = set()  # places of tests that were not judged to their end
        self._place = 0
        self._interrupted = False  # a cell: what it would have defined is missing
        self.session, self.seed, self.cleaner, self.max_output = session, seed, cleaner, max_output
        self.problems: list[str] = []
        self._not_right: dict[str, Exercise] = {}
        self._missed: list[str] = []  # frameworks that cells wanted to import
        self._number = 0
        self._stopped = ""
        self._room, self._seconds = NOTEBOOK * max_output, CLEANING

    def all_of(self, notebook: dict) -> None:
        """Run the notebook's cells, writing what they show into it; what went wrong is then in `problems`."""
        for self._place, cell in enumerate(notebook["cells"]):
            if cell["cell_type"] == "code":
                self._number += 1
                cell["execution_count"] = self._number
                marks = cell["metadata"].get("nbgrader", {})
                test = marks.get("grade") and not marks.get("solution")
                outputs = self._test(cell, float(marks["points"])) if test else self._cell(cell)
                for output in outputs:
                    self.cleaner.output(output)
                cell["outputs"] = outputs

    # -- the student's cells -----------------------------------------------------------------------------------

    def _cell(self, cell) -> list[dict]:
        if self._stopped or not cell["source"].strip():
            return []
        if EXPERIMENT in cell["metadata"].get("tags", ()):
            return [{"output_type": "stream", "name": "stdout", "text": _(NOT_RUN)}]
        try:
            ran = self.session.run(cell["source"], self._number)
        except TimeUp as up:
            return self._stop(f"the notebook took too long ({up}), before {_called(cell)}")
        outputs = self._harmless(ran.outputs)
        self._note(ran, _called(cell))
        self._missed += _frameworks_missed(outputs)
        if _fills_in(cell) and (missing := _missing_modules(outputs)):
            self.problems.append(f"{_called(cell)} ended at an import: {missing[0]} is not part of the course")
        return [*outputs, no_score(f"Python ended in this cell: {ran.died}", "PythonDied")] if ran.died else outputs

    def _harmless(self, said) -> list[dict]:
        """The outputs, within what is left of the notebook's room and of the time for cleaning it."""
        began = time.monotonic()
        outputs = well_formed(said, min(self.max_output, self._room) if self._seconds > 0 else 0)
        self._room -= len(str(outputs))
        self._seconds -= time.monotonic() - began
        return outputs

    def _note(self, ran: CellRun, called):
        if ran.died:
            self.problems.append(f"Python died in {called}: {ran.died}; the cells before it were run again without it")
        self._note_stops(called)
        self._interrupted |= ran.late
        if ran.exited:
            self.problems.append(f"exit or quit in {called} was passed over")

    def _note_stops(self, called):
        self.problems += [f"{called} {words}" for words in self.session.stops()]

    def _stop(self, reason):
        self._stopped = reason
        self.problems.append(reason + "; the cells after it were not run")
        return []

    # -- the course's tests ------------------------------------------------------------------------------------

    def _test(self, cell, points) -> list[dict]:
        name = TEST.fullmatch(cell["source"])
        exercise = all_exercises().get(name[1]) if name else None
        if exercise is None:
            return [no_score("This test is no check of an exercise of this course.", "NoCheck")]
        if self._interrupted:
            self.undecided.add(self._place)
        if not self._stopped:
            try:
                return make_safe(self._checked(exercise, _called(cell)), points)
            except TimeUp as up:
                self._stop(f"the notebook took too long ({up}), before {_called(cell)}")
        self.undecided.add(self._place)
        return make_safe([no_score(f"This test was not run: {self._stopped}", "NotRun")], points)

    def _checked(self, exercise, called) -> list[dict]:
        result, uses, died = self.session.check(exercise, self.seed)
        self._note_stops(called)
        if result is None or not result.passed:
            self._not_right[exercise.name] = exercise
        if died:
            self.problems.append(f"Python died in {called}: {died}; the cells before it were run again")
            return [no_score(f"Python ended while {exercise.name} was checked: {died}", "PythonDied")]
        if result is None:
            why = f". {borrowed_text(dict.fromkeys(self._missed))}" if self._missed else ""
            return [no_score(f"name '{exercise.name}' is not defined{why}", "NameError")]
        if not result.passed:
            result = self._followed_through(exercise, result, uses)
            self._note_stops(called)
        if "stopped" in result.mistakes:
            self.undecided.add(self._place)
            if not any(each.startswith(called) for each in self.problems):
                self.problems.append(f"{called} was interrupted")  # by the student's own code
        if self.before and result.points < self.before.get(self._place, 0.0):
            result = replace(result, lines=(_(WITHOUT_LIBRARY).format(name=exercise.name), *result.lines))
        shown, about = result._repr_mimebundle_()
        if len(shown["text/html"]) > LONGEST:
            del shown["text/html"]
            shown["text/markdown"] = _("The answer to this check is too long to be shown.")
        return [{"output_type": "execute_result", "data": shown, "metadata": about, "execution_count": self._number}]

    def _followed_through(self, exercise, result: Result, uses) -> Result:
        """The result with right functions in place of the student's earlier wrong ones, where it is better."""
        if not exercise.reveal:  # a second try would be a second guess
            return result
        earlier = {name: self._not_right[name] for name in uses if name in self._not_right and name != exercise.name}
        stand_ins = {name: each.reference for name, each in earlier.items() if _can_stand_in(each)}
        if not stand_ins:
            return result
        try:
            second, _uses, died = self.session.check(exercise, self.seed, stand_ins)
        except TimeUp:  # what was found before counts
            return result
        if died or second is None or second.points <= result.points:
            return result
        names = ", ".join(stand_ins)
        text = _(
            "{name} uses functions of yours that are not right yet: {names}. With right ones it gets {points:g} of "
            "{maximum:g} points, and these count."
        ).format(name=exercise.name, names=names, points=second.points, maximum=second.max_points)
        return replace(second, lines=(text, *second.lines))


def _fills_in(cell):
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _not_imported(outputs, kinds=IMPORT_ERRORS):
    """The packages that a cell failed to import."""
    errors = [str(output.get("evalue"))[:1000] for output in outputs if str(output.get("ename")) in kinds]
    return [name for text in errors for name in re.findall(r"'(\w++)[\w.]*+'", text)]


def _frameworks_missed(outputs):
    """Of these, the frameworks: they are not there, because answers are not taken from them."""
    return [name for name in _not_imported(outputs) if name in FRAMEWORKS]


def _missing_modules(outputs):
    """Packages, or files of the student's own, that are not here: the answer may be right where they are."""
    return [name for name in _not_imported(outputs, IMPORT_ERRORS[:1]) if name not in FRAMEWORKS]


def _can_stand_in(exercise) -> bool:
    """Whether its reference can be called across the sandbox's walls in place of the student's function. A prediction's
    never is: what calls it could print the value that is to be predicted.
    """
    return exercise.reveal and not inspect.isclass(exercise.reference)


def _called(cell):
    """What the page calls the cell: its id, else its number in "In [3]"."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id") or f"In [{cell['execution_count']}]"
