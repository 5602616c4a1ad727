"""Which frameworks are installed, and what to do for those that are not."""

import importlib.util
import os

from gradatim.text import _

# The name to import, the name to read, and what pip installs.
FRAMEWORKS = {
    "torch": ("PyTorch", "torch==2.13.0"),
    "tensorflow": ("TensorFlow", "tensorflow"),
    "keras": ("Keras", "keras tensorflow"),
    "pytensor": ("PyTensor", "pytensor"),
}
BENEATH_KERAS = ("tensorflow", "torch", "jax")  # Keras computes with one of these

# TensorFlow tells its life at import; 3 lets errors through alone. Its rounding differs with oneDNN's own order of sums.
SETTINGS = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}


def is_installed(name) -> bool:
    """Whether the framework `name` ("torch", "keras", ...) can be imported. Nothing is imported to find out."""
    if name == "keras":
        return _is_there("keras") and any(map(_is_there, BENEATH_KERAS))
    return _is_there(name)


def _is_there(name):
    """An empty folder of that name does not count: such are put in its place where a class is graded."""
    found = importlib.util.find_spec(name)
    return found is not None and found.origin is not None


def how_to_install(name) -> str:
    """One sentence for a framework that is missing."""
    shown, packages = FRAMEWORKS[name]
    return _(
        "{name} is not installed here, which is no fault: `pip install {packages}` brings it, then restart the kernel."
    ).format(name=shown, packages=packages)


def only_installed(functions) -> dict:
    """`functions`: a dict of frameworks' names, each with something. Those installed, by the names that people read."""
    quiet()
    return {FRAMEWORKS[name][0]: each for name, each in functions.items() if is_installed(name)}


def quiet():
    """Set what has to be set before a framework is imported. What is set already stays."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    beneath = next(filter(_is_there, BENEATH_KERAS), None)
    if beneath:
        os.environ.setdefault("KERAS_BACKEND", beneath)
