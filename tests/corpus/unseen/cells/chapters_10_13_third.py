# %% right | lstm_step | split in four
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% right | lstm_step | loop over samples and neurons
def lstm_step(x, h, c, Wx, Wh, b):
    N, H = h.shape
    h_new, c_new = np.zeros((N, H)), np.zeros((N, H))
    sig = lambda a: 1 / (1 + np.exp(-a))
    for n in range(N):
        z = b + x[n] @ Wx + h[n] @ Wh
        for k in range(H):
            c_new[n, k] = sig(z[H + k]) * c[n, k] + sig(z[k]) * np.tanh(z[2 * H + k])
            h_new[n, k] = sig(z[3 * H + k]) * np.tanh(c_new[n, k])
    return h_new, c_new


# %% right | lstm_step | one matrix of both inputs, blocks by reshape
def lstm_step(x, h, c, Wx, Wh, b):
    N, H = h.shape
    z = (np.hstack([x, h]) @ np.vstack([Wx, Wh]) + b).reshape(N, 4, H)
    gates = 1 / (1 + np.exp(-z))
    c_new = gates[:, 1] * c + gates[:, 0] * np.tanh(z[:, 2])
    return [gates[:, 3] * np.tanh(c_new), c_new]


# %% wrong | lstm_step | c_new and h_new exchanged in the return
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i, f, g, o = sigmoid(z[:, :H]), sigmoid(z[:, H : 2 * H]), np.tanh(z[:, 2 * H : 3 * H]), sigmoid(z[:, 3 * H :])
    c_new = f * c + i * g
    return c_new, o * np.tanh(c_new)


# %% wrong | lstm_step | order i, f, o, g
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i, f, o, g = sigmoid(z[:, :H]), sigmoid(z[:, H : 2 * H]), sigmoid(z[:, 2 * H : 3 * H]), np.tanh(z[:, 3 * H :])
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new


# %% wrong | lstm_step | sigmoid for all four
def lstm_step(x, h, c, Wx, Wh, b):
    z = 1 / (1 + np.exp(-(x @ Wx + h @ Wh + b)))
    i, f, g, o = np.split(z, 4, axis=1)
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new


# %% wrong | lstm_step | no tanh around the new cell
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_new, c_new


# %% wrong | lstm_step | the old cell is shown
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c_new


# %% wrong | lstm_step | forget gate 1 - f
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = (1 - sigmoid(f)) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% wrong | lstm_step | i and f exchanged
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    f, i, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% wrong | lstm_step | h and Wh forgotten: only the input
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + b, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% wrong | lstm_step | the blocks interleaved: every fourth column
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    z = x @ Wx + h @ Wh + b
    i, f, g, o = z[:, 0::4], z[:, 1::4], z[:, 2::4], z[:, 3::4]
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% wrong | lstm_step | blocks cut off by one, from D columns
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    H = x.shape[1]
    z = x @ Wx + h @ Wh + b
    i, f, g, o = z[:, :H], z[:, H : 2 * H], z[:, 2 * H : 3 * H], z[:, 3 * H :]
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% wrong | lstm_step | the old state in place of the old cell
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = sigmoid(f) * h + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new


# %% wrong | lstm_step | c is changed in place
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c *= sigmoid(f)
    c += sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


# %% wrong | lstm_step | matrix product of the gate and the cell
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c_new = sigmoid(f) @ c + sigmoid(i) @ np.tanh(g)
    return sigmoid(o) @ np.tanh(c_new), c_new


