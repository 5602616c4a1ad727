# ruff: noqa: E501 (code in strings)
"""A busy machine: students who keep it busy, and slow but honest ones beside them, who must get all that they earn."""

from attacks.classes import BOOK, Class, Upload
from attacks.classes.work import most, work

ALL = most()
SLOW = """
import time
def step(z):
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
"""
BUSY = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        until = time.monotonic() + 8
        while time.monotonic() < until:
            pass
        os._exit(0)
time.sleep(2)
"""
ALMOST = "import time\nuntil = time.monotonic() + 1.5\nwhile time.monotonic() < until:\n    pass"
ONLY_ONCE = """
import time
calls = []
def step(z):
    calls.append(1)
    time.sleep(1000 if len(calls) % 2 == 0 else 0)
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
"""


def many_cells(content):
    made = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    for number in range(10):
        content["cells"].insert(2, {**made, "id": f"slow-{number}", "metadata": {}, "source": ALMOST})


UPLOADS = {
    "busy": Upload("six busy processes", {BOOK: work(first=BUSY)}, earns=ALL, named=False),
    "busy again": Upload("six more", {BOOK: work(first=BUSY)}, earns=ALL, named=False),
    "slow": Upload("an honest answer that takes a tenth of a second a call", {BOOK: work(step=SLOW)}, earns=ALL, all=True, named=False),
    "slow as well": Upload("another one", {BOOK: work(step=SLOW)}, earns=ALL, all=True, named=False),
    "every second call": Upload("a function that answers every second time", {BOOK: work(step=ONLY_ONCE)}, earns=ALL - 2),
    "asleep": Upload("a cell that sleeps", {BOOK: work(first="import time\ntime.sleep(1000)")}, earns=ALL),
    "never interrupted": Upload(
        "a cell that cannot be interrupted",
        {BOOK: work(first="while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass")},
        earns=ALL,
    ),
    "many slow cells": Upload("ten cells that take almost too long", {BOOK: work(spoil=many_cells)}, earns=ALL, named=False),
}  # fmt: skip

CLASSES = {"": Class(UPLOADS, timeout=3, seconds=240, memory=2500)}
