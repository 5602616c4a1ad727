# ruff: noqa  cells of students' notebooks, each for itself

# -- once told falsely, or not at all ----------------------------------------------------------------------------------

# %% wrong | he_init | the spread is the root of 4 / n_in; no 2 stands outside | names: two_outside_the_root | says: 4 / n_in
def he_init(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(4 / n_in), size=(n_in, n_out)), np.zeros(n_out)


# %% wrong | he_init | one seed inside | names: rng_not_used | says: whatever state the generator is in
def he_init(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


# %% wrong | he_init | one seed inside, the old way | names: rng_not_used
def he_init(n_in, n_out, rng):
    np.random.seed(0)
    return np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), np.zeros(n_out)


# %% wrong | he_init | uniform for normal, as far as the standard deviation | names: uniform_within_the_scale
def he_init(n_in, n_out, rng):
    return rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(2 / n_in), np.zeros(n_out)


# %% wrong | he_init | the variance for the standard deviation | names: variance_for_standard_deviation
def he_init(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, (n_in, n_out)), np.zeros(n_out)


# %% wrong | he_init | n_out for n_in, and biases of 1 | names: n_out_for_n_in, biases_not_zero
def he_init(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_out), (n_in, n_out)), np.ones(n_out)


# %% wrong | he_init | all units equal | names: neurons_all_alike
def he_init(n_in, n_out, rng):
    w = rng.normal(0, np.sqrt(2 / n_in), size=n_in)
    return np.array([w] * n_out).T, np.zeros(n_out)


# %% wrong | he_init | an array of whole numbers is filled | names: whole_numbers | never: All weights are 0
def he_init(n_in, n_out, rng):
    W = np.zeros((n_in, n_out), dtype=int)
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.normal(0, np.sqrt(2 / n_in))
    return W, np.zeros(n_out)


# %% wrong | he_init | -1, 0 or 1, scaled | names: few_different_numbers
def he_init(n_in, n_out, rng):
    return rng.integers(-1, 2, size=(n_in, n_out)) * np.sqrt(2 / n_in), np.zeros(n_out)


# %% wrong | he_init | cut off at two standard deviations | names: cut_off
def he_init(n_in, n_out, rng):
    s = np.sqrt(2 / n_in)
    return rng.normal(0, s, size=(n_in, n_out)).clip(-2 * s, 2 * s), np.zeros(n_out)


# %% wrong | xavier_init | an array of whole numbers is filled | names: all_zeros | says: whole numbers
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    W = np.zeros((n_in, n_out), int)
    for i in range(n_in):
        W[i] = rng.uniform(-limit, limit, size=n_out)
    return W


# %% wrong | xavier_init | whole numbers are drawn | names: few_different_numbers
def xavier_init(n_in, n_out, rng):
    return rng.integers(-1, 2, size=(n_in, n_out))


# %% wrong | xavier_init | normal for uniform | names: normal_numbers
def xavier_init(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / (n_in + n_out))


# %% wrong | xavier_init | the variance is the limit | names: variance_for_limit
def xavier_init(n_in, n_out, rng):
    variance = 2 / (n_in + n_out)
    return rng.uniform(-variance, variance, (n_in, n_out))


# %% wrong | xavier_init | the limit of PyTorch's dense layers | names: n_in_only
def xavier_init(n_in, n_out, rng):
    limit = 1 / np.sqrt(n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


# -- once right in full ------------------------------------------------------------------------------------------------


# %% wrong | shift_of_threshold | nothing for a bias of 0 | names: returned_none, wrong_for_zero
def shift_of_threshold(w, b):
    if not b:
        return None
    return -b / w


# %% wrong | shift_of_threshold | whole numbers are divided without a rest | names: wrong_for_whole_numbers
def shift_of_threshold(w, b):
    return -b // w if isinstance(w, int) else -b / w


# %% wrong | scale_for | a single input needs no scale | names: wrong_for_one_input
def scale_for(n_in, mean_square):
    return 1.0 if n_in == 1 else 1 / np.sqrt(n_in * mean_square)


# %% wrong | scale_for | no root for a mean square of 1 | names: wrong_for_mean_square_of_one
def scale_for(n_in, mean_square):
    return 1 / n_in if mean_square == 1 else 1 / np.sqrt(n_in * mean_square)


# %% wrong | scale_for | an eps below the root | names: small_number_added
def scale_for(n_in, mean_square):
    return 1 / np.sqrt(n_in * mean_square + 1e-5)


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


# %% wrong | he_init | the weights of a single neuron become a vector | names: wrong_for_one_neuron
def he_init(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    return W if n_out > 1 else W.ravel(), np.zeros(n_out)


# %% wrong | he_init | a square layer starts as the identity | names: wrong_for_square
def he_init(n_in, n_out, rng):
    if n_in == n_out:
        return np.eye(n_in), np.zeros(n_out)
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


# %% wrong | xavier_init | axes of length 1 are lost | names: wrong_for_one_of_either
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return np.squeeze(rng.uniform(-limit, limit, size=(n_in, n_out)))


# %% wrong | count_parameters | 16 bits overflow | names: sixteen_bits
def count_parameters(sizes):
    s = np.array(sizes, dtype=np.int16)
    per_layer = s[:-1] * s[1:] + s[1:]
    return int(per_layer.sum())


# %% wrong | he_init | W is turned, and b stands first | names: results_exchanged | says: b and W are exchanged | never: The standard
def he_init(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))
    b = np.zeros(n_out)
    return b, W


# %% wrong | he_init | b stands first | names: results_exchanged | never: The number of
def he_init(n_in, n_out, rng):
    return np.zeros(n_out), rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


# %% wrong | he_init | W is the biases, a vector of zeros | says: axes of W is 1 | never: The standard deviation
def he_init(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
    b = np.zeros(n_out)
    return b, b


# %% wrong | he_init | infinite for a single input | names: wrong_for_one_input | says: The standard deviation of W is nan | never: The mean
def he_init(n_in, n_out, rng):
    return rng.normal(0.0, 1.0, size=(n_in, n_out)) / np.sqrt(n_in // 2), np.zeros(n_out)


# %% wrong | he_init | the scale stands in the place of the mean | names: scale_as_mean | says: The mean should be 0
def he_init(n_in, n_out, rng):
    sd = np.sqrt(2 / n_in)
    return rng.normal(sd, size=(n_in, n_out)), np.zeros(n_out)


# %% wrong | xavier_init | one number for all its columns | names: weights_of_a_neuron_all_alike | says: The number of different weights
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return np.ones((n_in, 1)) * rng.uniform(-limit, limit, size=n_out)


# -- right, in unusual ways --------------------------------------------------------------------------------------------


# %% right | shift_of_threshold | solved as a system of one equation
def shift_of_threshold(w, b):
    return np.linalg.solve(np.array([[w]], dtype=float), np.array([-b], dtype=float))[0]


# %% right | scale_for | through logarithms
def scale_for(n_in, mean_square):
    return np.exp(-0.5 * (np.log(n_in) + np.log(mean_square)))


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


# %% right | he_init | a list of two, the biases from the weights
def he_init(n_in, n_out, rng):
    W = np.sqrt(2 / n_in) * rng.standard_normal(size=(n_in, n_out))
    return [W, np.zeros_like(W[0])]


# %% right | xavier_init | row by row
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return np.array([rng.uniform(-limit, limit, n_out) for _ in range(n_in)])
