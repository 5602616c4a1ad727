# ruff: noqa: E501 (code in strings)
"""They never end."""

from attacks import Attack

WANTED = "neuron_backward"


def does(*lines):
    return {WANTED: "\n    ".join([f"def {WANTED}(dout, x, w):", *lines])}


SLOWLY = """
import time
from gradatim_inside.wire.channel import Channel
old = Channel._send
def slowly(self, data, deadline):
    for byte in bytes(data):
        old(self, bytes([byte]), deadline)
        time.sleep(1 if armed else 0)
Channel._send = slowly
armed = False
"""

ATTACKS = {
    "loop": Attack("while True", "while True:\n    pass"),
    "stubborn loop": Attack(
        "a loop that catches everything, in a function",
        "",
        does("while True:", "    try:", "        while True:", "            pass", "    except BaseException:", "        pass"),
    ),
    "in C": Attack("10**10**8, which no signal interrupts", "x = len(str(10 ** 10 ** 8)) if hash(7 ** 10 ** 8) else 0"),
    "asleep in a check": Attack("sleeps", "import time", does("time.sleep(1000)")),
    "deadlock": Attack("waits for a lock that it holds", "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"),
    "clock stopped": Attack(
        "blocks and ignores the signals of the clock",
        "import signal\nblocked = set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, blocked)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0)\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True:\n    pass",
    ),
    "clock stopped in a check": Attack(
        "the same in a function",
        "import signal",
        does("signal.signal(signal.SIGALRM, lambda *a: None)", "signal.setitimer(signal.ITIMER_PROF, 0)", "while True:", "    pass"),
    ),
    "stopped": Attack("SIGSTOP to itself", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    "byte by byte": Attack("an answer of one byte a second", SLOWLY, does("global armed", "armed = True", "return 1")),
    "patterns": Attack("a regular expression that never ends", "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')"),
}  # fmt: skip
