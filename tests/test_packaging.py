"""The project's frame: dependencies written twice are equal, versions are pinned, imports run one way and are light."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib": "matplotlib-base"}


def git_files():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = [ROOT / line for line in listed.splitlines()]
    assert len(files) > 20
    return [file for file in files if file.is_file()]


def test_top_level():
    for name in ("course", "solutions", "autograder", "lib", "environment.yml", "README.md", "LICENSE"):
        assert (ROOT / name).exists(), name


def test_environment_has_the_dependencies_of_pyproject():
    wanted = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["test"]
    wanted = {CONDA_NAMES.get(r.name, r.name) + str(r.specifier) for r in map(Requirement, wanted)}
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    entries = [match[1] for line in lines if (match := re.match(r"  - (\S.*)$", line)) and "conda-forge" not in line]
    assert entries[0].startswith("python=") and entries[-2:] == ["pip", "pip:"]
    assert lines[-1].strip() == "- -e ."
    assert set(entries[1:-2]) == wanted


def test_every_installed_dependency_has_its_pinned_version():
    pins = {}
    for text in PYPROJECT["tool"]["uv"]["constraint-dependencies"]:
        pin = Requirement(text)
        if pin.marker is None or pin.marker.evaluate():
            pins[canonicalize_name(pin.name)] = str(pin.specifier).removeprefix("==")
    installed = {}
    for each in distributions():  # the first one is the one that is imported; setuptools brings copies behind it
        installed.setdefault(canonicalize_name(each.metadata["Name"]), each.version)
    todo, seen = [Requirement(r) for r in requires("gradatim")], set()
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or name not in installed or (requirement.marker and not requirement.marker.evaluate()):
            continue
        seen.add(name)
        todo += [Requirement(r) for r in requires(name) or [] if "extra ==" not in r]
    assert len(seen) > 50
    wrong = {name: (installed[name], pins.get(name)) for name in seen if installed[name] != pins.get(name)}
    if "CONDA_PREFIX" not in os.environ:  # conda brings its own versions
        assert not wrong, f"installed, pinned: {wrong}; run: uv run python tools/pin.py"


def test_citation_has_the_version():
    assert f"version: {PYPROJECT['project']['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_no_download_address_is_committed():
    hosts = [
        "files.pythonhosted" + ".org",
        "pypi" + ".org/simple",
        "registry.npmjs" + ".org",
        "deb.debian" + ".org",
    ]
    for file in git_files():
        if file.suffix not in {".png", ".mo"}:
            text = file.read_text(encoding="utf-8")
            assert not [host for host in hosts if host in text], file


def imported(path):
    """The packages that a module imports at its top level."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def test_the_library_knows_nothing_of_the_checks():
    files = list((ROOT / "lib").rglob("*.py"))
    assert files
    for file in files:
        assert "gradatim_autograder" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize("statement", ["from gradatim_autograder import check", "from gradatim import data, try_it"])
def test_what_a_notebook_imports_is_light(statement):
    heavy = ["nbgrader", "nbformat", "nbconvert", "jupytext", "matplotlib", "ipywidgets", "rich", "asyncio"]
    code = f"{statement}; import sys; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_command_line_starts_light():
    code = "import gradatim_autograder.cli, sys; print('nbgrader' in sys.modules, 'jupytext' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False False"
