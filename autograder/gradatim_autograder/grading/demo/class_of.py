"""Writes the planned submissions into a folder, and compares the marks they got with those they must get."""

import csv
import json
import shutil
from pathlib import Path

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.plan import Planned, plan

MARKER = ".gradatim-demo"


def make_class(course: Course, folder: Path, chapter: str, students: int, seed: int) -> list[Planned]:
    """Write a class's submissions to `folder/submissions` and what to expect to `folder/expected.csv`."""
    exercises = of_chapter(chapter)
    release = course.release() / chapter / f"{chapter}.ipynb"
    if not exercises or not release.is_file():
        known = ", ".join(each for each in course.chapters() if of_chapter(each)) or "none yet"
        raise CourseError(f"There is no chapter {chapter} with exercises. Chapters: {known}.")
    content = json.loads(release.read_text(encoding="utf-8"))
    there = {cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in content["cells"]}
    exercises = {name: each for name, each in exercises.items() if name in there}
    planned = plan(chapter, exercises, content, students, seed)
    _empty_folder(folder)
    submissions = folder / "submissions"
    submissions.mkdir()
    for each in planned:
        (submissions / each.file).write_bytes(each.data)
    with (folder / "expected.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["student", "what it is", "points", *exercises])
        for each in planned:
            points = each.expected or {}
            total = f"{sum(points.values()):g}" if points else "not graded"
            writer.writerow([each.student, each.kind, total, *(f"{value:g}" for value in points.values())])
    return planned


def _empty_folder(folder):
    """Make `folder`, or clear it where an earlier demo made it; anything else in it is somebody's work."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CourseError(f"{folder} is not a folder. Give another one with --folder.")
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / MARKER).is_file():
            raise CourseError(f"{folder} exists and was not made by this command. Give another one with --folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text("Made by `gradatim demo`, which may delete this folder.\n", encoding="utf-8")


def differences(planned: list[Planned], chapter: str, marks: dict) -> list[str]:
    """Where the gradebook's marks are not the planned ones, in words."""
    found = []
    for each in planned:
        got = marks.get((each.student, chapter))
        if each.expected is None:
            if got is not None:
                found.append(f"{each.student} ({each.kind}) has marks and should have none")
            continue
        scores = got.scores if got else {}
        for name, points in each.expected.items():
            score = scores.get(f"check-{name}")
            if score is None or abs(score - points) > 1e-9:
                found.append(f"{each.student} ({each.kind}): {name} got {score}, should get {points:g}")
    return found
