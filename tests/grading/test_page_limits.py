"""Pages of what was written to break them: in bounded time, with nothing covered, and one cell's fault is that cell's.

Times are of the processor and generous: what these texts took before was minutes.
"""

import random
import re
import string
import time
from types import SimpleNamespace
from typing import ClassVar

import pytest
from browser import chromium  # noqa: F401 (a fixture)
from gradatim_autograder.grading.release.cells import ChapterSource, SourceCell
from gradatim_autograder.grading.submission import coloured, sanitize, written
from gradatim_autograder.grading.submission import page as pages
from gradatim_autograder.grading.submission.cells import _frameworks_missed
from gradatim_autograder.grading.submission.clean import Cleaner
from gradatim_autograder.grading.submission.mending import load, mend, read
from gradatim_autograder.grading.submission.outputs import well_formed
from gradatim_autograder.grading.submission.room import Room
from gradatim_autograder.grading.submission.visible import visible
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from thorough import thorough

SECONDS = 6.0  # an ordinary step takes a third, on a machine that is busy
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)

# Of these anything is made: a text is one or two or three of them, over and over.
WORDS = r"""
* ** _ [ ] ( ) ![ < > ` ``` $ $$ \ \\( \\[ \begin{a} \end{b} | - --- : # 1. ~~ & http:// a = ^ { } @ % %% ! ? . , ; |-|
<a <!-- <![CDATA[ <? </ [a]: match case def from import 0x 1e f' f''' lambda async rb' {{ %(
"""
SIGNS = WORDS.split()
SIGNS += [" ", "\n", "\n\n", "\t", "\\\n", "    ", "> ", "- ", "\r", "\f", '"', '"""', "\n: ", "é", "\x1b[0m"]
KNOWN = [
    "\\begin{a}",
    "*a",
    "[",
    "<",
    ">",
    "`",
    "![",
    "$$",
    "|",
    "---|-|\n",
    "\n#",
    "\n\na",
    "> ",
    "\n\t",
    ".a",
    "\\\\[",
    "&#",
    "1.\n",
    "* \n",
    "<b>",
    "[a](",
    "[a]: b\n",
    "<!--",
    "](",
    "a@",
    "**a",
    "_a_",
    "``a",
    "\\\\(",
    "$a$",
    "~~a",
    "{",
    "@",
    "0_",
    "::",
]


def quick(call, *arguments):
    began = time.process_time()
    made = call(*arguments)
    assert time.process_time() - began < SECONDS
    return made


