"""Before anybody's work is run: does the chapter's own solution get all points here?"""

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.pool import Pool
from gradatim_autograder.grading.source import solution_notebook
from gradatim_autograder.grading.store.atomic import write_whole
from gradatim_autograder.grading.store.keys import key_of
from gradatim_autograder.grading.submission.job import shortfall
from gradatim_autograder.grading.submission.run import RunOptions


def trust(course: Course, chapters, files: dict, options: RunOptions, conditions: tuple, pool: Pool):
    """Run the solutions of these chapters, unless they were run under the same conditions before.

    files   those that each chapter gives to its students, by chapter

    Raises CourseError where one does not get all points: then nobody's marks can be trusted.
    """
    kept = course.grading.resolve() / "chapters"
    keys = {}
    for chapter in chapters:
        data = solution_notebook(course, chapter).read_bytes()
        key = key_of(data, files[chapter].items(), conditions)
        if _read(kept / f"{chapter}.trusted") != key:
            keys[chapter] = key
            pool.submit(chapter, shortfall, data, chapter, files[chapter], options)
    while pool.busy:
        for chapter, said in pool.wait(0.5):
            if isinstance(said, Exception):
                said = f"The solution of {chapter} could not be run, so nothing was graded: {said}"
            if said:
                raise CourseError(said)
            write_whole(kept / f"{chapter}.trusted", keys[chapter].encode())


def _read(path):
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
