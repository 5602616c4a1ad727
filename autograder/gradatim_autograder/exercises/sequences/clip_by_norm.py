"""Gradient clipping: all gradients together keep their direction, and their length gets a limit."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "clip_by_norm",
    chapter="09-text",
    returns=("grads",),
    points={"grads": 2, "gradients below the limit": 1},
    section=N_("Gradient clipping"),
)


@exercise.reference
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = min(1.0, max_norm / norm)
    return {key: g * factor for key, g in grads.items()}


def _grads(rng, low, high):
    """A dict of gradients and a limit between `low` and `high` times their norm."""
    D, H, M = sizes(rng, 3, 2, 6)
    grads = {"Wx": numbers(rng, D, H), "b": numbers(rng, H), "out": 3 * numbers(rng, H, M), "c": numbers(rng, M)}
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return grads, float(norm * rng.uniform(low, high))


@exercise.probe(times=2)
def too_long(rng):
    return _grads(rng, 0.5, 0.7)


@exercise.probe(times=2)
def tiny_limit(rng):
    """So small that each array by itself is above it, and below 1."""
    grads, _limit = _grads(rng, 1, 1)
    return grads, float(rng.uniform(0.3, 0.6))


@exercise.probe(times=2, part="gradients below the limit")
def short(rng):
    return _grads(rng, 1.5, 2.5)


exercise.slip(
    "each_by_itself",
    N_("Each array is clipped by its own norm. There is one norm, of all gradients together, and one factor for all."),
    change=[
        ("norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))", "pass"),
        ("factor = min(1.0, max_norm / norm)", "pass"),
        ("g * factor", "g * min(1.0, max_norm / np.sqrt(np.sum(g**2)))"),
    ],
)

exercise.slip(
    "numbers_clipped",
    N_("Each number is clipped by itself, which changes the direction. Multiply all numbers by one factor."),
    change=("g * factor", "np.clip(g, -max_norm, max_norm)"),
)

exercise.slip(
    "short_ones_grow",
    N_("Gradients that are short enough are stretched to the limit. Leave them as they are."),
    change=("min(1.0, max_norm / norm)", "max_norm / norm"),
)

exercise.slip(
    "long_ones_left",
    N_("The question is asked the wrong way round: long gradients stay, and short ones are stretched."),
    change=("min(1.0, max_norm / norm)", "max(1.0, max_norm / norm)"),
)

exercise.slip(
    "root_missing",
    N_("The norm is the root of the sum of the squares. The root is missing."),
    change=("np.sqrt(sum(np.sum(g**2) for g in grads.values()))", "sum(np.sum(g**2) for g in grads.values())"),
)

exercise.slip(
    "sizes_added",
    N_("It adds up the sizes of the numbers. The norm is the root of the sum of their squares."),
    change=("np.sqrt(sum(np.sum(g**2) for g in grads.values()))", "sum(np.sum(np.abs(g)) for g in grads.values())"),
)

exercise.slip(
    "norms_added",
    N_("The norms of the arrays are added up. Add up the squares of all numbers, then take one root."),
    change=(
        "np.sqrt(sum(np.sum(g**2) for g in grads.values()))",
        "sum(np.sqrt(np.sum(g**2)) for g in grads.values())",
    ),
)

exercise.slip(
    "largest_norm",
    N_("The largest norm of the arrays is taken. The norm is that of all numbers together."),
    change=(
        "np.sqrt(sum(np.sum(g**2) for g in grads.values()))",
        "max(np.sqrt(np.sum(g**2)) for g in grads.values())",
    ),
)

exercise.slip(
    "largest_number",
    N_("The largest number is taken for the norm. The norm is the root of the sum of all squares."),
    change=(
        "np.sqrt(sum(np.sum(g**2) for g in grads.values()))",
        "max(np.abs(g).max() for g in grads.values())",
    ),
)

exercise.slip(
    "mean_for_sum",
    N_("The squares are averaged. Add them up."),
    change=("np.sqrt(sum(np.sum(g**2) for", "np.sqrt(sum(np.mean(g**2) for"),
)

exercise.slip(
    "factor_upside_down",
    N_("The factor is upside down: it is the limit divided by the norm."),
    change=("min(1.0, max_norm / norm)", "max(1.0, norm / max_norm)"),
)

exercise.slip(
    "limit_forgotten",
    N_("The gradients are divided by their norm, so their length is 1. It should be max_norm."),
    change=("min(1.0, max_norm / norm)", "1 / norm if norm > max_norm else 1.0"),
)

exercise.slip(
    "norm_forgotten",
    N_("Long gradients are multiplied by the limit. The factor is the limit divided by the norm."),
    change=("min(1.0, max_norm / norm)", "max_norm if norm > max_norm else 1.0"),
)

exercise.slip(
    "long_ones_dropped",
    N_("Long gradients become 0. Shorten them; their direction is still right."),
    change=("min(1.0, max_norm / norm)", "0.0 if norm > max_norm else 1.0"),
)

exercise.slip(
    "nothing_clipped",
    N_("The gradients come back as they were, long ones too."),
    change=("g * factor", "g * 1.0"),
)

exercise.slip(
    "norm_returned",
    N_("It returns the norm. Wanted is a dict with the clipped gradients."),
    change=("return {key: g * factor for key, g in grads.items()}", "return norm"),
)

exercise.slip(
    "list_returned",
    N_("It returns a list. Wanted is a dict with the same keys."),
    change=("{key: g * factor for key, g in grads.items()}", "[g * factor for key, g in grads.items()]"),
)

exercise.slip(
    "first_array_only",
    N_("The norm is that of the first array. Add up the squares of all arrays."),
    change=("grads.values()))", "list(grads.values())[:1]))"),
)


exercise.slip("numbers_clipped", change=("g * factor", "np.minimum(g, max_norm)"))

exercise.slip(
    "squares_of_sums",
    N_("The numbers are added up before they are squared, so that signs cancel. Square each number, then add up."),
    change=("np.sum(g**2)", "np.sum(g) ** 2"),
)

exercise.slip(
    "shortened_by_subtraction",
    N_("Something is taken off each number, which changes the direction. Multiply all numbers by one factor."),
    change=("g * factor", "g - max(norm - max_norm, 0)"),
)


@exercise.alternative("loops and an if")
def _(grads, max_norm):
    total = 0.0
    for key in grads:
        total += (grads[key] ** 2).sum()
    norm = total**0.5
    clipped = {}
    for key in grads:
        if norm > max_norm:
            clipped[key] = grads[key] * max_norm / norm
        else:
            clipped[key] = grads[key]
    return clipped


@exercise.alternative("one long vector")
def _(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads.values()]))
    if norm <= max_norm:
        return dict(grads)
    return {key: max_norm / norm * g for key, g in grads.items()}


@exercise.alternative("the norm of norms")
def _(grads, max_norm):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    return {key: g / max(1, norm / max_norm) for key, g in grads.items()}


@exercise.alternative("a small number below, float32")
def _(grads, max_norm):
    squares = [float(np.sum(np.square(g))) for g in grads.values()]
    factor = np.minimum(max_norm / (np.sqrt(np.sum(squares)) + 1e-8), 1.0)
    return {key: np.float32(g * factor) for key, g in grads.items()}
