"""Finds exercises: every module below `exercises/` that holds an `exercise`. Its folder is the chapter.

A module is imported when its exercise is asked for: a first check should not wait for all the others.
"""

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from gradatim_autograder.exercise.chapters import CHAPTERS
from gradatim_autograder.exercise.exercise import Exercise

EXERCISES = "gradatim_autograder.exercises"  # by name: they import this room


class _Known(Mapping):
    """Every exercise of the course by name, each loaded when it is asked for; all of them, in the order of the course,
    when one goes through them.
    """

    def __getitem__(self, name: str) -> Exercise:
        for folder, stem in _by_name().get(_squeezed(str(name)), ()):
            found = _exercise_in(folder, stem)
            if found is not None and found.name == name:
                return found
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_all())

    def __len__(self) -> int:
        return len(_all())


def all_exercises() -> Mapping[str, Exercise]:
    """Every exercise of the course by name: chapter after chapter, in alphabetical order of the files within each."""
    return _KNOWN


def of_chapter(chapter: str) -> dict[str, Exercise]:
    """The exercises of one chapter, by name."""
    found = [_exercise_in(folder, stem) for folder, stem in _files() if CHAPTERS.get(folder) == chapter]
    return {each.name: each for each in found if each is not None}


@cache
def _all() -> dict[str, Exercise]:
    found = {}
    for folder, stem in _files():
        exercise = _exercise_in(folder, stem)
        if exercise is None:
            continue
        if exercise.name in found:
            raise ValueError(f"two exercises are called {exercise.name!r}; the second is {folder}/{stem}.py")
        if _squeezed(exercise.name) != _squeezed(stem):
            raise ValueError(f"{folder}/{stem}.py: the file of the exercise {exercise.name!r} should have its name")
        found[exercise.name] = exercise
    return found


@cache
def _files() -> tuple[tuple[str, str], ...]:
    """Folder and name of every module of the exercises, chapter after chapter."""
    places = [Path(place) for place in importlib.import_module(EXERCISES).__path__]
    found = [(path.parent.name, path.stem) for place in places for path in place.glob("*/[!_]*.py")]
    order = list(CHAPTERS)
    unknown = sorted({folder for folder, _stem in found} - set(order))
    if unknown:
        raise ValueError(f"exercises/{unknown[0]} is no chapter; the chapters stand in exercise/chapters.py")
    return tuple(sorted(found, key=lambda each: (order.index(each[0]), each[1])))


@cache
def _by_name() -> dict[str, list[tuple[str, str]]]:
    """Those modules by what their exercise can be called: "tanh" is a function's file, and a class's."""
    found: dict[str, list[tuple[str, str]]] = {}
    for folder, stem in _files():
        found.setdefault(_squeezed(stem), []).append((folder, stem))
    return found


@cache
def _exercise_in(folder, stem) -> Exercise | None:
    module = importlib.import_module(f"{EXERCISES}.{folder}.{stem}")
    declaration = getattr(module, "exercise", None)
    return declaration.finished(CHAPTERS[folder]) if declaration is not None else None


def _squeezed(name):
    return name.replace("_", "").lower()


_KNOWN = _Known()
