"""What a chapter's source must fulfil. Each rule yields every place that breaks it."""

import ast
import difflib
import inspect
import re
import warnings
from collections.abc import Iterator, Mapping

from gradatim_autograder.build.problems import Problem
from gradatim_autograder.build.solution_marks import BEGIN, marks, without_solution, wrong_marks
from gradatim_autograder.build.source import Cell, Source
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.chapters import title_of

_GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what the notebook format allows as a cell's id
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)(\s+#+)?\s*$")


def broken_rules(source: Source, exercises: Mapping[str, Exercise]) -> list[Problem]:
    """Every problem of `source`, given all exercises of the course by name."""
    rules = (title, grade_ids, headers, solution_marks, checks, completeness, python, headings)
    return [problem for rule in rules for problem in rule(source, exercises)]


def title(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """The first heading is the chapter's title, without its number: the build writes that."""
    wanted = title_of(source.name)
    if wanted is not None and (not source.cells or source.cells[0].source.split("\n")[0] != f"# {wanted}"):
        text = f"the chapter should begin with '# {wanted}', its title in the list of the chapters"
        yield source.problem(text, source.cells[0] if source.cells else None)


def grade_ids(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Names fit nbgrader and the notebook format, and no two cells share one."""
    seen: dict[str, Cell] = {}
    for cell in source.cells:
        if not cell.kind:
            continue
        if not _GRADE_ID.fullmatch(cell.grade_id):
            yield source.problem(f"{cell.name!r} cannot be a cell's name; use 1 to 50 letters, digits, - and _", cell)
        elif cell.grade_id in seen:
            other = seen[cell.grade_id]
            yield source.problem(
                f"the name {cell.grade_id!r} is taken by cell {other.number} in line {other.line}", cell
            )
        seen.setdefault(cell.grade_id, cell)


def headers(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """The keys fit the type of the cell, and the exercises that they name exist in this chapter."""
    for cell in source.cells:
        if cell.kind in ("exercise", "check", "locked") and cell.type != "code":
            yield source.problem(f"a cell with {cell.kind}= must be a code cell, not Markdown", cell)
        if cell.kind == "answer":
            number = isinstance(cell.points, int | float) and not isinstance(cell.points, bool)
            if not number or not 0 < cell.points < 1000:
                yield source.problem("an answer needs its points as a number, e.g. points=2", cell)
        elif cell.points is not None:
            yield source.problem("points= is for answers; an exercise's are in its declaration", cell)
        if cell.experiment is not None and (cell.experiment is not True or cell.kind or cell.type != "code"):
            yield source.problem("experiment=true is for code cells without another key", cell)
        if cell.kind == "exercise":  # a check of another name is without its exercise: `completeness` says so
            if cell.name not in exercises:
                close = difflib.get_close_matches(cell.name, exercises, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                yield source.problem(f"no exercise is called {cell.name!r}{hint}", cell)
            elif exercises[cell.name].chapter != source.name:
                chapter = exercises[cell.name].chapter
                yield source.problem(f"the exercise {cell.name!r} belongs to the chapter {chapter}", cell)


def solution_marks(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Solutions are marked in exercise cells, always, and in answer cells, if part of the text stays."""
    for cell in source.cells:
        if cell.kind not in ("exercise", "answer"):
            for line, mark in marks(cell):
                yield source.problem(f"{mark} outside an exercise or answer cell", cell, line)
        elif not marks(cell) and cell.kind == "exercise":
            yield source.problem("has no region from ### BEGIN SOLUTION to ### END SOLUTION", cell)
        else:
            for text, line in wrong_marks(cell):
                yield source.problem(text, cell, line)


def checks(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """A check cell is exactly its call: nbgrader gives full points to a cell that ends in anything else."""
    for cell in source.cells:
        if cell.kind == "check" and cell.source != f"check({cell.name})":
            yield source.problem(f"its source must be exactly `check({cell.name})`", cell, cell.first)


def completeness(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Every exercise of the chapter has its cell and, after it, its check."""
    written: dict[str, Cell] = {}
    checked = set()
    for cell in source.cells:
        if cell.kind == "exercise":
            written.setdefault(cell.name, cell)
        elif cell.kind == "check":
            checked.add(cell.name)
            if cell.name not in written:
                yield source.problem(f"no cell with exercise={cell.name!r} comes before this check", cell)
    for name, cell in written.items():
        if name not in checked:
            yield source.problem(f"the exercise {name!r} has no cell with check={name!r}", cell)
    for name, exercise in exercises.items():
        if exercise.chapter == source.name and name not in written:
            yield source.problem(f"the chapter's exercise {name!r} has no cell with exercise={name!r}")


def python(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Code parses, with the solution and without; an exercise's function has the declared parameters."""
    for cell in source.cells:
        if cell.type != "code":
            continue
        tree = _parse(cell.source)
        if isinstance(tree, SyntaxError):
            yield source.problem(f"Python: {tree.msg}", cell, cell.first + (tree.lineno or 1) - 1)
        elif cell.kind == "exercise" and cell.name in exercises:
            yield from _signature(source, cell, tree, exercises[cell.name])
        elif cell.kind == "answer" and marks(cell) and not wrong_marks(cell):
            stub = _parse(without_solution(cell))
            if isinstance(stub, SyntaxError):
                yield _no_stub(source, cell, stub)


def _signature(source: Source, cell: Cell, tree: ast.Module, exercise: Exercise) -> Iterator[Problem]:
    found = _definition(tree, cell.name)
    is_class = inspect.isclass(exercise.reference)
    what = f"{'class' if is_class else 'def'} {exercise.name}({', '.join(exercise.parameters)})"
    if found is None:
        yield source.problem(f"does not define the exercise's `{what}`", cell)
        return
    line = cell.first + found.lineno - 1
    if is_class == isinstance(found, ast.ClassDef) and _parameters(found) != exercise.parameters:
        have = ", ".join(_parameters(found))
        yield source.problem(f"`{found.name}({have})` differs from the exercise's `{what}`", cell, line)
    if not marks(cell) or wrong_marks(cell):
        return
    stub = _parse(without_solution(cell))
    if isinstance(stub, SyntaxError):
        yield _no_stub(source, cell, stub)
    elif _definition(stub, cell.name) is None:
        yield source.problem("the line that begins the definition must stay outside the solution", cell, line)
    elif any(isinstance(node, ast.Raise) for node in stub.body):
        text = f"{BEGIN} must be indented like the solution: its replacement stands outside the definition"
        yield source.problem(text, cell, marks(cell)[0][0])


def _no_stub(source: Source, cell: Cell, error: SyntaxError) -> Problem:
    text = f"without the solution it is not Python ({error.msg}); indent {BEGIN} like the solution"
    return source.problem(text, cell, cell.first + (error.lineno or 1) - 1)


def _definition(tree: ast.Module, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    named = [each for each in tree.body if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.name == name]
    return named[-1] if named else None


def _parameters(node: ast.FunctionDef | ast.ClassDef) -> tuple[str, ...]:
    """The parameters' names in order; for a class those of its `__init__`, without `self`."""
    if isinstance(node, ast.ClassDef):
        init = _definition(ast.Module(node.body, []), "__init__")
        return _parameters(init)[1:] if init else ()
    args = node.args
    names = [*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg]
    return tuple(each.arg for each in names if each)


def _parse(code: str) -> ast.Module | SyntaxError:
    """The syntax tree, with IPython's magics allowed; line numbers stay those of `code`."""
    from IPython.core.inputtransformer2 import TransformerManager

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(TransformerManager().transform_cell(code))
            compile(tree, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except SyntaxError as error:
            return error
        except ValueError as error:  # null bytes
            return SyntaxError(str(error))
    return tree


def headings(source: Source, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Every heading that a hint sends the student to is a heading of the chapter."""
    present = set(chapter_headings(source))
    for cell in source.cells:
        if cell.kind != "exercise" or cell.name not in exercises or exercises[cell.name].chapter != source.name:
            continue
        for heading, mistake in sorted(exercises[cell.name].headings().items()):
            if heading in present:
                continue
            whose = f"the mistake {mistake!r}" if mistake else "the exercise"
            close = difflib.get_close_matches(heading, present, n=1)
            hint = f"; the nearest is {close[0]!r}" if close else ""
            yield source.problem(f"{whose} names the heading {heading!r}, which is not here{hint}", cell)


def chapter_headings(source: Source) -> list[str]:
    """The texts of the Markdown headings that students see, in order, numbering included."""
    found = []
    for cell in source.cells:
        if cell.type != "markdown" or cell.kind == "answer":
            continue
        fenced = False
        for line in cell.source.split("\n"):
            if _FENCE.match(line):
                fenced = not fenced
            elif not fenced and (match := _HEADING.match(line)):
                found.append(match[1])
    return found
