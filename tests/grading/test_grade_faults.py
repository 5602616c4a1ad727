"""Disks that fill up, processes that are killed, clocks that go back, files that rot: a rerun has every mark."""

import contextlib
import errno
import math
import multiprocessing
import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from gradatim_autograder.grading.batch import tables, workflow
from gradatim_autograder.grading.batch.journal import Journal
from gradatim_autograder.grading.store import atomic, directory
from small_class import CHAPTER, FULL, SmallClass, graded_in_this_process
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from thorough import thorough

FORK = "fork" in multiprocessing.get_all_start_methods()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """Two students were graded, and one marked by hand; two more have handed in since, and one again."""
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        made = SmallClass(tmp_path_factory.mktemp("faults"), students=("ada", "bob"))
        assert made.grade() == 0
        made.mark_by_hand("ada")
        for student in ("carl", "dora"):
            made.hand_in(student)
            made.expected[student] = FULL
        made.hand_in("bob")
        made.expected["bob"] = FULL
        yield made


@pytest.fixture
def klass(begun, tmp_path, monkeypatch):
    graded_in_this_process(monkeypatch)
    return begun.copy(tmp_path)


class Faults:
    """Counts what is done to the disk; from the `first` time on, `times` times, it fails. A run writes as often as any
    other then: nothing waits for a time to come.
    """

    def __init__(self, patch, first=None, times=1, number=errno.ENOSPC):
        self.count, self._first, self._times, self._number = 0, first, times, number
        patch.setattr(tables, "SHARE", 0.0)
        patch.setattr(workflow, "SOON", math.inf)
        for where, name in ((directory.Directory, "create"), (atomic, "_fill"), (os, "fsync"),
                            (directory.Directory, "replace"), (Session, "commit")):  # fmt: skip
            patch.setattr(where, name, self._failing(getattr(where, name), name))

    def _failing(self, real, name):
        def call(*arguments, **options):
            self.count += 1
            if self._first is not None and self._first <= self.count < self._first + self._times:
                if name == "commit":
                    raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))
                raise OSError(self._number, os.strerror(self._number))
            return real(*arguments, **options)

        return call


