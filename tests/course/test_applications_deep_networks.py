"""Deep networks do what the text says, on other seeds too; scikit-learn is the second judge where it has the method."""

import re
import warnings

import numpy as np
import pytest
from chapter_cells import ran
from gradatim import nn, optim
from gradatim.nn.parameters import Parameters
from gradatim.plots.parts.ten_layers import generators, go_back, go_forward, outputs_of
from gradatim_autograder.exercise.chapters import CHAPTERS
from places import ROOT

SEEDS = range(5)
OTHERS = range(5, 8)  # seeds that the text does not show


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["deep_networks"])


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


def network(**options):
    from sklearn.neural_network import MLPClassifier

    return MLPClassifier(**options)


@pytest.fixture(autouse=True)
def no_warnings_of_scikit_learn():
    pytest.importorskip("sklearn")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="sklearn")
        yield


def test_the_table_beside_the_widget_is_what_the_ten_layers_give():
    path = next(ROOT.glob("solutions/*-deep-networks/*.py"))
    rows = re.findall(
        r"# \| (ReLU|sigmoid) \| (\d+) \| ([\d.]+)(, Xavier)? \| ([\d.]+) \| ([\d.]+) \|", path.read_text()
    )
    assert len(rows) == 4
    for activation, neurons, spread, xavier, arrives, last in rows:
        kind, n, sd = activation.lower(), int(neurons), float(spread)
        limit = np.sqrt(3 / n)
        weights = [
            rng.uniform(-limit, limit, (n, n)) if xavier else rng.normal(0.0, sd, (n, n)) for rng in generators(4, 10)
        ]
        outputs = outputs_of(weights, kind, 4)
        found = go_back(weights, outputs, kind, 4)[0].std(), outputs[-1].std()
        for text, value in zip((arrives, last), found, strict=True):
            assert f"{value:.2g}" == f"{float(text):.2g}", (activation, neurons, spread, value)


def test_two_thirds_of_the_sigmoids_are_saturated_with_large_weights():
    weights = [rng.normal(0.0, 1.0, (100, 100)) for rng in generators(4, 10)]
    last = outputs_of(weights, "sigmoid", 4)[-1]
    assert 0.62 < np.mean(last * (1 - last) < 0.05) < 0.7


def test_relu_halves_the_squares_on_the_way_back_too():
    weights, outputs = go_forward(0.1, "relu", 4)
    arriving = [float(np.mean(g**2)) for g in go_back(weights, outputs, "relu", 4)]
    assert 0.4 < (arriving[0] / arriving[-1]) ** (1 / 9) < 0.6


def test_no_hidden_layer_loses_to_l2_as_scikit_learn_finds_it(chapter):
    """Ours stops after 1000 epochs. In four draws nothing changes after that, in the fifth it gets worse."""
    from sklearn.linear_model import LogisticRegression

    ours, with_l2, theirs = chapter["test_losses"]("linear"), chapter["test_losses"]("L2"), []
    for seed in SEEDS:
        (X, y), _validation, (X_test, y_test) = chapter["moon_parts"](seed)
        P = LogisticRegression(C=1e6).fit(X, y).predict_proba(X_test)
        theirs.append(-np.mean(np.log(P[np.arange(len(y_test)), y_test])))
    assert np.sum(np.abs(ours - theirs) < 1e-3) == 4 and np.all(ours < np.array(theirs) + 1e-3)
    assert np.all(ours > with_l2 + 0.03)


def test_large_weights_saturate_nearly_nine_in_ten_and_small_ones_lose_a_tenth_in_each_layer():
    _weights, outputs = go_forward(1.0, "tanh", 4)
    assert 0.85 < np.mean(np.abs(outputs) > 0.9) < 0.9
    weights, outputs = go_forward(0.01, "tanh", 4)
    arriving = [float(g.std()) for g in go_back(weights, outputs, "tanh", 4)]
    assert np.allclose(np.log10(arriving[-2::-1]), -np.arange(1, 10), atol=0.1) and 5e-11 < outputs[-1].std() < 2e-10


@pytest.mark.parametrize("seed", OTHERS)
def test_ten_layers_learn_from_the_right_start_and_from_twice_as_much_alone(chapter, seed):
    losses = chapter["tanh_losses"]
    assert min(losses(0.07, lr, seed)[-1] for lr in (0.01, 0.1, 1.0)) > 2.25
    assert losses(0.14, 0.1, seed)[-1] < 1 and losses(0.28, 0.1, seed)[-1] < 1
    assert min(losses(1.0, lr, seed)[-1] for lr in (0.001, 0.01, 0.1)) > 2


