"""The layers, losses and models: gradients against finite differences and against the chapters' formulas; training."""

import contextlib
import copy
import itertools
import subprocess
import sys
import types

import numpy as np
import pytest
from gradatim import data, gradcheck, nn, optim
from gradatim.gradcheck import gradcheck_loss, numerical_gradient, relative_error
from gradatim.nn._fast import arrays, threads
from gradatim.nn.training import _batches

LAYERS = {
    "Linear": lambda rng: nn.Linear(4, 3, rng),
    "ReLU": lambda rng: nn.ReLU(),
    "LeakyReLU": lambda rng: nn.LeakyReLU(0.2),
    "Tanh": lambda rng: nn.Tanh(),
    "Sigmoid": lambda rng: nn.Sigmoid(),
    "Softmax": lambda rng: nn.Softmax(),
    "Dropout": lambda rng: nn.Dropout(0.7, rng),
    "BatchNorm1d": lambda rng: nn.BatchNorm1d(4),
    "LayerNorm": lambda rng: nn.LayerNorm(4),
}


def network(*sizes, seed=1, **options):
    """Dense layers of these sizes with ReLU between them."""
    rng = np.random.default_rng(seed)
    layers = []
    for n_in, n_out in itertools.pairwise(sizes):
        layers += [nn.Linear(n_in, n_out, rng), nn.ReLU()]
    return nn.Sequential(*layers[:-1], **options)


def samples(N, D, seed=2):
    return np.random.default_rng(seed).normal(size=(N, D)) * 1.5


# -- gradients -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("name", LAYERS)
def test_layer_against_finite_differences(name, training):
    rng = np.random.default_rng(3)
    layer = LAYERS[name](rng)
    for parameter, array in layer.named_parameters():
        setattr(layer, parameter, rng.normal(size=array.shape) + 0.5)
    if name == "BatchNorm1d":
        layer.forward(samples(9, 4, seed=8))  # so that the running means are not 0 and 1
    layer.training = training
    errors = gradcheck(layer, samples(5, 4))
    assert set(errors) == {"X", *layer.names}
    assert max(errors.values()) < 1e-7


def test_gradcheck_finds_a_wrong_gradient():
    class Wrong(nn.Linear):
        def backward_parameters(self, dout):
            super().backward_parameters(dout)
            self.db /= len(dout)

    errors = gradcheck(Wrong(4, 3, 0), samples(5, 4))
    assert errors["W"] < 1e-7 and errors["X"] < 1e-7 and errors["b"] > 0.1


def test_gradcheck_of_a_model_leaves_it_alone():
    rng = np.random.default_rng(1)
    layers = nn.Linear(4, 5, rng), nn.BatchNorm1d(5), nn.Tanh(), nn.Dropout(0.8, rng), nn.Linear(5, 2, rng)
    model = nn.Sequential(*layers, dtype=np.float64)
    before = copy.deepcopy(model)
    errors = gradcheck(model, samples(6, 4))
    assert list(errors) == ["X", "0.W", "0.b", "1.gamma", "1.beta", "4.W", "4.b"]
    # the bias before a batch normalization changes nothing: its gradient is 0 but for rounding
    assert max(error for name, error in errors.items() if name != "0.b") < 1e-6
    X = samples(6, 4)
    assert (model.forward(X) == before.forward(X)).all()
    with pytest.raises(ValueError, match=r"dtype=np\.float64"):
        gradcheck(network(4, 2), X)


@pytest.mark.parametrize(
    ("loss", "output", "y"),
    [
        (nn.MSELoss(), samples(5, 3), samples(5, 3, seed=4)),
        (nn.MSELoss(), samples(5, 1), np.arange(5)),
        (nn.BCELoss(), np.random.default_rng(1).uniform(0.1, 0.9, (6, 1)), np.array([0, 1, 1, 0, 1, 0])),
        (nn.BCELoss(), np.random.default_rng(1).uniform(0.1, 0.9, (3, 2)), np.array([[0, 1], [1, 1], [0, 0.0]])),
        (nn.CrossEntropyLoss(), samples(7, 4), np.array([0, 3, 1, 2, 1, 0, 3])),
    ],
)
def test_loss_against_finite_differences(loss, output, y):
    assert gradcheck_loss(loss, output, y) < 1e-8
    assert loss.backward(output, y).shape == output.shape


