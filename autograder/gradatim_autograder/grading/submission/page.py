"""Renders the page that a student gets back, many times in one process.

The page is nbconvert's, by way of `feedback.FeedbackExporter`. What makes it quick: the template stays in memory, texts
and code of the course are rendered once, and only what students' cells show is looked through for pictures without
a description, where nbconvert parses the whole page. nbgrader is not imported: that takes longer than many a notebook.
"""

import copy
import re
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from traitlets.config import Config

from gradatim_autograder.grading.submission import coloured
from gradatim_autograder.grading.submission.exporter import FeedbackExporter, words, words_waiting
from gradatim_autograder.grading.submission.marks import Marks
from gradatim_autograder.grading.submission.room import broken, room_of
from gradatim_autograder.grading.submission.written import markdown2html

KEPT = 2000  # rendered cells; a chapter has about a hundred, and students' answers repeat
_PICTURE = re.compile(r"""<img\b(?! alt=")((?:[^>"']|"[^"]*"|'[^']*')*?)(\s*/?)>""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_DESCRIBED = re.compile(r"(?<![\w-])alt(?![\w-])", re.I)
SHOWN = ("code", "markdown", "raw", "unknown", "input", "output", "output_stdin", "input_prompt", "output_prompt")
UNDESCRIBED = "No description has been provided for this image"  # as nbconvert has it


def page(notebook: NotebookNode, chapter: str, marks: Marks, troubles: list[str] | None = None) -> bytes:
    """The page for a graded notebook (nbformat's nodes, which are marked in place).

    `troubles` takes up, in words, what could not be rendered and is shown as plain text.
    """
    about: dict[str, Any] = {"notebook": chapter, "words": words()}
    for cell in notebook.cells:
        own = cell.metadata.get("nbgrader")
        if not own:
            continue
        name = own.get("grade_id")
        if own.get("solution"):
            own["comment"] = marks.comment(name)
        if own.get("grade") and name in marks.marks:
            mark = marks.marks[name]
            own["score"], own["points"] = mark.score, mark.maximum
            if mark.by_hand:
                own["waiting"] = words_waiting(marked_before=mark.manual is not None)
                about["waiting"] = True
    about["late_penalty"] = marks.penalty or 0
    about["score"], about["max_score"] = marks.total - about["late_penalty"], marks.max_points
    renderer = _renderer()
    resources = copy.copy(renderer.resources)
    resources["nbgrader"] = about
    text = renderer.template.render(nb=notebook, resources=resources).lstrip("\r\n")
    if troubles is not None:
        troubles += dict.fromkeys(room_of({"resources": resources}).troubles)
    text = _PICTURE.sub(_described, text)
    return text.encode("utf-8", "backslashreplace")


def _described(match):
    inside, end = match.groups()
    return match[0] if _DESCRIBED.search(_QUOTED.sub("", inside)) else f'<img{inside} alt="{UNDESCRIBED}"{end}>'


class _Renderer:
    """The template, and what it needs that is the same for every page."""

    def __init__(self):
        exporter = FeedbackExporter(config=_config())
        exporter.register_filter("markdown2html", markdown2html)
        for name in ("highlight_code", "ansi2html", "strip_files_prefix"):
            exporter.register_filter(name, getattr(coloured, name))
        data_type = WidgetsDataTypeFilter(notebook_metadata={}, parent=exporter, resources={})
        exporter.register_filter("filter_data_type", data_type)
        resources = exporter._init_resources({})
        for step in exporter._preprocessors:  # the template asks for the style of the code
            if isinstance(step, CSSHTMLHeaderPreprocessor):
                _notebook, resources = step.preprocess(None, resources)
        resources["include_css"] = cache(resources["include_css"])
        resources |= {"raw_mimetypes": exporter.raw_mimetypes, "output_mimetype": exporter.output_mimetype}
        resources["global_content_filter"] = {**{f"include_{part}": True for part in SHOWN}, "no_prompt": False}
        self._cells: dict[tuple, str] = {}
        resources["once"] = self._once
        self.resources = resources
        self.template = exporter.template

    def _once(self, cell, render, resources) -> str:
        """A cell's HTML; kept of the cells that all students have alike. An error costs the cell its looks only."""
        try:
            return self._kept(cell, render)
        except Exception as error:
            return _without_looks(cell, render, error, room_of({"resources": resources}))

    def _kept(self, cell, render):
        own = cell.metadata.get("nbgrader", {})
        if cell.get("outputs") or cell.get("attachments") or own.get("solution") or own.get("grade"):
            return render()
        key = (cell.cell_type, cell.source, cell.get("execution_count"), cell.get("id"), repr(cell.metadata))
        if key not in self._cells:
            if len(self._cells) >= KEPT:
                self._cells.clear()
            self._cells[key] = render()
        return self._cells[key]


def _without_looks(cell, render, error, room) -> str:
    """The cell without its outputs, and its text as it was written where that cannot be rendered either."""
    text = broken(cell.source, error, room)
    if cell.get("outputs"):
        cell.outputs = []
        with suppress(Exception):
            return render() + text
    return f'<div class="cell border-box-sizing text_cell_render">{text}</div>'


@cache
def _renderer():
    return _Renderer()


def _config():
    """As nbgrader's GenerateFeedback sets up its exporter."""
    config = Config()
    styles = ("server_extensions", "formgrader", "static", "node_modules", "bootstrap", "dist", "css")
    config.HTMLExporter.extra_template_paths = [str(Path(find_spec("nbgrader").origin).parent.joinpath(*styles))]
    config.Exporter.default_preprocessors = []
    return config
