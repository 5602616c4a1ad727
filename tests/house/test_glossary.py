"""The glossary: its page is the chapter's table, and each word stands in the chapter that it names."""

import re
import runpy

import pytest
from gradatim_autograder.exercise.chapters import CHAPTERS
from places import ROOT

TOOL = runpy.run_path(str(ROOT / "tools" / "write_glossary.py"))
ROWS = TOOL["rows"]()


def test_the_page_is_that_of_the_chapter():
    assert TOOL["PAGE"].read_text(encoding="utf-8") == TOOL["page"](), "run: uv run python tools/write_glossary.py"


def test_words_stand_in_alphabetical_order():
    words = [word.lower().replace("-", " ") for word, _meaning, _number in ROWS]
    assert words == sorted(words) and len(words) == len(set(words)) > 100


@pytest.mark.parametrize(("word", "meaning", "number"), ROWS, ids=[row[0] for row in ROWS])
def test_a_word_stands_in_its_chapter(word, meaning, number):
    name = list(CHAPTERS.values())[number]
    text = (ROOT / "solutions" / name / f"{name}.py").read_text(encoding="utf-8")
    text = re.sub(r"[\s#*_]+", " ", text).lower()
    for part in word.lower().split(", "):
        assert part in text, f"{part} is not in {name}"
