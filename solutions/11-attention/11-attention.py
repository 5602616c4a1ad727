# %% [markdown]
# # Attention
#
# In the last chapter a network read step by step and kept everything that it had read in one state. Here a network chooses what to
# look at.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it
from gradatim_autograder import check


def sigmoid(z):
    """Chapter {{activations}}."""
    return 0.5 + 0.5 * np.tanh(z / 2)


def softmax(Z):
    """Chapter {{activations}}, along the last axis: Z (..., C) -> P (..., C)."""
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


def xavier_init(n_in, n_out, rng):
    """Chapter {{deep_networks}}: start weights W (n_in, n_out)."""
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


def sequence_loss(Z, Y, counted):
    """Chapter {{backpropagation}} at every place: scores Z (N, T, V), right answers Y (N, T), counted (N, T) True or False -> loss, dZ."""
    P = softmax(Z)
    n, t = np.indices(Y.shape)
    loss = -np.log(np.maximum(P[n, t, Y], 1e-300))[counted].mean()
    P[n, t, Y] -= 1
    return loss, P * counted[:, :, None] / counted.sum()


def sgd(params, grads, lr):
    """Chapter {{gradient_descent}}: one step of gradient descent for all parameters."""
    return {key: params[key] - lr * grads[key] for key in params}


def embedding_backward(dout, idx, vocab_size):
    """Chapter {{text}}: dout (N, D) or (N, T, D), idx the same without the last axis -> dE (vocab_size, D)."""
    dE = np.zeros((vocab_size, dout.shape[-1]))
    np.add.at(dE, idx, dout)
    return dE


def rnn_step(x, h, Wx, Wh, b):
    """Chapter {{text}}: x (N, D), h (N, H), Wx (D, H), Wh (H, H), b (H,) -> the new state (N, H)."""
    return np.tanh(x @ Wx + h @ Wh + b)


def rnn_forward(X, H0, Wx, Wh, b):
    """Chapter {{text}}: X (N, T, D), H0 (N, H), Wx (D, H), Wh (H, H), b (H,) -> H (N, T, H), the state after each step."""
    N, T, _D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    return H


def rnn_backward(X, H0, Wx, Wh, b, dH):
    """Chapter {{text}}: X (N, T, D), H0 (N, H), dH (N, T, H) the gradient along every state -> dWx, dWh, db, dH0."""
    T = X.shape[1]
    states = [H0]
    for t in range(T):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dh = np.zeros_like(H0)
    for t in reversed(range(T)):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh


def clip_by_norm(grads, max_norm):
    """Chapter {{text}}: grads: a dict of arrays -> a dict with the same keys, all scaled so that their common norm is at most max_norm."""
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = max_norm / norm if norm > max_norm else 1.0
    return {key: g * factor for key, g in grads.items()}

# %% [markdown]
# ## Two networks that translate
#
# Now from one language into another: the numbers from 1 to 999, from English words into German ones.
#
# | | English | German |
# |---|---|---|
# | 7 | seven | sieben |
# | 42 | forty two | zwei und vierzig |
# | 342 | three hundred and forty two | drei hundert zwei und vierzig |
#
# German says the ones before the tens: "two and forty". (It also writes a number as one word, zweiundvierzig. Here it is cut into its
# parts.) So one cannot translate word by word: the lengths differ, and the order does.
#
# The usual form has two recurrent networks. The *encoder* reads the English words and ends in a state. The *decoder* starts with this state
# and writes German words, each from its state and the word that it wrote before, until it writes the end. Such a pair is called *sequence
# to sequence*.
#
# In this form there is a narrow place: everything that the decoder ever learns about the English text has to fit into one state. For a
# number that may do. For a long sentence it does not.

# %%
numbers = data.number_words()


def numbered(sentences, length):
    """Whole numbers (N, length), with 0 behind the words, and the list of words: word 0 is the end."""
    words = ["(end)", *sorted({word for sentence in sentences for word in sentence.split()})]
    rows = [[words.index(word) for word in sentence.split()] for sentence in sentences]
    return np.array([row + [0] * (length - len(row)) for row in rows]), words


