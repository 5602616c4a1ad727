# %% wrong | split | the number of test samples is rounded down | names: rounded_down
def split(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    cut = int(len(X) * test_fraction)
    return X[order[cut:]], y[order[cut:]], X[order[:cut]], y[order[:cut]]


# %% wrong | split | a half is rounded up
def split(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    cut = int(len(X) * test_fraction + 0.5)
    return X[order[cut:]], y[order[cut:]], X[order[:cut]], y[order[:cut]]


# %% wrong | split | the size of the training part is rounded, which is another number at a half
def split(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    n_train = round(len(X) * (1 - test_fraction))
    train, test = order[:n_train], order[n_train:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split | cut with a negative number, which is everything where it is 0
def split(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    train, test = order[:-n_test], order[-n_test:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split | at least one test sample, whatever the share
def split(X, y, test_fraction, rng):
    n_test = max(1, round(len(X) * test_fraction))
    order = rng.permutation(len(X))
    return X[order[n_test:]], y[order[n_test:]], X[order[:n_test]], y[order[:n_test]]


# %% wrong | split | the test part is drawn with replacement, the training part is the rest
def split(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    test = rng.choice(len(X), size=n_test)
    train = np.setdiff1d(np.arange(len(X)), test)
    return X[train], y[train], X[test], y[test]


# %% wrong | split | a mask drawn with replacement: fewer test samples than wanted
def split(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    chosen = np.zeros(len(X), dtype=bool)
    chosen[rng.integers(0, len(X), n_test)] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]


# %% wrong | split | each sample goes into the test part with the probability test_fraction
def split(X, y, test_fraction, rng):
    chosen = rng.random(len(X)) < test_fraction
    return X[~chosen], y[~chosen], X[chosen], y[chosen]


# %% wrong | split | every k-th row from a random start
def split(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    places = (np.arange(n_test) * len(X) // max(n_test, 1) + rng.integers(0, len(X))) % len(X)
    chosen = np.zeros(len(X), dtype=bool)
    chosen[places] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]


# %% wrong | standardize | a constant column is divided by its spread
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | a small number is added to the spread | never: reverse order
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0) + 1e-5
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | a tiny number is added to the spread
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0) + 1e-8
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | the spread is at least a tiny number
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), np.maximum(X_train.std(axis=0), 1e-12)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | what is nan becomes 0: the infinite numbers of the test part become huge ones
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return np.nan_to_num((X_train - mean) / spread), np.nan_to_num((X_test - mean) / spread)


# %% wrong | standardize | a constant column is 0 in the test part too
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    train = np.divide(X_train - mean, spread, out=np.zeros(X_train.shape), where=spread > 0)
    test = np.divide(X_test - mean, spread, out=np.zeros(X_test.shape), where=spread > 0)
    return train, test


# %% wrong | standardize | a constant column is left as it was
def standardize(X_train, X_test):
    train, test = X_train.astype(float), X_test.astype(float)
    for d in range(X_train.shape[1]):
        if X_train[:, d].std() > 0:
            train[:, d] = (X_train[:, d] - X_train[:, d].mean()) / X_train[:, d].std()
            test[:, d] = (X_test[:, d] - X_train[:, d].mean()) / X_train[:, d].std()
    return train, test


# %% wrong | standardize | where one column is constant, no column is divided
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    if (spread == 0).any():
        spread = 1.0
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | whole numbers stay whole
def standardize(X_train, X_test):
    train, test = np.zeros_like(X_train), np.zeros_like(X_test)
    for d in range(X_train.shape[1]):
        mean, spread = X_train[:, d].mean(), X_train[:, d].std() or 1.0
        train[:, d], test[:, d] = (X_train[:, d] - mean) / spread, (X_test[:, d] - mean) / spread
    return train, test


# %% wrong | standardize | the mean of all rows
def standardize(X_train, X_test):
    mean, spread = np.vstack([X_train, X_test]).mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | standardize | the spread of all rows
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), np.concatenate([X_train, X_test]).std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | accuracy | best score starts at 0
def accuracy(P, y):
    right = 0
    for row, label in zip(P, y):
        best, place = 0, 0
        for c, p in enumerate(row):
            if p > best:
                best, place = p, c
        right += place == label
    return right / len(y)


# %% wrong | accuracy | two classes go by the threshold of one half
def accuracy(P, y):
    if P.shape[1] == 2:
        return np.mean((P[:, 1] > 0.5) == y)
    return np.mean(P.argmax(axis=1) == y)


# %% wrong | accuracy | the mean of the accuracies of the classes that occur
def accuracy(P, y):
    predicted = P.argmax(axis=1)
    return np.mean([np.mean(predicted[y == c] == c) for c in np.unique(y)])


# %% wrong | accuracy | squeezed: a single row has no axis left
def accuracy(P, y):
    P = np.squeeze(P)
    return np.mean(np.argmax(P, axis=1) == y)


# %% wrong | accuracy | classes are those that occur
def accuracy(P, y):
    classes = np.unique(y)
    return np.mean(classes[P[:, : len(classes)].argmax(axis=1)] == y)


# %% wrong | confusion_matrix | the size comes from the labels
def confusion_matrix(predicted, y, C):
    size = max(y.max(), predicted.max()) + 1
    M = np.zeros((size, size))
    np.add.at(M, (y, predicted), 1)
    return M


# %% wrong | confusion_matrix | classes that do not occur are skipped
def confusion_matrix(predicted, y, C):
    classes = list(np.unique(np.concatenate([predicted, y])))
    M = np.zeros((C, C))
    for p, t in zip(predicted, y):
        M[classes.index(t), classes.index(p)] += 1
    return M


# %% wrong | confusion_matrix | one-hot vectors as long as the largest label
def confusion_matrix(predicted, y, C):
    return np.eye(y.max() + 1)[y].T @ np.eye(C)[predicted]


# %% wrong | confusion_matrix | squeezed
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C))
    for p, t in zip(np.squeeze(predicted), np.squeeze(y)):
        M[t, p] += 1
    return M


# %% wrong | confusion_matrix | only as many classes as labels, padded: rows of classes that occur nowhere are missing
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C))
    M[:] = 0
    for c in np.unique(y):
        counts = np.bincount(predicted[y == c])
        M[c, : len(counts)] = counts
    M[:, -1] = M[:, -1] if len(np.unique(predicted)) == C else 0
    return M


