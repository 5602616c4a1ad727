"""A submission is data from a stranger: whatever is in it, a clean notebook comes out or a reason."""

import base64
import copy
import json
import struct

import pytest
from gradatim_autograder.course import Course
from gradatim_autograder.grading.release.read import read_chapter
from gradatim_autograder.grading.submission.mending import album, read
from gradatim_autograder.grading.submission.mending.load import NotANotebook, load
from gradatim_autograder.grading.submission.mending.mend import mend
from gradatim_autograder.grading.submission.mending.read import grade_ids
from gradatim_autograder.grading.submission.written import markdown2html
from mini_course import cell, make_course, notebook

CHAPTER = "01-neuron"


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("mend") / "course", CHAPTER)
    return read_chapter(Course(root), CHAPTER)


@pytest.fixture
def submission():
    """What a student gets, to change."""
    return notebook(CHAPTER, solved=False)


def ids(made):
    return [each["metadata"].get("nbgrader", {}).get("grade_id") for each in made["cells"]]


def at(made, grade_id):
    return made["cells"][ids(made).index(grade_id)]


def notes(result):
    return [str(note) for note in result.notes]


def mended(submission, source):
    return mend(json.dumps(submission).encode(), source)


def test_an_honest_notebook_stays_as_it_is(submission, source):
    at(submission, "neuron")["source"] = "def neuron(x, w, b):\n    return x @ w + b"
    result = mended(submission, source)
    assert result.notes == []
    assert [each["source"] for each in result.notebook["cells"]] == [each["source"] for each in submission["cells"]]


def test_mending_twice_changes_nothing(submission, source):
    del submission["cells"][ids(submission).index("check-step")]
    submission["cells"].append(copy.deepcopy(at(submission, "neuron")))
    once = mended(submission, source)
    again = mended(once.notebook, source)
    assert once.notes and again.notes == []
    assert again.notebook == once.notebook


