"""The BEGIN SOLUTION / END SOLUTION marks of a cell, read as nbgrader reads them."""

from gradatim_autograder.build.source import Cell

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
STUB = "raise NotImplementedError()"


def marks(cell: Cell) -> list[tuple[int, str]]:
    """Pairs (line in the .py, BEGIN or END) in order."""
    return [(line, mark) for line, text in cell.lines() for mark in (BEGIN, END) if mark in text]


def wrong_marks(cell: Cell) -> list[tuple[str, int]]:
    """Pairs (what is wrong, line) where the marks do not come as BEGIN, END, BEGIN, END …"""
    wrong, opened = [], None
    for line, mark in marks(cell):
        if mark == BEGIN and opened:
            wrong.append((f"{BEGIN} inside the region that line {opened} began", line))
        elif mark == BEGIN:
            opened = line
        elif opened:
            opened = None
        else:
            wrong.append((f"{END} without a {BEGIN} before it", line))
    if opened:
        wrong.append((f"{BEGIN} has no {END}", opened))
    return wrong


def without_solution(cell: Cell) -> str:
    """The code that students get, line for line with the cell's own: what is cut is left blank."""
    kept, inside = [], False
    for _, text in cell.lines():
        if BEGIN in text:
            kept.append(text[: len(text) - len(text.lstrip())] + STUB)
            inside = True
        elif END in text:
            kept.append("")
            inside = False
        else:
            kept.append("" if inside else text)
    return "\n".join(kept)
