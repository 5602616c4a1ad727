"""The verdict on an answer: is it right, what is it worth, and what is said of it.

engine     puts the steps in order: checking, then diagnosis, then the points
helpers    right but for an earlier function of the student's that it calls
result     what the student and nbgrader get;  render   how it looks;  data   the same for other programs
"""
