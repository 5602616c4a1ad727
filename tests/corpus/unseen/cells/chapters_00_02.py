# %% wrong | double | doubles the caller's array in place (x *= 2); the returned values are right
def double(x):
    x *= 2
    return x


# %% wrong | double | makes a Python list of x, so * 2 repeats the entries (twice as long) instead of doubling each
def double(x):
    values = list(x)
    return np.array(values * 2)


# %% wrong | double | x + abs(x) is twice x only for positive numbers; negative numbers become 0
def double(x):
    return x + np.abs(x)


# %% wrong | double | the result is kept in an integer array, so the decimals are cut off (0.5 gives 1 still, but 0.3 gives 0)
def double(x):
    out = np.zeros(x.shape, dtype=int)
    for i, v in enumerate(x):
        out[i] = 2 * v
    return out


# %% right | double | in-place work on a copy, with a float32 factor that is exact
def double(x: np.ndarray, factor=np.float32(2)) -> np.ndarray:
    out = np.array(x, dtype=np.float64, copy=True)
    out *= factor
    return out


# %% right | double | divides by one half, as a lambda, with another parameter name
double = lambda arr: np.asarray(arr) / 0.5


# %% wrong | row_means | axis=0 gives the means of the columns
def row_means(X):
    return X.mean(axis=0)


# %% wrong | row_means | the row sums are divided by the number of rows (len(X)) instead of the number of columns
def row_means(X):
    return X.sum(axis=1) / len(X)


# %% wrong | row_means | midrange: the mean of the smallest and the largest of the row only, other entries are not counted
def row_means(X):
    return (X.min(axis=1) + X.max(axis=1)) / 2


# %% wrong | row_means | squeeze turns the result into a plain number (shape () instead of (1,)) when X has only one row
def row_means(X):
    return np.squeeze(np.mean(X, axis=1, keepdims=True))


# %% wrong | row_means | running mean (m + v) / 2, which gives later entries far more weight than earlier ones
def row_means(X):
    out = np.zeros(len(X))
    for i in range(len(X)):
        m = X[i, 0]
        for v in X[i, 1:]:
            m = (m + v) / 2
        out[i] = m
    return out


# %% wrong | row_means | divides by the count of the nonzero entries, so rows that contain a 0 are wrong
def row_means(X):
    return X.sum(axis=1) / np.maximum(np.count_nonzero(X, axis=1), 1)


# %% wrong | row_means | remembers results by the shape of X, so a second call with other numbers of the same shape returns the old means
_seen = {}
def row_means(X):
    if X.shape not in _seen:
        _seen[X.shape] = X.mean(axis=1)
    return _seen[X.shape].copy()


# %% right | row_means | matrix product with a vector of 1 / D
def row_means(X):
    D = X.shape[1]
    return X @ np.full(D, 1 / D)


# %% right | row_means | incremental mean m += (v - m) / k, returns a plain list of floats
def row_means(X):
    result = []
    for row in X:
        m = 0.0
        for k, v in enumerate(row, start=1):
            m += (v - m) / k
        result.append(m)
    return result


# %% wrong | weighted_sum | divides by the sum of the weights: a weighted mean instead of a weighted sum
def weighted_sum(x, w):
    return np.sum(x * w) / np.sum(w)


# %% wrong | weighted_sum | return is indented into the loop: only the first product is returned
def weighted_sum(x, w):
    s = 0
    for xi, wi in zip(x, w):
        s += xi * wi
        return s


# %% wrong | weighted_sum | puts the pairs into a dict with x as key, so of equal numbers in x only the last one counts
def weighted_sum(x, w):
    pairs = dict(zip(x, w))
    return sum(value * weight for value, weight in pairs.items())


# %% wrong | weighted_sum | sums a set of the products, so equal products are counted only once
def weighted_sum(x, w):
    return sum({a * b for a, b in zip(x, w)})


# %% wrong | weighted_sum | a zero weight breaks off the loop (break in place of continue), so the pairs after it are lost
def weighted_sum(x, w):
    s = 0.0
    for a, b in zip(x, w):
        if b == 0:
            break
        s += a * b
    return s


# %% wrong | weighted_sum | total is a global that is never reset, so a second call still holds the sum of the first
total = 0.0
def weighted_sum(x, w):
    global total
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


# %% wrong | weighted_sum | the sum is rounded to two decimals, like a price
def weighted_sum(x, w):
    return round(float(x @ w), 2)


