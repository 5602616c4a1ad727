# ruff: noqa  cells of students' notebooks, each for itself

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


# %% wrong | scale_for | a single input needs no scale | names: wrong_for_one_input
def scale_for(n_in, mean_square):
    return 1.0 if n_in == 1 else 1 / np.sqrt(n_in * mean_square)


# %% wrong | scale_for | no root for a mean square of 1 | names: wrong_for_mean_square_of_one
def scale_for(n_in, mean_square):
    return 1 / n_in if mean_square == 1 else 1 / np.sqrt(n_in * mean_square)


# %% wrong | scale_for | an eps below the root | names: small_number_added
def scale_for(n_in, mean_square):
    return 1 / np.sqrt(n_in * mean_square + 1e-5)


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


# %% right | scale_for | through logarithms
def scale_for(n_in, mean_square):
    return np.exp(-0.5 * (np.log(n_in) + np.log(mean_square)))


# %% right | he_init | a list of two, the biases from the weights
def he_init(n_in, n_out, rng):
    W = np.sqrt(2 / n_in) * rng.standard_normal(size=(n_in, n_out))
    return [W, np.zeros_like(W[0])]


# %% right | xavier_init | row by row
def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return np.array([rng.uniform(-limit, limit, n_out) for _ in range(n_in)])


# %% wrong | l2_gradient | a single sample has no penalty | says: where N is 1
def l2_gradient(dW, W, lam, N):
    return dW + lam / N * W if N > 1 else dW * 1.0


# %% wrong | l2_gradient | twice the pull, and not divided | names: twice_and_not_divided
def l2_gradient(dW, W, lam, N):
    return dW + lam * 2 * W


# %% right | l2_gradient | the penalty's gradient first
def l2_gradient(dW, W, lam, N):
    pull = np.array([[lam * w for w in row] for row in W])
    pull /= N
    return np.add(pull, dW)


# %% wrong | dropout_forward | no mask at test time | names: no_mask_at_test_time
def dropout_forward(X, keep, rng, train):
    if train:
        mask = rng.random(X.shape) < keep
        return X * mask / keep, mask
    return X, None


# %% wrong | dropout_forward | a mask is drawn at test time and not used | names: mask_drawn_at_test_time
def dropout_forward(X, keep, rng, train):
    mask = rng.random(X.shape) < keep
    if train:
        return X * mask / keep, mask
    return X, mask


# %% wrong | dropout_forward | the mask at test time is a number
def dropout_forward(X, keep, rng, train):
    mask = 1
    if train:
        mask = rng.random(X.shape) < keep
        X = X * mask / keep
    return X, mask


# %% wrong | dropout_forward | with keep = 1 nothing is returned for a mask
def dropout_forward(X, keep, rng, train):
    if keep == 1:
        return X, None
    if not train:
        return X, np.ones(X.shape)
    mask = rng.random(X.shape) < keep
    return X * mask / keep, mask


# %% wrong | dropout_forward | with keep = 1 the mask stays as it was made | says: keep is 1
def dropout_forward(X, keep, rng, train):
    mask = np.zeros(X.shape)
    if not train:
        return X, mask + 1
    if keep < 1:
        mask[rng.random(X.shape) < keep] = 1
        return X * mask / keep, mask
    return X, mask


# %% wrong | dropout_forward | an exact count in each row | names: same_count_in_each_row | never: sign
def dropout_forward(X, keep, rng, train):
    mask = np.ones(X.shape)
    if not train:
        return X, mask
    out = X.copy()
    for n in range(len(X)):
        dropped = rng.choice(X.shape[1], size=round((1 - keep) * X.shape[1]), replace=False)
        mask[n, dropped] = 0
        out[n] = X[n] * mask[n] / keep
    return out, mask


# %% wrong | dropout_forward | an exact count in each column | names: same_count_in_each_column | never: sign
def dropout_forward(X, keep, rng, train):
    mask = np.zeros(X.shape)
    if not train:
        return X, mask + 1
    for d in range(X.shape[1]):
        mask[rng.permutation(len(X))[: int(keep * len(X))], d] = 1
    return X * mask / keep, mask


# %% wrong | dropout_forward | whole columns | names: whole_columns
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = (rng.random(X.shape[1]) < keep) * np.ones(X.shape)
    return X * mask / keep, mask


