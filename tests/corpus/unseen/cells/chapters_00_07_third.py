# %% right | without_negatives | np.where
def without_negatives(X):
    return np.where(X < 0, 0, X)


# %% right | without_negatives | ReLU by maximum
def without_negatives(X):
    return np.maximum(X, 0)


# %% right | without_negatives | loops into a list of lists
def without_negatives(X):
    out = []
    for row in X:
        new_row = []
        for value in row:
            new_row.append(value if value > 0 else 0)
        out.append(new_row)
    return np.array(out)


# %% right | without_negatives | half of the number and its size
def without_negatives(X):
    return (X + abs(X)) / 2


# %% wrong | without_negatives | X is changed
def without_negatives(X):
    X[X < 0] = 0
    return X


# %% wrong | without_negatives | X is changed, and a copy is given back
def without_negatives(X):
    X[X < 0] = 0
    return X.copy()


# %% wrong | without_negatives | the negative entries alone come back
def without_negatives(X):
    out = X.copy()
    return out[out < 0]


# %% wrong | without_negatives | the sign is dropped instead of the number
def without_negatives(X):
    return np.abs(X)


# %% wrong | without_negatives | the positive ones are set to 0
def without_negatives(X):
    out = np.copy(X)
    out[out > 0] = 0
    return out


# %% wrong | without_negatives | a mask of the non-negative entries picks them out, the shape is lost
def without_negatives(X):
    return X[X >= 0]


# %% wrong | without_negatives | loop with range(N) for rows and columns
def without_negatives(X):
    out = X.copy()
    n = len(X)
    for i in range(n):
        for j in range(n):
            if out[i, j] < 0:
                out[i, j] = 0
    return out


# %% wrong | without_negatives | fills with zeros but copies only numbers above 1 (rounds down)
def without_negatives(X):
    out = np.zeros(X.shape, dtype=int)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if X[i, j] > 0:
                out[i, j] = X[i, j]
    return out


# %% wrong | without_negatives | the mask comes back instead of the matrix
def without_negatives(X):
    mask = X < 0
    X = X * 1
    X[mask] = 0
    return mask


# %% wrong | without_negatives | any negative number clears the whole row
def without_negatives(X):
    out = X.copy()
    rows = (out < 0).any(axis=1)
    out[rows] = 0
    return out


# %% right | log_softmax | scipy's way, in a loop over rows
def log_softmax(Z):
    rows = []
    for z in Z:
        m = max(z)
        s = 0.0
        for value in z:
            s += np.exp(value - m)
        rows.append([value - m - np.log(s) for value in z])
    return rows


# %% right | log_softmax | logaddexp.reduce
def log_softmax(Z):
    return Z - np.logaddexp.reduce(Z, axis=1)[:, None]


# %% right | log_softmax | transposed inside
def log_softmax(Z):
    T = np.array(Z, dtype=float).T
    T = T - T.max(axis=0)
    return (T - np.log(np.exp(T).sum(axis=0))).T


# %% right | log_softmax | minus the log of the sum of all differences
def log_softmax(Z):
    diff = Z[:, None, :] - Z[:, :, None]
    m = diff.max(axis=2, keepdims=True)
    return -(m[:, :, 0] + np.log(np.exp(diff - m).sum(axis=2)))


# %% wrong | log_softmax | log of the naive softmax
def log_softmax(Z):
    E = np.exp(Z)
    return np.log(E / E.sum(axis=1, keepdims=True))


# %% wrong | log_softmax | log of the safe softmax
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def log_softmax(Z):
    return np.log(softmax(Z))


# %% wrong | log_softmax | the formula without the trick of the maximum
def log_softmax(Z):
    S = np.exp(Z).sum(axis=1, keepdims=True)
    return Z - np.log(S)


# %% wrong | log_softmax | one maximum for all rows
def log_softmax(Z):
    m = np.max(Z)
    return Z - m - np.log(np.sum(np.exp(Z - m), axis=1, keepdims=True))


# %% wrong | log_softmax | the maximum is not added back
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    log_S = np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    return Z - log_S


# %% wrong | log_softmax | the sum runs over the samples
def log_softmax(Z):
    m = Z.max(axis=0)
    return Z - (m + np.log(np.exp(Z - m).sum(axis=0)))


# %% wrong | log_softmax | the sign of the loss: log S - Z
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    return m + np.log(np.exp(Z - m).sum(axis=1, keepdims=True)) - Z


