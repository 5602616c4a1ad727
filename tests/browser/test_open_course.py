"""`gradatim`: the student's work is never overwritten, and JupyterLab starts, is usable and ends as promised."""

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from browser import chromium  # noqa: F401 (a fixture)
from gradatim_autograder.cli import main
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.opening.server import free_port
from gradatim_autograder.opening.working_copy import MEMORY, update_working_copy
from mini_course import make_course
from places import ARTEFACTS

# -- the working copy --------------------------------------------------------------------------------------


def notebook(*sources, outputs=()):
    cells = [
        {"cell_type": "code", "id": f"cell-{index}", "metadata": {}, "source": source, "outputs": list(outputs)}
        for index, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def release(tmp_path):
    folder = tmp_path / "release" / "01-neuron"
    folder.mkdir(parents=True)
    (folder / "01-neuron.ipynb").write_text(notebook("first", "stub"))
    (folder / "picture.svg").write_text("<svg/>")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "01-neuron-checkpoint.ipynb").write_text("{}")
    return folder.parent


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "my-course"


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_chapters_are_copied_once(release, copy):
    assert update_working_copy(release, copy) == []
    assert names(copy) == [MEMORY, "01-neuron/01-neuron.ipynb", "01-neuron/picture.svg"]
    before = {name: (copy / name).read_bytes() for name in names(copy)}
    assert update_working_copy(release, copy) == []
    assert {name: (copy / name).read_bytes() for name in names(copy)} == before


def test_a_new_chapter_and_a_deleted_notebook_arrive(release, copy):
    update_working_copy(release, copy)
    (copy / "01-neuron" / "01-neuron.ipynb").unlink()
    (release / "02-layers").mkdir()
    (release / "02-layers" / "02-layers.ipynb").write_text(notebook("layers"))
    assert update_working_copy(release, copy) == []
    assert {"01-neuron/01-neuron.ipynb", "02-layers/02-layers.ipynb"} <= set(names(copy))


@pytest.mark.parametrize("run", [False, True], ids=["untouched", "run but not changed"])
def test_what_the_student_did_not_change_follows_the_course(release, copy, run):
    update_working_copy(release, copy)
    mine = copy / "01-neuron" / "01-neuron.ipynb"
    if run:
        mine.write_text(notebook("first", "stub", outputs=[{"output_type": "stream", "text": "ran"}]))
    (release / "01-neuron" / "01-neuron.ipynb").write_text(notebook("second", "stub"))
    (told,) = update_working_copy(release, copy)
    assert told.startswith("01-neuron/01-neuron.ipynb: updated to the course's new version")
    assert mine.read_text() == notebook("second", "stub")
    assert update_working_copy(release, copy) == []


def test_what_the_student_changed_is_never_overwritten(release, copy):
    update_working_copy(release, copy)
    mine = copy / "01-neuron" / "01-neuron.ipynb"
    work = notebook("first", "my hard work")
    mine.write_text(work)
    assert update_working_copy(release, copy) == []

    (release / "01-neuron" / "01-neuron.ipynb").write_text(notebook("second", "stub"))
    (told,) = update_working_copy(release, copy)
    assert "Yours stays as it is" in told and told.endswith("01-neuron-new.ipynb")
    assert mine.read_text() == work
    beside = copy / "01-neuron" / "01-neuron-new.ipynb"
    assert beside.read_text() == notebook("second", "stub")
    assert update_working_copy(release, copy) == [], "one version is told of once"

    beside.write_text("more of my work")
    (release / "01-neuron" / "01-neuron.ipynb").write_text(notebook("third", "stub"))
    (told,) = update_working_copy(release, copy)
    assert told.endswith("01-neuron-new2.ipynb")
    assert (mine.read_text(), beside.read_text()) == (work, "more of my work")


