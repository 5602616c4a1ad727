"""Answers for chapter 8, written from the signatures, in styles other than those of the exercises' own answers.

A wrong one is a right one with a change of its text, as it is made by hand: at one place or at several.
"""

import linecache

import numpy as np

RIGHT, WRONG = [], []


def function_of(source, name):
    """The function, with a source that can be looked up."""
    filename = f"<chapter 8: {len(RIGHT) + len(WRONG)}>"
    linecache.cache[filename] = len(source), None, source.splitlines(keepends=True), filename
    namespace = {"np": np, "__name__": __name__}
    exec(compile(source, filename, "exec"), namespace)
    return namespace[name]


def answers(exercise, what, source, *changes):
    """A right answer, and wrong ones: pairs (what is wrong, [(old, new), ...])."""
    RIGHT.append((exercise, what, function_of(source, exercise)))
    for wrong, pairs in changes:
        text = source
        for old, new in pairs:
            assert text.count(old) == 1, (exercise, wrong, old, text.count(old))
            text = text.replace(old, new)
        WRONG.append((exercise, f"{what}, {wrong}", function_of(text, exercise)))


answers(
    "filter_image",
    "windows in a list",
    """
def filter_image(image, kernel):
    h, w = kernel.shape
    rows = image.shape[0] - h + 1
    cols = image.shape[1] - w + 1
    values = [(image[r:r + h, c:c + w] * kernel).sum() for r in range(rows) for c in range(cols)]
    return np.array(values).reshape(rows, cols)
""",
    ("flipped", [("* kernel)", "* np.flip(kernel))")]),
    ("flipped in one direction", [("* kernel)", "* kernel[::-1])")]),
    ("columns and rows filled the wrong way", [("reshape(rows, cols)", "reshape(cols, rows)")]),
    ("columns and rows filled the wrong way, then turned", [("reshape(rows, cols)", "reshape(cols, rows).T")]),
    ("mean", [(".sum()", ".mean()")]),
    ("plus for times", [("* kernel)", "+ kernel)")]),
    ("one row too few", [("image.shape[0] - h + 1", "image.shape[0] - h")]),
    ("absolute values", [("(image[r:r", "abs(image[r:r")]),
    ("rounded", [("np.array(values)", "np.round(values)")]),
    ("flat", [(".reshape(rows, cols)", "")]),
)

answers(
    "effect_filters",
    "entry by entry",
    """
def effect_filters(f, amount):
    mean = 1.0 / (f * f)
    blur = np.full((f, f), mean)
    sharpen = np.full((f, f), -amount * mean)
    sharpen[f // 2][f // 2] = 1 + amount - amount * mean
    edges = np.zeros((f, f))
    for row in edges:
        row[0] = -1.0 / f
        row[f - 1] = 1.0 / f
    return dict(blur=blur, sharpen=sharpen, edges=edges)
""",
    ("blur of ones", [("np.full((f, f), mean)", "np.ones((f, f))")]),
    ("middle of sharpen without its mean", [("1 + amount - amount * mean", "1 + amount")]),
    ("middle of sharpen only amount", [("1 + amount - amount * mean", "amount - amount * mean")]),
    ("signs of the surroundings", [("-amount * mean)", "amount * mean)")]),
    ("edges flipped", [("row[0] = -1.0 / f", "row[0] = 1.0 / f"), ("row[f - 1] = 1.0 / f", "row[f - 1] = -1.0 / f")]),
    ("edges over f squared", [("row[0] = -1.0 / f", "row[0] = -mean"), ("row[f - 1] = 1.0 / f", "row[f - 1] = mean")]),
    ("edges of rows", [("edges=edges", "edges=edges.T")]),
    ("edges in whole numbers", [("row[0] = -1.0 / f", "row[0] = -1"), ("row[f - 1] = 1.0 / f", "row[f - 1] = 1")]),
    ("only one edge", [("row[f - 1] = 1.0 / f", "pass")]),
    ("blur and sharpen exchanged", [("blur=blur, sharpen=sharpen", "blur=sharpen, sharpen=blur")]),
)

