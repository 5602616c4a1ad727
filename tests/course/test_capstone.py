"""The capstone: its rubric adds up, its example runs, and a person's points reach gradebook and page."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import numpy as np
import pytest
from browser import chromium  # noqa: F401 (a fixture)
from bs4 import BeautifulSoup
from computed_numbers import differences, with_comparisons
from gradatim import data
from gradatim_autograder.build.source import read_source
from gradatim_autograder.exercise.chapters import CHAPTERS
from gradatim_autograder.grading.demo.notebooks import Notebook
from gradatim_autograder.opening.server import JupyterServer
from nbclient import NotebookClient
from nbgrader.api import Gradebook
from places import ARTEFACTS, ROOT

CHAPTER = CHAPTERS["capstone"]
TOTAL = 40
SECONDS = 60  # the example may take, on two cores
SOURCE, _problems = read_source(ROOT / "solutions" / CHAPTER / f"{CHAPTER}.py", CHAPTER)
PARTS = {cell.name: cell for cell in SOURCE.cells if cell.kind == "answer"}
ROW = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)
DOCS = (ROOT / "docs" / "capstone.md").read_text(encoding="utf-8")


def notebook(folder) -> dict:
    return json.loads((ROOT / folder / CHAPTER / f"{CHAPTER}.ipynb").read_text(encoding="utf-8"))


def example() -> Notebook:
    return Notebook(notebook("solutions"))


# -- the rubric ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTS)
def test_a_part_has_three_levels_above_it(name):
    """Nothing, half and all: a student knows beforehand what gives points."""
    cell = PARTS[name]
    above = SOURCE.cells[cell.number - 2]
    levels = [(int(points), text) for points, text in ROW.findall(above.source)]
    assert [points for points, _text in levels] == [0, cell.points / 2, cell.points]
    assert all(text.endswith(".") for _points, text in levels)


def test_the_parts_add_up_and_stand_in_the_overview():
    overview = next(cell.source for cell in SOURCE.cells if cell.source.startswith("## How the points are given"))
    rows = re.findall(r"^\| .+ \| `([\w-]+)` \| (words|code) \| (\d+) \|$", overview, re.MULTILINE)
    kinds = {"markdown": "words", "code": "code"}
    assert rows == [(name, kinds[cell.type], str(cell.points)) for name, cell in PARTS.items()]
    assert sum(cell.points for cell in PARTS.values()) == TOTAL and f"| together | {TOTAL} |" in overview
    assert f"earns all {TOTAL}" in overview


def test_the_page_for_instructors_has_an_example_for_each_part_and_repeats_no_level():
    examples = re.findall(r"^\| `([\w-]+)` \| .+ \| .+ \|$", DOCS, re.MULTILINE)
    assert examples == list(PARTS)
    for cell in SOURCE.cells:
        for points, text in ROW.findall(cell.source):
            assert text not in DOCS, f"{points}: {text}"


def test_the_project_ideas_use_data_that_are_there():
    ideas = next(cell.source for cell in SOURCE.cells if cell.source.startswith("## Choose a project"))
    calls = re.findall(r"`(data\.\w+\(.*?\))`", ideas)
    assert len(re.findall(r"^\| \d \|", ideas, re.MULTILINE)) == 7 and len(calls) == 4
    for call in calls:
        X, y = eval(call, {"data": data, "rng": np.random.default_rng(0)})
        assert len(X) == len(y) > 100


# -- the example ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def executed():
    path = ROOT / "solutions" / CHAPTER / f"{CHAPTER}.ipynb"
    made = with_comparisons(nbformat.read(path, as_version=4), CHAPTER)
    began = time.monotonic()
    NotebookClient(made, timeout=SECONDS, resources={"metadata": {"path": str(path.parent)}}).execute()
    return made, time.monotonic() - began


def shown(made, name) -> str:
    cell = next(cell for cell in made.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def test_the_example_runs_in_time_and_shows_no_warning(executed):
    made, seconds = executed
    assert seconds < SECONDS
    outputs = [output for cell in made.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    pictures = [output for output in outputs if "data:image/png" in output.get("data", {}).get("text/html", "")]
    assert len(pictures) == 3


def test_the_numbers_in_its_text_are_those_of_its_code(executed):
    made, _seconds = executed
    assert not differences(made)
    assert len([cell for cell in SOURCE.cells if cell.name == "findings" and len(cell.computed) > 15]) == 1


def test_the_example_reaches_what_it_states(executed):
    made, _seconds = executed
    rows = dict(
        re.findall(r"^  (\w+(?: mean)?) +\d\.\d+  (\d\.\d+)  \d\.\d+$", shown(made, "evaluation"), re.MULTILINE)
    )
    assert float(rows["network"]) >= 0.8, "its own rule"
    assert float(rows["network"]) > float(rows["nearest mean"]) > float(rows["dullest"])
    assert float(shown(made, "training").split("gradient: ")[1].split()[0]) < 1e-7


def test_the_release_stops_at_each_part_in_code_and_nowhere_else():
    path = ROOT / "course" / "en" / CHAPTER / f"{CHAPTER}.ipynb"
    made = nbformat.read(path, as_version=4)
    NotebookClient(
        made, timeout=SECONDS, allow_errors=True, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    stopped = {
        cell.metadata.nbgrader["grade_id"]: output.ename
        for cell in made.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    }
    assert stopped == {name: "NotImplementedError" for name, cell in PARTS.items() if cell.type == "code"}


# -- a class, graded by the machine and by a person ----------------------------------------------------------------

HALF = {"question": 2, "training": 3, "errors": 1}


class Class:
    def __init__(self, folder):
        self.course, self.given = folder / "course", folder / "given"
        self.grading = self.course / "grading"
        for part in ("solutions", "course/en"):
            shutil.copytree(ROOT / part / CHAPTER, self.course / part / CHAPTER)
        shutil.copy(ROOT / "nbgrader_config.py", self.course)
        self.given.mkdir()

    def hand_in(self, student, made, **files):
        folder = self.given / student
        folder.mkdir(exist_ok=True)
        (folder / f"{CHAPTER}.ipynb").write_bytes(made.dump())
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")

    def grade(self):
        """What a person sees who runs the command: its status and what it says."""
        command = [str(Path(sys.executable).with_name("gradatim")), "grade", str(self.given), "--workers", "1"]
        environment = {**os.environ, "COLUMNS": "250", "PYTHONIOENCODING": "utf-8"}
        environment.pop("GRADATIM_GRADING", None)
        done = subprocess.run(command, cwd=self.course, env=environment, capture_output=True, encoding="utf-8",
                              timeout=300, check=False)  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def rows(self):
        with (self.grading / "marks.csv").open(encoding="utf-8", newline="") as stream:
            return {row["student"]: row for row in csv.DictReader(stream)}

    def page(self, student):
        return (self.grading / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.grading / 'gradebook.db'}")

    def waiting(self, student):
        with self.gradebook() as gradebook:
            grades = gradebook.find_submission_notebook(CHAPTER, CHAPTER, student).grades
            return {grade.name for grade in grades if grade.needs_manual_grade}

    def score(self, student):
        with self.gradebook() as gradebook:
            return gradebook.find_submission(CHAPTER, student).score

    def mark(self, student, **points):
        """As Formgrader does."""
        with self.gradebook() as gradebook:
            for name, value in points.items():
                grade = gradebook.find_grade(name, CHAPTER, CHAPTER, student)
                grade.manual_score, grade.needs_manual_grade = value, False
            gradebook.find_comment("training", CHAPTER, CHAPTER, student).manual_comment = "Which **rule** ends it?"
            gradebook.db.commit()


@pytest.fixture(scope="module")
def klass(tmp_path_factory):
    """Ada hands in the example, with a heading that has the name of another part; Bao a question and no more; Chen the
    beginning of a project with a file of his own.
    """
    klass = Class(tmp_path_factory.mktemp("capstone"))
    begun = Notebook(notebook("course/en"))
    begun.write("question", "Can a network learn about birds?")
    ada = example()
    ada.write("question", f"{ada.source('question')}\n\n### training\n\nThis heading is called as a part is.")
    klass.hand_in("ada", ada)
    klass.hand_in("bao", begun)
    own = Notebook(notebook("course/en"))
    own.write(
        "data", "X, y, columns, classes = data.table('flats.csv', 'price')\nprint(X.sum(axis=0), columns, y.sum())"
    )
    own.write("baseline", "data.table('houses.csv', 'price')")
    klass.hand_in("chen", own, flats="area,rooms,price\n" + "".join(f"{n},2,{n / 2}\n" for n in range(50)))
    klass.first = klass.grade()
    return klass


def test_what_waits_for_a_person_is_said(klass):
    status, said = klass.first
    assert status == 0, said
    rows = klass.rows()
    assert rows["ada"]["note"] == f"to mark by hand: {', '.join(PARTS)}"
    assert (
        rows["bao"]["note"] == "to mark by hand: question" and rows["chen"]["note"] == "to mark by hand: data, baseline"
    )
    assert {(row["points"], row["max_points"], row["status"]) for row in rows.values()} == {
        ("0", "40", "to mark by hand")
    }
    assert f"answers wait for your points in {CHAPTER} (3)" in said
    assert klass.waiting("ada") == set(PARTS) and klass.waiting("bao") == {"question"}
    assert "Some answers are not marked yet" in klass.page("ada")


def test_a_file_of_ones_own_comes_along_and_a_missing_one_is_a_sentence(klass):
    text = BeautifulSoup(klass.page("chen"), "html.parser").get_text()
    assert "[1225.  100.] ['area', 'rooms'] 612.5" in text
    assert "There is no file houses.csv. The CSV files beside the notebook: flats.csv." in text
    assert "TableError" not in text and "table.py" not in text, "no traceback"


def test_points_by_hand_reach_the_total_and_the_page_and_stay(klass):
    full = {name: cell.points for name, cell in PARTS.items()}
    klass.mark("ada", **{**full, **HALF})
    total = TOTAL - sum(full[name] - points for name, points in HALF.items())
    status, said = klass.grade()
    assert status == 0 and "3 were graded before" in said and f"{CHAPTER} (2)" in said, "the others still wait"
    row = klass.rows()["ada"]
    assert (row["status"], float(row["points"]), row["note"]) == ("graded", total, "")
    assert klass.score("ada") == total and not klass.waiting("ada")
    page = klass.page("ada")
    assert f"{CHAPTER} (Score: {total:.1f} / 40.0)" in page and "not marked yet" not in page
    assert "Score: 3.0 / 6.0" in page and "Which <strong>rule</strong> ends it?" in page


def test_changed_work_is_read_again_from_there_on(klass):
    """Runs after the test above: another rate, and so all that follows, but not the parts before it."""
    changed = Notebook(json.loads((klass.given / "ada" / f"{CHAPTER}.ipynb").read_text(encoding="utf-8")))
    changed.write("learning-rate", changed.source("learning-rate").replace("10, 9)", "10, 5)"))
    klass.hand_in("ada", changed)
    before = klass.score("ada")
    assert klass.grade()[0] == 0
    touched = list(PARTS)[list(PARTS).index("learning-rate") :]
    assert klass.waiting("ada") == set(touched) and klass.score("ada") == before
    assert klass.rows()["ada"]["note"] == f"changed since it was marked by hand: {', '.join(touched)}"
    assert "changed since it was marked; it will be marked again: 4.0 / 4.0" in klass.page("ada")


# -- Formgrader ----------------------------------------------------------------------------------------------------


@pytest.fixture
def server(klass, tmp_path, monkeypatch):
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.delenv("GRADATIM_GRADING", raising=False)
    server = JupyterServer(klass.course, "lab", "instructor", tmp_path / "private", 8970, browser=False)
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()


def test_a_person_gives_points_in_formgrader(klass, server, chromium):  # noqa: F811
    """Every part has its box; what is typed into it goes to this part alone, and is seen after the next run."""
    everything = {name: 0.5 * cell.points for name, cell in PARTS.items()}
    page = chromium.new_context(viewport={"width": 1300, "height": 1000}).new_page()
    page.set_default_timeout(30_000)
    page.goto(server.address.replace("/lab?", "/api?"))  # the token becomes a cookie
    start = server.address.split("/lab?")[0]
    page.goto(f"{start}/formgrader/gradebook/{CHAPTER}/{CHAPTER}")
    page.locator("tbody tr .glyphicon-ok").first.wait_for()
    assert page.get_by_role("link", name=re.compile("Submission #")).count() == 3
    with klass.gradebook() as gradebook:
        submission = gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada").id
    page.goto(f"{start}/formgrader/submissions/{submission}")
    page.wait_for_function("formgrader.grades && formgrader.grades.loaded && formgrader.comments.loaded")
    ids = page.locator("input.score").evaluate_all("boxes => boxes.map(box => box.id)")
    assert ids == list(PARTS)
    for name, points in everything.items():
        with page.expect_response(lambda response: "/api/grade/" in response.url) as saved:
            page.locator(f"input#{name}").fill(f"{points}")
            page.locator(f"input#{name}").blur()
        assert saved.value.ok
    with page.expect_response(lambda response: "/api/comment/" in response.url):
        page.locator("textarea#data-comment").fill("Which seed?")
        page.locator("textarea#data-comment").blur()
    page.locator("input#training").scroll_into_view_if_needed()
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "capstone-formgrader.png")
    page.context.close()
    with klass.gradebook() as gradebook:
        marked = gradebook.find_submission_notebook(CHAPTER, CHAPTER, "ada")
        assert {grade.name: grade.score for grade in marked.grades} == everything
    assert not klass.waiting("ada")
    assert klass.grade()[0] == 0
    assert klass.rows()["ada"]["points"] == "20" and "Which seed?" in klass.page("ada")
