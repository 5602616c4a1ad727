"""What a student meets when calling `check`: every answer is a sentence, never a traceback."""

import functools
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from gradatim import text, try_it
from gradatim_autograder import check
from gradatim_autograder.checking.subject import LocalSubject


def test_right_answer():
    def neuron(x, w, b):
        return x @ w + b

    result = check(neuron)
    assert (result.points, result.max_points, result.passed, result.mistake) == (2, 2, True, None)
    assert "All right." in result.message


def test_known_mistake_is_named_with_a_hint_and_what_to_reread():
    result = check(lambda x, w, b: x @ w, exercise="neuron")
    assert result.mistake == "bias_forgotten" and not result.passed
    assert "The bias b is not added." in result.message
    assert 'Reread: "The weighted sum, by hand".' in result.message


def test_partial_credit_and_feedback_stand_together():
    result = check(lambda dout, x, w: (dout * w, dout * x, 1.0), exercise="neuron_backward")
    bundle = result._repr_mimebundle_()[0]
    assert bundle["text/plain"] == "2.0"
    assert "db is 1" in bundle["text/html"] and "<strong>" in bundle["text/html"]


def test_two_mistakes_in_two_results_are_both_named():
    result = check(lambda dout, x, w: (w * 1.0, dout * x, 0.0), exercise="neuron_backward")
    assert set(result.mistakes) == {"dout_forgotten_in_dx", "db_is_zero"} and result.points == 1


def test_not_written_yet():
    def neuron(x, w, b):
        """Docstring."""
        raise NotImplementedError()

    assert check(neuron).status == "not written"
    assert "Not written yet" in check(neuron).message


@pytest.mark.parametrize("body", ["pass", "...", "return None", "'A docstring.'"])
def test_empty_body_is_not_written_yet(body):
    namespace = {}
    exec(f"def neuron(x, w, b):\n    {body}", namespace)
    assert check(namespace["neuron"]).status == "not written"


def test_error_shows_the_students_line_and_the_shapes():
    def dense_forward(X, W, b):
        swapped = W
        return swapped @ X + b[:-1]

    message = check(dense_forward).message
    assert "ValueError" in message and "line 3 of your function: return swapped @ X + b[:-1]" in message
    assert "X an array of shape (" in message and "Traceback" not in message


def test_short_arguments_are_shown_so_that_the_example_can_be_computed_by_hand():
    given = []

    def neuron(x, w, b):
        given.append((x, w, b))
        return x @ w + 2 * b + 1

    message = check(neuron).message
    x, _w, b = given[0]
    assert f"x = [{', '.join(f'{value:.5g}' for value in x)}]" in message and f"b = {b:.5g}" in message
    assert "W an array of shape (" in check(lambda X, W, b: X @ W + 7, exercise="dense_forward").message


def test_a_comma_in_place_of_a_decimal_point_is_named():
    result = check(lambda: (-0, 35), exercise="predict_sum")
    assert result.mistake == "decimal_comma" and "0, 35" in result.message and "decimal point" in result.message


def test_a_mistake_of_form_in_a_view_is_named():
    assert check(lambda: (1.5, [-1, -1]), exercise="nand_neuron").mistake == "bias_first"


@pytest.mark.parametrize(
    ("mistake", "step"),
    [
        ("arrays_only", lambda z: (z > 0).astype(int)),
        ("vectors_only", lambda z: [int(value > 0) for value in z]),
        ("numbers_only", lambda z: int(bool(z > 0))),
    ],
)
def test_a_mistake_that_ends_in_another_kind_of_error_is_the_same_mistake(mistake, step):
    assert check(step, exercise="step").mistake == mistake


def test_an_error_everywhere_is_not_explained_by_chance():
    found = check(lambda X, W, b: X.sum() * np.ones(2) + W.sum() * np.ones(3) + b.sum(), exercise="dense_forward")
    assert [finding.kind for finding in found.findings] == ["error"] and "cannot be combined" in found.message


def test_two_mistakes_in_one_result_are_both_named():
    assert check(lambda X, W, b: (X @ W).T, exercise="dense_forward").mistakes == ("bias_forgotten", "transposed")


def test_an_answer_that_never_changes_is_named():
    assert check(lambda x: np.array([2.0, 8.0, 1.0]) + 0 * x[0], exercise="double").mistake == "arguments_ignored"


