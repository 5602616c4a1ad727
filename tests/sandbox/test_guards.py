# ruff: noqa: E501 (code in strings)
"""Borrowed and numerical answers, seen from where a student cannot reach: nobody scores by getting around a guard, and
nobody is accused falsely.
"""

import ast
import csv
import json
import linecache
import re
import sys
import time

import numpy
import pytest
from answers import answers_below, unseen
from gradatim_autograder.checking.subject import local
from gradatim_autograder.cli import main
from gradatim_autograder.exercise.registry import all_exercises, of_chapter
from gradatim_autograder.grading.commands.execute import Execute
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from gradatim_autograder.grading.submission.cell_text import Text
from gradatim_autograder.grading.submission.cells import _can_stand_in
from gradatim_autograder.grading.submission.derivative_signs import NOT_READ, looks, signs
from gradatim_autograder.grading.submission.plain import reasons
from gradatim_autograder.grading.submission.run import RunOptions, run
from gradatim_autograder.grading.submission.second_look import DERIVATIVES, points_of
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox import clock
from gradatim_autograder.sandbox.bubblewrap import found
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.clean_room import clean_room
from gradatim_autograder.sandbox.session import Session
from gradatim_autograder.verdict.engine import judge
from hidden_differences import WAYS
from mini_course import make_course, notebook
from nbformat import from_dict
from places import ROOT, TOLD
from thorough import thorough

EXERCISES = all_exercises()
needs_walls = pytest.mark.skipif(sys.platform != "linux" or found() is None, reason="needs bubblewrap")


def notebook_of(*sources):
    """A notebook of these cells; the name of an exercise alone is its test."""
    made = [{"cell_type": "code", "source": "import numpy as np", "metadata": {}}]
    for number, source in enumerate(sources):
        marks = {}
        if source in EXERCISES:
            points = EXERCISES[source].max_points
            marks = {"grade": True, "solution": False, "points": points, "grade_id": f"test-{source}-{number}"}
            source = f"check({source})"
        made.append({"cell_type": "code", "source": source, "metadata": {"nbgrader": marks} if marks else {}})
    return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def in_a_cell(source, name):
    """A function of a notebook's cell, with its source where Python looks for it."""
    filename = f"<cell {hash(source)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    namespace = {"np": numpy, "__name__": "__main__"}
    exec(compile(source, filename, "exec"), namespace)
    return namespace[name]


def graded(*sources, files=None):
    """The points of each test in order, what a person should look at, and the notebook."""
    ran = run(notebook_of(*sources), "", files or {}, RunOptions(7, 20.0))
    tests = [cell for cell in ran.notebook["cells"] if "nbgrader" in cell["metadata"]]
    return [points_of(cell) for cell in tests], ran.look, ran.notebook


# -- borrowing -----------------------------------------------------------------------------------------------------

