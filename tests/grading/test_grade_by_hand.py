"""Work that a person marks: answers in code beside those in words, and what becomes of marks when work comes again."""

import copy
import csv
import datetime
import json
import logging
import shutil
from contextlib import contextmanager

import cheap_run
import cheap_steps
import pytest
from gradatim_autograder.cli.grade import grade_and_report
from gradatim_autograder.course import Course
from gradatim_autograder.exercise.chapters import CHAPTERS
from gradatim_autograder.grading.batch import grade as batch
from gradatim_autograder.grading.demo.notebooks import Notebook
from gradatim_autograder.grading.gradebook.assignment import ensure_assignment
from gradatim_autograder.grading.release.read import read_chapter
from gradatim_autograder.grading.submission import job
from gradatim_autograder.grading.submission.mending.mend import mend
from gradatim_autograder.grading.submission.same_work import same_work
from gradatim_autograder.nbgrader_setup import load_config
from mini_course import SETUP, cell, make_course
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from test_grade_publish import Inline

CHAPTER = CHAPTERS["capstone"]
DUE = datetime.datetime(2026, 3, 1, 12)
LATE_TIME, A_DAY = datetime.datetime(2026, 3, 2, 12), datetime.timedelta(days=1)
LATE = f"{LATE_TIME} UTC"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
WRITTEN = {"question": "How large?", "data": "size = 2", "result": "print(size)", "found": "It is 2."}
POINTS = {"question": 4, "data": 4, "result": 6, "found": 2}


def project(**answers) -> dict:
    """A notebook of four answers, two in words and two in code, with texts of the course between them."""
    cells = [cell("markdown", "# A project"), cell("code", SETUP, "setup", locked=True)]
    for name in WRITTEN:
        kind = "code" if name in ("data", "result") else "markdown"
        text = answers.get(name, STUB if kind == "code" else "YOUR ANSWER HERE")
        cells.append(cell("markdown", f"## The part {name}"))
        cells.append(cell(kind, text, name, grade=True, solution=True, points=POINTS[name]))
    cells.append(cell("markdown", "The end."))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("by hand") / "course", CHAPTER)
    for folder, answers in (("solutions", WRITTEN), ("course/en", {})):
        (root / folder / CHAPTER / f"{CHAPTER}.ipynb").write_text(json.dumps(project(**answers)))
    return Course(root)


@pytest.fixture(scope="module")
def source(course):
    return read_chapter(course, CHAPTER)


# -- mending -------------------------------------------------------------------------------------------------------


def mended(content, source):
    return mend(json.dumps(content).encode(), source)


def written() -> Notebook:
    return Notebook(project(**WRITTEN))


def test_an_answer_in_code_is_an_answer(source):
    kinds = {each.grade_id: (each.kind, each.points, each.cell_type) for each in source.cells}
    assert kinds["data"] == ("answer", 4, "code") and kinds["question"] == ("answer", 4, "markdown")
    assert next(each for each in source.cells if each.grade_id == "data").source == STUB
    assert mended(written().content, source).notes == []


def test_a_lost_mark_is_found_by_the_type_and_the_place_of_the_cell(source):
    made = written()
    for name in ("data", "found"):
        made.cells[made.at(name)]["metadata"] = {}
    made.cells.insert(made.at("question") + 1, cell("markdown", "A note of mine."))
    result = mended(made.content, source)
    again = Notebook(result.notebook)
    assert again.source("data") == WRITTEN["data"] and again.source("found") == WRITTEN["found"]
    said = "had lost its mark; recognised by its place"
    assert result.texts(look=True) == [f"data {said}", f"found {said}"]


def test_of_two_cells_in_one_place_none_is_taken_for_the_answer(source):
    made = written()
    at = made.at("data")
    made.cells[at]["metadata"] = {}
    made.cells.insert(at, cell("code", "print('mine too')"))
    result = mended(made.content, source)
    assert result.texts(look=True) == ["missing answer: data (perhaps it stands in another cell)"]
    code = Notebook(result.notebook).source("data")
    assert code == f"{STUB}\n\n# The cell of this answer was missing. Is the answer in another cell?"


