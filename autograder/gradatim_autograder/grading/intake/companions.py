"""Files that are no notebooks: companions of somebody's notebook, which mean nothing, and perhaps somebody's work."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gradatim_autograder.grading.intake.attachments import TIMESTAMP
from gradatim_autograder.grading.intake.batch_names import Batch, stem_of
from gradatim_autograder.grading.intake.names import letters, read_name
from gradatim_autograder.grading.intake.offer import Offered
from gradatim_autograder.grading.intake.place import Placed, source_of
from gradatim_autograder.grading.intake.systems import gradescope, sakai
from gradatim_autograder.grading.shown import shown

WORK = {".zip", ".7z", ".rar", ".gz", ".tar", ".py", ".html", ".htm", ".pdf", ".docx"}  # handed in by mistake
OF_SYSTEMS = {"onlinetext.html", "index.html", "comments.txt", "comments.html", TIMESTAMP} | sakai.LISTS


class Companions:
    """Knows by the notebooks of a batch what the other files are."""

    def __init__(self, placed: Iterable[Placed], batch: Batch, files: Iterable[Offered]):
        placed = list(placed)
        self._batch = batch
        self._uploads: dict[tuple, list[tuple[tuple[str, ...], Offered]]] = {}
        for file in files:
            self._keep(file)
        self._own = {item.file.parts[:-1] for item in placed if not item.from_name and not item.file.refused}
        self._sources = {item.source for item in placed}
        self._owners = {letters(item.owner) for item in placed if item.owner and item.identity is None}
        self._owners |= {letters(item.identity.name) for item in placed if item.identity}

    def _keep(self, file):
        """Remember what a system handed on beside a notebook, under the name that the student gave it."""
        source, made = self._source(file)
        stem = stem_of(file.name)
        name = made.rest + file.name[len(stem) :] if made and made.rest else ""
        flat = made and len(file.parts) == len(self._batch.made(file.parts)[1]) + 1
        if flat and name and not file.is_notebook and name.casefold() not in OF_SYSTEMS:
            self._uploads.setdefault(source, []).append(((name,), file))

    def of(self, item: Placed) -> list[tuple[tuple[str, ...], Offered]]:
        """The files of the upload of a notebook that lies in no folder of the student's own, each with its place."""
        return self._uploads.get(item.source, []) if item.made else []

    def is_work(self, file: Offered) -> bool:
        """Whether a file that is no notebook is perhaps what somebody wanted to hand in."""
        if file.name.casefold() in OF_SYSTEMS or gradescope.LIST.fullmatch(file.name):
            return False
        if not self._own.isdisjoint(file.parts[:depth] for depth in range(len(file.parts))):
            return False
        chapter = read_name(file.name, self._batch.chapters).chapter
        suffix = Path(file.name).suffix.lower()
        if suffix not in WORK and not chapter:
            return False
        source, made = self._source(file)
        if made:
            return source not in self._sources and not (suffix == ".txt" and made.identity.system == "blackboard")
        return not (suffix == ".pdf" and not chapter and self._says_nothing(file))

    def _source(self, file):
        made, above = self._batch.made(file.parts)
        return (source_of(made, above), made) if made else (None, None)

    def _says_nothing(self, file):
        """Whether a stray PDF is nobody's, or somebody's whose notebook is there."""
        _made, above = self._batch.made(file.parts)
        stem = stem_of(file.name)
        head = stem.partition(" - ")[0] if " - " in stem else stem.partition("_")[0]
        return len(file.parts) == len(above) + 1 and (head == stem or letters(head) in self._owners)

    def without_notebooks(self, files: Iterable[Offered], said: set[str]) -> Iterator[tuple[str, str]]:
        """Uploads that a system made, without a notebook and of which nothing else was said: where, and why."""
        uploads: dict[tuple, list[Offered]] = {}
        for file in files:
            source, made = self._source(file)
            if made and source not in self._sources:
                uploads.setdefault(source, []).append(file)
        for own in uploads.values():
            if not any(file.is_notebook or file.where in said for file in own):
                _made, above = self._batch.made(own[0].parts)
                where = shown("/".join(own[0].parts[: len(above) + 1]))
                alone = len(own[0].parts) == len(above) + 1
                name = shown(own[0].name, 60)
                yield (
                    where,
                    "it is not a notebook (.ipynb)" if alone else f"there is no notebook (.ipynb) in it, but {name}",
                )
