"""A drawing that unfolds without end is not shown, however its references are written; honest ones are."""

import io

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
