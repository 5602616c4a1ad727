"""Which walls this machine has, and the warm processes behind them."""

from functools import cache

from gradatim_autograder.sandbox import bare, bubblewrap
from gradatim_autograder.sandbox.nursery import Nursery, SandboxError
from gradatim_autograder.sandbox.pictures import Pictures
from gradatim_autograder.sandbox.view import view

WAYS = {each.NAME: each for each in (bubblewrap, bare)}
UNSAFE = bare.NAME


def choose() -> str:
    """The name of the best way to build walls here. Raises SandboxError where there is none."""
    for way in WAYS.values():
        if way.WALLED and way.found():
            return way.NAME
    raise SandboxError(
        "Students' code is run in a sandbox, and this machine has none. Install bubblewrap (Debian, Ubuntu: "
        "sudo apt install bubblewrap) and see `gradatim doctor`. Without one, --unsafe runs it with your rights."
    )


@cache
def pictures(name: str) -> Pictures | None:
    """Where this process's students get their pictures. Where each needs a whole sandbox, they draw their own."""
    own = nursery(name)
    own.start()
    return Pictures(own) if own.many else None


@cache
def nursery(name: str, allowed: tuple[str, ...] = ()) -> Nursery:
    """The warm process of this process's own, behind walls of this name."""
    return Nursery(WAYS[name], view(allowed))
