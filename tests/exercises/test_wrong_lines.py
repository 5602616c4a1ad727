"""Known mistakes that are written as lines of a right answer gone wrong; right answers that are written as bodies."""

import ast
import builtins
import dis
import inspect

import numpy as np
import pytest
from gradatim_autograder.exercise import declare, prediction
from gradatim_autograder.exercise.catalogue import extract
from gradatim_autograder.exercise.change import Misfit, changed, tree_of
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.exercise.wrong_lines import Unreadable, entries, parts
from gradatim_autograder.grading.demo.notebooks import pasted

LARGE = 1000
SHARED_HINT = "A hint that several exercises share."


@pytest.fixture
def neuron():
    exercise = declare("neuron", returns=("z",), points={"z": 1}, section="Sums")

    @exercise.reference
    def neuron(x, w, b):
        total = 0.0
        for each, weight in zip(x, w, strict=True):
            total = total + each * weight
        return total + b

    @exercise.alternative("in one line")
    def _(x, w, b):
        product = x * w
        return np.sum(product, axis=0) + b

    return exercise


def last(exercise):
    return exercise.finished("01-neuron").mistakes[-1]


X, W = np.array([1.0, 2.0]), np.array([3.0, 4.0])


# -- the block -------------------------------------------------------------------------------------------------------


def test_a_block_is_names_hints_headings_and_wrong_lines(neuron):
    neuron.wrong_lines("""
bias_forgotten: The bias is missing. Add b: the sum
alone is not the answer.  > The weighted sum, by hand
    return total
    total = 0.0 -> total = 1.0 ;; return total - 1.0
bias_subtracted: The bias is taken off.
> Sums that
are taken apart
    return total - b
shared: {SHARED_HINT}
    return b
bias_forgotten:
    return total + 0 * b
""")
    found = neuron.finished("01-neuron").mistakes
    assert [each.name for each in found] == ["bias_forgotten"] * 2 + ["bias_subtracted", "shared", "bias_forgotten"]
    hint = "The bias is missing. Add b: the sum alone is not the answer."
    assert {(each.hint, each.reread) for each in found if each.name == "bias_forgotten"} == {
        (hint, "The weighted sum, by hand")
    }
    assert found[2].reread == "Sums that are taken apart"
    assert neuron.finished("01-neuron").headings() == {
        "Sums": "",
        "The weighted sum, by hand": "bias_forgotten",
        "Sums that are taken apart": "bias_subtracted",
    }
    assert found[3].hint == SHARED_HINT and found[3].reread == "Sums"
    assert [each.function(X, W, 5.0) for each in found] == [11.0, 11.0, 6.0, 5.0, 11.0]
    assert found[0].function is found[0].function


@pytest.mark.parametrize(
    ("block", "line", "words"),
    [
        ("    return total", 0, "before the first name"),
        ("a: hint\n    return b\nno name here", 2, "should begin with the name"),
        ("a: hint\n    return b\nb: hint", 2, "no wrong line"),
        ("a_b: hint\nc_d: Another.\n    return b", 0, "no wrong line"),
        ("lonely: hint\nother: Another.\n    return b", 0, "no wrong line"),
        ("lonely: hint\nbias_forgotten:\n    return b", 0, "no wrong line"),
    ],
)
def test_a_block_that_cannot_be_read_is_refused_with_its_line(neuron, block, line, words):
    with pytest.raises(Unreadable, match=words) as refused:
        list(entries(block))
    assert refused.value.at == line
    with pytest.raises(ValueError, match=rf"test_wrong_lines.py:\d+: neuron: .*{words}"):
        neuron.wrong_lines(block)


def test_what_does_not_fit_is_refused_with_file_exercise_and_line(neuron):
    neuron.wrong_lines("""
bias_forgotten: The bias is missing.
    return total
no_such_thing: It is not there.
    sum = 0
""")
    line = inspect.currentframe().f_lineno - 2
    with pytest.raises(
        ValueError, match=rf"/test_wrong_lines.py:{line}: neuron, no_such_thing: 'sum = 0' fits nowhere"
    ):
        _ = last(neuron).function


def test_a_text_that_is_not_there_is_refused_with_its_line(neuron):
    with pytest.raises(ValueError, match=r"test_wrong_lines.py:\d+: neuron: there is no text called NOWHERE"):
        neuron.wrong_lines("bias_forgotten: {NOWHERE}\n    return total")
    with pytest.raises(ValueError, match=r"neuron: \{SHARED_HINT\} is not the whole text"):
        neuron.wrong_lines("bias_forgotten: {SHARED_HINT} Add it.\n    return total")


