"""What the trusted side may use for one submission, and who decides when a student's code takes too long."""

import os
import signal
import sys
import threading
import time

import numpy as np
import pytest
from gradatim_autograder.grading.hand import Bounds
from gradatim_autograder.grading.pool import Pool, WorkerDied

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
