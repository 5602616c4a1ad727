"""The threshold function."""

from gradatim.colours import BLACK, BLUE
from gradatim.drawing import drawing
from gradatim.picture import Picture, new_figure
from gradatim.text import _


@drawing
def step_function():
    """The step function: 0 up to and including z = 0, and 1 above."""
    figure, axes = new_figure(5.2, 2.8)
    axes.plot([-4, 0], [0, 0], color=BLUE, lw=3)
    axes.plot([0, 4], [1, 1], color=BLUE, lw=3)
    axes.plot([0, 0], [0, 1], color=BLUE, lw=1, ls=":")
    axes.plot(0, 0, "o", color=BLUE, ms=10)
    axes.plot(0, 1, "o", mfc="white", mec=BLUE, mew=2, ms=10)
    axes.axvline(0, color=BLACK, lw=0.6, zorder=0)
    axes.set(xlabel="z", ylabel="step(z)", ylim=(-0.2, 1.25), xlim=(-4, 4), title=_("The step function"))
    axes.set_yticks([0, 1])
    axes.annotate(_("at z = 0: still 0"), xy=(0, 0), xytext=(14, 12), textcoords="offset points", color=BLACK)
    axes.spines[["top", "right"]].set_visible(False)
    return Picture(
        figure, _("The step function: 0 for all z up to and including 0, then a jump to 1 for all z above 0.")
    )
