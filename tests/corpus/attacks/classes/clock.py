# ruff: noqa: E501 (code in strings)
"""Work that is done on the trusted side for a student, without end or without measure: references that are called with
sizes of a student's, answers that take much to compare, sources that take long to read.

Such an answer is a wrong one; nobody else need be told of it, as long as it costs nothing but its own points.
"""

from attacks.classes import BOOK, Class, Upload
from attacks.classes.work import WRONG, most, work


def asks(what, chapter, wrong, asker, call):
    """A wrong answer to one exercise, and another that calls it: at grading, the right one stands in for it."""
    sources = {
        wrong: f"def {wrong}(*args, **kwargs):\n    {WRONG}",
        asker: f"def {asker}(*args, **kwargs):\n    return {call}",
    }
    return Upload(
        what, {BOOK: work(chapter, **sources)}, earns=most(chapter, (wrong, asker)), chapter=chapter, named=False
    )


def answers(what, chapter, name, value, before=""):
    source = f"def {name}(*args, **kwargs):\n    {before or 'pass'}\n    return {value}"
    return Upload(
        what, {BOOK: work(chapter, **{name: source})}, earns=most(chapter, (name,)), chapter=chapter, named=False
    )


def written(what, source):
    """An answer of so much code. It is wrong, so that its mistake is looked for in the code."""
    return Upload(
        what,
        {BOOK: work("02-layers", one_hot=source)},
        earns=most("02-layers", ("one_hot",)),
        chapter="02-layers",
        named=False,
    )


L02, L04, L05, L06 = "02-layers", "04-weights-and-biases", "05-backpropagation", "06-gradient-descent"
L08 = "08-deep-networks"
UPLOADS = {
    "epochs without end": asks("a reference that is asked for 10**12 steps, as an array", L06, "descend", "grid_search", "descend(lambda w: w, np.zeros(2), 0.1, np.array(10**12))"),
    "epochs as a number": asks("the same as a number", L06, "descend", "grid_search", "descend(lambda w: w, np.zeros(2), 0.1, 10**12)"),
    "steps of nothing": asks("the same without any numbers", L06, "descend", "grid_search", "descend(lambda w: w, np.zeros(0), 0.1, np.array([10**9])[0])"),
    "many rates": asks("a reference that is given a million rates", L06, "grid_search", "range_test", "grid_search(lambda rate: rate, np.zeros(1_000_000))"),
    "batches of one": asks("a reference that is asked for millions of batches", L06, "mini_batches", "momentum", "mini_batches(np.zeros((4_000_000, 1)), np.zeros(4_000_000), np.array(1), np.random.default_rng(1))"),
    "a power": asks("a power of whole numbers without end", L06, "lr_decay", "step_decay", "lr_decay(3, 10**400, 10**400)"),
    "a tall array": asks("a reference that is asked for 150 million numbers", L08, "he_init", "scale_for", "he_init(np.array(15_000), np.array(10_000), np.random.default_rng(1))"),
    "a wide array": asks("the same by numbers", L08, "he_init", "scale_for", "he_init(15_000, 10_000, np.random.default_rng(1))"),
    "a matrix": asks("a reference that is asked for a matrix of 2 GB", L04, "connections_to_matrix", "count_parameters", "connections_to_matrix([], np.array(16_000))"),
    "a matrix of one row": asks("a reference that is asked for 300 million columns", L02, "one_hot", "predict_layer_shape", "one_hot(np.zeros(1, int), np.array(300_000_000))"),
    "layers without end": asks("a reference that is given 200,000 layers", L02, "network_forward", "one_hot", "network_forward(np.ones((1, 1)), [(np.ones((1, 1)), np.zeros(1))] * 200_000, lambda z: z)"),
    "asleep in a callback": asks("a function that a reference calls, and that sleeps", L02, "network_forward", "one_hot", "network_forward(np.ones((1, 1)), [(np.ones((1, 1)), np.zeros(1))] * 9, lambda z: __import__('time').sleep(1000))"),
    "entries without end": asks("a derivative along three million numbers", L05, "numerical_gradient", "predict_two_paths", "numerical_gradient(lambda x: 0.0, np.zeros(3_000_000), 1e-5)"),
    "back and forth": asks("a reference and a student's function that call each other", L05, "numerical_gradient", "predict_two_paths", "(lambda f: f(f))(lambda f: numerical_gradient(lambda x: f(f), np.zeros(2), 1e-5))"),
    "nothing, wide": answers("an answer of no rows and 150 million columns", L08, "xavier_init", "np.zeros((0, 150_000_000))"),
    "nothing, wide, twice": answers("two of them", L08, "he_init", "np.zeros((0, 150_000_000)), np.zeros(3)"),
    "small numbers, many": answers("8 MB of int8", L06, "mini_batches", "[(np.zeros((8_000_000, 1), np.int8), np.zeros(8_000_000, np.int8))]"),
    "small numbers, flat": answers("8 MB of int8 as one array", L06, "mini_batches", "np.zeros(8_000_000, np.int8)"),
    "logical": answers("30 MB of truth", L05, "dense_backward", "(np.zeros((1, 30_000_000), bool),) * 3"),
    "many dimensions": answers("32 dimensions", L05, "dense_backward", "(np.zeros((1,) * 32),) * 3"),
    "many keys": answers("a dict of 100,000 keys", L05, "backprop_two_layer", "{f'W{n}': np.zeros(1) for n in range(100_000)}"),
    "many batches": answers("a list of 300,000 batches", L06, "mini_batches", "[(np.zeros((0, 3)), np.zeros(0))] * 300_000"),
    "a large count": answers("a count of parameters with 4,000 digits", L04, "count_parameters", "10**4000"),
    "lines": written("60,000 lines", "def one_hot(y, C):\n" + "    a = 1\n" * 60_000 + "    return None"),
    "additions": written("an expression of 3,000 additions", f"def one_hot(y, C):\n    return {'+'.join(['y'] * 3000)}"),
    "brackets": written("90 brackets in brackets", f"def one_hot(y, C):\n    return {'(' * 90}y{')' * 90}"),
    "functions": written("3,000 functions", "".join(f"def f{n}(y):\n    return f{n + 1}(y)\n" for n in range(3000)) + "def one_hot(y, C):\n    return f0(y)"),
    "a long text": written("a text of 3 MB", f"def one_hot(y, C):\n    '{'x' * 3_000_000}'\n    return None"),
    "choices": written("3,000 conditions", "def one_hot(y, C):\n" + "".join(f"    if C == {n + 100}:\n        return y + {n}\n" for n in range(3000)) + "    return None"),
}  # fmt: skip

CLASSES = {"": Class(UPLOADS, chapters=(L02, L04, L05, L06, L08), seconds=240, memory=1800)}
