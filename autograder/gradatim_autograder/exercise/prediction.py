"""A prediction: the student says what comes out before anything is run. There are no arguments, and one right value.

    exercise = prediction(
        "predict_batches",
        returns=("batches", "last"),
        points={"batches": 1, "last": 1},
        section=N_("Batch, stochastic, mini-batch"),
        value="8, 26",
        also=("-(-250 // 32), 250 % 32", "[8.0, 26]"),
    )
    exercise.wrong_values('''
    last_batch_dropped: Only the full batches are counted. The samples that are left over form one more.
        7, 32
    ''')

Values are written as Python. The block is read like one of wrong lines, with a wrong value in each indented line. What
is more than a value is declared like any other mistake or alternative.
"""

from functools import partial
from typing import Any

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise.change import compiled
from gradatim_autograder.exercise.declare import Declaration
from gradatim_autograder.exercise.exercise import Refusal


class Prediction(Declaration):
    """A prediction while it is declared.

    Parameters
    ----------
    value
        The right value, or values, as Python.
    also
        Other ways to write it.
    tolerance
        How far a single number may be from it, as a share of it; None: as near as computers compute.
    """

    def __init__(
        self, name: str, value: str, also: tuple[str, ...] = (), tolerance: float | None = None, **fields: Any
    ):
        super().__init__(name, reveal=False, **fields)
        self.probe()(lambda _rng: ())
        self.reference(self._giving(value, name))
        for number, each in enumerate(also, start=1):
            self.alternative(each)(self._giving(each, f"{name}, another right value, {number}"))
        if tolerance is not None:
            self.view(partial(_in_units, self._said["reference"](), tolerance))

    def wrong_values(self, block: str) -> None:
        """Known mistakes, as values. ValueError (file, line, exercise) where the block cannot be read."""
        self._add(block, self._giving)

    def _giving(self, value, where):
        try:
            return compiled(f"def {self.name}():\n    return {value}\n", self.name, {"np": np}, where)
        except SyntaxError:
            raise ValueError(f"{where}: {value!r} is no Python") from None


def _in_units(right, tolerance, returned):
    """The number in units of the right one, which may be too small to be compared as it is; 1 where it is near."""
    try:
        value = np.asarray(returned, dtype=float).item()
    except (TypeError, ValueError, OverflowError):
        raise Refusal(N_("Return one number.")) from None
    return (1.0 if abs(value / right - 1) < tolerance else value / right,)


prediction = Prediction  # as the files of the exercises say it
