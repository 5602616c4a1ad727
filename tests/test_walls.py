"""The walls one by one: what they take from a student's process, seen from inside and from outside of it."""

import os
import shutil
import sys

import pytest
from attacks.grading import APART
from gradatim_autograder.inside.limits import Limits
from gradatim_autograder.sandbox import bare, bubblewrap
from gradatim_autograder.sandbox.nursery import Nursery
from gradatim_autograder.sandbox.student import Student
from gradatim_autograder.sandbox.view import view

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or (not shutil.which("bwrap") and not os.environ.get("CI")), reason="no bubblewrap"
)


@pytest.fixture(scope="module", params=[bubblewrap, APART, bare], ids=lambda way: way.NAME)
def any_nursery(request):
    made = Nursery(request.param, view())
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def nursery():
    made = Nursery(bubblewrap, view())
    made.start()
    assert made.walls
    yield made
    made.stop()


def said(student, code):
    """What a cell prints."""
    outputs = student.run(code, 1, 20.0)["outputs"]
    return "".join(str(each.get("text", each.get("evalue", ""))) for each in outputs)


class Opened:
    """A student's process for a block."""

    def __init__(self, place, limits=None):
        self.place, self.limits = place, limits or Limits()

    def __enter__(self):
        self.student = Student(self.place, self.limits)
        return self.student

    def __exit__(self, *_error):
        self.student.end()


STARTED = """
import os, subprocess, sys, time
for flags in ({}, {"start_new_session": True}):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"], **flags)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:  # its parent is nobody of this notebook
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1000)
    os._exit(0)
while len([p for p in os.listdir("/proc") if p.isdigit()]) < 3: time.sleep(0.01)
time.sleep(0.2)
"""


def test_all_but_the_process_that_answers_are_ended(any_nursery):
    with Opened(any_nursery) as student:
        said(student, STARTED)
        assert any_nursery.quiet(student.identifier) == 3
        assert any_nursery.quiet(student.identifier) == 0
        assert said(student, "print(6 * 7)") == "42\n"


def test_a_thread_that_starts_processes_all_the_time_leaves_none_behind(nursery):
    bomb = """
import os, threading, time
def go():
    while True:
        try:
            if os.fork() == 0:
                time.sleep(1000)
        except OSError:
            time.sleep(0.001)
for _ in range(3):
    threading.Thread(target=go, daemon=True).start()
time.sleep(0.3)
"""
    with Opened(nursery) as student:
        said(student, bomb)
        assert nursery.quiet(student.identifier) > 10


# In the student's own process, as the check does it, before others are ended.
ALONE = """
import os, subprocess, threading, gradatim_inside.calls as calls
go, answers = threading.Event(), []
def later():
    go.wait()
    try:
        os.fork() or os._exit(0)
        answers.append("forked")
    except OSError as error:
        answers.append(type(error).__name__)
early = threading.Thread(target=later)
early.start()
print(calls.no_more_processes())
go.set()
early.join()
for start in (os.fork, lambda: subprocess.run(["true"]), lambda: os.execv("/bin/true", ["true"]),
              lambda: os.posix_spawn("/bin/true", ["true"], {}), lambda: os.system("true") and 1 / 0):
    try:
        start()
        answers.append("started")
    except OSError as error:
        answers.append(type(error).__name__)
    except ZeroDivisionError:
        answers.append("no shell")
one = threading.Thread(target=answers.append, args=("thread",))
one.start()
one.join()
print(answers)
"""


def test_a_process_can_give_up_starting_others_for_good_and_keep_threads(any_nursery):
    with Opened(any_nursery) as student:
        text = said(student, ALONE)
        assert text == f"True\n{['PermissionError'] * 5 + ['no shell', 'thread']}\n"
        assert said(student, "import numpy as np; print((np.ones((300, 300)) @ np.ones((300, 300))).sum())")