def test_a_hint_is_written_once(neuron):
    neuron.wrong_lines("bias_forgotten: Add b.\n    return total")
    with pytest.raises(ValueError, match=r"test_wrong_lines.py:\d+: .*bias_forgotten.* has a hint already"):
        neuron.wrong_lines("bias_forgotten: Add b!\n    return total")
    with pytest.raises(ValueError, match=r"test_wrong_lines.py:\d+: .*bias_doubled.* needs a hint"):
        neuron.wrong_lines("bias_doubled:\n    return total + 2 * b")


def test_an_alternative_is_changed_where_it_is_named(neuron):
    neuron.wrong_lines('mean_for_sum: Add up.\n    of "in one line": np.sum -> np.mean')
    assert last(neuron).function(X, W, 5) == 10.5
    neuron.wrong_lines('other: Other.\n    of "by einsum": np.sum -> np.mean')
    with pytest.raises(ValueError, match="no alternative called 'by einsum'"):
        _ = last(neuron).function


def test_lines_that_are_indented_more_belong_to_the_line_above(neuron):
    neuron.wrong_lines("""
early: It stops at the first.
    total = total + each * weight -> total = each * weight
        if total > 0:
            break
    total = total + each * weight
        -> total += 2 * each * weight
        ;; return total
""")
    one, other = neuron.finished("01-neuron").mistakes
    assert one.function(X, W, 5) == 8.0 and other.function(X, W, 5) == 22.0


def test_its_source_can_be_read_and_pasted(neuron):
    neuron.wrong_lines("bias_forgotten: Add b.\n    return total")
    source = pasted(last(neuron).function, "answer")
    assert source.startswith("def answer(x, w, b):") and "return total\n" in source + "\n" and "@" not in source


# -- what fits where -------------------------------------------------------------------------------------------------


def right(x, n, axis=None):
    a, b = x, n
    total = np.zeros(n)
    for i in range(n):
        if i > 0:
            total[i] = np.sum(x, axis=0, keepdims=True)
        total += a * 2

    def inner(y):
        return y + b

    return inner(total) * 2


class Layer:
    def forward(self, x):
        self.x = x
        return 2 * x

    def backward(self, d):
        return 2 * d


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("total = np.ones(n)", "total = np.zeros(n)", "total = np.ones(n)"),
        ("a, b = n, x", "a, b = (x, n)", "a, b = (n, x)"),
        ("total[i] += 1", "total[i] = np.sum(x, axis=0, keepdims=True)", "total[i] += 1"),
        ("total  +=  a*3", "total += a * 2", "total += a * 3"),
        ("for i in range(1, n):", "for i in range(n):", "for i in range(1, n):"),
        ("if i >= 0:", "if i > 0:", "if i >= 0:"),
        ("return total", "return inner(total) * 2", "return total"),
        ("in inner: return y", "return y + b", "return y"),
        ("axis=0 -> axis=1", "axis=0", "axis=1"),
        ("keepdims=True -> pass", ", keepdims=True", ""),
        ("def right(x, n, axis=0):", "axis=None):", "axis=0):"),
        ("np.zeros(n) -> np.zeros((n))[:]", "np.zeros(n)", "np.zeros(n)[:]"),
        ("total += a * 2 -> pass", "        total += a * 2\n", ""),
        ("a, b = x, n -> b = n; a = x", "a, b = (x, n)", "b = n\n    a = x"),
        ("if i > 0: -> if i < 0:", "i > 0", "i < 0"),
        ("a * 2 -> a * '->'", "a * 2", "a * '->'"),
        ("total += a * 2 -> ...; total = 0", "total += a * 2", "total += a * 2\n        total = 0"),
        ("i => j", None, None),
        ("a => b ;; b => a", None, None),
    ],
)
def test_a_line_takes_the_place_of_the_one_that_does_the_same(line, old, new):
    tree = tree_of(right)
    before, after = changed_source(tree, "pass -> pass"), changed_source(tree, line)
    if old is not None:
        assert before.count(old) == 1 and after == before.replace(old, new)
    elif "=>" in line and ";;" not in line:
        assert "j > 0" in after and "total[j]" in after and "for j in" in after
    else:
        assert "b, a = (x, n)" in after and "b * 2" in after and "y + a" in after


