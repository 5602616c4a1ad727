# %% wrong | filter_image | the + 1 of the output size is missing, so the last row and the last column of places are left out
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p, W - q))
    for i in range(H - p):
        for j in range(W - q):
            out[i, j] = np.sum(image[i : i + p, j : j + q] * kernel)
    return out


# %% wrong | filter_image | the kernel is turned by half a turn first (mathematical convolution), which the text says not to do
def filter_image(image, kernel):
    kernel = np.flipud(np.fliplr(kernel))
    p, q = kernel.shape
    rows = image.shape[0] - p + 1
    cols = image.shape[1] - q + 1
    result = np.empty((rows, cols))
    for r in range(rows):
        for c in range(cols):
            result[r, c] = (image[r:r+p, c:c+q] * kernel).sum()
    return result


# %% wrong | filter_image | the kernel's number of rows is used for its columns too, so it fails (or reads wrong windows) for a kernel that is not square
def filter_image(image, kernel):
    f = len(kernel)
    H, W = image.shape
    return np.array([[(image[i:i+f, j:j+f] * kernel).sum() for j in range(W - f + 1)] for i in range(H - f + 1)])


# %% wrong | filter_image | @ in place of *: a matrix product of window and kernel is summed, not the entry by entry products (and it raises if p != q)
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = image[i : i + p, j : j + q]
            out[i, j] = np.sum(window @ kernel)
    return out


# %% wrong | filter_image | return stands inside the outer loop, so only the first row of the output is computed, the rest stays 0
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(H - p + 1):
        for j in range(W - q + 1):
            out[i, j] = (image[i:i + p, j:j + q] * kernel).sum()
        return out


# %% wrong | filter_image | out[j, i] with rows and columns exchanged: the output comes back transposed, with shape (W - q + 1, H - p + 1)
def filter_image(image, kernel):
    height, width = image.shape
    kh, kw = kernel.shape
    out = np.zeros((width - kw + 1, height - kh + 1))
    for y in range(height - kh + 1):
        for x in range(width - kw + 1):
            total = 0.0
            for a in range(kh):
                for c in range(kw):
                    total += image[y + a, x + c] * kernel[a, c]
            out[x, y] = total
    return out


# %% wrong | filter_image | window is a view and `window *= kernel` changes image itself: later windows read spoilt pixels and the caller's image is changed
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(H - p + 1):
        for j in range(W - q + 1):
            window = image[i : i + p, j : j + q]
            window *= kernel
            out[i, j] = window.sum()
    return out


# %% wrong | filter_image | the kernel is divided by the sum of its weights (when that is not 0): wrong for every kernel whose weights do not add up to 0 or 1
def filter_image(image, kernel):
    total = kernel.sum()
    if abs(total) > 1e-12:
        kernel = kernel / total
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(H - p + 1):
        for j in range(W - q + 1):
            out[i, j] = np.sum(kernel * image[i:i+p, j:j+q])
    return out


# %% wrong | filter_image | the result is clipped to 0..1 as for a photo; negative sums and sums above 1 are lost
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for a in range(p):
        for c in range(q):
            out += kernel[a, c] * image[a : a + H - p + 1, c : c + W - q + 1]
    return np.clip(out, 0, 1)


# %% wrong | filter_image | "separable" shortcut: only the first singular vectors of the kernel are used, which is exact only for kernels of rank 1
def filter_image(image, kernel):
    U, S, Vt = np.linalg.svd(kernel)
    column, row = U[:, 0] * S[0], Vt[0]
    H, W = image.shape
    p, q = kernel.shape
    tall = sum(column[a] * image[a : a + H - p + 1] for a in range(p))
    return sum(row[c] * tall[:, c : c + W - q + 1] for c in range(q))


# %% wrong | filter_image | when the kernel is as large as the image a bare number comes back in place of an array of shape (1, 1)
def filter_image(image, kernel):
    if image.shape == kernel.shape:
        return np.sum(image * kernel)
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(H - p + 1):
        for j in range(W - q + 1):
            out[i, j] = np.sum(image[i : i + p, j : j + q] * kernel)
    return out


# %% right | filter_image | loops over the kernel entries and adds shifted pictures
def filter_image(picture, weights):
    h = picture.shape[0] - weights.shape[0] + 1
    w = picture.shape[1] - weights.shape[1] + 1
    out = np.zeros((h, w))
    for (a, c), weight in np.ndenumerate(weights):
        out += weight * picture[a:a + h, c:c + w]
    return out


