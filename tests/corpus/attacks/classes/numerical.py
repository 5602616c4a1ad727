# ruff: noqa: E501 (code in strings)
"""Derivatives found by numerical differentiation, in ways that are exact to rounding or leave no quotient to see. An
answer may keep its points only where the report says why a person should look at it.
"""

from textwrap import dedent

from attacks.classes import BOOK, Class, Upload
from attacks.classes.work import most, work

ACTIVATIONS, BACK, NEURON = "03-activations", "05-backpropagation", "01-neuron"


def way(what, source, name="sigmoid_backward", chapter=ACTIVATIONS, first=""):
    data = work(chapter, first=first, **{name: dedent(source).strip()})
    return Upload(what, {BOOK: data}, earns=most(chapter, (name,)), chapter=chapter, looked=True, named=False)


S = "s = lambda v: 1 / (1 + np.exp(-v))"
UPLOADS = {
    "plainly": way("a central difference", f"""
        def sigmoid_backward(dout, z):
            {S}
            return dout * (s(z + 1e-5) - s(z - 1e-5)) / 2e-5
        """),
    "a complex step and an assertion": way("a complex step beside an assertion", f"""
        def sigmoid_backward(dout, z):
            assert dout.shape == z.shape
            {S}
            return dout * np.imag(s(z + 1e-30j)) / 1e-30
        """),
    "a complex step in two parts": way("a complex step whose imaginary part is taken by a view", f"""
        def sigmoid_backward(dout, z):
            {S}
            moved = np.zeros(z.shape, complex)
            moved[...] = z
            moved.view(float)[..., 1::2] = 2.0 ** -60
            return dout * s(moved).view(float)[..., 1::2] * 2.0 ** 60
        """),
    "a complex step by a phase": way("a complex step whose imaginary part is an angle", f"""
        def sigmoid_backward(dout, z):
            np.allclose(z, z)
            {S}
            value = s(z + np.emath.sqrt(-1e-40))
            return dout * np.abs(value) * np.angle(value) * 1e20
        """),
    "long numbers": way("differences in long double", f"""
        def sigmoid_backward(dout, z):
            {S}
            v, h = np.asarray(z, np.longdouble), np.longdouble(2) ** -20
            d = lambda k: (s(v + k) - s(v - k)) / (2 * k)
            return np.asarray(dout * (4 * d(h) - d(2 * h)) / 3, float)
        """),
    "decimals": way("differences in 60 digits", """
        from decimal import Decimal, getcontext
        getcontext().prec = 60
        def slope(v):
            v, h = Decimal(float(v)), Decimal(10) ** -25
            s = lambda u: 1 / (1 + (-u).exp())
            return float((s(v + h) - s(v - h)) / (h + h))
        def sigmoid_backward(dout, z):
            return dout * np.array([slope(v) for v in np.ravel(z)]).reshape(np.shape(z))
        """),
    "fractions": way("differences of exact fractions", """
        from fractions import Fraction
        def mse_backward(y_hat, y):
            def loss(v):
                return sum((a - Fraction(float(b))) ** 2 for a, b in zip(v, np.ravel(y))) / len(v)
            base = [Fraction(float(v)) for v in np.ravel(y_hat)]
            out = []
            for i in range(len(base)):
                up, down = list(base), list(base)
                up[i] += Fraction(1, 10**30)
                down[i] -= Fraction(1, 10**30)
                out.append(float((loss(up) - loss(down)) * 10**30 / 2))
            return np.array(out).reshape(np.shape(y_hat))
        """, "mse_backward", BACK),
    "a contour": way("an integral around each number", f"""
        def sigmoid_backward(dout, z):
            {S}
            turns = np.exp(2j * np.pi * np.arange(64) / 64)
            values = np.array([s(z + 0.5 * turn) / turn for turn in turns])
            return dout * values.mean(axis=0).real * 2
        """),
    "a Fourier transform": way("the first coefficient of a transform", f"""
        def sigmoid_backward(dout, z):
            {S}
            turns = np.exp(2j * np.pi * np.arange(32) / 32)
            return dout * np.fft.fft(np.array([s(z + turn) for turn in turns]), axis=0)[1].real / 32
        """),
    "a polynomial": way("a polynomial through points", f"""
        def sigmoid_backward(dout, z):
            {S}
            places = np.cos(np.pi * (np.arange(17) + 0.5) / 17) * 0.5
            flat = np.ravel(z)
            found = [np.polynomial.chebyshev.Chebyshev.fit(places, s(v + places), 16).deriv()(0.0) for v in flat]
            return dout * np.array(found).reshape(np.shape(z))
        """),
    "many points": way("a difference of eight points with a large step", f"""
        def sigmoid_backward(dout, z):
            {S}
            h = 2.0 ** -7
            w = {{1: 4 / 5, 2: -1 / 5, 3: 4 / 105, 4: -1 / 280}}
            return dout * sum(c * (s(z + k * h) - s(z - k * h)) for k, c in w.items()) * 2.0 ** 7
        """),
    "averages": way("an average of a thousand quotients", f"""
        def sigmoid_backward(dout, z):
            {S}
            rng = np.random.default_rng(0)
            steps = rng.uniform(1e-5, 2e-5, 1000)
            return dout * np.mean([(s(z + t) - s(z - t)) / (t + t) for t in steps], axis=0)
        """),
    "rounded": way("a quotient that is rounded to eight digits", f"""
        def sigmoid_backward(dout, z):
            {S}
            return np.round(dout * np.diff([s(z - 1e-5), s(z + 1e-5)], axis=0)[0] * 5e4, 9)
        """),
    "a step of one": way("a step of 1 where the loss is linear", """
        def neuron_backward(dout, x, w):
            z = lambda x, w, b: np.sum(x * w) + b
            unit = np.eye(len(x))
            dx = [dout * (z(x + e, w, 0) - z(x, w, 0)) for e in unit]
            dw = [dout * (z(x, w + e, 0) - z(x, w, 0)) for e in unit]
            return np.array(dx), np.array(dw), dout * (z(x, w, 1) - z(x, w, 0))
        """, "neuron_backward", NEURON),
    "a step of a half": way("a step of ½ where the loss is quadratic", """
        def mse_backward(y_hat, y):
            loss = lambda v: np.mean((v - y) ** 2)
            out = np.zeros(np.shape(y_hat))
            for i in np.ndindex(out.shape):
                e = np.zeros(out.shape)
                e[i] = 0.5
                out[i] = loss(y_hat + e) - loss(y_hat - e)
            return out
        """, "mse_backward", BACK),
    "a step of one, dense": way("a step of 1 in a layer", """
        def dense_backward(dout, X, W):
            f = lambda X, W, b: np.sum(dout * (X @ W + b))
            b = np.zeros(W.shape[1])
            def move(which):
                args = [X, W, b]
                out = np.zeros(args[which].shape)
                for i in np.ndindex(out.shape):
                    one = np.zeros(out.shape)
                    one[i] = 1
                    changed = list(args)
                    changed[which] = args[which] + one
                    out[i] = f(*changed) - f(*args)
                return out
            return move(0), move(1), move(2)
        """, "dense_backward", BACK),
    "a long step": way("a step of 1,000 where the loss is linear", """
        def dense_backward(dout, X, W):
            f = lambda W: np.sum(dout * (X @ W))
            dW = np.array([[f(W + 1000.0 * np.outer(np.eye(W.shape[0])[i], np.eye(W.shape[1])[j])) - f(W) for j in range(W.shape[1])] for i in range(W.shape[0])]) / 1000
            return dout @ W.T, dW, dout.sum(axis=0)
        """, "dense_backward", BACK),
    "hidden in a helper": way("a quotient in a function that looks like a check", f"""
        def compare(f, v):
            assert np.allclose(v, v)
            return (f(v + 1e-6) - f(v - 1e-6)) / 2e-6
        def sigmoid_backward(dout, z):
            {S}
            return np.round(dout * compare(s, z), 9)
        """),
    "multiplied": way("a quotient without a division", f"""
        def sigmoid_backward(dout, z):
            {S}
            up, down = s(np.nextafter(z, 9) + 2 ** -17), s(z - 2 ** -17)
            return dout * np.ldexp(np.subtract(up, down), 16)
        """),
}  # fmt: skip

CLASSES = {"": Class(UPLOADS, chapters=(NEURON, ACTIVATIONS, BACK), seconds=150)}
