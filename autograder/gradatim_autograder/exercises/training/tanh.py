"""The activation tanh as a layer: no weights, but a memory."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes

exercise = declare(
    "Tanh",
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
        slope = 1 - self.A**2
        dZ = dout * slope
        return dZ


@exercise.drive
def use(Tanh, Z_of_first_pass, dout_of_first_pass=None, Z=None, dout=None, Z_of_another_layer=None):
    """One forward pass; or, where there is a dout, two rounds, of which the second counts; or, where there is a
    Z_of_another_layer, the same while another layer works in between.
    """
    layer = Tanh()
    other = None if Z_of_another_layer is None else Tanh()
    A = layer.forward(Z_of_first_pass)
    if dout is None:
        return {"A": A}
    layer.backward(dout_of_first_pass)
    layer.forward(-Z_of_first_pass)  # as for a loss that is only looked at: backward belongs to the last forward
    layer.forward(Z)
    if other is not None:
        other.forward(Z_of_another_layer)
    layer.backward(2 * dout)
    return {"dZ": layer.backward(dout)}


exercise.probes(times=2, forward_alone=lambda rng: (numbers(rng, *sizes(rng, 2)),))


@exercise.probe(times=3)
def two_rounds(rng):
    """The second round has other values, and another number of them."""
    N, M, other = sizes(rng, 3)
    return numbers(rng, N, M), numbers(rng, N, M), numbers(rng, other, M), numbers(rng, other, M)


@exercise.probe()
def two_layers(rng):
    rounds = two_rounds(rng)
    return *rounds, numbers(rng, *rounds[-1].shape)


exercise.probes(
    forward_of_one_sample=lambda rng: (numbers(rng, 1, *sizes(rng, 1)),),
    one_sample=sized(
        lambda rng, N, M: (numbers(rng, N, M), numbers(rng, N, M), numbers(rng, 1, M), numbers(rng, 1, M))
    ),
    one_neuron=sized(
        lambda rng, N, other: (numbers(rng, N, 1), numbers(rng, N, 1), numbers(rng, other, 1), numbers(rng, other, 1))
    ),
)


@exercise.probe()
def far_values(rng):
    """Sums where tanh is nearly 1 or -1, and its slope nearly 0."""
    N, M, other = sizes(rng, 3)
    Z = rng.choice([-1.0, 1.0], size=(other, M)) * rng.uniform(3.2, 4.5, size=(other, M))
    return numbers(rng, N, M), numbers(rng, N, M), Z, numbers(rng, other, M), None


@exercise.probe()
def with_zeros(rng):
    """Sums of 0, where tanh is 0 and its slope is 1."""
    N, M, other = sizes(rng, 3)
    Z = numbers(rng, other, M)
    Z[1] = 0.0
    return numbers(rng, N, M), numbers(rng, N, M), Z, numbers(rng, other, M), None


exercise.classes("""
far_values: where numbers in Z are far from 0  if isinstance(Z, np.ndarray) and np.abs(Z).max() > 3
holds_zero: where Z holds a 0  if isinstance(Z, np.ndarray) and not Z.all()
two_layers: where two layers work side by side  if isinstance(Z_of_another_layer, np.ndarray)
one_row Z_of_first_pass
one_row: where Z has a single row  if isinstance(Z, np.ndarray) and len(Z) == 1
one_column: where Z has a single column  if isinstance(Z, np.ndarray) and Z.shape[1] == 1
""")

exercise.wrong_lines("""
square_forgotten: The slope of tanh is 1 - A squared. The square is missing.
    slope = 1 - self.A
slope_of_sum: The slope is 1 - Z squared here. It should be 1 - A squared, with the output A = tanh(Z).
    self.A = Z ;; in forward: return np.tanh(Z)
tanh_applied_twice: The slope is made from the tanh of the output. Make it from the output itself, which is tanh(Z)
already.
    slope = 1 - np.tanh(self.A) ** 2
dout_forgotten: backward returns the slope alone. Multiply it by dout.
    in backward: return slope
slope_of_dout: The slope is taken from dout. It should come from the output that forward remembers.
    slope = 1 - np.tanh(dout) ** 2
dout_inside: Only the 1 is multiplied by dout. Multiply the whole slope by it.
    dZ = dout * 1 - self.A**2
first_output_remembered: backward uses the output of the first forward pass. Each forward pass has to remember its own.
    self.A = getattr(self, "A", np.tanh(Z)) ;; in forward: return np.tanh(Z)
state_shared_by_layers: Another layer overwrites what this one keeps. Store it in self, not in the class or in a
variable outside of it.
    self => type(self)
divided_by_slope: dout is divided by the slope 1 - A squared. Multiply by it.
    dZ = dout / slope
multiplied_by_output: dout is multiplied by A itself. Multiply by the slope 1 - A squared.
    slope = self.A
slope_of_sigmoid: The slope A (1 - A) is that of the sigmoid. That of tanh is 1 - A squared.
    slope = self.A * (1 - self.A)
relu_instead: This is ReLU. The layer should apply tanh.
    self.A = np.maximum(Z, 0) ;; slope = self.A > 0
sign_wrong: The slope of tanh is 1 - A squared, which is positive; here it is A squared - 1.
    slope = self.A**2 - 1
passed_through: backward passes dout on as it came. Multiply it by the slope 1 - A squared.
    in backward: return dout
nothing_returned: backward returns nothing. It should return the gradient for the layer before.
    return dZ -> pass
plus_for_minus: The slope is 1 + A squared here. It should be 1 - A squared.
    slope = 1 + self.A**2
square_of_difference: The slope is (1 - A) squared here. It should be 1 minus the square of A.
    slope = (1 - self.A) ** 2
output_not_remembered: forward does not remember its output. Keep it in self: backward needs it.
    self.A = np.tanh(Z) -> pass ;; in forward: return np.tanh(Z)
forward_returns_nothing: forward returns nothing. Return the output.
    return self.A -> pass
""")


@exercise.alternative("the input is remembered")
class InputRemembered:
    def __init__(self):
        self.Z = None

    def forward(self, Z):
        self.Z = Z
        return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))

    def backward(self, dout):
        return dout / np.cosh(self.Z) ** 2


@exercise.alternative("the slope is computed forward")
class SlopeForward:
    def forward(self, Z):
        A = np.tanh(Z)
        self.slope = (1 - A) * (1 + A)
        return A

    def backward(self, dout):
        return np.multiply(dout, self.slope)


@exercise.alternative("loops")
class Loops:
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
class Float32:
    def forward(self, Z):
        self.A = np.tanh(Z.astype(np.float32))
        return self.A

    def backward(self, dout):
        return dout.astype(np.float32) * (1 - self.A * self.A)
