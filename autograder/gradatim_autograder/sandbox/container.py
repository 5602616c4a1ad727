"""Outer walls by docker or podman: a container for each submission. Slower than bubblewrap, and found elsewhere.

On Linux the container holds nothing of its own: what it sees is this machine's Python, read only. Elsewhere (macOS) it
needs a Python for Linux: an image with the same versions is built once, which takes the network.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import IO

from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.inside.wire.pipes import Pipes
from gradatim_autograder.sandbox.memory import unlimited
from gradatim_autograder.sandbox.places import of_the_system
from gradatim_autograder.sandbox.view import OWN, View
from gradatim_autograder.sandbox.warm_process import START, SandboxError
from gradatim_autograder.sandbox.why_failed import last_words

PROGRAMS = ("docker", "podman")
PACKAGES = ("numpy", "matplotlib", "ipywidgets", "ipython", "msgpack", "threadpoolctl")
EMPTY = "gradatim-empty"
READY = b"R"
ROOM = 300_000_000  # bytes of memory beside what a submission may use


class Containers:
    """Starts one container for each submission. It has the interface of `Nursery`."""

    many = False

    def __init__(self, program: str, view: View):
        self.program, self.view = program, view
        self._running: dict[int, tuple[subprocess.Popen, IO[bytes], str]] = {}  # with its stderr and its name
        self._number = 0
        self._ready = False

    def start(self) -> None:
        """See that the image is there. Raises SandboxError."""
        if not self._ready:
            image(self.program)
            self._ready = True

    def stop(self) -> None:
        for number in list(self._running):
            self.end(number)

    def new(self, limits: Limits) -> tuple[Pipes, int]:
        """A fresh container: the pipes to talk to it, and its number. Raises SandboxError."""
        self.start()
        name = f"gradatim-{uuid.uuid4().hex}"
        words = command(self.program, self.view, limits, name)
        with unlimited():
            process = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
            )
        assert process.stdin and process.stdout and process.stderr  # they were asked for
        pipes = Pipes(os.dup(process.stdout.fileno()), os.dup(process.stdin.fileno()))
        process.stdout.close()
        process.stdin.close()
        pipes.settimeout(START)
        self._number += 1
        self._running[self._number] = process, process.stderr, name
        if pipes.recv(1) != READY:
            process.kill()
            said = last_words(process.stderr.read(), "it said nothing")
            raise SandboxError(f"{self.program} does not work here: {said}")
        return pipes, self._number

    def end(self, number: int) -> str:
        """End a container with all that it runs; why it had ended before, "" where it had not."""
        process, words, name = self._running.pop(number)
        code = process.poll()
        subprocess.run([self.program, "kill", name], capture_output=True, check=False)
        process.wait()
        words.close()
        return "" if code in (None, 0) else f"signal {code - 128}" if code > 128 else f"exit {code}"


def works(program: str) -> str:
    """ "" where the program is there and runs containers, else what is wrong."""
    if not shutil.which(program):
        return "it is not installed"
    done = subprocess.run([program, "info"], capture_output=True, check=False)
    return "" if done.returncode == 0 else last_words(done.stderr, "it does not answer", 200)


@cache
def image(program: str) -> str:
    """The name of the image; made where it is not there. Raises SandboxError."""
    if sys.platform == "linux":
        given = _empty_folders()
        name = f"{EMPTY}:{hashlib.sha256(given).hexdigest()[:12]}"
        words = [program, "import", "-", name]
    else:
        recipe = _recipe()
        name = f"gradatim-sandbox:{uuid.uuid5(uuid.NAMESPACE_URL, recipe).hex[:12]}"
        words, given = [program, "build", "-t", name, "-"], recipe.encode()
    if subprocess.run([program, "image", "inspect", name], capture_output=True, check=False).returncode == 0:
        return name
    done = subprocess.run(words, input=given, capture_output=True, check=False)
    if done.returncode:
        raise SandboxError(f"{program} cannot make its image: {last_words(done.stderr, 'it said nothing')}")
    return name


def command(program: str, view: View, limits: Limits, name: str) -> list[str]:
    """The command that runs one submission in a container `name`: no network, nothing to write but its folder."""
    user = 10_000 + uuid.UUID(name.removeprefix("gradatim-")).int % 50_000  # the kernel counts processes by user
    words = [program, "run", "--rm", "-i", "--name", name, "--network", "none", "--read-only", "--cap-drop", "ALL"]
    words += ["--security-opt", "no-new-privileges", "--user", f"{user}:{user}", "--workdir", "/home/student"]
    words += ["--oom-score-adj", "1000"]  # the first to go where the machine's memory runs out
    words += ["--memory", str(limits.memory + ROOM), "--pids-limit", str(limits.processes + 10)]
    words += ["--ulimit", "nofile=512:512", "--ulimit", "core=0:0", "--ulimit", "nproc=4096:4096"]
    for place in ("/home/student", "/tmp"):
        words += ["--tmpfs", f"{place}:rw,size={limits.disk},mode=1777"]
    environment = dict(view.environment)
    if sys.platform == "linux":
        mounts = [*view.shown, *((_nothing().name, place) for place in view.hidden)]
        mounts += [(os.devnull, place) for place in view.blank]
        python = view.python
    else:
        mounts = [(outer, inner) for outer, inner in view.shown if Path(inner).is_relative_to(OWN)]
        environment["PYTHONPATH"], python = str(OWN), "python"
        del environment["PATH"], environment["LD_LIBRARY_PATH"]
    for outer, inner in mounts:
        words += ["--volume", f"{outer}:{inner}:ro"]
    for key, value in environment.items():
        words += ["--env", f"{key}={value}"] if value else []
    return [*words, image(program), python, "-m", "gradatim_inside.process.in_container", json.dumps(asdict(limits))]


@cache
def _nothing():
    """An empty folder, which is put over what is hidden. Its path stands in the container's /proc/self/mountinfo, so it
    does not lie where temporary files of a grading folder do.
    """
    return tempfile.TemporaryDirectory(prefix="gradatim-", dir="/tmp" if Path("/tmp").is_dir() else None)


def _empty_folders() -> bytes:
    """A tar archive of the folders and links that an empty image needs, for what is put there to be seen."""
    import io
    import tarfile

    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        system = of_the_system()
        shown = [str(inner) for _outer, inner in system.folders]
        for place in (*shown, "/dev", "/etc", "/proc", "/sys", "/tmp", "/home/student", "/gradatim"):
            folder = tarfile.TarInfo(place.lstrip("/"))
            folder.type, folder.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(folder)
        for said, there in system.links:
            link = tarfile.TarInfo(str(there).lstrip("/"))
            link.type, link.linkname = tarfile.SYMTYPE, said
            archive.addfile(link)
    return stream.getvalue()


def _recipe() -> str:
    """The recipe of the image: this Python and these packages, for Linux."""
    packages = " ".join(f"{name}=={version(name)}" for name in PACKAGES)
    python = ".".join(map(str, sys.version_info[:2]))
    return f"FROM python:{python}-slim\nRUN pip install --no-cache-dir {packages}\n"
