"""Student answers, wrong and right, for the notebooks 00-start-here, 01-neuron and 02-layers.

WRONG and RIGHT hold entries (exercise, what, function). Written from the notebooks alone. See verify.py.
"""

import numpy as np

WRONG, RIGHT = [], []


def wrong(exercise, what):
    def add(function):
        WRONG.append((exercise, what, function))
        return function

    return add


def right(exercise, what):
    def add(function):
        RIGHT.append((exercise, what, function))
        return function

    return add


# Names that exist in the notebooks at the top level (some answers use them by mistake).
A = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
total = 0.0
all_rows = []


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# ---------------------------------------------------------------------------------------------------- double


@wrong("double", "squares instead of doubling")
def double(x):
    return x**2


@wrong("double", "doubles in place and returns the same array")
def double(x):
    for i in range(len(x)):
        x[i] = 2 * x[i]
    return x


@wrong("double", "repeats the array (list thinking: x + x as joining)")
def double(x):
    return np.concatenate([x, x])


@wrong("double", "list(x) * 2 repeats the list")
def double(x):
    return list(x) * 2


@wrong("double", "returns inside the loop: only the first number")
def double(x):
    for value in x:
        return value * 2


@wrong("double", "truncates to whole numbers")
def double(x):
    return np.array([int(v) * 2 for v in x])


@wrong("double", "prints instead of returning")
def double(x):
    print(2 * x)


@wrong("double", "returns the example of the text")
def double(x):
    return np.array([2, 8, 1])


@right("double", "adds the array to itself")
def double(x):
    return x + x


@right("double", "comprehension, list result")
def double(x):
    return [2 * v for v in x]


@right("double", "in place on a copy")
def double(x):
    y = x.copy()
    y *= 2
    return y


# ------------------------------------------------------------------------------------------------- row_means


@wrong("row_means", "mean of each column (axis=0)")
def row_means(X):
    return X.mean(axis=0)


@wrong("row_means", "mean of everything")
def row_means(X):
    return np.mean(X)


@wrong("row_means", "sum of each row, not divided")
def row_means(X):
    return X.sum(axis=1)


@wrong("row_means", "divides the row sums by the number of rows")
def row_means(X):
    return X.sum(axis=1) / len(X)


@wrong("row_means", "divides by X.size")
def row_means(X):
    means = []
    for row in X:
        means.append(row.sum() / X.size)
    return np.array(means)


@wrong("row_means", "keepdims: a column (N, 1)")
def row_means(X):
    return X.mean(axis=1, keepdims=True)


@wrong("row_means", "median instead of mean")
def row_means(X):
    return np.median(X, axis=1)


@wrong("row_means", "total not reset between the rows")
def row_means(X):
    N, D = X.shape
    means = np.zeros(N)
    total = 0
    for i in range(N):
        for j in range(D):
            total += X[i, j]
        means[i] = total / D
    return means


@wrong("row_means", "inner loop starts at 1 and skips the first column")
def row_means(X):
    N, D = X.shape
    means = np.zeros(N)
    for i in range(N):
        s = 0
        for j in range(1, D):
            s += X[i, j]
        means[i] = s / D
    return means


@wrong("row_means", "return inside the loop: first row only")
def row_means(X):
    out = []
    for row in X:
        out.append(sum(row) / len(row))
        return np.array(out)


@wrong("row_means", "leaves out the last row")
def row_means(X):
    out = []
    for i in range(len(X) - 1):
        out.append(X[i].mean())
    return np.array(out)


@wrong("row_means", "divides by a fixed 3 (the columns of the example)")
def row_means(X):
    return X.sum(axis=1) / 3


@wrong("row_means", "uses the A of the notebook instead of the argument")
def row_means(X):
    return A.mean(axis=1)


@wrong("row_means", "integer division")
def row_means(X):
    return X.sum(axis=1) // X.shape[1]


@wrong("row_means", "mean of smallest and largest value")
def row_means(X):
    return np.array([(min(row) + max(row)) / 2 for row in X])


@wrong("row_means", "subtracts the means from the rows: centres instead")
def row_means(X):
    return X - X.mean(axis=1)[:, None]


@wrong("row_means", "collects in a global list that keeps growing")
def row_means(X):
    for row in X:
        all_rows.append(row.mean())
    return np.array(all_rows)


@wrong("row_means", "two: sums the columns and divides by the number of columns")
def row_means(X):
    return X.sum(axis=0) / X.shape[1]


@right("row_means", "two loops")
def row_means(X):
    N, D = X.shape
    means = np.zeros(N)
    for i in range(N):
        s = 0.0
        for j in range(D):
            s += X[i, j]
        means[i] = s / D
    return means


@right("row_means", "transposed, then axis 0")
def row_means(X):
    return X.T.mean(axis=0)


@right("row_means", "product with a vector of 1/D")
def row_means(X):
    D = X.shape[1]
    return X @ np.full(D, 1 / D)


@right("row_means", "math.fsum, list result")
def row_means(X):
    from math import fsum

    return [fsum(row) / len(row) for row in X]


@right("row_means", "np.average on the last axis")
def row_means(X):
    return np.average(X, axis=-1)


@right("row_means", "einsum over the columns")
def row_means(X):
    return np.einsum("nd->n", X) / X.shape[1]


# ---------------------------------------------------------------------------------------------- weighted_sum


@wrong("weighted_sum", "products not added up")
def weighted_sum(x, w):
    return x * w


@wrong("weighted_sum", "product of the sums")
def weighted_sum(x, w):
    return np.sum(x) * np.sum(w)


@wrong("weighted_sum", "sum instead of product in each pair")
def weighted_sum(x, w):
    s = 0
    for a, c in zip(x, w):
        s += a + c
    return s


@wrong("weighted_sum", "overwrites the sum instead of adding")
def weighted_sum(x, w):
    s = 0
    for i in range(len(x)):
        s = x[i] * w[i]
    return s


@wrong("weighted_sum", "divides by the sum of the weights (weighted mean)")
def weighted_sum(x, w):
    return (x @ w) / w.sum()


@wrong("weighted_sum", "starts the sum at 1")
def weighted_sum(x, w):
    s = 1
    for i in range(len(x)):
        s += x[i] * w[i]
    return s


@wrong("weighted_sum", "loop ends one too early")
def weighted_sum(x, w):
    s = 0.0
    i = 0
    while i < len(x) - 1:
        s += x[i] * w[i]
        i += 1
    return s


@wrong("weighted_sum", "every pair with every pair (nested loop)")
def weighted_sum(x, w):
    s = 0
    for a in x:
        for c in w:
            s += a * c
    return s


@wrong("weighted_sum", "return inside the loop")
def weighted_sum(x, w):
    s = 0
    for i in range(len(x)):
        s += x[i] * w[i]
        return s


@wrong("weighted_sum", "running sums: cumsum")
def weighted_sum(x, w):
    return np.cumsum(x * w)


@wrong("weighted_sum", "multiplies into x in place before adding")
def weighted_sum(x, w):
    x *= w
    return x.sum()


@wrong("weighted_sum", "three inputs hard-coded")
def weighted_sum(x, w):
    return x[0] * w[0] + x[1] * w[1] + x[2] * w[2]


@wrong("weighted_sum", "rounds the price to cents")
def weighted_sum(x, w):
    return round(float(x @ w), 2)


@right("weighted_sum", "sum of a generator over zip")
def weighted_sum(x, w):
    return sum(p * q for p, q in zip(x, w))


@right("weighted_sum", "recursion")
def weighted_sum(x, w):
    def rest(i):
        if i == len(x):
            return 0.0
        return x[i] * w[i] + rest(i + 1)

    return rest(0)


@right("weighted_sum", "np.dot with w first")
def weighted_sum(x, w):
    return np.dot(w, x)


# --------------------------------------------------------------------------------------------- predict_shape


@wrong("predict_shape", "adds the sizes up")
def predict_shape():
    return (7, 3)


@wrong("predict_shape", "rows and columns exchanged")
def predict_shape():
    return (3, 4)


@wrong("predict_shape", "thinks the vector becomes another row")
def predict_shape():
    return (5, 3)


@wrong("predict_shape", "number of entries")
def predict_shape():
    return 12


@wrong("predict_shape", "shape of the vector")
def predict_shape():
    return (3,)


@right("predict_shape", "list instead of tuple")
def predict_shape():
    return [4, 3]


# -------------------------------------------------------------------------------------------------- add_bias


@wrong("add_bias", "Z += b changes the caller's matrix")
def add_bias(Z, b):
    Z += b
    return Z


@wrong("add_bias", "loop over the rows changes Z in place")
def add_bias(Z, b):
    for i in range(len(Z)):
        Z[i] = Z[i] + b
    return Z


@wrong("add_bias", "out = Z is no copy")
def add_bias(Z, b):
    out = Z
    for row in out:
        row += b
    return out


@wrong("add_bias", "bias of the row index: b[i] for row i")
def add_bias(Z, b):
    out = Z.copy()
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            out[i, j] += b[i]
    return out


@wrong("add_bias", "b as a column")
def add_bias(Z, b):
    return Z + b.reshape(-1, 1)


@wrong("add_bias", "adds the sum of b everywhere")
def add_bias(Z, b):
    return Z + np.sum(b)


