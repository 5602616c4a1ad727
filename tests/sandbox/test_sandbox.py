"""Which sandbox a machine has, what is said where it has none, and containers in place of bubblewrap."""

import shutil
import sys

import pytest
from gradatim_autograder.cli import main
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.submission.run import WITHOUT_SANDBOX, RunOptions, run
from gradatim_autograder.sandbox import bubblewrap, choose, clean_room, container, examine
from gradatim_autograder.sandbox.pictures import LARGE, Pictures
from gradatim_autograder.sandbox.warm_process import SandboxError
from mini_course import cell, make_course, notebook
from places import SUPPORT

CHAPTER = "00-start-here"
ALL = float(sum(exercise.max_points for exercise in of_chapter(CHAPTER).values()))


@pytest.fixture
def docker(tmp_path, monkeypatch):
    """A program called docker, and no bubblewrap to be found but by it."""
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir()
    stand_in = SUPPORT / "docker_by_bubblewrap.py"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{stand_in}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setattr(bubblewrap, "found", lambda: None)
    for cached in (choose.nursery, choose.pictures, container.image, clean_room.clean_room):
        cached.cache_clear()
    yield
    for cached in (choose.nursery, choose.pictures, container.image, clean_room.clean_room):
        cached.cache_clear()


@pytest.fixture
def nothing(monkeypatch):
    monkeypatch.setattr(bubblewrap, "found", lambda: None)
    monkeypatch.setattr(container, "works", lambda program: "it is not installed")


def solved(*further):
    made = notebook(CHAPTER, solved=True)
    made["cells"][2:2] = [cell("code", source) for source in further]
    return made


def score(ran):
    tests = [each for each in ran.notebook["cells"] if each["metadata"].get("nbgrader", {}).get("points")]
    results = [
        output for test in tests for output in test.get("outputs", []) if output["output_type"] == "execute_result"
    ]
    return sum(float(output["data"]["text/plain"]) for output in results)


def test_a_container_for_each_submission_where_there_is_no_bubblewrap(docker):
    assert choose.choose() == "docker"
    first = run(
        solved("x = 1", "import os\nos._exit(3)", "open('left', 'w').write('mine')"),
        CHAPTER,
        {},
        RunOptions(7, sandbox=""),
    )
    assert score(first) == ALL
    assert [each for each in first.problems if "Python died" in each]
    second = run(solved("import os\nprint(os.listdir('.'))"), CHAPTER, {("data.txt",): b"1"}, RunOptions(7, sandbox=""))
    assert score(second) == ALL and not second.problems
    (shown,) = [each["outputs"][0]["text"] for each in second.notebook["cells"] if "listdir" in each["source"]]
    assert shown == "['data.txt']\n", "it sees its own files and nobody else's"


def test_a_container_is_a_clean_room_too(docker):
    """A second one, in which the course's library is not, for a notebook that is not plain."""
    borrowed = (
        "import contextlib, gradatim_inside.process.runner as runner, gradatim_inside.function.shortcuts as shortcuts\n"
        "from gradatim import nn\nrunner.closed = lambda *args: contextlib.nullcontext()\n"
        "runner.uses = lambda *args: shortcuts.Uses()\n"
        "def double(x):\n    return 2 * nn.ReLU()(x) - 2 * nn.ReLU()(-x)"
    )
    made = notebook(CHAPTER, solved=True)
    at = next(i for i, each in enumerate(made["cells"]) if "def double" in "".join(each["source"]))
    made["cells"][at]["source"] = borrowed
    ran = run(made, CHAPTER, {}, RunOptions(7, sandbox="docker"))
    assert score(ran) == ALL - of_chapter(CHAPTER)["double"].max_points
    assert len(ran.look) == 1 and "these points count" in ran.look[0]


def test_a_container_holds(docker):
    findings = examine.examine_container("docker")
    assert [each.text for each in findings if not each.good] == []
    assert any("network" in each.text for each in findings)


def test_without_a_sandbox_nothing_is_graded(nothing, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(make_course(tmp_path / "course", CHAPTER))
    (tmp_path / "given").mkdir()
    assert main(["grade", str(tmp_path / "given"), "--grading", str(tmp_path / "grading")]) == 2
    said = capsys.readouterr().err
    assert "apt install bubblewrap" in said and "gradatim doctor" in said and "--unsafe" in said
    assert not (tmp_path / "grading").exists()


def test_unsafe_is_said_of_each_submission():
    ran = run(solved(), CHAPTER, {}, RunOptions(7, sandbox="unsafe"))
    assert score(ran) == ALL
    assert ran.problems == [WITHOUT_SANDBOX]


def test_the_doctor_says_that_grading_is_safe(capsys, monkeypatch):
    monkeypatch.chdir(SUPPORT)
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "bubblewrap works" in said and "Grading is safe here." in said and "NO " not in said
    for what in examine.TRIALS:
        assert f"students' code cannot {what}" in said


def test_the_doctor_says_what_to_install(nothing, capsys):
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "NO  bubblewrap is not installed" in said and "sudo apt install bubblewrap" in said
    assert "refuses" in said


def test_what_a_sandbox_lets_through_is_found(monkeypatch):
    monkeypatch.setattr(examine, "TRIALS", {"add": "able = 1 + 1 == 2", "stumble": "raise SystemExit"})
    findings = {each.text: each for each in examine.examine_bubblewrap()}
    assert not findings["students' code can add"].good and findings["students' code can add"].advice
    assert not findings["whether students' code can stumble could not be tried"].good


@pytest.mark.parametrize("command", [["false"], ["no-such-program"]])
def test_a_sandbox_that_does_not_start_says_so(monkeypatch, command):
    monkeypatch.setattr(bubblewrap, "command", lambda view, program: command)
    choose.nursery.cache_clear()
    with pytest.raises(SandboxError, match=r"cannot be started|does not work here"):
        choose.nursery(bubblewrap.NAME).start()
    choose.nursery.cache_clear()


if not shutil.which("bwrap"):
    pytestmark = pytest.mark.skip(reason="bubblewrap is not installed")


def test_a_picture_of_much_data_is_drawn_and_not_kept(tmp_path):
    """Pictures that a class has alike are small; what somebody makes up would fill the grader's memory and disk."""
    place = Pictures(None)
    place.folder, place._painted = tmp_path, lambda _name, args: ["", args, 1.0]
    large = place.get("any", b"a" * (LARGE + 1))
    assert len(large[1]) > LARGE and not place._kept and not list(tmp_path.iterdir())
    assert place.get("any", b"a") and len(place._kept) == len(list(tmp_path.iterdir())) == 1
