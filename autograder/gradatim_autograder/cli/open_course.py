"""`gradatim` and `gradatim open`: the course in JupyterLab."""

import argparse
import os
import re
from pathlib import Path

from gradatim.text import _

from gradatim_autograder.course import GRADING_VARIABLE, Course, CourseError

WORKING_COPY = "my-course"
START = "00-start-here"
PRIVATE = ".jupyter"  # in the working copy: JupyterLab's log and layout; JupyterLab does not show it


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("open", help="Open the course in JupyterLab (also without a command)")
    add_arguments(command, argument_default=argparse.SUPPRESS)  # what was given before "open" stays
    command.set_defaults(run=run)


def add_arguments(command: argparse.ArgumentParser, argument_default: str | None = None) -> None:
    def add(name, default=None, **options):
        command.add_argument(name, default=argument_default or default, **options)

    add("--no-browser", False, action="store_true", help="do not open a browser; print the address")
    add("--port", 8888, type=_port, metavar="N", help="the first port to try (default: 8888)")
    add("--folder", metavar="DIR", help=f"the student's working copy (default: {WORKING_COPY} in the course)")
    add("--instructor", False, action="store_true", help="open the whole course folder, with Formgrader")
    add("--grading", metavar="DIR", help="the class that Formgrader shows (default: grading), e.g. demo")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    if args.instructor:
        return _open_instructor(course, args)
    if args.grading:
        raise CourseError(_("--grading chooses the class that an instructor sees; add --instructor."))
    return _open_student(course, args)


def _open_student(course: Course, args) -> int:
    from gradatim_autograder.opening.working_copy import update_working_copy

    folder = _working_copy(course, args.folder)
    for line in update_working_copy(course.release(), folder):
        print(line)
    chapters = sorted(path.name for path in course.release().iterdir() if path.is_dir())
    first = START if START in chapters else chapters[0]
    page = f"lab/tree/{first}/{first}.ipynb"
    print(_("Your notebooks are in {folder}").format(folder=folder))
    return _serve(folder, page, "student", folder / PRIVATE, args)


def _open_instructor(course: Course, args) -> int:
    if args.folder:
        raise CourseError(_("--folder is the student's working copy; it has no meaning with --instructor."))
    if args.grading:
        os.environ[GRADING_VARIABLE] = _grading_folder(course, args.grading)
    grading = course.grading
    print(_("The class is in {folder}; see it in JupyterLab's menu Nbgrader, Formgrader.").format(folder=grading))
    return _serve(course.root, "lab", "instructor", grading / PRIVATE, args)


def _serve(folder: Path, page: str, settings: str, private: Path, args) -> int:
    """Run JupyterLab until Ctrl-C or until it is shut down from its own menu."""
    from gradatim_autograder.opening.server import JupyterServer, signals_as_interrupt

    print(_("Starting JupyterLab …"), flush=True)
    with signals_as_interrupt():
        server = JupyterServer(folder, page, settings, private, args.port, browser=not args.no_browser)
        try:
            server.wait_until_ready()
            if server.port != args.port:
                print(_("Port {wanted} is in use; this is {port}.").format(wanted=args.port, port=server.port))
            print(_("JupyterLab is running; Ctrl-C here ends it. Open this address in a browser:"))
            print(server.address, flush=True)
            server.wait()
        except KeyboardInterrupt:
            print(_("\nEnding JupyterLab …"), flush=True)
        finally:
            server.stop()
    print(_("JupyterLab has ended. What you saved is in {folder}").format(folder=folder))
    return 0


def _working_copy(course: Course, chosen: str | None) -> Path:
    folder = Path(chosen).expanduser().resolve() if chosen else course.root / WORKING_COPY
    taken = (course.solutions, course.release().parent)
    if folder == course.root or any(folder.is_relative_to(each) for each in taken):
        raise CourseError(_("{folder} holds the course itself; choose another --folder.").format(folder=folder))
    return folder


def _grading_folder(course: Course, chosen: str) -> str:
    """The folder as nbgrader_config.py wants it: from the course's root where it is inside, else absolute."""
    found = [path for path in (Path(chosen).expanduser(), course.root / chosen) if path.is_dir()]
    if not found:
        raise CourseError(_("There is no folder {folder}.").format(folder=chosen))
    folder = found[0].resolve()
    name = str(folder.relative_to(course.root)) if folder.is_relative_to(course.root) else str(folder)
    if re.search(r"[][(){}+*?^$|]", name):
        raise CourseError(
            _("nbgrader cannot work in {folder}: rename it without brackets and the signs + * ? ^ $ |").format(
                folder=folder
            )
        )
    return name


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text} is not a port; it is a number from 1 to 65535")
    return int(text)
