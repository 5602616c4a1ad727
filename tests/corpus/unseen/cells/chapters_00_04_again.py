# %% wrong | double | doubles in place (x *= 2), so the caller's array is changed too
def double(x):
    x *= 2
    return x


# %% wrong | row_means | divides the row sums by the number of rows instead of the number of columns
def row_means(X):
    total = X.sum(axis=1)
    return total / len(X)


# %% wrong | row_means | result array takes the dtype of X (zeros_like of an integer column), so with whole numbers the means are cut to integers
def row_means(X):
    means = np.zeros_like(X[:, 0])
    for i in range(X.shape[0]):
        means[i] = sum(X[i]) / X.shape[1]
    return means


# %% right | row_means | matrix product with a constant vector 1/D
def row_means(X: np.ndarray) -> np.ndarray:
    n, d = X.shape
    return X @ np.full(d, 1.0 / d)


# %% wrong | weighted_sum | products are stored in an array of x's dtype, so they are truncated when x holds whole numbers and w does not
def weighted_sum(x, w):
    products = np.empty_like(x)
    for i in range(len(x)):
        products[i] = x[i] * w[i]
    return products.sum()


# %% wrong | weighted_sum | product of the two sums instead of the sum of the products
def weighted_sum(x, w):
    return np.sum(x) * np.sum(w)


# %% wrong | add_bias | out = Z is only a second name for Z, and out += b changes the caller's Z
def add_bias(Z, b):
    out = Z
    out += b
    return out


# %% wrong | add_bias | when Z is square (N == M) the bias is added down the columns (b as a column) instead of to every row
def add_bias(Z, b):
    if Z.shape[0] == b.shape[0]:
        return Z + b.reshape(-1, 1)
    return Z + b


# %% wrong | neuron | the bias is added inside the loop, once for each input
def neuron(x, w, b):
    z = 0
    for xi, wi in zip(x, w):
        z += xi * wi + b
    return z


# %% wrong | neuron | converts the weights to the dtype of x, so for whole-number inputs the weights are truncated
def neuron(x, w, b):
    w = np.asarray(w, dtype=x.dtype)
    return float(np.sum(x * w) + b)


# %% wrong | neuron | prints the sum and returns nothing
def neuron(x, w, b):
    z = x @ w + b
    print(z)


# %% wrong | step | fires at z = 0 too (>= instead of >)
def step(z):
    return np.where(z >= 0, 1.0, 0.0)


# %% wrong | step | rounds first, so positive z up to 0.5 becomes 0
def step(z):
    return np.clip(np.round(z), 0, 1)


# %% wrong | step | works on arrays but iterates over z, so one plain number fails (not iterable)
def step(z):
    return np.array([1.0 if v > 0 else 0.0 for v in z])


# %% right | step | ceil and clip to the range 0 to 1
def step(z):
    return np.clip(np.ceil(z), 0, 1)


# %% right | step | boolean mask on a zeros_like array, which also works for single numbers
def step(z):
    z = np.asarray(z)
    a = np.zeros_like(z)
    a[z > 0] = 1
    return a


# %% wrong | nand_neuron | bias 1 puts (0,1) and (1,0) exactly on z = 0, where the neuron is silent
def nand_neuron():
    return np.array([-1.0, -1.0]), 1.0


# %% wrong | nand_neuron | bias 0.5 gives NOR: silent for (0,1) and (1,0)
def nand_neuron():
    return np.array([-1, -1]), 0.5


# %% right | nand_neuron | unequal weights, with (1,1) exactly on the line where the neuron is silent
def nand_neuron():
    w1, w2 = -2.0, -0.75
    return [w1, w2], 2.75


# %% wrong | neuron_backward | db is 1: dout forgotten for the bias
def neuron_backward(dout, x, w):
    return dout * w, dout * x, 1.0


# %% wrong | neuron_backward | results returned in the order dw, dx, db instead of dx, dw, db
def neuron_backward(dout, x, w):
    dw = dout * x
    dx = dout * w
    return dw, dx, dout


# %% wrong | neuron_backward | dx and dw are made with zeros_like(x), so for whole-number x the gradients are truncated to integers
def neuron_backward(dout, x, w):
    dx = np.zeros_like(x)
    dw = np.zeros_like(x)
    for i in range(len(x)):
        dx[i] = dout * w[i]
        dw[i] = dout * x[i]
    return dx, dw, dout


