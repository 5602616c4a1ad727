# ruff: noqa: E501 (names of files)
"""The lists of the class as learning-management systems give them, and whose files they tell."""

import tempfile
from pathlib import Path

import pytest
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}
MORE = ",Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments"
ROW = ',Submitted,,16.00,Yes,"Monday, 5 October 2026, 10:22 AM",-,'


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


def whose(tmp_path, roster, *names):
    """The student of each file, None where there is none; nothing may need a look but what has none."""
    given = Path(tempfile.mkdtemp(dir=tmp_path))
    for name in names:
        path = given / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")
    intake = collect(given, IDS, roster, Students(tmp_path / "s.json"), Path(tempfile.mkdtemp(dir=tmp_path)))
    assert not [look for each in intake.submissions for look in each.look]
    found = {each.file.where: each.student for each in intake.submissions}
    assert {each.where for each in intake.troubles} == set(names) - set(found)
    return [found.get(name) for name in names]


PARTICIPANTS = {
    "English": "First name,Last name,ID number,Email address",
    "German": "Vorname,Nachname,ID-Nummer,E-Mail-Adresse",
    "Russian": "Имя,Фамилия,Индивидуальный номер,Адрес электронной почты",
    "Chinese": "名,姓,编号,电子邮件地址",
    "Greek, of which nothing is known": "Μικρό όνομα,Επώνυμο,Αριθμός ID,Ηλεκτρονική διεύθυνση",
    "Hebrew, of which nothing is known": "\ufeffשם פרטי,שם משפחה,מספר זהות,דוא״ל",
}


@pytest.mark.parametrize("language", PARTICIPANTS)
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_moodles_participants_in_any_language(tmp_path, language, between):
    text = f"{PARTICIPANTS[language]}\nAda Maria,Muster,1001,ada@x.edu\nBo,van der Berg,1002,b.berg@x.edu\n"
    roster = read(tmp_path, text.replace(",", between))
    assert list(roster.entries) == ["1001", "1002"]
    assert roster.entries["1001"].email == "ada@x.edu" and roster.entries["1002"].last_name == "van der Berg"
    names = ["Ada Maria Muster_11_assignsubmission_file/01-neuron.ipynb", "vanderbergbo_4711_8801_02-layers.ipynb",
             "b.berg_01-neuron.ipynb", "1001_02-layers.ipynb", "Cy Lee_13_assignsubmission_file/01-neuron.ipynb"]  # fmt: skip
    for name, student in zip(names, ["1001", "1002", "1002", "1001", None], strict=True):
        assert whose(tmp_path, roster, name) == [student]


def test_participants_of_whom_some_have_no_number(tmp_path):
    roster = read(
        tmp_path,
        "First name,Last name,ID number,Email address,Groups\nAda,Muster,1001,a@x.edu,Group 1\nBo,Muster,,b@x.edu,\n",
    )
    assert list(roster.entries) == ["1001", "b@x.edu"] and roster.members("group 1") == {"1001"}
    assert list(read(tmp_path, "First name,Last name,Email address\nAda,Muster,a@x.edu\nAda,Lee,b@x.edu\n").entries) == [
        "a@x.edu", "b@x.edu",
    ]  # fmt: skip


WORKSHEETS = {
    "English": (f"Identifier,Full name,Email address{MORE}", "Participant "),
    "German": ("ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,"
               "Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar", "Teilnehmer/in"),
    "Russian": (f"Идентификатор,Полное имя,Адрес электронной почты{MORE}", "Участник "),
    "of which nothing is known": (f"Tunniste,Koko nimi,Sähköposti{MORE}", "Osallistuja "),
}  # fmt: skip