# %% right | weighted_sum | recursion over the first pair and the rest
def weighted_sum(x, w):
    if len(x) == 0:
        return 0.0
    return x[0] * w[0] + weighted_sum(x[1:], w[1:])


# %% right | weighted_sum | trace of the outer product
def weighted_sum(x, w):
    return np.trace(np.outer(x, w))


# %% wrong | add_bias | out = Z is no copy, so the loop writes into the caller's Z
def add_bias(Z, b):
    out = Z
    for i in range(len(out)):
        out[i] = out[i] + b
    return out


# %% wrong | add_bias | b is made a column, so it is added down the rows: fails unless N == M, and then gives wrong values
def add_bias(Z, b):
    return Z + b.reshape(-1, 1)


# %% wrong | add_bias | only when Z is square (N == M) b is added to every column instead of every row
def add_bias(Z, b):
    if Z.shape[0] == b.shape[0]:
        return Z + b[:, np.newaxis]
    return Z + b


# %% wrong | add_bias | a view in place of a copy (Z[:]), so Z of the caller is changed
def add_bias(Z, b):
    out = Z[:]
    out += b
    return out


# %% wrong | add_bias | b grows along the rows: row i gets (i + 1) times b since the bias is accumulated, right for one row only
def add_bias(Z, b):
    rows = []
    add = np.zeros_like(b)
    for row in Z:
        add = add + b
        rows.append(row + add)
    return np.array(rows)


# %% right | add_bias | Z with a column of ones times the identity with b below it
def add_bias(Z, b):
    N, M = Z.shape
    left = np.hstack([Z, np.ones((N, 1))])
    right = np.vstack([np.eye(M), b])
    return left @ right


# %% right | add_bias | nested list comprehension, returns a list of lists
def add_bias(Z, b):
    return [[z + bj for z, bj in zip(row, b)] for row in Z]


# %% wrong | predict_shape | the shape with rows and columns exchanged
def predict_shape():
    return (3, 4)


# %% right | predict_shape | asks NumPy
def predict_shape():
    return np.broadcast_shapes((4, 3), (3,))


# %% wrong | predict_sum | the minus of the weight -0.25 was lost: 1 - 1 + 0.75 + 0.4
def predict_sum():
    return 1.15


# %% right | predict_sum | leaves the arithmetic to Python
def predict_sum():
    return 2 * 0.5 + (-1) * 1 + 3 * (-0.25) + 0.4


# %% wrong | neuron | the bias is added inside the loop, once for each input (D times b)
def neuron(x, w, b):
    z = 0
    for i in range(len(x)):
        z += x[i] * w[i] + b
    return z


# %% wrong | neuron | np.sum encloses the bias as well, so b is counted D times
def neuron(x, w, b):
    return np.sum(x * w + b)


# %% wrong | neuron | only the first two inputs are used (hard-coded), further ones are ignored
def neuron(x, w, b):
    x1, x2 = x[0], x[1]
    w1, w2 = w[0], w[1]
    return x1 * w1 + x2 * w2 + b


# %% wrong | neuron | returns 0 without the bias when all inputs are 0; otherwise right
def neuron(x, w, b):
    if not np.any(x):
        return 0.0
    return float(x @ w + b)


# %% wrong | neuron | the bias is put in front of w but the 1 at the end of x, so every weight meets the wrong input
def neuron(x, w, b):
    xx = np.append(x, 1.0)
    ww = np.insert(w, 0, b)
    return xx @ ww


# %% wrong | neuron | the bias is added only when it is positive (if b > 0), so negative biases are dropped
def neuron(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w))
    if b > 0:
        z += b
    return z


# %% wrong | neuron | parameters in another order (b first), so x is taken as bias and b as weights
def neuron(b, x, w):
    return sum(xi * wi for xi, wi in zip(x, w)) + b


# %% right | neuron | augmented vectors: a 1 appended to x, b appended to w
def neuron(x, w, b):
    return np.append(x, 1.0) @ np.append(w, b)


# %% right | neuron | built-in sum with b as its start value
def neuron(inputs, weights, bias):
    return sum((i * wt for i, wt in zip(inputs, weights)), bias)


# %% right | neuron | convolution with the reversed weights
def neuron(x, w, b):
    return np.convolve(x, w[::-1], mode="valid")[0] + b


# %% wrong | step | fires at z = 0 as well (>= in place of >)
def step(z):
    return np.where(z >= 0, 1.0, 0.0)


# %% wrong | step | (sign + 1) / 2 gives 0.5 at z = 0
def step(z):
    return (np.sign(z) + 1) / 2


