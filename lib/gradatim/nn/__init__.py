"""A small library of neural networks: layers, losses, and a model that trains them.

    rng = np.random.default_rng(1)
    model = nn.Sequential(nn.Linear(64, 32, rng), nn.ReLU(), nn.Linear(32, 10, rng))
    history = model.fit(X, y, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr=0.01), epochs=10)
    classes = model.predict(X_new).argmax(axis=1)

    images = nn.Conv2d(1, 8, 3, padding=1, rng=rng), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(128, 10, rng)
    words = nn.Embedding(500, 16, rng), nn.RNN(16, 32, rng), nn.Flatten(), nn.Linear(320, 2, rng)

Samples are rows (N, D), images (N, H, W, C) or sequences (N, T, D); here images of 8 by 8 pixels and texts of 10 words.
The names are PyTorch's where the thing is the same. Losses are means; `dout` is the gradient of the loss with respect
to an output.
"""

from gradatim.nn import init
from gradatim.nn.activations import LeakyReLU, ReLU, Sigmoid, Softmax, Tanh
from gradatim.nn.batchnorm import BatchNorm1d
from gradatim.nn.conv import Conv2d
from gradatim.nn.dropout import Dropout
from gradatim.nn.embedding import Embedding
from gradatim.nn.flatten import Flatten
from gradatim.nn.layernorm import LayerNorm
from gradatim.nn.linear import Linear
from gradatim.nn.losses import BCELoss, CrossEntropyLoss, Loss, MSELoss
from gradatim.nn.module import Module
from gradatim.nn.parameters import Parameters
from gradatim.nn.pooling import MaxPool2d
from gradatim.nn.rnn import RNN
from gradatim.nn.sequential import Sequential

__all__ = [
    "RNN",
    "BCELoss",
    "BatchNorm1d",
    "Conv2d",
    "CrossEntropyLoss",
    "Dropout",
    "Embedding",
    "Flatten",
    "LayerNorm",
    "LeakyReLU",
    "Linear",
    "Loss",
    "MSELoss",
    "MaxPool2d",
    "Module",
    "Parameters",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "Softmax",
    "Tanh",
    "init",
]
