"""The system calls that no notebook needs and that would get around the other walls, closed by the kernel's seccomp.

Memory that no process owns (memfd, System V messages, keys) is in nobody's count; AF_VSOCK reaches the machine's host
whatever the network namespace; inotify uses up what the grader's user has of it; the rest is how programs have got out
of namespaces before. What is closed answers "not permitted", as it does in many containers.

Sources: seccomp(2), the kernel's tables of call numbers (x86_64 and the generic one of aarch64).
"""

import ctypes
import errno
import platform
import socket

SET_NO_NEW_PRIVS, SET_SECCOMP = 38, 22
NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW… flag
MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}  # AUDIT_ARCH, column below
CLOSED = {
    "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "perf_event_open": (298, 241), "bpf": (321, 280), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "fanotify_init": (300, 262), "inotify_init": (253, None), "inotify_init1": (294, 26),
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41),
    "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "quotactl": (179, 60), "quotactl_fd": (443, 443), "acct": (163, 89), "swapon": (167, 224), "swapoff": (168, 225),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "syslog": (103, 116), "personality": (135, 92), "modify_ldt": (154, None), "iopl": (172, None),
    "ioperm": (173, None), "uselib": (134, None), "lookup_dcookie": (212, 18), "vhangup": (153, 58),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162), "migrate_pages": (256, 238), "move_pages": (279, 239),
}  # fmt: skip
# Calls from here on came with Linux 5.18 and later, or will come: programs do without them, and nobody has looked
# at what they open (statmount and listmount tell the places of this machine).
LATER = 450
CLONE, CLONE3, SOCKETS = (56, 220), (435, 435), ((41, 198), (53, 199))
SECCOMP, PRCTL, WITH_ALL_THREADS, A_THREAD, THE_SAME_FILES = (317, 277), (157, 167), 1, 0x00010000, 0x00000400
# There is no network: TCP and UDP could but fill buffers that are the whole machine's.
FAMILY = socket.AF_UNIX

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # offsets in what the kernel shows a filter
ALLOW, ANSWER = 0x7FFF0000, 0x00050000


class _Step(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step))]


def close_calls() -> None:
    """Close them for this process and all that it starts, for good. Nothing happens on other kinds of processors."""
    known = MACHINES.get(platform.machine())
    if known is not None:
        _install(_steps(*known), known[1])


def _install(steps, column):
    """Give the kernel a filter for all threads: a library may have started some."""
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    answer = libc.syscall(SECCOMP[column], 1, WITH_ALL_THREADS, ctypes.byref(program))
    if answer != 0:
        number = ctypes.get_errno() if answer < 0 else errno.ESRCH
        if number not in (errno.EINVAL, errno.ENOSYS):  # a kernel without seccomp
            raise OSError(number, "seccomp")


def _steps(machine, column):
    refuse, unknown = (RETURN, 0, 0, ANSWER | errno.EPERM), (RETURN, 0, 0, ANSWER | errno.ENOSYS)
    steps = [(LOAD, 0, 0, MACHINE), (EQUAL, 1, 0, machine), unknown, (LOAD, 0, 0, NUMBER)]
    steps += [(AT_LEAST, 0, 1, LATER), unknown]  # x32 too, which has a table of its own from 0x40000000 on
    steps += [(EQUAL, 0, 1, CLONE3[column]), unknown]  # the C library falls back to clone, whose flags can be seen
    # Filters of the student's own would be memory in nobody's count, thousands of times.
    steps += [(EQUAL, 0, 1, SECCOMP[column]), refuse]
    steps += [(EQUAL, 0, 3, PRCTL[column]), (LOAD, 0, 0, FIRST_ARGUMENT), (EQUAL, 0, 1, SET_SECCOMP), refuse]
    steps += [(LOAD, 0, 0, NUMBER)]
    for numbers in CLOSED.values():
        if numbers[column] is not None:
            steps += [(EQUAL, 0, 1, numbers[column]), refuse]
    steps += [(EQUAL, 0, 7, CLONE[column]), (LOAD, 0, 0, FIRST_ARGUMENT), (ANY_BIT, 0, 1, NEW_NAMESPACES), refuse]
    # A thread with open files of its own would have them in nobody's count.
    steps += [(ANY_BIT, 0, 2, A_THREAD), (ANY_BIT, 1, 0, THE_SAME_FILES), refuse, (RETURN, 0, 0, ALLOW)]
    for numbers in SOCKETS:
        steps += [(EQUAL, 0, 4, numbers[column]), (LOAD, 0, 0, FIRST_ARGUMENT), (EQUAL, 1, 0, FAMILY)]
        steps += [(RETURN, 0, 0, ANSWER | errno.EAFNOSUPPORT), (RETURN, 0, 0, ALLOW)]
    steps += [(RETURN, 0, 0, ALLOW)]
    return [_Step(*step) for step in steps]