# %% right | lstm_step_backward | hstack
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% right | lstm_step_backward | sample by sample
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    N, H = h.shape
    dh, dc = [], []
    dWx, dWh, db = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape)
    for n in range(N):
        z = x[n] @ Wx + h[n] @ Wh + b
        s = 1 / (1 + np.exp(-z))
        i, f, o, g = s[:H], s[H : 2 * H], s[3 * H :], np.tanh(z[2 * H : 3 * H])
        t = np.tanh(f * c[n] + i * g)
        a = dc_new[n] + dh_new[n] * o * (1 - t * t)
        dz = np.concatenate((a * g * i * (1 - i), a * c[n] * f * (1 - f), a * i * (1 - g * g), dh_new[n] * t * o * (1 - o)))
        dh.append(Wh @ dz)
        dc.append(a * f)
        dWx += np.outer(x[n], dz)
        dWh += np.outer(h[n], dz)
        db += dz
    return np.array(dh), np.array(dc), dWx, dWh, db


# %% right | lstm_step_backward | prepared dz, einsum, slope of tanh by cosh
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    N, H = h.shape
    z = np.einsum("nd,dk->nk", x, Wx) + np.einsum("nh,hk->nk", h, Wh) + b
    dz = np.empty(z.shape)
    i, f, o = (1 / (1 + np.exp(-z[:, k * H : (k + 1) * H])) for k in (0, 1, 3))
    g = np.tanh(z[:, 2 * H : 3 * H])
    cell = f * c + i * g
    dcell = dc_new + dh_new * o / np.cosh(cell) ** 2
    dz[:, :H] = dcell * g * (i - i**2)
    dz[:, H : 2 * H] = dcell * c * (f - f**2)
    dz[:, 2 * H : 3 * H] = dcell * i / np.cosh(z[:, 2 * H : 3 * H]) ** 2
    dz[:, 3 * H :] = dh_new * np.tanh(cell) * (o - o**2)
    return np.einsum("nk,hk->nh", dz, Wh), f * dcell, np.einsum("nd,nk->dk", x, dz), np.einsum("nh,nk->hk", h, dz), dz.sum(0)


# %% wrong | lstm_step_backward | dc_new is forgotten
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | the slope of tanh of the cell is 1 - c_new^2
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    c_new = f * c + i * g
    a = dc_new + dh_new * o * (1 - c_new**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * np.tanh(c_new) * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | the slopes of the gates are missing
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g, a * c, a * i, dh_new * tc])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | a sigmoid slope for g
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * g * (1 - g), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | a also for the output gate
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), a * tc * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | dc = a without f
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, a, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | db is a mean and dc takes the wrong gradient
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, dc_new * f, x.T @ dz, h.T @ dz, dz.mean(axis=0)


# %% wrong | lstm_step_backward | the new cell in the forget gate's gradient
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    c = f * c + i * g
    tc = np.tanh(c)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | the wrong order of results: dWx first
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)])
    return x.T @ dz, h.T @ dz, dz.sum(axis=0), dz @ Wh.T, a * f


# %% wrong | lstm_step_backward | dz_i and dz_g take each other's factor
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * i * i * (1 - i), a * c * f * (1 - f), a * g * (1 - g**2), dh_new * tc * o * (1 - o)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | dz stacked in the order i, f, o, g
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dzi, dzf, dzg, dzo = a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g**2), dh_new * tc * o * (1 - o)
    dz = np.hstack([dzi, dzf, dzo, dzg])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% wrong | lstm_step_backward | the slopes taken of the sums: zi (1 - zi)
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    zi, zf, zg, zo = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
    tc = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - tc**2)
    dz = np.hstack([a * g * zi * (1 - zi), a * c * zf * (1 - zf), a * i * (1 - zg**2), dh_new * tc * zo * (1 - zo)])
    return dz @ Wh.T, a * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)


# %% right | beam_step | sorted list of tuples
def beam_step(scores, log_p, width):
    options = []
    for r in range(len(scores)):
        for k in range(log_p.shape[1]):
            options.append((scores[r] + log_p[r, k], r, k))
    options.sort(reverse=True)
    best = options[:width]
    return [b[1] for b in best], [b[2] for b in best], [b[0] for b in best]


# %% right | beam_step | divmod
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    place = np.argsort(-total, axis=None)[:width]
    rows, letters = divmod(place, log_p.shape[1])
    return rows, letters, total.ravel()[place]


