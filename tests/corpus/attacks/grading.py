"""Grades one attack between honest submissions, and says what was seen. Also a command, for other users and walls:

    python -m attacks.grading WALLS NAME...      WALLS: bubblewrap, podman, docker, unsafe, or apart
                                                 (one sandbox for each submission)

which prints a line of JSON for each: what went wrong, "" where nothing did.
"""

import json
import os
import resource
import subprocess
import sys
import time
from functools import cache
from types import SimpleNamespace

import gradatim_autograder.sandbox.choose as choose
from gradatim_autograder.checking.subject import local
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from gradatim_autograder.grading.submission.mending.mend import mend
from gradatim_autograder.grading.submission.run import RunOptions, run
from gradatim_autograder.inside.process.watch import descendants
from gradatim_autograder.sandbox import bubblewrap, clock, container
from gradatim_autograder.verdict.engine import judge
from mini_course import cell, notebook

from attacks import Attack, collected
from attacks.classes.verdict import Row

CHAPTER = "01-neuron"
SEED = 918273645
EXERCISES: dict[str, Exercise] = of_chapter(CHAPTER)
WRONG = "neuron_backward"  # answered with a known mistake
NOT_ANSWERED = "train_neuron"
TIMEOUT = 2.0  # seconds of a cell
LONGEST = 40.0  # seconds that grading any submission may take
GROWTH = 400_000  # KB by which the grader may grow over one submission
SECRET = "s3cret-of-the-grader"

# One sandbox for each submission, as on a machine that allows no namespaces in namespaces.
APART = SimpleNamespace(
    NAME="apart",
    WALLED=True,
    found=bubblewrap.found,
    command=lambda view, program: bubblewrap.command(view, [*program[:-1], "open"]),
)


@cache
def answers() -> dict[str, str]:
    """The honest answers' sources."""
    written = {name: pasted(exercise.reference, name) for name, exercise in EXERCISES.items() if name != NOT_ANSWERED}
    return {**written, WRONG: pasted(EXERCISES[WRONG].mistakes[0].function, WRONG)}


@cache
def honest_marks() -> dict[str, float]:
    """What they are worth, judged without a sandbox."""
    marks = dict.fromkeys(EXERCISES, 0.0)
    for name, source in answers().items():
        names = {}
        exec(f"import numpy as np\n{source}", names)  # the course's own code
        marks[name] = judge(local(EXERCISES[name], names[name]), EXERCISES[name], SEED).points
    assert 0 < sum(marks.values()) < sum(each.max_points for each in EXERCISES.values())
    return marks


def expected(attack: Attack) -> dict[str, float]:
    """What a submission is worth."""
    return {**honest_marks(), **dict.fromkeys(attack.instead, 0.0), **attack.gets}


def submission(attack: Attack) -> bytes:
    """The file that is handed in."""
    made = Notebook(notebook(CHAPTER, solved=False))
    for name, source in {**answers(), **attack.instead}.items():
        made.write(name, source)
    if attack.cell:
        made.cells.insert(2, cell("code", attack.cell))
    if attack.spoil:
        attack.spoil(made.content)
    return json.dumps(made.content).encode()