RELU = "def relu(z):\n    return layer.forward(z)"
SERVER = """
import os, pickle, struct
from gradatim import nn
ask, asked = os.pipe(), os.pipe()
if os.fork() == 0:
    layer = nn.ReLU()
    while True:
        size = struct.unpack("i", os.read(ask[0], 4))[0]
        data = pickle.dumps(layer.forward(pickle.loads(os.read(ask[0], size))))
        os.write(asked[1], struct.pack("i", len(data)) + data)
def relu(z):
    data = pickle.dumps(np.array(z))
    os.write(ask[1], struct.pack("i", len(data)) + data)
    return pickle.loads(os.read(asked[0], struct.unpack("i", os.read(asked[0], 4))[0]))
"""
PATCH = """
import contextlib, gradatim_inside.process.runner as runner, gradatim_inside.function.closed, gradatim_inside.function.shortcuts as shortcuts
runner.closed = lambda *args: contextlib.nullcontext()
runner.uses = lambda *args: shortcuts.Uses()
"""
BORROWED = {
    "the guard patched": PATCH + "from gradatim import nn\nlayer = nn.ReLU()\n" + RELU,
    "another process": (
        "import subprocess, sys, pickle\n"
        "CODE = 'import sys, pickle; from gradatim import nn; '"
        "'sys.stdout.buffer.write(pickle.dumps(nn.ReLU().forward(pickle.load(sys.stdin.buffer))))'\n"
        "def relu(z):\n"
        "    done = subprocess.run([sys.executable, '-c', CODE], input=pickle.dumps(np.array(z)), capture_output=True)\n"
        "    return pickle.loads(done.stdout)"
    ),
    "a process forked before the check": SERVER,
    "an emptied sys.modules": (
        "import sys\nfrom gradatim import nn\nlayer = nn.ReLU()\n"
        "for name in [n for n in sys.modules if n.startswith('gradatim.')]:\n    del sys.modules[name]\n"
        "import types\ndef hidden(): return layer\n"
        "class Holder:\n    def __getattribute__(self, name): return getattr(hidden(), name)\nlayer2 = Holder()\n"
        "globals()['rel' + 'u'] = types.FunctionType((lambda z: eval('layer').forward(z)).__code__, globals(), 'relu')"
    ),
    "its code under another name": (
        "import types\nfrom gradatim import nn\nclass Mine: alpha = 0.0\nmine = Mine()\n"
        "forward = types.FunctionType(nn.LeakyReLU.function.__code__, {'np': np, '__name__': 'mine'})\n"
        "def relu(z):\n    return forward(mine, z)"
    ),
    "its source read with inspect": (
        "import inspect, gradatim.nn.activations as a\nspace = {'np': np, '__name__': 'mine'}\n"
        "text = inspect.getsource(a.LeakyReLU).replace('(Module)', '').replace('(_Activation)', '')\nexec(text, space)\n"
        "def relu(z):\n    return space['LeakyReLU'](0.0).function(z)"
    ),
    "its source read with open": (
        "import os, gradatim\ntext = open(os.path.dirname(gradatim.__file__) + '/nn/activations.py').read()\n"
        "text = text[text.index('class LeakyReLU'):text.index('class Sigmoid')].replace('(_Activation)', '')\n"
        "space = {'np': np, '__name__': 'mine'}\nexec(text, space)\n"
        "def relu(z):\n    return space['LeakyReLU'](0.0).function(z)"
    ),
    "a pickle": (
        "import pickle\nfrom gradatim import nn\nkept = pickle.dumps(nn.ReLU())\n"
        "import gradatim_inside.function.closed as c\nc._functions.cache_clear()\nc.LIBRARY = ('nothing',)\n"
        "def relu(z):\n    return pickle.loads(kept).forward(z)"
    ),
    "a thread": (
        "import threading, time\nfrom gradatim import nn\nwaiting, done, layer = [], [], nn.LeakyReLU(0.0)\n"
        "import gradatim_inside.function.closed as c\nc.LIBRARY = ('nothing',)\nc._functions.cache_clear()\n"
        "def compute():\n    while True:\n        if waiting:\n            done.append(layer.forward(waiting.pop()))\n"
        "        time.sleep(0.001)\n"
        "threading.Thread(target=compute, daemon=True).start()\n"
        "def relu(z):\n    waiting.append(z)\n    while not done:\n        time.sleep(0.001)\n    return done.pop()"
    ),
    "a helper module beside": "import helper\nrelu = helper.relu",
    "a compiled module's file": (
        "import marshal, types, gradatim\n"
        "from importlib.util import cache_from_source\n"
        "file = cache_from_source(gradatim.__path__[0] + '/nn/activations.py')\n"
        "source = gradatim.__path__[0] + '/nn/activations.py'\n"
        "try:\n    whole = marshal.loads(open(file, 'rb').read()[16:])\n"
        "except OSError:\n    whole = compile(open(source).read(), source, 'exec')\n"
        "def inner(code, name):\n    return [c for c in code.co_consts if getattr(c, 'co_name', '') == name][0]\n"
        "code = inner(inner(whole, 'LeakyReLU'), 'function')\n"
        "f = types.FunctionType(code, {'np': np})\nclass Mine: alpha = 0.0\ndef relu(z):\n    return f(Mine(), z)"
    ),
    "the wire changed": (
        "import gradatim_inside.wire.packing as packing\nfrom gradatim import nn\nlayer, kept = nn.LeakyReLU(0.0), [None]\n"
        "import gradatim_inside.function.closed as c\nc.LIBRARY = ()\n"
        "old = packing.Packer.unpack\n"
        "def unpack(self, data):\n    args = old(self, data)\n"
        "    if isinstance(args, tuple) and args and isinstance(args[0], np.ndarray):\n"
        "        kept[0] = layer.forward(args[0].copy())\n    return args\n"
        "packing.Packer.unpack = unpack\ndef relu(z):\n    return kept[0]"
    ),
    "np.load": (
        "from gradatim import nn\nnp.save('kept.npy', np.array([nn.ReLU()], dtype=object), allow_pickle=True)\n"
        "import gradatim_inside.function.closed as c\nc.LIBRARY = ()\n"
        "def relu(z):\n    return np.load('kept.npy', allow_pickle=True)[0].forward(z)"
    ),
    "found among all objects": (
        "import gc, types\nfrom gradatim import nn\nclass Mine: alpha = 0.0\n"
        "inside = [each for each in gc.get_referents(nn.LeakyReLU) if isinstance(each, dict)][0]\n"
        "code = inside['function'].__code__\n"
        "f = types.FunctionType(code, {'np': np})\ndef relu(z):\n    return f(Mine(), z)"
    ),
}  # fmt: skip
HELPER = (PATCH + "from gradatim import nn\ndef relu(z):\n    return nn.ReLU().forward(z)\n").encode()
PLAIN_WAYS = {
    "by a generator begun before": (
        "from gradatim import nn\ndef ways():\n    layer, z = nn.ReLU(), None\n    while True:\n"
        "        z = yield None if z is None else layer.forward(z)\nway = ways()\nnext(way)\n"
        "def relu(z):\n    return way.send(z)"
    ),
}  # fmt: skip
OTHER = "def double(x):\n    return 2 * x"


@needs_walls
@pytest.mark.parametrize("way", BORROWED)
def test_borrowing_by_a_way_around_the_guard_earns_nothing(way):
    files = {("helper.py",): HELPER} if "helper" in way else {}
    points, look, _page = graded(BORROWED[way], "relu", OTHER, "double", files=files)
    assert points == [0.0, EXERCISES["double"].max_points], "what was not borrowed keeps its points"
    assert all("not plain" in text and "test-relu" in text for text in look)


