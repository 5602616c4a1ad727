"""More answers for chapters 3 to 7, by another person, written from the signatures alone."""

import math
import numpy as np

RIGHT, WRONG = [], []


def _add(where, exercise, what, function):
    if function is None:

        def decorate(f):
            where.append((exercise, what, f))
            return f

        return decorate
    where.append((exercise, what, function))
    return function


def right(exercise, what, function=None):
    return _add(RIGHT, exercise, what, function)


def wrong(exercise, what, function=None):
    return _add(WRONG, exercise, what, function)


# ------------------------------------------------------------------ sigmoid
@right("sigmoid", "two branches with boolean masks")
def _(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    e = np.exp(z[~pos])
    out[~pos] = e / (1 + e)
    return out


@right("sigmoid", "half of tanh of half")
def _(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


@right("sigmoid", "exp(-logaddexp(0, -z))")
def _(z):
    return np.exp(-np.logaddexp(0, -z))


@right("sigmoid", "vectorised scalar function with math.exp")
def _(z):
    def one(t):
        if t >= 0:
            return 1 / (1 + math.exp(-t))
        return math.exp(t) / (1 + math.exp(t))

    return np.vectorize(one, otypes=[float])(z)


@right("sigmoid", "clip z to +-500 then the plain formula")
def _(z):
    z = np.clip(z, -500, 500)
    return 1.0 / (1.0 + np.exp(-z))


@right("sigmoid", "float32 inside, stable, |z|")
def _(z):
    z = np.asarray(z, dtype=np.float32)
    t = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + t), t / (1 + t))


@wrong("sigmoid", "exp(z) / (1 + exp(z)): nan for large z")
def _(z):
    return np.exp(z) / (1 + np.exp(z))


@wrong("sigmoid", "1 / (1 + exp(z))")
def _(z):
    return 1 / (1 + np.exp(z))


@wrong("sigmoid", "clip z to +-5 against overflow")
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


@wrong("sigmoid", "tanh's rescaling forgot the half inside")
def _(z):
    return 0.5 * (1 + np.tanh(z))


@wrong("sigmoid", "brackets: 1 / 1 + exp(-z)")
def _(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))


