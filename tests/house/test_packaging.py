"""The project's frame: dependencies written twice are equal, versions are pinned, imports run one way and are light."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import requires, version
from pathlib import Path

import pytest
import yaml
from gradatim.frameworks.installed import FRAMEWORKS
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {"docstring-parser": "docstring_parser", "matplotlib": "matplotlib-base", "msgpack": "msgpack-python"}
TEST_COMMAND = "uv run pytest"


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def git_files(*patterns):
    """The files that git tracks, as paths below the root with forward slashes."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_top_level():
    names = ["course", "solutions", "autograder", "lib", "locale", "tests", "environment.yml", "README.md", "LICENSE"]
    names += ["CITATION.cff", "nbgrader_config.py", ".ci/run"]
    assert not [name for name in names if not (ROOT / name).exists()]


# -- what is written twice -------------------------------------------------------------------------------------------


def test_environment_has_the_dependencies_of_pyproject():
    *packages, pip, by_pip = yaml.safe_load(text("environment.yml"))["dependencies"]
    python, *packages = packages
    assert python.startswith("python=")
    pinned = python.removeprefix("python=")
    assert Requirement(f"python{PYPROJECT['project']['requires-python']}").specifier.contains(pinned)
    wanted = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["test"]
    wanted = [CONDA_NAMES.get(r.name, r.name) + str(r.specifier) for r in map(Requirement, wanted)]
    assert sorted(packages) == sorted(wanted)
    assert (pip, by_pip) == ("pip", {"pip": ["-e ."]})


def test_citation_has_the_version():
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["version"] == PYPROJECT["project"]["version"] == version("gradatim")
    assert citation["license"] == PYPROJECT["project"]["license"]
    assert {"cff-version", "message", "title", "authors"} <= set(citation)


def test_test_command_is_the_same_everywhere():
    assert f"\n    {TEST_COMMAND}\n" in text("README.md")
    assert text(".ci/run").rstrip().splitlines()[-2:] == [".ci/check", "exit $frameworks"]
    assert "run=${RUN-uv run}" in text(".ci/check") and "else $run pytest; fi" in text(".ci/check")
    jobs = yaml.safe_load(text(".github/workflows/ci.yml"))["jobs"]
    runs = {job: [step.get("run") for step in jobs[job]["steps"]] for job in jobs}
    assert "bash .ci/check tests" in runs["uv"] and "RUN= bash .ci/check tests" in runs["conda"]
    assert "bash .ci/check style types contracts notebooks" in runs["style"]
    assert 'tests/frameworks/run "$scratch/frameworks"' in text(".ci/run")
    assert "tests/frameworks/run" in [step.get("run") for step in jobs["frameworks"]["steps"]]


def test_hooks_run_tools_that_exist():
    hooks = [hook for repo in yaml.safe_load(text(".pre-commit-config.yaml"))["repos"] for hook in repo["hooks"]]
    assert {hook["entry"].split()[2] for hook in hooks} == {"ruff", "gradatim"}
    assert {hook["language"] for hook in hooks} == {"system"}, "hooks must work offline"


# -- versions --------------------------------------------------------------------------------------------------------


def pins(name):
    """The versions that one of pyproject's two lists pins for this machine, by the packages' names."""
    found = {}
    for pin in map(Requirement, PYPROJECT["tool"]["uv"][name]):
        assert [each.operator for each in pin.specifier] == ["=="], f"{pin} is not one version"
        if pin.marker is None or pin.marker.evaluate():
            assert canonicalize_name(pin.name) not in found, f"{pin.name} is pinned twice"
            found[canonicalize_name(pin.name)] = str(pin.specifier).removeprefix("==")
    return found


def needed(requirements):
    """The names of all packages that `requirements` bring along in this environment."""
    todo, seen = [(Requirement(each), "") for each in requirements], set()
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for asked in {"", *requirement.extras}:
            if (name, asked) not in seen:
                seen.add((name, asked))
                todo += [(Requirement(each), asked) for each in requires(name) or []]
    return {name for name, _ in seen}


