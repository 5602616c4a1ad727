"""The page: one HTML file that asks nothing of the network. Whatever comes from students is escaped, and only data."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gradatim_autograder.grading.report import pictures
from gradatim_autograder.grading.report.figures import Chapter, Figures
from gradatim_autograder.grading.report.items import FEWEST
from gradatim_autograder.grading.report.mistakes import Named
from gradatim_autograder.grading.report.similar import Alike
from gradatim_autograder.grading.report.sources import Sources
from gradatim_autograder.grading.shown import few, shown

TEMPLATES = Path(__file__).parent / "templates"
LECTURE, MOST, NAMED = 5, 8, 12  # mistakes for the lecture, of an exercise; students called by name
PAIRS, EXERCISES = 20, 4  # pairs that are shown, and in how many exercises each
LINES, WIDEST = 80, 300  # of code side by side
WORDS = {  # of what the check tells beside its examples and not in a sentence
    "stopped": "It took too long and was stopped.",
    "wrong_parameters": "It has other parameters than the exercise calls it with.",
    "returned_none": "It returns None: there is no return at the end of some path.",
    "wrong_number_of_results": "It returns another number of results.",
    "far_too_large": "It returns something far larger than the answer.",
}


def page(figures: Figures, sources: Sources, seal: str = "") -> bytes:
    """The report as a page: the same class gives the same bytes, whenever it is made.

    Parameters
    ----------
    sources
        What students wrote, for the pairs that are shown beside each other.
    seal
        Stands in the page, and says of which marks it is.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    environment.filters |= _FILTERS
    similarity = any(chapter.pairs is not None for chapter in figures.chapters)
    pairs = sorted((pair for chapter in figures.chapters for pair in chapter.pairs or ()), key=lambda p: -p.weight)
    text = environment.get_template("report.html.j2").render(
        figures=figures, overview=pictures.overview(figures.chapters) if _several(figures) else None,
        pictures={chapter.name: _drawn(chapter) for chapter in figures.chapters},
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        seal=seal, until=_until(figures), fewest=FEWEST, most=MOST, similarity=similarity,
        pairs=[_shown_pair(pair) for pair in pairs[:PAIRS]], more_pairs=len(pairs[PAIRS:]),
        sources=partial(_lines, sources), loop_of=lambda pair, who: pair.index(who),
    )  # fmt: skip
    return text.encode("utf-8", "backslashreplace")


def visible(text: object) -> str:
    """What comes from outside, with nothing hidden in it, its lines and blanks as they are."""
    return "\n".join(shown(line, WIDEST) for line in str(text).expandtabs(4).split("\n"))


def for_the_lecture(chapter: Chapter) -> list[Named]:
    """The mistakes to speak of: the most frequent ones, which more than one student made."""
    frequent = [each for each in chapter.named if len(each.students) > 1]
    return sorted(frequent, key=lambda each: -len(each.students))[:LECTURE]


def _until(figures):
    """When the last work was handed in, "" where that is not known."""
    times = [work.handed_in for chapter in figures.chapters for work in chapter.works if work.handed_in]
    return f"{max(times):%Y-%m-%d %H:%M}" if times else ""


def _several(figures):
    return sum(bool(chapter.works) for chapter in figures.chapters) > 1


def _drawn(chapter) -> dict[str, Any]:
    return {
        "marks": pictures.marks(chapter) if chapter.works else None,
        "exercises": pictures.exercises(chapter) if chapter.items else None,
    }


def _says(each: Named) -> str:
    return visible(each.text or WORDS.get(each.name) or f"{each.name.replace('_', ' ')}.")


def _few(names):
    return few([visible(name) for name in names], NAMED)


def _shown_pair(pair: Alike) -> dict[str, Any]:
    return {
        "pair": pair.pair, "chapter": pair.chapter, "weight": pair.weight, "common": pair.common[:EXERCISES],
        "more": len(pair.common[EXERCISES:]),
    }  # fmt: skip


def _lines(sources, student, chapter, cell):
    lines = sources.of(student, chapter, cell).split("\n")
    return lines[:LINES] + (["…"] if len(lines) > LINES else [])


def _anchor(name):
    return "chapter-" + re.sub(r"[^\w-]", "_", name, flags=re.ASCII)


_FILTERS: dict[str, Any] = {
    "anchor": _anchor,
    "correlation": lambda found: f"{found:+.2f}" if isinstance(found, float) else found,
    "few": _few,
    "lecture": for_the_lecture,
    "number": lambda value: f"{value:.4g}",
    "says": _says,
    "svg": Markup,  # drawn here, of the course's own names and of numbers
    "visible": visible,
}
