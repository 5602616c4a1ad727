"""The notebooks: solutions earn full marks, releases run through and earn nothing, and they differ by answers only."""

import json
import re

import nbformat
import pytest
from computed_numbers import COMPARE, MARK, RECORD, differences, says, with_comparisons
from gradatim_autograder.build import check_course
from gradatim_autograder.course import EXPERIMENT, Course
from gradatim_autograder.exercise.chapters import CHAPTERS as NUMBERED
from gradatim_autograder.exercise.registry import of_chapter
from nbclient import NotebookClient
from nbgrader.utils import determine_grade, is_grade, is_solution
from places import ROOT
from thorough import thorough

COURSE = Course(ROOT)
CHAPTERS = COURSE.chapters()
WITH_CHECKS = [chapter for chapter in CHAPTERS if of_chapter(chapter)]  # a project has none: see test_capstone
# They take a minute each, and run whole once: test_applications_*.py hold their texts against their code, too.
LONG = {NUMBERED[name] for name in ("gradient_descent", "training", "deep_networks", "images", "text", "attention",
                                    "time_series")}  # fmt: skip


EXPERIMENTS = 300  # seconds by the clock that a cell may take where they run too: other tests run beside it


def executed(folder, chapter, prepared=lambda notebook, chapter: notebook, timeout=60):
    path = folder / chapter / f"{chapter}.ipynb"
    notebook = prepared(nbformat.read(path, as_version=4), chapter)
    return NotebookClient(notebook, timeout=timeout, resources={"metadata": {"path": str(path.parent)}}).execute()


def marks(notebook):
    cells = [cell for cell in notebook.cells if is_grade(cell) and cell.cell_type == "code"]
    assert len(cells) >= 5
    return {cell.metadata.nbgrader["grade_id"]: determine_grade(cell) for cell in cells}


def outputs(notebook, kind):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs if kind(output)]


def is_stderr(output):
    return output.output_type == "stream" and output.name == "stderr"


def test_there_are_chapters():
    assert CHAPTERS[:3] == ["00-start-here", "01-neuron", "02-layers"]


def test_committed_notebooks_are_what_the_sources_give():
    changes = check_course(COURSE)
    assert not changes and not changes.problems, f"run: uv run gradatim build; {changes}"


def test_the_long_chapters_run_whole_elsewhere():
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "course").glob("test_applications_*.py")]
    names = {name for text in files if 'chapter["differences"] == []' in text
             for name in re.findall(r'ran\(CHAPTERS\["(\w+)"\]\)', text)}  # fmt: skip
    assert {NUMBERED[name] for name in names} == LONG


@pytest.mark.parametrize("chapter", [chapter for chapter in WITH_CHECKS if chapter not in LONG])
def test_solution_gets_full_marks_and_its_text_says_what_its_code_computes(chapter):
    notebook = executed(COURSE.solutions, chapter, with_comparisons, EXPERIMENTS)
    for name, (points, maximum) in marks(notebook).items():
        assert points == maximum, name
    assert not outputs(notebook, is_stderr)
    printed = "".join(output.text for output in outputs(notebook, lambda o: o.output_type == "stream"))
    assert "not written" not in printed
    assert not differences(notebook)


def test_the_text_of_the_last_chapter_says_what_its_code_computes():
    """It has no checks, so the tests above leave it out."""
    notebook = executed(COURSE.solutions, CHAPTERS[-1], with_comparisons, EXPERIMENTS)
    assert not outputs(notebook, is_stderr) and not differences(notebook)


def without_experiments(notebook, chapter):
    notebook.cells = [cell for cell in notebook.cells if EXPERIMENT not in cell.metadata.get("tags", ())]
    return notebook


@pytest.mark.parametrize("chapter", WITH_CHECKS)
def test_nothing_but_experiments_needs_experiments(chapter):
    """As it is graded: no cell misses what an experiment would have defined, and it takes seconds."""
    notebook = executed(COURSE.solutions, chapter, without_experiments)
    assert all(points == maximum for points, maximum in marks(notebook).values())
    assert "NameError" not in json.dumps(outputs(notebook, lambda _output: True))  # a picture tells it in its place


