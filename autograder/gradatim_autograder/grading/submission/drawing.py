"""Whether a drawing in SVG may be shown: as an <img> it runs nothing, but some unfold without end in a browser.

It is read by expat, as a browser reads it; entities are refused. Every reference from one part to another counts as the
part that it shows, however it is written: `href`, `fill="url(#a)"`, a style.
"""

import re
from collections import defaultdict
from xml.parsers import expat

MAX_BYTES = 1_000_000
MAX_PARTS = 50_000  # all that is shown, with what is shown again
MAX_DEPTH = 200
HEAVY = {"filter", "script", "foreignObject", "image", "animate", "animateTransform", "animateMotion", "set"}
_REFERENCES = re.compile(r"""url\(\s*["']?\s*#([^"')]{1,200})""")


class _Refused(Exception):
    pass


class _Reader:
    """The parts with a name: how many parts lie in each, and which others each shows."""

    def __init__(self):
        self.own = defaultdict(int)
        self.shown = defaultdict(list)
        self.open: list[str] = [""]

    def start(self, name, attributes):
        local = name.rpartition(":")[2]
        if local in HEAVY or len(self.open) > MAX_DEPTH:
            raise _Refused
        named = attributes.get("id") or attributes.get("xml:id")
        if len(self.open) == 1 and local != "svg":
            raise _Refused
        self.open.append(named or "")
        around = {each for each in self.open if each} | {""}
        references = [value[1:] for key, value in attributes.items()
                      if key.rpartition(":")[2] == "href" and local != "a" and value.startswith("#")]  # fmt: skip
        for value in attributes.values():
            references += _REFERENCES.findall(value)
        for each in around:
            self.own[each] += 1
            self.shown[each] += references
        if sum(map(len, self.shown.values())) > 20 * MAX_PARTS:
            raise _Refused

    def end(self, _name):
        self.open.pop()

    def text(self, text):
        if len(self.open) > 1 and "url(" in text:  # a style sheet, which is not read for what it belongs to
            raise _Refused

    def entity(self, *_about):
        raise _Refused


def may_be_shown(data: bytes) -> bool | None:
    """Whether it may; None where it is no drawing."""
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"<") or not re.search(rb"<svg[\s>/]", text):
        return None
    if len(data) > MAX_BYTES:
        return False
    reader, parser = _Reader(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = reader.text, reader.entity
    try:
        parser.Parse(text, True)
        return _total("", reader, {}) <= MAX_PARTS
    except (_Refused, RecursionError):
        return False
    except expat.ExpatError:
        return None


def _total(name, reader, known) -> int:
    if name not in known:
        known[name] = MAX_PARTS + 1  # until it is known: what shows itself has no end
        inside = sum(_total(each, reader, known) for each in reader.shown.get(name, ()))
        known[name] = min(MAX_PARTS + 1, reader.own.get(name, 0) + inside)
    return known[name]