def changed_source(tree, line):
    return ast.unparse(tree) + "\n" if line == "pass -> pass" else changed(tree, parts(line)[1])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("total = np.zeros(n)", "changes nothing"),
        ("sum = 1", "fits nowhere"),
        ("x -> y", "occurs [0-9] times"),
        ("z -> y", "does not occur"),
        ("2 -> 3", "occurs 2 times"),
        ("print(x)", "say what it takes the place of"),
        ("in outer: return y", "0 functions called 'outer'"),
        ("a * 2 -> a * 3 ;; total += a", "another change of the same line"),
        ("total += a ;; a * 2 -> a * 3", "another change of the same line"),
        ("for i in range(n): ;; n -> m", "another change of the same line|occurs"),
        ("total +", "is no Python"),
        ("a * 2 -> ", "is no Python"),
        ("axis=0 -> f(x)", "a keyword"),
        ("y + b -> raise ValueError", "does not occur"),
    ],
)
def test_what_does_not_fit_exactly_one_place_is_refused(line, words):
    with pytest.raises(Misfit, match=words):
        changed(tree_of(right), parts(line)[1])


def test_a_first_line_and_what_stands_below_it_can_both_be_changed():
    for line in ("for j in range(n): ;; if i >= 0: ;; a * 2 -> a", "a * 2 -> a ;; if i >= 0: ;; for j in range(n):"):
        made = changed(tree_of(right), parts(line)[1])
        assert "for j in range(n):" in made and "if i >= 0:" in made and "total += a\n" in made


def test_of_a_class_a_method_is_named_where_two_lines_are_alike():
    tree = tree_of(Layer)
    with pytest.raises(Misfit, match="fits 2 places"):
        changed(tree, ["return 3"])
    assert changed(tree, ["in backward: return 3 * d"]).count("3 * d") == 1
    assert "type(self).x = x" in changed(tree, ["self.x = x -> type(self).x = x"])
    emptied = changed(tree, ["in backward: return 2 * d -> pass"])
    assert emptied.endswith("pass\n")


# -- other right answers ---------------------------------------------------------------------------------------------


def test_an_alternative_is_a_name_and_the_body_of_the_function(neuron):
    neuron.alternatives("""
by dot, and: all at once:
    # as in the notebook
    return np.dot(x, w) + b

turned: in one line: return w @ x + b
loop:
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]

    return z
""")
    _first, dot, turned, loop = neuron.finished("01-neuron").alternatives
    assert (dot.name, turned.name, loop.name) == ("by dot, and: all at once", "turned: in one line", "loop")
    assert dot.function(X, W, 5.0) == loop.function(X, W, 5.0) == turned.function(X, W, 5.0) == 16.0
    assert loop.function is loop.function
    assert str(inspect.signature(dot.function)) == "(x, w, b)" and "as in the notebook" in inspect.getsource(
        dot.function
    )
    assert pasted(loop.function, "answer").startswith("def answer(x, w, b):\n    z = b\n")


def test_an_alternative_has_the_first_line_of_the_reference():
    exercise = declare("mean", returns=("m",), points={"m": 1}, section="Means")

    @exercise.reference
    def mean(x, axis=None, *, scale=LARGE):
        return np.mean(x, axis) * scale

    exercise.alternatives("sum:\n    return np.sum(x, axis) / x.size * scale")
    found = exercise.finished("01-neuron").alternatives[0].function
    assert found(X) == 1500 and found.__kwdefaults__ == {"scale": 1000} and found.__defaults__ == (None,)


def test_an_alternative_of_a_block_is_changed_where_it_is_named(neuron):
    neuron.wrong_lines('bias_doubled: Add b once.\n    of "by dot": return np.dot(x, w) + 2 * b')
    neuron.alternatives("by dot:\n    return np.dot(x, w) + b")
    assert last(neuron).function(X, W, 5) == 21


