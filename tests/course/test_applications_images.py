"""The chapter on images reaches what it states: its network reads unseen digits, and drawings from the keyboard."""

import json

import numpy as np
import pytest
from gradatim import data
from gradatim_autograder.exercise.chapters import CHAPTERS
from places import ROOT

GOAL = 0.97  # as the chapter says
NOTEBOOK = ROOT / f"solutions/{CHAPTERS['images']}/{CHAPTERS['images']}.ipynb"
DRAWINGS = """
..###... ...##... ..###... ..####.. ....#... ..#####. ...##... ..#####. ...###.. ...###..
.#...#.. ..###... .#...#.. ......#. ...##... ..#..... ..#..... ......#. ..#...#. ..#...#.
.#...#.. ...##... .....#.. ......#. ..#.#... ..#..... ..#..... .....#.. ..#...#. ..#...#.
.#...#.. ...##... ....#... ...###.. .#..#... ..####.. ..####.. ....#... ...###.. ...####.
.#...#.. ...##... ...#.... ......#. .######. ......#. ..#...#. ..####.. ..#...#. ......#.
.#...#.. ...##... ..#..... ......#. ....#... ......#. ..#...#. ...#.... ..#...#. ......#.
.#...#.. ...##... .#...... ......#. ....#... ......#. ..#...#. ...#.... ..#...#. .....#..
..###... ..####.. .#####.. ..####.. ....#... ..####.. ...###.. ...#.... ...###.. ...##...
"""


@pytest.fixture(scope="module")
def chapter():
    """The names that the chapter's own code makes, all cells run in order."""
    names = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    return names


def test_the_network_of_the_chapter_reads_unseen_digits(chapter):
    labels = data.digits()[1][chapter["test"]]
    assert np.mean(chapter["scores"].argmax(axis=1) == labels) >= GOAL
    assert len(chapter["test"]) == 450 and set(chapter["test"]).isdisjoint(chapter["rest"])
    assert "**at least 0.97**" in NOTEBOOK.read_text(encoding="utf-8")


def test_other_splits_and_start_values_reach_it_on_average(chapter):
    images, labels = chapter["images"], data.digits()[1]
    found = []
    for seed in (1, 2, 3):
        order = np.random.default_rng(seed).permutation(len(images))
        test, rest = order[:450], order[450:]
        model = chapter["train"](chapter["convolutional"](seed), images[rest], labels[rest])
        found.append(np.mean(model.predict(images[test]).argmax(axis=1) == labels[test]))
    assert np.mean(found) >= GOAL and min(found) > GOAL - 0.01


def test_neighbours_are_worth_something(chapter):
    """The convolution is better than a dense network of its size, and loses by it when the pixels are shuffled."""
    parts = chapter["training"], chapter["validation"]
    in_order, mixed = (
        chapter["mean_accuracy"](chapter["convolutional"], chapter[X], parts) for X in ("images", "shuffled")
    )
    assert in_order > mixed + 0.005
    assert in_order > chapter["mean_accuracy"](chapter["dense"], chapter["images"], parts) + 0.01


def test_own_training_gets_better(chapter):
    start, end = chapter["train_by_hand"](20)
    assert start > 2.3 and end < 1.2


def test_most_drawings_from_the_keyboard_are_read(chapter):
    rows = [line.split() for line in DRAWINGS.strip().splitlines()]
    ink = np.stack([data.drawn_digit(lines) for lines in zip(*rows, strict=True)])
    assert np.sum(chapter["classify"](ink[..., None]).argmax(axis=1) == np.arange(10)) >= 6
