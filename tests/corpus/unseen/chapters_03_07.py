"""Wrong and right answers for the functions of chapters 3 to 7, written from their signatures before the exercises were
seen.
"""

import numpy as np

WRONG, RIGHT = [], []


def wrong(exercise, what, function=None):
    """An entry: with a function at once, or as a decorator."""
    if function is not None:
        WRONG.append((exercise, what, function))
        return function
    return lambda f: wrong(exercise, what, f)


def right(exercise, what, function=None):
    if function is not None:
        RIGHT.append((exercise, what, function))
        return function
    return lambda f: right(exercise, what, f)


def sig(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# -- 03 activations ------------------------------------------------------------------------------------------------

wrong("sigmoid", "minus sign in the exponent forgotten", lambda z: 1 / (1 + np.exp(np.clip(z, -500, 500))))
wrong("sigmoid", "only the exponential", lambda z: np.exp(-np.clip(z, -500, 500)))
wrong("sigmoid", "1 - exp(-z)", lambda z: 1 - np.exp(-np.clip(z, -500, 500)))
wrong("sigmoid", "1 / 1 + exp: brackets forgotten", lambda z: 1 / 1 + np.exp(-np.clip(z, -500, 500)))
wrong("sigmoid", "tanh instead", lambda z: np.tanh(z))
wrong("sigmoid", "base 2", lambda z: 1 / (1 + 2.0 ** -np.clip(z, -500, 500)))
wrong("sigmoid", "minus in the denominator", lambda z: 1 / (1 - np.exp(-np.clip(z, -500, 500))))
wrong("sigmoid", "step function", lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0))
wrong("sigmoid", "exp(z) / (1 + exp(z)) overflows", lambda z: np.exp(z) / (1 + np.exp(z)))
wrong("sigmoid", "rounded", lambda z: np.round(sig(z)))
right("sigmoid", "from tanh", lambda z: 0.5 * (1 + np.tanh(np.asarray(z) / 2)))
right("sigmoid", "naive, warns but right", lambda z: 1 / (1 + np.exp(-z)))


@right("sigmoid", "two cases")
def _(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


wrong("sigmoid_backward", "slope from z, not from sigmoid", lambda dout, z: dout * z * (1 - z))
wrong("sigmoid_backward", "dout forgotten", lambda dout, z: sig(z) * (1 - sig(z)))
wrong("sigmoid_backward", "only sigmoid", lambda dout, z: dout * sig(z))
wrong("sigmoid_backward", "1 - s only", lambda dout, z: dout * (1 - sig(z)))
wrong("sigmoid_backward", "plus instead of minus", lambda dout, z: dout * sig(z) * (1 + sig(z)))
wrong("sigmoid_backward", "dout added", lambda dout, z: dout + sig(z) * (1 - sig(z)))
wrong("sigmoid_backward", "sigmoid applied twice", lambda dout, z: dout * sig(sig(z)) * (1 - sig(sig(z))))
wrong("sigmoid_backward", "tanh's slope", lambda dout, z: dout * (1 - np.tanh(z) ** 2))
wrong("sigmoid_backward", "1 - s squared", lambda dout, z: dout * (1 - sig(z) ** 2))
wrong("sigmoid_backward", "summed", lambda dout, z: np.sum(dout * sig(z) * (1 - sig(z))))
wrong("sigmoid_backward", "dout and z exchanged", lambda dout, z: z * sig(dout) * (1 - sig(dout)))
right("sigmoid_backward", "s - s squared", lambda dout, z: dout * (sig(z) - sig(z) ** 2))
right("sigmoid_backward", "sigmoid of minus z", lambda dout, z: sig(z) * sig(-z) * dout)

wrong("tanh", "sigmoid", lambda z: sig(z))
wrong("tanh", "sinh only", lambda z: np.sinh(np.clip(z, -500, 500)))
wrong("tanh", "arctan", lambda z: np.arctan(z))
wrong("tanh", "2 sigmoid - 1 without the 2 inside", lambda z: 2 * sig(z) - 1)
wrong("tanh", "minus", lambda z: -np.tanh(z))
wrong("tanh", "tan", lambda z: np.tan(z))
right("tanh", "2 sigmoid(2z) - 1", lambda z: 2 * sig(2 * np.asarray(z)) - 1)
wrong("tanh_backward", "1 - tanh", lambda dout, z: dout * (1 - np.tanh(z)))
wrong("tanh_backward", "1 - z squared", lambda dout, z: dout * (1 - z**2))
wrong("tanh_backward", "dout forgotten", lambda dout, z: 1 - np.tanh(z) ** 2)
wrong("tanh_backward", "t (1 - t)", lambda dout, z: dout * np.tanh(z) * (1 - np.tanh(z)))
wrong("tanh_backward", "1 + tanh squared", lambda dout, z: dout * (1 + np.tanh(z) ** 2))
wrong("tanh_backward", "2 tanh", lambda dout, z: dout * 2 * np.tanh(z))
wrong("tanh_backward", "dout inside", lambda dout, z: 1 - (dout * np.tanh(z)) ** 2)
wrong("tanh_backward", "brackets", lambda dout, z: dout * 1 - np.tanh(z) ** 2)
wrong("tanh_backward", "tanh itself", lambda dout, z: dout * np.tanh(z))
right("tanh_backward", "cosh", lambda dout, z: dout / np.cosh(np.clip(z, -300, 300)) ** 2)

wrong("relu", "minimum", lambda z: np.minimum(z, 0))
wrong("relu", "abs", lambda z: np.abs(z))
wrong("relu", "step", lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0))
wrong("relu", "max of the array", lambda z: max(0, np.max(z)))
wrong("relu", "leaky", lambda z: np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z)))
wrong("relu", "cut at 1", lambda z: np.clip(z, 0, 1))
wrong("relu", "maximum with 1", lambda z: np.maximum(z, 1))
wrong("relu", "softplus", lambda z: np.log1p(np.exp(z)))
wrong("relu", "only positive entries returned", lambda z: np.asarray(z)[np.asarray(z) > 0])


@wrong("relu", "in place")
def _(z):
    z[z < 0] = 0
    return z


right("relu", "mask", lambda z: np.asarray(z) * (np.asarray(z) > 0))
right("relu", "half of z plus abs", lambda z: (z + np.abs(z)) / 2)
wrong("relu_backward", "dout forgotten", lambda dout, z: np.where(z > 0, 1.0, 0.0))
wrong("relu_backward", "relu of dout", lambda dout, z: np.maximum(dout, 0))
wrong("relu_backward", "mask from dout", lambda dout, z: dout * (dout > 0))
wrong("relu_backward", "mask reversed", lambda dout, z: dout * (z < 0))
wrong("relu_backward", "relu times dout", lambda dout, z: dout * np.maximum(z, 0))
wrong("relu_backward", "passed through", lambda dout, z: dout * 1.0)
wrong("relu_backward", "threshold at 1", lambda dout, z: dout * (z > 1))
wrong("relu_backward", "relu of product", lambda dout, z: np.maximum(dout * z, 0))
wrong("relu_backward", "z kept where positive", lambda dout, z: np.where(z > 0, z, 0.0))
wrong("relu_backward", "minus one on the negative side", lambda dout, z: dout * np.sign(z))


