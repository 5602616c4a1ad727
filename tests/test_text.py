"""The list of translatable texts is complete."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_list_of_texts_is_current(tmp_path):
    """Runs the command of locale/README.md; run it yourself to mend this."""
    line = re.search(r"uv run (pybabel extract .*)", (ROOT / "locale/README.md").read_text(encoding="utf-8"))[1]
    made = tmp_path / "made.pot"
    words = shlex.split(line.replace("locale/gradatim.pot", made.as_posix()))
    command = [sys.executable, "-m", "babel.messages.frontend", *words[1:]]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    texts = made.read_text(encoding="utf-8")
    assert texts.count("msgid") > 150
    assert texts == (ROOT / "locale/gradatim.pot").read_text(encoding="utf-8")
