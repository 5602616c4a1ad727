"""`gradatim build`: one source gives two notebooks, always the same; an author's mistakes are placed."""

import fnmatch
import glob
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from gradatim_autograder.build import BuildError, build_course, check_course
from gradatim_autograder.cli import main
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.exercise import Exercise, declare
from gradatim_autograder.exercise.chapters import CHAPTERS
from gradatim_autograder.nbgrader_setup import load_config, put_python_on_path
from places import ROOT

TWICE = '''# %% [markdown]
# # 1 Twice
#
# ## 1.1 Doubling
# Everything, twice.

# %% locked="setup"
# %matplotlib inline
import numpy as np

from gradatim_autograder import check

# %%
print("the same")

# %%
print("the same")

# %% [markdown]
# Write it.

# %% exercise="twice"
def twice(x, times=2):
    """x: a number. Returns 2 x — with an unbroken dash."""
    ### BEGIN SOLUTION
    result = x * times
    return result
    ### END SOLUTION


# %% check="twice"
check(twice)

# %% [markdown] answer="why-twice" points=2
# Because $2x = x + x$.
'''


def twice_exercise(name="twice", chapter="01-twice", section="1.1 Doubling") -> Exercise:
    exercise = declare(name, returns=("y",), points={"y": 3.0}, section=section)

    @exercise.reference
    def _(x, times=2):
        return times * x

    @exercise.probe()
    def _(rng: np.random.Generator):
        return (rng.normal(),)

    return exercise.finished(chapter)


EXERCISES = {"twice": twice_exercise()}


@pytest.fixture
def course(tmp_path) -> Course:
    root = tmp_path / "course of mine"
    (root / "solutions" / "01-twice").mkdir(parents=True)
    (root / "solutions" / "01-twice" / "picture.svg").write_text("<svg/>")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    write(Course(root), TWICE)
    return Course(root)


def write(course: Course, text: str, chapter: str = "01-twice") -> Path:
    path = course.solutions / chapter / f"{chapter}.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def release(course: Course) -> Path:
    return course.release() / "01-twice" / "01-twice.ipynb"


def solution(course: Course) -> Path:
    return course.solutions / "01-twice" / "01-twice.ipynb"


# -- what is built -----------------------------------------------------------------------------------------


def test_the_solution_notebook_is_the_source_with_nbgraders_metadata(course):
    build_course(course, exercises=EXERCISES)
    cells = load(solution(course))["cells"]
    assert [cell["cell_type"] for cell in cells] == [
        *("markdown", "code", "code", "code", "markdown", "code", "code", "markdown")
    ]
    common = {"schema_version": 3, "task": False}
    assert [cell["metadata"].get("nbgrader") for cell in cells] == [
        None,
        {
            "grade_id": "setup",
            "grade": False,
            "solution": False,
            "locked": True,
            "cell_type": "code",
            **common,
        },
        None,
        None,
        None,
        {
            "grade_id": "twice",
            "grade": False,
            "solution": True,
            "locked": False,
            "cell_type": "code",
            **common,
        },
        {
            "grade_id": "check-twice",
            "grade": True,
            "solution": False,
            "locked": True,
            "points": 3,
            "cell_type": "code",
            **common,
        },
        {
            "grade_id": "why-twice",
            "grade": True,
            "solution": True,
            "locked": False,
            "points": 2,
            "cell_type": "markdown",
            **common,
        },
    ]
    sources = ["".join(cell["source"]) for cell in cells]
    assert sources[0] == "# 1 Twice\n\n## 1.1 Doubling\nEverything, twice."
    assert sources[1].startswith("%matplotlib inline\nimport numpy")
    assert "    result = x * times\n" in sources[5] and sources[5].endswith("### END SOLUTION")
    assert sources[6] == "check(twice)"
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells if "outputs" in cell)


def test_short_forms_are_written_out(course):
    """Chapters by their names, so that a number is written in one place; what is computed loses its expression."""
    text = "# See chapter {{images}} and [[neuron]]. It is [0.98]{=mean(x)}, $[3]{=2 + 1} \\cdot 1$; `X[[0, 1]]` stays."
    comment = "# chapter {{images}}, X[[text]]"
    write(course, TWICE.replace("# Everything, twice.", text).replace('print("the same")', comment, 1))
    build_course(course, exercises=EXERCISES)
    number, neuron = CHAPTERS["images"][:2].lstrip("0"), CHAPTERS["neuron"]
    for path in (solution(course), release(course)):
        cells = ["".join(cell["source"]) for cell in load(path)["cells"]]
        assert cells[0].endswith(
            f"See chapter {number} and [1. One neuron](../{neuron}/{neuron}.ipynb). "
            "It is 0.98, $3 \\cdot 1$; `X[[0, 1]]` stays."
        )
        assert cells[2] == f"# chapter {number}, X[[text]]"


