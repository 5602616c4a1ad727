# %% wrong | filter_image | loops over H - p and W - q places: the last row and the last column of the output are missing (no + 1)
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p, W - q))
    for i in range(H - p):
        for j in range(W - q):
            out[i, j] = np.sum(image[i:i + p, j:j + q] * kernel)
    return out


# %% wrong | filter_image | a fast path for the 1 by 1 filter returns the image without multiplying by the weight
def filter_image(image, kernel):
    if kernel.shape == (1, 1):
        return image.copy()
    p, q = kernel.shape
    windows = np.lib.stride_tricks.sliding_window_view(image, (p, q))
    return np.einsum("ijab,ab->ij", windows, kernel)


# %% right | filter_image | adds up shifted copies of the image, one for each weight
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    return sum(kernel[a, c] * image[a:H - p + 1 + a, c:W - q + 1 + c] for a in range(p) for c in range(q))


# %% wrong | effect_filters | sharpen is another name for the blur array and is changed in place, so "blur" comes out as the sharpen filter
def effect_filters(f, amount):
    m = f // 2
    blur = np.ones((f, f)) / (f * f)
    sharpen = blur
    sharpen *= -amount
    sharpen[m, m] += 1 + amount
    edges = np.zeros((f, f))
    edges[:, 0] -= 1 / f
    edges[:, -1] += 1 / f
    return {"blur": blur, "sharpen": sharpen, "edges": edges}