@needs_walls
def test_the_library_is_closed_between_the_calls_of_a_check_too():
    """Looking at a function, and packing its arguments, can run code of the student's."""
    watcher = (
        "from gradatim import nn\nseen = []\nclass Watcher:\n    def __getattr__(self, name):\n        try:\n"
        "            nn.ReLU().forward(np.ones(2))\n            seen.append('open')\n        except Exception as error:\n"
        "            seen.append(type(error).__name__)\n        raise AttributeError\n"
        "    def __call__(self, z):\n        return np.maximum(z, 0)\nrelu = Watcher()"
    )
    _points, _look, page = graded(watcher, "relu", "print(sorted(set(seen)))\nnn.ReLU()")
    said = page["cells"][-1]["outputs"]
    assert said[0]["text"] == "['Borrowed']\n" and said[-1]["data"]["text/plain"], "open again in the next cell"


OPENS = (
    "import gradatim_inside.function.closed as c, gradatim_inside.function.shortcuts as s; "
    "c.is_borrowed = s.is_borrowed = str().format"
)
BORROWS = "from gradatim import nn\ndef relu(z):\n    return nn.ReLU().forward(z)"
PAINTER = """import os, re
from gradatim import drawing
e = drawing.elsewhere
def ask(z, near):
    S, l = [], None
    for i, g in enumerate(near):
        S += [(f"s{i}", "sigmoid", f"z{i}"), (f"p{i}", "*", f"z{i}", -g), (f"q{i}", "+", f"s{i}", f"p{i}")]
        if l: S.append((f"t{i}", "+", l, f"q{i}"))
        l = f"t{i}" if l else "q0"
    S.append(("L", "*", l, 1.0))
    alt = e("gradatim.plots.networks:computation_graph", ({f"z{i}": v for i, v in enumerate(z)}, S), {})[0]
    return np.array([float(re.search(rf"dz{i} = ([-+.e0-9]*[0-9])", alt)[1]) for i in range(len(z))])
def slope(z):
    a = ask(z, [0.0] * len(z))
    return a + ask(z, a.tolist())
def sigmoid_backward(dout, z):
    f = np.asarray(z, float).ravel().tolist()
    return dout * np.concatenate([slope(f[i:i+8]) for i in range(0, len(f), 8)]).reshape(np.shape(z))
"""
# They were taken for plain, and no list of what is plain will ever be whole: what earned is judged again, always.
TAKEN_FOR_PLAIN = {
    "an indented cell": (["    " + OPENS, BORROWS, "relu"], {}),
    "a setting of an inline magic": ([f"%config InlineBackend.x = exec({OPENS!r})", BORROWS, "relu"], {}),
    "braces behind a magic": ([f"%precision {{exec({OPENS!r})}}", BORROWS, "relu"], {}),
    "the shell behind exit": ([f"exit._ip.ex({OPENS!r})", BORROWS, "relu"], {}),
    "a helper in another coding": (
        ["import helper", BORROWS, "relu"],
        {("helper.py",): ("# coding: unicode_escape\n# \\n" + OPENS).encode()},
    ),
    "a backend": (
        [
            "from matplotlib.backends import backend_registry as b\n"
            "try:\n    c = b.load_backend_module('module://gradatim_inside.function.closed')\n"
            "    c.is_borrowed = str().format\nexcept Exception as error:\n    print(error)",
            BORROWS,
            "relu",
        ],
        {},
    ),
    "an enum for a module": (
        [
            *(
                f"import enum\n@enum.global_enum\nclass A(enum.Enum):\n    __module__ = 'gradatim_inside.function.{room}'\n"
                "    is_borrowed = 1\n    def __call__(self, *a): return False"
                for room in ("closed", "shortcuts")
            ),
            BORROWS,
            "relu",
        ],
        {},
    ),
    "lambdas in a deque": (
        [
            "import collections\nfrom gradatim.plots.parts import ten_layers\n"
            "d = collections.deque([ten_layers.ACTIVATIONS])\ndef sigmoid(z): return d[0]['sigmoid'][0](z)",
            "sigmoid",
        ],
        {},
    ),
    "a scale": (
        [
            "from matplotlib.scale import LogisticTransform\n"
            "def sigmoid(z): return LogisticTransform('mask').transform(z.ravel() / np.log(10)).reshape(z.shape)",
            "sigmoid",
        ],
        {},
    ),
    "the painter": ([PAINTER, "sigmoid_backward"], {}),
}


@needs_walls
@pytest.mark.parametrize("way", TAKEN_FOR_PLAIN)
def test_what_is_taken_for_plain_is_judged_again(way):
    sources, files = TAKEN_FOR_PLAIN[way]
    points, _look, _page = graded(*sources, OTHER, "double", files=files)
    assert points == [0.0, EXERCISES["double"].max_points]


@needs_walls
@pytest.mark.parametrize("way", PLAIN_WAYS)
def test_borrowing_in_plain_words_earns_nothing(way):
    points, look, _page = graded(PLAIN_WAYS[way], "relu", OTHER, "double")
    assert points == [0.0, EXERCISES["double"].max_points] and not look


# -- numerical differentiation -------------------------------------------------------------------------------------


def tree_of(source):
    return ast.parse("import numpy as np\n" + source)


@pytest.mark.parametrize("what", WAYS)
def test_hidden_numerical_differentiation_is_refused_or_marked(what):
    exercise, source = WAYS[what]
    result = judge(local(EXERCISES[exercise], in_a_cell(source, exercise)), EXERCISES[exercise], 1)
    refused = result.mistake == "numerical_differentiation" and result.points == 0
    assert refused or result.passed, result.message
    assert refused or signs([tree_of(source)], exercise)


