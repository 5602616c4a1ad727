"""One result of an answer on all probes, beside the right ones."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from gradatim.text import _
from numpy.typing import NDArray

from gradatim_autograder.checking.compare import close
from gradatim_autograder.diagnosis.finding import PATTERN, Finding

FEWEST = 3  # numbers that a sentence about some numbers has to be about


class Column:
    """One result on all probes: `got`, `want` and the arguments `args`, by name."""

    def __init__(
        self, name: str, got: list[NDArray[np.float64]], want: list[NDArray[np.float64]], args: list[dict[str, Any]]
    ):
        self.name, self.got, self.want, self.args = name, got, want, args
        self.probes = list(zip(got, want, args, strict=True))

    def wrong(self) -> list[NDArray[np.bool_]]:
        """Which entries are wrong, probe by probe. All have one shape with the right ones."""
        return [~close(mine, right) for mine, right, _args in self.probes]

    def wrong_probes(self) -> "Column":
        """The column of the probes on which something is wrong."""
        return self.chosen([mask.any() for mask in self.wrong()])

    def chosen(self, probes: Iterable[bool | np.bool_]) -> "Column":
        """The column of some probes: a truth value for each."""
        places = [i for i, each in enumerate(probes) if each]
        got, want = ([each[i] for i in places] for each in (self.got, self.want))
        return Column(self.name, got, want, [self.args[i] for i in places])

    def where_wrong(self) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
        """(got, want) of all entries that are wrong, and how many there are in all."""
        masks = self.wrong()
        got = np.concatenate([mine[bad] for mine, bad in zip(self.got, masks, strict=True)])
        want = np.concatenate([right[bad] for right, bad in zip(self.want, masks, strict=True)])
        return got, want, sum(right.size for right in self.want)

    @property
    def of_one_shape(self) -> bool:
        return all(mine.shape == right.shape for mine, right, _args in self.probes)

    def say(self, short: str, text: str, **values: str) -> Finding:
        """The finding with this text (marked), in which {name} is the result."""
        return Finding(short, _(text).format(name=self.name, **values), PATTERN)
