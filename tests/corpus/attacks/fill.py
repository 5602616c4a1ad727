# ruff: noqa: E501 (code in strings)
"""They use what the machine has."""

from attacks import Attack

WANTED = "neuron_backward"


def does(*lines):
    return {WANTED: "\n    ".join([f"def {WANTED}(dout, x, w):", *lines])}


FORKS = """
import os, time
made = 0
try:
    while made < 3000:
        if os.fork() == 0:
            time.sleep(1000)
        made += 1
except OSError:
    pass
print("LEAKED" if made > 200 else "few", made)
"""

BOMB = """
import os, time
until = time.monotonic() + 1
while time.monotonic() < until:
    try:
        os.fork()
    except OSError:
        pass
if os.getpid() != 2:
    time.sleep(1000)
"""

PAGES = """
import os, time
memory = np.ones(60_000_000)  # 480 MB
for _ in range(12):
    if os.fork() == 0:
        memory += 1
        time.sleep(1000)
time.sleep(1000)
"""

NOBODYS = """
import ctypes, mmap, os
libc = ctypes.CDLL(None, use_errno=True)
kept = []
for _ in range(60):
    try:
        kept.append(os.memfd_create("x"))
        os.ftruncate(kept[-1], 40_000_000)
        for _part in range(40):
            os.write(kept[-1], b"x" * 1_000_000)
    except OSError:
        break
for _ in range(4):
    segment = libc.shmget(0, 1_000_000_000, 0o1600)
    if segment >= 0:
        print("LEAKED shared memory")
print("LEAKED memory without an owner" if len(kept) > 1 else "")
"""

DISK = """
import os
total = 0
for place in ("/home/student", "/tmp", "/dev/shm", "/", "/dev", "/gradatim"):
    try:
        for number in range(1000):
            with open(f"{place}/{number}", "wb") as file:
                for _ in range(40):
                    total += file.write(b"x" * 1_000_000)
    except OSError:
        pass
print("LEAKED" if total > 600_000_000 else "little", total)
"""

SMALL_FILES = """
made = 0
for place in ("/home/student", "/tmp", "/dev/shm"):
    try:
        for number in range(100_000):
            open(f"{place}/small-{number}", "w").close()
            made += 1
    except OSError:
        pass
print("LEAKED" if made > 60_000 else "few", made)
"""

BUSY = """
import os, time
for _ in range(20):
    if os.fork() == 0:
        while True:
            pass
"""

SOCKETS = """
import socket
kept = []
try:
    while True:
        pair = socket.socketpair()
        for each in pair:
            each.setblocking(False)
            each.send(b"x" * 150_000)
        kept.append(pair)
except OSError:
    pass
print("LEAKED" if len(kept) > 200 else "few", len(kept))
kept.clear()
"""

ATTACKS = {
    "memory": Attack(
        "one big array after another",
        "kept = []\ntry:\n    while True:\n        kept.append(np.ones(20_000_000))\nexcept MemoryError:\n    kept.clear()",
    ),
    "memory in a check": Attack("the same in a function", "", does("return [np.ones(10_000_000) for _ in range(10**6)]")),
    "pages": Attack("processes whose shared memory becomes their own", PAGES, at_most=True),
    "memory of nobody": Attack("memory that belongs to no process", NOBODYS),
    "shared pages": Attack(
        "shared anonymous memory",
        "import mmap\nkept = []\ntry:\n    while True:\n        kept.append(mmap.mmap(-1, 10**8))\n        kept[-1].write(b'x' * 10**8)\n"
        "except (OSError, MemoryError):\n    kept.clear()",
    ),
    "disk": Attack("files until the disk is full", DISK),
    "one file": Attack("one file of ten gigabytes", "with open('big', 'wb') as file:\n    for _ in range(10_000):\n        file.write(b'x' * 10**6)"),
    "small files": Attack("a hundred thousand empty files", SMALL_FILES),
    "processes": Attack("forks without end", FORKS),
    "fork bomb": Attack("each of its processes forks too", BOMB, at_most=True),
    "threads": Attack(
        "threads without end",
        "import threading\nevent = threading.Event()\ntry:\n    for _ in range(10_000):\n        threading.Thread(target=event.wait, daemon=True).start()\n"
        "except RuntimeError:\n    event.set()",
    ),
    "programs": Attack(
        "programs without end",
        "import subprocess\ntry:\n    for _ in range(300):\n        subprocess.Popen(['sleep', '1000'], start_new_session=True)\nexcept OSError:\n    pass",
    ),
    "processors": Attack("twenty busy processes", BUSY),
    "socket buffers": Attack("sockets full of data", SOCKETS),
}  # fmt: skip
