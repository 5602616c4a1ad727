"""The gradient of the weights with the pull of L2 added."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import one_column, one_row, where, zero, zeros

exercise = declare("l2_gradient", returns=("dW",), points={"dW": 2}, section=N_("L2: small weights"))


@exercise.reference
def l2_gradient(dW, W, lam, N):
    pull = lam / N * W
    return dW + pull


@exercise.forward(dW="W")
def loss(dW, W, lam, N):
    return float(np.sum(dW * W) + lam / (2 * N) * np.sum(W**2))


@exercise.probe(times=5)
def ordinary(rng):
    D, M = sizes(rng, 2)
    return numbers(rng, D, M), numbers(rng, D, M), float(rng.uniform(1.3, 1.9)), int(rng.integers(11, 20))


exercise.probes(
    without_penalty=sized(lambda rng, D, M: (numbers(rng, D, M), numbers(rng, D, M), 0.0, int(rng.integers(11, 20)))),
    one_sample=sized(lambda rng, D, M: (numbers(rng, D, M), numbers(rng, D, M), float(rng.uniform(0.3, 0.9)), 1)),
)


@exercise.probe()
def few_samples(rng):
    """lam is larger than N, and not a multiple of it."""
    D, M = sizes(rng, 2)
    N = int(rng.integers(3, 6))
    return numbers(rng, D, M), numbers(rng, D, M), N * float(rng.uniform(1.3, 1.7)), N


@exercise.probe()
def one_input(rng):
    M = int(rng.integers(2, 8))
    return numbers(rng, 1, M), numbers(rng, 1, M), float(rng.uniform(0.3, 0.9)), int(rng.integers(11, 20))


@exercise.probe()
def one_neuron(rng):
    D = int(rng.integers(2, 8))
    return numbers(rng, D, 1), numbers(rng, D, 1), float(rng.uniform(0.3, 0.9)), int(rng.integers(11, 20))


@exercise.probe()
def no_gradient_of_the_loss(rng):
    D, M = sizes(rng, 2)
    return np.zeros((D, M)), numbers(rng, D, M), float(rng.uniform(1.3, 1.9)), int(rng.integers(11, 20))


exercise.classes(
    zero("lam"),
    where("one_sample", N_("where N is 1"), lambda N: N == 1),
    where("lam_larger", N_("where lam is larger than N"), lambda lam, N: lam > N and N > 1),
    one_row("W"),
    one_column("W"),
    zeros("dW"),
)

exercise.wrong_lines("""
not_divided_by_samples: Your pull is lam * W. Divide it by the number of samples N.
    pull = lam * W
factor_two: The pull is twice what it should be. The 2 of the square cancels against the 2 in lam / (2 N).
    pull = 2 * lam / N * W
half_kept: The pull is half of what it should be. The slope of W squared is 2 W, and this 2 cancels against the half.
    pull = lam / (2 * N) * W
twice_and_not_divided: The pull is 2 lam W, as for a penalty of lam times the squares. Here the penalty is lam / (2 N)
times them.
    pull = 2 * lam * W
half_and_not_divided: The pull is lam / 2 times W. The slope of lam / (2 N) W squared is lam / N times W.
    pull = lam / 2 * W
multiplied_by_samples: The pull is multiplied by N. Divide it by the number of samples.
    pull = lam * N * W
one_less: The pull is divided by N - 1. Divide by the number of samples, N.
    pull = lam / (N - 1) * W
lam_squared: The pull holds the square of lam. lam stands in the penalty once, and in its slope too.
    pull = lam**2 / N * W
penalty_squared: This adds the square of the weights. The slope of a square holds W once.
    pull = lam / N * W**2
    pull = lam / (2 * N) * W**2
penalty_itself_added: This adds the penalty, one number, to every entry. Add its gradient, which has the shape of W.
    pull = lam / (2 * N) * np.sum(W**2)
    pull = lam / N * np.sum(W**2)
weights_summed: This adds one number to every entry. Each weight should be pulled by its own size.
    pull = lam / N * np.sum(W)
sign_wrong: The pull is subtracted. The gradient points uphill, where the penalty grows; the step does the minus.
    return dW - pull
loss_gradient_forgotten: This is the pull alone. Add it to the gradient dW of the loss.
    return pull
penalty_forgotten: dW comes back as it was. Add the pull of the penalty.
    return dW
gradient_divided_again: dW is divided by N as well. It is a mean over the samples already: divide only the pull.
    return (dW + lam * W) / N
share_rounded_down: lam / N has lost what stands behind its decimal point. Keep it: divide with / and not with //.
    pull = lam // N * W
lam_forgotten: lam is not used. It should say how strong the pull is.
    pull = W / N
gradient_pulled: The pull is made from dW. It should be made from the weights W: large weights are pulled more.
    pull = lam / N * dW
l1_instead: This pulls every weight equally, by its sign: that is L1. L2 should pull in proportion to W.
    pull = lam / N * np.sign(W)
sign_of_weights_lost: The weights lose their sign. A negative weight should be pulled up to 0.
    pull = lam / N * np.abs(W)
rows_for_samples: It divides by the number of rows of W. The number of samples comes as the argument N.
    pull = lam / len(W) * W
weights_averaged: It divides by the number of weights. Divide by the number of samples, N.
    pull = lam / W.size * W
norm_added: This adds the length of W, one number, to every entry. Each weight should be pulled by its own size.
    pull = lam / N * np.linalg.norm(W)
step_returned: This is the step of a weight already. Return the gradient: dW plus the pull.
    return W - (dW + pull)
penalty_multiplied: dW is multiplied by the pull. Add the two: they are the gradients of the parts of a sum.
    return dW * pull
""")

exercise.alternatives("""
loops:
    D, M = W.shape
    result = np.zeros((D, M))
    for d in range(D):
        for m in range(M):
            result[d, m] = dW[d, m] + lam * W[d, m] / N
    return result
from the derivative: return dW + (lam / (2 * N)) * (2 * W)
float32: return dW.astype(np.float32) + np.float32(lam / N) * W.astype(np.float32)
list of rows: return [[g + lam * w / N for g, w in zip(a, b)] for a, b in zip(dW, W)]
""")
