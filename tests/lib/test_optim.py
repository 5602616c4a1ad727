"""The optimisers: each against its formula, step by step, and that they all find a minimum."""

import numpy as np
import pytest
from gradatim import nn, optim
from gradatim.optim import optimizer


def sgd(w, dw, state, t):
    return w - 0.1 * dw, state


def momentum(w, dw, v, t):
    v = 0.8 * v + (1 - 0.8) * dw
    return w - 0.1 * v, v


def adagrad(w, dw, cache, t):
    cache = cache + dw**2
    return w - 0.1 * dw / (np.sqrt(cache) + 1e-3), cache


def rmsprop(w, dw, cache, t):
    cache = 0.9 * cache + 0.1 * dw**2
    return w - 0.1 * dw / (np.sqrt(cache) + 1e-3), cache


def adam(w, dw, state, t):
    m, v = state if isinstance(state, tuple) else (0, 0)
    m, v = 0.8 * m + 0.2 * dw, 0.95 * v + 0.05 * dw**2
    m_hat, v_hat = m / (1 - 0.8**t), v / (1 - 0.95**t)
    return w - 0.1 * m_hat / (np.sqrt(v_hat) + 1e-3), (m, v)


def adamw(w, dw, state, t):
    return adam(w - 0.1 * 0.3 * w, dw, state, t)


OPTIMISERS = {
    "SGD": (lambda p: optim.SGD(p, lr=0.1), sgd),
    "SGD with momentum": (lambda p: optim.SGD(p, lr=0.1, momentum=0.8), momentum),
    "Adagrad": (lambda p: optim.Adagrad(p, lr=0.1, eps=1e-3), adagrad),
    "RMSprop": (lambda p: optim.RMSprop(p, lr=0.1, beta=0.9, eps=1e-3), rmsprop),
    "Adam": (lambda p: optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3), adam),
    "AdamW": (lambda p: optim.AdamW(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3), adamw),
}


def parameters(dtype=np.float64):
    return nn.Sequential(nn.Linear(3, 4, 1), nn.Tanh(), nn.Linear(4, 2, 2), dtype=dtype).parameters()


@pytest.mark.parametrize("block", [5, 26, 1000])
@pytest.mark.parametrize("name", OPTIMISERS)
def test_steps_follow_the_formula(name, block, monkeypatch):
    monkeypatch.setattr(optimizer, "BLOCK", block)  # 26 parameters: six blocks, one, one
    make, formula = OPTIMISERS[name]
    moved = parameters()
    optimiser, rng = make(moved), np.random.default_rng(3)
    w, state = moved.values.copy(), 0
    for t in range(1, 8):
        moved.grads[:] = rng.normal(size=len(moved))
        given = moved.grads.copy()
        w, state = formula(w, given, state, t)
        optimiser.step()
        assert np.allclose(moved.values, w, rtol=1e-12, atol=1e-14)
        assert (moved.grads == given).all(), "a step leaves the gradients as they are"


def test_weight_decay_does_not_go_through_the_averages():
    """Without a gradient AdamW shrinks every parameter by the same share, and Adam stands still."""
    moved, still = parameters(), parameters()
    decays, adam_alone = optim.AdamW(moved, lr=0.1, weight_decay=0.5), optim.AdamW(still, lr=0.1, weight_decay=0)
    w = moved.values.copy()
    for _ in range(3):
        decays.step()
        adam_alone.step()
    assert np.allclose(moved.values, 0.95**3 * w) and (still.values == w).all()
    assert not decays.m.any() and not decays.v.any()


def test_a_changed_learning_rate_counts_from_the_next_step():
    moved = parameters()
    optimiser = optim.SGD(moved, lr=0.1, momentum=0.8)
    w, v = moved.values.copy(), 0
    for lr in (0.1, 0.1, 0.01):
        optimiser.lr = lr
        moved.grads[:] = 1
        v = 0.8 * v + 0.2
        w = w - lr * v
        optimiser.step()
    assert np.allclose(moved.values, w)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_float32_stays_float32(name):
    moved = parameters(np.float32)
    values = moved.values
    optimiser = OPTIMISERS[name][0](moved)
    moved.grads[:] = 0.5
    optimiser.step()
    assert moved.values is values and values.dtype == np.float32


@pytest.mark.parametrize("name", OPTIMISERS)
def test_the_way_down(name):
    moved = parameters()
    optimiser = OPTIMISERS[name][0](moved)
    if name == "AdamW":
        optimiser.weight_decay = 0.01  # it pulls to 0, away from the minimum
    start = np.abs(moved.values - 1).max()
    for _ in range(800):
        moved.grads[:] = 2 * (moved.values - 1)
        optimiser.step()
    assert np.abs(moved.values - 1).max() < min(0.1, start / 5)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: optim.SGD(parameters(), lr=0), "lr must be above 0"),
        (lambda: optim.Adam([np.ones(3)]), r"needs a model's parameters\(\); it got"),
    ],
)
def test_errors_are_sentences(make, words):
    with pytest.raises((ValueError, TypeError), match=words):
        make()