def test_numerical_gradient_and_relative_error():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    gradient = numerical_gradient(lambda x: float((x**3).sum()), x, 1e-5)
    assert np.allclose(gradient, 3 * x**2) and x.tolist() == [[1.0, -2.0], [0.5, 3.0]]
    assert relative_error([3, 0], [0, 4]) == pytest.approx(5 / 7) and relative_error([0, 0], [0, 0]) == 0


def test_model_has_the_gradients_of_the_chapters():
    """The library's quick ways against the plain formulas: dense layers, ReLU, softmax with cross-entropy."""
    X, y = samples(32, 64), np.random.default_rng(3).integers(0, 10, 32)
    for dtype, error in ((np.float64, 1e-14), (np.float32, 1e-6)):
        model = network(64, 32, 10, dtype=dtype)
        loss = nn.CrossEntropyLoss()
        Z = model.forward(X)
        dX = model.backward(loss.backward(Z, y))
        (_, W1), (_, b1), (_, W2), (_, b2) = ((name, a.astype(float)) for name, a in model.named_parameters())
        A = np.maximum(X @ W1 + b1, 0)
        E = np.exp(A @ W2 + b2 - (A @ W2 + b2).max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        dZ2 = (P - np.eye(10)[y]) / 32
        dZ1 = dZ2 @ W2.T * (A > 0)
        plain = {"0.W": X.T @ dZ1, "0.b": dZ1.sum(axis=0), "2.W": A.T @ dZ2, "2.b": dZ2.sum(axis=0)}
        for name, gradient in model.named_gradients():
            assert gradient.dtype == dtype and relative_error(plain[name], gradient) < error
        assert relative_error(dZ1 @ W1.T, dX) < error
        assert loss(Z, y) == pytest.approx(-np.mean(np.log(P[np.arange(32), y])), rel=1e-6)


# -- single layers and losses ----------------------------------------------------------------------------------------


def test_layers_by_hand():
    x = np.array([[-1.0, 0.0, 2.0]])
    assert nn.ReLU()(x).tolist() == [[0, 0, 2]]
    assert nn.LeakyReLU(0.1)(x).tolist() == [[-0.1, 0, 2]]
    assert nn.ReLU()(np.array([[-1, 3]])).tolist() == [[0, 3]]
    assert np.allclose(nn.Sigmoid()([[0, np.log(3)]]), [[0.5, 0.75]])
    assert np.allclose(nn.Softmax()(np.log([[1, 2, 5.0]])), [[0.125, 0.25, 0.625]])
    assert np.allclose(nn.Tanh()(x), np.tanh(x))


def test_large_numbers_are_no_trouble():
    huge = np.array([[1e4, -1e4], [-1e4, 1e4]])
    with np.errstate(all="raise", under="ignore"):
        for layer in (nn.Sigmoid(), nn.Softmax(), nn.Tanh()):
            assert np.isfinite(layer(huge)).all() and np.isfinite(layer.backward(huge)).all()
        cross_entropy = nn.CrossEntropyLoss()
        assert cross_entropy(huge, [0, 0]) == 1e4 and np.isfinite(cross_entropy.backward(huge, np.array([0, 0]))).all()
        bce = nn.BCELoss()
        assert bce(np.array([[1.0], [0.0]]), np.array([0, 0])) == 50
        assert np.isfinite(bce.backward(np.array([[1.0], [0.0]]), np.array([0, 0]))).all()


@pytest.mark.parametrize("largest", [1, 77.9, 78.1, 89, 1000])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_softmax_with_and_without_the_shift(largest, sign, dtype):
    Z = np.zeros((5, 4), dtype)
    Z[0] = sign * largest, sign * largest - 1, sign * largest, 0.5  # the squares add up to less or more than 78^2
    if largest < 78:
        Z[0, [1, 2]] = 0
    Z[1] = 1, -2, 0.5, 0
    exact = np.exp(Z.astype(np.float64) - Z.max(axis=1, keepdims=True))
    exact /= exact.sum(axis=1, keepdims=True)
    P = arrays.softmax(Z)
    assert P.dtype == dtype and np.allclose(P, exact, rtol=3 * np.finfo(dtype).eps * 70, atol=np.finfo(dtype).tiny)
    assert np.allclose(arrays.softmax(Z, 0.25), exact / 4, rtol=3 * np.finfo(dtype).eps * 70, atol=np.finfo(dtype).tiny)


def test_constants_are_made_once_and_stay():
    ones = arrays.constant(1, 3, np.dtype(float))
    assert ones is arrays.constant(1, 3, np.dtype(float)) and ones.tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match="read-only"):
        ones += 1


