# ruff: noqa: E501 (code in strings)
"""They say too much."""

from attacks import Attack

WANTED = "neuron_backward"


def does(*lines):
    return {WANTED: "\n    ".join([f"def {WANTED}(dout, x, w):", *lines])}


ATTACKS = {
    "print": Attack("prints for ever", "while True:\n    print('x' * 10_000)"),
    "print two streams": Attack(
        "a character at a time to both streams",
        "import sys\nfor _ in range(100_000):\n    print('x', end='')\n    print('y', end='', file=sys.stderr)",
    ),
    "descriptor": Attack(
        "writes to the file descriptor until it is full",
        "import os\ntry:\n    while True:\n        os.write(1, b'x' * 10**6)\nexcept OSError:\n    pass",
    ),
    "descriptor in a check": Attack(
        "the same in a function", "import os", does("while True:", "    os.write(2, b'x' * 10**6)")
    ),
    "gigabyte": Attack("prints a gigabyte at once", "print('x' * 10**9)"),
    "displays": Attack(
        "a million outputs", "from IPython.display import display\nfor _ in range(40_000):\n    display(1)"
    ),
    "outputs forged": Attack(
        "a million outputs on the wire",
        "get_ipython().collector.outputs += [{'output_type': 'stream', 'name': 'stdout', 'text': ''}] * 90_000",
    ),
    "error text": Attack("an error of 300 MB", "raise ValueError('x' * 3 * 10**8)"),
    "error texts": Attack(
        "many errors in one cell",
        "for _ in range(200):\n    try:\n        exec('1/0 #' + 'x' * 10_000)\n    except Exception:\n"
        "        get_ipython().showtraceback()",
    ),
    "error that raises": Attack(
        "an error whose text ends Python",
        "import os\nclass E(Exception):\n    def __str__(self): os._exit(3)",
        does("raise E"),
    ),
    "warnings": Attack(
        "different warnings without end",
        "import warnings",
        does("for n in range(30_000):", "    warnings.warn('x' * 1000 + str(n))"),
    ),
    "formatting elements": Attack(
        "HTML whose cleaning takes for ever: open elements that each paragraph opens again",
        "from IPython.display import HTML, display\n"
        "display(HTML(''.join(f'<b title=\"{n}\">' for n in range(8_000)) + '<p>x' * 8_000))",
    ),
    "attributes": Attack(
        "HTML with one element of 100,000 attributes",
        "from IPython.display import HTML, display\ndisplay(HTML('<b ' + ' '.join(f'a{n}' for n in range(120_000)) + '>'))",
    ),
    "nested elements": Attack(
        "elements in elements",
        "from IPython.display import HTML, display\ndisplay(HTML('<div>' * 100_000))\ndisplay(HTML('<table><tr><td>' * 30_000))",
    ),
    "half tags": Attack(
        "a million angle brackets",
        "from IPython.display import HTML, display\ndisplay(HTML('<' * 500_000))\ndisplay(HTML('<!--' * 100_000))\n"
        "display(HTML('<script ' * 60_000))\ndisplay(HTML('&' * 400_000))",
    ),
    "styles": Attack(
        "a style of a megabyte",
        "from IPython.display import HTML, display\ndisplay(HTML('<b style=\"' + 'color:(' * 100_000 + '\">x</b>'))",
    ),
}
