"""The notebooks: solutions earn full marks, releases run through and earn nothing, and they differ by answers only."""

import json
import re

import nbformat
import pytest
from gradatim_autograder.build import check_course
from gradatim_autograder.course import Course
from gradatim_autograder.exercise.registry import of_chapter
from nbclient import NotebookClient
from nbgrader.utils import determine_grade, is_grade, is_solution
from places import ROOT
from thorough import thorough

COURSE = Course(ROOT)
CHAPTERS = COURSE.chapters()
WITH_CHECKS = [chapter for chapter in CHAPTERS if of_chapter(chapter)]  # a project has none: see test_capstone


def executed(folder, chapter):
    path = folder / chapter / f"{chapter}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    return NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(path.parent)}}).execute()


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


@pytest.mark.parametrize("chapter", WITH_CHECKS)
def test_solution_gets_full_marks(chapter):
    notebook = executed(COURSE.solutions, chapter)
    for name, (points, maximum) in marks(notebook).items():
        assert points == maximum, name
    assert not outputs(notebook, is_stderr)
    printed = "".join(output.text for output in outputs(notebook, lambda o: o.output_type == "stream"))
    assert "not written" not in printed


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
