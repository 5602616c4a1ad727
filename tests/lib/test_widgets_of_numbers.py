"""The widgets of activations, initialisation and backpropagation without a browser: their numbers, words and bad input.

What holds for every widget is tested in test_widgets.py.
"""

import time

import numpy as np
import pytest
from gradatim import plots, widgets
from gradatim.picture import Message
from gradatim.plots.parts.activation_curves import Z, where_flat
from gradatim.widgets.activations_widget.widget import ActivationsWidget
from gradatim.widgets.backprop_widget.graphs import GRAPHS
from gradatim.widgets.backprop_widget.widget import BackpropWidget
from gradatim.widgets.initialisation_widget.widget import InitialisationWidget


def unwritten(*args):
    raise NotImplementedError()


def slow(*args):
    time.sleep(0.05)
    time.sleep(0.3)
    return 1.0


def give_time_to(functions, monkeypatch):
    """Little to the slow one; to the others enough on a busy machine."""
    short = functions is slow or (isinstance(functions, tuple) and slow in functions)
    monkeypatch.setattr("gradatim.widgets.kit.own_function.SECONDS", 0.1 if short else 60.0)


def quickest(widget, move, times=9):
    """Seconds of the quickest of some moves, each drawn and told at once."""
    took = []
    for k in range(times):
        before = time.process_time()
        move(k)
        took.append(time.process_time() - before)
    return min(took)


@pytest.mark.parametrize(
    ("made", "move"),
    [
        (ActivationsWidget, lambda widget, k: setattr(widget.z, "value", -2 + 0.3 * k)),
        (InitialisationWidget, lambda widget, k: setattr(widget.spread, "value", 0.02 * (k + 1))),
        (lambda: BackpropWidget(on="error"), lambda widget, k: setattr(widget.inputs["w"], "value", 0.1 * k)),
    ],
)
def test_a_move_is_drawn_at_once(made, move):
    """Well below 100 ms, texts and all; the processor's time, so that a busy machine does not count."""
    widget = made()
    if isinstance(widget, BackpropWidget):
        widget.player.play_button.click()
    assert quickest(widget, lambda k: move(widget, k)) < 0.1


# -- activations -------------------------------------------------------------------------------------------


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_backward(dout, z):
    return dout * sigmoid(z) * (1 - sigmoid(z))


def test_activations_say_value_slope_and_where_it_is_flat():
    widget = ActivationsWidget()
    assert widget.status.text == "At z = 1: step: 1, slope 0; sigmoid: 0.7311, slope 0.1966; ReLU: 1, slope 1."
    assert "sigmoid: It is flat for z below -2.9 and above 2.9. ReLU" in widget.alt
    assert ">8.632e-08<" in widget.numbers.value  # 0.1966 to the power of 10
    widget.z.value = 0
    assert "step: 0, slope none (a jump)" in widget.status.text
    widget.z.value = 4
    assert "above 2.9. It is flat here." in widget.alt
    assert widget.panels[2].value_at.get_marker() == "^", "ReLU is beyond the axis"
    (x0, x1), (y0, y1) = widget.panels[1].tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(widget.answers[1][1]) and (y0 + y1) / 2 == pytest.approx(sigmoid(4))


def test_slopes_can_be_hidden_for_a_guess():
    widget = ActivationsWidget("tanh")
    before = widget.picture.view.value
    widget.reveal_button.click()
    assert widget.reveal_button.description == "Show the slopes" and widget.picture.view.value != before
    assert "slope 0" not in widget.alt and "0.42" not in widget.numbers.value and "flat" not in widget.alt
    widget.reveal_button.click()
    assert "tanh: 0.7616, slope 0.42;" in widget.status.text and widget.picture.view.value == before


