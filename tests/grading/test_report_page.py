"""The page of `gradatim report`: no text of a student does anything, nothing is fetched, pictures are told."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from class_in_memory import Written, chapter_of, chapter_source, figures_of, work
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.grading.report.anonymous import names_in, without_names
from gradatim_autograder.grading.report.csv_files import csv_files
from gradatim_autograder.grading.report.figures import figures
from gradatim_autograder.grading.report.gather import Gathered
from gradatim_autograder.grading.report.page import page
from gradatim_autograder.grading.report.similar import alike
from gradatim_autograder.grading.store.atomic import Folder

CHAPTER = "00-start-here"
EXERCISES = of_chapter(CHAPTER)
HOSTILE = ("<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "a\u202eb\x1b[31m",
           "{{ 7 * 7 }}", "javascript:alert(1)", "</code></pre><h1>", "\ud800")  # fmt: skip
WRONG = """def weighted_sum(x, w):
    note = {text!r}
    # {comment}
    return (x @ w) * 1.7 + x[0] ** 2 + len(w) * 0.31"""
ELEMENTS = (
    "html head meta title style body header main section nav h1 h2 h3 h4 h5 p ul ol li a strong code pre mark span div "
    "figure figcaption details summary table thead tbody tr th td svg defs g path use text tspan clippath rect pattern"
)


class _Seen(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.told = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += [(tag, *each) for each in attrs]

    def handle_data(self, data):
        self.told.append(data)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return chapter_source(tmp_path_factory.mktemp("page") / "course", CHAPTER)


RIGHT = {name: pasted(exercise.reference, name) for name, exercise in EXERCISES.items()}


def drawn(source, cells, similarity=False):
    """The page and the tables of a class."""
    known = {}
    made = chapter_of(source, [work(student, source, cells[student], known) for student in sorted(cells)])
    if similarity:
        made.pairs = alike(source, made.items, made.named, made.unnamed, Written(cells))
    all_of_it = figures_of(made)
    return page(all_of_it, Written(cells)).decode(), csv_files(all_of_it)


@pytest.fixture(scope="module")
def hostile(source):
    cells = {f"s{number}": RIGHT for number in range(10)}
    for number, text in enumerate(HOSTILE):
        shown = text.encode("utf-8", "replace").decode()
        code = WRONG.format(text=text, comment=shown.replace("\n", " ").replace("\x1b", ""))
        cells[f"{text}{number // 2}"] = RIGHT | {"weighted_sum": code.replace("0.31", f"0.3{number // 2}")}
    return drawn(source, cells, similarity=True)


def test_no_text_of_a_student_does_anything(hostile):
    seen = _Seen(hostile[0])
    assert set(seen.elements) <= set(ELEMENTS.split())
    assert not [each for each in seen.attributes if each[1].startswith("on")]
    assert not re.search("[\u202e\x1b\ud800]", hostile[0]) and "49" not in "".join(seen.told)
    assert "<script>alert(1)</script>" in "".join(seen.told), "it is shown, as a text"


def test_nothing_is_fetched(hostile):
    for element, name, value in _Seen(hostile[0]).attributes:
        if name in ("src", "href", "xlink:href", "srcset", "action", "data", "poster"):
            assert value.startswith("#"), (element, name, value)
    assert not re.search(r"url\((?!#)|@import", hostile[0])
    assert "default-src 'none'" in hostile[0]


def test_places_have_one_name_and_pictures_a_text(hostile):
    seen = _Seen(hostile[0])
    ids = [value for _element, name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    targets = [value[1:] for _element, name, value in seen.attributes if name in ("href", "xlink:href")]
    assert set(targets) <= set(ids) and set(re.findall(r"url\(#(\w+)\)", hostile[0])) <= set(ids)
    labels = [value for element, name, value in seen.attributes if element == "div" and name == "aria-label"]
    assert len(labels) >= seen.elements.count("figure") > 1 and all(len(each) > 20 for each in labels)


def test_the_same_class_gives_the_same_bytes(source):
    cells = {"ada": RIGHT, "bob": RIGHT | {"double": "def double(x):\n    return x"}, "cy": {}}
    assert drawn(source, cells) == drawn(source, cells)


def test_no_cell_of_a_table_is_a_formula(hostile):
    for name, data in hostile[1].items():
        for row in csv.reader(io.StringIO(data.decode())):
            for cell in row:
                number = re.fullmatch(r"-?[\d.e+-]+", cell)
                assert number or not cell.lstrip().startswith(("=", "+", "-", "@")), (name, cell)
    assert "pairs.csv" in hostile[1] and b"\x1b" not in b"".join(hostile[1].values())


def test_pairs_are_worded_as_something_to_look_at(hostile):
    told = " ".join("".join(_Seen(hostile[0]).told).split())
    assert "Look at these." in told and "no proof of anything" in told
    assert not re.search("plagiari|cheat|copied from|guilty|suspect", told, re.I)


# -- examples without names ------------------------------------------------------------------------------------------

CODE = '''
import ada_lovelace.tools as adas

def weighted_sum(x, w, matriculation="Ada Lovelace 4711") -> "Ada":
    """Written by Ada Lovelace."""
    adas_total: "ada" = 0  # Ada was here
    for ada, (bob, *carl) in enumerate(zip(x, w)):
        adas_total += bob * carl[0] + adas.lovelace(f"{ada} Ada", ada=b"Ada")
    global ada_global
    try:
        match x:
            case {"Ada": ada_case, **ada_rest}: pass
    except ValueError as ada_error:
        raise ada_error
    lambda ada_argument: ada_argument
    return np.sum(adas_total, axis=0)
'''


def test_nothing_in_an_example_says_whose_it_is():
    text = without_names(CODE, "weighted_sum", names_in("def weighted_sum(x, w):\n    return x @ w"))
    assert not re.search("ada|bob|carl|lovelace|matriculation|4711", text, re.I)
    assert text.startswith("def weighted_sum(x, w, v1=''):") and "np.sum(v2, axis=0)" in text


@pytest.mark.parametrize("code", [
    "", "def f(:", "f = lambda x: x", "def other(): pass", "def f():\n    return 12345678",
    "def f():\n" + "    x = 1\n" * 200, "def f(): return " + "(" * 5000 + ")" * 5000,
    "def f():\n    return '\\ud800\x00'",
])  # fmt: skip
def test_what_cannot_be_shown_is_left_out(code):
    assert without_names(code, "f", set()) is None


def test_keys_of_the_course_stay_and_others_go():
    assert (
        without_names('def f(p):\n    return {"W1": p["ada"]}', "f", {"W1", "p"})
        == "def f(p):\n    return {'W1': p['']}"
    )


# -- what is there to draw --------------------------------------------------------------------------------------------


def test_a_chapter_that_the_course_has_no_more(source, tmp_path):
    gone = work("ada", source, {})
    gone = type(gone)("ada", "77-gone", gone.marks, gone.told)
    made = figures(Gathered(Folder(tmp_path), {}, [gone]), similarity=True)
    text = page(made, Written({})).decode()
    assert "The course has no such chapter any more" in text and made.students == ["ada"]


def test_marks_beyond_the_maximum_are_drawn(source):
    one = work("ada", source, {})
    marks = type(one.marks)({name: type(mark)(mark.maximum, auto=mark.maximum, extra=3.0, by_hand=False)
                             for name, mark in one.marks.marks.items()}, penalty=1.0)  # fmt: skip
    two = type(one)("bob", CHAPTER, marks, one.told)
    empty = type(one)("cy", CHAPTER, type(one.marks)({}, penalty=2.0), {})
    text = page(figures_of(chapter_of(source, [one, two, empty])), Written({})).decode()
    assert "3 graded" in text
