"""Shortcuts do not count, and nobody is accused of one falsely."""

import copy
import functools
import linecache
import sys
import types

import gradatim
import numpy as np
import pytest
from gradatim_autograder.checking.course_functions import call_own, quiet
from gradatim_autograder.checking.evidence import Evidence
from gradatim_autograder.checking.not_by_hand import borrowed, differentiated
from gradatim_autograder.checking.rounding import is_off, jumps
from gradatim_autograder.checking.subject import LocalSubject, local
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.inside.function.closed import Borrowed, closed
from gradatim_autograder.inside.function.quotients import differences
from gradatim_autograder.inside.function.shortcuts import uses
from gradatim_autograder.verdict.engine import judge
from numerical_answers import NUMERICAL, OWN
from thorough import thorough
from unseen import chapters_00_02, chapters_03_07, chapters_03_07_more

EXERCISES = all_exercises()
DERIVATIVES = [exercise for exercise in EXERCISES.values() if exercise.forward is not None]
UNSEEN = [entry for module in (chapters_00_02, chapters_03_07, chapters_03_07_more) for entry in module.RIGHT]


def cell(source, name):
    """A function of a notebook's cell, with its source where Python looks for it."""
    filename = f"<cell {hash(source)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    namespace = {"np": np, "__name__": "__main__"}
    exec(compile(source, filename, "exec"), namespace)
    return namespace[name]


def result_of(function, exercise, seed=1):
    return judge(local(EXERCISES[exercise], function), EXERCISES[exercise], seed)


# -- borrowed ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def framework():
    """Something called torch, with what the real one has: a function in Python, one in C, a class, a part."""
    torch = types.ModuleType("torch")
    torch.functional = types.ModuleType("torch.functional")
    exec("def relu(z):\n    return z * (z > 0)\nclass Module: pass", torch.functional.__dict__)
    torch.relu, torch.Module = torch.functional.relu, torch.functional.Module
    torch.tensor = type("Tensor", (), {"__module__": "torch", "relu": lambda self: self})
    sys.modules.update({"torch": torch, "torch.functional": torch.functional})
    yield torch
    del sys.modules["torch"], sys.modules["torch.functional"]


BORROWED = {
    "from the library, by name": "from gradatim.nn import ReLU\ndef relu(z): return ReLU().forward(z)",
    "by another name": "from gradatim.nn import ReLU as R\ndef relu(z): return R().forward(z)",
    "through the package": "import gradatim\ndef relu(z): return gradatim.nn.ReLU().forward(z)",
    "through the module": "from gradatim import nn\ndef relu(z):\n    layer = nn.ReLU()\n    return layer.forward(z)",
    "by its whole path": "import gradatim.nn.activations\ndef relu(z): return gradatim.nn.activations.ReLU()(z)",
    "imported inside": "def relu(z):\n    from gradatim.nn import ReLU\n    return ReLU().forward(z)",
    "imported inside, renamed": "def relu(z):\n    import gradatim.nn as n\n    return n.ReLU().forward(z)",
    "imported inside, whole": "def relu(z):\n    import gradatim.nn\n    return gradatim.nn.ReLU().forward(z)",
    "inside, used by a nested function": (
        "def relu(z):\n    from gradatim import nn\n    def f(v): return nn.ReLU().forward(v)\n    return f(z)"
    ),
    "an object made before": "from gradatim import nn\nlayer = nn.ReLU()\ndef relu(z): return layer.forward(z)",
    "a method kept": "from gradatim import nn\nf = nn.ReLU().forward\ndef relu(z): return f(z)",
    "the method itself": "from gradatim import nn\nrelu = nn.ReLU().forward",
    "in a list": "from gradatim import nn\nlayers = [nn.ReLU()]\ndef relu(z): return layers[0].forward(z)",
    "in a dict": "from gradatim import nn\nf = {'relu': nn.ReLU().forward}\ndef relu(z): return f['relu'](z)",
    "a lambda": "from gradatim import nn\nf = lambda z: nn.ReLU().forward(z)\nrelu = lambda z: f(z)",
    "partial": "import functools\nfrom gradatim import nn\nrelu = functools.partial(nn.ReLU.forward, nn.ReLU())",
    "a default": "from gradatim import nn\ndef relu(z, layer=nn.ReLU()): return layer.forward(z)",
    "a closure": "from gradatim import nn\ndef make(f):\n    return lambda z: f.forward(z)\nrelu = make(nn.ReLU())",
    "a helper's helper": (
        "from gradatim import nn\ndef a(z): return nn.ReLU()(z)\ndef b(z): return a(z)\ndef relu(z): return b(z)"
    ),
    "a subclass": (
        "from gradatim import nn\nclass Mine(nn.ReLU):\n    pass\ndef relu(z): return Mine().forward(z)"
    ),
    "a class with a method": (
        "from gradatim import nn\nclass Mine:\n    def go(self, z): return nn.ReLU().forward(z)\n"
        "def relu(z): return Mine().go(z)"
    ),
    "a class that says it is numpy's": (
        "from gradatim import nn\nclass Mine:\n    __module__ = 'numpy'\n    go = nn.ReLU().forward\n"
        "def relu(z): return Mine.go(z)"
    ),
    "a subclass that says it is numpy's": (
        "from gradatim import nn\nclass ndarray(nn.ReLU):\n    __module__ = 'numpy'\n"
        "def relu(z): return ndarray().forward(z)"
    ),
    "an object of one's own": (
        "from gradatim import nn\nclass Mine:\n    def __init__(self): self.f = nn.ReLU()\nmine = Mine()\n"
        "def relu(z): return mine.f.forward(z)"
    ),
    "np.vectorize": "import torch\nf = np.vectorize(lambda v: torch.relu(v))\ndef relu(z): return f(z)",
    "cached": (
        "import functools, torch\n@functools.cache\ndef f(): return torch.relu\ndef relu(z): return f()(z)"
    ),
    "a wrapper": (
        "import functools, torch\ndef deco(f):\n    @functools.wraps(f)\n    def g(*a): return f(*a)\n    return g\n"
        "@deco\ndef relu(z): return torch.relu(z)"
    ),
    "a framework": "import torch\ndef relu(z): return torch.relu(z)",
    "a framework's function": "from torch import relu",
    "a framework's part": "import torch.functional as F\ndef relu(z): return F.relu(z)",
    "a framework, inside": "def relu(z):\n    import torch\n    return torch.relu(z)",
    "a framework that is not there": "def relu(z):\n    import tensorflow as tf\n    return tf.nn.relu(z).numpy()",
    "a framework's object": "import torch\nt = torch.tensor()\ndef relu(z): return t.relu()",
    "by importlib": "import importlib\ndef relu(z): return importlib.import_module('gradatim.nn').ReLU().forward(z)",
    "getattr": "from gradatim import nn\ndef relu(z): return getattr(nn, 'Re' + 'LU')().forward(z)",
    "the checks' own": "def relu(z):\n    from gradatim_autograder.exercise.registry import all_exercises\n"
    "    return all_exercises()['relu'].reference(z)",
}  # fmt: skip

