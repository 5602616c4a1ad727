"""One submission's trouble is its own; what was published and is damaged is made again; nothing outside is obeyed."""

import contextlib
import csv
import io
import json
import os
import shutil
import sys
from types import SimpleNamespace

import pytest
from gradatim_autograder.grading.batch import grade as batch
from gradatim_autograder.grading.batch import terminal, workflow
from gradatim_autograder.grading.batch.journal import Journal
from gradatim_autograder.grading.batch.publish import Publisher
from gradatim_autograder.grading.batch.tables import Tables
from gradatim_autograder.grading.store import faults
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.csv_file import harmless, table
from gradatim_autograder.grading.store.results import NOT_GRADED, Result, Results
from gradatim_autograder.grading.submission import job
from gradatim_autograder.grading.submission.job import Outcome
from rich.console import Console
from small_class import CHAPTER, FULL, SmallClass, graded_in_this_process, work


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A class whose chapter is in the gradebook; nobody has handed in yet."""
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        made = SmallClass(tmp_path_factory.mktemp("begun"), students=("eve",))
        assert made.grade() == 0
        eves = made.grading / "results" / "eve" / f"{CHAPTER}.json"
        eves.unlink()
        for path in (made.grading / "backup").glob("*.db"):
            path.unlink()
        (made.given / f"eve_{CHAPTER}.ipynb").unlink()
        made.expected = dict.fromkeys(("ada", "mallory", "zoe"), FULL)
        for student in made.expected:
            made.hand_in(student)
        yield made


@pytest.fixture(scope="module")
def graded(begun, tmp_path_factory):
    """The class graded, with marks by hand for ada."""
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        made = begun.copy(tmp_path_factory.mktemp("graded"))
        assert made.grade() == 0
        made.mark_by_hand("ada")
        assert made.grade() == 0 and made.marks() == made.expected
        yield made


@pytest.fixture
def first(begun, tmp_path, monkeypatch):
    graded_in_this_process(monkeypatch)
    return begun.copy(tmp_path)


@pytest.fixture
def again(graded, tmp_path, monkeypatch):
    graded_in_this_process(monkeypatch)
    return graded.copy(tmp_path)


# -- an error in any step is that submission's ---------------------------------------------------------------------

STEPS = [
    (workflow, "read_attachments"), (workflow, "key_of"), (job, "_grade"), (Journal, "find"), (Journal, "keep"),
    (Journal, "drop"), (Publisher, "keep_submission"), (Publisher, "autograded"), (Publisher, "page"),
    (Results, "load"), (Results, "save"), (workflow, "after_run"), (workflow.Workflow, "_unchanged"),
]  # fmt: skip
ERRORS = [MemoryError(), RecursionError("too deep"), KeyError("a bug of ours"), PermissionError(13, "no", "/x/y"),
          AssertionError(), UnicodeEncodeError("utf-8", "\udc80", 0, 1, "no")]  # fmt: skip


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[name for _, name in STEPS])
def test_an_error_in_any_step_is_that_submissions(first, monkeypatch, capsys, number):
    where, name = STEPS[number]
    error, real, calls = ERRORS[number % len(ERRORS)], getattr(where, name), []

    def broken(*arguments, **options):
        calls.append(name)
        hers = len(calls) == 2 if name in ("read_attachments", "after_run") else "mallory" in repr(arguments)
        if hers and "_set_aside" not in _callers():
            raise error
        return real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(where, name, broken)
        assert first.grade() == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err and f"not graded: mallory, {CHAPTER}" in out
    reference = first.rows()["mallory"]["note"].split("(reference ")[1][:8]
    log = (first.grading / "grade.log").read_text()
    assert reference in log and type(error).__name__ in log and "Traceback" in log
    assert first.marks() == {"ada": FULL, "zoe": FULL}
    row = first.rows()["mallory"]
    assert row["status"] == "not graded" and reference in row["note"]
    assert first.grade() == 0 and first.marks() == first.expected and first.rest() == []


def _callers():
    frame, names = sys._getframe(1), set()
    while frame:
        names.add(frame.f_code.co_name)
        frame = frame.f_back
    return names


def test_a_reference_is_that_of_the_submission():
    assert faults.reference("ada", "c", "k") == faults.reference("ada", "c", "k") != faults.reference("bob", "c", "k")
    assert faults.reference("\udc80", "c", "k")


def test_an_error_of_the_grader_itself_is_one_sentence(first, monkeypatch, capsys):
    def broken(*_arguments):
        raise KeyError("a bug of ours")

    monkeypatch.setattr(batch, "ensure_assignment", broken)
    assert first.grade() == 2
    said = capsys.readouterr().err.strip()
    assert "grade.log" in said and "\n" not in said
    assert "a bug of ours" in (first.grading / "grade.log").read_text()


# -- what lies where something of ours has to be -------------------------------------------------------------------


@pytest.mark.parametrize("step", ["submitted", "autograded", "feedback", "results", "journal"])
def test_a_file_where_a_students_folder_has_to_be(first, capsys, step):
    (first.grading / step).mkdir(exist_ok=True)
    (first.grading / step / "mallory").write_text("in the way")
    assert first.grade() == 1
    assert f"{first.grading / step / 'mallory'} is no folder" in capsys.readouterr().out
    assert first.marks() == {"ada": FULL, "zoe": FULL}
    assert (first.grading / step / "mallory").read_text() == "in the way"


def test_a_folder_where_a_students_file_has_to_be(first, capsys):
    for step in ("submitted", "autograded", "feedback"):
        (first.published(step, "mallory") / "full").mkdir(parents=True, exist_ok=True)
        (first.published(step, "mallory") / "full" / "x").write_text("x") if step == "feedback" else None
    assert first.grade() == 1
    assert f"{CHAPTER}.html is no ordinary file" in capsys.readouterr().out
    assert first.marks() == {"ada": FULL, "zoe": FULL}


@pytest.mark.parametrize("name", ["results", "backup", "submitted"])
def test_a_file_where_a_folder_of_all_has_to_be_is_named(first, capsys, name):
    with contextlib.suppress(FileNotFoundError):
        (first.grading / name).rename(first.folder / name)
    (first.grading / name).write_text("in the way")
    status = first.grade()
    out, err = capsys.readouterr()
    assert status in (1, 2) and f"{first.grading / name} is no folder" in out + err
    assert "File exists" not in out + err and "Traceback" not in out + err


# -- what was published --------------------------------------------------------------------------------------------

DAMAGE = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: _write(path, b""),
    "cut": lambda path: _write(path, path.read_bytes()[:-300]),
    "garbage": lambda path: _write(path, os.urandom(3000)),
    "one letter": lambda path: _write(path, path.read_bytes().replace(b"e", b"f", 1)),
    "zeros": lambda path: _write(path, bytes(path.stat().st_size)),
}


def _write(path, data):
    path.chmod(0o644)
    path.write_bytes(data)


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("step", ["feedback", "autograded"])
def test_what_is_damaged_is_noticed_and_made_again_with_the_marks_by_hand(again, capsys, step, kind):
    whole = again.published(step, "ada").read_bytes()
    DAMAGE[kind](again.published(step, "ada"))
    assert again.grade() == 0
    said = capsys.readouterr().out
    assert f"ada, {CHAPTER}: the " in said and "was missing or damaged" in said
    assert again.published(step, "ada").read_bytes() == whole
    assert "Well said" in again.page("ada")
    assert again.marks() == again.expected and again.rows()["ada"]["status"] == "graded"
    assert again.grade() == 0 and "or damaged" not in capsys.readouterr().out


def test_pages_that_nbgrader_wrote_anew_are_left(again, capsys):
    """`nbgrader generate_feedback` is a way to make the pages too; whoever uses it wants to keep what it made."""
    other = again.page("ada").replace("<title>", "<title>Made by nbgrader: ")
    again.published("feedback", "ada").write_text(other)
    assert again.grade() == 0 and again.page("ada") == other and "or damaged" not in capsys.readouterr().out


def test_the_copy_of_what_was_handed_in_is_mended_too(again):
    kept = again.published("submitted", "zoe")
    whole = kept.read_bytes()
    for data in (b"", whole[:100]):
        kept.write_bytes(data)
        assert again.grade() == 0 and kept.read_bytes() == whole


# -- small files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["seed", "students.json"])
@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe garbage", b"[1, 2"])
def test_what_cannot_be_made_again_comes_back_from_its_copy(again, monkeypatch, capsys, name, data):
    path = again.grading / name
    whole = path.read_bytes()
    path.unlink() if data is None else path.write_bytes(data)
    monkeypatch.setattr("small_class.main", lambda arguments: _main([a for a in arguments if a not in ("--seed", "5")]))
    assert again.grade() == 0
    said = capsys.readouterr().out
    assert f"{path} was {'missing' if data is None else 'damaged'}; it was put back from its copy" in said
    assert path.read_bytes() == whole and "0 looked at" in said and again.marks() == again.expected


def _main(arguments):
    from gradatim_autograder.cli import main

    return main(arguments)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"student": 5}', b"\xff", b"[" * 100_000])
def test_a_damaged_result_is_told_and_its_submission_graded_again(again, capsys, data):
    path = again.grading / "results" / "zoe" / f"{CHAPTER}.json"
    path.write_bytes(data)
    (again.grading / "results" / "gone").mkdir()
    (again.grading / "results" / "gone" / f"{CHAPTER}.json").write_bytes(data)
    assert again.grade() == 0
    said = capsys.readouterr().out
    assert "1 looked at" in said and again.marks() == again.expected
    assert f"results/gone/{CHAPTER}.json cannot be read" in said and "results/zoe" not in said


def test_a_result_of_another_student_is_not_believed(again):
    path = again.grading / "results" / "zoe" / f"{CHAPTER}.json"
    path.write_bytes((again.grading / "results" / "ada" / f"{CHAPTER}.json").read_bytes())
    assert Results(again.grading).load("zoe", CHAPTER) is None
    assert [each.student for each in Results(again.grading).all()[0]] == ["ada", "mallory"]


def test_a_damaged_journal_is_as_none(tmp_path):
    journal = Journal(tmp_path)
    outcome = Outcome(graded=True, notebook=b"notebook", page=b"page")
    journal.keep("ada", CHAPTER, "key", outcome)
    assert journal.find("ada", CHAPTER, "key") == outcome and journal.find("ada", CHAPTER, "other") is None
    path = tmp_path / "journal" / "ada" / f"{CHAPTER}.outcome"
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at])
        assert journal.find("ada", CHAPTER, "key") is None
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert journal.find("ada", CHAPTER, "key") is None


def test_what_a_killed_run_left_is_cleared(again):
    for place in (("submitted", "zoe"), ("results",), ()):
        again.grading.joinpath(*place, ".gradatim-0123456789abcdef").write_bytes(b"half")
    (again.grading / ".work" / "pictures").mkdir(parents=True)
    assert again.grade() == 0 and again.rest() == []


# -- the tables ----------------------------------------------------------------------------------------------------


def test_marks_csv_is_current_during_the_run(first, monkeypatch):
    """After each submission the tables hold it, also when the process is killed then."""
    seen = []

    class Watching(Tables):
        def finished(self, result, marks):
            super().finished(result, marks)
            self._not_before = 0.0
            self.write_if_due()
            seen.append(set(first.marks()))

    monkeypatch.setattr(batch, "Tables", Watching)
    assert first.grade() == 0
    assert seen == [{"ada"}, {"ada", "mallory"}, {"ada", "mallory", "zoe"}]


def test_the_tables_take_no_more_than_their_share_of_the_time(tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("gradatim_autograder.grading.batch.tables.time", SimpleNamespace(monotonic=lambda: now[0]))
    tables = Tables(tmp_path, {}, None, [], [])
    written = []

    def write_marks(_results):
        written.append(now[0])
        now[0] += 0.1

    monkeypatch.setattr(tables._report, "write_marks", write_marks)
    tables.begin({})
    for number in range(100):
        tables.finished(Result(f"s{number}", CHAPTER, NOT_GRADED, ""), None)
        tables.write_if_due()
        now[0] += 0.1
    assert 4 <= len(written) <= 7
    now[0] += 10
    tables.write_if_due()
    count = len(written)
    tables.write_if_due()
    assert len(written) == count, "nothing has changed"


FORMULAS = ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", '"=1', "'=1", "\u00a0=1", "＝1", "\n=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text):
    _, (written, *_) = csv.reader(io.StringIO(table(["a"], [{"a": text}]).decode()))
    assert written == harmless(text)
    assert written.startswith("'") and written.endswith(text[-1]) and not set(written) & set("\t\r\n\x1b")
    assert harmless("Ada = Bob") == "Ada = Bob" and harmless("") == ""


def test_both_tables_and_the_terminal_obey_nothing(first, capsys):
    """What stands in names, reasons and paths comes from students."""
    evil = "=cmd()\x1b]0;title\x07\x1b[2J[red]x[/red]\u202egnp\udc94\r\n-5"
    results = [Result(evil, CHAPTER, NOT_GRADED, "", reason=evil, file=evil)]
    results.append(Result("ada", CHAPTER, "graded", "", look=[evil]))
    troubles = [SimpleNamespace(where=evil, student=evil, chapter=None, reason=evil, todo=evil)]
    tables = Tables(first.grading, {}, None, [], troubles)
    tables.begin({})
    for each in results:
        tables.finished(each, None)
    tables.write()
    for name in ("marks.csv", "not-graded.csv"):
        text = (first.grading / name).read_bytes().decode("utf-8")
        assert not set(text) & set("\x1b\x07\r\u202e\udc94")
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    rows = [{"student": evil, "chapter": "[bold]c", "points": "", "max_points": "", "note": evil}]
    made = batch.Batch(results, troubles, rows=rows, said=[evil])
    terminal.show(Console(highlight=False, force_terminal=True, width=400), made)
    with terminal.Progress(Console(highlight=False)) as progress:
        progress.start(1)
        progress.at(SimpleNamespace(student=evil, chapter=CHAPTER))
    said = capsys.readouterr().out
    assert "\x1b]" not in said and "\x1b[2J" not in said and "\u202e" not in said and "\x07" not in said
    assert "[red]x[/red]" in said and "[bold]c" in said and "\\x1b[2J" in said


def test_who_is_left_is_said(capsys):
    from gradatim_autograder.cli.grade import say_where

    stopped = batch.Batch(stopped=True, left=[("bob", CHAPTER), *[(f"s{n}", CHAPTER) for n in range(14)]])
    say_where(Console(width=300), SimpleNamespace(grading=Folder(batch.Path("x")).root), stopped, "")
    said = capsys.readouterr().out
    assert f"Stopped; 15 are left: bob {CHAPTER}, s0 {CHAPTER}" in said and "and 5 more" in said


def test_results_say_how_what_was_published_looked(again):
    kept = json.loads((again.grading / "results" / "ada" / f"{CHAPTER}.json").read_text())
    assert {name: size for name, (_, size) in kept["published"].items()} == {
        "notebook": again.published("autograded", "ada").stat().st_size,
        "page": again.published("feedback", "ada").stat().st_size,
    }


def test_work_that_may_be_anothers_is_named_where_it_takes_the_place_of_other_work(again, tmp_path, capsys):
    """A folder alone shows nothing: it may hold a late class, or be one person's who called files after others."""
    late = tmp_path / "late" / "eve's"
    late.mkdir(parents=True)
    for student in ("ada", "zoe"):
        (late / f"{student}_{CHAPTER}.ipynb").write_bytes(work("eve"))
    assert again.grade(given=late.parent) == 1
    said = " ".join(capsys.readouterr().out.split())
    for student in ("ada", "zoe"):
        assert f"{student}, {CHAPTER}: it takes the place of work that was graded before; the folder eve's" in said
    assert again.grade("--again", given=late.parent) == 0, "now it is the same work"


def test_a_roster_that_is_lost_is_missed(again, tmp_path, capsys):
    (tmp_path / "class.csv").write_text("id\nada\nmallory\nzoe\n")
    assert again.grade("--roster", str(tmp_path / "class.csv")) == 0
    kept, copy = again.grading / "roster.csv", again.grading / "backup" / "roster.csv"
    for lose in (kept.unlink, lambda: kept.write_text("")):
        lose()
        assert again.grade() == 2
        said = capsys.readouterr().err
        assert str(copy) in said.replace("\n", "") and "--roster" in said
        kept.write_bytes(copy.read_bytes())
        assert again.grade() == 0


def test_a_grading_folder_inside_what_was_given_is_nobodys_work(again, tmp_path):
    given = tmp_path / "all"
    shutil.copytree(again.given, given)
    again.grading = again.grading.rename(given / "marks of this year")
    assert again.grade(given=given) == 0
    assert set(again.rows()) == set(again.expected)
