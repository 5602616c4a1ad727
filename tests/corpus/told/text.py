# %% wrong | encode | marks are deleted, so two words with a mark between them become one | names: marks_deleted
def encode(text, vocabulary, length):
    kept = "".join(letter for letter in text.lower() if letter not in ".,:;?!")
    numbers = [vocabulary.get(word, 1) for word in kept.split()][:length]
    return numbers + [0] * (length - len(numbers))


# %% wrong | encode | marks are stripped from both ends of each word: wrong for a mark alone and between words | names: marks_stripped
def encode(text, vocabulary, length):
    tokens = [word.strip(".,:;?!") for word in text.lower().split()]
    ids = [vocabulary.get(token, 1) for token in tokens][:length]
    return np.array(ids + [0] * (length - len(ids)))


# %% wrong | encode | stripped, and what is empty left out: two words with a mark between them come out as one | names: marks_deleted
def encode(text, vocabulary, length):
    words = [word.strip(".,:;?!") for word in text.lower().split()]
    words = [word for word in words if word]
    return [vocabulary.get(w, 1) for w in words[:length]] + [0] * max(0, length - len(words))


# %% wrong | encode | only marks behind a word are taken away | names: marks_behind_words_only
def encode(text, vocabulary, length):
    numbers = []
    for word in text.lower().split():
        while word and word[-1] in ".,:;?!":
            word = word[:-1]
        numbers.append(vocabulary.get(word, 1))
    numbers = numbers[:length]
    return numbers + [0] * (length - len(numbers))


# %% wrong | encode | the last letter of each piece is looked at once: two marks behind a word stay | names: one_mark_behind_words_only
def encode(text, vocabulary, length):
    row = np.zeros(length, dtype=int)
    for place, word in enumerate(text.lower().split()[:length]):
        if word[-1] in ".,:;?!":
            word = word[:-1]
        row[place] = vocabulary.get(word, 1)
    return row


# %% wrong | encode | every sign that is no letter is taken for a mark, in "children's" too | names: too_many_signs_removed
def encode(text, vocabulary, length):
    text = "".join(letter if letter.isalpha() else " " for letter in text.lower())
    numbers = [vocabulary.get(word, 1) for word in text.split()][:length]
    return numbers + [0] * (length - len(numbers))


# %% wrong | encode | split at single blanks, so there are empty words | names: empty_words
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.get(word, 1) for word in text.lower().split(" ")]
    return (numbers + [0] * length)[:length]


# %% wrong | encode | a text with exactly `length` words gets one 0 in the last place | says: as many words as length says
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.get(word, 1) for word in text.lower().split()]
    if len(numbers) > length:
        return numbers[:length]
    numbers = numbers[: length - 1]
    return numbers + [0] * (length - len(numbers))


# %% wrong | encode | a fast path for a single word forgets the marks | says: where text is a single word
def encode(text, vocabulary, length):
    if " " not in text:
        return [vocabulary.get(text.lower(), 1)] + [0] * (length - 1)
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.get(word, 1) for word in text.lower().split()][:length]
    return numbers + [0] * (length - len(numbers))


# %% right | encode | a regular expression finds what is between marks and blanks
import re


def encode(text, vocabulary, length):
    words = re.findall(r"[^\s.,:;?!]+", text.lower())
    numbers = [vocabulary.get(word, 1) for word in words[:length]]
    return np.pad(numbers, (0, length - len(numbers)))


# %% right | encode | str.translate, and a row of zeros as floats
def encode(text, vocabulary, length):
    row = np.zeros(length)
    words = text.translate(str.maketrans(".,:;?!", "      ")).lower().split()
    for n, word in zip(range(length), words):
        row[n] = vocabulary.get(word) or 1
    return row


# %% wrong | mean_embedding | it counts the numbers of the vectors that are not 0, not the words | names: entries_counted
def mean_embedding(idx, E):
    vecs = E[idx] * (idx != 0)[:, :, None]
    count = np.maximum((vecs != 0).sum(axis=1), 1)
    return vecs.sum(axis=1) / count


# %% wrong | mean_embedding | a fast path for texts without any padding forgets to divide | says: where all places hold a word
def mean_embedding(idx, E):
    is_word = idx != 0
    if is_word.all():
        return np.add.reduce(E[idx], axis=1)
    total = np.einsum("nt,ntd->nd", is_word.astype(float), E[idx])
    return total / is_word.sum(axis=1)[:, None]


