"""Looks at the gradebook before a run: is all there that was there after the last one?

Marks that a person gave stand in gradebook.db and nowhere else. So nothing is graded where it is missing, damaged, or
short of rows that results or the newest backup know of: a person first puts it back. What cannot have held anything by
hand is made anew, and said.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from nbgrader.api import Assignment, Base, BaseCell, GradeCell, Notebook, SolutionCell, SourceCell, TaskCell
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.gradebook.book import marks_in, newest_revision
from gradatim_autograder.grading.shown import few, shown
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.backup import NAME, Backups
from gradatim_autograder.grading.store.results import GRADED, Result

BESIDE = ("-journal", "-wal", "-shm")  # what SQLite puts beside it
DAMAGE = ("malformed", "not a database", "no such table", "no such column", "in database", "tree ", "page ", "row")
NAMED = 5  # submissions that a message names
VERSION = "alembic_version"
BASE = BaseCell.__table__


def look_at(grading: Path, known: list[Result], chapters: dict) -> list[str]:
    """What is worth saying of the gradebook; CourseError where marks given by hand may be lost, or it cannot be used.

    Parameters
    ----------
    known
        The results kept in the folder.
    chapters
        The course's, by name.
    """
    folder, backups = Folder(grading), Backups(grading)
    folder.refuse_links([NAME, *[NAME + each for each in BESIDE]])
    path = folder.path(NAME)
    graded = [each for each in known if each.status == GRADED]
    held = f"{len(graded)} graded submission{'s' * (len(graded) != 1)}" if graded else ""
    if not held and backups.all():
        held = "what the backups hold"
    if not folder.has(NAME) or not path.stat().st_size:
        if held:
            what = "is empty" if folder.has(NAME) else "is missing"
            raise CourseError(f"The gradebook {path} {what}; it held {held}. {_put_back(path, backups)}")
        return []
    try:
        _use(path)
        missing = _missing_tables(path)
        if missing - {VERSION} and held:
            tables = f"table{'s' * (len(missing) != 1)} {', '.join(sorted(missing))}"
            raise CourseError(f"The gradebook {path} lacks the {tables}; it held {held}. {_put_back(path, backups)}")
        said = _make_again(path, missing)
        backup = backups.newest() if held else None
        lost = _lost(path, graded, backup, chapters) if held else []
        gone = _cells_gone(path, backup, {each.chapter for each in graded}) if backup and not lost else ""
    except (sqlite3.Error, SQLAlchemyError, ValueError, TypeError, OverflowError) as error:  # also of values in it
        raise CourseError(words(error, grading)) from None
    if gone:
        raise CourseError(
            f"The gradebook {path} lacks rows of the table {gone} that its newest backup has. "
            f"{_put_back(path, backups)}"
        )
    if lost:
        named = few([f"{student} ({chapter})" for student, chapter in lost], NAMED)
        where = ", ".join(f"results/{student}/{chapter}.json" for student, chapter in lost[:1])
        raise CourseError(
            f"The gradebook {path} no longer holds all marks of {named}, which were graded before; marks given "
            f"by hand may be among them. {_put_back(path, backups)} Where they were taken out on purpose, delete their "
            f"results too ({where}): then they are graded anew."
        )
    return said


def words(error: Exception, grading: Path) -> str:
    """What an error of the gradebook means, and what to do."""
    path = grading / NAME
    reason = shown(" ".join(str(getattr(error, "orig", None) or error).split()), longest=200)
    said = reason.lower()
    if "locked" in said or "busy" in said:
        return (
            f"The gradebook {path} is locked: another program, perhaps Formgrader, is writing to it. Close it or wait, "
            "then run the same command again. Nothing is lost."
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return (
            f"The gradebook {path} cannot be written: it, its folder or the disk is read-only. Change that, then run "
            "the same command again. Nothing is lost."
        )
    if "full" in said or "disk i/o" in said:
        return (
            f"The gradebook {path} cannot be written ({reason}): the disk is full or has an error. Make room, then run "
            "the same command again. What was graded before is kept."
        )
    how = "is damaged" if isinstance(error, ValueError) or any(each in said for each in DAMAGE) else "cannot be used"
    return f"The gradebook {path} {how} ({reason}). {_put_back(path, Backups(grading))}"


def _put_back(path, backups):
    newest = backups.newest()
    if newest:
        first = "Put the file aside, then put" if path.exists() else "Put"
        return (
            f"{first} back the newest backup: copy {newest} to {path} and run the same command again. Only marks given "
            "by hand since then have to be given once more."
        )
    return (
        f"There is no backup of it in {backups.folder}. Put back a copy of your own, if you have one. If nobody gave "
        f"marks by hand, move it away together with the folder {path.parent / 'results'}: then everything is graded "
        "anew."
    )


def _use(path):
    """Raise what keeps it from being used: damage, a lock, read-only."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=5, isolation_level=None)) as db:
        db.text_factory = lambda data: data.decode("utf-8", "replace")
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE gradatim_can_write (one)")  # a read-only one lets a transaction begin
        db.execute("ROLLBACK")


