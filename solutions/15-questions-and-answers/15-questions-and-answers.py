# %% [markdown]
# # Questions and answers
#
# You have built networks from a single weighted sum to a small GPT. This chapter is for looking back and for looking things up. First come
# the six questions that people ask before they begin, then those that come up at work. After them: sentences that you will read elsewhere
# and that are not true, a map from tasks to chapters, a glossary, and ten questions for you.
#
# - **What you need:** [[training]]. Each answer names the chapter that it comes from.
# - **What you can do afterwards:** answer these questions for somebody else, in your own words and with numbers.
# - **How long it takes:** about one hour to read, and a minute whenever you look something up.

# %% locked="setup"
import numpy as np
from gradatim import data, plots

# %% [markdown]
# ## What is a neural network?
#
# **A function with many adjustable numbers.** It takes a row of numbers, say the 64 pixels of a small picture, and returns another row of
# numbers, say ten probabilities. In between there is little more than this, several times over: multiply by a matrix, add a bias, apply a
# function that is not a straight line.
#
# The smallest case, by hand ([[neuron]]): $x = (1, 2)$, $w = (3, -1)$, $b = 0.5$ gives $1 \cdot 3 + 2 \cdot (-1) + 0.5 = 1.5$. A layer
# is many such neurons side by side ([[layers]]), a network is several layers one after the other. Without the functions in between, the
# *activations*, all layers together could do no more than one ([[activations]]).
#
# The adjustable numbers are the weights and biases. The network below, for digits of 8 by 8 pixels, has [2410]{=64 * 32 + 32 + 32 * 10 + 10} of them
# ([[weights_and_biases]]). Large language models have from one billion to more than a thousand billion. The arithmetic is the same.
#
# Three words that are often mixed up: *artificial intelligence* is the wide field, programs that do what seems to need thought. *Machine
# learning* is the part of it in which a program is fitted to examples instead of being written out. Neural networks are one family of such
# methods, and *deep learning* means networks with many layers.

# %% [markdown]
# ## How does it learn?
#
# **By many small corrections.** A *loss* says as one number how wrong the answers are. Each weight has a slope: how fast the loss
# changes when this weight changes. Every weight takes a small step against its slope. Then the next samples come. The eight steps of
# [[training]]:
#
# | | step | in the program below |
# |---|---|---|
# | 1 | get data, and split them into three parts | `order` |
# | 2 | choose the architecture | 64 inputs, 32 hidden neurons, 10 classes |
# | 3 | draw the first weights at random | `start` |
# | 4 | forward pass | `forward` |
# | 5 | loss | `loss` |
# | 6 | backward pass | `backward` |
# | 7 | update; then 4 to 7 again, thousands of times | `train` |
# | 8 | evaluate once, on samples that had no part in any choice | under "How do I choose the learning rate?" |
#
# Here is the course on one page. Everything in it you have written yourself.

# %%
X, y = data.digits()  # step 1: 1797 digits of 8 by 8 pixels
order = np.random.default_rng(0).permutation(len(X))
training, validation, test = order[:1047], order[1047:1347], order[1347:]


def start(seed):
    """Steps 2 and 3: 64 inputs, 32 hidden neurons, 10 classes."""
    rng = np.random.default_rng(seed)
    W1, W2 = rng.normal(0, np.sqrt(2 / 64), (64, 32)), rng.normal(0, np.sqrt(2 / 32), (32, 10))
    return {"W1": W1, "b1": np.zeros(32), "W2": W2, "b2": np.zeros(10)}


def forward(rows, p):
    """Step 4: the hidden numbers, and the probabilities of the ten classes."""
    A = np.maximum(X[rows] @ p["W1"] + p["b1"], 0)
    scores = A @ p["W2"] + p["b2"]
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    return A, E / E.sum(axis=1, keepdims=True)


def loss(rows, p):
    """Step 5: the mean cross-entropy."""
    _A, P = forward(rows, p)
    return -np.log(np.maximum(P[np.arange(len(rows)), y[rows]], 1e-300)).mean()


def backward(rows, p):
    """Step 6: the slope of the loss along each weight and bias."""
    A, P = forward(rows, p)
    dscores = (P - np.eye(10)[y[rows]]) / len(rows)
    dZ = dscores @ p["W2"].T * (A > 0)
    return {"W1": X[rows].T @ dZ, "b1": dZ.sum(axis=0), "W2": A.T @ dscores, "b2": dscores.sum(axis=0)}


