"""The processor time of each chapter's solution, whole and as it is graded (without its experiments):

    uv run python benchmarks/chapters.py [CHAPTER ...] [--cells]

One thread, no kernel, no plots shown. With --cells, every cell of a second and more is listed.
"""

import argparse
import contextlib
import io
import os
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")

from gradatim_autograder.build.source import read_source
from gradatim_autograder.course import Course

LONG = 1.0  # seconds


def seconds_of(cell, names):
    """Run a code cell in the namespace `names`."""
    began = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(cell.source, f"<line {cell.line}>", "exec"), names)
    return time.process_time() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("chapters", nargs="*")
    parser.add_argument("--cells", action="store_true")
    args = parser.parse_args()
    course = Course.find()
    print(f"{'chapter':28} {'whole':>8} {'graded':>8}   seconds of processor time")
    for chapter in args.chapters or course.chapters():
        path = course.solutions / chapter / f"{chapter}.py"
        source, _problems = read_source(path, path.name)
        names, whole, graded = {"__name__": "__main__"}, 0.0, 0.0
        lines = []
        for cell in source.cells:
            if cell.type != "code":
                continue
            took = seconds_of(cell, names)
            whole += took
            graded += 0.0 if cell.experiment else took
            if took >= LONG:
                lines.append(f"    line {cell.line:5} {took:6.1f}  {'experiment' if cell.experiment else ''}")
        print(f"{chapter:28} {whole:8.1f} {graded:8.1f}", flush=True)
        if args.cells and lines:
            print("\n".join(lines))


if __name__ == "__main__":
    main()
