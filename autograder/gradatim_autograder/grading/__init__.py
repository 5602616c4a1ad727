"""From a folder of submissions to marks.

what was given
    files       reads what the instructor gave: a folder or a zip
    names       which student and which chapter a file belongs to, from its name;  roster, students  who they are
    intake      puts these together: one submission for each student and chapter, and a list of what cannot be used
one submission, in a worker process, without nbgrader
    job         from bytes to an outcome: a function of data;  pool  the processes that do it, or a cluster
    source      a chapter's cells as the course made them;  mend  makes a clean notebook of a submission
    run         runs a submission's cells in the sandbox (`gradatim_autograder.sandbox`);  cells  one after another, and
                the course's tests between them
    outputs     makes what came back safe to read as a score and to show;  clean  takes paths and seed out of it
    limits, score, marks   nbgrader's rules of what is shown, what it is worth, and which marks of a person stand
    page        the student's page, by nbconvert;  exporter  its template
all submissions, in one process that alone writes
    batch       sets everything up;  workflow  brings each submission from its bytes to its published marks
    keys        what a result depends on;  journal  outcomes that are not yet published;  results  what is done
    ledger      enters outcomes into nbgrader's gradebook, many at a time;  rows  its tables;  penalty  for being late
    gradebook   reads the marks;  publish  puts notebooks and pages in their places;  whole  no file is half written
    assignment, handed_out, solution   what a chapter needs before anybody's work is run
    report      the table, the list of what needs a look, marks.csv;  lock, seed, interrupt
nbgrader's own commands
    preprocessors, execute, feedback   steps that nbgrader_config.py puts into its converters
"""

import sys

# jsonschema, which nbformat uses, builds a grammar of web addresses at import if this module is there: 1.5 seconds
# for a check that notebooks do not need. None makes its import fail, which jsonschema expects.
sys.modules.setdefault("rfc3987_syntax", None)
