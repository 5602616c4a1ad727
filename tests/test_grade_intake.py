"""What the instructor gives: any folder or zip, with the names that learning-management systems make."""

import json
import os
import zipfile

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake import attachments
from gradatim_autograder.grading.intake import given as files
from gradatim_autograder.grading.intake.collect import collect
from gradatim_autograder.grading.intake.names import safe_id, shown
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.intake.students import Students
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
    return collect(given, IDS, roster, Students(tmp_path / "students.json"))


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
    assert {student for student, _chapter in found(intake)} == {"evil", "passwd", "win"}
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
    first = collect(given, IDS, None, students)
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
    assert bob.timestamp is None and "cannot be read" in bob.notes[0]


def test_only_what_was_submitted_is_taken_from_a_course_folder(given, tmp_path):
    put(given, "submitted/ann/01-neuron/01-neuron.ipynb")
    put(given, "autograded/bob/01-neuron/01-neuron.ipynb")
    assert found(take(given, tmp_path)) == {("ann", "01-neuron")}


def test_links_out_of_the_folder_and_other_than_files_are_not_read(given, tmp_path):
    secret = put(tmp_path, "secret.ipynb", b"secret")
    (given / "ann_01-neuron.ipynb").symlink_to(secret)
    put(tmp_path, "elsewhere/eve/01-neuron.ipynb")
    (given / "eve").symlink_to(tmp_path / "elsewhere" / "eve", target_is_directory=True)
    os.mkfifo(given / "bob_01-neuron.ipynb")
    put(given, "cy_01-neuron.ipynb", b"hello")
    (given / "dan_01-neuron.ipynb").symlink_to(given / "cy_01-neuron.ipynb")
    read = {each.student: each.file for each in take(given, tmp_path).submissions}
    assert set(read) == {"ann", "bob", "cy", "dan"}
    with pytest.raises(files.UnreadableFile, match="link that leads out"):
        read["ann"].read()
    with pytest.raises(files.UnreadableFile, match="not an ordinary file"):
        read["bob"].read()
    assert read["dan"].read() == b"hello"


def test_large_files_are_not_read_whole(given, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    archive = zipped(given / "bomb.zip", {"ann_01-neuron.ipynb": b"0" * 1_000_000})
    put(given / "folder", "ann_01-neuron.ipynb", b"0" * 1_000_000)
    for place in (archive, given / "folder"):
        (submission,) = take(place, tmp_path).submissions
        with pytest.raises(files.UnreadableFile, match="larger than"):
            submission.file.read()


def test_a_damaged_entry_of_a_zip_hurts_no_other(given, tmp_path):
    archive = zipped(given / "class.zip", {"ann_01-neuron.ipynb": b"a" * 5000, "bob_01-neuron.ipynb": b"b" * 5000})
    data = bytearray(archive.read_bytes())
    data[data.index(b"ann_01-neuron.ipynb") + 22] ^= 0xFF
    archive.write_bytes(data)
    ann, bob = take(archive, tmp_path).submissions
    with pytest.raises(files.UnreadableFile, match="damaged"):
        ann.file.read()
    assert bob.file.read() == b"b" * 5000


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
    intake = collect(given, IDS, None, students)
    students.save()
    assert found(intake) == {(who, "01-neuron") for who in ("J_x94rg", "J_x81rg", "ok")}, "two names stay two students"
    assert [len(each.look) for each in intake.submissions] == [1, 1, 0]
    result = Result("J_x94rg", "01-neuron", "graded", "", file=os.fsdecode(b"J\x94rg"), look=["\udc94"])
    Results(tmp_path).save(result)
    assert Results(tmp_path).load("J_x94rg", "01-neuron").status == "graded"


def test_an_empty_folder_called_like_a_notebook_is_listed(given, tmp_path):
    (given / "ann_01-neuron.ipynb").mkdir()
    (submission,) = take(given, tmp_path).submissions
    with pytest.raises(files.UnreadableFile, match="a folder"):
        submission.file.read()


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
    assert list(contents) == [("a.py",), ("c.csv",), ("random.csv",)]
    said = "\n".join(left_out)
    assert all(f"the module {name}" in said for name in ("random", "gradatim_autograder", "numpy"))
    assert "b.csv" in said and "more than 3 files" in said
