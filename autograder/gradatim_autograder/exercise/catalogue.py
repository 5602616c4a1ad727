"""For Babel (locale/babel.cfg): the texts of an exercise's file, those in blocks of wrong lines too.

Each entry of the catalogue carries the exercise as a comment, and the mistake where it is the hint of one.
"""

import ast
import io
from collections.abc import Iterator

from babel.messages.extract import extract_python

from gradatim_autograder.exercise.wrong_lines import SHARED, entries

BLOCKS = ("wrong_lines", "wrong_values")


def extract(file: io.BufferedIOBase, keywords, comment_tags, options) -> Iterator[tuple]:
    """(line, function, text, comments), as Babel asks of an extractor."""
    source = file.read()
    tree = ast.parse(source)
    name = _exercise(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    mistakes = {}
    for call in calls:
        if call.func.attr == "mistake" and call.args:
            mistakes |= dict.fromkeys(range(call.lineno, call.end_lineno + 1), call.args[0].value)
    for line, function, text, comments in extract_python(io.BytesIO(source), keywords, comment_tags, options):
        yield line, function, text, [*comments, *_whose(name, mistakes.get(line))]
    for call in calls:
        if call.func.attr in BLOCKS:
            for entry in entries(call.args[0].value):
                for text, mistake in ((entry.hint, entry.name), (entry.reread, None)):
                    if text and not SHARED.match(text):
                        yield call.args[0].lineno + entry.at, None, text, _whose(name, mistake)


def _exercise(tree):
    """The name of the exercise that the file declares, "" where it declares none."""
    for node in tree.body:
        declares = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "exercise"
        if declares and isinstance(node.value, ast.Call) and node.value.args:
            return node.value.args[0].value
    return ""


def _whose(name, mistake):
    return [f"{name}: {mistake}" if mistake else name] if name else []
