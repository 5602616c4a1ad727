"""Write docs/glossary.md, the glossary of the last chapter as a page:

    uv run python tools/write_glossary.py

Its words stand in the source of that chapter alone; tests/house/test_glossary.py holds the page against it.
"""

import re
from pathlib import Path

from gradatim_autograder.build.source import read_source
from gradatim_autograder.exercise.chapters import CHAPTERS, TITLES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "glossary.md"
CHAPTER = CHAPTERS["questions_and_answers"]
HEADING = "## Glossary"
HEAD = """# Glossary

Words of the course, and the chapter that explains each.
"""


def rows() -> list[tuple[str, str, int]]:
    """Word, meaning and number of the chapter, in the order of the chapter's table."""
    path = ROOT / "solutions" / CHAPTER / f"{CHAPTER}.py"
    source, _problems = read_source(path, path.name)
    (cell,) = [cell for cell in source.cells if cell.source.startswith(HEADING)]
    lines = [line for line in cell.source.split("\n") if line.startswith("| ")][1:]
    cells = [[each.strip() for each in line.strip("|").split("|")] for line in lines]
    return [(word, meaning, int(re.match(r"\[(\d+)\.", link)[1])) for word, meaning, link in cells]


def page() -> str:
    """The page as it should be."""
    names, titles = list(CHAPTERS.values()), list(TITLES.values())
    lines = [HEAD, "| word | meaning | chapter |", "|---|---|---|"]
    for word, meaning, number in rows():
        link = f"[{number}. {titles[number]}](../course/en/{names[number]}/{names[number]}.ipynb)"
        lines.append(f"| {word} | {meaning} | {link} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
