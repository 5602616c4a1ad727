"""The figures of `gradatim report`: every number is what the plan of the class says."""

import csv
import io
import json
import statistics
from collections import Counter

import pytest
from gradatim_autograder.cli import main
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.grading.demo.plan import plan
from gradatim_autograder.grading.report.gather import told_by
from gradatim_autograder.grading.report.items import EQUAL, TOO_FEW, goes_with
from mini_course import notebook
from small_class import CHAPTER, EXERCISES, FULL, SmallClass, graded_in_this_process

SEED = 5  # with which a small class is graded
STUB = notebook(CHAPTER, solved=False)
WRITTEN = "why"  # the answer that a person reads


def tables(grading) -> dict[str, list[dict]]:
    return {
        path.name: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for path in (grading / "report").glob("*.csv")
    }


def by(rows, *columns):
    return {tuple(row[column] for column in columns): row for row in rows}


def report(made, monkeypatch, *options) -> int:
    monkeypatch.chdir(made.course)
    return main(["report", "--grading", str(made.grading), *options])


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Makes a class of these students."""
    graded_in_this_process(monkeypatch, drawn=True)
    return lambda *students: SmallClass(tmp_path / "small", students=students)


# -- a class whose plan is known ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planned():
    return plan(CHAPTER, EXERCISES, STUB, students=20, seed=SEED, broken=False)


@pytest.fixture(scope="module")
def graded(planned, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        graded_in_this_process(patch, drawn=True)
        made = SmallClass(tmp_path_factory.mktemp("report"), students=())
        for each in planned:
            (made.given / f"{each.student}_{CHAPTER}.ipynb").write_bytes(each.data)
        assert made.grade() == 0
        yield made


@pytest.fixture(scope="module")
def found(graded):
    return tables(graded.grading)


@pytest.fixture(scope="module")
def sources(planned):
    """What each student wrote, by exercise."""
    made = {}
    for each in planned:
        cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in json.loads(each.data)["cells"]}
        made[each.student] = {name: "".join(cells[name]["source"]) for name in EXERCISES}
    return made


def state(points, maximum, source):
    if points == maximum:
        return "right"
    return "partly" if points else "not_begun" if "NotImplementedError" in source else "wrong"


def test_marks_are_the_planned_ones(planned, found):
    rows = by(found["students.csv"], "student")
    assert len(rows) == len(planned)
    for each in planned:
        row, points = rows[(each.student,)], sum(each.expected.values())
        assert (float(row["points"]), float(row["max_points"]), row["waiting"]) == (points, FULL + 2, "yes")
        assert float(row["share"]) == pytest.approx(points / (FULL + 2), abs=1e-5)


def test_the_chapter_is_the_sum_of_the_marks(planned, found):
    (row,) = found["chapters.csv"]
    points = [sum(each.expected.values()) for each in planned]
    assert (row["chapter"], row["graded"], row["waiting"], row["not_graded"]) == (CHAPTER, "20", "20", "0")
    assert float(row["mean"]) == pytest.approx(statistics.mean(points), abs=1e-4)
    assert float(row["median"]) == pytest.approx(statistics.median(points))
    assert (float(row["lowest"]), float(row["highest"])) == (min(points), max(points))


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_is_counted_as_planned(planned, found, sources, name):
    row, maximum = by(found["exercises.csv"], "exercise")[(name,)], EXERCISES[name].max_points
    states = Counter(state(each.expected[name], maximum, sources[each.student][name]) for each in planned)
    assert {key: int(row[key]) for key in ("right", "partly", "wrong", "not_begun")} == {
        key: states[key] for key in ("right", "partly", "wrong", "not_begun")
    }
    own = [each.expected[name] for each in planned]
    rest = [sum(each.expected.values()) - each.expected[name] for each in planned]
    assert float(row["difficulty"]) == pytest.approx(statistics.mean(own) / maximum, abs=1e-5)
    assert float(row["discrimination"]) == pytest.approx(statistics.correlation(own, rest), abs=1e-5)


def test_what_a_person_reads_waits(found):
    row = by(found["exercises.csv"], "exercise")[(WRITTEN,)]
    assert (row["marked_by"], row["waiting"], row["difficulty"]) == ("a person", "20", "")


def test_mistakes_are_named_as_planned(planned, found, sources):
    wanted, free = Counter(), set()  # two mistakes of an exercise may give the same answers for it
    for name, exercise in EXERCISES.items():
        written = {}
        for mistake in exercise.mistakes:
            written.setdefault(pasted(mistake.function, name), set()).add(mistake.name)
        for each in planned:
            names = written.get(sources[each.student][name], set())
            wanted.update((name, mistake) for mistake in names if len(names) == 1)
            free.update((name, mistake) for mistake in names if len(names) > 1)
    got = {(row["exercise"], row["mistake"]): int(row["students"]) for row in found["mistakes.csv"]}
    assert len(wanted) > 10
    assert {key: got.get(key) for key in wanted if key not in free} == {
        key: count for key, count in wanted.items() if key not in free
    }
    for row in found["mistakes.csv"]:
        declared = [each for each in EXERCISES[row["exercise"]].mistakes if each.name == row["mistake"]]
        assert not declared or (row["section"], row["text"]) == (declared[0].reread, declared[0].hint)


def test_a_mistake_in_several_exercises_is_told(found):
    several = Counter(row["mistake"] for row in found["mistakes.csv"])
    assert {row["mistake"] for row in found["through.csv"]} == {name for name, count in several.items() if count > 1}


def test_nobody_asked_for_similarity(found, graded):
    assert "pairs.csv" not in found
    assert "It was not looked for." in (graded.grading / "report" / "report.html").read_text()


# -- wrong answers without a name, and what goes through several exercises --------------------------------------------

ONE_WAY = "def weighted_sum(x, w):\n    # as Ada said\n    return (x @ w) * 1.7 + x[0] ** 2"
SAME_IN_OTHER_WORDS = (
    "def weighted_sum(x, w):\n    'by me'\n    mine = 0\n    for a, b in zip(x, w):\n        mine = mine + 1.7 * a * b"
    "\n    return mine + x[0] * x[0]"
)
ANOTHER_WAY = "def weighted_sum(x, w):\n    return (x @ w) * 1.9 - x[-1] ** 2"


def test_unnamed_wrong_answers_are_grouped_by_what_they_do(small, monkeypatch):
    made = small()
    for student, code in (("ada", ONE_WAY), ("bob", SAME_IN_OTHER_WORDS), ("cy", ANOTHER_WAY), ("di", None)):
        made.hand_in(student, **({"weighted_sum": code} if code else {}))
    made.grade()
    rows = [row for row in tables(made.grading)["unnamed.csv"] if row["exercise"] == "weighted_sum"]
    assert [(row["count"], row["students"]) for row in rows] == [("2", "ada bob"), ("1", "cy")]


def test_results_of_an_older_version_are_grouped_by_what_is_known(small, monkeypatch):
    made = small()
    for student, code in (("ada", ONE_WAY), ("bob", ONE_WAY)):
        made.hand_in(student, weighted_sum=code)
    made.grade()
    for path in (made.grading / "results").glob("*/*.json"):
        kept = json.loads(path.read_text())
        for check in kept["checks"]:
            check.pop("behaviour", None)
        path.write_text(json.dumps(kept))
    assert report(made, monkeypatch) == 0
    rows = [row for row in tables(made.grading)["unnamed.csv"] if row["exercise"] == "weighted_sum"]
    assert [(row["count"], row["students"]) for row in rows] == [("2", "ada bob")]


def test_whatever_stands_in_a_result_is_read():
    for check in ({}, {"mistakes": 3, "parts": "x", "status": None, "one_of": 1},
                  {"mistakes": [3, {}, {"name": 7, "kind": []}], "parts": [None, {"name": {}}]}):  # fmt: skip
        assert told_by(check).found == () and not told_by(check).one_of


# -- statistics ------------------------------------------------------------------------------------------------------


def test_a_correlation_needs_students_and_differences():
    assert goes_with([0, 1] * 4, [1, 2] * 4) == TOO_FEW
    assert goes_with([1] * 12, list(range(12))) == goes_with([0, 1] * 6, [3] * 12) == EQUAL
    assert goes_with([0, 1] * 6, [1, 2] * 6) == pytest.approx(1)


# -- classes of every size --------------------------------------------------------------------------------------------


def page_of(made):
    return (made.grading / "report" / "report.html").read_text(encoding="utf-8")


def test_one_student(small, capsys):
    made = small("ada")
    made.grade()
    assert f"The class:  {made.grading / 'report' / 'report.html'}" in capsys.readouterr().out.replace("\n", "")
    page = page_of(made)
    assert "1 student of whom something is graded" in page and "fewer than 10 students" in page
    assert "No mistake with a name was made by more than one student." in page


def test_everybody_the_same(small):
    made = small(*[f"s{number:02}" for number in range(12)])
    for student in list(made.expected):
        made.hand_in(student)
    made.grade()
    rows = [row for row in tables(made.grading)["exercises.csv"] if row["exercise"] != WRITTEN]
    assert {row["why_no_discrimination"] for row in rows} == {EQUAL}
    assert {row["what_to_do"] for row in rows} == {
        "Nearly everybody gets it: good to begin with, but it tells nobody apart."
    }


def test_nothing_that_could_be_graded(small):
    made = small()
    (made.given / f"ada_{CHAPTER}.ipynb").write_bytes(b"no notebook")
    made.grade()
    assert "Nothing of this chapter could be graded" in page_of(made) and "Could not be graded: ada." in page_of(made)
    assert tables(made.grading)["chapters.csv"][0]["not_graded"] == "1"


def test_an_empty_grading_folder(small, monkeypatch, capsys):
    made = small("ada")
    assert report(made, monkeypatch) == 2
    said = capsys.readouterr().err
    assert said.startswith("gradatim: Nothing is graded in ") and "Traceback" not in said


def test_who_is_missing_stands_there(small, tmp_path):
    made = small("ada")
    (tmp_path / "list.csv").write_text("id\nada\nzoe\n")
    made.grade("--roster", str(tmp_path / "list.csv"))
    assert "Nothing handed in: zoe." in page_of(made)


# -- at the end of each grading ------------------------------------------------------------------------------------


def test_it_is_written_again_only_where_something_changed(small):
    made = small("ada", "bob")
    made.grade()
    written = (made.grading / "report" / "report.html").stat().st_mtime_ns
    made.grade()
    assert (made.grading / "report" / "report.html").stat().st_mtime_ns == written
    made.mark_by_hand("ada")
    made.grade()
    assert (made.grading / "report" / "report.html").stat().st_mtime_ns > written
    assert tables(made.grading)["students.csv"][0]["waiting"] == ""


def test_a_failure_of_the_report_costs_no_mark(small, monkeypatch, capsys):
    from gradatim_autograder.grading.report import write

    def broken(*_arguments):
        raise RuntimeError("no ink")

    made = small("ada")
    monkeypatch.setattr(write, "page", broken)
    assert made.grade() == 0 and made.marks() == made.expected
    said = " ".join(capsys.readouterr().out.split())
    assert "The class: could not be drawn (RuntimeError: no ink); the marks are as they should be" in said
    assert "RuntimeError: no ink" in (made.grading / "grade.log").read_text()


def test_a_link_in_its_place_is_not_followed(small, monkeypatch, tmp_path, capsys):
    made = small("ada")
    made.grade()
    for path in (made.grading / "report").iterdir():
        path.unlink()
    (made.grading / "report").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (made.grading / "report").symlink_to(tmp_path / "elsewhere")
    assert report(made, monkeypatch) == 2
    assert "Traceback" not in capsys.readouterr().err and not list((tmp_path / "elsewhere").iterdir())


def test_quotes_without_end_cost_no_more_than_others():
    """A student's cell is read in the grader's own process."""
    from gradatim_autograder.grading.report.tokens import tokens

    assert len(tokens('\\"' * 9_000)) == 9_000, "each is one sign and begins no text"
