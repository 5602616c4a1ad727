# %% right | layernorm_forward | loop over rows
def layernorm_forward(X, gamma, beta, eps=1e-5):
    out = np.empty(X.shape)
    for n, x in enumerate(X):
        mu = sum(x) / len(x)
        var = sum((x - mu) ** 2) / len(x)
        out[n] = gamma * (x - mu) / np.sqrt(var + eps) + beta
    return out


# %% right | layernorm_forward | transposed
def layernorm_forward(X, gamma, beta, eps=1e-5):
    d = X.T - X.mean(axis=1)
    return (d / (X.var(axis=1) + eps) ** 0.5).T * gamma + beta


# %% right | layernorm_forward | variance as mean of squares minus square of the mean
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mean = X.mean(-1, keepdims=True)
    d = X - mean
    var = np.einsum("nd,nd->n", d, d)[:, None] / X.shape[1]
    scale = gamma[None, :] / np.sqrt(var + eps)
    return X * scale + (beta - mean * scale)


# %% wrong | layernorm_forward | axis 0
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = X.mean(axis=0)
    var = X.var(axis=0)
    return gamma * (X - mu) / np.sqrt(var + eps) + beta


# %% wrong | layernorm_forward | keepdims forgotten
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mu = X.mean(axis=-1)
    var = X.var(axis=-1)
    return gamma * (X - mu) / np.sqrt(var + eps) + beta


# %% wrong | layernorm_forward | one mean and variance for the whole table
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean()) / np.sqrt(X.var() + eps)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | eps outside of the root
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean(axis=1, keepdims=True)) / (X.std(axis=1, keepdims=True) + eps)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | ddof=1
def layernorm_forward(X, gamma, beta, eps=1e-5):
    var = X.var(axis=1, ddof=1, keepdims=True)
    x_hat = (X - X.mean(axis=1, keepdims=True)) / np.sqrt(var + eps)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | the root is missing
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean(axis=1, keepdims=True)) / (X.var(axis=1, keepdims=True) + eps)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | gamma multiplies beta too
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + eps)
    return gamma * (x_hat + beta)


# %% wrong | layernorm_forward | beta forgotten
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + eps)
    return gamma * x_hat


# %% wrong | layernorm_forward | the mean is not subtracted, gamma and beta exchanged
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = X / np.sqrt(X.var(axis=1, keepdims=True) + eps)
    return beta * x_hat + gamma


# %% wrong | layernorm_forward | eps is written as the default and not taken
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + 1e-5)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | no eps at all
def layernorm_forward(X, gamma, beta, eps=1e-5):
    x_hat = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
    return gamma * x_hat + beta


# %% wrong | layernorm_forward | X is changed in place
def layernorm_forward(X, gamma, beta, eps=1e-5):
    X -= X.mean(axis=1, keepdims=True)
    X /= np.sqrt((X**2).mean(axis=1, keepdims=True) + eps)
    return gamma * X + beta


# %% wrong | layernorm_forward | the variance of the first row for all rows
def layernorm_forward(X, gamma, beta, eps=1e-5):
    out = np.zeros_like(X)
    var = np.var(X[0])
    for n in range(len(X)):
        out[n] = (X[n] - np.mean(X[n])) / np.sqrt(var + eps) * gamma + beta
    return out


# %% right | layernorm_backward | small steps
def layernorm_backward(dout, X, gamma, eps=1e-5):
    D = X.shape[1]
    mu = X.mean(axis=1, keepdims=True)
    d = X - mu
    v = (d * d).mean(axis=1, keepdims=True)
    s = np.sqrt(v + eps)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * (d / s)).sum(axis=0)
    dxhat = dout * gamma
    ds = -(dxhat * d / s**2).sum(axis=1, keepdims=True)
    dv = ds / (2 * s)
    dd = dxhat / s + 2 / D * d * dv
    dmu = -dd.sum(axis=1, keepdims=True)
    return dd + dmu / D, dgamma, dbeta


