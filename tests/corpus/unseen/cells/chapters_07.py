# %% wrong | split | X and y are shuffled by two separate permutations, so the labels no longer belong to their rows
def split(X, y, test_fraction, rng):
    N = len(X)
    n_test = round(N * test_fraction)
    px = rng.permutation(N)
    py = rng.permutation(N)
    X, y = X[px], y[py]
    return X[n_test:], y[n_test:], X[:n_test], y[:n_test]


# %% wrong | split | results in scikit-learn's order (X_train, X_test, y_train, y_test) in place of X_train, y_train, X_test, y_test
def split(X, y, test_fraction, rng):
    idx = rng.permutation(X.shape[0])
    k = round(X.shape[0] * test_fraction)
    test, train = idx[:k], idx[k:]
    return X[train], X[test], y[train], y[test]


# %% wrong | split | no shuffling at all: the last rows become the test part, rng is never used
def split(X, y, test_fraction, rng):
    n = len(y)
    n_test = round(n * test_fraction)
    n_train = n - n_test
    return X[:n_train], y[:n_train], X[n_train:], y[n_train:]


# %% wrong | split | number of test samples cut off with int() in place of round()
def split(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    n_test = int(len(X) * test_fraction)
    test = order[:n_test]
    train = order[n_test:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split | rounds the number of training samples, so at a half (5 * 0.5) the test part gets one sample too many
def split(X, y, test_fraction, rng):
    N = X.shape[0]
    order = rng.permutation(N)
    n_train = round(N * (1 - test_fraction))
    train, test = order[:n_train], order[n_train:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split | draws the permutation from the global np.random, not from rng, so a run cannot be repeated
def split(X, y, test_fraction, rng):
    indices = np.random.permutation(len(X))
    test_size = round(len(X) * test_fraction)
    test_idx, train_idx = indices[:test_size], indices[test_size:]
    return X[train_idx], y[train_idx], X[test_idx], y[test_idx]


# %% wrong | split | shuffles the caller's X and y in place (the arguments are changed)
def split(X, y, test_fraction, rng):
    state = rng.bit_generator.state
    rng.shuffle(X)
    rng.bit_generator.state = state
    rng.shuffle(y)
    n = round(len(X) * test_fraction)
    return X[n:], y[n:], X[:n], y[:n]


# %% wrong | split | test rows are drawn with replacement, so a sample can stand in the test part twice
def split(X, y, test_fraction, rng):
    N = len(X)
    test = rng.choice(N, size=round(N * test_fraction))
    train = np.array([i for i in range(N) if i not in test], dtype=int)
    return X[train], y[train], X[test], y[test]


# %% wrong | split | makes its own generator with seed 42 and ignores the rng that is passed in: always the same split
def split(X, y, test_fraction, rng):
    rng = np.random.default_rng(42)
    order = rng.permutation(len(X))
    n_test = round(len(X) * test_fraction)
    return X[order[n_test:]], y[order[n_test:]], X[order[:n_test]], y[order[:n_test]]


# %% wrong | split | test part is a contiguous block from a random start on (rolled), the rows are not shuffled
def split(X, y, test_fraction, rng):
    N = len(X)
    start = int(rng.integers(N))
    rows = np.roll(np.arange(N), -start)
    n_test = round(N * test_fraction)
    test, train = rows[:n_test], rows[n_test:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split | each sample goes to the test part with probability test_fraction, so the number of test samples varies and is not round(N * test_fraction)
def split(X, y, test_fraction, rng):
    in_test = rng.random(len(X)) < test_fraction
    return X[~in_test], y[~in_test], X[in_test], y[in_test]


# %% wrong | split | wrong only when round(N * test_fraction) is 0: order[:-0] is empty, so the training part is empty and all samples are test samples
def split(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    n_test = round(len(X) * test_fraction)
    train, test = order[:-n_test], order[-n_test:]
    return X[train], y[train], X[test], y[test]


# %% right | split | draws the test rows with rng.choice without replacement, the training rows by a boolean mask
def split(X, y, test_fraction, rng):
    N = X.shape[0]
    chosen = rng.choice(N, size=round(N * test_fraction), replace=False)
    mask = np.zeros(N, dtype=bool)
    mask[chosen] = True
    return X[~mask], y[~mask], X[mask], y[mask]


# %% right | split | sorts random numbers (argsort) for the order and takes the test part from the end
def split(X, y, test_fraction, rng):
    n = len(y)
    order = np.argsort(rng.random(n))
    n_train = n - round(n * test_fraction)
    train, test = np.split(order, [n_train])
    return X[train], y[train], X[test], y[test]


# %% right | split | shuffles a Python list of row numbers with rng.shuffle, with type hints and a helper
def _take(A: np.ndarray, rows: list) -> np.ndarray:
    return A[np.array(rows, dtype=int)]


def split(X: np.ndarray, y: np.ndarray, test_fraction: float, rng: np.random.Generator) -> tuple:
    numbers = list(range(len(X)))
    rng.shuffle(numbers)
    k = int(round(len(X) * test_fraction))
    return _take(X, numbers[k:]), _take(y, numbers[k:]), _take(X, numbers[:k]), _take(y, numbers[:k])


# %% right | split | Fisher-Yates shuffle of the row numbers by hand with rng.integers
def split(X, y, test_fraction, rng):
    rows = np.arange(len(X))
    for i in range(len(rows) - 1, 0, -1):
        j = rng.integers(0, i + 1)
        rows[i], rows[j] = rows[j], rows[i]
    k = round(len(X) * test_fraction)
    return X[rows[k:]], y[rows[k:]], X[rows[:k]], y[rows[:k]]


# %% wrong | predict_test_value | forgets the root: divides by the variance 4 in place of the spread 2
def predict_test_value():
    return (10 - 4) / 4


# %% right | predict_test_value | 3 computed in steps
def predict_test_value():
    column = [2, 2, 6, 6]
    m = sum(column) / 4
    s = (sum((c - m) ** 2 for c in column) / 4) ** 0.5
    return (10 - m) / s


# %% wrong | standardize | the test part is standardised by its own mean and spread
def standardize(X_train, X_test):
    train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)
    return train, test


# %% wrong | standardize | leak: mean and spread are computed of training and test samples together
def standardize(X_train, X_test):
    everything = np.concatenate([X_train, X_test])
    mu = everything.mean(axis=0)
    sigma = everything.std(axis=0)
    sigma[sigma == 0] = 1
    return (X_train - mu) / sigma, (X_test - mu) / sigma


# %% wrong | standardize | sample standard deviation: ddof=1 divides by N - 1 in place of N
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0, ddof=1)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | one mean and one spread for the whole table, not one for each column (axis forgotten)
def standardize(X_train, X_test):
    m, s = np.mean(X_train), np.std(X_train)
    if s == 0:
        s = 1
    return (X_train - m) / s, (X_test - m) / s


# %% wrong | standardize | standardises the caller's arrays in place (-= and /= change the arguments)
def standardize(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = 1.0
    X_train -= mean
    X_train /= std
    X_test -= mean
    X_test /= std
    return X_train, X_test


# %% wrong | standardize | every spread below 1 is replaced by 1, not only a spread of 0
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = np.maximum(X_train.std(axis=0), 1)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | spread of the test part is computed from the training part, but its mean from the test part itself
def standardize(X_train, X_test):
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    center = lambda A: A - A.mean(axis=0)
    return center(X_train) / spread, center(X_test) / spread


# %% wrong | standardize | precedence: the mean is divided by the spread first (brackets forgotten), X - mean / std
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    std = X_train.std(axis=0)
    std[std == 0] = 1
    return X_train - mean / std, X_test - mean / std


# %% wrong | standardize | mean absolute distance from the mean in place of the root of the mean squared distance
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    dist = np.abs(X_train - mean)
    spread = dist.mean(axis=0)
    spread[spread == 0] = 1
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | wrong only for a test part of one row: it is shifted but not divided by the training spread
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    train = (X_train - mean) / spread
    if len(X_test) > 1:
        test = (X_test - mean) / spread
    else:
        test = X_test - mean
    return train, test


# %% right | standardize | column by column in loops with the spread from the formula
def standardize(X_train, X_test):
    N, D = X_train.shape
    T = X_test.shape[0]
    out_train, out_test = np.zeros((N, D)), np.zeros((T, D))
    for j in range(D):
        mean = sum(X_train[i, j] for i in range(N)) / N
        var = 0.0
        for i in range(N):
            var += (X_train[i, j] - mean) ** 2
        spread = (var / N) ** 0.5
        if spread == 0:
            spread = 1.0
        for i in range(N):
            out_train[i, j] = (X_train[i, j] - mean) / spread
        for i in range(T):
            out_test[i, j] = (X_test[i, j] - mean) / spread
    return out_train, out_test


# %% right | standardize | scaler class in the style of scikit-learn, in-place work on copies
class _Scaler:
    def fit(self, X):
        self.mean_ = np.mean(X, axis=0)
        self.scale_ = np.sqrt(np.mean(np.square(X - self.mean_), axis=0))
        self.scale_[self.scale_ == 0.0] = 1.0
        return self

    def transform(self, X):
        X = np.array(X, dtype=float)
        X -= self.mean_
        X /= self.scale_
        return X


def standardize(X_train, X_test):
    scaler = _Scaler().fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test)


# %% wrong | train_network | W2 is updated before dense_backward of the second layer, so dA1 is computed with the new W2
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for _ in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        dZ2 = softmax_cross_entropy_backward(Z2, y)
        W2 = W2 - lr * A1.T @ dZ2
        b2 = b2 - lr * dZ2.sum(axis=0)
        dA1 = dZ2 @ W2.T
        dZ1 = tanh_backward(dA1, Z1)
        _, dW1, db1 = dense_backward(dZ1, X, W1)
        W1 = W1 - lr * dW1
        b1 = b1 - lr * db1
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | in each epoch the forward pass starts from the original params, so the training does not go on (only one step is ever done)
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    losses = []
    new = dict(params)
    for epoch in range(epochs):
        W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        new = {"W1": W1 - lr * dW1, "b1": b1 - lr * db1, "W2": W2 - lr * dW2, "b2": b2 - lr * db2}
    return new, losses


# %% wrong | train_network | -= changes the arrays of the caller's params (dict(params) is only a shallow copy)
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    p = dict(params)
    losses = []
    for _ in range(epochs):
        Z1 = dense_forward(X, p["W1"], p["b1"])
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, p["W2"], p["b2"])
        losses.append(cross_entropy(softmax(Z2), y))
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, p["W2"])
        _, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, p["W1"])
        p["W1"] -= lr * dW1
        p["b1"] -= lr * db1
        p["W2"] -= lr * dW2
        p["b2"] -= lr * db2
    return p, losses