# %% wrong | step | the method astype does not exist on the bool of a plain Python number; arrays are right
def step(z):
    return (z > 0).astype(float)


# %% wrong | step | writes the answers into the caller's array; the returned values are right
def step(z):
    if np.isscalar(z):
        return 1.0 if z > 0 else 0.0
    fires = z > 0
    z[fires] = 1.0
    z[~fires] = 0.0
    return z


# %% wrong | step | the loop goes over the first axis only, so a matrix raises a ValueError; numbers and vectors are right
def step(z):
    if np.isscalar(z):
        return 1.0 if z > 0 else 0.0
    return np.array([1.0 if v > 0 else 0.0 for v in z])


# %% wrong | step | atleast_1d makes the answer for one number an array of shape (1,)
def step(z):
    z = np.atleast_1d(z)
    return np.where(z > 0, 1.0, 0.0)


# %% wrong | step | a tolerance of 0.01: small positive sums do not fire
def step(z, eps=1e-2):
    return np.where(z > eps, 1.0, 0.0)


# %% wrong | step | z is cut to whole numbers first, so sums between 0 and 1 do not fire
def step(z):
    return np.where(np.asarray(z).astype(int) > 0, 1.0, 0.0)


# %% right | step | np.heaviside with 0 at z = 0
def step(z):
    return np.heaviside(z, 0.0)


# %% right | step | np.ceil of z clipped to 0..1
def step(z):
    return np.ceil(np.clip(z, 0, 1))


# %% right | step | np.vectorize of a one-number function, whole numbers as result
def step(z):
    def one(v):
        if v > 0:
            return 1
        return 0
    return np.vectorize(one, otypes=[int])(z)


# %% right | step | recursion over nested rows, with lists as an intermediate form
def step(z):
    if np.ndim(z) == 0:
        return 1.0 if z > 0 else 0.0
    return np.array([step(part) for part in z])


# %% wrong | nand_neuron | b = 1 puts the rows 0, 1 and 1, 0 exactly on the line (z = 0), where the neuron stays silent
def nand_neuron():
    w = np.array([-1.0, -1.0])
    b = 1.0
    return w, b


# %% wrong | nand_neuron | the bias is returned first and w second
def nand_neuron():
    w = np.array([-1.0, -1.0])
    b = 1.5
    return b, w


# %% wrong | nand_neuron | computes NOR: the bias is too small, so 0, 1 and 1, 0 are silent
def nand_neuron():
    return np.array([-2.0, -2.0]), 1.0


# %% wrong | nand_neuron | the weights are a (2, 1) column instead of a vector (2,)
def nand_neuron():
    w = np.array([[-1.0], [-1.0]])
    return w, 1.5


# %% right | nand_neuron | unequal weights, with 1, 1 exactly on the line (z = 0 stays silent)
def nand_neuron():
    return np.array([-2.0, -1.0]), 3.0


# %% right | nand_neuron | learnt by the perceptron rule inside the function
def nand_neuron():
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    t = [1, 1, 1, 0]
    w, b = np.zeros(2), 0.0
    for _ in range(50):
        for x, y in zip(X, t):
            e = float(x @ w + b > 0) - y
            w = w - 0.5 * e * x
            b = b - 0.5 * e
    return w, b


# %% wrong | neuron_backward | dw and dx are returned in the wrong order
def neuron_backward(dout, x, w):
    dw = dout * x
    dx = dout * w
    db = dout
    return dw, dx, db


# %% wrong | neuron_backward | dout is forgotten in db (db = 1)
def neuron_backward(dout, x, w):
    dx = dout * w
    dw = dout * x
    db = 1.0
    return dx, dw, db


# %% wrong | neuron_backward | db is dout times the number of inputs
def neuron_backward(dout, x, w):
    dx, dw, db = [], [], 0
    for xi, wi in zip(x, w):
        dx.append(dout * wi)
        dw.append(dout * xi)
        db += dout
    return np.array(dx), np.array(dw), db


# %% wrong | neuron_backward | aliases: multiplies the caller's x and w by dout in place; the returned values are right
def neuron_backward(dout, x, w):
    dx = w
    dx *= dout
    dw = x
    dw *= dout
    return dx, dw, dout


# %% wrong | neuron_backward | for dout = 0 plain zeros are returned for dx and dw instead of vectors (D,)
def neuron_backward(dout, x, w):
    if dout == 0:
        return 0.0, 0.0, 0.0
    return dout * w, dout * x, dout


