"""Exercises with random answers: what is measured on right answers keeps well within the bounds of the check."""

import copy
from dataclasses import replace

import numpy as np
import pytest
from gradatim_autograder.checking.subject import local
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.verdict.engine import judge

MEASURED = [each for each in all_exercises().values() if each.within or each.within_share]
DRAWS = 400
# Both the student's answer and the reference's are measured. Their difference spreads sqrt(2) times as far as one of
# them, and five standard deviations of it are exceeded once in 1.7 million times.
WANTED = 5 * np.sqrt(2)
# Alternatives that old generators (np.random.RandomState) understand too.
OF_BOTH_KINDS = ("training part first", "binomial", "neuron by neuron")


def names(exercise):
    return exercise.seen or exercise.returns


def measured(exercise, function, probe, state):
    """What is seen of the answer when the generator among the arguments is in another state."""
    args = [np.random.default_rng(state) if isinstance(v, np.random.Generator) else v for v in probe.args]
    returned = exercise.drive(function, *copy.deepcopy(args)) if exercise.drive else function(*copy.deepcopy(args))
    return dict(zip(names(exercise), exercise.view(returned, *args), strict=True))


def test_there_are_such_exercises():
    assert {"he_init", "xavier_init"} <= {each.name for each in MEASURED}


@pytest.mark.parametrize("exercise", MEASURED, ids=lambda each: each.name)
def test_the_bounds_are_wide_enough_for_right_answers(exercise):
    for probe in exercise.draw(3):
        seen = [measured(exercise, exercise.reference, probe, state) for state in range(DRAWS)]
        for name in names(exercise):
            within, share = exercise.within.get(name), exercise.within_share.get(name)
            if within is share is None:
                continue
            values = np.array([each[name] for each in seen], dtype=float)
            bound = (within or 0.0) + (share or 0.0) * np.abs(values).mean()
            # The spread of 400 draws is itself known to 3.5 % only: 10 % are forgiven.
            assert bound >= 0.9 * WANTED * values.std(), f"{name}: {bound / values.std():.1f} standard deviations"


@pytest.mark.parametrize("exercise", MEASURED, ids=lambda each: each.name)
def test_right_answers_with_other_numbers_pass(exercise):
    """Each alternative draws its numbers in its own way. All are tried on many seeds."""
    for seed in range(60):
        for alternative in exercise.alternatives:
            result = judge(local(exercise, alternative.function), exercise, seed)
            assert result.passed, f"{alternative.name}, seed {seed}: {result.message}"


def normal_from_uniform(n_in, n_out, rng):
    """Box and Muller's way, all cosines first."""
    n = n_in * n_out
    radius = np.sqrt(-2 * np.log(1 - rng.random(n)))
    return (radius * np.cos(2 * np.pi * rng.random(n)) * np.sqrt(2 / n_in)).reshape(n_out, n_in).T, np.zeros(n_out)


def uniform_from_integers(n_in, n_out, rng):
    whole = rng.integers(0, 2**40, size=(n_out, n_in))
    return np.sqrt(6 / (n_in + n_out)) * (whole.T / 2**39 - 1)


@pytest.mark.parametrize(
    ("name", "function"), [("he_init", normal_from_uniform), ("xavier_init", uniform_from_integers)]
)
def test_another_way_of_drawing_passes_on_many_seeds(name, function):
    exercise = all_exercises()[name]
    for seed in range(500):
        result = judge(local(exercise, function), exercise, seed)
        assert result.passed, f"seed {seed}: {result.message}"


def test_a_bound_as_a_share_grows_with_the_value():
    """Small spreads are told apart as well as large ones."""
    exercise = replace(all_exercises()["he_init"])
    for factor, passes in ((1.0, True), (1.3, False), (0.7, False)):

        def scaled(n_in, n_out, rng, factor=factor):
            return factor * rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)

        assert judge(local(exercise, scaled), exercise, 5).passed is passes


@pytest.mark.parametrize("seeded", [np.random.default_rng, np.random.RandomState], ids=["default_rng", "RandomState"])
@pytest.mark.parametrize("name", ["split", "dropout_forward", "he_init", "xavier_init"])
def test_a_generator_with_a_seed_of_its_own_is_refused(name, seeded):
    """Whatever the seed: the numbers are right, but they are the same for every generator that is passed in."""
    exercise = replace(all_exercises()[name], allowed=("gradatim_autograder",))  # whose right answer is called here

    def with_seed(value, seed):
        return seeded(seed) if isinstance(value, np.random.Generator) else value

    right = next(each.function for each in exercise.alternatives if each.name in OF_BOTH_KINDS)
    for seed in (0, 1, 42, 31337):
        mine = local(exercise, lambda *args, seed=seed: right(*(with_seed(each, seed) for each in args)))
        for probes in (5, 6):
            result = judge(mine, exercise, probes)
            assert "rng_not_used" in result.mistakes and "whatever state" in result.message
            assert 0 < result.points <= exercise.max_points / 2
