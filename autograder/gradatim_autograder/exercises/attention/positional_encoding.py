"""Positions as waves: pairs of sine and cosine, from fast to slow."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare("positional_encoding", returns=("P",), points={"P": 3}, section=N_("Positions"))


@exercise.reference
def positional_encoding(T, D):
    P = np.zeros((T, D))
    t = np.arange(T)[:, None]
    i = np.arange(D // 2)
    speed = 1 / 10000 ** (2 * i / D)
    angle = t * speed
    sines = np.sin(angle)
    cosines = np.cos(angle)
    P[:, 0::2] = sines
    P[:, 1::2] = cosines
    return P


exercise.probes(
    ordinary=lambda rng: (int(rng.integers(11, 15)), 6),
    few_places=lambda rng: (int(rng.integers(3, 6)), 8),
    one_place=lambda rng: (1, 2 * int(rng.integers(2, 5))),
    one_pair=lambda rng: (int(rng.integers(5, 12)), 2),
    many_places=lambda rng: (int(rng.integers(60, 90)), 10),
    as_many_columns_as_places=lambda rng: (8, 8),
)

exercise.classes("""
one_place: where there is a single place
    T == 1
one_pair: where D is 2
    D == 2
square: where there are as many columns as places
    T == D
""")

exercise.wrong_lines("""
not_alternating: The sines stand in the first half of the columns, the cosines in the second. They should take turns:
sine in the even columns, cosine in the odd ones.
    P[:, 0::2] -> P[:, : D // 2] ;; P[:, 1::2] -> P[:, D // 2 :]
sine_and_cosine_exchanged: Sine and cosine are exchanged: the sine belongs in column 0, the cosine in column 1.
    sines = np.cos(angle) ;; cosines = np.sin(angle)
power_halved: Pair i has the speed 1 / 10000 ** (i / D) here. It should be 1 / 10000 ** (2 i / D).
    speed = 1 / 10000 ** (i / D)
counted_twice: The power grows twice as fast as it should. Pair i has the speed 1 / 10000 ** (2 i / D), with i = 0, 1, 2
and so on.
    speed = 1 / 10000 ** (4 * i / D)
each_column_its_own_speed: The cosine of a pair has another speed than the sine. Both columns of pair i have the speed
1 / 10000 ** (2 i / D).
    cosines = np.cos(t / 10000 ** ((2 * i + 1) / D))
pairs_counted_from_1: The first pair has the speed of the second. Count the pairs from 0.
    i = np.arange(1, D // 2 + 1)
places_counted_from_1: The places are counted from 1. The first place is 0: its sines are 0, its cosines 1.
    t = np.arange(1, T + 1)[:, None]
speed_turned_around: The place is multiplied by 10000 ** (2 i / D). Divide by it.
    speed = 10000.0 ** (2 * i / D)
sine_only: All columns are sines. The odd columns should be cosines.
    cosines = np.sin(angle)
cosine_only: All columns are cosines. The even columns should be sines.
    sines = np.cos(angle)
thousand_for_ten_thousand: The speeds are made with 1000. They should be made with 10000.
    speed = 1 / 1000 ** (2 * i / D)
places_scaled: The places run from 0 to 1. They should be 0, 1, 2 and so on: an angle is the place times the speed.
    t = np.linspace(0, 1, T)[:, None]
    t = np.arange(T)[:, None] / T
speeds_from_e: The speeds are powers of e. They should be made with 10000.
    speed = np.exp(-2 * i / D)
no_power: 10000 is not raised to a power here. The speed of pair i is 1 / 10000 ** (2 i / D).
    speed = 1 / 10000 * (2 * i / D)
whole_division: The powers are rounded down to whole numbers. Divide with /, not with //.
    speed = 1 / 10000 ** (2 * i // D)
turned: P is turned. It should have a row for each place, (T, D).
    return P.T
turns_of_the_circle: The angles are multiplied by 2 pi. Take the place times the speed as it is.
    angle = 2 * np.pi * t * speed
last_pair_at_ten_thousand: Where there are several pairs, the power of the last one is 1. Pair i has the power 2 i / D,
which stays below 1.
    speed = 1 / 10000 ** (2 * i / max(D - 2, 1))
    speed = 1 / 10000 ** np.linspace(0, 1, D // 2)
place_and_pair_exchanged: Place and pair are exchanged: the pair is divided, and the place stands in the power.
    angle = i / 10000 ** (2 * t / D)
degrees: The angles are made smaller, as if they were degrees. Take the place times the speed as it is.
    angle = np.radians(t * speed)
exchanged_and_counted_from_1: Sine and cosine are exchanged, and the places are counted from 1. Row 0 should be
0, 1, 0, 1 and so on.
    t = np.arange(1, T + 1)[:, None] ;; sines = np.cos(angle) ;; cosines = np.sin(angle)
slow_to_fast: The slowest pair comes first. Pair 0 should be the fastest one, with the speed 1.
    i = np.arange(D // 2)[::-1]
""")

exercise.alternatives("""
loops:
    P = np.zeros((T, D))
    for t in range(T):
        for i in range(D // 2):
            angle = t / 10000 ** (2 * i / D)
            P[t, 2 * i] = np.sin(angle)
            P[t, 2 * i + 1] = np.cos(angle)
    return P
column by column:
    P = np.empty((T, D))
    for j in range(D):
        angle = np.arange(T) / 10000 ** ((j - j % 2) / D)
        P[:, j] = np.cos(angle) if j % 2 else np.sin(angle)
    return P
with exp and log:
    speed = np.exp(np.arange(0, D, 2) * -(np.log(10000.0) / D))
    angle = np.outer(np.arange(T), speed)
    return np.stack([np.sin(angle), np.cos(angle)], axis=2).reshape(T, D)
cosine as a shifted sine, in lists:
    P = []
    for t in range(T):
        P.append([np.sin(t / 10000 ** ((j // 2 * 2) / D) + (j % 2) * np.pi / 2) for j in range(D)])
    return P
float32:
    angle = (np.arange(T)[:, None] / 10000 ** (np.arange(0, D, 2) / D))
    P = np.zeros((T, D), dtype=np.float32)
    P[:, ::2], P[:, 1::2] = np.sin(angle), np.cos(angle)
    return P
""")
