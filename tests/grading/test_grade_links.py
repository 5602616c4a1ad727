"""Links in the grading folder: what lies outside stays as it is, the message names the link, and the others go on."""

import json

import pytest
from small_class import CHAPTER, FULL, SmallClass, graded_in_this_process, work

NOT_FOLLOWED = "is a link; links in the grading folder are not followed"
START_FILE = {"$(touch hacked)": 1}  # a notebook that begins so is a command where a shell reads it

PLACES = {  # a student's own: where the link lies, and whether it leads to a folder
    "submitted/mallory": True,
    f"submitted/mallory/{CHAPTER}": True,
    f"submitted/mallory/{CHAPTER}/{CHAPTER}.ipynb": False,
    "autograded/mallory": True,
    f"autograded/mallory/{CHAPTER}": True,
    f"autograded/mallory/{CHAPTER}/{CHAPTER}.ipynb": False,
    "feedback/mallory": True,
    f"feedback/mallory/{CHAPTER}": True,
    f"feedback/mallory/{CHAPTER}/{CHAPTER}.html": False,
    "results/mallory": True,
    f"results/mallory/{CHAPTER}.json": False,
    "journal/mallory": True,
    f"journal/mallory/{CHAPTER}.outcome": False,
}
OURS = {
    "submitted": True, "autograded": True, "feedback": True, "results": True, "journal": True, "chapters": True,
    "backup": True, "not-graded": True, ".work": True, "gradebook.db": False, "seed": False, "students.json": False,
    "roster.csv": False, "marks.csv": False, "not-graded.csv": False, ".lock": False, "grade.log": False,
    "gradebook.db-journal": False, "gradebook.db-wal": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A class that was never graded; its chapter is in the gradebook, which is most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch)
        made = SmallClass(tmp_path_factory.mktemp("links"), students=("eve",))
        assert made.grade() == 0
        for name in ("results", "submitted", "autograded", "feedback", "backup"):
            (made.grading / name).rename(made.folder / name)
        (made.given / f"eve_{CHAPTER}.ipynb").unlink()
        made.expected = {"ada": FULL}
        for student in ("ada", "mallory"):
            made.hand_in(student)
        yield made


@pytest.fixture
def klass(begun, tmp_path, monkeypatch):
    graded_in_this_process(monkeypatch)
    return begun.copy(tmp_path)


@pytest.fixture
def outside(tmp_path):
    """Files and folders of the instructor's, and afterwards the proof that nothing of them has changed."""
    place = tmp_path / "outside"
    for name in (CHAPTER, "folder"):
        (place / name).mkdir(parents=True)
        (place / name / f"{CHAPTER}.ipynb").write_text("mine")
        (place / name / f"{CHAPTER}.json").write_text("mine")
    (place / "file").write_text("mine")
    before = _state(place)
    yield place
    assert _state(place) == before


def _state(place):
    return {str(path): (path.read_text() if path.is_file() else "", path.lstat().st_mode, path.lstat().st_mtime_ns)
            for path in [place, *place.rglob("*")]}  # fmt: skip


def _link(path, target):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink() if path.is_file() else path.rename(path.with_name(path.name + "-moved"))
    path.symlink_to(target, target_is_directory=target.is_dir())


@pytest.mark.parametrize("place", PLACES)
def test_a_link_at_a_students_place_hurts_this_student_alone(klass, outside, capsys, place):
    link = klass.grading / place
    _link(link, outside / ("folder" if PLACES[place] else "file"))
    assert klass.grade("--workers", "1") == 1
    said = capsys.readouterr().out
    assert f"not graded: mallory, {CHAPTER}" in said and f"{link} {NOT_FOLLOWED}" in said
    assert klass.marks() == {"ada": FULL}
    assert "Score:" in klass.page("ada")
    assert klass.rest() == []
    link.unlink()
    assert klass.grade() == 0, "without the link it goes on"
    assert klass.marks() == {"ada": FULL, "mallory": FULL}


@pytest.mark.parametrize("place", OURS)
def test_a_link_at_the_graders_own_places_stops_it(klass, outside, capsys, place):
    link = klass.grading / place
    _link(link, outside / ("folder" if OURS[place] else "file"))
    assert klass.grade() == 2
    said = capsys.readouterr().err.strip()
    assert f"{link} {NOT_FOLLOWED}" in said and "\n" not in said


@pytest.mark.parametrize("ending", [".new", ".tmp", "~"])
def test_the_folder_that_was_given_is_the_grading_folder(klass, outside, ending):
    """Finding 1: the atomic write went through a link at CH.ipynb.new to a file outside."""
    place = klass.grading / "submitted" / "mallory" / CHAPTER
    place.mkdir(parents=True)
    content = json.loads(work("mallory"))
    (place / "final.ipynb").write_text(json.dumps({**START_FILE, **content}))
    for name in (CHAPTER + ".ipynb", "timestamp.txt"):
        (place / (name + ending)).symlink_to(outside / "file")
    honest = klass.grading / "submitted" / "ada" / CHAPTER
    honest.mkdir(parents=True)
    (honest / f"{CHAPTER}.ipynb").write_bytes(work("ada"))
    klass.grade(given=klass.grading)
    assert klass.marks()["ada"] == FULL
    assert (place / "final.ipynb").read_text().startswith('{"$(touch'), "what was given stays"
    assert (place / (CHAPTER + ".ipynb" + ending)).is_symlink()


def test_links_in_a_students_folder_are_not_read_back(klass, outside):
    """A page or notebook is never made of what a link leads to."""
    assert klass.grade() == 0
    beside = klass.grading / "autograded" / "mallory" / CHAPTER / "data"
    beside.symlink_to(outside / "folder", target_is_directory=True)
    klass.hand_in("mallory", double="def double(x):\n    return None")
    assert klass.grade() == 0
    assert klass.marks()["mallory"] < FULL