# %% wrong | log_softmax | log S alone, one number a row
def log_softmax(Z):
    m = Z.max(axis=1)
    return m + np.log(np.exp(Z - m[:, None]).sum(axis=1))


# %% wrong | log_softmax | Z is changed: Z -= m
def log_softmax(Z):
    Z -= Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


# %% wrong | log_softmax | the probability is clipped before the log
def log_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return np.log(np.clip(P, 1e-12, 1))


# %% wrong | log_softmax | the log of each exponential is summed: the log is taken before the sum
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - (m + np.sum(np.log(np.exp(Z - m)), axis=1, keepdims=True))


# %% right | cross_entropy_from_scores | in a loop
def cross_entropy_from_scores(Z, y):
    total = 0
    for n in range(len(y)):
        z = Z[n] - Z[n].max()
        total += np.log(np.exp(z).sum()) - z[y[n]]
    return total / len(y)


# %% right | cross_entropy_from_scores | one-hot
def cross_entropy_from_scores(Z, y):
    Y = np.eye(Z.shape[1])[y]
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return (log_S - (Y * Z).sum(axis=1)).mean()


# %% right | cross_entropy_from_scores | take_along_axis
def cross_entropy_from_scores(Z, y):
    right = np.take_along_axis(Z, y[:, None], axis=1)
    return float(np.logaddexp.reduce(Z - right, axis=1).mean())


# %% right | cross_entropy_from_scores | uses log_softmax
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))


def cross_entropy_from_scores(Z, y):
    return -np.mean([row[k] for row, k in zip(log_softmax(Z), y)])


# %% wrong | cross_entropy_from_scores | summed, not averaged
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return np.sum(log_S - Z[np.arange(len(y)), y])


# %% wrong | cross_entropy_from_scores | sign
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return np.mean(Z[np.arange(len(y)), y] - log_S)


# %% wrong | cross_entropy_from_scores | Z[:, y] picks whole columns
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    L = Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    return -np.mean(L[:, y])


# %% wrong | cross_entropy_from_scores | labels counted from 1
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    L = Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    return -np.mean(L[np.arange(len(y)), y - 1])


# %% wrong | cross_entropy_from_scores | one-hot and the mean over all entries
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    L = Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    Y = np.eye(Z.shape[1])[y]
    return -np.mean(Y * L)


# %% wrong | cross_entropy_from_scores | naive softmax, then a clip
def cross_entropy_from_scores(Z, y):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return -np.mean(np.log(np.maximum(P[range(len(y)), y], 1e-12)))


# %% wrong | cross_entropy_from_scores | the losses of the samples, without the mean
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return log_S - Z[np.arange(len(y)), y]


# %% wrong | cross_entropy_from_scores | m added to log S while Z is already shifted
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1)
    shifted = Z - m[:, None]
    log_S = m + np.log(np.exp(shifted).sum(axis=1))
    return np.mean(log_S - shifted[np.arange(len(y)), y])


# %% wrong | cross_entropy_from_scores | m is left out: log S of the shifted scores, minus the unshifted score
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1)
    log_S = np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return np.mean(log_S - Z[np.arange(len(y)), y])


# %% wrong | cross_entropy_from_scores | divided by the number of classes
def cross_entropy_from_scores(Z, y):
    N, C = Z.shape
    loss = 0
    for n in range(N):
        m = Z[n].max()
        loss += m + np.log(np.exp(Z[n] - m).sum()) - Z[n, y[n]]
    return loss / C


# %% wrong | cross_entropy_from_scores | the largest score instead of the right one
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    k = Z.argmax(axis=1)
    return np.mean(log_S - Z[np.arange(len(Z)), k])


# %% right | bce_with_logits | logaddexp
def bce_with_logits(z, y):
    return np.mean(np.logaddexp(0, z) - y * z)


# %% right | bce_with_logits | a loop with if
def bce_with_logits(z, y):
    losses = []
    for score, label in zip(z, y):
        s = score if label == 1 else -score
        if s > 0:
            losses.append(np.log1p(np.exp(-s)))
        else:
            losses.append(-s + np.log1p(np.exp(s)))
    return sum(losses) / len(losses)


# %% right | bce_with_logits | as a softmax of two scores
def bce_with_logits(z, y):
    Z = np.stack([np.zeros(len(z)), z], axis=1)
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return (log_S - Z[np.arange(len(z)), np.asarray(y).astype(int)]).mean()


