# %% [markdown]
# # Attention
#
# Somebody reads you a long sentence and then asks you to translate it, from memory, in one go. The network of the last chapter works like that:
# it reads step by step, and all that it knows at the end has to fit into one state. You would ask to see the sentence again, and look at
# one word after the other. This chapter gives a network the same right. From this one part, *attention*, you then build a transformer: the
# kind of network behind today's language models. You write every part of it, forward and backward, and train a tiny one that writes names.
#
# - **What you need:** [[activations]] (softmax), [[backpropagation]], [[gradient_descent]] (Adam), [[deep_networks]] (layer norm, dropout),
#   [[text]]; in NumPy `reshape`, `transpose` and `np.where`.
# - **What you can do afterwards:** write attention, masks, positions, several heads and a transformer block by hand, with their gradients; train a
#   small transformer, and compare it fairly with simpler models.
# - **How long it takes:** about three hours.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it
from gradatim_autograder import check


def xavier_init(n_in, n_out, rng):
    """Chapter {{deep_networks}}: start weights W (n_in, n_out)."""
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


def layernorm_forward(X, gamma, beta, eps=1e-5):
    """Chapter {{deep_networks}}: each row of the last axis gets mean 0 and spread 1; then times gamma, plus beta."""
    d = X - X.mean(axis=-1, keepdims=True)
    return gamma * d / np.sqrt((d**2).mean(axis=-1, keepdims=True) + eps) + beta


def layernorm_backward(dout, X, gamma, eps=1e-5):
    """Chapter {{deep_networks}}: dout and X (..., D), gamma (D,) -> dX (..., D), dgamma (D,), dbeta (D,)."""
    d = X - X.mean(axis=-1, keepdims=True)
    s = np.sqrt((d**2).mean(axis=-1, keepdims=True) + eps)
    xhat = d / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=-1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=-1, keepdims=True)) / s
    rows = tuple(range(X.ndim - 1))
    return dX, (dout * xhat).sum(axis=rows), dout.sum(axis=rows)


def adam(w, dw, m, v, t, lr, beta1=0.9, beta2=0.99, eps=1e-8):
    """Chapter {{gradient_descent}}: step t (from 1) of Adam -> w, m, v."""
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def sequence_loss(Z, Y, counted):
    """Chapters {{backpropagation}} and {{text}}: scores Z (N, T, V), right answers Y (N, T), counted (N, T) True or False -> loss, dZ."""
    logP = Z - Z.max(axis=-1, keepdims=True)
    logP = logP - np.log(np.exp(logP).sum(axis=-1, keepdims=True))
    n, t = np.indices(Y.shape)
    loss = -logP[n, t, Y][counted].mean()
    dZ = np.exp(logP)
    dZ[n, t, Y] -= 1
    return loss, dZ * counted[:, :, None] / counted.sum()


def embedding_backward(dout, idx, vocab_size):
    """Chapter {{text}}: dout (N, T, D), idx (N, T) -> dE (vocab_size, D)."""
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


def sample(Z, temperature, rng):
    """Chapter {{text}}: scores Z (N, V) -> for each row one whole number, drawn with the probabilities softmax(Z / temperature)."""
    S = Z / temperature
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (rng.random((len(Z), 1)) > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)

# %% [markdown]
# ## Two networks that translate
#
# The task: translate the numbers from 1 to 999 from English words into German ones.
#
# | | English | German |
# |---|---|---|
# | 7 | seven | sieben |
# | 42 | forty two | zwei und vierzig |
# | 342 | three hundred and forty two | drei hundert zwei und vierzig |
#
# German says the ones before the tens: "two and forty". (It also writes a number as one word, zweiundvierzig. Here it is cut into its
# parts.) So you cannot translate word by word: neither the number of words nor their order is the same.
#
# The classic solution has two recurrent networks. The *encoder* reads the English words and ends in a state. The *decoder* starts with this state
# and writes German words, each from its state and the word that it wrote before, until it writes the end. Such a pair is called *sequence
# to sequence*.
#
# The pair has a bottleneck: all that the decoder ever learns about the English text has to fit into one state. For a short number
# that may be enough. Is it for a long sentence? You will measure it.

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
# A person who translates looks back at the text, now at this word, now at that one. *Attention* lets the decoder do the same. The encoder keeps
# the states of **all** its steps. For each word that it writes, the decoder takes a weighted mean of them. The weights say where it
# looks, and they are computed anew for each word.
#
# Three things work together. Their names come from looking something up, as in a library.
#
# - the *query* $q$: what you are looking for, a row of $H$ numbers
# - the *keys* $k_1, k_2, \dots$: a label for each place, $H$ numbers each
# - the *values* $v_1, v_2, \dots$: what you find at each place, $M$ numbers each
#
# How well does a key fit the query? Multiply them number by number and add up, as a neuron does. The sum is large where both are
# long and point in the same direction.
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
# **Why divide by the root of H?** Before training, queries and keys are much like random numbers. Take two rows of $H$ independent
# random numbers with mean 0 and spread 1, multiply them number by number, and add up. Each product has the variance 1, and the variances
# of independent terms add up to $H$. So the sum has the spread $\sqrt{H}$: for $H = 64$ that is 8. Of two scores that differ by 8,
# softmax gives the larger one the weight [0.9997]{=1 / (1 + np.exp(-8))}, and its slope there is [0.0003]{=np.exp(-8) / (1 + np.exp(-8))**2}: hardly any
# gradient comes back. Divided by $\sqrt{H}$, the scores have the spread 1 again.
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
# Scores may be large, so subtract the largest of each row before `np.exp`.

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
# You know every part of this way back. Forward there are four lines; go back from the last to the first. The dot in line 3 means
# number by number.
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
# - Lines 4 and 1 are matrix products, and their way back is that of the dense layer in chapter {{backpropagation}}: the gradient times
#   the other factor, transposed. $K$ is transposed in line 1 already, so in $dQ$ it stands as it is.
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
# ## Masks
#
# "seven" has one word, but its row has five places: four of them are padding. The attention that you have written looks at these places
# too, although there is nothing to see. A *mask* forbids it: a table of the same shape as the scores, True where a query may look at a
# key, and False where it may not.
#
# Two kinds of masks matter most:
#
# - A **padding mask** hides the places behind the end of each text. All queries of a sample get the same row.
# - A **causal mask** hides the future: place $t$ may look at the places $0, 1, \dots, t$, and at none after it. A network that predicts the next
#   letter needs it. Without it, the answer would stand right there in the input.
#
# | causal, 4 places | key 0 | key 1 | key 2 | key 3 |
# |---|---|---|---|---|
# | query 0 | True | False | False | False |
# | query 1 | True | True | False | False |
# | query 2 | True | True | True | False |
# | query 3 | True | True | True | True |
#
# `np.tri(4, dtype=bool)` makes this table.
#
# How do you hide a place? Its weight has to be 0, and the others still have to add up to 1. So the mask comes **before** softmax: a hidden
# score becomes $-\infty$. Because $e^{-\infty} = 0$, softmax gives it no weight.
#
# **By hand**, with the scores $(2, 1, 0)$ of the example, and the first key, $k_1$, hidden:
#
# 1. Hide: $(-\infty, 1, 0)$.
# 2. Subtract the largest, which is 1 now: $(-\infty, 0, -1)$. Their exponentials are $0, 1, 0.368$.
# 3. Divide by the sum, 1.368: $A = (0, 0.731, 0.269)$.
# 4. out $= 0.731 \cdot (0, 10) + 0.269 \cdot (0, 0) = (0, 7.31)$.
#
# Setting the score to 0 would not do: $e^0 = 1$, so the hidden place would still get a share.
#
# **Predict before you run.** Five places have equal scores. The mask is causal. Give the list of the five weights that the query at
# place 3 has (places are counted from 0).

# %% exercise="predict_causal"
def predict_causal():
    """The five weights of the query at place 3."""
    ### BEGIN SOLUTION
    return [0.25, 0.25, 0.25, 0.25, 0]
    ### END SOLUTION


# %% check="predict_causal"
check(predict_causal)

# %% [markdown]
# **A query that may look nowhere.** If a whole row is hidden, its largest score is $-\infty$, and $-\infty - (-\infty)$ is nan. Libraries
# differ in what they do then. Here the weights of such a row should all be 0, and so should its row of out: a query that sees nothing brings nothing back.
# Two small changes are enough: where the largest score is $-\infty$, subtract 0 instead; and where the sum of the exponentials is 0, divide
# by 1.
#
# **Four axes.** Further below you need the same function for several heads at once. Then $Q$ has four axes, (samples, heads, places,
# numbers). Count the axes from the end, and one function does both: `np.swapaxes(K, -1, -2)` swaps the last two axes, `axis=-1` is the last
# one, and `Q.shape[-1]` is $H$.
#
# The mask has the shape of the scores, or is smaller: $(T, S)$ is one mask for all samples, $(N, 1, S)$ one row for all queries of a
# sample. With heads it is $(N, 1, T, S)$. NumPy repeats it where it has to (broadcasting, chapter {{start_here}}), and `np.where(mask, scores, -np.inf)` does so too.
#
# **Your turn.** Hide first, then take the largest score of each row: a hidden score may be much larger than all others.

