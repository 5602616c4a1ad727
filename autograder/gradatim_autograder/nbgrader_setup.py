"""What has to be in place before nbgrader is used from our own commands."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim_autograder.course import Course

if TYPE_CHECKING:
    from traitlets.config import Config


def put_python_on_path() -> None:
    """Put the folder of this Python first on PATH: nbgrader calls `alembic` by its bare name.

    Needed where the virtual environment was not activated. Processes started later inherit it.
    """
    folder = str(Path(sys.executable).parent)
    folders = os.environ.get("PATH", "").split(os.pathsep)
    if folders[0] != folder:
        os.environ["PATH"] = os.pathsep.join([folder, *(each for each in folders if each and each != folder)])


def load_config(course: Course) -> "Config":
    """What stands in the course's nbgrader_config.py, for nbgrader's classes used in this process.

    `CourseDirectory(config=load_config(course))` then knows every folder of the course.
    """
    from traitlets.config.loader import PyFileConfigLoader

    put_python_on_path()
    return PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
