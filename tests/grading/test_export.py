"""Marks go back in the systems' own files, to whom they belong, and to nobody else."""

import csv
import io
import json
import zipfile

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.fill import fill
from gradatim_autograder.grading.export.gradescope import results
from gradatim_autograder.grading.export.marks import Given, given
from gradatim_autograder.grading.export.pages import place_of, zipped
from gradatim_autograder.grading.export.people import People
from gradatim_autograder.grading.export.sheet import parse_sheet
from gradatim_autograder.grading.export.write import TABLES
from gradatim_autograder.grading.intake.roster import Entry, Roster
from gradatim_autograder.grading.intake.systems import Identity
from gradatim_autograder.grading.store.results import Result

CHAPTER = "01-neuron"
ROSTER = Roster([
    Entry("ada", "Ada", "Lovelace", "ada@example.org"), Entry("bob", "Bob", "Stone", "b.stone@example.org"),
    Entry("cy", "Cy", "Young", ""),
])  # fmt: skip
HOLDERS = {"ada": Identity("lovelaceada", "71"), "bob": Identity("stonebob", "72"), "cy": Identity("youngcy", "73")}
MARKS = Given(CHAPTER, {"ada": 11.5, "bob": 8.0}, 12.0, waiting=["cy"])

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Essay (501),01-neuron (502),Current Score,Final Score
    Manual Posting,,,,,,,,
    Points Possible,,,,,10,12,(read only),(read only)
