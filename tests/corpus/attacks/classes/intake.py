# ruff: noqa: E501 (code in strings)
"""Uploads that stop, hide or flood the class before anything is graded."""

import io
import json
import os
import struct
import zipfile

from attacks.classes import BOOK, HOME, Class, Upload
from attacks.classes.things import Closed, Special, Timed
from attacks.classes.work import most, work

ALL = most()
WORK = work()


def book(what, data, **more):
    return Upload(what, {BOOK: data}, **more)


def _notebook(**changed):
    return json.dumps({**json.loads(WORK), **changed}).encode()


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("01-neuron.ipynb", b" " * 400_000_000)
    return packed.getvalue()


TREES = {
    "submitted within": Upload("a folder called submitted within the upload", {BOOK: WORK, HOME + "submitted/ada/{chapter}/{chapter}.ipynb": WORK}, earns=ALL),
    "submitted of another": Upload("the same with another's name", {"{me}/submitted/zoe/{chapter}/{chapter}.ipynb": WORK}, earns=ALL),
    "submitted as a student": Upload("a student called submitted", {"submitted {me}/{chapter}/{chapter}.ipynb": WORK}, earns=ALL, named=False),
    "a folder as a notebook": Upload("a folder called CH.ipynb with files in it", {BOOK + "/x.txt": b"x"}),
    "an empty folder as a notebook": Upload("an empty one", {BOOK: Special("folder")}),
    "a notebook in a folder as a notebook": Upload("a folder called CH.ipynb that holds CH.ipynb", {BOOK + "/{chapter}.ipynb": WORK}, earns=ALL),
    "many files": Upload("3,000 files beside the notebook", {BOOK: WORK, **{f"{HOME}f{n}.csv": b"x" for n in range(3000)}}, earns=ALL),
    "many notebooks": Upload("600 notebooks", {f"{HOME}try {n}.ipynb": WORK for n in range(600)}, earns=ALL, named=False),
    "deep": Upload("folders in folders", {BOOK: WORK, HOME + "d/" * 400 + "x.csv": b"x"}, earns=ALL, named=False),
    "deep notebook": Upload("a notebook 400 folders deep", {HOME + "d/" * 400 + "{chapter}.ipynb": WORK}, earns=ALL, named=False),
    "locked": Upload("a notebook that nobody may read", {BOOK: Closed(WORK, 0)}, earns=ALL, named=bool(os.getuid())),
    "another's chapter folder": Upload("a chapter's folder above the students", {"01-neuron/{me}/01-neuron.ipynb": WORK}, earns=ALL, named=False),
    "the future": Upload("files of the year 2100", {BOOK: Timed(WORK, 4_100_000_000)}, earns=ALL, named=False),
    "before time": Upload("files of the year 1903", {BOOK: Timed(WORK, -2_100_000_000)}, earns=ALL, named=False),
    "modules": Upload("files that take the place of modules", {BOOK: WORK, HOME + "numpy.py": b"raise SystemExit", HOME + "gradatim/__init__.py": b"raise SystemExit"}, earns=ALL),
    "settings": Upload("settings of nbgrader and of Python", {BOOK: WORK, HOME + "nbgrader_config.py": b"raise SystemExit", HOME + "usercustomize.py": b"raise SystemExit", HOME + "pyproject.toml": b"x"}, earns=ALL, named=False),
    "a gradebook": Upload("a gradebook of its own", {BOOK: WORK, "{me}/gradebook.db": b"SQLite format", "{me}/roster.csv": b"id\nmallory\n"}, earns=ALL, named=False),
    "empty": book("an empty file", b""),
    "zeros": book("a megabyte of zero bytes", b"\0" * 1_000_000),
    "a number": book("a number", b"7"),
    "nested": book("lists in lists, 100,000 deep", b"[" * 100_000),
    "nested within": book("a notebook with a value nested 900 deep", WORK[:-1] + b',"x":' + b"[" * 900 + b"]" * 900 + b"}", earns=ALL, named=False),
    "digits": book("a number of a million digits", b'{"nbformat":' + b"4" * 1_000_000 + b"}"),
    "twice": book("the same key twice", b'{"cells":[],' + WORK[1:], earns=ALL, named=False),
    "not a number": book("NaN in place of a version", b'{"nbformat":NaN,"cells":[]}'),
    "cells as a dict": book("cells that are no list", _notebook(cells={"a": 1})),
    "a cell without end": book("a source that is a dict", _notebook(cells=[{"cell_type": "code", "source": {"a": 1}}] * 10)),
    "no exercise": book("a notebook without exercises", _notebook(cells=[])),
    "10,000 cells": book("10,000 cells", _notebook(cells=json.loads(WORK)["cells"] + [{"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": None}] * 10_000)),
    "large": book("a notebook of 60 MB", WORK[:-1] + b',"x":"' + b"x" * 60_000_000 + b'"}', earns=ALL),
    "many values": book("40 MB of empty lists", WORK[:-1] + b',"x":[' + b"[]," * 13_000_000 + b"0]}", earns=ALL),
    "another format": book("format 3", b'{"nbformat": 3, "worksheets": []}'),
    "half a letter": book("half characters in every source", _notebook(cells=[{**cell, "source": "".join(cell["source"]) + "\n# \ud800"} for cell in json.loads(WORK)["cells"]]), earns=ALL, named=False),
    "UTF-16": book("a notebook in UTF-16", WORK.decode().encode("utf-16")),
    "an archive": Upload("an archive in place of the notebook", {"{me}_{chapter}.zip": _bomb()}),
    "an archive as a notebook": book("an archive called CH.ipynb", _bomb()),
}  # fmt: skip