def test_every_installed_dependency_has_its_pinned_version():
    groups = PYPROJECT["dependency-groups"]
    settings = Path(sys.prefix, "pyvenv.cfg")
    by_uv = settings.is_file() and "\nuv = " in settings.read_text(encoding="utf-8")
    asked = [each for group in groups.values() for each in group] if by_uv else groups["test"]
    names = needed(PYPROJECT["project"]["dependencies"] + asked)
    assert len(names) > 80
    installed = {name: version(name) for name in names}
    pinned = pins("constraint-dependencies")
    assert not names - set(pinned), "not pinned; run: uv run --no-project python tools/pin.py"
    if by_uv:  # conda and pip choose versions of their own within the ranges
        wrong = {name: (installed[name], pinned[name]) for name in names if installed[name] != pinned[name]}
        assert not wrong, f"installed, pinned: {wrong}"


def test_dependencies_are_in_their_ranges():
    for each in map(Requirement, PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["test"]):
        assert each.specifier.contains(version(each.name)), f"{each}, installed: {version(each.name)}"


def test_the_frameworks_are_pinned():
    """`--extra frameworks`, and pip for their tests, take these versions. The library says the same one of torch."""
    pinned = pins("constraint-dependencies")
    for each in map(Requirement, PYPROJECT["project"]["optional-dependencies"]["frameworks"]):
        if each.marker is None or each.marker.evaluate():
            assert each.specifier.contains(pinned[each.name])
    assert FRAMEWORKS["torch"][1] == f"torch=={pinned['torch']}"
    extra = {Requirement(each).name for each in PYPROJECT["project"]["optional-dependencies"]["frameworks"]}
    assert set(FRAMEWORKS) == extra


def test_the_build_is_pinned():
    names = needed(PYPROJECT["build-system"]["requires"])
    assert not names - set(pins("build-constraint-dependencies"))
    assert "gradatim" not in pins("constraint-dependencies")


def test_no_download_address_is_committed():
    hosts = ["pypi", "pythonhosted", "npmjs", "debian", "ubuntu", "anaconda", "crates"]
    hosts = [f"{host}.{end}".encode() for host in hosts for end in ("org", "com", "net", "io")]
    names = git_files()
    assert len(names) > 100
    found = {name: host for name in names for host in hosts if host in (ROOT / name).read_bytes()}
    assert not found
    locks = ("uv.lock", "poetry.lock", "pylock.toml", "package-lock.json")
    assert not [name for name in names if name.endswith(locks)]


# -- the wheel -------------------------------------------------------------------------------------------------------


def test_wheel_has_both_packages_and_the_texts(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    packages = git_files("lib/gradatim", "autograder/gradatim_autograder")
    wanted = {name.split("/", 1)[1] for name in packages} | {f"gradatim/{name}" for name in git_files("locale")}
    assert len(wanted) > 60
    assert not wanted - names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("solutions", "course", "tests"))]


# -- imports ---------------------------------------------------------------------------------------------------------


def imported(path):
    """The packages that a module imports at its top level."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0] if node.level == 0 else "gradatim"


def test_the_library_needs_numpy_alone():
    """Only the widgets, which are loaded when one is asked for, need more: what ipywidgets and matplotlib bring."""
    files = list((ROOT / "lib").rglob("*.py"))
    of_widgets = {name for file in files for name in imported(file) if "widgets" in file.parts}
    found = {name for file in files for name in imported(file) if "widgets" not in file.parts}
    assert {"numpy", "gradatim"} <= found
    assert not found - sys.stdlib_module_names - {"numpy", "gradatim"}
    assert not of_widgets - sys.stdlib_module_names - {"numpy", "gradatim", "ipywidgets", "matplotlib", "PIL"}


def test_the_library_knows_nothing_of_the_checks():
    files = list((ROOT / "lib").rglob("*.py"))
    assert files
    assert not [file for file in files if "gradatim_autograder" in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    "statement",
    ["from gradatim_autograder import check", "import gradatim", "from gradatim import data, try_it"],
)
def test_what_a_notebook_imports_is_light(statement):
    heavy = ["nbgrader", "nbformat", "nbconvert", "jupytext", "matplotlib", "ipywidgets", "rich", "asyncio"]
    code = f"{statement}; import sys; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_command_line_starts_light():
    heavy = ["nbgrader", "nbformat", "nbconvert", "jupytext", "jupyterlab", "matplotlib", "ipywidgets", "rich"]
    code = f"import gradatim_autograder.cli, sys; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