def _missing_tables(path):
    wanted = {VERSION, *Base.metadata.tables}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=5)) as db:
        return wanted - {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _make_again(path, missing):
    """Make tables in which nothing by hand can have been."""
    if not missing or missing == {VERSION, *Base.metadata.tables}:
        return []
    engine = _engine(path, "rw")
    try:
        Base.metadata.create_all(bind=engine)
    finally:
        engine.dispose()
    if VERSION in missing:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(f"CREATE TABLE {VERSION} (version_num VARCHAR(32) NOT NULL)")
            db.execute(f"INSERT INTO {VERSION} VALUES (?)", (newest_revision(),))
    return [f"The gradebook lacked {', '.join(sorted(missing))}; made anew, no marks were in there."]


def _lost(path, graded, backup, chapters):
    """Of the submissions that were graded, those whose rows are gone, or some of them."""
    now, before = _marks(path), _marks(backup) if backup else {}
    expected: dict[str, tuple[dict, set]] = {}
    for name, chapter in chapters.items():
        expected[name] = {cell.grade_id: cell.points for cell in chapter.cells if cell.points is not None}, set()
    for found in (before, now):
        for (_, name), marks in found.items():
            graded_cells, said = expected.setdefault(name, ({}, set()))
            said |= set(marks.comments)
            if name not in chapters:
                graded_cells.update({cell: mark.maximum for cell, mark in marks.marks.items()})
    lost = []
    for each in graded:
        key = each.student, each.chapter
        ought = expected.get(each.chapter, ({}, set()))
        if key not in now or (each.published and _is_short(now[key], before.get(key), *ought)):
            lost.append(key)
    return lost


def _is_short(now, before, cells, said):
    if before is not None:
        cells, said = {name: mark.maximum for name, mark in before.marks.items()}, set(before.comments)
    have = {name: mark.maximum for name, mark in now.marks.items()}
    # The points of a cell may have been changed by the course since; that there are none any more is a loss.
    gone = any(name not in have or (most and not have[name]) for name, most in cells.items())
    return gone or not said <= set(now.comments)


def _cells_gone(path, backup, names):
    """The table that lacks rows of these chapters' cells, "" where all that the backup has are there."""
    now, before = _cells(path, names), _cells(backup, names)
    return next((table for table, rows in before.items() if not rows <= now[table]), "")


def _cells(path, names):
    found = {}
    engine = _engine(path, "ro")
    try:
        with Session(engine) as session:
            books = {each.id for each in session.query(Notebook).join(Assignment).filter(Assignment.name.in_(names))}
            cells = set(session.scalars(select(BASE.c.id).where(BASE.c.notebook_id.in_(books))))
            for each in (SourceCell, GradeCell, SolutionCell, TaskCell):
                table = each.__table__
                own = table.c.notebook_id.in_(books) if "notebook_id" in table.c else table.c.id.in_(cells)
                found[table.name] = set(session.scalars(select(table.c.id).where(own)))
    finally:
        engine.dispose()
    return found


def _engine(path, mode):
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True))


def _marks(path):
    """All marks of a gradebook that is only read."""
    engine = _engine(path, "ro")
    try:
        if not inspect(engine).get_table_names():
            return {}
        with Session(engine) as session:
            return marks_in(session)
    finally:
        engine.dispose()
