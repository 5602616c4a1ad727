"""What the names of a batch are, read together: one name alone does not tell an assignment's part from a user's.

A download is what lies in one folder at the front: its names were made by one system, in one way.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from gradatim_autograder.grading.intake.groups import folders_for_nothing
from gradatim_autograder.grading.intake.inner import chapter_folder
from gradatim_autograder.grading.intake.offer import Offered
from gradatim_autograder.grading.intake.systems import gradescope, repositories, sakai, teams
from gradatim_autograder.grading.intake.systems.made import Identity, Made
from gradatim_autograder.grading.intake.systems.readers import readings

Parts = tuple[str, ...]


class Batch:
    """All that was given, and what its names say.

    Parameters
    ----------
    known
        Whether a name is that of a student who is known already.
    is_course
        Whether the files are those of nbgrader's folder `submitted`.
    told
        Whose folders are, by a list that a system put beside them.
    group
        Whether a group of the class is called so.
    """

    def __init__(self, files: Collection[Offered], chapters: Collection[str], known: Callable[[str], bool],
                 is_course: bool = False, told: Mapping[Parts, Made] | None = None,
                 group: Callable[[str], bool] = lambda _name: False):  # fmt: skip
        self.chapters, self.known, self.is_course = chapters, known, is_course
        self._told = told or {}
        self._group = group
        self._lists = {file.parts[:-1] for file in files if file.name.casefold() in sakai.LISTS}
        notebooks = [file.parts for file in files if file.is_notebook]
        own = {folder for parts in notebooks if (folder := self._persons_folder(parts))}
        self.skipped = dict(
            zip(notebooks, folders_for_nothing(notebooks, chapters, known, is_course, own), strict=True)
        )
        self._fronts = {self._front(parts, skip) for parts, skip in self.skipped.items()}
        self._made = self._readings(files)

    def _persons_folder(self, parts) -> Parts | None:
        """The outermost folder of a file that is a person's by where it stands."""
        at = [len(place) - 1 for place in (parts[: i + 1] for i in range(len(parts) - 1)) if place in self._told]
        at += [i for i in range(len(parts) - 1) if self._by_sakai(parts, i)]
        name_at = teams.name_at(parts[:-1])
        at += [name_at] if name_at is not None else []
        at += [i for i in range(1, len(parts) - 1) if repositories.is_repository(parts[i - 1], parts[i])]
        return parts[: min(at) + 1] if at else None

    def _by_sakai(self, parts, at) -> Made | None:
        below = parts[at + 1] if len(parts) > at + 2 else ""
        if self.known(parts[at]):  # an id was made of the whole name once, and ids stay
            return None
        return sakai.read_folder(parts[at], below, parts[:at] in self._lists)

    def _front(self, parts, skip) -> Parts:
        """The folders that say nothing of a student, a chapter's among them."""
        rest = parts[skip:]
        return parts[: skip + 1] if len(rest) > 1 and chapter_folder(rest, self.chapters) == 0 else parts[:skip]

    def _above(self, parts) -> Parts:
        """The download in which a file lies."""
        if parts in self.skipped:
            return self._front(parts, self.skipped[parts])
        return max((front for front in self._fronts if parts[: len(front)] == front), key=len, default=())

    def _readings(self, files):
        texts = defaultdict(set)  # by download; every file shows what a system's names are like
        folders, stems = defaultdict(set), defaultdict(set)
        for file in files:
            above = self._above(file.parts)
            front = file.parts[len(above) :]
            if len(front) > 1:
                texts[above].add(front[0])
            elif front:
                texts[above].add(stem_of(front[0]))
            if file.is_notebook and front:
                (folders if len(front) > 1 else stems)[above].add(front[0] if len(front) > 1 else stem_of(front[0]))
        made = {}
        for above, some in texts.items():
            read = readings(some, stems[above], self.chapters, lambda name: self.known(name) or self._group(name))
            around = above[-1] if above else ""
            by_title = {}
            if not self.is_course:
                by_title = repositories.reading_for(folders[above], around, self.chapters, self.known)
            if len(by_title) > len(folders[above] & read.keys()):
                read |= by_title
            made[above] = read
        return made

    def made(self, parts: Parts) -> tuple[Made | None, Parts]:
        """What the name at the front of a file's place says, if a system made it, and the download in which it lies."""
        above = self._above(parts)
        front = parts[len(above) :]
        readings_here = self._made.get(above, {})
        if len(front) == 1:
            return readings_here.get(stem_of(front[0])), above
        folder = front[0] if front else ""
        if told := self._told.get((*above, folder)):
            return told, above
        if made := self._by_sakai(parts, len(above)) or self._by_teams(front, above):
            return made, above
        if gradescope.FOLDER.fullmatch(folder) and above and gradescope.EXPORT.fullmatch(above[-1]):
            look = f"submission_metadata.yml does not say whose {folder} is"
            return Made(Identity(folder, system="gradescope"), look=look), above
        return readings_here.get(folder), above

    def _by_teams(self, front, above):
        return teams.read_folders(front[:-1], bool(above) and above[-1].casefold() == teams.TOP)


def stem_of(name: str) -> str:
    """A file's name without what follows its last point."""
    return re.sub(r"(?<=.)\.[^.\s]{1,10}$", "", name)
