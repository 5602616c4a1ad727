"""What is said of a repair."""

from dataclasses import dataclass

NOTES = "gradatim"  # where in a graded notebook's metadata it is said what was repaired and what went wrong


@dataclass(frozen=True)
class Note:
    """One repair.

    Attributes
    ----------
    text
        For the instructor.
    look
        Whether a person should look at it.
    page
        What the student is told on the feedback page, "" where it does not matter to them.
    """

    text: str
    look: bool = False
    page: str = ""

    def __str__(self):
        return self.text


@dataclass
class Mended:
    """The clean notebook, and what was repaired."""

    notebook: dict
    notes: list[Note]

    def texts(self, look: bool) -> list[str]:
        """What the instructor is told: what needs a look, or the rest."""
        return [note.text for note in self.notes if note.look == look]

    @property
    def page(self) -> list[str]:
        """What the student is told."""
        return [note.page for note in self.notes if note.page]


def page_notes(mended: Mended) -> dict:
    """The part of a notebook's metadata that tells the feedback page what was repaired."""
    return {NOTES: {"notes": mended.page}} if mended.page else {}
