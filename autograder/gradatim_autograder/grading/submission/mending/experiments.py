"""The course's experiments, which are not run when work is graded: they take long, and no points hang on them. Where
something that the student wrote asks for what one of them defines, all of them are run.
"""

import ast
from functools import cache

from gradatim_autograder.course import EXPERIMENT
from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.submission.cell_text import Piece, Text, is_the_courses
from gradatim_autograder.grading.submission.names import asked, given, table_of


def mark_experiments(cells: list[dict], chapter: ChapterSource) -> None:
    """Tag those of a mended notebook's cells that are not to be run."""
    experiments = [cell for cell in cells if cell["cell_type"] == "code" and is_experiment(cell, chapter)]
    if not experiments:
        return
    pieces = iter(Text(cells, {}).pieces)
    code = [(cell, next(pieces)) for cell in cells if cell["cell_type"] == "code"]
    defined = _defined(chapter.experiments)
    if any(_asks_for(piece, defined) for cell, piece in code if not is_the_courses(cell)):
        return
    for cell in experiments:
        cell["metadata"] = {"tags": [EXPERIMENT]}


def is_experiment(cell: dict, chapter: ChapterSource) -> bool:
    """Whether a cell is one of the chapter's experiments, as the course wrote it."""
    return not cell["metadata"] and cell["source"].strip() in chapter.experiments


@cache
def _defined(experiments: frozenset[str]) -> set[str]:
    tables = [table for source in experiments if (table := table_of(source)) is not None]
    return set[str]().union(*map(given, tables))


def _asks_for(piece: Piece, names: set[str]) -> bool:
    """Whether a student's cell looks for one of these names and does not give it a meaning itself."""
    if piece.tree is None:
        return bool(piece.trouble)  # what cannot be read may ask for anything; what is no Python is not run either
    table = table_of(ast.unparse(piece.tree))  # without the commands of IPython that are left out of the tree
    return table is None or bool((asked(table) - given(table)) & names)
