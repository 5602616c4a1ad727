"""Who opens a room is told what is in it: the docstring of a package of the autograder names all its modules."""

import ast
import re

import pytest
from places import ROOT

HOUSE = ROOT / "autograder" / "gradatim_autograder"
# The front door is told in docs/architecture.md; a subcommand or an exercise has the name that it is called by.
LEFT_OUT = (HOUSE, HOUSE / "cli", HOUSE / "inside" / "stand_in", HOUSE / "exercises")


def rooms():
    for path in sorted(HOUSE.rglob("__init__.py")):
        if path.parent not in LEFT_OUT and not {*LEFT_OUT[2:]} & {*path.parents}:
            yield path.parent


def modules(room):
    for path in room.iterdir():
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists():
            yield path.stem


def unnamed(docstring, names):
    """Those that are not at the beginning of a line, nor behind a comma or a semicolon."""
    return sorted(name for name in names if not re.search(rf"(?:^|[,;]) *{name}\b(?:,|  )", docstring, re.MULTILINE))


@pytest.mark.parametrize("room", list(rooms()), ids=lambda room: room.relative_to(HOUSE).as_posix())
def test_a_room_names_what_is_in_it(room):
    docstring = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert unnamed(docstring, modules(room)) == []


def test_what_is_only_mentioned_is_not_named():
    assert unnamed("What the page is.\n\npage   the page;  room   how much\nmark, job   both", ["job", "room"]) == []
    assert unnamed("What the page is, of a room.", ["page", "room"]) == ["page", "room"]
