"""One step of gradient descent for all parameters of a network."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes

exercise = declare("sgd", returns=("params",), points={"params": 2}, section=N_("One step for a whole network"))


@exercise.reference
def sgd(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in params}


def _dicts(rng, shapes, order=reversed):
    """Parameters and gradients of these shapes; the gradients in the reverse order, as a backward pass makes them."""
    params = {key: numbers(rng, *shape) for key, shape in shapes.items()}
    return params, {key: numbers(rng, *shapes[key]) for key in order(list(shapes))}, float(rng.uniform(0.1, 0.6))


@exercise.probe(times=2)
def two_layers(rng):
    D, H, M = sizes(rng, 3)
    return _dicts(rng, {"W1": (D, H), "b1": (H,), "W2": (H, M), "b2": (M,)})


@exercise.probe(times=2)
def other_names(rng):
    D, H, M = sizes(rng, 3)
    return _dicts(rng, {"E": (D, H), "gamma": (H,), "beta": (H,), "out": (H, M), "W3": (M, D)})


exercise.probes(
    # Both dicts in the same order.
    in_one_order=sized(
        lambda rng, D, H, M: _dicts(rng, {"W1": (D, H), "b1": (H,), "W2": (H, M), "b2": (M,)}, order=list)
    ),
    # Its bias is a single number.
    one_neuron=sized(lambda rng, D: _dicts(rng, {"W1": (D,), "b1": ()}), 3, 6),
    kernels=sized(lambda rng, K, D, M: _dicts(rng, {"W1": (M, D, K), "b1": (M,), "W2": (M, D), "b2": (D,)}), 2, 5),
    no_rate=exercise.but(two_layers, lr=0.0),
)

exercise.classes("""
single_number: where a parameter is a single number  if any(np.ndim(each) == 0 for each in params.values())
three_axes: where a parameter has three axes  if any(np.ndim(each) == 3 for each in params.values())
orders_differ: where the two dicts hold their keys in different orders  if list(params) != list(grads)
other_names: where the parameters are not called W1, b1, W2, b2  if not set(params) <= {"W1", "b1", "W2", "b2"}
zero lr
""")

exercise.wrong_lines("""
uphill: The step goes uphill: lr * grads is added. Subtract it.  > One step by hand
    return {key: params[key] + lr * grads[key] for key in params}
learning_rate_forgotten: The whole gradient is subtracted. Multiply it by the learning rate lr.  > One step by hand
    return {key: params[key] - grads[key] for key in params}
learning_rate_squared: The learning rate lr comes in twice. Multiply by it once.  > One step by hand
    return {key: params[key] - lr**2 * grads[key] for key in params}
learning_rate_divides: The gradient is divided by the learning rate. Multiply by it.
    return {key: params[key] - grads[key] / lr for key in params}
only_weights_learn: Only parameters whose keys begin with W take a step. Biases and all others should learn too.
    return {key: params[key] - lr * grads[key] if key.startswith("W") else params[key] for key in params}
only_weights_returned: Only parameters whose keys begin with W come back. Return all of them.
    return {key: params[key] - lr * grads[key] for key in params if key.startswith("W")}
names_fixed: It knows the keys W1, b1, W2, b2 alone. Go through the keys, whatever they are called.
    return {key: params[key] - lr * grads[key] for key in ("W1", "b1", "W2", "b2")}
    return {key: params[key] - lr * grads[key] for key in params if key in ("W1", "b1", "W2", "b2")}
other_names_do_not_learn: Some parameters with other keys than W1, b1, W2, b2 come back as they were. Every parameter
should take a step.
    return {key: params[key] - lr * grads[key] if key[0] in "Wb" else params[key] for key in params}
    return {key: params[key] - lr * grads[key] if key in ("W1", "b1", "W2", "b2") else params[key] for key in params}
first_only: Only the first parameter is in the dict. Is the return inside the loop?
    of "loop": new[key] = params[key] - lr * grads[key] -> return {key: params[key] - lr * grads[key]}
last_only: Only the last parameter is in the dict. Is the new dict made inside the loop?
    of "loop": new[key] = params[key] - lr * grads[key] -> new = {key: params[key] - lr * grads[key]}
gradients_returned: It returns lr * grads, the steps. Subtract them from the parameters.
    return {key: lr * grads[key] for key in params}
steps_returned: It returns -lr * grads, the steps. Add them to the parameters.
    return {key: -lr * grads[key] for key in params}
paired_by_order: Parameters and gradients are paired by their order in the dicts. Pair them by their keys.
    return {key: w - lr * dw for (key, w), dw in zip(params.items(), grads.values(), strict=True)}
list_returned: It returns a list. Return a dict with the same keys as params.
    return [params[key] - lr * grads[key] for key in params]
nothing_changed: The parameters come back as they were. Subtract lr times its gradient from each of them.
    return dict(params)
gradient_keys_renamed: It looks for keys like dW1. Use the parameters' own keys: the gradients have the same ones.
    return {key: params[key] - lr * grads["d" + key] for key in params}
dicts_subtracted: Two dicts cannot be multiplied or subtracted. Go through the keys.
    return params - lr * grads
steps_averaged: The gradient of each array is averaged to one number. Each number should take the step of its own
gradient.
    return {key: params[key] - lr * np.mean(grads[key]) for key in params}
exchanged: Parameters and gradients are exchanged. The gradient should be multiplied by lr and subtracted from the
parameter.
    return {key: grads[key] - lr * params[key] for key in params}
""")

exercise.alternatives("""
loop:
    new = {}
    for key in params:
        new[key] = params[key] - lr * grads[key]
    return new
on copies, in place:
    new = {key: np.array(value) for key, value in params.items()}
    for key, dw in grads.items():
        new[key] -= lr * dw
    return new
float32, in the order of the gradients:
    return {key: np.float32(params[key]) + np.float32(-lr) * np.float32(dw) for key, dw in grads.items()}
lists: return {key: np.add(w, np.multiply(-lr, grads[key])).tolist() for key, w in params.items()}
""")
