"""How learning-management systems hand on what was handed in: each file one system.

made          a student and a file, as such a name tells them
canvas, moodle, blackboard, brightspace, sakai, teams, gradescope, repositories, classroom   the layouts
readers       which of them made the names of a batch
"""

from gradatim_autograder.grading.intake.systems.made import Identity, Made
from gradatim_autograder.grading.intake.systems.readers import made_by_system, system_identity

__all__ = ["Identity", "Made", "made_by_system", "system_identity"]
