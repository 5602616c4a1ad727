"""Answers to the exercises of the chapter on layers (read by tests/support/answers.py)."""


# %% wrong | neurons_to_layer | turned where the shape asks for it | names: wrong_for_as_many_neurons_as_inputs
def neurons_to_layer(neurons):
    W = np.array([w for w, bias in neurons])
    if W.shape[0] != len(neurons[0][0]):
        W = W.T
    elif W.shape[1] != len(neurons):
        W = W.T
    return W, np.array([bias for w, bias in neurons])


# %% wrong | neurons_to_layer | squeezes: one neuron, or one input, is a vector then | never: All right
def neurons_to_layer(neurons):
    W = np.array([w for w, bias in neurons]).T.squeeze()
    return W, np.array([bias for w, bias in neurons])


# %% wrong | neurons_to_layer | one neuron is handed back as it is | names: wrong_for_one_neuron | says: single neuron
def neurons_to_layer(neurons):
    if len(neurons) == 1:
        return neurons[0]
    return np.array([w for w, bias in neurons]).T, np.array([bias for w, bias in neurons])


# %% wrong | neurons_to_layer | finds a column by its bias | names: wrong_for_equal_biases | says: same bias
def neurons_to_layer(neurons):
    b = [bias for w, bias in neurons]
    W = np.zeros((len(neurons[0][0]), len(neurons)))
    for w, bias in neurons:
        W[:, b.index(bias)] = w
    return W, np.array(b)


# %% wrong | neurons_to_layer | the pairs in one array | names: pairs_in_one_array | never: place for one number
def neurons_to_layer(neurons):
    pairs = np.array(neurons)
    W = pairs[:, 0]
    b = pairs[:, 1]
    return W.T, b


# %% wrong | neurons_to_layer | starts at the second neuron | names: first_neuron_missing
def neurons_to_layer(neurons):
    W, b = [], []
    for m in range(1, len(neurons)):
        W.append(neurons[m][0])
        b.append(neurons[m][1])
    return np.array(W).T, np.array(b)


# %% wrong | neurons_to_layer | the sizes of the example | names: sizes_of_the_example
def neurons_to_layer(neurons):
    W = np.zeros((3, 2))
    b = np.zeros(2)
    for m in range(2):
        for d in range(3):
            W[d, m] = neurons[m][0][d]
        b[m] = neurons[m][1]
    return W, b


# %% right | neurons_to_layer | unzipped
def neurons_to_layer(neurons):
    weights, biases = zip(*neurons)
    return np.vstack(weights).T, np.asarray(biases, dtype=np.float32)


# %% right | neurons_to_layer | columns hung on one by one
def neurons_to_layer(neurons):
    W = neurons[0][0].reshape(-1, 1)
    for w, _bias in neurons[1:]:
        W = np.hstack([W, w[:, None]])
    return W, [bias for _w, bias in neurons]


# %% right | neurons_to_layer | laid end to end, and laid out by columns
def neurons_to_layer(neurons):
    flat = np.concatenate([w for w, _bias in neurons])
    return flat.reshape((-1, len(neurons)), order="F"), np.array([bias for _w, bias in neurons])


# %% wrong | dense_forward | W is turned where it fits both ways | names: wrong_for_square | says: as many rows
def dense_forward(X, W, b):
    if X.shape[1] == W.shape[1]:
        W = W.T
    return X @ W + b


# %% wrong | dense_forward | b becomes a column where it is as long as X | names: wrong_for_as_many_samples_as_neurons
def dense_forward(X, W, b):
    Z = X @ W
    if len(b) == len(Z) and len(b) != X.shape[1]:
        return Z + b[:, None]
    return Z + b


# %% wrong | dense_forward | squeezes: one sample, or one neuron, is a vector then | names: laid_out_otherwise
def dense_forward(X, W, b):
    return np.squeeze(X @ W + b)


# %% wrong | dense_forward | one neuron gives a vector | names: wrong_for_one_column | says: W has a single column
def dense_forward(X, W, b):
    if W.shape[1] == 1:
        return X @ W[:, 0] + b[0]
    return X @ W + b


# %% wrong | dense_forward | one input: * in place of @, and no bias | names: wrong_for_one_column
def dense_forward(X, W, b):
    return X * W if X.shape[1] == 1 else X @ W + b


# %% wrong | dense_forward | the sums in an array of X's kind | names: wrong_for_integers | says: whole numbers (int)
def dense_forward(X, W, b):
    Z = np.zeros((len(X), len(b)), dtype=X.dtype)
    for n in range(len(X)):
        for m in range(len(b)):
            Z[n, m] = X[n] @ W[:, m] + b[m]
    return Z


