"""The student's id behind what a notebook's place tells, with a roster and without."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from gradatim_autograder.grading.intake.inner import NO_NAMES, inner_name
from gradatim_autograder.grading.intake.place import Placed, student_of
from gradatim_autograder.grading.intake.roster import Roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.intake.systems.made import Identity
from gradatim_autograder.grading.shown import shown

_TEAM = re.compile(
    r"(group|team|gruppe|groupe|équipe|equipe|grupo|gruppo|groep|grupa|skupina|группа|команда)(?![^\W\d_])", re.I
)
_ONE = "give a list with a column group (--roster), and each member gets the mark"


class Whose:
    """Finds students: those of the roster, else everybody, by the ids given so far."""

    def __init__(self, roster: Roster | None, students: Students):
        self.roster, self.students = roster, students
        self._before = {*students.holders, *(each.name for each in students.holders.values())}
        self._numbers: dict[tuple, set[str]] = defaultdict(set)
        self._by_number: set[tuple] = set()  # downloads whose numbers are on the roster

    def is_known(self, name: str) -> bool:
        """Whether a student is called so: on the roster, or in an earlier run."""
        return self.roster.is_named(name) if self.roster else name in self._before

    def is_group(self, name: str) -> bool:
        """Whether a group of the roster is called so."""
        return bool(self.roster and self.roster.members(name))

    def look_at(self, placed: Iterable[Placed]) -> None:
        """Learn who of a download has a name that another has, too, and whether the roster has its numbers."""
        for item in placed:
            if item.identity and self.roster and self.roster.has_number(item.identity):
                self._by_number.add(item.source[1])
            if item.identity and item.identity.passing:
                self._numbers[item.source[1], item.identity.name].add(item.identity.number or "")

    def of(self, item: Placed) -> list[tuple[str, Placed]] | tuple[str, str]:
        """The ids of all who handed it in, each with a notebook of their own; or why there is none and what to do."""
        if item.made and len(item.made.members) > 1:
            return self._of_members(item, item.made.members)
        if team := self._team(item):
            return team
        student = self.student(item)
        if isinstance(student, str):
            if not self.roster and item.made and (item.made.team or _TEAM.match(item.made.identity.name)):
                item.notes.append(f"{student_of(item)} is a team's name, graded as one student: {_ONE}")
            return [(student, item)]
        return student

    def _team(self, item):
        """All members of the group of the roster that a name is as a whole, where it is no student's."""
        name = item.identity.name if item.identity else item.owner
        if not self.roster or not name or self.roster.is_named(name):
            return []
        if not item.identity and not item.from_name and inner_name(item.inside, [item.chapter]):
            return []  # perhaps the folder of a section, in which each has a file
        members = self.roster.members(name)
        if not members and item.made and item.made.team:  # Moodle's team of all who are in none
            members = self.roster.without_group()
        return self._each(item, dict.fromkeys(sorted(members), item.identity), name) if members else []

    def _of_members(self, item, members):
        found, missing, trouble = {}, [], None
        for who in members:
            student = self.student(replace(item, identity=who))
            if isinstance(student, str):
                found.setdefault(student, who)
            else:
                missing.append(who)
                trouble = student
        if not found:
            return trouble
        if missing:
            names = ", ".join(shown(who.called or who.name, 60) for who in missing)
            item.look.append(f"it was handed in by {names}, too, who is not on the roster")
        return self._each(item, found, "")

    def _each(self, item, found, team):
        what = f"the group {shown(team, 100)}" if team else "several"
        note = f"handed in by {what}, each of whom gets the mark: {', '.join(found)}"
        return [
            (student, replace(item, identity=who, notes=[*item.notes, note], look=[*item.look]))
            for student, who in found.items()
        ]

    def student(self, item: Placed) -> str | tuple[str, str]:
        """The student's id, or why there is none and what to do."""
        if item.owner is None and item.chapter == item.name.chapter:
            item.owner = self._behind(item)
        if item.owner is None:
            chapter = item.chapter or "CHAPTER"
            return "its name does not tell the student", f"rename it to STUDENT_{chapter}.ipynb and run again"
        return self._on_roster(item) if self.roster else self._by_name(item)

    def _on_roster(self, item):
        by_number = item.source[1] in self._by_number
        ids = self.roster.find_identity(item.identity, by_number) if item.identity else self.roster.find(item.owner)
        if not ids and item.from_name and not item.identity:
            ids = self.roster.find(item.name.after)
        if len(ids) > 1:
            return f"its name fits several students: {', '.join(sorted(ids))}", "rename it and run again"
        if not ids:
            todo = "add the student to the roster and give it with --roster, or rename the file; then run again"
            return f"{student_of(item)} is not on the roster", todo
        student = next(iter(ids))
        named = self.roster.is_sure(item.identity) if item.identity else self.roster.is_named(item.owner)
        name = item.identity.name if item.identity else item.owner
        words = [] if named else self.roster.unaccounted(name, student)
        if words:
            text = shown(", ".join(words), 100)
            item.look.append(f"{student_of(item)} was taken for {student}; nothing is known of {text} in this name")
        return student

    def _by_name(self, item):
        identity = item.identity or Identity(item.owner)
        if item.identity is None and item.from_name and item.name.chapter is None:
            identity = self._from_unclear(item.owner)
            if identity is None:
                todo = f"rename it to STUDENT_{item.chapter or 'CHAPTER'}.ipynb and run again"
                return "its name does not tell the student", todo
        alone = not identity.passing or len(self._numbers[item.source[1], identity.name]) < 2
        student = self.students.id_for(identity, alone)
        if student and identity.passing:
            self._note_namesakes(item, identity, student)
        return student or ("no student's id can be made of its name", "rename it and run again")

    def _note_namesakes(self, item, identity, student):
        """Of two who have one name, each has another number in every assignment: who is who cannot be told."""
        others = self.students.namesakes(student, self._numbers[item.source[1], identity.name])
        if others:
            item.look.append(
                f"perhaps the same student as {', '.join(others)}: Moodle's numbers are others in each assignment. "
                "Give its list of the class with --roster"
            )

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
