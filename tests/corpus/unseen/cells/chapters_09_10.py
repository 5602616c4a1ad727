# %% wrong | encode | short texts are not filled up with 0: the row is only as long as the text
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    words = text.lower().split()
    return [vocabulary.get(word, 1) for word in words[:length]]


# %% wrong | encode | unknown words get 0 (padding) instead of 1
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    row = np.zeros(length, dtype=int)
    for n, word in enumerate(text.lower().split()[:length]):
        if word in vocabulary:
            row[n] = vocabulary[word]
    return row


# %% wrong | encode | marks are only stripped at the ends of words: a mark that stands alone counts as an unknown word, and a mark inside ("good,bad") joins two words
def encode(text, vocabulary, length):
    tokens = [w.strip(".,:;?!") for w in text.lower().split()]
    ids = [vocabulary.get(t, 1) for t in tokens][:length]
    return np.array(ids + [0] * (length - len(ids)))


# %% wrong | encode | split(" ") gives empty words where two blanks follow each other, and each of them becomes a 1
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    words = text.lower().strip().split(" ")
    numbers = [vocabulary.get(word, 1) for word in words]
    return (numbers + [0] * length)[:length]


# %% wrong | encode | the result of text.replace is thrown away, so the marks stay on the words
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text.replace(mark, " ")
    words = text.lower().split()
    result = []
    for k in range(length):
        if k < len(words):
            result.append(vocabulary.get(words[k], 1))
        else:
            result.append(0)
    return result


# %% wrong | encode | all of string.punctuation is replaced, so apostrophes and hyphens too: "don't" is cut in two
import string

def encode(text, vocabulary, length):
    table = str.maketrans(string.punctuation, " " * len(string.punctuation))
    words = text.translate(table).lower().split()
    seq = [vocabulary.get(w, 1) for w in words]
    if len(seq) > length:
        seq = seq[:length]
    return seq + [0] * (length - len(seq))


# %% wrong | encode | of a text that is too long the last words are kept, not the first
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    out = np.zeros(length, int)
    ids = [vocabulary.get(w, 1) for w in text.lower().split()]
    if ids:
        ids = ids[-length:]
        out[: len(ids)] = ids
    return out


# %% wrong | encode | unknown words are added to the caller's vocabulary instead of getting 1
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    ids = []
    for word in text.lower().split():
        if word not in vocabulary:
            vocabulary[word] = len(vocabulary) + 2
        ids.append(vocabulary[word])
    return (ids + [0] * length)[:length]


# %% wrong | encode | a text that fills the row keeps a 0 at the end: of a text with `length` or more words only length - 1 words stay
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    row = [0] * length
    for n, word in enumerate(text.lower().split()):
        if n >= length - 1:
            break
        row[n] = vocabulary.get(word, 1)
    return row


# %% right | encode | with a regular expression that finds the runs of other signs
import re

def encode(text, vocabulary, length):
    words = re.findall(r"[^\s.,:;?!]+", text.lower())
    row = np.zeros(length, dtype=np.int64)
    ids = [vocabulary.get(w, 1) for w in words[:length]]
    row[: len(ids)] = ids
    return row


# %% right | encode | str.translate and an endless iterator of zeros behind the words
from itertools import chain, islice, repeat

def encode(text: str, vocabulary: dict, length: int, _table=str.maketrans({m: " " for m in ".,:;?!"})):
    ids = (vocabulary[w] if w in vocabulary else 1 for w in text.lower().translate(_table).split())
    return list(islice(chain(ids, repeat(0)), length))


# %% wrong | mean_embedding | padding is counted: plain mean over all places
def mean_embedding(idx, E):
    return E[idx].mean(axis=1)


# %% wrong | mean_embedding | padding is left out of the sum, but it divides by T, all places
def mean_embedding(idx, E):
    mask = (idx != 0)[..., None]
    vectors = E[idx] * mask
    return vectors.mean(axis=1)


# %% wrong | mean_embedding | unknown words (number 1) are left out too, as if they were padding
def mean_embedding(idx, E):
    M = np.zeros((idx.shape[0], E.shape[1]))
    for n in range(idx.shape[0]):
        words = [i for i in idx[n] if i > 1]
        for i in words:
            M[n] += E[i]
        M[n] /= max(len(words), 1)
    return M


# %% wrong | mean_embedding | a word that occurs several times in a text counts only once
def mean_embedding(idx, E):
    return np.array([E[[i for i in set(row.tolist()) if i]].mean(axis=0) for row in idx])


# %% wrong | mean_embedding | sets row 0 of the caller's E to zero
def mean_embedding(idx, E):
    E[0] = 0
    return E[idx].sum(axis=1) / np.count_nonzero(idx, axis=1)[:, None]


# %% wrong | mean_embedding | counts in each column the numbers of the vectors that are not 0, not the words: wrong where a vector has a 0 in it
def mean_embedding(idx, E):
    vecs = E[idx] * (idx != 0)[:, :, None]
    count = np.maximum((vecs != 0).sum(axis=1), 1)
    return vecs.sum(axis=1) / count


# %% wrong | mean_embedding | divides by the count plus 1e-4
def mean_embedding(idx, E):
    mask = (idx != 0).astype(float)[:, :, np.newaxis]
    return (E[idx] * mask).sum(1) / (mask.sum(1) + 1e-4)


# %% wrong | mean_embedding | a fast path for texts without any padding forgets to divide by the number of words
def mean_embedding(idx, E):
    is_word = idx != 0
    if is_word.all():
        return np.add.reduce(E[idx], axis=1)
    total = np.einsum("nt,ntd->nd", is_word.astype(float), E[idx])
    return total / is_word.sum(axis=1)[:, None]


# %% right | mean_embedding | a matrix with how often each word occurs, times E, row 0 left out
def mean_embedding(idx, E):
    counts = np.zeros((len(idx), len(E)))
    for n, row in enumerate(idx):
        for i in row:
            counts[n, i] += 1
    counts[:, 0] = 0
    return counts @ E / counts.sum(axis=1, keepdims=True)


# %% right | mean_embedding | padding becomes nan, then np.nanmean
def mean_embedding(idx, E):
    vectors = np.where((idx == 0)[..., None], np.nan, E[idx])
    return np.nanmean(vectors, axis=1)


# %% right | mean_embedding | einsum with a mask of float32 ones and zeros (exact)
def mean_embedding(idx, E):
    mask = (idx != 0).astype(np.float32)
    return np.einsum("nt,ntd->nd", mask, E[idx]) / mask.sum(axis=1).reshape(-1, 1)


# %% wrong | predict_repeated_word | only the last place counts
def predict_repeated_word():
    return (4, -1)


# %% right | predict_repeated_word | as an array, added up
def predict_repeated_word():
    return np.array([1, 2]) + np.array([4, -1])


# %% wrong | embedding_backward | dE[idx] += dout adds only once where a word occurs twice
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    dE[idx] += dout
    return dE


# %% wrong | embedding_backward | for texts it goes text by text with dE[idx[n]] += dout[n], so a word that occurs twice within one text is added only once
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for n in range(len(idx)):
        dE[idx[n]] += dout[n]
    return dE


# %% wrong | embedding_backward | row 0 (padding) is set to zero although every place adds its gradient
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    np.add.at(dE, idx, dout)
    dE[0] = 0.0
    return dE


# %% wrong | embedding_backward | dE has idx.max() + 1 rows instead of vocab_size: too short when the last words do not occur
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((idx.max() + 1, dout.shape[-1]))
    np.add.at(dE, idx, dout)
    return dE


# %% wrong | embedding_backward | D is taken from dout.shape[1], which is T for texts: works for single words alone
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[1]))
    np.add.at(dE, idx, dout)
    return dE


