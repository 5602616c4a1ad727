"""Train the network of `data.digit_reader` and write its weights to lib/gradatim/data/files/reader.npz:

uv run python tools/make_reader.py

It is the network with two convolutions of the chapter on images, trained on all digits, on copies that are moved by a
pixel, and on copies of all these in which each pixel is either paper or ink, as in a drawing from the keyboard. The
same machine writes the same bytes on every run; another one rounds differently.
"""

import numpy as np
from gradatim import data, nn, optim
from gradatim.data.reader import FILE, key, network

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
    model = network(np.random.default_rng(0))
    adam = optim.Adam(model.parameters(), lr=0.005)
    labels = np.tile(y, len(copies) // len(y))
    model.fit(copies, labels, nn.CrossEntropyLoss(), adam, epochs=6, batch_size=32, progress=False)
    weights = {key(name): value.astype(np.float16) for name, value in model.named_parameters()}
    np.savez_compressed(FILE, **weights)


if __name__ == "__main__":
    main()
