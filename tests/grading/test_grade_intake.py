"""What the instructor gives: any folder or zip, with the names that learning-management systems make."""

import json
import os
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake import attachments, copies, offer
from gradatim_autograder.grading.intake import given as files
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.names import safe_id
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.shown import shown
from gradatim_autograder.grading.store import directory
from gradatim_autograder.grading.store.results import Result, Results
from mini_course import notebook

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def content():
    """The bytes of a notebook, by chapter."""
    return {chapter: json.dumps(notebook(chapter, solved=False)).encode() for chapter in IDS}


def put(folder, name, data=b"{}", time=1_700_000_000):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (time, time))
    return path


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def take(given, tmp_path, roster=None):
    return collect_from(given, tmp_path, Students(tmp_path / "students.json"), roster)


def collect_from(given, tmp_path, students, roster=None):
    return collect(given, IDS, roster, students, Path(tempfile.mkdtemp(dir=tmp_path.parent)))


def found(intake):
    return {(each.student, each.chapter) for each in intake.submissions}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("jane_01-neuron.ipynb", "jane"),
        ("jane-01-neuron.ipynb", "jane"),
        ("jane smith_01-neuron.ipynb", "jane_smith"),
        ("jane_smith_01-neuron (1).ipynb", "jane_smith"),
        ("s1234567_01-neuron.ipynb", "s1234567"),
        ("jane_01-Neuron.IPYNB", "jane"),
        ("jane_01_neuron.ipynb", "jane"),
        ("smithjane_12345_6789_01-neuron.ipynb", "smithjane"),
        ("smithjane_LATE_12345_6789_01-neuron-2.ipynb", "smithjane"),
        ("Jane Smith_1234567_assignsubmission_file_01-neuron.ipynb", "Jane_Smith"),
        ("Jane Smith_1234567_assignsubmission_file_/01-neuron.ipynb", "Jane_Smith"),
        ("Jane Smith_1234567_assignsubmission_file_/my_01-neuron.ipynb", "Jane_Smith"),
        ("Homework 1_jsmith_attempt_2026-01-05-10-00-00_01-neuron.ipynb", "jsmith"),
        ("12345-67890 - Jane Smith - Jan 5, 2026 1000 AM - 01-neuron.ipynb", "Jane_Smith"),
        ("jane/01-neuron.ipynb", "jane"),
        ("jane/01-neuron/01-neuron.ipynb", "jane"),
        ("submitted/jane/01-neuron/01-neuron.ipynb", "jane"),
        ("course/submitted/jane/01-neuron/01-neuron-Copy1.ipynb", "jane"),
        ("01-neuron/jane/01-neuron.ipynb", "jane"),
        ("01-neuron/jane_01-neuron.ipynb", "jane"),
        ("Ζωή Παππά_01-neuron.ipynb", "Ζωή_Παππά"),
        ("O'Brien, Pat_01-neuron.ipynb", "O_Brien_Pat"),
        ("=cmd()_01-neuron.ipynb", "cmd"),
    ],
)
def test_the_name_tells_the_student_and_the_chapter(given, tmp_path, name, student):
    put(given, name)
    intake = take(given, tmp_path)
    assert found(intake) == {(student, "01-neuron")}
    assert intake.troubles == []


def test_a_zip_is_read_like_a_folder(given, tmp_path, content):
    names = ["all/ann_01-neuron.ipynb", "all/bob_02-layers (2).ipynb", "all/cy_homework.ipynb"]
    archive = zipped(given / "class.zip", dict.fromkeys(names, content["01-neuron"]))
    assert found(take(archive, tmp_path)) == {("ann", "01-neuron"), ("bob", "02-layers"), ("cy", "01-neuron")}


def test_what_systems_leave_is_no_submission(given, tmp_path):
    for junk in ("__MACOSX/._ann_01-neuron.ipynb", "._bob_01-neuron.ipynb", ".DS_Store", "Thumbs.db",
                 ".ipynb_checkpoints/dan_01-neuron-checkpoint.ipynb", "roster.csv"):  # fmt: skip
        put(given, junk)
    put(given, "ann_01-neuron.ipynb")
    intake = take(given, tmp_path)
    assert found(intake) == {("ann", "01-neuron")}
    assert intake.troubles == []