@wrong("add_bias", "adds b to the first row only")
def add_bias(Z, b):
    out = Z.copy()
    out[0] += b
    return out


@wrong("add_bias", "appends b as another row")
def add_bias(Z, b):
    return np.vstack([Z, b])


@wrong("add_bias", "leaves the last row out")
def add_bias(Z, b):
    out = np.array(Z)
    for i in range(len(Z) - 1):
        out[i] = Z[i] + b
    return out


@wrong("add_bias", "multiplies instead of adding")
def add_bias(Z, b):
    return Z * b


@wrong("add_bias", "integer result matrix cuts the decimals")
def add_bias(Z, b):
    N, M = Z.shape
    out = np.zeros((N, M), dtype=int)
    for i in range(N):
        for j in range(M):
            out[i, j] = Z[i, j] + b[j]
    return out


@wrong("add_bias", "list concatenation: the row followed by b")
def add_bias(Z, b):
    return np.array([list(row) + list(b) for row in Z])


@wrong("add_bias", "b accumulates from row to row")
def add_bias(Z, b):
    out = np.zeros(Z.shape)
    shift = np.zeros(len(b))
    for i in range(len(Z)):
        shift = shift + b
        out[i] = Z[i] + shift
    return out


@wrong("add_bias", "flat list instead of a matrix")
def add_bias(Z, b):
    out = []
    for row in Z:
        for j in range(len(row)):
            out.append(row[j] + b[j])
    return np.array(out)


@wrong("add_bias", "returns nothing")
def add_bias(Z, b):
    out = Z + b


@wrong("add_bias", "subtracts b, as if it were a threshold")
def add_bias(Z, b):
    return Z - b


@wrong("add_bias", "b[0] for all columns")
def add_bias(Z, b):
    return np.array([[v + b[0] for v in row] for row in Z])


@wrong("add_bias", "two: in place and only from the second row on")
def add_bias(Z, b):
    for i in range(1, len(Z)):
        Z[i] += b
    return Z


@right("add_bias", "nested comprehension, nested list result")
def add_bias(Z, b):
    return [[v + c for v, c in zip(row, b)] for row in Z]


@right("add_bias", "in place on a copy, column by column")
def add_bias(Z, b):
    out = np.copy(Z)
    for m in range(len(b)):
        out[:, m] += b[m]
    return out


@right("add_bias", "np.tile of b")
def add_bias(Z, b):
    return Z + np.tile(b, (len(Z), 1))


@right("add_bias", "outer product with ones")
def add_bias(Z, b):
    return np.outer(np.ones(Z.shape[0]), b) + Z


# ----------------------------------------------------------------------------------------------- predict_sum


@wrong("predict_sum", "bias forgotten")
def predict_sum():
    return -0.75


@wrong("predict_sum", "minus of -0.25 lost")
def predict_sum():
    return 2 * 0.5 - 1 * 1 + 3 * 0.25 + 0.4


@wrong("predict_sum", "minus of x2 lost")
def predict_sum():
    return 1.65


@wrong("predict_sum", "bias subtracted")
def predict_sum():
    return -1.15


@wrong("predict_sum", "decision instead of the sum")
def predict_sum():
    return 0


@right("predict_sum", "written as the calculation")
def predict_sum():
    return 2 * 0.5 + (-1) * 1 + 3 * (-0.25) + 0.4


# ---------------------------------------------------------------------------------------------------- neuron


@wrong("neuron", "bias forgotten")
def neuron(x, w, b):
    return np.dot(x, w)


@wrong("neuron", "bias added once per input, in the loop")
def neuron(x, w, b):
    z = 0
    for i in range(len(x)):
        z += x[i] * w[i] + b
    return z


@wrong("neuron", "x * w + b: no sum, a vector")
def neuron(x, w, b):
    return x * w + b


@wrong("neuron", "sum(x * w + b): bias for every input")
def neuron(x, w, b):
    return np.sum(x * w + b)


@wrong("neuron", "bias subtracted like a threshold")
def neuron(x, w, b):
    return x @ w - b


@wrong("neuron", "bias multiplied")
def neuron(x, w, b):
    return (x @ w) * b


@wrong("neuron", "fires already: returns 0 or 1")
def neuron(x, w, b):
    z = x @ w + b
    if z > 0:
        return 1
    else:
        return 0


@wrong("neuron", "negative sums become 0 (ReLU not asked for)")
def neuron(x, w, b):
    return max(0, np.dot(w, x) + b)


@wrong("neuron", "sigmoid not asked for")
def neuron(x, w, b):
    return sigmoid(x @ w + b)


@wrong("neuron", "sum overwritten in the loop, last product only")
def neuron(x, w, b):
    for i in range(len(x)):
        z = x[i] * w[i]
    return z + b


@wrong("neuron", "first input skipped (x_1 read as x[1])")
def neuron(x, w, b):
    z = b
    for i in range(1, len(x)):
        z = z + x[i] * w[i]
    return z


@wrong("neuron", "last input skipped")
def neuron(x, w, b):
    z = 0
    for i in range(len(x) - 1):
        z += x[i] * w[i]
    return z + b


@wrong("neuron", "only two inputs")
def neuron(x, w, b):
    return x[0] * w[0] + x[1] * w[1] + b


@wrong("neuron", "returns after the first input")
def neuron(x, w, b):
    z = b
    for xi, wi in zip(x, w):
        z += xi * wi
        return z


@wrong("neuron", "absolute weights: cannot calm down")
def neuron(x, w, b):
    return sum(x[i] * abs(w[i]) for i in range(len(x))) + b


@wrong("neuron", "bias added to the weights first")
def neuron(x, w, b):
    return x @ (w + b)


@wrong("neuron", "bias added to the inputs first")
def neuron(x, w, b):
    z = 0
    for i in range(len(x)):
        z += (x[i] + b) * w[i]
    return z


@wrong("neuron", "global total is never set back")
def neuron(x, w, b):
    global total
    for i in range(len(x)):
        total += x[i] * w[i]
    return total + b


@wrong("neuron", "mean of the products instead of the sum")
def neuron(x, w, b):
    return np.mean(x * w) + b


@wrong("neuron", "weights in reverse order (np.convolve, 'valid')")
def neuron(x, w, b):
    return np.convolve(x, w, "valid")[0] + b


@wrong("neuron", "products of the inputs are multiplied together")
def neuron(x, w, b):
    z = 1
    for xi, wi in zip(x, w):
        z *= xi * wi
    return z + b


@wrong("neuron", "returns a vector of one number")
def neuron(x, w, b):
    return x.reshape(1, -1) @ w + b


@wrong("neuron", "only positive inputs count as arriving signals")
def neuron(x, w, b):
    z = b
    for xi, wi in zip(x, w):
        if xi > 0:
            z += xi * wi
    return z


@wrong("neuron", "outer product summed")
def neuron(x, w, b):
    return np.outer(x, w).sum() + b


@wrong("neuron", "int() cuts the result")
def neuron(x, w, b):
    return int(x @ w + b)


@wrong("neuron", "two: skips the first input and adds the bias each time")
def neuron(x, w, b):
    z = 0
    for i in range(1, len(x)):
        z += x[i] * w[i] + b
    return z


@wrong("neuron", "two: bias forgotten and thresholded")
def neuron(x, w, b):
    z = 0
    for xi, wi in zip(x, w):
        z += xi * wi
    return 1.0 if z > 0 else 0.0


@right("neuron", "loop that starts with the bias")
def neuron(x, w, b):
    z = b
    for i in range(len(w)):
        z += x[i] * w[i]
    return z


@right("neuron", "bias as a weight of a constant input 1")
def neuron(x, w, b):
    return np.append(x, 1.0) @ np.append(w, b)


@right("neuron", "math.fsum of the products and the bias")
def neuron(x, w, b):
    import math

    return math.fsum([p * q for p, q in zip(x, w)] + [b])


@right("neuron", "recursion on slices")
def neuron(x, w, b):
    def z(u, v):
        return b if len(u) == 0 else u[0] * v[0] + z(u[1:], v[1:])

    return z(x, w)


@right("neuron", "b / D in each term of the loop")
def neuron(x, w, b):
    D = len(x)
    return sum(x[i] * w[i] + b / D for i in range(D))


@right("neuron", "einsum")
def neuron(x, w, b):
    return np.einsum("i,i->", x, w) + b


# ------------------------------------------------------------------------------------------------------ step


@wrong("step", "if z > 0: one number only")
def step(z):
    if z > 0:
        return 1
    return 0


@wrong("step", "conditional expression with float(): one number only")
def step(z):
    return 1.0 if float(z) > 0 else 0.0


@wrong("step", ">= fires at 0")
def step(z):
    return np.where(z >= 0, 1.0, 0.0)


@wrong("step", "z < 0 silent, else 1: fires at 0")
def step(z):
    return np.where(z < 0, 0.0, 1.0)


@wrong("step", "0 and 1 exchanged")
def step(z):
    return np.where(z > 0, 0.0, 1.0)


@wrong("step", "np.sign: -1 for negative sums")
def step(z):
    return np.sign(z)


@wrong("step", "-1 and 1 instead of 0 and 1")
def step(z):
    return np.where(z > 0, 1.0, -1.0)


