"""Which notebooks need not be judged again: a list of what is allowed, and nothing else."""

import types

import numpy as np
import pytest
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.grading.submission.cell_text import Text
from gradatim_autograder.grading.submission.simple import OF_ITS_PARTS, OF_NUMPY, is_simple

SETUP = "import numpy as np\nfrom gradatim import data, nn, plots\nX, y = data.digits()\nmodel = nn.Linear(2, 3)"


def simple(*sources, files=None, setup=SETUP):
    courses = {"cell_type": "code", "source": setup, "id": "text-1", "metadata": {}}
    own = [{"cell_type": "code", "source": each, "id": "own-2", "metadata": {}} for each in sources]
    return is_simple(Text([courses, *own], files or {}))


@pytest.mark.parametrize(
    "source",
    [
        "def relu(z):\n    return np.maximum(z, 0)",
        "import numpy as np\nimport math\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z)) * math.pi / math.pi",
        "def norm(v):\n    total = 0.0\n    for a in v.ravel():\n        total += a**2\n    return np.sqrt(total)",
        "def init(n, rng):\n    return rng.normal(0, np.sqrt(2 / n), (n, n)), np.linalg.norm(np.random.rand(3))",
        "class A:\n    def __init__(self, W):\n        self.W = W\n    def forward(self, X):\n        return X",
        "def helper(a):\n    return a + 1\nprint(helper(2))\ncheck(helper)",
        "def f(nn):\n    return nn * 2  # a parameter of its own",
    ],
)
def test_functions_of_numbers_are_simple(source):
    assert simple(source)


@pytest.mark.parametrize(
    "source",
    [
        "def relu(z):\n    return nn.ReLU().forward(z)",
        "for nn in (): pass\ndef relu(z):\n    return nn.ReLU().forward(z)",
        "def relu(z):\n    def inner():\n        nn = 1\n    return nn.ReLU().forward(z)",
        "class A:\n    f = nn.ReLU\n    nn = 1\ndef relu(z):\n    return A.f().forward(z)",
        "if 0: type = 1\ndef relu(z):\n    return type(z)",
        "if 0: display = 1\ndisplay(2)",
        "exit.x",
        "get_ipython().run_cell('1')",
        "def relu(z):\n    return model.forward(z)",
        "plots.step_function()",
        "import os",
        "import numpy as math",
        "import numpy as n",
        "import numpy.lib",
        "from numpy import lib",
        "from math import *",
        "a = np",
        "def f(a=np):\n    return a.lib",
        "(lambda m: m.lib)(np)",
        "np.lib.npyio",
        "np.linalg",
        "a = np.linalg\na.linalg",
        "np.linalg.linalg",
        "np.load('x')",
        "np.random.mtrand",
        "np.add.reduce.x",
        "np.maximum = 3",
        "np.random.rand = 3",
        "np = 3",
        "def np(): pass",
        "def f(np):\n    return np.lib",
        "class check: pass",
        "rng.bit_generator",
        "z.__class__",
        "z._private",
        "    indented = 1",
        "%matplotlib inline",
        "!ls",
        "x = 1\nx?",
        "def broken(",
        "match 1:\n    case object(real=r): pass",
        "async def f(): pass",
        "def f():\n    global nn\n    return nn",
        "X = 3\nprint(X)",
        "if 0: _ = 1\ndef relu(z):\n    return _.forward(z)",
        "a = np.zeros(3)\na.resize(9, refcheck=False)",
    ],
)  # fmt: skip
def test_whatever_reaches_further_is_not(source):
    assert not simple(source)


def test_a_module_beside_it_or_an_import_of_everything_is_not():
    assert not simple("def f(z):\n    return z", files={("numpy.py",): b""})
    assert simple("def f(z):\n    return z", files={("data.csv",): b""})
    assert not simple("def f(z):\n    return z", setup="from gradatim import *")


def test_a_cell_of_the_students_that_says_it_is_the_courses_is_read():
    cells = [{"cell_type": "code", "source": "import os", "id": "own-1", "metadata": {"nbgrader": {"solution": True}}}]
    assert not is_simple(Text(cells, {}))
    assert not is_simple(Text([{**cells[0], "id": "text-1"}], {}))
    assert is_simple(Text([{**cells[0], "metadata": {"nbgrader": {"solution": False, "locked": True}}}], {}))


def test_what_is_allowed_of_numpy_is_there_and_no_module():
    for place, names in ((np, OF_NUMPY), *((getattr(np, part), names) for part, names in OF_ITS_PARTS.items())):
        for name in names:
            assert not isinstance(getattr(place, name), types.ModuleType), name
    assert simple("np.newaxis, np.linalg.norm, np.random.rand, np.pi") and not simple("np.bmat('nn')")


def test_most_right_answers_are_simple():
    answers = [
        pasted(function, exercise.name)
        for exercise in all_exercises().values()
        for function in (exercise.reference, *(each.function for each in exercise.alternatives))
    ]
    found = [simple(source) for source in answers]
    assert sum(found) > 0.9 * len(found)
