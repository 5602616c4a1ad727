"""Keys: what a result depends on, in one digest. With another key a submission is graded again."""

import hashlib
import platform
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import gradatim

import gradatim_autograder

# What student code and the pages depend on besides ours; other packages may change without grading everybody again.
PACKAGES = ("numpy", "matplotlib", "ipywidgets", "ipython", "ipykernel", "nbgrader", "nbconvert", "nh3")
BESIDE = {"cli", "export", "report"}  # rooms that decide on no mark and no student's page


def version() -> str:
    """A digest of all that decides on marks and pages: the checks, the library, the Python and packages they run in."""
    digest = hashlib.sha256(f"{sys.implementation.name} {sys.version_info[:3]} {platform.machine()}".encode())
    for package in PACKAGES:
        digest.update(f"{package} {_installed(package)}\n".encode())
    for file in (gradatim.__file__, gradatim_autograder.__file__):
        folder = Path(file).parent
        for path in sorted(each for each in folder.rglob("*") if each.suffix in (".py", ".j2", ".json", ".mo")):
            if BESIDE.isdisjoint(path.relative_to(folder).parts):
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _installed(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def key_of(data: bytes, files: Iterable[tuple[tuple[str, ...], bytes]], *conditions: object) -> str:
    """The key of a notebook's bytes with the files beside it (place, bytes), graded under `conditions`."""
    digest = hashlib.sha256(repr(conditions).encode())
    for place, content in sorted(files):
        digest.update(repr((place, len(content))).encode() + content)
    digest.update(data)
    return digest.hexdigest()
