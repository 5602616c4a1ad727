# %% [markdown]
# # A project of your own
#
# Until now nearly every exercise had a right answer, and a check knew it. In this chapter you ask a question whose answer nobody has
# written down, and find the answer. No check can tell whether such work is good. A person reads it.
#
# A good project is small. It asks one question, answers it with a number, and says how far the number can be trusted.
#
# - **What you need:** [[training]], and whatever your question asks for: [[deep_networks]], [[images]], [[text]], [[attention]] or
#   [[time_series]].
# - **What you can do afterwards:** carry out a small project from the question to the report, and say how far its result can be trusted.
# - **How long it takes:** six to ten hours.

# %% locked="setup"
import numpy as np
from gradatim import data, gradcheck, nn, optim, plots, widgets

# %% [markdown]
# ## How the points are given
#
# The project has eleven parts, in the order of the eight steps of [[training]]. Each part is one cell for your
# answer. At present it says "YOUR ANSWER HERE" or "YOUR CODE HERE"; some parts ask for words, some for code.
#
# | part | cell | wants | points |
# |---|---|---|---|
# | question and data | `question` | words | 4 |
# | loading and splitting | `data` | code | 4 |
# | honest baseline | `baseline` | code | 4 |
# | architecture | `architecture` | words | 4 |
# | training | `training` | code | 6 |
# | learning rate | `learning-rate` | code | 4 |
# | evaluation | `evaluation` | code | 4 |
# | looking at errors | `errors` | code | 2 |
# | what you found | `findings` | words | 4 |
# | limits, and what would be next | `limits` | words | 2 |
# | repeating it, and sources | `sources` | words | 2 |
# | | | together | 40 |
#
# Above each cell stands a table with three levels. It says what earns no points, half of them, and all. For work between two levels
# there may be points in between.
#
# **The points are for how you work, not for the result.** A network that loses to the baseline, with an honest comparison and a likely
# reason, earns all 40. An accuracy of 0.99 on rows that the network was trained with earns none in its part.
#
# If you are learning without an instructor, put the finished work away for a week. Then give yourself the points by the tables, or
# exchange projects with somebody.
#
# How to work:
#
# - Divide your time: about an hour for the question and the data, an hour for the baselines, two to four for the network and its learning
#   rate, an hour for the evaluation, and one or two for the writing.
# - Write into these cells, and do not delete them: they carry the points. You may add cells of your own wherever you like, for longer
#   code, pictures and notes. What stands above such a cell is read together with it.
# - Your layers may be your own functions, copied from earlier chapters, or those of `gradatim.nn`. Both count the same. Large libraries
#   such as PyTorch are not there when your work is graded.
# - Keep it fast: aim at less than a minute for the whole notebook. When it is graded it is run once more, from top to bottom, and
#   a cell that needs more than 30 seconds is interrupted.
# - Before you hand in, choose **Kernel → Restart Kernel and Run All Cells**. It stops at the first part in code that is not written. Parts
#   in words it cannot see: search for "YOUR ANSWER HERE".

# %% [markdown]
# ## Choose a project
#
# The ideas become harder from top to bottom. Each is one question. You may narrow it down or turn it round.
#
# | | question | data | a strong simple rival | what makes it hard |
# |---|---|---|---|---|
# | 1 | How many hidden neurons does a network need for spirals with two, three and four arms? | `data.spirals(400, 0.05, rng, arms=3)` | nearest neighbours | nothing; you can see the answer in the plane |
# | 2 | Which three of the 13 measurements of a wine suffice to tell its variety of grape? | `data.wine()` | the nearest mean, with the same three | 286 choices of three columns: the best of them was also lucky |
# | 3 | Is there any network that beats a plain weighted sum on the diabetes patients? | `data.diabetes()` | the weighted sum itself | 442 rows, much noise |
# | 4 | How few labelled pictures are enough to read digits, with dense layers and with convolution? | `data.digits()` | nearest neighbours of the pixels | many trainings; a comparison that is fair to all |
# | 5 | Do word order and context help with the sentiment of a review, or is it enough to count words? | chapter {{text}} | a weighted sum of word counts | rows of unequal length; few reviews |
# | 6 | How many steps ahead does a forecast still beat "as it was a season ago"? | chapter {{time_series}} | the value of a season ago | time has a direction: a split by chance would leak |
# | 7 | a question of yours | a CSV file of yours | what would you use without a network? | nobody knows whether there is anything to find |
#
# For 5 and 6 copy the lines that load the data from those chapters.

