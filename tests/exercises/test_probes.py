"""Probes that a line can say."""

import numpy as np
import pytest
from gradatim_autograder.exercise import counted, declare, numbers, sized, with_twice, with_zero


@pytest.fixture
def dense():
    exercise = declare("dense", returns=("Z",), points={"Z": 1, "large": 1}, section="Layers")

    @exercise.reference
    def dense(X, W, b=0.0):
        return X @ W + b

    @exercise.probe(times=2)
    def ordinary(rng):
        return numbers(rng, 3, 2), numbers(rng, 2, 4), numbers(rng, 4)

    return exercise, ordinary


def shapes(exercise):
    return [[np.shape(each) for each in probe.args] for probe in exercise.finished("02-layers").draw(0)]


def test_probes_are_kinds_by_name_in_their_order(dense):
    exercise, _ordinary = dense
    exercise.probes(one=lambda rng: (numbers(rng, 1, 2), numbers(rng, 2, 1)), two=lambda rng: (numbers(rng, 2, 2), 1.0))
    exercise.probes("large", times=2, far=lambda rng: (numbers(rng, 5, 2), numbers(rng, 2, 4)))
    kinds = exercise.finished("02-layers").probes
    assert [(each.name, each.times, each.part) for each in kinds] == [
        ("ordinary", 2, None),
        ("one", 1, None),
        ("two", 1, None),
        ("far", 2, "large"),
    ]
    assert shapes(exercise)[2:] == [[(1, 2), (2, 1)], [(2, 2), ()], *[[(5, 2), (2, 4)]] * 2]


def test_a_probe_is_another_but_for_some_arguments(dense):
    exercise, ordinary = dense
    changed = exercise.but(ordinary, b=0.0, W=np.zeros_like)
    X, W, b = changed(np.random.default_rng(1))
    assert np.array_equal(X, ordinary(np.random.default_rng(1))[0]) and b == 0.0
    assert W.shape == (2, 4) and not W.any()
    halved = exercise.but(ordinary, X=lambda X: X[:1])
    assert [np.shape(each) for each in halved(np.random.default_rng(1))] == [(1, 2), (2, 4), (4,)]


def test_an_argument_that_is_not_there_is_refused(dense):
    exercise, ordinary = dense
    with pytest.raises(ValueError, match="dense: there is no argument lr"):
        exercise.but(ordinary, lr=0.0)


def test_sizes_are_drawn_for_each_further_parameter():
    draw = sized(lambda rng, N, D, M: (N, D, M), 3, 5)
    for seed in range(20):
        assert sorted(draw(np.random.default_rng(seed))) == [3, 4, 5]
    assert {sized(lambda rng, N: (N,))(np.random.default_rng(seed))[0] for seed in range(200)} == set(range(2, 9))


def test_a_number_is_counted_out():
    draw = counted(lambda rng, N: (N, numbers(rng, N)), 3, 6)
    drawn = [draw(np.random.default_rng(seed)) for seed in range(50)]
    assert {N for N, _array in drawn} == {3, 4, 5} and all(len(array) == N for N, array in drawn)
    assert type(drawn[0][0]) is int


def test_a_zero_and_a_number_twice_are_put_into_an_array():
    assert with_zero(np.arange(1.0, 4.0), at=1).tolist() == [1.0, 0.0, 3.0]
    assert with_zero(np.ones((2, 2)), at=np.s_[:, 0]).tolist() == [[0.0, 1.0], [0.0, 1.0]]
    assert with_twice(np.arange(1.0, 4.0), at=0, again=2).tolist() == [1.0, 2.0, 1.0]
    assert with_twice(np.eye(2), at=1, again=0).tolist() == [[0.0, 1.0], [0.0, 1.0]]
