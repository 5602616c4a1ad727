"""A course below a place that programs need, such as /usr/local/lib: students' code sees nothing of it."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox import bubblewrap, container
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.places import courses, of_the_system
from gradatim_autograder.sandbox.student import Student
from gradatim_autograder.sandbox.view import in_sight, view
from gradatim_autograder.sandbox.warm_process import Nursery, SandboxError
from mini_course import ROOT, cell, make_course, notebook

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or (not shutil.which("bwrap") and not os.environ.get("CI")), reason="no bubblewrap"
)
CHAPTER = "00-start-here"
SECRET = "planted-" + uuid.uuid4().hex
NOT_COPIED = ("jupyterlab", "notebook", "torch", "jax", "playwright", "babel", "__pycache__")
TESTS = ("tests",)

# Everything that it sees: names, and what is in files that were written lately.
WALK = f"""
import os, time
seen, lately = 0, time.time() - 3600
secret = "{SECRET[::-1]}"[::-1]
for folder, folders, files in os.walk("/"):
    folders[:] = [each for each in folders if os.path.join(folder, each) not in ("/dev", "/gradatim/own")]
    for name in folders + files:
        path = os.path.join(folder, name)
        seen += 1
        if secret in path:
            print("LEAKED", path[::-1])
        try:
            fresh = os.path.isfile(path) and os.stat(path).st_mtime > lately
            if fresh and secret in open(path, errors="replace").read():
                print("LEAKED", path[::-1])
        except OSError:
            pass
print("seen" if seen > 1000 else "blind")
"""


@pytest.fixture
def place(tmp_path):
    """A folder below a shown place: /usr/local/lib for root, else among the packages."""
    among = Path("/usr/local/lib") if os.getuid() == 0 else Path(pytest.__file__).parents[1]
    made = among / f"gradatim-{uuid.uuid4().hex}"
    made.mkdir()
    assert in_sight((str(made),))
    yield made
    shutil.rmtree(made)


def plant(folder):
    for name in ("solutions/x.py", "course/x.ipynb", "grading/backups/gradebook.db", "grading/results/of eve.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SECRET)


def walked(start):
    """What a student's code sees that it should not."""
    student = Student(start, Limits())
    try:
        outputs = student.run(WALK, 1, 100.0)["outputs"]
    finally:
        student.end()
    lines = "".join(str(each.get("text", each.get("evalue"))) for each in outputs).splitlines()
    assert lines and lines[-1] == "seen", lines
    return lines[:-1]


def test_what_must_not_be_seen_is_hidden_wherever_it_lies(place):
    plant(place)
    archive = place.with_name(place.name + ".zip")
    archive.write_text(SECRET)
    try:
        open_to_all = Nursery(bubblewrap, view())
        assert len(walked(open_to_all)) == 5, "what is planted can be found where nobody hides it"
        open_to_all.stop()
        (place / "itself").symlink_to(place)
        hidden = Nursery(bubblewrap, view(places=(str(place / "itself"), str(archive))))
        assert walked(hidden) == []
        hidden.stop()
    finally:
        archive.unlink()


def test_a_container_hides_the_same(place, monkeypatch):
    archive = place.with_name(place.name + ".zip")
    archive.write_text(SECRET)
    monkeypatch.setattr(container, "image", lambda program: "an-image")
    try:
        said = container.command("docker", view(places=(str(place), str(archive))), Limits(), "gradatim-" + "0" * 32)
    finally:
        archive.unlink()
    volumes = [said[at + 1].split(":") for at, word in enumerate(said) if word == "--volume"]
    above = next(number for number, each in enumerate(volumes) if place.is_relative_to(each[0]))
    covered = [outer for outer, inner, _mode in volumes[above + 1 :] if Path(inner).name.startswith(place.name)]
    assert len(covered) == 2 and os.devnull in covered, "an empty folder and an empty file, over what is shown"
    assert said[said.index("--oom-score-adj") :][:2] == ["--oom-score-adj", "1000"]


def test_a_folder_that_programs_need_is_not_hidden_but_refused():
    with pytest.raises(SandboxError, match=r"/usr/lib .* Move the course"):
        nursery(bubblewrap.NAME, ("/usr/lib",))


def test_of_usr_only_what_programs_need_is_shown():
    shown = {str(inner) for _outer, inner in of_the_system().folders}
    assert {"/usr/bin", "/usr/lib"} <= shown
    assert not shown & {"/usr", "/usr/src", "/usr/share", "/usr/local", "/usr/local/share", "/opt", "/etc"}
    assert ROOT in courses()


def link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def with_its_own_python(root):
    """An environment inside the course, with the packages of this one."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = root / ".venv" / "lib" / version / "site-packages"
    packages.parent.mkdir(parents=True)
    installed = Path(pytest.__file__).parents[1]
    shutil.copytree(
        installed,
        packages,
        copy_function=link,
        ignore=lambda where, _names: NOT_COPIED if where == str(installed) else TESTS,
    )
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir()
    (root / ".venv" / "share").symlink_to(Path(sys.prefix, "share"))
    base = Path(getattr(sys, "_base_executable", sys.executable))
    python.symlink_to(base)
    (root / ".venv" / "pyvenv.cfg").write_text(f"home = {base.parent}\ninclude-system-site-packages = false\n")
    for part in ("lib", "autograder"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    return python


@pytest.mark.thorough
def test_a_whole_course_with_its_python_grades_there_and_is_not_seen(place):
    root = make_course(place / "course", CHAPTER)
    python = with_its_own_python(root)
    plant(root)
    handed_in = notebook(CHAPTER, solved=True)
    handed_in["cells"].insert(2, cell("code", WALK))
    for student, content in (("ada", json.dumps(handed_in)), ("eve", json.dumps(notebook(CHAPTER, solved=False)))):
        file = place / "given" / student / f"{CHAPTER}.ipynb"
        file.parent.mkdir(parents=True)
        file.write_text(content)
    (place / "given" / "eve" / "of eve.txt").write_text(SECRET)
    environment = {**os.environ, "PYTHONPATH": f"{root / 'lib'}:{root / 'autograder'}", "PYTHONDONTWRITEBYTECODE": "1"}
    words = [python, "-m", "gradatim_autograder.cli", "grade", place / "given", "--timeout", "200"]
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    graded = json.loads((root / "grading" / "autograded" / "ada" / CHAPTER / f"{CHAPTER}.ipynb").read_text())
    (walk,) = [each for each in graded["cells"] if "os.walk" in "".join(each["source"])]
    lines = "".join("".join(each["text"]) for each in walk["outputs"]).splitlines()
    assert lines[-1] == "seen"
    assert lines[:-1] == []
    marks = (root / "grading" / "marks.csv").read_text()
    assert "ada" in marks and "eve" in marks
