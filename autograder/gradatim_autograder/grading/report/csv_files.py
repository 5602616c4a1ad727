"""The figures as tables, a CSV file each."""

from gradatim_autograder.grading.report.figures import Figures
from gradatim_autograder.grading.store.csv_file import table

QUANTILES = ("lowest", "quarter", "median", "three_quarters", "highest")
PAIRS = "pairs.csv"


def csv_files(figures: Figures) -> dict[str, bytes]:
    """The files by name; `PAIRS` is among them only where similarity was asked for."""
    made = {
        "students.csv": _marks(figures),
        "chapters.csv": _chapters(figures),
        "exercises.csv": _exercises(figures),
        "mistakes.csv": _mistakes(figures),
        "through.csv": _through(figures),
        "unnamed.csv": _unnamed(figures),
    }
    if any(chapter.pairs is not None for chapter in figures.chapters):
        made[PAIRS] = _pairs(figures)
    return made


def _number(value) -> str:
    return "" if value is None else f"{value:.6g}"


def _marks(figures):
    rows = [
        {
            "student": work.student, "chapter": chapter.name, "points": _number(work.marks.points),
            "max_points": _number(work.marks.max_points), "share": _number(share),
            "waiting": "yes" if work.marks.by_hand else "",
            "handed_in": work.handed_in.isoformat(" ", "seconds") if work.handed_in else "",
        }
        for chapter in figures.chapters
        for work, share in zip(chapter.works, chapter.shares, strict=True)
    ]  # fmt: skip
    return table(["student", "chapter", "points", "max_points", "share", "waiting", "handed_in"], rows,
                 numbers={"points", "max_points", "share"})  # fmt: skip


def _chapters(figures):
    columns = ["chapter", "graded", "waiting", "not_graded", "no_submission", "max_points", "mean", *QUANTILES]
    rows = []
    for each in figures.chapters:
        row = {"chapter": each.name, "graded": len(each.works), "waiting": len(each.waiting)}
        row |= {"not_graded": len(each.not_graded), "no_submission": len(each.absent)}
        row |= {"max_points": _number(each.max_points)}
        if each.points:
            row["mean"] = _number(sum(each.points) / len(each.points))
        rows.append(row | dict(zip(QUANTILES, map(_number, each.quantiles()), strict=False)))
    return table(columns, rows, numbers=set(columns) - {"chapter"})


def _exercises(figures):
    columns = ["chapter", "exercise", "marked_by", "max_points", "right", "partly", "wrong", "not_begun", "waiting",
               "difficulty", "discrimination", "why_no_discrimination", "what_to_do"]  # fmt: skip
    rows = []
    for chapter in figures.chapters:
        for item in chapter.items:
            known = isinstance(item.discrimination, float)
            row = {"chapter": chapter.name, "exercise": item.name, "max_points": _number(item.max_points)}
            row |= {"marked_by": "a person" if item.written else "a check", "difficulty": _number(item.difficulty)}
            row |= {state.replace(" ", "_"): count for state, count in item.counts.items()}
            row |= {"discrimination": _number(item.discrimination) if known else "", "what_to_do": item.advice}
            rows.append(row | {"why_no_discrimination": "" if known else item.discrimination})
    texts = {"chapter", "exercise", "marked_by", "why_no_discrimination", "what_to_do"}
    return table(columns, rows, numbers=set(columns) - texts)


def _mistakes(figures):
    columns = ["chapter", "exercise", "mistake", "kind", "students", "perhaps", "section", "text"]
    rows = [
        {
            "chapter": each.chapter, "exercise": each.exercise, "mistake": each.name, "kind": each.kind,
            "students": len(each.students), "perhaps": len(each.perhaps), "section": each.section, "text": each.text,
        }
        for chapter in figures.chapters
        for each in chapter.named
    ]  # fmt: skip
    return table(columns, rows, numbers={"students", "perhaps"})


def _through(figures):
    columns = ["mistake", "exercises", "students", "in_several"]
    rows = [
        {
            "mistake": each.name, "exercises": " ".join(f"{name}:{count}" for name, count in each.exercises.items()),
            "students": len(each.students), "in_several": len(each.again),
        }
        for each in figures.through
    ]  # fmt: skip
    return table(columns, rows, numbers={"students", "in_several"})


def _unnamed(figures):
    columns = ["chapter", "exercise", "behaviour", "count", "students", "parts", "looks"]
    rows = [
        {
            "chapter": each.chapter, "exercise": each.exercise, "behaviour": each.behaviour,
            "count": len(each.students), "students": " ".join(each.students), "parts": " ".join(each.parts),
            "looks": " ".join(each.looks),
        }
        for chapter in figures.chapters
        for each in chapter.unnamed
    ]  # fmt: skip
    return table(columns, rows, numbers={"count"})


def _pairs(figures):
    columns = ["chapter", "student", "other", "weight", "exercises", "because"]
    rows = [
        {
            "chapter": each.chapter, "student": each.pair[0], "other": each.pair[1], "weight": f"{each.weight:.1f}",
            "exercises": " ".join(common.exercise for common in each.common),
            "because": "; ".join(f"{common.exercise}: {common.because}" for common in each.common),
        }
        for chapter in figures.chapters
        for each in chapter.pairs or ()
    ]  # fmt: skip
    return table(columns, rows, numbers={"weight"})
