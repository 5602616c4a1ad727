"""Each sentence about a wrong answer has to earn its place."""

import linecache

import numpy as np
import pytest
from gradatim.text import N_
from gradatim_autograder import check
from gradatim_autograder.checking.compare import much_nearer, same
from gradatim_autograder.checking.subject import LocalSubject, Lost, local
from gradatim_autograder.diagnosis.borne_out import Changes
from gradatim_autograder.diagnosis.changes import changes_of
from gradatim_autograder.diagnosis.changes.tree import read_function
from gradatim_autograder.diagnosis.errors import MEANINGS
from gradatim_autograder.diagnosis.finding import CHANGE, MISTAKE, Diagnosis, Finding, merged, narrowed
from gradatim_autograder.diagnosis.nearly import slightly_off
from gradatim_autograder.diagnosis.patterns import pattern
from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.inside.function.code_facts import NOTHING, facts, packed, unpacked
from gradatim_autograder.verdict.engine import judge

EXERCISES = all_exercises()


# -- how close is close ---------------------------------------------------------------------------------------------


def test_the_tolerance_is_that_of_the_students_dtype():
    want = np.ones(3)
    assert not same(want + 5e-5, want.astype(np.float32))
    assert same((want + 5e-5).astype(np.float32), want)


def test_what_is_right_up_to_some_digits_is_not_explained_by_a_small_change():
    want = np.array([1.0, 2.0])
    got = np.round(want + 0.0004, 3)
    assert not much_nearer(got, want + 3e-4, want)
    assert much_nearer(got + 1, want + 1, want)


# -- changes --------------------------------------------------------------------------------------------------------


def minus_the_bias(x, w, b):
    z = 0.0
    for value, weight in zip(x, w, strict=True):
        z += value * weight
    return z - b


def something_else(x, w, b):
    return float(np.cos(x).sum() * w.sum() / b)


def borne(exercise, function):
    exercise = EXERCISES[exercise]
    found = facts(function, exercise.parameters)
    return {(change.name, change.text) for _strength, change in Changes(exercise, found).borne()}


def test_a_change_is_borne_out_by_what_it_brings():
    assert ("wrong_operator", "At one place - stands where + belongs.") in borne("neuron", minus_the_bias)
    assert ("wrong_operator", "At one place - stands where + belongs.") not in borne("neuron", something_else)


def test_nothing_is_borne_out_by_code_that_cannot_be_read():
    assert Changes(EXERCISES["neuron"], NOTHING).borne() == []


def test_a_loop_is_not_blamed_where_there_is_none():
    def one_hot(y, C):
        return np.eye(C + 1)[y]

    assert not any("loop" in text for _name, text in borne("one_hot", one_hot))


def test_a_change_that_makes_a_loop_endless_ends():
    def growing(x):
        rows = [1.0]
        for row in rows:
            rows.append(row)
        return rows

    code = read_function(growing)
    with pytest.raises(Exception, match=""):
        code.made_of(code.compiled())(np.ones(2))


def test_every_change_can_be_compiled_and_told():
    for change in changes_of(EXERCISES["neuron_backward"].reference):
        assert change.text and callable(change.function)


# -- patterns -------------------------------------------------------------------------------------------------------

RNG = np.random.default_rng(3)
WANT = [RNG.normal(size=(n, 4)) for n in (3, 5, 6)]
ARGS = [{"X": np.zeros((n, 2)), "lr": 0.1 * n} for n in (3, 5, 6)]


def spoil(region, by=1.0):
    got = [want.copy() for want in WANT]
    for each in got:
        each[region] += by
    return got


