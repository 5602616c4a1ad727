"""Makes what students' cells show harmless: their outputs and texts appear in pages that others open.

Kept are text, tables, pictures and plain styles; nothing that runs, loads from elsewhere or reaches beyond its place.
The cleaning is bleach's, which nbconvert itself uses.
"""

import base64
import re
from functools import cache
from html import escape

from gradatim_autograder.grading.submission.drawing import may_be_shown
from gradatim_autograder.grading.submission.styles import Styles

MAX_HTML = 1_000_000  # characters of one output
SHORT = 2_000  # characters, in which nothing takes long
MAX_TAGS = 20_000  # and other signs that mean something: each takes the cleaner a tenth of a millisecond
MAX_OPEN, MAX_OPEN_FORMATTING = 200, 30  # elements inside each other
PICTURES = ("image/png", "image/jpeg", "image/gif")
PLAIN = ("text/plain", "text/latex", "text/markdown")
LEFT_OUT = "(an output that cannot be shown here)"

_TAGS = (
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u "
    "ul var"
)
TAGS = set(_TAGS.split())
EVERYWHERE = {"style", "title", "dir", "lang", "role", "aria-label", "aria-live", "aria-hidden"}
SOME = {
    "a": {"href"},
    "img": {"alt", "width", "height", "src"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span"},
    "ol": {"start"},
    "table": {"border"},
    "details": {"open"},
}
# Sizes of a page; a cell over thousands of columns takes a browser minutes to lay out.
NUMBERS = {"width": re.compile(r"[0-9]{1,3}(?:\.[0-9]{0,6})?(?:px|%)?|[1-3][0-9]{3}(?:px)?")}
NUMBERS |= {"height": NUMBERS["width"], "start": re.compile(r"-?[0-9]{1,6}")}
NUMBERS |= dict.fromkeys(("colspan", "rowspan", "span"), re.compile(r"[0-9]{1,3}"))
NUMBERS["border"] = re.compile(r"[0-9]{0,2}")
PLACE = "heading:"  # no id of a cell holds a colon
CLASSES = re.compile(r"(?:(?:dataframe|anchor-link|highlight|hll|[a-z][a-z0-9]?)(?: |$))+")  # tables, coloured code
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_OURS = re.compile(  # what gradatim.Picture shows; most outputs are such pictures, and large
    r'<img alt="[^"<>]*" src="data:image/png;base64,[A-Za-z0-9+/=]*" style="width:\d+px;max-width:100%">'
)
_BOX = '<div style="contain:paint;isolation:isolate;overflow:auto">'
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
# Tags as programs and people write them. What is written otherwise, parsers repair by rules that take hours for some.
_TAG = re.compile(
    r"""<(/?)([a-z][a-z0-9-]*+)(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+){0,24}+\s*+/?+>"""
    r"|<!--(?:[^-]|-(?!->))*+-->|<!doctype[^<>]*+>",
    re.IGNORECASE,
)
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
_WITHOUT_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"}
_WITHOUT_END |= {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "wbr"}
# Only for the looks: bleach would leave their contents as text.
_UNSEEN = re.compile(r"<(script|style|iframe|object|template|noscript|title)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)


def html(text: str) -> str:
    """`text` without anything that runs, loads or reaches beyond its place."""
    if _OURS.fullmatch(text):
        return text
    text = _UNSEEN.sub("", text)
    if len(text) > MAX_HTML:
        return LEFT_OUT
    if len(text) > SHORT and not _is_plain(text):
        return escape(re.sub("<[^<>]*>", "", text))  # the words stay
    try:
        return _cleaner().clean(text)
    except Exception:  # whatever a parser makes of what somebody wrote to break it
        return LEFT_OUT


def boxed(harmless: str) -> str:
    """Clean HTML in a box that nothing sticks out of, where there are styles: Formgrader's pages have no such boxes."""
    styled = "style=" in harmless and not _OURS.fullmatch(harmless)
    return f"{_BOX}{harmless}</div>" if styled else harmless


def _is_plain(text):
    """Whether the tags are well formed, not too many, and not too many of them open at a time."""
    at, opened = 0, dict.fromkeys(_FORMATTING, 0)
    if text.count("<") + text.count("&") + text.count("\0") > MAX_TAGS:
        return False
    while (at := text.find("<", at)) >= 0:
        found = _TAG.match(text, at)
        if not found:
            if re.match(r"[a-z/!?]", text[at + 1 : at + 2], re.IGNORECASE):
                return False
            at += 1
            continue
        at = found.end()
        name = (found[2] or "").lower()
        if name and name not in _WITHOUT_END:
            opened[name] = max(0, opened.get(name, 0) + (-1 if found[1] else 1))
            if not found[1] and (
                opened[name] > MAX_OPEN
                or sum(opened.values()) > MAX_OPEN
                or sum(opened[each] for each in _FORMATTING) > MAX_OPEN_FORMATTING
            ):
                return False
    return True


@cache
def _cleaner():
    from bleach.html5lib_shim import Filter
    from bleach.sanitizer import Cleaner

    class OwnPlaces(Filter):
        """Headings are places to go to, but never by the name of something else on the page: Formgrader finds the box
        for a cell's points by the cell's id, and takes the first that has it.
        """

        def __iter__(self):
            for token in super().__iter__():
                data = token.get("data")
                if isinstance(data, dict):
                    for (namespace, name), value in data.items():
                        if name == "id":
                            data[namespace, name] = PLACE + value
                        elif name == "href" and value.startswith("#"):
                            data[namespace, name] = f"#{PLACE}{value[1:]}"
                yield token

    return Cleaner(
        filters=[OwnPlaces],
        tags=TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
        css_sanitizer=Styles(),
    )


def _allowed(tag, name, value):
    if name == "src":
        return tag == "img" and bool(_PICTURE.fullmatch(value))
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data")
    if name == "class":
        return bool(CLASSES.fullmatch(value))
    if name == "id":
        return tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    if name in NUMBERS:
        return name in SOME.get(tag, ()) and bool(NUMBERS[name].fullmatch(value.strip()))
    return name in EVERYWHERE or name in SOME.get(tag, ())


def output(each: dict):
    """Make one output of a cell harmless, in place."""
    each["metadata"] = {} if each.get("output_type") in ("display_data", "execute_result") else each.get("metadata")
    if each["metadata"] is None:
        del each["metadata"]
    data = each.get("data")
    if not isinstance(data, dict):
        return
    kept = {kind: data[kind] for kind in PLAIN if isinstance(data.get(kind), str)}
    kept |= {kind: data[kind] for kind in PICTURES if is_base64(data.get(kind))}
    if isinstance(data.get("text/html"), str):
        kept["text/html"] = boxed(html(data["text/html"]))
    drawing = data.get("image/svg+xml")
    if isinstance(drawing, str) and "text/html" not in kept and may_be_shown(drawing.encode("utf-8", "replace")):
        code = base64.b64encode(drawing.encode("utf-8", "replace")).decode()  # as a picture it runs nothing
        kept["text/html"] = f'<img alt="" src="data:image/svg+xml;base64,{code}">'
    each["data"] = type(data)(kept or {"text/plain": LEFT_OUT})


def is_base64(value) -> bool:
    """Whether `value` is a text of base64's characters, so that it can stand in an address."""
    return isinstance(value, str) and bool(_BASE64.fullmatch(value))
