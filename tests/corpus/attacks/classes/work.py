"""Notebooks to hand in: right answers but for what is said otherwise."""

import json
from functools import cache

from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from mini_course import cell, notebook

from attacks.classes import CHAPTER

WRONG = "return None"


@cache
def _right(chapter):
    made = {name: pasted(each.reference, name) for name, each in of_chapter(chapter).items()}
    return json.dumps(notebook(chapter, solved=False)), made


def work(
    chapter: str = CHAPTER, first: str = "", text: str = "", spoil=None, says: str = "So it is.", **changed
) -> bytes:
    """A notebook with right answers, but for the functions in `changed`: a source, or None where it is not answered.

    first   code of a cell before the exercises;  text  a text cell;  says  the written answer
    spoil   changes the notebook's content
    """
    release, right = _right(chapter)
    made = Notebook(json.loads(release))
    for name, source in {**right, **changed}.items():
        if source is not None:
            made.write(name, source)
    made.write("why", says)
    if first:
        made.cells.insert(2, cell("code", first))
    if text:
        made.cells.insert(2, cell("markdown", text))
    if spoil:
        spoil(made.content)
    return json.dumps(made.content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def mistaken(chapter: str) -> bytes:
    """One with a known mistake in one exercise."""
    exercises = of_chapter(chapter).items()
    name, exercise = next((name, each) for name, each in exercises if each.mistakes and not each.drive)
    return work(chapter, **{name: pasted(exercise.mistakes[0].function, name)})


def most(chapter: str = CHAPTER, without=()) -> float:
    """The points of the checks in a chapter, but for these exercises."""
    return float(sum(each.max_points for name, each in of_chapter(chapter).items() if name not in without))


def markdown(source: str, **more):
    """A spoiler that adds a text cell, with attachments or whatever else it has."""

    def spoil(content):
        content["cells"].append({"cell_type": "markdown", "id": "added", "metadata": {}, "source": source, **more})

    return spoil


def code(source: str, **more):
    """A spoiler that adds a code cell at the end."""

    def spoil(content):
        plain = {"cell_type": "code", "id": "added", "metadata": {}, "source": source, "outputs": []}
        content["cells"].append({**plain, "execution_count": None, **more})

    return spoil