@pytest.mark.parametrize(
    ("got", "name", "text"),
    [
        ([2.5 * want for want in WANT], "constant_factor", "out is always 2.5 times the right value."),
        (
            [want / len(want) for want in WANT],
            "divided_by",
            "out is the right value divided by the number of rows of X.",
        ),
        ([0.1 * len(want) * want for want in WANT], "multiplied_by", "out is the right value times lr."),
        (spoil(np.s_[0]), "first_row_wrong", "out is right except in its first row."),
        (spoil(np.s_[:, -1]), "last_column_wrong", "out is right except in its last column."),
        (spoil(np.s_[1:]), "first_row_wrong", "Only the first row of out is right."),
        ([want.clip(-0.5, 0.5) for want in WANT], "cut_off", "it never goes below -0.5 or above 0.5"),
        ([np.abs(want) for want in WANT], "signs_wrong", "right but for their signs"),
        ([want[:, ::-1][::-1] for want in WANT], "order_wrong", "not at their places"),
        ([want[:-1] for want in WANT], "missing_at_the_end", "lacks entries at the end of an axis"),
        ([np.where(want > 0.5, 0.0, want) for want in WANT], "zero_where_wrong", "Where out is wrong, it is 0."),
        ([want + 0.25 for want in WANT], "too_large_by", "everywhere too large by 0.25"),
    ],
)
def test_patterns(got, name, text):
    found = pattern("out", got, WANT, ARGS)
    assert found.name == name and text in found.text


def test_chance_is_no_pattern():
    assert pattern("out", [RNG.normal(size=want.shape) for want in WANT], WANT, ARGS) is None
    single = [np.array(value) for value in (1.0, 2.0, 3.0)]
    other = [np.array(value) for value in (1.5, 1.7, 4.0)]
    assert pattern("out", other, single, ARGS) is None, "one number has a factor to any other"


def test_rounded_and_nearly_right():
    for digits in range(1, 7):
        found = slightly_off("out", [np.round(want, digits) for want in WANT], WANT, NOTHING, frozenset())
        assert found.name == "rounded" and f"{digits} digit" in found.text
    near = slightly_off("out", [want * 1.001 for want in WANT], WANT, NOTHING, frozenset())
    assert near.name == "slightly_off" and "0.1 %" in near.text
    assert slightly_off("out", [want * 1.1 for want in WANT], WANT, NOTHING, frozenset()) is None


# -- one class of arguments alone -----------------------------------------------------------------------------------


def exercise_with(*classes):
    exercise = declare("f", returns=("z",), points={"z": 1}, section=N_("heading"))

    @exercise.reference
    def f(x, n):
        return 2 * x + n

    @exercise.probe(times=4)
    def ordinary(rng):
        return rng.normal(size=3), int(rng.integers(2, 5))

    @exercise.probe()
    def one(rng):
        return rng.normal(size=3), 1

    exercise.classes(*classes)
    return exercise.finished("01-neuron")


ONE = where("n_1", N_("where n is 1"), lambda n: n == 1)


def test_the_class_that_alone_is_wrong_is_told():
    exercise = exercise_with(ONE)
    result = judge(local(exercise, lambda x, n: 2 * x + (n if n > 1 else 0)), exercise, 1)
    assert result.mistakes == ("wrong_for_n_1",) and "It is right except where n is 1." in result.message
    assert result.classes == ("n_1",)


def test_a_class_that_is_wrong_by_chance_is_not_told():
    """On the first arguments all that is wrong is n = 1; on further ones it is not."""
    exercise, seen = exercise_with(ONE), []

    def f(x, n):
        seen.append(n)
        return 2 * x + n if len(seen) < 5 or len(seen) in (6, 7) else 0 * x

    assert "wrong_for_n_1" not in judge(local(exercise, f), exercise, 1).mistakes


# -- several findings -----------------------------------------------------------------------------------------------


def test_findings_are_merged_once_each():
    one, other = Finding("a", "A.", MISTAKE), Finding("b", "B.", CHANGE)
    both = merged([Diagnosis((one,)), Diagnosis(), Diagnosis((one, other), one_of=True)])
    assert both.findings == (one, other) and both.one_of


def test_of_several_mistakes_that_give_a_result_the_one_is_told_that_gives_another_too():
    both, one, other = (Finding(name, name, MISTAKE) for name in ("both", "one", "other"))
    found = narrowed([Diagnosis((both, one), one_of=True), Diagnosis((other, both), one_of=True)])
    assert found == [Diagnosis((both,)), Diagnosis((both,))]
    undecided = [Diagnosis((both, one), one_of=True), Diagnosis((other,))]
    assert narrowed(undecided) == undecided


# -- what the code shows --------------------------------------------------------------------------------------------


def in_a_cell(source, name):
    linecache.cache["<a cell>"] = len(source), None, source.splitlines(keepends=True), "<a cell>"
    namespace = {"np": np, "__name__": "__main__"}
    exec(compile(source, "<a cell>", "exec"), namespace)
    return namespace[name]


