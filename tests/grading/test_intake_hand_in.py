# ruff: noqa: E501 (names of files)
"""When something was handed in: as each system tells it, and never as an upload does."""

from zoneinfo import ZoneInfo

import pytest
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.numbers import keep_numbers, read_numbers
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.intake.systems.made import Identity
from gradatim_autograder.grading.store.atomic import Folder

STEP = b'{"cells": [{"grade_id": "step"}]}'
BERLIN = ZoneInfo("Europe/Berlin")
NOON = "2026-10-05 12:00:00 UTC"
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission)\n"
    'Participant 71,Ada Muster,ada@example.org,Submitted,,12.00,Yes,"Monday, 5 October 2026, 2:00 PM"\n'
    "Participant 72,Bo Muster,bo@example.org,No submission,,12.00,Yes,-\n"
)
METADATA = b'submission_1:\n  :submitters:\n  - :name: Ada Muster\n    :sid: "71"\n  :created_at: 2026-10-05 12:00:00.000000000 Z\n'


def take(tmp_path, files, roster="", local=BERLIN):
    for name, data in files.items():
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    people = None
    if roster:
        (tmp_path / "class.csv").write_text(roster, encoding="utf-8")
        people = read_roster(tmp_path / "class.csv")
    students = Students(tmp_path / "students.json")
    ids = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward"}}
    return collect(tmp_path / "given", ids, people, students, tmp_path / "copies", local)


SAKAI = "Homework 1/Muster, Ada(ada)"
TIMES = {
    "nbgrader": {"submitted/ada/01-neuron/01-neuron.ipynb": STEP, "submitted/ada/01-neuron/timestamp.txt": b"2026-10-05 14:00:00 CEST\n"},
    "Blackboard": {"Homework 1_ada_attempt_2026-10-05-14-00-00_01-neuron.ipynb": STEP},
    "Brightspace": {"71-9 - Ada Muster - Oct 5, 2026 200 PM/01-neuron.ipynb": STEP},
    "Brightspace, flat": {"71-9 - Ada Muster - Oct 5, 2026 200 PM - 01-neuron.ipynb": STEP},
    "Sakai": {f"{SAKAI}/Submission attachment(s)/01-neuron.ipynb": STEP, f"{SAKAI}/timestamp.txt": b"20261005120000000",
              "Homework 1/grades.csv": b"x"},
    "Gradescope": {"assignment_1_export/submission_1/01-neuron.ipynb": STEP, "assignment_1_export/submission_metadata.yml": METADATA},
}  # fmt: skip


@pytest.mark.parametrize("system", TIMES)
def test_each_system_tells_it_in_its_way(tmp_path, system):
    (one,) = take(tmp_path, TIMES[system]).submissions
    assert one.timestamp == NOON and not one.look, one


def test_moodles_worksheet_tells_it_of_its_own_assignment(tmp_path):
    files = {f"{name}_{number}_assignsubmission_file/{chapter}.ipynb": STEP for name, number, chapter in
             (("Ada Muster", 71, "01-neuron"), ("Bo Muster", 72, "01-neuron"), ("Ada Muster", 93, "02-layers"))}  # fmt: skip
    times = {(each.student, each.chapter): each.timestamp for each in take(tmp_path, files, WORKSHEET).submissions}
    first = [time for (_who, chapter), time in sorted(times.items()) if chapter == "01-neuron"]
    assert first == [NOON, None] and len(times) == 2, "a number of another assignment is nobody's in this list"


def test_the_zone_decides_on_what_has_none(tmp_path):
    (one,) = take(tmp_path, TIMES["Blackboard"], local=ZoneInfo("America/Denver")).submissions
    assert one.timestamp == "2026-10-05 20:00:00 UTC"


@pytest.mark.parametrize(
    "stamp", [b"01.05.2024 10:00:00", b"2026-10-05 14:00:00 EST", b"yesterday", b"2026-10-25 02:30:00 CE"]
)
def test_what_can_mean_two_things_is_asked(tmp_path, stamp):
    files = {**TIMES["nbgrader"], "submitted/ada/01-neuron/timestamp.txt": stamp}
    (one,) = take(tmp_path, files).submissions
    assert one.timestamp is None
    (said,) = one.look
    assert stamp.decode() in said and "write it as 2026-10-05 14:00:00 +0200" in said


def test_a_date_in_a_name_that_cannot_be_read_is_noted(tmp_path):
    (one,) = take(tmp_path, {"71-9 - Ada Muster - 5 octobre 2026 1400/01-neuron.ipynb": STEP}).submissions
    assert one.timestamp is None and not one.look and "5 octobre 2026 1400" in " ".join(one.notes)


def test_canvas_says_that_it_was_late(tmp_path):
    files = {"musterada_LATE_7100_9001_01-neuron.ipynb": STEP, "musterbo_7200_9002_01-neuron.ipynb": STEP}
    notes = {each.student: each.notes for each in take(tmp_path, files).submissions}
    assert notes == {"musterada": ("late, says the system",), "musterbo": ()}


@pytest.mark.parametrize(
    "folder",
    [
        "Ada Muster_71_assignsubmission_file",
        "71-9 - Ada Muster - Oct 5, 2026 200 PM",
        f"{SAKAI}/Submission attachment(s)",
    ],
)
def test_what_lies_in_an_upload_tells_nothing(tmp_path, folder):
    files = {f"{folder}/01-neuron.ipynb": STEP, f"{folder}/timestamp.txt": b"2020-01-01 10:00:00 UTC"}
    (one,) = take(tmp_path, files).submissions
    assert one.timestamp in (None, NOON)


def test_the_later_of_two_counts_by_the_time_that_is_told(tmp_path):
    files = {"71-9 - Ada Muster - Oct 5, 2026 200 PM/01-neuron.ipynb": STEP,
             "71-8 - Ada Muster - Oct 5, 2026 100 PM/01-neuron.ipynb": STEP + b" "}  # fmt: skip
    (one,) = take(tmp_path, files).submissions
    assert one.timestamp == NOON and "200 PM" in one.file.where


def test_numbers_are_kept_from_run_to_run_and_of_each_system(tmp_path):
    folder = Folder(tmp_path)
    assert read_numbers(folder) == {}
    keep_numbers(folder, [("ada", Identity("x", "71", system="canvas")), ("bo", Identity("Bo"))])
    keep_numbers(folder, [("ada", Identity("x", "4", system="moodle")), ("ada", Identity("x", "71", system="canvas"))])
    assert read_numbers(folder) == {"ada": [("canvas", "71"), ("moodle", "4")]}
    (tmp_path / "numbers.json").write_bytes(b"[1")
    assert read_numbers(folder) == {}


@pytest.mark.parametrize("roster", ["", "id,first_name,last_name\nada,Ada,Muster\n"])
def test_a_systems_number_is_known_with_and_without_a_list(tmp_path, roster):
    intake = take(tmp_path, {"musterada_7100_9001_01-neuron.ipynb": STEP}, roster)
    ((student, who),) = intake.identities
    assert (student, who.system, who.number) == ("ada" if roster else "musterada", "canvas", "7100")
