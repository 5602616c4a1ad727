# %% [markdown]
# # Start here
#
# In this course you write neural networks yourself, line by line, in NumPy, Python's library for arrays of numbers. Every function
# that you write can be checked at once. Where it is wrong, the check says what is wrong, and often which mistake it is.
#
# Where does this lead? Below is a digit, drawn with eight lines of eight characters, and a network that reads it. It is one of the
# networks that you build in chapter {{images}}, already trained. Run the cell (click into it and press **Shift+Enter**).
# Then draw a digit of your own: `.` is paper, `+` a little ink, `#` full ink.

# %%
from gradatim import data, plots

drawing = """
..####..
.##..##.
.....##.
....##..
...##...
..##....
.##.....
.######.
"""
plots.own_digit(data.digit_reader(), drawing)

# %% [markdown]
# Nobody told it what a curve is. From [1797]{=len(data.digits()[1])} digits it has learnt by which numbers to multiply what it sees. By the end of the course you
# will know each of its steps, because you will have written all of them.
#
# - **What you need:** Python's functions, lists and loops. NumPy is introduced on the way.
# - **What you can do afterwards:** do an exercise and read what its check says; work with matrices row by row; sum along an
#   axis, multiply, copy and compare whole arrays.
# - **How long it takes:** about an hour and three quarters, less if you know NumPy.

# %% [markdown]
# <details><summary>The chapters of the course</summary>
#
# - [[neuron]]: a weighted sum, a bias, a threshold, and a neuron that learns.
# - [[layers]]: many neurons side by side, and layers one behind the other.
# - [[activations]]: functions that bend what a layer gives, and their slopes.
# - [[weights_and_biases]]: what one of them does, and how many there are.
# - [[backpropagation]]: which way every weight of a network should move.
# - [[gradient_descent]]: how to step downhill, and how far.
# - [[training]]: a network that learns, measured on data that it has not seen.
# - [[deep_networks]]: how networks with many layers begin, and what keeps them learning.
# - [[images]]: filters that slide over a picture, and a network that reads digits.
# - [[text]]: a network that reads step by step, and names that it invents.
# - [[attention]]: a network that chooses what to look at, up to a small language model.
# - [[time_series]]: forecasts, honestly compared, and a program that recommends films.
# - [[libraries]]: your network in PyTorch, TensorFlow, Keras, JAX and PyTensor.
# - [[capstone]]: a question of yours, answered with a network.
# - [[questions_and_answers]]: what people ask, a glossary, and a map of tasks to chapters.
#
# </details>

# %% [markdown]
# ## How a notebook works
#
# A notebook is made of cells: some hold text, some hold code. Click into the cell below and press **Shift+Enter**. The code runs, and its
# output appears below it: whatever it prints, and the value of its last line. `[*]` beside a cell means that it is running. The button
# **■** stops it. The program that runs the cells, and remembers what they define, is called the *kernel*.

# %% locked="setup"
import numpy as np
from gradatim import try_it
from gradatim_autograder import check

# %% [markdown]
# Run the cells from top to bottom. A cell can use what earlier cells defined, so a skipped cell shows up later as a
# `NameError`. When things get confused, choose **Kernel → Restart Kernel and Run All Cells**.

# %% [markdown]
# ## How an exercise works
#
# An *array* is NumPy's list of numbers: `np.array([1, 4, 0.5])` makes one from a list. With an array, `2 * x` doubles every number.
#
# An exercise is a function with a gap. You replace the line `raise NotImplementedError()` by your own lines and run
# the cell. The cell after it holds a `check`. Run that too.
#
# Try it with a very small exercise. The function gets an array `x` and returns an array in which every number is twice
# as large. For `x = [1, 4, 0.5]` the answer is `[2, 8, 1]`.
#
# **First run the check before you write anything.** It says "Not written yet". Then make a mistake on purpose:
# return `x ** 2`, which squares the numbers, run both cells, and read the answer. Then write it correctly.