def test_a_deleted_answer_in_code_is_put_back_unanswered(source):
    made = written()
    made.cells.insert(2, cell("markdown", "A text of mine is no code."))
    made.delete("data")
    result = mended(made.content, source)
    assert result.texts(look=True) == ["missing answer: data"]
    again = Notebook(result.notebook)
    assert again.source("data") == STUB and again.at("question") < again.at("data") < again.at("result")


def test_a_cell_of_another_type_becomes_code_again(source):
    made = written()
    changed = made.cells[made.at("data")]
    changed["cell_type"] = "markdown"
    result = mended(made.content, source)
    assert result.texts(look=False) == ["data was a markdown cell; made code again"]
    assert Notebook(result.notebook).source("data") == WRITTEN["data"]


# -- is it the same work? ------------------------------------------------------------------------------------------

ALL = set(WRITTEN)
HELPER = cell("code", "half = 0.5")


def _insert(made, before, new):
    made.cells.insert(made.at(before), copy.deepcopy(new))


SAME = {
    "nothing": (lambda made: None, ALL),
    "the first text": (lambda made: made.write("question", "How small?"), ALL - {"question"}),
    "code": (lambda made: made.write("data", "size = 3"), {"question"}),
    "the last code": (lambda made: made.write("result", "print(2)"), {"question", "data"}),
    "a cell of one's own": (lambda made: _insert(made, "result", HELPER), {"question", "data"}),
    "code behind all that is marked": (lambda made: made.cells.append(HELPER), ALL),
    "a text of one's own": (lambda made: _insert(made, "found", cell("markdown", "And more.")), ALL - {"found"}),
    "a text behind the last answer": (lambda made: made.cells.append(cell("markdown", "PS")), ALL - {"found"}),
    "a picture": (
        lambda made: made.cells[made.at("question")].update(attachments={"a.png": {"image/png": "AAAA"}}),
        ALL - {"question"},
    ),
    "what the code shows": (
        lambda made: made.cells[made.at("result")].update(outputs=[{"output_type": "stream", "text": "2"}]),
        ALL,
    ),
}


@pytest.mark.parametrize("what", SAME)
def test_what_a_change_touches_is_read_again(what):
    change, same = SAME[what]
    changed = written()
    change(changed)
    assert same_work(written().content, changed.content) == same
    assert same_work(changed.content, written().content) == same


def test_with_other_files_beside_it_code_may_give_something_else():
    assert same_work(written().content, written().content, same_files=False) == {"question"}


@pytest.mark.parametrize("before", [{}, {"cells": 3}, {"cells": [3]}, {"cells": [{"cell_type": "code"}]}])
def test_a_damaged_notebook_of_before_says_nothing(before):
    assert same_work(before, written().content) == set()


# -- marks that come, and work that comes again --------------------------------------------------------------------


class Class:
    """One student, graded in a folder of their own; cells run in this process."""

    def __init__(self, course, folder, patch):
        self.course, self.given, self.grading = course, folder / "given", folder / "grading"
        self.said = ""
        patch.chdir(course.root)
        patch.setenv("GRADATIM_GRADING", str(self.grading))
        patch.setattr(job.seam, "run", cheap_run.run)
        patch.setattr(batch, "Pool", Inline)

    def hand_in(self, made=None, time=None, **files):
        folder = self.given / "submitted" / "ada" / CHAPTER
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{CHAPTER}.ipynb").write_bytes((made or written()).dump())
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text)
        if time:
            (folder / "timestamp.txt").write_text(f"{time}\n")

    def grade(self, **options):
        status = grade_and_report(self.course, self.given, workers=1, **options)
        with (self.grading / "marks.csv").open(newline="") as stream:
            (row,) = csv.DictReader(stream)
        return status, row

    def mark(self, **points):
        """What a person does in Formgrader."""
        with self.gradebook() as gradebook:
            for name, value in points.items():
                grade = gradebook.find_grade(name, CHAPTER, CHAPTER, "ada")
                grade.manual_score, grade.needs_manual_grade = value, False
            gradebook.db.commit()

    def waiting(self):
        with self.gradebook() as gradebook:
            grades = gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").grades
            return {grade.name for grade in grades if grade.needs_manual_grade}

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.grading / 'gradebook.db'}")

    def page(self):
        return (self.grading / "feedback" / "ada" / CHAPTER / f"{CHAPTER}.html").read_text()