# %% right | beam_step | one maximum after the other
def beam_step(scores, log_p, width):
    total = (scores.reshape(-1, 1) + log_p).astype(float)
    rows, letters, new = [], [], []
    for _ in range(min(width, total.size)):
        r, k = np.unravel_index(total.argmax(), total.shape)
        rows.append(r)
        letters.append(k)
        new.append(total[r, k])
        total[r, k] = -np.inf
    return np.array(rows), np.array(letters), np.array(new)


# %% wrong | beam_step | scores forgotten
def beam_step(scores, log_p, width):
    place = np.argsort(-log_p, axis=None)[:width]
    rows, letters = np.unravel_index(place, log_p.shape)
    return rows, letters, log_p[rows, letters]


# %% wrong | beam_step | worst first: ascending
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    place = np.argsort(total, axis=None)[:width]
    return place // log_p.shape[1], place % log_p.shape[1], total.flatten()[place]


# %% wrong | beam_step | the best, but in ascending order
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    place = np.argsort(total, axis=None)[-width:]
    return place // log_p.shape[1], place % log_p.shape[1], total.flatten()[place]


# %% wrong | beam_step | // and % with K
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    K = len(scores)
    place = np.argsort(-total, axis=None)[:width]
    return place // K, place % K, total.flatten()[place]


# %% wrong | beam_step | row and column exchanged
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    V = log_p.shape[1]
    place = np.argsort(-total, axis=None)[:width]
    return place % V, place // V, total.flatten()[place]


# %% wrong | beam_step | the best letters of each row
def beam_step(scores, log_p, width):
    rows, letters, new = [], [], []
    for r in range(len(scores)):
        total = scores[r] + log_p[r]
        for k in np.argsort(-total)[:width]:
            rows.append(r)
            letters.append(k)
            new.append(total[k])
    return np.array(rows), np.array(letters), np.array(new)


# %% wrong | beam_step | the best letter of each row, then the best rows
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    letters = total.argmax(axis=1)
    best = total.max(axis=1)
    rows = np.argsort(-best)[:width]
    return rows, letters[rows], best[rows]


# %% wrong | beam_step | scores added along the letters
def beam_step(scores, log_p, width):
    total = log_p + np.resize(scores, log_p.shape[1])
    V = log_p.shape[1]
    place = np.argsort(-total, axis=None)[:width]
    return place // V, place % V, total.flatten()[place]


# %% wrong | beam_step | products of the scores
def beam_step(scores, log_p, width):
    total = scores[:, None] * log_p
    V = log_p.shape[1]
    place = np.argsort(-total, axis=None)[:width]
    return place // V, place % V, total.flatten()[place]


# %% wrong | beam_step | probabilities come back
def beam_step(scores, log_p, width):
    total = np.exp(scores[:, None] + log_p)
    V = log_p.shape[1]
    place = np.argsort(-total, axis=None)[:width]
    return place // V, place % V, total.flatten()[place]


# %% wrong | beam_step | the new score is log_p alone
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    V = log_p.shape[1]
    place = np.argsort(-total, axis=None)[:width]
    return place // V, place % V, log_p.flatten()[place]


