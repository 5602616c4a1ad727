"""What nbgrader takes away between running a notebook and scoring it, by its settings in nbgrader_config.py."""

import re
from dataclasses import dataclass, field

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat import NotebookNode
from traitlets.config import Config


@dataclass(frozen=True)
class OutputLimits:
    """The settings, as plain data.

    Attributes
    ----------
    lines
        Those of all that a cell prints; -1 for no limit.
    traceback
        Lines of that of an error; -1 for no limit.
    pattern
        What is printed to stderr and matches is left out.
    metadata
        The settings of nbconvert's ClearMetadataPreprocessor, which is off by default.
    """

    lines: int = 1000
    traceback: int = 100
    pattern: str = ""
    metadata: dict = field(default_factory=dict)

    def apply(self, notebook: NotebookNode) -> None:
        """Change a notebook of nbformat's nodes in place, as nbgrader's IgnorePattern and LimitOutput do."""
        for cell in notebook.cells:
            if cell.cell_type == "code":
                shown = [each for each in cell.outputs if not self._is_ignored(each)]
                cell.outputs = _limit_lines(shown, self.lines) if self.lines != -1 else shown
                for output in cell.outputs:
                    if output.output_type == "error" and -1 != self.traceback < len(output.traceback):
                        output.traceback = _shortened(output.traceback, self.traceback)
        if self.metadata:
            ClearMetadataPreprocessor(config=Config(ClearMetadataPreprocessor=self.metadata))(notebook, {})

    def _is_ignored(self, output):
        is_stderr = output.output_type == "stream" and output.name == "stderr"
        return bool(self.pattern) and is_stderr and bool(re.search(self.pattern, output.text))


def _limit_lines(outputs, most):
    kept, length = [], 0
    for output in outputs:
        if output.output_type == "stream":
            if length == most:
                continue
            lines = output.text.split("\n")
            if len(lines) + length > most:
                lines = [*lines[: most - length - 1], "... Output truncated ..."]
            length += len(lines)
            output.text = "\n".join(lines)
        kept.append(output)
    return kept


def _shortened(lines, most):
    start = most // 2
    return [*lines[:start], "... Traceback truncated ...", *lines[-(most - start - 1) :]]