NOT_BORROWED = {
    "imported for something else": "import torch\nfrom gradatim import nn, optim\ndef relu(z): return np.maximum(z, 0)",
    "used in another function": (
        "from gradatim import nn\ndef other(z): return nn.ReLU().forward(z)\ndef relu(z): return np.maximum(z, 0)"
    ),
    "a name of the same sound": "class nn:\n    ReLU = staticmethod(lambda z: np.maximum(z, 0))\n"
    "def relu(z): return nn.ReLU(z)",
    "an attribute of the same sound": "class A: pass\na = A()\na.torch = 0\nimport torch\n"
    "def relu(z): return np.maximum(z, a.torch)",
    "a local of the same name": "import torch\ndef relu(z):\n    torch = np.maximum(z, 0)\n    return torch",
    "try_it, plots and data": (
        "from gradatim import try_it, plots, data, widgets\n"
        "def relu(z):\n    if False:\n        try_it(abs, 1); plots.neuron(); data.moons()\n    return np.maximum(z, 0)"
    ),
    "one of two inside": (
        "def relu(z):\n    from gradatim import nn, plots\n    plots.__name__\n    return np.maximum(z, 0)"
    ),
    "check inside": (
        "from gradatim_autograder import check\ndef relu(z):\n    if 0: check(relu)\n    return np.maximum(z, 0)"
    ),
    "a comparison in another cell": (
        "import torch\ndef relu(z): return np.maximum(z, 0)\ndef compare(z): return relu(z) - torch.relu(z)"
    ),
    "a word in a text": "def relu(z):\n    'As torch.nn.ReLU.'\n    s = 'torch'\n    return np.maximum(z, 0)",
    "an object that cannot be looked at": (
        "class Odd:\n    def __getattribute__(self, name): raise ValueError\nodd = Odd()\n"
        "def relu(z):\n    odd\n    return np.maximum(z, 0)"
    ),
    "itself": "def relu(z): return np.maximum(z, 0) if True else relu(z)",
}  # fmt: skip


@pytest.mark.parametrize("what", BORROWED)
def test_a_borrowed_answer_is_named_and_earns_nothing(what):
    result = result_of(cell(BORROWED[what], "relu"), "relu")
    assert (result.mistake, result.points, result.status) == ("shortcut", 0.0, "wrong"), result.message
    assert "It uses " in result.message and "earns no points" in result.message
    assert any(name in result.message for name in ("gradatim.nn", "torch", "tensorflow", "gradatim_autograder"))
    assert "cheat" not in result.message.lower()


