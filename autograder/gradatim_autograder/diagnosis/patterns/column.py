"""One result of an answer on all probes, beside the right ones."""

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.compare import close
from gradatim_autograder.diagnosis.finding import PATTERN, Finding

FEWEST = 3  # numbers that a sentence about some numbers has to be about


class Column:
    """One result on all probes: `got`, `want` and the arguments `args`, by name."""

    def __init__(self, name, got, want, args):
        self.name, self.got, self.want, self.args = name, got, want, args
        self.probes = list(zip(got, want, args, strict=True))

    def wrong(self):
        """Which entries are wrong, probe by probe. All have one shape with the right ones."""
        return [~close(mine, right) for mine, right, _args in self.probes]

    def wrong_probes(self):
        """The column of the probes on which something is wrong."""
        return self.chosen([mask.any() for mask in self.wrong()])

    def chosen(self, probes):
        """The column of some probes: a truth value for each."""
        places = [i for i, each in enumerate(probes) if each]
        return Column(self.name, *([each[i] for i in places] for each in (self.got, self.want, self.args)))

    def where_wrong(self):
        """(got, want) of all entries that are wrong, and how many there are in all."""
        masks = self.wrong()
        got = np.concatenate([mine[bad] for mine, bad in zip(self.got, masks, strict=True)])
        want = np.concatenate([right[bad] for right, bad in zip(self.want, masks, strict=True)])
        return got, want, sum(right.size for right in self.want)

    @property
    def of_one_shape(self):
        return all(mine.shape == right.shape for mine, right, _args in self.probes)

    def say(self, short, text, **values):
        """The finding with this text (marked), in which {name} is the result."""
        return Finding(short, _(text).format(name=self.name, **values), PATTERN)