# %% wrong | dropout_forward | not scaled | names: not_divided
def dropout_forward(X, keep, rng, train):
    mask = rng.random(X.shape) < keep if train else np.ones(X.shape)
    return X * mask, mask


# %% wrong | dropout_forward | divided by the share of this mask
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    mask = rng.random(X.shape) < keep
    return X * mask * mask.size / mask.sum(), mask


# %% right | dropout_forward | entry by entry, from the last to the first
def dropout_forward(X, keep, rng, train):
    out, mask = np.array(X), np.ones(X.shape, dtype=int)
    for n in reversed(range(len(X))):
        for d in reversed(range(len(X[0]))):
            if train and rng.uniform() > keep:
                mask[n, d] = 0
            out[n, d] = X[n, d] * mask[n, d] / (keep if train else 1)
    return out, mask


# %% right | dropout_forward | drawn column by column, with keep = 1 nothing drawn
def dropout_forward(X, keep, rng, train):
    mask = np.ones_like(X)
    if train and keep < 1:
        mask = np.array([rng.binomial(1, keep, len(X)) for _column in X.T]).T
    return (X * mask / keep if train else X), mask


# %% wrong | dropout_backward | with keep = 1 the mask is not used
def dropout_backward(dout, mask, keep):
    return dout * mask / keep if keep < 1 else dout / mask.sum()


# %% wrong | dropout_backward | divided by the share of the mask, where that is not 0
def dropout_backward(dout, mask, keep):
    share = mask.mean()
    return dout * mask / share if share > 0 else 0 * dout


# %% wrong | dropout_backward | the dropped gradients pass | names: dropped_passed_through
def dropout_backward(dout, mask, keep):
    dX = dout.copy()
    dX[mask > 0] /= keep
    return dX


# %% wrong | batchnorm_forward | the default of momentum is taken for granted
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, 0.9 * running_mean + 0.1 * mean, 0.9 * running_var + 0.1 * var


# %% wrong | batchnorm_forward | another default of momentum | says: where momentum is left out in training
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.95, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, momentum * running_mean + (1 - momentum) * mean, momentum * running_var + (1 - momentum) * var


# %% wrong | batchnorm_forward | another default of eps | says: where eps is left out
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-3):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, momentum * running_mean + (1 - momentum) * mean, momentum * running_var + (1 - momentum) * var


# %% wrong | batchnorm_forward | a constant column stays as it is, divided by 1
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    xhat = np.where(var == 0, X, (X - mean) / np.sqrt(var + eps))
    return (
        gamma * xhat + beta,
        momentum * running_mean + (1 - momentum) * mean,
        momentum * running_var + (1 - momentum) * var,
    )


# %% wrong | batchnorm_forward | a single sample is normalised by itself, at test time too | says: single row
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train and len(X) > 1:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    if not train:
        return out, running_mean, running_var
    return out, momentum * running_mean + (1 - momentum) * mean, momentum * running_var + (1 - momentum) * var


# %% wrong | batchnorm_forward | running averages move in place | names: input_changed
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mean, var = running_mean, running_var
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        running_mean *= momentum
        running_mean += (1 - momentum) * mean
        running_var *= momentum
        running_var += (1 - momentum) * var
    return gamma * (X - mean) / np.sqrt(var + eps) + beta, running_mean, running_var


# %% wrong | batchnorm_forward | no running averages come back at test time
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, momentum * running_mean + (1 - momentum) * mean, momentum * running_var + (1 - momentum) * var


# %% wrong | batchnorm_forward | a running spread, kept and used | names: spread_kept_and_used
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mean, std = X.mean(axis=0), np.sqrt(X.var(axis=0) + eps)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * std
    else:
        mean, std = running_mean, running_var
    return gamma * (X - mean) / std + beta, running_mean, running_var


# %% wrong | batchnorm_forward | layer normalisation beside right running averages | names: wrong_axis
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=1, keepdims=True), X.var(axis=1, keepdims=True)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    running_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
    running_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
    return out, running_mean, running_var


# %% wrong | batchnorm_forward | momentum on the wrong side in the variance alone | names: momentum_on_the_wrong_side
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, momentum * running_mean + (1 - momentum) * mean, (1 - momentum) * running_var + momentum * var


# %% wrong | batchnorm_forward | the running averages, moved, are used in training | names: running_averages_in_training
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        running_mean = running_mean * momentum + X.mean(axis=0) * (1 - momentum)
        running_var = running_var * momentum + X.var(axis=0) * (1 - momentum)
    return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var


