"""Write what the tests of the frameworks need, and the pinned versions, for pip: `requirements.py FOLDER`."""

import sys
import tomllib
from pathlib import Path

# To run the tests, and a notebook with a plot and checks. JupyterLab, nbgrader and the rest are left out.
BESIDE = ["ipykernel", "matplotlib", "msgpack", "nbclient", "nbformat", "numpy", "pytest"]


def main(folder):
    settings = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = settings["project"]["optional-dependencies"]["frameworks"] + BESIDE
    for name, lines in (
        ("requirements", wanted),
        ("constraints", settings["tool"]["uv"]["constraint-dependencies"]),
    ):
        Path(folder, f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
