"""Borrowed and numerical answers from where the guards stand that a student cannot reach: nobody scores by getting around
them, and nobody is accused falsely.
"""

import ast
import linecache
import sys

import numpy

import pytest
from gradatim_autograder.checking.engine import judge
from gradatim_autograder.checking.subject import local
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.grading.submission.derivative_signs import signs
from gradatim_autograder.grading.submission.second_look import points_of
from gradatim_autograder.grading.submission.run import RunOptions, run
from gradatim_autograder.registry import all_exercises
from gradatim_autograder.sandbox.bubblewrap import found
from hidden_differences import WAYS

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
import contextlib, gradatim_inside.runner as runner, gradatim_inside.closed, gradatim_inside.shortcuts as shortcuts
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
        "import gradatim_inside.closed as c\nc._functions.cache_clear()\nc.LIBRARY = ('nothing',)\n"
        "def relu(z):\n    return pickle.loads(kept).forward(z)"
    ),
    "a thread": (
        "import threading, time\nfrom gradatim import nn\nwaiting, done, layer = [], [], nn.LeakyReLU(0.0)\n"
        "import gradatim_inside.closed as c\nc.LIBRARY = ('nothing',)\nc._functions.cache_clear()\n"
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
        "import gradatim_inside.packing as packing\nfrom gradatim import nn\nlayer, kept = nn.LeakyReLU(0.0), [None]\n"
        "import gradatim_inside.closed as c\nc.LIBRARY = ()\n"
        "old = packing.Packer.unpack\n"
        "def unpack(self, data):\n    args = old(self, data)\n"
        "    if isinstance(args, tuple) and args and isinstance(args[0], np.ndarray):\n"
        "        kept[0] = layer.forward(args[0].copy())\n    return args\n"
        "packing.Packer.unpack = unpack\ndef relu(z):\n    return kept[0]"
    ),
    "np.load": (
        "from gradatim import nn\nnp.save('kept.npy', np.array([nn.ReLU()], dtype=object), allow_pickle=True)\n"
        "import gradatim_inside.closed as c\nc.LIBRARY = ()\n"
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
