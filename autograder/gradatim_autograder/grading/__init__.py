"""From a folder of submissions to marks.

intake        whose file is it?
submission    one notebook, in a worker process, without nbgrader;  pool, cluster   the processes that do it
source        a chapter's cells as the course made them
store         what is kept in the grading folder, and how it is written
all submissions, in one process that alone writes
    batch       sets everything up;  workflow  brings each submission from its bytes to its published marks
    ledger      enters outcomes into nbgrader's gradebook, many at a time;  rows  its tables;  penalty  for being late
    gradebook   reads the marks;  gradebook_look   is it whole?
    assignment, handed_out, solution   what a chapter needs before anybody's work is run
    tables      marks.csv, not-graded.csv;  report   what is seen in the terminal;  interrupt
nbgrader's own commands
    preprocessors, execute, feedback   steps that nbgrader_config.py puts into its converters
"""

import sys

# jsonschema, which nbformat uses, builds a grammar of web addresses at import if this module is there: 1.5 seconds
# for a check that notebooks do not need. None makes its import fail, which jsonschema expects.
sys.modules.setdefault("rfc3987_syntax", None)