# %% wrong | embedding_backward | dE is an array of whole numbers, so fractions are cut off as they are added
def embedding_backward(dout, idx, vocab_size):
    D = dout.shape[-1]
    rows = dout.reshape(-1, D)
    dE = np.zeros((vocab_size, D), dtype=int)
    for n, w in enumerate(idx.flatten()):
        for d in range(D):
            dE[w, d] += rows[n, d]
    return dE


# %% wrong | embedding_backward | the zeros are kept in a cache and used again: a second call of the same size adds to the result of the first
_buffers = {}

def embedding_backward(dout, idx, vocab_size):
    key = (vocab_size, dout.shape[-1])
    if key not in _buffers:
        _buffers[key] = np.zeros(key)
    dE = _buffers[key]
    np.add.at(dE, idx, dout)
    return dE


# %% wrong | embedding_backward | range(vocab_size - 1): the last word of the vocabulary gets no gradient
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for w in range(vocab_size - 1):
        dE[w] = dout[idx == w].sum(axis=0)
    return dE


# %% right | embedding_backward | one-hot rows turned, times dout
def embedding_backward(dout, idx, vocab_size):
    onehot = np.eye(vocab_size)[idx.ravel()]
    return onehot.T @ dout.reshape(idx.size, -1)


# %% right | embedding_backward | np.bincount with weights, one column at a time
def embedding_backward(dout, idx, vocab_size):
    flat = dout.reshape(-1, dout.shape[-1])
    columns = [np.bincount(idx.ravel(), weights=column, minlength=vocab_size) for column in flat.T]
    return np.stack(columns, axis=-1)


# %% wrong | rnn_step | Wh is turned
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh.T + b)


# %% wrong | rnn_step | x and h side by side in the wrong order for the stacked weights (h, x against Wx, Wh)
def rnn_step(x, h, Wx, Wh, b):
    both = np.concatenate([h, x], axis=1)
    W = np.concatenate([Wx, Wh], axis=0)
    return np.tanh(both @ W + b)


# %% wrong | rnn_step | the state of the first sample is used for all samples: right for N = 1 alone
def rnn_step(x, h, Wx, Wh, b):
    state = h[0]
    return np.tanh(x.dot(Wx) + state.dot(Wh) + b)


# %% wrong | rnn_step | writes the new state into the caller's h
def rnn_step(x, h, Wx, Wh, b):
    h[:] = np.tanh(x @ Wx + h @ Wh + b)
    return h


# %% right | rnn_step | x and h side by side, times the weights on top of each other
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(np.hstack([x, h]) @ np.vstack([Wx, Wh]) + b)


# %% right | rnn_step | plain loops with math.tanh, the arguments renamed
import math

def rnn_step(inp, state, U, W, bias):
    new = []
    for n in range(len(inp)):
        row = []
        for j in range(len(bias)):
            s = bias[j]
            s += sum(inp[n][d] * U[d][j] for d in range(len(U)))
            s += sum(state[n][k] * W[k][j] for k in range(len(W)))
            row.append(math.tanh(s))
        new.append(row)
    return np.array(new)


# %% wrong | rnn_forward | the state is not handed on: each step starts from H0
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    for t in range(T):
        H[:, t] = np.tanh(X[:, t] @ Wx + H0 @ Wh + b)
    return H


# %% wrong | rnn_forward | H0 is ignored: the state before the first step is H[:, -1], still zeros
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, _ = X.shape
    H = np.zeros((N, T, len(b)))
    for t in range(T):
        H[:, t] = np.tanh(X[:, t] @ Wx + H[:, t - 1] @ Wh + b)
    return H


# %% wrong | rnn_forward | the same array is changed in place and put into the list T times, so all steps show the last state
def rnn_forward(X, H0, Wx, Wh, b):
    h = H0.copy()
    states = []
    for t in range(X.shape[1]):
        h[:] = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        states.append(h)
    return np.stack(states, axis=1)


# %% wrong | rnn_forward | loops over samples without setting the state back: from the second sample on it starts with the last state of the sample before
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0[0]
    for n in range(N):
        for t in range(T):
            h = np.tanh(X[n, t] @ Wx + h @ Wh + b)
            H[n, t] = h
    return H


# %% wrong | rnn_forward | a fast path for sequences of one step forgets the old state: right only where H0 is 0
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, D = X.shape
    if T == 1:
        return np.tanh(X @ Wx + b)
    H = np.empty((N, T, H0.shape[1]))
    h = H0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    return H


# %% wrong | rnn_forward | the states are kept in half precision (float16)
def rnn_forward(X, H0, Wx, Wh, b):
    N, T = X.shape[:2]
    H = np.zeros((N, T, H0.shape[-1]), dtype=np.float16)
    prev = H0
    for t in range(T):
        H[:, t] = np.tanh(X[:, t] @ Wx + prev @ Wh + b)
        prev = H[:, t]
    return H


# %% right | rnn_forward | recursion over the steps
def rnn_forward(X, H0, Wx, Wh, b):
    if X.shape[1] == 0:
        return np.zeros((X.shape[0], 0, H0.shape[1]))
    h = np.tanh(X[:, 0] @ Wx + H0 @ Wh + b)
    rest = rnn_forward(X[:, 1:], h, Wx, Wh, b)
    return np.concatenate([h[:, None], rest], axis=1)


# %% right | rnn_forward | X @ Wx + b for all steps at once, then itertools.accumulate
from itertools import accumulate

def rnn_forward(X, H0, Wx, Wh, b):
    pre = np.moveaxis(X @ Wx + b, 1, 0)
    states = list(accumulate(pre, lambda h, z: np.tanh(z + h @ Wh), initial=H0))
    return np.stack(states[1:], axis=1)


# %% wrong | rnn_backward | no gradient goes from step to step: dh is never used, only dH
def rnn_backward(X, H0, Wx, Wh, b, dH):
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    for t in reversed(range(X.shape[1])):
        dz = dH[:, t] * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | dWh is built with the state after the step instead of the one before
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    hs = {-1: H0}
    for t in range(T):
        hs[t] = np.tanh(X[:, t] @ Wx + hs[t - 1] @ Wh + b)
    dWx, dWh, db, dh = 0, 0, 0, np.zeros_like(H0)
    for t in range(T - 1, -1, -1):
        dz = (dH[:, t] + dh) * (1 - hs[t] ** 2)
        dWx = dWx + X[:, t].T @ dz
        dWh = dWh + hs[t].T @ dz
        db = db + dz.sum(0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | at t = 0 the state before is H[:, -1], the last state, instead of H0
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dh = np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - H[:, t] ** 2)
        dWx += X[:, t].T @ dz
        dWh += H[:, t - 1].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | dh = dz @ Wh: Wh is not turned on the way back
def rnn_backward(X, H0, Wx, Wh, b, dH):
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | dWx, dWh and db are replaced at each step (= instead of +=): only the first step counts
def rnn_backward(X, H0, Wx, Wh, b, dH):
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dh = np.zeros_like(H0)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx = X[:, t].T @ dz
        dWh = states[t].T @ dz
        db = dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | the gradients of the weights are clipped to -5 .. 5 at the end
def rnn_backward(X, H0, Wx, Wh, b, dH):
    hs = {-1: H0}
    for t in range(X.shape[1]):
        hs[t] = np.tanh(np.dot(X[:, t], Wx) + np.dot(hs[t - 1], Wh) + b)
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dhnext = np.zeros_like(H0)
    for t in reversed(range(X.shape[1])):
        dh = dH[:, t] + dhnext
        dhraw = (1 - hs[t] * hs[t]) * dh
        db += dhraw.sum(axis=0)
        dWx += np.dot(X[:, t].T, dhraw)
        dWh += np.dot(hs[t - 1].T, dhraw)
        dhnext = np.dot(dhraw, Wh.T)
    for dparam in [dWx, dWh, db]:
        np.clip(dparam, -5, 5, out=dparam)
    return dWx, dWh, db, dhnext


