"""Shows the characters that nobody sees: control characters, escape codes, marks that turn the direction of writing.

Colours of the terminal stay, as long as there are not so many that showing them takes long.
"""

import re

_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})"
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]++"
)
MOST_WORK = 200_000_000  # colour codes times characters: what turns them into HTML copies the rest of a text for each
_COLOUR = r"\x1b\[[0-9;]{0,40}m"
_COLOURS = re.compile(_COLOUR)
_UNSEEN = re.compile(
    rf"(?P<colour>{_COLOUR})"
    r"|\x1b\[[0-?]{0,40}[ -/]{0,4}[@-~]|\x08"  # moves of a progress bar
    r"|(?P<hidden>[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff])"
)


def visible(text: str) -> str:
    """`text` with hidden characters written out, as "\\x1b"; what moves a terminal's cursor is left out, and so are
    marks over and under one letter beyond those of any language: a browser stacks them for minutes.
    """
    if not text.isascii():
        text = _STACKED.sub(r"\1", text)
    if not _UNSEEN.search(text):
        return text
    if text.count("\x1b") * len(text) > MOST_WORK:
        text = _COLOURS.sub("", text)
    return _UNSEEN.sub(_written_out, text)


def _written_out(match):
    hidden = match["hidden"]
    if hidden is None:
        return match["colour"] or ""
    return f"\\x{ord(hidden):02x}" if ord(hidden) < 256 else f"\\u{ord(hidden):04x}"
