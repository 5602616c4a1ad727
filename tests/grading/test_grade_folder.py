"""Writing and reading in the grading folder: whole or not at all, and never through a link."""

import errno
import os
import stat
from pathlib import Path

import pytest
from gradatim_autograder.grading.store import atomic, directory
from gradatim_autograder.grading.store.atomic import Folder, InTheWay

PLACE = ("submitted", "mallory", "CH", "CH.ipynb")


@pytest.fixture(params=["by handle", "by path"])
def way(request, monkeypatch):
    """Both ways that there are: relative to open directories, and (Windows) by path."""
    if request.param == "by path":
        monkeypatch.setattr(directory, "BY_HANDLE", False)
    elif not directory.BY_HANDLE:
        pytest.skip("this system names nothing relative to an open directory")


@pytest.fixture
def folder(tmp_path, way):
    (tmp_path / "grading").mkdir()
    return Folder(tmp_path / "grading")


@pytest.fixture
def outside(tmp_path):
    """A folder and a file of the instructor's, and a way to ask whether they are as they were."""
    place = tmp_path / "outside"
    place.mkdir()
    (place / "CH.ipynb").write_text("mine")
    (place / "profile").write_text("mine")
    return place


def untouched(outside):
    return {path.name: path.read_text() for path in outside.rglob("*")} == {"CH.ipynb": "mine", "profile": "mine"}


def test_written_whole_with_its_folders_and_nothing_else_is_left(folder):
    for data in (b"first", b"second, longer", b""):
        folder.write(PLACE, data)
        assert folder.read(PLACE) == data
        assert folder.files() == [PLACE]
    folder.write("seed", b"5", mode=0o600, durable=True)
    if os.name != "nt":
        assert stat.S_IMODE((folder.root / "seed").stat().st_mode) == 0o600
    folder.write(("a", "b"), b"x", mode=0o444)
    folder.write(("a", "b"), b"y", mode=0o444)
    assert folder.read(("a", "b")) == b"y"


def test_a_new_file_has_the_rights_that_the_system_gives(folder):
    (folder.root / "by the system").write_bytes(b"")
    folder.write("ours", b"")
    modes = [stat.S_IMODE((folder.root / name).stat().st_mode) for name in ("by the system", "ours")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("deep", range(1, len(PLACE)))
def test_a_linked_folder_on_the_way_is_refused_by_name(folder, outside, deep):
    link = folder.root.joinpath(*PLACE[:deep])
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside, target_is_directory=True)
    for act in (lambda: folder.write(PLACE, b"x"), lambda: folder.read(PLACE), lambda: folder.make(PLACE[:-1]),
                lambda: folder.remove(PLACE), lambda: folder.append(PLACE)):  # fmt: skip
        with pytest.raises(InTheWay) as caught:
            act()
        assert str(caught.value) == f"{link} is a link; links in the grading folder are not followed"
        assert caught.value.filename == str(link)
    assert not folder.has(PLACE)
    assert untouched(outside)


@pytest.mark.parametrize("target", ["profile", "not there"])
def test_a_link_at_the_place_is_refused_by_name(folder, outside, target):
    link = folder.root.joinpath(*PLACE)
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / target)
    for act in (lambda: folder.write(PLACE, b"x"), lambda: folder.read(PLACE), lambda: folder.append(PLACE)):
        with pytest.raises(InTheWay, match=r"CH\.ipynb is a link; links in the grading folder are not followed"):
            act()
    assert not folder.has(PLACE)
    assert untouched(outside)
    folder.remove(PLACE)  # the link itself
    assert not link.is_symlink() and untouched(outside)


def test_no_name_that_can_be_known_beforehand_is_written_to(folder, outside, monkeypatch):
    """A link at `CH.ipynb.new` once led the write outside. The name is a fresh one, and never one that is there."""
    for ending in (".new", ".tmp", ".part"):
        link = folder.root.joinpath(*PLACE[:-1], PLACE[-1] + ending)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(outside / "profile")
    folder.write(PLACE, b"x")
    assert untouched(outside) and folder.read(PLACE) == b"x"
    monkeypatch.setattr(atomic.secrets, "token_hex", lambda _size: "0123456789abcdef")  # even where it were known
    link = folder.root.joinpath(*PLACE[:-1], ".gradatim-0123456789abcdef")
    link.symlink_to(outside / "profile")
    with pytest.raises(FileExistsError):
        folder.write(PLACE, b"y")
    assert untouched(outside) and folder.read(PLACE) == b"x"


