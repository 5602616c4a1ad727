"""How an exercise is declared: one file in `exercises/`, in which everything that concerns it stands.

declare          what such a file may say;  exercise   what becomes of it, and all others read
wrong_lines      how its known mistakes are written;  change   one such line put into a right answer
alternatives     its other right answers, which must pass too
argument_class   sets of arguments for which alone an answer may be wrong;  class_lines   the same as a list
prediction       exercises in which a student says what comes out before anything is run
draws            what probes are drawn with
chapters         the chapters in order, the one place where they have numbers;  registry   finds chapters' exercises
catalogue        the texts of such a file, for Babel
"""

from gradatim_autograder.exercise.declare import declare
from gradatim_autograder.exercise.draws import counted, numbers, sized, sizes, with_twice, with_zero
from gradatim_autograder.exercise.exercise import Alternative, Exercise, Mistake, Probe, Refusal
from gradatim_autograder.exercise.prediction import prediction

__all__ = ["Alternative", "Exercise", "Mistake", "Probe", "Refusal"]
__all__ += ["counted", "declare", "numbers", "prediction", "sized", "sizes", "with_twice", "with_zero"]