@right("relu_backward", "copy and assign")
def _(dout, z):
    dz = np.array(dout, dtype=float)
    dz[z <= 0] = 0
    return dz


wrong("leaky_relu", "alpha on the positive side", lambda z, alpha: np.where(z > 0, alpha * z, z))
wrong("leaky_relu", "alpha fixed", lambda z, alpha: np.where(z > 0, z, 0.01 * z))
wrong("leaky_relu", "alpha as value", lambda z, alpha: np.where(z > 0, z, alpha))
wrong("leaky_relu", "minus alpha", lambda z, alpha: np.where(z > 0, z, -alpha * z))
wrong("leaky_relu", "z - alpha", lambda z, alpha: np.where(z > 0, z, z - alpha))
wrong("leaky_relu", "plain relu", lambda z, alpha: np.maximum(z, 0))
wrong("leaky_relu", "alpha z everywhere", lambda z, alpha: alpha * z)
wrong("leaky_relu", "minimum", lambda z, alpha: np.minimum(z, alpha * z))
wrong("leaky_relu", "divided", lambda z, alpha: np.where(z > 0, z, z / alpha))
right("leaky_relu", "sum of parts", lambda z, alpha: np.maximum(z, 0) + alpha * np.minimum(z, 0))
wrong("leaky_relu_backward", "dout forgotten", lambda dout, z, alpha: np.where(z > 0, 1.0, alpha))
wrong("leaky_relu_backward", "0 on the negative side", lambda dout, z, alpha: np.where(z > 0, dout, 0.0))
wrong("leaky_relu_backward", "alpha z", lambda dout, z, alpha: np.where(z > 0, dout, alpha * z))
wrong("leaky_relu_backward", "alpha without dout", lambda dout, z, alpha: np.where(z > 0, dout, alpha))
wrong("leaky_relu_backward", "sides exchanged", lambda dout, z, alpha: np.where(z > 0, alpha * dout, dout))
wrong("leaky_relu_backward", "decided by dout", lambda dout, z, alpha: np.where(dout > 0, dout, alpha * dout))
wrong("leaky_relu_backward", "forward times dout", lambda dout, z, alpha: dout * np.where(z > 0, z, alpha * z))
right("leaky_relu_backward", "slope times dout", lambda dout, z, alpha: np.where(z > 0, 1, alpha) * dout)


def soft(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


wrong("softmax", "over columns", lambda Z: np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0))
wrong("softmax", "over everything", lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum())
wrong("softmax", "not stable", lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))
wrong("softmax", "not normalised", lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)))
wrong("softmax", "no exponential", lambda Z: Z / Z.sum(axis=1, keepdims=True))
wrong("softmax", "sigmoid", lambda Z: sig(Z))
wrong("softmax", "log softmax", lambda Z: np.log(soft(Z) + 1e-300))
wrong("softmax", "minus", lambda Z: soft(-Z))
wrong("softmax", "keepdims forgotten", lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1))
wrong("softmax", "hard max", lambda Z: (Z == Z.max(axis=1, keepdims=True)).astype(float))
wrong("softmax", "divided by the largest", lambda Z: soft(Z / Z.max(axis=1, keepdims=True)))
wrong("softmax", "argmax", lambda Z: Z.argmax(axis=1))
right("softmax", "largest of everything taken off", lambda Z: np.array([soft(row[None])[0] for row in Z]))
right("softmax", "log-sum-exp", lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)))
wrong("softmax_backward", "elementwise slope only", lambda dout, Z: dout * soft(Z) * (1 - soft(Z)))
wrong("softmax_backward", "no sum term", lambda dout, Z: dout * soft(Z))
wrong("softmax_backward", "sum over columns", lambda dout, Z: soft(Z) * (dout - (dout * soft(Z)).sum(axis=0)))
wrong("softmax_backward", "sum over everything", lambda dout, Z: soft(Z) * (dout - (dout * soft(Z)).sum()))
wrong(
    "softmax_backward",
    "sum of dout only",
    lambda dout, Z: soft(Z) * (dout - dout.sum(axis=1, keepdims=True)),
)
wrong(
    "softmax_backward",
    "plus",
    lambda dout, Z: soft(Z) * (dout + (dout * soft(Z)).sum(axis=1, keepdims=True)),
)
wrong(
    "softmax_backward",
    "P forgotten in front",
    lambda dout, Z: dout - (dout * soft(Z)).sum(axis=1, keepdims=True),
)
wrong("softmax_backward", "P - dout, as if with labels", lambda dout, Z: soft(Z) - dout)
wrong("softmax_backward", "Z in place of P", lambda dout, Z: Z * (dout - (dout * Z).sum(axis=1, keepdims=True)))
wrong(
    "softmax_backward",
    "mean in place of sum",
    lambda dout, Z: soft(Z) * (dout - (dout * soft(Z)).mean(axis=1, keepdims=True)),
)


@right("softmax_backward", "Jacobian of each row")
def _(dout, Z):
    rows = []
    for d, p in zip(dout, soft(Z)):
        J = np.diag(p) - np.outer(p, p)
        rows.append(J @ d)
    return np.array(rows)


# -- 04 weights ----------------------------------------------------------------------------------------------------

wrong("he_init", "standard deviation 2 / n_in", lambda i, o, rng: (rng.normal(0, 2 / i, (i, o)), np.zeros(o)))
wrong("he_init", "n_out", lambda i, o, rng: (rng.normal(0, np.sqrt(2 / o), (i, o)), np.zeros(o)))
wrong("he_init", "without the 2", lambda i, o, rng: (rng.normal(0, np.sqrt(1 / i), (i, o)), np.zeros(o)))
wrong("he_init", "Glorot's sum", lambda i, o, rng: (rng.normal(0, np.sqrt(2 / (i + o)), (i, o)), np.zeros(o)))
wrong("he_init", "uniform", lambda i, o, rng: (rng.uniform(-1, 1, (i, o)) * np.sqrt(6 / i), np.zeros(o)))
wrong("he_init", "standard normal", lambda i, o, rng: (rng.normal(size=(i, o)), np.zeros(o)))
wrong("he_init", "transposed", lambda i, o, rng: (rng.normal(0, np.sqrt(2 / i), (o, i)), np.zeros(o)))
wrong("he_init", "biases of ones", lambda i, o, rng: (rng.normal(0, np.sqrt(2 / i), (i, o)), np.ones(o)))
wrong("he_init", "biases for the inputs", lambda i, o, rng: (rng.normal(0, np.sqrt(2 / i), (i, o)), np.zeros(i)))
wrong("he_init", "zeros", lambda i, o, rng: (np.zeros((i, o)), np.zeros(o)))
wrong("he_init", "positive only", lambda i, o, rng: (np.abs(rng.normal(0, np.sqrt(2 / i), (i, o))), np.zeros(o)))
wrong("he_init", "only W", lambda i, o, rng: rng.normal(0, np.sqrt(2 / i), (i, o)))
wrong(
    "he_init",
    "own generator",
    lambda i, o, rng: (np.random.default_rng().normal(0, np.sqrt(2 / i), (i, o)), np.zeros(o)),
)
wrong("he_init", "random biases", lambda i, o, rng: (rng.normal(0, np.sqrt(2 / i), (i, o)), rng.normal(size=o)))
right("he_init", "scaled", lambda i, o, rng: (rng.standard_normal((i, o)) * np.sqrt(2 / i), np.zeros(o)))
right("he_init", "drawn transposed", lambda i, o, rng: (rng.normal(0, (2 / i) ** 0.5, (o, i)).T, np.zeros((o,))))