@wrong("step", "heaviside with 0.5 at 0")
def step(z):
    return np.heaviside(z, 0.5)


@wrong("step", "heaviside with 1 at 0")
def step(z):
    return np.heaviside(z, 1)


@wrong("step", "(sign + 1) / 2 gives 0.5 at 0")
def step(z):
    return (np.sign(z) + 1) / 2


@wrong("step", "passes the positive sum on (ReLU)")
def step(z):
    return np.where(z > 0, z, 0.0)


@wrong("step", "clips to 0..1, a ramp")
def step(z):
    return np.clip(z, 0, 1)


@wrong("step", "threshold at 0.5")
def step(z):
    return np.where(z > 0.5, 1.0, 0.0)


@wrong("step", "threshold at 1")
def step(z):
    return (z > 1).astype(float) if isinstance(z, np.ndarray) else float(z > 1)


@wrong("step", "np.where without values: the places, not the answers")
def step(z):
    return np.where(z > 0)


@wrong("step", "only the firing places are returned")
def step(z):
    return np.ones_like(z)[z > 0]


@wrong("step", "one answer for the whole array: np.any")
def step(z):
    return 1.0 if np.any(z > 0) else 0.0


@wrong("step", "one answer for the whole array: sum of z")
def step(z):
    return float(np.sum(z) > 0)


@wrong("step", "changes the array in place")
def step(z):
    if np.ndim(z) == 0:
        return 1.0 if z > 0 else 0.0
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


@wrong("step", "loop needs a list of numbers: no single number, no matrix")
def step(z):
    out = []
    for v in z:
        if v > 0:
            out.append(1.0)
        else:
            out.append(0.0)
    return np.array(out)


@wrong("step", "silent entries are left out of the list")
def step(z):
    out = []
    for v in np.atleast_1d(z):
        if np.all(v > 0):
            out.append(1)
    return np.array(out)


@wrong("step", "matrix and number come back as a flat array")
def step(z):
    return np.array([1.0 if v > 0 else 0.0 for v in np.ravel(z)])


@wrong("step", "truncates to whole numbers first: 0.7 stays silent")
def step(z):
    return np.where(np.asarray(z).astype(int) > 0, 1.0, 0.0)


@wrong("step", "compares with the mean")
def step(z):
    return np.where(z > np.mean(z), 1.0, 0.0)


@wrong("step", "abs: fires for everything that is not 0")
def step(z):
    return np.where(np.abs(z) > 0, 1.0, 0.0)


@wrong("step", "sigmoid")
def step(z):
    return 1 / (1 + np.exp(-z))


@wrong("step", "keeps negative z: where(z > 0, 1, z)")
def step(z):
    return np.where(z > 0, 1.0, z)


@wrong("step", "z / |z| divides by zero at 0 and gives -1")
def step(z):
    return z / np.abs(z)


@wrong("step", "return in the loop: only the first entry")
def step(z):
    z = np.atleast_1d(z)
    for v in z.flat:
        if v > 0:
            return 1.0
        else:
            return 0.0


@wrong("step", "keeps the negative side: minimum of the sign and 0")
def step(z):
    return np.minimum(np.sign(z), 0)


@wrong("step", "array of the first row's length, for matrices only row 0 is filled")
def step(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    if z.ndim == 0:
        return 1.0 if z > 0 else 0.0
    for i in range(z.shape[-1]):
        out[(0,) * (z.ndim - 1) + (i,)] = z[(0,) * (z.ndim - 1) + (i,)] > 0
    return out


@wrong("step", "two: >= and values exchanged")
def step(z):
    return np.where(z >= 0, 0.0, 1.0)


@wrong("step", "two: -1 for silent, and fires at 0")
def step(z):
    return np.where(z < 0, -1.0, 1.0)


@right("step", "boolean cast by times 1.0")
def step(z):
    return (z > 0) * 1.0


@right("step", "np.heaviside with 0 at 0")
def step(z):
    return np.heaviside(z, 0.0)


@right("step", "where the other way round")
def step(z):
    return np.where(z <= 0, 0.0, 1.0)


@right("step", "sign of the positive part")
def step(z):
    return np.sign(np.maximum(z, 0))


@right("step", "np.vectorize of an if")
def step(z):
    return np.vectorize(lambda v: 1.0 if v > 0 else 0.0)(z)


@right("step", "mask into zeros_like")
def step(z):
    out = np.zeros(np.shape(z))
    out[np.asarray(z) > 0] = 1
    return out


@right("step", "ceiling of the clipped sum")
def step(z):
    return np.ceil(np.clip(z, 0, 1))


@right("step", "own recursion over rows")
def step(z):
    def s(v):
        if np.ndim(v) == 0:
            return 1.0 if v > 0 else 0.0
        return np.array([s(u) for u in v])

    return s(z)


# ----------------------------------------------------------------------------------------------- nand_neuron


@wrong("nand_neuron", "AND instead of NAND")
def nand_neuron():
    return np.array([1.0, 1.0]), -1.5


@wrong("nand_neuron", "only the weights negated: never fires")
def nand_neuron():
    return np.array([-1.0, -1.0]), -1.5


@wrong("nand_neuron", "only the bias negated: always fires")
def nand_neuron():
    return np.array([1.0, 1.0]), 1.5


@wrong("nand_neuron", "bias 1: 0, 1 lies on the line and is silent")
def nand_neuron():
    return np.array([-1, -1]), 1


@wrong("nand_neuron", "NOR: bias too small")
def nand_neuron():
    return np.array([-1.0, -1.0]), 0.5


@wrong("nand_neuron", "bias first, then w")
def nand_neuron():
    w = np.array([-1.0, -1.0])
    b = 1.5
    return b, w


@wrong("nand_neuron", "only w, bias as a third weight")
def nand_neuron():
    return np.array([-1.0, -1.0, 1.5])


@wrong("nand_neuron", "the truth table instead of weights")
def nand_neuron():
    return np.array([1, 1, 1, 0])


@wrong("nand_neuron", "one input only: not x1")
def nand_neuron():
    return np.array([-1.0, 0.0]), 0.5


@wrong("nand_neuron", "bias 2.5: fires for 1, 1 too")
def nand_neuron():
    return [-1, -1], 2.5


@right("nand_neuron", "bias 2: 1, 1 lies exactly on the line and is silent")
def nand_neuron():
    return np.array([-1.0, -1.0]), 2.0


@right("nand_neuron", "list of whole numbers")
def nand_neuron():
    return [-2, -2], 3


@right("nand_neuron", "different weights")
def nand_neuron():
    return np.array([-3.0, -2.0]), 4.0


# ------------------------------------------------------------------------------------------- neuron_backward


@wrong("neuron_backward", "x and w exchanged")
def neuron_backward(dout, x, w):
    dx = dout * x
    dw = dout * w
    db = dout
    return dx, dw, db


@wrong("neuron_backward", "right values, returned as dw, dx, db")
def neuron_backward(dout, x, w):
    dw = dout * x
    dx = dout * w
    return dw, dx, dout


@wrong("neuron_backward", "dout forgotten everywhere")
def neuron_backward(dout, x, w):
    return w, x, 1


@wrong("neuron_backward", "db = 1, dout forgotten there")
def neuron_backward(dout, x, w):
    return dout * w, dout * x, 1.0


@wrong("neuron_backward", "dout forgotten in dx")
def neuron_backward(dout, x, w):
    dx = w.copy()
    dw = dout * x
    db = dout
    return dx, dw, db


@wrong("neuron_backward", "dout forgotten in dw")
def neuron_backward(dout, x, w):
    dx = np.zeros(len(x))
    dw = np.zeros(len(w))
    for i in range(len(x)):
        dx[i] = dout * w[i]
        dw[i] = x[i]
    return dx, dw, dout


@wrong("neuron_backward", "db = 0 (the bias is a constant)")
def neuron_backward(dout, x, w):
    return dout * w, dout * x, 0.0


@wrong("neuron_backward", "db missing")
def neuron_backward(dout, x, w):
    return dout * w, dout * x


@wrong("neuron_backward", "db first")
def neuron_backward(dout, x, w):
    return dout, dout * w, dout * x


@wrong("neuron_backward", "slopes added instead of multiplied")
def neuron_backward(dout, x, w):
    return dout + w, dout + x, dout + 1


@wrong("neuron_backward", "db added up once per input")
def neuron_backward(dout, x, w):
    dx, dw, db = [], [], 0
    for i in range(len(x)):
        dx.append(dout * w[i])
        dw.append(dout * x[i])
        db += dout
    return np.array(dx), np.array(dw), db


@wrong("neuron_backward", "db as a vector")
def neuron_backward(dout, x, w):
    return dout * w, dout * x, dout * np.ones(len(x))


@wrong("neuron_backward", "dx and dw summed to one number")
def neuron_backward(dout, x, w):
    dx = 0
    dw = 0
    for i in range(len(x)):
        dx += dout * w[i]
        dw += dout * x[i]
    return dx, dw, dout


@wrong("neuron_backward", "minus sign of the learning step built in")
def neuron_backward(dout, x, w):
    return -dout * w, -dout * x, -dout


@wrong("neuron_backward", "product x * w in both gradients")
def neuron_backward(dout, x, w):
    grad = dout * x * w
    return grad, grad, dout


@wrong("neuron_backward", "multiplies x and w in place")
def neuron_backward(dout, x, w):
    w *= dout
    x *= dout
    return w, x, dout


@wrong("neuron_backward", "dout squared in dx: the product done twice")
def neuron_backward(dout, x, w):
    dw = dout * x
    db = dout
    dx = dout * (dout * w)
    return dx, dw, db


@wrong("neuron_backward", "derivative taken as division: dout / w and dout / x")
def neuron_backward(dout, x, w):
    return dout / w, dout / x, dout


@wrong("neuron_backward", "the loop starts at 1, entry 0 stays 0")
def neuron_backward(dout, x, w):
    D = len(x)
    dx, dw = np.zeros(D), np.zeros(D)
    for i in range(1, D):
        dx[i] = dout * w[i]
        dw[i] = dout * x[i]
    return dx, dw, dout


@wrong("neuron_backward", "running sums in the loop: += instead of =")
def neuron_backward(dout, x, w):
    dx, dw = [], []
    g, h = 0, 0
    for i in range(len(x)):
        g += dout * w[i]
        h += dout * x[i]
        dx.append(g)
        dw.append(h)
    return dx, dw, dout


@wrong("neuron_backward", "gradients averaged over the inputs")
def neuron_backward(dout, x, w):
    n = len(x)
    return dout * w / n, dout * x / n, dout


@wrong("neuron_backward", "updated weights instead of gradients (lr = 0.1)")
def neuron_backward(dout, x, w):
    return x - 0.1 * dout * w, w - 0.1 * dout * x, -0.1 * dout


@wrong("neuron_backward", "all in one long vector")
def neuron_backward(dout, x, w):
    return np.concatenate([dout * w, dout * x, [dout]])


@wrong("neuron_backward", "pairs (dx_i, dw_i) instead of two vectors")
def neuron_backward(dout, x, w):
    pairs = []
    for xi, wi in zip(x, w):
        pairs.append((dout * wi, dout * xi))
    return pairs, dout


@wrong("neuron_backward", "dx includes the output instead of w: dout * (x @ w)")
def neuron_backward(dout, x, w):
    z = x @ w
    return dout * z * np.ones(len(x)), dout * x, dout


@wrong("neuron_backward", "abs of dout")
def neuron_backward(dout, x, w):
    return abs(dout) * w, abs(dout) * x, abs(dout)


@wrong("neuron_backward", "only the sign of dout")
def neuron_backward(dout, x, w):
    s = np.sign(dout)
    return s * w, s * x, s


@wrong("neuron_backward", "whole-number arrays for the gradients")
def neuron_backward(dout, x, w):
    dx = np.zeros(len(x), dtype=int)
    dw = np.zeros(len(w), dtype=int)
    for i in range(len(x)):
        dx[i] = dout * w[i]
        dw[i] = dout * x[i]
    return dx, dw, dout


@wrong("neuron_backward", "a matrix: outer product of x and w")
def neuron_backward(dout, x, w):
    return dout * w, dout * np.outer(x, w), dout


@wrong("neuron_backward", "two: x and w exchanged and db = 1")
def neuron_backward(dout, x, w):
    return dout * x, dout * w, 1


@wrong("neuron_backward", "two: dout forgotten in dw, db summed over the inputs")
def neuron_backward(dout, x, w):
    db = 0
    for _ in x:
        db = db + dout
    return dout * w, x.copy(), db


@right("neuron_backward", "loop with lists")
def neuron_backward(dout, x, w):
    dx, dw = [], []
    for xi, wi in zip(x, w):
        dx.append(dout * wi)
        dw.append(dout * xi)
    return dx, dw, dout


@right("neuron_backward", "one product with stacked rows, list of three")
def neuron_backward(dout, x, w):
    both = dout * np.stack([w, x])
    return [both[0], both[1], dout * 1]


@right("neuron_backward", "difference quotient with step 1 (exact: z is linear)")
def neuron_backward(dout, x, w):
    def z(x, w, b):
        return x @ w + b

    eye = np.eye(len(x))
    base = z(x, w, 0.0)
    dx = np.array([dout * (z(x + e, w, 0.0) - base) for e in eye])
    dw = np.array([dout * (z(x, w + e, 0.0) - base) for e in eye])
    return dx, dw, dout * (z(x, w, 1.0) - base)


@right("neuron_backward", "np.multiply with the arguments the other way round, db a copy")
def neuron_backward(dout, x, w):
    return np.multiply(w, dout), np.multiply(x, dout), float(dout)


# ---------------------------------------------------------------------------------------------- train_neuron


@wrong("train_neuron", "plus instead of minus: climbs")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            a = 1.0 if X[i] @ w + b > 0 else 0.0
            dout = a - y[i]
            w = w + lr * dout * X[i]
            b = b + lr * dout
    return w, b


@wrong("train_neuron", "error y - a together with minus")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            a = float(np.dot(x, w) + b > 0)
            err = t - a
            w = w - lr * err * x
            b = b - lr * err
    return w, b


@wrong("train_neuron", "bias never learns")
def train_neuron(X, y, w, b, lr, epochs):
    for e in range(epochs):
        for i in range(X.shape[0]):
            z = X[i] @ w + b
            a = np.where(z > 0, 1.0, 0.0)
            dout = a - y[i]
            w = w - lr * dout * X[i]
    return w, b


@wrong("train_neuron", "only the bias learns, dw is computed but not used")
def train_neuron(X, y, w, b, lr, epochs):
    for e in range(epochs):
        for i in range(X.shape[0]):
            a = 1 if X[i] @ w + b > 0 else 0
            dout = a - y[i]
            dw = dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "bias step in the wrong direction")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            w = w - lr * dout * x
            b = b + lr * dout
    return w, b