def test_activations_takes_own_functions():
    widget = widgets.activations("relu", (sigmoid, sigmoid_backward), alpha=0.2)
    assert [each.value for each in widget.choices] == ["relu", "own 0", "step"]
    assert "sigmoid (own): 0.7311, slope 0.1966;" in widget.status.text
    widget.choices[0].value, widget.z.value = "leaky_relu", -2.0
    assert "leaky ReLU: -0.4, slope 0.2;" in widget.status.text
    for wrong in (sigmoid, "cosine", (sigmoid,), 3):
        assert isinstance(widgets.activations(wrong), Message)


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ((unwritten, sigmoid_backward), "unwritten is not written yet."),
        ((sigmoid, unwritten), "unwritten is not written yet."),
        ((sigmoid, lambda dout, z: z[:3]), "should return the shape (502,); it returned (3,)"),
        ((lambda z: z * np.nan, sigmoid_backward), "not finite"),
        ((lambda z: max(z, 0), sigmoid_backward), "ValueError"),
        ((slow, sigmoid_backward), "slow takes longer than 0.1 s"),
    ],
)
def test_activations_live_on_with_a_bad_pair(pair, words, monkeypatch):
    give_time_to(pair, monkeypatch)
    widget = ActivationsWidget(pair)
    assert words in widget.status.text
    widget._repr_mimebundle_()
    widget.reveal_button.click()
    assert words in widget.status.text
    widget.choices[0].value = "tanh"
    assert widget.status.text.startswith("At z = 1: tanh: 0.7616")


def test_flat_parts_in_the_middle_are_named():
    assert where_flat(Z) == "It is flat for z between -0.1 and 0.1."
    assert where_flat(np.maximum(Z, 0)) == "It is flat for z below 0.1."


# -- initialisation ----------------------------------------------------------------------------------------


def he(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@pytest.mark.parametrize(
    ("scheme", "activation", "there", "back"),
    [
        ("zeros", "tanh", "0 in layer 10: nothing is left", "0 in layer 1: nothing is left"),
        ("small", "tanh", "9.5e-11 in layer 10: they vanish", "9.9e-10 in layer 1: they vanish"),
        ("large", "tanh", "0.96 in layer 10: saturated", "2000 in layer 1: they explode"),
        ("large", "relu", "in layer 10: they explode", "in layer 1: they explode"),
        ("xavier", "tanh", "0.23 in layer 10: they keep their size", "0.39 in layer 1: they keep their size"),
        ("xavier", "relu", "in layer 10: they vanish", "in layer 1: they vanish"),
        ("he", "relu", "in layer 10: they keep their size", "0.91 in layer 1: they keep their size"),
        ("he", "sigmoid", "in layer 10: they keep their size", "in layer 1: they vanish"),
    ],
)
def test_what_a_start_does_is_said(scheme, activation, there, back):
    widget = InitialisationWidget(scheme=scheme, activation=activation)
    activations, gradients = widget.status.text.split(" Gradients: ")
    assert there in activations and back in gradients


@pytest.mark.parametrize(("start", "activation"), [(0.01, "tanh"), (he, "relu")])
def test_it_shows_the_numbers_of_the_chapters_pictures(start, activation):
    widget = InitialisationWidget(None if start == 0.01 else start, "small", activation)
    for picture in (plots.activation_histograms, plots.gradient_histograms):
        spreads = picture(start, activation).alt.split("last: ")[1].rstrip(".")
        assert spreads in widget.alt


def test_the_slider_follows_the_scheme_and_is_one_itself():
    widget = InitialisationWidget(scheme="he", activation="relu")
    assert widget.spread.value == 0.141
    widget.neurons.value = 50
    assert widget.spread.value == 0.2 and widget.scheme.value == "he"
    same = widget.alt
    widget.spread.value = 0.02
    assert widget.scheme.value == "by hand" and "start: normal weights, standard deviation 0.02." in widget.alt
    assert "they vanish" in widget.status.text
    widget.neurons.value = 60
    assert widget.spread.value == 0.02, "what was set by hand stays"
    widget.scheme.value, widget.neurons.value = "he", 50
    assert widget.alt == same and widget.spread.value == 0.2


def test_depth_and_width():
    widget = InitialisationWidget(depth=20, width=200, scheme="xavier")
    assert [len(some) for some in widget.spreads] == [20, 20] and "20 layers of 200 neurons" in widget.alt
    widget.depth.value, widget.neurons.value = 2, 10
    assert [len(some) for some in widget.spreads] == [2, 2]
    assert len(widget.picture.rows[0].bars.get_paths()) == 2


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (unwritten, "unwritten is not written yet."),
        (lambda n_in, n_out, rng: np.ones(3), "weights of the shape (n_in, n_out)"),
        (lambda n_in, n_out, rng: np.full((n_in, n_out), np.nan), "finite"),
        (lambda n_in, n_out, rng: (), "weights of the shape (n_in, n_out)"),
        (lambda n_in, n_out, rng: np.full((n_in, n_out), 1e200), "far too large"),
        (slow, "slow takes longer than 0.1 s"),
    ],
)
def test_initialisation_lives_on_with_a_bad_start(start, words, monkeypatch):
    give_time_to(start, monkeypatch)
    widget = InitialisationWidget(start, activation="relu")
    assert words in widget.status.text
    widget._repr_mimebundle_()
    widget.scheme.value = "he"
    assert "they keep their size" in widget.status.text