@right("he_init", "one number after another")
def _(n_in, n_out, rng):
    W = np.empty((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.normal() * np.sqrt(2 / n_in)
    return W, np.zeros(n_out)


wrong("xavier_init", "normal", lambda i, o, rng: rng.normal(0, np.sqrt(2 / (i + o)), (i, o)))
wrong("xavier_init", "positive only", lambda i, o, rng: rng.uniform(0, np.sqrt(6 / (i + o)), (i, o)))
wrong("xavier_init", "without the root", lambda i, o, rng: rng.uniform(-6 / (i + o), 6 / (i + o), (i, o)))
wrong("xavier_init", "n_in only", lambda i, o, rng: rng.uniform(-np.sqrt(6 / i), np.sqrt(6 / i), (i, o)))
wrong(
    "xavier_init",
    "2 in place of 6",
    lambda i, o, rng: rng.uniform(-np.sqrt(2 / (i + o)), np.sqrt(2 / (i + o)), (i, o)),
)
wrong("xavier_init", "-1 to 1", lambda i, o, rng: rng.uniform(-1, 1, (i, o)))
wrong(
    "xavier_init",
    "transposed",
    lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (o, i)),
)
wrong(
    "xavier_init",
    "pair with biases",
    lambda i, o, rng: (rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o)), np.zeros(o)),
)
right("xavier_init", "from random", lambda i, o, rng: (2 * rng.random((i, o)) - 1) * (6 / (i + o)) ** 0.5)
right(
    "xavier_init",
    "transposed draw",
    lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), size=(o, i)).T,
)

# -- 05 backpropagation --------------------------------------------------------------------------------------------

wrong("mse", "half", lambda p, y: np.mean((p - y) ** 2) / 2)
wrong("mse", "sum", lambda p, y: np.sum((p - y) ** 2))
wrong("mse", "over samples only", lambda p, y: np.sum((p - y) ** 2) / len(p))
wrong("mse", "root", lambda p, y: np.sqrt(np.mean((p - y) ** 2)))
wrong("mse", "absolute", lambda p, y: np.mean(np.abs(p - y)))
wrong("mse", "not squared", lambda p, y: np.mean(p - y))
wrong("mse", "mean before the square", lambda p, y: np.mean(p - y) ** 2)
wrong("mse", "difference of squares", lambda p, y: np.mean(p**2 - y**2))
wrong("mse", "per row", lambda p, y: np.mean((p - y) ** 2, axis=-1))
wrong("mse", "not averaged", lambda p, y: (p - y) ** 2)
right("mse", "norm", lambda p, y: np.linalg.norm((p - y).ravel()) ** 2 / p.size)
right("mse", "the other order", lambda p, y: float(np.average((y - p) * (y - p))))
wrong("mse_backward", "factor 2 missing", lambda p, y: (p - y) / p.size)
wrong("mse_backward", "sign", lambda p, y: 2 * (y - p) / p.size)
wrong("mse_backward", "not divided", lambda p, y: 2 * (p - y))
wrong("mse_backward", "divided by rows", lambda p, y: 2 * (p - y) / len(p))
wrong("mse_backward", "squared", lambda p, y: 2 * (p - y) ** 2 / p.size)
wrong("mse_backward", "one number", lambda p, y: 2 * np.mean(p - y))
wrong("mse_backward", "only the difference", lambda p, y: p - y)
wrong("mse_backward", "times y_hat", lambda p, y: 2 * (p - y) * p / p.size)
right("mse_backward", "mean's own factor", lambda p, y: (2 / y.size) * np.subtract(p, y))


def clip(p):
    return np.clip(p, 1e-12, 1 - 1e-12)


