"""Optimisers: how the gradients move the parameters. Each gets a model's `parameters()` and moves them in `step()`."""

from gradatim.optim.adagrad import Adagrad
from gradatim.optim.adam import Adam
from gradatim.optim.adamw import AdamW
from gradatim.optim.optimizer import Optimizer
from gradatim.optim.rmsprop import RMSprop
from gradatim.optim.sgd import SGD

__all__ = ["SGD", "Adagrad", "Adam", "AdamW", "Optimizer", "RMSprop"]