# %% wrong | neuron_backward | dw is divided by the number of inputs (mean in place of the plain product)
def neuron_backward(dout, x, w):
    n = len(x)
    dw = dout * x / n
    dx = dout * w
    return dx, dw, dout


# %% wrong | neuron_backward | db is multiplied by z: dout * (x @ w) instead of dout; and dx and dw are exchanged
def neuron_backward(dout, x, w):
    z = x @ w
    return dout * x, dout * w, dout * z


# %% wrong | neuron_backward | dout is clipped to the range -1 to 1, so larger values are wrong
def neuron_backward(dout, x, w):
    dout = max(-1.0, min(1.0, dout))
    return dout * w, dout * x, dout


# %% right | neuron_backward | einsum, and a list in place of a tuple
def neuron_backward(dout, x, w):
    dx = np.einsum(",i->i", dout, w)
    dw = np.einsum(",i->i", dout, x)
    return [dx, dw, dout * 1.0]


# %% right | neuron_backward | finite differences with a step of 1, which are exact since z is linear
def neuron_backward(dout, x, w):
    def z(x, w, b):
        return float(np.dot(x, w)) + b
    D = len(x)
    e = np.eye(D)
    dx = np.array([dout * (z(e[i], w, 0.0) - z(0 * e[i], w, 0.0)) for i in range(D)])
    dw = np.array([dout * (z(x, e[i], 0.0) - z(x, 0 * e[i], 0.0)) for i in range(D)])
    db = dout * (z(x, w, 1.0) - z(x, w, 0.0))
    return dx, dw, db


# %% right | neuron_backward | namedtuple, local slopes named first, then the chain rule
from collections import namedtuple
Grads = namedtuple("Grads", "dx dw db")
def neuron_backward(dL_dz, x, w):
    dz_dx, dz_dw, dz_db = w, x, 1
    return Grads(dL_dz * dz_dx, dL_dz * dz_dw, dL_dz * dz_db)


# %% wrong | train_neuron | w[:] is a view of a NumPy array and no copy, so the caller's w is changed
def train_neuron(X, y, w, b, lr, epochs):
    weights = w[:]
    bias = b
    for _ in range(epochs):
        for x, t in zip(X, y):
            err = float(x @ weights + bias > 0) - t
            weights -= lr * err * x
            bias -= lr * err
    return weights, bias


# %% wrong | train_neuron | one step per epoch with the gradients of all samples summed (batch), not one step after each sample
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        A = np.where(X @ w + b > 0, 1.0, 0.0)
        dout = A - y
        w = w - lr * X.T @ dout
        b = b - lr * dout.sum()
    return w, b


# %% wrong | train_neuron | the outputs are computed once at the start of each epoch, so later samples use stale weights
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        outputs = (X @ w + b > 0).astype(float)
        for i in range(len(X)):
            d = outputs[i] - y[i]
            w = w - lr * d * X[i]
            b = b - lr * d
    return w, b


# %% wrong | train_neuron | the threshold uses >= 0, so a sum of exactly 0 fires
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            a = 1.0 if xi @ w + b >= 0 else 0.0
            dout = a - yi
            w = w - lr * dout * xi
            b = b - lr * dout
    return w, b


# %% wrong | train_neuron | the bias step leaves out the learning rate (right only for lr = 1)
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            dout = (1.0 if xi @ w + b > 0 else 0.0) - yi
            w = w - lr * dout * xi
            b = b - dout
    return w, b


