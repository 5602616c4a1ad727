"""The chapter on training: what its text claims, with scikit-learn as a judge from outside."""

import warnings

import numpy as np
import pytest
from chapter_cells import ran
from gradatim import data
from gradatim_autograder.exercise.chapters import CHAPTERS
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, confusion_matrix, precision_score, recall_score
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

SEEDS = range(1, 21)


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["training"])


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


@pytest.fixture(scope="module")
def wine_splits(chapter):
    """For each seed the parts as the chapter draws them: training, validation and test part, as measured."""
    X, y = data.wine()

    def parts(seed):
        rng = np.random.default_rng(seed)
        X_rest, y_rest, X_test, y_test = chapter["split"](X, y, 0.3, rng)
        X_train, y_train, X_val, y_val = chapter["split"](X_rest, y_rest, 0.3, rng)
        return (X_train, y_train), (X_val, y_val), (X_test, y_test)

    return [parts(seed) for seed in SEEDS]


def test_both_are_as_good_on_wine_as_those_of_scikit_learn(chapter, wine_splits):
    """The same splits: the means differ by less than the standard deviation of either."""
    ours = np.array([chapter["wine_runs"](seed)[0] for seed in SEEDS])
    theirs = []
    for train, _validation, test in wine_splits:
        scaler = StandardScaler().fit(train[0])
        rivals = LogisticRegression(max_iter=2000), MLPClassifier((8,), "tanh", solver="lbfgs", random_state=0)
        theirs.append(
            [
                each.fit(scaler.transform(train[0]), train[1]).score(scaler.transform(test[0]), test[1])
                for each in rivals
            ]
        )
    theirs = np.array(theirs)
    assert (np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) < 0.015).all(), (ours.mean(axis=0), theirs.mean(axis=0))
    assert (ours.mean(axis=0) > 0.97).all()
    assert abs(np.diff(ours.mean(axis=0))[0]) < 0.5 * ours.std(axis=0).min(), "neither is claimed to be better"
    differences = np.diff(ours)[:, 0]
    assert abs(differences.mean()) < differences.std(), "nor by the differences, split by split"


def test_least_squares_on_diabetes_is_that_of_scikit_learn(chapter):
    X, y = data.diabetes()
    for seed in range(5):
        rng = np.random.default_rng(seed)
        X_rest, y_rest, X_test, y_test = chapter["split"](X, y, 0.25, rng)
        X_train, y_train, _X_val, _y_val = chapter["split"](X_rest, y_rest, 0.25, rng)
        errors = y_test - LinearRegression().fit(X_train, y_train).predict(X_test)
        mean, squares, ridge, network, squares_of_both = chapter["diabetes_errors"](seed)
        assert squares == pytest.approx(np.sqrt(np.mean(errors**2)), rel=1e-9)
        errors = y_test - LinearRegression().fit(X_rest, y_rest).predict(X_test)
        assert squares_of_both == pytest.approx(np.sqrt(np.mean(errors**2)), rel=1e-9)
        assert max(squares, ridge, network) < 0.85 * mean


def test_ridge_on_diabetes_is_that_of_scikit_learn(chapter):
    """Both standardise by the training part; the intercept is the mean of the targets."""
    X, y = data.diabetes()
    scaled = StandardScaler().fit_transform(X)
    for lam in (0.1, 10.0, 1000.0):
        theirs = Ridge(alpha=lam).fit(scaled, y)
        np.testing.assert_allclose(chapter["least_squares"](scaled, y - y.mean(), lam), theirs.coef_, rtol=1e-8)


def test_a_smaller_network_overfits_less(chapter):
    """On the ten sets of the text: the gap and the validation loss of 3 neurons are smaller than those of 40."""
    large, small = (chapter["end_losses"](H) for H in (40, 3))
    assert np.sum(np.diff(small, axis=0) < np.diff(large, axis=0)) >= 8
    assert np.sum(small[1] < large[1]) >= 8


