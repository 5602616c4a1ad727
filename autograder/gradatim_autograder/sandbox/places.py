"""Which places of this machine programs need, and how what must not be seen is kept out of them."""

from dataclasses import dataclass
from pathlib import Path

from gradatim_autograder.course import Course, CourseError

PARTS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec")
# matplotlib: Debian's package has its fonts and styles there.
SHARED = (
    *("X11", "ca-certificates", "fontconfig", "fonts", "i18n", "locale", "matplotlib", "mime", "misc", "tcltk"),
    *("terminfo", "zoneinfo"),
)
OF_A_PREFIX = (*PARTS, *(f"share/{name}" for name in SHARED))
SYSTEM = ("/usr", "/usr/local")


@dataclass(frozen=True)
class Shown:
    """Places that are shown, read only.

    Attributes
    ----------
    folders
        (place on this machine, place inside) of each.
    links
        (what a link says, place inside) of each.
    """

    folders: tuple[tuple[Path, Path], ...]
    links: tuple[tuple[str, Path], ...]

    def inside(self, place: Path) -> list[Path]:
        """Where something of this machine is seen inside; nowhere, where it is not shown."""
        return [inner / place.relative_to(outer) for outer, inner in self.folders if place.is_relative_to(outer)]


def parts_of(prefix: Path, inner: Path) -> Shown:
    """What programs need of a prefix such as /usr, seen below `inner`."""
    folders, links = [], []
    for name in OF_A_PREFIX:
        place = prefix / name
        if place.is_symlink() and not place.readlink().is_absolute() and "share" not in name:
            links.append((str(place.readlink()), inner / name))
        elif place.is_dir():
            folders.append((place.resolve(), inner / name))
    return Shown(tuple(folders), tuple(links))


def of_the_system() -> Shown:
    """What programs need of this system. Little of /usr/local: people put their own things there."""
    root, usr = _of_the_root(), parts_of(Path("/usr"), Path("/usr"))
    local = [
        each for each in parts_of(Path("/usr/local"), Path("/usr/local")).folders if each[1].name in ("lib", "fonts")
    ]
    return Shown((*root.folders, *usr.folders, *local), (*root.links, *usr.links))


def _of_the_root():
    """/bin, /lib and so on: links into /usr on most systems."""
    places = [Path("/", name) for name in PARTS if Path("/", name).is_dir()]
    links = tuple((str(each.readlink()), each) for each in places if each.is_symlink())
    return Shown(tuple((each, each) for each in places if not each.is_symlink()), links)


def courses() -> list[Path]:
    """The course at hand, and the one that this code is part of: with solutions, checks and grading folder."""
    found = []
    for start in (None, Path(__file__).parent):
        try:
            course = Course.find(start)
        except (CourseError, OSError):
            continue
        found += [course.root, course.grading]
    return found
