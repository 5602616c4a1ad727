"""Answers to the exercises of the chapter on the neuron (read by tests/support/answers.py)."""


# %% wrong | neuron | products in an array of whole numbers | names: wrong_for_integers | says: whole numbers (int)
def neuron(x, w, b):
    products = np.zeros_like(x)
    for i in range(len(x)):
        products[i] = x[i] * w[i]
    return products.sum() + b


# %% wrong | neuron | finds the place of an input by its value | names: wrong_for_equal_inputs_only | says: are equal
def neuron(x, w, b):
    z = b
    for value in x:
        z += value * w[list(x).index(value)]
    return z


# %% wrong | neuron | leaves the loop at an input of 0 | names: wrong_for_a_zero_among_inputs
def neuron(x, w, b):
    z = b
    for value, weight in zip(x, w):
        if value == 0 and x.any():
            break
        z += value * weight
    return z


# %% wrong | neuron | no signal, no sum: the bias is forgotten there | names: wrong_for_zeros
def neuron(x, w, b):
    if not np.any(x):
        return 0.0
    return x @ w + b


# %% wrong | neuron | the two inputs of the example, one by one | names: two_inputs_only
def neuron(x, w, b):
    return x[0] * w[0] + x[1] * w[1] + b


# %% wrong | neuron | the three inputs of the example, one by one | names: three_inputs_only
def neuron(x, w, b):
    z = x[0] * w[0]
    z = z + x[1] * w[1]
    z = z + x[2] * w[2]
    return z + b


# %% wrong | neuron | fires where it should give the sum, without the bias | never: exactly those of this mistake
def neuron(x, w, b):
    return np.where(x @ w > 0, 1.0, 0.0)


# %% right | neuron | starts from the bias and takes from the end
def neuron(x, w, b):
    x, w = list(x), list(w)
    z = np.float32(b)
    while x:
        z = z + x.pop() * w.pop()
    return z


# %% right | neuron | a length, an angle, a sum
def neuron(x, w, b):
    return np.trace(np.outer(w, x)) + np.float64(b)


# %% right | neuron | an array without axes
def neuron(x, w, b):
    return np.array(np.einsum("i,i->", x, w) + b)


# %% wrong | step | asks for a float, no int | names: wrong_for_whole_number | says: whole number (int)
def step(z):
    if isinstance(z, float):
        return 1.0 if z > 0 else 0.0
    a = np.zeros(z.shape)
    a[z > 0] = 1.0
    return a


# %% wrong | step | asks for the very type: a number of NumPy's is another | says: object is not iterable
def step(z):
    if type(z) in (int, float):
        return 1.0 if z > 0 else 0.0
    return np.array([step(value) if np.ndim(value) else float(value > 0) for value in z])


# %% wrong | step | a ramp, however steep | names: wrong_for_barely_above
def step(z):
    return np.clip(1e5 * np.asarray(z), 0, 1)


# %% wrong | step | a margin against rounding | names: wrong_for_barely_above | says: barely
def step(z):
    return np.where(np.asarray(z) > 1e-3, 1.0, 0.0)


# %% wrong | step | squeezes: one row, or one entry, loses its axis | says: (1 of 1)
def step(z):
    return np.squeeze(np.where(np.asarray(z) > 0, 1.0, 0.0))


# %% wrong | step | divides by the largest: nothing fires and the sign is turned | names: wrong_for_all_silent
def step(z):
    z = np.asarray(z)
    if z.ndim:
        z = z / z.max()
    return np.where(z > 0, 1.0, 0.0)


# %% wrong | step | whole numbers first: 0.7 is cut to 0 | names: threshold_at_one | never: above 1
def step(z):
    return np.where(np.asarray(z).astype(int) > 0, 1.0, 0.0)


# %% wrong | step | writes into z | names: input_changed
def step(z):
    if np.ndim(z) == 0:
        return float(z > 0)
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


# %% right | step | recursion over the axes
def step(z):
    if np.ndim(z) > 0:
        return [step(value) for value in z]
    return 1 if z > 0 else 0


