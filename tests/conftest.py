"""Nothing may be skipped where CI is set: a skipped test there is a test that nobody sees."""

import os

_skipped = []


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session):
    if os.environ.get("CI") and _skipped:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    if os.environ.get("CI") and _skipped:
        terminalreporter.write_line(f"CI lets nothing skip, but these did: {', '.join(_skipped)}", red=True)
