"""Which mistake is it? What is said of an answer that is not right, the surest first.

diagnose    the order in which it is looked for;  finding   one thing that is found, and how sure it is
known       known mistakes of the exercise that give these answers
code        what stands in the student's code;  errors   what Python's own errors mean
changes     right answers with one change;  borne_out   those that the student's code bears out
habits      ways to be wrong that need no declaration;  nearly   answers that are slightly off
patterns    what the wrong numbers look like beside the right ones
"""
