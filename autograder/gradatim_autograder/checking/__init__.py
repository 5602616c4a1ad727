"""From a student's function to a result.

subject    calls the function (the one place that runs student code; a remote one can take its place)
values     what came back: results by name, shapes, numbers
compare    the differences between two such answers;  course_functions   calls references and known mistakes
conduct    what a function must not do besides;  not_by_hand   what was borrowed, or found by small steps
engine     puts the steps in order and counts the points
result     what the student and nbgrader get;  render  how it looks
"""
