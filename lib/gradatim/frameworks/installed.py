"""Which frameworks are installed, and what to do for those that are not."""

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from gradatim.text import _

# The name to import: the name that people read, and the packages to install.
FRAMEWORKS = {
    "torch": ("PyTorch", "torch==2.13.0"),
    "tensorflow": ("TensorFlow", "tensorflow"),
    "keras": ("Keras", "keras tensorflow"),
    "jax": ("JAX", "jax"),
    "pytensor": ("PyTensor", "pytensor"),
}
T = TypeVar("T")
BENEATH_KERAS = ("tensorflow", "torch", "jax")  # Keras computes with one of these, the first that there is


def is_installed(name: str) -> bool:
    """Whether the framework `name` ("torch", "keras", ...) can be used. Nothing is imported to find out."""
    return _is_there(name) and (name != "keras" or beneath_keras() is not None)


def beneath_keras() -> str | None:
    """The framework that Keras is to compute with, None where there is none."""
    return next(filter(_is_there, BENEATH_KERAS), None)


def how_to_install(name: str) -> str:
    """One sentence for a framework that is missing."""
    shown, packages = FRAMEWORKS[name]
    sentence = _("{name} is not installed here; to get it, run `{command}` and restart the kernel.")
    return sentence.format(name=shown, command=f"{_installer(name)} {packages}")


def only_installed(functions: Mapping[str, T]) -> dict[str, T]:
    """`functions`: something for each framework's name. Those installed, by the names that people read."""
    return {FRAMEWORKS[name][0]: each for name, each in functions.items() if is_installed(name)}


def _is_there(name: str) -> bool:
    """An empty folder of that name does not count: such are put in its place where a class is graded."""
    try:
        found = importlib.util.find_spec(name)
    except ValueError:  # a module that is loaded and does not say where it comes from
        return True
    return found is not None and found.origin is not None


def _installer(name: str) -> str:
    """The command that installs into this environment; of torch the build for processors alone, where uv can choose."""
    settings = Path(sys.prefix, "pyvenv.cfg")
    by_uv = settings.is_file() and "\nuv = " in settings.read_text(encoding="utf-8")
    if not by_uv:
        return "pip install"
    return "uv pip install --torch-backend cpu" if name == "torch" else "uv pip install"
