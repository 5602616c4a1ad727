"""What runs beside a student's code, in the sandbox. It imports numpy, IPython, msgpack and the standard library alone:
the rest of this package does not exist there.

printed   what a called function prints, cut off (also used there)
looking   what can be said of a function without calling it, and of an error (also used in the student's own kernel)
shortcuts what in a function's code is borrowed from a library or framework (also used in the student's own kernel)
quotients difference quotients in its source (also used there);  flow  what of it the result is made of
displaced what evaluates one expression at two places a step apart: a sign, for a person
closed    the course's own library, closed while a check calls the student's function
wire      frames of data between grader and sandbox, with caps: nothing that is read can run
packing   Python values in frames and back: numbers, arrays, lists; handles for what cannot cross
channel   one end of the wire
shell     IPython, whose outputs are collected
runner    answers the grader's requests: run this cell, call this function
walls     what a process may see and use, by the kernel's means
calls     the system calls that are closed to it
nursery   the process that has everything loaded and is forked for each submission
begin     in such a process: its walls, then the student's code
child     such a process seen from the nursery: what it uses (watch), and its end
stand_in  the package that notebooks import as `gradatim_autograder` in the sandbox, and what stands in the clean room
          in place of the rooms of the library that answers are not taken from
"""
