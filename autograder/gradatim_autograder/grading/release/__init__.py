"""What the course made of a chapter, which nothing that a student hands in can change.

cells      its cells: the only authority for ids, points, types, tests and the kernel;  read   from its notebook
files      the files beside its notebook
"""