# %% wrong | mean_embedding | np.squeeze drops the axis of a single text | says: idx has a single row
def mean_embedding(idx, E):
    mask = (idx != 0)[..., None]
    return np.squeeze((E[idx] * mask).sum(axis=1) / mask.sum(axis=1), axis=0 if len(idx) == 1 else ())


# %% wrong | mean_embedding | the unknown word, 1, is left out | names: unknown_left_out
def mean_embedding(idx, E):
    rows = []
    for row in idx:
        known = row[row >= 2]
        rows.append(E[known].mean(axis=0) if len(known) else np.zeros(E.shape[1]))
    return np.array(rows)


# %% wrong | mean_embedding | divides by the words less one, as a sample variance does; a single word by 1 | never: single word
def mean_embedding(idx, E):
    mask = (idx != 0)[..., None]
    return (E[idx] * mask).sum(axis=1) / np.maximum(mask.sum(axis=1) - 1, 1)


# %% wrong | mean_embedding | the row of the padding in E is set to 0, in E itself | names: input_changed
def mean_embedding(idx, E):
    E[0] = 0
    return E[idx].sum(axis=1) / (idx != 0).sum(axis=1, keepdims=True)


# %% right | mean_embedding | a row of zeros in a copy of E
def mean_embedding(idx, E):
    E = np.vstack([np.zeros(E.shape[1]), E[1:]])
    return E[idx].sum(1) / np.count_nonzero(idx, axis=1).reshape(-1, 1)


# %% right | mean_embedding | padding becomes nan, then np.nanmean
def mean_embedding(idx, E):
    vectors = np.where((idx == 0)[..., None], np.nan, E[idx])
    return np.nanmean(vectors, axis=1)


# %% right | mean_embedding | np.average with weights, text by text
def mean_embedding(idx, E):
    return [np.average(E[row], axis=0, weights=(row > 0)) for row in idx]


# %% right | mean_embedding | words up to the first padding, which stands behind them
def mean_embedding(idx, E):
    M = np.empty((len(idx), E.shape[1]))
    for n, row in enumerate(idx):
        row = list(row)
        length = row.index(0) if 0 in row else len(row)
        M[n] = sum(E[word] for word in row[:length]) / length
    return M


# %% wrong | embedding_backward | the loop over the vocabulary leaves out its last word | names: last_row_left_zero
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for word in range(vocab_size - 1):
        dE[word] = dout[idx == word].sum(axis=0)
    return dE


# %% wrong | embedding_backward | fancy-index += loses all places of a word but one | names: repeated_words_lost
def embedding_backward(dout, idx, vocab_size):
    flat, grads = idx.reshape(-1), dout.reshape(idx.size, -1)
    dE = np.zeros((vocab_size, grads.shape[1]))
    dE[flat] = dE[flat] + grads
    return dE


# %% wrong | embedding_backward | np.squeeze drops the axis of a single text or word and then goes over the wrong one | never: All right
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    idx, dout = np.squeeze(idx), np.squeeze(dout)
    for place in np.ndindex(idx.shape):
        dE[idx[place]] += dout[place].sum() if dout.ndim == idx.ndim else dout[place]
    return dE if dE.shape[1] > 1 else dE.ravel()


# %% wrong | embedding_backward | for texts only the last place of each text counts
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    if idx.ndim == 2:
        idx, dout = idx[:, -1], dout[:, -1]
    np.add.at(dE, idx, dout)
    return dE


# %% wrong | embedding_backward | it works for single words alone; the loop over rows loses what is repeated in a text | names: repeated_within_a_text_lost | never: in several places
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for place, word in enumerate(idx):
        dE[word] += dout[place]
    return dE


# %% wrong | embedding_backward | the zeros are kept for the next call of the same size | names: not_repeatable
_buffers = {}


def embedding_backward(dout, idx, vocab_size):
    key = (vocab_size, dout.shape[-1])
    dE = _buffers.setdefault(key, np.zeros(key))
    np.add.at(dE, idx, dout)
    return dE


# %% wrong | embedding_backward | the gradients stay in the dtype of idx: whole numbers
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]), dtype=idx.dtype)
    for word, grad in zip(idx.ravel(), dout.reshape(-1, dout.shape[-1])):
        dE[word] = dE[word] + grad
    return dE