# %% right | filter_image | sliding_window_view and einsum
def filter_image(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijac,ac->ij", windows, kernel)


# %% right | filter_image | by the Fourier transform with a conjugated kernel spectrum, then cut to the valid part
def filter_image(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    H, W = image.shape
    p, q = kernel.shape
    spectrum = np.fft.fft2(image) * np.conj(np.fft.fft2(kernel, s=(H, W)))
    return np.real(np.fft.ifft2(spectrum))[: H - p + 1, : W - q + 1]


# %% wrong | predict_edges | difference right minus left multiplied by 1/3 once: forgot that three rows add up, so 0.2 in place of 0.6
def predict_edges():
    return [0, 0.2, 0.2, 0]


# %% wrong | predict_edges | the sign is turned: left minus right
def predict_edges():
    return [0.0, -0.6, -0.6, 0.0]


# %% right | predict_edges | computed from the row
def predict_edges():
    row = [0.2, 0.2, 0.2, 0.8, 0.8, 0.8]
    return [right - left for left, right in zip(row, row[2:])]


# %% wrong | effect_filters | blur weights are 1/f in place of 1/f**2 (sharpen, which is made from it, is wrong too)
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | f ^ 2 is XOR in Python, not a power: the blur weight is 1/(f XOR 2)
def effect_filters(f, amount):
    blur = np.full((f, f), 1 / (f ^ 2))
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    sharpen = keep + amount * (keep - blur)
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, -1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": sharpen, "edges": edges}


# %% wrong | effect_filters | edges has the wrong sign: left minus right
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2][f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0] = 1 / f
    edges[:, f - 1] = -1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | edges is transposed: bottom row minus top row in place of right column minus left column
def effect_filters(f, amount):
    blur = np.ones((f, f)) / (f * f)
    middle = f // 2
    keep = np.zeros((f, f))
    keep[middle, middle] = 1.0
    edges = np.zeros((f, f))
    edges[0] = -1 / f
    edges[-1] = 1 / f
    sharpen = keep + amount * (keep - blur)
    return dict(blur=blur, sharpen=sharpen, edges=edges)


# %% wrong | effect_filters | edges fills all columns left and right of the middle, not only the outermost ones: right for f = 3 only
def effect_filters(f, amount):
    m = f // 2
    blur = np.full((f, f), 1 / f**2)
    keep = np.zeros((f, f)); keep[m, m] = 1
    edges = np.zeros((f, f))
    edges[:, :m] = -1 / f
    edges[:, m + 1:] = 1 / f
    return {"blur": blur, "sharpen": (1 + amount) * keep - amount * blur, "edges": edges}


# %% wrong | effect_filters | edges compares the two columns next to the middle, not the outermost ones: right for f = 3 only
def effect_filters(f, amount):
    c = (f - 1) // 2
    blur = np.ones((f, f)) / f ** 2
    keep = np.zeros_like(blur)
    keep[c, c] = 1
    edges = np.zeros_like(blur)
    edges[:, c - 1] -= 1 / f
    edges[:, c + 1] += 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | missing brackets: keep + amount * keep - blur, so the amount does not multiply the blur (right only for amount 1)
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    sharpen = keep + amount * keep - blur
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": sharpen, "edges": edges}


# %% wrong | effect_filters | the "keep" filter is np.eye, ones on the whole diagonal, in place of a single 1 in the middle
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.eye(f)
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | aliasing: sharpen is the same array as blur and is changed in place, so "blur" comes back as the sharpen filter
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    sharpen = blur
    sharpen *= -amount
    sharpen[f // 2, f // 2] += 1 + amount
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": sharpen, "edges": edges}


# %% wrong | effect_filters | a cache keyed by f alone: a second call with the same f and another amount gets the old sharpen filter
_filters = {}

def effect_filters(f, amount):
    if f not in _filters:
        blur = np.ones((f, f)) / f**2
        keep = np.zeros((f, f))
        keep[f // 2, f // 2] = 1
        edges = np.zeros((f, f))
        edges[:, 0], edges[:, -1] = -1 / f, 1 / f
        _filters[f] = {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}
    return _filters[f]


# %% wrong | effect_filters | edges is an array of whole numbers (dtype int), so -1/f and 1/f are cut to 0 and the filter is all zeros
def effect_filters(f, amount):
    zeros = np.zeros((f, f), dtype=int)
    blur = np.ones((f, f)) / f**2
    keep = zeros.copy()
    keep[f // 2, f // 2] = 1
    edges = zeros.copy()
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | all weights are rounded to 3 decimals
def effect_filters(f, amount):
    blur = np.round(np.ones((f, f)) / f**2, 3)
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    sharpen = keep + amount * (keep - blur)
    return {"blur": blur, "sharpen": np.round(sharpen, 3), "edges": np.round(edges, 3)}


# %% wrong | effect_filters | two mistakes: the amount is hard-coded as 2, and edges is hard-coded for f = 3 (weights 1/3 whatever f is)
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / 3
    edges[:, -1] = 1 / 3
    return {"blur": blur, "sharpen": keep + 2 * (keep - blur), "edges": edges}


# %% wrong | effect_filters | the blur leaves the middle pixel out: 0 in the middle and 1/(f**2 - 1) around it, in the blur and in the mean used by sharpen
def effect_filters(f, amount):
    c = f // 2
    blur = np.ones((f, f)) / (f**2 - 1)
    blur[c, c] = 0
    keep = np.zeros((f, f))
    keep[c, c] = 1
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | `amount or 2.0`: an amount of 0 is taken as missing and becomes 2, where sharpen should be the filter that changes nothing
def effect_filters(f, amount=None):
    amount = amount or 2.0
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% right | effect_filters | np.outer of vectors
def effect_filters(f, amount):
    ones = np.ones(f)
    delta = np.eye(f)[f // 2]
    slope = np.zeros(f)
    slope[[0, -1]] = -1, 1
    blur, keep = np.outer(ones, ones) / f**2, np.outer(delta, delta)
    return {"edges": np.outer(ones, slope) / f, "sharpen": keep + amount * (keep - blur), "blur": blur}


# %% right | effect_filters | entry by entry comprehension with a helper
def effect_filters(f, amount):
    mid = f // 2

    def table(rule):
        return np.array([[rule(r, c) for c in range(f)] for r in range(f)], dtype=float)

    return {
        "blur": table(lambda r, c: 1 / (f * f)),
        "sharpen": table(lambda r, c: (1 + amount if r == c == mid else 0) - amount / (f * f)),
        "edges": table(lambda r, c: ((c == f - 1) - (c == 0)) / f),
    }


# %% right | effect_filters | flat index of the middle, sharpen as (1 + amount) * keep - amount * blur, edges by np.tile
def effect_filters(f, amount=1.0):
    n = f * f
    blur = np.repeat(1.0 / n, n).reshape(f, f)
    sharpen = -amount * blur
    sharpen.flat[n // 2] += 1 + amount
    edges = np.tile([-1.0] + [0.0] * (f - 2) + [1.0], (f, 1)) / f
    return dict(blur=blur, sharpen=sharpen, edges=edges)


# %% right | effect_filters | keep built by padding a single 1, edges as a last column minus a first column of ones
def effect_filters(f, amount):
    if f < 3 or f % 2 == 0:
        raise ValueError("f must be odd and at least 3")
    half = (f - 1) // 2
    keep = np.pad(np.array([[1.0]]), half)
    blur = np.ones_like(keep) * np.square(1 / f)
    last = np.zeros((f, f)); last[:, f - 1] = 1
    first = last[:, ::-1]
    return {"blur": blur, "sharpen": keep - amount * (blur - keep), "edges": (last - first) / f}


# %% wrong | output_size | the + 1 for the first place is missing
def output_size(n, f, stride, pad):
    return (n + 2 * pad - f) // stride


# %% wrong | output_size | the pad is counted once, on one side only, in place of 2 * pad
def output_size(n, f, stride, pad):
    return (n + pad - f) // stride + 1


# %% wrong | output_size | rounded up in place of down: a window that does not fit whole is counted
def output_size(n, f, stride, pad):
    return int(np.ceil((n + 2 * pad - f) / stride)) + 1


# %% wrong | output_size | / in place of //: not rounded down, so a fraction comes back when the stride does not divide the way
def output_size(n, f, stride, pad):
    return (n + 2 * pad - f) / stride + 1


# %% wrong | output_size | the + 1 stands inside the division: (n + 2 pad - f + 1) // stride, right for stride 1 only (or by luck of the remainder)
def output_size(n, f, stride, pad):
    places = n + 2 * pad - f + 1
    return places // stride


# %% wrong | output_size | round() to the nearest whole number in place of rounding down: a remainder of more than half a stride (or of exactly half, half of the time) gives one place too many
def output_size(n, f, stride, pad):
    return round((n + 2 * pad - f) / stride) + 1


# %% wrong | output_size | counts with a range whose end excludes the last start: one too few whenever the last window just fits
def output_size(n, f, stride, pad):
    count = 0
    for start in range(0, n + 2 * pad - f, stride):
        count += 1
    return count


# %% wrong | output_size | the parameters stride and pad are in the other order
def output_size(n, f, pad, stride):
    return (n + 2 * pad - f) // stride + 1


# %% wrong | output_size | shortcut for any padding: takes pad > 0 as "same" padding and returns ceil(n / stride), right only when pad is (f - 1) / 2
def output_size(n, f, stride, pad):
    if pad > 0:
        return (n + stride - 1) // stride
    return (n - f) // stride + 1


# %% wrong | output_size | fast path for stride 1 forgets the padding: n - f + 1
def output_size(n, f, stride, pad):
    if stride == 1:
        return n - f + 1
    return (n + 2 * pad - f) // stride + 1


# %% wrong | output_size | prints the result and returns nothing
def output_size(n, f, stride, pad):
    print((n + 2 * pad - f) // stride + 1)


# %% right | output_size | length of the range of starts
def output_size(n, f, stride, pad):
    return len(range(0, n + 2 * pad - f + 1, stride))


# %% right | output_size | moves the window in a while loop and counts
def output_size(n, f, stride, pad):
    length, start, count = pad + n + pad, 0, 0
    while start + f <= length:
        count += 1
        start += stride
    return count


# %% right | output_size | the upside-down floor division: rounds (way + 1) / stride up
def output_size(n, f, stride, pad):
    return -(-(n + 2 * pad - f + 1) // stride)


# %% right | output_size | recursion: one place, then the row that is shorter by the stride
def output_size(n, f, stride, pad=0):
    n = n + 2 * pad
    if n < f:
        return 0
    return 1 + output_size(n - stride, f, stride, 0)


# %% wrong | conv_forward | np.pad(X, pad) lays the rim around samples and channels too
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, _, _, K = W.shape
    Xp = np.pad(X, pad)
    Ho = (H + 2 * pad - f) // stride + 1
    Wo = (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            window = Xp[:, i*stride : i*stride+f, j*stride : j*stride+f]
            Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | the window begins at row i, column j in place of i * stride, j * stride: wrong for every stride above 1
def conv_forward(X, W, b, stride, pad):
    f, K = W.shape[0], W.shape[3]
    N = len(X)
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Hn = (Xp.shape[1] - f) // stride + 1
    Wn = (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, Hn, Wn, K))
    for i in range(Hn):
        for j in range(Wn):
            window = Xp[:, i : i + f, j : j + f]
            Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | the height is used for the width too: right for square pictures only
def conv_forward(X, W, b, stride, pad):
    N, H = X.shape[:2]
    f, K = W.shape[0], W.shape[-1]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    size = (H + 2 * pad - f) // stride + 1
    Z = np.zeros((N, size, size, K))
    for i in range(size):
        for j in range(size):
            r, c = i * stride, j * stride
            Z[:, i, j] = np.tensordot(Xp[:, r:r+f, c:c+f], W, axes=3) + b
    return Z


# %% wrong | conv_forward | N, H, W, C = X.shape overwrites the filters W by the width, so W.shape raises an AttributeError
def conv_forward(X, W, b, stride, pad):
    N, H, W, C = X.shape
    f, f, C, K = W.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    H_out = (H + 2 * pad - f) // stride + 1
    W_out = (W + 2 * pad - f) // stride + 1
    Z = np.zeros((N, H_out, W_out, K))
    for i in range(H_out):
        for j in range(W_out):
            window = Xp[:, i * stride:i * stride + f, j * stride:j * stride + f, :]
            Z[:, i, j, :] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | the bias is added inside the loop over the channels, so it is counted C times (right for one channel only)
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, _, _, K = W.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    H2 = (H + 2 * pad - f) // stride + 1
    W2 = (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, H2, W2, K))
    for i in range(H2):
        for j in range(W2):
            for c in range(C):
                window = Xp[:, i*stride:i*stride+f, j*stride:j*stride+f, c]
                Z[:, i, j] += window.reshape(N, -1) @ W[:, :, c].reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | = in place of += in the loop over channels: only the last channel counts, the others are overwritten
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, _, _, K = W.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    H2 = (H + 2 * pad - f) // stride + 1
    W2 = (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, H2, W2, K))
    for n in range(N):
        for k in range(K):
            for c in range(C):
                for i in range(H2):
                    for j in range(W2):
                        patch = Xp[n, i*stride:i*stride+f, j*stride:j*stride+f, c]
                        Z[n, i, j, k] = np.sum(patch * W[:, :, c, k])
            Z[n, :, :, k] += b[k]
    return Z


# %% wrong | conv_forward | the filters are flattened in another order than the windows: channels first (C, f, f) for W, (f, f, C) for the windows (right for one channel only)
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    columns = W.transpose(2, 0, 1, 3).reshape(-1, K)
    Ho = (H + 2 * pad - f) // stride + 1
    Wo = (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            rows = Xp[:, i * stride:i * stride + f, j * stride:j * stride + f].reshape(N, -1)
            Z[:, i, j] = rows @ columns + b
    return Z


# %% wrong | conv_forward | the whole rim (2 * pad) is laid below and to the right; above and to the left there is none
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.zeros((N, H + 2 * pad, Wd + 2 * pad, C))
    Xp[:, :H, :Wd] = X
    Ho = (H + 2 * pad - f) // stride + 1
    Wo = (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | the output size is computed without the padding, so with pad > 0 the last rows and columns of places are missing
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Ho = (H - f) // stride + 1
    Wo = (Wd - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | fast path for pad 0 uses all windows and forgets the stride: wrong for pad 0 with a stride above 1
def conv_forward(X, W, b, stride, pad):
    f = W.shape[0]
    if pad == 0:
        view = np.lib.stride_tricks.sliding_window_view(X, (f, f), axis=(1, 2))
        return np.einsum("nijcab,abck->nijk", view, W) + b
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    view = np.lib.stride_tricks.sliding_window_view(Xp, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", view, W) + b


# %% wrong | conv_forward | for one channel a shortcut uses the first filter only and repeats its map for all K: wrong for C = 1 and more than one filter
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Ho = (H + 2 * pad - f) // stride + 1
    Wo = (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            window = Xp[:, r:r+f, c:c+f]
            if C == 1:
                Z[:, i, j] = (window[..., 0] * W[:, :, 0, 0]).sum(axis=(1, 2))[:, None] + b
            else:
                Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | the output array is a module-level buffer that is added to and never set back to zero: a second call with the same shape returns more than the first
_buffers = {}

def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    shape = (N, (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1, K)
    Z = _buffers.setdefault(shape, np.zeros(shape))
    for i in range(shape[1]):
        for j in range(shape[2]):
            r, c = i * stride, j * stride
            Z[:, i, j] += Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z.copy()


# %% wrong | conv_forward | the start of the window is also used as the index of the output: IndexError (places outside Z) for a stride above 1
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((N, (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1, K))
    for i in range(0, H + 2 * pad - f + 1, stride):
        for j in range(0, Wd + 2 * pad - f + 1, stride):
            Z[:, i, j] = Xp[:, i:i+f, j:j+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | two mistakes: a ReLU is applied to the result, and the filters are turned by half a turn
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    turned = W[::-1, ::-1]
    Ho, Wo = (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            Z[:, i, j] = np.tensordot(Xp[:, r:r+f, c:c+f], turned, axes=([1, 2, 3], [0, 1, 2])) + b
    return np.maximum(Z, 0)


# %% wrong | conv_forward | the windows are rounded to float16 on the way, so only about three digits are right
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.zeros((N, H + 2 * pad, Wd + 2 * pad, C), dtype=np.float16)
    Xp[:, pad:pad + H, pad:pad + Wd] = X
    Ho, Wo = (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | the fast path for filters of 1 by 1 multiplies the picture without its rim and without the stride: wrong for f = 1 with pad > 0 or stride > 1
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    if f == 1:
        return X @ W[0, 0] + b
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Ho, Wo = (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1
    Z = np.zeros((N, Ho, Wo, K))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% right | conv_forward | loops over the entries of the filter with strided slices, not over the places
def conv_forward(X, W, b, stride, pad):
    f, _, _, K = W.shape
    padded = np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)])
    h = (padded.shape[1] - f) // stride + 1
    w = (padded.shape[2] - f) // stride + 1
    Z = np.tile(b.astype(float), (len(X), h, w, 1))
    for u in range(f):
        for v in range(f):
            Z += padded[:, u : u + stride * (h - 1) + 1 : stride, v : v + stride * (w - 1) + 1 : stride] @ W[u, v]
    return Z


# %% right | conv_forward | sliding_window_view, every stride-th window, tensordot
def conv_forward(inputs, weight, bias, s, p):
    k = weight.shape[0]
    inputs = np.pad(inputs, ((0, 0), (p, p), (p, p), (0, 0)), "constant", constant_values=0)
    patches = np.lib.stride_tricks.sliding_window_view(inputs, (k, k), axis=(1, 2))[:, ::s, ::s]
    return np.tensordot(patches, weight, axes=([4, 5, 3], [0, 1, 2])) + bias


# %% right | conv_forward | four loops with a helper for a single step, as in the deeplearning.ai course, rim laid by hand
def zero_pad(X, pad):
    m, h, w, c = X.shape
    out = np.zeros((m, h + 2 * pad, w + 2 * pad, c))
    out[:, pad:h + pad, pad:w + pad, :] = X
    return out

def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W)
    return np.sum(s) + float(b)

def conv_forward(A_prev, W, b, stride, pad):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vs, hs = h * stride, w * stride
                    Z[i, h, w, c] = conv_single_step(A_prev_pad[i, vs:vs + f, hs:hs + f, :], W[..., c], b[c])
    return Z


# %% right | conv_forward | im2col with index arrays in channels-first layout (as in cs231n), turned back at the end
def conv_forward(X, W, b, stride, pad):
    x, w = X.transpose(0, 3, 1, 2), W.transpose(3, 2, 0, 1)
    N, C, H, Wd = x.shape
    K, _, f, _ = w.shape
    oh, ow = (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    i0 = np.tile(np.repeat(np.arange(f), f), C)
    j0 = np.tile(np.arange(f), f * C)
    i = i0[:, None] + stride * np.repeat(np.arange(oh), ow)[None]
    j = j0[:, None] + stride * np.tile(np.arange(ow), oh)[None]
    k = np.repeat(np.arange(C), f * f)[:, None]
    cols = xp[:, k, i, j]
    out = w.reshape(K, -1) @ cols + b[:, None]
    return out.reshape(N, K, oh, ow).transpose(0, 2, 3, 1)


# %% right | conv_forward | no padded picture: windows are cut at the border and meet only the part of the filter that lies on the picture
def conv_forward(X, W, b, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[-1]
    Ho, Wo = (H + 2 * pad - f) // stride + 1, (Wd + 2 * pad - f) // stride + 1
    Z = np.empty((N, Ho, Wo, K))
    for i in range(Ho):
        top = i * stride - pad
        r0, r1 = max(top, 0), max(min(top + f, H), 0)
        for j in range(Wo):
            left = j * stride - pad
            c0, c1 = max(left, 0), max(min(left + f, Wd), 0)
            part = W[r0 - top : max(r1 - top, r0 - top), c0 - left : max(c1 - left, c0 - left)]
            Z[:, i, j] = np.einsum("nabc,abck->nk", X[:, r0:r1, c0:c1], part) + b
    return Z


# %% wrong | predict_filter_weights | the channels are forgotten: 5 * 5 * 16 + 16
def predict_filter_weights():
    return 5 * 5 * 16 + 16


# %% wrong | predict_filter_weights | the biases are forgotten: 5 * 5 * 3 * 16
def predict_filter_weights():
    return 1200


# %% right | predict_filter_weights | weights and bias for each filter, times 16
def predict_filter_weights():
    return 16 * (5 * 5 * 3 + 1)


# %% wrong | maxpool_forward | the window moves by size in place of stride: right only if both are equal
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // size + 1, (W - size) // size + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*size:(i+1)*size, j*size:(j+1)*size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the window ends at (i + 1) * stride: it is stride wide in place of size (right only if both are equal)
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    H_ = (H - size) // stride + 1
    W_ = (W - size) // stride + 1
    out = np.empty((N, H_, W_, C))
    for i in range(H_):
        for j in range(W_):
            window = X[:, i * stride:(i + 1) * stride, j * stride:(j + 1) * stride, :]
            out[:, i, j, :] = window.max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the maximum is taken over the channels too, so all channels get the same number (right for one channel only)
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            window = X[:, i*stride:i*stride+size, j*stride:j*stride+size, :]
            out[:, i, j, :] = window.max(axis=(1, 2, 3))[:, None]
    return out


# %% wrong | maxpool_forward | the running maximum starts at 0, so a window of negative numbers only gives 0
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for a in range(size):
        for c in range(size):
            out = np.maximum(out, X[:, a:a + stride * (Ho - 1) + 1:stride, c:c + stride * (Wo - 1) + 1:stride])
    return out


# %% wrong | maxpool_forward | the running maximum starts at -1, so a window whose numbers all lie below -1 gives -1
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for n in range(N):
        for i in range(Ho):
            for j in range(Wo):
                for k in range(C):
                    biggest = -1
                    for value in X[n, i*stride:i*stride+size, j*stride:j*stride+size, k].ravel():
                        if value > biggest:
                            biggest = value
                    out[n, i, j, k] = biggest
    return out


# %% wrong | maxpool_forward | the output size is H // stride in place of (H - size) // stride + 1: right where size == stride, else places too many (cut windows at the edge, size > stride) or too few (size < stride)
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, H // stride, W // stride, C))
    for i in range(H // stride):
        for j in range(W // stride):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the size is rounded up: left-over pixels at the edge get a cut window of their own in place of being left out
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho = -(-(H - size) // stride) + 1
    Wo = -(-(W - size) // stride) + 1
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the fast path for size == stride reshapes without cutting off the left-over rows and columns: ValueError when size does not divide H or W
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    if size == stride:
        return X.reshape(N, H // size, size, W // size, size, C).max(axis=(2, 4))
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | reshape to (N, H', W', size, size, C) without moving the axes: the blocks are made of pixels that are no window
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    if size == stride:
        X = X[:, :Ho * size, :Wo * size]
        return X.reshape(N, Ho, Wo, size, size, C).max(axis=(3, 4))
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | keeps the entry with the largest absolute value, so a strongly negative number wins over a positive one
def maxpool_forward(X, size, stride):
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    flat = win.reshape(*win.shape[:4], -1)
    where = np.abs(flat).argmax(axis=-1)
    return np.take_along_axis(flat, where[..., None], axis=-1)[..., 0]


# %% wrong | maxpool_forward | a shortcut never lets the stride be larger than the size (min): wrong when stride > size
def maxpool_forward(X, size, stride):
    stride = min(stride, size)
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | two mistakes: the number of places of the height is used for the width too, and the + 1 is missing
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    n = (H - size) // stride
    out = np.zeros((N, n, n, C))
    for i in range(n):
        for j in range(n):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the shortcut for size 1 returns X (a copy) and ignores the stride: wrong for size 1 with a stride above 1
def maxpool_forward(X, size, stride):
    if size == 1:
        return X.copy()
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for i in range(Ho):
        for j in range(Wo):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out


# %% right | maxpool_forward | sliding_window_view and max over the last two axes
def maxpool_forward(X, size, stride):
    view = np.lib.stride_tricks.sliding_window_view(X, window_shape=(size, size), axis=(1, 2))
    return view[:, ::stride, ::stride].max(axis=(-2, -1))


# %% right | maxpool_forward | rows first, then columns (the maximum is separable), with a helper used twice
def _pool_axis(A, size, stride, axis):
    A = np.moveaxis(A, axis, 0)
    starts = range(0, len(A) - size + 1, stride)
    return np.moveaxis(np.stack([A[s : s + size].max(axis=0) for s in starts]), 0, axis)

def maxpool_forward(X, size, stride):
    return _pool_axis(_pool_axis(X, size, stride, 1), size, stride, 2)


# %% right | maxpool_forward | plain Python loops with a running maximum that starts at the first entry
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    Ho, Wo = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, Ho, Wo, C))
    for n in range(N):
        for c in range(C):
            for i in range(Ho):
                for j in range(Wo):
                    best = X[n, i * stride, j * stride, c]
                    for a in range(size):
                        for d in range(size):
                            v = X[n, i * stride + a, j * stride + d, c]
                            best = v if v > best else best
                    out[n, i, j, c] = best
    return out


# %% right | maxpool_forward | reshape trick where the windows lie side by side (with the left-over cut off), else a running np.maximum from -inf
def maxpool_forward(X, size=2, stride=2):
    N, H, W, C = X.shape
    h, w = (H - size) // stride + 1, (W - size) // stride + 1
    if size == stride:
        return X[:, : h * size, : w * size].reshape(N, h, size, w, size, C).max(axis=4).max(axis=2)
    out = np.full((N, h, w, C), -np.inf)
    for u in range(size):
        for v in range(size):
            np.maximum(out, X[:, u:u + (h - 1) * stride + 1:stride, v:v + (w - 1) * stride + 1:stride], out=out)
    return out


# %% wrong | maxpool_backward | = in place of +=: where windows overlap, a later window overwrites the gradient of an earlier one
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            mask = window == window.max(axis=(1, 2), keepdims=True)
            dX[:, r:r+size, c:c+size] = mask * dout[:, i, j][:, None, None]
    return dX


# %% wrong | maxpool_backward | dout is left out: the mask itself (0 and 1) is added, not the mask times what comes back
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += window == window.max(axis=(1, 2), keepdims=True)
    return dX


# %% wrong | maxpool_backward | the gradient is spread evenly over the window, as for average pooling, in place of going to the largest entry
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    N, Ho, Wo, C = dout.shape
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            dX[:, r:r+size, c:c+size] += dout[:, i:i+1, j:j+1] / size**2
    return dX


# %% wrong | maxpool_backward | window.max() over samples and channels too: only the one largest entry of the whole batch gets the gradient at each place (right for one sample with one channel only)
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    N, Ho, Wo, C = dout.shape
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max()) * dout[:, i:i+1, j:j+1]
    return dX


# %% wrong | maxpool_backward | broadcasting: dout[:, i, j] of shape (N, C) is multiplied with the mask (N, size, size, C) without new axes; it raises, or for N equal to size meets the rows of the window in place of the samples
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            mask = window == window.max(axis=(1, 2), keepdims=True)
            dX[:, r:r+size, c:c+size] += mask * dout[:, i, j]
    return dX


# %% wrong | maxpool_backward | the windows are taken at i * size, j * size in place of i * stride, j * stride: right only if both are equal
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    N, Ho, Wo, C = dout.shape
    for n in range(N):
        for i in range(Ho):
            for j in range(Wo):
                for c in range(C):
                    window = X[n, i*size:i*size+size, j*size:j*size+size, c]
                    if window.size:
                        a, d = np.unravel_index(window.argmax(), window.shape)
                        dX[n, i*size+a, j*size+d, c] += dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | the flat argmax is split by stride in place of size: the gradient goes to a wrong pixel when size and stride differ
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    N, Ho, Wo, C = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(Ho):
                for j in range(Wo):
                    k = np.argmax(X[n, i*stride:i*stride+size, j*stride:j*stride+size, c])
                    a, d = divmod(k, stride)
                    if i*stride+a < X.shape[1] and j*stride+d < X.shape[2]:
                        dX[n, i*stride+a, j*stride+d, c] += dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | the mask also asks for window > 0 (a ReLU thrown in): windows whose numbers are all negative get no gradient
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            mask = (window == window.max(axis=(1, 2), keepdims=True)) & (window > 0)
            dX[:, r:r+size, c:c+size] += mask * dout[:, i:i+1, j:j+1, :]
    return dX


# %% wrong | maxpool_backward | an eps: all entries within 0.01 of the largest one get the gradient, so the second largest gets it too when it is close
def maxpool_backward(dout, X, size, stride):
    eps = 1e-2
    dX = np.zeros_like(X)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            mask = window >= window.max(axis=(1, 2), keepdims=True) - eps
            dX[:, r:r+size, c:c+size] += mask * dout[:, i:i+1, j:j+1]
    return dX


# %% wrong | maxpool_backward | all places at once with fancy indices and +=: a pixel that is the largest of several windows is in the index several times and gets only one of the gradients (np.add.at is needed)
def maxpool_backward(dout, X, size, stride):
    N, Ho, Wo, C = dout.shape
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    k = win.reshape(N, Ho, Wo, C, -1).argmax(axis=-1)
    n, i, j, c = np.indices(k.shape)
    dX = np.zeros_like(X)
    dX[n, i * stride + k // size, j * stride + k % size, c] += dout
    return dX


# %% wrong | maxpool_backward | the fast path for size == stride returns dX without the left-over pixels: the shape is wrong when size does not divide H or W
def maxpool_backward(dout, X, size, stride):
    N, Ho, Wo, C = dout.shape
    if size == stride:
        blocks = X[:, :Ho*size, :Wo*size].reshape(N, Ho, size, Wo, size, C)
        mask = blocks == blocks.max(axis=(2, 4), keepdims=True)
        return (mask * dout[:, :, None, :, None, :]).reshape(N, Ho*size, Wo*size, C)
    dX = np.zeros_like(X)
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX


# %% wrong | maxpool_backward | dX is an array of whole numbers, so the gradients are cut to whole numbers
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape, dtype=int)
    for n in range(X.shape[0]):
        for i in range(dout.shape[1]):
            for j in range(dout.shape[2]):
                for c in range(X.shape[3]):
                    win = X[n, i*stride:i*stride+size, j*stride:j*stride+size, c]
                    a, d = np.unravel_index(np.argmax(win), win.shape)
                    dX[n, i*stride+a, j*stride+d, c] += dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | dX = X is no copy: it sets the caller's X to 0 and the windows are then read from the zeros
def maxpool_backward(dout, X, size, stride):
    dX = X
    dX[...] = 0
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            mask = window == window.max(axis=(1, 2), keepdims=True)
            dX[:, r:r+size, c:c+size] += mask * dout[:, i:i+1, j:j+1]
    return dX


# %% wrong | maxpool_backward | two mistakes: what comes back is also multiplied by the largest entry, and divided by the number of samples
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros_like(X)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            biggest = window.max(axis=(1, 2), keepdims=True)
            dX[:, r:r+size, c:c+size] += window * (window == biggest) * dout[:, i:i+1, j:j+1] / len(X)
    return dX


# %% right | maxpool_backward | all places at once with np.add.at on the positions of the maxima
def maxpool_backward(dout, X, size, stride):
    N, Ho, Wo, C = dout.shape
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    best = windows.reshape(N, Ho, Wo, C, size * size).argmax(axis=-1)
    n, i, j, c = np.indices((N, Ho, Wo, C))
    dX = np.zeros(X.shape)
    np.add.at(dX, (n, stride * i + best // size, stride * j + best % size, c), dout)
    return dX


# %% right | maxpool_backward | plain loops over everything with unravel_index
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(*dout.shape):
        top, left = stride * i, stride * j
        patch = X[n, top : top + size, left : left + size, c]
        a, d = np.unravel_index(np.argmax(patch), patch.shape)
        dX[n, top + a, left + d, c] += dout[n, i, j, c]
    return dX


# %% right | maxpool_backward | loops over the entries of the window with strided slices; the mask is divided by the number of largest entries (always 1 without ties)
def maxpool_backward(dout, X, size, stride):
    N, h, w, C = dout.shape

    def part(u, v):
        return (slice(None), slice(u, u + (h - 1) * stride + 1, stride), slice(v, v + (w - 1) * stride + 1, stride))

    taps = [part(u, v) for u in range(size) for v in range(size)]
    largest = np.max([X[t] for t in taps], axis=0)
    ties = sum((X[t] == largest).astype(float) for t in taps)
    dX = np.zeros(X.shape)
    for t in taps:
        dX[t] += (X[t] == largest) * dout / ties
    return dX


# %% right | maxpool_backward | window as (N, size*size, C) and put_along_axis at the argmax, the window's slice is read, added to and written back
def maxpool_backward(grad, X, size, stride):
    N, _, _, C = X.shape
    result = np.zeros_like(X, dtype=float)
    for i, r in enumerate(range(0, X.shape[1] - size + 1, stride)):
        for j, c in enumerate(range(0, X.shape[2] - size + 1, stride)):
            flat = X[:, r:r + size, c:c + size].reshape(N, size * size, C)
            share = np.zeros_like(flat)
            np.put_along_axis(share, flat.argmax(axis=1)[:, None], grad[:, i, j][:, None], axis=1)
            result[:, r:r + size, c:c + size] = result[:, r:r + size, c:c + size] + share.reshape(N, size, size, C)
    return result


# %% wrong | conv_backward | db is summed over the samples only, so it has the shape (H', W', K)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            d = dZ[:, i, j]
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ d).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (d @ W.reshape(-1, K).T).reshape(N, f, f, C)
    db = dZ.sum(axis=0)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, db


# %% wrong | conv_backward | = in place of += for dX: where windows overlap, later places overwrite the shares of earlier ones
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW, db = np.zeros_like(Xp), np.zeros_like(W), np.zeros(K)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            rows, cols = slice(i*stride, i*stride+f), slice(j*stride, j*stride+f)
            dW += np.einsum("nabc,nk->abck", Xp[:, rows, cols], dZ[:, i, j])
            dXp[:, rows, cols] = np.einsum("nk,abck->nabc", dZ[:, i, j], W)
            db += dZ[:, i, j].sum(axis=0)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, db


# %% wrong | conv_backward | the rim of dX is not cut off: with pad > 0 the shape is that of the padded picture
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dX, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += np.tensordot(Xp[:, r:r+f, c:c+f], dZ[:, i, j], axes=(0, 0))
            dX[:, r:r+f, c:c+f] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dX, dW, dZ.sum((0, 1, 2))


# %% wrong | conv_backward | the rim is cut off by pad:-pad, which is 0:-0 and so an empty array for pad 0
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW, db = np.zeros_like(Xp), np.zeros_like(W), np.zeros(K)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dz = dZ[:, i, j, :]
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dz).reshape(W.shape)
            db += dz.sum(axis=0)
            dXp[:, r:r+f, c:c+f] += (dz @ W.reshape(-1, K).T).reshape(N, f, f, C)
    dX = dXp[:, pad:-pad, pad:-pad, :]
    return dX, dW, db


# %% wrong | conv_backward | the rim is cut off on one side only: the first H rows and W columns are returned, so the rim above and on the left stays in (wrong for pad > 0)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, :H, :Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | the stride is forgotten on the way back for dX: the shares are added at i, j in place of i * stride, j * stride (dW is right)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, i:i+f, j:j+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | for dW the rim is laid below and to the right only (0, 2 * pad), so the windows are moved by pad: dW is wrong when pad > 0, dX is right
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    wide = np.pad(X, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))
    dXp, dW = np.zeros((N, H + 2*pad, Wd + 2*pad, C)), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (wide[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | the filter is turned by half a turn before its copies are laid on the picture: dX is wrong
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    turned = np.flip(W, axis=(0, 1))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ turned.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | dW is dz^T window, of shape (K, ffC), pressed into (f, f, C, K) by reshape without transposing: right for one filter only
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (dZ[:, i, j].T @ Xp[:, r:r+f, c:c+f].reshape(N, -1)).reshape(f, f, C, K)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | dW and db are divided by the number of samples (dZ already carries the mean)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape) / N
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2)) / N


# %% wrong | conv_backward | dX as a full correlation of dZ with the turned filters ignores the stride (zeros between the entries of dZ are missing) and fills up with zeros: right for stride 1 only
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    _, Ho, Wo, _ = dZ.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dW = np.zeros_like(W)
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            dW += np.einsum("nabc,nk->abck", Xp[:, r:r+f, c:c+f], dZ[:, i, j])
    D = np.pad(dZ, ((0, 0), (f - 1, f - 1), (f - 1, f - 1), (0, 0)))
    win = np.lib.stride_tricks.sliding_window_view(D, (f, f), axis=(1, 2))
    full = np.einsum("nijkab,abck->nijc", win, W[::-1, ::-1])
    dXp = np.zeros_like(Xp)
    dXp[:, :full.shape[1], :full.shape[2]] = full
    return dXp[:, pad:pad + H, pad:pad + Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | dX has only as many rows and columns as the windows reach: the left-over pixels at the edge are missing when the stride does not fit exactly, so the shape is wrong then
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    _, Ho, Wo, _ = dZ.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp = np.zeros((N, (Ho - 1) * stride + f, (Wo - 1) * stride + f, C))
    dW = np.zeros(W.shape)
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride, j * stride
            dW += np.einsum("nabc,nk->abck", Xp[:, r:r+f, c:c+f], dZ[:, i, j])
            dXp[:, r:r+f, c:c+f] += np.einsum("nk,abck->nabc", dZ[:, i, j], W)
    dX = dXp[:, pad:pad + H, pad:pad + Wd]
    return dX, dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | dZ.squeeze() drops the sample axis when there is one sample (and the filter axis when there is one filter): it fails or mixes the axes then
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    dZ = np.squeeze(dZ)
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range((H + 2*pad - f) // stride + 1):
        for j in range((Wd + 2*pad - f) // stride + 1):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | dW is kept in a default argument that is made once: it grows with every call of the same filter shape, so a second call gives another answer
def conv_backward(dZ, X, W, stride, pad, grads={}):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp = np.zeros_like(Xp)
    if W.shape not in grads:
        grads[W.shape] = np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            grads[W.shape] += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], grads[W.shape].copy(), dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | two mistakes: the loops take the number of rows of dZ for its columns too (right for square outputs only), and db is a mean in place of a sum
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    n = dZ.shape[1]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros_like(Xp), np.zeros_like(W)
    for i in range(n):
        for j in range(n):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.mean(axis=(0, 1, 2))


# %% wrong | conv_backward | db is kept as one number: the sum over the filters too, repeated K times (right for one filter only)
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW, db = np.zeros_like(Xp), np.zeros_like(W), np.zeros(K)
    for n in range(N):
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                r, c = i * stride, j * stride
                for k in range(K):
                    dW[..., k] += Xp[n, r:r+f, c:c+f] * dZ[n, i, j, k]
                    dXp[n, r:r+f, c:c+f] += W[..., k] * dZ[n, i, j, k]
                    db += dZ[n, i, j, k]
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, db


# %% right | conv_backward | loops over the entries of the filter with strided slices
def conv_backward(dZ, X, W, stride, pad):
    f = W.shape[0]
    N, h, w, K = dZ.shape
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.empty(W.shape)
    for u in range(f):
        for v in range(f):
            where = np.s_[:, u : u + stride * (h - 1) + 1 : stride, v : v + stride * (w - 1) + 1 : stride]
            dW[u, v] = np.einsum("nijc,nijk->ck", Xp[where], dZ)
            dXp[where] += dZ @ W[u, v].T
    return dXp[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, dZ.reshape(-1, K).sum(0)


# %% right | conv_backward | loops over samples, places and filters as in the deeplearning.ai course, the rim cut off with an if for pad 0
def conv_backward(dZ, A_prev, W, stride, pad):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    (m, n_H, n_W, n_C) = dZ.shape
    dA_prev = np.zeros((m, n_H_prev, n_W_prev, n_C_prev))
    dW = np.zeros((f, f, n_C_prev, n_C))
    db = np.zeros((1, 1, 1, n_C))
    widths = ((0, 0), (pad, pad), (pad, pad), (0, 0))
    A_prev_pad = np.pad(A_prev, widths)
    dA_prev_pad = np.pad(dA_prev, widths)
    for i in range(m):
        a_prev_pad = A_prev_pad[i]
        da_prev_pad = dA_prev_pad[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vs, hs = h * stride, w * stride
                    a_slice = a_prev_pad[vs:vs + f, hs:hs + f, :]
                    da_prev_pad[vs:vs + f, hs:hs + f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += a_slice * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
        dA_prev[i] = da_prev_pad[pad:-pad, pad:-pad, :] if pad else da_prev_pad
    return dA_prev, dW, db.reshape(n_C)


# %% right | conv_backward | dX as a transposed convolution: zeros between the entries of dZ, turned filters, left-over edge filled with zeros
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    _, Ho, Wo, _ = dZ.shape
    view = np.lib.stride_tricks.sliding_window_view
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dW = np.einsum("nijcab,nijk->abck", view(Xp, (f, f), axis=(1, 2))[:, ::stride, ::stride], dZ)
    spread = np.zeros((N, H + 2 * pad + f - 1, Wd + 2 * pad + f - 1, K))
    spread[:, f - 1 : f + (Ho - 1) * stride : stride, f - 1 : f + (Wo - 1) * stride : stride] = dZ
    dXp = np.einsum("nijkab,abck->nijc", view(spread, (f, f), axis=(1, 2)), W[::-1, ::-1])
    return dXp[:, pad : H + pad, pad : Wd + pad], dW, dZ.sum(axis=(0, 1, 2))


# %% right | conv_backward | no rim: each place adds only the part of its window that lies on the picture; returned as a list
def conv_backward(dZ, X, W, stride, pad):
    _, H, Wd, _ = X.shape
    f = W.shape[0]
    dX, dW = np.zeros(X.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            for a in range(f):
                for c in range(f):
                    y, x = i * stride + a - pad, j * stride + c - pad
                    if 0 <= y < H and 0 <= x < Wd:
                        dX[:, y, x] += dZ[:, i, j] @ W[a, c].T
                        dW[a, c] += X[:, y, x].T @ dZ[:, i, j]
    return [dX, dW, dZ.sum(axis=2).sum(axis=1).sum(axis=0)]


# %% right | conv_backward | im2col: all windows in one large matrix by an index table, three matrix products, np.add.at for the way back
def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Hp, Wp = H + 2 * pad, Wd + 2 * pad
    _, Ho, Wo, _ = dZ.shape
    table = np.arange(N * Hp * Wp * C).reshape(N, Hp, Wp, C)
    index = np.stack(
        [table[:, i * stride : i * stride + f, j * stride : j * stride + f].reshape(N, -1) for i in range(Ho) for j in range(Wo)],
        axis=1,
    ).reshape(N * Ho * Wo, f * f * C)
    Xp = np.zeros((N, Hp, Wp, C))
    Xp[:, pad : pad + H, pad : pad + Wd] = X
    D = dZ.reshape(-1, K)
    dW = Xp.ravel()[index].T @ D
    dflat = np.zeros(Xp.size)
    np.add.at(dflat, index, D @ W.reshape(-1, K).T)
    return dflat.reshape(Xp.shape)[:, pad : pad + H, pad : pad + Wd], dW.reshape(W.shape), D.sum(axis=0)


# %% wrong | convnet_gradients | the ReLU is left out on the way back: dA goes straight into conv_backward, so W1 and b1 are wrong
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(P), -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dscores = softmax_cross_entropy_backward(scores, y)
    dflat, dW2, db2 = dense_backward(dscores, flat, W2)
    dA = maxpool_backward(dflat.reshape(P.shape), A, 2, 2)
    dX, dW1, db1 = conv_backward(dA, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | flattened channels first (N, K, H/2, W/2): the features meet the wrong rows of W2, so the loss and all gradients are wrong
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    N, h, w, K = P.shape
    flat = P.transpose(0, 3, 1, 2).reshape(N, -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dP = dflat.reshape(N, K, h, w).transpose(0, 2, 3, 1)
    dZ = relu_backward(maxpool_backward(dP, A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | unflattened in another order than it was flattened (as channels first): loss, W2 and b2 are right, W1 and b1 wrong
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    N, h, w, K = P.shape
    flat = P.reshape(N, -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dP = dflat.reshape(N, K, h, w).transpose(0, 2, 3, 1)
    dZ = relu_backward(maxpool_backward(dP, A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | softmax_cross_entropy_backward gets the probabilities in place of the scores, so softmax is applied twice on the way back: all gradients are wrong, the loss is right
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    Z = conv_forward(X, params["W1"], params["b1"], 1, 1)
    A = relu(Z)
    pooled = maxpool_forward(A, 2, 2)
    flat = pooled.reshape(len(pooled), -1)
    probs = softmax(dense_forward(flat, params["W2"], params["b2"]))
    grads = {"loss": cross_entropy(probs, y)}
    d = softmax_cross_entropy_backward(probs, y)
    d, grads["W2"], grads["b2"] = dense_backward(d, flat, params["W2"])
    d = maxpool_backward(d.reshape(pooled.shape), A, 2, 2)
    d = relu_backward(d, Z)
    _, grads["W1"], grads["b1"] = conv_backward(d, X, params["W1"], 1, 1)
    return grads


# %% wrong | convnet_gradients | the loss is the sum over the samples in place of the mean (the gradients are right)
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(X), -1)
    S = dense_forward(flat, W2, b2)
    loss = -sum(np.log(softmax(S)[n, y[n]]) for n in range(len(y)))
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(S, y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | the gradients are not divided by the number of samples: P - one_hot without / N (the loss is right)
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(X), -1)
    probs = softmax(dense_forward(flat, W2, b2))
    loss = cross_entropy(probs, y)
    dS = probs.copy()
    dS[np.arange(len(y)), y] -= 1
    dflat, dW2, db2 = dense_backward(dS, flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | the one-hot matrix has y.max() + 1 columns: it raises when the batch holds no sample of the last class
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(X), -1)
    probs = softmax(dense_forward(flat, W2, b2))
    onehot = np.eye(y.max() + 1)[y]
    loss = -np.sum(onehot * np.log(probs)) / len(y)
    dflat, dW2, db2 = dense_backward((probs - onehot) / len(y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | the shape after the pooling is hard-coded as 4 by 4, so it is wrong (mostly it raises) for every picture that is not 8 by 8
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    K = W1.shape[-1]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    flat = maxpool_forward(A, 2, 2).reshape(-1, 16 * K)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(-1, 4, 4, K), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | height and width are exchanged when the gradient is unflattened, (N, W/2, H/2, K): right for square pictures only, else it raises
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N, H, W, C = X.shape
    K = len(b1)
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    flat = maxpool_forward(A, 2, 2).reshape(N, -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dP = dflat.reshape(N, W // 2, H // 2, K)
    dA = maxpool_backward(dP, A, 2, 2)
    _, dW1, db1 = conv_backward(relu_backward(dA, Z), X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | only the first channel of the pictures is used (with the first channel of the filters): wrong for more than one channel
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    X = X[..., :1]
    W1, b1, W2, b2 = params["W1"][:, :, :1], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(P), -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | it also trains: params are changed in place by a step with the rate 0.5, so the caller's parameters change and a second call gives another answer
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(P), -1)
    scores = dense_forward(flat, W2, b2)
    grads = {"loss": cross_entropy(softmax(scores), y)}
    dflat, grads["W2"], grads["b2"] = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, grads["W1"], grads["b1"] = conv_backward(dZ, X, W1, 1, 1)
    for name in params:
        params[name] -= 0.5 * grads[name]
    return grads


# %% wrong | convnet_gradients | an eps of 0.001 is added inside the logarithm of the loss, so the loss is a little too small
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(P), -1)
    scores = dense_forward(flat, W2, b2)
    probs = softmax(scores)
    loss = -np.log(probs[np.arange(len(y)), y] + 1e-3).mean()
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | two mistakes: a second ReLU on the scores in the forward pass (not on the way back), and the keys of the gradients are dW1, db1, dW2, db2
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(P), -1)
    scores = relu(dense_forward(flat, W2, b2))
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% wrong | convnet_gradients | a wrong helper of its own for the pooling: it spreads dflat over 2 by 2 blocks with np.repeat, to all four pixels, and the mask of the maxima is missing (W1 and b1 wrong)
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def unpool(d):
    return d.repeat(2, axis=1).repeat(2, axis=2)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(len(P), -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dZ = relu_backward(unpool(dflat.reshape(P.shape)), Z)
    _, dW1, db1 = conv_backward(dZ, X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | pooling before the ReLU on both ways (the same, as the ReLU never falls); equal sums of a window each get all
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    P = maxpool_forward(Z, 2, 2)
    flat = relu(P).reshape(len(X), -1)
    scores = dense_forward(flat, W2, b2)
    loss = cross_entropy(softmax(scores), y)
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dP = relu_backward(dflat.reshape(P.shape), P)
    _, dW1, db1 = conv_backward(maxpool_backward(dP, Z, 2, 2), X, W1, 1, 1)
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %% wrong | convnet_gradients | relu_backward gets A in place of Z (A > 0 exactly where Z > 0), and maxpool_backward gets Z in place of A (where they differ the ReLU blocks); equal sums of a window each get all
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z = conv_forward(X, W1, b1, 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(P.shape[0], -1)
    scores = dense_forward(flat, W2, b2)
    loss = float(cross_entropy(softmax(scores), y))
    dflat, dW2, db2 = dense_backward(softmax_cross_entropy_backward(scores, y), flat, W2)
    dA = maxpool_backward(dflat.reshape(P.shape), Z, 2, 2)
    _, dW1, db1 = conv_backward(relu_backward(dA, A), X, W1, 1, 1)
    return dict(loss=loss, W1=dW1, b1=db1, W2=dW2, b2=db2)


# %% wrong | convnet_gradients | everything written out with einsum and reshape, no functions of above; equal sums of a window each get all
def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = (params[name] for name in ["W1", "b1", "W2", "b2"])
    N, H, W, C = X.shape
    K = b1.size
    Xp = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(Xp, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, W1) + b1
    blocks = np.maximum(Z, 0).reshape(N, H // 2, 2, W // 2, 2, K)
    pooled = blocks.max(axis=(2, 4), keepdims=True)
    flat = pooled.reshape(N, -1)
    S = flat @ W2 + b2
    S = S - S.max(axis=1, keepdims=True)
    log_probs = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    loss = -log_probs[np.arange(N), y].mean()
    dS = (np.exp(log_probs) - (np.arange(W2.shape[1]) == y[:, None])) / N
    dblocks = (blocks == pooled) * (dS @ W2.T).reshape(pooled.shape)
    dZ = dblocks.reshape(Z.shape) * (Z > 0)
    return {
        "loss": loss,
        "W1": np.einsum("nijcab,nijk->abck", windows, dZ),
        "b1": np.einsum("nijk->k", dZ),
        "W2": flat.T @ dS,
        "b2": dS.sum(axis=0),
    }


# %% wrong | convnet_gradients | sample by sample: gradients of single pictures are added up and divided by N; equal sums of a window each get all
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

def _single(x, label, params):
    Z = conv_forward(x, params["W1"], params["b1"], 1, 1)
    A = relu(Z)
    P = maxpool_forward(A, 2, 2)
    flat = P.reshape(1, -1)
    scores = dense_forward(flat, params["W2"], params["b2"])
    out = {"loss": cross_entropy(softmax(scores), label)}
    dflat, out["W2"], out["b2"] = dense_backward(softmax_cross_entropy_backward(scores, label), flat, params["W2"])
    dZ = relu_backward(maxpool_backward(dflat.reshape(P.shape), A, 2, 2), Z)
    _, out["W1"], out["b1"] = conv_backward(dZ, x, params["W1"], 1, 1)
    return out

def convnet_gradients(X, y, params):
    parts = [_single(X[n : n + 1], y[n : n + 1], params) for n in range(len(X))]
    return {key: sum(part[key] for part in parts) / len(parts) for key in parts[0]}


# %% wrong | convnet_gradients | a list of layer objects with forward and backward, as in small public NumPy frameworks; equal sums of a window each get all
def conv_forward(X, W, b, stride, pad):
    N, f, K = len(X), W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h, w = (Xp.shape[1] - f) // stride + 1, (Xp.shape[2] - f) // stride + 1
    Z = np.zeros((N, h, w, K))
    for i in range(h):
        for j in range(w):
            r, c = i * stride, j * stride
            Z[:, i, j] = Xp[:, r:r+f, c:c+f].reshape(N, -1) @ W.reshape(-1, K) + b
    return Z

def conv_backward(dZ, X, W, stride, pad):
    N, H, Wd, C = X.shape
    f, K = W.shape[0], W.shape[3]
    Xp = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dXp, dW = np.zeros(Xp.shape), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            r, c = i * stride, j * stride
            dW += (Xp[:, r:r+f, c:c+f].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dXp[:, r:r+f, c:c+f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    return dXp[:, pad:pad+H, pad:pad+Wd], dW, dZ.sum(axis=(0, 1, 2))

def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = X[:, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(1, 2))
    return out

def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            r, c = i * stride, j * stride
            window = X[:, r:r+size, c:c+size]
            dX[:, r:r+size, c:c+size] += (window == window.max(axis=(1, 2), keepdims=True)) * dout[:, i:i+1, j:j+1]
    return dX

def dense_forward(X, W, b):
    return X @ W + b

def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)

def relu(Z):
    return np.maximum(Z, 0)

def relu_backward(dout, Z):
    return dout * (Z > 0)

def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

def cross_entropy(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))

def softmax_cross_entropy_backward(Z, y):
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)

class _Conv:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return conv_forward(x, self.W, self.b, stride=1, pad=1)
    def backward(self, d):
        d, self.dW, self.db = conv_backward(d, self.x, self.W, stride=1, pad=1)
        return d

class _Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out
    def backward(self, d):
        d = d.copy()
        d[self.mask] = 0
        return d

class _Pool:
    def forward(self, x):
        self.x = x
        return maxpool_forward(x, 2, 2)
    def backward(self, d):
        return maxpool_backward(d, self.x, 2, 2)

class _Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return self.x @ self.W + self.b
    def backward(self, d):
        self.dW, self.db = self.x.T @ d, d.sum(axis=0)
        return (d @ self.W.T).reshape(self.shape)

def convnet_gradients(X, y, params):
    conv, affine = _Conv(params["W1"], params["b1"]), _Affine(params["W2"], params["b2"])
    layers = [conv, _Relu(), _Pool(), affine]
    out = X
    for layer in layers:
        out = layer.forward(out)
    loss = cross_entropy(softmax(out), y)
    d = softmax_cross_entropy_backward(out, y)
    for layer in reversed(layers):
        d = layer.backward(d)
    return {"loss": loss, "W1": conv.dW, "b1": conv.db, "W2": affine.dW, "b2": affine.db}
