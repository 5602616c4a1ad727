"""Nothing may be skipped where CI is set: a skipped test there is a test that nobody sees.

That is enforced on Linux. Elsewhere the sandbox and POSIX signals are not to be had, and their tests skip.
"""

import os
import sys

import pytest

ENFORCED = bool(os.environ.get("CI")) and sys.platform == "linux"

# The frameworks of chapter 11 take 3 GB, so the tests that need them have an environment of their own.
collect_ignore = ["frameworks"]
ELSEWHERE = "tests/frameworks is not part of this run: tests/frameworks/run gives it an environment of its own"



@pytest.fixture(autouse=True)
def own_grading_folder():
    """Commands put their grading folder into the environment; the next test has another one."""
    before = os.environ.get("GRADATIM_GRADING")
    yield
    os.environ.pop("GRADATIM_GRADING", None)
    if before is not None:
        os.environ["GRADATIM_GRADING"] = before


_skipped = []
_attacks = []  # the rows of their table
_workers = {}  # of each file that has to stay whole


def pytest_collectreport(report):
    if report.skipped:  # a whole module
        _skipped.append(report)


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report)
    if report.when == "call":
        _attacks.extend(value for name, value in report.user_properties if name == "attack")
    if hasattr(report, "node") and _piece_of_work(report.nodeid) != report.nodeid:  # on xdist's controller
        _workers.setdefault(_piece_of_work(report.nodeid), set()).add(report.node.gateway.id)


def pytest_sessionfinish(session):
    if (ENFORCED and _skipped) or _torn():
        session.exitstatus = 1


def _torn():
    return [path for path, workers in _workers.items() if len(workers) > 1]


def pytest_terminal_summary(terminalreporter):
    if terminalreporter.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        terminalreporter.write_line(ELSEWHERE)
    if _attacks and (ENFORCED or any(row["faults"] for row in _attacks)):
        _show_attacks(terminalreporter)
    for path in _torn():
        terminalreporter.write_line(f"{path} was shared by two workers: their fixtures collide", red=True)
    if ENFORCED and _skipped:
        terminalreporter.section("skipped, where nothing may skip", red=True)
        for report in _skipped:
            terminalreporter.write_line(f"{report.nodeid}: {report.longrepr[2]}", red=True)


def _show_attacks(terminalreporter):
    from attacks.classes.verdict import Row
    from attacks.table import head, line, summary

    found = [Row(**row) for row in _attacks]
    terminalreporter.section("attacks")
    for text in (head(), *map(line, found), summary(found)):
        terminalreporter.write_line(text)


# Files whose tests share nothing: both workers take from them. The others stay whole, with their fixtures.
SPREAD = {"test_attacks.py", "test_changes.py", "test_checks.py", "test_notebooks.py", "test_unseen.py"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file is one piece of work, those with most tests first; the tests of SPREAD fill the gaps at the end.

    (`--dist loadgroup` would do, but its groups are lost where pytest 9.2 meets xdist 3.8, and nothing says so.)
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return _piece_of_work(nodeid)

    return ByFile(config, log)


def _piece_of_work(nodeid):
    path = nodeid.partition("::")[0]
    return nodeid if path.rpartition("/")[2] in SPREAD else path
