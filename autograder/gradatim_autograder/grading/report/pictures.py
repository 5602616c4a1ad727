"""The pictures of the report, as SVG that takes the page's own colour for lines and texts, light or dark."""

import re
from dataclasses import dataclass
from io import StringIO
from statistics import median
from typing import Any

import matplotlib as mpl
from gradatim.colours import GREEN, SKY, VERMILION
from gradatim.picture import new_figure
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from gradatim_autograder.grading.report.figures import Chapter
from gradatim_autograder.grading.report.items import NOT_BEGUN, PARTLY, RIGHT, STATES, WAITING, WRONG

INK = "#010203"  # stands for the colour of the page's text
LOOKS = {RIGHT: (GREEN, ""), PARTLY: (SKY, ""), WRONG: (VERMILION, "//"), NOT_BEGUN: ("none", ""),
         WAITING: ("#C8C8C8", "")}  # fmt: skip
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "hatch.linewidth": 0.6,
    "font.size": 10,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), INK),
}
BARS = 10  # of a distribution
WIDTH = 9.0
FEWEST_TIMES = 3


@dataclass(frozen=True)
class Picture:
    """A picture to stand in a page, and the text for who does not see it."""

    svg: str
    alt: str


def _picture(figure: Figure, alt: str, name: str) -> Picture:
    """`name` keeps the ids in one picture from those in another of the same page."""
    file = StringIO()
    with mpl.rc_context({**STYLE, "svg.hashsalt": name}):
        figure.savefig(file, format="svg", transparent=True)
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[\w.]+_\d+">', "<g>", svg)  # names of matplotlib's own that repeat
    return Picture(svg.replace(INK, "currentColor"), alt)


def _plain(axes: Axes) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def overview(chapters: list[Chapter]) -> Picture:
    """The shares of the points, a line for each chapter."""
    chapters = [each for each in chapters if each.works]
    with mpl.rc_context(STYLE):
        figure, axes = new_figure(WIDTH, 0.9 + 0.42 * len(chapters))
        words = []
        for row, chapter in enumerate(chapters):
            lowest, quarter, middle, three, highest = (each / (chapter.max_points or 1) for each in chapter.quantiles())
            axes.plot([lowest, highest], [row, row], color=INK, lw=1)
            axes.barh(row, max(three - quarter, 0.004), left=quarter, height=0.5, color=SKY, edgecolor=INK, zorder=2)
            axes.plot([middle, middle], [row - 0.25, row + 0.25], color=INK, lw=4, zorder=3, solid_capstyle="butt")
            words.append(f"{chapter.name}: median {middle:.0%}, half between {quarter:.0%} and {three:.0%}.")
        axes.set_yticks(range(len(chapters)), [f"{each.name} ({len(each.works)})" for each in chapters])
        axes.set_ylim(len(chapters) - 0.5, -0.5)
        _shares(axes.xaxis, axes.set_xlim, [share for each in chapters for share in each.shares])
        axes.set_xlabel("share of the points")
        axes.grid(axis="x", alpha=0.3)
        _plain(axes)
        alt = "Shares of the points by chapter: a line from the lowest to the highest, a box around the middle half, "
        return _picture(figure, alt + "a mark at the median. " + " ".join(words), "overview")


def _shares(axis, set_limits, shares):
    set_limits(min(0, *shares, 0) - 0.02, max(1, *shares, 1) + 0.02)
    axis.set_major_formatter(PercentFormatter(1))


def marks(chapter: Chapter) -> Picture:
    """How many have how many points, and beside it when they were handed in, where that is known."""
    times = [(work.handed_in, share) for work, share in zip(chapter.works, chapter.shares, strict=True)
             if work.handed_in]  # fmt: skip
    timed = len(times) >= FEWEST_TIMES and len({when for when, _share in times}) > 1
    with mpl.rc_context(STYLE):
        figure, axes = new_figure(WIDTH, 2.7, columns=2 if timed else 1, squeeze=False)
        alt = _distribution(axes[0, 0], chapter)
        if timed:
            alt += " " + _over_time(axes[0, 1], sorted(times))
        return _picture(figure, alt, f"marks {chapter.name}")


