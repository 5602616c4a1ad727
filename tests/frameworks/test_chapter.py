"""The libraries with all five installed: gradients as by hand, the same training, layers moved, and a notebook."""

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
FRAMEWORKS = ("torch", "tensorflow", "keras", "jax", "pytensor")
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


def test_the_notebook_shows_layers_that_were_moved(solution):
    text = printed(solution)
    found = {name: float(number) for name, number in re.findall(r"(\w+_against_\w+)\(\) = (\S+)", text)}
    assert set(found) == {"convolution_against_torch", "convolution_against_keras", "recurrent_against_torch"}
    assert max(found.values()) < ROUNDING


def test_the_notebook_shows_the_lines_of_every_program(solution):
    text = printed(solution)
    assert "batch_sizes() = [60, 60, 60, 20]" in text
    assert re.search(
        r"training_and_use\(\)\n.*\[0, 2\]\n.*\[1\]\n.*\[-0.9\S+, 0.9\S+\]\n.*\[-0.0953\S*, 1.8115\S*\]", text
    )
    assert re.search(r"notes_are_taken\(\)\n.*True\n.*False", text)


def test_the_notebook_shows_trainings_equal_to_that_by_hand(solution):
    (picture,) = [text for source, text in results(solution).items() if "plots.same_runs" in source]
    found = re.findall(r"(\w+) differs from by hand by at most (\S+)\.", picture)
    assert [name for name, _gap in found] == ["PyTorch", "TensorFlow", "Keras", "JAX", "PyTensor"]
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
def test_gradients_where_every_score_is_0(chapter, name):
    """The loss has no kink there, although max(z, 0) and |z| have one each."""
    nothing = {key: np.zeros(value.shape) for key, value in chapter["params"].items()}
    samples = chapter["X"], chapter["y"], nothing
    mine, theirs = chapter["backprop_two_layer"](*samples), chapter[f"{name}_gradients"](*samples)
    assert chapter["largest_difference"](mine, theirs) < ROUNDING
    samples = chapter["X"][:7], np.ones(7), nothing
    mine, theirs = chapter["backprop_two_layer"](*samples), chapter[f"{name}_gradients"](*samples)
    assert mine["b2"][0] == pytest.approx(-0.5)
    assert chapter["largest_difference"](mine, theirs) < ROUNDING


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_trainings(chapter, name):
    mine = np.array(chapter["own_training"]())
    theirs = np.array(chapter[f"{name}_training"]())
    assert mine.shape == theirs.shape == (chapter["EPOCHS"] + 1,)
    assert mine[-1] < 0.1 < mine[0]
    np.testing.assert_allclose(theirs, mine, rtol=0, atol=ROUNDING)


def test_the_loop_in_its_words_is_that_of_torch(chapter):
    assert chapter["loop_in_torch"]() == chapter["loop_by_hand"]() == [2.4, 1.92, 1.536]


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


def keras_on(backend):
    """The difference to Keras, and that of the convolution."""
    code = (
        "from gradatim import frameworks; frameworks.load('keras'); from chapter_cells import defined; "
        f"chapter = defined({CHAPTER!r}); "
        "print(chapter['difference_to_keras'](), chapter['convolution_against_keras']())"
    )
    environment = {**os.environ, "KERAS_BACKEND": backend}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "tests" / "support", env=environment, capture_output=True, text=True
    )
    return [float(number) for number in run.stdout.split()[-2:]]


@pytest.mark.parametrize("backend", ["torch", "jax"])
def test_keras_on_another_one_is_equal_too(backend):
    """Some of it is computed in float32, as the chapter says: not equal to rounding, but within the limit."""
    network, _convolution = keras_on(backend)
    assert ROUNDING < network < EQUAL


# -- layers that were moved ------------------------------------------------------------------------------------------


