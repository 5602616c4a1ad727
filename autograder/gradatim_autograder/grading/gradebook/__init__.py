"""nbgrader's gradebook: the one room that knows its tables.

assignment   a chapter's cells, put in with nbgrader's own GenerateAssignment
book         what is read from it, and the students put into it
ledger       enters outcomes, many at a time;  rows   the tables' rows;  penalty   for being late
complete     is all there that was there after the last run?
"""