@wrong("train_neuron", "bias forgotten in the forward pass")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            a = 1 if np.sum(x * w) > 0 else 0
            dout = a - t
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "no threshold: dout = z - y")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            z = X[i] @ w + b
            dout = z - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "sigmoid instead of the threshold")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            a = sigmoid(X[i] @ w + b)
            dout = a - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "w -= changes the start weights of the caller")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            a = 1.0 if X[i] @ w + b > 0 else 0.0
            dout = a - y[i]
            w -= lr * dout * X[i]
            b -= lr * dout
    return w, b


@wrong("train_neuron", "inner loop writes w[j] in place")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            z = b
            for j in range(len(w)):
                z += X[i, j] * w[j]
            dout = (1 if z > 0 else 0) - y[i]
            for j in range(len(w)):
                w[j] -= lr * dout * X[i, j]
            b -= lr * dout
    return w, b


@wrong("train_neuron", "starts from zeros, start values ignored")
def train_neuron(X, y, w, b, lr, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for x, t in zip(X, y):
            a = 1.0 if x @ w + b > 0 else 0.0
            w = w - lr * (a - t) * x
            b = b - lr * (a - t)
    return w, b


@wrong("train_neuron", "one pass only, epochs ignored")
def train_neuron(X, y, w, b, lr, epochs):
    for x, t in zip(X, y):
        a = np.heaviside(x @ w + b, 0)
        dout = a - t
        w = w - lr * dout * x
        b = b - lr * dout
    return w, b


@wrong("train_neuron", "one epoch too few: range(1, epochs)")
def train_neuron(X, y, w, b, lr, epochs):
    for epoch in range(1, epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "one epoch too many")
def train_neuron(X, y, w, b, lr, epochs):
    epoch = 0
    while epoch <= epochs:
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
        epoch += 1
    return w, b


@wrong("train_neuron", "first sample skipped")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(1, len(X)):
            dout = (1.0 if X[i] @ w + b > 0 else 0.0) - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "last sample skipped")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X) - 1):
            dout = (1.0 if X[i] @ w + b > 0 else 0.0) - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "all samples at once: one step per epoch with the sum")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        a = np.where(X @ w + b > 0, 1.0, 0.0)
        dout = a - y
        w = w - lr * (dout @ X)
        b = b - lr * dout.sum()
    return w, b


@wrong("train_neuron", "all samples at once: one step per epoch with the mean")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        a = np.where(X @ w + b > 0, 1.0, 0.0)
        dout = a - y
        w = w - lr * X.T @ dout / len(X)
        b = b - lr * dout.mean()
    return w, b


@wrong("train_neuron", "outputs computed once before the loop over the samples")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        a = np.where(X @ w + b > 0, 1.0, 0.0)
        for i in range(len(X)):
            dout = a[i] - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "return one level too deep: after the first epoch")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
        return w, b


@wrong("train_neuron", "return two levels too deep: after the first sample")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
            return w, b


@wrong("train_neuron", "step outside the sample loop: only the last sample teaches")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            z = X[i] @ w + b
            a = 1.0 if z > 0 else 0.0
            dout = a - y[i]
        w = w - lr * dout * X[i]
        b = b - lr * dout
    return w, b


@wrong("train_neuron", "returns only w")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
    return w


@wrong("train_neuron", "returns b, w")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
    return b, w


@wrong("train_neuron", "returns the list of all weights after each epoch")
def train_neuron(X, y, w, b, lr, epochs):
    history = []
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
        history.append((w, b))
    return history


