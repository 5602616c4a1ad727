# ruff: noqa: E501 (code in strings)
"""Answers taken from the course's own library, past what keeps it closed during a check. An answer may keep its points
only where the report says why a person should look at it.
"""

from attacks.classes import BOOK, HOME, Class, Upload
from attacks.classes.work import most, work

CHAPTER = "03-activations"
NAME = "sigmoid_backward"
EARNS = most(CHAPTER, (NAME,))
ASKS = f"""
def {NAME}(dout, z):
    return borrowed(dout, z)
"""
LIBRARY = """
def borrowed(dout, z):
    from gradatim.nn import Sigmoid
    layer = Sigmoid()
    layer(z)
    return layer.backward(dout)
"""


def way(what, first, source=ASKS, files=None, named=False):
    """`first` is a cell before the exercises, in which `borrowed` is made."""
    data = work(CHAPTER, first=first, **{NAME: source.strip()})
    return Upload(what, {BOOK: data, **(files or {})}, earns=EARNS, looked=True, named=named)


HELPER = """
import json, sys
import numpy as np
from gradatim.nn import Sigmoid
for line in sys.stdin:
    dout, z = map(np.array, json.loads(line))
    layer = Sigmoid()
    layer(z)
    print(json.dumps(np.asarray(layer.backward(dout)).tolist()), flush=True)
"""