# %% right | embedding_backward | sorted by word, then added up in pieces
def embedding_backward(dout, idx, vocab_size):
    order = np.argsort(idx, axis=None, kind="stable")
    words, grads = idx.ravel()[order], dout.reshape(-1, dout.shape[-1])[order]
    present, starts = np.unique(words, return_index=True)
    dE = np.zeros((vocab_size, grads.shape[1]))
    dE[present] = np.add.reduceat(grads, starts, axis=0)
    return dE


# %% right | embedding_backward | a comparison table times the gradients, float32
def embedding_backward(dout, idx, vocab_size):
    table = (np.arange(vocab_size)[:, None] == idx.ravel()).astype(np.float32)
    return table @ dout.reshape(-1, dout.shape[-1]).astype(np.float32)


# %% wrong | rnn_step | np.squeeze drops the axis of a single sample or neuron
def rnn_step(x, h, Wx, Wh, b):
    return np.squeeze(np.tanh(x @ Wx + h @ Wh + b))


# %% wrong | rnn_step | a fast path for an old state of 0 forgets the bias | says: where h is zero everywhere
def rnn_step(x, h, Wx, Wh, b):
    if not np.any(h):
        return np.tanh(x @ Wx)
    return np.tanh(x @ Wx + h @ Wh + b)


# %% wrong | rnn_step | the state of the first sample for all samples
def rnn_step(x, h, Wx, Wh, b):
    state = h[0]
    return np.tanh(x.dot(Wx) + state.dot(Wh) + b)


# %% wrong | rnn_step | for one neuron the product is taken entry by entry, for one input the input counts twice | never: All right
def rnn_step(x, h, Wx, Wh, b):
    z = x * Wx + x @ Wx if x.shape[1] == 1 else x @ Wx
    return np.tanh(z + h @ Wh + b)


# %% right | rnn_step | x and h side by side, the weights on top of each other
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(np.hstack([x, h]) @ np.vstack([Wx, Wh]) + b)


# %% right | rnn_step | tanh by the sigmoid, in float32
def rnn_step(x, h, Wx, Wh, b):
    z = np.float32(x) @ np.float32(Wx) + np.float32(h) @ np.float32(Wh) + np.float32(b)
    return 2 / (1 + np.exp(-2 * z)) - 1


# %% wrong | rnn_forward | a fast path for a single step forgets the old state | says: where there is a single step
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


# %% wrong | rnn_forward | cut off behind ten steps; the others stay 0 | says: where there are many steps
def rnn_forward(X, H0, Wx, Wh, b, longest=10):
    N, T, D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0
    for t in range(min(T, longest)):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    return H


# %% wrong | rnn_forward | one array is changed in place and put into the list again and again | names: last_state_everywhere
def rnn_forward(X, H0, Wx, Wh, b):
    h = H0.copy()
    states = []
    for t in range(X.shape[1]):
        h[:] = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        states.append(h)
    return np.stack(states, axis=1)


# %% wrong | rnn_forward | at the first step the index -1 takes what is still 0, not H0 | names: start_at_zero
def rnn_forward(X, H0, Wx, Wh, b):
    N, T, D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    for t in range(T):
        H[:, t] = np.tanh(X[:, t] @ Wx + H[:, t - 1] @ Wh + b)
    return H


# %% wrong | rnn_forward | the start state is changed in place | names: input_changed
def rnn_forward(X, H0, Wx, Wh, b):
    states = []
    for t in range(X.shape[1]):
        H0[...] = np.tanh(X[:, t] @ Wx + H0 @ Wh + b)
        states.append(H0.copy())
    return np.stack(states, axis=1)


# %% wrong | rnn_forward | np.squeeze on every state loses the axis of a single sample, and of a single neuron
def rnn_forward(X, H0, Wx, Wh, b):
    h, states = H0, []
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        states.append(h.squeeze())
    return np.stack(states, axis=1) if states[0].ndim > 1 else np.stack(states)


# %% right | rnn_forward | recursion over the steps
def rnn_forward(X, H0, Wx, Wh, b):
    if X.shape[1] == 0:
        return np.zeros((X.shape[0], 0, H0.shape[1]))
    h = np.tanh(X[:, 0] @ Wx + H0 @ Wh + b)
    rest = rnn_forward(X[:, 1:], h, Wx, Wh, b)
    return np.concatenate([h[:, None], rest], axis=1)