def test_none_is_told():
    def neuron(x, w, b):
        z = x @ w + b  # noqa: F841

    assert "returns None" in check(neuron).message


def test_wrong_number_of_results():
    few = check(lambda dout, x, w: (dout * w, dout * x), exercise="neuron_backward")
    assert (
        "It returns 2 values; wanted are 3, in this order: dx, dw, db." in few.message and "Missing" not in few.message
    )
    one = check(lambda dout, x, w: dout * w, exercise="neuron_backward")
    assert "It returns one value" in one.message
    many = check(lambda x, w, b: (x @ w + b, x), exercise="neuron")
    assert "It returns 2 values" in many.message


def test_swapped_results():
    result = check(lambda dout, x, w: (dout, dout * w, dout * x), exercise="neuron_backward")
    assert result.mistake == "results_swapped"
    assert "it returns db, dx, dw; wanted is dx, dw, db" in result.message


def test_changed_input():
    def add_bias(Z, b):
        Z += b
        return Z

    result = check(add_bias)
    assert result.mistake == "input_changed" and 0 < result.points < result.max_points
    assert "It changes its input: Z" in result.message


def test_second_call_must_agree():
    calls = []

    def neuron(x, w, b):
        calls.append(1)
        return x @ w + b + (len(calls) > 6)

    assert check(neuron).mistake == "not_repeatable"


def he(W):
    """A right answer to he_init but for where W's random numbers come from."""

    def he_init(n_in, n_out, rng):
        return W(n_in, n_out, rng) * np.sqrt(2 / n_in), np.zeros(n_out)

    return he_init


@pytest.mark.parametrize(
    ("W", "text"),
    [
        (lambda n_in, n_out, rng: np.random.randn(n_in, n_out), "not from np.random"),
        (lambda n_in, n_out, rng: np.random.default_rng().normal(size=(n_in, n_out)), "not from np.random"),
        (lambda n_in, n_out, rng: np.random.default_rng(0).normal(size=(n_in, n_out)), "whatever state"),
    ],
)
def test_random_numbers_have_to_come_from_the_generator_passed_in(W, text):
    result = check(he(W))
    assert result.mistake == "rng_not_used" and text in result.message
    assert 0 < result.points < result.max_points


@pytest.mark.parametrize(
    "W",
    [
        lambda n_in, n_out, rng: rng.standard_normal((n_in, n_out)),
        lambda n_in, n_out, rng: [[rng.normal() for _j in range(n_out)] for _i in range(n_in)] * np.ones(n_out),
    ],
)
def test_random_numbers_may_be_drawn_in_any_order(W):
    assert check(he(W)).passed


def test_right_numbers_in_the_wrong_shape_get_half():
    result = check(lambda X: X.mean(axis=1)[None, :], exercise="row_means")
    assert result.points == 1 and "The numbers in it are right." in result.message


def test_wrong_parameters():
    message = check(lambda x, w: x @ w, exercise="neuron").message
    assert "It has the parameters (x, w); the exercise calls it with (x, w, b)." in message


def test_stopped_by_the_student():
    def neuron(x, w, b):
        raise KeyboardInterrupt

    assert "You stopped the check" in check(neuron).message


def test_exit_does_not_end_the_session():
    def neuron(x, w, b):
        sys.exit(0)

    assert "ends the program" in check(neuron).message


def test_printed_text_is_shown_and_bounded():
    def neuron(x, w, b):
        for _ in range(10_000):
            print("weights", w)

    result = check(neuron)
    assert "Your function printed:" in result.message and len(result.message) < 5000


def test_warning_of_numpy_is_no_error(capsys):
    def neuron(x, w, b):
        np.log(-1.0)
        return x @ w + b

    assert check(neuron).passed
    assert capsys.readouterr().err == ""


def test_a_call_instead_of_the_function():
    assert "without brackets" in check(3.0).message
    assert "without brackets" in check(3.0, exercise="neuron").message


def test_unknown_name():
    def neurn(x, w, b):
        return x @ w + b

    assert 'Did you mean "neuron"?' in check(neurn).message


def test_lambda_is_known_by_its_variable():
    namespace = {"check": check}
    exec("neuron = lambda x, w, b: x @ w + b\nresult = check(neuron)", namespace)
    assert namespace["result"].passed


