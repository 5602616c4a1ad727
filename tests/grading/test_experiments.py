"""Experiments are not run when work is graded: they take long, and no points hang on them. An answer may need one."""

import json

import pytest
from gradatim_autograder.course import EXPERIMENT, Course
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.commands.execute import Execute
from gradatim_autograder.grading.release.read import read_chapter
from gradatim_autograder.grading.submission.cells import NOT_RUN
from gradatim_autograder.grading.submission.mending.mend import mend
from gradatim_autograder.grading.submission.run import RunOptions, run
from gradatim_autograder.grading.submission.second_look import points_of
from gradatim_autograder.sandbox.bubblewrap import found
from mini_course import cell, make_course, notebook
from nbformat import from_dict
from places import ROOT

CHAPTER = "01-neuron"
LONG = "factor = 1.0\n\n\ndef weighed(x, w):\n    return factor * (x @ w)"
MORE = "print(weighed, factor)"
WITH_EXPERIMENTS = [
    chapter
    for chapter in Course(ROOT).chapters()
    if of_chapter(chapter) and read_chapter(Course(ROOT), chapter).experiments
]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A chapter whose notebook begins with two experiments."""
    root = make_course(tmp_path_factory.mktemp("experiments") / "course", CHAPTER)
    path = root / "solutions" / CHAPTER / f"{CHAPTER}.ipynb"
    made = json.loads(path.read_text())
    made["cells"][1:1] = [{**experiment(LONG), "id": "long"}, {**experiment(MORE), "id": "more"}]
    path.write_text(json.dumps(made))
    return read_chapter(Course(root), CHAPTER)


def experiment(text):
    return {**cell("code", text), "metadata": {"tags": [EXPERIMENT]}}


def submission(answer, *own, experiments=(LONG, MORE)):
    """What a student hands in: the tags are gone, as in a notebook that was pasted together."""
    made = notebook(CHAPTER, solved=False)
    made["cells"][1:1] = [cell("code", text) for text in experiments]
    place = next(c for c in made["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == "neuron")
    place["source"] = answer
    made["cells"] += [cell("code", text) for text in own]
    return made


def mended(source, *args, **kwargs):
    return mend(json.dumps(submission(*args, **kwargs)).encode(), source).notebook


def left_out(made):
    return [each["source"] for each in made["cells"] if EXPERIMENT in each["metadata"].get("tags", ())]


PLAIN = "def neuron(x, w, b):\n    return x @ w + b"
BORROWS = "def neuron(x, w, b):\n    return weighed(x, w) + b"


def test_they_are_left_out(source):
    assert left_out(mended(source, PLAIN)) == [LONG, MORE]


@pytest.mark.parametrize(
    "own",
    [
        "def mine(factor):\n    return 2 * factor",
        "factor = 7\nprint(factor)",
        "%timeit np.zeros(3)",
        "def weighed(x):\n    return x",
        "this is no Python",
    ],
)
def test_what_asks_for_nothing_of_theirs_changes_nothing(source, own):
    assert left_out(mended(source, PLAIN, own)) == [LONG, MORE]


@pytest.mark.parametrize(
    "own", ["print(weighed)", "class A:\n    b = factor", "%%bash\nls", "a = lambda x: weighed(x, x)"]
)
def test_all_are_run_where_a_students_cell_asks_for_what_they_define(source, own):
    assert left_out(mended(source, PLAIN, own)) == []


def test_one_that_was_changed_is_the_students_own(source):
    assert left_out(mended(source, PLAIN, experiments=(LONG.replace("1.0", "2.0"), MORE))) == [MORE]


def test_a_tag_that_a_student_sets_is_not_believed(source):
    made = submission(PLAIN)
    made["cells"] += [experiment("print('mine')")]
    clean = mend(json.dumps(made).encode(), source).notebook
    assert left_out(clean) == [LONG, MORE]


@pytest.mark.skipif(not found(), reason="bubblewrap is not installed")
@pytest.mark.parametrize(("answer", "ran"), [(PLAIN, False), (BORROWS, True)], ids=["plain", "an answer that borrows"])
def test_an_answer_that_needs_one_earns_its_points(source, answer, ran):
    """Locally the experiment has run, so the answer is right there: it has to be right when it is graded too."""
    graded = run(mended(source, answer), CHAPTER, {}, RunOptions(1)).notebook["cells"]
    test = next(each for each in graded if each["source"] == "check(neuron)")
    assert points_of(test) == test["metadata"]["nbgrader"]["points"]
    said = next(each for each in graded if each["source"] == LONG)["outputs"]
    assert [output["text"] for output in said] == ([] if ran else [NOT_RUN])


@pytest.mark.skipif(not found(), reason="bubblewrap is not installed")
def test_nbgraders_own_command_believes_no_tags(tmp_path, monkeypatch):
    """It knows nothing of what the course wrote, so it runs all cells."""
    root = make_course(tmp_path / "course", CHAPTER)
    monkeypatch.chdir(root)
    made = submission(BORROWS, experiments=(LONG,))
    for each in made["cells"]:
        if each["source"] == LONG:
            each["metadata"]["tags"] = [EXPERIMENT]
    nb, _resources = Execute().preprocess(from_dict(made), {"metadata": {"path": str(root)}})
    test = next(each for each in nb.cells if each["source"] == "check(neuron)")
    assert points_of(test) == test["metadata"]["nbgrader"]["points"]


@pytest.mark.parametrize("chapter", WITH_EXPERIMENTS)
def test_right_answers_of_the_course_need_none(chapter):
    """So an ordinary class does not pay for them."""
    source = read_chapter(Course(ROOT), chapter)
    made = mend((ROOT / "solutions" / chapter / f"{chapter}.ipynb").read_bytes(), source).notebook
    assert {each.strip() for each in left_out(made)} == source.experiments


def test_there_are_some():
    assert len(WITH_EXPERIMENTS) >= 6