# ------------------------------------------------------------------ sigmoid_backward
@right("sigmoid_backward", "s (1 - s), stable by tanh")
def _(dout, z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return dout * s * (1 - s)


@right("sigmoid_backward", "exp(-|z|) / (1 + exp(-|z|))^2")
def _(dout, z):
    e = np.exp(-np.abs(z))
    return dout * e / (1 + e) ** 2


@right("sigmoid_backward", "quarter of 1 - tanh^2")
def _(grad, x):
    return grad * (1 - np.tanh(x / 2) ** 2) / 4


@right("sigmoid_backward", "s - s^2, in place on a copy, clip +-500")
def _(dout, z):
    s = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    d = dout.copy()
    d *= s - s**2
    return d


@right("sigmoid_backward", "double loop over rows as nested lists")
def _(dout, z):
    def s(t):
        return 1 / (1 + math.exp(-t)) if t > -700 else 0.0

    flat = [d * s(t) * (1 - s(t)) for d, t in zip(np.ravel(dout), np.ravel(z))]
    return np.array(flat).reshape(np.shape(z)).tolist()


@wrong("sigmoid_backward", "z (1 - z): treats z as the output")
def _(dout, z):
    return dout * z * (1 - z)


@wrong("sigmoid_backward", "forgets dout")
def _(dout, z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - s)


@wrong("sigmoid_backward", "sigmoid of dout instead of z")
def _(dout, z):
    s = 0.5 * (1 + np.tanh(dout / 2))
    return dout * s * (1 - s)


@wrong("sigmoid_backward", "1 - s^2 (tanh's derivative)")
def _(dout, z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return dout * (1 - s**2)


@wrong("sigmoid_backward", "returns the gradient in the caller's dout")
def _(dout, z):
    s = 0.5 * (1 + np.tanh(z / 2))
    dout *= s * (1 - s)
    return dout


# ------------------------------------------------------------------ tanh
right("tanh", "np.tanh itself", np.tanh)


@right("tanh", "2 sigmoid(2z) - 1 with a stable sigmoid")
def _(z):
    return 2 * np.exp(-np.logaddexp(0, -2 * z)) - 1


@right("tanh", "sign times (1 - e) / (1 + e)")
def _(z):
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)


@right("tanh", "1 - 2 / (exp(2z) + 1) with overflow to inf silenced")
def _(z):
    with np.errstate(over="ignore"):
        return 1 - 2 / (np.exp(2 * z) + 1)


@right("tanh", "comprehension with math.tanh over the flat array")
def _(z):
    z = np.asarray(z)
    return np.array([math.tanh(t) for t in z.flat]).reshape(z.shape)


@right("tanh", "float32, returned as float64")
def _(z):
    return np.tanh(np.float32(z)).astype(np.float64)


@right("tanh", "1 - 2/(exp(2z)+1), overflow left as a warning")
def _(z):
    return 1 - 2 / (np.exp(2 * z) + 1)


@wrong("tanh", "2 sigmoid(z) - 1")
def _(z):
    return 2 / (1 + np.exp(-np.clip(z, -500, 500))) - 1


@wrong("tanh", "tan")
def _(z):
    return np.tan(z)


@wrong("tanh", "sinh over cosh with the exponents of one sign: (1-e)/(1+e), e=exp(-2|z|), sign lost")
def _(z):
    e = np.exp(-2 * np.abs(z))
    return (1 - e) / (1 + e)


# ------------------------------------------------------------------ tanh_backward
@right("tanh_backward", "dout (1 - t^2)")
def _(dout, z):
    t = np.tanh(z)
    return dout * (1 - t * t)


@right("tanh_backward", "dout (1 - t)(1 + t), einsum-free, list input allowed")
def _(dout, z):
    t = np.tanh(np.array(z))
    return np.multiply(dout, np.multiply(1 - t, 1 + t))


@right("tanh_backward", "1 / cosh^2 with overflow ignored")
def _(dout, z):
    with np.errstate(over="ignore"):
        return dout / np.cosh(z) ** 2


@right("tanh_backward", "4 e / (1 + e)^2 with e = exp(-2|z|)")
def _(dout, z):
    e = np.exp(-2 * abs(z))
    return 4 * dout * e / (1 + e) ** 2


@right("tanh_backward", "loop with nditer / ndindex")
def _(dout, z):
    dz = np.zeros(z.shape)
    for i in np.ndindex(*z.shape):
        dz[i] = dout[i] * (1 - math.tanh(z[i]) ** 2)
    return dz


@wrong("tanh_backward", "1 - z^2")
def _(dout, z):
    return dout * (1 - z**2)


@wrong("tanh_backward", "t (1 - t), sigmoid's formula")
def _(dout, z):
    t = np.tanh(z)
    return dout * t * (1 - t)


@wrong("tanh_backward", "forgets the square: 1 - t")
def _(dout, z):
    return dout * (1 - np.tanh(z))


@wrong("tanh_backward", "1 - tanh(z^2)")
def _(dout, z):
    return dout * (1 - np.tanh(z**2))


# ------------------------------------------------------------------ relu
right("relu", "maximum", lambda z: np.maximum(0, z))
right("relu", "where", lambda z: np.where(z > 0, z, 0.0))
right("relu", "z * (z > 0)", lambda z: z * (z > 0))
right("relu", "half of z + |z|", lambda z: (z + np.abs(z)) / 2)
right("relu", "clip without an upper end", lambda z: np.clip(z, 0, None))


@right("relu", "copy and index")
def _(z):
    out = np.array(z, dtype=np.float32)
    out[out < 0] = 0
    return out


@wrong("relu", "in place on the caller's array")
def _(z):
    z[z < 0] = 0
    return z


@wrong("relu", "max over everything")
def _(z):
    return np.maximum(0, np.max(z))


wrong("relu", "absolute value", lambda z: np.abs(z))
wrong("relu", "clipped at 1 too", lambda z: np.clip(z, 0, 1))
wrong("relu", "the step instead of the ramp", lambda z: (z > 0).astype(float))

# ------------------------------------------------------------------ relu_backward
right("relu_backward", "dout * (z > 0)", lambda dout, z: dout * (z > 0))
right("relu_backward", "dout * (z >= 0)", lambda dout, z: dout * (z >= 0))
right("relu_backward", "where", lambda d, z: np.where(z <= 0, 0, d))


@right("relu_backward", "copy and index with relu's output")
def _(dout, z):
    dz = np.array(dout, copy=True)
    dz[np.maximum(z, 0) == 0] = 0
    return dz


@right("relu_backward", "heaviside with 0.5, float32")
def _(dout, z):
    return np.float32(dout) * np.heaviside(z, 0.5).astype(np.float32)


wrong("relu_backward", "tests dout instead of z", lambda dout, z: dout * (dout > 0))
wrong("relu_backward", "multiplies by relu(z)", lambda dout, z: dout * np.maximum(0, z))
wrong("relu_backward", "the derivative without dout", lambda dout, z: (z > 0).astype(float))
wrong("relu_backward", "where gives z, not dout", lambda dout, z: np.where(z > 0, z, 0))


@wrong("relu_backward", "writes zeros into the caller's dout")
def _(dout, z):
    dout[z <= 0] = 0
    return dout


@wrong("relu_backward", "z > 1")
def _(dout, z):
    return dout * (z > 1)


# ------------------------------------------------------------------ leaky_relu
right("leaky_relu", "where", lambda z, alpha: np.where(z > 0, z, alpha * z))
right("leaky_relu", "two halves", lambda z, a: np.maximum(z, 0) + a * np.minimum(z, 0))
right("leaky_relu", "slopes array", lambda z, alpha: z * (alpha + (1 - alpha) * (z > 0)))


@right("leaky_relu", "nested list by comprehension")
def _(z, alpha):
    def f(t):
        if np.ndim(t) == 0:
            return float(t) if t > 0 else float(alpha * t)
        return [f(u) for u in t]

    return f(z)


@right("leaky_relu", "copy, index, multiply")
def _(z, slope):
    out = z.copy()
    neg = out < 0
    out[neg] *= slope
    return out


right("leaky_relu", "max(z, alpha z) (right for alpha below 1)", lambda z, alpha: np.maximum(z, alpha * z))

wrong("leaky_relu", "alpha instead of alpha z", lambda z, alpha: np.where(z > 0, z, alpha))
wrong("leaky_relu", "alpha fixed at 0.01", lambda z, alpha: np.where(z > 0, z, 0.01 * z))
wrong("leaky_relu", "max(alpha, z)", lambda z, alpha: np.maximum(alpha, z))
wrong(
    "leaky_relu",
    "slope alpha on both sides of the threshold, -alpha z",
    lambda z, alpha: np.where(z > 0, z, -alpha * z),
)
wrong("leaky_relu", "z * alpha where positive", lambda z, alpha: np.where(z > 0, alpha * z, z))

# ------------------------------------------------------------------ leaky_relu_backward
right("leaky_relu_backward", "where of slopes", lambda dout, z, alpha: dout * np.where(z > 0, 1, alpha))
right("leaky_relu_backward", "where of grads", lambda dout, z, alpha: np.where(z < 0, alpha * dout, dout))


@right("leaky_relu_backward", "ones_like with index")
def _(dout, z, alpha):
    g = np.ones_like(z)
    g[z <= 0] = alpha
    return np.einsum("...,...->...", g, dout)


@right("leaky_relu_backward", "flat loop")
def _(dout, z, alpha):
    dz = []
    for d, t in zip(dout.ravel(), z.ravel()):
        dz.append(d if t > 0 else alpha * d)
    return np.reshape(dz, z.shape)


@right("leaky_relu_backward", "float32 slopes, float32 out")
def _(dout, z, alpha):
    s = np.full(np.shape(z), alpha, dtype=np.float32)
    s[np.asarray(z) > 0] = 1
    return s * np.asarray(dout, dtype=np.float32)


wrong("leaky_relu_backward", "0 on the negative side (plain relu)", lambda dout, z, alpha: dout * (z > 0))
wrong("leaky_relu_backward", "negative side lacks dout", lambda dout, z, alpha: np.where(z > 0, dout, alpha))
wrong(
    "leaky_relu_backward", "alpha z on the negative side", lambda dout, z, alpha: dout * np.where(z > 0, 1, alpha * z)
)
wrong("leaky_relu_backward", "tests dout", lambda dout, z, alpha: dout * np.where(dout > 0, 1, alpha))


# ------------------------------------------------------------------ softmax
@right("softmax", "minus row max, keepdims")
def _(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@right("softmax", "by log-sum-exp reduce")
def _(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


@right("softmax", "transposes for the broadcast")
def _(Z):
    e = np.exp((Z.T - np.max(Z, 1)).T)
    return (e.T / np.sum(e, 1)).T


@right("softmax", "list of rows")
def _(Z):
    rows = []
    for row in Z:
        e = np.exp(row - max(row))
        rows.append(e / sum(e))
    return rows


@right("softmax", "einsum for the sums, small eps below, float32")
def _(Z):
    Z = Z.astype("float32")
    E = np.exp(Z - np.amax(Z, axis=-1, keepdims=True))
    return E / (np.einsum("ij->i", E).reshape(-1, 1) + 1e-12)


@right("softmax", "1 / sum_j exp(z_j - z_i), pairwise differences, overflow to inf silenced")
def _(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)


@wrong("softmax", "no maximum taken off")
def _(Z):
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "axis 0")
def _(Z):
    e = np.exp(Z - Z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@wrong("softmax", "sum over everything")
def _(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum()


@wrong("softmax", "global max: rows far below underflow to 0/0")
def _(Z):
    e = np.exp(Z - np.max(Z))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "max taken off only below the line")
def _(Z):
    return np.exp(np.clip(Z, -700, 700)) / np.exp(Z - Z.max(1, keepdims=True)).sum(1, keepdims=True)


@wrong("softmax", "Z -= max in the caller's array")
def _(Z):
    Z -= Z.max(axis=1, keepdims=True)
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", "sum without keepdims (broadcasts to columns or fails)")
def _(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


# ------------------------------------------------------------------ softmax_backward
@right("softmax_backward", "S (dout - sum)")
def _(dout, Z):
    S = np.exp(Z - Z.max(1, keepdims=True))
    S /= S.sum(1, keepdims=True)
    return S * (dout - (dout * S).sum(1, keepdims=True))


@right("softmax_backward", "Jacobian row by row")
def _(dout, Z):
    out = np.zeros(Z.shape)
    for i, z in enumerate(Z):
        s = np.exp(z - z.max())
        s = s / s.sum()
        out[i] = (np.diag(s) - np.outer(s, s)) @ dout[i]
    return out


@right("softmax_backward", "all Jacobians by einsum")
def _(dout, Z):
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))
    S = E / E.sum(axis=-1, keepdims=True)
    J = np.einsum("ni,ij->nij", S, np.eye(Z.shape[1])) - np.einsum("ni,nj->nij", S, S)
    return np.einsum("nij,nj->ni", J, dout)


@right("softmax_backward", "triple loop, nested list out")
def _(dout, Z):
    N, C = Z.shape
    res = []
    for n in range(N):
        m = max(Z[n])
        e = [math.exp(t - m) for t in Z[n]]
        tot = sum(e)
        s = [t / tot for t in e]
        row = []
        for i in range(C):
            g = 0.0
            for j in range(C):
                g += dout[n, j] * s[j] * ((1 if i == j else 0) - s[i])
            row.append(g)
        res.append(row)
    return res


@right("softmax_backward", "quotient rule by hand on the exponentials")
def _(dout, Z):
    E = np.exp(Z - Z.max(1, keepdims=True))
    T = E.sum(1, keepdims=True)
    dE = dout / T - (dout * E).sum(1, keepdims=True) / T**2
    return dE * E


@wrong("softmax_backward", "diagonal only: S (1 - S)")
def _(dout, Z):
    S = np.exp(Z - Z.max(1, keepdims=True))
    S /= S.sum(1, keepdims=True)
    return dout * S * (1 - S)


@wrong("softmax_backward", "sum over axis 0")
def _(dout, Z):
    S = np.exp(Z - Z.max(1, keepdims=True))
    S /= S.sum(1, keepdims=True)
    return S * (dout - (dout * S).sum(0, keepdims=True))


@wrong("softmax_backward", "sum of dout instead of dout * S")
def _(dout, Z):
    S = np.exp(Z - Z.max(1, keepdims=True))
    S /= S.sum(1, keepdims=True)
    return S * (dout - dout.sum(1, keepdims=True))


@wrong("softmax_backward", "outer S factor forgotten on the first term")
def _(dout, Z):
    S = np.exp(Z - Z.max(1, keepdims=True))
    S /= S.sum(1, keepdims=True)
    return dout - S * (dout * S).sum(1, keepdims=True)


@wrong("softmax_backward", "treats dout as labels: S - dout")
def _(dout, Z):
    S = np.exp(Z - Z.max(1, keepdims=True))
    S /= S.sum(1, keepdims=True)
    return S - dout


@wrong("softmax_backward", "Jacobian loop whose off-diagonal sign is +")
def _(dout, Z):
    out = np.zeros(Z.shape)
    for i, z in enumerate(Z):
        s = np.exp(z - z.max())
        s = s / s.sum()
        out[i] = (np.diag(s * (1 - s)) + (np.outer(s, s) - np.diag(s * s))) @ dout[i]
    return out


# ------------------------------------------------------------------ he_init
@right("he_init", "standard_normal times sqrt(2 / n_in)")
def _(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in), np.zeros(n_out)


@right("he_init", "normal with scale, draws the transpose")
def _(n_in, n_out, rng):
    W = rng.normal(0.0, (2 / n_in) ** 0.5, size=(n_out, n_in)).T
    b = np.zeros((n_out,))
    return W, b


@right("he_init", "column by column, list bias")
def _(n_in, n_out, rng):
    W = np.column_stack([rng.normal(scale=math.sqrt(2.0 / n_in), size=n_in) for _ in range(n_out)])
    return [W, [0.0] * n_out]


@right("he_init", "entry by entry in a double loop")
def _(n_in, n_out, rng):
    W = np.empty((n_in, n_out))
    for j in range(n_out):
        for i in range(n_in):
            W[i, j] = rng.normal() * np.sqrt(2 / n_in)
    b = np.zeros_like(W[0])
    return W, b


@right("he_init", "float32 throughout")
def _(n_in, n_out, rng):
    W = rng.standard_normal(size=(n_in, n_out), dtype=np.float32) * np.float32(np.sqrt(2 / n_in))
    return W, np.zeros(n_out, dtype=np.float32)


@wrong("he_init", "variance passed as the standard deviation")
def _(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, (n_in, n_out)), np.zeros(n_out)


@wrong("he_init", "n_out in the fan")
def _(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_out), np.zeros(n_out)


@wrong("he_init", "xavier's 1 / n_in")
def _(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) / np.sqrt(n_in), np.zeros(n_out)


@wrong("he_init", "shape (n_out, n_in)")
def _(n_in, n_out, rng):
    return rng.standard_normal((n_out, n_in)) * np.sqrt(2 / n_in), np.zeros(n_out)


@wrong("he_init", "uniform in +- sqrt(6 / n_in): right variance, not normal")
def _(n_in, n_out, rng):
    a = np.sqrt(6 / n_in)
    return rng.uniform(-a, a, (n_in, n_out)), np.zeros(n_out)


@wrong("he_init", "one column drawn and repeated (all units the same)")
def _(n_in, n_out, rng):
    col = rng.standard_normal((n_in, 1)) * np.sqrt(2 / n_in)
    return np.repeat(col, n_out, axis=1), np.zeros(n_out)


@wrong("he_init", "random bias")
def _(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in), rng.standard_normal(n_out) * np.sqrt(2 / n_in)


@wrong("he_init", "global np.random instead of rng")
def _(n_in, n_out, rng):
    return np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), np.zeros(n_out)


@wrong("he_init", "own generator with a fixed seed")
def _(n_in, n_out, rng):
    return np.random.default_rng(0).standard_normal((n_in, n_out)) * np.sqrt(2 / n_in), np.zeros(n_out)


@wrong("he_init", "bias of shape (n_in,)")
def _(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in), np.zeros(n_in)


# ------------------------------------------------------------------ xavier_init
@right("xavier_init", "uniform in +- limit")
def _(n_in, n_out, rng):
    a = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-a, a, size=(n_in, n_out))


@right("xavier_init", "rng.random stretched")
def _(n_in, n_out, rng):
    a = (6 / (n_in + n_out)) ** 0.5
    return (2 * rng.random((n_in, n_out)) - 1) * a


@right("xavier_init", "variance form sqrt(3) * sqrt(2 / (n_in + n_out)), transposed draw")
def _(n_in, n_out, rng):
    std = math.sqrt(2 / (n_in + n_out))
    lim = math.sqrt(3) * std
    return rng.uniform(-lim, lim, (n_out, n_in)).transpose()


@right("xavier_init", "flat draw, reshaped, nested list")
def _(fan_in, fan_out, rng):
    a = np.sqrt(6.0) / np.sqrt(fan_in + fan_out)
    return rng.uniform(low=-a, high=a, size=fan_in * fan_out).reshape(fan_in, fan_out).tolist()


@right("xavier_init", "entry by entry")
def _(n_in, n_out, rng):
    a = np.sqrt(6 / (n_in + n_out))
    return np.array([[rng.uniform(-a, a) for _ in range(n_out)] for _ in range(n_in)], dtype=np.float32)


@wrong("xavier_init", "only positive: uniform(0, limit)")
def _(n_in, n_out, rng):
    a = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(0, a, (n_in, n_out))


@wrong("xavier_init", "limit sqrt(6) / (n_in + n_out)")
def _(n_in, n_out, rng):
    a = np.sqrt(6) / (n_in + n_out)
    return rng.uniform(-a, a, (n_in, n_out))


@wrong("xavier_init", "limit is the standard deviation sqrt(2 / (n_in + n_out))")
def _(n_in, n_out, rng):
    a = np.sqrt(2 / (n_in + n_out))
    return rng.uniform(-a, a, (n_in, n_out))


