"""The activation tanh as a layer: no weights, but a memory."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "Tanh",
    chapter="07-training",
    returns=("A",),
    points={"A": 1, "dZ": 1},
    section=N_("Layers as objects"),
)


@exercise.reference
class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A**2)


@exercise.drive
def use(Tanh, Z_first, dout_first, Z, dout):
    """One forward pass; or, where there is a dout, two rounds of forward and backward, of which the second counts."""
    layer = Tanh()
    A = layer.forward(Z_first)
    if dout is None:
        return {"A": A}
    layer.backward(dout_first)
    layer.forward(Z)
    return {"dZ": layer.backward(dout)}


@exercise.probe(times=2)
def forward_alone(rng):
    return numbers(rng, *sizes(rng, 2)), None, None, None


@exercise.probe(times=4)
def two_rounds(rng):
    """The second round has other values, and another number of them."""
    N, M, other = sizes(rng, 3)
    return numbers(rng, N, M), numbers(rng, N, M), numbers(rng, other, M), numbers(rng, other, M)


exercise.slip(
    "square_forgotten",
    N_("The slope of tanh is 1 - A squared. The square is missing."),
    change=("return dout * (1 - self.A**2)", "return dout * (1 - self.A)"),
)

exercise.slip(
    "slope_of_sum",
    N_("The slope is taken from the sums Z. It is 1 - A squared, with the output A = tanh(Z)."),
    change=[("self.A = np.tanh(Z)", "self.A = Z"), ("return self.A", "return np.tanh(Z)")],
)

exercise.slip(
    "tanh_applied_twice",
    N_("In backward tanh is applied to the output once more. self.A holds tanh(Z) already."),
    change=("return dout * (1 - self.A**2)", "return dout * (1 - np.tanh(self.A) ** 2)"),
)

exercise.slip(
    "dout_forgotten",
    N_("backward returns the slope alone. Multiply it by dout."),
    change=("return dout * (1 - self.A**2)", "return 1 - self.A**2"),
)

exercise.slip(
    "slope_of_dout",
    N_("The slope is taken from dout. It comes from the output that forward remembers."),
    change=("return dout * (1 - self.A**2)", "return dout * (1 - np.tanh(dout) ** 2)"),
)

exercise.slip(
    "dout_inside",
    N_("Only the 1 is multiplied by dout. Put 1 - A squared in brackets."),
    change=("return dout * (1 - self.A**2)", "return dout - self.A**2"),
)


@exercise.mistake(
    "first_output_remembered",
    N_("backward uses the output of the first forward pass. Each forward pass has to remember its own."),
)
class _:
    def __init__(self):
        self.A = None

    def forward(self, Z):
        if self.A is None:
            self.A = np.tanh(Z)
        return np.tanh(Z)

    def backward(self, dout):
        return dout * (1 - self.A**2)


exercise.slip(
    "slope_of_sigmoid",
    N_("The slope A (1 - A) is that of the sigmoid. That of tanh is 1 - A squared."),
    change=("return dout * (1 - self.A**2)", "return dout * self.A * (1 - self.A)"),
)

exercise.slip(
    "relu_instead",
    N_("This is ReLU. The layer applies tanh."),
    change=[
        ("self.A = np.tanh(Z)", "self.A = np.maximum(Z, 0)"),
        ("return dout * (1 - self.A**2)", "return dout * (self.A > 0)"),
    ],
)

exercise.slip(
    "sign_wrong",
    N_("The slope of tanh is 1 - A squared, which is positive; here it is A squared - 1."),
    change=("return dout * (1 - self.A**2)", "return dout * (self.A**2 - 1)"),
)

exercise.slip(
    "passed_through",
    N_("backward passes dout on as it came. Multiply it by the slope 1 - A squared."),
    change=("return dout * (1 - self.A**2)", "return dout * 1.0"),
)

exercise.slip(
    "nothing_returned",
    N_("backward returns nothing. It returns the gradient for the layer before."),
    change=("return dout * (1 - self.A**2)", "self.dZ = dout * (1 - self.A**2)"),
)

exercise.slip(
    "plus_for_minus",
    N_("The slope is 1 + A squared. It is 1 - A squared."),
    change=("return dout * (1 - self.A**2)", "return dout * (1 + self.A**2)"),
)

exercise.slip(
    "square_of_difference",
    N_("The slope is (1 - A) squared. It is 1 minus the square of A."),
    change=("return dout * (1 - self.A**2)", "return dout * (1 - self.A) ** 2"),
)

exercise.slip(
    "output_not_remembered",
    N_("forward does not remember its output. backward needs it: self.A = ..."),
    change=("self.A = np.tanh(Z)\nreturn self.A", "return np.tanh(Z)"),
)

exercise.slip(
    "forward_returns_nothing",
    N_("forward keeps its output and returns nothing. Return it too."),
    change=("return self.A", "pass"),
)


@exercise.alternative("the input is remembered")
class _:
    def __init__(self):
        self.Z = None

    def forward(self, Z):
        self.Z = Z
        return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))

    def backward(self, dout):
        return dout / np.cosh(self.Z) ** 2


@exercise.alternative("the slope is computed forward")
class _:
    def forward(self, Z):
        A = np.tanh(Z)
        self.slope = (1 - A) * (1 + A)
        return A

    def backward(self, dout):
        return np.multiply(dout, self.slope)


@exercise.alternative("loops")
class _:
    def forward(self, Z):
        self.A = [[float(np.tanh(z)) for z in row] for row in Z]
        return self.A

    def backward(self, dout):
        dZ = np.zeros(dout.shape)
        for n in range(dout.shape[0]):
            for m in range(dout.shape[1]):
                dZ[n, m] = dout[n, m] * (1 - self.A[n][m] ** 2)
        return dZ


@exercise.alternative("float32")
class _:
    def forward(self, Z):
        self.A = np.tanh(Z.astype(np.float32))
        return self.A

    def backward(self, dout):
        return dout.astype(np.float32) * (1 - self.A * self.A)
