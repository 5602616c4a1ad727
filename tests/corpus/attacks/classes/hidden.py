# ruff: noqa: E501 (code in strings)
"""Hidden values: what a prediction asks for, the checks' inputs and right answers, carried out by another function."""

import re

from gradatim_autograder.exercise.registry import of_chapter

from attacks.classes import BOOK, CHAPTER, Class, Upload
from attacks.classes.seen import plain
from attacks.classes.work import most, work

VALUE = of_chapter(CHAPTER)["predict_sum"].reference()
PATTERN = re.compile(r"VALUE\D{0,40}0?\.?" + re.escape(f"{VALUE:.2f}".rstrip("0").lstrip("0").lstrip(".")))
WRONG = "def predict_sum():\n    return 77.0"


def carries(what, source, name="step", shows=None, **more):
    """Another function, which gets the prediction's right value at grading, and tells it."""
    who = "m" + plain(what) + "x"
    found = shows or PATTERN

    def check(seen):
        pages = [page.decode("utf-8", "replace") for (student, _), page in seen.pages.items() if who in plain(student)]
        texts = [re.sub(r"<[^>]+>", "", page) for page in pages]
        told = next((match for text in texts if (match := found.search(text))), None)
        return f"the page tells the value: {told[0]!r}" if told else ""

    data = work(predict_sum=WRONG, **{name: source}, **more)
    return Upload(what, {BOOK: data}, earns=most(without=("predict_sum",)), named=False, me=who, check=check)


# Right only where the prediction is right: so the right prediction is tried in its place, and what comes of it counts.
ONLY_IF = "if predict_sum() > 1:\n        return None\n    return 1.0 * (np.asarray(z) > 0)"


def partly(line):
    """Right for one number alone, and for an array this."""
    return f"def step(z):\n    if predict_sum() > 1:\n        return None\n    if np.ndim(z):\n        {line}\n    return 1.0 * (z > 0)"


SHIFTED = re.compile(re.escape(f"{7000 + VALUE:.2f}"))
UPLOADS = {
    "printed": carries("printed", f"def step(z):\n    print('VALUE', predict_sum())\n    {ONLY_IF}"),
    "printed and partly right": carries("printed and partly right", partly("print('VALUE', predict_sum())")),
    "to the other stream": carries("to the other stream", f"def step(z):\n    import sys\n    print('VALUE', predict_sum(), file=sys.stderr)\n    {ONLY_IF}"),
    "raised": carries("raised", partly("raise ValueError(f'VALUE {predict_sum()}')")),
    "the error's name": carries("the errors name", partly("raise type(f'VALUE{predict_sum()}', (Exception,), {})()")),
    "warned": carries("warned", f"def step(z):\n    import warnings\n    warnings.warn(f'VALUE {{predict_sum()}}')\n    {ONLY_IF}"),
    "returned": carries("returned", partly("return 7000 + predict_sum()"), shows=SHIFTED),
    "returned as an array": carries("returned as an array", partly("return np.full(np.shape(z), 7000 + predict_sum())"), shows=SHIFTED),
    "returned as a text": carries("returned as a text", partly("return f'VALUE {predict_sum()}'")),
    "a shape": carries("a shape", partly("return np.zeros(int(7000 + 100 * predict_sum()))"), shows=re.compile(rf"\b{int(7000 + 100 * VALUE)}\b")),
    "a key": carries("a key", partly("return {}[f'VALUE {predict_sum()}']")),
    "kept for later": carries("kept for later", "found = None\ndef train_neuron(*args):\n    print('VALUE', found)\n    return None", name="train_neuron", step=f"def step(z):\n    global found\n    found = predict_sum()\n    {ONLY_IF}"),
    "by training": carries("by training", "def train_neuron(*args):\n    print('VALUE', predict_sum())\n    return None", name="train_neuron"),
    "a source": carries("a source", f"def step(z):\n    print('VALUE', getattr(predict_sum, '__code__', 0), vars(predict_sum), predict_sum())\n    {ONLY_IF}"),
}  # fmt: skip

CLASSES = {"": Class(UPLOADS)}
