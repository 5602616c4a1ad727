"""Which folders at the front of a file's place say nothing of a student: a zip's own, a section of the class.

A folder that one file shares with all others is nobody's. Beyond that the whole batch has to show that the folders at
the top are groups; one upload, whatever it holds, shows nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection

from gradatim_autograder.grading.intake.inner import by_case, inner_name, is_no_name
from gradatim_autograder.grading.intake.names import letters, read_name
from gradatim_autograder.grading.intake.systems.readers import system_identity

MAX_LEVELS = 3  # year, course, section


def folders_for_nothing(places: list[tuple[str, ...]], chapters: Collection[str], known: Callable[[str], bool],
                        is_course: bool, own: Collection[tuple[str, ...]] = ()) -> list[int]:  # fmt: skip
    """For each file's place the number of folders at its front that name no student.

    Parameters
    ----------
    own
        Folders that are a person's by where they stand.
    """
    if not places or (is_course and _as_nbgrader(places, chapters)):
        return [0] * len(places)
    skip = [_shared(places, chapters, known, own)] * len(places)
    for _level in range(MAX_LEVELS):
        rests = [_without_chapter(parts[skip[i] :], chapters) for i, parts in enumerate(places)]
        persons = {rest[0] for parts, rest in zip(places, rests, strict=True) if _top(parts, rest) in own}
        groups = _groups(rests, chapters, lambda name, sure=persons: name in sure or known(name))
        if not groups:
            break
        for i, parts in enumerate(places):
            if len(rests[i]) > 1 and rests[i][0] in groups and inner_name(rests[i][1:], chapters):
                skip[i] = len(parts) - len(rests[i]) + 1
    return skip


def _top(parts, rest):
    return parts[: len(parts) - len(rest) + 1]


def _as_nbgrader(places, chapters):
    names = by_case(chapters)
    return any(len(parts) > 2 and parts[1].casefold() in names for parts in places)


def _shared(places, chapters, known, own):
    """How many folders at the front are the same for all and no person's."""
    folders = {parts[:-1] for parts in places}
    if len(folders) == 1:
        stems = {read_name(parts[-1].rsplit(".", 1)[0], chapters).before for parts in places}
        stems = {stem for stem in stems if not stem or not is_no_name(stem)}
        depth = len(min(folders))
        most = depth if len(stems) > 1 else max(depth - 1, 0)
    else:
        most = min(map(len, folders))
    shared = 0
    first = min(folders)
    while shared < most and all(each[shared] == first[shared] for each in folders):
        if first[: shared + 1] in own or system_identity(first[shared]) or known(first[shared]):
            break
        shared += 1
    return shared


def _without_chapter(parts, chapters):
    return parts[1:] if len(parts) > 1 and parts[0].casefold() in by_case(chapters) else parts


def _groups(rests, chapters, known):
    """The folders at the top that are groups: most of all hold files of several people, and none is one of these."""
    below = defaultdict(list)
    people = set()  # who is named at the top itself
    for rest in rests:
        if len(rest) > 1:
            below[rest[0]].append(rest[1:])
        else:
            people.add(letters(inner_name(rest, chapters)))
    inner = {top: [inner_name(each, chapters) for each in files] for top, files in below.items()}
    persons = {top for top in below if known(top) or system_identity(top) or _is_a_persons(top, inner[top])}
    people = (people | {letters(top) for top in persons}) - {""}
    if any(letters(name) in people for names in inner.values() for name in names if name):
        return set()
    if not people and all(name and known(name) for names in inner.values() for name in names):
        return set(below)
    several = [top for top in below if top not in persons and _are_several(below[top], inner[top], chapters)]
    tops = len(below) + len(people - {letters(top) for top in persons})
    return set(below) - persons if len(several) > len(persons) and 2 * len(several) >= tops else set()


def _is_a_persons(top, names):
    own = letters(top)
    named = [letters(name) for name in names if name]
    like = [name for name in named if name == own or (min(len(name), len(own)) > 2 and (name in own or own in name))]
    return 2 * len(like) >= len(named)  # also where nothing is named


def _are_several(files, names, chapters):
    """Whether there are files of several people for one chapter, and most files say whose they are."""
    named = defaultdict(set)
    for parts, name in zip(files, names, strict=True):
        if name:
            chapter = read_name(parts[-1].rsplit(".", 1)[0], chapters).chapter
            named[chapter].add(letters(name))
    return any(len(each) > 1 for each in named.values()) and 2 * sum(map(bool, names)) >= len(names)
