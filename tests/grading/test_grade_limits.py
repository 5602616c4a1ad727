"""What the trusted side may use for one submission, and who decides when a student's code takes too long."""

import csv
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time

import mini_course
import numpy as np
import pytest
from gradatim_autograder.exercise.registry import all_exercises, of_chapter
from gradatim_autograder.grading.batch.hand import Bounds
from gradatim_autograder.grading.batch.pool import Pool, WorkerDied
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox.answering import Budget, OverTime, is_moderate
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.clock import Clock
from gradatim_autograder.sandbox.session import Session
from places import SUPPORT
from thorough import thorough

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's limits are Linux's")
QUICK = Bounds(processor=1.0, memory=300_000_000, wall=4.0)


# -- a worker can be ended (the functions that follow run in one) ---------------------------------------------------


def double(number):
    return 2 * number


def hold_the_gil(_number):
    return sum(iter(int, 1))  # C code that no Python signal handler interrupts


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
    with path.open("a") as stream:
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
    assert len(times) == 6
    # It may be the first, where a worker was there before the others were submitted; it shares its time with none.
    assert [each for each in times.values() if each[0] < ended and began < each[1]] == []


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


@pytest.fixture
def not_measured():
    """CI notes each line that is gone through. That takes processor time, and more than what is asked about."""
    noting = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(noting)


@pytest.mark.parametrize("what", GREEDY)
def test_what_is_far_larger_than_right_costs_this_side_nothing(notebook, what, not_measured):
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


# -- who decides that a student's code takes too long ------------------------------------------------------------


def reply(used, clock="", delayed=0.0):
    return {"used": used, "clock": clock, "delayed": delayed}


def test_processor_time_is_counted_and_the_wall_is_generous():
    clock = Clock(2.0)
    clock.count(reply(0.5), 9.0)
    assert clock.left == 1.5 and 21 < clock.wall_left <= 22 and not clock.hurried


@pytest.mark.parametrize(
    ("said", "waited", "hurried"),
    [
        (reply(2.0, "processor"), 2.1, False),
        (reply(2.0, "processor"), 5.0, True),  # the machine was busy
        (reply(1.9, "wall", 20.0), 22.0, True),
        (reply(1.9, "wall", None), 22.0, True),  # nobody knows
        (reply(0.0, "wall", 0.1), 22.0, False),  # it slept
        (reply(float("nan"), "wall", float("inf")), 22.0, True),
        (reply("2", "wall", "no"), 22.0, True),
    ],
)
def test_a_stop_that_a_busy_machine_may_be_to_blame_for_is_no_verdict(said, waited, hurried):
    clock = Clock(2.0)
    clock.count(said, waited)
    assert clock.hurried is hurried and clock.stops[0].hurried is hurried
    assert ("2 s of processor time" if said["clock"] == "processor" else "22 s by the clock") in clock.stops[0].words


def test_one_that_does_not_listen_is_tried_again_alone():
    clock = Clock(2.0)
    clock.lost(24.0, late=True)
    assert clock.hurried and clock.left == 0.0
    clock = Clock(2.0)
    clock.lost(0.1, late=False)  # it crashed
    assert not clock.hurried


@pytest.fixture
def hasty():
    """A notebook whose cells and checks have one second of processor time."""
    made = Session(nursery("bubblewrap"), Limits(), {}, 1.0, 200.0)
    made.run("import time\nimport numpy as np", 1)
    yield made
    made.close()


def test_who_sleeps_is_known_to_sleep_and_is_not_run_again(monkeypatch):
    """Behind the walls too, where the process has no /proc to look it up in."""
    monkeypatch.setattr("gradatim_autograder.sandbox.clock.TIMES", 1)
    monkeypatch.setattr("gradatim_autograder.sandbox.clock.MORE", 0.5)
    session = Session(nursery("bubblewrap"), Limits(), {}, 1.0, 200.0)
    try:
        assert session.run("import time\ntime.sleep(30)", 1).late
        assert len(session.stops()) == 1 and not session.hurried
    finally:
        session.close()


def test_each_stop_says_which_clock_rang(hasty, monkeypatch):
    assert not hasty.run("time.sleep(2)", 2).late and hasty.stops() == []  # longer than a second, and no work
    assert hasty.run("while True: pass", 3).late
    assert hasty.stops() == ["took too long and was interrupted (after 1 s of processor time)"]
    monkeypatch.setattr("gradatim_autograder.sandbox.clock.MORE", 0.0)
    monkeypatch.setattr("gradatim_autograder.sandbox.clock.TIMES", 3)
    assert hasty.run("time.sleep(100)", 4).late
    assert hasty.stops() == ["took too long and was interrupted (after 3 s by the clock)"]


def test_c_code_that_does_not_listen_ends_when_its_processor_time_is_over(hasty, monkeypatch):
    monkeypatch.setattr("gradatim_autograder.sandbox.clock.MORE", 200.0)
    began = time.process_time()
    assert "processor time" in hasty.run("x = sum(iter(int, 1))", 2).died
    assert time.process_time() - began < 2
    assert not hasty.run("x = 1", 3).failed