# %% right | layernorm_backward | row by row with the Jacobian
def layernorm_backward(dout, X, gamma, eps=1e-5):
    N, D = X.shape
    dX = np.zeros((N, D))
    dgamma = np.zeros(D)
    dbeta = np.zeros(D)
    for n in range(N):
        s = np.sqrt(X[n].var() + eps)
        xhat = (X[n] - X[n].mean()) / s
        J = (np.eye(D) - 1 / D - np.outer(xhat, xhat) / D) / s
        dX[n] = J @ (gamma * dout[n])
        dgamma += dout[n] * xhat
        dbeta += dout[n]
    return dX, dgamma, dbeta


# %% right | layernorm_backward | transposed and einsum
def layernorm_backward(dout, X, gamma, eps=1e-5):
    Xt = X.T
    s = np.sqrt(Xt.var(axis=0) + eps)
    h = (Xt - Xt.mean(axis=0)) / s
    g = gamma[:, None] * dout.T
    dX = (g - g.mean(axis=0) - h * (g * h).mean(axis=0)) / s
    return dX.T, np.einsum("nd,dn->d", dout, h), np.ones(len(X)) @ dout


# %% wrong | layernorm_backward | batch norm: axis 0
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=0) + eps)
    h = (X - X.mean(axis=0)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=0) - h * (g * h).mean(axis=0)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | gamma after the means
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    dX = gamma * (dout - dout.mean(axis=1, keepdims=True) - h * (dout * h).mean(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | dgamma and dbeta summed along the row
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=1), dout.sum(axis=1)


# %% wrong | layernorm_backward | the third term is missing
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | only the direct path
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    return dout * gamma / s, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | sums in place of the means
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.sum(axis=1, keepdims=True) - h * (g * h).sum(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | x hat forgotten in front of the third term
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True) - (g * h).mean(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | the product of means instead of the mean of the product
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True) - h * g.mean(axis=1, keepdims=True) * h.mean(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | not divided by s, and dgamma is a mean
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True)
    return dX, (dout * h).mean(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | gamma is missing in dX
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    dX = (dout - dout.mean(axis=1, keepdims=True) - h * (dout * h).mean(axis=1, keepdims=True)) / s
    return dX, (dout * h).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | dgamma with gamma: dxhat instead of dout
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True)) / s
    return dX, (g * h).sum(axis=0), g.sum(axis=0)


# %% wrong | layernorm_backward | small steps with N in place of D
def layernorm_backward(dout, X, gamma, eps=1e-5):
    N = len(X)
    d = X - X.mean(axis=1, keepdims=True)
    s = np.sqrt((d * d).mean(axis=1, keepdims=True) + eps)
    dxhat = dout * gamma
    ds = -(dxhat * d / s**2).sum(axis=1, keepdims=True)
    dv = ds / (2 * s)
    dd = dxhat / s + 2 / N * d * dv
    dX = dd - dd.sum(axis=1, keepdims=True) / N
    return dX, (dout * d / s).sum(axis=0), dout.sum(axis=0)


# %% wrong | layernorm_backward | the order of the results: dX, dbeta, dgamma
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True)) / s
    dgamma = (dout * h).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return dX, dbeta, dgamma


# %% wrong | layernorm_backward | dgamma from X, not from x hat
def layernorm_backward(dout, X, gamma, eps=1e-5):
    s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
    h = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True)) / s
    return dX, (dout * X).sum(axis=0), dout.sum(axis=0)


# %% right | adamw | decay first, on the old w
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w * (1 - lr * weight_decay)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% right | adamw | averages as steps towards the new value
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (np.square(dw) - v)
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - lr * (step + weight_decay * w), m, v


# %% right | adamw | in one formula, correction in the rate
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m, v = beta1 * m + (1 - beta1) * dw, beta2 * v + (1 - beta2) * dw * dw
    root = np.sqrt(1 - beta2**t)
    rate = lr * root / (1 - beta1**t)
    return [w - lr * weight_decay * w - rate * m / (np.sqrt(v) + eps * root), m, v]


# %% wrong | adamw | L2: the pull goes into the gradient
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    dw = dw + weight_decay * w
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | lr is missing in the decay
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - weight_decay * w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | the new w shrinks
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    w = w - lr * weight_decay * w
    return w, m, v


# %% wrong | adamw | corrected m and v are given back
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m = m / (1 - beta1**t)
    v = v / (1 - beta2**t)
    return w - lr * weight_decay * w - lr * m / (np.sqrt(v) + eps), m, v


