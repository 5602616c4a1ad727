# ruff: noqa: E501 (code in strings)
"""They want points."""

from attacks import Attack

WANTED = "neuron_backward"  # the exercise that none of them has answered

LIAR = """
class Liar:
    __hash__ = None
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __float__(self): return 1.0
    def __index__(self): return 3
    def __len__(self): return 3
    def __getattr__(self, name): return self
    def __call__(self, *args): return self
    def __array__(self, *args, **kwargs): raise SystemExit
    def __array_ufunc__(self, *args, **kwargs): return True
    def __le__(self, other): return True
    __sub__ = __rsub__ = __abs__ = __mul__ = __le__
"""

SUBCLASSES = """
class Same(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __sub__(self, other): return np.zeros(self.shape)
    __rsub__ = __sub__
    shape = property(lambda self: (3,))
    def tobytes(self, *args): return b"\\0" * 24
class Exact(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    __hash__ = float.__hash__
"""

RUNNER = """
import gc, sys
from gradatim_inside.process.runner import Runner
for thing in gc.get_objects():
    if type(thing).__name__ in ("Runner", "Shell", "Collector", "Packer", "Channel"):
        thing.points = thing.max_points = 1000
old = Runner._called
def called(self, function, args, kwargs, request):
    answer = old(self, function, args, kwargs, request)
    return {**answer, "points": 3.0, "passed": True, "status": "right", "result": {"points": 3.0}}
Runner._called = called
frame = sys._getframe()
while frame:
    for name, value in frame.f_locals.items():
        if name in ("seed", "exercise", "expected", "right", "want", "reference", "probes"):
            print("LEAKED", name)
    frame = frame.f_back
"""

FORGED = """
import os, struct, msgpack, stat
def is_wire(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False
def wires():
    return [n for n in range(3, 64) if is_wire(n)]
def forge(number):
    value = msgpack.packb([1.0, 1.0, 1.0])
    body = msgpack.packb({"number": number, "is": "returned", "value": value, "changed": {}, "printed": "", "warned": []})
    for wire in wires():
        os.write(wire, struct.pack(">I", len(body)) + body)
"""

THREAD = (
    FORGED
    + """
import threading, time
def keep_on():
    number = 0
    while True:
        time.sleep(0.05)
        number += 1
        forge(number)
threading.Thread(target=keep_on, daemon=True).start()
"""
)

DISPLAYED = """
from IPython.display import display, HTML
shell = get_ipython()
shell.collector.outputs.append({"output_type": "execute_result", "data": {"text/plain": "1000.0"}, "metadata": {},
                                "execution_count": 10**4000})
shell.collector.outputs.append({"output_type": "error", "ename": [10**4000], "evalue": {}, "traceback": 7})
shell.collector.outputs.append(10**4000)
display({"text/plain": "3.0", "text/html": "<b>All right.</b> 3 of 3 points"}, raw=True)
print("3.0\\nAll right.\\n", "\\ud800")
class Result:
    def _repr_mimebundle_(self, **kwargs): return {"text/plain": "3.0", "application/vnd.points": "3"}
Result()
"""

MAGICS = """
%config InteractiveShell.ast_node_interactivity = "none"
%autocall 2
%reset_selective -f nothing_of_this_name
import sys
shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: [line.replace("return", "return 3.0 or") if "dout" in line else line for line in lines])
shell.display_formatter.format = lambda *a, **k: ({"text/plain": "3.0"}, {})
shell.displayhook = lambda value: None
shell.user_ns_hidden.clear()
"""

TRACED = """
import sys, threading
def trace(frame, event, arg):
    for name in ("right", "want", "reference", "solve"):
        if name in frame.f_locals:
            frame.f_locals["got"] = frame.f_locals[name]
    return trace
sys.settrace(trace); sys.setprofile(trace); threading.settrace(trace)
"""


def returns(value):
    """The exercise answered with this expression."""
    return {WANTED: f"def {WANTED}(dout, x, w):\n    return {value}"}