@pytest.mark.parametrize("name", ["double", "he_init"])
def test_a_second_call_that_is_stopped_is_too_long_and_no_other_answer(hasty, name):
    exercise = all_exercises()[name]
    probes = len(exercise.draw(5))
    parameters = ", ".join(exercise.parameters)
    source = pasted(exercise.reference, f"_right_{name}")
    late = f"def {name}({parameters}):\n    calls.append(1)\n    while len(calls) > {probes}: pass\n"
    assert not hasty.run(f"calls = []\n{source}\n{late}    return _right_{name}({parameters})", 2).failed
    result, _uses, died = hasty.check(exercise, 5)
    assert not died and result.mistakes == ("stopped",) and "another answer" not in result.message
    assert 0 < result.points < exercise.max_points
    assert [each for each in hasty.stops() if "processor time" in each], "it is said also outside the page"


def test_a_stop_in_a_call_that_only_looks_for_the_mistake_is_said(hasty):
    exercise = all_exercises()["double"]
    late = f"    calls.append(1)\n    while len(calls) > {len(exercise.draw(5)) + 2}: pass\n"
    answer = "    return 2 * x if x.size > 1 else x\n"
    hasty.run(f"calls = []\ndef double(x):\n{late}{answer}", 2)
    result, _uses, died = hasty.check(exercise, 5)
    assert not died and not result.passed
    assert len(hasty.stops()) == 1, "the class of one number is looked for with further arguments"


# -- the whole command ---------------------------------------------------------------------------------------------

CHAPTER = "00-start-here"
EXERCISES = of_chapter(CHAPTER)
ALL = float(sum(exercise.max_points for exercise in EXERCISES.values()))
GRADER = SUPPORT / "limits_grader.py"


def hand_in(folder, student, **answers):
    """An honest notebook, with these answers in place of the right ones."""
    made = Notebook(mini_course.notebook(CHAPTER, solved=False))
    for name, exercise in EXERCISES.items():
        made.write(name, answers.get(name, pasted(exercise.reference, name)))
    made.cells.insert(2, mini_course.cell("code", f"# handed in by {student}"))
    (folder / "given").mkdir(exist_ok=True)
    (folder / "given" / f"{student}_{CHAPTER}.ipynb").write_bytes(made.dump())


def graded(folder, command, workers, *options, grading="grading"):
    """What the command says; it ends in one minute or two, or the test fails."""
    course = folder / "course"
    if not course.exists():
        mini_course.make_course(course, CHAPTER)
    environment = {**os.environ, "LIMITS_LOG": str(folder / "log"), "COLUMNS": "300"}
    environment.pop("GRADATIM_GRADING", None)
    words = [*command, "grade", str(folder / "given"), "--grading", str(folder / grading), "--seed", "5"]
    done = subprocess.run([*words, "--workers", str(workers), *options], cwd=course, env=environment, text=True,
                          capture_output=True, timeout=400, check=False)  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout


def marks(folder, grading="grading"):
    with (folder / grading / "marks.csv").open(encoding="utf-8") as stream:
        return {row["student"]: row["points"] and float(row["points"]) for row in csv.DictReader(stream)}


def looks(folder):
    found = {}
    for line in (folder / "log").read_text().splitlines():
        student, began, ended = line.split()
        found.setdefault(student, []).append((float(began), float(ended)))
    return found


def test_what_hangs_the_grader_is_not_graded_and_does_not_hang_it_again(tmp_path):
    for student in ("ada", "endless", "greedy", "hurried", "zoe"):
        hand_in(tmp_path, student)
    said = graded(tmp_path, [sys.executable, str(GRADER)], 2)
    honest = {"ada": ALL, "zoe": ALL, "hurried": ALL}
    assert marks(tmp_path) == {**honest, "endless": "", "greedy": ""}
    (line,) = [each for each in said.splitlines() if "not graded: endless" in each]
    assert "processor time of the grader's own" in line and "--again" in line
    assert "more memory than the grader gives" in said

    looked = looks(tmp_path)
    assert len(looked["endless"]) == 2 and len(looked["hurried"]) == 2
    assert len(looked["ada"]) == len(looked["zoe"]) == 1
    ends = max(looked[student][0][1] for student in ("ada", "zoe", "solution"))
    assert looked["hurried"][1][0] >= ends, "alone, after all others"
    assert "took too long" not in said, "the verdict of that look counts: nothing was stopped in it"

    again = graded(tmp_path, [sys.executable, str(GRADER)], 2)
    assert len(looks(tmp_path)["endless"]) == 2, "what is known of it is remembered"
    assert "not graded: endless" in again and marks(tmp_path) == {**honest, "endless": "", "greedy": ""}


SLOW = """def double(x):
    import time
    began = time.process_time()
    while time.process_time() - began < 0.4:
        pass
    return 2 * x
"""


def burn():
    while True:
        pass


def test_the_same_marks_whatever_else_the_machine_does(tmp_path):
    """A class whose honest function computes 0.4 s a call, within 5 s a check, beside processes that take every core:
    with as many workers as there may be, and where there is time for it with one and two.
    """
    students = [f"s{number}" for number in range(thorough(3, 6))]
    for student in students:
        hand_in(tmp_path, student, double=SLOW)
    context = multiprocessing.get_context("spawn")
    burners = [context.Process(target=burn, daemon=True) for _core in range(os.cpu_count() or 2)]
    command = [sys.executable, "-m", "gradatim_autograder.cli"]
    try:
        for each in burners:
            each.start()
        for workers in ((8,), (1, 2, 8))[thorough(0, 1)]:
            said = graded(tmp_path, command, workers, "--timeout", "5", grading=f"by-{workers}")
            assert marks(tmp_path, f"by-{workers}") == dict.fromkeys(students, ALL), said
    finally:
        for each in burners:
            each.kill()