# %% right | neuron_backward | returns lists built by comprehensions
def neuron_backward(dout, x, w):
    return [dout * wi for wi in w], [dout * xi for xi in x], dout * 1


# %% wrong | train_neuron | w -= changes the start weights of the caller in place
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            dout = (1 if np.dot(xi, w) + b > 0 else 0) - yi
            w -= lr * dout * xi
            b -= lr * dout
    return w, b


# %% wrong | train_neuron | one step per epoch with the sum over all samples (batch) instead of a step after each sample
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        a = np.where(X @ w + b > 0, 1.0, 0.0)
        dout = a - y
        w = w - lr * X.T @ dout
        b = b - lr * dout.sum()
    return w, b


# %% wrong | train_neuron | learning rate forgotten in the update of the bias
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(y)):
            a = float(X[i] @ w + b > 0)
            err = y[i] - a
            w = w + lr * err * X[i]
            b = b + err
    return w, b


# %% wrong | train_neuron | break in place of continue: the first sample that is right ends the epoch
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            a = 1.0 if xi @ w + b > 0 else 0.0
            if a == yi:
                break
            w = w - lr * (a - yi) * xi
            b = b - lr * (a - yi)
    return w, b


# %% wrong | train_neuron | its own step helper fires at z = 0 (>=), so a sum of exactly 0 (zero start weights) counts as 1
def _fire(z):
    return 1.0 if z >= 0 else 0.0

def train_neuron(X, y, w, b, lr, epochs):
    w = w.copy()
    for _ in range(epochs):
        for i in range(len(X)):
            dout = _fire(np.dot(w, X[i]) + b) - y[i]
            w -= lr * dout * X[i]
            b -= lr * dout
    return w, b


# %% right | train_neuron | stops early after an epoch without a mistake, which changes nothing
def train_neuron(X, y, w, b, lr, epochs):
    w = np.array(w, dtype=np.float64)
    for _ in range(epochs):
        mistakes = 0
        for xi, target in zip(X, y):
            prediction = 1 if np.dot(xi, w) + b > 0 else 0
            update = lr * (target - prediction)
            w += update * xi
            b = b + update
            mistakes += int(update != 0.0)
        if mistakes == 0:
            break
    return w, b


# %% right | train_neuron | bias kept as the last entry of an augmented weight vector
def train_neuron(X, y, w, b, lr, epochs):
    theta = np.append(w, b)
    Xa = np.hstack([X, np.ones((len(X), 1))])
    for _ in range(epochs):
        for row, target in zip(Xa, y):
            fired = float(row @ theta > 0)
            theta = theta - lr * (fired - target) * row
    return theta[:-1], theta[-1]


# %% wrong | neurons_to_layer | reshape(D, M) instead of a transpose: right shape, but the weights are scrambled
def neurons_to_layer(neurons):
    M = len(neurons)
    D = len(neurons[0][0])
    W = np.array([w for w, _ in neurons]).reshape(D, M)
    b = np.array([bias for _, bias in neurons])
    return W, b


# %% wrong | neurons_to_layer | lists as default arguments keep the neurons of earlier calls, so a second call returns too many
def neurons_to_layer(neurons, cols=[], biases=[]):
    for w, bias in neurons:
        cols.append(w)
        biases.append(bias)
    return np.array(cols).T, np.array(biases)


# %% wrong | neurons_to_layer | for a single neuron W is returned as a vector (D,) instead of a matrix (D, 1)
def neurons_to_layer(neurons):
    if len(neurons) == 1:
        w, bias = neurons[0]
        return np.array(w), np.array([bias])
    return np.array([w for w, _ in neurons]).T, np.array([bias for _, bias in neurons])


# %% wrong | dense_forward | the bias is added inside the innermost loop, D times instead of once
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(D):
                Z[n, m] += X[n, d] * W[d, m] + b[m]
    return Z


# %% wrong | dense_forward | = instead of += in the inner loop: only the product of the last input is kept
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            for k in range(X.shape[1]):
                Z[i, j] = X[i, k] * W[k, j]
    return Z + b


# %% wrong | dense_forward | Z gets the dtype of X, so with whole-number inputs the sums are truncated
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]), dtype=X.dtype)
    for n, x in enumerate(X):
        Z[n] = x @ W + b
    return Z