@pytest.fixture(scope="module")
def begun(course, source, tmp_path_factory):
    """A grading folder with an empty gradebook, which takes nbgrader some seconds to make."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADATIM_GRADING", str(folder))
        ensure_assignment(course, load_config(course), CHAPTER, source.digest, logging.Logger("test"))
    return folder


@pytest.fixture
def klass(course, begun, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copytree(begun, tmp_path / "grading")
    return Class(course, tmp_path, monkeypatch)


FULL = {"question": 4, "data": 2, "result": 6, "found": 1.5}


def test_nothing_is_graded_by_itself_but_what_is_empty(klass, capsys):
    klass.hand_in(Notebook(project(question="How large?", data="size = 2")))
    status, row = klass.grade()
    assert (status, row["status"], row["points"], row["max_points"]) == (0, "to mark by hand", "0", "16")
    assert row["note"] == "to mark by hand: question, data" and klass.waiting() == {"question", "data"}
    assert (row[f"{CHAPTER} data"], row[f"{CHAPTER} result"]) == ("", "0")
    said = capsys.readouterr().out
    assert f"By hand:    answers wait for your points in {CHAPTER} (1); give them in Formgrader" in said
    page = klass.page()
    assert "Some answers are not marked yet" in page and "not marked yet, 4.0 points" in page
    assert page.count("No response.") == 2


def test_nbgraders_own_autograde_leaves_the_same_to_a_person(klass):
    klass.hand_in(Notebook(project(question="How large?", data="size = 1 / 0", found="YOUR ANSWER HERE")))
    klass.grade()

    def rows():
        with klass.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada")
            comments = {each.name: each.auto_comment for each in found.comments}
            return {each.name: (each.auto_score, each.needs_manual_grade, comments[each.name]) for each in found.grades}

    ours, config = rows(), load_config(klass.course)
    assert ours["data"] == (None, True, None) and ours["result"] == (0, False, "No response."), "an error is no verdict"
    config.Autograde.autograde_preprocessors[0] = cheap_steps.CheapExecute
    Autograde(coursedir=CourseDirectory(config=config, assignment_id=CHAPTER), config=config, force=True).start()
    assert rows() == ours


def test_marks_given_by_hand_add_up_and_stay(klass, capsys):
    klass.hand_in()
    klass.grade()
    klass.mark(**FULL)
    capsys.readouterr()
    for options in ({}, {"again": True}):
        status, row = klass.grade(**options)
        assert (status, row["status"], row["points"], row["note"]) == (0, "graded", "13.5", "")
        assert not klass.waiting()
        assert "By hand" not in capsys.readouterr().out
    page = klass.page()
    assert f"{CHAPTER} (Score: 13.5 / 16.0)" in page and "not marked yet" not in page
    assert "Score: 2.0 / 4.0" in page


def test_partly_marked_work_counts_what_is_marked(klass):
    klass.hand_in()
    klass.grade()
    klass.mark(question=4, data=2)
    _status, row = klass.grade()
    assert (row["status"], row["points"], row["note"]) == ("to mark by hand", "6", "to mark by hand: result, found")


def test_changed_work_is_read_again_and_keeps_its_old_marks_until_then(klass):
    klass.hand_in()
    klass.grade()
    klass.mark(**FULL)
    changed = written()
    changed.write("result", "print(size / 2)")
    klass.hand_in(changed)
    _status, row = klass.grade()
    assert (row["status"], row["points"]) == ("to mark by hand", "13.5")
    assert row["note"] == "changed since it was marked by hand: result, found"
    assert klass.waiting() == {"result", "found"}
    assert "changed since it was marked; it will be marked again: 6.0 / 6.0" in klass.page()
    klass.mark(result=3, found=1.5)
    _status, row = klass.grade()
    assert (row["status"], row["points"]) == ("graded", "10.5") and "Score: 3.0 / 6.0" in klass.page()


def test_a_part_that_was_emptied_is_read_again_too(klass):
    klass.hand_in()
    klass.grade()
    klass.mark(**FULL)
    changed = written()
    changed.write("question", "YOUR ANSWER HERE")
    klass.hand_in(changed)
    _status, row = klass.grade()
    assert klass.waiting() == {"question"} and row["points"] == "13.5", "what a person gave is not taken away unseen"


def test_another_file_beside_the_notebook_is_other_work(klass):
    klass.hand_in(mine="1,2\n")
    klass.grade()
    klass.mark(**FULL)
    klass.grade(again=True)
    assert not klass.waiting(), "the same file"
    klass.hand_in(mine="1,3\n")
    klass.grade()
    assert klass.waiting() == {"data", "result", "found"}


@contextmanager
def penalties_by(klass, plugin):
    """With this plugin of tests/support/cheap_steps.py in the course's settings."""
    config = klass.course.root / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(f'{before}\nc.AssignLatePenalties.plugin_class = "cheap_steps.{plugin}"\n')
    try:
        yield
    finally:
        config.write_text(before)


