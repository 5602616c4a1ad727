"""What the code cells of a chapter's solution define, without a kernel."""

import contextlib
import io
import json
import re
import runpy

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
    """What is defined after a chapter has run with its solutions, and as "printed" what it has printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        names = runpy.run_path(str(ROOT / "solutions" / chapter / f"{chapter}.py"))
    return names | {"printed": printed.getvalue()}
