"""What this machine can do for the sandbox, found by trying."""

import time
from dataclasses import dataclass
from pathlib import Path

from gradatim_autograder.checking.subject import Lost
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox import bubblewrap, container
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.places import courses
from gradatim_autograder.sandbox.student import Student
from gradatim_autograder.sandbox.warm_process import Nursery, SandboxError

HOME = str(Path.home())
TRIALS = {  # what students' code must not be able to do: True where it can
    "reach the network": "import socket; s = socket.create_connection(('1.1.1.1', 53), 1); able = True",
    "see your files": f"import os; able = os.path.isdir({HOME!r}) and bool(os.listdir({HOME!r}))",
    "see solutions and grading folder": "import os; able = any(os.path.isdir(each) and os.listdir(each) "
    f"for each in {[str(each) for each in courses()]!r})",
    "see other processes": "import os; able = sum(name.isdigit() for name in os.listdir('/proc')) > 5",
    "import the checks": "from gradatim_autograder import checking; able = True",
    "use unlimited memory": "x = bytearray(8_000_000_000); able = True",
}
TRIED = "able = False\ntry:\n    {code}\nexcept Exception:\n    pass\nprint(able)"


@dataclass(frozen=True)
class Finding:
    """One thing that was tried.

    Attributes
    ----------
    good
        Whether it is as it should be.
    text
        What was found.
    advice
        What to do, "" where nothing is to be done.
    """

    good: bool
    text: str
    advice: str = ""


def examine_bubblewrap() -> list[Finding]:
    """Whether bubblewrap is there, starts, and holds."""
    if not bubblewrap.found():
        advice = "Debian, Ubuntu: sudo apt install bubblewrap. Fedora: sudo dnf install bubblewrap."
        return [Finding(False, "bubblewrap is not installed", advice)]
    return _examine(bubblewrap.NAME)


def examine_container(program: str) -> list[Finding]:
    """Whether docker or podman is there, starts, and holds."""
    trouble = container.works(program)
    if trouble:
        return [Finding(False, f"{program}: {trouble}")]
    return _examine(program)


def _examine(name) -> list[Finding]:
    began = time.monotonic()
    try:
        place = nursery(name)
        place.start()
        warm = time.monotonic()
        student = Student(place, Limits())
    except SandboxError as error:
        return [Finding(False, str(error), _advice(str(error)))]
    ready = time.monotonic()
    found = [Finding(True, f"{name} works: {warm - began:.1f} s to get warm, {ready - warm:.2f} s a submission")]
    found += examine_walls(place) if isinstance(place, Nursery) else []
    try:
        found += [_trial(student, what, code) for what, code in TRIALS.items()]
    except Lost as lost:
        found.append(Finding(False, f"a process in it was lost: {lost}"))
    finally:
        student.end()
    return found


def examine_walls(place: Nursery) -> list[Finding]:
    """What the walls between one submission and the next lack here."""
    if not place.many:
        text = "Processes cannot be given namespaces of their own inside it: each submission gets a whole sandbox"
        return [
            Finding(False, text, "Slower by half a second a submission; its code can read the names of your folders.")
        ]
    if place.proc:
        text = "/proc cannot be taken from students' code: it can read the names of your folders, not what is in them"
        return [Finding(False, text, "A newer kernel or bubblewrap helps. Marks and pages are safe all the same.")]
    return []


def _trial(student, what, code) -> Finding:
    outputs = student.run(TRIED.format(code=code), 1, 10.0)["outputs"]
    said = "".join(str(each.get("text", "")) for each in outputs if isinstance(each, dict)).strip()
    if said not in ("True", "False"):
        return Finding(False, f"whether students' code can {what} could not be tried")
    if said == "False":
        return Finding(True, f"students' code cannot {what}")
    return Finding(False, f"students' code can {what}", "Please report this; until then grade with another sandbox.")


def _advice(said: str) -> str:
    if "ermission" in said or "not permitted" in said or "uid map" in said:
        return (
            "Does this system forbid user namespaces? Ubuntu: sudo sysctl "
            "kernel.apparmor_restrict_unprivileged_userns=0. In a container: run it with --privileged."
        )
    return ""