read, english_words = numbered([english for english, _german in numbers], 5)
written, german_words = numbered([german for _english, german in numbers], 6)
print(len(english_words), "English words,", len(german_words), "German ones")
for number in (7, 42, 342):
    print(number, read[number - 1], written[number - 1])

# %% [markdown]
# ## Attention
#
# A person who translates looks back at the text, now at this word, now at that. *Attention* lets the decoder do the same. The encoder keeps
# the states of **all** its steps. Each time before it writes a word, the decoder takes a weighted mean of them. The weights say where it
# looks, and they are computed anew for each word.
#
# Three things play together. The names come from looking something up in a shelf.
#
# - the *query* $q$: what is looked for, a row of $H$ numbers
# - the *keys* $k_1, k_2, \dots$: a label for each place, $H$ numbers each
# - the *values* $v_1, v_2, \dots$: what lies at each place, $M$ numbers each
#
# How well does a key fit the query? Multiply them number by number and add up, as a neuron does. The product is large where both point in
# the same direction.
#
# **By hand**, with $H = 4$, one query and three places:
#
# $$q = (1, 1, 1, 1) \qquad k_1 = (2, 2, 0, 0) \qquad k_2 = (1, 1, 0, 0) \qquad k_3 = (0, 0, 0, 0)$$
#
# 1. Products: $q \cdot k_1 = 4$, $q \cdot k_2 = 2$, $q \cdot k_3 = 0$.
# 2. Divide by $\sqrt{H} = 2$: the scores are $(2, 1, 0)$.
# 3. Softmax: the weights are $(0.665, 0.245, 0.090)$. They are positive and add up to 1.
# 4. The values are $v_1 = (10, 0)$, $v_2 = (0, 10)$, $v_3 = (0, 0)$. Their weighted mean is
#    $0.665 \cdot (10, 0) + 0.245 \cdot (0, 10) + 0.090 \cdot (0, 0) = (6.65, 2.45)$.
#
# **Why divide by the root of H?** A sum of $H$ products of numbers of spread 1 has the spread $\sqrt{H}$: for $H = 64$ that is 8. Scores
# that differ by 8 and more make a softmax that is nearly 1 for one place and 0 for all others, and hardly any gradient comes back through
# it. Divided by $\sqrt{H}$ the scores have spread 1 again.
#
# For $T$ queries and $S$ places, and for $N$ samples at once:
#
# $$A = \text{softmax}\left(\frac{Q K^\top}{\sqrt{H}}\right) \qquad \text{out} = A V$$
#
# | | shape, for each sample |
# |---|---|
# | $Q$, $K$, $V$ | $(T, H)$, $(S, H)$, $(S, M)$ |
# | $Q K^\top$ | $(T, H)(H, S) \to (T, S)$: each query with each key |
# | $A$ | $(T, S)$: softmax along the last axis, each row adds up to 1 |
# | $A V$ | $(T, S)(S, M) \to (T, M)$ |
#
# **Your turn.** With three axes, `@` multiplies the matrices sample by sample. `K.transpose(0, 2, 1)` swaps the last two axes and leaves
# the samples alone. Return `out` and the weights `A`. There may be a single query, or a single key, and any of the sizes may be equal.
# Scores may be large, so take the largest of each row off before `np.exp`.

# %% exercise="attention"
def attention(Q, K, V):
    """Q (N, T, H), K (N, S, H), V (N, S, M) -> out (N, T, M), A (N, T, S)."""
    ### BEGIN SOLUTION
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A
    ### END SOLUTION


# %% check="attention"
check(attention)

# %% [markdown]
# The example of the text.