@wrong("xavier_init", "normal of the right variance")
def _(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


@wrong("xavier_init", "limit sqrt(6 / n_in)")
def _(n_in, n_out, rng):
    a = np.sqrt(6 / n_in)
    return rng.uniform(-a, a, (n_in, n_out))


# ------------------------------------------------------------------ mse
right("mse", "np.mean of squares", lambda y_hat, y: np.mean((y_hat - y) ** 2))
right("mse", "norm squared over size", lambda y_hat, y: np.linalg.norm(np.ravel(y_hat - y)) ** 2 / y.size)
right(
    "mse",
    "Python float by loop",
    lambda p, t: sum((float(a) - float(b)) ** 2 for a, b in zip(np.ravel(p), np.ravel(t))) / np.size(t),
)
right("mse", "shape () array", lambda y_hat, y: np.array(np.square(np.subtract(y, y_hat)).mean()))


@right("mse", "vdot, float32")
def _(y_hat, y):
    d = (np.asarray(y_hat) - np.asarray(y)).astype(np.float32).reshape(-1)
    return np.vdot(d, d) / np.float32(len(d))


wrong("mse", "half of it", lambda y_hat, y: 0.5 * np.mean((y_hat - y) ** 2))
wrong("mse", "sum, not mean", lambda y_hat, y: np.sum((y_hat - y) ** 2))
wrong("mse", "divides by the rows alone", lambda y_hat, y: np.sum((y_hat - y) ** 2) / len(y))
wrong("mse", "square of the mean", lambda y_hat, y: np.mean(y_hat - y) ** 2)
wrong("mse", "root of it", lambda y_hat, y: np.sqrt(np.mean((y_hat - y) ** 2)))
wrong("mse", "mean per row, not reduced", lambda y_hat, y: np.mean((y_hat - y) ** 2, axis=0))
wrong("mse", "variance of the difference", lambda y_hat, y: np.var(y_hat - y))

# ------------------------------------------------------------------ mse_backward
right("mse_backward", "2 (y_hat - y) / size", lambda y_hat, y: 2 * (y_hat - y) / y.size)
right("mse_backward", "np.prod of shape", lambda y_hat, y: (y_hat - y) * (2 / np.prod(np.shape(y))))


@right("mse_backward", "loop over entries")
def _(y_hat, y):
    g = np.zeros_like(y_hat, dtype=float)
    for i in np.ndindex(y_hat.shape):
        g[i] = 2 * (y_hat[i] - y[i]) / y_hat.size
    return g


@right("mse_backward", "nested list")
def _(y_hat, y):
    return np.divide(np.subtract(y_hat, y), np.size(y) / 2).tolist()


@right("mse_backward", "float32")
def _(y_hat, y):
    n = 1
    for s in np.shape(y):
        n = n * s
    return (np.float32(2) / n * (y_hat - y)).astype(np.float32)


wrong("mse_backward", "no 2", lambda y_hat, y: (y_hat - y) / y.size)
wrong("mse_backward", "divides by rows", lambda y_hat, y: 2 * (y_hat - y) / y.shape[0])
wrong("mse_backward", "not divided", lambda y_hat, y: 2 * (y_hat - y))
wrong("mse_backward", "divides by the columns", lambda y_hat, y: 2 * (y_hat - y) / y.shape[-1])
wrong("mse_backward", "mean of the gradient", lambda y_hat, y: 2 * np.mean(y_hat - y))

# ------------------------------------------------------------------ bce
right(
    "bce",
    "eps 1e-12 inside the logs",
    lambda p, y: float(-np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))),
)


@right("bce", "clip 1e-15, where on the label")
def _(p, y):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(np.log(np.where(y == 1, p, 1 - p)))


@right("bce", "loop with math.log over flattened labels")
def _(p, y):
    total = 0.0
    p, y = np.ravel(p), np.ravel(y)
    for i in range(len(y)):
        if y[i] == 1:
            total -= math.log(max(p[i], 1e-12))
        else:
            total -= math.log(max(1 - p[i], 1e-12))
    return total / len(y)


@right("bce", "clip 1e-7 (as Keras)")
def _(p, y):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


wrong("bce", "only the first term", lambda p, y: -np.mean(y * np.log(p)))
wrong("bce", "sum", lambda p, y: -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)))
wrong("bce", "sign", lambda p, y: np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
wrong("bce", "p and y exchanged in the labels' places", lambda p, y: -np.mean((1 - y) * np.log(p) + y * np.log(1 - p)))
wrong("bce", "log2", lambda p, y: -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p)))
wrong("bce", "minus on the first term only", lambda p, y: np.mean(-y * np.log(p) + (1 - y) * np.log(1 - p)))
wrong(
    "bce",
    "clip 0.1 too strong",
    lambda p, y: -np.mean(y * np.log(np.clip(p, 0.1, 0.9)) + (1 - y) * np.log(1 - np.clip(p, 0.1, 0.9))),
)

# ------------------------------------------------------------------ bce_backward
right("bce_backward", "(p - y) / (p (1 - p)) / N", lambda p, y: (p - y) / (p * (1 - p)) / p.size)
right("bce_backward", "two fractions", lambda p, y: (-y / p + (1 - y) / (1 - p)) / np.size(y))
right("bce_backward", "where on the label", lambda p, y: np.where(y == 1, -1 / p, 1 / (1 - p)) / p.size)
right("bce_backward", "eps 1e-12 below", lambda p, y: (p - y) / (p * (1 - p) + 1e-12) / p.size)


@right("bce_backward", "loop, clipped")
def _(p, y):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    g = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        g[i] = -1 / p[i] if y[i] == 1 else 1 / (1 - p[i])
    return g / g.size


wrong("bce_backward", "p - y (through the sigmoid too)", lambda p, y: (p - y) / p.size)
wrong("bce_backward", "not divided by N", lambda p, y: (p - y) / (p * (1 - p)))
wrong("bce_backward", "only the first term", lambda p, y: -y / p / p.size)
wrong("bce_backward", "sign of the second term", lambda p, y: -(y / p + (1 - y) / (1 - p)) / p.size)
wrong("bce_backward", "brackets: / p * (1 - p)", lambda p, y: (p - y) / p * (1 - p) / p.size)

# ------------------------------------------------------------------ cross_entropy
right("cross_entropy", "fancy index", lambda P, y: -np.log(P[np.arange(len(y)), y]).mean())
right("cross_entropy", "one-hot by eye", lambda P, y: -np.sum(np.eye(P.shape[1])[y] * np.log(P + 1e-12)) / len(P))
right(
    "cross_entropy",
    "take_along_axis",
    lambda P, y: np.mean(-np.log(np.take_along_axis(P, np.asarray(y)[:, None], axis=1))),
)
right("cross_entropy", "loop", lambda P, y: sum(-math.log(P[i][y[i]]) for i in range(len(y))) / len(y))


@right("cross_entropy", "clip 1e-15, zero d array")
def _(probs, labels):
    q = np.clip(probs, 1e-15, 1.0)[range(labels.size), labels]
    return np.asarray(np.average(-np.log(q)))


@right("cross_entropy", "np.choose of the transpose, float32")
def _(P, y):
    q = np.choose(y, P.T).astype(np.float32)
    return np.float64(-np.log(q).sum() / np.float32(q.shape[0]))


wrong("cross_entropy", "sum", lambda P, y: -np.log(P[np.arange(len(y)), y]).sum())
wrong(
    "cross_entropy",
    "mean of one-hot times log over all entries",
    lambda P, y: -np.mean(np.eye(P.shape[1])[y] * np.log(P)),
)
wrong("cross_entropy", "log of the mean", lambda P, y: -np.log(np.mean(P[np.arange(len(y)), y])))
wrong("cross_entropy", "P[:, y] takes whole columns", lambda P, y: -np.mean(np.log(P[:, y])))
wrong("cross_entropy", "always the largest", lambda P, y: -np.mean(np.log(P.max(axis=1))))
wrong("cross_entropy", "labels counted from one", lambda P, y: -np.log(P[np.arange(len(y)), y - 1]).mean())
wrong("cross_entropy", "the minus of the log missing, 1 - p", lambda P, y: np.mean(1 - P[np.arange(len(y)), y]))


# ------------------------------------------------------------------ softmax_cross_entropy_backward
@right("softmax_cross_entropy_backward", "P minus one at y")
def _(Z, y):
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@right("softmax_cross_entropy_backward", "one-hot by comparison")
def _(Z, y):
    P = np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))
    Y = y.reshape(-1, 1) == np.arange(Z.shape[1])
    return (P - Y) / Z.shape[0]


@right("softmax_cross_entropy_backward", "loop rows, list out")
def _(Z, y):
    N = len(Z)
    G = []
    for z, k in zip(Z, y):
        e = np.exp(z - np.max(z))
        s = e / np.sum(e)
        s[k] = s[k] - 1
        G.append(s / N)
    return G


@right("softmax_cross_entropy_backward", "full Jacobian times -1/p")
def _(Z, y):
    N, C = Z.shape
    dZ = np.zeros((N, C))
    for i in range(N):
        e = np.exp(Z[i] - Z[i].max())
        s = e / e.sum()
        # d(-log s_k)/dz = s_j - delta, by log rule
        for j in range(C):
            dZ[i, j] = (s[j] - (j == y[i])) / N
    return dZ


@right("softmax_cross_entropy_backward", "zeros one-hot, float32")
def _(Z, y):
    Z = np.float32(Z)
    E = np.exp(Z - Z.max(axis=1)[:, np.newaxis])
    P = E / E.sum(axis=1)[:, np.newaxis]
    Y = np.zeros_like(P)
    Y[np.arange(Y.shape[0]), y] = 1.0
    return (P - Y) / np.float32(Y.shape[0])


@wrong("softmax_cross_entropy_backward", "not divided by N")
def _(Z, y):
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P


@wrong("softmax_cross_entropy_backward", "P[:, y] -= 1")
def _(Z, y):
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    P[:, y] -= 1
    return P / len(y)


@wrong("softmax_cross_entropy_backward", "divided by N * C")
def _(Z, y):
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / P.size


@wrong("softmax_cross_entropy_backward", "Z in place of P")
def _(Z, y):
    G = Z.copy()
    G[np.arange(len(y)), y] -= 1
    return G / len(y)


@wrong("softmax_cross_entropy_backward", "softmax over axis 0")
def _(Z, y):
    P = np.exp(Z - Z.max(0))
    P /= P.sum(0)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("softmax_cross_entropy_backward", "divides before taking off the one")
def _(Z, y):
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    P = P / len(y)
    P[np.arange(len(y)), y] -= 1
    return P


# ------------------------------------------------------------------ dense_backward
right("dense_backward", "matrix products", lambda dout, X, W: (dout @ W.T, X.T @ dout, dout.sum(axis=0)))
right(
    "dense_backward",
    "einsum, list out",
    lambda dout, X, W: [np.einsum("nm,dm->nd", dout, W), np.einsum("nd,nm->dm", X, dout), np.einsum("nm->m", dout)],
)


@right("dense_backward", "sample by sample with outer")
def _(dout, X, W):
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for n in range(len(X)):
        dW += np.outer(X[n], dout[n])
        db += dout[n]
        dX[n] = W @ dout[n]
    return dX, dW, db


@right("dense_backward", "triple loop")
def _(dout, X, W):
    N, D = X.shape
    M = W.shape[1]
    dX = [[0.0] * D for _ in range(N)]
    dW = [[0.0] * M for _ in range(D)]
    db = [0.0] * M
    for n in range(N):
        for m in range(M):
            db[m] += dout[n][m]
            for d in range(D):
                dX[n][d] += dout[n][m] * W[d][m]
                dW[d][m] += dout[n][m] * X[n][d]
    return dX, dW, db