# %% exercise="masked_attention"
def masked_attention(Q, K, V, mask):
    """Q (..., T, H), K (..., S, H), V (..., S, M), mask True where a query may look -> out (..., T, M), A (..., T, S)."""
    ### BEGIN SOLUTION
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    largest = S.max(axis=-1, keepdims=True)
    E = np.exp(S - np.where(largest == -np.inf, 0, largest))
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A
    ### END SOLUTION


# %% check="masked_attention"
check(masked_attention)

# %% [markdown]
# The example: the first key hidden, and then everything hidden.

# %%
try_it(masked_attention, query, keys, values, np.array([[False, True, True]]))
try_it(masked_attention, query, keys, values, np.array([[False, False, False]]))

# %% [markdown]
# ## Back through a mask
#
# What changes on the way back? A hidden score does not reach the output, so its slope is 0. Look at line 3 of the table above:
# $dS = A \cdot (dA - \sum dA \cdot A)$. Where the weight $A$ is 0, $dS$ is 0 by itself. So the way back is **the same as before**, with
# the masked weights. Even a row that is wholly hidden needs no care: all its weights are 0.
#
# **By hand**, with $A = (0, 0.731, 0.269)$ and dout $= (0, 1)$:
#
# - $dA = (0, 10, 0)$, the second numbers of the values
# - $\sum dA \cdot A = 10 \cdot 0.731 = 7.31$
# - $dS = (0 \cdot (0 - 7.31), \; 0.731 \cdot (10 - 7.31), \; 0.269 \cdot (0 - 7.31)) = (0, 1.966, -1.966)$
# - $dV = A^\top \text{dout}$: $(0, 0)$, $(0, 0.731)$, $(0, 0.269)$. The hidden value gets nothing either.
#
# **Your turn.** `masked_attention` gives you $A$. Swap axes from the end again, so that four axes work.

# %% exercise="masked_attention_backward"
def masked_attention_backward(dout, Q, K, V, mask):
    """dout (..., T, M), the rest as in masked_attention -> dQ, dK, dV in the shapes of Q, K, V."""
    ### BEGIN SOLUTION
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    return dR @ K, np.swapaxes(dR, -1, -2) @ Q, dV
    ### END SOLUTION


# %% check="masked_attention_backward"
check(masked_attention_backward)

# %%
try_it(masked_attention_backward, np.array([[[0.0, 1.0]]]), query, keys, values, np.array([[False, True, True]]))

# %% [markdown]
# ## Numbers in two languages
#
# Now the whole translator, from your parts. Keys and values differ here, and that is why it is good to have both. The **key** of a place is the
# state of the encoder there: it knows what came before, so it can say *where* something stands. The **value** is the vector of the word
# itself, a row of an embedding: it says *what* stands there.
#
# | | | shape |
# |---|---|---|
# | keys | $K = \text{rnn\_forward}(\text{English words})$, from zeros | $(N, 5, H)$ |
# | values | $V$, the vectors of the English words | $(N, 5, M)$ |
# | queries: the decoder's states | $Q = \text{rnn\_forward}(\text{German words, one step late})$ | $(N, 6, H)$ |
# | mask | True at English words, False at padding | $(N, 1, 5)$ |
# | attention | $C, A = \text{masked\_attention}(Q, K, V, \text{mask})$ | $(N, 6, M)$, $(N, 6, 5)$ |
# | scores | $Z = Q W_d + C W_c + b_o$ | $(N, 6, 31)$ |
#
# With attention the decoder starts from zeros: whatever it learns about the English text, it has to look up. It has two rivals:
#
# - **Last state.** The decoder starts from the state of the encoder at the *last word* (not at the last place, which may be padding),
#   and $C$ is left out.
# - **Last state and plain mean.** It starts in the same way, and $C$ is there too, but all words of a text have the *same* weight in it. It
#   has as many parameters as the translator with attention. What it lacks is the choice of where to look. A rival that lacks
#   nothing but the one thing under test is called a *control*.
#
# During training the decoder is given the *right* word before, even where it would have written another one. So all steps can be learnt at
# once. When it is used, nobody knows the right word: there it reads what it wrote itself.
#
# On the way back, attention gives three gradients, and each goes on to where its array came from. $dQ$ joins the gradient of the decoder's
# states, because these reach the scores on two paths, directly and as queries. $dK$ goes through `rnn_backward` into the encoder. $dV$ goes
# through `embedding_backward` into the vectors.
#
# The 999 numbers are split in five random ways: 200 for the test, 100 for choices (*validation*), 699 for training. A translation counts as right
# if **every** word of it is right. All translators train with Adam. In each split, each of them gets the learning rate, of three, that is
# best on the validation numbers.

# %% experiment=true
def task_of(read, written):
    """Texts and their translations, (N, T) each; which places hold words, (N, 1, T); which words count, the first end too."""
    return read, written, (read > 0)[:, None], np.cumsum(written == 0, axis=1) <= 1


NUMBERS = task_of(read, written)
RATES = {10: (0.003, 0.01, 0.02), 30: (0.001, 0.003, 0.01)}  # for so many epochs
translators = {}  # what the trainings have learnt


def number_split(split):
    """The rows for the test, for choices and for training."""
    order = np.random.default_rng(split).permutation(len(numbers))
    return order[:200], order[200:300], order[300:]


def start_translator(rng, H=48, M=16, task=NUMBERS):
    """Start values: encoder Ex, Eh, Eb, decoder Dx, Dh, Db, vectors, output layer."""
    V_in, V_out = task[0].max() + 1, task[1].max() + 1
    sizes = {"Ex": (V_in, H), "Eh": (H, H), "Dx": (V_out, H), "Dh": (H, H), "Wd": (H, V_out), "Wc": (M, V_out)}
    weights = {key: xavier_init(*size, rng) for key, size in sizes.items()}
    vectors = rng.normal(0, 0.3, (V_in, M))
    return {**weights, "vectors": vectors, "Eb": np.zeros(H), "Db": np.zeros(H), "bo": np.zeros(V_out)}


def translator_loss(p, rows, look, same=False, task=NUMBERS):
    """The loss and its gradients. look = 1: attention; look = 0: the state of the encoder at the last word.

    With `same` there are both, and all words of a text get the same weight: the queries are 0.
    """
    read, written, mask, counted = (part[rows] for part in task)
    state, n, last = 1 - look + same, np.arange(len(rows)), mask.sum(axis=(1, 2)) - 1
    X = np.eye(len(p["Ex"]))[read]
    word_before = np.hstack([np.zeros((len(rows), 1), dtype=int), written[:, :-1]])
    Y, zeros = np.eye(len(p["Dx"]))[word_before], np.zeros((len(rows), len(p["Eb"])))
    # forward
    K = rnn_forward(X, zeros, p["Ex"], p["Eh"], p["Eb"])
    V = p["vectors"][read]
    start = state * K[n, last]
    Q = rnn_forward(Y, start, p["Dx"], p["Dh"], p["Db"])
    C, _A = masked_attention(0 * Q if same else Q, K, V, mask)
    loss, dZ = sequence_loss(Q @ p["Wd"] + look * C @ p["Wc"] + p["bo"], written, counted)
    # backward
    flat = dZ.reshape(-1, dZ.shape[2])
    dWd, dWc = Q.reshape(len(flat), -1).T @ flat, look * C.reshape(len(flat), -1).T @ flat
    dQ, dK, dV = masked_attention_backward(look * dZ @ p["Wc"].T, 0 * Q if same else Q, K, V, mask)
    dQ = 0 * dQ if same else dQ
    dDx, dDh, dDb, dstart = rnn_backward(Y, start, p["Dx"], p["Dh"], p["Db"], dZ @ p["Wd"].T + dQ)
    dK[n, last] += state * dstart
    dEx, dEh, dEb, _dzeros = rnn_backward(X, zeros, p["Ex"], p["Eh"], p["Eb"], dK)
    dvectors = embedding_backward(dV, read, len(p["vectors"]))
    grads = {"Ex": dEx, "Eh": dEh, "Eb": dEb, "Dx": dDx, "Dh": dDh, "Db": dDb, "Wd": dWd, "Wc": dWc}
    return loss, {**grads, "vectors": dvectors, "bo": flat.sum(axis=0)}


def translate(p, rows, look=1.0, same=False, task=NUMBERS):
    """The German words for these rows (N, T), one after the other, and the attention (N, T, S)."""
    read, written, mask, _counted = (part[rows] for part in task)
    K = rnn_forward(np.eye(len(p["Ex"]))[read], np.zeros((len(rows), len(p["Eb"]))), p["Ex"], p["Eh"], p["Eb"])
    h = (1 - look + same) * K[np.arange(len(rows)), mask.sum(axis=(1, 2)) - 1]
    word, at_end, words, weights = np.zeros(len(rows), dtype=int), np.zeros(len(rows), dtype=bool), [], []
    for _step in range(written.shape[1]):
        h = rnn_step(np.eye(len(p["Dx"]))[word], h, p["Dx"], p["Dh"], p["Db"])
        C, A = masked_attention(0 * h[:, None] if same else h[:, None], K, p["vectors"][read], mask)
        word = (h @ p["Wd"] + look * C[:, 0] @ p["Wc"] + p["bo"]).argmax(axis=1)
        word[at_end] = 0
        at_end |= word == 0
        words.append(word)
        weights.append(A[:, 0])
    return np.stack(words, axis=1), np.stack(weights, axis=1)


