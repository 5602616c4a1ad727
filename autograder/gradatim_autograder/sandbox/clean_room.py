"""Where a notebook is tried again: a sandbox of its own in which the course's library cannot be borrowed from, because
it is not there. No process in it ever held the library, and no file of it holds the text.

`GRADATIM_CLEAN_ROOM` tells the process inside to go on behind a statement that fails: a cell that compares an answer
with the library's before it defines the next one costs nothing.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

import gradatim

from gradatim_autograder import inside
from gradatim_autograder.sandbox import container
from gradatim_autograder.sandbox.choose import WAYS
from gradatim_autograder.sandbox.container import Containers
from gradatim_autograder.sandbox.view import OWN, View, in_sight, view
from gradatim_autograder.sandbox.warm_process import Nursery

PLACE = Path(OWN, "gradatim")
ROOMS = Path(inside.__file__).parent / "stand_in" / "closed_rooms"
ALSO_HIDDEN = ("scipy",)  # some of its functions are answers


def clean_room(walls: str, places: tuple[str, ...] = ()) -> Nursery | Containers | None:
    """Where this process tries notebooks again, behind walls of this name; None where they are no walls.

    `places` are those of this machine that no student's code may see.
    """
    return _clean_room(walls, in_sight(places))


@cache
def _clean_room(walls, places):
    if walls in container.PROGRAMS:
        return container.Containers(walls, closed_view(places))
    way = WAYS.get(walls)
    return Nursery(way, closed_view(places)) if way is not None and way.WALLED else None


clean_room.cache_clear = _clean_room.cache_clear  # type: ignore[attr-defined]  # as in `choose`


def closed_view(places: tuple[str, ...] = ()) -> View:
    """What a sandbox sees, with something that gives no answers in place of the library's forbidden rooms.

    The other rooms are shown one by one: nothing lies below what is put over the forbidden ones, and no compiled file
    of theirs beside them.
    """
    seen, library = view(ALSO_HIDDEN, places), Path(gradatim.__file__).parent
    forbidden = {each.stem for each in ROOMS.iterdir()}
    kept = [(outer, inner) for outer, inner in seen.shown if inner != str(PLACE)]
    open_rooms = [each for each in sorted(library.iterdir()) if each.stem not in {*forbidden, "__pycache__"}]
    shown = [(str(each), str(PLACE / each.name)) for each in (*open_rooms, *sorted(ROOMS.iterdir()))]
    environment = {**seen.environment, "GRADATIM_CLEAN_ROOM": "1"}
    return replace(seen, shown=(*kept, *shown), environment=environment)