# %% wrong | train_network | the loss is computed after the update, with the new parameters
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        W1, b1, W2, b2 = W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2
        P = softmax(dense_forward(tanh(dense_forward(X, W1, b1)), W2, b2))
        losses.append(cross_entropy(P, y))
    return dict(W1=W1, b1=b1, W2=W2, b2=b2), losses


# %% wrong | train_network | tanh_backward gets A1 in place of Z1 (tanh is applied twice in the slope)
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for i in range(epochs):
        A1 = tanh(dense_forward(X, W1, b1))
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        dZ2 = softmax_cross_entropy_backward(Z2, y)
        dA1, dW2, db2 = dense_backward(dZ2, A1, W2)
        dZ1 = tanh_backward(dA1, A1)
        _, dW1, db1 = dense_backward(dZ1, X, W1)
        W1 = W1 - lr * dW1
        b1 = b1 - lr * db1
        W2 = W2 - lr * dW2
        b2 = b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | the slope of tanh is left out: dA1 goes straight into the first layer's backward
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for _epoch in range(epochs):
        A1 = tanh(dense_forward(X, W1, b1))
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _dX, dW1, db1 = dense_backward(dA1, X, W1)
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | the gradients are divided by N a second time, though softmax_cross_entropy_backward has divided already
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = X.shape[0]
    losses = []
    for _epoch in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        W1, b1 = W1 - lr * dW1 / N, b1 - lr * db1 / N
        W2, b2 = W2 - lr * dW2 / N, b2 - lr * db2 / N
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | one-hot labels have max(y) + 1 columns, so it breaks when no sample of the last class is in y (C must come from W2)
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = len(X)
    Y = np.eye(y.max() + 1)[y]
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        Z2 = A1 @ W2 + b2
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.sum(Y * np.log(P)) / N)
        dZ2 = (P - Y) / N
        dZ1 = dZ2 @ W2.T * (1 - A1 ** 2)
        W1, b1, W2, b2 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(0), W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | the loss is the sum over the samples, not the mean (the gradients are right)
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for _epoch in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        P = softmax(Z2)
        losses.append(-np.log(P[np.arange(len(y)), y]).sum())
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | stops as soon as the loss rises, and returns fewer losses than epochs
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for _epoch in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | no update after the last epoch (it stops after epochs - 1 steps)
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for epoch in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        if epoch == epochs - 1:
            break
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | two mistakes: own softmax normalises over axis 0 (over the samples), and b1 is updated by the mean instead of the sum over the samples
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    m = X.shape[0]
    losses = []
    for _ in range(epochs):
        Z1 = X.dot(W1) + b1
        A1 = np.tanh(Z1)
        Z2 = A1.dot(W2) + b2
        expZ = np.exp(Z2)
        P = expZ / expZ.sum(axis=0)
        losses.append(-np.mean(np.log(P[range(m), y])))
        dZ2 = P.copy()
        dZ2[range(m), y] -= 1
        dZ2 /= m
        dZ1 = dZ2.dot(W2.T) * (1 - A1 * A1)
        W2 = W2 - lr * A1.T.dot(dZ2)
        b2 = b2 - lr * dZ2.sum(axis=0)
        W1 = W1 - lr * X.T.dot(dZ1)
        b1 = b1 - lr * dZ1.mean(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | losses is a mutable default argument: a second call goes on with the list of the first one
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def train_network(X, y, params, lr, epochs, losses=[]):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    for _epoch in range(epochs):
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        losses.append(cross_entropy(softmax(Z2), y))
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, W2)
        _dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, W1)
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% right | train_network | all formulas inline with a one-hot matrix of C columns from W2, deep-copied params and in-place updates on the copies
import copy