def train(p, rows, rate, epochs=20):
    """Step 7: gradient descent in batches of about 32."""
    rng = np.random.default_rng(0)
    for _epoch in range(epochs):
        for batch in np.array_split(rng.permutation(rows), max(len(rows) // 32, 1)):
            slopes = backward(batch, p)
            p = {name: p[name] - rate * slopes[name] for name in p}
    return p


def accuracy(rows, p):
    """The share of digits that are read right."""
    return np.mean(forward(rows, p)[1].argmax(axis=1) == y[rows])


before, after = start(0), train(start(0), training, 0.1)
for name, p in (("before", before), ("after", after)):
    print(
        f"{name:7} training loss {loss(training, p):.2f}   of the validation digits right: {accuracy(validation, p):.2f}"
    )

# %% [markdown]
# Before the training the network is right for [0.11]{=accuracy(validation, before)} of the validation digits, about one in ten, as chance would be. After 20 passes through 1047 digits it
# is right for [0.94]{=accuracy(validation, after)}. "Learning" means nothing more than this. It means nothing less, either: nobody has written down how a 3 differs from
# an 8.

# %% [markdown]
# ## Which kinds of networks are there?
#
# **They differ in what they take for granted about the input.** The more of it is true of your data, the fewer examples you need.
#
# | kind | takes for granted | typical use | chapter |
# |---|---|---|---|
# | dense (multilayer perceptron, MLP) | nothing | tables | [[layers]], [[training]] |
# | convolutional (CNN) | neighbours belong together; a pattern may stand anywhere | pictures, sound | [[images]] |
# | recurrent (RNN, LSTM, GRU) | one step comes after the other | text, measurements over time | [[text]], [[time_series]] |
# | transformer | each place may need each other place | text, translation, and by now pictures too | [[attention]] |
#
# They also differ in where the right answers come from. In *supervised* learning they come with the samples: a person's label, or something
# that was measured. In *self-supervised* learning they stand in the data: the next letter of a text. In *reinforcement* learning there is
# only a reward, sometimes long after the deed; this course leaves it out. It also leaves out networks for graphs such as molecules, and
# diffusion models, which make pictures by removing noise step by step. Both are built from layers that you know.

# %% [markdown]
# ## What are neural networks used for, and when are they the wrong tool?
#
# **They are strong where the inputs are many, raw and of the same kind, and examples are plenty:** pixels, sounds, letters. There they
# find by themselves what would be hard to describe by rules: reading handwriting and X-ray pictures, understanding speech, translating,
# writing, recommending films.
#
# In a table with ten columns and a few hundred rows, a weighted sum is often as good, faster, and easier to explain. You saw it. On 442
# patients least squares was not beaten ([[training]]), on short reviews counting words was not beaten ([[text]]), and on 8 by 8 digits
# nearest neighbours were not beaten ([[images]]). So **try the simple rival first, and report it.**
#
# Where a wrong answer harms somebody, ask before you ask for accuracy: Who will notice it? Who can appeal? Whom do the data leave out? And
# where data are about people: may you use them?

# %% [markdown]
# ## Which library should I use: TensorFlow, Keras, PyTorch, Theano?
#
# **The one that the people around you use, or in which the model is published that you want to build on.** If there is neither, PyTorch
# is a safe choice for learning. Those that you tried compute your gradients, up to rounding ([[libraries]]).
#
# | library | in a sentence |
# |---|---|
# | PyTorch | what most research is published in; runs line by line, so it is easy to look inside |
# | TensorFlow | large, with much for running models on servers and phones |
# | Keras | the short way to write a model; runs on TensorFlow, PyTorch or JAX |
# | JAX | NumPy with gradients and compilation; functions in place of objects |
# | Theano | one of the first, and a model for the others; its developers stopped in 2017; PyTensor carries it on |
# | NumPy | to understand, as you did |
#
# Whichever you take, look up its conventions before you compare: whether $W$ is transposed, whether a loss is a mean or a sum, what
# *momentum* multiplies, and in which order the axes of an image stand.

# %% [markdown]
# ## What do I need to begin?
#
# **Some Python, school mathematics, and any laptop.** From Python: functions, loops, lists. From mathematics: the straight line
# $y = ax + b$, and what a slope is; matrices, logarithms and the chain rule are explained where they are needed. No graphics
# processor, and no internet once the course is installed.
#
# Chapters {{start_here}} to {{libraries}} take about 38 hours, the project of [[capstone]] six to ten more. The short way to a network of
# your own on a table is {{start_here}}, {{neuron}}, {{layers}}, {{activations}}, {{backpropagation}}, {{gradient_descent}}, {{training}}:
# about 18 hours and a half. After that take what you need from {{deep_networks}} to {{libraries}}; [[attention]] builds on
# [[deep_networks]] and [[text]].

# %% [markdown]
# ## What does backpropagation do, and is it how the brain learns?
#
# **It finds all slopes in one pass from the loss back to the input:** it multiplies slopes along each path (the chain rule) and adds where
# paths meet. One backward pass costs about as much as two forward passes, however many weights there are ([[backpropagation]]). The other
# way, moving each weight a little up and a little down, takes two forward passes *for each weight*. For the 2410 numbers above that
# makes 4820. They agree with `backward` up to rounding and the error of the small step:

# %%
rows, slopes, worst = training[:32], backward(training[:32], before), 0.0
for name in before:
    for at in np.ndindex(before[name].shape):
        moved = before[name].copy()
        moved[at] += 1e-6
        up = loss(rows, {**before, name: moved})
        moved[at] -= 2e-6
        down = loss(rows, {**before, name: moved})
        worst = max(worst, abs((up - down) / 2e-6 - slopes[name][at]))
print(f"largest difference of {sum(value.size for value in before.values())} slopes: {worst:.0e}")

# %% [markdown]
# Backpropagation is exact mathematics, no approximation. Whether brains do anything like it is an open question. It would need a message
# that runs back through the same connections with the same weights, and none has been found. Rules that manage without are being studied.

# %% [markdown]
# ## Why three parts: training, validation, test?
#
# **Because whatever you choose with some data looks too good on them.** The weights are fitted to the training part, so its loss says
# little about new samples. The number of neurons, the rate, the epoch at which you stop are chosen by the validation part, so it
# becomes too kind as well, a little with every try. The test part is used once, when nothing is left to choose ([[training]]).
#
# If the training loss falls and the validation loss rises, the network learns by heart: this is *overfitting*. What helps, roughly in this order:
# more data, stopping earlier, a penalty on the weights, dropout, a smaller network ([[training]], [[deep_networks]]). If the training
# loss stays high too, it is *underfitting*: look for a mistake first, then for a better rate, then train longer or take a larger network.
#
# And split as the program will be used. For new people, hold back people ([[images]]); for the future, hold back the latest part
# ([[time_series]]).

# %% [markdown]
# ## How do I choose the learning rate?
#
# **Try rates that differ by factors, and look at the validation loss.** 0.01, 0.1, 1, 10, each from the same start weights; then between the best and its neighbours.
# If the best one is the first or the last of your list, the list is too short ([[gradient_descent]]). Here for the network above, as
# means over three draws of start weights:

# %% experiment=true
table = {}
for rate in (0.01, 0.1, 0.3, 1, 3, 10):
    trained = [train(start(seed), training, rate) for seed in range(3)]
    table[rate] = np.mean([(loss(training, p), loss(validation, p), accuracy(validation, p)) for p in trained], axis=0)
    print(
        f"rate {rate:5}   loss: training {table[rate][0]:.3f}, validation {table[rate][1]:.3f}   accuracy {table[rate][2]:.3f}"
    )
best_rate = min(table, key=lambda rate: table[rate][1])

both = np.concatenate([training, validation])  # step 8
tested = [accuracy(test, train(start(seed), both, best_rate)) for seed in range(5)]
squared = (X[test] ** 2).sum(axis=1)[:, None] - 2 * X[test] @ X[both].T + (X[both] ** 2).sum(axis=1)
rival = np.mean(y[both][squared.argmin(axis=1)] == y[test])
print(
    f"rate {best_rate} on the test digits:", *(f"{value:.3f}" for value in tested), f"  nearest neighbour {rival:.3f}"
)

# %% [markdown]
# 0.01 is merely slow. From 3 on the network does [no better than a guess]{=min(table[3][1], table[10][1]) > 2.2}: [all its ReLUs are dead]{=not any(forward(training, train(start(seed), training, r))[0].any() for seed in range(3) for r in (3, 10))}. [1]{=best_rate} is best, and with it the test part is opened. Five trainings read from [0.98]{=min(tested)} to
# [0.99]{=max(tested)} of the 450 test digits. The simplest rival, which gives a digit the label of the one that is most like it, reads [0.989]{=rival}. With 450 digits the standard
# error is about $\sqrt{0.98 \cdot 0.02 / 450} =$ [0.007]{=np.sqrt(0.98 * 0.02 / 450)}, so these figures cannot tell which is better.
#
# Why is there a limit? On a loss with the curvature $a$ along some direction, plain gradient descent is stable only for rates below
# $2 / a$. Nobody knows $a$ beforehand, so one tries. Adam and RMSprop divide each step by the usual size of the gradient and are less
# sensitive; 0.001 is a usual first try for Adam. A rate that falls during the training takes large steps first and small ones at the end.

# %% [markdown]
# ## Which output layer, which loss, which activation?
#
# **The task decides about the end, and ReLU is a good start in between.**
#
# | the answer is | at the end | loss | chapter |
# |---|---|---|---|
# | yes or no | one score, sigmoid | binary cross-entropy | [[backpropagation]] |
# | one of $C$ classes | $C$ scores, softmax | cross-entropy | [[backpropagation]] |
# | several yes-or-no answers at once | one score and one sigmoid for each | the mean of the binary cross-entropies | [[backpropagation]] |
# | a number | one neuron without an activation | mean squared error | [[training]] |
# | the next symbol | a score for each symbol, softmax | cross-entropy | [[text]] |
#
# Compute the loss from the scores. Between the layers take ReLU with He's start weights, or tanh with Xavier's ([[deep_networks]]); inside
# recurrent networks tanh, and the sigmoid for gates ([[text]]). A sigmoid between dense layers makes the gradients small ([[activations]]).
#
# ## How many layers, and how many neurons?
#
# **Begin small, and let the validation part decide.** No formula gives the right size. One hidden layer with 16 to 64 neurons is a good
# start for a table. Enlarge it while the validation loss gets better by more than it differs from one draw of the start weights to the next.
# More than a few layers need start weights that fit, normalisation or residual connections ([[deep_networks]]).

# %% [markdown]
# ## How much data do I need?
#
# **Draw the curve and see.** Train with a part of your data, with twice as many, with four times as many, and plot the validation loss. If it still falls steeply at the end, more data
# are the best investment. If it is flat, they are not. Here for the digits, with about the same number of steps for each size:


# %% experiment=true
def losses_with(size, seed):
    """Training and validation loss of a network that has seen so many digits."""
    rows = np.random.default_rng(seed).permutation(training)[:size]
    trained = train(start(seed), rows, 0.3, epochs=20 * 1047 // size)
    return loss(rows, trained), loss(validation, trained)


plots.loss_by_size(losses_with, sizes=[65, 131, 262, 523, 1047], seeds=[0, 1, 2])

# %% [markdown]
# From 65 to 262 digits the validation loss falls steeply, to [0.29]{=np.mean([losses_with(262, seed)[1] for seed in range(3)])}, and to [0.16]{=np.mean([losses_with(523, seed)[1] for seed in range(3)])} at 523. The last doubling takes it to [0.14]{=np.mean([losses_with(1047, seed)[1] for seed in range(3)])}, which is no
# more than the draws of one size [differ among themselves]{=np.ptp([losses_with(523, seed)[1] for seed in range(3)]) > np.mean([losses_with(523, seed)[1] - losses_with(1047, seed)[1] for seed in range(3)])}: the curve flattens. With little data use a simple method; samples that are
# changed without changing their label, such as moved digits; or a network that was trained on something similar ([[images]]).

# %% [markdown]
# ## The loss is nan, or does not fall. What now?
#
# **Make it small, and measure before you guess.** In this order:
#
# 1. Print the loss before the first update. For $C$ classes it should be near $\ln C$; for ten, 2.30.
# 2. Train on ten samples, without dropout and penalties. The loss should go nearly to 0. If it does not at any rate, compare the
#    backward pass with a finite difference ([[backpropagation]]).
# 3. Look at what goes in: are the columns standardised, are the labels those of these rows ([[training]])?
# 4. Look at what happens inside: how many ReLUs are dead, how large are the gradients of each layer ([[deep_networks]])?
#
# Five faults in the network above, and what each looks like. The columns are the loss at the start, after one epoch and after twenty:

# %%
faults = {
    "no fault, rate 0.3": (1, 0.3),
    "rate far too small, 0.0001": (1, 0.0001),
    "rate far too large, 30": (1, 30),
    "all start weights 0": (0, 0.3),
    "start weights 20 times too large": (20, 0.3),
    "steps uphill": (1, -0.3),
}
looks = {}
with np.errstate(all="ignore"):
    for fault, (scale, rate) in faults.items():
        first = {name: scale * value for name, value in before.items()}
        looks[fault] = [
            loss(training, p) for p in (first, *(train(first, training, rate, epochs) for epochs in (1, 20)))
        ]
        print(f"{fault:34}", *(f"{value:8.2f}" for value in looks[fault]))

# %% [markdown]
# | what you see | likely cause |
# |---|---|
# | it starts near $\ln C$ and hardly moves | the rate is too small; the inputs are not standardised; an update is forgotten |
# | it stays at the loss of a guess, and every sample gets the same probabilities | weights that are all 0, dead ReLUs: only the last biases still learn |
# | it starts far above $\ln C$ | start weights too large, or a loss that is wrong |
# | it jumps, or settles far above where it began | the rate is too large; a few gradients are very long: clip them ([[text]]) |
# | `nan` or `inf` | steps uphill, a rate that is far too large, an overflow in `exp`, a logarithm of 0: compute losses from scores |
# | training fine, validation bad | overfitting, or the two parts are prepared in different ways |

# %% [markdown]
# ## Can I find out why it gave this answer?
#
# **You can find out what would change it.** The slope of a score along each pixel says what raises the score a little
# ([[images]]); the pulls of words do the same for a bag of words, exactly ([[text]]). Or cover a part of the input and see what happens. An
# attention map shows which places were averaged with which weights, but not what they held ([[attention]]). None of this is a reason
# in the sense in which a person gives one.

# %% [markdown]
# ## Why does a language model say things that are not true, and sound so sure?
#
# **Because it was trained to continue texts, and a continuation that sounds right makes the loss small, true or not** ([[attention]]).
# Later it is also trained to give answers that people prefer, and people cannot check every answer.
#
# A probability of 0.98 for a token is no promise of truth. Whether such numbers can be trusted has to be measured on new samples: of all
# answers given with 0.9, are nine in ten right? If so, and the same at 0.6 and 0.99, they are called *calibrated*. In chapter {{training}} you
# saw a network become surer and surer of its mistakes: that one was not.

# %% [markdown]
# ## What does all this cost?
#
# **Per sample about three multiplications for each weight: one forward, two for the way back.** For the digits above that makes
# $3 \cdot 2368 \cdot 1047 \cdot 20$, [149]{=3 * 2368 * 1047 * 20 / 1e6} million, a second or less on a laptop. A language model with 70 billion weights that
# reads 15 thousand billion tokens needs $3 \cdot 70 \cdot 10^{9} \cdot 15 \cdot 10^{12} \approx 3 \cdot 10^{24}$ and more. That keeps thousands of graphics processors busy for weeks or months, and
# its use by millions of people takes much energy too. Most tasks do not need one. (A convolution uses each weight at many
# places and costs more: [[images]].)

# %% [markdown]
# ## Where do I go from here?
#
# **To a question of your own:** [[capstone]]. Nothing teaches as much as data that nobody has prepared for you. Then write the same
# network in PyTorch and see whether it gives the same losses ([[libraries]]).
#
# To read on: Nielsen, *Neural Networks and Deep Learning* (2015), short and free online; Prince, *Understanding Deep Learning* (2023), and
# Zhang, Lipton, Li and Smola, *Dive into Deep Learning*, both free online, the second with code; Goodfellow, Bengio and Courville, *Deep
# Learning* (2016), for the mathematics. Papers that you can read now: Rumelhart, Hinton and Williams (1986) on backpropagation, LeCun and others
# (1998) on convolutions, Vaswani and others (2017) on the transformer.

# %% [markdown]
# ## What you will read, and what is true
#
# Popular texts on neural networks repeat sentences that sound right. Hold them against what you have seen.
#
# | what is said | what is true |
# |---|---|
# | "A neural network imitates the brain." | Ideas were taken from nerve cells (weigh, add up, compare) and from the visual cortex (small filters, the same everywhere). Losses, gradients and backpropagation come from mathematics. |
# | "The network chooses its own activation functions." | You choose them before the training, as you choose the number of layers. What it learns are its parameters: weights, biases, the vectors of words. |
# | "It programs itself." | A fixed program, which you have written, changes numbers in arrays. The program stays as it is. |
# | "Nobody can know what happens inside." | Every number can be read, and every slope computed. To say briefly what a million numbers mean together is what is hard. |
# | "More layers are better." | Only with fitting start weights, normalisation and data. On 178 wines a network without any hidden layer is as good ([[training]]). |
# | "Gradient descent finds the minimum." | It goes downhill from where it starts, to a place where the slope is nearly 0. For a network nobody knows whether this is the lowest place. It need not be: what counts is the loss on new samples. |
# | "97 per cent accuracy is good." | Compared with what? Where 96 of 100 are healthy, saying "healthy" every time has 96 per cent. |
# | "The model was tested on unseen data." | Only if nothing was chosen with them: no column, no epoch, no learning rate, no best of 50 networks. |
# | "The network knows that …" | It gives numbers that were right often enough in training. What it gives for other inputs has to be tried. |
# | "Attention shows what the model is thinking." | It shows which values were averaged with which weights. What the values already held, it does not show. |
# | "Deep learning needs huge computers." | Those of this course train on a laptop in a minute or two. The ones in the news do need huge computers. |
# | "A neural network predicts the stock market." | In [[time_series]] five networks could not be told from chance. After costs, buying and holding brought more than each of them in two of three periods. |

# %% [markdown]
# ## A map: from a task to a chapter
#
# | you want to | chapter |
# |---|---|
# | decide between two classes with a straight line | [[neuron]] |
# | turn several numbers into several numbers | [[layers]] |
# | turn scores into probabilities | [[activations]], softmax |
# | find a gradient, and check it | [[backpropagation]] |
# | choose a learning rate or an optimiser | [[gradient_descent]] |
# | classify the rows of a table, predict a number | [[training]] |
# | split data, compare methods honestly | [[training]] |
# | train a network with many layers | [[deep_networks]] |
# | keep a network from learning by heart | [[training]], [[deep_networks]] |
# | recognise pictures, find edges, blur and sharpen | [[images]] |
# | judge a text, write text letter by letter | [[text]] |
# | translate, understand a transformer | [[attention]] |
# | forecast a series, with an interval | [[time_series]] |
# | recommend films | [[time_series]] |
# | read PyTorch, Keras, TensorFlow, JAX | [[libraries]] |
# | write a report that stands up to questions | [[capstone]] |

# %% [markdown]
# ## Glossary
#
# One line for each word, and the chapter that explains it.
#
# | word | meaning | chapter |
# |---|---|---|
# | accuracy | share of samples whose predicted class is right | [[training]] |
# | activation | function applied to each weighted sum; also its result | [[layers]] |
# | Adagrad | divides each step by the root of the sum of all squared gradients so far | [[gradient_descent]] |
# | Adam | momentum and RMSprop together, with bias correction | [[gradient_descent]] |
# | AdamW | Adam whose weight decay does not go through its averages | [[deep_networks]] |
# | adversarial example | an input that is changed a little, on purpose, so that the answer becomes wrong | [[images]] |
# | architecture | number, kind and size of the layers | [[training]] |
# | attention | a weighted mean of values; the weights come from how well keys fit a query | [[attention]] |
# | augmentation | more training samples, made by changes that keep the label | [[images]] |
# | autograd | a program that records a computation and finds its gradients by itself | [[libraries]] |
# | backpropagation | finds all slopes of the loss in one pass backwards, by the chain rule | [[backpropagation]] |
# | backward pass | the way from the loss back to the inputs, for the gradients | [[neuron]] |
# | bag of words | a text as a count or mean of its words, without their order | [[text]] |
# | baseline | a simple rival that a method has to beat | [[training]] |
# | batch | the samples that are used in one step | [[gradient_descent]] |
# | batch normalisation | standardises each column of a layer: in training by the batch at hand, later by running averages | [[deep_networks]] |
# | beam search | writes a text by keeping only the few best beginnings at each step | [[text]] |
# | bias | a number that is added to a weighted sum and shifts its threshold | [[neuron]] |
# | broadcasting | how NumPy repeats a smaller array to fit a larger one | [[start_here]] |
# | calibrated | said of probabilities that are as often right as they say: of all answers given with 0.9, nine in ten | [[questions_and_answers]] |
# | chain rule | along a path the slopes are multiplied | [[neuron]] |
# | channel | one of several numbers at each pixel, such as red | [[images]] |
# | class | one of several possible answers, such as a digit | [[layers]] |
# | clipping | shortening a gradient that is longer than some limit | [[text]] |
# | confusion matrix | counts of true class (row) against predicted class (column) | [[training]] |
# | convolution | the same small filter, laid on every place of an image | [[images]] |
# | cross-entropy | minus the logarithm of the probability given to the right class | [[backpropagation]] |
# | cross-validation, k-fold | the samples are cut into k parts, and each is the validation part once | [[training]] |
# | dead neuron | a ReLU whose sum is negative for every sample, so that no gradient reaches its weights | [[activations]] |
# | decoder, encoder | the network that writes, and the network that reads, as in translation | [[attention]] |
# | dense layer | a layer in which every input is connected with every neuron | [[layers]] |
# | derivative | another word for slope | [[neuron]] |
# | dout | the slope of the loss along an output, handed to a backward pass | [[neuron]] |
# | dropout | in training, hidden numbers are set to 0 by chance | [[deep_networks]] |
# | early stopping | ending a training when the validation loss has not improved for a while, and going back to the best epoch | [[training]] |
# | embedding | a learnt vector for each word | [[text]] |
# | epoch | one pass through all training samples | [[neuron]] |
# | exploding gradient | a gradient that grows from layer to layer, or from step to step | [[deep_networks]] |
# | feature | a number that describes something useful about an input | [[images]] |
# | filter, kernel | the small grid of weights of a convolution | [[images]] |
# | forward pass | the way from the input to the output | [[neuron]] |
# | gate | a number from 0 to 1 that says how much passes through | [[text]] |
# | GPT | a transformer that predicts the next token | [[attention]] |
# | gradient | all slopes of the loss together, one for each parameter | [[neuron]] |
# | gradient check | comparing a gradient with a finite difference | [[backpropagation]] |
# | gradient descent | repeated small steps against the gradient | [[gradient_descent]] |
# | graph | a computation drawn as a network: operations are circles, numbers are arrows | [[backpropagation]] |
# | grid search | trying all values of a list, or all pairs of two lists | [[gradient_descent]] |
# | GRU, LSTM | recurrent networks with gates | [[text]] |
# | He initialisation | normal weights with the standard deviation √(2 / inputs), for ReLU | [[deep_networks]] |
# | hidden layer | layer between input and output | [[layers]] |
# | hyperparameter | what you choose before a training, such as the learning rate or the number of layers; see parameter | [[training]] |
# | inverted dropout | dropout in which the numbers that are kept are divided by the probability of keeping, so that nothing changes after the training | [[deep_networks]] |
# | Jacobian | the table of slopes of all outputs along all inputs | [[activations]] |
# | key, query, value | in attention: queries are compared with keys, and values are averaged | [[attention]] |
# | L2 | a penalty on the squares of the weights, added to the loss | [[deep_networks]] |
# | label | the right class of a sample | [[layers]] |
# | layer | neurons with the same inputs | [[layers]] |
# | layer normalisation | each sample is standardised by its own numbers | [[deep_networks]] |
# | leak | something about the test part that gets into the training or into a choice | [[training]] |
# | learning curve | loss against epochs, or against the number of samples | [[training]] |
# | learning rate | how large a step is, compared with the gradient | [[neuron]] |
# | log-sum-exp | the logarithm of a sum of exponentials, computed so that nothing overflows | [[backpropagation]] |
# | logit | another word for score | [[backpropagation]] |
# | loss | how wrong the answers are, as one number | [[neuron]] |
# | mask | an array of True and False that says which entries count, or may be looked at | [[start_here]] |
# | mini-batch | a few samples for each step | [[gradient_descent]] |
# | momentum | steps along a decaying average of the gradients so far | [[gradient_descent]] |
# | MSE | mean squared error | [[backpropagation]] |
# | naive forecast | the forecast that everything stays as it is: the next value is the last one | [[time_series]] |
# | neuron | a weighted sum, a bias and an activation | [[neuron]] |
# | one-hot | a row with a 1 in the place of the class and 0 elsewhere | [[layers]] |
# | overfitting | learning the training samples by heart: good on them, worse on new ones | [[training]] |
# | padding | zeros around an image or after a text | [[images]] |
# | parameter | a number that is learnt, such as a weight or a bias | [[weights_and_biases]] |
# | perceptron | a neuron with a threshold, and the rule by which it learns | [[neuron]] |
# | perplexity | e to the power of the mean loss: it is like guessing among so many equally likely tokens | [[text]] |
# | pooling | keeps the largest, or the mean, of each small window | [[images]] |
# | positional encoding | numbers that say where a token stands, added to its vector | [[attention]] |
# | precision, recall | the share of the alarms that are right; the share of the cases that are found | [[training]] |
# | receptive field | the part of the input that an output can see | [[images]] |
# | recurrent network | the same layer at every step, with a state that it passes on | [[text]] |
# | regression | a task whose answer is a number, not a class | [[training]] |
# | regularisation | whatever keeps a network from learning by heart | [[deep_networks]] |
# | ReLU | the sum where it is positive, else 0 | [[activations]] |
# | residual connection | the input of some layers is added to their output | [[deep_networks]] |
# | RMSprop | divides each step by the root of a running mean of squared gradients | [[gradient_descent]] |
# | saddle | a flat place, from which it goes down in one direction and up in another | [[gradient_descent]] |
# | sample | one case, known by its numbers: a row of X | [[start_here]] |
# | saturated | so far out on an activation that the slope is nearly 0 | [[activations]] |
# | schedule | how the learning rate changes during a training | [[gradient_descent]] |
# | score | a number before the sigmoid or the softmax | [[activations]] |
# | self-attention | queries, keys and values come from the same sequence | [[attention]] |
# | SGD | stochastic gradient descent: each step uses a few samples, drawn by chance | [[gradient_descent]] |
# | shape | the lengths of an array's axes | [[start_here]] |
# | sigmoid | a smooth threshold, from 0 to 1 | [[activations]] |
# | slope | how fast one number changes when another does | [[neuron]] |
# | softmax | turns scores into probabilities that add up to 1 | [[activations]] |
# | standardise | subtract the mean and divide by the standard deviation, both of the training part | [[training]] |
# | step function | 1 above 0, else 0 | [[neuron]] |
# | stride | how far a window moves from one place to the next | [[images]] |
# | target | the right answer for a sample | [[neuron]] |
# | temperature | the scores are divided by it before a token is drawn: below 1 careful, above 1 bold | [[text]] |
# | tensor | an array with any number of axes | [[libraries]] |
# | test part | samples that are used once, at the end | [[training]] |
# | threshold | the value of the weighted sum at which a neuron changes sides | [[neuron]] |
# | token | a piece of text, such as a letter or a word, that has a number | [[text]] |
# | training part | samples that the network learns from | [[training]] |
# | transfer | using what was learnt for one task, such as features, for another | [[images]] |
# | transformer | blocks of attention and small networks, with residual connections | [[attention]] |
# | underfitting | being too simple even for the training samples | [[training]] |
# | validation part | samples by which something is chosen | [[training]] |
# | vanishing gradient | a gradient that shrinks from layer to layer, or from step to step | [[activations]] |
# | vector-Jacobian product | a gradient times a Jacobian: what a backward pass computes, without building the Jacobian | [[backpropagation]] |
# | warm-up | a learning rate that rises during the first steps | [[gradient_descent]] |
# | weight | what an input is multiplied by | [[neuron]] |
# | weight decay | in every step each weight also shrinks a little | [[deep_networks]] |
# | weighted sum | multiply pair by pair, add up | [[start_here]] |
# | Xavier initialisation | weights with the standard deviation √(2 / (inputs + neurons)), for tanh | [[deep_networks]] |

# %% [markdown]
# ## Summary
#
# - A network is a function with adjustable numbers; learning is many small steps against slopes.
# - The slopes come from one pass backwards.
# - What a network is worth is shown by data that had no part in any choice, and by a simple rival.
#
# ### Test yourself
#
# Answer each aloud, as if somebody had asked you, and only then open it.
#
# <details><summary>A friend asks: "Does the network choose its activation functions?"</summary>
#
# No. They are chosen before the training, like the number of layers. What is learnt are numbers: weights, biases and the like.
# </details>
#
# <details><summary>How many parameters has a dense network with 20 inputs, 8 hidden neurons and 3 classes?</summary>
#
# 20 · 8 + 8 = 168 and 8 · 3 + 3 = 27, together 195.
# </details>
#
# <details><summary>You take the ReLU out from between two dense layers. What can the network still do?</summary>
#
# What one dense layer can: two matrices one after the other are a matrix. Its borders between classes are straight.
# </details>
#
# <details><summary>Why is backpropagation so much cheaper than measuring each slope?</summary>
#
# One pass backwards gives all slopes, because the slopes behind a layer are shared by everything before it. Measuring needs two forward
# passes for each weight.
# </details>
#
# <details><summary>The loss of a network with 5 classes is 1.61 before training and after training. What does that tell you?</summary>
#
# 1.61 is ln 5, so it probably still gives every class one fifth: print the probabilities. If so, look for dead or saturated neurons, inputs
# that are not standardised, an update that is forgotten.
# </details>
#
# <details><summary>The validation loss is lowest at epoch 30 and then rises, while the training loss still falls. What is happening, and which network do you keep?</summary>
#
# It learns the training samples by heart. Keep the network of epoch 30, and report its *test* accuracy: epoch 30 was chosen by the
# validation part.
# </details>
#
# <details><summary>Two methods have the test accuracies 0.980 and 0.987, on 450 samples. Is the second better?</summary>
#
# That is 441 right against 444. The standard error of each is about 0.006, so nobody can say. Compare them on several splits, pair by pair.
# </details>
#
# <details><summary>Why does a convolution need fewer examples than a dense layer, and when does this fail?</summary>
#
# It uses one small filter everywhere, so what it learns at one place holds at all others, and it has few weights. Where neighbours have nothing to
# do with each other, as in the columns of a table, this is no help.
# </details>
#
# <details><summary>Somebody says: "Our test accuracy of 0.95 shows that it works for our customers." What do you ask?</summary>
#
# What does the simplest rival reach? Was anything chosen with the test part? Are samples of the same customers on both sides of the split, or later
# ones in the training part? How often is each class right, and what does a wrong answer cost?
# </details>
#
# <details><summary>A language model answers with a wrong year and the probability 0.97. Has something broken?</summary>
#
# No. It was trained to continue texts, and this continuation is likely by what it has read. Whether its 0.97 can be trusted in general
# is a question of calibration, and has to be measured.
# </details>
#
# That is the end of the course. If you have not done your own project yet: [[capstone]]. If you have, do it again with another question.
