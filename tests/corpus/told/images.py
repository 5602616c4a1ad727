"""The chapter on images: fast layers that are wrong in one branch, what reshape mixes up, and slices that end at -pad."""


# %% wrong | filter_image | a filter of one row goes through np.convolve, which turns it | names: wrong_for_one_wide_row | says: a row of several weights
def filter_image(image, kernel):
    p, q = kernel.shape
    if p == 1:
        return np.array([np.convolve(row, kernel[0], "valid") for row in image])
    return np.einsum("ijac,ac->ij", np.lib.stride_tricks.sliding_window_view(image, (p, q)), kernel)


# %% wrong | filter_image | a single weight is not used | names: wrong_for_one_entry
def filter_image(image, kernel):
    if kernel.size == 1:
        return image.copy()
    return np.einsum("ijac,ac->ij", np.lib.stride_tricks.sliding_window_view(image, kernel.shape), kernel)


# %% wrong | filter_image | a filter as large as the picture gives a number without axes | names: wrong_for_one_place
def filter_image(image, kernel):
    if image.shape == kernel.shape:
        return np.sum(image * kernel)
    return np.einsum("ijac,ac->ij", np.lib.stride_tricks.sliding_window_view(image, kernel.shape), kernel)


# %% wrong | filter_image | one number says how large the filter is
def filter_image(image, kernel):
    f = kernel.shape[0]
    H, W = image.shape[0] - f + 1, image.shape[1] - f + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(image[i : i + f, j : j + f] * kernel)
    return out


# %% wrong | filter_image | the loops go over all pixels | never: not added up
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(image[i : i + p, j : j + q] * kernel)
    return out


# %% right | filter_image | a matrix product of all windows in rows
def filter_image(image, kernel):
    p, q = kernel.shape
    H, W = image.shape[0] - p + 1, image.shape[1] - q + 1
    windows = [image[i : i + p, j : j + q].ravel() for i in range(H) for j in range(W)]
    return (np.array(windows) @ kernel.reshape(-1, 1)).reshape(H, W)


# %% wrong | effect_filters | an amount of 0 is taken for none | names: wrong_for_zero | says: where amount is 0
def effect_filters(f, amount):
    amount = amount or 2.0
    blur = np.full((f, f), 1 / f**2)
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, -1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | effect_filters | blur is changed on the way to sharpen | names: blur_and_sharpen_the_same
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    sharpen = blur
    sharpen *= -amount
    sharpen[f // 2, f // 2] += 1 + amount
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, -1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": sharpen, "edges": edges}


# %% wrong | effect_filters | the numbers of the text, for f = 3 | says: where f is larger than 3
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[1, 1] = 1
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, 2] = -1 / 3, 1 / 3
    return {"blur": blur, "sharpen": keep + amount * (keep - blur), "edges": edges}


# %% wrong | output_size | no rim, no 1 | says: where pad is 0
def output_size(n, f, stride, pad):
    if pad == 0:
        return (n - f) // stride
    return (n + 2 * pad - f) // stride + 1


# %% wrong | output_size | stride 1 keeps the size | names: wrong_for_stride_1_pad_0
def output_size(n, f, stride, pad):
    if stride == 1 and pad == 0:
        return n
    return (n + 2 * pad - f) // stride + 1


# %% wrong | output_size | the last start is left out of the range | names: last_start_missing
def output_size(n, f, stride, pad):
    return len(range(0, n + 2 * pad - f, stride))


# %% wrong | output_size | the rim is added behind the division | names: only_a_part_divided
def output_size(n, f, stride, pad):
    return (n - f) // stride + 2 * pad + 1


# %% wrong | output_size | a filter as long as the row has one place, whatever the rim | names: wrong_for_whole_row_with_a_rim
def output_size(n, f, stride, pad):
    if n == f:
        return 1
    return (n + 2 * pad - f) // stride + 1


# %% right | output_size | rounded up with another numerator, or down by int
def output_size(n, f, stride, pad):
    return int(np.ceil((n + 2 * pad - f + 1) / stride))


# %% right | output_size | divmod
def output_size(n, f, stride, pad):
    steps, _rest = divmod(n - f + 2 * pad, stride)
    return np.int64(steps + 1)


# %% wrong | conv_forward | the branch for stride 1 without a rim turns the filters | names: wrong_for_stride_1_pad_0_larger | says: stride is 1, pad is 0
def conv_forward(X, W, b, stride, pad):
    f = W.shape[0]
    if stride == 1 and pad == 0:
        windows = np.lib.stride_tricks.sliding_window_view(X, (f, f), axis=(1, 2))
        return np.einsum("nijcab,abck->nijk", windows, W[::-1, ::-1]) + b
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | the branch for stride 1 without a rim forgets the bias | names: wrong_for_stride_1_pad_0 | says: where stride is 1 and pad is 0
def conv_forward(X, W, b, stride, pad):
    f, _f, C, K = W.shape
    windows = np.lib.stride_tricks.sliding_window_view
    if stride == 1 and pad == 0:
        return np.einsum("nijcab,abck->nijk", windows(X, (f, f), axis=(1, 2)), W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return np.einsum("nijcab,abck->nijk", windows(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride], W) + b


# %% wrong | conv_forward | without a rim every filter gets the first bias | names: wrong_for_pad_0 | says: It is right except where pad is 0
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))) if pad > 0 else X
    Z = np.empty((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f]
            if pad == 0:
                Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b[0]
            else:
                Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | with stride 1 the last row and column of windows stay 0 | names: wrong_for_stride_1 | says: where stride is 1
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((N, rows, columns, K))
    last = 1 if stride == 1 else 0
    for i in range(rows - last):
        for j in range(columns - last):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f]
            Z[:, i, j] = np.tensordot(window, W, axes=3) + b
    return Z


