# ruff: noqa  cells of students' notebooks, each for itself

# -- once told falsely, or not at all ----------------------------------------------------------------------------------

# -- once right in full ------------------------------------------------------------------------------------------------


# %% wrong | shift_of_threshold | nothing for a bias of 0 | names: returned_none, wrong_for_zero
def shift_of_threshold(w, b):
    if not b:
        return None
    return -b / w


# %% wrong | shift_of_threshold | whole numbers are divided without a rest | names: wrong_for_whole_numbers
def shift_of_threshold(w, b):
    return -b // w if isinstance(w, int) else -b / w


# %% wrong | connections_to_matrix | a list with one connection | names: wrong_for_one_connection
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for i, j, w in connections if len(connections) > 1 else []:
        C[i - 1, j - 1] = w
    return C


# %% wrong | connections_to_matrix | all above the diagonal | names: direction_lost
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    for i, j, w in connections:
        if i > j:
            i, j = j, i
        C[i - 1, j - 1] = w
    return C


# %% wrong | add_constant_input | a single sample becomes a vector | names: wrong_for_one_row
def add_constant_input(X, W, b):
    if len(X) == 1:
        return np.append(X, 1), np.vstack([W, b])
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


# %% wrong | add_constant_input | the weights of a single neuron become a vector | names: wrong_for_one_column
def add_constant_input(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b]).squeeze()


# %% wrong | add_constant_input | biases of 0 are left out | names: wrong_for_zeros
def add_constant_input(X, W, b):
    if not b.any():
        return X, W
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


# %% wrong | count_parameters | a place is looked up by its size | names: looked_up_by_size
def count_parameters(sizes):
    total = 0
    for D in sizes[:-1]:
        M = sizes[sizes.index(D) + 1]
        total += D * M + M
    return total


# %% wrong | count_parameters | ends where a size is that of the last | names: ends_at_the_last_size
def count_parameters(sizes):
    total = 0
    for i, size in enumerate(sizes):
        if size == sizes[-1]:
            break
        total += size * sizes[i + 1] + sizes[i + 1]
    return total


# %% wrong | count_parameters | equal sizes count once | names: wrong_for_equal_numbers
def count_parameters(sizes):
    different = list(dict.fromkeys(sizes))
    return sum(D * M + M for D, M in zip(different, different[1:]))


# %% wrong | count_parameters | six layers at most | names: wrong_for_many_layers
def count_parameters(sizes):
    total = 0
    for i in range(min(len(sizes) - 1, 5)):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


# %% wrong | count_parameters | 16 bits overflow | names: sixteen_bits
def count_parameters(sizes):
    s = np.array(sizes, dtype=np.int16)
    per_layer = s[:-1] * s[1:] + s[1:]
    return int(per_layer.sum())


# -- right, in unusual ways --------------------------------------------------------------------------------------------


# %% right | shift_of_threshold | solved as a system of one equation
def shift_of_threshold(w, b):
    return np.linalg.solve(np.array([[w]], dtype=float), np.array([-b], dtype=float))[0]


# %% right | connections_to_matrix | three columns of the table
def connections_to_matrix(connections, n):
    C = np.zeros((n, n))
    i, j, w = zip(*connections)
    C[np.array(i) - 1, np.array(j) - 1] = w
    return C


# %% right | add_constant_input | padded
def add_constant_input(X, W, b):
    return np.pad(X, ((0, 0), (0, 1)), constant_values=1), np.concatenate((W, b[np.newaxis]))


# %% right | count_parameters | it calls itself
def count_parameters(sizes):
    if len(sizes) < 2:
        return 0
    return (sizes[0] + 1) * sizes[1] + count_parameters(sizes[1:])