# %% wrong | one_hot | the number of columns is y.max() + 1, not C, so classes that do not occur at the end lose their column
def one_hot(y, C):
    C = y.max() + 1
    return np.eye(C)[y]


# %% wrong | one_hot | np.unique renumbers the labels, which is wrong as soon as a class in between does not occur in y
def one_hot(y, C):
    _, idx = np.unique(y, return_inverse=True)
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), idx] = 1.0
    return Y


# %% right | one_hot | comparison of a column of labels with the class numbers, as float32
def one_hot(y, C):
    return (np.arange(C)[None, :] == np.asarray(y)[:, None]).astype(np.float32)


# %% wrong | network_forward | every layer gets X instead of the output of the layer before it
def network_forward(X, layers, activation):
    for W, b in layers:
        A = activation(X @ W + b)
    return A


# %% wrong | network_forward | pops the layers off the caller's list, so the list is empty after the call
def network_forward(X, layers, activation):
    A = X
    while layers:
        W, b = layers.pop(0)
        A = activation(np.dot(A, W) + b)
    return A


# %% wrong | network_forward | hard-coded for exactly two layers: a third is ignored, a single one fails
def network_forward(X, layers, activation):
    W1, b1 = layers[0]
    W2, b2 = layers[1]
    H = activation(X @ W1 + b1)
    return activation(H @ W2 + b2)


# %% wrong | network_forward | shortcut for a network of one layer leaves the activation out
def network_forward(X, layers, activation):
    if len(layers) == 1:
        W, b = layers[0]
        return X @ W + b
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return A


# %% right | network_forward | functools.reduce with a lambda
from functools import reduce

def network_forward(X, layers, activation):
    return reduce(lambda A, layer: activation(A @ layer[0] + layer[1]), layers, X)