def test_names_in_a_zip_lead_nowhere(given, tmp_path):
    names = ["../../evil_01-neuron.ipynb", "/etc/passwd_01-neuron.ipynb", "..\\..\\win_01-neuron.ipynb"]
    intake = take(zipped(given / "slip.zip", dict.fromkeys(names, b"{}")), tmp_path)
    assert {student for student, _chapter in found(intake)} == {"evil", "etc", "win"}
    assert all("leads out of the zip file" in each.look[0] for each in intake.submissions)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["given", "slip.zip"]


@pytest.mark.parametrize("name", ["..", ".", "...", "../..", "/", "\\", "-", "_", " ", "@", "\x00", "con\n"])
def test_no_id_is_a_path(name):
    assert safe_id(name) in ("", "con_")


@pytest.mark.parametrize(
    "name", ["a/b", "a\\b", "a[1]*?", "a{x}", "a+b", "a,b", 'a"b', "a\u202eb", "a:b", "x" * 400, "é" * 200]
)
def test_ids_hold_nothing_that_means_something(name):
    made = safe_id(name)
    assert made and len(made.encode()) <= 120
    assert not set(made) & set("/\\[]*?{}+,\"': \u202e\0")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain name.ipynb", "plain name.ipynb"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("bypni.\u202eada", "bypni.\\u202eada"),
        ("half \udc94", "half \\udc94"),
        ("\u2028\x85\x9b", "\\u2028\\x85\\x9b"),
        ("\U000e0041", "\\U000e0041"),
        ("Ζωή 张 e\u0301 می\u200cخواهم", "Ζωή 张 e\u0301 می\u200cخواهم"),
    ],
)
def test_what_comes_from_outside_is_shown_and_not_obeyed(text, seen):
    assert shown(text) == seen == shown(seen)
    assert len(shown(text * 500)) <= 300 and shown(shown(text * 500)) == shown(text * 500)


def test_a_renamed_notebook_is_known_by_its_exercises(given, tmp_path, content):
    put(given, "ann_homework.ipynb", content["02-layers"])
    put(given, "bob/01-neuron/final.ipynb", content["01-neuron"])
    intake = take(given, tmp_path)
    assert found(intake) == {("ann", "02-layers"), ("bob", "01-neuron")}
    assert all("renamed" in each.notes[0] for each in intake.submissions)


def test_a_known_student_is_found_in_an_unclear_name(given, tmp_path, content):
    put(given, "jane_smith_01-neuron.ipynb")
    put(given, "jane_smith_homework.ipynb", content["02-layers"])
    assert found(take(given, tmp_path)) == {("jane_smith", "01-neuron"), ("jane_smith", "02-layers")}


def test_files_that_tell_no_student_or_chapter_are_listed(given, tmp_path, content):
    put(given, "01-neuron.ipynb")
    put(given, "homework.ipynb", content["01-neuron"])
    put(given, "ann_holiday.ipynb", json.dumps(notebook("03-none", solved=False)).encode())
    put(given, "bob_broken.ipynb", b"{")
    put(given, "cy_01-neuron.py")
    put(given, "dee_01-neuron.zip")
    intake = take(given, tmp_path)
    assert intake.submissions == []
    assert {each.where: each.reason for each in intake.troubles} == {
        "01-neuron.ipynb": "its name does not tell the student",
        "homework.ipynb": "its name does not tell the student",
        "ann_holiday.ipynb": "neither its name nor its exercises belong to a chapter of this course",
        "bob_broken.ipynb": "the name names no chapter, and the file is damaged: it is not valid JSON at line 1",
        "cy_01-neuron.py": "it is not a notebook (.ipynb)",
        "dee_01-neuron.zip": "it is not a notebook (.ipynb)",
    }
    assert all(each.todo for each in intake.troubles)


def test_the_newest_of_several_files_counts_and_it_is_said(given, tmp_path):
    put(given, "ann_01-neuron-1.ipynb", time=1_700_000_000)
    put(given, "ann_01-neuron.ipynb", time=1_700_009_000)
    (submission,) = take(given, tmp_path).submissions
    assert submission.file.name == "ann_01-neuron.ipynb"
    assert "left out ann_01-neuron-1.ipynb" in submission.notes[0]


def test_of_files_of_one_time_the_last_number_counts(given, tmp_path):
    for name in ("ann_01-neuron.ipynb", "ann_01-neuron (2).ipynb", "ann_01-neuron (10).ipynb"):
        put(given, name)
    (submission,) = take(given, tmp_path).submissions
    assert submission.file.name == "ann_01-neuron (10).ipynb"


