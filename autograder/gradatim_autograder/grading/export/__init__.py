"""Marks back where they belong: the file, and the zip of pages, that a learning-management system takes.

sheet         a system's own table: read, and written as it came but for the marks
people        which line is whose
marks         what there is to give back, and what waits
system        what a system's table looks like;  canvas, moodle, brightspace, blackboard, sakai   each of them
gradescope    which takes no table
fill          the marks into a table;  pages   the feedback pages, under the names that the system knows
write         puts it together
"""
