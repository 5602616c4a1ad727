# %% [markdown]
# # Text
#
# "Not good, but short." "Short, but not good." The words are the same; their order makes the difference. In this chapter you count words,
# and see how far that goes. Then you build a network that reads one word after the other and remembers. It invents names letter by letter.
# Over long gaps such a network tends to forget, so you also build one with gates, which decide what is kept: an LSTM.
#
# - **What you need:** [[layers]], [[backpropagation]], [[gradient_descent]], [[training]] (a validation part, the best epoch), [[deep_networks]] (gradients
#   that vanish); dicts in Python, and arrays with three axes.
# - **What you can do afterwards:** turn text into arrays, write recurrent networks (RNN and LSTM) forward and backward, clip gradients,
#   let a network write, search for its likeliest text, and judge it against counting.
# - **How long it takes:** about three hours.

# %% locked="setup"
from collections import Counter
from re import findall

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


def adam_step(params, grads, memory, lr):
    """Chapter {{gradient_descent}}: one step of Adam for all parameters; the dict `memory` keeps what Adam has to remember."""
    memory["t"] = t = memory.get("t", 0) + 1
    new = {}
    for key, grad in grads.items():
        m, v = memory.get(key, (0.0, 0.0))
        memory[key] = m, v = 0.9 * m + 0.1 * grad, 0.999 * v + 0.001 * grad**2
        new[key] = params[key] - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return new

# %% [markdown]
# ## From words to numbers
#
# A network multiplies and adds. It cannot do that with "great". So every word gets a number from a list that is made once, the
# *vocabulary*. Two numbers are set aside:
#
# - **0** means: there is no word here. Texts have different lengths, but the rows of an array all have the same length. So the places after
#   a short text are filled with 0. This is called *padding*.
# - **1** stands for every word that is not in the vocabulary.
#
# The pieces that a text is cut into are called *tokens*: here words, later letters.
#
# **By hand.** The vocabulary is a dict: `{"a": 2, "film": 3, "great": 4}`. The text is "A great, really great film!", and its row should
# have 7 places.
#
# 1. Marks do not belong to a word. Put a blank in place of each: "A great  really great film "
# 2. A capital letter does not make a new word: "a great  really great film "
# 3. Split at the blanks: a, great, really, great, film
# 4. Look them up: 2, 4, 1, 4, 3. ("really" is unknown.)
# 5. Fill up to 7 places: 2, 4, 1, 4, 3, 0, 0
#
# In a row of 3 places, the first three words would stay: 2, 4, 1. The blank in step 1 keeps words apart that have only a mark between
# them, as in "short,but".
#
# **Your turn.** The marks are `.` `,` `:` `;` `?` `!` and no others: "children's" stays one word. `text.replace(mark, " ")` and
# `text.lower()` give new texts, `text.split()` the list of the words. `vocabulary.get(word, 1)` is the number of the word, or 1 if the
# dict does not have it.

# %% exercise="encode"
def encode(text, vocabulary, length):
    """text, a dict word -> number, length -> `length` whole numbers: 0 behind the text, 1 for unknown words."""
    ### BEGIN SOLUTION
    for mark in ".,:;?!":
        text = text.replace(mark, " ")
    numbers = [vocabulary.get(word, 1) for word in text.lower().split()]
    numbers = numbers[:length]
    return numbers + [0] * (length - len(numbers))
    ### END SOLUTION


# %% check="encode"
check(encode)

# %% [markdown]
# The example of the text, with 7 places and with 3.

# %%
try_it(encode, "A great, really great film!", {"a": 2, "film": 3, "great": 4}, 7)
try_it(encode, "A great, really great film!", {"a": 2, "film": 3, "great": 4}, 3)

# %% [markdown]
# ## A vector for each word
#
# The numbers are names, not quantities: word 4 is not twice word 2. So each word gets a *vector* of a few numbers, its *embedding*, and
# these are learnt like weights. All vectors together are one matrix $E$ of shape $(V, D)$: $V$ words, $D$ numbers for each. The vector of
# word $i$ is row $i$ of $E$. This is a dense layer on one-hot rows (chapter {{layers}}): a one-hot row times $E$ multiplies one row of $E$
# by 1 and all others by 0. `E[idx]` picks the row without the multiplications.
#
# **By hand**, with $V = 5$ words and $D = 2$:
#
# $$E = \begin{pmatrix} 9 & 9 \\ 0 & 0 \\ 1 & 0 \\ 0 & 2 \\ 3 & 1 \end{pmatrix} \qquad
# \text{idx} = (2, 4, 1, 4, 3, 0, 0)$$
#
# The text from above has the vectors $(1, 0)$, $(3, 1)$, $(0, 0)$, $(3, 1)$, $(0, 2)$. The two places of padding would be $(9, 9)$ twice.
#
# How does a text of any length become one row for a dense layer? The simplest way is the **mean of its vectors**. Padding is not a word,
# so it is left out, both of the sum and of the count:
#
# $$\frac{(1, 0) + (3, 1) + (0, 0) + (3, 1) + (0, 2)}{5} = \frac{(7, 4)}{5} = (1.4, 0.8)$$
#
# The mean keeps which words were there, and loses their order. A text as such a mean, or as a count of its words, is called a *bag of words*.
#
# **Your turn.** For $N$ texts at once `idx` has the shape $(N, T)$, and `E[idx]` the shape $(N, T, D)$. `idx != 0` is True where there is
# a word; the unknown word, 1, is a word too. Every text has at least one word, and some fill their row.

# %% exercise="mean_embedding"
def mean_embedding(idx, E):
    """idx (N, T) whole numbers, 0 is padding, E (V, D) -> M (N, D): the mean of the vectors of each text's words."""
    ### BEGIN SOLUTION
    words = idx != 0
    vectors = E[idx]
    total = (vectors * words[:, :, None]).sum(axis=1)
    return total / words.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="mean_embedding"
check(mean_embedding)

# %% [markdown]
# The example, and a text that is just the word 4.

