# ruff: noqa  cells of students' notebooks, each for itself

# -- once told falsely, or not at all ----------------------------------------------------------------------------------

# %% wrong | sigmoid | e is written as 2.718 | names: constant_written_short | says: is it np.e | never: base
def sigmoid(z):
    return 1 / (1 + 2.718**-z)


# %% wrong | softmax | a small number is added to the sum | names: small_number_added | says: 0.0001 stands in the code
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-4)


# %% wrong | softmax_backward | = for += in the innermost loop | names: last_way_only | says: grows with += | never: behind a loop
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dZ = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            for i in range(Z.shape[1]):
                if i == j:
                    dZ[n, j] = dout[n, i] * P[n, i] * (1 - P[n, j])
                else:
                    dZ[n, j] = -dout[n, i] * P[n, i] * P[n, j]
    return dZ


# %% wrong | softmax_backward | = for += in the loop of the sum | names: last_term_of_sum | never: behind a loop
def softmax_backward(dout, Z):
    dZ = np.zeros(Z.shape)
    for n in range(len(Z)):
        e = np.exp(Z[n] - Z[n].max())
        p = e / e.sum()
        for c in range(len(p)):
            s = dout[n, c] * p[c]
        dZ[n] = p * (dout[n] - s)
    return dZ


# %% wrong | softmax_backward | = for += with a matrix of slopes | names: last_way_only | never: behind a loop
def softmax_backward(dout, Z):
    dZ = np.zeros(Z.shape)
    for n in range(len(Z)):
        e = np.exp(Z[n] - Z[n].max())
        p = e / e.sum()
        J = np.diag(p) - np.outer(p, p)
        for i in range(len(p)):
            dZ[n] = dout[n, i] * J[i]
    return dZ


# %% wrong | softmax_backward | two mistakes at once: = for +=, and no maximum is taken off | names: last_term_of_sum, overflow
def softmax_backward(dout, Z):
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    dZ = np.zeros(Z.shape)
    for n in range(len(Z)):
        s = 0.0
        for c in range(Z.shape[1]):
            s = dout[n, c] * P[n, c]
        for c in range(Z.shape[1]):
            dZ[n, c] = P[n, c] * (dout[n, c] - s)
    return dZ


# %% wrong | softmax | = for += in the loop of the sum | names: divided_by_last | never: behind a loop
def softmax(Z):
    P = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        for c in range(Z.shape[1]):
            P[n, c] = np.exp(Z[n, c] - Z[n].max())
            total = P[n, c]
        P[n] = P[n] / total
    return P


# %% wrong | sigmoid_backward | exp is taken for the sigmoid | names: exp_for_sigmoid | says: the exponential stands | never: * stands
def sigmoid_backward(dout, z):
    s = np.exp(z)
    return dout * s * (1 - s)


# %% wrong | sigmoid_backward | exp of -z is taken for the sigmoid | names: exp_for_sigmoid
def sigmoid_backward(dout, z):
    return dout * np.exp(-z) * (1 - np.exp(-z))


# %% wrong | sigmoid | 1 over is forgotten; no division lacks brackets | names: denominator_alone | says: the denominator alone
def sigmoid(z):
    return 1 + np.exp(-z)


# %% wrong | sigmoid | the second form without brackets, which has no 1 in it | names: exponential_twice | never: This is 1 plus
def sigmoid(z):
    return np.exp(z) / 1 + np.exp(z)


# %% wrong | sigmoid | the two branches are exchanged; the exponents are right | names: wrong_way_round | never: sign in the exponent
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e / (1 + e), 1 / (1 + e))


# %% wrong | tanh | np.sinh, without any division by 2 | names: sinh_instead | never: divides by 2
def tanh(z):
    return np.sinh(z)


# %% wrong | tanh_backward | the sign is wrong; the 1 is there | names: sign_flipped | never: not 1 minus it
def tanh_backward(dout, z):
    return -dout * (1 - np.tanh(z) ** 2)


