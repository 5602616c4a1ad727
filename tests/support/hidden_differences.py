"""Derivatives by numerical differentiation that is hidden, or exact, or stands beside a comparison: {what: (exercise,
cell)}.

Each gives the right numbers.
"""

from textwrap import dedent

SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n\n"
WAYS = {}


def way(what, source, exercise="sigmoid_backward", before=SIGMOID):
    WAYS[what] = exercise, before + dedent(source)


way(
    "a complex step beside an assert",
    """
    def sigmoid_backward(dout, z):
        out = dout * sigmoid(z + 1e-20j).imag / 1e-20
        assert out.shape == z.shape
        return out
    """,
)
way(
    "a complex step in a helper that compares",
    """
    def slope(f, z):
        found = f(z + 1e-30 * 1j).imag * 1e30
        if not np.allclose(found, found):
            raise ValueError
        return found

    def sigmoid_backward(dout, z):
        return dout * slope(sigmoid, z)
    """,
)
way(
    "a small step beside an assert",
    """
    def sigmoid_backward(dout, z):
        h = 1e-5
        slope = (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
        assert np.allclose(slope, slope)
        return dout * slope
    """,
)
way(
    "longdouble",
    """
    def sigmoid_backward(dout, z):
        h = np.longdouble(1e-6)
        z = z.astype(np.longdouble)
        up, down = sigmoid(z + h), sigmoid(z - h)
        far, near = sigmoid(z + 2 * h), sigmoid(z - 2 * h)
        return (dout * (8 * (up - down) - (far - near)) / (12 * h)).astype(float)
    """,
)
way(
    "Decimal",
    """
    from decimal import Decimal, getcontext
    getcontext().prec = 60

    def sigmoid_backward(dout, z):
        h = Decimal("1e-25")
        def s(v):
            return 1 / (1 + (-v).exp())
        def slope(v):
            v = Decimal(float(v))
            return float((s(v + h) - s(v - h)) / (2 * h))
        return dout * np.vectorize(slope)(z)
    """,
)
way(
    "Fraction",
    """
    from fractions import Fraction

    def mse_backward(y_hat, y):
        h = Fraction(1, 10**30)
        def slope(a, b):
            a, b = Fraction(float(a)), Fraction(float(b))
            return float(((a + h - b) ** 2 - (a - h - b) ** 2) / (2 * h))
        return np.vectorize(slope)(y_hat, y) / y.size
    """,
    "mse_backward",
    "",
)
way(
    "a contour integral",
    """
    def sigmoid_backward(dout, z):
        n, r = 64, 0.5
        roots = np.exp(2j * np.pi * np.arange(n) / n)
        return dout * np.mean([sigmoid(z + r * w) / (r * w) for w in roots], axis=0).real
    """,
)
way(
    "roots of unity by fft",
    """
    def sigmoid_backward(dout, z):
        n, r = 64, 0.5
        roots = np.fft.fft(np.eye(n)[1])
        values = np.array([sigmoid(z + r * w) for w in roots])
        return dout * (np.fft.fft(values, axis=0)[-1] / n / r).real
    """,
)
way(
    "roots without a complex number in the text",
    """
    def sigmoid_backward(dout, z):
        i = (-1) ** 0.5
        f = sigmoid(z + 1e-20 * i)
        return dout * getattr(f, "imag") * 1e20
    """,
)
way(
    "averages of many steps",
    """
    def sigmoid_backward(dout, z):
        steps = np.linspace(1e-3, 2e-3, 400)
        s = sigmoid
        parts = [(8 * (s(z + h) - s(z - h)) - s(z + 2 * h) + s(z - 2 * h)) / 12 / h for h in steps]
        return dout * np.mean(parts, axis=0)
    """,
)
way(
    "Richardson's table",
    """
    def sigmoid_backward(dout, z):
        rows = []
        for k in range(7):
            h = 0.4 / 2**k
            row = [(sigmoid(z + h) - sigmoid(z - h)) / (2 * h)]
            for j in range(k):
                row.append(row[j] + (row[j] - rows[-1][j]) / (4 ** (j + 1) - 1))
            rows.append(row)
        return dout * rows[-1][-1]
    """,
)
way(
    "Chebyshev's polynomials",
    """
    from numpy.polynomial import chebyshev

    def sigmoid_backward(dout, z):
        n = 40
        nodes = np.cos(np.pi * (np.arange(n) + 0.5) / n)
        def slope(v):
            values = np.array([sigmoid(v + 0.7 * t) for t in nodes])
            return chebyshev.chebval(0, chebyshev.chebder(chebyshev.chebfit(nodes, values, n - 1))) / 0.7
        return dout * np.vectorize(slope)(z)
    """,
)
way(
    "polyfit",
    """
    def sigmoid_backward(dout, z):
        t = 0.2 * np.cos(np.pi * (np.arange(13) + 0.5) / 13)
        def slope(v):
            return np.polyfit(t, sigmoid(v + t), 12)[-2]
        return dout * np.vectorize(slope)(z)
    """,
)
way(
    "weights of a wide stencil",
    """
    STENCIL = {1: 0.9375, 2: -0.3409090909090909, 3: 0.1136363636363636}

    def sigmoid_backward(dout, z):
        steps = np.arange(-8, 9)
        V = np.array([[float(k) ** p for k in steps] for p in range(17)])
        e = np.zeros(17)
        e[1] = 1.0
        weights = np.linalg.solve(V, e)
        return dout * sum(w * sigmoid(z + 0.15 * k) for w, k in zip(weights, steps)) / 0.15
    """,
)
way(
    "a step of 1 where the loss is linear",
    """
    def neuron_backward(dout, x, w):
        def value(x, w, b):
            return np.dot(x, w) + b
        eye = np.eye(len(x))
        dx = np.array([value(x + e, w, 0.0) - value(x, w, 0.0) for e in eye])
        dw = np.array([value(x, w + e, 0.0) - value(x, w, 0.0) for e in eye])
        return dout * dx, dout * dw, dout * (value(x, w, 1.0) - value(x, w, 0.0))
    """,
    "neuron_backward",
    "",
)
way(
    "a step of one half where it is quadratic",
    """
    def mse_backward(y_hat, y):
        return ((y_hat + 0.5 - y) ** 2 - (y_hat - 0.5 - y) ** 2) / y.size
    """,
    "mse_backward",
    "",
)
way(
    "entries moved one by one",
    """
    def neuron_backward(dout, x, w):
        def slopes(v, other):
            out = np.zeros(len(v))
            v = np.array(v, dtype=float)
            for i in range(len(v)):
                v[i] += 1
                above = v @ other
                v[i] -= 2
                below = v @ other
                v[i] += 1
                out[i] = dout * (above - below) / 2
            return out
        return slopes(x, w), slopes(w, x), dout
    """,
    "neuron_backward",
    "",
)
way(
    "an entry set and set back",
    """
    def neuron_backward(dout, x, w):
        def slopes(v, other):
            out, v = [], np.array(v, dtype=float)
            for i in range(len(v)):
                old = v[i]
                v[i] = old + 1
                above = np.dot(v, other)
                v[i] = old
                out.append(dout * (above - np.dot(v, other)))
            return np.array(out)
        return slopes(x, w), slopes(w, x), dout
    """,
    "neuron_backward",
    "",
)
way(
    "a secant in a helper",
    """
    def secant(f, a, b):
        return (f(b) - f(a)) / (b - a)

    def neuron_backward(dout, x, w):
        def rest(i):
            return np.dot(np.delete(x, i), np.delete(w, i))
        places = range(len(x))
        dx = [secant(lambda t, i=i: dout * (rest(i) + t * w[i]), 0.0, 1.0) for i in places]
        dw = [secant(lambda t, i=i: dout * (rest(i) + t * x[i]), 0.0, 1.0) for i in places]
        return np.array(dx), np.array(dw), dout
    """,
    "neuron_backward",
    "",
)
way(
    "a class that takes differences",
    """
    class Slope:
        def __init__(self, f):
            self.f = f

        def at(self, a, step):
            up, down = self.f(a + step), self.f(a - step)
            return up - down

    def mse_backward(y_hat, y):
        return Slope(lambda v: (v - y) ** 2).at(y_hat, 0.5) / y.size
    """,
    "mse_backward",
    "",
)
way(
    "a lambda with np.subtract",
    """
    moved = lambda f, v: np.subtract(f(v + 0.5), f(v - 0.5))
    mse_backward = lambda y_hat, y: moved(lambda v: np.square(v - y), y_hat) / y.size
    """,
    "mse_backward",
    "",
)
way(
    "copies with one entry moved by 1",
    """
    def neuron_backward(dout, x, w):
        def value(x, w):
            return np.dot(x, w)
        dx, dw = np.zeros(len(x)), np.zeros(len(w))
        for i in range(len(x)):
            up, down = x.copy(), x.copy()
            up[i] += 1
            down[i] -= 1
            dx[i] = dout * (value(up, w) - value(down, w)) / 2
            up = np.array(w, dtype=float)
            up[i] = up[i] + 1
            dw[i] = dout * (value(x, up) - value(x, w))
        return dx, dw, dout
    """,
    "neuron_backward",
    "",
)
way(
    "a copy moved and no function",
    """
    def mse_backward(y_hat, y):
        up = np.array(y_hat, dtype=float)
        up += 0.5
        down = np.array(y_hat, dtype=float)
        down -= 0.5
        return (np.square(up - y) - np.square(down - y)) / y.size
    """,
    "mse_backward",
    "",
)
way(
    "sums by np.add",
    """
    def mse_backward(y_hat, y):
        f = lambda v: np.square(np.subtract(v, y))
        return (f(np.add(y_hat, 0.5)) - f(np.add(y_hat, -0.5))) / y.size
    """,
    "mse_backward",
    "",
)
