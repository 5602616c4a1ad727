"""The library where things go wrong or get crowded: odd values, bad data, full layers, a light import."""

import subprocess
import sys

import numpy as np
import pytest
from gradatim import data, plots, try_it, widgets
from gradatim.picture import Message, Picture
from gradatim.plots.parts.labels import CHARACTER, HEIGHT, label_places
from gradatim.plots.parts.shapes import trimmed

AND = data.gate("AND")


class NoRepr:
    def __repr__(self):
        raise RuntimeError


def two_lines():
    raise ValueError("one\ntwo")


def leave():
    raise SystemExit("bye")


@pytest.mark.parametrize(
    ("function", "printed"),
    [
        (lambda: np.eye(2) > 0, "[[ True, False],\n [False,  True]]"),
        (lambda: np.array([["a", "b"]]), "[['a', 'b']]"),
        (lambda: {"db": np.float64(0.1) + 0.2}, "() = {'db': 0.3}\n"),
        (lambda: 123456789, "() = 123456789\n"),
        (lambda: NoRepr(), "NoRepr object"),
        (leave, "leave stopped with SystemExit: bye."),
        (two_lines, "two_lines stopped with ValueError: one two."),
    ],
)
def test_try_it_prints_any_value_and_never_raises(capsys, function, printed):
    assert try_it(function) is None
    assert printed in capsys.readouterr().out


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: widgets.neuron(np.full((4, 2), np.nan), np.ones(4)), "finite numbers"),
        (lambda: widgets.neuron(np.zeros((0, 2)), np.zeros(0)), "at least one row"),
        (lambda: plots.training(lambda *args: (np.full(2, np.nan), 0.0), *AND, lr=0.5, epochs=3), "not finite"),
        (lambda: plots.regions(lambda X: X[:, 0] * np.nan, *AND), "not finite"),
    ],
)
def test_numbers_that_cannot_be_drawn_are_named(make, words):
    message = make()
    assert isinstance(message, Message) and words in str(message)


def test_plots_take_lists():
    X, y = (array.tolist() for array in AND)
    assert isinstance(plots.training(lambda X, y, w, b, lr, epochs: (w, b), X, y, lr=0.5, epochs=2), Picture)
    assert isinstance(plots.regions(lambda X: X[:, 0], X, y), Picture)


def test_formula_reads_like_a_sum():
    assert "where 1 x1 - 2 x2 - 0.5 > 0" in plots.decision_line([1, -2], -0.5, *AND).alt


def test_picture_is_saved(tmp_path):
    plots.step_function().save(tmp_path / "step.png")
    assert (tmp_path / "step.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("text", ["0.5", "-1.25", "-0.3333"])
def test_no_two_weights_of_a_full_layer_overlap(text):
    rows = [2.25 - 1.5 * i for i in range(4)]
    starts, ends = trimmed([(0, i) for i in rows for _j in rows], [(4.6, j) for _i in rows for j in rows], 0.36)
    at = label_places(starts, ends, [text] * 16)[:, None]
    spots = starts * (1 - at) + ends * at
    apart = (np.abs(spots[:, None] - spots) >= (len(text) * CHARACTER, HEIGHT)).any(axis=2)
    assert (apart | np.eye(16, dtype=bool)).all()


def test_a_large_network_keeps_its_shape():
    layers = [(np.ones((20, 30)), np.zeros(30)), (np.ones((30, 10)), np.zeros(10))]
    width, height = plots.network(layers).figure.get_size_inches()
    assert height < 1.5 * width


def test_import_is_light():
    code = (
        "from gradatim import data, plots, try_it, widgets; import sys; "
        "print([name for name in ('matplotlib', 'ipywidgets') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_edges_end_before_their_numbers_and_dashes_are_whole():
    figure = plots.network([(np.array([[0.5, -0.5], [0.25, 0.5]]), np.zeros(2))]).figure
    figure.canvas.draw()
    axes = figure.axes[0]
    numbers = [text.get_window_extent() for text in axes.texts if text.get_text() in ("0.5", "-0.5", "0.25")]
    ends = np.array([axes.transData.transform(line.get_xydata()) for line in axes.lines])
    assert len(ends) == 8 and not any(box.contains(*end) for box in numbers for end in ends.reshape(-1, 2))
    for line, (start, end) in zip(axes.lines, ends, strict=True):
        dashes = line._dash_pattern[1]  # in points; None for a solid line
        if dashes:
            gaps = (np.linalg.norm(end - start) * 72 / figure.dpi - dashes[0]) / sum(dashes)
            assert gaps == pytest.approx(round(gaps), abs=1e-6)
