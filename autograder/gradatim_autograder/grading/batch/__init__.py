"""All submissions of a run, in one process that alone writes.

grade       sets everything up;  workflow   brings each submission from its bytes to its published marks
pool        the worker processes;  hand   one of them;  cluster   those of a Dask cluster in their place
tables      marks.csv, not-graded.csv;  report   what is seen in the terminal;  interrupt   Ctrl-C as a question
"""
