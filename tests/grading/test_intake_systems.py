# ruff: noqa: E501 (names of files)
"""Each layout in which a learning-management system hands on a class: whose each file is, and that a clean class
needs no look.
"""

import json
import tempfile
from pathlib import Path

import pytest
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.intake.systems import blackboard, canvas, gradescope
from gradatim_autograder.grading.intake.systems.readers import made_by_system

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}
STEP = b'{"cells": [{"grade_id": "step"}]}'


def hand_in(folder, files):
    for name, data in (files if isinstance(files, dict) else dict.fromkeys(files, STEP)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def take(tmp_path, files, roster=""):
    """One run over these files; ids stay from run to run."""
    given = hand_in(Path(tempfile.mkdtemp(dir=tmp_path)), files)
    people = None
    if roster:
        (tmp_path / "class.csv").write_text(roster, encoding="utf-8")
        people = read_roster(tmp_path / "class.csv")
    students = Students(tmp_path / "students.json")
    intake = collect(given, IDS, people, students, Path(tempfile.mkdtemp(dir=tmp_path)))
    students.save()
    return intake


def whose(intake):
    return {each.file.where: each.student for each in intake.submissions}


def looks(intake):
    return [*intake.troubles, *(look for each in intake.submissions for look in each.look)]


BB = "{}_attempt_2026-10-05-10-22-00"
A, B = BB.format("Homework 1_a_muster"), BB.format("Homework 1_b_muster")
CLEAN = {
    "Moodle": {
        "Ada Muster_11_assignsubmission_file/src/01-neuron.ipynb": "Ada_Muster",
        "Ada Muster_12_assignsubmission_file/01-neuron.ipynb": "Ada_Muster_12",
        "Bo Muster_13_assignsubmission_file/Copy of 01-neuron.ipynb": "Bo_Muster",
        "Bo Muster_13_assignsubmission_file/report.pdf": None,
        "Bo Muster_13_assignsubmission_onlinetext/onlinetext.html": None,
    },
    "Moodle before 4.1": {
        "Ζωή Παππά_11_assignsubmission_file_/01-neuron.ipynb": "Ζωή_Παππά",
        "李 明_13_assignsubmission_file_/Копия 01-neuron.ipynb": "李_明",
        "李 明_13_assignsubmission_onlinetext_/onlinetext.html": None,
    },
    "Moodle without folders": {
        "Ada Muster_11_assignsubmission_file_01-neuron.ipynb": "Ada_Muster",
        "Ada Muster_11_assignsubmission_file_notes.pdf": None,
        "Ada Muster_11_assignsubmission_onlinetext_onlinetext.html": None,
        "Bo M 2_13_assignsubmission_file_Kopie von 01-neuron (1).ipynb": "Bo_M_2",
    },
    "Moodle, blind marking": {
        "Participant_11_assignsubmission_file/01-neuron.ipynb": "Participant_11",
        "Participant_12_assignsubmission_file/01-neuron.ipynb": "Participant_12",
    },
    "Moodle, blind marking in a language of which nothing is known": {
        f"Xyz abc_{number}_assignsubmission_file/01-neuron.ipynb": f"Xyz_abc_{number}" for number in (5, 6, 7)
    },
    "Moodle, teams": {
        "Group 1_77_assignsubmission_file/01-neuron.ipynb": "Group_1",
        "Default group_assignsubmission_file/01-neuron.ipynb": "Default_group",
    },
    "Canvas": {
        "musterada_4711_880001_01-neuron-1.ipynb": "musterada",
        "musterada_4712_880002_01-neuron.ipynb": "musterada_4712",
        "muster2bo_LATE_4713_880003_01_neuron.ipynb": "muster2bo",
        "muster2bo_LATE_4713_880004_report.pdf": None,
        "de_la_cruz_4714_880005_12_34_01-neuron.ipynb": "de_la_cruz",
        "李明_4715_880006_my.01-neuron.v2.ipynb": "李明",
        "_4716_880007_01-neuron.ipynb": "4716",
    },
    "Canvas, groups whose names end in a number": {
        "team_1_4711_880001_01-neuron.ipynb": "team_1",
        "team_2_4712_880002_01-neuron.ipynb": "team_2",
        "redteam_4713_880003_01-neuron.ipynb": "redteam",
    },
    "Canvas, such groups alone": {
        "team_1_4711_880001_01-neuron.ipynb": "team_1",
        "team_2_LATE_4712_880002_01-neuron.ipynb": "team_2",
        "team_3_4713_880002_01-neuron.ipynb": "team_3",
    },
    "Canvas, without names": {
        "anon_k3Pq9_880001_01-neuron.ipynb": "anon_k3Pq9_k3Pq9",
        "LATE_anon_K3Pq9_880002_01-neuron.ipynb": "anon_K3Pq9",
        "anon_12345_880003_01-neuron.ipynb": "anon_12345",
    },
    "Canvas, a student called Anon": {
        "anon_12345_880001_01-neuron.ipynb": "anon",
        "bo_12346_880002_01-neuron.ipynb": "bo",
    },
    "Blackboard": {
        f"{A}_01-neuron.ipynb": "a_muster",
        f"{A}.txt": None,
        f"{A}_notes.pdf": None,
        f"{B}_Copy of 01-neuron.ipynb": "b_muster",
        f"{B}.txt": None,
    },
    "Blackboard, a title with lines and numbers": {
        f"{BB.format(f'Task_1_2_{user}')}_01-neuron.ipynb": user for user in ("a_may", "a_muster", "b_may", "cy")
    },
    "Blackboard, a title called after the chapter": {
        f"{BB.format('01-neuron homework_ada')}_01-neuron.ipynb": "ada",
        f"{BB.format('01-neuron homework_ada')}.txt": None,
        f"{BB.format('01-neuron homework_b_o')}_Untitled0.ipynb": "b_o",
    },
    "Blackboard, two assignments": {
        f"{BB.format(f'HW {number}_{user}')}_0{number}-{name}.ipynb": user
        for number, name in ((1, "neuron"), (2, "layers"))
        for user in ("a_muster", "b_muster")
    },
    "Blackboard, two assignments with lines": {
        f"{BB.format(f'hw_{number}_{user}')}_0{number}-{name}.ipynb": user
        for number, name in ((1, "neuron"), (2, "layers"))
        for user in ("a_muster", "b_muster")
    },
    "Brightspace": {
        "11-901 - Ada Muster - Oct 5, 2026 1022 AM/01-neuron.ipynb": "Ada_Muster",
        "11-901 - Ada Muster - Oct 5, 2026 1022 AM/index.html": None,
        "12-901 - Ada Muster - Oct 5, 2026 1022 AM/01-neuron.ipynb": "Ada_Muster_12",
        "13-901 - Jean-Luc Muster- Oct 5, 2026 1022 AM/Copie de 01-neuron.ipynb": "Jean-Luc_Muster",
        "index.html": None,
    },
    "Brightspace, flat": {
        "11-901 - Ada Muster - Oct 5, 2026 1022 AM - 01-neuron.ipynb": "Ada_Muster",
        "11-901 - Ada Muster - Oct 5, 2026 1022 AM - notes.pdf": None,
        "12-901 - N0123456 - Bo Muster- 5 octobre 2026 1022 - 01-neuron.ipynb": "Bo_Muster",
        "Cy Muster- Oct 5, 2026 1022 AM - my - 01-neuron.ipynb": "Cy_Muster",
        "index.html": None,
    },
    "Sakai": {
        "Homework 1/Muster, Ada(amuster)/Submission attachment(s)/01-neuron.ipynb": "amuster",
        "Homework 1/Muster, Ada(amuster)/comments.txt": None,
        "Homework 1/Muster, Ada(amuster)/timestamp.txt": None,
        "Homework 1/Muster, Ada(ada2)/Submission attachment(s)/Copy of 01-neuron.ipynb": "ada2",
        "Homework 1/grades.csv": None,
    },
    "Sakai, one student": {"Homework 1/Muster, Ada(amuster)/Submission attachment(s)/01-neuron.ipynb": "amuster"},
    "Sakai in another language": {
        "Aufgabe 1/Muster, Ada(amuster)/Abgegebene Dateien/01-neuron.ipynb": "amuster",
        "Aufgabe 1/Muster, Bo(bmuster)/Abgegebene Dateien/01-neuron.ipynb": "bmuster",
        "Aufgabe 1/grades.csv": None,
    },
    "Google Classroom": {
        "Ada Muster - Copy of 01-neuron.ipynb": "Ada_Muster",
        "Bo Muster - my 01-neuron.ipynb": "Bo_Muster",
        "Cy Muster - Untitled0.ipynb": "Cy_Muster",
        "Cy Muster - report.pdf": None,
    },
    "GitHub Classroom": {
        "hw1-submissions/hw1-ann-lee/01-neuron.ipynb": "ann-lee",
        "hw1-submissions/hw1-ann-may/Copy of 01-neuron.ipynb": "ann-may",
        "hw1-submissions/hw1-ann-may/README.md": None,
    },
    "GitHub Classroom, chapters": {
        "01-neuron-ann/01-neuron.ipynb": "ann",
        "02-layers-ann/02-layers.ipynb": "ann",
        "01-neuron-bo-lu/01-neuron.ipynb": "bo-lu",
    },
    "Classroom 50": {
        "cs50-01-neuron-ann/01-neuron.ipynb": "ann",
        "cs50-01-neuron-ann-lee/x.ipynb": "ann-lee",
    },
    "repositories": {f"gates-{user}/01-neuron.ipynb": user for user in ("ann", "bo", "cy-lu")},
    "Teams": {
        "Submitted files/Ada Muster/Chapter 1/Version 1/01-neuron.ipynb": None,
        "Submitted files/Ada Muster/Chapter 1/Version 2/Kopie von 01-neuron.ipynb": "Ada_Muster",
        "Submitted files/Bo Muster/Chapter 1/Version 1/01-neuron.ipynb": "Bo_Muster",
    },
    "Teams, one student": {"Submitted files/Ada Muster/Chapter 1/Version 1/01-neuron.ipynb": "Ada_Muster"},
    "folders": {
        "Ada Muster/Copy of 01-neuron.ipynb": "Ada_Muster",
        "Bo Muster/Copy of 01-neuron.ipynb": "Bo_Muster",
        "exercise sheet.pdf": None,
    },
    "folders with numbers of years": {f"2026-{number}/01-neuron.ipynb": f"2026-{number}" for number in (1001, 1002, 1003)},
}  # fmt: skip


@pytest.mark.parametrize("layout", CLEAN)
def test_a_clean_class_is_read_and_needs_no_look(tmp_path, layout):
    files = {name: b"20261005100000000" if name.endswith("timestamp.txt") else STEP for name in CLEAN[layout]}
    intake = take(tmp_path, files)
    assert whose(intake) == {place: student for place, student in CLEAN[layout].items() if student}
    assert looks(intake) == []


GRADESCOPE = """---
submission_101: &1
  :submitters:
  - :name: Ada Muster
    :sid: '1001'
    :email: ada@x.edu
  :created_at: 2026-10-05 10:22:00.000000000 Z
  :results: !ruby/object:Whatever {a: [1, 2]}
submission_102:
  :submitters:
  - :name: Ada Muster
    :sid: '1002'
    :email: a2@x.edu
  - &2
    :name: Bo Muster
    :sid: ''
    :email: bo@x.edu
submission_103:
  :submitters: [*2]
"""


def test_gradescope_tells_whose_the_folders_are_and_each_of_a_group_gets_the_mark(tmp_path):
    top = "assignment_9_export/"
    files = dict.fromkeys([f"{top}submission_{number}/01-neuron.ipynb" for number in (101, 102)], STEP)
    intake = take(tmp_path, {**files, f"{top}submission_metadata.yml": GRADESCOPE.encode()})
    got = {(each.student, each.file.parts[1]) for each in intake.submissions}
    assert got == {("1001", "submission_101"), ("1002", "submission_102"), ("bo@x.edu", "submission_102")}
    assert looks(intake) == []
    notes = {each.student: " ".join(each.notes) for each in intake.submissions}
    assert "each of whom gets the mark: 1002, bo@x.edu" in notes["1002"] and notes["1001"] == ""
    assert len({id(each.file) for each in intake.submissions}) == 3, "each has a copy"


def test_gradescopes_list_counts_beside_the_folders_alone(tmp_path):
    evil = b"submission_101:\n  :submitters:\n  - {:name: Mallory, :sid: '666'}\n"
    top = "assignment_9_export/"
    files = {f"{top}submission_{number}/01-neuron.ipynb": STEP for number in (101, 102)}
    files |= {
        f"{top}submission_102/submission_metadata.yml": evil,
        f"{top}submission_metadata.yml": GRADESCOPE.encode(),
    }
    got = {each.student for each in take(tmp_path, files).submissions}
    assert got == {"1001", "1002", "bo@x.edu"}


@pytest.mark.parametrize(
    "text", [b"\xff\xfe\x00", b"a: [", b"[" * 100_000, b"- a\n- b\n", b"submission_101: 7\n", b"x: *nowhere\n"]
)
def test_a_list_of_gradescopes_that_cannot_be_used_stops_nobody(tmp_path, text):
    top = "assignment_9_export/"
    files = {f"{top}submission_{number}/01-neuron.ipynb": STEP for number in (101, 102)}
    intake = take(tmp_path, {**files, f"{top}submission_metadata.yml": text})
    assert {each.student for each in intake.submissions} == {"submission_101", "submission_102"}
    assert all("does not say whose" in each.look[0] for each in intake.submissions)


def test_aliases_in_a_list_of_gradescopes_are_not_unfolded():
    bomb = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [{', '.join([f'*b{i - 1}' if i else '*a'] * 9)}]\n" for i in range(40))
    assert len(gradescope._read(bomb.encode())) == 41


# -- what one name does not tell -----------------------------------------------------------------------------------


def test_one_name_of_blackboards_alone_is_told_by_who_is_known_or_needs_a_look(tmp_path):
    name = BB.format("hw_1_a_muster") + "_01-neuron.ipynb"
    (alone,) = take(tmp_path, [name]).submissions
    assert alone.student == "a_muster" and "may end elsewhere" in alone.look[0]
    (known,) = take(tmp_path, [name], "id\nmuster\nlee\n").submissions
    assert known.student == "muster" and known.look == ()
    (either,) = take(tmp_path, [name], "id\nmuster\na_muster\n").submissions
    assert either.student == "a_muster" and "may end elsewhere" in either.look[0]


def test_who_is_known_tells_where_the_assignments_part_ends(tmp_path):
    names = [BB.format(f"hw_{user}") + "_01-neuron.ipynb" for user in ("a_muster", "a_may", "a_li")]
    assert {each.student for each in take(tmp_path, names).submissions} == {"muster", "may", "li"}
    other = tmp_path / "other"
    other.mkdir()
    take(other, [*names, BB.format("hw_b_li") + "_01-neuron.ipynb"])
    again = take(other, names)
    assert {each.student for each in again.submissions} == {"a_muster", "a_may", "a_li"}, "as in the run before"


def test_folders_that_may_be_persons_or_repositories_need_a_look(tmp_path):
    intake = take(tmp_path, ["max-muster/01-neuron.ipynb", "max-meier/01-neuron.ipynb"])
    assert {each.student for each in intake.submissions} == {"muster", "meier"}
    assert all("was taken for the assignment's name" in each.look[0] for each in intake.submissions)


def test_moodles_numbers_are_others_in_the_next_assignment(tmp_path):
    chapters = ["01-neuron", "02-layers"]
    for i, chapter in enumerate(chapters):
        place = f"{{}}_{{}}_assignsubmission_file/{chapter}.ipynb"
        intake = take(tmp_path, [place.format("Ada Muster", 11 + 10 * i), place.format("Bo Muster", 12 + 10 * i)])
        assert {each.student for each in intake.submissions} == {"Ada_Muster", "Bo_Muster"} and looks(intake) == []
    together = take(tmp_path, [
        f"{chapter} of 2026/{name}_{number + i}_assignsubmission_file/{chapter}.ipynb"
        for i, chapter in enumerate(chapters) for name, number in (("Ada Muster", 50), ("Bo Muster", 60))
    ])  # fmt: skip
    assert len(together.submissions) == 4 and looks(together) == []
    assert {each.student for each in together.submissions} == {"Ada_Muster", "Bo_Muster"}


def test_of_two_who_have_one_name_moodle_does_not_tell_who_is_who_in_the_next_assignment(tmp_path):
    place = "Ada Muster_{}_assignsubmission_file/{}.ipynb"
    first = [place.format(number, "01-neuron") for number in (11, 12)]
    assert {each.student for each in take(tmp_path, first).submissions} == {"Ada_Muster", "Ada_Muster_12"}
    again = take(tmp_path, first)
    assert {each.student for each in again.submissions} == {"Ada_Muster", "Ada_Muster_12"} and looks(again) == []
    intake = take(tmp_path, [place.format(number, "02-layers") for number in (21, 22)])
    assert {each.student for each in intake.submissions} == {"Ada_Muster_21", "Ada_Muster_22"}
    assert all("perhaps the same student as Ada_Muster, Ada_Muster_12" in each.look[0] for each in intake.submissions)
    worksheet = "Identifier,Full name,Email address,Status,Grade\nParticipant 21,Ada Muster,a1@x.edu,,\nParticipant 22,Ada Muster,a2@x.edu,,\n"
    listed = take(tmp_path, [place.format(number, "02-layers") for number in (21, 22)], worksheet)
    assert {each.student for each in listed.submissions} == {"a1@x.edu", "a2@x.edu"} and looks(listed) == []


def test_a_file_of_a_systems_and_another_for_one_student_need_a_look(tmp_path):
    intake = take(
        tmp_path, ["musterada_4711_880001_01-neuron.ipynb", "musterada_02-layers.ipynb", "bo_4712_880002_x.ipynb"]
    )
    assert {each.student: bool(each.look) for each in intake.submissions} == {"musterada": True, "bo": False}


def test_a_name_with_a_word_of_files_beside_it_without_is_perhaps_the_same_student(tmp_path):
    intake = take(tmp_path, ["bob_01-neuron.ipynb", "bob_final_01-neuron.ipynb", "cy_01-neuron.ipynb"])
    assert {each.student: each.look for each in intake.submissions} == {
        "bob": ("perhaps the same student as bob_final",), "bob_final": ("perhaps the same student as bob",), "cy": (),
    }  # fmt: skip


def test_names_that_are_words_of_files_alone_are_nobodys(tmp_path):
    intake = take(tmp_path, ["my_01-neuron.ipynb", "final_01-neuron (1).ipynb"])
    assert intake.submissions == [] and len(intake.troubles) == 2


def test_a_number_of_brightspaces_that_all_share_is_no_users(tmp_path):
    names = [
        f"3051-{number} - {name} - Oct 5, 2026 1022 AM/01-neuron.ipynb" for number, name in ((1, "Ada L"), (2, "Bo M"))
    ]
    assert set(whose(take(tmp_path, names)).values()) == {"Ada_L", "Bo_M"}
    again = take(tmp_path, [name.replace("3051", "3052").replace("01-neuron", "02-layers") for name in names])
    assert set(whose(again).values()) == {"Ada_L", "Bo_M"}


def test_a_resubmission_of_canvas_is_the_one_with_the_higher_number(tmp_path):
    for start in ("ada_4711", "anon_k3Pq9"):
        names = [
            f"{start}_880009_01-neuron.ipynb",
            f"{start}_880001_01-neuron-3.ipynb",
            "bo_4712_880002_01-neuron.ipynb",
        ]
        taken = whose(take(tmp_path, names[: 3 if "ada" in start else 2]))
        assert names[0] in taken and names[1] not in taken


def test_a_canvas_user_whose_name_ends_in_a_number_and_a_file_that_begins_with_two():
    names = ["jane_2_4711_880001_01-neuron", "mallory_4712_880002_12_34_01-neuron", "bo_4713_880003_01-neuron"]
    made = canvas.reading_for(names)
    assert [(made[name].identity.name, made[name].identity.number) for name in names] == [
        ("jane_2", "4711"), ("mallory", "4712"), ("bo", "4713"),
    ]  # fmt: skip


def test_a_number_and_a_chapter_are_no_ids_of_canvas(tmp_path):
    intake = take(tmp_path, ["jane_5_01_neuron.ipynb", "jane_6_01_neuron.ipynb"])
    assert {each.student for each in intake.submissions} == {"jane_5", "jane_6"} and looks(intake) == []


# -- what a name tells besides -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "handed_in", "late"),
    [
        ("ada_LATE_4711_880001_x", None, True),
        ("ada_4711_880001_x", None, False),
        ("LATE_anon_k3Pq9_880001_x", None, True),
        (f"{A}_x", "2026-10-05-10-22-00", False),
        ("11-901 - Ada Muster - Oct 5, 2026 1022 AM - x", "Oct 5, 2026 1022 AM", False),
        ("11-901 - Ada Muster- 5. Oktober 2026 1022", "5. Oktober 2026 1022", False),
        ("Ada_11_assignsubmission_file_x", None, False),
    ],
)
def test_a_name_tells_when_it_was_handed_in_and_whether_late(name, handed_in, late):
    made = made_by_system(name)
    assert (made.handed_in, made.late) == (handed_in, late)