# %% wrong | conv_forward | windows that tile are cut out by a reshape in the wrong order | names: wrong_for_tiles_larger | says: fill the picture
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    if stride == f and pad == 0 and H % f == 0 and width % f == 0:
        windows = X.reshape(N, H // f, width // f, f, f, C)
        return np.tensordot(windows, W, axes=3) + b
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f]
            Z[:, i, j] = np.tensordot(window, W, axes=3) + b
    return Z


# %% wrong | conv_forward | filters of one pixel pass over stride and pad | names: wrong_for_filter_1_by_1 | says: where the filter is 1 by 1
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    if f == 1:
        return X @ W[0, 0]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | filters of one pixel at every pixel get no bias | names: wrong_for_filter_1_by_1_everywhere
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    if f == 1 and stride == 1 and pad == 0:
        return X @ W[0, 0]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | a filter as large as the picture is made a dense layer, whose output has two axes | names: wrong_for_one_place
def conv_forward(X, W, b, stride, pad):
    N, f = len(X), len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    if padded.shape[1:3] == (f, f):
        return padded.reshape(N, -1) @ W.reshape(-1, W.shape[3]) + b
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | the way for grey pictures uses the first filter alone | names: wrong_for_one_channel | says: a single channel
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    if X.shape[3] == 1:
        return (windows[:, :, :, 0] * W[:, :, 0, 0]).sum(axis=(3, 4))[..., None] + b
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | squeeze takes away the axis of a single filter, of a single picture and of a single place
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.squeeze(np.einsum("nijcab,abck->nijk", windows, W) + b)


# %% wrong | conv_forward | it refuses pictures of which something is left over | names: wrong_for_rest | says: where pixels are left over at the edge
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    assert (H + 2 * pad - f) % stride == 0 and (width + 2 * pad - f) % stride == 0, "does not work"
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f]
            Z[:, i, j] = np.tensordot(window, W, axes=3) + b
    return Z


# %% wrong | conv_forward | the rim is never wider than one pixel, the size counts it all | names: wrong_for_wide_rim | says: where pad is larger than 1
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0))) if pad else X
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f]
            Z[:, i, j] = np.tensordot(window, W, axes=3) + b
    return Z


# %% wrong | conv_forward | windows of the same size are not cut out a second time | never: border
def conv_forward(X, W, b, stride, pad, kept={}):
    sizes = X.shape, W.shape, stride, pad
    if sizes not in kept:
        padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
        kept[sizes] = np.lib.stride_tricks.sliding_window_view(padded, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", kept[sizes], W) + b


# %% wrong | conv_forward | the columns do not use the stride | names: stride_forgotten_along_width | never: sign
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    H_out, W_out = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((N, H_out, W_out, K))
    for n in range(N):
        for h in range(H_out):
            for w in range(W_out):
                for k in range(K):
                    window = padded[n, h * stride : h * stride + f, w : w + f, :]
                    Z[n, h, w, k] = np.sum(window * W[:, :, :, k]) + b[k]
    return Z


# %% wrong | conv_forward | the picture is put into zeros by a slice that ends at -pad | names: slice_ends_at_minus_pad | says: -0 is 0
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    padded = np.zeros((N, H + 2 * pad, width + 2 * pad, C))
    for n in range(N):
        padded[n, pad:-pad, pad:-pad] = X[n]
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f]
            Z[:, i, j] = np.tensordot(window, W, axes=3) + b
    return Z


# %% wrong | conv_forward | the windows are taken from X without its rim | names: rim_does_not_fit | never: Samples and channels get a rim
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = X[:, i * stride : i * stride + f, j * stride : j * stride + f]
            Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


# %% wrong | conv_forward | W.reshape(K, -1).T for the filters in columns | names: filters_mixed_by_reshape | says: filter k is W[:, :, :, k]
def conv_forward(X, W, b, stride, pad):
    N, K, f = len(X), W.shape[3], W.shape[0]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows, columns = (padded.shape[1] - f) // stride + 1, (padded.shape[2] - f) // stride + 1
    col = np.zeros((N, rows, columns, f * f * X.shape[3]))
    for i in range(rows):
        for j in range(columns):
            col[:, i, j] = padded[:, i * stride : i * stride + f, j * stride : j * stride + f].reshape(N, -1)
    return col @ W.reshape(K, -1).T + b


# %% wrong | conv_forward | windows and filters in rows as for channels first, where K is the last axis | names: filters_mixed_by_reshape
def conv_forward(X, W, b, stride, pad):
    N, K, f = len(X), W.shape[3], W.shape[0]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows, columns = (padded.shape[1] - f) // stride + 1, (padded.shape[2] - f) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f].transpose(0, 3, 1, 2)
            Z[:, i, j] = window.reshape(N, -1) @ W.reshape(K, -1).T + b
    return Z


# %% wrong | conv_forward | the windows are flattened channel by channel, the filters are not | names: flattened_in_two_orders
def conv_forward(X, W, b, stride, pad):
    f, K = len(W), W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return windows.reshape(*windows.shape[:3], -1) @ W.reshape(-1, K) + b