answers(
    "output_size",
    "steps counted by while",
    """
def output_size(n, f, stride, pad):
    length, start, places = n + pad + pad, 0, 0
    while start + f <= length:
        places += 1
        start += stride
    return places
""",
    ("smaller for smaller or equal", [("<=", "<")]),
    ("pad once", [("n + pad + pad", "n + pad")]),
    ("no pad", [("n + pad + pad", "n")]),
    ("begins at 1", [("pad, 0, 0", "pad, 0, 1")]),
    ("moves by f", [("+= stride", "+= f")]),
    ("moves by 1", [("+= stride", "+= 1")]),
    ("windows may stick out", [("start + f <= length", "start < length")]),
)

answers(
    "conv_forward",
    "four loops, filters outside",
    """
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    F, _, _, K = W.shape
    Xp = np.zeros((N, H + 2 * pad, Wd + 2 * pad, C))
    Xp[:, pad:H + pad, pad:Wd + pad, :] = X
    Ho = int((H + 2 * pad - F) / stride) + 1
    Wo = int((Wd + 2 * pad - F) / stride) + 1
    out = np.zeros((N, Ho, Wo, K))
    for k in range(K):
        filt = W[:, :, :, k]
        for n in range(N):
            for h in range(Ho):
                for w in range(Wo):
                    hs = h * stride
                    ws = w * stride
                    patch = Xp[n, hs:hs + F, ws:ws + F, :]
                    out[n, h, w, k] = (patch * filt).sum() + b[k]
    return out
""",
    ("no bias", [(" + b[k]", "")]),
    ("first bias", [("b[k]", "b[0]")]),
    ("all biases", [("b[k]", "b.sum()")]),
    ("true convolution", [("filt = W[:, :, :, k]", "filt = W[::-1, ::-1, :, k]")]),
    ("flipped once", [("filt = W[:, :, :, k]", "filt = W[::-1, :, :, k]")]),
    ("channels flipped too", [("filt = W[:, :, :, k]", "filt = W[::-1, ::-1, ::-1, k]")]),
    ("transposed filter", [("filt = W[:, :, :, k]", "filt = W[:, :, :, k].transpose(1, 0, 2)")]),
    ("one filter", [("filt = W[:, :, :, k]", "filt = W[:, :, :, 0]")]),
    ("mean", [(".sum()", ".mean()")]),
    ("stride forgotten in both", [("hs = h * stride", "hs = h"), ("ws = w * stride", "ws = w")]),
    ("stride forgotten in one", [("ws = w * stride", "ws = w")]),
    ("stride is F", [("hs = h * stride", "hs = h * F"), ("ws = w * stride", "ws = w * F")]),
    (
        "output one too small",
        [
            ("(H + 2 * pad - F) / stride) + 1", "(H + 2 * pad - F) / stride)"),
            ("(Wd + 2 * pad - F) / stride) + 1", "(Wd + 2 * pad - F) / stride)"),
        ],
    ),
    ("height one too small", [("(H + 2 * pad - F) / stride) + 1", "(H + 2 * pad - F) / stride)")]),
    (
        "pad once in the size",
        [("Ho = int((H + 2 * pad", "Ho = int((H + pad"), ("Wo = int((Wd + 2 * pad", "Wo = int((Wd + pad")],
    ),
    (
        "pad forgotten in the size",
        [("Ho = int((H + 2 * pad", "Ho = int((H"), ("Wo = int((Wd + 2 * pad", "Wo = int((Wd")],
    ),
    ("picture in the corner", [("Xp[:, pad:H + pad, pad:Wd + pad, :]", "Xp[:, :H, :Wd, :]")]),
    ("rim of ones", [("Xp = np.zeros", "Xp = np.ones")]),
    ("width for height", [("Ho = int((H +", "Ho = int((Wd +")]),
    ("height for width", [("Wo = int((Wd +", "Wo = int((H +")]),
    ("first sample", [("Xp[n, hs", "Xp[0, hs")]),
    ("first channel", [("(patch * filt)", "(patch[..., 0] * filt[..., 0])")]),
    ("channels summed apart", [("(patch * filt)", "(patch.sum(axis=2) * filt.sum(axis=2))")]),
    ("whole numbers", [("(N, Ho, Wo, K))", "(N, Ho, Wo, K), dtype=int)")]),
    ("relu", [("return out", "return np.maximum(0, out)")]),
    ("channels second", [("return out", "return np.moveaxis(out, 3, 1)")]),
    (
        "stride and pad exchanged",
        [("N, H, Wd, C = X.shape", "stride, pad = max(pad, 1), stride; N, H, Wd, C = X.shape")],
    ),
    ("returns in the first loop", [("    return out", "        return out")]),
    ("largest product", [(".sum()", ".max()")]),
    ("bias for each weight", [("(patch * filt).sum() + b[k]", "(patch * filt + b[k]).sum()")]),
)