# %% wrong | xor_network | neurons stand in the rows of W1 instead of the columns (transposed), so the hidden layer is not OR and NAND
def xor_network():
    W1 = np.array([[1.0, 1.0], [-1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


# %% wrong | xor_network | output neuron is an OR (bias -0.5) instead of an AND of OR and NAND, so it always fires
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    return [(W1, b1), (np.array([[1.0], [1.0]]), np.array([-0.5]))]


# %% wrong | sigmoid | only the second form exp(z) / (exp(z) + 1), which gives nan for large positive z
def sigmoid(z):
    e = np.exp(z)
    return e / (e + 1)


# %% wrong | sigmoid | masks are z > 0 and z < 0, so entries that are exactly 0 stay 0 instead of 0.5
def sigmoid(z):
    a = np.zeros(z.shape)
    pos = z > 0
    neg = z < 0
    a[pos] = 1 / (1 + np.exp(-z[pos]))
    a[neg] = np.exp(z[neg]) / (1 + np.exp(z[neg]))
    return a


# %% wrong | sigmoid | loops over rows and columns, so it works only for tables; a vector (or three axes) fails
def sigmoid(z):
    a = np.zeros_like(z)
    rows, cols = z.shape
    for i in range(rows):
        for j in range(cols):
            e = np.exp(-abs(z[i, j]))
            a[i, j] = 1 / (1 + e) if z[i, j] >= 0 else e / (1 + e)
    return a


# %% wrong | sigmoid | the two branches of np.where are exchanged when exp(-|z|) is used, so it gives sigmoid(-z)
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e / (1 + e), 1 / (1 + e))


# %% wrong | sigmoid | the sign of the first entry decides the form for the whole array: if the first is negative, large positive entries give nan
def sigmoid(z):
    if z.ravel()[0] >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


# %% right | sigmoid | exp of -logaddexp(0, -z)
sigmoid = lambda z: np.exp(-np.logaddexp(0, -z))


# %% wrong | sigmoid_backward | brackets missing: dout * s * 1 - s
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * 1 - s


# %% wrong | sigmoid_backward | s is rounded to 4 decimals before the slope is computed
def sigmoid_backward(dout, z):
    s = np.round(1 / (1 + np.exp(-z)), 4)
    return dout * s * (1 - s)


# %% right | sigmoid_backward | product s(z) * s(-z) with an own stable helper
def _sig(v):
    return 0.5 * (np.tanh(v / 2) + 1)

def sigmoid_backward(dout, z):
    return dout * _sig(z) * _sig(-z)


# %% wrong | tanh | 2 * sigmoid(z) - 1: the factor 2 in the argument is missing
def tanh(z):
    s = 1 / (1 + np.exp(-z))
    return 2 * s - 1


# %% wrong | tanh | squeeze drops the axis of length 1 of a single row, a single column or a single entry
def tanh(z):
    a = 2 / (1 + np.exp(-2 * z)) - 1
    return np.squeeze(a)


# %% wrong | tanh_backward | square forgotten: slope is 1 - tanh(z)
def tanh_backward(dout, z):
    t = np.tanh(z)
    return dout * (1 - t)


# %% right | tanh_backward | (1 - t)(1 + t) in a list comprehension over ravel
def tanh_backward(dout, z):
    ts = [np.tanh(v) for v in z.ravel()]
    slopes = np.array([(1 - t) * (1 + t) for t in ts]).reshape(z.shape)
    return np.multiply(slopes, dout)


# %% wrong | relu | np.max(z, 0) takes the largest entry along axis 0 instead of comparing each entry with 0
def relu(z):
    return np.max(z, 0)


# %% wrong | relu | if no entry is positive, it returns the single number 0 instead of an array of the shape of z
def relu(z):
    if not (z > 0).any():
        return 0.0
    return np.maximum(z, 0)


# %% wrong | relu_backward | multiplies dout by relu(z) (the value) instead of by the slope 1
def relu_backward(dout, z):
    return dout * np.maximum(0, z)


# %% wrong | relu_backward | slope as max(z, 0) / z, which is nan where z is exactly 0
def relu_backward(dout, z):
    slope = np.maximum(z, 0) / z
    return dout * slope


# %% wrong | relu_backward | dz is only another name for dout, so dz[z <= 0] = 0 changes the caller's dout
def relu_backward(dout, z):
    dz = dout
    dz[z <= 0] = 0
    return dz


# %% right | relu_backward | slope (sign(z) + 1) / 2, which is 0.5 at z = 0, allowed by the text
def relu_backward(dout, z):
    return dout * (np.sign(z) + 1) / 2


# %% wrong | leaky_relu | np.maximum(alpha, z): negative entries become alpha, not alpha * z
def leaky_relu(z, alpha):
    return np.maximum(alpha, z)


# %% wrong | leaky_relu | decides once for the whole array: alpha is applied only if all entries are negative
def leaky_relu(z, alpha):
    if np.all(z <= 0):
        return alpha * z
    return np.where(z > 0, z, 0)


# %% right | leaky_relu | positive part plus alpha times negative part
def leaky_relu(z, alpha=0.01):
    return np.clip(z, 0, None) + alpha * np.clip(z, None, 0)


# %% wrong | leaky_relu_backward | dout forgotten on the left side: dz is alpha there, not alpha * dout
def leaky_relu_backward(dout, z, alpha):
    return np.where(z > 0, dout, alpha)


# %% wrong | leaky_relu_backward | for z <= 0 it multiplies by alpha * z (the value) instead of the slope alpha
def leaky_relu_backward(dout, z, alpha):
    slope = np.where(z > 0, 1.0, alpha * z)
    return dout * slope


# %% wrong | leaky_relu_backward | slope computed as leaky(z) / z, which is nan where z is exactly 0
def leaky_relu_backward(dout, z, alpha):
    a = np.where(z > 0, z, alpha * z)
    return dout * (a / z)


# %% wrong | softmax | takes the maximum of the whole table off instead of each row's own, so rows far below it underflow to 0 / 0
def softmax(Z):
    e = np.exp(Z - np.max(Z))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong | softmax | keepdims is missing in the sum, so for square Z the row sums are laid along the rows (other shapes fail)
def softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    E = np.exp(Z - m)
    return E / E.sum(axis=1)


# %% wrong | softmax | sums only over distinct exponentials (np.unique), so rows in which a score occurs twice do not add up to 1
def softmax(Z):
    P = np.zeros(Z.shape)
    for i, row in enumerate(Z):
        e = np.exp(row - row.max())
        P[i] = e / np.unique(e).sum()
    return P


# %% wrong | softmax | clips scores to -500..500 instead of taking the maximum off, so large different scores become equal
def softmax(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | Z -= changes the caller's scores in place
def softmax(Z):
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | a table with a single row comes back as a vector (C,) instead of (1, C)
def softmax(Z):
    rows = [np.exp(row - max(row)) for row in Z]
    P = [e / sum(e) for e in rows]
    if len(P) == 1:
        return P[0]
    return np.array(P)


# %% right | softmax | log-softmax by logaddexp.reduce, then exp
def softmax(scores):
    log_sum = np.logaddexp.reduce(scores, axis=1)
    return np.exp(scores - log_sum[:, np.newaxis])


# %% wrong | softmax_backward | subtracts the plain mean of dout, not the mean weighted by P
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - dout.mean(axis=1, keepdims=True))


# %% wrong | softmax_backward | the weighted sum runs over the whole table (no axis), wrong as soon as there is more than one row
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P))


