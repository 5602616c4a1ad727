"""First weights. Biases start at 0."""

import numpy as np


def xavier_uniform(n_in, n_out, rng):
    """W (n_in, n_out), uniform between -a and a with a = sqrt(6 / (n_in + n_out)); for tanh and sigmoid.

    Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, equation 16.
    """
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def kaiming_normal(n_in, n_out, rng):
    """W (n_in, n_out), normal with mean 0 and standard deviation sqrt(2 / n_in); for ReLU.

    He, Zhang, Ren and Sun (2015), *Delving Deep into Rectifiers*, equation 10.
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