@wrong("train_neuron", "w and b set back to the start in every epoch")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        w_new, b_new = w.copy(), b
        for x, t in zip(X, y):
            dout = (1.0 if x @ w_new + b_new > 0 else 0.0) - t
            w_new = w_new - lr * dout * x
            b_new = b_new - lr * dout
    return w_new, b_new


@wrong("train_neuron", "learning rate forgotten")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            dw, db = dout * x, dout
            w = w - dw
            b = b - db
    return w, b


@wrong("train_neuron", "learning rate forgotten for the bias")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - dout
    return w, b


@wrong("train_neuron", "learning rate 0.5 from the example")
def train_neuron(X, y, w, b, lr, epochs):
    lr = 0.5
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "loops over the columns instead of the samples")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(X.shape[1]):
            a = 1.0 if X[i] @ w + b > 0 else 0.0
            dout = a - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "always the sample X[0]")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            a = 1.0 if X[0] @ w + b > 0 else 0.0
            dout = a - y[0]
            w = w - lr * dout * X[0]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "samples in a random order")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in np.random.permutation(len(X)):
            dout = (1.0 if X[i] @ w + b > 0 else 0.0) - y[i]
            w = w - lr * dout * X[i]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "loops exchanged: all epochs on one sample, then the next")
def train_neuron(X, y, w, b, lr, epochs):
    for x, t in zip(X, y):
        for _ in range(epochs):
            dout = (1.0 if x @ w + b > 0 else 0.0) - t
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "learns only when it should have fired")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            a = 1 if x @ w + b > 0 else 0
            if t == 1 and a == 0:
                w = w + lr * x
                b = b + lr
    return w, b


@wrong("train_neuron", "learns only when it fired wrongly")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            if dout > 0:
                w = w - lr * dout * x
                b = b - lr * dout
    return w, b


@wrong("train_neuron", "breaks out of the epoch at the first right sample")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            if dout == 0:
                break
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "dout not multiplied by x: every weight moves the same")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            w = w - lr * dout
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "dw = dout * w")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            dw = dout * w
            w = w - lr * dw
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "dout * x added up over the epoch without being set back")
def train_neuron(X, y, w, b, lr, epochs):
    dw = np.zeros(len(w))
    db = 0
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            dw = dw + dout * x
            db = db + dout
            w = w - lr * dw
            b = b - lr * db
    return w, b


@wrong("train_neuron", "z computed again for each weight while the weights move")
def train_neuron(X, y, w, b, lr, epochs):
    w = w.copy()
    for _ in range(epochs):
        for i in range(len(X)):
            for j in range(len(w)):
                dout = (1 if X[i] @ w + b > 0 else 0) - y[i]
                w[j] = w[j] - lr * dout * X[i, j]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "bias changed inside the loop over the weights")
def train_neuron(X, y, w, b, lr, epochs):
    w = np.array(w)
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            for j in range(len(w)):
                w[j] -= lr * dout * x[j]
                b -= lr * dout
    return w, b


@wrong("train_neuron", "stops after the first mistake")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            if dout != 0:
                w = w - lr * dout * x
                b = b - lr * dout
                return w, b
    return w, b


@wrong("train_neuron", "learning rate halves after each epoch")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            w = w - lr * dout * x
            b = b - lr * dout
        lr = lr / 2
    return w, b


@wrong("train_neuron", "targets turned into -1 and 1")
def train_neuron(X, y, w, b, lr, epochs):
    y = 2 * y - 1
    for _ in range(epochs):
        for x, t in zip(X, y):
            a = 1 if x @ w + b > 0 else -1
            dout = a - t
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "whole-number weights")
def train_neuron(X, y, w, b, lr, epochs):
    w = np.array(w, dtype=int)
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            for j in range(len(w)):
                w[j] = w[j] - lr * dout * x[j]
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "squared error (a - y)**2 as dout: always lowers")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            a = 1 if x @ w + b > 0 else 0
            dout = (a - t) ** 2
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@wrong("train_neuron", "two: plus sign and bias not learnt")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            dout = (1 if x @ w + b > 0 else 0) - t
            w = w + lr * dout * x
    return w, b


@wrong("train_neuron", "two: one epoch only and learning rate forgotten")
def train_neuron(X, y, w, b, lr, epochs):
    for i in range(len(X)):
        dout = (1 if X[i] @ w + b > 0 else 0) - y[i]
        w = w - dout * X[i]
        b = b - dout
    return w, b


@right("train_neuron", "error y - a with plus")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, t in zip(X, y):
            error = t - (1.0 if x @ w + b > 0 else 0.0)
            w = w + lr * error * x
            b = b + lr * error
    return w, b


@right("train_neuron", "steps only after mistakes")
def train_neuron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            fires = X[i] @ w + b > 0
            if fires and y[i] == 0:
                w = w - lr * X[i]
                b = b - lr
            elif not fires and y[i] == 1:
                w = w + lr * X[i]
                b = b + lr
    return w, b


@right("train_neuron", "stops when an epoch brings no mistake")
def train_neuron(X, y, w, b, lr, epochs):
    w = w.copy()
    for _ in range(epochs):
        mistakes = 0
        for x, t in zip(X, y):
            dout = float(x @ w + b > 0) - t
            if dout != 0:
                mistakes += 1
                w -= lr * dout * x
                b -= lr * dout
        if mistakes == 0:
            break
    return w, b


@right("train_neuron", "bias as a weight of a column of ones")
def train_neuron(X, y, w, b, lr, epochs):
    ones = np.ones((len(X), 1))
    X1 = np.hstack([X, ones])
    v = np.append(w, b)
    for _ in range(epochs):
        for x, t in zip(X1, y):
            v = v - lr * (np.heaviside(x @ v, 0) - t) * x
    return v[:-1], v[-1]


@right("train_neuron", "plain lists and loops")
def train_neuron(X, y, w, b, lr, epochs):
    w = [float(v) for v in w]
    for k in range(epochs * len(X)):
        i = k % len(X)
        z = sum(X[i][j] * w[j] for j in range(len(w))) + b
        a = 1 if z > 0 else 0
        dout = a - y[i]
        w = [w[j] - lr * dout * X[i][j] for j in range(len(w))]
        b = b - lr * dout
    return w, b


@right("train_neuron", "recursion over the epochs")
def train_neuron(X, y, w, b, lr, epochs):
    def train(w, b, left):
        if left == 0:
            return w, b
        for x, t in zip(X, y):
            dout = np.where(x @ w + b > 0, 1.0, 0.0) - t
            w, b = w - lr * dout * x, b - lr * dout
        return train(w, b, left - 1)

    return train(w, b, epochs)


# ----------------------------------------------------------------------------------------------- predict_xor


@wrong("predict_xor", "thinks half is the best")
def predict_xor():
    return 2


@wrong("predict_xor", "thinks a neuron gets all four")
def predict_xor():
    return 4


@wrong("predict_xor", "thinks none can be right")
def predict_xor():
    return 0


@right("predict_xor", "3 as a float")
def predict_xor():
    return 3.0


# ------------------------------------------------------------------------------------------ neurons_to_layer


@wrong("neurons_to_layer", "neurons in the rows")
def neurons_to_layer(neurons):
    W = np.array([w for w, bias in neurons])
    b = np.array([bias for w, bias in neurons])
    return W, b


@wrong("neurons_to_layer", "reshape instead of transpose")
def neurons_to_layer(neurons):
    rows = np.array([n[0] for n in neurons])
    W = rows.reshape(rows.shape[1], rows.shape[0])
    b = np.array([n[1] for n in neurons])
    return W, b


@wrong("neurons_to_layer", "returns b, W")
def neurons_to_layer(neurons):
    W = np.array([n[0] for n in neurons]).T
    b = np.array([n[1] for n in neurons])
    return b, W


@wrong("neurons_to_layer", "biases as a column (M, 1)")
def neurons_to_layer(neurons):
    W = np.array([n[0] for n in neurons]).T
    b = np.array([[n[1]] for n in neurons])
    return W, b


@wrong("neurons_to_layer", "biases as one row (1, M)")
def neurons_to_layer(neurons):
    W = np.column_stack([n[0] for n in neurons])
    b = np.array([[n[1] for n in neurons]])
    return W, b


@wrong("neurons_to_layer", "weights concatenated to one long vector")
def neurons_to_layer(neurons):
    W, b = [], []
    for w, bias in neurons:
        W.extend(w)
        b.append(bias)
    return np.array(W), np.array(b)


@wrong("neurons_to_layer", "biases added up to one number")
def neurons_to_layer(neurons):
    W = []
    b = 0
    for w, bias in neurons:
        W.append(w)
        b += bias
    return np.array(W).T, b


@wrong("neurons_to_layer", "neurons in reverse order (insert at 0)")
def neurons_to_layer(neurons):
    W, b = [], []
    for w, bias in neurons:
        W.insert(0, w)
        b.insert(0, bias)
    return np.array(W).T, np.array(b)


@wrong("neurons_to_layer", "first neuron skipped")
def neurons_to_layer(neurons):
    W, b = [], []
    for i in range(1, len(neurons)):
        W.append(neurons[i][0])
        b.append(neurons[i][1])
    return np.array(W).T, np.array(b)


