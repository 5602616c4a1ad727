"""One file that was given: what it is called, and how its bytes are read, so many and no more."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gradatim_autograder.grading.shown import shown

MAX_BYTES = 50_000_000  # of one notebook
MAX_DEPTH = 20  # folders, one in another
MAX_PATH = 1000  # bytes of a file's folders and name
PIECE = 1 << 18
JUNK_FOLDERS = {"__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git"}
JUNK_FILES = {"thumbs.db", "desktop.ini"}

LINK = "it is a link; links are not followed: ask for the file itself"
FOLDER = "it is a folder called like a notebook: ask for the notebook itself"
SPECIAL = "it is not an ordinary file: ask for the notebook itself"


class UnreadableFile(Exception):
    """The file cannot be read; the text says why."""


@dataclass(frozen=True)
class Offered:
    """One file that was given.

    Attributes
    ----------
    parts
        Its folders and its name, below what was given.
    time
        When it was last changed, in seconds since 1970.
    read
        Returns its bytes, or raises UnreadableFile.
    path
        Where it lies, or None where it lies in a zip.
    size
        How many bytes it is said to have: it orders, and is not believed.
    refused
        Why it is not read at all, "" where it is.
    doubts
        What is odd about its name, in words.
    pieces
        Its bytes piece by piece, so that nobody needs them all at once.
    copied
        Whether it is read from a copy of ours.
    """

    parts: tuple[str, ...]
    time: float
    read: Callable[[], bytes]
    path: Path | None = None
    size: int = 0
    refused: str = ""
    doubts: tuple[str, ...] = ()
    pieces: Callable[[], Iterable[bytes]] | None = None
    copied: bool = False

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def where(self) -> str:
        """Its place, fit to be shown to a person."""
        return shown("/".join(self.parts))

    @property
    def is_notebook(self) -> bool:
        return self.name.lower().endswith(".ipynb")

    def chunks(self) -> Iterable[bytes]:
        """Its bytes, piece by piece where that can be."""
        if self.refused:
            raise UnreadableFile(self.refused)
        return self.pieces() if self.pieces else [self.read()]


def offer(parts: tuple[str, ...], time: float, pieces: Callable[[], Iterable[bytes]], path: Path | None = None,
          size: int = 0, doubts: tuple[str, ...] = ()) -> Offered:  # fmt: skip
    """A file that is read piece by piece."""
    return Offered(parts, time, lambda: b"".join(pieces()), path, size, doubts=doubts, pieces=pieces)


def refuse(parts: tuple[str, ...], reason: str, time: float = 0.0) -> Offered:
    """A file, or what should be one, that is not read."""

    def read():
        raise UnreadableFile(reason)

    return Offered(parts, time, read, refused=reason)


def bounded(stream: IO[bytes], piece: int = PIECE) -> Iterator[bytes]:
    """What a stream gives, up to the limit of one file: a size that is stated may be a lie."""
    room = MAX_BYTES
    while data := stream.read(min(piece, room + 1)):
        room -= len(data)
        if room < 0:
            raise UnreadableFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        yield data


def too_long(parts: tuple[str, ...]) -> str:
    """Why nothing at this place is looked at, "" where it may be."""
    if len(parts) > MAX_DEPTH:
        return f"it lies in more than {MAX_DEPTH} folders, one in another"
    if len("/".join(parts).encode("utf-8", "backslashreplace")) > MAX_PATH:
        return f"its path is longer than {MAX_PATH} bytes"
    return ""


def is_junk(name: str, folder: bool) -> bool:
    """Whether a system left it, and no person means it."""
    return name.startswith(".") or (name in JUNK_FOLDERS if folder else name.lower() in JUNK_FILES)
