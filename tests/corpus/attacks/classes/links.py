# ruff: noqa: E501 (code in strings)
"""Links from an upload to what is not its own: the seed, the gradebook, another's notebook, a file to write to."""

from attacks.classes import BOOK, HOME, Class, Upload
from attacks.classes.things import Link, Special
from attacks.classes.work import most, work

ALL = most()
LOOKS = """
import os
for name in sorted(os.listdir('.')):
    try:
        print(name, open(name, errors='replace').read(100_000) if os.path.isfile(name) else os.listdir(name))
    except OSError as error:
        print(name, type(error).__name__)
"""
READS = work(first=LOOKS)
COMMANDS = b'{"$(touch ran)":1,' + work()[1:]


def reads(what, to, name="s.txt", **more):
    """A notebook that shows what lies beside it, with a link."""
    return Upload(what, {BOOK: READS, HOME + name: Link(to)}, earns=ALL, **more)


UPLOADS = {
    "the seed": reads("a link to the seed, shown by a cell", "../../../grading/seed"),
    "the seed, absolute": reads("the same by its whole path", "{grading}/seed"),
    "the gradebook": reads("a link to the gradebook", "{grading}/gradebook.db"),
    "a secret": reads("a link to a file of the instructor's", "{outside}/secret"),
    "a secret folder": reads("a link to a folder of the instructor's", "{outside}/folder", name="data"),
    "another's notebook beside": reads("a link to ada's notebook", "../../ada/01-neuron/01-neuron.ipynb"),
    "another's folder": reads("a link to ada's folder", "../../ada", name="friend"),
    "a link to a link": Upload(
        "two links, the first of which stays inside",
        {BOOK: READS, HOME + "a.txt": Link("b.txt"), HOME + "b.txt": Link("{outside}/secret")},
        earns=ALL,
    ),
    "a link in circles": Upload("links that end nowhere", {BOOK: READS, HOME + "a": Link("b"), HOME + "b": Link("a")}, earns=ALL),
    "the root": reads("a link to /", "/", name="all"),
    "a process": reads("a link to /proc/self/environ", "/proc/self/environ", name="environ.txt"),
    "without end": reads("a link to /dev/zero", "/dev/zero", name="zeros.csv"),
    "the notebook of ada": Upload("the notebook is a link to ada's", {BOOK: Link("{given}/ada/01-neuron/01-neuron.ipynb")}),
    "the notebook of ada, relative": Upload(
        "the same by a relative path", {BOOK: Link("../../ada/01-neuron/01-neuron.ipynb")}
    ),
    "the notebook of the instructor": Upload("the notebook is a link to a notebook elsewhere", {BOOK: Link("{outside}/secret.ipynb")}),
    "the solution": Upload("the notebook is a link to the solution", {BOOK: Link("{course}/solutions/01-neuron/01-neuron.ipynb")}),
    "the chapter of ada": Upload("the chapter's folder is a link to ada's", {"{me}/{chapter}": Link("../ada/{chapter}")}),
    "all of ada": Upload("the student's folder is a link to ada's", {"{me}": Link("ada")}),
    "a pipe": Upload("a pipe as a notebook, which nobody writes to", {BOOK: Special("fifo")}),
    "a pipe beside": Upload("a pipe beside the notebook", {BOOK: work(), HOME + "data.csv": Special("fifo")}, earns=ALL),
    "a socket": Upload("a socket beside the notebook", {BOOK: work(), HOME + "data.csv": Special("socket")}, earns=ALL),
    "a device": Upload("a device without end as a notebook", {BOOK: Special("device")}),
    "timestamp": Upload(
        "the time is a link to a secret", {BOOK: work(), HOME + "timestamp.txt": Link("{outside}/secret")}, earns=ALL
    ),
}  # fmt: skip

# What a zip cannot hold, or holds as an empty file.
UNPACKED = ("all of ada", "the chapter of ada", "a pipe", "a pipe beside", "a socket", "a device")


def _only_the_key(seen):
    left = sorted(path.name for path in (seen.places.outside / "folder").glob("*"))
    return "" if left == ["key"] else f"the instructor's folder holds {left}"


def _writes(to, name, **files):
    kept = {HOME + "final.ipynb": COMMANDS, HOME + name: Link(to)}
    return {**kept, **{HOME + key: value for key, value in files.items()}}


IN_PLACE = {
    "a shell's start file": Upload("CH.ipynb.new is a link to a file that a shell runs", _writes("{outside}/.bashrc", "{chapter}.ipynb.new"), earns=ALL),
    "a start file that is not there": Upload(
        "the same to a file that there is not yet", _writes("{outside}/.profile", "{chapter}.ipynb.new"), earns=ALL,
        check=lambda seen: "a file was written" if (seen.places.outside / ".profile").exists() else "",
    ),
    "through a folder": Upload(
        "a link to a folder, and files that would be written below it",
        {BOOK: work(), HOME + "data": Link("{outside}/folder"), HOME + "x.txt": b"x"}, earns=ALL,
        check=_only_the_key,
    ),
    "the timestamp": Upload("timestamp.txt.new is a link", _writes("{outside}/.bashrc", "timestamp.txt.new", **{"timestamp.txt": b"2026-01-05 10:00:00 UTC"}), earns=ALL),
    "the chapter's folder": Upload(
        "the chapter's folder is a link", {"{me}/{chapter}": Link("{outside}/folder")},
        check=_only_the_key,
    ),
    "the notebook": Upload("the notebook itself is a link to the start file", {BOOK: Link("{outside}/.bashrc")}),
}  # fmt: skip

CLASSES = {
    "": Class(UPLOADS),
    "in a zip": Class({name: each for name, each in UPLOADS.items() if name not in UNPACKED}, way="zip"),
    "in place": Class(IN_PLACE, way="in place", options=("--again",)),
}