# %% wrong | train_neuron | starts from zeros and ignores the start values w and b that are passed in
def train_neuron(X, y, w, b, lr, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            dout = (1.0 if xi @ w + b > 0 else 0.0) - yi
            w = w - lr * dout * xi
            b = b - lr * dout
    return w, b


# %% wrong | train_neuron | off by one: range(1, epochs) trains one epoch too few
def train_neuron(X, y, w, b, lr, epochs):
    for e in range(1, epochs):
        for k in range(len(y)):
            a = float(X[k] @ w + b > 0)
            dout = a - y[k]
            dw, db = dout * X[k], dout
            w, b = w - lr * dw, b - lr * db
    return w, b


# %% wrong | train_neuron | stops the whole training at the first sample that is right
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            a = 1.0 if xi @ w + b > 0 else 0.0
            if a == yi:
                return w, b
            w = w - lr * (a - yi) * xi
            b = b - lr * (a - yi)
    return w, b


# %% wrong | train_neuron | the output is computed again after w was updated, so the bias gets the error of the new w
def train_neuron(X, y, w, b, lr, epochs):
    def out(x):
        return 1.0 if x @ w + b > 0 else 0.0
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            w = w - lr * (out(xi) - yi) * xi
            b = b - lr * (out(xi) - yi)
    return w, b


# %% wrong | train_neuron | learns only from samples that should have fired (a = 0, y = 1); false alarms are never corrected
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            a = 1.0 if xi @ w + b > 0 else 0.0
            if yi > a:
                w = w + lr * xi
                b = b + lr
    return w, b


# %% wrong | train_neuron | returns the weights of the epoch with the fewest mistakes (pocket) instead of the last ones
def train_neuron(X, y, w, b, lr, epochs):
    best = (len(X) + 1, w, b)
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            dout = (1.0 if xi @ w + b > 0 else 0.0) - yi
            w = w - lr * dout * xi
            b = b - lr * dout
        wrong = np.sum((X @ w + b > 0) != (y > 0))
        if wrong < best[0]:
            best = (wrong, w, b)
    return best[1], best[2]


# %% wrong | train_neuron | keeps the learnt weights in a dict from call to call, so a second call goes on from the first one's result
memory = {}
def train_neuron(X, y, w, b, lr, epochs):
    w, b = memory.get(X.shape[1], (w, b))
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            dout = (1.0 if xi @ w + b > 0 else 0.0) - yi
            w = w - lr * dout * xi
            b = b - lr * dout
    memory[X.shape[1]] = (w, b)
    return w, b


# %% wrong | train_neuron | the bias is left out of the sum when the output is computed, though it is updated
def train_neuron(X, y, w, b, lr, epochs):
    w = w.copy()
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            a = 1.0 if np.dot(xi, w) > 0 else 0.0
            delta = lr * (a - yi)
            w -= delta * xi
            b -= delta
    return w, b


# %% right | train_neuron | steps only where the output is wrong, and stops early after an epoch without a mistake
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        mistakes = 0
        for x, target in zip(X, y):
            fired = np.dot(x, w) + b > 0
            if fired and target == 0:
                w, b = w - lr * x, b - lr
                mistakes += 1
            elif not fired and target == 1:
                w, b = w + lr * x, b + lr
                mistakes += 1
        if mistakes == 0:
            break
    return w, b


# %% right | train_neuron | augmented: the bias is the last weight, with an input that is always 1
def train_neuron(X, y, w, b, lr, epochs):
    Xa = np.column_stack([X, np.ones(len(X))])
    v = np.concatenate([w, [b]])
    for _ in range(epochs):
        for xa, t in zip(Xa, y):
            a = 1.0 if xa @ v > 0 else 0.0
            v = v - lr * (a - t) * xa
    return v[:-1], v[-1]


# %% right | train_neuron | one flat loop with the index modulo N, errors as t - a with a plus
def train_neuron(X, y, w, b, lr, epochs):
    n = len(X)
    for k in range(epochs * n):
        i = k % n
        prediction = int(w @ X[i] + b > 0)
        error = y[i] - prediction
        w = w + lr * error * X[i]
        b = b + lr * error
    return w, b


# %% right | train_neuron | a class of the student's own in the style of the well-known Perceptron (fit, predict)
class Perceptron:
    def __init__(self, w, b, eta):
        self.w_ = np.copy(w)
        self.b_ = b
        self.eta = eta

    def net_input(self, x):
        return np.dot(x, self.w_) + self.b_

    def predict(self, x):
        return np.where(self.net_input(x) > 0.0, 1, 0)

    def fit(self, X, y, n_iter):
        for _ in range(n_iter):
            for xi, target in zip(X, y):
                update = self.eta * (target - self.predict(xi))
                self.w_ = self.w_ + update * xi
                self.b_ = self.b_ + update
        return self

def train_neuron(X, y, w, b, lr, epochs):
    p = Perceptron(w, b, lr).fit(X, y, epochs)
    return p.w_, p.b_


# %% wrong | predict_xor | says 2: the best neuron gets three rows right
def predict_xor():
    return 2


# %% wrong | neurons_to_layer | reshape(D, M) in place of a transpose mixes the weights of the neurons
def neurons_to_layer(neurons):
    W = np.array([n[0] for n in neurons])
    M, D = W.shape
    return W.reshape(D, M), np.array([n[1] for n in neurons])


# %% wrong | neurons_to_layer | squeeze turns W into a vector when there is only one neuron (or only one input)
def neurons_to_layer(neurons):
    W = np.array([w for w, _ in neurons]).T
    b = np.array([bias for _, bias in neurons])
    return np.squeeze(W), b


# %% wrong | neurons_to_layer | pops the neurons from the caller's list, which is empty afterwards; the returned values are right
def neurons_to_layer(neurons):
    columns, biases = [], []
    while neurons:
        w, bias = neurons.pop(0)
        columns.append(w)
        biases.append(bias)
    return np.stack(columns, axis=1), np.array(biases)


# %% wrong | neurons_to_layer | transposes only when there are more neurons than inputs, so W is the wrong way round for M <= D
def neurons_to_layer(neurons):
    W = np.array([w for w, _ in neurons])
    b = np.array([bias for _, bias in neurons])
    if W.shape[0] > W.shape[1]:
        W = W.T
    return W, b


# %% wrong | neurons_to_layer | collects the neurons in a dict with the bias as key, so neurons with equal biases overwrite each other
def neurons_to_layer(neurons):
    table = {bias: w for w, bias in neurons}
    return np.array(list(table.values())).T, np.array(list(table.keys()))


# %% wrong | neurons_to_layer | the biases are written into an integer array, so their decimals are cut off
def neurons_to_layer(neurons):
    M, D = len(neurons), len(neurons[0][0])
    W = np.zeros((D, M))
    b = np.zeros(M, dtype=int)
    for m, (w, bias) in enumerate(neurons):
        W[:, m] = w
        b[m] = bias
    return W, b


# %% wrong | neurons_to_layer | all neurons get the bias of the last one (the loop variable is used after the loop)
def neurons_to_layer(neurons):
    cols = []
    for w, bias in neurons:
        cols.append(w)
    return np.column_stack(cols), np.full(len(neurons), bias)


# %% right | neurons_to_layer | filled entry by entry in a double loop
def neurons_to_layer(neurons):
    M = len(neurons)
    D = len(neurons[0][0])
    W = np.empty((D, M))
    b = np.empty(M)
    for m in range(M):
        w, bias = neurons[m]
        for d in range(D):
            W[d][m] = w[d]
        b[m] = bias
    return W, b


# %% right | neurons_to_layer | one matrix with the bias below the weights, split at the end
def neurons_to_layer(neurons):
    full = np.array([[*w, bias] for w, bias in neurons]).T
    return full[:-1], full[-1]


# %% right | neurons_to_layer | plain lists: rows of W as lists by zip of the weight vectors
def neurons_to_layer(neurons):
    W = [list(row) for row in zip(*(w for w, _ in neurons))]
    return W, [bias for _, bias in neurons]


# %% wrong | predict_layer_shape | (3, 2): that is the shape of W, not of the output
def predict_layer_shape():
    return (3, 2)


# %% wrong | dense_forward | W is transposed (X @ W.T), which fits only if W is square and is wrong then
def dense_forward(X, W, b):
    return X @ W.T + b


# %% wrong | dense_forward | the bias is added to the weights first: X @ (W + b)
def dense_forward(X, W, b):
    return X @ (W + b)


# %% wrong | dense_forward | the bias is added inside the innermost loop, so it is counted D times
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(D):
                Z[n, m] += X[n, d] * W[d, m] + b[m]
    return Z


# %% wrong | dense_forward | the output for one neuron (M = 1) is flattened to (N,) instead of (N, 1)
def dense_forward(X, W, b):
    Z = np.dot(X, W) + b
    if Z.shape[1] == 1:
        Z = Z.ravel()
    return Z


# %% wrong | dense_forward | when N == M the bias is taken as a column, so each sample gets one bias instead of each neuron
def dense_forward(X, W, b):
    Z = X @ W
    if len(Z) == len(b):
        return Z + b[:, None]
    return Z + b


# %% wrong | dense_forward | samples that are all 0 are skipped, so their row lacks the bias
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for i, x in enumerate(X):
        if not x.any():
            continue
        Z[i] = x @ W + b
    return Z


# %% wrong | dense_forward | works in batches of 4 and drops the last incomplete batch, whose rows stay 0
def dense_forward(X, W, b, batch=4):
    Z = np.zeros((len(X), W.shape[1]))
    for k in range(len(X) // batch):
        rows = slice(k * batch, (k + 1) * batch)
        Z[rows] = X[rows] @ W + b
    return Z


# %% wrong | dense_forward | computes in float16, which keeps only about three digits
def dense_forward(X, W, b):
    X, W, b = (a.astype(np.float16) for a in (X, W, b))
    return (X @ W + b).astype(float)


# %% wrong | dense_forward | the result is transposed: (M, N), one row for each neuron
def dense_forward(X, W, b):
    return W.T @ X.T + b[:, None]


# %% right | dense_forward | a column of ones on X and the bias as a further row of W
def dense_forward(X, W, b):
    Xb = np.c_[X, np.ones(X.shape[0])]
    Wb = np.r_[W, b[np.newaxis, :]]
    return Xb @ Wb


# %% right | dense_forward | nested list comprehension over samples and columns, returns lists
def dense_forward(X, W, b):
    return [[sum(xi * wi for xi, wi in zip(x, col)) + bias for col, bias in zip(W.T, b)] for x in X]


# %% right | dense_forward | batches with a correct last incomplete batch
def dense_forward(X, W, b, batch=4):
    parts = []
    for start in range(0, len(X), batch):
        parts.append(X[start:start + batch] @ W + b)
    return np.concatenate(parts)


# %% right | dense_forward | starts from the repeated bias and adds one outer product for each input
def dense_forward(X, W, b):
    Z = np.tile(b, (X.shape[0], 1)).astype(float)
    for d in range(X.shape[1]):
        Z += np.outer(X[:, d], W[d])
    return Z


# %% wrong | one_hot | labels taken as starting at 1 (y - 1): class 0 wraps round to the last column
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), y - 1] = 1
    return Y


