"""Whose is it? What a person puts into an upload or a folder of their own names nobody and hides nobody."""

import json
import tempfile
from pathlib import Path

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.intake.systems import made_by_system
from mini_course import notebook

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}
ROSTER = "id,first_name,last_name\nada,Ada,Lovelace\nbob,Bob,Roy\nmallory,Mallory,Moe\n"
MOODLE = "Mallory Moe_99_assignsubmission_file_"
ADA_MOODLE = "Ada Lovelace_98_assignsubmission_file_"
MALLORY = "Mallory_Moe"  # the id made of her name
BLACKBOARD = "Homework 1_{}_attempt_2026-01-05-10-00-00_"


def hand_in(folder, *names):
    """Files whose content is their own name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def take(given, tmp_path, roster=False):
    people = None
    if roster:
        (tmp_path / "class.csv").write_text(ROSTER)
        people = read_roster(tmp_path / "class.csv")
    students = Students(tmp_path / "students.json")
    intake = collect(given, IDS, people, students, Path(tempfile.mkdtemp(dir=tmp_path)))
    students.save()
    return intake


def whose(intake):
    """The student of each file that was taken."""
    return {each.file.where: each.student for each in intake.submissions}


# What the honest handed in, and mallory beside them; with the id that mallory gets.
UPLOADS = {
    "moodle folder": ([f"{ADA_MOODLE}/01-neuron.ipynb"], f"{MOODLE}/Ada Lovelace/01-neuron/01-neuron.ipynb", MALLORY),
    "moodle in moodle": ([f"{ADA_MOODLE}/01-neuron.ipynb"], f"{MOODLE}/{ADA_MOODLE}/01-neuron.ipynb", MALLORY),
    "moodle submitted": (
        [f"{ADA_MOODLE}/01-neuron.ipynb"],
        f"{MOODLE}/submitted/Ada Lovelace/01-neuron/01-neuron.ipynb",
        MALLORY,
    ),
    "moodle file": ([f"{ADA_MOODLE}01-neuron.ipynb"], f"{MOODLE}{ADA_MOODLE}01-neuron.ipynb", MALLORY),
    "blackboard": (
        [BLACKBOARD.format("ada") + "01-neuron.ipynb"],
        BLACKBOARD.format("mallory") + "x_ada_attempt_2026-01-09-10-00-00_01-neuron.ipynb",
        "mallory",
    ),
    "canvas": (["ada_1_2_01-neuron.ipynb"], "mallory_5_6_ada_01-neuron.ipynb", "mallory"),
    "moodle in canvas": (
        ["ada_1_2_01-neuron.ipynb"],
        "mallory_123_456_Ada Lovelace_99_assignsubmission_file_01-neuron.ipynb",
        "mallory",
    ),
    "brightspace in canvas": (
        ["ada_1_2_01-neuron.ipynb"],
        "mallory_5_6_1-2 - Ada - Jan 5 - 01-neuron.ipynb",
        "mallory",
    ),
    "brightspace": (
        ["1-2 - Ada Lovelace - Jan 5, 2026 1000 AM - 01-neuron.ipynb"],
        "3-4 - Mallory Moe - Jan 5, 2026 1001 AM - 1-2 - Ada Lovelace - Jan 9 - 01-neuron.ipynb",
        MALLORY,
    ),
    "own folder": (["ada/01-neuron.ipynb", "bob/01-neuron.ipynb"], "mallory/ada_01-neuron.ipynb", "mallory"),
    "folder in a folder": (
        ["ada/01-neuron/01-neuron.ipynb", "bob/01-neuron/01-neuron.ipynb"],
        "mallory/ada/01-neuron/01-neuron.ipynb",
        "mallory",
    ),
    "folder among files": (["ada_01-neuron.ipynb", "bob_01-neuron.ipynb"], "mallory/ada_01-neuron.ipynb", "mallory"),
    "system's name in a folder": (["ada/01-neuron.ipynb"], f"mallory/{ADA_MOODLE}/01-neuron.ipynb", "mallory"),
    "nbgrader": (
        ["submitted/ada/01-neuron/01-neuron.ipynb"],
        "submitted/mallory/01-neuron/ada/01-neuron/01-neuron.ipynb",
        "mallory",
    ),
    "nbgrader, one deeper": (
        ["submitted/ada/01-neuron/01-neuron.ipynb"],
        "submitted/mallory/submitted/ada/01-neuron/01-neuron.ipynb",
        "mallory",
    ),
    "by chapter": (["01-neuron/ada/01-neuron.ipynb"], "01-neuron/mallory/ada_01-neuron.ipynb", "mallory"),
}  # fmt: skip


@pytest.mark.parametrize("roster", [False, True], ids=["nobody known", "roster"])
@pytest.mark.parametrize("kind", UPLOADS)
def test_an_upload_is_the_uploaders_whatever_is_in_it(tmp_path, kind, roster):
    honest, evil, student = UPLOADS[kind]
    given = tmp_path / "given"
    before = whose(take(hand_in(given, *honest), tmp_path, roster))
    intake = take(hand_in(given, evil), tmp_path, roster)
    got = whose(intake)
    evil_at = evil.removeprefix("submitted/")
    assert got.pop(evil_at) == ("mallory" if roster else student)
    assert got == before and len(before) == len(honest), "what the others handed in is theirs as before"
    assert intake.troubles == []
    (taken,) = [each for each in intake.submissions if each.file.where == evil_at]
    assert any("does not count" in look for look in taken.look), "it is said for whose it was taken, and why"
    assert not any(each.look for each in intake.submissions if each is not taken)
    assert taken.file.read() == evil.encode()


@pytest.mark.parametrize(
    "names",
    [
        ["Section A/ann_01-neuron.ipynb", "Section A/bob_01-neuron.ipynb", "Section B/cy_01-neuron.ipynb",
         "Section B/dee_01-neuron.ipynb"],
        ["A/ann/01-neuron/01-neuron.ipynb", "A/bob/01-neuron/01-neuron.ipynb", "B/cy/01-neuron/01-neuron.ipynb",
         "B/dee/01-neuron/01-neuron.ipynb"],
        ["2026/A/ann_01-neuron.ipynb", "2026/A/bob_01-neuron.ipynb", "2026/B/cy_01-neuron.ipynb",
         "2026/B/dee_01-neuron.ipynb"],
        ["A/ann_1_assignsubmission_file_/01-neuron.ipynb", "A/bob_2_assignsubmission_file_/01-neuron.ipynb",
         "B/cy_3_assignsubmission_file_/x.ipynb", "B/dee_4_assignsubmission_file_/01-neuron.ipynb"],
        ["A/ann_01-neuron.ipynb", "A/bob_01-neuron.ipynb", "A/cy_01-neuron.ipynb", "late/dee_01-neuron.ipynb"],
        ["annex/ann_01-neuron.ipynb", "annex/bob_01-neuron.ipynb", "annex/cy_01-neuron.ipynb", "B/dee_01-neuron.ipynb",
         "B/dee_02-layers.ipynb"],
        ["01-neuron/ann_01-neuron.ipynb", "01-neuron/bob/01-neuron.ipynb", "01-neuron/cy_final.ipynb",
         "01-neuron/dee/final.ipynb"],
    ],
)  # fmt: skip
def test_folders_that_the_whole_batch_shows_to_be_groups_name_nobody(tmp_path, names):
    given = hand_in(tmp_path / "given", *names)
    for path in given.rglob("*.ipynb"):
        path.write_text(json.dumps(notebook("01-neuron", solved=False)))
    assert sorted(set(whose(take(given, tmp_path)).values())) == ["ann", "bob", "cy", "dee"]


def test_one_persons_folder_does_not_become_a_group_by_what_lies_in_it(tmp_path):
    evil = ["mallory/ada_01-neuron.ipynb", "mallory/eve_01-neuron.ipynb", "mallory/zoe/01-neuron/01-neuron.ipynb"]
    for honest in (
        ["ada/01-neuron.ipynb"],
        ["ada/ada_01-neuron.ipynb"],
        ["ada_01-neuron.ipynb", "bob_01-neuron.ipynb"],
    ):
        given = hand_in(tmp_path / str(len(list(tmp_path.iterdir()))), *honest, *evil)
        intake = take(given, tmp_path)
        assert {"mallory", "ada"} <= {each.student for each in intake.submissions} <= {"mallory", "ada", "bob"}
        assert all(whose(intake)[name] != "mallory" for name in honest)
        assert any(each.look for each in intake.submissions if each.student == "mallory")


def test_a_folder_called_submitted_in_an_upload_hides_nobody(tmp_path):
    names = [f"s{i}_{i}_9_01-neuron.ipynb" for i in range(1, 4)]
    given = hand_in(tmp_path / "given", *names, "mallory_7_8_hw/submitted/x/01-neuron/01-neuron.ipynb")
    assert {each.student for each in take(given, tmp_path).submissions} == {"s1", "s2", "s3", "mallory"}
    given = hand_in(tmp_path / "other", "ada/01-neuron.ipynb", "mallory/submitted/x/01-neuron/01-neuron.ipynb")
    assert {each.student for each in take(given, tmp_path).submissions} == {"ada", "mallory"}


def test_a_known_student_is_no_course_folder(tmp_path):
    given = hand_in(tmp_path / "given", "mallory/submitted/ada/01-neuron/01-neuron.ipynb")
    assert whose(take(given, tmp_path, roster=True)) == {"mallory/submitted/ada/01-neuron/01-neuron.ipynb": "mallory"}


def test_notebooks_beside_the_folder_submitted_are_named(tmp_path):
    given = hand_in(
        tmp_path / "given", "submitted/ada/01-neuron/01-neuron.ipynb", "bob_01-neuron.ipynb", "late/cy/01-neuron.ipynb",
        "autograded/ada/01-neuron/01-neuron.ipynb", "source/01-neuron/01-neuron.ipynb", "solutions/01-neuron/x.ipynb",
    )  # fmt: skip
    intake = take(given, tmp_path)
    assert {each.student for each in intake.submissions} == {"ada"}
    assert sorted(each.where for each in intake.troubles) == ["bob_01-neuron.ipynb", "late/cy/01-neuron.ipynb"]
    assert all("beside the folder submitted" in each.reason for each in intake.troubles)


def test_links_in_the_folder_submitted_are_named(tmp_path):
    given = hand_in(tmp_path / "given", "submitted/ada/01-neuron/01-neuron.ipynb", "solutions/01-neuron/x.ipynb")
    (given / "submitted" / "bob").symlink_to("ada", target_is_directory=True)
    (given / "submitted" / "cy").mkdir()
    (given / "submitted" / "cy" / "01-neuron").symlink_to("../ada/01-neuron", target_is_directory=True)
    (given / "data").symlink_to("solutions")
    intake = take(given, tmp_path)
    assert {each.student for each in intake.submissions} == {"ada"}
    assert sorted(each.where for each in intake.troubles) == ["bob", "cy/01-neuron"]
    (given / "submitted").rename(tmp_path / "elsewhere")
    (given / "submitted").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (given / "solutions" / "01-neuron" / "x.ipynb").unlink()
    with pytest.raises(CourseError, match="submitted: it is a link"):
        take(given, tmp_path)


def test_a_time_counts_only_where_nbgrader_writes_it(tmp_path):
    stamp = b"2020-01-01 10:00:00 UTC\n"
    nbgraders = ["submitted/ada/01-neuron"]
    others = [MOODLE, f"{MOODLE}/01-neuron", f"{MOODLE}/Ada/01-neuron", "ada", "ada/work/01-neuron"]
    for i, place in enumerate([*nbgraders, *others]):
        given = hand_in(tmp_path / f"given {i}", f"{place}/01-neuron.ipynb", "submitted/zoe/01-neuron/01-neuron.ipynb"
                        if place in nbgraders else "zoe/01-neuron.ipynb")  # fmt: skip
        (given / place / "timestamp.txt").write_bytes(stamp)
        intake = take(given, tmp_path)
        (submission,) = [each for each in intake.submissions if each.student.lower()[:3] in ("ada", "mal")]
        assert (submission.timestamp is not None) == (place in nbgraders), place
        assert ("timestamp.txt" in " ".join(submission.notes)) == (place not in nbgraders)
        assert submission.attachments == ()


def test_two_sources_never_become_one_student_in_silence(tmp_path):
    pairs = [
        (
            "Ada Lovelace_1_assignsubmission_file_/01-neuron.ipynb",
            "Ada Lovelace_2_assignsubmission_file_/01-neuron.ipynb",
        ),
        (
            "Ada Lovelace_1_assignsubmission_file_/01-neuron.ipynb",
            "Ada Lovelace_2_assignsubmission_file_/02-layers.ipynb",
        ),
        ("ada/01-neuron.ipynb", "Ada Lovelace/01-neuron.ipynb"),
        ("ada/01-neuron.ipynb", "Ada Lovelace/02-layers.ipynb"),
        ("ada/01-neuron.ipynb", "ada_01-neuron.ipynb"),
        ("ada_1_2_01-neuron.ipynb", "ada_3_4_01-neuron.ipynb"),
    ]
    for i, names in enumerate(pairs):
        given = hand_in(tmp_path / str(i), *names, "bob/01-neuron.ipynb")
        intake = take(given, tmp_path, roster=True)
        looks = [each.look for each in intake.submissions if each.student == "ada"]
        assert looks and all(any("were taken for this student" in one for one in look) for look in looks), names
        assert [each.look for each in intake.submissions if each.student == "bob"] == [()]


def test_a_resubmission_of_one_user_is_no_doubt(tmp_path):
    names = ["ada_1_2_01-neuron.ipynb", "ada_1_7_01-neuron-1.ipynb", "bob_01-neuron.ipynb", "bob_01-neuron (1).ipynb",
             "bob_02-layers.ipynb"]  # fmt: skip
    assert all(each.look == () for each in take(hand_in(tmp_path / "given", *names), tmp_path).submissions)


@pytest.mark.parametrize(
    ("name", "student", "number", "rest"),
    [
        ("ada_1_2_x", "ada", "1", "x"),
        ("ada_LATE_1_2_x_3_4_y", "ada", "1", "x_3_4_y"),
        ("Ada L_77_assignsubmission_file_x", "Ada L", "77", "x"),
        ("Ada L_77_assignsubmission_file_B_8_assignsubmission_file_x", "Ada L", "77", "B_8_assignsubmission_file_x"),
        ("H 1_ada_attempt_2026-01-05-10-00-00_y_bob_attempt_2026-01-05-10-00-00_x", "ada", None,
         "y_bob_attempt_2026-01-05-10-00-00_x"),
        ("mallory_1_2_y_bob_attempt_2026-01-05-10-00-00_x", "mallory", "1", "y_bob_attempt_2026-01-05-10-00-00_x"),
        ("12-3 - Ada - Jan 5 - 4-5 - Bob - x", "Ada", "12", "Jan 5 - 4-5 - Bob - x"),
    ],
)  # fmt: skip
def test_the_system_whose_part_ends_first_decides(name, student, number, rest):
    made = made_by_system(name)
    assert (made.identity.name, made.identity.number, made.rest) == (student, number, rest)


def test_words_of_a_name_that_nothing_is_known_of_need_a_look(tmp_path):
    names = ["x_ada_01-neuron.ipynb", "bob_roy_homework_01-neuron.ipynb", "mallory Moe_01-neuron.ipynb",
             "Bob Roy - Kopie von 02-layers.ipynb"]  # fmt: skip
    looks = {each.student: each.look for each in take(hand_in(tmp_path / "given", *names), tmp_path, True).submissions}
    assert "taken for ada" in looks["ada"][0] and looks["bob"] == looks["mallory"] == ()
