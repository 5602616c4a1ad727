"""Whether what a person marked is still the same."""


def same_work(before: dict, graded: dict, same_files: bool = True) -> set[str]:
    """The ids of the graded cells for which a student's work is the same in two graded notebooks (as JSON).

    `same_files` says whether the student's files beside the two notebooks are the same: code may have read them.
    """
    try:
        old = _work(before)
    except (KeyError, TypeError, AttributeError):
        return set()
    new = _work(graded)
    return {each for each, (text, code) in new.items() if old.get(each) == (text, code) and (same_files or not code)}


def _work(notebook):
    """What a person marked, by the id of the graded cell: pairs (text, code).

    A test, or an answer in code: all code up to and with it. A written answer: its text, and the texts since the graded
    cell before it, for a student may write into a cell of their own. Behind an answer in code it reports on what that
    code showed, so that all code up to it belongs to it too.
    """
    found, texts, code, reports, last = {}, [], [], False, None
    for cell in notebook["cells"]:
        source, in_code = "".join(cell["source"]), cell["cell_type"] == "code"
        if in_code:
            code.append(source)
        else:
            texts.append((source, cell.get("attachments", {})))
        marks = cell["metadata"].get("nbgrader", {})
        if not marks.get("grade"):
            continue
        reports = reports or (in_code and marks.get("solution", False))
        last = None if in_code else marks["grade_id"]
        found[marks["grade_id"]] = [] if in_code else texts, tuple(code) if in_code or reports else ()
        texts = []
    if last:  # what stands behind the last answer
        found[last] = found[last][0] + texts, found[last][1]
    return found