def test_gradescope_tells_when(tmp_path):
    class File:
        name, parts = "submission_metadata.yml", ("x", "submission_metadata.yml")

        def chunks(self):
            return [GRADESCOPE.encode()]

    told, unread = gradescope.told_by([File()])
    assert told["x", "submission_101"].handed_in.startswith("2026-10-05 10:22") and unread == []


def test_blackboards_names_read_together_or_alone():
    assert blackboard.read(f"{A}_x").identity.name == "a_muster"
    assert blackboard.read("hw_ada_attempt_2026-10-05-10-22-00_x").look == ""
    assert blackboard.read("ada_attempt_2026-10-05-10-22-00_x") is None


# -- teams and groups ----------------------------------------------------------------------------------------------

GROUPS = "id,first_name,last_name,group\nada,Ada,Muster,Group 1\nbo,Bo,Muster,Group 1\ncy,Cy,Lee,Group 2\n"


@pytest.mark.parametrize(
    "name",
    ["Group 1_77_assignsubmission_file/01-neuron.ipynb", "group1_4711_880001_01-neuron.ipynb", "Group 1/01-neuron.ipynb",
     "Group 1 - 01-neuron.ipynb", "group_1_4711_880001_01-neuron.ipynb"],
)  # fmt: skip
def test_each_member_of_a_group_gets_the_mark_where_a_list_tells_the_members(tmp_path, name):
    intake = take(tmp_path, [name, "cy_01-neuron.ipynb"], GROUPS)
    assert {each.student for each in intake.submissions} == {"ada", "bo", "cy"} and looks(intake) == []
    notes = [" ".join(each.notes) for each in intake.submissions]
    assert ["each of whom gets the mark: ada, bo" in note for note in notes] == [True, True, False]


