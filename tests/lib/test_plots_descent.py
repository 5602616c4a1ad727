"""Pictures of gradient descent: what they show in words, and a calm sentence where a function cannot be used."""

import numpy as np
import pytest
from gradatim import plots
from gradatim.picture import Message, Picture
from gradatim.plots.parts.runs import STYLES, styles_of

RATES = [0.001, 0.01, 0.1, 1.0]


def descend(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return path


def parabola(w):
    return (w - 3) ** 2


def slope(w):
    return 2 * (w - 3)


def bowl(w1, w2):
    return w1**2 + 3 * w2**2


def bowl_path():
    return descend(lambda w: w * np.array([2.0, 6.0]), np.array([2.0, 1.0]), 0.1, 5)


def unwritten(*args):
    raise NotImplementedError()


def one_dimension(descend):
    return plots.descent_1d(descend, parabola, slope, 0.0, [0.1, 0.5], 2)


def turned(after):
    return plots.line_before_after(([1, 0], -0.5), after, [[0, 1], [1, 0]], [0, 1])


def searched(grid_search):
    return plots.learning_rate_grid(grid_search, parabola, RATES)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: one_dimension(descend), "lr = 0.5: w goes 0, 3, 3."),
        (lambda: plots.descent_2d(bowl, {"plain": bowl_path}), "plain: 5 steps, from loss 7 to loss 0.4298"),
        (lambda: plots.descent_2d(bowl, {"list": [[1, 0], [0, 0]]}, title="T"), "T. Contour lines"),
        (lambda: plots.loss_curves({"a": [4, 2, np.nan, 1]}), "a: from 4 to 2, then nan."),
        (lambda: plots.loss_curves({"a": lambda: [4, 2, 3]}, x=RATES), "Its lowest loss is 2 at 0.01."),
        (
            lambda: plots.loss_bands({"a": ([1, 9], [[4, 2], [4, 1], [5, 3]])}),
            "the runs lie between 1 and 3.",
        ),
        (
            lambda: turned(([1, 1], -2)),
            "where 1 x1 + 1 x2 - 2 > 0. 1 point is on the wrong side: (1, 0).",
        ),
        (
            lambda: turned(lambda: (np.array([0.0, 0.0]), [1])),
            "Before: it fires where 1 x1 + 0 x2 - 0.5 > 0.",
        ),
        (lambda: searched(lambda train, rates: (0.01, [3, 2, np.nan, 1e9])), "0.1: diverged; 1: diverged. The best is"),
        (lambda: searched(lambda train, rates: (np.nan, [np.nan] * 4)), "No rate is marked"),
    ],
)
def test_picture_says_what_it_shows(make, words):
    picture = make()
    assert isinstance(picture, Picture) and words in picture.alt
    assert picture.png().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: one_dimension(unwritten), "unwritten is not written yet."),
        (lambda: one_dimension(lambda *args: 7), "one point for each step: 3"),
        (lambda: one_dimension(lambda *args: [0, np.nan, 1]), "not finite"),
        (lambda: plots.descent_2d(bowl, {"plain": unwritten}), "unwritten is not written yet."),
        (lambda: plots.descent_2d(bowl, {"plain": lambda: [1, 2]}), "two numbers each"),
        (lambda: plots.loss_curves({"run": unwritten}), "unwritten is not written yet."),
        (lambda: plots.loss_curves({"run": lambda: 3}), "run should give a list of losses"),
        (lambda: plots.loss_bands({"run": unwritten}), "unwritten is not written yet."),
        (lambda: plots.loss_bands({"run": lambda: 3}), "run should give places"),
        (lambda: plots.loss_bands({"run": ([1, 2], [1, 2])}), "run should give places"),
        (lambda: plots.loss_bands({"run": ([1, 2], [[1, 0]])}), "all above 0"),
        (lambda: turned(unwritten), "unwritten is not written yet."),
        (lambda: turned(lambda: 3), "w with two numbers"),
        (lambda: turned(lambda: ([1, 2, 3], 4)), "w with two numbers"),
        (lambda: searched(unwritten), "unwritten is not written yet."),
        (lambda: searched(lambda train, rates: 0.1), "best_rate and losses"),
        (lambda: searched(lambda train, rates: (0.1, [1])), "one loss for each rate: 4"),
    ],
)
def test_what_cannot_be_drawn_is_said(make, words):
    message = make()
    assert isinstance(message, Message) and words in str(message)


def test_an_optimiser_looks_the_same_in_every_picture():
    names = ["Adam", "momentum, lr = 0.2", "mine", "RMSprop", "plain"]
    alone = {name: styles_of([name])[0] for name in names}
    together = dict(zip(names, styles_of(names), strict=True))
    assert all(together[name] == alone[name] for name in names if name != "mine")
    assert len(set(together.values())) == len(names)
    assert styles_of(["a", "b"]) == list(STYLES[:2]) and len(styles_of("abcdefg")) == 7


def lines_of(figure, labels):
    """(colour, marker, dashes) of the lines with these labels."""
    return {
        line.get_label(): (line.get_color(), line.get_marker(), line.get_linestyle())
        for line in figure.axes[0].lines
        if line.get_label() in labels
    }


def test_paths_and_losses_of_an_optimiser_look_alike():
    paths = plots.descent_2d(bowl, {"momentum": bowl_path, "Adam": bowl_path}).figure
    losses = plots.loss_curves({"plain": [3, 2], "momentum": [3, 1], "Adam": [3, 2]}).figure
    assert lines_of(paths, {"momentum", "Adam"}) == lines_of(losses, {"momentum", "Adam"})
