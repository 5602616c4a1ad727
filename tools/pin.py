"""Rewrite the pinned versions in pyproject.toml: `uv run python tools/pin.py` (asks the package index).

A fresh `uv run` obeys `[tool.uv] constraint-dependencies`, so everybody gets these versions without a committed
lock file, which would hold download addresses.
"""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START, END = "constraint-dependencies = [\n", "]\n"


def resolve(pyproject: str) -> list[str]:
    """The pinned requirements of the project and all its groups, for every Python and system we support."""
    groups = tomllib.loads(pyproject)["dependency-groups"]
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "pyproject.toml"]
    command += [word for group in groups for word in ("--group", group)]
    command += ["--upgrade", "--no-header", "--no-annotate", "--no-emit-index-url"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))]


def without_pins(pyproject: str) -> str:
    return re.sub(re.escape(START) + r".*?\n" + re.escape(END), START + END, pyproject, flags=re.DOTALL)


def main():
    path = ROOT / "pyproject.toml"
    text = without_pins(path.read_text())
    path.write_text(text)  # old pins must not bind the new ones
    pins = "".join(f'    "{pin}",\n' for pin in resolve(text))
    path.write_text(text.replace(START + END, START + pins + END))


if __name__ == "__main__":
    main()
