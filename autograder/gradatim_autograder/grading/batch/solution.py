"""Before anybody's work is run: does the chapter's own solution get all points here?"""

from collections.abc import Iterable

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.batch.cluster import Cluster
from gradatim_autograder.grading.batch.pool import Pool
from gradatim_autograder.grading.release.read import solution_notebook
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.keys import key_of
from gradatim_autograder.grading.submission.job import shortfall
from gradatim_autograder.grading.submission.run import RunOptions


def trust(course: Course, chapters: Iterable[str], files: dict, options: RunOptions, conditions: tuple,
          pool: Pool | Cluster) -> None:  # fmt: skip
    """Run the solutions of these chapters, unless they were run under the same conditions before.

    `files` are those that each chapter gives to its students, by chapter.

    Raises CourseError where one does not get all points: then nobody's marks can be trusted.
    """
    folder = Folder(course.grading.resolve())
    keys: dict[str, str] = {}
    for chapter in chapters:
        data = solution_notebook(course, chapter).read_bytes()
        key = key_of(data, files[chapter].items(), conditions)
        if _read(folder, chapter) != key:
            keys[chapter] = key
            pool.submit(chapter, shortfall, data, chapter, files[chapter], options)
    while pool.busy:
        for chapter, said in pool.wait(0.5):
            if isinstance(said, Exception):
                said = f"The solution of {chapter} could not be run, so nothing was graded: {said}"
            if said:
                raise CourseError(said)
            folder.write(("chapters", f"{chapter}.trusted"), keys[chapter].encode())


def _read(folder, chapter):
    try:
        return folder.read(("chapters", f"{chapter}.trusted")).decode("ascii", "replace")
    except FileNotFoundError:
        return ""