ATTACKS = {
    "check replaced": Attack(
        "other functions in place of check",
        "check = lambda function: 1000.0\nimport builtins, sys, gradatim_autograder\nbuiltins.check = check\n"
        "gradatim_autograder.check = check\nsys.modules['gradatim_autograder.check'] = check",
    ),
    "numpy replaced": Attack(
        "NumPy's comparisons are always content",
        "np.allclose = np.array_equal = np.isclose = lambda *a, **k: True\nnp.asarray = lambda x, *a, **k: np.ones(3)\n"
        "np.abs = lambda *a: 0.0\nnp.testing.assert_allclose = lambda *a, **k: None",
        at_most=True,
    ),
    "msgpack replaced": Attack(
        "the library of the wire packs full points",
        "import msgpack, gradatim_inside.wire.frames as wire\nold = msgpack.packb\n"
        "msgpack.packb = lambda o, **k: old({**o, 'points': 3.0, 'passed': True} if isinstance(o, dict) else o, **k)\n"
        "wire.MAX_FRAME = wire.MAX_VALUES = 10**12",
    ),
    "runner found": Attack("looks for the runner and the right answers in memory and in frames", RUNNER),
    "frames before the answer": Attack(
        "forged answers on the wire before its own",
        FORGED,
        {WANTED: f"def {WANTED}(dout, x, w):\n    for n in range(200):\n        forge(n)\n    return 1"},
    ),
    "frames after the answer": Attack(
        "forged answers for the calls to come, from a thread", THREAD, returns("1.0, w, 1.0"), at_most=True
    ),
    "answers that say they are equal": Attack("objects whose methods lie", LIAR, returns("Liar(), Liar(), Liar()")),
    "arrays that say they are equal": Attack(
        "subclasses of arrays and floats, with the right numbers in one and wrong ones in the other",
        SUBCLASSES,
        {
            **returns("np.ones(3).view(Same), np.ones(3).view(Same), Exact(1.0)"),
            "neuron": "def neuron(x, w, b):\n    return Exact(np.dot(x, w) + b)",
        },
        {"neuron": 2.0},
    ),
    "not a number": Attack("nan", "", returns("(float('nan'),) * 3")),
    "infinite": Attack("inf", "", returns("(np.full_like(w, np.inf), np.full_like(x, -np.inf), 1e308)")),
    "whole numbers without end": Attack("numbers of a million digits", "", returns("10**1_000_000, -1, 10**4_800")),
    "two long numbers": Attack(
        "whole numbers that Python does not write out",
        "",
        {"neuron": "def neuron(x, w, b):\n    return 2**14_000, -2**13_500"},
    ),
    "keys of long numbers": Attack("a dict of such numbers", "", returns("{2**13_500: 1, (2**13_400,): 2}, {}, {}")),
    "functions as answers": Attack("returns handles", "", returns("print, np.tanh, lambda: 1")),
    "the argument's module": Attack("returns modules, classes, itself", "", returns(f"np, {WANTED}, type")),
    "large answers": Attack("320 MB each", "", returns("np.zeros(40_000_000), np.zeros((0, 10**15)), b'x' * 10**8")),
    "many values": Attack("millions of numbers in lists", "", returns("[0.0] * 3_000_000, {}, [[]] * 10**6")),
    "deep answers": Attack(
        "lists in lists",
        "deep = []\nfor _ in range(100_000):\n    deep = [deep]\nendless = []\nendless.append(endless)",
        returns("deep, endless, {'a': (deep,)}"),
    ),
    "odd dtypes": Attack(
        "arrays of objects, records, dates, words",
        "",
        returns("np.array([object()]), np.zeros(3, 'i4,O'), np.array(['2026'], 'M8[Y]'), np.array(['x'])"),
    ),
    "a generator": Attack(
        "yields for ever", "", {WANTED: f"def {WANTED}(dout, x, w):\n    while True:\n        yield 1.0"}
    ),
    "a coroutine": Attack("async", "", {WANTED: f"async def {WANTED}(dout, x, w):\n    return 1.0"}),
    "a class": Attack(
        "a class in place of the function, whose attributes raise",
        "",
        {
            WANTED: f"class {WANTED}:\n    def __init__(self, dout, x, w):\n        pass\n"
            "    def __getattr__(self, name):\n        raise KeyboardInterrupt"
        },
    ),
    "right answers changed in place": Attack(
        "resizes and overwrites its arguments",
        "",
        {
            WANTED: f"def {WANTED}(dout, x, w):\n    x.resize(10**6, refcheck=False)\n    w[:] = 0\n    return x, w, dout"
        },
    ),
    "displayed": Attack("forged results among the outputs", DISPLAYED),
    "magics": Attack("IPython turned inside out", MAGICS, at_most=True),
    "traced": Attack("sys.settrace looks for the right answers", TRACED),
    "references imported": Attack(
        "the course's references, where they might be",
        "try:\n    from gradatim_autograder.exercises.neuron import neuron_backward as found\n    print('LEAKED reference')\n"
        "except ImportError:\n    pass\n"
        "import importlib\nfor name in ('gradatim_autograder.exercise', 'gradatim_autograder.exercise.registry', 'torch.nn', 'nbgrader.api'):\n"
        "    try:\n        importlib.import_module(name)\n        print('LEAKED', name)\n    except ImportError:\n        pass",
    ),
    "at exit": Attack(
        "writes results when Python ends",
        "import atexit\natexit.register(lambda: print('3.0'))\nopen('results.json', 'w').write('{\"points\": 1000}')",
    ),
}
