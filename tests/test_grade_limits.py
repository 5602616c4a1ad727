"""What the trusted side may use for one submission, and who decides when a student's code takes too long."""

import os
import resource
import signal
import sys
import threading
import time

import numpy as np
import pytest
from gradatim_autograder.grading.hand import Bounds
from gradatim_autograder.grading.pool import Pool, WorkerDied
from gradatim_autograder.inside.limits import Limits
from gradatim_autograder.registry import all_exercises
from gradatim_autograder.sandbox.answering import Budget, OverTime, is_moderate
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.session import Session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's limits are Linux's")
QUICK = Bounds(processor=1.0, memory=300_000_000, wall=4.0)


# -- a worker can be ended (the functions that follow run in one) ---------------------------------------------------


def double(number):
    return 2 * number


def hold_the_gil(_number):
    return 10 ** 10**8 % 7  # C code that no Python signal handler interrupts


def much_memory(number):
    return np.ones(number).sum()


def stop(_number):
    os.kill(os.getpid(), signal.SIGSTOP)


def crash(_number):
    os.kill(os.getpid(), signal.SIGSEGV)


def limits_of_a_child(_number):
    from gradatim_autograder.sandbox.memory import unlimited

    with unlimited():
        pid = os.fork()
        if pid == 0:
            import resource

            os._exit(resource.getrlimit(resource.RLIMIT_DATA)[0] == resource.RLIM_INFINITY)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def begun(path, number):
    """Write when it began and ended, so that one can see what ran at a time."""
    began = time.monotonic()
    time.sleep(0.3)
    with open(path, "a") as stream:
        stream.write(f"{number} {began} {time.monotonic()}\n")
    return number


def finished(pool, seconds=60):
    found, until = {}, time.monotonic() + seconds
    while pool.busy and time.monotonic() < until:
        found |= dict(pool.wait(0.5))
    assert not pool.busy, "the queue came to its end"
    return found


def test_whatever_a_job_does_the_queue_goes_on(tmp_path):
    with Pool(2, tmp_path, tmp_path, bounds=QUICK) as pool:
        for number in range(6):
            pool.submit(number, double, number)
        for function in (hold_the_gil, stop, crash):
            pool.submit(function.__name__, function, 0)
        pool.submit("memory", much_memory, 10**9)
        for number in range(6, 12):
            pool.submit(number, double, number)
        found = finished(pool)
    assert [found[number] for number in range(12)] == [2 * number for number in range(12)]
    assert isinstance(found["memory"], MemoryError), "it is that job's error, and its process lives"
    for name, words in (("hold_the_gil", "processor time"), ("stop", "without an answer"), ("crash", "signal 11")):
        assert isinstance(found[name], WorkerDied) and found[name].certain, name
        assert words in str(found[name]) and "2 times" in str(found[name])


def test_what_a_worker_starts_is_free_of_its_limit_of_memory(tmp_path):
    with Pool(1, tmp_path, tmp_path, bounds=QUICK) as pool:
        pool.submit("child", limits_of_a_child, 0)
        assert finished(pool) == {"child": 1}


def test_a_job_that_is_to_be_alone_is(tmp_path):
    log = tmp_path / "log"
    with Pool(3, tmp_path, tmp_path) as pool:
        pool.submit("alone", begun, log, -1, alone=True)
        for number in range(6):
            pool.submit(number, begun, log, number)
        finished(pool)
    times = {int(n): (float(a), float(b)) for n, a, b in map(str.split, log.read_text().splitlines())}
    began, ended = times.pop(-1)
    assert began > max(end for _begin, end in times.values()) and ended > began
    assert len(times) == 6


def test_a_pool_that_is_left_ends_its_processes_whatever_they_are_at(tmp_path):
    with Pool(2, tmp_path, tmp_path) as pool:
        pool.submit("stopped", stop, 0)
        pool.submit("pid", double, 1)
        while not pool.wait(0.2):
            pass
        hands = [each._process for each in pool._hands.values()]
        began = time.monotonic()
    assert time.monotonic() - began < 8 and not any(each.is_alive() for each in hands)
    assert not [each for each in threading.enumerate() if each in pool._threads]


# -- what the student's code asks this side for ----------------------------------------------------------------------

HUGE = 10**12