@right("dense_backward", "ones vector for db, transposes of products, float32")
def _(dout, X, W):
    dout, X, W = (np.asarray(a, np.float32) for a in (dout, X, W))
    return (W @ dout.T).T, (dout.T @ X).T, np.ones(len(X), np.float32) @ dout


wrong("dense_backward", "db mean", lambda dout, X, W: (dout @ W.T, X.T @ dout, dout.mean(axis=0)))
wrong("dense_backward", "dW divided by N", lambda dout, X, W: (dout @ W.T, X.T @ dout / len(X), dout.sum(axis=0)))
wrong("dense_backward", "db summed over the wrong axis", lambda dout, X, W: (dout @ W.T, X.T @ dout, dout.sum(axis=1)))
wrong("dense_backward", "order of outputs dW, dX, db", lambda dout, X, W: (X.T @ dout, dout @ W.T, dout.sum(axis=0)))
wrong("dense_backward", "dW transposed", lambda dout, X, W: (dout @ W.T, dout.T @ X, dout.sum(axis=0)))
wrong(
    "dense_backward",
    "db keeps the row axis",
    lambda dout, X, W: (dout @ W.T, X.T @ dout, dout.sum(axis=0, keepdims=True)),
)


@wrong("dense_backward", "loop overwrites dW with the last sample")
def _(dout, X, W):
    for n in range(len(X)):
        dW = np.outer(X[n], dout[n])
    return dout @ W.T, dW, dout.sum(axis=0)


@wrong("dense_backward", "loop stops one sample early")
def _(dout, X, W):
    dW = np.zeros(W.shape)
    for n in range(len(X) - 1):
        dW += np.outer(X[n], dout[n])
    return dout @ W.T, dW, dout.sum(axis=0)


@wrong("dense_backward", "dX uses W already updated")
def _(dout, X, W):
    dW = X.T @ dout
    W = W - 0.1 * dW
    return dout @ W.T, dW, dout.sum(axis=0)


# ------------------------------------------------------------------ backprop_two_layer
@right("backprop_two_layer", "column labels, matrix products")
def _(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h = np.tanh(X @ W1 + b1)
    z = h @ W2 + b2
    p = 0.5 * (1 + np.tanh(z / 2))
    dz = (p - y.reshape(-1, 1)) / len(y)
    dh = dz @ W2.T * (1 - h**2)
    return {"W1": X.T @ dh, "b1": dh.sum(0), "W2": h.T @ dz, "b2": dz.sum(0)}


@right("backprop_two_layer", "flat output vector, outer")
def _(X, y, params):
    h = np.tanh(np.dot(X, params["W1"]) + params["b1"])
    w2 = params["W2"][:, 0]
    p = 1 / (1 + np.exp(-(h @ w2 + params["b2"][0])))
    d = (p - y) / X.shape[0]
    delta = np.outer(d, w2) * (1 - h) * (1 + h)
    grads = dict()
    grads["b2"] = np.array([d.sum()])
    grads["W2"] = (d @ h)[:, None]
    grads["b1"] = np.sum(delta, axis=0)
    grads["W1"] = np.einsum("nd,nh->dh", X, delta)
    return grads


@right("backprop_two_layer", "sample by sample, lists in the dict")
def _(X, y, params):
    W1, b1, W2, b2 = [np.array(params[k]) for k in ("W1", "b1", "W2", "b2")]
    g = {k: np.zeros_like(np.array(v, dtype=float)) for k, v in params.items()}
    N = len(X)
    for x, t in zip(X, y):
        h = np.tanh(x @ W1 + b1)
        p = 1 / (1 + math.exp(-(float((h @ W2)[0]) + float(b2[0]))))
        d = (p - t) / N
        g["W2"] += d * h[:, None]
        g["b2"] += d
        dh = d * W2[:, 0] * (1 - h**2)
        g["W1"] += np.outer(x, dh)
        g["b1"] += dh
    return {k: v.tolist() for k, v in g.items()}


@right("backprop_two_layer", "through bce and sigmoid step by step, clip")
def _(X, y, params):
    def sig(z):
        return 1 / (1 + np.exp(-z))

    Y = y[:, None]
    a = X @ params["W1"] + params["b1"]
    h = np.tanh(a)
    z = h @ params["W2"] + params["b2"]
    p = np.clip(sig(z), 1e-15, 1 - 1e-15)
    dp = (-Y / p + (1 - Y) / (1 - p)) / len(Y)
    dz = dp * p * (1 - p)
    da = (dz @ params["W2"].T) / np.cosh(a) ** 2
    return dict(W1=X.T @ da, b1=da.sum(axis=0), W2=h.T @ dz, b2=dz.sum(axis=0))


@right("backprop_two_layer", "divides by N only at the end, dict comprehension")
def _(X, y, params):
    h = np.tanh(X @ params["W1"] + params["b1"])
    p = np.exp(-np.logaddexp(0, -(h @ params["W2"] + params["b2"])))
    e = p - y.reshape(p.shape)
    d = e * params["W2"].ravel() * (1 - h * h)
    sums = {"W1": X.T @ d, "b1": d.sum(0), "W2": h.T @ e, "b2": e.sum(0)}
    return {k: v / len(X) for k, v in sums.items()}


def _two(X, y, params, how):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    a = X @ W1 + b1
    h = np.tanh(a)
    p = 0.5 * (1 + np.tanh((h @ W2 + b2) / 2))
    dz = (p - y[:, None]) / len(y)
    if how == "noN":
        dz = dz * len(y)
    if how == "extra":
        dz = dz * p * (1 - p)
    if how == "mse":
        dz = 2 * dz * p * (1 - p)
    if how == "sign":
        dz = -dz
    back = dz @ W2.T
    dh = back * (1 - h**2)
    if how == "a2":
        dh = back * (1 - a**2)
    if how == "nod":
        dh = back
    if how == "sigd":
        dh = back * h * (1 - h)
    if how == "stale":
        W2new = W2 - 0.5 * h.T @ dz
        dh = dz @ W2new.T * (1 - h**2)
    g = {"W1": X.T @ dh, "b1": dh.sum(0), "W2": h.T @ dz, "b2": dz.sum(0)}
    if how == "W2a":
        g["W2"] = a.T @ dz
    if how == "b1mean":
        g["b1"] = dh.mean(0)
    return g


wrong("backprop_two_layer", "not divided by N", lambda X, y, params: _two(X, y, params, "noN"))
wrong("backprop_two_layer", "sigmoid's derivative on top of p - y", lambda X, y, params: _two(X, y, params, "extra"))
wrong("backprop_two_layer", "MSE's gradient", lambda X, y, params: _two(X, y, params, "mse"))
wrong("backprop_two_layer", "1 - a^2 with the pre-activation", lambda X, y, params: _two(X, y, params, "a2"))
wrong("backprop_two_layer", "tanh's derivative forgotten", lambda X, y, params: _two(X, y, params, "nod"))
wrong("backprop_two_layer", "sigmoid's derivative in the hidden layer", lambda X, y, params: _two(X, y, params, "sigd"))
wrong("backprop_two_layer", "W2 updated before the hidden gradient", lambda X, y, params: _two(X, y, params, "stale"))
wrong("backprop_two_layer", "dW2 from the pre-activation", lambda X, y, params: _two(X, y, params, "W2a"))
wrong("backprop_two_layer", "b1's gradient a mean once more", lambda X, y, params: _two(X, y, params, "b1mean"))


@wrong("backprop_two_layer", "y (N,) against p (N, 1) broadcasts to (N, N)")
def _(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h = np.tanh(X @ W1 + b1)
    p = 0.5 * (1 + np.tanh((h @ W2 + b2) / 2))
    dz = ((p - y) / len(y)).sum(axis=1, keepdims=True)
    dh = dz @ W2.T * (1 - h**2)
    return {"W1": X.T @ dh, "b1": dh.sum(0), "W2": h.T @ dz, "b2": dz.sum(0)}


# ------------------------------------------------------------------ numerical_gradient
@wrong("numerical_gradient", "copies up and down")
def _(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", "in place, restored, nditer")
def _(f, x, h):
    g = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old - h
        b = f(x)
        x[i] = old
        g[i] = (a - b) / (2 * h)
        it.iternext()
    return g


@right("numerical_gradient", "flat unit vectors from eye, list out")
def _(f, x, h):
    x = np.array(x, dtype=float)
    E = np.eye(x.size)
    g = [(f(x + h * e.reshape(x.shape)) - f(x - h * e.reshape(x.shape))) / 2 / h for e in E]
    return np.reshape(g, x.shape).tolist()


@right("numerical_gradient", "flat view of one copy")
def _(f, x, h):
    w = x.astype(float).copy()
    flat = w.reshape(-1)
    g = np.empty(flat.size)
    for k in range(flat.size):
        keep = flat[k]
        flat[k] = keep + h
        hi = float(f(w))
        flat[k] = keep - h
        lo = float(f(w))
        flat[k] = keep
        g[k] = (hi - lo) / (2 * h)
    return g.reshape(x.shape)


@wrong("numerical_gradient", "never restored: the shifts add up")
def _(f, x, h):
    x = x.copy()
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        b = f(x)
        g[i] = (a - b) / (2 * h)
    return g


@wrong("numerical_gradient", "divides by h")
def _(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / h
    return g


@wrong("numerical_gradient", "one-sided")
def _(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x)) / h
    return g


@wrong("numerical_gradient", "all entries shifted at once")
def _(f, x, h):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@wrong("numerical_gradient", "only the first axis is walked")
def _(f, x, h):
    g = np.zeros(x.shape)
    for i in range(len(x)):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


@wrong("numerical_gradient", "caller's x left shifted")
def _(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        b = f(x)
        g[i] = (a - b) / (2 * h)
    return g


@wrong("numerical_gradient", "brackets: / 2 * h")
def _(f, x, h):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / 2 * h
    return g


@wrong("numerical_gradient", "h fixed at 1e-5 whatever is given")
def _(f, x, h):
    h = 0.5
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


@wrong("numerical_gradient", "up and down are the same array (no copy)")
def _(f, x, h):
    x = x.copy()
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x
        up[i] += h
        down = x
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# ------------------------------------------------------------------ relative_error
wrong("relative_error", "norms", lambda a, n: np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n)))
right(
    "relative_error",
    "eps 1e-12 below",
    lambda a, n: float(np.linalg.norm(np.ravel(a) - np.ravel(n)) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-12)),
)


@right("relative_error", "square roots of sums, zero guarded")
def _(a, n):
    top = np.sqrt(((a - n) ** 2).sum())
    bottom = np.sqrt((a**2).sum()) + np.sqrt((n**2).sum())
    return 0.0 if bottom == 0 else top / bottom


@right("relative_error", "math and flat loops, array of shape ()")
def _(a, n):
    A, B = list(np.ravel(a)), list(np.ravel(n))
    norm = lambda v: math.sqrt(sum(t * t for t in v))
    low = max(norm(A) + norm(B), 1e-300)
    return np.array(norm([p - q for p, q in zip(A, B)]) / low)


@right("relative_error", "vdot")
def _(x, y):
    d = x - y
    return np.vdot(d, d) ** 0.5 / (np.vdot(x, x) ** 0.5 + np.vdot(y, y) ** 0.5 + 1e-15)


wrong("relative_error", "norm of the sum below", lambda a, n: np.linalg.norm(a - n) / np.linalg.norm(a + n))
wrong(
    "relative_error",
    "difference of the norms above",
    lambda a, n: abs(np.linalg.norm(a) - np.linalg.norm(n)) / (np.linalg.norm(a) + np.linalg.norm(n)),
)
wrong("relative_error", "not squared-rooted", lambda a, n: ((a - n) ** 2).sum() / ((a**2).sum() + (n**2).sum()))
wrong("relative_error", "absolute error only", lambda a, n: np.linalg.norm(a - n))
wrong("relative_error", "elementwise", lambda a, n: np.abs(a - n) / (np.abs(a) + np.abs(n) + 1e-12))
wrong("relative_error", "below only norm(a)", lambda a, n: np.linalg.norm(a - n) / np.linalg.norm(a))
wrong(
    "relative_error", "eps of 1 below", lambda a, n: np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1)
)
wrong("relative_error", "brackets", lambda a, n: np.linalg.norm(a - n) / np.linalg.norm(a) + np.linalg.norm(n))

