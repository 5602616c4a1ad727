"""The pictures that are pasted into the written answers of one notebook."""

import re
from urllib.parse import unquote

from gradatim.text import N_

from gradatim_autograder.grading.submission.pasted_pictures import KINDS, TOO_LARGE, picture

MAX_PICTURES = 60  # of a notebook
MAX_PICTURE_TEXT = 40_000_000  # characters of all of them
_ATTACHED = re.compile(r"attachment:([^\s)\"'<>]{1,300})")


class Album:
    """Takes the pictures of a notebook, as far as there is room."""

    def __init__(self):
        self._pictures, self._characters = MAX_PICTURES, MAX_PICTURE_TEXT

    def pictures(self, attachments: object, text: str) -> tuple[dict, dict]:
        """The pictures pasted into a written answer, and why those that its text names cannot be shown."""
        kept, lost = {}, {}
        given = attachments if isinstance(attachments, dict) else {}
        for name, bundle in list(given.items())[: 2 * MAX_PICTURES]:
            forms = bundle if isinstance(bundle, dict) else {}
            kind = next((each for each in KINDS if isinstance(forms.get(each), str)), None)
            data, reason = picture(kind, forms[kind]) if kind else ("", "")
            if data and (self._pictures < 1 or self._characters < len(data)):
                data, reason = "", TOO_LARGE
            if data:
                kept[name] = {kind: data}
                self._pictures, self._characters = self._pictures - 1, self._characters - len(data)
            elif reason:
                lost[name] = reason
        for found in _ATTACHED.findall(text):
            name = next((each for each in (found, unquote(found)) if each in kept or each in lost), None)
            if name is None and len(lost) < MAX_PICTURES:
                lost[unquote(found)] = N_("it is not in the notebook")
        return kept, lost