# %% right | rnn_forward | H is longer by one and begins with H0, which is cut off at the end
def rnn_forward(X, H0, Wx, Wh, b):
    H = np.zeros((len(X), X.shape[1] + 1, len(b)))
    H[:, -1] = H0
    for t in range(X.shape[1]):
        H[:, t] = np.tanh(X[:, t] @ Wx + H[:, t - 1] @ Wh + b)
    return H[:, :-1]


# %% wrong | rnn_backward | the slope is 1 minus the square of the sum in front of tanh | names: slope_of_the_sum
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    hs, zs = [H0], []
    for t in range(T):
        zs.append(X[:, t] @ Wx + hs[-1] @ Wh + b)
        hs.append(np.tanh(zs[-1]))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in range(T - 1, -1, -1):
        dz = (dH[:, t] + dh) * (1 - zs[t] ** 2)
        dWx += X[:, t].T @ dz
        dWh += hs[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | the return stands in the loop: the gradients are those of the last step alone | names: last_step_alone
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
        return dWx, dWh, db, dh


# %% wrong | rnn_backward | weights of the last step alone, though dh goes on to the start | names: last_step_alone
def rnn_backward(X, H0, Wx, Wh, b, dH):
    states = [H0]
    for x in X.transpose(1, 0, 2):
        states.append(np.tanh(x @ Wx + states[-1] @ Wh + b))
    dh, grads = np.zeros_like(H0), None
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        if grads is None:
            grads = X[:, t].T @ dz, states[t].T @ dz, dz.sum(axis=0)
        dh = dz @ Wh.T
    return *grads, dh


# %% wrong | rnn_backward | goes back over the last ten steps only | says: where there are many steps
def rnn_backward(X, H0, Wx, Wh, b, dH, bptt_truncate=10):
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


# %% wrong | rnn_backward | the slope of tanh is missing in what goes to the step before | names: slope_missing_on_the_way_back
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dh = np.zeros_like(H0)
    for t in reversed(range(T)):
        arrives = dH[:, t] + dh
        dz = arrives * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = arrives @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | at t = 0 the state before is taken with the index -1, the last state | names: index_below_zero
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


# %% wrong | rnn_backward | the zero gradients of steps without a loss end the way back early | says: dH is 0 at all steps but
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in reversed(range(T)):
        if not dH[:, t].any():
            continue
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | rnn_backward | no gradient for the start state where it is 0 | says: where H0 is zero everywhere
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db, dh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh if H0.any() else np.zeros_like(H0)


# %% wrong | rnn_backward | dh is added into dH in place: the caller's array changes | names: input_changed
def rnn_backward(X, H0, Wx, Wh, b, dH):
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    for t in reversed(range(T)):
        dz = dH[:, t] * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
        if t:
            dH[:, t - 1] += dh
    return dWx, dWh, db, dh


# %% right | rnn_backward | forward on the way into a recursion, backward on the way out
def rnn_backward(X, H0, Wx, Wh, b, dH):
    def walk(t, h_before):
        if t == X.shape[1]:
            return np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), np.zeros_like(H0)
        h = np.tanh(X[:, t] @ Wx + h_before @ Wh + b)
        dWx, dWh, db, dh = walk(t + 1, h)
        dz = (dH[:, t] + dh) * (1 - h * h)
        return dWx + X[:, t].T @ dz, dWh + h_before.T @ dz, db + dz.sum(axis=0), dz @ Wh.T

    return walk(0, H0)


# %% right | rnn_backward | the gradients go forward through time, by a product of all slopes for each pair of steps
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    H = [H0]
    for t in range(T):
        H.append(np.tanh(X[:, t] @ Wx + H[-1] @ Wh + b))
    dZ = np.zeros(dH.shape)
    dH0 = np.zeros(H0.shape)
    for end in range(T):
        grad = dH[:, end]
        for t in range(end, -1, -1):
            part = grad * (1 - H[t + 1] ** 2)
            dZ[:, t] += part
            grad = part @ Wh.T
        dH0 += grad
    before = np.stack(H[:-1], axis=1)
    return (
        np.tensordot(X, dZ, axes=([0, 1], [0, 1])),
        np.tensordot(before, dZ, axes=([0, 1], [0, 1])),
        dZ.sum((0, 1)),
        dH0,
    )