@pytest.mark.parametrize("what", NOT_BORROWED)
def test_what_only_stands_beside_is_not_borrowed(what):
    result = result_of(cell(NOT_BORROWED[what], "relu"), "relu")
    assert result.passed, result.message


def test_an_exercise_may_allow_a_module():
    function = cell(BORROWED["through the module"], "relu")
    assert uses(function).borrowed == ["gradatim.nn.ReLU"]
    assert uses(function, ("gradatim.nn",)).borrowed == []
    assert uses(cell(BORROWED["a framework"], "relu"), ("gradatim.nn",)).borrowed == ["torch.relu"]


def test_a_function_in_c_is_known_by_where_it_hangs():
    special = types.ModuleType("scipy.special")
    special.expit = np.frompyfunc(lambda z: 1 / (1 + np.exp(-z)), 1, 1)
    special.expit.__name__  # noqa: B018
    sys.modules["scipy.special"] = special
    try:
        exec("def softmax(Z): return Z", vars(special))
        special.softmax.__module__ = "scipy.special._logsumexp"
        assert uses(special.softmax).borrowed == ["scipy.special.softmax"]
        source = "import scipy.special as sp\ndef sigmoid(z):\n    return sp.expit(z)"
        sys.modules["scipy"] = types.ModuleType("scipy")
        sys.modules["scipy"].special = special
        assert uses(cell(source, "sigmoid")).borrowed == ["scipy.special.expit"]
        assert uses(cell(source.replace("expit", "erf"), "sigmoid")).borrowed == []
    finally:
        del sys.modules["scipy.special"], sys.modules["scipy"]


def test_no_answer_of_the_course_is_taken_for_borrowed():
    for exercise in EXERCISES.values():
        others = [each.function for each in (*exercise.alternatives, *exercise.mistakes)]
        for function in (exercise.reference, *others):
            assert not borrowed(local(exercise, function), exercise)


def test_the_library_is_closed_during_a_check_and_open_after_it():
    layer = gradatim.nn.Linear(3, 2, np.random.default_rng(1))
    kept = layer.forward
    before = layer.forward(np.ones((4, 3)))
    with closed():
        for call in (
            lambda: layer.forward(np.ones((4, 3))),
            lambda: kept(np.ones((4, 3))),
            lambda: gradatim.nn.Sigmoid().forward(np.zeros(3)),
            lambda: gradatim.nn.Sequential(),
            lambda: gradatim.gradcheck(layer, np.ones((4, 3))),
            lambda: gradatim.optim.Adam([]),
        ):
            with pytest.raises(Borrowed):
                call()
        assert gradatim.data.gate("AND")
    assert np.array_equal(layer.forward(np.ones((4, 3))), before)
    with closed(("gradatim.nn",)):
        assert np.array_equal(layer.forward(np.ones((4, 3))), before)


# -- numerical differentiation -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("exercise", "what", "source"), NUMERICAL, ids=lambda value: "" if "\n" in value else value)
def test_numerical_differentiation_is_named_and_earns_nothing(exercise, what, source):
    function = cell(source, exercise)
    for seed in range(5):
        result = result_of(function, exercise, seed)
        assert (result.mistake, result.points) == ("numerical_differentiation", 0.0), f"seed {seed}: {result.message}"
        assert "numerical differentiation" in result.message and "cheat" not in result.message.lower()


def test_most_are_found_without_their_source():
    """From the numbers alone: where the code cannot be read, or hides what it does."""
    found = []
    for exercise, what, source in NUMERICAL:
        namespace = {"np": np}
        exec(source, namespace)
        if result_of(namespace[exercise], exercise).mistake == "numerical_differentiation":
            found.append((exercise, what))
    assert len(found) >= len(NUMERICAL) - 7, sorted({entry[:2] for entry in NUMERICAL} - set(found))


def test_a_loss_that_is_zero_at_the_start_makes_exact_differences():
    """This one cannot be told from a formula: its numbers are right to the last digit."""
    source = OWN + (
        "\ndef dropout_backward(dout, mask, keep):\n"
        "    return numerical_gradient(lambda X: np.sum(dout * X * mask / keep), np.zeros(dout.shape))\n"
    )
    assert result_of(cell(source, "dropout_backward"), "dropout_backward").passed


def test_numerical_gradient_itself_may_differentiate():
    assert result_of(cell(OWN, "numerical_gradient"), "numerical_gradient").passed


FLOAT32 = {
    "arguments": lambda function: lambda *args: function(*map(_as_float32, args)),
    "results": lambda function: lambda *args: _as_float32(function(*args)),
    "an eps": lambda function: lambda *args: _with_eps(function, args),
}


