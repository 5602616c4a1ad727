"""Which styles may be written into what students show: those that stay in their place and within a page's size.

Nothing has a size below zero, nothing calls a function but for a colour, and nothing is larger than a page.
"""

import re

_NAMES = (
    "background-color border border-bottom border-collapse border-color border-left border-right border-style "
    "border-top border-width color font-family font-size font-style font-weight height letter-spacing line-height "
    "margin margin-bottom margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left "
    "padding-right padding-top text-align text-decoration text-indent vertical-align white-space width"
)
NAMES = set(_NAMES.split())
LONGEST, MOST = 2_000, 40  # characters and declarations
# Pixels, of which the others are made. A word or a number without a unit is in none of these.
_UNITS = {
    "px": 1,
    "pt": 1.34,
    "pc": 16,
    "em": 16,
    "rem": 16,
    "ex": 8,
    "ch": 8,
    "cm": 38,
    "mm": 3.8,
    "in": 96,
    "%": 0.16,
}
_SIZES = {"width": 4000, "height": 4000, "max-width": 20_000, "min-width": 2000, "font-size": 100, "line-height": 100}
_SIZE = 200  # of everything else: margins, paddings, borders, indents
_LEAST = {"line-height": 12, "font-size": 4}  # smaller ones lay lines over each other, or hide them
_COLOUR = re.compile(r"(?:rgb|hsl)a?\([0-9.,%/\sdeg]{1,60}\)|#[0-9a-f]{3,8}\b", re.IGNORECASE)
_PLAIN_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_NUMBER = re.compile(rf"(?<![\w-]){_PLAIN_NUMBER}([a-z%]*)", re.IGNORECASE)
_VALUE = re.compile(rf"""(?:{_PLAIN_NUMBER}[a-z%]*+|[a-z][a-z-]*+|'[\w\s-]*+'|"[\w\s-]*+"|[\s,!])*+""", re.IGNORECASE)


def allowed_styles(style: str) -> str:
    """The declarations in the value of a `style` that are allowed."""
    if len(style) > LONGEST:
        return ""
    declared = style.split(";")[:MOST]
    kept = [each for each in declared if _is_allowed(*each.partition(":")[::2])]
    return ";".join(kept).strip()


def _is_allowed(name, value):
    name, value = name.strip().lower(), value.strip()
    if name not in NAMES or not value:
        return False
    bare = _COLOUR.sub("", value)
    return bool(_VALUE.fullmatch(bare)) and all(_fits(name, found) for found in _NUMBER.finditer(bare))


def _fits(name, found):
    unit = found[1].lower()
    number = float(found[0][: len(found[0]) - len(unit)])
    if name == "font-weight" and not unit:
        return 0 < number <= 1000
    if name == "line-height" and not unit:
        return 0.8 <= number <= 5
    if unit not in _UNITS:
        return number == 0 and not unit and name not in _LEAST
    if unit == "%" and name in ("width", "height", "max-width", "min-width"):
        return 0 <= number <= 100
    return _LEAST.get(name, 0) <= number * _UNITS[unit] <= _SIZES.get(name, _SIZE)