def set_dates(klass, due=DUE, extension=None):
    with klass.gradebook() as gradebook:
        gradebook.update_or_create_assignment(CHAPTER, duedate=due)
        if extension:
            gradebook.update_or_create_submission(CHAPTER, "ada").extension = extension
        gradebook.db.commit()


@pytest.mark.parametrize("what", ["a due date", "an extension", "no due date", "a due date a day earlier"])
def test_dates_that_are_changed_after_the_first_run_count_at_the_next(klass, capsys, what):
    with penalties_by(klass, "Third"):
        early = what == "a due date a day earlier"
        set_dates(klass, due=LATE_TIME + A_DAY if early else DUE)
        klass.hand_in(time=LATE)
        klass.grade()
        klass.mark(question=4, data=2)
        _status, row = klass.grade()
        assert row["points"] == ("6" if early else "4")
        changed = {"a due date": {"due": LATE_TIME + A_DAY}, "an extension": {"extension": 30 * A_DAY},
                   "no due date": {"due": None}, "a due date a day earlier": {"due": LATE_TIME - A_DAY}}  # fmt: skip
        set_dates(klass, **changed[what])
        capsys.readouterr()
        status, row = klass.grade()
        assert status == 0 and row["points"] == ("4" if early else "6")
        said = capsys.readouterr().out
        assert "Penalties:  1 computed anew" in said and said.count("looked at") == 1
        assert ("Late submission penalty" in klass.page()) == early and ("late" in row["note"]) == early
        klass.grade()
        assert "Penalties" not in capsys.readouterr().out, "once"


def test_a_late_penalty_counts_the_marks_given_afterwards(klass):
    """nbgrader computes it when the tests are run: then work that only a person marks has no points yet."""
    with penalties_by(klass, "Third"):
        set_dates(klass)
        klass.hand_in(time=LATE)
        assert klass.grade()[1]["points"] == "0"
        klass.mark(question=4, data=2)
        _status, row = klass.grade()
        assert row["points"] == "4" and "late: 2 points taken off" in row["note"]
        klass.mark(**FULL)
        _status, row = klass.grade()
        assert (row["points"], row["status"]) == ("9", "graded") and "late: 4.5 points taken off" in row["note"]
        page = klass.page()
        assert f"{CHAPTER} (Score: 9.0 / 16.0)" in page and "Late submission penalty (Score: -4.5)" in page
        with klass.gradebook() as gradebook:
            assert gradebook.find_submission(CHAPTER, "ada").late_submission_penalty == 4.5
    with penalties_by(klass, "Broken"):
        klass.mark(found=2)
        status, row = klass.grade()
        assert status == 1 and row["points"] == "9.5", "what could not be computed anew stays, and somebody is told"
