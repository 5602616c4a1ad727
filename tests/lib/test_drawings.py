"""A drawing that unfolds without end is not shown, however its references are written; honest ones are."""

import io
import time

import pytest
from gradatim_autograder.grading.submission.drawing import may_be_shown

BEGIN = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"


def unfolding(part, names="a{}"):
    """Eight levels, in each of which ten parts show the level below."""
    levels = [f"<g id='{names.format(n)}'>{part.format(n - 1) * 10}</g>" for n in range(1, 9)]
    return f"{BEGIN}<g id='{names.format(0)}'><rect/></g>{''.join(levels)}<use href='#a8'/></svg>".encode()


@pytest.mark.parametrize(
    "part",
    [
        "<use href='#a{}'/>",
        "<use title='>' href='#a{}'/>",
        "<use href='&#35;a{}'/>",
        "<!--</g>--><use href='#a{}'/>",
        "<use xlink:href='#a0' href='#a{}'/>",
        "<rect fill='url(#a{})'/>",
        "<rect fill='URL(#a{})'/>",
        "<rect fill='u&#114;l(#a{})'/>",
        "<rect style='fill:\\75rl(#a{})'/>",
        "<rect style='mask: url( \"#a{}\" )'/>",
    ],
)
def test_it_is_refused(part):
    assert may_be_shown(unfolding(part)) is False


@pytest.mark.parametrize(
    "data",
    [
        f"{BEGIN}<filter id='f'><feTurbulence/></filter></svg>",
        f"{BEGIN}<style>rect {{ fill: url(#a) }}</style></svg>",
        f"{BEGIN}<style>rect {{ fill: u&#114;l(#a) }}</style></svg>",
        f"{BEGIN}<style>rect {{ fill: \\75rl(#a) }}</style></svg>",
        f"{BEGIN}<style>{' ' * 70_000}rect {{ fill: ur<!-- -->l(#a) }}</style></svg>",
        f"{BEGIN}{'<g>' * 300}{'</g>' * 300}</svg>",
        "<!DOCTYPE svg [<!ENTITY a 'x'>]><svg>&a;</svg>",
        f"{BEGIN}<g id='a'><use href='#a'/></g></svg>",
    ],
)
def test_so_are_other_ways_to_burden_a_reader(data):
    assert may_be_shown(data.encode()) is False


def test_what_is_no_drawing_is_none():
    assert may_be_shown(b"<html/>") is None and may_be_shown(b"\x89PNG") is None
    assert may_be_shown(b"<svg><g></svg>") is None, "damaged"


def test_matplotlibs_are_shown():
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot(range(50), label="$x^2$")
    axes.scatter(range(500), range(500))
    axes.legend()
    stream = io.BytesIO()
    figure.savefig(stream, format="svg")
    plt.close(figure)
    assert may_be_shown(stream.getvalue()) is True


@pytest.mark.parametrize(
    "inner",
    [
        f"<rect fill='url({' ' * 900_000}'/>",
        "".join(f"<g id='{n}'/>" for n in range(60_000)),
        "".join(f"<g id='{n}'>" for n in range(190)) + "<g/>" * 200_000 + "</g>" * 190,
        "<g id='a'/>" + "<use href='#a'/>" * 50_000,
    ],
    ids=["a gap", "names", "names in names", "references"],
)
def test_reading_one_takes_moments(inner):
    began = time.process_time()
    may_be_shown(f"{BEGIN}{inner}</svg>".encode())
    assert time.process_time() - began < 3, "usual is a fifth of a second"