@pytest.mark.parametrize("what", [what for what in WAYS if "assert" in what or "compares" in what])
def test_an_assert_exempts_nothing(what):
    exercise, source = WAYS[what]
    result = judge(local(EXERCISES[exercise], in_a_cell(source, exercise)), EXERCISES[exercise], 1)
    assert (result.mistake, result.points) == ("numerical_differentiation", 0.0), result.message


def right_answers():
    """Right answers of derivatives: the course's own, its alternatives, and those of people who saw no check."""
    derivatives = {n: exercise for n, exercise in EXERCISES.items() if exercise.forward is not None or n in DERIVATIVES}
    for name, exercise in derivatives.items():
        yield name, "the reference", pasted(exercise.reference, name)
        for each in exercise.alternatives:
            yield name, each.name, pasted(each.function, name)
    told = answers_below(TOLD)
    for answer in told + [each for answers in unseen().values() for each in answers]:
        if answer.exercise in derivatives and answer.kind == "right" and answer.source:
            yield answer.exercise, answer.what, answer.source


def test_no_formula_is_marked():
    marked = [(name, what) for name, what, source in right_answers() if signs([tree_of(source)], name)]
    central = "central differences of the square with step 1, which are exact for a parabola"
    assert marked == [("mse_backward", central)], "this one is right, and no formula"
    assert len(list(right_answers())) > 200


def test_no_chapter_is_marked_by_its_solution():
    for path in sorted(ROOT.glob("solutions/*/*.ipynb")):
        cells = json.loads(path.read_text())["cells"]
        tests = {}
        for at, cell in enumerate(cells):
            found = re.fullmatch(r"check\((\w+)\)", "".join(cell["source"]).strip())
            if found and (EXERCISES[found[1]].forward is not None or found[1] in DERIVATIVES):
                tests[found[1]] = at
        assert looks(Text(cells, {}), tests) == [], path.name


def test_a_gradient_check_in_a_cell_of_its_own_is_no_sign():
    source = (
        "def numerical_gradient(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / (2 * h)\n"
        "def relu_backward(dout, z):\n    return dout * (z > 0)\n"
        "n = numerical_gradient(lambda z: np.maximum(z, 0), np.ones(3))\n"
        "assert np.allclose(relu_backward(np.ones(3), np.ones(3)), n)\n"
    )
    assert signs([tree_of(source)], "relu_backward") == []


def test_a_gradient_check_in_the_function_keeps_its_points_and_is_marked():
    source = (
        "def tanh_backward(dout, z):\n    t = np.tanh(z)\n    dz = dout * (1 - t * t)\n"
        "    n = dout * (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5\n"
        "    assert np.allclose(dz, n, atol=1e-4)\n    return {}\n"
    )
    for returns in ("dz", "dz.astype(np.float32)"):
        text = source.format(returns)
        result = judge(
            local(EXERCISES["tanh_backward"], in_a_cell(text, "tanh_backward")), EXERCISES["tanh_backward"], 1
        )
        assert result.passed, result.message
        assert signs([tree_of(text)], "tanh_backward")


def test_a_variable_called_gradient_is_no_sign():
    source = (
        "class Layer:\n    def __init__(self):\n        self.gradient = self.fft = None\n"
        "def relu_backward(dout, z):\n    gradient = dout * (z > 0)\n    layer = Layer()\n    layer.gradient = gradient\n"
        "    return layer.gradient\n"
    )
    assert signs([tree_of(source)], "relu_backward") == []
    taken = "from numpy import gradient as g\ndef relu_backward(dout, z):\n    return g([0 * z, z], axis=0)[0]\n"
    assert signs([tree_of(taken)], "relu_backward")


def test_signs_are_found_through_names_modules_and_time():
    quotient = "def slope(f, z):\n    return (f(z + 1) - f(z)) / 1\n"
    use = "from helper import slope as s\nrelu_backward = lambda dout, z: dout * s(abs, z)\n"
    assert signs([ast.parse(quotient), tree_of(use)], "relu_backward"), "in a module beside"
    later = "def relu_backward(dout, z):\n    return dout * (z > 0)\n"
    assert not signs([ast.parse(quotient), tree_of(use), tree_of(later)], "relu_backward"), "the last one counts"
    assert signs([tree_of("globals()['relu_' + 'backward'] = 1")], "relu_backward") == [NOT_READ]
    cells = [{"cell_type": "code", "source": text} for text in (use, later)]
    files = {("helper.py",): quotient.encode()}
    assert looks(Text(cells, files), {"relu_backward": 1}) and not looks(Text(cells, files), {"relu_backward": 2})


def test_reading_a_text_for_signs_takes_moments():
    many = "def f(x):\n    return " + " - ".join(f"g(x + {i}, y)" for i in range(900))
    deep = "def f(x):\n" + "".join(f"    q = h(h(h(h(h(h(x + {i}))))))\n" for i in range(1_500))
    names = (
        "def f(x):\n"
        + "".join(f"    a{i} = a{i - 1} {op} b\n" for i in range(900) for op in "+-*")
        + "    return a3 - a4"
    )
    for text in (many, deep, names, "x = 1\n" * 10_000, "def f(x):\n    return " + "-" * 40_000 + "x"):
        began = time.process_time()
        looks(Text([{"cell_type": "code", "source": text}], {}), {"f": 1})
        reasons(Text([{"cell_type": "code", "source": text}], {}))
        assert time.process_time() - began < 8


# -- is a notebook plain? --------------------------------------------------------------------------------------------