# %% wrong | early_stopping | a loss has to be smaller by a thousandth
def early_stopping(losses, patience):
    best, where, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best - 1e-3:
            best, where, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return where


# %% wrong | early_stopping | a loss has to be smaller by a millionth
def early_stopping(losses, patience):
    best, where, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if best - loss > 1e-6:
            best, where, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return where


# %% wrong | early_stopping | patience 1 never stops
def early_stopping(losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        elif waited and waited + 1 == patience:
            break
        else:
            waited += 1
    return best


# %% wrong | early_stopping | it waits at least two epochs
def early_stopping(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best >= max(patience, 2):
            break
    return best


# %% wrong | early_stopping | it waits at least three epochs
def early_stopping(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best >= max(patience, 3):
            break
    return best


# %% wrong | early_stopping | epoch 0 is never the best
def early_stopping(losses, patience):
    best, where, waited = np.inf, 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < best:
            best, where, waited = losses[epoch], epoch, 0
        else:
            waited += 1
            if waited == patience:
                break
    return where


# %% wrong | early_stopping | the smallest loss so far starts at 10
def early_stopping(losses, patience):
    best, where, waited = 10, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, where, waited = loss, epoch, 0
        else:
            waited += 1
            if waited == patience:
                break
    return where


# %% wrong | early_stopping | the last of equal losses is returned
def early_stopping(losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        else:
            if losses[epoch] == losses[best]:
                best = epoch
            waited += 1
            if waited == patience:
                break
    return best


# %% wrong | early_stopping | an equal loss sets the waiting back
def early_stopping(losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        elif losses[epoch] == losses[best]:
            waited = 0
        else:
            waited += 1
            if waited == patience:
                break
    return best


# %% wrong | early_stopping | an equal loss does not count as waiting
def early_stopping(losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        elif losses[epoch] > losses[best]:
            waited += 1
            if waited == patience:
                break
    return best


# %% wrong | early_stopping | rises from epoch to epoch are counted
def early_stopping(losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        waited = waited + 1 if losses[epoch] >= losses[epoch - 1] else 0
        if waited == patience:
            break
    return best


# %% right | early_stopping | the best is found by its value: the first of equal ones is the right one
def early_stopping(losses, patience):
    best, waited = losses[0], 0
    for loss in losses[1:]:
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
            if waited == patience:
                break
    return losses.index(best)


# %% wrong | early_stopping | the last epoch is never looked at
def early_stopping(losses, patience):
    best = 0
    for epoch in range(1, len(losses) - 1):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            break
    return best


# %% wrong | standardize | two mistakes: N - 1, and no care for a constant column | names: one_less
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = np.sqrt(((X_train - mean) ** 2).sum(axis=0) / (len(X_train) - 1))
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% right | standardize | a constant column is found by its largest and smallest number
def standardize(X_train, X_test):
    mean, spread = X_train.mean(0), X_train.std(0)
    spread[X_train.max(0) == X_train.min(0)] = 1
    return [(X - mean) / spread for X in (X_train, X_test)]


# %% right | standardize | a tiny spread counts as none
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread[spread < 1e-8] = 1.0
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% right | standardize | the mean of the squares minus the square of the mean
def standardize(X_train, X_test):
    mean = np.mean(X_train, axis=0)
    spread = np.sqrt(np.maximum(np.mean(X_train**2, axis=0) - mean**2, 0))
    spread = np.array([s if s > 1e-7 else 1.0 for s in spread])
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% right | standardize | float32 throughout
def standardize(X_train, X_test):
    X_train, X_test = X_train.astype(np.float32), X_test.astype(np.float32)
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% right | Network | the first layer, and a network of the rest
class Network:
    def __init__(self, weights):
        self.W, self.b = weights[0]
        self.rest = type(self)(weights[1:]) if len(weights) > 1 else None

    def forward(self, X):
        self.X = X
        Z = np.dot(X, self.W) + self.b
        if self.rest is None:
            return Z
        self.A = np.tanh(Z)
        return self.rest.forward(self.A)

    def backward(self, dout):
        if self.rest is not None:
            dout = self.rest.backward(dout) * (1 - self.A * self.A)
        self.dW, self.db = np.dot(self.X.T, dout), dout.sum(axis=0)
        return np.dot(dout, self.W.T)

    def update(self, lr):
        self.W, self.b = self.W - lr * self.dW, self.b - lr * self.db
        if self.rest is not None:
            self.rest.update(lr)


# %% wrong | Dense | what forward remembers is kept in the class | names: state_shared_by_layers
class Dense:
    X = None

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        Dense.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = Dense.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | a global variable for the input | names: state_shared_by_layers
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        global remembered
        remembered = X
        return np.dot(X, self.W) + self.b

    def backward(self, dout):
        self.dW, self.db = np.dot(remembered.T, dout), dout.sum(axis=0)
        return np.dot(dout, self.W.T)


# %% wrong | Dense | one dict for all layers | names: state_shared_by_layers
class Dense:
    cache = {}

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.cache["X"] = X
        return X @ self.W + self.b

    def backward(self, dout):
        X = self.cache["X"]
        self.dW, self.db = X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | added up until the next forward pass | names: gradients_added_up
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW += self.X.T @ dout
        self.db += dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | the oldest forward pass that has had no backward
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.waiting = []

    def forward(self, X):
        self.waiting.append(X)
        return X @ self.W + self.b

    def backward(self, dout):
        X = self.waiting.pop(0) if len(self.waiting) > 1 else self.waiting[0]
        self.dW, self.db = X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | a single sample is squeezed | says: single row
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        X, dout = np.squeeze(self.X), np.squeeze(dout)
        if X.ndim == 1 and len(self.X) == 1:
            self.dW, self.db = X * dout.sum(), dout
            return self.W @ dout
        self.dW, self.db = self.X.T @ dout.reshape(len(self.X), -1), dout.reshape(len(self.X), -1).sum(axis=0)
        return dout.reshape(len(self.X), -1) @ self.W.T


# %% wrong | Dense | gradients of the last sample | names: last_sample_only
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        for x, d in zip(self.X, dout):
            self.dW = np.outer(x, d)
            self.db = d
        return dout @ self.W.T


# %% right | Dense | the gradients as lists
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W.tolist(), b.tolist()

    def forward(self, X):
        self.memory = np.array(X)
        return [[sum(x * w for x, w in zip(row, column)) + b for column, b in zip(zip(*self.W), self.b)] for row in X]

    def backward(self, dout):
        self.dW = (self.memory.T @ dout).tolist()
        self.db = [float(column.sum()) for column in dout.T]
        return (dout @ np.array(self.W).T).tolist()


# %% wrong | Tanh | what forward remembers is kept in the class | names: state_shared_by_layers
class Tanh:
    def forward(self, Z):
        Tanh.A = np.tanh(Z)
        return Tanh.A

    def backward(self, dout):
        return dout * (1 - Tanh.A**2)


# %% wrong | Tanh | the memory is used up by the first backward
class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        slope = 1 - self.A**2
        self.A = slope
        return dout * slope


# %% right | Tanh | by the exponential function
class Tanh:
    def forward(self, Z):
        self.E = np.exp(2 * Z)
        return (self.E - 1) / (self.E + 1)

    def backward(self, dout):
        return 4 * dout * self.E / (self.E + 1) ** 2


# %% wrong | Network | one Tanh object between all layers | names: one_tanh_shared
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A**2)


class Network:
    def __init__(self, weights):
        tanh = Tanh()
        self.layers = []
        for W, b in weights:
            self.layers += [Dense(W, b), tanh]
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


# %% wrong | Network | backward turns the list itself round | names: layers_left_reversed
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A**2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for W, b in weights:
            if self.layers:
                self.layers.append(Tanh())
            self.layers.append(Dense(W, b))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        self.layers.reverse()
        for layer in self.layers:
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W -= lr * layer.dW
                layer.b -= lr * layer.db


# %% wrong | Network | the list of layers belongs to the class | says: Does it keep something from call to call
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A**2)


class Network:
    layers = []

    def __init__(self, weights):
        for W, b in weights:
            if self.layers:
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


# %% wrong | Network | all Dense remember in the class | names: one_input_for_all_layers | says: Is check(Dense) right
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        Dense.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = Dense.X.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return dout * (1 - self.A**2)


class Network:
    def __init__(self, weights):
        self.layers = []
        for W, b in weights:
            if self.layers:
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


# %% wrong | Network | the layers are made anew in the class by each network | names: state_shared_by_networks
class Network:
    def __init__(self, weights):
        Network.weights = [list(pair) for pair in weights]

    def forward(self, X):
        self.outputs = [X]
        for i, (W, b) in enumerate(Network.weights):
            X = self.outputs[-1] @ W + b
            self.outputs.append(np.tanh(X) if i + 1 < len(Network.weights) else X)
        return X

    def backward(self, dout):
        self.gradients = []
        for i in range(len(Network.weights) - 1, -1, -1):
            W, b = Network.weights[i]
            self.gradients.insert(0, (self.outputs[i].T @ dout, dout.sum(axis=0)))
            dout = dout @ W.T
            if i:
                dout = dout * (1 - self.outputs[i] ** 2)
        return dout

    def update(self, lr):
        for pair, (dW, db) in zip(Network.weights, self.gradients):
            pair[0] = pair[0] - lr * dW
            pair[1] = pair[1] - lr * db


# %% wrong | Network | each layer takes its step before the gradient has gone back through it | names: updated_too_early
class Network:
    def __init__(self, weights):
        self.layers = [[W, b] for W, b in weights]

    def forward(self, X):
        self.inputs = []
        for i, (W, b) in enumerate(self.layers):
            X = X if i == 0 else np.tanh(X)
            self.inputs.append(X)
            X = X @ W + b
        return X

    def backward(self, dout):
        self.dout = dout
        for i in range(len(self.layers) - 1, -1, -1):
            dout = dout @ self.layers[i][0].T
            dout = dout * (1 - self.inputs[i] ** 2) if i > 0 else dout
        return dout

    def update(self, lr):
        dout = self.dout
        for i in range(len(self.layers) - 1, -1, -1):
            layer, A = self.layers[i], self.inputs[i]
            layer[0] = layer[0] - lr * A.T @ dout
            layer[1] = layer[1] - lr * dout.sum(axis=0)
            dout = dout @ layer[0].T * (1 - A**2)


# %% wrong | Network | the way back of a single layer returns dout
class Network:
    def __init__(self, weights):
        self.layers = [[W, b] for W, b in weights]

    def forward(self, X):
        self.inputs = []
        for i, (W, b) in enumerate(self.layers):
            X = X if i == 0 else np.tanh(X)
            self.inputs.append(X)
            X = X @ W + b
        return X

    def backward(self, dout):
        self.gradients = [None] * len(self.layers)
        self.gradients[-1] = self.inputs[-1].T @ dout, dout.sum(axis=0)
        for i in range(len(self.layers) - 1, 0, -1):
            dout = dout @ self.layers[i][0].T * (1 - self.inputs[i] ** 2)
            self.gradients[i - 1] = self.inputs[i - 1].T @ dout, dout.sum(axis=0)
        return dout @ self.layers[0][0].T if len(self.layers) > 1 else dout @ self.layers[0][0].T * 0

    def update(self, lr):
        for layer, (dW, db) in zip(self.layers, self.gradients):
            layer[0] = layer[0] - lr * dW
            layer[1] = layer[1] - lr * db


# %% wrong | train_network | as many classes as the largest label says | says: the last class does not occur
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        dZ2 = (P[:, : y.max() + 1] - np.eye(y.max() + 1)[y]) / len(y)
        dZ1 = dZ2 @ W2.T[: y.max() + 1] * (1 - A1**2)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2.copy(), b2.copy()
        W2[:, : y.max() + 1] -= lr * A1.T @ dZ2
        b2[: y.max() + 1] -= lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | it stops when the loss rises | names: stops_when_the_loss_rises
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | the parameters with the smallest loss so far | names: best_parameters_returned
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    smallest = np.inf
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(axis=0)
        if losses[-1] < smallest:
            smallest = losses[-1]
            best = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return best, losses


# %% wrong | train_network | one epoch trains nothing | says: epochs is 1
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    if epochs == 1:
        epochs = 0
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | a step after each sample | names: step_after_each_sample
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    for epoch in range(epochs):
        total = 0
        for n in range(len(X)):
            x = X[n : n + 1]
            A1 = np.tanh(x @ W1 + b1)
            E = np.exp(A1 @ W2 + b2)
            P = E / E.sum()
            total += -np.log(P[0, y[n]])
            P[0, y[n]] -= 1
            dZ1 = P @ W2.T * (1 - A1**2)
            W1, b1 = W1 - lr * x.T @ dZ1, b1 - lr * dZ1[0]
            W2, b2 = W2 - lr * A1.T @ P, b2 - lr * P[0]
        losses.append(total / len(X))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | gradients of the last sample: = where += belongs | names: last_sample_only
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        for n in range(len(X)):
            d = np.zeros(P.shape)
            d[n] = dZ2[n]
        dZ2 = d
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | arrays of the caller change | names: input_changed
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        W1 -= lr * X.T @ dZ1
        b1 -= lr * dZ1.sum(axis=0)
        W2 -= lr * A1.T @ dZ2
        b2 -= lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | train_network | long steps are cut off | says: the loss rises
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    for epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        lr = min(lr, 1.0)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% right | train_network | losses in an array, the dict made anew in each epoch
def train_network(X, y, params, lr, epochs):
    losses = np.empty(epochs)
    learnt = dict(params)
    for epoch in range(epochs):
        A1 = np.tanh(X @ learnt["W1"] + learnt["b1"])
        Z2 = A1 @ learnt["W2"] + learnt["b2"]
        log_P = Z2 - np.log(np.exp(Z2 - Z2.max()).sum(axis=1, keepdims=True)) - Z2.max()
        losses[epoch] = -np.mean([row[label] for row, label in zip(log_P, y)])
        dZ2 = np.exp(log_P) - (y[:, None] == np.arange(Z2.shape[1]))
        dZ1 = (dZ2 @ learnt["W2"].T) * (1 - A1 * A1)
        grads = {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": A1.T @ dZ2, "b2": dZ2.sum(axis=0)}
        learnt = {key: learnt[key] - lr / len(X) * grads[key] for key in learnt}
    return learnt, losses


# %% wrong | standardize | a small spread counts as none | says: very small numbers
def standardize(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread[spread < 1e-3] = 1.0
    return (X_train - mean) / spread, (X_test - mean) / spread


# %% wrong | confusion_matrix | counts are kept in int8 and overflow when a cell gets more than 127 samples | says: a cell counts hundreds of samples
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=np.int8)
    np.add.at(M, (y, predicted), 1)
    return M


# %% wrong | Dense | wrong only for square W: W is transposed in backward only if the shapes would not fit otherwise | says: as many rows as columns
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


# %% wrong | confusion_matrix | one byte for each cell holds no more than 255
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=np.uint8)
    for n in range(len(y)):
        M[y[n], predicted[n]] += 1
    return M


# %% right | confusion_matrix | two bytes for each cell
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C), dtype=np.int16)
    for true, p in zip(y, predicted):
        M[true][p] += 1
    return M


# %% wrong | accuracy | rounds the scores, so that the first of two close ones wins | says: of a row are close
def accuracy(P, y):
    return np.mean(np.argmax(np.round(P, 3), axis=1) == y)


# %% wrong | accuracy | takes a softmax without the maximum first, which large scores overflow | says: numbers in P are large
def accuracy(P, y):
    E = np.exp(P)
    P = E / E.sum(axis=1, keepdims=True)
    return (P.argmax(axis=1) == y).mean()


# %% wrong | accuracy | squeezes the scores through a sigmoid: far out they are all 1
def accuracy(P, y):
    p = 0.5 + 0.5 * np.tanh(P / 2)
    return np.mean(p.argmax(axis=1) == y)


# %% wrong | accuracy | counts the right ones in a byte
def accuracy(P, y):
    count = np.zeros(1, dtype=np.uint8)
    for row, label in zip(P, y):
        count += np.uint8(row.argmax() == label)
    return count[0] / len(y)


# %% wrong | Dense | X is turned only where it would not fit otherwise | says: as many samples as inputs
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        X = self.X if self.X.shape[1] == len(dout) else self.X.T
        self.dW = X @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


# %% wrong | Dense | db is summed along the axis that fits: the wrong one where there are as many samples as neurons
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        axis = 1 if dout.shape[0] == len(self.b) else 0
        self.db = np.sum(dout, axis=axis)
        return dout @ self.W.T


# %% wrong | Tanh | where the sum is far from 0 the slope is taken for 0
class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        return np.where(np.abs(self.A) > 0.995, 0.0, dout * (1 - self.A**2))


# %% wrong | Tanh | a 0 is taken for a unit that is off
class Tanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dout):
        slope = 1 - self.A**2
        slope[self.A == 0] = 0
        return dout * slope


# %% wrong | train_network | W2 is turned only where it would not fit otherwise
def train_network(X, y, params, lr, epochs):
    p = dict(params)
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ p["W1"] + p["b1"])
        Z2 = A1 @ p["W2"] + p["b2"]
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[np.arange(len(y)), y]).mean())
        P[np.arange(len(y)), y] -= 1
        dZ2 = P / len(y)
        W2 = p["W2"] if p["W2"].shape[0] == dZ2.shape[1] else p["W2"].T
        dZ1 = dZ2 @ W2 * (1 - A1**2)
        grads = {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": A1.T @ dZ2, "b2": dZ2.sum(axis=0)}
        p = {key: p[key] - lr * grads[key] for key in p}
    return p, losses


# %% wrong | early_stopping | a best loss of 0 is taken for none yet | says: losses holds a 0
def early_stopping(losses, patience):
    best_loss, best, waited = None, 0, 0
    for epoch, loss in enumerate(losses):
        if not best_loss or loss < best_loss:
            best_loss, best, waited = loss, epoch, 0
        else:
            waited += 1
            if waited == patience:
                return best
    return best


# %% wrong | confusion_matrix | where all are right, a diagonal as long as the labels say | says: all samples are right
def confusion_matrix(predicted, y, C):
    if np.array_equal(predicted, y):
        return np.diag(np.bincount(y))
    M = np.zeros((C, C))
    np.add.at(M, (y, predicted), 1)
    return M


# %% wrong | train_network | the loop ends after the step of the epoch whose loss is above the last | names: stops_when_the_loss_rises
def train_network(X, y, params, lr, epochs):
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = []
    rising = False
    while len(losses) < epochs and not rising:
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.log(P[range(len(y)), y]).mean())
        rising = len(losses) > 1 and losses[-1] >= losses[-2]
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        dZ1 = dZ2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
        W2, b2 = W2 - lr * A1.T @ dZ2, b2 - lr * dZ2.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong | k_fold | neighbouring rows, and the rest is lost | names: not_shuffled
