"""Convolution, pooling and flattening: against plain loops, finite differences, and at work in a model."""

import copy
import itertools
import pickle
import platform
import subprocess
import sys

import numpy as np
import pytest
from gradatim import data, gradcheck, nn, optim
from gradatim.nn._fast import windows


def images(N, H, W, C, seed=2):
    return np.random.default_rng(seed).normal(size=(N, H, W, C))


def convolved(X, W, b, stride, pad):
    """The definition: window by window."""
    X, f = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))), len(W)
    rows, columns = ((size - f) // stride + 1 for size in X.shape[1:3])
    out = np.zeros((len(X), rows, columns, W.shape[3]))
    for i, j in itertools.product(range(rows), range(columns)):
        window = X[:, i * stride : i * stride + f, j * stride : j * stride + f]
        out[:, i, j] = np.tensordot(window, W, 3) + b
    return out


def pooled(X, f, stride):
    """The definition: the outputs, and the gradient of sum(out dout) as a function of dout."""
    rows, columns = ((size - f) // stride + 1 for size in X.shape[1:3])
    out, places = np.zeros((len(X), rows, columns, X.shape[3])), {}
    for n, i, j, c in np.ndindex(out.shape):
        window = X[n, i * stride : i * stride + f, j * stride : j * stride + f, c]
        d, a = np.unravel_index(window.T.argmax(), window.shape)  # the first of several, column by column
        out[n, i, j, c], places[n, i, j, c] = window[a, d], (n, i * stride + a, j * stride + d, c)

    def backward(dout):
        dX = np.zeros_like(X)
        for place, there in places.items():
            dX[there] += dout[place]
        return dX

    return out, backward


def reader(rng, dtype=np.float32):
    """A small convolutional network for the digits."""
    layers = nn.Conv2d(1, 8, 3, padding=1, rng=rng), nn.ReLU(), nn.MaxPool2d(2)
    more = nn.Conv2d(8, 16, 3, padding=1, rng=rng), nn.ReLU(), nn.MaxPool2d(2)
    return nn.Sequential(*layers, *more, nn.Flatten(), nn.Linear(64, 10, rng), dtype=dtype)


# -- one layer -------------------------------------------------------------------------------------------------------

CONVOLUTIONS = [
    # f, stride, padding, (H, W)
    (3, 1, 0, (6, 7)),
    (3, 1, 1, (6, 8)),
    (3, 2, 0, (6, 8)),  # a rest at the edge
    (3, 2, 1, (7, 6)),
    (2, 3, 0, (8, 7)),  # gaps between the windows
    (2, 3, 1, (5, 7)),
    (1, 1, 0, (3, 4)),
    (1, 2, 0, (4, 5)),
    (2, 1, 3, (3, 2)),  # more padding than the window is wide
    (5, 1, 2, (4, 3)),  # only the padding gives the window room
    (4, 1, 0, (4, 4)),  # one window
    (2, 5, 3, (4, 3)),
]


@pytest.mark.parametrize("large", [windows.LARGE, 1500, 300])  # the others cut the products into parts
@pytest.mark.parametrize(("f", "stride", "padding", "size"), CONVOLUTIONS)
def test_convolution(f, stride, padding, size, large, monkeypatch):
    monkeypatch.setattr(windows, "LARGE", large)
    rng = np.random.default_rng(5)
    layer = nn.Conv2d(2, 3, f, stride, padding, rng)
    layer.b = rng.normal(size=3)
    X = images(4, *size, 2)
    assert np.allclose(layer(X), convolved(X, layer.W, layer.b, stride, padding), rtol=1e-13, atol=1e-13)
    errors = gradcheck(layer, X)
    assert set(errors) == {"X", "W", "b"} and max(errors.values()) < 1e-7


def test_convolution_is_cross_correlation():
    layer, X = nn.Conv2d(1, 1, 2), np.arange(9.0).reshape(1, 3, 3, 1)
    layer.W = np.array([[1, 10], [100, 1000.0]])[:, :, None, None]
    layer.b = 0.5
    assert layer(X)[0, :, :, 0].tolist() == [[4310.5, 5421.5], [7643.5, 8754.5]]


@pytest.mark.parametrize(
    ("f", "stride", "size"),
    [
        (2, None, (6, 8)),
        (2, None, (5, 7)),
        (3, 2, (7, 8)),
        (3, 1, (5, 4)),
        (2, 3, (8, 9)),
        (1, None, (2, 3)),
        (4, 4, (4, 5)),
    ],
)
def test_pooling(f, stride, size):
    layer = nn.MaxPool2d(f, stride)
    for X in (images(3, *size, 2), np.random.default_rng(3).integers(0, 3, (3, *size, 2)) - 1.0):  # and with many ties
        out, backward = pooled(X, f, stride or f)
        assert (layer(X) == out).all()
        dout = images(*out.shape, seed=4)
        assert np.allclose(layer.backward(dout), backward(dout), rtol=1e-14, atol=1e-14)
    assert gradcheck(layer, images(3, *size, 2))["X"] < 1e-7


def test_pooling_of_whole_numbers():
    layer = nn.MaxPool2d(2)
    assert layer(np.arange(16).reshape(1, 4, 4, 1)).ravel().tolist() == [5, 7, 13, 15]
    assert layer.backward(np.full((1, 2, 2, 1), 0.5)).sum() == 2


def test_flatten():
    layer, batch = nn.Flatten(), images(3, 4, 5, 2)
    for X in (batch, nn.Conv2d(2, 6, 1, rng=1)(batch), batch[..., 0], batch[:, 0, 0], batch[:, 0, 0, 0]):
        out = layer(X)
        assert (out == X.reshape(3, -1)).all()
        assert (layer.backward(out) == X).all() and layer.backward(out).shape == X.shape


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_any_order_in_memory(dtype):
    X = images(3, 6, 6, 2).astype(dtype)
    conv, dout = nn.Conv2d(2, 4, 3, rng=1), images(3, 2, 2, 4, seed=4).astype(dtype)
    model = nn.Sequential(conv, nn.ReLU(), nn.MaxPool2d(2), dtype=dtype)
    want, dwant = model(X).copy(), model.backward(dout).copy()
    for order in itertools.permutations(range(4)):
        there, back = np.argsort(order), tuple(order)
        moved, dmoved = (np.ascontiguousarray(A.transpose(back)).transpose(there) for A in (X, dout))
        assert (moved == X).all()
        assert (model(moved) == want).all() and (model.backward(dmoved) == dwant).all()
        assert model.out.dtype == dwant.dtype == dtype


def test_what_comes_in_stays_and_what_came_out_too():
    rng = np.random.default_rng(1)
    layers = nn.Conv2d(1, 4, 3, padding=1, rng=rng), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 2, 3, rng=rng)
    model = nn.Sequential(*layers, nn.MaxPool2d(2, 1), dtype=np.float64)
    X, dout = images(3, 8, 8, 1), images(3, 1, 1, 2, seed=4)
    model(X)
    seen = [X, dout, *(layer.out for layer in model.layers), model.backward(dout)]
    copies = [array.copy() for array in seen]
    model(images(3, 8, 8, 1, seed=9))
    model.backward(dout + 1)
    assert all((array == copy).all() for array, copy in zip(seen, copies, strict=True))


def test_the_window_moves_with_each_shape():
    """Room is kept for a few shapes: what one of them leaves behind is not seen by another."""
    layer = nn.Conv2d(2, 3, 3, padding=1, rng=1)
    for N, H, W in [(2, 5, 6), (3, 5, 6), (2, 6, 5), (2, 4, 4), (2, 5, 6), (1, 3, 3), (3, 5, 6)] * 2:
        X = images(N, H, W, 2, seed=N * H)
        assert np.allclose(layer(X), convolved(X, layer.W, layer.b, 1, 1))
        layer.backward(images(N, H, W, 3, seed=W))
        assert len(layer._windows) <= 3 and len(layer._gradients) <= 3


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda layer: pickle.loads(pickle.dumps(layer))])
def test_a_copy_has_room_of_its_own(duplicate):
    layer, X, dout = nn.Conv2d(2, 3, 3, rng=1), images(2, 5, 6, 2), images(2, 3, 4, 3, seed=4)
    layer(X)
    dX = layer.backward(dout)
    dW = layer.dW.copy()
    twin = duplicate(layer)
    layer(X + 1)
    assert (twin.backward(dout) == dX).all() and (twin.dW == dW).all()
    assert (twin(X) == twin.out).all() and (twin(X + 1) == layer.out).all()