def test_a_scratch_notebook_beside_it_is_not_taken(given, tmp_path):
    put(given, "submitted/ann/01-neuron/01-neuron.ipynb")
    put(given, "submitted/ann/01-neuron/scratch.ipynb", time=1_800_000_000)
    (submission,) = take(given, tmp_path).submissions
    assert submission.file.name == "01-neuron.ipynb"


def test_two_students_of_one_name_stay_two(given, tmp_path):
    put(given, "smithjane_11_5_01-neuron.ipynb")
    put(given, "smithjane_22_6_01-neuron.ipynb")
    students = Students(tmp_path / "students.json")
    first = collect_from(given, tmp_path, students)
    assert found(first) == {("smithjane", "01-neuron"), ("smithjane_22", "01-neuron")}
    students.save()
    (given / "smithjane_11_5_01-neuron.ipynb").unlink()
    assert found(take(given, tmp_path)) == {("smithjane_22", "01-neuron")}, "a later run gave another id"


def test_names_that_become_one_id_stay_two_students(given, tmp_path):
    for name in ("a b_01-neuron.ipynb", "a+b_01-neuron.ipynb", "A b_01-neuron.ipynb"):
        put(given, name)
    ids = {student.casefold() for student, _chapter in found(take(given, tmp_path))}
    assert len(ids) == 3 and "a_b" in ids


def test_nbgraders_timestamp_comes_along(given, tmp_path):
    put(given, "submitted/ann/01-neuron/01-neuron.ipynb")
    put(given, "submitted/ann/01-neuron/timestamp.txt", b"2026-01-05 10:00:00 UTC\n")
    put(given, "submitted/bob/01-neuron/01-neuron.ipynb")
    put(given, "submitted/bob/01-neuron/timestamp.txt", b"yesterday evening\n")
    ann, bob = take(given, tmp_path).submissions
    assert ann.timestamp == "2026-01-05 10:00:00 UTC"
    assert bob.timestamp is None and "'yesterday evening' in timestamp.txt; write it as" in bob.look[0]


def test_only_what_was_submitted_is_taken_from_a_course_folder(given, tmp_path):
    put(given, "submitted/ann/01-neuron/01-neuron.ipynb")
    put(given, "autograded/bob/01-neuron/01-neuron.ipynb")
    assert found(take(given, tmp_path)) == {("ann", "01-neuron")}


def reasons(intake):
    return {each.where: each.reason for each in intake.troubles}


@pytest.mark.parametrize("by_handle", [True, False])
def test_nothing_but_ordinary_files_is_read_and_no_link_followed(given, tmp_path, monkeypatch, by_handle):
    monkeypatch.setattr(directory, "BY_HANDLE", by_handle and directory.BY_HANDLE)
    secret = put(tmp_path, "secret.ipynb", b"secret")
    put(tmp_path, "elsewhere/eve/01-neuron.ipynb")
    put(given, "cy_01-neuron.ipynb", b"hello")
    (given / "ann_01-neuron.ipynb").symlink_to(secret)
    (given / "dan_01-neuron.ipynb").symlink_to("cy_01-neuron.ipynb")
    (given / "fay_01-neuron.ipynb").symlink_to("nowhere")
    (given / "eve").symlink_to(tmp_path / "elsewhere" / "eve", target_is_directory=True)
    os.mkfifo(given / "bob_01-neuron.ipynb")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(given / "gil_01-neuron.ipynb"))
    intake = take(given, tmp_path)
    assert found(intake) == {("cy", "01-neuron")}
    assert intake.submissions[0].file.read() == b"hello"
    assert reasons(intake) == {
        **{f"{who}_01-neuron.ipynb": offer.LINK for who in ("ann", "dan", "fay")},
        **{f"{who}_01-neuron.ipynb": offer.SPECIAL for who in ("bob", "gil")},
        "eve": offer.LINK,
    }
    assert {each.student for each in intake.troubles} == {"ann", "bob", "dan", "fay", "gil", ""}


def test_what_the_instructor_gives_may_be_a_link(given, tmp_path):
    put(given, "ann_01-neuron.ipynb")
    link = tmp_path / "link"
    link.symlink_to(given, target_is_directory=True)
    assert found(take(link, tmp_path)) == {("ann", "01-neuron")}


def test_links_beside_a_notebook_are_left_out_and_it_is_said(given, tmp_path):
    secret = put(tmp_path, "secret/seed.txt", b"secret")
    put(given, "ann/01-neuron.ipynb")
    put(given, "ann/data.csv", b"1")
    (given / "ann" / "seed.txt").symlink_to(secret)
    (given / "ann" / "all").symlink_to(secret.parent, target_is_directory=True)
    os.mkfifo(given / "ann" / "pipe.txt")
    (submission,) = take(given, tmp_path).submissions
    assert [place for place, _file in submission.attachments] == [("data.csv",)]
    said = "\n".join(submission.look)
    assert all(f"left out: ann/{name} (it is" in said for name in ("seed.txt", "all", "pipe.txt"))