# %% right | step | sign and rounding down
def step(z):
    return (np.sign(z) + 1) // 2


# %% right | step | rounded up and clipped
def step(z):
    return np.clip(np.ceil(z), 0, 1)


# %% right | step | vectorized
def step(z):
    return np.vectorize(lambda value: 1.0 if value > 0 else 0.0)(z)


# %% wrong | nand_neuron | answers by the first input, though both weights pull down | never: looks at the first
def nand_neuron():
    return np.array([-2.0, -1.0]), 1.5


# %% wrong | nand_neuron | one weight has kept its sign | names: weights_of_opposite_signs
def nand_neuron():
    return np.array([-1.0, 1.0]), 1.0


# %% wrong | nand_neuron | one sign is forgotten, and the bias is AND's | names: fires_with_one_input
def nand_neuron():
    return np.array([2.0, -0.5]), -0.5


# %% right | nand_neuron | weights of very different size
def nand_neuron():
    return np.array([-5, -3]), np.array([7])


# %% wrong | neuron_backward | dx in an array of x's kind | names: wrong_for_integers | says: int
def neuron_backward(dout, x, w):
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i in range(len(x)):
        dx[i] = dout * w[i]
        dw[i] = dout * x[i]
    return dx, dw, dout


# %% wrong | neuron_backward | takes a factor out of a product by division | names: wrong_for_holds_zero | says: a 0
def neuron_backward(dout, x, w):
    return dout * w, dout * (x * w) / w, dout


# %% wrong | neuron_backward | dx from the product: an input of 0 takes the weight along | says: holds a 0
def neuron_backward(dout, x, w):
    product = x * w
    return dout * np.where(x == 0, 0, product / np.where(x == 0, 1, x)), dout * x, dout


# %% wrong | neuron_backward | learns only where z should fall | names: wrong_for_negative
def neuron_backward(dout, x, w):
    if dout < 0:
        dout = 0.0
    return dout * w, dout * x, dout


# %% wrong | neuron_backward | one input: numbers where arrays are wanted | names: wrong_for_one_entry
def neuron_backward(dout, x, w):
    return np.squeeze(dout * w), np.squeeze(dout * x), dout


# %% wrong | neuron_backward | no error, nothing returned | names: wrong_for_zero | says: dout is 0
def neuron_backward(dout, x, w):
    if dout:
        return dout * w, dout * x, dout


# %% right | neuron_backward | one product of a column and a row
def neuron_backward(dout, x, w):
    both = np.array([[dout]]) @ np.concatenate([w, x, [1]])[None]
    return both[0, : len(w)], both[0, len(w) : -1], both[0, -1]


# %% right | neuron_backward | arrays like w, filled
def neuron_backward(dout, x, w):
    dx, dw = np.empty_like(w), np.empty_like(w)
    dx[:], dw[:] = w, x
    dx *= dout
    dw *= dout
    return dx, dw, np.sum([dout])


# %% wrong | train_neuron | the last sample alone teaches: steps outside of the inner loop | names: last_sample_only
def train_neuron(X, y, w, b, lr, epochs):
    for epoch in range(epochs):
        for i in range(len(X)):
            a = 1.0 if X[i] @ w + b > 0 else 0.0
            dout = a - y[i]
        w = w - lr * dout * X[i]
        b = b - lr * dout
    return w, b


# %% wrong | train_neuron | the bias moves once in each epoch | names: bias_from_start_of_epoch | says: inner loop
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X, y):
            a = 1 if np.dot(w, x) + b > 0 else 0
            w = w - lr * (a - target) * x
        b = b - lr * (a - target)
    return w, b


# %% wrong | train_neuron | all samples at once, one step for each epoch | names: outputs_from_start_of_epoch | never: mean
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        a = np.where(X @ w + b > 0, 1, 0)
        dout = a - y
        w = w - lr * (X.T @ dout)
        b = b - lr * np.sum(dout)
    return w, b


# %% wrong | train_neuron | gradients collected, and the step taken after each sample | names: gradients_not_reset
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        dw = np.zeros(len(w))
        db = 0
        for x, target in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - target
            dw += dout * x
            db += dout
            w = w - lr * dw
            b = b - lr * db
    return w, b


