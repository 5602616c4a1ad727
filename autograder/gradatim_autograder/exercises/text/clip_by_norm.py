"""Gradient clipping: all gradients together keep their direction, and their length gets a limit."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes

exercise = declare(
    "clip_by_norm",
    returns=("grads",),
    points={"grads": 2, "gradients below the limit": 1},
    section=N_("Gradient clipping"),
)


@exercise.reference
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = max_norm / norm if norm > max_norm else 1.0
    return {key: g * factor for key, g in grads.items()}


def _norm(grads):
    return np.sqrt(sum(np.sum(g**2) for g in grads.values()))


def _grads(rng, low, high):
    """A dict of gradients and a limit between `low` and `high` times their norm."""
    D, H, M = sizes(rng, 3, 2, 6)
    grads = {"Wx": numbers(rng, D, H), "b": numbers(rng, H), "out": 3 * numbers(rng, H, M), "c": numbers(rng, M)}
    return grads, float(_norm(grads) * rng.uniform(low, high))


exercise.probes(times=2, too_long=lambda rng: _grads(rng, 0.5, 0.7))


@exercise.probe(times=2)
def tiny_limit(rng):
    """So small that each array by itself is above it, and below 1."""
    grads, _limit = _grads(rng, 1, 1)
    return grads, float(rng.uniform(0.3, 0.6))


exercise.probes(
    # A single array.
    long_in_one_array=lambda rng: ({"W": numbers(rng, *sizes(rng, 2, 3, 6))}, float(rng.uniform(0.5, 0.9))),
)

for _share in (0.8, 1.25):

    @exercise.probe()
    def small_numbers(rng, share=_share):
        """The norm is below 1, so its square is smaller still; the limit lies below the square, or above it."""
        grads, _limit = _grads(rng, 1, 1)
        norm = rng.uniform(0.5, 0.7)
        return {key: g * (norm / _norm(grads)) for key, g in grads.items()}, float(share * norm**2)


exercise.probes("gradients below the limit", times=2, short=lambda rng: _grads(rng, 1.5, 2.5))

exercise.probes(barely_too_long=lambda rng: _grads(rng, 0.998, 0.999))

exercise.probes("gradients below the limit", barely_short=lambda rng: _grads(rng, 1.001, 1.002))


@exercise.probe(part="gradients below the limit")
def at_the_limit(rng):
    """Norms of 2, 3 and 6 make one of 7, and powers of 2 make no rounding: the norm is the limit to the last digit."""
    arrays = {"W": [1, 1, 1, 1, 0, 0], "b": [1, 2, 2], "v": [2, 4, 4]}
    scale = float(rng.choice([0.5, 1.0, 2.0]))
    signed = {key: scale * rng.choice([-1, 1], size=len(a)) * rng.permutation(a) for key, a in arrays.items()}
    return {**signed, "W": signed["W"].reshape(2, 3)}, 7 * scale


exercise.probes(
    "gradients below the limit",
    all_zero=sized(lambda rng, D, H: ({"W": np.zeros((D, H)), "b": np.zeros(H)}, float(rng.uniform(0.5, 2))), 2, 6),
)

exercise.classes("""
one_array: where grads holds a single array  if len(grads) == 1
below_one: where the norm is below 1  if 0 < _norm(grads) < 1
short: where the norm is below the limit  if 0 < _norm(grads) < 0.99 * max_norm
barely_short: where the norm is below the limit, but barely  if 0.99 * max_norm < _norm(grads) < 0.9999 * max_norm
barely_too_long: where the norm is above the limit, but barely  if 1.0001 * max_norm < _norm(grads) < 1.01 * max_norm
at_the_limit: where the norm is exactly the limit  if _norm(grads) == max_norm
all_zero: where all gradients are 0  if _norm(grads) == 0
""")

exercise.wrong_lines("""
short_arrays_left: Arrays whose own norm is below the limit stay as they are. If the common norm is above it, multiply
all of them.
    return {key: g * (factor if np.sqrt(np.sum(g**2)) > max_norm else 1.0) for key, g in grads.items()}
each_by_itself: Each array is clipped by its own norm. Take one norm, of all gradients together, and one factor for all.
    return {key: g * min(1, max_norm / np.sqrt(np.sum(g**2))) for key, g in grads.items()}
