"""How fast gradatim trains, beside scikit-learn, PyTorch and the bare matrix products:

    python benchmarks/training.py [--rounds 9]

Every contestant trains the same network on the same data with the same optimiser, batch size and number of epochs, on
one thread. The runs take turns; times are processor time, so that other programs disturb little; a ratio is the median
of the rounds' ratios. README.md in this folder says how to install the others and holds the figures of one machine.
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

SEED = 5


def digits():
    """Handwritten digits, 64-32-10, gradient descent with momentum."""
    X, y = data.digits()
    order = np.random.default_rng(SEED).permutation(len(X))
    X, y = X[order].astype(np.float32), y[order]
    return Task(
        "digits 64-32-10, batch 32, SGD with momentum", X[:1440], y[:1440], X[1440:], y[1440:], 32, 32, 10, 0.3, 0.9
    )


def images():
    """Random images of 28 by 28 pixels in ten brightnesses, 784-128-10, plain gradient descent."""
    rng = np.random.default_rng(SEED)
    y = rng.integers(0, 10, 6400)
    X = (rng.random((6400, 784)) * 0.9 + 0.1 * rng.random((10, 784))[y]).astype(np.float32)
    return Task("images 784-128-10, batch 64, SGD", X[:5120], y[:5120], X[5120:], y[5120:], 128, 64, 2, 0.05, 0.0)


def measure(task, rounds):
    """Seconds of processor time and accuracies of every contestant: {name: [(seconds, accuracy), ...]}."""
    names = [name for name in CONTESTANTS if name not in missing()]
    results = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in names:
            run = CONTESTANTS[name](task, seed=number)
            start = time.process_time()
            accuracy = run()
            seconds = time.process_time() - start
            if number:  # the first round warms up
                results[name].append((seconds, accuracy() if accuracy else None))
    return results


def report(task, results):
    ours = [seconds for seconds, _ in results["gradatim"]]
    steps = task.epochs * -(-len(task.X) // task.batch_size)
    print(f"\n{task.name}: {task.epochs} epochs, {steps} steps, median of {len(ours)} rounds")
    print(f"{'':34}{'µs a step':>10}{'times gradatim':>16}{'times its products':>20}{'accuracy':>10}")
    products = [seconds for seconds, _ in results["products: np.dot into arrays"]]
    for name, runs in results.items():
        times = [seconds for seconds, _ in runs]
        ratio = median(a / b for a, b in zip(times, ours, strict=True))
        bare = median(a / b for a, b in zip(times, products, strict=True))
        right = [accuracy for _, accuracy in runs if accuracy is not None]
        accuracy = f"{median(right):.1%}" if right else ""
        print(f"{name:34}{median(times) / steps * 1e6:10.1f}{ratio:16.2f}{bare:20.2f}{accuracy:>10}")


def to_97(task, rounds):
    """Processor time until the median run reads 97 % of the held-out digits."""
    for epochs in range(1, 20):
        runs = []
        for seed in range(rounds):
            run = CONTESTANTS["gradatim"](task._replace(epochs=epochs), seed=seed)
            start = time.process_time()
            accuracy = run()
            runs.append((accuracy(), time.process_time() - start))
        if median(accuracy for accuracy, _ in runs) >= 0.97:
            break
    accuracy, seconds = (median(values) for values in zip(*runs, strict=True))
    print(f"\n{accuracy:.1%} of the held-out digits after {epochs} epochs and {seconds * 1e3:.1f} ms of training")


def imports(rounds):
    def seconds(statement):
        runs = []
        for _ in range(rounds):
            code = f"import time; s = time.perf_counter(); {statement}; print(time.perf_counter() - s)"
            runs.append(float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout))
        return median(runs) * 1e3

    print(
        f"\nimport gradatim: {seconds('import gradatim'):.0f} ms, of which import numpy: {seconds('import numpy'):.0f} ms"
    )


def main():
    parser = argparse.ArgumentParser(description="How fast gradatim trains.")
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}")
    for name, install in missing().items():
        print(f"{name} is not installed: {install}")
    for task in (digits(), images()):
        report(task, measure(task, rounds))
    to_97(digits(), rounds)
    imports(rounds)


if __name__ == "__main__":
    main()