# -- models ----------------------------------------------------------------------------------------------------------


def test_a_network_against_finite_differences():
    model = reader(np.random.default_rng(3), np.float64)
    errors = gradcheck(model, images(2, 8, 8, 1))
    assert list(errors) == ["X", "0.W", "0.b", "3.W", "3.b", "7.W", "7.b"] and max(errors.values()) < 1e-6


def test_single_and_double_precision_agree():
    X = images(5, 8, 8, 1)
    exact, quick = (reader(np.random.default_rng(3), dtype) for dtype in (np.float64, np.float32))
    dout = images(5, 10, 1, 1, seed=4)[..., 0, 0]
    assert quick(X).dtype == np.float32 and np.allclose(exact(X), quick(X), rtol=1e-4, atol=1e-5)
    exact.backward(dout), quick.backward(dout)
    assert quick.parameters().grads.dtype == np.float32
    assert np.allclose(exact.parameters().grads, quick.parameters().grads, rtol=1e-3, atol=1e-4)


def test_parameters_are_parts_of_the_vector():
    model = reader(1)
    assert len(model.parameters()) == (9 * 8 + 8) + (9 * 8 * 16 + 16) + (64 * 10 + 10)
    for layer in (model.layers[0], model.layers[3]):
        for name in layer.names:
            assert np.shares_memory(getattr(layer, name), model.parameters().values)
            assert np.shares_memory(getattr(layer, "d" + name), model.parameters().grads)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="what another C library does with memory is unknown")