# %% [markdown]
# ## Data of your own
#
# Put the CSV file beside this notebook, and hand it in together with it. The first line names the columns. Below it each line is one
# sample. All columns but the target hold numbers with a decimal point, and no cell is empty:
#
# ```
# area,rooms,year,price
# 54.5,2,1968,172
# 81,3,1999,268
# ```
#
# `data.table` reads it:
#
# ```python
# X, y, columns, classes = data.table("flats.csv", target="price")
# X, y, columns, classes = data.table("birds.csv", target="species", classes=True, leave_out=["ring", "date"])
# ```
#
# With `classes=True` the target may hold words. `y` then holds whole numbers, and `classes` says which word each of them stands for.
# Where something is wrong with the file, one sentence says what, in which line and which column. Nothing is guessed and no row is
# dropped behind your back: if you take out rows with gaps, do it in the file and say so in your text.
#
# You need at least 30 rows; below 200 the test part is so small that its accuracy says little (the example below has 178, and says so). Use no data from which a living person
# can be recognised, unless it is yourself.

# %% [markdown]
# ## Question and data
#
# Begin with the question. It has to be one that a number can answer. "Can a network learn about birds?" is not; "How often is a network
# right about the species when it knows only three lengths?" is.
#
# Say now what you will call a success. Afterwards everything looks as if it had been expected.
#
# | points | what earns them |
# |---|---|
# | 0 | There is no question, or these data cannot answer it. |
# | 2 | One question and the source of the data. But a reader does not learn what a row, an input and the target are, or which result would be a success. |
# | 4 | A question that a number can answer; where the data come from; what one row, the inputs and the target are, and how many of each; which result counts as a success, written before the training. |

# %% [markdown] answer="question" points=4
# **Question.** Can a network tell by its colour alone which variety of grape a wine was made from?
#
# **Data.** The 178 wines of chapter {{training}}, from three varieties of grapes of one region in Italy (Aeberhard and Forina 1992, UCI Machine Learning
# Repository). One row is one wine. Of its 13 measurements I use the two that describe what an eye could see: `color_intensity` (1.28 to
# 13) and `hue` (0.48 to 1.71). The target is the variety: 59 wines of variety 0, 71 of variety 1, 48 of variety 2.
#
# **Success.** With all 13 measurements about 98 of 100 new wines are right. With two I call it a success if the network is right for at
# least 80 of 100 new wines, and at least 5 percentage points better than the best method without a network.

# %% [markdown]
# ## Loading and splitting
#
# Load the data and look at them: shapes, ranges, how many samples of each class. Then make three parts: **training**, to learn;
# **validation**, to choose; **test**, used once, at the end (chapter {{training}}, "Stopping early"). Shapes, counts and ranges of the
# whole table may be shown, to find faults in it. But whatever the network or a choice uses (a mean, a spread, a column) is computed from
# the training part alone. In a series the parts are cut by time and not by chance.
#
# | points | what earns them |
# |---|---|
# | 0 | No part is held back, or the network is trained with rows of the test part. |
# | 2 | There is a split. But something leaks (a mean, a spread or a choice made with all rows), there is no validation part, the draw has no seed, or the data are not shown. |
# | 4 | Shapes and counts or ranges are printed; three parts, drawn by chance with a seed (or cut by time); means and spreads come from the training part. |

# %% answer="data" points=4
SEED = 12

X_all, y = data.wine()
names = data.columns("wine")
X = X_all[:, [names.index("color_intensity"), names.index("hue")]]
print("wines, columns:", X.shape, " of each variety:", np.bincount(y))
print("smallest:", X.min(axis=0), " largest:", X.max(axis=0))


def rows_of_parts(seed):
    """The numbers of the rows of the training, the validation and the test part, drawn by chance."""
    order = np.random.default_rng(seed).permutation(len(X))
    return order[80:], order[45:80], order[:45]


def three_parts(seed):
    """Training, validation and test part, each a pair (X, y), standardised by the training part."""
    rows = rows_of_parts(seed)
    mean, spread = X[rows[0]].mean(axis=0), X[rows[0]].std(axis=0)
    return [((X[each] - mean) / spread, y[each]) for each in rows]


train, validation, test = three_parts(SEED)
for name, part in (("training", train), ("validation", validation), ("test", test)):
    print(f"{name:10} {len(part[1]):3} wines, of each variety: {np.bincount(part[1])}")

