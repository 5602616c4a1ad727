"""Blackboard: ASSIGNMENT_USER_attempt_YYYY-MM-DD-HH-MM-SS_FILE, and a text file of the same beginning beside it.

Both ASSIGNMENT and USER may hold "_". The assignment's part is what all names of a download have in common; of one
name alone that cannot be told, so the shortest user is taken and it is said.

    Homework 1_a_muster_attempt_2026-01-05-10-00-00_01-neuron.ipynb
    Homework 1_a_muster_attempt_2026-01-05-10-00-00.txt
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from gradatim_autograder.grading.intake.systems.made import LONGEST, Identity, Made

_NAME = re.compile(r"(?P<head>.+?_[^_].*?)_attempt_(?P<date>\d{4}(?:-\d\d){2,5})(?=[_.]|$)_*", re.S)


def read(text: str) -> Made | None:
    """A file's name, with no other to compare it with; or None."""
    match = _NAME.match(text[:LONGEST])
    if not match:
        return None
    title, user, look = _alone(_parts(match["head"]))
    return _made(match, text, title, user, look)


def reading_for(texts: Iterable[str], known: Callable[[str], bool] = lambda _name: False) -> dict[str, Made]:
    """Each name as the others of one download bear it out."""
    matches = {text: match for text in texts if (match := _NAME.match(text[:LONGEST]))}
    split = _split({match["head"] for match in matches.values()}, known)
    return {text: _made(match, text, *split[match["head"]]) for text, match in matches.items()}


def _made(match, text, title, user, look):
    return Made(Identity(user, system="blackboard"), text[match.end() :], match["date"], title=title, look=look)


def _parts(head):
    return head.split("_")


def _alone(parts):
    """Title, user and what is not certain, of one name."""
    at = len(parts) - 1
    while at > 1 and (not parts[at].strip() or _is_initial(parts[at - 1])):
        at -= 1
    user = "_".join(parts[at:])
    return "_".join(parts[:at]), user, _doubt(user, parts) if len(parts) > 2 else ""


def _doubt(user, parts):
    return f"the user {user} was read in {'_'.join(parts)}, where the assignment's part may end elsewhere"


def _is_initial(part):
    return len(part.strip()) == 1 and part.strip().isalpha()


def _split(heads, known) -> dict[str, tuple[str, str, str]]:
    """Title, user and what is not certain, of each beginning. A download may hold several assignments."""
    groups = defaultdict(list)
    for head in sorted(heads):
        groups[_parts(head)[0]].append(_parts(head))
    found, users = {}, set()
    for group in sorted(groups.values(), key=len, reverse=True):
        for part in _by_number(group):
            at, sure = _border(part, lambda name: known(name) or name in users)
            for parts in part:
                title, user = "_".join(parts[:at]), "_".join(parts[at:])
                look = "" if sure else _doubt(user, parts)
                if len(part) == 1 and not sure and not known(user):
                    title, user, look = _alone(parts)
                found["_".join(parts)] = title, user, look
                if not look:
                    users.add(user)
    return found


def _by_number(group):
    """Names of several assignments whose titles differ in a number alone, "hw_1" and "hw_2", each for itself."""
    common = _common(group)
    after = defaultdict(list)
    for parts in group:
        after[parts[common]].append(parts)
    apart = len(after) > 1 and all(
        key.isdigit() and len(some) > 1 and all(len(parts) > common + 1 for parts in some)
        for key, some in after.items()
    )
    return list(after.values()) if apart else [group]


def _common(group):
    """How many parts all have in common, when each keeps one for the user."""
    most = min(len(parts) for parts in group) - 1
    first = group[0]
    at = 0
    while at < most and all(parts[at] == first[at] for parts in group):
        at += 1
    return at


def _border(group, known):
    """Where the user begins, and whether that is certain."""
    common = _common(group)
    counts = {at: sum(known("_".join(parts[at:])) for parts in group) for at in range(1, common + 1)}
    most = max(counts.values(), default=0)
    if most:
        best = [at for at, count in counts.items() if count == most]
        return best[0], len(best) == 1
    if common <= 1 and len(group) > 1:
        return max(common, 1), True
    if len(group) < 3 and _is_initial(group[0][common - 1]):  # hw_a_muster and hw_a_meier
        return common - 1, False
    return common, len(group) > 1