def share_right(p, rows, look, same=False, task=NUMBERS):
    """The share of these texts that are wholly right."""
    return (translate(p, rows, look, same, task)[0] == task[1][rows]).all(axis=1).mean()


def adam_steps(p, loss, rows, batches, rates, epochs, rng):
    """Train p with Adam: yields p after each epoch. `rates(t)` is the learning rate of step t of all, as a share."""
    m, v = ({key: np.zeros_like(value) for key, value in p.items()} for _ in range(2))
    t = 0
    for _epoch in range(epochs):
        for batch in np.array_split(rng.permutation(rows), batches):
            t += 1
            _loss, grads = loss(p, batch)
            steps = {key: adam(p[key], grads[key], m[key], v[key], t, rates(t / (epochs * batches))) for key in p}
            p, m, v = ({key: each[i] for key, each in steps.items()} for i in range(3))
        yield p


def train_translator(split, look, epochs, lr, same=False, task=NUMBERS, parts=None):
    """The share of the validation texts that are right, and what was learnt."""
    rng, validation, training = np.random.default_rng(split), *(parts or number_split(split))[1:]

    def losses(p, rows):
        return translator_loss(p, rows, look, same, task)

    *_, p = adam_steps(start_translator(rng, task=task), losses, training, 22, lambda _t: lr, epochs, rng)
    return share_right(p, validation, look, same, task), p


def best_translator(split, look, epochs, same=False, task=NUMBERS, parts=None):
    """The translator with the learning rate that is best on the validation texts; the share of the test texts that it has right."""
    tried = [train_translator(split, look, epochs, lr, same, task, parts) for lr in RATES[epochs]]
    _share, p = max(tried, key=lambda pair: pair[0])
    return p, share_right(p, (parts or number_split(split))[0], look, same, task)


def measured(look, epochs, same=False):
    """The shares of the test numbers that are right, one for each split."""
    shares = []
    for split in range(5):
        translators[split, look], share = best_translator(split, look, epochs, same)
        shares.append(share)
    return np.array(shares)


try_it(measured, 1.0, 10, True)

# %% experiment=true
try_it(measured, 0.0, 10)
try_it(measured, 1.0, 10)

# %% experiment=true
try_it(measured, 0.0, 30)

# %% experiment=true
try_it(measured, 1.0, 30)

# %% [markdown]
# Each line has the shares of test numbers that are wholly right, a number for each split. The first line is the control.
#
# | | without attention | last state and plain mean | with attention |
# |---|---|---|---|
# | 10 epochs, mean of five splits | [0.51]{=shown[1].mean()} | [0.96]{=shown[0].mean()} | [0.97]{=shown[2].mean()} |
# | 10 epochs, smallest to largest | [0.31]{=shown[1].min()} to [0.64]{=shown[1].max()} | [0.95 to 0.98]{=shown[0].min() > 0.945 and shown[0].max() < 0.985} | [0.95]{=shown[2].min()} to [0.98]{=shown[2].max()} |
# | 30 epochs, mean of five splits | [0.95]{=shown[3].mean()} | | [0.97]{=shown[4].mean()} |
#
# After 10 epochs the translator with attention is far ahead of the one without: its worst split is
# [better than the best]{=shown[2].min() > shown[1].max()} of the other. But look at the control. It cannot choose where to look, and it is
# [as good]{=abs((shown[2] - shown[0]).mean()) < (shown[2] - shown[0]).std(ddof=1) + 0.01}. So what helps here is a short way to the words
# themselves: their vectors reach the decoder without going through the whole encoder. The last state then has to say only in which
# order they came. That the *choice* helps, too, these numbers do not show. And after 30 epochs the translator without attention has
# caught up to within about [0.02]{=(shown[4] - shown[3]).mean()}: one state is enough for five words. (Each test part is used at both
# lengths; nothing was chosen by it.)
#
# ## Three numbers in a row
#
# Is the choice worth nothing, or are the texts too short to show it? Make them longer: "forty two , seven , three hundred and one" has to
# become "zwei und vierzig , sieben , drei hundert eins". That is up to 17 words to read, commas counted. A mean of 17 words says which
# words there are, but not which of them belong together. The texts of each part (training, choices, test) are made of the numbers of that
# part, so no number of a test text has been seen in training. There are as many texts as before, the networks have the same states and
# vectors, and each trains for 10 epochs.
#
# **Predict before you run:** which of the three will still translate?

# %% experiment=true
def three_in_a_row(split):
    """The task with three numbers in each text, and the rows for the test, for choices and for training."""
    rng = np.random.default_rng(split)
    rows = np.concatenate([rng.choice(part, size=(len(part), 3)) for part in number_split(split)])
    english, german = ([" , ".join(numbers[n][language] for n in row) for row in rows] for language in (0, 1))
    return task_of(numbered(english, 17)[0], numbered(german, 18)[0]), np.split(np.arange(999), [200, 300])


def measured_in_a_row(look, same=False):
    """The shares of the test texts that are right, one for each split."""
    return np.array([best_translator(split, look, 10, same, *three_in_a_row(split))[1] for split in range(5)])


try_it(measured_in_a_row, 0.0)

# %% experiment=true
try_it(measured_in_a_row, 1.0, True)
try_it(measured_in_a_row, 1.0)

# %% experiment=true
def six_times_as_long(look, same=False):
    """The shares of the texts that are right after 60 epochs with the rate 0.003, in split 0: training, validation."""
    task, parts = three_in_a_row(0)
    share, p = train_translator(0, look, 60, 0.003, same, task, parts)
    return share_right(p, parts[2], look, same, task), share


try_it(six_times_as_long, 0.0)
try_it(six_times_as_long, 1.0, True)

# %% [markdown]
# | three numbers in a row, 10 epochs | without attention | last state and plain mean | with attention |
# |---|---|---|---|
# | mean of five splits | [0.00]{=shown[0].mean()} | [0.00]{=shown[1].mean()} | [0.82]{=shown[2].mean()} |
# | smallest to largest | [0.00]{=shown[0].min()} to [0.00]{=shown[0].max()} | [0.00]{=shown[1].min()} to [0.00]{=shown[1].max()} | [0.74]{=shown[2].min()} to [0.90]{=shown[2].max()} |
#
# Now the choice decides. With it, [seven to nine of ten]{=shown[2].min() > 0.65 and shown[2].max() < 0.92} texts are wholly right. Without
# it, [not a single one]{=max(shown[0].max(), shown[1].max()) == 0} is, although the control has everything else. Did the rivals only need
# more time? After six times as many epochs, in one split, they get
# [at most 2 in 100]{=max(each for pair in shown[3:5] for each in pair) <= 0.02} right, even of the texts that they were trained on. So the
# fault is not that they learnt these by heart: in this time they do not learn to get a whole text right. (How many single words they get
# right was not counted.) (More texts and a larger state would help them; what was measured holds for these sizes.) Attention was invented
# for just this (Bahdanau and others, 2014, in a slightly different form) and in a slightly different form: to translate long sentences.
#
# Where does attention look while it writes? Back to single numbers: the picture shows the weights $A$ for 342, after 30 epochs. Each row is
# a written word. **Before you run it:** where would you look to write "zwei", and where for "vierzig"?

# %% experiment=true
def look_at(number):
    """The attention for a number, the words read and the words written."""
    if (0, 1.0) not in translators:
        raise RuntimeError("train the translator first")
    words, weights = translate(translators[0, 1.0], np.array([number - 1]))
    out = [german_words[word] for word in words[0] if word]
    source = [english_words[word] for word in read[number - 1]]
    return weights[0, : len(out)], source, out


plots.attention_map(look_at, 342, title="342")

# %% [markdown]
# "drei" looks at "three", and then the two paths cross: "zwei" looks at "two", the last word, and "vierzig" goes back to "forty". Nobody has
# told the network which word belongs to which. But "hundert" looks at "and". Why not at "hundred"?
#
# The next cell looks at all five trained networks, not at one picture, and at all validation numbers with five words. In how many of them does each
# German word look most at the English word that means the same? The columns are the hundreds digit, "hundert", the ones, and the tens.

# %% experiment=true
def looks():
    """(5 splits, 4 words): the share of the numbers in which a word looks most at the word that means the same."""
    if (4, 1.0) not in translators:
        raise RuntimeError("train the translator first")
    shares = []
    for split in range(5):
        rows = number_split(split)[1]
        rows = rows[(read[rows] > 0).all(axis=1)]
        most = translate(translators[split, 1.0], rows)[1].argmax(axis=2)
        shares.append([(most[:, word] == source).mean() for word, source in ((0, 0), (1, 1), (2, 4), (4, 3))])
    return np.array(shares)


try_it(looks)

# %% [markdown]
# The hundreds, the ones and the tens are found in [all five]{=shown[0][:, [0, 2, 3]].min() > 0.9} trainings. "hundert" mostly looks at "hundred" in
# [at most two]{=(shown[0][:, 1] > 0.5).sum() <= 2} of them, and in the others [hardly ever]{=np.sort(shown[0][:, 1])[2] < 0.1}. It need not: the English "and" stands
# only in numbers with hundreds, so where it stands it says as much as "hundred" does.
#
# So do not read too much into such pictures. They show where this layer takes its values from, not what the states know besides that, and
# another training may look elsewhere and be just as good.
#
# And the mistakes? These are all of the 500 validation translations that are wrong.