@wrong("neurons_to_layer", "return inside the loop: first neuron only")
def neurons_to_layer(neurons):
    W, b = [], []
    for w, bias in neurons:
        W.append(w)
        b.append(bias)
        return np.array(W).T, np.array(b)


@wrong("neurons_to_layer", "whole-number matrix cuts the weights")
def neurons_to_layer(neurons):
    M = len(neurons)
    D = len(neurons[0][0])
    W = np.zeros((D, M), dtype=int)
    b = np.zeros(M)
    for m in range(M):
        W[:, m] = neurons[m][0]
        b[m] = neurons[m][1]
    return W, b


@wrong("neurons_to_layer", "bias put into W as a last row")
def neurons_to_layer(neurons):
    columns = []
    for w, bias in neurons:
        columns.append(np.append(w, bias))
    W = np.array(columns).T
    b = W[-1]
    return W, b


@wrong("neurons_to_layer", "bias added to the weights")
def neurons_to_layer(neurons):
    W = np.array([w + bias for w, bias in neurons]).T
    b = np.array([bias for w, bias in neurons])
    return W, b


@wrong("neurons_to_layer", "two neurons hard-coded")
def neurons_to_layer(neurons):
    (w1, b1), (w2, b2) = neurons[0], neurons[1]
    return np.array([w1, w2]).T, np.array([b1, b2])


@wrong("neurons_to_layer", "size 3 x 2 of the example, extra weights lost")
def neurons_to_layer(neurons):
    W = np.zeros((3, 2))
    b = np.zeros(2)
    for m in range(2):
        for d in range(3):
            W[d, m] = neurons[m][0][d]
        b[m] = neurons[m][1]
    return W, b


@wrong("neurons_to_layer", "every column holds the last neuron")
def neurons_to_layer(neurons):
    M, D = len(neurons), len(neurons[0][0])
    W = np.zeros((D, M))
    b = np.zeros(M)
    for m in range(M):
        for w, bias in neurons:
            W[:, m] = w
            b[m] = bias
    return W, b


@wrong("neurons_to_layer", "only W returned")
def neurons_to_layer(neurons):
    return np.array([n[0] for n in neurons]).T


@wrong("neurons_to_layer", "b transposed, W not (.T at the wrong one)")
def neurons_to_layer(neurons):
    W = np.array([n[0] for n in neurons])
    b = np.array([n[1] for n in neurons]).T
    return W, b


@wrong("neurons_to_layer", "biases subtracted from 0, as thresholds")
def neurons_to_layer(neurons):
    W = np.stack([w for w, _ in neurons], axis=1)
    b = np.array([-bias for _, bias in neurons])
    return W, b


@wrong("neurons_to_layer", "two: neurons in rows and biases as a column")
def neurons_to_layer(neurons):
    W = np.array([n[0] for n in neurons])
    b = np.array([n[1] for n in neurons]).reshape(-1, 1)
    return W, b


@right("neurons_to_layer", "np.stack on axis 1")
def neurons_to_layer(neurons):
    ws, bs = zip(*neurons)
    return np.stack(ws, axis=1), np.array(bs)


@right("neurons_to_layer", "fills the matrix number by number")
def neurons_to_layer(neurons):
    M = len(neurons)
    D = len(neurons[0][0])
    W = np.empty((D, M))
    b = np.empty(M)
    for m, (w, bias) in enumerate(neurons):
        for d in range(D):
            W[d, m] = w[d]
        b[m] = bias
    return W, b


@right("neurons_to_layer", "nested lists")
def neurons_to_layer(neurons):
    D = len(neurons[0][0])
    W = [[w[d] for w, bias in neurons] for d in range(D)]
    b = [bias for w, bias in neurons]
    return W, b


@right("neurons_to_layer", "bias appended to each column and split off again")
def neurons_to_layer(neurons):
    full = np.array([np.append(w, bias) for w, bias in neurons]).T
    return full[:-1], full[-1]


# --------------------------------------------------------------------------------------- predict_layer_shape


@wrong("predict_layer_shape", "rows and columns exchanged")
def predict_layer_shape():
    return (2, 5)


@wrong("predict_layer_shape", "shape of the weights")
def predict_layer_shape():
    return (3, 2)


@wrong("predict_layer_shape", "shape of the input")
def predict_layer_shape():
    return (5, 3)


@wrong("predict_layer_shape", "thinks one output per neuron, samples disappear")
def predict_layer_shape():
    return (2,)


@wrong("predict_layer_shape", "all three sizes")
def predict_layer_shape():
    return (5, 3, 2)


@right("predict_layer_shape", "asks NumPy")
def predict_layer_shape():
    return (np.ones((5, 3)) @ np.ones((3, 2))).shape


# --------------------------------------------------------------------------------------------- dense_forward


@wrong("dense_forward", "* instead of @")
def dense_forward(X, W, b):
    return X * W + b


@wrong("dense_forward", "W first")
def dense_forward(X, W, b):
    return W @ X + b


@wrong("dense_forward", "W transposed")
def dense_forward(X, W, b):
    return np.dot(X, W.T) + b


@wrong("dense_forward", "W.T @ X.T: result (M, N), bias as a column")
def dense_forward(X, W, b):
    return W.T @ X.T + b[:, None]


@wrong("dense_forward", "bias forgotten")
def dense_forward(X, W, b):
    return X @ W


@wrong("dense_forward", "bias forgotten, three loops")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(D):
                Z[n, m] += X[n, d] * W[d, m]
    return Z


@wrong("dense_forward", "bias once per input in the inner loop")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(D):
                Z[n, m] += X[n, d] * W[d, m] + b[m]
    return Z


@wrong("dense_forward", "bias as a column")
def dense_forward(X, W, b):
    return X @ W + b.reshape(-1, 1)


@wrong("dense_forward", "all biases summed for each neuron")
def dense_forward(X, W, b):
    return X @ W + b.sum()


@wrong("dense_forward", "bias subtracted")
def dense_forward(X, W, b):
    Z = []
    for x in X:
        Z.append(x @ W - b)
    return np.array(Z)


@wrong("dense_forward", "bias of the sample instead of the neuron")
def dense_forward(X, W, b):
    Z = X @ W
    for n in range(len(Z)):
        for m in range(len(b)):
            Z[n, m] += b[n % len(b)]
    return Z


@wrong("dense_forward", "the first sample only")
def dense_forward(X, W, b):
    return X[0] @ W + b


@wrong("dense_forward", "return inside the sample loop")
def dense_forward(X, W, b):
    rows = []
    for x in X:
        rows.append(x @ W + b)
        return np.array(rows)


@wrong("dense_forward", "the first neuron only: b[0] and column 0")
def dense_forward(X, W, b):
    return X @ W[:, 0] + b[0]


@wrong("dense_forward", "products overwritten, only the last input counts")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(D):
                Z[n, m] = X[n, d] * W[d, m]
            Z[n, m] += b[m]
    return Z


@wrong("dense_forward", "input 0 skipped")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            s = b[m]
            for d in range(1, D):
                s += X[n, d] * W[d, m]
            Z[n, m] = s
    return Z


@wrong("dense_forward", "sum not set back for the next neuron")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        s = 0
        for m in range(M):
            for d in range(D):
                s += X[n, d] * W[d, m]
            Z[n, m] = s + b[m]
    return Z


@wrong("dense_forward", "threshold applied")
def dense_forward(X, W, b):
    return np.where(X @ W + b > 0, 1.0, 0.0)


@wrong("dense_forward", "ReLU applied")
def dense_forward(X, W, b):
    return np.maximum(X @ W + b, 0)


@wrong("dense_forward", "added up over the samples: (M,)")
def dense_forward(X, W, b):
    Z = np.zeros(W.shape[1])
    for x in X:
        Z += x @ W
    return Z + b


@wrong("dense_forward", "mean over the inputs instead of the sum")
def dense_forward(X, W, b):
    return X @ W / X.shape[1] + b


@wrong("dense_forward", "neurons outside, samples inside: list is (M, N)")
def dense_forward(X, W, b):
    out = []
    for m in range(len(b)):
        z = []
        for x in X:
            z.append(np.dot(x, W[:, m]) + b[m])
        out.append(z)
    return np.array(out)


@wrong("dense_forward", "flat list of all sums")
def dense_forward(X, W, b):
    out = []
    for x in X:
        for m in range(W.shape[1]):
            out.append(x @ W[:, m] + b[m])
    return np.array(out)


@wrong("dense_forward", "reads a neuron as a row W[m]")
def dense_forward(X, W, b):
    return np.array([[np.dot(x, W[m]) + b[m] for m in range(len(b))] for x in X])


@wrong("dense_forward", "loops over the rows of W as if they were neurons")
def dense_forward(X, W, b):
    Z = []
    for x in X:
        Z.append([sum(x * w) + bias for w, bias in zip(W, b)])
    return np.array(Z)


@wrong("dense_forward", "integer result matrix")
def dense_forward(X, W, b):
    Z = np.zeros((len(X), len(b)), dtype=int)
    for n in range(len(X)):
        Z[n] = np.round(X[n] @ W + b)
    return Z


@wrong("dense_forward", "bias added to the weights")
def dense_forward(X, W, b):
    return X @ (W + b)