NOT_PLAIN = {
    "import subprocess": "imports subprocess",
    "import os.path as p": "imports os.path",
    "from os import fork": "imports os",
    "import matplotlib.os": "imports matplotlib.os",
    "import matplotlib\nmatplotlib.os.fork()": "uses os",
    "np.ctypeslib.as_array(0)": "uses ctypeslib",
    "np.load('a.npy', allow_pickle=True)": "uses allow_pickle",
    "import pandas as pd\npd.read_pickle('a')": "uses read_pickle",
    "import pandas as pd\npd.eval('1')": "uses eval",
    "exec('x = 1')": "uses exec",
    "f = eval\nf('1')": "uses eval",
    "__import__('os')": "uses __import__",
    "getattr(np, 'o' + 's')": "looks up names with getattr",
    "getattr(np, 'os')": "uses os",
    "import operator\noperator.attrgetter('a.__globals__')(np)": "uses __globals__",
    "import operator\noperator.attrgetter(name)(np)": "looks up names with attrgetter",
    "f.__code__": "uses __code__",
    "f.__globals__['a']": "uses __globals__",
    "().__class__.__mro__": "uses __mro__",
    "np.dot = print": "changes np.dot",
    "from gradatim import nn\nnn.ReLU.forward = print": "changes nn.ReLU.forward",
    "def change(m):\n    m.dot = print\nchange(np)": "passes np on",
    "def change(m):\n    m.inv = print\nchange(np.linalg)": "passes np.linalg on",
    "m = np\nm.dot = 1": "passes np on",
    "setattr(np, 'dot', 1)": "uses setattr",
    "open('/proc/self/maps')": "uses open",
    "!cat x": "holds commands that are no Python",
    "%%writefile helper.py\nx = 1": "holds commands that are no Python",
    "x = !ls": "holds commands that are no Python",
    "%run helper.py": "holds commands that are no Python",
    "get_ipython()": "uses get_ipython",
    "import gradatim_inside.function.closed": "imports gradatim_inside.function.closed",
    "from gradatim_autograder.exercise.registry import all_exercises": "imports gradatim_autograder.exercise.registry",
    "import unheard_of": "imports unheard_of",
    "def g():\n    yield\nnext(g()).gi_frame": "uses gi_frame",
    "np._core._internal.x": "uses np._core",
    "np.load('a.npy', None, True)": "uses np.load",
    "f = np.load\nf('a.npy', None, True)": "uses np.load",
    "f = getattr\nf(np, x)": "passes getattr on",
    "import functools\nfunctools.reduce(getattr, names, print)": "passes getattr on",
    "from operator import attrgetter as a\na(x)": "takes attrgetter",
    "import enum\nenum.bltns.getattr(np, x)": "uses bltns",
    "import string\nclass F(string.Formatter):\n    pass": "uses Formatter",
    "from functools import singledispatch": "takes singledispatch",
    "import matplotlib.animation": "imports matplotlib.animation",
    "class A:\n    __array_interface__ = {}": "uses __array_interface__",
    "class A:\n    def __getattr__(self, name):\n        return 1": "defines __getattr__",
    "class A:\n    def __reduce__(self):\n        return print, ()": "defines __reduce__",
    "type('A', (), made)": "makes a class with type",
    "x = {'__globals__': 1}": "names __globals__",
    "match f:\n    case object(__globals__=g):\n        g": "uses __globals__",
    "x = 1\n" * 20_000: "is too long to be read",
    "x = " + "-" * 30_000 + "1": "is nested too deep to be read",
}
PLAIN = (
    "import numpy as np, math, random, time, json, re",
    "import matplotlib.pyplot as plt\nplt.rcParams['figure.dpi'] = 100\nplt.plot([1])\nplt.show()",
    "from gradatim import nn, try_it, plots\nfrom gradatim_autograder import check\ntry_it(abs, 1)",
    "%matplotlib inline\n%time x = 1\ny = 2",
    "%%time\nx = 1",
    "def broken(:\n    pass",
    "class A:\n    def __init__(self):\n        self.x = 1\n    def __repr__(self):\n        return type(self).__name__",
    "def f(data):\n    data.x = 1\n    return data\nfrom gradatim import data\ndata.moons(3)",
    "print('import os; exec(1)')  # os.fork()",
    "a = [1]\na.x = 1\nhasattr(a, 'x')",
    "@property\ndef f(self): return getattr(self, 'x', None)",
)


@pytest.mark.parametrize("source", NOT_PLAIN, ids=lambda source: source[:40])
def test_what_can_get_around_a_guard_is_named(source):
    cells = [{"cell_type": "code", "source": each} for each in ("import numpy as np", source)]
    found = reasons(Text(cells, {}))
    assert f"cell 2 {NOT_PLAIN[source]}" in found
    as_module = reasons(Text(cells[:1], {("deep", "helper.py"): source.encode()}))
    assert source[0] in "!%" or "= !" in source or f"deep/helper.py {NOT_PLAIN[source]}" in as_module


@pytest.mark.parametrize("source", PLAIN, ids=lambda source: source[:40])
def test_honest_cells_are_plain(source):
    cells = [{"cell_type": "code", "source": each} for each in ("import numpy as np", source)]
    assert reasons(Text(cells, {})) == []