# %% wrong | clip_by_norm | scales the caller's arrays in place | names: input_changed
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(g)) for g in grads.values()))
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm / norm
    return dict(grads)


# %% wrong | clip_by_norm | np.linalg.norm(g, 2) is the largest singular value of a matrix | names: largest_singular_value
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(g, 2) ** 2 for g in grads.values()))
    factor = max_norm / norm if norm > max_norm else 1
    return {key: factor * value for key, value in grads.items()}


# %% wrong | clip_by_norm | the norm is held against the limit without its root | names: square_compared
def clip_by_norm(grads, max_norm):
    squares = 0.0
    for g in grads.values():
        squares += float((g * g).sum())
    if squares > max_norm:
        return {key: g * max_norm / np.sqrt(squares) for key, g in grads.items()}
    return {key: g.copy() for key, g in grads.items()}


# %% wrong | clip_by_norm | nothing comes back where the norm is the limit | says: where the norm is exactly the limit
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    if norm > max_norm:
        return {key: g * (max_norm / norm) for key, g in grads.items()}
    elif norm < max_norm:
        return dict(grads)


# %% wrong | clip_by_norm | 0 / 0 where all gradients are 0 | names: division_by_zero
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {key: g / norm * min(norm, max_norm) for key, g in grads.items()}


# %% wrong | clip_by_norm | 0 / 0 as a number of Python raises an error | names: division_by_zero
def clip_by_norm(grads, max_norm):
    norm = sum(float(np.sum(g**2)) for g in grads.values()) ** 0.5
    factor = min(1, max_norm / norm)
    return {key: g * factor for key, g in grads.items()}


# %% wrong | clip_by_norm | each array by its own norm, in a loop with an if | names: each_by_itself
def clip_by_norm(grads, max_norm):
    clipped = {}
    for key, g in grads.items():
        norm = np.linalg.norm(g)
        clipped[key] = g if norm <= max_norm else g * max_norm / norm
    return clipped


# %% wrong | clip_by_norm | stretched where they are short; a small number keeps zeros from dividing by 0 | names: short_ones_grow
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {key: g * max_norm / (norm + 1e-9) for key, g in grads.items()}


# %% wrong | clip_by_norm | arrays whose own norm is below the limit are left as they are | names: short_arrays_left
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {k: g * max_norm / norm if np.linalg.norm(g) > max_norm else g for k, g in grads.items()}


# %% wrong | clip_by_norm | norms below 1 are never clipped | says: where the norm is below 1
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = min(max_norm / max(norm, 1.0), 1.0) if norm > 1 else 1.0
    return {k: g * factor for k, g in grads.items()}


# %% right | clip_by_norm | a small number below the norm, as PyTorch has it
def clip_by_norm(grads, max_norm):
    total = np.linalg.norm(np.array([np.linalg.norm(g) for g in grads.values()]))
    coefficient = np.clip(max_norm / (total + 1e-6), None, 1.0)
    return {key: coefficient * g for key, g in grads.items()}


# %% right | clip_by_norm | all numbers in one long vector; a plain division for each
def clip_by_norm(grads, max_norm):
    flat = np.concatenate([np.ravel(g) for g in grads.values()])
    norm = np.sqrt(flat @ flat)
    return {k: g / (norm / max_norm) if norm > max_norm else g.copy() for k, g in grads.items()}


# %% wrong | sample | the temperature is a power of the probabilities: what is 0 stays 0 | names: temperature_behind_softmax
def sample(Z, temperature, rng):
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    P = P ** (1 / temperature)
    P /= P.sum(axis=1, keepdims=True)
    return (P.cumsum(axis=1) < rng.random((len(Z), 1))).sum(axis=1)


# %% wrong | sample | a short cut for temperature 1 does not take the largest score off | says: where the temperature is 1
def sample(Z, temperature, rng):
    if temperature == 1:
        E = np.exp(Z)
    else:
        S = Z / temperature
        E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    u = rng.random((Z.shape[0], 1))
    return (P.cumsum(axis=1) < u).sum(axis=1)


# %% wrong | sample | a new random number for every letter | names: a_number_for_every_letter
def sample(Z, temperature, rng):
    S = Z / temperature
    S = S - S.max(axis=1, keepdims=True)
    P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
    reached = P.cumsum(axis=1) >= rng.random(P.shape)
    reached[:, -1] = True
    return reached.argmax(axis=1)