# %% wrong | beam_step | a loop over width that fails if there are fewer
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    V = log_p.shape[1]
    place = np.argsort(-total, axis=None)
    rows = [place[i] // V for i in range(width)]
    letters = [place[i] % V for i in range(width)]
    return rows, letters, [total[r, k] for r, k in zip(rows, letters)]


# %% wrong | beam_step | minus sign stays in the scores
def beam_step(scores, log_p, width):
    total = -(scores[:, None] + log_p)
    V = log_p.shape[1]
    place = np.argsort(total, axis=None)[:width]
    return place // V, place % V, total.flatten()[place]


# %% right | interval_from_residuals | sorted list
def interval_from_residuals(residuals, coverage):
    sizes = sorted(abs(r) for r in residuals)
    rank = int(np.ceil(round((len(sizes) + 1) * coverage, 9)))
    return sizes[rank - 1] if rank <= len(sizes) else np.inf


# %% right | interval_from_residuals | a loop: the first size with enough pieces below
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    for k, size in enumerate(np.sort(np.abs(residuals)), start=1):
        if k >= (n + 1) * coverage - 1e-9:
            return size
    return np.inf


# %% right | interval_from_residuals | infinity appended
def interval_from_residuals(residuals, coverage):
    sizes = np.append(np.sort(np.abs(residuals)), np.inf)
    rank = np.ceil(len(sizes) * coverage - 1e-10)
    return sizes[int(rank) - 1]


# %% right | interval_from_residuals | ceil as in the text
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = np.ceil((n + 1) * coverage)
    if rank > n:
        return np.inf
    return np.sort(np.abs(residuals))[int(rank) - 1]


# %% right | interval_from_residuals | np.partition
def interval_from_residuals(residuals, coverage):
    n = residuals.size
    rank = -int(-(n + 1) * coverage // 1)
    return np.inf if rank > n else float(np.partition(np.abs(residuals), rank - 1)[rank - 1])


# %% wrong | interval_from_residuals | np.quantile
def interval_from_residuals(residuals, coverage):
    return np.quantile(np.abs(residuals), coverage)


# %% wrong | interval_from_residuals | without the sizes: signs stay
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return np.sort(residuals)[rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | n in place of n + 1
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil(n * coverage))
    return np.sort(np.abs(residuals))[rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | rank as an index
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return np.sort(np.abs(residuals))[rank] if rank < n else np.inf


# %% wrong | interval_from_residuals | rounded down
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int((n + 1) * coverage)
    return np.sort(np.abs(residuals))[rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | rounded to the nearest
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = round((n + 1) * coverage)
    return np.sort(np.abs(residuals))[rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | the largest where n is too small
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(min(np.ceil((n + 1) * coverage), n))
    return np.sort(np.abs(residuals))[rank - 1]


# %% wrong | interval_from_residuals | not sorted
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return np.abs(residuals)[rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | sorted downwards
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return np.sort(np.abs(residuals))[::-1][rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | infinity already where rank is n
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return np.inf if rank >= n else np.sort(np.abs(residuals))[rank - 1]


# %% wrong | interval_from_residuals | the whole width
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return 2 * np.sort(np.abs(residuals))[rank - 1] if rank <= n else np.inf


# %% wrong | interval_from_residuals | an error where n is too small
def interval_from_residuals(residuals, coverage):
    rank = int(np.ceil((len(residuals) + 1) * coverage))
    return np.sort(np.abs(residuals))[rank - 1]


# %% wrong | interval_from_residuals | the normal distribution: so many standard deviations
def interval_from_residuals(residuals, coverage):
    return 1.28 * np.std(residuals)


# %% wrong | interval_from_residuals | sorts in place
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    np.abs(residuals, out=residuals)
    residuals.sort()
    return residuals[rank - 1] if rank <= n else np.inf


# %% right | precision_at_k | argsort from the end
def precision_at_k(scores, liked, k):
    return liked[np.argsort(scores)[-k:]].mean()


# %% right | precision_at_k | counts how many are better
def precision_at_k(scores, liked, k):
    hits = 0
    for i in range(len(scores)):
        better = sum(1 for s in scores if s > scores[i])
        if better < k and liked[i]:
            hits += 1
    return hits / k


# %% right | precision_at_k | sorted pairs
def precision_at_k(scores, liked, k):
    pairs = sorted(zip(scores, liked), reverse=True)[:k]
    return sum(mark for _, mark in pairs) / k


# %% right | precision_at_k | threshold
def precision_at_k(scores, liked, k):
    limit = np.sort(scores)[::-1][k - 1]
    return np.sum((scores >= limit) & (liked == 1)) / k


# %% wrong | precision_at_k | the lowest
def precision_at_k(scores, liked, k):
    return liked[np.argsort(scores)[:k]].mean()


# %% wrong | precision_at_k | recall: divided by the number of liked ones
def precision_at_k(scores, liked, k):
    return liked[np.argsort(-scores)[:k]].sum() / liked.sum()


# %% wrong | precision_at_k | number, not share
def precision_at_k(scores, liked, k):
    return liked[np.argsort(-scores)[:k]].sum()


# %% wrong | precision_at_k | first k without sorting
def precision_at_k(scores, liked, k):
    return np.mean(liked[:k])


# %% wrong | precision_at_k | the marks sorted, not picked
def precision_at_k(scores, liked, k):
    return np.sort(liked)[::-1][:k].mean()


# %% wrong | precision_at_k | the highest one is left out
def precision_at_k(scores, liked, k):
    return liked[np.argsort(scores)[-k:-1]].sum() / k


# %% wrong | precision_at_k | divided by N
def precision_at_k(scores, liked, k):
    return liked[np.argsort(-scores)[:k]].sum() / len(scores)


# %% wrong | precision_at_k | argsort taken for a rank
def precision_at_k(scores, liked, k):
    return np.sum(liked[np.argsort(-scores) < k]) / k


# %% wrong | precision_at_k | divided by the smaller of k and the number liked
def precision_at_k(scores, liked, k):
    hits = liked[np.argsort(-scores)[:k]].sum()
    return hits / min(k, max(liked.sum(), 1))


# %% wrong | precision_at_k | mean of the scores of the first k
def precision_at_k(scores, liked, k):
    best = np.argsort(-scores)[:k]
    return np.mean(scores[best])


# %% wrong | precision_at_k | k + 1 movies, divided by k
def precision_at_k(scores, liked, k):
    best = np.argsort(-scores)[: k + 1]
    return liked[best].sum() / k


# %% wrong | precision_at_k | of the liked ones, how many of the first k liked: the scores times the marks
def precision_at_k(scores, liked, k):
    best = np.argsort(-(scores * liked))[:k]
    return liked[best].sum() / k


# %% right | to_channels_first | transpose
def to_channels_first(X):
    return X.transpose(0, 3, 1, 2)


# %% right | to_channels_first | moveaxis
def to_channels_first(X):
    return np.moveaxis(X, -1, 1)


# %% right | to_channels_first | stack of channels
def to_channels_first(X):
    return np.stack([X[..., c] for c in range(X.shape[3])], axis=1)


# %% right | to_channels_first | two swaps
def to_channels_first(X):
    return np.swapaxes(np.swapaxes(X, 1, 3), 2, 3)


# %% right | to_channels_first | four loops
def to_channels_first(X):
    N, H, W, C = X.shape
    out = np.zeros((N, C, H, W))
    for n in range(N):
        for c in range(C):
            for i in range(H):
                for j in range(W):
                    out[n, c, i, j] = X[n, i, j, c]
    return out


# %% wrong | to_channels_first | reshape
def to_channels_first(X):
    N, H, W, C = X.shape
    return X.reshape(N, C, H, W)


# %% wrong | to_channels_first | height and width exchanged
def to_channels_first(X):
    return X.transpose(0, 3, 2, 1)


# %% wrong | to_channels_first | only one swap of axes
def to_channels_first(X):
    return X.swapaxes(1, 3)


# %% wrong | to_channels_first | the way back
def to_channels_first(X):
    return X.transpose(0, 2, 3, 1)


# %% wrong | to_channels_first | channels in front of the samples
def to_channels_first(X):
    return X.transpose(3, 0, 1, 2)


# %% wrong | to_channels_first | .T
def to_channels_first(X):
    return X.T


# %% wrong | to_channels_first | channels to front, order of channels reversed
def to_channels_first(X):
    return np.stack([X[:, :, :, -c - 1] for c in range(X.shape[3])], axis=1)


# %% wrong | to_channels_first | the shape is given to transpose
def to_channels_first(X):
    N, H, W, C = X.shape
    return X.transpose(N, C, H, W)


# %% wrong | to_channels_first | channels become samples: reshape after transpose
def to_channels_first(X):
    N, H, W, C = X.shape
    return X.transpose(3, 0, 1, 2).reshape(N, C, H, W)


# %% wrong | to_channels_first | loop returns the first picture only
def to_channels_first(X):
    out = []
    for picture in X:
        out.append(picture.transpose(2, 0, 1))
        return np.array(out)


# %% right | conv_to_torch | transpose
def conv_to_torch(W):
    return np.transpose(W, (3, 2, 0, 1))


# %% right | conv_to_torch | .T and a swap
def conv_to_torch(W):
    return W.T.swapaxes(2, 3)


# %% right | conv_to_torch | einsum
def conv_to_torch(W):
    return np.einsum("ijck->kcij", W)


# %% right | conv_to_torch | lists
def conv_to_torch(W):
    return [[W[:, :, c, k] for c in range(W.shape[2])] for k in range(W.shape[3])]


# %% wrong | conv_to_torch | .T
def conv_to_torch(W):
    return W.T


# %% wrong | conv_to_torch | reshape
def conv_to_torch(W):
    f, _, C, K = W.shape
    return W.reshape(K, C, f, f)


# %% wrong | conv_to_torch | (C, K, f, f)
def conv_to_torch(W):
    return W.transpose(2, 3, 0, 1)


# %% wrong | conv_to_torch | the filters turned by 180 degrees
def conv_to_torch(W):
    return W[::-1, ::-1].transpose(3, 2, 0, 1)


# %% wrong | conv_to_torch | as the pictures: (f, K, f, C)
def conv_to_torch(W):
    return W.transpose(0, 3, 1, 2)


# %% wrong | conv_to_torch | reshape of .T, which is no second turn
def conv_to_torch(W):
    K, C, f, _ = W.T.shape
    return W.T.reshape(K, C, f * f).reshape(K, C, f, f)


# %% wrong | conv_to_torch | the filters rotated by 90 degrees
def conv_to_torch(W):
    return np.rot90(W, axes=(0, 1)).transpose(3, 2, 0, 1)


# %% wrong | conv_to_torch | channels and filters only exchanged in the loop when K equals C
def conv_to_torch(W):
    f, _, C, K = W.shape
    out = np.zeros((K, C, f, f))
    for c in range(C):
        for k in range(K):
            if K == C:
                out[c, k] = W[:, :, c, k]
            else:
                out[k, c] = W[:, :, c, k]
    return out


# %% wrong | conv_to_torch | the loop leaves the last row and column out
def conv_to_torch(W):
    f, _, C, K = W.shape
    out = np.zeros((K, C, f, f))
    for i in range(f - 1):
        for j in range(f - 1):
            out[:, :, i, j] = W[i, j].T
    return out


# %% right | rnn_to_torch | half and half
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b / 2, "bias_hh_l0": b / 2}


# %% right | rnn_to_torch | all in the second bias
def rnn_to_torch(Wx, Wh, b):
    return dict(bias_hh_l0=b, bias_ih_l0=np.zeros_like(b), weight_ih_l0=np.transpose(Wx), weight_hh_l0=np.transpose(Wh))


# %% right | rnn_to_torch | 1 and b - 1
def rnn_to_torch(Wx, Wh, b):
    state = {}
    state["weight_ih_l0"] = np.array([[Wx[d, h] for d in range(Wx.shape[0])] for h in range(Wx.shape[1])])
    state["weight_hh_l0"] = np.einsum("ab->ba", Wh)
    state["bias_ih_l0"] = np.ones(len(b))
    state["bias_hh_l0"] = b - 1
    return state


# %% wrong | rnn_to_torch | both biases are b
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": b}


# %% wrong | rnn_to_torch | Wh not turned
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh, "bias_ih_l0": b, "bias_hh_l0": np.zeros(len(b))}


# %% wrong | rnn_to_torch | the second bias is 0 as a number
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": 0}


# %% wrong | rnn_to_torch | the second bias is missing
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b}


# %% wrong | rnn_to_torch | names exchanged: ih and hh
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wh.T, "weight_hh_l0": Wx.T, "bias_ih_l0": b, "bias_hh_l0": np.zeros(len(b))}


# %% wrong | rnn_to_torch | nothing is turned
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx, "weight_hh_l0": Wh, "bias_ih_l0": b / 2, "bias_hh_l0": b / 2}


# %% wrong | rnn_to_torch | Wx reshaped
def rnn_to_torch(Wx, Wh, b):
    D, H = Wx.shape
    return {"weight_ih_l0": Wx.reshape(H, D), "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": b * 0}


# %% wrong | rnn_to_torch | the name is spelt l1
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l1": Wx.T, "weight_hh_l1": Wh.T, "bias_ih_l1": b, "bias_hh_l1": np.zeros_like(b)}


# %% wrong | rnn_to_torch | the second bias cancels the first
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": -b}


# %% wrong | rnn_to_torch | biases as rows (1, H)
def rnn_to_torch(Wx, Wh, b):
    half = b.reshape(1, -1) / 2
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": half, "bias_hh_l0": half}


# %% wrong | rnn_to_torch | the biases share the neurons: first half in one, the rest in the other with their lengths
def rnn_to_torch(Wx, Wh, b):
    k = len(b) // 2
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b[:k], "bias_hh_l0": b[k:]}


# %% wrong | rnn_to_torch | Wh is not turned and the bias comes twice
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh, "bias_ih_l0": b, "bias_hh_l0": b}


