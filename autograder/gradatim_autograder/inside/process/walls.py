"""What a process may see and use, by the Linux kernel's means. Bubblewrap has built the outer walls; these stand
between one submission and the next.

Sources: unshare(2), mount(2), prctl(2), capabilities(7), user_namespaces(7).
"""

import contextlib
import ctypes
import os
import resource
from pathlib import Path

from .limits import Limits

NEWNS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x00020000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
READ_ONLY, NOSUID, NODEV, NOEXEC, REMOUNT, REC, PRIVATE = 1, 2, 4, 8, 32, 16384, 1 << 18
SET_DEATH_SIGNAL, SET_DUMPABLE, SET_NO_NEW_PRIVS, CAPBSET_DROP, SET_SUBREAPER = 1, 4, 38, 24, 36
CAPABILITY_VERSION = 0x20080522
HOME = "/home/student"
OUTSIDE_USERS = range(1_900_000_000, 2_100_000_000)  # user ids of nobody, nor of the containers that systemd starts
FACTS = ("cpuinfo", "meminfo", "stat", "loadavg", "uptime")  # of the machine, which programs read in /proc


def _libc():
    return ctypes.CDLL(None, use_errno=True)


def _done(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def outside_user() -> int:
    """A user that no other process has: what the kernel counts by user, one submission cannot use up for another."""
    return OUTSIDE_USERS[int.from_bytes(os.urandom(8), "little") % len(OUTSIDE_USERS)]


def can_part() -> bool:
    """Whether a process can be given namespaces and places of its own here. Tried in a child, to the end."""
    return _can(lambda: furnish(Limits(), os.getuid()))


def can_take_proc() -> bool:
    """Whether /proc can be taken from such a process."""

    def trial():
        furnish(Limits(), os.getuid())
        take_proc({"meminfo": b""})

    return _can(trial)


def _can(trial):
    child = os.fork()
    if child == 0:
        try:
            show_memory()
            part()
            first = os.fork()
            if first == 0:
                trial()
                os._exit(0)
            os._exit(os.waitpid(first, 0)[1] != 0)
        except OSError:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def part() -> None:
    """Give this process its own mounts and messages, and its children their own process numbers."""
    flags = NEWNS | NEWIPC | NEWPID
    if os.getuid() != 0:
        flags |= NEWUSER
    user, group = os.getuid(), os.getgid()
    _done(_libc().unshare(flags), "unshare")
    if flags & NEWUSER:
        _map_user(user, group)


def _map_user(user, group):
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def furnish(limits: Limits, user: int) -> None:
    """Fresh, small places to write, and a /proc of its own, for the first process of new namespaces."""
    mount = _libc().mount
    mount(None, b"/", None, REC | PRIVATE, None)
    _done(mount(b"proc", b"/proc", b"proc", NOSUID | NODEV | NOEXEC, None), "mount /proc")
    for place, size in ((HOME, limits.disk), ("/tmp", limits.disk), ("/dev/shm", limits.disk // 4)):
        options = f"size={size},nr_inodes=20000,mode=0700,uid={user},gid={user}"
        _done(mount(b"tmpfs", place.encode(), b"tmpfs", NOSUID | NODEV, options.encode()), f"mount {place}")


def facts_of_the_machine() -> dict[str, bytes]:
    """What /proc says of processors and memory, as it is now."""
    found = {}
    for name in FACTS:
        with contextlib.suppress(OSError):
            found[name] = Path("/proc", name).read_bytes()
    lines = found.get("stat", b"").splitlines(keepends=True)
    return {**found, "stat": b"".join(line for line in lines if line.startswith((b"cpu", b"btime")))}


def take_proc(facts: dict[str, bytes]) -> None:
    """Cover /proc for all processes here, for good, and leave these files: in it stand this machine's paths
    (mountinfo, maps), and what a process can change of itself from outside (oom_score_adj). Called by one that still
    may, when the others have read and written there what they must.
    """
    libc = _libc()
    safe = NOSUID | NODEV | NOEXEC
    _done(libc.mount(b"tmpfs", b"/proc", b"tmpfs", safe, b"size=4m,mode=0755"), "mount over /proc")
    for name, content in facts.items():
        Path("/proc", name).write_bytes(content)
    _done(libc.mount(None, b"/proc", None, REMOUNT | READ_ONLY | safe, None), "close /proc")


def drop(user: int) -> None:
    """Give up every privilege for good."""
    libc = _libc()
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        show_memory()
        if libc.unshare(NEWUSER) == 0:  # so that limits count what is in here alone
            _map_user(user, user)
    with contextlib.suppress(OSError):
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    for capability in range(64):
        libc.prctl(CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    _done(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
    _done(libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def limit(limits: Limits) -> None:
    """The kernel's own limits on this process and those that it starts."""
    already = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    wanted = {
        resource.RLIMIT_AS: limits.memory + already,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_FSIZE: limits.file,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_CORE: 1,  # not 0: a program that the system has for dumps would still be started, outside
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    for which, value in wanted.items():
        _soft, hard = resource.getrlimit(which)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))


def die_with_parent() -> None:
    """When the parent ends, the kernel ends this process too."""
    _libc().prctl(SET_DEATH_SIGNAL, 9, 0, 0, 0)


def hide_memory() -> None:
    """No other process may look into this one, nor into those that it forks."""
    _libc().prctl(SET_DUMPABLE, 0, 0, 0, 0)


def show_memory() -> None:
    """The process's own /proc is its own again."""
    _libc().prctl(SET_DUMPABLE, 1, 0, 0, 0)


def first_to_go() -> None:
    """Where the machine's memory runs out, this process and what it starts are ended before any other."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def adopt_orphans() -> None:
    """Processes whose parent ends become this process's children."""
    _libc().prctl(SET_SUBREAPER, 1, 0, 0, 0)
