"""`python -m gradatim_autograder.cli`: the command where its script is not on PATH."""

import sys

from gradatim_autograder.cli import main

sys.exit(main())
