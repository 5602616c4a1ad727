"""What is said of the signs that stand in a student's code (inside/signs.py)."""

import inspect
from collections.abc import Collection

from gradatim.text import N_, _

from gradatim_autograder.checking.evidence import Evidence
from gradatim_autograder.diagnosis.finding import CODE, Finding
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.code_facts import CodeFacts

TEXTS = {
    "global_for_parameter": N_("{name} is not used in the function, but {other} is, which is a value of the notebook."),
    "parameter_unread": N_("Not used in the function: {name}."),
    "caret": N_("^ is no power in Python: {code}. The power is **."),
    "half_power": N_("{code} is half of the number itself: ** comes before /. A root is ** 0.5, or np.sqrt."),
    "sizes_without_tuple": N_("{code}: the second argument is no size. The sizes are one tuple: np.{name}(({sizes}))."),
    "axis_for_number": N_(
        "{code}: the second argument of np.{name} is an axis. What compares entry by entry is {right}."
    ),
    "compared_for_assigned": N_("The line {code} compares and does nothing with the answer. One = assigns."),
    "thrown_away": N_("The line {code} computes a value and does nothing with it."),
    "print_for_return": N_("It prints, but it returns nothing. Hand the value back with return."),
    "decimal_comma": N_("It returns the two whole numbers {code}. Is there a comma where a decimal point belongs?"),
}
FOR_NONE = ("print_for_return",)  # told only where nothing was returned
FOR_COUNT = ("decimal_comma",)  # told only where the number of values is wrong
FOR_ERRORS = ("sizes_without_tuple",)  # NumPy may take it for something else
UNREAD = "parameter_unread"
CAUSES_OF_ERRORS = ("caret", "sizes_without_tuple", "axis_for_number")


def permuted(exercise: Exercise, signature: inspect.Signature | None) -> Finding | None:
    """The finding where the parameters have the exercise's names in another order, else None."""
    mine = tuple(signature.parameters) if signature is not None else ()
    wanted = exercise.parameters
    if mine == wanted or sorted(mine) != sorted(wanted):
        return None
    text = _("The parameters stand in another order: it has ({mine}), the exercise calls it with ({wanted}).")
    text = text.format(mine=", ".join(mine), wanted=", ".join(wanted))
    return Finding("parameters_permuted", text, CODE)


def from_code(exercise: Exercise, evidence: Evidence, facts: CodeFacts, needed: Collection[str]) -> list[Finding]:
    """A finding for each sign that tells something about these answers. `needed`: what every right answer reads."""
    kinds = {answer.kind.partition(":")[0] for answer in evidence.answers}
    found = []
    unread = [v["name"] for name, v in facts.signs if name == UNREAD and v.get("name") in needed]
    signs = [(UNREAD, {"name": ", ".join(unread)})] if unread else []
    for name, values in [*signs, *(each for each in facts.signs if each[0] != UNREAD)]:
        fits = (
            name in TEXTS
            and (name not in FOR_NONE or "none" in kinds)
            and (name not in FOR_COUNT or "count" in kinds)
            and (name not in FOR_ERRORS or "raised" in kinds)
            and (name != "global_for_parameter" or values.get("name") in needed)
        )
        if fits:
            try:
                found.append(Finding(name, _(TEXTS[name]).format(**values), CODE))
            except KeyError:  # from a process that made its facts up
                continue
    return list(dict.fromkeys(found))
