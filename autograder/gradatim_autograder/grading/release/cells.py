"""A chapter's cells as the course made them: the only authority for ids, points, types, tests and the kernel."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceCell:
    """A cell with an nbgrader id, in the form that students get: an exercise holds its unanswered stub.

    Attributes
    ----------
    kind
        "exercise" (code to write), "test" (graded, the course's), "answer" (text or code, marked by hand) or "locked"
        (the course's, not graded).
    points
        Those of a graded cell, else None.
    """

    grade_id: str
    kind: str
    cell_type: str
    source: str
    points: float | None
    metadata: dict
    cell_id: str


@dataclass(frozen=True)
class ChapterSource:
    """The cells of one chapter that have an id, in order, and the notebook's metadata.

    `outline` holds all its cells in order: those with an id as in `cells`, of the others the source. `experiments` are
    the sources of cells that are not run when work is graded.
    """

    name: str
    cells: tuple[SourceCell, ...]
    metadata: dict
    digest: str
    outline: tuple[SourceCell | str, ...] = ()
    experiments: frozenset[str] = frozenset()

    @property
    def ids(self) -> set[str]:
        """The ids that tell this chapter from others: of exercises, tests and answers ("setup" is in every one)."""
        return {cell.grade_id for cell in self.cells if cell.kind != "locked"}

    @property
    def texts(self) -> set[str]:
        """The sources of the cells without an id."""
        return {each.strip() for each in self.outline if isinstance(each, str)}

    def of_kind(self, kind: str) -> list[SourceCell]:
        return [cell for cell in self.cells if cell.kind == kind]

    def exercise_of(self, test: SourceCell) -> SourceCell | None:
        """The exercise that a test cell tests: the one of its name ("check-NAME"), else the last one before it."""
        named = test.grade_id.removeprefix("check-")
        before = self.cells[: self.cells.index(test)]
        exercises = [cell for cell in before if cell.kind == "exercise"]
        return next((cell for cell in exercises if cell.grade_id == named), exercises[-1] if exercises else None)