# %% wrong | one_hot | ignores C and uses y.max() + 1 columns, too few when the last class does not occur
def one_hot(y, C):
    return np.eye(np.max(y) + 1)[y]


# %% wrong | one_hot | [[0] * C] * N repeats one and the same row N times, so all rows collect all ones
def one_hot(y, C):
    Y = [[0] * C] * len(y)
    for i, label in enumerate(y):
        Y[i][label] = 1
    return np.array(Y)


# %% wrong | one_hot | the labels are renumbered by np.unique, so labels shift to the left when a lower class does not occur
def one_hot(y, C):
    classes, index = np.unique(y, return_inverse=True)
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), index] = 1
    return Y


# %% wrong | one_hot | if label: is false for label 0, so the rows of class 0 stay all 0
def one_hot(y, C):
    rows = []
    for label in y:
        row = np.zeros(C)
        if label:
            row[label] = 1
        rows.append(row)
    return np.array(rows)


# %% wrong | one_hot | squeeze gives (C,) instead of (1, C) for a single label
def one_hot(y, C):
    return np.squeeze(np.eye(C)[y])


# %% wrong | one_hot | the matrix is kept in a default argument and never cleared, so a second call of the same size still holds the old ones
def one_hot(y, C, buffers={}):
    key = (len(y), C)
    if key not in buffers:
        buffers[key] = np.zeros(key)
    Y = buffers[key]
    Y[np.arange(len(y)), y] = 1
    return Y.copy()