@wrong("dense_forward", "bias added twice")
def dense_forward(X, W, b):
    Z = np.tile(b, (len(X), 1))
    for n in range(len(X)):
        for m in range(len(b)):
            Z[n, m] += np.sum(X[n] * W[:, m]) + b[m]
    return Z


@wrong("dense_forward", "uses a row of the output as the running total")
def dense_forward(X, W, b):
    Z = []
    row = np.zeros(len(b))
    for x in X:
        row = row + x @ W + b
        Z.append(row)
    return np.array(Z)


@wrong("dense_forward", "adds the result into b in place")
def dense_forward(X, W, b):
    Z = []
    for x in X:
        b += x @ W
        Z.append(b.copy())
    return np.array(Z)


@wrong("dense_forward", "one row appended again and again: all rows are the last sample")
def dense_forward(X, W, b):
    row = np.zeros(len(b))
    Z = []
    for x in X:
        row[:] = x @ W + b
        Z.append(row)
    return np.array(Z)


@wrong("dense_forward", "neurons summed to one number per sample")
def dense_forward(X, W, b):
    return (X @ W + b).sum(axis=1)


@wrong("dense_forward", "two: bias forgotten and output transposed")
def dense_forward(X, W, b):
    return W.T @ X.T


@wrong("dense_forward", "two: bias in the inner loop, input 0 skipped")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(1, D):
                Z[n, m] += X[n, d] * W[d, m] + b[m]
    return Z


@right("dense_forward", "three loops")
def dense_forward(X, W, b):
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            Z[n, m] = b[m]
            for d in range(D):
                Z[n, m] += X[n, d] * W[d, m]
    return Z


@right("dense_forward", "einsum")
def dense_forward(X, W, b):
    return np.einsum("nd,dm->nm", X, W) + b


@right("dense_forward", "transposed twice")
def dense_forward(X, W, b):
    return (W.T @ X.T + b[:, np.newaxis]).T


@right("dense_forward", "broadcast product and sum over the middle axis")
def dense_forward(X, W, b):
    return (X[:, :, None] * W[None]).sum(axis=1) + b


@right("dense_forward", "column of ones, bias as another row of W")
def dense_forward(X, W, b):
    return np.c_[X, np.ones(len(X))] @ np.vstack([W, b])


@right("dense_forward", "sum of outer products, one input at a time")
def dense_forward(X, W, b):
    Z = np.zeros((len(X), len(b))) + b
    for d in range(len(W)):
        Z += np.outer(X[:, d], W[d])
    return Z


@right("dense_forward", "nested list result")
def dense_forward(X, W, b):
    return [[sum(p * q for p, q in zip(x, w)) + c for w, c in zip(W.T, b)] for x in X]


# --------------------------------------------------------------------------------------------------- one_hot


@wrong("one_hot", "labels start at 1: column y - 1")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        Y[i, y[i] - 1] = 1
    return Y


@wrong("one_hot", "labels start at 1: column y + 1 in a matrix with C + 1 columns")
def one_hot(y, C):
    Y = np.zeros((len(y), C + 1))
    Y[np.arange(len(y)), y + 1] = 1
    return Y


@wrong("one_hot", "number of classes from y instead of C")
def one_hot(y, C):
    C = len(np.unique(y))
    return (y[:, None] == np.unique(y)).astype(float)


@wrong("one_hot", "max(y) + 1 columns")
def one_hot(y, C):
    Y = np.zeros((len(y), max(y) + 1))
    for n, label in enumerate(y):
        Y[n, label] = 1
    return Y


@wrong("one_hot", "transposed (C, N)")
def one_hot(y, C):
    Y = np.zeros((C, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y


@wrong("one_hot", "Y[:, y] = 1 sets whole columns")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    Y[:, y] = 1
    return Y


@wrong("one_hot", "row and column exchanged in Y[y, i]")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        Y[y[i], i] = 1
    return Y


@wrong("one_hot", "all ones into row 0")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for label in y:
        Y[0, label] = 1
    return Y


@wrong("one_hot", "label instead of 1 is entered")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        Y[i, y[i]] = y[i]
    return Y


@wrong("one_hot", "ones and zeros exchanged")
def one_hot(y, C):
    Y = np.ones((len(y), C))
    Y[np.arange(len(y)), y] = 0
    return Y


@wrong("one_hot", "the same row object repeated: [[0] * C] * N")
def one_hot(y, C):
    Y = [[0] * C] * len(y)
    for i in range(len(y)):
        Y[i][y[i]] = 1
    return np.array(Y)


@wrong("one_hot", "one row for all, not set back to 0")
def one_hot(y, C):
    rows = []
    row = np.zeros(C)
    for label in y:
        row[label] = 1
        rows.append(row.copy())
    return np.array(rows)


@wrong("one_hot", "flat list")
def one_hot(y, C):
    out = []
    for label in y:
        for c in range(C):
            if c == label:
                out.append(1)
            else:
                out.append(0)
    return np.array(out)


@wrong("one_hot", "identity matrix of size N, indexed by y")
def one_hot(y, C):
    return np.eye(len(y))[y]


@wrong("one_hot", "columns of the identity: np.eye(C)[:, y]")
def one_hot(y, C):
    return np.eye(C)[:, y]


@wrong("one_hot", "thermometer: all columns up to the label")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        Y[i, : y[i] + 1] = 1
    return Y


@wrong("one_hot", "slice before the label, label itself left out")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        for c in range(y[i]):
            Y[i, c] = 1
    return Y


@wrong("one_hot", "ones on the diagonal, labels not used")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(min(len(y), C)):
        Y[i, i] = 1
    return Y


@wrong("one_hot", "first sample skipped")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(1, len(y)):
        Y[i, y[i]] = 1
    return Y


@wrong("one_hot", "class 0 gets no 1 (if label:)")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i, label in enumerate(y):
        if label:
            Y[i, label] = 1
    return Y


@wrong("one_hot", "last class left out of the loop")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for c in range(C - 1):
        Y[y == c, c] = 1
    return Y


@wrong("one_hot", "return inside the loop")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for i in range(len(y)):
        Y[i, y[i]] = 1
        return Y


@wrong("one_hot", "columns counted from the right")
def one_hot(y, C):
    return np.eye(C)[::-1][y]


@wrong("one_hot", "one vector of C counts")
def one_hot(y, C):
    Y = np.zeros(C)
    for label in y:
        Y[label] += 1
    return Y


@wrong("one_hot", "three classes hard-coded")
def one_hot(y, C):
    table = {0: [1, 0, 0], 1: [0, 1, 0], 2: [0, 0, 1]}
    return np.array([table[int(label)] for label in y])


@wrong("one_hot", "matrix of labels minus class numbers")
def one_hot(y, C):
    return np.array([[label - c for c in range(C)] for label in y])


@wrong("one_hot", "-1 instead of 0")
def one_hot(y, C):
    return np.where(y[:, None] == np.arange(C), 1.0, -1.0)


@wrong("one_hot", "sorts the labels in place before it begins")
def one_hot(y, C):
    y.sort()
    return np.eye(C)[y]


@wrong("one_hot", "the example of the text")
def one_hot(y, C):
    return np.array([[0, 0, 1], [1, 0, 0], [0, 0, 1]])


@wrong("one_hot", "two: transposed and labels from 1")
def one_hot(y, C):
    Y = np.zeros((C, len(y)))
    for i in range(len(y)):
        Y[y[i] - 1, i] = 1
    return Y


@right("one_hot", "rows of the identity matrix")
def one_hot(y, C):
    return np.eye(C)[y]


@right("one_hot", "comparison by broadcasting, cast")
def one_hot(y, C):
    return (y[:, None] == np.arange(C)).astype(float)


@right("one_hot", "nested list comprehension")
def one_hot(y, C):
    return [[1.0 if c == label else 0.0 for c in range(C)] for label in y]


@right("one_hot", "loop over the classes with a mask")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    for c in range(C):
        Y[y == c, c] = 1
    return Y


@right("one_hot", "flat index n * C + y")
def one_hot(y, C):
    flat = np.zeros(len(y) * C)
    flat[np.arange(len(y)) * C + y] = 1
    return flat.reshape(len(y), C)


@right("one_hot", "float32")
def one_hot(y, C):
    Y = np.zeros((len(y), C), dtype=np.float32)
    for i, label in enumerate(y):
        Y[i][label] = 1
    return Y


@right("one_hot", "np.put_along_axis")
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    np.put_along_axis(Y, y[:, None], 1.0, axis=1)
    return Y


# ------------------------------------------------------------------------------------------- network_forward


@wrong("network_forward", "every layer gets X")
def network_forward(X, layers, activation):
    for W, b in layers:
        A = activation(X @ W + b)
    return A


@wrong("network_forward", "no activation after the last layer")
def network_forward(X, layers, activation):
    A = X
    for i, (W, b) in enumerate(layers):
        A = A @ W + b
        if i < len(layers) - 1:
            A = activation(A)
    return A


@wrong("network_forward", "activation only after the last layer (outside the loop)")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = A @ W + b
    return activation(A)


@wrong("network_forward", "no activation at all")
def network_forward(X, layers, activation):
    out = X
    for W, b in layers:
        out = np.dot(out, W) + b
    return out


@wrong("network_forward", "activation result thrown away")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = A @ W + b
        activation(A)
    return A


@wrong("network_forward", "sum Z passed on, activation only returned")
def network_forward(X, layers, activation):
    Z = X
    for W, b in layers:
        Z = Z @ W + b
        A = activation(Z)
    return A


@wrong("network_forward", "bias forgotten")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W)
    return A


@wrong("network_forward", "bias added after the activation")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W) + b
    return A


