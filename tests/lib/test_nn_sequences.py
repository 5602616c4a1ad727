"""Embeddings and recurrent layers: against plain loops, finite differences, and at work in a model."""

import copy

import numpy as np
import pytest
from gradatim import data, gradcheck, nn, optim


def sequences(N, T, D, seed=2):
    return np.random.default_rng(seed).normal(size=(N, T, D))


def words(N, T, vocabulary, seed=2):
    return np.random.default_rng(seed).integers(0, vocabulary, (N, T))


# -- one layer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("N", "T", "D", "H"), [(4, 6, 3, 5), (1, 7, 2, 4), (3, 1, 2, 4), (1, 1, 1, 1), (5, 2, 4, 1)])
def test_recurrent_layer(N, T, D, H):
    rng = np.random.default_rng(5)
    layer = nn.RNN(D, H, rng)
    layer.b = rng.normal(size=H)
    X = sequences(N, T, D)
    h, out = np.zeros((N, H)), layer(X)
    assert out.shape == (N, T, H)
    for t in range(T):
        h = np.tanh(X[:, t] @ layer.Wx + h @ layer.Wh + layer.b)
        assert np.allclose(out[:, t], h, rtol=1e-13, atol=1e-13)
    errors = gradcheck(layer, X)
    assert set(errors) == {"X", "Wx", "Wh", "b"} and max(errors.values()) < 1e-7


def test_one_step_has_no_gradient_of_the_memory():
    layer = nn.RNN(2, 3, 1)
    layer(sequences(4, 3, 2))
    layer.backward(sequences(4, 3, 3))
    assert layer.dWh.any()
    layer(sequences(4, 1, 2))
    layer.backward(sequences(4, 1, 3))
    assert not layer.dWh.any()


def test_embedding():
    layer, X = nn.Embedding(7, 3, 1), np.array([[0, 5, 5], [6, 5, 2]])
    out = layer(X)
    assert out.shape == (2, 3, 3) and all((out[place] == layer.W[word]).all() for place, word in np.ndenumerate(X))
    dout = sequences(2, 3, 3)
    layer.dW[...] = 9  # what was there is replaced
    assert layer.backward(dout) is None
    want = np.zeros((7, 3))
    for place, word in np.ndenumerate(X):
        want[word] += dout[place]
    assert np.allclose(layer.dW, want, rtol=1e-14, atol=1e-15) and not layer.dW[[1, 3, 4]].any()
    assert gradcheck(layer, X)["W"] < 1e-9 and set(gradcheck(layer, X)) == {"W"}