def test_the_release_is_the_solution_minus_the_answers(course):
    build_course(course, exercises=EXERCISES)
    ours, theirs = load(solution(course)), load(release(course))
    assert (
        "".join(theirs["cells"][5]["source"])
        == '''def twice(x, times=2):
    """x: a number. Returns 2 x — with an unbroken dash."""
    # YOUR CODE HERE
    raise NotImplementedError()'''
    )
    assert theirs["cells"][7]["source"] == ["YOUR ANSWER HERE"]
    for index, (one, other) in enumerate(zip(ours["cells"], theirs["cells"], strict=True)):
        assert one["id"] == other["id"]
        assert index in (5, 7) or one["source"] == other["source"]
    for key in ("metadata", "nbformat", "nbformat_minor"):
        assert ours[key] == theirs[key]
    assert (course.release() / "01-twice" / "picture.svg").read_text() == "<svg/>"
    assert sorted(files(course.release())) == ["01-twice/01-twice.ipynb", "01-twice/picture.svg"]


BY_HAND = """
# %% answer="own-work" points=4.5
size = 2
print(size)

# %% answer="own-loop" points=6
for size in range(3):
    ### BEGIN SOLUTION
    print(size)
    ### END SOLUTION
"""


def test_an_answer_in_code_is_marked_by_hand(course):
    write(course, TWICE + BY_HAND)
    build_course(course, exercises=EXERCISES)
    ours, theirs = load(solution(course))["cells"][-2:], load(release(course))["cells"][-2:]
    common = {"schema_version": 3, "task": False, "cell_type": "code", "grade": True, "solution": True, "locked": False}
    assert [cell["metadata"]["nbgrader"] for cell in ours] == [
        {**common, "grade_id": "own-work", "points": 4.5},
        {**common, "grade_id": "own-loop", "points": 6},
    ]
    assert "".join(ours[0]["source"]) == "size = 2\nprint(size)"
    assert ["".join(cell["source"]) for cell in theirs] == [
        "# YOUR CODE HERE\nraise NotImplementedError()",
        "for size in range(3):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    ]
    assert theirs[0]["metadata"]["nbgrader"]["points"] == 4.5


def test_cell_ids_are_lasting_and_unique(course):
    build_course(course, exercises=EXERCISES)
    ids = [cell["id"] for cell in load(solution(course))["cells"]]
    assert len(set(ids)) == len(ids)
    assert (ids[1], *ids[5:]) == ("setup", "twice", "check-twice", "why-twice")
    assert ids[3] == f"{ids[2]}-2"
    write(course, TWICE.replace("# Everything, twice.", "# Everything, two times."))
    build_course(course, exercises=EXERCISES)
    changed = [cell["id"] for cell in load(solution(course))["cells"]]
    assert changed[0] != ids[0] and changed[1:] == ids[1:]


def test_every_build_gives_the_same_bytes(course, tmp_path):
    build_course(course, exercises=EXERCISES)
    first = files(course.root)
    for name in ("solutions/01-twice/01-twice.ipynb", "course/en/01-twice/01-twice.ipynb"):
        text = first[name].decode("utf-8")
        assert text.endswith("}\n") and not text.endswith("\n\n") and "\r" not in text and "—" in text
        assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert not build_course(course, exercises=EXERCISES)
    elsewhere = Course(tmp_path / "elsewhere")
    shutil.copytree(course.root, elsewhere.root, ignore=shutil.ignore_patterns("*.ipynb", "course"))
    changes = build_course(elsewhere, exercises=EXERCISES)
    assert len(changes.missing) == 3
    assert files(elsewhere.root) == first


def test_line_ends_of_windows_change_nothing(course):
    build_course(course, exercises=EXERCISES)
    path = course.solutions / "01-twice" / "01-twice.py"
    path.write_bytes(b"\xef\xbb\xbf" + TWICE.replace("\n", "\r\n").encode())
    assert not check_course(course, exercises=EXERCISES)


def test_stock_nbgrader_makes_the_same_release(course):
    build_course(course, exercises=EXERCISES)
    ours = files(course.release())
    shutil.rmtree(course.release())
    put_python_on_path()
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "01-twice"]
    done = subprocess.run(
        command, cwd=course.root, env=os.environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert files(course.release()) == ours
    assert course.grading.joinpath("gradebook.db").is_file()


def test_building_leaves_no_gradebook(course):
    build_course(course, exercises=EXERCISES)
    assert sorted(path.name for path in course.root.iterdir()) == [
        "course",
        "nbgrader_config.py",
        "solutions",
    ]


@pytest.mark.parametrize("place", [None, "demo", "../class of 2025", "absolute"])
def test_nbgrader_finds_the_submissions_wherever_grading_is(course, place, monkeypatch, tmp_path):
    """nbgrader uses one path both to look for files and, unescaped, in a pattern that takes them apart."""
    from nbgrader.coursedir import CourseDirectory

    monkeypatch.delenv("GRADATIM_GRADING", raising=False)
    if place:
        monkeypatch.setenv("GRADATIM_GRADING", str(tmp_path / "far.away") if place == "absolute" else place)
    folders = CourseDirectory(config=load_config(course))
    submitted = course.grading.resolve() / "submitted" / "ann" / "01-twice"
    submitted.mkdir(parents=True)
    (found,) = glob.glob(folders.format_path(folders.submitted_directory, "*", "*"))  # noqa: PTH207
    assert Path(found).samefile(submitted)
    pattern = folders.format_path(folders.submitted_directory, "(?P<student>.*)", "(?P<chapter>.*)", escape=True)
    assert re.fullmatch(pattern, found).groupdict() == {"student": "ann", "chapter": "01-twice"}
    assert folders.db_url == f"sqlite:///{(course.grading.resolve() / 'gradebook.db').as_posix()}"
    assert "01-twice.py" in folders.ignore and ".ipynb_checkpoints" in folders.ignore
    assert not any(fnmatch.fnmatch("helper.py", each) for each in folders.ignore), "it may be handed in with a notebook"


# -- what is compared --------------------------------------------------------------------------------------


def test_check_lists_what_differs_and_touches_nothing(course):
    build_course(course, exercises=EXERCISES)
    assert not check_course(course, exercises=EXERCISES)
    gone = course.release() / "00-gone"
    gone.mkdir()
    (gone / "00-gone.ipynb").write_text("{}")
    (course.release() / "01-twice" / "old.png").write_text("old")
    (course.release() / "01-twice" / "picture.svg").unlink()
    release(course).write_bytes(release(course).read_bytes().replace(b"Everything", b"Nothing"))
    before = files(course.root)

    changes = check_course(course, exercises=EXERCISES)
    assert changes.missing == ["course/en/01-twice/picture.svg"]
    assert changes.different == ["course/en/01-twice/01-twice.ipynb"]
    assert changes.surplus == ["course/en/00-gone/00-gone.ipynb", "course/en/01-twice/old.png"]
    assert files(course.root) == before

    assert build_course(course, exercises=EXERCISES)
    assert not check_course(course, exercises=EXERCISES)
    assert not gone.exists()
    assert "course/en/01-twice/old.png" not in files(course.root)


def test_what_tools_leave_behind_is_neither_released_nor_reported(course):
    for folder in (course.solutions / "01-twice", course.release() / "01-twice"):
        (folder / ".ipynb_checkpoints").mkdir(parents=True)
        (folder / ".ipynb_checkpoints" / "01-twice-checkpoint.ipynb").write_text("{}")
    build_course(course, exercises=EXERCISES)
    assert not check_course(course, exercises=EXERCISES)
    assert (course.release() / "01-twice" / ".ipynb_checkpoints").is_dir()


def test_one_chapter_alone(course):
    write(course, TWICE.replace("twice", "thrice").replace("# Everything", "# All"), "02-thrice")
    exercises = EXERCISES | {"thrice": twice_exercise("thrice", "02-thrice")}
    build_course(course, ["02-thrice"], exercises)
    assert sorted(path.name for path in course.release().iterdir()) == ["02-thrice"]
    with pytest.raises(CourseError, match=r"no chapter 03-gone; the chapters are 01-twice, 02-thrice"):
        build_course(course, ["03-gone"], exercises)


def test_a_wrong_chapter_stops_no_other_and_keeps_its_notebooks(course):
    build_course(course, exercises=EXERCISES)
    before = release(course).read_bytes()
    write(course, TWICE.replace("### END SOLUTION", ""))
    write(course, "# %% [markdown]\n# # Fine\n", "02-fine")
    with pytest.raises(BuildError) as error:
        build_course(course, exercises=EXERCISES)
    assert [problem.path for problem in error.value.problems] == ["solutions/01-twice/01-twice.py"]
    assert error.value.changes.missing == [
        "solutions/02-fine/02-fine.ipynb",
        "course/en/02-fine/02-fine.ipynb",
    ]
    assert release(course).read_bytes() == before
    assert (course.release() / "02-fine" / "02-fine.ipynb").is_file()


# -- what is refused ---------------------------------------------------------------------------------------

HEADER = '# %% exercise="twice"'
DEF = "def twice(x, times=2):"
DOC = '    """x: a number. Returns 2 x — with an unbroken dash."""'
BEGIN, END = "    ### BEGIN SOLUTION", "    ### END SOLUTION"
WHOLE = f"{BEGIN}\n    result = x * times\n    return result\n{END}"
TEXT = "# Write it."
START = "# %% [markdown]\n# # 1 Twice"
ANSWER = '# %% [markdown] answer="why-twice" points=2'

# what the author wrote wrong: (text, its replacement, line, part of the message)
REFUSED = {
    "unknown key": (HEADER, HEADER + ' point="2"', 22, "unknown key 'point'"),
    "a title": (HEADER, "# %% Try " + HEADER[5:], 22, "unknown text 'Try'"),
    "unreadable key": (HEADER, "# %% exercise=twice", 22, "cannot read 'exercise=twice'"),
    "two kinds": (HEADER, HEADER + ' locked="twice"', 22, "only one of the keys exercise and locked"),
    "unknown exercise": (HEADER, '# %% exercise="twise"', 22, "no exercise is called 'twise'; did you mean"),
    "unknown check": ('check="twice"', 'check="thrice"', 31, "no cell with exercise='thrice' comes before"),
    "wrong check": ("check(twice)", "check(twice);", 32, "must be exactly `check(twice)`"),
    "check and more": ("check(twice)", "check(twice)\nTrue", 32, "must be exactly `check(twice)`"),
    "no check": ('# %% check="twice"', "# %%", 22, "'twice' has no cell with check='twice'"),
    "no exercise": (HEADER, "# %%", 1, "chapter's exercise 'twice' has no cell"),
    "no begin": (BEGIN, "    # begin", 28, "END SOLUTION without a BEGIN SOLUTION"),
    "no end": (END, "", 25, "BEGIN SOLUTION has no END SOLUTION"),
    "nested": ("    result", BEGIN + "\n    result", 26, "inside the region that line 25 began"),
    "no region": (WHOLE, "    return 2 * x", 22, "no region"),
    "marks in text": (TEXT, f"{TEXT}\n# ### BEGIN SOLUTION", 21, "outside an exercise or answer"),
    "marks in code": ('print("the same")\n\n# %% [', '"BEGIN SOLUTION"\n\n# %% [', 17, "outside an exercise"),
    "other parameters": (DEF, "def twice(y, times=2):", 23, "`twice(y, times)` differs from the exercise"),
    "too few parameters": (DEF, "def twice(x):", 23, "differs from the exercise's `def twice(x, times)`"),
    "no def": (DEF, "def once(x, times=2):", 22, "does not define the exercise's `def twice(x, times)`"),
    "def inside": (f"{DEF}\n{DOC}\n{BEGIN}", f"### BEGIN SOLUTION\n{DEF}", 24, "must stay outside"),
    "badly indented": (BEGIN, BEGIN.strip(), 25, "must be indented like the solution"),
    "no body left": (f"{DOC}\n{BEGIN}", BEGIN.strip(), 24, "without the solution it is not Python"),
    "same id": ('locked="setup"', 'locked="why-twice"', 34, "'why-twice' is taken by cell 2 in line 7"),
    "bad id": ('locked="setup"', 'locked="set up"', 7, "'set up' cannot be a cell's name"),
    "no points": (ANSWER, ANSWER.replace(" points=2", ""), 34, "needs its points as a number"),
    "points as text": (ANSWER, ANSWER.replace("points=2", 'points="2"'), 34, "needs its points as a number"),
    "points of a check": ('check="twice"', 'check="twice" points=2', 31, "points= is for answers"),
    "answer without a stub": (
        f"{ANSWER}\n# Because $2x = x + x$.",
        f'# %% answer="by-hand" points=2\nfor i in range(3):\n{BEGIN.strip()}\n    print(i)\n{END.strip()}',
        36,
        "without the solution it is not Python",
    ),
    "exercise as text": (HEADER, '# %% [markdown] exercise="twice"', 22, "must be a code cell"),
    "syntax": ("import numpy as np", "import numpy as", 9, "Python: "),
    "no such statement": ("import numpy as np", "return 3", 9, "Python: 'return' outside function"),
    "heading": ("## 1.1 Doubling", "## 1.2 Doubling", 22, "exercise names the heading '1.1 Doubling', which is not"),
    "heading in a fence": ("# ## 1.1 Doubling", "# ```\n# ## 1.1 Doubling\n# ```", 24, "which is not here"),
    "raw cell": (f"[markdown]\n{TEXT}", f"[raw]\n{TEXT}", 19, "a raw cell"),
    "bare text": ("# Everything, twice.", "Everything, twice.", 5, "must start with `# `"),
    "indented marker": ("    result", "    # %% here\n    result", 26, "must start its line"),
    "no such chapter": (TEXT, f"{TEXT} Chapter {{{{pictures}}}}.", 20, "{{pictures}} names no chapter; the"),
    "no link": (TEXT, f"{TEXT} See [[pictures]].", 20, "[[pictures]] names no chapter"),
    "no expression": (TEXT, f"{TEXT} It is [0.5]{{=1 +}}.", 20, "'1 +', behind [0.5], is no Python expression"),
    "half a number": (TEXT, f"{TEXT} It is [0.5]{{=1 +\n# 2}}.", 20, "a computed number that is not whole"),
    "experiment as text": (TEXT, f"{TEXT}\n\n# %% [markdown] experiment=true\n# More.", 22, "is for code cells"),
    "experiment with a key": (HEADER, f"{HEADER} experiment=true", 22, "experiment=true is for code cells"),
    "an untrue experiment": ('# %%\nprint', '# %% experiment="no"\nprint', 13, "experiment=true is for code cells"),
    "text before": (START, f"import os\n{START}", 1, "text before the first cell"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", REFUSED)
def test_a_mistake_is_named_with_its_file_cell_and_line(course, mistake):
    old, new, line, message = REFUSED[mistake]
    assert TWICE.count(old) >= 1
    write(course, TWICE.replace(old, new, 1))
    with pytest.raises(BuildError) as error:
        build_course(course, exercises=EXERCISES)
    told = str(error.value)
    found = [problem for problem in error.value.problems if message in problem.text]
    assert len(found) == 1, told
    assert found[0].line == line, told
    assert f"solutions/01-twice/01-twice.py:{line}: " in told
    if mistake not in ("no exercise", "text before"):
        assert found[0].where.startswith("cell "), told
    assert not release(course).exists()


def test_other_peoples_exercises_are_refused(course):
    with pytest.raises(BuildError, match="belongs to the chapter 02-other"):
        build_course(course, exercises={"twice": twice_exercise(chapter="02-other")})


def test_check_before_its_exercise(course):
    check = '# %% check="twice"\ncheck(twice)\n\n'
    write(course, TWICE.replace(check, "").replace(HEADER, check + HEADER))
    with pytest.raises(BuildError, match=r"py:22: cell 6 .*no cell with exercise='twice' comes before"):
        build_course(course, exercises=EXERCISES)


def test_a_class_is_compared_by_its_init(course):
    class Dense:
        def __init__(self, n_in, n_out):
            pass

    exercise = declare("Dense", returns=("y",), points={"y": 1}, section="1.1 Doubling")
    exercise.reference(Dense)
    text = TWICE.replace('="twice"', '="Dense"').replace("check(twice)", "check(Dense)")
    text = text.replace(DEF, "class Dense:\n    def __init__(self, n_in):")
    text = text.replace("    result = x * times\n    return result", "        self.n_in = n_in")
    text = text.replace(BEGIN, "    " + BEGIN).replace('    """x:', '        """x:')
    write(course, text)
    with pytest.raises(BuildError) as error:
        build_course(course, exercises={"Dense": exercise.finished("01-twice")})
    assert [problem.text for problem in error.value.problems] == [
        "`Dense(n_in)` differs from the exercise's `class Dense(n_in, n_out)`"
    ]
    write(course, text.replace("(self, n_in)", "(self, n_in, n_out)"))
    build_course(course, exercises={"Dense": exercise.finished("01-twice")})


def test_all_mistakes_of_all_files_are_told_together(course):
    text = TWICE.replace(HEADER, HEADER + " tries=3").replace(DEF, "def twice(y):").replace("check(twice)", "1")
    write(course, text)
    write(course, "# %%\nx = (\n", "02-broken")
    (course.solutions / "02-broken" / "notes.ipynb").write_text("{}")
    (course.solutions / "03-empty").mkdir()
    write(course, "# %%\n", "03-empty").rename(course.solutions / "03-empty" / "03-emptee.py")
    with pytest.raises(BuildError) as error:
        check_course(course, exercises=EXERCISES)
    told = [(problem.path, problem.line) for problem in error.value.problems]
    assert told == [
        ("solutions/01-twice/01-twice.py", 22),
        ("solutions/01-twice/01-twice.py", 23),
        ("solutions/01-twice/01-twice.py", 32),
        ("solutions/02-broken/02-broken.py", 2),
        ("solutions/02-broken/notes.ipynb", 1),
        ("solutions/03-empty", 1),
        ("solutions/03-empty/03-emptee.py", 1),
    ]
    assert str(error.value).startswith("7 problems in the sources")
    assert "the folder has no source 03-empty.py" in str(error.value)


def test_a_source_that_is_not_utf8(course):
    path = course.solutions / "01-twice" / "01-twice.py"
    path.write_bytes("# %%\nx = 'é'\n".encode("latin-1"))
    with pytest.raises(BuildError, match="is not UTF-8 text"):
        build_course(course, exercises=EXERCISES)


# -- the command -------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did(course, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    monkeypatch.setattr("gradatim_autograder.exercise.registry.all_exercises", lambda: EXERCISES)
    assert main(["build", "--check"]) == 1
    assert "missing  course/en/01-twice/01-twice.ipynb" in capsys.readouterr().out
    assert main(["build", "solutions/01-twice/"]) == 0
    assert "added    course/en/01-twice/01-twice.ipynb" in capsys.readouterr().out
    assert main(["build", "--check"]) == 0
    assert "All notebooks match" in capsys.readouterr().out
    write(course, TWICE.replace("check(twice)", "check(twice) "))
    assert main(["build"]) == 0
    write(course, TWICE.replace("check(twice)", "check()"))
    assert main(["build"]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("gradatim: 1 problem in the sources") and "Traceback" not in shown


def test_a_chapter_is_not_renamed_over_another_folder(tmp_path):
    for folder in ("01-neuron", "07-neuron"):
        shutil.copytree(ROOT / "solutions/01-neuron", tmp_path / "solutions" / folder)
        for path in (tmp_path / "solutions" / folder).glob("01-neuron.*"):
            path.rename(path.with_name(folder + path.suffix))
    with pytest.raises(CourseError, match=r"solutions/07-neuron is 01-neuron .* is there already"):
        build_course(Course(tmp_path))
    assert (tmp_path / "solutions/07-neuron/07-neuron.py").is_file()


def test_a_chapter_with_a_new_number_is_renamed_and_built(tmp_path):
    """One line in the table of the chapters: the folders and the heading follow."""
    folder = tmp_path / "solutions/07-neuron"
    for old, new in (("solutions/01-neuron", folder), ("course/en/01-neuron", tmp_path / "course/en/07-neuron")):
        shutil.copytree(ROOT / old, new)
        for path in new.glob("01-neuron.*"):
            path.rename(new / path.name.replace("01", "07"))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    course = Course(tmp_path)
    with pytest.raises(BuildError, match=r"solutions/07-neuron.*is 01-neuron in the list of the chapters"):
        check_course(course)
    build_course(course)
    assert course.chapters() == ["01-neuron"] and not (tmp_path / "course/en/07-neuron").exists()
    for made in ("solutions/01-neuron/01-neuron.ipynb", "course/en/01-neuron/01-neuron.ipynb"):
        assert (tmp_path / made).read_bytes() == (ROOT / made).read_bytes()
    source = tmp_path / "solutions/01-neuron/01-neuron.py"
    source.write_text(source.read_text(encoding="utf-8").replace("# # One neuron", "# # 1. One neuron"))
    with pytest.raises(BuildError, match="should begin with '# One neuron'"):
        check_course(course)