wrong("bce", "minus forgotten", lambda p, y: np.mean(y * np.log(clip(p)) + (1 - y) * np.log(1 - clip(p))))
wrong("bce", "first term only", lambda p, y: -np.mean(y * np.log(clip(p))))
wrong("bce", "second term only", lambda p, y: -np.mean((1 - y) * np.log(1 - clip(p))))
wrong("bce", "sum", lambda p, y: -np.sum(y * np.log(clip(p)) + (1 - y) * np.log(1 - clip(p))))
wrong("bce", "base 2", lambda p, y: -np.mean(y * np.log2(clip(p)) + (1 - y) * np.log2(1 - clip(p))))
wrong("bce", "p and y exchanged", lambda p, y: -np.mean(p * np.log(clip(y)) + (1 - p) * np.log(1 - clip(y))))
wrong("bce", "labels exchanged", lambda p, y: -np.mean((1 - y) * np.log(clip(p)) + y * np.log(1 - clip(p))))
wrong("bce", "not clipped", lambda p, y: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
wrong("bce", "mse", lambda p, y: np.mean((p - y) ** 2))
wrong("bce", "clipped far too wide", lambda p, y: bce_of(np.clip(p, 0.1, 0.9), y))
wrong("bce", "minus between the terms", lambda p, y: -np.mean(y * np.log(clip(p)) - (1 - y) * np.log(1 - clip(p))))
wrong("bce", "second term with log p", lambda p, y: -np.mean(y * np.log(clip(p)) + (1 - y) * np.log(clip(p))))
wrong("bce", "one for each sample", lambda p, y: -(y * np.log(clip(p)) + (1 - y) * np.log(1 - clip(p))))


def bce_of(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


right("bce", "where", lambda p, y: np.mean(-np.log(np.where(y == 1, clip(p), 1 - clip(p)))))
right("bce", "clipped at 1e-15", lambda p, y: bce_of(np.clip(p, 1e-15, 1 - 1e-15), y))
wrong("bce_backward", "not divided", lambda p, y: (p - y) / (p * (1 - p)))
wrong("bce_backward", "p - y", lambda p, y: (p - y) / p.size)
wrong("bce_backward", "sign", lambda p, y: (y - p) / (p * (1 - p)) / p.size)
wrong("bce_backward", "first term only", lambda p, y: -(y / p) / p.size)
wrong("bce_backward", "plus between", lambda p, y: -(y / p + (1 - y) / (1 - p)) / p.size)
wrong("bce_backward", "denominator forgotten half", lambda p, y: (p - y) / p / p.size)
wrong("bce_backward", "second term only", lambda p, y: ((1 - y) / (1 - p)) / p.size)
wrong("bce_backward", "factor 2", lambda p, y: 2 * (p - y) / (p * (1 - p)) / p.size)
wrong("bce_backward", "mean", lambda p, y: np.mean((p - y) / (p * (1 - p))))
right("bce_backward", "two terms", lambda p, y: (-(y / p) + (1 - y) / (1 - p)) / len(p.ravel()))

wrong("cross_entropy", "minus forgotten", lambda P, y: np.mean(np.log(P[np.arange(len(y)), y])))
wrong("cross_entropy", "sum", lambda P, y: -np.sum(np.log(P[np.arange(len(y)), y])))
wrong("cross_entropy", "log forgotten", lambda P, y: -np.mean(P[np.arange(len(y)), y]))
wrong("cross_entropy", "mean of everything", lambda P, y: -np.mean(np.log(P)))
wrong("cross_entropy", "divided by all entries", lambda P, y: -np.sum(np.log(P[np.arange(len(y)), y])) / P.size)
wrong("cross_entropy", "labels from 1", lambda P, y: -np.mean(np.log(P[np.arange(len(y)), y - 1])))
wrong("cross_entropy", "most likely class", lambda P, y: -np.mean(np.log(P.max(axis=1))))
wrong("cross_entropy", "log of the mean", lambda P, y: -np.log(np.mean(P[np.arange(len(y)), y])))
wrong("cross_entropy", "all rows and columns", lambda P, y: -np.mean(np.log(P[:, y])))
wrong("cross_entropy", "base 10", lambda P, y: -np.mean(np.log10(P[np.arange(len(y)), y])))
wrong("cross_entropy", "one for each sample", lambda P, y: -np.log(P[np.arange(len(y)), y]))
wrong("cross_entropy", "softmax once more", lambda P, y: -np.mean(np.log(soft(P)[np.arange(len(y)), y])))
right("cross_entropy", "one-hot", lambda P, y: -np.sum(np.eye(P.shape[1])[y] * np.log(P)) / len(y))


@right("cross_entropy", "loop")
def _(P, y):
    total = 0.0
    for n in range(len(y)):
        total += -np.log(P[n, y[n]])
    return total / len(y)


def hot(Z, y):
    return np.eye(Z.shape[1])[y]


wrong("softmax_cross_entropy_backward", "not divided", lambda Z, y: soft(Z) - hot(Z, y))
wrong("softmax_cross_entropy_backward", "sign", lambda Z, y: (hot(Z, y) - soft(Z)) / len(Z))
wrong("softmax_cross_entropy_backward", "softmax forgotten", lambda Z, y: (Z - hot(Z, y)) / len(Z))
wrong("softmax_cross_entropy_backward", "divided by entries", lambda Z, y: (soft(Z) - hot(Z, y)) / Z.size)
wrong("softmax_cross_entropy_backward", "labels not subtracted", lambda Z, y: soft(Z) / len(Z))
wrong("softmax_cross_entropy_backward", "labels from 1", lambda Z, y: (soft(Z) - hot(Z, y - 1)) / len(Z))
wrong("softmax_cross_entropy_backward", "over columns", lambda Z, y: (soft(Z.T).T - hot(Z, y)) / len(Z))
wrong("softmax_cross_entropy_backward", "-1/p of the right class", lambda Z, y: -hot(Z, y) / soft(Z) / len(Z))
wrong("softmax_cross_entropy_backward", "label itself taken off", lambda Z, y: (soft(Z) - y[:, None]) / len(Z))
wrong(
    "softmax_cross_entropy_backward",
    "overflow",
    lambda Z, y: (np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True) - hot(Z, y)) / len(Z),
)


@right("softmax_cross_entropy_backward", "minus one in place on the own array")
def _(Z, y):
    P = soft(Z)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


wrong("dense_backward", "dW transposed", lambda d, X, W: (d @ W.T, d.T @ X, d.sum(axis=0)))
wrong("dense_backward", "db mean", lambda d, X, W: (d @ W.T, X.T @ d, d.mean(axis=0)))
wrong("dense_backward", "db keepdims", lambda d, X, W: (d @ W.T, X.T @ d, d.sum(axis=0, keepdims=True)))
wrong("dense_backward", "db over columns", lambda d, X, W: (d @ W.T, X.T @ d, d.sum(axis=1)))
wrong("dense_backward", "db one number", lambda d, X, W: (d @ W.T, X.T @ d, d.sum()))
wrong("dense_backward", "db ones", lambda d, X, W: (d @ W.T, X.T @ d, np.ones(W.shape[1])))
wrong("dense_backward", "db dout", lambda d, X, W: (d @ W.T, X.T @ d, d))
wrong("dense_backward", "dW over N", lambda d, X, W: (d @ W.T, X.T @ d / len(X), d.sum(axis=0)))
wrong("dense_backward", "all over N", lambda d, X, W: (d @ W.T / len(X), X.T @ d / len(X), d.sum(axis=0) / len(X)))
wrong("dense_backward", "dX without transpose", lambda d, X, W: (d @ W, X.T @ d, d.sum(axis=0)))
wrong("dense_backward", "dX transposed", lambda d, X, W: (W @ d.T, X.T @ d, d.sum(axis=0)))
wrong("dense_backward", "dW without transpose", lambda d, X, W: (d @ W.T, X @ d, d.sum(axis=0)))
wrong("dense_backward", "dX and dW exchanged", lambda d, X, W: (X.T @ d, d @ W.T, d.sum(axis=0)))
wrong("dense_backward", "no dX", lambda d, X, W: (X.T @ d, d.sum(axis=0)))
wrong("dense_backward", "minus", lambda d, X, W: (-d @ W.T, -X.T @ d, -d.sum(axis=0)))
wrong("dense_backward", "dW of the first sample", lambda d, X, W: (d @ W.T, np.outer(X[0], d[0]), d.sum(axis=0)))
wrong("dense_backward", "dW without dout", lambda d, X, W: (d @ W.T, X.T @ np.ones_like(d), d.sum(axis=0)))
wrong("dense_backward", "dX without dout", lambda d, X, W: (np.ones_like(d) @ W.T, X.T @ d, d.sum(axis=0)))
wrong("dense_backward", "bias of the first row", lambda d, X, W: (d @ W.T, X.T @ d, d[0]))
wrong("dense_backward", "reshaped", lambda d, X, W: (d @ W.reshape(W.shape[::-1]), X.T @ d, d.sum(axis=0)))


@wrong("dense_backward", "dW overwritten in the loop")
def _(dout, X, W):
    dW = np.zeros_like(W)
    for n in range(len(X)):
        dW = np.outer(X[n], dout[n])
    return dout @ W.T, dW, dout.sum(axis=0)


@right("dense_backward", "loops")
def _(dout, X, W):
    N, D = X.shape
    M = W.shape[1]
    dX, dW, db = np.zeros((N, D)), np.zeros((D, M)), np.zeros(M)
    for n in range(N):
        for m in range(M):
            db[m] += dout[n, m]
            for d in range(D):
                dW[d, m] += X[n, d] * dout[n, m]
                dX[n, d] += W[d, m] * dout[n, m]
    return dX, dW, db


right(
    "dense_backward",
    "einsum",
    lambda d, X, W: (np.einsum("nm,dm->nd", d, W), np.einsum("nd,nm->dm", X, d), np.einsum("nm->m", d)),
)


def two_layer(X, y, q, dz2=None, slope=None, dW2=None, dH=None, over=True):
    y = np.asarray(y, dtype=float)
    H = np.tanh(X @ q["W1"] + q["b1"])
    p = sig(H @ q["W2"] + q["b2"])
    t = y.reshape(p.shape)
    d2 = (p - t) / len(X) if dz2 is None else dz2(p, t, len(X))
    dh = d2 @ q["W2"].T if dH is None else dH(d2, q["W2"])
    d1 = dh * (1 - H**2) if slope is None else slope(dh, H, X @ q["W1"] + q["b1"])
    return {
        "W1": X.T @ d1,
        "b1": d1.sum(axis=0),
        "W2": H.T @ d2 if dW2 is None else dW2(H, d2, X),
        "b2": d2.sum(axis=0),
    }


wrong("backprop_two_layer", "not divided by N", lambda X, y, q: two_layer(X, y, q, lambda p, t, N: p - t))
wrong("backprop_two_layer", "sign", lambda X, y, q: two_layer(X, y, q, lambda p, t, N: (t - p) / N))
wrong(
    "backprop_two_layer",
    "slope of the sigmoid on top",
    lambda X, y, q: two_layer(X, y, q, lambda p, t, N: (p - t) * p * (1 - p) / N),
)
wrong("backprop_two_layer", "tanh slope forgotten", lambda X, y, q: two_layer(X, y, q, slope=lambda d, H, Z: d))
wrong("backprop_two_layer", "1 - H", lambda X, y, q: two_layer(X, y, q, slope=lambda d, H, Z: d * (1 - H)))
wrong("backprop_two_layer", "slope from z", lambda X, y, q: two_layer(X, y, q, slope=lambda d, H, Z: d * (1 - Z**2)))
wrong(
    "backprop_two_layer",
    "sigmoid slope in hidden",
    lambda X, y, q: two_layer(X, y, q, slope=lambda d, H, Z: d * H * (1 - H)),
)
wrong("backprop_two_layer", "factor 2", lambda X, y, q: two_layer(X, y, q, lambda p, t, N: 2 * (p - t) / N))


@wrong("backprop_two_layer", "biases averaged")
def _(X, y, params):
    g = two_layer(X, y, params)
    g["b1"], g["b2"] = g["b1"] / len(X), g["b2"] / len(X)
    return g


@wrong("backprop_two_layer", "biases missing")
def _(X, y, params):
    g = two_layer(X, y, params)
    return {"W1": g["W1"], "W2": g["W2"]}


@wrong("backprop_two_layer", "a tuple")
def _(X, y, params):
    g = two_layer(X, y, params)
    return g["W1"], g["b1"], g["W2"], g["b2"]


@wrong("backprop_two_layer", "relu in the hidden layer")
def _(X, y, params):
    Z = X @ params["W1"] + params["b1"]
    H = np.maximum(Z, 0)
    p = sig(H @ params["W2"] + params["b2"])
    d2 = (p - np.asarray(y, dtype=float).reshape(p.shape)) / len(X)
    d1 = d2 @ params["W2"].T * (Z > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": H.T @ d2, "b2": d2.sum(axis=0)}


right("backprop_two_layer", "one function after another", lambda X, y, q: two_layer(X, y, q))


def slopes(f, x, h, plus, minus, over):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] += plus * h
        b[i] -= minus * h
        g[i] = (f(a) - f(b)) / (over * h)
    return g


wrong("numerical_gradient", "one-sided", lambda f, x, h: slopes(f, x, h, 1, 0, 1))
wrong("numerical_gradient", "divided by h", lambda f, x, h: slopes(f, x, h, 1, 1, 1))
wrong("numerical_gradient", "one-sided over 2h", lambda f, x, h: slopes(f, x, h, 1, 0, 2))
wrong("numerical_gradient", "backwards", lambda f, x, h: slopes(f, x, h, -1, -1, 2))
wrong("numerical_gradient", "all entries at once", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h))
wrong("numerical_gradient", "one number everywhere", lambda f, x, h: np.ones_like(x) * (f(x + h) - f(x - h)) / (2 * h))
wrong("numerical_gradient", "multiplied by 2h", lambda f, x, h: slopes(f, x, h, 1, 1, 2) * (2 * h) ** 2)


