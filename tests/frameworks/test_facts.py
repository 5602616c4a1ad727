"""What the tables of the chapter say of the libraries."""

import inspect
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
from gradatim import frameworks

torch = frameworks.load("torch")
keras = frameworks.load("keras")
jax = frameworks.load("jax")
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
    code = "import jax.numpy as jnp; print(jnp.ones(3).dtype)"
    environment = {name: value for name, value in os.environ.items() if name != "JAX_ENABLE_X64"}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert run.stdout.strip() == "float32"


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
    found = frameworks.only_installed(dict.fromkeys(("torch", "tensorflow", "keras", "jax", "pytensor"), 1))
    assert list(found) == ["PyTorch", "TensorFlow", "Keras", "JAX", "PyTensor"]


@pytest.mark.parametrize(("backend", "in_float32"), [("tensorflow", []), ("torch", ["matmul"]), ("jax", ["tanh"])])
def test_what_keras_computes_in_float32(backend, in_float32):
    """Although it was asked for float64."""
    code = """if True:
        from gradatim import frameworks
        keras = frameworks.load("keras")
        keras.config.set_floatx("float64")
        import numpy as np
        A = np.random.default_rng(0).normal(size=(3, 3))
        a = keras.ops.convert_to_tensor(A, "float64")
        for name, right in (("matmul", A @ A), ("tanh", np.tanh(A))):
            arguments = [a, a][: 1 + (name == "matmul")]
            if np.abs(keras.ops.convert_to_numpy(getattr(keras.ops, name)(*arguments)) - right).max() > 1e-12:
                print(name)
    """
    environment = {**os.environ, "KERAS_BACKEND": backend}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert not run.returncode and run.stdout.split() == in_float32


# -- pictures and sequences ------------------------------------------------------------------------------------------


def test_the_rim_that_keras_calls_same():
    """6 columns, a filter of 3 and stride 2: none on the left, one on the right. PyTorch's padding is on both sides."""
    row = np.arange(1.0, 7.0)
    ones = np.ones((1, 3, 1, 1))
    picture = row[None, None, :, None]
    same = np.asarray(keras.ops.conv(picture, ones, strides=(1, 2), padding="same", data_format="channels_last"))
    assert same.ravel().tolist() == [1 + 2 + 3, 3 + 4 + 5, 5 + 6]
    rim = torch.nn.functional.conv2d(torch.tensor(row)[None, None, None], torch.ones(1, 1, 1, 3).double(),
                                     stride=(1, 2), padding=(0, 1))  # fmt: skip
    assert rim.ravel().tolist() == [1 + 2, 2 + 3 + 4, 4 + 5 + 6]


def test_layouts_of_convolutions_and_recurrent_layers():
    assert torch.nn.Conv2d(2, 4, 3).weight.shape == (4, 2, 3, 3)
    convolution = keras.layers.Conv2D(4, 3)
    convolution.build((None, 7, 6, 2))
    assert [each.shape for each in convolution.get_weights()] == [(3, 3, 2, 4), (4,)]
    recurrent = keras.layers.SimpleRNN(5)
    recurrent.build((None, None, 3))
    assert [each.shape for each in recurrent.get_weights()] == [(3, 5), (5, 5), (5,)]
    layer = torch.nn.RNN(3, 5)
    shapes = {name: tuple(value.shape) for name, value in layer.state_dict().items()}
    assert shapes == {"weight_ih_l0": (5, 3), "weight_hh_l0": (5, 5), "bias_ih_l0": (5,), "bias_hh_l0": (5,)}


def test_without_batch_first_the_first_axis_is_time():
    """No error comes: the last step of the first axis has seen all others."""
    layer = torch.nn.RNN(3, 5)
    X = torch.randn(4, 6, 3)
    before = layer(X)[0][-1]
    X[0] += 1
    assert (layer(X)[0][-1] != before).any(dim=1).all() and before.shape == (6, 5)


def test_two_biases_learn_at_twice_the_rate():
    layer = torch.nn.RNN(3, 5, batch_first=True).double()
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    before = (layer.bias_ih_l0 + layer.bias_hh_l0).detach().clone()
    layer(torch.randn(4, 6, 3).double())[0].square().sum().backward()
    optimizer.step()
    after = (layer.bias_ih_l0 + layer.bias_hh_l0).detach()
    np.testing.assert_allclose(before - after, 2 * 0.1 * layer.bias_ih_l0.grad, rtol=1e-9)


# -- the lines of every PyTorch program ------------------------------------------------------------------------------


def test_batch_normalisation_in_training_and_in_use():
    layer = torch.nn.BatchNorm1d(1)
    layer(torch.tensor([[0.0], [2.0]]))
    assert layer.running_mean.item() == pytest.approx(0.1) and layer.running_var.item() == pytest.approx(1.1)
    assert torch.nn.Linear(2, 3).training


def test_no_grad_and_eval_are_two_things():
    dropout = torch.nn.Dropout(0.5)
    with torch.no_grad():
        assert (dropout(torch.ones(1000)) == 0).any()
    weight = torch.ones(1000, requires_grad=True)
    assert dropout.eval()(weight).requires_grad


def test_a_state_alone_is_loaded(tmp_path):
    with (tmp_path / "program.pt").open("wb") as file:
        torch.save({"program": inspect.Signature()}, file)
    with pytest.raises(pickle.UnpicklingError, match="weights_only"):
        torch.load(tmp_path / "program.pt")
    w = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.9)
    w.sum().backward()
    optimizer.step()
    assert optimizer.state_dict()["state"][0]["momentum_buffer"].item() == 1


# -- JAX -------------------------------------------------------------------------------------------------------------


def test_a_kink_in_jax():
    """What the chapter says of the form with max and |z|."""
    import jax.numpy as jnp

    kinked = jax.grad(lambda z: jnp.maximum(z, 0) + jnp.log(1 + jnp.exp(-jnp.abs(z))))
    smooth = jax.grad(lambda z: jnp.logaddexp(0.0, z))
    assert kinked(0.0) == 0 and smooth(0.0) == 0.5
    assert kinked(1.5) == pytest.approx(float(smooth(1.5)))
    assert np.isfinite(jnp.logaddexp(0.0, 1e4))


def test_arrays_of_jax_cannot_be_changed():
    import jax.numpy as jnp

    a = jnp.ones(3)
    with pytest.raises(TypeError):
        a[0] = 1