@pytest.mark.parametrize("seed", OTHERS)
def test_batch_normalisation_forgives_a_bad_start(chapter, seed):
    accuracies = chapter["accuracies"]
    half, twice = (accuracies(10, "batch norm", lr, seed, factor=f)[0, 1] for f, lr in ((0.5, 0.1), (2.0, 0.5)))
    assert min(half, twice) > 0.6
    assert max(accuracies(10, "none", lr, seed, factor=0.5)[0, 1] for lr in (0.01, 0.1, 1.0)) < 0.2
    assert max(accuracies(10, "none", lr, seed, factor=2.0)[0, 1] for lr in (0.0001, 0.001, 0.01)) < 0.5


@pytest.mark.parametrize("seed", OTHERS)
def test_small_weights_make_the_path_useful_without_a_normalisation(chapter, seed):
    found = chapter["accuracies"](10, "none", 0.1, seed, skip=True, factor=0.316)[0, 1]
    alone = max(chapter["accuracies"](10, "none", lr, seed, skip=True)[0, 1] for lr in (0.001, 0.002, 0.005))
    assert found > alone and found > 0.65


@pytest.mark.parametrize("seed", OTHERS)
def test_batch_normalisation_trains_ten_layers_faster_and_not_better(chapter, seed):
    accuracies = chapter["accuracies"]
    kinds = zip(chapter["NORMS"], ((0.02, 0.05), (0.1, 0.2), (0.02, 0.05)), strict=True)
    found = {norm: [accuracies(10, norm, lr, seed, (10, 40)) for lr in rates] for norm, rates in kinds}
    after_ten = {norm: max(each[0, 1] for each in runs) for norm, runs in found.items()}
    after_forty = {norm: max(each[1, 1] for each in runs) for norm, runs in found.items()}
    assert after_ten["batch norm"] > max(after_ten["none"], after_ten["layer norm"]) and after_ten["batch norm"] > 0.75
    assert all(after_forty[norm] > after_ten[norm] for norm in after_ten) and min(after_forty.values()) > 0.7


@pytest.mark.parametrize("seed", OTHERS)
def test_the_path_helps_with_a_normalisation_and_harms_without(chapter, seed):
    accuracies = chapter["accuracies"]
    with_path = {norm: accuracies(10, norm, 0.1, seed, skip=True)[0, 1] for norm in ("batch norm", "layer norm")}
    assert with_path["layer norm"] > max(accuracies(10, "layer norm", lr, seed)[0, 1] for lr in (0.01, 0.02, 0.05))
    assert min(with_path.values()) > 0.75
    alone = [max(accuracies(10, "none", lr, seed)[0, 1] for lr in (0.02, 0.05))]
    assert max(accuracies(10, "none", lr, seed, skip=True)[0, 1] for lr in (0.001, 0.002, 0.005)) < alone[0]


def test_a_change_in_the_last_digit_moves_no_run_of_ten_epochs(chapter, monkeypatch):
    """That is why the text gives its numbers; after 40 epochs it gives ranges."""
    start, options = chapter["deep_start"], (("none", 0.05), ("batch norm", 0.1), ("layer norm", 0.02))
    globals_of = chapter["accuracies"].__globals__

    def moved(depth, rng):
        layers = start(depth, rng)
        layers[0]["W"] = layers[0]["W"] * (1 + 1e-14)
        return layers

    for norm, lr in options:
        once = chapter["accuracies"](10, norm, lr, 0)
        monkeypatch.setitem(globals_of, "deep_start", moved)
        assert np.array_equal(chapter["accuracies"](10, norm, lr, 0), once)
        monkeypatch.setitem(globals_of, "deep_start", start)


def test_with_random_signs_each_layer_adds_as_much_as_there_is(chapter):
    """He's start: f(x) has the mean square of x."""
    rng = np.random.default_rng(0)
    x = np.abs(rng.normal(size=(2000, 300)))
    W, _b = chapter["he_init"](300, 2000, rng)
    assert abs(np.mean(chapter["relu"](x @ W) ** 2) / np.mean(x**2) - 1) < 0.1