# %% wrong | rnn_backward | dH0 is dz of the first step: the last multiplication by Wh turned is missing
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dz = np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dz @ Wh.T) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
    dH0 = dz
    return dWx, dWh, db, dH0


# %% wrong | rnn_backward | writes the gradients that come from the right into the caller's dH
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    for t in reversed(range(T)):
        dz = dH[:, t] * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        if t > 0:
            dH[:, t - 1] += dz @ Wh.T
    return dWx, dWh, db, dz @ Wh.T


# %% wrong | rnn_backward | goes back over the last four steps only (truncated), so longer sequences lose the gradients of the early steps
def rnn_backward(X, H0, Wx, Wh, b, dH, bptt_truncate=4):
    T = X.shape[1]
    s = [H0]
    for t in range(T):
        s.append(np.tanh(X[:, t] @ Wx + s[-1] @ Wh + b))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in range(T - 1, max(-1, T - 1 - bptt_truncate), -1):
        dz = (dH[:, t] + dh) * (1 - s[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += s[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | two mistakes: gradients of the weights are divided by N (mean instead of sum), and dWh is turned (dz.T @ h instead of h.T @ dz)
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz / N
        dWh += dz.T @ states[t] / N
        db += dz.mean(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | db takes only the first sample's dz of each step: right for N = 1 alone
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, _ = X.shape
    h = [None] * (T + 1)
    h[0] = H0
    for t in range(T):
        h[t + 1] = np.tanh(X[:, t] @ Wx + h[t] @ Wh + b)
    dWx, dWh, db = Wx * 0, Wh * 0, b * 0
    carry = H0 * 0
    for t in range(T - 1, -1, -1):
        dz = (dH[:, t] + carry) * (1 - h[t + 1] ** 2)
        dWx, dWh, db = dWx + X[:, t].T @ dz, dWh + h[t].T @ dz, db + dz[0]
        carry = dz @ Wh.T
    return dWx, dWh, db, carry


# %% right | rnn_backward | collects all dz first, then the weights' gradients with einsum over samples and steps at once
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    before = np.empty_like(dH)
    after = np.empty_like(dH)
    h = H0
    for t in range(T):
        before[:, t] = h
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        after[:, t] = h
    dZ = np.empty_like(dH)
    dh = np.zeros_like(H0)
    for t in reversed(range(T)):
        dZ[:, t] = (dH[:, t] + dh) * (1 - after[:, t] ** 2)
        dh = np.einsum("nk,jk->nj", dZ[:, t], Wh)
    dWx = np.einsum("ntd,nth->dh", X, dZ)
    dWh = np.einsum("ntk,nth->kh", before, dZ)
    return dWx, dWh, dZ.sum(axis=(0, 1)), dh


# %% right | rnn_backward | recursion: forward on the way in, backward on the way out
def rnn_backward(X, H0, Wx, Wh, b, dH):
    def walk(t, h_before):
        if t == X.shape[1]:
            return np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
        h = np.tanh(X[:, t] @ Wx + h_before @ Wh + b)
        dWx, dWh, db, dh = walk(t + 1, h)
        dz = (dH[:, t] + dh) * (1 - h * h)
        return dWx + X[:, t].T @ dz, dWh + h_before.T @ dz, db + dz.sum(axis=0), dz @ Wh.T

    return walk(0, H0)


# %% right | rnn_backward | one sequence at a time with outer products, slope of tanh as 1 / cosh^2
def rnn_backward(X, H0, Wx, Wh, b, dH):
    dWx, dWh, db, dH0 = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape), np.zeros(H0.shape)
    for n in range(len(X)):
        zs, hs = [], [H0[n]]
        for x in X[n]:
            zs.append(x @ Wx + hs[-1] @ Wh + b)
            hs.append(np.tanh(zs[-1]))
        dh = 0 * H0[n]
        for t in range(len(zs) - 1, -1, -1):
            dz = (dH[n, t] + dh) / np.cosh(zs[t]) ** 2
            dWx += np.outer(X[n, t], dz)
            dWh += np.outer(hs[t], dz)
            db += dz
            dh = Wh @ dz
        dH0[n] = dh
    return [dWx, dWh, db, dH0]


# %% wrong | predict_explosion | multiplies by the number of steps (6 * 2, 6 * 0.5) instead of taking the power
def predict_explosion():
    return 12, 3


# %% wrong | clip_by_norm | each array is clipped by its own norm
def clip_by_norm(grads, max_norm):
    out = {}
    for key, g in grads.items():
        norm = np.sqrt((g**2).sum())
        out[key] = g * (max_norm / norm) if norm > max_norm else g
    return out


# %% wrong | clip_by_norm | clips every number to -max_norm .. max_norm instead of scaling by the norm
def clip_by_norm(grads, max_norm):
    return {key: np.clip(grad, -max_norm, max_norm) for key, grad in grads.items()}


# %% wrong | clip_by_norm | adds the norms of the arrays instead of adding the squares under one root
def clip_by_norm(grads, max_norm):
    total = sum(np.linalg.norm(g) for g in grads.values())
    scale = min(1.0, max_norm / total) if total > 0 else 1.0
    return {k: g * scale for k, g in grads.items()}


# %% wrong | clip_by_norm | scales the caller's arrays in place
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(g)) for g in grads.values()))
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm / norm
    return dict(grads)


# %% wrong | clip_by_norm | adds 1e-3 to the norm in the factor, so clipped gradients come out too short
def clip_by_norm(grads, max_norm):
    total_norm = np.sqrt(sum((g**2).sum() for g in grads.values()))
    clip_coef = max_norm / (total_norm + 1e-3)
    if clip_coef < 1:
        return {k: g * clip_coef for k, g in grads.items()}
    return {k: g.copy() for k, g in grads.items()}


# %% wrong | clip_by_norm | np.linalg.norm(g, 2) is the largest singular value for a matrix, not the root of the sum of squares (right for vectors alone)
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(g, 2) ** 2 for g in grads.values()))
    factor = max_norm / norm if norm > max_norm else 1
    return {key: factor * value for key, value in grads.items()}


# %% wrong | clip_by_norm | divides by the norm without asking whether it is 0: gradients that are all 0 become nan
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    length = np.minimum(norm, max_norm)
    return {k: g / norm * length for k, g in grads.items()}


# %% right | clip_by_norm | all numbers in one long vector, np.linalg.norm of it
def clip_by_norm(grads, max_norm):
    flat = np.concatenate([np.ravel(g) for g in grads.values()])
    norm = np.linalg.norm(flat)
    factor = max_norm / norm if norm > max_norm else 1.0
    return {k: factor * g for k, g in grads.items()}


# %% right | clip_by_norm | divides by max(1, norm / limit); np.hypot.reduce over the norms
def clip_by_norm(grads, max_norm):
    norm = np.hypot.reduce([np.linalg.norm(np.ravel(g)) for g in grads.values()])
    too_long_by = max(1.0, norm / max_norm)
    return dict(zip(grads, (g / too_long_by for g in grads.values())))


# %% wrong | sample | the temperature divides e^z, not the scores, so it cancels and has no effect
def sample(Z, temperature, rng):
    E = np.exp(Z - Z.max(axis=1, keepdims=True)) / temperature
    P = E / E.sum(axis=1, keepdims=True)
    return np.array([rng.choice(Z.shape[1], p=p) for p in P])


# %% wrong | sample | one random number is drawn and used for all rows, so the rows are not independent
def sample(Z, temperature, rng):
    Z = Z / temperature
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = P / P.sum(axis=1, keepdims=True)
    r = rng.random()
    return np.argmax(P.cumsum(axis=1) >= r, axis=1)