@pytest.mark.parametrize("wrap", [np.vectorize, functools.partial])
def test_callables_that_are_no_functions(wrap):
    assert check(wrap(lambda z: 1.0 if z > 0 else 0.0), exercise="step").max_points == 2


def test_predictions_do_not_give_the_answer_away():
    result = check(lambda: 7.0, exercise="predict_sum")
    assert (
        not result.passed and "0.35" not in result.message and "0.35" not in result._repr_mimebundle_()[0]["text/html"]
    )


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [("predict_sum", -0.4), ("predict_sum", 0.35), ("predict_sum", -0.7), ("predict_xor", 5), ("predict_xor", 6)],
)
def test_feedback_on_a_prediction_says_nothing_that_leads_to_it(exercise, answer):
    message = check(lambda: answer, exercise=exercise).message
    assert not any(word in message for word in ("times", "twice", "half", "wrong sign", "minus"))


@pytest.mark.parametrize("weights", [([1, -1], 0.5), ([1, -1], -0.5), ([-2, -1], 1.5)])
def test_a_truth_table_is_not_explained_row_by_row(weights):
    named = check(lambda: weights, exercise="nand_neuron").mistake
    assert named in (None, "one_input_ignored", "weights_of_opposite_signs")


def test_a_list_that_holds_itself_is_no_array():
    def row_means(X):
        rows = []
        rows += [rows, rows, rows]
        return rows

    assert "go too deep" in check(row_means).message


def test_a_pair_replaced_inside_a_list_of_pairs_is_a_changed_input():
    def neurons_to_layer(neurons):
        W = np.array([w for w, bias in neurons]).T
        b = np.array([bias for w, bias in neurons])
        neurons[0] = 0.0
        return W, b

    assert check(neurons_to_layer).mistakes == ("input_changed",)


def test_an_argument_put_back_up_to_rounding_is_untouched():
    def numerical_gradient(f, x, h):
        x = np.asarray(x, dtype=float)  # no copy of an array of floats
        gradient = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            x[i] += h
            above = f(x)
            x[i] -= 2 * h
            gradient[i] = (above - f(x)) / (2 * h)
            x[i] += h
        return gradient

    assert check(numerical_gradient).passed


def test_tuples_in_place_of_arrays_are_right():
    assert check(lambda X: tuple(row.mean() for row in X), exercise="row_means").passed
    assert check(lambda X, W, b: tuple(map(tuple, X @ W + b)), exercise="dense_forward").passed


def test_other_weights_that_work_are_right():
    assert check(lambda: ([-10, -20], 25), exercise="nand_neuron").passed
    wrong = check(lambda: ([1, 2, 3], 1), exercise="nand_neuron")
    assert "two numbers, one for each input" in wrong.message


def test_the_seed_of_the_grader_changes_the_numbers(monkeypatch):
    seen = []

    def neuron(x, w, b):
        seen.append(float(w.sum()))
        return x @ w + b

    assert check(neuron).passed
    monkeypatch.setenv("GRADATIM_SEED", "12345")
    assert check(neuron).passed
    half = len(seen) // 2
    assert set(seen[:half]).isdisjoint(seen[half:])


def test_validate_shows_the_message_through_stderr(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check(lambda x, w, b: x @ w, exercise="neuron")
    assert "The bias b is not added." in capsys.readouterr().err


def test_plain_python_shows_the_message():
    code = "from gradatim_autograder import check\ndef neuron(x, w, b): return x @ w\nprint(check(neuron))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "The bias b is not added." in run.stdout


class Hostile:
    """Raises wherever it is asked for something."""

    def __call__(self, *args):
        return self

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __array__(self, *args, **kwargs):
        raise RuntimeError("array")

    def __deepcopy__(self, memo):
        raise RuntimeError("copy")

    def __eq__(self, other):
        raise RuntimeError("equal")

    __hash__ = None


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError("text")


def raises(error):
    def neuron(x, w, b):
        raise error

    return neuron


@pytest.mark.parametrize(
    "function",
    [
        raises(Unprintable()),
        raises(GeneratorExit()),
        raises(BaseException("x")),
        raises(ValueError("a" * 10**6)),
    ],
)
def test_nothing_escapes(function):
    result = check(function, exercise="neuron")
    assert not result.passed and len(result.message) < 3000


def test_nothing_escapes_from_a_hostile_object():
    assert not check(Hostile(), exercise="neuron").passed
    assert check(Hostile()).status == "refused"


@pytest.mark.parametrize("value", [None, 3, "neuron", [1], print])
def test_whatever_is_checked_gets_a_sentence(value):
    assert check(value).status in ("refused", "wrong") and check(value).message


@pytest.mark.parametrize("name", ["nope", 5, ["neuron"]])
def test_unknown_exercise(name):
    assert "There is no exercise called" in check(print, exercise=name).message


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda z: (z,), "a tuple with one value"),
        (lambda z: {"z": z}, "not an array of numbers; its type is dict"),
        (lambda z: [z, [z, z]], "different lengths"),
        (lambda z: z * 1j, "complex"),
        (lambda z: np.nan, "not a finite number"),
        (lambda z: str(z), "not an array of numbers; its type is str"),
        (lambda z: print, "a function that was not called"),
        (lambda z: [None], "is a list, but not of numbers: an entry in it has the type NoneType"),
        (lambda z: [[z], ["1/4"]], "is a list, but not of numbers: an entry in it has the type str"),
        (lambda z: np.float16(z), "float16"),
    ],
)
def test_what_is_no_number_is_said(answer, words):
    assert words in check(lambda x, w, b: answer(x @ w + b), exercise="neuron").message