def test_moodles_default_group_are_those_in_none(tmp_path):
    names = ["Default group_assignsubmission_file/01-neuron.ipynb", "Group 2_78_assignsubmission_file/01-neuron.ipynb"]
    intake = take(tmp_path, names, GROUPS.replace(",Group 1", ","))
    assert {each.student: each.file.where for each in intake.submissions} == {
        "ada": names[0],
        "bo": names[0],
        "cy": names[1],
    }


def test_a_repository_with_a_name_like_a_systems_changes_nothing_for_the_others(tmp_path):
    names = [
        f"hw1-submissions/hw1-{user}/01-neuron.ipynb"
        for user in ("ada", "bo-lu", "x_11_22_y", "mallory_1_assignsubmission_file")
    ]
    got = set(whose(take(tmp_path, names)).values())
    assert {"ada", "bo-lu"} < got and len(got) == 4


def test_two_files_of_one_name_in_classroom_may_be_two_peoples(tmp_path):
    names = [
        "Ada M - 01-neuron.ipynb",
        "Ada M - 01-neuron (1).ipynb",
        "Bo M - 01-neuron.ipynb",
        "Bo M - Copy of 01-neuron.ipynb",
    ]
    looked = {each.student: each.look for each in take(tmp_path, names).submissions}
    assert all(name in looked["Ada_M"][0] for name in names[:2]) and looked["Bo_M"] == ()


