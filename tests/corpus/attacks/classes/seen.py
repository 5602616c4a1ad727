"""What a run left: marks, pages, notebooks, what the report says, and what must not be found anywhere."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

SEED = 918273645
SECRET = "s3cret-of-the-instructor"
PRIVATE = "only-ada-wrote-this-4711"
HONEST = ("ada", "bob", "zoe")  # before, among and after the hostile ones
# What moves a terminal's cursor, or turns the direction of what is read.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass
class Places:
    """Where things are while a class is graded. `outside` is what belongs to the instructor alone."""

    folder: Path
    outside: Path = field(init=False)
    course: Path = field(init=False)
    grading: Path = field(init=False)
    given: Path = field(init=False)

    def __post_init__(self):
        self.outside, self.course = self.folder / "home", self.folder / "course"
        self.grading, self.given = self.folder / "grading", self.folder / "given"

    def named(self):
        return {"outside": self.outside, "course": self.course, "grading": self.grading, "given": self.given}


@dataclass
class Seen:
    """What a run left.

    status    of the command; None where it was ended after its time
    rows      of marks.csv by student and chapter;  refused  the rows of not-graded.csv
    told      the lines that say what needs a look;  looks  by student, what results/ says of it
    pages, notebooks   by student and chapter
    wrong     what must never be: each a line;  theirs  the same, by the student in whose folders it is
    planted   links that lay in the grading folder before
    checked   what the uploads' own checks found
    """

    places: Places
    status: int | None
    output: str
    seconds: float
    peak: int
    rows: dict = field(default_factory=dict)
    refused: list = field(default_factory=list)
    told: list = field(default_factory=list)
    looks: dict = field(default_factory=dict)
    took: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    notebooks: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)
    theirs: dict = field(default_factory=dict)
    planted: set = field(default_factory=set)
    checked: dict = field(default_factory=dict)

    def points(self, who: str) -> float:
        """What the students whose id holds `who` got together."""
        return sum(float(row["points"] or 0) for (student, _), row in self.rows.items() if plain(who) in plain(student))

    def named(self, who: str) -> bool:
        """Whether the report says anything of somebody in whose names `who` stands."""
        said = [*self.told, *(str(list(row.values())) for row in self.refused)]
        said += [f"{student}" for student, look in self.looks.items() if look]
        return any(plain(who) in plain(each) for each in said)

    def ids(self, who: str) -> list[str]:
        """The id of an honest one; a system's name for them may have more behind it."""
        return sorted({student for student, _chapter in self.rows if student.split("_")[0] == who})

    def got(self, who: str) -> dict:
        """All that an honest one gets back, by chapter: the marks, the page, the notebook. Nothing where it is not
        certain who they are.
        """
        found = {}
        for (student, chapter), row in self.rows.items():
            if [student] == self.ids(who):
                marks = {**row, "student": who, "note": "", "status": row["status"] == "not graded"}
                key = student, chapter
                found[chapter] = (marks, self.pages.get(key), self.notebooks.get(key))
        return found


def plain(text):
    return re.sub(r"\W|_", "", text).casefold()


def look(seen: Seen):
    """Read what the run wrote and said into `seen`."""
    grading, output = seen.places.grading, seen.output
    seen.rows = {(row["student"], row["chapter"]): row for row in _table(seen, grading / "marks.csv")}
    seen.refused = _table(seen, grading / "not-graded.csv")
    at = re.search(r"needs? a look:", output)
    seen.told = output[at.end() :].splitlines() if at else []
    for path in sorted(grading.glob("results/*/*.json")):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        reason = [kept["reason"]] if kept.get("reason") else []
        seen.looks.setdefault(kept["student"], []).extend([*kept.get("look", ()), *reason])
        seen.took[kept["student"]] = seen.took.get(kept["student"], 0) + kept.get("seconds", 0)
    for step, suffix, kept in (("feedback", ".html", seen.pages), ("autograded", ".ipynb", seen.notebooks)):
        for path in sorted(grading.glob(f"{step}/*/*/*{suffix}")):
            if path.stem == path.parent.name and path.is_file():
                kept[path.parts[-3], path.parts[-2]] = path.read_bytes()
    if "Traceback (most recent call last)" in output:
        seen.wrong.append(f"a traceback: {output[-300:]}")
    if found := CONTROLS.search(output):
        seen.wrong.append(
            f"control characters reach the terminal: {output[max(0, found.start() - 40) : found.end() + 5]!r}"
        )
    for who, fault in _secrets(seen):
        seen.theirs.setdefault(who, []).append(fault)


def _table(seen, path):
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    if found := CONTROLS.search(text):
        seen.wrong.append(f"control characters in {path.name}: {text[max(0, found.start() - 40) : found.end() + 5]!r}")
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        cells = [str(each) for each in row.values() if each]
        seen.wrong += [f"a formula in {path.name}: {each[:60]!r}" for each in cells if each[0] in "=+-@\t\r"]
    return rows


def _secrets(seen):
    """Where something stands that must not be there: in what students get, or kept below a student's name."""
    secrets = {SECRET: "a secret file", str(SEED): "the seed", "SQLite format 3": "the gradebook"}
    paths = {str(seen.places.course): "a path", str(seen.places.grading): "a path", str(seen.places.outside): "a path"}
    for step in ("feedback", "autograded", "submitted", "results"):
        for path in sorted((seen.places.grading / step).rglob("*")):
            who, place = path.relative_to(seen.places.grading).parts[1], path.relative_to(seen.places.grading)
            if path.is_symlink() and path not in seen.planted:
                yield who, f"a link is in {place}"
            if path.is_symlink() or not path.is_file():
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            words = {**secrets, **(paths if step == "feedback" else {})}
            if who.split("_")[0] != "ada":
                words[PRIVATE] = "what ada wrote"
            for word, what in words.items():
                if word in text and not (step == "results" and what == "a path"):
                    yield who, f"{what} is in {place}"
