"""The contestants of training.py, and what layers.py shares with them.

Each prepares a run and returns it; the run trains and returns a function that says how many of the held-out samples are
read rightly.
"""

import warnings
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from gradatim import nn, optim


class Task(NamedTuple):
    """Data and how to train on them with softmax and cross-entropy (lr as in gradatim).

    training.py has the network inputs-hidden-10 with ReLU.
    """

    name: str
    X: np.ndarray
    y: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray
    batch_size: int
    epochs: int
    lr: float
    momentum: float
    hidden: int = 0

    @property
    def plain_lr(self):
        """The same steps where momentum is v = momentum v + dw."""
        return self.lr * (1 - self.momentum)


def gradatim(task, seed):
    rng = np.random.default_rng(seed)
    inputs = task.X.shape[1]
    model = nn.Sequential(nn.Linear(inputs, task.hidden, rng), nn.ReLU(), nn.Linear(task.hidden, 10, rng))
    return gradatim_run(model, task, seed)


def gradatim_run(model, task, seed):
    optimizer = optim.SGD(model.parameters(), lr=task.lr, momentum=task.momentum)
    loss = nn.CrossEntropyLoss()

    def run():
        model.fit(task.X, task.y, loss, optimizer, task.epochs, task.batch_size, seed=seed, progress=False)
        return lambda: np.mean(model.predict(task.X_test).argmax(axis=1) == task.y_test)

    return run


def scikit_learn(task, seed):
    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore", module="sklearn")  # "did not converge": so few epochs are meant
    settings = {"solver": "sgd", "momentum": task.momentum, "nesterovs_momentum": False, "alpha": 0}
    settings |= {"learning_rate_init": task.plain_lr, "batch_size": task.batch_size, "random_state": seed}
    model = MLPClassifier((task.hidden,), max_iter=task.epochs, n_iter_no_change=task.epochs, **settings)

    def run():
        model.fit(task.X, task.y)
        return lambda: model.score(task.X_test, task.y_test)

    return run


def pytorch(task, seed):
    import torch

    torch.manual_seed(seed)
    inputs = task.X.shape[1]
    layers = torch.nn.Linear(inputs, task.hidden), torch.nn.ReLU(), torch.nn.Linear(task.hidden, 10)
    return pytorch_run(torch.nn.Sequential(*layers), task)


def pytorch_run(model, task):
    import torch

    torch.set_num_threads(1)
    optimizer = torch.optim.SGD(model.parameters(), lr=task.plain_lr, momentum=task.momentum)
    loss = torch.nn.CrossEntropyLoss()
    X, y, X_test = (torch.from_numpy(array) for array in (task.X, task.y, task.X_test))

    def run():
        for _ in range(task.epochs):
            order = torch.randperm(len(X))
            X_shuffled, y_shuffled = X[order], y[order]
            for start in range(0, len(X), task.batch_size):
                part = slice(start, start + task.batch_size)
                optimizer.zero_grad()
                loss(model(X_shuffled[part]), y_shuffled[part]).backward()
                optimizer.step()
        return lambda: np.mean(model(X_test).detach().numpy().argmax(axis=1) == task.y_test)

    return run


def products(multiply, shuffled=False):
    """The five matrix products of a step and nothing else. `multiply(A, B, out)`.

    X goes through memory batch by batch, as in training. With `shuffled` its rows are also fetched as training has to,
    in another order in each epoch, by `X[rows]`.
    """

    def prepare(task, seed):
        rng = np.random.default_rng(seed)
        W1 = rng.random((task.X.shape[1], task.hidden), dtype=np.float32)
        W2 = rng.random((task.hidden, 10), dtype=np.float32)
        dW1, dW2 = np.ones_like(W1), np.ones_like(W2)
        A1, dA1, dZ1 = (np.ones((task.batch_size, task.hidden), np.float32) for _ in range(3))
        Z2, dZ2 = (np.ones((task.batch_size, 10), np.float32) for _ in range(2))

        def run():
            for _ in range(task.epochs):
                order = rng.permutation(len(task.X)) if shuffled else None
                for start in range(0, len(task.X), task.batch_size):
                    part = slice(start, start + task.batch_size)
                    X = task.X[order[part]] if shuffled else task.X[part]
                    multiply(X, W1, A1)
                    multiply(A1, W2, Z2)
                    multiply(A1.T, dZ2, dW2)
                    multiply(dZ2, W2.T, dA1)
                    multiply(X.T, dZ1, dW1)

        return run

    return prepare


CONTESTANTS = {
    "gradatim": gradatim,
    "the products alone, @": products(lambda A, B, out: A @ B),
    "the products alone, @, rows shuffled": products(lambda A, B, out: A @ B, shuffled=True),
    "the products alone, np.dot into ready arrays": products(np.dot),
    "scikit-learn": scikit_learn,
    "PyTorch": pytorch,
}

INSTALL = {
    "scikit-learn": ("sklearn", "pip install scikit-learn"),
    "PyTorch": ("torch", "pip install torch==2.13.0 (in a virtual environment made with python -m venv)"),
}


def missing():
    """The contestants that are not installed, and how to install them."""
    return {name: how for name, (module, how) in INSTALL.items() if find_spec(module) is None}