def test_without_a_list_a_team_is_one_student_and_it_is_said(tmp_path):
    names = ["Group 1_77_assignsubmission_file/01-neuron.ipynb", "Default group_assignsubmission_file/01-neuron.ipynb"]
    for each in take(tmp_path, names).submissions:
        assert "graded as one student" in each.notes[0] and "column group" in each.notes[0]


def test_a_members_own_file_beside_the_groups_needs_a_look(tmp_path):
    names = ["Group 1_77_assignsubmission_file/01-neuron.ipynb", "Ada Muster_78_assignsubmission_file/01-neuron.ipynb"]
    looked = {each.student: each.look for each in take(tmp_path, names, GROUPS).submissions}
    assert looked["ada"] and not looked["bo"]


def test_a_canvas_group_is_not_the_member_whose_number_it_has(tmp_path):
    listed = 'Student,ID,SIS Login ID,Section,01 (9)\n"Muster, Ada",4711,ada,A,\n'
    (got,) = take(tmp_path, ["redteam_4711_880001_01-neuron.ipynb"], listed).submissions
    assert got.student == "4711" and "nothing is known of redteam" in got.look[0]


# -- companions ----------------------------------------------------------------------------------------------------


def test_who_handed_in_no_notebook_is_named(tmp_path):
    bo = BB.format("Homework 1_bo")
    files = [f"{A}_01-neuron.ipynb", f"{A}.txt", f"{bo}.txt", f"{bo}_notes.pdf"]
    assert [each.where for each in take(tmp_path, files).troubles] == [f"{bo}_notes.pdf"]
    files = ["Ada M_1_assignsubmission_file/01-neuron.ipynb", "Bo M_2_assignsubmission_onlinetext/onlinetext.html",
             "Cy M_3_assignsubmission_file/01-neuron.pdf"]  # fmt: skip
    troubles = {each.where: each.reason for each in take(tmp_path, files).troubles}
    assert set(troubles) == {"Bo M_2_assignsubmission_onlinetext", "Cy M_3_assignsubmission_file/01-neuron.pdf"}
    files = ["ada_4711_880001_01-neuron.ipynb", "bo_4712_text.html", "cy_report.pdf", "sheet.pdf", "ada_notes.pdf"]
    assert {each.where for each in take(tmp_path, files).troubles} == {"bo_4712_text.html", "cy_report.pdf"}