# %% wrong | train_neuron | the bias moves by the output of the new weights | names: weights_changed_before_bias
def train_neuron(X, y, w, b, lr, epochs):
    def error(x, target):
        return np.where(x @ w + b > 0, 1.0, 0.0) - target

    for _ in range(epochs):
        for x, target in zip(X, y):
            w = w - lr * error(x, target) * x
            b = b - lr * error(x, target)
    return w, b


# %% wrong | train_neuron | the weights take theirs with the output of the new bias | names: bias_changed_before_weights
def train_neuron(X, y, w, b, lr, epochs):
    def error(x, target):
        return np.where(x @ w + b > 0, 1.0, 0.0) - target

    for _ in range(epochs):
        for x, target in zip(X, y):
            b = b - lr * error(x, target)
            w = w - lr * error(x, target) * x
    return w, b


# %% wrong | train_neuron | no bias anywhere | names: bias_left_out
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X, y):
            dout = (1 if x @ w > 0 else 0) - target
            w = w - lr * dout * x
    return w, b


# %% wrong | train_neuron | the bias moves by the inputs | names: bias_moved_by_inputs
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - target
            dw = dout * x
            w = w - lr * dw
            b = b - lr * dw.sum()
    return w, b


# %% wrong | train_neuron | the bias becomes an array | names: bias_as_vector
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - target
            w = w - lr * dout * x
            b = b - lr * dout * x
    return w, b


# %% wrong | train_neuron | ends with an epoch that leaves the weights as they were: the bias may have moved
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        before = w
        for x, target in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - target
            w = w - lr * dout * x
            b = b - lr * dout
        if np.array_equal(w, before):
            break
    return w, b


# %% wrong | train_neuron | the weights in an array of X's kind | names: wrong_for_integers
def train_neuron(X, y, w, b, lr, epochs):
    new = np.zeros_like(X[0])
    new[:] = w
    for _ in range(epochs):
        for x, target in zip(X, y):
            dout = (1 if x @ new + b > 0 else 0) - target
            for j in range(len(new)):
                new[j] = new[j] - lr * dout * x[j]
            b = b - lr * dout
    return new, b


# %% wrong | train_neuron | steps in an array of y's kind | names: wrong_for_integers | says: y holds
def train_neuron(X, y, w, b, lr, epochs):
    steps = np.zeros_like(y)
    for _ in range(epochs):
        for i in range(len(X)):
            dout = (1 if X[i] @ w + b > 0 else 0) - y[i]
            steps[i] = lr * dout
            w = w - steps[i] * X[i]
            b = b - steps[i]
    return w, b