# %%
E_small = np.array([[9.0, 9.0], [0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [3.0, 1.0]])
try_it(mean_embedding, np.array([[2, 4, 1, 4, 3, 0, 0], [4, 0, 0, 0, 0, 0, 0]]), E_small)

# %% [markdown]
# ## Back through the lookup
#
# To learn the vectors, you need the slope of the loss along every number of $E$. Take a text of three words, idx $= (3, 1, 3)$, and let
# these gradients come back to its three vectors:
#
# | place | word | dout |
# |---|---|---|
# | 0 | 3 | $(1, 2)$ |
# | 1 | 1 | $(5, 0)$ |
# | 2 | 3 | $(4, -1)$ |
#
# If the first number of row 1 of $E$ grows by a little $h$, the vector at place 1 grows with it, and the loss grows by $5 h$. So row 1
# gets $(5, 0)$. Words 0, 2 and 4 do not occur: their rows get $(0, 0)$. Word 3 stands in two places. Think of chapter
# {{backpropagation}}: two paths.
#
# **Predict before you run.** What is the gradient of the loss along row 3 of $E$? Two numbers.

# %% exercise="predict_repeated_word"
def predict_repeated_word():
    """The two numbers of row 3 of dE, computed by hand."""
    ### BEGIN SOLUTION
    return [5, 1]
    ### END SOLUTION


# %% check="predict_repeated_word"
check(predict_repeated_word)

# %% [markdown]
# **Your turn.** `dE` has the shape of $E$, $(\text{vocab\_size}, D)$, and starts with zeros. Then every place adds its gradient to the row of
# its word.
#
# There is a trap. `dE[idx] += dout` looks right, but where a word occurs twice NumPy adds only once: it takes the rows out, adds, and puts
# them back, and the last one put back wins. Use a loop, or `np.add.at(dE, idx, dout)`, which adds one after the other.
#
# The function should work for single words, idx $(N,)$ with dout $(N, D)$, and for texts, idx $(N, T)$ with dout $(N, T, D)$. `np.add.at`
# takes both; `dout.shape[-1]` is $D$ in both.

# %% exercise="embedding_backward"
def embedding_backward(dout, idx, vocab_size):
    """dout (N, D) or (N, T, D), idx the same without the last axis -> dE (vocab_size, D)."""
    ### BEGIN SOLUTION
    dE = np.zeros((vocab_size, dout.shape[-1]))
    np.add.at(dE, idx, dout)
    return dE
    ### END SOLUTION


# %% check="embedding_backward"
check(embedding_backward)

# %%
try_it(embedding_backward, np.array([[1.0, 2.0], [5.0, 0.0], [4.0, -1.0]]), np.array([3, 1, 3]), 5)

# %% [markdown]
# ## Praise or blame?
#
# Is a short review of a film praise (1) or blame (0)? The 520 reviews here were written for this course, so that they may be handed on
# freely. They are cleaner than real ones: no misspelt words, no irony.

# %%
texts, praise = data.reviews()
for n in (0, 1, 22, 23):
    print(praise[n], texts[n])
print(len(texts), "reviews, the longest has", max(len(text.split()) for text in texts), "words")

# %% [markdown]
# The reviews come in pairs: rows 0 and 1, rows 2 and 3, and so on. The two of a pair say the opposite in similar words, so they are not
# independent samples. **Pairs are split, not reviews**: whatever belongs together (pictures of one patient, texts by one writer) stays in
# one part.
#
# The vocabulary comes from the training part alone; anything else would be a leak (chapter {{training}}). It holds the words that occur there at
# least twice. The network is small:
#
# | | shape |
# |---|---|
# | `idx`, the words of $N$ texts | $(N, T)$ |
# | $M$, the mean embedding | $(N, D)$ |
# | $z = M w + b$ | $(N, D)(D,) \to (N,)$ |
# | $p = \sigma(z)$, the probability of praise | $(N,)$ |
#
# Backward: $dz = (p - y) / N$ (chapter {{backpropagation}}), $dw = M^\top dz$, $db = \sum dz$, and for each text $dM = dz \cdot w$. In a mean of 5 words each
# vector counts for one fifth. So each word's vector gets $dM / 5$, and the padding gets 0. From there your `embedding_backward` takes over.
#
# **A rival.** A result means little until you know what a simple method reaches. *Naive Bayes* only counts. Say that of 1000 words
# of praise in the training part 1 is "boring" and 2 are "slow", and of 1000 words of blame 7 and 4. Half of the texts are praise.
#
# - You see one "boring". There are 8 of them, 1 in praise and 7 in blame, so the odds of praise are $1 / 7$. Going from "how often does the
#   word stand in each kind of text" to "how likely is each kind, now that you see the word" is *Bayes' rule*.
# - You see "boring" and "slow". If each word comes by chance, whatever the others are (*independent*), then both together have the probability
#   $0.001 \cdot 0.002$ in praise and $0.007 \cdot 0.004$ in blame. So the odds are $\frac{1}{7} \cdot \frac{2}{4} = \frac{1}{14}$.
# - A product becomes a sum of logarithms: $\ln \frac{1}{14} = \ln \frac{1}{7} + \ln \frac{2}{4} = -1.95 - 0.69 = -2.64$.
#
# So "boring" *pulls* with $-1.95$. Add up the pulls of all words of a text; above 0, the answer is praise. It is naive because words are
# not independent. A word that never occurs on one side would give $\ln 0$, so the same number, such as 1, is first added to every count:
# *smoothing*: *smoothing*.
#
# Both get the same words and the same five splits: 60 per cent of the pairs for training, 15 for validation, 25 for the test. Each is
# tuned on the validation part: the network its learning rate and its epoch, naive Bayes its smoothing. **Which one wins? Decide before
# you run it.**

# %%
def vocabulary_of(texts, least=2):
    """The words that occur at least `least` times, numbered from 2 on."""
    counts = Counter(word for text in texts for word in findall(r"[^\s.,:;?!]+", text.lower()))
    return {word: n for n, (word, count) in enumerate(counts.most_common(), start=2) if count >= least}


def split_groups(group, rng):
    """The numbers of the samples for training, validation and test. Samples of one group stay together."""
    order = rng.permutation(group.max() + 1)
    parts = np.split(order, [round(0.6 * len(order)), round(0.75 * len(order))])
    return [np.flatnonzero(np.isin(group, part)) for part in parts]


def learn(texts, labels, parts, seed, lr=2.0, epochs=60, length=20):
    """Train the network. What it was in the epoch with the smallest validation loss comes back."""
    train, validation, _test = parts
    rng, best = np.random.default_rng(seed), {"loss": np.inf}
    vocabulary = vocabulary_of([texts[n] for n in train])
    idx = np.array([encode(text, vocabulary, length) for text in texts])
    V, D = len(vocabulary) + 2, 16
    params = {"E": rng.normal(0, 0.1, (V, D)), "w": rng.normal(0, 0.1, D), "b": np.zeros(1)}
    for _epoch in range(epochs):
        for rows in np.array_split(rng.permutation(train), len(train) // 32):
            words = idx[rows] != 0
            M = mean_embedding(idx[rows], params["E"])
            dz = (sigmoid(M @ params["w"] + params["b"]) - labels[rows]) / len(rows)
            dM = dz[:, None] * params["w"]
            share = words / words.sum(axis=1, keepdims=True)
            dX = share[:, :, None] * dM[:, None, :]
            grads = {"E": embedding_backward(dX, idx[rows], V), "w": M.T @ dz, "b": dz.sum(keepdims=True)}
            params = sgd(params, grads, lr)
        z = mean_embedding(idx, params["E"]) @ params["w"] + params["b"]
        loss = np.logaddexp(0, z * (1 - 2 * labels))[validation].mean()  # binary cross-entropy from scores
        if loss < best["loss"]:
            best = {**params, "loss": loss, "right": (z > 0) == labels, "vocabulary": vocabulary}
    return best


def naive_bayes(texts, labels, parts, length=20):
    """Count words; the smoothing that is best on the validation part counts."""
    train, validation, _test = parts
    vocabulary, best = vocabulary_of([texts[n] for n in train]), {"share": -1}
    idx = np.array([encode(text, vocabulary, length) for text in texts])
    counts = np.zeros((len(texts), len(vocabulary) + 2))
    np.add.at(counts, (np.arange(len(texts))[:, None], idx), 1)
    counts[:, 0] = 0  # padding is no word
    for more in (1, 0.3, 3, 0.1, 10, 0.03, 30):  # of equally good ones, that nearest to 1 stays
        one, zero = (counts[train][labels[train] == side].sum(axis=0)[1:] + more for side in (1, 0))
        pull = np.log(one / one.sum()) - np.log(zero / zero.sum())
        right = (counts[:, 1:] @ pull > 0) == labels
        if right[validation].mean() > best["share"]:
            best = {"share": right[validation].mean(), "right": right, "smoothing": more}
    return best


reviewer = {}  # what the last training has learnt
judged = {}  # for each split the two results
pair_of_review = np.arange(len(texts)) // 2


def compare(seed):
    """The shares of test reviews that the network and naive Bayes get right."""
    parts = split_groups(pair_of_review, np.random.default_rng(seed))
    networks = [learn(texts, praise, parts, seed, lr) for lr in (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)]
    reviewer.update(min(networks, key=lambda network: network["loss"]))
    counting = naive_bayes(texts, praise, parts)
    judged[seed] = reviewer["right"][parts[2]].mean(), counting["right"][parts[2]].mean()
    return judged[seed]

# %% experiment=true
for seed in range(5):
    try_it(compare, seed)

# %% [markdown]
# Always answering "praise" is right for half of the reviews. The network is right for [0.86]{=np.mean(shown, axis=0)[0]} of the reviews it
# has never seen, on average over the splits (from [0.82]{=np.min(shown, axis=0)[0]} to [0.91]{=np.max(shown, axis=0)[0]}), and naive Bayes for [0.88]{=np.mean(shown, axis=0)[1]}
# (from [0.86]{=np.min(shown, axis=0)[1]} to [0.89]{=np.max(shown, axis=0)[1]}).
#
# Both had the same test parts, so look at the difference in each split, counting minus network. On average it is [0.02]{=np.mean([count - net for net, count in shown])}, and it goes from
# [−0.03]{=min(count - net for net, count in shown)} to [0.05]{=max(count - net for net, count in shown)}; its standard deviation is [0.04]{=np.std([count - net for net, count in shown], ddof=1)}. **So these splits do not decide which of the two is better.** They
# give you no reason to prefer the network.
#
# Why are they so close? The network computes $z$ as the mean of $E_i \cdot w$, plus $b$. So in the end it, too, has one number for each word: how
# far, and to which side, it pulls. Here are the strongest of the words that occur at least eight times.

# %% experiment=true
def strongest_words(how_many=8):
    """The words that pull most to praise and to blame, with their numbers."""
    if not reviewer:
        raise RuntimeError("train the reviewer first")
    common = vocabulary_of(texts, least=8)
    pull = reviewer["E"] @ reviewer["w"]
    known = {word: pull[n] for word, n in reviewer["vocabulary"].items() if word in common}
    ordered = sorted(known, key=known.get, reverse=True)
    return {word: known[word] for word in ordered[:how_many] + ordered[-how_many:]}


plots.word_scores(strongest_words, x_label="pull of the word: to the right praise, to the left blame")

# %% [markdown]
# Nobody told it what "wonderful" means. (So few reviews teach little about rare words. Often the vectors are therefore learnt beforehand
# from very many texts without labels, as in word2vec, by predicting which words stand near each other, and then borrowed.) Now try texts of
# your own. Here are four of ours.

# %% experiment=true
def probability_of_praise(text):
    """What the trained network says about a text."""
    if not reviewer:
        raise RuntimeError("train the reviewer first")
    idx = np.array([encode(text, reviewer["vocabulary"], 20)])
    return sigmoid(mean_embedding(idx, reviewer["E"]) @ reviewer["w"] + reviewer["b"])[0]


try_it(probability_of_praise, "A wonderful story.")
try_it(probability_of_praise, "This film is stupid.")
try_it(probability_of_praise, "It was good, not bad.")
try_it(probability_of_praise, "It was bad, not good.")

# %% [markdown]
# The last two have the same probability. They must: a mean does not know in which order its words came, and neither does a count.
#
# **To try.** `data.real_reviews()` gives 8530 sentences from real reviews, or says how to get the package they are in. How many does your
# network get right, with the [373]{=len(reviewer["vocabulary"])} words that it knows? A test result holds for texts like those of the test part.
#
# ## One step
#
# To use the order, a network has to read one word after the other. What a *recurrent network* knows so far is a row of $H$ numbers, its
# *state* $h$. At each step it makes a new state from the input $x$ and the old state:
#
# $$h_{\text{new}} = \tanh(x W_x + h W_h + b)$$
#
# | | shape |
# |---|---|
# | input $x$ | $(N, D)$ |
# | old state $h$ | $(N, H)$ |
# | $x W_x$ | $(N, D)(D, H) \to (N, H)$ |
# | $h W_h$ | $(N, H)(H, H) \to (N, H)$ |
# | $b$, new state | $(H,)$ and $(N, H)$ |
#
# It is a dense layer with two inputs: what comes in now, and what it knew before.
#
# **By hand**, with a single neuron: $w_x = 1$, $w_h = 0.5$, $b = 0$. It starts with $h_0 = 0$ and reads 1, 0, 0.
#
# - $h_1 = \tanh(1 \cdot 1 + 0.5 \cdot 0) = \tanh 1 = 0.7616$
# - $h_2 = \tanh(1 \cdot 0 + 0.5 \cdot 0.7616) = \tanh 0.3808 = 0.3634$
# - $h_3 = \tanh(1 \cdot 0 + 0.5 \cdot 0.3634) = \tanh 0.1817 = 0.1797$
#
# The 1 is long gone, and $h_3$ still remembers a little of it. The picture shows the network *unrolled*, once for each step, from left
# to right. It is the same neuron each time, with the same weights.

# %%
h = [0.0]
for x in (1, 0, 0):
    h.append(np.tanh(1 * x + 0.5 * h[-1]))
plots.unrolled([1, 0, 0], h)

# %% [markdown]
# **Your turn.** `Wh` is square, so `h @ Wh.T` would run too, and be wrong.

# %% exercise="rnn_step"
def rnn_step(x, h, Wx, Wh, b):
    """x (N, D), h (N, H), Wx (D, H), Wh (H, H), b (H,) -> the new state (N, H)."""
    ### BEGIN SOLUTION
    return np.tanh(x @ Wx + h @ Wh + b)
    ### END SOLUTION


# %% check="rnn_step"
check(rnn_step)

# %% [markdown]
# The first two steps of the neuron: 0.7616 and 0.3634.

# %%
one, half, zero = np.array([[1.0]]), np.array([[0.5]]), np.array([0.0])
try_it(rnn_step, one, np.array([[0.0]]), one, half, zero)
try_it(rnn_step, np.array([[0.0]]), np.tanh(one), one, half, zero)

# %% [markdown]
# ## A whole sequence
#
# A *sequence* is inputs in order: $T$ words, letters or days, each of them $D$ numbers. $N$ sequences are an array $X$ of shape
# $(N, T, D)$. Step $t$ of all sequences at once is `X[:, t]`, of shape $(N, D)$. The network goes from step to step and hands its state on:
#
# - the state before the first step is `H0`, $(N, H)$, which is given
# - the state after step $t$ goes into `H[:, t]`, and into step $t + 1$
#
# All samples can be computed at once. Steps cannot: each one has to wait for the one before.
#
# **Your turn.** Return all states, $(N, T, H)$. Later parts need every one of them. $T$ can be any number from 1 on.

# %% exercise="rnn_forward"
def rnn_forward(X, H0, Wx, Wh, b):
    """X (N, T, D), H0 (N, H), Wx (D, H), Wh (H, H), b (H,) -> H (N, T, H), the state after each step."""
    ### BEGIN SOLUTION
    N, T, _D = X.shape
    H = np.zeros((N, T, H0.shape[1]))
    h = H0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh + b)
        H[:, t] = h
    return H
    ### END SOLUTION


# %% check="rnn_forward"
check(rnn_forward)

# %% [markdown]
# Two sequences: 1, 0, 0 and 0, 0, 1. A mean could not tell them apart. The states can: 0.1797 is left of a 1 that came first, and 0.7616 of
# one that came last.

# %%
order_matters = np.array([[[1.0], [0.0], [0.0]], [[0.0], [0.0], [1.0]]])
try_it(rnn_forward, order_matters, np.zeros((2, 1)), one, half, zero)

# %% [markdown]
# ## Backpropagation through time
#
# The unrolled picture is a network of three layers, one after the other. So the way back is that of chapter {{backpropagation}}. It is
# called *backpropagation through time*, and only two things are new.
#
# Take the neuron from above, and let the loss depend on the last state alone, with the slope 1: if $h_3$ grows by a little, the loss grows
# by as much. Call $z_t$ the sum that goes into tanh at step $t$. The slope of tanh is $1 - h_t^2$.
#
# | step | arrives at $h_t$ | slope of tanh | $dz_t$ | goes on to $h_{t-1}$: $dz_t \cdot w_h$ |
# |---|---|---|---|---|
# | 3 | 1 | $1 - 0.1797^2 = 0.9677$ | 0.9677 | $0.9677 \cdot 0.5 = 0.4838$ |
# | 2 | 0.4838 | $1 - 0.3634^2 = 0.8679$ | 0.4200 | $0.4200 \cdot 0.5 = 0.2100$ |
# | 1 | 0.2100 | $1 - 0.7616^2 = 0.4200$ | 0.0882 | $0.0882 \cdot 0.5 = 0.0441$ |
#
# (All digits are kept on the way. The two 0.4200 are equal in four digits by chance.) So the slope of the loss along the start state is 0.0441.

# %%
arrives = [0.0, 0.0, 0.0, 1.0]
for t in (3, 2, 1):
    arrives[t - 1] = arrives[t] * (1 - h[t] ** 2) * 0.5
plots.unrolled([1, 0, 0], h, arrives)

# %% [markdown]
# **The first new thing: gradients from two sides.** A network that writes names guesses a letter after every step. Then $h_2$ reaches the loss on two paths: directly, and through $h_3$. Two paths add up:
#
# $$dz_t = (dH_t + dh_t) \cdot (1 - h_t^2)$$
#
# $dH_t$ comes directly from the loss at step $t$, and $dh_t$ comes back from step $t + 1$. At the last step nothing comes from the right:
# $dh = 0$. In the example $dH = (0, 0, 1)$.

# %% [markdown]
# ## The weights are shared
#
# **The second new thing.** There is one $w_h$, and it was used three times. If it grows by a little, all three steps change. Three paths
# lead from $w_h$ to the loss, and they **add up**. At each step, the slope along a weight is its input times $dz_t$ (chapter {{neuron}}). The input
# of $w_h$ at step $t$ was the state **before** the step, $h_{t-1}$:
#
# $$dw_h = 0 \cdot dz_1 + 0.7616 \cdot dz_2 + 0.3634 \cdot dz_3 = 0 + 0.3198 + 0.3517 = 0.6715$$
#
# The input of $w_x$ at step $t$ was $x_t$, and that of the bias is 1:
#
# $$dw_x = 1 \cdot dz_1 + 0 \cdot dz_2 + 0 \cdot dz_3 = 0.0882 \qquad db = dz_1 + dz_2 + dz_3 = 0.0882 + 0.4200 + 0.9677 = 1.4758$$
#
# Check it: raise $w_h$ from 0.5 to 0.501, and $h_3$ rises from 0.179726 to 0.180398, by 0.000672. Per unit that is 0.672.
#
# For $N$ sequences and $H$ neurons the numbers become matrices, as in `dense_backward`. Per step, from the last to the first:
#
# | line | shapes |
# |---|---|
# | $dz = (dH_t + dh) \cdot (1 - h_t^2)$ | $(N, H)$, entry by entry |
# | $dW_x \mathrel{+}= x_t^\top \, dz$ | $(D, N)(N, H) \to (D, H)$ |
# | $dW_h \mathrel{+}= h_{t-1}^\top \, dz$ | $(H, N)(N, H) \to (H, H)$ |
# | $db \mathrel{+}= \sum_n dz_n$ | $(H,)$ |
# | $dh = dz \, W_h^\top$ | $(N, H)(H, H) \to (N, H)$: it goes on to the step before |
#
# $dh$ is replaced at each step, and the gradients of the weights grow. After the first step, what is left in $dh$ is $dH_0$. And what is
# $h_{t-1}$ at the first step? It is `H0`.
#
# **Your turn.** Make the forward pass once more and keep all states. Then go back. On paper the steps are counted from 1, in Python from 0.
# A list that begins with `H0` helps: `states[t]` is the state before step `t`, and `states[t + 1]` the one after it. `reversed(range(T))`
# counts down from $T - 1$ to 0. If you use `H[:, t - 1]` for the state before, mind $t = 0$: the index $-1$ would be the *last* state.

# %% exercise="rnn_backward"
def rnn_backward(X, H0, Wx, Wh, b, dH):
    """X (N, T, D), H0 (N, H), dH (N, T, H) the gradient along every state -> dWx, dWh, db, dH0."""
    ### BEGIN SOLUTION
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
    ### END SOLUTION


# %% check="rnn_backward"
check(rnn_backward)

# %% [markdown]
# The neuron of the text: 0.0882, 0.6715, 1.4758 and 0.0441.

# %%
try_it(
    rnn_backward,
    np.array([[[1.0], [0.0], [0.0]]]),
    np.array([[0.0]]),
    one,
    half,
    zero,
    np.array([[[0.0], [0.0], [1.0]]]),
)

# %% [markdown]
# ## A task that order decides
#
# "Not good, but short." In such a sentence the part after "but" counts: praise. "Short, but not good." is blame. Here are all sentences of this
# kind with 16 adjectives, in which one half praises and the other half blames.

# %%
GOOD = ["good", "funny", "warm", "clever", "short", "fresh", "lively", "honest"]
BAD = ["bad", "boring", "cold", "stupid", "long", "stale", "slow", "false"]


def sentences():
    """The sentences, their labels (1 praise, 0 blame), and for each the number of its pair of adjectives."""
    halves = [(word, before, (word in GOOD) != bool(before)) for word in GOOD + BAD for before in ("", "not ")]
    pairs = [
        (f"{before}{first}, but {also}{second}.", int(second_good), tuple(sorted((first, second))))
        for first, before, first_good in halves
        for second, also, second_good in halves
        if first != second and first_good != second_good
    ]
    found, labels, adjectives = zip(*pairs)
    numbered = {pair: n for n, pair in enumerate(sorted(set(adjectives)))}
    return list(found), np.array(labels), np.array([numbered[pair] for pair in adjectives])


said, said_good, adjectives = sentences()
for text in ("good, but boring.", "boring, but good.", "not good, but not boring.", "short, but not good."):
    print(said_good[said.index(text)], text)
print(len(said), "sentences with", adjectives.max() + 1, "pairs of adjectives")

# %% [markdown]
# Every sentence has a twin with its halves exchanged: the same words, the opposite label. A method that does not know the order gives
# both the same answer. So it is right for exactly half of all sentences, **whatever it learns**.
#
# To show that the network has learnt a rule and not a list, a *pair of adjectives* belongs to one part only: if "good" with "short" is in
# the test part, no sentence with both of them was in the training.
#
# The recurrent network gets its words as one-hot rows $X$, $(N, T, V)$, so the rows of $W_x$ are its word vectors. The state after the last word goes into one neuron: $z = h w + c$. Backward, $dh = dz \cdot w$ arrives at the state after the last word; all
# other rows of $dH$ are 0. The rest is your `rnn_backward`.
#
# A stronger rival can see a little of the order: pairs of neighbouring words, each pair as one "word": not_good, good_but, but_short.
# **Before you run it**: what will the three reach on the test sentences?

# %%
def scores_in_order(params, idx):
    """Read the words one by one -> inputs X, states H, the place of the last word of each text, and scores z."""
    X = np.eye(len(params["Wx"]))[idx]
    H = rnn_forward(X, np.zeros((len(idx), len(params["b"]))), params["Wx"], params["Wh"], params["b"])
    last = (idx != 0).sum(axis=1) - 1
    return X, H, last, H[np.arange(len(idx)), last] @ params["w"] + params["c"]


def learn_in_order(texts, labels, parts, seed, lr=0.01, epochs=30, length=20, H=16):
    """Train a recurrent network; what it was in the epoch with the smallest validation loss comes back."""
    train, validation, _test = parts
    rng, best, memory = np.random.default_rng(seed), {"loss": np.inf}, {}
    vocabulary = vocabulary_of([texts[n] for n in train])
    idx = np.array([encode(text, vocabulary, length) for text in texts])
    params = {"Wx": xavier_init(len(vocabulary) + 2, H, rng), "Wh": xavier_init(H, H, rng), "b": np.zeros(H)}
    params |= {"w": rng.normal(0, 0.3, H), "c": np.zeros(1)}
    for _epoch in range(epochs):
        for rows in np.array_split(rng.permutation(train), len(train) // 32):
            X, states, last, z = scores_in_order(params, idx[rows])
            dz = (sigmoid(z) - labels[rows]) / len(rows)
            at_last = np.arange(len(rows)), last
            dH = np.zeros_like(states)
            dH[at_last] = dz[:, None] * params["w"]
            dWx, dWh, db, _dH0 = rnn_backward(X, np.zeros((len(rows), H)), params["Wx"], params["Wh"], params["b"], dH)
            grads = {"Wx": dWx, "Wh": dWh, "b": db, "w": states[at_last].T @ dz, "c": dz.sum(keepdims=True)}
            params = adam_step(params, grads, memory, lr)
        z = scores_in_order(params, idx)[3]
        loss = np.logaddexp(0, z * (1 - 2 * labels))[validation].mean()
        if loss < best["loss"]:
            best = {**params, "loss": loss, "right": (z > 0) == labels, "vocabulary": vocabulary}
    return best


def neighbours(text):
    """A text of pairs of words: "not good, but short" becomes "not_good good_but but_short"."""
    words = findall(r"[^\s.,:;?!]+", text.lower())
    return " ".join(f"{words[n]}_{words[n + 1]}" for n in range(len(words) - 1))


in_order = {}  # what the last recurrent network has learnt


def compare_orders(seed):
    """The shares of test sentences that are judged right: by the mean of words, of pairs of words, and in order."""
    parts = split_groups(adjectives, np.random.default_rng(seed))
    tries = {
        "words": [learn(said, said_good, parts, seed, lr, length=5) for lr in (1.0, 4.0)],
        "pairs": [learn([neighbours(text) for text in said], said_good, parts, seed, lr, length=5) for lr in (1.0, 4.0)],
        "in order": [learn_in_order(said, said_good, parts, seed, lr, length=5) for lr in (0.003, 0.01, 0.03)],
    }
    best = {name: min(found, key=lambda one: one["loss"]) for name, found in tries.items()}
    in_order.update(best["in order"])
    return tuple(one["right"][parts[2]].mean() for one in best.values())


def praise_in_order(text):
    """The probability of praise, read word by word."""
    if not in_order:
        raise RuntimeError("train the network first")
    return sigmoid(scores_in_order(in_order, np.array([encode(text, in_order["vocabulary"], 5)]))[3])[0]

# %% experiment=true
for seed in range(5):
    try_it(compare_orders, seed)
try_it(praise_in_order, "Not good, but short.")
try_it(praise_in_order, "Short, but not good.")

# %% [markdown]
# The mean of the words is right for [exactly half]{=all(found[0] == 0.5 for found in shown[:5])} in every split, as it has to be. The recurrent network is right
# for [all test sentences in all five splits]{=all(found[2] == 1 for found in shown[:5])}: it has learnt a rule that holds for pairs of adjectives it never saw
# together. The last two lines are such twins: [0.998]{=shown[5]} and [0.001]{=shown[6]}.
#
# The pairs of words are [just as good]{=all(found[1] == 1 for found in shown[:5])}: in these sentences the word next to "but" gives away which half it stands in. Pairs see the order
# of neighbours, and no further. A recurrent network has no such limit built in. How far it really sees is the question of the next
# sections.
#
# **To try.** Does reading in order help with the 520 reviews? `learn_in_order` takes any texts. Tune it as carefully as its rivals.

# %% [markdown]
# ## Gradients that explode or vanish
#
# At each step back the gradient is multiplied by $W_h$ (transposed) and by the slope of tanh. Over many steps this is a long product. Leave
# tanh out for a moment: one neuron, $h_t = w_h \, h_{t-1}$.
#
# **Predict before you run.** A gradient of 1 arrives at $h_6$. How much of it arrives at $h_0$, six steps earlier? Answer for $w_h = 2$ and
# for $w_h = 0.5$.

# %% exercise="predict_explosion"
def predict_explosion():
    """The two gradients at h0, first for the weight 2, then for the weight 0.5."""
    ### BEGIN SOLUTION
    return [64, 0.015625]
    ### END SOLUTION


# %% check="predict_explosion"
check(predict_explosion)

# %% [markdown]
# With more neurons the same happens. Here your `rnn_backward` sends a gradient of length 1 back through up to 40 steps of a network of 20
# neurons. Its random $W_h$ is made such that a gradient keeps about its length; then it is multiplied by 0.8, by 1 and by 1.3. All states
# are 0, where the slope of tanh is 1. The vertical axis is logarithmic: each mark is ten times the one below.

# %%
plots.gradients_through_time(rnn_backward)

# %% [markdown]
# After 40 steps one gradient is about 20,000 times as long as it was, and another less than a ten-thousandth.
#
# - **Exploding:** now and then a gradient is enormous, and one step along it throws all weights far away. The remedy is clipping.
# - **Vanishing:** what happened 40 steps ago gets almost no gradient, so the network learns little from it. Where the slope of tanh is
#   below 1, it is still less. Clipping does not help here. What can help is another cell, with gates that can stay open.
#
# A text of a million letters is cut into pieces of, say, 100 steps. The state is handed on from piece to piece, but the gradient stops
# where a piece begins: *truncated backpropagation through time*.

# %% [markdown]
# ## Gradient clipping
#
# An enormous gradient still points uphill; only its length is useless. So keep the direction and limit the length. The *norm* of the gradient is its length by Pythagoras, over **all** numbers of all gradients together:
#
# $$\text{norm} = \sqrt{\textstyle\sum g^2}$$
#
# If it is above the limit, multiply all gradients by the same factor, limit / norm. If it is not, leave them as they are; gradients that
# are all 0 stay 0.
#
# **By hand.** The gradients are $dW = (3, 0)$ and $db = 4$, and the limit is 1. The norm is $\sqrt{9 + 0 + 16} = 5$, the factor is
# $1 / 5 = 0.2$, and the clipped gradients are $dW = (0.6, 0)$ and $db = 0.8$. Their norm is $\sqrt{0.36 + 0.64} = 1$. Had each array been
# clipped by itself, both would have the length 1, and the direction would have changed.
#
# **Your turn.** `grads` is a dict of arrays, as in `sgd`. Return a new dict with the same keys.

# %% exercise="clip_by_norm"
def clip_by_norm(grads, max_norm):
    """grads: a dict of arrays -> a dict with the same keys, all scaled so that their common norm is at most max_norm."""
    ### BEGIN SOLUTION
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = max_norm / norm if norm > max_norm else 1.0
    return {key: g * factor for key, g in grads.items()}
    ### END SOLUTION


# %% check="clip_by_norm"
check(clip_by_norm)

# %% [markdown]
# The example, and then the limit 10, which is not reached.

# %%
try_it(clip_by_norm, {"W": np.array([3.0, 0.0]), "b": np.array([4.0])}, 1.0)
try_it(clip_by_norm, {"W": np.array([3.0, 0.0]), "b": np.array([4.0])}, 10.0)

# %% [markdown]
# ## A cell with gates
#
# In a plain network, whatever should be kept has to pass through $W_h$ and tanh at every step. The *LSTM* (long short-term memory;
# Hochreiter and Schmidhuber, 1997; its forget gate came with Gers and others, 2000) has a second state, the *cell* $c$, in which a number
# can simply stay. A *gate* is a number between 0 and 1 that something is multiplied by: 0 is shut, 1 is open. There are three gates, each
# made by a sigmoid from the input and the old state:
#
# - the *input gate* $i$: how much of the new goes into the cell
# - the *forget gate* $f$: how much of the old cell is kept (1 means: forget nothing)
# - the *output gate* $o$: how much of the cell is shown
#
# What may go in is the *candidate* $g$, made by tanh. All four are dense layers with the same two inputs, so they are computed together. $W_x$ has
# the shape $(D, 4H)$, and the sums $z = x W_x + h W_h + b$ are four blocks of $H$ columns, in the order of PyTorch: i, f, g, o.
#
# | | shape |
# |---|---|
# | $z = x W_x + h W_h + b$ | $(N, D)(D, 4H) + (N, H)(H, 4H) + (4H,) \to (N, 4H)$ |
# | $i = \sigma(z_i), \quad f = \sigma(z_f), \quad g = \tanh(z_g), \quad o = \sigma(z_o)$ | $(N, H)$ each |
# | $c_{\text{new}} = f \cdot c + i \cdot g$ | $(N, H)$, entry by entry |
# | $h_{\text{new}} = o \cdot \tanh(c_{\text{new}})$ | $(N, H)$, entry by entry |
#
# **By hand**, with one neuron and one input: $x = 1$, $h = 0.5$, $c = 1$, $W_x = (0, 2, 1, -1)$, $W_h = (0, 0, 0, 2)$, $b = 0$.
#
# - sums: $z = (0, 2, 1, -1 + 0.5 \cdot 2) = (0, 2, 1, 0)$
# - gates: $i = \sigma(0) = 0.5$, $f = \sigma(2) = 0.8808$, $g = \tanh 1 = 0.7616$, $o = \sigma(0) = 0.5$
# - new cell: $0.8808 \cdot 1 + 0.5 \cdot 0.7616 = 1.2616$
# - new state: $0.5 \cdot \tanh 1.2616 = 0.5 \cdot 0.8515 = 0.4258$
#
# **Your turn.** `z[:, H:2 * H]` is the second block; `sigmoid` is given in the first cell.

# %% exercise="lstm_step"
def lstm_step(x, h, c, Wx, Wh, b):
    """x (N, D), h and c (N, H), Wx (D, 4H), Wh (H, 4H), b (4H,), blocks i, f, g, o -> h_new (N, H), c_new (N, H)."""
    ### BEGIN SOLUTION
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i = sigmoid(z[:, :H])
    f = sigmoid(z[:, H : 2 * H])
    g = np.tanh(z[:, 2 * H : 3 * H])
    o = sigmoid(z[:, 3 * H :])
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new
    ### END SOLUTION


# %% check="lstm_step"
check(lstm_step)

# %%
cell = (
    np.array([[1.0]]),
    np.array([[0.5]]),
    np.array([[1.0]]),
    np.array([[0.0, 2.0, 1.0, -1.0]]),
    np.array([[0.0, 0.0, 0.0, 2.0]]),
    np.zeros(4),
)
try_it(lstm_step, *cell)

# %% [markdown]
# The *GRU* (gated recurrent unit) is a shorter relative, without a second state and with two gates. A reset gate decides how much of the old state goes
# into the candidate. The other gate, $u$, does the work of $i$ and $f$: $h_{\text{new}} = (1 - u) \cdot \text{candidate} + u \cdot h$.
#
# ## Back through the cell
#
# Two gradients arrive from the right: $dh_{\text{new}}$ along the state and $dc_{\text{new}}$ along the cell. In the example let them be 1 and 0.5. The new cell
# has two ways to the loss: directly, and through $h_{\text{new}} = o \cdot \tanh(c_{\text{new}})$. Two paths add up. Call the sum $a$:
#
# $$a = dc_{\text{new}} + dh_{\text{new}} \cdot o \cdot (1 - \tanh(c_{\text{new}})^2) = 0.5 + 1 \cdot 0.5 \cdot (1 - 0.8515^2) = 0.6375$$
#
# From here on every line is one product, and in a product the slope along one factor is the other factor: look for it in
# $c_{\text{new}} = f \cdot c + i \cdot g$, and for the output gate in $h_{\text{new}} = o \cdot \tanh(c_{\text{new}})$. Then comes the slope of the
# activation: $s (1 - s)$ for a sigmoid, $1 - g^2$ for tanh.
#
# | along | arrives, times the other factor | times the slope | in numbers |
# |---|---|---|---|
# | $z_i$ | $a \cdot g$ | $i (1 - i)$ | $0.6375 \cdot 0.7616 \cdot 0.25 = 0.1214$ |
# | $z_f$ | $a \cdot c$ | $f (1 - f)$ | $0.6375 \cdot 1 \cdot 0.1050 = 0.0669$ |
# | $z_g$ | $a \cdot i$ | $1 - g^2$ | $0.6375 \cdot 0.5 \cdot 0.4200 = 0.1339$ |
# | $z_o$ | $dh_{\text{new}} \cdot \tanh(c_{\text{new}})$ | $o (1 - o)$ | $1 \cdot 0.8515 \cdot 0.25 = 0.2129$ |
# | old cell $c$ | $a \cdot f$ | none | $0.6375 \cdot 0.8808 = 0.5615$ |
#
# **Look at the last row.** From cell to cell the gradient is multiplied by $f$ alone: there is no $W_h$ and no tanh on this path. With $f = 0.95$,
# $0.95^{40} = 0.13$ of it is left after 40 steps; with $f = 1$ all of it. The forget gate is a path for the gradient, and the network
# learns when to keep it open. (A second path, through $h$, still passes $W_h$.)
#
# Beside each other, the four $dz$ are a matrix of shape $(N, 4H)$. The rest is one dense layer with two inputs:
#
# | line | shapes |
# |---|---|
# | $dW_x = x^\top dz$ | $(D, N)(N, 4H) \to (D, 4H)$ |
# | $dW_h = h^\top dz$ | $(H, N)(N, 4H) \to (H, 4H)$ |
# | $db = \sum_n dz_n$ | $(4H,)$ |
# | $dh = dz \, W_h^\top$ | $(N, 4H)(4H, H) \to (N, H)$ |
# | $dc = a \cdot f$ | $(N, H)$ |
#
# **Your turn.** Compute the gates once more, then go back. `np.hstack([…])` puts arrays side by side.

# %% exercise="lstm_step_backward"
def lstm_step_backward(dh_new, dc_new, x, h, c, Wx, Wh, b):
    """dh_new and dc_new (N, H), the rest as in lstm_step -> dh, dc, dWx, dWh, db: the gradients along the arguments."""
    ### BEGIN SOLUTION
    H = h.shape[1]
    z = x @ Wx + h @ Wh + b
    i = sigmoid(z[:, :H])
    f = sigmoid(z[:, H : 2 * H])
    g = np.tanh(z[:, 2 * H : 3 * H])
    o = sigmoid(z[:, 3 * H :])
    t = np.tanh(f * c + i * g)
    arrived = dc_new + dh_new * o * (1 - t**2)
    dzi = arrived * g * i * (1 - i)
    dzf = arrived * c * f * (1 - f)
    dzg = arrived * i * (1 - g**2)
    dzo = dh_new * t * o * (1 - o)
    dz = np.hstack([dzi, dzf, dzg, dzo])
    return dz @ Wh.T, arrived * f, x.T @ dz, h.T @ dz, dz.sum(axis=0)
    ### END SOLUTION


# %% check="lstm_step_backward"
check(lstm_step_backward)

# %% [markdown]
# The example. $dh = 0.2129 \cdot 2 = 0.4258$ is the first number, $dc = 0.5615$ the second, and $db$, the last, holds the four $dz$.

# %%
try_it(lstm_step_backward, np.array([[1.0]]), np.array([[0.5]]), *cell)

# %% [markdown]
# ## Remembering over a long gap
#
# A test of memory. The first symbol is one of four. Then comes noise: 10 or 40 symbols drawn at random from four others. At the end
# the network has to say which symbol came first. Guessing is right a quarter of the time.
#
# Three networks try it, each with 16 neurons: a plain one, and two LSTMs that differ only in the bias with which their forget gates start. A
# usual choice is 1: then $f$ is about $\sigma(1) = 0.7311$ at first, and a gradient that goes back 40 steps along the cell is multiplied by about
# [0.000004]{=sigmoid(1.0) ** 40}. The other starts with 3: $\sigma(3) = 0.9526$, which makes [0.14]{=sigmoid(3.0) ** 40}.
#
# Each gets up to 300 steps of Adam with 32 new sequences each, and stops when its loss is below 0.02. There are five trainings at each of
# three learning rates, and you see them all: the shares of 500 new sequences that are right. In one further line, the plain network gets
# 1200 steps. **Before you run it**: which of the three will bridge the gap of 40?

# %%
def gap_sequences(count, gap, rng):
    """One-hot sequences (count, gap + 1, 8), and which of four symbols came first."""
    signs = rng.integers(4, 8, (count, gap + 1))
    signs[:, 0] = rng.integers(0, 4, count)
    return np.eye(8)[signs], signs[:, 0]


def start_memory(blocks, rng, bias=3.0, H=16):
    """Start values of a plain network (1 block) or an LSTM (4 blocks, forget gates with this bias); four outputs."""
    Wx, Wh = (np.hstack([xavier_init(n, H, rng) for _block in range(blocks)]) for n in (8, H))
    params = {"Wx": Wx, "Wh": Wh, "b": np.zeros(blocks * H), "Wo": xavier_init(H, 4, rng), "bo": np.zeros(4)}
    if blocks == 4:
        params["b"][H : 2 * H] = bias
    return params


def memory_loss(params, X, first):
    """The loss, its gradients, and the share of sequences that are right."""
    Wx, Wh, b, Wo = params["Wx"], params["Wh"], params["b"], params["Wo"]
    steps, start = X.shape[1], np.zeros((len(X), len(Wh)))
    if len(b) == len(Wh):
        H = rnn_forward(X, start, Wx, Wh, b)
        end = H[:, -1]
    else:
        states = [(start, start)]
        for t in range(steps):
            states.append(lstm_step(X[:, t], *states[t], Wx, Wh, b))
        end = states[steps][0]
    Z = end @ Wo + params["bo"]
    loss, dZ = sequence_loss(Z[:, None], first[:, None], np.ones((len(X), 1), dtype=bool))
    dZ = dZ[:, 0]
    dh, sums = dZ @ Wo.T, [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]
    if len(b) == len(Wh):
        dH = np.zeros_like(H)
        dH[:, -1] = dh
        sums = rnn_backward(X, start, Wx, Wh, b, dH)[:3]
    else:
        dc = start
        for t in reversed(range(steps)):
            dh, dc, *grads = lstm_step_backward(dh, dc, X[:, t], *states[t], Wx, Wh, b)
            sums = [total + grad for total, grad in zip(sums, grads)]
    grads = {"Wx": sums[0], "Wh": sums[1], "b": sums[2], "Wo": end.T @ dZ, "bo": dZ.sum(axis=0)}
    return loss, grads, np.mean(Z.argmax(axis=1) == first)


def remembered(blocks, gap, seed, lr, bias=3.0, steps=300):
    """The share of new sequences that are right after the training."""
    rng, memory = np.random.default_rng(seed), {}
    params = start_memory(blocks, rng, bias)
    for _step in range(steps):
        loss, grads, _share = memory_loss(params, *gap_sequences(32, gap, rng))
        params = adam_step(params, clip_by_norm(grads, 1.0), memory, lr)
        if loss < 0.02:
            break
    return memory_loss(params, *gap_sequences(500, gap, rng))[2]


def plain(gap, lr, steps=300):
    """Five trainings of the plain network."""
    return np.array([remembered(1, gap, seed, lr, steps=steps) for seed in range(5)])


def lstm(gap, lr, bias):
    """Five trainings of the LSTM whose forget gates start with this bias."""
    return np.array([remembered(4, gap, seed, lr, bias) for seed in range(5)])

# %% experiment=true
try_it(plain, 10, 0.03)
try_it(lstm, 10, 0.03, 1)
try_it(lstm, 10, 0.03, 3)

# %% experiment=true
for lr in (0.003, 0.01, 0.03):
    try_it(plain, 40, lr)
try_it(plain, 40, 0.01, 1200)

# %% experiment=true
for lr in (0.003, 0.01, 0.03):
    try_it(lstm, 40, lr, 3)

# %% experiment=true
try_it(lstm, 40, 0.003, 1)
try_it(lstm, 40, 0.01, 1)

# %% experiment=true
try_it(lstm, 40, 0.03, 1)

# %% [markdown]
# Over a gap of 10, at the rate 0.03, [all three are right for more than 0.99 of the sequences]{=np.min(shown[:3]) > 0.99}, in all trainings. For
# the gap of 40, the table says how many of the five trainings are right for more than 0.9 of the sequences:
#
# | network | steps | rate 0.003 | rate 0.01 | rate 0.03 |
# |---|---|---|---|---|
# | plain | 300 | [0]{=np.sum(shown[3] > 0.9)} | [1]{=np.sum(shown[4] > 0.9)} | [3]{=np.sum(shown[5] > 0.9)} |
# | plain | 1200 | | [4]{=np.sum(shown[6] > 0.9)} | |
# | LSTM, bias 3 | 300 | [5]{=np.sum(shown[7] > 0.9)} | [4]{=np.sum(shown[8] > 0.9)} | [1]{=np.sum(shown[9] > 0.9)} |
# | LSTM, bias 1 | 300 | [1]{=np.sum(shown[10] > 0.9)} | [1]{=np.sum(shown[11] > 0.9)} | [0]{=np.sum(shown[12] > 0.9)} |
#
# The last two rows are the same cell with the same five starts; only the number differs with which the biases of the forget gates start.
# **A cell whose forget gate starts open learns sooner to keep something.** With the bias 1 hardly any gradient comes back along the cell to
# the first symbol. Gates give the gradient a path, but at the start the path has to be open.
#
# The plain network *can* keep a symbol for 40 steps: at its best rate in [three of five]{=np.sum(shown[5] > 0.9) == 3} trainings, and at a smaller rate, with four times the steps, in
# [four of five]{=np.sum(shown[6] > 0.9) == 4}. Much of what it needed was time. Five against three could be chance, so this table does not show that an LSTM with open gates is better than
# a plain network.

# %% [markdown]
# ## A network that writes names
#
# The data are 1921 first names from the census of the United States in 1990. A plain recurrent network learns from them to invent names.
# (Why not the LSTM? A name has at most 12 steps, so there is no long gap here. Whether gates help all the same is a question for the
# validation names: put `lstm_step` and `lstm_step_backward` in place of the plain network, as `memory_loss` does, and compare on the same
# splits.) At every step it is asked the same thing: *which letter comes next?*
#
# For "eva" there are four questions. The number of "a" is 1, that of "z" is 26, and 0 stands for the end of a name and for what comes
# before the first letter.
#
# | step | input: the letter before | right answer: the next letter |
# |---|---|---|
# | 0 | nothing, 0 | e, 5 |
# | 1 | e, 5 | v, 22 |
# | 2 | v, 22 | a, 1 |
# | 3 | a, 1 | the end, 0 |
#
# All names get 12 steps. What comes after the end does not count in the loss.
#
# - **Input:** one-hot rows, $X$ of shape $(N, 12, 27)$. So the rows of $W_x$ are the vectors of the letters.
# - **Network:** 64 neurons, $H$ of shape $(N, 12, 64)$.
# - **Output:** a dense layer at every step, $Z = H W_o + b_o$ of shape $(N, 12, 27)$, then softmax: 27 probabilities at each step.
# - **Loss:** the cross-entropy of chapter {{backpropagation}}, averaged over all letters that count. `sequence_loss` of the first cell gives it and $dZ$,
#   which is $P - Y$ divided by the number of letters, and 0 where a place does not count.
#
# Backward: $dH = dZ \, W_o^\top$ is the gradient along every state. From there your `rnn_backward` takes over.

# %%
names = data.names()
LENGTH = 12  # the longest name has 11 letters, and then comes the end
letters = np.zeros((len(names), LENGTH), dtype=int)
for n, name in enumerate(names):
    letters[n, : len(name)] = [ord(letter) - ord("a") + 1 for letter in name]
before = np.hstack([np.zeros((len(names), 1), dtype=int), letters[:, :-1]])
counted = np.cumsum(letters == 0, axis=1) <= 1  # the first end counts too


def start_writer(rng, H=64):
    """Start values of the writer."""
    weights = {"Wx": xavier_init(27, H, rng), "Wh": xavier_init(H, H, rng), "Wo": xavier_init(H, 27, rng)}
    return {**weights, "b": np.zeros(H), "bo": np.zeros(27)}


def read_names(params, rows):
    """Forward through these names: inputs X, start states H0, states H, the loss, and dZ."""
    X, H0 = np.eye(27)[before[rows]], np.zeros((len(rows), len(params["b"])))
    H = rnn_forward(X, H0, params["Wx"], params["Wh"], params["b"])
    return X, H0, H, *sequence_loss(H @ params["Wo"] + params["bo"], letters[rows], counted[rows])


def writer_loss(params, rows):
    """The loss on these names and its gradients."""
    X, H0, H, loss, dZ = read_names(params, rows)
    Wx, Wh, b, Wo = params["Wx"], params["Wh"], params["b"], params["Wo"]
    flat = dZ.reshape(-1, 27)  # all steps below each other: one dense layer for all of them
    dWx, dWh, db, _dH0 = rnn_backward(X, H0, Wx, Wh, b, dZ @ Wo.T)
    return loss, {"Wx": dWx, "Wh": dWh, "b": db, "Wo": H.reshape(-1, len(b)).T @ flat, "bo": flat.sum(axis=0)}


for n in (0, 500, 1000, 1500):
    print(names[n], letters[n])

# %% [markdown]
# First, clipping at work. Plain gradient descent with the learning rate 4 is too bold. Both trainings see the same names. In one of them the
# gradients are clipped at 0.5.

# %%
def bold_losses(limit, lr=4.0, steps=150):
    """The losses of a training with large steps; `limit` is the largest norm of the gradient."""
    rng = np.random.default_rng(0)
    params, losses = start_writer(rng), []
    for _step in range(steps):
        loss, grads = writer_loss(params, rng.integers(0, len(names), 64))
        params = sgd(params, clip_by_norm(grads, limit), lr)
        losses.append(loss)
    return losses


plots.loss_curves(
    {"clipped at 0.5": lambda: bold_losses(0.5), "not clipped": lambda: bold_losses(1e9)},
    title="The same training with and without clipping",
)

# %% [markdown]
# Without clipping, a few long gradients throw the weights to where tanh is flat, and the training does not come back. Guessing all 27 symbols
# alike has the loss $\ln 27 = 3.30$; this network is far worse, because it is sure and wrong. With clipping, the same learning
# rate works.
#
# ### The real training, and a rival
#
# The names are split at random: 200 for the test, 200 for validation, 1521 for training. The learning
# rate, one of three, and the epoch are chosen on the validation names of each split; the 64 neurons are fixed.
#
# The rival counts again: how often each letter follows the one before it, or the two before it, up to five. Longer histories are often too
# rare to trust: that a letter never followed "eva" proves little. So each count is mixed with what the shorter history says (in books:
# *interpolation*):
#
# $$p(\text{next} \mid \text{two before}) = \frac{\text{count} + k \cdot p(\text{next} \mid \text{one before})}{\text{total} + k}$$
#
# By hand, with $k = 10$: after "ev" stood 10 letters, 4 of them "a". After "v" alone, "a" has the share 0.3. Then
# $p = (4 + 10 \cdot 0.3) / (10 + 10) = 0.35$. A large $k$ trusts the shorter history more; it is chosen on the validation names.

# %%
def split_names(seed):
    """The numbers of the names for training, validation and test."""
    order = np.random.default_rng(seed).permutation(len(names))
    return order[400:], order[200:400], order[:200]


def count_letters(seed, longest=5):
    """The test losses of counting with one to five letters before, each with the k that is best on the validation names."""
    train, validation, test = split_names(seed)
    words = ["." * longest + name + "." for name in names]
    places = range(longest, longest + LENGTH)
    seen = Counter()
    for n in train:
        for at in places[: len(names[n]) + 1]:
            for length in range(longest + 1):
                seen[words[n][at - length : at]] += 1  # this history
                seen[words[n][at - length : at], words[n][at]] += 1  # and this letter after it

    def losses(rows, k):
        found = []
        for n in rows:
            for at in places[: len(names[n]) + 1]:
                p, chances = 1 / 27, []
                for length in range(longest + 1):
                    so_far = words[n][at - length : at]
                    p = (seen[so_far, words[n][at]] + k * p) / (seen[so_far] + k)
                    chances.append(p)
                found.append(chances)
        return -np.log(found).mean(axis=0)[1:]

    tried = np.array([[losses(rows, k) for rows in (validation, test)] for k in (2, 5, 10, 20, 50)])
    best = tried[:, 0].argmin(axis=0)  # for each length the best k
    return tuple(tried[best, 1, np.arange(longest)])


validated = {}  # for each split and learning rate the smallest loss on the validation names
writers = {}  # for each split its network, with the best rate, in its best epoch
writer = {}  # that of the first split
history = []  # its losses on the training and the validation names, before the first epoch and after each


def train_writer(seed, rates=(0.0015, 0.003, 0.006), epochs=36):
    """The test loss of the network with the learning rate and the epoch that are best on the validation names."""
    train, validation, test = split_names(seed)
    chosen = np.inf
    for lr in rates:
        rng, memory, losses, best = np.random.default_rng(seed), {}, [], np.inf
        params = start_writer(rng)
        for epoch in range(epochs + 1):
            for rows in np.array_split(rng.permutation(train), 24) if epoch else []:
                _loss, grads = writer_loss(params, rows)
                params = adam_step(params, clip_by_norm(grads, 0.5), memory, lr)
            losses.append([read_names(params, rows)[3] for rows in (train, validation)])
            if losses[-1][1] < best:
                best, kept = losses[-1][1], params
        validated[seed, lr] = best
        if best < chosen:
            chosen, writers[seed] = best, kept
            if seed == 0:
                writer.update(kept)
                history[:] = losses
    return read_names(writers[seed], test)[3]


# %% experiment=true
for seed in range(5):
    try_it(count_letters, seed)

# %% experiment=true
for seed in range(5):
    try_it(train_writer, seed)
    print("validation:", *(f"{lr}: {loss:.3f}  " for (split, lr), loss in validated.items() if split == seed))


def losses_after(epoch):
    """The two losses of the first training after so many epochs."""
    if not history:
        raise RuntimeError("train the writer first")
    return history[epoch]


plots.learning_curves(
    lambda epoch, more: epoch + more,
    losses_after,
    0,
    epochs=36,
    label="validation",
    title="The first of the five trainings",
)

# %% [markdown]
# What does such a loss mean? *Perplexity* is e to the loss: the number of equally likely letters among which you would be just as unsure. These
# are the test losses, on average over the five splits:
#
# | method | loss | lowest and highest | perplexity |
# |---|---|---|---|
# | any of 27 symbols, no knowledge | [3.30]{=np.log(27)} | | 27 |
# | counting, one letter before | [2.40]{=np.mean(shown[:5], axis=0)[0]} | [2.38]{=np.min(shown[:5], axis=0)[0]}, [2.43]{=np.max(shown[:5], axis=0)[0]} | [11.1]{=np.exp(np.mean(shown[:5], axis=0)[0])} |
# | counting, two letters before | [2.19]{=np.mean(shown[:5], axis=0)[1]} | [2.17]{=np.min(shown[:5], axis=0)[1]}, [2.22]{=np.max(shown[:5], axis=0)[1]} | [9.0]{=np.exp(np.mean(shown[:5], axis=0)[1])} |
# | counting, three letters before | [2.09]{=np.mean(shown[:5], axis=0)[2]} | [2.07]{=np.min(shown[:5], axis=0)[2]}, [2.12]{=np.max(shown[:5], axis=0)[2]} | [8.1]{=np.exp(np.mean(shown[:5], axis=0)[2])} |
# | counting, four letters before | [2.07]{=np.mean(shown[:5], axis=0)[3]} | [2.04]{=np.min(shown[:5], axis=0)[3]}, [2.10]{=np.max(shown[:5], axis=0)[3]} | [7.9]{=np.exp(np.mean(shown[:5], axis=0)[3])} |
# | counting, five letters before | [2.07]{=np.mean(shown[:5], axis=0)[4]} | [2.04]{=np.min(shown[:5], axis=0)[4]}, [2.10]{=np.max(shown[:5], axis=0)[4]} | [7.9]{=np.exp(np.mean(shown[:5], axis=0)[4])} |
# | recurrent network | [2.13]{=np.mean(shown[5:])} | [2.09]{=np.min(shown[5:])}, [2.16]{=np.max(shown[5:])} | [8.4]{=np.exp(np.mean(shown[5:]))} |
#
# The rate hardly mattered. On the validation names the mean loss is [2.14]{=np.mean([validated[seed, 0.0015] for seed in range(5)])} for 0.0015, [2.13]{=np.mean([validated[seed, 0.003] for seed in range(5)])} for 0.003 and [2.13]{=np.mean([validated[seed, 0.006] for seed in range(5)])} for 0.006; the smallest rate is
# the best in [none]{=not any(validated[seed, 0.0015] < min(validated[seed, 0.003], validated[seed, 0.006]) for seed in range(5))} of the splits, and each of the others in [two or three]{=sum(validated[seed, 0.003] < validated[seed, 0.006] for seed in range(5)) in (2, 3)}.
#
# In each split the network and the counts have the same test names, so compare there. The network is better than counting with two letters in [all five splits]{=all(net < found[1] for net, found in zip(shown[5:], shown[:5]))}. Counting with
# four or five letters is better than the network in [all five]{=all(net > max(found[3:]) for net, found in zip(shown[5:], shown[:5]))}; with four it is by [0.01]{=min(net - found[3] for net, found in zip(shown[5:], shown[:5]))} to [0.09]{=max(net - found[3] for net, found in zip(shown[5:], shown[:5]))}. **Here counting wins.** In long texts, most histories of ten words occur once or never. A table
# knows nothing about them; a network can treat similar histories alike, and there it is usually ahead.
#
# In the picture the training loss falls to the end. The validation loss is smallest after [34]{=np.argmin(history, axis=0)[1]} epochs, and has hardly fallen since epoch
# 16: by [0.03]{=history[16][1] - np.min(history, axis=0)[1]}, while the training loss fell by [0.16]{=history[16][0] - np.min(history, axis=0)[0]}. From there on, most of what it learns holds for the training names alone.
#
# ### A map of the letters
#
# The rows of $W_x$ are the letters' vectors, 64 numbers each. To see them, look at the cloud of all letters from the side on which it is
# widest. The directions in which a cloud is widest, each at right angles to those before, are its *principal components*.
#
# NumPy finds them with `np.linalg.svd`: $X = U S V^\top$, where $X$ has a row for each letter, with the mean row subtracted. The columns of
# $V$ are the directions, of length 1 and at right angles to each other. So $X V = U S$ says how far each letter lies along each direction:
# these are the places on the map. The columns of $U$ have length 1 too, so the squares of the places along direction $k$ add up to
# $S_k^2$. Divided by the sum over all directions, this is its share of the *variance*.
#
# **Before you run it**: nobody told the network what a vowel is. Which letters would have to be near each other, if it has learnt how names
# are built?

# %% experiment=true
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def two_directions(X):
    """X (N, D) -> the places (N, 2) along the two widest directions, and the share of the variance along each direction."""
    U, S, _directions = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, :2] * S[:2], S**2 / np.sum(S**2)


def letter_map(seed=0):
    """The places of the 26 letters, and the letters."""
    if seed not in writers:
        raise RuntimeError("train the writer first")
    return two_directions(writers[seed]["Wx"][1:])[0], list(ALPHABET)


plots.item_map(letter_map, title="Letters as the network of the first split sees them")

# %% experiment=true
def six_outermost(seed):
    """The six outermost letters along the first direction, on the side of the a."""
    along = letter_map(seed)[0][:, 0]
    order = np.argsort(along * np.sign(along[0]))
    return "".join(sorted(ALPHABET[n] for n in order[-6:]))


for seed in range(5):
    try_it(six_outermost, seed)

# %% [markdown]
# In [all five trainings]{=list(shown) == 5 * ["aeiouy"]} the six outermost letters on one side are a, e, i, o, u and y: the vowels, and the letter that is often used as one. They are followed
# by the same kinds of letters, so the same kinds of vectors serve them. In the picture q stands alone; u [nearly always]{=sum("qu" in name for name in names) > 0.8 * sum("q" in name for name in names)} follows it. But the two directions
# hold only [0.28]{=two_directions(writer["Wx"][1:])[1][:2].sum()} of the variance; letters that are neighbours here may be far apart in the others.

# %% [markdown]
# ## Drawing the next letter
#
# The network gives 27 scores for the next letter. Always taking the best one would give the same name each time. So the letter is
# **drawn at random**, each with its probability. Take $P = (0.5, 0.3, 0.2)$. Add up from the left: $(0.5, 0.8, 1)$. Draw a random number between 0 and 1, all equally
# likely, say 0.62. The first sum that reaches it is 0.8, so letter 1 is drawn. Half of all numbers are below 0.5 and give
# letter 0. Those from 0.5 to 0.8 are three tenths; they give letter 1. The rest gives letter 2.
#
# **Temperature.** Divide the scores by a number $\tau$ (tau) before softmax. The scores $(2, 1, 0)$ become:
#
# | $\tau$ | scores / $\tau$ | probabilities |
# |---|---|---|
# | 0.5 | $(4, 2, 0)$ | 0.867, 0.117, 0.016 |
# | 1 | $(2, 1, 0)$ | 0.665, 0.245, 0.090 |
# | 2 | $(1, 0.5, 0)$ | 0.506, 0.307, 0.186 |
#
# A low temperature makes the best letter even more likely: the names are safe and much alike. A high one brings all letters closer
# together: many are not names any more.
#
# **Your turn.** For each row of scores draw one letter, a whole number from 0 to $V - 1$. All randomness comes from `rng`.
# `P.cumsum(axis=1)` adds up from the left in each row, and `rng.random((N, 1))` gives one number for each row. Scores may be large, and
# those of one row much larger than those of another: divide by the temperature, then subtract the largest of each row, before `np.exp`.

# %% exercise="sample"
def sample(Z, temperature, rng):
    """Z (N, V) scores -> letters (N,): for each row one whole number, drawn with the probabilities softmax(Z / temperature)."""
    ### BEGIN SOLUTION
    S = Z / temperature
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    draws = rng.random((len(Z), 1))
    return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)
    ### END SOLUTION


