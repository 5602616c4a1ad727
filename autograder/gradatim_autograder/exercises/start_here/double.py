"""Twice an array: the first function that a student writes."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "double", chapter="00-start-here", returns=("y",), points={"y": 1}, section=N_("How an exercise works")
)


@exercise.reference
def double(x):
    return 2 * x


@exercise.probe(times=4)
def vector(rng):
    (size,) = sizes(rng, 1, 3, 6)
    return (numbers(rng, size) + 0.1,)


@exercise.mistake("squared", N_("The numbers are squared (times themselves), not doubled (times 2)."))
def _(x):
    return x**2


@exercise.mistake("two_added", N_("2 is added to each number. Doubling multiplies by 2."))
def _(x):
    return x + 2


@exercise.mistake("unchanged", N_("The numbers come back as they went in. Multiply them by 2."))
def _(x):
    return x.copy()


@exercise.mistake(
    "list_repeated", N_("A list times 2 is the list twice in a row. An array times 2 doubles each number.")
)
def _(x):
    return list(x) * 2


@exercise.mistake("summed", N_("The numbers are added up to one. Every number is wanted, doubled."))
def _(x):
    return 2 * np.sum(x)


@exercise.mistake("first_number_only", N_("It returns after the first number. Is the return inside the loop?"))
def _(x):
    return 2 * x[0]


@exercise.mistake("halved", N_("The numbers are divided by 2. Doubling multiplies by 2."))
def _(x):
    return x / 2


@exercise.alternative("sum with itself")
def _(x):
    return x + x


@exercise.alternative("list")
def _(x):
    return [2 * value for value in x]


@exercise.alternative("float32")
def _(x):
    return (2 * x).astype(np.float32)