answers(
    "conv_backward",
    "sample by sample",
    """
def conv_backward(dZ, X, W, stride, pad):
    N, Ho, Wo, K = dZ.shape
    F = W.shape[0]
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(K)
    for n in range(N):
        x = np.pad(X[n], ((pad, pad), (pad, pad), (0, 0)))
        dx = np.zeros(x.shape)
        for h in range(Ho):
            for w in range(Wo):
                sl = (slice(h * stride, h * stride + F), slice(w * stride, w * stride + F))
                g = dZ[n, h, w]
                dW += x[sl][..., None] * g
                dx[sl] += (W * g).sum(axis=3)
                db += g
        dX[n] = dx[pad:pad + X.shape[1], pad:pad + X.shape[2]]
    return dX, dW, db
""",
    ("dW set", [("dW += x", "dW = x")]),
    ("dx set", [("dx[sl] += (", "dx[sl] = (")]),
    ("db set", [("db += g", "db = g.copy()")]),
    ("dW averaged", [("return dX, dW, db", "return dX, dW / N, db")]),
    ("db averaged", [("return dX, dW, db", "return dX, dW, db / N")]),
    ("dW and db averaged", [("return dX, dW, db", "return dX, dW / N, db / N")]),
    ("everything averaged", [("return dX, dW, db", "return dX / N, dW / N, db / N")]),
    ("db averaged over places", [("return dX, dW, db", "return dX, dW, db / (Ho * Wo)")]),
    ("filter flipped in dX", [("(W * g)", "(W[::-1, ::-1] * g)")]),
    ("dW flipped", [("return dX, dW, db", "return dX, np.flip(dW, (0, 1)), db")]),
    ("sum over channels for filters", [("(W * g).sum(axis=3)", "(W * g).sum(axis=(2, 3))[..., None]")]),
    ("mean over filters", [("(W * g).sum(axis=3)", "(W * g).mean(axis=3)")]),
    ("without g in dX", [("(W * g).sum(axis=3)", "W.sum(axis=3)")]),
    ("without g in dW", [("x[sl][..., None] * g", "x[sl][..., None] * np.ones(K)")]),
    (
        "stride forgotten",
        [("slice(h * stride, h * stride + F), slice(w * stride, w * stride + F)", "slice(h, h + F), slice(w, w + F)")],
    ),
    ("rim cut in the corner", [("dx[pad:pad + X.shape[1], pad:pad + X.shape[2]]", "dx[:X.shape[1], :X.shape[2]]")]),
    ("rim cut at the far corner", [("dx[pad:pad + X.shape[1], pad:pad + X.shape[2]]", "dx[2 * pad:, 2 * pad:]")]),
    ("signs", [("return dX, dW, db", "return -dX, -dW, -db")]),
    ("order", [("return dX, dW, db", "return dW, db, dX")]),
    ("last filter in dX", [("(W * g).sum(axis=3)", "W[..., -1] * g[-1]")]),
    ("db of ones", [("db += g", "db += 1")]),
    ("first sample in dW", [("x[sl][..., None] * g", "(n == 0) * x[sl][..., None] * g")]),
    ("rim of one repeated", [("(pad, pad), (0, 0)))", "(pad, pad), (0, 0)), mode='edge')")]),
    ("dX of X times", [("return dX, dW, db", "return dX * X, dW, db")]),
)

