"""What nbgrader's own converters make of a class, and what grading makes of it without them: it has to be the same.

The cells run in this process (`cheap_run`), on both ways, so that the outputs are the same to the letter.
"""

import csv
import datetime
import json
import logging
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cheap_run
import cheap_steps
import pytest
from bs4 import BeautifulSoup
from gradatim_autograder.course import Course
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.batch import grade as batch
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from gradatim_autograder.grading.gradebook.assignment import ensure_assignment
from gradatim_autograder.grading.gradebook.book import newest_revision
from gradatim_autograder.grading.release.read import read_chapter
from gradatim_autograder.grading.submission import job
from gradatim_autograder.grading.submission.same_work import same_work
from gradatim_autograder.nbgrader_setup import load_config
from mini_course import cell, make_course, notebook
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from places import SUPPORT
from small_class import Inline

CHAPTER = "01-neuron"
EXERCISES = of_chapter(CHAPTER)
ALL = sum(exercise.max_points for exercise in EXERCISES.values()) + 2
DUE = datetime.datetime(2026, 3, 1, 12)
SHOWN = """class P:
    def __repr__(self):
        return "P"

    def _repr_html_(self):
        return '<img src="x.png"><i>é</i>'
P()"""
SETTINGS = """
c.AssignLatePenalties.plugin_class = "cheap_steps.Third"
c.LimitOutput.max_lines = 30
"""


class Silent:
    """A progress that nobody sees."""

    def start(self, total):
        pass

    at = start

    def done(self):
        pass


def work(answer="A line is straight.", **changed) -> Notebook:
    made = Notebook(notebook(CHAPTER, solved=False))
    for name, exercise in EXERCISES.items():
        made.write(name, changed.get(name, pasted(exercise.reference, name)))
    made.write("why", answer)
    return made


def wrong(name):
    return pasted(EXERCISES[name].mistakes[0].function, name)


def first() -> dict[str, tuple[Notebook, str | None]]:
    """Submissions and their times."""
    early, late = "2026-02-28 10:00:00 UTC", "2026-03-02 10:00:00 UTC"
    loud, edited = work(), work()
    loud.cells.insert(3, cell("code", "for i in range(100):\n    print('line', i, '<b>')"))
    loud.cells.insert(4, cell("markdown", "My **note** with $x^2$ <img src='data:image/png;base64,AAAA'>"))
    loud.cells.insert(5, cell("code", SHOWN))
    edited.write("check-step", "2.0")
    return {
        "right": (work(), early),
        "wrong": (work(neuron=wrong("neuron"), step="def step(z):\n    return 1 / 0"), early),
        "late": (work(), late),
        "verylate": (work(step=wrong("step")), late),
        "ill": (work(), late),
        "excused": (work(), late),
        "begun": (Notebook(notebook(CHAPTER, solved=False)), None),
        "silent": (work(answer="YOUR ANSWER HERE"), None),
        "loud": (loud, early),
        "edited": (edited, early),
        "marked": (work(), early),
        "remarked": (work(), early),
        "kept": (work(step=wrong("step")), None),
    }


def second():
    """Handed in again after a person marked."""
    return {
        "marked": (work(step=wrong("step")), "2026-03-02 09:00:00 UTC"),
        "remarked": (work(answer="Now I know better."), "2026-02-28 11:00:00 UTC"),
        "kept": (work(), None),
        "silent": (work(), "2026-03-02 10:00:00 UTC"),
    }


def hand_in(grading, submissions):
    for student, (made, time) in submissions.items():
        folder = grading / "submitted" / student / CHAPTER
        (folder / "data").mkdir(parents=True, exist_ok=True)
        (folder / f"{CHAPTER}.ipynb").write_bytes(made.dump())
        (folder / "data" / "own.txt").write_text(f"of {student}")
        if time:
            (folder / "timestamp.txt").write_text(f"{time}\n")


