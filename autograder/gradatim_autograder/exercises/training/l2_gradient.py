"""The gradient of the weights with the pull of L2 added."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_column, one_row, where, zero, zeros
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "l2_gradient", chapter="07-training", returns=("dW",), points={"dW": 2}, section=N_("L2: small weights")
)


@exercise.reference
def l2_gradient(dW, W, lam, N):
    return dW + lam / N * W


@exercise.forward(dW="W")
def loss(dW, W, lam, N):
    return float(np.sum(dW * W) + lam / (2 * N) * np.sum(W**2))


@exercise.probe(times=5)
def ordinary(rng):
    D, M = sizes(rng, 2)
    return numbers(rng, D, M), numbers(rng, D, M), float(rng.uniform(1.3, 1.9)), int(rng.integers(11, 20))


@exercise.probe()
def without_penalty(rng):
    D, M = sizes(rng, 2)
    return numbers(rng, D, M), numbers(rng, D, M), 0.0, int(rng.integers(11, 20))


@exercise.probe()
def one_sample(rng):
    D, M = sizes(rng, 2)
    return numbers(rng, D, M), numbers(rng, D, M), float(rng.uniform(0.3, 0.9)), 1


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


exercise.covers(
    zero("lam"),
    where("one_sample", N_("where N is 1"), lambda N: N == 1),
    where("lam_larger", N_("where lam is larger than N"), lambda lam, N: lam > N and N > 1),
    one_row("W"),
    one_column("W"),
    zeros("dW"),
)


@exercise.mistake("not_divided_by_samples", N_("Your pull is lam * W. Divide it by the number of samples N."))
def _(dW, W, lam, N):
    return dW + lam * W


@exercise.mistake(
    "factor_two",
    N_("The pull is twice what it should be. The 2 of the square cancels against the 2 in lam / (2 N)."),
)
def _(dW, W, lam, N):
    return dW + 2 * lam / N * W


@exercise.mistake(
    "half_kept",
    N_("The pull is half of what it should be. The slope of W squared is 2 W, and this 2 cancels against the half."),
)
def _(dW, W, lam, N):
    return dW + lam / (2 * N) * W


@exercise.mistake(
    "twice_and_not_divided",
    N_("The pull is 2 lam W, as for a penalty of lam times the squares. Here the penalty is lam / (2 N) times them."),
)
def _(dW, W, lam, N):
    return dW + 2 * lam * W


@exercise.mistake(
    "half_and_not_divided", N_("The pull is lam / 2 times W. The slope of lam / (2 N) W squared is lam / N times W.")
)
def _(dW, W, lam, N):
    return dW + lam / 2 * W


@exercise.mistake("multiplied_by_samples", N_("The pull is multiplied by N. Divide it by the number of samples."))
def _(dW, W, lam, N):
    return dW + lam * N * W


@exercise.mistake("one_less", N_("The pull is divided by N - 1. Divide by the number of samples, N."))
def _(dW, W, lam, N):
    return dW + lam / (N - 1) * W


@exercise.mistake(
    "lam_squared", N_("The pull holds the square of lam. lam stands in the penalty once, and in its slope too.")
)
def _(dW, W, lam, N):
    return dW + lam**2 / N * W


@exercise.mistake("penalty_squared", N_("This adds the square of the weights. The slope of a square holds W once."))
def _(dW, W, lam, N):
    return dW + lam / N * W**2


@exercise.mistake("penalty_squared")
def _(dW, W, lam, N):
    return dW + lam / (2 * N) * W**2


@exercise.mistake(
    "penalty_itself_added",
    N_("This adds the penalty, one number, to every entry. Add its gradient, which has the shape of W."),
)
def _(dW, W, lam, N):
    return dW + lam / (2 * N) * np.sum(W**2)


@exercise.mistake("penalty_itself_added")
def _(dW, W, lam, N):
    return dW + lam / N * np.sum(W**2)


@exercise.mistake(
    "weights_summed", N_("This adds one number to every entry. Each weight should be pulled by its own size.")
)
def _(dW, W, lam, N):
    return dW + lam / N * np.sum(W)


@exercise.mistake(
    "sign_wrong",
    N_("The pull is subtracted. The gradient points uphill, where the penalty grows; the step does the minus."),
)
def _(dW, W, lam, N):
    return dW - lam / N * W


@exercise.mistake("loss_gradient_forgotten", N_("This is the pull alone. Add it to the gradient dW of the loss."))
def _(dW, W, lam, N):
    return lam / N * W


@exercise.mistake("penalty_forgotten", N_("dW comes back as it was. Add the pull of the penalty."))
def _(dW, W, lam, N):
    return dW * 1.0


@exercise.mistake(
    "gradient_divided_again",
    N_("dW is divided by N as well. It is a mean over the samples already: divide only the pull."),
)
def _(dW, W, lam, N):
    return (dW + lam * W) / N


@exercise.mistake(
    "share_rounded_down",
    N_("lam / N has lost what stands behind its decimal point. Keep it: divide with / and not with //."),
)
def _(dW, W, lam, N):
    return dW + lam // N * W


@exercise.mistake("lam_forgotten", N_("lam is not used. It should say how strong the pull is."))
def _(dW, W, lam, N):
    return dW + W / N


@exercise.mistake(
    "gradient_pulled",
    N_("The pull is made from dW. It should be made from the weights W: large weights are pulled more."),
)
def _(dW, W, lam, N):
    return dW + lam / N * dW


@exercise.mistake(
    "l1_instead", N_("This pulls every weight equally, by its sign: that is L1. L2 should pull in proportion to W.")
)
def _(dW, W, lam, N):
    return dW + lam / N * np.sign(W)


@exercise.mistake(
    "sign_of_weights_lost", N_("The weights lose their sign. A negative weight should be pulled up to 0.")
)
def _(dW, W, lam, N):
    return dW + lam / N * np.abs(W)


@exercise.mistake(
    "rows_for_samples", N_("It divides by the number of rows of W. The number of samples comes as the argument N.")
)
def _(dW, W, lam, N):
    return dW + lam / len(W) * W


@exercise.mistake("weights_averaged", N_("It divides by the number of weights. Divide by the number of samples, N."))
def _(dW, W, lam, N):
    return dW + lam / W.size * W


@exercise.mistake(
    "norm_added",
    N_("This adds the length of W, one number, to every entry. Each weight should be pulled by its own size."),
)
def _(dW, W, lam, N):
    return dW + lam / N * np.linalg.norm(W)


@exercise.mistake("step_returned", N_("This is the step of a weight already. Return the gradient: dW plus the pull."))
def _(dW, W, lam, N):
    return (1 - lam / N) * W - dW


@exercise.mistake(
    "penalty_multiplied", N_("dW is multiplied by the pull. Add the two: they are the gradients of the parts of a sum.")
)
def _(dW, W, lam, N):
    return dW * lam / N * W


@exercise.alternative("loops")
def _(dW, W, lam, N):
    D, M = W.shape
    result = np.zeros((D, M))
    for d in range(D):
        for m in range(M):
            result[d, m] = dW[d, m] + lam * W[d, m] / N
    return result


@exercise.alternative("from the derivative")
def _(dW, W, lam, N):
    return dW + (lam / (2 * N)) * (2 * W)


@exercise.alternative("float32")
def _(dW, W, lam, N):
    return dW.astype(np.float32) + np.float32(lam / N) * W.astype(np.float32)


@exercise.alternative("list of rows")
def _(dW, W, lam, N):
    return [[g + lam * w / N for g, w in zip(a, b)] for a, b in zip(dW, W)]
