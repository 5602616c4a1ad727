"""Imports a framework without what it tells of itself."""

import contextlib
import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from gradatim.frameworks.installed import BENEATH_KERAS, FRAMEWORKS, beneath_keras

KNOWN = frozenset((*FRAMEWORKS, *BENEATH_KERAS))
# TensorFlow: errors alone (3), and sums in the usual order (without oneDNN's own). JAX: float64, also beneath Keras.
SETTINGS = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "JAX_ENABLE_X64": "1"}


def load(name: str) -> ModuleType:
    """Import the framework `name` and return it. Its errors are raised; what it writes to stderr meanwhile is lost.

    ValueError for what is no framework: no other module is to be had in this way.
    """
    if name not in KNOWN:
        raise ValueError(f"{name!r} is none of {', '.join(sorted(KNOWN))}")
    for variable, value in SETTINGS.items():
        os.environ.setdefault(variable, value)
    if name == "keras" and (beneath := beneath_keras()):
        os.environ.setdefault("KERAS_BACKEND", beneath)
        load(beneath)
    with _silence():
        return importlib.import_module(name)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """TensorFlow's library says in C++, past Python, that this machine has no graphics processor."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no stderr
        yield
        return
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
