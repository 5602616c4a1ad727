"""The table of all attacks: what each earned, what the others got, memory and time. A command:

    PYTHONPATH=tests/corpus:tests/support python -m attacks.table [--walls WALLS] [--json] [--classes] [FAMILY…]

WALLS: bubblewrap (the default), podman, docker, unsafe. A family is a name ("links, in a zip"), or how
some begin ("score").
"""

import argparse
import json
import sys
import time
from pathlib import Path

WIDTHS = (31, 38, 8, 8, 7, 6, 8, 7)
HEAD = ("family", "attack", "earned", "honest", "others", "named", "peak MB", "seconds")


def line(row) -> str:
    """A row as text; what is wrong with it stands below."""
    said = (row.family, row.name, f"{row.earned:g}", f"{row.honest:g}", "equal" if row.others else "OTHER",
            "yes" if row.named else "-", str(row.peak), f"{row.seconds:.1f}")  # fmt: skip
    text = " ".join(f"{each[:width]:<{width}}" for each, width in zip(said, WIDTHS, strict=True)).rstrip()
    return text + "".join(f"\n    !! {fault[:400]}" for fault in row.faults.split("; ") if fault)


def head() -> str:
    return " ".join(f"{each:<{width}}" for each, width in zip(HEAD, WIDTHS, strict=True))


def summary(rows) -> str:
    """The last line."""
    return f"{sum(bool(row.faults) for row in rows)} of {len(rows)} score, leak, hide, abort or hang"


def of_sandbox(walls, families, _together=False):
    """The rows of the attacks on the sandbox, which are graded one by one in one process."""
    from tempfile import TemporaryDirectory

    from gradatim_autograder.course import Course
    from gradatim_autograder.grading.release.read import read_chapter
    from mini_course import make_course

    from attacks import collected
    from attacks.grading import CHAPTER, Grader

    chosen = {name: each for name, each in collected().items() if _wanted(name, families, ())}
    if not chosen:
        return
    with TemporaryDirectory() as folder:
        chapter = read_chapter(Course(make_course(Path(folder, "course"), CHAPTER)), CHAPTER)
        with Grader(chapter, walls) as grader:
            for name, attack in chosen.items():
                yield grader.row(name, attack)


def of_classes(walls, families, together=False):
    """The rows of the whole classes."""
    from attacks.classes import collected
    from attacks.classes.verdict import rows

    found = collected()
    for name, about in found.items():
        if _wanted(name, families, found):
            yield from rows(name, about, walls, apart=not together)


def _wanted(name, families, names):
    """Whether it is one of `families`, or begins as one of them that is no whole name."""
    return not families or name in families or any(name.startswith(each) for each in families if each not in names)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--walls", default="bubblewrap")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each row")
    parser.add_argument("--classes", action="store_true", help="the whole classes alone")
    parser.add_argument("--together", action="store_true", help="do not look for the one at fault in a disturbed class")
    parser.add_argument("families", nargs="*")
    asked = parser.parse_args()
    began, found = time.monotonic(), []
    if not asked.json:
        print(head())
    for kind in (of_classes,) if asked.classes else (of_sandbox, of_classes):
        for row in kind(asked.walls, asked.families, asked.together):
            found.append(row)
            print(json.dumps(row.as_dict()) if asked.json else line(row), flush=True)
    if not asked.json:
        print(f"\n{summary(found)} ({time.monotonic() - began:.0f} s)")
    return 1 if any(row.faults for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
