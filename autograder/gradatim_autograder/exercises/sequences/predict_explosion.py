"""A prediction: what six steps back through time make of a gradient."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "predict_explosion",
    chapter="09-text",
    returns=("gradients",),
    points={"gradients": 1},
    section=N_("Gradients that explode or vanish"),
    reveal=False,
)


@exercise.reference
def predict_explosion():
    return [64, 0.015625]


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("added", N_("The weights are added up. Along a path slopes are multiplied."))
def _():
    return [12, 3]


@exercise.mistake("one_step_too_few", N_("This is five steps back. From h6 to h0 it is six."))
def _():
    return [32, 0.03125]


@exercise.mistake("one_step_too_many", N_("This is seven steps back. From h6 to h0 it is six."))
def _():
    return [128, 0.0078125]


@exercise.mistake("one_step_only", N_("This is one step back. Each of the six steps multiplies once more."))
def _():
    return [2, 0.5]


@exercise.mistake("exchanged", N_("The two answers are exchanged: first the weight 2, then the weight 0.5."))
def _():
    return [0.015625, 64]


@exercise.mistake(
    "squared_exponent", N_("This is 6 to the power of 2. Multiply the weight six times: 2 to the power of 6.")
)
def _():
    return [36, 1 / 36]


@exercise.mistake("unchanged", N_("Each step back multiplies by the weight, and the weight is not 1."))
def _():
    return [1, 1]


@exercise.alternative("powers")
def _():
    return [2**6, 0.5**6]


@exercise.alternative("tuple of a fraction")
def _():
    return (64.0, 1 / 64)