# %% check="sample"
check(sample)

# %% [markdown]
# The scores of the table, drawn 10,000 times at each temperature: the shares should be near those of the table.

# %%
def shares(temperature):
    """How often each of three letters is drawn."""
    drawn = sample(np.tile([2.0, 1.0, 0.0], (10000, 1)), temperature, np.random.default_rng(0))
    return np.bincount(np.asarray(drawn, dtype=int), minlength=3) / 10000


for temperature in (0.5, 1.0, 2.0):
    try_it(shares, temperature)

# %% [markdown]
# Now let it write. Each letter that is drawn is the next input. It uses your `rnn_step` and your `sample`, twelve times.

# %% experiment=true
def write_names(how_many, temperature, seed=0):
    """New names, letter by letter."""
    if not writer:
        raise RuntimeError("train the writer first")
    rng = np.random.default_rng(seed)
    h, last, written = np.zeros((how_many, len(writer["b"]))), np.zeros(how_many, dtype=int), []
    for _step in range(LENGTH):
        h = rnn_step(np.eye(27)[last], h, writer["Wx"], writer["Wh"], writer["b"])
        last = np.asarray(sample(h @ writer["Wo"] + writer["bo"], temperature, rng), dtype=int)
        written.append(last)
    rows = ["".join(" abcdefghijklmnopqrstuvwxyz"[letter] for letter in row) for row in np.transpose(written)]
    return [row.split(" ")[0] for row in rows]


