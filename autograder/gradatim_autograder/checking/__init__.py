"""Is it right? From a student's function to what differs from the right answer.

subject    calls the function (the one place that runs student code; a remote one can take its place)
values     what came back: results by name, shapes, numbers;  size   how large it may be
compare    the differences between two such answers
evidence   all that was seen of a function, beside the right answers;  behaviour   a digest of its answers
course_functions   calls references, known mistakes and changed right answers
conduct    what a function must not do besides;  not_by_hand, rounding   what was borrowed, or found by small steps
"""