def train_network(X, y, params, lr, epochs):
    p = copy.deepcopy(params)
    N, C = X.shape[0], p["W2"].shape[1]
    Y = np.eye(C)[y]
    history = []
    for _ in range(epochs):
        h = np.tanh(X.dot(p["W1"]) + p["b1"])
        logits = h.dot(p["W2"]) + p["b2"]
        logits = logits - logits.max(axis=1, keepdims=True)
        logp = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        history.append(float(-(Y * logp).sum() / N))
        d2 = (np.exp(logp) - Y) / N
        d1 = d2.dot(p["W2"].T) * (1 - h ** 2)
        grads = {"W2": h.T.dot(d2), "b2": d2.sum(axis=0), "W1": X.T.dot(d1), "b1": d1.sum(axis=0)}
        for name in p:
            p[name] -= lr * grads[name]
    return p, history


# %% right | train_network | recursion: one epoch, then the rest of the epochs
def dense_forward(X, W, b):
    return X @ W + b


def tanh(Z):
    return np.tanh(Z)


def tanh_backward(dout, Z):
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def _gradients(X, y, p):
    Z1 = dense_forward(X, p["W1"], p["b1"])
    A1 = tanh(Z1)
    Z2 = dense_forward(A1, p["W2"], p["b2"])
    loss = cross_entropy(softmax(Z2), y)
    dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y), A1, p["W2"])
    _, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, p["W1"])
    return loss, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def train_network(X, y, params, lr, epochs):
    if epochs == 0:
        return {k: v.copy() for k, v in params.items()}, []
    loss, grads = _gradients(X, y, params)
    stepped = {k: params[k] - lr * grads[k] for k in params}
    learnt, later = train_network(X, y, stepped, lr, epochs - 1)
    return learnt, [loss] + later


# %% right | train_network | gradients added up sample by sample in a loop
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = [params[name].copy() for name in ["W1", "b1", "W2", "b2"]]
    N = len(X)
    losses = []
    for _ in range(epochs):
        gW1, gb1, gW2, gb2 = np.zeros_like(W1), np.zeros_like(b1), np.zeros_like(W2), np.zeros_like(b2)
        loss = 0.0
        for x, label in zip(X, y):
            a = np.tanh(x @ W1 + b1)
            z = a @ W2 + b2
            e = np.exp(z - z.max())
            p = e / e.sum()
            loss += -np.log(p[label])
            dz = p.copy()
            dz[label] -= 1
            da = W2 @ dz
            gW2 += np.outer(a, dz)
            gb2 += dz
            ds = da * (1 - a ** 2)
            gW1 += np.outer(x, ds)
            gb1 += ds
        losses.append(loss / N)
        W1 -= lr * gW1 / N
        b1 -= lr * gb1 / N
        W2 -= lr * gW2 / N
        b2 -= lr * gb2 / N
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | predict_always_healthy | share of the ill people, not of the right answers
def predict_always_healthy():
    return 8 / 200


# %% right | predict_always_healthy | 192 of 200
def predict_always_healthy():
    return 192 / 200


# %% wrong | accuracy | compares the largest probabilities themselves (max) with the labels, not their columns (argmax)
def accuracy(P, y):
    return np.mean(P.max(axis=1) == y)


# %% wrong | accuracy | in per cent, from 0 to 100, not a share
def accuracy(P, y):
    correct = 0
    for i in range(len(y)):
        if np.argmax(P[i]) == y[i]:
            correct += 1
    return 100 * correct / len(y)


# %% wrong | accuracy | threshold of 0.5 on column 1: only for two classes and probabilities, not for more classes or sums
def accuracy(P, y):
    predicted = (P[:, 1] > 0.5).astype(int)
    return (predicted == y).mean()


# %% wrong | accuracy | broadcasting trap: keepdims makes (N, 1) against (N,), the comparison is (N, N)
def accuracy(P, y):
    predicted = np.argmax(P, axis=1, keepdims=True)
    return np.mean(predicted == y)


# %% wrong | accuracy | own search for the largest starts at best = 0, so rows with only negative scores are always class 0
def accuracy(P, y):
    right = 0
    for row, label in zip(P, y):
        best, best_class = 0, 0
        for c, score in enumerate(row):
            if score > best:
                best, best_class = score, c
        right += best_class == label
    return right / len(y)


# %% wrong | accuracy | rounds the probabilities to 0 and 1 and compares with one-hot rows: a largest probability below 0.5 counts as wrong
def accuracy(P, y):
    onehot = np.eye(P.shape[1])[y]
    return np.mean(np.all(np.round(P) == onehot, axis=1))


# %% wrong | accuracy | result rounded to two digits
def accuracy(P, y):
    hits = [int(np.argmax(p)) == int(t) for p, t in zip(P, y)]
    return round(sum(hits) / len(hits), 2)


# %% wrong | accuracy | whole-number division //: 0 unless all are right
def accuracy(P, y):
    correct = (np.argmax(P, axis=1) == y).sum()
    return correct // len(y)


# %% wrong | accuracy | wrong only for a single sample: squeeze makes P (1, C) a vector, so argmax(axis=1) fails
def accuracy(P, y):
    P = np.squeeze(P)
    return np.mean(P.argmax(axis=1) == y)


# %% right | accuracy | lambda, index of the last entry of argsort, plain Python float
accuracy = lambda P, y: float(np.count_nonzero(np.argsort(P, axis=1)[:, -1] == y)) / len(y)


# %% right | accuracy | pure Python with max(range, key=...)
def accuracy(P, y):
    scores = [list(map(float, row)) for row in P]
    hits = 0
    for row, label in zip(scores, y):
        guess = max(range(len(row)), key=row.__getitem__)
        if guess == label:
            hits += 1
    return hits / len(scores)


# %% wrong | confusion_matrix | M[y, predicted] += 1 counts a cell that is named several times only once
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=int)
    M[y, predicted] += 1
    return M


# %% wrong | confusion_matrix | transposed: the row is the predicted class, the column the true one
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=int)
    for p, t in zip(predicted, y):
        M[p, t] += 1
    return M


# %% wrong | confusion_matrix | list of C times the same row object ([[0] * C] * C): every count appears in all rows
def confusion_matrix(predicted, y, C):
    M = [[0] * C] * C
    for t, p in zip(y, predicted):
        M[t][p] += 1
    return np.array(M)


# %% wrong | confusion_matrix | size from the largest label seen in place of C: too small when the last class does not occur
def confusion_matrix(predicted, y, C):
    n = max(max(predicted), max(y)) + 1
    M = np.zeros((n, n), dtype=int)
    for i in range(len(y)):
        M[y[i], predicted[i]] += 1
    return M


