"""One step of gradient descent for all parameters of a network."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "sgd",
    chapter="06-gradient-descent",
    returns=("params",),
    points={"params": 2},
    section=N_("One step for a whole network"),
)


@exercise.reference
def sgd(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in params}


def _dicts(rng, shapes):
    """Parameters and gradients of these shapes; the gradients in the reverse order, as a backward pass makes them."""
    params = {key: numbers(rng, *shape) for key, shape in shapes.items()}
    return params, {key: numbers(rng, *shape) for key, shape in reversed(shapes.items())}, float(rng.uniform(0.1, 0.6))


@exercise.probe(times=3)
def two_layers(rng):
    D, H, M = sizes(rng, 3)
    return _dicts(rng, {"W1": (D, H), "b1": (H,), "W2": (H, M), "b2": (M,)})


@exercise.probe(times=2)
def other_names(rng):
    D, H, M = sizes(rng, 3)
    return _dicts(rng, {"E": (D, H), "gamma": (H,), "beta": (H,), "out": (H, M), "W3": (M, D)})


@exercise.mistake("uphill", N_("The step goes uphill: it adds. Take lr * grads away."), reread=N_("One step by hand"))
def _(params, grads, lr):
    return {key: params[key] + lr * grads[key] for key in params}


@exercise.mistake("learning_rate_forgotten", N_("The learning rate lr is not used."), reread=N_("One step by hand"))
def _(params, grads, lr):
    return {key: params[key] - grads[key] for key in params}


@exercise.mistake("learning_rate_squared", N_("The learning rate lr comes in twice."), reread=N_("One step by hand"))
def _(params, grads, lr):
    return {key: params[key] - lr * lr * grads[key] for key in params}


@exercise.mistake("learning_rate_divides", N_("It divides by the learning rate. Multiply by it."))
def _(params, grads, lr):
    return {key: params[key] - grads[key] / lr for key in params}


@exercise.mistake(
    "only_weights_learn", N_("Only the keys with a W take a step. Biases and all other parameters learn too.")
)
def _(params, grads, lr):
    return {key: params[key] - lr * grads[key] if key.startswith("W") else params[key] for key in params}


@exercise.mistake("only_weights_returned", N_("Only the keys with a W come back. Return all parameters."))
def _(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in params if key.startswith("W")}


@exercise.mistake(
    "names_fixed", N_("The names W1, b1, W2, b2 are written into it. Go through the keys, whatever they are called.")
)
def _(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in ("W1", "b1", "W2", "b2")}


@exercise.mistake("names_fixed")
def _(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in params if key in ("W1", "b1", "W2", "b2")}


@exercise.mistake("gradients_returned", N_("It returns lr * grads, the steps. Take them off the parameters."))
def _(params, grads, lr):
    return {key: lr * grads[key] for key in params}


@exercise.mistake("steps_returned", N_("It returns -lr * grads, the steps. Add them to the parameters."))
def _(params, grads, lr):
    return {key: -lr * grads[key] for key in params}


@exercise.mistake(
    "paired_by_order", N_("Parameters and gradients are paired by their order in the dicts. Pair them by their keys.")
)
def _(params, grads, lr):
    return {key: w - lr * dw for (key, w), dw in zip(params.items(), grads.values(), strict=True)}


@exercise.mistake("list_returned", N_("It returns a list. Wanted is a dict with the same keys as params."))
def _(params, grads, lr):
    return [params[key] - lr * grads[key] for key in params]


@exercise.mistake("first_only", N_("It ends after the first parameter. Is the return inside the loop?"))
def _(params, grads, lr):
    for key in params:
        return {key: params[key] - lr * grads[key]}


@exercise.mistake("last_only", N_("Only the last parameter is in the dict. Is the new dict made inside the loop?"))
def _(params, grads, lr):
    for key in params:
        new = {key: params[key] - lr * grads[key]}
    return new


@exercise.mistake("nothing_changed", N_("The parameters come back as they were."))
def _(params, grads, lr):
    return dict(params)


@exercise.mistake(
    "gradient_keys_renamed", N_("It looks for keys like dW1. The gradients have the same keys as the parameters.")
)
def _(params, grads, lr):
    return {key: params[key] - lr * grads["d" + key] for key in params}


@exercise.mistake("dicts_subtracted", N_("Two dicts cannot be multiplied or subtracted. Go through the keys."))
def _(params, grads, lr):
    return params - lr * grads


@exercise.mistake(
    "steps_averaged", N_("The gradient is averaged to one number. Each number takes the step of its own gradient.")
)
def _(params, grads, lr):
    return {key: params[key] - lr * np.mean(grads[key]) for key in params}


@exercise.mistake(
    "exchanged",
    N_("Parameters and gradients are exchanged: the gradient is the one that is multiplied by lr and taken off."),
)
def _(params, grads, lr):
    return {key: grads[key] - lr * params[key] for key in params}


@exercise.alternative("loop")
def _(params, grads, lr):
    new = {}
    for key in params:
        new[key] = params[key] - lr * grads[key]
    return new


@exercise.alternative("on copies, in place")
def _(params, grads, lr):
    new = {key: value.copy() for key, value in params.items()}
    for key, dw in grads.items():
        new[key] -= lr * dw
    return new


@exercise.alternative("float32, in the order of the gradients")
def _(params, grads, lr):
    return {key: np.float32(params[key]) + np.float32(-lr) * np.float32(dw) for key, dw in grads.items()}


@exercise.alternative("lists")
def _(params, grads, lr):
    return {key: np.add(w, np.multiply(-lr, grads[key])).tolist() for key, w in params.items()}
