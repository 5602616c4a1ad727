"""Makes the two notebooks of each chapter from its one source.

`solutions/NN-topic/NN-topic.py` gives `solutions/NN-topic/NN-topic.ipynb` and `course/en/NN-topic/`. All is
made in a temporary folder first: a chapter that cannot be built leaves its notebooks as they are.

source      reads a chapter's source into cells that know their lines;  numbers   gives the folders their numbers
short_forms   what authors write in short: chapters by their names, numbers that are computed
rules       what a source must fulfil;  problems   an author's mistakes, which are reported together
notebook    makes the solution notebook;  release   what students get;  solution_marks   what is taken out for it
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gradatim_autograder.build.notebook import solution_notebook
from gradatim_autograder.build.numbers import renumber, wrong_numbers
from gradatim_autograder.build.problems import BuildError, Problem
from gradatim_autograder.build.release import generate_release
from gradatim_autograder.build.rules import broken_rules
from gradatim_autograder.build.source import read_source
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.exercise import Exercise

__all__ = ["BuildError", "Changes", "build_course", "check_course"]

LEFTOVERS = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}  # of tools: neither released nor reported


@dataclass
class Changes:
    """How what is on disk differs from what the sources give: paths from the course's root, e.g.
    "course/en/01-neuron/01-neuron.ipynb". `problems` are of chapters that could not be built."""

    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.different or self.surplus)


def build_course(
    course: Course, chapters: list[str] | None = None, exercises: Mapping[str, Exercise] | None = None
) -> Changes:
    """Build `chapters` (default: all, and remove what is left of chapters that are gone). A chapter that has another
    number than before is renamed first.

    Returns what was written and removed. Where a source is wrong the other chapters are built all the same,
    then BuildError is raised.
    """
    renumber(course)
    with tempfile.TemporaryDirectory(prefix="gradatim-") as folder:
        made, changes = _compare(course, chapters, exercises, Path(folder))
        for path in changes.surplus:
            (course.root / path).unlink()
        for path in changes.missing + changes.different:
            target = course.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made[path].read_bytes())
    _remove_empty_folders(course.release())
    if changes.problems:
        raise BuildError(changes.problems, changes)
    return changes


def check_course(
    course: Course, chapters: list[str] | None = None, exercises: Mapping[str, Exercise] | None = None
) -> Changes:
    """What `build_course` would change; nothing is written. Raises BuildError if a source cannot be built."""
    with tempfile.TemporaryDirectory(prefix="gradatim-") as folder:
        _, changes = _compare(course, chapters, exercises, Path(folder))
    changes.problems += wrong_numbers(course)
    if changes.problems:
        raise BuildError(changes.problems, changes)
    return changes


def _compare(course, chapters, exercises, folder: Path) -> tuple[dict[str, Path], Changes]:
    """Build into `folder`; return the files made, by their path from the root, and how the course differs."""
    if exercises is None:
        from gradatim_autograder.exercise.registry import all_exercises

        exercises = all_exercises()
    unknown = sorted(set(chapters or []) - {path.name for path in _folders(course.solutions)})
    if unknown:
        raise CourseError(f"There is no chapter {', '.join(unknown)}; the chapters are {', '.join(course.chapters())}.")

    draft = Course(folder.resolve())
    draft.solutions.mkdir()
    shutil.copy(course.root / "nbgrader_config.py", draft.root)
    changes = Changes()
    sound = []
    for path in _folders(course.solutions):
        if not chapters or path.name in chapters:
            problems = _build_chapter(course, path, draft, exercises)
            changes.problems += problems
            if not problems:
                sound.append(path.name)

    made = {}
    for chapter in sound:
        notebook = draft.solutions / chapter / f"{chapter}.ipynb"
        for path in (notebook, *_files(draft.release() / chapter)):
            made[path.relative_to(draft.root).as_posix()] = path
    for name, path in made.items():
        present = course.root / name
        if not present.is_file():
            changes.missing.append(name)
        elif present.read_bytes() != path.read_bytes():
            changes.different.append(name)

    kept = {path.name for path in _folders(course.solutions)}
    for path in _folders(course.release()):
        gone = path.name not in kept and not chapters
        if gone or path.name in sound:
            names = [each.relative_to(course.root).as_posix() for each in _files(path)]
            changes.surplus += [name for name in names if name not in made]
    return made, changes


def _build_chapter(course: Course, folder: Path, draft: Course, exercises) -> list[Problem]:
    """Build the chapter in `folder` of `course` into `draft`; return what is wrong with it."""
    name = folder.name
    shown = folder.relative_to(course.root).as_posix()
    problems = [
        Problem(
            f"{shown}/{path.name}",
            1,
            "",
            f"has no place here: only {name}.py and the notebook made of it",
        )
        for path in sorted([*folder.glob("*.py"), *folder.glob("*.ipynb")])
        if path.stem != name
    ]
    path = folder / f"{name}.py"
    if not path.is_file():
        return [
            *problems,
            Problem(shown, 1, "", f"the folder has no source {name}.py"),
        ]

    source, wrong = read_source(path, f"{shown}/{path.name}")
    problems += wrong
    problems += broken_rules(source, exercises)
    if problems:
        return problems

    shutil.copytree(folder, draft.solutions / name, ignore=shutil.ignore_patterns(*LEFTOVERS, "*.ipynb"))
    (draft.solutions / name / f"{name}.ipynb").write_bytes(solution_notebook(source, exercises))
    try:
        generate_release(draft, name)
    except CourseError as error:
        return [source.problem(str(error))]
    for notebook in (draft.release() / name).glob("*.ipynb"):
        # on Windows nbgrader ends lines as text files do there
        notebook.write_bytes(notebook.read_bytes().replace(b"\r\n", b"\n"))
    return []


def _folders(parent: Path) -> list[Path]:
    """The chapters' folders in `parent`, in order."""
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and path.name[0] not in "._" and any(_files(path)))


def _files(folder: Path) -> list[Path]:
    """The files below `folder`, in order, without what tools leave behind."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and not LEFTOVERS & set(path.relative_to(folder).parts)
    )


def _remove_empty_folders(parent: Path) -> None:
    """Remove folders that hold nothing but what tools leave behind."""
    for path in parent.iterdir() if parent.is_dir() else ():
        if path.is_dir() and not _files(path):
            shutil.rmtree(path)
