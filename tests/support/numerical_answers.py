"""Backward passes answered by numerical differentiation, in as many ways as people may find: (exercise, what, source).

Each source is a notebook's cell, in which the function has the exercise's name.
"""

from textwrap import dedent

# The student's own function of the chapter on backpropagation.
OWN = """
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient
"""

NUMERICAL = []


def numerical(exercise, what, source):
    NUMERICAL.append((exercise, what, dedent(source)))


# -- entry by entry at once ----------------------------------------------------------------------------------------

for h in ("1e-3", "1e-4", "1e-5", "1e-6", "1e-7", "1e-8"):
    numerical(
        "sigmoid_backward",
        f"central, all entries at once, h = {h}",
        f"""
        def sigmoid(z):
            return 1 / (1 + np.exp(-z))

        def sigmoid_backward(dout, z):
            h = {h}
            return dout * (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
        """,
    )

for h in ("1e-6", "1e-7", "1e-8"):
    numerical(
        "sigmoid_backward",
        f"forward, all entries at once, h = {h}",
        f"""
        def sigmoid_backward(dout, z):
            sigmoid = lambda z: 1 / (1 + np.exp(-z))
            slope = (sigmoid(z + {h}) - sigmoid(z)) / {h}
            return dout * slope
        """,
    )

numerical(
    "sigmoid_backward",
    "four points",
    """
    def sigmoid_backward(dout, z, h=1e-3):
        def s(z):
            return 1 / (1 + np.exp(-z))
        return dout * (-s(z + 2 * h) + 8 * s(z + h) - 8 * s(z - h) + s(z - 2 * h)) / (12 * h)
    """,
)
numerical(
    "sigmoid_backward",
    "Richardson's extrapolation",
    """
    def sigmoid_backward(dout, z):
        def s(z):
            return 1 / (1 + np.exp(-z))
        def central(h):
            return (s(z + h) - s(z - h)) / (2 * h)
        return dout * (4 * central(5e-4) - central(1e-3)) / 3
    """,
)
numerical(
    "sigmoid_backward",
    "np.vectorize",
    """
    def slope(v):
        h = 1e-5
        up = 1 / (1 + np.exp(-(v + h)))
        down = 1 / (1 + np.exp(-(v - h)))
        return (up - down) / (2 * h)

    def sigmoid_backward(dout, z):
        return dout * np.vectorize(slope)(z)
    """,
)
numerical(
    "sigmoid_backward",
    "np.gradient of two points",
    """
    def sigmoid_backward(dout, z):
        h = 1e-5
        s = np.array([1 / (1 + np.exp(-(z - h))), 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(-(z + h)))])
        return dout * np.gradient(s, h, axis=0)[1]
    """,
)
numerical(
    "sigmoid_backward",
    "complex step",
    """
    def sigmoid_backward(dout, z):
        return dout * (1 / (1 + np.exp(-(z + 1e-20j)))).imag / 1e-20
    """,
)
numerical(
    "sigmoid_backward",
    "complex step in a helper",
    """
    def slope(f, z, h=1e-30):
        return np.imag(f(z + 1j * h)) / h

    def sigmoid_backward(dout, z):
        return dout * slope(lambda z: 1 / (1 + np.exp(-z)), z)
    """,
)
numerical(
    "sigmoid_backward",
    "rounded to ten digits",
    """
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def sigmoid_backward(dout, z):
        h = 1e-5
        return np.round(dout * (sigmoid(z + h) - sigmoid(z - h)) / (2 * h), 10)
    """,
)
numerical(
    "sigmoid_backward",
    "in float32 with a large step",
    """
    def sigmoid_backward(dout, z):
        h = 0.001
        s = lambda z: 1 / (1 + np.exp(-z))
        slope = (s(z + h) - s(z - h)) / (2 * h)
        return (dout * slope).astype(np.float32)
    """,
)
for name, function in (("tanh", "np.tanh(z{})"), ("relu", "np.maximum(0, z{})")):
    up, down = function.format(" + h"), function.format(" - h")
    numerical(
        f"{name}_backward",
        "central, inline",
        f"""
        def {name}_backward(dout, z):
            h = 1e-6
            return dout * ({up} - {down}) / (2 * h)
        """,
    )
