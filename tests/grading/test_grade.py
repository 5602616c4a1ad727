"""A class with everything that goes wrong in one batch, graded as an instructor does it: through the command."""

import contextlib
import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import psutil
import pytest
from gradatim_autograder.cli import main
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from mini_course import cell, make_course, notebook
from nbgrader.api import Gradebook
from places import ROOT
from thorough import thorough

CHAPTER = "01-neuron"
SEED = 918273645
COMMANDS = Path(sys.executable).parent
EXERCISES: dict[str, Exercise] = of_chapter(CHAPTER)
ALL = sum(exercise.max_points for exercise in EXERCISES.values())

pytestmark = pytest.mark.usefixtures("own_environment")


@pytest.fixture
def own_environment(monkeypatch):
    monkeypatch.setenv("GRADATIM_GRADING", "grading")  # put back afterwards; the command changes it


HOSTILE = """from IPython.display import HTML, Javascript, display
import helper
print(helper.x)
display(Javascript('alert(1)'))
display(HTML('<script>alert(2)</' + 'script><sty' + 'le>body{}</style><b>bold</b>'))"""


def work(**changed) -> Notebook:
    """A right submission, but for the exercises in `changed`."""
    made = Notebook(notebook(CHAPTER, solved=False))
    for name, exercise in EXERCISES.items():
        made.write(name, changed.get(name, pasted(exercise.reference, name)))
    made.write("why", "Because a line is straight.")
    return made


# What computes is ended when its processor time is over. That what only sleeps does not listen is known after a minute.
COMPUTES = "while True:\n            pass", "too much processor time"
SLEEPS = "time.sleep(60)", "could not be interrupted"
STUBBORN, STUBBORN_ENDS = SLEEPS if thorough(0, 1) else COMPUTES


def submissions() -> dict[str, bytes]:
    """File names and contents. What each must get is in EXPECTED."""
    copied, missing, own = work(), work(), work()
    copied.copy_cell("check-step")
    copied.content["metadata"] = {"kernelspec": {"name": "bash", "display_name": "Bash", "language": "bash"}}
    for each in copied.cells:
        each["metadata"].get("nbgrader", {}).update(points=500, schema_version=1)
    missing.delete("train_neuron")
    missing.cells.insert(3, cell("code", "raise SystemExit"))
    own.cells.insert(2, cell("code", "check = lambda function: 1000.0"))
    leak = "def step(z):\n    import os, sys\n    print(os.getcwd(), sys.prefix, dict(os.environ))\n    return None"
    shown = cell("code", "import os\nprint(os.getcwd(), os.environ)\nimport json\njson.loads('{')")
    leaks = work(step=leak)
    leaks.cells.append(shown)
    stubborn = f"import time\nwhile True:\n    try:\n        {STUBBORN}\n    except BaseException:\n        pass"
    unstoppable = work()
    unstoppable.cells.insert(unstoppable.at("step"), cell("code", stubborn))
    exits = work()
    exits.cells.insert(exits.at("step"), cell("code", "exit()"))
    hostile = work()
    hostile.cells.append(cell("code", HOSTILE))
    hostile.cells.append(cell("markdown", "<img src=x onerror=alert('HACKED')> in words"))
    hostile.write("check-step", "2.0")
    flood = work()
    flood.cells.insert(3, cell("code", "while True:\n    print('x' * 10_000)"))
    files = {
        "right_01-neuron.ipynb": work(),
        "begun_01-neuron.ipynb": Notebook(notebook(CHAPTER, solved=False)),
        "copied_01-neuron.ipynb": copied,
        "missing_01-neuron (1).ipynb": missing,
        "syntax_01-neuron.ipynb": work(neuron="def neuron(x, w, b)\n    return x"),
        "mistaken_01-neuron.ipynb": work(neuron_backward=_mistake("neuron_backward", "db_is_one")),
        "loop_01-neuron.ipynb": work(train_neuron="def train_neuron(*args):\n    while True:\n        pass"),
        "dies_01-neuron.ipynb": work(step="def step(z):\n    import os\n    os._exit(1)"),
        "unstoppable_01-neuron.ipynb": unstoppable,
        "flood_01-neuron.ipynb": flood,
        "exits_01-neuron.ipynb": exits,
        "hostile/01-neuron.ipynb": hostile,
        "ownCheck_01-neuron.ipynb": own,
        "leaks_01-neuron.ipynb": leaks,
        "loud_final.ipynb": work(neuron="import sys, warnings\ndef neuron(x, w, b):\n    warnings.warn('loud')\n"
                                     "    sys.stderr.write('loud')\n    return x @ w + b"),
        "stranger_01-neuron.ipynb": work(),
    }  # fmt: skip
    broken = {
        "damaged_01-neuron.ipynb": work().dump()[:-40],
        "empty_01-neuron.ipynb": b"",
        "old_01-neuron.ipynb": b'{"nbformat": 3, "worksheets": []}',
        "01-neuron.ipynb": work().dump(),
    }
    return {name: made.dump() for name, made in files.items()} | broken


