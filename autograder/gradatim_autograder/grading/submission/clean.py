"""Takes out of outputs what a student should not see: the server's paths and the seed; hidden characters are shown."""

import os
import re
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gradatim_autograder.grading.submission.visible import visible

SHORTEST_SEED = 5  # digits; a shorter number stands in outputs for other reasons


class Cleaner:
    """Replaces the server's folders by "…" and the seed by "(seed)" in text.

    `folders` are further folders to hide, e.g. the grading folder.
    """

    def __init__(self, folders: Iterable[str | Path] = (), seed: int | None = None):
        known: list[str | Path] = [sys.prefix, sys.base_prefix, sys.exec_prefix, Path.home(), tempfile.gettempdir()]
        known += folders
        known += [sysconfig.get_path(kind) for kind in ("stdlib", "purelib", "platlib", "scripts")]
        known += [Path(__file__).resolve().parents[4]]  # the checkout
        texts = {str(form) for folder in known if folder for form in (Path(folder), Path(folder).resolve())}
        home = str(Path.home())
        # Tracebacks write the home folder as "~".
        texts |= {"~" + text[len(home) :] for text in texts if text.startswith(home + os.sep)}
        texts = {text for text in texts if len(text) > 2}
        longest_first = sorted(texts, key=len, reverse=True)
        self._folders = re.compile("|".join(rf"{re.escape(text)}(?![\w-])" for text in longest_first))
        digits = str(seed) if seed is not None else ""
        self._seed = re.compile(rf"(?<!\d){digits}(?!\d)") if len(digits) >= SHORTEST_SEED else None

    def text(self, text: str) -> str:
        """`text` without the server's folders and the seed."""
        text = self._folders.sub("…", visible(text.encode("utf-8", "replace").decode()))  # no half characters
        # Whatever else is named as the file of a traceback's line: its last folder and name are enough.
        text = re.sub(r'(File\s+"?)(?:/[^\s/":<>]+)*(/[^\s/":<>]+/[^\s/":<>]+)', r"\1…\2", text)
        return self._seed.sub("(seed)", text) if self._seed else text

    def _clean(self, value):
        """A value as JSON knows it, with each text in it clean."""
        if isinstance(value, dict):
            return {key: self._clean(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._clean(each) for each in value]
        return self.text(value) if isinstance(value, str) else value

    def output(self, output: dict) -> None:
        """Clean one output of a cell in place."""
        if output.get("metadata"):
            output["metadata"] = self._clean(output["metadata"])
        for key in ("text", "evalue"):
            if isinstance(output.get(key), str):
                output[key] = self.text(output[key])
        if isinstance(output.get("traceback"), list):
            output["traceback"] = [self.text(line) for line in output["traceback"] if isinstance(line, str)]
        data = output.get("data")
        if isinstance(data, dict):
            for kind, value in data.items():
                if isinstance(value, str) and not kind.startswith(("image/png", "image/jpeg", "application/pdf")):
                    data[kind] = self.text(value)