# %% right | to_torch_layout | a loop over names
def to_torch_layout(params):
    state = {}
    for key, layer in (("1", "hidden"), ("2", "output")):
        state[f"{layer}.weight"] = params["W" + key].T
        state[f"{layer}.bias"] = params["b" + key]
    return state


# %% right | to_torch_layout | np.array of the columns, b copied
def to_torch_layout(params):
    columns = lambda W: np.array([W[:, j] for j in range(W.shape[1])])
    return {
        "output.weight": columns(params["W2"]),
        "output.bias": params["b2"] + 0,
        "hidden.weight": columns(params["W1"]),
        "hidden.bias": params["b1"] + 0,
    }


# %% right | to_torch_layout | lists
def to_torch_layout(params):
    return {
        "hidden.weight": [list(column) for column in zip(*params["W1"])],
        "hidden.bias": list(params["b1"]),
        "output.weight": [list(column) for column in zip(*params["W2"])],
        "output.bias": list(params["b2"]),
    }


# %% wrong | to_torch_layout | the order of the values instead of names
def to_torch_layout(params):
    W1, b1, W2, b2 = params.values()
    return {"hidden.weight": W1.T, "hidden.bias": b1, "output.weight": W2.T, "output.bias": b2}


# %% wrong | to_torch_layout | W2 not turned
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"].T,
        "hidden.bias": params["b1"],
        "output.weight": params["W2"],
        "output.bias": params["b2"],
    }