@wrong("numerical_gradient", "does not put x back")
def _(f, x, h):
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        g[i] = (a - f(x)) / (2 * h)
    return g


@wrong("numerical_gradient", "first axis only")
def _(f, x, h):
    g = np.zeros_like(x)
    for i in range(len(x)):
        a, b = x.copy(), x.copy()
        a[i] += h
        b[i] -= h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g


right("numerical_gradient", "central", lambda f, x, h: slopes(f, x, h, 1, 1, 2))


@right("numerical_gradient", "in place and put back")
def _(f, x, h):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    flat, out = x.reshape(-1), g.reshape(-1)
    for i in range(flat.size):
        old = flat[i]
        flat[i] = old + h
        up = f(x)
        flat[i] = old - h
        down = f(x)
        flat[i] = old
        out[i] = (up - down) / (2 * h)
    return g


norm = np.linalg.norm
wrong("relative_error", "absolute", lambda a, n: norm(a - n))
wrong("relative_error", "largest", lambda a, n: np.max(np.abs(a - n)) / (np.max(np.abs(a)) + np.max(np.abs(n))))
wrong("relative_error", "one norm below", lambda a, n: norm(a - n) / norm(a))
wrong("relative_error", "sum of entries", lambda a, n: np.sum(a - n) / (np.sum(a) + np.sum(n)))
wrong("relative_error", "norm of the sum", lambda a, n: norm(a - n) / norm(a + n))
wrong("relative_error", "squares", lambda a, n: norm(a - n) ** 2 / (norm(a) ** 2 + norm(n) ** 2))
wrong("relative_error", "difference of norms", lambda a, n: abs(norm(a) - norm(n)) / (norm(a) + norm(n)))
wrong("relative_error", "product below", lambda a, n: norm(a - n) / (norm(a) * norm(n)))
wrong("relative_error", "plus above", lambda a, n: norm(a + n) / (norm(a) + norm(n)))
wrong("relative_error", "entry by entry", lambda a, n: np.abs(a - n) / (np.abs(a) + np.abs(n)))
wrong("relative_error", "half below", lambda a, n: 2 * norm(a - n) / (norm(a) + norm(n)))

# -- 06 gradient descent -------------------------------------------------------------------------------------------