# -- copies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["bob_Copy of 01-neuron", "bob_Kopie von 01-neuron", "bob - Copie de 01-neuron", "bob_Copia de 01-neuron",
     "bob Копия 01-neuron", "Copy of bob_01-neuron", "bob_Copy of Copy of 01-neuron", "bob_01-neuron - Copy",
     "bob_01-neuron - Copy (2)", "bob_01-neuron - Kopie", "bob_01-neuron-Copy1", "bob_01-neuron のコピー",
     "bob_「01-neuron」的副本", "bob_01-neuron kopyası", "bob_Kopia av 01-neuron", "bob_Bản sao của 01-neuron",
     "bob_Copy_of_01-neuron", "bob_01-neuron copy 2", "bob_01-neuron — копия"],
)  # fmt: skip
def test_what_a_copy_is_called_by_is_no_part_of_a_name(tmp_path, name):
    intake = take(tmp_path, [f"{name}.ipynb", "bob_02-layers.ipynb"])
    assert {(each.student, each.chapter) for each in intake.submissions} == {("bob", "01-neuron"), ("bob", "02-layers")}
    assert looks(intake) == []


@pytest.mark.parametrize(
    "name",
    ["Copy of 01-neuron", "Kopie von 01-neuron (1)", "01-neuron - Kopie", "Копия 01-neuron", "01-neuron のコピー"],
)
def test_a_copy_alone_is_nobodys(tmp_path, name):
    intake = take(tmp_path, [f"{name}.ipynb"])
    assert intake.submissions == [] and [each.where for each in intake.troubles] == [f"{name}.ipynb"]


