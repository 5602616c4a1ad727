"""Google Classroom: a folder of NAME - FILE. Where it is FILE, FILE (1), … the names do not tell the owner."""

from collections.abc import Collection

from gradatim_autograder.grading.intake.names import read_name
from gradatim_autograder.grading.intake.systems.made import Identity, Made

_BETWEEN = " - "


def reading_for(stems: Collection[str], chapters: Collection[str]) -> dict[str, Made]:
    """Each name of one folder, where most are of this kind and of several people, or say nothing else."""
    found = {}
    for stem in stems:
        name, between, rest = stem.partition(_BETWEEN)
        if between and rest and any(map(str.isalpha, name)) and not read_name(name, chapters).chapter:
            found[stem] = Made(Identity(name.strip(), system="classroom"), rest)
    people = {made.identity.name for made in found.values()}
    sure = len(people) > 1 or any(read_name(made.rest, chapters).before == "" for made in found.values())
    return found if sure and 2 * len(found) > len(stems) else {}