# %% wrong | train_neuron | one sample is squeezed to its numbers | names: wrong_for_one_row
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X.squeeze() if len(X) == 1 else X, y):
            dout = (1 if np.sum(x * w) + b > 0 else 0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


# %% wrong | train_neuron | hands something back only after a mistake | names: wrong_for_right_from_the_start
def train_neuron(X, y, w, b, lr, epochs):
    learnt = None
    for _ in range(epochs):
        for x, target in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - target
            if dout:
                w = w - lr * dout * x
                b = b - lr * dout
                learnt = w, b
    return learnt


# %% wrong | train_neuron | steps twice as long, without any sign | names: targets_as_signs | never: are turned into
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - target
            w = w - 2 * lr * dout * x
            b = b - 2 * lr * dout
    return w, b


# %% right | train_neuron | ends with the first epoch without a mistake
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        mistakes = 0
        for x, target in zip(X, y):
            a = (x @ w + b > 0) * 1.0
            if a != target:
                mistakes += 1
                w, b = w + (target - a) * lr * x, b + (target - a) * lr
        if mistakes == 0:
            break
    return w, b


# %% right | train_neuron | the bias as a weight of a constant input
def train_neuron(X, y, w, b, lr, epochs):
    X1 = np.column_stack([X, np.ones(len(X))])
    v = np.append(w, b)
    for k in range(epochs * len(X)):
        i = k % len(X)
        v -= lr * (np.heaviside(X1[i] @ v, 0) - y[i]) * X1[i]
    return v[:-1], v[-1]


# %% right | train_neuron | the bias moves before the weights, by the same error; the sum's order is another
def train_neuron(X, y, w, b, lr, epochs):
    w = [float(each) for each in w]
    for _ in range(epochs):
        for n in range(len(y)):
            z = sum(value * weight for value, weight in zip(X[n], w)) + b
            error = y[n] - (z > 0)
            b = b + lr * error
            w = [weight + lr * error * value for value, weight in zip(X[n], w)]
    return np.array(w), b


# %% right | train_neuron | recursion over the epochs
def train_neuron(X, y, w, b, lr, epochs):
    if epochs == 0:
        return w, b
    for i in range(len(X)):
        dout = np.where(X[i] @ w + b > 0, 1.0, 0.0) - y[i]
        w = w - lr * dout * X[i]
        b = b - lr * dout
    return train_neuron(X, y, w, b, lr, epochs - 1)


# %% wrong | neuron | breaks off at a weight of 0 | names: wrong_for_holds_zero | says: where w holds a 0
def neuron(x, w, b):
    z = b
    for value, weight in zip(x, w):
        if not weight:
            return z
        z += value * weight
    return z


# %% wrong | step | one number becomes an array | names: number_becomes_array | never: in one row
def step(z):
    return np.where(np.atleast_1d(z) > 0, 1.0, 0.0)


# %% wrong | step | decimals are cut off before it compares | names: threshold_at_one | says: between 0 and 1 | never: 0, not 1
def step(z):
    return np.where(np.trunc(z) > 0, 1.0, 0.0)


# %% wrong | nand_neuron | w is a column | names: wrong_form | says: w has the shape (2, 1) | never: b holds
def nand_neuron():
    return np.array([[-1.0], [-1.0]]), 1.5


# %% wrong | nand_neuron | two biases | names: wrong_form | says: b holds 2 numbers
def nand_neuron():
    return np.array([-1.0, -1.0]), np.array([1.5, 1.5])


# %% wrong | train_neuron | all outputs first, then the steps | names: outputs_from_start_of_epoch | never: one step at the end
def train_neuron(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        outputs = [1.0 if x @ w + b > 0 else 0.0 for x in X]
        for x, output, target in zip(X, outputs, y):
            dout = output - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


# %% wrong | train_neuron | outputs with the bias as it was at the start of the epoch | names: bias_from_start_of_epoch
def train_neuron(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        old = b
        for x, target in zip(X, y):
            dout = (1.0 if x @ w + old > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


# %% wrong | neuron | takes a bias of 0 for a missing one | names: wrong_for_zero | says: b is 0
def neuron(x, w, b):
    if not b:
        return 0.0
    return x @ w + b


# %% wrong | neuron_backward | no signal, no gradient: that of the bias is forgotten | names: wrong_for_zeros
def neuron_backward(dout, x, w):
    if not np.any(x):
        return dout * w, np.zeros(len(x)), 0.0
    return dout * w, dout * x, dout


# %% wrong | neuron | sums a set of the products
def neuron(x, w, b):
    return sum({value * weight for value, weight in zip(x, w)}) + b


# %% wrong | neuron | a dict pairs the numbers: a weight that comes twice has one input
def neuron(x, w, b):
    inputs = dict(zip(w, x))
    z = b
    for weight in inputs:
        z = z + weight * inputs[weight]
    return z


# %% wrong | train_neuron | a sum that is barely above 0 does not fire
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for n in range(len(X)):
            z = np.dot(X[n], w) + b
            a = 1 if z > 1e-5 else 0
            w = w - lr * (a - y[n]) * X[n]
            b = b - lr * (a - y[n])
    return w, b


# %% wrong | train_neuron | np.isclose takes a small sum for 0
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            z = x @ w + b
            fires = z > 0 and not np.isclose(z, 0, atol=1e-6)
            error = float(fires) - t
            w, b = w - lr * error * x, b - lr * error
    return w, b