# %% wrong | confusion_matrix | rows divided by their sums: shares in place of counts
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C))
    for t, p in zip(y, predicted):
        M[t, p] += 1
    return M / np.maximum(M.sum(axis=1, keepdims=True), 1)


# %% wrong | confusion_matrix | counts are kept in int8 and overflow when a cell gets more than 127 samples
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=np.int8)
    np.add.at(M, (y, predicted), 1)
    return M


# %% wrong | confusion_matrix | fast path when everything is right: bincount without minlength=C, too small when the last class does not occur
def confusion_matrix(predicted, y, C):
    if np.array_equal(predicted, y):
        return np.diag(np.bincount(y))
    M = np.zeros((C, C), dtype=int)
    for t, p in zip(y, predicted):
        M[t, p] += 1
    return M


# %% right | confusion_matrix | one bincount over y * C + predicted
def confusion_matrix(predicted, y, C):
    return np.bincount(y * C + predicted, minlength=C * C).reshape(C, C)


# %% right | confusion_matrix | product of one-hot matrices, rounded to whole numbers
def confusion_matrix(predicted, y, C):
    I = np.eye(C)
    return (I[y].T @ I[predicted]).astype(int)


# %% right | confusion_matrix | comprehension that counts every cell, a list of lists is returned
def confusion_matrix(predicted, y, C):
    pairs = list(zip(y, predicted))
    return [[sum(1 for t, p in pairs if t == i and p == j) for j in range(C)] for i in range(C)]


# %% wrong | Dense | dW and db are added to those of earlier calls of backward (+=) in place of being set anew
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.dW = np.zeros_like(W)
        self.db = np.zeros_like(b)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.dW + self.X.T @ dout
        self.db = self.db + dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | X is stored on the class (Dense.X), so a second layer overwrites what the first has remembered
class Dense:
    X = None

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        Dense.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = Dense.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | db is the mean over the samples, it must be the sum
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return np.dot(X, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.X.T, dout)
        self.db = dout.mean(axis=0)
        return np.dot(dout, self.W.T)


# %% wrong | Dense | db keeps the dimension: shape (1, M) in place of (M,)
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.inputs = X
        return np.dot(X, self.W) + self.b

    def backward(self, dvalues):
        self.dW = np.dot(self.inputs.T, dvalues)
        self.db = np.sum(dvalues, axis=0, keepdims=True)
        return np.dot(dvalues, self.W.T)


# %% wrong | Dense | X is remembered only in the first forward; after a second forward backward uses the old input
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.X = None

    def forward(self, X):
        if self.X is None:
            self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | backward returns the tuple (dX, dW, db) as in chapter 5, and not only dX
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        dX = dout @ self.W.T
        return dX, self.dW, self.db


# %% wrong | Dense | backward also updates W and b (a step of 0.01), so the layer is changed without update
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        dX = dout @ self.W.T
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return dX


# %% wrong | Dense | wrong only for square W: W is transposed in backward only if the shapes would not fit otherwise
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        W = self.W
        if dout.shape[1] != W.shape[0]:
            W = W.T
        return dout @ W


# %% wrong | Dense | wrong only for one sample: a fast path leaves db as (1, M) in place of (M,)
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        if len(dout) == 1:
            self.dW, self.db = np.outer(self.X, dout), dout
        else:
            self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


# %% right | Dense | einsum, renamed parameters, input kept as a copy under a private name
class Dense:
    def __init__(self, weight, bias):
        self.W, self.b = weight, bias
        self._cache = None
        self.dW = self.db = None

    def forward(self, inputs):
        self._cache = np.array(inputs, copy=True)
        return np.einsum("nd,dm->nm", inputs, self.W) + self.b

    def backward(self, grad):
        assert self._cache is not None, "forward first"
        self.dW = np.einsum("nd,nm->dm", self._cache, grad)
        self.db = np.einsum("nm->m", grad)
        return np.einsum("nm,dm->nd", grad, self.W)


# %% right | Dense | with a base class, loops over samples and outer products
class Layer:
    def __call__(self, X):
        return self.forward(X)


class Dense(Layer):
    """A dense layer with W (D, M) and b (M,); after `backward` it has dW and db too."""

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return np.array([x @ self.W + self.b for x in X])

    def backward(self, dout):
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)
        dX = []
        for x, g in zip(self.X, dout):
            self.dW += np.outer(x, g)
            self.db += g
            dX.append(self.W @ g)
        return np.array(dX)


# %% wrong | Tanh | slope from the input: 1 - Z ** 2 in place of 1 - tanh(Z) ** 2
class Tanh:
    def forward(self, Z):
        self.Z = Z
        return np.tanh(Z)

    def backward(self, dout):
        return dout * (1 - self.Z ** 2)


# %% wrong | Tanh | slope of the sigmoid, A * (1 - A), in place of that of tanh
class Tanh:
    def forward(self, Z):
        self.out = np.tanh(Z)
        return self.out

    def backward(self, dout):
        dZ = dout * self.out * (1 - self.out)
        return dZ


# %% wrong | Tanh | the memory is a global variable, so a second Tanh object overwrites that of the first
_A = None


class Tanh:
    def forward(self, Z):
        global _A
        _A = np.tanh(Z)
        return _A

    def backward(self, dout):
        return dout * (1 - _A ** 2)


# %% wrong | Tanh | backward squares self.A in place, so a second backward (and the output that forward returned) is wrong
class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        self.A **= 2
        return dout * (1 - self.A)


# %% wrong | Tanh | backward multiplies dout in place and so changes the caller's array
class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        dout *= 1 - self.A ** 2
        return dout


# %% wrong | Tanh | the output is kept in float16, so the slope in backward is only exact to three digits
class Tanh:
    def forward(self, Z):
        A = np.tanh(Z)
        self.A = A.astype(np.float16)
        return A

    def backward(self, dout):
        return dout * (1 - self.A.astype(float) ** 2)


# %% right | Tanh | remembers a closure for the way back, slope as (1 - A)(1 + A)
class Tanh:
    def forward(self, Z):
        A = np.tanh(Z)
        self._back = lambda g: g * (1 - A) * (1 + A)
        return A.copy()

    def backward(self, dout):
        return self._back(dout)


# %% right | Tanh | remembers Z, slope as 1 / cosh(Z) ** 2
class Tanh:
    """tanh"""

    def __init__(self):
        self.Z = None

    def forward(self, Z):
        self.Z = np.clip(Z, -300, 300)
        return np.tanh(Z)

    def backward(self, dout):
        return dout / np.cosh(self.Z) ** 2


# %% wrong | predict_way_back | same order as forward
def predict_way_back():
    return [1, 2, 3, 4, 5]


# %% right | predict_way_back | reversed range as a list
def predict_way_back():
    return list(range(5, 0, -1))


