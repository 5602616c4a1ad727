# %% wrong | sigmoid | e is written short | names: constant_written_short | says: 2.718 stands in the code: is it np.e? | never: loses its sign
def sigmoid(z):
    return 1 / (1 + 2.718 ** -z)


# %% wrong | neuron | rounded to four digits | names: rounded | says: rounded to 4 digits | never: transposed
def neuron(x, w, b):
    return round(float(x @ w + b), 4)


# %% wrong | dense_forward | rounded to one digit | names: rounded | says: rounded to 1 digit behind
def dense_forward(X, W, b):
    return np.round(X @ W + b, 1)


# %% wrong | dense_forward | rounded to three digits | says: rounded to 3 digits
def dense_forward(X, W, b):
    return np.round(X @ W + b, 3)


# %% wrong | softmax | a small number is added to the sum | names: small_number_added | says: 0.0001 stands in the code | never: sorted
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-4)


# %% wrong | standardize | a small number is added to the spread | never: reverse
def standardize(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0) + 1e-5
    return (X_train - mean) / std, (X_test - mean) / std


# %% wrong | dropout_forward | the same number of units is kept in each row | never: loses its sign
def dropout_forward(X, keep, rng, train):
    if not train:
        return X.copy(), np.ones_like(X)
    mask = np.zeros_like(X)
    count = int(round(keep * X.shape[1]))
    for i in range(len(X)):
        mask[i, rng.permutation(X.shape[1])[:count]] = 1
    return X * mask / keep, mask


# %% wrong | one_hot | one column too many | never: loop
def one_hot(y, C):
    Y = np.zeros((len(y), C + 1))
    Y[np.arange(len(y)), y] = 1
    return Y


# %% wrong | sigmoid_backward | exp in place of the sigmoid | never: stands where +
def sigmoid_backward(dout, z):
    s = np.exp(z)
    return dout * s * (1 - s)


# %% wrong | softmax_backward | = for += in the loop over the classes | never: behind a loop
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dZ = np.zeros_like(Z)
    for n in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            for k in range(Z.shape[1]):
                dZ[n, j] = dout[n, k] * P[n, k] * ((j == k) - P[n, j])
    return dZ


# %% wrong | count_parameters | weights and biases are counted apart and both returned | never: decimal point
def count_parameters(sizes):
    weights, biases = 0, 0
    for n, m in zip(sizes[:-1], sizes[1:]):
        weights += n * m
        biases += m
    return weights, biases


# %% wrong | conv_backward | db is summed over the channels, not over samples and places | never: number in it
def conv_backward(dZ, X, W, stride, pad):
    N, H, width, C = X.shape
    f, K = W.shape[0], W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += np.tensordot(padded[:, r : r + f, c : c + f], dZ[:, i, j], axes=(0, 0))
            dpadded[:, r : r + f, c : c + f] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dpadded[:, pad : pad + H, pad : pad + width], dW, dZ.sum(axis=(1, 2, 3))


# %% wrong | dense_forward | the parameters stand in another order | names: parameters_permuted | says: it has (W, X, b), the exercise calls it with (X, W, b)
def dense_forward(W, X, b):
    return X @ W + b


# %% wrong | dense_forward | an array of the notebook is used in place of the argument | names: global_for_parameter | says: W is not used in the function, but weights is
weights = np.ones((3, 4))


def dense_forward(X, W, b):
    return X @ weights + b


# %% wrong | mse | an argument is not used at all | names: parameter_unread | says: Not used in the function: y.
def mse(y_hat, y):
    return np.mean(y_hat**2) + 1


# %% wrong | sigmoid_backward | its own sigmoid is wrong | names: helper_not_right | says: not right yet: sigmoid
def sigmoid(z):
    return 2 / (1 + np.exp(-z))


def sigmoid_backward(dout, z):
    s = sigmoid(z)
    return dout * s * (1 - s)


# %% wrong | mse | ^ for the power | names: caret | says: The power is **.
def mse(y_hat, y):
    return np.mean((y_hat - y) ^ 2)


# %% wrong | relative_error | ** 1 / 2 for the root | names: half_power | says: ** comes before /
def relative_error(a, n):
    def norm(v):
        return np.sum(np.square(v)) ** 1 / 2

    bottom = norm(a) + norm(n)
    return norm(np.subtract(a, n)) / bottom if bottom else 0.0


# %% wrong | one_hot | sizes without a tuple | names: sizes_without_tuple | says: np.zeros((len(y), C))
def one_hot(y, C):
    Y = np.zeros(len(y), C)
    Y[np.arange(len(y)), y] = 1
    return Y


# %% wrong | relu | np.max of a number and an array | names: axis_for_number | says: np.maximum
def relu(z):
    return np.max(0, z)


# %% wrong | neuron | print for return | names: print_for_return | says: Hand the value back with return
def neuron(x, w, b):
    print(x @ w + b)


# %% wrong | relu | the answer is thrown away | names: thrown_away | says: does nothing with it
def relu(z):
    out = z.copy()
    out.clip(0)
    return out


# %% right | dense_forward | a parameter's other name, and a float32 product inside
def dense_forward(inputs, weights, bias):
    return (inputs.astype(np.float32) @ weights.astype(np.float32) + bias).astype(float)


# %% right | mse | a default that nobody uses
def mse(y_hat, y, scale=1.0):
    return scale * np.mean((y_hat - y) ** 2)


# %% wrong | row_means | remembers results by the shape of X | names: answer_remembered | says: the answer of before
known = {}


def row_means(X):
    if X.shape not in known:
        known[X.shape] = X.mean(axis=1)
    return known[X.shape]
