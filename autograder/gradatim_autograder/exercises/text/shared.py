"""What a recurrent network shares, there and back: how its arguments are drawn, and classes of them."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import numbers
from gradatim_autograder.exercise.argument_class import one_column, one_row, square, where, zeros


def of_a_network(rng, inputs, H, of_inputs=1.0, of_biases=0.5):
    """Inputs of this shape, states, weights and biases, with sums of the order of 1, where tanh is neither flat nor
    straight.
    """
    N, *_steps, D = inputs
    return (
        numbers(rng, *inputs),
        0.5 * numbers(rng, N, H),
        of_inputs * numbers(rng, D, H) / np.sqrt(D),
        numbers(rng, H, H) / np.sqrt(H),
        of_biases * numbers(rng, H),
    )


SEQUENCES = (
    where("many_steps", N_("where there are many steps"), lambda X: np.shape(X)[1] > 12),
    where("one_step", N_("where there is a single step"), lambda X: np.shape(X)[1] == 1),
    one_row("X"),
    one_column("H0"),
    zeros("H0"),
    square("Wx"),
)


def of_a_cell(rng, N, D, H):
    """x, h, c, Wx, Wh and b of a cell with four blocks, with sums of the order of 1."""
    return (
        numbers(rng, N, D),
        0.5 * numbers(rng, N, H),
        numbers(rng, N, H),
        numbers(rng, D, 4 * H) / np.sqrt(D),
        numbers(rng, H, 4 * H) / np.sqrt(H),
        0.5 * numbers(rng, 4 * H),
    )


CELLS = (one_row("x"), one_column("x"), one_column("h"), zeros("h"), zeros("c"), square("h"), square("Wx"))
