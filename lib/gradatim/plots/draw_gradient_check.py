"""How the error of a numerical slope depends on the step h."""

import numpy as np

from gradatim.colours import BLUE, GREY, ORANGE
from gradatim.picture import Picture, new_figure
from gradatim.text import _

STEPS = 10.0 ** np.arange(-1, -14.5, -0.5)


def gradient_check(f, slope, x):
    """The relative error of one-sided and central differences of `f` at `x`, against h; `slope` is the exact slope.

    `f` takes and returns one number. An error of exactly 0 is drawn at the bottom, 1e-16.
    """
    one_sided = _errors(slope, [(f(x + h) - f(x)) / h for h in STEPS])
    central = _errors(slope, [(f(x + h) - f(x - h)) / (2 * h) for h in STEPS])
    figure, axes = new_figure(7.2, 4.2)
    axes.loglog(STEPS, one_sided, color=ORANGE, marker="s", ms=5, ls="--", label=_("one-sided: (f(x + h) − f(x)) / h"))
    axes.loglog(STEPS, central, color=BLUE, marker="o", ms=5, label=_("central: (f(x + h) − f(x − h)) / 2h"))
    best = {}
    for name, errors in (("one-sided", one_sided), ("central", central)):
        best[name] = STEPS[int(np.argmin(errors))], float(errors.min())
    axes.set(xlabel=_("step h"), ylabel=_("relative error"), ylim=(1e-14, 10), title=_("The error against the step"))
    axes.text(2e-13, 1.2e-13, _("h too small:\nrounding"), fontsize=10, color=GREY, ha="center", va="bottom")
    axes.text(2e-1, 1.2e-13, _("h too large:\nthe curve bends"), fontsize=10, color=GREY, ha="right", va="bottom")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper center", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    text = _(
        "The relative error of two numerical slopes against the step h, on logarithmic scales. Both curves fall and "
        "rise again, like a U. The one-sided difference is best near h = {h1:.0e} (error {e1:.0e}), the central one "
        "near h = {h2:.0e} (error {e2:.0e}). For smaller h rounding spoils both, for larger h the bend of the curve."
    )
    (h1, e1), (h2, e2) = best["one-sided"], best["central"]
    return Picture(figure, text.format(h1=h1, e1=e1, h2=h2, e2=e2))


def _errors(slope, found):
    return np.maximum(np.abs(np.array(found) - slope) / abs(slope), 1e-16)
