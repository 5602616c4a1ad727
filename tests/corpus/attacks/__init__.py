"""Submissions that try to do harm, by what they try: each is a line of description, what it puts into a notebook whose
other answers are honest, some right and some wrong, and what it gets that an honest one would not.

`tests/sandbox/test_attacks.py` grades them with honest neighbours in between. What a cell prints after the word LEAKED
is something that it should not have got at.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    what        in words
    cell        code of a cell of its own, before the first exercise
    instead     source of functions that take the place of the honest answers
    gets        points that differ from those of the honest answers; what is `instead` gets none, if not said here
    at_most     whether it may harm its own marks: then they only must not be more than the honest ones
    spoil       changes the notebook as it is handed in
    files       what lies beside the notebook
    afterwards  a cell of the next submission, which looks for what this one left
    """

    what: str
    cell: str = ""
    instead: dict[str, str] = field(default_factory=dict)
    gets: dict[str, float] = field(default_factory=dict)
    at_most: bool = False
    spoil: Any = None
    files: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    afterwards: str = ""


def collected() -> dict[str, Attack]:
    """All of them by name."""
    from attacks import crash, fill, flood, hang, leak, score, survive, tamper

    found = {}
    for module in (score, leak, crash, hang, flood, fill, survive, tamper):
        for name, attack in module.ATTACKS.items():
            found[f"{module.__name__.rpartition('.')[2]}-{name}"] = attack
    return found