# %% wrong | Network | a Tanh stands behind the last Dense too
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for W, b in weights:
            self.layers.append(Dense(W, b))
            self.layers.append(Tanh())

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | layers is a class attribute, so a second network appends its layers to those of the first
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    layers = []

    def __init__(self, weights):
        for i, (W, b) in enumerate(weights):
            if i > 0:
                self.layers.append(Tanh())
            self.layers.append(Dense(W, b))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | backward reverses self.layers in place (list.reverse), so the next forward runs through the layers backwards
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for i in range(len(weights)):
            W, b = weights[i]
            self.layers.append(Dense(W, b))
            if i < len(weights) - 1:
                self.layers.append(Tanh())

    def forward(self, X):
        out = X
        for layer in self.layers:
            out = layer.forward(out)
        return out

    def backward(self, dout):
        self.layers.reverse()
        for layer in self.layers:
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | backward returns nothing (None) in place of the gradient dX
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for i, (W, b) in enumerate(weights):
            self.layers.append(Dense(W, b))
            if i != len(weights) - 1:
                self.layers.append(Tanh())

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | update moves local variables W and b only, the layers keep their old ones
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for i, (W, b) in enumerate(weights):
            if i:
                self.layers.append(Tanh())
            self.layers.append(Dense(W, b))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                W, b = layer.W, layer.b
                W = W - lr * layer.dW
                b = b - lr * layer.db


# %% wrong | Network | the last layer is recognised by its shape, so no Tanh stands behind hidden layers that have the same shape as the last one
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = []
        last = weights[-1][0].shape
        for W, b in weights:
            self.layers.append(Dense(W, b))
            if W.shape != last:
                self.layers.append(Tanh())

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | hard-coded for two pairs: further pairs of weights are ignored (and a single pair gives an IndexError)
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        (W1, b1), (W2, b2) = weights[0], weights[1]
        self.layers = [Dense(W1, b1), Tanh(), Dense(W2, b2)]

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | own Dense keeps W.T from __init__ for backward, so after an update backward still uses the old weights
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.WT = W.T

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.WT


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for i, (W, b) in enumerate(weights):
            if i:
                self.layers.append(Tanh())
            self.layers.append(Dense(W, b))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | one and the same Tanh object is used between all layers, so with three or more pairs it remembers only the last output
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        act = Tanh()
        self.layers = []
        for W, b in weights:
            self.layers += [Dense(W, b), act]
        self.layers.pop()

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% wrong | Network | wrong only for a single pair of weights: the first and the last layer are added separately, so the one pair becomes two Dense layers with a Tanh between
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = [Dense(*weights[0]), Tanh()]
        for W, b in weights[1:-1]:
            self.layers += [Dense(W, b), Tanh()]
        self.layers.append(Dense(*weights[-1]))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


# %% right | Network | functools.reduce both ways, copies of the weights with in-place updates
from functools import reduce

class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)


class Network:
    def __init__(self, weights):
        self.layers = [Dense(weights[0][0].copy(), weights[0][1].copy())]
        for W, b in weights[1:]:
            self.layers.extend((Tanh(), Dense(W.copy(), b.copy())))

    def forward(self, X):
        return reduce(lambda a, layer: layer.forward(a), self.layers, X)

    def backward(self, dout):
        return reduce(lambda g, layer: layer.backward(g), self.layers[::-1], dout)

    def update(self, lr):
        for layer in self.layers:
            if hasattr(layer, "W"):
                layer.W -= lr * layer.dW
                layer.b -= lr * layer.db


# %% right | Network | index loops, every layer has an update method of its own
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(0)
        return dout @ self.W.T

    def update(self, lr):
        self.W = self.W - lr * self.dW
        self.b = self.b - lr * self.db


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A ** 2)

    def update(self, lr):
        pass


class Network:
    def __init__(self, weights):
        self.layers = []
        n = len(weights)
        for k in range(2 * n - 1):
            self.layers.append(Dense(*weights[k // 2]) if k % 2 == 0 else Tanh())

    def forward(self, X):
        out = X
        for k in range(len(self.layers)):
            out = self.layers[k].forward(out)
        return out

    def backward(self, dout):
        g = dout
        k = len(self.layers) - 1
        while k >= 0:
            g = self.layers[k].backward(g)
            k -= 1
        return g

    def update(self, lr):
        for layer in self.layers:
            layer.update(lr)


# %% wrong | early_stopping | off by one: stops only after patience + 1 epochs without a new best (> in place of >=)
def early_stopping(losses, patience):
    best_loss, best_epoch, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited > patience:
            return best_epoch
    return best_epoch


# %% wrong | early_stopping | compares with the loss of the epoch before, not with the best so far
def early_stopping(losses, patience):
    best = 0
    waited = 0
    for e in range(1, len(losses)):
        if losses[e] < losses[e - 1]:
            best = e
            waited = 0
        else:
            waited += 1
            if waited == patience:
                break
    return best


# %% wrong | early_stopping | the waiting counter is never set back to 0 after a new best
def early_stopping(losses, patience):
    best, at, waited = np.inf, 0, 0
    for k, l in enumerate(losses):
        if l < best:
            best, at = l, k
        else:
            waited += 1
        if waited >= patience:
            break
    return at


# %% wrong | early_stopping | an equal loss counts as better (<=)
def early_stopping(losses, patience):
    best_loss = losses[0]
    best_epoch = 0
    counter = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] <= best_loss:
            best_loss = losses[epoch]
            best_epoch = epoch
            counter = 0
        else:
            counter += 1
            if counter >= patience:
                return best_epoch
    return best_epoch


# %% wrong | early_stopping | start value of the best loss is 1.0, so losses of 1 and more never count as a best
def early_stopping(losses, patience):
    best_loss, best_epoch, waited = 1.0, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return best_epoch
    return best_epoch


# %% wrong | early_stopping | returns None when the training never stops (no return after the loop)
def early_stopping(losses, patience):
    best = 0
    for i, loss in enumerate(losses):
        if loss < losses[best]:
            best = i
        if i - best >= patience:
            return best


# %% wrong | early_stopping | when the patience never runs out it returns the last epoch, not the best of all
def early_stopping(losses, patience):
    best = 0
    for i in range(len(losses)):
        if losses[i] < losses[best]:
            best = i
        elif i - best == patience:
            return best
    return len(losses) - 1


# %% wrong | early_stopping | a min_delta of 0.01: smaller improvements do not count as a new best
def early_stopping(losses, patience, min_delta=0.01):
    best_loss, best_epoch, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss - min_delta:
            best_loss, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best_epoch


# %% wrong | early_stopping | counts rises in a row (loss larger than the one before) in place of epochs without a new best
def early_stopping(losses, patience):
    best, rises = 0, 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best]:
            best = i
        rises = rises + 1 if losses[i] > losses[i - 1] else 0
        if rises >= patience:
            return best
    return best


# %% wrong | early_stopping | wrong for patience 1 only: a patience of 1 is raised to 2 ("at least one epoch to recover")
def early_stopping(losses, patience):
    patience = max(patience, 2)
    best = 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best]:
            best = i
        if i - best >= patience:
            break
    return best


