"""All submissions of a run, in one process that alone writes.

grade       sets everything up;  workflow   brings each submission from its bytes to its published marks
journal     outcomes that are not yet published;  publish   puts notebooks and pages in their places
solution    before anybody's work is run: does the course's own get all points here?
pool        the worker processes;  hand   one of them;  cluster   those of a Dask cluster in their place
limits      what nbgrader takes away of outputs, by its settings
tables      marks.csv, not-graded.csv;  terminal   what is seen there;  interrupt   Ctrl-C as a question
"""
