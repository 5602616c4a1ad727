"""Answers to the exercises of the chapter on first steps (read by tests/support/answers.py)."""


# %% wrong | double | drops a number that occurs a second time | names: wrong_for_equal_numbers
def double(x):
    return np.array(list(dict.fromkeys(2 * x)))


# %% wrong | double | leaves out zeros, of which a truth value asks | names: wrong_for_holds_zero | says: holds a 0
def double(x):
    return [2 * value for value in x if value]


# %% wrong | double | squeezes: a single number is no array any more | says: single
def double(x):
    return np.squeeze(2 * x)


# %% right | double | in a list that grows
def double(x):
    y = []
    for value in x.tolist():
        y += [value * 2]
    return y


# %% right | double | a product with a matrix
def double(x):
    return 2 * np.eye(len(x)) @ x


# %% wrong | row_means | fills an array of X's kind | names: wrong_for_integers | says: whole numbers (int)
def row_means(X):
    means = np.zeros_like(X[:, 0])
    for i in range(len(X)):
        means[i] = np.mean(X[i])
    return means


# %% wrong | row_means | squeezes: one row gives a single number | says: single number
def row_means(X):
    return np.squeeze(X.mean(axis=1))


# %% wrong | row_means | squeezes the matrix first: one row, or one column, is a vector then
def row_means(X):
    return X.squeeze().mean(axis=-1)


# %% wrong | row_means | the axis is told by the shape | names: wrong_for_square | says: as many rows as columns
def row_means(X):
    return X.mean(axis=1) if X.shape[0] != X.shape[1] else X.mean(axis=0)


# %% wrong | row_means | // in place of / is right where means are whole
def row_means(X):
    return X.sum(axis=1) // X.shape[1]


# %% wrong | row_means | goes through as many rows as there are columns | names: rows_counted_by_columns
def row_means(X):
    means = []
    for i in range(X.shape[1]):
        means.append(X[i].mean())
    return means


# %% wrong | row_means | the largest of each row | names: row_maxima | says: largest
def row_means(X):
    return np.max(X, axis=1)


# %% wrong | row_means | the largest of each row, in a column | names: row_maxima
def row_means(X):
    return X.max(axis=1, keepdims=True)


# %% wrong | row_means | sums in a column | names: sums | never: twice
def row_means(X):
    return np.sum(X, 1, keepdims=True)


# %% wrong | row_means | column means in a row | names: column_means
def row_means(X):
    return np.mean(X, axis=0, keepdims=True)


# %% wrong | row_means | a column divided by a vector | names: square_by_broadcasting | says: (N, N)
def row_means(X):
    counts = np.array([len(row) for row in X])
    return X.sum(axis=1, keepdims=True) / counts


# %% wrong | row_means | a vector divided by a column | names: square_by_broadcasting
def row_means(X):
    counts = np.ones((len(X), 1)) * X.shape[1]
    return X.sum(axis=1) / counts


# %% wrong | row_means | reshaped to a column, without keepdims | names: axis_kept | never: Leave out
def row_means(X):
    return X.mean(axis=1).reshape(-1, 1)


# %% right | row_means | the axis counted from the end, the copy in float32
def row_means(X):
    return X.astype(np.float32).mean(axis=-1)


# %% right | row_means | the column that keepdims leaves, taken out again
def row_means(X):
    return X.mean(axis=1, keepdims=True)[:, 0]


# %% right | row_means | diagonal of a product
def row_means(X):
    return np.diag(X @ np.ones(X.T.shape)) / X.shape[1]


# %% right | row_means | columns added up one after the other
def row_means(X):
    total = 0
    for column in X.T:
        total = total + column
    return total / X.shape[1]


# %% right | row_means | running means
def row_means(X):
    means = np.zeros(len(X))
    for j in range(X.shape[1]):
        means += (X[:, j] - means) / (j + 1)
    return means


# %% wrong | weighted_sum | products in an array of x's kind | names: wrong_for_integers | says: whole numbers (int)
def weighted_sum(x, w):
    products = np.zeros_like(x)
    for i in range(len(x)):
        products[i] = x[i] * w[i]
    return products.sum()


# %% wrong | weighted_sum | a dict has one entry for equal numbers | names: wrong_for_equal_numbers | says: number twice
def weighted_sum(x, w):
    prices = dict(zip(x, w))
    return sum(count * price for count, price in prices.items())


# %% wrong | weighted_sum | finds the place of a number by its value | names: wrong_for_equal_numbers_only
def weighted_sum(x, w):
    total = 0
    for value in x:
        total += value * w[list(x).index(value)]
    return total


# %% wrong | weighted_sum | three fruits, as in the example | names: three_inputs_only | says: first three
def weighted_sum(x, w):
    return x[0] * w[0] + x[1] * w[1] + x[2] * w[2]


# %% wrong | weighted_sum | a loop of three steps | names: three_inputs_only
def weighted_sum(x, w):
    total = 0.0
    for i in range(3):
        total += x[i] * w[i]
    return total


