"""How fast `gradatim grade` grades a class, beside stock nbgrader:

    uv run python benchmarks/grading.py [--chapter 02-layers] [--students 200] [--stock 20] [--rounds 2] [--many 2000]

The same submissions (right answers, known mistakes, unfinished ones) go through stock `nbgrader autograde`, which runs
cells and checks in a Jupyter kernel, one notebook after another, and through `gradatim grade` with its sandbox, on all
cores. They take turns. Stock nbgrader gets a part of the class, because it takes so long; both are given as seconds a
submission, start-up included. The floor is the time of running the same cells, and the checks, in one warm process.
With --many a larger class is graded once, to see whether the cost of one more submission stays what it was.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from gradatim_autograder.course import Course
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.plan import plan
from gradatim_autograder.grading.release.read import solution_notebook

COMMANDS = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{COMMANDS}{os.pathsep}{os.environ['PATH']}", "NBGRADER_LOG_LEVEL": "ERROR"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # with it each start of Python compiles Jupyter anew, in both
FEW = 20


def the_class(course, chapter, students):
    """(student, notebook) of each submission."""
    import json

    release = json.loads((course.release() / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    planned = plan(chapter, of_chapter(chapter), release, students, seed=1, broken=False)
    return [(each.student, each.data) for each in planned]


def stock(course, chapter, submissions, folder):
    """Seconds that stock nbgrader takes for the submissions."""
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source" / chapter
    source.mkdir(parents=True)
    shutil.copy(solution_notebook(course, chapter), source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")
    _run(folder, "nbgrader", "generate_assignment", chapter, "--create")
    for student, data in submissions:
        place = folder / "submitted" / student / chapter / f"{chapter}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
    began = time.perf_counter()
    _run(folder, "nbgrader", "autograde", chapter)
    return time.perf_counter() - began


def ours(course, chapter, submissions, folder, *options):
    """Seconds that `gradatim grade` takes for the submissions."""
    shutil.rmtree(folder, ignore_errors=True)
    given = folder / "given"
    given.mkdir(parents=True)
    for student, data in submissions:
        (given / f"{student}_{chapter}.ipynb").write_bytes(data)
    began = time.perf_counter()
    _run(course.root, "gradatim", "grade", given, "--grading", folder / "grading", *options, allowed=(0, 1))
    return time.perf_counter() - began


def floor(submissions):
    """Seconds that running the cells, and the checks, takes in one warm process."""
    code = Path(__file__).with_name("warm_process.py")
    with tempfile.TemporaryDirectory() as folder:
        for student, data in submissions:
            Path(folder, f"{student}.ipynb").write_bytes(data)
        done = subprocess.run(
            [sys.executable, code, folder], capture_output=True, text=True, env=ENVIRONMENT, check=True
        )
    return float(done.stdout.split()[-1])


def _run(folder, *words, allowed=(0,)):
    command = [str(COMMANDS / words[0]), *map(str, words[1:])]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, words))} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chapter", default="02-layers")
    parser.add_argument("--students", type=int, default=200, help="how many submissions gradatim grades")
    parser.add_argument("--stock", type=int, default=20, help="how many of them stock nbgrader grades")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--many", type=int, default=0, help="a larger class, graded once by gradatim")
    arguments = parser.parse_args()
    course = Course.find(Path(__file__).parent)
    submissions = the_class(course, arguments.chapter, arguments.students)
    print(f"{platform.processor() or platform.machine()}, {len(os.sched_getaffinity(0))} cores, {arguments.chapter}")
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        ours(course, arguments.chapter, submissions[:2], folder / "warm")
        for number in range(arguments.rounds):
            theirs = (
                stock(course, arguments.chapter, submissions[: arguments.stock], folder / "stock") / arguments.stock
            )
            whole = ours(course, arguments.chapter, submissions, folder / "ours")
            mine = whole / len(submissions)
            few = ours(course, arguments.chapter, submissions[:FEW], folder / "few")
            low = floor(submissions[: arguments.stock]) / arguments.stock
            ratios.append(theirs / mine)
            print(
                f"round {number + 1}: seconds a submission: stock nbgrader {theirs:.2f}, gradatim {mine:.3f}, "
                f"the cells in one warm process {low:.3f}; {theirs / mine:.1f} times stock\n"
                f"    gradatim, {FEW} submissions: {few:.1f} s; {len(submissions)}: {whole:.1f} s; "
                f"{(whole - few) / (len(submissions) - FEW):.3f} s for each one more",
                flush=True,
            )
        if arguments.many:
            larger = the_class(course, arguments.chapter, arguments.many)
            took = ours(course, arguments.chapter, larger, folder / "many")
            more = (took - whole) / (len(larger) - len(submissions))
            print(
                f"gradatim, {len(larger)} submissions: {took:.1f} s; {more:.3f} s for each one more than the last class"
            )
    print(f"median: {median(ratios):.1f} times the throughput of stock nbgrader")


if __name__ == "__main__":
    main()
