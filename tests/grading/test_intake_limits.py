"""Zips and folders that are damaged, odd or without end: what is bad is named, and the neighbours come through."""

import io
import os
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake import archive as zips
from gradatim_autograder.grading.intake import attachments, collect, copies, fair, offer, walk
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.store.directory import Directory
from thorough import thorough

IDS = {"01-neuron": {"neuron", "step"}, "02-layers": {"dense_forward", "one_hot"}}
HONEST = {"ann_01-neuron.ipynb": b"ann's", "bob/01-neuron.ipynb": b"bob's"}


def take(given, tmp_path):
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    return collect.collect(given, IDS, None, Students(tmp_path / "students.json"), folder)


def honest_came_through(intake):
    got = {each.file.where: each.file.read() for each in intake.submissions if each.student in ("ann", "bob")}
    return got == HONEST


def reason(intake, start):
    (trouble,) = [each for each in intake.troubles if each.where.startswith(start)]
    return trouble.reason


def zip_of(path, *entries):
    """A zip of the honest files and these entries: (name or ZipInfo, bytes)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*HONEST.items(), *entries]:
            archive.writestr(name, data)
    return path


def special(name, kind):
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (kind | 0o644) << 16
    return entry


@pytest.mark.parametrize(
    ("kind", "words"),
    [(stat.S_IFLNK, "it is a link"), (stat.S_IFIFO, "not an ordinary file"), (stat.S_IFCHR, "not an ordinary file")],
)
def test_entries_that_are_no_files(tmp_path, kind, words):
    path = zip_of(tmp_path / "z", (special("eve_01-neuron.ipynb", kind), b"ann_01-neuron.ipynb"))
    intake = take(path, tmp_path)
    assert honest_came_through(intake) and words in reason(intake, "eve")
    path = zip_of(tmp_path / "z", (special("bob/seed.txt", kind), b"../../seed"))
    (bob,) = [each for each in take(path, tmp_path).submissions if each.student == "bob"]
    assert bob.attachments == () and words in bob.look[0]


def test_an_entry_with_a_password(tmp_path):
    data = bytearray(zip_of(tmp_path / "z", ("eve_01-neuron.ipynb", b"x" * 100)).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + offset] |= 1
    (tmp_path / "z").write_bytes(data)
    intake = take(tmp_path / "z", tmp_path)
    assert honest_came_through(intake) and "password" in reason(intake, "eve")


@pytest.mark.parametrize("also", ["", "é_02-layers.ipynb", "before"])
def test_a_name_that_is_called_utf8_and_is_not(tmp_path, also):
    names = ["évé_01-neuron.ipynb", *([also] if "02" in also else [])]
    path = zip_of(tmp_path / "z", *((name, b"eve's") for name in names))
    path.write_bytes(also[:6].encode() + path.read_bytes().replace("évé".encode(), b"\xff\xfev\xff\xfe"))
    with pytest.raises(UnicodeDecodeError):
        zipfile.ZipFile(path)
    intake = take(path, tmp_path)
    assert honest_came_through(intake)
    (eve,) = [each for each in intake.submissions if each.chapter == "01-neuron" and each.student not in ("ann", "bob")]
    assert eve.file.read() == b"eve's" and "is not UTF-8" in eve.look[0]
    assert [each.file.where for each in intake.submissions if each.chapter == "02-layers"] == names[1:]


def test_a_list_that_is_damaged_is_one_sentence(tmp_path):
    whole = zip_of(tmp_path / "z", *((f"s{i}_01-neuron.ipynb", b"x" * 50) for i in range(5))).read_bytes()
    start = whole.index(b"PK\x01\x02")
    refused = 0
    for at in range(start, len(whole), thorough(5, 1)):
        data = bytearray(whole)
        data[at] ^= 0xFF
        (tmp_path / "z").write_bytes(data)
        try:
            take(tmp_path / "z", tmp_path)
        except CourseError as error:
            refused += 1
            assert "\n" not in str(error) and str(tmp_path / "z") in str(error)
    assert refused > 5
    (tmp_path / "z").write_bytes(whole[: start + 100] + whole[-22:])
    with pytest.raises(CourseError, match="Download it again"):
        take(tmp_path / "z", tmp_path)


def test_a_list_without_end_is_not_read(tmp_path, monkeypatch):
    path = zip_of(tmp_path / "z", *((f"s{i}_01-neuron.ipynb", b"") for i in range(50)))
    monkeypatch.setattr(zips, "MAX_LIST", 1000)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(CourseError, match="more files than are read"):
        take(path, tmp_path)


def test_a_file_and_a_folder_of_one_name(tmp_path):
    path = zip_of(tmp_path / "z", ("bob/a", b"1"), ("bob/a/b", b"2"), ("bob/A/c", b"3"), ("bob/d/e", b"4"),
                  ("bob/02-layers.ipynb/x", b"5"), ("bob/timestamp.txt/x", b"6"), ("bob/d", b"7"))  # fmt: skip
    intake = take(path, tmp_path)
    assert honest_came_through(intake)
    (bob,) = [each for each in intake.submissions if each.student == "bob"]
    places = [place for place, _file in bob.attachments]
    assert all(one == other or one != other[: len(one)] for one in places for other in places)
    assert places == [("A", "c"), ("a", "b"), ("d",)]
    assert sum("its place is taken" in look for look in bob.look) == 2


def test_courses_own_files_keep_their_places():
    file = offer.Offered(("a",), 0.0, lambda: b"x")
    contents, left_out = attachments.read_attachments([(("data",), file), (("points.csv",), file)],
                                                      [("data", "points.csv"), ("points.csv",)])  # fmt: skip
    assert list(contents) == [("points.csv",)] and "its place is taken by data/points.csv" in left_out[0]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_needs_a_look(tmp_path):
    path = zip_of(tmp_path / "z", ("eve_01-neuron.ipynb", b"1"), ("eve_01-neuron.ipynb", b"2"))
    intake = take(path, tmp_path)
    (eve,) = [each for each in intake.submissions if each.student == "eve"]
    assert honest_came_through(intake) and "more than once in the zip" in " ".join((*eve.look, *eve.notes))


def test_what_unpacks_to_many_times_its_size_is_not_unpacked(tmp_path):
    path = zip_of(tmp_path / "z", ("eve_01-neuron.ipynb", bytes(30_000_000)))
    intake = take(path, tmp_path)
    assert honest_came_through(intake) and "many hundred times" in reason(intake, "eve")


def test_a_bomb_that_lies_about_its_size_costs_little(tmp_path):
    """zipfile unpacks at once all that it has read of this method."""
    path = zip_of(tmp_path / "z")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive, archive.open("eve_02-layers.ipynb", "w") as stream:
        for _ in range(200):
            stream.write(bytes(1_000_000))
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, 4_000_000)
    path.write_bytes(data)
    tracemalloc.start()
    try:
        intake = take(path, tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert honest_came_through(intake) and "damaged" in reason(intake, "eve_02")
    assert peak < 120_000_000


def test_a_zip_with_two_ends_is_measured_by_the_one_that_is_read(tmp_path, monkeypatch):
    """In the record of ZIP64, what looks like its beginning, so that a search from behind finds another size."""
    path = zip_of(tmp_path / "z", *((f"{number}.txt", b"") for number in range(200)))
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    size, begins = struct.unpack_from("<2L", data, end + 12)
    count, small = int.from_bytes(b"PK\x06\x06", "little"), 10
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, 200, size, begins)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, small, 1)
    wide = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(data[:end] + record + locator + wide)
    assert honest_came_through(take(path, tmp_path))
    monkeypatch.setattr(zips, "MAX_LIST", size - 1)
    with pytest.raises(CourseError, match="names more files than are read"):
        take(path, tmp_path)


def test_one_upload_of_files_without_end_leaves_room_for_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(fair, "MAX_FILES", 200)
    monkeypatch.setattr(walk, "MAX_FILES", 200)
    given = tmp_path / "given"
    names = [*HONEST, *(f"aaa/deep/{i}/{j}/f.txt" for i in range(10) for j in range(40)), "zoe/work/x/01-neuron.ipynb"]
    for name in names:
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(HONEST.get(name, b"x"))
    with zipfile.ZipFile(tmp_path / "z", "w") as archive:
        for name in names:
            archive.write(given / name, name)
    for place in (given, tmp_path / "z"):
        intake = take(place, tmp_path)
        assert honest_came_through(intake) and "zoe" in {each.student for each in intake.submissions}
        assert "more than 200 files" in reason(intake, "aaa/deep")


def test_a_path_without_end_and_a_name_of_255_bytes(tmp_path):
    given = tmp_path / "given"
    for name, data in HONEST.items():
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(data)
    (given / "bob" / ("n" * 255)).write_bytes(b"x")
    (given / ("張" * 75 + "_01-neuron.ipynb")).write_bytes(b"{")
    handle = os.open(given, os.O_RDONLY)
    for _ in range(60):  # 6,000 characters; no path of this length can be opened
        os.mkdir("d" * 100, dir_fd=handle)
        deeper = os.open("d" * 100, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = deeper
    os.close(os.open("01-neuron.ipynb", os.O_WRONLY | os.O_CREAT, dir_fd=handle))
    os.close(handle)
    intake = take(given, tmp_path)
    assert honest_came_through(intake)
    (bob,) = [each for each in intake.submissions if each.student == "bob"]
    assert bob.attachments == () and "longer than 200 bytes" in bob.look[0]
    assert "longer than 1000 bytes" in reason(intake, "dddd")
    assert all(len(each.where) <= 300 for each in intake.troubles)
    long = zip_of(
        tmp_path / "z", ("/".join(["d" * 100] * 60) + "/01-neuron.ipynb", b"{}"), ("a/" * 500 + "x.ipynb", b"")
    )
    intake = take(long, tmp_path)
    assert honest_came_through(intake) and "longer than 1000 bytes" in reason(intake, "dddd")
    assert "more than 20 folders" in reason(intake, "a/a")


def test_a_folder_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    given = tmp_path / "given"
    for name in (*HONEST, "eve/01-neuron.ipynb"):
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(HONEST.get(name, b""))
    (given / "eve").chmod(0)
    if os.access(given / "eve", os.R_OK):  # as root nothing is closed
        names = Directory.names

        def closed(self):
            if self.path.name == "eve":
                raise PermissionError(13, "Permission denied")
            return names(self)

        monkeypatch.setattr(Directory, "names", closed)
    intake = take(given, tmp_path)
    (given / "eve").chmod(0o755)
    assert honest_came_through(intake) and "Permission denied" in reason(intake, "eve")


def test_names_in_troubles_and_looks_are_shown_and_not_obeyed(tmp_path):
    bad = "\x1b[2Jeve\u202e\n=cmd"
    names = [f"{bad}_01-neuron.ipynb", f"{bad}.py", f"bob/{bad}.csv", f"{bad}/x.ipynb", f"{bad}_final.ipynb"]
    path = zip_of(tmp_path / "z", *((name, b"{}") for name in names))
    intake = take(path, tmp_path)
    assert honest_came_through(intake)
    told = [text for each in intake.troubles for text in (each.where, each.reason, each.todo, each.student)]
    told += [text for each in intake.submissions for text in (each.file.where, each.student, *each.look, *each.notes)]
    assert not any(set(text) & set("\x1b\u202e\n") for text in told)
    assert any("\\x1b[2J" in text for text in told)


def test_many_troubles_of_one_upload_are_a_few_lines(tmp_path):
    given = tmp_path / "given"
    for name in HONEST:
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(HONEST[name])
    (given / "eve").mkdir()
    for i in range(300):
        (given / "eve" / f"{i}.ipynb").symlink_to("/etc/passwd")
        (given / "bob" / f"{i}.txt").symlink_to("/etc/passwd")
    intake = take(given, tmp_path)
    assert honest_came_through(intake)
    assert len(intake.troubles) == collect.MAX_TOLD + 1 and "280 more files like these" in intake.troubles[-1].reason
    (bob,) = [each for each in intake.submissions if each.student == "bob"]
    assert len(bob.look) == attachments.MAX_TOLD + 1


def test_a_patched_stream_reads_as_if_it_were_written_so():
    whole = bytes(range(100))
    patched = zips._Patched(io.BytesIO(whole), [(40, b"x" * 20), (5, b"yy"), (98, b"zzzz")])
    want = whole[:5] + b"yy" + whole[7:40] + b"x" * 20 + whole[60:98] + b"zz"
    for start in (0, 5, 6, 7, 30, 45, 59, 60, 99):
        for size in (1, 5, 20, 100, -1):
            patched.seek(start)
            assert patched.read(size) == (want[start:] if size < 0 else want[start : start + size])


def test_notebooks_whose_chapter_has_to_be_looked_for_are_bounded(tmp_path, monkeypatch):
    """Each of them is read to find out: one upload's take no room from the others', and not all day."""
    monkeypatch.setattr(collect, "MAX_UNCLEAR", 4)
    monkeypatch.setattr(copies, "MAX_TOGETHER", 3000)
    entries = [(f"eve/{i}.ipynb", b'{"grade_id": "step"}' + b" " * 900) for i in range(9)]
    intake = take(zip_of(tmp_path / "z", *entries), tmp_path)
    assert honest_came_through(intake) and "eve" in {each.student for each in intake.submissions}
    assert [each.where for each in intake.troubles] == [f"eve/{i}.ipynb" for i in range(4, 9)]


def test_a_file_called_as_its_own_folder_stops_nobody(tmp_path):
    upload = "Mal M_3_assignsubmission_file_/sub"
    given = zip_of(tmp_path / "given.zip", (upload, b"x"), (f"{upload}/01-neuron.ipynb", b"mal's"))
    found = take(given, tmp_path)
    assert honest_came_through(found) and "Mal_M" in {each.student for each in found.submissions}


def test_a_method_of_packing_that_is_not_read_is_no_password(tmp_path):
    given = zip_of(tmp_path / "given.zip", ("mal_01-neuron.ipynb", b"mal's"))
    data = bytearray(given.read_bytes())
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):  # Deflate64, as Windows packs what is large
        data[data.rindex(mark) + place] = 9
    given.write_bytes(data)
    found = take(given, tmp_path)
    assert honest_came_through(found) and "packed by a method" in reason(found, "mal")


def test_an_upload_without_a_notebook_is_named(tmp_path):
    given = zip_of(tmp_path / "given.zip", ("Mal M_3_assignsubmission_file_/work.tgz", b"x"))
    found = take(given, tmp_path)
    assert honest_came_through(found) and "no notebook" in reason(found, "Mal M_3")