def of_length(unit, length):
    return (unit * (length // len(unit) + 1))[:length]


def in_paragraphs(unit, length):
    return of_length(of_length(unit, 3_900) + "\n\nand\n\n", length)


def combinations(number):
    drawn = random.Random(7)
    return ["".join(drawn.choices(SIGNS, k=drawn.choice((2, 2, 3)))) for _ in range(number)]


@pytest.mark.parametrize("unit", [*KNOWN, *combinations(thorough(10, 80))])
def test_no_text_takes_long(unit):
    """One that is one long paragraph, one of many; one as short as is always rendered."""
    for make, length in ((of_length, 3_990), (of_length, 19_000), (of_length, read.MAX_TEXT), (in_paragraphs, 280_000)):
        text = make(unit, length)
        written._rendered.cache_clear()
        assert quick(written.markdown2html, {"resources": {}}, text) is not None


@pytest.mark.parametrize(
    "unit",
    [
        "match",
        " ",
        "\n\t",
        "\n",
        ".a",
        "a",
        "1",
        "(",
        "[",
        "{",
        "f'{",
        '"""',
        "\\\n",
        "%a?",
        "\n \n",
        "''",
        "#",
        "@a\n",
        "0x",
        *combinations(thorough(20, 80)),
    ],
)
def test_no_code_takes_long(unit):
    for before in ("", "match", "%a ", '"""'):
        for length in (4_900, 59_000, read.MAX_CODE):
            coloured._coloured.cache_clear()
            assert quick(coloured.highlight_code, {"resources": {}}, before + of_length(unit, length))


@pytest.mark.parametrize(
    "unit", ["\x1b[31ma", "\x1b[0;0;0m", "\x1b[", "\x1b", "\x1b[1", "0;", "\x1b[K", "\x07", "\u202e", "<", "a\n"]
)
def test_nothing_printed_takes_long(unit):
    said = [{"output_type": "stream", "text": "\x1b[" + of_length(unit, 900_000)}]
    (output,) = quick(well_formed, said, 1_000_000)
    quick(Cleaner(["/srv"], 123456789).output, output)
    assert quick(coloured.ansi2html, {}, output["text"])


@pytest.mark.parametrize(
    "unit", ["<b>", "<p style='margin:1px;color:red'>", "<a href=#a>", "<!--", "</script ", "&lt;", "<img src='"]
)
def test_no_html_takes_long(unit):
    said = [{"output_type": "display_data", "data": {"text/html": of_length(unit, 900_000)}}]
    assert quick(well_formed, said, 1_000_000)


def test_what_could_not_be_imported_is_found_in_no_time():
    assert not quick(_frameworks_missed, [{"ename": "ImportError", "evalue": "'" + "a" * 1_000_000}])


def test_a_stripped_prefix_is_not_looked_for():
    assert quick(coloured.strip_files_prefix, "[" * 1_000_000)


def test_long_honest_work_is_shown():
    essay = "\n\n".join(["## On learning", *["It *learns* from **data**, as in $y = wx$ and `fit`. " * 12] * 250])
    assert len(essay) > 150_000
    shown = written.markdown2html({"resources": {}}, essay)
    assert "very long" not in shown and shown.count("<em>learns</em>") == 250 * 12
    one = "A paragraph that never ends, but (as people write) is calm; it says something. " * 200
    assert "very long" not in written.markdown2html({"resources": {}}, one)
    data = "xs = [" + ", ".join(map(str, range(40_000))) + "]"
    assert data in coloured.highlight_code({"resources": {}}, data), "as plain text"


def test_a_cut_falls_between_paragraphs_only():
    text = "".join(f"para {n}\n\n```\nx\n\ny {n}\n```\n\n$$\na\n\nb {n}\n$$\n\n- p\n\n  q\n\n" for n in range(400))
    parts = written.pieces(text)
    assert "".join(parts) == text and max(map(len, parts)) <= written.PIECE
    assert all(part.count("```") % 2 == 0 and part.count("$$") % 2 == 0 for part in parts)
    assert not any(part.startswith(" ") for part in parts)
    assert written.pieces("short") == ["short"]


def test_a_page_has_room_for_so_much():
    context = {"resources": {}}
    texts = ["".join(random.Random(n).choices(string.ascii_letters + " ", k=3_000)) for n in range(100)]
    shown = [written.markdown2html(context, text) for text in texts]
    assert "very long" not in shown[0] and "very long" in shown[-1] and texts[-1] in shown[-1]
    codes = [coloured.highlight_code(context, f"a = {n}\n" * 3000) for n in range(40)]
    assert "very long" not in codes[0] and "very long" in codes[-1]


def test_an_attachment_shown_again_and_again_fills_no_disk():
    data = "A" * 5_000_000
    context = {"resources": {}, "cell": {"attachments": {"a": {"image/png": data}}}}
    assert len(written.markdown2html(context, "![a](attachment:a) " * 100)) < Room().pictures + 100_000


# -- mending -----------------------------------------------------------------------------------------------------


def chapter_of(names):
    """A chapter of so many exercises, each with an introduction and a test."""
    outline = []
    for name in names:
        mark = {"nbgrader": {"grade_id": name}}
        outline += [f"About {name}", SourceCell(name, "exercise", "code", f"def {name}(): ...", None, mark, name)]
        outline += [SourceCell(f"check-{name}", "test", "code", f"check({name})", 1.0, mark, f"check-{name}")]
    cells = tuple(each for each in outline if isinstance(each, SourceCell))
    return ChapterSource("01-x", cells, {}, "", tuple(outline))


def own(source, grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id, "schema_version": 3}} if grade_id else {}
    return {"cell_type": "code", "metadata": metadata, "source": source}


NAMES = [f"exercise_{n}" for n in range(40)]
EVERY = " ".join(NAMES)


@pytest.mark.parametrize(
    "source",
    [
        "",
        EVERY,
        EVERY + "\n" + "[" * 150 + "]" * 150 + "\n" + "a;" * 300,
        EVERY + "\n" + "(" * 190 + "," * 100,
        "async\n" * 200 + EVERY,
        "def " + "\n" * 1000 + EVERY,
    ],
)
def test_a_notebook_full_of_own_cells_is_mended_soon(source):
    cells = [own("def exercise_0(): ...", "exercise_0"), *[own(source)] * (load.MAX_CELLS - 1)]
    notebook = {"nbformat": 4, "cells": cells}
    assert quick(mend.mend_notebook, notebook, chapter_of(NAMES)).notes


def test_every_cell_claims_the_same_place():
    notebook = {"nbformat": 4, "cells": [own(f"def exercise_0(): {n}", "exercise_0") for n in range(load.MAX_CELLS)]}
    assert quick(mend.mend_notebook, notebook, chapter_of(NAMES)).notes


@pytest.mark.parametrize(
    "unit", ["1;", "-", "[", "(", "{", "f(", "a.", "a+", "lambda:", "x=", "'", "\\\n", "if 1:\n ", "{1:", "not ", "f'{"]
)
def test_code_is_read_in_bounded_time_and_once(unit):
    chapter = chapter_of(NAMES)
    code = EVERY + "\n" + of_length(unit, 480_000)
    notebook = {
        "nbformat": 4,
        "cells": [own("def exercise_0(): ...", "exercise_0"), own(code), own(EVERY + unit * 150)],
    }
    assert quick(mend.mend_notebook, notebook, chapter).notes


# -- one cell's fault is that cell's -------------------------------------------------------------------------------


class SomeMarks:
    marks: ClassVar = {"why": SimpleNamespace(score=1.0, maximum=2.0, by_hand=False, manual=None)}
    penalty, total, max_points = 0, 1.0, 2.0

    def comment(self, name):
        return None


ANSWER = {"nbgrader": {"grade_id": "why", "solution": True, "grade": True, "points": 2}}


def page_of(*cells):
    troubles = []
    notebook = new_notebook()
    notebook.cells = list(cells)
    shown = pages.page(notebook, "01-neuron", SomeMarks(), troubles)
    return shown.decode(), troubles


@pytest.mark.parametrize("where", ["written.MarkdownWithMath", "coloured.pygments", "coloured.nbconverts"])
def test_an_error_in_rendering_costs_that_cells_looks(where, monkeypatch):
    def fails(*_arguments, **_named):
        raise RecursionError

    room, name = where.split(".")
    failing = SimpleNamespace(highlight=fails) if name == "pygments" else fails
    monkeypatch.setattr({"written": written, "coloured": coloured}[room], name, failing)
    written._rendered.cache_clear()
    coloured._coloured.cache_clear()
    printed = {"output_type": "stream", "name": "stdout", "text": "printed <b>"}
    text, troubles = page_of(
        new_markdown_cell("because <b> *x*", metadata=ANSWER), new_code_cell("1 < 2", outputs=[from_dict(printed)])
    )
    assert "Score: 1.0 / 2.0" in text and "printed &lt;b&gt;" in text and "because" in text
    assert re.search(r"1.{0,30}&lt;.{0,30}2", text) and "RecursionError" in troubles[0]


def test_an_error_of_the_template_too():
    """Outputs and attachments in a form that no template expects."""
    broken, odd = new_code_cell("x = 1", id="own-1"), new_markdown_cell("y = 2", id="own-2")
    broken.outputs = [from_dict({"output_type": "stream", "name": "stdout", "text": 5})]
    odd["attachments"] = 5
    text, troubles = page_of(broken, odd, new_markdown_cell("because", metadata=ANSWER))
    assert "Score: 1.0 / 2.0" in text and "because" in text and "y = 2" in text and troubles


# -- what nobody sees is written out -------------------------------------------------------------------------------


def test_hidden_characters_are_written_out_and_colours_stay():
    assert visible("a\x1b[31mb\x1b[0m\tc\r\n") == "a\x1b[31mb\x1b[0m\tc\r\n"
    assert visible("a\x1b]0;title\x07b\u202ec\x00d\u2066") == "a\\x1b]0;title\\x07b\\u202ec\\x00d\\u2066"
    assert visible("50%\b\b\b60%\x1b[2K\x1b[1A") == "50%60%"
    assert visible("שלום \u200fabc") == "שלום \u200fabc"


def test_they_are_written_out_wherever_a_page_shows_them():
    hidden = "x\u202ey\x07z"
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": hidden},
        {"output_type": "error", "ename": "E", "evalue": hidden, "traceback": [hidden]},
        {"output_type": "display_data", "metadata": {}, "data": {"text/plain": hidden}},
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": f"<b>{hidden}</b>"}},
        {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": f"*{hidden}*"}},
    ]
    for each in outputs:
        Cleaner().output(each)
    text, _troubles = page_of(
        new_markdown_cell(hidden, metadata=ANSWER),
        new_code_cell(f"# {hidden}", outputs=[from_dict(e) for e in outputs]),
    )
    assert "\u202e" not in text and "\x07" not in text
    assert text.count("x\\u202ey\\x07z") == 7


# -- nothing covers anything ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "style",
    [
        "margin-top:-900px",
        "margin:0 -5em",
        "margin:-1px",
        "text-indent:-999px",
        "letter-spacing:-1em",
        "width:99999px",
        "height:1e9px",
        "font-size:900px",
        "font-size:0",
        "line-height:0",
        "line-height:-3",
        "padding:9999em",
        "margin:9e9px",
        "border:5000px solid red",
        "width:calc(100px - 900px)",
        "width:min(1px)",
        "vertical-align:-400px",
        "margin:5000vh",
        "position:fixed",
        "transform:none",
        "width:100vw",
        "color:url(x)",
        "color:expression(1)",
        "width:900%",
        "margin:\\2d 1px",
        "margin:- 5px",
        "top:0",
        "float:left",
        "opacity:0",
        "background:red",
        "width:/**/-5px",
        "margin:-.5in",
        "color:attr(x)",
    ],
)
def test_styles_beyond_a_place_are_taken_out(style):
    shown = sanitize.html(f"<p style='{style};text-align:left'>x</p>")
    assert shown == '<p style="text-align:left">x</p>'


