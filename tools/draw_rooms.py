"""Draw docs/rooms.svg, the picture of docs/architecture.md:

    uv run python tools/draw_rooms.py [FILE]

The rooms stand in the order of the contracts in pyproject.toml (imports go downwards only); their lines are
counted. The numbers are steps of the three walks.
"""

import sys
import tomllib
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "autograder" / "gradatim_autograder"
WHAT = {  # in a few words
    "cli": "the command line",
    "grading": "a folder of submissions becomes marks",
    "build": "a source becomes notebooks",
    "opening": "a student opens the course",
    "sandbox": "the grader's side of the wall",
    "check": "what a student calls",
    "verdict": "points, and what is said",
    "diagnosis": "which mistake is it?",
    "checking": "is it right?",
    "exercises": "one file an exercise",
    "exercise": "how one is declared",
    "inside": "what runs beside a student's code",
    "gradatim": "the library that notebooks import",
    "export": "marks back into a system's files",
    "report": "a picture of the class",
    "batch": "all submissions of a run",
    "commands": "steps of nbgrader's own",
    "demo": "a class with known marks",
    "gradebook": "nbgrader's tables",
    "intake": "whose file is it?",
    "submission": "one notebook, in a worker",
    "release": "what the course made",
    "store": "what is kept, and how",
}
# The walks: colour, marker, and the rooms in the order in which they are gone through.
WALKS = {
    "a function to its answer": ("#0072B2", "o", ["check", "checking", "exercises", "diagnosis", "verdict"]),
    "a file to its mark": (
        "#D55E00",
        "s",
        [
            "cli",
            "intake",
            "batch",
            "release",
            "submission",
            "sandbox",
            "inside",
            "verdict",
            "gradebook",
            "store",
            "export",
            "report",
        ],
    ),
    "a source to its notebook": ("#009E73", "^", ["cli", "build", "exercises"]),
}
WIDTH, HEIGHT, GAP, LEFT = 12.0, 0.62, 0.16, 0.2


def layers(contract: str) -> list[list[str]]:
    """The rooms of a contract in pyproject.toml, from top to bottom; those of one line stand side by side."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    found = next(each for each in tool["contracts"] if each["name"] == contract)
    return [[name.strip().rpartition(".")[2] for name in line.split("|")] for line in found["layers"]]


def lines_in(room: str) -> int:
    """How many lines of Python a room has."""
    place = ROOT / "lib" / "gradatim" if room == "gradatim" else PACKAGE / room
    place = place if place.exists() else PACKAGE / "grading" / room
    files = [PACKAGE / f"{room}.py"] if not place.exists() else place.rglob("*.py")
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def draw(file: Path):
    """Draw all into `file`."""
    rows = layers("One way between the rooms of the autograder")
    inner = [row for row in layers("One way between the rooms of grading") if row != ["shown"]]
    figure, axes = plt.subplots(figsize=(10, 9.4))
    places, top = {}, 0.0
    for row in rows:
        if "grading" in row:
            top = _grading(axes, inner, [each for each in row if each != "grading"], top, places)
            continue
        each_width = (WIDTH - GAP * (len(row) - 1)) / len(row)
        for number, room in enumerate(row):
            _room(axes, room, LEFT + number * (each_width + GAP), top, each_width, HEIGHT, places)
        top -= HEIGHT + GAP
    for title, (colour, marker, rooms) in WALKS.items():
        row = list(WALKS).index(title)
        for number, room in enumerate(rooms, start=1):
            x, y = places[room]
            x -= 0.42 * row + 0.25
            axes.plot([x], [y], marker=marker, markersize=12, color=colour, zorder=3)
            axes.text(
                x,
                y - (0.06 if marker == "^" else 0.015),
                str(number),
                ha="center",
                va="center",
                color="white",
                fontsize=8,
                zorder=4,
            )
        axes.plot([], [], marker=marker, linestyle="", markersize=10, color=colour, label=title)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.015), ncols=3, frameon=False, fontsize=10)
    axes.set_xlim(0, WIDTH + 2 * LEFT)
    axes.set_ylim(top - 0.1, HEIGHT + 0.2)
    axes.axis("off")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def _grading(axes, inner, beside, top, places):
    """The room of grading with its own rooms in it, and beside it the others of its row; gives the next top."""
    width, height = WIDTH * 0.74, len(inner) * (HEIGHT + 0.1) + 0.5
    bottom = top + HEIGHT - height
    _box(axes, LEFT, bottom, width, height, "#F2F2F2")
    axes.text(LEFT + 0.12, top + HEIGHT - 0.2, f"grading: {WHAT['grading']}", va="center", fontsize=9.5, weight="bold")
    y = top + HEIGHT - 0.45 - HEIGHT
    for row in inner:
        each_width = (width - 0.3 - 0.1 * (len(row) - 1)) / len(row)
        for number, room in enumerate(row):
            _room(axes, room, LEFT + 0.15 + number * (each_width + 0.1), y, each_width, HEIGHT, places)
        y -= HEIGHT + 0.1
    narrow, each_height = WIDTH - width - GAP, (height - GAP * (len(beside) - 1)) / len(beside)
    for number, room in enumerate(beside):
        y = bottom + height - each_height - number * (each_height + GAP)
        _room(axes, room, LEFT + width + GAP, y, narrow, each_height, places)
    return bottom - HEIGHT - GAP


def _room(axes, room, x, y, width, height, places):
    _box(axes, x, y, width, height, "white")
    axes.text(x + 0.12, y + height - 0.2, room, va="center", fontsize=9.5, weight="bold")
    lines = lines_in(room)
    about = f"{WHAT[room]} · {round(lines, -2) if lines > 100 else lines:,} lines"
    axes.text(x + 0.12, y + height - 0.44, about, va="center", fontsize=7.5, color="#444444")
    places[room] = x + width, y + height - 0.2


def _box(axes, x, y, width, height, colour):
    style = "round,pad=0,rounding_size=0.08"
    axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, facecolor=colour, edgecolor="#777777"))


if __name__ == "__main__":
    plt.rcParams["svg.hashsalt"] = "gradatim"
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "rooms.svg")