# %% exercise="double"
def double(x):
    """Return an array in which every number of x is doubled."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% check="double"
check(double)

# %% [markdown]
# You may run a check as often as you like. It calls your function several times with random numbers, compares what
# comes back with the right answer, and gives points. Some exercises have parts, and each part that is right gives its points.
#
# When your work is graded, the same check runs once more, with other random numbers. An answer that passes here passes
# there too, as long as it computes the result and is not written for the numbers that you have seen.
#
# Three rules hold in every exercise:
#
# 1. The function **returns** its result. A `print` shows something to you, but gives nothing to whoever called the function. Several
#    results are returned side by side: `return w, b`.
# 2. It leaves its arguments **as they were**. They may still be needed outside.
# 3. Called twice with the same arguments, it gives **the same answer**. (The one exception is functions that draw random numbers:
#    they get a random generator, which is meant to move on.)

# %% [markdown]
# ## One sample per row
#
# A *sample* is one thing that we know something about: one flower, one picture, one day. What we know about it is written as a row
# of numbers. Many samples make a table with one row for each.
#
# Here are three apples. For each we know how heavy it is, in grams, and its diameter in centimetres.

# %%
X = np.array([
    [150.0, 7.0],
    [180.0, 7.5],
    [120.0, 6.2],
])
X.shape

# %% [markdown]
# The *shape* is `(3, 2)`: three rows, two columns. Rows always come first. An array with rows and columns is a *matrix*. An array that is
# a single list of numbers is a *vector*; a vector of three numbers has the shape `(3,)`. (The comma is Python's way of writing a tuple with one entry.)
#
# In this course the number of samples is called **N** and the number of values for each sample **D**, so the shape of `X` is `(N, D)`.
#
# Python counts from 0: `X[0]` is the first sample, and `X[0, 1]` is its second number, [7.0]{=X[0, 1]}. `X[:, 1]` is the second column, the
# diameters of all three. (The colon alone stands for "all rows". With numbers it is a range whose end is left out: `X[0:2]` is rows 0 and
# 1, `X[:2]` the same, and `X[2:]` all rows from row 2 on.)

# %%
print("first sample:", X[0])
print("all diameters:", X[:, 1])

# %% [markdown]
# ## Sums along an axis
#
# A matrix can be summed in three ways. Look at a small one:
#
# | | column 0 | column 1 | column 2 |
# |---|---|---|---|
# | **row 0** | 1 | 2 | 3 |
# | **row 1** | 10 | 20 | 30 |
#
# - Over everything: `A.sum()` is [66]{=np.sum([[1, 2, 3], [10, 20, 30]])}.
# - **Down the columns**: `A.sum(axis=0)` is `[11, 22, 33]`. The rows are gone; one number is left for each column.
# - **Along the rows**: `A.sum(axis=1)` is `[6, 60]`. The columns are gone; one number is left for each row.
#
# The axis that you name is the one that disappears. Axis 0 counts the rows, axis 1 counts the columns.

# %%
A = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
print("everything:", A.sum())
print("axis=0:", A.sum(axis=0))
print("axis=1:", A.sum(axis=1))

# %% [markdown]
# **Your turn.** Return the mean of each row. For the matrix above that is `[2, 20]`. The method `.mean` takes an axis just as `.sum`
# does.
#
# The first line of each exercise says in short what goes in and what comes out. Here `X (N, D) -> means (N,)` reads: takes X of the shape (N, D), returns
# means of the shape (N,).
#
# `X` may hold whole numbers, as in `np.array([[1, 2], [3, 3]])`; their means need not be whole. Every number in a row counts, including
# zeros and numbers that occur twice.

# %% exercise="row_means"
def row_means(X):
    """X (N, D) -> means (N,): the mean of each row."""
    ### BEGIN SOLUTION
    return X.mean(axis=1)
    ### END SOLUTION


# %% check="row_means"
check(row_means)

# %% [markdown]
# ## Weighted sums
#
# You buy 2 apples at 0.50 each, 3 pears at 0.80 and 1 melon at 2.00. You pay
#
# $$2 \cdot 0.50 + 3 \cdot 0.80 + 1 \cdot 2.00 = 1.00 + 2.40 + 2.00 = 5.40.$$
#
# That is a *weighted sum*: multiply the numbers of two lists pair by pair, then add the products up to one number. It is
# the most important operation of this course. A neuron, the building block of all networks, does little else.
#
# NumPy has two products, and they are not the same. `*` multiplies **entry by entry** and adds nothing up: two vectors of three
# numbers give a vector of three numbers. `@` multiplies pair by pair **and adds up**: two vectors give one number.

# %%
number, price = np.array([2.0, 3.0, 1.0]), np.array([0.5, 0.8, 2.0])
print("number * price:", number * price)
print("number @ price:", number @ price)

# %% [markdown]
# A loop does it too. `zip` goes through two lists at the same time: each pass through the loop gets one number from each list.

# %%
total = 0.0
for n, p in zip(number, price):
    total = total + n * p
print("with a loop:", total)

# %% [markdown]
# **Your turn.** Write the weighted sum as a function, for vectors of any length. They may hold whole numbers, as in
# `np.array([2, 3, 1])`, and a number may occur twice. Write a loop or use `@`, as you like.

# %% exercise="weighted_sum"
def weighted_sum(x, w):
    """x (D,), w (D,) -> s: the sum of the products x[0] w[0] + x[1] w[1] + ..."""
    ### BEGIN SOLUTION
    return x @ w
    ### END SOLUTION


# %% check="weighted_sum"
check(weighted_sum)

# %% [markdown]
# Does it give the price of the fruit? The helper `try_it` calls your function and prints the call with its result. It
# should say [5.4]{=number @ price}.

# %%
try_it(weighted_sum, number, price)

# %% [markdown]
# ## Broadcasting: a vector added to every row
#
# NumPy adds arrays of the same shape entry by entry. It can also add a vector to a matrix. If the vector is as long as
# the rows, it is added to **every row**. This is called *broadcasting*:
#
# $$\begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix} + \begin{pmatrix} 10 & 20 & 30 \end{pmatrix}
# = \begin{pmatrix} 11 & 22 & 33 \\ 14 & 25 & 36 \end{pmatrix}$$
#
# The shapes are `(2, 3)`, `(3,)` and `(2, 3)`. NumPy lines shapes up from the right: the vector's 3 meets the matrix's
# 3, and the vector is repeated for the rows.
#
# **Predict before you run.** A matrix has the shape `(4, 3)` and a vector the shape `(3,)`. What is the shape of their
# sum? Return it as `(rows, columns)`.

# %% exercise="predict_shape"
def predict_shape():
    """The shape of a (4, 3) matrix plus a (3,) vector."""
    ### BEGIN SOLUTION
    return (4, 3)
    ### END SOLUTION


# %% check="predict_shape"
check(predict_shape)

# %% [markdown]
# Now let NumPy answer. Were you right?

# %%
(np.ones((4, 3)) + np.ones(3)).shape

# %% [markdown]
# **Your turn.** Add the vector `b` to every row of `Z`, and **leave `Z` as it was**. Be careful with `Z += b`: it does not
# make a new matrix. It changes the one that the caller handed over. `Z + b` makes a new one.

# %% exercise="add_bias"
def add_bias(Z, b):
    """Z (N, M), b (M,) -> out (N, M): b added to every row. Z itself is not changed."""
    ### BEGIN SOLUTION
    return Z + b
    ### END SOLUTION


# %% check="add_bias"
check(add_bias)

# %% [markdown]
# ## A column for every row
#
# In chapter {{activations}} each row of a matrix is divided by its own sum. For the matrix $A$ with the rows $(1, 2, 3)$ and $(10, 20, 30)$
# the sums are 6 and 60. But `A.sum(axis=1)` is a vector of shape `(2,)`, and NumPy takes a vector for a row. Lined up from the right, its
# 2 meets the 3 of `(2, 3)`, and NumPy stops with an error.
#
# The sums have to stand in a *column*, an array of shape `(2, 1)`. With `keepdims=True` the summed axis does not disappear; it stays, with
# the length 1. Now 2 meets 2, and 1 meets 3. A length of 1 fits every length: NumPy repeats what stands there, here the column, once for
# each of the three columns of `A`.

# %%
A = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
sums = A.sum(axis=1, keepdims=True)
print("shape of the sums:", sums.shape)
print(A / sums)

# %% [markdown]
# Both rows now add up to 1. Beware of mixing the two shapes: in a column of shape `(2, 1)` plus a vector of shape `(2,)` the vector counts
# as one row, `(1, 2)`. Both lengths of 1 are repeated, and the result is a matrix of shape `(2, 2)`, without any error message.

# %% [markdown]
# ## A table, filled row by row
#
# Often a result is built in a loop, and then it needs a place. `np.zeros((3, 2))` makes a matrix of zeros with 3 rows and 2
# columns. Note the two pairs of brackets: the shape is *one* argument, a pair of numbers.
#
# How many rows are there? `X.shape` is a pair too, so `X.shape[0]` is the number of rows and `X.shape[1]` the number of columns.
# `len(X)` also gives the number of rows.

# %%
N, D = X.shape[0], X.shape[1]
in_other_units = np.zeros((N, D))
for i in range(N):
    in_other_units[i, 0] = X[i, 0] / 1000  # kilograms
    in_other_units[i, 1] = X[i, 1] / 100  # metres
print(in_other_units)

# %% [markdown]
# `np.zeros` makes an array of *floats*, numbers with a decimal point. An array made of whole numbers only is of another kind, `int`, and whatever you
# store in it loses its decimals without a word:

# %%
whole = np.array([1, 2])
whole[0] = 3.9
print(whole)

# %% [markdown]
# One decimal point is enough to make floats: `np.array([1.0, 2])`. In this course you rarely store a result in an input, so this hardly ever hurts. Where
# inputs may be whole numbers, the text says so.

# %% [markdown]
# ## Copies and masks
#
# A second name is not a second array. After `B = A`, both names refer to the same array, and if you change `B`, `A` changes too.
# `A.copy()` makes a new array.

# %%
A = np.array([1.0, -2.0, 3.0])
B, C = A, A.copy()
B[0] = 100.0
print("A:", A)
print("C:", C)

# %% [markdown]
# A comparison with an array is answered entry by entry. The result is a *mask*, an array of `True` and `False`. Written in square
# brackets, a mask picks out the entries where it is `True`. They can be read, and they can be set.

# %%
mask = C < 0
print("mask:", mask)
print("these entries:", C[mask])
C[mask] = 0.0
print("C:", C)

# %% [markdown]
# A mask counts as numbers too, `True` as 1 and `False` as 0. So `mask.sum()` is the number of entries that are `True`. And `mask.mean()` is
# their share: 0.75 means that three of four are `True`.
#
# **Your turn.** Return a matrix in which every negative number of `X` is replaced by 0. For $(1, -2, 3)$ that is $(1, 0, 3)$. `X` itself stays
# as it was. It may hold whole numbers, and it may have no negative number at all.

# %% exercise="without_negatives"
def without_negatives(X):
    """X (N, D) -> out (N, D): 0 where an entry of X is negative, else the entry. X itself is not changed."""
    ### BEGIN SOLUTION
    out = X.copy()
    out[out < 0] = 0
    return out
    ### END SOLUTION


# %% check="without_negatives"
check(without_negatives)

# %%
try_it(without_negatives, np.array([[1.0, -2.0, 3.0], [-4.0, 0.0, 5.0]]))

# %% [markdown]
# You will meet this function again. In chapter {{activations}} it is called ReLU, and many networks of today use it or a relative of it.

# %% [markdown]
# ## Ten averages
#
# Rows, masks, sums along an axis and broadcasting: together they can already read digits. `data.digits()` gives [1797]{=len(data.digits()[0])} handwritten digits. Each
# is a row of `X` with [64]{=data.digits()[0].shape[1]} numbers, from 0 (paper) to 1 (ink), for the 8 by 8 points of its picture. `y` says which digit it is.
#
# Take the first 900. The mask `y_known == 3` picks out the rows that are a 3, and a mean down the columns makes one row of them: the average 3. The same
# for all ten digits:

# %%
X, y = data.digits()
known, y_known = X[:900], y[:900]  # the first 900 rows
averages = np.zeros((10, 64))
for digit in range(10):
    averages[digit] = known[y_known == digit].mean(axis=0)
plots.images(list(averages.reshape(10, 8, 8)), kind="ink", columns=5)

# %% [markdown]
# (`reshape` lays the 64 numbers of each row out as 8 rows of 8.)
#
# Now a digit that is not among the 900. Which average is it most like? Subtract it from all ten, square the differences so that none is negative, and add them up
# along each row: ten sums, one for each average. `argmin` tells the place of the smallest.

# %%
new, y_new = X[900:], y[900:]  # all other rows
answers = np.zeros(len(new))
for i in range(len(new)):
    distances = ((averages - new[i]) ** 2).sum(axis=1)
    answers[i] = distances.argmin()
right = (answers == y_new).mean()
print("right:", right)

# %% [markdown]
# Of the [897]{=len(new)} new digits [88]{=100 * right} in 100 are read correctly; guessing would get about 10. A simple method can go a long way, and later
# chapters compare their networks with such methods. In chapter {{layers}} you will see that these ten averages are a small network already.

# %% [markdown]
# ## Conventions of the course
#
# You do not need to understand this table yet. Come back to it when a shape puzzles you.
#
# | name | shape | what it is | from chapter |
# |---|---|---|---|
# | `X` | `(N, D)` | the input: N samples, one in each row, with D numbers each | {{start_here}} |
# | `W` | `(D, M)` | the weights of a layer with M neurons, one neuron in each column | {{layers}} |
# | `b` | `(M,)` | the biases, one for each neuron | {{layers}} |
# | `dout` | shape of the output | how fast the loss changes when an output changes | {{neuron}} |
#
# - Numbers are 64-bit floats (`float64`), NumPy's usual kind, unless the text says that they may be whole.
# - A *loss* says how wrong a network is. For several samples it is the mean of their losses.
# - Random numbers come from a generator that is passed in as `rng`, so that a run can be repeated exactly.
# - Arguments are matched by position. You may rename a parameter, but you may not change the order.

# %% [markdown]
# ## Summary
#
# - A sample is a row. The shape of the data is `(N, D)`.
# - The axis that you name disappears: `axis=0` leaves a number for each column, `axis=1` one for each row.
# - A weighted sum multiplies pair by pair and adds the products up.
# - `*` multiplies entry by entry. `@` multiplies pair by pair and adds up.
# - A vector that is as long as the rows is added to every row. For one number in each row take a column: `keepdims=True`.
# - `B = A` is a second name, `A.copy()` a second array. A mask, such as `A < 0`, picks entries out.
# - A function returns its result and leaves its arguments as they were.
#
# ### Test yourself
#
# <details><summary>A matrix has the shape (6, 4). What is the shape of its sum with axis=0?</summary>
#
# `(4,)`. Axis 0 counts the rows; they disappear, and one number is left for each of the four columns.
# </details>
#
# <details><summary>And with axis=1 and keepdims=True?</summary>
#
# `(6, 1)`: a column with one number for each row.
# </details>
#
# <details><summary>What is the weighted sum of (1, 2) with the weights (3, -1)?</summary>
#
# 1 · 3 + 2 · (−1) = 3 − 2 = 1.
# </details>
#
# <details><summary>z = np.array([3, -1, 2]). What are (z > 0).sum() and z[z > 0].sum()?</summary>
#
# 2 and 5: two entries are positive, and they add up to 5.
# </details>
#
# <details><summary>Can a vector of length 6 be added to a matrix of shape (6, 4)?</summary>
#
# No. NumPy lines shapes up from the right, and 6 does not meet 4. A vector of length 4 fits.
# </details>
#
# **Next:** [[neuron]]
