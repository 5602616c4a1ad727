"""The walls one by one: what they take from a student's process, seen from inside and from outside of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from attacks.grading import APART
from gradatim_autograder.checking.subject import Lost
from gradatim_autograder.inside.process import walls
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox import bubblewrap, examine, no_walls
from gradatim_autograder.sandbox.student import Student
from gradatim_autograder.sandbox.view import view
from gradatim_autograder.sandbox.warm_process import Nursery
from test_attacks import as_user

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or (not shutil.which("bwrap") and not os.environ.get("CI")), reason="no bubblewrap"
)


@pytest.fixture(scope="module", params=[bubblewrap, APART, no_walls], ids=lambda way: way.NAME)
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


# -- /proc -----------------------------------------------------------------------------------------------------------

PATHS = """
import glob, os
seen = ""
for place in glob.glob("/proc/**", recursive=True) + ["/proc/self/mountinfo", "/proc/self/maps", "/proc/cmdline"]:
    try:
        seen += open(place, errors="replace").read()
    except OSError:
        pass
print(seen[::-1])
for name in ("self", "1", "2", "thread-self", "sys"):
    print(os.path.exists("/proc/" + name))
for place in ("/proc/self/oom_score_adj", "/proc/2/oom_score_adj", "/proc/new", "/proc/stat"):
    try:
        open(place, "w").write("0")
        print("written")
    except OSError:
        pass
"""


def test_where_things_are_on_this_machine_is_not_to_be_read(nursery):
    assert not nursery.proc
    with Opened(nursery) as student:
        seen, *answers = said(student, PATHS).rsplit("\n", 6)
        assert answers == ["False"] * 5 + [""]
    for outer, inner in nursery.view.shown:
        assert outer == inner or outer not in seen[::-1]
    assert "processor" in seen[::-1] and "MemTotal" in seen[::-1], "what programs ask of the machine is there"


USED = """
import multiprocessing, os, subprocess, threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
import matplotlib.pyplot as plt
def double(x): return 2 * x
with multiprocessing.get_context("fork").Pool(2) as pool: print(pool.map(double, [1, 2]))
with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool: print(list(pool.map(double, [1, 2])))
with ThreadPoolExecutor(2) as pool: print(list(pool.map(double, [1, 2])))
print(subprocess.run("echo $((6 * 7)); ls /nowhere", shell=True, capture_output=True, text=True).stdout)
figure, axes = plt.subplots()
axes.set_title("ä μ")
figure.savefig("it.png")
plt.close(figure)
print(os.cpu_count() > 0, os.path.getsize("it.png") > 1000)
"""


def test_programs_threads_processes_and_pictures_do_without_it(nursery):
    with Opened(nursery) as student:
        assert " ".join(said(student, USED).split()) == "[2, 4] [2, 4] [2, 4] 42 True True"


def test_where_a_kernel_cannot_take_it_it_stays_and_is_said(monkeypatch, nursery):
    assert not [each for each in examine.examine_walls(nursery) if "/proc" in each.text]
    monkeypatch.setattr(nursery, "proc", True)
    (found,) = [each for each in examine.examine_walls(nursery) if "/proc" in each.text]
    assert found.advice


# -- calls of the kernel --------------------------------------------------------------------------------------------

CALLS = """
import ctypes, errno, gradatim_inside.process.calls as calls, platform, socket
libc = ctypes.CDLL(None, use_errno=True)
column = calls.MACHINES[platform.machine()][1]
numbers = [each[column] for each in calls.CLOSED.values() if each[column] is not None]
for wanted, of in (("EPERM", numbers), ("ENOSYS", [435, *range(450, 480), 0x40000000 + 39])):
    for number in of:
        if libc.syscall(number, 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != getattr(errno, wanted):
            print(number, "is open")
for family in range(2, 50):
    for make in (socket.socket, socket.socketpair):
        try:
            make(family)
            print(family, "is open")
        except OSError as error:
            if error.errno != errno.EAFNOSUPPORT:
                print(family, error)
if libc.syscall((56, 220)[column], 0x00010000 | 0x00000100 | 0x00000800, 0, 0, 0, 0) != -1:
    print("a thread may have files of its own")
if libc.syscall(calls.SECCOMP[column], 2, 0, 0) != -1 or libc.prctl(22, 2, 0, 0, 0) != -1:
    print("filters of its own")
libc.prctl(15, b"a name", 0, 0, 0) == 0 or print("no name")
print("tried")
"""


def test_calls_that_no_notebook_needs_are_closed_and_so_are_those_that_nobody_knows_yet(any_nursery):
    with Opened(any_nursery) as student:
        assert said(student, CALLS) == "tried\n"


SOCKETS = """
import os, socket, time
def fill():
    kept = []
    try:
        while True:
            kept += socket.socketpair()
            kept[-1].setblocking(False)
            kept[-1].send(b"x" * 100_000)
    except OSError:
        time.sleep(1000)
for _ in range(10):
    if os.fork() == 0:
        fill()
time.sleep(18)
"""


def test_what_the_kernel_holds_for_sockets_counts_as_memory(nursery):
    with pytest.raises(Lost), Opened(nursery, Limits(memory=500_000_000)) as student:
        said(student, SOCKETS)
    with Opened(nursery, Limits(memory=500_000_000)) as student:
        assert said(student, "files = [open('f%d' % n, 'w') for n in range(200)]\nprint(len(files))") == "200\n"


def test_a_process_cannot_signal_what_is_not_its_own(any_nursery):
    code = "import os, signal, time\nsignal.signal(signal.SIGUSR1, lambda *_: None)\nos.kill(0, signal.SIGUSR1)\n"
    with Opened(any_nursery) as student:
        said(student, code + "os.killpg(os.getpgid(0), signal.SIGUSR1)")
        assert said(student, "print(6 * 7)") == "42\n"


def test_two_submissions_never_have_the_same_user():
    assert len({walls.outside_user() for _ in range(100)}) == 100
    assert min(walls.OUTSIDE_USERS) > 0x6FFFFFFF, "systemd gives the numbers below to containers"


def test_without_walls_inside_nothing_of_proc_can_be_written():
    """As on a machine that allows no namespaces in namespaces: the first try finds that out."""
    tries = []

    def command(view, program):
        tries.append(program[-1])
        return bubblewrap.command(view, [*program[:-1], "open"])

    place = Nursery(SimpleNamespace(NAME="bubblewrap", WALLED=True, command=command), view())
    code = "import os\nprint(open('/proc/self/oom_score_adj').read())\nos.open('/proc/self/oom_score_adj', os.O_WRONLY)"
    with Opened(place) as student:
        answer = said(student, code)
    assert tries == ["walls", "open"] and not place.walls
    assert answer.startswith("1000\n") and "Read-only" in answer
    assert [each for each in examine.examine_walls(place) if "names of your folders" in each.advice]


@pytest.mark.thorough
def test_an_ordinary_user_has_the_same_walls():
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""}
    chosen = "not ordinary and not unsafe and (to_be_read or are_closed or are_ended or do_without)"
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, "-k", chosen]
    done = subprocess.run(
        [*as_user(), *words], cwd=Path(__file__).parent, env=environment, capture_output=True, text=True, timeout=280
    )
    assert done.returncode == 0 and " passed" in done.stdout and "skipped" not in done.stdout, done.stdout[-3000:]