@pytest.mark.parametrize(
    "style",
    [
        "width:400px;max-width:100%",
        "border-left:6px solid #D55E00;padding:.4em .8em;max-width:50em",
        "margin:0 auto",
        "color:rgb(10, 20, 30)",
        "background-color:hsl(120, 50%, 50%)",
        "font-family:'DejaVu Sans', monospace",
        "line-height:1.4",
        "font-size:110%",
        "font-weight:700",
        "white-space:pre-wrap",
        "border-collapse:collapse",
        "margin:.3em 0 .3em 1.2em",
        "background-color: #fff; color: #000000",
        "vertical-align:middle",
        "height:20px",
        "letter-spacing:.1em",
    ],
)
def test_plain_styles_stay(style):
    assert sanitize.html(f'<p style="{style}">x</p>') == f'<p style="{style}">x</p>'


@pytest.mark.parametrize("attribute", ["width='99999'", "height='1e9'", "width='-5'"])
def test_pictures_have_sizes_of_a_page(attribute):
    assert sanitize.html(f"<img src='{PICTURE}' {attribute}>") == f'<img src="{PICTURE}">'
    assert sanitize.html("<table><tr><td colspan='90000'>x</td></tr></table>").count("colspan") == 0


COVERS = [
    f'<img src="{PICTURE}" style="margin-top:-900px;margin-left:-300px;width:2000px;height:900px">',
    '<div style="height:0"><div style="background-color:#ff0;width:2000px;height:2000px">Score: 88.0</div></div>',
    '<div style="margin:-400px -200px 0;background-color:#337ab7;width:2000px">Test: why Score: 88.0 / 8.0</div>',
    '<p style="line-height:0.8;font-size:100px">' + "Score 88 " * 30 + "</p>",
    "a" + "\u0336\u0345\u033f\u0311" * 300,
    '<p style="vertical-align:200px;text-indent:200px">' + "W" * 5000 + "</p>",
    "\u202e" * 20 + "0.88 :erocS",
]