# %% wrong | sample | a new random number for every letter, rng.random(Z.shape), is compared with the sums, so early letters are drawn too often
def sample(Z, temperature, rng):
    S = Z / temperature
    S = S - S.max(axis=1, keepdims=True)
    P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
    reached = P.cumsum(axis=1) >= rng.random(P.shape)
    reached[:, -1] = True
    return reached.argmax(axis=1)


# %% wrong | sample | the largest score of the whole array is taken off, not that of each row: a row far below it underflows to 0 / 0
def sample(Z, temperature, rng):
    S = Z / temperature
    E = np.exp(S - np.max(S))
    P = E / E.sum(axis=1, keepdims=True)
    u = rng.random((Z.shape[0], 1))
    return (P.cumsum(axis=1) < u).sum(axis=1)


# %% wrong | sample | np.exp without taking the largest off: large scores overflow
def sample(Z, temperature, rng):
    E = np.exp(Z / temperature)
    P = E / E.sum(axis=1, keepdims=True)
    return (P.cumsum(axis=1) >= rng.random((len(Z), 1))).argmax(axis=1)


# %% wrong | sample | the largest of each column is taken off (axis=0), which changes the differences within a row
def sample(Z, temperature, rng):
    S = Z / temperature
    E = np.exp(S - S.max(axis=0))
    P = E / E.sum(axis=1, keepdims=True)
    u = rng.random((len(Z), 1))
    return (P.cumsum(axis=1) >= u).argmax(axis=1)


# %% wrong | sample | a generator of its own with a fixed seed instead of rng: every call draws the same
def sample(Z, temperature, rng):
    rng = np.random.default_rng(0)
    S = Z / temperature
    P = np.exp(S - S.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    return (P.cumsum(axis=1) < rng.random((len(Z), 1))).sum(axis=1)


# %% wrong | sample | changes the caller's Z in place
def sample(Z, temperature, rng):
    Z -= Z.max(axis=1, keepdims=True)
    P = np.exp(Z / temperature)
    P /= P.sum(axis=1, keepdims=True)
    return (P.cumsum(axis=1) < rng.random((len(Z), 1))).sum(axis=1)


# %% wrong | sample | the temperature is a power of the probabilities after softmax at temperature 1: letters that underflow to 0 there stay impossible at a high temperature with large scores
def sample(Z, temperature, rng):
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    P = P ** (1 / temperature)
    P /= P.sum(axis=1, keepdims=True)
    return (P.cumsum(axis=1) < rng.random((len(Z), 1))).sum(axis=1)


# %% wrong | sample | all rows are drawn with the probabilities of the first row
def sample(Z, temperature, rng):
    S = Z[0] / temperature
    p = np.exp(S - S.max())
    p = p / p.sum()
    return rng.choice(len(p), size=len(Z), p=p)


# %% wrong | sample | a short cut for temperature 1 does not take the largest score off: large scores overflow there, and there alone
def sample(Z, temperature, rng):
    if temperature == 1:
        E = np.exp(Z)
    else:
        S = Z / temperature
        E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    u = rng.random((Z.shape[0], 1))
    return (P.cumsum(axis=1) < u).sum(axis=1)


# %% right | sample | Gumbel noise added to the scores, then argmax
def sample(Z, temperature, rng):
    return np.argmax(Z / temperature + rng.gumbel(size=Z.shape), axis=1)


# %% right | sample | rng.choice row by row, a list comes back
def sample(Z, temperature, rng):
    drawn = []
    for z in Z:
        s = np.array(z) / temperature
        p = np.exp(s - max(s))
        drawn.append(int(rng.choice(len(p), p=p / p.sum())))
    return drawn


# %% right | sample | no division: the random number is multiplied by the sum of the row; searchsorted
def sample(Z, temperature, rng):
    E = np.exp((Z - Z.max(axis=1, keepdims=True)) / temperature)
    sums = np.cumsum(E, axis=1)
    u = rng.uniform(size=len(Z)) * sums[:, -1]
    return np.array([np.searchsorted(row, x) for row, x in zip(sums, u)])


# %% wrong | attention | softmax over the queries (axis=1) instead of the places
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=1, keepdims=True))
    A = E / E.sum(axis=1, keepdims=True)
    return A @ V, A


# %% wrong | attention | divides by the root of M, the width of the values, instead of H
def attention(Q, K, V):
    d = V.shape[-1]
    scores = np.einsum("nth,nsh->nts", Q, K) / np.sqrt(d)
    scores -= scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores)
    weights /= weights.sum(axis=-1, keepdims=True)
    return np.einsum("nts,nsm->ntm", weights, V), weights


# %% wrong | attention | reshape instead of transpose: the numbers of the keys are mixed up
def attention(Q, K, V):
    N, S, H = K.shape
    R = Q @ K.reshape(N, H, S) / np.sqrt(H)
    E = np.exp(R - R.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention | the largest of the whole array is taken off, so the weights of a query whose scores lie far below become 0 / 0
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max())
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention | np.exp of the raw scores overflows for large scores
def attention(Q, K, V):
    A = np.exp(Q @ K.transpose(0, 2, 1) / Q.shape[-1] ** 0.5)
    A = A / A.sum(axis=-1, keepdims=True)
    return A @ V, A


# %% wrong | attention | a causal mask is laid over the scores: query t sees only the places up to t
def attention(Q, K, V):
    T, S = Q.shape[1], K.shape[1]
    scores = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    scores = np.where(np.tril(np.ones((T, S))) == 0, -1e9, scores)
    E = np.exp(scores - scores.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return A @ V, A


# %% wrong | attention | np.squeeze on out: the axis of the queries (or samples) is lost where there is only one
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return np.squeeze(A @ V), A


# %% right | attention | sample by sample and query by query in loops
def attention(Q, K, V):
    N, T, H = Q.shape
    S, M = V.shape[1:]
    out, A = np.zeros((N, T, M)), np.zeros((N, T, S))
    for n in range(N):
        for t in range(T):
            scores = [sum(q * k for q, k in zip(Q[n, t], K[n, s])) / H**0.5 for s in range(S)]
            top = max(scores)
            e = np.exp(np.array(scores) - top)
            A[n, t] = e / e.sum()
            for s in range(S):
                out[n, t] += A[n, t, s] * V[n, s]
    return out, A


# %% right | attention | the root of H is split between Q and K; softmax by logsumexp; einsum
def attention(Q, K, V):
    c = Q.shape[-1] ** -0.25
    S = np.einsum("...th,...sh->...ts", Q * c, K * c)
    A = np.exp(S - np.logaddexp.reduce(S, axis=-1, keepdims=True))
    return np.einsum("...ts,...sm->...tm", A, V), A


# %% wrong | attention_backward | the softmax slope is taken entry by entry, A * (1 - A), as for a sigmoid
def attention_backward(dout, Q, K, V):
    root = Q.shape[-1] ** 0.5
    S = Q @ K.transpose(0, 2, 1) / root
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dA = np.einsum("ntm,nsm->nts", dout, V)
    dR = dA * A * (1 - A) / root
    return np.einsum("nts,nsh->nth", dR, K), np.einsum("nts,nth->nsh", dR, Q), np.einsum("nts,ntm->nsm", A, dout)


# %% wrong | attention_backward | dK is divided by the root of H twice
def attention_backward(dout, Q, K, V):
    scale = 1 / np.sqrt(Q.shape[-1])
    S = Q @ K.transpose(0, 2, 1) * scale
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS * scale
    dQ = dR @ K
    dK = dR.transpose(0, 2, 1) @ Q * scale
    return dQ, dK, dV


# %% wrong | attention_backward | the forward softmax runs over the queries (axis=1), so A is wrong from the beginning
def softmax(x, axis):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)