@pytest.mark.parametrize("by_handle", [True, False])
def test_a_file_that_becomes_a_link_after_the_look_is_not_followed(given, tmp_path, monkeypatch, by_handle):
    monkeypatch.setattr(directory, "BY_HANDLE", by_handle and directory.BY_HANDLE)
    secret = put(tmp_path, "secret/01-neuron.ipynb", b"secret")
    put(given, "ann/01-neuron.ipynb")
    put(given, "bob/01-neuron.ipynb")
    ann, bob = files.offered(given)
    (given / "ann" / "01-neuron.ipynb").unlink()
    (given / "ann" / "01-neuron.ipynb").symlink_to(secret)
    (given / "bob").rename(given / "was bob")
    (given / "bob").symlink_to(secret.parent, target_is_directory=True)
    for file in (ann, bob):
        with pytest.raises(files.UnreadableFile, match="replaced"):
            file.read()


def test_what_is_read_later_is_a_copy(given, tmp_path):
    path = put(given, "ann/01-neuron.ipynb", b"as it was")
    beside = put(given, "ann/data.csv", b"as it was")
    (submission,) = take(given, tmp_path).submissions
    for each in (path, beside):
        each.unlink()
        each.symlink_to("/etc/passwd")
    assert submission.file.read() == submission.attachments[0][1].read() == b"as it was"
    assert submission.file.where == "ann/01-neuron.ipynb"


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_large_files_are_not_read_whole(given, tmp_path, monkeypatch, kind):
    monkeypatch.setattr(offer, "MAX_BYTES", 1000)
    put(given / "folder", "ann_01-neuron.ipynb", b"0" * 1_000_000)
    put(given / "folder", "bob_01-neuron.ipynb", b"0" * 1000)
    zipped(given / "zip", {path.name: path.read_bytes() for path in (given / "folder").iterdir()})
    intake = take(given / kind, tmp_path)
    assert found(intake) == {("bob", "01-neuron")}
    (trouble,) = intake.troubles
    assert "larger than" in trouble.reason and (trouble.student, trouble.chapter) == ("ann", "01-neuron")


def test_all_together_has_a_limit_and_small_ones_come_first(given, tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "MAX_TOGETHER", 10_000)
    for i in range(5):
        put(given, f"amy{i}_01-neuron.ipynb", b"0" * 6000)
        put(given, f"zoe{i}_01-neuron.ipynb", b"0" * 200)
    intake = take(given, tmp_path)
    assert {f"zoe{i}" for i in range(5)} < {each.student for each in intake.submissions}
    assert len(intake.submissions) == 6 and all("everything together" in each.reason for each in intake.troubles)