def sharp(element):
    """A picture of an element whose edge is at a whole pixel."""
    page = element.page
    page.evaluate("document.body.style.marginTop = '0px'")
    top = element.bounding_box()["y"]
    page.evaluate(f"document.body.style.marginTop = '{-top % 1}px'")
    return element.screenshot(animations="disabled")


def test_nothing_covers_a_heading_or_another_cell(chromium):  # noqa: F811
    """What stands before and behind looks the same to the pixel, whatever is between."""

    def pictures_of(shown):
        printed = [{"output_type": "stream", "name": "stdout", "text": shown}]
        printed += [{"output_type": "display_data", "data": {"text/html": shown}}]
        outputs = [from_dict(each) for each in well_formed(printed, 1_000_000)]
        text, _troubles = page_of(
            new_markdown_cell("The course's text.", id="text-1"),
            new_markdown_cell(shown, id="own-2"),
            new_markdown_cell("The course's text.", id="text-3"),
            new_code_cell("print('" + shown.replace("\n", " ") + "')", id="own-4", outputs=outputs),
            new_markdown_cell(shown, id="why", metadata=ANSWER),
            new_markdown_cell("The course's text.", id="text-6"),
        )
        at = chromium.new_page(viewport={"width": 1200, "height": 900})
        at.route(lambda url: not url.startswith("data:"), lambda route: route.abort())
        at.set_content(text, wait_until="domcontentloaded")
        kept = [".container > .panel > .panel-heading", ".nbgrader_cell .panel-heading"]
        found = [at.locator(each).first for each in kept]
        found += at.get_by_text("The course's text.", exact=True).all()
        found += at.locator(".whose").all()
        assert len(found) == 7
        made = [sharp(each) for each in found]
        sides = at.evaluate("document.documentElement.scrollWidth")
        at.close()
        return made, sides

    plain, width = pictures_of("quiet")
    for each in COVERS:
        made, sides = pictures_of(each)
        assert made == plain, each[:80]
        assert sides == width, each[:80]


def test_what_is_not_the_courses_says_so():
    chapter = chapter_of(["f"])
    cells = [own("def f(): return 1", "f"), {**own("About f"), "cell_type": "markdown"}, own("mine = 1")]
    made = mend.mend_notebook({"nbformat": 4, "cells": cells}, chapter).notebook
    text, _troubles = page_of(*from_dict(made).cells)
    assert text.count("Not part of the course") == 1
    assert text.index("Not part of the course") > text.index("About f")