def attention_backward(dout, Q, K, V):
    d = Q.shape[-1]
    A = softmax(Q @ K.transpose(0, 2, 1) / np.sqrt(d), 1)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - np.sum(dA * A, axis=-1, keepdims=True)) / np.sqrt(d)
    return dS @ K, dS.transpose(0, 2, 1) @ Q, dV


# %% wrong | attention_backward | the sum in the softmax step is taken over dA alone, not over dA * A
def attention_backward(dout, Q, K, V):
    root = np.sqrt(K.shape[-1])
    R = Q @ K.transpose(0, 2, 1) / root
    A = np.exp(R - R.max(axis=-1, keepdims=True))
    A /= A.sum(axis=-1, keepdims=True)
    dA = dout @ V.transpose(0, 2, 1)
    dR = A * (dA - dA.sum(axis=-1, keepdims=True)) / root
    return dR @ K, dR.transpose(0, 2, 1) @ Q, A.transpose(0, 2, 1) @ dout


# %% wrong | attention_backward | the sum in the softmax step runs over the whole array instead of each row by itself: right only for one sample with one query
def attention_backward(dout, Q, K, V):
    c = np.sqrt(Q.shape[-1])
    S = Q @ K.transpose(0, 2, 1) / c
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    total = np.sum(dA * A)
    dR = A * (dA - total) / c
    return dR @ K, dR.transpose(0, 2, 1) @ Q, dV


# %% wrong | attention_backward | the loop over samples overwrites: only the last sample has gradients, the others stay 0 (dQ = np.zeros_like made inside the loop)
def attention_backward(dout, Q, K, V):
    H = Q.shape[-1]
    for n in range(Q.shape[0]):
        dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
        S = Q[n] @ K[n].T / np.sqrt(H)
        E = np.exp(S - S.max(axis=1, keepdims=True))
        A = E / E.sum(axis=1, keepdims=True)
        dV[n] = A.T @ dout[n]
        dA = dout[n] @ V[n].T
        dS = A * (dA - (dA * A).sum(axis=1, keepdims=True))
        dQ[n] = dS @ K[n] / np.sqrt(H)
        dK[n] = dS.T @ Q[n] / np.sqrt(H)
    return dQ, dK, dV


# %% right | attention_backward | the full Jacobian of softmax for each row, diag(a) - a a^T
def attention_backward(dout, Q, K, V):
    N, T, H = Q.shape
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    for n in range(N):
        for t in range(T):
            s = K[n] @ Q[n, t] / np.sqrt(H)
            a = np.exp(s - s.max())
            a /= a.sum()
            dV[n] += np.outer(a, dout[n, t])
            jacobian = np.diag(a) - np.outer(a, a)
            dr = jacobian @ (V[n] @ dout[n, t]) / np.sqrt(H)
            dQ[n, t] = dr @ K[n]
            dK[n] += np.outer(dr, Q[n, t])
    return dQ, dK, dV


# %% right | attention_backward | the row sum of dA * A computed as dout . out, as FlashAttention does
def attention_backward(dout, Q, K, V):
    tr = lambda X: np.swapaxes(X, -1, -2)
    scale = Q.shape[-1] ** -0.5
    S = scale * (Q @ tr(K))
    P = np.exp(S - np.max(S, axis=-1, keepdims=True))
    P = P / np.sum(P, axis=-1, keepdims=True)
    D = np.sum(dout * (P @ V), axis=-1, keepdims=True)
    dS = P * (dout @ tr(V) - D)
    return scale * (dS @ K), scale * (tr(dS) @ Q), tr(P) @ dout


# %% wrong | predict_windows | forgets the + 1
def predict_windows():
    return 120 - 24 - 3


# %% right | predict_windows | counted with a loop
def predict_windows():
    return len([start for start in range(120) if start + 24 - 1 + 3 <= 119])


# %% wrong | make_windows | ahead is ignored: the target always comes one step after the window
def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(N)])
    y = np.array([series[n + width] for n in range(N)])
    return X, y


# %% wrong | make_windows | target at n + ahead, counted from the beginning of the window: it lies inside the window
def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.stack([series[n : n + width] for n in range(N)])
    y = series[ahead : ahead + N]
    return X, y


# %% wrong | make_windows | target one step too early, at n + width + ahead - 2: for ahead = 1 it is the last value of its own window
def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    return (
        np.array([series[n : n + width] for n in range(N)]),
        np.array([series[n + width + ahead - 2] for n in range(N)]),
    )


# %% wrong | make_windows | the number of windows does not shrink with ahead, and the missing targets are filled with the last value: wrong for ahead > 1
def make_windows(series, width, ahead):
    N = len(series) - width
    X = np.lib.stride_tricks.sliding_window_view(series, width)[:N]
    places = np.minimum(np.arange(N) + width + ahead - 1, len(series) - 1)
    return X, series[places]


# %% wrong | make_windows | y is a column (N, 1) instead of (N,)
def make_windows(series, width, ahead):
    X, y = [], []
    for i in range(width, len(series) - ahead + 1):
        X.append(series[i - width : i])
        y.append([series[i + ahead - 1]])
    return np.array(X), np.array(y)


# %% right | make_windows | sliding windows as long as window and target together, then the columns are picked
def make_windows(series, width, ahead):
    pieces = np.lib.stride_tricks.sliding_window_view(np.asarray(series), width + ahead)
    return pieces[:, :width].copy(), pieces[:, -1].copy()


# %% wrong | split_by_time | X[:cut][:-gap] is empty for gap = 0
def split_by_time(X, y, test_fraction, gap):
    cut = len(X) - round(len(X) * test_fraction)
    X_train, y_train = X[:cut][:-gap], y[:cut][:-gap]
    return X_train, y_train, X[cut:], y[cut:]


# %% wrong | split_by_time | int instead of round: one test sample too few where N * test_fraction is 6.7, for example
def split_by_time(X, y, test_fraction, gap):
    N = X.shape[0]
    n_test = int(N * test_fraction)
    first = N - n_test
    return X[: first - gap], y[: first - gap], X[first:], y[first:]


# %% wrong | split_by_time | the gap is taken out of the test part: its first samples are missing
def split_by_time(X, y, test_fraction, gap):
    cut = len(y) - round(len(y) * test_fraction)
    return X[:cut], y[:cut], X[cut + gap :], y[cut + gap :]


# %% wrong | split_by_time | the order of the results is X_train, X_test, y_train, y_test
def split_by_time(X, y, test_fraction, gap):
    n_test = round(len(X) * test_fraction)
    cut = len(X) - n_test
    return X[: cut - gap], X[cut:], y[: cut - gap], y[cut:]


# %% wrong | split_by_time | rounds halves always up, int(N * test_fraction + 0.5), where round goes to the even number: one test sample too many for 2.5
def split_by_time(X, y, test_fraction, gap):
    N = len(X)
    test = int(N * test_fraction + 0.5)
    stop = N - test - gap
    return X[:stop], y[:stop], X[N - test :], y[N - test :]


# %% right | split_by_time | np.split at two places
def split_by_time(X, y, test_fraction, gap):
    cut = len(X) - round(len(X) * test_fraction)
    (X_train, _, X_test), (y_train, _, y_test) = (np.split(a, [cut - gap, cut]) for a in (X, y))
    return X_train, y_train, X_test, y_test


# %% right | split_by_time | loop over the samples, lists come back as arrays
def split_by_time(X, y, test_fraction=0.2, gap=0):
    N = len(y)
    first_test = N - round(N * test_fraction)
    parts = {"train": ([], []), "gap": ([], []), "test": ([], [])}
    for n in range(N):
        name = "test" if n >= first_test else "gap" if n >= first_test - gap else "train"
        parts[name][0].append(X[n])
        parts[name][1].append(y[n])
    X_train, X_test = (np.array(parts[name][0]).reshape(-1, X.shape[1]) for name in ("train", "test"))
    return X_train, np.array(parts["train"][1]), X_test, np.array(parts["test"][1])


