"""What the tables of the chapter say of the libraries."""

import subprocess
import sys

import numpy as np
import pytest
from gradatim import frameworks

torch = frameworks.load("torch")
keras = frameworks.load("keras")
pytensor = frameworks.load("pytensor")


@pytest.fixture(autouse=True)
def numbers_as_they_come():
    """The chapter's own tests, in the same process, ask for float64."""
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy("float32")


def test_numbers_if_you_say_nothing():
    assert torch.nn.Linear(2, 3).weight.dtype == torch.float32
    assert pytensor.config.floatX == "float64"
    code = "import keras; dense = keras.layers.Dense(3); dense.build((None, 2)); print(dense.kernel.dtype)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "float32"


def test_layouts_and_start_values():
    D, M = 50, 400
    linear = torch.nn.Linear(D, M)
    assert linear.weight.shape == (M, D)
    for values in (linear.weight, linear.bias):
        assert 0.95 < values.abs().max().item() * np.sqrt(D) <= 1
    dense = keras.layers.Dense(M)
    dense.build((None, D))
    W, b = dense.get_weights()
    assert W.shape == (D, M) and not b.any()
    assert 0.95 < np.abs(W).max() / np.sqrt(6 / (D + M)) <= 1


@pytest.mark.parametrize("steps", [1, 2, 200])
def test_momentum(steps):
    """A gradient of 1 at every step: how far w has moved after `steps` steps with the rate 0.1 and beta 0.9."""
    w = torch.tensor(0.0, requires_grad=True, dtype=torch.float64)
    optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.9)
    variable, theirs = keras.Variable(0.0), keras.optimizers.SGD(0.1, momentum=0.9)
    v = moved = 0.0
    for _step in range(steps):
        v = 0.9 * v + 1
        moved -= 0.1 * v
        w.grad = torch.ones_like(w)
        optimizer.step()
        theirs.apply([keras.ops.ones(())], [variable])
    assert w.item() == pytest.approx(moved) and float(variable.value) == pytest.approx(moved, rel=1e-4)
    if steps == 200:
        assert v == pytest.approx(10)


def test_settings():
    assert torch.optim.Adam([torch.zeros(1)]).defaults["eps"] == 1e-8
    assert keras.optimizers.Adam().epsilon == 1e-7
    assert torch.nn.BatchNorm1d(3).momentum == 0.1 and keras.layers.BatchNormalization().momentum == 0.99
    kept = torch.nn.Dropout(0.2)(torch.ones(10_000)).count_nonzero().item()
    assert 7_700 < kept < 8_300
    assert 7_700 < np.count_nonzero(keras.layers.Dropout(0.2)(np.ones(10_000), training=True)) < 8_300


def test_pytorch_takes_sums_and_keras_probabilities():
    z, label = np.array([[2.0, -1.0, 0.5]]), np.array([1])
    p = np.exp(z) / np.exp(z).sum()
    right = -np.log(p[0, 1])
    assert torch.nn.functional.cross_entropy(torch.tensor(z), torch.tensor(label)).item() == pytest.approx(right)
    loss = keras.losses.SparseCategoricalCrossentropy
    assert float(loss()(label, p)) == pytest.approx(right, rel=1e-5)
    assert float(loss(from_logits=True)(label, z)) == pytest.approx(right, rel=1e-5)


def test_pytensor_makes_the_logarithm_of_a_sigmoid_safe():
    import pytensor.tensor as pt

    z = pt.dscalar("z")
    in_full = pytensor.compile.mode.Mode(linker="py", optimizer="fast_run")
    assert pytensor.function([z], pt.log(pt.sigmoid(z)), mode=in_full)(-1000.0) == pytest.approx(-1000)
    with np.errstate(divide="ignore"):
        assert pytensor.function([z], pt.log(pt.sigmoid(z)), mode="FAST_COMPILE")(-1000.0) == -np.inf


def test_what_is_installed_is_known():
    found = frameworks.only_installed(dict.fromkeys(("torch", "tensorflow", "keras", "pytensor"), 1))
    assert list(found) == ["PyTorch", "TensorFlow", "Keras", "PyTensor"]