def test_dropout():
    layer, X = nn.Dropout(0.7, np.random.default_rng(1)), np.ones((400, 500))
    out = layer(X)
    assert set(np.unique(out)) == {0, 1 / 0.7} and abs((out > 0).mean() - 0.7) < 0.01
    assert (layer.backward(X) == out).all()
    layer.eval()
    assert (layer(X) == X).all() and (layer.backward(X) == X).all()


def test_batchnorm():
    layer, X = nn.BatchNorm1d(3), samples(50, 3) * [1, 5, 0.1] + [0, 3, -2]
    out = layer(X)
    assert np.allclose(out.mean(axis=0), 0) and np.allclose(out.std(axis=0), 1, atol=1e-3)
    assert np.allclose(layer.running_mean, 0.1 * X.mean(axis=0))
    assert np.allclose(layer.running_var, 0.9 + 0.1 * X.var(axis=0))
    layer.eval()
    assert np.allclose(layer(X), (X - layer.running_mean) / np.sqrt(layer.running_var + 1e-5))


def test_layernorm():
    layer, X = nn.LayerNorm(30), samples(5, 30) * np.array([[1], [5], [0.1], [2], [1]]) + 3
    out = layer(X)
    assert np.allclose(out.mean(axis=1), 0) and np.allclose(out.std(axis=1), 1, atol=1e-2)
    layer.eval()
    assert (layer(X) == out).all() and np.allclose(layer(X[2:3]), out[2:3]), "a row does not see the others"
    assert not layer(np.full((1, 30), 7.0)).any(), "a row of equal numbers has no spread"


def test_layernorm_of_sequences():
    rng = np.random.default_rng(4)
    layer, X, dout = nn.LayerNorm(5), rng.normal(size=(3, 4, 5)), rng.normal(size=(3, 4, 5))
    layer.gamma, layer.beta = rng.normal(size=5), rng.normal(size=5)
    out, dX = layer(X), layer.backward(dout)
    dgamma, dbeta = layer.dgamma.copy(), layer.dbeta.copy()
    assert max(gradcheck(layer, X).values()) < 1e-7
    assert np.allclose(layer(X.reshape(12, 5)), out.reshape(12, 5))
    assert np.allclose(layer.backward(dout.reshape(12, 5)), dX.reshape(12, 5))
    assert np.allclose(layer.dgamma, dgamma) and np.allclose(layer.dbeta, dbeta)


def test_first_weights():
    rng = np.random.default_rng(1)
    W = nn.init.kaiming_normal(400, 300, rng)
    assert W.shape == (400, 300) and abs(W.std() / np.sqrt(2 / 400) - 1) < 0.02 and abs(W.mean()) < 0.001
    W = nn.init.xavier_uniform(400, 200, rng)
    assert W.shape == (400, 200) and 0.0995 < W.max() <= 0.1 and -0.1 <= W.min() < -0.0995
    layer = nn.Linear(3, 2, 7, init=nn.init.xavier_uniform)
    assert (nn.init.xavier_uniform(3, 2, np.random.default_rng(7)) == layer.W).all() and not layer.b.any()


def test_initial_loss_of_ten_classes():
    assert nn.CrossEntropyLoss()(np.zeros((4, 10)), np.array([0, 3, 9, 5])) == pytest.approx(np.log(10))


# -- models ----------------------------------------------------------------------------------------------------------


