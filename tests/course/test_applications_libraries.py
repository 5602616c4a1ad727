"""The libraries where none is installed, and what the chapter says of them. With all five: tests/frameworks."""

import importlib.machinery
import importlib.util
import json
import sys

import numpy as np
import pytest
from chapter_cells import ROOT, defined
from gradatim import frameworks, plots
from gradatim.frameworks import installed
from gradatim.picture import Message
from gradatim_autograder.course import Course
from gradatim_autograder.exercise.chapters import CHAPTERS
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.inside.function.shortcuts import FRAMEWORKS

CHAPTER = CHAPTERS["libraries"]
NAMES = ("torch", "tensorflow", "keras", "jax", "pytensor")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of packages, the only one where frameworks are looked for. `shelf("torch", "x = 1")` puts one there."""

    def put(name, source=None):
        folder = tmp_path / name
        folder.mkdir()
        if source is not None:
            (folder / "__init__.py").write_text(source, encoding="utf-8")

    find = importlib.util.find_spec

    def find_there(name, *rest):
        ours = name in NAMES
        return importlib.machinery.PathFinder.find_spec(name, [str(tmp_path)]) if ours else find(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", find_there)
    monkeypatch.syspath_prepend(tmp_path)
    for name in NAMES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield put
    for name in NAMES:
        sys.modules.pop(name, None)


# -- the chapter -----------------------------------------------------------------------------------------------------


def test_the_chapter_reaches_what_it_says():
    """Autograd gives the gradients of the chapter on backpropagation, and the training learns the moons."""
    names = defined(CHAPTER)
    assert names["difference_to_value"]() < 1e-14
    losses = names["own_training"]()
    assert len(losses) == 61 and losses[0] == pytest.approx(0.7895, abs=1e-4) and losses[-1] < 0.08
    graph = {"L": ["s", "a"], "s": ["m", "c"], "m": ["a", "b"], "a": [], "b": [], "c": []}
    assert names["topological_order"](graph) == list("abmcsL")


def test_what_is_given_is_what_the_chapters_ask_for():
    """The convolution and the recurrent network of the setup cell, against the references of those chapters."""
    names, rng = defined(CHAPTER), np.random.default_rng(0)
    for name in ("conv_forward", "conv_backward", "rnn_forward", "rnn_backward", "bce_with_logits"):
        exercise = all_exercises().get(name)
        for probe in exercise.draw(int(rng.integers(100))) if exercise else ():
            mine, right = names[name](*probe.args), exercise.reference(*probe.args)
            pairs = zip(mine, right, strict=True) if isinstance(right, tuple) else [(mine, right)]
            for a, b in pairs:
                np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-9)


def test_where_layers_lie_side_by_side():
    """What the text says of W.T, of flattened maps and of two biases."""
    names, rng = defined(CHAPTER), np.random.default_rng(0)
    W = rng.normal(size=(3, 3, 2, 4))
    assert W.T.shape == names["conv_to_torch"](W).shape
    np.testing.assert_array_equal(W.T, names["conv_to_torch"](W).swapaxes(2, 3))
    np.testing.assert_array_equal(names["conv_to_torch"](W).transpose(2, 3, 1, 0), W)
    maps, dense = rng.normal(size=(5, 2, 3, 4)), rng.normal(size=(24, 7))
    moved = dense.reshape(2, 3, 4, 7).transpose(2, 0, 1, 3).reshape(-1, 7)
    there = names["to_channels_first"](maps).reshape(5, -1) @ moved
    np.testing.assert_allclose(there, maps.reshape(5, -1) @ dense, rtol=1e-12)
    here, there = names["flattened_here_and_there"]()
    assert here.ravel().tolist() == [1, 5, 2, 6, 3, 7, 4, 8] and there.ravel().tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def the_loop(change=("", "")):
    """The path of the loop in PyTorch's words, with a change in its cell that stands in the text."""
    names, notebook = (
        defined(CHAPTER),
        json.loads((ROOT / "solutions" / CHAPTER / f"{CHAPTER}.ipynb").read_text("utf-8")),
    )
    (source,) = ["".join(cell["source"]) for cell in notebook["cells"] if "def descend" in "".join(cell["source"])]
    program = source.partition("\n\n\ntry_it(")[0]
    assert change[0] in program
    exec(program.replace(*change), names)
    return names["loop_by_hand"]()