# %%
query = np.array([[[1.0, 1.0, 1.0, 1.0]]])
keys = np.array([[[2.0, 2.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]])
values = np.array([[[10.0, 0.0], [0.0, 10.0], [0.0, 0.0]]])
try_it(attention, query, keys, values)

# %% [markdown]
# ## Back through attention
#
# It looks new, but every part of it is known. Forward there are four lines; go back from the last to the first.
#
# | | forward | backward | shapes of the backward line |
# |---|---|---|---|
# | 4 | out $= A V$ | $dV = A^\top \text{dout}$ | $(S, T)(T, M) \to (S, M)$ |
# | | | $dA = \text{dout} \, V^\top$ | $(T, M)(M, S) \to (T, S)$ |
# | 3 | $A = \text{softmax}(S)$ | $dS = A \cdot (dA - \sum_s dA \cdot A)$ | $(T, S)$, each row by itself |
# | 2 | $S = R / \sqrt{H}$ | $dR = dS / \sqrt{H}$ | $(T, S)$ |
# | 1 | $R = Q K^\top$ | $dQ = dR \, K$ | $(T, S)(S, H) \to (T, H)$ |
# | | | $dK = dR^\top Q$ | $(S, T)(T, H) \to (S, H)$ |
#
# - Lines 4 and 1 are matrix products, and their way back is that of the dense layer in chapter {{backpropagation}}: the gradient times the other factor,
#   turned. $K$ stands turned in line 1, so it stands upright in $dQ$.
# - Line 3 is `softmax_backward` of chapter {{activations}}, along the last axis. The sum has one number for each row, $(T, 1)$.
# - Line 2 is a division by a fixed number. It divides the gradient too.
#
# **By hand**, for the example, with dout $= (1, 0)$: only the first number of the output matters.
#
# - $dV$: each value gets its weight times dout: $(0.665, 0)$, $(0.245, 0)$, $(0.090, 0)$
# - $dA = (1 \cdot 10, 1 \cdot 0, 1 \cdot 0) = (10, 0, 0)$
# - $\sum dA \cdot A = 10 \cdot 0.6652 = 6.652$
# - $dS = (0.6652 \cdot 3.348, \; 0.2447 \cdot (-6.652), \; 0.0900 \cdot (-6.652)) = (2.227, -1.628, -0.599)$. It adds up to 0.
# - $dQ = (2.227 \, k_1 - 1.628 \, k_2 - 0.599 \, k_3) / 2$. Its first number is $(2.227 \cdot 2 - 1.628 \cdot 1) / 2 = 1.413$, and so is
#   its second; the others are 0.
# - $dK$: the rows are $2.227 / 2 = 1.113$, $-0.814$ and $-0.299$, each times $q$.
#
# **Your turn.** Compute $A$ as before, then go back. Scores may be large here too.

# %% exercise="attention_backward"
def attention_backward(dout, Q, K, V):
    """dout (N, T, M), Q (N, T, H), K (N, S, H), V (N, S, M) -> dQ, dK, dV."""
    ### BEGIN SOLUTION
    scale = np.sqrt(Q.shape[2])
    S = Q @ K.transpose(0, 2, 1) / scale
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - (dA * A).sum(axis=2, keepdims=True))
    dQ = dS @ K / scale
    dK = dS.transpose(0, 2, 1) @ Q / scale
    return dQ, dK, dV
    ### END SOLUTION


# %% check="attention_backward"
check(attention_backward)

# %%
try_it(attention_backward, np.array([[[1.0, 0.0]]]), query, keys, values)

# %% [markdown]
# ## Numbers in two languages
#
# The whole translator, from your parts. Keys and values differ here, and that is the point of having both. The **key** of a place is the
# state of the encoder there: it knows what came before, so it can say *where* something stands. The **value** is the vector of the word
# itself, a row of an embedding: it says *what* stands there.
#
# | | | shape |
# |---|---|---|
# | keys | $K = \text{rnn\_forward}(\text{English words})$, from zeros | $(N, 5, H)$ |
# | values | $V$, the vectors of the English words | $(N, 5, M)$ |
# | decoder | $D = \text{rnn\_forward}(\text{German words, one step late})$, from zeros: the queries | $(N, 6, H)$ |
# | attention | $C, A = \text{attention}(D, K, V)$ | $(N, 6, M)$, $(N, 6, 5)$ |
# | scores | $Z = D W_d + C W_c + b_o$ | $(N, 6, 31)$ |
#
# The decoder starts from zeros: whatever it learns about the English text, it has to look up.
#
# In training the decoder is given the *right* word before, even where it would have written another one. So all steps can be learnt at
# once. When it is used, nobody knows the right word: there it reads what it wrote itself.
#
# On the way back, `attention_backward` gives three gradients, and each goes on to where its array came from. $dQ$ joins the gradient of the
# decoder's states, because these reach the scores on two paths, directly and as queries. $dK$ goes through `rnn_backward` into the encoder.
# $dV$ goes through `embedding_backward` into the vectors.
#
# 200 of the 999 numbers, drawn by chance, are held out. A number counts as right if **every** word of it is right.

