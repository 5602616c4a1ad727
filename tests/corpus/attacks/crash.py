# ruff: noqa: E501 (code in strings)
"""They end Python, or what runs it."""

from attacks import Attack

WANTED = "neuron_backward"


def does(*lines):
    return {WANTED: "\n    ".join([f"def {WANTED}(dout, x, w):", *lines])}


ATTACKS = {
    "segmentation fault": Attack("reads address 0", "import ctypes\nctypes.string_at(0)"),
    "segmentation fault in a check": Attack("the same in a function", "import ctypes", does("ctypes.string_at(0)")),
    "abort": Attack("os.abort", "import os", does("os.abort()")),
    "exit": Attack("os._exit(0), as if all went well", "import os\nos._exit(0)"),
    "exit in a check": Attack("os._exit(0) in a function", "import os", does("os._exit(0)")),
    "system exit": Attack("SystemExit, in a thread too", "import sys", does("sys.exit('3.0')")),
    "interrupt": Attack("KeyboardInterrupt", "", does("raise KeyboardInterrupt")),
    "kill": Attack(
        "kills its parent, the first process, all others and itself",
        "import os, signal\nfor who in (os.getppid(), 1, -1, 0):\n    for number in (9, 19, 15, 2):\n"
        "        try:\n            if who or number == 9:\n                os.kill(who, number)\n"
        "        except OSError:\n            pass\nos.kill(os.getpid(), 9)",
    ),
    "recursion": Attack(
        "recursion in C without a limit",
        "import sys\nsys.setrecursionlimit(10**9)",
        does("def f(g):", "    return list(map(f, [g]))", "return f(f)"),
    ),
    "open files": Attack(
        "opens files until none can be", "import os\nkept = []\ntry:\n    while True:\n        kept.append(open('/dev/null'))\n"
        "except OSError:\n    pass\nkept.clear()",
    ),
    "open files kept": Attack(
        "and keeps them",
        "import os\nkept = []\ntry:\n    while True:\n        kept.append(os.dup(0))\nexcept OSError:\n    pass",
        at_most=True,
    ),
    "closed files": Attack("closes every file, the wire too", "import os\nos.closerange(0, 1000)"),
    "closed files in a check": Attack("the same in a function", "import os", does("os.closerange(0, 1000)")),
    "outputs broken": Attack(
        "standard output to a full device, sys.stdout gone",
        "import os, sys\nfull = os.open('/dev/full', os.O_WRONLY)\nos.dup2(full, 1)\nos.dup2(full, 2)\n"
        "sys.stdout = sys.stderr = sys.__stdout__ = None\nos.close(0)",
    ),
    "namespace deleted": Attack(
        "empties the notebook's and Python's own names",
        "import sys\nfor name in ('np', 'numpy'):\n    sys.modules.pop(name, None)\nget_ipython().user_ns.pop('np')",
        at_most=True,
    ),
    "builtins deleted": Attack(
        "no builtins are left", "import builtins\nfor name in list(vars(builtins)):\n    if name[0] != '_':\n"
        "        delattr(builtins, name)", at_most=True,
    ),
}  # fmt: skip
