"""Train the network of `data.digit_reader` and write its weights to lib/gradatim/data/files/reader.npz:

uv run python tools/make_reader.py

It is the network with two convolutions of the chapter on images, trained on all digits, on copies that are moved by a
pixel, and on copies of all these in which each pixel is either paper or ink, as in a drawing from the keyboard. The
same machine writes the same bytes on every run; another one rounds differently.
"""

from pathlib import Path

import numpy as np
from gradatim import data, nn, optim

FILE = Path(__file__).resolve().parents[1] / "lib" / "gradatim" / "data" / "files" / "reader.npz"
MOVES = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))  # rows down, columns to the right


def moved(images, down, right):
    """Copies, moved; what leaves the picture is gone, and paper comes in."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return padded[:, 1 - down : 9 - down, 1 - right : 9 - right]


def main():
    X, y = data.digits()
    images = X.reshape(-1, 8, 8, 1)
    grey = np.concatenate([moved(images, *move) for move in MOVES])
    copies = np.concatenate([grey, (grey > 0.5).astype(float)])
    rng = np.random.default_rng(0)
    model = nn.Sequential(
        nn.Conv2d(1, 12, 3, padding=1, rng=rng),
        nn.ReLU(),
        nn.Conv2d(12, 24, 3, padding=1, rng=rng),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(384, 10, rng),
    )
    adam = optim.Adam(model.parameters(), lr=0.005)
    labels = np.tile(y, len(copies) // len(y))
    model.fit(copies, labels, nn.CrossEntropyLoss(), adam, epochs=6, batch_size=32, progress=False)
    weights = {name.replace(".", "_"): value.astype(np.float16) for name, value in model.named_parameters()}
    np.savez_compressed(FILE, **weights)


if __name__ == "__main__":
    main()
