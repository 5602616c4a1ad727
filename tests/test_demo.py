"""The demo class, tried through the installed command: 30 submissions, every mark as it was predicted."""

import csv
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "class"
    command = [shutil.which("gradatim"), "demo", "--folder", str(folder)]
    environment = {**os.environ, "COLUMNS": "200"}
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, env=environment)
    return folder, run


def test_every_mark_is_as_predicted(demo):
    folder, run = demo
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    assert "All marks are as expected" in run.stdout
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["student"]: row["points"] for row in csv.DictReader(file)}
    assert len(expected) == 30
    graded = {student: float(points) for student, points in expected.items() if points != "not graded"}
    assert 20 < len(graded) < 30
    with sqlite3.connect(folder / "grading" / "gradebook.db") as gradebook:
        scores = dict(
            gradebook.execute(
                "select s.student_id, sum(g.auto_score) from submitted_assignment s "
                "join submitted_notebook n on n.assignment_id = s.id join grade g on g.notebook_id = n.id "
                "group by s.student_id"
            )
        )
    assert {student: scores[student] for student in graded} == graded
    assert set(scores) == set(graded)


def test_it_says_where_to_look_and_feedback_is_there(demo):
    folder, run = demo
    assert "marks.csv" in run.stdout and "gradatim open --instructor" in run.stdout
    page = folder / "grading/feedback/bea/01-neuron/01-neuron.html"
    text = page.read_text(encoding="utf-8")
    assert "All right." in text and str(ROOT) not in text and "GRADATIM_SEED" not in text


def test_what_cannot_be_graded_is_listed_with_a_reason(demo):
    folder, run = demo
    with (folder / "grading" / "marks.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert "empty" in " ".join(rows["ada"].values())
    assert "ada" in run.stdout


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    mine = tmp_path / "thesis.txt"
    mine.write_text("years of work")
    command = [shutil.which("gradatim"), "demo", "--folder", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 2 and "Traceback" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
