"""Outer walls by bubblewrap (Linux)."""

import os
import shutil
from pathlib import Path

from gradatim_autograder.sandbox.view import FILES, View

NAME = "bubblewrap"
WALLED = True
FIRST_TO_GO = ("sh", "-c", 'echo 1000 2>/dev/null >/proc/self/oom_score_adj; exec "$0" "$@"')
USER = "1000"
SCRATCH = 100_000_000  # bytes that the warm process may write


def found() -> str | None:
    """The program's path."""
    return shutil.which("bwrap")


def command(view: View, program: list[str]) -> list[str]:
    """The command that runs Python with the arguments `program` behind walls: no network, no files but the view's, no
    processes but its own.
    """
    apart = program[-1] == "open"  # a sandbox for each submission: no walls are built inside it
    words = [*(FIRST_TO_GO if apart else ()), found() or "bwrap", "--die-with-parent", "--new-session", "--clearenv"]
    words += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if os.getuid() == 0:
        # Real root keeps what building walls between submissions takes; their processes get a user of their own.
        words += ["--cap-drop", "ALL"]
        for capability in ("SYS_ADMIN", "SETUID", "SETGID", "SETPCAP", "KILL", "SYS_PTRACE"):
            words += ["--cap-add", f"CAP_{capability}"]
    else:
        words += ["--unshare-user", "--uid", USER, "--gid", USER]  # who grades is nobody's business
    words += ["--hostname", "sandbox"]
    for place in FILES:
        words += ["--ro-bind-try", place, place]
    for folder in dict.fromkeys(str(each) for _o, inner in view.shown for each in reversed(Path(inner).parents[:-1])):
        words += ["--perms", "0755", "--dir", folder]
    for said, place in view.links:
        words += ["--symlink", said, place]
    for outer, inner in view.shown:
        words += ["--ro-bind", outer, inner]
    for place in view.hidden:
        words += ["--tmpfs", place, "--remount-ro", place]
    for place in view.blank:
        words += ["--ro-bind", os.devnull, place]
    words += ["--proc", "/proc", "--dev", "/dev", "--perms", "0755", "--dir", "/home/student"]
    for place in ("/dev/shm", "/tmp"):
        words += ["--size", str(SCRATCH), "--tmpfs", place]
    # The folders that bubblewrap made belong to the user who grades: what could be written there would be found, and
    # imported, by the submissions after it.
    words += ["--remount-ro", "/proc"] if apart else []  # what stands there of itself, a process cannot change
    words += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/home/student"]
    for name, value in view.environment.items():
        words += ["--setenv", name, value] if value else []
    return [*words, "--", view.python, *program]