def marked_by_hand(grading):
    """What a person does in Formgrader."""
    with Gradebook(f"sqlite:///{grading / 'gradebook.db'}") as gradebook:
        for student in ("marked", "remarked", "kept"):
            grade = gradebook.find_grade("why", CHAPTER, CHAPTER, student)
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.25, False
            gradebook.find_comment("why", CHAPTER, CHAPTER, student).manual_comment = "Well <b>said</b>"
        overruled = gradebook.find_grade("check-neuron", CHAPTER, CHAPTER, "marked")
        overruled.manual_score, overruled.needs_manual_grade = 0.5, False
        gradebook.find_grade("check-step", CHAPTER, CHAPTER, "kept").extra_credit = 1
        gradebook.db.commit()


@dataclass
class Both:
    """The class graded twice, by nbgrader and by us.

    folders   the two grading folders;  rounds   what there was in each after each time
    """

    course: Course
    folders: tuple[Path, Path]
    rounds: list

    def __getitem__(self, number):
        return self.rounds[number]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The class graded twice by nbgrader and twice by us, in two grading folders."""
    folder = tmp_path_factory.mktemp("publish")
    course = Course(make_course(folder / "course", CHAPTER))
    (course.root / "solutions" / CHAPTER / "given.csv").write_text("1,2\n")
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write(SETTINGS)
    folders = folder / "stock", folder / "ours"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        patch.setattr(job.seam, "run", cheap_run.run)
        patch.setattr(batch, "Pool", Inline)
        rounds = []
        for submissions in (first(), second()):
            for grading, grade in zip(folders, (stock, ours), strict=True):
                patch.setenv("GRADATIM_GRADING", str(grading))
                begin(course, grading)
                hand_in(grading, submissions)
                grade(course, grading)
            rounds.append([snapshot(grading) for grading in folders])
            for grading in folders:
                marked_by_hand(grading)
    return Both(course, folders, rounds)


def begin(course, grading):
    source, config = read_chapter(course, CHAPTER), load_config(course)
    ensure_assignment(course, config, CHAPTER, source.digest, logging.Logger("test"))
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        gradebook.update_or_create_assignment(CHAPTER, duedate=DUE)
        gradebook.update_or_create_student("excused", first_name="Ann")
        submission = gradebook.update_or_create_submission(CHAPTER, "excused")
        submission.extension = datetime.timedelta(days=7)
        gradebook.db.commit()


def stock(course, grading):
    """nbgrader's converters, with the rule of which marks by hand stand put on top."""
    config = load_config(course)
    config.Autograde.autograde_preprocessors[0] = cheap_steps.CheapExecute
    config.NbGraderPreprocessor.enabled = True
    old = {path: json.loads(path.read_text()) for path in (grading / "autograded").rglob("*.ipynb")}
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        grades = [grade for each in gradebook.assignment_submissions(CHAPTER) for grade in each.notebooks[0].grades]
        outdated = {(g.student.id, g.name) for g in grades if g.needs_manual_grade and g.manual_score is not None}
    folders = CourseDirectory(config=config, assignment_id=CHAPTER)
    Autograde(coursedir=folders, config=config, force=True).start()
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        for path, before in old.items():
            student = path.parts[-3]
            for name in same_work(before, json.loads(path.read_text())):
                grade = gradebook.find_grade(name, CHAPTER, CHAPTER, student)
                if grade.manual_score is not None and (student, name) not in outdated:
                    grade.needs_manual_grade = False
        gradebook.db.commit()
    GenerateFeedback(coursedir=folders, config=config, force=True).start()


def ours(course, grading):
    done = batch.grade(course, grading, Silent())
    assert {each.status for each in done.results} == {"graded"} and not done.troubles


def snapshot(grading):
    """All that there is to compare: tables, notebooks with the files beside them, pages."""
    autograded = grading / "autograded"
    files = {str(p.relative_to(autograded)): p for p in autograded.rglob("*") if p.is_file()}
    pages = {p.parts[-3]: p.read_text() for p in (grading / "feedback").rglob("*.html")}
    return (
        tables(grading / "gradebook.db"),
        {n: (p.read_bytes(), p.stat().st_mode & 0o777) for n, p in files.items()},
        pages,
    )