# %% experiment=true
def mistakes():
    """Validation numbers that are not right: the number, what it wrote, and what is right."""
    if (4, 1.0) not in translators:
        raise RuntimeError("train the translator first")
    found = []
    for split in range(5):
        rows = number_split(split)[1]
        words, _weights = translate(translators[split, 1.0], rows)
        for row in np.flatnonzero((words != written[rows]).any(axis=1)):
            text = " ".join(german_words[word] for word in words[row] if word)
            found.append(f"{rows[row] + 1}: {text}, right is {numbers[rows[row]][1]}")
    return found


try_it(mistakes)

# %% [markdown]
# [Fewer than 20]{=len(shown[0]) < 20} are wrong. [A quarter or more]{=np.mean([int(text.split(":")[0]) < 10 for text in shown[0]]) >= 0.25} of these are numbers with a
# single digit, and there are only nine such numbers among the 999. That fits: a network learns badly what it rarely sees.

# %% [markdown]
# ## A text that looks at itself
#
# In the translator, queries come from one text, keys and values from another: *cross-attention*. A transformer (Vaswani and others, 2017)
# goes a step further and drops the recurrent networks: the places of **one** text look at each other. This is *self-attention*. In "the dog
# was tired because it had run", the word "it" can look at "dog".
#
# So one row of $X$, the vector of a word, now has three jobs: it asks (query), it can be found (key), and it has something to give
# (value). One vector can hardly do all three well. So three matrices make three vectors of it, and they are learnt:
#
# $$Q = X W_q \qquad K = X W_k \qquad V = X W_v$$
#
# | | shape, for each sample |
# |---|---|
# | $X$ | $(T, D)$: $T$ places, $D$ numbers for each |
# | $W_q$, $W_k$, $W_v$ | $(D, D)$ |
# | $Q$, $K$, $V$ | $(T, D)(D, D) \to (T, D)$ |
# | $A$ | $(T, T)$: each place with each place |
#
# What is gained? In a recurrent network the first word reaches the hundredth in 99 steps, and on each step something may get lost. In
# self-attention every word is one step away from every other. And in training all places are computed at once: none waits for the one
# before. (When a network writes, it still writes one word after the other.)
#
# What does it cost? $A$ has $T \cdot T$ numbers. For $T = 1000$ that is a million, and for twice the length it is four times as many:
# **the cost of computing $A$ grows with $T^2$**. (That of the products with $W_q$, $W_k$ and $W_v$ grows with $T$.)

# %% [markdown]
# ## Order is lost
#
# **Predict before you run.** The three words "man bites dog" have vectors, and three matrices $W_q, W_k, W_v$ are given. Self-attention
# without a mask returns
#
# | place | word | out |
# |---|---|---|
# | 0 | man | $(1, 5)$ |
# | 1 | bites | $(2, 7)$ |
# | 2 | dog | $(4, 0)$ |
#
# Now the text is "dog bites man": the same vectors, but rows 0 and 2 of $X$ have changed places. What does it return? Give a list of three rows.

# %% exercise="predict_order"
def predict_order():
    """The three rows of out for "dog bites man"."""
    ### BEGIN SOLUTION
    return [[4, 0], [2, 7], [1, 5]]
    ### END SOLUTION


# %% check="predict_order"
check(predict_order)

# %% [markdown]
# Try it with random vectors and matrices: the same text in two orders.

# %%
rng = np.random.default_rng(0)
man_bites_dog = rng.normal(size=(1, 3, 4))
to_query, to_key, to_value = rng.normal(size=(3, 4, 4))


def self_attention(X):
    """Self-attention without a mask."""
    return attention(X @ to_query, X @ to_key, X @ to_value)[0]


try_it(self_attention, man_bites_dog)
try_it(self_attention, man_bites_dog[:, ::-1])

# %% [markdown]
# Each word asks the same question and finds the same keys with the same values. A weighted mean does not care in which order they come. So
# "dog" gets the same vector in both sentences, and nobody can tell who bites whom. For self-attention, a text is a bag of words.
#
# (With a causal mask a little order is left: the first place sees one word, the second two. But in a single layer a place
# still cannot tell which of the words that it sees came first.)
#
# ## Positions
#
# The remedy: put the position into the vector. Each place $t$ gets a row $P_t$ of $D$ numbers, and it is **added** to the vector of the
# word: $X_t = E_{\text{word}} + P_t$.
#
# Which numbers? The simplest is to *learn* them: a table $P$ of shape $(T, D)$, like an embedding of places. All samples share it, so its
# gradient is the gradient of $X$, added up over the samples. Such a table has no rows for texts that are longer than those of the training.
#
# The first transformer used fixed waves instead. Think of the hands of a clock: the second hand is fast, the minute hand slow, and together they
# tell the time. Each pair of columns is one hand. Pair $i$ turns with the speed $1 / 10000^{2i/D}$, and its two numbers are the sine and the
# cosine of its angle:
#
# $$P_{t,\,2i} = \sin\left(\frac{t}{10000^{2i/D}}\right) \qquad P_{t,\,2i+1} = \cos\left(\frac{t}{10000^{2i/D}}\right)$$
#
# **By hand**, with $D = 4$. There are two pairs. Pair 0 has the speed $1 / 10000^0 = 1$, pair 1 the speed $1 / 10000^{2/4} = 1/100$.
#
# | place | angles | row of $P$ |
# |---|---|---|
# | 0 | 0, 0 | $(0, 1, 0, 1)$ |
# | 1 | 1, 0.01 | $(0.841, 0.540, 0.010, 1.000)$ |
# | 2 | 2, 0.02 | $(0.909, -0.416, 0.020, 1.000)$ |
#
# Why a sine *and* a cosine? With both, a step of $k$ places turns each hand by a fixed angle, wherever it starts, and a matrix can learn to
# do that. Also, the product of two rows, $P_t \cdot P_s$, depends only on the distance $t - s$: for each hand with the angles $a$ and $b$ it is
# $\sin a \sin b + \cos a \cos b = \cos(a - b)$. (Many language models of today build on this: they add nothing to the vectors, but turn queries
# and keys by such angles. These are *rotary* positions.)
#
# **Your turn.** $D$ is even. Places and pairs are counted from 0. Sines go into columns 0, 2, 4, …, cosines into columns 1, 3, 5, …

# %% exercise="positional_encoding"
def positional_encoding(T, D):
    """The number of places T, an even number of columns D -> P (T, D)."""
    ### BEGIN SOLUTION
    P = np.zeros((T, D))
    angle = np.arange(T)[:, None] / 10000 ** (np.arange(0, D, 2) / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P
    ### END SOLUTION


# %% check="positional_encoding"
check(positional_encoding)

# %% [markdown]
# The example. Then "man bites dog" in both orders with positions: now the rows of the two results differ.

# %%
def with_positions(X):
    """Self-attention with positions added."""
    return self_attention(X + positional_encoding(X.shape[1], X.shape[2]))


try_it(positional_encoding, 3, 4)
try_it(with_positions, man_bites_dog)
try_it(with_positions, man_bites_dog[:, ::-1])

# %% [markdown]
# And 40 places with 32 columns. **Before you run it:** where are the fast hands, left or right?

# %%
plots.positions(positional_encoding, 40, 32, title="Positions as waves")

# %% [markdown]
# Left, the colours change from place to place; right, they hardly change within 40 places. Each row is different, so each place can be told from
# the others.
#
# ## Several heads
#
# For each query there is one row of weights, and out is one mean. But "it" may have to look for two things at once: for the word that it
# stands for, and for its verb. So the $D$ columns of $Q$, $K$ and $V$ are cut into `heads` parts, and each part does its own attention,
# with its own weights $A$. These are the *heads*. (Each column of $Q$ is computed from all columns of $X$, so every head sees the whole
# vector of a word.) With $D = 32$ and 2 heads, each head works with 16 columns.
#
# **By hand**, with $T = 2$ places, $D = 4$ columns and 2 heads; $X$ stands for any of the three:
#
# $$X = \begin{pmatrix} 1 & 2 & 3 & 4 \\ 5 & 6 & 7 & 8 \end{pmatrix} \quad\to\quad
# \text{head 0: } \begin{pmatrix} 1 & 2 \\ 5 & 6 \end{pmatrix} \quad \text{head 1: } \begin{pmatrix} 3 & 4 \\ 7 & 8 \end{pmatrix}$$
#
# In NumPy this takes two steps. `reshape` cuts the last axis: $(N, T, D) \to (N, T, \text{heads}, D / \text{heads})$. Then `transpose(0, 2,
# 1, 3)` moves the heads in front of the places: $(N, \text{heads}, T, D / \text{heads})$.
#
# There is a trap. `X.reshape(N, heads, T, D // heads)` has the right shape at once, and is wrong: reshape keeps the order of the numbers in
# memory, so head 0 would be $\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$, both rows from place 0. Nothing complains.
#
# **Your turn.** Split the columns into heads, and join them again. Each function undoes the other.

# %% exercise="split_heads"
def split_heads(X, heads):
    """X (N, T, D) -> (N, heads, T, D / heads): head 0 gets the first columns, head 1 the next ones, and so on."""
    ### BEGIN SOLUTION
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3)
    ### END SOLUTION


# %% check="split_heads"
check(split_heads)

