"""A function in the sandbox is judged as it is in the student's own notebook."""

import linecache
import random
import sys
from dataclasses import asdict

import numpy as np
import pytest
from gradatim_autograder.checking.subject import Lost, RaisedElsewhere, local
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox.bubblewrap import found
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.session import Session
from gradatim_autograder.verdict.engine import judge
from numerical_answers import NUMERICAL

pytestmark = pytest.mark.skipif(sys.platform != "linux" or found() is None, reason="needs bubblewrap")

EXERCISES = all_exercises()
SEED = 11


def session(timeout=30.0):
    made = Session(nursery("bubblewrap"), Limits(seconds=3000), {}, timeout, 3000.0)
    made.run("import numpy as np", 1)
    return made


@pytest.fixture(scope="module")
def notebook():
    """One process for many functions."""
    made = session()
    yield made
    made.close()


def here(source, name):
    """The function as a cell of the student's own notebook makes it."""
    filename = f"<cell {hash(source)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    namespace = {"np": np, "__name__": "__main__"}
    exec(compile(source, filename, "exec"), namespace)
    return namespace[name]


def both(notebook, exercise, source):
    """The results here and there."""
    mine = judge(local(exercise, here(source, exercise.name)), exercise, SEED)
    assert not notebook.run(source, 2).failed
    theirs, _uses, died = notebook.check(exercise, SEED)
    assert not died
    return mine, theirs


# -- parity --------------------------------------------------------------------------------------------------------


def entries(exercise):
    """The reference, the alternatives, and two mistakes, other ones for each exercise."""
    chosen = random.Random(exercise.name).sample(exercise.mistakes, 2)
    return [exercise.reference, *(each.function for each in (*exercise.alternatives, *chosen))]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.name)
def test_the_same_result_here_and_there(notebook, exercise):
    for function in entries(exercise):
        mine, theirs = both(notebook, exercise, pasted(function, exercise.name))
        assert asdict(mine) == asdict(theirs)
        assert mine.message == theirs.message


def parity_of_all():
    """Every function of every exercise (python tests/sandbox/test_remote.py); takes some minutes."""
    notebook, count, differing = session(), 0, 0
    for exercise in EXERCISES.values():
        for each in (exercise.reference, *(e.function for e in (*exercise.alternatives, *exercise.mistakes))):
            mine, theirs = both(notebook, exercise, pasted(each, exercise.name))
            count += 1
            if asdict(mine) != asdict(theirs):
                differing += 1
                print(f"-- {exercise.name}\nhere: {mine.message}\nthere: {theirs.message}")
    notebook.close()
    print(f"{count} functions, {differing} with another result in the sandbox")


