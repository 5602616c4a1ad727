"""The words that a copy of a file is called by: "Copy of 01-neuron", "01-neuron - Kopie (2)", "01-neuron のコピー".

Colab puts them before the name in the language of its user, file managers behind it. They name nobody.
"""

import re

# In front of the name. Colab and Drive: "Save a copy in Drive".
_BEFORE = """
copy of|kopie von|copie de|copie du|copie d|copia de|copia di|cópia de|còpia de|kopie van|kopia|kopia av|kopi av|kopi af
|kopie|kopie souboru|kópia|kópia súboru|kopija|kopija dokumenta|kopio kohteesta|copie a|copia lui|koopia|koopia failist
|копия|копия на|копія|копие на|копие от|копија|копија на|копија датотеке|αντίγραφο|αντίγραφο του|αντίγραφο από
|bản sao của|สำเนาของ|salinan|salinan dari|kopya ng|kopie van de|עותק של|نسخة من|کپی|کپی از|की प्रति|afrit af|nakala ya
"""
# Behind it.
_BEHIND = """
copy|kopie|copie|copia|cópia|còpia|kopia|kopi|kopio|kópia|kópiája|másolat|másolata|kopyası|kopya|kopija|koopia|копия|копія
|копие|копија|αντίγραφο|bản sao|สำเนา|salinan|עותק|نسخة|کپی|की कॉपी|की प्रति|のコピー|コピー|的副本|副本
|的複本|複本|的拷贝|拷贝|复制
|의 사본|사본|복사본|kopien|eksemplar
"""


def _phrases(text):
    phrases = sorted({each.strip() for each in text.replace("\n", "").split("|")} - {""}, key=len, reverse=True)
    return "|".join(r"[ _-]+".join(map(re.escape, each.split())) for each in phrases)


_END = r"(?=[\s_.,'-]|$)"
_FRONT = re.compile(rf"^[\s_.,-]*(?:(?:{_phrases(_BEFORE)}){_END}|copy[ _]\(\d+\)[ _]of{_END})", re.I)
_TAIL = re.compile(
    rf"(?:(?:^|[\s_.,–—-])(?:{_phrases(_BEFORE)})|(?:^|[\s_.,–—-])(?:copy[ _]\(\d+\)[ _]of))[\s_.,'–—-]*$", re.I
)
_NUMBER = r"(?:[ _-]?\(?\d{1,4}\)?)?"
_SUFFIX = re.compile(rf"[\s_.–—」』”»\"'-]{{0,9}}(?:{_phrases(_BEHIND)}){_NUMBER}[\s_.-]*$", re.I)
_QUOTES = "「『“„«\"'"
_MOST = 10  # copies of copies
_NEAR = 60  # characters at an end in which the words are looked for: a name may be made to cost time
WORDS = {word for word in re.split(r"[\s|]+", f"{_BEFORE} {_BEHIND}") if word}


def without_copy_before(text: str) -> str:
    """What stands before a chapter's name, without "Copy of" at its beginning and its end."""
    text = text.rstrip(_QUOTES)
    for _ in range(_MOST):
        shorter = _FRONT.sub("", text, count=1)
        shorter = shorter[:-_NEAR] + _TAIL.sub("", shorter[-_NEAR:], count=1)
        if shorter == text:
            break
        text = shorter
    return text


def without_copy_behind(text: str) -> str:
    """What stands behind a chapter's name, without "- Copy" and the copy's number at its end."""
    for _ in range(_MOST):
        shorter = text[:-_NEAR] + _SUFFIX.sub("", text[-_NEAR:], count=1)
        shorter = re.sub(r"[\s_-]{0,9}\(\d{1,4}\)\s{0,9}$", "", shorter, count=1)
        if shorter == text:
            break
        text = shorter
    return text
