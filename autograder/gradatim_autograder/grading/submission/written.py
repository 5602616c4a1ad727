"""Makes HTML of what is written in Markdown, in a time that grows no faster than the text.

nbconvert's renderer takes time with the square of a text, or worse, for dozens of knotty texts. So it gets pieces: a
long text is cut where a paragraph ends; a piece that is long and full of signs is shown as plain text.
"""

import re
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from gradatim.text import _
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from gradatim_autograder.grading.submission import sanitize
from gradatim_autograder.grading.submission.room import broken, plain, room_of
from gradatim_autograder.grading.submission.visible import visible

PIECE = 4_000  # characters; the longest text of the course has 3,730
PROSE = 20_000  # characters of a paragraph with few signs
SIGNS = 1_000_000  # signs times characters of a piece longer than PIECE
RULERS = 25  # rows of a piece that look like a table's ruler, for which time grows with more than the square
GROWTH = 30  # characters of HTML for one of text
KEPT = 2000  # texts of the course, and answers that repeat

_SIGN = re.compile(r"[^\w\s.,;'\"()%/-]")
_LONG_GAP = re.compile(r"(?<!\s)\s{40}|(?:\n[^\n]{0,3}){40}")
_RULER = re.compile(r"^[ \t>]*[|:-][|: \t-]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_ATTACHED = "data:image/png;base64,attached"  # stands for a picture while the text around it is cleaned
_PLACE = re.compile(rf'src="{_ATTACHED}([0-9]{{1,4}})="')
_IN_HTML = re.compile(r"""(<img\b[^<>]{0,200}?\bsrc=)["']attachment:([^"'<>]{1,300})["']""", re.IGNORECASE)


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """nbconvert's filter of this name, with harmless HTML in bounded time."""
    room = room_of(context)
    try:
        return _page_part(source, context.get("cell", {}).get("attachments") or {}, room)
    except Exception as error:  # whatever a renderer makes of what somebody wrote to break it
        return broken(source, error, room)


def _page_part(source, attachments, room):
    shown = []
    for piece in pieces(source):
        html = None
        if _is_simple(piece) and room.tags and room.take("text", len(piece) * max(1.0, len(piece) / PIECE)):
            names = []
            html = _attached(piece, attachments, names) if attachments else _rendered(piece)
        if html is None or not room.take("tags", html.count("<")):
            shown.append(plain(piece))
        else:
            shown.append(_PLACE.sub(lambda found, names=names: _picture(found, names, attachments, room), html))
    return sanitize.boxed("\n".join(shown))


def pieces(text: str) -> list[str]:
    """The parts of a text, cut between paragraphs, outside of fences and formulas; each short if that is possible."""
    if len(text) <= PIECE:
        return [text]
    parts: list[str] = []
    part: list[str] = []
    block: list[str] = []
    length, fenced, blank = 0, False, False
    for line in text.splitlines(keepends=True):
        if blank and not fenced and line[:1] not in (" ", "\t", "\n", "\r"):
            size = sum(map(len, block))
            if part and length + size > PIECE:
                parts.append("".join(part))
                part, length = [], 0
            part += block
            length, block = length + size, []
        fenced ^= bool(_FENCE.match(line)) ^ (line.count("$$") % 2 == 1)
        block.append(line)
        blank = not line.strip()
    if part and length + sum(map(len, block)) > PIECE:
        parts.append("".join(part))
        part = []
    return [*parts, "".join([*part, *block])]


def _is_simple(piece):
    """Whether the renderer is quick with it."""
    if len(_RULER.findall(piece)) > RULERS:
        return False
    if len(piece) <= PIECE:
        return True
    return len(piece) <= PROSE and not _LONG_GAP.search(piece) and len(_SIGN.findall(piece)) * len(piece) <= SIGNS


@lru_cache(KEPT)
def _rendered(piece) -> str | None:
    return _attached(piece, {}, [])


def _attached(piece, attachments, names) -> str | None:
    """HTML with a place for each attached picture, whose names are added to `names`; None where it is far too long."""
    renderer = _Renderer(attachments, names)
    html = MarkdownWithMath(renderer=renderer).render(visible(piece))
    return sanitize.html(html) if len(html) <= 2_000 + GROWTH * len(piece) else None


class _Renderer(IPythonRenderer):
    """nbconvert's, which says in words where a picture is missing."""

    def __init__(self, attachments, names):
        super().__init__(escape=False, attachments=attachments, embed_images=False)
        self._names = names

    def _place(self, url):
        name = attached_name(url, self.attachments)
        if name is None:
            return None
        self._names.append(name)
        return f"{_ATTACHED}{len(self._names) - 1}="

    def image(self, text, url, title=None):
        """A picture, or in words that it cannot be shown."""
        if not url.startswith("attachment:"):
            return super().image(text, url, title)
        place = self._place(url[len("attachment:") :])
        return super().image(text, place, title) if place else _not_shown(unquote(url[len("attachment:") :]))

    def block_html(self, html):
        """HTML in a text; pictures in it may be attached too."""
        return super().block_html(self._html(html))

    def inline_html(self, html):
        """HTML in a line; pictures in it may be attached too."""
        return super().inline_html(self._html(html))

    def _html(self, html):
        return _IN_HTML.sub(lambda found: f'{found[1]}"{self._place(found[2]) or ""}"', html)


def attached_name(name: str, attachments: dict) -> str | None:
    """The attachment that a text calls `name`, perhaps written as in an address."""
    return next((each for each in (name, unquote(name)) if each in attachments), None)


def _not_shown(name):
    return f"<em>{escape(_('(The picture {name} cannot be shown.)').format(name=visible(name)[:100]))}</em>"


def _picture(found, names, attachments, room):
    number = int(found[1])
    if number >= len(names):
        return found[0]
    for kind, data in attachments[names[number]].items():
        if sanitize.is_base64(data) and re.fullmatch(r"image/[a-z+]{1,10}", kind) and room.take("pictures", len(data)):
            return f'src="data:{kind};base64,{data}"'
    return found[0]