# %% wrong | softmax | the mean is taken off | names: other_than_maximum_taken_off | never: minimum
def softmax(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | the first score is taken off | names: other_than_maximum_taken_off
def softmax(Z):
    E = np.exp(Z - Z[:, :1])
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | relu | z times its sigmoid is no sigmoid | names: swish_instead
def relu(z):
    return z / (1 + np.exp(-z))


# %% wrong | sigmoid_backward | summed, which a matrix product of vectors does too | names: added_up | never: as matrices
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    return np.sum(dout * s * (1 - s), axis=0)


# -- helpers of one's own that are wrong -------------------------------------------------------------------------------


# %% wrong | sigmoid_backward | a sigmoid of one's own subtracts | names: subtracted_in_denominator
def s(z):
    return 1 / (1 - np.exp(-z))


def sigmoid_backward(dout, z):
    return dout * s(z) * (1 - s(z))


# %% wrong | sigmoid_backward | a sigmoid of one's own lacks brackets | names: denominator_for_sigmoid
def s(z):
    return 1 / 1 + np.exp(-z)


def sigmoid_backward(dout, z):
    return dout * s(z) * (1 - s(z))


# %% right | sigmoid_backward | a sigmoid of one's own falls, and its slope is the same but for the sign, which does not enter
def s(z):
    return 1 / (1 + np.exp(z))


def sigmoid_backward(dout, z):
    return dout * s(z) * (1 - s(z))


# %% wrong | tanh_backward | a tanh of one's own is too flat | names: tanh_of_half
def my_tanh(z):
    return 2 / (1 + np.exp(-z)) - 1


def tanh_backward(dout, z):
    return dout * (1 - my_tanh(z) ** 2)


# %% wrong | softmax_backward | a softmax of one's own goes down the columns | names: softmax_along_columns
def soft(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def softmax_backward(dout, Z):
    P = soft(Z)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | a softmax of one's own has one sum for all | names: softmax_over_everything
def soft(Z):
    return np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()


def softmax_backward(dout, Z):
    P = soft(Z)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | a softmax of one's own is not divided | names: exp_for_softmax
def soft(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


def softmax_backward(dout, Z):
    P = soft(Z)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# -- axis and keepdims, for the maximum and for the sum ----------------------------------------------------------------


# %% wrong | softmax | keepdims is missing in the maximum alone | names: keepdims_missing_in_maximum
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1))
    return E / np.sum(E, axis=1, keepdims=True)


# %% wrong | softmax | keepdims is missing in the sum alone | names: keepdims_missing
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1)


# %% wrong | softmax | keepdims is missing in both | names: keepdims_missing_in_both
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1))
    return E / np.sum(E, axis=1)


# %% wrong | softmax | axis is left out in both, keepdims is there | names: over_everything
def softmax(Z):
    E = np.exp(Z - np.max(Z, keepdims=True))
    return E / np.sum(E, keepdims=True)


# %% wrong | softmax | the sum has the wrong axis | names: sums_of_columns
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


# %% wrong | softmax | the maximum has the wrong axis | names: maximum_of_columns
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)


# %% wrong | softmax | the sum is not set back | names: sum_not_reset
def softmax(Z):
    P = np.zeros(Z.shape)
    total = 0.0
    for n in range(Z.shape[0]):
        for c in range(Z.shape[1]):
            P[n, c] = np.exp(Z[n, c] - Z[n].max())
            total += P[n, c]
        P[n] /= total
    return P


# %% wrong | softmax_backward | keepdims is missing in softmax alone | names: keepdims_missing_in_softmax
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max())
    P = E / E.sum(axis=1)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | keepdims is missing in the last line alone | names: keepdims_missing
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1)[:, None])
    P = E / E.sum(axis=1)[:, None]
    return P * (dout - (dout * P).sum(axis=1))


# -- once right in full ------------------------------------------------------------------------------------------------


# %% wrong | relu | an upper end at 6 | names: cut_off_above
def relu(z):
    return np.minimum(np.maximum(z, 0), 6)


# %% wrong | relu | axes of length 1 are lost | names: laid_out_otherwise
def relu(z):
    return np.maximum(np.squeeze(z), 0)


# %% wrong | relu | two branches, none for three axes | names: wrong_for_three_axes
def relu(z):
    if z.ndim == 1:
        return np.array([max(0.0, v) for v in z])
    return np.array([[max(0.0, v) for v in row] for row in z])


