"""IPython as in Jupyter, without a kernel: what a cell shows is collected in the notebook format's words."""

import base64
import builtins
import io
import os
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from traitlets import Type
from traitlets.config import Config

from ..function.noticed import in_sight

FRAME = 60  # characters that an output costs beside its text
LEFT_OUT = "\n… (more output was left out)\n"


class Collector:
    """The outputs of one cell, up to a limit of characters."""

    def __init__(self, limit: int):
        self.limit = limit
        self.start()

    def start(self) -> None:
        """Begin with none."""
        self.outputs: list[dict] = []
        self._ids: list[str | None] = []
        self._size = self._errors = 0
        self._clear = False

    def stream(self, name: str, text: str) -> None:
        last = self.outputs[-1] if self.outputs and not self._clear else {}
        goes_on = last.get("output_type") == "stream" and last["name"] == name
        room = self._room(len(text) + (0 if goes_on else FRAME))
        text = text[:room].replace("\r\n", "\n") if room > 0 else ""
        if not text:
            return
        self._clear_now()
        if goes_on:
            last["text"] += text
        else:
            self._add({"output_type": "stream", "name": name, "text": text})

    def shown(self, kind: str, data: dict, display_id: str | None = None, **more: object) -> None:
        data = {key: _as_text(value) for key, value in data.items() if isinstance(value, str | bytes)}
        if data and self._room(FRAME + sum(map(len, data.values()))) > 0:
            self._clear_now()
            self._add({"output_type": kind, "data": data, "metadata": {}, **more}, display_id)

    def replaced(self, data: dict, display_id: str | None) -> None:
        data = {key: _as_text(value) for key, value in data.items() if isinstance(value, str | bytes)}
        for output, own in zip(self.outputs, self._ids, strict=True):
            if own == display_id and own is not None and self._room(sum(map(len, data.values()))) > 0:
                output["data"] = data

    def error(self, kind: str, text: str, lines: list[str]) -> None:
        lines = [str(line)[:20_000] for line in lines][-40:]
        if self._errors and self._room(FRAME + sum(map(len, lines))) <= 0:
            return  # the first is always kept
        self._errors += 1
        self._add({"output_type": "error", "ename": kind[:200], "evalue": text[:2_000], "traceback": lines})

    def clear(self, wait: bool) -> None:
        self._clear = True
        if not wait:
            self._clear_now()

    def _clear_now(self):
        if self._clear:
            self._clear, self.outputs, self._ids = False, [], []

    def _room(self, wanted):
        """How many of so many characters are kept."""
        before, self._size = self._size, self._size + wanted
        if before <= self.limit < self._size:
            self._add({"output_type": "stream", "name": "stdout", "text": LEFT_OUT})
            return 0
        return self.limit - before

    def _add(self, output, display_id=None):
        self.outputs.append(output)
        self._ids.append(display_id)


def _as_text(value):
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


class _Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name, collector):
        self.name = name
        self.collector = collector

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.collector.stream("stderr" if self.name == "<stderr>" else "stdout", text)
        return len(text)

    def writable(self):
        return True


class _Hook(DisplayHook):
    """The value of a cell's last line becomes its result."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.collector.shown("execute_result", format_dict, execution_count=self.prompt_count)

    def finish_displayhook(self):
        pass


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        name = (transient or {}).get("display_id")
        if update:
            self.shell.collector.replaced(data, name)
        else:
            self.shell.collector.shown("display_data", data, name)

    def clear_output(self, wait=False):
        self.shell.collector.clear(wait)


class Shell(InteractiveShell):
    """Runs cells: `run(code)` returns what they showed."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, collector: Collector, **kwargs: Any):
        self.collector = collector
        self.exited = False
        self._files: int | None = None
        super().__init__(**kwargs)

    def init_io(self) -> None:
        pass

    def enable_gui(self, gui: str | None = None) -> None:
        pass

    def ask_exit(self) -> None:
        self.exited = True

    def transform_cell(self, raw_cell: str) -> str:
        return in_sight(super().transform_cell(raw_cell))

    def system(self, cmd: str) -> None:
        return self.system_piped(cmd)

    def _showtraceback(self, etype, evalue, stb):
        try:
            text = str(evalue)
        except Exception:  # an error's own text may raise anything
            text = ""
        self.collector.error(str(getattr(etype, "__name__", etype)), text, list(stb))

    def capture(self) -> None:
        """Take sys.stdout and sys.stderr, input(), and what is written to the file descriptors beside Python."""
        sys.stdout, sys.stderr = _Stream("<stdout>", self.collector), _Stream("<stderr>", self.collector)
        builtins.input = _no_input
        if hasattr(os, "memfd_create"):
            self._files = os.memfd_create("written")
            for number in (1, 2):
                os.dup2(self._files, number)

    def run(self, code: str) -> ExecutionResult:
        """Run one cell. What it showed is in the collector."""
        self.collector.start()
        self.exited = False
        for name in ("stdout", "stderr"):
            if not hasattr(getattr(sys, name, None), "write"):  # a cell before has taken it away
                setattr(sys, name, _Stream(f"<{name}>", self.collector))
        result = self.run_cell(code, store_history=True)
        self.take_written()
        return result

    def take_written(self) -> None:
        """What programs wrote to the file descriptors 1 and 2 becomes text of the cell."""
        if self._files is None:
            return
        try:
            size = os.lseek(self._files, 0, os.SEEK_END)
            if size:
                os.lseek(self._files, 0, os.SEEK_SET)
                text = os.read(self._files, min(size, 4 * self.collector.limit)).decode("utf-8", "replace")
                os.ftruncate(self._files, 0)
                os.lseek(self._files, 0, os.SEEK_SET)
                self.collector.stream("stdout", text)
        except OSError:  # the student's code closed it
            self._files = None


def _no_input(prompt=""):
    raise StdinNotImplementedError("input() has nobody to ask here")


def make_shell(output_limit: int, warm: bool = True) -> Shell:
    """IPython; `warm` with everything loaded that a first cell, plot or error would load."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.autocall = 0
    shell = Shell.instance(config=config, collector=Collector(output_limit))
    shell.set_hook("show_in_pager", lambda *_args, **_more: None, priority=0)
    if warm:
        _warm_up(shell)
    else:
        shell.run(INLINE)
        shell.reset(new_session=True)
    return shell


INLINE = "%matplotlib inline"
WARM_UP = (
    "import numpy as np\nimport matplotlib.pyplot as plt\nimport ipywidgets",
    "import gradatim, gradatim_autograder",
    "[getattr(room, name) for room in (gradatim.plots, gradatim.widgets, gradatim.data) for name in dir(room)];",
    INLINE,
    "plt.figure(figsize=(1, 1)); plt.plot([0, 1]); plt.title('a'); plt.show()",
    "1 / 0",
    "np.zeros((2, 2))",
)


def _warm_up(shell):
    stdout, stderr = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    try:
        for code in WARM_UP:
            shell.run(code)
        import matplotlib.pyplot as plt

        plt.close("all")
        shell.reset(new_session=True)
        shell.execution_count = 1
        shell.collector.start()
    finally:
        sys.stdout, sys.stderr = stdout, stderr