@pytest.mark.skipif(not directory.BY_HANDLE, reason="needs names relative to open directories")
def test_a_folder_that_becomes_a_link_meanwhile_is_not_followed(tmp_path, outside, monkeypatch):
    folder = Folder(tmp_path / "grading")
    folder.write(PLACE, b"first")
    parent = folder.root.joinpath(*PLACE[:-1])
    create = directory.Directory.create

    def swapped(self, name, mode):
        handle = create(self, name, mode)
        parent.rename(parent.with_name("moved"))
        parent.symlink_to(outside, target_is_directory=True)
        return handle

    monkeypatch.setattr(directory.Directory, "create", swapped)
    folder.write(PLACE, b"second")
    assert untouched(outside)
    assert (parent.with_name("moved") / "CH.ipynb").read_bytes() == b"second"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd", "a\0b"])
def test_a_part_leads_one_step_down(folder, name):
    with pytest.raises(OSError):
        folder.write(("a", name, "c"), b"x")
    with pytest.raises(OSError):
        folder.read((name,))
    assert folder.files() == []


def test_what_is_no_ordinary_file_is_not_read_and_not_waited_for(folder):
    (folder.root / "folder").mkdir()
    (folder.root / "file").write_bytes(b"")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder.root / "pipe")
        with pytest.raises(InTheWay, match="pipe is no ordinary file"):
            folder.read("pipe")
    for act in (folder.read, lambda name: folder.write(name, b"x")):
        with pytest.raises(InTheWay, match="folder is no ordinary file"):
            act("folder")
    with pytest.raises(InTheWay, match="file is no folder, and a folder has to be there"):
        folder.write(("file", "below"), b"x")


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_what_was_there_and_no_rest(folder, monkeypatch, call):
    folder.write(PLACE, b"first", durable=True)

    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "write":
        monkeypatch.setattr(atomic, "_fill", full)
    elif call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(directory.Directory, "replace", full)
    with pytest.raises(OSError, match="No space left") as caught:
        folder.write(PLACE, b"second", durable=True)
    assert caught.value.filename == str(folder.path(PLACE))
    monkeypatch.undo()
    assert folder.read(PLACE) == b"first" and folder.files() == [PLACE]


def test_what_a_killed_process_left_is_cleared_and_nothing_else(folder, outside):
    left = (*PLACE[:-1], ".gradatim-0123456789abcdef")
    folder.root.joinpath(*left[:-1]).mkdir(parents=True)
    folder.root.joinpath(*left).write_bytes(b"half")
    kept = [(*PLACE[:-1], name) for name in (".gradatim-work", "CH.ipynb.new", "notes.txt")]
    for parts in kept:
        folder.write(parts, b"x")
    (folder.root / "submitted" / "eve").symlink_to(outside, target_is_directory=True)
    (outside / ".gradatim-0123456789abcdef").write_bytes(b"theirs")
    folder.clear()
    assert folder.files() == sorted(kept)
    assert (outside / ".gradatim-0123456789abcdef").exists()


def test_removing_all_removes_links_and_not_what_they_lead_to(folder, outside):
    folder.write((".work", "deep", "file"), b"x")
    (folder.root / ".work" / "link").symlink_to(outside, target_is_directory=True)
    (folder.root / ".work" / "deep" / "link").symlink_to(outside / "profile")
    folder.remove_all(".work")
    folder.remove_all(".work")
    assert untouched(outside) and list(folder.root.iterdir()) == []
    (folder.root / ".work").symlink_to(outside, target_is_directory=True)
    folder.remove_all(".work")
    assert untouched(outside) and list(folder.root.iterdir()) == []


def test_a_folder_without_rights_is_removed_too(folder):
    folder.write((".work", "shut", "in", "file"), b"x")
    for name in ("in", ""):
        (folder.root / ".work" / "shut" / name).chmod(0)
    folder.remove_all(".work")
    assert list(folder.root.iterdir()) == []


def test_empty_folders_are_removed_and_links_left(folder, outside):
    folder.write(("a", "b", "c", "file"), b"x")
    for parts in (("a", "d", "e"), ("a", "b", "f")):
        folder.make(parts)
    (folder.root / "a" / "link").symlink_to(outside, target_is_directory=True)
    folder.remove_empty("a")
    assert sorted(path.name for path in (folder.root / "a").rglob("*")) == ["b", "c", "file", "link"]
    assert untouched(outside)


def test_no_handle_stays_open(folder):
    if not Path("/proc/self/fd").exists():
        pytest.skip("nothing to count them by")
    folder.write(PLACE, b"x")
    (folder.root / "link").symlink_to(folder.root)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        folder.write(PLACE, b"x", durable=True)
        folder.read(PLACE), folder.files(), folder.clear(), folder.has(("no", "no"))
        for parts in (("link", "a", "b"), (*PLACE, "below"), PLACE[:-1]):
            with pytest.raises(OSError):
                folder.read(parts)
            with pytest.raises(OSError):
                folder.write(parts, b"")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
