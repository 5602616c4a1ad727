"""What a file's name says: the chapter, and which upload it is."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from gradatim_autograder.grading.intake.copy_words import without_copy_before, without_copy_behind

SEPARATORS = " _-.,"
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{i}" for port in ("com", "lpt") for i in range(1, 10)}


@dataclass(frozen=True)
class Name:
    """What a file's stem says. `before` and `after` are the texts around the chapter's name, without "Copy of"."""

    chapter: str | None
    before: str
    after: str
    number: str = ""

    @property
    def upload(self) -> int:
        """The number of the upload: 2 in "01-neuron (2)" or "01-neuron-2" or "01-neuron-Copy2", else 0."""
        found = re.search(r"(\d{1,6})\)?\s*$", self.number)
        return int(found.group(1)) if found else 0


def read_name(stem: str, chapters: Iterable[str]) -> Name:
    """Look for a chapter's name in `stem`; the last one counts."""
    stem = unicodedata.normalize("NFC", stem)
    found = []
    for chapter in chapters:
        pattern = r"(?<![0-9A-Za-z])" + r"[-_ ]".join(map(re.escape, chapter.split("-"))) + r"(?![0-9A-Za-z])"
        found += [(match.start(), chapter, match) for match in re.finditer(pattern, stem, re.I)]
    if not found:
        return Name(None, without_copy_before(stem).strip(), "")
    _start, chapter, match = max(found, key=lambda each: each[:2])
    before, after = stem[: match.start()].rstrip(SEPARATORS), stem[match.end() :]
    before = without_copy_before(before).rstrip(SEPARATORS)
    return Name(chapter, before, without_copy_behind(after), after[-20:])


def letters(text: str) -> str:
    """What is left of a name when case and everything but letters and digits is taken away: to compare names by.

    Vowels that are written as marks stay: without them many names of India and Thailand would be one.
    """
    if text.isascii():
        return re.sub(r"[\W_]+", "", text).casefold()
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if unicodedata.category(each)[0] in "LMN").casefold()


def safe_id(text: str) -> str:
    """`text` as a student's id: readable, and harmless as a folder's name, in a pattern, a URL and a table.

    Letters of every script, digits, "_", "-", "." and "@" stay; "" where nothing is left.
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[^\w.@-]+", "_", text)
    text = re.sub(r"\.{2,}", ".", text).lstrip("._-@").rstrip("._-")
    while len(text.encode("utf-8", "backslashreplace")) > 120:
        text = text[:-1]
    return f"{text}_" if text.split(".")[0].lower() in _RESERVED else text