@pytest.fixture(scope="module")
def number_of_writes(begun, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        klass = begun.copy(tmp_path_factory.mktemp("counted"))
        faults = Faults(patch)
        assert klass.grade() == 0 and klass.marks() == klass.expected
        return faults.count


def test_a_disk_that_is_full_at_any_write_loses_nothing(begun, number_of_writes, tmp_path, monkeypatch, capsys):
    """At each write, flush, renaming and commit of a run: it ends in one sentence, and a rerun has every mark."""
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    moments = range(1, number_of_writes + 1)
    for first in sorted(chance.sample(moments, min(thorough(10, 10_000), len(moments)))):
        klass = begun.copy(tmp_path / str(first))
        number = chance.choice((errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT))
        capsys.readouterr()
        with monkeypatch.context() as patch:
            graded_in_this_process(patch)
            Faults(patch, first, chance.choice((1, 10**6)), number)
            status = klass.grade()
        err = capsys.readouterr().err.strip()
        where = (seed, first, number, err)
        assert status == 2 and err.startswith("gradatim: ") and "\n" not in err, where
        assert "kept" in err or "put it back" in err, where
        assert str(klass.grading) in err and "Traceback" not in err, where
        with monkeypatch.context() as patch:
            graded_in_this_process(patch)
            assert klass.grade() == 0, where
        assert klass.marks() == klass.expected and klass.rest() == [], where
        assert "Well said" in klass.page("ada"), where
        shutil.rmtree(klass.folder)


def test_a_gradebook_that_can_grow_no_more(klass, capsys):
    """A real "database or disk is full" of SQLite's, in the middle of entering."""

    def small(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    for number in range(8):
        klass.hand_in(f"nina{number}")
    try:
        event.listen(Engine, "connect", small)
        try:
            assert klass.grade() == 2
        finally:
            event.remove(Engine, "connect", small)
        said = capsys.readouterr().err
        assert "the disk is full" in said and "What was graded before is kept" in said and "move" not in said
        assert klass.grade() == 0
        assert klass.marks() == {**klass.expected, **{f"nina{number}": FULL for number in range(8)}}
    finally:
        for number in range(8):
            (klass.given / f"nina{number}_{CHAPTER}.ipynb").unlink()


def test_a_gradebook_that_is_locked_in_the_middle(klass, monkeypatch, capsys):
    from gradatim_autograder.grading.gradebook.ledger import Ledger

    def locked(_self, _entries):
        raise OperationalError("BEGIN IMMEDIATE", {}, sqlite3.OperationalError("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "_enter", locked)
        assert klass.grade() == 2
    said = capsys.readouterr().err
    assert "another program, perhaps Formgrader" in said and "Nothing is lost" in said
    monkeypatch.setattr("gradatim_autograder.grading.submission.job.seam.run", None)  # all is in the journal
    assert klass.grade() == 0 and klass.marks() == klass.expected


def test_a_folder_without_the_right_to_write(klass, monkeypatch, capsys):
    """Of a student: hers alone. Root may write everywhere, so the system's answer is given for it."""
    real = directory.Directory.create

    def create(self, name, mode):
        if self.path == klass.grading / "feedback" / "bob" / CHAPTER:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, name, mode)

    with monkeypatch.context() as patch:
        patch.setattr(directory.Directory, "create", create)
        assert klass.grade() == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err and f"{CHAPTER}.html may not be read or written by you" in out
    others = {student: points for student, points in klass.expected.items() if student != "bob"}
    assert klass.marks() == others
    assert klass.grade() == 0 and klass.marks() == klass.expected


def test_a_clock_that_is_set_back(klass, monkeypatch):
    """Nothing is decided by what is newer: neither files of the future nor a clock of 1970 change anything."""
    future = time.time() + 10**8
    for path in klass.grading.rglob("*"):
        os.utime(path, (future, future))
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    assert klass.grade() == 0 and klass.marks() == klass.expected
    klass.mark_by_hand("carl", comment="In 1970")
    assert klass.grade() == 0 and klass.marks() == klass.expected and "In 1970" in klass.page("carl")


# -- damage --------------------------------------------------------------------------------------------------------


def test_damage_in_any_file(begun, tmp_path, monkeypatch, capsys):
    """Each file of the grading folder emptied, cut or overwritten: it is told, or mended; the marks are the same."""
    graded_in_this_process(monkeypatch)
    whole = begun.copy(tmp_path / "whole")
    assert whole.grade() == 0
    files = sorted(path.relative_to(whole.grading) for path in whole.grading.rglob("*") if path.is_file())
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    cases = [(name, kind) for name in files for kind in ("emptied", "cut", "overwritten", "removed")]
    for name, kind in chance.sample(cases, min(thorough(8, 10_000), len(cases))):
        klass = whole.copy(tmp_path / "damaged")
        path = klass.grading / name
        _damage(path, kind, chance)
        capsys.readouterr()
        status = klass.grade()
        out, err = capsys.readouterr()
        where = (seed, str(name), kind, status, err)
        assert status in (0, 2) and "Traceback" not in out + err, where
        if status == 2:
            assert str(path) in err and "\n" not in err.strip(), where
            assert name.name == "gradebook.db", where
            shutil.copy(sorted((klass.grading / "backup").glob("gradebook-*.db"))[-1], path)  # as it says
            assert klass.grade() == 0, where
        assert klass.marks() == klass.expected and klass.rest() == [], where
        assert "Well said" in klass.page("ada") and klass.rows()["ada"]["status"] == "graded", where
        capsys.readouterr()
        assert klass.grade() == 0 and "0 looked at" in capsys.readouterr().out, where
        shutil.rmtree(klass.folder)


def _damage(path, kind, chance):
    data = path.read_bytes()
    path.chmod(0o644)
    if kind == "removed":
        path.unlink()
    elif kind == "emptied":
        path.write_bytes(b"")
    elif kind == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.write_bytes(chance.randbytes(max(len(data), 50)))


# -- processes -----------------------------------------------------------------------------------------------------


def test_killed_before_the_last_step(klass, monkeypatch):
    """The result is saved, and its outcome still lies in the journal: the next run takes it away."""
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "drop", lambda *_which: None)
        assert klass.grade() == 0
    assert list(klass.grading.glob("journal/*/*"))
    assert klass.grade() == 0 and klass.marks() == klass.expected
    assert list(klass.grading.glob("journal/*/*")) == []


@pytest.mark.skipif(not FORK, reason="a copy of this process is killed")
def test_killed_at_random_moments(begun, tmp_path, monkeypatch, capfd):
    """kill -9 at any moment, again and again, then a whole run; 200 times where CI is set."""
    graded_in_this_process(monkeypatch)
    seed = random.randrange(10**6)
    print("seed", seed)
    chance, killed, takes = random.Random(seed), 0, 1.0
    klass = begun.copy(tmp_path / "0")
    for number in range(thorough(6, 200)):
        process = _grading(klass)
        began = time.monotonic()
        process.join(chance.uniform(0, takes))
        killed += process.is_alive()
        process.kill()
        process.join()
        if process.exitcode == 0:
            takes = time.monotonic() - began
        if process.exitcode == 0 or number % 5 == 4:
            _is_whole(klass, (seed, number))
            shutil.rmtree(klass.folder)
            klass = begun.copy(tmp_path / str(number + 1))
    _is_whole(klass, (seed, "last"))
    assert killed


def _is_whole(klass, where):
    assert klass.grade() == 0, where
    assert klass.marks() == klass.expected, where
    assert klass.rest() == [] and not [path for path in klass.grading.glob("journal/*/*") if path.is_file()], where
    assert "Well said" in klass.page("ada") and klass.rows()["ada"]["status"] == "graded", where
    with klass.gradebook() as gradebook:
        scores = {each.student.id: each.score for each in gradebook.find_assignment(CHAPTER).submissions}
    assert scores == klass.expected, where
    for student in klass.expected:
        assert "Score:" in klass.page(student), where


def _grading(klass, results=None):
    def grade():
        with (
            Path(os.devnull).open("w") as nowhere,
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
        ):
            status = klass.grade()
        if results is not None:
            results.put(status)
            results.close()
            results.join_thread()
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=grade)
    process.start()
    return process


@pytest.mark.skipif(not FORK, reason="needs copies of this process")
def test_several_graders_at_once(klass):
    """One grades, the others say that another is at work; nothing is mixed up."""
    results = multiprocessing.get_context("fork").Queue()
    processes = [_grading(klass, results) for _ in range(3)]
    got = sorted(results.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    assert 0 in got and set(got) <= {0, 2}
    assert klass.grade() == 0 and klass.marks() == klass.expected and klass.rest() == []


def test_while_another_grades_nothing_is_touched(klass, capsys):
    from gradatim_autograder.grading.store.lock import only_one

    before = {path: path.read_bytes() for path in klass.grading.rglob("*") if path.is_file()}
    with only_one(klass.grading):
        assert klass.grade() == 2
    assert "Another `gradatim grade` is at work" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in klass.grading.rglob("*") if path.is_file()} == before


def test_what_a_person_marks_while_it_runs_stays(klass, monkeypatch):
    """Formgrader writes between two transactions of ours."""
    from gradatim_autograder.grading.batch.publish import Publisher

    real = Publisher.page

    def page(self, student, chapter, data):
        if student == "carl":
            with closing(sqlite3.connect(klass.grading / "gradebook.db")) as db, db:
                db.execute("UPDATE comment SET manual_comment = 'Marked meanwhile' WHERE manual_comment IS NOT NULL")
        return real(self, student, chapter, data)

    monkeypatch.setattr(Publisher, "page", page)
    assert klass.grade() == 0
    monkeypatch.undo()
    graded_in_this_process(monkeypatch)
    assert klass.grade() == 0 and klass.marks() == klass.expected and "Marked meanwhile" in klass.page("ada")
