"""Make the files of lib/gradatim/data/files/ from scikit-learn's and matplotlib's copies, the same bytes on every run:

uv run --with scikit-learn==1.9.1 python tools/make_data.py
"""

from pathlib import Path

import numpy as np
from matplotlib.cbook import get_sample_data
from matplotlib.image import imread
from sklearn.datasets import load_diabetes, load_digits, load_wine

FOLDER = Path(__file__).resolve().parents[1] / "lib" / "gradatim" / "data" / "files"


def write_table(name, bunch, target):
    """A plain CSV with a line of names; the last column is the target. Numbers as short as they can be."""
    rows = [[*bunch.feature_names, target]]
    rows += [[f"{value:.10g}" for value in (*x, y)] for x, y in zip(bunch.data, bunch.target, strict=True)]
    text = "".join(",".join(row) + "\n" for row in rows)
    (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    table = np.loadtxt(FOLDER / f"{name}.csv", delimiter=",", skiprows=1)
    assert (table == np.column_stack([bunch.data, bunch.target])).all()


def write_photograph():
    """Grey (150, 128), 0 black to 255 white: the mean of each 4 by 4 pixels and three colours."""
    pixels = imread(get_sample_data("grace_hopper.jpg", asfileobj=False))
    H, W = pixels.shape[0] // 4, pixels.shape[1] // 4
    grey = pixels[: 4 * H, : 4 * W].reshape(H, 4, W, 4, 3).mean(axis=(1, 3, 4))
    np.savez_compressed(FOLDER / "photograph.npz", grey=grey.round().astype(np.uint8))


def main():
    FOLDER.mkdir(exist_ok=True)
    digits = load_digits()
    pixels, labels = digits.data.astype(np.uint8), digits.target.astype(np.uint8)
    assert (pixels == digits.data).all()
    np.savez_compressed(FOLDER / "digits.npz", pixels=pixels, labels=labels)
    write_photograph()
    write_table("wine", load_wine(), "cultivar")
    write_table("diabetes", load_diabetes(scaled=False), "progression")


if __name__ == "__main__":
    main()
