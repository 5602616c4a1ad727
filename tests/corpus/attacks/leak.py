# ruff: noqa: E501 (code in strings)
"""They want to know what they should not."""

from attacks import Attack

FILES = """
import os
for place in ("/root", "/home", "/work", "/etc/passwd", "/etc/shadow", "/var", "/srv", "/opt", "/mnt", "/sys", "/run"):
    try:
        found = os.listdir(place) if os.path.isdir(place) else [open(place).read()]
        if found and found != ["student"]:
            print("LEAKED", place, found)
    except OSError:
        pass
for folder, _folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/dev", "/usr")):
        continue
    for name in files:
        if name in ("gradebook.db", "nbgrader_config.py", "engine.py", "exercise.py", "results.json") or "solutions" in folder:
            if "gradatim" in open(os.path.join(folder, name), errors="replace").read():
                print("LEAKED", folder, name)
"""

ENVIRONMENT = """
import glob, os, sys
seen = str(dict(os.environ)) + str(sys.argv) + str(sys.orig_argv)
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline"):
    try:
        seen += open(path, errors="replace").read()
    except OSError:
        pass
print(seen)
for name in ("GRADER_SECRET", "GRADATIM_SEED", "918273645"):
    if name in seen:
        print("LEAKED", name)
"""

MEMORY = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for pid in [p for p in os.listdir("/proc") if p.isdigit() and int(p) != os.getpid()]:
    for what in ("mem", "maps", "environ", "syscall", "stack"):
        try:
            open(f"/proc/{pid}/{what}", "rb").read(1)
            print("LEAKED", pid, what)
        except OSError:
            pass
    try:
        print("LEAKED", os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        pass
    if libc.ptrace(16, int(pid), 0, 0) == 0:
        print("LEAKED ptrace", pid)
if len([p for p in os.listdir("/proc") if p.isdigit()]) > 2:
    print("LEAKED", os.listdir("/proc"))
"""

NETWORK = """
import socket
for place in (("127.0.0.1", 38765), ("1.1.1.1", 53), ("8.8.8.8", 443), ("169.254.169.254", 80), ("10.0.0.1", 22)):
    try:
        socket.create_connection(place, timeout=0.2)
        print("LEAKED", place)
    except OSError:
        pass
try:
    print("LEAKED", socket.getaddrinfo("example.org", 80))
except OSError:
    pass
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    try:
        one.sendto(b"x", ("8.8.8.8", 53))
        print("LEAKED datagram")
    except OSError:
        pass
"""

SOCKETS = """
import socket, os, glob
for place in ("\\0gradatim-attacked", "/run/dbus/system_bus_socket", "/var/run/docker.sock", "/tmp/.X11-unix/X0"):
    try:
        socket.socket(socket.AF_UNIX).connect(place)
        print("LEAKED", place)
    except OSError:
        pass
for family in ("AF_VSOCK", "AF_PACKET", "AF_ALG", "AF_CAN", "AF_BLUETOOTH"):
    try:
        socket.socket(getattr(socket, family), socket.SOCK_RAW if family == "AF_PACKET" else socket.SOCK_STREAM)
        print("LEAKED", family)
    except (OSError, AttributeError):
        pass
"""

PLACES = (
    "('/', '/tmp/', '/dev/', '/dev/shm/', '/home/', '/home/student/', '/gradatim/', '/gradatim/own/', '/etc/', '/var/')"
)

LEFT = f"""
for place in {PLACES}:
    for name in ("left-by-the-last-one", "pandas.py", "sitecustomize.py"):
        try:
            open(place + name, "w").write("print('LEAKED code of another')")
        except OSError:
            pass
"""

FOUND = f"""
import os
for place in {PLACES}:
    for name in ("left-by-the-last-one", "pandas.py", "sitecustomize.py"):
        if os.path.exists(place + name):
            print("LEAKED", place + name)
"""

MESSAGES = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
made = [libc.shmget(77, 4096, 0o1666), libc.msgget(77, 0o1666), libc.semget(77, 1, 0o1666)]
made.append(libc.syscall(248, b"user", b"left", b"secret", 6, -3))  # add_key, x86_64
made.append(libc.syscall(248, b"user", b"left", b"secret", 6, -4))
"""

MESSAGES_FOUND = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for found in (libc.shmget(77, 4096, 0o666), libc.msgget(77, 0o666), libc.semget(77, 1, 0o666),
              libc.syscall(249, b"user", b"left", None, -3)):
    if found >= 0:
        print("LEAKED", found)
"""

LISTENING = """
import socket, subprocess, sys
subprocess.Popen([sys.executable, "-c", '''
import socket, time
a = socket.socket(socket.AF_UNIX); a.bind("\\\\0left"); a.listen()
b = socket.socket(); b.bind(("127.0.0.1", 5555)); b.listen()
time.sleep(1000)'''], start_new_session=True)
"""

LISTENED = """
import socket
for family, place in ((socket.AF_UNIX, "\\0left"), (socket.AF_INET, ("127.0.0.1", 5555))):
    try:
        socket.socket(family).connect(place)
        print("LEAKED", place)
    except OSError:
        pass
"""

PRIVILEGES = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for flags in (0x10000000, 0x10020000, 0x20000, 0x20000000, 0x40000000):
    if libc.unshare(flags) == 0:
        print("LEAKED unshare", hex(flags))
for call in (lambda: libc.mount(b"none", b"/mnt", b"tmpfs", 0, None), lambda: libc.umount2(b"/proc", 2),
             lambda: libc.umount2(b"/tmp", 2), lambda: libc.setuid(0), lambda: libc.chroot(b"/tmp")):
    if call() == 0:
        print("LEAKED privilege")
for path, kind in (("/tmp/disk", 0o60600), ("/tmp/mem", 0o20600)):
    try:
        os.mknod(path, kind, os.makedev(254, 0))
        print("LEAKED device")
    except OSError:
        pass
for path in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/proc/kcore", "/proc/kmsg", "/proc/sysrq-trigger"):
    try:
        open(path, "rb").read(1)
        print("LEAKED", path)
    except OSError:
        pass
for line in open("/proc/self/status") if os.path.exists("/proc/self/status") else ():
    if line.startswith(("CapEff", "CapPrm")) and int(line.split()[1], 16):
        print("LEAKED", line)
"""

ATTACKS = {
    "files": Attack("the machine's files, solutions, checks, gradebook", FILES),
    "environment": Attack("variables and arguments of all processes", ENVIRONMENT),
    "memory": Attack("other processes' memory and open files", MEMORY),
    "network": Attack("the network, name servers and the grader's own ports", NETWORK),
    "sockets": Attack("sockets that no network namespace holds", SOCKETS),
    "files left": Attack("files for the submission after it, and modules that it would import", LEFT, afterwards=FOUND),
    "messages left": Attack("shared memory, messages and keys for the next", MESSAGES, afterwards=MESSAGES_FOUND),
    "server left": Attack("a server for the next", LISTENING, afterwards=LISTENED),
    "privileges": Attack("namespaces, mounts, devices", PRIVILEGES),
}
