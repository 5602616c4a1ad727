"""Nothing may be skipped where CI is set: a skipped test there is a test that nobody sees.

That is enforced on Linux. Elsewhere the sandbox and POSIX signals are not to be had, and their tests skip.
"""

import os
import sys

import pytest

# Several workers share the cores: threads of NumPy's would fight for them, and a training take five times as long.
if "PYTEST_XDIST_WORKER" in os.environ:
    for library in ("OPENBLAS", "OMP", "MKL"):  # before NumPy is imported; kernels and sandboxes inherit it
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")

ENFORCED = bool(os.environ.get("CI")) and sys.platform == "linux"

# The frameworks take 3 GB, so the tests that need them have an environment of their own.
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


def pytest_collection_modifyitems(config, items):
    """What takes long and tries what others try in part is for CI, or for who asks for it with -m thorough."""
    if not os.environ.get("CI") and "thorough" not in config.getoption("markexpr"):
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left_out)


def pytest_collectreport(report):
    if report.skipped:  # a whole module
        _skipped.append(report)


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report)
    if report.when == "call":
        _attacks.extend(value for name, value in report.user_properties if name == "attack")


def pytest_sessionfinish(session):
    if ENFORCED and _skipped:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    if terminalreporter.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        terminalreporter.write_line(ELSEWHERE)
    if _attacks and (ENFORCED or any(row["faults"] for row in _attacks)):
        _show_attacks(terminalreporter)
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