# %% wrong | relu | a single number where nothing passes | names: wrong_for_all_negative
def relu(z):
    if (z <= 0).all():
        return 0.0
    return np.where(z > 0, z, 0.0)


# %% wrong | relu_backward | an upper end at 6 | names: cut_off_above
def relu_backward(dout, z):
    return dout * ((z > 0) & (z < 6))


# %% wrong | relu_backward | the slope as value over z | names: nan_at_zero
def relu_backward(dout, z):
    return dout * np.maximum(z, 0) / z


# %% wrong | leaky_relu_backward | the slope as value over z | names: nan_at_zero
def leaky_relu_backward(dout, z, alpha):
    return dout * np.where(z > 0, z, alpha * z) / z


# %% wrong | leaky_relu | never below -1 | names: cut_off_below
def leaky_relu(z, alpha):
    return np.maximum(np.where(z > 0, z, alpha * z), -1)


# %% wrong | sigmoid | 0 belongs to neither mask | names: zero_forgotten
def sigmoid(z):
    a = np.zeros(z.shape)
    a[z > 0] = 1 / (1 + np.exp(-z[z > 0]))
    a[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return a


# %% wrong | sigmoid | 0 and 1 beyond 5 | names: saturated_too_early
def sigmoid(z):
    a = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return np.where(z > 5, 1.0, np.where(z < -5, 0.0, a))


# %% wrong | sigmoid | copes with large numbers in vectors only | names: wrong_for_large_in_a_table
def sigmoid(z):
    if z.ndim == 1:
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return np.exp(z) / (1 + np.exp(z))


# %% wrong | sigmoid | a wrong branch for what is positive throughout | names: wrong_for_all_positive | never: single entry
def sigmoid(z):
    if (z > 0).all():
        return 1 / (1 + np.exp(z))
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% wrong | sigmoid | zeros are given back | names: wrong_for_zeros
def sigmoid(z):
    if not z.any():
        return z
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% wrong | tanh | the sign beyond 4 | names: saturated_too_early
def tanh(z):
    return np.where(np.abs(z) > 4, np.sign(z), np.tanh(z))


# %% wrong | tanh | the sign as z over its absolute value | names: nan_at_zero
def tanh(z):
    e = np.exp(-2 * np.abs(z))
    return z / np.abs(z) * (1 - e) / (1 + e)


# %% wrong | tanh_backward | nothing passes beyond 4 | names: saturated_too_early
def tanh_backward(dout, z):
    return np.where(np.abs(z) > 4, 0.0, dout * (1 - np.tanh(z) ** 2))


# %% wrong | sigmoid_backward | a table with one column becomes a vector | names: wrong_for_one_column
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    dz = dout * s * (1 - s)
    return dz.ravel() if z.shape[-1] == 1 else dz


# %% wrong | softmax | the largest score is left out of the sum and counted as 1 | names: largest_counted_once
def softmax(Z):
    P = np.zeros(Z.shape)
    for n, row in enumerate(Z):
        e = np.exp(row - row.max())
        P[n] = e / (1 + e[row != row.max()].sum())
    return P


# %% wrong | softmax | a single row becomes a vector | names: wrong_for_one_row
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True)).squeeze()


# %% wrong | softmax | the sums are turned only where they would not fit otherwise | names: wrong_for_square
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    sums = E.sum(axis=1)
    return E / (sums if len(sums) == E.shape[1] else sums[:, None])


# %% wrong | softmax | the largest so far begins at 0 | names: more_than_maximum_taken_off
def softmax(Z):
    P = np.zeros(Z.shape)
    for n in range(len(Z)):
        largest = 0
        for score in Z[n]:
            if score > largest:
                largest = score
        e = np.exp(Z[n] - largest)
        P[n] = e / e.sum()
    return P


# %% wrong | softmax_backward | no maximum is taken off | names: overflow
def softmax_backward(dout, Z):
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | one maximum for all rows | names: one_maximum_for_all
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max())
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | the sums are turned only where they would not fit otherwise | names: wrong_for_square
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    s = np.sum(dout * P, axis=1)
    return P * (dout - (s if len(s) == P.shape[1] else s[:, None]))


