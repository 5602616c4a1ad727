"""How long a check takes, over all answers of tests/corpus/unseen, and how long one waits for the first:

    python benchmarks/checks.py [--exercises] [--rounds 3] [--first]

`--first` measures the first checks of a new process alone.

Times are processor time of one call of `check`, the smallest of the rounds; each round is a new process, so that the
first answer to an exercise pays for what is made once (its changes). `--exercises` prints a line for each exercise.
"""

import argparse
import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

SHARES = (0.5, 0.9, 0.99, 1.0)
AIMS = {0.99: 0.4, 1.0: 1.5}  # seconds


def one_round():
    """[exercise, kind, what, seconds] of each answer, printed as JSON."""
    sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / each) for each in ("support", "corpus")]
    from answers import unseen
    from gradatim_autograder import check

    rows = []
    for answers in unseen().values():
        for answer in answers:
            function = answer.function
            began = time.process_time()
            check(function, exercise=answer.exercise)
            rows.append([answer.exercise, answer.kind, answer.what, time.process_time() - began])
    print(json.dumps(rows))


def first_checks():
    """Seconds of the import behind NumPy's, the first check, and the first wrong answer, printed as JSON."""
    import numpy as np

    times = [time.perf_counter()]
    from gradatim_autograder import check

    times.append(time.perf_counter())
    check(lambda z: np.maximum(z, 0), exercise="relu")
    times.append(time.perf_counter())
    check(lambda dout, X, W: (dout @ W.T, dout.T @ X, dout.sum(axis=0)), exercise="dense_backward")
    times.append(time.perf_counter())
    print(json.dumps([after - before for before, after in itertools.pairwise(times)]))


def measured(rounds):
    """The rows with the smallest time of all rounds."""
    found = []
    for _round in range(rounds):
        found.append(in_a_new_process("--one"))
    return [[*rows[0][:3], min(row[3] for row in rows)] for rows in zip(*found, strict=True)]


def in_a_new_process(what):
    run = subprocess.run([sys.executable, __file__, what], capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def show_first(rounds):
    titles = ("import, behind NumPy's", "first check", "first wrong answer")
    for title, *times in zip(titles, *(in_a_new_process("--one-first") for _round in range(rounds)), strict=True):
        print(f"{title:36}{1000 * min(times):10.1f} ms")


def distribution(rows):
    times = sorted(row[3] for row in rows)
    return [times[min(len(times) - 1, int(share * len(times)))] for share in SHARES]


def line(name, rows):
    print(f"{name:36}{len(rows):6}" + "".join(f"{1000 * value:10.1f}" for value in distribution(rows)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--exercises", action="store_true")
    parser.add_argument("--first", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--one-first", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        return one_round()
    if asked.one_first:
        return first_checks()
    if asked.first:
        return show_first(asked.rounds)
    rows = measured(asked.rounds)
    print(f"{'milliseconds':36}{'calls':>6}" + "".join(f"{f'{share:.0%}':>10}" for share in SHARES))
    for kind in ("right", "wrong"):
        line(f"{kind} answers", [row for row in rows if row[1] == kind])
    if asked.exercises:
        for name in dict.fromkeys(row[0] for row in rows):
            line(f"  {name}", [row for row in rows if row[0] == name])
    for exercise, kind, what, seconds in sorted(rows, key=lambda row: -row[3])[:5]:
        print(f"longest: {seconds:.2f} s, {exercise} ({kind}): {what[:70]}")
    for share, aim in AIMS.items():
        got = distribution([row for row in rows if row[1] == "wrong"])[SHARES.index(share)]
        print(f"aim: {share:.0%} of wrong answers below {aim} s: {got:.2f} s")
    return None


if __name__ == "__main__":
    main()