@pytest.mark.parametrize(
    ("block", "line", "words"),
    [
        ("    return b", 0, "before the first name"),
        ("a:\n    return b\nno name here", 2, "should be the name of a right answer and a colon"),
        ("a:\n    return b\nb:\nc:\n    return b", 2, "'b' has no body"),
        ("a:\n    return b\nb:", 2, "'b' has no body"),
        ("a: return b\n    return x", 1, "'return x' stands below 'a', whose body is behind the colon"),
        ("a: b + x\n    return x", 0, "should be the name of a right answer and a colon"),
        ("a:\n    return b\nin one line:\n    return b", 2, "an alternative called 'in one line' already"),
        ("a:\n    return b\na:\n    return b", 2, "an alternative called 'a' already"),
    ],
)
def test_a_block_of_right_answers_that_cannot_be_read_is_refused_with_its_line(neuron, block, line, words):
    first = inspect.currentframe().f_lineno + 2
    with pytest.raises(ValueError, match=rf"/test_wrong_lines.py:{first + line}: neuron: .*{words}"):
        neuron.alternatives(block)


def test_a_right_answer_that_is_no_python_is_refused_with_file_exercise_and_line(neuron):
    neuron.alternatives("""
whole:
    return b
half:
    return (b
""")
    line = inspect.currentframe().f_lineno - 3
    with pytest.raises(ValueError, match=rf"/test_wrong_lines.py:{line}: neuron, half: 'return \(b' is no Python"):
        _ = neuron.finished("01-neuron").alternatives[-1].function


# -- predictions -----------------------------------------------------------------------------------------------------


def test_a_prediction_is_a_value_and_wrong_values():
    exercise = prediction("predict_sum", returns=("s",), points={"s": 1}, section="Sums", value="2 + 3", also=("5.0",))
    exercise.wrong_values("product: Add them.\n    2 * 3\n    np.prod([2, 3])")
    made = exercise.finished("01-neuron")
    assert made.reference() == 5 and made.alternatives[0].function() == 5.0 and not made.reveal
    assert [each.function() for each in made.mistakes] == [6, 6]
    assert pasted(made.mistakes[0].function, "predict_sum") == "def predict_sum():\n    return 2 * 3"
    exercise.wrong_values("broken: Broken.\n    2 +")
    with pytest.raises(ValueError, match=r"test_wrong_lines.py:\d+: predict_sum, broken: '2 \+' is no Python"):
        _ = exercise.finished("01-neuron").mistakes[-1].function


def test_a_tolerance_is_a_share_of_the_value():
    exercise = prediction("p", returns=("s",), points={"s": 1}, section="S", value="1e-9", tolerance=0.1)
    view = exercise.finished("01-neuron").view
    assert view(1.05e-9) == (1.0,) and view(3e-9) == (pytest.approx(3.0),)


# -- all of them -----------------------------------------------------------------------------------------------------


def unknown_names(function):
    """Names that a function, or a class's methods, ask for and that nobody defines: else it is wrong by a slip."""
    methods = vars(function).values() if inspect.isclass(function) else [function]
    found = set()
    for each in filter(inspect.isfunction, methods):
        codes = [each.__code__]
        for code in codes:  # it grows: functions and comprehensions inside
            codes += [constant for constant in code.co_consts if inspect.iscode(constant)]
        asked = {step.argval for code in codes for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
        found |= asked - {*each.__globals__, *vars(builtins)}
    return found


def test_a_name_that_nobody_defines_is_found(neuron):
    neuron.alternatives("a slip:\n    return sum(x * w for x, w in zip(xs, w)) + b")
    assert unknown_names(neuron.finished("01-neuron").alternatives[-1].function) == {"xs"}


def test_every_line_of_the_course_fits():
    for exercise in all_exercises().values():
        for each in (*exercise.mistakes, *exercise.alternatives):
            assert callable(each.function), (exercise.name, each.name)
            where = (exercise.name, each.name, inspect.getsourcefile(each.function))
            assert unknown_names(each.function) == set(), where


def test_the_hints_are_found_for_translation(tmp_path):
    path = tmp_path / "neuron.py"
    path.write_text('''
exercise = declare("neuron", section=N_("Sums"))
exercise.wrong_lines("""
bias_forgotten: The bias is
missing.  > By hand
    return total
shared: {SHARED}
    return b
""")
@exercise.mistake("loop", N_("No loop."))
def _(): pass
''')
    with path.open("rb") as file:
        found = {text: comments for _line, _function, text, comments in extract(file, ["N_"], [], {})}
    assert found == {
        "Sums": ["neuron"],
        "The bias is missing.": ["neuron: bias_forgotten"],
        "By hand": ["neuron"],
        "No loop.": ["neuron: loop"],
    }