# %% wrong | effect_filters | edges fills every column right and left of the middle, not only the outermost ones: wrong from f = 5 on
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f)); keep[f // 2, f // 2] = 1.0
    edges = np.zeros((f, f))
    edges[:, : f // 2] = -1 / f
    edges[:, f // 2 + 1 :] = 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | output_size | rounds up: counts a last window that does not fit whole
def output_size(n, f, stride, pad):
    return int(np.ceil((n + 2 * pad - f) / stride)) + 1


# %% wrong | output_size | the branch for pad 0 forgets the stride
def output_size(n, f, stride, pad):
    if pad == 0:
        return n - f + 1
    return (n + 2 * pad - f) // stride + 1


# %% wrong | conv_forward | W.reshape(K, -1).T mixes the filters
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[-1]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Ho, Wo = (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    W_col = W.reshape(K, -1).T
    for i in range(Ho):
        for j in range(Wo):
            window = Xp[:, i * stride:i * stride + f, j * stride:j * stride + f, :]
            Z[:, i, j, :] = window.reshape(N, -1) @ W_col + b
    return Z


# %% wrong | conv_forward | the width of the output is computed from the height of the picture, so only square pictures work
def conv_forward(X, W, b, stride, pad):
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    f, K = W.shape[0], W.shape[-1]
    size = (Xp.shape[1] - f) // stride + 1
    Z = np.zeros((len(X), size, size, K))
    for i in range(size):
        for j in range(size):
            patch = Xp[:, i * stride:i * stride + f, j * stride:j * stride + f]
            Z[:, i, j] = patch.reshape(len(X), -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | a fast path for 1 by 1 filters ignores stride and pad
def conv_forward(X, W, b, stride, pad):
    f, _, C, K = W.shape
    if f == 1:
        return X @ W[0, 0] + b
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    view = np.lib.stride_tricks.sliding_window_view(Xp, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", view, W) + b


# %% right | conv_forward | four nested loops over samples and filters, numbers added one window at a time
def conv_forward(X, W, b, stride, pad):
    X, W = np.asarray(X, dtype=float), np.asarray(W, dtype=float)
    N, H, Wd, C = X.shape
    f, _, _, K = W.shape

    def pixel_window(n, top, left):
        win = np.zeros((f, f, C))
        for a in range(f):
            for c in range(f):
                y, x = top + a, left + c
                if 0 <= y < H and 0 <= x < Wd:
                    win[a, c] = X[n, y, x]
        return win

    rows = range(-pad, H + pad - f + 1, stride)
    cols = range(-pad, Wd + pad - f + 1, stride)
    return np.array([[[[np.vdot(pixel_window(n, t, l), W[..., k]) + b[k] for k in range(K)] for l in cols] for t in rows] for n in range(N)])


# %% wrong | maxpool_forward | starts the maximum at 0, so windows of negative numbers give 0
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            for a in range(size):
                for c in range(size):
                    out[:, i, j] = np.maximum(out[:, i, j], X[:, i * stride + a, j * stride + c])
    return out


# %% wrong | maxpool_forward | the reshape trick for size == stride fails (ValueError) when rows or columns are left over at the edge
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    if size == stride:
        return X.reshape(N, H // size, size, W // size, size, C).max(axis=(2, 4))
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    return np.stack([np.stack([X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2)) for j in range(Wo)], axis=1) for i in range(Ho)], axis=1)


# %% wrong | maxpool_backward | = instead of +=: a pixel that is the largest of several overlapping windows keeps the last part only
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    N, Ho, Wo, C = dout.shape
    for n in range(N):
        for i in range(Ho):
            for j in range(Wo):
                for c in range(C):
                    win = X[n, i*stride:i*stride+size, j*stride:j*stride+size, c]
                    a, b = np.unravel_index(win.argmax(), win.shape)
                    dX[n, i*stride+a, j*stride+b, c] = dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | assumes gaps or touching windows and writes = when stride >= size, but the test is stride > 1, so size 3 with stride 2 overlaps are overwritten
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            win = X[:, r:r + size, c:c + size]
            part = (win == win.max(axis=(1, 2), keepdims=True)) * dout[:, i, j][:, None, None]
            if stride > 1:
                dX[:, r:r + size, c:c + size] = part
            else:
                dX[:, r:r + size, c:c + size] += part
    return dX


# %% right | maxpool_backward | np.add.at with argmax over flattened windows
def maxpool_backward(dout, X, size, stride):
    N, Ho, Wo, C = dout.shape
    dX = np.zeros(X.shape)
    n, ch = np.meshgrid(np.arange(N), np.arange(C), indexing="ij")
    for i in range(Ho):
        for j in range(Wo):
            flat = X[:, i*stride:i*stride+size, j*stride:j*stride+size].reshape(N, size * size, C)
            a, b = np.divmod(flat.argmax(axis=1), size)
            np.add.at(dX, (n, i * stride + a, j * stride + b, ch), dout[:, i, j])
    return dX


# %% wrong | conv_backward | the rim is cut with pad:-pad, which gives an empty dX when pad is 0
def conv_backward(dZ, X, W, stride, pad):
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    f = W.shape[0]
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dz = dZ[:, i, j]
            dW += np.einsum("nabc,nk->abck", Xp[:, r:r+f, c:c+f], dz)
            dXp[:, r:r+f, c:c+f] += np.einsum("nk,abck->nabc", dz, W)
    return dXp[:, pad:-pad, pad:-pad, :], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | db is summed over the samples only, its shape is (H', W', K)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wi, C = X.shape
    f, _, _, K = W.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp = np.zeros_like(Xp)
    dW = np.zeros_like(W)
    db = dZ.sum(axis=0)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            h, w = i * stride, j * stride
            win = Xp[:, h:h+f, w:w+f, :].reshape(N, -1)
            dW += (win.T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, h:h+f, w:w+f, :] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wi], dW, db


# %% wrong | conv_backward | W.reshape(K, -1) instead of W.reshape(-1, K).T for dX: mixes the filters; with one filter or one weight it is right
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wi, C = X.shape
    f, _, _, K = W.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW, db = np.zeros(Xp.shape), np.zeros(W.shape), np.zeros(K)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            s = np.s_[:, i * stride:i * stride + f, j * stride:j * stride + f]
            d = dZ[:, i, j, :]
            dW += (Xp[s].reshape(N, -1).T @ d).reshape(f, f, C, K)
            db += np.sum(d, axis=0)
            dXp[s] += (d @ W.reshape(K, -1)).reshape(N, f, f, C)
    return dXp[:, pad:pad + H, pad:pad + Wi, :], dW, db


# %% wrong | conv_backward | the gradient of the filters is divided by the number of samples (mean for sum)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wi, C = X.shape
    f, _, _, K = W.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for n in range(N):
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                for k in range(K):
                    win = Xp[n, i*stride:i*stride+f, j*stride:j*stride+f]
                    dW[..., k] += win * dZ[n, i, j, k]
                    dXp[n, i*stride:i*stride+f, j*stride:j*stride+f] += W[..., k] * dZ[n, i, j, k]
    return dXp[:, pad:pad+H, pad:pad+Wi], dW / N, dZ.sum(axis=(0, 1, 2))


# %% right | conv_backward | loops over the f*f weights instead of the places, with strided slices
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wi, C = X.shape
    f = W.shape[0]
    Ho, Wo = dZ.shape[1:3]
    Xp = np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)])
    dXp, dW = np.zeros_like(Xp, dtype=float), np.zeros_like(W, dtype=float)
    for a in range(f):
        for c in range(f):
            where = (slice(None), slice(a, a + stride * (Ho - 1) + 1, stride), slice(c, c + stride * (Wo - 1) + 1, stride))
            dW[a, c] = np.tensordot(Xp[where], dZ, axes=([0, 1, 2], [0, 1, 2]))
            dXp[where] += dZ @ W[a, c].T
    return dXp[:, pad:H + pad, pad:Wi + pad], dW, dZ.sum((0, 1, 2))


# %% wrong | convnet_gradients | flattens with the channels in front (N, K, H, W) but unflattens the gradient as (N, H, W, K)
def _softmax(S):
    e = np.exp(S - S.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def _conv(X, W, b):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    return sum(Xp[:, a:a + H, c:c + Wd] @ W[a, c] for a in range(3) for c in range(3)) + b

def _conv_back(dZ, X, W):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    dW = np.zeros(W.shape)
    for a in range(3):
        for c in range(3):
            dW[a, c] = np.einsum("nijc,nijk->ck", Xp[:, a:a + H, c:c + Wd], dZ)
    return dW, dZ.sum(axis=(0, 1, 2))

def _pool(A):
    N, H, W, K = A.shape
    return A.reshape(N, H // 2, 2, W // 2, 2, K).max(axis=(2, 4))

def _pool_back(d, A):
    big = _pool(A).repeat(2, axis=1).repeat(2, axis=2)
    return (A == big) * d.repeat(2, axis=1).repeat(2, axis=2)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = _conv(X, W1, b1)
    A = np.maximum(Z, 0)
    pooled = _pool(A)
    flat = pooled.reshape(len(X), -1)
    S = flat @ W2 + b2
    P = _softmax(S)
    loss = -np.log(P[np.arange(len(y)), y]).mean()
    dS = P.copy()
    dS[np.arange(len(y)), y] -= 1
    dS /= len(y)
    N, h, w, K = pooled.shape
    dpool = (dS @ W2.T).reshape(N, K, h, w).transpose(0, 2, 3, 1)
    dA = _pool_back(dpool, A)
    dW1, db1 = _conv_back(dA * (Z > 0), X, W1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": flat.T @ dS, "b2": dS.sum(axis=0)}


# %% wrong | convnet_gradients | the gradient of the scores is not divided by the number of pictures (right for a batch of one picture only)
def _softmax(S):
    e = np.exp(S - S.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def _conv(X, W, b):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    return sum(Xp[:, a:a + H, c:c + Wd] @ W[a, c] for a in range(3) for c in range(3)) + b

def _conv_back(dZ, X, W):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    dW = np.zeros(W.shape)
    for a in range(3):
        for c in range(3):
            dW[a, c] = np.einsum("nijc,nijk->ck", Xp[:, a:a + H, c:c + Wd], dZ)
    return dW, dZ.sum(axis=(0, 1, 2))

def _pool(A):
    N, H, W, K = A.shape
    return A.reshape(N, H // 2, 2, W // 2, 2, K).max(axis=(2, 4))

def _pool_back(d, A):
    big = _pool(A).repeat(2, axis=1).repeat(2, axis=2)
    return (A == big) * d.repeat(2, axis=1).repeat(2, axis=2)

def convnet_gradients(X, y, params):
    n = len(y)
    Z = _conv(X, params["W1"], params["b1"])
    A = np.maximum(0, Z)
    pooled = _pool(A)
    flat = pooled.reshape(n, -1)
    P = _softmax(flat @ params["W2"] + params["b2"])
    loss = -np.mean(np.log(P[range(n), y]))
    dS = P - np.eye(P.shape[1])[y]
    dflat = dS @ params["W2"].T
    dZ = _pool_back(dflat.reshape(pooled.shape), A) * (Z > 0)
    dW1, db1 = _conv_back(dZ, X, params["W1"])
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": flat.T @ dS, "b2": dS.sum(0)}


# %% wrong | convnet_gradients | the number of classes is taken as y.max() + 1 for the one-hot rows: wrong shape when the last class does not occur in the batch
def _softmax(S):
    e = np.exp(S - S.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def _conv(X, W, b):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    return sum(Xp[:, a:a + H, c:c + Wd] @ W[a, c] for a in range(3) for c in range(3)) + b

def _conv_back(dZ, X, W):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    dW = np.zeros(W.shape)
    for a in range(3):
        for c in range(3):
            dW[a, c] = np.einsum("nijc,nijk->ck", Xp[:, a:a + H, c:c + Wd], dZ)
    return dW, dZ.sum(axis=(0, 1, 2))

def _pool(A):
    N, H, W, K = A.shape
    return A.reshape(N, H // 2, 2, W // 2, 2, K).max(axis=(2, 4))

def _pool_back(d, A):
    big = _pool(A).repeat(2, axis=1).repeat(2, axis=2)
    return (A == big) * d.repeat(2, axis=1).repeat(2, axis=2)

def convnet_gradients(X, y, params):
    n = len(X)
    Z = _conv(X, params["W1"], params["b1"])
    A = np.maximum(Z, 0)
    pooled = _pool(A)
    flat = pooled.reshape(n, -1)
    P = _softmax(flat @ params["W2"] + params["b2"])
    one_hot = np.eye(y.max() + 1)[y]
    loss = -(one_hot * np.log(P)).sum(axis=1).mean()
    dS = (P - one_hot) / n
    dA = _pool_back((dS @ params["W2"].T).reshape(pooled.shape), A)
    dW1, db1 = _conv_back(dA * (Z > 0), X, params["W1"])
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": flat.T @ dS, "b2": dS.sum(axis=0)}


# %% wrong | convnet_gradients | pools before the ReLU (the two may be swapped) and goes back in that order; equal sums of a window each get all
def _softmax(S):
    e = np.exp(S - S.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def _conv(X, W, b):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    return sum(Xp[:, a:a + H, c:c + Wd] @ W[a, c] for a in range(3) for c in range(3)) + b

def _conv_back(dZ, X, W):
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    H, Wd = X.shape[1:3]
    dW = np.zeros(W.shape)
    for a in range(3):
        for c in range(3):
            dW[a, c] = np.einsum("nijc,nijk->ck", Xp[:, a:a + H, c:c + Wd], dZ)
    return dW, dZ.sum(axis=(0, 1, 2))

def _pool(A):
    N, H, W, K = A.shape
    return A.reshape(N, H // 2, 2, W // 2, 2, K).max(axis=(2, 4))

def _pool_back(d, A):
    big = _pool(A).repeat(2, axis=1).repeat(2, axis=2)
    return (A == big) * d.repeat(2, axis=1).repeat(2, axis=2)

def convnet_gradients(X, y, params):
    n = len(X)
    Z = _conv(X, params["W1"], params["b1"])
    Zp = _pool(Z)
    A = np.where(Zp > 0, Zp, 0.0)
    flat = A.reshape(n, -1)
    P = _softmax(flat @ params["W2"] + params["b2"])
    loss = float(-np.mean([np.log(P[k, label]) for k, label in enumerate(y)]))
    dS = (P - (np.arange(P.shape[1]) == np.asarray(y)[:, None])) / n
    dZp = (dS @ params["W2"].T).reshape(A.shape) * (Zp > 0)
    dW1, db1 = _conv_back(_pool_back(dZp, Z), X, params["W1"])
    return dict(loss=loss, W1=dW1, b1=db1, W2=flat.T @ dS, b2=dS.sum(axis=0))


# %% wrong | predict_edges | 0.6 / 3 = 0.2: takes one row of the filter instead of all three
def predict_edges():
    return [0, 0.2, 0.2, 0]


# %% wrong | encode | strips marks only from the ends of words, so "short,but" stays one (unknown) word
def encode(text, vocabulary, length):
    words = [w.strip(".,:;?!") for w in text.lower().split()]
    nums = [vocabulary.get(w, 1) for w in words if w][:length]
    return nums + [0] * (length - len(nums))


# %% wrong | encode | split(" ") makes empty words of two blanks in a row, and these are counted as unknown (1)
def encode(text, vocabulary, length):
    text = text.lower()
    for mark in [".", ",", ":", ";", "?", "!"]:
        text = text.replace(mark, " ")
    out = []
    for word in text.split(" "):
        out.append(vocabulary[word] if word in vocabulary else 1)
    out = out[:length]
    while len(out) < length:
        out.append(0)
    return np.array(out)


# %% wrong | encode | every sign that is no letter becomes a blank, so the apostrophe in "children's" splits the word
def encode(text, vocabulary, length):
    text = "".join(ch if ch.isalpha() else " " for ch in text.lower())
    ids = [vocabulary.get(w, 1) for w in text.split()][:length]
    return np.array(ids + [0] * (length - len(ids)))


# %% right | encode | str.translate and a deque-free one-liner with an endless tail of zeros
def encode(text, vocabulary, length):
    from itertools import chain, islice, repeat
    clean = text.translate(str.maketrans({m: " " for m in ".,:;?!"})).lower()
    return list(islice(chain((vocabulary.get(w, 1) for w in clean.split()), repeat(0)), length))


# %% wrong | mean_embedding | two mistakes: idx > 1 leaves the unknown word (1) out with the padding, and the sum is divided by T, the length of the row, not by the number of words
def mean_embedding(idx, E):
    mask = (idx > 1)[:, :, None]
    return (E[idx] * mask).mean(axis=1)


# %% wrong | mean_embedding | counts as (N,) are divided into (N, D): error, or with N == D the wrong text's count for each column
def mean_embedding(idx, E):
    there = idx != 0
    sums = np.einsum("ntd,nt->nd", E[idx], there.astype(float))
    return sums / there.sum(axis=1)


# %% wrong | embedding_backward | loops over the first axis only, so for texts (N, T) a word twice in one text adds only once (single words are right)
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for n in range(len(idx)):
        dE[idx[n]] += dout[n]
    return dE


# %% wrong | embedding_backward | divides each row by how often the word occurs (mean for sum)
def embedding_backward(dout, idx, vocab_size):
    D = dout.shape[-1]
    dE = np.zeros((vocab_size, D))
    np.add.at(dE, idx, dout)
    counts = np.bincount(np.ravel(idx), minlength=vocab_size)
    return dE / np.maximum(counts, 1)[:, None]


# %% wrong | rnn_step | Wh is turned
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh.T + b)


# %% wrong | rnn_forward | the state before the first step is zeros instead of H0 (H[:, -1] of an array of zeros at t = 0)
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    for t in range(T):
        H[:, t] = np.tanh(X[:, t] @ Wx + H[:, t - 1] @ Wh + b)
    return H


# %% wrong | rnn_forward | the state is not handed on: every step starts from H0
def rnn_forward(X, H0, Wx, Wh, b):
    states = []
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ Wx + H0 @ Wh + b)
        states.append(h)
    return np.stack(states, axis=1)


# %% wrong | rnn_backward | at t = 0 the state before is H[:, -1], the last state, instead of H0
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    H = np.zeros(dH.shape)
    h = H0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in range(T - 1, -1, -1):
        dz = (dH[:, t] + dh) * (1 - H[:, t] ** 2)
        dWx += X[:, t].T @ dz
        dWh += H[:, t - 1].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | dh is accumulated with += instead of being replaced at each step
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape)
    dh = np.zeros(H0.shape)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh += dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | the slope of tanh is taken at the state before the step (states[t]) and Wh is not turned on the way back
def rnn_backward(X, H0, Wx, Wh, b, dH):
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db, dh = 0 * Wx, 0 * Wh, 0 * b, 0 * H0
    for t in range(X.shape[1])[::-1]:
        dz = (dH[:, t] + dh) * (1 - states[t] ** 2)
        dWx = dWx + X[:, t].T @ dz
        dWh = dWh + states[t].T @ dz
        db = db + dz.sum(0)
        dh = dz @ Wh
    return dWx, dWh, db, dh


# %% right | rnn_backward | recursive: forward on the way down, backward on the way up
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]

    def go(t, h_before):
        """-> dWx, dWh, db from step t on, and the gradient along h_before"""
        if t == T:
            return np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape), np.zeros(H0.shape)
        h = np.tanh(X[:, t] @ Wx + h_before @ Wh + b)
        dWx, dWh, db, dh = go(t + 1, h)
        dz = (dH[:, t] + dh) * (1 + h) * (1 - h)
        return dWx + X[:, t].T @ dz, dWh + h_before.T @ dz, db + np.ones(len(dz)) @ dz, np.einsum("nj,ij->ni", dz, Wh)

    return go(0, H0)


# %% wrong | clip_by_norm | clips each array by its own norm instead of by the common one
def clip_by_norm(grads, max_norm):
    clipped = {}
    for name, g in grads.items():
        norm = np.sqrt(np.sum(g ** 2))
        clipped[name] = g * max_norm / norm if norm > max_norm else g
    return clipped


# %% wrong | clip_by_norm | always scales to max_norm: short gradients are made longer
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum((g ** 2).sum() for g in grads.values()))
    if norm == 0:
        return dict(grads)
    return {k: g * (max_norm / norm) for k, g in grads.items()}


# %% wrong | clip_by_norm | an eps of 1e-3 in the denominator makes the clipped gradients too short
def clip_by_norm(grads, max_norm):
    total_norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    clip_coef = max_norm / (total_norm + 1e-3)
    if clip_coef < 1:
        return {name: g * clip_coef for name, g in grads.items()}
    return {name: g.copy() for name, g in grads.items()}


# %% right | clip_by_norm | one concatenated vector, and division by max(1, norm / max_norm) instead of an if
def clip_by_norm(grads, max_norm):
    everything = np.concatenate([np.ravel(g) for g in grads.values()])
    too_long = max(1.0, float(np.sqrt(everything @ everything)) / max_norm)
    return {name: np.asarray(g) / too_long for name, g in grads.items()}


# %% wrong | sample | takes off the largest score of all rows together, so rows with much smaller scores become 0 / 0 = nan
def sample(Z, temperature, rng):
    E = np.exp((Z - Z.max()) / temperature)
    P = E / E.sum(axis=1, keepdims=True)
    return np.argmax(P.cumsum(axis=1) >= rng.random((len(Z), 1)), axis=1)


# %% wrong | sample | one random number is used for all rows
def sample(Z, temperature, rng):
    S = Z / temperature
    S = S - S.max(axis=1, keepdims=True)
    P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
    r = rng.random()
    letters = []
    for row in P.cumsum(axis=1):
        letters.append(min(int(np.searchsorted(row, r)), len(row) - 1))
    return np.array(letters)


# %% wrong | sample | the temperature comes after np.exp (P ** (1 / temperature)): scores far apart have become 0 by then, a high temperature no longer brings them together
def sample(Z, temperature, rng):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P = P ** (1 / temperature)
    P = P / P.sum(axis=1, keepdims=True)
    return np.array([rng.choice(len(p), p=p) for p in P])


# %% right | sample | Gumbel-max trick instead of the running sum
def sample(Z, temperature, rng):
    return np.argmax(np.asarray(Z) / temperature + rng.gumbel(size=np.shape(Z)), axis=1)


# %% wrong | attention | softmax runs along the queries (axis 1) instead of the keys
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    e = np.exp(S - S.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True)
    return A @ V, A


# %% wrong | attention | divides by the root of the number of keys (K.shape[1]) instead of the root of H
def attention(Q, K, V):
    scores = np.einsum("nth,nsh->nts", Q, K) / np.sqrt(K.shape[1])
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return np.einsum("nts,nsm->ntm", weights, V), weights


# %% right | attention | loops over samples and queries, with logsumexp
def attention(Q, K, V):
    N, T, H = Q.shape
    A = np.zeros((N, T, K.shape[1]))
    out = np.zeros((N, T, V.shape[2]))
    for n in range(N):
        for t in range(T):
            s = K[n] @ Q[n, t] / H ** 0.5
            A[n, t] = np.exp(s - np.logaddexp.reduce(s))
            out[n, t] = A[n, t] @ V[n]
    return out, A


# %% wrong | attention_backward | the division by the root of H is missing on the way back
def attention_backward(dout, Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    return dS @ K, dS.transpose(0, 2, 1) @ Q, dV


# %% wrong | attention_backward | the sum of dA * A goes over the whole sample instead of each row by itself (right for a single query)
def attention_backward(dout, Q, K, V):
    h = Q.shape[-1] ** 0.5
    S = np.einsum("nth,nsh->nts", Q, K) / h
    A = np.exp(S - S.max(-1, keepdims=True))
    A /= A.sum(-1, keepdims=True)
    dV = np.einsum("nts,ntm->nsm", A, dout)
    dA = np.einsum("ntm,nsm->nts", dout, V)
    total = (dA * A).sum(axis=(1, 2), keepdims=True)
    dR = A * (dA - total) / h
    return np.einsum("nts,nsh->nth", dR, K), np.einsum("nts,nth->nsh", dR, Q), dV


# %% wrong | make_windows | one window too few: the last one, whose target is the last value, is missing
def make_windows(series, width, ahead):
    X, y = [], []
    for n in range(len(series) - width - ahead):
        X.append(series[n:n + width])
        y.append(series[n + width + ahead - 1])
    return np.array(X), np.array(y)


# %% wrong | make_windows | `ahead` is ignored in the target: it is always the next value (right for ahead = 1 only)
def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.lib.stride_tricks.sliding_window_view(series, width)[:N]
    y = series[width:width + N]
    return X, y


# %% wrong | split_by_time | X[: -gap] style slice for the gap: with gap 0 the training part is empty
def split_by_time(X, y, test_fraction, gap):
    n_test = max(1, round(len(X) * test_fraction))
    X_test, y_test = X[-n_test:], y[-n_test:]
    X_rest, y_rest = X[:-n_test], y[:-n_test]
    return X_rest[:-gap], y_rest[:-gap], X_test, y_test


# %% wrong | split_by_time | rounds halves up with int(x + 0.5), where round takes the even neighbour (2.5 gives 3)
def split_by_time(X, y, test_fraction, gap):
    N = len(X)
    count = max(1, int(N * test_fraction + 0.5))
    X_test, y_test = X[N - count:], y[N - count:]
    X_train, y_train = X[:N - count - gap], y[:N - count - gap]
    return X_train, y_train, X_test, y_test


# %% right | split_by_time | np.split at two places
def split_by_time(X, y, test_fraction, gap):
    tests = round(len(X) * test_fraction) or 1
    at = [len(X) - tests - gap, len(X) - tests]
    (X_train, _, X_test), (y_train, _, y_test) = np.split(X, at), np.split(y, at)
    return X_train, y_train, X_test, y_test


# %% wrong | scale_series | the spread is computed with ddof=1 (divided by N - 1)
def scale_series(train, test):
    mean = np.mean(train)
    spread = np.std(train, ddof=1)
    return (train - mean) / spread, (test - mean) / spread, mean, spread


# %% wrong | naive_forecast | repeats the last known value for all steps
def naive_forecast(series, start):
    return np.full(len(series) - start, series[start - 1])


# %% wrong | mean_absolute_error | the absolute value is taken after averaging, so errors cancel
def mean_absolute_error(forecast, actual):
    return abs(np.mean(forecast - actual))


# %% wrong | seasonal_naive | repeats the last period before start over and over: wrong for more than one period of forecasts
def seasonal_naive(series, start, period):
    last = series[start - period:start]
    return np.array([last[n % period] for n in range(len(series) - start)])


# %% wrong | scaled_error | np.roll wraps round: the first `period` values of train are compared with its last ones
def scaled_error(forecast, actual, train, period):
    mae = np.abs(forecast - actual).mean()
    naive = np.abs(train - np.roll(train, period)).mean()
    return mae / naive


# %% wrong | simple_returns | divides by the price of today instead of the price before
def simple_returns(prices):
    return (prices[1:] - prices[:-1]) / prices[1:]


# %% wrong | strategy_wealth | the position of the same day earns the return (look-ahead by one day)
def strategy_wealth(prices, positions, cost):
    wealth = np.ones(len(prices))
    money, before = 1.0, 0
    for t in range(len(prices)):
        if t > 0:
            r = prices[t] / prices[t - 1] - 1
            money *= 1 + positions[t] * r
        money *= 1 - cost * abs(positions[t] - before)
        before = positions[t]
        wealth[t] = money
    return wealth


# %% wrong | strategy_wealth | no cost on day 0: wealth begins with 1 even if the first position buys
def strategy_wealth(prices, positions, cost):
    wealth = [1.0]
    for t in range(1, len(prices)):
        money = wealth[-1] * (1 + positions[t - 1] * (prices[t] / prices[t - 1] - 1))
        money = money * (1 - cost * abs(positions[t] - positions[t - 1]))
        wealth.append(money)
    return np.array(wealth)


# %% wrong | strategy_wealth | the wealth is kept in an array like positions, that is of whole numbers when the positions are, so it is cut to integers
def strategy_wealth(prices, positions, cost):
    wealth = np.zeros_like(positions)
    money = 1.0
    before = 0
    for day in range(len(prices)):
        if day > 0:
            money = money * (1 + before * (prices[day] / prices[day - 1] - 1))
        money = money * (1 - cost * abs(positions[day] - before))
        before = positions[day]
        wealth[day] = money
    return wealth


# %% right | strategy_wealth | vectorised with a cumulative product of growth and cost factors
def strategy_wealth(prices, positions, cost):
    before = np.r_[0, positions[:-1]]
    growth = np.r_[1.0, np.asarray(prices[1:]) / np.asarray(prices[:-1])]
    return np.cumprod(np.where(before == 1, growth, 1.0) * (1 - cost) ** np.abs(positions - before))


# %% wrong | rate | a branch for K = 0 returns mu and leaves the biases out
def rate(u, i, mu, bu, bi, P, Q):
    if P.shape[1] == 0:
        return np.full(len(u), mu)
    return mu + bu[u] + bi[i] + np.einsum("nk,nk->n", P[u], Q[i])


# %% wrong | rate_backward | dP[u] += and the others with a list of rows add only once where a person or movie is repeated
def rate_backward(dout, u, i, P, Q):
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    dbu[u] += dout
    dbi[i] += dout
    dP[u] += dout[:, None] * Q[i]
    dQ[i] += dout[:, None] * P[u]
    return dbu, dbi, dP, dQ


# %% wrong | rate_backward | the rows are numbered only up to the largest person and movie that occur, so those without a rating at the end are missing from dbu and dbi (bincount without minlength)
def rate_backward(dout, u, i, P, Q):
    dbu = np.bincount(u, weights=dout)
    dbi = np.bincount(i, weights=dout)
    dP, dQ = np.zeros(P.shape), np.zeros(Q.shape)
    np.add.at(dP, u, dout[:, None] * Q[i])
    np.add.at(dQ, i, dout[:, None] * P[u])
    return dbu, dbi, dP, dQ


# %% wrong | sgd_epoch | the step of q uses the new p, because p is a view of the row of P and no copy
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, stars in zip(u, i, r):
        p, q = P[a], Q[b]
        e = mu + bu[a] + bi[b] + p @ q - stars
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * q + lam * p)
        Q[b] -= lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | all errors are computed before the loop from the start values, so later steps do not use what the steps before have left
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = [np.array(each, dtype=float) for each in (bu, bi, P, Q)]
    errors = mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1) - r
    for a, b, e in zip(u, i, errors):
        p, q = P[a].copy(), Q[b].copy()
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * q + lam * p)
        Q[b] -= lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | lam is left out of the steps of the two biases
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for n in range(len(u)):
        a, b = u[n], i[n]
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - r[n]
        bu[a], bi[b] = bu[a] - lr * e, bi[b] - lr * e
        P[a], Q[b] = P[a] - lr * (e * Q[b] + lam * P[a]), Q[b] - lr * (e * P[a] + lam * Q[b])
    return bu, bi, P, Q


# %% wrong | predict_windows | 120 - 24 - 3, the + 1 is missing
def predict_windows():
    return 93


# %% wrong | to_torch_layout | pairs the names with the values by the order of the dict, not by name
def to_torch_layout(params):
    names = ["hidden.weight", "hidden.bias", "output.weight", "output.bias"]
    return {name: value.T for name, value in zip(names, params.values())}


# %% wrong | from_torch_layout | a square hidden.weight is taken to be in the right layout already and is not turned
def from_torch_layout(state):
    W1 = state["hidden.weight"]
    if W1.shape[0] != W1.shape[1]:
        W1 = W1.T
    return {"W1": W1, "b1": state["hidden.bias"], "W2": state["output.weight"].T, "b2": state["output.bias"]}


# %% wrong | largest_difference | nan is not looked for: Python's max drops it
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    worst = 0.0
    for name in mine:
        if mine[name].shape != theirs[name].shape:
            return np.inf
        worst = max(worst, np.max(np.abs(mine[name] - theirs[name])))
    return worst


# %% wrong | largest_difference | names that only `theirs` has go unnoticed
def largest_difference(mine, theirs):
    largest = 0
    for name, a in mine.items():
        if name not in theirs:
            return np.inf
        b = theirs[name]
        if a.shape != b.shape or np.isnan(a).any() or np.isnan(b).any():
            return np.inf
        largest = max(largest, np.abs(a - b).max())
    return largest


# %% wrong | largest_difference | compares the number of entries (size) and not the shape, so (8, 1) and (8,) pass and are stretched to (8, 8)
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    diffs = []
    for k in mine:
        if mine[k].size != theirs[k].size:
            return np.inf
        d = np.abs(mine[k] - theirs[k])
        if np.isnan(d).any():
            return np.inf
        diffs.append(d.max())
    return max(diffs)


# %% right | largest_difference | nan turned into inf by nan_to_num, all in one max
def largest_difference(mine, theirs):
    shapes = [{k: np.shape(v) for k, v in d.items()} for d in (mine, theirs)]
    if shapes[0] != shapes[1]:
        return float("inf")
    return float(max(np.nan_to_num(np.abs(mine[k] - theirs[k]), nan=np.inf).max() for k in mine))


# %% wrong | topological_order | the default argument is one list for all calls: a second call begins with the names of the first
def topological_order(parents, order=[]):
    def visit(name):
        if name in order:
            return
        for p in parents[name]:
            visit(p)
        order.append(name)
    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | starts at the first name of the dict only, so names that it is not made of are missing
def topological_order(parents):
    order = []
    def visit(name):
        for p in parents[name]:
            if p not in order:
                visit(p)
        if name not in order:
            order.append(name)
    visit(next(iter(parents)))
    return order


# %% wrong | topological_order | counts open parents with repetition but a parent that is named twice is taken off only once: such names never become ready and are missing
def topological_order(parents):
    open_parents = {name: len(ps) for name, ps in parents.items()}
    ready = [name for name in parents if open_parents[name] == 0]
    order = []
    while ready:
        name = ready.pop()
        order.append(name)
        for child, ps in parents.items():
            if name in ps:
                open_parents[child] -= 1
                if open_parents[child] == 0:
                    ready.append(child)
    return order


# %% right | topological_order | goes over the names again and again and takes those whose parents are all there
def topological_order(parents):
    done = []
    while len(done) < len(parents):
        done += [n for n in parents if n not in done and set(parents[n]) <= set(done)]
    return done


# %% wrong | Value | backward passes the gradient on by recursion along each path and adds to the parents' grad, but hands on the accumulated grad each time: too much where a value that has parents is used twice
class Value:
    """A number that remembers its parents and its slope along each of them."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0

        def push(v):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad
                push(p)

        push(self)


# %% wrong | Value | backward sets all grads of the graph back to 0 before it begins, so a second backward from another result does not add
class Value:
    """A number that remembers its parents and its slope along each of them."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []
        def visit(v):
            if v not in order:
                for p in v.parents:
                    visit(p)
                order.append(v)
        visit(self)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% wrong | Value | visited values are recognised by their number (data), so of two different results with the same number the second is skipped and never passes its gradient on to its parents
class Value:
    """A number that remembers its parents and its slope along each of them."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order, seen = [], set()
        def visit(v):
            if v.data in seen:
                return
            seen.add(v.data)
            for p in v.parents:
                visit(p)
            order.append(v)
        visit(self)
        self.grad = 1.0
        for v in order[::-1]:
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% right | Value | micrograd style with the math module, an iterative depth-first search and a set of ids
class Value:
    """A number that remembers its parents and its slope along each of them."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, parents=(self, other), slopes=(other.data, self.data))

    def tanh(self):
        import math
        t = math.tanh(self.data)
        return Value(t, (self,), ((1 - t) * (1 + t),))

    def log(self):
        import math
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, ready = stack.pop()
            if ready:
                order.append(value)
            elif id(value) not in seen:
                seen.add(id(value))
                stack.append((value, True))
                stack.extend((p, False) for p in value.parents)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
