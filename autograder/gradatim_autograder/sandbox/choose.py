"""Which walls this machine has, and the warm processes behind them."""

from functools import cache

from gradatim_autograder.sandbox import bare, bubblewrap, container
from gradatim_autograder.sandbox.nursery import Nursery, SandboxError
from gradatim_autograder.sandbox.pictures import Pictures
from gradatim_autograder.sandbox.view import view

UNSAFE = bare.NAME
WAYS = {each.NAME: each for each in (bubblewrap, bare)}  # by a warm process; the others by containers


def choose() -> str:
    """The name of the best walls here. Raises SandboxError where there are none."""
    if bubblewrap.found():
        return bubblewrap.NAME
    for program in container.PROGRAMS:
        if not container.works(program):
            return program
    raise SandboxError(
        "Students' code is run in a sandbox, and this machine has none. Install bubblewrap (Debian, Ubuntu: "
        "sudo apt install bubblewrap) and see `gradatim doctor`. Without one, --unsafe runs it with your rights."
    )


@cache
def nursery(name: str):
    """Where this process starts submissions, behind walls of this name."""
    if name in container.PROGRAMS:
        return container.Containers(name, view())
    return Nursery(WAYS[name], view())


@cache
def pictures(name: str) -> Pictures | None:
    """Where this process's students get their pictures. Where each needs a whole sandbox, they draw their own."""
    own = nursery(name)
    own.start()
    return Pictures(own) if own.many else None