# %% exercise="join_heads"
def join_heads(parts):
    """parts (N, heads, T, d) -> (N, T, heads * d): the columns of head 0 first, then those of head 1, and so on."""
    ### BEGIN SOLUTION
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 1, 3).reshape(N, T, heads * d)
    ### END SOLUTION


# %% check="join_heads"
check(join_heads)

# %%
two_places = np.array([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]])
try_it(split_heads, two_places, 2)

# %% [markdown]
# The whole of it, *multi-head attention*. At the end a fourth matrix $W_o$ mixes what the heads have found.
#
# | | | shape |
# |---|---|---|
# | 1 | $Q$, $K$, $V$ = split_heads of $X W_q$, $X W_k$, $X W_v$ | $(N, \text{heads}, T, d)$, with $d = D / \text{heads}$ |
# | 2 | $B, A = \text{masked\_attention}(Q, K, V, \text{mask})$ | $B$ as $Q$; $A$ $(N, \text{heads}, T, T)$ |
# | 3 | $C$ = join_heads($B$) | $(N, T, D)$ |
# | 4 | out $= C W_o$ | $(N, T, D)(D, D) \to (N, T, D)$ |
#
# The scores are divided by $\sqrt{d}$, not $\sqrt{D}$: a query of one head has $d$ numbers. `masked_attention` does so by itself.
#
# **Your turn.** The mask is $(T, T)$, the same for all samples, or $(N, T, T)$. The second has no axis for the heads: `mask[:, None]` is
# $(N, 1, T, T)$ and fits. Tell the two apart by the number of axes, `mask.ndim`: $N$ and $T$ may be equal. In every row of the mask something is visible.

# %% exercise="multi_head_attention"
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    """X (N, T, D), Wq, Wk, Wv, Wo (D, D), mask (T, T) or (N, T, T) -> out (N, T, D), A (N, heads, T, T)."""
    ### BEGIN SOLUTION
    Q, K, V = (split_heads(X @ W, heads) for W in (Wq, Wk, Wv))
    B, A = masked_attention(Q, K, V, mask if mask.ndim == 2 else mask[:, None])
    return join_heads(B) @ Wo, A
    ### END SOLUTION


# %% check="multi_head_attention"
check(multi_head_attention)

# %% [markdown]
# ## Back through several heads
#
# Splitting and joining only move numbers around. On the way back, the gradients move the other way: the way back of `join_heads` is
# `split_heads`, and the way back of `split_heads` is `join_heads`.
#
# | | forward | backward | shapes |
# |---|---|---|---|
# | 4 | out $= C W_o$ | $dC = \text{dout} \, W_o^\top$ | $(N, T, D)(D, D) \to (N, T, D)$ |
# | | | $dW_o = C^\top \text{dout}$ | $(D, NT)(NT, D) \to (D, D)$ |
# | 3 | $C$ = join_heads($B$) | $dB$ = split_heads($dC$) | $(N, \text{heads}, T, d)$ |
# | 2 | $B$ = masked_attention | $dQ, dK, dV$ = masked_attention_backward | $(N, \text{heads}, T, d)$ |
# | 1 | split_heads | $dq, dk, dv$ = join_heads of $dQ$, $dK$, $dV$ | $(N, T, D)$ |
# | | $X W_q$, $X W_k$, $X W_v$ | $dW_q = X^\top dq$, and so on | $(D, NT)(NT, D) \to (D, D)$ |
# | | | $dX = dq \, W_q^\top + dk \, W_k^\top + dv \, W_v^\top$ | $(N, T, D)$ |
#
# **The last line by hand**, with single numbers: $q = 2x$, $k = 3x$, $v = x$, and the gradients that come back are $dq = 0.5$, $dk = -1$ and
# $dv = 4$. Then $dx = 0.5 \cdot 2 + (-1) \cdot 3 + 4 \cdot 1 = 2$. $X$ reaches the output on three paths, and paths add up.
#
# The weights are the same for all samples and all places, so their gradients add up over both. Put all rows below each other:
# `X.reshape(N * T, D)`. Then it is the dense layer of chapter {{backpropagation}}.
#
# **Your turn.** Compute $Q$, $K$, $V$ and $C$ anew as in the forward pass, where a mask $(N, T, T)$ needs its axis for the heads, then go
# back from line 4 to line 1.

# %% exercise="multi_head_attention_backward"
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    """dout (N, T, D), the rest as in multi_head_attention -> dX, dWq, dWk, dWv, dWo."""
    ### BEGIN SOLUTION
    D = X.shape[2]
    seen = mask if mask.ndim == 2 else mask[:, None]
    Q, K, V = (split_heads(X @ W, heads) for W in (Wq, Wk, Wv))
    C = join_heads(masked_attention(Q, K, V, seen)[0])
    dWo = C.reshape(-1, D).T @ dout.reshape(-1, D)
    dB = split_heads(dout @ Wo.T, heads)
    dq, dk, dv = (join_heads(d) for d in masked_attention_backward(dB, Q, K, V, seen))
    flat = X.reshape(-1, D)
    dWq, dWk, dWv = (flat.T @ d.reshape(-1, D) for d in (dq, dk, dv))
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo
    ### END SOLUTION


# %% check="multi_head_attention_backward"
check(multi_head_attention_backward)

# %% [markdown]
# ## A block
#
# For given weights, attention only takes means. A transformer adds a small network of two dense layers that works on each place by
# itself: first the places exchange what they know, then each works on what it has got. Both together are a *block*, and a transformer
# is a stack of blocks.
#
# Deep stacks are hard to train, as chapter {{deep_networks}} shows. Two things help:
#
# - **Residual paths.** A part does not replace its input, it *adds* to it: $Y = X + f(X)$. Whatever $f$ does, $X$ goes past it unchanged.
# - **Layer norm** of chapter {{deep_networks}}. Each row gets mean 0 and spread 1; then it is multiplied by $\gamma$, and $\beta$ is added.
#   The row $(1, 3, 5, 7)$ has the mean 4 and the variance 5, and becomes $(-1.34, -0.45, 0.45, 1.34)$ before $\gamma$ and $\beta$.
#
# In the first transformer the norm came after each sum. Today it mostly stands at the entrance of each part (*pre-norm*), because then the
# residual path runs through the whole stack without being changed, and training is easier:
#
# | | | shape |
# |---|---|---|
# | 1 | $L_1 = \text{norm}(X; \gamma_1, \beta_1)$ | $(N, T, D)$ |
# | 2 | $Y = X + \text{multi\_head\_attention}(L_1)$ | $(N, T, D)$ |
# | 3 | $L_2 = \text{norm}(Y; \gamma_2, \beta_2)$ | $(N, T, D)$ |
# | 4 | $Z = L_2 W_1 + b_1$ | $(N, T, D)(D, M) \to (N, T, M)$ |
# | 5 | $R = \text{relu}(Z)$ | $(N, T, M)$ |
# | 6 | out $= Y + R W_2 + b_2$ | $(N, T, M)(M, D) \to (N, T, D)$ |
#
# ```
# X ──┬── norm ── attention ── (+) ── Y ──┬── norm ── dense, ReLU, dense ── (+) ── out
#     └─────────────────────────┘         └──────────────────────────────────┘
# ```
#
# The lower lines are the residual paths. Usually $M = 4 D$. GPT-2 and many models after it use GELU instead of ReLU: $z$ times the share
# of a normal distribution that lies below $z$, a ReLU with a rounded corner. The block of the first transformer had ReLU, and so has
# yours: its slope is 0 or 1, and the way back stays short.
#
# **Your turn.** `params` is a dict with the keys `gamma1`, `beta1`, `Wq`, `Wk`, `Wv`, `Wo`, `gamma2`, `beta2`, `W1`, `b1`, `W2`, `b2`.
# `layernorm_forward(X, gamma, beta)` is in the first cell; its `eps` is $10^{-5}$. Return out alone.

# %% exercise="transformer_block"
def transformer_block(X, params, heads, mask):
    """X (N, T, D), a dict of twelve parameters, mask (T, T) or (N, T, T) -> out (N, T, D)."""
    ### BEGIN SOLUTION
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    R = np.maximum(L2 @ p["W1"] + p["b1"], 0)
    return Y + R @ p["W2"] + p["b2"]
    ### END SOLUTION


# %% check="transformer_block"
check(transformer_block)

# %% [markdown]
# ## Back through a block
#
# At a sum the gradient goes on along **both** paths. By hand, with single numbers: out $= Y + f(Y)$, the slope of $f$ is $-0.5$, and dout $= 3$.
# Along the residual path comes $3$, through $f$ comes $3 \cdot (-0.5) = -1.5$, so $dY = 3 - 1.5 = 1.5$. Even where $f$ is flat and its
# slope is 0, the whole of dout arrives. That is one reason why deep stacks of such blocks can learn.
#
# From the last line to the first:
#
# | | backward | |
# |---|---|---|
# | 6 | $dR = \text{dout} \, W_2^\top$ | $dW_2 = R^\top \text{dout}$, $db_2$ = sum of dout over samples and places |
# | 5 | $dZ = dR$ where $Z > 0$, else 0 | |
# | 4 | $dL_2 = dZ \, W_1^\top$ | $dW_1 = L_2^\top dZ$, $db_1$ = sum of $dZ$ |
# | 3 | $d_3, d\gamma_2, d\beta_2 = \text{layernorm\_backward}(dL_2, Y, \gamma_2)$ | |
# | 6, 3 | $dY = \text{dout} + d_3$ | both paths of the second sum |
# | 2 | $dL_1, dW_q, dW_k, dW_v, dW_o = \text{multi\_head\_attention\_backward}(dY, L_1, \dots)$ | |
# | 1 | $d_1, d\gamma_1, d\beta_1 = \text{layernorm\_backward}(dL_1, X, \gamma_1)$ | |
# | 2, 1 | $dX = dY + d_1$ | both paths of the first sum |
#
# **Your turn.** Compute the forward lines anew, then go back. `layernorm_backward(dout, X, gamma)` wants what went **into** the norm. Return one
# dict: the gradient of each parameter under its key, and $dX$ under the key `"X"`.

