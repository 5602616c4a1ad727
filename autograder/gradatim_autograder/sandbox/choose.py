"""Which walls this machine has, and the warm processes behind them."""

from functools import cache

from gradatim_autograder.sandbox import bubblewrap, container, no_walls
from gradatim_autograder.sandbox.container import Containers
from gradatim_autograder.sandbox.pictures import Pictures
from gradatim_autograder.sandbox.view import in_sight, view
from gradatim_autograder.sandbox.warm_process import Nursery, SandboxError, Way

UNSAFE = no_walls.NAME
# By a warm process; the others by containers.
WAYS: dict[str, Way] = {bubblewrap.NAME: bubblewrap, no_walls.NAME: no_walls}


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


def nursery(name: str, places: tuple[str, ...] = ()) -> Nursery | Containers:
    """Where this process starts submissions, behind walls of this name.

    `places` are those of this machine that no student's code may see wherever they lie: the grading folder, what was
    handed in.

    Raises SandboxError where that cannot be.
    """
    return _nursery(name, in_sight(places))


def pictures(name: str, places: tuple[str, ...] = ()) -> Pictures | None:
    """Where this process's students get their pictures. Where each needs a whole sandbox, they draw their own."""
    return _pictures(name, in_sight(places))


@cache
def _nursery(name, places):
    if name in container.PROGRAMS:
        return container.Containers(name, view(places=places))
    return Nursery(WAYS[name], view(places=places))


@cache
def _pictures(name, places):
    own = _nursery(name, places)
    own.start()
    return Pictures(own) if own.many else None


# For tests, which forget what they made; mypy knows no attributes of functions.
nursery.cache_clear = _nursery.cache_clear  # type: ignore[attr-defined]
pictures.cache_clear = _pictures.cache_clear  # type: ignore[attr-defined]
