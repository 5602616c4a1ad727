"""Colours code and what was printed, in a time that grows no faster than their length."""

import re
from functools import cache, lru_cache

import pygments
from IPython.lib.lexers import IPython3Lexer
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.ansi import ansi2html as nbconverts
from pygments.formatters import HtmlFormatter
from pygments.lexers import Python3Lexer

from gradatim_autograder.grading.submission.room import broken, plain, room_of
from gradatim_autograder.grading.submission.visible import visible

KEPT = 2000
LONGEST = 60_000  # characters of a cell
WITH_MAGIC = 5_000
# A lexer tries a rule at each character, and some rules read on to the end of a gap or of a long word.
_KNOT = re.compile(r"(?<!\s)\s{150}|(?<![\w.])[\w.]{400}|^[^\n]{3000}", re.MULTILINE)
_KNOT_WITH_MAGIC = re.compile(r"(?<!\s)\s{60}|(?<![\w.*%])[\w.*%]{150}")
_MAGIC = re.compile(r"[%?]|!(?!=)")  # without one of these IPython's lexer finds what Python's finds, in twice the time


@pass_context
def highlight_code(context: Context, source: str, language: str | None = None, metadata: dict | None = None) -> str:
    """nbconvert's filter of this name, for Python."""
    room = room_of(context)
    try:
        coloured = _coloured(source) if len(source) <= LONGEST and room.take("code", len(source)) else None
        return plain(source) if coloured is None else coloured
    except Exception as error:  # whatever a lexer makes of what somebody wrote to break it
        return broken(source, error, room)


@lru_cache(KEPT)
def _coloured(source) -> str | None:
    if _KNOT.search(source):
        return None
    notebook, python, formatter = _colours()
    magic = _MAGIC.search(source) and len(source) <= WITH_MAGIC and not _KNOT_WITH_MAGIC.search(source)
    return pygments.highlight(visible(source) or " ", notebook if magic else python, formatter)


@cache
def _colours():
    return IPython3Lexer(), Python3Lexer(), HtmlFormatter(cssclass=" highlight hl-ipython3")


@pass_context
def ansi2html(context: Context, text: str) -> str:
    """nbconvert's filter of this name, for texts of which `visible` left little to stumble over."""
    try:
        return nbconverts(visible(text))
    except Exception as error:
        return broken(text, error, room_of(context))


def strip_files_prefix(text: str) -> str:
    """Nothing, where nbconvert's filter looks for addresses of a notebook server of 2013 and reads on from each "["."""
    return text
