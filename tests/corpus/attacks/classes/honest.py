# ruff: noqa: E501 (code in strings)
"""Honest uploads that are damaged as they usually are: each gets all its points, so that no wall keeps out an honest
person.
"""

import json

from mini_course import cell

from attacks.classes import BOOK, HOME, Class, Upload
from attacks.classes.rendering import PIXEL
from attacks.classes.work import code, markdown, most, work

ALL = most()
RIGHT = json.loads(work())


def honest(what, data, **more):
    return Upload(what, {BOOK: data, **more}, earns=ALL, all=True, named=False)


def spoiled(what, spoil):
    return honest(what, work(spoil=spoil))


def _id(each):
    return each["metadata"].get("nbgrader", {}).get("grade_id", "")


def merged(content):
    """The answer and the test below it in one cell."""
    cells = content["cells"]
    at = next(number for number, each in enumerate(cells) if _id(each) == "step")
    cells[at]["source"] += "\n\n" + cells.pop(at + 1)["source"]


def no_tests(content):
    content["cells"] = [each for each in content["cells"] if not _id(each).startswith("check-")]


def no_texts(content):
    content["cells"] = [each for each in content["cells"] if each["cell_type"] == "code" or _id(each)]


def kernel(content):
    content["metadata"] = {
        "kernelspec": {"name": "conda-env-ml-py", "display_name": "Python [conda]", "language": "python"}
    }


def colab(content):
    content["metadata"] |= {"colab": {"provenance": [], "toc_visible": True}, "accelerator": "GPU"}
    for number, each in enumerate(content["cells"]):
        each["metadata"] |= {
            "id": f"q{number}",
            "colab": {"base_uri": "https://localhost:8080/"},
            "outputId": f"o{number}",
        }
        each["source"] = each["source"].splitlines(keepends=True)


def copied(content):
    at = next(number for number, each in enumerate(content["cells"]) if _id(each) == "neuron")
    content["cells"].insert(at + 1, json.loads(json.dumps({**content["cells"][at], "id": "copied"})))


def reversed_cells(content):
    content["cells"].reverse()


def outputs(content):
    for each in content["cells"]:
        if each["cell_type"] == "code":
            each["execution_count"] = 7
            each["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["x\n"] * 2000}]


def no_ids(content):
    content["nbformat_minor"] = 2
    for each in content["cells"]:
        each.pop("id", None)


def marks_lost(content):
    for each in content["cells"]:
        each["metadata"] = {}


def fails_at_the_end(content):
    content["cells"].append(cell("code", "1 / 0"))


def prints(content):
    content["cells"].insert(3, cell("code", "for i in range(300):\n    print(i, np.ones((3, 3)))"))


CHECKED = """
def numerical(f, v, h=1e-5):
    out = np.zeros(len(v))
    for i in range(len(v)):
        e = np.zeros(len(v))
        e[i] = h
        out[i] = (f(v + e) - f(v - e)) / (2 * h)
    return out
def neuron_backward(dout, x, w):
    dx, dw, db = dout * w, dout * x, dout
    assert np.allclose(dw, numerical(lambda v: dout * np.sum(v * x), w), atol=1e-4)
    return dx, dw, db
"""
TEXT = work().decode()
UPLOADS = {
    "merged": spoiled("an answer and its test in one cell", merged),
    "no tests": spoiled("no tests", no_tests),
    "no texts": spoiled("no texts", no_texts),
    "another kernel": spoiled("another kernel", kernel),
    "Colab": spoiled("what Colab adds", colab),
    "copied": spoiled("a cell copied and pasted below", copied),
    "reversed": spoiled("cells in another order", reversed_cells),
    "outputs": spoiled("outputs kept", outputs),
    "no ids": spoiled("an older version, without ids of cells", no_ids),
    "marks lost": spoiled("a notebook that lost the course's marks", marks_lost),
    "fails": spoiled("a cell that fails at the end", fails_at_the_end),
    "prints": spoiled("a cell that prints much", prints),
    "lines of Windows": honest("lines that end as on Windows", TEXT.replace("\\n", "\\r\\n").encode()),
    "a file of Windows": honest("a file whose lines end as on Windows", json.dumps(RIGHT, indent=1).replace("\n", "\r\n").encode()),
    "a mark of UTF-8": honest("a file that begins with the mark of UTF-8", b"\xef\xbb\xbf" + work()),
    "import os": honest("imports that nobody needs", work(first="import os, sys, random, math, time, json\nimport matplotlib.pyplot as plt\nprint(os.getcwd(), os.listdir())")),
    "timeit": honest("measured by %timeit", work(first="%timeit -n 10 -r 2 np.ones(10)\n%matplotlib inline\n!ls")),
    "a file written": honest("writes and reads a file", work(first="np.savetxt('x.txt', np.ones(3))\nprint(open('x.txt').read())")),
    "a gradient check": honest("a gradient check left in the answer", work(neuron_backward=CHECKED.strip())),
    "a class of its own": honest("helpers and a class", work(first="class Helper:\n    def add(self, a, b):\n        return a + b\nhelper = Helper()", neuron="def neuron(x, w, b):\n    return helper.add(np.dot(x, w), b)")),
    "threads": honest("a thread and a program", work(first="import threading, subprocess\nt = threading.Thread(target=print, args=('x',))\nt.start()\nt.join()\nprint(subprocess.run(['ls'], capture_output=True).returncode)")),
    "a picture": spoiled("a pasted picture", markdown("![](attachment:x.png)", attachments={"x.png": {"image/png": PIXEL}})),
    "a drawing": spoiled("a pasted drawing", markdown("![](attachment:x.svg)", attachments={"x.svg": {"image/svg+xml": "<svg/>"}})),
    "a missing picture": spoiled("a pasted picture that is missing", markdown("![](attachment:image.png) and ![](attachment:x.png)", attachments={"x.png": {"image/png": PIXEL}})),
    "a picture of no cell": spoiled("a picture that was never pasted", markdown("![](attachment:image.png)")),
    "a formula": spoiled("mathematics in a text", markdown("$$\\begin{aligned} a &= b \\\\ c &= \\frac{1}{2} \\end{aligned}$$ and $x_1$ [link](https://example.org)")),
    "a plot": spoiled("a plot at the end", code("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()")),
    "a helper": honest("a helper module beside the notebook", work(first="from helper import two\nprint(two)"), **{HOME + "helper.py": b"two = 2\n"}),
    "a copy of JupyterLab's": Upload("JupyterLab's copy", {HOME + "{chapter}-Copy1.ipynb": work()}, earns=ALL, all=True, named=False),
    "downloaded twice": Upload("a second download", {"{me}_{chapter} (1).ipynb": work()}, earns=ALL, all=True, named=False),
    "of a Mac": honest("what a Mac leaves", work(), **{HOME + ".DS_Store": b"x", "{me}/__MACOSX/._x.ipynb": b"x"}),
    "checkpoints": honest("what Jupyter leaves", work(), **{HOME + ".ipynb_checkpoints/{chapter}-checkpoint.ipynb": b"{}"}),
    "a name of many scripts": Upload("a name in other letters", {"{me} Ζωή O'Brien 学/{chapter}/{chapter}.ipynb": work()}, earns=ALL, all=True, named=False),
}  # fmt: skip

CLASSES = {"": Class(UPLOADS), "in a zip": Class(UPLOADS, way="zip")}
