"""The student's id behind what a notebook's place tells, with a roster and without."""

import re

from gradatim_autograder.grading.intake.inner import NO_NAMES
from gradatim_autograder.grading.intake.place import Placed, student_of
from gradatim_autograder.grading.intake.roster import Roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.intake.systems import Identity
from gradatim_autograder.grading.shown import shown


class Whose:
    """Finds students: those of the roster, else everybody, by the ids given so far."""

    def __init__(self, roster: Roster | None, students: Students):
        self.roster, self.students = roster, students
        self._before = {*students.holders, *(each.name for each in students.holders.values())}

    def is_known(self, name: str) -> bool:
        """Whether a student is called so: on the roster, or in an earlier run."""
        return self.roster.is_named(name) if self.roster else name in self._before

    def student(self, item: Placed) -> str | tuple[str, str]:
        """The student's id, or why there is none and what to do."""
        if item.owner is None and item.chapter == item.name.chapter:
            item.owner = self._behind(item)
        if item.owner is None:
            chapter = item.chapter or "CHAPTER"
            return "its name does not tell the student", f"rename it to STUDENT_{chapter}.ipynb and run again"
        return self._on_roster(item) if self.roster else self._by_name(item)

    def _on_roster(self, item):
        ids = self.roster.find_identity(item.identity) if item.identity else self.roster.find(item.owner)
        if not ids and item.from_name and not item.identity:
            ids = self.roster.find(item.name.after)
        if len(ids) > 1:
            return f"its name fits several students: {', '.join(sorted(ids))}", "rename it and run again"
        if not ids:
            todo = "add the student to the roster and give it with --roster, or rename the file; then run again"
            return f"{student_of(item)} is not on the roster", todo
        student = next(iter(ids))
        named = item.identity or self.roster.is_named(item.owner)
        words = [] if named else self.roster.unaccounted(item.owner, student)
        if words:
            name = shown(", ".join(words), 100)
            item.look.append(f"{student_of(item)} was taken for {student}; nothing is known of {name} in this name")
        return student

    def _by_name(self, item):
        identity = item.identity or Identity(item.owner)
        if item.identity is None and item.from_name and item.name.chapter is None:
            identity = self._from_unclear(item.owner)
            if identity is None:
                todo = f"rename it to STUDENT_{item.chapter or 'CHAPTER'}.ipynb and run again"
                return "its name does not tell the student", todo
        student = self.students.id_for(identity)
        return student or ("no student's id can be made of its name", "rename it and run again")

    def _from_unclear(self, text) -> Identity | None:
        """The student in "STUDENT_anything": one who is known, else the text before the first "_"."""
        for at in [i for i, character in enumerate(text) if character == "_"][::-1]:  # the longest name first
            if known := self.students.named(text[:at]):
                return known
        before, separator, _after = text.partition("_")
        return Identity(before) if separator and before else None

    def _behind(self, item) -> str | None:
        """The student in "01-neuron_bob": the text behind the chapter's name, where it can be nothing else."""
        text = re.sub(r"[ _-]*(\(\d+\)|copy ?\d*)$", "", item.name.after, flags=re.I).strip(" _-.,")
        words = {word.casefold() for word in re.split(r"[\W\d_]+", text)}
        if self.roster:
            known = len(self.roster.find(text)) == 1
        else:
            named = re.fullmatch(r"[^\W\d_][^\W_]*(?:[ '.-][^\W_]+)*", text)
            known = named is not None and words.isdisjoint(NO_NAMES)
        if not known:
            return None
        item.look.append(f"the student {shown(text)} was read behind the chapter's name in {shown(item.file.name)}")
        return text
