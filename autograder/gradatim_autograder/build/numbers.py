"""Gives the folders of the notebooks the numbers that their chapters have in `exercise/chapters.py`."""

from gradatim_autograder.build.problems import Problem
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.exercise.chapters import CHAPTERS, folder_of


def old_numbers(course: Course) -> dict[str, str]:
    """Chapters whose folder has another number than in the table: the name of the folder, and what it should be."""
    known = ((name, CHAPTERS.get(folder_of(name))) for name in course.chapters())
    return {name: new for name, new in known if new not in (None, name)}


def wrong_numbers(course: Course) -> list[Problem]:
    """The same as problems, for who only looks."""
    text = "is {} in the list of the chapters; `gradatim build` renames it"
    return [Problem(f"solutions/{old}", 1, "", text.format(new)) for old, new in old_numbers(course).items()]


def renumber(course: Course) -> None:
    """Rename the folders and the sources; what was made of them is made anew by whoever builds. Raises CourseError
    where a folder of the new name is there already.
    """
    for old, new in old_numbers(course).items():
        if (course.solutions / new).exists():
            raise CourseError(
                f"solutions/{old} is {new} in the list of the chapters, but solutions/{new} is there already. Take one "
                "of the two away."
            )
    for old, new in old_numbers(course).items():
        folder = (course.solutions / old).rename(course.solutions / new)
        for path in folder.glob(f"{old}.*"):
            path.rename(path.with_name(new + path.suffix))
