"""How an exercise is declared: one file in `exercises/`, in which everything that concerns it stands.

Read `declare.py` for what such a file may say, `wrong_lines.py` for how its known mistakes are written,
`alternatives.py` for its other right answers, `class_lines.py` for the classes of its arguments.
"""

from gradatim_autograder.exercise.declare import declare
from gradatim_autograder.exercise.draws import counted, numbers, sized, sizes, with_twice, with_zero
from gradatim_autograder.exercise.exercise import Alternative, Exercise, Mistake, Probe, Refusal
from gradatim_autograder.exercise.prediction import prediction

__all__ = ["Alternative", "Exercise", "Mistake", "Probe", "Refusal"]
__all__ += ["counted", "declare", "numbers", "prediction", "sized", "sizes", "with_twice", "with_zero"]
