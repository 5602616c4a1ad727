"""One thing that is found out about a wrong answer, and how sure it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

CODE = "code"  # it stands in the student's code
MISTAKE = "mistake"  # the answers are those of a known mistake
CHANGE = "change"  # the answers are those of a right answer with one change, which the student's code bears out
PATTERN = "pattern"  # what the difference from the right answers looks like
ERROR = "error"  # what an error of Python's or NumPy's means
FORM = "form"  # the answer has a form that cannot be compared, or there is none
CONDUCT = "conduct"  # a rule that holds for every exercise is broken
KINDS = (CONDUCT, FORM, CODE, MISTAKE, CHANGE, PATTERN, ERROR)
MOST = 3  # findings that are told


@dataclass(frozen=True)
class Finding:
    """What was found out about a wrong answer.

    Attributes
    ----------
    name
        Short, in snake_case.
    text
        The sentence for the student, translated; "" where the check says it beside the examples.
    kind
        How it was found out (above), which is how sure it is.
    reread
        Headings of the notebook.
    """

    name: str
    text: str
    kind: str
    reread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """What is found out. `one_of`: each of the findings that are no facts of the code explains the answers alone."""

    findings: tuple[Finding, ...] = ()
    one_of: bool = False

    def __bool__(self):
        return bool(self.findings)

    def without(self, kind: str) -> "Diagnosis":
        return replace(self, findings=tuple(finding for finding in self.findings if finding.kind != kind))

    def first(self, count: int = MOST) -> "Diagnosis":
        return replace(self, findings=self.findings[:count])


def narrowed(diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
    """The same for several results. Where one of several mistakes may explain a result, those stay that explain most
    of the others too: one mistake is likelier than one here and another there.
    """
    times = Counter(finding for each in diagnoses for finding in each.findings)
    found = []
    for each in diagnoses:
        if each.one_of:
            most = max(times[finding] for finding in each.findings)
            kept = tuple(finding for finding in each.findings if times[finding] == most)
            each = Diagnosis(kept, one_of=len(kept) > 1)
        found.append(each)
    return found


def merged(diagnoses: Iterable[Diagnosis]) -> Diagnosis:
    """One diagnosis of several, each thing once."""
    diagnoses = [each for each in diagnoses if each]
    findings = dict.fromkeys(finding for each in diagnoses for finding in each.findings)
    return Diagnosis(tuple(findings), any(each.one_of for each in diagnoses))
