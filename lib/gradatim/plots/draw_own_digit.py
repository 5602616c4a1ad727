"""A digit that somebody has drawn, as a network sees it, and what the network takes it for."""

import numpy as np

from gradatim.colours import BLUE, GREY
from gradatim.data.drawn import drawn_digit
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _


def own_digit(classify, source):
    """Draw `source` (what `data.drawn_digit` reads) beside the probabilities that `classify` gives to the ten digits.

    classify   X (1, 8, 8, 1), ink from 0 to 1 -> P (1, 10) or (10,)

    Returns a `Message` in one sentence where the drawing cannot be read or the function cannot be used.
    """
    try:
        ink = drawn_digit(source)
        shares = _ten(call(classify, ink[None, :, :, None]), classify)
    except (NotReady, ValueError) as trouble:
        return Message(str(trouble))
    return _picture(ink, shares)


@drawing
def _picture(ink, shares):
    figure, (left, right) = new_figure(7.0, 2.7, columns=2, width_ratios=[1, 2.2])
    left.imshow(ink, cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[], title=_("what the network sees"))
    best = int(shares.argmax())
    colours = [BLUE if digit == best else GREY for digit in range(10)]
    bars = right.bar(range(10), shares, color=colours)
    right.bar_label(bars, labels=[words(round(p, 2)) if p >= 0.005 else "" for p in shares], fontsize=9, padding=1)
    right.set(xticks=range(10), ylim=(0, 1.15), xlabel=_("digit"), ylabel=_("probability"))
    answer = _("It reads a {digit}.").format(digit=best)
    right.set_title(answer)
    right.spines[["top", "right"]].set_visible(False)
    order = np.argsort(-shares)[:3]
    said = ", ".join(_("{digit} with {share}").format(digit=d, share=words(round(shares[d], 3))) for d in order)
    rows = "; ".join("".join(".-+*#"[round(4 * value)] for value in row) for row in ink)
    text = _("{answer} The three most probable digits: {said}. The drawing, row by row: {rows}.")
    return Picture(figure, text.format(answer=answer, said=said, rows=rows))


def _ten(returned, classify):
    name = name_of(classify)
    wrong = _("{name} should return ten probabilities, one for each digit.").format(name=name)
    shares = numbers_in(returned, name, lambda shape: shape in ((10,), (1, 10)), wrong)
    return rounded(shares.reshape(-1))
