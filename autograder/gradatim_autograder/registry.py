"""Finds exercises: every module below `exercises/` that defines `exercise`."""

import importlib
import pkgutil
from functools import cache

from gradatim_autograder import exercises
from gradatim_autograder.exercise import Exercise


@cache
def all_exercises() -> dict[str, Exercise]:
    """Every exercise of the course by name: chapter after chapter, in alphabetical order within each."""
    found = {}
    for info in pkgutil.walk_packages(exercises.__path__, exercises.__name__ + "."):
        exercise = getattr(importlib.import_module(info.name), "exercise", None)
        if exercise is not None:
            if exercise.name in found:
                raise ValueError(f"two exercises are called {exercise.name!r}; the second is in {info.name}")
            found[exercise.name] = exercise
    return dict(sorted(found.items(), key=lambda item: item[1].chapter))


def of_chapter(chapter: str) -> dict[str, Exercise]:
    """The exercises of one chapter, by name."""
    return {name: each for name, each in all_exercises().items() if each.chapter == chapter}