@pytest.mark.parametrize("chapter", WITH_CHECKS[:: thorough(3, 1)])
def test_release_runs_through_and_gets_nothing(chapter):
    """No cell raises: whatever needs an answer says "not written yet"."""
    notebook = executed(COURSE.release(), chapter)
    assert {points for points, _maximum in marks(notebook).values()} == {0.0}
    for cell in notebook.cells:
        if is_grade(cell) and cell.cell_type == "code":
            (result,) = [output for output in cell.outputs if output.output_type == "execute_result"]
            assert "Not written yet" in result.data["text/html"]
    assert not outputs(notebook, is_stderr)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_is_the_solution_without_the_answers(chapter):
    solution, release = (
        json.loads((folder / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
        for folder in (COURSE.solutions, COURSE.release())
    )
    assert len(solution) == len(release)
    stub = r"\g<1># YOUR CODE HERE\n\g<1>raise NotImplementedError()"
    for mine, theirs in zip(solution, release, strict=True):
        assert (mine["id"], mine["cell_type"]) == (theirs["id"], theirs["cell_type"])
        source, released = "".join(mine["source"]), "".join(theirs["source"])
        if not is_solution(nbformat.from_dict(mine)):
            assert released == source
        elif mine["cell_type"] == "markdown":
            assert released == "YOUR ANSWER HERE"
        elif is_grade(nbformat.from_dict(mine)):
            assert released == "# YOUR CODE HERE\nraise NotImplementedError()"
        else:
            region = r"( *)### BEGIN SOLUTION\n.*?### END SOLUTION"
            assert released == re.sub(region, stub, source, flags=re.DOTALL) != source
    assert "BEGIN SOLUTION" not in json.dumps(release)


@pytest.mark.parametrize("chapter", WITH_CHECKS)
def test_every_exercise_and_a_prediction_are_in_the_notebook(chapter):
    source = (COURSE.solutions / chapter / f"{chapter}.py").read_text(encoding="utf-8")
    names = list(of_chapter(chapter))
    assert len(names) >= 5 and any(name.startswith("predict") for name in names)
    for name in names:
        assert f"\ncheck({name})\n" in source


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_notebook_has_no_outputs_and_links_that_lead_somewhere(chapter):
    for folder in (COURSE.solutions, COURSE.release()):
        path = folder / chapter / f"{chapter}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        assert not any(cell.get("outputs") for cell in notebook.cells)
        for cell in notebook.cells:
            for link in re.findall(r"\]\((\.\./[^)]+)\)", cell.source):
                assert (path.parent / link).is_file(), link


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("0.98", 0.9775, True),
        ("0.98", 0.9749, False),
        ("−1.5", -1.52, True),
        ("11,236", 11236.0, True),
        ("3", 3.4, True),
        ("3.0", 3.4, False),
        ("most of them", True, True),
        ("most of them", False, False),
        ("12", "NameError: name 'x' is not defined", False),
        ("2", True, False),
        ("anna", "anna", True),
        ("0.5", float("nan"), False),
    ],
)
def test_a_number_is_compared_in_its_own_digits(text, value, right):
    assert says(text, value) == right


def test_a_number_that_is_no_longer_true_is_found():
    """The comparing cells run in a kernel: one number is right, two are not, and one cannot be computed."""
    notebook = nbformat.v4.new_notebook()
    cells = ["from gradatim import try_it", "def twice(x):\n    return 2 * x", "try_it(twice, 4)"]
    items = [("8", "shown[0]"), ("9", "shown[0]"), ("less", "twice(2) < 4"), ("1", "missing")]
    notebook.cells = [nbformat.v4.new_code_cell(each) for each in (RECORD, *cells)]
    compare = nbformat.v4.new_code_cell(COMPARE.format(mark=MARK, items=items))
    compare.metadata.update(lines=[1, 2, 3, 4], items=items)
    notebook.cells.append(compare)
    found = differences(NotebookClient(notebook, timeout=60).execute())
    assert [each.partition(":")[0] for each in found] == ["line 2", "line 3", "line 4"]
    assert "9 is 8.0" in found[0] and "NameError" in found[2]
