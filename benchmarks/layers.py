"""How fast gradatim's convolution and recurrent layers train, beside PyTorch's:

    python benchmarks/layers.py [--rounds 15]

As in training.py all train the same network on the same data and take turns, on one thread; a ratio is the median of
the rounds' ratios, times are processor time. PyTorch also takes part with its other order of images in memory.
"""

from training import asked_rounds, digits, measure, report  # noqa: I001 (first: sets one thread, before NumPy comes)

import numpy as np
from contestants import gradatim_run, missing, pytorch_run
from gradatim import nn


def small_images(seed):
    """Handwritten digits, 8 by 8 pixels."""
    task = digits(seed)
    X, X_test = (X.reshape(-1, 8, 8, 1) for X in (task.X, task.X_test))
    name = "convolution on 8 by 8, batch 32"
    return task._replace(name=name, X=X, X_test=X_test, epochs=5, lr=0.3)


def large_images(seed, batch_size=32):
    """The same digits, each pixel 3 by 3, somewhere on 28 by 28 pixels."""
    task, rng = digits(seed), np.random.default_rng(seed)

    def enlarged(X):
        out = np.zeros((len(X), 28, 28, 1), np.float32)
        for image, pixels, (i, j) in zip(out, X.reshape(-1, 8, 8), rng.integers(0, 5, (len(X), 2)), strict=True):
            image[i : i + 24, j : j + 24, 0] = np.kron(pixels, np.ones((3, 3)))
        return out

    settings = {
        "name": f"convolution on 28 by 28, batch {batch_size}",
        "batch_size": batch_size,
        "epochs": 3,
        "lr": 0.2,
    }
    return task._replace(X=enlarged(task.X), X_test=enlarged(task.X_test), **settings)


def large_images_64(seed):
    return large_images(seed, 64)


def short_rows(seed, batch_size=32, epochs=10, lr=0.3):
    """The 8 by 8 digits, read row by row."""
    task = digits(seed)
    X, X_test = (X.reshape(-1, 8, 8) for X in (task.X, task.X_test))
    settings = {"hidden": 32, "batch_size": batch_size, "epochs": epochs, "lr": lr}
    return task._replace(name=f"recurrent, 8 steps, 32 hidden, batch {batch_size}", X=X, X_test=X_test, **settings)


def short_rows_1(seed):
    return short_rows(seed, 1, 1, 0.02)


def long_rows(seed, batch_size=32, epochs=3, lr=0.1):
    """The 28 by 28 digits, read row by row."""
    task = large_images(seed)
    X, X_test = (X.reshape(-1, 28, 28) for X in (task.X, task.X_test))
    settings = {"hidden": 128, "batch_size": batch_size, "epochs": epochs, "lr": lr}
    return task._replace(name=f"recurrent, 28 steps, 128 hidden, batch {batch_size}", X=X, X_test=X_test, **settings)


def long_rows_1(seed):
    return long_rows(seed, 1, 1, 0.003)


def gradatim_images(task, seed):
    """Two convolutions, 8 and 16 filters of 3 by 3, each with ReLU and pooling, and a dense layer."""
    rng, last = np.random.default_rng(seed), 16 * (task.X.shape[1] // 4) ** 2
    layers = nn.Conv2d(1, 8, 3, padding=1, rng=rng), nn.ReLU(), nn.MaxPool2d(2)
    more = nn.Conv2d(8, 16, 3, padding=1, rng=rng), nn.ReLU(), nn.MaxPool2d(2)
    return gradatim_run(nn.Sequential(*layers, *more, nn.Flatten(), nn.Linear(last, 10, rng)), task, seed)


def pytorch_images(order):
    """PyTorch's images are (N, C, H, W); its order "channels_last" keeps them in memory as (N, H, W, C)."""

    def prepare(task, seed):
        import torch

        torch.manual_seed(seed)
        last = 16 * (task.X.shape[1] // 4) ** 2
        layers = torch.nn.Conv2d(1, 8, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2)
        more = torch.nn.Conv2d(8, 16, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2)
        model = torch.nn.Sequential(*layers, *more, torch.nn.Flatten(), torch.nn.Linear(last, 10))
        model = model.to(memory_format=getattr(torch, order))
        X, X_test = (np.ascontiguousarray(X.transpose(0, 3, 1, 2)) for X in (task.X, task.X_test))
        return pytorch_run(model, task._replace(X=X, X_test=X_test))

    return prepare


def gradatim_rows(task, seed):
    """A recurrent layer, and a dense layer that sees all its states."""
    rng, (T, D), H = np.random.default_rng(seed), task.X.shape[1:], task.hidden
    return gradatim_run(nn.Sequential(nn.RNN(D, H, rng), nn.Flatten(), nn.Linear(T * H, 10, rng)), task, seed)


def pytorch_rows(task, seed):
    import torch

    class States(torch.nn.RNN):
        """PyTorch's recurrent layer without its second output, the last state."""

        def forward(self, X):
            return super().forward(X)[0]

    torch.manual_seed(seed)
    (T, D), H = task.X.shape[1:], task.hidden
    layers = States(D, H, batch_first=True), torch.nn.Flatten(), torch.nn.Linear(T * H, 10)
    return pytorch_run(torch.nn.Sequential(*layers), task)


IMAGES = {
    "gradatim": gradatim_images,
    "PyTorch": pytorch_images("contiguous_format"),
    "PyTorch, channels last": pytorch_images("channels_last"),
}
ROWS = {"gradatim": gradatim_rows, "PyTorch": pytorch_rows}
TASKS = {
    small_images: IMAGES,
    large_images: IMAGES,
    large_images_64: IMAGES,
    short_rows_1: ROWS,
    short_rows: ROWS,
    long_rows_1: ROWS,
    long_rows: ROWS,
}


def main():
    rounds = asked_rounds("How fast gradatim's convolution and recurrent layers train.")
    for make, contestants in TASKS.items():
        here = {name: prepare for name, prepare in contestants.items() if name.split(",")[0] not in missing()}
        report(*measure(make, rounds, here))


if __name__ == "__main__":
    main()
