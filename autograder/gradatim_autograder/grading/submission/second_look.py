"""The second look at what earned points: from the notebook's text, which is read on this side of the wall, and by a
second judgement in the clean room, where the guards of the first process cannot be got around because there is nothing
behind them.
"""

import copy
from collections.abc import Callable, Mapping

from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.submission.cell_text import Text
from gradatim_autograder.grading.submission.derivative_signs import looks
from gradatim_autograder.grading.submission.outputs import score_of
from gradatim_autograder.grading.submission.plain import reasons
from gradatim_autograder.grading.submission.simple import is_simple
from gradatim_autograder.sandbox.clean_room import clean_room
from gradatim_autograder.sandbox.warm_process import SandboxError

# Without a `forward`. Training loops are none: honest ones compare the loss before and after a step.
DERIVATIVES = {"Dense", "Network", "Tanh", "chain_by_hand", "convnet_gradients"}
Files = Mapping[tuple[str, ...], bytes]
Again = Callable[[object, dict, dict[int, float]], set[int]]
LESS = "Judged again where the course's library is not there, {cells} earned less, and these points count{reasons}."
UNDECIDED = (
    "The notebook could not be judged again without the course's library: {why}. The points of {cells} stand; look at "
    "how they were earned{reasons}."
)
NOT_PLAIN = " (the notebook is not plain: {reasons})"


def second_look(given: dict, graded: dict, files: Files, walls: tuple, noticed: list[str], again: Again) -> list[str]:
    """Lower the points of a graded notebook, in place, where they were earned by a way around the guards; what a person
    should look at, because no program can decide it.

    Parameters
    ----------
    given
        The notebook before it was run.
    files
        What lies beside it, by place.
    walls
        The name of the sandbox's walls, and the places that it may not show.
    noticed
        What its process was seen to do that gives code power over it, in words.
    again
        Runs a notebook: (where processes come from, the notebook, the points of its tests before by place) gives the
        places of the tests that were not judged to their end.
    """
    earned = {at: points for at, cell in enumerate(graded["cells"]) if (points := points_of(cell)) > 0}
    if not earned:
        return []
    text = Text(given["cells"], files)
    why = [*reasons(text), *(f"it {each}" for each in noticed)]
    found = [] if not why and is_simple(text) else _judged_again(given, graded, walls, again, earned, why)
    derivatives = {}
    for at in earned:
        cell = graded["cells"][at]
        exercise = all_exercises().get(str(cell["source"]).strip().removeprefix("check(").removesuffix(")").strip())
        if exercise is None or points_of(cell) <= 0:
            continue
        if exercise.forward is not None or exercise.name in DERIVATIVES:
            derivatives[exercise.name] = at
    return found + looks(text, derivatives, why)


def _judged_again(given, graded, walls, again, earned, why):
    place, reasons = clean_room(*walls), NOT_PLAIN.format(reasons="; ".join(why)) if why else ""
    if place is None:  # then only what shows a way around the guards is worth a person's time
        undecided = UNDECIDED.format(reasons=reasons, why="there are no walls", cells=_called(graded, earned))
        return [undecided] if why else []
    second = copy.deepcopy(given)
    try:
        undecided = again(place, second, earned) & earned.keys()
    except SandboxError as error:
        return [UNDECIDED.format(reasons=reasons, why=str(error)[:300], cells=_called(graded, earned))]
    less = [at for at in earned if at not in undecided and points_of(second["cells"][at]) < earned[at]]
    for at in less:
        graded["cells"][at]["outputs"] = second["cells"][at]["outputs"]
    found = [LESS.format(reasons=reasons, cells=_called(graded, less))] if less else []
    if undecided:
        cells = _called(graded, sorted(undecided))
        found.append(UNDECIDED.format(reasons=reasons, why="its time was up", cells=cells))
    return found


def points_of(cell: dict) -> float:
    """The points of a graded test that was run; 0 for every other cell."""
    marks = cell["metadata"].get("nbgrader", {})
    outputs = cell.get("outputs") or []
    if not marks.get("grade") or marks.get("solution") or any(each["output_type"] == "error" for each in outputs):
        return 0.0
    results = [each for each in outputs if each["output_type"] == "execute_result"]
    return score_of(results[0], float(marks["points"])) or 0.0 if results else 0.0


def _called(notebook, places):
    return ", ".join(str(notebook["cells"][at]["metadata"]["nbgrader"].get("grade_id", "a test")) for at in places)