# %% wrong | softmax_backward | dout * P - sum: the sum is not multiplied by P
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    s = (dout * P).sum(axis=1, keepdims=True)
    return dout * P - s


# %% wrong | softmax_backward | uses the Jacobian of the first row for all rows
def softmax_backward(dout, Z):
    e = np.exp(Z[0] - Z[0].max())
    p = e / e.sum()
    J = np.diag(p) - np.outer(p, p)
    return dout @ J


# %% wrong | softmax_backward | two mistakes: the weighted sum is a vector (no keepdims), laid along the rows of square tables, and the maximum is not taken off
def softmax_backward(dout, Z):
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1))


# %% right | softmax_backward | builds the Jacobian of every row and applies it with einsum
def softmax_backward(dout, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    J = np.einsum("ni,ij->nij", p, np.eye(Z.shape[1])) - np.einsum("ni,nj->nij", p, p)
    return np.einsum("ni,nij->nj", dout, J)


# %% wrong | shift_of_threshold | integer division //, so the result is rounded down to a whole number
def shift_of_threshold(w, b):
    return -b // w


# %% wrong | shift_of_threshold | divides by abs(w), so the sign is wrong for negative weights
def shift_of_threshold(w, b):
    return -b / abs(w)


# %% wrong | shift_of_threshold | adds 1e-3 to w against division by 0, which spoils the result, most of all for small w
def shift_of_threshold(w, b):
    return -b / (w + 1e-3)


# %% wrong | connections_to_matrix | rows and columns exchanged: C[to, from]
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for f, t, weight in connections:
        C[t - 1, f - 1] = weight
    return C


# %% wrong | connections_to_matrix | [[0] * n] * n repeats the same row object, so every row shows all the weights
def connections_to_matrix(connections, n):
    C = [[0.0] * n] * n
    for i, j, w in connections:
        C[i - 1][j - 1] = w
    return np.array(C)


# %% wrong | connections_to_matrix | ignores n and takes the largest number in the list, so unconnected neurons at the end have no row and column
def connections_to_matrix(connections, n):
    size = max(max(i, j) for i, j, _ in connections)
    C = np.zeros((size, size))
    for i, j, w in connections:
        C[i - 1, j - 1] = w
    return C


# %% wrong | connections_to_matrix | negative weights are left out (if weight > 0)
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for sender, receiver, weight in connections:
        if weight > 0:
            C[sender - 1][receiver - 1] = weight
    return C


# %% wrong | add_constant_input | when all biases are 0, X and W are returned without the extra column and row
def add_constant_input(X, W, b):
    if not b.any():
        return X, W
    X1 = np.column_stack([X, np.ones(len(X))])
    W1 = np.vstack([W, b])
    return X1, W1


# %% wrong | add_constant_input | one column of ones for each input (ones_like(X)) instead of one; fits only if there is a single input
def add_constant_input(X, W, b):
    X1 = np.hstack([X, np.ones_like(X)])
    W1 = np.vstack([W, b])
    return X1, W1


# %% wrong | add_constant_input | the column of ones has the length D (rows of W) instead of N, so it fits only if there are as many samples as inputs
def add_constant_input(X, W, b):
    D, M = W.shape
    X1 = np.hstack([X, np.ones((D, 1))])
    W1 = np.vstack([W, b.reshape(1, M)])
    return X1, W1


# %% right | add_constant_input | fills arrays of ones and slices
def add_constant_input(X, W, b):
    n, d = X.shape
    X1 = np.ones((n, d + 1))
    X1[:, :d] = X
    W1 = np.empty((d + 1, W.shape[1]))
    W1[:-1] = W
    W1[-1] = b
    return X1, W1


# %% wrong | count_parameters | the input layer gets biases too: sum(sizes) instead of sum(sizes[1:])
def count_parameters(sizes):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    biases = sum(sizes)
    return weights + biases


# %% wrong | count_parameters | finds the layer before with sizes.index, which is wrong when two layers have the same size
def count_parameters(sizes):
    total = 0
    for m in sizes[1:]:
        d = sizes[sizes.index(m) - 1]
        total += d * m + m
    return total


# %% wrong | count_parameters | sizes.pop(0) empties the list of the caller
def count_parameters(sizes):
    total = 0
    d = sizes.pop(0)
    while sizes:
        m = sizes.pop(0)
        total += (d + 1) * m
        d = m
    return total


# %% right | count_parameters | recursion on the tail of the list
def count_parameters(sizes):
    if len(sizes) < 2:
        return 0
    d, m, *rest = sizes
    return (d + 1) * m + count_parameters([m, *rest])


# %% wrong | scale_for | root taken of n_in only, mean_square stands outside the root
def scale_for(n_in, mean_square):
    return 1 / (np.sqrt(n_in) * mean_square)


# %% wrong | scale_for | He's formula sqrt(2 / n_in) hard-coded, mean_square is ignored (right only for 0.5)
def scale_for(n_in, mean_square):
    return np.sqrt(2 / n_in)


# %% wrong | scale_for | for a single input it returns 1 and ignores mean_square
def scale_for(n_in, mean_square):
    if n_in == 1:
        return 1.0
    return (n_in * mean_square) ** -0.5


# %% wrong | xavier_init | uniform between 0 and L instead of between -L and L
def xavier_init(n_in, n_out, rng):
    L = (6 / (n_in + n_out)) ** 0.5
    return rng.random((n_in, n_out)) * L


# %% wrong | xavier_init | takes the standard deviation sqrt(2 / (n_in + n_out)) as the limit L (factor sqrt(3) too small)
def xavier_init(n_in, n_out, rng):
    s = np.sqrt(2 / (n_in + n_out))
    return rng.uniform(-s, s, size=(n_in, n_out))


# %% wrong | xavier_init | draws one column and repeats it, so all neurons begin with the same weights
def xavier_init(n_in, n_out, rng):
    L = np.sqrt(6 / (n_in + n_out))
    col = rng.uniform(-L, L, size=(n_in, 1))
    return np.repeat(col, n_out, axis=1)


# %% wrong | xavier_init | for a single neuron W is a vector (n_in,) instead of a matrix (n_in, 1)
def xavier_init(n_in, n_out, rng):
    L = np.sqrt(6 / (n_in + n_out))
    if n_out == 1:
        return rng.uniform(-L, L, size=n_in)
    return rng.uniform(-L, L, size=(n_in, n_out))


# %% right | xavier_init | transforms rng.random to the range -L to L, drawn neuron by neuron
def xavier_init(n_in, n_out, rng):
    L = np.sqrt(6.0 / (n_in + n_out))
    return np.column_stack([L * (2 * rng.random(n_in) - 1) for _ in range(n_out)])


# %% wrong | he_init | one bias for each input (length n_in) instead of one for each neuron
def he_init(n_in, n_out, rng):
    W = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
    b = np.zeros(n_in)
    return W, b


# %% wrong | he_init | weights are uniform (with the right standard deviation) instead of normal
def he_init(n_in, n_out, rng):
    L = np.sqrt(6 / n_in)
    W = rng.uniform(-L, L, size=(n_in, n_out))
    return W, np.zeros(n_out)


# %% wrong | he_init | ignores the generator: makes its own with the fixed seed 0, so every call gives the same weights
def he_init(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)


# %% wrong | he_init | two mistakes: the 2 is missing (sqrt(1 / n_in)) and the biases are random instead of 0
def he_init(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out))
    b = rng.normal(0, 0.01, size=n_out)
    return W, b


# %% right | he_init | draws the transpose, one neuron per row, and turns it
def he_init(fan_in, fan_out, rng):
    std = (2.0 / fan_in) ** 0.5
    W = (rng.standard_normal((fan_out, fan_in)) * std).T
    return W, np.zeros((fan_out,))