# ------------------------------------------------------------------ sgd
right("sgd", "comprehension", lambda params, grads, lr: {k: params[k] - lr * grads[k] for k in params})


@right("sgd", "loop over items")
def _(params, grads, lr):
    new = {}
    for name, value in params.items():
        new[name] = value - lr * grads[name]
    return new


@right("sgd", "deep copy, in place on the copy")
def _(params, grads, lr):
    import copy

    new = copy.deepcopy(params)
    for k in grads:
        new[k] -= lr * grads[k]
    return new


@right("sgd", "zip of sorted keys, float32")
def _(params, grads, lr):
    ks = sorted(params)
    vs = [np.float32(params[k]) - np.float32(lr) * np.float32(grads[k]) for k in ks]
    return dict(zip(ks, vs))


@right("sgd", "shallow copy, rebinding, lists")
def _(p, g, lr):
    q = dict(p)
    for k in list(q):
        q[k] = np.add(q[k], np.multiply(-lr, g[k])).tolist()
    return q


wrong("sgd", "+ lr", lambda params, grads, lr: {k: params[k] + lr * grads[k] for k in params})
wrong("sgd", "lr fixed at 0.1", lambda params, grads, lr: {k: params[k] - 0.1 * grads[k] for k in params})
wrong("sgd", "returns the step alone", lambda params, grads, lr: {k: -lr * grads[k] for k in params})


@wrong("sgd", "shallow copy then -= (caller's arrays changed)")
def _(params, grads, lr):
    new = dict(params)
    for k in new:
        new[k] -= lr * grads[k]
    return new


@wrong("sgd", "biases left out")
def _(params, grads, lr):
    return {k: params[k] - lr * grads[k] if k.startswith("W") else params[k] for k in params}


@wrong("sgd", "returns inside the loop, only the first key")
def _(params, grads, lr):
    new = {}
    for k in params:
        new[k] = params[k] - lr * grads[k]
        return new


@wrong("sgd", "loop variable not keyed: last value under every key's name lost")
def _(params, grads, lr):
    for k in params:
        new = {k: params[k] - lr * grads[k]}
    return new


wrong("sgd", "divided by lr", lambda params, grads, lr: {k: params[k] - grads[k] / lr for k in params})


# ------------------------------------------------------------------ momentum
@right("momentum", "as written")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * v, v


@right("momentum", "v + (1 - beta)(dw - v)")
def _(w, dw, v, lr, beta):
    v_new = v + (1 - beta) * (dw - v)
    w_new = w - lr * v_new
    return [w_new, v_new]


@right("momentum", "in place on copies")
def _(w, dw, v, lr, beta):
    w = w.copy()
    v = v.copy()
    v *= beta
    v += (1 - beta) * dw
    w -= lr * v
    return w, v


@right("momentum", "np.average of the two, loop over flat")
def _(w, dw, v, lr, beta):
    vn = np.array([beta * a + (1 - beta) * b for a, b in zip(v.ravel(), dw.ravel())]).reshape(v.shape)
    wn = np.array([a - lr * b for a, b in zip(w.ravel(), vn.ravel())]).reshape(w.shape)
    return wn.tolist(), vn.tolist()


@right("momentum", "expanded, float32")
def _(w, dw, v, lr, beta):
    f = np.float32
    return f(w - lr * beta * v - lr * (1 - beta) * dw), f(beta * v + (1 - beta) * dw)


@wrong("momentum", "classic: v = beta v + dw")
def _(w, dw, v, lr, beta):
    v = beta * v + dw
    return w - lr * v, v


@wrong("momentum", "old v in the step")
def _(w, dw, v, lr, beta):
    return w - lr * v, beta * v + (1 - beta) * dw


@wrong("momentum", "weights exchanged")
def _(w, dw, v, lr, beta):
    v = (1 - beta) * v + beta * dw
    return w - lr * v, v


@wrong("momentum", "lr in v and in the step")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * lr * dw
    return w - lr * v, v


@wrong("momentum", "returns v, w")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return v, w - lr * v


@wrong("momentum", "v *= beta in the caller's v")
def _(w, dw, v, lr, beta):
    v *= beta
    v += (1 - beta) * dw
    return w - lr * v, v


@wrong("momentum", "step with dw, v only kept")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * dw, v


@wrong("momentum", "Nesterov-like look-ahead")
def _(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * (beta * v + (1 - beta) * dw), v


# ------------------------------------------------------------------ adagrad
@right("adagrad", "as written")
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@right("adagrad", "np.square, power -1")
def _(w, dw, cache, lr, eps):
    c = np.add(cache, np.square(dw))
    return np.subtract(w, lr * dw * (c**0.5 + eps) ** -1), c


@right("adagrad", "per-coordinate rate on a copy, tuple of lists")
def _(w, dw, s, lr, eps):
    s = np.array(s)
    s += dw * dw
    rate = lr / (eps + np.sqrt(s))
    return (w - rate * dw).tolist(), s.tolist()


@right("adagrad", "loop over indices")
def _(w, dw, cache, lr, eps):
    w2, c2 = np.zeros_like(w), np.zeros_like(cache)
    for i in np.ndindex(w.shape):
        c2[i] = cache[i] + dw[i] ** 2
        w2[i] = w[i] - lr * dw[i] / (math.sqrt(c2[i]) + eps)
    return w2, c2


@wrong("adagrad", "old cache in the step")
def _(w, dw, cache, lr, eps):
    return w - lr * dw / (np.sqrt(cache) + eps), cache + dw**2


@wrong("adagrad", "no square root")
def _(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (cache + eps), cache


@wrong("adagrad", "adds dw, not its square")
def _(w, dw, cache, lr, eps):
    cache = cache + np.abs(dw)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@wrong("adagrad", "cache of one number (sum over the array)")
def _(w, dw, cache, lr, eps):
    cache = cache + np.sum(dw**2)
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@wrong("adagrad", "cache += in place")
def _(w, dw, cache, lr, eps):
    cache += dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@wrong("adagrad", "cache not kept: only dw^2")
def _(w, dw, cache, lr, eps):
    cache = dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


# ------------------------------------------------------------------ rmsprop
@right("rmsprop", "as written")
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@right("rmsprop", "moving towards the square")
def _(w, dw, cache, lr, beta, eps):
    c = cache - (1 - beta) * (cache - dw * dw)
    w = w - (lr / (c**0.5 + eps)) * dw
    return [w, c]


@right("rmsprop", "in place on copies")
def _(w, dw, cache, lr, beta, eps):
    c = cache.copy()
    c *= beta
    c += (1 - beta) * np.square(dw)
    out = w.copy()
    out -= np.divide(lr * dw, np.sqrt(c) + eps)
    return out, c


@right("rmsprop", "flat loop, lists")
def _(w, dw, cache, lr, beta, eps):
    W, C = [], []
    for a, g, s in zip(np.ravel(w), np.ravel(dw), np.ravel(cache)):
        s = beta * s + (1 - beta) * g * g
        C.append(s)
        W.append(a - lr * g / (math.sqrt(s) + eps))
    return np.reshape(W, np.shape(w)), np.reshape(C, np.shape(w))


@right("rmsprop", "einsum square, float32 result")
def _(w, dw, cache, lr, beta, eps):
    c = beta * cache + (1 - beta) * np.einsum("...,...->...", dw, dw)
    return (w - lr * dw / (np.sqrt(c) + eps)).astype(np.float32), c.astype(np.float32)


@wrong("rmsprop", "adagrad's sum")
def _(w, dw, cache, lr, beta, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@wrong("rmsprop", "old cache in the step")
def _(w, dw, cache, lr, beta, eps):
    return w - lr * dw / (np.sqrt(cache) + eps), beta * cache + (1 - beta) * dw**2


@wrong("rmsprop", "no square root")
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (cache + eps), cache


@wrong("rmsprop", "weights exchanged")
def _(w, dw, cache, lr, beta, eps):
    cache = (1 - beta) * cache + beta * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@wrong("rmsprop", "square of the weighted gradient: ((1 - beta) dw)^2")
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + ((1 - beta) * dw) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


@wrong("rmsprop", "eps missing")
def _(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / np.sqrt(cache), cache


# ------------------------------------------------------------------ adam
@right("adam", "as written")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    mh = m / (1 - beta1**t)
    vh = v / (1 - beta2**t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v


@right("adam", "in place on copies, list")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    w, m, v = w.copy(), m.copy(), v.copy()
    m *= beta1
    m += (1 - beta1) * dw
    v *= beta2
    v += (1 - beta2) * np.square(dw)
    w -= lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return [w, m, v]


@right("adam", "corrections folded into the rate, eps scaled too")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (dw * dw - v)
    c2 = np.sqrt(1 - beta2**t)
    step = lr * c2 / (1 - beta1**t)
    return w - step * m / (np.sqrt(v) + eps * c2), m, v


@right("adam", "np.power, loop over entries")
def _(w, dw, m, v, t, lr, b1, b2, eps):
    W, M, V = np.zeros_like(w), np.zeros_like(m), np.zeros_like(v)
    for i in np.ndindex(w.shape):
        M[i] = b1 * m[i] + (1 - b1) * dw[i]
        V[i] = b2 * v[i] + (1 - b2) * dw[i] ** 2
        W[i] = w[i] - lr * M[i] / (1 - np.power(b1, t)) / (math.sqrt(V[i] / (1 - np.power(b2, t))) + eps)
    return W, M, V


@right("adam", "float32 outputs")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = np.float32(beta1 * m + (1 - beta1) * dw)
    v = np.float32(beta2 * v + (1 - beta2) * dw * dw)
    return np.float32(w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)), m, v


@wrong("adam", "no bias correction")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * m / (np.sqrt(v) + eps), m, v


@wrong("adam", "returns the corrected m and v")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m = m / (1 - beta1**t)
    v = v / (1 - beta2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v


@wrong("adam", "v uses m^2")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * m**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@wrong("adam", "t + 1 in the correction")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps), m, v


@wrong("adam", "beta1 * t instead of beta1 ** t (clipped)")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps), m, v


@wrong("adam", "only m corrected")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), m, v


@wrong("adam", "beta1 in both moments")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta1 * v + (1 - beta1) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps), m, v


@wrong("adam", "no square root")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps), m, v