numerical(
    "leaky_relu_backward",
    "np.subtract and np.divide",
    """
    def leaky_relu_backward(dout, z, alpha):
        f = lambda z: np.where(z > 0, z, alpha * z)
        eps = 1e-4
        return np.multiply(dout, np.divide(np.subtract(f(z + eps), f(z - eps)), 2 * eps))
    """,
)

# -- the student's own numerical_gradient --------------------------------------------------------------------------

OWN_USED = {
    "sigmoid_backward": """
        def sigmoid_backward(dout, z):
            return numerical_gradient(lambda z: np.sum(dout / (1 + np.exp(-z))), z)
        """,
    "softmax_backward": """
        def softmax_backward(dout, Z):
            def loss(Z):
                E = np.exp(Z - Z.max(axis=1, keepdims=True))
                return np.sum(dout * E / E.sum(axis=1, keepdims=True))
            return numerical_gradient(loss, Z)
        """,
    "neuron_backward": """
        def neuron_backward(dout, x, w):
            def loss(x, w, b):
                return dout * (x @ w + b)
            dx = numerical_gradient(lambda v: loss(v, w, 0.0), x)
            dw = numerical_gradient(lambda v: loss(x, v, 0.0), w)
            db = numerical_gradient(lambda v: loss(x, w, v[0]), np.array([0.3]))[0]
            return dx, dw, db
        """,
    "dense_backward": """
        def dense_backward(dout, X, W):
            b = np.zeros(W.shape[1])
            dX = numerical_gradient(lambda X: np.sum(dout * (X @ W + b)), X)
            dW = numerical_gradient(lambda W: np.sum(dout * (X @ W + b)), W)
            db = numerical_gradient(lambda b: np.sum(dout * (X @ W + b)), b)
            return dX, dW, db
        """,
    "mse_backward": """
        def mse_backward(y_hat, y):
            return numerical_gradient(lambda v: np.mean((v - y) ** 2), y_hat)
        """,
    "bce_backward": """
        def bce(p, y):
            return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

        def bce_backward(p, y):
            return numerical_gradient(lambda p: bce(p, y), p, 1e-6)
        """,
    "softmax_cross_entropy_backward": """
        def softmax_cross_entropy_backward(Z, y):
            def loss(Z):
                S = Z - Z.max(axis=1, keepdims=True)
                return np.mean(np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y])
            return numerical_gradient(loss, Z)
        """,
    "backprop_two_layer": """
        def backprop_two_layer(X, y, params):
            def loss(p):
                H = np.tanh(X @ p["W1"] + p["b1"])
                q = 1 / (1 + np.exp(-(H @ p["W2"] + p["b2"])))[:, 0]
                return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))
            return {k: numerical_gradient(lambda v, k=k: loss({**params, k: v}), params[k]) for k in params}
        """,
    "batchnorm_backward": """
        def batchnorm_backward(dout, X, gamma, eps=1e-5):
            def loss(X, gamma, beta):
                return np.sum(dout * (gamma * (X - X.mean(0)) / np.sqrt(X.var(0) + eps) + beta))
            beta = np.zeros(gamma.shape)
            dX = numerical_gradient(lambda v: loss(v, gamma, beta), X, 1e-6)
            dgamma = numerical_gradient(lambda v: loss(X, v, beta), gamma, 1e-6)
            dbeta = numerical_gradient(lambda v: loss(X, gamma, v), beta, 1e-6)
            return dX, dgamma, dbeta
        """,
    "l2_gradient": """
        def l2_gradient(dW, W, lam, N):
            return dW + numerical_gradient(lambda W: lam / (2 * N) * np.sum(W ** 2), W)
        """,
}
for exercise, source in OWN_USED.items():
    numerical(exercise, "the student's own numerical_gradient", OWN + dedent(source))

