"""Where the files of one student may be those of several, or a student may be another: it is said."""

import re
from collections import defaultdict

from gradatim_autograder.grading.intake.inner import inner_name, is_no_name
from gradatim_autograder.grading.intake.names import letters
from gradatim_autograder.grading.intake.place import Placed, student_of
from gradatim_autograder.grading.intake.systems.readers import made_by_system
from gradatim_autograder.grading.intake.whose import Whose
from gradatim_autograder.grading.shown import few, shown

MAX_WORDS = 30  # of a name inside, in which it is looked for another's
MOST = 5  # files that are named

Found = dict[tuple[str, str], list[Placed]]


def note_doubts(found: Found, placed: list[Placed], whose: Whose) -> None:
    """Note at each file what a person should look at.

    Parameters
    ----------
    found
        The notebooks by student and chapter.
    placed
        All notebooks.
    """
    for items in found.values():
        for item in items:
            item.look += [f"the name {item.file.where} {doubt}" for doubt in item.file.doubts]
            if any(shown(part, len(part) + 1) != part for part in item.file.parts):
                what = "holds characters that steer a terminal or the reading direction"
                item.look.append(f"the name {item.file.where} {what}")
    _several_sources(found)
    _by_name_alone(found)
    if not whose.roster:
        short = _without_words({student for student, _chapter in found}, whose)
        for (student, _chapter), items in found.items():
            _alike(student, items, whose, short)
    _names_inside(found, placed, whose)


def _several_sources(found):
    """Files of one chapter, or of one download, that two people may have handed in."""
    by_student = defaultdict(list)
    for (student, chapter), items in found.items():
        by_student[student] += [(chapter, item) for item in items]
    for pairs in by_student.values():
        if len({item.source for _chapter, item in pairs}) < 2:
            continue
        mixed = len({item.made is None for _chapter, item in pairs}) > 1  # a system's, and others
        together = defaultdict(dict)  # a file of each source, by chapter and by download
        for chapter, item in pairs:
            for key in (chapter, _download(item.source), "all"):
                together[key].setdefault(item.source, item.file.where)
        for chapter, item in pairs:
            sources = together["all"] if mixed else together[chapter] | together[_download(item.source)]
            numbers = sorted({source[2] for source in sources if source[0] == "number"})
            if len(numbers) > 1:
                users = f"{len(numbers)} users of one name ({shown(', '.join(numbers))})"
                places = few(sorted(sources.values()), MOST)
                item.look.append(f"files of {users} were taken for this student: {places}")
            elif len(sources) > 1:
                places = few(sorted(sources.values()), MOST)
                item.look.append(f"files from {len(sources)} places were taken for this student: {places}")


def _by_name_alone(found):
    """FILE and FILE (1) of one name in Google Classroom: two people may be called so, and no number tells."""
    for items in found.values():
        places = defaultdict(list)
        for item in items:
            if item.identity and item.identity.system == "classroom" and item.made:
                places[re.sub(r"[\s_-]{0,9}\(\d{1,4}\)$", "", item.made.rest)].append(item)
        for same in places.values():
            for item in same if len(same) > 1 else ():
                where = few(sorted(each.file.where for each in same), MOST)
                item.look.append(f"{where} were taken for one student: Google Classroom tells names alone")


def _download(source):
    """What a folder or an upload lies in; a plain file of another chapter may lie anywhere."""
    return source if source[0] == "file" else (source[0], _above(source))


def _above(source):
    return source[1][:-1] if source[0] == "folder" else source[1]


def _alike(student, items, whose, short):
    """Names that differ in case or punctuation only, or by a word that is none, bob and bob_final."""
    alike = [*whose.students.alike(student), *sorted(short.get(student, ()))]
    if alike:
        for item in items:
            item.look.append(f"perhaps the same student as {', '.join(alike)}")


def _without_words(students, whose):
    """By student the others whose name theirs is but for words that stand in files' names."""
    names = {letters(who.name): key for key, who in whose.students.holders.items() if key in students}
    alike = defaultdict(set)
    for student in students:
        who = whose.students.holders.get(student)
        words = (
            [word for word in re.split(r"[\s_]+", who.name) if not is_no_name(word)] if who and not who.number else []
        )
        other = names.get(letters("".join(words)), student)
        if words and other != student:
            alike[student].add(other)
            alike[other].add(student)
    return alike


def _names_inside(found, placed, whose):
    """A name inside one's folder or upload that is another's."""
    owners = defaultdict(set)
    for (student, _chapter), items in found.items():
        for item in items:
            for name in (student, item.identity.name if item.identity else item.owner):
                owners[letters(name)].add(student)
    for (student, chapter), items in found.items():
        called = sorted({inner_name(item.inside, [chapter]) for item in items if not item.from_name} - {""})
        if len(called) > 1:
            for item in items:
                item.look.append(f"its folder holds notebooks called after several: {shown(', '.join(called))}")
        for item in items:
            if item.from_name and not item.identity:
                continue
            name = next((each for each in _claims(item) if _is_anothers(each, student, owners, whose)), None)
            if name is None and item.source[0] == "folder" and not item.layout:
                name = _other_name(item, whose)
            if name:
                what = "upload" if item.identity else "folder"
                item.look.append(
                    f"it was taken for {student}, for it lies in the {what} of {student_of(item)}; the name "
                    f"{shown(name, 100)} inside does not count"
                )


def _claims(item):
    """What may be a name in the folders and the file name inside."""
    for part in (*item.inside[:-1], item.name.before if item.inside[-1:] == item.file.parts[-1:] else item.inside[-1]):
        stem = re.sub(r"\.ipynb$", "", part, flags=re.I)
        if item.chapter and letters(stem) == letters(item.chapter):
            continue
        made = made_by_system(stem)
        yield from (each for each in (stem, made and made.identity.name) if each)
        words = [word for word in re.split(r"[\W_]+", stem) if not re.fullmatch(r"|.|\d{1,3}", word)][:MAX_WORDS]
        for i in range(len(words)):
            yield from (" ".join(words[i : i + many]) for many in range(1, 4))


def _is_anothers(name, student, owners, whose):
    key = letters(name)
    if not key or is_no_name(name):
        return False
    others = owners.get(key, set())
    if others:
        return student not in others
    return bool(whose.roster) and whose.roster.is_named(name) and student not in whose.roster.find(name)


def _other_name(item, whose):
    """The student that the file's name would name if it did not lie in a folder of one's own."""
    name = inner_name(item.inside, [item.chapter])
    own = letters(item.owner)
    unlike = name and own not in letters(name) and letters(name) not in own
    return name if unlike and not whose.is_known(item.owner) else ""
