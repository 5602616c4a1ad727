"""What a test's outputs are worth, read by nbgrader itself, and what of them a student may see."""

import os
import re
import sys
import tempfile
from pathlib import Path

import pytest
from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.grading.store.seed import seed_of
from gradatim_autograder.grading.submission import sanitize
from gradatim_autograder.grading.submission.clean import Cleaner
from gradatim_autograder.grading.submission.outputs import make_safe
from gradatim_autograder.grading.submission.written import markdown2html
from gradatim_autograder.nbgrader_setup import load_config
from gradatim_autograder.verdict.render import as_html
from gradatim_autograder.verdict.result import Result
from nbconvert import HTMLExporter
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

POINTS = 3.0


def graded(*outputs):
    cell = new_code_cell("check(f)", metadata={"nbgrader": {"grade": True, "solution": False, "points": POINTS}})
    cell.outputs = [from_dict(each) for each in make_safe(list(outputs), POINTS)]
    return cell


def score(*outputs):
    points, maximum = determine_grade(graded(*outputs))
    assert maximum == POINTS
    return points


def result(text):
    return new_output("execute_result", {"text/plain": text, "text/html": "<b>feedback</b>"})


def stream(text, name="stdout"):
    return new_output("stream", name=name, text=text)


ERROR = new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=["…"])


@pytest.mark.parametrize(
    ("text", "points"), [("0.0", 0), ("1.5", 1.5), ("3", 3), ("3.0", 3), ("2e0", 2), (" 1.0\n", 1)]
)
def test_a_plain_number_within_the_points_is_the_score(text, points):
    assert score(result(text)) == points


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "nan",
        "inf",
        "1e999",
        "np.float64(1.0)",
        "True",
        "None",
        "''",
        "",
        "3.1",
        "1000",
        "[3.0]",
        "3.0 points",
        "1_0",
        "٣",
        "+1",
    ],
)
def test_anything_else_scores_nothing_and_says_why(text):
    """nbgrader alone gives full points for most of these and stops at the others."""
    cell = graded(result(text))
    assert determine_grade(cell)[0] == 0
    assert "counts 0 points" in cell.outputs[0].evalue


def test_no_result_scores_nothing():
    assert score() == 0
    assert score(stream("3.0")) == 0
    assert score(new_output("display_data", {"text/plain": "3.0"})) == 0


def test_a_result_that_came_earlier_is_not_the_checks():
    assert score(result("3.0"), result("0.0")) == 0


def test_an_error_scores_nothing():
    assert score(result("3.0"), ERROR) == 0
    assert score(ERROR, result("3.0")) == 0


def test_a_warning_costs_nothing_and_stays_visible():
    cell = graded(stream("RuntimeWarning: overflow", "stderr"), result("3.0"))
    assert determine_grade(cell)[0] == POINTS
    assert any("RuntimeWarning: overflow" in output.get("text", "") for output in cell.outputs)


def test_a_hair_above_the_maximum_is_the_maximum():
    assert score(result(repr(POINTS + 1e-12))) == POINTS


def test_the_feedback_stays():
    assert graded(result("1.0")).outputs[0].data["text/html"] == "<b>feedback</b>"


# -- what a student may see ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        sys.prefix,
        sys.base_prefix,
        tempfile.gettempdir() + "/ipykernel_1/2.py",
        str(Path.home() / "x"),
        "/srv/grading/seed",
    ],
)
def test_no_path_of_the_server_is_shown(path):
    shown = Cleaner(["/srv/grading"]).text(f'File "{path}", line 3\n{path}/a.py:7: warning')
    assert path not in shown and "line 3" in shown


def test_the_home_folder_is_hidden_in_its_short_form_too():
    folder = Path.home() / "teaching" / "course"
    assert "teaching" not in Cleaner([folder]).text("File ~/teaching/course/lib/a.py:7")


def test_other_files_of_a_traceback_keep_their_name():
    assert Cleaner([]).text('File "/opt/deep/inside/lib/thing.py", line 3') == 'File "…/lib/thing.py", line 3'


def test_ordinary_text_stays():
    text = "w/b = 3/4, see https://example.org/a/b and and/or; 12/5"
    assert Cleaner([], seed=987654321).text(text) == text


def test_the_seed_is_not_shown():
    shown = Cleaner([], seed=987654321).text("seed 987654321, x = 1987654321")
    assert shown == "seed (seed), x = 1987654321"


def test_every_kind_of_output_is_cleaned():
    home = str(Path.home())
    outputs = [
        {"output_type": "stream", "text": home},
        {"output_type": "error", "evalue": home, "traceback": [home]},
        {"output_type": "execute_result", "data": {"text/plain": home, "text/html": home, "image/png": "aGk="}},
    ]
    for output in outputs:
        Cleaner([]).output(output)
    assert home not in str(outputs)
    assert outputs[2]["data"]["image/png"] == "aGk="


