"""`gradatim build`: the notebooks from their sources."""

import argparse


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "build",
        help="Rebuild the notebooks from their sources",
        description="Make solutions/NN-topic/NN-topic.ipynb and course/en/NN-topic/ from "
        "solutions/NN-topic/NN-topic.py.",
    )
    command.add_argument("chapters", nargs="*", metavar="CHAPTER", help='e.g. "01-neuron" (default: all)')
    command.add_argument(
        "--check",
        action="store_true",
        help="write nothing; list what differs; exit status 1 if anything does",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from gradatim_autograder.build import BuildError, build_course, check_course
    from gradatim_autograder.course import Course

    course = Course.find()
    chapters = [name.rstrip("/\\").replace("\\", "/").rpartition("/")[2] for name in args.chapters]
    if args.check:
        changes = check_course(course, chapters)
        _show(changes, ("missing", "differs", "surplus"))
        if changes:
            print("The notebooks do not match their sources. Run `gradatim build` and commit the result.")
            return 1
        print("All notebooks match their sources.")
        return 0
    try:
        changes = build_course(course, chapters)
    except BuildError as error:
        _show(error.changes, ("added", "changed", "removed"))
        raise
    _show(changes, ("added", "changed", "removed"))
    print("Done." if changes else "All notebooks were up to date.")
    return 0


def _show(changes, words):
    for word, paths in zip(words, (changes.missing, changes.different, changes.surplus), strict=True):
        for path in paths:
            print(f"{word:8} {path}")