wrong("sgd", "plus", lambda p, g, lr: {k: p[k] + lr * g[k] for k in p})
wrong("sgd", "no rate", lambda p, g, lr: {k: p[k] - g[k] for k in p})
wrong("sgd", "divided", lambda p, g, lr: {k: p[k] - g[k] / lr for k in p})
wrong("sgd", "only the step", lambda p, g, lr: {k: -lr * g[k] for k in p})
wrong("sgd", "weights only", lambda p, g, lr: {k: p[k] - lr * g[k] for k in p if k.startswith("W")})
wrong("sgd", "gradient scaled by weight", lambda p, g, lr: {k: p[k] - lr * g[k] * p[k] for k in p})
wrong("sgd", "rate times weight", lambda p, g, lr: {k: lr * p[k] - g[k] for k in p})
wrong("sgd", "a list", lambda p, g, lr: [p[k] - lr * g[k] for k in p])
wrong("sgd", "nothing", lambda p, g, lr: None)


@wrong("sgd", "in place")
def _(params, grads, lr):
    for k in params:
        params[k] -= lr * grads[k]
    return params


@wrong("sgd", "entries of the dict replaced")
def _(params, grads, lr):
    for k in params:
        params[k] = params[k] - lr * grads[k]
    return params


@wrong("sgd", "returns in the loop")
def _(params, grads, lr):
    new = dict(params)
    for k in params:
        new[k] = params[k] - lr * grads[k]
        return new


@right("sgd", "loop")
def _(params, grads, lr):
    new = {}
    for k, w in params.items():
        new[k] = w - lr * grads[k]
    return new


@wrong("momentum", "beta on the gradient")
def _(w, dw, v, lr, beta):
    v = (1 - beta) * v + beta * dw
    return w - lr * v, v


@wrong("momentum", "classical form")
def _(w, dw, v, lr, beta):
    v = beta * v + dw
    return w - lr * v, v


@wrong("momentum", "old velocity used")
def _(w, dw, v, lr, beta):
    return w - lr * v, beta * v + (1 - beta) * dw


@wrong("momentum", "plus")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w + lr * v, v


@wrong("momentum", "rate inside")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * lr * dw
    return w - v, v


@wrong("momentum", "v not returned anew")
def _(w, dw, v, lr, beta):
    return w - lr * (beta * v + (1 - beta) * dw), v


@wrong("momentum", "plain step")
def _(w, dw, v, lr, beta):
    return w - lr * dw, beta * v + (1 - beta) * dw


@wrong("momentum", "only w")
def _(w, dw, v, lr, beta):
    return w - lr * (beta * v + (1 - beta) * dw)


@wrong("momentum", "minus in v")
def _(w, dw, v, lr, beta):
    v = beta * v - (1 - beta) * dw
    return w + lr * v, v


@right("momentum", "difference form")
def _(w, dw, v, lr, beta):
    v = v + (1 - beta) * (dw - v)
    return w - lr * v, v


wrong("adagrad", "not squared", lambda w, dw, c, lr, eps: (w - lr * dw / (np.sqrt(np.abs(c + dw)) + eps), c + dw))
wrong("adagrad", "cache replaced", lambda w, dw, c, lr, eps: (w - lr * dw / (np.sqrt(dw**2) + eps), dw**2))
wrong("adagrad", "no root", lambda w, dw, c, lr, eps: (w - lr * dw / (c + dw**2 + eps), c + dw**2))
wrong("adagrad", "eps in the root", lambda w, dw, c, lr, eps: (w - lr * dw / np.sqrt(c + dw**2 + eps), c + dw**2))
wrong("adagrad", "old cache", lambda w, dw, c, lr, eps: (w - lr * dw / (np.sqrt(c) + eps), c + dw**2))
wrong("adagrad", "plus", lambda w, dw, c, lr, eps: (w + lr * dw / (np.sqrt(c + dw**2) + eps), c + dw**2))
wrong("adagrad", "no rate", lambda w, dw, c, lr, eps: (w - dw / (np.sqrt(c + dw**2) + eps), c + dw**2))
wrong("adagrad", "multiplied", lambda w, dw, c, lr, eps: (w - lr * dw * (np.sqrt(c + dw**2) + eps), c + dw**2))
wrong("adagrad", "cache not returned", lambda w, dw, c, lr, eps: w - lr * dw / (np.sqrt(c + dw**2) + eps))
wrong("adagrad", "eps left out", lambda w, dw, c, lr, eps: (w - lr * dw / np.sqrt(c + dw**2), c + dw**2))
wrong("adagrad", "gradient not in the step", lambda w, dw, c, lr, eps: (w - lr / (np.sqrt(c + dw**2) + eps), c + dw**2))
wrong(
    "adagrad",
    "squared norm",
    lambda w, dw, c, lr, eps: (w - lr * dw / (np.sqrt(c + np.sum(dw**2)) + eps), c + np.sum(dw**2)),
)
right("adagrad", "power", lambda w, dw, c, lr, eps: (w - lr * dw / ((c + dw * dw) ** 0.5 + eps), c + dw * dw))


def rms(w, dw, c, lr, eps, new):
    return w - lr * dw / (np.sqrt(new) + eps), new


wrong("rmsprop", "beta exchanged", lambda w, dw, c, lr, b, eps: rms(w, dw, c, lr, eps, (1 - b) * c + b * dw**2))
wrong("rmsprop", "adagrad", lambda w, dw, c, lr, b, eps: rms(w, dw, c, lr, eps, c + dw**2))
wrong("rmsprop", "1 - beta missing", lambda w, dw, c, lr, b, eps: rms(w, dw, c, lr, eps, b * c + dw**2))
wrong("rmsprop", "beta missing", lambda w, dw, c, lr, b, eps: rms(w, dw, c, lr, eps, c + (1 - b) * dw**2))
wrong("rmsprop", "not squared", lambda w, dw, c, lr, b, eps: rms(w, dw, c, lr, eps, np.abs(b * c + (1 - b) * dw)))
wrong(
    "rmsprop",
    "eps in the root",
    lambda w, dw, c, lr, b, eps: (
        w - lr * dw / np.sqrt(b * c + (1 - b) * dw**2 + eps),
        b * c + (1 - b) * dw**2,
    ),
)
wrong(
    "rmsprop",
    "no root",
    lambda w, dw, c, lr, b, eps: (w - lr * dw / (b * c + (1 - b) * dw**2 + eps), b * c + (1 - b) * dw**2),
)
wrong(
    "rmsprop",
    "old cache",
    lambda w, dw, c, lr, b, eps: (w - lr * dw / (np.sqrt(c) + eps), b * c + (1 - b) * dw**2),
)
right("rmsprop", "difference form", lambda w, dw, c, lr, b, eps: rms(w, dw, c, lr, eps, c - (1 - b) * (c - dw**2)))