# %% wrong | dense_forward | all products, added up along the wrong axis
def dense_forward(X, W, b):
    return (X[:, :, None] * W).sum(axis=0) + b


# %% wrong | dense_forward | all products, added up with an axis left | never: All right
def dense_forward(X, W, b):
    return (X[:, :, None] * W).sum(axis=1, keepdims=True) + b


# %% wrong | dense_forward | the neurons added up, and spread again by the bias | names: neurons_summed
def dense_forward(X, W, b):
    Z = X @ W
    return Z.sum(axis=1, keepdims=True) + b


# %% wrong | dense_forward | the mean of the samples in one row | names: samples_averaged
def dense_forward(X, W, b):
    return np.mean(X @ W + b, axis=0, keepdims=True)


# %% wrong | dense_forward | the largest of each sample | names: largest_only
def dense_forward(X, W, b):
    return np.max(X @ W + b, axis=1, keepdims=True)


# %% wrong | dense_forward | sums times sums, a column and a row | names: sums_multiplied
def dense_forward(X, W, b):
    return np.sum(X, axis=1)[:, None] * np.sum(W, axis=0)[None, :] + b


# %% wrong | dense_forward | one number of b for each sample | names: bias_of_the_sample
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for n in range(X.shape[0]):
        for m in range(W.shape[1]):
            for d in range(X.shape[1]):
                Z[n, m] += X[n, d] * W[d, m]
            Z[n, m] += b[n]
    return Z


# %% wrong | dense_forward | samples multiplied with each other, (N, N) | never: All right
def dense_forward(X, W, b):
    return X @ X.T + b[: len(X)]


# %% right | dense_forward | by columns, turned round twice
def dense_forward(X, W, b):
    return (W.T @ X.T + b.reshape(-1, 1)).T


# %% right | dense_forward | in place, on its own product
def dense_forward(X, W, b):
    Z = np.matmul(X, W)
    Z += b
    return Z


# %% right | dense_forward | input by input
def dense_forward(X, W, b):
    Z = np.tile(b, (len(X), 1)).astype(np.float32)
    for d in range(X.shape[1]):
        Z += np.outer(X[:, d], W[d])
    return Z


# %% right | dense_forward | lists and zip
def dense_forward(X, W, b):
    return [[sum(map(np.multiply, x, w)) + c for w, c in zip(W.T, b)] for x in X]


# %% wrong | one_hot | C + 1 columns | names: one_column_too_many | says: one column too many | never: to the right
def one_hot(y, C):
    Y = np.zeros((len(y), C + 1))
    for i in range(len(y)):
        Y[i, y[i]] = 1
    return Y


# %% wrong | one_hot | C + 1 columns, and the 1 moved | names: one_column_too_far
def one_hot(y, C):
    Y = np.zeros((len(y), C + 1))
    for i in range(len(y)):
        Y[i, y[i] + 1] = 1
    return Y


# %% wrong | one_hot | the 1 moved, until it falls off the end | names: one_column_too_far
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        Y[i, y[i] + 1] = 1
    return Y


# %% wrong | one_hot | classes counted from 1 | names: labels_from_one
def one_hot(y, C):
    return [[1 if c == label else 0 for c in range(1, C + 1)] for label in y]


# %% wrong | one_hot | a loop over the classes that ends too early | names: last_class_missing
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for c in range(C - 1):
        Y[y == c, c] = 1
    return Y


# %% wrong | one_hot | C - 1 columns | names: one_column_too_few
def one_hot(y, C):
    return [[int(c == label) for c in range(C - 1)] for label in y]


# %% wrong | one_hot | labels beside labels, (N, N) | names: labels_compared_with_each_other | says: (N, N)
def one_hot(y, C):
    return np.where(y.reshape(-1, 1) == y.reshape(1, -1), 1.0, 0.0)


# %% wrong | one_hot | compares place by place | names: wrong_for_as_many_samples_as_classes
def one_hot(y, C):
    classes = np.arange(C)
    if len(y) == C:
        return np.eye(C) * (y == classes)
    return 1 * (y[:, None] == classes)


# %% wrong | one_hot | two classes need one column only, it thinks | names: wrong_for_two_classes | says: C is 2
def one_hot(y, C):
    if C == 2:
        return y[:, None].astype(float)
    return np.eye(C)[y]


# %% wrong | one_hot | one sample loses its row | says: The numbers in it are right
def one_hot(y, C):
    return np.squeeze(np.eye(C)[y])


