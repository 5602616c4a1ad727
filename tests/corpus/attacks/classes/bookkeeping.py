# ruff: noqa: E501 (code in strings)
"""Damage in the grading folder, after a class was graded: nothing is lost in silence, and no bad advice is given."""

import sqlite3

from attacks.classes import BOOK, Class, Upload
from attacks.classes.work import most, work

ALL = most()
NEW = Upload("an honest one who hands in later", {BOOK: work()}, earns=ALL, all=True, named=False)
HARMFUL = ("move it away", "marks given by hand are lost", "Delete it")


def damaged(what, damage, check=None, said=()):
    """A class with this damage. `said`: one of these must stand in the output, or everything is as it was."""

    def looked_at(seen):
        bad = [each for each in HARMFUL if each in seen.output]
        if bad:
            return f"it advises: {bad[0]}"
        if said and not any(each in seen.output for each in said):
            return "nobody is told of the damage"
        return check(seen) if check else ""

    after = Upload(what, NEW.files, earns=ALL, named=False, check=looked_at)
    return Class({what: after}, before=damage, refusal="gradebook")


def _write(*parts, data=b""):
    def damage(places):
        path = places.grading.joinpath(*parts)
        if path.exists():
            path.chmod(0o644)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return damage


def _sql(*statements):
    def damage(places):
        with sqlite3.connect(places.grading / "gradebook.db") as database:
            for each in statements:
                database.execute(each)
        database.close()

    return damage


def _link(*parts, to):
    def damage(places):
        path = places.grading.joinpath(*parts)
        if path.is_file():
            path.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(str(places.outside / to))

    return damage


def _page(seen):
    return "" if seen.pages.get(("ada", "01-neuron")) else "ada has no page"


GRADEBOOK = ("gradebook",)
CLASSES = {
    "gradebook empty": damaged("gradebook empty", _write("gradebook.db"), said=GRADEBOOK),
    "gradebook of noise": damaged("gradebook of noise", _write("gradebook.db", data=b"noise" * 5000), said=GRADEBOOK),
    "a table dropped": damaged("a table dropped", _sql("DROP TABLE comment"), said=GRADEBOOK),
    "rows deleted": damaged("rows deleted", _sql("DELETE FROM submitted_notebook"), check=_page),
    "a page of nothing": damaged("a page of nothing", _write("feedback", "ada", "01-neuron", "01-neuron.html"), check=_page),
    "a result of nothing": damaged("a result of nothing", _write("results", "ada", "01-neuron.json"), check=_page),
    "an outcome of noise": damaged("an outcome of noise", _write("journal", "ada", "01-neuron.outcome", data=b"{}\n"), check=_page),
    "a notebook of noise": damaged("a notebook of noise", _write("autograded", "ada", "01-neuron", "01-neuron.ipynb", data=b"noise"), check=_page),
    "names of noise": damaged("names of noise", _write("students.json", data=b"[1,"), check=_page),
    "a link for the marks": damaged("a link for the marks", _link("marks.csv.new", to=".bashrc"), check=_page),
    "a link for a page": damaged("a link for a page", _link("feedback", "mlinkforapagex", "01-neuron", "01-neuron.html.new", to=".bashrc"), check=_page),
    "a link for a folder": damaged("a link for a folder", _link("feedback", "alinkforafolder", to="folder"), check=_page),
}  # fmt: skip