"Lovelace, Ada",71,,ada@example.org,A,9,,90,90
"Stone, Bob",72,,b.stone@example.org,A,8,1,80,80
"Young, Cy",73,,cy@example.org,A,7,2,70,70
"Student, Test",99,,f00,A,,,,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Feedback comments
Participant 71,Ada Lovelace,ada@example.org,Submitted for grading - ,,12.00,Yes,"Monday, 5 October 2026, 10:22 AM",
Participant 72,Bob Stone,b.stone@example.org,Submitted for grading - ,3.00,12.00,Yes,"Monday, 5 October 2026, 10:23 AM",Well
Participant 73,Cy Young,cy@example.org,No submission - ,,12.00,Yes,-,
"""  # noqa: E501 (as Moodle writes it)
GERMAN = """"ID";"Vollständiger Name";"Status";"Bewertung";"Bestwertung";"Bewertung kann geändert werden"
"Teilnehmer/in71";"Ada Lovelace";"Zur Bewertung abgegeben";"";"12,00";"Ja"
"Teilnehmer/in72";"Bob Stone";"Zur Bewertung abgegeben";"3,00";"12,00";"Ja"
"Teilnehmer/in73";"Cy Young";"Keine Abgabe";"";"12,00";"Ja"
"""
BRIGHTSPACE = """OrgDefinedId,Username,Last Name,First Name,Email,Essay Points Grade <Numeric MaxPoints:10>,01-neuron Points Grade <Numeric MaxPoints:12 Weight:5>,End-of-Line Indicator
#1001,#ada,Lovelace,Ada,ada@example.org,9,,#
#1002,#bob,Stone,Bob,b.stone@example.org,8,,#
#1003,#cy,Young,Cy,cy@example.org,7,,#
"""  # noqa: E501
BLACKBOARD = "\r\n".join([
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Essay [Total Pts: 10 Score] |77"\t'
    '"01-neuron [Total Pts: up to 12 Score] |78"',
    '"Lovelace"\t"Ada"\t"ada"\t"1001"\t"9"\t""', '"Stone"\t"Bob"\t"bob"\t"1002"\t"8"\t"Needs Grading"',
    '"Young"\t"Cy"\t"cy"\t"1003"\t"7"\t""', "",
])  # fmt: skip
SAKAI = """"01-neuron","Points"
""
"Display ID","ID","Last Name","First Name","grade","Submission date"
"ada","ada","Lovelace","Ada","","5 October 2026"
"bob","bob","Stone","Bob","3","5 October 2026"
"cy","cy","Young","Cy","",""
"""


def numbers_of(holders, system="canvas"):
    return {who: [(system, each.number)] for who, each in holders.items() if each.number}


def people(roster=ROSTER, holders=HOLDERS):
    return People(["ada", "bob", "cy"], holders, roster, numbers_of(holders))


def filled(system, text, marks=MARKS, who=None, **options):
    data = text if isinstance(text, bytes) else text.encode()
    sheet = parse_sheet(data, "marks.csv", *TABLES[system].titles)
    return fill(TABLES[system], sheet, marks, who or people(), **options)


def rows(done, **options):
    data = done.sheet.dump()
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), **options))


def test_canvas_gets_one_column_of_those_who_have_a_mark():
    done = filled("canvas", CANVAS)
    assert rows(done) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01-neuron (502)"],
        ["    Points Possible", "", "", "", "", "12"],
        ["Lovelace, Ada", "71", "", "ada@example.org", "A", "11.5"],
        ["Stone, Bob", "72", "", "b.stone@example.org", "A", "8"],
    ]
    assert (done.done, done.without_line, done.unclear) == (["ada", "bob"], [], [])


def test_canvas_takes_a_table_that_it_has_not_made():
    sheet = TABLES["canvas"].blank(MARKS, people())
    assert rows(fill(TABLES["canvas"], sheet, MARKS, people())) == [
        ["Student", "ID", "Section", CHAPTER], ["    Points Possible", "", "", "12"],
        ["lovelaceada", "71", "", "11.5"], ["stonebob", "72", "", "8"],
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "point", "delimiter"), [(MOODLE, ".", ","), (GERMAN, ",", ";")])
def test_moodles_worksheet_comes_back_whole_in_whatever_language(text, point, delimiter):
    done, before = filled("moodle", text), list(csv.reader(io.StringIO(text), delimiter=delimiter))
    after = rows(done, delimiter=delimiter)
    column = 4 if text is MOODLE else 3
    assert [row[column] for row in after[1:]] == [f"11{point}5", "8", ""]
    for row, old in zip(after, before, strict=True):
        assert row[:column] + row[column + 1 :] == old[:column] + old[column + 1 :]


def test_brightspace_gets_the_people_and_one_item():
    assert rows(filled("brightspace", BRIGHTSPACE)) == [
        ["OrgDefinedId", "Username", "Last Name", "First Name", "Email",
         "01-neuron Points Grade <Numeric MaxPoints:12 Weight:5>", "End-of-Line Indicator"],
        ["#1001", "#ada", "Lovelace", "Ada", "ada@example.org", "11.5", "#"],
        ["#1002", "#bob", "Stone", "Bob", "b.stone@example.org", "8", "#"],
    ]  # fmt: skip
    sheet = TABLES["brightspace"].blank(MARKS, people())
    assert rows(fill(TABLES["brightspace"], sheet, MARKS, people())) == [
        ["Username", "01-neuron Points Grade", "End-of-Line Indicator"], ["#ada", "11.5", "#"], ["#bob", "8", "#"],
    ]  # fmt: skip
    with pytest.raises(CourseError, match="--template, or grade with --roster"):
        TABLES["brightspace"].blank(MARKS, people(roster=None))


def test_blackboards_spreadsheet_stays_utf_16_with_tabs():
    done = filled("blackboard", BLACKBOARD.encode("utf-16"))
    assert done.sheet.dump().startswith(b"\xff\xfe")
    assert rows(done, delimiter="\t") == [
        ["Last Name", "First Name", "Username", "Student ID", "01-neuron [Total Pts: up to 12 Score] |78"],
        ["Lovelace", "Ada", "ada", "1001", "11.5"], ["Stone", "Bob", "bob", "1002", "8"],
    ]  # fmt: skip


def test_sakais_table_has_two_lines_above_its_header():
    after = rows(filled("sakai", SAKAI))
    assert after[:2] == [[CHAPTER, "Points"], [""]]
    assert [row[4] for row in after[3:]] == ["11.5", "8", ""]


@pytest.mark.parametrize("system", TABLES)
def test_no_list_is_needed_where_the_work_says_whose_it_is(system):
    """Without a roster: by the system's number, or by the name under which the work came in."""
    text = {"canvas": CANVAS, "moodle": MOODLE, "brightspace": BRIGHTSPACE, "blackboard": BLACKBOARD, "sakai": SAKAI}
    named = {"s71": Identity("Ada Lovelace", "71" if system == "moodle" else None), "s72": Identity("Bob Stone")}
    holders = HOLDERS if system == "canvas" else named
    ids = sorted(holders)[:2]
    marks = Given(CHAPTER, dict(zip(ids, (11.5, 8.0), strict=True)), 12.0)
    done = filled(system, text[system], marks, People(ids, holders, None, numbers_of(holders)))
    assert done.done == ids and not done.unclear