UPLOADS = {
    "plainly": way("calls the library", LIBRARY),
    "a module emptied": way(
        "forgets the modules, and imports them again",
        "import sys\n"
        "def borrowed(dout, z):\n    for name in [n for n in sys.modules if n.startswith('gradatim')]:\n        del sys.modules[name]\n"
        "    import importlib\n    layer = getattr(importlib.import_module('gradatim' + '.nn'), 'Sigmoid')()\n    layer(z)\n    return layer.backward(dout)",
    ),
    "the guard's code": way(
        "makes the guard do nothing",
        "import contextlib, sys\n"
        "for name, module in list(sys.modules.items()):\n    if name.startswith('gradatim_inside'):\n"
        "        for key in ('closed', 'uses', '_functions'):\n            if hasattr(module, key):\n"
        "                setattr(module, key, (lambda *a, **k: ()) if key == '_functions' else (lambda *a, **k: contextlib.nullcontext()))\n" + LIBRARY,
    ),
    "the guard's list": way(
        "empties the guard's list of what is borrowed",
        "import sys\nfor name, module in list(sys.modules.items()):\n    if name.startswith('gradatim_inside'):\n"
        "        for key in ('BORROWED', 'LIBRARY', 'FRAMEWORKS', 'OTHERS'):\n            if hasattr(module, key):\n                setattr(module, key, ())\n"
        "        if hasattr(module, 'is_borrowed'):\n            module.is_borrowed = lambda *a, **k: False\n" + LIBRARY,
    ),
    "a copy": way(
        "copies the functions before the check",
        "import types\nfrom gradatim.nn import activations, module\n"
        "def copy(f):\n    return types.FunctionType(f.__code__, f.__globals__, f.__name__, f.__defaults__, f.__closure__)\n"
        "S = activations.Sigmoid\nfunction, back = copy(S.function), copy(S.backward_input)\n"
        "def borrowed(dout, z):\n    layer = object.__new__(S)\n    try:\n        layer.__dict__['out'] = function(layer, z)\n    except Exception:\n        pass\n"
        "    s = 1 / (1 + np.exp(-z))\n    for name in ('out', 'output', '_out', 'Y', 'A', 'y'):\n        layer.__dict__[name] = s\n    return back(layer, dout)",
    ),
    "code kept": way(
        "keeps the functions' code, and puts it back during the check",
        "from gradatim.nn import Sigmoid\nkept = {}\nfor each in Sigmoid.__mro__:\n    for value in vars(each).values():\n        if hasattr(value, '__code__'):\n            kept[value] = value.__code__\n"
        "def borrowed(dout, z):\n    for function, code in kept.items():\n        function.__code__ = code\n    layer = kind()\n    layer(z)\n    return layer.backward(dout)\nkind = Sigmoid",
    ),
    "the source": way(
        "runs the library's source under another name",
        "import gradatim.nn as library\nfrom pathlib import Path\nsource = Path(library.__file__).with_name('activations.py').read_text()\n"
        "names = {'__name__': 'mine', '__package__': 'gradatim.nn'}\nexec(source, names)\n"
        "def borrowed(dout, z):\n    layer = names['Sigmoid']()\n    layer(z)\n    return layer.backward(dout)",
    ),
    "another name": way(
        "loads the library's files as modules of another name",
        "import importlib.util, sys, gradatim.nn\n"
        "spec = importlib.util.spec_from_file_location('mine', gradatim.nn.__file__, submodule_search_locations=list(gradatim.nn.__path__))\n"
        "mine = importlib.util.module_from_spec(spec)\nsys.modules['mine'] = mine\nspec.loader.exec_module(mine)\n"
        "def borrowed(dout, z):\n    layer = mine.Sigmoid()\n    layer(z)\n    return layer.backward(dout)",
    ),
    "a program": way(
        "starts a program in the check",
        f"import json, subprocess, sys\nHELPER = {HELPER!r}\n"
        "def borrowed(dout, z):\n    made = subprocess.run([sys.executable, '-c', HELPER], input=json.dumps([np.asarray(dout).tolist(), np.asarray(z).tolist()]) + chr(10), capture_output=True, text=True)\n"
        "    return np.array(json.loads(made.stdout))",
    ),
    "a program before": way(
        "has a program that was started before the check",
        f"import json, subprocess, sys\nmade = subprocess.Popen([sys.executable, '-c', {HELPER!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)\n"
        "def borrowed(dout, z):\n    made.stdin.write(json.dumps([np.asarray(dout).tolist(), np.asarray(z).tolist()]) + chr(10))\n    made.stdin.flush()\n    return np.array(json.loads(made.stdout.readline()))",
    ),
    "a fork": way(
        "has a process that was forked before the check",
        "import multiprocessing\nfrom gradatim.nn import Sigmoid\nhere, there = multiprocessing.Pipe()\n"
        "def serve():\n    while True:\n        dout, z = there.recv()\n        layer = Sigmoid()\n        layer(z)\n        there.send(np.asarray(layer.backward(dout)))\n"
        "import os\nif os.fork() == 0:\n    try:\n        serve()\n    finally:\n        os._exit(0)\n"
        "def borrowed(dout, z):\n    here.send((dout, z))\n    return here.recv()",
    ),
    "a fork in the check": way(
        "forks in the check",
        "import os, multiprocessing\nfrom gradatim.nn import Sigmoid\ncodes = {f: f.__code__ for k in Sigmoid.__mro__ for f in vars(k).values() if hasattr(f, '__code__')}\nkind = Sigmoid\n"
        "def borrowed(dout, z):\n    here, there = multiprocessing.Pipe()\n    if os.fork() == 0:\n        for f, code in codes.items():\n            f.__code__ = code\n        layer = kind()\n        layer(z)\n        there.send(np.asarray(layer.backward(dout)))\n        os._exit(0)\n    return here.recv()",
    ),
    "a thread": way(
        "has a thread that was started before the check",
        "import queue, threading\nfrom gradatim.nn import Sigmoid\nasked, told = queue.Queue(), queue.Queue()\n"
        "def serve():\n    while True:\n        dout, z = asked.get()\n        try:\n            layer = Sigmoid()\n            layer(z)\n            told.put(layer.backward(dout))\n        except Exception as error:\n            told.put(None)\n"
        "threading.Thread(target=serve, daemon=True).start()\n"
        "def borrowed(dout, z):\n    asked.put((dout, z))\n    return told.get()",
    ),
    "a module beside": way(
        "a module beside the notebook calls the library",
        "from helper import borrowed",
        files={HOME + "helper.py": b"from gradatim.nn import Sigmoid\ndef borrowed(dout, z):\n    layer = Sigmoid()\n    layer(z)\n    return layer.backward(dout)\n"},
    ),
    "text": way(
        "code that is made of text",
        
        f"exec(bytes.fromhex({LIBRARY.encode().hex()!r}).decode())",
    ),
    "found in memory": way(
        "finds the library's classes in memory",
        "import gc, gradatim.nn\n"
        "def borrowed(dout, z):\n    kind = next(each for each in gc.get_objects() if isinstance(each, type) and each.__name__ == 'Sigmoid')\n    layer = kind()\n    layer(z)\n    return layer.backward(dout)",
    ),
    "a table": way(
        "answers that were made before, by the library, for a fine grid",
        "from gradatim.nn import Sigmoid\ngrid = np.linspace(-800, 800, 1_600_001)\nlayer = Sigmoid()\nlayer(grid)\nslopes = np.asarray(layer.backward(np.ones_like(grid)))\n"
        "def borrowed(dout, z):\n    return dout * np.interp(z, grid, slopes)",
    ),
    "marks of functions": way(
        "hides the function's source and home",
        LIBRARY + "borrowed.__module__ = 'numpy'\nborrowed.__code__ = borrowed.__code__.replace(co_filename='/usr/lib/python3/numpy/core.py')",
    ),
    "a class that calls": way(
        "an object that is called, and looks at nobody",
        "class Borrowed:\n    def __getattribute__(self, name):\n        raise AttributeError(name)\n    def __call__(self, dout, z):\n        module = __import__('gradatim.nn', fromlist=['x'])\n        layer = module.Sigmoid()\n        layer(z)\n        return layer.backward(dout)\nborrowed = Borrowed()",
    ),
}  # fmt: skip

CLASSES = {"": Class(UPLOADS, chapters=(CHAPTER,), seconds=120, memory=2500)}
