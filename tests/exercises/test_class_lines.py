"""Classes of arguments that are written as a list."""

import inspect

import numpy as np
import pytest
from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import one_row, where
from gradatim_autograder.exercise.catalogue import extract
from gradatim_autograder.exercise.class_lines import Line, lines
from gradatim_autograder.exercise.wrong_lines import Unreadable

LIMIT = 3


@pytest.fixture
def pooling():
    exercise = declare("pooling", returns=("out",), points={"out": 1}, section="Pooling")

    @exercise.reference
    def pooling(X, size, stride=1):
        return X[::stride, :size]

    return exercise


def declared(exercise):
    return exercise.finished("09-images").classes


def test_a_class_is_a_name_words_and_a_condition_or_one_that_exercises_share(pooling):
    pooling.classes("""
one_row X
gaps: where stride is larger than size  if stride > size
# The limit stands in this file, the helper further down.
large: where X is large, and so is size
    np.max(X) > LIMIT
    and _is_large(size)
""")
    first, gaps, large = declared(pooling)
    assert (first.name, first.on, first.text) == ("one_row", ("X",), one_row("X").text)
    assert (gaps.name, gaps.text, gaps.on) == ("gaps", "where stride is larger than size", ("size", "stride"))
    assert gaps.has({"size": 2, "stride": 3}) and not gaps.has({"size": 3, "stride": 3})
    assert (large.words, large.on) == ("where X is large, and so is size", ("X", "size"))
    assert large.has({"X": np.array([4.0]), "size": 9}) and not large.has({"X": np.array([4.0]), "size": 1})


def _is_large(size):
    return size > LIMIT


def test_a_text_and_classes_stand_side_by_side_in_their_order(pooling):
    pooling.classes("zero stride")
    pooling.classes(where("one", "where size is 1", lambda size: size == 1), one_row("X"))
    pooling.classes("two: where size is 2  if size == 2")
    assert [each.name for each in declared(pooling)] == ["zero", "one", "one_row", "two"]


def test_a_condition_may_hold_a_loop_over_an_argument(pooling):
    pooling.classes("low: where a row of X is low  if any(max(row) < size for row in X)")
    (low,) = declared(pooling)
    assert low.has({"X": [[5, 6], [0, 1]], "size": 2}) and not low.has({"X": [[5, 6]], "size": 2})


@pytest.mark.parametrize(
    ("block", "line", "words"),
    [
        ("    size == 1", 0, "stands below no words"),
        ("a: where size is 1  if size == 1\n    size == 2", 1, "stands below no words"),
        ("one_row X\n    size == 2", 1, "stands below no words"),
        ("a: where size is 1", 0, "'a' has no condition"),
        ("a: where size is 1\nzero stride", 0, "'a' has no condition"),
        ("where size is one", 0, "should be a name, a colon and words"),
        ("zero stride\nno_such_class X", 1, "no class called 'no_such_class' that exercises share"),
        ("where X", 0, "no class called 'where' that exercises share"),
        ("np X", 0, "no class called 'np' that exercises share"),
        ("zero stride\na: where size is 1  if size = 1", 1, "'size = 1' is no Python"),
        ("zero stride\na: where size is 1\n    (size", 1, "is no Python"),
        ("zero stride\na: where n is 1  if n == 1", 1, "there is no argument n; they are X, size, stride"),
        ("zero stride\na: where it is wide  if LIMIT > 2", 1, "asks for none of the arguments X, size, stride"),
        ("zero stride\na: where size is 1 if size == 1", 1, "has no condition: behind two blanks and if"),
        ("zero stride\nzero pad", 1, "there is no argument pad"),
        ("zero stride\none_row X\nzero stride", 2, "the class 'zero' is declared twice"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_exercise_and_line(pooling, block, line, words):
    first = inspect.currentframe().f_lineno + 2
    with pytest.raises(ValueError, match=rf"/test_class_lines.py:{first + line}: pooling.*{words}"):
        pooling.classes(block)


def test_lines_are_counted_from_0():
    assert list(lines("\none_row X\na: b  if c\n")) == [Line(1, "one_row", of="X"), Line(2, "a", "b", "c")]
    with pytest.raises(Unreadable) as refused:
        list(lines("one_row X\n\n!"))
    assert refused.value.at == 2


def test_the_words_are_found_for_translation(tmp_path):
    path = tmp_path / "pooling.py"
    path.write_text('''
exercise = declare("pooling", section=N_("Pooling"))
exercise.classes("""
one_row X
gaps: where there are gaps  if stride > size
""")
exercise.classes(where("one", N_("where size is 1"), one))
''')
    with path.open("rb") as file:
        found = {text: (line, comments) for line, _function, text, comments in extract(file, ["N_"], [], {})}
    assert found == {
        "Pooling": (2, ["pooling"]),
        "where there are gaps": (5, ["pooling"]),
        "where size is 1": (7, ["pooling"]),
    }