@wrong("network_forward", "activation also applied to the input")
def network_forward(X, layers, activation):
    A = activation(X)
    for W, b in layers:
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "activation before each layer instead of after it")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A) @ W + b
    return A


@wrong("network_forward", "activation applied twice after the last layer")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return activation(A)


@wrong("network_forward", "step built in, the activation handed over is not used")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        Z = A @ W + b
        A = np.where(Z > 0, 1.0, 0.0)
    return A


@wrong("network_forward", "stops after the first layer (return in the loop)")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
        return A


@wrong("network_forward", "last layer left out")
def network_forward(X, layers, activation):
    A = X
    for i in range(len(layers) - 1):
        W, b = layers[i]
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "first layer left out: range(1, ...)")
def network_forward(X, layers, activation):
    A = X
    for i in range(1, len(layers)):
        W, b = layers[i]
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "layers in reverse order")
def network_forward(X, layers, activation):
    A = X
    for W, b in reversed(layers):
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "two layers hard-coded")
def network_forward(X, layers, activation):
    W1, b1 = layers[0]
    W2, b2 = layers[1]
    A1 = activation(X @ W1 + b1)
    return activation(A1 @ W2 + b2)


@wrong("network_forward", "list of the outputs of all layers")
def network_forward(X, layers, activation):
    outputs = []
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
        outputs.append(A)
    return outputs


@wrong("network_forward", "returns A and Z")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        Z = A @ W + b
        A = activation(Z)
    return A, Z


@wrong("network_forward", "W transposed")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W.T + b)
    return A


@wrong("network_forward", "pair read as (b, W)")
def network_forward(X, layers, activation):
    A = X
    for b, W in layers:
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "activation called without brackets: function multiplied")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation * (A @ W + b)
    return A


@wrong("network_forward", "first sample only")
def network_forward(X, layers, activation):
    a = X[0]
    for W, b in layers:
        a = activation(a @ W + b)
    return a


@wrong("network_forward", "last sample only: result overwritten in the loop over the samples")
def network_forward(X, layers, activation):
    for x in X:
        a = x
        for W, b in layers:
            a = activation(a @ W + b)
    return a


@wrong("network_forward", "append one level too deep: the outputs of every layer are collected")
def network_forward(X, layers, activation):
    out = []
    for x in X:
        for W, b in layers:
            x = activation(x @ W + b)
            out.append(x)
    return np.array(out)


@wrong("network_forward", "takes the last layer off the caller's list (pop)")
def network_forward(X, layers, activation):
    W, b = layers.pop()
    A = X
    for V, c in layers:
        A = activation(A @ V + c)
    return activation(A @ W + b)


@wrong("network_forward", "empties the caller's list with pop(0)")
def network_forward(X, layers, activation):
    A = X
    while layers:
        W, b = layers.pop(0)
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "writes the outputs into the caller's list of layers")
def network_forward(X, layers, activation):
    A = X
    for i in range(len(layers)):
        W, b = layers[i]
        A = activation(A @ W + b)
        layers[i] = A
    return layers[-1]


@wrong("network_forward", "bias of the first layer everywhere")
def network_forward(X, layers, activation):
    b = layers[0][1]
    A = X
    for W, _ in layers:
        A = activation(A @ W + b)
    return A


@wrong("network_forward", "transposed result: (M, N)")
def network_forward(X, layers, activation):
    A = X.T
    for W, b in layers:
        A = activation(W.T @ A + b.reshape(-1, 1))
    return A


@wrong("network_forward", "rounds the answer to 0 and 1")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return np.round(A)


@wrong("network_forward", "the class (argmax) instead of the output")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return np.argmax(A, axis=1)


@wrong("network_forward", "two: bias forgotten and no activation at the end")
def network_forward(X, layers, activation):
    A = X
    for W, b in layers[:-1]:
        A = activation(A @ W)
    return A @ layers[-1][0]


@wrong("network_forward", "two: every layer gets X, activation left out")
def network_forward(X, layers, activation):
    for W, b in layers:
        Z = X @ W + b
    return Z


@right("network_forward", "recursion: first layer, then the rest")
def network_forward(X, layers, activation):
    def forward(A, rest):
        if not rest:
            return A
        W, b = rest[0]
        return forward(activation(A @ W + b), rest[1:])

    return forward(X, layers)


@right("network_forward", "functools.reduce")
def network_forward(X, layers, activation):
    from functools import reduce

    return reduce(lambda A, layer: activation(A @ layer[0] + layer[1]), layers, X)


@right("network_forward", "each sample by itself")
def network_forward(X, layers, activation):
    rows = []
    for x in X:
        a = x
        for W, b in layers:
            a = activation(a @ W + b)
        rows.append(a)
    return np.array(rows)


@right("network_forward", "list of all outputs, the last one returned")
def network_forward(X, layers, activation):
    outputs = [X]
    for i in range(len(layers)):
        W, b = layers[i]
        outputs.append(activation(np.matmul(outputs[i], W) + b))
    return outputs[-1]


@right("network_forward", "transposed inside, turned back at the end")
def network_forward(X, layers, activation):
    A = X.T
    for W, b in layers:
        A = activation(W.T @ A + b[:, None])
    return A.T


@right("network_forward", "works off a copy of the list with pop")
def network_forward(X, layers, activation):
    todo = list(layers)
    A = X
    while todo:
        W, b = todo.pop(0)
        A = activation(np.einsum("nd,dm->nm", A, W) + b)
    return A


# ----------------------------------------------------------------------------------------------- xor_network


@wrong("xor_network", "neurons in the rows of W1")
def xor_network():
    W1 = np.array([[1.0, 1.0], [-1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


@wrong("xor_network", "output neuron is an OR")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    return [(W1, b1), (np.array([[1.0], [1.0]]), np.array([-0.5]))]


@wrong("xor_network", "AND instead of NAND in the hidden layer")
def xor_network():
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([-0.5, -1.5])
    return [(W1, b1), (np.array([[1.0], [1.0]]), np.array([-1.5]))]


@wrong("xor_network", "biases of the hidden layer exchanged")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([1.5, -0.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


@wrong("xor_network", "sums to exactly 0 taken as firing")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-1.0, 1.0])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-2.0])
    return [(W1, b1), (W2, b2)]


@wrong("xor_network", "computes XNOR")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    return [(W1, b1), (np.array([[-1.0], [-1.0]]), np.array([1.5]))]


@wrong("xor_network", "W2 as a vector (2,)")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([1.0, 1.0])
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]


@wrong("xor_network", "W2 as a row (1, 2)")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    return [(W1, b1), (np.array([[1.0, 1.0]]), np.array([-1.5]))]


@wrong("xor_network", "flat list of four arrays")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [W1, b1, W2, b2]


@wrong("xor_network", "layers in reverse order")
def xor_network():
    layer1 = (np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5]))
    layer2 = (np.array([[1.0], [1.0]]), np.array([-1.5]))
    return [layer2, layer1]


@wrong("xor_network", "all biases 0")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    W2 = np.array([[1.0], [1.0]])
    return [(W1, np.zeros(2)), (W2, np.zeros(1))]


@wrong("xor_network", "one layer only")
def xor_network():
    return [(np.array([[1.0], [-1.0]]), np.array([0.0]))]


@wrong("xor_network", "the example network of the text")
def xor_network():
    return [
        (np.array([[2.0, -1.0], [1.0, 1.0]]), np.array([-1.0, 0.5])),
        (np.array([[1.0], [1.0]]), np.array([-1.5])),
    ]


@wrong("xor_network", "pairs as (b, W)")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[1.0], [1.0]])
    b2 = np.array([-1.5])
    return [(b1, W1), (b2, W2)]


@wrong("xor_network", "sign of the NAND bias lost")
def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    b1 = np.array([-0.5, -1.5])
    return [(W1, b1), (np.array([[1.0], [1.0]]), np.array([-1.5]))]


@wrong("xor_network", "two: neurons in the rows and OR at the end")
def xor_network():
    W1 = np.array([[1.0, 1.0], [-1.0, -1.0]])
    b1 = np.array([-0.5, 1.5])
    return [(W1, b1), (np.array([[1.0], [1.0]]), np.array([-0.5]))]


@right("xor_network", "OR and not AND")
def xor_network():
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([-0.5, -1.5])
    W2 = np.array([[1.0], [-1.0]])
    b2 = np.array([-0.5])
    return [(W1, b1), (W2, b2)]


@right("xor_network", "x1 and not x2, x2 and not x1, then OR; bias 0 is enough")
def xor_network():
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    b1 = np.zeros(2)
    W2 = np.ones((2, 1))
    return [(W1, b1), (W2, np.zeros(1))]


@right("xor_network", "NAND first, then OR, whole numbers")
def xor_network():
    W1 = np.array([[-2, 2], [-2, 2]])
    b1 = np.array([3, -1])
    W2 = np.array([[2], [2]])
    b2 = np.array([-3])
    return [(W1, b1), (W2, b2)]