def a_convolution(seed):
    """Arguments of other sizes, for a stride of 2 and a pad of 1."""
    rng = np.random.default_rng(seed)
    N, height, width, C, K = (int(size) for size in rng.permutation([3, 4, 5, 6, 7]))
    f = int(rng.integers(1, 4))
    rows, columns = ((size + 2 - f) // 2 + 1 for size in (height, width))
    sizes = (N, height, width, C), (f, f, C, K), K, (N, rows, columns, K)
    return [rng.normal(size=size) for size in sizes]


@pytest.mark.parametrize("seed", range(4))
def test_a_convolution_moved(chapter, seed):
    arguments = a_convolution(seed)
    mine = chapter["own_convolution"](*arguments)
    theirs = chapter["torch_convolution"](*arguments)
    assert {value.dtype for value in theirs.values()} == {np.dtype(np.float64)}
    assert chapter["largest_difference"](mine, theirs) < ROUNDING
    del mine["dX"]
    assert chapter["largest_difference"](mine, chapter["keras_convolution"](*arguments)) < ROUNDING


def test_filters_that_were_transposed_are_noticed(chapter, monkeypatch):
    """No error comes: W.T has the shape that PyTorch wants."""
    assert chapter["convolution_against_torch"]() < ROUNDING
    monkeypatch.setitem(chapter, "conv_to_torch", lambda W: W.T.copy())
    assert chapter["convolution_against_torch"]() > 1


def test_a_dense_layer_behind_a_convolution(chapter):
    """The text's line puts the rows of its weights in PyTorch's order."""
    import torch

    rng = np.random.default_rng(0)
    maps, W = rng.normal(size=(4, 2, 3, 5)), rng.normal(size=(2 * 3 * 5, 7))
    moved = W.reshape(2, 3, 5, 7).transpose(2, 0, 1, 3).reshape(-1, 7)
    theirs = torch.tensor(chapter["to_channels_first"](maps)).flatten(1) @ torch.tensor(moved)
    np.testing.assert_allclose(theirs.numpy(), maps.reshape(4, -1) @ W, atol=ROUNDING)


def a_recurrent_layer(seed):
    rng = np.random.default_rng(seed)
    N, T, D, H = (int(size) for size in rng.permutation([3, 4, 5, 6]))
    sizes = (N, T, D), (N, H), (D, H), (H, H), H, (N, T, H)
    return [rng.normal(size=size) for size in sizes]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("share", [1.0, 0.0, 0.3])
def test_a_recurrent_layer_moved(chapter, seed, share, monkeypatch):
    """However the bias is shared out."""
    arguments, turned = a_recurrent_layer(seed), chapter["rnn_to_torch"]
    biases = {"bias_ih_l0": share * arguments[4], "bias_hh_l0": (1 - share) * arguments[4]}
    monkeypatch.setitem(chapter, "rnn_to_torch", lambda *weights: turned(*weights) | biases)
    mine, theirs = chapter["own_recurrent"](*arguments), chapter["torch_recurrent"](*arguments)
    assert chapter["largest_difference"](mine, theirs) < ROUNDING


@pytest.mark.parametrize(
    "wrong", [lambda Wx, Wh, b: {"weight_hh_l0": Wh}, lambda Wx, Wh, b: {"bias_hh_l0": b}], ids=["Wh", "b twice"]
)
def test_a_recurrent_layer_moved_wrongly_is_noticed(chapter, wrong, monkeypatch):
    turned = chapter["rnn_to_torch"]
    monkeypatch.setitem(chapter, "rnn_to_torch", lambda *weights: turned(*weights) | wrong(*weights))
    assert chapter["recurrent_against_torch"]() > 1e-3


def test_a_saved_state_is_loaded_as_the_text_says(chapter, tmp_path):
    """The lines of the text about saving, with another file."""
    import torch

    text = (ROOT / "solutions" / CHAPTER / f"{CHAPTER}.py").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```python\n((?:# [^\n]*\n)*?# torch\.save.*?)# ```", text, re.DOTALL)
    code = re.sub(r"(?m)^# ", "", lines).replace("moons.pt", str(tmp_path / "moons.pt"))
    network = chapter["torch_network"](chapter["params"])
    names = {**chapter, "torch": torch, "network": network, "params": {k: 0 * v for k, v in chapter["params"].items()}}
    exec(code, names)
    for name, value in network.state_dict().items():
        assert torch.equal(value, names["another"].state_dict()[name])