def test_parameters_are_one_vector():
    model = network(4, 3, 2)
    parameters = model.parameters()
    assert len(parameters) == 4 * 3 + 3 + 3 * 2 + 2
    for (_, array), (_, gradient) in zip(model.named_parameters(), model.named_gradients(), strict=True):
        assert np.shares_memory(array, parameters.values) and np.shares_memory(gradient, parameters.grads)
    model.layers[0].W = np.ones((4, 3))  # written into the vector, which the optimiser moves
    assert (parameters.values[:12] == 1).all() and np.shares_memory(model.layers[0].W, parameters.values)
    with pytest.raises(ValueError, match="shape"):
        model.layers[0].W = np.ones((3, 4))


def test_a_copy_of_a_model_is_whole():
    model = network(4, 3, 2)
    twin = copy.deepcopy(model)
    X, y = samples(20, 4), np.arange(20) % 2
    for each in (model, twin):
        each.fit(X, y, nn.CrossEntropyLoss(), optim.SGD(each.parameters(), 0.1), epochs=3)
    assert (model.predict(X) == twin.predict(X)).all()
    assert not np.shares_memory(model.parameters().values, twin.parameters().values)


def test_batches_and_outputs_of_training_are_not_overwritten():
    class Keeps(nn.Module):
        """Keeps everything that comes by, and a copy."""

        def __init__(self):
            self.seen = []

        def forward(self, X):
            self.seen.append((X, X.copy()))
            self.out = X
            return X

        def backward_input(self, dout):
            self.seen.append((dout, dout.copy()))
            return dout

    layers = [Keeps(), nn.Linear(4, 3, 1), Keeps(), nn.ReLU(), Keeps(), nn.Linear(3, 2, 2), Keeps()]
    model = nn.Sequential(*layers)
    model.fit(samples(70, 4), np.arange(70) % 2, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), 0.1), 3, 16)
    seen = [pair for layer in layers if isinstance(layer, Keeps) for pair in layer.seen]
    assert len(seen) > 100 and all((array == copy).all() for array, copy in seen)


def test_outputs_are_not_overwritten():
    model = network(4, 3, 2)
    first = model(samples(5, 4))
    kept = first.copy()
    model(samples(5, 4, seed=9))
    assert (first == kept).all()


def test_predict_uses_the_layers_as_in_use():
    model = nn.Sequential(nn.Linear(4, 50, 1), nn.Dropout(0.5, 2))
    X = samples(5, 4)
    assert (model.predict(X) == model.predict(X)).all() and model.layers[1].training
    assert (model(X) != model(X)).any()


@pytest.mark.parametrize("N", [999, 1000, 1001, 2500])
def test_many_samples_are_predicted_in_parts(N):
    model, X, seen = network(4, 3, 2, dtype=np.float64), samples(N, 4), []
    forward = model.layers[0].forward
    model.layers[0].forward = lambda X: seen.append(len(X)) or forward(X)
    out = model.predict(X)
    assert sum(seen) == N and max(seen) <= 1000 and np.allclose(out, model.forward(X), rtol=1e-13, atol=1e-13)
    assert out.shape == (N, 2) and model.layers[1].training


def test_batches_cover_every_sample_once():
    X, y = np.arange(3000.0).reshape(1000, 3), np.arange(1000)
    for batch_size in (1, 7, 1000, 5000):
        parts = list(_batches(X, y, batch_size, np.random.default_rng(1).permutation(1000)))
        assert len(parts) == -(-1000 // batch_size)
        assert sorted(np.concatenate([labels for _, labels in parts]).tolist()) == list(range(1000))
        assert all((rows[:, 0] == 3 * labels).all() for rows, labels in parts)


# -- training --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def split():
    X, y = data.digits()
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order], y[order]
    return X[:1440], y[:1440], X[1440:], y[1440:]