def test_two_of_one_name_get_nothing_until_a_number_tells_them_apart():
    text = CANVAS.replace("72,,b.stone@example.org", "74,,x@example.org").replace("Stone, Bob", "Lovelace, Ada")
    holders = {"ada": Identity("Ada Lovelace"), "ada_2": Identity("Bob Stone")}
    marks = Given(CHAPTER, {"ada": 11.5, "ada_2": 8.0}, 12.0)
    with pytest.raises(CourseError, match="Nobody in"):
        filled("canvas", text, marks, People(holders, holders, None, numbers_of(holders)))
    two = {"ada": Identity("Ada Lovelace", "71"), "ada_2": Identity("Ada Lovelace", "74")}
    assert [row[-1] for row in rows(filled("canvas", text, marks, People(two, two, None, numbers_of(two))))[2:]] == [
        "11.5",
        "8",
    ]
    one = {"ada": Identity("Ada Lovelace", "71"), "ada_2": Identity("Ada Lovelace")}
    assert [row[-1] for row in rows(filled("canvas", text, marks, People(one, one, None, numbers_of(one))))[2:]] == [
        "11.5",
        "8",
    ]
    alone = People(["ada"], {"ada": one["ada"]}, None, numbers_of(one))
    done = filled("canvas", text, Given(CHAPTER, {"ada": 11.5}, 12.0), alone)
    assert [row[1] for row in rows(done)[2:]] == ["71"] and not done.unclear, "the other has handed in nothing"
    neither = {"ada": Identity("Ada Lovelace"), "ada_2": Identity("Ada Lovelace"), "bob": Identity("Cy Young")}
    done = filled(
        "canvas",
        text,
        Given(CHAPTER, dict.fromkeys(neither, 8.0), 12.0),
        People(neither, neither, None, numbers_of(neither)),
    )
    assert done.done == ["bob"] and done.unclear == ["Lovelace, Ada may be ada or ada_2"]


def test_a_number_is_believed_before_a_name():
    text = (
        CANVAS.replace("Lovelace, Ada", "X").replace("Stone, Bob", "Lovelace, Ada").replace("\nX,", '\n"Stone, Bob",')
    )
    after = rows(filled("canvas", text, who=people(roster=None)))
    assert {row[1]: row[-1] for row in after[2:]} == {"71": "11.5", "72": "8"}


def test_who_has_no_line_is_told():
    done = filled("canvas", "\n".join(CANVAS.splitlines()[:4]) + "\n")
    assert (done.done, done.without_line) == (["ada"], ["bob"])


def test_a_column_is_found_by_the_chapter_or_by_its_title():
    renamed = CANVAS.replace("01-neuron (502)", "Week 1: Neuron (502)")
    with pytest.raises(CourseError, match=r"no column with 01-neuron in its title.*Essay, Week 1: Neuron"):
        filled("canvas", renamed)
    for title in ("Week 1: Neuron", "week 1: neuron (502)"):
        named = Given(CHAPTER, MARKS.points, 12.0, title)
        assert filled("canvas", renamed, named).sheet.header[-1] == "Week 1: Neuron (502)"
    with pytest.raises(CourseError, match="several columns"):
        filled("canvas", CANVAS.replace("Essay (501)", "01-neuron again (501)"))
    with pytest.raises(CourseError, match="is not a grading worksheet"):
        filled("moodle", "Identifier,Full name\nParticipant 71,Ada Lovelace\n")
    with pytest.raises(CourseError, match=r"is not the grades\.csv"):
        filled("sakai", '"Display ID","ID"\n"ada","ada"\n')