class Grader:
    """Grades submissions one after another in one warm process, as a context: what it changes for all is put back."""

    def __init__(self, chapter, walls: str):
        self.chapter, self.walls = chapter, walls
        self.earned = 0.0

    def __enter__(self):
        self._usual = clock.TIMES, clock.MORE
        clock.TIMES, clock.MORE = 2, 2.0  # what sleeps is waited for, and the test waits as well
        choose.WAYS["apart"] = APART
        os.environ["GRADER_SECRET"] = SECRET
        self.nursery = choose.nursery(self.walls)
        self.nursery.start()
        self.alone = set(self._processes())
        return self

    def __exit__(self, *_error):
        self.nursery.stop()
        clock.TIMES, clock.MORE = self._usual
        del choose.WAYS["apart"], os.environ["GRADER_SECRET"]

    def row(self, name: str, attack: Attack) -> Row:
        """A line of the table: the attack's marks and what went wrong; of the next one, whether it was disturbed."""
        family, _, short = name.partition("-")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        began, faults = time.monotonic(), self.faults(attack)
        others = "the next, honest one" not in faults
        honest = sum(expected(attack).values())
        return Row(family, short, self.earned, honest, others, False, peak, round(time.monotonic() - began, 1), faults)

    def faults(self, attack: Attack) -> str:
        """What went wrong when it was graded between honest ones, in words."""
        found = []
        for each in (attack, Attack("the next, honest one", attack.afterwards)):
            began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            marks, text = self._graded(each)
            seconds, grown = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            wanted = expected(each)
            if each is attack:
                self.earned = sum(marks.values())
            if each.at_most and any(marks[name] > wanted[name] for name in wanted):
                found.append(f"{each.what}: {marks} is more than {wanted}")
            if not each.at_most and marks != wanted:
                found.append(f"{each.what}: {marks} in place of {wanted}")
            found += [line for line in text.splitlines() if "LEAKED" in line][:5]
            found += [f"{word} is shown" for word in (SECRET, str(SEED)) if word in text]
            found += [f"it took {seconds:.0f} s"] * (seconds > LONGEST)
            found += [f"the grader grew by {grown // 1000} MB"] * (grown > GROWTH)
            living = self._living()
            found += [f"alive afterwards: {living}"] * bool(living)
        return "; ".join(found)

    def _graded(self, attack):
        """The marks as nbgrader reads them, and all that is shown."""
        from nbformat import from_dict
        from nbformat.validator import validate
        from nbgrader.utils import determine_grade

        clean = mend(submission(attack), self.chapter).notebook
        options = RunOptions(SEED, TIMEOUT, sandbox=self.walls, together=40)
        graded = run(clean, CHAPTER, dict(attack.files), options).notebook
        made = from_dict(json.loads(json.dumps(graded, ensure_ascii=False).encode().decode()))  # it can be written
        validate(made)
        marks = {}
        for each in made.cells:
            name = each.metadata.get("nbgrader", {}).get("grade_id", "").removeprefix("check-")
            if name != each.metadata.get("nbgrader", {}).get("grade_id", ""):
                marks[name] = float(determine_grade(each)[0])
        shown = [output for each in made.cells if each.cell_type == "code" for output in each.outputs]
        return marks, "\n".join(line for output in shown for line in _lines(output))

    def _processes(self):
        if self.walls in container.PROGRAMS:  # each a container
            return subprocess.run([self.walls, "ps", "-q"], capture_output=True, text=True, check=True).stdout.split()
        return descendants(self.nursery.process.pid) if self.nursery.process else []

    def _living(self):
        """What is alive in the sandbox beside the warm process itself."""
        if self.walls not in container.PROGRAMS and self.nursery.process is None:
            return []  # it ended with all that was in it
        until = time.monotonic() + 2
        while (more := [pid for pid in self._processes() if pid not in self.alone]) and time.monotonic() < until:
            time.sleep(0.05)
        if more and len(self._processes()) == len(self.alone):  # a warm process that was started anew
            self.alone, more = set(self._processes()), []
        return more


def _lines(output):
    """What an output shows, without the source lines of tracebacks."""
    if output.output_type == "stream":
        return [output.text]
    if output.output_type == "error":
        return [f"{output.ename}: {output.evalue}"]
    return [str(text) for text in output.data.values()]


def main():
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from gradatim_autograder.course import Course
    from gradatim_autograder.grading.release.read import read_chapter
    from mini_course import make_course

    walls, *names = sys.argv[1:]
    with TemporaryDirectory() as folder:
        chapter = read_chapter(Course(make_course(Path(folder, "course"), CHAPTER)), CHAPTER)
        with Grader(chapter, walls) as grader:
            print(json.dumps({"walls": getattr(grader.nursery, "walls", walls), "user": os.getuid()}), flush=True)
            for name in names:
                began = time.monotonic()
                faults = grader.faults(collected()[name])
                print(
                    json.dumps({"name": name, "faults": faults, "seconds": round(time.monotonic() - began, 1)}),
                    flush=True,
                )


if __name__ == "__main__":
    main()
