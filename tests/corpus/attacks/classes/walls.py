# ruff: noqa: E501 (code in strings)
"""What the sandbox's walls let through: the course where it lies among the system's files, the machine's paths by other
spellings, limits that can be set back.
"""

import os
import re
import sys

from attacks.classes import BOOK, Class, Upload
from attacks.classes.seen import plain
from attacks.classes.work import most, work

ALL = most()
SEARCH = """
import os
for top in ("/usr", "/opt", "/srv", "/lib", "/lib64", "/bin", "/etc", "/var", "/tmp", "/home", "/gradatim"):
    for folder, folders, files in os.walk(top):
        if any(name in ("gradebook.db", "nbgrader_config.py", "marks.csv", "seed") for name in files) or "solutions" in folders:
            if "attacked-" in folder:
                print("LEAKED", folder[::-1], files[:5])
                for name in files:
                    try:
                        print(open(os.path.join(folder, name), errors="replace").read(2000))
                    except OSError:
                        pass
"""
BACKWARDS = """
import os, sys
seen = [*sys.path, sys.prefix, sys.exec_prefix, sys.executable, os.getcwd(), np.__file__, *os.environ.values(), *sys.orig_argv]
for name in ("mountinfo", "maps", "cmdline", "environ", "mounts"):
    try:
        seen += open(f"/proc/self/{name}", errors="replace").read().replace("\\0", " ").split()
    except OSError:
        pass
CHANGED
"""
SET_BACK = """
before = int(open("/proc/self/oom_score_adj").read())
for value in ("0", "-1000", "-500"):
    try:
        with open("/proc/self/oom_score_adj", "w") as stream:
            stream.write(value)
        now = int(open("/proc/self/oom_score_adj").read())
        if now < before:
            print("LEAKED", now)
    except OSError:
        pass
"""
ENDS_OTHERS = """
import os
for pid in [each for each in os.listdir("/proc") if each.isdigit()]:
    try:
        with open(f"/proc/{pid}/oom_score_adj", "w") as stream:
            stream.write("1000")
        if int(pid) != os.getpid() and int(pid) != os.getppid():
            print("LEAKED", pid)
    except OSError:
        pass
"""
RAISED = """
import resource
for name in [each for each in dir(resource) if each.startswith("RLIMIT_")]:
    number = getattr(resource, name)
    soft, hard = resource.getrlimit(number)
    if hard == resource.RLIM_INFINITY:
        continue
    try:
        resource.setrlimit(number, (hard, hard + 1))
        print("LEAKED", name)
    except (OSError, ValueError):
        pass
"""


def _cell(what, first, show=lambda page, seen: ""):
    who = "m" + plain(what) + "x"

    def check(seen):
        for (student, _), page in seen.pages.items():
            if who in plain(student):
                outputs = re.sub(r"<[^>]+>", "", page.decode("utf-8", "replace"))
                if "LEAKED" in re.sub(r'"LEAKED"|\'LEAKED\'|&quot;LEAKED&quot;|&#39;LEAKED&#39;', "", outputs):
                    return "it was possible"
                if found := show(outputs, seen):
                    return found
        return ""

    return Upload(what, {BOOK: work(first=first)}, earns=ALL, named=False, me=who, check=check)


def _spelt(change):
    """Looks for the machine's paths as `change` spells them."""

    def show(page, seen):
        places = [str(each) for each in seen.places.named().values()] + [os.path.realpath(sys.prefix)]
        found = [each for each in places if change(each) in page]
        return f"the page shows {found[0]} in another spelling" if found else ""

    return show


def spelt(what, code, change):
    return _cell(what, BACKWARDS.replace("CHANGED", code), _spelt(change))


PATHS = {
    "backwards": spelt("backwards", "for each in seen:\n    print(each[::-1])", lambda path: path[::-1]),
    "in hexadecimal": spelt("in hexadecimal", "for each in seen:\n    print(each.encode().hex())", lambda path: path.encode().hex()),
    "letter by letter": spelt("letter by letter", "for each in seen:\n    print(' '.join(each))", lambda path: " ".join(path)),
    "in capitals": spelt("in capitals", "for each in seen:\n    print(each.upper())", lambda path: path.upper()),
    "another separator": spelt("another separator", "for each in seen:\n    print(each.replace('/', '|'))", lambda path: path.replace("/", "|")),
}  # fmt: skip
LIMITS = {
    "searched": _cell("searched", SEARCH),
    "memory first": _cell("memory first", SET_BACK),
    "others first": _cell("others first", ENDS_OTHERS),
    "limits": _cell("limits", RAISED),
}

CLASSES = {
    "": Class({**PATHS, **LIMITS}),
    "below usr": Class({"searched": LIMITS["searched"], "backwards": PATHS["backwards"]}, below="/usr/local"),
}
