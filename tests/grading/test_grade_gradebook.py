"""The gradebook is looked at before a run: marks that a person gave are never lost in silence."""

import random
import shutil
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.gradebook.complete import look_at
from gradatim_autograder.grading.store.backup import Backups
from gradatim_autograder.grading.store.results import Results
from small_class import CHAPTER, FULL, SmallClass, graded_in_this_process
from thorough import thorough

TABLES = ("assignment", "base_cell", "comment", "course", "grade", "grade_cells", "notebook", "solution_cells",
          "source_cell", "student", "submitted_assignment", "submitted_notebook", "task_cells",
          "alembic_version")  # fmt: skip
OF_PEOPLE = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment", "grade_cells", "base_cell",
             "notebook", "assignment")  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that was graded, marked by a person, and graded once more."""
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        made = SmallClass(tmp_path_factory.mktemp("gradebook"))
        assert made.grade() == 0
        made.mark_by_hand("ada")
        assert made.grade() == 0 and made.marks() == made.expected
        assert "Well said" in made.page("ada")
        yield made


@pytest.fixture
def klass(graded, tmp_path, monkeypatch):
    graded_in_this_process(monkeypatch)
    return graded.copy(tmp_path)


def sql(klass, *statements):
    with closing(sqlite3.connect(klass.grading / "gradebook.db")) as db, db:
        for statement in statements:
            db.execute(statement)


def put_back(klass):
    """What the message says."""
    shutil.copy(sorted((klass.grading / "backup").glob("gradebook-*.db"))[-1], klass.grading / "gradebook.db")


def stops(klass, capsys, *words):
    """It stops in one line that says what to do, and nothing was touched; then the backup helps."""
    book = klass.grading / "gradebook.db"
    before = book.read_bytes() if book.exists() else None
    capsys.readouterr()
    assert klass.grade() == 2
    said = capsys.readouterr().err.strip()
    for word in (*words, str(book)):
        assert word in said
    assert "\n" not in said and "Traceback" not in said
    assert (book.read_bytes() if book.exists() else None) == before
    newest = sorted((klass.grading / "backup").glob("gradebook-*.db"))[-1]
    assert f"copy {newest} to {book}" in said
    put_back(klass)
    assert klass.grade() == 0
    assert klass.marks() == klass.expected and "0 looked at" in capsys.readouterr().out


@pytest.mark.parametrize(("damage", "words"), [("missing", "is missing"), ("empty", "is empty")])
def test_without_a_gradebook_nothing_is_graded_again_in_silence(klass, capsys, damage, words):
    (klass.grading / "gradebook.db").unlink()
    if damage == "empty":
        (klass.grading / "gradebook.db").write_bytes(b"")
    stops(klass, capsys, words, "3 graded submissions")


@pytest.mark.parametrize("table", OF_PEOPLE)
def test_a_table_that_is_gone_is_named(klass, capsys, table):
    sql(klass, f"DROP TABLE {table}")
    stops(klass, capsys, f"lacks the table {table}")


@pytest.mark.parametrize("table", OF_PEOPLE)
def test_rows_that_are_gone_are_those_of_a_person(klass, capsys, table):
    sql(klass, f"DELETE FROM {table}")
    stops(klass, capsys, f"no longer holds all marks of ada ({CHAPTER}), bob ({CHAPTER})")


def test_one_students_rows(klass, capsys):
    sql(klass, "DELETE FROM submitted_assignment WHERE student_id = 'ada'")
    stops(klass, capsys, f"no longer holds all marks of ada ({CHAPTER}), which", f"results/ada/{CHAPTER}.json")


def test_one_row_of_a_persons_mark(klass, capsys):
    sql(klass, "DELETE FROM grade WHERE manual_score IS NOT NULL")
    stops(klass, capsys, f"no longer holds all marks of ada ({CHAPTER}), which")


def test_a_persons_comment(klass, capsys):
    sql(klass, "DELETE FROM comment WHERE manual_comment IS NOT NULL")
    stops(klass, capsys, f"no longer holds all marks of ada ({CHAPTER}), which")


def test_what_was_taken_out_on_purpose_is_graded_anew_as_the_message_says(klass, capsys):
    sql(klass, "DELETE FROM submitted_assignment WHERE student_id = 'bob'")
    assert klass.grade() == 2
    (klass.grading / "results" / "bob" / f"{CHAPTER}.json").unlink()
    assert klass.grade() == 0 and klass.marks() == klass.expected
    assert "1 looked at" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["solution_cells", "source_cell"])
def test_rows_of_the_chapter_itself(klass, capsys, table):
    sql(klass, f"DELETE FROM {table}")
    stops(klass, capsys, f"lacks rows of the table {table}")


@pytest.mark.parametrize("table", ["course", "task_cells", "alembic_version"])
@pytest.mark.parametrize("act", ["DELETE FROM", "DROP TABLE"])
def test_where_nothing_by_hand_can_have_been_it_goes_on(klass, capsys, table, act):
    sql(klass, f"{act} {table}")
    if act == "DROP TABLE" and table != "alembic_version":
        stops(klass, capsys, f"lacks the table {table}")
        return
    assert klass.grade() == 0 and klass.marks() == klass.expected
    assert act == "DELETE FROM" or "lacked alembic_version; made anew" in capsys.readouterr().out
    klass.hand_in("dora")
    try:
        assert klass.grade() == 0 and klass.marks() == {**klass.expected, "dora": FULL}
    finally:
        (klass.given / f"dora_{CHAPTER}.ipynb").unlink()


def test_garbage_and_a_cut_file_are_damage(klass, capsys):
    book = klass.grading / "gradebook.db"
    whole = book.read_bytes()
    for data in (b"no database", whole[: len(whole) // 2], whole[:100], bytes(5000) + whole[5000:]):
        book.write_bytes(data)
        stops(klass, capsys, "is damaged")


def test_a_lock_is_another_program(klass, capsys):
    with closing(sqlite3.connect(klass.grading / "gradebook.db")) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert klass.grade() == 2
        said = capsys.readouterr().err
        assert "another program, perhaps Formgrader, is writing" in said and "then run the same command again" in said
        assert "move" not in said and "lost" not in said.replace("Nothing is lost", "")
        db.rollback()
    assert klass.grade() == 0 and klass.marks() == klass.expected


def test_read_only(klass, capsys, monkeypatch):
    """Where permissions mean nothing (root) SQLite is told to open it so."""
    connect = sqlite3.connect

    def read_only(name, **more):
        return connect(str(name).replace("mode=rw", "mode=ro"), **more)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert klass.grade() == 2
    said = capsys.readouterr().err
    assert "read-only" in said and "Nothing is lost" in said and "move" not in said


def test_where_nothing_was_graded_nothing_can_be_lost(tmp_path, monkeypatch, capsys):
    graded_in_this_process(monkeypatch)
    klass = SmallClass(tmp_path, students=("ada",))
    klass.grading.mkdir()
    (klass.grading / "gradebook.db").write_bytes(b"")
    assert klass.grade() == 0 and klass.marks() == {"ada": FULL}


def test_without_a_backup_the_message_names_none(klass, capsys):
    shutil.rmtree(klass.grading / "backup")
    (klass.grading / "gradebook.db").unlink()
    assert klass.grade() == 2
    said = capsys.readouterr().err
    assert "There is no backup of it" in said and "If nobody gave marks by hand" in said
    shutil.rmtree(klass.grading / "results")
    klass.expected["ada"] -= 1.5
    assert klass.grade() == 0 and klass.marks() == klass.expected


# -- backups -------------------------------------------------------------------------------------------------------


def test_the_newest_three_are_kept_one_for_each_run_that_changed_something(klass):
    backups = Backups(klass.grading)
    before = backups.all()
    assert klass.grade() == 0 and backups.all() == before, "nothing has changed"
    for number in range(4):
        klass.mark_by_hand("bob", points=0.25, comment=f"Read {number} times")
        klass.expected["bob"] -= 0.25 * (number > 0)
        assert klass.grade() == 0
        assert klass.marks() == klass.expected
    assert len(backups.all()) == 3 and not set(backups.all()) & set(before)
    with closing(sqlite3.connect(backups.newest())) as db:
        assert db.execute("SELECT count(*) FROM comment WHERE manual_comment = 'Read 3 times'").fetchone() == (1,)


def test_a_clock_that_is_set_back_changes_no_order(klass, monkeypatch):
    backups = Backups(klass.grading)
    monkeypatch.setattr("gradatim_autograder.grading.store.backup.time", SimpleNamespace(strftime=lambda _form: "1999"))
    klass.mark_by_hand("bob", points=1)
    assert klass.grade() == 0
    assert backups.newest().name.endswith("-1999.db") and klass.marks() == klass.expected


def test_a_damaged_backup_is_not_recommended(klass, capsys):
    newest = Backups(klass.grading).newest()
    newest.write_bytes(newest.read_bytes()[:-3000])
    (klass.grading / "gradebook.db").unlink()
    assert klass.grade() == 2
    assert newest.name not in capsys.readouterr().err


# -- anything at all -----------------------------------------------------------------------------------------------


def test_random_damage_is_told_in_words_and_changes_nobodys_marks(klass, capsys):
    """Rows and tables deleted, the file cut or overwritten: status 0, 1 or 2, in words; other marks stay."""
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    book, whole = klass.grading / "gradebook.db", (klass.grading / "gradebook.db").read_bytes()
    known, _damaged = Results(klass.grading).all()
    for number in range(thorough(40, 200)):
        book.write_bytes(whole)
        kind = chance.randrange(4)
        damage(klass, chance, kind)
        try:
            said = look_at(klass.grading, known, {})
        except CourseError as error:
            assert "back the newest backup" in str(error) or "locked" in str(error), str(error)
            continue
        if number % 10 and not said:
            continue  # a whole run takes longer
        capsys.readouterr()
        assert klass.grade() in (0, 1, 2)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert kind == 1 or klass.marks() == klass.expected, (seed, number)  # in rows, other numbers are not seen


def damage(klass, chance, kind):
    book = klass.grading / "gradebook.db"
    if kind == 0:
        book.write_bytes(book.read_bytes()[: chance.randrange(book.stat().st_size)])
    elif kind == 1:
        data = bytearray(book.read_bytes())
        at = chance.randrange(len(data))
        data[at : at + 200] = chance.randbytes(200)
        book.write_bytes(data[: book.stat().st_size])
    elif kind == 2:
        sql(klass, f"DROP TABLE {chance.choice(TABLES)}")
    else:
        sql(klass, f"DELETE FROM {chance.choice(TABLES)} WHERE random() % {chance.randrange(1, 5)} = 0")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked", "another program, perhaps"),
        ("OSError: [Errno 28] No space left on device: 'x'", "There is no space left"),
        ("sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database or disk is full", "the disk is full"),
    ],
)
def test_a_lock_while_a_chapter_is_put_in_is_not_the_chapters_fault(klass, monkeypatch, capsys, reason, words):
    monkeypatch.setattr("gradatim_autograder.grading.gradebook.assignment._convert", lambda *_arguments: reason)
    (klass.grading / "chapters" / f"{CHAPTER}.sha256").unlink()
    assert klass.grade() == 2
    said = capsys.readouterr().err
    assert words in said and "run the same command again" in said


@pytest.mark.parametrize("value", ["'abc'", "9e999"])
def test_points_that_are_no_number_are_one_sentence(klass, capsys, value):
    sql(klass, f"update grade set manual_score = {value}")
    assert klass.grade() == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "that is no number" in said and "Traceback" not in said and "itself failed" not in said