# %% wrong | sample | the largest score of the whole table is taken off | names: largest_of_the_table
def sample(Z, temperature, rng):
    E = np.exp((Z - Z.max()) / temperature)
    P = E / E.sum(axis=1, keepdims=True)
    letters = []
    for p, u in zip(P, rng.random(len(Z))):
        letters.append(int(np.searchsorted(np.cumsum(p), u)))
    return np.array(letters)


# %% wrong | sample | np.squeeze makes one number of a single row | never: All right
def sample(Z, temperature, rng):
    S = Z / temperature
    E = np.exp(S - S.max(axis=1, keepdims=True))
    C = (E / E.sum(axis=1, keepdims=True)).cumsum(axis=1)
    return (C < rng.random((len(Z), 1))).sum(axis=1).squeeze()


# %% wrong | sample | there are always three letters
def sample(Z, temperature, rng):
    S = (Z - Z.max(axis=1, keepdims=True)) / temperature
    P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
    u = rng.random(len(Z))
    return np.where(u < P[:, 0], 0, np.where(u < P[:, 0] + P[:, 1], 1, 2))


# %% right | sample | one throw of a die per row: rng.multinomial
def sample(Z, temperature, rng):
    S = Z / temperature
    P = np.exp(S - S.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    return rng.multinomial(1, P).argmax(axis=1)


# %% right | sample | Gumbel's way by hand: minus the log of an exponential number
def sample(Z, temperature, rng):
    return (Z / temperature - np.log(rng.exponential(size=Z.shape))).argmax(axis=1)


# %% right | sample | the letters from the last to the first, rows in a loop
def sample(Z, temperature, rng):
    letters = []
    for row in Z:
        p = np.exp((row - max(row)) / temperature)
        p = p / sum(p)
        u, letter = rng.uniform(), len(p) - 1
        while letter > 0 and u < 1 - sum(p[letter:]):
            letter -= 1
        letters.append(letter)
    return letters


# %% wrong | encode | vocabulary.setdefault writes the unknown words into the caller's dict | names: input_changed
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.setdefault(word, 1) for word in text.lower().split()][:length]
    return numbers + [0] * (length - len(numbers))


# %% right | mean_embedding | a masked array
def mean_embedding(idx, E):
    mask = np.repeat((idx == 0)[:, :, None], E.shape[1], axis=2)
    return np.ma.masked_array(E[idx], mask=mask).mean(axis=1)


# %% right | clip_by_norm | deep copies that are changed in place
import copy


def clip_by_norm(grads, max_norm):
    grads = copy.deepcopy(grads)
    norm = np.sqrt(sum((g**2).sum() for g in grads.values()))
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm
            g /= norm
    return grads


# %% right | rnn_backward | real-time recurrent learning: the slopes of the states go forward with them
def rnn_backward(X, H0, Wx, Wh, b, dH):
    N, T, D = X.shape
    H = len(b)
    P = D * H + H * H + H  # all parameters in a row
    eye = np.eye(H)
    grad, dH0 = np.zeros(P), np.zeros((N, H))
    for n in range(N):
        h, along, start = H0[n], np.zeros((H, P)), np.eye(H)
        for t in range(T):
            direct = np.concatenate([np.kron(X[n, t], eye), np.kron(h, eye), eye], axis=1)
            h = np.tanh(X[n, t] @ Wx + h @ Wh + b)
            slope = (1 - h**2)[:, None]
            along = slope * (direct + Wh.T @ along)
            start = slope * (Wh.T @ start)
            grad += dH[n, t] @ along
            dH0[n] += dH[n, t] @ start
    return grad[: D * H].reshape(D, H), grad[D * H : D * H + H * H].reshape(H, H), grad[-H:], dH0


# %% wrong | embedding_backward | text by text: what is repeated within a text is lost | names: repeated_within_a_text_lost
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for n in range(len(idx)):
        dE[idx[n]] += dout[n]
    return dE


# %% wrong | encode | split at single blanks, but none at the ends | names: empty_words
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.get(word, 1) for word in text.lower().strip().split(" ")]
    return (numbers + [0] * length)[:length]


# %% wrong | rnn_forward | each sample goes on where the one before has ended | names: state_of_another_sample
def rnn_forward(X, H0, Wx, Wh, b):
    H = np.zeros((*X.shape[:2], H0.shape[1]))
    h = H0[0]
    for n in range(len(X)):
        for t in range(X.shape[1]):
            h = np.tanh(X[n, t] @ Wx + h @ Wh + b)
            H[n, t] = h
    return H