# %%
order = np.random.default_rng(2).permutation(len(numbers))
new_numbers, known_numbers = order[:200], order[200:]
translator = {}  # what the last training with attention has learnt


def start_translator(rng, H=48, M=16):
    """Start values: encoder Ex, Eh, Eb, decoder Dx, Dh, Db, vectors, output layer."""
    V_in, V_out = len(english_words), len(german_words)
    sizes = {"Ex": (V_in, H), "Eh": (H, H), "Dx": (V_out, H), "Dh": (H, H), "Wd": (H, V_out), "Wc": (M, V_out)}
    weights = {key: xavier_init(*size, rng) for key, size in sizes.items()}
    vectors = rng.normal(0, 0.3, (V_in, M))
    return {**weights, "vectors": vectors, "Eb": np.zeros(H), "Db": np.zeros(H), "bo": np.zeros(V_out)}


def translator_loss(p, rows, look):
    """The loss and its gradients. look = 1: attention; look = 0: the last state of the encoder."""
    X = np.eye(len(english_words))[read[rows]]
    word_before = np.hstack([np.zeros((len(rows), 1), dtype=int), written[rows][:, :-1]])
    Y = np.eye(len(german_words))[word_before]
    zeros = np.zeros((len(rows), len(p["Eb"])))
    # forward
    K = rnn_forward(X, zeros, p["Ex"], p["Eh"], p["Eb"])
    V = p["vectors"][read[rows]]
    start = (1 - look) * K[:, -1]
    D = rnn_forward(Y, start, p["Dx"], p["Dh"], p["Db"])
    C, _A = attention(D, K, V)
    Z = D @ p["Wd"] + look * C @ p["Wc"] + p["bo"]
    loss, dZ = sequence_loss(Z, written[rows], np.ones(written[rows].shape, dtype=bool))
    # backward
    flat = dZ.reshape(-1, len(german_words))
    dWd, dWc = D.reshape(len(flat), -1).T @ flat, look * C.reshape(len(flat), -1).T @ flat
    dQ, dK, dV = attention_backward(look * dZ @ p["Wc"].T, D, K, V)
    dDx, dDh, dDb, dstart = rnn_backward(Y, start, p["Dx"], p["Dh"], p["Db"], dZ @ p["Wd"].T + dQ)
    dK[:, -1] += (1 - look) * dstart
    dEx, dEh, dEb, _dzeros = rnn_backward(X, zeros, p["Ex"], p["Eh"], p["Eb"], dK)
    dvectors = embedding_backward(dV, read[rows], len(english_words))
    grads = {"Ex": dEx, "Eh": dEh, "Eb": dEb, "Dx": dDx, "Dh": dDh, "Db": dDb, "Wd": dWd, "Wc": dWc}
    return loss, {**grads, "vectors": dvectors, "bo": flat.sum(axis=0)}


def translate(p, rows, look=1.0):
    """German words (N, 6) for these numbers, one after the other, and the attention (N, 6, 5)."""
    X = np.eye(len(english_words))[read[rows]]
    K = rnn_forward(X, np.zeros((len(rows), len(p["Eb"]))), p["Ex"], p["Eh"], p["Eb"])
    h, word, words, weights = (1 - look) * K[:, -1], np.zeros(len(rows), dtype=int), [], []
    for _step in range(written.shape[1]):
        h = rnn_step(np.eye(len(german_words))[word], h, p["Dx"], p["Dh"], p["Db"])
        C, A = attention(h[:, None], K, p["vectors"][read[rows]])
        word = (h @ p["Wd"] + look * C[:, 0] @ p["Wc"] + p["bo"]).argmax(axis=1)
        words.append(word)
        weights.append(A[:, 0])
    return np.stack(words, axis=1), np.stack(weights, axis=1)


