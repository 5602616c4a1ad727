"""Classes of arguments: each declared one has a probe, and an answer that is wrong for it alone is refused."""

import inspect

import numpy as np
import pytest
from gradatim_autograder.checking.course_functions import quiet
from gradatim_autograder.checking.subject import LocalSubject, local
from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import one_row, where
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.verdict.engine import judge
from thorough import thorough

EXERCISES = all_exercises()
CLASSES = [(name, each) for name, exercise in EXERCISES.items() for each in exercise.classes]
SEEDS = range(thorough(1, 20))


def ids(value):
    return value if isinstance(value, str) else "-".join((value.name, *value.on))


@pytest.fixture(autouse=True)
def nothing_shown():
    with quiet():
        yield


def spoiled(value):
    """The same answer with other numbers."""
    if isinstance(value, dict):
        return {key: spoiled(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(spoiled, value))
    if isinstance(value, bool | np.bool_):
        return not value
    if isinstance(value, np.ndarray) and value.dtype == bool:
        return ~value
    if isinstance(value, np.ndarray | float):
        return np.where(np.isfinite(value), value + 1, 0.0)[()]
    return value + "?" if isinstance(value, str) else value if value is None else value + 1


def wrong_for(exercise, each):
    """The reference, made wrong for one class alone: what it returns, or what comes of its use, is spoiled there."""
    if each.wrong is not None:
        return local(exercise, each.wrong)

    def in_class(function):
        def answer(*args):
            inside = each in exercise.classes_of(args[1:] if exercise.drive else args)  # before: a call may change them
            returned = function(*args)
            returned = list(returned) if inspect.isgenerator(returned) else returned
            return spoiled(returned) if inside else returned

        return answer

    if exercise.drive:
        return LocalSubject(exercise.reference, in_class(exercise.drive))
    return LocalSubject(in_class(exercise.reference))


@pytest.mark.parametrize(("name", "each"), CLASSES, ids=ids)
def test_an_answer_that_is_wrong_for_one_class_alone_is_refused(name, each):
    exercise = EXERCISES[name]
    subject = wrong_for(exercise, each)
    for seed in SEEDS:
        probes = exercise.draw(seed)
        if each.wrong is None:
            assert any(each in exercise.classes_of(probe.args) for probe in probes), f"seed {seed}: no probe"
        assert not judge(subject, exercise, seed).passed, f"seed {seed}"


def test_most_exercises_with_arguments_declare_classes():
    without = [name for name, each in EXERCISES.items() if each.draw(0)[0].args and not each.classes]
    assert not without


def test_a_class_of_an_unknown_argument_is_refused():
    exercise = declare("f", returns=("z",), points={"z": 1}, section="heading")
    exercise.reference(lambda x: x)
    with pytest.raises(ValueError, match="no argument y"):
        exercise.classes(one_row("y"))
    exercise.classes(where("positive", "where x is positive", lambda x: x > 0))
    with pytest.raises(ValueError, match="declared twice"):
        exercise.classes(where("positive", "where x is positive", lambda x: x > 0))
    made = exercise.finished("01-neuron")
    assert [each.name for each in made.classes_of((3.0,))] == ["positive"] and not made.classes_of((-3.0,))
