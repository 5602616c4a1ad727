"""Wrong and right answers written by people who had not seen the checks. Each module fills WRONG and RIGHT with
(exercise, what, function).

When they were first put through the checks, every wrong one failed but one (a softmax that is now refused). Named were 239 of
the 358 wrong ones of chapters 0 to 2, 344 of the 359 of chapters 3 to 7, and 266 of the other 284 of these chapters. Most have since been used to improve the checks, by classes of mistakes and not one by one, so
what the checks do with them now is no longer a measure of what they do with answers that nobody has seen.
"""
