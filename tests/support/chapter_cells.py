"""What the code cells of a chapter's solution define, without a kernel."""

import contextlib
import io
import json
import re
import warnings

import gradatim
import nbformat
from computed_numbers import differences, with_comparisons
from places import ROOT

SHOWS = ("check(", "plots.", "trainings = ")  # cells that show something and define nothing that is asked for
CALLS = re.compile(r"^(frameworks\.)?try_it\(.*$", re.MULTILINE)


def defined(chapter: str) -> dict:
    """Run the cells of a chapter in one namespace, and return it. Calls of `try_it` are left out."""
    path = ROOT / "solutions" / chapter / f"{chapter}.ipynb"
    names = {"__name__": "__main__"}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and not source.startswith(SHOWS):
            exec(compile(CALLS.sub("", source), f"<{chapter}>", "exec"), names)
    return names


def ran(chapter: str) -> dict:
    """What is defined after a chapter has run with its solutions, experiments too; as "printed" what it has printed, as
    "differences" where its text says something else (`computed_numbers`), as "warnings" what NumPy complained of.

    The long chapters run once in a suite, here: their text and their results are tested in one file each.
    """
    path = ROOT / "solutions" / chapter / f"{chapter}.ipynb"
    notebook = with_comparisons(nbformat.read(path, as_version=4), chapter)
    names, printed = {"__name__": "__main__"}, []
    with own_try_it(), warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", RuntimeWarning)
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                shown = io.StringIO()
                with contextlib.redirect_stdout(shown):
                    exec(compile(cell.source, f"<{chapter}, cell {number}>", "exec"), names)
                cell.outputs = [nbformat.v4.new_output("stream", text=shown.getvalue())]
                printed.append(shown.getvalue())
    complaints = [str(each.message) for each in heard if issubclass(each.category, RuntimeWarning)]
    return names | {"printed": "".join(printed), "differences": differences(notebook), "warnings": complaints}


@contextlib.contextmanager
def own_try_it():
    """Afterwards `try_it` is the library's again: the comparisons listen to it."""
    before = gradatim.try_it
    try:
        yield
    finally:
        gradatim.try_it = before
