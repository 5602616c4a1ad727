"""Times are read where they mean one thing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from gradatim_autograder.grading.intake.times import read_time

BERLIN, DENVER = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Denver")
NOON = datetime(2026, 10, 5, 12)


@pytest.mark.parametrize("text", [
    "2026-10-05 12:00:00 UTC", "2026-10-05 12:00:00.000000 UTC", "2026-10-05T12:00:00Z", "2026-10-05 12:00 GMT",
    "2026-10-05 14:00:00 +0200", "2026-10-05T14:00:00+02:00", "2026-10-05 06:00:00 -06:00",
    "2026-10-05 14:00:00 Europe/Berlin", "2026-10-05 06:00:00 America/Denver", "20261005120000000",
    "2026-10-05 14:00:00 CEST", "2026-10-05 14:00:00", "2026-10-05-14-00-00", "Oct 5, 2026 200 PM",
    "Oct 5, 2026 2:00 PM", "5 October 2026, 14:00", "Monday, 5 October 2026, 2:00 PM", "October 5, 2026 at 2:00 PM",
])  # fmt: skip
def test_what_is_certain_is_read(text):
    assert read_time(text, BERLIN) == NOON


def test_a_time_without_a_zone_is_of_the_zone_in_use_or_of_the_one_that_its_system_writes():
    assert read_time("2026-10-05 06:00:00", DENVER) == read_time("2026-10-05 12:00:00", DENVER, UTC) == NOON
    assert read_time("2026-10-05 14:00:00 CEST", BERLIN, UTC) == NOON
    assert read_time("Oct 5, 2026 1200 AM", UTC) == datetime(2026, 10, 5)
    assert read_time("Oct 5, 2026 12:30 PM", UTC) == datetime(2026, 10, 5, 12, 30)
    assert read_time("2026-10-05 12:00:00.25", UTC) == datetime(2026, 10, 5, 12, 0, 0, 250_000)


def test_the_hour_that_comes_twice_a_year_is_told_by_its_name():
    assert read_time("2026-10-25 02:30:00", BERLIN) is None
    assert read_time("2026-10-25 02:30:00 CEST", BERLIN) == datetime(2026, 10, 25, 0, 30)
    assert read_time("2026-10-25 02:30:00 CET", BERLIN) == datetime(2026, 10, 25, 1, 30)
    assert read_time("2026-03-29 02:30:00", BERLIN) is None, "the hour that is left out"


@pytest.mark.parametrize("text", [
    "01.05.2024 10:00:00", "5/1/2024 10:00", "2026-10-05 14:00:00 EST", "2026-10-05 14:00:00 CET", "yesterday", "",
    "2026-10-05", "2026-06-31 10:00:00", "2026-10-05 25:00:00", "Oct 32, 2026 1000 AM", "Oct 5, 2026 1300 PM",
    "5 Octopus 2026, 10:00", "5 октября 2026, 10:00", "0001-01-01 00:00 +0200", "2026-10-05 10:00 Europe/../../etc",
    "2026-10-05 10:00 Europe/Nowhere", "9" * 17, "2026-10-05 10:00:00 " + "A" * 5000, "２０２６-10-05 10:00",
])  # fmt: skip
def test_what_is_not_certain_is_not_read(text):
    assert read_time(text, BERLIN) is None