@pytest.mark.parametrize(
    "value",
    [
        HUGE, -HUGE, float(HUGE), 10**40, np.int64(HUGE), np.float64(HUGE), np.array(HUGE), np.array([HUGE]),
        np.array([[float(HUGE)]]), [HUGE], {"epochs": np.array(HUGE)}, {HUGE: 1}, ((2000, 2000, 2000),),
        np.array([2000, 2000, 2000]), np.zeros((0, 200_000_000)), [np.zeros((0, 200_000))], np.array([3, HUGE, 1]),
        np.zeros(30_000), list(range(30_000)), "x" * 30_000,
    ],
    ids=lambda value: f"{type(value).__name__} {str(value)[:20]}",
)  # fmt: skip
def test_what_can_become_a_size_or_a_count_is_weighed(value):
    assert not is_moderate([(value,), {}])


@pytest.mark.parametrize(
    "value",
    [
        0, -3, 2000, 0.001, 1e-300, 39366.0, 1e300, float("inf"), float("nan"), True, np.bool_(True), None, "a text",
        np.array(5), np.array([1e9, 2.5e9]), np.zeros((0, 3)), np.zeros((40, 30)), np.arange(50), [9] * 30, (28, 28, 3),
        {"W1": np.ones((20, 30)), "b1": np.zeros(30)}, 1 + 2j, np.random.default_rng(1), len,
    ],
    ids=lambda value: f"{type(value).__name__} {str(value)[:20]}",
)  # fmt: skip
def test_what_a_right_answer_asks_for_is_let_through(value):
    assert is_moderate([(value,), {"name": value}])


def forever():
    while True:
        double(1)


def test_the_budget_for_calls_ends_them_and_holds_for_all_together():
    budget = Budget(0.3)
    assert budget.call(double, 2) == 4 and budget.left > 0.2
    began = time.process_time()
    with pytest.raises(OverTime):
        budget.call(forever)
    assert 0.2 < time.process_time() - began < 2 and budget.spent
    with pytest.raises(OverTime):
        budget.call(double, 2)
    time.sleep(0.12)  # no late ring
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_time_that_others_use_is_not_the_budgets():
    budget = Budget(0.2)
    budget.call(time.sleep, 0.5)
    assert not budget.spent


@pytest.fixture(scope="module")
def notebook():
    made = Session(nursery("bubblewrap"), Limits(seconds=3000), {}, 20.0, 3000.0)
    made.run("import numpy as np\nimport time", 1)
    yield made
    made.close()


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


GREEDY = {  # an exercise, what the student's function returns or asks for, and what is said
    "epochs in an array": ("numerical_gradient", "lambda f, x, h: f(np.array(10**12))", "as large as these"),
    "an empty axis": ("standardize", "lambda a, b: (np.zeros((0, 200_000_000)), b)", "far larger"),
    "30 MB of int8, often": (
        "mini_batches",
        "lambda X, y, n, rng: np.zeros((5, 2, 3_000_000), dtype=np.int8)",
        "answered with too much",
    ),
    "30 MB of int8, once": (
        "mini_batches",
        "lambda X, y, n, rng: np.zeros((5, 2, 3_000_000 if calls.append(1) or len(calls) < 3 else 2), dtype=np.int8)",
        "far larger",
    ),
    "in a list of pairs": (
        "mini_batches",
        "lambda X, y, n, rng: [(np.zeros((0, 30_000_000), dtype=np.int8), y)] * 3",
        "far larger",
    ),
    "many small ones": ("double", "lambda x: [[0] * 10] * 30_000", "far larger"),
    "a text": ("sample", "lambda *args: 'a' * 2_000_000", "far larger"),
}


@pytest.mark.parametrize("what", GREEDY)
def test_what_is_far_larger_than_right_costs_this_side_nothing(notebook, what):
    name, source, said = GREEDY[what]
    assert not notebook.run(f"calls = []\n_f = {source}", 2).failed
    exercise = all_exercises()[name]
    signature = f"def {name}({', '.join(exercise.parameters)}):\n    return _f({', '.join(exercise.parameters)})"
    assert not notebook.run(signature, 3).failed
    before, began = peak(), time.process_time()
    result, _uses, died = notebook.check(exercise, 5)
    assert said in (died or result.message)
    assert died or result.points == 0
    assert time.process_time() - began < 3 and peak() - before < 300_000_000


def test_a_reference_that_is_called_without_end_is_stopped(notebook):
    """In place of an earlier function, the right one is asked so often that it would take minutes."""
    source = "def endless(f):\n    for _time in range(10**9):\n        f(np.ones((2, 3)))"
    assert not notebook.run(f"{source}\ndef numerical_gradient(f, x, h):\n    return endless(f)", 2).failed
    began = time.process_time()
    result, _uses, died = notebook.check(all_exercises()["numerical_gradient"], 5)
    assert time.process_time() - began < 6
    assert not died and result.points == 0 and "TimeoutError" in result.message
    assert [each for each in notebook.stops() if "course's functions" in each]