def _damaged(places):
    """Changes the zip's list of its entries, as DAMAGE says."""
    data = bytearray(places.given.read_bytes())
    for name, (at, value) in DAMAGE.items():
        where = -1
        while (where := data.find(CENTRAL, where + 1)) >= 0:
            length = struct.unpack_from("<H", data, where + 28)[0]
            if name in data[where + 46 : where + 46 + length]:
                data[where + at : where + at + len(value)] = value
    places.given.write_bytes(data)


CENTRAL = b"PK\x01\x02"
DAMAGE = {
    b"mlzmax": (10, b"\x0e\x00"),
    b"mbzip2x": (10, b"\x0c\x00"),
    b"munknownx": (10, b"\x63\x00"),
    b"mencryptedx": (8, b"\x01\x00"),
    b"mlyingsizex": (24, b"\x10\x00\x00\x00"),
    b"mlargesizex": (24, b"\xff\xff\xff\x7f"),
    b"mchecksumx": (16, b"\0\0\0\0"),
    b"mtimesx": (12, b"\xff\xff\xff\xff"),
    b"mnotutf8x": (8, b"\x00\x08"),
    b"motherplacex": (42, b"\x05\x00\x00\x00"),
}


def broken(what, **more):
    return Upload(what, {BOOK: WORK}, **more)


ZIPS = {
    "lzma": broken("an entry that says it is LZMA"),
    "bzip2": broken("an entry that says it is bzip2"),
    "unknown": broken("an entry packed in an unknown way"),
    "encrypted": broken("an entry that says it is encrypted"),
    "lying size": broken("an entry that states another size", earns=ALL),
    "large size": broken("an entry that states 2 GB", earns=ALL),
    "checksum": broken("a wrong checksum"),
    "times": broken("a time that there is not", earns=ALL, named=False),
    "other place": broken("an entry that points into another"),
    "not utf 8": Upload("a name that says it is UTF-8 and is not", {"{me}/\xe9\xe8/{chapter}.ipynb": WORK}, earns=ALL, me="mnotutf8x", named=False),
    "a file and a folder": Upload("a and a/b", {BOOK: WORK, HOME + "a": b"x", HOME + "a/b": b"y"}, earns=ALL),
    "a folder and a file": Upload("a/b and a", {BOOK: WORK, HOME + "c/d": b"x", HOME + "c": b"y"}, earns=ALL),
    "the notebook as a folder": Upload("CH.ipynb and CH.ipynb/x", {BOOK: WORK, BOOK + "/x": b"y"}, earns=ALL),
    "two cases": Upload("two names that differ in case alone", {BOOK: WORK, HOME + "a.csv": b"x", HOME + "A.csv": b"y"}, earns=ALL, named=False),
    "two forms": Upload("two names that are one where letters are composed", {BOOK: WORK, HOME + "é.csv": b"x", HOME + "e\u0301.csv": b"y"}, earns=ALL, named=False),
    "a bomb beside": Upload("400 MB of blanks beside the notebook", {BOOK: WORK, HOME + "data.csv": b" " * 400_000_000}, earns=ALL),
    "a bomb": book("a notebook of 400 MB of blanks", b" " * 400_000_000),
    "submitted": TREES["submitted within"],
    "submitted by another": TREES["submitted of another"],
    "many": TREES["many files"],
}  # fmt: skip

CLASSES = {
    "": Class(TREES),
    "in a zip": Class(ZIPS, way="zip", whole=_damaged),
}
