"""nbconvert's exporter for the page that a student gets back, and the words on it. Imports nothing of nbgrader."""

from pathlib import Path
from typing import Any, cast

from gradatim.text import _
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

TEMPLATES = Path(__file__).parent / "templates"


class FeedbackExporter(HTMLExporter):
    """nbconvert's exporter with this course's template."""

    def __init__(self, config: Config | None = None, **kwargs: Any):
        config = cast(Config, (config or Config()).copy())
        config.FeedbackExporter.template_name = "gradatim_feedback"
        config.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
        super().__init__(config=config, **kwargs)


def words_waiting(marked_before: bool) -> str:
    """What stands beside a cell that a person has still to mark."""
    return _("changed since it was marked; it will be marked again") if marked_before else _("not marked yet")


def words() -> dict[str, str]:
    """What the template says of the whole."""
    return {
        "not_yet": _("Some answers are not marked yet; their points are not counted here."),
        "own": _("Not part of the course"),
        "repaired": _("Your notebook was repaired before it was graded:"),
    }
