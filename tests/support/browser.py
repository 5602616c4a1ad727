"""Chromium, driven by playwright, for tests of what people see. Tests take it as the fixture `chromium`.

Tests of widgets take `lab`, one JupyterLab for all of them.
"""

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from places import ARTEFACTS

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
)


@pytest.fixture(scope="module")
def chromium():
    """A headless browser; where none is installed the test is skipped, but not where CI is set."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        missing = f"no browser found (looked for {', '.join(NAMES)}); on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = QUIET.split() + (["--no-sandbox"] if root else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


# -- one JupyterLab for all widgets ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """A JupyterLab on loopback; `lab.notebook(name, *cells)` opens a notebook with these cells, all of them run."""
    from gradatim_autograder.opening.server import JupyterServer

    home = tmp_path_factory.mktemp("lab")
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    before = {name: os.environ.get(name) for name in places}
    os.environ.update({name: str(home / name) for name in places})
    folder = home / "notebooks"
    folder.mkdir()
    server = JupyterServer(folder, "lab", "student", home / "private", 8950, browser=False)
    try:
        server.wait_until_ready()
        yield Lab(chromium, server, folder)
    finally:
        server.stop()
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


class Lab:
    def __init__(self, browser, server, folder):
        self.browser, self.server, self.folder = browser, server, folder

    @contextmanager
    def notebook(self, name, *cells, theme="light", run=True, outputs=()):
        """A page that shows the notebook; its console's errors are in `page.errors`, its last state in artefacts/."""
        path = self.folder / f"{name}.ipynb"
        path.write_text(json.dumps(_notebook(cells, outputs)), encoding="utf-8")
        self._use_theme("JupyterLab Dark" if theme == "dark" else "JupyterLab Light")
        context = self.browser.new_context(viewport={"width": 1300, "height": 1000})
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.errors = []
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        try:
            page.goto(self.server.address.replace("/lab?", f"/doc/tree/{name}.ipynb?"))
            page.locator(".jp-Notebook .jp-Cell").first.wait_for()
            page.get_by_text("| Idle").wait_for()
            if run:
                page.get_by_text("Run", exact=True).first.click()
                page.get_by_text("Run All Cells", exact=True).first.click()
            yield page
        finally:
            ARTEFACTS.mkdir(exist_ok=True)
            page.screenshot(path=ARTEFACTS / f"{name}-{theme}.png")
            self._end_kernels(page)
            context.close()

    def _use_theme(self, name):
        folder = Path(os.environ["JUPYTER_CONFIG_DIR"]) / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": name}), encoding="utf-8")

    def _end_kernels(self, page):
        for kernel in page.request.get(self._api("kernels")).json():
            page.request.delete(self._api(f"kernels/{kernel['id']}"))

    def _api(self, what):
        return self.server.address.replace("/lab?", f"/api/{what}?")


def _notebook(cells, outputs):
    made = [
        {
            "cell_type": "code",
            "id": f"cell-{n}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for n, source in enumerate(cells)
    ]
    for cell, shown in zip(made, outputs, strict=False):
        cell["outputs"] = shown
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