# %% wrong | one_hot | a square of the samples, cut: too small where they are few | never: All right
def one_hot(y, C):
    return np.eye(max(len(y), 5))[y][:, :C]


# %% wrong | one_hot | the labels themselves, as a column | names: labels_unchanged
def one_hot(y, C):
    return y.reshape(-1, 1)


# %% right | one_hot | places in one long row
def one_hot(y, C):
    Y = np.zeros(len(y) * C, dtype=np.float32)
    Y[np.arange(len(y)) * C + y] = 1
    return Y.reshape(len(y), C)


# %% right | one_hot | truth values
def one_hot(y, C):
    return np.equal.outer(y, range(C))


# %% right | one_hot | put along an axis
def one_hot(y, C):
    Y = np.zeros((len(y), C), dtype=int)
    np.put_along_axis(Y, y[:, None], 1, axis=1)
    return Y


# %% right | one_hot | differences of 0
def one_hot(y, C):
    return np.clip(1 - np.abs(np.subtract.outer(y, np.arange(C))), 0, 1)


# %% wrong | network_forward | two layers, unpacked | names: two_layers_only | says: two layers
def network_forward(X, layers, activation):
    (W1, b1), (W2, b2) = layers
    A1 = activation(X @ W1 + b1)
    return activation(A1 @ W2 + b2)


# %% wrong | network_forward | three layers at most | names: wrong_for_more_than_three_layers
def network_forward(X, layers, activation):
    A = activation(X @ layers[0][0] + layers[0][1])
    if len(layers) > 1:
        A = activation(A @ layers[1][0] + layers[1][1])
    if len(layers) > 2:
        A = activation(A @ layers[2][0] + layers[2][1])
    return A


# %% wrong | network_forward | the last layer ends in a threshold | names: own_activation_at_the_end
def network_forward(X, layers, activation):
    A = X
    for W, b in layers[:-1]:
        A = activation(A @ W + b)
    W, b = layers[-1]
    return (A @ W + b > 0).astype(float)


# %% wrong | network_forward | the last layer ends in a softmax | names: own_activation_at_the_end
def network_forward(X, layers, activation):
    A = X
    for i, (W, b) in enumerate(layers):
        Z = A @ W + b
        if i == len(layers) - 1:
            A = np.exp(Z - Z.max(axis=1, keepdims=True))
            A = A / A.sum(axis=1, keepdims=True)
        else:
            A = activation(Z)
    return A


# %% wrong | network_forward | the last layer has no bias | names: bias_missing_at_the_end
def network_forward(X, layers, activation):
    A = X
    for i, (W, b) in enumerate(layers):
        A = A @ W
        if i < len(layers) - 1:
            A = A + b
        A = activation(A)
    return A


# %% wrong | network_forward | the first layer is not activated | names: activation_missing_at_the_start
def network_forward(X, layers, activation):
    for i, (W, b) in enumerate(layers):
        X = X @ W + b
        if i > 0:
            X = activation(X)
    return X


# %% wrong | network_forward | no activation after the last of several layers | names: activation_missing_at_the_end
def network_forward(X, layers, activation):
    A = X
    for i, (W, b) in enumerate(layers):
        A = A @ W + b
        if i < len(layers) - 1 or len(layers) == 1:
            A = activation(A)
    return A


# %% wrong | network_forward | tanh, whatever is passed in | names: own_activation | never: threshold
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = np.tanh(np.dot(A, W) + b)
    return A


# %% wrong | network_forward | one output loses its column | names: wrong_for_one_output
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return A[:, 0] if A.shape[1] == 1 else A


# %% wrong | network_forward | one sample is taken out of its matrix | names: wrong_for_one_row
def network_forward(X, layers, activation):
    A = X[0] if len(X) == 1 else X
    for W, b in layers:
        A = activation(A @ W + b)
    return A


# %% wrong | network_forward | every sum in an array like X, of whole numbers | names: wrong_for_integers
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        Z = np.empty((len(A), len(b)), dtype=X.dtype)
        Z[:] = A @ W + b
        A = activation(Z)
    return A


# %% wrong | network_forward | takes the pairs out of the list | names: input_changed
def network_forward(X, layers, activation):
    A = X
    while layers:
        W, b = layers.pop(0)
        A = activation(A @ W + b)
    return A


# %% wrong | network_forward | weights turned where they fit both ways | names: wrong_for_layers_of_one_width
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ (W.T if A.shape[1] == W.shape[1] else W) + b)
    return A