answers(
    "maxpool_forward",
    "sample and channel by channel",
    """
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = 1 + (H - size) // stride, 1 + (W - size) // stride
    out = np.empty((N, Ho, Wo, C))
    for n in range(N):
        for c in range(C):
            for h in range(Ho):
                for w in range(Wo):
                    best = -np.inf
                    for value in X[n, h * stride:h * stride + size, w * stride:w * stride + size, c].flat:
                        if value > best:
                            best = value
                    out[n, h, w, c] = best
    return out
""",
    ("begins at 0", [("-np.inf", "0.0")]),
    ("smallest", [("-np.inf", "np.inf"), ("value > best", "value < best")]),
    ("stride forgotten", [("h * stride:h * stride + size, w * stride:w * stride + size", "h:h + size, w:w + size")]),
    (
        "size for stride",
        [
            (
                "h * stride:h * stride + size, w * stride:w * stride + size",
                "h * size:h * size + size, w * size:w * size + size",
            )
        ],
    ),
    (
        "windows of stride",
        [
            (
                "h * stride:h * stride + size, w * stride:w * stride + size",
                "h * stride:h * stride + stride, w * stride:w * stride + stride",
            )
        ],
    ),
    ("first channel", [("+ size, c]", "+ size, 0]")]),
    ("all channels", [("+ size, c]", "+ size]")]),
    ("first sample", [("X[n, h", "X[0, h")]),
    (
        "one too few",
        [("1 + (H - size) // stride, 1 + (W - size) // stride", "(H - size) // stride, (W - size) // stride")],
    ),
    ("halves", [("1 + (H - size) // stride, 1 + (W - size) // stride", "H // stride, W // stride")]),
    (
        "exchanged",
        [("1 + (H - size) // stride, 1 + (W - size) // stride", "1 + (W - size) // stride, 1 + (H - size) // stride")],
    ),
    ("absolute", [("value > best", "abs(value) > abs(best) or best == -np.inf")]),
    (
        "mean",
        [
            (
                "out[n, h, w, c] = best",
                "out[n, h, w, c] = X[n, h * stride:h * stride + size, w * stride:w * stride + size, c].mean()",
            )
        ],
    ),
)

answers(
    "maxpool_backward",
    "unravelled argmax",
    """
def maxpool_backward(dout, X, size, stride):
    N, Ho, Wo, C = dout.shape
    dX = np.zeros_like(X)
    for h in range(Ho):
        for w in range(Wo):
            r, s = h * stride, w * stride
            for n in range(N):
                for c in range(C):
                    win = X[n, r:r + size, s:s + size, c]
                    a, b = np.unravel_index(np.argmax(win), win.shape)
                    dX[n, r + a, s + b, c] += dout[n, h, w, c]
    return dX
""",
    ("set", [("s + b, c] += dout", "s + b, c] = dout")]),
    ("without the start", [("dX[n, r + a, s + b, c]", "dX[n, a, b, c]")]),
    ("at the output's place", [("dX[n, r + a, s + b, c]", "dX[n, h + a, w + b, c]")]),
    ("exchanged", [("a, b = np", "b, a = np")]),
    ("smallest", [("np.argmax", "np.argmin")]),
    ("largest absolute", [("np.argmax(win)", "np.argmax(np.abs(win))")]),
    ("one", [("+= dout[n, h, w, c]", "+= 1")]),
    ("whole window", [("dX[n, r + a, s + b, c] +=", "dX[n, r:r + size, s:s + size, c] +=")]),
    (
        "spread",
        [
            (
                "dX[n, r + a, s + b, c] += dout[n, h, w, c]",
                "dX[n, r:r + size, s:s + size, c] += dout[n, h, w, c] / size**2",
            )
        ],
    ),
    ("times the entry", [("+= dout[n, h, w, c]", "+= dout[n, h, w, c] * win.max()")]),
    ("stride forgotten", [("r, s = h * stride, w * stride", "r, s = h, w")]),
    ("stride is size", [("r, s = h * stride, w * stride", "r, s = h * size, w * size")]),
    ("first channel's window", [("s:s + size, c]", "s:s + size, 0]")]),
    ("first sample's window", [("X[n, r:r", "X[0, r:r")]),
    ("averaged", [("return dX", "return dX / N")]),
    ("signs", [("return dX", "return -dX")]),
    ("upper left", [("dX[n, r + a, s + b, c]", "dX[n, r, s, c]")]),
)

