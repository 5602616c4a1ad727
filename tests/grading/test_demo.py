"""The demo class: every mark in the gradebook is the one that the exercises' declarations say."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from gradatim_autograder.cli import demo, main
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.batch.tables import AllMarks
from gradatim_autograder.grading.demo.class_of import MARKER, differences, make_class
from mini_course import ROOT, make_course
from nbgrader.api import Gradebook
from thorough import thorough

CHAPTER = "01-neuron"
STUDENTS = thorough(30, 500)
ORDINARY = {"all right", "all right, in other ways", "known mistakes", "unfinished"}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("demo") / "course", CHAPTER)


@pytest.fixture(scope="module")
def the_class(course):
    """The class, made and graded once: its folder and the command's exit status."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        patch.setenv("GRADATIM_GRADING", "grading")
        patch.setattr(demo, "TIMEOUT", 3)
        status = main(["demo", "--students", str(STUDENTS)])
    return course / "demo", status


def expected(folder):
    with (folder / "expected.csv").open(encoding="utf-8") as stream:
        return {row["student"]: row for row in csv.DictReader(stream)}


def test_every_mark_is_as_the_declarations_say(the_class):
    folder, status = the_class
    with Gradebook(f"sqlite:///{folder / 'grading' / 'gradebook.db'}") as gradebook:
        got = {
            each.student.id: {grade.name: grade.auto_score for grade in each.notebooks[0].grades}
            for each in gradebook.find_assignment(CHAPTER).submissions
        }
    plan = expected(folder)
    assert len(plan) == STUDENTS
    wanted = {
        student: {f"check-{name}": float(row[name]) for name in of_chapter(CHAPTER)} | {"why": None}
        for student, row in plan.items()
        if row["points"] != "not graded"
    }
    assert got == wanted
    assert status == 0


def test_the_class_has_all_that_an_instructor_meets(the_class):
    folder, _status = the_class
    kinds = Counter(row["what it is"] for row in expected(folder).values())
    assert set(kinds) > ORDINARY and len(kinds) == 15
    assert kinds["one function never ends"] >= 1
    broken = sum(count for kind, count in kinds.items() if kind not in ORDINARY)
    assert broken >= STUDENTS // 20
    points = [float(row["points"]) for row in expected(folder).values() if row["points"] != "not graded"]
    unreadable = kinds["an empty file"] + kinds["a damaged file"]
    assert len(points) == STUDENTS - unreadable and len(set(points)) > 8


def test_a_wrong_mark_would_be_found(the_class, course, monkeypatch, tmp_path):
    """The comparison itself: it is silent about the marks as they are, and names a changed one."""
    folder, _status = the_class
    monkeypatch.setenv("GRADATIM_GRADING", str(folder / "grading"))
    marks = AllMarks.of(Course(course)).marks
    planned = make_class(Course(course), tmp_path / "same", CHAPTER, STUDENTS, seed=1)
    assert differences(planned, CHAPTER, marks) == []
    student = next(each for each in planned if each.kind == "all right").student
    marks[student, CHAPTER].scores["check-neuron"] -= 0.5
    (found,) = differences(planned, CHAPTER, marks)
    assert student in found and "neuron" in found
    unreadable = next(each for each in planned if each.expected is None).student
    assert len(differences(planned, CHAPTER, marks | {(unreadable, CHAPTER): marks[student, CHAPTER]})) == 2
    graded = sum(each.expected is not None for each in planned)
    assert len(differences(planned, CHAPTER, {})) == graded * len(of_chapter(CHAPTER))


def test_one_seed_makes_one_class(course, tmp_path):
    def files(seed, folder):
        make_class(Course(course), tmp_path / folder, CHAPTER, 12, seed)
        return {path.name: path.read_bytes() for path in (tmp_path / folder / "submissions").iterdir()}

    first = files(1, "a")
    assert first == files(1, "b")
    assert first != files(2, "c")


@pytest.mark.parametrize("students", [1, 2, 45])
def test_a_class_of_any_size(course, tmp_path, students):
    planned = make_class(Course(course), tmp_path / "demo", CHAPTER, students, seed=3)
    assert len({each.student for each in planned}) == len({each.file for each in planned}) == students
    assert sum(each.kind == "one function never ends" for each in planned) <= 1


def test_no_folder_of_others_is_overwritten(course, tmp_path):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter1.txt").write_text("years of work")
    with pytest.raises(CourseError, match="--folder"):
        make_class(Course(course), folder, CHAPTER, 2, seed=1)
    assert [path.name for path in folder.iterdir()] == ["chapter1.txt"]
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(CourseError, match="--folder"):
        make_class(Course(course), tmp_path / "link", CHAPTER, 2, seed=1)


def test_its_own_folder_is_made_anew(course, tmp_path):
    folder = tmp_path / "demo"
    make_class(Course(course), folder, CHAPTER, 9, seed=1)
    make_class(Course(course), folder, CHAPTER, 2, seed=1)
    assert len(list((folder / "submissions").iterdir())) == 2
    assert (folder / MARKER).is_file()


def test_an_unknown_chapter_is_refused(course, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(course)
    assert main(["demo", "--chapter", "99-none", "--folder", str(tmp_path / "demo")]) == 2
    assert "01-neuron" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


def test_the_real_chapter_with_its_pictures(tmp_path):
    """One submission to the course's own first chapter, through the installed command."""
    environment = {key: value for key, value in os.environ.items() if key != "GRADATIM_GRADING"}
    command = [str(Path(sys.executable).parent / "gradatim"), "demo", "--students", "1", "--folder", tmp_path / "demo"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All marks are as expected (1 graded" in done.stdout
    assert "Traceback" not in done.stderr
    (page,) = (tmp_path / "demo" / "grading" / "feedback").glob(f"*/{CHAPTER}/{CHAPTER}.html")
    text = page.read_text(encoding="utf-8")
    assert "<img" in text and str(ROOT) not in text