# -- loops -----------------------------------------------------------------------------------------------------------

numerical(
    "dense_backward",
    "a loop without any helper, one sided",
    """
    def dense_backward(dout, X, W):
        h = 1e-7
        b = np.zeros(W.shape[1])
        base = np.sum(dout * (X @ W + b))
        grads = []
        for P in (X, W, b):
            P = P.copy() if P is None else P
            G = np.zeros(P.shape)
            for i in np.ndindex(P.shape):
                P[i] += h
                G[i] = (np.sum(dout * (X @ W + b)) - base) / h
                P[i] -= h
            grads.append(G)
        return tuple(grads)
    """,
)
numerical(
    "dense_backward",
    "dW alone by differences",
    """
    def dense_backward(dout, X, W):
        dW = np.zeros(W.shape)
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                step = np.zeros(W.shape)
                step[i, j] = 0.001
                dW[i, j] = (np.sum(dout * (X @ (W + step))) - np.sum(dout * (X @ (W - step)))) / 0.002
        return dout @ W.T, dW, dout.sum(axis=0)
    """,
)
numerical(
    "neuron_backward",
    "nested functions",
    """
    def neuron_backward(dout, x, w):
        def z(x, w, b):
            return np.dot(x, w) + b
        def slope(f, v):
            return (f(v + 1e-6) - f(v - 1e-6)) / 2e-6
        def at(v, i, t):
            v = v.copy()
            v[i] = t
            return v
        dx = [dout * slope(lambda t: z(at(x, i, t), w, 0), x[i]) for i in range(len(x))]
        dw = [dout * slope(lambda t: z(x, at(w, i, t), 0), w[i]) for i in range(len(w))]
        return np.array(dx), np.array(dw), dout
    """,
)
numerical(
    "bce_backward",
    "lists",
    """
    import math

    def bce_backward(p, y):
        def loss(q, t):
            return -(t * math.log(q) + (1 - t) * math.log(1 - q)) / len(p)
        return [(loss(q + 1e-5, t) - loss(q - 1e-5, t)) / 2e-5 for q, t in zip(p, y)]
    """,
)
numerical(
    "batchnorm_backward",
    "a class that differentiates",
    """
    class Slope:
        def __init__(self, f, h):
            self.f, self.h = f, h

        def __call__(self, x):
            out = np.zeros(x.shape)
            for i in np.ndindex(x.shape):
                e = np.zeros(x.shape)
                e[i] = self.h
                out[i] = (self.f(x + e) - self.f(x - e)) / (2 * self.h)
            return out

    def batchnorm_backward(dout, X, gamma, eps=1e-5):
        norm = lambda X: (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + eps)
        dX = Slope(lambda X: (dout * gamma * norm(X)).sum(), 1e-6)(X)
        return dX, (dout * norm(X)).sum(axis=0), dout.sum(axis=0)
    """,
)
numerical(
    "softmax_cross_entropy_backward",
    "all perturbed tables in one array",
    """
    def softmax_cross_entropy_backward(Z, y):
        N, C = Z.shape
        h = 1e-4
        moved = np.repeat(Z[None], N * C, axis=0)
        k = np.arange(N * C)
        def loss(T):
            S = T - T.max(axis=2, keepdims=True)
            log_p = S - np.log(np.exp(S).sum(axis=2, keepdims=True))
            return -log_p[:, np.arange(N), y].mean(axis=1)
        up, down = moved.copy(), moved.copy()
        up[k, k // C, k % C] += h
        down[k, k // C, k % C] -= h
        return ((loss(up) - loss(down)) / (2 * h)).reshape(N, C)
    """,
)