# -- what a student's output may do in a page that others open ---------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src='//evil.example/x.js'>",
        "<style>body{background:red}</style>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://evil.example/seen.png'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='jav&#x09;ascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action='https://evil.example'><input name=p></form>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)>",
        "<b onclick='alert(1)' class='btn score' id='gradebook'>x</b>",
        "<div style='position:fixed;top:0;background:url(//evil.example/x)'>x</div>",
        "<scr<script>x</script>ipt>alert(1)</scr</script>ipt>",
        "<meta http-equiv=refresh content='0;url=//evil.example'><base href='//evil.example'>",
        "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    ],
)
def test_html_that_runs_or_loads_or_covers_the_page_is_taken_out(bad):
    shown = sanitize.html(f"<p>before</p>{bad}<p>after</p>").lower()
    assert "before" in shown
    for part in ("<script", "<style", "onerror", "onload", "onclick", "javascript:", "evil.example", "<iframe", "<form",
                 "<svg", "position", "gradebook", "btn", "data:text", "<meta", "<base", "background:red"):  # fmt: skip
        assert part not in shown


@pytest.mark.parametrize(
    "good",
    [
        '<img alt="a &amp; b" src="data:image/png;base64,aGk=" style="width:400px;max-width:100%">',
        '<table border="1" class="dataframe"><tbody><tr><th>x</th></tr><tr><td>1</td></tr></tbody></table>',
        "<details><summary>Answers</summary>No.</details>",
    ],
)
def test_pictures_tables_and_foldable_answers_stay(good):
    assert sanitize.html(good) == good


def test_the_answer_of_a_check_stays_as_it_looks():
    shown = sanitize.html(
        as_html(Result("f", 1, 2, "wrong", "Not yet.", ("a < b",), (), (Finding("x", "Think.", "mistake"),)))
    )
    for part in (
        "border-left:6px solid #D55E00",
        "white-space:pre-wrap",
        'role="status"',
        "a &lt; b",
        "<li>Think.</li>",
    ):
        assert part in shown


def test_outputs_keep_what_can_be_shown_and_nothing_that_runs():
    script = {"application/javascript": "alert(1)", "text/plain": "<script>"}
    drawing = {"image/svg+xml": "<svg onload='alert(1)'/>"}
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}
    picture = {"image/png": "aGk=\n", "image/jpeg": '"><script>', "text/html": "<b>hi</b>"}
    made = [
        new_output("display_data", data, metadata={"isolated": True}) for data in (script, drawing, widget, picture)
    ]
    for each in made:
        sanitize.output(each)
    assert [dict(each.data) for each in made[::2]] == [{"text/plain": "<script>"}, {"text/plain": sanitize.LEFT_OUT}]
    assert made[1].data["text/html"].startswith('<img alt="" src="data:image/svg+xml;base64,')
    assert dict(made[3].data) == {"image/png": "aGk=\n", "text/html": "<b>hi</b>"}
    assert all(each.metadata == {} for each in made)


def test_a_students_markdown_is_shown_without_scripts():
    """On the page and in Formgrader, both of which read this filter from nbgrader_config.py."""
    config = load_config(Course.find())
    exporter = HTMLExporter(config=config, template_name="classic")
    text = "## Why $a<b$\n\n<img src=x onerror=alert(1)> *so*\n\n| a |\n|---|\n| 1 |\n\n![p](attachment:p.png)"
    cell = new_markdown_cell(text, attachments={"p.png": {"image/png": "aGk="}})
    page, _resources = exporter.from_notebook_node(new_notebook(cells=[cell]))
    assert page.count("<a ") == page.count("</a>") == 1 and page.index("</a>") < page.index("</h2>")
    assert "onerror" not in page and "<em>so</em>" in page and "<td" in page
    assert "$a&lt;b$" in page and "data:image/png;base64,aGk=" in page


def test_half_a_character_is_shown_as_one_that_is_none():
    assert sanitize.html("<b>\ud800x</b>") == "<b>?x</b>"
    assert "x" in markdown2html({}, "\ud800 **x**")


@pytest.mark.parametrize("address", ["data:text/html,x", " \x01data:text/html,x", "d\nata:text/html,x", "DATA\t:x"])
def test_no_address_leads_to_what_it_holds_itself(address):
    """A browser leaves out blanks and line ends before it looks at the kind of an address."""
    assert sanitize.html(f'<a href="{address}">y</a>') == "<a>y</a>"


def test_a_heading_never_has_the_name_of_a_cell():
    """Formgrader takes the first element with a cell's id for the box of its points."""
    text = "## training\n\n<h6 id='check-neuron' title='a>b'>x</h6> <p id=why>y</p>\n\n[up](#training) [out](https://x.y/#a)"
    shown = markdown2html({}, text)
    assert re.findall(r'id="([^"]*)"', shown) == ["heading:training", "heading:check-neuron"]
    assert re.findall(r'href="([^"]*)"', shown) == ["#heading:training", "#heading:training", "https://x.y/#a"]
    assert sanitize.html("<h2 id=training>x</h2>") == '<h2 id="heading:training">x</h2>'


def test_the_seed_is_drawn_once_and_kept_from_others(tmp_path):
    seed = seed_of(tmp_path)
    assert seed_of(tmp_path) == seed
    if os.name == "posix":
        assert (tmp_path / "seed").stat().st_mode & 0o777 == 0o600
    assert seed_of(tmp_path / "other") != seed
    assert seed_of(tmp_path, 7) == 7 == seed_of(tmp_path)
    (tmp_path / "seed").write_text("seven\n")
    assert seed_of(tmp_path) == 7, "there is a copy"
    for place in ("seed", "backup/seed"):
        (tmp_path / place).write_text("seven\n")
    with pytest.raises(CourseError, match="--seed"):
        seed_of(tmp_path)