NAMES = {  # how a row is called, in place of its id
    "assignment": "select id, name from assignment",
    "notebook": "select id, name from notebook",
    "base_cell": "select id, name || type from base_cell",
    "submitted_assignment": "select id, student_id from submitted_assignment",
    "submitted_notebook": "select n.id, student_id from submitted_notebook n join submitted_assignment a "
    "on a.id = n.assignment_id",
}


def tables(path):
    """Every table of the gradebook, with ids replaced by names."""
    with sqlite3.connect(path) as db:
        names = {str(key): f"<{table} {name}>" for table, query in NAMES.items() for key, name in db.execute(query)}
        found = {}
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            cursor = db.execute(f"select * from {table}")
            columns = [each[0] for each in cursor.description]
            own = "id" if table not in ("student", "course") else None
            found[table] = sorted(
                (tuple((c, names.get(v, v)) for c, v in zip(columns, row, strict=True) if c != own) for row in cursor),
                key=repr,
            )
    return found


@pytest.mark.parametrize("handed_in", ["for the first time", "again"])
def test_the_gradebook_has_the_same_rows(both, handed_in):
    (expected, *_), (got, *_) = both[handed_in == "again"]
    assert set(got) == set(expected)
    for table, rows in expected.items():
        assert got[table] == rows, table


def test_the_class_has_what_makes_a_difference(both):
    """Else the comparison would be in vain."""
    (again, _files, pages), _ours = both[1]
    grades = [dict(row) for row in again["grade"]]
    assert any(g["manual_score"] == 1.5 and g["needs_manual_grade"] for g in grades), "an answer changed since"
    assert any(g["manual_score"] == 1.5 and not g["needs_manual_grade"] for g in grades), "an answer that stayed"
    assert any(g["extra_credit"] == 1 for g in grades)
    assert "No response." in str(again["comment"]) and "Well <b>said</b>" in str(again["comment"])
    penalties = [dict(row)["late_submission_penalty"] for row in again["submitted_notebook"]]
    assert penalties.count(None) == len(penalties) - 4, "late, verylate, marked and silent; not ill, not excused"
    assert "Late submission penalty" in pages["late"] and "... Output truncated ..." in pages["loud"]


@pytest.mark.parametrize("handed_in", ["for the first time", "again"])
def test_the_graded_notebooks_are_the_same_to_the_letter(both, handed_in):
    (_, expected, _), (_, got, _) = both[handed_in == "again"]
    assert set(got) == set(expected)
    assert f"right/{CHAPTER}/data/own.txt" in got and f"right/{CHAPTER}/given.csv" in got
    for name, (data, mode) in expected.items():
        assert got[name][0] == data, name
        assert os.name == "nt" or got[name][1] == mode, name


@pytest.mark.parametrize("handed_in", ["for the first time", "again"])
def test_the_pages_are_the_same(both, handed_in):
    """Written out by one parser: nbconvert sends its page through it, we do not."""
    (*_, expected), (*_, got) = both[handed_in == "again"]
    assert set(got) == set(expected)
    for student, text in expected.items():
        assert str(BeautifulSoup(got[student], "html.parser")) == str(BeautifulSoup(text, "html.parser")), student
    assert "No description has been provided" in got["loud"]


def test_a_page_without_a_description_of_its_pictures_is_completed():
    from gradatim_autograder.grading.submission.page import _PICTURE, _described

    def complete(text):
        return _PICTURE.sub(_described, text)

    left = ['<img alt="" src="x">', "<img src='x' alt='a > b'>", '<img alt src="x"/>', "<imgs>", "&lt;img src=x&gt;"]
    assert [complete(each) for each in left] == left
    assert complete('<img src="x alt=">') == '<img src="x alt=" alt="No description has been provided for this image">'
    assert complete('<img title="a>b" data-alt="1"/>').count(" alt=") == 1