# %% wrong | scale_series | test is scaled by its own mean and spread
def scale_series(train, test):
    return (train - train.mean()) / train.std(), (test - test.mean()) / test.std(), train.mean(), train.std()


# %% wrong | scale_series | spread with ddof=1 (divides by N - 1)
def scale_series(train, test):
    mu = train.mean()
    sigma = train.std(ddof=1)
    return (train - mu) / sigma, (test - mu) / sigma, mu, sigma


# %% wrong | scale_series | changes the caller's arrays in place
def scale_series(train, test):
    mean, spread = train.mean(), train.std()
    train -= mean
    train /= spread
    test -= mean
    test /= spread
    return train, test, mean, spread


# %% wrong | scale_series | the name train is overwritten before the spread is returned, so the spread of the scaled values, 1, comes back
def scale_series(train, test):
    mean = train.mean()
    test = (test - mean) / train.std()
    train = (train - mean) / train.std()
    return train, test, mean, train.std()


# %% wrong | scale_series | a spread below 1 is replaced by 1 "to be safe"
def scale_series(train, test):
    mean = np.mean(train)
    spread = max(np.std(train), 1.0)
    return (train - mean) / spread, (test - mean) / spread, mean, spread


# %% right | scale_series | helper of its own with plain sums, values shifted by the first one; lists come back
def _scaler(values):
    c = values[0]
    shifted = [v - c for v in values]
    m = sum(shifted) / len(shifted)
    s = (sum((v - m) ** 2 for v in shifted) / len(shifted)) ** 0.5
    return m + c, s

def scale_series(train, test):
    mean, spread = _scaler(train)
    z = lambda v: (v - mean) / spread
    return [z(v) for v in train], [z(v) for v in test], mean, spread


# %% right | scale_series | spread as a norm divided by the root of N
def scale_series(train, test):
    mean = np.average(train)
    centred = np.subtract(train, mean)
    spread = np.linalg.norm(centred) / np.sqrt(centred.size)
    return centred / spread, np.subtract(test, mean) / spread, float(mean), float(spread)


# %% wrong | naive_forecast | the same value, the last one before start, for all steps
def naive_forecast(series, start):
    return np.full(len(series) - start, series[start - 1])


# %% wrong | naive_forecast | two steps back (series[n - 2]); for start = 1 it even wraps round to the last value
def naive_forecast(series, start):
    return np.array([series[n - 2] for n in range(start, len(series))])


# %% wrong | naive_forecast | shifts within the test part: the first forecast is the value at start itself, because the value before start is not used
def naive_forecast(series, start):
    test = series[start:]
    return np.concatenate([test[:1], test[:-1]])


# %% wrong | naive_forecast | for start = 1 the first forecast is 0, as if place 0 were no value before
def naive_forecast(series, start):
    forecast = np.zeros(len(series) - start)
    for k in range(len(forecast)):
        place = start + k - 1
        if place > 0:
            forecast[k] = series[place]
    return forecast


# %% right | naive_forecast | np.roll, then the part from start on
def naive_forecast(series, start):
    return np.roll(series, 1)[start:]


# %% right | naive_forecast | pairs of neighbours by zip, a list comes back
def naive_forecast(series, start):
    pairs = list(zip(series, series[1:]))
    return [before for before, _now in pairs][start - 1 :]


# %% wrong | mean_absolute_error | absolute value of the mean instead of mean of the absolute values
def mean_absolute_error(forecast, actual):
    return abs((forecast - actual).mean())


# %% wrong | mean_absolute_error | return inside the loop: only the first distance
def mean_absolute_error(forecast, actual):
    total = 0
    for f, a in zip(forecast, actual):
        total += abs(f - a)
        return total / len(actual)


# %% wrong | mean_absolute_error | rounded to two places
def mean_absolute_error(forecast, actual):
    return round(float(np.abs(forecast - actual).mean()), 2)


# %% wrong | mean_absolute_error | errors downwards (forecast below the value) count as 0
def mean_absolute_error(forecast, actual):
    return np.maximum(forecast - actual, 0).mean()


# %% right | mean_absolute_error | larger minus smaller, added up with math.fsum
import math

def mean_absolute_error(forecast, actual):
    return math.fsum(max(f, a) - min(f, a) for f, a in zip(forecast, actual)) / len(actual)


# %% wrong | seasonal_naive | repeats the last season before start over and over: wrong when more than one period is forecast
def seasonal_naive(series, start, period):
    last = series[start - period : start]
    steps = len(series) - start
    return np.array([last[k % period] for k in range(steps)])


# %% wrong | seasonal_naive | the period of 12 is hard-coded
def seasonal_naive(series, start, period):
    forecast = []
    for t in range(start, len(series)):
        forecast.append(series[t - 12])
    return np.array(forecast)


# %% wrong | seasonal_naive | averages over all earlier values of the same season instead of taking the one a period before
def seasonal_naive(series, start, period):
    return np.array([np.mean(series[t - period :: -period]) for t in range(start, len(series))])


# %% wrong | seasonal_naive | t - period > 0 in place of >= 0: for start = period the first forecast is the value itself (place 0 is not used)
def seasonal_naive(series, start, period):
    return np.array([series[t - period] if t - period > 0 else series[t] for t in range(start, len(series))])


# %% right | seasonal_naive | slice with an end counted from behind
def seasonal_naive(series, start, period):
    return series[start - period : -period].copy()


# %% wrong | scaled_error | two mistakes: the naive error is measured on the test part (actual) instead of train, and with period 1 whatever the period is
def scaled_error(forecast, actual, train, period):
    mae = np.abs(forecast - actual).mean()
    naive = np.abs(np.diff(actual)).mean()
    return mae / naive


# %% wrong | scaled_error | np.diff(train, n=period) is the period-th difference, not the difference over a period: right for period 1 alone
def scaled_error(forecast, actual, train, period):
    d = np.abs(np.diff(train, n=period)).mean()
    errors = np.abs(np.asarray(actual) - np.asarray(forecast))
    return errors.mean() / d


# %% wrong | scaled_error | sums instead of means: wrong when test and training part have different lengths
def scaled_error(forecast, actual, train, period):
    top = sum(abs(f - a) for f, a in zip(forecast, actual))
    bottom = sum(abs(train[t] - train[t - period]) for t in range(period, len(train)))
    return top / bottom


# %% wrong | scaled_error | the sum below is divided by len(train) instead of len(train) - period
def scaled_error(forecast, actual, train, period):
    n = len(train)
    d = np.abs(train[period:] - train[:-period]).sum() / n
    return np.abs(actual - forecast).mean() / d


# %% wrong | scaled_error | the loop over train starts at 0, so the first `period` places are compared with the end of train (negative indices)
def scaled_error(forecast, actual, train, period):
    naive = [abs(train[t] - train[t - period]) for t in range(len(train))]
    return np.abs(forecast - actual).mean() / np.mean(naive)


# %% right | scaled_error | errors divided one by one before the mean; lists
def scaled_error(forecast, actual, train, period=1):
    lagged = [abs(now - before) for before, now in zip(train, train[period:])]
    scale = sum(lagged) / len(lagged)
    return np.mean([abs(a - f) / scale for f, a in zip(forecast, actual)])


# %% wrong | simple_returns | divides by the price of today instead of the one before
def simple_returns(prices):
    return (prices[1:] - prices[:-1]) / prices[1:]


# %% wrong | simple_returns | logarithmic returns
def simple_returns(prices):
    return np.diff(np.log(prices))


# %% wrong | simple_returns | // instead of /: whole numbers come out
def simple_returns(prices):
    return prices[1:] // prices[:-1] - 1


# %% right | simple_returns | np.expm1 of the differences of logarithms
def simple_returns(prices):
    return np.expm1(np.diff(np.log(prices)))


