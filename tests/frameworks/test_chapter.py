"""The libraries with all four installed: gradients as by hand, the same training, a notebook that runs through."""

import os
import re
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from chapter_cells import ROOT, defined
from gradatim_autograder.exercise.chapters import CHAPTERS
from nbclient import NotebookClient

CHAPTER = CHAPTERS["libraries"]
FRAMEWORKS = ("torch", "tensorflow", "keras", "pytensor")
EQUAL = 1e-6  # what the chapter promises
ROUNDING = 1e-13  # what is seen, with room


def executed(folder):
    path = ROOT / folder / CHAPTER / f"{CHAPTER}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    return NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(path.parent)}}).execute()


def printed(notebook):
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    streams = [output for output in outputs if output.output_type == "stream"]
    assert not [output.text for output in streams if output.name == "stderr"]
    return "".join(output.text for output in streams)


def results(notebook):
    """The plain text of what the cells show, by the cell's source."""
    return {
        cell.source: output.data["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    }


@pytest.fixture(scope="module")
def solution():
    return executed("solutions")


def test_the_notebook_shows_gradients_equal_to_those_by_hand(solution):
    text = printed(solution)
    found = {name: float(number) for name, number in re.findall(r"difference_to_(\w+)\(\) = (\S+)", text)}
    assert set(found) == {*FRAMEWORKS, "value"}
    assert max(found.values()) < EQUAL
    assert "not installed" not in text and "stopped with" not in text and "two_passes() = [6, 12]" in text


def test_the_notebook_shows_trainings_equal_to_that_by_hand(solution):
    (picture,) = [text for source, text in results(solution).items() if "plots.same_runs" in source]
    found = re.findall(r"(\w+) differs from by hand by at most (\S+)\.", picture)
    assert [name for name, _gap in found] == ["PyTorch", "TensorFlow", "Keras", "PyTensor"]
    assert max(float(gap) for _name, gap in found) < EQUAL


def test_the_release_runs_through():
    text = printed(executed("course/en"))
    assert "largest_difference is not written yet." in text and "stopped with" not in text


# -- the chapter's own functions, on other networks ------------------------------------------------------------------


@pytest.fixture(scope="module")
def chapter():
    """What the cells of the solution define."""
    from gradatim import frameworks

    for name in FRAMEWORKS:
        frameworks.load(name)
    return defined(CHAPTER)


def a_network(seed):
    """A network of other sizes, with biases away from 0, and samples of both classes."""
    rng = np.random.default_rng(seed)
    D, H, N = (int(size) for size in rng.permutation([3, 5, 7]))
    params = {
        "W1": rng.normal(size=(D, H)),
        "b1": rng.normal(size=H),
        "W2": rng.normal(size=(H, 1)),
        "b2": rng.normal(size=1),
    }
    return D, H, rng.normal(size=(N, D)), rng.permutation(np.arange(N) % 2).astype(float), params


@pytest.mark.parametrize("name", FRAMEWORKS)
@pytest.mark.parametrize("seed", range(3))
def test_gradients(chapter, name, seed, monkeypatch):
    D, H, X, y, params = a_network(seed)
    monkeypatch.setitem(chapter, "D", D)
    monkeypatch.setitem(chapter, "H", H)
    mine = chapter["backprop_two_layer"](X, y, params)
    theirs = chapter[f"{name}_gradients"](X, y, params)
    assert {value.dtype for value in theirs.values()} == {np.dtype(np.float64)}
    assert chapter["largest_difference"](mine, theirs) < ROUNDING < EQUAL
    wrong = {**mine, "W1": mine["W1"] + EQUAL * (np.arange(mine["W1"].size).reshape(mine["W1"].shape) == 1) * 2}
    assert chapter["largest_difference"](wrong, theirs) > EQUAL


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_trainings(chapter, name):
    mine = np.array(chapter["own_training"]())
    theirs = np.array(chapter[f"{name}_training"]())
    assert mine.shape == theirs.shape == (chapter["EPOCHS"] + 1,)
    assert mine[-1] < 0.1 < mine[0]
    np.testing.assert_allclose(theirs, mine, rtol=0, atol=ROUNDING)


def test_weights_that_were_not_turned_are_noticed(chapter, monkeypatch):
    """A square layer takes them without a word; the gradients tell."""
    D, _H, X, y, params = a_network(0)
    params["W1"] = np.random.default_rng(1).normal(size=(D, D))
    params["b1"], params["W2"] = params["b1"][[0] * D], params["W2"][[0] * D]
    monkeypatch.setitem(chapter, "D", D)
    monkeypatch.setitem(chapter, "H", D)
    mine = chapter["backprop_two_layer"](X, y, params)
    assert chapter["largest_difference"](mine, chapter["torch_gradients"](X, y, params)) < ROUNDING
    turned = chapter["to_torch_layout"]
    monkeypatch.setitem(chapter, "to_torch_layout", lambda p: {**turned(p), "hidden.weight": p["W1"]})
    assert chapter["largest_difference"](mine, chapter["torch_gradients"](X, y, params)) > 1e-3


def test_keras_on_pytorch_is_equal_too():
    """It passes what it gets through float32, as the chapter says: not to rounding, but within the limit."""
    code = f"from chapter_cells import defined; print(defined({CHAPTER!r})['difference_to_keras']())"
    environment = {**os.environ, "KERAS_BACKEND": "torch"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "tests" / "support", env=environment, capture_output=True, text=True
    )
    assert ROUNDING < float(run.stdout.split()[-1]) < EQUAL