def test_what_lies_beside_counts():
    cells = [{"cell_type": "code", "source": "import helper"}]
    assert reasons(Text(cells, {("helper.py",): b"import math"})) == []
    assert reasons(Text(cells, {})) == ["cell 1 imports helper"]
    assert reasons(Text(cells, {("__pycache__", "helper.cpython-313.pyc"): b""})) != []
    assert reasons(Text([], {("numpy.so",): b""})) == ["numpy.so beside the notebook is no text"]


def test_every_notebook_of_the_course_is_plain():
    root = ROOT
    for path in (*root.glob("course/*/*/*.ipynb"), *root.glob("solutions/*/*.ipynb")):
        assert reasons(Text(json.loads(path.read_text())["cells"], {})) == [], path.name


def test_most_honest_answers_are_plain():
    answers = [*answers_below(TOLD), *(e for each in unseen().values() for e in each)]
    answers = [answer for answer in answers if answer.source]
    doubted = [str(answer) for answer in answers if reasons(Text([{"cell_type": "code", "source": answer.source}], {}))]
    assert not doubted and len(answers) > 500


# -- the clean room --------------------------------------------------------------------------------------------------

HONEST = "import os\nfrom gradatim import nn\nprint(os.getcwd(), nn.ReLU().forward(np.ones(2)))\n"
COMPARES = (
    "assert np.allclose(nn.ReLU().forward(np.ones(2)), 1.0)\n"
    "layer = nn.Linear(2, 3, np.random.default_rng(1))\nout = layer.forward(np.ones((4, 2)))\n"
    "print(out.shape, f'{out.mean():.3f}', float(out[0, 0]) + 1)\nfor row in out:\n    print(row[0])\n"
    "class Mine(nn.ReLU):\n    pass\n"
    "def relu(z):\n    return np.maximum(z, 0)\n"
)


@needs_walls
def test_an_honest_notebook_that_is_not_plain_keeps_all_its_points():
    points, look, page = graded(HONEST + COMPARES, "relu", OTHER, "double")
    assert points == [EXERCISES["relu"].max_points, EXERCISES["double"].max_points] and look == []
    assert reasons(Text(page["cells"], {})) and all(
        o["output_type"] != "error" for c in page["cells"] for o in c["outputs"]
    )


@needs_walls
def test_the_page_says_why_and_the_points_are_those_of_the_clean_room():
    points, look, page = graded(BORROWED["another process"], "relu")
    shown = json.dumps(page["cells"][2]["outputs"])
    assert points == [0.0] and "so this answer was tried again where" in shown
    assert len(look) == 1 and "cell 2 imports subprocess" in look[0] and "these points count" in look[0]


@pytest.fixture
def short_sleeps(monkeypatch):
    """What sleeps is waited for, and the test waits as well."""
    monkeypatch.setattr(clock, "TIMES", 2)
    monkeypatch.setattr(clock, "MORE", 2.0)


@needs_walls
def test_what_cannot_be_judged_again_in_time_keeps_its_points_and_is_marked(short_sleeps):
    slow = "if os.environ.get('GRADATIM_CLEAN_ROOM'):\n    while True:\n        time.sleep(1)"
    answer = "import os, time\ndef relu(z):\n    return np.maximum(z, 0)"
    ran = run(notebook_of(answer, slow, slow, "relu"), "", {}, RunOptions(7, 1.5, together=2.5))
    assert points_of(ran.notebook["cells"][4]) == EXERCISES["relu"].max_points
    assert len(ran.look) == 1 and "its time was up" in ran.look[0] and "test-relu" in ran.look[0]


@needs_walls
def test_a_cell_that_is_interrupted_there_alone_costs_nothing(short_sleeps):
    slow = (
        "import os, time\nif os.environ.get('GRADATIM_CLEAN_ROOM'):\n    while True:\n        time.sleep(0.1)\n"
        "def relu(z):\n    return np.maximum(z, 0)"
    )
    ran = run(notebook_of(slow, "relu"), "", {}, RunOptions(7, 1.5))
    assert points_of(ran.notebook["cells"][2]) == EXERCISES["relu"].max_points
    assert len(ran.look) == 1 and "its time was up" in ran.look[0]


def test_without_walls_points_stand_and_are_marked():
    ran = run(
        notebook_of("import os\ndef relu(z):\n    return np.maximum(z, 0)", "relu"),
        "",
        {},
        RunOptions(7, 20.0, sandbox="unsafe"),
    )
    assert points_of(ran.notebook["cells"][2]) == EXERCISES["relu"].max_points
    assert len(ran.look) == 1 and "there are no walls" in ran.look[0]


@needs_walls
def test_nothing_of_the_library_is_in_the_clean_room():
    session = Session(clean_room("bubblewrap"), Limits(), {}, 60.0, 120.0)
    search = (
        "import gc, os, sys\nfound = []\n"
        "for place in ['/gradatim', *sys.path]:\n    for folder, _f, files in os.walk(place):\n"
        "        for name in files:\n            path = os.path.join(folder, name)\n"
        "            if 'numpy' not in path and name.endswith(('.py', '.pyc')):\n"
        "                data = open(path, 'rb').read()\n"
        "                if b'where_' + b'positive' in data or b'backward_' + b'input' in data:\n"
        "                    found.append(path)\n"
        "found += [c for c in gc.get_objects() if getattr(c, '__qualname__', '').startswith('LeakyReLU')]\n"
        "print(found)"
    )
    try:
        assert session.run(search, 1).outputs[0]["text"] == "[]\n"
    finally:
        session.close()


# -- a hidden prediction ---------------------------------------------------------------------------------------------