# %% wrong | early_stopping | empties the caller's list with pop(0)
def early_stopping(losses, patience):
    best_loss, best_epoch, epoch = float("inf"), 0, 0
    while losses:
        loss = losses.pop(0)
        if loss < best_loss:
            best_loss, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
        epoch += 1
    return best_epoch


# %% wrong | early_stopping | wrong only when epoch 0 is the best: "best or ..." takes the 0 for "none found" and returns the last epoch
def early_stopping(losses, patience):
    best = None
    waited = 0
    for i, loss in enumerate(losses):
        if best is None or loss < losses[best]:
            best, waited = i, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best or i


# %% right | early_stopping | vectorised: running minimum, first epoch without a new one within patience
def early_stopping(losses, patience):
    L = np.asarray(losses, dtype=float)
    before = np.concatenate([[np.inf], np.minimum.accumulate(L)[:-1]])
    new_best = np.where(L < before, np.arange(len(L)), 0)
    last_best = np.maximum.accumulate(new_best)
    stopped = np.flatnonzero(np.arange(len(L)) - last_best >= patience)
    end = stopped[0] if stopped.size else len(L) - 1
    return int(last_best[end])


# %% right | early_stopping | looks ahead from every best: is there a smaller loss among the next patience epochs?
def early_stopping(losses, patience):
    losses = list(losses)
    best = 0
    while True:
        window = range(best + 1, min(best + patience + 1, len(losses)))
        better = next((i for i in window if losses[i] < losses[best]), None)
        if better is None:
            return best
        best = better