def adam(w, dw, m, v, t, lr, b1, b2, eps, correct1=True, correct2=True, shift=0, back=False, inside=False, sign=-1):
    m = b1 * m + (1 - b1) * dw
    v = b2 * v + (1 - b2) * dw**2
    mh = m / (1 - b1 ** (t + shift)) if correct1 else m
    vh = v / (1 - b2 ** (t + shift)) if correct2 else v
    below = np.sqrt(vh + eps) if inside else np.sqrt(vh) + eps
    w = w + sign * lr * mh / below
    return (w, mh, vh) if back else (w, m, v)


wrong("adam", "no correction", lambda *a: adam(*a, correct1=False, correct2=False))
wrong("adam", "only m corrected", lambda *a: adam(*a, correct2=False))
wrong("adam", "only v corrected", lambda *a: adam(*a, correct1=False))
wrong("adam", "t + 1", lambda *a: adam(*a, shift=1))
wrong("adam", "corrected moments returned", lambda *a: adam(*a, back=True))
wrong("adam", "eps in the root", lambda *a: adam(*a, inside=True))
wrong("adam", "plus", lambda *a: adam(*a, sign=1))
wrong(
    "adam",
    "betas exchanged",
    lambda w, dw, m, v, t, lr, b1, b2, eps: adam(w, dw, m, v, t, lr, b2, b1, eps),
)


@wrong("adam", "not squared")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw
    mh, vh = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * mh / (np.sqrt(np.abs(vh)) + eps), m, v


@wrong("adam", "beta times t")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    mh, vh = m / (1 - beta1 * t), v / (1 - beta2 * t)
    return w - lr * mh / (np.sqrt(np.abs(vh)) + eps), m, v


@wrong("adam", "v from m")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * m**2
    mh, vh = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v


@wrong("adam", "gradient in place of m")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * dw / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@wrong("adam", "no root")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps), m, v


right("adam", "as in the paper", lambda *a: adam(*a))