def train_translator(epochs, look=1.0, lr=2.0, limit=0.5, seed=0):
    """The share of numbers that are wholly right: of those for training, and of the held-out ones."""
    rng = np.random.default_rng(seed)
    p = start_translator(rng)
    for _epoch in range(epochs):
        for rows in np.array_split(rng.permutation(known_numbers), 25):
            _loss, grads = translator_loss(p, rows, look)
            p = sgd(p, clip_by_norm(grads, limit), lr)
    if look:
        translator.update(p)
    right = [(translate(p, rows, look)[0] == written[rows]).all(axis=1).mean() for rows in (known_numbers, new_numbers)]
    return tuple(right)


try_it(train_translator, 10, 0.0)
try_it(train_translator, 10, 1.0)

# %% [markdown]
# The first training has no attention: the decoder starts with the last state of the encoder, and that is all it gets. After ten epochs it
# translates about one third of the new numbers without a mistake, the one with attention more than nine tenths. Go on to 30 epochs.

# %%
try_it(train_translator, 30, 1.0)

# %% [markdown]
# On the held-out numbers 99.5 per cent are wholly right. (At least 97 per cent is what this chapter has to reach.) To be fair: after 30
# epochs, the network without attention is as good. A number has five words at most, and a state of 48 numbers has room for them. With
# longer texts that ends.
#
# Where does it look while it writes? The picture shows the weights $A$ for 342. Each row is a written word. **Before you run it:** where
# would you look to write "zwei", and where for "vierzig"?

# %%
def look_at(number):
    """The attention for a number, the words read and the words written."""
    if not translator:
        raise RuntimeError("train the translator first")
    words, weights = translate(translator, [number - 1])
    out = [german_words[word] for word in words[0] if word]
    source = [english_words[word] for word in read[number - 1]]
    return weights[0, : len(out)], source, out


plots.attention_map(look_at, 342, title="342")

# %% [markdown]
# "drei" looks at "three", "hundert" at "hundred", and then the two paths cross: "zwei" looks at "two", the last word, and "vierzig" goes
# back to "forty". Nobody has told the network which word belongs to which. For "und" there is no such word: the English "and" stands
# elsewhere and does not say whether a German "und" is needed.
#
# Do not read too much into such pictures. They show where this layer takes its values from. What the states already know beside that, they
# do not show.
#
# Try other numbers. These are the held-out ones that it gets wrong.

# %%
def mistakes():
    """Held-out numbers that are not right: the number, what it wrote, and what is right."""
    if not translator:
        raise RuntimeError("train the translator first")
    words, _weights = translate(translator, new_numbers)
    rows = np.flatnonzero((words != written[new_numbers]).any(axis=1))
    return [
        f"{new_numbers[row] + 1}: {' '.join(german_words[word] for word in words[row] if word)}, "
        f"right is {numbers[new_numbers[row]][1]}"
        for row in rows
    ]


try_it(mistakes)

# %% [markdown]
# In German, one is "eins" at the end of a number and "ein" before another word. The number 1 is the only one in which it stands all alone,
# and it was held out. The network has never seen it so.

# %% [markdown]
# ## Where people go wrong
#
# - **Softmax along the wrong axis.** In attention the weights of each query add up to 1.
#
# ## Summary
#
# - Attention is a weighted mean: the weights are the softmax of how well the keys fit the query, divided by $\sqrt{H}$.
#
# ### Test yourself
#
# <details><summary>All keys are equal. What does attention return, whatever the query is?</summary>
#
# All scores are equal, so all weights are, and out is the plain mean of the values.
# </details>
#
# **Next:** [[time_series]]
