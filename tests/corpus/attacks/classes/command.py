"""`gradatim` as the attacked run it: behind the walls that ATTACKED_WALLS names. Started as a process by `grade`."""

import os
import sys

from gradatim_autograder.cli import main
from gradatim_autograder.grading.batch import grade as batch

if __name__ == "__main__":
    walls = os.environ.get("ATTACKED_WALLS", "")
    if walls not in ("", "bubblewrap", "unsafe"):
        batch.choose = lambda: walls
    sys.exit(main(sys.argv[1:]))
