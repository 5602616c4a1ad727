"""For Babel (locale/babel.cfg): the texts of an exercise's file, those in blocks of wrong lines and of classes too.

Each entry of the catalogue carries the exercise as a comment, and the mistake where it is the hint of one.
"""

import ast
import io
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

from gradatim_autograder.exercise import class_lines
from gradatim_autograder.exercise.wrong_lines import SHARED, entries

BLOCKS = ("wrong_lines", "wrong_values")


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[tuple]:
    """(line, function, text, comments), as Babel asks of an extractor."""
    source = file.read()
    tree = ast.parse(source)
    name = _exercise(tree)
    calls = [
        (node, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    mistakes: dict[int, str] = {}  # by line
    for call, method in calls:
        if method == "mistake" and call.args:
            lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
            mistakes |= dict.fromkeys(lines, ast.literal_eval(call.args[0]))
    for at, function, text, comments in extract_python(io.BytesIO(source), keywords, comment_tags, options):
        yield at, function, text, [*(comments or ()), *_whose(name, mistakes.get(at))]
    for call, method in calls:
        if method in BLOCKS:
            for entry in entries(ast.literal_eval(call.args[0])):
                for written, mistake in ((entry.hint, entry.name), (entry.reread, None)):
                    if written and not SHARED.match(written):
                        yield call.args[0].lineno + entry.at, None, written, _whose(name, mistake)
        if method == "classes":
            for block in (each for each in call.args if isinstance(each, ast.Constant)):
                for line in class_lines.lines(ast.literal_eval(block)):
                    if line.words:
                        yield block.lineno + line.at, None, line.words, _whose(name, None)


def _exercise(tree):
    """The name of the exercise that the file declares, "" where it declares none."""
    for node in tree.body:
        declares = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "exercise"
        if declares and isinstance(node.value, ast.Call) and node.value.args:
            return node.value.args[0].value
    return ""


def _whose(name, mistake):
    return [f"{name}: {mistake}" if mistake else name] if name else []