@needs_walls
def test_the_value_of_a_prediction_never_stands_in():
    prints = "def neuron(x, w, b):\n    print('SECRET', predict_sum())\n    return predict_sum() + np.sum(x)"
    points, _look, page = graded("def predict_sum():\n    return 0.125", "predict_sum", prints, "neuron")
    text = json.dumps(page["cells"])
    assert points == [0.0, 0.0] and "SECRET 0.125" in text
    assert str(EXERCISES["predict_sum"].reference()) not in text


def test_no_hidden_value_can_stand_in():
    hidden = [exercise for exercise in EXERCISES.values() if not exercise.reveal]
    assert len(hidden) > 10 and not any(map(_can_stand_in, hidden))


@needs_walls
def test_the_instructor_is_told_by_the_command_and_by_nbgrader_too(tmp_path, monkeypatch, capsys):
    chapter = "01-neuron"
    course, given = make_course(tmp_path / "course", chapter), tmp_path / "given"
    given.mkdir()
    patched = PATCH + "from gradatim import nn\ndef step(z):\n    return 1.0 * (nn.ReLU()(np.asarray(z)) > 0)"
    answers = {
        "ada": {},
        "mallory": {"neuron_backward": WAYS["a step of 1 where the loss is linear"][1]},
        "eve": {"step": patched},
    }
    for student, instead in answers.items():
        made = Notebook(notebook(chapter, solved=False))
        for name, exercise in of_chapter(chapter).items():
            made.write(name, instead.get(name, pasted(exercise.reference, name)))
        (given / f"{student}_{chapter}.ipynb").write_bytes(made.dump())
    monkeypatch.setenv("GRADATIM_GRADING", "grading")
    monkeypatch.chdir(course)
    assert main(["grade", str(given)]) == 1, "two of them need a look"
    said = capsys.readouterr().out
    [rows] = [list(csv.DictReader(path.open())) for path in (course / "grading").rglob("marks.csv")]
    notes = {row["student"]: (float(row["points"]), row["note"]) for row in rows}
    everything = sum(exercise.max_points for exercise in of_chapter(chapter).values())
    assert notes["ada"][0] == everything and "look" not in notes["ada"][1] and "plain" not in notes["ada"][1]
    assert notes["mallory"][0] == everything and "a function at places a step apart" in notes["mallory"][1]
    assert notes["eve"][0] == everything - EXERCISES["step"].max_points and "imports gradatim_inside" in notes["eve"][1]
    assert "mallory" in said and "eve" in said

    made = json.loads((given / f"mallory_{chapter}.ipynb").read_text())
    folder = tmp_path / "mallory"
    folder.mkdir()
    nb, _resources = Execute().preprocess(from_dict(made), {"metadata": {"path": str(folder)}})
    assert "a function at places a step apart" in nb.metadata["gradatim"]["look"][0]


# -- what strangers tried -------------------------------------------------------------------------------------------

UNPICKLED = """
import numpy as np
class File:
    at = 0
    def read(self, size):
        self.at += size
        return DATA[self.at - size:self.at]
    readline = None
DATA = {data!r}
np.lib.format.read_array(File(), True)
"""
OF_TEXT = """
from dataclasses import dataclass
TEXT, NAME = "f = 1", "f"
@dataclass(init=False, eq=False)
class Shown:
    __annotations__ = {"x,__import__('builtins').exec('import subprocess')": int}
try:
    str(Shown())
except Exception as error:
    print(error)
"""


def unpickling():
    import io
    import pickle

    class Evil:
        def __reduce__(self):
            return exec, ("import gradatim_inside.process.runner",)

    stream = io.BytesIO()
    numpy.lib.format.write_array(stream, numpy.array([0], dtype=object), allow_pickle=True)
    whole = stream.getvalue()
    return UNPICKLED.format(data=whole[: 10 + int.from_bytes(whole[8:10], "little")] + pickle.dumps(Evil()))


@needs_walls
@pytest.mark.parametrize("source", [unpickling(), OF_TEXT], ids=["unpickled", "code of a text"])
def test_power_that_no_text_shows_is_noticed_when_it_is_taken(source):
    made = {"cells": [{"cell_type": "code", "source": source, "metadata": {}}]}
    session = Session(nursery("bubblewrap"), Limits(), {}, 60.0, 120.0)
    try:
        session.run(made["cells"][0]["source"], 1)
        assert session.noticed
    finally:
        session.close()


HONEST_CELLS = {
    "a word in a remark": "# never call __import__\n'''nor __globals__ of a function'''",
    "an error in a library's file": "import typing\ntyping.get_type_hints(3)",
    "an error below a file with such words": "%time 1 / 0",
    "help": "import numpy as np\nnp.exp?",
    "an error in a function with such a word": "def f():\n    # no __code__ here\n    return 1 / 0\nf()",
}


@needs_walls
@pytest.mark.parametrize("cell", HONEST_CELLS.values(), ids=HONEST_CELLS)
def test_no_text_is_made_code_where_a_cell_or_a_file_of_a_library_is_read(cell):
    session = Session(nursery("bubblewrap"), Limits(), {}, 60.0, 120.0)
    try:
        session.run(cell, 1)
        assert session.noticed == {}
    finally:
        session.close()


TANH = "def tanh_backward(dout, z):\n    # without __import__\n    return dout * (1 - np.tanh(z) ** 2)"


