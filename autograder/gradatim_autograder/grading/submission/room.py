"""How much of a page may be made of what students wrote: what is longer is shown as plain text.

Each piece is small enough for the slowest of renderers; the room bounds how many there are. It counts characters and
tags and asks no clock, so that a page looks the same on every machine.
"""

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from gradatim.text import _

from gradatim_autograder.grading.submission.visible import visible

if TYPE_CHECKING:
    from jinja2.runtime import Context

_KEY = "gradatim_room"


@dataclass
class Room:
    """What is left for one page.

    Attributes
    ----------
    text, code
        Characters that may still be rendered.
    tags
        Tags that may still be looked through.
    pictures
        Characters of pictures in base64.
    troubles
        What could not be rendered, in words, for a person to look at.
    """

    text: float = 200_000
    code: float = 300_000
    tags: int = 20_000
    pictures: int = 40_000_000
    troubles: list[str] = field(default_factory=list)

    def take(self, what: str, amount: float) -> bool:
        """Whether there was room for `amount` more. Where there was not, the room is full from now on."""
        left = getattr(self, what) - amount
        setattr(self, what, max(left, 0))
        return left >= 0


def room_of(context: "Context | dict") -> Room:
    """The room of the page that a template's filter works for."""
    resources = context.get("resources")
    return resources.setdefault(_KEY, Room()) if isinstance(resources, dict) else Room()


def plain(text: str, why: str = "") -> str:
    """`text` as it was written, in HTML, with a word on why it is not rendered."""
    note = f"<p><em>{escape(why or _('Shown as plain text, because it is very long:'))}</em></p>"
    return f'{note}<pre style="white-space:pre-wrap">{escape(visible(text))}</pre>'


def broken(text: str, error: Exception, room: Room) -> str:
    """What stands in the place of something whose rendering failed; a person is told."""
    room.troubles.append(f"something on the page is shown as plain text ({type(error).__name__} while it was rendered)")
    return plain(text, _("Shown as plain text, because it cannot be shown otherwise:"))
