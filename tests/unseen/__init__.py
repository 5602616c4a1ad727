"""Wrong and right answers written by people who had not seen the checks. Each module fills WRONG and RIGHT with
(exercise, what, function). They are the measure of the checks, so none of them is ever copied into an exercise.
"""