for temperature in (0.3, 0.7, 1.0, 1.5):
    try_it(write_names, 8, temperature)

# %% [markdown]
# Are they new? The next cell counts how many of 1000 written names are among the 1521 of the training part, and how many among the 400 that were
# *held out*: real names that the network was not trained on. (The 200 validation names have chosen its epoch.)

# %% experiment=true
def shares_known(temperature):
    """The shares of 1000 written names that are names of the training part, and names that were held out."""
    train, validation, test = ({names[n] for n in part} for part in split_names(0))
    written = write_names(1000, temperature, seed=1)
    return np.mean([name in train for name in written]), np.mean([name in validation | test for name in written])


for temperature in (0.3, 0.7, 1.0, 1.5):
    try_it(shares_known, temperature)

# %% [markdown]
# At the lowest temperature [23]{=100 * shown[0][0]} per cent are names of the training part and [4]{=100 * shown[0][1]} per cent are held-out names; at the highest it is
# [1]{=100 * shown[3][0]} and [0]{=100 * shown[3][1]} per cent. The held-out names it cannot know by heart: it has made them anew. Many of the others at 0.3 and 0.7 could well be
# names. The network was never told what a syllable is.
#
# ## Beam search
#
# Sometimes you want the *most likely* text: a translation should be good, not surprising. Taking the best letter at each step (*greedy*)
# does not always find it:
#
# | first | probability | then x | then y | then z |
# |---|---|---|---|---|
# | a | 0.6 | 0.40 | 0.35 | 0.25 |
# | b | 0.4 | 0.90 | 0.06 | 0.04 |
#
# Greedy takes a, then x: $0.6 \cdot 0.40 = 0.24$. But b, then x, has $0.4 \cdot 0.90 = 0.36$.
#
# Trying all texts is too much: 12 steps with 27 symbols are $27^{12}$ of them. *Beam search* keeps a few beginnings, say the best 2. This number is the
# *width*. Each goes on with every letter, and of **all** these the best 2 stay. Here the products are 0.24, 0.21, 0.15 for a, and 0.36, 0.024,
# 0.016 for b. So bx and ax stay.
#
# Long products become tiny, so the *score* of a beginning is the sum of the logarithms of its letters' probabilities. What is larger stays
# larger.
#
# **Your turn.** One step of it. $K$ beginnings have `scores`, $(K,)$. `log_p`, $(K, V)$, holds for each of them the logarithms of the
# probabilities of the next letter. Of all $K \cdot V$ sums keep the `width` largest, the best first; if there are fewer, keep all. Return
# three arrays: the row that each comes from, its letter (its column), and its new score. No two sums that count are equal.
# `np.argsort(-total, axis=None)` gives the places of the largest numbers first, counted row by row through the whole table. The place $p$ is in row
# $p$ `//` $V$ and column $p$ `%` $V$.