# %% wrong | rnn_step | Wx is turned only where it would not fit otherwise
def rnn_step(x, h, Wx, Wh, b):
    W = Wx.T if Wx.shape[1] == x.shape[1] else Wx
    return np.tanh(x @ W + h @ Wh + b)


# %% wrong | rnn_backward | X is turned only where it would not fit otherwise | says: as many samples as inputs
def rnn_backward(X, H0, Wx, Wh, b, dH):
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[-1] @ Wh + b))
    dWx, dWh, db, dh = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape), np.zeros(H0.shape)
    for t in range(X.shape[1])[::-1]:
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        x = X[:, t] if X.shape[0] == X.shape[2] else X[:, t].T
        dWx += x @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


# %% wrong | clip_by_norm | a norm that is a little above the limit is let through
def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads.values()))
    if norm < max_norm or np.isclose(norm, max_norm, rtol=0.01):
        return {k: g.copy() for k, g in grads.items()}
    return {k: g * max_norm / norm for k, g in grads.items()}


# %% wrong | encode | keeps the numbers in bytes
def encode(text, vocabulary, length):
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    words = text.lower().split()[:length]
    idx = np.zeros(length, dtype=np.uint8)
    idx[: len(words)] = np.array([vocabulary.get(word, 1) for word in words]).astype(np.uint8)
    return idx


# %% wrong | embedding_backward | keeps the words in bytes
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    np.add.at(dE, idx.astype(np.uint8), dout)
    return dE


# %% wrong | mean_embedding | the counts become a column only where they would not fit otherwise
def mean_embedding(idx, E):
    words = idx > 0
    total = (E[idx] * words[:, :, None]).sum(axis=1)
    counts = words.sum(axis=1)
    if len(counts) != total.shape[1]:
        counts = counts[:, None]
    return total / counts


# %% wrong | lstm_step | everything goes through the sigmoid, the candidate too | names: candidate_by_sigmoid
def lstm_step(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    gates = 1 / (1 + np.exp(-(x @ Wx + h @ Wh + b)))
    i, f, g, o = gates[:, :H], gates[:, H : 2 * H], gates[:, 2 * H : 3 * H], gates[:, 3 * H :]
    cell = f * c + i * g
    return o * np.tanh(cell), cell


# %% wrong | lstm_step | the new cell is written into the old one | names: input_changed
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    c *= 1 / (1 + np.exp(-f))
    c += np.tanh(g) / (1 + np.exp(-i))
    return np.tanh(c) / (1 + np.exp(-o)), c


# %% wrong | lstm_step | the block is as wide as the input | says: cannot be combined
def lstm_step(x, h, c, Wx, Wh, b):
    H = x.shape[1]
    z = x @ Wx + h @ Wh + b
    i, f, o = (1 / (1 + np.exp(-z[:, k : k + H])) for k in (0, H, 3 * H))
    cell = f * c + i * np.tanh(z[:, 2 * H : 3 * H])
    return o * np.tanh(cell), cell


# %% right | lstm_step | three axes: samples, blocks, neurons
def lstm_step(x, h, c, Wx, Wh, b):
    z = (x @ Wx + h @ Wh + b).reshape(len(x), 4, -1)
    i, f, o = (1 / (1 + np.exp(-z[:, block])) for block in (0, 1, 3))
    cell = f * c + i * np.tanh(z[:, 2])
    return [o * np.tanh(cell), cell]


# %% right | lstm_step | a dict of gates, each with its slice
def lstm_step(x, h, c, Wx, Wh, b):
    H = len(b) // 4
    z = {}
    for k, name in enumerate("ifgo"):
        part = slice(k * H, (k + 1) * H)
        z[name] = x @ Wx[:, part] + h @ Wh[:, part] + b[part]
    gate = {name: 1 / (1 + np.exp(-z[name])) for name in "ifo"}
    cell = gate["f"] * c + gate["i"] * np.tanh(z["g"])
    return gate["o"] * np.tanh(cell), cell


# %% wrong | lstm_step_backward | the output gate gets what arrives at the cell | names: o_from_the_cell
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), np.tanh(g), 1 / (1 + np.exp(-o))
    cell = f * c + i * g
    dc = dc_new + dh_new * o * (1 - np.tanh(cell) ** 2)
    do = dc * np.tanh(cell) * o * (1 - o)
    dz = np.hstack([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g), do])
    return dz @ Wh.T, dc * f, x.T @ dz, h.T @ dz, dz.sum(0)


