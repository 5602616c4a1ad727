"""`gradatim exercises`, run as a user would."""

import csv
import io
import subprocess
import sys
from pathlib import Path

from gradatim_autograder.exercise.registry import all_exercises

COMMAND = Path(sys.executable).with_name("gradatim")


def run(*words):
    return subprocess.run([COMMAND, "exercises", *words], capture_output=True, text=True, check=False)


def test_lists_every_exercise():
    told = run()
    assert told.returncode == 0, told.stderr
    assert all(name in told.stdout for name in all_exercises())
    assert f"{len(all_exercises())} exercises" in told.stdout


def test_csv_has_the_numbers_of_the_declarations():
    rows = list(csv.DictReader(io.StringIO(run("01-neuron", "--csv").stdout)))
    exercise = all_exercises()["neuron_backward"]
    row = next(row for row in rows if row["exercise"] == "neuron_backward")
    assert {each["chapter"] for each in rows} == {"01-neuron"}
    assert int(row["mistakes"]) == len({mistake.name for mistake in exercise.mistakes})
    assert float(row["points"]) == exercise.max_points and int(row["probes"]) == len(exercise.draw(0))


def test_classes_of_arguments_are_listed():
    rows = list(csv.DictReader(io.StringIO(run("--classes", "--csv").stdout)))
    declared = [(name, each.name) for name, exercise in all_exercises().items() for each in exercise.classes]
    assert [(row["exercise"], row["class"]) for row in rows] == declared
    assert all(row["probes"] == "-" or int(row["probes"]) > 0 for row in rows)


def test_unknown_chapter_is_one_sentence():
    told = run("99-nothing")
    assert told.returncode == 2 and "There is no chapter 99-nothing" in told.stderr and "Traceback" not in told.stderr