# %% right | bce_with_logits | softplus of minus the signed score
def bce_with_logits(z, y):
    s = np.where(np.asarray(y) == 1, -z, z)
    return np.mean((s + np.abs(s)) / 2 + np.log1p(np.exp(-np.abs(s))))


# %% wrong | bce_with_logits | naive
def bce_with_logits(z, y):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce_with_logits | clipped
def bce_with_logits(z, y):
    p = np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong | bce_with_logits | log(1 + exp(z)) overflows
def bce_with_logits(z, y):
    return np.mean(np.log(1 + np.exp(z)) - y * z)


# %% wrong | bce_with_logits | the size of z forgotten: log1p(exp(-z))
def bce_with_logits(z, y):
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-z)) - y * z)


# %% wrong | bce_with_logits | np.max instead of np.maximum
def bce_with_logits(z, y):
    return np.mean(np.max(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z)


# %% wrong | bce_with_logits | y z added
def bce_with_logits(z, y):
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) + y * z)


# %% wrong | bce_with_logits | y alone is taken off, not y z
def bce_with_logits(z, y):
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y)


# %% wrong | bce_with_logits | y is not multiplied: z is taken off everywhere
def bce_with_logits(z, y):
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - z)


# %% wrong | bce_with_logits | labels turned around
def bce_with_logits(z, y):
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - (1 - y) * z)


# %% wrong | bce_with_logits | the first class only: the ones without a cat are left out
def bce_with_logits(z, y):
    loss = np.maximum(-z, 0) + np.log1p(np.exp(-np.abs(z)))
    return np.mean(y * loss)


# %% wrong | bce_with_logits | sum, and exp(|z|)
def bce_with_logits(z, y):
    return np.sum(np.maximum(z, 0) + np.log1p(np.exp(np.abs(z))) - y * z)


# %% right | warmup_cosine | in other order, with a conditional expression
def warmup_cosine(lr0, step, warmup, total):
    return lr0 * (step + 1) / warmup if step < warmup else lr0 / 2 + lr0 / 2 * np.cos(np.pi * (step - warmup) / (total - warmup))


# %% right | warmup_cosine | cos squared of the half angle
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 / warmup * (step + 1)
    angle = np.pi / 2 * (step - warmup) / (total - warmup)
    return lr0 * np.cos(angle) ** 2


# %% right | warmup_cosine | all rates first
def warmup_cosine(lr0, step, warmup, total):
    rates = [lr0 * (s + 1) / warmup for s in range(warmup)]
    fall = total - warmup
    rates += [lr0 * 0.5 * (1 + np.cos(np.pi * s / fall)) for s in range(fall)]
    return rates[step]


# %% wrong | warmup_cosine | step / warmup: begins with 0
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * step / warmup
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | step <= warmup
def warmup_cosine(lr0, step, warmup, total):
    if step <= warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | s is step / total
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = step / total
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | divided by total
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / total
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | the half is missing
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(np.pi * s))


# %% wrong | warmup_cosine | precedence: 1 + cos / 2
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(np.pi * s) / 2)


# %% wrong | warmup_cosine | pi forgotten
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(s)) / 2


# %% wrong | warmup_cosine | the fall ends at 0 in the last step (total - warmup - 1)
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / max(1, total - warmup - 1)
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | the warm-up multiplies the cosine, which runs over all steps
def warmup_cosine(lr0, step, warmup, total):
    lr = lr0 * 0.5 * (1 + np.cos(np.pi * step / total))
    if step < warmup:
        lr = lr * (step + 1) / warmup
    return lr


