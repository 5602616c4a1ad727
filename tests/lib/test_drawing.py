"""Pictures that another process draws: each is made of data alone, and is what this process would have drawn."""

import base64

import numpy as np
import pytest
from gradatim import drawing, plots, widgets
from gradatim.picture import Drawn, Picture
from gradatim_autograder.inside.wire.frames import HEAD
from gradatim_autograder.inside.wire.packing import DataPacker, Packer
from gradatim_autograder.sandbox.pictures import Pictures

X, Y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 0, 0, 1])
LARGEST = 500_000  # bytes of a picture's arguments


def bowl(w1, w2):
    return w1**2 + 3 * w2**2


def start_weights(n_in, n_out, rng):
    return rng.normal(0.0, 0.1, size=(n_in, n_out))


CALLS = {
    "activation_functions": lambda: plots.activation_functions("relu", (np.sin, lambda dout, z: dout * np.cos(z))),
    "activation_histograms": lambda: plots.activation_histograms(start_weights, "relu", title="Ten layers"),
    "active_neurons": lambda: plots.active_neurons(lambda: [np.eye(3), [[1, 0]]], title="Two layers"),
    "attention_map": lambda: plots.attention_map(lambda: ([[0.9, 0.1]], ["forty", "two"], ["zwei"]), title="Look"),
    "biological_neuron": lambda: plots.biological_neuron(),
    "computation_graph": lambda: plots.computation_graph({"a": 2.0, "b": -1.0}, [("L", "*", "a", "b")]),
    "confusion": lambda: plots.confusion(lambda: [[5, 1], [0, 4]], names=("ill", "healthy")),
    "connections": lambda: plots.connections([(1, 2, 0.5), (1, 3, -0.8)], 3),
    "decision_line": lambda: plots.decision_line([1, 1], -1.5, X, Y),
    "descent_1d": lambda: plots.descent_1d(lambda gradient, w, lr, steps: [w, w + lr], np.square, None, 0, [0.1], 1),
    "descent_2d": lambda: plots.descent_2d(bowl, {"plain": lambda: [(2, 1), (1.0, 0.5)], "other": [[2, 1], [0, 0]]}),
    "exponential": lambda: plots.exponential(),
    "gradient_check": lambda: plots.gradient_check(np.exp, np.e, 1.0),
    "gradient_histograms": lambda: plots.gradient_histograms(0.01),
    "gradients_through_time": lambda: plots.gradients_through_time(
        lambda X, H0, Wx, Wh, b, dH: (0, 0, 0, dH[:, -1] @ Wh.T), steps=3
    ),
    "hidden_space": lambda: plots.hidden_space(lambda: [(np.eye(2), [0, 0]), ([[1], [-1]], [0.1])], X, Y, title="New"),
    "images": lambda: plots.images(lambda: [[[0, 0.5]], np.eye(3)], titles=["a", "b"], title="Two", kind="ink"),
    "item_map": lambda: plots.item_map(lambda: ([[0.0, 1], [1, 0.5]], ["one", "two"])),
    "learning_curves": lambda: plots.learning_curves(
        lambda params, epochs: params + epochs, lambda params: (1 / (1 + params), 0.5), 0, 4, stop=lambda losses: 1
    ),
    "learning_rate_grid": lambda: plots.learning_rate_grid(
        lambda train, rates: (0.1, [3, 2, np.nan]), None, [1, 0.1, 9]
    ),
    "line_before_after": lambda: plots.line_before_after(
        ([1, 0], -0.5), lambda: ([1.0, 1], -1.5), X, Y, title="Turned"
    ),
    "loss_bands": lambda: plots.loss_bands({"a": lambda: ([1, 10], [[3, 2], [4, 1]])}, x_label="samples seen"),
    "loss_by_size": lambda: plots.loss_by_size(lambda size, seed: (0.2, 0.3 + seed / size), [20, 60], [0, 1], 0.2),
    "loss_curves": lambda: plots.loss_curves({"a": lambda: [4, 2, np.nan, 1]}, x=[0.1, 1, 2, 3], x_label="rate"),
    "network": lambda: plots.network([(np.ones((2, 1)), np.zeros(1))], input_names=["x1", "x2"], values=[[1, 2], [3]]),
    "neuron": lambda: plots.neuron([1.0, 2.0], np.array([3.0, -1.0]), 0.5),
    "own_digit": lambda: plots.own_digit(lambda X: np.eye(10)[3] * 0.9 + 0.01, ["...##..."] * 8),
    "pooling": lambda: plots.pooling(np.arange(16.0).reshape(4, 4), 2, dout=np.ones((2, 2))),
    "positions": lambda: plots.positions(
        lambda T, D: np.cos(np.outer(np.arange(T), np.arange(D))), 6, 4, title="Waves"
    ),
    "probabilities": lambda: plots.probabilities([2.0, 1.0], ["apple", "plum"]),
    "ranges": lambda: plots.ranges(lambda: {"a": [[1, 2], [3.0, 5]]}, [0.1, 1], "rate", "accuracy"),
    "regions": lambda: plots.regions(lambda inputs: inputs[:, 0], X, Y),
    "same_runs": lambda: plots.same_runs({"by hand": lambda: [1, 0.5], "PyTorch": [1, 0.5 + 1e-16]}, x_label="epoch"),
    "series": lambda: plots.series({"a": [1.0, 2, 4], "b": lambda: [1, 1, 2]}, np.arange(1919, 1922)),
    "sliding_window": lambda: plots.sliding_window(np.arange(12.0).reshape(3, 4), np.eye(2), at=(1, 0), pad=1),
    "smooth_neuron": lambda: plots.smooth_neuron([(2, -3), (0, 1)], x_range=(-1, 1)),
    "step_function": lambda: plots.step_function(),
    "training": lambda: plots.training(lambda X, y, w, b, lr, epochs: (w + epochs, -1.0), X, Y, lr=0.5, epochs=2),
    "uniform_and_normal": lambda: plots.uniform_and_normal(),
    "unrolled": lambda: plots.unrolled([1, 0], [0, 0.76, 0.36], [0.1, 0.4, 1]),
    "vanishing": lambda: plots.vanishing("tanh", layers=3),
    "windows": lambda: plots.windows(lambda s, w, ahead: ([s[n : n + 3] for n in range(4)], s[3:7]), 7, 3, 1),
    "word_scores": lambda: plots.word_scores(lambda: {"good": 1.5, "bad": -2}, x_label="weight"),
}


