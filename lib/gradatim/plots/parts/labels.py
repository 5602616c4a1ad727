"""Where the numbers on the edges of a network go, so that each can be read and belongs to one edge."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

HEIGHT, CHARACTER = 0.3, 0.14  # of a label, in the drawing's units
ALONG = np.linspace(0.1, 0.9, 33)  # where on its edge a label may stand, from 0 (start) to 1 (end)
USUAL = 0.22
CLEAR = 0.1  # between a label and other edges
PASSES = 8


def label_places(starts: ArrayLike, ends: ArrayLike, texts: Sequence[str]) -> NDArray[np.float64]:
    """Place one label on each edge between two layers.

    starts, ends (E, 2): where the edges begin and end; texts: their E labels. Returns the E places in `ALONG`.
    A label keeps away from other labels first, then from other edges, then stands near `USUAL`.
    """
    starts, ends = np.asarray(starts, dtype=float), np.asarray(ends, dtype=float)
    spots = starts[:, None] + ALONG[:, None] * (ends - starts)[:, None]  # (E, places, 2)
    halves = np.array([half_size(text) for text in texts])
    crossed = _edges_in_box(starts, ends, spots, halves) + 0.5 * np.abs(ALONG - USUAL)
    first = [crossed.argmin(axis=1)] + [np.full(len(texts), k) for k in range(0, len(ALONG), 8)]
    return ALONG[min((_settle(chosen, crossed, spots, halves) for chosen in first), key=lambda found: found[0])[1]]


def half_size(text: str) -> NDArray[np.float64]:
    """Half the width and half the height of a label."""
    return np.array([CHARACTER * len(text) / 2 + 0.1, HEIGHT / 2])


def _settle(chosen, crossed, spots, halves):
    """Move each label in turn to its best place, given the others. Returns the total cost and the places (E,)."""
    for _round in range(PASSES):
        total = 0.0
        for e in range(len(chosen)):
            others = np.arange(len(chosen)) != e
            room = halves[others] + halves[e]
            apart = np.abs(spots[e][:, None] - spots[others, chosen[others]])
            # Touching labels cost more than any number of crossed edges.
            share = np.clip(1 - apart / room, 0, None).prod(axis=2)
            cost = crossed[e] + (100 * share + 20 * (share > 0)).sum(axis=1)
            chosen[e] = cost.argmin()
            total += cost[chosen[e]]
    return total, chosen


def _edges_in_box(starts, ends, spots, halves):
    """(E, places): how many other edges run through the label's box at each of its places."""
    steps = np.linspace(0, 1, 80)[:, None]
    lines = starts[:, None] + steps * (ends - starts)[:, None]  # (E, 80, 2)
    counts = np.zeros(spots.shape[:2])
    for e in range(len(starts)):
        for other in range(len(starts)):
            if other != e:
                inside = (np.abs(lines[other] - spots[e][:, None]) < halves[e] + CLEAR).all(axis=2)
                counts[e] += inside.any(axis=1)
    return counts