# %% wrong | warmup_cosine | warmup of 0 is read as no schedule at all
def warmup_cosine(lr0, step, warmup, total):
    if not warmup:
        return lr0
    if step < warmup:
        return lr0 * (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    return lr0 * (1 + np.cos(np.pi * s)) / 2


# %% wrong | warmup_cosine | divides by warmup first: fails where warmup is 0
def warmup_cosine(lr0, step, warmup, total):
    rise = (step + 1) / warmup
    s = (step - warmup) / (total - warmup)
    fall = (1 + np.cos(np.pi * s)) / 2
    return lr0 * (rise if step < warmup else fall)


# %% wrong | warmup_cosine | the smaller one of both, without an if: right in the warm-up only
def warmup_cosine(lr0, step, warmup, total):
    rise = (step + 1) / max(warmup, 1)
    fall = (1 + np.cos(np.pi * (step - warmup) / (total - warmup))) / 2
    return lr0 * min(rise, fall)


# %% right | k_fold | every k-th of the shuffled rows
def k_fold(N, k, rng):
    order = rng.permutation(N)
    pairs = []
    for i in range(k):
        val = order[i::k]
        train = [n for n in order if n not in set(val)]
        pairs.append((train, val))
    return pairs


# %% right | k_fold | array_split
def k_fold(N, k, rng):
    rows = np.arange(N)
    rng.shuffle(rows)
    folds = np.array_split(rows, k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


# %% right | k_fold | by hand with sizes
def k_fold(N, k, rng):
    order = list(rng.permutation(N))
    size, rest = divmod(N, k)
    result, start = [], 0
    for fold in range(k):
        stop = start + size + (fold < rest)
        result.append((order[:start] + order[stop:], order[start:stop]))
        start = stop
    return result


# %% right | k_fold | a number of a fold for each row, setdiff1d
def k_fold(N, k, rng):
    number = rng.permutation(np.arange(N) % k)
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]


# %% wrong | k_fold | not shuffled
def k_fold(N, k, rng):
    folds = np.array_split(np.arange(N), k)
    return [(np.concatenate([f for j, f in enumerate(folds) if j != i]), folds[i]) for i in range(k)]


# %% wrong | k_fold | shuffled anew for each fold
def k_fold(N, k, rng):
    pairs = []
    for i in range(k):
        folds = np.array_split(rng.permutation(N), k)
        pairs.append((np.concatenate([f for j, f in enumerate(folds) if j != i]), folds[i]))
    return pairs


# %% wrong | k_fold | the rest is left out
def k_fold(N, k, rng):
    order = rng.permutation(N)
    size = N // k
    pairs = []
    for i in range(k):
        val = order[i * size : (i + 1) * size]
        train = np.concatenate([order[: i * size], order[(i + 1) * size :]])
        pairs.append((train, val))
    return pairs


# %% wrong | k_fold | the last fold takes all of the rest
def k_fold(N, k, rng):
    order = rng.permutation(N)
    size = N // k
    pairs = []
    for i in range(k):
        stop = (i + 1) * size if i < k - 1 else N
        val = order[i * size : stop]
        train = np.concatenate([order[: i * size], order[stop:]])
        pairs.append((train, val))
    return pairs


# %% wrong | k_fold | sizes rounded up: the last folds are smaller or empty
def k_fold(N, k, rng):
    order = rng.permutation(N)
    size = int(np.ceil(N / k))
    return [(np.delete(order, np.s_[i * size : (i + 1) * size]), order[i * size : (i + 1) * size]) for i in range(k)]


# %% wrong | k_fold | validation and training exchanged
def k_fold(N, k, rng):
    folds = np.array_split(rng.permutation(N), k)
    return [(folds[i], np.concatenate([f for j, f in enumerate(folds) if j != i])) for i in range(k)]


# %% wrong | k_fold | training on all rows
def k_fold(N, k, rng):
    order = rng.permutation(N)
    folds = np.array_split(order, k)
    return [(order, fold) for fold in folds]


# %% wrong | k_fold | the training part is the fold after it only
def k_fold(N, k, rng):
    folds = np.array_split(rng.permutation(N), k)
    return [(folds[(i + 1) % k], folds[i]) for i in range(k)]


# %% wrong | k_fold | drawn with replacement
def k_fold(N, k, rng):
    folds = np.array_split(rng.integers(0, N, size=N), k)
    return [(np.concatenate([f for j, f in enumerate(folds) if j != i]), folds[i]) for i in range(k)]


# %% wrong | k_fold | the places within the remaining rows instead of the rows: train is positions
def k_fold(N, k, rng):
    folds = np.array_split(rng.permutation(N), k)
    pairs = []
    for i in range(k):
        rest = np.delete(np.arange(N), np.arange(len(folds[i])))
        pairs.append((rest, folds[i]))
    return pairs


# %% wrong | k_fold | returned inside the loop
def k_fold(N, k, rng):
    folds = np.array_split(rng.permutation(N), k)
    pairs = []
    for i in range(k):
        pairs.append((np.concatenate([f for j, f in enumerate(folds) if j != i]), folds[i]))
        return pairs


# %% wrong | k_fold | the training part is a list of arrays, not joined
def k_fold(N, k, rng):
    folds = np.array_split(rng.permutation(N), k)
    return [([f for j, f in enumerate(folds) if j != i], folds[i]) for i in range(k)]


# %% wrong | k_fold | only the shuffled training rows without the first of each fold (off by one at the end)
def k_fold(N, k, rng):
    order = rng.permutation(N)
    edges = np.linspace(0, N, k + 1).astype(int)
    pairs = []
    for a, b in zip(edges[:-1], edges[1:]):
        pairs.append((np.concatenate([order[:a], order[b + 1 :]]), order[a:b]))
    return pairs


# %% right | precision_recall | counts in a loop
def precision_recall(predicted, y):
    tp = fp = fn = 0
    for p, t in zip(predicted, y):
        if p == 1 and t == 1:
            tp += 1
        elif p == 1:
            fp += 1
        elif t == 1:
            fn += 1
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    return precision, recall


# %% right | precision_recall | tp over at least 1
def precision_recall(predicted, y):
    tp = predicted @ y
    return tp / max(predicted.sum(), 1), tp / max(y.sum(), 1)


# %% right | precision_recall | means of masks
def precision_recall(predicted, y):
    called, ill = np.asarray(predicted) == 1, np.asarray(y) == 1
    return np.array([
        np.mean(ill[called]) if called.any() else 0.0,
        np.mean(called[ill]) if ill.any() else 0.0,
    ])


# %% wrong | precision_recall | exchanged
def precision_recall(predicted, y):
    tp = np.sum((predicted == 1) & (y == 1))
    precision = tp / y.sum() if y.sum() > 0 else 0
    recall = tp / predicted.sum() if predicted.sum() > 0 else 0
    return precision, recall


# %% wrong | precision_recall | 0 / 0 not caught
def precision_recall(predicted, y):
    tp = np.sum((predicted == 1) & (y == 1))
    return tp / np.sum(predicted == 1), tp / np.sum(y == 1)


# %% right | precision_recall | 0 for both as soon as one cannot be computed, where nobody is found anyway
def precision_recall(predicted, y):
    if predicted.sum() == 0 or y.sum() == 0:
        return 0, 0
    tp = (predicted * y).sum()
    return tp / predicted.sum(), tp / y.sum()


# %% wrong | precision_recall | of class 0
def precision_recall(predicted, y):
    tp = np.sum((predicted == 0) & (y == 0))
    a, b = np.sum(predicted == 0), np.sum(y == 0)
    return tp / a if a else 0, tp / b if b else 0


# %% wrong | precision_recall | agreement instead of true positives
def precision_recall(predicted, y):
    right = np.sum(predicted == y)
    a, b = predicted.sum(), y.sum()
    return right / a if a else 0, right / b if b else 0


# %% wrong | precision_recall | share of all samples
def precision_recall(predicted, y):
    tp = np.mean(predicted * y)
    return tp, tp


# %% wrong | precision_recall | accuracy for the precision
def precision_recall(predicted, y):
    tp = np.sum(predicted * y)
    precision = np.mean(predicted == y)
    recall = tp / y.sum() if y.sum() else 0
    return precision, recall


# %% wrong | precision_recall | nan to 0 with 1 where nobody is ill
def precision_recall(predicted, y):
    tp = np.sum(predicted * y)
    precision = tp / predicted.sum() if predicted.sum() else 1
    recall = tp / y.sum() if y.sum() else 1
    return precision, recall


# %% wrong | precision_recall | the false positives in both denominators
def precision_recall(predicted, y):
    tp = np.sum((predicted == 1) & (y == 1))
    fp = np.sum((predicted == 1) & (y == 0))
    return (tp / (tp + fp), tp / (tp + fp)) if tp + fp else (0, 0)


# %% wrong | precision_recall | recall counts the healthy who were let go (tn instead of fn)
def precision_recall(predicted, y):
    tp = np.sum((predicted == 1) & (y == 1))
    fp = np.sum((predicted == 1) & (y == 0))
    tn = np.sum((predicted == 0) & (y == 0))
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + tn) if tp + tn else 0
    return precision, recall


# %% wrong | precision_recall | a small number below
def precision_recall(predicted, y):
    tp = np.sum(predicted * y)
    return tp / (predicted.sum() + 1e-3), tp / (y.sum() + 1e-3)