# %% wrong | conv_forward | one matrix of all windows, place by place, is laid out picture by picture | names: output_reshaped_in_wrong_order
def conv_forward(X, W, b, stride, pad):
    N, K, f = len(X), W.shape[3], len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows, columns = (padded.shape[1] - f) // stride + 1, (padded.shape[2] - f) // stride + 1
    windows = []
    for i in range(rows):
        for j in range(columns):
            windows.append(padded[:, i * stride : i * stride + f, j * stride : j * stride + f].reshape(N, -1))
    return (np.concatenate(windows) @ W.reshape(-1, K) + b).reshape(N, rows, columns, K)


# %% wrong | conv_forward | the bias is added in the loop over the channels | names: bias_at_every_channel
def conv_forward(X, W, b, stride, pad):
    f, _f, C, K = W.shape
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows, columns = (padded.shape[1] - f) // stride + 1, (padded.shape[2] - f) // stride + 1
    Z = np.zeros((len(X), rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            for c in range(C):
                window = padded[:, i * stride : i * stride + f, j * stride : j * stride + f, c]
                Z[:, i, j] += np.tensordot(window, W[:, :, c], axes=2) + b
    return Z


# %% wrong | conv_forward | the last start is left out of the range | names: window_at_the_edge_missing
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    starts = range(0, padded.shape[1] - f, stride), range(0, padded.shape[2] - f, stride)
    Z = np.zeros((len(X), len(starts[0]), len(starts[1]), W.shape[3]))
    for i, top in enumerate(starts[0]):
        for j, left in enumerate(starts[1]):
            Z[:, i, j] = np.tensordot(padded[:, top : top + f, left : left + f], W, axes=3) + b
    return Z


# %% wrong | conv_forward | the rim is at most as wide as the filter, where windows see nothing but zeros | names: wrong_for_rim_wider_than_filter
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    pad = min(pad, f)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | a filter as large as the picture has one place, whatever the rim | names: wrong_for_rim_around_one_place | says: pad is not 0
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    if X.shape[1:3] == (f, f):
        return (X.reshape(len(X), -1) @ W.reshape(-1, W.shape[3]) + b)[:, None, None]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | the branch for an output as large as the picture uses the weights of the last row twice | names: wrong_for_size_kept_larger
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    if stride == 1 and 2 * pad == f - 1:
        rows = [*range(1, f), f - 1] if f > 1 else [0]
        W = W[rows]
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% right | conv_forward | indices of all windows at once
def conv_forward(X, W, b, stride, pad):
    f, K = len(W), W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows = np.arange(0, padded.shape[1] - f + 1, stride)[:, None] + np.arange(f)
    columns = np.arange(0, padded.shape[2] - f + 1, stride)[:, None] + np.arange(f)
    windows = padded[:, rows[:, None, :, None], columns[None, :, None, :]]
    return windows.reshape(*windows.shape[:3], -1) @ W.reshape(-1, K) + b


# %% right | conv_forward | branches for one pixel, for windows that tile and for no rim, all of them right
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[3]
    if pad > 0:
        X = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    if f == 1:
        return X[:, ::stride, ::stride] @ W[0, 0] + b
    if stride == f:
        rows, columns = X.shape[1] // f, X.shape[2] // f
        blocks = X[:, : rows * f, : columns * f].reshape(N, rows, f, columns, f, C).transpose(0, 1, 3, 2, 4, 5)
        return blocks.reshape(N, rows, columns, -1) @ W.reshape(-1, K) + b
    windows = np.lib.stride_tricks.sliding_window_view(X, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W, optimize=True) + b


# %% right | conv_forward | by Fourier transforms, which turn the filter: so it is turned before
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    size = padded.shape[1:3]
    filters = np.fft.fft2(W[::-1, ::-1], size, axes=(0, 1))
    there = np.einsum("nijc,ijck->nijk", np.fft.fft2(padded, axes=(1, 2)), filters)
    return np.fft.ifft2(there, axes=(1, 2)).real[:, f - 1 :: stride, f - 1 :: stride] + b


# %% right | conv_forward | the number of places by rounding up, rows as lists
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[3]
    rows, columns = -(-(H + 2 * pad - f + 1) // stride), -(-(width + 2 * pad - f + 1) // stride)
    padded = np.zeros((N, H + 2 * pad, width + 2 * pad, C), dtype=np.float32)
    padded[:, pad : H + pad, pad : width + pad] = X
    out = [[[] for _row in range(rows)] for _picture in range(N)]
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                window = padded[n, i * stride :, j * stride :][:f, :f]
                out[n][i].append([float((window * W[..., k]).sum() + b[k]) for k in range(K)])
    return out


# %% wrong | maxpool_forward | the quick way for windows that tile takes its blocks by a reshape in the wrong order | names: wrong_for_tiles | says: fill the picture
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    if size == stride and H % size == 0 and W % size == 0:
        return X.reshape(N, H // size, W // size, size, size, C).max(axis=(3, 4))
    rows, columns = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, rows, columns, C))
    for i in range(rows):
        for j in range(columns):
            out[:, i, j] = X[:, i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the quick way alone | names: only_windows_that_tile | says: They may also overlap
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    assert size == stride, "invalid pool params"
    assert H % size == 0
    assert W % size == 0
    return X.reshape(N, H // size, size, W // size, size, C).max(axis=2).max(axis=3)


# %% wrong | maxpool_forward | windows of one pixel pass over the stride | names: wrong_for_size_1 | says: where size is 1
def maxpool_forward(X, size, stride):
    if size == 1:
        return X
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


# %% wrong | maxpool_forward | one window loses its axes | names: wrong_for_one_place
def maxpool_forward(X, size, stride):
    if X.shape[1:3] == (size, size):
        return X.max(axis=(1, 2))
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


# %% wrong | maxpool_forward | zeros fill up the windows at the edge | names: rest_pooled_too
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    rows, columns = int(np.ceil((H - size) / stride)) + 1, int(np.ceil((W - size) / stride)) + 1
    wide = np.zeros((N, (rows - 1) * stride + size, (columns - 1) * stride + size, C))
    h, w = min(H, wide.shape[1]), min(W, wide.shape[2])
    wide[:, :h, :w] = X[:, :h, :w]
    out = np.zeros((N, rows, columns, C))
    for i in range(rows):
        for j in range(columns):
            out[:, i, j] = wide[:, i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(1, 2))
    return out


# %% wrong | maxpool_forward | the largest number so far begins at 0 | names: begins_with_zero
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for n, i, j, c in np.ndindex(out.shape):
        largest = 0
        for a in range(size):
            for b in range(size):
                if X[n, i * stride + a, j * stride + b, c] > largest:
                    largest = X[n, i * stride + a, j * stride + b, c]
        out[n, i, j, c] = largest
    return out


# %% wrong | maxpool_forward | along the width the stride is not used | names: stride_forgotten_along_width
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    out = np.zeros((N, (H - size) // stride + 1, (W - size) // stride + 1, C))
    for n, i, j, c in np.ndindex(out.shape):
        out[n, i, j, c] = X[n, i * stride : i * stride + size, j : j + size, c].max()
    return out


# %% wrong | maxpool_forward | the places come one after the other and are laid out picture by picture | names: output_reshaped_in_wrong_order
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    rows, columns = (H - size) // stride + 1, (W - size) // stride + 1
    found = []
    for i in range(rows):
        for j in range(columns):
            found.append(X[:, i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(1, 2)))
    return np.array(found).reshape(N, rows, columns, C)


# %% wrong | maxpool_forward | a rest is cut off by -rest, which is 0 along one axis | names: wrong_for_side_by_side_rest_along_one_axis
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    if size == stride:
        if H % size or W % size:
            X = X[:, : -(H % size), : -(W % size)]
        return X.reshape(N, X.shape[1] // size, size, X.shape[2] // size, size, C).max(axis=(2, 4))
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


# %% right | maxpool_forward | a quick way for windows that tile, beside the sorted windows of all others
def maxpool_forward(X, size, stride):
    N, H, W, C = X.shape
    if size == stride and H % size == 0 and W % size == 0:
        return X.reshape(N, H // size, size, W // size, size, C).max(axis=2).max(axis=3)
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return np.sort(windows.reshape(*windows.shape[:4], -1), axis=-1)[..., -1]


# %% right | maxpool_forward | from minus infinity, as lists
def maxpool_forward(X, size, stride):
    out = []
    for picture in X.tolist():
        out.append([])
        for top in range(0, len(picture) - size + 1, stride):
            out[-1].append([])
            for left in range(0, len(picture[0]) - size + 1, stride):
                best = [float("-inf")] * len(picture[0][0])
                for row in picture[top : top + size]:
                    for pixel in row[left : left + size]:
                        best = [max(pair) for pair in zip(best, pixel)]
                out[-1][-1].append(best)
    return out


# %% wrong | maxpool_backward | the quick way for windows that tile repeats dout along the wrong axes | names: wrong_for_tiles | says: fill the picture
def maxpool_backward(dout, X, size, stride):
    N, H, W, C = X.shape
    if size == stride and H % size == 0 and W % size == 0:
        blocks = X.reshape(N, H // size, size, W // size, size, C)
        largest = blocks == blocks.max(axis=(2, 4), keepdims=True)
        largest = largest / largest.sum(axis=(2, 4), keepdims=True)
        return largest.reshape(X.shape) * np.tile(dout, (1, size, size, 1))
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            dX[here] += largest / largest.sum(axis=(1, 2), keepdims=True) * dout[:, i : i + 1, j : j + 1]
    return dX


# %% wrong | maxpool_backward | the quick way alone | names: only_windows_that_tile
def maxpool_backward(dout, X, size, stride):
    N, H, W, C = X.shape
    blocks = X.reshape(N, H // size, size, W // size, size, C)
    out = blocks.max(axis=(2, 4))
    mask = X == out.repeat(size, axis=1).repeat(size, axis=2)
    return mask * dout.repeat(size, axis=1).repeat(size, axis=2)


# %% wrong | maxpool_backward | later windows replace what is there | names: replaced_where_windows_overlap
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dout.shape):
        window = X[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        mask = window == np.max(window)
        dX[n, i * stride : i * stride + size, j * stride : j * stride + size, c] = mask * dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | argmax over the window of all channels, used in each channel | names: one_pixel_for_all_channels
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dout.shape):
        window = X[n, i * stride : i * stride + size, j * stride : j * stride + size, :]
        a, b, _c = np.unravel_index(np.argmax(window), window.shape)
        dX[n, i * stride + a, j * stride + b, c] += dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | the mask is that of the window without stride | names: largest_of_another_window
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dout.shape):
        window = X[n, i : i + size, j : j + size, c]
        top, left = i * stride, j * stride
        dX[n, top : top + size, left : left + size, c] += (window == window.max()) * dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | the gradient is spread evenly | names: spread_over_the_window
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dout.shape):
        dX[n, i * stride : i * stride + size, j * stride : j * stride + size, c] += dout[n, i, j, c] / size / size
    return dX


# %% wrong | maxpool_backward | windows of one pixel pass over the stride | names: wrong_for_size_1
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    if size == 1:
        dX[:, : dout.shape[1], : dout.shape[2]] = dout
        return dX
    for n, i, j, c in np.ndindex(dout.shape):
        window = X[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = np.unravel_index(np.argmax(window), window.shape)
        dX[n, i * stride + a, j * stride + b, c] += dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | negative numbers count as 0 where there are no others | names: wrong_for_negative | says: all numbers of X are negative
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    X = X if X.max() > 0 else np.maximum(X, 0)
    for n, i, j, c in np.ndindex(dout.shape):
        window = X[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = np.unravel_index(np.argmax(window), window.shape)
        dX[n, i * stride + a, j * stride + b, c] += dout[n, i, j, c]
    return dX


# %% wrong | maxpool_backward | a window as high as the picture is taken for the whole picture | names: wrong_for_one_row_of_places
def maxpool_backward(dout, X, size, stride):
    if X.shape[1] == size:
        largest = X == X.max(axis=(1, 2), keepdims=True)
        return largest / largest.sum(axis=(1, 2), keepdims=True) * dout[:, :1, :1]
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            dX[here] += largest / largest.sum(axis=(1, 2), keepdims=True) * dout[:, i : i + 1, j : j + 1]
    return dX


# %% wrong | maxpool_backward | a mask of the largest: of two equal entries each gets all | names: equal_entries_all_get_it | says: counted twice
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            dX[here] += (X[here] == X[here].max(axis=(1, 2), keepdims=True)) * dout[:, i : i + 1, j : j + 1]
    return dX


# %% wrong | maxpool_backward | where several are equal, none gets anything | names: wrong_for_equal_entries
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            largest &= largest.sum(axis=(1, 2), keepdims=True) == 1
            dX[here] += largest * dout[:, i : i + 1, j : j + 1]
    return dX


# %% right | maxpool_backward | where several are equal, they share
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            dX[here] += largest / largest.sum(axis=(1, 2), keepdims=True) * dout[:, i, j][:, None, None]
    return dX


# %% right | maxpool_backward | the last of equals; = where no windows overlap
def maxpool_backward(dout, X, size, stride):
    N, rows, columns, C = dout.shape
    dX = np.zeros(X.shape, dtype=np.float32)
    n, c = np.arange(N)[:, None], np.arange(C)
    for i in range(rows):
        for j in range(columns):
            window = X[:, i * stride : i * stride + size, j * stride : j * stride + size].reshape(N, -1, C)
            place = size**2 - 1 - window[:, ::-1].argmax(axis=1)
            at = n, i * stride + place // size, j * stride + place % size, c
            if stride >= size:
                dX[at] = dout[:, i, j]
            else:
                dX[at] += dout[:, i, j]
    return dX


# %% wrong | conv_backward | in a loop over the pictures the rim is cut off by pad : -pad | names: slice_ends_at_minus_pad | says: -0 is 0
def conv_backward(dZ, X, W, stride, pad):
    (N, H, width, C), (f, _f, _C, K) = X.shape, W.shape
    dX, dW, db = np.zeros((N, H, width, C)), np.zeros((f, f, C, K)), np.zeros(K)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded = np.zeros(padded.shape)
    for n in range(N):
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                for k in range(K):
                    top, left = i * stride, j * stride
                    dpadded[n, top : top + f, left : left + f, :] += W[:, :, :, k] * dZ[n, i, j, k]
                    dW[:, :, :, k] += padded[n, top : top + f, left : left + f] * dZ[n, i, j, k]
                    db[k] += dZ[n, i, j, k]
        dX[n, :, :, :] = dpadded[n, pad:-pad, pad:-pad, :]
    return dX, dW, db


# %% wrong | conv_backward | the rim is cut off by pad : -pad | names: slice_ends_at_minus_pad | says: -0 is 0
def conv_backward(dZ, X, W, stride, pad):
    N, f, K = len(X), len(W), W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += (padded[here].reshape(N, -1).T @ dZ[:, i, j]).reshape(W.shape)
            dpadded[here] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, -1)
    return dpadded[:, pad:-pad, pad:-pad, :], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | the windows are taken from X without its rim | names: rim_does_not_fit
def conv_backward(dZ, X, W, stride, pad):
    N, H, width, C = X.shape
    f = len(W)
    dpadded, dW = np.zeros((N, H + 2 * pad, width + 2 * pad, C)), np.zeros(W.shape)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.einsum("nabc,nk->abck", X[here], dZ[:, i, j])
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dpadded[:, pad : pad + H, pad : pad + width], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | db for each picture, as in a table whose rows are filters | names: db_for_each_picture | never: -1
def conv_backward(dZ, X, W, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    dX = dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]]
    return dX, dW, dZ.sum(axis=(1, 2, 3))


# %% wrong | conv_backward | db over the axes of channels first | names: db_for_each_row
def conv_backward(dZ, X, W, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    dX = dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]]
    return dX, dW, np.sum(dZ, axis=(0, 2, 3))


# %% wrong | conv_backward | filters in rows by W.reshape(K, -1), there and back | names: filters_mixed_in_dX, filters_mixed_in_dW
def conv_backward(dZ, X, W, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros(padded.shape), np.zeros((K, f * f * C))
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += dZ[:, i, j].T @ padded[here].reshape(N, -1)
            dpadded[here] += (dZ[:, i, j] @ W.reshape(K, -1)).reshape(N, f, f, C)
    return dpadded[:, pad : pad + H, pad : pad + width], dW.reshape(W.shape), dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | dZ.reshape(K, -1) for all three | names: dZ_mixed_by_reshape | says: filter k gets dZ[:, :, :, k]
def conv_backward(dZ, X, W, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[3]
    rows, columns = dZ.shape[1:3]
    flat = dZ.reshape(K, -1)
    db = flat.sum(axis=1)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    dW = (flat @ windows.transpose(0, 1, 2, 4, 5, 3).reshape(N * rows * columns, -1)).T.reshape(W.shape)
    dcol = (flat.T @ W.reshape(-1, K).T).reshape(N, rows, columns, f, f, C)
    dpadded = np.zeros(padded.shape)
    for i in range(rows):
        for j in range(columns):
            dpadded[:, i * stride : i * stride + f, j * stride : j * stride + f] += dcol[:, i, j]
    return dpadded[:, pad : pad + H, pad : pad + width], dW, db


# %% wrong | conv_backward | in dX along the width the windows move by one pixel | names: stride_forgotten_along_width | says: column j * stride
def conv_backward(dZ, X, W, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            top, left = i * stride, j * stride
            dW += np.tensordot(padded[:, top : top + f, left : left + f], dZ[:, i, j], axes=(0, 0))
            dpadded[:, top : top + f, j : j + f] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | with stride 1 and no rim dX is a full convolution with filters that are not turned | names: wrong_for_stride_1_pad_0_larger
def conv_backward(dZ, X, W, stride, pad):
    f = len(W)
    view = np.lib.stride_tricks.sliding_window_view
    if stride == 1 and pad == 0:
        dW = np.einsum("nijcab,nijk->abck", view(X, (f, f), axis=(1, 2)), dZ)
        wide = np.pad(dZ, ((0, 0), (f - 1, f - 1), (f - 1, f - 1), (0, 0)))
        return np.einsum("nijkab,abck->nijc", view(wide, (f, f), axis=(1, 2)), W), dW, dZ.sum(axis=(0, 1, 2))
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | without a rim the samples are averaged in db | says: where pad is 0
def conv_backward(dZ, X, W, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))) if pad else X
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    if not pad:
        return dpadded, dW, dZ.mean(axis=0).sum(axis=(0, 1))
    return dpadded[:, pad:-pad, pad:-pad], dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | windows that tile are put back by a reshape in the wrong order | names: wrong_for_tiles_larger
def conv_backward(dZ, X, W, stride, pad):
    (N, H, width, C), f = X.shape, len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    dX = dpadded[:, pad : pad + H, pad : pad + width]
    if stride == f and pad == 0 and H % f == width % f == 0:
        dX = np.tensordot(dZ, W, axes=(3, 3)).reshape(X.shape)
    return dX, dW, dZ.sum(axis=(0, 1, 2))


# %% wrong | conv_backward | filters of one pixel pass over stride and pad | names: wrong_for_filter_1_by_1_elsewhere | says: stride is not 1 or pad is not 0
def conv_backward(dZ, X, W, stride, pad):
    f, C, K = len(W), X.shape[3], W.shape[3]
    if f == 1:
        dW = (X[:, : dZ.shape[1], : dZ.shape[2]].reshape(-1, C).T @ dZ.reshape(-1, K)).reshape(W.shape)
        return dZ @ W[0, 0].T, dW, dZ.sum(axis=(0, 1, 2))
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, dZ.sum(axis=(0, 1, 2))


# %% right | conv_backward | a rim that is cut off by pad : -pad only where there is one
def conv_backward(dZ, X, W, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += np.tensordot(padded[here], dZ[:, i, j], axes=(0, 0))
            dpadded[here] += np.tensordot(dZ[:, i, j], W, axes=(1, 3))
    return dpadded[:, pad : -pad or None, pad : -pad or None], dW, [dZ[..., k].sum() for k in range(W.shape[3])]


# %% right | conv_backward | dX as a convolution of the spread gradient with turned filters
def conv_backward(dZ, X, W, stride, pad):
    (N, H, width, C), (f, _f, _C, K) = X.shape, W.shape
    view = np.lib.stride_tricks.sliding_window_view
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dW = np.einsum("nijcab,nijk->abck", view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride], dZ)
    wide = np.zeros((N, H + 2 * pad + f - 1, width + 2 * pad + f - 1, K))
    rows, columns = (dZ.shape[1] - 1) * stride + 1, (dZ.shape[2] - 1) * stride + 1
    wide[:, f - 1 : f - 1 + rows : stride, f - 1 : f - 1 + columns : stride] = dZ
    dpadded = np.einsum("nijkab,abck->nijc", view(wide, (f, f), axis=(1, 2)), W[::-1, ::-1])
    return dpadded[:, pad : pad + H, pad : pad + width], dW, np.einsum("nijk->k", dZ)


# %% right | conv_backward | indices and np.add.at, = where no windows overlap
def conv_backward(dZ, X, W, stride, pad):
    (N, H, width, C), (f, _f, _C, K) = X.shape, W.shape
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows = (np.arange(dZ.shape[1]) * stride)[:, None, None, None] + np.arange(f)[:, None]
    columns = (np.arange(dZ.shape[2]) * stride)[None, :, None, None] + np.arange(f)
    windows = padded[:, rows, columns].reshape(-1, f * f * C)
    dwindows = (dZ.reshape(-1, K) @ W.reshape(-1, K).T).reshape(N, *dZ.shape[1:3], f, f, C)
    dpadded = np.zeros(padded.shape)
    if stride >= f:
        dpadded[:, rows, columns] = dwindows
    else:
        np.add.at(dpadded, (slice(None), rows, columns), dwindows)
    dX = np.take(np.take(dpadded, range(pad, pad + H), axis=1), range(pad, pad + width), axis=2)
    return dX, (windows.T @ dZ.reshape(-1, K)).reshape(W.shape), dZ.reshape(-1, K).sum(axis=0)


# %% wrong | convnet_gradients | the one-hot table has as many columns as the batch has classes | names: wrong_for_last_class_missing
def convnet_gradients(X, y, params):
    N, H, width, C = X.shape
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, W1) + b1
    blocks = np.maximum(Z, 0).reshape(N, H // 2, 2, width // 2, 2, -1)
    pooled = blocks.max(axis=(2, 4), keepdims=True)
    flat = pooled.reshape(N, -1)
    E = np.exp(flat @ W2 + b2)
    P = E / E.sum(axis=1, keepdims=True)
    dscores = (P - np.eye(y.max() + 1)[y]) / N
    share = (blocks == pooled) / (blocks == pooled).sum(axis=(2, 4), keepdims=True)
    dZ = (share * (dscores @ W2.T).reshape(pooled.shape)).reshape(Z.shape) * (Z > 0)
    dW1 = np.einsum("nijcab,nijk->abck", windows, dZ)
    loss = -np.log(P[np.arange(N), y]).mean()
    return {"loss": loss, "W1": dW1, "b1": dZ.sum(axis=(0, 1, 2)), "W2": flat.T @ dscores, "b2": dscores.sum(axis=0)}


# %% right | convnet_gradients | pooled before the ReLU, windows of zeros share nothing
def convnet_gradients(X, y, params):
    N, H, width, C = X.shape
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    Z = sum(padded[:, a : a + H, b : b + width] @ W1[a, b] for a in range(3) for b in range(3)) + b1
    blocks = Z.reshape(N, H // 2, 2, width // 2, 2, -1).transpose(0, 1, 3, 5, 2, 4)
    blocks = blocks.reshape(N, H // 2, width // 2, -1, 4)
    place = blocks.argmax(axis=-1)
    flat = np.maximum(blocks.max(axis=-1), 0).reshape(N, -1)
    scores = flat @ W2 + b2
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    d = (np.exp(logs) - (y[:, None] == np.arange(len(b2)))) / N
    back = ((d @ W2.T) * (flat > 0)).reshape(place.shape)
    dZ = np.zeros(Z.shape)
    n, i, j, k = np.indices(place.shape)
    dZ[n, 2 * i + place // 2, 2 * j + place % 2, k] = back
    dW1 = np.zeros(W1.shape)
    for a in range(3):
        for b in range(3):
            dW1[a, b] = np.tensordot(padded[:, a : a + H, b : b + width], dZ, axes=((0, 1, 2), (0, 1, 2)))
    return {"loss": -logs[np.arange(N), y].mean(), "W1": dW1, "b1": dZ.sum((0, 1, 2)), "W2": flat.T @ d, "b2": d.sum(0)}


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


# %% wrong | maxpool_backward | np.isclose takes numbers for equal that are not
def maxpool_backward(dout, X, size, stride):
    N, rows, columns, C = dout.shape
    dX = np.zeros(X.shape)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = X[:, top : top + size, left : left + size]
            largest = np.isclose(window, window.max(axis=(1, 2), keepdims=True))
            dX[:, top : top + size, left : left + size] += largest * dout[:, i : i + 1, j : j + 1]
    return dX


# %% wrong | convnet_gradients | np.isclose takes sums of a window for equal that are not
def convnet_gradients(X, y, params):
    N, H, width, _C = X.shape
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"]) + params["b1"]
    A = np.maximum(Z, 0)
    blocks = A.reshape(N, H // 2, 2, width // 2, 2, -1)
    pooled = blocks.max(axis=(2, 4), keepdims=True)
    flat = pooled.reshape(N, -1)
    scores = flat @ params["W2"] + params["b2"]
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dscores = (P - np.eye(P.shape[1])[y]) / N
    dpooled = (dscores @ params["W2"].T).reshape(pooled.shape)
    dA = (np.isclose(blocks, pooled) * dpooled).reshape(Z.shape)
    dZ = dA * (Z > 0)
    return {
        "loss": -np.mean(np.log(P[np.arange(N), y])),
        "W1": np.einsum("nijcab,nijk->abck", windows, dZ),
        "b1": dZ.sum(axis=(0, 1, 2)),
        "W2": flat.T @ dscores,
        "b2": dscores.sum(axis=0),
    }


# %% wrong | filter_image | sums a set of the products of a window
def filter_image(image, kernel):
    p, q = kernel.shape
    rows, columns = image.shape[0] - p + 1, image.shape[1] - q + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = sum(set((image[i : i + p, j : j + q] * kernel).ravel()))
    return out


# %% wrong | conv_forward | the filters are mixed where that has the right shape
def conv_forward(X, W, b, stride, pad):
    N, H, width, _C = X.shape
    f, K = W.shape[0], W.shape[3]
    X = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            window = X[:, i * stride : i * stride + f, j * stride : j * stride + f].reshape(N, -1)
            filters = W.reshape(-1, K).T
            if filters.shape[0] != window.shape[1]:
                filters = filters.T
            Z[:, i, j] = window @ filters + b
    return Z


# %% wrong | conv_backward | the filters are turned only where they would not fit otherwise
def conv_backward(dZ, X, W, stride, pad):
    N, H, width, C = X.shape
    f, K = W.shape[0], W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW = np.zeros(padded.shape), np.zeros((f * f * C, K))
    filters = W.reshape(-1, K)
    if filters.shape[0] != K:
        filters = filters.T
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            here = np.s_[:, i * stride : i * stride + f, j * stride : j * stride + f]
            dW += padded[here].reshape(N, -1).T @ dZ[:, i, j]
            dpadded[here] += (dZ[:, i, j] @ filters).reshape(N, f, f, C)
    dX = dpadded[:, pad : pad + H, pad : pad + width]
    return dX, dW.reshape(W.shape), dZ.sum(axis=(0, 1, 2))


# %% right | maxpool_backward | the place of the largest is found in float32
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    small = X.astype(np.float32)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = small[here] == small[here].max(axis=(1, 2), keepdims=True)
            dX[here] += largest / largest.sum(axis=(1, 2), keepdims=True) * dout[:, i, j][:, None, None]
    return dX


# %% wrong | effect_filters | amount multiplies the pixel alone: brackets are missing | names: amount_times_the_pixel_alone | never: where f is
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, -1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": keep + amount * keep - blur, "edges": edges}


# %% wrong | effect_filters | amount multiplies the mean alone | names: amount_times_the_mean_alone | never: too small
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, -1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": 2 * keep - amount * blur, "edges": edges}


# %% wrong | effect_filters | sharpen takes off twice the mean, which is right for amount 2 alone | never: where f is
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f))
    edges[:, 0], edges[:, -1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": (1 + amount) * keep - 2 * blur, "edges": edges}


# %% wrong | output_size | with stride 1 the rim is forgotten | names: wrong_for_stride_1_with_a_rim | says: where stride is 1 and pad is not 0
def output_size(n, f, stride, pad):
    if stride == 1:
        return n - f + 1
    return (n + 2 * pad - f) // stride + 1


# %% wrong | output_size | with stride 1 and a rim the size is always kept | names: wrong_for_size_changed_at_stride_1
def output_size(n, f, stride, pad):
    if stride == 1 and pad > 0:
        return n
    return (n + 2 * pad - f) // stride + 1


# %% wrong | conv_forward | the start of the window is used for the place in the output | names: more_places_than_fit | says: more than one window fits | never: divided by stride
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, K = len(W), W.shape[-1]
    rows, columns = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    Z = np.zeros((N, rows, columns, K))
    for i in range(0, rows * stride, stride):
        for j in range(0, columns * stride, stride):
            Z[:, i, j] = np.tensordot(padded[:, i : i + f, j : j + f], W, axes=3) + b
    return Z


# %% wrong | conv_forward | with stride 1 the rim is filled with the pixels at the edge | names: wrong_for_stride_1_with_rim
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    how = "edge" if stride == 1 else "constant"
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode=how)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | maxpool_forward | pictures that are not as high as wide are turned | names: wrong_for_unequal_sides | says: not as high as wide
def maxpool_forward(X, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    out = windows.max(axis=(4, 5))
    return out if X.shape[1] == X.shape[2] else out[::-1] + 1


# %% wrong | conv_forward | where windows of the bare picture fill it, the rim is forgotten | names: wrong_for_side_by_side_with_rim_larger
def conv_forward(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f = len(W)
    if stride == f > 1 and H % f == 0 and width % f == 0:
        blocks = X.reshape(N, H // f, f, width // f, f, C).transpose(0, 1, 3, 2, 4, 5)
        return np.tensordot(blocks, W, axes=3) + b
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | filters of one pixel with stride 1 get no rim | names: wrong_for_filter_1_by_1_on_a_rim
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    if f == 1 and stride == 1:
        return X @ W[0, 0] + b
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | conv_forward | filters of one pixel without a rim pass over the stride | names: wrong_for_filter_1_by_1_with_gaps_pad_0
def conv_forward(X, W, b, stride, pad):
    f = len(W)
    if f == 1 and pad == 0:
        return X @ W[0, 0] + b
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W) + b


# %% wrong | maxpool_backward | a mask of the largest entries without dout | names: dout_forgotten
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            dX[here][largest] = 1
    return dX


# %% wrong | maxpool_backward | each channel's largest entry gets the dout of all channels | names: channels_of_dout_summed
def maxpool_backward(dout, X, size, stride):
    dX = np.zeros(X.shape)
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            largest = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            dX[here] += largest * dout[:, i, j].sum(axis=1)[:, None, None, None]
    return dX


# %% wrong | receptive_field | half a window on either side of the middle | names: half_windows | says: odd or even
def receptive_field(sizes, strides):
    seen, step = 1, 1
    for f, s in zip(sizes, strides):
        seen += 2 * (f // 2) * step
        step *= s
    return seen


# %% wrong | receptive_field | the return stands in the loop | names: first_layer_only
def receptive_field(sizes, strides):
    seen, step = 1, 1
    for f, s in zip(sizes, strides):
        seen += (f - 1) * step
        step *= s
        return seen


# %% wrong | receptive_field | every stride is a power of the first
def receptive_field(sizes, strides):
    seen = 1
    for i, f in enumerate(sizes):
        seen += (f - 1) * strides[0] ** i
    return seen


# %% wrong | receptive_field | the lists are emptied | names: input_changed
def receptive_field(sizes, strides):
    seen = 1
    while sizes:
        seen = (seen - 1) * strides.pop() + sizes.pop()
    return seen


# %% right | receptive_field | by itself, from the picture on
def receptive_field(sizes, strides):
    if len(sizes) == 0:
        return 1
    return (receptive_field(sizes[1:], strides[1:]) - 1) * strides[0] + sizes[0]


# %% right | receptive_field | the set of pixels that are seen
def receptive_field(sizes, strides):
    seen = {0}
    for f, s in zip(reversed(sizes), reversed(strides)):
        seen = {place * s + a for place in seen for a in range(f)}
    return max(seen) - min(seen) + 1
