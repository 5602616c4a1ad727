"""The checks themselves, over all exercises: right answers pass, wrong ones fail and are named."""

import copy

import numpy as np
import pytest
from gradatim_autograder.checking.course_functions import quiet
from gradatim_autograder.checking.evidence import Evidence, same_answers
from gradatim_autograder.checking.subject import local
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.verdict.engine import judge
from thorough import thorough

EXERCISES = list(all_exercises().values())
MISTAKES = [(e, m) for e in EXERCISES for m in e.mistakes]
ALTERNATIVES = [(e, a) for e in EXERCISES for a in e.alternatives]
FEW_SEEDS = range(thorough(1, 2))
MANY_SEEDS = range(thorough(10, 1000))
STEP = 1e-5  # of a central difference


def named(value):
    return value.name if hasattr(value, "name") else None


@pytest.fixture(autouse=True)
def nothing_shown():
    with quiet():
        yield


def evidence_of(exercise, seed):
    """The right answers on the probes of a seed, for many functions to be tried on."""
    probes = exercise.draw(seed)
    return Evidence(exercise, [probe.args for probe in probes], [], [probe.part for probe in probes])


def passes(function, evidence):
    """Whether the function gives the reference's answers."""
    return same_answers(evidence.answers_of(function), evidence.right)


def numerical_slope(exercise, args, parameter, like):
    """The slope of the exercise's loss along one of its parameters, by central differences."""
    named = dict(zip(exercise.arguments, copy.deepcopy(args), strict=False))
    value = np.array(named.get(parameter, np.zeros(np.shape(like))), dtype=float)
    slope = np.zeros(value.shape)
    for index in np.ndindex(value.shape):
        pair = []
        for step in (STEP, -STEP):
            moved = value.copy()
            moved[index] += step
            pair.append(exercise.forward(**{**copy.deepcopy(named), parameter: moved}))
        slope[index] = (pair[0] - pair[1]) / (2 * STEP)
    return slope


def seeds_for(exercise, seeds):
    """Exercises without arguments have a single probe, the same for every seed."""
    return seeds if exercise.draw(0)[0].args else [0]


def test_there_are_exercises():
    assert len(EXERCISES) >= 17 and len(MISTAKES) > 100


SPECIAL = {"one_row", "one_column", "one_entry", "square", "zeros", "constant_column"}


def assert_ordinary(exercise, probe):
    for name, array in zip(exercise.arguments, probe.args, strict=False):
        if isinstance(array, np.ndarray) and array.ndim == 2:
            square = array.shape[0] == array.shape[1]
            by_nature = name == "Wh" and "c" not in exercise.arguments  # from state to state; an LSTM has four blocks
            assert square == by_nature and min(array.shape) > 1
            values = np.unique(array)
            assert len(values) > 2 or values.tolist() == [0, 1]


@pytest.mark.parametrize("exercise", EXERCISES, ids=named)
class TestDeclaration:
    def test_has_enough_mistakes_and_alternatives(self, exercise):
        assert len({m.name for m in exercise.mistakes}) >= 4
        assert len(exercise.alternatives) >= 2

    def test_points_fit_the_parts(self, exercise):
        """Every part of the points is decided by some result, and every result decides some part."""
        parts = set()
        evidence = evidence_of(exercise, 0)
        for part, right in zip(evidence.parts, evidence.right, strict=True):
            for name in right.results:
                parts.add(part or (name if name in exercise.points else exercise.returns[0]))
        assert parts == set(exercise.points)

    def test_derivatives_are_those_of_the_loss(self, exercise):
        """The second oracle: a finite difference of the forward pass says the same as the reference."""
        if exercise.forward is None:
            assert "backward" not in exercise.name, "a derivative needs its forward pass: @exercise.forward(dx=...)"
            return
        for seed in FEW_SEEDS:
            evidence = evidence_of(exercise, seed)
            for args, right in zip(evidence.args, evidence.right, strict=True):
                found = right.results
                for result, parameter in exercise.gradients.items():
                    slope = numerical_slope(exercise, args, parameter, found[result])
                    if exercise.as_good and exercise.as_good(slope, found[result], *args):
                        continue  # at a kink the slopes of both sides are right, and so is their mean
                    np.testing.assert_allclose(found[result], slope, rtol=1e-5, atol=1e-7 * (1 + abs(slope).max()))

    def test_reference_passes(self, exercise):
        for seed in seeds_for(exercise, range(20)):
            result = judge(local(exercise, exercise.reference), exercise, seed)
            assert result.passed and result.points == exercise.max_points, f"seed {seed}: {result.message}"

    def test_many_seeds_give_the_same_verdict(self, exercise):
        for seed in seeds_for(exercise, MANY_SEEDS):
            evidence = evidence_of(exercise, seed)
            for right in evidence.right:
                assert not right.kind, f"seed {seed}: {right.text}"
            for alternative in exercise.alternatives:
                assert passes(alternative.function, evidence), f"seed {seed}: {alternative.name} is refused"
            for mistake in exercise.mistakes:
                assert not passes(mistake.function, evidence), f"seed {seed}: {mistake.name} passes"

    def test_mistakes_differ_from_each_other(self, exercise):
        for seed in seeds_for(exercise, range(12)):
            evidence = evidence_of(exercise, seed)
            seen = [(m.name, evidence.answers_of(m.function)) for m in exercise.mistakes]
            for i, (name, mine) in enumerate(seen):
                for other, theirs in seen[:i]:
                    told = name == other or not same_answers(mine, theirs)
                    assert told, f"seed {seed}: {name} and {other} look the same"

    def test_probes_have_no_blind_spot(self, exercise):
        """Pairwise different sizes, more than one row, no bias of 0, no dout of ones; a mask holds 0 and 1.

        That is so for most probes; one row, a square or a column of equal numbers is a class that is declared.
        """
        for probe in exercise.draw(7):
            if not {each.name for each in exercise.classes_of(probe.args)} & SPECIAL:
                assert_ordinary(exercise, probe)

    def test_special_arguments_are_the_fewer(self, exercise):
        probes = exercise.draw(7)
        special = [probe for probe in probes if {each.name for each in exercise.classes_of(probe.args)} & SPECIAL]
        assert len(special) <= len(probes) / 2


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=named)
def test_known_mistake_fails_and_is_named(exercise, mistake):
    for seed in FEW_SEEDS:
        result = judge(local(exercise, mistake.function), exercise, seed)
        assert not result.passed
        assert result.mistake == mistake.name, result.message
        assert mistake.hint in result.message
        assert f'"{mistake.reread}"' in result.message


@pytest.mark.parametrize(("exercise", "alternative"), ALTERNATIVES, ids=named)
def test_alternative_passes(exercise, alternative):
    for seed in range(20):
        result = judge(local(exercise, alternative.function), exercise, seed)
        assert result.passed, f"seed {seed}: {result.message}"
