"""Whether a drawing in SVG may be shown: as an <img> it runs nothing, but some unfold without end in a browser.

It is read by expat, as a browser reads it; entities are refused. Every reference from one part to another counts as the
part that it shows, however it is written: `href`, `fill="url(#a)"`, a style.
"""

import re
from collections import defaultdict
from xml.parsers import expat

MAX_BYTES = 1_000_000
MAX_PARTS = 100_000  # all that is shown, with what is shown again
MAX_DEPTH = 200
HEAVY = {"filter", "script", "foreignObject", "image", "animate", "animateTransform", "animateMotion", "set"}
_REFERENCES = re.compile(r"""url\(\s*+["']?+\s*+#([^"')]{1,200})""", re.IGNORECASE)


class _Refused(Exception):
    pass


class _Reader:
    """The named parts: how many without a name lie in each, and the named ones that each holds or refers to."""

    def __init__(self):
        self.own = defaultdict(int)
        self.shown = defaultdict(list)
        self._open: list[str] = [""]  # of the parts around, the innermost name
        self._sheet: list[str] | None = None  # the text of a style sheet

    def start(self, name, attributes):
        local = name.rpartition(":")[2]
        if local in HEAVY or len(self._open) > MAX_DEPTH or (len(self._open) == 1 and local != "svg"):
            raise _Refused
        around = self._open[-1]
        named = attributes.get("id") or attributes.get("xml:id")
        if named:
            self.shown[around].append(named)
            around = named
        self._open.append(around)
        if local == "style":
            self._sheet = []
        self.own[around] += 1
        self.shown[around] += self._referred_to(local, attributes)

    def _referred_to(self, local, attributes):
        found = []
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "href" and local != "a" and value.startswith("#"):
                found.append(value[1:])
            if ":" not in key and "\\" in value:  # an escape may spell what is looked for here
                raise _Refused
            found += _REFERENCES.findall(value)
        return found

    def end(self, name):
        self._open.pop()
        if self._sheet is not None and name.rpartition(":")[2] == "style":
            sheet, self._sheet = "".join(self._sheet), None
            if "url" in sheet.lower() or "\\" in sheet:  # it is not read for what it belongs to
                raise _Refused

    def text(self, text):
        if self._sheet is not None:
            self._sheet.append(text)

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
