"""From a folder of submissions to marks.

files       reads what the instructor gave: a folder or a zip
names       which student and which chapter a file belongs to, from its name;  roster, students  who they are
intake      puts these together: one submission for each student and chapter, and a list of what cannot be used
source      a chapter's cells as the course made them;  mend  makes a clean notebook of a submission
execute     THE SEAM: runs a submission's cells (today in a kernel; a sandbox takes its place here)
outputs     makes what came back safe to read as a score and to show;  clean  takes paths and seed out of it
preprocessors, nbgrader_engine   the way through nbgrader: gradebook, autograded notebooks, feedback pages
results     one small file for each submission graded, so that nothing is done twice;  lock, seed
batch       puts the steps in order;  report  the table, the list of what needs a look, marks.csv
"""

import sys

# jsonschema, which nbformat uses, builds a grammar of web addresses at import if this module is there: 1.5 seconds
# for a check that notebooks do not need. None makes its import fail, which jsonschema expects.
sys.modules.setdefault("rfc3987_syntax", None)
