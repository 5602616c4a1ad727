"""Makes what students' cells show harmless: their outputs and texts appear in pages that others open.

Kept are text, tables, pictures and plain styles; nothing that runs, loads from elsewhere or reaches beyond its place.
The cleaning is that of nh3, which parses as browsers do.
"""

import base64
import re
from functools import cache
from html import escape

from gradatim_autograder.grading.submission.drawing import may_be_shown
from gradatim_autograder.grading.submission.styles import allowed_styles

MAX_HTML = 1_000_000  # characters of one output
MAX_TAGS = 20_000  # and entities: those inside each other take the cleaner a second
PICTURES = ("image/png", "image/jpeg", "image/gif")
PLAIN = ("text/plain", "text/latex", "text/markdown")
LEFT_OUT = "(an output that cannot be shown here)"

_TAGS = (
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u "
    "ul var"
)
TAGS = set(_TAGS.split())
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
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
_BLANKS = re.compile(r"[\x00-\x20]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_UNSEEN = {"script", "style", "iframe", "object", "template", "noscript", "title"}  # their contents are no text
_QUOTED = re.compile(r"\"[^\"<]*+\"|'[^'<]*+'")
_LONG_TAG = re.compile(r"<[^<>]{2000}")  # of attributes that nobody needs: each is compared with all before it


def html(text: str) -> str:
    """`text` without anything that runs, loads or reaches beyond its place."""
    if _OURS.fullmatch(text):
        return text
    if len(text) > MAX_HTML:
        return LEFT_OUT
    if text.count("<") > MAX_TAGS or text.count("&") > MAX_TAGS or _LONG_TAG.search(_QUOTED.sub("", text)):
        return escape(re.sub("<[^<>]*>", "", text))  # the words stay
    return _cleaner().clean(text.encode("utf-8", "replace").decode())  # half a character is none


def boxed(harmless: str) -> str:
    """Clean HTML in a box that nothing sticks out of, where there are styles: Formgrader's pages have no such boxes."""
    styled = "style=" in harmless and not _OURS.fullmatch(harmless)
    return f"{_BOX}{harmless}</div>" if styled else harmless


@cache
def _cleaner():
    from nh3 import Cleaner

    return Cleaner(
        tags=TAGS,
        clean_content_tags=_UNSEEN,
        attributes={"*": {*EVERYWHERE, "class", "id"}, **SOME},
        attribute_filter=_value,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )


def _value(tag, name, value):
    """What an attribute becomes; None: it goes.

    Headings are places to go to, but never by the name of something else on the page: Formgrader finds the box for a
    cell's points by the cell's id, and takes the first that has it.
    """
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name == "href":
        if value.startswith("#"):
            return f"#{PLACE}{value[1:]}"
        return None if _BLANKS.sub("", value).lower().startswith("data:") else value  # as browsers read an address
    if name == "class":
        return value if CLASSES.fullmatch(value) else None
    if name == "id":
        return PLACE + value if tag in HEADINGS else None
    if name == "style":
        return allowed_styles(value) or None
    if name in NUMBERS:
        return value if NUMBERS[name].fullmatch(value.strip()) else None
    return value


def output(each: dict) -> None:
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


def is_base64(value: object) -> bool:
    """Whether `value` is a text of base64's characters, so that it can stand in an address."""
    return isinstance(value, str) and bool(_BASE64.fullmatch(value))