CLEAR, LOSS = "        optimizer.zero_grad()\n", "        loss = w * w\n"
BACK, STEP = "        loss.backward()\n", "        optimizer.step()\n"
ROUND = "    for _step in range(3):\n"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (("", ""), [2.4, 1.92, 1.536]),
        ((CLEAR, ""), [2.4, 1.32, -0.024]),
        ((BACK + STEP, STEP + BACK), [3, 3, 3]),
        ((ROUND + CLEAR + LOSS, LOSS[4:] + ROUND + CLEAR), [2.4, 1.8, 1.2]),
        (("SGD([w], lr=0.1", "SGD([w], lr=0.1, momentum=0.9"), [2.4, 1.38, 0.186]),
    ],
    ids=["as it stands", "no zero_grad", "step too early", "loss above the loop", "momentum"],
)
def test_what_the_text_says_of_changes_to_the_loop(change, path):
    assert the_loop(change) == path
    text = " ".join((ROOT / "solutions" / CHAPTER / f"{CHAPTER}.py").read_text(encoding="utf-8").split())
    assert change == ("", "") or ", ".join(f"{w:g}" for w in path).replace("-", "−") in text


def test_every_framework_is_one_that_the_checks_know():
    assert set(NAMES) == set(installed.FRAMEWORKS) <= set(FRAMEWORKS)
    source = (Course(ROOT).solutions / CHAPTER / f"{CHAPTER}.py").read_text(encoding="utf-8")
    assert all(f'frameworks.try_it("{name}", difference_to_{name})' in source for name in NAMES)


# -- which are installed ---------------------------------------------------------------------------------------------


def test_a_missing_one_is_a_sentence(shelf, capsys):
    for name in NAMES:
        frameworks.try_it(name, pytest.fail)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["PyTorch", "TensorFlow", "Keras", "JAX", "PyTensor"]
    assert all("install" in line and "restart the kernel" in line for line in lines)
    assert frameworks.only_installed(dict.fromkeys(NAMES, 1)) == {}


def test_an_empty_folder_is_none(shelf):
    """A sandbox that hides a framework puts one in its place."""
    shelf("torch")
    assert not frameworks.is_installed("torch")


def test_keras_needs_another_one(shelf, monkeypatch):
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    shelf("keras", "import os\nbackend = os.environ['KERAS_BACKEND']")
    assert not frameworks.is_installed("keras")
    shelf("torch", "")
    assert frameworks.is_installed("keras") and frameworks.load("keras").backend == "torch"
    assert frameworks.only_installed(dict.fromkeys(NAMES, 1)) == {"PyTorch": 1, "Keras": 1}


def test_one_that_is_installed_is_imported_in_silence_and_used(shelf, capfd):
    shelf("torch", "import os, sys\nos.write(2, b'no GPU')\nanswer = 42")
    frameworks.try_it("torch", lambda: sys.modules["torch"].answer)
    out, err = capfd.readouterr()
    assert out.endswith("= 42\n") and not err


def test_one_that_cannot_be_imported_is_a_sentence(shelf, capfd):
    shelf("torch", "raise OSError('libtorch.so\\nis missing.')")
    frameworks.try_it("torch", pytest.fail)
    text = "PyTorch is installed but cannot be imported: OSError: libtorch.so is missing.\n"
    assert capfd.readouterr() == (text, "")


@pytest.mark.parametrize(
    ("settings", "command"),
    [("home = x\nuv = 0.13\n", "`uv pip install --torch-backend cpu torch=="), ("home = x\n", "`pip install torch==")],
)
def test_the_command_fits_the_environment(settings, command, tmp_path, monkeypatch):
    (tmp_path / "pyvenv.cfg").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert command in frameworks.how_to_install("torch")


# -- the picture -----------------------------------------------------------------------------------------------------


def test_runs_are_compared_before_they_are_rounded():
    losses = np.array([1.0, 0.5, 0.25])
    picture = plots.same_runs({"by hand": losses, "A": lambda: losses + 3e-15, "B": losses.tolist()})
    assert "A differs from by hand by at most 3e-15." in picture.alt
    assert "B differs from by hand by at most 0." in picture.alt
    assert len(picture.figure.axes) == 2 and len(plots.same_runs({"by hand": losses}).figure.axes) == 1


def unwritten():
    raise NotImplementedError


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ({"by hand": unwritten}, "unwritten is not written yet."),
        ({"by hand": [1, 2], "A": [1]}, "different lengths: by hand 2, A 1."),
        ({"by hand": [1.0, np.nan]}, "by hand should give a list of losses."),
        ({"by hand": "none"}, "by hand should give a list of losses."),
    ],
)
def test_runs_that_cannot_be_compared_are_a_sentence(runs, text):
    message = plots.same_runs(runs)
    assert isinstance(message, Message) and text in str(message)