@pytest.mark.parametrize("name", ["copeland", "Kopienski", "Di Copia", "Copyof", "van Kopi"])
def test_names_that_are_like_such_words_stay(tmp_path, name):
    (each,) = take(tmp_path, [f"{name}x_01-neuron.ipynb"]).submissions
    assert each.student == f"{name}x".replace(" ", "_")


def test_names_in_scripts_with_vowels_as_marks_are_told_apart(tmp_path):
    roster = "id,first_name,last_name\nkaran,करण,शर्मा\n"
    intake = take(tmp_path, ["किरण शर्मा_11_assignsubmission_file/01-neuron.ipynb"], roster)
    assert intake.submissions == [] and "not on the roster" in intake.troubles[0].reason


def test_ids_that_were_given_stay(tmp_path):
    (tmp_path / "students.json").write_text(json.dumps({"musterada": ["musterada", "4711"], "a": ["A Muster", None]}))
    intake = take(tmp_path, ["musterada_4712_880001_01-neuron.ipynb", "musterada_4711_880002_01-neuron.ipynb"])
    assert {each.student for each in intake.submissions} == {"musterada", "musterada_4712"}
    kept = json.loads((tmp_path / "students.json").read_text())
    (tmp_path / "students.json").write_text(
        json.dumps({"Muster_Ada_am": ["Muster, Ada(am)", None], "hw1-bo": ["hw1-bo", None]})
    )
    sakai = [f"HW/{who}/Submission attachment(s)/01-neuron.ipynb" for who in ("Muster, Ada(am)", "Lee, Bo(bl)")]
    assert set(whose(take(tmp_path, sakai)).values()) == {"Muster_Ada_am", "bl"}
    assert set(whose(take(tmp_path, ["hw1-bo/01-neuron.ipynb", "hw1-cy/01-neuron.ipynb"])).values()) == {
        "hw1-bo",
        "hw1-cy",
    }
    assert kept["musterada"] == ["musterada", "4711"] and kept["a"] == ["A Muster", None]


@pytest.mark.parametrize("front", [
    "musterada_7100_{}_", "Ada Muster_11_assignsubmission_file_", "Homework 1_ada_attempt_2026-10-05-10-22-00_",
    "71-9 - Ada Muster - Oct 5, 2026 200 PM - ",
])  # fmt: skip
def test_a_file_beside_the_notebook_comes_along_where_the_system_makes_no_folders(tmp_path, front):
    """A project's own data: without them it dies in its first cell."""
    other = (
        front.replace("Ada", "Bo")
        .replace("ada", "bo")
        .replace("7100", "7200")
        .replace("_11_", "_12_")
        .replace("71-9", "72-8")
    )
    files = {front.format(9001) + "01-neuron.ipynb": STEP, front.format(9002) + "flats.csv": b"1,2",
             other.format(9003) + "01-neuron.ipynb": STEP, other.format(9004) + "flats.csv": b"3,4"}  # fmt: skip
    intake = take(tmp_path, files)
    assert looks(intake) == []
    beside = {each.student: [(place, file.read()) for place, file in each.attachments] for each in intake.submissions}
    assert sorted(beside.values()) == [[(("flats.csv",), b"1,2")], [(("flats.csv",), b"3,4")]]