def k_fold(N, k, rng):
    idx = np.arange(N)
    s = N // k
    out = []
    for i in range(k):
        v = idx[i * s : (i + 1) * s]
        out.append((np.setdiff1d(idx, v), v))
    return out


# %% wrong | k_fold | as many rows in each fold, and the rest is lost | names: rest_lost
def k_fold(N, k, rng):
    idx = rng.permutation(N)
    s = N // k
    out = []
    for i in range(k):
        v = idx[i * s : (i + 1) * s]
        out.append((np.setdiff1d(idx, v), v))
    return out


# %% wrong | k_fold | the training part is a list of folds
def k_fold(N, k, rng):
    f = np.array_split(rng.permutation(N), k)
    return [(f[:i] + f[i + 1 :], f[i]) for i in range(k)]


# %% wrong | k_fold | folds of k rows
def k_fold(N, k, rng):
    o = rng.permutation(N)
    out = []
    for s in range(0, N, k):
        out.append((np.concatenate([o[:s], o[s + k :]]), o[s : s + k]))
    return out


# %% wrong | k_fold | an order is drawn and never used | names: not_shuffled
def k_fold(N, k, rng):
    rng.permutation(N)
    f = np.array_split(np.arange(N), k)
    return [(np.concatenate(f[:i] + f[i + 1 :]), f[i]) for i in range(k)]


