"""Planted copies are found among honest work, and honest work is not taken for copied."""

import ast
import random
import time
from dataclasses import dataclass

import pytest
from answers import answers_below
from class_in_memory import Written, chapter_of, chapter_source, work
from gradatim_autograder.cli import main
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.grading.report.similar import alike, chance
from gradatim_autograder.grading.report.tokens import stretches, tokens
from places import ROOT
from small_class import SmallClass, graded_in_this_process

CHAPTER = "05-backpropagation"
EXERCISES = ("backprop_two_layer", "bce", "bce_backward", "cross_entropy", "dense_backward", "mse", "relative_error",
             "softmax_cross_entropy_backward")  # fmt: skip
HONEST = 20
COPIES = ("copy_a", "copy_b", "half_c")  # of the last one the first half alone is copied


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return chapter_source(tmp_path_factory.mktemp("similar") / "course", CHAPTER)


def alike_in(source, cells, known=None):
    known = {} if known is None else known
    made = chapter_of(source, [work(student, source, cells[student], known) for student in sorted(cells)])
    return alike(source, made.items, made.named, made.unnamed, Written(cells))


class _Renamed(ast.NodeTransformer):
    """Other names for what a function sets itself."""

    def __init__(self, tree):
        self._own = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        self._own -= {a.arg for n in ast.walk(tree) if isinstance(n, ast.arguments) for a in n.args}

    def visit_Name(self, node):
        return ast.Name(f"my_{node.id}", node.ctx) if node.id in self._own else node


def disguised(code):
    """Copied by somebody who takes care: other names, other blanks and brackets, comments and a docstring."""
    tree = ast.parse(code)
    text = ast.unparse(_Renamed(tree).visit(tree))
    head, *rest = text.split("\n")
    doc = ['    """Written by me, on my own."""'] if head.startswith("def") and head.endswith(":") and rest else []
    return "\n".join(["# my solution", head, *doc, *(f"{line}  # mine" if line else line for line in rest)])


@dataclass
class Planted:
    """What everybody wrote, whose each copy is, and what is found."""

    cells: dict
    original: dict
    pairs: list

    @property
    def copied(self):
        return {tuple(sorted(each)) for each in self.original.items()}


@pytest.fixture(scope="module", params=[4, 5, 6])
def planted(source, request):
    """Twenty students who wrote on their own, and three copies. No honest answer but the plain one is given twice: each
    was written by somebody for himself. Copied is what is not plain: plain work is nobody's.
    """
    rng, free = random.Random(request.param), {}
    for folder in ("unseen/cells", "told"):
        for each in answers_below(ROOT / "tests" / "corpus" / folder):
            if each.exercise in EXERCISES and each.source not in free.setdefault(each.exercise, []):
                free[each.exercise].append(each.source)
    made, plain = {f"s{number:02}": {} for number in range(HONEST)}, {}
    for name in EXERCISES:
        plain[name] = pasted(of_chapter(CHAPTER)[name].reference, name)
        rng.shuffle(free[name])
        for own in made.values():
            own[name] = plain[name] if rng.random() < 0.4 else free[name].pop()
    half = EXERCISES[:4]
    worth = [who for who in made if sum(made[who][name] != plain[name] for name in half) >= 2]
    original = dict(zip(COPIES, worth[::3], strict=False))
    for copy, whose in original.items():
        copied = half if copy.startswith("half") else EXERCISES
        made[copy] = {name: disguised(made[whose][name]) if name in copied else free[name].pop() for name in EXERCISES}
    return Planted(made, original, alike_in(source, made))


def test_copies_are_found_and_honest_work_is_not(planted):
    assert len(planted.original) == len(COPIES)
    assert {each.pair for each in planted.pairs} == planted.copied


def test_what_is_marked_stands_in_both(planted):
    for each in planted.pairs:
        for common in each.common:
            for who, lines in zip(each.pair, common.lines, strict=True):
                assert max(lines, default=0) <= planted.cells[who][common.exercise].count("\n")


def code(body):
    return f"def mse(y_hat, y):\n    {body}"


RIGHT_LINE = code("return np.mean((y_hat - y) ** 2)")
UNNAMED = "return np.mean((y_hat - y) ** 2) * 1.37 + 0.21 * np.abs(y).max()"


def class_with(pair, others=12):
    """A class in which two hand in the same exercise, and the others what is right."""
    return {**{f"o{number}": {"mse": RIGHT_LINE} for number in range(others)}, "p1": {"mse": pair}, "p2": {"mse": pair}}