# %% [markdown]
# ## An honest baseline
#
# What would the dullest answer get: always the most frequent class, always the mean, always the value of the day before? And what does
# a simple method get that needs no network: the class whose mean is nearest, the nearest neighbours, a weighted sum, the value of a
# season ago? Measure both on the validation part, **before** you have a network. Later you would be tempted to choose a weak one.
#
# The simple method gets the same care as the network. If there is something to choose in it, such as the number of neighbours, choose it
# by the validation part too.
#
# | points | what earns them |
# |---|---|
# | 0 | There is no baseline, or it is measured on other rows or by another number than the network is later. |
# | 2 | The dullest answer is measured on the validation part. |
# | 4 | Also a simple method that learns from the training part, measured on the same rows by the same number. What can be chosen in it is chosen by the validation part. |

# %% answer="baseline" points=4
def dullest(train, X_new):
    """The most frequent variety of the training part, for every wine."""
    return np.full(len(X_new), np.bincount(train[1]).argmax())


def nearest_mean(train, X_new):
    """The variety whose mean wine lies nearest."""
    X_train, y_train = train
    means = np.array([X_train[y_train == c].mean(axis=0) for c in range(3)])
    return ((X_new[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)


def neighbours(train, X_new, k):
    """The most frequent variety among the k nearest wines of the training part."""
    X_train, y_train = train
    nearest = ((X_new[:, None, :] - X_train) ** 2).sum(axis=2).argsort(axis=1)[:, :k]
    return np.array([np.bincount(y_train[row]).argmax() for row in nearest])


def share_right(answers, part):
    """The accuracy of answers to the rows of a part."""
    return np.mean(answers == part[1])


def best_k(train, validation):
    """The number of neighbours with the best accuracy on the validation part; the smallest, if several share it."""
    return max((1, 3, 5, 7, 9, 11, 15), key=lambda k: share_right(neighbours(train, validation[0], k), validation))


k = best_k(train, validation)
print("neighbours:", k)
simple = {"dullest": dullest, "nearest mean": nearest_mean, "neighbours": lambda train, X: neighbours(train, X, k)}
for name, method in simple.items():
    print(f"{name:12} {share_right(method(train, validation[0]), validation):.3f}")

# %% [markdown]
# ## Architecture
#
# How many layers, how wide, which activation between them, what stands at the end, and which loss? Give a reason for each. Count the
# parameters as in chapters {{weights_and_biases}} and {{deep_networks}}, and set them beside the number of training samples.
#
# | points | what earns them |
# |---|---|
# | 0 | Nothing is said, or the code below does something else. |
# | 2 | Layers, widths, activations and loss are named, and the code agrees. Reasons are missing. |
# | 4 | Also the number of parameters, counted by hand and set beside the number of training samples, and a reason for the width, for the output layer and for the loss. |

# %% [markdown] answer="architecture" points=4
# Two inputs, one hidden layer of 8 tanh neurons, 3 outputs with softmax, and cross-entropy as the loss.
#
# - **Output and loss.** There are three varieties, and a wine was made from exactly one of them. Softmax gives three probabilities that add up to 1, and
#   cross-entropy punishes a small probability for the true one.
# - **Width.** Without a hidden layer the borders would be straight lines, like those of the nearest mean. Each hidden neuron adds one
#   smooth step of its own, and with two inputs I do not expect to need more than a few. Eight leaves some room.
# - **Parameters.** 2 · 8 + 8 = 24 in the first layer and 8 · 3 + 3 = 27 in the second, together 51, with 98 training wines. That is
#   about two wines for each parameter, so the network could learn some of them by heart. I stop early for that reason.

# %% [markdown]
# ## Training
#
# Write the training: forward, loss, backward, update, with a seed. Two things show that it works. The gradients agree with numerical
# ones (chapter {{backpropagation}}; for layers of `gradatim.nn` use `gradcheck`). And a picture shows the loss of the training part and of the validation
# part, epoch by epoch.
#
# To watch it while it trains, use the widget of chapter {{training}} in a cell of your own. With layers of `gradatim.nn`:
#
# ```python
# widgets.training_monitor(model=model, X=X_train, y=y_train, held_out=(X_val, y_val))
# ```
#
# | points | what earns them |
# |---|---|
# | 0 | Nothing is trained, or the loss does not fall. |
# | 3 | A network is trained, and the output shows that its training loss falls. |
# | 6 | Also a comparison of the gradients with numerical ones; a picture with the losses of both parts; and a rule, in the code, for when the training ends. |

# %% answer="training" points=6
def network(seed):
    """2 inputs, 8 tanh neurons, 3 outputs; the start weights come from the seed."""
    rng = np.random.default_rng(seed)
    return nn.Sequential(nn.Linear(2, 8, rng), nn.Tanh(), nn.Linear(8, 3, rng), dtype=np.float64)


def train_network(train, validation, lr, seed):
    """The network at its best epoch on the validation part, and its losses; it ends after 50 epochs without a better one."""
    model = network(seed)
    optimizer = optim.SGD(model.parameters(), lr=lr)
    history = model.fit(*train, nn.CrossEntropyLoss(), optimizer, epochs=400, validation_data=validation,
                        patience=50, seed=seed)
    return model, history


print("largest relative error of a gradient:", max(gradcheck(network(SEED), train[0][:10]).values()))
model, history = train_network(train, validation, 0.1, SEED)
print("epochs:", len(history["loss"]), " best:", int(np.argmin(history["val_loss"])) + 1)
plots.loss_curves({"training": history["loss"], "validation": history["val_loss"]}, title="lr = 0.1", x_label="epoch")

# %% [markdown]
# ## The learning rate
#
# The rate of your first training was a guess. Try a row of rates with equal factors between them, such as `np.geomspace(0.001, 10, 9)`:
# the same start weights each time, and the loss on the **validation** part at the end (chapter {{gradient_descent}}, grid search). If the best rate is the
# first or the last of the row, go on in that direction.
#
# The widgets of chapter {{gradient_descent}} help you to find the region. Below is the grid search with a network of its own. Write the name of your
# function into the brackets, `widgets.grid_search(my_loss)`, and it runs your trainings: `my_loss(rate)` trains a fresh network and returns
# its validation loss. A widget forgets, so what you choose has to stand in your own cell.

# %%
widgets.grid_search()

# %% [markdown]
# | points | what earns them |
# |---|---|
# | 0 | One rate is used, and no other was tried. |
# | 2 | At least three rates are compared, but by the training loss or from different start weights. |
# | 4 | At least five rates with equal factors, from the same start weights, compared by the validation loss in a picture or a table. The best is not at the end of the row. |

# %% answer="learning-rate" points=4
def validation_loss(lr):
    """The smallest validation loss of a training with this rate, in the split of SEED."""
    return min(train_network(train, validation, lr, SEED)[1]["val_loss"])


def grid_search(loss_of, rates):
    """The best rate, and the loss for each."""
    losses = [loss_of(rate) for rate in rates]
    return rates[int(np.argmin(losses))], losses


rates = np.geomspace(0.001, 10, 9)
best_rate, losses = grid_search(validation_loss, rates)
for rate, loss in zip(rates, losses):
    print(f"lr = {rate:7.4f}   validation loss {loss:.4f}" + ("   best" if rate == best_rate else ""))
plots.learning_rate_grid(grid_search, validation_loss, rates)

# %% [markdown]
# ## Evaluation
#
# Everything is chosen. Now the test part is opened, once. Print what the network gets there, with the baselines beside it, on the same
# rows and by the same number.
#
# One split can be lucky. Repeat the whole work with other seeds for the split and the start weights, the choices by the validation part
# included, and give the smallest, the mean and the largest result (chapter {{training}}). Then compare split by split: in each, subtract
# the result of the best baseline from that of the network. A mean difference that is small beside the spread of the differences
# shows nothing. After this, choose nothing any more.
#
# | points | what earns them |
# |---|---|
# | 0 | There is no number from the test part, or something was chosen by it. |
# | 2 | The test part is used once, after all choices, and the result is printed. |
# | 4 | Also the baselines on the same rows, and how much the result moves: at least five seeds with the smallest, the mean and the largest, and the differences between network and best baseline, seed by seed. |

# %% answer="evaluation" points=4
model, _history = train_network(train, validation, best_rate, SEED)
answers = model.predict(test[0]).argmax(axis=1)
print("test part, 45 wines")
for name, method in simple.items():
    print(f"  {name:12} {share_right(method(train, test[0]), test):.3f}")
print(f"  {'network':12} {share_right(answers, test):.3f}")


def one_run(seed):
    """The test accuracy of the four methods for one split and one start; rate and k are chosen anew in each split."""
    train, validation, test = three_parts(seed)
    trained = [train_network(train, validation, lr, seed) for lr in rates]
    model = trained[int(np.argmin([min(history["val_loss"]) for _model, history in trained]))][0]
    given = [method(train, test[0]) for method in (dullest, nearest_mean)]
    given.append(neighbours(train, test[0], best_k(train, validation)))
    given.append(model.predict(test[0]).argmax(axis=1))
    return [share_right(each, test) for each in given]


runs = np.array([one_run(seed) for seed in range(20)])
print("20 splits: smallest, mean, largest")
for name, column in zip((*simple, "network"), runs.T):
    print(f"  {name:12} {column.min():.3f}  {column.mean():.3f}  {column.max():.3f}")
lead = runs[:, 3] - runs[:, 2]
better, worse = np.sum(lead > 0), np.sum(lead < 0)
print(f"network minus neighbours: mean {lead.mean():.3f}, standard deviation {lead.std(ddof=1):.3f}")
print(f"network better in {better} of 20 splits, worse in {worse}")

# %% [markdown]
# ## Looking at errors
#
# A number says how often the network is wrong. It does not say about what. Show it: for classes a confusion matrix, for numbers the
# largest errors. Then look at single samples: what went in, what was right, what the network said.
#
# | points | what earns them |
# |---|---|
# | 0 | No error is shown. |
# | 1 | A summary: a confusion matrix, or the spread of the errors. |
# | 2 | Also at least three single samples that are wrong (all, if there are fewer), each with its inputs, the truth and the network's answer. |

# %% answer="errors" points=2
def confusion():
    """Counts (3, 3): row = true variety, column = the network's answer."""
    M = np.zeros((3, 3))
    for true, said in zip(test[1], answers):
        M[true, said] += 1
    return M


measured = X[rows_of_parts(SEED)[2]]  # the test part before it was standardised
P = nn.Softmax().forward(model.predict(test[0]))
wrong = answers != test[1]
print("wrong: strength of colour, hue, true variety, answer, its probability")
for place in np.flatnonzero(wrong):
    strength, hue = measured[place]
    print(f"  {strength:5.2f} {hue:5.2f}   {test[1][place]}   {answers[place]}   {P[place].max():.2f}")
middle = (measured[:, 0] > 3.9) & (measured[:, 0] < 5)
print(f"wrong from 3.9 to 5: {wrong[middle].sum()} of {middle.sum()}; elsewhere: {wrong[~middle].sum()} of {(~middle).sum()}")
plots.confusion(confusion, names=["variety 0", "variety 1", "variety 2"], title="45 wines of the test part")

# %% [markdown]
# ## What you found
#
# Answer the question of the beginning, with numbers from the cells above. Was it a success, by your own rule? Then say what the network is
# mostly wrong about, and why that may be. A reason is worth something if the samples shown support it.
#
# | points | what earns them |
# |---|---|
# | 0 | The question is not answered, or the numbers are not those of the cells above. |
# | 2 | The question is answered with numbers, compared with the baseline and with the rule for a success. |
# | 4 | Also what the network is mostly wrong about, with a likely reason that fits the samples shown above. |

# %% [markdown] answer="findings" points=4
# With the colour alone the network is right for [37]{=(~wrong).sum()} of the 45 test wines, [0.822]{=(~wrong).mean()}. The nearest mean is right for
# [just as many]{=share_right(nearest_mean(train, test[0]), test) == (~wrong).mean()}, the [7]{=k} nearest neighbours for
# [40]{=45 * share_right(neighbours(train, test[0], k), test)}, and the dullest answer for [16]{=45 * share_right(dullest(train, test[0]), test)}.
#
# Over 20 splits the network has [0.840]{=runs[:, 3].mean()} on average (from [0.689]{=runs[:, 3].min()} to [0.933]{=runs[:, 3].max()}), the
# nearest mean [0.829]{=runs[:, 1].mean()} (from [0.756]{=runs[:, 1].min()} to [0.933]{=runs[:, 1].max()}), and the neighbours
# [0.856]{=runs[:, 2].mean()} (from [0.778]{=runs[:, 2].min()} to [0.911]{=runs[:, 2].max()}). Split by split, the network is
# [0.016]{=-lead.mean()} behind the neighbours on average, with a standard deviation of [0.041]{=lead.std(ddof=1)}: better in [4]{=better}
# splits, worse in [9]{=worse}. That is too little for a claim that the neighbours are better. It is enough to say that on these wines the
# network does not lead by 0.05.
#
# So the answer is: yes, colour tells the variety for about [84]{=100 * runs[:, 3].mean()} of 100 wines, and nobody needs a network for that. By my own rule it is no
# success: 80 of 100 are reached, but the network has no lead over the best simple method, and I asked for 5 of 100.
#
# **Errors.** [All eight]{=wrong.sum() == 8 and wrong[middle].sum() == 8} wrong wines have a strength of colour between 3.9 and 5. Of the [nine]{=middle.sum() == 9} test wines in that range it gets one right;
# of the [36]{=(~middle).sum()} others all. (I drew this range after I had seen the errors: it describes this test part and proves nothing about others.) [Half]{=((test[1] == 0) & (answers == 1)).sum() == 4} of the errors are wines of variety 0 that are taken for variety 1. The likely reason is that the
# varieties overlap there: their mean strengths are [5.5]{=X[y == 0, 0].mean()}, [3.1]{=X[y == 1, 0].mean()} and [7.4]{=X[y == 2, 0].mean()}, and this range lies between the two lower ones. The
# network's probabilities for its wrong answers are only [0.51]{=P[wrong].max(axis=1).min()} to [0.68]{=P[wrong].max(axis=1).max()}.

# %% [markdown]
# ## Limits, and what would be next
#
# For whom, or when, would the result no longer hold? Think of who collected the data, how they were chosen, how many there are, and what
# your split mixes. Then name one next step, and what you expect from it.
#
# | points | what earns them |
# |---|---|
# | 0 | Nothing, or nothing that follows from this work. |
# | 1 | A sentence that would fit any project, such as "more data would help". |
# | 2 | At least two limits of these data or this split, and one next step with what it should show. |

# %% [markdown] answer="limits" points=2
# - **Few wines.** One test wine counts [2.2]{=100 / 45} percentage points. Methods that differ by less than that cannot be told apart here.
# - **Three varieties only.** The network knows no fourth. It would give its wine to one of the three, perhaps with a high probability.
# - **The splits share their wines.** All 20 are drawn from the same 178 wines, so they are not 20 independent trials. With new wines the
#   results may differ by more than the spread above.
#
# **Next.** I would add a third measurement, `flavanoids`, and look at the same range from 3.9 to 5, in splits that have not been used yet.
# If varieties overlap in colour only, most of the errors in it should go. If they stay, my reason was wrong.

# %% [markdown]
# ## Repeating it, and sources
#
# Could somebody else get your numbers again? Name the seeds and where they are used. Then name everything that does not come from you: the
# data with their licence, code and ideas of others, people who helped, and programs that wrote text or code for you. Help is no fault. Help
# that is not named is one.
#
# | points | what earns them |
# |---|---|
# | 0 | Neither can be found. |
# | 1 | One of the two: how to get the numbers again, or the sources. |
# | 2 | Both: every random draw comes from a named seed, and the notebook gives the numbers of the text when it is run from the top; data with licence, and all help, are named. |

# %% [markdown] answer="sources" points=2
# **Repeating.** `SEED = 12` decides the split, the start weights and the shuffling; the 20 runs use 0 to 19 for all three. Run from the
# top, the notebook gives the numbers of this text.
#
# **Sources.** Data: S. Aeberhard and M. Forina, *Wine*, UCI Machine Learning Repository, 1992, CC BY 4.0, as they come with the course.
# Code: layers, training and pictures are those of `gradatim`. The nearest mean is the classifier of chapter {{training}}, "Standardising, and what
# leaks"; the nearest neighbours are a textbook method, written by me. Help: this is the course's own example; in your project, name here the people and the programs that helped you, or say that
# there were none.

# %% [markdown]
# ## Before you hand in
#
# - **Restart Kernel and Run All Cells** runs through, in less than a minute or not much more.
# - The numbers in your text are those that the cells print now.
# - The test part is used in the part "Evaluation" for the first time.
# - Your CSV file lies beside the notebook, and both are handed in together, in the way your instructor has named. (A zip is not graded as
#   it is: somebody has to unpack it first.)
#
# You began with a weighted sum of fruit. Now you have asked a question of your own, with a network whose every step you could write down,
# and you know how far to trust the answer. That is what the course was for.
#
# **Next:** [[questions_and_answers]]
