"""Makes what students get: nbgrader's own generate_assignment, called in this process."""

import logging

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.nbgrader_setup import load_config


class _Messages(logging.Handler):
    """Keeps what nbgrader says at level ERROR, to be shown if it fails."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage().strip())


def generate_release(course: Course, chapter: str) -> None:
    """Write `course/en/CHAPTER/` from the solution notebook, as `nbgrader generate_assignment CHAPTER` does.

    The gradebook is not touched. Raises CourseError with nbgrader's message if it refuses.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config = load_config(course)
    config.SaveCells.enabled = False  # it writes to the gradebook; no_database alone does not stop it
    config.CourseDirectory.assignment_id = chapter
    messages = _Messages()
    log = logging.Logger(f"nbgrader.{chapter}")
    log.addHandler(messages)
    folders = CourseDirectory(config=config, log=log)
    converter = GenerateAssignment(coursedir=folders, config=config, log=log, no_database=True, force=True)
    try:
        converter.start()
    except NbGraderException as error:
        said = "\n".join(messages.texts) or str(error)
        raise CourseError(f"nbgrader could not make the release of {chapter}:\n{said}") from error