# %% exercise="beam_step"
def beam_step(scores, log_p, width):
    """scores (K,), log_p (K, V) -> rows, letters, new_scores, each (width,): the best ways to go on, best first."""
    ### BEGIN SOLUTION
    total = scores[:, None] + log_p
    best = np.argsort(-total, axis=None)[:width]
    rows, letters = best // log_p.shape[1], best % log_p.shape[1]
    return rows, letters, total[rows, letters]
    ### END SOLUTION


# %% check="beam_step"
check(beam_step)

# %% [markdown]
# The table: the rows should be 1 and 0, the letters 0 and 0, and the scores $\ln 0.36 = -1.02$ and $\ln 0.24 = -1.43$.

# %%
try_it(beam_step, np.log([0.6, 0.4]), np.log([[0.40, 0.35, 0.25], [0.90, 0.06, 0.04]]), 2)

# %% [markdown]
# For each first letter, the name that the network finds most probable. After its end a name may only go on with more ends, which cost
# nothing. Width 1 is greedy.

# %% experiment=true
def likeliest_name(first, width):
    """The best name with this first letter that beam search finds, and its score."""
    if not writer:
        raise RuntimeError("train the writer first")
    Wx, Wh, b = writer["Wx"], writer["Wh"], writer["b"]
    h = rnn_step(np.eye(27)[[0]], np.zeros((1, len(b))), Wx, Wh, b)
    paths, scores = np.array([[" abcdefghijklmnopqrstuvwxyz".index(first)]]), np.zeros(1)
    for _step in range(LENGTH - 1):
        h = rnn_step(np.eye(27)[paths[:, -1]], h, Wx, Wh, b)
        log_p = np.log(softmax(h @ writer["Wo"] + writer["bo"]))
        ended = paths[:, -1] == 0
        log_p[ended] = -np.inf
        log_p[ended, 0] = 0
        rows, chosen, scores = (np.asarray(each) for each in beam_step(scores, log_p, width))
        paths, h = np.hstack([paths[rows], chosen[:, None]]), h[rows]
    return "".join(" abcdefghijklmnopqrstuvwxyz"[letter] for letter in paths[0]).split(" ")[0], scores[0]