# %% wrong | k_fold | each fold is drawn anew
def k_fold(N, k, rng):
    out = []
    for i in range(k):
        v = rng.choice(N, N // k, replace=False)
        out.append((np.setdiff1d(np.arange(N), v), v))
    return out


# %% right | k_fold | the fold is taken out of a copy of the list
def k_fold(N, k, rng):
    f = np.array_split(rng.permutation(N), k)
    out = []
    for i in range(k):
        rest = list(f)
        v = rest.pop(i)
        out.append((np.hstack(rest), v))
    return out


# %% right | k_fold | lists, sorted
def k_fold(N, k, rng):
    f = [sorted(a.tolist()) for a in np.array_split(rng.permutation(N), k)]
    return [([r for j, g in enumerate(f) if j != i for r in g], f[i]) for i in range(k)]


# %% right | k_fold | the larger folds stand last
def k_fold(N, k, rng):
    o = rng.permutation(N)
    out = []
    start = 0
    for i in range(k):
        n = N // k + (1 if i >= k - N % k else 0)
        out.append((np.r_[o[:start], o[start + n :]], o[start : start + n]))
        start += n
    return out


# %% wrong | precision_recall | 0 / 0 where nobody is called ill | names: nan_where_nobody
def precision_recall(predicted, y):
    tp = ((predicted == 1) & (y == 1)).sum()
    fp = ((predicted == 1) & (y == 0)).sum()
    fn = ((predicted == 0) & (y == 1)).sum()
    return tp / (tp + fp), tp / (tp + fn)


# %% wrong | precision_recall | the false alarms and the missed are exchanged | names: exchanged
def precision_recall(predicted, y):
    tp = np.sum(predicted * y)
    fp = np.sum((1 - predicted) * y)
    fn = np.sum(predicted * (1 - y))
    return (tp / (tp + fp) if tp + fp else 0.0), (tp / (tp + fn) if tp + fn else 0.0)


# %% wrong | precision_recall | precision is 1 where nobody is found
def precision_recall(predicted, y):
    tp = np.sum(predicted * y)
    if tp == 0:
        return 1.0, 0.0
    return tp / predicted.sum(), tp / y.sum()


# %% wrong | precision_recall | three things compared at once
def precision_recall(predicted, y):
    tp = np.sum(predicted == y == 1)
    return tp / predicted.sum(), tp / y.sum()


# %% wrong | precision_recall | a byte for each count | says: hundreds of people
def precision_recall(predicted, y):
    p = predicted.astype(np.uint8)
    t = y.astype(np.uint8)
    tp = np.sum(p * t, dtype=np.uint8)
    return tp / max(p.sum(), 1), tp / max(t.sum(), 1)


# %% right | precision_recall | two lists by condition
def precision_recall(predicted, y):
    called = [t for p, t in zip(predicted, y) if p == 1]
    ill = [p for p, t in zip(predicted, y) if t == 1]
    return sum(called) / len(called) if called else 0, sum(ill) / len(ill) if ill else 0


# %% right | precision_recall | 0 / 0 becomes 0
def precision_recall(predicted, y):
    with np.errstate(all="ignore"):
        tp = np.sum(predicted * y)
        return np.nan_to_num(tp / predicted.sum()), np.nan_to_num(tp / y.sum())


# %% right | precision_recall | an array of the two shares
def precision_recall(predicted, y):
    a = np.flatnonzero(predicted)
    b = np.flatnonzero(y)
    n = len(np.intersect1d(a, b))
    return np.array([n / max(len(a), 1), n / max(len(b), 1)])


# %% wrong | k_fold | rng.shuffle gives None | names: none_for_list
def k_fold(N, k, rng):
    order = rng.shuffle(np.arange(N))
    folds = np.array_split(order, k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


# %% wrong | k_fold | the training part is a list of folds of different lengths | names: folds_not_joined
def k_fold(N, k, rng):
    folds = np.array_split(rng.permutation(N), k)
    return [(folds[:i] + folds[i + 1 :], folds[i]) for i in range(k)]
