# ruff: noqa: E501 (code in strings)
"""Names that do harm where they are shown, written or used as a place."""

from attacks.classes import BOOK, HOME, Class, Upload
from attacks.classes.work import most, work

ALL = most()
WORK = work()


def called(what, place, **more):
    """A right notebook at a place of this name."""
    return Upload(what, {place: WORK}, earns=ALL, **more)


def beside(what, name, **more):
    return Upload(what, {BOOK: WORK, HOME + name: b"x"}, earns=ALL, **more)


BOTH = {
    "a terminal's codes": called("escape codes that clear the screen, in a folder's name", "{me}\x1b[2J\x1b[31mADA/{chapter}/{chapter}.ipynb", named=False),
    "codes in a file": called("escape codes in the notebook's name", "{me}/{chapter}/final\x1b]0;owned\x07.ipynb", named=False),
    "codes beside": beside("escape codes in the name of a file beside the notebook", "x\x1b[1A\x1b[2Kada 0.csv"),
    "a bell and a return": beside("control characters in such a name", "a\x07\rb\x08\x7f.csv"),
    "codes of eight bits": beside("control characters from 128 on", "a\x9b2J\x85.csv"),
    "right to left": called("a name that is shown backwards", "{me}\u202egnp.ipynb\u202c/{chapter}/{chapter}.ipynb", named=False),
    "right to left in a file": beside("the same of a file that is left out", "a\u202e:|\u2066.csv"),
    "a new line": beside("a name of two lines, the second of which looks like a report's", "x\nnot graded: ada, 01-neuron: copied\n.csv"),
    "a formula": called("a spreadsheet's formula in a folder's name", "=cmd|'{me}'!A1/{chapter}/{chapter}.ipynb", named=False),
    "a formula in a file": Upload("a formula as the name of a file that cannot be graded", {"=HYPERLINK(\"http{me}\",1)_01-neuron.py": b"x"}),
    "a formula behind a tab": Upload("a formula behind a tab", {"\t=1+1{me}_01-neuron.py": b"x"}),
    "a formula with a plus": Upload("a formula of another kind", {"+1+{me}_01-neuron.py": b"x"}),
    "a formula with an at": Upload("and another", {"@SUM(1){me}_01-neuron.py": b"x"}),
    "marks in a name": beside("markup of the terminal's table", "[bold red]ada[/bold red][link=file:///etc]|.csv"),
    "a comma and quotes": beside("what separates the cells of a CSV", 'a",ada,14|.csv'),
    "markup in a name": called("HTML in a folder's name", "{me}<img src=q onerror=alert(1)>/{chapter}/{chapter}.ipynb", named=False),
    "a template in a name": called("a template of a page in a folder's name", "{me}{{7*7}}{%raw%}/{chapter}/{chapter}.ipynb", named=False),
    "a long attachment": beside("a name of 255 bytes beside the notebook", "a" * 251 + ".csv"),
    "a long attachment in Chinese": beside("one of 255 bytes in Chinese", "学" * 83 + ".csv"),
    "a long student": called("a student's name of 250 letters", "{me}" + "n" * 225 + "/{chapter}/{chapter}.ipynb", named=False),
    "a long notebook": called("a notebook's name of 255 bytes in Chinese", HOME + "学" * 82 + ".ipynb", named=False),
    "a long damaged notebook": Upload("the same, and damaged", {HOME + "学" * 82 + ".ipynb": b"{"}),
    "a long damaged file": Upload("such a name that begins with the student", {"{me}_" + "学" * 70 + "_01-neuron.ipynb": b"{"}),
    "a name of dots": beside("names that Windows reserves, or that are no names", "con.txt", named=False),
    "nothing but signs": called("a student whose name has no letter", "!!!{me}@@@/{chapter}/{chapter}.ipynb", named=False),
    "case": called("ada in capitals", "ADA {me}/{chapter}/{chapter}.ipynb", named=False),
    "a point at the end": called("a name that ends in points", "{me}.../{chapter}/{chapter}.ipynb", named=False),
    "the results": beside("files called as what grading writes", "{chapter}.json", named=False),
    "the lock": called("a student called as the lock is", ".lock{me}/{chapter}/{chapter}.ipynb", named=False),
    "a journal": called("a student called as a part of the grading folder", "journal {me}/{chapter}/{chapter}.ipynb", named=False),
}  # fmt: skip

NOT_UTF8 = {
    "not UTF-8": called("a folder's name in another encoding", "{me}\udce9t\udce9/{chapter}/{chapter}.ipynb"),
    "not UTF-8 beside": beside("such a name beside the notebook", "caf\udce9.csv", named=False),
    "not UTF-8 and codes": called("such a name with escape codes", "{me}\udc9b2J\udcff/{chapter}/{chapter}.ipynb"),
}

ZIPPED = {
    "upwards": called("a name that leads upwards", "../../../{me}/{chapter}/{chapter}.ipynb", named=False),
    "upwards beside": beside("an attachment that leads upwards", "../../../../home/.bashrc", named=False),
    "from the root": beside("an attachment with a whole path", "/../../../etc/cron.d/x", named=False),
    "backslashes": called("a path of Windows that leads upwards", "..\\..\\{me}\\{chapter}\\{chapter}.ipynb"),
    "a drive": called("a path with a drive", "C:\\{me}\\{chapter}\\{chapter}.ipynb", named=False),
    "a path of 6,000 letters": beside("a long path", "/".join(["folder"] * 850) + "/x.csv"),
    "a name of 5,000 letters": beside("a long name", "n" * 5000 + ".csv"),
    "a zero": beside("a name with a zero byte", "a\0b.csv", named=False),
    "a thousand folders": beside("folders in folders", "d/" * 3000 + "x.csv"),
}  # fmt: skip

CLASSES = {
    "": Class({**BOTH, **NOT_UTF8}),
    "in a zip": Class({**BOTH, **ZIPPED}, way="zip"),
}
