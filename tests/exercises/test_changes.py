"""Single changes to right answers: they name mistakes that nobody declared, and they test the probes."""

import numpy as np
import pytest
from gradatim_autograder import check
from gradatim_autograder.checking.course_functions import quiet
from gradatim_autograder.checking.evidence import Evidence, same_answers
from gradatim_autograder.checking.subject import local
from gradatim_autograder.diagnosis.changes import all_changes, changes_of
from gradatim_autograder.diagnosis.changes.fixed import USUAL
from gradatim_autograder.exercise.registry import all_exercises
from thorough import thorough

WITH_ARGUMENTS = [each for each in all_exercises().values() if each.draw(0)[0].args and not each.view]
SEEDS = range(thorough(2, 4))
EVERY = thorough(3, 1)  # of so many changes one is tried


def right_answers(exercise):
    return (exercise.reference, *(each.function for each in exercise.alternatives))


def changed(functions):
    """Every change of these right answers, those that compute the same once."""
    changes = [change for _texts, changes in all_changes(functions) for change in changes]
    return list({getattr(change.function, "__code__", change): change for change in changes}.values())


def passes(function, evidence):
    """Whether `function` gives the right answers; it ends at the first wrong one."""
    return same_answers(evidence.answers_of(function), evidence.right)


@pytest.mark.parametrize("exercise", WITH_ARGUMENTS, ids=lambda each: each.name)
def test_a_change_that_tells_on_one_seed_tells_on_every_seed(exercise):
    """Probes are good where no wrong answer passes by chance."""
    wrong = 0
    with quiet():
        seeds = [Evidence(exercise, [probe.args for probe in exercise.draw(seed)], []) for seed in SEEDS]
        for change in changed(right_answers(exercise))[::EVERY]:
            verdicts = [passes(change.function, evidence) for evidence in seeds]
            assert all(verdicts) or not any(verdicts), f"{change.name} ({change.text}) passes on some seeds"
            wrong += not verdicts[0]
    assert wrong * EVERY > 10


def mixed(x, w, b):
    """All that the rules look for, in one function."""
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i]
    for row in x:
        for value in row:
            total = total + (value - w[:, i])
    if total > 3:
        total = -total
    return np.sum(np.array([total, b]), axis=0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wrong_variable", "x stands where w belongs."),
        ("wrong_operator", "At one place + stands where * belongs."),
        ("comparison_reversed", "A comparison is the wrong way round."),
        ("wrong_number", "A number in it is 4 and should be another one."),
        ("minus_missing", "A minus sign is missing."),
        ("wrong_axis", "It goes along axis=1, which is the wrong axis here."),
        ("option_missing", "axis is left out."),
        ("wrong_function", "It uses mean where sum belongs."),
        ("first_pass_only", "A loop ends after its first pass. Is the return inside it?"),
        ("first_step_missing", "A loop leaves out the first step."),
        ("not_accumulated", "In a loop a value is replaced where it should grow."),
        ("index_stuck", "An index is always 0, where it should take each number in turn."),
        ("returns_in_loop", "It returns inside a loop, in its first pass."),
        ("row_for_column", "At one place it takes a row where a column belongs."),
        ("column_for_row", "At one place it takes a column where a row belongs."),
        ("difference_without_sign", "A difference has lost its sign."),
        ("argument_truncated", "b loses what stands behind its decimal point."),
    ],
)
def test_kinds_of_change(name, text):
    assert (name, text) in {(change.name, change.text) for change in changes_of(mixed)}


def test_a_minus_sign_in_an_index_is_called_so():
    def last_sizes(x):
        return x.shape[-1] - x.shape[-2]

    texts = [change.text for change in changes_of(last_sizes) if change.name == "minus_missing"]
    assert set(texts) == {"A minus sign is missing in an index."}


def test_changes_are_the_same_each_time():
    first, second = ([(c.name, c.values) for c in changes_of(mixed)] for _ in range(2))
    assert first == second and len(first) > 60


def test_a_mistake_that_nobody_declared_is_named():
    def neuron(x, w, b):
        z = 0
        for i in range(len(w)):
            z += w[i] * w[i]
        return z + b

    result = check(neuron)
    assert "wrong_variable" in result.mistakes and "w stands where x belongs" in result.message


def test_a_change_that_ends_in_an_error_is_named():
    result = check(lambda X, W, b: (X @ W).T + b, exercise="dense_forward")
    assert result.mistake == "transposed"


def test_no_change_makes_a_list_that_never_ends_or_holds_itself():
    def rows_of(X):
        rows, others = [], []
        for row in X:
            rows.append(row)
            others.append(rows)
        return others

    for change in changes_of(rows_of):
        returned = local(all_exercises()["row_means"], change.function).call((np.ones((3, 2)),)).returned
        assert returned is None or len(returned) < 10


def test_one_hint_for_one_change_in_several_results():
    result = check(lambda dout, x, w: (np.sign(dout) * w, np.sign(dout) * x, np.sign(dout)), exercise="neuron_backward")
    assert result.hints == ("Of dout only the sign is used.",)


def test_nothing_is_named_where_nothing_fits():
    assert check(lambda x, w, b: np.cos(x * w).sum() * b, exercise="neuron").mistake is None


def test_an_argument_in_whose_place_a_usual_number_stands_is_named():
    def momentum(w, dw, v, lr, beta):
        v = beta * v + (1 - beta) * dw
        return w - 0.01 * v, v

    result = check(momentum)
    assert "argument_fixed" in result.mistakes and "lr is fixed at 0.01" in result.message


def test_an_argument_that_is_left_out_is_not_called_fixed_at_1():
    result = check(lambda lr0, epoch, rate: lr0 / (1 + epoch), "lr_decay")
    assert result.mistake != "argument_fixed"


def test_arguments_are_fixed_once_for_all_right_answers():
    def twice(x):
        return x + x

    fixed = [change for change in changed((mixed, twice)) if change.name == "argument_fixed"]
    assert len(fixed) == 3 * len(USUAL)
    assert {dict(change.values)["name"] for change in fixed} == {"x", "w", "b"}