@pytest.mark.parametrize("answer", [np.float32, np.asarray, lambda z: np.array(z, dtype=object), np.ma.array, Fraction])
def test_other_kinds_of_numbers_are_right(answer):
    assert check(lambda x, w, b: answer(x @ w + b), exercise="neuron").passed


def test_hostile_text_is_escaped():
    def neuron(x, w, b):
        raise ValueError("<script>alert(1)</script>")

    assert "<script>" not in check(neuron)._repr_mimebundle_()[0]["text/html"]


def test_messages_are_translated(tmp_path, monkeypatch):
    from babel.messages import Catalog
    from babel.messages.mofile import write_mo

    catalogue = Catalog(locale="ru")
    catalogue.add("The bias b is not added.", "Смещение b не прибавлено.")
    catalogue.add("{points:g} of {maximum:g} points", "{points:g} из {maximum:g} баллов")
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "gradatim.mo").open("wb") as file:
        write_mo(file, catalogue)
    text.use_language("ru", tmp_path)
    try:
        message = check(lambda x, w, b: x @ w, exercise="neuron").message
    finally:
        text.use_language("en")
    assert "Смещение b не прибавлено." in message and "0 из 2 баллов" in message


def test_an_answer_that_cannot_be_looked_at_is_not_explained_by_another_such_answer():
    assert check(he(lambda n_in, n_out, rng: np.zeros((0, 3)))).mistake is None
    result = check(lambda n_in, n_out, rng: (np.zeros((n_in, n_out)), 0), exercise="xavier_init")
    assert "biases_returned" in result.mistakes


def test_nan_everywhere_is_not_explained_by_another_way_to_nan():
    result = check(lambda n_in, mean_square: np.sqrt(1 - n_in * mean_square), exercise="scale_for")
    assert "sign_of_argument_flipped" not in result.mistakes


class StdinNotImplementedError(NotImplementedError):
    """As the notebook's kernel raises it."""


def _asks(*_arguments):
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def test_a_function_that_asks_for_input_is_not_called_unwritten(capsys):
    message = check(_asks, exercise="neuron").message
    assert "asks for input()" in message and "Not written" not in message
    try_it(_asks, 1.0)
    said = capsys.readouterr().out
    assert "asks for input()" in said and "not written" not in said


def test_at_grading_it_was_not_the_student_who_stopped_it(monkeypatch):
    def neuron(x, w, b):
        raise KeyboardInterrupt

    assert "You stopped the check" in check(neuron).message
    monkeypatch.setattr(LocalSubject, "on_a_clock", True)
    message = check(neuron).message
    assert "took too long" in message and "You stopped" not in message


def test_two_known_mistakes_at_once_are_both_named_where_an_answer_is_looked_at():
    def he_init(n_in, n_out, rng):
        return rng.normal(0.0, 2 / n_in, size=(n_in, n_out)), np.ones(n_out)

    assert check(he_init).mistakes == ("variance_for_standard_deviation", "biases_not_zero")


def test_an_epoch_shuffled_in_place_is_a_changed_input_and_nothing_else():
    def mini_batches(X, y, batch_size, rng):
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
        return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]

    assert check(mini_batches).mistakes == ("input_changed",)
