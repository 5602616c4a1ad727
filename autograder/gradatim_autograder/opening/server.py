"""JupyterLab as a child process that starts, tells its address and ends without questions."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

from gradatim.text import _

from gradatim_autograder.course import CourseError
from gradatim_autograder.nbgrader_setup import put_python_on_path

SETTINGS = Path(__file__).parent / "settings"
FIRST_PORT = 8888
PORTS_TRIED = 100
START_SECONDS = 180  # a cold disk and an unlucky virus scanner: the first start may take long
STOP_SECONDS = 10


class JupyterServer:
    """JupyterLab showing `folder`, started at `page` (e.g. "lab/tree/00-start-here/00-start-here.ipynb").

    Parameters
    ----------
    settings
        The folder in `settings/` with Jupyter's configuration for this kind of user.
    private
        The folder for the log and the layout of the windows.
    browser
        Whether JupyterLab opens the browser.
    """

    def __init__(self, folder: Path, page: str, settings: str, private: Path, port: int, browser: bool):
        self.port = free_port(port)
        self.page = page
        self.log = private / "jupyterlab.log"
        self._token = secrets.token_hex(24)
        private.mkdir(parents=True, exist_ok=True)
        put_python_on_path()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command(folder, private, browser),
                cwd=folder,
                env=self._environment(settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                **_own_process_group(),
            )

    def _command(self, folder, private, browser):
        command = [sys.executable, "-m", "jupyterlab", "--Application.log_level=WARN"]
        command += [f"--ServerApp.root_dir={folder}", "--ServerApp.base_url=/"]
        command += [f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0"]
        command += [f"--LabApp.default_url=/{self.page}", f"--LabApp.workspaces_dir={private / 'workspaces'}"]
        if not browser:
            command.append("--no-browser")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        return command

    def _environment(self, settings):
        paths = [str(SETTINGS / settings), os.environ.get("JUPYTER_CONFIG_PATH", "")]
        return os.environ | {
            "JUPYTER_TOKEN": self._token,  # not an argument: every user of the machine can read those
            "JUPYTER_CONFIG_PATH": os.pathsep.join(path for path in paths if path),
            "JUPYTER_PREFER_ENV_PATH": "1",  # this environment's kernel, not one of the same name elsewhere
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else each kernel warns of "frozen modules"
        }

    @property
    def address(self) -> str:
        """What to open in the browser; it holds the token."""
        return f"http://localhost:{self.port}/{self.page}?token={self._token}"

    def wait_until_ready(self) -> None:
        """Return when the server answers; raise CourseError with its log if it ends or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise CourseError(_("JupyterLab did not start. It said:\n{log}").format(log=self._last_words()))
            # HTTPException: while nobody listens, a connection on loopback may by chance reach itself.
            with suppress(OSError, HTTPException):
                self._request("api")
                return
            time.sleep(0.1)
        raise CourseError(
            _("JupyterLab did not answer within {seconds} seconds. It said:\n{log}").format(
                seconds=START_SECONDS, log=self._last_words()
            )
        )

    def wait(self) -> None:
        """Return when the server was shut down in JupyterLab; raise CourseError if it broke."""
        if self._process.wait() != 0:
            raise CourseError(_("JupyterLab has stopped. It said:\n{log}").format(log=self._last_words()))

    def stop(self) -> None:
        """End the server and its kernels: politely, then by force. A second Ctrl-C goes straight to force."""
        steps = (self._ask_to_end, self._process.terminate, self._process.kill)
        for end in steps if self._process.poll() is None else ():
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                end()
                self._process.wait(STOP_SECONDS)
                return

    def _ask_to_end(self) -> None:
        with suppress(OSError, HTTPException):
            self._request("api/shutdown", method="POST")

    def _request(self, path: str, method: str = "GET") -> None:
        request = urllib.request.Request(f"http://localhost:{self.port}/{path}", method=method)
        request.add_header("Authorization", f"token {self._token}")
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        direct.open(request, timeout=5).close()

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-15:])


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """Within it the signals that end a program do what Ctrl-C does, so that the server is ended too."""

    def interrupt(number, frame):
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def free_port(first: int) -> int:
    """The first port from `first` on that nobody uses; raise CourseError if there is none nearby."""
    last = min(first + PORTS_TRIED, 65536)
    for port in range(first, last):
        if all(_is_free(family, host, port) for family, host in _loopbacks()):
            return port
    raise CourseError(
        _("No port from {first} to {last} is free; choose another with --port.").format(first=first, last=last - 1)
    )


def _loopbacks():
    yield socket.AF_INET, "127.0.0.1"
    with suppress(OSError):
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()
        if _is_free(socket.AF_INET6, "::1", 0):  # else this machine has no IPv6
            yield socket.AF_INET6, "::1"


def _is_free(family, host, port) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port closed a moment ago is free
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _own_process_group() -> dict:
    """Popen's arguments that keep Ctrl-C from reaching JupyterLab, which would ask whether we mean it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
