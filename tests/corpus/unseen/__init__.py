"""Wrong and right answers written by people who had not seen the checks. Each module fills WRONG and RIGHT with
(exercise, what, function); the files in cells/ hold a student's cell for each (tests/support/answers.py).

When they were first put through the checks, of the modules every wrong one failed but one (a softmax that is now
refused). Named were 239 of the 358 wrong ones of chapters 0 to 2, 344 of the 359 of chapters 3 to 7, and 266 of the other
284 of these chapters. Many of the cells are wrong in a corner alone: of 458 wrong ones 380 failed before the checks had
classes of arguments, of 444 others 422 afterwards, 397 of them named. Of the 294 wrong ones of the files called "again",
written last, 291 failed and 278 were named.

Most have since been used to improve the checks, by classes of mistakes and not one by one, so what the checks do with
them now is no longer a measure of what they do with answers that nobody has seen. Left out are a dozen that the texts of
the exercises do not settle, or whose fault no comparison of numbers can see.
"""
