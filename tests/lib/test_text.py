"""What code says can be translated: the list of texts is complete, and a translation is shown."""

import ast
import re
import shlex
import string
import subprocess
import sys

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from gradatim import text
from gradatim_autograder import check
from places import ROOT

SOURCES = [*ROOT.glob("lib/**/*.py"), *ROOT.glob("autograder/**/*.py")]
PLACEHOLDER = re.compile(r"(\{[^{}]*\}|<[^<>]*>)")


def read_list(file):
    """The catalogue of a .pot file."""
    with file.open("rb") as opened:
        return read_po(opened)


def pseudo(message):
    """A translation that a reader tells from English at once: «šéñtéñçé». Placeholders stay."""
    letters = str.maketrans("aceinosuz", "áçéíñóšúž")
    parts = PLACEHOLDER.split(message)
    return "«" + "".join(each if PLACEHOLDER.fullmatch(each) else each.translate(letters) for each in parts) + "»"


def fields(message):
    return sorted(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)


@pytest.fixture
def pseudo_language(tmp_path):
    """All texts in pseudo-translation; gives the catalogue."""
    catalogue = read_list(ROOT / "locale/gradatim.pot")
    catalogue.locale = "ru"  # three plural forms
    for message in catalogue:
        if message.id:
            plural = isinstance(message.id, tuple)
            message.string = tuple(pseudo(message.id[i > 0]) for i in range(3)) if plural else pseudo(message.id)
    folder = tmp_path / "ru/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "gradatim.mo").open("wb") as file:
        write_mo(file, catalogue)
    text.use_language("ru", tmp_path)
    yield catalogue
    text.use_language("en")


def test_list_of_texts_is_current(tmp_path):
    """Runs the command of locale/README.md; run it yourself to mend this."""
    line = re.search(r"uv run (pybabel extract .*)", (ROOT / "locale/README.md").read_text(encoding="utf-8"))[1]
    made = tmp_path / "made.pot"
    words = shlex.split(line.replace("locale/gradatim.pot", made.as_posix()))
    command = [sys.executable, "-m", "babel.messages.frontend", *words[1:]]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    committed = ROOT / "locale/gradatim.pot"
    in_code, in_list = ({message.id for message in read_list(file)} for file in (made, committed))
    assert len(in_code) > 150
    mend = f"run: {line}"
    assert not in_code - in_list, f"missing in the list; {mend}"
    assert not in_list - in_code, f"no longer said; {mend}"
    assert made.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8"), mend


def calls_of_gettext():
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in {"_", "N_", "ngettext"}:
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_texts_are_plain_strings():
    """An f-string or a sum inside `_()` would be translated after it is filled in, so never."""
    calls, wrong = list(calls_of_gettext()), []
    for place, node in calls:
        for argument in node.args[: 2 if node.func.id == "ngettext" else 1]:
            plain = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            marked_elsewhere = node.func.id == "_" and isinstance(argument, ast.Name | ast.Attribute | ast.Subscript)
            if not plain and not marked_elsewhere:
                wrong.append(f"{place}: {ast.unparse(node)}")
    assert len(calls) > 150
    assert not wrong


def test_every_text_is_shown_in_the_language(pseudo_language):
    messages = [message for message in pseudo_language if message.id]
    assert len(messages) > 150
    for message in messages:
        if isinstance(message.id, tuple):
            for count in (1, 2, 5):
                shown = text.ngettext(*message.id, count)
                assert shown == pseudo(message.id[count > 1]) and fields(shown) == fields(message.id[count > 1])
        else:
            assert text._(message.id) == pseudo(message.id)
            if "{" in message.id:
                assert fields(text._(message.id)) == fields(message.id)


def test_a_check_answers_in_the_language(pseudo_language):
    def neuron(x, w, b):
        return sum(x * w)

    def step(z):
        return z, z

    found = check(neuron)
    assert (found.points, found.mistake) == (0, "bias_forgotten")
    text.use_language("en")
    in_english = check(neuron)
    assert (found.points, found.mistake) == (in_english.points, in_english.mistake)
    assert found.message.count("«") >= 2 and "«" not in in_english.message
    assert found.message != in_english.message


def test_unknown_language_stays_english(tmp_path):
    text.use_language("tlh", tmp_path)
    try:
        assert text._("All right.") == "All right." and text._("") == ""
        assert text.ngettext("{n} value", "{n} values", 2) == "{n} values"
    finally:
        text.use_language("en")