@pytest.mark.parametrize("language", WORKSHEETS)
def test_moodles_worksheet_in_any_language_tells_two_of_one_name_apart(tmp_path, language):
    header, word = WORKSHEETS[language]
    roster = read(tmp_path, f"{header}\n{word}21,Ada Muster,a1@x.edu{ROW}\n{word}22,Ada Muster,a2@x.edu{ROW}\n"
                            f"{word}23,Bo van der Berg,b@x.edu{ROW}\n")  # fmt: skip
    assert list(roster.entries) == ["a1@x.edu", "a2@x.edu", "b@x.edu"]
    place = "{}_assignsubmission_file/01-neuron.ipynb"
    names = [place.format(name) for name in ("Ada Muster_22", "Ada Muster_21", "Bo van der Berg_23")]
    assert whose(tmp_path, roster, *names) == ["a2@x.edu", "a1@x.edu", "b@x.edu"]
    assert whose(tmp_path, roster, "vanderbergbo_4711_8801_01-neuron.ipynb", place.format("Ada Muster_99")) == [
        "b@x.edu",
        None,
    ]


@pytest.mark.parametrize("word", ["Participant ", "Teilnehmer/in", "Osallistuja "])
def test_moodles_worksheet_of_blind_marking(tmp_path, word):
    header = "Identifier,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade)".replace(
        "Identifier", "Identifier" if word == "Participant " else "ID" if "/" in word else "Tunniste")  # fmt: skip
    roster = read(tmp_path, f"{header}\n{word}21,x,,16,Yes,-\n{word}22,x,,16,Yes,-\n")
    called = word.strip().replace("/", "")
    names = [f"{called}_{number}_assignsubmission_file/01-neuron.ipynb" for number in (22, 21, 23)]
    first, second = roster.entries
    assert whose(tmp_path, roster, *names) == [second, first, None]


def test_canvas_gradebook(tmp_path):
    roster = read(tmp_path, 'Student,ID,SIS User ID,SIS Login ID,Section,Chapter 1 (901),Current Score\n,,,,,Manual Posting,\n'
        '    Points Possible,,,,,16.0,(read only)\n"Muster, Ada",4711,s1,amuster,A,,\n"Muster, Ada",4712,s2,amuster2,A,,\n'
        '"de la Cruz, José",4713,s3,jdc,B,,\n"Student, Test",4799,,x9,A,,\n')  # fmt: skip
    assert list(roster.entries) == ["4711", "4712", "4713"] and roster.entries["4713"].last_name == "de la Cruz"
    names = ["musterada_4712_880001_01-neuron.ipynb", "musterada_LATE_4711_880002_01-neuron.ipynb", "amuster2_02-layers.ipynb",
             "delacruzjosé_4713_880003_01-neuron.ipynb", "studenttest_4799_880004_01-neuron.ipynb"]  # fmt: skip
    assert whose(tmp_path, roster, names[0], names[1], *names[3:]) == ["4712", "4711", "4713", None]
    assert whose(tmp_path, roster, names[2]) == ["4712"]


def test_canvas_list_of_groups(tmp_path):
    roster = read(tmp_path, "name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id\n"
                            "Ada Muster,4711,s1,amuster,A,Red Team,1,\nBo Muster,4712,s2,bmuster,A,Red Team,1,\n")  # fmt: skip
    assert roster.members("redteam") == set(roster.entries) and len(roster.entries) == 2


