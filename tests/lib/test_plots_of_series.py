"""Pictures of time series: what they say of right functions, and the sentence in their place for others."""

import numpy as np
import pytest
from gradatim import plots
from gradatim.picture import Message, Picture


def unwritten(*args):
    raise NotImplementedError()


def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    return np.array([series[n : n + width] for n in range(N)]), series[width + ahead - 1 :]


def test_series_says_where_each_line_goes():
    months = np.array(["1965-01", "1965-07", "1966-01"], dtype="datetime64[M]")
    picture = plots.series({"air": [3.0, 1, 4], "naive": lambda: [3, 3, 1]}, months, title="Air", y_label="ppm")
    assert picture.alt.startswith("Air. ppm from year 1965 to 1966. air: 3 at first, 4 at last, between 1 and 4.")
    axes = picture.figure.axes[0]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["air", "naive"]
    assert axes.get_xlabel() == "year" and 1965.4 < axes.lines[0].get_xdata()[1] < 1965.6
    assert plots.series({"a": [1.0, 10]}, log=True).figure.axes[0].get_yscale() == "log"


def test_an_interval_is_shaded_and_told():
    picture = plots.series({"air": [3.0, 1]}, title="Air", band={"nine of ten": lambda: ([2.0, 0], [4, 2.5])})
    assert "nine of ten, shaded: from 2 to 4 at first, from 0 to 2.5 at last." in picture.alt
    legend = picture.figure.axes[0].get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["air", "nine of ten"]


@pytest.mark.parametrize(
    ("lines", "options", "words"),
    [
        ({"a": unwritten}, {}, "not written"),
        ({"a": lambda: "text"}, {}, "list of finite numbers"),
        ({"a": [1.0, np.nan]}, {}, "list of finite numbers"),
        ({"a": [[1.0, 2], [3, 4]]}, {}, "list of finite numbers"),
        ({"a": [1.0, 2], "b": [1.0]}, {}, "b has 1 values; 2 are needed"),
        ({"a": [1.0, 2]}, {"x": np.arange(3)}, "a has 2 values; 3 are needed"),
        ({"a": [1.0, 0]}, {"log": True}, "above 0"),
        ({"a": [1.0, 2]}, {"band": {"b": unwritten}}, "not written"),
        ({"a": [1.0, 2]}, {"band": {"b": lambda: [1.0, 2]}}, "the lower and the upper end"),
        ({"a": [1.0, 2]}, {"band": {"b": lambda: ([1.0, np.inf], [1, 2])}}, "finite"),
        ({"a": [1.0, 2]}, {"band": {"b": lambda: ([1.0], [2.0])}}, "b has 1 values; 2 are needed"),
    ],
)
def test_series_that_cannot_be_drawn(lines, options, words):
    message = plots.series(lines, **options)
    assert isinstance(message, Message) and words in message.text


def test_windows_names_the_places():
    picture = plots.windows(make_windows, 6, 3, 2, title="Two ahead")
    assert isinstance(picture, Picture)
    assert "window 0: 0, 1, 2, target 4; window 1: 1, 2, 3, target 5." in picture.alt


@pytest.mark.parametrize(
    "function",
    [
        lambda series, width, ahead: series,
        lambda series, width, ahead: (series, series),
        lambda series, width, ahead: (np.zeros((0, 3)), np.zeros(0)),
        lambda series, width, ahead: (np.full((2, 3), 0.5), np.zeros(2)),
        lambda series, width, ahead: (np.full((2, 3), 99), np.zeros(2)),
        lambda series, width, ahead: (np.zeros((2, 3)), np.zeros(3)),
        lambda series, width, ahead: None,
    ],
)
def test_windows_of_a_wrong_form(function):
    assert "should return windows" in plots.windows(function, 6, 3, 1).text


def test_an_unwritten_function_is_a_sentence():
    assert "not written" in plots.windows(unwritten, 6, 3, 1).text
    assert "not written" in plots.item_map(unwritten).text


def test_names_of_a_map_do_not_cover_each_other():
    rng = np.random.default_rng(0)
    points = rng.normal(size=(30, 2))
    points[:10, 1] = 0.5  # in one line
    picture = plots.item_map(lambda: (points, [f"item {n}" for n in range(30)]), title="Items")
    axes = picture.figure.axes[0]
    picture.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) == 30 and picture.alt.startswith("Items. A map of 30 items: item 0 at (")
    assert not any(boxes[a].overlaps(boxes[b]) for a in range(30) for b in range(a))
    dots = axes.transData.transform(points)
    assert not any(box.contains(*dot) for box in boxes for dot in dots)
    assert all(axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 for box in boxes)


@pytest.mark.parametrize("returned", [None, ([[1, 2]], ["a", "b"]), ([[1, np.inf]], ["a"]), ([], []), ([1, 2], "ab")])
def test_maps_of_a_wrong_form(returned):
    assert "should return places" in plots.item_map(lambda: returned).text