@pytest.fixture
def painter(monkeypatch):
    """Draws elsewhere what is asked for, as the grader does; gives the (name, packed arguments) that came."""
    asked = []

    def elsewhere(name, args, kwargs):
        parcel = DataPacker().pack([list(args), kwargs])[HEAD.size :]  # raises where something is no data
        asked.append((name, parcel))
        with monkeypatch.context() as there:
            there.setattr(drawing, "elsewhere", None)
            return drawing.drawn(name, *Packer().unpack(parcel))

    monkeypatch.setenv("GRADATIM_PIXELS", "1")
    monkeypatch.setattr(drawing, "elsewhere", elsewhere)
    return asked


def test_every_plot_is_tried():
    assert list(CALLS) == plots.__all__


def test_each_plot_stands_in_its_theme():
    named = [(theme, name) for theme, names in plots.THEMES.items() for name in names]
    assert sorted(name for _theme, name in named) == plots.__all__
    assert not set(plots.THEMES) & set(plots.__all__), "an imported module would take the place of the plot"
    for theme, name in named:
        assert getattr(plots, name).__module__ == f"gradatim.plots.{theme}"


@pytest.mark.parametrize("name", plots.__all__)
def test_a_picture_drawn_elsewhere_is_that_drawn_here(name, painter, tmp_path):
    there = CALLS[name]()
    ((asked, parcel),) = painter
    assert drawing.NAME.fullmatch(asked) and len(parcel) < LARGEST
    drawing.elsewhere = None  # until the fixture puts it back
    here = CALLS[name]()
    assert isinstance(here, Picture) and not isinstance(there, Picture)
    png = here.png()  # once: each time the layout moves a little
    assert (there.alt, there.width(), there.png()) == (here.alt, here.width(), png)
    assert f'src="data:image/png;base64,{base64.b64encode(png).decode()}"' in there.html()
    assert there._repr_mimebundle_() == {"text/plain": here.alt, "text/html": there.html()} and repr(there) == here.alt
    there.save(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes() == png


def test_its_figure_is_drawn_here(painter):
    assert len(plots.vanishing("tanh").figure.axes[0].lines) == 2


def test_students_whose_numbers_differ_in_the_last_digits_have_the_same_picture(painter):
    for third in (1 / 3, 1 / 3 + 1e-16, 1 - 2 / 3):
        plots.loss_curves({"a": [1.0, third]})
    plots.loss_curves({"a": [1.0, 0.3334]})
    first, second, third, other = painter
    assert first == second == third != other


def test_a_picture_of_a_number_is_asked_for_by_the_number(painter):
    """Ten layers are computed where they are drawn."""
    plots.activation_histograms(0.01)
    assert len(painter[0][1]) < 200


@pytest.mark.parametrize("numbers", [[], [0.0, -0.0], [np.nan, np.inf, -np.inf, 1e308, 5e-324], [[1 / 3], [2e-20 / 3]]])
def test_rounding_keeps_shape_and_ten_digits(numbers):
    found = drawing.rounded(numbers)
    assert found.shape == np.shape(numbers)
    np.testing.assert_allclose(found, numbers, rtol=1e-9, atol=0)


def test_nobody_to_draw_it_means_that_it_is_drawn_here(monkeypatch):
    monkeypatch.setattr(drawing, "elsewhere", lambda name, args, kwargs: None)
    assert isinstance(plots.vanishing("tanh"), Picture)


@pytest.mark.parametrize(
    "name",
    [
        "os:system",
        "gradatim.plots.parts.plane:limits",
        "gradatim.plots.decisions:limits",
        "gradatim.plots.decisions:confusion",
        "gradatim.plots.neurons:words",
        "gradatim.plots.neurons:missing",
        "gradatim.plots.neurons:neuron.draws_data",
        "gradatim.plotsX.neurons:neuron",
        "gradatim.student:call",
    ],
)
def test_only_drawing_functions_are_called_by_name(name):
    assert drawing.drawn(name, [], {}) is None


@pytest.mark.parametrize("name", widgets.__all__)
def test_a_widget_can_be_drawn_elsewhere_too(name, painter):
    there = getattr(widgets, name)()
    ((asked, _parcel),) = painter
    assert asked == f"gradatim.widgets.{name}_widget.widget:{name}" and drawing.NAME.fullmatch(asked)
    assert isinstance(there, Drawn) and there.width() > 4 and there.png().startswith(b"\x89PNG")
    drawing.elsewhere = None  # until the fixture puts it back
    assert there.box.children and there.alt, "what only the widget itself has is made here"


class _Painter(Pictures):
    """Counts what it has to draw itself."""

    def _painted(self, name, args):
        self.drawn = [*getattr(self, "drawn", []), args]
        return None if args == b"bad" else ["in words", b"PNG of " + args, 4.5]


def test_processes_that_work_together_draw_a_picture_once(tmp_path):
    first, second, alone = _Painter(None), _Painter(None), _Painter(None)
    first.folder = second.folder = tmp_path / "pictures"
    for painter in (first, second, first, second, alone):
        assert painter.get("plots:draw", b"a") == ["in words", b"PNG of a", 4.5]
        assert painter.get("plots:draw", b"bad") is None
    assert first.drawn == [b"a", b"bad"], "once, though shown twice"
    assert second.drawn == [b"bad"], "what could not be drawn is not passed on"
    assert alone.drawn == [b"a", b"bad"]
    assert len(list((tmp_path / "pictures").iterdir())) == 1
