"""What can be found out about a student's function, and about what it does, beside the function itself.

printed     what a called function prints, cut off
looking     what can be said of a function without calling it, and of an error
shortcuts   what in its code is borrowed from a library or framework;  closed   the course's own, closed meanwhile
quotients   difference quotients in its source;  flow   what of it the result is made of
displaced   what evaluates one expression at two places a step apart: a sign, for a person
code_facts  what its source shows, for a diagnosis;  signs, tokens   what it is made of
noticed     what gives code power over its own process, told at once;  source   where all these find the source
"""