@pytest.mark.parametrize("changed", [False, True], ids=["untouched", "worked on"])
def test_a_chapter_that_has_a_new_number_keeps_the_work(release, copy, changed):
    update_working_copy(release, copy)
    work = notebook("first", "my hard work" if changed else "stub")
    (copy / "01-neuron" / "01-neuron.ipynb").write_text(work)
    (copy / "01-neuron" / "mine.csv").write_text("1,2")

    (release / "01-neuron").rename(release / "02-neuron")
    (release / "02-neuron" / "01-neuron.ipynb").rename(release / "02-neuron" / "02-neuron.ipynb")
    (release / "02-neuron" / "02-neuron.ipynb").write_text(notebook("second", "stub"))
    (release / "01-before").mkdir()
    (release / "01-before" / "01-before.ipynb").write_text(notebook("new"))

    renamed, updated = update_working_copy(release, copy)
    assert renamed == "01-neuron is called 02-neuron now: the course has new chapters. Your work moved with it."
    assert updated.startswith("02-neuron/02-neuron.ipynb: ")
    moved = ["02-neuron.ipynb", "mine.csv", "picture.svg", *(["02-neuron-new.ipynb"] if changed else [])]
    expected = [MEMORY, "01-before/01-before.ipynb", *(f"02-neuron/{name}" for name in moved)]
    assert names(copy) == sorted(expected)
    assert (copy / "02-neuron" / "02-neuron.ipynb").read_text() == (work if changed else notebook("second", "stub"))
    assert update_working_copy(release, copy) == []


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"01-neuron/01-neuron.ipynb": 3}', None])
def test_a_lost_memory_costs_no_work(release, copy, memory):
    update_working_copy(release, copy)
    mine = copy / "01-neuron" / "01-neuron.ipynb"
    mine.write_text(notebook("mine"))
    (copy / MEMORY).unlink() if memory is None else (copy / MEMORY).write_text(memory)
    (told,) = update_working_copy(release, copy)
    assert "Yours stays as it is" in told
    assert mine.read_text() == notebook("mine")
    assert not (copy / "01-neuron" / "picture-new.svg").exists()


def test_a_broken_notebook_counts_as_the_students(release, copy):
    update_working_copy(release, copy)
    mine = copy / "01-neuron" / "01-neuron.ipynb"
    mine.write_bytes(b"\xff half written")
    (release / "01-neuron" / "01-neuron.ipynb").write_text(notebook("second"))
    assert len(update_working_copy(release, copy)) == 1
    assert mine.read_bytes() == b"\xff half written"


def test_a_folder_that_cannot_be_written_is_named(release, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match=r"Cannot write your working copy: .*Choose another folder with --folder"):
        update_working_copy(release, tmp_path / "file" / "my-course")


def test_an_empty_release_is_named(tmp_path):
    with pytest.raises(CourseError, match="There are no notebooks in"):
        update_working_copy(tmp_path / "nothing", tmp_path / "my-course")


