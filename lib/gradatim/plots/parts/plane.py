"""The plane of two inputs with its data: shared by all pictures that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLACK, BLUE, ORANGE, VERMILION
from gradatim.picture import words
from gradatim.text import _, ngettext

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARGIN = 0.6


def limits(X: NDArray) -> tuple[float, float]:
    """(low, high) of both axes: the data with a margin, the same for both so that angles are true."""
    low, high = X.min() - MARGIN, X.max() + MARGIN
    return float(low), float(high)


def draw_points(axes: Axes, X: NDArray, y: ArrayLike) -> None:
    """Class 1 as filled circles, class 0 as open squares."""
    for label, marker, face in ((1, "o", BLUE), (0, "s", "white")):
        here = X[np.asarray(y) == label]
        text = _("target {label}").format(label=label)
        axes.scatter(
            here[:, 0],
            here[:, 1],
            marker=marker,
            s=90,
            facecolor=face,
            edgecolor=BLACK,
            linewidth=1.5,
            label=text,
            zorder=3,
        )


def draw_line(axes: Axes, w: NDArray, b: float, low: float, high: float) -> None:
    """The line w1 x1 + w2 x2 + b = 0, its firing side shaded and hatched, and an arrow along w."""
    grid = np.linspace(low, high, 120)
    first, second = np.meshgrid(grid, grid)
    z = w[0] * first + w[1] * second + b
    axes.contourf(first, second, (z > 0).astype(float), levels=[0.5, 1.5], colors=[ORANGE], alpha=0.35, hatches=["//"])
    length = float(np.hypot(*w))
    if length == 0:
        return
    axes.contour(first, second, z, levels=[0.0], colors=[BLACK], linewidths=2)
    middle = np.full(2, (low + high) / 2)
    foot = middle - (middle @ w + b) / length**2 * w
    if (foot >= low).all() and (foot <= high).all():
        tip = foot + 0.45 * w / length
        axes.annotate("", xy=tip, xytext=foot, arrowprops={"arrowstyle": "-|>", "color": VERMILION, "lw": 2})
        axes.annotate("w", xy=tip, xytext=(4, 4), textcoords="offset points", color=VERMILION, fontsize=12)


def finish(axes: Axes, low: float, high: float, title: str | None, shading: str) -> None:
    """Axes, title and a legend that explains the markers and, by `shading`, the shaded part."""
    from matplotlib.patches import Patch

    axes.set(xlim=(low, high), ylim=(low, high), xlabel="$x_1$", ylabel="$x_2$", title=title or "", aspect="equal")
    shaded = Patch(facecolor=ORANGE, alpha=0.35, hatch="//", label=shading)
    handles, _labels = axes.get_legend_handles_labels()
    axes.legend(handles=[*handles, shaded], loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)


def wrong_rows_text(X: NDArray, y: ArrayLike, output: NDArray) -> str:
    """Which samples get the wrong answer, in words."""
    wrong = [f"({', '.join(map(words, x))})" for x, right in zip(X, np.asarray(y) == output, strict=True) if not right]
    if not wrong:
        return _("All points are on their right side.")
    text = ngettext(
        "{count} point is on the wrong side: {points}.", "{count} points are on the wrong side: {points}.", len(wrong)
    )
    return text.format(count=len(wrong), points=", ".join(wrong[:8]))