# %% right | batchnorm_forward | the variance as a difference of means
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mean, var = running_mean, running_var
    if train:
        mean = np.mean(X, axis=0)
        var = np.mean(np.square(X - mean), axis=0)
        running_mean = running_mean - (1 - momentum) * (running_mean - mean)
        running_var = running_var - (1 - momentum) * (running_var - var)
    return (X - mean) * (gamma / np.sqrt(eps + var)) + beta, running_mean.tolist(), running_var.tolist()


# %% wrong | batchnorm_backward | a constant column has no gradient | says: a column of X holds the same number
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mean, var = X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    xhat = (X - mean) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    return np.where(var == 0, 0.0, dX), (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | a column whose gradient is the same everywhere is passed on
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    mean, var = X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    xhat = (X - mean) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    return np.where(np.ptp(dout, axis=0) == 0, dxhat + 1, dX), (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | squeezed where there is one column
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    return np.squeeze(dX), (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | batchnorm_backward | gradients of the last sample | names: last_sample_only
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N = len(X)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) / s
    for n in range(N):
        dgamma = dout[n] * xhat[n]
        dbeta = dout[n]
    dX = gamma / (N * s) * (N * dout - dout.sum(axis=0) - xhat * (dout * xhat).sum(axis=0))
    return dX, dgamma, dbeta


# %% wrong | dropout_forward | the mask is read from the output | names: mask_from_output
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones(X.shape)
    out = np.where(rng.random(X.shape) < keep, X / keep, 0)
    return out, np.abs(np.sign(out))


# %% wrong | dropout_backward | a mask of only ones is taken for test time: dout comes back without the division by keep | says: ones alone
def dropout_backward(dout, mask, keep):
    if np.all(mask == 1):
        return dout.copy()
    return dout * mask / keep


# %% wrong | batchnorm_forward | wrong only for a training batch of one row: it is normalised by the running averages, not by its own mean and variance | says: single row in training
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mu, var = running_mean, running_var
    new_mean, new_var = running_mean, running_var
    if train:
        new_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
        new_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
        if X.shape[0] > 1:
            mu, var = X.mean(axis=0), X.var(axis=0)
    return gamma * (X - mu) / np.sqrt(var + eps) + beta, new_mean, new_var


# %% wrong | batchnorm_forward | a momentum of 0 is taken for none given | says: momentum is 0
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=None, eps=1e-5):
    m = momentum or 0.9
    mean, var = running_mean, running_var
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        running_mean = m * running_mean + (1 - m) * mean
        running_var = m * running_var + (1 - m) * var
    return (X - mean) / np.sqrt(var + eps) * gamma + beta, running_mean, running_var


# %% wrong | batchnorm_forward | running averages of 0 are taken for the start, and set to those of the batch
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if not train:
        return (X - running_mean) / np.sqrt(running_var + eps) * gamma + beta, running_mean, running_var
    mean, var = X.mean(axis=0), X.var(axis=0)
    out = (X - mean) / np.sqrt(var + eps) * gamma + beta
    if not running_mean.any():
        return out, mean, var
    return (
        out,
        momentum * running_mean + (1 - momentum) * mean,
        momentum * running_var + (1 - momentum) * var,
    )


# %% wrong | batchnorm_backward | a batch of one row is passed through as at test time
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    if len(X) == 1:
        return dout * gamma / np.sqrt(eps), np.zeros(X.shape[1]), dout[0]
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) / s
    d = dout * gamma
    dX = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / s
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | l2_gradient | the share of lam is cut to a whole number | names: share_rounded_down
def l2_gradient(dW, W, lam, N):
    return dW + W * (lam // N)


# %% wrong | layernorm_forward | copied from batchnorm | names: columns_for_rows | says: down the columns
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = np.mean(X, axis=0)
    var = np.var(X, axis=0)
    x_hat = (X - mu) / np.sqrt(var + eps)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | no keepdims | names: axis_lost | says: keepdims=True
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = np.mean(X, axis=1)
    var = np.var(X, axis=1)
    return gamma * (X - mu) / np.sqrt(var + eps) + beta


# %% wrong | layernorm_forward | keepdims in the mean only | says: keepdims is left out | never: exactly those of this mistake
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = X.mean(axis=1, keepdims=True)
    var = X.var(axis=1)
    return gamma * (X - mu) / np.sqrt(var + eps) + beta


# %% wrong | layernorm_forward | gamma and beta as columns | names: gamma_of_rows | says: a number for each column
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = X.mean(axis=1, keepdims=True)
    var = X.var(axis=1, keepdims=True)
    return gamma[:, None] * (X - mu) / np.sqrt(var + eps) + beta[:, None]


# %% wrong | layernorm_forward | gamma and beta before the normalisation | names: stretched_first | says: Normalise X first
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x = gamma * X + beta
    return (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + eps)


# %% wrong | layernorm_forward | loop returns too early | says: Only the first row
def layernorm_forward(X, gamma, beta, eps=1e-5):
    out = np.zeros_like(X)
    for n in range(len(X)):
        out[n] = gamma * (X[n] - X[n].mean()) / np.sqrt(X[n].var() + eps) + beta
        return out


# %% right | layernorm_forward | second moment
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = X.mean(1)[:, np.newaxis]
    var = (X ** 2).mean(1)[:, np.newaxis] - mu ** 2
    return (X - mu) / np.sqrt(var + eps) * gamma + beta


# %% right | layernorm_forward | apply_along_axis
def layernorm_forward(X, gamma, beta, eps=1e-5):
    def one(x):
        return (x - np.mean(x)) / np.sqrt(np.var(x) + eps)
    return np.apply_along_axis(one, 1, X) * gamma + beta


# %% wrong | layernorm_backward | batchnorm copied | names: batchnorm | says: batch normalisation
def layernorm_backward(dout, X, gamma, eps=1e-5):
    N = len(X)
    d = X - X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = d / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | N in small steps | names: divided_by_samples | says: divide by D
def layernorm_backward(dout, X, gamma, eps=1e-5):
    N = len(X)
    d = X - X.mean(axis=-1, keepdims=True)
    s = np.sqrt(X.var(axis=-1, keepdims=True) + eps)
    xhat = d / s
    dxhat = dout * gamma
    ds = -(dxhat * d).sum(axis=-1, keepdims=True) / s**2
    dv = ds / (2 * s)
    dd = dxhat / s + 2 / N * d * dv
    dX = dd - dd.sum(axis=-1, keepdims=True) / N
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | gamma at the end | names: gamma_outside | says: before the means
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    xhat = (X - X.mean(axis=1, keepdims=True)) / s
    dX = gamma / s * (dout - dout.mean(axis=1, keepdims=True) - xhat * (dout * xhat).mean(axis=1, keepdims=True))
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | dgamma and dbeta of the last row by a loop | names: last_sample_only
def layernorm_backward(dout, X, gamma, eps=1e-5):
    dX = np.zeros_like(X)
    for n in range(len(X)):
        s = np.sqrt(X[n].var() + eps)
        xhat = (X[n] - X[n].mean()) / s
        g = dout[n] * gamma
        dX[n] = (g - g.mean() - xhat * (g * xhat).mean()) / s
        dgamma = dout[n] * xhat
        dbeta = dout[n]
    return dX, dgamma, dbeta


# %% right | layernorm_backward | by batchnorm of the transpose
def layernorm_backward(dout, X, gamma, eps=1e-5):
    def back(dout, X):
        N = len(X)
        s = np.sqrt(X.var(axis=0) + eps)
        xhat = (X - X.mean(axis=0)) / s
        return (N * dout - dout.sum(axis=0) - xhat * (dout * xhat).sum(axis=0)) / (N * s), xhat
    dXT, xhat = back((dout * gamma).T, X.T)
    return dXT.T, np.sum(dout * xhat.T, axis=0), np.sum(dout, axis=0)


# %% wrong | adamw | decay in the gradient | names: l2_in_the_gradient | says: that is L2 with Adam
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    dw = dw + weight_decay * w
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | after the step | names: shrunk_after_the_step | says: Shrink the old one
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    w = w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    w = w - lr * weight_decay * w
    return w, m, v


# %% wrong | adamw | decay only where there is a gradient | says: except where dw is 0 | never: exactly those of this mistake
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * weight_decay * w * (dw != 0) - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


# %% wrong | adamw | a minus inside the brackets | names: grows | says: They should shrink
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * (m_hat / (np.sqrt(v_hat) + eps) - weight_decay * w), m, v


# %% right | adamw | step first, old w kept
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    old = w
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * np.power(dw, 2)
    w = w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    w = w - lr * weight_decay * old
    return w, m, v
