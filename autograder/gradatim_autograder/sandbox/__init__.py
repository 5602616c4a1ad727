"""The grader's side of the sandbox: it starts processes that run students' code behind walls, and talks to them.

view        what a sandbox sees of this machine, and what is hidden from it;  places  what programs need of a system
clean_room  a second sandbox in which the course's library is not, for what has to be judged again
bubblewrap, container, no_walls   the ways to build the walls;  choose  which of them this machine has
why_failed  why a program failed, from its standard error
warm_process   the process inside that has everything loaded and is forked for each submission
student     one such process: run a cell, give me this function
clock       how long all that is asked of it may take
answering   what its code asks of this side meanwhile;  memory   how much of this side's memory that may cost
remote      a student's function, class or object as it looks from here: calls carry data
pictures    draws what many of them show, once
examine     tries what this machine can do, for `gradatim doctor`
session     a whole notebook in such processes: where one dies, the next replays what ran before
"""