def test_a_class_of_a_notebook_is_read():
    source = "class Dense:\n    def __init__(self, W, b):\n        self.W = W ^ 2\n        self.b = b\n"
    found = facts(in_a_cell(source, "Dense"), ("W", "b"))
    assert found.known and ("caret", {"code": "W ^ 2"}) in found.signs


def test_what_a_line_shows_is_quoted_as_it_stands():
    found = facts(in_a_cell("def f(x, y):\n    return (x - y) ^ 2\n", "f"), ("x", "y"))
    assert found.signs == (("caret", {"code": "(x - y) ^ 2"}),)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    np.clip(x, 0, 1, out=x)\n    return x",  # it writes into x
        "def f(x):\n    return x ** (1 / 2)",
        "def f(x):\n    return x ** 1 / 3",  # a third, which is not called a half
        "def f(x):\n    return eval('x + 1')",
        "def f(x):\n    y = np.zeros(3, float)\n    return y + x",
        "def f(x):\n    return np.max(x, 0)",
        "def f(x):\n    print(x)\n    return x",
        "def f(x, y=1):\n    def g():\n        return x + y\n    return g()",
    ],
)
def test_no_sign_where_nothing_is_wrong(source):
    assert facts(in_a_cell(source, "f"), ("x",)).signs == ()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"known": True},
        {"known": True, "tokens": 3, "signs": [[1, 2], ["caret", {"code": 5}]], "numbers": "x"},
    ],
)
def test_facts_that_somebody_made_up_do_no_harm(data):
    found = unpacked(data)
    assert all(isinstance(text, str) for _name, values in found.signs for text in values.values())


def test_facts_come_through_as_they_were():
    found = facts(minus_the_bias, ("x", "w", "b"))
    assert unpacked(packed(found)) == found


def test_an_unused_argument_is_not_told_where_right_answers_do_not_use_it_either():
    for name in ("momentum", "neuron"):
        exercise = EXERCISES[name]
        assert not facts(exercise.reference, exercise.parameters).signs


# -- errors ---------------------------------------------------------------------------------------------------------


def test_every_meaning_has_a_name_and_a_sentence():
    assert all(name.islower() and words[-1] in ".?" for _k, _p, name, words in MEANINGS)


def errors():
    x = np.ones(3)
    yield lambda: x @ np.ones(4), "inner_sizes_differ"
    yield lambda: x + np.ones(4), "shapes_do_not_fit"
    yield lambda: x[3], "index_out_of_range"
    yield lambda: np.ones((2, 2)).transpose(0, 3), "no_such_axis"
    yield lambda: x.sum(axis=1), "no_such_axis"
    yield lambda: np.ones((2, 2)).transpose(1, 0, 2), "axes_do_not_match"
    yield lambda: x[1.0], "index_no_integer"
    yield lambda: max(0, x), "truth_of_array"
    yield lambda: x(2), "not_callable"
    yield lambda: np.zeros(2.5), "float_for_count"
    yield lambda: x.reshape(2, 2), "cannot_reshape"
    yield lambda: undefined_name, "not_defined"  # noqa: F821
    yield lambda: None + x, "none_in_formula"
    yield lambda: len(np.random.default_rng(1).shuffle(x)), "none_for_list"
    yield lambda: {}["W"], "no_such_key"
    yield lambda: x.foo, "no_such_attribute"


@pytest.mark.parametrize(("make", "name"), list(errors()), ids=[name for _make, name in errors()])
def test_usual_errors_are_explained(make, name):
    assert name in check(lambda x, w, b: make(), exercise="neuron").mistakes


def test_a_call_beyond_the_verdict_that_is_lost_costs_nothing():
    exercise = exercise_with(ONE)
    calls = []

    class Dying(LocalSubject):
        def call(self, args):
            calls.append(args)
            if len(calls) > len(exercise.draw(1)) + 2:
                raise Lost("it ended")
            return super().call(args)

    subject = Dying(lambda x, n: 2 * x + (n if n > 1 else 0))
    result = judge(subject, exercise, 1)
    assert result.status == "wrong" and "wrong_for_n_1" not in result.mistakes and result.classes == ("n_1",)
    assert isinstance(subject.lost, Lost)
