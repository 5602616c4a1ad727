"""Whose is a notebook? Read from its folders and its name, from the outermost inwards: who unpacks an upload of
mallory's finds in it whatever mallory put there, so what lies inside a person's folder or upload names nobody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gradatim_autograder.grading.intake.batch_names import Batch
from gradatim_autograder.grading.intake.inner import by_case, chapter_folder, is_no_name
from gradatim_autograder.grading.intake.names import Name, read_name
from gradatim_autograder.grading.intake.offer import Offered
from gradatim_autograder.grading.intake.systems import sakai
from gradatim_autograder.grading.intake.systems.made import Identity, Made
from gradatim_autograder.grading.intake.systems.readers import made_by_system
from gradatim_autograder.grading.intake.walk import OWN, STEP
from gradatim_autograder.grading.shown import shown

LAYERED = {"sakai", "teams", "gradescope", "repository"}  # systems that put folders of their own around the students'


@dataclass
class Placed:
    """A notebook while it is being placed.

    Attributes
    ----------
    owner
        The text that names its student.
    identity
        What a learning-management system says of the student, None where no system made the name.
    source
        Where it came from: two files of one source were handed in by one person.
    inside
        What the person called it: the folders and the name in their own folder or upload.
    layout
        It lies in STUDENT/CHAPTER/, so the owner is a folder's whole name.
    from_name
        The owner was read from the file's own name.
    over
        The folder around it that was taken for nobody's, though no system made it and no chapter is called so.
    made
        What a learning-management system says in the name, if one made it.
    """

    file: Offered
    name: Name
    chapter: str | None
    owner: str | None
    source: tuple
    identity: Identity | None = None
    inside: tuple[str, ...] = ()
    layout: bool = False
    from_name: bool = False
    over: str = ""
    made: Made | None = None
    notes: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)

    @property
    def stamped(self) -> bool:
        """Whether it lies as nbgrader collects it, in STUDENT/CHAPTER/, so that a timestamp beside it is nbgrader's."""
        return self.layout and self.identity is None and len(self.inside) == 2


def below_submitted(files: list[Offered], known: Callable[[str], bool]) -> tuple[list[Offered], list[Offered], bool]:
    """The files in nbgrader's folder `submitted`, the notebooks that lie elsewhere, and whether there is such a folder.

    It counts at the top, or below folders that all notebooks share and that are no person's: anybody can have a folder
    of that name in an upload. A course's own folders beside it hold copies and are passed over.
    """
    notebooks = [file for file in files if file.is_notebook]
    depth = 0
    while notebooks and not any(_is_step(file.parts, depth) for file in notebooks):
        names = {file.parts[depth] if len(file.parts) > depth + 1 else None for file in notebooks}
        name = names.pop()
        if names or name is None or known(name) or made_by_system(name):
            return files, [], False
        if sakai.read_folder(name, notebooks[0].parts[depth + 1]):
            return files, [], False
        depth += 1
    if not notebooks:
        return files, [], False
    inside = [file for file in files if file.parts[depth : depth + 1] == (STEP,) and len(file.parts) > depth + 1]
    inside = [replace(file, parts=file.parts[depth + 1 :]) for file in inside]
    outside = [file for file in notebooks if file.parts[depth] not in OWN | {STEP} or len(file.parts) == depth + 1]
    return inside, outside, True


def _is_step(parts, depth):
    return len(parts) > depth + 2 and parts[depth] == STEP


def place(notebooks: list[Offered], batch: Batch) -> list[Placed]:
    """Read the student and the chapter of each notebook, as far as its place tells."""
    placed = [_place(file, batch) for file in notebooks]
    alone = len({item.source for item in placed}) == 1  # one person shows no class: the folder may be the person's
    for item in placed:
        folders = item.file.parts[: batch.skipped[item.file.parts]]
        folders = tuple(each for each in folders if each.casefold() not in by_case(batch.chapters))
        folders = tuple(each for each in folders if each != item.owner)
        over = shown("/".join(folders)) if item.owner else ""
        item.over = over if item.identity is None else ""
        if over and alone and not (item.identity and item.identity.system in LAYERED):
            item.look.append(f"it was taken for {student_of(item)}; the folder {over} was passed over")
        if item.made and item.made.look:
            item.look.append(shown(item.made.look))
    return placed


def _place(file, batch) -> Placed:
    chapters = batch.chapters
    name = read_name(_stem(file.name), chapters)
    skip = batch.skipped[file.parts]
    above, rest = file.parts[:skip], file.parts[skip:]
    at = chapter_folder(rest, chapters)
    chapter = name.chapter or (by_case(chapters)[rest[at].casefold()] if at is not None else None)
    if at == 0:  # CHAPTER/STUDENT/file or CHAPTER/STUDENT_file
        if len(rest) == 2 and not (name.before and name.chapter) and above:
            return Placed(file, name, chapter, above[-1], ("folder", above), inside=rest, layout=True)
        above, rest = (*above, rest[0]), rest[1:]
    made, _above = batch.made(file.parts)
    if len(rest) == 1:
        return _by_name(file, name, chapter, above, made, batch)
    folder, inside = rest[0], rest[1:]
    layout = chapter_folder(inside, chapters) == 0
    literal = layout and (batch.is_course or batch.known(folder))  # an id that nbgrader knows may look like a system's
    made = None if literal else made
    source = source_of(made, above) if made else ("folder", (*above, folder))
    identity = made.identity if made else None
    return Placed(file, name, chapter, folder, source, identity, inside, layout and not made, made=made)


def _by_name(file, name, chapter, above, made, batch):
    stem = _stem(file.name)
    if made:
        own = read_name(made.rest, batch.chapters)  # the assignment may be called after a chapter, too
        name = own if own.chapter else name
        return Placed(
            file, name, own.chapter or chapter, stem, source_of(made, above), made.identity, (made.rest,),
            from_name=True, made=made,
        )  # fmt: skip
    owner = name.before or None
    if owner and re.fullmatch(r"[\w .,-]+", owner) and is_no_name(owner) and not batch.known(owner):
        owner = None  # my_01-neuron
    source = ("file", above, owner or file.parts)
    return Placed(file, name, chapter, owner, source, inside=(stem,), from_name=True)


def source_of(made: Made, above: tuple[str, ...]) -> tuple:
    """Where an upload came from: whose it is by the system's own number, or by name."""
    name, number = made.identity.name, made.identity.number
    if number:
        return "number", above, number, name
    return "system", (*above, made.title) if made.title else above, name


def _stem(name):
    return re.sub(r"\.ipynb$", "", name, flags=re.I)


def student_of(item: Placed) -> str:
    """Whom the place names, fit to be shown."""
    return shown(item.identity.name if item.identity else item.owner or "", 100)
