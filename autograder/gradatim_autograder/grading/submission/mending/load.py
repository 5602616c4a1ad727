"""Bytes to what `json` reads, or why that is no notebook."""

import json

from gradatim_autograder.grading.submission.weight import too_heavy

MAX_CELLS = 2000


class NotANotebook(Exception):
    """Nothing can be graded here; the text says why."""


class OtherNotebook(NotANotebook):
    """It holds none of the chapter's exercises."""


def load(data: bytes) -> dict:
    """The notebook as `json` reads it, or NotANotebook."""
    if not data.strip():
        raise NotANotebook("the file is empty")
    if reason := too_heavy(data):
        raise NotANotebook(f"the file cannot be read: {reason}")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotANotebook("the file is not a notebook: it is not text in UTF-8") from None
    except RecursionError:
        raise NotANotebook("the file is not a notebook: it is nested without end") from None
    except ValueError as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise NotANotebook(f"the file is damaged: it is not valid JSON{where}") from None
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        raise NotANotebook("the file is JSON, but not a notebook")
    if notebook["nbformat"] != 4 or isinstance(notebook["nbformat"], bool):
        version = str(notebook["nbformat"])[:20]
        raise NotANotebook(f"it is in notebook format {version}, wanted is 4: open it in JupyterLab and save it again")
    if not isinstance(notebook.get("cells"), list):
        raise NotANotebook("the file is a notebook without cells")
    if len(notebook["cells"]) > MAX_CELLS:
        raise NotANotebook(f"it has more than {MAX_CELLS} cells")
    for cell in notebook["cells"]:
        if isinstance(cell, dict):
            cell.pop("outputs", None)  # believed in nothing, and most of what a notebook weighs
    return notebook