# %% right | network_forward | folded
def network_forward(X, layers, activation):
    from functools import reduce

    return reduce(lambda A, layer: activation(np.matmul(A, layer[0]) + layer[1]), layers, X)


# %% right | network_forward | number by number
def network_forward(X, layers, activation):
    A = X.tolist()
    for W, b in layers:
        A = [[activation(sum(a * w for a, w in zip(row, W[:, m])) + b[m]) for m in range(len(b))] for row in A]
    return A


# %% right | network_forward | biases as weights of a constant input, in float32
def network_forward(X, layers, activation):
    A = X.astype(np.float32)
    for W, b in layers:
        A = activation(np.c_[A, np.ones(len(A))] @ np.r_[W, b[None]])
    return A


# %% wrong | xor_network | always fires, though the output neuron is no OR | names: always_fires | never: satisfied
def xor_network():
    return [(np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1.0], [-1.0]]), np.array([3.0]))]


# %% wrong | xor_network | the hidden neurons have one input each | names: one_input_alone
def xor_network():
    W1 = np.array([[1.0, 0.0], [0.0, 0.0]])
    return [(W1, np.array([-0.5, 0.5])), (np.array([[1.0], [1.0]]), np.array([-1.5]))]


# %% right | xor_network | a network of three layers
def xor_network():
    hidden = ([[1, -1], [1, -1]], [-0.5, 1.5])
    same = ([[1, 0], [0, 1]], [-0.5, -0.5])
    return [hidden, same, ([[1], [1]], [-1.5])]


# %% wrong | dense_forward | leaves out samples of zeros | names: wrong_for_sample_of_zeros | says: zero everywhere
def dense_forward(X, W, b):
    Z = np.zeros((len(X), len(b)))
    for n in range(len(X)):
        if X[n].any():
            Z[n] = X[n] @ W + b
    return Z


# %% wrong | dense_forward | breaks off at a weight of 0 | names: wrong_for_holds_zero | says: where W holds a 0
def dense_forward(X, W, b):
    Z = np.tile(b, (len(X), 1))
    for n in range(len(X)):
        for m in range(len(b)):
            for d in range(X.shape[1]):
                if W[d, m] == 0:
                    break
                Z[n, m] += X[n, d] * W[d, m]
    return Z


# %% wrong | network_forward | leaves out samples of zeros | names: wrong_for_sample_of_zeros | says: zero everywhere
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    A[~X.any(axis=1)] = 0.0
    return A


# %% wrong | one_hot | an array for each size is kept from call to call | names: not_repeatable | never: too large
kept = {}


def one_hot(y, C):
    if (len(y), C) not in kept:
        kept[len(y), C] = np.zeros((len(y), C))
    Y = kept[len(y), C]
    Y[np.arange(len(y)), y] = 1.0
    return Y


# %% wrong | xor_network | W is a vector | names: wrong_form | says: W has the shape (2,) and b has the shape (2,).
def xor_network():
    return [(np.ones(2), np.ones(2))]


# %% wrong | neurons_to_layer | leaves out neurons whose bias is 0 | names: wrong_for_bias_of_zero | says: is 0
def neurons_to_layer(neurons):
    kept = [(w, bias) for w, bias in neurons if bias]
    return np.array([w for w, bias in kept]).T, np.array([bias for w, bias in kept])


# %% wrong | dense_forward | sums a set of the products of each neuron
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for n in range(X.shape[0]):
        for m in range(W.shape[1]):
            Z[n, m] = sum({X[n, d] * W[d, m] for d in range(X.shape[1])}) + b[m]
    return Z


# %% wrong | neurons_to_layer | a dict from weights to bias: two neurons with the same weights become one
def neurons_to_layer(neurons):
    layer = {tuple(w): bias for w, bias in neurons}
    return np.array(list(layer)).T, np.array(list(layer.values()))


# %% wrong | one_hot | keeps the labels in a byte, so those above 255 begin again at 0
def one_hot(y, C):
    labels = np.array(y).astype(np.uint8)
    Y = np.zeros((len(labels), C))
    for n, label in enumerate(labels):
        Y[n, label] = 1
    return Y


# %% wrong | one_hot | squeeze makes a vector of the table where there is one class
def one_hot(y, C):
    return np.squeeze(np.eye(C)[y], axis=1) if C == 1 else np.eye(C)[y]


# %% right | one_hot | one byte for each entry of the table is enough
def one_hot(y, C):
    Y = np.zeros((len(y), C), dtype=np.uint8)
    Y[range(len(y)), y] = 1
    return Y