def test_all_layers_of_an_own_start_have_the_time_of_one(monkeypatch):
    monkeypatch.setattr("gradatim.widgets.kit.own_function.SECONDS", 0.2)

    def sleepy(n_in, n_out, rng):
        time.sleep(0.05)
        return he(n_in, n_out, rng)

    assert "sleepy takes longer than 0.2 s" in InitialisationWidget(sleepy).status.text


# -- backprop ----------------------------------------------------------------------------------------------


def at_the_end(**kwargs):
    widget = BackpropWidget(**kwargs)
    widget.player.play_button.click()
    return widget


def test_backprop_goes_forward_and_back_step_by_step():
    widget = BackpropWidget()
    said = [widget.status.text]
    for _step in range(7):
        widget.player.step_button.click()
        said.append(widget.status.text)
    assert said[0] == "Start. Only the inputs are known. What comes first?"
    assert said[1] == "Forward, 1 of 3. Times multiplies its inputs. m = a · b = 2 · (-1) = -2."
    assert said[3] == "Forward, 3 of 3. A function of what went in. L = σ(z) = σ(1) = 0.7311."
    assert said[4] == "Turning back. If L grows by 1, L grows by 1. dL = 1."
    assert said[5].endswith("to z: dL · 0.1966 = 1 · 0.1966 = 0.1966.")
    assert said[7].endswith("to a: dm · (-1) = 0.1966 · (-1) = -0.1966; to b: dm · 2 = 0.1966 · 2 = 0.3932.")
    widget.back_button.click()
    assert widget.status.text == said[6]
    assert "Gradients so far: dL = 1, dz = 0.1966, dm = 0.1966, dc = 0.1966." in widget.alt
    widget.player.reset_button.click()
    assert widget.status.text == said[0] and "Gradients" not in widget.alt


def test_numbers_appear_when_they_are_known():
    widget = BackpropWidget()

    def visible(texts):
        return sorted(text.get_text() for text in texts.values() if text.get_visible())

    assert visible(widget.picture.values) == ["-1", "2", "3"] and visible(widget.picture.gradients) == []
    for _step in range(5):
        widget.player.step_button.click()
    assert visible(widget.picture.values) == ["-1", "-2", "0.7311", "1", "2", "3"]
    assert visible(widget.picture.gradients) == ["0.1966", "1"]
    assert widget.picture.ring.center == widget.picture.places["L"]


@pytest.mark.parametrize("name", GRAPHS)
def test_gradients_are_those_of_finite_differences(name):
    widget = at_the_end(on=name)
    last = widget.steps[-1][0]
    for each, control in widget.inputs.items():
        gradient, here = widget.total[each], control.value
        control.value = here + 1e-4
        above = widget.values[last]
        control.value = here - 1e-4
        below = widget.values[last]
        control.value = here
        assert gradient == pytest.approx((above - below) / 2e-4, rel=1e-4, abs=1e-7)


def test_what_changes_is_marked_and_reset_undoes_it():
    widget = at_the_end()
    widget.inputs["c"].value = 1.0
    assert "Changed by you: c, z, L." in widget.alt
    marked = {key for key, text in widget.picture.values.items() if text.get_bbox_patch().get_visible()}
    assert marked == {(1, "c"), (2, "z"), (3, "L")}
    widget.player.reset_button.click()
    assert widget.inputs["c"].value == 3 and "Changed" not in widget.alt and widget.shown == 0