@needs_walls
@pytest.mark.parametrize("command", ["!ls -l", "%pip list", "!pip install numpy"])
def test_a_usual_command_costs_no_points_and_hides_nothing(command):
    points, look, page = graded(f"{command}\n{TANH}", "tanh_backward")
    shown = page["cells"][1]["outputs"]
    assert points == [EXERCISES["tanh_backward"].max_points] and look == []
    assert [each["output_type"] for each in shown] == ["stream"]


@needs_walls
def test_what_makes_code_of_a_text_hides_a_derivative():
    points, look, _page = graded(OF_TEXT, TANH, "tanh_backward")
    assert points == [EXERCISES["tanh_backward"].max_points]
    assert len(look) == 1 and "makes code of a text" in look[0] and "tanh_backward" in look[0]


@needs_walls
def test_nothing_is_noticed_of_honest_work():
    session = Session(nursery("bubblewrap"), Limits(), {}, 60.0, 120.0)
    honest = (
        "import copy, random, dataclasses, collections\nimport numpy as np\nimport matplotlib.pyplot as plt\n"
        "from gradatim import data, plots\nrng = copy.deepcopy(np.random.default_rng(3))\n"
        "@dataclasses.dataclass\nclass P:\n    x: float = 1.0\nPoint = collections.namedtuple('Point', 'x y')\n"
        "plt.plot(rng.normal(size=30)); plt.show()\nnp.save('a.npy', np.arange(3)); print(np.load('a.npy'), P(), Point(1, 2))\n"
        "%timeit -n 2 -r 2 sum(range(10))\n1 / 0"
    )
    try:
        session.run(honest, 1)
        assert session.noticed == {}
    finally:
        session.close()


@needs_walls
def test_what_pictures_are_drawn_from_is_no_answer():
    source = "from gradatim.plots.parts.sigmoid import sigmoid as ready\ndef sigmoid(z):\n    return ready(np.clip(z, -700, 700))"
    points, _look, _page = graded(source, "sigmoid")
    assert points == [0.0]


@needs_walls
def test_a_prediction_has_no_second_guess():
    right = EXERCISES["predict_xor"].reference()
    source = (
        f"ASKED = []\ndef predict_xor():\n    step\n    ASKED.append(1)\n"
        f"    return {right} if len(ASKED) > 2 else {right} - 1"
    )
    points, _look, _page = graded("def step(z):\n    return z", "step", source, "predict_xor")
    assert points == [0.0, 0.0]


@needs_walls
def test_imports_of_a_function_work_in_the_clean_room_too():
    """The first import there may come during a check: numpy.random is loaded when a generator crosses."""
    source = (
        "import os\ndef relu(z):\n    from statistics import fmean\n    import colorsys\n    return np.maximum(z, 0)"
    )
    points, look, _page = graded(source, "relu")
    assert points == [EXERCISES["relu"].max_points] and look == []
    batches = EXERCISES["mini_batches"]
    points, look, _page = graded("import os", pasted(batches.reference, "mini_batches"), "mini_batches")
    assert points == [batches.max_points] and look == []


@pytest.mark.parametrize(
    "magic",
    ["!pip install numpy", "%pip install tqdm==4.1", "%load_ext autoreload\n%autoreload 2", "?np.dot", "np.exp?", "!ls -l",
     "%%capture\n!pip install numpy", "%%timeit\nnp.exp(1)"],
)  # fmt: skip
def test_usual_commands_of_notebooks_are_plain(magic):
    assert reasons(Text([{"cell_type": "code", "source": magic}], {})) == []


def test_commands_that_are_none_are_told_in_moments():
    began = time.process_time()
    for knot in (
        "%%time " + "-a1111 " * 4000 + "!",
        "!pip install " + "a " * 20_000 + ";",
        "?" * 20_000 + "-",
        "!ls " * 9_000 + "$",
    ):
        assert reasons(Text([{"cell_type": "code", "source": knot}], {})) != []
    assert time.process_time() - began < 3


def test_other_commands_are_not():
    for magic in ("!pip install x; python evil.py", "!ls $(cat x)", "%run evil.py", "!python evil.py"):
        assert reasons(Text([{"cell_type": "code", "source": magic}], {}))


def test_a_clock_is_no_sign():
    source = (
        "import time\ndef tanh_backward(dout, z):\n    start = time.time()\n    out = dout * (1 - np.tanh(z) ** 2)\n"
        "    took = time.time() - start\n    print(took)\n    return out"
    )
    assert signs([tree_of(source)], "tanh_backward") == []


def test_training_loops_are_not_looked_at_for_signs():
    """Honest ones compare the loss before and after a step, which is what a difference quotient does."""
    assert "train_neuron" not in DERIVATIVES and all_exercises()["train_neuron"].forward is None


CHAPTERS = sorted(path.stem for path in ROOT.glob("solutions/*/*.ipynb"))
SOME = [name for name in CHAPTERS if name.endswith(("activations", "training", "images"))]


@needs_walls
@pytest.mark.parametrize("chapter", SOME if thorough(1, 0) else CHAPTERS)
def test_nothing_in_a_chapter_as_it_is_solved_needs_a_look(chapter):
    """What libraries do of themselves is no sign of anything."""
    solved = json.loads((ROOT / "solutions" / chapter / f"{chapter}.ipynb").read_text())
    for each in solved["cells"]:
        each["source"] = "".join(each["source"])
    ran = run(solved, chapter, {}, RunOptions(7, 60.0))
    assert ran.look == [] and ran.problems == []
