"""Whether what a person marked is still the same."""


def same_work(before: dict, graded: dict) -> set[str]:
    """The ids of the graded cells for which a student's work is the same in two graded notebooks (as JSON)."""
    try:
        old = _work(before)
    except (KeyError, TypeError, AttributeError):
        return set()
    new = _work(graded)
    return {grade_id for grade_id, work in new.items() if old.get(grade_id) == work}


def _work(notebook):
    """What a person marked, by the id of the graded cell: an answer, or all code up to and with the test."""
    found, code = {}, []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        marks = cell["metadata"].get("nbgrader", {})
        code += [source] if cell["cell_type"] == "code" else []
        if marks.get("grade"):
            found[marks["grade_id"]] = source if marks.get("solution") else tuple(code)
    return found