# %% wrong | one_hot | skips a label that equals the one before it, so the second of two equal neighbours has a row of zeros
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    previous = -1
    for i, label in enumerate(y):
        if label == previous:
            continue
        Y[i, label] = 1
        previous = label
    return Y


# %% right | one_hot | rows of the identity matrix, float32 (0 and 1 are exact)
def one_hot(y, C):
    return np.eye(C, dtype=np.float32)[y]


# %% right | one_hot | flat index into a long vector that is reshaped
def one_hot(labels, num_classes):
    n = len(labels)
    flat = np.zeros(n * num_classes)
    flat[np.arange(n) * num_classes + labels] = 1.0
    return flat.reshape(n, num_classes)


# %% right | one_hot | list of lists of Python numbers
def one_hot(y, C):
    return [[1 if c == label else 0 for c in range(C)] for label in y]


# %% wrong | network_forward | every layer gets X instead of the output of the layer before
def network_forward(X, layers, activation):
    for W, b in layers:
        A = activation(X @ W + b)
    return A


# %% wrong | network_forward | no activation after the last layer
def network_forward(X, layers, activation):
    A = X
    for i, (W, b) in enumerate(layers):
        Z = A @ W + b
        A = activation(Z) if i < len(layers) - 1 else Z
    return A


# %% wrong | network_forward | ignores the parameter activation and always uses a step of its own
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = np.where(A @ W + b > 0, 1.0, 0.0)
    return A


# %% wrong | network_forward | the bias is added after the activation: activation(A @ W) + b
def network_forward(X, layers, activation):
    out = X
    for W, b in layers:
        out = activation(out @ W) + b
    return out


# %% wrong | network_forward | exactly two layers are hard-coded, so one layer or three layers raise an error
def network_forward(X, layers, activation):
    (W1, b1), (W2, b2) = layers
    A1 = activation(X @ W1 + b1)
    return activation(A1 @ W2 + b2)


