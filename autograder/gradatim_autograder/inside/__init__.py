"""What runs beside a student's code, in the sandbox. It imports numpy, IPython, msgpack and the standard library alone:
the rest of this package does not exist there.

wire        what crosses between the grader and a sandbox
process     the processes in a sandbox: their walls, the student's cells, the answers to the grader
function    what can be found out about a function without trusting it; some of it runs in the student's own kernel too
stand_in    the package that notebooks import as `gradatim_autograder` in the sandbox, and what stands in the clean room
            in place of the rooms of the library that answers are not taken from
"""