def test_digits(split):
    X, y, X_test, y_test = split
    model = network(64, 64, 10)
    optimizer = optim.SGD(model.parameters(), lr=0.5, momentum=0.9)
    history = model.fit(X, y, nn.CrossEntropyLoss(), optimizer, epochs=15, validation_data=(X_test, y_test))
    assert (model.predict(X_test).argmax(axis=1) == y_test).mean() >= 0.97
    assert set(history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert all(len(values) == 15 and all(isinstance(v, float) for v in values) for values in history.values())
    assert history["val_accuracy"][-1] >= 0.97 and history["loss"][-1] < history["loss"][0] / 5


def test_the_history_is_the_loss_of_the_batches():
    X, y = samples(10, 4), np.arange(10) % 3
    model = network(4, 3)
    first = nn.CrossEntropyLoss()(model(X), y)
    history = model.fit(X, y, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), 0.1), epochs=2, batch_size=10)
    assert history["loss"][0] == pytest.approx(first, rel=1e-5) and history["loss"][1] < first


def test_seeds_repeat(split):
    X, y = split[0][:300], split[1][:300]

    def train(seed):
        rng = np.random.default_rng(4)
        model = nn.Sequential(nn.Linear(64, 20, rng), nn.ReLU(), nn.Dropout(0.8, rng), nn.Linear(20, 10, rng))
        history = model.fit(X, y, nn.CrossEntropyLoss(), optim.Adam(model.parameters()), epochs=3, seed=seed)
        return model.predict(X), history

    (one, history), (same, again), (other, _) = train(1), train(1), train(2)
    assert (one == same).all() and history == again and (one != other).any()


def test_xor_with_bce():
    X, y = data.gate("XOR")
    rng = np.random.default_rng(1)
    model = nn.Sequential(nn.Linear(2, 8, rng), nn.Tanh(), nn.Linear(8, 1, rng), nn.Sigmoid())
    optimizer = optim.Adam(model.parameters(), lr=0.05)
    history = model.fit(X, y, nn.BCELoss(), optimizer, epochs=200, batch_size=4)
    assert history["accuracy"][-1] == 1 and history["loss"][-1] < 0.05


def test_regression_has_no_accuracy():
    X, y = data.diabetes()
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
    model = network(10, 1)
    history = model.fit(X, y, nn.MSELoss(), optim.SGD(model.parameters(), lr=0.01), epochs=50)
    assert set(history) == {"loss"} and history["loss"][-1] < 0.52  # least squares reach 0.48


def test_early_stopping_goes_back_to_the_best(split):
    X, y, X_test, y_test = split
    model = nn.Sequential(nn.Linear(64, 30, 1), nn.BatchNorm1d(30), nn.ReLU(), nn.Linear(30, 10, 2))
    loss, optimizer = nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr=0.02)
    options = {"epochs": 200, "validation_data": (X_test, y_test), "patience": 3}
    history = model.fit(X[:200], y[:200], loss, optimizer, **options)
    best = int(np.argmin(history["val_loss"]))
    assert len(history["val_loss"]) == best + 1 + 3 < 200
    assert loss(model.predict(X_test), y_test) == pytest.approx(history["val_loss"][best], rel=1e-6)


def test_training_that_diverges_stops_with_a_sentence(capsys):
    X, y = samples(50, 4) * 100, samples(50, 1) * 100
    model = network(4, 8, 1)
    history = model.fit(X, y, nn.MSELoss(), optim.SGD(model.parameters(), lr=100), epochs=100)
    assert len(history["loss"]) < 100 and not np.isfinite(history["loss"][-1])
    out, err = capsys.readouterr()
    assert "no longer a number" in out and err == ""


def test_progress(capsys):
    X, y = samples(50, 4), np.arange(50) % 2
    model = network(4, 2)
    for wanted, shown in ((None, False), (False, False), (True, True)):
        model.fit(X, y, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), 0.1), epochs=5, progress=wanted)
        out, err = capsys.readouterr()
        assert bool(out) == shown and err == ""
    assert "epoch 5 of 5 " in out and "loss 0." in out and "0 s left" in out and out.endswith("\n")


# -- errors ----------------------------------------------------------------------------------------------------------


def train(X, y, loss=None, model=None, optimizer=None, **options):
    model = model or network(4, 3)
    model.fit(X, y, loss or nn.CrossEntropyLoss(), optimizer or optim.SGD(model.parameters(), 0.1), **options)