def names_by_beam(width):
    """The names of all first letters, and their scores."""
    found = [likeliest_name(first, width) for first in "abcdefghijklmnopqrstuvwxyz"]
    return [name for name, _score in found], np.array([score for _name, score in found])


try_it(names_by_beam, 1)
try_it(names_by_beam, 5)
try_it(names_by_beam, 20)

# %% [markdown]
# With width 5 the name is likelier than the greedy one for [22]{=sum(shown[1][1] > shown[0][1] + 1e-9)} of the 26 letters, with width 20 it gets better still for [7]{=sum(shown[2][1] > shown[1][1] + 1e-9)}. (A wider beam can also
# miss what a narrow one finds, but it seldom does.)
#
# Now look at the names. The better the search, the shorter they get: [5.3]{=np.mean([len(name) for name in shown[0][0]])} letters on
# average for greedy, [4.1]{=np.mean([len(name) for name in shown[2][0]])} with width 20, and for y a single letter. Each further letter
# multiplies by a number below 1, so the search favours short names. Programs that translate therefore often divide the score by the length.
# Search when you want the best answer, draw when you want many different ones.

# %% [markdown]
# **In your own words.** A friend trains a recurrent network, and now and then the loss jumps up and stays there. "I don't need
# clipping", the friend says. "I use a learning rate that is a hundred times smaller; that is the same." What do you answer? Say what each of the two does to a
# usual gradient and to one that is a thousand times as long. Three or four sentences are enough. A person reads this answer.