@pytest.mark.parametrize(("system", "text"), [
    ("canvas", CANVAS.replace(",10,12,", ",10,24,")), ("moodle", MOODLE.replace("12.00", "24.00")),
    ("brightspace", BRIGHTSPACE.replace("MaxPoints:12", "MaxPoints:24")),
    ("blackboard", BLACKBOARD.replace("up to 12", "24")),
])  # fmt: skip
def test_another_maximum_is_never_taken_in_silence(system, text):
    with pytest.raises(CourseError, match=r"has 12 points, and the column in marks\.csv has 24.*--scale"):
        filled(system, text)
    done = filled(system, text, scale=True)
    assert "23" in done.sheet.dump().decode("utf-8") and done.done == ["ada", "bob"]


@pytest.mark.parametrize(("data", "said"), [
    (b"", "is empty"), (b"\n\n", "is empty"), (b"PK\x03\x04", "not a text table"), (b"a\0b", "not a text table"),
    (b"\xff\xfea", "is damaged"), (b"ID,Student\n71,Ada\n", "Nobody in|column"),
    (b"x" * 200_000, "not a readable|column"),
])  # fmt: skip
def test_what_is_no_table_is_refused_in_a_sentence(data, said):
    with pytest.raises(CourseError, match=said):
        filled("canvas", data)


def test_only_what_is_final_goes_back():
    row = {"chapter": CHAPTER, "max_points": "12", "points": "5"}
    told = given([
        {**row, "student": "ada", "status": "graded"}, {**row, "student": "bob", "status": "to mark by hand"},
        {**row, "student": "cy", "status": "not graded", "points": ""},
        {**row, "student": "dee", "status": "no submission", "points": ""},
        {**row, "student": "eve", "status": "graded", "chapter": "02-layers"},
    ], CHAPTER)  # fmt: skip
    assert (told.points, told.waiting, told.not_graded, told.maximum) == ({"ada": 5.0}, ["bob"], ["cy"], 12.0)


@pytest.mark.parametrize(("file", "place"), [
    ("lovelaceada_71_9001_01-neuron.ipynb", "lovelaceada_71_9001_01-neuron.html"),
    ("download/lovelaceada_LATE_71_9001_01-neuron-1.ipynb", "lovelaceada_LATE_71_9001_01-neuron-1.html"),
    ("Ada Lovelace_71_assignsubmission_file/01-neuron.ipynb", "Ada Lovelace_71_assignsubmission_file_/feedback.html"),
    ("Ada Lovelace_71_assignsubmission_file_/a/b.ipynb", "Ada Lovelace_71_assignsubmission_file_/feedback.html"),
    ("Ada Lovelace_71_assignsubmission_file_01-neuron.ipynb", "Ada Lovelace_71_assignsubmission_file_01-neuron.html"),
    ("submitted/ada/01-neuron/01-neuron.ipynb", "ada/feedback.html"), ("../../etc/x.ipynb", "ada/feedback.html"),
])  # fmt: skip
def test_a_page_goes_back_under_the_name_of_the_work(file, place):
    assert place_of(Result("ada", CHAPTER, "graded", "", file=file)) == place


def test_no_page_covers_another():
    data = zipped([("a/feedback.html", b"1"), ("A/feedback.html", b"2"), ("a/feedback.html", b"3")])
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert {name: made.read(name) for name in made.namelist()} == {
            "a/feedback.html": b"1", "A/feedback-2.html": b"2", "a/feedback-3.html": b"3"}  # fmt: skip


def test_gradescopes_results():
    check = {"exercise": "neuron", "points": 1.0, "max_points": 2.0, "status": "wrong",
             "mistakes": [{"text": "b is left out."}]}  # fmt: skip
    made = results([check, {**check, "status": "right", "points": 2.0, "mistakes": []}], points=2.5, said="Late.")
    assert json.loads(json.dumps(made)) == {
        "score": 2.5, "output": "Late.", "tests": [
            {"name": "neuron", "score": 1.0, "max_score": 2.0, "status": "failed", "output": "b is left out.",
             "visibility": "visible"},
            {"name": "neuron", "score": 2.0, "max_score": 2.0, "status": "passed", "output": "",
             "visibility": "visible"},
        ],
    }  # fmt: skip