wrong("lr_decay", "1 + missing", lambda lr0, epoch, rate: lr0 / (rate * epoch) if epoch else lr0)
wrong("lr_decay", "multiplied", lambda lr0, epoch, rate: lr0 * (1 + rate * epoch))
wrong("lr_decay", "exponential", lambda lr0, epoch, rate: lr0 * np.exp(-rate * epoch))
wrong("lr_decay", "linear", lambda lr0, epoch, rate: lr0 * (1 - rate * epoch))
wrong("lr_decay", "epoch + 1", lambda lr0, epoch, rate: lr0 / (1 + rate * (epoch + 1)))
wrong("lr_decay", "power", lambda lr0, epoch, rate: lr0 / (1 + rate) ** epoch)
wrong("lr_decay", "brackets", lambda lr0, epoch, rate: lr0 / 1 + rate * epoch)
wrong("lr_decay", "rate forgotten", lambda lr0, epoch, rate: lr0 / (1 + epoch))
wrong("lr_decay", "rate and epoch added", lambda lr0, epoch, rate: lr0 / (1 + rate + epoch))
wrong("step_decay", "no floor", lambda lr0, epoch, rate, every: lr0 * rate ** (epoch / every))
wrong("step_decay", "each epoch", lambda lr0, epoch, rate, every: lr0 * rate**epoch)
wrong("step_decay", "divided", lambda lr0, epoch, rate, every: lr0 / rate ** (epoch // every))
wrong("step_decay", "remainder", lambda lr0, epoch, rate, every: lr0 * rate ** (epoch % every))
wrong("step_decay", "times", lambda lr0, epoch, rate, every: lr0 * rate * (epoch // every))
wrong("step_decay", "once", lambda lr0, epoch, rate, every: lr0 * rate if epoch >= every else lr0)
wrong("step_decay", "one too early", lambda lr0, epoch, rate, every: lr0 * rate ** ((epoch + 1) // every))
wrong("step_decay", "one step more", lambda lr0, epoch, rate, every: lr0 * rate ** (epoch // every + 1))


@right("step_decay", "loop")
def _(lr0, epoch, rate, every):
    lr = lr0
    for e in range(1, epoch + 1):
        if e % every == 0:
            lr *= rate
    return lr


@wrong("mini_batches", "not shuffled")
def _(X, y, batch_size, rng):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "labels not shuffled with the rows")
def _(X, y, batch_size, rng):
    X = X[rng.permutation(len(X))]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "shuffled apart")
def _(X, y, batch_size, rng):
    X, y = X[rng.permutation(len(X))], y[rng.permutation(len(X))]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "last batch dropped")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    X, y = X[p], y[p]
    return [
        (X[k * batch_size : (k + 1) * batch_size], y[k * batch_size : (k + 1) * batch_size])
        for k in range(len(X) // batch_size)
    ]


@wrong("mini_batches", "drawn with repetition")
def _(X, y, batch_size, rng):
    p = rng.integers(0, len(X), len(X))
    X, y = X[p], y[p]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "windows one apart")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    X, y = X[p], y[p]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(len(X))]


@wrong("mini_batches", "number of batches taken for their size")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    return [(X[q], y[q]) for q in np.array_split(p, batch_size)]


@wrong("mini_batches", "first batch only")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))[:batch_size]
    return [(X[p], y[p])]


@wrong("mini_batches", "two lists")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    parts = [p[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [X[q] for q in parts], [y[q] for q in parts]


@right("mini_batches", "index lists")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        part = p[start : start + batch_size]
        batches.append((X[part], y[part]))
    return batches


@right("mini_batches", "shuffle in place of an index, lists as pairs")
def _(X, y, batch_size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    return [[X[order[i : i + batch_size]], y[order[i : i + batch_size]]] for i in range(0, len(X), batch_size)]


# -- 07 training ---------------------------------------------------------------------------------------------------

wrong(
    "standardize",
    "own statistics of the test part",
    lambda A, B: ((A - A.mean(0)) / A.std(0), (B - B.mean(0)) / B.std(0)),
)
wrong("standardize", "not divided", lambda A, B: (A - A.mean(0), B - A.mean(0)))
wrong("standardize", "variance", lambda A, B: ((A - A.mean(0)) / A.var(0), (B - A.mean(0)) / A.var(0)))
wrong("standardize", "over everything", lambda A, B: ((A - A.mean()) / A.std(), (B - A.mean()) / A.std()))
wrong("standardize", "test part left", lambda A, B: ((A - A.mean(0)) / A.std(0), B))
wrong("standardize", "only divided", lambda A, B: (A / A.std(0), B / A.std(0)))
wrong(
    "standardize",
    "rows",
    lambda A, B: (
        (A - A.mean(1, keepdims=True)) / A.std(1, keepdims=True),
        (B - B.mean(1, keepdims=True)) / B.std(1, keepdims=True),
    ),
)
wrong(
    "standardize",
    "least to largest",
    lambda A, B: ((A - A.min(0)) / (A.max(0) - A.min(0)), (B - A.min(0)) / (A.max(0) - A.min(0))),
)


@wrong("standardize", "statistics of both together")
def _(A, B):
    both = np.concatenate([A, B])
    m, s = both.mean(0), both.std(0)
    s[s == 0] = 1
    return (A - m) / s, (B - m) / s


wrong("accuracy", "count", lambda P, y: np.sum(P.argmax(axis=1) == y))
wrong("accuracy", "error", lambda P, y: np.mean(P.argmax(axis=1) != y))
wrong("accuracy", "per cent", lambda P, y: 100 * np.mean(P.argmax(axis=1) == y))
wrong("accuracy", "probability of the right class", lambda P, y: np.mean(P[np.arange(len(y)), y]))
wrong("accuracy", "argmin", lambda P, y: np.mean(P.argmin(axis=1) == y))
wrong("accuracy", "above a half", lambda P, y: np.mean(P[np.arange(len(y)), y] > 0.5))
wrong("accuracy", "divided by classes", lambda P, y: np.sum(P.argmax(axis=1) == y) / P.shape[1])
wrong("accuracy", "one for each", lambda P, y: P.argmax(axis=1) == y)
right("accuracy", "loop", lambda P, y: sum(int(np.argmax(p) == t) for p, t in zip(P, y)) / len(y))

wrong("l2_gradient", "N forgotten", lambda dW, W, lam, N: dW + lam * W)
wrong("l2_gradient", "2", lambda dW, W, lam, N: dW + 2 * lam / N * W)
wrong("l2_gradient", "minus", lambda dW, W, lam, N: dW - lam / N * W)
wrong("l2_gradient", "squared", lambda dW, W, lam, N: dW + lam / N * W**2)
wrong("l2_gradient", "term only", lambda dW, W, lam, N: lam / N * W)
wrong("l2_gradient", "sign of W", lambda dW, W, lam, N: dW + lam / N * np.sign(W))
wrong("l2_gradient", "half", lambda dW, W, lam, N: dW + lam / (2 * N) * W)
wrong("l2_gradient", "times N", lambda dW, W, lam, N: dW + lam * N * W)
wrong("l2_gradient", "sum of squares", lambda dW, W, lam, N: dW + lam / (2 * N) * np.sum(W**2))
wrong("l2_gradient", "dW divided too", lambda dW, W, lam, N: (dW + lam * W) / N)

wrong("dropout_backward", "mask forgotten", lambda dout, mask, keep: dout / keep)
wrong("dropout_backward", "dout forgotten", lambda dout, mask, keep: mask / keep)
wrong("dropout_backward", "1 - mask", lambda dout, mask, keep: dout * (1 - mask) / keep)
wrong("dropout_backward", "times keep", lambda dout, mask, keep: dout * mask * keep)
wrong("dropout_backward", "1 - keep", lambda dout, mask, keep: dout * mask / (1 - keep))


def bn(X, g, b, rm, rv, train, momentum=0.9, eps=1e-5, swap=False, ddof=0, test_batch=False, outside=False):
    if train or test_batch:
        m, v = X.mean(axis=0), X.var(axis=0, ddof=ddof)
    else:
        m, v = rm, rv
    if train:
        k = 1 - momentum if swap else momentum
        rm, rv = k * rm + (1 - k) * m, k * rv + (1 - k) * v
    below = np.sqrt(v) + eps if outside else np.sqrt(v + eps)
    return g * (X - m) / below + b, rm, rv


wrong("batchnorm_forward", "momentum on the wrong side", lambda *a, **k: bn(*a, **k, swap=True))
wrong("batchnorm_forward", "unbiased variance", lambda *a, **k: bn(*a, **k, ddof=1))
wrong("batchnorm_forward", "batch statistics at test time", lambda *a, **k: bn(*a, **k, test_batch=True))
wrong("batchnorm_forward", "gamma forgotten", lambda X, g, *a, **k: bn(X, np.ones_like(g), *a, **k))
wrong("batchnorm_forward", "beta forgotten", lambda X, g, b, *a, **k: bn(X, g, np.zeros_like(b), *a, **k))


@wrong("batchnorm_forward", "running averages not updated")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    out, _m, _v = bn(X, gamma, beta, running_mean, running_var, train, momentum, eps)
    return out, running_mean, running_var


@wrong("batchnorm_forward", "running averages used in training")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    _out, m, v = bn(X, gamma, beta, running_mean, running_var, train, momentum, eps)
    return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, m, v


@wrong("batchnorm_forward", "divided by the variance")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    _out, m, v = bn(X, gamma, beta, running_mean, running_var, train, momentum, eps)
    a, b = (X.mean(0), X.var(0)) if train else (running_mean, running_var)
    return gamma * (X - a) / (b + eps) + beta, m, v


right("batchnorm_forward", "as in the paper", bn)


def bnb(dout, X, gamma, eps=1e-5):
    N = len(X)
    s = np.sqrt(X.var(axis=0) + eps)
    h = (X - X.mean(axis=0)) / s
    dh = dout * gamma
    dX = (N * dh - dh.sum(axis=0) - h * (dh * h).sum(axis=0)) / (N * s)
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


def bn_parts(dout, X, eps):
    s = np.sqrt(X.var(axis=0) + eps)
    return (X - X.mean(axis=0)) / s, s


@wrong("batchnorm_backward", "statistics taken as constants")
def _(dout, X, gamma, eps=1e-5):
    h, s = bn_parts(dout, X, eps)
    return dout * gamma / s, (dout * h).sum(axis=0), dout.sum(axis=0)


@wrong("batchnorm_backward", "gamma forgotten in dX")
def _(dout, X, gamma, eps=1e-5):
    return bnb(dout, X, np.ones_like(gamma), eps)


@wrong("batchnorm_backward", "dgamma with X in place of the normalised X")
def _(dout, X, gamma, eps=1e-5):
    dX, _g, db = bnb(dout, X, gamma, eps)
    return dX, (dout * X).sum(axis=0), db


@wrong("batchnorm_backward", "dgamma without the normalised X")
def _(dout, X, gamma, eps=1e-5):
    dX, _g, db = bnb(dout, X, gamma, eps)
    return dX, dout.sum(axis=0), db


@wrong("batchnorm_backward", "means instead of sums")
def _(dout, X, gamma, eps=1e-5):
    dX, g, b = bnb(dout, X, gamma, eps)
    return dX, g / len(X), b / len(X)


@wrong("batchnorm_backward", "mean term missing")
def _(dout, X, gamma, eps=1e-5):
    h, s = bn_parts(dout, X, eps)
    dh = dout * gamma
    return (dh - h * (dh * h).mean(axis=0)) / s, (dout * h).sum(axis=0), dout.sum(axis=0)


@wrong("batchnorm_backward", "variance term missing")
def _(dout, X, gamma, eps=1e-5):
    h, s = bn_parts(dout, X, eps)
    dh = dout * gamma
    return (dh - dh.mean(axis=0)) / s, (dout * h).sum(axis=0), dout.sum(axis=0)


@wrong("batchnorm_backward", "dbeta over columns")
def _(dout, X, gamma, eps=1e-5):
    dX, g, _b = bnb(dout, X, gamma, eps)
    return dX, g, dout.sum(axis=1)


right("batchnorm_backward", "one formula", bnb)
