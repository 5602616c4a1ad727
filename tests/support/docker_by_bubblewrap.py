"""Stands in for docker: the same command line, carried out by bubblewrap. For tests where no docker runs."""

import os
import sys
from pathlib import Path

ALONE = {"--rm", "-i", "--read-only"}


def main(words):
    if words[0] in ("info", "kill", "ps") or words[:2] == ["image", "inspect"]:
        return 0
    bwrap = [
        "bwrap",
        "--unshare-all",
        "--as-pid-1",
        "--die-with-parent",
        "--clearenv",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
    ]
    for place in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):  # what the image holds
        if Path("/", place).is_symlink():
            bwrap += ["--symlink", f"usr/{place}", f"/{place}"]
    rest, user = words[1:], "65534"
    while rest[0].startswith("-"):
        option = rest.pop(0)
        if option in ALONE:
            continue
        value = rest.pop(0)
        if option == "--volume":
            outer, inner, mode = value.split(":")
            assert mode == "ro", value
            bwrap += ["--ro-bind", outer, inner]
        elif option == "--tmpfs":
            bwrap += ["--tmpfs", value.split(":")[0]]
        elif option == "--env":
            bwrap += ["--setenv", *value.split("=", 1)]
        elif option == "--workdir":
            bwrap += ["--chdir", value]
        elif option == "--name":
            bwrap += ["--hostname", value]
        elif option == "--user":
            user = value.split(":")[0]
        else:
            assert option in (
                "--network",
                "--cap-drop",
                "--security-opt",
                "--memory",
                "--oom-score-adj",
                "--pids-limit",
                "--ulimit",
            ), option
    bwrap += ["--uid", user, "--gid", user]
    os.execvp("bwrap", [*bwrap, "--", *rest[1:]])
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
