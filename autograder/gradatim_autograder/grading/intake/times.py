"""Times as systems write them, read where they can mean one thing only.

    2026-10-05 10:22:33 UTC · 2026-10-05T10:22:33+02:00      with a zone
    2026-10-05 10:22:33 CEST                                 where the zone in use calls itself so at that time
    2026-10-05-10-22-33 · Oct 5, 2026 1022 AM                local: the zone in use
    20261005102233123                                        Sakai's: Greenwich

A month is a number only behind the year: 01.05.2024 is January to some and May to others.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
LONGEST = 200  # characters
_CLOCK = r"(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
_HALF = r"(?:\s*(?P<half>[AP])\.?M\.?)?"
_ZONE = r"(?:\s*(?P<zone>Z|[+-]\d\d:?\d\d|[A-Za-z][A-Za-z_+\-/0-9]*))?"
_FORMS = tuple(
    re.compile(each, re.I | re.ASCII)
    for each in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\s*|\s*,\s*)" + _CLOCK + _ZONE,
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)-(?P<hour>\d\d)-(?P<minute>\d\d)(?:-(?P<second>\d\d))?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<part>\d{3})",
        r"(?:[a-z]+,?\s+)?(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4}),?(?:\s+at)?\s+"
        + _CLOCK + _HALF + _ZONE,
        r"(?:[a-z]+,?\s+)?(?P<day>\d{1,2})\.?\s+(?P<name>[a-z]{3,9})\.?\s+(?P<year>\d{4}),?(?:\s+at)?\s+"
        + _CLOCK + _HALF + _ZONE,
    )
)  # fmt: skip
_SAKAI = _FORMS[2]


def read_time(text: str, local: tzinfo | None = None, bare: tzinfo | None = None) -> datetime | None:
    """The moment that `text` tells, in Greenwich's time and without a zone, as nbgrader keeps it.

    Parameters
    ----------
    local
        The zone in use, whose short names are known; None for that of this computer.
    bare
        The zone of times without one, None for the zone in use.

    Returns
    -------
    datetime or None
        None where the text is no time, or can mean more than one.
    """
    for form in _FORMS:
        match = form.fullmatch(text.strip()[:LONGEST])
        if match:
            try:
                return _moment(match.groupdict(), local, UTC if form is _SAKAI else bare or local)
            except (ValueError, OverflowError, StopIteration):  # a 31st of June, an hour 25, a month of no name
                return None
    return None


def _moment(told, local, bare):
    month = told.get("month") or _month(told["name"])
    hour = int(told["hour"])
    if half := told.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + 12 * (half.upper() == "P")
    second, part = told.get("second") or "0", (told.get("part") or "0").ljust(6, "0")[:6]
    plain = datetime(int(told["year"]), int(month), int(told["day"]), hour, int(told["minute"]), int(second), int(part))
    zone = told.get("zone")
    offset = _offset(plain, zone, local) if zone else _own_offset(plain, bare)
    return None if offset is None else plain - offset


def _month(name):
    """The number of an English month's name, in full or shortened."""
    return 1 + next(number for number, full in enumerate(MONTHS) if full.startswith(name.lower()))


def _own_offset(plain, local):
    """How far the zone in use is from Greenwich then; None for an hour that exists twice, or not at all."""
    offsets = {plain.replace(fold=fold, tzinfo=local).astimezone(local).utcoffset() for fold in (0, 1)}
    return offsets.pop() if len(offsets) == 1 else None


def _offset(plain, zone, local):
    if zone.upper() in ("Z", "UTC", "GMT"):
        return timedelta(0)
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone):
        off = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(-off if match[1] == "-" else off).utcoffset(None)
    if "/" in zone:
        try:
            return _own_offset(plain, ZoneInfo(zone))
        except (OSError, ValueError, KeyError):
            return None
    # A short name is used for several zones of the earth: only the zone in use can say that it means itself.
    for fold in (0, 1):
        here = plain.replace(fold=fold, tzinfo=local).astimezone(local)
        if here.tzname() == zone.upper() and here.replace(tzinfo=None) == plain:
            return here.utcoffset()
    return None
