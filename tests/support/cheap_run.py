"""Runs a notebook's cells in the process that asks: no kernel, no sandbox, no import of nbgrader."""

import ast
import contextlib
import io
import json

from gradatim_autograder.grading.submission.outputs import make_safe, no_score
from gradatim_autograder.grading.submission.run import NotebookRun
from IPython.core.formatters import DisplayFormatter

LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}


def run(notebook, chapter, attachments, options) -> NotebookRun:
    """As `gradatim_autograder.grading.submission.run.run`."""
    notebook, namespace = json.loads(json.dumps(notebook)), {"__name__": "__main__"}
    problems = []
    for count, cell in enumerate([each for each in notebook["cells"] if each["cell_type"] == "code"], start=1):
        cell["execution_count"], cell["outputs"] = count, _outputs(cell["source"], namespace, count)
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            cell["outputs"] = make_safe(cell["outputs"], float(marks["points"]))
        if "problem" in namespace:
            problems.append(namespace.pop("problem"))
    notebook["metadata"]["language_info"] = LANGUAGE
    return NotebookRun(notebook, problems)


def _outputs(source, namespace, count):
    printed, outputs, value = io.StringIO(), [], None
    try:
        body = ast.parse(source).body
        last = ast.Expression(body.pop().value) if body and isinstance(body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(printed):
            exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
            value = eval(compile(last, "cell", "eval"), namespace) if last else None
    except Exception as error:
        outputs = [no_score(str(error), type(error).__name__)]
    if printed.getvalue():
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
    if value is not None:
        data, about = DisplayFormatter().format(value)
        data = {kind: data[kind] for kind in ("text/plain", "text/html") if kind in data}
        outputs.append({"output_type": "execute_result", "execution_count": count, "data": data, "metadata": about})
    return outputs