@pytest.mark.parametrize("vocabulary", [5, 3000])
@pytest.mark.parametrize("shape", [(40,), (20, 30), (1, 1), (0, 4)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_embedding_of_many_words(vocabulary, shape, dtype):
    rng = np.random.default_rng(3)
    model = nn.Sequential(nn.Embedding(vocabulary, 4, rng), dtype=dtype)
    X = rng.integers(0, vocabulary, shape)
    assert model(X).shape == (*shape, 4) and model.out.dtype == dtype
    dout = rng.normal(size=(*shape, 4)).astype(dtype)
    model.backward_parameters(dout)
    want = np.zeros((vocabulary, 4))
    np.add.at(want, X, dout)
    assert np.allclose(model.layers[0].dW, want, rtol=1e-4 if dtype == np.float32 else 1e-12, atol=1e-5)


def test_first_weights():
    layer = nn.RNN(300, 200, 7)
    rng = np.random.default_rng(7)
    assert (layer.Wx == nn.init.xavier_uniform(300, 200, rng)).all()
    assert (layer.Wh == nn.init.xavier_uniform(200, 200, rng)).all() and not layer.b.any()
    W = nn.Embedding(500, 60, 7).W
    assert W.shape == (500, 60) and abs(W.mean()) < 0.02 and abs(W.std() - 1) < 0.02


def test_what_comes_in_stays_and_what_came_out_too():
    layer, X, dout = nn.RNN(3, 4, 1), sequences(2, 5, 3), sequences(2, 5, 4)
    out = layer(X)
    dX = layer.backward(dout)
    seen = X, dout, out, dX
    copies = [array.copy() for array in seen]
    assert (layer(X) == out).all() and (layer.backward(dout) == dX).all()  # the same answer again
    layer(X + 1)
    layer.backward(dout + 1)
    assert all((array == copy).all() for array, copy in zip(seen, copies, strict=True))


# -- models ----------------------------------------------------------------------------------------------------------


def reader(dtype=np.float32):
    """Reads six words of seven, and says which of three kinds they are."""
    rng = np.random.default_rng(1)
    layers = nn.Embedding(7, 4, rng), nn.RNN(4, 8, rng), nn.RNN(8, 5, rng), nn.Flatten(), nn.Linear(30, 3, rng)
    return nn.Sequential(*layers, dtype=dtype)


def test_a_network_against_finite_differences():
    errors = gradcheck(reader(np.float64), words(5, 6, 7))
    names = ["0.W", "1.Wx", "1.Wh", "1.b", "2.Wx", "2.Wh", "2.b", "4.W", "4.b"]
    assert list(errors) == names and max(errors.values()) < 1e-6


def test_single_and_double_precision_agree():
    exact, quick, X = reader(np.float64), reader(), words(5, 6, 7)
    dout = sequences(5, 1, 3)[:, 0]
    assert quick(X).dtype == np.float32 and np.allclose(exact(X), quick(X), rtol=1e-4, atol=1e-5)
    exact.backward(dout)
    quick.backward(dout)
    assert quick.parameters().grads.dtype == np.float32
    assert np.allclose(exact.parameters().grads, quick.parameters().grads, rtol=1e-3, atol=1e-4)


def test_parameters_are_parts_of_the_vector():
    model = reader()
    assert len(model.parameters()) == 7 * 4 + (4 * 8 + 8 * 8 + 8) + (8 * 5 + 5 * 5 + 5) + (30 * 3 + 3)
    for layer in model.layers[:3]:
        for name in layer.names:
            assert np.shares_memory(getattr(layer, name), model.parameters().values)
            assert np.shares_memory(getattr(layer, "d" + name), model.parameters().grads)


def test_no_sequences():
    model = reader()
    assert model.predict(words(0, 6, 7)).shape == (0, 3)
    model.backward(np.ones((0, 3)))
    assert not model.parameters().grads.any()


def test_memory_is_learned():
    """The class is the first of the words, which only the memory brings to the last step."""
    rng = np.random.default_rng(1)
    X = words(600, 6, 3)
    y = X[:, 0]

    class Last(nn.Module):
        def forward(self, X):
            self.shape, self.out = X.shape, X[:, -1]
            return self.out

        def backward_input(self, dout):
            dX = np.zeros(self.shape, dout.dtype)
            dX[:, -1] = dout
            return dX

    model = nn.Sequential(nn.Embedding(3, 4, rng), nn.RNN(4, 16, rng), Last(), nn.Linear(16, 3, rng))
    optimizer = optim.Adam(model.parameters(), lr=0.01)
    history = model.fit(X[:500], y[:500], nn.CrossEntropyLoss(), optimizer, 25, validation_data=(X[500:], y[500:]))
    assert history["val_accuracy"][-1] >= 0.98
    assert (copy.deepcopy(model).predict(X) == model.predict(X)).all()


@pytest.mark.parametrize("batch_size", [1, 32])
def test_digits_row_by_row(batch_size):
    X, y = data.digits()
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order].reshape(-1, 8, 8), y[order]
    rng = np.random.default_rng(1)
    model = nn.Sequential(nn.RNN(8, 32, rng), nn.Flatten(), nn.Linear(256, 10, rng))
    optimizer = optim.Adam(model.parameters(), lr=0.01 if batch_size > 1 else 0.001)
    loss, epochs = nn.CrossEntropyLoss(), 12 if batch_size > 1 else 4
    history = model.fit(X[:1440], y[:1440], loss, optimizer, epochs, batch_size, validation_data=(X[1440:], y[1440:]))
    assert max(history["val_accuracy"]) >= 0.95


# -- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: nn.RNN(3, 4)(sequences(2, 5, 2)), r"RNN\(3, 4\): X has the shape \(2, 5, 2\); .* \(N, T, 3\)"),
        (lambda: nn.RNN(3, 4)(np.ones((2, 3))), r"RNN\(3, 4\): X has the shape \(2, 3\)"),
        (lambda: nn.RNN(3, 4)(np.ones((2, 0, 3))), r"RNN\(3, 4\): X has the shape \(2, 0, 3\)"),
        (lambda: nn.RNN(3, 4).backward(np.ones((2, 5, 4))), "backward comes after forward"),
        (
            lambda: (r := nn.RNN(3, 4), r(sequences(2, 5, 3)), r.backward(np.ones((2, 4)))),
            r"dout .* \(2, 4\); .* \(2, 5, 4\)",
        ),
        (lambda: nn.Embedding(5, 2)([[0, 5]]), r"Embedding\(5, 2\): X has numbers from 0 to 5; they have to be 0 to 4"),
        (lambda: nn.Embedding(5, 2)([[-1, 3]]), r"numbers from -1 to 3"),
        (lambda: nn.Embedding(5, 2)([[0.5, 3]]), "whole numbers"),
        (lambda: nn.Embedding(5, 2)([[np.nan, 3]]), "whole numbers"),
        (lambda: nn.Embedding(5, 2)([[np.inf, 3]]), "from 3.0 to inf"),
        (lambda: nn.Embedding(5, 2)([["one", "two"]]), "whole numbers"),
        (lambda: reader()(words(2, 5, 7)), r"Linear\(30, 3\): X has the shape \(2, 25\)"),
    ],
)
def test_errors_are_sentences(make, words):
    with pytest.raises((ValueError, RuntimeError), match=words):
        make()
