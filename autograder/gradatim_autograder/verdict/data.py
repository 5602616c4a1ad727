"""A result as data, for other programs: docs/results.md says what it holds, docs/result.schema.json in JSON Schema."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradatim_autograder.verdict.result import Result

VERSION = 1


def as_data(result: "Result") -> dict[str, Any]:
    """What a check found, as plain data: no text in a person's language but what the student was told.

    Returns
    -------
    version : int
        That of this form; it grows when something is taken away or changes its meaning.
    exercise : str
        The exercise's name; "" where the call of `check` named none.
    status : str
        "right", "wrong", "not written" or "refused".
    points, max_points : float
    parts : list[dict]
        Those of the points: each its name, points and max_points.
    mistakes : list[dict]
        Each its name, how it was found out (`kind`, diagnosis/finding.py) and what the student was told.
    one_of : bool
        Whether each of several mistakes of a kind explains the answers alone.
    classes : list[str]
        Names of the declared classes of arguments for which the answer is wrong.
    behaviour : str, where answers were compared and are not right
        A digest of them; on the same seed, two answers with the same one are wrong in the same way.
    """
    behaviour = {"behaviour": result.behaviour} if result.behaviour else {}
    return {
        "version": VERSION,
        "exercise": result.exercise,
        "status": result.status,
        "points": float(result.points),
        "max_points": float(result.max_points),
        "parts": [
            {"name": part.name, "points": float(part.points), "max_points": float(part.max_points)}
            for part in result.parts
        ],
        "mistakes": [{"name": each.name, "kind": each.kind, "text": each.text} for each in result.findings],
        "one_of": result.one_of,
        "classes": list(result.classes),
        **behaviour,
    }