# %% wrong | to_torch_layout | hidden and output exchanged
def to_torch_layout(params):
    return {
        "output.weight": params["W1"].T,
        "output.bias": params["b1"],
        "hidden.weight": params["W2"].T,
        "hidden.bias": params["b2"],
    }


# %% wrong | to_torch_layout | the biases exchanged
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"].T,
        "hidden.bias": params["b2"],
        "output.weight": params["W2"].T,
        "output.bias": params["b1"],
    }


# %% wrong | to_torch_layout | names with an underscore
def to_torch_layout(params):
    return {
        "hidden_weight": params["W1"].T,
        "hidden_bias": params["b1"],
        "output_weight": params["W2"].T,
        "output_bias": params["b2"],
    }


# %% wrong | to_torch_layout | the bias as a column
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"].T,
        "hidden.bias": params["b1"][:, None],
        "output.weight": params["W2"].T,
        "output.bias": params["b2"][:, None],
    }


# %% wrong | to_torch_layout | W2 flattened
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"].T,
        "hidden.bias": params["b1"],
        "output.weight": params["W2"].flatten(),
        "output.bias": params["b2"],
    }


# %% wrong | to_torch_layout | the dict itself is changed and given back
def to_torch_layout(params):
    params["hidden.weight"] = params.pop("W1").T
    params["hidden.bias"] = params.pop("b1")
    params["output.weight"] = params.pop("W2").T
    params["output.bias"] = params.pop("b2")
    return params


