"""How a result looks: as plain text and as HTML. Both say the same; colour is never the only sign."""

from html import escape
from typing import TYPE_CHECKING

from gradatim.text import _, ngettext

from gradatim_autograder.diagnosis.finding import CHANGE, CODE, ERROR, MISTAKE, PATTERN

if TYPE_CHECKING:
    from gradatim_autograder.verdict.result import Part, Result

# Okabe-Ito, dark enough beside either of JupyterLab's backgrounds; the words carry the meaning.
COLOURS = {"right": "#009E73", "wrong": "#D55E00", "not written": "#0072B2", "refused": "#D55E00"}


def points_words(result: "Result") -> str:
    """ "2 of 3 points"."""
    return _("{points:g} of {maximum:g} points").format(points=result.points, maximum=result.max_points)


def title(result: "Result") -> str:
    if not result.exercise:
        return result.heading
    return f"{result.exercise}: {points_words(result)}. {result.heading}"


def part_words(part: "Part") -> str:
    verdict = _("right") if part.points == part.max_points else _("wrong")
    if 0 < part.points < part.max_points:
        verdict = _("partly right")
    return _("{verdict}: {name} ({points:g} of {maximum:g})").format(
        verdict=verdict, name=part.name, points=part.points, maximum=part.max_points
    )


def finding_title(kind: str, count: int, one_of: bool, partly: bool) -> str:
    """What stands above findings of a kind, "" where nothing does. `partly`: they do not explain all that is wrong."""
    if kind == MISTAKE and partly:
        return ngettext(
            "Some of your answers are those of this mistake:",
            "Some of your answers are those of these mistakes:",
            count,
        )
    if kind == MISTAKE:
        if one_of:
            return _("Your answers are exactly those of one of these mistakes:")
        return ngettext(
            "Your answers are exactly those of this mistake:",
            "Your answers are exactly those of these mistakes:",
            count,
        )
    if kind == CHANGE:
        if one_of:
            return _("Your answers are those of a right answer with one of these changes:")
        return ngettext(
            "Your answers are those of a right answer with this change:",
            "Your answers are those of a right answer with these changes:",
            count,
        )
    titles = {CODE: _("Your code shows:"), PATTERN: _("Your answers show:"), ERROR: _("What the error means:")}
    return titles.get(kind, "")


def findings_of(result: "Result") -> list[tuple[str, list[str]]]:
    """Title and texts for each kind of finding, in the order of the findings."""
    told: dict[str, list[str]] = {}
    for finding in result.findings:
        if finding.text:
            told.setdefault(finding.kind, []).append(finding.text)
    partly = bool({CHANGE, PATTERN, ERROR} & told.keys())
    return [
        (finding_title(kind, len(texts), result.one_of and len(texts) > 1, partly), texts)
        for kind, texts in told.items()
    ]


def reread_words(result: "Result") -> str:
    headings = ", ".join(f'"{heading}"' for heading in result.reread)
    return _("Reread: {headings}.").format(headings=headings) if headings else ""


def as_text(result: "Result") -> str:
    lines = [title(result)]
    if len(result.parts) > 1:
        lines += [f"  {part_words(part)}" for part in result.parts]
    for heading, texts in findings_of(result):
        lines += [heading, *(f"  - {text}" for text in texts)] if heading else texts
    lines += result.lines
    lines += [reread_words(result)] if result.reread else []
    if result.printed:
        lines += [_("Your function printed:"), result.printed]
    return "\n".join(lines)


def as_html(result: "Result") -> str:
    colour = COLOURS[result.status]
    body = [f"<p style='margin:0 0 .3em'><strong>{escape(title(result))}</strong></p>"]
    if len(result.parts) > 1:
        body.append(_list(part_words(part) for part in result.parts))
    for heading, texts in findings_of(result):
        if heading:
            body.append(f"<p style='margin:.3em 0'>{escape(heading)}</p>")
            body.append(_list(texts))
        else:
            body += [f"<p style='margin:.3em 0'>{escape(text)}</p>" for text in texts]
    body += [f"<p style='margin:.3em 0;white-space:pre-wrap'>{escape(line)}</p>" for line in result.lines]
    if result.reread:
        body.append(f"<p style='margin:.3em 0'><em>{escape(reread_words(result))}</em></p>")
    if result.printed:
        body.append(f"<p style='margin:.3em 0'>{escape(_('Your function printed:'))}</p>")
        body.append(f"<pre style='margin:0'>{escape(result.printed)}</pre>")
    style = f"border-left:6px solid {colour};padding:.4em .8em;max-width:50em"
    return f"<div role='status' style='{style}'>{''.join(body)}</div>"


def _list(texts):
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul style='margin:.2em 0 .2em 1.2em'>{items}</ul>"