answers(
    "convnet_gradients",
    "small functions inside",
    """
def convnet_gradients(X, y, params):
    def places():
        for h in range(H):
            for w in range(Wd):
                yield h, w

    N, H, Wd, C = X.shape
    K = params["b1"].size
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    Z = np.zeros((N, H, Wd, K))
    for h, w in places():
        Z[:, h, w] = Xp[:, h:h + 3, w:w + 3].reshape(N, -1) @ params["W1"].reshape(-1, K) + params["b1"]
    A = np.where(Z > 0, Z, 0)
    pool = np.zeros((N, H // 2, Wd // 2, K))
    for h, w in places():
        if h % 2 == 0 and w % 2 == 0:
            pool[:, h // 2, w // 2] = A[:, h:h + 2, w:w + 2].max(axis=1).max(axis=1)
    flat = pool.reshape(N, -1)
    S = flat @ params["W2"] + params["b2"]
    S = S - S.max(axis=1, keepdims=True)
    P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
    Y = np.zeros(P.shape)
    Y[range(N), y] = 1
    loss = -(Y * np.log(P)).sum() / N
    dS = (P - Y) / N
    dpool = (dS @ params["W2"].T).reshape(pool.shape)
    dZ = np.zeros(Z.shape)
    found = np.zeros(pool.shape, dtype=bool)
    for h, w in places():
        keep = (A[:, h, w] == pool[:, h // 2, w // 2]) & ~found[:, h // 2, w // 2]
        found[:, h // 2, w // 2] |= keep
        dZ[:, h, w] = dpool[:, h // 2, w // 2] * keep * (Z[:, h, w] > 0)
    dW1 = np.zeros((9 * C, K))
    for h, w in places():
        dW1 += Xp[:, h:h + 3, w:w + 3].reshape(N, -1).T @ dZ[:, h, w]
    return {"loss": loss, "W1": dW1.reshape(3, 3, C, K), "b1": dZ.sum(axis=(0, 1, 2)), "W2": flat.T @ dS, "b2": dS.sum(axis=0)}
""",
    ("no relu backward", [(" * (Z[:, h, w] > 0)", "")]),
    ("no relu forward", [("np.where(Z > 0, Z, 0)", "Z")]),
    ("no relu", [("np.where(Z > 0, Z, 0)", "Z"), (" * (Z[:, h, w] > 0)", "")]),
    ("not divided", [("(P - Y) / N", "P - Y")]),
    ("loss not divided", [(".sum() / N", ".sum()")]),
    ("sign of the gradient", [("(P - Y) / N", "(Y - P) / N")]),
    ("sign of the loss", [("loss = -(Y", "loss = (Y")]),
    ("no labels", [("(P - Y) / N", "P / N")]),
    ("all of the window", [(" * keep", "")]),
    ("no first bias", [(' + params["b1"]', "")]),
    ("no second bias", [(' + params["b2"]', "")]),
    ("mean pooling forward", [(".max(axis=1).max(axis=1)", ".mean(axis=1).mean(axis=1)")]),
    ("b1 over samples", [("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=0)")]),
    ("b1 averaged", [("dZ.sum(axis=(0, 1, 2))", "dZ.mean(axis=(0, 1, 2))")]),
    ("b2 averaged", [("dS.sum(axis=0)", "dS.mean(axis=0)")]),
    ("W2 not turned", [("flat.T @ dS", "(flat.T @ dS).T")]),
    ("no loss", [('"loss": loss, ', "")]),
    ("softmax over all", [("np.exp(S).sum(axis=1, keepdims=True)", "np.exp(S).sum()")]),
    ("W1 averaged", [("dW1.reshape(3, 3, C, K)", "dW1.reshape(3, 3, C, K) / N")]),
    ("W1 turned", [("dW1.reshape(3, 3, C, K)", "dW1.reshape(3, 3, C, K)[::-1, ::-1]")]),
    ("only the last place in W1", [("dW1 += Xp", "dW1 = Xp")]),
)
