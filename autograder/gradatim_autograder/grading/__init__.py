"""From a folder of submissions to marks.

intake        whose file is it?
release       what the course made of a chapter
submission    one notebook, in a worker process, without nbgrader
batch         all submissions of a run, in one process that alone writes
gradebook     nbgrader's gradebook
export        marks back into a learning-management system's own files;  report   a picture of the class
store         what is kept in the grading folder, and how it is written
commands      steps of nbgrader's own commands
demo          a class of submissions whose marks are known;  shown   names and reasons, made fit to be shown
"""

import sys

# jsonschema, which nbformat uses, builds a grammar of web addresses at import if this module is there: 1.5 seconds
# for a check that notebooks do not need. None makes its import fail, which jsonschema expects.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