numbers_clipped: Each number is clipped by itself, which changes the direction. Multiply all numbers by one factor.
    return {key: np.clip(g, -max_norm, max_norm) for key, g in grads.items()}
    return {key: np.minimum(g, max_norm) for key, g in grads.items()}
short_ones_grow: Gradients that are short enough are stretched to the limit. Leave them as they are.
    factor = max_norm / norm
    factor = max_norm / max(norm, 1e-8)
long_ones_left: Long gradients stay, and short ones are stretched to the limit. Shorten the long ones, and leave the
short ones.
    factor = max(1, max_norm / norm)
root_missing: The norm is the root of the sum of the squares. The root is missing.
    norm = sum(np.sum(g**2) for g in grads.values())
sizes_added: It adds up the sizes of the numbers. Take the root of the sum of their squares.
    norm = sum(np.sum(np.abs(g)) for g in grads.values())
norms_added: The norms of the arrays are added up. Add up the squares of all numbers, then take one root.
    norm = sum(np.sqrt(np.sum(g**2)) for g in grads.values())
largest_norm: The largest norm of the arrays is taken. Take the norm of all numbers together.
    norm = max(np.sqrt(np.sum(g**2)) for g in grads.values())
largest_number: The largest number is taken for the norm. Take the root of the sum of all squares.
    norm = max(np.abs(g).max() for g in grads.values())
mean_for_sum: The squares are averaged. Add them up.
    norm = np.sqrt(sum(np.mean(g**2) for g in grads.values()))
factor_upside_down: The factor is upside down. It should be the limit divided by the norm.
    factor = max(1, norm / max_norm)
limit_forgotten: The gradients are divided by their norm, so their length is 1. It should be max_norm.
    factor = 1 / norm if norm > max_norm else 1.0
    factor = 1 / norm
    factor = 1 / max(norm, 1e-8)
norm_forgotten: Long gradients are multiplied by the limit. The factor should be the limit divided by the norm.
    factor = max_norm if norm > max_norm else 1.0
long_ones_dropped: Long gradients become 0. Shorten them; their direction is still right.
    factor = 0 if norm > max_norm else 1.0
nothing_clipped: The gradients come back as they were, long ones too.
    return grads
norm_returned: It returns the norm. Wanted is a dict with the clipped gradients.
    return norm
list_returned: It returns a list. Wanted is a dict with the same keys.
    return [g * factor for g in grads.values()]
first_array_only: The norm is that of the first array. Add up the squares of all arrays.
    grads.values() -> list(grads.values())[:1]
largest_singular_value: Of a matrix the largest singular value is taken, as np.linalg.norm(g, 2) does. Take the root
of the sum of all squares.
    norm = np.sqrt(sum(np.linalg.norm(g, 2) ** 2 for g in grads.values()))
square_compared: It compares the sum of the squares with the limit. Compare the norm, which is the root of it.
    factor = max_norm / norm if norm**2 > max_norm else 1.0
factor_squared: Long gradients are multiplied by the square of limit / norm. The factor should be limit / norm.
    factor = (max_norm / norm) ** 2 if norm > max_norm else 1.0
division_by_zero: Where all gradients are 0, it divides by their norm, 0. They are not above the limit: leave them as
they are.
    factor = np.minimum(norm, max_norm) / norm
    factor = min(1, max_norm / float(norm))
squares_of_sums: The numbers are added up before they are squared, so that signs cancel. Square each number, then add
up.
    norm = np.sqrt(sum(np.sum(g) ** 2 for g in grads.values()))
shortened_by_subtraction: Something is taken off each number, which changes the direction. Multiply all numbers by one
factor.
    return {key: g - max(norm - max_norm, 0) for key, g in grads.items()}
""")

exercise.alternatives("""
loops and an if:
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
one long vector:
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads.values()]))
    if norm <= max_norm:
        return dict(grads)
    return {key: max_norm / norm * g for key, g in grads.items()}
the norm of norms:
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    return {key: g / max(1, norm / max_norm) for key, g in grads.items()}
a small number below, float32:
    squares = [float(np.sum(np.square(g))) for g in grads.values()]
    factor = np.minimum(max_norm / (np.sqrt(np.sum(squares)) + 1e-8), 1.0)
    return {key: np.float32(g * factor) for key, g in grads.items()}
""")