def test_training_does_not_get_its_memory_from_the_system_in_each_step():
    code = """
import resource
import numpy as np
from gradatim import nn, optim
rng = np.random.default_rng(0)
model = nn.Sequential(nn.Conv2d(1, 8, 3, rng=rng), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1352, 10, rng))
X, y = rng.normal(size=(64, 28, 28, 1)), rng.integers(0, 10, 64)
def pages(epochs):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    model.fit(X, y, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), 0.01), epochs, 64, progress=False)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
pages(5)
print(pages(30) / 30)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 100  # each output of the convolution has 340 pages


def test_no_images():
    model = reader(1)
    assert model.predict(np.ones((0, 8, 8, 1))).shape == (0, 10)
    assert model.backward(np.ones((0, 10))).shape == (0, 8, 8, 1)
    assert not model.parameters().grads.any()


def test_first_weights():
    layer = nn.Conv2d(20, 40, 5, rng=7)
    assert layer.W.shape == (5, 5, 20, 40) and not layer.b.any()
    assert (layer.W.ravel() == nn.init.kaiming_normal(500, 40, np.random.default_rng(7)).ravel()).all()
    other = nn.Conv2d(20, 40, 5, rng=7, init=nn.init.xavier_uniform)
    assert np.abs(other.W).max() <= np.sqrt(6 / 540) < np.abs(layer.W).max()


def test_digits():
    X, y = data.digits()
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order].reshape(-1, 8, 8, 1), y[order]
    model = reader(np.random.default_rng(1))
    optimizer = optim.Adam(model.parameters(), lr=0.01)
    held_out = X[1440:], y[1440:]
    history = model.fit(X[:1440], y[:1440], nn.CrossEntropyLoss(), optimizer, 8, patience=8, validation_data=held_out)
    assert max(history["val_accuracy"]) >= 0.97
    twin = copy.deepcopy(model)
    assert (twin.predict(X) == model.predict(X)).all()


# -- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: nn.Conv2d(2, 3, 3)(images(4, 5, 5, 1)), r"Conv2d\(2, 3, 3\): X .* \(4, 5, 5, 1\); .* \(N, H, W, 2\)"),
        (lambda: nn.Conv2d(1, 3, 3)(np.ones((4, 64))), r"Conv2d\(1, 3, 3\): X has the shape \(4, 64\)"),
        (lambda: nn.Conv2d(1, 3, 5, padding=1)(images(4, 2, 9, 1)), r"padding=1\): a window of 5 by 5 .* of 2 by 9"),
        (lambda: nn.Conv2d(1, 3, 3, stride=0), r"Conv2d\(1, 3, 3, stride=0\): .* at least 1"),
        (lambda: nn.Conv2d(1, 3, 0), "at least 1"),
        (lambda: nn.Conv2d(1, 3, (3, 3)), r"Conv2d\(1, 3, \(3, 3\)\): .* whole numbers"),
        (lambda: nn.Conv2d(1, 3, 3, np.random.default_rng(1)), "stride have to be whole numbers"),
        (lambda: nn.Conv2d(1, 3, 3, padding=-1), "padding of at least 0"),
        (lambda: nn.Conv2d(1, 3, 3).backward(images(4, 3, 3, 3)), "backward comes after forward"),
        (
            lambda: (c := nn.Conv2d(1, 3, 3), c(images(4, 5, 5, 1)), c.backward(images(4, 5, 5, 3))),
            r"has \(4, 3, 3, 3\)",
        ),
        (
            lambda: nn.MaxPool2d(2)(images(4, 5, 5, 1)[0]),
            r"MaxPool2d\(2\): X has the shape \(5, 5, 1\); .* \(N, H, W, C\)",
        ),
        (lambda: nn.MaxPool2d(3, 2)(images(4, 2, 5, 1)), r"MaxPool2d\(3, stride=2\): a window of 3 by 3 .* of 2 by 5"),
        (lambda: nn.MaxPool2d(2, 0), "at least 1"),
        (lambda: reader(1)(images(4, 9, 16, 1)), r"Linear\(64, 10\): X has the shape \(4, 128\)"),
    ],
)
def test_errors_are_sentences(make, words):
    with pytest.raises((ValueError, RuntimeError), match=words):
        make()
