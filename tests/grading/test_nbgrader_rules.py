"""nbgrader's rules that are written a second time here, because importing nbgrader takes longer than most notebooks:
held against nbgrader's own code, on cells and outputs drawn at random. They fail when nbgrader changes a rule.
"""

import copy
import random

import nbformat
import pytest
from gradatim_autograder.grading.batch.limits import limits_of
from gradatim_autograder.grading.submission.output_limits import OutputLimits
from gradatim_autograder.grading.submission.outputs import make_safe
from gradatim_autograder.grading.submission.score import checksum, scored
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from nbgrader.utils import compute_checksum, determine_grade
from thorough import thorough
from traitlets.config import Config

SEEDS = range(thorough(150, 1500))
WORDS = ["", "x", "1.0", "line\nline\n", "Warning: old\n", "a\n\n\nb", "ä–∑\n" * 5, "nan", "\ud800"]


def a_cell(chance, number):
    """A cell with an id, as nbgrader writes it, with the outputs of a run."""
    kind = chance.choice(["code", "code", "markdown"])
    new = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    cell = new("".join(chance.choices(WORDS, k=3)))
    grade, solution = chance.choice([(True, False), (False, True), (True, True), (False, False)])
    cell.metadata["nbgrader"] = {
        "grade_id": f"cell-{number}", "grade": grade, "solution": solution, "locked": chance.random() < 0.5,
        "schema_version": 3, "cell_type": kind, "task": False,
    }  # fmt: skip
    if grade:
        cell.metadata["nbgrader"]["points"] = chance.choice([0, 1, 2.5, 10])
    if kind == "code":
        cell.outputs = [an_output(chance) for _ in range(chance.randrange(5))]
    return cell


def an_output(chance):
    text = "".join(chance.choices(WORDS[:-1], k=chance.randrange(1, 6)))
    kind = chance.choice(["stdout", "stderr", "result", "error", "display"])
    if kind in ("stdout", "stderr"):
        return nbformat.v4.new_output("stream", name=kind, text=text)
    if kind == "error":
        return nbformat.v4.new_output("error", ename="E", evalue="e", traceback=[text] * chance.randrange(1, 9))
    value = {"text/plain": chance.choice(["0", "1", "0.5", "2.5", "-1", "nan", "7e3", "'text'", text])}
    return nbformat.v4.new_output("execute_result" if kind == "result" else "display_data", data=value)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_checksum_is_nbgraders(seed):
    cell = a_cell(random.Random(seed), seed)
    cell.source = cell.source.replace("\ud800", "")  # nbgrader cannot read half a character; ours has to
    assert checksum(cell) == compute_checksum(cell)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_score_is_nbgraders(seed):
    """Of outputs that are safe, as all are that we score; a task that was left as it was has 0 points."""
    chance = random.Random(seed)
    cells = [a_cell(chance, number) for number in range(6)]
    for cell in cells:
        cell.source = cell.source.replace("\ud800", "")
        marks = cell.metadata["nbgrader"]
        if marks["grade"] and not marks["solution"] and cell.cell_type == "code":
            safe = make_safe(copy.deepcopy(cell.outputs), float(marks["points"]))
            cell.outputs = [nbformat.from_dict(each) for each in safe]
        if chance.random() < 0.5:
            marks["checksum"] = compute_checksum(cell)
    found = scored(nbformat.v4.new_notebook(cells=cells))
    for cell in cells:
        marks = cell.metadata["nbgrader"]
        if marks["grade"]:
            assert found.scores[marks["grade_id"]] == determine_grade(cell)[0]
        if marks["solution"]:
            assert found.unanswered[marks["grade_id"]] == (marks.get("checksum") == compute_checksum(cell))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_out_of_outputs_is_what_nbgrader_leaves_out(seed):
    chance = random.Random(seed)
    notebook = nbformat.v4.new_notebook(cells=[a_cell(chance, number) for number in range(4)])
    lines, traceback = (chance.choice([-1, 2, 3, 5, 1000]) for _ in range(2))
    pattern = chance.choice(["", "Warning", "^a"])
    limits = {"max_lines": lines, "max_traceback": traceback}
    config = Config(LimitOutput=limits, IgnorePattern={"pattern": pattern, "enabled": bool(pattern)})
    ours, theirs = copy.deepcopy(notebook), copy.deepcopy(notebook)
    OutputLimits(lines, traceback, pattern).apply(ours)
    for step in (IgnorePattern, LimitOutput):  # in the order of nbgrader's Autograde
        if step is LimitOutput or pattern:
            theirs, _ = step(config=config).preprocess(theirs, {})
    assert ours == theirs
    assert limits_of(config) == OutputLimits(lines, traceback, pattern)


def test_the_limits_without_settings_are_nbgraders():
    assert limits_of(Config()) == OutputLimits()
