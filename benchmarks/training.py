# ruff: noqa: E402
"""How fast gradatim trains, beside scikit-learn, PyTorch and the bare matrix products:

    python benchmarks/training.py [--rounds 15]

All train the same network on the same data with the same optimiser, batch size and number of epochs, on one thread.
They take turns; each round has a split and a seed of its own. Times are processor time, so that other programs disturb
little; a ratio is the median of the rounds' ratios. README.md says how to install the others and holds the figures of
one machine.
"""

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before NumPy is imported

import argparse
import platform
import subprocess
import sys
import time
from statistics import median

import numpy as np
from contestants import CONTESTANTS, Task, missing
from gradatim import data


def digits(seed):
    """Handwritten digits, 357 of them held out."""
    X, y = data.digits()
    order = np.random.default_rng(seed).permutation(len(X))
    X, y = X[order].astype(np.float32), y[order]
    X -= X[:1440].mean(axis=0)
    settings = {"hidden": 32, "batch_size": 32, "epochs": 10, "lr": 0.5, "momentum": 0.9}
    return Task("digits 64-32-10, batch 32, SGD with momentum", X[:1440], y[:1440], X[1440:], y[1440:], **settings)


def images(seed, momentum=0.0):
    """Random images of 28 by 28 pixels: one of ten patterns under much noise."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 10, 6400)
    X = (rng.normal(size=(6400, 784)) + 0.1 * rng.normal(size=(10, 784))[y]).astype(np.float32)
    name = "images 784-128-10, batch 64, SGD" + (" with momentum" if momentum else "")
    settings = {"hidden": 128, "batch_size": 64, "epochs": 2, "lr": 0.02, "momentum": momentum}
    return Task(name, X[:5120], y[:5120], X[5120:], y[5120:], **settings)


def images_with_momentum(seed):
    return images(seed, momentum=0.9)


def measure(make, rounds, contestants):
    """Processor time and accuracy of everybody: {name: [(seconds, accuracy), ...]}."""
    results = {name: [] for name in contestants}
    for number in range(rounds + 1):
        task = make(number)
        for name, runs in results.items():
            run = contestants[name](task, seed=number)
            start = time.process_time()
            accuracy = run()
            seconds = time.process_time() - start
            if number:  # the first round warms up
                runs.append((seconds, accuracy() if accuracy else None))
    return task, results


def report(task, results):
    times = {name: np.array([seconds for seconds, _ in runs]) for name, runs in results.items()}
    steps = task.epochs * -(-len(task.X) // task.batch_size)
    print(f"\n{task.name}; {steps} steps\n")
    print("| | µs a step | least | times gradatim | gradatim takes, times this | held-out accuracy |")
    print("|---|---|---|---|---|---|")
    for name, runs in results.items():
        ratio = median(times[name] / times["gradatim"])
        accuracy = "" if runs[0][1] is None else f"{median(right for _, right in runs):.1%}"
        middle, least = (choose(times[name]) / steps * 1e6 for choose in (median, min))
        print(f"| {name} | {middle:.1f} | {least:.1f} | {ratio:.2f} | {1 / ratio:.2f} | {accuracy} |")


def to_97(rounds):
    """How long the median run trains until it reads 97 % of the held-out digits."""
    for epochs in range(1, 20):
        runs = []
        for seed in range(rounds):
            task = digits(seed)._replace(hidden=64, batch_size=64, lr=2.0, epochs=epochs)
            run = CONTESTANTS["gradatim"](task, seed)
            start = time.perf_counter(), time.process_time()
            accuracy = run()
            runs.append((time.perf_counter() - start[0], time.process_time() - start[1], accuracy()))
        clock, processor, right = (median(values) for values in zip(*runs, strict=True))
        if right >= 0.97:
            break
    print(
        f"\n{right:.1%} of the held-out digits (median of {rounds} splits) after {epochs} epochs of 64-64-10, batch 64:"
    )
    print(f"{processor * 1e3:.1f} ms of processor time, {clock * 1e3:.1f} ms by the clock")


def import_time(statement, rounds):
    """Milliseconds of processor time of an import in a new process."""
    code = f"import time; start = time.process_time(); {statement}; print(time.process_time() - start)"
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, check=True, text=True).stdout for _ in range(rounds)]
    return median(map(float, runs)) * 1e3


def asked_rounds(description):
    """The number of rounds that is asked for on the command line; says with what they are run."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}; medians of {rounds} rounds"
    )
    for name, how in missing().items():
        print(f"{name} is not installed: {how}")
    return rounds


def main():
    rounds = asked_rounds("How fast gradatim trains.")
    contestants = {name: prepare for name, prepare in CONTESTANTS.items() if name not in missing()}
    for make in (digits, images, images_with_momentum):
        report(*measure(make, rounds, contestants))
    to_97(rounds)
    whole, numpy = (import_time(f"import {name}", rounds) for name in ("gradatim", "numpy"))
    print(f"\nimport gradatim: {whole:.0f} ms, of which import numpy: {numpy:.0f} ms")


if __name__ == "__main__":
    main()