@wrong("adam", "corrects before the new gradient is mixed in")
def _(w, dw, m, v, t, lr, beta1, beta2, eps):
    mh = m / (1 - beta1**t)
    vh = v / (1 - beta2**t)
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * mh / (np.sqrt(np.abs(vh)) + eps), m, v


# ------------------------------------------------------------------ lr_decay
right("lr_decay", "as written", lambda lr0, epoch, rate: lr0 / (1 + rate * epoch))
right("lr_decay", "power -1", lambda lr0, epoch, rate: lr0 * (1 + epoch * rate) ** -1)
right("lr_decay", "shape () array", lambda lr0, epoch, rate: np.array(lr0) / np.add(1.0, np.multiply(rate, epoch)))
right("lr_decay", "np.float32", lambda lr0, epoch, rate: np.float32(lr0 / (1.0 + rate * epoch)))


@right("lr_decay", "sum of rates in a loop")
def _(start, epoch, rate):
    d = 1.0
    for _ in range(int(epoch)):
        d += rate
    return float(start) / d


wrong("lr_decay", "exponential", lambda lr0, epoch, rate: lr0 * np.exp(-rate * epoch))
wrong("lr_decay", "brackets: lr0 / 1 + rate epoch", lambda lr0, epoch, rate: lr0 / 1 + rate * epoch)
wrong("lr_decay", "applied once: lr0 / (1 + rate)", lambda lr0, epoch, rate: lr0 / (1 + rate))
wrong("lr_decay", "epoch counted from one", lambda lr0, epoch, rate: lr0 / (1 + rate * (epoch + 1)))


@wrong("lr_decay", "compounding: decays the decayed in a loop")
def _(lr0, epoch, rate):
    lr = lr0
    for e in range(epoch + 1):
        lr = lr / (1 + rate * e)
    return lr


wrong("lr_decay", "linear", lambda lr0, epoch, rate: lr0 * (1 - rate * epoch))

