"""Nothing may be skipped where CI is set: a skipped test there is a test that nobody sees.

That is enforced on Linux. Elsewhere the sandbox and POSIX signals are not to be had, and their tests skip.
"""

import os
import sys

import pytest

ENFORCED = bool(os.environ.get("CI")) and sys.platform == "linux"

_skipped = []


def pytest_collectreport(report):
    if report.skipped:  # a whole module
        _skipped.append(report)


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report)


def pytest_sessionfinish(session):
    if ENFORCED and _skipped:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    if ENFORCED and _skipped:
        terminalreporter.section("skipped, where nothing may skip", red=True)
        for report in _skipped:
            terminalreporter.write_line(f"{report.nodeid}: {report.longrepr[2]}", red=True)


# Files whose tests share nothing: both workers take from them. The others stay whole, with their fixtures.
SPREAD = {"test_attacks.py", "test_changes.py", "test_checks.py", "test_notebooks.py", "test_unseen.py"}


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.name not in SPREAD:
            item.add_marker(pytest.mark.xdist_group(item.path.name))