# %% wrong | predict_up_and_down | up and down cancel
def predict_up_and_down():
    return 200


# %% wrong | strategy_wealth | look-ahead: the position of the same day earns the return of today
def strategy_wealth(prices, positions, cost):
    money, held, wealth = 1.0, 0, []
    for t in range(len(prices)):
        if t > 0:
            money *= 1 + positions[t] * (prices[t] / prices[t - 1] - 1)
        money *= 1 - cost * abs(positions[t] - held)
        held = positions[t]
        wealth.append(money)
    return np.array(wealth)


# %% wrong | strategy_wealth | no cost on day 0: the first purchase is free
def strategy_wealth(prices, positions, cost):
    wealth = np.ones(len(prices))
    for t in range(1, len(prices)):
        r = prices[t] / prices[t - 1] - 1
        wealth[t] = wealth[t - 1] * (1 + positions[t - 1] * r)
        wealth[t] *= 1 - cost * abs(positions[t] - positions[t - 1])
    return wealth


# %% wrong | strategy_wealth | the cost is subtracted as a fixed sum of money instead of a share of it
def strategy_wealth(prices, positions, cost):
    wealth = []
    w, before = 1.0, 0
    for t, p in enumerate(positions):
        if t:
            w = w * (1 + before * (prices[t] / prices[t - 1] - 1))
        if p != before:
            w = w - cost
        before = p
        wealth.append(w)
    return np.array(wealth)


# %% wrong | strategy_wealth | return and cost of a day are added, 1 + position * r - cost * change, instead of multiplied: wrong by cost * r on days on which something is sold
def strategy_wealth(prices, positions, cost):
    r = np.concatenate([[0.0], prices[1:] / prices[:-1] - 1])
    before = np.concatenate([[0], positions[:-1]])
    change = np.abs(positions - before)
    return np.cumprod(1 + before * r - cost * change)


# %% wrong | strategy_wealth | the cost is paid on every day on which the position is 1, not where it changes
def strategy_wealth(prices, positions, cost):
    w = 1.0
    wealth = np.zeros(len(prices))
    for t in range(len(prices)):
        if t > 0:
            w *= 1 + positions[t - 1] * (prices[t] / prices[t - 1] - 1)
        w *= 1 - cost * positions[t]
        wealth[t] = w
    return wealth


# %% wrong | strategy_wealth | on day 0 the position before is positions[-1] (np.roll), the last one, instead of 0: the first purchase is free where the last position is 1
def strategy_wealth(prices, positions, cost):
    before = np.roll(positions, 1)
    r = np.zeros(len(prices))
    r[1:] = prices[1:] / prices[:-1] - 1
    factors = (1 + before * r) * (1 - cost * np.abs(positions - before))
    return np.cumprod(factors)


# %% wrong | strategy_wealth | everything is sold on the last day: a cost too many at the end where the last position is 1
def strategy_wealth(prices, positions, cost):
    wealth, money, prev = [], 1.0, 0
    for t in range(len(prices)):
        if t > 0:
            money *= 1 + prev * (prices[t] / prices[t - 1] - 1)
        money *= 1 - cost * abs(positions[t] - prev)
        prev = positions[t]
        wealth.append(money)
    if prev == 1:
        wealth[-1] *= 1 - cost
    return np.array(wealth)


# %% wrong | strategy_wealth | two mistakes: the return is divided by the price of today, and abs is missing in the cost, so a sale earns the cost instead of paying it
def strategy_wealth(prices, positions, cost):
    change = np.diff(positions, prepend=0)
    r = np.append(0, np.diff(prices) / prices[1:])
    before = np.append(0, positions[:-1])
    return np.cumprod((1 + before * r) * (1 - cost * change))


# %% right | strategy_wealth | np.cumprod of the factors, nothing held before the first day
def strategy_wealth(prices, positions, cost):
    positions = np.asarray(positions, dtype=float)
    held = np.concatenate([[0.0], positions[:-1]])
    growth = np.ones(len(prices))
    growth[1:] = np.asarray(prices)[1:] / np.asarray(prices)[:-1]
    return np.cumprod(np.where(held == 1, growth, 1.0)) * np.cumprod(1 - cost * np.abs(positions - held))


# %% right | strategy_wealth | counts shares: the cost is paid when they are bought and sold, the money is their worth
def strategy_wealth(prices, positions, cost):
    cash, shares, wealth = 1.0, 0.0, []
    for price, position in zip(prices, positions):
        if position == 1 and shares == 0:
            shares, cash = cash * (1 - cost) / price, 0.0
        elif position == 0 and shares > 0:
            cash, shares = shares * price * (1 - cost), 0.0
        wealth.append(cash + shares * price)
    return np.array(wealth)


# %% wrong | rate | matrix product P[u] @ Q[i].T: each rating's person meets every rating's movie, (N, N)
def rate(u, i, mu, bu, bi, P, Q):
    return mu + bu[u] + bi[i] + P[u] @ Q[i].T


# %% wrong | rate | np.sum without an axis: the products of all ratings are added to one number, which every rating gets
def rate(u, i, mu, bu, bi, P, Q):
    return mu + bu[u] + bi[i] + np.sum(P[u] * Q[i])


# %% wrong | rate | the ratings are clipped to 0.5 .. 5 stars
def rate(u, i, mu, bu, bi, P, Q):
    est = mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1)
    return np.clip(est, 0.5, 5.0)


# %% wrong | rate | the mean of the products instead of their sum: right for K = 1 alone
def rate(u, i, mu, bu, bi, P, Q):
    return mu + bu[u] + bi[i] + np.mean(P[u] * Q[i], axis=1)


# %% wrong | rate | np.squeeze at the end: for a single rating the answer is a number of shape () instead of (1,)
def rate(u, i, mu, bu, bi, P, Q):
    dot = np.einsum("nk,nk->n", P[u], Q[i])
    return np.squeeze(mu + bu[u] + bi[i] + dot)


# %% wrong | rate | written for vectors of exactly two numbers, the entries from the third on are dropped
def rate(u, i, mu, bu, bi, P, Q):
    p, q = P[u], Q[i]
    return mu + bu[u] + bi[i] + p[:, 0] * q[:, 0] + p[:, 1] * q[:, 1]


# %% right | rate | fills the whole table and picks the cells
def rate(u, i, mu, bu, bi, P, Q):
    table = mu + bu[:, None] + bi[None, :] + P @ Q.T
    return table[u, i]


# %% right | rate | biases as two more columns of the vectors, one matrix product per rating
def rate(u, i, mu, bu, bi, P, Q):
    left = np.column_stack([P, bu, np.ones(len(bu))])
    right = np.column_stack([Q, np.ones(len(bi)), bi])
    return [mu + float(left[a] @ right[b]) for a, b in zip(u, i)]


# %% wrong | rate_backward | += with lists of rows adds only once where a person or movie is named several times
def rate_backward(dout, u, i, P, Q):
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    dbu[u] += dout
    dbi[i] += dout
    dP[u] += dout[:, None] * Q[i]
    dQ[i] += dout[:, None] * P[u]
    return dbu, dbi, dP, dQ


# %% wrong | rate_backward | np.bincount without minlength: dbu and dbi are too short where the last people or movies have no rating
def rate_backward(dout, u, i, P, Q):
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    np.add.at(dP, u, dout[:, None] * Q[i])
    np.add.at(dQ, i, dout[:, None] * P[u])
    return np.bincount(u, weights=dout), np.bincount(i, weights=dout), dP, dQ


# %% wrong | rate_backward | the sums are divided by the number of ratings of each person and movie (mean instead of sum)
def rate_backward(dout, u, i, P, Q):
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    for a in range(len(P)):
        mine = u == a
        if mine.any():
            dbu[a] = dout[mine].mean()
            dP[a] = (dout[mine, None] * Q[i[mine]]).mean(axis=0)
    for b in range(len(Q)):
        mine = i == b
        if mine.any():
            dbi[b] = dout[mine].mean()
            dQ[b] = (dout[mine, None] * P[u[mine]]).mean(axis=0)
    return dbu, dbi, dP, dQ