def test_an_older_file_is_graded_where_the_newest_cannot_be_read(given, tmp_path, monkeypatch):
    monkeypatch.setattr(offer, "MAX_BYTES", 1000)
    put(given, "ann_01-neuron.ipynb", b"0" * 10)
    put(given, "ann_01-neuron (1).ipynb", b"0" * 10_000)
    intake = take(given, tmp_path)
    (submission,) = intake.submissions
    assert submission.file.read() == b"0" * 10 and "an older file was graded" in submission.look[0]
    assert [each.where for each in intake.troubles] == ["ann_01-neuron (1).ipynb"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_entry_of_a_zip_hurts_no_other(given, tmp_path, method):
    name = b"ann_01-neuron.ipynb"
    content = os.urandom(3000) + b"a" * 3000
    path = given / "class.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(name.decode(), content)
        archive.writestr("bob_01-neuron.ipynb", b"b" * 5000)
    whole = path.read_bytes()
    start = whole.index(name) + len(name)
    for at in (start, start + 1, start + 5, start + 22, start + 1000):
        data = bytearray(whole)
        data[at] ^= 0xFF
        path.write_bytes(data)
        intake = take(path, tmp_path)
        assert [each.file.read() for each in intake.submissions if each.student == "bob"] == [b"b" * 5000]
        if found(intake) == {("bob", "01-neuron")}:
            assert "damaged" in reasons(intake)["ann_01-neuron.ipynb"]
        else:  # a byte that decides nothing
            assert intake.submissions[0].file.read() == content


@pytest.mark.parametrize("kind", ["missing", "empty", "no notebooks", "text", "broken zip", "one notebook"])
def test_what_cannot_be_used_at_all_is_refused_in_words(given, tmp_path, kind):
    path = given
    if kind == "missing":
        path = given / "nowhere"
    elif kind == "no notebooks":
        put(given, "readme.txt")
    elif kind == "text":
        path = put(given, "notes.txt", b"hello")
    elif kind == "broken zip":
        path = put(given, "class.zip", b"PK\x05\x06" + bytes(10))
    elif kind == "one notebook":
        path = put(given, "ann_01-neuron.ipynb")
    with pytest.raises(CourseError) as caught:
        take(path, tmp_path)
    assert str(path) in str(caught.value)


# -- the roster ------------------------------------------------------------------------------------------------


def roster_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


@pytest.mark.parametrize(
    "text",
    [
        "id,first_name,last_name\nann,Ann,Lee\nbob,Bob,Roy\n",
        "name;student_id\nAnn Lee;ann\nBob Roy;bob\n",
        "ann\nbob\n",
        "\ufeffid\r\nann\r\nbob\r\n\r\n",
        "student_id\tname\nann\tAnn\nbob\tBob\n",
    ],
)
def test_a_roster_has_the_students_in_the_column_of_ids_or_the_first(tmp_path, text):
    assert set(roster_of(tmp_path, text).entries) == {"ann", "bob"}


@pytest.mark.parametrize("text", ["", "id,name\n", "id\nann\nann\n", "a\0b"])
def test_a_roster_that_is_none_is_refused(tmp_path, text):
    with pytest.raises(CourseError, match=r"class\.csv"):
        roster_of(tmp_path, text)


def test_only_students_on_the_roster_are_taken(given, tmp_path):
    roster = roster_of(
        tmp_path, "id,first_name,last_name,email\ns1,Jane,Smith,jane@x.edu\ns2,Al,Li,al@x.edu\ns3,Al,Li,\n"
    )
    put(given, "S1_01-neuron.ipynb")
    put(given, "smithjane_12_34_02-layers.ipynb")
    put(given, "al_01-neuron.ipynb")
    put(given, "Al Li_77_assignsubmission_file_02-layers.ipynb")
    put(given, "mallory_01-neuron.ipynb")
    intake = take(given, tmp_path, roster)
    assert found(intake) == {("s1", "01-neuron"), ("s1", "02-layers"), ("s2", "01-neuron")}
    reasons = {each.where: each.reason for each in intake.troubles}
    assert reasons["mallory_01-neuron.ipynb"] == "mallory is not on the roster"
    assert "--roster" in next(each.todo for each in intake.troubles if "mallory" in each.where)
    assert len(reasons) == 2, "a name of two students must not be given to one of them"


# -- names that are odd, doubts, and files beside a notebook --------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="names there are never bytes")
def test_a_name_that_is_not_utf8_stops_nobody(given, tmp_path):
    """A zip from Windows, unpacked elsewhere: its names are bytes of another encoding."""
    for name in (b"J\x94rg_01-neuron.ipynb", b"J\x81rg_01-neuron.ipynb"):
        (given / os.fsdecode(name)).write_bytes(b"{}")
    put(given, "ok_01-neuron.ipynb")
    students = Students(tmp_path / "students.json")
    intake = collect_from(given, tmp_path, students)
    students.save()
    assert found(intake) == {(who, "01-neuron") for who in ("J_x94rg", "J_x81rg", "ok")}, "two names stay two students"
    assert [len(each.look) for each in intake.submissions] == [1, 1, 0]
    result = Result("J_x94rg", "01-neuron", "graded", "", file=os.fsdecode(b"J\x94rg"), look=["\udc94"])
    Results(tmp_path).save(result)
    assert Results(tmp_path).load("J_x94rg", "01-neuron").status == "graded"


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_folder_called_like_a_notebook_is_listed_and_stops_nobody(given, tmp_path, kind):
    names = [
        "bob/01-neuron/01-neuron.ipynb/x.txt",
        "bob/01-neuron/01-neuron.ipynb/01-neuron.ipynb",
        "cy/01-neuron.ipynb",
    ]
    for name in names:
        put(given / "folder", name)
    zipped(given / "zip", {"ann_01-neuron.ipynb/": b"", **dict.fromkeys(names, b"{}")})
    (given / "folder" / "ann_01-neuron.ipynb").mkdir()
    intake = take(given / kind, tmp_path)
    assert found(intake) == {("cy", "01-neuron")}
    assert reasons(intake) == dict.fromkeys(["ann_01-neuron.ipynb", "bob/01-neuron/01-neuron.ipynb"], offer.FOLDER)
    assert {each.student for each in intake.troubles} == {"ann", "bob"}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("01-neuron_bob.ipynb", "bob"),
        ("01-neuron - hal.ipynb", "hal"),
        ("01-neuron_max (1).ipynb", "max"),
        ("01-neuron_Ann Lee.ipynb", "Ann_Lee"),
        ("01-neuron_final.ipynb", None),
        ("01-neuron_my_answers.ipynb", None),
        ("01-neuron (2).ipynb", None),
        ("01-neuron-Copy1.ipynb", None),
        ("01-neuron_v2.ipynb", None),
    ],
)
def test_a_student_behind_the_chapters_name(given, tmp_path, name, student):
    put(given, name)
    intake = take(given, tmp_path)
    assert found(intake) == ({(student, "01-neuron")} if student else set())
    assert len(intake.troubles) == (not student)
    assert all("behind the chapter's name" in each.look[0] for each in intake.submissions)


