"""Wrong and right answers written by people who had not seen the checks. Each module fills WRONG and RIGHT with
(exercise, what, function).

They have since been used to improve the checks, by classes of mistakes and not one by one: of the 358 wrong ones of chapters
0 to 2, 268 were named when they were first put through the checks. What the checks do with them now is no longer a measure
of what they do with answers that nobody has seen.
"""
