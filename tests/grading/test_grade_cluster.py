"""`gradatim grade --scheduler`: the same marks from a Dask cluster, also where one of its workers is killed midway."""

import csv
import os
import signal
import sys
import threading
import time

import pytest
from gradatim_autograder.cli import main
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from mini_course import cell, make_course, notebook

distributed = pytest.importorskip("distributed", reason="the optional extra `cluster` is not installed")

CHAPTER = "00-start-here"
EXERCISES = of_chapter(CHAPTER)
ALL = float(sum(exercise.max_points for exercise in EXERCISES.values()))
KILLS = "import contextlib, os\nwith contextlib.suppress(OSError):\n    os.kill(os.getppid(), 9)\nos._exit(1)"


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made


@pytest.fixture
def course(tmp_path, monkeypatch):
    made = make_course(tmp_path / "course", CHAPTER)
    monkeypatch.chdir(made)
    given = tmp_path / "given"
    given.mkdir()
    for number in range(6):
        work = Notebook(notebook(CHAPTER, solved=False))
        for name, exercise in EXERCISES.items():
            work.write(name, pasted(exercise.reference, name))
        work.cells.insert(2, cell("code", f"import time\ntime.sleep(0.5)  # {number}"))
        if number == 3:
            work.cells.insert(2, cell("code", KILLS))
        (given / f"s{number}_{CHAPTER}.ipynb").write_bytes(work.dump())
    return tmp_path


def command(folder, address):
    return ["grade", str(folder / "given"), "--grading", str(folder / "grading"), "--scheduler", address]


def marks(folder):
    with (folder / "grading" / "marks.csv").open(encoding="utf-8") as stream:
        return {row["student"]: float(row["points"]) for row in csv.DictReader(stream)}


def test_a_worker_that_is_killed_midway_costs_nobody_a_mark(cluster, course, monkeypatch):
    killed = []

    def kill_one():
        while not list((course / "grading").glob("results/*/*.json")) and time.monotonic() < until:
            time.sleep(0.1)
        worker = next(iter(cluster.workers.values()))
        killed.append(worker.process.pid)
        os.kill(worker.process.pid, signal.SIGKILL)

    until = time.monotonic() + 20
    thread = threading.Thread(target=kill_one)
    thread.start()
    monkeypatch.delenv("GRADATIM_GRADING", raising=False)
    status = main(command(course, cluster.scheduler_address))
    thread.join()
    assert killed
    assert status == 1, "the submission in which Python died needs a look"
    assert marks(course) == {f"s{number}": ALL for number in range(6)}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense"])
def test_no_scheduler_is_one_sentence(course, address, capsys, monkeypatch):
    monkeypatch.setattr("gradatim_autograder.grading.batch.cluster.ANSWER", 1)
    assert main(command(course, address)) == 2
    assert "No Dask scheduler answers" in capsys.readouterr().err


def test_without_the_package_it_says_what_to_install(course, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(command(course, "tcp://127.0.0.1:1")) == 2
    assert "--extra cluster" in capsys.readouterr().err