def test_names_that_differ_in_case_alone_need_a_look(given, tmp_path):
    for name in ("Eve_01-neuron.ipynb", "eve_01-neuron.ipynb", "ann_01-neuron.ipynb"):
        put(given, name)
    looks = {each.student: each.look for each in take(given, tmp_path).submissions}
    assert len(looks) == 3 and looks["ann"] == ()
    assert all("perhaps the same student as" in look[0] for who, look in looks.items() if who != "ann")


def test_two_users_of_one_name_are_not_silently_one_of_the_roster(given, tmp_path):
    roster = roster_of(tmp_path, "id,first_name,last_name\ns1,Jane,Smith\ns2,Al,Li\n")
    put(given, "Jane Smith_11_assignsubmission_file_/01-neuron.ipynb")
    put(given, "Jane Smith_22_assignsubmission_file_/01-neuron.ipynb")
    put(given, "Al Li_33_assignsubmission_file_/01-neuron.ipynb")
    looks = {each.student: each.look for each in take(given, tmp_path, roster).submissions}
    assert "2 users of one name (11, 22)" in looks["s1"][0] and looks["s2"] == ()


def test_files_beside_a_notebook_come_along_from_a_students_own_folder(given, tmp_path):
    for place in ("submitted/ann/01-neuron", "submitted/bob/01-neuron"):
        put(given, f"{place}/01-neuron.ipynb")
    for name in ("helper.py", "data/points.csv", "timestamp.txt", "scratch.ipynb", "__pycache__/helper.pyc"):
        put(given, f"submitted/ann/01-neuron/{name}", b"x")
    ann, bob = take(given, tmp_path).submissions
    assert [place for place, _file in ann.attachments] == [("data", "points.csv"), ("helper.py",)]
    assert bob.attachments == ()


def test_a_file_that_belongs_to_nobodys_folder_is_listed(given, tmp_path):
    for name in ("all/ann_01-neuron.ipynb", "all/bob_01-neuron.ipynb", "all/helper.py", "x/1.txt"):
        put(given, name)
    intake = take(given, tmp_path)
    assert [each.attachments for each in intake.submissions] == [(), ()]
    assert [each.where for each in intake.troubles] == ["all/helper.py"]
    assert "folder called after the student" in intake.troubles[0].todo


def test_attachments_are_bounded_and_replace_no_module(given, tmp_path, monkeypatch):
    monkeypatch.setattr(attachments, "MAX_BYTES", 1000)
    monkeypatch.setattr(attachments, "MAX_FILES", 3)
    put(given, "ann/01-neuron.ipynb")
    for name in ("random.py", "gradatim_autograder/__init__.py", "numpy.py", "z:y.csv"):
        put(given, f"ann/{name}", b"x")
    for name, size in {"a.py": 10, "b.csv": 2000, "c.csv": 10, "random.csv": 10, "s.csv": 10, "t.csv": 1}.items():
        put(given, f"ann/{name}", b"x" * size)
    (submission,) = take(given, tmp_path).submissions
    contents, left_out = attachments.read_attachments(submission.attachments)
    assert list(contents) == [("a.py",), ("c.csv",), ("random.csv",)] and left_out == []
    said = "\n".join(submission.look)
    assert all(f"the module {name}" in said for name in ("random", "gradatim_autograder", "numpy"))
    assert "b.csv" in said and "more than 3 files" in said