# %% [markdown] answer="clipping-or-smaller-steps" points=2
# It is not the same. A smaller learning rate shortens every step, the usual ones too, so the training takes a hundred times as long; and a
# gradient that is a thousand times as long still makes a step that is ten times as long as a usual one was before. Clipping leaves usual
# gradients as they are and shortens only the long ones, to the limit, with their direction kept.

# %% [markdown]
# ## Where people go wrong
#
# - **Padding that counts.** It changes the mean of every short text. Leave it out of the sum and of the count.
# - **`dE[idx] += dout`.** A word that occurs twice gets one gradient. Use `np.add.at`.
# - **Pairs torn apart, or a vocabulary from all texts.** The test part has to stay unseen.
# - **The index −1.** Before the first step comes H0, not the last state.
# - **`=` where `+=` belongs.** Shared weights get gradients from all steps. $dh$, on the other hand, is replaced.
# - **Only one of the two gradients.** At an LSTM's cell, $dc_{\text{new}}$ and the way through $h_{\text{new}}$ add up.
# - **Temperature on the probabilities.** It divides the scores, before softmax.
#
# ## Summary
#
# - A lookup in $E$ turns words into vectors. Going back, the rows of repeated words add up.
# - A mean of vectors and a count do not know the order of words. On these few reviews, counting was not beaten.
# - A recurrent network reads step by step, $h = \tanh(x W_x + h W_h + b)$. It can learn what order means.
# - Going back through time, gradients arrive from the loss and from the next step, and those of shared weights add up over the steps.
# - Over many steps a gradient grows or shrinks like a power. Clipping limits its length and keeps its direction.
# - An LSTM has a cell, $c_{\text{new}} = f \cdot c + i \cdot g$. Along it the gradient is multiplied by the forget gate alone.
# - A network that predicts the next letter can write: by drawing, or by beam search for the likeliest text.
#
# The library of this course has two of these parts as layers, `nn.Embedding` and `nn.RNN`. Their gradients are those of your functions.
#
# ### Test yourself
#
# <details><summary>E has the shape (500, 8) and idx the shape (32, 20). Which shapes do E[idx], the mean embedding and dE have?</summary>
#
# (32, 20, 8), (32, 8) and (500, 8).
# </details>
#
# <details><summary>A recurrent network has D = 27 inputs and H = 64 neurons. How many parameters does it have? How many for sequences of twice the length? How many does an LSTM of this size have?</summary>
#
# 27 · 64 + 64 · 64 + 64 = 5888. The same number for any length: the weights are shared. An LSTM has four blocks: 4 · 5888 = 23,552.
# </details>
#
# <details><summary>A forget gate stays at 0.9. What share of a gradient along the cell is left after 20 steps, and after 40?</summary>
#
# 0.9 to the power of 20 is 0.12, and to the power of 40 it is 0.015. (The way through h is left out.)
# </details>
#
# <details><summary>A model of letters has the loss ln 2 = 0.69 for every letter. What is its perplexity, and what does it mean?</summary>
#
# 2: it is as unsure as somebody who chooses between two letters that are equally likely.
# </details>
#
# <details><summary>In rnn_backward, dH is 0 at every step but the first one (t = 0). Which steps have a part in dWh?</summary>
#
# The first step alone: gradients go back in time, never forward. Its input was H0.
# </details>
#
# Even with gates, everything that was read has to fit into one state, a single row of numbers, however long the text is. A person who
# translates a sentence looks back at the words. In the next chapter the network may do so, too.
#
# **Next:** [[attention]]