# %% wrong | weighted_sum | keeps the largest total, which is 0 where all products are negative
def weighted_sum(x, w):
    return max(0.0, x @ w)


# %% wrong | weighted_sum | a column times a row: one number in a matrix | names: axis_added
def weighted_sum(x, w):
    return np.array([x @ w])


# %% right | weighted_sum | exact sum of products
def weighted_sum(x, w):
    from math import fsum

    return fsum(map(float.__mul__, map(float, x), map(float, w)))


# %% right | weighted_sum | trace of the outer product
def weighted_sum(x, w):
    return np.trace(np.outer(x, w))


# %% right | weighted_sum | matrices of one row and one column
def weighted_sum(x, w):
    return (x.reshape(1, -1) @ w.reshape(-1, 1)).item()


# %% right | weighted_sum | from squares
def weighted_sum(x, w):
    return ((x + w) ** 2 - (x - w) ** 2).sum() / 4


# %% wrong | add_bias | a column where it fits, which it does for a square | names: wrong_for_square
def add_bias(Z, b):
    if len(b) == len(Z):
        return Z + b[:, None]
    return Z + b


# %% wrong | add_bias | a slice of a list is a copy, of an array it is a view | names: input_changed
def add_bias(Z, b):
    out = Z[:]
    out += b
    return out


# %% wrong | add_bias | squeezes: one row, or one column, is a vector then | names: laid_out_otherwise
def add_bias(Z, b):
    return np.squeeze(Z + b)


# %% wrong | add_bias | goes through as many rows as b has numbers | names: rows_counted_by_b
def add_bias(Z, b):
    out = Z.copy()
    for i in range(min(len(b), len(Z))):
        out[i] += b
    return out


# %% wrong | add_bias | one number for each row, where there are enough | names: entry_for_each_row
def add_bias(Z, b):
    out = np.zeros_like(Z)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            out[i, j] = Z[i, j] + b[i]
    return out


# %% right | add_bias | column by column
def add_bias(Z, b):
    return np.column_stack([Z[:, j] + b[j] for j in range(len(b))])


# %% right | add_bias | turned round twice
def add_bias(Z, b):
    return (Z.T + b[:, None]).T


# %% right | add_bias | b repeated to the shape of Z
def add_bias(Z, b):
    return np.add(Z, np.repeat(b[None, :], len(Z), axis=0), dtype=np.float32)


# %% wrong | row_means | divides by how many are not 0 | names: wrong_for_holds_zero | says: where X holds a 0
def row_means(X):
    return X.sum(axis=1) / np.count_nonzero(X, axis=1)


# %% wrong | weighted_sum | breaks off at a weight of 0 | names: wrong_for_holds_zero | says: where w holds a 0
def weighted_sum(x, w):
    s = 0.0
    for value, weight in zip(x, w):
        if weight == 0:
            break
        s += value * weight
    return s


# %% wrong | add_bias | leaves out rows of zeros | names: wrong_for_row_of_zeros | says: zero everywhere
def add_bias(Z, b):
    return np.array([row + b if row.any() else row for row in Z])


# %% wrong | weighted_sum | sums a set of the products, so equal products are counted only once | says: two of the products are equal
def weighted_sum(x, w):
    return sum({a * b for a, b in zip(x, w)})


# %% wrong | row_means | sums a set, so that a number that a row holds twice counts once
def row_means(X):
    return [sum(set(row)) / len(row) for row in X]


# %% wrong | row_means | np.unique takes a number that a row holds twice for one
def row_means(X):
    return [np.unique(row).mean() for row in X]


# %% wrong | row_means | zeros are left out of the mean
def row_means(X):
    means = []
    for row in X:
        total, count = 0, 0
        for value in row:
            if value:
                total += value
                count += 1
        means.append(total / count)
    return means


# %% wrong | add_bias | finds the place of a number in b by its value
def add_bias(Z, b):
    out = np.array(Z)
    for value in b:
        out[:, list(b).index(value)] += value
    return out


# %% wrong | weighted_sum | a dict pairs the numbers: an input that comes twice has one weight
def weighted_sum(x, w):
    pairs = dict(zip(x, w))
    return sum(value * weight for value, weight in pairs.items())


# %% wrong | without_negatives | assigns to the loop's variable | names: unchanged
def without_negatives(X):
    out = X.copy()
    for row in out:
        for value in row:
            if value < 0:
                value = 0
    return out


# %% wrong | without_negatives | == where = is meant | names: unchanged, compared_for_assigned
def without_negatives(X):
    out = X.copy()
    out[out < 0] == 0
    return out


# %% wrong | without_negatives | a second name is no copy | names: input_changed | says: work on a copy
def without_negatives(X):
    out = X
    out[out < 0] = 0
    return out


# %% wrong | without_negatives | np.max for np.maximum | names: largest_of_each_column | says: np.maximum
def without_negatives(X):
    return np.max(X, 0)


# %% right | without_negatives | half the sum with the absolute value
def without_negatives(X):
    return (np.abs(X) + X) / 2


# %% wrong | without_negatives | what is not negative is picked out | names: taken_out
def without_negatives(X):
    return X[X >= 0]