# %% wrong | adamw | no correction
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * weight_decay * w - lr * m / (np.sqrt(v) + eps), m, v


# %% wrong | adamw | the decay has the wrong sign
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w * (1 + lr * weight_decay) - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | plain adam
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | decay by the constant lr * weight_decay, not times w
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * weight_decay - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | eps under the root
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * weight_decay * w - lr * m_hat / np.sqrt(v_hat + eps), m, v


# %% wrong | adamw | correction with t + 1
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1 ** (t + 1))
    v_hat = v / (1 - beta2 ** (t + 1))
    return w - lr * weight_decay * w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | w is changed in place
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w *= 1 - lr * weight_decay
    w -= lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


# %% wrong | adamw | the decay inside of the fraction
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * (m_hat + weight_decay * w) / (np.sqrt(v_hat) + eps), m, v


# %% wrong | adamw | w decays without the step of lr on it: weight_decay alone multiplies w
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w * weight_decay
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


# %% right | receptive_field | as in the text
def receptive_field(sizes, strides):
    pixels, step = 1, 1
    for f, s in zip(sizes, strides):
        pixels = pixels + (f - 1) * step
        step = step * s
    return pixels


# %% right | receptive_field | from the end to the picture
def receptive_field(sizes, strides):
    field = 1
    for f, s in zip(reversed(sizes), reversed(strides)):
        field = (field - 1) * s + f
    return field


# %% right | receptive_field | a sum over products
def receptive_field(sizes, strides):
    return 1 + sum((sizes[i] - 1) * int(np.prod(strides[:i])) for i in range(len(sizes)))


# %% right | receptive_field | recursive
def receptive_field(sizes, strides):
    if len(sizes) == 0:
        return 1
    return sizes[0] + strides[0] * (receptive_field(sizes[1:], strides[1:]) - 1)


# %% wrong | receptive_field | the stride counts for its own layer
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes, strides):
        step *= s
        field += (f - 1) * step
    return field


# %% wrong | receptive_field | strides ignored
def receptive_field(sizes, strides):
    field = 1
    for f in sizes:
        field += f - 1
    return field


# %% wrong | receptive_field | strides added, not multiplied
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes, strides):
        field += (f - 1) * step
        step += s
    return field


# %% wrong | receptive_field | begins with 0
def receptive_field(sizes, strides):
    field, step = 0, 1
    for f, s in zip(sizes, strides):
        field += (f - 1) * step
        step *= s
    return field


# %% wrong | receptive_field | f in place of f - 1
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes, strides):
        field += f * step
        step *= s
    return field


# %% wrong | receptive_field | only the last stride
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes, strides):
        field += (f - 1) * step
        step = s
    return field


# %% wrong | receptive_field | begins with the first size and then counts it again
def receptive_field(sizes, strides):
    field = sizes[0]
    step = strides[0]
    for f, s in zip(sizes, strides):
        field += (f - 1) * step
        step *= s
    return field


# %% right | receptive_field | begins with the first layer
def receptive_field(sizes, strides):
    field, step = sizes[0], strides[0]
    for i in range(1, len(sizes)):
        field += (sizes[i] - 1) * step
        step *= strides[i]
    return field


# %% wrong | receptive_field | the last layer is left out
def receptive_field(sizes, strides):
    field, step = 1, 1
    for i in range(len(sizes) - 1):
        field += (sizes[i] - 1) * step
        step *= strides[i]
    return field


# %% wrong | receptive_field | all numbers of the window: squared
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes, strides):
        field += (f - 1) * step
        step *= s
    return field**2


# %% wrong | receptive_field | the lists from behind
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes[::-1], strides[::-1]):
        field += (f - 1) * step
        step *= s
    return field


# %% wrong | receptive_field | returns in the loop
def receptive_field(sizes, strides):
    field, step = 1, 1
    for f, s in zip(sizes, strides):
        field += (f - 1) * step
        step *= s
        return field


# %% wrong | receptive_field | the size of the output, as output_size
def receptive_field(sizes, strides):
    field = 1
    for f, s in zip(sizes, strides):
        field = (field - f) // s + 1
    return field
