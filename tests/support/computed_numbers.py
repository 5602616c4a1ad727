"""Holds what the text of a chapter says against its code: a cell that compares is put behind each text.

An expression sees what the cells above have defined, and as `shown` what the calls of `try_it` since the last text have
returned: `shown[0]` is the first, `shown[-1]` the last.
"""

import json
import re

import nbformat
from gradatim_autograder.build.source import read_source
from places import ROOT

MARK = "computed-numbers"
ROUNDING = 0.501  # of the last digit that is written: a machine may round the other way

RECORD = """
import gradatim as _gradatim, gradatim.student as _student
shown = []


def _recorded(try_it):
    def recorded(function, *args):
        call = _student.call
        def keep(*given):
            returned = call(*given)
            shown.append(returned)
            return returned
        _student.call = keep
        try:
            return try_it(function, *args)
        finally:
            _student.call = call
    return recorded


_gradatim.try_it = _recorded(_gradatim.try_it)
"""

COMPARE = """
def _compared(items):
    import contextlib, io, json
    found = []
    for text, expression in items:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                value = eval(expression, globals())
            kind = type(value).__name__
            found.append(value if kind == "str" else bool(value) if kind in ("bool", "bool_") else float(value))
        except Exception as error:
            found.append(f"{{type(error).__name__}}: {{error}}")
    print("{mark}" + json.dumps(found))
    shown.clear()


_compared({items!r})
"""


def with_comparisons(notebook: nbformat.NotebookNode, chapter: str) -> nbformat.NotebookNode:
    """The notebook of a solution with those cells in it."""
    path = ROOT / "solutions" / chapter / f"{chapter}.py"
    source, _problems = read_source(path, path.name)
    assert len(source.cells) == len(notebook.cells)
    cells = [nbformat.v4.new_code_cell(RECORD)]
    for written, cell in zip(source.cells, notebook.cells, strict=True):
        cells.append(cell)
        if written.type == "markdown":
            items = [(each.text, each.expression) for each in written.computed]
            new = nbformat.v4.new_code_cell(COMPARE.format(mark=MARK, items=items))
            new.metadata["lines"] = [each.line for each in written.computed]
            new.metadata["items"] = items
            cells.append(new)
    notebook.cells = cells
    return notebook


def differences(notebook: nbformat.NotebookNode) -> list[str]:
    """What the text says and the code does not, from a notebook that has run: "line 12: 0.97 is 0.953 (mean)"."""
    found = []
    for cell in notebook.cells:
        if "items" not in cell.metadata:
            continue
        printed = "".join(
            output.text for output in cell.outputs if output.output_type == "stream"
        )  # it comes in pieces
        values = json.loads(printed.partition(MARK)[2])
        lines, items = cell.metadata["lines"], cell.metadata["items"]
        for line, (text, expression), value in zip(lines, items, values, strict=True):
            if not says(text, value):
                found.append(f"line {line}: {text} is {value} ({expression})")
    return found


def says(text: str, value: float | bool | str) -> bool:
    """Whether a text says a value: a number in its own digits, words where the value is True."""
    number = text.replace("−", "-").replace(",", "").replace("$", "").replace("\\\\", "").strip()
    if not re.fullmatch(r"-?\d+(\.\d+)?", number):
        return value is True or (isinstance(value, str) and value == text)
    if isinstance(value, bool | str):
        return False
    digits = len(number.partition(".")[2])
    return abs(float(number) - value) <= ROUNDING * 10.0**-digits