# %% exercise="transformer_block_backward"
def transformer_block_backward(dout, X, params, heads, mask):
    """dout and X (N, T, D), the rest as in transformer_block -> a dict: "X" and the keys of params."""
    ### BEGIN SOLUTION
    p, grads = params, {}
    weights = (p["Wq"], p["Wk"], p["Wv"], p["Wo"])
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    D, M = p["W1"].shape
    grads["W2"], grads["b2"] = R.reshape(-1, M).T @ dout.reshape(-1, D), dout.sum(axis=(0, 1))
    dZ = dout @ p["W2"].T * (Z > 0)
    grads["W1"], grads["b1"] = L2.reshape(-1, D).T @ dZ.reshape(-1, M), dZ.sum(axis=(0, 1))
    d3, grads["gamma2"], grads["beta2"] = layernorm_backward(dZ @ p["W1"].T, Y, p["gamma2"])
    dY = dout + d3
    dL1, *dW = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    grads["Wq"], grads["Wk"], grads["Wv"], grads["Wo"] = dW
    d1, grads["gamma1"], grads["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    grads["X"] = dY + d1
    return grads
    ### END SOLUTION


# %% check="transformer_block_backward"
check(transformer_block_backward)

# %% [markdown]
# ## A transformer that writes names
#
# You have all the parts. Chapter {{text}} had a recurrent network write first names, letter by letter. A transformer can do the same. A
# stack of blocks with a causal mask that is trained to predict what comes next is called a GPT, a *generative pre-trained transformer*. Yours has
# a single block. (Whether a second one helps with so few names is one of the things that you will measure.)
#
# | | | shape |
# |---|---|---|
# | letters before | $x$, whole numbers; 0 comes before the first letter | $(N, 12)$ |
# | vectors and positions | $X = E[x] + P$, both learnt | $(N, 12, 32)$ |
# | block | `transformer_block` with 2 heads and a causal mask | $(N, 12, 32)$ |
# | a last layer norm | $L = \text{norm}(B; \gamma, \beta)$ | $(N, 12, 32)$ |
# | scores | $Z = L W_z + b_z$ | $(N, 12, 32)(32, 27) \to (N, 12, 27)$ |
#
# The loss is the cross-entropy of the next letter, as in chapter {{text}}. Thanks to the causal mask, all 12 predictions of a name are
# made at once, and none of them sees its answer. Padding needs no mask of its own: it stands after the name, where the causal mask hides it
# from all places that count.
#
# Two things about the training:
#
# - **Warm-up.** Adam's first steps rest on very few gradients, and large steps at the start can spoil a transformer. So the learning rate rises
#   from nearly 0 during the first steps, and then falls in a straight line to 0.
# - **Dropout** of chapter {{deep_networks}}. There are fewer than 1,400 names to learn from, and the network could learn them by heart. So a
#   tenth of the numbers is set to 0, at random, before and after the block.
#
# ## Three rivals
#
# Is the transformer any good? It gets two rivals.
#
# - **Counting.** How often does each letter follow the last few letters? Where those few letters were seen rarely, the counts lean on those of
#   one letter less, and these again on one letter less. (In books: an *n-gram model with interpolation*.) It has two settings: how many
#   letters it looks back, and how strongly it leans.
# - **The recurrent network** of chapter {{text}}, trained as the transformer is.
#
# Of the 1,921 names, 200 are set aside for choices (*validation*): they choose every setting of every rival, and the best epoch of the
# networks. They are never trained on and never tested. The others are cut into five parts. Each part is the test part once, while the other
# four train. Each test part is used once, at the end.

# %% experiment=true
names = data.names()
LENGTH, HEADS = 12, 2  # the longest name has 11 letters, and then comes the end
letters = np.zeros((len(names), LENGTH), dtype=int)
for n, name in enumerate(names):
    letters[n, : len(name)] = [ord(letter) - ord("a") + 1 for letter in name]
before = np.hstack([np.zeros((len(names), 1), dtype=int), letters[:, :-1]])
counted = np.cumsum(letters == 0, axis=1) <= 1  # the first end counts too
results = {"counting": {}, "recurrent": {}, "transformer": {}}  # split -> (validation loss, test loss)
best = {}  # split -> what the transformer has learnt


def name_split(split):
    """The rows for the test, for choices (the same 200 in all splits) and for training."""
    order = np.random.default_rng(0).permutation(len(names))
    five = np.array_split(order[200:], 5)
    return five[split], order[:200], np.concatenate(five[:split] + five[split + 1 :])


def follow_counts(rows, longest):
    """For each run of up to `longest` letters: how often each of the 27 signs follows it in these names."""
    counts = {}
    for row in rows:
        text = [0] * longest + list(letters[row])
        for t in np.flatnonzero(counted[row]) + longest:
            for size in range(longest + 1):
                counts.setdefault(tuple(text[t - size : t]), np.zeros(27))[text[t]] += 1
    return counts


def counting_loss(counts, rows, size, lean):
    """The loss of counting with `size` letters; `lean` is the weight of what one letter less says."""
    known = {}

    def probabilities(run):
        if run not in known:
            shorter = probabilities(run[1:]) if run else np.full(27, 1 / 27)
            known[run] = (counts.get(run, 0) + lean * shorter) / (np.sum(counts.get(run, 0)) + lean)
        return known[run]

    losses = []
    for row in rows:
        text = [0] * size + list(letters[row])
        losses += [-np.log(probabilities(tuple(text[t : t + size]))[text[t + size]]) for t in np.flatnonzero(counted[row])]
    return np.mean(losses)


def count_names(split):
    """The settings that are best on the validation names: how many letters, and how strongly it leans."""
    test, validation, training = name_split(split)
    counts = follow_counts(training, 5)
    settings = [(size, lean) for size in (1, 2, 3, 4, 5) for lean in (4, 8, 16, 32)]
    losses = [counting_loss(counts, validation, *each) for each in settings]
    chosen = settings[int(np.argmin(losses))]
    results["counting"][split] = min(losses), counting_loss(counts, test, *chosen)
    return chosen


for split in range(5):
    try_it(count_names, split)

# %% experiment=true
def start_recurrent(rng, H=64):
    """Start values of the recurrent network."""
    weights = {"Wx": xavier_init(27, H, rng), "Wh": xavier_init(H, H, rng), "Wo": xavier_init(H, 27, rng)}
    return {**weights, "b": np.zeros(H), "bo": np.zeros(27)}


def recurrent_loss(p, rows, rng=None, keep=1.0):
    """The loss of the recurrent network on these names and its gradients. With a generator there is dropout on the states."""
    X, H0 = np.eye(27)[before[rows]], np.zeros((len(rows), len(p["b"])))
    H = rnn_forward(X, H0, p["Wx"], p["Wh"], p["b"])
    drop = 1 if rng is None else (rng.random(H.shape) < keep) / keep
    loss, dZ = sequence_loss(H * drop @ p["Wo"] + p["bo"], letters[rows], counted[rows])
    flat = dZ.reshape(-1, 27)
    dWx, dWh, db, _dH0 = rnn_backward(X, H0, p["Wx"], p["Wh"], p["b"], dZ @ p["Wo"].T * drop)
    return loss, {"Wx": dWx, "Wh": dWh, "b": db, "Wo": (H * drop).reshape(len(flat), -1).T @ flat, "bo": flat.sum(axis=0)}


def warmed(lr, share=0.05):
    """A learning rate that rises during the first share of the steps and then falls in a straight line to 0."""
    return lambda t: lr * min(t / share, (1 - t) / (1 - share)) + 1e-6


def best_epoch(trained, loss, split):
    """Of the parameters after each epoch those with the smallest loss on the validation names, and this loss."""
    return min(((p, loss(p, name_split(split)[1])) for p in trained), key=lambda pair: pair[1])


def recurrent_network(split, H=32, keep=1.0, lr=0.01, start=0, epochs=30):
    """The parameters of the best epoch, and their validation loss. Another `start`: other random numbers."""
    rng, training = np.random.default_rng([split, start]), name_split(split)[2]

    def losses(p, rows):
        return recurrent_loss(p, rows, rng, keep)

    trained = adam_steps(start_recurrent(rng, H), losses, training, 24, warmed(lr), epochs, rng)
    return best_epoch(trained, lambda p, rows: recurrent_loss(p, rows)[0], split)


def try_recurrent(change):
    """The validation loss in split 0 with one setting changed."""
    return recurrent_network(0, **change)[1].round(3)


for change in ({}, {"start": 1}, {"H": 64}, {"H": 128}, {"keep": 0.9}, {"lr": 0.005}, {"lr": 0.02}):
    try_it(try_recurrent, change)

# %% experiment=true
BLOCK = ("gamma1", "beta1", "Wq", "Wk", "Wv", "Wo", "gamma2", "beta2", "W1", "b1", "W2", "b2")


def start_gpt(rng, D=32, M=128, blocks=1):
    """Start values of the transformer: vectors E, positions P, the blocks, the last norm, the output layer.

    The parameters of the blocks lie on top of each other: p["Wq"] is (blocks, D, D), and p["Wq"][0] that of the first.
    """
    shapes = {"W1": (D, M), "W2": (M, D)} | dict.fromkeys(("Wq", "Wk", "Wv", "Wo"), (D, D))
    p = {key: np.stack([xavier_init(*shape, rng) for _block in range(blocks)]) for key, shape in shapes.items()}
    p |= {"b1": np.zeros((blocks, M)), "b2": np.zeros((blocks, D)), "gamma": np.ones(D), "beta": np.zeros(D)}
    for which in ("1", "2"):
        p |= {"gamma" + which: np.ones((blocks, D)), "beta" + which: np.zeros((blocks, D))}
    p |= {"E": rng.normal(0, 0.1, (27, D)), "P": rng.normal(0, 0.1, (LENGTH, D))}
    return {**p, "Wz": xavier_init(D, 27, rng), "bz": np.zeros(27)}


def blocks_of(p):
    """The parameters of each block, from the first to the last."""
    return [{key: p[key][block] for key in BLOCK} for block in range(len(p["Wq"]))]


def gpt_scores(p, x):
    """Scores (N, T, 27) of the next letter, for the letters before, x (N, T). Without dropout."""
    T = x.shape[1]
    X = p["E"][x] + p["P"][:T]
    for block in blocks_of(p):
        X = transformer_block(X, block, HEADS, np.tri(T, dtype=bool))
    return layernorm_forward(X, p["gamma"], p["beta"]) @ p["Wz"] + p["bz"]


def gpt_loss(p, rows, rng, keep=0.9):
    """The loss on these names and its gradients, with dropout before the first block and behind each."""
    x, causal, blocks = before[rows], np.tri(LENGTH, dtype=bool), blocks_of(p)
    drops = (rng.random((len(blocks) + 1, *x.shape, len(p["gamma"]))) < keep) / keep
    # forward
    inputs = [(p["E"][x] + p["P"]) * drops[0]]
    for block, drop in zip(blocks, drops[1:]):
        inputs.append(transformer_block(inputs[-1], block, HEADS, causal) * drop)
    L = layernorm_forward(inputs[-1], p["gamma"], p["beta"])
    loss, dZ = sequence_loss(L @ p["Wz"] + p["bz"], letters[rows], counted[rows])
    # backward
    flat = dZ.reshape(-1, 27)
    grads = {"Wz": L.reshape(len(flat), -1).T @ flat, "bz": flat.sum(axis=0)}
    dX, grads["gamma"], grads["beta"] = layernorm_backward(dZ @ p["Wz"].T, inputs[-1], p["gamma"])
    each = []
    for n in reversed(range(len(blocks))):
        each.insert(0, transformer_block_backward(dX * drops[n + 1], inputs[n], blocks[n], HEADS, causal))
        dX = each[0]["X"]
    grads |= {key: np.stack([block[key] for block in each]) for key in BLOCK}
    dX = dX * drops[0]
    return loss, {**grads, "E": embedding_backward(dX, x, 27), "P": dX.sum(axis=0)}


def loss_of_gpt(p, rows):
    """The loss on these names, without dropout."""
    return sequence_loss(gpt_scores(p, before[rows]), letters[rows], counted[rows])[0]


def gpt(split, D=32, blocks=1, keep=0.9, lr=0.01, start=0, epochs=30):
    """The parameters of the best epoch, and their validation loss."""
    rng, training = np.random.default_rng([split, start]), name_split(split)[2]

    def losses(p, rows):
        return gpt_loss(p, rows, rng, keep)

    trained = adam_steps(start_gpt(rng, D, 4 * D, blocks), losses, training, 24, warmed(lr), epochs, rng)
    return best_epoch(trained, loss_of_gpt, split)


def try_gpt(change):
    """The validation loss in split 0 with one setting changed."""
    return gpt(0, **change)[1].round(3)


for change in ({}, {"start": 1}, {"lr": 0.005}, {"lr": 0.02}, {"keep": 0.8}):
    try_it(try_gpt, change)

# %% experiment=true
for change in ({"blocks": 2}, {"D": 48}, {"D": 48, "start": 1}):
    try_it(try_gpt, change)

# %% [markdown]
# Each line is one training, and the loss on the validation names. The first of each network is the setting with which it is built; then
# one thing at a time is changed.
#
# | recurrent network | | transformer | |
# |---|---|---|---|
# | 32 neurons, rate 0.01, no dropout | [2.144]{=shown[5]} | 1 block, 32 columns, rate 0.01, keep 0.9 | [2.146]{=shown[12]} |
# | the same, another start | [2.153]{=shown[6]} | the same, another start | [2.144]{=shown[13]} |
# | 64 neurons | [2.147]{=shown[7]} | 2 blocks | [2.155]{=shown[17]} |
# | 128 neurons | [2.190]{=shown[8]} | 48 columns | [2.126]{=shown[18]} |
# | keep 0.9 | [2.160]{=shown[9]} | 48 columns, another start | [2.153]{=shown[19]} |
# | rate 0.005 | [2.178]{=shown[10]} | keep 0.8 | [2.170]{=shown[16]} |
# | rate 0.02 | [2.145]{=shown[11]} | rate 0.005, rate 0.02 | [2.163]{=shown[14]}, [2.137]{=shown[15]} |
#
# Look at the two lines with 48 columns: nothing but the random start differs, and it makes [0.027]{=abs(shown[18] - shown[19])}. No change improves on the
# first line by more than that. So none has been shown to help, and both networks keep the first setting; a second block is not
# worth its time here. Counting looks back
# [4 letters in four splits and 5 in one]{=sorted(each[0] for each in shown[:5]) == [4, 4, 4, 4, 5]}. Now each network is trained in each split.

# %% experiment=true
def train_recurrent(split):
    """The validation loss of the best epoch; the test loss is kept for later."""
    p, validation = recurrent_network(split)
    results["recurrent"][split] = validation, recurrent_loss(p, name_split(split)[0])[0]
    return validation


def train_gpt(split):
    """The same for the transformer."""
    best[split], validation = gpt(split)
    results["transformer"][split] = validation, loss_of_gpt(best[split], name_split(split)[0])
    return validation


for split in range(5):
    try_it(train_recurrent, split)

# %% experiment=true
for split in range(5):
    try_it(train_gpt, split)

# %% [markdown]
# **Before you run the next cell:** which of the three do you expect to be best on names that nobody has seen? The table has a row for
# each split, and the columns counting, recurrent network, transformer.

# %% experiment=true
def test_losses():
    """The losses on the test names, (5 splits, 3 rivals)."""
    if len(best) < 5:
        raise RuntimeError("train the transformer first")
    return np.array([[results[rival][split][1] for rival in results] for split in range(5)])


try_it(test_losses)

# %% [markdown]
# | loss on test names | counting | recurrent network | transformer |
# |---|---|---|---|
# | mean of five splits | [2.08]{=shown[0][:, 0].mean()} | [2.14]{=shown[0][:, 1].mean()} | [2.11]{=shown[0][:, 2].mean()} |
# | smallest to largest | [2.05]{=shown[0][:, 0].min()} to [2.11]{=shown[0][:, 0].max()} | [2.11]{=shown[0][:, 1].min()} to [2.19]{=shown[0][:, 1].max()} | [2.09]{=shown[0][:, 2].min()} to [2.16]{=shown[0][:, 2].max()} |
#
# The splits differ in how hard their test names are, so compare within each row.
#
# - **Counting wins**, in [all five splits]{=(shown[0][:, 0] == shown[0].min(axis=1)).all()}. It is ahead of the transformer by
#   [about 0.03]{=0.025 < (shown[0][:, 2] - shown[0][:, 0]).mean() < 0.04} on average, with a spread of
#   [about 0.02]{=0.012 < (shown[0][:, 2] - shown[0][:, 0]).std(ddof=1) < 0.025} from split to split.
# - The transformer is ahead of the recurrent network in [all five splits]{=(shown[0][:, 2] < shown[0][:, 1]).all()}, by
#   [about 0.025]{=0.02 < (shown[0][:, 1] - shown[0][:, 2]).mean() < 0.03} on average, with a spread of
#   [about 0.012]{=0.008 < (shown[0][:, 1] - shown[0][:, 2]).std(ddof=1) < 0.016}. No single split could have shown that: a new random
#   start alone can move a network's loss as far, as you have seen with 48 columns.
#
# What does a loss of 2.1 mean? It is the loss of somebody who has to choose among $e^{2.1} =$ [8.2]{=np.exp(2.1)} letters that are equally likely.
#
# Why does counting win? Probably because names are short, and the last four letters say most of what can be known about the next one. Counts
# have that at once. A network has to find it out by small steps, and its validation loss rises again before it is done. The
# strengths of a transformer, looking far back and learning from very many examples, find nothing to do here. With a billion words in place
# of these names, counting falls behind: most runs of ten words have never been seen before, and counts of similar runs do not help each
# other.
#
# A method is not better because it is newer. Always ask what the simple rival does.

# %% [markdown]
# ## What it writes
#
# As in chapter {{text}}, the next letter is drawn at random from the 27 probabilities, and the temperature makes the choice careful or bold. A transformer has no state to
# carry along: for each new letter it reads the whole beginning of the name again.

# %% experiment=true
def write_names(how_many, temperature, seed=0):
    """New names, letter by letter."""
    if 0 not in best:
        raise RuntimeError("train the transformer first")
    rng, x = np.random.default_rng(seed), np.zeros((how_many, 1), dtype=int)
    for _step in range(LENGTH):
        x = np.hstack([x, sample(gpt_scores(best[0], x[:, :LENGTH])[:, -1], temperature, rng)[:, None]])
    rows = ["".join(" abcdefghijklmnopqrstuvwxyz"[letter] for letter in row) for row in x[:, 1:]]
    return [row.split(" ")[0] for row in rows]


def share_known(temperature):
    """The share of 1000 written names that are in the list."""
    return np.mean([name in set(names) for name in write_names(1000, temperature, seed=1)])


for temperature in (0.3, 0.7, 1.0, 1.5):
    try_it(write_names, 8, temperature)
for temperature in (0.3, 0.7, 1.0, 1.5):
    try_it(share_known, temperature)

# %% [markdown]
# At the low temperature [a fifth to a third]{=0.2 < shown[4] < 0.34} of the names are in the list, at the high one [fewer than one in twenty]{=shown[7] < 0.05}. The others are inventions, and most of those at
# 0.3 and 0.7 could well be names.
#
# ## Where it looks
#
# The two pictures show the weights $A$ of the two heads for the name "angela". Each row is the place where one letter is predicted, each
# column a letter that may be read. Above the diagonal all is 0. **Before you run them:** which letters matter when you guess the next one?

# %% experiment=true
def look_back(name, head):
    """The weights of a head while it reads a name: a row for each letter that is to be predicted."""
    if 0 not in best:
        raise RuntimeError("train the transformer first")
    p, x = best[0], np.array([[0] + [ord(letter) - ord("a") + 1 for letter in name]])
    block = blocks_of(p)[0]
    L = layernorm_forward(p["E"][x] + p["P"][: x.shape[1]], block["gamma1"], block["beta1"])
    weights = [block[key] for key in ("Wq", "Wk", "Wv", "Wo")]
    _out, A = multi_head_attention(L, *weights, HEADS, np.tri(x.shape[1], dtype=bool))
    return A[0, head], ["start", *name], [*name, "end"]


plots.attention_map(look_back, "angela", 0, title="Head 0", read="letter that is read", written="letter that comes next")

# %% experiment=true
plots.attention_map(look_back, "angela", 1, title="Head 1", read="letter that is read", written="letter that comes next")

# %% [markdown]
# From the fourth row on there is more to read than the last three letters. In [five of these eight rows]{=sum(look_back("angela", head)[0][t, t - 2 : t + 1].sum() > 0.5 for head in (0, 1) for t in range(3, 7)) == 5}, of both heads together,
# more than half of the weight lies on the last three letters all the same, much as in counting. The two heads differ: in [several]{=sum(look_back("angela", 0)[0].argmax(axis=1) != look_back("angela", 1)[0].argmax(axis=1)) >= 3} of
# the rows they look most at different letters. [Twice]{=sum(look_back("angela", 1)[0][t, 0] > 0.5 for t in range(3, 7)) == 2} head 1 looks far back, to the start. The weights of a query add up to 1, so a
# head that finds nothing has to put its weight somewhere; in large transformers it is often the first place, too.
#
# This is one name and one training. The weights say where a head looks, not what it does with what it finds: the values go through $W_v$,
# $W_o$ and the small network, and on the residual path the letter itself goes past attention altogether.

# %% [markdown]
# ## From here to a large language model
#
# Your transformer has [14,779]{=sum(value.size for value in start_gpt(np.random.default_rng(0)).values())} parameters. A large language
# model has the same kinds of parts: vectors, positions, blocks of masked attention and two dense layers, norms and residual paths, softmax, cross-entropy and
# a relative of Adam. You have written all of them. What else does it have?
#
# - **Size.** GPT-2 had up to 48 blocks and 1.5 billion parameters in 2019, GPT-3 had 96 blocks and 175 billion in 2020.
# - **Tokens instead of letters.** A *token* is a piece of text from a fixed list: a frequent word, a part of a rarer word, a mark. "attention" may be one token,
#   "multiheaded" three. A list of some 50,000 tokens or more makes texts much shorter than letters do, and because of $T^2$ that matters.
# - **Data.** GPT-3 read some 300 billion tokens. The task was yours: predict what comes next.
# - **Fine-tuning.** A network that continues texts does not answer questions yet. So it is trained further: on examples of questions with good
#   answers, and on people's judgements about which of two answers is better.
# - **Engineering.** For example, keys and values of earlier places are kept while a text is written, so that they are not computed anew for each token.
#
# None of this makes what it writes true: it draws the next token from probabilities that it has learnt.

# %% [markdown]
# **In your own words.** A friend has trained a transformer that predicts the next letter. After a few epochs its loss on new names is
# 0.01. "It is a genius", he says. You look at his code and find `np.ones((T, T), dtype=bool)`. What has happened? How would you
# notice when the network writes names? Three or four sentences are enough. This answer is read by a person.

# %% [markdown] answer="mask-forgotten" points=2
# The mask hides nothing, so each place can look at the next place, where its right answer stands. The network learns to copy it,
# which is easy: that is why the loss is nearly 0, on new names too. When it writes, the next letter is not there yet, so what it has
# learnt is of no use, and the names will be nonsense. With np.tri(T, dtype=bool) the loss becomes honest.

# %% [markdown]
# ## Where people go wrong
#
# - **Divided by the wrong root.** With several heads a query has $D / \text{heads}$ numbers.
# - **The mask after softmax.** Then the weights no longer add up to 1. Hide the scores, before softmax.
# - **True and False exchanged.** Here, and in PyTorch's `scaled_dot_product_attention`, True means "may look". In its `MultiheadAttention`, True means
#   "must not". Read the documentation each time.
# - **Padding that is attended to.** Every text then depends on how long the longest one is.
# - **Heads made by `reshape` alone.** The shape is right, and places are mixed. Split the last axis, then transpose.
# - **A path forgotten on the way back.** $X$ is queries, keys and values: three paths. At a residual sum there are two.
# - **`layernorm_backward` with the wrong input.** It wants what went into the norm: $X$ for the first, $Y$ for the second.
#
# ## Summary
#
# - Attention is a weighted mean of values: $A = \text{softmax}(Q K^\top / \sqrt{H})$, out $= A V$. Its way back is two matrix products, a
#   softmax, and two matrix products.
# - A mask sets hidden scores to $-\infty$. Where a weight is 0, the gradient is 0 by itself.
# - In self-attention one text is queries, keys and values, by three learnt matrices. Every place is one step from every other, and the cost of
#   computing $A$ grows with $T^2$.
# - Without positions a text is a bag of words. Positions are added to the vectors: learnt ones, or waves.
# - Several heads are several attentions side by side, each with its own columns.
# - A block is $Y = X + \text{attention}(\text{norm}(X))$, then out $= Y + \text{mlp}(\text{norm}(Y))$, where mlp stands for the two dense layers. At each sum the
#   gradient goes along both paths.
# - For one number, a plain mean of the words did as well as attention. For three numbers in a row, only the network with attention learnt
#   to translate whole texts in the time that was given.
# - Trained on fewer than 1,400 names, this transformer did not beat counting. What it is good at needs long texts and many of them.
#
# ### Test yourself
#
# <details><summary>All keys are equal. What does attention return, whatever the query is?</summary>
#
# All scores are equal, so all weights are, and out is the plain mean of the values.
# </details>
#
# <details><summary>The scores are (1, 5, 1), and the mask is (True, False, True). What are the weights?</summary>
#
# (0.5, 0, 0.5). The hidden score, however large, does not count.
# </details>
#
# <details><summary>X has the shape (8, 10, 64), and there are 4 heads. Which shapes have one head's queries, A, and out?</summary>
#
# (8, 10, 16) for one head, (8, 4, 10, 10) and (8, 10, 64).
# </details>
#
# <details><summary>With a causal mask, which places of X get a gradient from the loss at place 2?</summary>
#
# Places 0, 1 and 2. Place 2 could not look at the places after it, so they did not move its output.
# </details>
#
# <details><summary>Wq, Wk, Wv and Wo are (64, 64). How does their number of parameters change with 8 heads instead of 4, and with texts of twice the length?</summary>
#
# Not at all: 4 · 64 · 64 = 16,384 in each case. The heads share the columns, and the places share the matrices.
# </details>
#
# <details><summary>In out = Y + f(Y), the slope of f is 0 everywhere. What is dY?</summary>
#
# dout: it comes along the residual path.
# </details>
#
# Letters and words follow one another, and so do days. In the next chapter the sequence is a price, or what was measured month after month,
# and the hard question is how to test a forecast honestly.
#
# **Next:** [[time_series]]