def _mistake(exercise, name):
    function = next(each.function for each in EXERCISES[exercise].mistakes if each.name == name)
    return pasted(function, exercise)


def _without(*names):
    return ALL - sum(EXERCISES[name].max_points for name in names)


EXPECTED = {
    "right": ALL,
    "begun": 0,
    "copied": ALL,
    "missing": _without("train_neuron"),
    "syntax": _without("neuron"),
    "mistaken": ALL - EXERCISES["neuron_backward"].points["db"],
    "loop": _without("train_neuron"),
    "dies": _without("step"),
    "unstoppable": ALL,
    "flood": ALL,
    "exits": ALL,
    "hostile": ALL,
    "ownCheck": ALL,
    "leaks": _without("step"),
    "loud": ALL,
}


@dataclass
class Graded:
    """A batch that was graded, and what the command said."""

    course: Path
    given: Path
    grading: Path
    status: int
    output: str

    def page(self, student):
        return (self.grading / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")

    def rows(self):
        text = (self.grading / "marks.csv").read_text(encoding="utf-8")
        return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}

    def command(self, *options):
        return ["grade", str(self.given), "--grading", str(self.grading), *options]


def run(course, *arguments, **options):
    """Run an installed command in a course, in a terminal wide enough for its table."""
    environment = {**os.environ, "COLUMNS": "200"}
    environment.pop("GRADATIM_GRADING", None)
    name, *rest = map(str, arguments)
    return subprocess.run(
        [str(COMMANDS / name), *rest],
        cwd=course, env={**environment, **options}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The batch, graded once for all tests of this file."""
    folder = tmp_path_factory.mktemp("grade")
    course = make_course(folder / "course", CHAPTER)
    given = folder / "from the students"
    given.mkdir()
    for name, data in submissions().items():
        (given / name).parent.mkdir(exist_ok=True)
        (given / name).write_bytes(data)
    (given / "hostile" / "helper.py").write_text("x = 'the helper was there'\n")
    roster = folder / "class.csv"
    roster.write_text("\n".join(["id", *EXPECTED, "damaged", "empty", "old", "absent"]) + "\n")
    before = {path: path.read_bytes() for path in given.rglob("*") if path.is_file()}
    grading = folder / "marks [2026]"
    done = run(course, "gradatim", "grade", given, "--grading", grading, "--roster", roster,
               "--timeout", "2", "--seed", SEED)  # fmt: skip
    after = {path: path.read_bytes() for path in given.rglob("*") if path.is_file()}
    assert after == before, "what was given has changed"
    return Graded(course, given, grading, done.returncode, done.stdout + done.stderr)


def test_everybody_gets_what_the_honest_part_earns(graded):
    got = {student: float(row["points"]) for student, row in graded.rows().items() if row["points"]}
    assert got == EXPECTED


def test_the_status_says_that_some_need_a_look(graded):
    assert graded.status == 1, graded.output
    assert "Traceback" not in graded.output


def test_what_was_not_graded_is_listed_with_a_reason_and_has_no_marks(graded):
    wanted = {
        "damaged": "not valid JSON",
        "empty": "the file is empty",
        "old": "notebook format 3",
    }
    rows = graded.rows()
    for student, reason in wanted.items():
        assert rows[student]["status"] == "not graded" and rows[student]["points"] == ""
        assert reason in rows[student]["note"] and f"not graded: {student}" in graded.output
    assert rows["absent"]["status"] == "no submission"
    assert "stranger" not in rows and "stranger is not on the roster" in graded.output
    assert "01-neuron.ipynb: its name does not tell the student" in graded.output


def test_what_was_repaired_or_stopped_is_said(graded):
    notes = {student: row["note"] for student, row in graded.rows().items()}
    assert "copied cell: check-step" in notes["copied"]
    assert "renamed: loud_final.ipynb" in notes["loud"]
    assert "missing exercise: train_neuron" in notes["missing"]
    assert "check-train_neuron took too long and was interrupted" in notes["loop"]
    assert "Python died in check-step" in notes["dies"]
    assert STUBBORN_ENDS in notes["unstoppable"]
    assert notes["right"] == "to mark by hand: why"
    assert notes["begun"] == "", "an answer left empty needs nobody's marks"
    assert "exit or quit in In [" in notes["exits"] and "check-step" not in notes["exits"]
    assert "changed test cell: check-step" in notes["hostile"]
    for student in ("loop", "dies", "unstoppable", "exits", "copied", "missing", "hostile"):
        assert f"graded, but: {student}" in graded.output
    assert "graded, but: loud" not in graded.output, "a renamed file needs no look"


def test_what_could_not_be_graded_is_in_a_file_too(graded):
    with (graded.grading / "not-graded.csv").open(encoding="utf-8") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    assert rows["damaged_01-neuron.ipynb"]["student"] == "damaged"
    assert "does not tell the student" in rows["01-neuron.ipynb"]["reason"] and rows["01-neuron.ipynb"]["what to do"]
    assert "not on the roster" in rows["stranger_01-neuron.ipynb"]["reason"]
    assert "right_01-neuron.ipynb" not in rows


def test_nothing_of_a_student_runs_in_the_page_or_in_formgrader(graded):
    kept = graded.grading / "autograded" / "hostile" / CHAPTER / f"{CHAPTER}.ipynb"
    shown = [str(each.get("outputs")) for each in json.loads(kept.read_text(encoding="utf-8"))["cells"]]
    assert not any("alert(" in each or "<style" in each or "<script" in each for each in shown)
    page = graded.page("hostile")
    assert "<b>bold</b>" in page and "in words" in page
    assert "onerror=" not in page.replace("&lt;img src=x onerror=", "") and "<style>body" not in page


def test_a_helper_module_comes_along(graded):
    assert "the helper was there" in graded.page("hostile")
    assert (graded.grading / "submitted" / "hostile" / CHAPTER / "helper.py").is_file()


def test_the_page_says_what_was_repaired_and_what_is_not_marked_yet(graded):
    page = graded.page("hostile")
    assert "You edited the test check-step. The course's own was used." in page.replace("&#39;", "'")
    assert "Your cell train_neuron was missing." in graded.page("missing")
    right = graded.page("right")
    assert "not marked yet" in right and "0.0 / 2.0" not in right and "was missing" not in right
    assert "not marked yet" not in graded.page("begun"), "an answer left empty gets 0"


def test_marks_csv_has_a_column_for_each_exercise(graded):
    row = graded.rows()["mistaken"]
    assert row[f"{CHAPTER} neuron_backward"] == "2" and row[f"{CHAPTER} neuron"] == "2"
    assert float(row["max_points"]) == ALL + 2
    assert row["status"] == "to mark by hand" and row[f"{CHAPTER} why"] == ""


def test_the_gradebook_has_the_marks_and_the_class(graded):
    with Gradebook(f"sqlite:///{graded.grading / 'gradebook.db'}") as gradebook:
        assert "absent" in [student.id for student in gradebook.students]
    assert _scores(graded.grading) == EXPECTED, "who was not graded has no marks in the gradebook"


def test_submissions_are_kept_byte_for_byte(graded):
    kept = graded.grading / "submitted" / "copied" / CHAPTER / f"{CHAPTER}.ipynb"
    assert kept.read_bytes() == (graded.given / "copied_01-neuron.ipynb").read_bytes()
    assert not (graded.grading / "submitted" / "damaged").exists(), "nbgrader would stumble over it"
    assert (graded.grading / "not-graded" / "damaged" / CHAPTER / "damaged_01-neuron.ipynb").is_file()


def test_feedback_shows_neither_seed_nor_path(graded):
    pages = {student: graded.page(student) for student in EXPECTED}
    secrets = [str(SEED), str(graded.course), str(graded.grading), sys.prefix, str(Path.home()) + os.sep]
    for student, page in pages.items():
        shown = [secret for secret in secrets if secret in page]
        assert shown == [], f"{student}'s page shows {shown}"
    assert "JSONDecodeError" in pages["leaks"] and "/json/decoder.py" in pages["leaks"], (
        "a traceback must stay readable"
    )
    assert "GRADATIM_PIXELS" in pages["leaks"], "the test is in vain if nothing of the environment was printed"


def test_feedback_names_the_mistake(graded):
    assert "db is 1: the slope of z along b, without dout" in graded.page("mistaken")
    assert "loud" in graded.page("loud")
    assert len(graded.page("flood")) < 3_000_000


def test_what_each_check_found_is_kept_as_data(graded):
    """Also of a student whose own cells claim to be results."""
    schema = json.loads((ROOT / "docs" / "result.schema.json").read_text())
    for path in (graded.grading / "results").glob("*/*.json"):
        for found in json.loads(path.read_text())["checks"]:
            jsonschema.validate(found, schema)
    kept = json.loads((graded.grading / "results" / "mistaken" / f"{CHAPTER}.json").read_text())["checks"]
    names = {mistake["name"] for found in kept for mistake in found["mistakes"]}
    assert "db_is_one" in names
    notebook = json.loads((graded.grading / "autograded" / "mistaken" / CHAPTER / f"{CHAPTER}.ipynb").read_text())
    shown = [output["metadata"]["gradatim"] for cell in notebook["cells"] for output in cell.get("outputs", ())
             if output.get("metadata", {}).get("gradatim")]  # fmt: skip
    assert [each["exercise"] for each in shown] == [each["exercise"] for each in kept]


def test_the_output_says_where_everything_is(graded):
    for name in ("marks.csv", "feedback", "gradebook.db"):
        assert str(graded.grading / name) in graded.output
    assert "gradatim open --instructor --grading" in graded.output


def test_the_seed_is_kept_and_private(graded):
    path = graded.grading / "seed"
    assert path.read_text() == f"{SEED}\n"
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_second_run_grades_only_what_changed_and_keeps_marks_given_by_hand(graded, monkeypatch, capsys, tmp_path):
    again = Graded(graded.course, tmp_path / "given", tmp_path / "grading", 0, "")
    shutil.copytree(graded.grading, again.grading, ignore=shutil.ignore_patterns("gradebook.db"))
    shutil.copy(graded.grading / "gradebook.db", again.grading)
    again.given.mkdir()
    for name in ("right", "copied"):
        shutil.copy(graded.given / f"{name}_01-neuron.ipynb", again.given)
    reconsidered, reworked = work(), work(step="def step(z):\n    return None")
    reconsidered.write("why", "Because I say so.")
    (again.given / "flood_01-neuron.ipynb").write_bytes(reconsidered.dump())
    (again.given / "leaks_01-neuron.ipynb").write_bytes(reworked.dump())
    (again.given / "begun_01-neuron.ipynb").write_bytes(work(step="def step(z):\n    return None").dump())
    (again.given / "mistaken_01-neuron.ipynb").write_bytes(b"{")
    with Gradebook(f"sqlite:///{again.grading / 'gradebook.db'}") as gradebook:
        for student in ("right", "flood", "leaks"):
            grade = gradebook.find_grade("why", CHAPTER, CHAPTER, student)
            grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.find_comment("why", CHAPTER, CHAPTER, "right").manual_comment = "Well said, Right."
        gradebook.db.commit()
    monkeypatch.chdir(graded.course)
    assert main(again.command()) == 1
    said = capsys.readouterr().out
    assert "4 looked at" in said and "2 were graded before" in said
    rows = again.rows()
    assert float(rows["right"]["points"]) == ALL + 1.5 and rows["right"]["status"] == "graded"
    assert rows["right"][f"{CHAPTER} why"] == "1.5"
    assert "Well said, Right." in again.page("right"), "the page must show what was marked by hand since"
    assert rows["leaks"]["status"] == "graded" and rows["leaks"][f"{CHAPTER} why"] == "1.5", "the answer is the same"
    assert rows["flood"]["status"] == "to mark by hand"
    assert "changed since it was marked by hand: why" in rows["flood"]["note"]
    assert "changed since it was marked; it will be marked again" in again.page("flood")
    assert float(rows["begun"]["points"]) == _without("step"), "a changed submission is graded again"
    assert rows["mistaken"]["status"] == "not graded" and rows["mistaken"]["points"] == ""
    assert "earlier submission" in rows["mistaken"]["note"]
    assert float(rows["loop"]["points"]) == EXPECTED["loop"], "marks.csv holds all that was ever graded here"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_stopped_run_goes_on_where_it_was(graded, tmp_path, monkeypatch, capsys):
    """Killed in the middle of the second submission, run again and stopped with Ctrl-C there, run again."""
    again = Graded(graded.course, tmp_path / "given", tmp_path / "grading", 0, "")
    again.given.mkdir()
    (again.given / "ann_01-neuron.ipynb").write_bytes(work().dump())
    slow = work()
    slow.cells.insert(3, cell("code", "import time\ntime.sleep(50)"))
    (again.given / "bob_01-neuron.ipynb").write_bytes(slow.dump())
    for end in (signal.SIGKILL, signal.SIGINT):
        process = _stopped(again, end)
        said, errors = process.communicate(timeout=30)
        assert "Traceback" not in errors and "never retrieved" not in errors
        assert json.loads((again.grading / "results" / "ann" / f"{CHAPTER}.json").read_text())["status"] == "graded"
        assert not (again.grading / "autograded" / "bob").exists(), "it would be skipped as existing"
    assert process.returncode == 130
    assert "1 were graded before" in said and "1 are left" in said and "run the same command again" in said
    assert float(again.rows()["ann"]["points"]) == ALL
    (again.given / "bob_01-neuron.ipynb").write_bytes(work().dump())
    monkeypatch.chdir(graded.course)
    assert main(again.command()) == 0
    said = capsys.readouterr().out
    assert "1 looked at" in said and "1 were graded before" in said
    assert {student: float(row["points"]) for student, row in again.rows().items()} == {"ann": ALL, "bob": ALL}


def _stopped(batch, end):
    """Start grading and send the signal while bob's notebook runs."""
    command = [str(COMMANDS / "gradatim"), *batch.command("--timeout", "60", "--workers", "1")]
    process = subprocess.Popen(command, cwd=batch.course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 240
    anns = batch.grading / "results" / "ann" / f"{CHAPTER}.json"
    while not (anns.is_file() and _has_a_sandbox(process.pid)):  # once her result is written, bob is next
        assert process.poll() is None and time.monotonic() < deadline, process.communicate()
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(end)
    return process


def _has_a_sandbox(pid):
    with contextlib.suppress(psutil.Error):
        started = psutil.Process(pid).children(recursive=True)
        return any("gradatim_inside.process.nursery" in each.cmdline() for each in started)


def test_stock_nbgrader_and_the_command_grade_one_folder_alike(graded, tmp_path, monkeypatch):
    """What nbgrader collected lies in the grading folder already; it is graded there by the command and by nbgrader."""
    grading = tmp_path / "grading"  # nbgrader itself cannot work in a folder with brackets in its name
    for student in ("right", "copied"):
        shutil.copytree(graded.grading / "submitted" / student, grading / "submitted" / student)
    place = grading / "submitted" / "right" / CHAPTER
    (place / "timestamp.txt").write_text("2026-01-05 10:00:00 UTC\n")
    (place / "helper.py").write_text("x = 1\n")
    before = {path: path.read_bytes() for path in (grading / "submitted").rglob("*") if path.is_file()}
    monkeypatch.chdir(graded.course)
    assert main(["grade", str(grading), "--grading", str(grading)]) == 1, "the copied cell needs a look"
    assert {path: path.read_bytes() for path in (grading / "submitted").rglob("*") if path.is_file()} == before
    first = _scores(grading)
    shutil.rmtree(grading / "feedback")
    for step in (["autograde", CHAPTER, "--force"], ["generate_feedback", CHAPTER]):
        done = run(graded.course, "nbgrader", *step, GRADATIM_GRADING=str(grading))
        assert done.returncode == 0, done.stderr
    assert first == _scores(grading) == {student: EXPECTED[student] for student in ("right", "copied")}
    assert (grading / "feedback" / "right" / CHAPTER / f"{CHAPTER}.html").is_file()
    with Gradebook(f"sqlite:///{grading / 'gradebook.db'}") as gradebook:
        assert str(gradebook.find_submission(CHAPTER, "right").timestamp) == "2026-01-05 10:00:00"


def _scores(grading):
    with Gradebook(f"sqlite:///{grading / 'gradebook.db'}") as gradebook:
        return {each.student.id: each.score for each in gradebook.find_assignment(CHAPTER).submissions}


def test_a_broken_installation_marks_nobody(graded, tmp_path, monkeypatch, capsys):
    """Where the course's own solution fails, it is not the students who are wrong."""
    course = make_course(tmp_path / "course", CHAPTER)
    path = course / "solutions" / CHAPTER / f"{CHAPTER}.ipynb"
    path.write_text(path.read_text().replace("import numpy as np", "import numpy_is_missing as np"))
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "ann_01-neuron.ipynb").write_bytes(work().dump())
    monkeypatch.chdir(course)
    assert main(["grade", str(tmp_path / "given")]) == 2
    said = capsys.readouterr().err
    assert "nothing was graded" in said and "numpy_is_missing" in said
    assert not (course / "grading" / "results").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "There is no folder"),
        (["."], "the course itself"),
        (["empty"], "No notebooks"),
        (["given", "--roster", "nowhere.csv"], "roster"),
        (["given", "--grading", "nbgrader_config.py"], "is a file"),
        (["given", "--grading", "nbgrader_config.py/x"], "Not a directory"),
        (["given", "--grading", "damaged"], "move it away"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(graded, monkeypatch, capsys, tmp_path, arguments, words):
    course = make_course(tmp_path / "course", CHAPTER)
    (course / "empty").mkdir()
    (course / "given").mkdir()
    (course / "given" / "ann_01-neuron.ipynb").write_bytes(b"{}")
    (course / "damaged").mkdir()
    (course / "damaged" / "gradebook.db").write_bytes(b"no database, whatever its name says")
    monkeypatch.chdir(course)
    assert main(["grade", *arguments]) == 2
    said = capsys.readouterr().err.strip()
    assert words in said and "\n" not in said


def test_one_grader_at_a_time(graded, monkeypatch, capsys):
    from gradatim_autograder.grading.store.lock import only_one

    monkeypatch.chdir(graded.course)
    with only_one(graded.grading):
        assert main(graded.command()) == 2
    assert "Another" in capsys.readouterr().err
