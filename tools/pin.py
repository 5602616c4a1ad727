"""Rewrite the pinned versions in pyproject.toml (asks the package index; needs uv):

    uv run --no-project python tools/pin.py             pins what is new, keeps the other versions
    uv run --no-project python tools/pin.py --upgrade   brings every version up to date

The frameworks are in the lists although hardly anybody installs them. uv resolves all extras together,
so the other versions have to suit them (numba's limit on NumPy, say), or no `uv run` would find any. A pin alone
installs nothing, torch's GPU packages neither.

A fresh `uv run` obeys `constraint-dependencies` and `build-constraint-dependencies`, so everybody gets these
versions without a committed lock file, which would hold download addresses.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN_TIME, BUILD_TIME = "constraint-dependencies", "build-constraint-dependencies"


def without_pins(pyproject: str) -> str:
    """The text of pyproject.toml with both lists empty."""
    for name in (RUN_TIME, BUILD_TIME):
        pyproject, found = re.subn(rf"^{name} = \[[^]]*^\]", f"{name} = [\n]", pyproject, flags=re.MULTILINE)
        if found != 1:
            sys.exit(f"pin.py: pyproject.toml needs one list '{name} = [', its ']' on a line of its own")
    return pyproject


def with_pins(pyproject: str, name: str, pins: list[str]) -> str:
    lines = "".join(f'    "{pin}",\n' for pin in pins)
    return re.sub(rf"^{name} = \[\n", f"{name} = [\n{lines}", pyproject, flags=re.MULTILINE)


def resolve(folder: str, arguments: list[str], known: list[str], upgrade: bool) -> list[str]:
    """What uv chooses for every Python and system that the project supports; without `upgrade` like `known`."""
    pins = Path(folder, "pins.txt")
    pins.write_text("\n".join(known), encoding="utf-8")
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate"]
    command += ["--output-file", str(pins), *arguments, *(["--upgrade"] if upgrade else [])]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"pin.py: uv finds no versions that fit; pyproject.toml is unchanged.\n{run.stderr}")
    lines = pins.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if "==" in line]


def renew(pyproject: str, upgrade: bool = False) -> str:
    """The text of pyproject.toml with both lists made anew."""
    settings = tomllib.loads(pyproject)
    known = settings["tool"]["uv"]
    oldest = ["--python-version", settings["project"]["requires-python"].removeprefix(">=")]
    groups = [word for group in settings["dependency-groups"] for word in ("--group", group)]
    empty = without_pins(pyproject)
    with tempfile.TemporaryDirectory() as folder:
        # uv takes the pins of the pyproject.toml where it runs as constraints, so it runs beside a copy without them
        Path(folder, "pyproject.toml").write_text(empty, encoding="utf-8")
        Path(folder, "build.in").write_text("\n".join(settings["build-system"]["requires"]), encoding="utf-8")
        run_time = resolve(folder, ["pyproject.toml", "--all-extras", *groups, *oldest], known[RUN_TIME], upgrade)
        build_time = resolve(folder, ["build.in", *oldest], known[BUILD_TIME], upgrade)
    return with_pins(with_pins(empty, RUN_TIME, run_time), BUILD_TIME, build_time)


def main():
    parser = argparse.ArgumentParser(description="Rewrite the pinned versions in pyproject.toml.")
    parser.add_argument("--upgrade", action="store_true", help="bring every version up to date")
    path = ROOT / "pyproject.toml"
    renewed = renew(path.read_text(encoding="utf-8"), parser.parse_args().upgrade)
    path.write_text(renewed, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
