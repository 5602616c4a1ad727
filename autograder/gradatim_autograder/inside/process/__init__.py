"""The processes in a sandbox.

nursery       the process that has everything loaded and is forked for each submission
begin         in such a process: its walls, then the student's code;  in_container   the same in a container of its own
child         such a process seen from the nursery: what it uses, and its end;  watch   how that is read
walls         what a process may see and use, by the kernel's means;  calls   the system calls that are closed to it
limits        what a submission may use
shell         IPython, whose outputs are collected
runner        answers the grader's requests: run this cell, call this function
"""