X, Y = samples(6, 4), np.array([0, 1, 2, 0, 1, 2])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: nn.Linear(4, 3, 0)(samples(5, 6)), r"Linear\(4, 3\): X has the shape \(5, 6\); .* \(N, 4\)"),
        (lambda: nn.Linear(4, 3, 0)(np.ones(4)), r"Linear\(4, 3\): X has the shape \(4,\)"),
        (lambda: nn.BatchNorm1d(4)(samples(5, 6)), r"BatchNorm1d\(4\): X has the shape \(5, 6\)"),
        (lambda: nn.BatchNorm1d(4)(samples(1, 4)), "a batch needs two"),
        (lambda: nn.LayerNorm(4)(samples(5, 6)), r"LayerNorm\(4\): X has the shape \(5, 6\)"),
        (lambda: network(4, 3, 2)(samples(5, 6)), r"Linear\(4, 3\): X has the shape \(5, 6\)"),
        (lambda: nn.ReLU().backward(X), r"ReLU\(\): backward comes after forward"),
        (lambda: (layer := nn.Tanh(), layer(X), layer.backward(X.T)), r"Tanh\(\): dout .* \(4, 6\); .* \(6, 4\)"),
        (lambda: (m := network(4, 3), m(X), m.backward(X)), r"Sequential\(.*\): dout .* \(6, 4\); .* \(6, 3\)"),
        (lambda: nn.Sequential(nn.ReLU), "Sequential needs layers; it got"),
        (lambda: nn.Sequential(), "at least one layer"),
        (lambda: nn.Sequential(layer := nn.ReLU(), layer), "a layer of its own"),
        (lambda: nn.Dropout(0, 0), "keep must be above 0"),
        (lambda: nn.MSELoss()(samples(5, 2), np.ones(5)), r"MSELoss\(\): y .* \(5,\); the output has \(5, 2\)"),
        (lambda: nn.BCELoss().backward(samples(5, 1), np.ones((1, 5))), r"BCELoss\(\): y has the shape \(1, 5\)"),
        (lambda: nn.CrossEntropyLoss()(samples(5, 3), np.ones((5, 3))), r"CrossEntropyLoss\(\): y .* \(5, 3\)"),
        (lambda: nn.CrossEntropyLoss()(samples(5, 3), np.full(5, 3)), "from 3 to 3; for 3 outputs .* 0 to 2"),
        (lambda: train(X, Y - 1), "labels from -1 to 1"),
        (lambda: train(X, Y[:-1]), r"X has the shape \(6, 4\) and y \(5,\)"),
        (lambda: train(X[:0], Y[:0]), "at least 1"),
        (lambda: train(samples(6, 5), Y), r"Linear\(4, 3\): X has the shape \(1, 5\)"),
        (lambda: train(X, Y, batch_size=0), "batch_size must be at least 1"),
        (lambda: train(X, Y, patience=3), "patience needs validation_data"),
        (lambda: train(X, Y, optimizer=optim.SGD(network(4, 3).parameters(), 0.1)), "belongs to another model"),
    ],
)
def test_errors_are_sentences(make, words):
    with pytest.raises((ValueError, TypeError, RuntimeError), match=words):
        make()


def test_labels_may_be_whole_floats():
    train(X, Y.astype(float))


def test_one_thread(monkeypatch):
    class Controller:
        def limit(self, **options):
            asked.append(options)
            return contextlib.nullcontext()

    asked = []
    for name in threads.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for module, limits in ((types.SimpleNamespace(ThreadpoolController=Controller), 1), (None, 0)):
        monkeypatch.setitem(sys.modules, "threadpoolctl", module)  # None: as if it were not installed
        threads._controller.cache_clear()
        asked.clear()
        train(X, Y, epochs=2)
        assert asked == [{"limits": 1, "user_api": "blas"}] * limits
    threads._controller.cache_clear()


def test_the_library_imports_light():
    heavy = ["matplotlib", "ipywidgets", "IPython", "threadpoolctl", "sklearn", "torch"]
    code = f"from gradatim import nn, optim, gradcheck; import sys; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