# %% wrong | lstm_step_backward | dc_new joins after the gates, so only dc knows of it | names: dc_new_reaches_dc_alone
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), np.tanh(g), 1 / (1 + np.exp(-o))
    t = np.tanh(f * c + i * g)
    dcell = dh_new * o * (1 - t**2)
    dz = np.hstack([dcell * g * i * (1 - i), dcell * c * f * (1 - f), dcell * i * (1 - g * g), dh_new * t * o * (1 - o)])
    return dz @ Wh.T, (dcell + dc_new) * f, x.T @ dz, h.T @ dz, dz.sum(0)


# %% wrong | lstm_step_backward | the gradient along the input is returned as well | names: wrong_number_of_results
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), np.tanh(g), 1 / (1 + np.exp(-o))
    t = np.tanh(f * c + i * g)
    dc = dc_new + dh_new * o * (1 - t**2)
    dz = np.hstack([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g), dh_new * t * o * (1 - o)])
    return dz @ Wx.T, dz @ Wh.T, dc * f, x.T @ dz, h.T @ dz, dz.sum(0)


# %% wrong | lstm_step_backward | what arrives is added to the caller's array | names: input_changed
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    i, f, g, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), np.tanh(g), 1 / (1 + np.exp(-o))
    t = np.tanh(f * c + i * g)
    dc_new += dh_new * o * (1 - t**2)
    dz = np.hstack([dc_new * g * i * (1 - i), dc_new * c * f * (1 - f), dc_new * i * (1 - g * g), dh_new * t * o * (1 - o)])
    return dz @ Wh.T, dc_new * f, x.T @ dz, h.T @ dz, dz.sum(0)


# %% right | lstm_step_backward | gate by gate, four products
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i, f, o = (1 / (1 + np.exp(-z[:, k : k + H])) for k in (0, H, 3 * H))
    g = np.tanh(z[:, 2 * H : 3 * H])
    t = np.tanh(f * c + i * g)
    a = dc_new + dh_new * o * (1 - t * t)
    ds = [a * g * i * (1 - i), a * c * f * (1 - f), a * i * (1 - g * g), dh_new * t * o * (1 - o)]
    dh = sum(d @ Wh[:, k * H : (k + 1) * H].T for k, d in enumerate(ds))
    dWx, dWh = (np.concatenate([each.T @ d for d in ds], axis=1) for each in (x, h))
    return dh, a * f, dWx, dWh, np.concatenate([d.sum(axis=0) for d in ds])


# %% wrong | beam_step | the last ones of an ascending order, not turned round | names: worst_first
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    best = np.argsort(total, axis=None)[-width:]
    return best // total.shape[1], best % total.shape[1], total.ravel()[best]


# %% wrong | beam_step | it asks for more than there are | says: where there are fewer ways to go on than the width
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    order = np.argsort(-total, axis=None)
    rows, letters, found = [], [], []
    for n in range(width):
        rows.append(order[n] // total.shape[1])
        letters.append(order[n] % total.shape[1])
        found.append(total.ravel()[order[n]])
    return rows, letters, found


# %% wrong | beam_step | divmod the wrong way round | names: rows_and_letters_exchanged
def beam_step(scores, log_p, width):
    total = scores[:, None] + log_p
    letters, rows = np.divmod(np.argsort(-total, axis=None)[:width], total.shape[1])
    return rows, letters, total[letters, rows]


# %% right | beam_step | heapq.nlargest
import heapq


def beam_step(scores, log_p, width):
    ways = ((scores[k] + log_p[k][v], k, v) for k in range(len(scores)) for v in range(len(log_p[k])))
    found, rows, letters = zip(*heapq.nlargest(width, ways))
    return rows, letters, found


# %% right | beam_step | sorted twice, unravel_index
def beam_step(scores, log_p, width):
    total = np.stack([score + row for score, row in zip(scores, log_p)])
    order = total.flatten().argsort()[::-1][:width]
    rows, letters = np.unravel_index(order, total.shape)
    return rows, letters, np.sort(total.flatten())[::-1][:width]