def test_paths_are_added_up():
    widget = at_the_end(on="paths")
    assert "All paths of x: dx = 1 + 2 = 3." in widget.status.text
    assert widget.picture.sums["x"].get_text() == "sum: 3"
    widget.back_button.click()
    assert widget.picture.sums["x"].get_text() == "", "one path is not there yet"
    assert "dx" not in widget.alt.split("Gradients so far")[1]


def test_each_graph_keeps_its_sliders():
    widget = BackpropWidget()
    widget.inputs["a"].value = 4.0
    widget.choice.value = "paths"
    assert list(widget.inputs) == ["x", "w"] and len(widget.inputs_view.children) == 2 and widget.shown == 0
    assert "x = 3, w = 2" in widget.alt
    widget.choice.value = "sigmoid"
    assert "a = 4" in widget.alt


def times(a, b):
    return a * b


def times_backward(dout, a, b):
    return dout * b, dout * a


def test_backprop_takes_an_own_graph_with_own_functions():
    steps = [("u", "+", "x", 1), ("v", "square", "x"), ("L", (times, times_backward), "u", "v")]
    widget = widgets.backprop({"x": 3.0}, steps)
    widget.player.play_button.click()
    assert widget.total["x"] == 33 and "All paths of x" in widget.alt
    assert widgets.backprop({"x": 30.0}, steps).inputs["x"].field.max == 60
    square = widgets.backprop({"x": 3.0}, [("L", "*", "x", "x")])
    square.player.play_button.click()
    assert square.total["x"] == 6


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ((unwritten, times_backward), "unwritten is not written yet."),
        ((lambda a, b: np.ones(3), times_backward), "should return 1 numbers here; it returned 3"),
        ((times, lambda dout, a, b: dout), "should return 2 numbers here; it returned 1"),
        ((times, lambda dout, a, b: (np.nan, 1)), "not finite"),
        ((slow, times_backward), "slow takes longer than 0.1 s"),
    ],
)
def test_backprop_lives_on_with_a_bad_function(step, words, monkeypatch):
    give_time_to(step, monkeypatch)
    widget = BackpropWidget({"a": 2.0, "b": 5.0}, [("L", step, "a", "b")])
    assert words in widget.status.text
    for each in (widget.player.step_button, widget.back_button, widget.player.play_button, widget.player.reset_button):
        each.click()
    assert words in widget.status.text
    widget._repr_mimebundle_()
    widget.choice.value = "sigmoid"
    assert widget.status.text.startswith("Start.")


def test_a_value_that_is_not_finite_is_said():
    widget = BackpropWidget({"a": 2.0}, [("L", "log", "a")])
    widget.inputs["a"].value = -1.0
    assert widget.status.text == "log(-1) is not a finite number."
    widget.inputs["a"].value = 1.0
    assert widget.status.text.startswith("Start.")


@pytest.mark.parametrize(
    ("inputs", "steps", "words"),
    [
        ({"a": 1.0}, None, "needs both"),
        ([1.0], [("L", "exp", "a")], "inputs must be a dict"),
        ({}, [("L", "exp", "a")], "at least one input"),
        ({"a": 1.0}, [("L", "cos", "a")], "a step is one of +, -, *"),
        ({"a": 1.0}, [("L", "+", "a")], "+ takes 2 operands"),
        ({"a": 1.0}, [("L", "+", "a", "b")], "'b' is neither a number nor a name"),
        ({"a": 1.0}, [("a", "exp", "a")], "a new name"),
        ({"a": 1.0, "b": 2.0}, [("L", "exp", "a")], "Nothing uses b."),
        ({"a$": 1.0}, [("L", "exp", "a$")], "is no name"),
    ],
)
def test_a_graph_that_cannot_be_used_is_a_message(inputs, steps, words):
    made = widgets.backprop(inputs, steps)
    assert isinstance(made, Message) and words in made.text


@pytest.mark.parametrize("wrong", [lambda: widgets.backprop(on="tree"), lambda: widgets.initialisation(scheme="huge")])
def test_unknown_names_are_errors(wrong):
    with pytest.raises(ValueError, match="must be one of"):
        wrong()
