"""Repositories of GitHub Classroom and Classroom 50: ASSIGNMENT-USER, CLASSROOM-ASSIGNMENT-USER, often in
ASSIGNMENT-submissions.

ASSIGNMENT and USER may both hold "-". The assignment's part is what all folders of a download have in common. As
folders of persons have names like these, max-muster and max-meier, something has to bear it out: the folder around
them, the chapter's name, a digit in it, or several folders; with less it is said.

    01-neuron-submissions/01-neuron-a-muster/01-neuron.ipynb      cs101-01-neuron-amuster/01-neuron.ipynb
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection

from gradatim_autograder.grading.intake.names import read_name
from gradatim_autograder.grading.intake.systems.made import Identity, Made

_AROUND = re.compile(r"(?P<title>.+)-submissions", re.I)
SEVERAL = 3
MOST = 20  # parts of a folder's name that are looked at


def is_repository(around: str, folder: str) -> bool:
    """Whether the folder around it says that a folder is one."""
    match = _AROUND.fullmatch(around)
    return match is not None and folder.startswith(f"{match['title']}-") and len(folder) > len(match["title"]) + 1


def reading_for(folders: Collection[str], around: str, chapters: Collection[str],
                known: Callable[[str], bool]) -> dict[str, Made]:  # fmt: skip
    """Each folder of one download.

    Parameters
    ----------
    around
        The folder in which they lie.
    known
        Whether a student is called so.
    """
    if not folders or any(known(folder) for folder in folders):
        return {}
    parts = [folder.split("-") for folder in sorted(folders)]
    found = {}
    for some in _by_assignment(parts, chapters):
        title, look = _title(some, _common(some), around, chapters, known)
        for each in some if title else ():
            folder = "-".join(each)
            found[folder] = Made(Identity(folder[len(title) + 1 :], system="repository"), title=title, look=look)
    return found


def _by_assignment(parts, chapters):
    """The folders of each assignment, where several are called after chapters or differ in a number, hw1 and hw2."""
    titles = {tuple(each): _chapter_part(each, chapters) for each in parts}
    if not all(titles.values()):
        titles = {each: each[0] for each in titles}
        if len({re.sub(r"\d+", "", title) for title in titles.values()}) > 1:
            return [parts]
    some = defaultdict(list)
    for each in parts:
        some[titles[tuple(each)]].append(each)
    return list(some.values())


def _chapter_part(parts, chapters):
    """The beginning that ends with a chapter's name, and has a user behind it; "" where there is none."""
    places = range(1, min(len(parts), MOST))
    return next(("-".join(parts[:at]) for at in places if _is_chapter(parts, at, chapters)), "")


def _common(parts):
    most = min(map(len, parts)) - 1
    at = 0
    while at < most and all(each[at] == parts[0][at] for each in parts):
        at += 1
    return at


def _title(parts, common, around, chapters, known):
    """The assignment's part, "" where there is none, and what is not certain."""
    begins = ["-".join(parts[0][:at]) for at in range(min(common, MOST), 0, -1)]  # the longest first
    match = _AROUND.fullmatch(around)
    if match and match["title"] in begins:
        return match["title"], ""
    if own := {_chapter_part(each, chapters) for each in parts} - {""}:
        return (own.pop(), "") if len(own) == 1 else ("", "")
    users = {begin: ["-".join(each)[len(begin) + 1 :] for each in parts] for begin in begins}
    counts = {begin: sum(map(known, some)) for begin, some in users.items()}
    best = max(begins, key=lambda begin: counts[begin], default="")
    if best and counts[best]:
        return best, ""
    if len(parts) < 2 or not begins or any(name.isdigit() for name in users[begins[0]]):
        return "", ""
    title = begins[0]
    if len(parts) >= SEVERAL or any(map(str.isdigit, title)):
        return title, ""
    return title, f"{title} was taken for the assignment's name, for all folders begin with it"


def _is_chapter(parts, at, chapters):
    """Whether a chapter's name ends the first parts."""
    name = read_name("-".join(parts[:at]), chapters)
    return name.chapter is not None and not name.after
