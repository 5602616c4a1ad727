"""Take the README's pictures from a real session: `uv run python docs/take_pictures.py` (needs Chromium).

Opens the chapter on the neuron in JupyterLab on a fresh working copy, writes an answer with a mistake, and runs it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WRONG = "    return dout * w, x * 1.0, dout"


def answered_copy(folder):
    """A working copy of the chapter on the neuron in which neuron_backward forgets dout in dw."""
    chapter = folder / "01-neuron" / "01-neuron.ipynb"
    chapter.parent.mkdir(parents=True)
    text = (HERE.parent / "course/en/01-neuron/01-neuron.ipynb").read_text(encoding="utf-8")
    head, marker, tail = text.partition("def neuron_backward")
    tail = re.sub(r'"    # YOUR CODE HERE\\n",\s*"    raise NotImplementedError\(\)"', f'"{WRONG}"', tail, count=1)
    assert WRONG in tail
    chapter.write_text(head + marker + tail, encoding="utf-8")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        answered_copy(Path(folder))
        command = [sys.executable, "-m", "gradatim_autograder.cli", "open", "--no-browser", "--port", "8899"]
        server = subprocess.Popen([*command, "--folder", folder], stdout=subprocess.PIPE, text=True)
        address = next(word for line in server.stdout for word in line.split() if word.startswith("http"))
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": 1150, "height": 1000}, device_scale_factor=1.5)
            page.goto(address.replace("lab/tree/00-start-here/00-start-here", "doc/tree/01-neuron/01-neuron"))
            page.wait_for_selector(".jp-Notebook-cell", timeout=60_000)
            page.get_by_text("| Idle").wait_for(timeout=60_000)
            page.get_by_text("Run", exact=True).first.click()
            page.get_by_text("Run All Cells", exact=True).first.click()
            answer = page.locator("div[role=status]", has_text="neuron_backward")
            scroll_to(page, answer)
            answer.screenshot(path=HERE / "check.png")
            widget = page.locator(".widget-hbox", has=page.locator(".widget-slider")).first
            scroll_to(page, widget)
            page.wait_for_timeout(1000)
            widget.screenshot(path=HERE / "widget.png")
            browser.close()
        finally:
            server.terminate()


def scroll_to(page, target):
    """JupyterLab draws only the cells in view: scroll until the target is there."""
    page.mouse.move(500, 500)
    for direction in (1, -1):
        for _step in range(80):
            if target.count():
                target.scroll_into_view_if_needed()
                return
            page.mouse.wheel(0, direction * 500)
            page.wait_for_timeout(250)
    raise SystemExit("the picture's subject did not appear")


if __name__ == "__main__":
    main()