def _distribution(axes, chapter):
    highest = max(1.0, *chapter.shares)
    bars, edges, _drawn = axes.hist(
        chapter.shares, bins=BARS, range=(min(0.0, *chapter.shares), highest), color=SKY, edgecolor=INK, lw=0.8
    )
    axes.set(xlabel="share of the points", ylabel="students")
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    middle = median(chapter.shares)
    axes.axvline(middle, color=INK, lw=2, ls="--")
    axes.set_title(f"{len(chapter.works)} students, median {middle:.0%}", fontsize=10)
    _plain(axes)
    each = ", ".join(f"{edges[i]:.0%} to {edges[i + 1]:.0%}: {int(bars[i])}" for i in range(BARS) if bars[i])
    return f"How many students have which share of the points of {chapter.name}. {each}. Median {middle:.0%}."


def _over_time(axes, times):
    whens, shares = zip(*times, strict=True)
    few = len(times) < 60
    axes.scatter(whens, shares, s=30 if few else 12, color=SKY, edgecolor=INK, lw=0.6 if few else 0.3)
    locator = mdates.AutoDateLocator(maxticks=5)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    _shares(axes.yaxis, axes.set_ylim, shares)
    axes.set_title("by the time of hand-in (Greenwich)", fontsize=10)
    axes.grid(alpha=0.3)
    _plain(axes)
    half = len(times) // 2
    first, last = (f"{when:%Y-%m-%d %H:%M}" for when in (whens[0], whens[-1]))
    return (
        f"Share of the points by time of hand-in, from {first} to {last}: median {median(shares[:half]):.0%} in the "
        f"earlier half, {median(shares[half:]):.0%} in the later half."
    )


def exercises(chapter: Chapter) -> Picture:
    """For each exercise a bar: right, partly, wrong, not begun."""
    items = chapter.items
    longest = max(len(item.name) for item in items)
    with mpl.rc_context(STYLE):
        figure, axes = new_figure(WIDTH, 0.95 + 0.3 * len(items))
        left = [0] * len(items)
        states = [state for state in (*STATES, WAITING) if any(item.counts[state] for item in items)]
        for state in states:
            counts = [item.counts[state] for item in items]
            there = [row for row, count in enumerate(counts) if count]
            colour, hatch = LOOKS[state]
            label = "waits for your points" if state == WAITING else state
            axes.barh(
                there, [counts[row] for row in there], left=[left[row] for row in there], height=0.72, color=colour,
                hatch=hatch, edgecolor=INK, lw=0.7, label=label,
            )  # fmt: skip
            for row in there:
                count = counts[row]
                if count >= 0.05 * max(1, len(chapter.works)):
                    box = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
                    own = {"bbox": box, "color": "#222222"} if colour != "none" else {"color": INK}
                    axes.text(left[row] + count / 2, row, str(count), ha="center", va="center", fontsize=8, **own)
            left = [a + b for a, b in zip(left, counts, strict=True)]
        axes.set_yticks(range(len(items)), [item.name for item in items], fontsize=9 if longest < 32 else 7.5)
        axes.set_ylim(len(items) - 0.4, -0.6)
        axes.set_xlim(0, max(1, len(chapter.works)))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        axes.set_xlabel("students")
        figure.legend(loc="outside upper right", ncols=len(states), frameon=False, fontsize=9)
        _plain(axes)
        words = [
            f"{item.name}: " + ", ".join(f"{n} {state}" for state, n in item.counts.items() if n) for item in items
        ]
        return _picture(figure, f"How many have each exercise of {chapter.name} right. {'; '.join(words)}.",
                        f"exercises {chapter.name}")  # fmt: skip