CASES = {
    "an error inside numpy": ("relu", "def relu(z):\n    return np.max([z, 0])"),
    "an error of numpy's own kind": ("neuron", "def neuron(x, w, b):\n    raise np.linalg.LinAlgError('singular')"),
    "an error of one's own kind": (
        "neuron",
        "class Odd(Exception): pass\ndef neuron(x, w, b):\n    raise Odd('so it is')",
    ),
    "an error in a helper": (
        "neuron",
        "def helper(x):\n    return x[99]\ndef neuron(x, w, b):\n    return helper(x)",
    ),
    "printed text": ("neuron", "def neuron(x, w, b):\n    print('here')\n    return x @ w"),
    "a warning": ("sigmoid", "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)) + 1"),
    "async": ("neuron", "async def neuron(x, w, b):\n    return x @ w + b"),
    "a generator": ("double", "def double(x):\n    yield from x * 2"),
    "a function returned": ("neuron", "def neuron(x, w, b):\n    return lambda: x @ w + b"),
    "an object returned": ("neuron", "class Box: pass\ndef neuron(x, w, b):\n    return Box()"),
    "None": ("neuron", "def neuron(x, w, b):\n    x @ w + b"),
    "a list that holds itself": ("double", "def double(x):\n    a = []\n    a.append(a)\n    return a"),
    "ragged": ("double", "def double(x):\n    return [[1], [1, 2]]"),
    "complex": ("double", "def double(x):\n    return 2j * x"),
    "texts": ("double", "def double(x):\n    return 'a b'"),
    "fractions": ("double", "from fractions import Fraction\ndef double(x):\n    return [Fraction(v) * 2 for v in x]"),
    "an array changed": ("double", "def double(x):\n    x *= 2\n    return x"),
    "a dict changed": ("sgd", "def sgd(params, grads, lr):\n    for k in params:\n        params[k] = params[k] - lr * "
                              "grads[k]\n    return params"),
    "entries of a dict changed": (
        "sgd",
        "def sgd(params, grads, lr):\n    for k in params:\n        params[k] -= lr * grads[k]\n    return params",
    ),
    "another generator": ("he_init", "def he_init(n_in, n_out, rng):\n    rng = np.random.default_rng()\n"
                                     "    return rng.normal(0, (2 / n_in) ** 0.5, (n_in, n_out)), np.zeros(n_out)"),
    "a seed inside": ("he_init", "def he_init(n_in, n_out, rng):\n    rng = np.random.default_rng(0)\n"
                                 "    return rng.normal(0, (2 / n_in) ** 0.5, (n_in, n_out)), np.zeros(n_out)"),
    "an unwritten end": ("neuron", "def neuron(x, w, b):\n    if b > 0:\n        return x @ w + b\n"
                                   "    raise NotImplementedError()"),
    "other parameters": ("neuron", "def neuron(x, w):\n    return x @ w"),
    "a lambda": ("neuron", "neuron = lambda x, w, b: x @ w"),
    "a built-in": ("neuron", "neuron = max"),
    "an empty body": ("neuron", "def neuron(x, w, b):\n    '''Docstring.'''"),
    "a callable object": ("neuron", "class N:\n    def __call__(self, x, w, b): return x @ w + b\nneuron = N()"),
    "a class without the method": ("Dense", "class Dense:\n    def __init__(self, W, b): self.W = W"),
    "a class without the attribute": (
        "Dense",
        "class Dense:\n    def __init__(self, W, b): self.W, self.b = W, b\n    def forward(self, X):\n"
        "        self.X = X\n        return X @ self.W + self.b\n    def backward(self, dout):\n"
        "        return dout @ self.W.T",
    ),
    "a class with a property": (
        "Dense",
        "class Dense:\n    def __init__(self, W, b): self.W, self.b = W, b\n    def forward(self, X):\n"
        "        self.X = X\n        return X @ self.W + self.b\n    def backward(self, dout):\n"
        "        self.d = dout\n        return dout @ self.W.T\n    @property\n"
        "    def dW(self): return self.X.T @ self.d\n    @property\n    def db(self): return self.d.sum(axis=0)",
    ),
    "a property that raises": (
        "Dense",
        "class Dense:\n    def __init__(self, W, b): self.W, self.b = W, b\n    def forward(self, X):\n"
        "        return X @ self.W + self.b\n    def backward(self, dout):\n        return dout @ self.W.T\n"
        "    @property\n    def dW(self): raise ValueError('no')",
    ),
    "f raises": ("numerical_gradient", "def numerical_gradient(f, x, h):\n    return f(np.ones((2, 3, 4)), 5, 6)"),
    "f's error caught": (
        "numerical_gradient",
        "def numerical_gradient(f, x, h):\n    try:\n        f(np.array([1.0]), 'nonsense')\n"
        "    except np.linalg.LinAlgError:\n        return 1\n    except ValueError:\n        return 2\n"
        "    except TypeError:\n        return 3",
    ),
    "f returned": ("numerical_gradient", "def numerical_gradient(f, x, h):\n    return f"),
    "borrowed": ("relu", "from gradatim import nn\ndef relu(z):\n    return nn.ReLU().forward(z)"),
    "borrowed inside": ("relu", "def relu(z):\n    import torch\n    return torch.relu(z)"),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_the_same_in_every_case(notebook, what):
    name, source = CASES[what]
    mine, theirs = both(notebook, EXERCISES[name], source)
    assert asdict(mine) == asdict(theirs)


@pytest.mark.parametrize(("name", "what", "source"), NUMERICAL[::3], ids=lambda value: "" if "\n" in value else value)
def test_numerical_differentiation_is_found_there_too(notebook, name, what, source):
    mine, theirs = both(notebook, EXERCISES[name], source)
    assert theirs.mistake == "numerical_differentiation" and asdict(mine) == asdict(theirs)


# -- calls ---------------------------------------------------------------------------------------------------------


class Any:
    """Something that is bound by name alone."""

    allowed, forward = (), None

    def __init__(self, name):
        self.name = name


def function(notebook, source, name="f"):
    assert not notebook.run(source, 2).failed
    student = notebook._student
    student.begin(10)
    return student.bind(Any(name))["thing"]


def test_values_come_and_go(notebook):
    f = function(notebook, "def f(x): return x")
    for value in (
        1,
        2**80,
        -0.5,
        True,
        None,
        "ä",
        1j,
        [1, [2]],
        (1, (2,)),
        {"a": 1, 2: [3]},
        np.float32(0.1),
        np.int8(3),
    ):
        assert f(value) == value and type(f(value)) is type(value)
    for array in (np.arange(6).reshape(2, 3), np.zeros((0, 3)), np.array(3.0), np.array(["a", "bc"]), np.eye(2) > 0):
        assert np.array_equal(f(array), array) and f(array).dtype == array.dtype and f(array).shape == array.shape


def test_arguments_changed_in_place_come_back(notebook):
    f = function(notebook, "def f(a, l, d):\n    a[0] = 7\n    l.append(1)\n    d['new'] = 2\n    d.pop('old')")
    a, numbers, d = np.zeros(3), [], {"old": 1}
    f(a, numbers, d)
    assert a[0] == 7 and numbers == [1] and d == {"new": 2}


def test_a_generator_comes_back_in_its_new_state(notebook):
    f = function(notebook, "def f(rng): return rng.normal(size=3)")
    rng, other = np.random.default_rng(5), np.random.default_rng(5)
    assert np.array_equal(f(rng), other.normal(size=3)) and np.array_equal(f(rng), other.normal(size=3))
    assert rng.random() == other.random()


def test_objects_their_methods_and_attributes(notebook):
    source = "class C:\n    def __init__(self, v): self.v = v\n"
    source += "    def add(self, w):\n        self.v += w\n        return self"
    made = function(notebook, source, "C")(np.arange(3))
    assert made.add(1) is made and np.array_equal(made.v, [1, 2, 3])
    made.v = 5
    assert made.add(2).v == 7 and getattr(made, "missing", "none") == "none"
    assert made.kind_of() == "C"


def test_functions_as_arguments_and_results(notebook):
    f = function(notebook, "def f(g): return lambda x: g(x) + 1")
    assert f(lambda x: 2 * x)(5) == 11
    with pytest.raises(RaisedElsewhere) as raised:
        f(lambda x: [][0])(5)
    assert raised.value.kind == "IndexError"
    caught = function(notebook, "def f(g):\n    try: g()\n    except ZeroDivisionError: return 'caught'")
    assert caught(lambda: 1 / 0) == "caught"


def test_a_function_of_this_side_may_change_its_arguments(notebook):
    f = function(notebook, "def f(g, rng):\n    a = np.zeros(2)\n    g(a, rng)\n    return a, rng.random()")

    def change(a, rng):
        a[...] = rng.random(2)

    rng = np.random.default_rng(3)
    first = rng.random(2), rng.random()
    a, last = f(change, np.random.default_rng(3))
    assert np.array_equal(a, first[0]) and last == first[1]


def test_large_arguments_do_not_reach_a_function_of_this_side(notebook):
    f = function(notebook, "def f(g, x):\n    try: g(x)\n    except ValueError: return 'refused'")
    called = []
    for value in (np.zeros(10**6), 10**9, [[0] * 200] * 200, {"a": np.zeros((10**3, 10**3))}):
        assert f(called.append, value) == "refused"
    assert not called


def test_too_large_and_too_deep_results_stay_there(notebook):
    large = function(notebook, "def f(): return np.zeros(10**8, dtype=np.int8)")()
    assert large.too() == "large"
    deep = function(notebook, "def f():\n    a = []\n    for _ in range(5000): a = [a]\n    return a")()
    assert deep.too() == "deep"
    assert function(notebook, "def f(): return 1")() == 1, "the process lives on"


def test_a_call_that_never_ends_says_its_line():
    notebook = session(timeout=1.5)
    try:
        notebook.run("def neuron(x, w, b):\n    while True:\n        x = x + 1\ndef double(x):\n    return 2 * x", 2)
        result, _uses, died = notebook.check(EXERCISES["neuron"], SEED)
        assert result.mistakes == ("stopped",) and not died
        assert "line 2 of your function" in result.message or "line 3 of your function" in result.message
        assert notebook.check(EXERCISES["double"], SEED)[0].passed
    finally:
        notebook.close()


def test_a_call_in_which_the_process_dies_costs_itself():
    notebook = session()
    try:
        notebook.run("state = 1", 2)
        notebook.run("import os\ndef neuron(x, w, b):\n    os._exit(3)\ndef double(x):\n    return (1 + state) * x", 3)
        result, _uses, died = notebook.check(EXERCISES["neuron"], SEED)
        assert result is None and died.startswith("it ended")
        assert notebook.check(EXERCISES["double"], SEED)[0].passed, "what ran before was run again"
    finally:
        notebook.close()


def test_a_function_whose_process_is_gone_is_lost(notebook):
    other = session()
    f = function(other, "import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(Lost):
        f()
    other.close()


# -- shortcuts that hide -------------------------------------------------------------------------------------------

HIDDEN = {
    "by a made-up name": "import importlib\ndef relu(z):\n    m = importlib.import_module('grada' + 'tim.' + 'nn')\n"
    "    return getattr(m, 'Re' + 'LU')().forward(z)",
    "through sys.modules": "import sys\ndef relu(z):\n    return vars(sys.modules['gradatim.nn'])['ReLU']().forward(z)",
    "kept far down": "import gradatim\nbox = [[[[[{'a': gradatim.nn.ReLU}]]]] for _ in range(300)]\ndef relu(z):\n"
    "    return eval('box')[0][0][0][0][0]['a']().forward(z)",
    "in a text": "def relu(z):\n    return eval('__imp' + 'ort__(\"gradatim\").nn.ReLU().forward')(z)",
}  # fmt: skip


@pytest.mark.parametrize("what", HIDDEN)
def test_the_library_is_closed_however_it_is_reached(notebook, what):
    assert not notebook.run(HIDDEN[what], 2).failed
    result, _uses, _died = notebook.check(EXERCISES["relu"], SEED)
    assert (result.mistake, result.points) == ("shortcut", 0.0), result.message
    assert not notebook.run("import gradatim\ngradatim.nn.ReLU().forward(np.ones((2, 2)))", 3).failed, (
        "it is open again"
    )


def test_frameworks_are_not_there(notebook):
    from gradatim_autograder.inside.function.shortcuts import FRAMEWORKS

    code = (
        "import importlib.util\nspecs = [importlib.util.find_spec(name) for name in %r]\n"
        "found = [spec.origin for spec in specs if spec and spec.origin]"
    )
    assert not notebook.run(code % (FRAMEWORKS,), 3).failed
    assert function(notebook, "def f(): return found")() == []


if __name__ == "__main__":
    parity_of_all()