# %% wrong | rate_backward | dP and dQ are views of the caller's P and Q (no copy, no zeros): the gradients are added onto the vectors themselves
def rate_backward(dout, u, i, P, Q):
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = P[:], Q[:]
    for n in range(len(u)):
        dbu[u[n]] += dout[n]
        dbi[i[n]] += dout[n]
        dP[u[n]] += dout[n] * Q[i[n]]
        dQ[i[n]] += dout[n] * P[u[n]]
    return dbu, dbi, dP, dQ


# %% wrong | rate_backward | dout is missing in dQ: each rating adds p_u alone
def rate_backward(dout, u, i, P, Q):
    Mu = np.eye(len(P))[u]
    Mi = np.eye(len(Q))[i]
    return Mu.T @ dout, Mi.T @ dout, Mu.T @ (dout[:, None] * Q[i]), Mi.T @ P[u]


# %% right | rate_backward | a table G (U, I) of the gradients of the cells; then row sums, column sums and two matrix products
def rate_backward(dout, u, i, P, Q):
    G = np.zeros((len(P), len(Q)))
    for g, a, b in zip(dout, u, i):
        G[a, b] += g
    return G.sum(axis=1), G.sum(axis=0), G @ Q, G.T @ P


# %% right | rate_backward | masks, one person and one movie at a time
def rate_backward(dout, u, i, P, Q):
    dbu = np.array([dout[u == a].sum() for a in range(len(P))])
    dbi = np.array([dout[i == b].sum() for b in range(len(Q))])
    dP = np.array([dout[u == a] @ Q[i[u == a]] for a in range(len(P))])
    dQ = np.array([dout[i == b] @ P[u[i == b]] for b in range(len(Q))])
    return dbu, dbi, dP, dQ


# %% wrong | sgd_epoch | the step of q_i uses the new p_u
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, stars in zip(u, i, r):
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - stars
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * Q[b] + lam * P[a])
        Q[b] -= lr * (e * P[a] + lam * Q[b])
    return bu, bi, P, Q


# %% wrong | sgd_epoch | pu = P[a] is a view, no copy: P[a] -= changes it too, so q_i is stepped with the new p_u
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = np.array(bu), np.array(bi), np.array(P), np.array(Q)
    for n in range(len(r)):
        a, b = u[n], i[n]
        pu, qi = P[a], Q[b]
        e = mu + bu[a] + bi[b] + np.dot(pu, qi) - r[n]
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * qi + lam * pu)
        Q[b] -= lr * (e * pu + lam * qi)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | no copies: the caller's arrays are changed
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    for a, b, stars in zip(u, i, r):
        p = P[a].copy()
        e = mu + bu[a] + bi[b] + p @ Q[b] - stars
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * Q[b] + lam * p)
        Q[b] -= lr * (e * p + lam * Q[b])
    return bu, bi, P, Q


# %% wrong | sgd_epoch | all errors are computed once before the loop, from the start values, instead of anew at each step
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    errors = mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1) - r
    for a, b, e in zip(u, i, errors):
        p, q = P[a].copy(), Q[b].copy()
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] = p - lr * (e * q + lam * p)
        Q[b] = q - lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | lam is not applied to the biases
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for n in range(len(u)):
        p, q = P[u[n]].copy(), Q[i[n]].copy()
        e = mu + bu[u[n]] + bi[i[n]] + p.dot(q) - r[n]
        bu[u[n]] -= lr * e
        bi[i[n]] -= lr * e
        P[u[n]] -= lr * (e * q + lam * p)
        Q[i[n]] -= lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | err = r - forecast and += are right together, but lam has the wrong sign: the numbers are pulled away from 0
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, target in zip(u, i, r):
        err = target - (mu + bu[a] + bi[b] + P[a] @ Q[b])
        old = P[a].copy()
        bu[a] += lr * (err + lam * bu[a])
        bi[b] += lr * (err + lam * bi[b])
        P[a] += lr * (err * Q[b] + lam * old)
        Q[b] += lr * (err * old + lam * Q[b])
    return bu, bi, P, Q


# %% wrong | sgd_epoch | the ratings are shuffled first instead of taken in the given order
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for n in np.random.default_rng(0).permutation(len(r)):
        a, b = u[n], i[n]
        p, q = P[a].copy(), Q[b].copy()
        e = mu + bu[a] + bi[b] + p @ q - r[n]
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] = p - lr * (e * q + lam * p)
        Q[b] = q - lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | one step for all ratings together with the gradients of the start values (batch) instead of one step after each rating
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    e = mu + bu[u] + bi[i] + np.einsum("nk,nk->n", P[u], Q[i]) - r
    dbu, dbi, dP, dQ = (np.zeros_like(a) for a in (bu, bi, P, Q))
    np.add.at(dbu, u, e + lam * bu[u])
    np.add.at(dbi, i, e + lam * bi[i])
    np.add.at(dP, u, e[:, None] * Q[i] + lam * P[u])
    np.add.at(dQ, i, e[:, None] * P[u] + lam * Q[i])
    return bu - lr * dbu, bi - lr * dbi, P - lr * dP, Q - lr * dQ


# %% wrong | sgd_epoch | two mistakes: the bias step of the movie uses lam * bu of the person, and mu is trained along
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, s in zip(u, i, r):
        p, q = P[a].copy(), Q[b].copy()
        e = mu + bu[a] + bi[b] + p @ q - s
        mu = mu - lr * e
        old = bu[a]
        bu[a] -= lr * (e + lam * old)
        bi[b] -= lr * (e + lam * old)
        P[a] -= lr * (e * q + lam * p)
        Q[b] -= lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | a fast path for lam = 0 takes the step for all ratings at once with P[u] -= ..., so repeated people and movies get one step only
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    if lam == 0:
        p, q = P[u], Q[i]
        e = mu + bu[u] + bi[i] + (p * q).sum(axis=1) - r
        bu[u] -= lr * e
        bi[i] -= lr * e
        P[u] -= lr * e[:, None] * q
        Q[i] -= lr * e[:, None] * p
        return bu, bi, P, Q
    for a, b, s in zip(u, i, r):
        p, q = P[a].copy(), Q[b].copy()
        e = mu + bu[a] + bi[b] + p @ q - s
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * q + lam * p)
        Q[b] -= lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% right | sgd_epoch | error turned round (r - forecast) with +=, new values by simultaneous assignment
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = (np.array(a, dtype=float, copy=True) for a in (bu, bi, P, Q))
    for user, item, rating in zip(u, i, r):
        err = rating - (mu + bu[user] + bi[item] + np.dot(P[user], Q[item]))
        bu[user] += lr * (err - lam * bu[user])
        bi[item] += lr * (err - lam * bi[item])
        P[user], Q[item] = (
            P[user] + lr * (err * Q[item] - lam * P[user]),
            Q[item] + lr * (err * P[user] - lam * Q[item]),
        )
    return bu, bi, P, Q


# %% right | sgd_epoch | weight decay as a factor (1 - lr * lam); lists of rows that are replaced, never changed
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = list(bu), list(bi), list(P), list(Q)
    keep = 1 - lr * lam
    for a, b, s in zip(u, i, r):
        p, q = P[a], Q[b]
        step = lr * (mu + bu[a] + bi[b] + float(np.sum(p * q)) - s)
        bu[a], bi[b] = keep * bu[a] - step, keep * bi[b] - step
        P[a], Q[b] = keep * p - step * q, keep * q - step * p
    return np.array(bu), np.array(bi), np.array(P), np.array(Q)