# %% right | early_stopping | a stopper class in the style of PyTorch repositories
class EarlyStopping:
    def __init__(self, patience=5, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.counter, self.best_loss, self.best_epoch = 0, None, 0
        self.early_stop = False

    def __call__(self, epoch, val_loss):
        if self.best_loss is None or val_loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_epoch, self.counter = val_loss, epoch, 0
        else:
            self.counter += 1
            self.early_stop = self.counter >= self.patience
        return self.early_stop


def early_stopping(losses, patience):
    stopper = EarlyStopping(patience)
    for epoch, loss in enumerate(losses):
        if stopper(epoch, loss):
            break
    return stopper.best_epoch


# %% wrong | l2_gradient | N is forgotten: lam * W in place of lam / N * W
def l2_gradient(dW, W, lam, N):
    return dW + lam * W


# %% wrong | l2_gradient | factor 1 / 2 too much: the 2 of the square was not cancelled, lam / (2 N) * W
def l2_gradient(dW, W, lam, N):
    return dW + lam / (2 * N) * W


# %% wrong | l2_gradient | precedence: lam / 2 * N multiplies by N, and the factor 2 does not belong there either (two mistakes)
def l2_gradient(dW, W, lam, N):
    penalty = lam / 2 * N * W
    return dW + penalty


# %% wrong | l2_gradient | adds the penalty itself (lam / 2N times the sum of squares, one number) in place of its gradient
def l2_gradient(dW, W, lam, N):
    return dW + lam / (2 * N) * np.sum(W ** 2)


# %% wrong | l2_gradient | += changes the caller's dW
def l2_gradient(dW, W, lam, N):
    dW += lam / N * W
    return dW


# %% wrong | l2_gradient | gradient of L1: sign of W in place of W
def l2_gradient(dW, W, lam, N):
    return dW + lam / N * np.sign(W)


# %% wrong | l2_gradient | whole-number division lam // N: 0 whenever lam is smaller than N
def l2_gradient(dW, W, lam, N):
    return dW + (lam // N) * W


# %% wrong | l2_gradient | dW is scaled too: (dW + lam * W) / N, though it already belongs to the mean loss
def l2_gradient(dW, W, lam, N):
    return (dW + lam * W) / N


# %% right | l2_gradient | double loop
def l2_gradient(dW, W, lam, N):
    out = np.empty(dW.shape)
    for i in range(len(W)):
        for j in range(len(W[0])):
            out[i, j] = dW[i, j] + lam * W[i, j] / N
    return out


# %% right | l2_gradient | in-place work on a copy, lam turned around as weight decay 1 / (N / lam) only when lam is not 0
def l2_gradient(dW, W, lam, N):
    grad = np.array(dW, dtype=np.float64)
    if lam:
        grad += np.divide(W, N / lam)
    return grad


# %% wrong | predict_dropout | division by keep forgotten
def predict_dropout():
    return [2, 0, -1, 8]


# %% right | predict_dropout | by hand
def predict_dropout():
    return [4 * 0.625, 0, -1.25, 10.0]


# %% wrong | dropout_forward | keep and drop exchanged: kept where the random number is above keep
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = (rng.random(X.shape) > keep).astype(float)
    return X * mask / keep, mask


# %% wrong | dropout_forward | classic dropout: not divided in training, multiplied by keep at test time
def dropout_forward(X, keep, rng, train):
    if train:
        mask = (rng.random(X.shape) < keep).astype(float)
        return X * mask, mask
    else:
        return X * keep, np.ones(X.shape)


# %% wrong | dropout_forward | the mask that is returned is divided by keep already, it must hold 0 and 1
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = (rng.random(X.shape) < keep) / keep
    return X * mask, mask


# %% wrong | dropout_forward | one random number for each column only (the same neurons for all samples), not one for every entry
def dropout_forward(X, keep, rng, train):
    mask = np.ones(X.shape)
    if not train:
        return X, mask
    mask = mask * (rng.random(X.shape[1]) < keep)
    return X * mask / keep, mask


# %% wrong | dropout_forward | divides at test time too: X / keep in place of X
def dropout_forward(X, keep, rng, train):
    mask = (rng.random(X.shape) < keep).astype(float) if train else np.ones(X.shape)
    out = X * mask / keep
    return out, mask


# %% wrong | dropout_forward | global np.random.rand in place of rng
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = (np.random.rand(*X.shape) < keep).astype(float)
    return X * mask / keep, mask


# %% wrong | dropout_forward | scales by the share that was really kept (mask.mean()), not by keep
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = (rng.random(X.shape) < keep).astype(float)
    share = mask.mean()
    return X * mask / (share if share > 0 else 1), mask


# %% wrong | dropout_forward | X is multiplied in place: the caller's array is changed
def dropout_forward(X, keep, rng, train):
    mask = np.ones(X.shape)
    if train:
        mask[rng.random(X.shape) >= keep] = 0
        X *= mask
        X /= keep
    return X, mask


# %% wrong | dropout_forward | divides by 1 - keep as if keep were the drop rate (the mask is right)
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = np.where(rng.random(X.shape) < keep, 1.0, 0.0)
    return X * mask / (1 - keep), mask


# %% wrong | dropout_forward | exactly round(keep * D) entries are kept in every row: the entries are not dropped independently
def dropout_forward(X, keep, rng, train):
    N, D = X.shape
    mask = np.ones((N, D))
    if train:
        k = round(keep * D)
        for row in mask:
            row[rng.permutation(D)[k:]] = 0
        return X * mask / keep, mask
    return X, mask


# %% wrong | dropout_forward | at test time the mask is all zeros, not all ones
def dropout_forward(X, keep, rng, train):
    mask = np.zeros(X.shape)
    if not train:
        return X, mask
    mask[rng.random(X.shape) < keep] = 1
    return X * mask / keep, mask


# %% right | dropout_forward | draws the mask with rng.binomial
def dropout_forward(X, keep, rng, train):
    mask = rng.binomial(1, keep, size=X.shape).astype(float) if train else np.ones(X.shape)
    return (X * mask / keep if train else X), mask


# %% right | dropout_forward | floor(keep + u) trick as in old TensorFlow, mask in float32
def dropout_forward(X, keep, rng, train=True):
    if not train:
        return X, np.ones_like(X, dtype=np.float32)
    mask = np.floor(keep + rng.random(X.shape)).astype(np.float32)
    return X / keep * mask, mask


# %% right | dropout_forward | entry by entry in loops, column after column, kept where u is at least 1 - keep
def dropout_forward(X, keep, rng, train):
    N, D = X.shape
    out, mask = X.copy(), np.ones((N, D))
    if train:
        for j in range(D):
            for i in range(N):
                if rng.random() >= 1 - keep:
                    out[i, j] = X[i, j] / keep
                else:
                    out[i, j] = mask[i, j] = 0.0
    return out, mask


# %% wrong | dropout_backward | division by keep forgotten
def dropout_backward(dout, mask, keep):
    return dout * mask


# %% wrong | dropout_backward | dout is changed in place (entries are set to 0 in the caller's array)
def dropout_backward(dout, mask, keep):
    dout[mask == 0] = 0
    return dout / keep


# %% wrong | dropout_backward | a mask of only ones is taken for test time: dout comes back without the division by keep
def dropout_backward(dout, mask, keep):
    if np.all(mask == 1):
        return dout.copy()
    return dout * mask / keep


# %% wrong | dropout_backward | divides by keep twice (as if the forward pass had to be undone as well)
def dropout_backward(dout, mask, keep):
    scaled_mask = mask / keep
    return dout * scaled_mask / keep


# %% wrong | dropout_backward | divides by the share of ones in the mask, not by keep
def dropout_backward(dout, mask, keep):
    return dout * mask / np.mean(mask)


# %% right | dropout_backward | np.divide with where on zeros
def dropout_backward(dout, mask, keep):
    dX = np.zeros(dout.shape)
    np.divide(dout, keep, out=dX, where=mask.astype(bool))
    return dX


# %% right | dropout_backward | nested comprehension, list of lists returned
def dropout_backward(dout, mask, keep):
    return [[g / keep if m else 0.0 for g, m in zip(gs, ms)] for gs, ms in zip(dout, mask)]


# %% wrong | batchnorm_forward | momentum on the wrong side: (1 - momentum) * running + momentum * batch
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, var = X.mean(axis=0), X.var(axis=0)
        running_mean = (1 - momentum) * running_mean + momentum * mu
        running_var = (1 - momentum) * running_var + momentum * var
    else:
        mu, var = running_mean, running_var
    xhat = (X - mu) / np.sqrt(var + eps)
    return gamma * xhat + beta, running_mean, running_var


# %% wrong | batchnorm_forward | running variance with N - 1 as in PyTorch (var * N / (N - 1)), it must be the same variance, divided by N
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mu = X.mean(axis=0)
    var = X.var(axis=0)
    out = gamma * (X - mu) / np.sqrt(var + eps) + beta
    running_mean = momentum * running_mean + (1 - momentum) * mu
    running_var = momentum * running_var + (1 - momentum) * X.var(axis=0, ddof=1)
    return out, running_mean, running_var


# %% wrong | batchnorm_forward | eps outside the root: sqrt(v) + eps in place of sqrt(v + eps)
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, v = X.mean(0), X.var(0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * v
    else:
        mu, v = running_mean, running_var
    return gamma * (X - mu) / (np.sqrt(v) + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | at test time it normalises by the mean and variance of the batch too
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mu = X.mean(axis=0)
    var = X.var(axis=0)
    out = gamma * (X - mu) / np.sqrt(var + eps) + beta
    if train:
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    return out, running_mean, running_var


# %% wrong | batchnorm_forward | in training it normalises by the moved running averages, not by the batch
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        running_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
        running_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
    xhat = (X - running_mean) / np.sqrt(running_var + eps)
    return gamma * xhat + beta, running_mean, running_var


# %% wrong | batchnorm_forward | the running arrays of the caller are changed in place (*= and +=)
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu = X.mean(axis=0)
        var = X.var(axis=0)
        running_mean *= momentum
        running_mean += (1 - momentum) * mu
        running_var *= momentum
        running_var += (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    x_norm = (X - mu) / np.sqrt(var + eps)
    return gamma * x_norm + beta, running_mean, running_var


# %% wrong | batchnorm_forward | momentum hard-coded to 0.9, the argument is ignored
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, var = X.mean(axis=0), X.var(axis=0)
        running_mean = 0.9 * running_mean + 0.1 * mu
        running_var = 0.9 * running_var + 0.1 * var
    else:
        mu, var = running_mean, running_var
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | eps hard-coded to 1e-5, the argument is ignored
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    def normalise(mean, variance):
        return (X - mean) / np.sqrt(variance + 1e-5)

    if not train:
        return gamma * normalise(running_mean, running_var) + beta, running_mean, running_var
    m, v = np.mean(X, axis=0), np.var(X, axis=0)
    return gamma * normalise(m, v) + beta, momentum * running_mean + (1 - momentum) * m, momentum * running_var + (1 - momentum) * v


# %% wrong | batchnorm_forward | eps goes into the running variance: var is increased by eps before it is averaged
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu = X.mean(axis=0)
        var = X.var(axis=0) + eps
        out = gamma * (X - mu) / np.sqrt(var) + beta
        return out, momentum * running_mean + (1 - momentum) * mu, momentum * running_var + (1 - momentum) * var
    return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | train is ignored: batch statistics whenever the batch has more than one row, running averages otherwise
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if X.shape[0] > 1:
        mu, var = X.mean(axis=0), X.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | no eps under the root at test time (in training it is there)
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, var = X.mean(axis=0), X.var(axis=0)
        out = gamma * (X - mu) / np.sqrt(var + eps) + beta
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        out = gamma * (X - running_mean) / np.sqrt(running_var) + beta
    return out, running_mean, running_var


# %% wrong | batchnorm_forward | the running average is kept of the spread (sqrt of the variance), not of the variance
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, s = X.mean(axis=0), X.std(axis=0)
        out = gamma * (X - mu) / np.sqrt(s ** 2 + eps) + beta
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * s
        return out, running_mean, running_var
    out = gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta
    return out, running_mean, running_var


# %% wrong | batchnorm_forward | wrong only at a first step from a running mean of zeros: the running averages are then set to the batch's, not averaged with momentum
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, var = X.mean(axis=0), X.var(axis=0)
        if not np.any(running_mean):
            running_mean, running_var = mu, var
        else:
            running_mean = momentum * running_mean + (1 - momentum) * mu
            running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | wrong only for a training batch of one row: it is normalised by the running averages, not by its own mean and variance
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mu, var = running_mean, running_var
    new_mean, new_var = running_mean, running_var
    if train:
        new_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
        new_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
        if X.shape[0] > 1:
            mu, var = X.mean(axis=0), X.var(axis=0)
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, new_mean, new_var


# %% right | batchnorm_forward | update as running += (1 - momentum) * (batch - running) on copies, variance from mean of squares of distances
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    rm, rv = np.array(running_mean, dtype=float), np.array(running_var, dtype=float)
    if train:
        N = len(X)
        mu = np.ones(N) @ X / N
        d = X - mu
        var = np.einsum("nd,nd->d", d, d) / N
        rm += (1 - momentum) * (mu - rm)
        rv += (1 - momentum) * (var - rv)
    else:
        d, var = X - rm, rv
    return d * (gamma / np.sqrt(var + eps)) + beta, rm, rv


# %% right | batchnorm_forward | affine form: out = scale * X + shift, column by column in a loop, with lists for the running averages
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    N, D = X.shape
    out = np.empty((N, D))
    new_mean, new_var = [], []
    for j in range(D):
        col = X[:, j]
        if train:
            m = sum(col) / N
            v = sum((c - m) ** 2 for c in col) / N
            new_mean.append(momentum * running_mean[j] + (1 - momentum) * m)
            new_var.append(momentum * running_var[j] + (1 - momentum) * v)
        else:
            m, v = running_mean[j], running_var[j]
            new_mean.append(m)
            new_var.append(v)
        scale = gamma[j] / (v + eps) ** 0.5
        shift = beta[j] - scale * m
        out[:, j] = scale * col + shift
    return out, np.array(new_mean), np.array(new_var)


# %% wrong | batchnorm_backward | mean and spread are taken as fixed: dX = dout * gamma / s, both further terms are missing
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mu, s = X.mean(axis=0), np.sqrt(X.var(axis=0) + eps)
    xhat = (X - mu) / s
    return dout * gamma / s, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | the path through the spread is missing (third term)
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mu = X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - mu) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0)) / s
    return dX, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


# %% wrong | batchnorm_backward | the path through the mean is missing (second term)
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mu = X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - mu) / s
    dxhat = dout * gamma
    dX = (dxhat - xhat * np.mean(dxhat * xhat, axis=0)) / s
    return dX, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


# %% wrong | batchnorm_backward | dgamma and dbeta are means over the samples, they must be sums
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mu = X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - mu) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    return dX, np.mean(dout * xhat, axis=0), np.mean(dout, axis=0)