def test_the_course_decides_on_everything_but_the_answers(submission, source):
    """Points, ids, tests, types, tags, kernel and outputs of a submission are believed in nothing."""
    for each in submission["cells"]:
        each["metadata"] |= {"tags": ["raises-exception", "skip-execution"], "editable": True, "x": 1}
        if "nbgrader" in each["metadata"]:
            each["metadata"]["nbgrader"] |= {"points": 1000, "locked": False, "schema_version": 99, "extra": 1}
    test = at(submission, "check-neuron")
    test["source"] = "1000.0"
    test["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "1000"}, "metadata": {}}]
    at(submission, "setup")["source"] = "check = lambda f: 2.0"
    at(submission, "step")["metadata"]["nbgrader"]["grade"] = True
    submission["metadata"] = {"kernelspec": {"name": "bash", "display_name": "Bash", "language": "bash"}}
    result = mended(submission, source)
    honest = mended(notebook(CHAPTER, solved=False), source)
    assert result.notebook == honest.notebook
    assert "changed test cell: check-neuron (replaced by the course's)" in notes(result)
    assert "nbgrader's marks were of another version and were renewed" in notes(result)


def test_the_students_own_cells_stay_where_they_were(submission, source):
    submission["cells"].insert(ids(submission).index("neuron"), cell("code", "helper = 1"))
    submission["cells"].append(cell("raw", "a thought"))
    made = mended(submission, source).notebook["cells"]
    assert made[-1]["cell_type"] == "markdown", "nbconvert puts raw cells into the page as HTML"
    sources = [each["source"] for each in made]
    assert sources.index("helper = 1") == [each["source"] for each in submission["cells"]].index("helper = 1")
    assert sources[-1] == "a thought"


@pytest.mark.parametrize(("order", "graded"), [
    ("first second check", "second"), ("first check second", "first"), ("check first second", "second"),
    ("first second", "second"), ("stub first check second", "first"), ("first check check second", "first"),
    ("first check second check", "second"),
])  # fmt: skip
def test_of_several_answers_the_one_is_graded_that_its_check_saw(submission, source, order, graded):
    """As in the student's own notebook, where the last definition before the check is the one that it judged."""
    stub, check = at(submission, "neuron"), at(submission, "check-neuron")
    kinds = {"stub": stub, "check": check, **{name: {**copy.deepcopy(stub), "source": _answer(name)}
                                              for name in ("first", "second")}}  # fmt: skip
    place = ids(submission).index("neuron")
    submission["cells"] = [each for each in submission["cells"] if each not in (stub, check)]
    submission["cells"][place:place] = [copy.deepcopy(kinds[name]) for name in order.split()]
    result = mended(submission, source)
    order_now = ids(result.notebook)
    assert order_now.count("neuron") == order_now.count("check-neuron") == 1
    assert at(result.notebook, "neuron")["source"] == _answer(graded)
    sources = [each["source"] for each in result.notebook["cells"]]
    between = sources[order_now.index("neuron") + 1 : order_now.index("check-neuron")]
    assert not any("def neuron" in each for each in between), "nothing comes between it and its check"
    assert _answer("first") in sources and _answer("second") in sources
    said = "copied cell: neuron (2 of them have an answer; the last one before its check was graded)"
    assert said in result.texts(look=True)
    assert "There is more than one cell neuron in your notebook. The last one before its check counts." in result.page
    cell_ids = [each["id"] for each in result.notebook["cells"]]
    assert len(set(cell_ids)) == len(cell_ids)


def _answer(name):
    return f"def neuron(x, w, b):\n    return x @ w + b  # the {name}"


def test_a_function_below_its_check_is_looked_at(submission, source):
    submission["cells"].insert(ids(submission).index("check-neuron") + 1, cell("code", _answer("new")))
    result = mended(submission, source)
    assert result.texts(look=True) == [
        "unanswered: neuron (a function of this name stands below its check, and was not graded)"]  # fmt: skip
    assert "stands below its check" in result.page[0]
    at(submission, "neuron")["source"] = _answer("own")
    assert mended(submission, source).notes == [], "an answered cell is an answer"


def test_an_answer_in_the_next_cell_is_looked_at(submission, source):
    """nbgrader would give 0 points by itself: the cell is as it was handed out."""
    place = ids(submission).index("why")
    own = cell("markdown", "Because a line is straight.")
    submission["cells"].insert(place + 1, own)
    result = mended(submission, source)
    assert result.texts(look=True) == ["unanswered: why (perhaps the answer stands in the next cell)"]
    assert "person reads it" in result.page[0]
    assert at(result.notebook, "why")["source"] != at(submission, "why")["source"], "so it waits for a person"
    again = mended(result.notebook, source)
    assert again.notebook == result.notebook
    at(submission, "why")["source"] = "My answer."
    assert mended(submission, source).notes == []


@pytest.mark.parametrize("name", ["neuron", "predict_sum", "predict_xor", "train_neuron"])
def test_a_deleted_test_is_put_back_behind_its_exercise(submission, source, name):
    del submission["cells"][ids(submission).index(f"check-{name}")]
    result = mended(submission, source)
    order = ids(result.notebook)
    assert order.index(f"check-{name}") == order.index(name) + 1
    assert notes(result) == [f"deleted test cell: check-{name} (put back)"]


def test_all_tests_deleted(submission, source):
    submission["cells"] = [
        each
        for each in submission["cells"]
        if not each["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("check-")
    ]
    order = ids(mended(submission, source).notebook)
    assert all(order.index(f"check-{x.grade_id}") == order.index(x.grade_id) + 1 for x in source.of_kind("exercise"))


def test_a_missing_exercise_is_put_back_unanswered(submission, source):
    del submission["cells"][ids(submission).index("step")]
    result = mended(submission, source)
    assert "raise NotImplementedError()" in at(result.notebook, "step")["source"]
    assert "SOLUTION" not in at(result.notebook, "step")["source"]
    assert ids(result.notebook).index("step") < ids(result.notebook).index("check-step")
    assert notes(result) == ["missing exercise: step"]


def test_a_copy_that_holds_the_answer_is_graded(submission, source):
    """The first cell was left as it was, the answer is in a copy below the test: a stub must not undo it."""
    twin = copy.deepcopy(at(submission, "neuron"))
    twin["source"] = "def neuron(x, w, b):\n    return x @ w + b"
    submission["cells"].insert(ids(submission).index("check-neuron") + 1, twin)
    result = mended(submission, source)
    order = ids(result.notebook)
    assert at(result.notebook, "neuron")["source"] == twin["source"]
    assert order.index("check-neuron") == order.index("neuron") + 1
    assert result.texts(look=True) == ["copied cell: neuron (the first one is unanswered; a copy of it was graded)"]


def test_an_unanswered_copy_does_not_undo_the_answer(submission, source):
    place = ids(submission).index("neuron")
    submission["cells"].insert(place + 1, copy.deepcopy(submission["cells"][place]))
    submission["cells"][place]["source"] = "def neuron(x, w, b):\n    return x @ w + b"
    result = mended(submission, source)
    stubs = [each for each in result.notebook["cells"] if each["source"].startswith("def neuron(x, w, b):\n    #")]
    assert stubs == [] and "left out" in result.texts(look=True)[0]


def test_a_function_merged_into_another_cell_is_not_undone(submission, source):
    """Shift+M: two exercises in one cell. A stub put back behind it would replace the student's function."""
    step = submission["cells"].pop(ids(submission).index("step"))
    at(submission, "neuron")["source"] += "\n\n\ndef step(z):\n    return z > 0"
    result = mended(submission, source)
    assert "step" not in ids(result.notebook)
    assert step["source"] not in [each["source"] for each in result.notebook["cells"]]
    assert "check-step" in ids(result.notebook)
    assert result.texts(look=True) == ["missing cell: step (its function stands in neuron)"]


@pytest.mark.parametrize("target", ["check-neuron", "setup"])
def test_a_function_merged_into_a_cell_of_the_course_is_kept(submission, source, target):
    del submission["cells"][ids(submission).index("step")]
    at(submission, target)["source"] += "\n\n\ndef step(z):\n    return z > 0"
    result = mended(submission, source)
    assert "return z > 0" in at(result.notebook, "step")["source"]
    assert at(result.notebook, target)["source"] == next(c.source for c in source.cells if c.grade_id == target)
    order = ids(result.notebook)
    assert order.index("step") < order.index("check-step")


def test_a_merged_function_and_its_deleted_test(submission, source):
    for name in ("step", "check-step"):
        del submission["cells"][ids(submission).index(name)]
    at(submission, "neuron")["source"] += "\n\n\nstep = lambda z: z > 0"
    order = ids(mended(submission, source).notebook)
    assert order.index("check-step") == order.index("neuron") + 1


def test_a_stub_is_put_back_behind_its_introduction(submission, source):
    for name in ("step", "check-step"):
        del submission["cells"][ids(submission).index(name)]
    sources = [each["source"] for each in mended(submission, source).notebook["cells"]]
    at_text = sources.index("Write `step`.")
    assert sources[at_text + 1].startswith("def step") and sources[at_text + 2] == "check(step)"


def test_an_answer_that_lost_its_mark_is_recognised_by_its_place(submission, source):
    at(submission, "why").update(source="Because of the line.", metadata={})
    result = mended(submission, source)
    assert at(result.notebook, "why")["source"] == "Because of the line."
    assert result.texts(look=True) == ["why had lost its mark; recognised by its place"]


def test_an_answer_that_is_perhaps_elsewhere_is_left_to_a_person(submission, source):
    """nbgrader gives 0 for a text that is as it was handed out; no answer of a student may end so."""
    del submission["cells"][ids(submission).index("why")]
    submission["cells"].insert(1, cell("markdown", "Because of the line."))
    result = mended(submission, source)
    assert at(result.notebook, "why")["source"] != "YOUR ANSWER HERE"
    assert result.texts(look=True) == ["missing answer: why (perhaps it stands in another cell)"]


def test_a_locked_cell_alone_makes_no_submission(submission, source):
    """Every chapter has a cell called setup, and so has many a notebook of other courses."""
    foreign = {**submission, "cells": [cell("code", "import pandas", "setup", locked=True), cell("code", "1 + 1")]}
    with pytest.raises(NotANotebook, match="none of the exercises"):
        mended(foreign, source)
    assert "setup" not in source.ids


def test_what_needs_a_look_is_told_from_what_does_not(submission, source):
    submission["metadata"] = {"kernelspec": {"name": "bash", "display_name": "Bash", "language": "bash"}}
    at(submission, "check-neuron")["source"] = "2.0"
    del submission["cells"][ids(submission).index("check-step")]
    del submission["cells"][ids(submission).index("train_neuron")]
    result = mended(submission, source)
    assert [text.split(" (")[0] for text in result.texts(look=True)] == [
        "changed test cell: check-neuron",
        "missing exercise: train_neuron",
    ]
    assert result.texts(look=False) == ["deleted test cell: check-step (put back)"]
    assert result.page == [
        "You edited the test check-neuron. The course's own was used.",
        "Your cell train_neuron was missing. It counts as not answered.",
    ]


def test_a_missing_locked_cell_and_answer_are_put_back(submission, source):
    for name in ("setup", "why"):
        del submission["cells"][ids(submission).index(name)]
    result = mended(submission, source)
    assert ids(result.notebook).index("setup") == 1, "behind the title, as the course has it"
    assert at(result.notebook, "why")["source"] == "YOUR ANSWER HERE"
    assert notes(result) == ["missing answer: why"]


def test_a_test_before_its_exercise_is_moved_behind_it(submission, source):
    test = submission["cells"].pop(ids(submission).index("check-step"))
    submission["cells"].insert(0, test)
    setup = submission["cells"].pop(ids(submission).index("setup"))
    submission["cells"].append(setup)
    result = mended(submission, source)
    order = ids(result.notebook)
    assert order.index("check-step") == order.index("step") + 1
    assert order.index("setup") < order.index("predict_sum")
    assert len(result.notes) == 2 and all(note.startswith("reordered") for note in notes(result))


def test_cells_pasted_into_a_new_notebook_are_recognised(submission, source):
    for each in submission["cells"]:
        each["metadata"] = {}
    at_step = next(i for i, each in enumerate(submission["cells"]) if each["source"].startswith("def step"))
    submission["cells"][at_step]["source"] = "def step(z):\n    return 7"
    result = mended(submission, source)
    assert at(result.notebook, "step")["source"].endswith("return 7")
    order = ids(result.notebook)
    assert order.index("check-step") == order.index("step") + 1
    assert "step had lost its mark; recognised by the name of its function" in notes(result)


def test_changed_cell_types_are_changed_back(submission, source):
    at(submission, "neuron")["cell_type"] = "markdown"
    at(submission, "why")["cell_type"] = "code"
    result = mended(submission, source)
    assert at(result.notebook, "neuron")["cell_type"] == "code"
    assert at(result.notebook, "why")["cell_type"] == "markdown"
    assert "outputs" not in at(result.notebook, "why")
    assert len(result.notes) == 2


def test_damaged_cells_are_left_out_and_the_rest_is_graded(submission, source):
    odd = [
        None,
        7,
        "cell",
        {},
        {"cell_type": "code"},
        {"cell_type": "code", "source": 5},
        {"source": ["a", 1]},
        {"cell_type": "heading", "source": "Old", "metadata": []},
        {"cell_type": "code", "source": "half \ud800", "metadata": {"nbgrader": 5}},
        {"cell_type": "code", "source": "x", "metadata": {"nbgrader": {"grade_id": ["neuron"]}}},
    ]
    submission["cells"] = odd + submission["cells"]
    result = mended(submission, source)
    assert sum("cannot be read and was left out" in note for note in notes(result)) == 7
    json.dumps(result.notebook, ensure_ascii=False).encode()
    assert set(filter(None, ids(result.notebook))) == source.ids | {"setup"}


PNG = base64.b64encode(
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0, 0)
).decode()


def test_pictures_in_an_answer_stay_and_other_attachments_go(submission, source):
    picture = {"a.png": {"image/png": PNG}}
    at(submission, "why")["attachments"] = picture | {"b.html": {"text/html": "<script>"}, "c": 5}
    result = mended(submission, source)
    assert at(result.notebook, "why")["attachments"] == picture
    assert result.notes == []


def encoded(data):
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("image/gif", encoded(b"GIF89a\x10\x00\x10\x00")),
        ("image/jpeg", encoded(b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc0\x00\x11\x08\x01\xe0\x02\x80")),
        ("image/webp", encoded(b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + b"\x7f\x02\x00\xdf\x01\x00")),
        ("image/svg+xml", encoded(b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>")),
        ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><circle r='5'/></svg>"),
    ],
)
def test_pictures_of_all_kinds_stay(kind, data, submission, source):
    at(submission, "why")["attachments"] = {"a": {kind: data}}
    result = mended(submission, source)
    (kept,) = at(result.notebook, "why")["attachments"]["a"].values()
    assert result.notes == [] and base64.b64decode(kept)


USES_ITSELF = b"<svg>" + b"".join(
    b'<g id="a%d">%s</g>' % (n, b'<use href="#a%d"/>' % (n - 1) * 10) for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("attachments", "reason"),
    [
        ({}, "not in the notebook"),
        ({"p.png": {"image/png": "!!"}}, "no picture"),
        ({"p.png": {"image/png": encoded(b"<script>")}}, "no picture"),
        ({"p.png": {"image/png": encoded(b"\x89PNG\r\n\x1a\n")}}, "no picture"),
        ({"p.png": {"image/jpeg": encoded(b"\xff\xd8\xff" + b"\xff\xd8" * 50)}}, "no picture"),
        (
            {"p.png": {"image/png": encoded(base64.b64decode(PNG).replace(b"\x00\x00\x02\x80", b"\x7f" * 4))}},
            "too large",
        ),
        ({"p.png": {"image/png": PNG + "A" * 13_000_000}}, "too large"),
        ({"p.png": {"image/svg+xml": "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"}}, "too large"),
        ({"p.png": {"image/svg+xml": encoded(USES_ITSELF + b'<use href="#a8"/></svg>')}}, "too large"),
        ({"p.png": {"image/svg+xml": "<svg><g id='a'><use href='#a'/></g></svg>"}}, "too large"),
        ({"p.png": {"image/svg+xml": "<svg>" + "<g>" * 300}}, "too large"),
        ({"p.png": {"image/svg+xml": "<html>"}}, "no picture"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_and_costs_nothing(attachments, reason, submission, source):
    why = at(submission, "why")
    why["source"], why["attachments"] = "So:\n\n![p](attachment:p.png)", attachments
    result = mended(submission, source)
    (note,) = result.notes
    assert "the picture p.png in cell why cannot be shown" in note.text and reason in note.text and note.look
    assert "p.png" in note.page
    assert at(result.notebook, "why")["source"] == why["source"]
    shown = markdown2html({"cell": at(result.notebook, "why")}, why["source"])
    assert "So:" in shown and "(The picture p.png cannot be shown.)" in shown


def test_an_album_has_an_end(submission, source):
    at(submission, "why")["attachments"] = {f"{n}.png": {"image/png": PNG} for n in range(album.MAX_PICTURES + 5)}
    result = mended(submission, source)
    assert len(at(result.notebook, "why")["attachments"]) == album.MAX_PICTURES
    assert len(result.notes) == 5


def test_hidden_characters_in_a_pictures_name_are_written_out(submission, source):
    at(submission, "why")["attachments"] = {"\x1b[2J\u202e": {"image/png": "!"}}
    (note,) = mended(submission, source).notes
    assert note.text.startswith("the picture \\u202e in")


@pytest.mark.parametrize(("cell_type", "length"), [("code", read.MAX_CODE), ("markdown", read.MAX_TEXT)])
def test_a_cell_without_end_is_left_out_and_named(cell_type, length, submission, source):
    submission["cells"][1:1] = [cell(cell_type, "x" * length), cell(cell_type, "x" * (length + 1))]
    result = mended(submission, source)
    assert len(result.notebook["cells"][1]["source"]) == length
    assert len(result.notebook["cells"][2]["source"]) < 200
    (note,) = result.notes
    assert note.look and str(length + 1) in note.text and "left out" in note.page


def test_all_cells_together_have_a_size(submission, source):
    submission["cells"] += [cell("code", "x" * 400_000) for _ in range(9)]
    made = mended(submission, source)
    assert sum(len(each["source"]) for each in made.notebook["cells"]) < read.MAX_ALL
    assert len(made.notes) == 2


def test_outputs_that_were_handed_in_weigh_nothing(submission, source):
    """They are thrown away: a notebook full of drawings is graded."""
    many = [{"output_type": "stream", "name": "stdout", "text": ["a line, [with] {signs}\n"] * 1000}] * 200
    at(submission, "neuron")["outputs"] = many
    assert mended(submission, source).notes == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b'{"cells": [', "damaged"),
        (b"\xff\xfe\x00", "not text"),
        (b"<html>", "damaged"),
        (b"[1, 2]", "not a notebook"),
        (b'{"a": 1}', "not a notebook"),
        (b'{"nbformat": 3, "worksheets": []}', "format 3"),
        (b'{"nbformat": 5, "cells": []}', "format 5"),
        (b'{"nbformat": true, "cells": []}', "format True"),
        (b'{"nbformat": "4", "cells": []}', "format 4"),
        (b'{"nbformat": 4}', "without cells"),
        (b'{"nbformat": 4, "cells": {}}', "without cells"),
        (b'{"nbformat": 4, "cells": []}', "none of the exercises"),
        (b'{"nbformat": 4, "cells": [' + b"1," * 6000 + b"1]}", "more than"),
        (b"[" * 100_000, "nested"),
        (b"[" * 1000 + b"]" * 1000, "nested"),
        (b"[" + b"[]," * 400_000 + b"1]", "too many values"),
        (b"[" + b"1," * 3_000_000 + b"1]", "too many values"),
        (b"[" + b'"",' * 2_100_000 + b"1]", "too many texts"),
        (b"[" + b"1" * 5_000_000 + b"]", "number without end"),
        (b'["' + "\U0001f600".encode() * 9_000_000 + b'"]', "too large"),
        (b'["' + b"\\" * 5_000_001, "damaged"),
    ],
)
def test_what_is_no_notebook_is_named(data, reason, source):
    with pytest.raises(NotANotebook, match=reason):
        mend(data, source)


def test_ids_are_read_from_a_notebook(submission, source):
    assert grade_ids(json.dumps(submission).encode()) == source.ids | {"setup"}
    assert load(b"\xef\xbb\xbf" + json.dumps(submission).encode())["nbformat"] == 4, "a byte-order mark is harmless"