# -- the command -------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path):
    return Course(make_course(tmp_path / "the course", "00-start-here", "01-neuron").resolve())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--grading", "demo"], "add --instructor"),
        (["--instructor", "--grading", "nowhere"], "There is no folder nowhere"),
        (["--instructor", "--grading", "odd (1)"], "rename it without brackets"),
        (["--instructor", "--folder", "x"], "no meaning with --instructor"),
        (["--folder", "."], "holds the course itself"),
        (["open", "--folder", "solutions/mine"], "holds the course itself"),
    ],
)
def test_what_cannot_be_meant_is_refused(course, arguments, message, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    monkeypatch.delenv("GRADATIM_GRADING", raising=False)
    (course.root / "odd (1)").mkdir()
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def busy():
    """A port that somebody uses."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_used_port_is_passed_over(busy):
    assert free_port(busy) > busy


@contextmanager
def running(course, *arguments):
    """`gradatim` as a newcomer runs it, with no Jupyter settings yet; gives its address and the lines before it."""
    home = course.root.parent / "home"
    home.mkdir(exist_ok=True)
    places = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {name: value for name, value in os.environ.items() if name != "GRADATIM_GRADING"}
    environment |= {name: str(home / name) for name in places} | {"PYTHONIOENCODING": "utf-8"}
    command = [shutil.which("gradatim", path=str(Path(sys.executable).parent)), *arguments, "--no-browser"]
    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else {}
    process = subprocess.Popen(
        command,
        cwd=course.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        **group,
    )
    lines = queue.Queue()

    def listen():
        for line in process.stdout:
            lines.put(line)
        lines.put("")  # it has ended

    threading.Thread(target=listen, daemon=True).start()
    told = []
    try:
        while not (told and told[-1].startswith("http://")):
            line = lines.get(timeout=100)
            assert line, f"it ended: {told}"
            told.append(line.strip())
        process.lines = lines
        yield process, told[-1], told[:-1]
    finally:
        process.send_signal(signal.CTRL_BREAK_EVENT if os.name == "nt" else signal.SIGINT)
        process.wait(60)


@contextmanager
def looking(chromium, name):  # noqa: F811
    """A page of a new browser session; what it shows at the end is kept in tests/artefacts/."""
    context = chromium.new_context(viewport={"width": 1300, "height": 850})
    page = context.new_page()
    page.set_default_timeout(60_000)
    try:
        yield page
    finally:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png")
        context.close()


def disabled(page):
    return json.loads(page.locator("#jupyter-config-data").text_content())["disabledExtensions"]


def test_a_student_reads_runs_writes_is_checked_and_validates(course, busy, chromium):  # noqa: F811
    """All in one session, as starting JupyterLab takes most of the time."""
    with running(course, "--port", str(busy)) as (process, address, told), looking(chromium, "student") as page:
        pattern = r"http://localhost:(\d+)/lab/tree/00-start-here/00-start-here\.ipynb\?token=\w+"
        port = int(re.fullmatch(pattern, address)[1])
        assert port > busy
        assert any(f"Port {busy} is in use" in line for line in told), told
        assert not [line for line in told if "ServerApp" in line], "Jupyter's log is in the way"
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/contents", timeout=20)

        page.goto(address)
        page.get_by_role("heading", name="00-start-here").wait_for()
        assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0, "a pop-up"
        assert "@jupyterlab/apputils-extension:announcements" in disabled(page)
        assert page.locator("#jp-MainMenu").get_by_text("Nbgrader").count() == 0

        page.get_by_text("| Idle").wait_for()  # JupyterLab forgets what is run before its kernel is there
        setup = page.locator(".jp-CodeCell").filter(has_text="import numpy")
        setup.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        setup.get_by_text("[1]:").wait_for()

        exercise = page.locator(".jp-CodeCell").filter(has_text="def double")
        exercise.locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text("def double(x):\n    return 2 * x")
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        check = page.locator(".jp-CodeCell").filter(has_text="check(double)")
        check.locator(".jp-OutputArea-output").get_by_text(re.compile("1 of 1|1/1|1 point")).first.wait_for()

        page.get_by_text("Validate", exact=True).click()
        dialog = page.locator(".jp-Dialog")
        dialog.wait_for()
        shown = dialog.inner_text()
        assert "Validation Results" in shown and "check(row_means)" in shown, shown
        assert "check(double)" not in shown, shown
    work = (course.root / "my-course" / "00-start-here" / "00-start-here.ipynb").read_text(encoding="utf-8")
    assert "return 2 * x" in work

    rest = "".join(iter(process.lines.get, ""))
    assert "Traceback" not in rest and "y/[n]" not in rest, rest
    assert process.returncode == 0, rest
    assert f"What you saved is in {course.root / 'my-course'}" in rest
    with closing(socket.socket()) as again:
        again.settimeout(2)
        assert again.connect_ex(("127.0.0.1", port)) != 0, "the server still runs"


def test_an_instructor_sees_the_chosen_class_in_formgrader(course, chromium):  # noqa: F811
    submitted = course.root / "demo" / "submitted" / "ann" / "01-neuron"
    shutil.copytree(course.release() / "01-neuron", submitted)
    arguments = ("open", "--instructor", "--grading", "demo")
    with running(course, *arguments) as (_, address, told), looking(chromium, "instructor") as page:
        assert any(str(course.root / "demo") in line for line in told), told
        page.goto(address)
        page.locator("#jp-MainMenu").get_by_text("Nbgrader").click()
        page.get_by_role("menuitem", name="Formgrader").click()
        table = page.frame_locator("iframe").locator("table")
        row = table.get_by_role("row").filter(has_text="01-neuron")
        row.wait_for()
        assert table.get_by_role("row").filter(has_text="00-start-here").count() == 1
        assert "1" in row.inner_text().split(), "the number of submissions"
        assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0, "a pop-up"
    assert not (course.root / "grading").exists()