# %% wrong | batchnorm_backward | sums in place of means in the formula for dX (1 / N missing in both terms)
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mu = X.mean(axis=0)
    std = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - mu) / std
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma
    dX = (dxhat - np.sum(dxhat, axis=0) - xhat * np.sum(dxhat * xhat, axis=0)) / std
    return dX, dgamma, dbeta


# %% wrong | batchnorm_backward | small steps: the 2 is missing in dd (d * dv / N in place of 2 / N * d * dv)
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N = X.shape[0]
    mu = X.sum(axis=0) / N
    d = X - mu
    v = (d ** 2).sum(axis=0) / N
    s = np.sqrt(v + eps)
    xhat = d / s
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    ds = -(dxhat * d).sum(axis=0) / s ** 2
    dv = ds / (2 * s)
    dd = dxhat / s + d * dv / N
    dmu = -dd.sum(axis=0)
    dX = dd + dmu / N
    return dX, dgamma, dbeta


# %% wrong | batchnorm_backward | variance with ddof=1 (N - 1) in place of N
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=0, ddof=1) + eps)
    xhat = (X - X.mean(axis=0)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / s
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | eps is hard-coded (1e-5), another eps that is passed has no effect
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    EPS = 1e-5
    N = len(X)
    inv = (X.var(axis=0) + EPS) ** -0.5
    xhat = (X - X.mean(axis=0)) * inv
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dX = gamma * inv / N * (N * dout - dbeta - xhat * dgamma)
    return dX, dgamma, dbeta


# %% wrong | batchnorm_backward | eps stands outside the root: std + eps
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    s = X.std(axis=0) + eps
    xhat = (X - X.mean(axis=0)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / s
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | two mistakes: N is X.size (N * D) in place of the number of samples, and dbeta is multiplied by gamma
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N = X.size
    inv = 1 / np.sqrt(X.var(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) * inv
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dX = gamma * inv * (dout - dbeta / N - xhat * dgamma / N)
    return dX, dgamma, dbeta * gamma


# %% wrong | batchnorm_backward | wrong only for a constant column: its gradient dX is set to 0, though eps keeps s above 0 there and the formula holds
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    v = X.var(axis=0)
    s = np.sqrt(v + eps)
    xhat = (X - X.mean(axis=0)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / s
    dX[:, np.ptp(X, axis=0) == 0] = 0
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% right | batchnorm_backward | compact form of cs231n: gamma * inv / N * (N * dout - dbeta - xhat * dgamma)
def batchnorm_backward(dout, x, gamma, eps=1e-5):
    N, _ = x.shape
    ivar = 1.0 / np.sqrt(np.var(x, axis=0) + eps)
    xhat = (x - np.mean(x, axis=0)) * ivar
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(xhat * dout, axis=0)
    dx = (gamma * ivar / N) * (N * dout - xhat * dgamma - dbeta)
    return dx, dgamma, dbeta


# %% right | batchnorm_backward | full Jacobian of each column, (identity - 1/N - xhat xhat^T / N) / s
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N, D = X.shape
    dX, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        s = np.sqrt(np.var(X[:, j]) + eps)
        h = (X[:, j] - np.mean(X[:, j])) / s
        J = (np.eye(N) - np.full((N, N), 1 / N) - np.outer(h, h) / N) / s
        dX[:, j] = J @ (gamma[j] * dout[:, j])
        dgamma[j] = h @ dout[:, j]
        dbeta[j] = dout[:, j].sum()
    return dX, dgamma, dbeta


# %% right | batchnorm_backward | in the small steps of Kratzert's blog post, with both paths of the square
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N, D = dout.shape
    xmu = X - 1.0 / N * np.sum(X, axis=0)
    var = 1.0 / N * np.sum(xmu ** 2, axis=0)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=0)
    dxmu1 = dxhat * ivar
    dsqrtvar = -1.0 / (sqrtvar ** 2) * divar
    dvar = 0.5 * 1.0 / np.sqrt(var + eps) * dsqrtvar
    dsq = 1.0 / N * np.ones((N, D)) * dvar
    dxmu2 = 2 * xmu * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
    dx2 = 1.0 / N * np.ones((N, D)) * dmu
    return dx1 + dx2, dgamma, dbeta