# %% right | from_torch_layout | a loop over names
def from_torch_layout(state):
    params = {}
    for key, layer in (("1", "hidden"), ("2", "output")):
        params["W" + key] = state[f"{layer}.weight"].T
        params["b" + key] = state[f"{layer}.bias"]
    return params


# %% right | from_torch_layout | W2 by reshape
def from_torch_layout(state):
    return dict(
        b2=state["output.bias"],
        W2=state["output.weight"].reshape(-1, 1),
        b1=state["hidden.bias"],
        W1=np.stack(list(state["hidden.weight"]), axis=1),
    )


# %% right | from_torch_layout | two loops
def from_torch_layout(state):
    H, D = state["hidden.weight"].shape
    W1 = np.zeros((D, H))
    W2 = np.zeros((H, 1))
    for h in range(H):
        W2[h, 0] = state["output.weight"][0, h]
        for d in range(D):
            W1[d, h] = state["hidden.weight"][h, d]
    return {"W1": W1, "b1": state["hidden.bias"].copy(), "W2": W2, "b2": state["output.bias"].copy()}


# %% wrong | from_torch_layout | not turned
def from_torch_layout(state):
    return {
        "W1": state["hidden.weight"],
        "b1": state["hidden.bias"],
        "W2": state["output.weight"],
        "b2": state["output.bias"],
    }