# -- nbgrader's own tools on the gradebook that we wrote ------------------------------------------------------------


def nbgrader(both, *arguments):
    """Run a command of nbgrader in the folder that we graded."""
    environment = {**os.environ, "GRADATIM_GRADING": str(both.folders[1]), "PYTHONPATH": str(SUPPORT)}
    command = [str(Path(sys.executable).with_name("nbgrader")), *arguments]
    done = subprocess.run(command, cwd=both.course.root, env=environment, capture_output=True, text=True,
                          timeout=300, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_nbgrader_makes_the_same_pages_of_it(both):
    """Also those of the students whom a person has marked since."""
    (*_, before) = both[1][1]
    nbgrader(both, "generate_feedback", CHAPTER, "--force")
    for student, text in before.items():
        made = (both.folders[1] / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text()
        if student not in ("marked", "remarked", "kept"):  # marked by hand once more at the end of the fixture
            assert str(BeautifulSoup(made, "html.parser")) == str(BeautifulSoup(text, "html.parser")), student
        else:
            assert "1.75 / 2.0" in made


def test_nbgrader_exports_its_marks(both):
    nbgrader(both, "export")
    with (both.folders[1] / "grades.csv").open() as stream:
        rows = {row["student_id"]: row for row in csv.DictReader(stream)}
    assert set(rows) == set(first())
    with Gradebook(f"sqlite:///{both.folders[1] / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(CHAPTER):
            row = rows[submission.student.id]
            assert float(row["raw_score"]) == submission.score and float(row["max_score"]) == submission.max_score
            late = submission.late_submission_penalty
            assert float(row["score"]) == max(0.0, submission.score - late)


def test_formgrader_lists_and_marks_it(both, monkeypatch):
    """What Formgrader's pages ask, and what it writes when a person marks an answer."""
    monkeypatch.setenv("GRADATIM_GRADING", str(both.folders[1]))
    config = load_config(both.course)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    (assignment,) = [each for each in api.get_assignments() if each["name"] == CHAPTER]
    assert assignment["num_submissions"] == len(first()) and assignment["max_score"] == ALL
    submissions = {each["student"]: each for each in api.get_notebook_submissions(CHAPTER, CHAPTER)}
    assert submissions["right"]["needs_manual_grade"] and not submissions["begun"]["needs_manual_grade"]
    assert submissions["wrong"]["failed_tests"] and not submissions["right"]["failed_tests"]
    with api.gradebook as gradebook:
        grade = gradebook.find_grade("why", CHAPTER, CHAPTER, "right")
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        gradebook.db.commit()
        assert gradebook.find_submission(CHAPTER, "right").score == ALL


def test_a_mark_given_after_grading_is_on_the_page_after_the_next_run(both, monkeypatch):
    monkeypatch.setenv("GRADATIM_GRADING", str(both.folders[1]))
    monkeypatch.chdir(both.course.root)
    monkeypatch.setattr(job.seam, "run", None)  # nothing is run again
    monkeypatch.setattr(batch, "Pool", Inline)
    with Gradebook(f"sqlite:///{both.folders[1] / 'gradebook.db'}") as gradebook:
        gradebook.find_comment("why", CHAPTER, CHAPTER, "edited").manual_comment = "Look at the picture again."
        gradebook.db.commit()
    done = batch.grade(both.course, both.folders[1], Silent())
    assert done.fresh == 0 and {each.status for each in done.results} == {"graded"}
    assert "Look at the picture again." in snapshot(both.folders[1])[2]["edited"]


@pytest.mark.thorough
def test_a_new_gradebook_has_nbgraders_own_version(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    code = "from nbgrader.api import get_alembic_version; print(get_alembic_version())"
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert newest_revision() == told.stdout.strip() != ""