def weight(found):
    return next((each.weight for each in found if each.pair == ("p1", "p2")), 0.0)


def test_a_wrong_answer_without_a_name_weighs_most_and_a_right_line_nothing(source):
    named = pasted(
        next(each for each in of_chapter(CHAPTER)["mse"].mistakes if each.name == "sign_flipped").function, "mse"
    )
    weights = [weight(alike_in(source, class_with(each))) for each in (code(UNNAMED), RIGHT_LINE)]
    assert weights[0] > chance(14) and weights[1] == 0
    both = {name: {**own, "bce": "def bce(p, y):\n    return 0.5"} for name, own in class_with(named).items()}
    assert weight(alike_in(source, both)) < weights[0]


def test_a_wrong_answer_of_many_weighs_nothing(source):
    made = {f"o{number}": {"mse": code(UNNAMED)} for number in range(12)}
    assert alike_in(source, made) == []


def test_what_was_handed_out_weighs_nothing(source):
    stub = next(cell.source for cell in source.cells if cell.grade_id == "mse")
    assert alike_in(source, {"p1": {}, "p2": {}, "p3": {"mse": RIGHT_LINE}}) == []
    assert set(stretches(tokens(stub)))


@pytest.mark.parametrize(
    "text", ["", "'", '"""', "def f(:\n  )", "\\", "x = 'a\nb", "\x00\ud800 é = 1", "0x" * 50, "#"]
)
def test_any_text_has_tokens(text):
    assert [each for each in tokens(text) if not each.text] == []


def test_long_texts_take_no_time():
    began = time.process_time()
    for text in ('"""' * 7000, "'\\" * 10_000, "a." * 10_000, "r" * 20_000, " " * 20_000, "\\\n" * 10_000):
        stretches(tokens(text))
    assert time.process_time() - began < 5


def test_time_grows_with_the_class_and_not_its_square(source):
    """500 students who all write something of their own, and every fifth what another one writes."""
    rng, known = random.Random(1), {}
    names = [f"s{number:03}" for number in range(500)]
    plain = {name: pasted(of_chapter(CHAPTER)[name].reference, name) for name in EXERCISES}
    base = work("nobody", source, plain, known)

    def own(number):
        lines = [f"    a{i} = {rng.randrange(99)} + b{rng.randrange(9)} * np.{rng.choice(['exp', 'log', 'sum'])}(c)"
                 for i in range(20)]  # fmt: skip
        return "\n".join([f"def x{number}(c):", *lines])

    code_of = {}
    for number, name in enumerate(names):
        code_of[name] = code_of[names[number - 1]] if number % 5 == 4 else {each: own(number) for each in EXERCISES}
    works = [type(base)(name, base.chapter, base.marks, base.told) for name in names]
    made = chapter_of(source, works)
    began = time.process_time()
    found = alike(source, made.items, made.named, made.unnamed, Written(code_of))
    assert time.process_time() - began < 30
    wanted = {(names[number - 1], names[number]) for number in range(4, 500, 5)}
    assert {each.pair for each in found[: len(wanted)]} == wanted


def test_the_command_shows_the_pairs_beside_each_other(tmp_path, monkeypatch, capsys):
    graded_in_this_process(monkeypatch)
    made = SmallClass(tmp_path, students=())
    same = "def weighted_sum(x, w):\n    total = 0\n    for i in range(len(x)):\n"
    same += "        total = total + x[i] * w[i] ** 2 * 1.7\n    return total - len(x) * 0.3"
    for number in range(8):
        made.hand_in(f"s{number}", **({"weighted_sum": same.replace("total", f"t{number}")} if number < 2 else {}))
    made.grade()
    monkeypatch.chdir(made.course)
    capsys.readouterr()
    assert main(["report", "--similarity", "--grading", str(made.grading)]) == 0
    assert "1 pairs have something rare in common: look at them; they prove nothing." in capsys.readouterr().out
    page = (made.grading / "report" / "report.html").read_text()
    assert "Look at these." in page and "t0 + x[i] * w[i]" in page and "t1 + x[i] * w[i]" in page
    assert "shared by 2" in (made.grading / "report" / "pairs.csv").read_text()
    assert main(["report", "--grading", str(made.grading)]) == 0
    assert not (made.grading / "report" / "pairs.csv").exists()
