"""Gradescope: results.json for each student, as its autograder reads it.

    {"score": 11.0, "output": "…", "tests": [{"name": "neuron", "score": 2.0, "max_score": 2.0, "output": "…"}]}

(Gradescope's autograder specifications.) Gradescope takes marks from a run of its autograder alone: docs/elsewhere.md
says how this is set up.
"""

from collections.abc import Iterable
from typing import Any


def results(checks: Iterable[dict], points: float | None = None, said: str = "") -> dict[str, Any]:
    """What Gradescope shows of one submission.

    Parameters
    ----------
    checks
        What each check found (docs/results.md).
    points
        The mark, where it is not the sum of the checks: a person's points, a penalty.
    said
        What the student reads above all.
    """
    tests = [
        {
            "name": check["exercise"],
            "score": float(check["points"]),
            "max_score": float(check["max_points"]),
            "status": "passed" if check["status"] == "right" else "failed",
            "output": "\n".join(each["text"] for each in check["mistakes"]),
            "visibility": "visible",
        }
        for check in checks
    ]
    total = sum(test["score"] for test in tests) if points is None else points
    return {"score": round(total, 6), "output": said, "tests": tests}