# %% wrong | leaky_relu_backward | 0 belongs to neither mask | names: nothing_at_zero | says: should be alpha times dout
def leaky_relu_backward(dout, z, alpha):
    return dout * (1.0 * (z > 0) + alpha * (z < 0))


# %% wrong | softmax | two columns take the sigmoid of each score | names: wrong_for_two_columns
def softmax(Z):
    if Z.shape[1] == 2:
        return 0.5 * (1 + np.tanh(Z / 2))
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax | no maximum is taken off a single row | names: wrong_for_large_in_one_row
def softmax(Z):
    if len(Z) == 1:
        e = np.exp(Z[0])
        return (e / e.sum()).reshape(1, -1)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong | softmax_backward | two columns take the slope of the sigmoid | names: wrong_for_two_columns
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    if Z.shape[1] == 2:
        return dout * P * (1 - P)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# %% wrong | softmax_backward | no maximum is taken off a single row | names: wrong_for_large_in_one_row
def softmax_backward(dout, Z):
    E = np.exp(Z) if len(Z) == 1 else np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


# -- right, in unusual ways --------------------------------------------------------------------------------------------


# %% right | sigmoid | a choice of two functions
def sigmoid(z):
    return np.piecewise(z, [z >= 0, z < 0], [lambda v: 1 / (1 + np.exp(-v)), lambda v: np.exp(v) / (1 + np.exp(v))])


# %% right | sigmoid | math.exp for each number, with a guard
import math


def one(v):
    return 0.0 if v < -700 else 1 / (1 + math.exp(-v))


def sigmoid(z):
    return np.vectorize(one)(z)


# %% right | sigmoid | rows of rows, as lists
def sigmoid(z):
    if np.ndim(z) > 1:
        return [sigmoid(row) for row in z]
    return [1 / (1 + np.exp(-v)) for v in z]


# %% right | sigmoid | cut off so far out that no digit shows it
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -40, 40)))


# %% right | relu | nested lists
def relu(z):
    return [relu(each) for each in z] if np.ndim(z) else max(0.0, z)


# %% right | relu_backward | at the corner dout passes
def relu_backward(dout, z):
    return np.where(z >= 0, dout, 0)


# %% right | relu_backward | at the corner half of dout passes
def relu_backward(dout, z):
    return dout * np.heaviside(z, 0.5)


# %% right | leaky_relu_backward | at the corner the slope is 1
def leaky_relu_backward(dout, z, alpha):
    return np.where(z < 0, alpha, 1) * dout


# %% right | leaky_relu_backward | at the corner the slope is the mean of both
def leaky_relu_backward(dout, z, alpha):
    return dout * ((1 + alpha) / 2 + (1 - alpha) / 2 * np.sign(z))


# %% right | softmax | two columns take the sigmoid of the difference
def softmax(Z):
    if Z.shape[1] == 2:
        first = 0.5 * (1 + np.tanh((Z[:, 0] - Z[:, 1]) / 2))
        return np.column_stack([first, 1 - first])
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% right | softmax | math.exp, lists
import math


def softmax(Z):
    P = []
    for row in Z:
        e = [math.exp(score - max(row)) for score in row]
        P.append([each / sum(e) for each in e])
    return P


# %% right | softmax | float32 from the start
def softmax(Z):
    Z = Z.astype(np.float32)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True)).astype(float)


# %% right | softmax | a small number that does not show
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1).reshape(-1, 1))
    return E / (np.sum(E, axis=1).reshape(-1, 1) + 1e-9)


# %% right | softmax_backward | all matrices of slopes at once
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    J = P[:, :, None] * (np.eye(P.shape[1]) - P[:, None, :])
    return np.einsum("ni,nij->nj", dout, J)


# %% right | softmax_backward | float32 from the start
def softmax_backward(dout, Z):
    Z = np.float32(Z)
    E = np.exp(Z - Z.max(axis=1)[:, None])
    P = E / E.sum(axis=1)[:, None]
    return P * (dout - (dout * P).sum(axis=1)[:, None])


# %% wrong | sigmoid | the sign of the first entry decides the form for all
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    if z.ravel()[0] >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))