# %% wrong | from_torch_layout | reshaped
def from_torch_layout(state):
    H, D = state["hidden.weight"].shape
    return {
        "W1": state["hidden.weight"].reshape(D, H),
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].reshape(H, 1),
        "b2": state["output.bias"],
    }


# %% wrong | from_torch_layout | only W1 turned
def from_torch_layout(state):
    return {
        "W1": state["hidden.weight"].T,
        "b1": state["hidden.bias"],
        "W2": state["output.weight"],
        "b2": state["output.bias"],
    }


# %% wrong | from_torch_layout | by the order of the dict
def from_torch_layout(state):
    values = list(state.values())
    return {"W1": values[0].T, "b1": values[1], "W2": values[2].T, "b2": values[3]}


# %% wrong | from_torch_layout | W2 as a vector (H,)
def from_torch_layout(state):
    return {
        "W1": state["hidden.weight"].T,
        "b1": state["hidden.bias"],
        "W2": state["output.weight"][0],
        "b2": state["output.bias"],
    }


# %% wrong | from_torch_layout | b2 is a number
def from_torch_layout(state):
    return {
        "W1": state["hidden.weight"].T,
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].T,
        "b2": state["output.bias"][0],
    }


# %% wrong | from_torch_layout | the keys keep PyTorch's names
def from_torch_layout(state):
    return {name: value.T for name, value in state.items()}


# %% wrong | from_torch_layout | biases are forgotten
def from_torch_layout(state):
    return {"W1": state["hidden.weight"].T, "W2": state["output.weight"].T}


# %% wrong | from_torch_layout | the layers exchanged
def from_torch_layout(state):
    return {
        "W1": state["output.weight"].T,
        "b1": state["output.bias"],
        "W2": state["hidden.weight"].T,
        "b2": state["hidden.bias"],
    }


# %% wrong | from_torch_layout | a square W1 is not turned
def from_torch_layout(state):
    W1 = state["hidden.weight"]
    if W1.shape[0] != W1.shape[1]:
        W1 = W1.T
    return {"W1": W1, "b1": state["hidden.bias"], "W2": state["output.weight"].T, "b2": state["output.bias"]}
