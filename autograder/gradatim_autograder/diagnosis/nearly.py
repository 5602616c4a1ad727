"""Answers that are slightly off: rounded, with a constant written short, or with a small number added somewhere."""

import math
from collections.abc import Collection

import numpy as np
from gradatim.text import _, ngettext

from gradatim_autograder.checking.compare import show
from gradatim_autograder.checking.evidence import Column
from gradatim_autograder.diagnosis.finding import PATTERN, Finding
from gradatim_autograder.inside.function.code_facts import CodeFacts

NEAR = 0.01  # of the largest right number: so far off at most
MOST_DIGITS = 6
CONSTANTS = ((math.e, "np.e"), (math.pi, "np.pi"))
SHORT = (1e-8, 5e-3)  # a constant written short is off by a share between these
SMALL = (1e-16, 0.05)  # a small number that is added somewhere


def slightly_off(
    result: str, got: Column, want: Column, facts: CodeFacts, usual_numbers: Collection[float]
) -> Finding | None:
    """The finding for results that are nearly right, or None.

    Parameters
    ----------
    got, want
        The result on each probe, the student's and the right one.
    usual_numbers
        The numbers that stand in a right answer.
    """
    if not all(_comparable(mine, right) for mine, right in zip(got, want, strict=True)):
        return None
    digits = _digits(got, want)
    if digits is not None:
        text = ngettext(
            "{name} is rounded to {count} digit behind the point. Return it with all its digits.",
            "{name} is rounded to {count} digits behind the point. Return it with all its digits.",
            digits,
        )
        return Finding("rounded", text.format(name=result, count=digits), PATTERN)
    off = max(_distance(mine, right) for mine, right in zip(got, want, strict=True))
    if off > NEAR:
        return None
    text = _("{name} is nearly right: it is off by at most {share} of its largest number.")
    text = text.format(name=result, share=_share(off))
    name = "slightly_off"
    for number in facts.numbers:
        if number in usual_numbers:
            continue
        for constant, written in CONSTANTS:
            if SHORT[0] < abs(number / constant - 1) < SHORT[1]:
                name = "constant_written_short"
                text += " " + _("{number} stands in the code: is it {constant}?").format(
                    number=f"{number:.8g}", constant=written
                )
        if SMALL[0] <= number < SMALL[1]:
            name = "small_number_added"
            text += " " + _("{number} stands in the code, and the formula has no such number.").format(
                number=f"{number:g}"
            )
            break
    return Finding(name, text, PATTERN)


def _comparable(mine, right):
    both = isinstance(mine, np.ndarray) and isinstance(right, np.ndarray) and mine.shape == right.shape and mine.size
    return bool(both) and bool(np.isfinite(mine.astype(float)).all() and np.isfinite(right.astype(float)).all())


def _digits(got, want):
    """To how many digits all results are rounded, or None: the fewest that explain them."""
    for digits in range(1, MOST_DIGITS + 1):
        pairs = [
            (mine.astype(float), np.round(right.astype(float), digits)) for mine, right in zip(got, want, strict=True)
        ]
        if all(np.allclose(mine, rounded, rtol=1e-12, atol=1e-12) for mine, rounded in pairs):
            return digits
    return None


def _distance(mine, right):
    largest = np.abs(right.astype(float)).max()
    gap = np.abs(mine.astype(float) - right.astype(float)).max()
    return gap / largest if largest > 0 else math.inf if gap > 0 else 0.0


def _share(off):
    """ "0.03 %"; very small shares as a number."""
    return f"{show(float(f'{off * 100:.2g}'))} %"