# ------------------------------------------------------------------ step_decay
right("step_decay", "floor division", lambda lr0, epoch, rate, every: lr0 * rate ** (epoch // every))
right(
    "step_decay", "np.floor, shape ()", lambda lr0, epoch, rate, every: np.array(lr0 * rate ** np.floor(epoch / every))
)
right("step_decay", "math.pow", lambda lr0, e, r, k: lr0 * math.pow(r, int(e / k)))


@right("step_decay", "loop over epochs")
def _(lr0, epoch, rate, every):
    lr = lr0
    for e in range(1, epoch + 1):
        if e % every == 0:
            lr *= rate
    return lr


@right("step_decay", "while loop")
def _(lr0, epoch, rate, every):
    while epoch >= every:
        lr0 = lr0 * rate
        epoch -= every
    return np.float64(lr0)


wrong("step_decay", "not in steps: epoch / every", lambda lr0, epoch, rate, every: lr0 * rate ** (epoch / every))
wrong("step_decay", "modulo", lambda lr0, epoch, rate, every: lr0 * rate ** (epoch % every))
wrong("step_decay", "rate * steps", lambda lr0, epoch, rate, every: lr0 * rate * (epoch // every))
wrong("step_decay", "rounded steps", lambda lr0, epoch, rate, every: lr0 * rate ** round(epoch / every))
wrong(
    "step_decay",
    "one step too early: (epoch + 1) // every",
    lambda lr0, epoch, rate, every: lr0 * rate ** ((epoch + 1) // every),
)


@wrong("step_decay", "loop from 0 decays at epoch 0 too")
def _(lr0, epoch, rate, every):
    lr = lr0
    for e in range(epoch + 1):
        if e % every == 0:
            lr *= rate
    return lr


wrong(
    "step_decay", "only in the epoch itself", lambda lr0, epoch, rate, every: lr0 * rate if epoch % every == 0 else lr0
)
wrong("step_decay", "divides by the power", lambda lr0, epoch, rate, every: lr0 / rate ** (epoch // every))


# ------------------------------------------------------------------ mini_batches
@right("mini_batches", "permutation, slices, tuples")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    X, y = X[p], y[p]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@right("mini_batches", "index arrays, lists of lists")
def _(X, y, batch_size, rng):
    idx = np.arange(X.shape[0])
    rng.shuffle(idx)
    out = []
    for s in range(0, len(idx), batch_size):
        take = idx[s : s + batch_size]
        out.append([X[take], y[take]])
    return out


@right("mini_batches", "array_split at the edges")
def _(X, y, batch_size, rng):
    order = rng.choice(len(X), size=len(X), replace=False)
    edges = np.arange(batch_size, len(X), batch_size)
    return list(zip(np.split(X[order], edges), np.split(y[order], edges)))


@right("mini_batches", "argsort of random numbers, while loop, tuple of tuples")
def _(X, y, size, rng):
    order = np.argsort(rng.random(len(y)))
    start, out = 0, []
    while start < len(y):
        end = min(start + size, len(y))
        out.append((X[order[start:end]], y[order[start:end]]))
        start = end
    return tuple(out)


@right("mini_batches", "generator emptied into a list")
def _(X, y, batch_size, rng):
    def gen():
        p = rng.permutation(X.shape[0])
        for k in range(math.ceil(len(p) / batch_size)):
            i = p[k * batch_size : (k + 1) * batch_size]
            yield np.take(X, i, axis=0), np.take(y, i, axis=0)

    return list(gen())


@right("mini_batches", "rows by comprehension: lists of Python rows inside the batches")
def _(X, y, batch_size, rng):
    p = list(rng.permutation(len(X)))
    return [
        ([X[j].tolist() for j in p[i : i + batch_size]], [y[j] for j in p[i : i + batch_size]])
        for i in range(0, len(p), batch_size)
    ]


@wrong("mini_batches", "not shuffled")
def _(X, y, batch_size, rng):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "X and y shuffled apart")
def _(X, y, batch_size, rng):
    X = X[rng.permutation(len(X))]
    y = y[rng.permutation(len(y))]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "last short batch dropped")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    return [(X[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(X) - batch_size + 1, batch_size)]


@wrong("mini_batches", "y not permuted")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    return [(X[p[i : i + batch_size]], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "drawn with replacement")
def _(X, y, batch_size, rng):
    p = rng.integers(0, len(X), len(X))
    return [(X[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "rng.shuffle on the caller's X")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    X[:] = X[p]
    y[:] = y[p]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "slices overlap: stride batch_size - 1")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    return [(X[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(X), max(1, batch_size - 1))]


@wrong("mini_batches", "batches shuffled, rows inside kept together")
def _(X, y, batch_size, rng):
    b = [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]
    return [b[k] for k in rng.permutation(len(b))]


@wrong("mini_batches", "batch_size taken as the number of batches")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    return [(X[i], y[i]) for i in np.array_split(p, batch_size)]


@wrong("mini_batches", "a fixed seed of its own")
def _(X, y, batch_size, rng):
    p = np.random.default_rng(42).permutation(len(X))
    return [(X[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


@wrong("mini_batches", "array_split: equal sizes instead of batch_size")
def _(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    k = math.ceil(len(X) / batch_size)
    return [(X[i], y[i]) for i in np.array_split(p, k)]


# ------------------------------------------------------------------ split
@right("split", "permutation, test rows first, round")
def _(X, y, test_fraction, rng):
    p = rng.permutation(len(X))
    k = int(round(test_fraction * len(X)))
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]


@right("split", "test rows last, round, list")
def _(X, y, test_fraction, rng):
    idx = np.arange(len(y))
    rng.shuffle(idx)
    n_test = round(len(y) * test_fraction)
    train, test = idx[: len(y) - n_test], idx[len(y) - n_test :]
    return [X[train], y[train], X[test], y[test]]


@right("split", "boolean mask from choice (order kept)")
def _(X, y, test_fraction, rng):
    n = len(X)
    mask = np.zeros(n, dtype=bool)
    mask[rng.choice(n, int(np.round(n * test_fraction)), replace=False)] = True
    return X[~mask], y[~mask], X[mask], y[mask]


@wrong("split", "int() downwards")  # the text has asked for more since
def _(X, y, test_fraction, rng):
    p = rng.permutation(X.shape[0])
    k = int(X.shape[0] * test_fraction)
    Xs, ys = X[p], y[p]
    return Xs[k:], ys[k:], Xs[:k], ys[:k]


@right("split", "argsort of random, comprehension, rows as lists")
def _(X, y, frac, rng):
    order = np.argsort(rng.random(len(X)))
    k = int(round(len(X) * frac))
    te, tr = order[:k], order[k:]
    return ([list(X[i]) for i in tr], [y[i] for i in tr], [list(X[i]) for i in te], [y[i] for i in te])


@wrong("split", "ceil (as scikit-learn)")  # the text has asked for more since
def _(X, y, test_fraction, rng):
    p = rng.permutation(len(X))
    k = math.ceil(round(test_fraction * len(X), 9))
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]


@wrong("split", "not shuffled")
def _(X, y, test_fraction, rng):
    k = int(round(test_fraction * len(X)))
    return X[k:], y[k:], X[:k], y[:k]


@wrong("split", "fraction taken as train's")
def _(X, y, test_fraction, rng):
    p = rng.permutation(len(X))
    k = int(round(test_fraction * len(X)))
    return X[p[:k]], y[p[:k]], X[p[k:]], y[p[k:]]


@wrong("split", "order X_train, X_test, y_train, y_test")
def _(X, y, test_fraction, rng):
    p = rng.permutation(len(X))
    k = int(round(test_fraction * len(X)))
    return X[p[k:]], X[p[:k]], y[p[k:]], y[p[:k]]


@wrong("split", "X and y shuffled apart")
def _(X, y, test_fraction, rng):
    k = int(round(test_fraction * len(X)))
    X = X[rng.permutation(len(X))]
    y = y[rng.permutation(len(y))]
    return X[k:], y[k:], X[:k], y[:k]


@wrong("split", "train is everything (test rows leak)")
def _(X, y, test_fraction, rng):
    p = rng.permutation(len(X))
    k = int(round(test_fraction * len(X)))
    return X[p], y[p], X[p[:k]], y[p[:k]]


@wrong("split", "test drawn by a second permutation (overlaps)")
def _(X, y, test_fraction, rng):
    k = int(round(test_fraction * len(X)))
    a = rng.permutation(len(X))[k:]
    b = rng.permutation(len(X))[:k]
    return X[a], y[a], X[b], y[b]


@wrong("split", "drawn with replacement")
def _(X, y, test_fraction, rng):
    n = len(X)
    k = int(round(test_fraction * n))
    i = rng.integers(0, n, n)
    return X[i[k:]], y[i[k:]], X[i[:k]], y[i[:k]]


@wrong("split", "one row lost at the edge")
def _(X, y, test_fraction, rng):
    p = rng.permutation(len(X))
    k = int(round(test_fraction * len(X)))
    return X[p[k + 1 :]], y[p[k + 1 :]], X[p[:k]], y[p[:k]]


@wrong("split", "each row by a coin: sizes vary")
def _(X, y, test_fraction, rng):
    m = rng.random(len(X)) < test_fraction
    return X[~m], y[~m], X[m], y[m]


# ------------------------------------------------------------------ standardize
@wrong("standardize", "mean and std of train")  # the text has asked for more since
def _(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong("standardize", "var from mean of squares")  # the text has asked for more since
def _(X_train, X_test):
    mu = np.mean(X_train, axis=0)
    sd = np.sqrt(np.mean(X_train**2, axis=0) - mu**2)
    return [(X_train - mu) / sd, (X_test - mu) / sd]


@wrong("standardize", "eps 1e-8 below")  # the text has asked for more since
def _(a, b):
    m = a.sum(0) / len(a)
    s = (((a - m) ** 2).sum(0) / len(a)) ** 0.5 + 1e-8
    return (a - m) / s, (b - m) / s


@wrong("standardize", "column loop on copies")  # the text has asked for more since
def _(X_train, X_test):
    A, B = X_train.copy(), X_test.copy()
    for j in range(A.shape[1]):
        m, s = X_train[:, j].mean(), X_train[:, j].std()
        A[:, j] = (A[:, j] - m) / s
        B[:, j] = (B[:, j] - m) / s
    return A, B


@right("standardize", "constant columns left at scale 1")
def _(X_train, X_test):
    sd = np.std(X_train, 0)
    sd = np.where(sd == 0, 1.0, sd)
    f = lambda X: np.divide(np.subtract(X, np.mean(X_train, 0)), sd)
    return f(X_train), f(X_test)


@wrong("standardize", "float32 returned")  # the text has asked for more since
def _(X_train, X_test):
    mu, sd = X_train.mean(0), X_train.std(0) + 1e-12
    return ((X_train - mu) / sd).astype(np.float32), ((X_test - mu) / sd).astype(np.float32)


@wrong("standardize", "test with its own mean and std")
def _(X_train, X_test):
    return (X_train - X_train.mean(0)) / X_train.std(0), (X_test - X_test.mean(0)) / X_test.std(0)


@wrong("standardize", "statistics of both together (leak)")
def _(X_train, X_test):
    A = np.concatenate([X_train, X_test])
    m, s = A.mean(0), A.std(0)
    return (X_train - m) / s, (X_test - m) / s


@wrong("standardize", "one mean and std for all columns")
def _(X_train, X_test):
    m, s = X_train.mean(), X_train.std()
    return (X_train - m) / s, (X_test - m) / s


@wrong("standardize", "axis 1")
def _(X_train, X_test):
    g = lambda X: (X - X.mean(1, keepdims=True)) / X.std(1, keepdims=True)
    return g(X_train), g(X_test)


@wrong("standardize", "divides by the variance")
def _(X_train, X_test):
    m, s = X_train.mean(0), X_train.var(0)
    return (X_train - m) / s, (X_test - m) / s


@wrong("standardize", "test scaled after train was overwritten (mean 0, std 1)")
def _(X_train, X_test):
    X_train = (X_train - X_train.mean(0)) / X_train.std(0)
    X_test = (X_test - X_train.mean(0)) / X_train.std(0)
    return X_train, X_test


@wrong("standardize", "in place on the caller's arrays")
def _(X_train, X_test):
    m, s = X_train.mean(0), X_train.std(0)
    X_train -= m
    X_train /= s
    X_test -= m
    X_test /= s
    return X_train, X_test


@wrong("standardize", "brackets: X - mean / std")
def _(X_train, X_test):
    m, s = X_train.mean(0), X_train.std(0)
    return X_train - m / s, X_test - m / s


@wrong("standardize", "std of the test rows only in the test set")
def _(X_train, X_test):
    m = X_train.mean(0)
    return (X_train - m) / X_train.std(0), (X_test - m) / X_test.std(0)


@wrong("standardize", "min-max instead")
def _(X_train, X_test):
    lo, hi = X_train.min(0), X_train.max(0)
    return (X_train - lo) / (hi - lo), (X_test - lo) / (hi - lo)


# ------------------------------------------------------------------ accuracy
right("accuracy", "mean of argmax ==", lambda P, y: np.mean(P.argmax(axis=1) == y))
right("accuracy", "sum over len, float", lambda P, y: float(np.sum(np.argmax(P, 1) == y) / len(y)))
right(
    "accuracy",
    "count_nonzero, shape ()",
    lambda P, y: np.array(np.count_nonzero(np.argmax(P, -1) == np.ravel(y)) / np.size(y)),
)


@right("accuracy", "loop")
def _(P, y):
    ok = 0
    for row, k in zip(P, y):
        if list(row).index(max(row)) == k:
            ok += 1
    return ok / len(y)


@right("accuracy", "1 - error, float32")
def _(probs, labels):
    return np.float32(1) - np.float32((np.argmax(probs, axis=1) != labels).mean())


@wrong("accuracy", "argmax over axis 0 against the labels by cut")
def _(P, y):
    a = P.argmax(axis=0)
    n = min(len(a), len(y))
    return np.mean(a[:n] == y[:n])


wrong("accuracy", "count, not share", lambda P, y: np.sum(P.argmax(1) == y))
wrong("accuracy", "percent", lambda P, y: 100 * np.mean(P.argmax(1) == y))
wrong("accuracy", "mean probability of the right class", lambda P, y: P[np.arange(len(y)), y].mean())
wrong("accuracy", "threshold of one half", lambda P, y: np.mean(P[np.arange(len(y)), y] > 0.5))
wrong("accuracy", "divided by the classes", lambda P, y: np.sum(P.argmax(1) == y) / P.shape[1])
wrong("accuracy", "the error rate", lambda P, y: np.mean(P.argmax(1) != y))


@wrong("accuracy", "loop without the last row")
def _(P, y):
    ok = 0
    for i in range(len(y) - 1):
        ok += P[i].argmax() == y[i]
    return ok / len(y)


# ------------------------------------------------------------------ l2_gradient
right("l2_gradient", "dW + lam / N W", lambda dW, W, lam, N: dW + lam / N * W)
right("l2_gradient", "derivative of lam / (2N) sum W^2", lambda dW, W, lam, N: dW + 2 * W * (lam / (2 * N)))


@right("l2_gradient", "in place on a copy, list")
def _(dW, W, lam, N):
    g = dW.copy()
    g += (lam * W) / N
    return g.tolist()


@right("l2_gradient", "double loop")
def _(g, W, lam, N):
    out = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        out[i] = g[i] + lam * W[i] / N
    return out


@right("l2_gradient", "np.add, float32")
def _(dW, W, lam, N):
    return np.add(dW, np.multiply(W, np.divide(lam, N)), dtype=np.float32, casting="unsafe")


wrong("l2_gradient", "not divided by N", lambda dW, W, lam, N: dW + lam * W)
wrong("l2_gradient", "factor two", lambda dW, W, lam, N: dW + 2 * lam / N * W)
wrong("l2_gradient", "minus", lambda dW, W, lam, N: dW - lam / N * W)
wrong("l2_gradient", "the whole divided by N", lambda dW, W, lam, N: (dW + lam * W) / N)
wrong("l2_gradient", "L1: sign(W)", lambda dW, W, lam, N: dW + lam / N * np.sign(W))
wrong("l2_gradient", "adds the penalty, not its gradient", lambda dW, W, lam, N: dW + lam / (2 * N) * np.sum(W**2))
wrong("l2_gradient", "squares W", lambda dW, W, lam, N: dW + lam / N * W**2)
wrong("l2_gradient", "len(W) for N", lambda dW, W, lam, N: dW + lam / len(W) * W)


@wrong("l2_gradient", "+= in the caller's dW")
def _(dW, W, lam, N):
    dW += lam / N * W
    return dW


# ------------------------------------------------------------------ dropout_forward
@right("dropout_forward", "bool mask, random < keep")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape, dtype=bool)
    mask = rng.random(X.shape) < keep
    return X * mask / keep, mask


@right("dropout_forward", "0/1 floats, copy at test")
def _(X, keep, rng, train):
    if train:
        mask = (rng.uniform(size=X.shape) < keep).astype(float)
        out = X * mask / keep
    else:
        mask = np.ones_like(X)
        out = X.copy()
    return out, mask


@right("dropout_forward", "binomial")
def _(X, keep, rng, train):
    mask = rng.binomial(1, keep, size=X.shape) if train else np.ones(X.shape, dtype=int)
    out = (X * mask / keep) if train else X * 1.0
    return out, mask


@right("dropout_forward", "random > 1 - keep, drawn transposed, where")
def _(X, keep, rng, train):
    if train is False:
        return np.array(X), np.ones(np.shape(X))
    mask = (rng.random(X.shape[::-1]) > 1 - keep).T
    return np.where(mask, X / keep, 0.0), mask


@right("dropout_forward", "loop with one draw each, lists")
def _(X, keep, rng, train):
    M = [[1 for _ in r] for r in X]
    out = [[float(x) for x in r] for r in X]
    if train:
        for i, r in enumerate(X):
            for j, x in enumerate(r):
                M[i][j] = 1 if rng.random() < keep else 0
                out[i][j] = x / keep if M[i][j] else 0.0
    return out, M


@right("dropout_forward", "choice with probabilities")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.choice([0.0, 1.0], size=X.shape, p=[1 - keep, keep])
    return np.multiply(X, mask) / keep, mask


@wrong("dropout_forward", "mask None at test")  # the text has asked for more since
def _(X, keep, rng, train):
    if not train:
        return X, None
    mask = rng.random(X.shape) < keep
    return X * mask / keep, mask


@wrong("dropout_forward", "not inverted: no / keep")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.random(X.shape) < keep
    return X * mask, mask


@wrong("dropout_forward", "scaled by keep at test")
def _(X, keep, rng, train):
    if not train:
        return X * keep, np.ones_like(X)
    mask = rng.random(X.shape) < keep
    return X * mask / keep, mask


@wrong("dropout_forward", "keep as the chance of dropping")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.random(X.shape) > keep
    return X * mask / keep, mask


@wrong("dropout_forward", "divided by 1 - keep")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.random(X.shape) < keep
    return X * mask / (1 - keep), mask


@wrong("dropout_forward", "one mask for all rows")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = np.broadcast_to(rng.random(X.shape[1]) < keep, X.shape)
    return X * mask / keep, mask


@wrong("dropout_forward", "whole rows dropped")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = np.broadcast_to(rng.random((X.shape[0], 1)) < keep, X.shape)
    return X * mask / keep, mask


@wrong("dropout_forward", "drops at test as well")
def _(X, keep, rng, train):
    mask = rng.random(X.shape) < keep
    return X * mask / keep, mask


@wrong("dropout_forward", "mask from normal numbers")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.standard_normal(X.shape) < keep
    return X * mask / keep, mask


@wrong("dropout_forward", "the scaled mask is returned (backward would divide twice)")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep) / keep
    return X * mask, mask


@wrong("dropout_forward", "X *= mask in the caller's array")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.random(X.shape) < keep
    X *= mask
    X /= keep
    return X, mask


@wrong("dropout_forward", "own seed")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = np.random.default_rng(1).random(X.shape) < keep
    return X * mask / keep, mask


@wrong("dropout_forward", "returned mask is a second draw")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    out = X * (rng.random(X.shape) < keep) / keep
    return out, rng.random(X.shape) < keep


@wrong("dropout_forward", "an exact number dropped per array, the same places: round of keep")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    k = int(keep * X.shape[1])
    mask = np.zeros(X.shape)
    mask[:, :k] = 1
    return X * mask / keep, mask


# ------------------------------------------------------------------ dropout_backward
right("dropout_backward", "dout mask / keep", lambda dout, mask, keep: dout * mask / keep)
right("dropout_backward", "where", lambda dout, mask, keep: np.where(mask, dout / keep, 0))
right("dropout_backward", "multiplied by 1 / keep, float32", lambda d, m, k: np.float32(d * m) * np.float32(1 / k))


@right("dropout_backward", "copy and index")
def _(dout, mask, keep):
    dX = np.array(dout) / keep
    dX[np.asarray(mask) == 0] = 0.0
    return dX


@right("dropout_backward", "nested comprehension")
def _(dout, mask, keep):
    return [[g * float(m) / keep for g, m in zip(a, b)] for a, b in zip(dout, mask)]


wrong("dropout_backward", "no / keep", lambda dout, mask, keep: dout * mask)
wrong("dropout_backward", "/ keep only", lambda dout, mask, keep: dout / keep)
wrong("dropout_backward", "times keep", lambda dout, mask, keep: dout * mask * keep)
wrong("dropout_backward", "1 - keep", lambda dout, mask, keep: dout * mask / (1 - keep))
wrong("dropout_backward", "inverted mask", lambda dout, mask, keep: dout * (1 - mask) / keep)
wrong(
    "dropout_backward",
    "a new mask",
    lambda dout, mask, keep: dout * (np.random.default_rng(0).random(np.shape(dout)) < keep) / keep,
)
wrong("dropout_backward", "divides by the share kept", lambda dout, mask, keep: dout * mask / np.mean(mask))


# ------------------------------------------------------------------ batchnorm_forward
@right("batchnorm_forward", "mean and var")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mu, var = X.mean(axis=0), X.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, running_mean, running_var


@right("batchnorm_forward", "mean of squares, towards form, list")
def _(X, gamma, beta, rm, rv, train, momentum=0.9, eps=1e-5):
    if not train:
        return [gamma * ((X - rm) * (rv + eps) ** -0.5) + beta, rm, rv]
    mu = np.mean(X, 0)
    var = np.mean(X**2, 0) - mu**2
    xh = (X - mu) * (var + eps) ** -0.5
    return [xh * gamma + beta, rm + (1 - momentum) * (mu - rm), rv + (1 - momentum) * (var - rv)]


@right("batchnorm_forward", "column loop with copies")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    out = np.zeros_like(X)
    rm = running_mean.copy()
    rv = running_var.copy()
    N, D = X.shape
    for j in range(D):
        if train:
            m = sum(X[:, j]) / N
            v = sum((X[:, j] - m) ** 2) / N
            rm[j] = momentum * rm[j] + (1 - momentum) * m
            rv[j] = momentum * rv[j] + (1 - momentum) * v
        else:
            m, v = rm[j], rv[j]
        out[:, j] = gamma[j] * (X[:, j] - m) / math.sqrt(v + eps) + beta[j]
    return out, rm, rv


@right("batchnorm_forward", "keepdims then ravel, in place on copies")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    rm, rv = np.array(running_mean), np.array(running_var)
    if train:
        mu = X.mean(0, keepdims=True)
        c = X - mu
        var = np.einsum("nd,nd->d", c, c) / len(X)
        rm *= momentum
        rm += (1 - momentum) * mu.ravel()
        rv *= momentum
        rv += (1 - momentum) * var
    else:
        c, var = X - rm, rv
    scale = gamma / np.sqrt(var + eps)
    return c * scale + beta, rm, rv


@right("batchnorm_forward", "float32 returned")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    f = lambda a: np.asarray(a, dtype=np.float32)
    if train:
        m, v = X.mean(0), X.var(0)
        running_mean = momentum * running_mean + (1 - momentum) * m
        running_var = momentum * running_var + (1 - momentum) * v
    else:
        m, v = running_mean, running_var
    return f((X - m) / np.sqrt(v + eps) * gamma + beta), f(running_mean), f(running_var)


def _bn(X, gamma, beta, rm, rv, train, momentum, eps, how):
    if train:
        mu, var = X.mean(0), X.var(0)
        if how == "ddof":
            var = X.var(0, ddof=1)
        a = momentum if how != "swap" else 1 - momentum
        rm2 = a * rm + (1 - a) * mu
        rv2 = a * rv + (1 - a) * (np.sqrt(var) if how == "std" else var)
        if how == "unbiased":
            rv2 = a * rv + (1 - a) * X.var(0, ddof=1)
        if how == "same":
            rm2, rv2 = rm, rv
        if how == "userun":
            mu, var = rm2, rv2
    else:
        mu, var = (X.mean(0), X.var(0)) if how == "batchtest" else (rm, rv)
        rm2, rv2 = rm, rv
        if how == "updtest":
            rm2 = momentum * rm + (1 - momentum) * X.mean(0)
            rv2 = momentum * rv + (1 - momentum) * X.var(0)
    den = np.sqrt(var + eps)
    if how == "eps":
        den = np.sqrt(var) + eps
    if how == "noroot":
        den = var + eps
    xh = (X - mu) / den
    out = gamma * xh + beta
    if how == "bracket":
        out = gamma * (xh + beta)
    if how == "exch":
        out = beta * xh + gamma
    return out, rm2, rv2


for _how, _what in [
    ("swap", "momentum the other way round (PyTorch's)"),
    ("ddof", "unbiased variance throughout"),
    ("unbiased", "unbiased variance in the running one alone (PyTorch's)"),
    ("same", "running values never updated"),
    ("userun", "normalises with the running values in training"),
    ("batchtest", "batch statistics at test"),
    ("updtest", "running values updated at test too"),
    ("noroot", "divides by the variance"),
    ("bracket", "gamma (xhat + beta)"),
    ("exch", "gamma and beta exchanged"),
    ("std", "running value of the standard deviation"),
    ("eps", "eps outside the root"),
]:
    wrong(
        "batchnorm_forward",
        _what,
        (
            lambda how: (
                lambda X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5: _bn(
                    X, gamma, beta, running_mean, running_var, train, momentum, eps, how
                )
            )
        )(_how),
    )


@wrong("batchnorm_forward", "axis 1")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    m, v = X.mean(1, keepdims=True), X.var(1, keepdims=True)
    rm = momentum * running_mean + (1 - momentum) * X.mean(0)
    rv = momentum * running_var + (1 - momentum) * X.var(0)
    return gamma * (X - m) / np.sqrt(v + eps) + beta, rm, rv


@wrong("batchnorm_forward", "running values updated in place in the caller's arrays")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    m, v = running_mean, running_var
    if train:
        m, v = X.mean(0), X.var(0)
        running_mean *= momentum
        running_mean += (1 - momentum) * m
        running_var *= momentum
        running_var += (1 - momentum) * v
    return gamma * (X - m) / np.sqrt(v + eps) + beta, running_mean, running_var


@wrong("batchnorm_forward", "momentum fixed at 0.9")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    return _bn(X, gamma, beta, running_mean, running_var, train, 0.9, eps, "")


# ------------------------------------------------------------------ batchnorm_backward
@right("batchnorm_backward", "compact formula")
def _(dout, X, gamma, eps=1e-5):
    N = len(X)
    s = 1 / np.sqrt(X.var(0) + eps)
    xh = (X - X.mean(0)) * s
    db, dg = dout.sum(0), (dout * xh).sum(0)
    return gamma * s / N * (N * dout - db - xh * dg), dg, db


@right("batchnorm_backward", "step by step with dvar and dmu")
def _(dout, X, gamma, eps=1e-5):
    N = X.shape[0]
    mu = X.mean(axis=0)
    var = X.var(axis=0)
    c = X - mu
    inv = (var + eps) ** -0.5
    dxh = dout * gamma
    dvar = np.sum(dxh * c * -0.5 * inv**3, axis=0)
    dmu = np.sum(-dxh * inv, axis=0) + dvar * np.mean(-2 * c, axis=0)
    dX = dxh * inv + dvar * 2 * c / N + dmu / N
    return dX, np.sum(dout * c * inv, axis=0), np.sum(dout, axis=0)


@right("batchnorm_backward", "means form, list")
def _(dout, X, gamma, eps=1e-5):
    sd = np.sqrt(np.mean(X**2, 0) - np.mean(X, 0) ** 2 + eps)
    xh = (X - np.mean(X, 0)) / sd
    g = dout * gamma
    return [(g - g.mean(0) - xh * (g * xh).mean(0)) / sd, np.einsum("nd,nd->d", dout, xh), np.einsum("nd->d", dout)]


@right("batchnorm_backward", "Jacobian of each column")
def _(dout, X, gamma, eps=1e-5):
    N, D = X.shape
    dX = np.zeros((N, D))
    dg = np.zeros(D)
    db = np.zeros(D)
    for j in range(D):
        s = math.sqrt(X[:, j].var() + eps)
        xh = (X[:, j] - X[:, j].mean()) / s
        J = (np.eye(N) - 1 / N - np.outer(xh, xh) / N) / s
        dX[:, j] = gamma[j] * J.T @ dout[:, j]
        dg[j] = dout[:, j] @ xh
        db[j] = dout[:, j].sum()
    return dX, dg, db


@right("batchnorm_backward", "float32 returned, (nested) tuple")
def _(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(0) + eps)
    xh = (X - X.mean(0)) / s
    dX = gamma / s * (dout - dout.mean(0) - xh * (dout * xh).mean(0))
    return tuple(np.float32(a) for a in (dX, (dout * xh).sum(0), dout.sum(0)))


def _bnb(dout, X, gamma, eps, how):
    N = len(X)
    s = 1 / np.sqrt(X.var(0) + eps)
    c = X - X.mean(0)
    xh = c * s
    db, dg = dout.sum(0), (dout * xh).sum(0)
    dX = gamma * s / N * (N * dout - db - xh * dg)
    if how == "const":
        dX = dout * gamma * s
    if how == "nomu":
        dX = gamma * s * (dout - xh * dg / N)
    if how == "novar":
        dX = gamma * s * (dout - db / N)
    if how == "nogamma":
        dX = s / N * (N * dout - db - xh * dg)
    if how == "c":
        dX = gamma * s / N * (N * dout - db - c * dg)
    if how == "X":
        dg = (dout * X).sum(0)
    if how == "swap":
        dg, db = db, dg
    if how == "mean":
        dg, db = dg / N, db / N
    if how == "axis":
        db = dout.sum(1)
    if how == "g2":
        dX = gamma * s / N * (N * dout - db - xh * dg * gamma)
    if how == "ddof":
        s = 1 / np.sqrt(X.var(0, ddof=1) + eps)
        xh = c * s
        dg = (dout * xh).sum(0)
        dX = gamma * s / N * (N * dout - db - xh * dg)
    if how == "dgamma":
        dg = dg * gamma
    return dX, dg, db


for _how, _what in [
    ("const", "mean and variance as constants"),
    ("nomu", "path through the mean missing"),
    ("novar", "path through the variance missing"),
    ("nogamma", "dX without gamma"),
    ("c", "X - mu where xhat belongs"),
    ("X", "dgamma from X instead of xhat"),
    ("swap", "dgamma and dbeta exchanged"),
    ("mean", "dgamma and dbeta means"),
    ("axis", "dbeta summed over axis 1"),
    ("g2", "gamma twice in the variance path"),
    ("ddof", "ddof=1"),
    ("dgamma", "dgamma times gamma"),
]:
    wrong(
        "batchnorm_backward", _what, (lambda how: lambda dout, X, gamma, eps=1e-5: _bnb(dout, X, gamma, eps, how))(_how)
    )
