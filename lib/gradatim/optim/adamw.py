"""AdamW: Adam, and every weight shrinks a little in each step."""

from __future__ import annotations

from numpy.typing import NDArray

from gradatim.nn.parameters import Parameters
from gradatim.optim.adam import Adam


class AdamW(Adam):
    """w = w - lr weight_decay w, then a step of Adam. The shrinking does not go through m and v.

    PyTorch's form: all parameters shrink, biases too, and `weight_decay` is not divided by the number of samples.
    Loshchilov and Hutter (2019), *Decoupled Weight Decay Regularization*, algorithm 2.
    """

    def __init__(
        self,
        parameters: Parameters,
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ):
        super().__init__(parameters, lr, betas, eps)
        self.weight_decay = weight_decay

    def move(self, w: NDArray, dw: NDArray, space: NDArray, m: NDArray, v: NDArray) -> None:  # type: ignore[override]  # a vector for each of `names`
        w *= 1 - self.lr * self.weight_decay
        super().move(w, dw, space, m, v)