def test_brightspace(tmp_path):
    end = "Chapter 1 Points Grade <Numeric MaxPoints:16>,End-of-Line Indicator"
    roster = read(tmp_path, f"OrgDefinedId,Username,Last Name,First Name,Email,{end}\n#1001,#amuster,Muster,Ada,a@x.edu,,#\n"
                            "#1002,#bmuster,Muster,Bo,b@x.edu,,#\n")  # fmt: skip
    assert list(roster.entries) == ["amuster", "bmuster"]
    names = [
        "11-9 - Bo Muster - Oct 5, 2026 1022 AM/01-neuron.ipynb",
        "12-9 - Cy Lee - Oct 5, 2026 1022 AM/01-neuron.ipynb",
    ]
    assert whose(tmp_path, roster, *names, "1001_02-layers.ipynb") == ["bmuster", None, "amuster"]
    assert list(read(tmp_path, f"OrgDefinedId,Last Name,First Name,{end}\n#1001,Muster,Ada,,#\n").entries) == ["1001"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_blackboard(tmp_path, encoding):
    text = ('"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Chapter 1 [Total Pts: 16 Score] |12345"\n'
            '"Muster"\t"Ada"\t"a_muster"\t"1001"\t""\t""\n"Muster"\t"Bo"\t"muster"\t"1002"\t""\t""\n')  # fmt: skip
    roster = read(tmp_path, text, encoding)
    assert list(roster.entries) == ["a_muster", "muster"]
    place = "Homework_1_{}_attempt_2026-10-05-10-22-00_01-neuron.ipynb"
    assert whose(tmp_path, roster, place.format("muster")) == ["muster"]
    assert whose(tmp_path, roster, *(place.format(user) for user in ("a_muster", "muster"))) == ["a_muster", "muster"]
    assert whose(tmp_path, roster, *(place.format(user) for user in ("b_muster", "c_muster"))) == [None, None]


def test_a_systems_number_is_no_other_lists_id(tmp_path):
    """Moodle's user 1001 is not the student with that matriculation number, and Canvas's only where no name says otherwise."""
    roster = read(tmp_path, "id,first_name,last_name\n1001,Ada,Muster\n1002,Bo,Lee\n")
    assert whose(tmp_path, roster, "Bo Lee_1001_assignsubmission_file/01-neuron.ipynb") == ["1002"]
    assert whose(tmp_path, roster, "Cy May_1001_assignsubmission_file/01-neuron.ipynb") == [None]
    assert whose(tmp_path, roster, "leebo_1001_8801_01-neuron.ipynb") == [None]
    assert whose(tmp_path, read(tmp_path, "id\n1001\n1002\n"), "leebo_1001_8801_01-neuron.ipynb") == ["1001"]


def test_a_user_of_a_system_is_not_found_by_a_part_of_the_id(tmp_path):
    roster = read(tmp_path, "id,first_name,last_name\nmuster,Ada,Muster\nbo,Bo,Lee\n")
    place = "Homework 1_{}_attempt_2026-10-05-10-22-00_01-neuron.ipynb"
    assert whose(tmp_path, roster, *(place.format(user) for user in ("a_muster", "bo", "muster_2"))) == [
        None,
        "bo",
        None,
    ]
    sakai = "HW/Lee, Bo({})/Submission attachment(s)/01-neuron.ipynb"
    assert whose(tmp_path, roster, sakai.format("b9"), sakai.format("muster")) == ["bo", "muster"]


def test_a_group_of_the_class_is_no_team(tmp_path):
    """What lies in folders of sections is nobody's work for all."""
    roster = read(tmp_path, "id,group\nann,A\nbob,B\ncy,A\n")
    assert whose(tmp_path, roster, "A/ann_01-neuron.ipynb", "B/bob_01-neuron.ipynb") == ["ann", "bob"]
    assert whose(tmp_path, roster, "A/ann_01-neuron.ipynb", "B/dee_01-neuron.ipynb") == [None, None]
    assert whose(tmp_path, roster, "A/ann_01-neuron.ipynb", "A/cy_01-neuron.ipynb", "B/bob_01-neuron.ipynb") == [
        "ann",
        "cy",
        "bob",
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("name,email\nAnn Lee,ann@x\nBob Roy,bob@x\n", ["Ann_Lee", "Bob_Roy"]),
        ("id,first_name,last_name,email\ns1,Jane,Smith,j@x\ns2,Al,Li,\n", ["s1", "s2"]),
        ("student01\nstudent02\n", ["student01", "student02"]),
        ("id,a,b,c,d,e\nstudent 1,1,1,1,1,1\nstudent 2,1,1,1,1,1\n", ["student_1", "student_2"]),
        ("ann,Ann,Lee,ann@x\nbob,Bob,Roy,bob@x\n", ["ann", "bob"]),
    ],
)
def test_ones_own_lists_are_read_as_before(tmp_path, text, ids):
    assert list(read(tmp_path, text).entries) == ids