@pytest.mark.parametrize("seed", OTHERS)
def test_batches_of_two_are_too_small_for_batch_normalisation(chapter, seed):
    options = {"marks": (3,), "batch_size": 2}
    batch, layer = (
        chapter["accuracies"](2, norm, 0.01, seed, **options)[0, 1] for norm in ("batch norm", "layer norm")
    )
    assert batch < 0.65 < 0.8 < layer


def test_scikit_learn_reads_the_digits_as_well_with_two_layers_and_without_any(chapter):
    from sklearn.linear_model import LogisticRegression

    theirs, plain = [], []
    for seed in SEEDS:
        (X, y), _validation, (X_test, y_test) = chapter["digit_parts"](seed)
        options = {"solver": "sgd", "momentum": 0, "alpha": 0, "learning_rate_init": 0.3, "batch_size": 32}
        theirs.append(network(hidden_layer_sizes=(32, 32), max_iter=10, random_state=seed, **options).fit(X, y))
        theirs[-1] = theirs[-1].score(X_test, y_test)
        plain.append(LogisticRegression(max_iter=1000).fit(X, y).score(X_test, y_test))
    _low, ours, _high, _rate = chapter["on_the_test_part"](2, "none")
    assert abs(np.mean(theirs) - ours) < 0.03
    assert abs(np.mean(plain) - chapter["on_the_test_part"](0, "none")[1]) < 0.02


def test_normalisation_is_what_scikit_learn_calls_scaling(chapter):
    from sklearn.preprocessing import scale

    X = np.random.default_rng(0).normal(size=(7, 5)) * 3 + 1
    ones, zeros = np.ones(5), np.zeros(5)
    assert np.allclose(chapter["layernorm_forward"](X, ones, zeros, 0.0), scale(X, axis=1))
    assert np.allclose(chapter["batchnorm_forward"](X, ones, zeros, zeros, ones, True, 0.9, 0.0)[0], scale(X))
    layer, dout = nn.LayerNorm(5), np.random.default_rng(1).normal(size=(7, 5))
    layer(X)
    dX = layer.backward(dout)
    for ours, theirs in zip(chapter["layernorm_backward"](dout, X, ones), (dX, layer.dgamma, layer.dbeta), strict=True):
        assert np.allclose(ours, theirs)


def test_two_different_numbers_become_minus_one_and_one(chapter):
    pairs = np.array([[3.0, 0.0, -7.0], [5.0, 1000.0, -7.5]])
    out = chapter["batchnorm_forward"](pairs, np.ones(3), np.zeros(3), np.zeros(3), np.ones(3), True, 0.9, 0.0)[0]
    assert np.allclose(out, [[-1, -1, 1], [1, 1, -1]])


def test_scikit_learn_finds_the_same_losses_with_l2(chapter):
    """Its alpha is our lam; both go on until they are near the lowest loss."""
    ours, theirs = [], []
    for seed in SEEDS:
        (X, y), _validation, (X_test, y_test) = chapter["moon_parts"](seed)
        found = network(hidden_layer_sizes=(40,), activation="tanh", solver="lbfgs", alpha=1.0, max_iter=2000)
        P = found.set_params(random_state=seed).fit(X, y).predict_proba(X_test)
        theirs.append(-np.mean(np.log(P[np.arange(len(y_test)), y_test])))
        ours.append(chapter["one_run"](seed, lam=1.0)[1])
    assert abs(np.mean(ours) - np.mean(theirs)) < 0.02


@pytest.mark.parametrize("seed", OTHERS)
def test_l2_and_stopping_help_on_other_moons_too(chapter, seed):
    alone = chapter["one_run"](seed)[1]
    assert min(chapter["one_run"](seed, lam=lam) for lam in chapter["LAMS"])[1] < alone


def test_adamw_is_that_of_the_library(chapter):
    class Two(nn.Module):
        names = ("W",)

        def __init__(self):
            self.W, self.dW = np.array([4.0, 4.0]), np.zeros(2)

    moved = Parameters([Two()], np.float64)
    step = optim.AdamW(moved, lr=0.01, weight_decay=0.1)
    for t in range(1, 501):
        moved.grads[:] = np.array([10.0, 0.1]) * (-1) ** t
        step.step()
    assert np.allclose(moved.values, chapter["two_weights"](0.0, 0.1))


def test_the_bias_before_batch_normalisation_has_no_gradient(chapter):
    found = {norm: chapter["largest_bias_gradient"](norm) for norm in chapter["NORMS"]}
    assert found["batch norm"] < 1e-14 < 0.01 < min(found["none"], found["layer norm"])