# %% wrong | network_forward | a network of one layer is returned without its activation; deeper ones are right
def network_forward(X, layers, activation):
    W, b = layers[0]
    A = X @ W + b
    for W, b in layers[1:]:
        A = activation(A) @ W + b
    return activation(A) if len(layers) > 1 else A


# %% wrong | network_forward | pops the layers from the caller's list, which is empty afterwards; the returned values are right
def network_forward(X, layers, activation):
    A = X
    while len(layers) > 0:
        W, b = layers.pop(0)
        A = activation(A @ W + b)
    return A


# %% wrong | network_forward | the outputs are kept in a default list, so a second call starts with the output of the first instead of X
def network_forward(X, layers, activation, outputs=[]):
    if not outputs:
        outputs.append(X)
    for W, b in layers:
        outputs.append(activation(outputs[-1] @ W + b))
    return outputs[-1]


# %% wrong | network_forward | hidden layers whose size does not change get a shortcut (A + activation), which nobody asked for
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        new = activation(A @ W + b)
        A = A + new if W.shape[0] == W.shape[1] else new
    return A


# %% wrong | network_forward | the bias is left out and the last layer has no activation (two mistakes)
def network_forward(X, layers, activation):
    A = X
    for W, b in layers[:-1]:
        A = activation(A @ W)
    return A @ layers[-1][0]


# %% right | network_forward | recursion over the list of layers
def network_forward(X, layers, activation):
    if not layers:
        return X
    (W, b), *rest = layers
    return network_forward(activation(X @ W + b), rest, activation)


# %% right | network_forward | columns as samples inside: everything is transposed and turned back before each activation
def network_forward(X, layers, activation):
    A_T = X.T
    for l in range(len(layers)):
        W, b = layers[l]
        Z_T = W.T @ A_T + b.reshape(-1, 1)
        A_T = activation(Z_T.T).T
    return A_T.T


# %% right | network_forward | small Dense class and a cache of all outputs, in the style of hand-written frameworks
class Dense:
    def __init__(self, W, b, act):
        self.W, self.b, self.act = W, b, act

    def __call__(self, A):
        self.Z = np.dot(A, self.W) + self.b
        return self.act(self.Z)

def network_forward(X, layers, activation):
    caches = {"A0": X}
    net = [Dense(W, b, activation) for W, b in layers]
    for l, layer in enumerate(net, start=1):
        caches["A" + str(l)] = layer(caches["A" + str(l - 1)])
    return caches["A" + str(len(net))]


# %% wrong | xor_network | W1 is transposed: the neurons are in the rows instead of the columns
def xor_network():
    W1 = np.array([[1.0, 1.0], [-1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


# %% wrong | xor_network | NAND has the bias 1, so 0, 1 and 1, 0 lie exactly on its line (z = 0, silent): the network never fires
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.0])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


# %% wrong | xor_network | W2 has the shape (2,) instead of (2, 1), so the output is a vector (N,); the numbers are right
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([1.0, 1.0])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


# %% wrong | xor_network | the hidden layer has AND in place of NAND while the output is still an AND of both: the network computes AND
def xor_network():
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([-0.5, -1.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


# %% wrong | xor_network | the output bias is 0 (a threshold of 0.5 was meant, but the neuron fires above 0), so every row fires
def xor_network():
    W1 = np.array([[1, -1], [1, -1]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[0.5], [0.5]])
    b2 = np.array([0.0])
    return [(W1, b1), (W2, b2)]


# %% right | xor_network | OR and AND in the hidden layer, the output subtracts AND
def xor_network():
    W1 = np.ones((2, 2))
    b1 = np.array([-0.5, -1.5])
    W2 = np.array([[1.0], [-2.0]])
    b2 = np.array([-0.5])
    return [(W1, b1), (W2, b2)]


# %% right | xor_network | all borders exactly at z = 0 on the silent side: OR with b = 0, NAND with b = 2, AND with b = -1
def xor_network():
    return [
        (np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([0.0, 2.0])),
        (np.array([[1.0], [1.0]]), np.array([-1.0])),
    ]


# %% right | xor_network | x1 and not x2, x2 and not x1, then OR; whole numbers and lists in place of pairs
def xor_network():
    W1 = np.array([[1, -1], [-1, 1]])
    b1 = np.array([0, 0])
    W2 = np.array([[1], [1]])
    b2 = np.array([0])
    return [[W1, b1], [W2, b2]]