def _as_float32(value):
    if isinstance(value, tuple):
        return tuple(map(_as_float32, value))
    if isinstance(value, dict):
        return {key: _as_float32(each) for key, each in value.items()}
    return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype == float else value


def _with_eps(function, args):
    """An eps as careful people add it."""
    return function(*(a + 1e-9 if _is_real(a) else a for a in args))


def _is_real(value):
    """Whether it is an array of numbers, not of labels or a mask."""
    return isinstance(value, np.ndarray) and value.dtype == float and not (value == value.round()).all()


@pytest.mark.parametrize("exercise", DERIVATIVES, ids=lambda exercise: exercise.name)
class TestNobodyIsAccusedFalsely:
    def test_right_answers_on_many_seeds(self, exercise):
        entries = [exercise.reference, *(a.function for a in exercise.alternatives)]
        for seed in range(thorough(10, 100)):
            for function in entries:
                _not_accused(exercise, function, seed)

    def test_known_mistakes(self, exercise):
        for seed in range(thorough(1, 3)):
            for mistake in exercise.mistakes:
                _not_accused(exercise, mistake.function, seed)

    def test_float32_and_eps(self, exercise):
        entries = [exercise.reference, *(a.function for a in exercise.alternatives)]
        for seed in range(thorough(2, 5)):
            for function in entries:
                for change in FLOAT32.values():
                    _not_accused(exercise, change(function), seed)

    def test_answers_from_outside(self, exercise):
        for name, _what, function in UNSEEN:
            if name == exercise.name:
                for seed in range(thorough(5, 20)):
                    _not_accused(exercise, function, seed)


def _not_accused(exercise, function, seed):
    evidence = copy.copy(right_answers(exercise.name, seed))
    with quiet():
        calls = [call_own(exercise, function, args) for args in evidence.args]
        evidence.answers = [evidence.read(i, call) for i, call in enumerate(calls)]
        text = differentiated(Plain(exercise, function), exercise, evidence)
    assert not text, f"seed {seed}: {text}"


class Plain(LocalSubject):
    """Without the precautions that a student's function needs: hundreds of seeds should take seconds."""

    def __init__(self, exercise, function):
        super().__init__(function)
        self.exercise = exercise

    def call(self, args):
        return call_own(self.exercise, self.function, args)


@functools.cache
def right_answers(exercise, seed):
    """Evidence that is shared by the functions which are tried."""
    return Evidence(EXERCISES[exercise], [probe.args for probe in EXERCISES[exercise].draw(seed)], [])


def test_a_formula_that_is_checked_in_place_is_a_formula():
    for comparing in ("assert np.allclose(dW, n, atol=1e-4)", "print(np.abs(dW - n).max())"):
        source = OWN + (
            "\ndef dense_backward(dout, X, W):\n    dX, dW, db = dout @ W.T, X.T @ dout, dout.sum(axis=0)\n"
            f"    n = numerical_gradient(lambda W: np.sum(dout * (X @ W)), W)\n    {comparing}\n    return dX, dW, db\n"
        )
        result = result_of(cell(source, "dense_backward"), "dense_backward")
        assert result.passed, result.message


def test_an_eps_is_no_step():
    for body in (
        "return (p - y) / (p * (1 - p) + 1e-9) / len(y)",
        "eps = 1e-9\n    return (p - y) / ((p + eps) * (1 - p + eps)) / len(y)",
        "eps = 1e-9\n    q = np.clip(p, eps, 1 - eps) + eps\n    return ((q - y) / (q * (1 - q))) / len(y)",
        "return ((p - y) / (p * (1 - p)) / len(y)).astype(np.float32)",
    ):
        function = cell(f"def bce_backward(p, y):\n    {body}\n", "bce_backward")
        assert differences([function]) == ""
        result = result_of(function, "bce_backward")
        assert result.passed, result.message


def test_the_two_signs_by_hand():
    right = np.array([1.0, 2.0, 3.0, 4.0])
    near = right * (1 + 1e-8)
    assert is_off([(near, right, 0.0)]) and not is_off([(right + 1e-16, right, 0.0)])
    assert not is_off([(right * 1.1, right, 0.0)]), "this is wrong, not near"
    assert jumps([(near, [near + 1e-10], 0.0)]) and not jumps([(near, [near + 1e-16], 0.0)])
    assert not jumps([(near, [near + 1e-10], 1e-10)]), "the right result moves as much"


def test_an_honest_answer_costs_no_further_calls():
    calls = []

    class Counting(LocalSubject):
        def call(self, args):
            calls.append(args)
            return super().call(args)

    exercise = EXERCISES["dense_backward"]
    assert judge(Counting(exercise.reference), exercise, 1).passed
    assert len(calls) == len(exercise.draw(1)) + 2, "each probe once, one again, and one with other numbers"