def test_raw_columns_are_the_trouble_and_not_the_network(chapter, wine_splits):
    """Without standardising, scikit-learn's network of the same kind and steps stays at the largest class too."""
    found = []
    for train, _validation, _test in wine_splits[:5]:
        network = MLPClassifier(
            (8,), "tanh", solver="sgd", learning_rate_init=0.01, momentum=0, max_iter=300, random_state=0
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not come to an end
            found.append(network.fit(*train).score(*train))
        assert max(np.bincount(train[1])) / len(train[1]) < 0.5
    assert np.median(found) < 0.75, found
    assert (chapter["raw_wines"]().max(axis=0) < 0.7).all()


def test_accuracy_matrix_precision_and_recall_are_those_of_scikit_learn(chapter):
    rng = np.random.default_rng(0)
    y, predicted = (rng.random((2, 300)) < 0.1).astype(int)
    precision, recall = chapter["precision_recall"](predicted, y)
    assert precision == pytest.approx(precision_score(y, predicted))
    assert recall == pytest.approx(recall_score(y, predicted))
    nobody = np.zeros(300, dtype=int)
    assert (
        chapter["precision_recall"](nobody, y)
        == (0, 0)
        == (
            precision_score(y, nobody, zero_division=0),
            recall_score(y, nobody),
        )
    )
    assert (chapter["confusion_matrix"](predicted, y, 2) == confusion_matrix(y, predicted)).all()
    assert chapter["accuracy"](np.eye(2)[predicted], y) == pytest.approx(accuracy_score(y, predicted))


def test_the_bayes_error_of_the_moons(chapter):
    """Integrated over the plane, apart from the samples by which the chapter estimates it."""
    step = 0.03
    x1, x2 = np.meshgrid(np.arange(-2.4, 3.4, step), np.arange(-1.9, 2.4, step))
    places = np.column_stack([x1.ravel(), x2.ravel()])
    angle = (np.arange(300) + 0.5) * np.pi / 300
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    chances = []
    for centres in (upper, [1, 0.5] - upper):
        square = (places**2).sum(axis=1)[:, None] - 2 * places @ centres.T + (centres**2).sum(axis=1)
        chances.append(np.exp(-square / 0.18).mean(axis=1) / (0.18 * np.pi))
    assert np.sum(chances, axis=1) * step**2 == pytest.approx([1, 1], abs=1e-3)
    assert np.minimum(*chances).sum() * step**2 / 2 == pytest.approx(0.0854, abs=2e-4)
    p = chances[1] / np.sum(chances, axis=0)
    np.testing.assert_allclose(p, chapter["best_answer"](places), atol=5e-3)
    X, y = data.moons(20000, 0.3, np.random.default_rng(7))
    assert np.mean((chapter["best_answer"](X) > 0.5) != y) == pytest.approx(0.0854, abs=0.006)  # three deviations


def test_each_row_is_validated_once_and_classes_are_cut_alike(chapter):
    folds = chapter["k_fold"](178, 5, np.random.default_rng(0))
    assert (np.sort(np.concatenate([validation for _train, validation in folds])) == np.arange(178)).all()
    X, y = data.wine()
    cut = chapter["stratified_split"](X, y, 0.2, np.random.default_rng(0))
    assert np.bincount(cut[3]).tolist() == [12, 14, 10] and len(cut[0]) == 142


@pytest.mark.parametrize("start", [100, 200])
def test_what_chose_the_winner_promises_too_much(chapter, start):
    """On other seeds than those of the text."""
    pairs = np.array([chapter["best_by_the_test_part"](start + seed) for seed in range(20)])
    assert np.diff(pairs.mean(axis=0))[0] < -0.02
    assert np.mean(pairs[:, 0] > pairs[:, 1]) > 0.6


def test_all_three_parts_together_gain_something(chapter):
    """On other seeds than those of the text, with the rates of its table."""
    plain = [chapter["moons_loss"]("all samples", 1.0, seed) for seed in range(50, 55)]
    whole = [chapter["moons_loss"]("with a falling rate", 0.1, seed) for seed in range(50, 55)]
    assert np.mean(whole) < np.mean(plain) - 0.04
    assert np.sum(np.array(whole) < plain) >= 4
